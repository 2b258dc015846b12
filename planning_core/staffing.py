"""Årsverk paths, the learning deficit and the competence of the kontor (model section 3).

Everything is worked out for many plans with the same units and steps at once. Arrays of many plans have the plan
first, shape (p, u, s); where all plans have the same, that axis has length 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planning_core import monthly
from planning_core.memo import Memo
from planning_core.plan import KUN_REGNSKAP, Eier, Flytting, Plan

Array = NDArray[np.float64]

ROUNDING = 1e-9
"""Årsverk closer to zero than this are zero: what adding and taking the same numbers leaves."""

_COLUMNS = ("arsverk_stat", "arsverk_kommune", "ledelse", "mottak", "fravaer", "opplaering", "skjermet")


class Enhetstall(NamedTuple):
    """Numbers of the units, kontor first, then FE.

    Attributes
    ----------
    stat, kommune : float arrays, shape (u,)
        Årsverk of each owner before the first step.
    faste : float array, shape (u,)
        Fixed posts (ledelse + mottak), årsverk.
    til_stede : float array, shape (u,)
        Part of paid time that is neither absence nor training, 0-1.
    skjermet : float array, shape (u,)
        Part of the hours left that is protected for oppfølging, 0-1.
    """

    stat: Array
    kommune: Array
    faste: Array
    til_stede: Array
    skjermet: Array


class Bevegelser(NamedTuple):
    """Årsverk by unit and step, kontor first, then FE.

    Attributes
    ----------
    stat, kommune : float arrays, shape (u, s)
        Paid årsverk of each owner in the step.
    ut, inn : float arrays, shape (u, s)
        State årsverk that leave and enter in the step.
    inn_uerfaren : float array, shape (u, s)
        The part of ``inn`` that is not proficient at the destination.
    """

    stat: Array
    kommune: Array
    ut: Array
    inn: Array
    inn_uerfaren: Array


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


def unit_numbers(plans: Sequence[Plan]) -> Enhetstall:
    """Numbers of the units of plans with equally many of them, each shape (p or 1, u)."""
    read = attrgetter(*_COLUMNS)
    units = [(*plan.kontor, *plan.forvaltningsenheter) for plan in plans]
    numbers = chain.from_iterable(map(read, chain.from_iterable(units)))
    count = len(plans) * len(units[0]) * len(_COLUMNS)
    table = np.fromiter(numbers, float, count).reshape(len(plans), len(units[0]), len(_COLUMNS))
    stat, kommune, ledelse, mottak, fravaer, opplaering, skjermet = (
        column[:1] if (column == column[:1]).all() else column for column in np.moveaxis(table, 2, 0).copy()
    )
    return Enhetstall(stat, kommune, ledelse + mottak, (1.0 - fravaer) * (1.0 - opplaering), skjermet)


def phased_share(start_step: float, ramp_maneder: float, n: int, steps: int) -> Array:
    """Share phased in at each step: ``clip((s - s0 + 1) / (ramp * n), 0, 1)`` from s0, 0 before.

    Parameters
    ----------
    start_step : float
        First step s0; may lie before the horizon.
    ramp_maneder : float, >= 0
        Months until all is in; 0 is at once.
    n : int
        Steps per month.
    steps : int
        Steps of the horizon.

    Returns
    -------
    float array, shape (steps,)

    Examples
    --------
    >>> phased_share(1, 2.0, 1, 4).tolist()
    [0.0, 0.5, 1.0, 1.0]
    """
    since = np.arange(steps) - start_step
    if ramp_maneder <= 0:
        return (since >= 0).astype(float)
    return np.where(since >= 0, np.clip((since + 1) / (ramp_maneder * n), 0.0, 1.0), 0.0)


def flytting_share(plan: Plan, flytting: Flytting) -> Array:
    """Share of a flytting's årsverk that has moved in each step, shape (s,); 0 again after its last month."""
    n = plan.steg_per_maned
    steps = plan.horisont_maneder * n
    share = phased_share((flytting.fra_maned - plan.start) * n, flytting.innfasing_mnd, n, steps)
    if flytting.til_maned is not None:
        share[max(0, (flytting.til_maned - plan.start + 1) * n):] = 0.0
    return share


