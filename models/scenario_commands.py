"""The undo command behind opening and keeping scenarios, and the rows each way of doing it gives."""

from __future__ import annotations

from dataclasses import replace

from models.commands import PlanCommand
from models.document import Document
from models.plan_state import PlanState, scenario_rows
from planning_core.plan import Plan, ScenarioVerdi

Rows = tuple[ScenarioVerdi, ...]

ABOUT, DESCRIPTION, VALUE = "Scenario", "beskrivelse", "verdi"


class ChangeState(PlanCommand):
    """Another state of the open plan: a scenario opened or closed, or other rows in ``Scenarier``.

    The baseline itself is the same before and after; both states are kept whole, so undo is exact.
    """

    def __init__(self, document: Document, state: PlanState, text: str) -> None:
        super().__init__(document, text)
        self._old = document.state
        self._new = state

    def result(self, state: PlanState) -> PlanState:
        return self._new

    def origin(self, state: PlanState) -> PlanState:
        return self._old


def new_rows(plan: Plan, name: str) -> Rows:
    """With a scenario that changes nothing yet."""
    return (*plan.scenarier, ScenarioVerdi(name, ABOUT, DESCRIPTION, VALUE, ""))


def plan_rows(plan: Plan, shown: Plan, name: str, description: str) -> Rows:
    """With a new scenario last that makes ``shown`` of the baseline.

    Parameters
    ----------
    plan : Plan
        The baseline with its scenarios.
    shown : Plan
        What the scenario gives; its own scenarios are left out.
    """
    from planning_core.questions.scenarios import med_om

    rows = scenario_rows(plan, replace(shown, scenarier=()), name)
    return med_om(replace(plan, scenarier=rows), name, DESCRIPTION, description)


def duplicate_rows(plan: Plan, name: str, new_name: str) -> Rows:
    """With a copy of a scenario last; the copy is not locked."""
    copied = (replace(row, scenario=new_name) for row in plan.scenarier
              if row.scenario == name and not (row.ark == ABOUT and row.nokkel != DESCRIPTION))
    rows = (*plan.scenarier, *copied)
    return rows if len(rows) > len(plan.scenarier) else new_rows(plan, new_name)


def renamed_rows(plan: Plan, name: str, new_name: str) -> Rows:
    """With another name on a scenario."""
    return tuple(replace(row, scenario=new_name) if row.scenario == name else row for row in plan.scenarier)


def remaining_rows(plan: Plan, name: str) -> Rows:
    """Without a scenario."""
    return tuple(row for row in plan.scenarier if row.scenario != name)


def free_name(plan: Plan, wanted: str) -> str:
    """A name no scenario has: as wanted, else with a number after it."""
    taken = {row.scenario for row in plan.scenarier}
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} {number}", number + 1
    return name
