"""One law for every undo command: undo gives exactly the plan before, redo exactly the plan after."""

import importlib
import pkgutil
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import models
from models import commands as c
from models.document import Document
from planning_core.plan import TABELLER, Forutsetning, Plan, ScenarioVerdi
from tests.helpers.plans import REPRODUCIBLE, plans


def command_classes():
    """Every command of the program: a class that does something and is not a base of others by name."""
    for module in pkgutil.walk_packages(models.__path__, "models."):
        importlib.import_module(module.name)
    found, queue = set(), [c.PlanCommand]
    while queue:
        for cls in queue.pop().__subclasses__():
            queue.append(cls)
            # Public, and of the program: a test may make commands of its own.
            if not cls.__name__.startswith("_") and cls.__module__.startswith("models."):
                found.add(cls)
    return sorted(found, key=lambda cls: cls.__name__)


def command(name):
    """The command of that name, wherever in the models it is."""
    return next(cls for cls in command_classes() if cls.__name__ == name)


def filled_tables(plan):
    return [table for table, (attribute, _) in TABELLER.items() if getattr(plan, attribute)]


def rows(plan, table):
    return getattr(plan, TABELLER[table][0])


@st.composite
def place(draw, plan):
    table = draw(st.sampled_from(filled_tables(plan)))
    return table, draw(st.integers(0, len(rows(plan, table)) - 1))


VALUES = st.none() | st.booleans() | st.floats(0, 100) | st.integers(0, 9) | st.text(max_size=4)


@st.composite
def edit_cell(draw, document):
    table, row = draw(place(document.plan))
    field = draw(st.sampled_from([f.name for f in fields(TABELLER[table][1])]))
    return c.EditCell(document, table, row, field, draw(VALUES), "rediger")


@st.composite
def insert_row(draw, document):
    table, row = draw(place(document.plan))
    index = draw(st.integers(0, len(rows(document.plan, table))))
    return c.InsertRow(document, table, index, rows(document.plan, table)[row], "sett inn")


@st.composite
def remove_row(draw, document):
    return c.RemoveRow(document, *draw(place(document.plan)), "fjern")


@st.composite
def replace_row(draw, document):
    table, row = draw(place(document.plan))
    other = draw(st.sampled_from(rows(document.plan, table)))
    return c.ReplaceRow(document, table, row, other, "bytt")


@st.composite
def set_forutsetning(draw, document):
    key = draw(st.sampled_from(["laeretid_mnd", "turnover_ar", "absorpsjon", "gevinstniva"]))
    return c.SetForutsetning(document, key, draw(VALUES), "sett")


@st.composite
def set_plan_field(draw, document):
    names = [f.name for f in fields(Plan) if f.name not in {a for a, _ in TABELLER.values()}]
    return c.SetPlanField(document, draw(st.sampled_from(names)), draw(VALUES), "sett")


@st.composite
def replace_plan(draw, document):
    return c.ReplacePlan(document, draw(plans()), "importer")


@st.composite
def set_flyttinger(draw, document):
    kept = draw(st.lists(st.sampled_from(document.plan.flyttinger))) if document.plan.flyttinger else []
    return command("SetFlyttinger")(document, "skien", tuple(kept), "flytt")


@st.composite
def restore_forutsetning(draw, document):
    key = draw(st.sampled_from(["laeretid_mnd", "turnover_ar", *(r.nokkel for r in document.plan.forutsetninger)]))
    row = draw(st.none() | VALUES.map(lambda verdi: Forutsetning(key, verdi)))
    return command("RestoreForutsetning")(document, key, row, "tilbake")


@st.composite
def set_rows(draw, document):
    table, _ = draw(place(document.plan))
    kept = draw(st.lists(st.sampled_from(rows(document.plan, table)), max_size=4))
    return command("SetRows")(document, table, tuple(kept), "bytt")


@st.composite
def set_tables(draw, document):
    kept = draw(st.lists(st.sampled_from(document.plan.gevinster), unique=True, max_size=3)) if document.plan.gevinster else []
    wanted = replace(document.plan, gevinster=tuple(kept), innfasing=(), gevinstoppfolging=())
    return command("SetTables")(document, wanted, "bytt gevinster")


@st.composite
def change_state(draw, document):
    name = draw(st.sampled_from(["A", "B", "annet"]))
    rows = (*document.grunnplan.scenarier, ScenarioVerdi(name, "Enheter", "Ås", "ledelse", "1"))
    return command("ChangeState")(document, document.state.with_scenarier(rows, None), "nytt scenario")


STRATEGIES = {
    "EditCell": edit_cell, "InsertRow": insert_row, "RemoveRow": remove_row, "ReplaceRow": replace_row,
    "SetForutsetning": set_forutsetning, "SetPlanField": set_plan_field, "ReplacePlan": replace_plan,
    "SetFlyttinger": set_flyttinger, "RestoreForutsetning": restore_forutsetning, "SetRows": set_rows,
    "ChangeState": change_state, "SetTables": set_tables,
}
"""How to draw each command, by the name of its class."""


