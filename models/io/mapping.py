"""What a table in an unknown workbook means: which cells feed which fields of which sheet of the contract.

A :class:`Mapping` is plain values; :mod:`models.io.mapping_guess` proposes one,
:mod:`models.io.mapping_read` reads rows by it, :mod:`models.io.mapping_merge` puts them into a plan,
and :mod:`models.io.mapping_store` remembers it for next month.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from models.io.excel_cells import Raw, SheetCells
from models.io.excel_columns import Column, Kind, Sheet, folded
from models.io.excel_schema import SHEETS
from models.io.excel_values import is_blank, is_month, month_and_year, month_of, shown
from models.io.numbers import clean

NOT_TARGETS = frozenset({"Plan", "Forutsetninger", "Scenarier", "Kilder"})
"""Sheets that hold keys and settings rather than a table someone else keeps."""
TARGETS = tuple(name for name in SHEETS if name not in NOT_TARGETS)

COUNTS = {
    "Saksinngang": ("antall",), "Restanser": ("antall",), "Brukere": ("antall",),
    "Historikk": ("inn", "vedtak", "restanser", "over_grense", "arsverk"),
    "Gevinstoppfølging": ("plan", "faktisk"),
}
"""Target -> fields that add up when several rows of the workbook are about the same row of the plan."""

YEAR = "ar"
"""A column that holds the year of a month named in another: not a field of the plan, but of the mapping."""

Cells = dict[int, Raw]


class Mode(str, Enum):
    """What happens to the rows the plan has."""

    UPDATE = "oppdater"
    """Rows about the same thing are replaced, the rest is kept."""
    REPLACE = "erstatt"
    """The whole table is replaced."""


class Point(str, Enum):
    """What the point of ``1.234`` is."""

    ASK = ""
    THOUSANDS = "tusen"
    DECIMALS = "desimal"


@dataclass(frozen=True, slots=True)
class Area:
    """Where a table stands in a sheet: rows and columns count from 1, both ends included.

    ``header`` is the lower of ``header_rows`` rows of headings, 0 where there is none; the data begins in the row after it.
    """

    sheet: str
    header: int
    last: int
    left: int
    right: int
    header_rows: int = 1

    @property
    def first(self) -> int:
        return self.header + 1


@dataclass(frozen=True, slots=True)
class Keep:
    """Only rows in which this column shows one of these texts (folded) are read."""

    column: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the user decided about a name: a name of the plan (or a new one), or None to leave its rows out."""

    field: str
    text: str
    """Folded."""
    choice: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A text that stands for a number that is not shown (``*``, ``..``): the number, or None to leave it out."""

    text: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read.

    Parameters
    ----------
    target : str
        Sheet of the contract.
    columns : tuple of (field, column)
        Which column of the area feeds which field; :data:`YEAR` may stand beside ``maned``.
    wide : bool
        One column a month: every heading of the area that is a month, and feeds no field, holds the value.
    constants : tuple of (field, text)
        The same value in every row, as typed.
    keep : tuple of Keep
    marks : tuple of Mark
    percent : tuple of (field, bool)
        For shares: whether plain numbers are per cent (True: 0,4 is 0,4 %). A field that is not here is not answered.
    factors : tuple of (field, float)
        Numbers are multiplied by this (0.001 where the sheet counts in ones and the plan in thousands, and so on).
    point : Point
    fill_down : bool
        An empty name is the same as in the row above.
    hidden : bool
        Hidden rows are read too.
    answers : tuple of Answer
    mode : Mode
    """

    target: str
    area: Area
    columns: tuple[tuple[str, int], ...] = ()
    wide: bool = False
    constants: tuple[tuple[str, str], ...] = ()
    keep: tuple[Keep, ...] = ()
    marks: tuple[Mark, ...] = ()
    percent: tuple[tuple[str, bool], ...] = ()
    factors: tuple[tuple[str, float], ...] = ()
    point: Point = Point.ASK
    fill_down: bool = False
    hidden: bool = False
    answers: tuple[Answer, ...] = ()
    mode: Mode = Mode.UPDATE

    @property
    def sheet(self) -> Sheet:
        return SHEETS[self.target]

    @property
    def has_month(self) -> bool:
        """Whether the target has a field ``maned`` that a column of years can belong to."""
        return any(c.field == "maned" for c in self.sheet.columns)

    def column_of(self, field: str) -> int | None:
        return dict(self.columns).get(field)

    def constant_of(self, field: str) -> str | None:
        return dict(self.constants).get(field)

    def is_wide_field(self, field: str) -> bool:
        """Whether the month headings hold this field."""
        return self.wide and field in (self.sheet.wide, "maned")

    def with_column(self, field: str, column: int | None) -> Mapping:
        """The mapping with a field fed by a column, or by none; a constant of the field goes.

        Whether its numbers are per cent is asked anew: the answer was about another column.
        """
        rest = tuple((f, c) for f, c in self.columns if f != field)
        return replace(
            self, columns=rest if column is None else (*rest, (field, column)),
            constants=tuple((f, t) for f, t in self.constants if f != field),
            percent=self.percent if self.column_of(field) == column else tuple(p for p in self.percent if p[0] != field),
        )

    def with_constant(self, field: str, text: str | None) -> Mapping:
        """The mapping with the same value of a field in every row, or none; its column goes."""
        rest = tuple((f, t) for f, t in self.constants if f != field)
        return replace(
            self, constants=rest if text is None else (*rest, (field, text)),
            columns=tuple((f, c) for f, c in self.columns if f != field),
        )

    def with_answers(self, answers: Iterable[Answer]) -> Mapping:
        """The mapping with more decisions about names; a later one wins."""
        known = {(a.field, a.text): a for a in (*self.answers, *answers)}
        return replace(self, answers=tuple(known.values()))

    def with_percent(self, field: str, is_percent: bool | None) -> Mapping:
        """The mapping with an answer to whether the plain numbers of a share are per cent."""
        rest = tuple(p for p in self.percent if p[0] != field)
        return replace(self, percent=rest if is_percent is None else (*rest, (field, is_percent)))

    def with_factor(self, field: str, factor: float) -> Mapping:
        rest = tuple(f for f in self.factors if f[0] != field)
        return replace(self, factors=rest if factor == 1.0 else (*rest, (field, factor)))

    def with_marks(self, marks: Iterable[Mark]) -> Mapping:
        """The mapping with more answers about texts that stand for numbers."""
        known = {m.text: m for m in (*self.marks, *marks)}
        return replace(self, marks=tuple(known.values()))

    def with_keep(self, column: int, values: tuple[str, ...] | None) -> Mapping:
        """The mapping with only some rows kept by a column; None keeps all."""
        rest = tuple(k for k in self.keep if k.column != column)
        return replace(self, keep=rest if values is None else (*rest, Keep(column, values)))


