"""What is open: the baseline with its scenarios, the scenario being edited, and the plan that is shown.

Frozen values without Qt. While no scenario is open the plan shown *is* the baseline. While one is, the
baseline cannot be changed: an edit of the plan shown becomes overrides of that scenario.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from planning_core.findings import Finding, has_errors
from planning_core.plan import Plan, ScenarioVerdi

# planning_core.questions is imported at first use: the first window does not wait for numpy.


@dataclass(frozen=True, slots=True)
class PlanState:
    """One state of the open plan.

    Parameters
    ----------
    grunnplan : Plan
        The baseline with the rows of every scenario: what is saved and exported.
    scenario : str or None
        The scenario that is open for editing.
    plan : Plan
        What is shown: the baseline itself, or the baseline with the scenario's overrides and no scenarios.
    """

    grunnplan: Plan
    scenario: str | None
    plan: Plan

    @classmethod
    def of(cls, plan: Plan) -> PlanState:
        """A baseline with no scenario open."""
        return cls(plan, None, plan)

    def with_plan(self, plan: Plan) -> PlanState:
        """After an edit of the plan shown.

        In the baseline, overrides follow the rows they are about; in a scenario, the edit becomes its overrides.
        """
        if self.scenario is None:
            return PlanState.of(self._followed(plan))
        if plan == self.plan:
            return self
        shown = replace(plan, scenarier=()) if plan.scenarier else plan
        rows = scenario_rows(self.grunnplan, shown, self.scenario)
        return PlanState(replace(self.grunnplan, scenarier=rows), self.scenario, shown)

    def back_to(self, plan: Plan, scenarier: tuple[ScenarioVerdi, ...]) -> PlanState:
        """The state before an edit: that plan shown, and those rows of ``Scenarier``."""
        if self.scenario is None:
            return PlanState.of(plan if plan.scenarier == scenarier else replace(plan, scenarier=scenarier))
        return PlanState(replace(self.grunnplan, scenarier=scenarier), self.scenario, plan)

    def with_scenarier(self, scenarier: tuple[ScenarioVerdi, ...], scenario: str | None) -> PlanState:
        """Other rows in ``Scenarier``, with ``scenario`` (the one that is open, perhaps by a new name) still open."""
        grunnplan = replace(self.grunnplan, scenarier=scenarier)
        return PlanState.of(grunnplan) if scenario is None else PlanState(grunnplan, scenario, self.plan)

    def opened(self, scenario: str | None) -> PlanState | list[Finding]:
        """With another scenario open, or the baseline; the findings if it cannot be applied."""
        if scenario is None:
            return PlanState.of(self.grunnplan)
        from planning_core.questions.scenarios import bruk

        plan, findings = bruk(self.grunnplan, scenario)
        return findings if has_errors(findings) else PlanState(self.grunnplan, scenario, plan)

    def refusal(self, after: PlanState) -> list[Finding]:
        """Why an edit of the open scenario cannot be kept: it is locked, or no overrides say it."""
        if self.scenario is None or after.scenario != self.scenario or after.plan == self.plan:
            return []
        from planning_core.finding_codes import KODER
        from planning_core.questions.scenario_overrides import legg_paa
        from planning_core.questions.scenarios import endringer, er_laast, grunnplan

        if er_laast(self.grunnplan, self.scenario):
            code, details = "scenario_laast", {"scenario": self.scenario}
            return [Finding(code, KODER[code], "Scenarier", None, None, self.scenario, {**details})]
        changes = endringer(after.grunnplan, self.scenario)
        return legg_paa(grunnplan(after.grunnplan), changes, after.grunnplan.scenarier).findings

    def _followed(self, plan: Plan) -> Plan:
        # Rows that the edit itself changed are as the planner wants them.
        if not plan.scenarier or plan.scenarier != self.plan.scenarier:
            return plan
        from planning_core.questions.scenario_overrides import folg_rader

        rows = folg_rader(self.plan, plan)
        return plan if rows is plan.scenarier else replace(plan, scenarier=rows)


def scenario_rows(grunnplan: Plan, shown: Plan, scenario: str) -> tuple[ScenarioVerdi, ...]:
    """All rows of ``Scenarier`` with those of one scenario made anew, so that it gives the plan ``shown``.

    What is said about it stays; a scenario that is not there yet stands last.
    """
    from models.io.excel_schema import SHEETS
    from planning_core.questions.scenario_overrides import som_overstyringer
    from planning_core.questions.scenarios import er_om
    from planning_core.questions.scenarios import grunnplan as baseline

    headers = {(name, c.field): c.header for name, sheet in SHEETS.items() for c in sheet.columns}

    def header(ark: str, attribute: str) -> str:
        return headers.get((ark, attribute), attribute)

    made = som_overstyringer(baseline(grunnplan), shown, scenario, header)
    rows = grunnplan.scenarier
    own = [i for i, row in enumerate(rows) if row.scenario == scenario]
    about = tuple(rows[i] for i in own if er_om(rows[i]))
    if not about and not made:
        # A scenario without a row would be gone.
        about = (ScenarioVerdi(scenario, "Scenario", "beskrivelse", "verdi", ""),)
    first = own[0] if own else len(rows)
    others = [row for row in rows[first:] if row.scenario != scenario]
    return (*rows[:first], *about, *made, *others)
