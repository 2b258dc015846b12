"""The open plan: it is always free of errors, knows whether it is saved and whether its numbers are fresh."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from models.commands import EditCell, InsertRow, RemoveRow, ReplacePlan, SetForutsetning
from models.document import Document
from models.scenario_commands import ChangeState, duplicate_rows, new_rows, remaining_rows, renamed_rows
from planning_core.findings import Finding, Severity, has_errors
from planning_core.plan import TABELLER
from planning_core.questions.scenario_overrides import legg_paa
from planning_core.questions.scenarios import endringer, grunnplan, med_om
from planning_core.validate import validate
from tests.helpers import fordeling_plan

ERROR = Finding("x", Severity.ERROR)
WARNING = Finding("y", Severity.WARNING)


def projeksjon(plan, *findings):
    """As much of a projection as the document looks at."""
    result = SimpleNamespace(plan=plan, findings=findings)
    return SimpleNamespace(plan=result, uten=result)


@pytest.fixture
def document(small_plan, qapp):
    return Document(small_plan)


class Heard(list):
    """Signals in the order they came."""

    def __init__(self, document):
        super().__init__()
        document.plan_changed.connect(lambda: self.append("plan"))
        document.projeksjon_changed.connect(lambda: self.append("projeksjon"))
        document.stale_changed.connect(lambda stale: self.append(("stale", stale)))
        document.file_changed.connect(lambda: self.append("file"))


def edit(document, value, row=0, field="arsverk_stat"):
    return EditCell(document, "Enheter", row, field, value, "rediger")


def test_a_command_that_gives_errors_changes_nothing(document, small_plan):
    heard = Heard(document)
    errors = document.push(edit(document, -1.0))
    assert has_errors(errors)
    assert document.plan is small_plan
    assert document.undo_stack.count() == 0
    assert document.is_clean
    assert heard == []


def test_warnings_do_not_stop_a_command(small_plan, qapp):
    document = Document(small_plan, validator=lambda plan: [WARNING])
    assert document.push(edit(document, 50.0)) == []
    assert document.plan.enheter[0].arsverk_stat == 50.0
    assert document.findings == (WARNING,)


def test_the_plan_is_validated_once_a_change(small_plan, qapp):
    asked = []
    document = Document(small_plan, validator=lambda plan: asked.append(plan) or [])
    document.plan_changed.connect(lambda: document.findings)
    document.push(edit(document, 50.0))
    assert len(asked) == 1
    document.undo_stack.undo()
    assert len(asked) == 2
    assert asked[1] == small_plan


def test_a_fresh_projection_makes_the_numbers_fresh(document):
    heard = Heard(document)
    assert document.is_stale
    document.set_projeksjon(projeksjon(document.plan, WARNING))
    assert heard == [("stale", False), "projeksjon"]
    assert not document.is_stale
    assert WARNING in document.findings


def test_an_edit_makes_the_numbers_old_and_undo_makes_them_fresh_again(document):
    document.set_projeksjon(projeksjon(document.plan, WARNING))
    document.push(edit(document, 50.0))
    assert document.is_stale
    assert document.projeksjon is not None, "old numbers stay on screen"
    assert WARNING not in document.findings, "a warning of an old projection is not about this plan"
    document.undo_stack.undo()
    assert not document.is_stale
    assert WARNING in document.findings


def test_a_projection_of_other_units_or_months_is_dropped(document, small_plan):
    document.set_projeksjon(projeksjon(document.plan))
    heard = Heard(document)
    document.push(ReplacePlan(document, replace(small_plan, horisont_maneder=24), "importer"))
    assert document.projeksjon is None
    assert heard == [("stale", True), "projeksjon", "plan", "file"]


def test_loading_replaces_everything(document, small_plan, tmp_path):
    document.set_projeksjon(projeksjon(document.plan))
    document.push(edit(document, 50.0))
    other = replace(small_plan, fylke="Agder")
    seen = []
    document.file_changed.connect(lambda: seen.append((document.plan.fylke, document.path, document.is_clean)))
    document.load(other, tmp_path / "agder.bplan")
    assert document.plan is other
    assert document.undo_stack.count() == 0
    assert document.projeksjon is None
    assert document.is_clean
    assert set(seen) == {("Agder", tmp_path / "agder.bplan", True)}, "no listener sees half of it"


def test_a_recovered_plan_is_unsaved_until_it_is_saved(document, small_plan, tmp_path):
    document.load(small_plan, tmp_path / "a.bplan", clean=False)
    assert not document.is_clean
    document.mark_saved(tmp_path / "a.bplan")
    assert document.is_clean


def test_saving_ends_a_step(document, tmp_path):
    document.push(edit(document, 50.0))
    assert not document.is_clean
    document.mark_saved(tmp_path / "a.bplan")
    assert document.is_clean
    document.push(edit(document, 49.0))
    assert document.undo_stack.count() == 2
    assert not document.is_clean
    document.undo_stack.undo()
    assert document.is_clean
    assert document.plan.enheter[0].arsverk_stat == 50.0


class DocumentAndStack(RuleBasedStateMachine):
    """The document beside a plain list of plans, whatever is done in whatever order."""

    values = Bundle("values")

    @initialize()
    def start(self):
        plan = fordeling_plan.plan(fordeling_plan.varig())
        self.document = Document(plan)
        self.history = [self.document.state]
        self.at = 0
        self.saved = 0
        self.saved_plan = plan

    def push(self, command):
        before = self.document.state
        errors = self.document.push(command)
        self.document.finish_edit()
        after = self.document.state
        if errors:
            assert after is before
        elif after != before:
            del self.history[self.at + 1:]
            if self.saved > self.at:
                self.saved = -1
            self.history.append(after)
            self.at += 1
            if before.scenario is not None and after.scenario == before.scenario:
                assert grunnplan(after.grunnplan) == grunnplan(before.grunnplan), "the baseline is untouched"

    def change(self, rows, scenario):
        self.push(ChangeState(self.document, self.document.state.with_scenarier(rows, scenario), "scenario"))

    @rule(row=st.integers(0, 3), value=st.floats(-2, 90) | st.integers(-2, 90),
          field=st.sampled_from(["arsverk_stat", "ledelse", "innbyggere"]))
    def edits_a_cell(self, row, value, field):
        self.push(edit(self.document, value, row, field))

    @rule(arsverk=st.floats(-1, 60), fra=st.sampled_from(["skien", "bamble", "siljan", "finnes ikke"]))
    def adds_a_flytting(self, arsverk, fra):
        flytting = fordeling_plan.varig(fra, arsverk=arsverk)
        index = len(self.document.plan.flyttinger)
        self.push(InsertRow(self.document, "Flyttinger", index, flytting, "ny"))

    @precondition(lambda self: self.document.plan.flyttinger)
    @rule(data=st.data())
    def removes_a_flytting(self, data):
        index = data.draw(st.integers(0, len(self.document.plan.flyttinger) - 1))
        self.push(RemoveRow(self.document, "Flyttinger", index, "fjern"))

    @rule(key=st.sampled_from(["laeretid_mnd", "turnover_ar"]), value=st.floats(-1, 20))
    def sets_a_forutsetning(self, key, value):
        self.push(SetForutsetning(self.document, key, value, "sett"))

    @rule(fylke=st.sampled_from(["Telemark", "Agder"]))
    def imports(self, fylke):
        self.push(ReplacePlan(self.document, replace(fordeling_plan.plan(), fylke=fylke), "importer"))

    @rule(name=st.sampled_from(["A", "B"]))
    def makes_a_scenario(self, name):
        if name not in self.document.scenarier:
            self.change(new_rows(self.document.grunnplan, name), self.document.aktivt_scenario)

    @precondition(lambda self: self.document.scenarier)
    @rule(data=st.data())
    def opens_a_scenario_or_the_baseline(self, data):
        name = data.draw(st.sampled_from([None, *self.document.scenarier]))
        state = self.document.state.opened(name)
        if not isinstance(state, list):
            self.push(ChangeState(self.document, state, "åpne"))

    @precondition(lambda self: self.document.scenarier)
    @rule(data=st.data(), new=st.sampled_from(["C", "D"]))
    def changes_a_scenario(self, data, new):
        name = data.draw(st.sampled_from(self.document.scenarier))
        is_open = self.document.aktivt_scenario == name
        plan, kept = self.document.grunnplan, self.document.aktivt_scenario
        what = data.draw(st.sampled_from(["dupliser", "navn", "lås", "slett"]))
        if what == "lås":
            self.change(med_om(plan, name, "låst", data.draw(st.sampled_from(["ja", "nei"]))), kept)
        elif what == "slett":
            self.change(remaining_rows(plan, name), None if is_open else kept)
        elif new not in self.document.scenarier:
            rows = duplicate_rows(plan, name, new) if what == "dupliser" else renamed_rows(plan, name, new)
            self.change(rows, new if is_open and what == "navn" else kept)

    @rule()
    def undoes(self):
        self.document.undo_stack.undo()
        self.at = max(self.at - 1, 0)

    @rule()
    def redoes(self):
        self.document.undo_stack.redo()
        self.at = min(self.at + 1, len(self.history) - 1)

    @rule()
    def saves(self):
        self.document.mark_saved(Path("plan.bplan"))
        self.saved = self.at
        self.saved_plan = self.document.grunnplan

    @rule()
    def computes(self):
        self.document.set_projeksjon(projeksjon(self.document.plan))

    @invariant()
    def agrees_with_the_list(self):
        if not hasattr(self, "document"):
            return
        document = self.document
        assert document.state == self.history[self.at]
        if document.aktivt_scenario is None:
            assert document.plan is document.grunnplan
        else:
            assert document.plan.scenarier == ()
            kept = legg_paa(grunnplan(document.grunnplan), endringer(document.grunnplan, document.aktivt_scenario))
            assert kept.findings == []
            for attribute, _ in TABELLER.values():
                assert set(getattr(kept.plan, attribute)) == set(getattr(document.plan, attribute))
        assert document.is_clean == (self.saved == self.at or document.grunnplan is self.saved_plan)
        if document.is_clean:
            assert document.grunnplan == self.saved_plan
        assert document.undo_stack.canUndo() == (self.at > 0)
        assert document.undo_stack.canRedo() == (self.at < len(self.history) - 1)
        assert not has_errors(validate(document.plan))
        projected = document.projeksjon
        assert document.is_stale == (projected is None or projected.plan.plan != document.plan)


DocumentAndStack.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestDocumentAndStack = DocumentAndStack.TestCase
