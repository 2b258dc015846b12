"""Where the parts of curves over levels stand, in pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from app import format as fmt
from app.charts.ink import Ink
from app.charts.layout import LABEL_GAP, MAIN_SHARE, MARGIN
from app.charts.levels import LevelPanel, LevelPicture
from app.charts.scale import Scale, value_scale
from app.charts.texts import axis_note

Points = NDArray[np.float64]

AWAY = 0.2
"""A curve over levels is read for its shape: the axis leaves zero when the lowest value is above this share."""
RIGHT = 28.0
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)


@dataclass(frozen=True)
class PlacedLevels:
    """A panel with its rectangle and its scale."""

    panel: LevelPanel
    title_top: float
    plot: QRectF
    scale: Scale
    note: str

    def y(self, value: float) -> float:
        return self.plot.bottom() - self.scale.fraction(value) * self.plot.height()

    def tick_text(self, value: float) -> str:
        return fmt.tall(value, self.scale.decimals)


@dataclass(frozen=True)
class LevelLayout:
    """All panels over one axis of levels."""

    picture: LevelPicture
    panels: tuple[PlacedLevels, ...]
    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int
    axis_top: float

    def x(self, level: float) -> float:
        plot = self.panels[0].plot
        return plot.left() + plot.width() * (level - self.low) / (self.high - self.low)

    def position_at(self, x: float) -> int:
        """Position of the level nearest to a place on the axis."""
        return int(np.argmin([abs(self.x(level) - x) for level in self.picture.levels]))

    def points(self, placed: PlacedLevels, values: np.ndarray) -> list[QPointF]:
        """A curve in pixels."""
        return [QPointF(self.x(level), placed.y(v)) for level, v in zip(self.picture.levels, values, strict=True)]


def least_height(count: int, ink: Ink) -> float:
    """Least height in which ``count`` panels can be read."""
    return 2 * MARGIN + count * _title(ink) + 13 * ink.line() + (count - 1) * (4 * ink.line() + MARGIN) + _axis(ink)


def _title(ink: Ink) -> float:
    return ink.line("body") + ink.px(12)


def _axis(ink: Ink) -> float:
    """Ticks, their labels and the words under them."""
    return 2 * ink.line() + ink.px(16)


def arrange_levels(picture: LevelPicture, width: float, height: float, ink: Ink) -> LevelLayout:
    """Divide a rectangle between the panels of a picture with at least one level."""
    free = height - 2 * MARGIN - len(picture.panels) * _title(ink) - (len(picture.panels) - 1) * MARGIN - _axis(ink)
    shares = [MAIN_SHARE] + [1.0] * (len(picture.panels) - 1)
    heights = [max(free * share / sum(shares), 8.0) for share in shares]
    scales = [_scale(picture, i, room, ink) for i, room in enumerate(heights)]
    left = MARGIN + LABEL_GAP + max(ink.width(fmt.tall(t, s.decimals)) for s in scales for t in s.ticks)
    plot_width = max(width - left - ink.px(RIGHT), 1.0)
    placed, top = [], MARGIN
    for panel, scale, room in zip(picture.panels, scales, heights, strict=True):
        plot = QRectF(left, top + _title(ink), plot_width, room)
        note = "" if scale.low == 0 else axis_note(fmt.tall(scale.low, scale.decimals))
        placed.append(PlacedLevels(panel, top, plot, scale, note))
        top = plot.bottom() + MARGIN
    low, high = _ends(picture)
    ticks, decimals = _ticks(low, high, plot_width, ink)
    return LevelLayout(picture, tuple(placed), low, high, ticks, decimals, placed[-1].plot.bottom())


def _scale(picture: LevelPicture, i: int, room: float, ink: Ink) -> Scale:
    panel = picture.panels[i]
    values: list[float] = [*panel.values, *(mark.values[i] for mark in picture.marks)]
    if panel.other is not None:
        values += list(panel.other)
    intervals = (3, 5) if room / ink.line() >= 8 else (2, 3)
    return value_scale(values, from_zero=panel.from_zero, whole=True, intervals=intervals, away=AWAY)


def _ends(picture: LevelPicture) -> tuple[float, float]:
    known = [*picture.levels, *(mark.level for mark in picture.marks)]
    low, high = float(min(known)), float(max(known))
    return (low, high) if high > low else (low - 1.0, high + 1.0)


def _ticks(low: float, high: float, width: float, ink: Ink) -> tuple[tuple[float, ...], int]:
    """Round levels with room for their labels."""
    def needed(step: float) -> float:
        widest = max(ink.width(fmt.tall(v, 0 if step >= 1 else 1)) for v in (low, high))
        return (widest + ink.px(24)) * (high - low) / step

    step = next((s for s in _STEPS if needed(s) <= width), _STEPS[-1])
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(round(i * step, 6) for i in range(first, last + 1)), 0 if step >= 1 else 1


def as_array(points: Sequence[QPointF]) -> Points:
    """Places in pixels, shape (points, 2)."""
    return np.array([(p.x(), p.y()) for p in points]).reshape(-1, 2)


def hidden_by(box: QRectF, points: Points) -> int:
    """How many of the points a box covers."""
    low, high = (box.left(), box.top()), (box.right(), box.bottom())
    return int(((points >= low) & (points <= high)).all(axis=1).sum())


def best_place(
    size: tuple[float, float], around: Sequence[QPointF], inside: QRectF, taken: Sequence[QRectF], points: Points, gap: float,
) -> QRectF:
    """Where words stand best: near one of some places, inside, off other words and off ``points`` of the curves.

    Boxes over, under and beside each place are tried, in that order.
    """
    width, height = size
    best: tuple[float, QRectF] | None = None
    for at in around:
        for dx, dy in (
            (-width / 2, -height - gap), (-width / 2, gap), (gap, -height - gap), (gap, gap),
            (-width - gap, -height - gap), (-width - gap, gap), (gap, -2.5 * height), (-width - gap, -2.5 * height),
            (gap, 1.5 * height), (-width - gap, 1.5 * height),
        ):
            box = QRectF(at.x() + dx, at.y() + dy, width, height)
            # Words without room between them read as one, most of all side by side.
            apart = box.adjusted(-gap, -gap / 2, gap, gap / 2)
            cost = _outside(box, inside) + sum(_overlap(apart, other) for other in taken)
            wide = box.adjusted(-3, -2, 3, 2)
            cost += width * height / 8 * hidden_by(wide, points)
            if best is None or cost < best[0] - 1e-9:
                best = (cost, box)
    assert best is not None
    box = best[1]
    box.moveLeft(min(max(box.left(), inside.left()), max(inside.right() - width, inside.left())))
    return box


def _outside(box: QRectF, inside: QRectF) -> float:
    return box.width() * box.height() - _overlap(box, inside)


def _overlap(a: QRectF, b: QRectF) -> float:
    both = a.intersected(b)
    return max(both.width(), 0.0) * max(both.height(), 0.0) if both.isValid() else 0.0
