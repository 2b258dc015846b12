"""What a case flow leaves behind, and the results made of it; shared by the plain and the fast version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import OLDEST_MONTHS, Inndata
from planning_core.lazy import LazyArrays
from planning_core.oppfolging import Oppfolging, per_month
from planning_core.results import (
    ALDERSBAND,
    MIN_VEDTAK,
    TAP_FORBIGAENDE,
    TAP_VARIG,
    TIMEBRUK_FE,
    TIMEBRUK_NK,
    Resultat,
)

Array = NDArray[np.float64]

NK_FLOWS = ("inn_nk", "vedtak_nk", "servert_nk", "alder_nk", "innen_nk", "tid_nk", "henvendelser")
FE_FLOWS = ("inn_fe", "vedtak_fe", "alder_fe", "innen_fe")
NK_STOCKS = ("restanser_nk", "over_grense_nk")
FE_STOCKS = ("restanser_fe", "venter_dok", "over_grense_fe")


@dataclass
class Record:
    """Monthly sums of a projection while it runs.

    Attributes
    ----------
    data : dict of float arrays
        Flows and stocks of :class:`~planning_core.results.Resultat`, (k, y, t) and (f, y, t);
        ``udekket`` (u, t); ``aldersband`` (u, y, band, t).
    timebruk_nk, timebruk_fe, tap : dict of float arrays
    statlig_oppfolging : float array, shape (k, s)
        Protected and residual hours less the lost.
    vedtak_steg : float array, shape (y, s)
        Vedtak of the fylke in each step.
    """

    inn: Inndata
    data: dict[str, Array]
    timebruk_nk: dict[str, Array]
    timebruk_fe: dict[str, Array]
    tap: dict[str, Array]
    statlig_oppfolging: Array
    vedtak_steg: Array

    @classmethod
    def empty(cls, inn: Inndata) -> Record:
        """A record of zeros, to be added to."""
        months, units = inn.plan.horisont_maneder, inn.kontor + inn.fe
        nk, fe = (inn.kontor, inn.ytelser, months), (inn.fe, inn.ytelser, months)
        return cls(
            inn,
            data={
                **{key: np.zeros(nk) for key in (*NK_FLOWS, *NK_STOCKS)},
                **{key: np.zeros(fe) for key in (*FE_FLOWS, *FE_STOCKS)},
                "udekket": np.zeros((units, months)),
                "aldersband": np.zeros((units, inn.ytelser, len(ALDERSBAND), months)),
            },
            timebruk_nk={key: np.zeros((inn.kontor, months)) for key in TIMEBRUK_NK},
            timebruk_fe={key: np.zeros((inn.fe, months)) for key in TIMEBRUK_FE},
            tap={key: np.zeros(months) for key in (*TAP_FORBIGAENDE, *TAP_VARIG)},
            statlig_oppfolging=np.zeros((inn.kontor, inn.steps)),
            vedtak_steg=np.zeros((inn.ytelser, inn.steps)),
        )

    def result(self) -> Resultat:
        """The finished results; their arrays are read-only."""
        by_step = {"statlig_oppfolging": self.statlig_oppfolging, "vedtak": self.vedtak_steg}
        return result(self.inn, self.data, self.timebruk_nk, self.timebruk_fe, self.tap, by_step)


def result(
    inn: Inndata,
    data: Mapping[str, Array],
    timebruk_nk: Mapping[str, Array],
    timebruk_fe: Mapping[str, Array],
    tap: Mapping[str, Array],
    by_step: Mapping[str, Array],
    summer: Mapping[str, Array] | None = None,
) -> Resultat:
    """Results of what a case flow left behind; nothing is computed before it is read.

    Parameters
    ----------
    data, timebruk_nk, timebruk_fe, tap : mappings of float arrays
        As in :class:`Record`.
    by_step : mapping of float arrays
        ``statlig_oppfolging`` (k, s) and ``vedtak`` (y, s).
    summer : mapping of float arrays, optional
        Sums over the units of some of ``data``, where they are known without it.
    """
    plan = inn.plan
    return Resultat(
        plan=plan,
        maneder=plan.maneder,
        kontor=tuple(e.enhet for e in plan.kontor),
        fe=tuple(e.enhet for e in plan.forvaltningsenheter),
        ytelser=tuple(y.ytelse for y in plan.ytelser),
        brukergrupper=tuple(g.brukergruppe for g in plan.oppfolgingsnorm),
        data=LazyArrays((*data, *_FINISHED), _Finished(inn, data, by_step).make),
        timebruk_nk=_read_only(timebruk_nk),
        timebruk_fe=_read_only(timebruk_fe),
        tap=_read_only(tap),
        summer={} if summer is None else summer,
    )


def _read_only(arrays: Mapping[str, Array]) -> LazyArrays:
    return arrays if isinstance(arrays, LazyArrays) else LazyArrays(arrays, arrays.__getitem__)


class _Finished:
    """Arrays of a result that follow from those of a case flow."""

    def __init__(self, inn: Inndata, data: Mapping[str, Array], by_step: Mapping[str, Array]) -> None:
        self.inn, self.data, self.by_step = inn, data, by_step
        self.staff = inn.bemanning

    def make(self, key: str) -> Array:
        return _FINISHED[key](self) if key in _FINISHED else self.data[key]

    @cached_property
    def follow(self) -> Oppfolging:
        inn = self.inn
        return Oppfolging(inn.plan, self.staff, self.by_step["statlig_oppfolging"], inn.minutter.hp5, inn.brukere)

    @cached_property
    def stock(self) -> Array:
        data = self.data
        return data["restanser_nk"].sum(axis=0) + (data["restanser_fe"] + data["venter_dok"]).sum(axis=0)

    @cached_property
    def expected(self) -> Array:
        external = np.where(self.stock > MIN_VEDTAK, self.inn.ekstern[:, None], 0.0)
        return expected_time(self.by_step["vedtak"], self.stock, self.inn.n) + external

    def at_month_ends(self, steps: Array) -> Array:
        return steps[:, self.inn.n - 1::self.inn.n]

    def ks_hours(self) -> Array:
        plan = self.inn.plan
        hours = plan.tall("ks_andel") * plan.tall("min_per_henvendelse") / 60.0
        return np.asarray(self.data["henvendelser"].sum(axis=(0, 1)) * hours)


_FINISHED: dict[str, Callable[[_Finished], Array]] = {
    "arsverk": lambda own: own.at_month_ends(own.staff.bevegelser.stat),
    "arsverk_kommune": lambda own: own.at_month_ends(own.staff.bevegelser.kommune),
    "effektive_arsverk": lambda own: own.at_month_ends(own.staff.effektive),
    "laeringsunderskudd": lambda own: own.at_month_ends(own.staff.underskudd),
    "kompetanse": lambda own: own.at_month_ends(own.staff.kompetanse),
    "timer": lambda own: per_month(own.staff.effektive * own.staff.timer_per_arsverk, own.inn.n),
    "ks_timer": _Finished.ks_hours,
    "oppfolging": lambda own: own.follow.timer,
    "behov": lambda own: own.follow.behov,
    "gap": lambda own: own.follow.gap,
    "kommunale_timer": lambda own: own.follow.kommunale,
    "timer_per_arsverk_mnd": lambda own: own.follow.timer_per_arsverk,
    "brukere": lambda own: own.inn.brukere,
    "behov_gruppe": lambda own: own.follow.behov_gruppe,
    "forventet": lambda own: own.expected,
    "forventet_alle": lambda own: weighted_mean(own.expected, own.data["inn_nk"].sum(axis=0), own.stock),
}


def ages_at_decision(n: int) -> Array:
    """Age of the window's cohorts when decided [months], oldest first, shape (36 n + 1,)."""
    return np.maximum(np.arange(OLDEST_MONTHS * n, -1, -1, dtype=float), 0.5) / n


