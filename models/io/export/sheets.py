"""Sheets of the result workbook."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet


class ResultSheet(Worksheet):
    """A worksheet whose formulas are written as they stand.

    XlsxWriter searches every formula for some thirty newer functions and gives them their file
    prefix. The workbook uses none of them, and the search is half of the time an export takes.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def add_sheet(book: Workbook, name: str) -> Worksheet:
    """A result sheet without grid lines."""
    sheet = book.add_worksheet(name, ResultSheet)
    sheet.hide_gridlines(2)
    return sheet
