"""Findings in the order of the workbook: sheet by sheet, from the top, from the left."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.io.excel_schema import SHEETS
from planning_core.findings import Finding

_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_ORDER = {name: i for i, name in enumerate(SHEETS)}


def in_workbook_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What concerns the file comes first, and in each sheet what concerns the whole of it."""
    return tuple(sorted(findings, key=_place))


def cell_position(cell: str | None) -> tuple[int, int] | None:
    """Row and column from 1 of an address; None where it is none.

    Examples
    --------
    >>> cell_position("AB7")
    (7, 28)
    """
    match = _CELL.fullmatch(cell or "")
    if match is None:
        return None
    column = 0
    for letter in match.group(1):
        column = 26 * column + ord(letter) - 64
    return int(match.group(2)), column


def _place(finding: Finding) -> tuple[int, int, int, str]:
    sheet = _ORDER.get(finding.table, -1)
    place = cell_position(finding.cell)
    if place is None:
        # Not read from a workbook: the row of the table, and the column as the sheet has it.
        row = 0 if finding.row is None else finding.row + 1
        headers = SHEETS[finding.table].headers if sheet >= 0 else ()
        place = row, headers.index(finding.column) + 1 if finding.column in headers else 0
    return sheet, *place, finding.code
