"""The case flow for many plans at once: the same rules as :mod:`planning_core.case_flow`, faster.

Three things make it fast without changing a result:

- A kontor's queue is a pair of cumulative curves (:mod:`planning_core.fast_kontor`).
- Only FE keeps cohorts, from the oldest that is not empty to now (:mod:`planning_core.fast_fe`).
- Plans of the same shape run together with the draw as innermost axis, so that the price of a
  step is paid once for all of them (:mod:`planning_core.fast_inputs`).

The plain version is the oracle: tests/core/test_fast_flow.py holds the two to 1e-9.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import Inndata
from planning_core.fast_fe import FeQueues
from planning_core.fast_inputs import Batch
from planning_core.fast_kontor import KontorQueues
from planning_core.fast_record import BatchRecord
from planning_core.record import Record
from planning_core.results import ALDERSBAND

Array = NDArray[np.float64]


def run(inputs: Sequence[Inndata]) -> list[Record]:
    """Run the case flow of plans of the same shape (:func:`planning_core.fast_inputs.shape_key`).

    Returns
    -------
    list of Record
        One a plan, in order.
    """
    flow = FastFlow(Batch(inputs))
    for s in range(flow.batch.steps):
        flow.step(s)
    return flow.record.records()


class FastFlow:
    """The steps of a batch."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.nk = KontorQueues(batch)
        self.fe = FeQueues(batch)
        self.record = BatchRecord(batch)
        self.overdue_nk = self.nk.overdue(-1)
        self.overdue_fe = self._opening_overdue_fe()
        self.queued = self.nk.queue(-1)
        self.edges = [*(low * batch.n for low, _ in ALDERSBAND), None]

    def _opening_overdue_fe(self) -> Array:
        """Overdue in FE at the start: cohort -1 is the youngest, so ages are a step less than in step 0."""
        opening = self.batch.opening_fe
        late = np.einsum("cfyd,cy->fyd", opening, self.fe.late[1:])
        return np.broadcast_to(late, (*late.shape[:2], self.batch.d))

    def step(self, s: int) -> None:
        """Run step ``s``: arrivals, enquiries, kontor, hand-over, FE, overdue."""
        batch, record, t = self.batch, self.record, s // self.batch.n
        enquiries = self._enquiries(s)
        record.nk["henvendelser"][t] += enquiries
        ours = enquiries * batch.ikke_ks
        served, whole = self._kontor(s, ours)
        self.fe.begin(s)
        self._hand_over(s, served, whole)
        self._forvaltningsenhet(s, ours)
        self.overdue_nk = self.nk.overdue(s) if self.queued.any() else np.zeros_like(self.queued)
        self.overdue_fe = self.fe.overdue(s)
        if (s + 1) % batch.n == 0:
            self._stocks(s, t)

    def _enquiries(self, s: int) -> Array:
        """Enquiries by kontor and ytelse before they are split, shape (k, y, d)."""
        batch, t = self.batch, s // self.batch.n
        late = self.overdue_nk
        if batch.f:
            at_fe = self.overdue_fe[np.maximum(batch.rute, 0), np.arange(batch.y)]
            late = late + at_fe * batch.andel_av_rutet[t]
        return batch.henv_per_sak * batch.saksinngang[t] / batch.n + batch.henv_per_forsinket * late

    def _kontor(self, s: int, ours: Array) -> tuple[Array, NDArray[np.bool_] | bool]:
        """State hours of the kontor; returns cases served (k, y, d) and where that is the whole queue."""
        batch, record = self.batch, self.record
        kontor = slice(0, batch.k)
        phone_need = (ours * (1.0 - batch.lekkasje)).sum(axis=1) * batch.timer_per_henv
        left = batch.nk_left[s]
        phone = np.minimum(left, phone_need)
        record.nk_hours["henvendelser"][s] = phone
        record.short[s, kontor] = phone_need - phone
        left = left - phone
        protected = batch.skjermet * left
        left = left - protected
        waiting = self.nk.queue(s)
        minutes = batch.nk_timer[s]
        work = np.einsum("kyd,yd->kd", waiting, np.broadcast_to(minutes, waiting.shape[1:]))
        enough = left >= work
        if enough.all():
            served, whole = waiting, True
            case_hours, residual = work, left - work
        else:
            share = np.where(enough, 1.0, np.divide(left, work, out=np.ones_like(work), where=work > 0))
            whole = enough[:, None] | (minutes <= 0)
            served = np.where(whole, waiting, waiting * share[:, None])
            case_hours, residual = np.where(enough, work, left), np.where(enough, left - work, 0.0)
        saved = (served * batch.spart[s]).sum(axis=1) - batch.folk_frigjort[s]
        lost = np.minimum(residual, batch.absorpsjon * np.maximum(0.0, saved))
        record.nk_hours["saksarbeid"][s] = case_hours
        record.nk_hours["skjermet_oppfolging"][s] = protected
        record.nk_hours["oppfolging_rest"][s] = residual - lost
        record.nk_hours["absorbert"][s] = lost
        return served, whole

    def _hand_over(self, s: int, served: Array, whole: NDArray[np.bool_] | bool) -> None:
        """Send what was served to FE, or decide it where FE has no work."""
        batch, record, t = self.batch, self.record, s // self.batch.n
        before = self.nk.departed
        self.nk.depart(s, served, whole)
        old = self.queued > 0
        record.nk["servert_nk"][t] += served
        record.served[s] = served.sum(axis=0)
        to_fe = batch.fe_timer[s] > 0
        everything = to_fe.all()
        handed = served if everything else served * to_fe
        both = np.concatenate([handed, handed * batch.ufullstendig[s]], axis=2)
        record.lacking[s] = both[:, :, batch.d:].sum(axis=0)
        received = batch.by_fe(both)
        record.fe["inn_fe"][t] += received[:, :, : batch.d]
        now = served
        if old.any():
            now = np.where(old, 0.0, served)
            received = batch.by_fe(both * ~np.concatenate([old, old], axis=2))
        record.nk["tid_nk"][t] += now * self.fe.alder[-1]
        if not everything:
            self._decide_at_kontor(s, t, now * ~to_fe)
        self.fe.receive(s, received[:, :, : batch.d], received[:, :, batch.d:])
        moved = old & (served > 0)
        if moved.any():
            self._hand_over_old(s, np.nonzero(moved), before, to_fe)
        self.queued = self.nk.queue(s)
        self.nk.skip_empty(s)

    def _hand_over_old(self, s: int, rows: tuple, before: Array, to_fe: Array) -> None:
        batch, record, t = self.batch, self.record, s // self.batch.n
        k, y, d = rows
        columns, cases = self.nk.slices(s, rows, before[rows])
        columns = np.maximum(columns, s)
        record.nk["tid_nk"][t][rows] += (cases * self.fe.alder[columns - s]).sum(axis=1)
        goes = np.broadcast_to(to_fe, (batch.y, batch.d))[y, d]
        if not goes.all():
            self._decide_old_at_kontor(s, t, (k[~goes], y[~goes], d[~goes]), columns[~goes], cases[~goes])
        q, w = np.nonzero((cases > 0) & goes[:, None])
        if q.size:
            where = columns[q, w], batch.rute[k[q], y[q]], y[q], d[q]
            taken = cases[q, w]
            share = np.broadcast_to(batch.ufullstendig[s], self.queued.shape)[k[q], y[q], d[q]]
            self.fe.receive_old(s, where, taken, taken * share)

    def _decide_at_kontor(self, s: int, t: int, cases: Array) -> None:
        """Cases of the current cohort that FE has no work with."""
        record = self.record
        record.nk["vedtak_nk"][t] += cases
        record.nk["alder_nk"][t] += cases * (self.fe.alder[-1] + self.batch.ekstern[:, None])
        record.nk["innen_nk"][t] += cases * self.fe.innen[-1][:, None]
        record.decided[s] += cases.sum(axis=0)

    def _decide_old_at_kontor(self, s: int, t: int, rows: tuple, columns: Array, cases: Array) -> None:
        record, y = self.record, rows[1]
        count = cases.sum(axis=1)
        record.nk["vedtak_nk"][t][rows] += count
        ages = (cases * self.fe.alder[columns - s]).sum(axis=1)
        record.nk["alder_nk"][t][rows] += ages + count * self.batch.ekstern[y]
        record.nk["innen_nk"][t][rows] += (cases * self.fe.innen[columns - s, y[:, None]]).sum(axis=1)
        np.add.at(record.decided[s], (y, rows[2]), count)

    def _forvaltningsenhet(self, s: int, ours: Array) -> None:
        batch, record, t = self.batch, self.record, s // self.batch.n
        if not batch.f:
            return
        need = batch.by_fe(ours * batch.lekkasje).sum(axis=1) * batch.timer_per_henv
        left = batch.fe_left[s]
        phone = np.minimum(left, need)
        record.fe_hours["telefon"][s] = phone
        record.short[s, batch.k:] = need - phone
        done = self.fe.work(s, left - phone)
        self.fe.end(s)
        record.fe["vedtak_fe"][t] += done.vedtak
        record.fe["alder_fe"][t] += done.alder
        record.fe["innen_fe"][t] += done.innen
        record.decided[s] += done.vedtak.sum(axis=0)
        record.fe_case_hours[s] = done.saksarbeid_y.sum(axis=0)
        record.fe_hours["klargjoring"][s] = done.klargjoring
        record.fe_hours["saksarbeid"][s] = done.saksarbeid_y.sum(axis=1)
        record.fe_hours["ledig"][s] = done.ledig

    def _stocks(self, s: int, t: int) -> None:
        batch, record, k = self.batch, self.record, self.batch.k
        record.nk["restanser_nk"][t] = self.queued
        record.nk["over_grense_nk"][t] = self.overdue_nk
        record.waiting_hours[t, :k] = (self.queued * batch.nk_timer[s]).sum(axis=1)
        if self.queued.any():
            for b, cases in enumerate(self.nk.bands(s, self.edges)):
                record.bands[t, :k, :, b] = cases
        classes, waiting = self.fe.stocks(s)
        sums = classes.sum(axis=1)
        record.fe["restanser_fe"][t] = sums.sum(axis=0)
        record.fe["venter_dok"][t] = waiting.sum(axis=0)
        record.fe["over_grense_fe"][t] = self.overdue_fe
        record.waiting_hours[t, k:] = (sums * batch.kost[s][:, None]).sum(axis=(0, 2))
        both = classes.sum(axis=0) + waiting
        now = s + self.fe.oldest
        for b, (low, high) in enumerate(ALDERSBAND):
            first = 0 if high is None else max(0, now + 1 - high * batch.n - self.fe.lo)
            last = max(0, now + 1 - low * batch.n - self.fe.lo)
            if last > first:
                record.bands[t, k:, :, b] = both[first:last].sum(axis=0)
