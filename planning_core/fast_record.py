"""What a batch leaves behind while it runs, and the results made of it when they are read.

The steps note what the queues depend on. What only follows from that, such as the hours of every use, is worked
out afterwards for all steps at once, and a plan's own part of it when somebody reads it.
"""

from __future__ import annotations

from collections.abc import Callable
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
        self._collected: dict[str, Array] = {}

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
        """A flow or stock in each month, for :attr:`kontor` only, shape (r, y, d, t)."""
        if key not in self._collected:
            batch = self.batch
            array = np.zeros((self.kontor.size, batch.y, batch.d, batch.months))
            for t, rows, kept in self._kept[key] if key in NK_FLOWS else self._stocks:
                own = kept(key) if callable(kept) else kept
                array[np.searchsorted(self.kontor, rows), :, :, t] += own
            self._collected[key] = array
        return self._collected[key]

    # -- all plans, all steps ---------------------------------------------------------------------

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


class _Own:
    """One plan's part of a batch's record."""

    def __init__(self, record: BatchRecord, d: int) -> None:
        self.record, self.d = record, d
        self.inn = record.batch.inputs[d]
        self.n = record.batch.n

    def result(self) -> Resultat:
        record = self.record
        data: dict[str, Callable[[], Array]] = {
            "inn_nk": lambda: self.inn.saker.saksinngang,
            "henvendelser": self._enquiries,
            "udekket": self._uncovered,
            "aldersband": self._bands,
            **{f"{key}_nk": partial(self._kontor, f"{key}_nk")
               for key in ("vedtak", "alder", "innen", "restanser", "over_grense")},
            "servert_nk": lambda: self._kontor("servert_nk") + self._passed_on(),
            "tid_nk": lambda: self._kontor("tid_nk") + self._passed_on() * record.alder[-1],
            "vedtak_fe": lambda: self._fe_sum(record.fe["vedtak"]),
            "alder_fe": self._ages_fe,
            "innen_fe": lambda: self._fe_sum(record.fe["innen"]),
            "inn_fe": lambda: self._fe_sum(record.handed[0]),
            "restanser_fe": lambda: _months_last(self._pick(record.fe_classes).sum(axis=1)),
            "venter_dok": lambda: _months_last(self._pick(record.venter_dok)),
            "over_grense_fe": lambda: _months_last(self._pick(record.over_fe)[self.n::self.n]),
        }
        tap: dict[str, Callable[[], Array]] = {
            "laering": lambda: per_month(self.inn.bemanning.tap_laering.sum(axis=0), self.n),
            "oppstart": lambda: per_month(self.inn.bemanning.tap_oppstart.sum(axis=0), self.n),
            "radgivning": lambda: fe["radgivning"].sum(axis=0),
            "telefon_fe": lambda: fe["telefon"].sum(axis=0),
            "absorpsjon": lambda: nk["absorbert"].sum(axis=0),
            **{key: partial(self._loss, key) for key in ("omstilling", "tapt_kompetanse", "ekstra_handtering", "restarbeid")},
        }
        nk = LazyArrays({key: partial(self._monthly, "hours_nk", key) for key in TIMEBRUK_NK})
        fe = LazyArrays({key: partial(self._monthly, "hours_fe", key) for key in TIMEBRUK_FE})
        lost = LazyArrays({key: tap[key] for key in (*TAP_FORBIGAENDE, *TAP_VARIG)})
        by_step = LazyArrays({"statlig_oppfolging": self._state_oppfolging, "vedtak": self._decided})
        return result(self.inn, LazyArrays(data), nk, fe, lost, by_step)

    def _pick(self, array: Array) -> Array:
        """The plan's own part of (..., d); the only one where all plans share it."""
        return array[..., min(self.d, array.shape[-1] - 1)]

    def _kontor(self, key: str) -> Array:
        """Of the kontor, shape (k, y, t)."""
        record, batch = self.record, self.record.batch
        own = np.zeros((batch.k, batch.y, batch.months))
        if record.kontor.size:
            own[record.kontor] = record.of_kontor(key)[:, :, self.d]
        return own

    def _passed_on(self) -> Array:
        """Cases of steps in which the kontor handed over just what arrived in them, shape (k, y, t)."""
        return self.inn.saker.saksinngang / self.n * self.record.free_steps[:, None]

    def _enquiries(self) -> Array:
        """Enquiries before they are split, shape (k, y, t)."""
        plan, cases, batch = self.inn.plan, self.inn.saker, self.record.batch
        late = self._kontor("sent")
        if batch.f:
            at_fe = per_month(_months_last(self._pick(self.record.over_fe)[:-1]), self.n)
            late = late + at_fe[np.maximum(cases.rute, 0), np.arange(batch.y)] * cases.andel_av_rutet
        return plan.tall("henv_per_sak") * cases.saksinngang + plan.tall("henv_per_forsinket_mnd") * self.inn.dt * late

    def _fe_sum(self, array: Array) -> Array:
        """Of FE (s, f, y, d), summed over the steps of each month, shape (f, y, t)."""
        return per_month(_months_last(self._pick(array)), self.n)

    def _ages_fe(self) -> Array:
        """Sum of the ages of FE's vedtak, with the time elsewhere, shape (f, y, t)."""
        vedtak, ages = self._fe_sum(self.record.fe["vedtak"]), self._fe_sum(self.record.fe["alder"])
        return ages + vedtak * self.inn.ekstern[:, None]

    def _monthly(self, hours: str, key: str) -> Array:
        """Hours of a use by unit and month."""
        return per_month(np.ascontiguousarray(self._pick(getattr(self.record, hours)[key]).T), self.n)

    def _loss(self, key: str) -> Array:
        return per_month(self._pick(self.record.losses[key]), self.n)

    def _state_oppfolging(self) -> Array:
        """State hours left for oppfølging in each step, shape (k, s)."""
        hours = self.record.hours_nk
        return np.ascontiguousarray((self._pick(hours["skjermet_oppfolging"]) + self._pick(hours["oppfolging_rest"])).T)

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


def _wide(array: Array, d: int) -> Array:
    """A copy with ``d`` draws."""
    return np.repeat(array, d // array.shape[-1], axis=-1)


def _months_last(array: Array) -> Array:
    """(t, ...) -> (..., t), contiguous."""
    return np.ascontiguousarray(np.moveaxis(array, 0, -1))
