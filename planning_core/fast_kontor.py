"""The queues of NAV-kontor as pairs of cumulative curves, arrivals and departures.

First in, first out per ytelse: what a kontor hands over in a step is the slice between two points of
its departure curve. A kontor that serves all it has needs no cohorts at all.

Axes: ``c`` cohort column (as in :mod:`planning_core.case_flow`), ``k``, ``y``, ``d`` the draw.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import OLDEST_MONTHS
from planning_core.fast_inputs import Batch, running_sum
from planning_core.fast_record import BANDS
from planning_core.results import ALDERSBAND

Array = NDArray[np.float64]
Index = NDArray[np.intp]


class Departure(NamedTuple):
    """Cases that leave kontor in a step, by the cohort they arrived in.

    Attributes
    ----------
    column : int array, shape (r, y, d)
        Of the oldest cohort that left; what is older than 36 months is pooled in the column of the step's number.
    cases : float array, shape (m, r, y, d)
        Cases of the cohorts in that column and those after it.
    """

    column: Index
    cases: Array


_TWO = np.arange(2)[:, None, None]
"""A column and the next."""


class KontorQueues:
    """Arrival and departure curves of every kontor and ytelse."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.oldest = OLDEST_MONTHS * batch.n
        self.arrived = self._arrived()
        """Cases that arrived before column c, shape (c + 1, k, y, 1 or d)."""
        self.departed = np.zeros((batch.k, batch.y, batch.d))
        limit = batch.grense * batch.n
        age = np.floor(np.where(np.isfinite(limit), limit, 2.0 * self.oldest))
        share = np.where(np.isfinite(limit), age + 1.0 - np.where(np.isfinite(limit), limit, 0.0), 0.0)
        limited = age <= self.oldest
        self.limit_age = np.where(limited, age, 0).astype(np.intp)
        """Age [steps] of the cohort that ytre grense goes through."""
        self.limit_share = np.where(limited, share, 0.0)[:, None]
        self.older_share = np.where(age < self.oldest, 1.0, np.where(limited, share, 0.0))[:, None]
        self.ys = np.arange(batch.y)
        filled = batch.opening_nk > 0
        first = np.where(filled.any(axis=0), filled.argmax(axis=0), self.oldest)
        self.pointer = np.broadcast_to(first, self.departed.shape).copy()
        """Column of the oldest case that is left where there is a queue, or an older one, shape (k, y, d)."""
        self.flat = self.arrived.reshape(-1)
        self.cell = np.arange(self.arrived[0].size).reshape(self.arrived.shape[1:])
        """Where a kontor and ytelse stand in a column of :attr:`flat`, shape (k, y, 1 or d)."""
        self.has_queue: NDArray[np.bool_] = np.zeros(batch.k, dtype=bool)
        """Kontor that have a queue in any plan; the curves of the others are not kept up to date."""
        self._note_queues(np.arange(batch.k), self.arrived[self.oldest] > self.departed)

    def _arrived(self) -> Array:
        batch = self.batch
        inflow = np.repeat(batch.inn_steg, batch.n, axis=0)
        width = max(inflow.shape[3], batch.opening_nk.shape[3])
        arrived = np.zeros((self.oldest + batch.steps + 1, batch.k, batch.y, width))
        arrived[1:self.oldest + 1] = batch.opening_nk
        arrived[self.oldest + 1:] = inflow
        return running_sum(arrived)

    def queue(self, s: int, kontor: Index, departed: Array) -> Array:
        """Cases that wait after step ``s`` at these kontor, with their departures until then, shape (r, y, d)."""
        return np.maximum(0.0, self.arrived[s + self.oldest + 1, kontor] - departed)

    def overdue(self, s: int) -> Array:
        """Cases over ytre grense at the end of step ``s`` (-1 is the start) at the ``queued``, shape (r, y, d)."""
        kontor = self.queued
        departed = self.departed[kontor]
        if not kontor.size:
            return departed
        columns = s + self.oldest - self.limit_age + _TWO
        older, reached = np.maximum(0.0, self.arrived[columns, kontor[:, None], self.ys] - departed)
        return older * self.older_share + (reached - older) * self.limit_share

    def join(self, s: int, kontor: Index) -> tuple[Array, Array]:
        """Begin step ``s`` at these kontor, bringing up to date the curves of those that had no queue.

        Returns
        -------
        float arrays, shape (r, y, d)
            All departures before the step, and cases that wait now.
        """
        new = kontor[~self.has_queue[kontor]]
        if new.size:
            self.departed[new] = self.arrived[s + self.oldest, new]
            self.pointer[new] = s + self.oldest
        departed = self.departed[kontor]
        return departed, self.queue(s, kontor, departed)

    def depart(self, s: int, kontor: Index, before: Array, served: Array, whole: NDArray[np.bool_]) -> Departure:
        """Move the departure curves of step ``s`` from ``before`` by what is ``served``.

        Parameters
        ----------
        before, served : float arrays, shape (r, y, d)
        whole : bool array, shape (r, y, d)
            Where all that waits is served: the curve then moves to the arrivals exactly.
        """
        arrived = self.arrived[s + self.oldest + 1, kontor]
        departed = np.where(whole, arrived, before + served)
        self.departed[kontor] = departed
        self._note_queues(kontor, arrived > departed)
        return self._cohorts(s, kontor, before, departed)

    def _cohorts(self, s: int, kontor: Index, before: Array, departed: Array) -> Departure:
        """What left kontor between two points of their departure curves, by cohort.

        Each kontor, ytelse and plan has its own oldest cohort, so what left is a few columns from there; in
        columns common to all it would be mostly zeros.
        """
        end = s + self.oldest + 1
        column = np.maximum(self.pointer[kontor], s)
        cell = self.cell[kontor]
        empty = np.zeros_like(column)
        at, last, cases = column, before, []
        for _ in range(end - int(column.min(initial=end - 1))):
            at = np.minimum(at + 1, end)
            arrived = self.flat.take(at * self.cell.size + cell)
            reached = np.minimum(np.maximum(arrived, before), departed)
            cases.append(reached - last)
            empty += arrived <= departed
            last = reached
            if (reached >= departed).all():
                break
        self.pointer[kontor] = np.minimum(column + empty, end)
        return Departure(column, np.array(cases))

    def _note_queues(self, kontor: Index, waits: NDArray[np.bool_]) -> None:
        self.has_queue[kontor] = waits.any(axis=(1, 2))
        self.queued = np.flatnonzero(self.has_queue)

    def stock(self, s: int, kontor: Index, departed: Array, overdue: Array, key: str) -> Array:
        """A stock or age band of these kontor after step ``s``, with their departures until then, shape (r, y, d)."""
        if key == "over_grense_nk":
            return overdue
        if key == "restanser_nk":
            return self.queue(s, kontor, departed)
        low, high = ALDERSBAND[BANDS.index(key)]
        older = 0.0 if high is None else self.queue(s - high * self.batch.n, kontor, departed)
        return np.asarray(self.queue(s - low * self.batch.n, kontor, departed) - older)
