"""A sentence beside a cell: what is wrong, or what is being moved."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from app.theme import fonts, theme

Kind = Literal["error", "plain"]


class CellMessage(QLabel):
    """Stands over a table, below the cell it is about; never takes the focus or the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind: Kind = "plain"
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        theme().changed.connect(self._dress)
        self.hide()

    def say(self, text: str, cell: QRect, kind: Kind = "error") -> None:
        """Show a sentence below a cell (in the parent's coordinates), inside the parent."""
        self._kind = kind
        self._dress()
        room = self.parentWidget().rect().adjusted(4, 4, -4, -4)
        widest = min(room.width(), fonts.pixels(380))
        self.setText(text)
        natural = QFontMetrics(fonts.font("body")).horizontalAdvance(text) + 2 * (8 + 1) + fonts.pixels(8)
        self.setFixedWidth(max(80, min(widest, natural)))
        self.setFixedHeight(self.heightForWidth(self.width()))
        right = min(cell.right() + 1, room.right())
        x = max(room.left(), right - self.width())
        below = cell.bottom() + 2
        y = below if below + self.height() <= room.bottom() else max(room.top(), cell.top() - self.height() - 1)
        self.move(QPoint(x, y))
        changed = not self.isVisible() or self.accessibleName() != text
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        if changed and kind == "error":
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def follow(self, text: str, point: QPoint, kind: Kind) -> None:
        """Show a sentence beside the pointer."""
        self.say(text, QRect(point + QPoint(12, 0), point + QPoint(12 + fonts.pixels(240), 18)), kind)

    def _dress(self) -> None:
        p = theme().palette
        wrong = self._kind == "error"
        ink, fill, line = (p.error, p.error_fill, p.error) if wrong else (p.text, p.panel, p.input_border)
        self.setStyleSheet(
            f"QLabel {{ color: {ink}; background: {fill}; border: 1px solid {line}; border-radius: 4px;"
            f" padding: 4px 8px; font-size: {fonts.pixels(13)}px; }}"
        )
