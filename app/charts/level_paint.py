"""Drawing of curves over levels: zone, curves, marks with their words, cursor and read-out."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from app import format as fmt
from app.charts.ink import DASH, Ink
from app.charts.layers import text
from app.charts.layout import LABEL_GAP, MARGIN
from app.charts.level_layout import LevelLayout, PlacedLevels, Points, as_array, best_place, hidden_by
from app.charts.levels import Cliff, LevelMark, level_lines, level_title

RADIUS = 5.0
DIAMOND = 6.5
_ALONG = 8
"""Points between two levels that words keep off."""


def paint_levels(painter: QPainter, layout: LevelLayout, ink: Ink, bounds: QRectF) -> None:
    """Draw everything but the cursor."""
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(bounds, ink.colour("panel"))
    for placed in layout.panels:
        _zone(painter, layout, placed, ink)
        _title(painter, placed, ink, bounds)
        _grid(painter, placed, ink)
    _axis(painter, layout, ink)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _stems(painter, layout, ink)
    for i, placed in enumerate(layout.panels):
        _curves(painter, layout, placed, ink)
        for mark in layout.picture.marks:
            _shape(painter, ink, mark, QPointF(layout.x(mark.level), placed.y(mark.values[i])))
    _words(painter, layout, ink)


def _title(painter: QPainter, placed: PlacedLevels, ink: Ink, bounds: QRectF) -> None:
    y = placed.title_top + ink.line("body") / 2
    width = text(painter, ink, QPointF(MARGIN, y), placed.panel.title, "text", semibold=True, font="body")
    rest = ", ".join(part for part in (placed.panel.subtitle, placed.note) if part)
    left = MARGIN + width + ink.px(5)
    words = ink.metrics("body").elidedText(rest, Qt.TextElideMode.ElideRight, bounds.width() - left - MARGIN)
    text(painter, ink, QPointF(left, y), words, font="body")


def _grid(painter: QPainter, placed: PlacedLevels, ink: Ink) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    plot = placed.plot
    for tick in placed.scale.ticks:
        y = round(placed.y(tick))
        painter.setPen(ink.hairline("input_border" if tick == placed.scale.low else "row_line"))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        text(painter, ink, QPointF(plot.left() - LABEL_GAP, y), placed.tick_text(tick), align=Qt.AlignmentFlag.AlignRight)


def _axis(painter: QPainter, layout: LevelLayout, ink: Ink) -> None:
    top, plot = layout.axis_top, layout.panels[0].plot
    for tick in layout.ticks:
        x = round(layout.x(tick))
        painter.setPen(ink.hairline("border"))
        painter.drawLine(QPointF(x, top), QPointF(x, top + ink.px(5)))
        text(painter, ink, QPointF(x, top + ink.px(8) + ink.line() / 2), fmt.tall(tick, layout.decimals),
             align=Qt.AlignmentFlag.AlignHCenter)
    words = ink.metrics().elidedText(layout.picture.caption, Qt.TextElideMode.ElideRight, plot.width())
    text(painter, ink, QPointF(plot.center().x(), top + ink.px(10) + 1.5 * ink.line()), words,
         align=Qt.AlignmentFlag.AlignHCenter)


def _zone(painter: QPainter, layout: LevelLayout, placed: PlacedLevels, ink: Ink) -> None:
    cliff = layout.picture.cliff
    if cliff is None:
        return
    left, right = round(layout.x(cliff.low)), round(layout.x(cliff.high))
    plot = placed.plot
    painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), ink.colour("warning_fill"))
    painter.setPen(ink.hairline("warning_rule"))
    painter.drawLine(QPointF(right, plot.top()), QPointF(right, plot.bottom()))


def _stems(painter: QPainter, layout: LevelLayout, ink: Ink) -> None:
    """A line from each mark down through all panels, so that both curves are read at the same level."""
    for mark in layout.picture.marks:
        x = layout.x(mark.level)
        role = {"today": "uten", "top": "history", "plan": ink.plan_role}[mark.kind]
        pen = ink.hairline(role)
        if mark.kind == "today":
            pen.setDashPattern(list(DASH))  # the pen is 1 px wide
        painter.setPen(pen)
        first = layout.panels[0]
        painter.drawLine(QPointF(x, first.y(mark.values[0])), QPointF(x, first.plot.bottom()))
        for placed in layout.panels[1:]:
            painter.drawLine(QPointF(x, placed.plot.top()), QPointF(x, placed.plot.bottom()))


def _curves(painter: QPainter, layout: LevelLayout, placed: PlacedLevels, ink: Ink) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if placed.panel.other is not None:
        painter.setPen(ink.other_pen())
        painter.drawPolyline(QPolygonF(layout.points(placed, placed.panel.other)))
    painter.setPen(ink.plan_pen())
    painter.drawPolyline(QPolygonF(layout.points(placed, placed.panel.values)))


def _shape(painter: QPainter, ink: Ink, mark: LevelMark, at: QPointF) -> None:
    """Today an open circle, the top a diamond, planen a filled circle."""
    if mark.kind == "today":
        painter.setPen(pg.mkPen(ink.colour("text"), width=2, cosmetic=False))
        painter.setBrush(ink.colour("panel"))
        painter.drawEllipse(at, ink.px(RADIUS), ink.px(RADIUS))
        return
    painter.setPen(pg.mkPen(ink.colour("panel"), width=1, cosmetic=False))
    if mark.kind == "plan":
        painter.setBrush(ink.colour(ink.plan_role))
        painter.drawEllipse(at, ink.px(RADIUS) + 1, ink.px(RADIUS) + 1)
        return
    side = ink.px(DIAMOND)
    painter.setBrush(ink.colour("history"))
    corners = [QPointF(0, -side), QPointF(side, 0), QPointF(0, side), QPointF(-side, 0)]
    painter.drawPolygon(QPolygonF([at + corner for corner in corners]))


def _words(painter: QPainter, layout: LevelLayout, ink: Ink) -> None:
    """Words of the first panel, each where it hides least; values of the others beside their marks."""
    taken: list[QRectF] = []
    main = layout.panels[0]
    lines = _line_points(layout, main)
    shapes = [QPointF(layout.x(m.level), main.y(m.values[0])) for m in layout.picture.marks]
    points = np.vstack([lines, as_array(shapes)])
    for mark, at in zip(layout.picture.marks, shapes, strict=True):
        _mark_words(painter, ink, mark, at, main.plot, taken, points)
    if layout.picture.move:
        _move(painter, layout, ink, taken, lines)
    if layout.picture.cliff is not None:
        _cliff_words(painter, layout, ink, layout.picture.cliff, taken, points)
    if main.panel.other is not None and main.panel.other_label:
        size = ink.width(main.panel.other_label), ink.line()
        where = layout.points(main, main.panel.other)
        spots = [where[round(share * (len(where) - 1))] for share in (1.0, 0.9, 0.75, 0.6, 0.1, 0.25, 0.5, 0.4)]
        box = best_place(size, spots, main.plot, taken, lines, ink.px(5))
        text(painter, ink, box.center(), main.panel.other_label, align=Qt.AlignmentFlag.AlignHCenter)
    for i, placed in enumerate(layout.panels[1:], start=1):
        others: list[QRectF] = []
        lines = _line_points(layout, placed)
        for mark in layout.picture.marks:
            _value(painter, layout, placed, ink, mark, i, others, lines)


def _line_points(layout: LevelLayout, placed: PlacedLevels) -> Points:
    """Points close together on all lines that words keep off."""
    return as_array([*_along(layout, placed), *_stem_points(layout, placed)])


def _along(layout: LevelLayout, placed: PlacedLevels) -> list[QPointF]:
    """Points close together on both curves."""
    found: list[QPointF] = []
    for values in (placed.panel.values, placed.panel.other):
        if values is not None:
            curve = layout.points(placed, values)
            found += [a + (b - a) * (k / _ALONG) for a, b in pairwise(curve) for k in range(_ALONG)]
    return found


def _stem_points(layout: LevelLayout, placed: PlacedLevels) -> list[QPointF]:
    """Points close together on the lines down from the marks and on the rule of the cliff."""
    plot, first = placed.plot, placed is layout.panels[0]
    found = []
    for mark in layout.picture.marks:
        top = placed.y(mark.values[0]) if first else plot.top()
        steps = max(int((plot.bottom() - top) / 8), 1)
        found += [QPointF(layout.x(mark.level), top + 8 * k) for k in range(1, steps)]
    if layout.picture.cliff is not None:
        x = layout.x(layout.picture.cliff.high)
        found += [QPointF(x, plot.top() + 8 * k) for k in range(int(plot.height() / 8))]
    return found


def _mark_words(painter: QPainter, ink: Ink, mark: LevelMark, at: QPointF, plot: QRectF, taken: list[QRectF],
                points: Points) -> None:
    size = max(ink.width(mark.title, semibold=True), ink.width(mark.detail)), 2 * ink.line()
    box = best_place(size, [at], plot, taken, points, ink.px(8))
    taken.append(box)
    role = ink.plan_role if mark.kind == "plan" else "text"
    align, x = Qt.AlignmentFlag.AlignHCenter, box.center().x()
    if box.left() > at.x():
        align, x = Qt.AlignmentFlag.AlignLeft, box.left()
    elif box.right() < at.x():
        align, x = Qt.AlignmentFlag.AlignRight, box.right()
    text(painter, ink, QPointF(x, box.top() + ink.line() / 2), mark.title, role, semibold=True, align=align)
    text(painter, ink, QPointF(x, box.top() + 1.5 * ink.line()), mark.detail,
         "plan_line" if mark.kind == "plan" and not ink.stale else "secondary", align=align)


def _cliff_words(painter: QPainter, layout: LevelLayout, ink: Ink, cliff: Cliff, taken: list[QRectF],
                 points: Points) -> None:
    plot = layout.panels[0].plot
    size = (max(ink.width(cliff.title, semibold=True), *(ink.width(line) for line in cliff.lines)),
            (1 + len(cliff.lines)) * ink.line())
    low, high, gap = layout.x(cliff.low), layout.x(cliff.high), ink.px(8)
    # Against the rule, in the middle or at the far end of the zone; beside the rule where the zone is narrow.
    rights = [r for r in (high - gap, (low + high + size[0]) / 2, low + gap + size[0]) if r - size[0] >= low]
    tops = (plot.bottom() - size[1] - gap, plot.top() + gap, plot.center().y() - size[1] / 2)
    boxes = [QRectF(r - size[0], y, *size) for y in tops for r in rights or [high + gap + size[0]]]
    box = min(boxes, key=lambda b: 100 * sum(b.intersects(t) for t in taken) + hidden_by(b, points))
    taken.append(box)
    text(painter, ink, QPointF(box.right(), box.top() + ink.line() / 2), cliff.title, "warning_text", semibold=True,
         align=Qt.AlignmentFlag.AlignRight)
    for i, line in enumerate(cliff.lines):
        text(painter, ink, QPointF(box.right(), box.top() + (i + 1.5) * ink.line()), line, "warning_text",
             align=Qt.AlignmentFlag.AlignRight)


def _move(painter: QPainter, layout: LevelLayout, ink: Ink, taken: list[QRectF], points: Points) -> None:
    """An arrow from today to planen, near the axis, with its words where there is room and fewest lines."""
    plot, (start, end) = layout.panels[0].plot, (layout.x(v) for v in layout.picture.move_ends)
    y, way = plot.bottom() - ink.px(20), 1 if end > start else -1
    if abs(end - start) < ink.px(16):
        return
    painter.setPen(pg.mkPen(ink.colour(ink.plan_role), width=1.25, cosmetic=False))
    tip, length, half = end - way * ink.px(2), ink.px(8), ink.px(4)
    painter.drawLine(QPointF(start + way * ink.px(3), y), QPointF(tip - way * length, y))
    painter.setBrush(ink.colour(ink.plan_role))
    painter.setPen(Qt.PenStyle.NoPen)
    taken.append(QRectF(min(start, end), y - half, abs(end - start), 2 * half))
    back = tip - way * length
    painter.drawPolygon(QPolygonF([QPointF(tip, y), QPointF(back, y - half), QPointF(back, y + half)]))
    width = ink.width(layout.picture.move)
    between = QRectF((start + end) / 2 - width / 2, y - ink.px(6) - ink.line(), width, ink.line())
    beside = QRectF(max(start, end) + ink.px(8), y - ink.line() / 2, width, ink.line())
    left = beside.translated(min(start, end) - ink.px(8) - width - beside.left(), 0)
    places = [b for b in (between if width < abs(end - start) - ink.px(8) else beside, beside, left)
              if plot.contains(b) and not any(b.intersects(t) for t in taken)]
    if places:
        place = min(places, key=lambda b: hidden_by(b, points))
        taken.append(place)
        role = "plan_line" if not ink.stale else "secondary"
        text(painter, ink, place.center(), layout.picture.move, role, align=Qt.AlignmentFlag.AlignHCenter)


def _value(painter: QPainter, layout: LevelLayout, placed: PlacedLevels, ink: Ink, mark: LevelMark, i: int,
           taken: list[QRectF], points: Points) -> None:
    words = placed.panel.quantity.text(mark.values[i])
    at = QPointF(layout.x(mark.level), placed.y(mark.values[i]))
    size = ink.width(words, semibold=True), ink.line()
    box = best_place(size, [at], placed.plot, taken, points, ink.px(7))
    taken.append(box)
    role = ink.plan_role if mark.kind == "plan" else ink.number_role
    text(painter, ink, box.center(), words, role, semibold=True, align=Qt.AlignmentFlag.AlignHCenter)


def paint_level_cursor(painter: QPainter, layout: LevelLayout, ink: Ink, position: int) -> None:
    """A line through all panels at a level, open circles on the curves, and the read-out."""
    level = float(layout.picture.levels[position])
    x = round(layout.x(level)) + 0.5
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(ink.hairline("text"))
    painter.drawLine(QPointF(x, layout.panels[0].plot.top()), QPointF(x, layout.panels[-1].plot.bottom()))
    for placed in layout.panels:
        pen = ink.hairline(ink.plan_role)
        pen.setWidthF(2)
        painter.setPen(pen)
        painter.setBrush(ink.colour("panel"))
        painter.drawEllipse(QPointF(x, placed.y(float(placed.panel.values[position]))), 4, 4)
    _readout(painter, layout, ink, position, x)


def _readout(painter: QPainter, layout: LevelLayout, ink: Ink, position: int, x: float) -> None:
    lines, title = level_lines(layout.picture, position), level_title(layout.picture, position)
    pad, gap, row = ink.px(10), ink.px(20), ink.line() + ink.px(5)
    widths = [ink.width(line.label) + gap + ink.width(line.value, semibold=line.strong) for line in lines]
    width = max(ink.width(title, semibold=True), *widths) + 2 * pad
    height = row * (len(lines) + 1) + ink.px(10)
    plot = layout.panels[0].plot
    left = x + ink.px(12) if x + ink.px(12) + width <= plot.right() else x - ink.px(12) - width
    box = QRectF(max(min(left, plot.right() - width), 1.0), plot.top() + ink.px(6), width, height)
    painter.setPen(ink.hairline("input_border"))
    painter.setBrush(ink.colour("panel"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    y = box.top() + ink.px(5) + row / 2
    text(painter, ink, QPointF(box.left() + pad, y), title, "text", semibold=True)
    for line in lines:
        y += row
        if line.rule:
            painter.setPen(ink.hairline("row_line"))
            painter.drawLine(QPointF(box.left() + pad, y - row / 2), QPointF(box.right() - pad, y - row / 2))
        text(painter, ink, QPointF(box.left() + pad, y), line.label, "text")
        role = ink.number_role if ink.stale else line.role
        text(painter, ink, QPointF(box.right() - pad, y), line.value, role, semibold=line.strong,
             align=Qt.AlignmentFlag.AlignRight)
