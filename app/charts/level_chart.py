"""The chart of curves over FE årsverk: one axis of levels, one cursor."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
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
from app.charts.level_layout import LevelLayout, arrange_levels, least_height
from app.charts.level_paint import paint_level_cursor, paint_levels
from app.charts.levels import LevelPicture, level_sentence
from app.theme import fonts, theme
from app.widgets.focus_ring import paint_focus_ring

_FAR = 5
"""Levels that Page Up and Page Down pass."""


class LevelChart(QWidget):
    """Draws a picture; knows nothing of plans. ``level_changed`` carries the position pointed at, or None."""

    level_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None, ink: Ink | None = None) -> None:
        super().__init__(parent)
        self._fixed_ink = ink
        self._picture: LevelPicture | None = None
        self._stale = False
        self._pinned: int | None = None
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if ink is None:
            theme().changed.connect(self._on_theme_changed)

    @property
    def picture(self) -> LevelPicture | None:
        return self._picture

    @property
    def position(self) -> int | None:
        """Position of the level the cursor stands on."""
        return self._hovered if self._hovered is not None else self._pinned

    @property
    def pinned(self) -> int | None:
        """Position of the level that was clicked, reached by the keyboard, or put there; not the one pointed at."""
        return self._pinned

    def set_picture(self, picture: LevelPicture | None, name: str = "") -> None:
        """Draw a picture; None leaves the chart empty."""
        self._picture = picture if picture is not None and picture.levels.size else None
        count = 0 if self._picture is None else self._picture.levels.size
        if self._pinned is not None and self._pinned >= count:
            self._pinned = None
        self._hovered = None
        self.setAccessibleName(name)
        self.updateGeometry()
        self._describe()
        self.update()

    def set_position(self, position: int | None) -> None:
        """Put the cursor on a level; not announced."""
        self._hovered, self._pinned = None, position
        self._describe()
        self.update()

    def set_stale(self, stale: bool) -> None:
        """Grey the curves while a new answer is on its way."""
        if stale != self._stale:
            self._stale = stale
            self.update()

    def chart_layout(self) -> LevelLayout | None:
        """Where everything stands; None without a picture."""
        if self._picture is None:
            return None
        return arrange_levels(self._picture, float(self.width()), float(self.height()), self._ink())

    def draw_on(self, painter: QPainter) -> None:
        """Draw the chart without cursor, as on paper."""
        layout = self.chart_layout()
        bounds = QRectF(0, 0, self.width(), self.height())
        if layout is None:
            painter.fillRect(bounds, self._ink().colour("panel"))
        else:
            paint_levels(painter, layout, self._ink(), bounds)

    def minimumSizeHint(self) -> QSize:
        ink = self._ink()
        panels = 2 if self._picture is None else len(self._picture.panels)
        return QSize(round(ink.px(320)), round(least_height(panels, ink)))

    def sizeHint(self) -> QSize:
        return QSize(fonts.pixels(640), self.minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw_on(painter)
        layout = self.chart_layout()
        if layout is not None and self.position is not None:
            paint_level_cursor(painter, layout, self._ink(), self.position)
        painter.end()
        if self.hasFocus():
            paint_focus_ring(self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        layout = self.chart_layout()
        if layout is None:
            return
        plot, x = layout.panels[0].plot, event.position().x()
        position = layout.position_at(x) if plot.left() - 8 <= x <= plot.right() + 8 else None
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
        last, here = self._picture.levels.size - 1, self.position
        if event.key() in moves:
            by, today = moves[Qt.Key(event.key())], self._picture.today
            if here is None and today is not None:
                self._pin(today)  # one begins where the fylke is
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
        self.level_changed.emit(self.position)

    def _describe(self) -> None:
        """The screen reader gets the level under the cursor first, then the whole."""
        parts = []
        if self._picture is not None:
            if self.position is not None:
                parts.append(level_sentence(self._picture, self.position))
            parts.append(self._picture.summary)
        self.setAccessibleDescription(" ".join(filter(None, parts)))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _ink(self) -> Ink:
        return self._fixed_ink or Ink.of_theme(stale=self._stale)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
