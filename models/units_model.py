"""Item model of the distribution table: units in rows, one month of numbers in columns.

The model holds no second copy: it is rebuilt from the document's plan and projection whenever
either changes. Typing becomes an undo command; what cannot be done is announced, never applied.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from models import moves
from models.commands import EditCell
from models.document import Document
from models.flyttinger_command import SetFlyttinger
from models.unit_rows import RowKind, UnitRow, unit_rows

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Col(IntEnum):
    """Columns of the table, in order."""

    ENHET = 0
    STAT = 1
    KOMMUNE = 2
    FLYTTES = 3
    ETTER = 4
    BRUKERE = 5
    OPPFOLGING = 6
    VARSEL = 7


RowRole = int(Qt.ItemDataRole.UserRole)
"""The :class:`UnitRow` of an index."""
StaleRole = RowRole + 1
"""Whether the number comes from a projection of an older plan."""
TagRole = RowRole + 2
"""Of a header: a mark such as "syntetisk", or empty."""

_FIELDS = {Col.STAT: "arsverk_stat", Col.KOMMUNE: "arsverk_kommune"}
_RESULT_COLUMNS = (Col.BRUKERE, Col.OPPFOLGING)
_NUMBERS = (Col.STAT, Col.KOMMUNE, Col.FLYTTES, Col.ETTER, Col.BRUKERE, Col.OPPFOLGING)


class UnitTexts(Protocol):
    """The words of the table, handed down from ``app``."""

    def header(self, column: int) -> str: ...

    def header_tip(self, column: int) -> str: ...

    def header_tag(self, column: int) -> str: ...

    def cell(self, row: UnitRow, column: int) -> str: ...

    def tip(self, row: UnitRow, column: int) -> str: ...

    def spoken(self, row: UnitRow, column: int) -> str: ...

    def undo(self, row: UnitRow, column: int) -> str: ...


class UnitsModel(QAbstractTableModel):
    """The table of units in one month.

    Signals
    -------
    refused(QPersistentModelIndex, object)
        An edit was not done; the object is an :class:`models.moves.Avslag` or a list of findings.
    accepted(QPersistentModelIndex)
        An edit was done.
    choice_wanted(str, float)
        A typed number is final, and it is not clear which forvaltningsenhet is meant: kontor, årsverk.
    """

    refused = Signal(QPersistentModelIndex, object)
    accepted = Signal(QPersistentModelIndex)
    choice_wanted = Signal(str, float)

    def __init__(self, document: Document, texts: UnitTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._texts = texts
        self._standard = moves.Standard()
        self._before = document.plan
        self._rows: tuple[UnitRow, ...] = ()
        self._state: tuple[object, ...] = (None,) * 4
        self._month = self._last_month()
        self._rebuild()
        document.plan_changed.connect(self._on_plan_changed)
        document.projeksjon_changed.connect(self._refresh)
        document.stale_changed.connect(self._refresh)

    @property
    def month(self) -> int:
        """The month whose numbers are shown."""
        return self._month

    @property
    def rows(self) -> tuple[UnitRow, ...]:
        return self._rows

    @property
    def standard(self) -> moves.Standard:
        return self._standard

    def set_month(self, maned: int) -> None:
        """Show another month of the plan."""
        if maned != self._month:
            self._month = maned
            self._refresh()

    def set_standard(self, standard: moves.Standard) -> None:
        """Ramp and experience of a flytting made by typing."""
        self._standard = standard

    def begin_edit(self) -> None:
        """An editor opens: what is typed from here on is one undo step of its own."""
        self._document.finish_edit()
        self._before = self._document.plan

    def end_edit(self) -> None:
        """The editor closes."""
        self._document.finish_edit()

    def revert_edit(self, index: AnyIndex) -> None:
        """Put back what stood before the editor opened, as if nothing had been typed."""
        row, column = self._rows[index.row()], Col(index.column())
        text, before = self._texts.undo(row, column), self._before
        if column in _FIELDS and row.rad is not None:
            value = getattr(before.enheter[row.rad], _FIELDS[column])
            self._document.push(EditCell(self._document, "Enheter", row.rad, _FIELDS[column], value, text))
        elif row.enhet is not None:
            self._document.push(SetFlyttinger(self._document, row.enhet, before.flyttinger, text))

    def ask_choice(self, index: AnyIndex, value: float) -> bool:
        """The typed number is final: ask for the forvaltningsenhet where several could be meant."""
        row = self._rows[index.row()]
        if index.column() != Col.FLYTTES or row.enhet is None:
            return False
        answer = moves.sett_flyttes(self._document.plan, row.enhet, value, self._month, self._standard)
        if not isinstance(answer, moves.Avslag) or answer.kode != "flere_forvaltningsenheter":
            return False
        self.choice_wanted.emit(row.enhet, value)
        return True

    def text(self, row: UnitRow, column: int) -> str:
        """What stands in a cell."""
        return self._texts.cell(row, column)

    def row_of(self, enhet: str) -> int | None:
        """Row of a unit, None when the plan has no such unit."""
        return next((i for i, row in enumerate(self._rows) if row.enhet == enhet), None)

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(Col)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Col):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.header(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts.header_tip(section)
        if role == TagRole:
            return self._texts.header_tag(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(section))
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.cell(row, column)
        if role == Qt.ItemDataRole.EditRole:
            return _edit_value(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts.tip(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._texts.spoken(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(column))
        if role == RowRole:
            return row
        if role == StaleRole:
            return column in _RESULT_COLUMNS and self._document.is_stale
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return base | Qt.ItemFlag.ItemIsEditable if _is_editable(self._rows[index.row()], index.column()) else base

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not isinstance(value, (int, float)):
            return False
        row, column = self._rows[index.row()], Col(index.column())
        if not _is_editable(row, column):
            return False
        place = QPersistentModelIndex(index)
        if abs(float(value) - float(_edit_value(row, column))) < 1e-9:
            self.accepted.emit(place)
            return True
        problem = self._edit(row, column, float(value))
        if problem:
            self.refused.emit(place, problem)
            return False
        self.accepted.emit(place)
        return True

    def _edit(self, row: UnitRow, column: Col, value: float) -> object:
        """Do the edit; returns what stopped it (empty when nothing did)."""
        text = self._texts.undo(row, column)
        if column in _FIELDS:
            assert row.rad is not None
            return self._document.push(EditCell(self._document, "Enheter", row.rad, _FIELDS[column], value, text))
        assert row.enhet is not None
        answer = moves.sett_flyttes(self._document.plan, row.enhet, value, self._month, self._standard)
        if isinstance(answer, moves.Avslag):
            return answer
        return self._document.push(SetFlyttinger(self._document, row.enhet, answer.flyttinger, text))

    def _last_month(self) -> int:
        return self._document.plan.maneder[-1]

    def _on_plan_changed(self) -> None:
        months = self._document.plan.maneder
        if self._month not in months:
            self._month = months[-1]
        self._refresh()

    def _refresh(self) -> None:
        """Show plan, projection and month as they are; each state is worked out once, however often it is announced."""
        document = self._document
        state = (document.plan, document.projeksjon, document.is_stale, self._month)
        if all(now is then for now, then in zip(state, self._state)):
            return
        self._state = state
        before = [(r.kind, r.enhet) for r in self._rows]
        rows = self._computed()
        if [(r.kind, r.enhet) for r in rows] != before:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(Col) - 1))

    def _rebuild(self) -> None:
        self._rows = self._computed()

    def _computed(self) -> tuple[UnitRow, ...]:
        document = self._document
        return unit_rows(document.plan, document.projeksjon, self._month, document.findings)


def _is_editable(row: UnitRow, column: int) -> bool:
    if row.kind.is_sum:
        return False
    if column == Col.FLYTTES:
        return row.kind is RowKind.KONTOR
    # Municipal årsverk cannot sit in a forvaltningsenhet.
    return column == Col.STAT or (column == Col.KOMMUNE and row.kind is RowKind.KONTOR)


def _edit_value(row: UnitRow, column: int) -> float | str:
    values: dict[int, float | str] = {
        Col.ENHET: row.navn, Col.STAT: row.stat, Col.KOMMUNE: row.kommune, Col.FLYTTES: row.flyttes,
        Col.ETTER: row.etter, Col.BRUKERE: row.brukere_etter, Col.OPPFOLGING: row.dekning,
        Col.VARSEL: len(row.findings),
    }
    return values[column]


def _alignment(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
