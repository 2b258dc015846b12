"""The box beside the cursor: the month, planen, uten flyttinger, the difference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from app import format as fmt
from app.charts.ink import Ink
from app.charts.layout import Layout, PlacedPanel
from app.charts.panel import beside
from app.charts.texts import difference_word, moved_word, versus
from app.difference import difference

PADDING = 10.0
FROM_CURSOR = 12.0
SWATCH = 18.0


@dataclass(frozen=True)
class Row:
    """A line of the box; ``mark`` is ``plan``, ``uten``, ``other``, ``difference`` or empty."""

    mark: str
    label: str
    value: str
    role: str = "text"
    strong: bool = False
    rule: bool = False
    triangle: str = ""


def rows(layout: Layout, maned: int) -> list[Row]:
    """What the box says of a month; planen and uten always stand together."""
    main = layout.panels[0].panel
    values = main.pair.at(maned)
    found: list[Row] = []
    if values is None:
        past = main.actual_at(maned)
        if past is not None:
            found.append(Row("", main.name, main.quantity.text(past), strong=True))
        return found
    shown = difference(values[2], main.quantity, main.better)
    found += [
        Row("plan", main.plan_name, main.quantity.text(values[0]), strong=True),
        Row("uten" if main.against_uten else "other", main.uten_name, main.quantity.text(values[1])),
        Row("difference", difference_word(), shown.number, shown.role, True, True, shown.triangle),
    ]
    found += [Row("", name, value, rule=i == 0) for i, (name, value) in enumerate(beside(main, maned))]
    for placed in layout.panels[1:]:
        other = placed.panel.pair.at(maned)
        if other is not None:
            show = placed.panel.quantity.text
            found.append(Row("", placed.panel.name, versus(show(other[0]), show(other[1])), rule=True))
    dot = main.dot_at(maned)
    if dot is not None:
        found.append(Row("", moved_word(), fmt.endring(dot.arsverk, 1), rule=True))
    return found


def paint_readout(painter: QPainter, layout: Layout, ink: Ink, maned: int) -> None:
    """Draw the box on the emptier side of the cursor."""
    lines = rows(layout, maned)
    if not lines:
        return
    title = fmt.maned_lang(maned)
    name = layout.panels[0].panel.name if lines[0].mark else ""
    box = _place(layout, maned, _size(lines, title, name, ink), ink)
    painter.setPen(ink.hairline("input_border"))
    painter.setBrush(ink.colour("panel"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    row = _row_height(ink)
    y = box.top() + ink.px(6)
    _row_text(painter, ink, box, y, title, "text", semibold=True)
    _row_text(painter, ink, box, y, name, "secondary", right=True)
    for line in lines:
        y += row
        _paint_row(painter, ink, box, y, line)


def _row_height(ink: Ink) -> float:
    return ink.line() + ink.px(5)


def _size(lines: list[Row], title: str, name: str, ink: Ink) -> tuple[float, float]:
    pad = ink.px(PADDING)
    gap = ink.px(20)
    widths = [ink.width(title, semibold=True) + gap + ink.width(name)]
    for line in lines:
        mark = ink.px(SWATCH + 8) if line.mark else 0.0
        widths.append(mark + ink.width(line.label) + gap + ink.width(line.value, semibold=line.strong))
    return max(widths) + 2 * pad, _row_height(ink) * (len(lines) + 1) + ink.px(8)


def _place(layout: Layout, maned: int, size: tuple[float, float], ink: Ink) -> QRectF:
    """The place beside the cursor where the box hides least: points of the lines, and pixels of the labels."""
    main = layout.panels[0]
    x = layout.x(maned)
    width, height = size
    gap = ink.px(FROM_CURSOR)
    top, bottom = main.plot.top() + ink.px(4), max(main.plot.bottom() - height - ink.px(24), main.plot.top())
    middle = (top + bottom) / 2
    outer = main.plot.right()
    candidates = []
    for left in (x - gap - width, x + gap):
        for y in (bottom, top, middle):
            box = QRectF(left, y, width, height)
            outside = max(0.0, main.plot.left() - box.left()) + max(0.0, box.right() - outer)
            candidates.append((_hidden(layout, main, box) + outside, box))
    best = min(candidates, key=lambda candidate: candidate[0])[1]
    # In a narrow chart no side has room: stay inside and cover the cursor rather than be cut off.
    best.moveLeft(max(min(best.left(), outer - width), 1.0))
    return best


def _hidden(layout: Layout, placed: PlacedPanel, box: QRectF) -> int:
    pair = placed.panel.pair
    count = 0
    for values in (pair.planen, pair.uten):
        for maned, value in zip(pair.maneder, values):
            if np.isfinite(value) and box.contains(QPointF(layout.x(maned), placed.y(value))):
                count += 1
    return count


def _paint_row(painter: QPainter, ink: Ink, box: QRectF, y: float, line: Row) -> None:
    pad = ink.px(PADDING)
    middle = y + _row_height(ink) / 2
    if line.rule:
        painter.setPen(ink.hairline("row_line"))
        painter.drawLine(QPointF(box.left() + pad, y), QPointF(box.right() - pad, y))
    start = QPointF(box.left() + pad, middle)
    if line.mark in ("plan", "uten", "other"):
        painter.setPen(ink.plan_pen() if line.mark == "plan" else ink.second_pen(line.mark == "uten"))
        painter.drawLine(start, QPointF(start.x() + ink.px(SWATCH), middle))
    elif line.triangle:
        painter.setFont(ink.font())
        painter.setPen(ink.colour(_role(line, ink)))
        painter.drawText(QRectF(start.x(), y, ink.px(SWATCH), _row_height(ink)), Qt.AlignmentFlag.AlignCenter,
                         line.triangle)
    indent = ink.px(SWATCH + 8) if line.mark else 0.0
    _row_text(painter, ink, box, y, line.label, "text", indent=indent)
    _row_text(painter, ink, box, y, line.value, _role(line, ink), semibold=line.strong, right=True)


def _role(line: Row, ink: Ink) -> str:
    """Numbers that wait for a new projection are grey, and are not judged."""
    return ink.number_role if ink.stale else line.role


def _row_text(painter: QPainter, ink: Ink, box: QRectF, y: float, words: str, role: str, *,
              semibold: bool = False, right: bool = False, indent: float = 0.0) -> None:
    pad = ink.px(PADDING)
    area = QRectF(box.left() + pad + indent, y, box.width() - 2 * pad - indent, _row_height(ink))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.setFont(ink.font(semibold=semibold))
    painter.setPen(ink.colour(role))
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, words)