def moves(plan: Plan) -> Bevegelser:
    """What the flyttinger change, whatever the base staffing; ``stat`` and ``kommune`` are differences from it.

    What has moved goes back at once after the last month, fully proficient. A flytting with both
    ends leaves the sum over units unchanged.
    """
    units = plan.kontor + plan.forvaltningsenheter
    index = {e.enhet: i for i, e in enumerate(units)}
    stat, kommune, ut, inn, inn_uerfaren = np.zeros((5, len(units), plan.horisont_maneder * plan.steg_per_maned))
    for flytting in plan.flyttinger:
        moved = flytting.arsverk * flytting_share(plan, flytting)
        change = np.diff(moved, prepend=0.0)
        out, back = np.maximum(change, 0.0), np.maximum(-change, 0.0)
        state = flytting.eier is Eier.STAT
        path = stat if state else kommune
        if flytting.fra is not None:
            path[index[flytting.fra]] -= moved
            if state:
                ut[index[flytting.fra]] += out
                inn[index[flytting.fra]] += back
        if flytting.til is not None:
            path[index[flytting.til]] += moved
            if state:
                inn[index[flytting.til]] += out
                inn_uerfaren[index[flytting.til]] += (1.0 - flytting.erfaren) * out
                ut[index[flytting.til]] += back
    return Bevegelser(stat, kommune, ut, inn, inn_uerfaren)


def bevegelser(plan: Plan) -> Bevegelser:
    """Årsverk paths of base staffing and flyttinger.

    Notes
    -----
    docs/metode.md section 3. Checked by hand in tests/core/test_staffing.py::test_ramp_and_return.
    """
    return Bevegelser(*(own[0] for own in _paths([plan], unit_numbers([plan]), Memo())))


def _paths(plans: Sequence[Plan], units: Enhetstall, memo: Memo) -> Bevegelser:
    """:func:`bevegelser` of many plans, each array with the plan first."""
    changes = Bevegelser(*(
        _together(own) for own in zip(*(memo.get(moves, plan, "flyttinger") for plan in plans), strict=True)
    ))
    stat, kommune = units.stat[:, :, None] + changes.stat, units.kommune[:, :, None] + changes.kommune
    for path in (stat, kommune):
        path[np.abs(path) < ROUNDING] = 0.0
    return changes._replace(stat=stat, kommune=kommune)


def arsverk_paths(plan: Plan) -> tuple[Array, Array]:
    """State and municipal årsverk, each shape (units, steps), kontor first; negative where a plan takes too much."""
    paths = bevegelser(plan)
    return paths.stat, paths.kommune


def decay(dt: float, tau: Array | float) -> Array:
    """What is left after ``dt`` of something that fades with time constants ``tau``; nothing where tau is 0."""
    tau = np.asarray(tau)
    return np.where(tau > 0, np.exp(-dt / np.where(tau > 0, tau, 1.0)), 0.0)


def learning_deficit(plan: Plan, paths: Bevegelser) -> Array:
    """Årsverk of missing output of people still learning.

    Those who leave take their share of the deficit along; entrants and replacements of turnover
    start at ``startproduktivitet`` and learn with time constant ``laeretid_mnd``. The start value is
    what turnover alone sustains.

    Returns
    -------
    float array, shape (u, s)
        Årsverk, >= 0.

    Notes
    -----
    docs/metode.md section 3. Checked by hand in tests/core/test_staffing.py::test_deficit_of_one_move.
    """
    alone = Bevegelser(*(own[None] for own in paths))
    return _learning_deficits([plan], unit_numbers([plan]), alone)[0]


def _learning_deficits(plans: Sequence[Plan], units: Enhetstall, paths: Bevegelser) -> Array:
    """:func:`learning_deficit` of many plans, shape (p or 1, u, s)."""
    dt = 1.0 / plans[0].steg_per_maned
    laeretid = numbers(plans, "laeretid_mnd")
    missing = np.where(laeretid > 0, 1.0 - numbers(plans, "startproduktivitet"), 0.0)
    turnover = numbers(plans, "turnover_ar") / 12.0 * dt
    keep = decay(dt, laeretid)
    stat = _steps_first(paths.stat)
    entered = missing * (_steps_first(paths.inn_uerfaren) + turnover * stat)
    before = np.concatenate([np.broadcast_to(units.stat, stat[:1].shape), stat[:-1]])
    kept = share_left(_steps_first(paths.ut), before) * keep
    entered[:1] += missing * turnover * before[0] / (1.0 - keep) * kept[:1]
    return _steps_last(fading(entered, np.broadcast_to(kept, entered.shape)))


