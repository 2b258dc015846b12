"""Plan -> dense arrays for the case flow; the one place axis order is defined.

Axes: ``k`` kontor, ``f`` forvaltningsenhet, ``u`` both (kontor first), ``y`` ytelse, ``s`` step,
``t`` month. A case's age is held by cohort: see :mod:`planning_core.case_flow`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planning_core import monthly
from planning_core.bemanning import Bemanning, bemanning_mange
from planning_core.errors import InvalidPlan
from planning_core.gevinst import Minutter, minutter
from planning_core.memo import Memo
from planning_core.plan import Plan

Array = NDArray[np.float64]

OLDEST_MONTHS = 36
"""Ages above this are pooled in the last age bin."""

DAYS_PER_MONTH = 30.4375


@dataclass(frozen=True)
class Team:
    """A restanseteam: rows of the sheet, in order."""

    ytelse: int
    rate: Array
    """Cases per step, shape (s,)."""
    klargjoring: float
    """FE hours per case."""


@dataclass(frozen=True)
class Saker:
    """Where cases come from and go, before anybody has worked: the same in plans that differ in staff only.

    Attributes
    ----------
    saksinngang : float array, shape (k, y, t)
        Cases per month after Hendelser.
    tilgang0 : float array, shape (k, y)
        Mean of the first 12 months before Hendelser.
    rute : int array, shape (k, y)
        FE that decides the kontor's cases; -1 where there is none.
    andel_av_rutet : float array, shape (k, y, t)
        Kontor k's share of the month's saksinngang among those routed to the same FE.
    apning : float array, shape (u, y, 36 n)
        Opening stock by age bin, oldest first.
    """

    saksinngang: Array
    tilgang0: Array
    rute: NDArray[np.int64]
    andel_av_rutet: Array
    apning: Array


@dataclass(frozen=True)
class Inndata:
    """All the case flow needs.

    Attributes
    ----------
    n, steps : int
        Steps per month and in all.
    bemanning : Bemanning
    minutter : Minutter
    saker : Saker
    komplett_base : float array, shape (y,)
        Share complete at full competence.
    grense : float array, shape (y,)
        Ytre grense [months], inf where there is none.
    ekstern : float array, shape (y,)
        Ekstern ventetid [months].
    team : tuple of Team
    brukere : float array, shape (k, group, t)
        Users, groups in the order of ``Oppfølgingsnorm``.
    """

    plan: Plan
    n: int
    steps: int
    bemanning: Bemanning
    minutter: Minutter
    saker: Saker
    komplett_base: Array
    grense: Array
    ekstern: Array
    team: tuple[Team, ...]
    brukere: Array

    @cached_property
    def komplett(self) -> Array:
        """Share complete after lost competence, shape (k, y, s)."""
        kept = 1.0 - self.plan.tall("kompetanse_folsomhet") * (1.0 - self.bemanning.kompetanse)
        return np.clip(self.komplett_base[None, :, None] * kept[:, None, :], 0.0, 1.0)

    @property
    def dt(self) -> float:
        return 1.0 / self.n

    @property
    def rutet(self) -> NDArray[np.bool_]:
        """Whether kontor k sends ytelse y to FE f, shape (f, k, y)."""
        return sends_to(self.saker.rute, self.fe)

    @property
    def vent(self) -> int:
        """Steps that a case waits for documents, at least 1."""
        return max(1, int(np.floor(self.plan.tall("ventetid_dok_mnd") * self.n + 0.5)))

    @property
    def kontor(self) -> int:
        return len(self.plan.kontor)

    @property
    def fe(self) -> int:
        return len(self.plan.forvaltningsenheter)

    @property
    def ytelser(self) -> int:
        return len(self.plan.ytelser)


def routes(plan: Plan) -> NDArray[np.int64]:
    """FE of every kontor and ytelse.

    Returns
    -------
    int array, shape (k, y)
        Position among the plan's FE; the only one where there is one; -1 where no route is given.
    """
    kontor = {e.enhet: i for i, e in enumerate(plan.kontor)}
    fe = {e.enhet: i for i, e in enumerate(plan.forvaltningsenheter)}
    ytelser = {y.ytelse: i for i, y in enumerate(plan.ytelser)}
    result = np.full((len(kontor), len(ytelser)), 0 if len(fe) == 1 else -1, dtype=np.int64)
    for named in (False, True):
        for rute in plan.ruter:
            if (rute.ytelse is not None) is named:
                y = slice(None) if rute.ytelse is None else ytelser[rute.ytelse]
                result[kontor[rute.enhet], y] = fe[rute.forvaltningsenhet]
    return result


def opening_ages(n: int, antall: Array, fra: Array, til: Array) -> Array:
    """Spread opening stocks evenly over ages [fra, til).

    Parameters
    ----------
    n : int
        Steps per month.
    antall : float array, shape (...)
        Cases.
    fra, til : float arrays, shape (...)
        Ages [months], fra < til; what is older than 36 months goes to the oldest bin.

    Returns
    -------
    float array, shape (..., 36 n)
        Cases by age bin, youngest first: bin i holds ages [i dt, (i + 1) dt).

    Examples
    --------
    >>> opening_ages(1, np.array(30.0), np.array(0.0), np.array(3.0))[:4].tolist()
    [10.0, 10.0, 10.0, 0.0]
    """
    edges = np.arange(OLDEST_MONTHS * n + 1) / n
    edges[-1] = np.inf
    overlap = np.minimum(edges[1:], til[..., None]) - np.maximum(edges[:-1], fra[..., None])
    return (antall / (til - fra))[..., None] * np.maximum(overlap, 0.0)


def opening_stock(plan: Plan, tilgang0: Array, rute: NDArray[np.int64]) -> Array:
    """Opening stock by unit, ytelse and age bin.

    Rows without ages are spread over the months of saksinngang they make up, at most 36.

    Returns
    -------
    float array, shape (u, y, 36 n)
        Youngest bin first.

    Notes
    -----
    docs/metode.md section 4. Checked by hand in tests/core/test_arrays.py::test_opening_without_ages.
    """
    n = plan.steg_per_maned
    kontor = len(plan.kontor)
    units = {e.enhet: i for i, e in enumerate(plan.kontor + plan.forvaltningsenheter)}
    ytelser = {y.ytelse: i for i, y in enumerate(plan.ytelser)}
    stock = np.zeros((len(units), len(ytelser), OLDEST_MONTHS * n))
    rows = [row for row in plan.restanser if row.antall > 0]
    if not rows:
        return stock
    u, y = [units[row.enhet] for row in rows], [ytelser[row.ytelse] for row in rows]
    of_fe = [(tilgang0 * (rute == f)).sum(axis=0) for f in range(len(units) - kontor)]
    monthly_inn = np.array([*tilgang0, *of_fe], dtype=float)[u, y]
    fra = np.array([row.alder_fra_mnd or 0.0 for row in rows], dtype=float)
    til = np.array([np.nan if row.alder_til_mnd is None else row.alder_til_mnd for row in rows], dtype=float)
    antall = np.array([row.antall for row in rows], dtype=float)
    no_ages = np.array([row.alder_fra_mnd is None and row.alder_til_mnd is None for row in rows])
    made_up_of = np.divide(antall, monthly_inn, out=np.full_like(antall, np.inf), where=no_ages & (monthly_inn > 0))
    til = np.where(np.isnan(til), np.minimum(float(OLDEST_MONTHS), made_up_of), til)
    np.add.at(stock, (u, y), opening_ages(n, antall, fra, til))
    return stock


def _of_ytelser(plan: Plan) -> dict[str, Array]:
    """The fields of :class:`Inndata` that are columns of Ytelser."""
    limits = [np.inf if y.ytre_grense_dager is None else y.ytre_grense_dager / DAYS_PER_MONTH for y in plan.ytelser]
    return {
        "komplett_base": np.array([y.andel_komplett for y in plan.ytelser], dtype=float),
        "grense": np.array(limits, dtype=float),
        "ekstern": np.array([y.ekstern_ventetid_mnd for y in plan.ytelser], dtype=float),
    }


def teams(plan: Plan) -> tuple[Team, ...]:
    """Restanseteam with their rate in each step."""
    n = plan.steg_per_maned
    index = {y.ytelse: i for i, y in enumerate(plan.ytelser)}
    result = []
    for row in plan.restanseteam:
        rate = np.zeros(plan.horisont_maneder)
        rate[monthly.months_in(plan, row.fra_maned, row.til_maned)] = row.saker_per_mnd / n
        result.append(Team(index[row.ytelse], np.repeat(rate, n), row.klargjoring_timer))
    return tuple(result)


def _has_cases(plan: Plan, saksinngang: Array) -> NDArray[np.bool_]:
    """Whether a kontor has cases of a ytelse at the start or in any month, shape (k, y)."""
    cases = (saksinngang > 0).any(axis=2)
    waiting = {(row.enhet, row.ytelse) for row in plan.restanser if row.antall > 0}
    at_start = [[(k.enhet, y.ytelse) in waiting for y in plan.ytelser] for k in plan.kontor]
    return cases | np.array(at_start, dtype=bool).reshape(cases.shape)


def sends_to(rute: NDArray[np.int64], fe: int) -> NDArray[np.bool_]:
    """Whether kontor k sends ytelse y to FE f, (k, y) -> (f, k, y)."""
    return rute[None] == np.arange(fe)[:, None, None]


def share_of_routed(saksinngang: Array, rutet: NDArray[np.bool_]) -> Array:
    """Kontor k's share of the month's saksinngang among those routed to the same FE.

    Parameters
    ----------
    saksinngang : float array, shape (k, y, t)
    rutet : bool array, shape (f, k, y)

    Returns
    -------
    float array, shape (k, y, t)
        Equal shares where there is no saksinngang; 0 without a route.
    """
    total = np.zeros_like(saksinngang)
    share = np.zeros_like(saksinngang)
    for routed in rutet:
        k, y = np.nonzero(routed)
        of_fe = np.einsum("ky,kyt->yt", routed.astype(float), saksinngang)
        total[k, y] = of_fe[y]
        share[k, y] = (1.0 / np.maximum(routed.sum(axis=0), 1))[y, None]
    return np.divide(saksinngang, total, out=share, where=total > 0)


def saker(plan: Plan) -> Saker:
    """Cases of a valid plan, before anybody has worked.

    Raises
    ------
    InvalidPlan
        If months of saksinngang are missing or a kontor has cases and no FE to send them to.
    """
    before = monthly.saksinngang(plan)
    if np.isnan(before).any():
        raise InvalidPlan("months of saksinngang are missing")
    rute = routes(plan)
    if (rute[_has_cases(plan, before)] < 0).any():
        raise InvalidPlan("a kontor has cases and no forvaltningsenhet")
    tilgang0 = before[:, :, :12].mean(axis=2)
    after = before * monthly.hendelsesfaktor(plan) if plan.hendelser else before
    return Saker(
        saksinngang=after,
        tilgang0=tilgang0,
        rute=rute,
        andel_av_rutet=share_of_routed(after, sends_to(rute, len(plan.forvaltningsenheter))),
        apning=opening_stock(plan, tilgang0, rute)[:, :, ::-1],
    )


def inndata(plan: Plan) -> Inndata:
    """Dense arrays of a valid plan.

    Raises
    ------
    InvalidPlan
        If months of saksinngang are missing or a kontor has cases and no FE to send them to.
    """
    return inndata_mange([plan])[0]


def inndata_mange(plans: Sequence[Plan]) -> list[Inndata]:
    """:func:`inndata` of many plans, in order; what their tables have in common is made once."""
    memo = Memo()
    shapes: dict[tuple[int, ...], list[int]] = {}
    for position, plan in enumerate(plans):
        shape = len(plan.kontor), len(plan.forvaltningsenheter), plan.horisont_maneder, plan.steg_per_maned
        shapes.setdefault(shape, []).append(position)
    result: dict[int, Inndata] = {}
    for positions in shapes.values():
        staff = bemanning_mange([plans[p] for p in positions], memo)
        result.update((p, _inndata(plans[p], own, memo)) for p, own in zip(positions, staff, strict=True))
    return [result[position] for position in range(len(plans))]


def _inndata(plan: Plan, staff: Bemanning, memo: Memo) -> Inndata:
    return Inndata(
        plan=plan,
        n=plan.steg_per_maned,
        steps=plan.horisont_maneder * plan.steg_per_maned,
        bemanning=staff,
        minutter=memo.get(
            minutter, plan, "normtid", "ressurskartlegging", "grensesnitt", "gevinster", "innfasing", "forutsetninger"
        ),
        saker=memo.get(saker, plan, "saksinngang", "hendelser", "ruter", "restanser"),
        **memo.get(_of_ytelser, plan),
        team=memo.get(teams, plan, "restanseteam"),
        brukere=memo.get(monthly.brukere, plan, "brukere", "oppfolgingsnorm"),
    )
