"""The queues of NAV-kontor as pairs of cumulative curves, arrivals and departures.

First in, first out per ytelse: what a kontor hands over in a step is the slice between two points of
its departure curve. A kontor that serves all it has needs no cohorts at all.

Axes: ``c`` cohort column (as in :mod:`planning_core.case_flow`), ``k``, ``y``, ``d`` the draw.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import OLDEST_MONTHS
from planning_core.fast_inputs import Batch, running_sum

Array = NDArray[np.float64]
Index = NDArray[np.intp]
Rows = tuple[Index, ...]


class KontorQueues:
    """Arrival and departure curves of every kontor and ytelse."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.oldest = OLDEST_MONTHS * batch.n
        self.arrived = self._arrived()
        """Cases that arrived before column c, shape (c + 1, k, y, 1 or d)."""
        self.departed = np.zeros((batch.k, batch.y, batch.d))
        has_cases = self.arrived[1:self.oldest + 1] > 0
        first = np.where(has_cases.any(axis=0), has_cases.argmax(axis=0), self.oldest)
        self.pointer = np.broadcast_to(first, self.departed.shape).astype(np.intp)
        """Column of the oldest case that is still there."""
        self.own_draw = np.arange(batch.d) if self.arrived.shape[3] > 1 else np.zeros(batch.d, dtype=np.intp)
        limit = batch.grense * batch.n
        age = np.floor(np.where(np.isfinite(limit), limit, 2.0 * self.oldest))
        share = np.where(np.isfinite(limit), age + 1.0 - np.where(np.isfinite(limit), limit, 0.0), 0.0)
        limited = age <= self.oldest
        self.limit_age = np.where(limited, age, 0).astype(np.intp)
        """Age [steps] of the cohort that ytre grense goes through."""
        self.limit_share = np.where(limited, share, 0.0)[:, None]
        self.older_share = np.where(age < self.oldest, 1.0, np.where(limited, share, 0.0))[:, None]
        self.ys = np.arange(batch.y)
        self.has_queue: NDArray[np.bool_] = np.zeros(batch.k, dtype=bool)
        """Kontor that have a queue in any plan; the curves of the others are not kept up to date."""
        self._note_queues(np.arange(batch.k), self.arrived[self.oldest] - self.departed)

    def _arrived(self) -> Array:
        batch = self.batch
        inflow = np.repeat(batch.saksinngang / batch.n, batch.n, axis=0)
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
        column, k = s + self.oldest - self.limit_age, kontor[:, None]
        older = np.maximum(0.0, self.arrived[column, k, self.ys] - departed)
        reached = np.maximum(0.0, self.arrived[column + 1, k, self.ys] - departed)
        return older * self.older_share + (reached - older) * self.limit_share

    def join(self, s: int, kontor: Index) -> tuple[Array, NDArray[np.bool_], Array]:
        """Begin step ``s`` at these kontor, bringing up to date the curves of those that had no queue.

        Returns
        -------
        float array, bool array, float array, shape (r, y, d)
            All departures before the step, where there is a queue from before, and cases that wait now.
        """
        before_now = self.arrived[s + self.oldest, kontor]
        new = ~self.has_queue[kontor]
        if new.any():
            self.departed[kontor[new]] = before_now[new]
            self.pointer[kontor[new]] = s + self.oldest
        departed = self.departed[kontor]
        waiting = np.maximum(0.0, self.arrived[s + self.oldest + 1, kontor] - departed)
        return departed, before_now > departed, waiting

    def depart(self, s: int, kontor: Index, departed: Array, whole: NDArray[np.bool_]) -> None:
        """Move the departure curves, shape (r, y, d); where ``whole``, to the arrivals exactly."""
        arrived = self.arrived[s + self.oldest + 1, kontor]
        departed = np.where(whole, arrived, departed)
        self.departed[kontor] = departed
        self._note_queues(kontor, arrived - departed)

    def _note_queues(self, kontor: Index, left: Array) -> None:
        waits = left > 0
        self._empty = ~waits
        self.has_queue[kontor] = waits.any(axis=(1, 2))
        self.queued = np.flatnonzero(self.has_queue)

    def slices(self, s: int, rows: Rows, before: Array) -> tuple[Index, Array]:
        """Cohorts of what left in step ``s``.

        Parameters
        ----------
        rows : tuple of int arrays, shape (q,)
            Kontor, ytelse and draw of the queues asked for.
        before : float array, shape (q,)
            Their departures before the step.

        Returns
        -------
        int array, float array, shapes (q, w)
            Columns and cases.
        """
        k, y, d = rows
        own = self.own_draw[d]
        now = s + self.oldest
        after = self.departed[rows]
        first = self.pointer[rows]
        last = first.copy()
        behind = (last < now) & (self.arrived[last + 1, k, y, own] < after)
        while behind.any():
            last += behind
            behind &= (last < now) & (self.arrived[np.minimum(last, now) + 1, k, y, own] < after)
        self.pointer[rows] = last
        columns = first[:, None] + np.arange(int((last - first).max()) + 1)
        inside = columns <= last[:, None]
        columns = np.minimum(columns, now)
        at = k[:, None], y[:, None], own[:, None]
        upper = np.minimum(self.arrived[(columns + 1, *at)], after[:, None])
        lower = np.maximum(self.arrived[(columns, *at)], before[:, None])
        return columns, np.where(inside, np.maximum(0.0, upper - lower), 0.0)

    def skip_empty(self, s: int, kontor: Index) -> None:
        """Point at the next arrivals where nothing waits after the departures of step ``s`` at these kontor."""
        self.pointer[kontor] = np.where(self._empty, s + self.oldest + 1, self.pointer[kontor])

    def between(self, s: int, kontor: Index, departed: Array, ages: tuple[int | None, int | None]) -> Array:
        """Those of them between two ages [steps], the second None where there is no end, shape (r, y, d)."""
        low, high = (0.0 if age is None else self.queue(s - age, kontor, departed) for age in ages)
        return np.asarray(low - high)
