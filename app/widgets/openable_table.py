"""A read-only table whose rows lead somewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.widgets.cells_table import CellsTable


class OpenableTable(CellsTable):
    """``row_opened`` carries the position of a row on which Enter was pressed, or that was double-clicked."""

    row_opened = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, stretch: int = -1, least: int = 0) -> None:
        super().__init__(parent, stretch=stretch, least=least)
        self.doubleClicked.connect(lambda index: self.row_opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Taken here, for a dialog around it would press its button.
            if self.currentIndex().isValid():
                self.row_opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)
