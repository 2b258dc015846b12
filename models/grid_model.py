"""Item model of a grid: names down, months or hovedprosesser across, numbers typed in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt

from models.cell_text import exact_text, read_cell
from models.document import Document
from models.editable_model import ROOT, EditableModel, SpecRole
from models.grids.grid import Changes, Grid, GridCell, Place, Rows
from models.rows_command import SetRows
from models.typed_cells import AnyIndex
from planning_core.findings import Finding, Severity
from planning_core.plan import Plan

GroupRole = int(Qt.ItemDataRole.UserRole) + 10
"""Of a header: the group a column stands in, as the header of the tables asks for it."""


class GridTexts(Protocol):
    """The words of a grid, handed down from ``app``."""

    def header(self, grid: Grid, column: int) -> str:
        """Title of a column; column −1 is the names."""

    def group(self, grid: Grid, column: int) -> str: ...

    def name(self, grid: Grid, row: int) -> str: ...

    def cell(self, grid: Grid, row: int, column: int) -> str: ...

    def tip(self, grid: Grid, row: int, column: int) -> str: ...

    def spoken(self, grid: Grid, row: int, column: int) -> str: ...

    def undo(self, grid: Grid, places: Sequence[Place]) -> str:
        """What the undo button says of a change of these places."""


class GridModel(EditableModel):
    """A grid of the open plan. ``grid_of`` makes it anew from every plan."""

    def __init__(self, document: Document, grid_of: Callable[[Plan], Grid], texts: GridTexts,
                 parent: QObject | None = None) -> None:
        super().__init__(document, parent)
        self._grid_of = grid_of
        self._texts = texts
        self._grid = grid_of(document.plan)

    @property
    def grid(self) -> Grid:
        return self._grid

    def set_grid(self, grid_of: Callable[[Plan], Grid]) -> None:
        """Show another grid, such as that of another ytelse."""
        self._grid_of = grid_of
        self._on_plan_changed()

    def put(self, changes: Changes) -> list[Finding]:
        """Write many numbers as one step; the errors where it would have any."""
        return self.put_rows(self._grid.put(changes), self._texts.undo(self._grid, list(changes)))

    def put_rows(self, rows: Rows, text: str) -> list[Finding]:
        """Put other rows in the grid's sheet as one step."""
        return self._push(lambda: SetRows(self._document, self._grid.sheet, rows, text))

    def place(self, index: AnyIndex) -> Place:
        """Where in the grid an index is; the names are column −1."""
        return index.row(), index.column() - 1

    # The edits

    def can_edit(self, index: AnyIndex) -> bool:
        return index.column() > 0 and self._grid.editable(*self.place(index))

    def is_sum(self, row: int) -> bool:
        return row >= len(self._grid.names) - self._grid.sums

    def read(self, index: AnyIndex, text: str) -> object | Finding:
        # Empty takes the own row away: what holds without it shows again.
        return None if not text.strip() else self._read(index, text)

    def take(self, index: AnyIndex, value: Any) -> bool:
        place = self.place(index)
        cell = self._grid.cell(*place)
        if value is None and not cell.own:
            return self._answer(index, [])
        return self._answer(index, self.put({place: value}))

    def clear(self, indexes: Sequence[AnyIndex]) -> list[Finding]:
        places = [self.place(index) for index in indexes if self.can_clear(index)]
        return self.put(dict.fromkeys(places)) if places else []

    def can_clear(self, index: AnyIndex) -> bool:
        return self.can_edit(index) and self._grid.cell(*self.place(index)).own

    def copied(self, index: AnyIndex) -> str:
        row, column = self.place(index)
        if column < 0:
            return self._texts.name(self._grid, row)
        return exact_text(self._grid.column, self._grid.cell(row, column).value)

    def paste(self, index: AnyIndex, cells: Sequence[Sequence[str]]) -> list[Finding]:
        findings: list[Finding] = []
        changes: dict[Place, float | None] = {}
        if not index.isValid():
            return findings
        for down, line in enumerate(self._without_header(cells)):
            for across, text in enumerate(line):
                there = self.index(index.row() + down, index.column() + across)
                if not there.isValid():
                    if text.strip():
                        findings.append(self._outside(index.row() + down, index.column() + across, text))
                    continue
                if not self.can_edit(there):
                    continue  # names and sums are not pasted over; a block copied with them still fits
                read = self.read(there, text)
                if isinstance(read, Finding):
                    findings.append(read)
                elif read is None or isinstance(read, (int, float)):
                    changes[self.place(there)] = read
        if findings or not changes:
            return findings
        return self.put(changes)

    def _without_header(self, cells: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
        """The block without the titles that a copy of the whole table begins with."""
        titles = {self._title(c) for c in range(self.columnCount())}
        return cells[1:] if len(cells) > 1 and all(text.strip() in titles for text in cells[0]) else cells

    def _title(self, column: int) -> str:
        group = str(self.headerData(column, Qt.Orientation.Horizontal, GroupRole) or "")
        return " ".join(f"{group} {self.headerData(column, Qt.Orientation.Horizontal)}".split())

    def _read(self, index: AnyIndex, text: str) -> object | Finding:
        grid = self._grid
        found = read_cell(grid.sheet, grid.column, text, None)
        if isinstance(found, Finding):
            return Finding(found.code, found.severity, found.table, None, found.column, found.value,
                           {**found.details, "celle": self._texts.spoken(grid, *self.place(index))})
        return found

    def _outside(self, row: int, column: int, text: str) -> Finding:
        return Finding("utenfor_tabellen", Severity.ERROR, self._grid.sheet, None, self._grid.column.header,
                       text.strip(), {"rad": row + 1, "kolonne_nr": column + 1})

    # The model

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._grid.names)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self._grid.heads) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.header(self._grid, section - 1)
        if role == GroupRole:
            return self._texts.group(self._grid, section - 1)
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.place(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if column < 0:
            words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole)
            return self._texts.name(self._grid, row) if role in words else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.cell(self._grid, row, column)
        if role == Qt.ItemDataRole.EditRole:
            return self._grid.cell(row, column).value
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts.tip(self._grid, row, column) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._texts.spoken(self._grid, row, column)
        return self._grid.cell(row, column) if role == SpecRole else None

    def _on_plan_changed(self) -> None:
        grid = self._grid_of(self._document.plan)
        before = self._grid
        if (grid.names, grid.heads, grid.sums) == (before.names, before.heads, before.sums):
            self._grid = grid
            changed = grid.changed_since(before)
            if changed is None:
                self._announce_all()
            else:
                self._announce_rows(changed)
            return
        self.beginResetModel()
        self._grid = grid
        self.endResetModel()


def spec(index: AnyIndex) -> GridCell | None:
    """What an index shows; None for a name."""
    found = index.data(SpecRole)
    assert found is None or isinstance(found, GridCell)
    return found


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _side(column: int) -> int:
    return _LEFT if column == 0 else _RIGHT
