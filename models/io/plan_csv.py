"""The input tables of a plan as CSV, one file a sheet, in one zip file: all of them are written, or none."""

from __future__ import annotations

import io
import os
import zipfile

from models.io.atomic import write_bytes
from models.io.csv_text import csv_bytes
from models.io.excel_columns import Column
from models.io.excel_schema import SHEETS, rows_of
from planning_core.plan import Plan


def sheet_csv(plan: Plan, sheet: str) -> bytes:
    """One input table: the headers of the import workbook with their units, and every row with every digit.

    Raises
    ------
    KeyError
        If there is no such sheet.
    """
    return csv_bytes([[_header(c) for c in SHEETS[sheet].columns], *rows_of(plan, sheet)])


def tables_bytes(plan: Plan) -> bytes:
    """A zip file with every input table as ``<sheet>.csv``, also those without rows."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in SHEETS:
            archive.writestr(f"{sheet}.csv", sheet_csv(plan, sheet))
    return target.getvalue()


def skriv_tabeller(path: str | os.PathLike[str], plan: Plan) -> None:
    """Write the tables beside ``path`` and swap them in.

    Raises
    ------
    CannotWrite, FileLocked
        An old file is then as it was.
    """
    write_bytes(path, tables_bytes(plan))


def _header(column: Column) -> str:
    return f"{column.header} ({column.unit})" if column.unit and column.unit not in column.header else column.header
