"""Drop-down lists and bounds of the input sheets, from the declaration that the reader uses."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from models.io.excel_schema import SHEETS, Column, Kind, Sheet

LAST_ROW = 2000
"""Rows that get drop-down lists; a longer table works, without lists."""


@dataclass(frozen=True, slots=True)
class ListTexts:
    """What the spreadsheet says about a value that does not fit."""

    list_title: str
    list_message: str
    share_title: str
    share_message: str


def add_lists(
    sheet: Worksheet, declared: Sheet, texts: ListTexts, first: int, filled: int, keys: str | None = None
) -> None:
    """Give each column of a sheet its list or its bounds, from row ``first`` (from 0) and well past what is filled.

    Parameters
    ----------
    keys : str or None
        Where the keys of assumptions stand, as a formula; None leaves that column without a list.
    """
    last = max(LAST_ROW, first + filled)
    for c, column in enumerate(declared.columns):
        rule = _rule(column, texts, keys)
        if rule is not None:
            sheet.data_validation(first, c, last, c, rule)


def _rule(column: Column, texts: ListTexts, keys: str | None) -> dict[str, object] | None:
    if column.kind is Kind.SHARE:
        return {
            "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1,
            "error_title": texts.share_title, "error_message": texts.share_message,
        }
    source: list[str] | str | None = None
    if column.kind is Kind.YES_NO:
        source = ["ja", "nei"]
    elif column.choices:
        source = list(column.choices)
    elif column.reference:
        target = SHEETS[column.reference].columns[0]
        letter = xl_col_to_name(SHEETS[column.reference].columns.index(target), col_abs=True)
        source = f"='{column.reference}'!{letter}$2:{letter}${LAST_ROW}"
    elif column.key == "Forutsetninger.nokkel":
        source = keys
    if source is None:
        return None
    # A name may come before the row it names, so a list warns and does not refuse.
    return {
        "validate": "list", "source": source, "error_type": "stop" if column.kind is Kind.CHOICE else "warning",
        "error_title": texts.list_title, "error_message": texts.list_message,
    }
