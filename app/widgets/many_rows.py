"""A read-only table of any number of rows: each is made when it comes in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import overload

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.theme import fonts
from app.widgets.cells_table import CellRow, CellsTable, Column
from app.widgets.openable_table import OpenableTable

MEASURED = 200
"""Rows that columns are fitted to, and at most so many may wrap their words."""
_LEAST = 2
"""Rows in sight where a dialog is pressed for room."""
_KEPT = 1000
"""Rows made that are remembered: what is in sight, and some scrolling back."""


class LazyRows(Sequence[CellRow]):
    """``count`` rows, made by ``make(position)``."""

    def __init__(self, count: int, make: Callable[[int], CellRow]) -> None:
        self._count = count
        self._make = lru_cache(maxsize=_KEPT)(make)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> CellRow: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[CellRow]: ...

    def __getitem__(self, index: int | slice) -> CellRow | Sequence[CellRow]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._count))]
        if not -self._count <= index < self._count:
            raise IndexError(index)
        return self._make(index % self._count)


class ManyRowsTable(OpenableTable):
    """Opens as fast with 30 000 rows as with thirty. Words wrap where there are few rows."""

    def __init__(self, parent: QWidget | None = None, *, stretch: int = -1, least: int = 6) -> None:
        super().__init__(parent, stretch=stretch, least=least)

    def show_many(self, name: str, columns: Sequence[Column], rows: LazyRows) -> None:
        """Show a table called ``name``, from its top."""
        self.setAccessibleName(name)
        self.cells.reset_content(columns, rows)
        self.scrollToTop()

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.pixels(200), self.wanted_height(_LEAST))

    def measured_rows(self) -> range:
        return range(min(self.model().rowCount(), MEASURED))

    def row_height_of(self, row: int) -> int:
        if self.model().rowCount() > MEASURED:
            return super(CellsTable, self).row_height_of(row)
        return super().row_height_of(row)

    def mark_row(self, row: int) -> None:
        """Make a row the current one, and bring it in sight."""
        index = self.cells.index(row, max(self.currentIndex().column(), 0))
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
