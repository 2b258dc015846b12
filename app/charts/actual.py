"""Marks on the line of what happened, from the plan's start on, and its name beside the last one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app import format as fmt
from app.charts.ink import Ink
from app.charts.layout import LABEL_GAP, Layout, PlacedPanel
from app.charts.texts import actual_word

RADIUS = 2.5


def marked_months(placed: PlacedPanel) -> list[int]:
    """Months that get a mark: those beside the plan, and one before it that stands alone and would be no line."""
    panel = placed.panel
    if panel.history is None or not panel.pair.maneder:
        return []
    start = panel.pair.maneder[0]
    known = [m for m in panel.history.maneder if panel.actual_at(m) is not None]
    return [m for m in known
            if m >= start or (panel.actual_at(m - 1) is None and panel.actual_at(m + 1) is None)]


def paint_actual(painter: QPainter, layout: Layout, placed: PlacedPanel, ink: Ink) -> None:
    """Draw the marks, and the last actual number with its name on the side away from planen."""
    months, panel = marked_months(placed), placed.panel
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour("history"))
    for maned in months:
        value = panel.actual_at(maned)
        assert value is not None
        painter.drawEllipse(QPointF(layout.x(maned), placed.y(value)), ink.px(RADIUS), ink.px(RADIUS))
    last = months[-1] if months else None
    planned = panel.pair.at(last) if last is not None else None
    value = panel.actual_at(last) if last is not None else None
    if last is None or planned is None or value is None:
        return
    number, name = panel.quantity.text(value) + fmt.NBSP, actual_word()
    width = ink.width(number, semibold=True) + ink.width(name)
    above = value >= planned[0]
    middle = placed.y(value) + (-1 if above else 1) * (ink.line() / 2 + ink.px(6))
    middle = min(max(middle, placed.plot.top() + ink.line() / 2), placed.plot.bottom() - ink.line() / 2)
    left = min(layout.x(last), placed.plot.right() - width - LABEL_GAP)
    area = QRectF(left - 2, middle - ink.line() / 2, width + 4, ink.line())
    ground = ink.colour("panel")
    ground.setAlphaF(0.8)
    painter.fillRect(area, ground)
    painter.setPen(ink.colour("text"))
    baseline = middle + (ink.metrics().ascent() - ink.metrics().descent()) / 2
    painter.setFont(ink.font(semibold=True))
    painter.drawText(QPointF(left, baseline), number)
    painter.setFont(ink.font())
    painter.drawText(QPointF(left + ink.width(number, semibold=True), baseline), name)
