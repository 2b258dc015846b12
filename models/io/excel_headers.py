"""Find the header row of a table: which column holds which field, and in a wide table which month.

Headers are often merged: a header over two rows beside groups of months, a year over its months, or
``Årsverk`` over *stat* and *kommune*. A cell of the row is then read with what stands merged above it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from models.io.excel_cells import Raw, SheetCells
from models.io.excel_columns import Column, Sheet, folded, header_keys, names_of
from models.io.excel_values import is_blank, month_and_year, month_of, shown
from models.io.numbers import Unreadable

_SEARCHED_ROWS = 60
_EVERY_MONTH = frozenset({"hver_maned", "alle_maneder", "hver_mnd"})

Cells = tuple[tuple[int, Raw], ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The header row: where each field stands, and in a wide table where each month stands (None: every month).

    ``texts`` are the headers as they are read, by column.
    """

    row: int
    columns: dict[str, int]
    months: dict[int, int | None]
    doubled: tuple[tuple[Column, int], ...]
    unknown: tuple[tuple[int, str], ...]
    texts: dict[int, str]

    @property
    def wide(self) -> bool:
        return bool(self.months)


class Merged:
    """What stands in merged ranges: the value of each column's cells that are not the first of their range."""

    def __init__(self, cells: SheetCells) -> None:
        first = {(top, left) for top, left, _, _ in cells.merged}
        values = {
            (row, column): raw
            for row, row_cells in (cells.rows if first else ()) for column, raw in row_cells if (row, column) in first
        }
        self._down: dict[int, list[tuple[int, int, Raw]]] = {}
        self._across: dict[int, list[tuple[int, int, Raw]]] = {}
        for top, left, bottom, right in sorted(cells.merged):
            if (raw := values.get((top, left))) is None:
                continue
            if bottom > top:
                self._down.setdefault(left, []).append((top, bottom, raw))
            if right > left:
                self._across.setdefault(bottom, []).append((left, right, raw))

    def __bool__(self) -> bool:
        return bool(self._down or self._across)

    def down(self, row: int, column: int) -> tuple[int, Raw] | None:
        """Row and value of the cell that a range stretches down from to this one."""
        return _covering(self._down.get(column, []), row)

    def above(self, row: int) -> dict[int, Raw]:
        """Column -> what stands merged over several columns in the row above."""
        groups = self._across.get(row - 1, [])
        return {column: raw for left, right, raw in groups for column in range(left, right + 1)}

    def columns_down(self) -> tuple[int, ...]:
        return tuple(sorted(self._down))


def _covering(ranges: list[tuple[int, int, Raw]], number: int) -> tuple[int, Raw] | None:
    place = bisect_right(ranges, number, key=lambda r: r[0]) - 1
    if place < 0:
        return None
    first, last, raw = ranges[place]
    return (first, raw) if first < number <= last else None


def find_header(
    cells: SheetCells, sheet: Sheet, dates_from_1904: bool | None = False, merged: Merged | None = None
) -> Header | None:
    """The row that names most of the sheet's columns, the uppermost of them; None if no row names any."""
    best: Header | None = None
    best_score = 0
    merged = merged if merged is not None else Merged(cells)
    names = _Names(sheet)
    for row, row_cells in cells.rows[:_SEARCHED_ROWS]:
        found = names.match(_as_read(row, row_cells, merged))
        if len(found.columns) + 1 <= best_score:
            continue  # not even with months; rows of data end here
        header = _header(row, found, sheet, dates_from_1904)
        score = len(header.columns) + bool(header.months)
        if score > best_score:
            best, best_score = header, score
    return best


@dataclass(frozen=True, slots=True)
class _Head:
    """A cell of a header row, and what stands merged above it."""

    column: int
    raw: Raw
    group: Raw | None = None

    def names(self) -> tuple[str, ...]:
        """What it may match by: *kommune* under *Årsverk* is årsverk_kommune before it is kommune."""
        if not isinstance(self.raw, str):
            return ()
        own = header_keys(self.raw)
        return own if self.group is None else (*header_keys(f"{shown(self.group)} {self.raw}"), *own)

    def month(self, dates_from_1904: bool | None) -> int | None:
        """The month it names, alone or with the year above it; None is every month.

        Raises
        ------
        Unreadable
            If it names no month.
        """
        if isinstance(self.raw, str) and folded(self.raw) in _EVERY_MONTH:
            return None
        try:
            return month_of(self.raw, dates_from_1904)
        except Unreadable:
            if self.group is None:
                raise
        return month_of(month_and_year(self.raw, self.group), dates_from_1904)


def _as_read(row: int, cells: Cells, merged: Merged) -> list[_Head]:
    """The cells of a row as a reader sees them: with ranges that stretch down to it, and groups above."""
    if not merged:
        return [_Head(column, raw) for column, raw in cells]
    values = {column: raw for column, raw in cells if not is_blank(raw)}
    for column in merged.columns_down():
        if column not in values and (found := merged.down(row, column)) is not None:
            values[column] = found[1]
    groups = merged.above(row)
    return [_Head(column, raw, groups.get(column)) for column, raw in sorted(values.items(), key=lambda v: v[0])]


@dataclass(slots=True)
class _Matched:
    """Which of a row's cells name which fields."""

    heads: list[_Head]
    columns: dict[str, int]
    doubled: list[tuple[Column, int]]
    unknown: list[_Head]


class _Names:
    """What the columns of a sheet are called: by their own names, and by others."""

    def __init__(self, sheet: Sheet) -> None:
        self._own = {name: c for c in sheet.columns for name in (folded(c.header), folded(c.field))}
        self._also = {name: c for c in sheet.columns for name in names_of(c)}

    def match(self, heads: list[_Head]) -> _Matched:
        """The fields that a row names; a column's own name goes before another's alias."""
        columns: dict[str, int] = {}
        doubled: list[tuple[Column, int]] = []
        rest: list[tuple[_Head, tuple[str, ...]]] = []
        for head in heads:
            names = head.names()
            column = next((self._own[k] for k in names if k in self._own), None)
            if column is None:
                rest.append((head, names))
            elif column.field in columns:
                doubled.append((column, head.column))
            else:
                columns[column.field] = head.column
        unknown: list[_Head] = []
        for head, names in rest:
            column = next((self._also[k] for k in names if k in self._also), None)
            if column is not None and column.field not in columns:
                columns[column.field] = head.column
            elif column is None:
                unknown.append(head)
        return _Matched(heads, columns, doubled, unknown)


def _header(row: int, found: _Matched, sheet: Sheet, dates_from_1904: bool | None) -> Header:
    months = _months(found.unknown, dates_from_1904) if sheet.wide is not None else {}
    texts = tuple((h.column, h.raw) for h in found.unknown if isinstance(h.raw, str) and h.column not in months)
    return Header(row, found.columns, months, tuple(found.doubled), texts, {h.column: shown(h.raw) for h in found.heads})


def _months(heads: list[_Head], dates_from_1904: bool | None) -> dict[int, int | None]:
    months: dict[int, int | None] = {}
    for head in heads:
        try:
            months[head.column] = head.month(dates_from_1904)
        except Unreadable:
            continue
    return months
