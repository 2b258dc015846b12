"""The cells of a workbook as plain values, as the reading process hands them over."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error, such as ``#REF!``."""

    text: str


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """A formula without a stored value: the file has not been calculated since it was written."""


@dataclass(frozen=True, slots=True)
class ShownNumber:
    """A number whose format shows leading zeros: 806 shown as ``0806``."""

    value: float
    shown: str


Raw = (
    str | int | float | bool | datetime.datetime | datetime.date | datetime.time
    | ErrorCell | Uncalculated | ShownNumber
)
"""What a non-empty cell can hold."""


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The non-empty cells of one sheet, row by row; rows and columns count from 1.

    ``rows`` is empty for a sheet that was not asked for. ``merged`` holds the merged ranges as
    (top, left, bottom, right), both ends included; the value stands in the top left cell.
    """

    name: str
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    rows: tuple[tuple[int, tuple[tuple[int, Raw], ...]], ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class WorkbookCells:
    """What was read of a workbook; ``dates_from_1904`` is the old Mac way of counting days."""

    sheets: tuple[SheetCells, ...]
    dates_from_1904: bool = False
