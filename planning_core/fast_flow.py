"""The case flow for many plans at once: the same rules as :mod:`planning_core.case_flow`, faster.

Four things make it fast without changing a result:

- What a kontor without a queue does is known before the first step (:class:`planning_core.fast_inputs.Free`).
- A kontor's queue is a pair of cumulative curves (:mod:`planning_core.fast_kontor`).
- Only FE keeps cohorts, from the oldest that is not empty to now (:mod:`planning_core.fast_fe`).
- Plans of the same shape run together with the draw as innermost axis, so that the price of a
  step is paid once for all of them (:mod:`planning_core.fast_inputs`).

A step works out what the queues depend on; the rest follows afterwards (:mod:`planning_core.fast_record`).
The plain version is the oracle: tests/core/test_fast_flow.py holds the two to 1e-9.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import Inndata
from planning_core.fast_fe import FeQueues
from planning_core.fast_inputs import Batch
from planning_core.fast_kontor import KontorQueues
from planning_core.fast_record import BANDS, BatchRecord
from planning_core.results import ALDERSBAND, Resultat

Array = NDArray[np.float64]
Index = NDArray[np.intp]


def run(inputs: Sequence[Inndata]) -> list[Resultat]:
    """Run the case flow of plans of the same shape (:func:`planning_core.fast_inputs.shape_key`).

    Returns
    -------
    list of Resultat
        One a plan, in order.
    """
    flow = FastFlow(Batch(inputs))
    for s in range(flow.batch.steps):
        flow.step(s)
    return flow.record.results()


class FastFlow:
    """The steps of a batch."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.nk = KontorQueues(batch)
        self.fe = FeQueues(batch)
        self.record = BatchRecord(batch)
        self.overdue_nk = self.nk.overdue(-1)
        self.overdue_fe = self._opening_overdue_fe()
        self.edges = [*(low * batch.n for low, _ in ALDERSBAND), None]

    def _opening_overdue_fe(self) -> Array:
        """Overdue in FE at the start: cohort -1 is the youngest, so ages are a step less than in step 0."""
        opening = self.batch.opening_fe
        late = np.einsum("cfyd,cy->fyd", opening, self.fe.late[1:])
        return np.repeat(late, self.batch.d // late.shape[2], axis=2)

    def step(self, s: int) -> None:
        """Run step ``s``: enquiries, kontor, hand-over, FE, overdue."""
        t = s // self.batch.n
        left = self._enquiries(s, t)
        short = left < self.batch.free.work[s]
        self.fe.begin(s)
        if self.nk.queued.size or short.any():
            busy = np.flatnonzero(short.any(axis=1) | self.nk.has_queue)
            self._kontor(s, t, busy, left[busy])
        else:
            self.fe.receive(s, self.record.fe["mottatt"][s], self.record.fe["ufullstendige"][s])
            self._decide_at_kontor(s, self.batch.inn_steg[t])
        if self.batch.f:
            self._forvaltningsenhet(s)
        self.overdue_nk = self.nk.overdue(s)
        self.overdue_fe = self.fe.overdue(s)
        if (s + 1) % self.batch.n == 0:
            self._stocks(s, t)

    def _enquiries(self, s: int, t: int) -> Array:
        """Note hours that enquiries need; returns hours of the kontor left for cases, shape (k, d)."""
        batch, record = self.batch, self.record
        record.over_fe[s] = self.overdue_fe
        late = batch.late_at_fe(t, self.overdue_fe)
        at_fe = (self.overdue_fe * batch.andel_per_fe[t]).sum(axis=1)
        queued = self.nk.queued
        if queued.size:
            late[queued] += self.overdue_nk.sum(axis=1)
            record.nk["sent"][queued] += self.overdue_nk
            at_fe = at_fe + batch.by_fe(self.overdue_nk, queued).sum(axis=1)
        record.phone_fe[s] = batch.phone_fe[t] + batch.per_late_fe * at_fe
        need = record.phone_nk[s] = batch.phone_nk[t] + batch.per_late_nk * late
        left = batch.nk_left[s] - np.minimum(batch.nk_left[s], need)
        return left - batch.skjermet * left

    def _kontor(self, s: int, t: int, busy: Index, left: Array) -> None:
        """Case work of the kontor that have a queue or cannot serve all that arrives, with their hours (r, d)."""
        batch, record = self.batch, self.record
        record.touched[busy] = True
        record.free_steps[t, busy] -= 1.0
        before, old, waiting = self.nk.join(s, busy)
        minutes = batch.nk_timer[s]
        work = (waiting * minutes).sum(axis=1)
        enough = left >= work
        share = np.divide(left, work, out=np.ones(work.shape), where=~enough)
        whole = enough[:, None] | (minutes <= 0)
        served = np.where(whole, waiting, waiting * share[:, None])
        record.case_hours[s, busy] = np.minimum(work, left)
        record.saved[s, busy] = (served * batch.spart[s]).sum(axis=1)
        self.nk.depart(s, busy, before + served, whole)
        self._hand_over(s, t, busy, served, old, before)
        self.nk.skip_empty(s, busy)

    def _hand_over(self, s: int, t: int, busy: Index, served: Array, old: NDArray[np.bool_], before: Array) -> None:
        """Send what was served to FE, or decide it where FE has no work.

        Parameters
        ----------
        busy : int array, shape (r,)
            Kontor that have a queue; the others send what has arrived.
        served, before : float arrays, shape (r, y, d)
            Cases served, and all departures before them.
        old : bool array, shape (r, y, d)
            Where there was a queue before the step.
        """
        batch, record = self.batch, self.record
        record.nk["servert_nk"][busy] += served
        cases = np.empty((batch.k, batch.y, batch.d))
        cases[:] = batch.inn_steg[t]
        cases[busy] = served
        record.served[s] = cases.sum(axis=0)
        handed = np.empty((2, *cases.shape))  # all cases, and those of them without all documents
        handed[0] = cases if batch.all_to_fe[s] else cases * (batch.fe_timer[s] > 0)
        np.multiply(handed[0], batch.ufullstendig[s], out=handed[1])
        received, lacking = batch.by_fe(handed)
        record.fe["mottatt"][s], record.fe["ufullstendige"][s] = received, lacking
        if old.any():
            # Of queues only what is of the current cohort is received here: nothing.
            cases[busy] *= ~old
            handed[:, busy] *= ~old
            received, lacking = batch.by_fe(handed)
        self.fe.receive(s, received, lacking)
        record.nk["tid_nk"][busy] += cases[busy] * self.fe.alder[-1]
        self._decide_at_kontor(s, cases)
        moved = old & (served > 0)
        if moved.any():
            self._hand_over_old(s, busy, np.nonzero(moved), before)

    def _hand_over_old(self, s: int, busy: Index, moved: tuple[Index, ...], before: Array) -> None:
        """Send what was served of queues, whose cases are of many cohorts."""
        batch, record = self.batch, self.record
        r, y, d = moved
        rows = k, y, d = busy[r], y, d
        columns, cases = self.nk.slices(s, rows, before[moved])
        columns = np.maximum(columns, s)
        record.nk["tid_nk"][rows] += (cases * self.fe.alder[columns - s]).sum(axis=1)
        q, w = np.nonzero(cases > 0)
        if not batch.all_to_fe[s]:
            goes = np.broadcast_to(batch.fe_timer[s] > 0, (batch.y, batch.d))[y, d]
            self._decide_old_at_kontor(s, (k[~goes], y[~goes], d[~goes]), columns[~goes], cases[~goes])
            q, w = q[goes[q]], w[goes[q]]
        if q.size:
            where = columns[q, w], batch.rute[k[q], y[q]], y[q], d[q]
            taken = cases[q, w]
            share = batch.ufullstendig[s, k[q], y[q], np.minimum(d[q], batch.ufullstendig.shape[3] - 1)]
            self.fe.receive_old(s, where, taken, taken * share)

    def _decide_at_kontor(self, s: int, cases: Array) -> None:
        """Decide cases of the current cohort (k, y, d) that FE has no work with."""
        batch, record = self.batch, self.record
        if batch.all_to_fe[s]:
            return
        cases = cases * (batch.fe_timer[s] <= 0)
        record.touched[:] = True
        record.nk["vedtak_nk"] += cases
        record.nk["alder_nk"] += cases * (self.fe.alder[-1] + batch.ekstern[:, None])
        record.nk["innen_nk"] += cases * self.fe.innen[-1][:, None]
        record.decided_nk[s] += cases.sum(axis=0)

    def _decide_old_at_kontor(self, s: int, rows: tuple[Index, ...], columns: Index, cases: Array) -> None:
        record, y = self.record, rows[1]
        count = cases.sum(axis=1)
        record.nk["vedtak_nk"][rows] += count
        ages = (cases * self.fe.alder[columns - s]).sum(axis=1)
        record.nk["alder_nk"][rows] += ages + count * self.batch.ekstern[y]
        record.nk["innen_nk"][rows] += (cases * self.fe.innen[columns - s, y[:, None]]).sum(axis=1)
        np.add.at(record.decided_nk[s], (y, rows[2]), count)

    def _forvaltningsenhet(self, s: int) -> None:
        batch, record = self.batch, self.record
        hours = batch.fe_left[s]
        done = self.fe.work(s, hours - np.minimum(hours, record.phone_fe[s]))
        self.fe.end(s)
        record.clearing[s] = done.klargjoring
        record.fe["vedtak"][s] = done.vedtak
        record.fe["alder"][s] = done.alder
        record.fe["innen"][s] = done.innen
        record.fe["saksarbeid"][s] = done.saksarbeid_y

    def _stocks(self, s: int, t: int) -> None:
        """Note the stocks at the end of month ``t``."""
        record = self.record
        if self.nk.queued.size:
            record.keep_stocks(t, self.nk.queued, self._kontor_stocks(s))
        record.end_month(t)
        classes, waiting, bands = self.fe.stocks(s)
        record.fe_classes[t], record.venter_dok[t], record.bands_fe[t] = classes, waiting, bands
        record.over_fe[s + 1] = self.overdue_fe

    def _kontor_stocks(self, s: int) -> dict[str, Callable[[], Array]]:
        """How to make the stocks of the kontor that have a queue after step ``s``; few are ever asked for."""
        kontor, overdue, departed = self.nk.queued, self.overdue_nk, self.nk.departed[self.nk.queued]
        bands = {
            name: partial(self.nk.between, s, kontor, departed, ages)
            for name, ages in zip(BANDS, pairwise(self.edges), strict=True)
        }
        return {"restanser_nk": partial(self.nk.queue, s, kontor, departed), "over_grense_nk": lambda: overdue, **bands}
