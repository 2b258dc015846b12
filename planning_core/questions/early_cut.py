"""Ikke kutt for tidlig: does a gevinst pay for the flytting that rests on it, from when, and what does a slip cost?

For each flytting out of a unit that a gevinst pays for (:mod:`planning_core.questions.gevinst_moves`) the plan is run
beside the same plan without the two, with the gevinst late, and at the quickest pace that never takes people ahead
of the work. A kontor is judged by its own hours of oppfølging, an FE by its own restanser.

Each flytting that lowers an FE, paid for or not, has its break-even: two runs, with it and without.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planning_core.findings import Finding, Severity
from planning_core.plan import Eier, Flytting, Plan
from planning_core.projection import framskriv_mange
from planning_core.questions.gevinst_moves import betalere, uten_flytting
from planning_core.questions.levels import Vendepunkt, vendepunkt
from planning_core.questions.work_and_people import ArbeidOgFolk, arbeid_og_folk
from planning_core.results import Resultat
from planning_core.staffing import arsverk_paths, flytting_share, phased_share

Array = NDArray[np.float64]

FORSINKELSER = (6, 12)
"""Months of slip that are run."""
LENGSTE_INNFASING = 36
"""Months; a longer ramp is not offered as a pace."""
_NOTHING = 1e-6
"""Hours or cases that rounding alone may leave."""
_TOGETHER = 0.05
"""Årsverk of people that may be ahead of the work and still be called together."""


@dataclass(frozen=True, slots=True)
class Balanse:
    """Whether a gevinst has paid for its flytting, month by month.

    Attributes
    ----------
    sum : float array, shape (t,)
        Kontor: hours of oppfølging gained (+) or lost (-) up to and including the month, against neither flytting nor
        gevinst. FE: restanser less than without the two [cases], at the end of the month.
    foerste_tap : int or None
        Number of the first month in which it is negative, from 1; None when it never is.
    balanse : int or None
        Number of the first month from which it never is negative again; None when it is so in the last one.
    """

    sum: Array
    foerste_tap: int | None
    balanse: int | None

    @property
    def verst(self) -> float:
        """The most that is lost at any time, >= 0."""
        return max(0.0, -float(self.sum.min(initial=0.0)))


@dataclass(frozen=True, slots=True)
class Slipp:
    """What a slip of the gevinst costs against the plan.

    ``oppfolging`` hours in the unit (of an FE: in the fylke) over the whole horizon, ``restanser`` cases in the fylke in
    the last month; a cost is negative hours and positive cases.
    """

    maneder: int
    oppfolging: float
    restanser: float
    balanse: Balanse


@dataclass(frozen=True, slots=True)
class Tempo:
    """The quickest linear pace that never takes people ahead of the work.

    ``dekket`` is how many of the årsverk the work ever allows; ``fra_maned`` is None where that is not all of them.
    """

    dekket: float
    fra_maned: int | None
    innfasing_mnd: float
    gevinst: float | None
    """What the pace gives against the plan: hours of oppfølging in the unit, or cases fewer in the FE; None without one."""


@dataclass(frozen=True, slots=True)
class Kutt:
    """One flytting that gevinst pays for: rows of both, and what the model says of them."""

    rad: int
    gevinster: tuple[int, ...]
    kontor: bool
    balanse: Balanse
    slipp: tuple[Slipp, ...]
    tempo: Tempo


@dataclass(frozen=True, slots=True)
class Uttak:
    """One flytting that lowers an FE, against the plan without it: from when it costs the fylke oppfølging.

    ``vendepunkt`` is None where the plan cannot do without the flytting, since a later one takes what it gave.
    """

    rad: int
    vendepunkt: Vendepunkt | None


@dataclass(frozen=True)
class IkkeKuttForTidlig:
    """The answer: work against people, every flytting that gevinst pays for, and every one that lowers an FE."""

    plan: Plan
    arbeid_og_folk: ArbeidOgFolk
    kutt: tuple[Kutt, ...]
    uttak: tuple[Uttak, ...]
    findings: tuple[Finding, ...]


def ikke_kutt_for_tidlig(plan: Plan) -> IkkeKuttForTidlig:
    """Judge every flytting out of a unit that a gevinst pays for.

    Parameters
    ----------
    plan : Plan
        A plan without validation errors.

    Notes
    -----
    docs/metode.md section 6. Checked by hand in tests/core/questions/test_early_cut.py.
    """
    moved = arbeid_og_folk(plan)
    paid = [(row, payers) for row, f in enumerate(plan.flyttinger) if (payers := betalere(plan, f))]
    paces = [_pace(plan, moved, row) for row, _ in paid]
    variants = [_variants(plan, row, payers, pace) for (row, payers), pace in zip(paid, paces, strict=True)]
    lowered = [row for row, f in enumerate(plan.flyttinger) if senker_fe(plan, f)]
    without = {row: kept for row in lowered if (kept := _without(plan, row)) is not None}
    base, *results = framskriv_mange([plan, *(p for own in variants for p in own), *without.values()])
    rest = iter(results)
    kutt = tuple(
        _judge(plan, row, payers, base, [next(rest) for _ in own], pace)
        for (row, payers), own, pace in zip(paid, variants, paces, strict=True)
    )
    turning = {row: vendepunkt(next(rest), base) for row in without}
    uttak = tuple(Uttak(row, turning.get(row)) for row in lowered)
    return IkkeKuttForTidlig(plan, moved, kutt, uttak, (*uten_flytting(plan), *_findings(plan, kutt), *moved.findings()))


def senker_fe(plan: Plan, flytting: Flytting) -> bool:
    """Whether a flytting takes state årsverk out of the FE altogether, in a plan with kontor that have cases."""
    fe = {e.enhet for e in plan.forvaltningsenheter}
    return (flytting.eier is Eier.STAT and flytting.fra in fe and flytting.til not in fe and flytting.arsverk > 0
            and bool(plan.kontor) and bool(plan.saksinngang or plan.restanser))


def _without(plan: Plan, row: int) -> Plan | None:
    """The plan without one flytting; None where that leaves a unit with less than nobody."""
    kept = replace(plan, flyttinger=(*plan.flyttinger[:row], *plan.flyttinger[row + 1:]))
    return kept if arsverk_paths(kept)[0].min() >= -_NOTHING else None


def _variants(plan: Plan, row: int, payers: tuple[int, ...], pace: Tempo) -> list[Plan]:
    """Neither flytting nor gevinst; the gevinst late, one a slip; the flytting at its pace, where there is one."""
    without = tuple(
        replace(g, realisering=0.0) if i in payers else g for i, g in enumerate(plan.gevinster)
    )
    neither = replace(plan, flyttinger=(*plan.flyttinger[:row], *plan.flyttinger[row + 1:]), gevinster=without)
    late = [
        replace(plan, gevinster=tuple(
            replace(g, forsinkelse_mnd=g.forsinkelse_mnd + slip) if i in payers else g
            for i, g in enumerate(plan.gevinster)
        ))
        for slip in FORSINKELSER
    ]
    return [neither, *late, *([] if pace.fra_maned is None else [at_pace(plan, row, pace)])]


def at_pace(plan: Plan, row: int, pace: Tempo) -> Plan:
    """The plan with a flytting at a pace.

    Raises
    ------
    ValueError
        If there is no pace for it.
    """
    if pace.fra_maned is None:
        raise ValueError("no pace")
    flytting = replace(plan.flyttinger[row], fra_maned=pace.fra_maned, innfasing_mnd=pace.innfasing_mnd)
    return replace(plan, flyttinger=(*plan.flyttinger[:row], flytting, *plan.flyttinger[row + 1:]))


def _judge(
    plan: Plan, row: int, payers: tuple[int, ...], base: Resultat, results: list[Resultat], pace: Tempo
) -> Kutt:
    neither, *others = results
    enhet = str(plan.flyttinger[row].fra)
    kontor = enhet in base.kontor
    late = [
        Slipp(
            months,
            float((_oppfolging(result, enhet) - _oppfolging(base, enhet)).sum()),
            float(result.serie("restanser")[-1] - base.serie("restanser")[-1]),
            _balance(_gain(result, neither, enhet)),
        )
        for months, result in zip(FORSINKELSER, others, strict=False)
    ]
    slow = others[len(FORSINKELSER):]
    pace = replace(pace, gevinst=float(_gain(slow[0], base, enhet)[-1])) if slow else pace
    return Kutt(row, payers, kontor, _balance(_gain(base, neither, enhet)), tuple(late), pace)


def _oppfolging(result: Resultat, enhet: str) -> Array:
    return result.serie("oppfolging_timer", enhet if enhet in result.kontor else None)


def _gain(result: Resultat, other: Resultat, enhet: str) -> Array:
    """What ``result`` gives the unit beyond ``other``, up to every month: hours of oppfølging, or cases fewer."""
    if enhet in result.kontor:
        return np.cumsum(_oppfolging(result, enhet) - _oppfolging(other, enhet))
    return other.serie("restanser", enhet) - result.serie("restanser", enhet)


def _balance(total: Array) -> Balanse:
    below = np.flatnonzero(total < -_NOTHING)
    if not below.size:
        return Balanse(total, None, 1)
    last = int(below[-1]) + 1
    return Balanse(total, int(below[0]) + 1, None if last == total.size else last + 1)


def _pace(plan: Plan, moved: ArbeidOgFolk, row: int) -> Tempo:
    """The pace that is done soonest, then begins first, of those that keep people at or behind the work."""
    flytting = plan.flyttinger[row]
    unit = moved.enheter.index(str(flytting.fra))
    n, months = plan.steg_per_maned, plan.horisont_maneder
    if flytting.til_maned is not None:
        months = min(months, flytting.til_maned - plan.start + 1)
    own = -flytting.arsverk * flytting_share(plan, flytting)[n - 1:: n]
    # Work that has left, less the people others have taken; what comes back later is not there to be followed.
    room = ((moved.folk[unit] - own) - moved.arbeid[unit])[:months]
    lasting = np.minimum.accumulate(room[::-1])[::-1]
    covered = float(np.clip(lasting[-1], 0.0, flytting.arsverk))
    if covered < flytting.arsverk - _TOGETHER:
        return Tempo(covered, None, 0.0, None)
    first = flytting.fra_maned - plan.start
    for done in range(first, months):
        for start in range(max(first, done - LENGSTE_INNFASING + 1), done + 1):
            ramp = float(done - start + 1) if done > start else 0.0
            people = flytting.arsverk * phased_share(start * n, ramp, n, months * n)[n - 1:: n]
            if (people <= np.maximum(lasting, 0.0) + _TOGETHER).all():
                return Tempo(covered, plan.start + start, ramp, None)
    return Tempo(covered, None, 0.0, None)


def _findings(plan: Plan, kutt: tuple[Kutt, ...]) -> list[Finding]:
    names = {e.enhet: e.navn or e.enhet for e in plan.enheter}
    found = []
    for one in kutt:
        balance = one.balanse
        if balance.foerste_tap is None:
            continue
        flytting = plan.flyttinger[one.rad]
        code = "kutt_foer_gevinst" if balance.balanse is not None else "kutt_betales_ikke"
        if not one.kontor:
            code = "uttak_fe_foer_gevinst" if balance.balanse is not None else "uttak_fe_betales_ikke"
        found.append(Finding(code, Severity.WARNING, "Flyttinger", one.rad, "fra_måned", flytting.fra_maned, {
            "enhet": names[str(flytting.fra)], "arsverk": flytting.arsverk, "tap": balance.verst,
            "gevinster": tuple(plan.gevinster[g].navn for g in one.gevinster),
            "fra": plan.maneder[balance.foerste_tap - 1],
            "balanse": None if balance.balanse is None else plan.maneder[balance.balanse - 1],
            "siste": plan.maneder[-1],
        }))
    return found
