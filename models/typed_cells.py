"""What a table that is typed in offers its editors, and how typed text becomes a value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from models.io.numbers import Unreadable, parse_number
from planning_core.findings import Finding, Severity

AnyIndex = QModelIndex | QPersistentModelIndex


class TypedModel(Protocol):
    """A model whose cells are typed in as text or chosen from a list."""

    def begin_edit(self) -> None:
        """An editor opens: what follows is one undo step."""

    def end_edit(self) -> None:
        """The editor closes."""

    def revert_edit(self, index: AnyIndex) -> None:
        """Put back what stood before the editor opened."""

    def type_in(self, index: AnyIndex, text: str, final: bool) -> bool:
        """Take typed text; ``final`` says that the typing is over. False where it was refused."""

    def choose(self, index: AnyIndex, value: object) -> bool:
        """Take a value from the list of :meth:`choices`. False where it was refused."""

    def choices(self, index: AnyIndex) -> Sequence[object]:
        """The values a cell may have; empty where a number is typed."""


def read_number(text: str, table: str, row: int | None, column: str, *, percent: bool) -> float | Finding:
    """The number a text means, or the finding that says why it means none."""
    try:
        return parse_number(text, percent)
    except Unreadable as error:
        return Finding(error.code, Severity.ERROR, table, row, column, text)


def is_unfinished_percent(value: float) -> bool:
    """Whether what is typed of a share so far is the beginning of a per cent: ``85`` on the way to ``85 %``."""
    return value > 1.0
