"""How low the forvaltningsenhet can go: a sweep of its årsverk, and the month in which one less costs oppfølging.

Every level is a plan without flyttinger whose base årsverk are that level from the first month: what is
taken from the FE is given to the kontor, and the other way round, so the fylke has the same årsverk at
every level. Levels are therefore steady states to choose between, with nothing lost to moving; the plan
itself, with its dates and learning, is projected beside them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planning_core.errors import InvalidPlan
from planning_core.findings import Finding, Severity
from planning_core.plan import Enhet, Plan, uten_flyttinger
from planning_core.projection import framskriv_mange
from planning_core.questions.curve import Stup, Topp, ToppStatus, stup, topp
from planning_core.results import Resultat
from planning_core.staffing import arsverk_paths

Array = NDArray[np.float64]

STUP_ANDEL = 0.25
"""The declared measure of a cliff: of the hours of one årsverk, what an årsverk out must cost in oppfølging."""

MAX_LEVELS = 61
LOWEST_SHARE, HIGHEST_SHARE, WIDER_SHARE = 0.5, 1.25, 2.0
"""The default sweep goes from half of the lower of today's and the plan's level to a quarter above the higher, and
to twice the higher when oppfølging still grows there; one that shows no top goes over all that can be staffed."""
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Vendepunkt:
    """One årsverk less in the FE from the first month, against none: oppfølging of the fylke.

    Attributes
    ----------
    arsverk : float
        FE årsverk it is taken from, at the end of the horizon.
    endring : float array, shape (t,)
        Oppfølging hours of the month with one less, minus without.
    nummer : int or None
        The first month (1 is the first of the horizon) in which there is less oppfølging with one årsverk
        less in the FE; None if there is none within the horizon.
    nummer_sum : int or None
        The first month in which the sum since the start is lower.
    """

    arsverk: float
    endring: Array
    nummer: int | None
    nummer_sum: int | None


@dataclass(frozen=True)
class PlanensNiva:
    """The plan itself: FE årsverk at the end of the horizon, and its series, each shape (t,)."""

    niva: float
    oppfolging: Array
    restanser: Array
    over_grense: Array


@dataclass(frozen=True)
class KritiskNiva:
    """The sweep.

    Attributes
    ----------
    plan : Plan
        What was asked about.
    fra : str or None
        The kontor that gives and takes; None is all, pro rata of their state årsverk.
    niva : float array, shape (l,)
        State årsverk in the FE, rising.
    i_dag : int or None
        Position of the level without flyttinger; None where it was not asked for.
    sum_arsverk : float
        State årsverk of the fylke, the same at every level.
    oppfolging, restanser, over_grense : float arrays, shape (l, t)
        Of the fylke: hours of the month, cases at its end, cases at its end.
    planen : PlanensNiva
    stup_timer : float
        Hours a month that an årsverk out must cost for it to be called a cliff.
    vendepunkt_planen, vendepunkt_uten : Vendepunkt or None
        From the plan's and from today's staffing; None where the FE has less than one årsverk to give.
    findings : tuple of Finding
        Levels that were not run, and why.
    """

    plan: Plan
    fra: str | None
    niva: Array
    i_dag: int | None
    sum_arsverk: float
    oppfolging: Array
    restanser: Array
    over_grense: Array
    planen: PlanensNiva
    stup_timer: float
    vendepunkt_planen: Vendepunkt | None
    vendepunkt_uten: Vendepunkt | None
    findings: tuple[Finding, ...] = ()

    def topp(self, t: int = -1) -> Topp:
        """The level with most oppfølging in month ``t`` of the horizon."""
        return topp(self.niva, self.oppfolging[:, t])

    def stup(self, t: int = -1) -> Stup | None:
        """Where oppfølging falls steeply towards fewer årsverk in the FE; None where it does not."""
        return stup(self.niva, self.oppfolging[:, t], self.stup_timer)


def can_ask(plan: Plan) -> bool:
    """Whether there is a kontor and an FE with state årsverk to share, and cases to decide."""
    return (
        sum(e.arsverk_stat for e in plan.kontor) > 0
        and bool(plan.forvaltningsenheter)
        and bool(plan.saksinngang or plan.restanser)
    )


def kritisk_niva(plan: Plan, niva: Sequence[float] | None = None, fra: str | None = None) -> KritiskNiva:
    """Oppfølging, restanser and over grense at many levels of FE staffing.

    The fylke keeps its årsverk; the difference from today's level comes from, or goes to, the kontor.

    Parameters
    ----------
    plan : Plan
        A plan without validation errors.
    niva : sequence of float, optional
        State årsverk in the FE (all of them together, shared as today). :func:`standard_niva` when left out, and
        :func:`alle_niva` where only they show a top.
    fra : str, optional
        One kontor that gives and takes; all pro rata of their state årsverk when left out.

    Returns
    -------
    KritiskNiva
        Levels that would empty a unit are not run; a finding says which.

    Raises
    ------
    InvalidPlan
        If there is nothing to share (:func:`can_ask`).
    ValueError
        If ``fra`` is not a kontor of the plan.

    Notes
    -----
    docs/metode.md. Checked against section 8.5 in tests/core/questions/test_levels.py.
    """
    if not can_ask(plan):
        raise InvalidPlan("no årsverk or no cases to share between kontor and forvaltningsenhet")
    if fra is not None and fra not in {e.enhet for e in plan.kontor}:
        raise ValueError(f"{fra!r} is not a kontor")
    if niva is not None:
        return _sweep(plan, np.unique(np.asarray(niva, dtype=float)), fra)
    result = _sweep(plan, standard_niva(plan), fra)
    if not result.niva.size or result.topp().status is ToppStatus.FUNNET:
        return result
    if result.topp().status is ToppStatus.OVER_NIVAENE:
        wider = standard_niva(plan, WIDER_SHARE)
        result = _sweep(plan, wider, fra) if wider[-1] > result.niva[-1] else result
        if result.topp().status is ToppStatus.FUNNET:
            return result
    # A top that today's staffing is far from would otherwise be said not to be there.
    everything = _sweep(plan, alle_niva(plan, fra), fra)
    found = everything.topp().status
    further = found is ToppStatus.OVER_NIVAENE and everything.niva[-1] > result.niva[-1]
    return everything if found is ToppStatus.FUNNET or further else result


def _sweep(plan: Plan, wanted: Array, fra: str | None) -> KritiskNiva:
    """The answer for these levels, all runs in one batch."""
    today = uten_flyttinger(plan)
    runnable = [float(level) for level in wanted if not _emptied(today, float(level), fra)]
    skipped = [float(level) for level in wanted if _emptied(today, float(level), fra)]
    variants = [at_level(today, level, fra) for level in runnable]
    less = {key: _one_less(p, fra) for key, p in (("planen", plan), ("uten", today))}
    asked = [p for p in less.values() if p is not None]
    results = framskriv_mange([plan, today, *variants, *asked])
    med, uten, levels = results[0], results[1], results[2: 2 + len(variants)]
    rest = iter(results[2 + len(variants):])
    turning = {key: None if p is None else vendepunkt(base, next(rest))
               for (key, p), base in zip(less.items(), (med, uten), strict=True)}
    own = _fe_sum(today)
    at_own = [i for i, level in enumerate(runnable) if abs(level - own) < _ROUNDING]
    return KritiskNiva(
        plan=plan, fra=fra, niva=np.array(runnable), i_dag=at_own[0] if at_own else None,
        sum_arsverk=own + _kontor_sum(today),
        oppfolging=_series(levels, "oppfolging_timer", plan), restanser=_series(levels, "restanser", plan),
        over_grense=_series(levels, "over_grense", plan),
        planen=PlanensNiva(_fe_at_end(med), med.serie("oppfolging_timer"), med.serie("restanser"),
                           med.serie("over_grense")),
        stup_timer=STUP_ANDEL * timer_av_et_arsverk(plan),
        vendepunkt_planen=turning["planen"], vendepunkt_uten=turning["uten"],
        findings=_findings(plan, fra, skipped),
    )


def _series(results: Sequence[Resultat], name: str, plan: Plan) -> Array:
    return np.array([r.serie(name) for r in results]).reshape(len(results), plan.horisont_maneder)


def standard_niva(plan: Plan, highest_share: float = HIGHEST_SHARE) -> Array:
    """Levels to look at when none are given: round steps around today's and the plan's, which are among them.

    They stay where the FE covers its ledelse, and every kontor that does so today covers its fixed posts.

    Parameters
    ----------
    highest_share : float
        The highest level as a share of the higher of today's and the plan's.

    Returns
    -------
    float array, shape (l,)
        Rising, at most :data:`MAX_LEVELS` and the two own levels.
    """
    today = uten_flyttinger(plan)
    own = _fe_sum(today)
    planned = _planned(plan)
    low, high = min(own, planned), max(own, planned)
    fixed, ceiling = _fixed_posts(today), _ceiling(today, None)
    lowest = max(LOWEST_SHARE * low, fixed)
    return _rounded(lowest, min(max(highest_share * high, high + 1.0), ceiling), (own, planned))


def alle_niva(plan: Plan, fra: str | None = None) -> Array:
    """As :func:`standard_niva`, over all levels at which FE and kontor cover their fixed posts.

    Parameters
    ----------
    fra : str, optional
        The kontor that gives and takes; all when left out.
    """
    today = uten_flyttinger(plan)
    return _rounded(_fixed_posts(today), _ceiling(today, fra), (_fe_sum(today), _planned(plan)))


def _fixed_posts(plan: Plan) -> float:
    """Ledelse and mottak of the FE."""
    return sum(e.ledelse + e.mottak for e in plan.forvaltningsenheter)


def _ceiling(today: Plan, fra: str | None) -> float:
    """The highest level at which every kontor that gives still covers its fixed posts."""
    room = [1.0 - (e.ledelse + e.mottak) / e.arsverk_stat for e in today.kontor
            if fra in (None, e.enhet) and e.arsverk_stat > 0 and e.ledelse + e.mottak <= e.arsverk_stat]
    giver = sum(e.arsverk_stat for e in today.kontor if fra in (None, e.enhet))
    return _fe_sum(today) + giver * min(room, default=0.0)


def _rounded(lowest: float, highest: float, own: tuple[float, ...]) -> Array:
    """Round levels from the lowest to the highest, and some of their own; at most :data:`MAX_LEVELS`."""
    highest = max(highest, lowest)
    step = next((s for s in _STEPS if (highest - lowest) / s < MAX_LEVELS - 2), _STEPS[-1])
    first = max(math.ceil(lowest / step - _ROUNDING), 1)
    last = math.floor(highest / step + _ROUNDING)
    # Counted in whole steps and rounded, so that the levels read as they are written.
    levels = {round(i * step, 6) for i in range(first, last + 1)} | set(own)
    kept = sorted(levels)
    return np.array([x for i, x in enumerate(kept) if i == 0 or x - kept[i - 1] > _ROUNDING])


def _planned(plan: Plan) -> float:
    """State årsverk of the FE in the plan's last step."""
    return float(arsverk_paths(plan)[0][len(plan.kontor):, -1].sum())


