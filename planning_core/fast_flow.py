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

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import Inndata
from planning_core.fast_fe import FeQueues
from planning_core.fast_inputs import Batch
from planning_core.fast_kontor import Departure, KontorQueues
from planning_core.fast_record import BatchRecord
from planning_core.results import Resultat

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
        self.everyone = np.arange(batch.k)

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
            self.fe.receive(s, s + self.fe.oldest, *self.record.handed[:, s, None])
            self._decide_at_kontor(s, self.everyone, -1, self.batch.inn_steg[t, None])
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
        late, at_fe = batch.late_at_fe(t, self.overdue_fe)
        queued = self.nk.queued
        if queued.size:
            late[queued] += self.overdue_nk.sum(axis=1)
            record.keep("sent", s, queued, self.overdue_nk)
            at_fe = at_fe + batch.by_fe(self.overdue_nk, queued).sum(axis=1)
        record.phone_fe[s] = batch.phone_fe[t] + batch.per_late_fe * at_fe
        need = record.phone_nk[s] = batch.phone_nk[t] + batch.per_late_nk * late
        left = np.maximum(0.0, batch.nk_left[s] - need)
        return left - batch.skjermet * left

    def _kontor(self, s: int, t: int, busy: Index, left: Array) -> None:
        """Case work of the kontor that have a queue or cannot serve all that arrives, with their hours (r, d)."""
        batch, record = self.batch, self.record
        before, waiting = self.nk.join(s, busy)
        minutes = batch.nk_timer[s]
        work = (waiting * minutes).sum(axis=1)
        enough = left >= work
        share = np.divide(left, work, out=np.ones(work.shape), where=~enough)
        whole = enough[:, None] | (minutes <= 0)
        served = np.where(whole, waiting, waiting * share[:, None])
        record.case_hours[s, busy] = np.minimum(work, left)
        record.saved[s, busy] = (served * batch.spart[s]).sum(axis=1)
        record.keep("servert_nk", s, busy, served)
        self._hand_over(s, t, busy, served, self.nk.depart(s, busy, before, served, whole))

    def _hand_over(self, s: int, t: int, busy: Index, served: Array, left: Departure) -> None:
        """Send what was served to FE, or decide it where FE has no work.

        Parameters
        ----------
        busy : int array, shape (r,)
            Kontor that have a queue; the others send what has arrived.
        served : float array, shape (r, y, d)
            Cases served.
        left : Departure
            The same cases by cohort.
        """
        batch, record, now = self.batch, self.record, s + self.fe.oldest
        column = np.minimum(left.column + np.arange(len(left.cases))[:, None, None, None], now)
        others = batch.inn_steg[t].copy()
        others[busy] = 0.0
        record.served[s] = served.sum(axis=0) + others.sum(axis=0)
        self._send(s, busy, column, left.cases, others)
        row = column - s
        record.keep("tid_nk", s, busy, (record.alder[row] * left.cases).sum(axis=0))
        self._decide_at_kontor(s, busy, row, left.cases)
        self._decide_at_kontor(s, self.everyone, -1, others[None])

    def _send(self, s: int, busy: Index, column: Index, cases: Array, others: Array) -> None:
        """Send to FE cases of kontor with a queue, each in its column (m, r, y, d), and those of all others (k, y, d)."""
        batch, record, now = self.batch, self.record, s + self.fe.oldest
        if not batch.all_to_fe[s]:
            with_fe = batch.fe_timer[s] > 0
            cases, others = cases * with_fe, others * with_fe
        oldest = int(column.min(initial=now))
        received = batch.by_fe_and_column(cases, busy, column - oldest, now - oldest + 1)
        kept = batch.by_fe_and_column(cases * batch.kept[s][busy], busy, column - oldest, now - oldest + 1)
        lacking = batch.lacking(received, kept)
        arrived = batch.by_fe(others)
        received[-1] += arrived
        lacking[-1] += batch.lacking_by_fe(others, arrived, s)
        record.handed[0, s], record.handed[1, s] = received.sum(axis=0), lacking.sum(axis=0)
        self.fe.receive(s, oldest, received, lacking)

    def _decide_at_kontor(self, s: int, kontor: Index, row: Index | int, cases: Array) -> None:
        """Decide those cases (m, r, y, d) that FE has no work with; ``row`` is where their cohorts are in the window."""
        batch, record = self.batch, self.record
        if batch.all_to_fe[s]:
            return
        cases = cases * (batch.fe_timer[s] <= 0)
        count = cases.sum(axis=0)
        record.keep("vedtak_nk", s, kontor, count)
        ages = (record.alder[row] * cases).sum(axis=0)
        record.keep("alder_nk", s, kontor, ages + count * batch.ekstern[:, None])
        record.keep("innen_nk", s, kontor, (record.innen[row, np.arange(batch.y)[:, None]] * cases).sum(axis=0))
        record.decided_nk[s] += count.sum(axis=0)

    def _forvaltningsenhet(self, s: int) -> None:
        batch, record = self.batch, self.record
        hours = batch.fe_left[s]
        done = self.fe.work(s, hours - np.minimum(hours, record.phone_fe[s]))
        self.fe.end(s)
        record.clearing[s] = done.klargjoring
        record.fe_work[s] = done.saksarbeid_y
        record.decided(s, done.row, done.vedtak)

    def _stocks(self, s: int, t: int) -> None:
        """Note the stocks at the end of month ``t``."""
        record = self.record
        kontor = self.nk.queued
        if kontor.size:
            record.keep_stocks(t, kontor, partial(self.nk.stock, s, kontor, self.nk.departed[kontor], self.overdue_nk))
        classes, waiting, bands = self.fe.stocks(s)
        record.fe_classes[t], record.venter_dok[t], record.bands_fe[t] = classes, waiting, bands
        record.over_fe[s + 1] = self.overdue_fe
