"""Drawing of boxes: reference, whiskers, box and median, a point a kontor, and the kontor that is pointed at."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.charts.box_layout import RADIUS, BoxLayout, PlacedStrip
from app.charts.boxes import BoxPicture, told
from app.charts.ink import DASH, Ink
from app.charts.layers import text
from app.charts.layout import LABEL_GAP, MARGIN
from app.charts.texts import difference_word, plan_word, uten_short_word, uten_word
from planning_core.sammenligning import Spredning

BOX_SHARE = 0.72
"""Height of a box against its row."""
_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


def paint_boxes(painter: QPainter, layout: BoxLayout, ink: Ink, bounds: QRectF) -> None:
    """Draw every strip."""
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(bounds, ink.colour("panel"))
    for placed in layout.strips:
        left = _title(painter, placed, ink)
        rest = ", ".join(part for part in (placed.strip.subtitle, placed.note) if part)
        words = ink.metrics("body").elidedText(rest, Qt.TextElideMode.ElideRight, bounds.right() - MARGIN - left)
        text(painter, ink, QPointF(left, _title_middle(placed, ink)), words, font="body")
        _axis(painter, placed, ink)
        planen, uten = placed.strip.boxes
        if planen is None and uten is None:
            text(painter, ink, placed.plot.center(), placed.strip.missing, align=_CENTRE)
            continue
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _reference(painter, placed, ink)
        _box(painter, placed, ink, planen, placed.rows[0], ink.hairline(ink.plan_role), filled=True)
        _box(painter, placed, ink, uten, placed.rows[1], _dashed(ink), filled=False)
        for point in placed.points[1]:
            _point(painter, ink, point, filled=False)
        for point in placed.points[0]:
            _point(painter, ink, point, filled=True)


def paint_kontor(painter: QPainter, layout: BoxLayout, ink: Ink, position: int, bounds: QRectF) -> None:
    """The points of one kontor with a ring and a line between them, and its pair on the title's line."""
    for placed in layout.strips:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _read_out(painter, placed, ink, bounds, layout.picture, position)
        planen, uten = (row[position] if row else None for row in placed.points)
        if planen is None or uten is None:
            continue
        painter.setPen(ink.hairline("text"))
        painter.drawLine(planen, uten)
        _point(painter, ink, uten, filled=False, ringed=True)
        _point(painter, ink, planen, filled=True, ringed=True)


def _title_middle(placed: PlacedStrip, ink: Ink) -> float:
    return placed.title_top + ink.line("body") / 2


def _title(painter: QPainter, placed: PlacedStrip, ink: Ink) -> float:
    """Draw the title; where the words after it begin."""
    at = QPointF(MARGIN, _title_middle(placed, ink))
    return MARGIN + text(painter, ink, at, placed.strip.title, "text", semibold=True, font="body") + ink.px(5)


def _read_out(painter: QPainter, placed: PlacedStrip, ink: Ink, bounds: QRectF, picture: BoxPicture,
              position: int) -> None:
    """The kontor and its pair, in place of the words after the title; the name gives way where there is no room."""
    left, end, y = _title(painter, placed, ink), bounds.right() - MARGIN, _title_middle(placed, ink)
    painter.fillRect(QRectF(left, placed.title_top - 1, end - left + 1, ink.line("body") + 2), ink.colour("panel"))
    said, gap = told(placed.strip, position), ink.px(14)
    number = f"{said.change.triangle} {said.change.number}".strip()

    def parts(uten: str) -> list[tuple[str, str, bool]]:
        return [(f"{plan_word()} {said.planen}", ink.number_role, True), (f"{uten} {said.uten}", "secondary", False),
                (f"{difference_word()} {number}", "secondary" if ink.stale else said.change.role, True)]

    name = (picture.names[position], "text", True)
    choices = ([name, *parts(uten_word())], [name, *parts(uten_short_word())], parts(uten_word()), parts(uten_short_word()))
    widths = [sum(ink.width(words, semibold=strong) + gap for words, _, strong in choice) for choice in choices]
    chosen = next((c for c, width in zip(choices, widths, strict=True) if left + width <= end), choices[-1])
    x = end
    for words, role, strong in reversed(chosen):
        x -= text(painter, ink, QPointF(x, y), words, role, semibold=strong, align=_RIGHT) + gap


