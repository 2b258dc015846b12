"""What one årsverk more, or one less, does in each unit."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import DAYS_PER_MONTH
from planning_core.findings import Finding, Severity
from planning_core.plan import Eier, Flytting, Plan
from planning_core.projection import framskriv_mange
from planning_core.results import Resultat
from planning_core.staffing import arsverk_paths

Array = NDArray[np.float64]

SISTE = 12
"""Months of the mean at the end."""


@dataclass(frozen=True, slots=True)
class Utslag:
    """Change of the fylke's numbers; NaN where undefined.

    ``restanser`` and ``over_grense`` in cases, ``dager`` in days of saksbehandlingstid, ``oppfolging`` in hours a month.
    """

    restanser: float
    dager: float
    over_grense: float
    oppfolging: float


@dataclass(frozen=True, slots=True)
class Marginal:
    """One årsverk more (``arsverk`` 1) or less (−1) in a unit from the first month of the plan.

    ``slutt`` is the change in the last month, ``siste_ar`` the mean of the last twelve.
    """

    enhet: str
    arsverk: float
    slutt: Utslag
    siste_ar: Utslag


@dataclass(frozen=True)
class Marginalt:
    """The effects: ``mer`` of one more in every unit, ``mindre`` of one less, each by oppfølging, most first.

    ``findings`` name the units that have less than one årsverk to take.
    """

    plan: Plan
    mer: tuple[Marginal, ...]
    mindre: tuple[Marginal, ...]
    findings: tuple[Finding, ...] = ()


def marginalt(plan: Plan) -> Marginalt:
    """±1 state årsverk in each unit of the plan, one unit at a time.

    The årsverk is new money, or a cut, from the first month; who comes is proficient from the first day.
    Who leaves takes experience along (lost competence in a kontor), so less is not more with another sign.

    Parameters
    ----------
    plan : Plan
        A plan without validation errors.

    Returns
    -------
    Marginalt
        Changes against the plan.

    Notes
    -----
    docs/metode.md. Checked by hand in tests/core/questions/test_marginal.py.
    """
    units = tuple(e.enhet for e in plan.kontor + plan.forvaltningsenheter)
    stat = arsverk_paths(plan)[0]
    can_give = [unit for unit, path in zip(units, stat, strict=True) if path.min() >= 1.0 - 1e-9]
    moves = [(unit, 1.0) for unit in units] + [(unit, -1.0) for unit in can_give]
    base, *changed = framskriv_mange([plan, *(_moved(plan, unit, sign) for unit, sign in moves)])
    effects = [_marginal(unit, sign, base, result) for (unit, sign), result in zip(moves, changed, strict=True)]
    # Sorting is stable: where two units do the same, they stand in the plan's order.
    effects.sort(key=_rank)
    return Marginalt(
        plan,
        tuple(e for e in effects if e.arsverk > 0),
        tuple(e for e in effects if e.arsverk < 0),
        tuple(
            Finding("for_lite_for_marginalt", Severity.WARNING, "Enheter", row, "årsverk_stat", e.arsverk_stat,
                    {"enhet": e.navn})
            for row, e in enumerate(plan.enheter) if e.enhet not in can_give
        ),
    )


def _rank(effect: Marginal) -> tuple[float, float]:
    """Most oppfølging first, then fewest restanser; what rounding alone tells apart is the same."""
    return -round(effect.slutt.oppfolging, 6), round(effect.slutt.restanser, 6)


def _moved(plan: Plan, enhet: str, arsverk: float) -> Plan:
    fra, til = (None, enhet) if arsverk > 0 else (enhet, None)
    return replace(plan, flyttinger=(*plan.flyttinger, Flytting(fra, til, Eier.STAT, 1.0, plan.start, erfaren=1.0)))


def _marginal(enhet: str, arsverk: float, base: Resultat, result: Resultat) -> Marginal:
    change = {name: result.serie(name) - base.serie(name) for name in
              ("restanser", "saksbehandlingstid_mnd", "over_grense", "oppfolging_timer")}
    return Marginal(enhet, arsverk, _utslag({k: v[-1:] for k, v in change.items()}),
                    _utslag({k: v[-SISTE:] for k, v in change.items()}))


def _utslag(change: dict[str, Array]) -> Utslag:
    def mean(name: str) -> float:
        values = change[name][np.isfinite(change[name])]
        return float(values.mean()) if values.size else float("nan")

    return Utslag(mean("restanser"), mean("saksbehandlingstid_mnd") * DAYS_PER_MONTH, mean("over_grense"),
                  mean("oppfolging_timer"))
