"""The sheet of an unknown workbook as Excel shows it, with the table that is read marked in it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.clipboard import copy_selection
from app.table_texts import column_label
from app.theme import fonts, theme
from app.theme.style_sheet import set_look
from app.widgets.cells_table import paint_cell_focus
from app.wizard_texts import letters
from models.io.excel_tables import address
from models.io.excel_values import shown
from models.io.mapping import YEAR, Grid, Mapping

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LEAST_ROWS, _LEAST_COLUMNS = 20, 8
"""A small sheet still looks like one."""
_MEASURED_ROWS = 80
_ALWAYS_ROWS = 6
"""Rows that are in sight however small the window and large the text."""
_WIDEST, _NARROWEST, _PAD = 220, 44, 8

LookRole = int(Qt.ItemDataRole.UserRole) + 21
"""What a cell is in the mapping: ``header``, ``used``, ``area``, ``hidden``, or empty outside the table."""


class SheetModel(QAbstractTableModel):
    """The cells of a sheet, and what each of them is in the mapping."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid | None = None
        self._mapping: Mapping | None = None
        self._fields: dict[int, str] = {}

    @property
    def mapping(self) -> Mapping | None:
        return self._mapping

    def show(self, grid: Grid, mapping: Mapping) -> None:
        """Show a sheet, or another mapping of the same one."""
        if grid is not self._grid:
            self.beginResetModel()
            self._take(grid, mapping)
            self.endResetModel()
            return
        self._take(grid, mapping)
        rows, columns = self.rowCount(), self.columnCount()
        self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)

    def field_of(self, column: int) -> str:
        """What the column (from 1) feeds, as words; empty when nothing."""
        return self._fields.get(column, "")

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        if parent.isValid() or self._grid is None:
            return 0
        return max(self._grid.last_row + 1, _LEAST_ROWS)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        if parent.isValid() or self._grid is None:
            return 0
        return max(self._grid.last_column + 1, _LEAST_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self._grid is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return f"{letters(section + 1)}\n{self.field_of(section + 1)}"
            if role == Qt.ItemDataRole.ToolTipRole and self._grid.is_hidden_column(section + 1):
                return self.tr("Kolonnen er skjult i arbeidsboken")
            return None
        hidden = section + 1 in self._grid.hidden_rows
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("{rad} skjult").format(rad=section + 1) if hidden else str(section + 1)
        if role == Qt.ItemDataRole.ToolTipRole and hidden:
            return self.tr("Raden er skjult i arbeidsboken")
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._grid is None:
            return None
        row, column = index.row() + 1, index.column() + 1
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            raw = self._grid.cell(row, column)
            return "" if raw is None else shown(raw)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            raw = self._grid.cell(row, column)
            number = not isinstance(raw, str) and raw is not None
            side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == LookRole:
            return self._look(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            raw = self._grid.cell(row, column)
            words = [address(row, column), "" if raw is None else shown(raw), self.field_of(column)]
            return ", ".join(filter(None, words))
        return None

    def _take(self, grid: Grid, mapping: Mapping) -> None:
        self._grid, self._mapping = grid, mapping
        self._fields = {
            place: self.tr("År") if f == YEAR else column_label(mapping.sheet.column(f)) for f, place in mapping.columns
        }
        if mapping.wide and mapping.sheet.wide is not None:
            words = column_label(mapping.sheet.column(mapping.sheet.wide))
            for place in range(mapping.area.left, mapping.area.right + 1):
                if place not in self._fields and grid.heading_month(mapping.area, place) is not None:
                    self._fields[place] = words

    def _look(self, row: int, column: int) -> str:
        assert self._grid is not None
        assert self._mapping is not None
        area = self._mapping.area
        if not area.left <= column <= area.right:
            return ""
        if area.header - area.header_rows < row <= area.header:
            return "header"
        if not area.first <= row <= area.last:
            return ""
        if row in self._grid.hidden_rows and not self._mapping.hidden:
            return "hidden"
        return "used" if column in self._fields else "area"


class _SheetDelegate(QStyledItemDelegate):
    """Headings on the selected blue, used columns on the pale one, the rest of the table plain, all else grey."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        p, rect, look = theme().palette, option.rect, index.data(LookRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = {"header": p.selected_fill, "used": p.active_row, "area": p.panel}.get(look, p.window)
        ink = {"header": p.selected_text, "used": p.text}.get(look, p.secondary)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(p.selected_fill if chosen else ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(p.row_line))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), QColor(p.row_line))
        font = fonts.font("dense", semibold=look == "header")
        if look == "hidden":
            font.setItalic(True)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        inner = rect.adjusted(_PAD, 0, -_PAD, 0)
        text = str(index.data()).replace("\n", " ")
        painter.drawText(inner, Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole))),
                         painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_cell_focus(painter, rect)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(fonts.pixels(_NARROWEST), fonts.row_height("dense"))


class SheetView(QTableView):
    """Letters above, numbers to the left, as in Excel; what a column feeds stands under its letter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = SheetModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(_SheetDelegate(self))
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        set_look(self, sheet=True)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme().changed.connect(self.fit)

    def show_sheet(self, grid: Grid, mapping: Mapping) -> None:
        """Show a sheet with a mapping in it; another table comes in sight."""
        old = self.cells.mapping
        self.setAccessibleName(self.tr("Arket {ark}").format(ark=grid.name))
        self.cells.show(grid, mapping)
        if old is None or old.area != mapping.area or old.columns != mapping.columns or old.wide != mapping.wide:
            self.fit()
        if old is None or old.area != mapping.area:
            self.bring_in_sight(mapping.area.header, mapping.area.left)

    def bring_in_sight(self, row: int, column: int) -> None:
        """Scroll to a cell (from 1), with a little of what stands before it."""
        index = self.cells.index(max(row - 2, 0), max(column - 1, 0))
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def mark_cell(self, row: int, column: int) -> None:
        """Make a cell (from 1) the current one, and show it."""
        index = self.cells.index(row - 1, column - 1)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def fit(self) -> None:
        """Rows and columns at the text size in force."""
        self.setFont(fonts.font("dense"))
        self.verticalHeader().setDefaultSectionSize(fonts.row_height("dense"))
        head = 2 * fonts.line_height("dense") + 12
        self.horizontalHeader().setFixedHeight(head)
        around = head + self.horizontalScrollBar().sizeHint().height() + 2 * self.frameWidth()
        self.setMinimumHeight(around + _ALWAYS_ROWS * fonts.row_height("dense"))
        metrics = QFontMetrics(fonts.font("dense", semibold=True))
        rows = min(self.cells.rowCount(), _MEASURED_ROWS)
        for column in range(self.cells.columnCount()):
            texts = [str(self.cells.index(row, column).data()) for row in range(rows)]
            widest = max((metrics.horizontalAdvance(t[:60]) for t in texts), default=0)
            widest = min(widest, fonts.pixels(_WIDEST))
            name = metrics.horizontalAdvance(self.cells.field_of(column + 1))
            self.setColumnWidth(column, max(widest, name, fonts.pixels(_NARROWEST)) + 2 * _PAD + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_selection(self)
            event.accept()
            return
        super().keyPressEvent(event)