def at_level(plan: Plan, niva: float, fra: str | None = None) -> Plan:
    """The plan with ``niva`` base state årsverk in its FE, taken from or given to the kontor.

    Several FE keep their shares of the sum (equal shares where there is nobody). The fylke keeps its årsverk.

    Parameters
    ----------
    niva : float, >= 0
        State årsverk [årsverk].
    fra : str, optional
        The kontor that gives and takes; all pro rata of their state årsverk when left out.

    Examples
    --------
    >>> from planning_core.plan import Enhet, EnhetType, Plan
    >>> units = (Enhet("K", "K", EnhetType.NAV_KONTOR, arsverk_stat=30.0),
    ...          Enhet("F", "F", EnhetType.FORVALTNINGSENHET, arsverk_stat=10.0))
    >>> [e.arsverk_stat for e in at_level(Plan("X", 24312, enheter=units), 14.0).enheter]
    [26.0, 14.0]
    """
    own, kontor = _fe_sum(plan), _kontor_sum(plan)
    change = niva - own
    if abs(change) < _ROUNDING:
        return plan
    count = len(plan.forvaltningsenheter)

    def staffed(e: Enhet) -> Enhet:
        if not e.er_kontor:
            return replace(e, arsverk_stat=e.arsverk_stat * niva / own if own > 0 else niva / count)
        if fra is not None:
            return replace(e, arsverk_stat=e.arsverk_stat - change) if e.enhet == fra else e
        return replace(e, arsverk_stat=e.arsverk_stat * (1.0 - change / kontor))

    return replace(plan, enheter=tuple(staffed(e) for e in plan.enheter))


