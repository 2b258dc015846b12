"""A waterfall lying down: from one total, step by step, to another; each number stands at its bar."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.charts.scale import Scale, value_scale
from app.theme import fonts, theme
from app.widgets.focus_ring import paint_focus_ring

NAME_SHARE = 0.42
"""The names take at most this share of the width."""
GAP = 12
LABEL_GAP = 6
BAR_SHARE = 0.56
BREAK_AT, BREAK_WIDTH, BREAK_LEAN = 14, 4, 5
"""Pixels at 100 %: where a bar is broken whose axis does not begin at zero, how wide the cut is, and how much it leans."""


@dataclass(frozen=True, slots=True)
class Step:
    """One bar from ``start`` to ``end``; ``role`` is the palette role of its fill, ``text`` its number as shown.

    A ``total`` begins at the axis, and its words are semibold. ``text_role`` colours the number, and ``beside`` is
    said on the other side of the bar, where there is room.
    """

    name: str
    start: float
    end: float
    text: str
    role: str
    text_role: str = "text"
    total: bool = False
    beside: str = ""


class Waterfall(QWidget):
    """Bars of one quantity under each other on one axis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._note = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._on_theme_changed)

    @property
    def steps(self) -> tuple[Step, ...]:
        return self._steps

    @property
    def scale(self) -> Scale:
        """The axis: from 0, or from nearer where all values lie far from it."""
        values = [x for step in self._steps for x in (step.start, step.end) if not (step.total and x == step.start)]
        return value_scale([x for x in values if math.isfinite(x)], from_zero=False)

    def show_steps(self, steps: Sequence[Step], name: str, note: str) -> None:
        """Draw these; ``note`` says what the axis is where it does not begin at zero (``{low}`` is its start)."""
        self._steps, self._note = tuple(steps), note
        self.setAccessibleName(name)
        self.setAccessibleDescription(". ".join(map(_said, steps)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.pixels(420), self._row() * len(self._steps) + self._foot())

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.pixels(240), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = event.pos().y() // self._row()
            text = _said(self._steps[at]) if 0 <= at < len(self._steps) else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours, row = theme().palette, self._row()
        left, right = self._edges()
        scale = self.scale

        def x(value: float) -> float:
            return left + (right - left) * min(max(scale.fraction(value), 0.0), 1.0)

        before: float | None = None
        for i, step in enumerate(self._steps):
            top = i * row
            painter.setFont(fonts.font("dense", semibold=step.total))
            painter.setPen(QColor(colours.text))
            shown = painter.fontMetrics().elidedText(step.name, Qt.TextElideMode.ElideMiddle, left - GAP)
            painter.drawText(QRectF(0, top, left - GAP, row), Qt.AlignmentFlag.AlignVCenter, shown)
            painter.setPen(QColor(colours.border))
            if before is not None:
                painter.drawLine(round(x(before)), round(top - row * (1 - BAR_SHARE) / 2), round(x(before)),
                                 round(top + row * (1 - BAR_SHARE) / 2))
            end = left
            if math.isfinite(step.end) and math.isfinite(step.start):
                start = scale.low if step.total else step.start
                low, high = sorted((x(start), x(step.end)))
                bar = QRectF(low, top + row * (1 - BAR_SHARE) / 2, max(high - low, 2.0), row * BAR_SHARE)
                # Nothing is drawn of nothing: a stub would look like a small number.
                if step.start != step.end:
                    painter.fillRect(bar, QColor(getattr(colours, step.role)))
                    if step.total and scale.low:
                        self._break(painter, bar)
                before, end = step.end, bar.right()
                painter.setPen(QColor(colours.secondary))
                if painter.fontMetrics().horizontalAdvance(step.beside) < bar.left() - LABEL_GAP - left:
                    room = QRectF(left, top, bar.left() - LABEL_GAP - left, row)
                    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, step.beside)
            painter.setFont(fonts.font("dense", semibold=True))
            painter.setPen(QColor(getattr(colours, step.text_role)))
            painter.drawText(QRectF(end + LABEL_GAP, top, self.width() - end, row), Qt.AlignmentFlag.AlignVCenter, step.text)
        bottom = row * len(self._steps)
        painter.setPen(QColor(colours.input_border))
        painter.drawLine(round(left), 0, round(left), bottom)
        if scale.low and self._note:
            painter.setFont(fonts.font("dense"))
            painter.setPen(QColor(colours.secondary))
            painter.drawText(QRectF(0, bottom, self.width(), self._foot()), Qt.AlignmentFlag.AlignVCenter, self._note)
        if self.hasFocus():
            paint_focus_ring(self)
        painter.end()

    @staticmethod
    def _break(painter: QPainter, bar: QRectF) -> None:
        """Cut a bar that is longer than it is drawn."""
        at, width, lean = (fonts.pixels(n) for n in (BREAK_AT, BREAK_WIDTH, BREAK_LEAN))
        if bar.width() < at + width + lean:
            return
        left = bar.left() + at
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().palette.panel))
        painter.drawPolygon(QPolygonF([
            QPointF(left + lean, bar.top()), QPointF(left + lean + width, bar.top()),
            QPointF(left + width, bar.bottom()), QPointF(left, bar.bottom()),
        ]))
        painter.restore()

    def _row(self) -> int:
        return fonts.row_height("dense")

    def _foot(self) -> int:
        return fonts.line_height("dense") + 8 if self._steps and self.scale.low else 4

    def _edges(self) -> tuple[float, float]:
        """Where the bars may begin and end: after the names, and with room for a number behind the longest."""
        names = QFontMetrics(fonts.font("dense", semibold=True))
        widest = max((names.horizontalAdvance(step.name) for step in self._steps), default=0)
        numbers = max((names.horizontalAdvance(step.text) for step in self._steps), default=0)
        left = min(widest + GAP, self.width() * NAME_SHARE)
        return left, max(self.width() - numbers - LABEL_GAP - 4.0, left + 20.0)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _said(step: Step) -> str:
    """A bar in words."""
    return ", ".join(filter(None, (f"{step.name}: {step.text}", step.beside)))
