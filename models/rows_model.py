"""Item model of the rows of one sheet, driven by what the sheets declare: any table of the plan, one row a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt

from models.cell_text import exact_text, read_cell
from models.commands import EditCell, InsertRow, PlanCommand
from models.document import Document
from models.editable_model import ROOT, EditableModel, SpecRole
from models.gevinst_edits import med_rader
from models.io.excel_columns import NUMBERS, Column, Kind, folded, names_of
from models.io.excel_schema import SHEETS
from models.rows_command import SetRows, SetTables, in_order
from models.typed_cells import AnyIndex
from models.typed_names import TypedNames
from planning_core.findings import Finding, Severity
from planning_core.plan import TABELLER, Plan

_KONTOR_ONLY = frozenset({"Saksinngang.enhet", "Hendelser.enhet", "Brukere.enhet", "Ruter.enhet"})
_FE_ONLY = frozenset({"Ruter.forvaltningsenhet"})


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell: its column, its value, and whether its row is still being filled in."""

    column: Column
    value: object
    draft: bool

    @property
    def missing(self) -> bool:
        """Whether the value must be filled in before the row is part of the plan."""
        return self.draft and self.column.required and self.value is None


class RowsTexts(Protocol):
    """The words of a table, handed down from ``app``."""

    def header(self, column: Column) -> str: ...

    def header_tip(self, column: Column) -> str: ...

    def cell(self, plan: Plan, cell: RowCell) -> str: ...

    def tip(self, plan: Plan, cell: RowCell) -> str: ...

    def undo_edit(self, sheet: str, column: Column) -> str: ...

    def undo_add(self, sheet: str) -> str: ...

    def undo_remove(self, sheet: str, count: int) -> str: ...

    def undo_paste(self, sheet: str) -> str: ...


