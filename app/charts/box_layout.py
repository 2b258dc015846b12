"""Where boxes and points of kontor stand, in pixels: strips under each other, each with its own axis."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from app import format as fmt
from app.charts.boxes import Array, BoxPicture, BoxStrip
from app.charts.ink import Ink
from app.charts.layout import LABEL_GAP, MARGIN
from app.charts.scale import Scale, value_scale
from app.charts.texts import axis_note, plan_word, uten_word

RADIUS = 4.0
LOWEST_ROW = 12.0
"""Pixels at 100 % of a row where height is short."""
NEAR = 14.0
"""Pixels from a point within which the pointer means it."""
_LANES = (0, -1, 1, -2, 2)
"""Where points that would cover each other go, in half radii from the middle of their row."""


@dataclass(frozen=True)
class PlacedStrip:
    """A strip with its plot, its scale, and the points of planen and uten flyttinger (None: no number)."""

    strip: BoxStrip
    title_top: float
    plot: QRectF
    rows: tuple[float, float]
    """Middle of the row of planen and that of uten flyttinger."""
    scale: Scale
    note: str
    points: tuple[tuple[QPointF | None, ...], tuple[QPointF | None, ...]]

    def x(self, value: float) -> float:
        return self.plot.left() + self.scale.fraction(value) * self.plot.width()

    def tick_text(self, value: float) -> str:
        if self.strip.quantity.share:
            return fmt.prosent(value, max(self.scale.decimals - 2, 0))
        return fmt.tall(value, self.scale.decimals)


@dataclass(frozen=True)
class BoxLayout:
    """All strips."""

    picture: BoxPicture
    strips: tuple[PlacedStrip, ...]

    def position_at(self, where: QPointF) -> int | None:
        """The kontor whose point is nearest; None where none is near."""
        best: tuple[float, int] | None = None
        for placed in self.strips:
            for row in placed.points:
                for position, point in enumerate(row):
                    if point is None:
                        continue
                    away = math.hypot(point.x() - where.x(), point.y() - where.y())
                    if away <= NEAR and (best is None or away < best[0]):
                        best = away, position
        return None if best is None else best[1]


def strip_height(ink: Ink) -> float:
    """Title, the words of the reference, two rows and the axis with its labels."""
    return _above(ink) + 2 * row_height(ink) + ink.line() + ink.px(8)


def _above(ink: Ink) -> float:
    return ink.line("body") + ink.line() + ink.px(8)


def row_height(ink: Ink) -> float:
    return ink.line() + ink.px(10)


def least_box_height(strips: int, ink: Ink) -> float:
    """Height in which so many strips can be read."""
    return 2 * MARGIN + strips * strip_height(ink) + max(strips - 1, 0) * MARGIN


def arrange_boxes(picture: BoxPicture, width: float, height: float, ink: Ink) -> BoxLayout:
    """Strips under each other over the whole width; height to spare goes to their rows, and what is missing is taken there."""
    count = len(picture.strips)
    left = MARGIN + LABEL_GAP + ink.px(RADIUS) + max(ink.width(plan_word(), semibold=True), ink.width(uten_word()))
    right = width - MARGIN - ink.px(24)
    spare = max((height - least_box_height(count, ink)) / max(count, 1), -2 * (row_height(ink) - ink.px(LOWEST_ROW)))
    placed, top = [], MARGIN
    for strip in picture.strips:
        placed.append(_placed(strip, top, left, max(right, left + 20.0), spare, ink))
        top += strip_height(ink) + spare + MARGIN
    return BoxLayout(picture, tuple(placed))


def _placed(strip: BoxStrip, top: float, left: float, right: float, spare: float, ink: Ink) -> PlacedStrip:
    plot_top, row = top + _above(ink), row_height(ink) + spare / 2
    plot = QRectF(left, plot_top, right - left, 2 * row)
    values = [*strip.planen, *strip.uten, *([] if strip.reference is None else [strip.reference])]
    whole = strip.quantity.decimals == 0 and not strip.quantity.share
    scale = value_scale([float(v) for v in values], from_zero=False, whole=whole, intervals=(3, 6))
    low = fmt.prosent(scale.low) if strip.quantity.share else fmt.tall(scale.low, scale.decimals)
    note = "" if scale.low == 0 else axis_note(low)
    rows = plot.top() + row / 2, plot.top() + 1.5 * row
    bare = PlacedStrip(strip, top, plot, rows, scale, note, ((), ()))
    points = _points(bare, strip.planen, rows[0], ink), _points(bare, strip.uten, rows[1], ink)
    return PlacedStrip(strip, top, plot, rows, scale, note, points)


def _points(placed: PlacedStrip, values: Array, y: float, ink: Ink) -> tuple[QPointF | None, ...]:
    """A point a kontor; those that would cover each other stand over and under the middle of the row."""
    radius = ink.px(RADIUS)
    result: list[QPointF | None] = [None] * len(values)
    ends = dict.fromkeys(_LANES, -math.inf)
    for i in np.argsort(values, kind="stable"):
        if not math.isfinite(values[i]):
            continue
        x = placed.x(float(values[i]))
        lane = next((lane for lane in _LANES if x - ends[lane] >= 1.6 * radius), min(ends, key=lambda k: ends[k]))
        ends[lane] = x
        result[int(i)] = QPointF(x, y + lane * radius)
    return tuple(result)