def fading(entered: Array, kept: Array) -> Array:
    """What enters in each step (s, plan, u) and the ``kept`` share of what was there the step before; in place.

    Examples
    --------
    >>> fading(np.array([[8.0], [0.0], [1.0]]), np.array([[1.0], [0.5], [0.5]])).tolist()
    [[8.0], [4.0], [3.0]]
    """
    for before, here, share in zip(entered, entered[1:], kept[1:], strict=False):
        here += before * share
    return entered


def share_left(ut: Array, before: Array) -> Array:
    """``clip(1 - ut/before, 0, 1)``, and 0 where there was nothing before."""
    left = np.zeros_like(before)
    np.divide(ut, before, out=left, where=before > 0)
    return np.where(before > 0, np.clip(1.0 - left, 0.0, 1.0), 0.0)


def competence(plan: Plan, paths: Bevegelser) -> Array:
    """Competence left in each kontor: falls with the share of staff that leaves, is rebuilt with time.

    Returns
    -------
    float array, shape (k, s)
        0-1; 1 at the start.

    Notes
    -----
    docs/metode.md section 3. Checked by hand in tests/core/test_staffing.py::test_competence.
    """
    alone = Bevegelser(*(own[None] for own in paths))
    return _competences([plan], unit_numbers([plan]), alone)[0]


def _competences(plans: Sequence[Plan], units: Enhetstall, paths: Bevegelser) -> Array:
    """:func:`competence` of many plans, shape (p or 1, k, s)."""
    kontor = slice(len(plans[0].kontor))
    if not paths.ut[:, kontor].any():
        return np.ones(paths.ut[:1, kontor].shape)
    gjenoppbygging = numbers(plans, "gjenoppbygging_mnd")
    keep = decay(1.0 / plans[0].steg_per_maned, gjenoppbygging)
    ut, stat = _steps_first(paths.ut[:, kontor]), _steps_first(paths.stat[:, kontor])
    before = np.concatenate([np.broadcast_to(units.stat[:, kontor], stat[:1].shape), stat[:-1]])
    free = before - units.faste[:, kontor]
    gone = np.minimum(1.0, np.divide(ut, free, out=np.ones_like(free), where=free > 0))
    gone *= ut > 0
    return 1.0 - _steps_last(fading(gone * keep, (1.0 - gone) * keep))


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
    paid = _shared([plan.timer_per_arsverk / 12.0 / n for plan in plans])
    kapasitet = _together([memo.get(monthly.kapasitet, plan, "kapasitet") for plan in plans])
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
    paths = _paths(plans, units, memo)
    deficit = _learning_deficits(plans, units, paths)
    filled = 1.0 - numbers(plans, "turnover_ar") / 12.0 * numbers(plans, "vakanse_mnd")
    started = _startup_factors(plans)
    effective = proficient(paths.stat, deficit) * filled[..., None] * _together(started)
    parts = (deficit, effective, _competences(plans, units, paths), _hours_per_arsverk(plans, units, memo))
    own_units, own_paths, own_parts = ([_apart(array, plans) for array in arrays] for arrays in (units, paths, parts))
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


def numbers(plans: Sequence[Plan], key: str) -> Array:
    """Values in force of a numeric parameter, shape (p or 1, 1)."""
    return _shared([plan.tall(key) for plan in plans])


def _shared(values: list[float]) -> Array:
    """A value for each plan, shape (p or 1, 1)."""
    return np.array(values if len(set(values)) > 1 else values[:1])[:, None]


def _together(arrays: Sequence[Array]) -> Array:
    """The arrays of the plans with the plan first; one of them where it is the very same in all."""
    return arrays[0][None] if all(a is arrays[0] for a in arrays) else np.stack(arrays)


def _apart(array: Array, plans: Sequence[Plan]) -> list[Array]:
    """Each plan's own part of an array that has the plan first."""
    return list(array) if len(array) == len(plans) else [array[0]] * len(plans)


def _steps_first(array: Array) -> Array:
    """(p, u, s) -> (s, p, u), contiguous."""
    return np.ascontiguousarray(np.moveaxis(array, 2, 0))


def _steps_last(array: Array) -> Array:
    """(s, p, u) -> (p, u, s), contiguous."""
    return np.ascontiguousarray(np.moveaxis(array, 0, 2))