def timer_av_et_arsverk(plan: Plan) -> float:
    """Net hours a month of one state årsverk in the kontor, mean by årsverk.

    A curve is called a cliff where an årsverk sent from the FE to the kontor, which should give the kontor
    these hours, costs oppfølging instead: at least :data:`STUP_ANDEL` of them.
    """
    total = _kontor_sum(plan)
    net = sum(e.arsverk_stat * (1.0 - e.fravaer) * (1.0 - e.opplaering) for e in plan.kontor)
    return plan.timer_per_arsverk / 12.0 * net / total


def vendepunkt(base: Resultat, less: Resultat) -> Vendepunkt:
    """When ``less``, which has fewer årsverk in its FE, comes to give the fylke less oppfølging than ``base``."""
    own, other = base.serie("oppfolging_timer"), less.serie("oppfolging_timer")
    change = other - own
    least = 1e-9 * np.maximum(1.0, np.abs(own))
    return Vendepunkt(_fe_at_end(base), change, _first(change < -least), _first(np.cumsum(change) < -np.cumsum(least)))


def _first(mask: NDArray[np.bool_]) -> int | None:
    """Number of the first month in which it holds, from 1."""
    return int(np.argmax(mask)) + 1 if mask.any() else None


def _one_less(plan: Plan, fra: str | None) -> Plan | None:
    """The plan with one base årsverk less in the FE, flyttinger as they are; None where that is too much."""
    if _fe_sum(plan) < 1.0:
        return None
    less = at_level(plan, _fe_sum(plan) - 1.0, fra)
    return None if arsverk_paths(less)[0].min() < -_ROUNDING else less


