"""Årsverk paths, the learning deficit and the competence of the kontor (model section 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning_core import monthly
from planning_core.memo import Memo
from planning_core.plan import KUN_REGNSKAP, Eier, Flytting, Plan

Array = NDArray[np.float64]

ROUNDING = 1e-9
"""Årsverk closer to zero than this are zero: what adding and taking the same numbers leaves."""


@dataclass(frozen=True)
class Bevegelser:
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
    tap_laering, tap_oppstart : float arrays, shape (u, s)
        Hours lost to learning and to the start of a new unit.
    """

    bevegelser: Bevegelser
    underskudd: Array
    effektive: Array
    kompetanse: Array
    timer_per_arsverk: Array
    drift: Array
    tap_laering: Array
    tap_oppstart: Array


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


def opening_paths(arsverk: list[float], shape: tuple[int, int]) -> Array:
    """The opening årsverk of every unit in every step, a new array of the shape (u, s)."""
    return np.repeat(np.array(arsverk, dtype=float), shape[1]).reshape(shape)


def bevegelser(plan: Plan) -> Bevegelser:
    """Årsverk paths of base staffing and flyttinger.

    What has moved goes back at once after the last month, fully proficient. A flytting with both
    ends leaves the sum over units unchanged.

    Notes
    -----
    docs/metode.md section 3. Checked by hand in tests/core/test_staffing.py::test_ramp_and_return.
    """
    units = plan.kontor + plan.forvaltningsenheter
    index = {e.enhet: i for i, e in enumerate(units)}
    shape = (len(units), plan.horisont_maneder * plan.steg_per_maned)
    paths = {
        Eier.STAT: opening_paths([e.arsverk_stat for e in units], shape),
        Eier.KOMMUNE: opening_paths([e.arsverk_kommune for e in units], shape),
    }
    ut, inn, inn_uerfaren = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for flytting in plan.flyttinger:
        moved = flytting.arsverk * flytting_share(plan, flytting)
        change = np.diff(moved, prepend=0.0)
        out, back = np.maximum(change, 0.0), np.maximum(-change, 0.0)
        path = paths[flytting.eier]
        state = flytting.eier is Eier.STAT
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
    for path in paths.values():
        path[np.abs(path) < ROUNDING] = 0.0
    return Bevegelser(paths[Eier.STAT], paths[Eier.KOMMUNE], ut, inn, inn_uerfaren)


def arsverk_paths(plan: Plan) -> tuple[Array, Array]:
    """State and municipal årsverk, each shape (units, steps), kontor first; negative where a plan takes too much."""
    paths = bevegelser(plan)
    return paths.stat, paths.kommune


def decay(dt: float, tau: float) -> float:
    """What is left after ``dt`` of something that fades with time constant ``tau``; nothing if tau is 0."""
    return float(np.exp(-dt / tau)) if tau > 0 else 0.0


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
    return learning_deficits([plan], [paths])[0]


def learning_deficits(plans: Sequence[Plan], paths: Sequence[Bevegelser]) -> list[Array]:
    """:func:`learning_deficit` of many plans of the same shape at once; one (u, s) array a plan."""
    laeretid = np.array([plan.tall("laeretid_mnd") for plan in plans])
    dt = 1.0 / plans[0].steg_per_maned
    missing = np.array([[1.0 - plan.tall("startproduktivitet")] for plan in plans])
    turnover = np.array([[plan.tall("turnover_ar") / 12.0 * dt] for plan in plans])
    keep = np.array([[decay(dt, tau)] for tau in laeretid])
    opening = [[e.arsverk_stat for e in plan.kontor + plan.forvaltningsenheter] for plan in plans]
    before = np.array(opening, dtype=float)
    ut = _steps_first([p.ut for p in paths])
    stat = _steps_first([p.stat for p in paths])
    entered = missing * (_steps_first([p.inn_uerfaren for p in paths]) + turnover * stat)
    kept = share_left(ut, np.concatenate([before[None], stat[:-1]])) * keep
    entered[:1] += missing * turnover * before / (1.0 - keep) * kept[:1]
    deficit = fading(entered, kept)
    deficit[:, laeretid <= 0] = 0.0
    return [np.ascontiguousarray(deficit[:, d].T) for d in range(len(plans))]


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


