"""A read-only table in its panel: title, what it is of, and the buttons that take it out."""

from __future__ import annotations

import html

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from app.messages import Messages
from app.theme import theme
from app.theme.style_sheet import set_look
from app.widgets.cells_table import CellsTable
from app.widgets.table_export import TableButtons
from models.document import Document


class CellsPanel(QFrame):
    """Holds a :class:`CellsTable` (of the class ``kind``) with its heading; ``least`` rows are always in sight."""

    def __init__(self, document: Document, messages: Messages, parent: QWidget | None = None, *, least: int = 0,
                 stretch: int = -1, kind: type[CellsTable] = CellsTable) -> None:
        super().__init__(parent)
        self._words = ("", "")
        set_look(self, panel=True)
        self.title = QLabel(self)
        self.title.setContentsMargins(8, 0, 0, 0)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.title.setWordWrap(True)
        self.exports = TableButtons(lambda: self.table, document, messages, self)
        self.table = kind(self, stretch=stretch, least=least)
        self.table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(1, 4, 1, 1)
        grid.setSpacing(4)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.exports, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.table, 1, 0, 1, 2)
        grid.setRowStretch(2, 1)
        theme().changed.connect(self._show_title)

    def set_title(self, title: str, note: str = "") -> None:
        """Name the table; ``note`` is its unit, place and month."""
        self._words = (title, note)
        self._show_title()

    def _show_title(self) -> None:
        title, note = (html.escape(text) for text in self._words)
        self.title.setText(f'<span style="font-weight:600">{title}</span> '
                           f'<span style="color:{theme().palette.secondary}">{note}</span>')
        self.title.setToolTip(", ".join(filter(None, self._words)))
