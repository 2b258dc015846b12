"""What every table that is typed in, copied from and pasted into has in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from models.commands import PlanCommand
from models.document import Document
from models.typed_cells import AnyIndex
from planning_core.findings import Finding

ROOT = QModelIndex()
# Flags are asked for at every cell that is painted, and joining them costs more than all else there.
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDITABLE = _READ | Qt.ItemFlag.ItemIsEditable
_FEW = 8
"""So many changed rows are announced one by one."""
SpecRole = int(Qt.ItemDataRole.UserRole)
"""What a cell is: see the model."""


class EditableModel(QAbstractTableModel):
    """Takes typed text when the typing is over; what is refused leaves the plan untouched.

    ``refused`` carries index and findings, ``accepted`` the index.
    """

    refused = Signal(QPersistentModelIndex, object)
    accepted = Signal(QPersistentModelIndex)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        document.plan_changed.connect(self._on_plan_changed)

    @property
    def document(self) -> Document:
        """The plan whose rows these are."""
        return self._document

    def plain_text(self, index: AnyIndex) -> str:
        """The cell with every digit, for a file."""
        return self.copied(index)

    def begin_edit(self) -> None:
        """An editor opens: what is typed is an undo step of its own."""
        self._document.finish_edit()

    def end_edit(self) -> None:
        """The editor closes."""
        self._document.finish_edit()

    def revert_edit(self, index: AnyIndex) -> None:
        """Nothing to put back: typed text is taken only at the end."""

    def choices(self, index: AnyIndex) -> Sequence[object]:
        """The values a cell may have; empty where text is typed."""
        return ()

    def choose(self, index: AnyIndex, value: Any) -> bool:
        """Take a value from the list."""
        return self.take(index, value)

    def type_in(self, index: AnyIndex, text: str, final: bool) -> bool:
        """Take typed text at the end of the typing. False where it was refused."""
        if not final:
            return True
        read = self.read(index, text)
        if isinstance(read, Finding):
            self.refused.emit(QPersistentModelIndex(index), [read])
            return False
        return self.take(index, read)

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        return self.take(index, value)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _EDITABLE if self.can_edit(index) else _READ

    def reset(self, index: AnyIndex) -> bool:
        """Take away what the plan says at one place."""
        return not self.clear([index])

    # What a subclass gives

    def can_edit(self, index: AnyIndex) -> bool:
        """Whether the cell can be typed in."""
        raise NotImplementedError

    def is_sum(self, row: int) -> bool:
        """Whether a row stands on the header grey."""
        return False

    def distinct_rows(self, column: int) -> Sequence[int]:
        """Rows that show every text of a column at least once; a long table is measured by them."""
        return range(self.rowCount())

    def read(self, index: AnyIndex, text: str) -> object | Finding:
        """The value of typed text."""
        raise NotImplementedError

    def take(self, index: AnyIndex, value: Any) -> bool:
        """Put a value in the plan; False, and ``refused``, where it would have errors."""
        raise NotImplementedError

    def clear(self, indexes: Sequence[AnyIndex]) -> list[Finding]:
        """Take away what the plan says at these places, as one step."""
        raise NotImplementedError

    def can_clear(self, index: AnyIndex) -> bool:
        """Whether there is anything at the place to take away."""
        raise NotImplementedError

    def copied(self, index: AnyIndex) -> str:
        """The cell as text that reads back to the very same value."""
        raise NotImplementedError

    def paste(self, index: AnyIndex, cells: Sequence[Sequence[str]]) -> list[Finding]:
        """Write a block of text with its first cell here, as one step; with findings nothing is written."""
        raise NotImplementedError

    def _on_plan_changed(self) -> None:
        raise NotImplementedError

    # Help for subclasses

    def _push(self, make: Callable[[], PlanCommand]) -> list[Finding]:
        self._document.finish_edit()
        errors = self._document.push(make())
        self._document.finish_edit()
        return errors

    def _answer(self, index: AnyIndex, errors: list[Finding]) -> bool:
        """Announce how it went at one place."""
        if errors:
            self.refused.emit(QPersistentModelIndex(index), errors)
            return False
        self.accepted.emit(QPersistentModelIndex(index))
        return True

    def _announce_rows(self, rows: Sequence[int]) -> None:
        """Announce some rows, or all where they are many: few rows are painted and measured alone."""
        if len(rows) > _FEW:
            self._announce_all()
            return
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def _announce_all(self) -> None:
        if self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
