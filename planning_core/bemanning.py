"""What the units' hours rest on: effective årsverk, competence, hours of an årsverk, running costs (model section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning_core import monthly
from planning_core.learning import competences, learning_deficits
from planning_core.memo import Memo
from planning_core.plan import KUN_REGNSKAP, Plan
from planning_core.staffing import Bevegelser, Enhetstall, apart, numbers, paths_mange, shared, together, unit_numbers

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Bemanning:
    """What the units' hours rest on.

    Attributes
    ----------
    enheter : Enhetstall
    bevegelser : Bevegelser
    underskudd : float array, shape (u, s)
        Learning deficit D, årsverk of missing output.
    effektive : float array, shape (u, s)
        State årsverk that produce at full pace.
    kompetanse : float array, shape (k, s)
        Competence C, 0-1.
    timer_per_arsverk : float array, shape (u, s)
        Hours of one årsverk in the step.
    drift : float array, shape (u, s)
        Running costs entered in årsverk.
    oppstart : float array, shape (u, s)
        Share of output a unit has after its start (:func:`startup_factor`).
    bemannet : float
        Share of the årsverk that somebody fills: turnover leaves posts vacant.
    """

    enheter: Enhetstall
    bevegelser: Bevegelser
    underskudd: Array
    effektive: Array
    kompetanse: Array
    timer_per_arsverk: Array
    drift: Array
    oppstart: Array
    bemannet: float

    @property
    def tap_laering(self) -> Array:
        """Hours lost to learning, shape (u, s)."""
        lost = self.bevegelser.stat - proficient(self.bevegelser.stat, self.underskudd)
        return np.where(self.oppstart > 0, lost * self.timer_per_arsverk, 0.0)

    @property
    def tap_oppstart(self) -> Array:
        """Hours lost to the start of a new unit, shape (u, s)."""
        there = proficient(self.bevegelser.stat, self.underskudd) * self.bemannet
        return np.where(self.oppstart > 0, there * (1.0 - self.oppstart) * self.timer_per_arsverk, 0.0)


def proficient(stat: Array, underskudd: Array) -> Array:
    """State årsverk less those that learning takes; a unit never misses more than it has."""
    return np.maximum(0.0, stat - underskudd)


def startup_factor(plan: Plan) -> Array:
    """Share of output a unit has after ``etablert``: 0 before, then 1 less a fading loss; 1 if never set.

    Returns
    -------
    float array, shape (u, s)
    """
    n = plan.steg_per_maned
    t = np.arange(plan.horisont_maneder * n) / n
    tap = plan.tall("oppstartstap")
    tau = plan.tall("oppstart_tau_mnd")
    units = plan.kontor + plan.forvaltningsenheter
    factor = np.ones((len(units), t.size))
    for u, unit in enumerate(units):
        if unit.etablert is not None:
            since = t - (unit.etablert - plan.start)
            fade = np.exp(-np.maximum(since, 0.0) / tau) if tau > 0 else np.zeros_like(t)
            factor[u] = np.where(since >= 0, 1.0 - tap * fade, 0.0)
    return factor


def hours_per_arsverk(plan: Plan) -> Array:
    """Hours of one årsverk in each step, net of absence and training, times the month's capacity.

    Returns
    -------
    float array, shape (u, s)
    """
    return _hours_per_arsverk([plan], unit_numbers([plan]), Memo())[0]


def _hours_per_arsverk(plans: Sequence[Plan], units: Enhetstall, memo: Memo) -> Array:
    """:func:`hours_per_arsverk` of many plans, shape (p or 1, u, s)."""
    n = plans[0].steg_per_maned
    paid = shared([plan.timer_per_arsverk / 12.0 / n for plan in plans])[:, None]
    kapasitet = together([memo.get(monthly.kapasitet, plan, "kapasitet") for plan in plans])
    return np.repeat((paid * units.til_stede)[:, :, None] * kapasitet, n, axis=2)


def running_costs(plan: Plan) -> Array:
    """Årsverk that running costs take from each unit, shape (u, s)."""
    n = plan.steg_per_maned
    index = {e.enhet: i for i, e in enumerate(plan.kontor + plan.forvaltningsenheter)}
    cost = np.zeros((len(index), plan.horisont_maneder))
    for row in plan.kostnader:
        if row.enhet is not None and row.kategori not in KUN_REGNSKAP:
            cost[index[row.enhet], monthly.months_in(plan, row.fra_maned, row.til_maned)] += row.arsverk
    return np.repeat(cost, n, axis=1)


def bemanning(plan: Plan) -> Bemanning:
    """Everything about staff, for all steps."""
    return bemanning_mange([plan], Memo())[0]


def bemanning_mange(plans: Sequence[Plan], memo: Memo) -> list[Bemanning]:
    """:func:`bemanning` of many plans with the same number of units and steps, in order.

    Plans that have an array in common hold the very same one.
    """
    units = unit_numbers(plans)
    paths = paths_mange(plans, units, memo)
    deficit = learning_deficits(plans, units, paths)
    filled = 1.0 - numbers(plans, "turnover_ar") / 12.0 * numbers(plans, "vakanse_mnd")
    started = _startup_factors(plans)
    effective = proficient(paths.stat, deficit) * filled[..., None] * together(started)
    parts = (deficit, effective, competences(plans, units, paths), _hours_per_arsverk(plans, units, memo))
    own_units, own_paths, own_parts = ([apart(array, plans) for array in arrays] for arrays in (units, paths, parts))
    drift = [memo.get(running_costs, plan, "kostnader") for plan in plans]
    return [
        Bemanning(Enhetstall(*of_units), Bevegelser(*of_paths), *of_parts, *rest)
        for of_units, of_paths, of_parts, *rest in zip(
            zip(*own_units, strict=True), zip(*own_paths, strict=True), zip(*own_parts, strict=True),
            drift, started, np.broadcast_to(filled[:, 0], len(plans)).tolist(), strict=True,
        )
    ]


def _startup_factors(plans: Sequence[Plan]) -> list[Array]:
    """:func:`startup_factor` of each plan; the very same array where they start alike."""
    known: dict[tuple[object, ...], Array] = {}
    result = []
    for plan in plans:
        starts = tuple(e.etablert for e in plan.kontor + plan.forvaltningsenheter)
        key = starts, plan.start, plan.tall("oppstartstap"), plan.tall("oppstart_tau_mnd")
        if key not in known:
            known[key] = startup_factor(plan)
        result.append(known[key])
    return result
