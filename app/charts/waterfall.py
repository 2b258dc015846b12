"""A waterfall lying down: from one total, step by step, to another; each number stands at its bar."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.charts.ink import Ink
from app.charts.layout import MARGIN
from app.charts.scale import Scale, value_scale
from app.theme import fonts, theme
from app.widgets.focus_ring import paint_focus_ring

NAME_SHARE = 0.42
"""The names take at most this share of the width."""
GAP = 12
LABEL_GAP = 6
BAR_SHARE = 0.56
RING = 4
"""Pixels at the edge that belong to the focus ring."""
WIDEST_ROWS = 2.4
"""Rows on paper are at most this much higher than on the screen."""
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


@dataclass(frozen=True)
class WaterfallPicture:
    """A waterfall with its title, ready to be a file."""

    title: str
    steps: tuple[Step, ...]


class Waterfall(QWidget):
    """Bars of one quantity under each other on one axis.

    Parameters
    ----------
    ink : Ink, optional
        What it is drawn with; that of the theme unless it is for paper. On paper the rows fill the page under the title.
    """

    def __init__(self, parent: QWidget | None = None, *, ink: Ink | None = None) -> None:
        super().__init__(parent)
        self._own_ink = ink
        self._title = ""
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

    def set_picture(self, picture: WaterfallPicture) -> None:
        """Draw a picture with its title."""
        self._title = picture.title
        self.show_steps(picture.steps, picture.title, "")

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
        self.draw_on(painter)
        painter.end()
        if self.hasFocus():
            paint_focus_ring(self)

    def draw_on(self, painter: QPainter) -> None:
        """Draw the title, where there is one, and the bars."""
        ink, row, head = self._ink(), self._row(), self._head()
        left, right = self._edges()
        scale = self.scale
        if head:
            painter.setFont(ink.font("body", semibold=True))
            painter.setPen(ink.colour("text"))
            painter.drawText(QRectF(MARGIN, 0, self.width() - 2 * MARGIN, head), Qt.AlignmentFlag.AlignVCenter, self._title)

        def x(value: float) -> float:
            return left + (right - left) * min(max(scale.fraction(value), 0.0), 1.0)

        before: float | None = None
        for i, step in enumerate(self._steps):
            top = head + i * row
            painter.setFont(ink.font(semibold=step.total))
            painter.setPen(ink.colour("text"))
            names = left - GAP - self._side()
            shown = painter.fontMetrics().elidedText(step.name, Qt.TextElideMode.ElideMiddle, round(names))
            painter.drawText(QRectF(self._side(), top, names, row), Qt.AlignmentFlag.AlignVCenter, shown)
            painter.setPen(ink.colour("border"))
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
                    painter.fillRect(bar, ink.colour(step.role))
                    if step.total and scale.low:
                        self._break(painter, bar)
                before, end = step.end, bar.right()
                self._draw_beside(painter, step, QRectF(left, top, bar.left() - LABEL_GAP - left, row))
            painter.setFont(ink.font(semibold=True))
            painter.setPen(ink.colour(step.text_role))
            painter.drawText(QRectF(end + LABEL_GAP, top, self.width() - end, row), Qt.AlignmentFlag.AlignVCenter, step.text)
        bottom = head + row * len(self._steps)
        painter.setPen(ink.colour("input_border"))
        painter.drawLine(round(left), head, round(left), bottom)
        if scale.low and self._note:
            painter.setFont(ink.font())
            painter.setPen(ink.colour("secondary"))
            painter.drawText(QRectF(self._side(), bottom, self.width(), self._foot()), Qt.AlignmentFlag.AlignVCenter, self._note)

    def _draw_beside(self, painter: QPainter, step: Step, room: QRectF) -> None:
        """What is said before the bar, where there is room."""
        ink = self._ink()
        if step.beside and ink.width(step.beside) < room.width():
            painter.setFont(ink.font())
            painter.setPen(ink.colour("secondary"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, step.beside)

    def _break(self, painter: QPainter, bar: QRectF) -> None:
        """Cut a bar that is longer than it is drawn."""
        at, width, lean = (self._ink().px(n) for n in (BREAK_AT, BREAK_WIDTH, BREAK_LEAN))
        if bar.width() < at + width + lean:
            return
        left = bar.left() + at
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink().colour("panel"))
        painter.drawPolygon(QPolygonF([
            QPointF(left + lean, bar.top()), QPointF(left + lean + width, bar.top()),
            QPointF(left + width, bar.bottom()), QPointF(left, bar.bottom()),
        ]))
        painter.restore()

    def _ink(self) -> Ink:
        return self._own_ink or Ink.of_theme()

    def _row(self) -> int:
        if self._own_ink is None or not self._steps:
            return fonts.row_height("dense")
        usual = fonts.row_height("dense") / fonts.scale() * self._own_ink.scale
        return round(min(max((self.height() - self._head() - self._foot()) / len(self._steps), usual), WIDEST_ROWS * usual))

    def _side(self) -> int:
        """Room beside the names: on the screen the panel around it has its own."""
        return MARGIN if self._own_ink is not None else RING

    def _head(self) -> int:
        return round(2 * self._ink().line("body")) if self._title else 0

    def _foot(self) -> int:
        return round(self._ink().line()) + 8 if self._steps and self.scale.low else 4

    def _edges(self) -> tuple[float, float]:
        """Where the bars may begin and end: after the names, and with room for a number behind the longest."""
        ink, side = self._ink(), self._side()
        widest = max((ink.width(step.name, semibold=True) for step in self._steps), default=0.0)
        numbers = max((ink.width(step.text, semibold=True) for step in self._steps), default=0.0)
        left = min(side + widest + GAP, self.width() * NAME_SHARE)
        return left, max(self.width() - side - numbers - LABEL_GAP - 4.0, left + 20.0)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _said(step: Step) -> str:
    """A bar in words."""
    return ", ".join(filter(None, (f"{step.name}: {step.text}", step.beside)))