class RowsModel(EditableModel):
    """The rows of a sheet that pass ``keep``, and under them one that is being filled in.

    Parameters
    ----------
    sheet : str
    fields : tuple of str
        Columns shown; empty for all.
    locked : set of str
        Fields that cannot be typed in.
    grows : bool
        Whether rows can be added and removed.
    """

    def __init__(self, document: Document, sheet: str, texts: RowsTexts, *, fields: tuple[str, ...] = (),
                 locked: frozenset[str] = frozenset(), grows: bool = True, parent: QObject | None = None) -> None:
        super().__init__(document, parent)
        self.sheet = sheet
        self.grows = grows
        self._texts = texts
        declared = SHEETS[sheet].columns
        self.columns = tuple(c for c in declared if c.field in fields) if fields else declared
        self._all_columns = declared
        self._locked = locked
        self._keep: Callable[[Any], bool] | None = None
        self._draft: dict[str, Any] | None = None
        self._rows = self._rows_now()
        self._positions = self._wanted()
        self._shown = len(self._positions)

    @property
    def drafting(self) -> bool:
        """Whether a row is being filled in."""
        return self._draft is not None

    @property
    def positions(self) -> tuple[int, ...]:
        """Position in the sheet of every row shown."""
        return self._positions

    def set_filter(self, keep: Callable[[Any], bool] | None) -> None:
        """Show only some rows."""
        self.beginResetModel()
        self._keep = keep
        self._positions = self._wanted()
        self._shown = self._count()
        self.endResetModel()

    def cell(self, row: int, column: int) -> RowCell:
        """What stands at a place."""
        declared = self.columns[column]
        if row < len(self._positions):
            return RowCell(declared, getattr(self._rows[self._positions[row]], declared.field), False)
        assert self._draft is not None
        return RowCell(declared, self._draft[declared.field], True)

    def distinct_rows(self, column: int) -> Sequence[int]:
        field = self.columns[column].field
        first: dict[Any, int] = {}
        for line, position in enumerate(self._positions):
            first.setdefault(getattr(self._rows[position], field), line)
        return [*first.values(), *range(len(self._positions), self.rowCount())]

    # Adding and removing

    def start_row(self, values: Mapping[str, Any]) -> int:
        """Begin a row; it becomes part of the plan when all it needs is filled in. Gives its line."""
        if self._draft is None:
            at = len(self._positions)
            self.beginInsertRows(ROOT, at, at)
            self._draft = {c.field: c.blank for c in self._all_columns} | dict(values)
            self._shown = self._count()
            self.endInsertRows()
        return len(self._positions)

    def drop_draft(self) -> None:
        """Forget the row that is being filled in."""
        if self._draft is not None:
            at = len(self._positions)
            self.beginRemoveRows(ROOT, at, at)
            self._draft = None
            self._shown = self._count()
            self.endRemoveRows()

    def remove(self, rows: Sequence[int]) -> list[Finding]:
        """Remove lines as one step; the errors where the plan would then have any."""
        if any(row >= len(self._positions) for row in rows):
            self.drop_draft()
        gone = {self._positions[row] for row in rows if row < len(self._positions)}
        if not gone:
            return []
        kept = tuple(row for i, row in enumerate(self._rows) if i not in gone)
        text = self._texts.undo_remove(self.sheet, len(gone))
        return self._push(lambda: SetRows(self._document, self.sheet, kept, text))

    # The edits

    def can_edit(self, index: AnyIndex) -> bool:
        return self.columns[index.column()].field not in self._locked

    def choices(self, index: AnyIndex) -> Sequence[object]:
        column = self.columns[index.column()]
        empty = () if column.required else (None,)
        if column.kind is Kind.CHOICE:
            return (*empty, *column.choices)
        if column.kind is Kind.YES_NO:
            return (True, False)
        if column.reference:
            return (*empty, *self._names(column))
        return ()

    def choose(self, index: AnyIndex, value: Any) -> bool:
        column = self.columns[index.column()]
        if value is None or column.kind is not Kind.CHOICE:
            return self.take(index, value)
        read = read_cell(self.sheet, column, str(value), None)
        assert not isinstance(read, Finding)
        return self.take(index, read)

    def read(self, index: AnyIndex, text: str) -> object | Finding:
        column = self.columns[index.column()]
        value = read_cell(self.sheet, column, text, self._position(index.row()))
        return value if isinstance(value, Finding) else TypedNames(self._document.plan, self.sheet).meant(column, value)

    def take(self, index: AnyIndex, value: Any) -> bool:
        column = self.columns[index.column()]
        if index.row() >= len(self._positions):
            return self._fill_draft(index, column, value)
        position = self._positions[index.row()]
        text = self._texts.undo_edit(self.sheet, column)
        return self._answer(index, self._push(lambda: self._edit(position, column.field, value, text)))

    def _edit(self, position: int, field: str, value: Any, text: str) -> PlanCommand:
        rows = (*self._rows[:position], replace(self._rows[position], **{field: value}), *self._rows[position + 1:])
        if (self.sheet, field) == ("Gevinster", "navn") or in_order(self.sheet, rows) != rows:
            return self._set_rows(rows, text)
        return EditCell(self._document, self.sheet, position, field, value, text)

    def _set_rows(self, rows: tuple[Any, ...], text: str) -> PlanCommand:
        if self.sheet == "Gevinster":
            # Points and follow-up go along under a new name.
            return SetTables(self._document, med_rader(self._document.plan, rows), text)
        return SetRows(self._document, self.sheet, in_order(self.sheet, rows), text)

    def clear(self, indexes: Sequence[AnyIndex]) -> list[Finding]:
        rows = list(self._rows)
        wanted = [index for index in indexes if self.can_clear(index)]
        for index in wanted:
            column = self.columns[index.column()]
            if index.row() >= len(self._positions):
                assert self._draft is not None
                self._draft[column.field] = column.blank
            else:
                at = self._positions[index.row()]
                rows[at] = replace(rows[at], **{column.field: column.blank})
        self._announce_all()
        if tuple(rows) == self._rows or not wanted:
            return []
        text = self._texts.undo_edit(self.sheet, self.columns[wanted[0].column()])
        return self._push(lambda: SetRows(self._document, self.sheet, tuple(rows), text))

    def can_clear(self, index: AnyIndex) -> bool:
        cell = self.cell(index.row(), index.column())
        return self.can_edit(index) and not cell.column.required and cell.value != cell.column.blank

    def copied(self, index: AnyIndex) -> str:
        cell = self.cell(index.row(), index.column())
        return exact_text(cell.column, cell.value)

    def paste(self, index: AnyIndex, cells: Sequence[Sequence[str]]) -> list[Finding]:
        rows, findings = list(self._rows), []
        # Where nothing is marked the block becomes new rows.
        first, column = (index.row(), index.column()) if index.isValid() else (len(self._positions), 0)
        lines = self._without_header(cells, column)
        grown = first + len(lines) > len(self._positions)
        names = TypedNames(self._document.plan, self.sheet)
        for down, line in enumerate(lines):
            at = first + down
            beyond = at - len(self._positions)
            position = self._positions[at] if beyond < 0 else len(self._rows) + beyond
            if beyond >= 0 and not self.grows:
                findings.append(self._outside(at, line[0]))
                continue
            values, bad = self._values_of(line, column, position, names)
            findings += bad
            if bad:
                continue
            if beyond < 0:
                rows[position] = replace(rows[position], **values)
            else:
                rows.append(self._new_row(values, position, findings))
        if findings:
            return findings
        text = self._texts.undo_paste(self.sheet)
        found = self._push(lambda: self._set_rows(tuple(rows), text))
        if not found and grown:
            self.drop_draft()
        return found

    def _values_of(self, line: Sequence[str], first: int, position: int,
                   names: TypedNames) -> tuple[dict[str, Any], list[Finding]]:
        values, findings = {}, []
        for across, text in enumerate(line):
            if first + across >= len(self.columns):
                if text.strip():
                    findings.append(self._outside(position, text))
                continue
            column = self.columns[first + across]
            read = read_cell(self.sheet, column, text, position)
            if isinstance(read, Finding):
                findings.append(read)
            elif column.field not in self._locked or position >= len(self._rows):
                values[column.field] = names.meant(column, read)
        return values, findings

    def _new_row(self, values: Mapping[str, Any], position: int, findings: list[Finding]) -> object:
        """A whole row of pasted values; what must be there and is not goes to ``findings``."""
        whole = {c.field: c.blank for c in self._all_columns} | dict(values)
        missing = [c for c in self._all_columns if c.required and whole[c.field] is None]
        findings += [Finding("mangler_verdi", Severity.ERROR, self.sheet, position, c.header, None) for c in missing]
        return None if missing else TABELLER[self.sheet][1](**whole)

    def _without_header(self, cells: Sequence[Sequence[str]], first: int) -> Sequence[Sequence[str]]:
        """The block without a line of titles over it: each names the column it would fall in, with a unit or without."""
        columns = self.columns[first:first + len(cells[0])]
        is_header = len(cells) > 1 and len(columns) == len(cells[0]) and all(
            folded(text) in self._titles(column) for text, column in zip(cells[0], columns, strict=True))
        return cells[1:] if is_header else cells

    def _titles(self, column: Column) -> frozenset[str]:
        shown = self._texts.header(column)
        return names_of(column) | {folded(shown), folded(shown.split("\n")[0])}

    def _outside(self, row: int, text: str) -> Finding:
        return Finding("utenfor_tabellen", Severity.ERROR, self.sheet, None, None, text.strip(), {"rad": row + 1})

    def _fill_draft(self, index: AnyIndex, column: Column, value: Any) -> bool:
        assert self._draft is not None
        self._draft[column.field] = value
        if any(c.required and self._draft[c.field] is None for c in self._all_columns):
            self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
            return self._answer(index, [])
        draft, row = self._draft, TABELLER[self.sheet][1](**self._draft)
        self._draft = None
        errors = self._push(lambda: self._insert(row, self._texts.undo_add(self.sheet)))
        if errors:
            # What has been filled in stays, so that it can be mended.
            self._draft = draft
            self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
            self._answer(index, errors)
            return True
        return self._answer(index, [])

    def _insert(self, row: Any, text: str) -> PlanCommand:
        """The command that makes a row part of the plan."""
        rows = (*self._rows, row)
        if in_order(self.sheet, rows) != rows:
            return self._set_rows(rows, text)
        return InsertRow(self._document, self.sheet, len(self._rows), row, text)

    # The model

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else self._shown

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.header(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts.header_tip(column) or None
        return int(_side(column)) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.cell(self._document.plan, cell)
        if role == Qt.ItemDataRole.EditRole:
            return cell.value.value if isinstance(cell.value, Enum) else cell.value
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts.tip(self._document.plan, cell) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = " ".join(self._texts.header(cell.column).split())
            return f"{title}: {self._texts.cell(self._document.plan, cell)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(cell.column))
        return cell if role == SpecRole else None

    def _on_plan_changed(self) -> None:
        self._rows = self._rows_now()
        positions = self._wanted()
        if self._document.undo_stack.count() == 0:
            self._draft = None  # another plan was opened: what was being filled in was of the one before
        # A row that was being filled in and is now the plan's last stands where it stood.
        if len(positions) + (self._draft is not None) == self._shown:
            self._positions = positions
            self._announce_all()
            return
        self.beginResetModel()
        self._positions = positions
        self._shown = self._count()
        self.endResetModel()

    def _count(self) -> int:
        return len(self._positions) + (self._draft is not None)

    def _rows_now(self) -> tuple[Any, ...]:
        rows: tuple[Any, ...] = getattr(self._document.plan, TABELLER[self.sheet][0])
        return rows

    def _wanted(self) -> tuple[int, ...]:
        return tuple(i for i, row in enumerate(self._rows) if self._keep is None or self._keep(row))

    def _position(self, row: int) -> int | None:
        return self._positions[row] if row < len(self._positions) else None

    def _names(self, column: Column) -> tuple[str, ...]:
        plan = self._document.plan
        if column.key in _KONTOR_ONLY:
            return tuple(k.enhet for k in plan.kontor)
        if column.key in _FE_ONLY:
            return tuple(f.enhet for f in plan.forvaltningsenheter)
        attribute, _ = TABELLER[column.reference]
        first = SHEETS[column.reference].columns[0].field
        return tuple(str(getattr(row, first)) for row in getattr(plan, attribute))


def _side(column: Column) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column.kind in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
