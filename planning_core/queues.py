"""Rules of the queues that the plain and the fast case flow share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

KOMPLETT, TILBAKE, UOPPDAGET = range(3)
"""Workable classes in FE: complete at hand-over, documents come in, lacking but not yet discovered."""

ALL = 1.0 - 1e-12
"""Hours that cover this share of a need cover it whole, so that rounding leaves no crumbs."""


def spend(hours: Array, need: Array) -> tuple[Array, Array, Array]:
    """Use hours on a need: what was used, what is left, and what the need still lacks; all >= 0.

    Examples
    --------
    >>> [a.tolist() for a in spend(np.array([10.0]), np.array([12.0]))]
    [[10.0], [0.0], [2.0]]
    """
    used = np.minimum(hours, need)
    return used, hours - used, need - used


def oldest_first(queue: Array, share: Array) -> Array:
    """Take a share of a queue, the oldest cohort first.

    Parameters
    ----------
    queue : float array, shape (..., w)
        Cases by cohort, oldest first.
    share : float array, shape (...)
        Share of the queue to take, 0-1; 1 takes everything exactly.

    Returns
    -------
    float array, shape (..., w)
        Cases taken, never more than there are.

    Examples
    --------
    >>> oldest_first(np.array([4.0, 6.0]), np.array(0.5)).tolist()
    [4.0, 1.0]
    """
    amount = share * queue.sum(axis=-1)
    before = np.cumsum(queue, axis=-1) - queue
    taken = np.clip(amount[..., None] - before, 0.0, queue)
    return np.where(share[..., None] >= 1.0, queue, taken)
