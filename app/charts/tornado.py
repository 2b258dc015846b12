"""A tornado: for each assumption, how far the answer is from the plan's at its low and its high end."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.charts.ink import Ink
from app.charts.layout import MARGIN
from app.charts.scale import Scale, value_scale
from app.theme import fonts, theme
from app.widgets.focus_ring import paint_focus_ring

NAME_SHARE = 0.42
GAP, LABEL_GAP = 12, 6
BAR_SHARE = 0.36
"""Of a row, the height of each of its two bars."""


@dataclass(frozen=True, slots=True)
class TornadoRow:
    """An assumption: the answer at its two ends, the ends in words, and the whole in a sentence."""

    name: str
    low: float
    high: float
    low_text: str
    high_text: str
    sentence: str = ""


@dataclass(frozen=True)
class TornadoPicture:
    """A tornado ready to be drawn.

    ``base`` is the answer of the plan and ``base_text`` what stands at its line; ``low_name`` and ``high_name`` are the
    two bars of a row; ``number`` writes a value of the axis.
    """

    title: str
    rows: tuple[TornadoRow, ...]
    base: float
    base_text: str
    low_name: str
    high_name: str
    number: Callable[[float], str]


class Tornado(QWidget):
    """Draws a picture.

    Parameters
    ----------
    ink : Ink, optional
        What it is drawn with; that of the theme unless it is for paper.
    """

    def __init__(self, parent: QWidget | None = None, *, ink: Ink | None = None) -> None:
        super().__init__(parent)
        self._own_ink = ink
        self._picture: TornadoPicture | None = None
        self._stale = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if ink is None:
            theme().changed.connect(self._on_theme_changed)

    @property
    def picture(self) -> TornadoPicture | None:
        return self._picture

    def set_picture(self, picture: TornadoPicture | None, *, stale: bool = False) -> None:
        """Draw it; grey while a new one is on its way."""
        self._picture, self._stale = picture, stale
        rows = () if picture is None else picture.rows
        self.setAccessibleName("" if picture is None else picture.title)
        self.setAccessibleDescription(" ".join(filter(None, (row.sentence for row in rows))))
        self.updateGeometry()
        self.update()

    @property
    def scale(self) -> Scale:
        """The axis: it holds the plan's answer, both ends of every row, and zero where they are near it."""
        assert self._picture is not None
        values = [self._picture.base, *(x for row in self._picture.rows for x in (row.low, row.high))]
        return value_scale([x for x in values if math.isfinite(x)], from_zero=False)

    def sizeHint(self) -> QSize:
        rows = 0 if self._picture is None else len(self._picture.rows)
        return QSize(fonts.pixels(560), round(self._head() + rows * self._row() + self._foot()))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.pixels(280), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = int((event.pos().y() - self._head()) // self._row())
            rows = () if self._picture is None else self._picture.rows
            QToolTip.showText(event.globalPos(), rows[at].sentence if 0 <= at < len(rows) else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw_on(painter)
        painter.end()
        if self.hasFocus():
            paint_focus_ring(self)

    def draw_on(self, painter: QPainter) -> None:
        """Draw title, legend, bars and axis."""
        if self._picture is None:
            return
        left, right = self._edges()
        scale = self.scale

        def x(value: float) -> float:
            return left + (right - left) * min(max(scale.fraction(value), 0.0), 1.0)

        self._draw_head(painter, left)
        self._draw_axis(painter, scale, x)
        for i, row in enumerate(self._picture.rows):
            self._draw_row(painter, row, self._head() + i * self._row(), left, x)
        self._draw_base(painter, x(self._picture.base))

    def _draw_head(self, painter: QPainter, left: float) -> None:
        picture, ink = self._picture, self._ink()
        assert picture is not None
        line = self._title_line()
        if line:
            painter.setFont(ink.font("body", semibold=True))
            painter.setPen(ink.colour("text"))
            painter.drawText(QRectF(self._side(), 2, self.width(), line), Qt.AlignmentFlag.AlignVCenter, picture.title)
        painter.setFont(ink.font())
        place, size = QPointF(left, line + 2), ink.px(9)
        for name, role in ((picture.low_name, self._role("grey_line")), (picture.high_name, self._role("plan_fill"))):
            box = QRectF(place.x(), place.y() + (ink.line() - size) / 2, size, size)
            painter.fillRect(box, ink.colour(role))
            painter.setPen(ink.colour("secondary"))
            painter.drawText(QRectF(box.right() + 4, place.y(), self.width(), ink.line()), Qt.AlignmentFlag.AlignVCenter, name)
            place.setX(box.right() + 4 + ink.width(name) + GAP)

    def _draw_axis(self, painter: QPainter, scale: Scale, x: Callable[[float], float]) -> None:
        picture, ink = self._picture, self._ink()
        assert picture is not None
        top, bottom = self._head(), self._head() + len(picture.rows) * self._row()
        painter.setFont(ink.font())
        for tick in scale.ticks:
            painter.setPen(ink.colour("input_border" if tick == 0 else "row_line"))
            painter.drawLine(QPointF(x(tick), top), QPointF(x(tick), bottom))
            painter.setPen(ink.colour("secondary"))
            room = QRectF(x(tick) - 60, bottom + 2, 120, ink.line())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, picture.number(tick))

    def _draw_row(self, painter: QPainter, row: TornadoRow, top: float, left: float, x: Callable[[float], float]) -> None:
        picture, ink, height = self._picture, self._ink(), self._row()
        assert picture is not None
        painter.setFont(ink.font())
        painter.setPen(ink.colour("text"))
        room = left - GAP - self._side() - self._end_room(picture)
        name = ink.metrics().elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(self._side(), top, room, height), Qt.AlignmentFlag.AlignVCenter, name)
        bar = height * BAR_SHARE
        for value, text, role, at in ((row.low, row.low_text, "grey_line", height / 2 - bar),
                                      (row.high, row.high_text, "plan_fill", height / 2)):
            if not math.isfinite(value):
                continue
            start, end = x(picture.base), x(value)
            if value != picture.base:
                painter.fillRect(QRectF(min(start, end), top + at, max(abs(end - start), 2.0), bar),
                                 ink.colour(self._role(role)))
            self._draw_end(painter, text, QRectF(end, top + at, 0, bar), to_left=value < picture.base)

    def _draw_end(self, painter: QPainter, text: str, end: QRectF, *, to_left: bool) -> None:
        """The end of the range in words, beyond its bar."""
        ink = self._ink()
        font = ink.font()
        font.setPixelSize(max(9, round(font.pixelSize() * 0.85)))
        painter.setFont(font)
        painter.setPen(ink.colour("secondary"))
        width = painter.fontMetrics().horizontalAdvance(text) + 2.0
        left = end.left() - LABEL_GAP - width if to_left else end.left() + LABEL_GAP
        room = QRectF(left, end.top() - 4, width, end.height() + 8)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_base(self, painter: QPainter, x: float) -> None:
        picture, ink = self._picture, self._ink()
        assert picture is not None
        top, bottom = self._head(), self._head() + len(picture.rows) * self._row()
        painter.setPen(QPen(QColor(ink.colour("text")), 1.5))
        painter.drawLine(QPointF(x, top - 3), QPointF(x, bottom))
        painter.setFont(ink.font(semibold=True))
        width = ink.width(picture.base_text, semibold=True) + 4
        left = min(max(x - width / 2, 0.0), self.width() - width)
        painter.drawText(QRectF(left, top - 5 - ink.line(), width, ink.line()), Qt.AlignmentFlag.AlignCenter,
                         picture.base_text)

    def _role(self, role: str) -> str:
        return "border" if self._stale else role

    def _ink(self) -> Ink:
        return self._own_ink or Ink.of_theme(stale=self._stale)

    def _row(self) -> float:
        ink = self._ink()
        usual = ink.line() * 2.0
        if self._own_ink is None or self._picture is None or not self._picture.rows:
            return usual
        room = self.height() - self._head() - self._foot()
        return min(max(room / len(self._picture.rows), usual * 0.8), usual * 1.6)

    def _side(self) -> float:
        return MARGIN if self._own_ink is not None else 0.0

    def _head(self) -> float:
        return self._title_line() + 2.6 * self._ink().line()

    def _title_line(self) -> float:
        """Room for the title: in the window the panel around has it."""
        return self._ink().line("body") * 1.3 if self._own_ink is not None else 0.0

    def _foot(self) -> float:
        return self._ink().line() + 6

    def _end_room(self, picture: TornadoPicture) -> float:
        """Room for the words of an end whose bar goes far to the left."""
        return max((self._ink().width(text) for row in picture.rows for value, text in
                    ((row.low, row.low_text), (row.high, row.high_text)) if value < picture.base), default=0.0) * 0.85

    def _edges(self) -> tuple[float, float]:
        """Where the axis begins and ends: after the names, and with room for the words of the ends."""
        picture, ink = self._picture, self._ink()
        assert picture is not None
        widest = max((ink.width(row.name) for row in picture.rows), default=0.0)
        beyond = max((ink.width(text) for row in picture.rows for text in (row.low_text, row.high_text)), default=0.0) * 0.85
        left = min(self._side() + widest + GAP + self._end_room(picture) + LABEL_GAP, self.width() * NAME_SHARE + beyond)
        return left, max(self.width() - self._side() - beyond - 2 * LABEL_GAP, left + 40.0)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
