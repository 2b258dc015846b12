"""Numbers of the units and their årsverk paths (model section 3).

Everything is worked out for many plans with the same units and steps at once. Arrays of many plans have the plan
first, shape (p, u, s); where all plans have the same, that axis has length 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planning_core.memo import Memo
from planning_core.plan import Eier, Flytting, Plan

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


def unit_numbers(plans: Sequence[Plan]) -> Enhetstall:
    """Numbers of the units of plans with equally many of them, each shape (p or 1, u)."""
    read = attrgetter(*_COLUMNS)
    units = [(*plan.kontor, *plan.forvaltningsenheter) for plan in plans]
    values = chain.from_iterable(map(read, chain.from_iterable(units)))
    count = len(plans) * len(units[0]) * len(_COLUMNS)
    table = np.fromiter(values, float, count).reshape(len(plans), len(units[0]), len(_COLUMNS))
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
    return Bevegelser(*(own[0] for own in paths_mange([plan], unit_numbers([plan]), Memo())))


def paths_mange(plans: Sequence[Plan], units: Enhetstall, memo: Memo) -> Bevegelser:
    """:func:`bevegelser` of many plans, each array with the plan first."""
    changes = Bevegelser(*(
        together(own) for own in zip(*(memo.get(moves, plan, "flyttinger") for plan in plans), strict=True)
    ))
    stat, kommune = units.stat[:, :, None] + changes.stat, units.kommune[:, :, None] + changes.kommune
    for path in (stat, kommune):
        path[np.abs(path) < ROUNDING] = 0.0
    return changes._replace(stat=stat, kommune=kommune)


def arsverk_paths(plan: Plan) -> tuple[Array, Array]:
    """State and municipal årsverk, each shape (units, steps), kontor first; negative where a plan takes too much."""
    paths = bevegelser(plan)
    return paths.stat, paths.kommune


def numbers(plans: Sequence[Plan], key: str) -> Array:
    """Values in force of a numeric parameter, shape (p or 1, 1)."""
    return shared([plan.tall(key) for plan in plans])[:, None]


def shared(values: list[float]) -> Array:
    """A value for each plan, shape (p or 1,)."""
    return np.array(values if len(set(values)) > 1 else values[:1])


def together(arrays: Sequence[Array]) -> Array:
    """The arrays of the plans with the plan first; one of them where it is the very same in all."""
    return arrays[0][None] if all(a is arrays[0] for a in arrays) else np.stack(arrays)


def apart(array: Array, plans: Sequence[Plan]) -> list[Array]:
    """Each plan's own part of an array that has the plan first."""
    return list(array) if len(array) == len(plans) else [array[0]] * len(plans)
