"""Stacked bars by month under the lines of a pair: what a whole is made of, planen's parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from app.charts.ink import Ink
from app.charts.series import Pair

if TYPE_CHECKING:
    from app.charts.layout import Layout, PlacedPanel

BAR_SHARE = 0.72
"""Of the room of a month, what the bar takes."""
SWATCH = 10.0
SWATCH_GAP = 6.0
PART_GAP = 16.0


@dataclass(frozen=True)
class BarPart:
    """One part of every bar; its pair says how large it is in planen (drawn) and uten flyttinger (read out).

    ``blue`` parts are what the lines add up; the others are grey. ``strength`` (0-1) tells parts of one
    colour apart, and ``hatched`` marks what is lost.
    """

    name: str
    pair: Pair
    blue: bool = False
    strength: float = 1.0
    hatched: bool = False

    def brush(self, ink: Ink) -> QBrush:
        """What the part is filled with; grey while the numbers are stale."""
        role = "plan_fill" if self.blue and not ink.stale else "uten"
        colour = _mixed(ink.colour("panel"), ink.colour(role), self.strength)
        return QBrush(colour, Qt.BrushStyle.BDiagPattern if self.hatched else Qt.BrushStyle.SolidPattern)


def heights(parts: Sequence[BarPart]) -> np.ndarray:
    """Height of every bar of planen, shape (t,)."""
    return np.nansum([part.pair.planen for part in parts], axis=0)


def paint_bars(painter: QPainter, layout: Layout, placed: PlacedPanel, ink: Ink) -> None:
    """Draw the bars of a panel, the first part lowest, with a hairline of ground between parts."""
    parts = placed.panel.bars
    if not parts:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    width = max(layout.month_width * BAR_SHARE, 1.0)
    for t, maned in enumerate(parts[0].pair.maneder):
        left, below = layout.x(maned) - width / 2, 0.0
        for part in parts:
            value = float(part.pair.planen[t])
            if not value > 0:
                continue
            top, bottom = placed.y(below + value), placed.y(below)
            band = QRectF(round(left), round(top), round(width), max(round(bottom) - round(top), 1))
            painter.fillRect(band, part.brush(ink))
            if below > 0:
                painter.fillRect(QRectF(band.left(), band.bottom() - 1, band.width(), 1), ink.colour("panel"))
            below += value


def paint_swatch(painter: QPainter, ink: Ink, where: QPointF, part: BarPart) -> float:
    """Draw a part's swatch with its middle at the height of ``where``; return the room it takes."""
    side = ink.px(SWATCH)
    box = QRectF(round(where.x()), round(where.y() - side / 2), round(side), round(side))
    painter.fillRect(box, part.brush(ink))
    if part.hatched:
        painter.setPen(ink.hairline("uten"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
    return side + ink.px(SWATCH_GAP)


def label_middles(parts: Sequence[BarPart]) -> list[float]:
    """Where the middle of each part is in the last bar, in values."""
    middles, below = [], 0.0
    for part in parts:
        value = float(np.nan_to_num(part.pair.planen[-1])) if part.pair.maneder else 0.0
        middles.append(below + value / 2)
        below += value
    return middles


def legend_places(parts: Sequence[BarPart], width: float, ink: Ink) -> list[QPointF]:
    """Where each part's swatch stands in a legend that wraps, from its own corner."""
    x = y = 0.0
    places = []
    for part in parts:
        needed = ink.px(SWATCH + SWATCH_GAP) + ink.width(part.name)
        if x > 0 and x + needed > width:
            x, y = 0.0, y + ink.line() + ink.px(2)
        places.append(QPointF(x, y))
        x += needed + ink.px(PART_GAP)
    return places


def legend_height(parts: Sequence[BarPart], width: float, ink: Ink) -> float:
    """Height of the legend, with the air under it."""
    return legend_places(parts, width, ink)[-1].y() + ink.line() + ink.px(6) if parts else 0.0


def _mixed(ground: QColor, colour: QColor, share: float) -> QColor:
    def channel(a: int, b: int) -> int:
        return round(a + (b - a) * share)

    return QColor(channel(ground.red(), colour.red()), channel(ground.green(), colour.green()),
                  channel(ground.blue(), colour.blue()))
