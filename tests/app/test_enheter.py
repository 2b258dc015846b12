"""The room Enheter og bemanning through its own widgets: type, paste, add, remove, undo, and what is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QComboBox

from app.context import AppContext
from app.enheter_texts import BRUKERE, ENHETER, KAPASITET, SAMMENLIGNET
from app.views.enheter import EnheterView
from models.document import Document
from planning_core.plan import Brukere, EnhetType, Kapasitet, Kilde, Plan
from planning_core.projection import framskriv_par
from tests.helpers.fordeling_plan import START, plan, varig
from tests.helpers.large_plan import large_plan
from tests.helpers.room_actions import room_actions

NBSP = "\u00a0"


def open_room(qtbot, messages, settings, a_plan):
    document = Document(a_plan)
    view = EnheterView(document, AppContext(messages, settings, room_actions(document)))
    qtbot.addWidget(view)
    view.resize(1256, 900)
    with qtbot.waitExposed(view):
        view.show()
    return document, view


@pytest.fixture
def room(qtbot, dressed, messages, settings):
    return open_room(qtbot, messages, settings, plan(varig()))


def column_of(table, header):
    return next(i for i, c in enumerate(table.model().columns) if c.header == header)


def mark(table, row, column):
    index = table.model().index(row, column)
    table.setFocus()
    table.mark(index)
    return index


def type_over(qtbot, table, row, column, text, end=Qt.Key.Key_Return):
    index = mark(table, row, column)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    editor = table.indexWidget(index)
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findText(text))
        editor.activated.emit(editor.currentIndex())
        return editor
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, end)
    return editor


def look(panel, row, header):
    table = panel.table
    return table.itemDelegate().cell(table.model().index(row, column_of(table, header)))


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_sentence_is_built_from_the_plan(room):
    document, view = room
    # 54,0 + 13,6 + 3,0 state, 38,5 + 9,0 + 2,5 municipal; 30 000 innbyggere on 70,6.
    assert view.sentence == (
        "Telemark har 3 NAV-kontor med 70,6 statlige og 50,0 kommunale årsverk ved start, og én forvaltningsenhet med 46,0 "
        f"statlige. Kontorene har 425 innbyggere per statlig årsverk. I landet var det 1{NBSP}048 i 2012.")
    document.load(Plan("", START), None)
    assert view.sentence.startswith("Planen har ingen enheter ennå.")


def test_a_unit_is_typed_in_and_undone(room, qtbot):
    document, view = room
    table = view.tab(ENHETER).rows.table
    type_over(qtbot, table, 0, column_of(table, "innbyggere"), "12 345")
    type_over(qtbot, table, 0, column_of(table, "fravær"), "7,5 %")
    assert (document.plan.enheter[0].innbyggere, document.plan.enheter[0].fravaer) == (12345.0, 0.075)
    assert document.undo_stack.undoText() == "endre fravær i Enheter"
    # An empty field is the default again.
    mark(table, 0, column_of(table, "fravær"))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert document.plan.enheter[0].fravaer == 0.06
    for _ in range(3):
        document.undo_stack.undo()
    assert document.plan == plan(varig())


def test_too_much_is_refused_beside_the_cell(room, qtbot):
    document, view = room
    table = view.tab(ENHETER).rows.table
    type_over(qtbot, table, 1, column_of(table, "fravær"), "120 %")
    assert "0 til under 100" in table.message.text()
    qtbot.keyClick(table.indexWidget(table.currentIndex()), Qt.Key.Key_Escape)
    assert document.plan == plan(varig())


def test_findings_and_unusual_values_have_an_icon_and_words(room, qtbot):
    _, view = room
    panel = view.tab(ENHETER).rows
    assert look(panel, 2, "statsansatte").icon == ""
    type_over(qtbot, panel.table, 2, column_of(panel.table, "statsansatte"), "2")
    assert look(panel, 2, "statsansatte").icon == "warning"
    tip = panel.model.index(2, column_of(panel.table, "statsansatte")).data(Qt.ItemDataRole.ToolTipRole)
    assert "Nav Siljan" in tip
    type_over(qtbot, panel.table, 0, column_of(panel.table, "fravær"), "40 %")
    assert look(panel, 0, "fravær").icon == "warning"
    tip = panel.model.index(0, column_of(panel.table, "fravær")).data(Qt.ItemDataRole.ToolTipRole)
    assert "utenfor det vanlige området" in tip
    # Elsewhere the tip says what is usual.
    tip = panel.model.index(1, column_of(panel.table, "fravær")).data(Qt.ItemDataRole.ToolTipRole)
    assert f"Standard 6{NBSP}%, vanlig område" in tip


def test_a_new_unit_by_keyboard(room, qtbot):
    document, view = room
    panel = view.tab(ENHETER).rows
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Insert)
    row = panel.table.currentIndex().row()
    assert (row, panel.table.currentIndex().column()) == (4, 0)
    type_over(qtbot, panel.table, row, column_of(panel.table, "årsverk_stat"), "4")
    assert len(document.plan.enheter) == 4  # it has no name yet
    type_over(qtbot, panel.table, row, 0, "Nav Nome")
    added = document.plan.enheter[-1]
    assert (added.enhet, added.type, added.arsverk_stat) == ("Nav Nome", EnhetType.NAV_KONTOR, 4.0)
    assert document.undo_stack.undoText() == "legge til en enhet"
    type_over(qtbot, panel.table, row, column_of(panel.table, "type"), "forvaltningsenhet")
    assert document.plan.enheter[-1].type is EnhetType.NAV_KONTOR  # a second FE by change of type would lack routes
    document.undo_stack.undo()
    assert document.plan == plan(varig())


def test_a_second_forvaltningsenhet_gets_routes_that_are_shown(room, qtbot):
    document, view = room
    tab = view.tab(ENHETER)
    assert not tab.routes.isVisible()
    click(qtbot, tab.rows.add_button)
    row = tab.rows.table.currentIndex().row()
    type_over(qtbot, tab.rows.table, row, column_of(tab.rows.table, "type"), "forvaltningsenhet")
    type_over(qtbot, tab.rows.table, row, 0, "Nav forvaltning Sør")
    assert [r.forvaltningsenhet for r in document.plan.ruter] == ["fe"] * 3
    assert tab.routes.isVisible()
    type_over(qtbot, tab.routes.table, 0, 2, "Nav forvaltning Sør")
    assert document.plan.ruter[0].forvaltningsenhet == "Nav forvaltning Sør"


def test_removing_a_unit_says_what_goes_along(room, qtbot, messages):
    document, view = room
    panel = view.tab(ENHETER).rows
    mark(panel.table, 0, 0)
    messages.confirmations.append(False)
    qtbot.keyClick(panel.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    (title, text, yes), = messages.of("confirm")
    assert (title, yes) == ("Slette Nav Skien?", "Slett")
    assert "2 rader i Saksinngang, 1 rad i Brukere og 1 rad i Flyttinger" in text
    assert document.plan == plan(varig())
    panel.table.selectionModel().select(panel.model.index(1, 0), QItemSelectionModel.SelectionFlag.Select)
    messages.confirmations.append(True)
    click(qtbot, panel.remove_button)
    assert messages.of("confirm")[1][0] == "Slette 2 enheter?"
    assert [e.enhet for e in document.plan.enheter] == ["siljan", "fe"]
    assert document.plan.flyttinger == ()
    document.undo_stack.undo()
    assert document.plan == plan(varig())


def test_a_block_from_a_spreadsheet_is_one_step(room, qtbot):
    document, view = room
    table = view.tab(ENHETER).rows.table
    mark(table, 0, column_of(table, "årsverk_stat"))
    QGuiApplication.clipboard().setText("50\t40\n12,5\t8")
    qtbot.keySequence(table, QKeySequence(QKeySequence.StandardKey.Paste))
    assert [(e.arsverk_stat, e.arsverk_kommune) for e in document.plan.enheter[:2]] == [(50.0, 40.0), (12.5, 8.0)]
    document.undo_stack.undo()
    assert document.plan == plan(varig())


def test_more_columns_when_they_are_asked_for(room, qtbot):
    document, view = room
    panel = view.tab(ENHETER).rows
    assert all(c.header != "etablert" for c in panel.model.columns)
    click(qtbot, panel.columns_button)
    assert panel.columns_button.text() == "Færre kolonner"
    type_over(qtbot, panel.table, 1, column_of(panel.table, "etablert"), "juni 2026")
    assert document.plan.enheter[1].etablert == START + 5
    click(qtbot, panel.columns_button)
    assert all(c.header != "etablert" for c in panel.model.columns)


def test_where_the_numbers_come_from(qtbot, dressed, messages, settings):
    rows = (Kilde("Enheter", "innbyggere", "S", False, "SSB, folketall"), Kilde("Enheter", "fravær", "A", True, "Laget"))
    _, view = open_room(qtbot, messages, settings, replace(plan(), kilder=rows))
    model = view.tab(ENHETER).rows.model

    def tip(header):
        return model.headerData(column_of(view.tab(ENHETER).rows.table, header), Qt.Orientation.Horizontal,
                                Qt.ItemDataRole.ToolTipRole)

    assert "Kilde (grad S): SSB, folketall" in tip("innbyggere")
    assert "Syntetiske tall (grad A): Laget" in tip("fravær")
    assert "Kilde" not in tip("ledelse")


def test_an_empty_plan_can_be_begun_here(qtbot, dressed, messages, settings):
    document, view = open_room(qtbot, messages, settings, Plan("Nytt", START))
    panel = view.tab(ENHETER).rows
    assert panel._empty.isVisible()
    click(qtbot, panel.add_button)
    assert not panel._empty.isVisible()
    type_over(qtbot, panel.table, 0, 0, "Nav Alta")
    assert document.plan.enheter[0].enhet == "Nav Alta"
    view.show_tab(BRUKERE)
    page = view.tab(BRUKERE)
    assert not page.grid.isVisible()
    click(qtbot, page.norms.add_button)
    type_over(qtbot, page.norms.table, 0, 0, "arbeidssøkere")
    type_over(qtbot, page.norms.table, 0, 1, "1,5")
    assert page.grid.isVisible()
    type_over(qtbot, page.grid.table, 0, 1, "120")
    assert document.plan.brukere == (Brukere("Nav Alta", "arbeidssøkere", None, 120.0),)


def test_users_by_month_and_group(room, qtbot):
    document, view = room
    view.show_tab(BRUKERE)
    page = view.tab(BRUKERE)
    table = page.grid.table
    assert table.model().index(0, 1).data() == f"3{NBSP}190"
    type_over(qtbot, table, 0, 3, "3000")
    assert document.plan.brukere[-1] == Brukere("skien", "nedsatt arbeidsevne", START + 1, 3000.0)
    assert document.undo_stack.undoText() == "endre brukere for Nav Skien"
    # The sum of February: 3 000 + 742 + 118.
    assert table.model().index(3, 3).data() == f"3{NBSP}860"
    document.undo_stack.undo()
    assert document.plan == plan(varig())


def test_capacity_by_month(room, qtbot):
    document, view = room
    view.show_tab(KAPASITET)
    table = view.tab(KAPASITET).grid.table
    assert table.model().index(0, 8).data() == "1,00"
    type_over(qtbot, table, 3, 8, "0,7")
    assert document.plan.kapasitet == (Kapasitet("fe", START + 6, 0.7),)
    assert table.model().index(3, 8).data() == "0,70"
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert document.plan.kapasitet == ()


# ---- Sammenlignet -------------------------------------------------------------------------------

@pytest.fixture
def compared(qtbot, dressed, messages, settings):
    return open_compared(qtbot, messages, settings, plan(varig()))


def open_compared(qtbot, messages, settings, a_plan):
    document, view = open_room(qtbot, messages, settings, a_plan)
    view.show_tab(SAMMENLIGNET)
    document.set_projeksjon(framskriv_par(a_plan))
    return document, view, view.tab(SAMMENLIGNET)


def cells(table, key):
    row = next(r for r in table.cells.rows if r.key == key)
    return [cell.text.replace(NBSP, " ") for cell in row.cells]


def test_every_kontor_beside_the_references(compared):
    _, view, tab = compared
    # 3 190 users on 49,0 of 54,0 state årsverk; 742 on 13,6; 118 on 3,0, and nobody else moves.
    assert cells(tab.kontor.table, "skien")[:8] == [
        "Nav Skien", "Over 62 brukere", "65,1", "59,1", "▲ +6,0", "204", "185", "▲ +19"]
    assert cells(tab.kontor.table, "siljan")[:5] == ["Nav Siljan", "Over 1 048 innbyggere", "39,3", "39,3", "0"]
    assert cells(tab.kontor.table, "skien")[8:11] == ["49,0", "54,0", "▼ −5,0"]
    # Ledelse and mottak are one årsverk.
    assert cells(tab.kontor.table, "skien")[11:14] == ["2,0 %", "1,9 %", "▲ +0,2"]
    # 4 050 users on 65,6 and 70,6 state årsverk in the whole fylke.
    assert cells(tab.kontor.table, "")[2:4] == ["61,7", "57,4"]
    assert view.sentence == (
        "Ved utgangen av desember 2028 er 1 av 3 kontor over 62 brukere per statlig årsverk (0 uten flyttinger), 1 av 3 over "
        f"1{NBSP}048 innbyggere (1 uten flyttinger) og 0 av 3 under 3 statsansatte (0 uten flyttinger).")


def test_outside_has_an_icon_words_and_the_source(compared):
    _, _, tab = compared
    skien = next(r for r in tab.kontor.table.cells.rows if r.key == "skien")
    assert (skien.cells[1].icon, skien.cells[2].icon) == ("warning", "warning")
    assert skien.cells[2].tip == ("Brukere per statlig årsverk: 65,1 mot landet 2012: 62. Uten flyttinger er det 59,1, og "
                                  "innenfor.")
    head = tab.kontor.table.cells.columns[2]
    assert head.group == "Brukere per statlig årsverk\nlandet 2012: 62"
    assert "grad S" in head.tip
    assert "Langeland og Galaasen, tabell 1" in head.tip
    assert head.tip.endswith("De 20 kontorene som ble kalt beste praksis i 2012: 65.")


def test_too_few_employees_is_a_warning(qtbot, dressed, messages, settings):
    base = plan()
    units = tuple(replace(e, statsansatte=2.0) if e.enhet == "siljan" else e for e in base.enheter)
    _, view, tab = open_compared(qtbot, messages, settings, replace(base, enheter=units))
    siljan = next(r for r in tab.kontor.table.cells.rows if r.key == "siljan")
    assert siljan.cells[1].text == f"Over 1{NBSP}048 innbyggere, under 3 ansatte"
    # What is a warning decides the mark of both.
    assert (siljan.cells[1].icon, siljan.cells[5].icon, siljan.cells[8].icon) == ("warning", "information-square", "warning")
    assert "også uten flyttinger" in siljan.cells[8].tip
    assert "1 av 3 under 3 statsansatte (1 uten flyttinger)" in view.sentence


def test_another_month(compared, qtbot):
    _, view, tab = compared
    assert tab.months.month == START + 35
    tab.months.setFocus()
    qtbot.keyClick(tab.months, Qt.Key.Key_Home)
    assert tab.months.month == START
    assert "januar 2026" in view.sentence


def test_the_numbers_of_the_boxes(compared):
    _, _, tab = compared
    # 39,3 54,6 65,1: quartiles halfway to the middle one; uten flyttinger 39,3 54,6 59,1.
    rows = [[c.text.replace(NBSP, " ") for c in r.cells] for r in tab.spread.table.cells.rows[:3]]
    assert rows[0] == ["Brukere per statlig årsverk", "Planen", "3", "39,3", "46,9", "54,6", "59,8", "65,1", "1",
                       "landet 2012: 62"]
    assert rows[1][1:9] == ["Uten flyttinger", "3", "39,3", "46,9", "54,6", "56,8", "59,1", "0"]
    assert rows[2][1:9] == ["Forskjell", "0", "0", "0", "0", "▲ +3,0", "▲ +6,0", "+1"]
    click_copy = tab.spread.exports.copy_button
    click_copy.click()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 16


def test_a_kontor_is_marked_in_chart_and_table(compared, qtbot):
    _, _, tab = compared
    point = tab.chart.chart_layout().strips[0].points[0][1]
    qtbot.mouseClick(tab.chart, Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert tab.kontor.table.currentIndex().row() == 1
    assert tab.chart.accessibleDescription().startswith("Nav Bamble. Brukere per statlig årsverk: planen 54,6")
    qtbot.keyClick(tab.chart, Qt.Key.Key_Right)
    assert tab.kontor.table.currentIndex().row() == 2
    tab.kontor.table.setFocus()
    qtbot.keyClick(tab.kontor.table, Qt.Key.Key_Up)
    assert tab.chart.pinned == 1


def test_diagram_table_or_both(compared, qtbot):
    _, _, tab = compared
    assert tab.chart.isVisible()
    click(qtbot, tab.mode.button("tabell"))
    assert (tab.chart.isVisible(), tab.kontor.isVisible(), tab.spread.isVisible()) == (False, True, True)
    click(qtbot, tab.mode.button("diagram"))
    assert (tab.chart.isVisible(), tab.kontor.isVisible()) == (True, False)


def test_the_boxes_are_exported(compared, messages, tmp_path):
    _, _, tab = compared
    messages.to_save.append(tmp_path / "ut.svg")
    tab.export_button.export("svg")
    drawn = (tmp_path / "ut.svg").read_text("utf-8")
    assert "Innbyggere per statlig årsverk" in drawn
    assert "krav: minst 3" in drawn


def test_stale_numbers_turn_grey_and_come_back(compared, qtbot):
    document, view, tab = compared
    table = view.tab(ENHETER).rows
    table.model.take(table.model.index(0, column_of(table.table, "innbyggere")), 98_000.0)
    assert tab.kontor.table.cells.stale
    document.set_projeksjon(framskriv_par(document.plan))
    assert not tab.kontor.table.cells.stale
    assert cells(tab.kontor.table, "skien")[5] == "2 000"
    skien = next(r for r in tab.kontor.table.cells.rows if r.key == "skien")
    # More innbyggere than the mean is told, but is no warning.
    assert skien.cells[5].icon == "information-square"
    assert skien.cells[1].text == f"Over 62 brukere, over 1{NBSP}048 innbyggere"


def test_without_kontor_or_numbers_it_says_why(qtbot, dressed, messages, settings):
    _, view = open_room(qtbot, messages, settings, Plan("Nytt", START))
    view.show_tab(SAMMENLIGNET)
    tab = view.tab(SAMMENLIGNET)
    assert "ingen NAV-kontor" in tab.empty.text
    assert not tab.chart.isVisible()
    base = plan()
    bare = replace(base, brukere=(), enheter=tuple(replace(e, innbyggere=None, statsansatte=None) for e in base.enheter))
    _, view, tab = open_compared(qtbot, messages, settings, bare)
    assert "kan ikke holdes mot" in view.sentence
    assert cells(tab.kontor.table, "skien")[2:5] == ["–", "–", "–"]


def test_the_large_fylke_is_shown(qtbot, dressed, messages, settings):
    _, view, tab = open_compared(qtbot, messages, settings, large_plan(kontor=40, fe=2, ytelser=3, months=24))
    assert len(tab.chart.picture.names) == 40
    assert tab.kontor.table.cells.rowCount() == 41
    assert view.tab(ENHETER).rows.model.rowCount() == 45