def share_within(inn: Inndata) -> Array:
    """Share of each cohort decided within ytre grense, by ytelse and window cohort, shape (y, w)."""
    late = ages_at_decision(inn.n) + inn.ekstern[:, None]
    return np.clip((inn.grense[:, None] - late + inn.dt / 2.0) / inn.dt, 0.0, 1.0)


def expected_time(vedtak: Array, stock: Array, n: int) -> Array:
    """Time from each month's end until the vedtak after it reach the stock it left.

    Parameters
    ----------
    vedtak : float array, shape (y, s)
        Vedtak of each step.
    stock : float array, shape (y, t)
        Stock at each month's end.
    n : int
        Steps per month.

    Returns
    -------
    float array, shape (y, t)
        Months, linear within a step; 0 for no stock, NaN beyond the horizon.

    Notes
    -----
    docs/metode.md section 5. Checked by hand in tests/core/test_record.py::test_expected_time.
    """
    ends = n * np.arange(1, stock.shape[1] + 1)
    result = np.empty(stock.shape)
    for y, (decided, left) in enumerate(zip(vedtak, stock, strict=True)):
        curve = np.concatenate([[0.0], np.cumsum(decided)])
        goal = curve[ends] + left
        reached = np.maximum(np.searchsorted(curve, goal - left * 1e-12), ends + 1)
        inside = np.minimum(reached, curve.size - 1)
        step = curve[inside] - curve[inside - 1]
        part = np.clip(np.divide(goal - curve[inside - 1], step, out=np.ones_like(step), where=step > 0), 0.0, 1.0)
        result[y] = np.where(reached < curve.size, (reached - 1 - ends + part) / n, np.nan)
    return np.where(stock <= MIN_VEDTAK, 0.0, result)


def weighted_mean(values: Array, weights: Array, stock: Array) -> Array:
    """Mean over ytelser weighted by inn, shape (y, t) -> (t,).

    0 where nobody waits for anything; NaN where a ytelse with inn is undefined, or without inn.
    """
    total = weights.sum(axis=0)
    weighted = np.where(weights > 0, values * weights, 0.0).sum(axis=0)
    mean = np.divide(weighted, total, out=np.full_like(total, np.nan), where=total > 0)
    return np.where(stock.sum(axis=0) <= MIN_VEDTAK, 0.0, mean)
