"""A field for a month: typed as it is written, stepped by the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app import format as fmt
from models.io.numbers import Unreadable, parse_month


class MonthEdit(QLineEdit):
    """``month_chosen`` carries the month that was typed or stepped to; ``unreadable`` the text that is none."""

    month_chosen = Signal(int)
    unreadable = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._month = 0
        self.setAccessibleName(name)
        self.setToolTip(self.tr("Skriv måneden, for eksempel januar 2026 eller 2026-01. Pil opp og ned endrer den."))
        self.editingFinished.connect(self._on_editing_finished)

    @property
    def month(self) -> int:
        return self._month

    def set_month(self, month: int) -> None:
        """Show a month; not announced."""
        self._month = month
        self.setText(fmt.maned_lang(month))
        self.setModified(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 12, Qt.Key.Key_PageDown: -12}
        if event.key() in steps:
            self.set_month(self._month + steps[Qt.Key(event.key())])
            self.month_chosen.emit(self._month)
            return
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.set_month(self._month)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _on_editing_finished(self) -> None:
        if not self.isModified():
            return
        text = self.text()
        try:
            month = parse_month(text)
        except Unreadable:
            self.set_month(self._month)
            self.unreadable.emit(text)
            return
        self.set_month(month)
        self.month_chosen.emit(month)
