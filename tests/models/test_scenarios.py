"""Scenarios in the open plan: edits become overrides, the baseline is untouched, and undo is exact."""

from dataclasses import replace

import pytest

from models.commands import EditCell, InsertRow, RemoveRow, ReplacePlan, SetForutsetning
from models.document import Document
from models.flyttinger_command import SetFlyttinger
from models.scenario_commands import ChangeState, duplicate_rows, free_name, new_rows, remaining_rows, renamed_rows
from planning_core.plan import ScenarioVerdi
from planning_core.questions.scenarios import bruk, endringer, er_laast, grunnplan, med_om, navn
from tests.helpers import fordeling_plan


def override(*row):
    return ScenarioVerdi(*row)


@pytest.fixture
def document(small_plan, qapp):
    rows = (
        override("A", "Scenario", "beskrivelse", "verdi", "Som skrevet"),
        override("A", "Enheter", "skien", "årsverk_stat", "39,50"),
        override("B", "Enheter", "borte", "årsverk_stat", "1"),
    )
    return Document(replace(small_plan, scenarier=rows))


def open_scenario(document, name):
    state = document.state.opened(name)
    assert not isinstance(state, list), state
    assert document.push(ChangeState(document, state, "åpne")) == []


def unit(document, name):
    return next(i for i, e in enumerate(document.plan.enheter) if e.enhet == name)


def test_an_open_scenario_is_shown_with_its_overrides(document):
    open_scenario(document, "A")
    assert document.aktivt_scenario == "A"
    assert document.plan.enheter[unit(document, "skien")].arsverk_stat == 39.5
    assert document.plan.scenarier == ()
    assert document.is_clean, "to look is not to change"
    document.undo_stack.undo()
    assert document.aktivt_scenario is None
    assert document.plan is document.grunnplan


def test_an_edit_becomes_an_override_and_undo_gives_back_the_very_rows(document):
    before = document.grunnplan
    open_scenario(document, "A")
    heard = []
    document.file_changed.connect(lambda: heard.append(document.is_clean))
    row = unit(document, "bamble")
    assert document.push(EditCell(document, "Enheter", row, "ledelse", 2.0, "rediger")) == []
    assert grunnplan(document.grunnplan) == grunnplan(before)
    assert [(r.ark, r.nokkel, r.felt, r.verdi) for r in document.grunnplan.scenarier if r.scenario == "A"] == [
        ("Scenario", "beskrivelse", "verdi", "Som skrevet"),
        ("Enheter", "skien", "årsverk_stat", "39.5"), ("Enheter", "bamble", "ledelse", "2"),
    ]
    assert heard == [False]
    document.undo_stack.undo()
    assert document.grunnplan == before
    assert document.grunnplan.scenarier[1].verdi == "39,50"
    document.undo_stack.redo()
    assert bruk(document.grunnplan, "A")[0] == document.plan


def test_undo_reaches_across_scenarios(document):
    open_scenario(document, "A")
    document.push(SetForutsetning(document, "laeretid_mnd", 12.0, "sett"))
    edited = document.state
    open_scenario(document, None)
    assert document.plan.forutsetning("laeretid_mnd") != 12.0
    document.push(SetForutsetning(document, "turnover_ar", 0.1, "sett"))
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.state == edited
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.aktivt_scenario is None
    assert document.undo_stack.index() == 0


def test_a_locked_scenario_refuses_edits_and_says_so(document):
    rows = med_om(document.grunnplan, "A", "låst", "ja")
    document.push(ChangeState(document, document.state.with_scenarier(rows, None), "lås"))
    open_scenario(document, "A")
    state = document.state
    errors = document.push(EditCell(document, "Enheter", 0, "ledelse", 2.0, "rediger"))
    assert [f.code for f in errors] == ["scenario_laast"]
    assert document.state is state


def test_a_scenario_that_does_not_fit_is_not_opened_and_is_kept(document):
    findings = document.state.opened("B")
    assert [f.code for f in findings] == ["scenario_finner_ikke_rad"]
    assert navn(document.grunnplan) == ("A", "B")


