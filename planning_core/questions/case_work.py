"""How much work the cases of a plan are, and where it is done, before anybody is employed to do it."""

from __future__ import annotations

from dataclasses import dataclass

from planning_core import monthly
from planning_core.arrays import opening_stock, routes
from planning_core.gevinst import base_minutes
from planning_core.plan import Plan
from planning_core.results import ALDERSBAND


@dataclass(frozen=True, slots=True)
class CaseWork:
    """The first year's cases.

    Attributes
    ----------
    inn : float
        Cases a month, mean of the first 12 months after Hendelser.
    andel_fe : float or None
        Share of the work on them done in the forvaltningsenhet, 0-1: minutes at the first month's grensesnitt,
        before gevinst. None where the cases take no time.
    restanser : float
        Cases that wait at the start.
    """

    inn: float
    andel_fe: float | None
    restanser: float


def case_work(plan: Plan) -> CaseWork:
    """What comes in, where the work is done, and what waits.

    Notes
    -----
    Checked by hand in tests/core/questions/test_case_work.py.
    """
    cases = (monthly.saksinngang(plan) * monthly.hendelsesfaktor(plan))[:, :, :12].mean(axis=2).sum(axis=0)
    minutes = base_minutes(plan)
    in_fe = monthly.andel_fe(plan)[:, :, 0]
    whole = float((cases[:, None] * minutes).sum())
    fe = float((cases[:, None] * minutes * in_fe).sum())
    return CaseWork(
        inn=float(cases.sum()),
        andel_fe=fe / whole if whole > 0 else None,
        restanser=float(sum(row.antall for row in plan.restanser)),
    )


def opening_bands(plan: Plan) -> dict[str, tuple[float, ...]]:
    """Opening stock by ytelse and age band, over all units.

    Rows without ages are spread as the projection spreads them.

    Returns
    -------
    dict
        Ytelse -> cases in each of :data:`planning_core.results.ALDERSBAND`.
    """
    n = plan.steg_per_maned
    tilgang0 = monthly.saksinngang(plan)[:, :, :12].mean(axis=2)
    stock = opening_stock(plan, tilgang0, routes(plan)).sum(axis=0)
    return {
        y.ytelse: tuple(
            float(stock[i, fra * n: None if til is None else til * n].sum()) for fra, til in ALDERSBAND)
        for i, y in enumerate(plan.ytelser)
    }
