"""The queues of NAV-kontor as pairs of cumulative curves, arrivals and departures.

First in, first out per ytelse: what a kontor hands over in a step is the slice between two points of
its departure curve. A kontor that serves all it has needs no cohorts at all.

Axes: ``c`` cohort column (as in :mod:`planning_core.case_flow`), ``k``, ``y``, ``d`` the draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import OLDEST_MONTHS
from planning_core.fast_inputs import Batch

Array = NDArray[np.float64]
Rows = tuple[NDArray[np.intp], ...]


class KontorQueues:
    """Arrival and departure curves of every kontor and ytelse."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.oldest = OLDEST_MONTHS * batch.n
        self.arrived = self._arrived()
        """Cases that arrived before column c, shape (c + 1, k, y, 1 or d)."""
        self.departed = np.zeros((batch.k, batch.y, batch.d))
        has_cases = self.arrived[1:] > 0
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
        self.limit_share = np.where(limited, share, 0.0)[:, None, None]
        self.older_share = np.where(age < self.oldest, 1.0, np.where(limited, share, 0.0))[:, None, None]
        self.ys = np.arange(batch.y)

    def _arrived(self) -> Array:
        batch = self.batch
        inflow = np.repeat(batch.saksinngang / batch.n, batch.n, axis=0)
        width = max(inflow.shape[3], batch.opening_nk.shape[3])
        arrived = np.zeros((self.oldest + batch.steps + 1, batch.k, batch.y, width))
        arrived[1:self.oldest + 1] = batch.opening_nk
        arrived[self.oldest + 1:] = inflow
        return np.cumsum(arrived, axis=0, out=arrived)

    def queue(self, s: int) -> Array:
        """Cases that wait after step ``s`` (-1 is the start), shape (k, y, d)."""
        return np.maximum(0.0, self.arrived[s + self.oldest + 1] - self.departed)

    def overdue(self, s: int) -> Array:
        """Cases over ytre grense at the end of step ``s`` (-1 is the start), shape (k, y, d)."""
        column = s + self.oldest - self.limit_age
        departed = self.departed.transpose(1, 0, 2)
        older = np.maximum(0.0, self.arrived[column, :, self.ys] - departed)
        reached = np.maximum(0.0, self.arrived[column + 1, :, self.ys] - departed)
        late = older * self.older_share + (reached - older) * self.limit_share
        return late.transpose(1, 0, 2)

    def depart(self, s: int, served: Array, whole: NDArray[np.bool_] | bool) -> None:
        """Move the departure curves; where ``whole``, to the arrivals exactly."""
        self.departed = np.where(whole, self.arrived[s + self.oldest + 1], self.departed + served)

    def slices(self, s: int, rows: Rows, before: Array) -> tuple[NDArray[np.intp], Array]:
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

    def skip_empty(self, s: int) -> None:
        """Point at the next arrivals where nothing waits after step ``s``."""
        empty = self.departed >= self.arrived[s + self.oldest + 1]
        self.pointer[empty] = s + self.oldest + 1

    def bands(self, s: int, ages: Sequence[int | None]) -> list[Array]:
        """Cases between each two of the ages [steps] after step ``s``; None is any age."""
        now = s + self.oldest
        none = np.zeros_like(self.departed)
        at_least = [
            none if age is None else np.maximum(0.0, self.arrived[now + 1 - age] - self.departed) for age in ages
        ]
        return [low - high for low, high in pairwise(at_least)]
