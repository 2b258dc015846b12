"""Item model of the assumptions that each unit has of its own: fravær, opplæring, skjermet oppfølging."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from models.commands import EditCell
from models.document import Document
from models.typed_cells import AnyIndex, is_unfinished_percent, read_number
from planning_core.findings import Finding
from planning_core.parameters import PARAMETERS
from planning_core.plan import Enhet

_ROOT = QModelIndex()
SHEET = "Enheter"


class Col(IntEnum):
    """Columns of the table, in order."""

    ENHET = 0
    FRAVAER = 1
    OPPLAERING = 2
    SKJERMET = 3


FIELDS = {Col.FRAVAER: "fravaer", Col.OPPLAERING: "opplaering", Col.SKJERMET: "skjermet"}
KEYS = {Col.FRAVAER: "fravær", Col.OPPLAERING: "opplæring", Col.SKJERMET: "skjermet"}
"""The declared assumption of each column, which is the column's header in the sheet too."""

UnitRole = int(Qt.ItemDataRole.UserRole)
"""The :class:`Enhet` of an index."""


class UnitShareTexts(Protocol):
    """The words of the table, handed down from ``app``."""

    def header(self, column: int) -> str: ...

    def cell(self, enhet: Enhet, column: int) -> str: ...

    def tip(self, enhet: Enhet, column: int) -> str: ...

    def spoken(self, enhet: Enhet, column: int) -> str: ...

    def undo(self, enhet: Enhet, column: int) -> str: ...


class UnitSharesModel(QAbstractTableModel):
    """Signals as :class:`models.forutsetninger_model.ForutsetningerModel`."""

    refused = Signal(QPersistentModelIndex, object)
    accepted = Signal(QPersistentModelIndex)

    def __init__(self, document: Document, texts: UnitShareTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._texts = texts
        self._before = document.plan.enheter
        self._units = document.plan.enheter
        document.plan_changed.connect(self._on_plan_changed)

    def begin_edit(self) -> None:
        """An editor opens: what is typed from here on is one undo step of its own."""
        self._document.finish_edit()
        self._before = self._document.plan.enheter

    def end_edit(self) -> None:
        """The editor closes."""
        self._document.finish_edit()

    def revert_edit(self, index: AnyIndex) -> None:
        """Put back what stood before the editor opened, as if nothing had been typed."""
        unit, column = self._before[index.row()], Col(index.column())
        value, text = getattr(unit, FIELDS[column]), self._texts.undo(unit, column)
        self._document.push(EditCell(self._document, SHEET, index.row(), FIELDS[column], value, text))

    def choices(self, index: AnyIndex) -> Sequence[object]:
        """Only numbers stand here."""
        return ()

    def choose(self, index: AnyIndex, value: Any) -> bool:
        """Set a value."""
        return self.setData(index, value)

    def type_in(self, index: AnyIndex, text: str, final: bool) -> bool:
        """Take typed text: empty is the default. Text that is not yet a number is refused aloud only at the end."""
        key = KEYS[Col(index.column())]
        if not text.strip():
            return self._take(index, PARAMETERS[key].default) if final else True
        read = read_number(text, SHEET, index.row(), key, percent=True)
        if isinstance(read, Finding):
            if final:
                self.revert_edit(index)
                self.refused.emit(QPersistentModelIndex(index), [read])
            return False
        if not final and is_unfinished_percent(read):
            self.revert_edit(index)
            return False
        if self._take(index, read):
            return True
        # "1,5" began as "1": what was typed on the way must not stay when the whole is refused.
        self.revert_edit(index)
        return False

    def reset(self, index: AnyIndex) -> bool:
        """Go back to the default."""
        if not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self._document.finish_edit()
        done = self._take(index, PARAMETERS[KEYS[Col(index.column())]].default)
        self._document.finish_edit()
        return done

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._units)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(Col)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Col):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.header(section)
        return int(_side(section)) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        unit, column = self._units[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.cell(unit, column)
        if role == Qt.ItemDataRole.EditRole:
            return unit.enhet if column == Col.ENHET else getattr(unit, FIELDS[Col(column)])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts.tip(unit, column) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._texts.spoken(unit, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(column))
        return unit if role == UnitRole else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        # A forvaltningsenhet has no oppfølging to protect.
        unit, column = self._units[index.row()], index.column()
        editable = column in (Col.FRAVAER, Col.OPPLAERING) or (column == Col.SKJERMET and unit.er_kontor)
        return base | Qt.ItemFlag.ItemIsEditable if editable else base

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        return self._take(index, value)

    def _take(self, index: AnyIndex, value: Any) -> bool:
        unit, column = self._units[index.row()], Col(index.column())
        place = QPersistentModelIndex(index)
        text = self._texts.undo(unit, column)
        errors = self._document.push(EditCell(self._document, SHEET, index.row(), FIELDS[column], value, text))
        if errors:
            self.refused.emit(place, errors)
            return False
        self.accepted.emit(place)
        return True

    def _on_plan_changed(self) -> None:
        units = self._document.plan.enheter
        if [(u.enhet, u.type) for u in units] != [(u.enhet, u.type) for u in self._units]:
            self.beginResetModel()
            self._units = units
            self.endResetModel()
            return
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Col) - 1)
        changed = [i for i, (new, old) in enumerate(zip(units, self._units)) if new != old]
        self._units = units
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(Col) - 1))


def _side(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignLeft if column == Col.ENHET else Qt.AlignmentFlag.AlignRight
    return across | Qt.AlignmentFlag.AlignVCenter
