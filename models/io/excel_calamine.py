"""The second reader: python-calamine, for .xls, .xlsb and .ods, and for .xlsx that the first one gives up.

It hands over values alone. Hidden rows and columns, number formats, error cells and formulas
without a stored value cannot be told from what it gives, and the import says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from models.io.excel_cells import Collector, Raw, Row
from models.io.excel_columns import folded
from models.io.excel_limits import (
    LAST_COLUMN,
    LAST_ROW,
    MAX_MERGED,
    MAX_SHEETS,
    MAX_TEXT,
    Broken,
    CellCount,
    TooLarge,
)

MAX_AREA = 8_000_000
"""Cells from the first filled one to the last, empty ones included: calamine hands over them all."""


def read_values(path: str, wanted: frozenset[str] | None, sink: Collector) -> dict[str, Any]:
    """Tell the sink every sheet, with the values of the wanted ones.

    Raises
    ------
    models.io.excel_limits.Broken
        Whatever calamine met, its panics included: it was written for files that are whole.
    TooLarge, MemoryError
    """
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_path(path)
        if not book.sheets_metadata:
            raise Broken("no sheets")
        if len(book.sheets_metadata) > MAX_SHEETS:
            raise TooLarge("sheets")
        count = CellCount(sink.rows)
        for place, about in enumerate(book.sheets_metadata):
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            sink.start(about.name, about.visible != SheetVisibleEnum.Visible)
            if wanted is None or folded(about.name) in wanted:
                sheet = book.get_sheet_by_index(place)
                count.rows(_rows(sheet))
                sink.end(merged=_merged(sheet))
            else:
                sink.end()
            sink.progress((place + 1) / len(book.sheets_metadata))
    except (TooLarge, Broken, MemoryError):
        raise
    except BaseException as error:
        # A file in calamine's hands may raise anything, and a panic of its Rust is no Exception and has no name to import.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise Broken(f"{type(error).__name__}: {error}") from error
    return {"dates_from_1904": None}


def _rows(sheet: Any) -> Iterator[Row]:
    """The rows of a sheet; its area begins at its first filled cell."""
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return
    if (end[0] - start[0] + 1) * (end[1] - start[1] + 1) > MAX_AREA:
        raise TooLarge("area")
    if end[0] >= LAST_ROW or end[1] >= LAST_COLUMN:
        raise Broken("beyond the last row or column")
    for number, values in enumerate(sheet.to_python(skip_empty_area=True), start=start[0] + 1):
        yield number, tuple(
            (column, _raw(value)) for column, value in enumerate(values, start=start[1] + 1) if value != ""
        )


def _raw(value: Any) -> Raw:
    """A value as the first reader gives it: whole numbers whole, dates with their time."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, datetime.timedelta):
        return str(value)
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise TooLarge("text")
    if type(value) is datetime.date:
        return datetime.datetime(value.year, value.month, value.day)
    result: Raw = value
    return result


def _merged(sheet: Any) -> tuple[tuple[int, int, int, int], ...]:
    """Merged ranges; .ods and .xlsb do not tell theirs."""
    ranges = sheet.merged_cell_ranges or ()
    return tuple((top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges[:MAX_MERGED])
