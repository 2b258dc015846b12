"""The yardstick: a fixed piece of numpy work, timed right before every figure in the same process.

A millisecond says as much about the machine, and about who else uses it, as about the program. The ratio to KD says
more about the program: both are long rows of small numpy operations, and both slow down together.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

ADDITIONS = 10_000
DOUBLES = 480


def kd() -> float:
    """Milliseconds of 10 000 additions of 480 doubles into an array that is there already."""
    a, b = np.linspace(0.0, 1.0, DOUBLES), np.linspace(1.0, 2.0, DOUBLES)
    out = np.empty(DOUBLES)
    start = time.perf_counter()
    for _ in range(ADDITIONS):
        np.add(a, b, out=out)
    return 1e3 * (time.perf_counter() - start)


@dataclass(frozen=True)
class Figure:
    """Runs of one thing: milliseconds, and each run's ratio to the KD before it."""

    ms: tuple[float, ...]
    ratio: tuple[float, ...]

    @property
    def median_ms(self) -> float:
        return statistics.median(self.ms)

    @property
    def fastest_ms(self) -> float:
        return min(self.ms)

    @property
    def median_ratio(self) -> float:
        return statistics.median(self.ratio)


def measure(work: Callable[[], object], runs: int, per: int = 1) -> Figure:
    """Time ``work`` so many times, after one run that is not counted.

    Parameters
    ----------
    work : callable
    runs : int
    per : int
        Things done in one run; the figure is for one of them.
    """
    work()
    ms, ratio = [], []
    for _ in range(runs):
        yardstick = kd()
        start = time.perf_counter()
        work()
        took = 1e3 * (time.perf_counter() - start) / per
        ms.append(took)
        ratio.append(took / yardstick)
    return Figure(tuple(ms), tuple(ratio))
