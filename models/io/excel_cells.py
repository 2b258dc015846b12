"""The cells of a workbook as plain values, as the reading process hands them over."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error, such as ``#REF!``."""

    text: str


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A formula without a stored value: the file has not been calculated since it was written."""


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """A number that its format shows as something more: 806 as ``0806``, 0.075 as ``7,5 %``."""

    value: float
    shown: str

    @property
    def is_percent(self) -> bool:
        """Whether the cell shows a per cent sign, so that its value is a share beyond doubt."""
        return self.shown.endswith("%")


Raw = (
    str | int | float | bool | datetime.datetime | datetime.date | datetime.time
    | ErrorCell | Uncalculated | ShownNumber
)
"""What a non-empty cell can hold."""

Row = tuple[int, tuple[tuple[int, Raw], ...]]
"""A row's number, and (column, value) of its non-empty cells; both count from 1."""
Bounds = tuple[int, int, int, int]
"""(top, left, bottom, right) of a range, both ends included."""


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The non-empty cells of one sheet, row by row; rows and columns count from 1.

    ``rows`` is empty for a sheet that was not asked for. ``merged`` holds the merged ranges; the
    value stands in the top left cell.
    """

    name: str
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    rows: tuple[Row, ...] = ()
    merged: tuple[Bounds, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkbookCells:
    """What was read of a workbook.

    Parameters
    ----------
    sheets : tuple of SheetCells
    dates_from_1904 : bool or None
        The old Mac way of counting days; None when it is not known, and day numbers then mean nothing.
    kind : str
        ``xlsx``, ``xlsb``, ``xls`` or ``ods``.
    second_reader : bool
        A damaged .xlsx that only the second reader could read.
    macros, other_files : bool
        There are macros (never run), or links to other workbooks (never opened).
    """

    sheets: tuple[SheetCells, ...]
    dates_from_1904: bool | None = False
    kind: str = "xlsx"
    second_reader: bool = False
    macros: bool = False
    other_files: bool = False

    @property
    def only_values(self) -> bool:
        """Whether hidden rows, number formats, error cells and uncalculated formulas could not be seen."""
        return self.second_reader or self.kind != "xlsx"


@dataclass(slots=True)
class Collector:
    """Builds a :class:`WorkbookCells` of what a reader tells, in the order it is told."""

    sheets: list[SheetCells] = field(default_factory=list)
    _name: str | None = None
    _hidden: bool = False
    _rows: list[Row] = field(default_factory=list)

    def start(self, name: str, hidden: bool) -> None:
        """A sheet begins."""
        self._name, self._hidden, self._rows = name, hidden, []

    def rows(self, rows: list[Row]) -> None:
        """More rows of the sheet."""
        self._rows += rows

    def end(
        self, hidden_rows: tuple[int, ...] = (), hidden_columns: tuple[tuple[int, int], ...] = (),
        merged: tuple[Bounds, ...] = (),
    ) -> None:
        """The sheet is whole."""
        assert self._name is not None
        self.sheets.append(
            SheetCells(self._name, self._hidden, hidden_rows, hidden_columns, tuple(self._rows), merged)
        )

    def restart(self) -> None:
        """Another reader begins anew."""
        self.sheets.clear()

    def progress(self, share: float) -> None:
        """Nothing is built of it."""

    def book(self, **facts: Any) -> WorkbookCells:
        """The whole workbook."""
        return WorkbookCells(tuple(self.sheets), **facts)
