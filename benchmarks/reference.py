"""The yardstick: a fixed piece of numpy work, timed right before and after every run in the same process.

A millisecond says as much about the machine, and about who else uses it, as about the program. The ratio to KD says
more about the program: both are long rows of small numpy operations, and both slow down together. All times are
processor time of the process, so that waiting for other programs is not counted.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

ADDITIONS = 10_000
DOUBLES = 480


def processor_ms(work: Callable[[], object]) -> float:
    """Processor time of one run [ms]."""
    start = time.process_time()
    work()
    return 1e3 * (time.process_time() - start)


def kd() -> float:
    """Processor time of 10 000 additions of 480 doubles into an array that is there already [ms]."""
    a, b = np.linspace(0.0, 1.0, DOUBLES), np.linspace(1.0, 2.0, DOUBLES)
    out = np.empty(DOUBLES)
    start = time.process_time()
    for _ in range(ADDITIONS):
        np.add(a, b, out=out)
    return 1e3 * (time.process_time() - start)


@dataclass(frozen=True)
class Figure:
    """Runs of one thing: milliseconds, and the KD around each run, in milliseconds too."""

    ms: tuple[float, ...]
    kd: tuple[float, ...]

    @property
    def median_ms(self) -> float:
        return statistics.median(self.ms)

    @property
    def fastest_ms(self) -> float:
        return min(self.ms)

    @property
    def median_kd(self) -> float:
        return statistics.median(self.kd)

    @property
    def ratio(self) -> float:
        """Median of each run's time in its own KD."""
        return statistics.median(ms / kd for ms, kd in zip(self.ms, self.kd, strict=True))


def measure(works: list[Callable[[], object]], runs: int) -> list[Figure]:
    """Time several things in turn, so many times, after one run of each that is not counted.

    Each run is measured against the mean of the KD before and after it. Things that are to be compared are
    measured in the same call: then a busy minute falls on all of them.
    """
    for work in works:
        work()
    ms: list[list[float]] = [[] for _ in works]
    yardsticks: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        before = kd()
        for i, work in enumerate(works):
            ms[i].append(processor_ms(work))
            after = kd()
            yardsticks[i].append((before + after) / 2.0)
            before = after
    return [Figure(tuple(m), tuple(y)) for m, y in zip(ms, yardsticks, strict=True)]
