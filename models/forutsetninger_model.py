"""Item model of the assumptions: every declared parameter under the heading of where it is used.

The model holds no second copy: it is rebuilt from the plan whenever that changes. Typing becomes an
undo command; what cannot be done is announced, never applied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from models.commands import PlanCommand, RemoveRow, SetForutsetning, SetPlanField
from models.document import Document
from models.forutsetninger_command import RestoreForutsetning
from models.parameter_rows import ParameterRow, Value, is_share_unit, parameter_rows
from models.typed_cells import AnyIndex, is_unfinished_percent, read_number
from planning_core.findings import Finding
from planning_core.parameters import NIVAER
from planning_core.plan import Forutsetning, Plan

_ROOT = QModelIndex()
SHEET = "Forutsetninger"
CHANGED = "endret"
"""The filter that shows what differs from its default."""


class Col(IntEnum):
    """Columns of the table, in order."""

    NAVN = 0
    VERDI = 1
    ENHET = 2
    STANDARD = 3
    VANLIG = 4
    GRAD = 5
    MERKNAD = 6
    GRENSER = 7
    KILDE = 8


EntryRole = int(Qt.ItemDataRole.UserRole)
"""The :class:`Entry` of an index."""

_RIGHT = (Col.VERDI, Col.STANDARD, Col.VANLIG, Col.GRENSER)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table: an assumption, or (``row`` None) the heading of a section."""

    section: str
    row: ParameterRow | None = None

    @property
    def editable(self) -> bool:
        return self.row is not None and not self.row.per_row


class ParameterTexts(Protocol):
    """The words of the table, handed down from ``app``."""

    def header(self, column: int) -> str: ...

    def header_tip(self, column: int) -> str: ...

    def cell(self, entry: Entry, column: int) -> str: ...

    def tip(self, entry: Entry, column: int) -> str: ...

    def spoken(self, entry: Entry, column: int) -> str: ...

    def searched(self, row: ParameterRow) -> str: ...

    def undo(self, row: ParameterRow, reset: bool = False) -> str: ...


