"""Writing single cells: text that never becomes a formula, numbers that keep every bit, months as dates."""

from __future__ import annotations

import datetime
import math
import re
from typing import SupportsFloat

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from planning_core.months import month_of_year, year_of

_EPOCH = datetime.date(1899, 12, 30).toordinal()
MAX_TEXT = 32_767
"""The most characters (UTF-16 units) that a cell can hold."""

# Not allowed in XML 1.0, and not escaped by XlsxWriter: the file could not be opened.
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
"""Escaped in cells, and nowhere else."""


class Exact(float):
    """A number written with all its digits.

    XlsxWriter writes 16 significant digits; a few numbers need 17 to come back as the same
    float, and a plan must come back with the same fingerprint.
    """

    def __format__(self, spec: str) -> str:
        return repr(float(self))


def month_serial(index: int) -> int:
    """The spreadsheet's day number of the first day of a month.

    Examples
    --------
    >>> month_serial(24312)
    46023
    """
    return datetime.date(year_of(index), month_of_year(index), 1).toordinal() - _EPOCH


def clean_text(text: str) -> str:
    """Text without what no file can hold, for a note, a property or a header: there nothing is escaped."""
    return _NOT_XML.sub("\ufffd", _CONTROL.sub(" ", text))


def column_pixels(width: float) -> int:
    """Width on the screen of a column of so many characters."""
    return int(width * 7 + 0.5) + 5


def write_text(sheet: Worksheet, row: int, column: int, text: str, style: Format | None = None) -> None:
    """Write text as text, whatever it begins with; what a cell cannot hold is replaced or cut."""
    clean = _NOT_XML.sub("\ufffd", text)
    if len(clean) > MAX_TEXT // 2:  # a cell's length is counted in UTF-16 units
        clean = clean.encode("utf-16-le")[: 2 * MAX_TEXT].decode("utf-16-le", "ignore")
    sheet.write_string(row, column, clean, style)


def merge_text(
    sheet: Worksheet, row: int, first: int, last: int, text: str, style: Format | None = None, rows: int = 1
) -> None:
    """Write text across columns ``first`` to ``last`` (and down ``rows``)."""
    if first == last and rows == 1:
        write_text(sheet, row, first, text, style)
        return
    sheet.merge_range(row, first, row + rows - 1, last, "", style)
    write_text(sheet, row, first, text, style)


def write_number(
    sheet: Worksheet, row: int, column: int, value: SupportsFloat | None, style: Format | None = None
) -> None:
    """Write a number; what is not defined becomes an empty cell."""
    number = math.nan if value is None else float(value)
    if math.isfinite(number):
        sheet.write_number(row, column, number, style)
    else:
        sheet.write_blank(row, column, None, style)


def write_month(sheet: Worksheet, row: int, column: int, index: int | None, style: Format | None = None) -> None:
    """Write a month as the date of its first day; no month becomes an empty cell."""
    if index is None:
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, month_serial(index), style)


def quoted(sheet_name: str) -> str:
    """A sheet's name as it stands in a formula."""
    escaped = sheet_name.replace("'", "''")
    return f"'{escaped}'"


def text_literal(text: str) -> str:
    """A text as it stands in a formula."""
    escaped = text.replace('"', '""')
    return f'"{escaped}"'


def absolute(row: int, column: int, last_row: int | None = None) -> str:
    """``$D$5``, or ``$D$5:$D$9`` down to ``last_row``; rows and columns from 0."""
    name = xl_col_to_name(column, col_abs=True)
    first = f"{name}${row + 1}"
    return first if last_row is None else f"{first}:{name}${last_row + 1}"
