"""The learning deficit of the units and the competence of the kontor (model section 3).

Arrays of many plans have the plan first, shape (p, u, s), with length 1 where all plans have the same.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from planning_core.plan import Plan
from planning_core.staffing import Bevegelser, Enhetstall, numbers, unit_numbers

Array = NDArray[np.float64]


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
    return learning_deficits([plan], unit_numbers([plan]), alone)[0]


def learning_deficits(plans: Sequence[Plan], units: Enhetstall, paths: Bevegelser) -> Array:
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
    return competences([plan], unit_numbers([plan]), alone)[0]


def competences(plans: Sequence[Plan], units: Enhetstall, paths: Bevegelser) -> Array:
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


def _steps_first(array: Array) -> Array:
    """(p, u, s) -> (s, p, u), contiguous."""
    return np.ascontiguousarray(np.moveaxis(array, 2, 0))


def _steps_last(array: Array) -> Array:
    """(s, p, u) -> (p, u, s), contiguous."""
    return np.ascontiguousarray(np.moveaxis(array, 0, 2))
