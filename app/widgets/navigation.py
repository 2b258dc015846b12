"""The list of rooms at the left: words and icons, or icons alone where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from app.theme import fonts, icons, theme
from app.views import Room
from app.widgets.focus_ring import paint_focus_ring

WIDTH = 184
ROW = 36
MARGIN = 8
EDGE = 3


class NavigationButton(QAbstractButton):
    """One room: active is a fill, semibold words and a blue edge."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon_name = room.icon
        self._compact = False
        self.setText(room.words)
        self.setAccessibleName(room.words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_compact(self, compact: bool) -> None:
        self._compact = compact
        self.setToolTip(self.text() if compact else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        icon = fonts.pixels(icons.ICON_SIZE)
        if self._compact:
            return QSize(icon + 2 * MARGIN + 10, fonts.pixels(ROW))
        words = QFontMetrics(fonts.font("body", semibold=True)).horizontalAdvance(self.text())
        return QSize(max(fonts.pixels(WIDTH) - 2 * MARGIN, icon + words + 38), fonts.pixels(ROW))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = self.isChecked()
        if active or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.selected_fill if active else palette.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        role = "selected_text" if active else "text"
        side = fonts.pixels(icons.ICON_SIZE)
        picture = icons.pixmap(self._icon_name, side, role)
        left = (self.width() - side) // 2 if self._compact else 10
        painter.drawPixmap(left, (self.height() - side) // 2, picture)
        if not self._compact:
            painter.setFont(fonts.font("body", semibold=active))
            painter.setPen(QColor(getattr(palette, role)))
            words = self.rect().adjusted(left + side + 10, 0, -8, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()
        if self.hasFocus():
            paint_focus_ring(self)


class Navigation(QFrame):
    """Rooms one under the other; ``room_chosen`` carries the index."""

    room_chosen = Signal(int)

    def __init__(self, rooms: tuple[Room, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("Rom"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(MARGIN, 12, MARGIN, 12)
        self._layout.setSpacing(2)
        self.buttons = [NavigationButton(room, self) for room in rooms]
        for index, button in enumerate(self.buttons):
            self._layout.addWidget(button)
            button.toggled.connect(self._on_button_toggled)
            button.clicked.connect(lambda _checked, i=index: self.room_chosen.emit(i))
        self._layout.addStretch(1)
        theme().changed.connect(self._on_theme_changed)

    def set_current(self, index: int) -> None:
        """Mark a room without announcing it; the keyboard goes along if it stood on another."""
        button = self.buttons[index]
        if any(other.hasFocus() for other in self.buttons if other is not button):
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        button.setChecked(True)

    def focus_current(self) -> None:
        """Bring the keyboard to the room that is shown."""
        for button in self.buttons:
            if button.isChecked():
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_compact(self, compact: bool) -> None:
        """Icons alone, with the words as tooltip and accessible name."""
        for button in self.buttons:
            button.set_compact(compact)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.panel))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(palette.border))
        for button in self.buttons:
            if button.isChecked():
                painter.fillRect(0, button.y(), EDGE, button.height(), QColor(palette.plan_line))
        painter.end()

    def _on_button_toggled(self, checked: bool) -> None:
        self.update()
        focused = self.focusWidget()
        # Arrow keys move focus and check together; the room must follow them.
        if checked and isinstance(focused, NavigationButton) and focused.isChecked() and focused.hasFocus():
            self.room_chosen.emit(self.buttons.index(focused))

    def _on_theme_changed(self) -> None:
        for button in self.buttons:
            button.updateGeometry()
        self.update()
