"""What each change of a scenario contributes, with their effect on each other as a term of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning_core.findings import has_errors
from planning_core.plan import Plan
from planning_core.projection import framskriv_mange
from planning_core.questions.account import Regnskap
from planning_core.questions.scenario_overrides import Endring, legg_paa
from planning_core.questions.scenarios import bruk, endringer, grunnplan
from planning_core.results import Resultat
from planning_core.validate import validate

Array = NDArray[np.float64]
Gruppe = tuple[Endring, ...]

SAMLES_OVER = 12
"""More changed rows than this in one sheet are explained as one change."""


@dataclass(frozen=True)
class Bidrag:
    """What the changes of a scenario do to one figure.

    Attributes
    ----------
    endringer : tuple of tuple of Endring
        Changes that are projected alone: single rows, whole sheets with many changed rows, and at most
        one group that only works together.
    alene : float array, shape (changes, t)
        Figure with only that change less the baseline.
    samspill : float array, shape (t,)
        What is left of the whole difference: the changes' effect on each other.
    forskjell : float array, shape (t,)
        Scenario less baseline; equals the sum of ``alene`` plus ``samspill``.
    """

    endringer: tuple[Gruppe, ...]
    alene: Array
    samspill: Array
    forskjell: Array


@dataclass(frozen=True)
class Oppdeling:
    """The projections that a scenario is explained with: baseline, scenario, and each change alone."""

    scenario: str
    endringer: tuple[Gruppe, ...]
    grunnplan: Resultat
    hele: Resultat
    alene: tuple[Resultat, ...]

    def bidrag(self, storrelse: str, enhet: str | None = None, ytelse: str | None = None) -> Bidrag:
        """The split of one figure."""
        return self._split([r.serie(storrelse, enhet, ytelse) for r in self._results])

    def nettogevinst(self) -> Bidrag:
        """The split of the account's nettogevinst at the end of every month [årsverk]."""
        return self._split([Regnskap(r.plan).serie().netto for r in self._results])

    @property
    def _results(self) -> tuple[Resultat, ...]:
        return (self.grunnplan, self.hele, *self.alene)

    def _split(self, values: Sequence[Array]) -> Bidrag:
        base, total, *alone = values
        parts = np.array([series - base for series in alone]).reshape(len(self.endringer), base.size)
        return Bidrag(self.endringer, parts, (total - base) - parts.sum(axis=0), total - base)


def del_opp(plan: Plan, scenario: str) -> Oppdeling:
    """Project baseline, scenario and each of its changes alone, in one batch.

    Raises
    ------
    ValueError
        If the scenario cannot be applied, or changes the plan's months, so that nothing can be compared.
    """
    whole, findings = bruk(plan, scenario)
    baseline = grunnplan(plan)
    if has_errors(findings) or not samme_maneder(baseline, whole):
        raise ValueError(f"{scenario!r} cannot be compared with the baseline")
    groups = _groups(baseline, endringer(plan, scenario))
    plans = [baseline, whole, *(legg_paa(baseline, group).plan for group in groups)]
    base, total, *alone = framskriv_mange(plans)
    return Oppdeling(scenario, groups, base, total, tuple(alone))


def bidrag(plan: Plan, scenario: str, storrelse: str, enhet: str | None = None, ytelse: str | None = None) -> Bidrag:
    """Split scenario less baseline over the scenario's changes, with the interaction as a term of its own.

    Each change is projected alone on the baseline; changes that are not a valid plan alone go together in
    one group.

    Raises
    ------
    ValueError
        As :func:`del_opp`.

    Notes
    -----
    docs/metode.md section 11. Checked by hand in
    tests/core/questions/test_scenario_bidrag.py::test_parts_and_interaction_sum_to_the_difference.
    """
    return del_opp(plan, scenario).bidrag(storrelse, enhet, ytelse)


def samme_maneder(plan: Plan, annen: Plan) -> bool:
    """Whether two plans run over the same months."""
    return (plan.start, plan.horisont_maneder) == (annen.start, annen.horisont_maneder)


def _groups(baseline: Plan, changes: Sequence[Endring]) -> tuple[Gruppe, ...]:
    """What is projected alone, in order, then one group of what is no plan alone and what it needs."""
    units = _units(changes)
    alone = [unit for unit in units if _is_valid(baseline, unit)]
    dependent = [change for unit in units if unit not in alone for change in unit]
    if not dependent:
        return tuple(alone)
    needed: list[Gruppe] = []
    for unit in alone:
        if _is_valid(baseline, [*dependent, *(c for u in needed for c in u)]):
            break
        needed.append(unit)
    for unit in list(needed):
        fewer = [u for u in needed if u is not unit]
        if _is_valid(baseline, [*dependent, *(c for u in fewer for c in u)]):
            needed = fewer
    together = (*dependent, *(c for unit in needed for c in unit))
    return (*(unit for unit in alone if unit not in needed), together)


def _units(changes: Sequence[Endring]) -> list[Gruppe]:
    """Single changes, and a whole sheet where more rows are changed than anyone reads one by one."""
    by_sheet: dict[str, list[Endring]] = {}
    for change in changes:
        by_sheet.setdefault(change.ark, []).append(change)
    units: list[Gruppe] = []
    for rows in by_sheet.values():
        units += [tuple(rows)] if len(rows) > SAMLES_OVER else [(row,) for row in rows]
    return units


def _is_valid(baseline: Plan, changes: Sequence[Endring]) -> bool:
    applied = legg_paa(baseline, changes)
    return not applied.findings and not has_errors(validate(applied.plan))
