"""What a batch leaves behind while it runs, and the results made of it when they are read.

The steps note what the queues depend on. What only follows from that, such as the hours of every use, is worked
out afterwards for all steps at once, and a plan's own part of it when somebody reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from planning_core.fast_inputs import Batch
from planning_core.lazy import LazyArrays
from planning_core.oppfolging import per_month
from planning_core.queues import spend
from planning_core.record import ages_at_decision, result, share_within
from planning_core.results import ALDERSBAND, TAP_FORBIGAENDE, TAP_VARIG, TIMEBRUK_FE, TIMEBRUK_NK, Resultat

Array = NDArray[np.float64]
Index = NDArray[np.intp]

NK_FLOWS = ("servert_nk", "tid_nk", "vedtak_nk", "alder_nk", "innen_nk", "sent")
"""Of a kontor: what is kept of the steps in which it has a queue, or decides cases itself."""

BANDS = tuple(f"fra {low} mnd" for low, _ in ALDERSBAND)

FE_DECIDED = ("vedtak", "alder", "innen")

_TOGETHER = 2**16
"""Numbers of vedtak by cohort that are kept before they are summed; a single plan seldom has as many."""


class BatchRecord:
    """What happened by step (``s`` first) or month (``t`` first), the draw last.

    Attributes
    ----------
    phone_nk, phone_fe : float arrays, shape (s, k, d) and (s, f, d)
        Hours that enquiries need.
    case_hours, saved : float arrays, shape (s, k, d)
        Hours on cases at the kontor, and hours that their work has become less. Before the first step they are
        those of kontor without a queue, like ``served``, ``mottatt`` and ``ufullstendige``.
    served, decided_nk : float arrays, shape (s, y, d)
        Cases that the kontor are done with, and their own vedtak.
    handed : float array, shape (2, s, f, y, d)
        Cases handed over to FE, and those of them without all documents.
    fe_work : float array, shape (s, f, y, d)
        Case hours in FE.
    clearing : float array, shape (s, f, d)
    over_fe : float array, shape (s + 1, f, y, d)
        Cases over ytre grense in FE before each step and after the last.
    venter_dok : float array, shape (t, f, y, d)
        Cases that wait for documents at month end.
    fe_classes : float array, shape (t, class, f, y, d)
        Workable cases at month end.
    bands_fe : float array, shape (t, band, f, y, d)
    """

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        t, s, k, f, y, d = batch.months, batch.steps, batch.k, batch.f, batch.y, batch.d
        self.phone_nk, self.phone_fe, self.clearing = np.zeros((s, k, d)), np.zeros((s, f, d)), np.zeros((s, f, d))
        self.case_hours, self.saved = _wide(batch.free.work, d), _wide(batch.free.saved, d)
        self.served, self.decided_nk = _wide(batch.free.served, d), np.zeros((s, y, d))
        self.handed, self.fe_work = np.empty((2, s, f, y, d)), np.zeros((s, f, y, d))
        self.handed[0], self.handed[1] = batch.free.received, batch.free.lacking
        self.over_fe, self.venter_dok = np.zeros((s + 1, f, y, d)), np.zeros((t, f, y, d))
        self.fe_classes = np.zeros((t, 2 if batch.sjekk else 3, f, y, d))
        self.bands_fe = np.zeros((t, len(ALDERSBAND), f, y, d))
        self.alder = ages_at_decision(batch.n)
        """Age at decision of a window cohort [months]."""
        self.innen = np.ascontiguousarray(share_within(batch.inputs[0]).T)
        """Share of a window cohort that is decided within ytre grense, shape (w, y)."""
        self._decided = {key: np.zeros((s, f, y, d)) for key in FE_DECIDED}
        self._to_sum: list[tuple[int, int, Array]] = []
        self._numbers_to_sum = 0
        self._kept: dict[str, list[tuple[int, Index, Array]]] = {key: [] for key in NK_FLOWS}
        self._stocks: list[tuple[int, Index, Callable[[str], Array]]] = []
        self._sums: dict[str, Array] = {}
        self._months: dict[str, Array] = {}

    def keep(self, key: str, s: int, kontor: Index, cases: Array) -> None:
        """Keep one of :data:`NK_FLOWS` of these kontor in step ``s``, shape (r, y, d)."""
        kept, t = self._kept[key], s // self.batch.n
        if kept and kept[-1][0] == t and kept[-1][1] is kontor:
            cases = kept.pop()[2] + cases
        kept.append((t, kontor, cases))

    def decided(self, s: int, row: int, vedtak: Array) -> None:
        """Keep the vedtak of FE in step ``s`` by cohort (c, f, y, d), the first of them the window's ``row``."""
        self._to_sum.append((s, row, vedtak))
        self._numbers_to_sum += vedtak.size
        if self._numbers_to_sum > _TOGETHER:
            self._sum_decided()

    def _sum_decided(self) -> None:
        """Sum the vedtak kept so far over their cohorts."""
        for s, row, cases in self._to_sum:
            cohorts = slice(row, row + len(cases))
            self._decided["vedtak"][s] = np.add.reduce(cases, axis=0)
            self._decided["alder"][s] = np.einsum("c,cfyd->fyd", self.alder[cohorts], cases)
            self._decided["innen"][s] = np.einsum("cy,cfyd->fyd", self.innen[cohorts], cases)
        self._to_sum.clear()
        self._numbers_to_sum = 0

    @property
    def fe(self) -> dict[str, Array]:
        """Vedtak of FE, the sum of their ages and those within ytre grense, each shape (s, f, y, d)."""
        self._sum_decided()
        return self._decided

    def keep_stocks(self, t: int, kontor: Index, stock: Callable[[str], Array]) -> None:
        """Keep how to make a stock, or an age band, of these kontor at the end of month ``t``, shape (r, y, d)."""
        self._stocks.append((t, kontor, stock))

    def results(self) -> list[Resultat]:
        """The results of each plan, in order; what they hold is made when it is read."""
        return [_Own(self, d).result() for d in range(self.batch.d)]

    @cached_property
    def kontor(self) -> Index:
        """Kontor that have anything of :data:`NK_FLOWS` in any month."""
        rows = [rows for kept in self._kept.values() for _, rows, _ in kept]
        return np.unique(np.concatenate([np.zeros(0, dtype=np.intp), *rows]))

    @cached_property
    def free_steps(self) -> Array:
        """Steps of a month in which the kontor handed over just what arrived in them, shape (k, t)."""
        steps = np.full((self.batch.k, self.batch.months), float(self.batch.n))
        for t, rows, _ in self._kept["servert_nk"]:
            steps[rows, t] -= 1.0
        return steps

    def of_kontor(self, key: str) -> Array:
        """A flow or stock in each month, for :attr:`kontor` only, shape (d, r, y, t)."""
        if key not in self._months:
            array = np.zeros((self.batch.months, self.kontor.size, self.batch.y, self.batch.d))
            for t, rows, own in self._kept_of(key):
                array[t, np.searchsorted(self.kontor, rows)] += own
            self._months[key] = np.ascontiguousarray(np.moveaxis(array, (3, 0), (0, 3)))
        return self._months[key]

    def sum_of_kontor(self, key: str) -> Array:
        """A flow or stock of all kontor together in each month, shape (d, y, t)."""
        if key not in self._sums:
            array = np.zeros((self.batch.months, self.batch.y, self.batch.d))
            for t, _, own in self._kept_of(key):
                array[t] += own.sum(axis=0)
            self._sums[key] = _plan_first(array)
        return self._sums[key]

    def _kept_of(self, key: str) -> Iterator[tuple[int, Index, Array]]:
        """Month, kontor and cases (r, y, d) of what was kept of a flow or stock."""
        for t, rows, kept in self._kept[key] if key in NK_FLOWS else self._stocks:
            yield t, rows, kept(key) if callable(kept) else kept

    def of_fe(self, key: str) -> Array:
        """A flow or stock of FE in each month, shape (d, f, y, t)."""
        if key not in self._months:
            self._months[key] = _plan_first(_OF_FE[key](self))
        return self._months[key]

    def sum_of_months(self, steps: Array) -> Array:
        """Sum of the steps of each month, (s, ...) -> (t, ...)."""
        return np.asarray(steps.reshape(self.batch.months, self.batch.n, *steps.shape[1:]).sum(axis=1))

    # -- all plans, all steps ---------------------------------------------------------------------

    @cached_property
    def state_oppfolging(self) -> Array:
        """State hours of the kontor left for oppfølging in each step, shape (d, k, s)."""
        return _plan_first(self.hours_nk["skjermet_oppfolging"] + self.hours_nk["oppfolging_rest"])

    @cached_property
    def hours_nk(self) -> dict[str, Array]:
        """Hours of the kontor by use, and those that fixed posts and enquiries lacked (``short``), shape (s, k, d)."""
        batch = self.batch
        phone, left, short = spend(*np.broadcast_arrays(batch.nk_left, self.phone_nk))
        protected = batch.skjermet * left
        rest = np.maximum(0.0, left - protected - self.case_hours)
        lost = np.minimum(rest, batch.absorpsjon * np.maximum(0.0, self.saved - batch.folk_frigjort))
        return {
            "faste_poster": batch.faste_nk, "driftskostnader": batch.drift_nk, "henvendelser": phone,
            "saksarbeid": self.case_hours, "skjermet_oppfolging": protected, "oppfolging_rest": rest - lost,
            "absorbert": lost, "short": short + batch.udekket_nk,
        }

    @cached_property
    def hours_fe(self) -> dict[str, Array]:
        """Hours of FE by use, and those that fixed posts and enquiries lacked (``short``), shape (s, f, d)."""
        batch = self.batch
        phone, left, short = spend(*np.broadcast_arrays(batch.fe_left, self.phone_fe))
        cases = self.fe_work.sum(axis=2)
        return {
            "faste_poster": batch.faste_fe, "driftskostnader": batch.drift_fe, "radgivning": batch.rad,
            "telefon": phone, "klargjoring": self.clearing, "saksarbeid": cases,
            "ledig": np.maximum(0.0, np.maximum(0.0, left - self.clearing) - cases),
            "short": short + batch.udekket_fe,
        }

    @cached_property
    def losses(self) -> dict[str, Array]:
        """Hours lost by cause and step that depend on the queues, shape (s, d); see metode.md section 7."""
        batch = self.batch
        own_work = self.served * (batch.nk_timer - batch.restarbeid_timer)
        fe_work = self.fe_work.sum(axis=1)
        usual = self.served * (batch.fe_timer > 0) * (1.0 - batch.komplett_base)
        lacking = self.handed[1].sum(axis=1)
        extra = batch.ekstra * batch.fe_timer
        return {
            "omstilling": ((own_work + fe_work) * batch.dyrere).sum(axis=1),
            "tapt_kompetanse": ((lacking - usual) * extra).sum(axis=1),
            "ekstra_handtering": (usual * extra).sum(axis=1),
            "restarbeid": (self.served * batch.restarbeid_timer).sum(axis=1),
        }