class ForutsetningerModel(QAbstractTableModel):
    """Every assumption of the open plan.

    Signals
    -------
    refused(QPersistentModelIndex, list)
        A value was not taken; the list holds the findings that stopped it.
    accepted(QPersistentModelIndex)
        A value was taken.
    """

    refused = Signal(QPersistentModelIndex, object)
    accepted = Signal(QPersistentModelIndex)

    def __init__(self, document: Document, texts: ParameterTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._texts = texts
        self._before = document.plan
        self._editing = False
        self._words = ""
        self._grade = ""
        self._rows = parameter_rows(document.plan)
        self._entries = self._wanted()
        document.plan_changed.connect(self._on_plan_changed)

    @property
    def rows(self) -> tuple[ParameterRow, ...]:
        """Every assumption, also those that are filtered out."""
        return self._rows

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines shown."""
        return self._entries

    @property
    def shown(self) -> int:
        """Number of assumptions shown."""
        return sum(entry.row is not None for entry in self._entries)

    def set_filter(self, words: str, grade: str = "") -> None:
        """Show what holds every word, of one grade (``S``, ``D``, ``A``) or :data:`CHANGED`; empty shows all."""
        self._words, self._grade = words, grade
        self._show(self._wanted())

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def index_of(self, key: str, column: int = Col.VERDI) -> QModelIndex:
        """Where an assumption stands; invalid while it is filtered out."""
        row = next((i for i, e in enumerate(self._entries) if e.row is not None and e.row.key == key), -1)
        return self.index(row, column) if row >= 0 else QModelIndex()

    # Editing

    def begin_edit(self) -> None:
        """An editor opens: what is typed from here on is one undo step of its own."""
        self._document.finish_edit()
        self._before = self._document.plan
        self._editing = True

    def end_edit(self) -> None:
        """The editor closes."""
        self._editing = False
        self._document.finish_edit()
        if self._grade == CHANGED:
            self._show(self._wanted())

    def revert_edit(self, index: AnyIndex) -> None:
        """Put back what stood before the editor opened, as if nothing had been typed."""
        row = self._entries[index.row()].row
        if row is None or self._document.plan == self._before:
            return
        text = self._texts.undo(row)
        if row.parameter.sheet == "Plan":
            old = self._before.timer_per_arsverk
            self._document.push(SetPlanField(self._document, "timer_per_arsverk", old, text))
        else:
            self._document.push(RestoreForutsetning(self._document, row.key, _own(self._before, row.key), text))

    def choices(self, index: AnyIndex) -> Sequence[Value]:
        """The values to choose among; empty where a number is typed."""
        row = self._entries[index.row()].row
        kinds: dict[str, Sequence[Value]] = {"ja_nei": (True, False), "nivå": NIVAER}
        return kinds.get(row.parameter.kind, ()) if row is not None else ()

    def choose(self, index: AnyIndex, value: Any) -> bool:
        """Set a value."""
        return self.setData(index, value)

    def type_in(self, index: AnyIndex, text: str, final: bool) -> bool:
        """Take typed text: empty is the default. Text that is not yet a number is refused aloud only at the end."""
        row = self._entries[index.row()].row
        if row is None:
            return False
        if not text.strip():
            return self._take(index, row, row.parameter.default) if final else True
        percent = is_share_unit(row.parameter.unit)
        read = read_number(text, SHEET, row.rad, "verdi", percent=percent)
        if isinstance(read, Finding):
            if final:
                self.revert_edit(index)
                self.refused.emit(QPersistentModelIndex(index), [read])
            return False
        if percent and not final and is_unfinished_percent(read):
            self.revert_edit(index)
            return False
        if self._take(index, row, read):
            return True
        # "1,5" began as "1": what was typed on the way must not stay when the whole is refused.
        self.revert_edit(index)
        return False

    def reset(self, index: AnyIndex) -> bool:
        """Go back to the default: the plan's own row goes, with its range and source."""
        row = self._entries[index.row()].row
        if row is None or row.per_row:
            return False
        document, text = self._document, self._texts.undo(row, True)
        command: PlanCommand
        if row.parameter.sheet == "Plan":
            command = SetPlanField(document, "timer_per_arsverk", row.parameter.default, text)
        elif row.rad is not None:
            command = RemoveRow(document, SHEET, row.rad, text)
        else:
            return False
        document.finish_edit()
        done = self._push(index, command)
        document.finish_edit()
        return done

    def _take(self, index: AnyIndex, row: ParameterRow, value: Value) -> bool:
        document, text = self._document, self._texts.undo(row)
        if row.parameter.sheet == "Plan":
            return self._push(index, SetPlanField(document, "timer_per_arsverk", value, text))
        if value == row.parameter.default and _own(self._before, row.key) is None:
            # As the plan was before the typing: silent about it.
            if row.rad is None:
                return self._accept(index)
            return self._push(index, RestoreForutsetning(document, row.key, None, text))
        return self._push(index, SetForutsetning(document, row.key, value, text))

    def _push(self, index: AnyIndex, command: PlanCommand) -> bool:
        place = QPersistentModelIndex(index)
        errors = self._document.push(command)
        if errors:
            self.refused.emit(place, errors)
            return False
        return self._accept(place)

    def _accept(self, index: AnyIndex) -> bool:
        self.accepted.emit(QPersistentModelIndex(index))
        return True

    # The model

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(Col)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Col):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.header(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts.header_tip(section) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(section))
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry, column = self._entries[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.cell(entry, column)
        if role == Qt.ItemDataRole.EditRole:
            return entry.row.verdi if entry.row is not None else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts.tip(entry, column) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._texts.spoken(entry, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(column))
        return entry if role == EntryRole else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        editable = index.column() == Col.VERDI and self._entries[index.row()].editable
        return base | Qt.ItemFlag.ItemIsEditable if editable else base

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or index.column() != Col.VERDI:
            return False
        entry = self._entries[index.row()]
        if entry.row is None or not entry.editable:
            return False
        if not self._editing:
            self._before = self._document.plan
        return self._take(index, entry.row, value)

    def _wanted(self) -> tuple[Entry, ...]:
        """Sections in order, each under its heading, with what the filter lets through."""
        entries: list[Entry] = []
        for section in sorted({row.parameter.section for row in self._rows}):
            kept = [row for row in self._rows if row.parameter.section == section and self._matches(row)]
            if kept:
                entries += [Entry(section), *(Entry(section, row) for row in kept)]
        return tuple(entries)

    def _matches(self, row: ParameterRow) -> bool:
        if self._grade == CHANGED and not row.changed:
            return False
        if self._grade not in ("", CHANGED) and row.grad != self._grade:
            return False
        text = self._texts.searched(row).casefold()
        return all(word in text for word in self._words.casefold().split())

    def _on_plan_changed(self) -> None:
        self._rows = parameter_rows(self._document.plan)
        by_key = {row.key: row for row in self._rows}
        if self._editing:
            # The line that is being typed in stays, whatever the filter says of its new value.
            entries = tuple(e if e.row is None else Entry(e.section, by_key[e.row.key]) for e in self._entries)
        else:
            entries = self._wanted()
        self._show(entries)

    def _show(self, entries: tuple[Entry, ...]) -> None:
        def places(lines: tuple[Entry, ...]) -> list[tuple[str, str]]:
            return [(e.section, e.row.key if e.row is not None else "") for e in lines]

        if places(entries) == places(self._entries):
            changed = [i for i, (new, old) in enumerate(zip(entries, self._entries)) if new != old]
            self._entries = entries
            if changed:
                self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(Col) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()


def _own(plan: Plan, key: str) -> Forutsetning | None:
    return next((row for row in plan.forutsetninger if row.nokkel == key), None)


def _side(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