def test_every_command_is_under_the_law():
    assert [cls.__name__ for cls in command_classes() if cls.__name__ not in STRATEGIES] == []


@pytest.fixture(scope="module")
def some_plans():
    """Random plans, drawn once for all commands: drawing takes far longer than the law."""
    drawn = []

    @settings(REPRODUCIBLE, max_examples=25)
    @given(plans())
    def keep(plan):
        drawn.append(plan)

    keep()
    return drawn


@pytest.mark.parametrize("cls", command_classes(), ids=lambda cls: cls.__name__)
def test_undo_gives_the_plan_before_and_redo_the_plan_after(cls, qapp, some_plans):
    @settings(REPRODUCIBLE, max_examples=25)
    @given(data=st.data())
    def law(data):
        # The law holds for any values, also those that validation would stop.
        document = Document(data.draw(st.sampled_from(some_plans)), validator=lambda plan: [])
        before = document.plan
        drawn = data.draw(STRATEGIES[cls.__name__](document))
        document.push(drawn)
        after = document.plan
        # A command that changes nothing is no step.
        assert document.undo_stack.count() == (0 if after == before else 1)
        document.undo_stack.undo()
        assert document.plan == before
        assert types(document.plan) == types(before)
        document.undo_stack.redo()
        assert document.plan == after
        assert types(document.plan) == types(after)

    law()


def types(plan):
    """1 equals 1.0 and True, but an exact undo gives back the very kind."""
    return [
        [type(getattr(row, f.name)) for f in fields(row)]
        for attribute, _ in TABELLER.values() for row in getattr(plan, attribute)
    ]


@st.composite
def edited(draw):
    plan = draw(plans())
    return plan, draw(st.lists(st.floats(0, 100), min_size=1, max_size=5))


@settings(REPRODUCIBLE, max_examples=25)
@given(edited())
def test_typing_in_one_cell_is_one_step(drawn):
    plan, values = drawn
    document = Document(plan, validator=lambda plan: [])
    before = plan.enheter[0].innbyggere
    for value in values:
        document.push(c.EditCell(document, "Enheter", 0, "innbyggere", value, "rediger"))
    assert document.undo_stack.count() == (0 if values[-1] == before else 1)
    assert document.plan.enheter[0].innbyggere == values[-1]
    document.undo_stack.undo()
    assert document.plan == plan


def test_cells_apart_and_sessions_apart_are_steps_apart(small_plan):
    document = Document(small_plan, validator=lambda plan: [])
    document.push(c.EditCell(document, "Enheter", 0, "ledelse", 1.0, "a"))
    document.push(c.EditCell(document, "Enheter", 1, "ledelse", 1.0, "b"))
    assert document.undo_stack.count() == 2
    document.push(c.EditCell(document, "Enheter", 1, "ledelse", 2.0, "b"))
    assert document.undo_stack.count() == 2
    document.finish_edit()
    document.push(c.EditCell(document, "Enheter", 1, "ledelse", 3.0, "b"))
    assert document.undo_stack.count() == 3
    document.undo_stack.undo()
    assert document.plan.enheter[1].ledelse == 2.0


def test_a_merged_forutsetning_that_was_not_there_is_gone_again(small_plan):
    document = Document(small_plan, validator=lambda plan: [])
    for value in (8.0, 7.0):
        document.push(c.SetForutsetning(document, "laeretid_mnd", value, "sett"))
    assert document.plan.forutsetninger == (Forutsetning("laeretid_mnd", 7.0),)
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.plan.forutsetninger == ()


def test_a_forutsetning_keeps_its_range_and_source(small_plan):
    row = Forutsetning("laeretid_mnd", 9.0, 6.0, 12.0, "A", "Egen erfaring")
    document = Document(replace(small_plan, forutsetninger=(row,)), validator=lambda plan: [])
    document.push(c.SetForutsetning(document, "laeretid_mnd", 10.0, "sett"))
    assert document.plan.forutsetninger == (replace(row, verdi=10.0),)


def test_places_that_are_not_there_are_refused(small_plan):
    document = Document(small_plan, validator=lambda plan: [])
    row = small_plan.enheter[0]
    with pytest.raises(IndexError):
        c.EditCell(document, "Enheter", len(small_plan.enheter), "ledelse", 1.0, "")
    with pytest.raises(IndexError):
        c.RemoveRow(document, "Enheter", -1, "")
    with pytest.raises(IndexError):
        c.InsertRow(document, "Enheter", 99, row, "")
    with pytest.raises(AttributeError):
        c.EditCell(document, "Enheter", 0, "finnes_ikke", 1.0, "")
    with pytest.raises(AttributeError):
        c.SetPlanField(document, "enheter", (), "")
    with pytest.raises(TypeError):
        c.InsertRow(document, "Flyttinger", 0, row, "")
    assert document.plan is small_plan