def _fe_sum(plan: Plan) -> float:
    return float(sum(e.arsverk_stat for e in plan.forvaltningsenheter))


def _kontor_sum(plan: Plan) -> float:
    return float(sum(e.arsverk_stat for e in plan.kontor))


def _fe_at_end(result: Resultat) -> float:
    return float(sum(result.serie("arsverk", fe)[-1] for fe in result.fe))


def _emptied(today: Plan, niva: float, fra: str | None) -> bool:
    """Whether the level leaves a unit that has people with none, or takes more than a kontor has."""
    own = _fe_sum(today)
    if abs(niva - own) < _ROUNDING:
        return False
    giver = _kontor_sum(today) if fra is None else next(e.arsverk_stat for e in today.kontor if e.enhet == fra)
    return niva <= 0 or niva - own >= giver - _ROUNDING


def _findings(plan: Plan, fra: str | None, skipped: list[float]) -> tuple[Finding, ...]:
    found = []
    low = [level for level in skipped if level <= 0]
    high = [level for level in skipped if level > 0]
    if low:
        found.append(Finding("niva_uten_forvaltningsenhet", Severity.WARNING, "Enheter", None, "årsverk_stat",
                             details={"antall": len(low)}))
    if high:
        row = next((i for i, e in enumerate(plan.enheter) if e.enhet == fra), None)
        code = "niva_tommer_kontorene" if fra is None else "niva_tommer_kontoret"
        name = None if row is None else plan.enheter[row].navn or fra
        found.append(Finding(code, Severity.WARNING, "Enheter", row, "årsverk_stat",
                             details={"antall": len(high), "niva": min(high), "enhet": name}))
    return tuple(found)