_OF_FE: dict[str, Callable[[BatchRecord], Array]] = {
    "inn_fe": lambda record: record.sum_of_months(record.handed[0]),
    "vedtak_fe": lambda record: record.sum_of_months(record.fe["vedtak"]),
    "alder_fe": lambda record: record.sum_of_months(
        record.fe["alder"] + record.fe["vedtak"] * record.batch.ekstern[:, None]),
    "innen_fe": lambda record: record.sum_of_months(record.fe["innen"]),
    "restanser_fe": lambda record: record.fe_classes.sum(axis=1),
    "venter_dok": lambda record: record.venter_dok,
    "over_grense_fe": lambda record: record.over_fe[record.batch.n::record.batch.n],
    "over_for": lambda record: record.sum_of_months(record.over_fe[:-1]),
}
"""Flows and stocks of FE, shape (t, f, y, d); ``over_for`` is the sum of cases over ytre grense before each step."""

_OF_KONTOR = ("vedtak_nk", "alder_nk", "innen_nk", "restanser_nk", "over_grense_nk")
"""Flows and stocks of kontor that only those in :attr:`BatchRecord.kontor` have."""


class _Own:
    """One plan's part of a batch's record."""

    def __init__(self, record: BatchRecord, d: int) -> None:
        self.record, self.d = record, d
        self.inn = record.batch.inputs[d]
        self.n = record.batch.n

    def result(self) -> Resultat:
        record, d = self.record, self.d
        return result(
            self.inn,
            LazyArrays(_DATA_NAMES, self._data),
            LazyArrays(TIMEBRUK_NK, partial(self._monthly, "hours_nk")),
            LazyArrays(TIMEBRUK_FE, partial(self._monthly, "hours_fe")),
            LazyArrays((*TAP_FORBIGAENDE, *TAP_VARIG), self._lost),
            LazyArrays(_BY_STEP, lambda key: _BY_STEP[key](self)),
            LazyArrays(_OF_KONTOR, lambda key: record.sum_of_kontor(key)[d].copy()),
        )

    def _data(self, key: str) -> Array:
        """An array of :class:`~planning_core.results.Resultat` that the case flow leaves behind."""
        if key in _OF_KONTOR:
            return self._kontor(key)
        return self._fe(key) if key in _OF_FE else _DATA[key](self)

    def _pick(self, array: Array) -> Array:
        """The plan's own part of (..., d); the only one where all plans share it."""
        return array[..., min(self.d, array.shape[-1] - 1)]

    def _kontor(self, key: str) -> Array:
        """Of the kontor, shape (k, y, t)."""
        record, batch = self.record, self.record.batch
        own = np.zeros((batch.k, batch.y, batch.months))
        if record.kontor.size:
            own[record.kontor] = record.of_kontor(key)[self.d]
        return own

    def _passed_on(self) -> Array:
        """Cases of steps in which the kontor handed over just what arrived in them, shape (k, y, t)."""
        return self.inn.saker.saksinngang / self.n * self.record.free_steps[:, None]

    def _enquiries(self) -> Array:
        """Enquiries before they are split, shape (k, y, t)."""
        plan, cases, batch = self.inn.plan, self.inn.saker, self.record.batch
        late = self._kontor("sent")
        if batch.f:
            at_fe = self._fe("over_for")
            late = late + at_fe[np.maximum(cases.rute, 0), np.arange(batch.y)] * cases.andel_av_rutet
        return plan.tall("henv_per_sak") * cases.saksinngang + plan.tall("henv_per_forsinket_mnd") * self.inn.dt * late

    def _fe(self, key: str) -> Array:
        """Of FE, shape (f, y, t)."""
        # A copy, so that who keeps one plan's numbers does not keep those of the whole batch.
        return self.record.of_fe(key)[self.d].copy()

    def _monthly(self, hours: str, key: str) -> Array:
        """Hours of a use by unit and month."""
        return per_month(np.ascontiguousarray(self._pick(getattr(self.record, hours)[key]).T), self.n)

    def _lost(self, key: str) -> Array:
        """Hours lost by a cause, shape (t,)."""
        if key in _LOST_STAFF:
            return per_month(getattr(self.inn.bemanning, f"tap_{key}").sum(axis=0), self.n)
        if key in _LOST_HOURS:
            return np.asarray(self._monthly(*_LOST_HOURS[key]).sum(axis=0))
        return per_month(self._pick(self.record.losses[key]), self.n)

    def _decided(self) -> Array:
        """Vedtak of the fylke in each step, shape (y, s)."""
        decided = self._pick(self.record.decided_nk) + self._pick(self.record.fe["vedtak"]).sum(axis=1)
        return np.ascontiguousarray(decided.T)

    def _uncovered(self) -> Array:
        """Hours not covered in the month, and hours of cases that wait at its end, shape (u, t)."""
        record, batch, ends = self.record, self.record.batch, np.s_[self.n - 1::self.n]
        short = [self._pick(hours["short"]) for hours in (record.hours_nk, record.hours_fe)]
        in_month = per_month(np.concatenate(short, axis=1).T, self.n)
        at_kontor = (self._kontor("restanser_nk") * self._pick(batch.nk_timer)[ends].T).sum(axis=1)
        at_fe = (self._pick(record.fe_classes) * self._pick(batch.kost)[ends, :, None]).sum(axis=(1, 3)).T
        return in_month + np.concatenate([at_kontor, at_fe])

    def _bands(self) -> Array:
        """Restanser by unit, ytelse and age band, shape (u, y, band, t)."""
        at_kontor = np.stack([self._kontor(band) for band in BANDS], axis=2)
        at_fe = np.moveaxis(self._pick(self.record.bands_fe), (0, 1), (3, 2))
        return np.concatenate([at_kontor, at_fe])


