"""Typed or pasted text to a value of a column, by what the sheets declare of it."""

from __future__ import annotations

from enum import Enum

from models.io.excel_columns import Column, Kind
from models.io.excel_values import convert, is_blank
from models.io.numbers import Unreadable, number_text
from planning_core.findings import Finding, Severity
from planning_core.months import month_text


def read_cell(sheet: str, column: Column, text: str, row: int | None) -> object | Finding:
    """The value a text means in a column, or the finding that says why it means none.

    Empty text is the column's empty value; where the column must be filled, it is a finding.
    """
    if is_blank(text):
        if column.required:
            return Finding("mangler_verdi", Severity.ERROR, sheet, row, column.header, None)
        return column.blank
    try:
        return convert(column, text)
    except Unreadable as error:
        details: dict[str, object] = {"lovlige": column.choices} if column.choices else {}
        return Finding(error.code, Severity.ERROR, sheet, row, column.header, text, details)


def exact_text(column: Column, value: object) -> str:
    """A value as text that reads back to the very same value; empty for nothing."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if column.kind is Kind.MONTH and isinstance(value, int):
        return month_text(value) if value else ""
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    return str(value)


def cells_of(text: str) -> list[list[str]]:
    """Tab-separated text as cells; the line end after the last row is not a row of its own.

    Examples
    --------
    >>> cells_of("1\\t2\\r\\n3\\t4\\r\\n")
    [['1', '2'], ['3', '4']]
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    return [line.split("\t") for line in lines]
