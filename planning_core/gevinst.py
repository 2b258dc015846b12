"""Minutes per case and place after grensesnitt, gevinst and re-learning (model sections 2 and 6)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning_core import monthly
from planning_core.parameters import default
from planning_core.plan import SAKSPROSESSER, Gevinst, Plan, Sted
from planning_core.staffing import phased_share

Array = NDArray[np.float64]

MIN_CHANGE = 0.1
"""A change of ``andel_fe`` of this size or more makes a ytelse dearer while it is learnt."""

_ROUNDING = 1e-9
_STEDER = (Sted.NK, Sted.FE)


@dataclass(frozen=True)
class Minutter:
    """Minutes per case by step.

    Attributes
    ----------
    nk, fe : float arrays, shape (y, s)
        Minutes in force, ``nk`` with restarbeid.
    nk_apning : float array, shape (y,)
        Kontor minutes with the first month's grensesnitt and no gevinst.
    omstilling : float array, shape (y, s)
        Factor >= 1 that re-learning puts on both places.
    restarbeid : float array, shape (y, s)
        The part of ``nk`` that is left-over work for cases decided in FE.
    hp5 : float array, shape (s,)
        Factor on oppfølging hours per user after gevinster on HP5.
    """

    nk: Array
    fe: Array
    nk_apning: Array
    omstilling: Array
    restarbeid: Array
    hp5: Array


def gevinst_phase(plan: Plan, gevinst: Gevinst) -> Array:
    """Share of a gevinst that is in at each step, shape (s,).

    Points of ``Innfasing`` (linear between, flat outside) replace the linear phase-in; a slip moves
    either of them.

    Notes
    -----
    docs/metode.md section 6. Checked by hand in tests/core/test_gevinst.py::test_points_and_slip.
    """
    n = plan.steg_per_maned
    steps = plan.horisont_maneder * n
    points = sorted((p.maned, p.andel) for p in plan.innfasing if p.gevinst == gevinst.navn)
    if points:
        months = plan.start + np.arange(steps) / n - gevinst.forsinkelse_mnd
        return np.interp(months, [m for m, _ in points], [a for _, a in points])
    start_step = (gevinst.fra_maned + gevinst.forsinkelse_mnd - plan.start) * n
    return phased_share(start_step, gevinst.innfasing_mnd, n, steps)


def rate(plan: Plan, gevinst: Gevinst) -> float:
    """Rate of a gevinst at the plan's level, before phase-in and realisation."""
    return float(getattr(gevinst, str(plan.forutsetning("gevinstniva"))))


def base_minutes(plan: Plan) -> Array:
    """Minutes per case before grensesnitt and gevinst.

    Typed minutes, else minutes of a norm in cases per ukeverk, else what ``Ressurskartlegging``
    gives, else 0.

    Returns
    -------
    float array, shape (y, hp)
        HP1-HP4.

    Notes
    -----
    docs/metode.md section 2. Checked by hand in tests/core/test_gevinst.py::test_base_minutes.
    """
    index = {y.ytelse: i for i, y in enumerate(plan.ytelser)}
    minutes = np.zeros((len(index), len(SAKSPROSESSER)))
    net = (1.0 - default("fravær")) * (1.0 - default("opplæring"))
    for kart in plan.ressurskartlegging:
        if kart.hovedprosess in SAKSPROSESSER and kart.saker_per_ar and kart.ytelse in index:
            minutes[index[kart.ytelse], SAKSPROSESSER.index(kart.hovedprosess)] = (
                kart.arsverk * plan.timer_per_arsverk * 60.0 * net / kart.saker_per_ar
            )
    for norm in (row for row in plan.normtid if row.ytelse in index):
        if norm.minutter is not None:
            value = norm.minutter
        elif norm.saker_per_ukeverk:
            value = plan.tall("timer_per_ukeverk") * 60.0 / norm.saker_per_ukeverk
        else:
            value = 0.0
        minutes[index[norm.ytelse], SAKSPROSESSER.index(norm.hovedprosess)] = value
    return minutes