_DATA: dict[str, Callable[[_Own], Array]] = {
    "inn_nk": lambda own: own.inn.saker.saksinngang,
    "henvendelser": _Own._enquiries,
    "udekket": _Own._uncovered,
    "aldersband": _Own._bands,
    "servert_nk": lambda own: own._kontor("servert_nk") + own._passed_on(),
    "tid_nk": lambda own: own._kontor("tid_nk") + own._passed_on() * own.record.alder[-1],
}
_DATA_NAMES = (*_DATA, *_OF_KONTOR, *(key for key in _OF_FE if key != "over_for"))
_BY_STEP: dict[str, Callable[[_Own], Array]] = {
    "statlig_oppfolging": lambda own: own.record.state_oppfolging[own.d], "vedtak": _Own._decided,
}
_LOST_STAFF = ("laering", "oppstart")
_LOST_HOURS = {
    "radgivning": ("hours_fe", "radgivning"), "telefon_fe": ("hours_fe", "telefon"), "absorpsjon": ("hours_nk", "absorbert"),
}
"""Causes whose lost hours are a use of hours."""


def _wide(array: Array, d: int) -> Array:
    """A copy with ``d`` draws."""
    return np.repeat(array, d // array.shape[-1], axis=-1)


def _plan_first(array: Array) -> Array:
    """(t, ..., d) -> (d, ..., t), contiguous."""
    return np.ascontiguousarray(np.swapaxes(array, 0, -1))
