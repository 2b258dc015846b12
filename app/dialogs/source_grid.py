"""The cells around a finding, as they stand in the workbook that was read: A, B, C across and 1, 2, 3 down."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QStyleOptionViewItem, QVBoxLayout, QWidget

from app import texts
from app.theme import fonts, theme
from app.theme.style_sheet import set_look
from app.widgets.cells_table import AnyIndex, Cell, CellRow, CellsDelegate, Column, paint_cell_focus
from app.widgets.many_rows import LazyRows, ManyRowsTable
from app.widgets.wrap_host import WrapHost
from models.io.excel_cells import ErrorCell, SheetCells, Uncalculated
from models.io.excel_tables import address
from models.io.excel_values import shown
from models.io.finding_order import cell_position
from planning_core.findings import Finding

ABOVE, BELOW = 25, 25
LEFT, RIGHT = 12, 12
"""Rows and columns around the cell."""
_WIDEST = 180
_LONGEST = 200
_IN_SIGHT = 5
"""Rows in sight: the cell's own and its neighbours."""

translate = QCoreApplication.translate


def cell_words(raw: object) -> str:
    """What a cell shows, on one line."""
    if raw is None:
        return ""
    if isinstance(raw, ErrorCell):
        return raw.text
    if isinstance(raw, Uncalculated):
        return translate("SourceGrid", "formel uten verdi")
    return " ".join(shown(raw)[:_LONGEST].split())


class _MarkDelegate(CellsDelegate):
    """The cell of the finding has a frame and a fill of its own."""

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super()._ground(painter, option, index)
        grid = self.parent()
        if isinstance(grid, SourceTable) and (index.row(), index.column()) == grid.marked:
            painter.fillRect(option.rect, QColor(theme().palette.warning_fill))
            paint_cell_focus(painter, option.rect, "warning_rule")


class SourceTable(ManyRowsTable):
    """An excerpt of one sheet; ``marked`` is the place of the finding's cell in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.marked = (-1, -1)
        super().__init__(parent, least=_IN_SIGHT)
        self.setItemDelegate(_MarkDelegate(self))

    def sizeHint(self) -> QSize:
        return QSize(fonts.pixels(320), self.wanted_height(_IN_SIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def show_cells_around(self, sheet: SheetCells, row: int, column: int) -> None:
        """Show the sheet around a cell (rows and columns from 1), with the cell marked and in sight."""
        first, left = max(1, row - ABOVE), max(1, column - LEFT)
        last, right = row + BELOW, column + RIGHT
        cells = {number: dict(values) for number, values in sheet.rows if first <= number <= last}
        rows = range(first, max([row, *cells]) + 1)
        used = max([column, *(c for values in cells.values() for c in values if c <= right)])
        columns = range(left, used + 1)
        numbers = {c: _mostly_numbers([values[c] for values in cells.values() if c in values]) for c in columns}
        heads = [Column("", words=True), *(Column(_letters(c), words=not numbers[c], widest=_WIDEST) for c in columns)]

        def make(position: int) -> CellRow:
            values = cells.get(rows[position], {})
            words = [cell_words(values.get(c)) for c in columns]
            return CellRow((Cell(str(rows[position]), "secondary", strong=rows[position] == row),
                            *(Cell(text, tip=text) for text in words)), str(rows[position]))

        self.marked = (row - first, column - left + 1)
        name = translate("SourceGrid", "Arket {ark} rundt {celle}").format(ark=sheet.name, celle=address(row, column))
        self.show_many(name, heads, LazyRows(len(rows), make))
        place = self.cells.index(*self.marked)
        self.setCurrentIndex(place)
        self.scrollTo(self.cells.index(max(0, self.marked[0] - 2), self.marked[1]), self.ScrollHint.PositionAtTop)
        self.scrollTo(place)


class SourcePlace(QFrame):
    """The whole sentence of a finding, and its cell in the workbook where one was read."""

    def __init__(self, sheets: Mapping[str, SheetCells], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, panel=True)
        self._sheets = sheets
        self.heading = QLabel(self)
        self.heading.setWordWrap(True)
        self.heading.setContentsMargins(8, 8, 8, 4)
        self.heading.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.grid = SourceTable(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(WrapHost(self.heading, self))
        layout.addWidget(self.grid, 1)

    def show_finding(self, finding: Finding) -> None:
        """Show the place of a finding; a finding about a whole sheet shows the top of it."""
        where = " ".join(part for part in (finding.table, finding.cell) if part)
        self.heading.setText(f"{where}: {texts.setning(finding)}" if where else texts.setning(finding))
        sheet = self._sheets.get(finding.table)
        self.grid.setVisible(sheet is not None and bool(sheet.rows))
        if sheet is not None and sheet.rows:
            first = sheet.rows[0]
            self.grid.show_cells_around(sheet, *(cell_position(finding.cell) or (first[0], first[1][0][0])))


def _letters(column: int) -> str:
    return address(1, column).rstrip("1")


def _mostly_numbers(values: list[object]) -> bool:
    numbers = sum(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values)
    return 2 * numbers > len(values)
