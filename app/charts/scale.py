"""Axes as numbers: which ticks, which months get a label, where labels may stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

_STEPS = (1.0, 2.0, 2.5, 5.0)
START_AWAY_FROM_ZERO = 0.6
"""An axis that may leave zero does so only when the lowest value is above this share of the highest."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis: its ends are ticks."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        count = round((self.high - self.low) / self.step)
        return tuple(self.low + i * self.step for i in range(count + 1))

    @property
    def decimals(self) -> int:
        """Decimals a tick label needs."""
        for decimals in range(4):
            if math.isclose(self.step * 10**decimals, round(self.step * 10**decimals), abs_tol=1e-9):
                return decimals
        return 4

    def fraction(self, value: float) -> float:
        """Where a value lies, 0 at the low end and 1 at the high."""
        return (value - self.low) / (self.high - self.low)


def value_scale(
    values: Iterable[float], *, from_zero: bool = True, whole: bool = False, top: float | None = None,
    intervals: tuple[int, int] = (3, 5), away: float = START_AWAY_FROM_ZERO,
) -> Scale:
    """A scale with round ticks that holds all finite values.

    Parameters
    ----------
    values : iterable of float
        What is drawn; NaN is left out. Without any the scale is that of the value 1 (``top`` if given).
    from_zero : bool
        The axis must start at 0 (counts).
    whole : bool
        Ticks are whole numbers.
    top : float, optional
        The axis never goes above this (shares: 1).
    intervals : (int, int)
        Least and most number of intervals between ticks; (3, 5) is 4-6 ticks.
    away : float
        The share of the highest above which the lowest value lets the axis leave zero.
    """
    finite = np.array([v for v in values if math.isfinite(v)], dtype=float)
    low = min(0.0, float(finite.min())) if finite.size else 0.0
    high = float(finite.max()) if finite.size else (top or 1.0)
    if finite.size and not from_zero and float(finite.min()) > away * high > 0:
        low = float(finite.min())
    if high <= low and high > 0:
        low = 0.0
    if high <= low:
        high = top or 1.0
    return _best(low, high, whole, top, intervals)


def _best(low: float, high: float, whole: bool, top: float | None, intervals: tuple[int, int]) -> Scale:
    """The round scale that wastes least; more ticks where two waste the same."""
    best: tuple[float, int, Scale] | None = None
    exponent = math.floor(math.log10(high - low)) - 1
    for power in range(exponent, exponent + 4):
        for base in _STEPS:
            step = base * 10.0**power
            if base == 2.5 and power < 1:
                continue  # 2,5 and 0,25 need a decimal more than their neighbours
            if whole and step != round(step):
                continue
            first = math.floor(low / step + 1e-9) * step
            last = math.ceil(high / step - 1e-9) * step
            count = round((last - first) / step)
            if whole and count < intervals[0] and step == 1:
                last, count = first + intervals[0] * step, intervals[0]
            if not intervals[0] <= count <= intervals[1] or (top is not None and last > top + 1e-9):
                continue
            key = (last - first, -count)
            if best is None or key < best[:2]:
                best = (*key, Scale(first, last, step))
    if best is not None:
        return best[2]
    ceiling = top if top is not None and high <= top else high
    return Scale(low, ceiling, (ceiling - low) / intervals[0])


@dataclass(frozen=True, slots=True)
class MonthTick:
    """A tick of the time axis; ``is_year`` stands at January and is written stronger."""

    maned: int
    is_year: bool
    labelled: bool


def month_ticks(first: int, last: int, pixels_per_month: float, year_width: float, month_width: float
                ) -> tuple[MonthTick, ...]:
    """Ticks at January, and between them as many months as there is room for.

    ``year_width`` and ``month_width`` are the pixels a label needs with air. The first month has a
    tick too when it is not January and the next January leaves room for its label; a month between gives way.
    """
    step = next((s for s in (1, 3, 6) if s * pixels_per_month >= max(month_width, year_width)), 12)
    year_step = max(1, math.ceil(year_width / (12 * pixels_per_month))) if pixels_per_month > 0 else 1
    ticks = []
    for maned in range(first, last + 1):
        if maned % 12 == 0:
            ticks.append(MonthTick(maned, True, (maned // 12 - first // 12) % year_step == 0))
        elif step < 12 and maned % 12 % step == 0:
            ticks.append(MonthTick(maned, False, True))
    def is_near(tick: MonthTick) -> bool:
        return (tick.maned - first) * pixels_per_month < month_width

    if not ticks or ticks[0].maned != first:
        if ticks and is_near(ticks[0]) and not ticks[0].is_year:
            ticks.pop(0)
        if not ticks or not is_near(ticks[0]):
            ticks.insert(0, MonthTick(first, False, True))
    return tuple(ticks)


def spread(positions: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels apart along one axis until each is ``gap`` from the next, inside [low, high].

    Order is kept, and labels that are far enough apart already stay where they are. Where there is
    not room for all, they share what there is.
    """
    if not positions:
        return []
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    gap = min(gap, (high - low) / max(len(positions) - 1, 1))
    placed: list[list[float]] = []  # clusters: [centre, size]
    for i in order:
        placed.append([positions[i], 1])
        while len(placed) > 1 and _end(placed[-2], gap) + gap > _start(placed[-1], gap) + 1e-9:
            centre_b, size_b = placed.pop()
            centre_a, size_a = placed.pop()
            placed.append([(centre_a * size_a + centre_b * size_b) / (size_a + size_b), size_a + size_b])
        _keep_inside(placed[-1], gap, low, high)
    result = [0.0] * len(positions)
    at = iter(order)
    for centre, size in placed:
        for k in range(int(size)):
            result[next(at)] = centre + (k - (size - 1) / 2) * gap
    return _push_inside(result, order, gap, high)


def _start(cluster: list[float], gap: float) -> float:
    return cluster[0] - (cluster[1] - 1) / 2 * gap


def _end(cluster: list[float], gap: float) -> float:
    return cluster[0] + (cluster[1] - 1) / 2 * gap


def _keep_inside(cluster: list[float], gap: float, low: float, high: float) -> None:
    half = (cluster[1] - 1) / 2 * gap
    cluster[0] = min(max(cluster[0], low + half), max(high - half, low + half))


def _push_inside(result: list[float], order: list[int], gap: float, high: float) -> list[float]:
    """A cluster held back at the end may have come too near the one before it; push those down."""
    limit = high
    for i in reversed(order):
        result[i] = min(result[i], limit)
        limit = result[i] - gap
    return result
