"""A read-only table that the reader puts in order by a column; sums keep their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCollator, QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.widgets.cells_table import CellRow, Column
from app.widgets.openable_table import OpenableTable
from models.io.csv_text import plain_number

_Order = Qt.SortOrder


class SortedTable(OpenableTable):
    """Click a title, or press space in a cell: numbers from the largest, words from A; again turns it, a third time undoes it.

    The rows between two sums are put in order by themselves. What has no value stands last either way.
    """

    def __init__(self, parent: QWidget | None = None, *, stretch: int = -1, least: int = 0) -> None:
        super().__init__(parent, stretch=stretch, least=least)
        self._given: Sequence[CellRow] = ()
        self._column = -1
        self._order = _Order.DescendingOrder
        self._collator = QCollator(QLocale(QLocale.Language.NorwegianBokmal))
        self.horizontalHeader().viewport().installEventFilter(self)
        self.horizontalHeader().viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def sorted_by(self) -> int:
        """The column the rows are in order by; −1 where they stand as they were given."""
        return self._column

    def show_cells(self, name: str, columns: Sequence[Column], rows: Sequence[CellRow], *, stale: bool = False,
                   unit: str = "") -> None:
        self._given = rows
        if self._column >= len(columns):
            self._column = -1
            self._mark_title()
        super().show_cells(name, columns, self._in_order(columns), stale=stale, unit=unit)

    def sort_by(self, column: int) -> None:
        """Put the rows in order by a column, turn the order, or undo it."""
        first = _Order.AscendingOrder if self.cells.columns[column].words else _Order.DescendingOrder
        if column != self._column:
            self._column, self._order = column, first
        elif self._order is first:
            self._order = _Order.DescendingOrder if first is _Order.AscendingOrder else _Order.AscendingOrder
        else:
            self._column = -1
        here = self.currentIndex()
        key = self.cells.rows[here.row()].key if here.isValid() else None
        self._mark_title()
        if not self.cells.set_content(self.cells.columns, self._in_order(self.cells.columns)):
            self.fit()
        if key is not None:
            self.choose(key, here.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.sort_by(self.currentIndex().column())
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
                and event.button() == Qt.MouseButton.LeftButton and watched is self.horizontalHeader().viewport()):
            column = self.column_at(event.position().toPoint().x())
            if column >= 0:
                self.sort_by(column)
        return super().eventFilter(watched, event)

    def _mark_title(self) -> None:
        for header in self.headers():
            header.setSortIndicator(self._column, self._order)
            header.setSortIndicatorShown(self._column >= 0)

    def _in_order(self, columns: Sequence[Column]) -> list[CellRow]:
        found: list[CellRow] = []
        part: list[CellRow] = []
        for row in self._given:
            if row.is_sum:
                found += [*self._sorted(part, columns), row]
                part = []
            else:
                part.append(row)
        return found + self._sorted(part, columns)

    def _sorted(self, rows: list[CellRow], columns: Sequence[Column]) -> list[CellRow]:
        if self._column < 0:
            return rows
        make: Callable[[CellRow], object] = self._words if columns[self._column].words else self._number
        having = [row for row in rows if make(row) is not None]
        having.sort(key=make, reverse=self._order is _Order.DescendingOrder)  # type: ignore[arg-type]  # of one kind, never None
        return having + [row for row in rows if make(row) is None]

    def _number(self, row: CellRow) -> float | None:
        cell = row.cells[self._column]
        number = plain_number(cell.text if cell.plain is None else cell.plain)
        return float(number.replace(",", ".")) if number else None

    def _words(self, row: CellRow) -> object:
        text = row.cells[self._column].text
        return self._collator.sortKey(text) if text else None