def _steps_first(arrays: list[Array]) -> Array:
    """(u, s) of each plan -> (s, plan, u), contiguous."""
    return np.ascontiguousarray(np.moveaxis(np.stack(arrays), 2, 0))


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
    return competences([plan], [paths])[0]


def competences(plans: Sequence[Plan], paths: Sequence[Bevegelser]) -> list[Array]:
    """:func:`competence` of many plans of the same shape at once; one (k, s) array a plan."""
    k = len(plans[0].kontor)
    gjenoppbygging = np.array([plan.tall("gjenoppbygging_mnd") for plan in plans])
    keep = np.array([[decay(1.0 / plans[0].steg_per_maned, tau)] for tau in gjenoppbygging])
    ut = _steps_first([p.ut[:k] for p in paths])
    lost = np.zeros_like(ut)
    if ut.any():
        stat = _steps_first([p.stat[:k] for p in paths])
        fixed = np.array([[e.ledelse + e.mottak for e in plan.kontor] for plan in plans], dtype=float)
        opening = np.array([[e.arsverk_stat for e in plan.kontor] for plan in plans], dtype=float)
        free = np.concatenate([opening[None], stat[:-1]]) - fixed
        gone = np.minimum(1.0, np.divide(ut, free, out=np.ones_like(free), where=free > 0))
        gone[ut <= 0] = 0.0
        lost = fading(gone * keep, (1.0 - gone) * keep)
    lost[:, gjenoppbygging <= 0] = 0.0
    return [np.ascontiguousarray(1.0 - lost[:, d].T) for d in range(len(plans))]


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


def hours_per_arsverk(plan: Plan, kapasitet: Array | None = None) -> Array:
    """Hours of one årsverk in each step, net of absence and training, times the month's capacity.

    Parameters
    ----------
    kapasitet : float array, shape (u, t), optional
        :func:`planning_core.monthly.kapasitet` of the plan, where it is known already.

    Returns
    -------
    float array, shape (u, s)
    """
    n = plan.steg_per_maned
    units = plan.kontor + plan.forvaltningsenheter
    net = np.array([(1.0 - e.fravaer) * (1.0 - e.opplaering) for e in units], dtype=float).reshape(-1, 1)
    kapasitet = monthly.kapasitet(plan) if kapasitet is None else kapasitet
    return np.repeat(plan.timer_per_arsverk / 12.0 / n * net * kapasitet, n, axis=1)


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
    """:func:`bemanning` of many plans with the same number of units and steps, in order."""
    paths = [bevegelser(plan) for plan in plans]
    learning, kompetanse = learning_deficits(plans, paths), competences(plans, paths)
    return [_bemanning(*own, memo) for own in zip(plans, paths, learning, kompetanse, strict=True)]


def _bemanning(plan: Plan, paths: Bevegelser, deficit: Array, kompetanse: Array, memo: Memo) -> Bemanning:
    hours = hours_per_arsverk(plan, memo.get(monthly.kapasitet, plan, "kapasitet"))
    filled = 1.0 - plan.tall("turnover_ar") / 12.0 * plan.tall("vakanse_mnd")
    trained = np.maximum(0.0, paths.stat - deficit)
    factor = startup_factor(plan)
    established = factor > 0
    return Bemanning(
        bevegelser=paths,
        underskudd=deficit,
        effektive=trained * filled * factor,
        kompetanse=kompetanse,
        timer_per_arsverk=hours,
        drift=memo.get(running_costs, plan, "kostnader"),
        tap_laering=np.where(established, (paths.stat - trained) * hours, 0.0),
        tap_oppstart=np.where(established, trained * filled * (1.0 - factor) * hours, 0.0),
    )
