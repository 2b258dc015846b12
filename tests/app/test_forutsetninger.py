"""The room Forutsetninger through its own widgets: read, type, be refused, go back, search."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTableView, QWidget

from app.actions import Actions
from app.context import AppContext
from app.parameter_texts import HELP, LABELS
from app.theme import DARK, Mode
from app.views.forutsetninger import GEVINSTER, SOURCES, ForutsetningerView
from models.document import Document
from models.forutsetninger_model import CHANGED, Col
from planning_core.parameters import PARAMETERS
from planning_core.plan import Bruk, Forutsetning, Gevinst, GevinstType, Kilde
from tests.helpers.fordeling_plan import START, plan, varig

NBSP = "\u00a0"


def open_room(qtbot, messages, settings, a_plan):
    document = Document(a_plan)
    view = ForutsetningerView(document, AppContext(messages, settings, Actions(document)))
    qtbot.addWidget(view)
    view.resize(1256, 800)
    with qtbot.waitExposed(view):
        view.show()
    return document, view


@pytest.fixture
def room(qtbot, dressed, messages, settings):
    return open_room(qtbot, messages, settings, plan(varig(fra_maned=START + 2)))


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def cell(view, key, column):
    return view.model.index_of(key, column).data()


def edit(qtbot, view, key):
    """Open the field of an assumption from the keyboard."""
    view.show_parameter(key)
    qtbot.waitUntil(view.table.hasFocus)
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    editor = view.table.indexWidget(view.model.index_of(key))
    assert editor is not None
    return editor


def detail_words(view):
    return " ".join(label.text() for label in view.detail.findChildren(QLabel) if label.isVisible())


def test_every_assumption_is_shown_with_value_range_grade_and_source(room):
    _, view = room
    for key, parameter in PARAMETERS.items():
        assert cell(view, key, Col.NAVN) == LABELS[key]
        assert cell(view, key, Col.ENHET) == parameter.unit
        assert cell(view, key, Col.KILDE) == parameter.source
        assert cell(view, key, Col.GRAD)[0] == parameter.grade
    assert cell(view, "laeretid_mnd", Col.VERDI) == "9"
    assert cell(view, "laeretid_mnd", Col.VANLIG) == "6–18"
    assert cell(view, "laeretid_mnd", Col.GRENSER) == "0–120"
    assert cell(view, "sjekk_ved_mottak", Col.VERDI) == "ja"
    assert cell(view, "kroner_per_årsverk", Col.VERDI) == "–"
    assert cell(view, "kroner_per_årsverk", Col.GRENSER) == "minst 0"
    assert cell(view, "timer_per_årsverk", Col.VERDI) == f"1{NBSP}700"
    assert cell(view, "min_per_henvendelse", Col.GRAD) == "D utledet"


def test_sentence_counts_by_grade_and_names_what_is_changed(room, qtbot):
    document, view = room
    grades = [p.grade for p in PARAMETERS.values()]
    assert f"Planen hviler på {len(grades)} forutsetninger: {grades.count('A')} er antatt" in view.sentence
    assert "Alle har standardverdi." in view.sentence
    editor = edit(qtbot, view, "laeretid_mnd")
    qtbot.keyClicks(editor, "30")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "Endret fra standardverdien: læretid." in view.sentence
    assert "Utenfor det vanlige området: læretid." in view.sentence
    document.undo_stack.undo()
    assert "Alle har standardverdi." in view.sentence


def test_typing_a_number_changes_the_plan_at_once(room, qtbot):
    document, view = room
    editor = edit(qtbot, view, "laeretid_mnd")
    assert editor.text() == "9"
    qtbot.keyClicks(editor, "12")
    assert document.plan.forutsetning("laeretid_mnd") == 12.0
    qtbot.keyClicks(editor, ",5")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.plan.forutsetning("laeretid_mnd") == 12.5
    assert cell(view, "laeretid_mnd", Col.VERDI) == "12,5"
    assert cell(view, "laeretid_mnd", Col.MERKNAD) == "Endret"
    assert document.undo_stack.undoText() == "endre læretid"
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert cell(view, "laeretid_mnd", Col.VERDI) == "9"


def test_a_click_opens_the_field(room, qtbot):
    document, view = room
    index = view.model.index_of("turnover_ar")
    view.table.scrollTo(index)
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=view.table.visualRect(index).center())
    editor = view.table.indexWidget(index)
    assert isinstance(editor, QLineEdit)
    assert editor.accessibleName() == "Turnover, Verdi: 8\u00a0% per år"
    assert editor.text() == "8\u00a0%"
    qtbot.keyClicks(editor, "12 %")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.plan.forutsetning("turnover_ar") == pytest.approx(0.12)


@pytest.mark.parametrize(("typed", "words"), [
    ("1,5", "er 150\u00a0%, men må være mellom 0\u00a0% og 100\u00a0%"),
    ("mye", "«Produktivitet ved start» skal være et tall, men det står «mye»."),
    ("1.234", "kan leses på to måter"),
])
def test_what_is_wrong_is_said_beside_the_field(room, qtbot, typed, words):
    document, view = room
    before = document.plan
    editor = edit(qtbot, view, "startproduktivitet")
    qtbot.keyClicks(editor, typed)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert view.table.message.isVisible()
    assert words in view.table.message.text()
    assert words in editor.accessibleDescription()
    assert editor.isVisible()  # so that it can be mended
    assert document.plan == before
    editor.selectAll()
    qtbot.keyClicks(editor, "0,6")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert not view.table.message.isVisible()
    assert document.plan.forutsetning("startproduktivitet") == 0.6


def test_escape_takes_back_what_was_typed(room, qtbot):
    document, view = room
    before = document.plan
    editor = edit(qtbot, view, "laeretid_mnd")
    qtbot.keyClicks(editor, "12")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert document.plan == before
    assert document.undo_stack.count() == 0
    editor = edit(qtbot, view, "startproduktivitet")
    qtbot.keyClicks(editor, "-7")
    assert view.table.message.isVisible()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not view.table.message.isVisible()
    assert document.plan == before


def test_a_per_cent_is_not_refused_while_it_is_being_typed(room, qtbot):
    """85 on the way to 85 % is not yet wrong; 85 at the end is, and says how it was read."""
    document, view = room
    before = document.plan
    editor = edit(qtbot, view, "startproduktivitet")
    assert editor.text() == "50\u00a0%"
    for key in "85":
        qtbot.keyClicks(editor, key)
        assert not view.table.message.isVisible()
        assert document.plan == before
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert "er 8\u00a0500\u00a0%" in view.table.message.text()
    qtbot.keyClicks(editor, " %")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert document.plan.forutsetning("startproduktivitet") == 0.85
    assert view.model.index_of("startproduktivitet").data() == "85\u00a0%"
    assert document.undo_stack.count() == 1


def test_leaving_a_field_that_was_refused_changes_nothing(room, qtbot):
    document, view = room
    before = document.plan
    editor = edit(qtbot, view, "startproduktivitet")
    qtbot.keyClicks(editor, "1,5")
    view.search.setFocus()
    qtbot.waitUntil(lambda: view.table.indexWidget(view.model.index_of("startproduktivitet")) is None)
    assert document.plan == before
    assert document.undo_stack.count() == 0


def test_leaving_a_field_keeps_what_was_typed(room, qtbot):
    document, view = room
    editor = edit(qtbot, view, "laeretid_mnd")
    qtbot.keyClicks(editor, "12")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert document.plan.forutsetning("laeretid_mnd") == 12.0
    assert document.undo_stack.count() == 1


def test_outside_the_plausible_range_is_taken_and_said(room, qtbot):
    _, view = room
    editor = edit(qtbot, view, "laeretid_mnd")
    qtbot.keyClicks(editor, "30")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert cell(view, "laeretid_mnd", Col.MERKNAD) == "Utenfor vanlig område"
    assert view.detail.warning.isVisible()
    assert "30 er utenfor det vanlige området, 6–18" in view.detail.warning.text


def test_yes_no_is_chosen_from_a_list(room, qtbot):
    document, view = room
    editor = edit(qtbot, view, "sjekk_ved_mottak")
    assert isinstance(editor, QComboBox)
    assert [editor.itemText(i) for i in range(editor.count())] == ["ja", "nei"]
    editor.setCurrentIndex(1)
    editor.activated.emit(1)
    assert document.plan.forutsetning("sjekk_ved_mottak") is False
    assert cell(view, "sjekk_ved_mottak", Col.VERDI) == "nei"
    document.undo_stack.undo()
    assert cell(view, "sjekk_ved_mottak", Col.VERDI) == "ja"


def test_level_is_chosen_by_keyboard(room, qtbot):
    document, view = room
    editor = edit(qtbot, view, "gevinstniva")
    with qtbot.waitSignal(editor.activated):
        qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert document.plan.forutsetning("gevinstniva") == "optimistisk"


def changed_plan():
    row = Forutsetning("laeretid_mnd", 12.0, 8.0, 14.0, "D", "Egen kartlegging 2025")
    return replace(plan(), forutsetninger=(row,))


@pytest.mark.parametrize("way", ["delete", "button", "menu"])
def test_back_to_the_default(qtbot, dressed, messages, settings, way):
    document, view = open_room(qtbot, messages, settings, changed_plan())
    view.show_parameter("laeretid_mnd")
    assert view.detail.reset_button.text() == "Bruk standardverdien, 9"
    if way == "delete":
        qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    elif way == "button":
        click(qtbot, view.detail.reset_button)
    else:
        menu = view.table.row_menu(view.table.currentIndex())
        next(a for a in menu.actions() if a.text() == "Bruk standardverdien, 9").trigger()
        menu.deleteLater()
    assert document.plan.forutsetninger == ()
    assert cell(view, "laeretid_mnd", Col.VERDI) == "9"
    assert not view.detail.reset_button.isEnabled()
    assert document.undo_stack.undoText() == "bruke standardverdi for læretid"
    document.undo_stack.undo()
    assert document.plan == changed_plan()


def test_detail_tells_what_the_plan_says_of_a_value(qtbot, dressed, messages, settings):
    _, view = open_room(qtbot, messages, settings, changed_plan())
    view.show_parameter("laeretid_mnd")
    said = detail_words(view)
    assert HELP["laeretid_mnd"] in said
    for words in ("Egen kartlegging 2025", "8–14", "6–18", "0–120", "Bemanning og læring (metoden, del 3)",
                  "laeretid_mnd", "12 måneder"):
        assert words in said
    assert "Egen kartlegging 2025" in view.detail.text


def test_where_other_assumptions_are_set(room):
    _, view = room
    view.show_parameter("fravær")
    assert "Settes per enhet" in detail_words(view)
    assert not view.detail.reset_button.isVisible()
    assert view.table.row_menu(view.table.currentIndex()) is None
    view.show_parameter("erfaren")
    assert "Settes i hver flytting" in detail_words(view)
    view.show_parameter("timer_per_arbeidsevnevurdering")
    assert "siden Brukere" in detail_words(view)


def shown(view):
    return [e.row.key for e in view.model.entries if e.row is not None]


def test_search_and_grades(room, qtbot):
    _, view = room
    qtbot.keyClick(view.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(view.search.hasFocus)
    qtbot.keyClicks(view.search, "dokumentasjon")
    assert {"ventetid_dok_mnd", "ekstra_handtering", "andel_komplett", "sjekk_ved_mottak"} <= set(shown(view))
    assert "laeretid_mnd" not in shown(view)
    view.search.clear()
    click(qtbot, view.grades.button("S"))
    assert shown(view) == ["timer_per_arbeidsevnevurdering"]
    assert "Tid per arbeidsevnevurdering" in detail_words(view)
    click(qtbot, view.grades.button(CHANGED))
    assert shown(view) == []
    assert any(label.text() == "Ingen forutsetninger passer til søket." for label in view.findChildren(QLabel))
    assert "Velg en rad" in detail_words(view)
    view.show_parameter("laeretid_mnd")
    assert len(shown(view)) == len(PARAMETERS)


def test_the_frame_of_the_plan(room, qtbot):
    document, view = room
    frame = view.frame
    frame.fylke.selectAll()
    qtbot.keyClicks(frame.fylke, "Vestfold")
    assert document.plan.fylke == "Vestfold"
    assert document.undo_stack.count() == 1
    frame.months.setFocus()
    frame.months.selectAll()
    qtbot.keyClicks(frame.months, "24")
    qtbot.keyClick(frame.months, Qt.Key.Key_Return)
    assert document.plan.horisont_maneder == 24
    assert any(label.text() == "til desember 2027" for label in frame.findChildren(QLabel))
    qtbot.keyClick(frame.steps, Qt.Key.Key_Down)
    assert document.plan.steg_per_maned == 2
    assert document.undo_stack.count() == 3
    for _ in range(3):
        document.undo_stack.undo()
    assert document.plan == plan(varig(fra_maned=START + 2))
    assert (frame.fylke.text(), frame.months.value(), frame.steps.currentText()) == ("Telemark", 36, "1")


def test_the_first_month(room, qtbot):
    document, view = room
    field = view.frame.start
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert document.plan.start == START + 1
    assert field.text() == "februar 2026"
    field.selectAll()
    qtbot.keyClicks(field, "2026-03")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert document.plan.start == START + 2
    # The flytting begins in March: the plan cannot start after it.
    field.selectAll()
    qtbot.keyClicks(field, "april 2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert document.plan.start == START + 2
    assert field.text() == "mars 2026"
    assert "Flyttingen begynner i mars 2026, før planen starter i april 2026." in view.frame.error
    field.selectAll()
    qtbot.keyClicks(field, "i fjor")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "mars 2026"
    assert "«i fjor» kan ikke leses" in view.frame.error
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert view.frame.error == ""


def test_sources_tell_what_is_synthetic(qtbot, dressed, messages, settings):
    rows = (Kilde("Enheter", "innbyggere", "S", False, "SSB, folketall"), Kilde("Normtid", "", "A", True, "Laget for prøven"))
    _, view = open_room(qtbot, messages, settings, replace(plan(), kilder=rows))
    click(qtbot, view.pages.button(SOURCES))
    assert view.sources.isVisible()
    texts = [[view.sources.cells.index(r, c).data() for c in range(5)] for r in range(2)]
    assert texts == [["Enheter", "innbyggere", "S kilde", "nei", "SSB, folketall"],
                     ["Normtid", "hele arket", "A antatt", "syntetisk", "Laget for prøven"]]
    view.sources.setFocus()
    qtbot.keyClick(view.sources, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "SSB, folketall" in QGuiApplication.clipboard().text()


def test_gevinster_with_the_level_in_force(qtbot, dressed, messages, settings):
    rows = (Gevinst("Digital søknad", GevinstType.AUTOMATISERING, moderat=0.05, fra_maned=START + 6, innfasing_mnd=6.0,
                    bruk=Bruk.OPPFOLGING),)
    _, view = open_room(qtbot, messages, settings, replace(plan(), gevinster=rows))
    click(qtbot, view.pages.button(GEVINSTER))
    texts = [view.gevinster.cells.index(0, c).data() for c in range(view.gevinster.cells.columnCount())]
    assert texts[0] == "Digital søknad"
    assert f"5,0{NBSP}%" in texts
    assert "juli 2026" in texts
    assert "oppfølging" in texts


@pytest.mark.parametrize(("page", "empty", "sheet"), [
    (SOURCES, "sources_empty", "arket Kilder"), (GEVINSTER, "gevinster_empty", "arket Gevinster"),
])
def test_empty_pages_say_what_belongs_there(qtbot, dressed, messages, settings, page, empty, sheet):
    _, view = open_room(qtbot, messages, settings, plan(synthetic=False))
    click(qtbot, view.pages.button(page))
    state = getattr(view, empty)
    assert state.isVisible()
    assert sheet in state.text
    assert "Excel" in state.text
    assert state.height() >= state.heightForWidth(state.width())


def test_every_stop_of_the_keyboard_has_a_name(room, qtbot):
    _, view = room
    for button in view.pages.buttons():
        click(qtbot, button)
        for widget in view.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_large_text_in_a_narrow_window(room, dressed, qtbot, scale):
    _, view = room
    dressed.set_scale(scale)
    view.resize(1000, 640)
    # Under the table, not beside it; and the table keeps room for its rows.
    qtbot.waitUntil(lambda: view.detail.y() > view.table.parentWidget().y())
    qtbot.waitUntil(lambda: view.table.viewport().height() >= view.table.rowHeight(0) * 6)
    for widget in [*view.findChildren(QPushButton), *view.findChildren(QComboBox)]:
        if widget.isVisible():
            assert widget.width() >= widget.minimumSizeHint().width()
    table = view.table
    frozen = table.findChild(QTableView)
    assert frozen.isVisible()
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    assert frozen.columnWidth(0) == table.columnWidth(0)


def test_dark(room, dressed):
    _, view = room
    dressed.set_mode(Mode.DARK)
    picture = view.table.viewport().grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 40).name() in (DARK.panel, DARK.active_row, DARK.header)


def test_a_longer_number_gets_a_wider_column(room, qtbot):
    _, view = room
    before = view.table.columnWidth(Col.VERDI)
    editor = edit(qtbot, view, "kroner_per_årsverk")
    qtbot.keyClicks(editor, "1234567890123")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.table.columnWidth(Col.VERDI) > before)


def test_keys_are_answered_without_drawing_the_lists_anew(room, qtbot):
    _, view = room
    with qtbot.assertNotEmitted(view.sources.cells.dataChanged), qtbot.assertNotEmitted(view.sources.cells.modelReset):
        editor = edit(qtbot, view, "laeretid_mnd")
        qtbot.keyClicks(editor, "12")
