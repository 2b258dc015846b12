"""Names of the workbook's key figures, so that another workbook or a formula can ask for them by word."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsxwriter.workbook import Workbook

from models.io.export.cells import absolute, quoted
from models.io.export.labels import Tekster

VARIANTS = ("plan", "uten", "forskjell")
"""Ends of a name, for the three numbers that always stand together."""


@dataclass
class Names:
    """Defines names for the whole workbook and remembers them, for the list in ``Om``."""

    book: Workbook
    tekster: Tekster
    made: list[tuple[str, str]] = field(default_factory=list)
    """Name and sheet, in the order they were defined."""

    def add(self, key: str, sheet: str, row: int, column: int, **values: object) -> None:
        """Name one cell; its name is the text of ``navn.<key>``."""
        self._define(self.tekster(f"navn.{key}", **values), sheet, row, column)

    def add_pair(self, key: str, sheet: str, row: int, column: int, **values: object) -> None:
        """Name three cells side by side: planen, uten flyttinger, forskjell."""
        name = self.tekster(f"navn.{key}", **values)
        for i, variant in enumerate(VARIANTS):
            self._define(name + self.tekster(f"navn.{variant}"), sheet, row, column + i)

    def _define(self, name: str, sheet: str, row: int, column: int) -> None:
        self.book.define_name(name, f"={quoted(sheet)}!{absolute(row, column)}")
        self.made.append((name, sheet))