def _axis(painter: QPainter, placed: PlacedStrip, ink: Ink) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    plot = placed.plot
    for tick in placed.scale.ticks:
        x = round(placed.x(tick))
        painter.setPen(ink.hairline("row_line"))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        text(painter, ink, QPointF(x, plot.bottom() + ink.px(4) + ink.line() / 2), placed.tick_text(tick), align=_CENTRE)
    painter.setPen(ink.hairline("input_border"))
    painter.drawLine(QPointF(plot.left(), plot.bottom()), QPointF(plot.right(), plot.bottom()))
    where = plot.left() - LABEL_GAP - ink.px(RADIUS)
    text(painter, ink, QPointF(where, placed.rows[0]), plan_word(), "secondary" if ink.stale else "plan_line", semibold=True,
         align=_RIGHT)
    text(painter, ink, QPointF(where, placed.rows[1]), uten_word(), align=_RIGHT)


def _reference(painter: QPainter, placed: PlacedStrip, ink: Ink) -> None:
    """A line through both rows with its words over it."""
    strip = placed.strip
    if strip.reference is None:
        return
    x, plot = round(placed.x(strip.reference)) + 0.5, placed.plot
    painter.setPen(pg.mkPen(ink.colour("history"), width=1.5, cosmetic=False))
    painter.drawLine(QPointF(x, plot.top() - ink.px(2)), QPointF(x, plot.bottom()))
    half = ink.width(strip.reference_name) / 2
    middle = min(max(x, plot.left() + half), max(plot.right() + ink.px(24) - half, plot.left() + half))
    text(painter, ink, QPointF(middle, plot.top() - ink.px(3) - ink.line() / 2), strip.reference_name, "text", align=_CENTRE)


def _dashed(ink: Ink) -> QPen:
    """The dash that means uten flyttinger, one pixel wide."""
    pen = ink.hairline("uten")
    pen.setDashPattern(list(DASH))
    return pen


def _box(painter: QPainter, placed: PlacedStrip, ink: Ink, box: Spredning | None, y: float, pen: QPen, *,
         filled: bool) -> None:
    """Whiskers, box and median of a row."""
    if box is None:
        return
    half = (placed.rows[1] - placed.rows[0]) * BOX_SHARE / 2
    painter.setPen(pen)
    for end, edge in ((box.strek_fra, box.nedre), (box.strek_til, box.ovre)):
        painter.drawLine(QPointF(placed.x(end), y), QPointF(placed.x(edge), y))
        painter.drawLine(QPointF(placed.x(end), y - half / 2), QPointF(placed.x(end), y + half / 2))
    fill = ink.colour(ink.plan_role)
    fill.setAlphaF(ink.palette.fan_share)
    painter.setBrush(fill if filled else Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(placed.x(box.nedre), y - half, placed.x(box.ovre) - placed.x(box.nedre), 2 * half))
    painter.setPen(pg.mkPen(pen.color(), width=2.25, cosmetic=False))
    painter.drawLine(QPointF(placed.x(box.median), y - half), QPointF(placed.x(box.median), y + half))


def _point(painter: QPainter, ink: Ink, point: QPointF | None, *, filled: bool, ringed: bool = False) -> None:
    """A kontor: a filled circle in planen, an open one uten flyttinger."""
    if point is None:
        return
    role = ink.plan_role if filled else "uten"
    painter.setPen(pg.mkPen(ink.colour("text" if ringed else "panel" if filled else role), width=2 if ringed else 1,
                            cosmetic=False))
    painter.setBrush(ink.colour(role if filled else "panel"))
    radius = ink.px(RADIUS) + (1.5 if ringed else 0.0)
    painter.drawEllipse(point, radius, radius)
