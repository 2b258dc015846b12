"""Item model of the sheet ``Enheter``: every unit, the sums under them, and what is found at a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt

from models.commands import PlanCommand
from models.document import Document
from models.editable_model import ROOT, SpecRole
from models.io.excel_columns import Column
from models.rows_command import SetTables
from models.rows_model import RowCell, RowsModel, RowsTexts
from models.typed_cells import AnyIndex
from models.unit_edits import Removed, added, renamed, without
from planning_core.findings import Finding
from planning_core.plan import Enhet, EnhetType

Found = Mapping[tuple[int, str], tuple[Finding, ...]]
"""What is found, by row of the sheet and header."""
COMMON = ("enhet", "type", "innbyggere", "arsverk_stat", "arsverk_kommune", "statsansatte", "ledelse", "mottak",
          "fravaer", "opplaering", "skjermet")
"""Columns that most plans need; the rest are shown when they are asked for."""
SUMMED = frozenset({"innbyggere", "arsverk_stat", "arsverk_kommune", "statsansatte", "ledelse", "mottak"})
SUMS: tuple[EnhetType | None, ...] = (EnhetType.NAV_KONTOR, EnhetType.FORVALTNINGSENHET, None)
"""What the sums are of; None is the whole fylke."""
KONTOR_ONLY = frozenset({"innbyggere", "arsverk_kommune", "skjermet", "kommunale_kan_flyttes"})
"""Fields that say nothing of a forvaltningsenhet."""


class UnitTexts(RowsTexts, Protocol):
    """The words of the table, handed down from ``app``."""

    def sum_name(self, kind: EnhetType | None) -> str: ...

    def sum_tip(self, missing: Sequence[str]) -> str:
        """That a sum leaves out units that the plan has no number for."""

    def not_of_fe(self) -> str:
        """Why a forvaltningsenhet has no such number."""

    def locked_name(self) -> str:
        """Why a name cannot be changed while a scenario is open."""

    def cell_tip(self, column: Column, findings: Sequence[Finding]) -> str:
        """What is found at a cell, and what its column holds."""


class UnitRowsModel(RowsModel):
    """The rows of ``Enheter``, and under them the sums of kontor, forvaltningsenheter and the fylke."""

    def __init__(self, document: Document, texts: UnitTexts, parent: QObject | None = None) -> None:
        super().__init__(document, "Enheter", texts, fields=COMMON, parent=parent)
        self._unit_texts = texts
        self._every = False
        self.columns = self._wanted_columns()
        self._found: Found | None = None
        self._before: tuple[tuple[Enhet, ...], Found] | None = None

    def show_columns(self, *, every: bool) -> None:
        """Show every column of the sheet, or the common ones."""
        self._every = every
        self._fit_columns()

    def _wanted_columns(self) -> tuple[Column, ...]:
        # The name shown tells something only where it is another than the one the sheets use.
        named = any(u.navn not in ("", u.enhet) for u in self._rows)
        return tuple(c for c in self._all_columns if self._every or c.field in COMMON or (named and c.field == "navn"))

    def _fit_columns(self) -> None:
        wanted = self._wanted_columns()
        if wanted != self.columns:
            self.beginResetModel()
            self.columns = wanted
            self.endResetModel()

    def unit(self, row: int) -> Enhet | None:
        """The unit of a line; None for a sum and for one that is being filled in."""
        found: Enhet | None = self._rows[self._positions[row]] if row < len(self._positions) else None
        return found

    def findings_at(self, row: int, column: int) -> tuple[Finding, ...]:
        """What validation found at a cell."""
        if row >= len(self._positions):
            return ()
        return self._findings().get((self._positions[row], self.columns[column].header), ())

    def _findings(self) -> Found:
        """Everything found in the sheet, by row and header."""
        if self._found is None:
            found: dict[tuple[int, str], tuple[Finding, ...]] = {}
            for finding in self._document.findings:
                if finding.table == self.sheet and finding.row is not None:
                    place = finding.row, finding.column or ""
                    found[place] = (*found.get(place, ()), finding)
            self._found = found
        return self._found

    def is_applicable(self, row: int, column: int) -> bool:
        """Whether a number means anything there; one that stands there all the same can be taken away."""
        unit, declared = self.unit(row), self.columns[column]
        return (unit is None or unit.er_kontor or declared.field not in KONTOR_ONLY
                or getattr(unit, declared.field) != declared.blank)

    # Sums

    def is_sum(self, row: int) -> bool:
        return row >= self._shown

    def cell(self, row: int, column: int) -> RowCell:
        if not self.is_sum(row):
            return super().cell(row, column)
        declared = self.columns[column]
        return RowCell(declared, self._total(SUMS[row - self._shown], declared.field), False)

    def missing_in(self, row: int, column: int) -> tuple[str, ...]:
        """Names of the kontor that a sum leaves out, for the plan does not say."""
        field = self.columns[column].field
        return tuple(u.navn or u.enhet for u in self._units(SUMS[row - self._shown])
                     if field in SUMMED and getattr(u, field) is None and (u.er_kontor or field not in KONTOR_ONLY))

    def _units(self, kind: EnhetType | None) -> tuple[Enhet, ...]:
        return tuple(u for u in self._rows if kind is None or u.type is kind)

    def _total(self, kind: EnhetType | None, field: str) -> float | None:
        if field not in SUMMED or (kind is EnhetType.FORVALTNINGSENHET and field in KONTOR_ONLY):
            return None
        known = [value for u in self._units(kind) if (value := getattr(u, field)) is not None]
        return float(sum(known)) if known or not self._units(kind) else None

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        return 0 if parent.isValid() else self._shown + len(SUMS)

    def distinct_rows(self, column: int) -> Sequence[int]:
        return range(self.rowCount())

    # The edits

    def can_edit(self, index: AnyIndex) -> bool:
        if self.is_sum(index.row()) or not self.is_applicable(index.row(), index.column()):
            return False
        return self.columns[index.column()].field != "enhet" or not self._is_name_locked(index.row())

    def _is_name_locked(self, row: int) -> bool:
        # In a scenario a new name would become every row of the unit anew.
        return self._document.aktivt_scenario is not None and row < len(self._positions)

    def removal(self, rows: Sequence[int]) -> Removed:
        """What removing lines would do."""
        return without(self._document.plan, {u.enhet for row in rows if (u := self.unit(row)) is not None})

    def remove(self, rows: Sequence[int]) -> list[Finding]:
        if any(len(self._positions) <= row < self._shown for row in rows):
            self.drop_draft()
        units = [row for row in rows if row < len(self._positions)]
        if not units:
            return []
        wanted = self.removal(units).plan
        return self._push(lambda: SetTables(self._document, wanted, self._texts.undo_remove(self.sheet, len(units))))

    def paste(self, index: AnyIndex, cells: Sequence[Sequence[str]]) -> list[Finding]:
        # A block begun at the sums, or below the last unit, becomes new units.
        below = index.isValid() and index.row() > len(self._positions)
        sums = {self._unit_texts.sum_name(kind) for kind in SUMS}
        units = [line for line in cells if line[0].strip() not in sums]
        return super().paste(self.index(len(self._positions), index.column()) if below else index, units) if units else []

    def _edit(self, position: int, field: str, value: Any, text: str) -> PlanCommand:
        if field == "enhet":
            return SetTables(self._document, renamed(self._document.plan, position, str(value)), text)
        return super()._edit(position, field, value, text)

    def _insert(self, row: Any, text: str) -> PlanCommand:
        return SetTables(self._document, added(self._document.plan, row), text)

    # The model

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role in (SpecRole, Qt.ItemDataRole.TextAlignmentRole):
            return super().data(index, role)
        row, column = index.row(), index.column()
        texts = self._unit_texts
        if self.is_sum(row):
            return self._sum_data(row, column, role)
        if role == Qt.ItemDataRole.DisplayRole and not self.is_applicable(row, column):
            return texts.cell(self._document.plan, RowCell(self.columns[column], None, False))
        if role == Qt.ItemDataRole.ToolTipRole:
            if not self.is_applicable(row, column):
                return texts.not_of_fe()
            if self.columns[column].field == "enhet" and self._is_name_locked(row):
                return texts.locked_name()
            return super().data(index, role) or texts.cell_tip(self.columns[column], self.findings_at(row, column)) or None
        if role == Qt.ItemDataRole.AccessibleTextRole and column:
            return f"{self.index(row, 0).data()}, {super().data(index, role)}"
        return super().data(index, role)

    def _sum_data(self, row: int, column: int, role: int) -> Any:
        texts, cell = self._unit_texts, self.cell(row, column)
        name = texts.sum_name(SUMS[row - self._shown])
        if role == Qt.ItemDataRole.ToolTipRole:
            missing = self.missing_in(row, column)
            return texts.sum_tip(missing) if missing else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if column == 0:
            return name
        shown = texts.cell(self._document.plan, cell) if cell.column.field in SUMMED else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        return f"{name}, {' '.join(texts.header(cell.column).split())}: {shown}" if shown else name

    def copied(self, index: AnyIndex) -> str:
        if self.is_sum(index.row()) and index.column() == 0:
            return str(self.data(index))
        return super().copied(index)

    def _on_plan_changed(self) -> None:
        self._before = self._rows, self._found or {}
        self._found = None
        super()._on_plan_changed()
        self._before = None
        self._fit_columns()

    def _announce_all(self) -> None:
        if self._before is None:
            super()._announce_all()
            return
        # A key press changes one unit; its line and the sums are all there is to paint.
        (rows, before), self._before = self._before, None
        places = {place[0] for place in {*before, *self._findings()} if before.get(place) != self._findings().get(place)}
        changed = [line for line, at in enumerate(self._positions)
                   if at >= len(rows) or self._rows[at] is not rows[at] or at in places]
        self._announce_rows([*changed, *range(self._shown, self.rowCount())])
