"""What the charts with one cursor over a row of things have in common: pointer, keys, focus and what is read aloud."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.charts.ink import Ink
from app.theme import fonts, theme
from app.widgets.focus_ring import paint_focus_ring

_FAR = 5
"""Positions that Page Up and Page Down pass."""


class PointedChart(QWidget):
    """Draws a picture; knows nothing of plans. ``position_changed`` carries the position pointed at, or None.

    A subclass says how many positions a picture has, where things stand, how they are drawn and what they say.
    """

    position_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None, ink: Ink | None = None) -> None:
        super().__init__(parent)
        self._fixed_ink = ink
        self._picture: Any = None
        self._stale = False
        self._pinned: int | None = None
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if ink is None:
            theme().changed.connect(self._on_theme_changed)

    # What a subclass says

    def _count(self, picture: Any) -> int:
        """Positions of a picture."""
        raise NotImplementedError

    def _arrange(self, picture: Any) -> Any:
        """Where everything stands."""
        raise NotImplementedError

    def _paint(self, painter: QPainter, layout: Any, bounds: QRectF) -> None:
        raise NotImplementedError

    def _paint_cursor(self, painter: QPainter, layout: Any, position: int) -> None:
        raise NotImplementedError

    def _position_at(self, layout: Any, where: QPointF) -> int | None:
        """The position nearest to the pointer; None where nothing is near."""
        raise NotImplementedError

    def _first(self, picture: Any) -> int | None:
        """Where the keyboard begins; None is at the end it comes from."""
        return None

    def _said(self, picture: Any, position: int) -> str:
        """A position in words."""
        raise NotImplementedError

    def _least_height(self, picture: Any, ink: Ink) -> float:
        raise NotImplementedError

    # The chart

    @property
    def picture(self) -> Any:
        """What is drawn; None where that is nothing."""
        return self._picture

    @property
    def position(self) -> int | None:
        """Where the cursor stands."""
        return self._hovered if self._hovered is not None else self._pinned

    @property
    def pinned(self) -> int | None:
        """The position that was clicked, reached by the keyboard, or put there; not the one pointed at."""
        return self._pinned

    def set_picture(self, picture: Any, name: str = "") -> None:
        """Draw a picture; None leaves the chart empty."""
        self._picture = picture if picture is not None and self._count(picture) else None
        count = 0 if self._picture is None else self._count(self._picture)
        if self._pinned is not None and self._pinned >= count:
            self._pinned = None
        self._hovered = None
        self.setAccessibleName(name)
        self.updateGeometry()
        self._describe()
        self.update()

    def set_position(self, position: int | None) -> None:
        """Put the cursor somewhere; not announced."""
        self._hovered, self._pinned = None, position
        self._describe()
        self.update()

    def set_stale(self, stale: bool) -> None:
        """Grey what is drawn while a new answer is on its way."""
        if stale != self._stale:
            self._stale = stale
            self.update()

    def chart_layout(self) -> Any:
        """Where everything stands; None without a picture."""
        return None if self._picture is None else self._arrange(self._picture)

    def draw_on(self, painter: QPainter) -> None:
        """Draw the chart without cursor, as on paper."""
        layout = self.chart_layout()
        bounds = QRectF(0, 0, self.width(), self.height())
        if layout is None:
            painter.fillRect(bounds, self._ink().colour("panel"))
        else:
            self._paint(painter, layout, bounds)

    def minimumSizeHint(self) -> QSize:
        ink = self._ink()
        return QSize(round(ink.px(320)), round(self._least_height(self._picture, ink)))

    def sizeHint(self) -> QSize:
        return QSize(fonts.pixels(640), self.minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw_on(painter)
        layout = self.chart_layout()
        if layout is not None and self.position is not None:
            self._paint_cursor(painter, layout, self.position)
        painter.end()
        if self.hasFocus():
            paint_focus_ring(self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        layout = self.chart_layout()
        if layout is None:
            return
        position = self._position_at(layout, event.position())
        if position != self._hovered:
            self._hovered = position
            self._announce()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.mouseMoveEvent(event)
        self._pinned = self._hovered
        self._announce()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self._announce()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -_FAR, Qt.Key.Key_PageDown: _FAR}
        if self._picture is None:
            event.ignore()
            return
        last, here = self._count(self._picture) - 1, self.position
        if event.key() in moves:
            by, first = moves[Qt.Key(event.key())], self._first(self._picture)
            if here is None and first is not None:
                self._pin(first)
                return
            start = here if here is not None else (-1 if by > 0 else last + 1)
            self._pin(min(max(start + by, 0), last))
        elif event.key() == Qt.Key.Key_Home:
            self._pin(0)
        elif event.key() == Qt.Key.Key_End:
            self._pin(last)
        elif event.key() == Qt.Key.Key_Escape and here is not None:
            self._pin(None)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _pin(self, position: int | None) -> None:
        self._hovered, self._pinned = None, position
        self._announce()

    def _announce(self) -> None:
        self._describe()
        self.update()
        self.position_changed.emit(self.position)

    def _describe(self) -> None:
        """The screen reader gets what is under the cursor first, then the whole."""
        parts = []
        if self._picture is not None:
            if self.position is not None:
                parts.append(self._said(self._picture, self.position))
            parts.append(self._picture.summary)
        self.setAccessibleDescription(" ".join(filter(None, parts)))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _ink(self) -> Ink:
        return self._fixed_ink or Ink.of_theme(stale=self._stale)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
