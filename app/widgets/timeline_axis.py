"""Where months stand on the time line of flyttinger: plain numbers, tested without a widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app import format as fmt
from planning_core.months import month_of_year, year_of
from planning_core.plan import Flytting


@dataclass(frozen=True, slots=True)
class Axis:
    """A plan's months between two pixels.

    Parameters
    ----------
    start : int
        First month index.
    months : int
        Number of months, > 0.
    left, right : float
        Where the first month begins and the last one ends [px].
    """

    start: int
    months: int
    left: float
    right: float

    @property
    def per_month(self) -> float:
        return max(self.right - self.left, 1.0) / self.months

    def x(self, month: float) -> float:
        """Where a month begins, held within the axis."""
        return self.left + min(max(month - self.start, 0.0), float(self.months)) * self.per_month

    def nearest(self, x: float) -> int:
        """The month whose beginning is nearest; the month after the last one at the far end."""
        return self.start + min(max(round((x - self.left) / self.per_month), 0), self.months)


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick with its label just to the right of it; a ``year`` stands in semibold."""

    x: float
    text: str
    year: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One flytting on the axis: ramp from ``left`` to ``full``, in force to ``right``."""

    left: float
    full: float
    right: float
    ends: bool

    @property
    def empty(self) -> bool:
        return self.right <= self.left


def bar(axis: Axis, flytting: Flytting) -> Bar:
    """Where a flytting is drawn."""
    end = axis.start + axis.months
    last = end if flytting.til_maned is None else min(end, flytting.til_maned + 1)
    left, right = axis.x(flytting.fra_maned), axis.x(last)
    full = min(axis.x(flytting.fra_maned + flytting.innfasing_mnd), right)
    return Bar(left, full, right, flytting.til_maned is not None and flytting.til_maned + 1 <= end)


def ticks(axis: Axis, width_of: Callable[[str], float], gap: float = 12.0) -> list[Tick]:
    """January of every year, and as many months between as there is room for.

    Parameters
    ----------
    axis : Axis
    width_of : callable
        Width of a label [px].
    gap : float
        Room wanted between a label and the next tick [px].
    """
    widest = max(width_of("april"), width_of("2026"))
    step = next((s for s in (1, 3, 6) if axis.per_month * s >= widest + gap), 12)
    found: list[Tick] = []
    for month in range(axis.start, axis.start + axis.months):
        number = month_of_year(month)
        first = month == axis.start
        if number != 1 and not first and (number - 1) % step:
            continue
        if number != 1 and first and axis.x(_next_january(month)) - axis.x(month) < width_of("2026") + gap:
            continue
        is_year = number == 1 or first
        found.append(Tick(axis.x(month), str(year_of(month)) if is_year else _month_name(month), is_year))
    return _without_collisions(found, width_of)


def _without_collisions(found: list[Tick], width_of: Callable[[str], float]) -> list[Tick]:
    """Years win over months; a year without room is left out."""
    kept: list[Tick] = []
    for tick in sorted(found, key=lambda t: (not t.year, t.x)):
        left, right = tick.x, tick.x + width_of(tick.text) + 8
        if all(right <= other.x or left >= other.x + width_of(other.text) + 8 for other in kept):
            kept.append(tick)
    return sorted(kept, key=lambda t: t.x)


def _next_january(month: int) -> int:
    return (year_of(month) + 1) * 12


def _month_name(month: int) -> str:
    return fmt.maned_kort(month).split(" ")[0]
