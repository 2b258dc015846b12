"""The shapes on the time line: months behind, one flytting in a row, the month that is shown."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from app.theme import fonts, theme
from app.widgets.timeline_axis import Bar, Tick


def _thick() -> int:
    return fonts.pixels(12)


def paint_grid(painter: QPainter, found: Iterable[Tick], top: int, bottom: int) -> None:
    """A line down from every tick, stronger at a new year."""
    p = theme().palette
    for tick in found:
        painter.fillRect(QRectF(tick.x, top, 1, bottom - top), QColor(p.border if tick.year else p.row_line))


def paint_marker(painter: QPainter, x: float, bottom: int) -> None:
    """A triangle and a line at the end of the month that is shown."""
    p, top, side = theme().palette, fonts.pixels(6), fonts.pixels(5)
    painter.fillRect(QRectF(x - 0.5, top, 1.5, bottom - top), QColor(p.history))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(p.history))
    painter.drawPolygon(QPolygonF([QPointF(x - side, top), QPointF(x + side, top), QPointF(x, top + side + 1)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_bar(painter: QPainter, rect: QRect, place: Bar, ink: QColor) -> None:
    """A pale ramp with a rising wedge, then the full bar; a point to the right lasts the plan out."""
    p, thick = theme().palette, _thick()
    top = rect.center().y() - thick / 2 + 1
    point = 0.0 if place.ends else min(float(fonts.pixels(5)), place.right - place.full)
    painter.fillRect(QRectF(place.left, top, place.full - place.left, thick), QColor(p.selected_fill))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    wedge = [QPointF(place.left, top + thick), QPointF(place.full, top), QPointF(place.full, top + thick)]
    painter.drawPolygon(QPolygonF(wedge))
    # The overlap of a third of a pixel hides the seam between wedge and bar.
    start = place.full - 0.3
    body = [QPointF(start, top), QPointF(place.right - point, top), QPointF(place.right, top + thick / 2),
            QPointF(place.right - point, top + thick), QPointF(start, top + thick)]
    painter.drawPolygon(QPolygonF(body))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def paint_end(painter: QPainter, rect: QRect, place: Bar, text: str, left: float, right: float) -> None:
    """A dark rule where it ends, with words beside it where there is room between ``left`` and ``right``."""
    p, thick = theme().palette, _thick()
    top = rect.center().y() - thick / 2 + 1
    painter.fillRect(QRectF(place.right - 1, top - 2, 2, thick + 4), QColor(p.history))
    painter.setFont(fonts.font("dense"))
    painter.setPen(QColor(p.secondary))
    width = painter.fontMetrics().horizontalAdvance(text) + 4
    if place.right + 8 + width <= right:
        x = place.right + 8
    elif place.left - 8 - width >= left:
        x = place.left - 8 - width
    else:
        return
    box = QRectF(x, rect.top(), width, rect.height())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def paint_handles(painter: QPainter, rect: QRect, places: Iterable[float]) -> None:
    """Square handles on the chosen flytting."""
    p = theme().palette
    wide, high = fonts.pixels(6), fonts.pixels(10)
    for x in places:
        box = QRectF(x - wide / 2, rect.center().y() - high / 2 + 1, wide, high)
        painter.fillRect(box, QColor(p.plan_line))
        painter.fillRect(box.adjusted(1.5, 1.5, -1.5, -1.5), QColor(p.panel))