def test_overrides_follow_their_flytting_when_the_baseline_changes(small_plan):
    moves = (fordeling_plan.varig("skien"), fordeling_plan.varig("bamble"), fordeling_plan.varig("siljan", arsverk=1.0))
    plan = replace(small_plan, flyttinger=moves, scenarier=(override("A", "Flyttinger", "rad 2", "innfasing_mnd", "9"),))
    document = Document(plan)
    document.push(RemoveRow(document, "Flyttinger", 0, "fjern"))
    assert document.plan.scenarier[0].nokkel == "rad 1"
    document.push(RemoveRow(document, "Flyttinger", 0, "fjern"))
    assert document.plan.scenarier[0].nokkel == "rad 1 (slettet)"
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.plan == plan


def test_a_number_typed_over_and_back_leaves_the_scenarios_as_they_were(small_plan):
    moves = (fordeling_plan.varig("skien"), fordeling_plan.varig("bamble"))
    plan = replace(small_plan, flyttinger=moves, scenarier=(override("A", "Flyttinger", "rad 1", "innfasing_mnd", "9"),))
    document = Document(plan)
    # Typing "0" on the way from 5 to 50 takes the flytting away for a moment.
    document.push(SetFlyttinger(document, "skien", moves[1:], "flytt"))
    assert document.plan.scenarier[0].nokkel == "rad 1 (slettet)"
    document.push(SetFlyttinger(document, "skien", (replace(moves[0], arsverk=0.5), moves[1]), "flytt"))
    assert document.undo_stack.count() == 1
    assert document.plan.scenarier[0].nokkel == "rad 1"
    document.push(SetFlyttinger(document, "skien", moves, "flytt"))
    assert document.undo_stack.count() == 0
    assert document.plan == plan


def test_an_import_replaces_the_baseline_and_closes_the_scenario(document, small_plan):
    open_scenario(document, "A")
    state = document.state
    imported = replace(small_plan, fylke="Agder")
    assert document.push(ReplacePlan(document, imported, "importer")) == []
    assert (document.grunnplan, document.aktivt_scenario, document.plan) == (imported, None, imported)
    document.undo_stack.undo()
    assert document.state == state


def test_new_rows_in_a_scenario_are_added_ones(document):
    open_scenario(document, "A")
    flytting = fordeling_plan.varig("bamble")
    document.push(InsertRow(document, "Flyttinger", 0, flytting, "ny"))
    added = [c for c in endringer(document.grunnplan, "A") if c.er_ny]
    assert [c.ark for c in added] == ["Flyttinger"]
    assert document.plan.flyttinger[0] == flytting
    assert flytting in bruk(document.grunnplan, "A")[0].flyttinger


def test_a_scenario_whose_last_override_is_taken_back_is_still_there(small_plan):
    document = Document(replace(small_plan, scenarier=(override("A", "Enheter", "skien", "ledelse", "9"),)))
    before = small_plan.enheter[unit(document, "skien")].ledelse
    open_scenario(document, "A")
    document.push(EditCell(document, "Enheter", unit(document, "skien"), "ledelse", before, "rediger"))
    assert document.scenarier == ("A",)
    assert endringer(document.grunnplan, "A") == ()


def test_rows_of_each_way_to_keep_scenarios(document):
    plan = document.grunnplan
    assert navn(replace(plan, scenarier=new_rows(plan, "C"))) == ("A", "B", "C")
    locked = replace(plan, scenarier=med_om(plan, "A", "låst", "ja"))
    copied = replace(locked, scenarier=duplicate_rows(locked, "A", "Kopi"))
    assert navn(copied) == ("A", "B", "Kopi")
    assert not er_laast(copied, "Kopi")
    assert bruk(copied, "Kopi")[0] == bruk(plan, "A")[0]
    assert navn(replace(plan, scenarier=renamed_rows(plan, "A", "Ny"))) == ("Ny", "B")
    assert navn(replace(plan, scenarier=remaining_rows(plan, "A"))) == ("B",)
    assert free_name(plan, "A") == "A 2"
    assert free_name(plan, "C") == "C"
