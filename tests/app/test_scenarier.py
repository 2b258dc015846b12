"""The room Scenarier and the scenario that is open, as the planner uses them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.charts.panel import Panel, month_sentence, panel_sentence
from app.charts.series import Pair
from app.charts.waterfall import Step, Waterfall
from app.views import ROOMS
from models.commands import EditCell, ReplacePlan
from models.io.project_file import les
from models.io.samples import eksempel
from planning_core.plan import ScenarioVerdi, fingerprint
from planning_core.questions.scenarios import bruk, er_laast, grunnplan
from tests.helpers import fordeling_plan

pytestmark = pytest.mark.usefixtures("dressed")

ROWS = (
    ("Lengre læretid", "Scenario", "beskrivelse", "verdi", "Det forsiktige"),
    ("Lengre læretid", "Forutsetninger", "laeretid_mnd", "verdi", "12"),
    ("Lengre læretid", "Enheter", "fe", "årsverk_stat", "50"),
    ("Gammelt", "Enheter", "Nav Bortevekk", "årsverk_stat", "1"),
    ("Gammelt", "Forutsetninger", "laeretid_mnd", "verdi", "6"),
)


@pytest.fixture
def room(window, qtbot):
    plan = replace(fordeling_plan.plan(fordeling_plan.varig()), scenarier=tuple(ScenarioVerdi(*r) for r in ROWS))
    window.document.load(plan, None)
    index = [r.key for r in ROOMS].index("scenarier")
    window.show_room(index)
    view = window.room_view(index)
    qtbot.waitUntil(lambda: not view.is_stale and not window.document.is_stale, timeout=20_000)
    yield view
    view._jobs.drop()
    view._jobs._pool.waitForDone()


def settled(qtbot, window, view):
    qtbot.waitUntil(lambda: not view.is_stale and not view._jobs.is_busy and not window.document.is_stale,
                    timeout=20_000)


def cells(table):
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in table.cells.rows}


def test_the_baseline_stands_first_with_its_fingerprint_and_every_scenario_below(room, window):
    rows = cells(room.table)
    assert list(rows) == ["Grunnplan", "Lengre læretid", "Gammelt"]
    assert fingerprint(grunnplan(window.document.plan)).startswith(rows["Grunnplan"][0].removeprefix("Urørt, "))
    assert rows["Gammelt"][0] == "Kan ikke brukes"
    assert set(rows["Gammelt"][1:]) == {"–"}
    assert rows["Lengre læretid"][2][0] in "▲▼0"
    assert "«Lengre læretid»" in room.sentence
    assert len(room._charts) == 1
    drawn = room._charts[0][1].panels
    assert [panel.names for panel in drawn] == [("scenario", "grunnplan")] * 2
    assert drawn[0].pair.uten.tolist() == room.result.grunnplan.serie("restanser").tolist()


def test_all_figures_are_in_sight_in_a_small_window_and_what_is_chosen_stands_under_its_table(window, qtbot):
    window.document.load(eksempel("telemark"), None)
    window.show_start_pane(False)
    window.resize(1100, 700)
    index = [r.key for r in ROOMS].index("scenarier")
    window.show_room(index)
    view = window.room_view(index)
    settled(qtbot, window, view)
    bar = view.table.horizontalScrollBar()
    qtbot.waitUntil(lambda: view.table.viewport().width() > 900)
    assert bar.maximum() == 0
    cell = view.table.visualRect(view.table.cells.index(3, 0))
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center())
    settled(qtbot, window, view)
    assert view.detail.heading.text() == "Fem årsverk tilbake i 2028"
    # Its name and what it changes, without scrolling.
    qtbot.waitUntil(lambda: view.detail.changes.visibleRegion().boundingRect() == view.detail.changes.rect())
    assert view.detail.description.cursorPosition() == 0


def test_a_chosen_scenario_says_what_is_changed_and_what_each_change_does(room, window, qtbot):
    room.choose("Lengre læretid")
    settled(qtbot, window, room)
    assert "Læretid: 9 → 12 måneder" in room.detail.changes.text()
    assert "statlige årsverk 46 → 50" in room.detail.changes.text()
    names = [step.name for step in room.detail.waterfall.steps]
    assert names == ["Grunnplan", "Læretid", "Nav forvaltningsenhet", "Samspill mellom endringene", "Lengre læretid"]
    steps = room.detail.waterfall.steps
    assert [step.start for step in steps[1:-1]] == [step.end for step in steps[:-2]], "each begins where the last ended"
    assert steps[-2].end == pytest.approx(steps[-1].end)
    table = cells(room.detail.table)
    assert list(table)[-1] == "Scenario minus grunnplan"
    room.detail.figures.button("oppfolging_timer").click()
    assert "oppfølging (timer" in room.detail.waterfall.accessibleName()


def test_a_scenario_that_cannot_be_used_is_shown_as_such_kept_and_can_be_mended(room, window, qtbot):
    room.choose("Gammelt")
    assert "kan ikke brukes" in room.detail.fault.text
    assert "Nav Bortevekk" in room.detail.fault.text
    assert "Nav Bortevekk" in room.detail.changes.text()
    before = window.document.grunnplan
    room.detail.mend_button.click()
    settled(qtbot, window, room)
    assert room.result.scenario("Gammelt").resultat is not None
    assert [r.nokkel for r in window.document.grunnplan.scenarier if r.scenario == "Gammelt"] == ["laeretid_mnd"]
    window.document.undo_stack.undo()
    assert window.document.grunnplan == before


def test_new_duplicate_rename_describe_lock_and_delete(room, window, qtbot, messages):
    document = window.document
    before = document.grunnplan
    qtbot.mouseClick(room.new_button, Qt.MouseButton.LeftButton)
    assert document.scenarier[-1] == room.chosen == "Nytt scenario"
    settled(qtbot, window, room)
    room.detail.name.selectAll()
    qtbot.keyClicks(room.detail.name, "Forsiktig")
    qtbot.keyClick(room.detail.name, Qt.Key.Key_Return)
    assert document.scenarier[-1] == room.chosen == "Forsiktig"
    settled(qtbot, window, room)
    qtbot.keyClicks(room.detail.description, "Uten risiko")
    qtbot.keyClick(room.detail.description, Qt.Key.Key_Return)
    assert document.grunnplan.scenarier[-1].verdi == "Uten risiko"
    settled(qtbot, window, room)
    qtbot.mouseClick(room.copy_scenario_button, Qt.MouseButton.LeftButton)
    assert document.scenarier[-1] == room.chosen == "Forsiktig – kopi"
    settled(qtbot, window, room)
    qtbot.mouseClick(room.lock_button, Qt.MouseButton.LeftButton)
    assert er_laast(document.grunnplan, room.chosen)
    settled(qtbot, window, room)
    assert not room.remove_button.isEnabled()
    assert room.detail.name.isReadOnly()
    assert room.lock_button.text() == "Lås opp"
    room.choose("Forsiktig")
    qtbot.mouseClick(room.remove_button, Qt.MouseButton.LeftButton)
    assert "Forsiktig" not in document.scenarier
    assert room.chosen == ""
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert document.grunnplan == before
    settled(qtbot, window, room)


def test_a_name_that_is_taken_is_refused(room, window, messages):
    assert room.does.rename("Gammelt", "Lengre læretid") == "Gammelt"
    assert window.document.scenarier == ("Lengre læretid", "Gammelt")


def test_choosing_in_the_top_bar_opens_a_scenario_and_edits_belong_to_it(room, window, qtbot, tmp_path, messages):
    document, box = window.document, window.top_bar.scenario
    before = document.grunnplan
    assert [box.itemText(i) for i in range(box.count())] == [
        "Grunnplan", "Scenario: Lengre læretid", "Scenario: Gammelt"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert document.aktivt_scenario == "Lengre læretid"
    assert window.top_bar.unsaved.isHidden()
    assert document.push(EditCell(document, "Enheter", 0, "ledelse", 2.0, "Endre ledelse")) == []
    assert grunnplan(document.grunnplan) == grunnplan(before)
    assert not window.top_bar.unsaved.isHidden()
    settled(qtbot, window, room)
    assert document.projeksjon.plan.plan.enheter[0].ledelse == 2.0
    assert document.projeksjon.uten.plan.flyttinger == ()
    messages.to_save = [tmp_path / "plan.bplan"]
    assert window.files.save_as()
    saved = les(tmp_path / "plan.bplan").plan
    assert saved == document.grunnplan
    assert bruk(saved, "Lengre læretid")[0].enheter[0].ledelse == 2.0
    room.choose("Lengre læretid")
    assert room.open_button.text() == "Åpne grunnplanen"
    qtbot.mouseClick(room.open_button, Qt.MouseButton.LeftButton)
    assert document.aktivt_scenario is None
    assert box.currentIndex() == 0
    document.undo_stack.undo()
    assert document.aktivt_scenario == "Lengre læretid"
    settled(qtbot, window, room)


def test_a_scenario_that_does_not_fit_is_not_opened(room, window, messages):
    box = window.top_bar.scenario
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert window.document.aktivt_scenario is None
    assert box.currentIndex() == 0
    said = next(entry for entry in messages.said if entry[0] == "findings")
    assert said[1] == "Scenarioet kan ikke åpnes"
    assert [f.code for f in said[3]] == ["scenario_finner_ikke_rad"]


def test_the_wheel_over_the_top_bar_opens_nothing(room, window):
    box = window.top_bar.scenario
    down = QWheelEvent(QPointF(5, 5), box.mapToGlobal(QPointF(5, 5)), QPoint(0, -10), QPoint(0, -120),
                       Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(box, down)
    assert window.document.aktivt_scenario is None
    assert box.currentIndex() == 0


def test_a_scenario_of_other_months_says_why_it_is_not_split(room, window, qtbot):
    rows = (ScenarioVerdi("Lengre", "Plan", "horisont_måneder", "verdi", "48"),
            ScenarioVerdi("Lengre læretid", "Forutsetninger", "laeretid_mnd", "verdi", "12"))
    window.document.load(replace(fordeling_plan.plan(fordeling_plan.varig()), scenarier=rows), None)
    settled(qtbot, window, room)
    room.choose("Lengre læretid")
    settled(qtbot, window, room)
    assert room.detail.waterfall.isVisible()
    assert not room.detail.unsplit.isVisible()
    room.choose("Lengre")
    settled(qtbot, window, room)
    assert not room.detail.waterfall.isVisible()
    assert room.detail.unsplit.isVisible()
    assert "andre måneder enn grunnplanen" in room.detail.unsplit.text()


def test_nothing_is_exported_while_no_scenario_has_a_chart(room, window, qtbot):
    window.document.load(fordeling_plan.plan(fordeling_plan.varig()), None)
    qtbot.mouseClick(room.new_button, Qt.MouseButton.LeftButton)
    settled(qtbot, window, room)
    assert room.table.isVisible()
    # There was a menu here that fell over the missing chart.
    assert not room.export_button.isEnabled()
    assert "diagram" in room.export_button.toolTip()


def test_a_plan_with_an_account_alone_says_why_its_scenarios_cannot_be_compared_here(window, qtbot):
    window.document.load(eksempel("delta-2007"), None)
    index = [r.key for r in ROOMS].index("scenarier")
    window.show_room(index)
    view = window.room_view(index)
    settled(qtbot, window, view)
    assert "Planen har ingen saker" in view.sentence
    assert view.table.isVisible()
    assert not view._multiples.isVisible()
    assert not view.export_button.isEnabled()


def test_a_plan_without_scenarios_says_what_belongs_here(room, window, qtbot):
    document = window.document
    document.push(ReplacePlan(document, grunnplan(document.grunnplan), "importer"))
    assert "Planen har ingen scenarier ennå." in room.sentence
    assert room._table_frame.isHidden()
    assert window.top_bar.scenario.isHidden()
    qtbot.mouseClick(room.new_button, Qt.MouseButton.LeftButton)
    settled(qtbot, window, room)
    assert not room._table_frame.isHidden()
    assert "Ingenting ennå. Åpne scenarioet" in room.detail.changes.text()
    qtbot.mouseClick(room.open_button, Qt.MouseButton.LeftButton)
    settled(qtbot, window, room)
    assert "Ingenting ennå. Scenarioet er åpent" in room.detail.changes.text()


def test_a_locked_scenario_says_so_in_the_other_rooms(room, window, messages):
    room.does.lock("Lengre læretid", True)
    room.does.open("Lengre læretid")
    document = window.document
    errors = document.push(EditCell(document, "Enheter", 0, "ledelse", 2.0, "Endre"))
    assert [f.code for f in errors] == ["scenario_laast"]


def test_the_lines_carry_their_own_names_where_they_are_not_the_plans():
    import numpy as np

    pair = Pair((24312,), np.array([1.0]), np.array([3.0]))
    panel = Panel("A", "saker", "restanser", pair, names=("scenario", "grunnplan"))
    assert month_sentence(panel, 24312) == "Januar 2026, restanser: scenario 1, grunnplan 3, forskjell −2.".replace(
        "Januar", "januar")
    assert "er scenario 1 og grunnplan 3" in panel_sentence(panel)
    assert "planen 1, uten flyttinger 3" in month_sentence(replace(panel, names=None), 24312)


def test_a_waterfall_far_from_zero_says_where_its_axis_starts(qtbot):
    chart = Waterfall()
    qtbot.addWidget(chart)
    steps = [Step("Grunnplan", 0.0, 14_150.0, "14 150", "uten", total=True),
             Step("Læretid", 14_150.0, 13_900.0, "−250", "unfavourable"),
             Step("Scenario", 0.0, 13_900.0, "13 900", "plan_fill", total=True)]
    chart.show_steps(steps, "Bidrag", "Aksen starter på 13 000.")
    assert 10_000 < chart.scale.low <= 13_900
    chart.show_steps([Step("Grunnplan", 0.0, 100.0, "100", "uten", total=True), Step("B", 100.0, 20.0, "−80", "uten")],
                     "Bidrag", "")
    assert chart.scale.low == 0
    assert chart.accessibleDescription() == "Grunnplan: 100. B: −80"
