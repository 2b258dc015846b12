"""Item model of the list of flyttinger: one row per flytting, in the plan's order."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from models.document import Document
from planning_core.plan import Flytting

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class MoveCol(IntEnum):
    """Columns of the list, in order."""

    FRA = 0
    TIL = 1
    EIER = 2
    ARSVERK = 3
    FRA_MANED = 4
    INNFASING = 5
    ERFAREN = 6
    TIL_MANED = 7
    ARSAK = 8


MoveRole = int(Qt.ItemDataRole.UserRole)
"""The :class:`Flytting` of an index."""

_NUMBERS = (MoveCol.ARSVERK, MoveCol.INNFASING, MoveCol.ERFAREN)


class MoveTexts(Protocol):
    """The words of the list, handed down from ``app``."""

    def header(self, column: int) -> str: ...

    def header_tip(self, column: int) -> str: ...

    def cell(self, flytting: Flytting, column: int) -> str: ...

    def sentence(self, flytting: Flytting) -> str: ...


class FlyttingerModel(QAbstractTableModel):
    """The plan's flyttinger; rows come and go one at a time, so that a selection survives an edit."""

    def __init__(self, document: Document, texts: MoveTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._texts = texts
        self._rows = document.plan.flyttinger
        document.plan_changed.connect(self._on_plan_changed)

    @property
    def rows(self) -> tuple[Flytting, ...]:
        return self._rows

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(MoveCol)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(MoveCol):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.header(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts.header_tip(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(section))
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        flytting = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts.cell(flytting, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts.sentence(flytting)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(index.column()))
        if role == MoveRole:
            return flytting
        return None

    def _on_plan_changed(self) -> None:
        old, new = self._rows, self._document.plan.flyttinger
        if len(new) == len(old) + 1:
            at = _first_difference(old, new)
            if new[:at] + new[at + 1:] == old:
                self.beginInsertRows(_ROOT, at, at)
                self._rows = new
                self.endInsertRows()
                return
        if len(new) == len(old) - 1:
            at = _first_difference(new, old)
            if old[:at] + old[at + 1:] == new:
                self.beginRemoveRows(_ROOT, at, at)
                self._rows = new
                self.endRemoveRows()
                return
        if len(new) == len(old):
            self._rows = new
        else:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        # Names and the plan's months may have changed even where the flyttinger have not.
        if new:
            self.dataChanged.emit(self.index(0, 0), self.index(len(new) - 1, len(MoveCol) - 1))


def _first_difference(shorter: tuple[Flytting, ...], longer: tuple[Flytting, ...]) -> int:
    return next((i for i, (a, b) in enumerate(zip(shorter, longer)) if a != b), len(shorter))


def _alignment(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
