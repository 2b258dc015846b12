"""Two small lines on a scale of their own: planen and uten flyttinger."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import fonts, theme

PLAN_WIDTH = 2.0
UTEN_WIDTH = 1.5
DASH = (6.0, 4.0)
POINT_RADIUS = 3.0


class Sparkline(QWidget):
    """Shape only: no axis, no numbers; the card beside it says the values."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planen: list[float] = []
        self._uten: list[float] = []
        self._at: int | None = None
        self._stale = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self.update)

    def set_series(self, planen: Sequence[float], uten: Sequence[float], at: int | None = None) -> None:
        """Two series of the same months; NaN leaves a gap. The point stands at position ``at`` of planen, or the last."""
        self._at = at
        self._planen = [float(value) for value in planen]
        self._uten = [float(value) for value in uten]
        self.update()

    def set_stale(self, stale: bool) -> None:
        self._stale = stale
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.pixels(116), fonts.pixels(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.pixels(56), fonts.pixels(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme().palette
        base = self.height() - 0.5
        painter.setPen(QPen(QColor(colours.row_line), 1))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        both = [value for value in self._planen + self._uten if math.isfinite(value)]
        if not both:
            return
        low, high = min(both), max(both)
        span = (high - low) or 1.0
        dashed = QPen(QColor(colours.uten), UTEN_WIDTH)
        dashed.setDashPattern([length / UTEN_WIDTH for length in DASH])
        self._draw(painter, self._uten, low, span, dashed)
        blue = QColor(colours.grey_line if self._stale else colours.plan_line)
        points = self._draw(painter, self._planen, low, span, QPen(blue, PLAN_WIDTH))
        point = points.get(max(points, default=0) if self._at is None else self._at)
        if point is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(blue)
            painter.drawEllipse(point, POINT_RADIUS, POINT_RADIUS)

    def _draw(self, painter: QPainter, values: list[float], low: float, span: float, pen: QPen) -> dict[int, QPointF]:
        """Draw the parts that are defined; the points by position."""
        margin = POINT_RADIUS + 1.0
        width = self.width() - 2 * margin
        height = self.height() - 2 * margin - 1
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        steps = max(len(values) - 1, 1)
        part = QPolygonF()
        points: dict[int, QPointF] = {}
        for i, value in enumerate(values):
            if math.isfinite(value):
                points[i] = QPointF(margin + width * i / steps, margin + height * (1 - (value - low) / span))
                part.append(points[i])
            elif part:
                painter.drawPolyline(part)
                part = QPolygonF()
        painter.drawPolyline(part)
        return points