def reductions(plan: Plan) -> Array:
    """Sum of rate x phase x realisation over the gevinster on cases.

    Returns
    -------
    float array, shape (place, y, hp, s)
        Places NK, FE; hp HP1-HP4; 0-1 in a valid plan.
    """
    steps = plan.horisont_maneder * plan.steg_per_maned
    total = np.zeros((len(_STEDER), len(plan.ytelser), len(SAKSPROSESSER), steps))
    for gevinst in plan.gevinster:
        if gevinst.hovedprosess not in (None, *SAKSPROSESSER):
            continue
        places = [i for i, sted in enumerate(_STEDER) if gevinst.sted in (sted, Sted.BEGGE)]
        ys = [i for i, y in enumerate(plan.ytelser) if gevinst.ytelse in (None, y.ytelse)]
        hps = [i for i, hp in enumerate(SAKSPROSESSER) if gevinst.hovedprosess in (None, hp)]
        effect = rate(plan, gevinst) * gevinst.realisering * gevinst_phase(plan, gevinst)
        total[np.ix_(places, ys, hps)] += effect
    return total


def hp5_factor(plan: Plan) -> Array:
    """Factor on hours per user after gevinster on HP5 at the kontor, shape (s,)."""
    total = np.zeros(plan.horisont_maneder * plan.steg_per_maned)
    for gevinst in plan.gevinster:
        if gevinst.hovedprosess == "HP5" and gevinst.sted in (Sted.NK, Sted.BEGGE):
            total += rate(plan, gevinst) * gevinst.realisering * gevinst_phase(plan, gevinst)
    return 1.0 - total


def relearning_factor(plan: Plan, andel_fe: Array) -> Array:
    """Factor on the minutes of a ytelse whose grensesnitt has changed, while it is learnt.

    Parameters
    ----------
    andel_fe : float array, shape (y, hp, t)

    Returns
    -------
    float array, shape (y, s)
        ``1 + sum omstillingstap * exp(-(t - t_change) / oppstart_tau)`` over changes of 0.1 or more
        in a month after the first.

    Notes
    -----
    docs/metode.md section 2. Checked by hand in tests/core/test_gevinst.py::test_relearning.
    """
    n = plan.steg_per_maned
    t = np.arange(plan.horisont_maneder * n) / n
    factor = np.ones((andel_fe.shape[0], t.size))
    tau = plan.tall("oppstart_tau_mnd")
    if tau <= 0:
        return factor
    jump = np.abs(np.diff(andel_fe, axis=2)).max(axis=1, initial=0.0)
    for y, t_change in zip(*np.nonzero(jump >= MIN_CHANGE - _ROUNDING), strict=True):
        since = t - (t_change + 1)
        factor[y] += np.where(since >= 0, plan.tall("omstillingstap") * np.exp(-np.maximum(since, 0.0) / tau), 0.0)
    return factor


def minutter(plan: Plan) -> Minutter:
    """Minutes per case at both places, for all steps."""
    n = plan.steg_per_maned
    share = monthly.andel_fe(plan)
    base = base_minutes(plan)
    left = base[None, :, :, None] * (1.0 - reductions(plan))
    in_fe = np.repeat(share, n, axis=2)
    relearning = relearning_factor(plan, share)
    nk = (left[0] * (1.0 - in_fe)).sum(axis=1) * relearning
    fe = (left[1] * in_fe).sum(axis=1) * relearning
    rest_min = plan.tall("restarbeid_min")
    restarbeid = np.where(fe > 0, rest_min, 0.0)
    nk_apning = (base * (1.0 - share[:, :, 0])).sum(axis=1)
    nk_apning = nk_apning + np.where((base * share[:, :, 0]).sum(axis=1) > 0, rest_min, 0.0)
    return Minutter(nk + restarbeid, fe, nk_apning, relearning, restarbeid, hp5_factor(plan))
