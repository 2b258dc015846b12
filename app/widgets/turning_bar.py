"""A bar over the plan's months: blue while one årsverk less gives more oppfølging, amber from the month it costs."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import format as fmt
from app.theme import fonts, theme

BAR = 12
_BEYOND = 5
"""How far the mark of the month stands out over and under the bar."""


class TurningBar(QWidget):
    """``nummer`` is the first month (from 1) with less oppfølging; None is a bar that never turns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[int, ...] = ()
        self._number: int | None = None
        self._stale = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._on_theme_changed)

    def set_values(self, months: tuple[int, ...], nummer: int | None, *, stale: bool = False) -> None:
        """Show a plan's months and where they turn."""
        self._months, self._number, self._stale = months, nummer, stale
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        line = QFontMetrics(fonts.font("dense")).height()
        return QSize(fonts.pixels(240), 2 * line + fonts.pixels(BAR) + fonts.pixels(12))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.pixels(160), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._months:
            return
        painter = QPainter(self)
        painter.setFont(fonts.font("dense"))
        p, line = theme().palette, painter.fontMetrics().height()
        top, high = line + fonts.pixels(6), fonts.pixels(BAR)
        turn = self.width() if self._number is None else round(self.width() * (self._number - 1) / len(self._months))
        more = QColor(p.row_line) if self._stale else _between(p.selected_fill, p.plan_fill)
        less = QColor(p.grey_line) if self._stale else _between(p.warning_fill, p.warning_rule)
        painter.fillRect(QRect(0, top, turn, high), more)
        painter.fillRect(QRect(turn, top, self.width() - turn, high), less)
        if turn > 0:
            self._label(painter, 0, 0, self.tr("mer oppfølging"), p.secondary)
        if self._number is not None:
            self._label(painter, self.width(), 0, self.tr("mindre oppfølging"),
                        p.secondary if self._stale else p.warning_text, right=True)
            beyond = fonts.pixels(_BEYOND)
            painter.fillRect(QRect(turn - 1, top - beyond, 2, high + 2 * beyond), QColor(p.history))
        below = top + high + fonts.pixels(6)
        self._ends(painter, turn, below)
        painter.end()

    def _ends(self, painter: QPainter, turn: int, y: int) -> None:
        """First and last month, and the turning month between them where it has room."""
        p, metrics = theme().palette, painter.fontMetrics()
        first, last = fmt.maned_kort(self._months[0]), fmt.maned_kort(self._months[-1])
        middle = "" if self._number is None else fmt.maned_kort(self._months[self._number - 1])
        strong = QFontMetrics(fonts.font("dense", semibold=True)).horizontalAdvance(middle)
        left = min(max(turn - strong // 2, 0), self.width() - strong)
        gap = fonts.pixels(8)
        if not middle or left > metrics.horizontalAdvance(first) + gap:
            self._label(painter, 0, y, first, p.secondary)
        if not middle or left + strong + gap < self.width() - metrics.horizontalAdvance(last):
            self._label(painter, self.width(), y, last, p.secondary, right=True)
        if middle:
            painter.setFont(fonts.font("dense", semibold=True))
            self._label(painter, left, y, middle, p.text)

    def _label(self, painter: QPainter, x: int, y: int, words: str, colour: str, *, right: bool = False) -> None:
        metrics = painter.fontMetrics()
        painter.setPen(QColor(colour))
        at = x - metrics.horizontalAdvance(words) if right else x
        painter.drawText(QPointF(at, y + metrics.ascent()), words)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def _between(ground: str, colour: str) -> QColor:
    """Two fifths of the way from one colour to another."""
    a, b = QColor(ground), QColor(colour)

    def channel(x: int, y: int) -> int:
        return round(x + 0.4 * (y - x))

    return QColor(channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue()))
