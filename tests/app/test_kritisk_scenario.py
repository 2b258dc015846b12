"""A level of Kritisk nivå becomes a scenario, by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from app.actions import ActionSpec
from app.oppfolging_texts import KRITISK
from app.scenario_actions import ScenarioActions
from app.views import ROOMS
from app.views.kritisk_scenario import FLYTTINGER
from models.commands import SetForutsetning
from planning_core.plan import Enhet
from planning_core.projection import framskriv_mange
from planning_core.questions.scenarios import beskrivelse, bruk, endringer, sammenlign
from tests.app.test_kritisk_niva import MOVED, critical, open_tab


@pytest.fixture
def tab(qtbot, dressed, messages, settings):
    return open_tab(qtbot, messages, settings, critical(MOVED))


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def point_at(qtbot, chart, position):
    layout = chart.chart_layout()
    x = layout.x(float(chart.picture.levels[position]))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton,
                     pos=QPoint(round(x), round(layout.panels[0].plot.center().y())))


def staffing(plan):
    return {e.enhet: e.arsverk_stat for e in plan.enheter if isinstance(e, Enhet)}


def test_without_a_level_it_says_how_one_is_chosen(tab):
    _, view = tab
    panel = view.kritisk.scenario
    assert not panel.make_button.isEnabled()
    assert "piltastene" in panel.note.text()
    assert not panel.link.isVisible()


def test_a_clicked_level_becomes_a_scenario_with_the_curves_own_numbers(tab, qtbot):
    document, view = tab
    panel, result = view.kritisk.scenario, view.kritisk.result
    before = document.plan
    point_at(qtbot, view.kritisk.chart, 4)
    level = float(result.niva[4])
    assert panel.make_button.isEnabled()
    click(qtbot, panel.make_button)

    assert document.scenarier == (panel.made,)
    found = sammenlign(document.grunnplan).scenario(panel.made)
    assert not found.funn
    assert found.resultat.serie("oppfolging_timer") == pytest.approx(result.oppfolging[4], rel=1e-12)
    assert found.resultat.serie("restanser") == pytest.approx(result.restanser[4], rel=1e-12)
    assert found.resultat.serie("over_grense") == pytest.approx(result.over_grense[4], rel=1e-12)
    assert staffing(found.resultat.plan) == pytest.approx({"K": 40.0 - level, "F": level})
    assert found.resultat.plan.flyttinger == ()
    assert "Kritisk nivå" in beskrivelse(document.grunnplan, panel.made)

    document.undo_stack.undo()
    assert document.plan == before
    assert not panel.made
    assert not document.undo_stack.canUndo()


def test_the_keyboard_does_it_too(tab, qtbot):
    document, view = tab
    chart, panel = view.kritisk.chart, view.kritisk.scenario
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    panel.make_button.setFocus()
    qtbot.keyClick(panel.make_button, Qt.Key.Key_Space)
    plan, findings = bruk(document.grunnplan, panel.made)
    assert not findings
    assert staffing(plan)["F"] == view.kritisk.result.niva[1]


def test_the_top_and_the_cliff_are_offered(tab, qtbot):
    _, view = tab
    result, panel = view.kritisk.result, view.kritisk.scenario
    click(qtbot, panel.top_button)
    assert view.kritisk.chart.pinned == result.topp().posisjon
    row = view.kritisk.table.currentIndex().row()
    assert view.kritisk.table.cells.rows[row].key == str(result.topp().posisjon)
    assert panel.make_button.text() == "Lag scenario med 13,8"
    click(qtbot, panel.cliff_button)
    assert result.niva[view.kritisk.chart.pinned] == result.stup().niva


def test_what_is_not_there_is_not_offered(qtbot, dressed, messages, settings):
    _, view = open_tab(qtbot, messages, settings, critical(per_forsinket=0.2))
    assert view.kritisk.result.niva.size
    assert not view.kritisk.scenario.top_button.isVisible()
    assert not view.kritisk.scenario.cliff_button.isVisible()


def test_a_row_of_the_table_is_a_level_and_the_plans_own_is_not(tab):
    _, view = tab
    view.kritisk.table.row_chosen.emit("2")
    assert view.kritisk.scenario.make_button.isEnabled()
    view.kritisk.table.row_chosen.emit("planen")
    assert not view.kritisk.scenario.make_button.isEnabled()


def test_pointing_alone_chooses_nothing(tab, qtbot):
    _, view = tab
    chart = view.kritisk.chart
    layout = chart.chart_layout()
    qtbot.mouseMove(chart, QPoint(round(layout.x(12.0)), round(layout.panels[0].plot.center().y())))
    assert chart.position is not None
    assert not view.kritisk.scenario.make_button.isEnabled()


def test_the_chosen_kontor_gives(qtbot, dressed, messages, settings):
    document, view = open_tab(qtbot, messages, settings, critical())
    view.kritisk.giver.setCurrentIndex(view.kritisk.giver.findData("K"))
    assert not view.kritisk.scenario.make_button.isEnabled()  # the answer of the other question is stale
    qtbot.waitUntil(lambda: not view.kritisk.is_stale, timeout=20_000)
    view.kritisk.table.row_chosen.emit("0")
    click(qtbot, view.kritisk.scenario.make_button)
    changed = {(c.ark, c.nokkel) for c in endringer(document.grunnplan, view.kritisk.scenario.made)}
    assert changed == {("Enheter", "K"), ("Enheter", "F")}


def test_as_flyttinger_it_moves_them_in_the_first_month(tab, qtbot):
    document, view = tab
    panel, result = view.kritisk.scenario, view.kritisk.result
    view.kritisk.table.row_chosen.emit(str(result.i_dag + 1))
    click(qtbot, panel.way.button(FLYTTINGER))
    assert "Læretid" in panel.note.text()
    click(qtbot, panel.make_button)
    plan, findings = bruk(document.grunnplan, panel.made)
    assert not findings
    flytting, = plan.flyttinger
    assert (flytting.fra, flytting.til, flytting.fra_maned) == ("K", "F", plan.start)
    projected, = framskriv_mange([plan])
    assert projected.serie("arsverk", "F")[-1] == pytest.approx(result.niva[result.i_dag + 1])
    assert staffing(plan) == staffing(document.plan)


def test_a_level_that_changes_nothing_makes_no_scenario(qtbot, dressed, messages, settings):
    _, view = open_tab(qtbot, messages, settings, critical())
    view.kritisk.table.row_chosen.emit(str(view.kritisk.result.i_dag))
    assert not view.kritisk.scenario.make_button.isEnabled()
    assert "ville ikke endret noe" in view.kritisk.scenario.note.text()


def test_from_an_open_scenario_a_new_one_holds_its_changes_too(tab, qtbot, messages):
    document, view = tab
    does = ScenarioActions(document, messages)
    does.open(does.new())
    opened = document.aktivt_scenario
    assert not document.push(SetForutsetning(document, "henv_per_forsinket_mnd", 0.5, "Endre"))
    qtbot.waitUntil(lambda: not view.kritisk.is_stale, timeout=20_000)
    result = view.kritisk.result
    view.kritisk.table.row_chosen.emit("2")
    click(qtbot, view.kritisk.scenario.make_button)
    assert document.aktivt_scenario == opened
    made = sammenlign(document.grunnplan).scenario(view.kritisk.scenario.made)
    assert {c.ark for c in made.endringer} == {"Enheter", "Flyttinger", "Forutsetninger"}
    assert made.resultat.serie("oppfolging_timer") == pytest.approx(result.oppfolging[2], rel=1e-12)


def test_another_of_the_same_level_gets_another_name(tab, qtbot):
    document, view = tab
    view.kritisk.table.row_chosen.emit("0")
    for _ in range(2):
        click(qtbot, view.kritisk.scenario.make_button)
    assert len(document.scenarier) == 2
    first, second = document.scenarier
    assert second == f"{first} 2"


def test_making_one_asks_nothing_anew_and_leads_to_scenarier(tab, qtbot):
    _, view = tab
    went = []
    actions = view._context.actions
    actions.add(ActionSpec("rom.scenarier", "Scenarier"))
    actions["rom.scenarier"].triggered.connect(lambda: went.append(True))
    result = view.kritisk.result
    view.kritisk.table.row_chosen.emit("0")
    click(qtbot, view.kritisk.scenario.make_button)
    assert view.kritisk.result is result
    assert not view.kritisk.is_stale
    assert view.kritisk.scenario.link.isVisible()
    assert view.kritisk.scenario.made in view.kritisk.scenario.link.text()
    view.kritisk.scenario.link.linkActivated.emit("scenarier")
    assert went == [True]


def test_a_new_answer_keeps_the_level(tab, qtbot):
    document, view = tab
    view.kritisk.table.row_chosen.emit("3")
    level = view.kritisk.result.niva[3]
    assert not document.push(SetForutsetning(document, "henv_per_forsinket_mnd", 0.5, "Endre"))
    assert not view.kritisk.scenario.make_button.isEnabled()
    qtbot.waitUntil(lambda: not view.kritisk.is_stale, timeout=20_000)
    assert view.kritisk.result.niva[view.kritisk.chart.pinned] == level
    assert view.kritisk.scenario.make_button.isEnabled()


def test_the_link_shows_the_scenario_in_the_real_window(window, qtbot):
    keys = [room.key for room in ROOMS]
    window.document.load(critical(MOVED), None)
    window.show_room(keys.index("oppfolging"))
    view = window.room_view(keys.index("oppfolging"))
    click(qtbot, view.choice.tabs.button(KRITISK))
    qtbot.waitUntil(lambda: not view.kritisk.is_stale, timeout=20_000)
    click(qtbot, view.kritisk.scenario.top_button)
    click(qtbot, view.kritisk.scenario.make_button)
    view.kritisk.scenario.link.linkActivated.emit("scenarier")
    room = window.room_view(keys.index("scenarier"))
    assert room.isVisible()
    assert room.chosen == view.kritisk.scenario.made == "13,8 årsverk i forvaltningsenheten"
    qtbot.waitUntil(lambda: not room.is_stale and not window.document.is_stale, timeout=20_000)
    room.choose("")
    window.show_room(keys.index("oppfolging"))
    window.show_room(keys.index("scenarier"))
    assert room.chosen == ""  # asked for once
    room._jobs.drop()
    room._jobs._pool.waitForDone()
