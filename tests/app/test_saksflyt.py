"""The room Saksflyt through its own widgets: type, be refused, paste, undo, fill, and what is shown of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit

from app.context import AppContext
from app.dialogs.season_dialog import SeasonDialog
from app.saksflyt_texts import DOKUMENTER, GRENSESNITT, HISTORIKK, INNGANG, NORMTID, RESTANSER, TABS
from app.theme import Mode, fonts
from app.views.saksflyt import SaksflytView
from models.document import Document
from models.rows_command import SetRows
from planning_core.months import month
from planning_core.plan import Grensesnitt, Hendelse, Historikk, Kilde, Normtid, Ressurskartlegging, Restanse
from tests.helpers.fordeling_plan import START, plan
from tests.helpers.room_actions import room_actions

NBSP = "\u00a0"


def open_room(qtbot, messages, settings, a_plan):
    document = Document(a_plan)
    view = SaksflytView(document, AppContext(messages, settings, room_actions(document)))
    qtbot.addWidget(view)
    view.resize(1256, 900)
    with qtbot.waitExposed(view):
        view.show()
    return document, view


@pytest.fixture
def room(qtbot, dressed, messages, settings):
    return open_room(qtbot, messages, settings, plan())


def mark(table, row, column):
    index = table.model().index(row, column)
    table.setFocus()
    table.mark(index)
    return index


def type_over(qtbot, table, row, column, text, end=Qt.Key.Key_Return):
    """Open a cell by Enter, type over what stands there, and end."""
    index = mark(table, row, column)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    editor = table.indexWidget(index)
    assert editor is not None
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findText(text))
        editor.activated.emit(editor.currentIndex())
        return editor
    qtbot.keyClicks(editor, text)
    if end is not None:
        qtbot.keyClick(editor, end)
    return editor


def paste(qtbot, widget, text):
    QGuiApplication.clipboard().setText(text)
    qtbot.keySequence(widget, QKeySequence(QKeySequence.StandardKey.Paste))


def shown(table, row, column):
    return table.model().index(row, column).data()


def test_the_sentence_is_built_from_the_plan(room):
    document, view = room
    # 4 050 users × (0,42 + 0,38); minutes 35 at the kontor and 120 in the forvaltningsenhet
    assert view.sentence == (f"Det kommer 3{NBSP}240 saker i måneden det første året. 77{NBSP}% av arbeidet med dem "
                             f"gjøres i forvaltningsenheten, og 2{NBSP}300 saker venter ved start i januar 2026.")
    document.load(replace(plan(), normtid=()), None)
    assert "Ingen ytelse har normtid" in view.sentence
    document.load(replace(plan(), saksinngang=()), None)
    assert view.sentence.startswith("Planen har ingen saksinngang.")


def test_a_plan_without_kontor_says_what_is_missing(qtbot, dressed, messages, settings):
    empty = replace(plan(), saksinngang=(), normtid=(), restanser=(), brukere=(), ytelser=(), enheter=())
    _, view = open_room(qtbot, messages, settings, empty)
    page = view.tab(INNGANG)
    assert view.sentence == "Planen mangler NAV-kontor eller ytelser, så ingen saker kan legges inn ennå."
    assert page.empty.isVisible()
    assert page.empty.text.startswith("Planen mangler NAV-kontor eller ytelser. NAV-kontor kan legges inn i Enheter og bemanning")
    for part in (page.grid, page.chips, page.chart, page.hendelser, page.note):
        assert not part.isVisible()
    assert ", ," not in page.grid.table.accessibleName()
    for tab in (NORMTID, GRENSESNITT):
        view.show_tab(tab)
        said = [label.text() for label in view.tab(tab).grid.findChildren(QLabel) if label.isVisible()]
        assert any(text.startswith("Planen har ingen ytelser. Legg dem inn i arket Ytelser") for text in said), said


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_shows_a_plan_and_a_plan_with_nothing(room, tab, qtbot):
    document, view = room
    view.show_tab(tab)
    assert view.tab(tab).isVisible()
    assert sum(view.tab(other).isVisible() for other in TABS) == 1
    empty = replace(plan(), saksinngang=(), normtid=(), restanser=(), brukere=(), ytelser=(), enheter=())
    document.load(empty, None)
    document.load(plan(), None)
    for stop in view.tab(tab).stops():
        assert stop.accessibleName() or getattr(stop, "text", str)(), stop


def test_the_tab_is_remembered(qtbot, dressed, messages, settings):
    _, view = open_room(qtbot, messages, settings, plan())
    qtbot.mouseClick(view.tabs.button(GRENSESNITT), Qt.MouseButton.LeftButton)
    _, again = open_room(qtbot, messages, settings, plan())
    assert again.tabs.key == GRENSESNITT


def test_synthetic_numbers_are_marked_where_they_are_shown(qtbot, dressed, messages, settings):
    kilder = (Kilde("Normtid", "", "A", True, "Antatt"), Kilde("Grensesnitt", "", "S", False, "Rundskriv"))
    _, view = open_room(qtbot, messages, settings, replace(plan(), kilder=kilder))
    assert view._synthetic.isHidden()
    view.show_tab(NORMTID)
    assert view.tab(NORMTID).grid.table.accessibleName() == "Normtid, minutter per sak · syntetiske tall"
    assert view._synthetic.text == ("Syntetiske tall, laget for eksempelet og ikke hentet fra Nav: Normtid. "
                                    "Kilde: Antatt")
    view.show_tab(GRENSESNITT)
    assert view._synthetic.isHidden()


class TestSaksinngang:
    @pytest.fixture
    def tab(self, room):
        document, view = room
        return document, view.tab(INNGANG), view.tab(INNGANG).grid.table

    def test_typing_gives_the_month_its_own_number_and_undo_takes_it_back(self, tab, qtbot):
        document, page, table = tab
        assert shown(table, 0, 2) == f"1{NBSP}339,8"
        assert "Hver måned" in table.model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
        type_over(qtbot, table, 0, 2, "1 500")
        assert shown(table, 0, 2) == f"1{NBSP}500"
        assert document.plan.saksinngang[-1].maned == START
        assert document.undo_stack.undoText() == "endre saksinngang for Nav Skien"
        assert page.chart.panels[0].pair.planen[0] == pytest.approx(1500 + 0.42 * 860)
        document.undo_stack.undo()
        assert document.plan == plan()

    def test_the_field_begins_with_the_exact_number(self, tab, qtbot):
        _, _, table = tab
        index = mark(table, 1, 2)
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert table.indexWidget(index).text() == "311,64"
        qtbot.keyClick(table.indexWidget(index), Qt.Key.Key_Escape)

    def test_a_key_begins_the_number(self, tab, qtbot):
        _, _, table = tab
        index = mark(table, 0, 3)
        qtbot.keyClicks(table, "7")
        editor = table.indexWidget(index)
        assert isinstance(editor, QLineEdit)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        assert shown(table, 0, 3) == "7"

    def test_enter_goes_down_and_tab_goes_on(self, tab, qtbot):
        _, _, table = tab
        type_over(qtbot, table, 0, 2, "5")
        assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 2)
        type_over(qtbot, table, 2, 2, "6")
        assert table.currentIndex().row() == 2  # the sum cannot be typed in
        type_over(qtbot, table, 1, 3, "7", end=Qt.Key.Key_Tab)
        there = table.currentIndex()
        assert (there.row(), there.column()) == (1, 4)
        editor = table.indexWidget(there)
        qtbot.keyClicks(editor, "8")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        assert [shown(table, 0, 2), shown(table, 2, 2), shown(table, 1, 3), shown(table, 1, 4)] == ["5", "6", "7", "8"]

    def test_refused_with_the_sentence_at_the_cell(self, tab, qtbot):
        document, _, table = tab
        editor = type_over(qtbot, table, 0, 2, "-5")
        assert table.message.isVisible()
        assert "kan ikke være negativ" in table.message.text()
        assert editor.isVisible()  # stays, so that it can be mended
        assert document.plan == plan()
        editor.selectAll()
        qtbot.keyClicks(editor, "5")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        assert not table.message.isVisible()
        assert shown(table, 0, 2) == "5"

    def test_ambiguous_number_is_asked_about(self, tab, qtbot):
        document, _, table = tab
        editor = type_over(qtbot, table, 0, 2, "1.234")
        assert "kan leses på to måter" in table.message.text()
        assert "Excel" not in table.message.text()
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
        assert document.plan == plan()

    def test_delete_takes_own_numbers_away_as_one_step(self, tab, qtbot):
        document, _, table = tab
        paste_at = mark(table, 0, 2)
        paste(qtbot, table, "1\t2\n3\t4")
        assert paste_at.data() == "1"
        mark(table, 0, 2)
        selection = table.selectionModel()
        for row in (0, 1):
            for column in (2, 3):
                selection.select(table.model().index(row, column), selection.SelectionFlag.Select)
        qtbot.keyClick(table, Qt.Key.Key_Delete)
        assert document.plan == plan()
        assert document.undo_stack.count() == 2

    def test_block_copied_is_pasted_elsewhere(self, tab, qtbot, messages):
        document, page, table = tab
        mark(table, 0, 1)
        selection = table.selectionModel()
        selection.select(table.model().index(1, 1), selection.SelectionFlag.Select)
        qtbot.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
        assert QGuiApplication.clipboard().text() == "1339,8\n311,64"
        page.choose("sykepenger")
        mark(table, 0, 1)
        qtbot.keySequence(table, QKeySequence(QKeySequence.StandardKey.Paste))
        assert [r.antall for r in document.plan.saksinngang if r.ytelse == "sykepenger"][:2] == [1339.8, 311.64]
        assert document.undo_stack.count() == 1
        assert messages.notices == ["2 celler er limt inn."]

    def test_block_with_faults_says_all_and_changes_nothing(self, tab, qtbot, messages):
        document, _, table = tab
        mark(table, 0, 2)
        paste(qtbot, table, "1\tmange\n3\t1.234")
        _, intro, findings = messages.of("findings")[0]
        assert intro.startswith("Ingenting er limt inn.")
        assert [f.code for f in findings] == ["tekst_i_tallfelt", "tvetydig_tall"]
        assert findings[0].column.startswith("Nav Skien, feb. 2026")
        assert document.plan == plan()

    def test_block_into_an_open_field_goes_into_the_table(self, tab, qtbot):
        document, _, table = tab
        editor = type_over(qtbot, table, 0, 2, "9", end=None)
        paste(qtbot, editor, "1\t2")
        assert [shown(table, 0, c) for c in (2, 3)] == ["1", "2"]
        assert document.undo_stack.count() == 1

    def test_one_value_fills_a_marked_block(self, tab, qtbot):
        _, _, table = tab
        mark(table, 0, 2)
        selection = table.selectionModel()
        selection.select(table.model().index(2, 3), selection.SelectionFlag.Select)
        paste(qtbot, table, "8")
        assert {shown(table, r, c) for r in range(3) for c in (2, 3)} == {"8"}

    def test_fill_every_month(self, tab, qtbot, messages):
        document, page, table = tab
        qtbot.mouseClick(page.fill_button, Qt.MouseButton.LeftButton)
        assert messages.notices == ["Merk en celle med tallet som skal gjelde alle måneder."]
        type_over(qtbot, table, 2, 5, "60")
        mark(table, 2, 5)
        qtbot.mouseClick(page.fill_button, Qt.MouseButton.LeftButton)
        assert {shown(table, 2, c) for c in range(1, 38)} == {"60"}
        assert len(document.plan.saksinngang) == len(plan().saksinngang)
        document.undo_stack.undo()
        assert shown(table, 2, 6) != "60"

    def test_season_fills_the_months_after_a_preview(self, tab, qtbot):
        document, page, table = tab
        mark(table, 0, 2)
        qtbot.mouseClick(page.season_button, Qt.MouseButton.LeftButton)
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, SeasonDialog))
        assert dialog.kontor.currentData() == "skien"
        assert dialog.total.text() == "16077,6"
        assert dialog.reason.text().startswith("Radene for alle månedene")
        dialog.total.setText("1300")
        dialog.growth.setText("10")
        for m, field in enumerate(dialog.shares):
            field.setText("2" if m == 0 else "1")
        assert dialog.reason.text().startswith(f"Andelene er 13,0{NBSP}% til sammen, og regnes om i samme forhold.")
        assert shown(dialog.preview, 1, 1) == "200"
        assert shown(dialog.preview, 0, 1) == f"1{NBSP}340"
        assert shown(dialog.preview, 3, 13) == f"1{NBSP}430"
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
        assert [shown(table, 0, c) for c in (1, 2, 3, 14)] == ["", "200", "100", "220"]
        assert shown(table, 1, 2) == "311,6"
        document.undo_stack.undo()
        assert document.plan == plan()

    @pytest.mark.parametrize(("field", "text", "why"), [
        ("total", "mange", "ikke et tall"), ("total", "-1", "ikke være negative"), ("growth", "-100", "over −100 %"),
    ])
    def test_season_refuses_with_a_reason(self, dressed, qtbot, field, text, why):
        dialog = SeasonDialog(plan(), "dagpenger", None)
        qtbot.addWidget(dialog)
        getattr(dialog, field).setText(text)
        assert why in dialog.reason.text()
        assert not dialog.ok.isEnabled()
        assert dialog.months == {}

    def test_season_of_all_kontor_keeps_their_shares(self, dressed, qtbot):
        dialog = SeasonDialog(plan(), "dagpenger", None)
        qtbot.addWidget(dialog)
        dialog.total.setText("405")
        qtbot.mouseClick(dialog.even, Qt.MouseButton.LeftButton)
        months = dialog.months
        assert sum(months["skien"][:12]) == pytest.approx(319.0)
        assert sum(months["siljan"][:12]) == pytest.approx(11.8)

    def test_a_hendelse_shows_in_sum_and_chart(self, tab, qtbot):
        document, page, table = tab
        assert page.chart.panels[0].reference is None
        qtbot.mouseClick(page.hendelser.add_button, Qt.MouseButton.LeftButton)
        events = page.hendelser.table
        assert events.currentIndex().column() == 4  # the factor must be filled in
        type_over(qtbot, events, 0, 2, "2026-03")
        type_over(qtbot, events, 0, 4, "2")
        assert document.plan.hendelser == (Hendelse(None, "dagpenger", START + 2, None, 2.0),)
        assert shown(table, 4, 0) == "Etter hendelser"
        assert shown(table, 4, 4) == f"3{NBSP}402"
        panel = page.chart.panels[0]
        assert panel.reference.name == "før hendelser"
        assert (panel.pair.planen[2], panel.reference.verdier[2]) == (pytest.approx(3402.0), pytest.approx(1701.0))
        mark(events, 0, 0)
        qtbot.keyClick(events, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
        assert document.plan.hendelser == ()


    def test_a_unit_is_chosen_from_a_list_by_keys(self, tab, qtbot):
        document, page, _ = tab
        document.load(replace(plan(), hendelser=(Hendelse(None, None, None, None, 1.5),)), None)
        events = page.hendelser.table
        index = mark(events, 0, 0)
        qtbot.keyClick(events, Qt.Key.Key_Return)
        box = events.indexWidget(index)
        qtbot.waitUntil(box.view().isVisible)
        qtbot.keyClick(box.view(), Qt.Key.Key_Down)
        qtbot.keyClick(box.view(), Qt.Key.Key_Down)
        qtbot.keyClick(box.view(), Qt.Key.Key_Return)
        assert document.plan.hendelser[0].enhet == "bamble"
        assert shown(events, 0, 0) == "Nav Bamble"

    def test_the_chart_is_exported_as_it_stands(self, tab):
        _, page, _ = tab
        exported = page._exported()
        assert exported.panels == page.chart.panels
        assert exported.title == "Saksinngang, dagpenger"
        page.export_button.copy_chart()
        assert not QGuiApplication.clipboard().image().isNull()

    def test_a_row_being_filled_in_is_forgotten_with_its_plan(self, tab, qtbot):
        document, page, _ = tab
        qtbot.mouseClick(page.hendelser.add_button, Qt.MouseButton.LeftButton)
        document.load(plan(), None)
        assert page.hendelser.model.rowCount() == 0


class TestNormtid:
    @pytest.fixture
    def tab(self, qtbot, dressed, messages, settings):
        document, view = open_room(qtbot, messages, settings, replace(
            plan(), normtid=(Normtid("dagpenger", "HP3", 110.0),),
            ressurskartlegging=(Ressurskartlegging("dagpenger", "HP1", 2.0, 4000.0),)))
        view.show_tab(NORMTID)
        yield document, view.tab(NORMTID), view.tab(NORMTID).grid.table
        view.hide()

    def test_derived_minutes_say_how(self, tab):
        _, _, table = tab
        assert shown(table, 0, 1) == "47,0"
        tip = table.model().index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
        assert f"2,0 årsverk × 1{NBSP}700 timer × 60 × (1 − 0,06 fravær)" in tip
        assert f"/ 4{NBSP}000 saker per år = 47,0 minutter per sak" in tip

    def test_written_as_minutes_they_no_longer_follow(self, tab, qtbot):
        document, page, _ = tab
        qtbot.mouseClick(page.type_button, Qt.MouseButton.LeftButton)
        assert document.plan.normtid[1] == Normtid("dagpenger", "HP1", 46.9812)
        assert not page.type_button.isEnabled()
        assert document.undo_stack.count() == 1

    def test_typed_as_cases_per_ukeverk(self, tab, qtbot):
        document, page, table = tab
        qtbot.mouseClick(page.unit.button("saker_per_ukeverk"), Qt.MouseButton.LeftButton)
        assert shown(table, 0, 3) == "20,5"  # 2 250 / 110
        type_over(qtbot, table, 0, 3, "25")
        assert document.plan.normtid[0] == Normtid("dagpenger", "HP3", None, 25.0)
        qtbot.mouseClick(page.unit.button("minutter"), Qt.MouseButton.LeftButton)
        assert shown(table, 0, 3) == "90,0"
        assert "25,0 saker per ukeverk" in table.model().index(0, 3).data(Qt.ItemDataRole.ToolTipRole)

    def test_zero_cases_per_ukeverk_is_refused(self, tab, qtbot):
        document, page, table = tab
        before = document.plan
        qtbot.mouseClick(page.unit.button("saker_per_ukeverk"), Qt.MouseButton.LeftButton)
        editor = type_over(qtbot, table, 0, 3, "0")
        assert table.message.isVisible()
        assert document.plan is before
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


class TestGrensesnitt:
    @pytest.fixture
    def tab(self, room):
        document, view = room
        view.show_tab(GRENSESNITT)
        return document, view.tab(GRENSESNITT), view.tab(GRENSESNITT).grid.table

    def test_a_share_holds_from_the_chosen_month(self, tab, qtbot):
        document, page, table = tab
        assert [shown(table, 0, c) for c in range(5)] == [
            "dagpenger", f"0{NBSP}%", f"0{NBSP}%", f"100{NBSP}%", f"100{NBSP}%"]
        page.date.setCurrentIndex(page.date.findData(START + 6))
        type_over(qtbot, table, 0, 3, "70 %")
        assert document.plan.grensesnitt == (Grensesnitt("dagpenger", "HP3", 0.7, START + 6),)
        assert shown(page.rows.table, 0, 3) == "juli 2026"
        page.date.setCurrentIndex(page.date.findData(START + 5))
        assert shown(table, 0, 3) == f"100{NBSP}%"
        page.date.setCurrentIndex(page.date.findData(START + 8))
        assert shown(table, 0, 3) == f"70{NBSP}%"
        assert "Gjelder fra juli 2026" in table.model().index(0, 3).data(Qt.ItemDataRole.ToolTipRole)

    def test_the_tip_names_what_learning_costs_and_its_grade(self, tab):
        _, page, table = tab
        tip = table.model().index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
        assert "Tap ved endret grensesnitt: 10\u00a0% av minuttene" in tip
        assert "Grad A (antatt)" in tip
        assert f"10{NBSP}% mer tid i starten, avtagende over 6 måneder" in page.note.text

    def test_a_share_above_one_is_refused(self, tab, qtbot):
        document, _, table = tab
        editor = type_over(qtbot, table, 0, 3, "70")
        assert "fra 0 til 100" in table.message.text()
        assert document.plan == plan()
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


class TestRestanser:
    @pytest.fixture
    def tab(self, room):
        document, view = room
        view.show_tab(RESTANSER)
        return document, view.tab(RESTANSER), view.tab(RESTANSER).rows.table

    def test_summary_by_age(self, tab):
        _, page, _ = tab
        # 1 400 over 0–4 months and 900 over 0–3 months
        assert [shown(page.summary, 0, c) for c in range(7)] == [
            "dagpenger", f"1{NBSP}400", "350", "700", "350", "0", "0"]
        assert [shown(page.summary, 2, c) for c in range(4)] == ["I alt", f"2{NBSP}300", "650", f"1{NBSP}300"]

    def test_a_new_row_goes_on_where_the_marked_one_ends(self, tab, qtbot):
        document, page, table = tab
        mark(table, 0, 2)
        qtbot.keyClick(table, Qt.Key.Key_Insert)
        assert table.currentIndex().row() == 2
        assert [shown(table, 2, c) for c in range(5)] == ["Nav forvaltningsenhet", "dagpenger", "fyll inn", "4", "5"]
        type_over(qtbot, table, 2, 2, "100")
        assert document.plan.restanser[2] == Restanse("fe", "dagpenger", 100.0, 4.0, 5.0)
        assert shown(page.summary, 0, 1) == f"1{NBSP}500"

    def test_overlapping_ages_are_refused_at_the_cell(self, tab, qtbot):
        document, _, table = tab
        mark(table, 0, 2)
        qtbot.keyClick(table, Qt.Key.Key_Insert)
        type_over(qtbot, table, 2, 3, "3")
        type_over(qtbot, table, 2, 2, "100")
        assert "overlapper" in table.message.text()
        assert len(document.plan.restanser) == 2
        type_over(qtbot, table, 2, 3, "4")
        assert len(document.plan.restanser) == 3

    def test_filter_by_ytelse(self, tab):
        _, page, table = tab
        page.ytelse.setCurrentIndex(page.ytelse.findData("sykepenger"))
        assert table.model().rowCount() == 1
        assert page.rows.table.accessibleName() == "Restanser ved start, 900 saker i én rad"

    def test_rows_from_a_spreadsheet(self, tab, qtbot):
        document, _, table = tab
        document.load(replace(plan(), restanser=()), None)
        table.setFocus()
        paste(qtbot, table, "enhet\tytelse\tantall\talder_fra_mnd\talder_til_mnd\nfe\tdagpenger\t1 200\t0\t2\n")
        assert document.plan.restanser == (Restanse("fe", "dagpenger", 1200.0, 0.0, 2.0),)


class TestDokumenter:
    def test_share_complete_is_typed_and_the_assumptions_are_one_click_away(self, room, qtbot):
        document, view = room
        view.show_tab(DOKUMENTER)
        page = view.tab(DOKUMENTER)
        columns = [c.field for c in page.ytelser.model.columns]
        type_over(qtbot, page.ytelser.table, 0, columns.index("andel_komplett"), "80 %")
        assert document.plan.ytelser[0].andel_komplett == 0.8
        assert shown(page.ytelser.table, 0, columns.index("andel_komplett")) == f"80{NBSP}%"
        type_over(qtbot, page.ytelser.table, 0, columns.index("andel_komplett"), "0,8075")
        assert document.plan.ytelser[0].andel_komplett == 0.8075
        assert shown(page.ytelser.table, 0, columns.index("andel_komplett")) == f"80,75{NBSP}%"
        names = [shown(page.parameters, r, 0) for r in range(page.parameters.model().rowCount())]
        assert names[0] == "Dokumenter"
        assert "Henvendelser per forsinket sak" in names
        with qtbot.waitSignal(view.assumptions_wanted):
            page.note.link_activated.emit("forutsetninger")


def test_a_tab_out_of_sight_is_up_to_date_when_it_is_entered(room, qtbot):
    document, view = room
    for tab in TABS:
        view.show_tab(tab)
    view.show_tab(INNGANG)
    rows = view.tab(RESTANSER).rows
    document.push(SetRows(document, "Restanser", (), "tømme"))
    rows.table.fit()  # what a change of text size does, also out of sight
    view.show_tab(RESTANSER)
    assert rows.model.rowCount() == 0
    view.hide()
    document.undo_stack.undo()
    view.show()
    assert rows.model.rowCount() == 2
    assert "2\u00a0300 saker venter" in view.sentence


@pytest.mark.parametrize(("mode", "scale"), [(Mode.LIGHT, 1.0), (Mode.DARK, 2.0)])
@pytest.mark.parametrize("tab", TABS)
def test_nothing_is_cut_in_width(room, dressed, qtbot, mode, scale, tab):
    _, view = room
    dressed.set_mode(mode)
    dressed.set_scale(scale)
    view.resize(1080, 800)
    view.show_tab(tab)
    qtbot.wait(20)
    assert view._page.width() <= view.width()


def test_a_long_name_does_not_push_the_page_out_of_the_window(room, dressed, qtbot):
    document, view = room
    name = "Nav Skien, Porsgrunn og Siljan interkommunale arbeids- og velferdskontor, avdeling Nord"
    units = (replace(document.plan.enheter[0], navn=name), *document.plan.enheter[1:])
    dressed.set_scale(2.0)
    view.resize(1010, 700)
    view.show_tab(RESTANSER)
    document.load(replace(document.plan, enheter=units), None)
    page = view.tab(RESTANSER)
    page.enhet.setCurrentText(name)
    qtbot.wait(20)
    assert view._page.width() <= view.width()
    assert page.enhet.toolTip() == name
    page.enhet.showPopup()
    assert page.enhet.view().width() > page.enhet.width()
    page.enhet.hidePopup()


def test_typed_pasted_and_undone_in_the_window(window, qtbot):
    from app.views import ROOMS

    window.show_room([room.key for room in ROOMS].index("saksflyt"))
    view = window.room_view(window.room)
    table = view.tab(INNGANG).grid.table
    before, projeksjon = window.document.plan, window.document.projeksjon
    type_over(qtbot, table, 0, 2, "999")
    mark(table, 0, 2)
    paste(qtbot, table, "1\t2")
    assert [shown(table, 0, c) for c in (2, 3)] == ["1", "2"]
    qtbot.keySequence(table, QKeySequence(QKeySequence.StandardKey.Undo))
    assert shown(table, 0, 2) == "999"
    qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)
    assert window.document.projeksjon is not projeksjon
    qtbot.keySequence(table, QKeySequence(QKeySequence.StandardKey.Undo))
    assert window.document.plan == before


def test_the_chosen_chip_has_room_for_its_words(room, qtbot):
    """It is semibold, and a long name on a chip of its own was cut."""
    _, view = room
    chip = view.tab(INNGANG).chips.button("dagpenger")
    chip.ensurePolished()
    metrics = QFontMetrics(fonts.font("body", semibold=True))
    assert chip.width() >= metrics.horizontalAdvance(chip.text()) + 20


class TestHistorikk:
    def test_rows_are_pasted_as_one_step_and_the_next_month_is_suggested(self, room, qtbot):
        document, view = room
        view.show_tab(HISTORIKK)
        page = view.tab(HISTORIKK)
        unit, ytelse = document.plan.kontor[0].enhet, document.plan.ytelser[0].ytelse
        qtbot.mouseClick(page.rows.table.viewport(), Qt.MouseButton.LeftButton)
        paste(qtbot, page.rows.table, f"{unit}\t{ytelse}\t2025-11\t250\t\t310\t45\t60,5\n"
                                      f"{unit}\t{ytelse}\tdes. 2025\t255\t\t1 305\t44\t60,5\n")
        assert document.plan.historikk == (
            Historikk(unit, ytelse, month(2025, 11), 250.0, None, 310.0, 45.0, 60.5),
            Historikk(unit, ytelse, month(2025, 12), 255.0, None, 1305.0, 44.0, 60.5),
        )
        assert page.rows.table.accessibleName() == "Historikk, 2 rader fra nov. 2025 til des. 2025"
        qtbot.mouseClick(page.rows.add_button, Qt.MouseButton.LeftButton)
        # It has all it needs but a number; unit, ytelse and the month after are filled in.
        last = page.rows.model.rowCount() - 1
        assert [shown(page.rows.table, last, c) for c in range(3)] == ["Nav Skien", ytelse, "jan. 2026"]
        document.undo_stack.undo()
        assert document.plan.historikk == ()

    def test_names_as_a_spreadsheet_writes_them_are_the_plans(self, room, qtbot):
        document, view = room
        view.show_tab(HISTORIKK)
        page = view.tab(HISTORIKK)
        unit, ytelse = document.plan.kontor[0], document.plan.ytelser[0].ytelse
        paste(qtbot, page.rows.table, f"Enhet\tYtelse\tMåned\tInn\n{unit.navn.upper()}\t{ytelse.upper()}\t202511\t250\n")
        assert document.plan.historikk == (Historikk(unit.enhet, ytelse, month(2025, 11), 250.0),)

    def test_a_block_with_an_unknown_unit_is_refused_whole(self, room, qtbot, messages):
        document, view = room
        view.show_tab(HISTORIKK)
        table = view.tab(HISTORIKK).rows.table
        unit, ytelse = document.plan.kontor[0].enhet, document.plan.ytelser[0].ytelse
        paste(qtbot, table, f"{unit}\t{ytelse}\t2025-11\t250\nNav Bortevekk\t{ytelse}\t2025-11\t1\n")
        assert document.plan.historikk == ()
        assert messages.of("findings")[0][0] == "Teksten kunne ikke limes inn"
