"""Find the tables of a sheet: where the headings stand, and which columns belong together."""

from __future__ import annotations

from models.io.excel_cells import Raw, ShownNumber
from models.io.excel_values import is_blank, is_month
from models.io.mapping import Area, Grid, text_key
from models.io.numbers import Unreadable, parse_number

SEARCHED_ROWS = 60
_LOOKED_AT = 40
"""Data rows that tell which columns hold anything."""
_FEW = 2
"""Columns in the smallest table."""


def header_row(grid: Grid) -> int | None:
    """The row that looks most like headings: many words or months, and data below; None in an empty sheet."""
    best, best_score = None, 0.0
    numbers = grid.numbers[:SEARCHED_ROWS]
    for position, number in enumerate(numbers):
        below = numbers[position + 1 : position + 4]
        if not below:
            break
        score = _likeness(grid, number, below)
        if score > best_score:
            best, best_score = number, score
    return best


def areas(grid: Grid, header: int | None = None, header_rows: int = 1) -> tuple[Area, ...]:
    """The tables whose headings stand in a row (the likeliest one by default), from left to right.

    Tables side by side are told apart by an empty column between them, or by headings that begin anew.
    """
    row = header if header is not None else header_row(grid)
    if row is None:
        return ()
    filled = _filled_columns(grid, row, header_rows)
    groups: list[list[int]] = []
    for column in filled:
        if groups and column == groups[-1][-1] + 1 and not _begins_anew(grid, row, groups[-1], column):
            groups[-1].append(column)
        else:
            groups.append([column])
    found = []
    for group in groups:
        if len(group) < _FEW:
            continue
        last = _last_row(grid, row, group[0], group[-1])
        if last > row:
            found.append(Area(grid.name, row, last, group[0], group[-1], header_rows))
    return tuple(found)


def _likeness(grid: Grid, number: int, below: tuple[int, ...]) -> float:
    """How much a row looks like headings of the rows below it."""
    cells = {c: raw for c, raw in grid.rows[number].items() if not is_blank(raw)}
    if not cells:
        return 0.0
    headings = [c for c, raw in cells.items() if _is_heading(raw)]
    under = max(sum(1 for c in headings if not is_blank(grid.cell(row, c))) for row in below)
    numeric = any(_is_number(grid.cell(row, c)) for row in below for c in cells)
    share = len(headings) / len(cells)
    return (len(headings) + under) * share**2 * (1.0 if numeric else 0.4)


def _is_heading(raw: Raw) -> bool:
    if isinstance(raw, str):
        return not _is_number(raw) or is_month(raw)
    return is_month(raw) and not isinstance(raw, float)


def _is_number(raw: Raw | None) -> bool:
    if isinstance(raw, str):
        try:
            parse_number(raw, percent=True)
        except Unreadable:
            return False
        return True
    return isinstance(raw, (int, float, ShownNumber)) and not isinstance(raw, bool)


def _filled_columns(grid: Grid, row: int, header_rows: int) -> list[int]:
    rows = [*range(max(row - header_rows, 0) + 1, row + 1), *[n for n in grid.numbers if n > row][:_LOOKED_AT]]
    return sorted({c for n in rows for c, raw in grid.rows.get(n, {}).items() if not is_blank(raw)})


def _begins_anew(grid: Grid, row: int, group: list[int], column: int) -> bool:
    """Whether the headings from a column on are those of the group over again."""
    if len(group) < _FEW:
        return False
    first = [text_key(str(grid.cell(row, c) or "")) for c in group[:_FEW]]
    here = [text_key(str(grid.cell(row, c) or "")) for c in range(column, column + _FEW)]
    return first == here and all(first)


def _last_row(grid: Grid, row: int, left: int, right: int) -> int:
    """The last row in which the columns hold anything."""
    for number in reversed(grid.numbers):
        if number <= row:
            break
        if any(left <= c <= right and not is_blank(raw) for c, raw in grid.rows[number].items()):
            return number
    return row