def is_name(column: Column) -> bool:
    """Whether the cells of a column name something the plan knows: a unit, a ytelse, a gevinst, a brukergruppe."""
    return column.kind is Kind.NAME


class Grid:
    """A sheet's cells by row and column, with merged names and headings filled in."""

    def __init__(self, cells: SheetCells, dates_from_1904: bool | None = False) -> None:
        self.name = cells.name
        self.dates_from_1904 = dates_from_1904
        self.is_hidden = cells.hidden
        self.rows: dict[int, Cells] = {number: dict(row) for number, row in cells.rows}
        self.hidden_rows = frozenset(cells.hidden_rows)
        self._hidden_columns = cells.hidden_columns
        self._merged: dict[tuple[int, int], Raw] = {}
        for top, left, bottom, right in cells.merged:
            if (value := self.rows.get(top, {}).get(left)) is not None and (bottom - top + 1) * (right - left + 1) < 2000:
                self._merged |= {(r, c): value for r in range(top, bottom + 1) for c in range(left, right + 1)}

    def cells(self) -> SheetCells:
        """The sheet's own cells, without what was filled in."""
        return SheetCells(self.name, self.is_hidden, rows=tuple((n, tuple(self.rows[n].items())) for n in self.numbers))

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Rows that hold anything, in order."""
        return tuple(sorted(self.rows))

    @cached_property
    def last_row(self) -> int:
        return self.numbers[-1] if self.numbers else 0

    @cached_property
    def last_column(self) -> int:
        return max((max(row) for row in self.rows.values() if row), default=0)

    def is_hidden_column(self, column: int) -> bool:
        return any(low <= column <= high for low, high in self._hidden_columns)

    def cell(self, row: int, column: int) -> Raw | None:
        """What stands in a cell; in a merged range, what stands in its first cell."""
        value = self.rows.get(row, {}).get(column)
        return value if value is not None else self._merged.get((row, column))

    def heading(self, area: Area, column: int) -> str:
        """The heading of a column in one line; two rows of headings are read from above."""
        rows = range(max(area.header - area.header_rows, 0) + 1, area.header + 1)
        texts = [clean(shown(raw)) for row in rows if not is_blank(raw := self.cell(row, column))]
        return " ".join(dict.fromkeys(texts))

    def heading_month(self, area: Area, column: int) -> int | None:
        """The month a heading names: in one cell, or a year above a month."""
        raw = self.cell(area.header, column)
        if raw is None or is_blank(raw):
            return None
        above = self.cell(area.header - 1, column) if area.header_rows > 1 else None
        tries = [raw] if above is None or is_blank(above) else [raw, month_and_year(raw, above)]
        return next((month_of(r, self.dates_from_1904) for r in tries if is_month(r, self.dates_from_1904)), None)

    def data_rows(self, area: Area) -> Iterator[tuple[int, Cells]]:
        """Rows of the area below its headings in which anything stands, hidden ones too."""
        for number in self.numbers:
            if area.first <= number <= area.last:
                row = self.rows[number]
                if any(area.left <= column <= area.right and not is_blank(raw) for column, raw in row.items()):
                    yield number, row

    def values(self, area: Area, column: int, most: int = 5000) -> dict[str, int]:
        """The texts shown in a column and how often each stands there, in order of appearance."""
        found: dict[str, int] = {}
        for seen, (row, _) in enumerate(self.data_rows(area)):
            if seen >= most:
                break
            raw = self.cell(row, column)
            if raw is not None and not is_blank(raw):
                text = clean(shown(raw))
                found[text] = found.get(text, 0) + 1
        return found


def text_key(text: str) -> str:
    """What two texts are compared by: without case, spaces and other signs that never matter."""
    return folded(clean(text)) or clean(text)
