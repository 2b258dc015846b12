"""The room Fordeling through its own widgets: type, drag, plan a flytting, undo; and what is refused."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QAbstractSpinBox, QApplication, QComboBox

from app.actions import ActionSpec
from app.context import AppContext
from app.dialogs.flytting_dialog import FlyttingDialog
from app.messages import Messages
from app.settings import Settings
from app.theme import Mode, fonts
from app.views.fordeling import FordelingView
from app.widgets.arsverk_editor import CellArsverkEditor
from app.widgets.timeline import Handle
from app.widgets.units_delegate import name_tip
from models.document import Document
from models.units_model import Col
from planning_core.plan import Eier, Plan
from planning_core.projection import framskriv_par
from tests.helpers.fordeling_plan import END, FE, START, plan, varig
from tests.helpers.room_actions import room_actions

KEYS = Qt.Key


class Room:
    """The room with what a test does in it."""

    def __init__(self, qtbot, tmp_path, the_plan):
        self.qtbot = qtbot
        self.document = Document(the_plan)
        self.document.set_projeksjon(framskriv_par(the_plan))
        self.messages = Messages()
        self.said = []
        self.messages.notice_given.connect(self.said.append)
        self.settings = Settings(tmp_path / "innstillinger.ini")
        self.view = FordelingView(self.document, AppContext(self.messages, self.settings, room_actions(self.document)))
        qtbot.addWidget(self.view)
        self.view.resize(1256, 900)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.activateWindow()

    @property
    def table(self):
        return self.view.table

    @property
    def flyttinger(self):
        return self.document.plan.flyttinger

    def text(self, enhet, column):
        rows = self.view.units.rows
        row = len(rows) - 1 if enhet is None else self.view.units.row_of(enhet)
        return self.view.units.index(row, column).data()

    def go_to(self, enhet, column):
        self.table.setFocus()
        self.table.select_unit(enhet, column)

    def click(self, enhet, column):
        rect = self.table.visualRect(self.view.units.index(self.view.units.row_of(enhet), column))
        self.qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())

    def editor(self):
        return self.table.findChild(CellArsverkEditor)

    def type(self, enhet, column, keys, end=KEYS.Key_Return):
        """Go to a cell and type, as a planner does."""
        self.go_to(enhet, column)
        self.qtbot.keyClick(self.table, KEYS.Key_F2)
        editor = self.editor()
        self.qtbot.keyClicks(editor, keys)
        if end is not None:
            self.qtbot.keyClick(editor, end)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.table, key, modifiers)

    def dialog(self):
        return self.view.findChild(FlyttingDialog)


@pytest.fixture
def room(qtbot, tmp_path):
    return lambda *flyttinger, **options: Room(qtbot, tmp_path, plan(*flyttinger, **options))


# Typing


def test_type_a_number_in_flyttes_and_see_it_everywhere(room):
    r = room()
    r.type("skien", Col.FLYTTES, "-5")
    assert r.text("skien", Col.FLYTTES) == "−5,0"
    assert r.text("skien", Col.ETTER) == "49,0"
    assert r.text(FE, Col.FLYTTES) == "+5,0"
    assert r.text(None, Col.FLYTTES) == "0,0"
    assert r.view.balance.text == "Ramme 116,6 statlige årsverk: Balanse 0,0"
    (made,) = r.flyttinger
    assert (made.fra, made.til, made.arsverk, made.innfasing_mnd, made.til_maned) == ("skien", FE, 5.0, 6.0, None)
    assert "5,0 statlige årsverk fra Nav Skien til Nav forvaltningsenhet" in r.view.moves.caption.text()
    assert r.editor() is None or not r.editor().isVisible()


def test_the_plan_follows_every_key_and_one_undo_takes_it_all_back(room):
    r = room()
    r.type("skien", Col.FLYTTES, "-1", end=None)
    assert r.text("skien", Col.ETTER) == "53,0"
    r.qtbot.keyClicks(r.editor(), "2")
    assert r.text("skien", Col.ETTER) == "42,0"
    r.qtbot.keyClick(r.editor(), KEYS.Key_Up)
    assert r.text("skien", Col.FLYTTES) == "−11,0"
    r.qtbot.keyClick(r.editor(), KEYS.Key_Return)
    assert r.document.undo_stack.count() == 1
    r.document.undo_stack.undo()
    assert r.flyttinger == ()
    assert r.text("skien", Col.ETTER) == "54,0"


def test_escape_leaves_everything_as_it_was(room):
    r = room(varig(arsak="Gradvis"))
    r.type("skien", Col.FLYTTES, "0", end=None)
    assert r.flyttinger == ()
    r.qtbot.keyClick(r.editor(), KEYS.Key_Escape)
    assert r.flyttinger == (varig(arsak="Gradvis"),)
    assert r.document.undo_stack.count() == 0


def test_a_digit_on_the_cell_starts_typing_and_a_click_opens_the_field(room):
    r = room()
    r.go_to("bamble", Col.STAT)
    r.press(KEYS.Key_1)
    r.qtbot.keyClicks(r.editor(), "4,5")
    r.qtbot.keyClick(r.editor(), KEYS.Key_Return)
    assert r.document.plan.enheter[1].arsverk_stat == 14.5
    r.click("bamble", Col.KOMMUNE)
    assert r.table.state() == QAbstractItemView.State.EditingState


def test_too_much_is_refused_by_the_cell_in_words_and_nothing_changes(room):
    r = room()
    r.type("siljan", Col.FLYTTES, "-9")
    assert r.flyttinger == ()
    assert r.text("siljan", Col.FLYTTES) == "0,0"
    message = r.table.message
    assert message.isVisible()
    assert "Nav Siljan" in message.text()
    assert message.accessibleName() == message.text()
    # The field stays open on the number, and says the same to the screen reader.
    editor = r.editor()
    assert isinstance(editor, QAbstractSpinBox)
    assert editor.accessibleDescription() == message.text()
    r.qtbot.keyClick(editor, KEYS.Key_A, Qt.KeyboardModifier.ControlModifier)
    r.qtbot.keyClicks(editor, "-1")
    assert not message.isVisible()
    r.qtbot.keyClick(editor, KEYS.Key_Return)
    assert r.text("siljan", Col.FLYTTES) == "−1,0"


def test_leaving_a_refused_number_takes_back_what_was_typed_on_the_way(room):
    r = room()
    r.type("bamble", Col.FLYTTES, "-90", end=None)  # −9 is possible, −90 is not
    assert r.text("bamble", Col.FLYTTES) == "−9,0"
    assert r.table.message.isVisible()
    r.qtbot.keyClick(r.editor(), KEYS.Key_Tab)
    assert r.table.state() == QAbstractItemView.State.EditingState
    r.view.month_box.setFocus()
    assert r.text("bamble", Col.FLYTTES) == "0,0"
    assert r.document.undo_stack.count() == 0
    assert "Nav Bamble" in r.table.message.text()
    assert r.table.message.isVisible()


def test_tab_goes_on_to_the_next_field(room):
    r = room()
    r.type("skien", Col.STAT, "55", end=KEYS.Key_Tab)
    assert r.document.plan.enheter[0].arsverk_stat == 55.0
    assert r.table.currentIndex().column() == Col.KOMMUNE


def test_a_value_the_own_flytting_cannot_reach_says_why(room):
    r = room(varig(fra_maned=START + 30))
    r.view.month_box.setCurrentIndex(5)
    r.type("skien", Col.FLYTTES, "-2")
    assert "starter først i juli 2028" in r.table.message.text()
    assert r.document.undo_stack.count() == 0


def test_several_forvaltningsenheter_open_the_dialog(room):
    r = room(two_fe=True)
    r.type("skien", Col.FLYTTES, "-2")
    dialog = r.dialog()
    assert (dialog.fra.currentText(), dialog.arsverk.text()) == ("Nav Skien", "2,0")
    dialog.reject()
    assert r.flyttinger == ()


# Month, balance, states


def test_the_month_decides_what_flyttes_means(room):
    r = room(varig(arsverk=6.0, innfasing_mnd=6.0))
    assert r.view.month_box.currentText() == "desember 2028"
    assert r.text("skien", Col.FLYTTES) == "−6,0"
    r.view.month_box.setFocus()
    r.qtbot.keyClick(r.view.month_box, KEYS.Key_Home)
    assert r.view.month_box.currentText() == "januar 2026"
    assert r.text("skien", Col.FLYTTES) == "−1,0"
    assert r.view.panel.sentence.text.count("januar 2026") == 1


def test_new_money_and_cuts_show_in_the_balance(room):
    r = room(varig(None, FE, 2.0))
    assert r.view.balance.text.endswith("+2,0 nye årsverk")
    r = room(varig("skien", None, 1.5))
    assert r.view.balance.text.endswith("−1,5 årsverk kuttet")


def test_old_results_are_grey_until_the_new_ones_come(room):
    r = room(varig())
    sentence = r.view.panel.sentence
    fresh = sentence.findChild(type(sentence._label)).styleSheet()
    r.type("skien", Col.STAT, "50")
    assert r.document.is_stale
    assert sentence._label.styleSheet() != fresh
    r.document.set_projeksjon(framskriv_par(r.document.plan))
    assert sentence._label.styleSheet() == fresh


def test_the_panel_shows_the_pair_and_the_loss(room):
    r = room(varig())
    projeksjon = r.document.projeksjon
    for name, card in r.view.panel.cards.items():
        assert "i planen" in card.sentence() or "uten flyttinger" in card.sentence(), name
    from planning_core.results import TAP_FORBIGAENDE
    lost = sum(projeksjon.plan.tap[k].sum() for k in TAP_FORBIGAENDE)
    assert r.view.panel.loss._values["forbigaende"][0] == pytest.approx(lost)
    assert r.view.panel.loss.sentence("varig").startswith("Varig: ")


# Dragging


def test_drag_from_the_handle_moves_one_arsverk(room):
    r = room()
    table, viewport = r.table, r.table.viewport()
    def place(enhet):
        rect = table.visualRect(r.view.units.index(r.view.units.row_of(enhet), Col.ENHET))
        return QPoint(rect.left() + 16, rect.center().y())
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place("skien"))
    QTest.mouseMove(viewport, place("skien") + QPoint(30, 4))
    QTest.mouseMove(viewport, place(FE))
    assert table.drag.active
    assert table.drag_text() == "1,0 årsverk fra Nav Skien til Nav forvaltningsenhet"
    assert table.drag.verdict.flyttes[FE] == 1.0
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place(FE))
    (made,) = r.flyttinger
    assert (made.fra, made.til, made.arsverk) == ("skien", FE, 1.0)
    assert not table.drag.active
    # Once more adds to the same flytting; on a sum nothing happens.
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place("skien"))
    QTest.mouseMove(viewport, place("skien") + QPoint(30, 4))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, pos=place(FE))
    assert [f.arsverk for f in r.flyttinger] == [6.0]
    # Siljan has 3,0: five cannot be dropped, and nothing is said but by the pointer.
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place("siljan"))
    QTest.mouseMove(viewport, place("siljan") + QPoint(30, 4))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, pos=place(FE))
    assert [f.arsverk for f in r.flyttinger] == [6.0]
    assert r.said == []
    last = table.visualRect(r.view.units.index(len(r.view.units.rows) - 1, Col.ENHET)).center()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place("skien"))
    QTest.mouseMove(viewport, place("skien") + QPoint(30, 4))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=last)
    assert [f.arsverk for f in r.flyttinger] == [6.0]


def test_keys_pick_up_choose_weigh_and_drop(room):
    r = room()
    r.go_to("bamble", Col.ENHET)
    r.press(KEYS.Key_Space)
    assert "Piltaster velger enhet" in r.table.drag_text()
    r.press(KEYS.Key_Down)  # Siljan
    r.press(KEYS.Key_Down)  # over the sum, to the forvaltningsenhet
    assert r.table.drag.target == FE
    r.press(KEYS.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    r.press(KEYS.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert r.table.drag_text() == "1,9 årsverk fra Nav Bamble til Nav forvaltningsenhet"
    r.press(KEYS.Key_Return)
    assert [(f.fra, f.til, f.arsverk) for f in r.flyttinger] == [("bamble", FE, 1.9)]
    assert r.document.undo_stack.undoText() == "flytte 1,9 årsverk fra Nav Bamble til Nav forvaltningsenhet"


def test_escape_lets_go_and_an_impossible_drop_says_why(room):
    r = room()
    r.go_to("siljan", Col.ENHET)
    r.press(KEYS.Key_Space)
    r.press(KEYS.Key_Down)
    for _ in range(3):
        r.press(KEYS.Key_Plus)
    assert "Nav Siljan" in r.table.drag.verdict.text
    r.press(KEYS.Key_Return)
    assert r.table.drag.active
    assert r.flyttinger == ()
    r.press(KEYS.Key_Escape)
    assert not r.table.drag.active


# Dialog


def test_make_a_flytting_in_the_dialog(room):
    r = room()
    r.go_to("bamble", Col.FLYTTES)
    r.qtbot.keyClick(r.view, KEYS.Key_N, Qt.KeyboardModifier.ControlModifier)
    d = r.dialog()
    assert (d.fra.currentText(), d.til.currentText()) == ("Nav Bamble", "Nav forvaltningsenhet")
    r.qtbot.keyClicks(d.arsverk, "2,5")
    d.fra_maned.setCurrentIndex(3)
    r.qtbot.keyClick(d.innfasing, KEYS.Key_A, Qt.KeyboardModifier.ControlModifier)
    r.qtbot.keyClicks(d.innfasing, "4")
    r.qtbot.keyClick(d.erfaren, KEYS.Key_A, Qt.KeyboardModifier.ControlModifier)
    r.qtbot.keyClicks(d.erfaren, "40")
    d.midlertidig.click()
    d.til_maned.setCurrentIndex(20)
    r.qtbot.keyClicks(d.arsak, "Sommeren")
    assert d.sentence.text() == (
        "2,5 statlige årsverk fra Nav Bamble til Nav forvaltningsenhet, fra april 2026, innfasing 4 måneder, "
        "40\u00a0% erfarne ved start, tilbake etter september 2027.")
    r.qtbot.waitUntil(lambda: "restanser" in d.consequence.text, timeout=10_000)
    assert "desember 2028" in d.consequence.text
    r.qtbot.mouseClick(d.ok, Qt.MouseButton.LeftButton)
    (made,) = r.flyttinger
    assert made == varig("bamble", FE, 2.5, fra_maned=START + 3, innfasing_mnd=4.0, erfaren=0.4,
                         til_maned=START + 20, arsak="Sommeren", eier=Eier.STAT)
    # What was chosen is what the next one starts with, also in a new window.
    assert r.view.units.standard.innfasing_mnd == 4.0
    assert r.settings.number("fordeling/erfaren", 0.0) == 0.4
    r.document.undo_stack.undo()
    assert r.flyttinger == ()


def test_the_dialog_refuses_too_much_beside_the_field_and_disables_ok(room):
    r = room()
    r.view.new_flytting()
    d = r.dialog()
    assert d.ok.isEnabled()
    assert d.fra.currentText() == "Nav Skien"
    d.arsverk.setValue(500.0)
    assert not d.ok.isEnabled()
    assert d.error_of("arsverk") == (
        "Flyttingen tar 500,0 statlige årsverk fra Nav Skien, men enheten har bare 54,0 i juni 2026, så det mangler 446,0. "
        "Sett ned årsverkene eller flytt startmåneden.")
    assert not any(d.error_of(field) for field in ("fra", "til", "eier", "fra_maned", "innfasing", "erfaren", "til_maned"))
    assert d.reason.text() == "Rett feltene som er merket."
    assert d.ok.toolTip() == d.reason.text()
    d.accept()
    assert r.flyttinger == ()
    d.arsverk.setValue(1.0)
    d.til.setCurrentIndex(d.til.findData(d.fra.currentData()))
    assert d.error_of("til")
    d.reject()
    assert r.flyttinger == ()


def test_the_dialog_doubts_what_the_flytting_causes_and_takes_it(room):
    r = room()
    r.go_to("siljan", Col.FLYTTES)
    r.qtbot.keyClick(r.view, KEYS.Key_N, Qt.KeyboardModifier.ControlModifier)
    d = r.dialog()
    assert d.fra.currentText() == "Nav Siljan"
    # Siljan has 3 heads and 3,0 årsverk: one årsverk is one head.
    assert d.caution.isVisible()
    assert "Nav Siljan" in d.caution.text
    r.qtbot.keyClick(d.arsverk, KEYS.Key_A, Qt.KeyboardModifier.ControlModifier)
    r.qtbot.keyClicks(d.arsverk, "9")
    assert d.error_of("arsverk")
    assert not d.caution.isVisible()  # one thing at a time: this cannot be done at all
    d.fra.setCurrentText("Nav Skien")
    assert not d.caution.isVisible()
    d.fra.setCurrentText("Nav Siljan")
    r.qtbot.keyClick(d.arsverk, KEYS.Key_A, Qt.KeyboardModifier.ControlModifier)
    r.qtbot.keyClicks(d.arsverk, "1")
    assert d.caution.isVisible()
    r.qtbot.mouseClick(d.ok, Qt.MouseButton.LeftButton)
    # Said of the flytting that causes it, not of the next one.
    for open_dialog, expected in ((lambda: r.view.edit_flytting(0), True), (r.view.new_flytting, False)):
        r.go_to("skien", Col.FLYTTES)
        open_dialog()
        d = r.view.findChildren(FlyttingDialog)[-1]
        assert d.caution.isVisible() == expected
        d.reject()


def test_new_money_cut_and_municipal_are_made_in_the_dialog(room):
    r = room()
    r.view.new_flytting()
    d = r.dialog()
    d.fra.setCurrentText("Nye midler (ingen enhet gir)")
    r.qtbot.mouseClick(d.ok, Qt.MouseButton.LeftButton)
    assert r.flyttinger[0].fra is None
    r.view.edit_flytting(0)
    d = r.view.findChildren(FlyttingDialog)[-1]
    d.fra.setCurrentText("Nav Skien")
    d.eier.setCurrentText("Kommune")
    assert d.error_of("til")  # municipal årsverk cannot sit in a forvaltningsenhet
    d.til.setCurrentText("Kutt (ingen enhet får)")
    assert d.ok.isEnabled()
    r.qtbot.mouseClick(d.ok, Qt.MouseButton.LeftButton)
    assert (r.flyttinger[0].til, r.flyttinger[0].eier) == (None, Eier.KOMMUNE)
    assert r.document.undo_stack.count() == 2


def test_every_field_explains_its_assumption_with_grade_and_source(room):
    r = room()
    r.view.new_flytting()
    d = r.dialog()
    for field in (d.fra, d.til, d.eier, d.arsverk, d.fra_maned, d.innfasing, d.erfaren, d.midlertidig, d.arsak):
        assert field.toolTip(), field.accessibleName()
        assert field.accessibleName()
    assert "Grad A (antatt). Kilde: " in d.erfaren.toolTip()
    assert "Grad A" in d.til.toolTip()
    d.reject()


# The list of flyttinger


def test_delete_duplicate_and_undo_from_the_list(room):
    r = room(varig(), varig("bamble", arsverk=1.0))
    line = r.view.moves.timeline
    line.setFocus()
    r.qtbot.keyClick(line, KEYS.Key_Down)
    r.qtbot.keyClick(line, KEYS.Key_Down)
    assert r.view.moves.row == 1
    r.qtbot.keyClick(line, KEYS.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [f.fra for f in r.flyttinger] == ["skien", "bamble", "bamble"]
    r.qtbot.keyClick(line, KEYS.Key_Delete)
    r.qtbot.keyClick(line, KEYS.Key_Delete)
    assert r.flyttinger == (varig(),)
    assert r.said[-1].startswith("Slettet: 1,0 statlige årsverk fra Nav Bamble")
    r.document.undo_stack.undo()
    assert [f.fra for f in r.flyttinger] == ["skien", "bamble"]
    assert r.text("bamble", Col.FLYTTES) == "−1,0"


def test_enter_and_double_click_open_the_flytting(room):
    r = room(varig(arsverk=3.0))
    line = r.view.moves.timeline
    line.setFocus()
    r.qtbot.keyClick(line, KEYS.Key_Down)
    r.qtbot.keyClick(line, KEYS.Key_Return)
    assert r.dialog().arsverk.text() == "3,0"
    r.dialog().reject()
    bar = line.handle_point(0, Handle.START) + QPoint(60, 0)
    QTest.mouseDClick(line.viewport(), Qt.MouseButton.LeftButton, pos=bar)
    assert r.view.findChildren(FlyttingDialog)[-1].windowTitle() == "Endre flytting"
    r.view.findChildren(FlyttingDialog)[-1].reject()


def test_keys_on_the_time_line_change_dates(room):
    r = room(varig(innfasing_mnd=3.0, til_maned=START + 12))
    line = r.view.moves.timeline
    line.setFocus()
    r.qtbot.keyClick(line, KEYS.Key_Down)
    r.qtbot.keyClick(line, KEYS.Key_Right)
    r.qtbot.keyClick(line, KEYS.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    r.qtbot.keyClick(line, KEYS.Key_Left, Qt.KeyboardModifier.ControlModifier)
    (f,) = r.flyttinger
    assert (f.fra_maned, f.innfasing_mnd, f.til_maned) == (START + 1, 4.0, START + 11)
    assert "fra februar 2026" in line.accessibleDescription()


def test_handles_are_dragged_and_one_undo_takes_the_drag_back(room):
    r = room(varig(fra_maned=START + 6, innfasing_mnd=6.0))
    line = r.view.moves.timeline
    start, ramp = line.handle_point(0, Handle.START), line.handle_point(0, Handle.RAMP)
    QTest.mouseClick(line.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    assert r.view.moves.row == 0
    month = line.axis().per_month
    def drag(point, months):
        QTest.mousePress(line.viewport(), Qt.MouseButton.LeftButton, pos=point)
        for step in range(1, 5):
            QTest.mouseMove(line.viewport(), point + QPoint(round(months * month * step / 4), 0))
        QTest.mouseRelease(line.viewport(), Qt.MouseButton.LeftButton)
    drag(ramp, 2)
    assert r.flyttinger[0].innfasing_mnd == 8.0
    drag(line.handle_point(0, Handle.START), 3)
    assert r.flyttinger[0].fra_maned == START + 9
    assert r.document.undo_stack.count() == 2
    r.document.undo_stack.undo()
    assert (r.flyttinger[0].fra_maned, r.flyttinger[0].innfasing_mnd) == (START + 6, 8.0)


def test_the_table_form_shows_the_same_flyttinger(room):
    r = room(varig(innfasing_mnd=6.0, erfaren=0.4), varig(None, "siljan", 1.0, til_maned=END, arsak="Prosjekt"))
    r.qtbot.mouseClick(r.view.moves.form.button("tabell"), Qt.MouseButton.LeftButton)
    table = r.view.moves.table
    assert table.isVisible()
    cells = [[table.model().index(i, c).data() for c in range(table.model().columnCount())] for i in range(2)]
    assert cells[0] == ["Nav Skien", "Nav forvaltningsenhet", "stat", "5,0", "jan. 2026", "6", "40\u00a0%", "varig", ""]
    assert cells[1][:5] == ["Nye midler", "Nav Siljan", "stat", "1,0", "jan. 2026"]
    assert cells[1][5:] == ["0", "0\u00a0%", "des. 2028", "Prosjekt"]
    assert all(table.columnWidth(column) >= table.sizeHintForColumn(column) > 0 for column in range(8))
    table.selectRow(1)
    assert r.view.moves.row == 1
    table.setFocus()
    r.qtbot.keyClick(table, KEYS.Key_Delete)
    assert len(r.flyttinger) == 1


def test_the_empty_list_says_what_belongs_here(room):
    r = room()
    assert r.view.moves.empty_text.isVisible()
    assert r.view.moves.empty_text.text() == "Ingen flyttinger ennå. Planen er lik uten flyttinger."
    r.qtbot.mouseClick(r.view.moves.empty_button, Qt.MouseButton.LeftButton)
    assert r.dialog() is not None
    r.dialog().reject()


def test_a_plan_without_units_shows_only_how_to_get_them(room):
    r = room()
    went = []
    r.view._context.actions.add(ActionSpec("rom.enheter", "Enheter")).triggered.connect(lambda: went.append(True))
    whole = r.document.plan
    nothing = Plan("Agder", START)
    for width in (1256, 900):
        r.view.resize(width, 800)
        r.document.load(nothing, None)
        r.document.set_projeksjon(framskriv_par(nothing))
        assert r.view.empty.isVisible()
        assert r.view.empty.text.startswith("Planen har ingen enheter")
        for part in (r.table, r.view.balance, r.view.moves, r.view.panel, r.view.new_button, r.view.month_box,
                     r.view.pages, r.view.sentence):
            assert not part.isVisible()
        r.qtbot.keyClick(r.view, KEYS.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert r.dialog() is None
        r.qtbot.mouseClick(r.view.empty.button, Qt.MouseButton.LeftButton)
        assert went.pop()
        r.document.load(whole, None)
        assert not r.view.empty.isVisible()
        assert r.table.isVisible()
        assert r.view.pages.isVisible() == (width == 900)
    r.view.resize(1256, 800)
    assert r.view.panel.isVisible()


def test_municipal_arsverk_that_move_are_seen(room):
    still = room(varig()).table.columnWidth(Col.KOMMUNE)
    r = room(varig("skien", "bamble", 1.0, eier=Eier.KOMMUNE, til_maned=END), varig())
    said = r.view.units.index(r.view.units.row_of("skien"), Col.KOMMUNE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Nav Skien, kommune: 38,5. Flyttes −1,0; 37,5 kommunale årsverk etter det."
    assert r.table.columnWidth(Col.KOMMUNE) > still  # 38,5 → 37,5
    assert r.view.moves.timeline._labels() == ["Skien → Bamble, kommunalt, midlertidig", "Skien → forvaltningsenhet"]
    content = r.table.own_content()
    at = content.titles.index("Kommune, etter (årsverk)")
    assert [str(line[at]) for line in content.rows[:2]] == ["37,5", "10,0"]


# Shape and accessibility


def test_a_narrow_room_has_the_panel_as_a_page_under_the_sentence(room):
    r = room(varig())
    assert not r.view.pages.isVisible()
    assert r.view.panel.isVisible()
    r.view.resize(900, 800)
    assert r.view.pages.isVisible()
    assert r.view.sentence.isVisible()
    assert not r.view.panel.isVisible()
    r.qtbot.mouseClick(r.view.pages.button("virkning"), Qt.MouseButton.LeftButton)
    assert r.view.panel.isVisible()
    r.view.resize(1256, 800)
    assert r.table.isVisible()
    assert r.view.panel.isVisible()


def test_large_text_keeps_the_names_in_sight(room, dressed):
    dressed.set_scale(2.0)
    r = room(varig())
    r.view.resize(1000, 800)
    bar = r.table.horizontalScrollBar()
    assert bar.maximum() > 0
    assert r.table._frozen.isVisible()
    r.go_to("skien", Col.VARSEL)
    assert bar.value() > 0
    # The name column of the frozen view still starts at the left edge.
    assert r.table._frozen.columnViewportPosition(Col.ENHET) == 0
    for _ in range(4):
        r.press(KEYS.Key_Left)
    cell = r.table.visualRect(r.table.currentIndex())
    assert cell.left() >= r.table._frozen.width()


def test_the_room_follows_the_theme(room, dressed):
    r = room(varig())
    light = r.view.grab().toImage().pixelColor(5, 5)
    dressed.set_mode(Mode.DARK)
    assert r.view.grab().toImage().pixelColor(5, 5).lightness() < light.lightness()


def test_tab_goes_down_the_room_and_back(room):
    r = room(varig())
    v = r.view
    way = [v.month_box, v.new_button, r.table, v.moves.form.button("tidslinje"), v.moves.timeline, *v.panel.cards.values()]
    way[0].setFocus()
    for step in way[1:]:
        r.qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Tab)
        assert QApplication.focusWidget() is step
    for step in reversed(way[:-1]):
        r.qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Backtab)
        assert QApplication.focusWidget() is step


def test_everything_that_takes_focus_has_a_name(room):
    r = room(varig())
    nameless = []
    for kind in (QAbstractButton, QComboBox, QAbstractItemView, QAbstractSpinBox):
        for widget in r.view.findChildren(kind):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
                found = QAccessible.queryAccessibleInterface(widget)
                if not found.text(QAccessible.Text.Name):
                    nameless.append(widget)
    assert nameless == []


def test_another_plan_replaces_everything(room):
    r = room(varig())
    r.document.load(replace(plan(), horisont_maneder=12), None)
    assert r.view.month_box.currentText() == "desember 2026"
    assert r.view.moves.empty_text.isVisible()


def test_a_long_name_leaves_the_numbers_in_sight(qtbot, tmp_path, dressed):
    """A name of 85 letters is cut in the middle; it is whole in the tooltip, and where there is room for it."""
    the_plan = plan(varig())
    name = "Nav Skien, Porsgrunn og Siljan interkommunale arbeids- og velferdskontor, avdeling Nord"
    units = tuple(replace(e, navn=name) if e.enhet == "skien" else e for e in the_plan.enheter)
    r = Room(qtbot, tmp_path, replace(the_plan, enheter=units))
    row = r.view.units.row_of("skien")
    assert r.table.horizontalScrollBar().maximum() == 0
    assert r.table.columnWidth(Col.ENHET) < fonts.advance(name, semibold=True)
    assert name_tip(r.view.units, row).split("\n")[0] == name
    assert "Nav Bamble" not in name_tip(r.view.units, r.view.units.row_of("bamble")).split("\n")
    r.view.resize(1900, 900)
    r.qtbot.waitUntil(lambda: r.table.columnWidth(Col.ENHET) > fonts.advance(name, semibold=True))


def test_the_bar_under_the_units_takes_no_room_when_it_is_gone(room, dressed):
    r = room(varig())

    def strip():
        """Room under the last row."""
        last = r.table.visualRect(r.view.units.index(r.view.units.rowCount() - 1, 0))
        return r.table.viewport().height() - last.bottom() - 1

    before = strip()
    r.view.resize(620, 900)
    r.qtbot.waitUntil(lambda: r.table.horizontalScrollBar().isVisible())
    # Nothing is hidden behind the bar ...
    r.qtbot.waitUntil(lambda: strip() >= 0)
    r.view.resize(1256, 900)
    r.qtbot.waitUntil(lambda: not r.table.horizontalScrollBar().isVisible())
    # ... and nothing is left of it.
    r.qtbot.waitUntil(lambda: strip() == before)
