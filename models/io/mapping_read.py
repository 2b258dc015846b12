"""Read the rows of a table by a mapping: values of the plan's fields, findings at their cells, names to decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.io import mapping_codes as codes
from models.io.excel_cells import Raw
from models.io.excel_codes import KODER as CELL_CODES
from models.io.excel_columns import NUMBERS, Column, Kind
from models.io.excel_tables import address
from models.io.excel_values import UNKNOWN_CHOICE, convert, is_blank, month_and_year, shown
from models.io.mapping import COUNTS, YEAR, Answer, Grid, Mapping, is_name, text_key
from models.io.mapping_names import Name, Names, decide
from models.io.mapping_numbers import LeftOut, Numbers
from models.io.mapping_twice import counted_twice
from models.io.numbers import Unreadable, clean
from planning_core.findings import Finding
from planning_core.plan import TABELLER, Plan
from planning_core.validate.duplicates import KEYS

MAX_CELL_FINDINGS = 200
"""Cells of one table that are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be: its fields, and the cells they come from (the first is where findings point)."""

    values: dict[str, object]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table gave.

    ``names`` holds every name of every column that names something of the plan, ``marks`` the texts that stand for
    numbers and how often, ``shares`` the share fields that hold plain numbers, which may be per cent.
    """

    mapping: Mapping
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    names: tuple[Name, ...] = ()
    marks: dict[str, int] = field(default_factory=dict)
    ambiguous: int = 0
    shares: tuple[str, ...] = ()
    read: int = 0
    """Rows of the sheet that were looked at."""

    @property
    def undecided(self) -> tuple[Name, ...]:
        return tuple(n for n in self.names if not n.decided)

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands in the way of importing the rows."""
        return bool(self.rows) and not any(f.is_error for f in self.findings)


def read(mapping: Mapping, grid: Grid, plan: Plan) -> Reading:
    """The rows of a table.

    Rows that name something the user has not decided about are left out, and a finding says so.
    """
    return _Reader(mapping, grid, plan).run()


def with_proposals(reading: Reading) -> Mapping:
    """The mapping as if every proposal about a name were taken; names without one stay undecided."""
    return reading.mapping.with_answers(
        Answer(n.field, text_key(n.text), n.choice) for n in reading.undecided if n.how is not None
    )


def used_fields(mapping: Mapping) -> tuple[str, ...]:
    """Fields that get a value, in the order of the target's columns."""
    held = {f for f, _ in mapping.columns} | {f for f, _ in mapping.constants}
    return tuple(c.field for c in mapping.sheet.columns if c.field in held or mapping.is_wide_field(c.field))


class _Reader:
    def __init__(self, mapping: Mapping, grid: Grid, plan: Plan) -> None:
        self.mapping, self.grid, self.plan = mapping, grid, plan
        self.sheet = mapping.sheet
        self.area = mapping.area
        self.findings: list[Finding] = []
        self.unread = 0
        self.numbers = Numbers(mapping, grid)
        self.nameless: list[int] = []
        self.hidden: list[int] = []
        self.left_out: dict[str, int] = {}
        self.undecided: dict[str, tuple[int, int]] = {}
        self.year = mapping.column_of(YEAR) if mapping.column_of("maned") is not None else None
        self.columns = [c for c in self.sheet.columns if mapping.column_of(c.field) is not None
                        and not mapping.is_wide_field(c.field)]
        self.months = self._months()
        self.constants = self._constants()
        self.names: dict[str, dict[str, Name]] = {}

    def run(self) -> Reading:
        rows = list(self._kept_rows())
        self._decide_names(rows)
        read = [row for number, cells in rows for row in self._rows_of(number, cells)]
        self._check_fields(read)
        self._summarise()
        if not read and not any(f.is_error for f in self.findings):
            self._say(codes.NO_ROWS)
        joined, added = self._added_up(read)
        twice = counted_twice(self.mapping, self.grid, [number for number, _ in rows]) if added else None
        if twice is not None:
            column, values, whole = twice
            self._say(codes.COUNTED_TWICE, (self.area.header, column), kolonne=self.grid.heading(self.area, column),
                      verdier=values, helhet=whole)
        elif added:
            self._say(codes.ADDED_UP, antall=added, rader=len(joined))
        names = tuple(name for of in self.names.values() for name in of.values())
        order = sorted(self.findings, key=lambda f: not f.is_error)
        n = self.numbers
        return Reading(self.mapping, tuple(joined), tuple(order), names, n.marks, n.ambiguous, n.shares, len(rows))

    # What the mapping says

    def _months(self) -> dict[int, int]:
        """Column -> month of the headings that hold a wide table's values."""
        if not self.mapping.wide:
            return {}
        taken = {column for _, column in self.mapping.columns}
        found = {
            column: month for column in range(self.area.left, self.area.right + 1)
            if column not in taken and (month := self.grid.heading_month(self.area, column)) is not None
        }
        if not found:
            self._say(codes.NO_MONTHS, (self.area.header, self.area.left))
        return found

    def _constants(self) -> dict[str, object]:
        values: dict[str, object] = {}
        for name, text in self.mapping.constants:
            column = self.sheet.column(name)
            if is_blank(text):
                continue
            try:
                values[name] = convert(column, text)
            except Unreadable as error:
                self._say(codes.CONSTANT_UNREADABLE, None, column.header, error.text)
        return values

    def _check_fields(self, read: list[Row]) -> None:
        """What must be known of a row is in the sheet, or in the row the plan has already."""
        keys = {name for name, _ in KEYS.get(self.mapping.target, ())}
        missing = [c for c in self.sheet.columns if c.required and not self._has(c.field)]
        sure = [c for c in missing if c.field in keys or c.kind in NUMBERS]
        if len(sure) < len(missing) and not sure and self._all_known(read):
            missing = []
        for column in missing:
            self._say(codes.FIELD_NOT_MAPPED, None, column.header)
        if self.sheet.one_of and not any(self._has(f) for f in self.sheet.one_of):
            self._say(codes.NO_VALUE_FIELD, None, None, None,
                      felt=tuple(self.sheet.column(f).header for f in self.sheet.one_of))

    def _all_known(self, read: list[Row]) -> bool:
        """Whether the plan has a row about everything that was read."""
        key_fields = [name for name, _ in KEYS.get(self.mapping.target, ())]
        if not key_fields:
            return False
        rows: tuple[object, ...] = getattr(self.plan, TABELLER[self.mapping.target][0])
        known = {tuple(getattr(row, name) for name in key_fields) for row in rows}
        return all(tuple(row.values.get(name) for name in key_fields) in known for row in read)

    def _has(self, name: str) -> bool:
        return self.mapping.column_of(name) is not None or self.mapping.is_wide_field(name) or bool(
            (self.mapping.constant_of(name) or "").strip())

    # Rows

    def _kept_rows(self) -> Iterator[tuple[int, dict[int, Raw | None]]]:
        """Rows that are not hidden and that the user's choice of rows keeps, with the cells of the used columns."""
        above: dict[int, Raw | None] = {}
        used = [(c, self.mapping.column_of(c.field)) for c in self.columns]
        for number, own in self.grid.data_rows(self.area):
            cells: dict[int, Raw | None] = {}
            for column, place in used:
                assert place is not None
                # What is merged over several rows is the name of them all, but one number.
                raw = own.get(place) if column.kind in NUMBERS else self.grid.cell(number, place)
                if self.mapping.fill_down and is_name(column):
                    raw = above.get(place) if raw is None or is_blank(raw) else raw
                    above[place] = raw
                cells[place] = raw
            if number in self.grid.hidden_rows:
                # Not before its name is known: the rows below may stand under it.
                self.hidden.append(number)
                if not self.mapping.hidden:
                    continue
            cells |= {place: own.get(place) for place in self.months}
            if self.year is not None:
                cells[self.year] = self.grid.cell(number, self.year)
            if all(text_key(shown(self.grid.cell(number, k.column) or "")) in k.values for k in self.mapping.keep):
                yield number, cells

    def _decide_names(self, rows: list[tuple[int, dict[int, Raw | None]]]) -> None:
        """Every name that has a number beside it."""
        for column in self.sheet.columns:
            if not is_name(column):
                continue
            place = self.mapping.column_of(column.field)
            texts: dict[str, int] = {}
            if place is not None:
                for _, cells in rows:
                    raw = cells.get(place)
                    if raw is not None and not is_blank(raw) and self._holds_anything(cells, place):
                        text = clean(shown(raw))
                        texts[text] = texts.get(text, 0) + 1
            elif isinstance(constant := self.constants.get(column.field), str):
                texts = {constant: len(rows)}
            if texts:
                names = Names(self.plan, column, self.mapping.target)
                self.names[column.field] = {
                    text_key(n.text): n for n in decide(names, texts, self.mapping.answers)
                }

    def _holds_anything(self, cells: dict[int, Raw | None], besides: int) -> bool:
        numbers = [self.mapping.column_of(c.field) for c in self.columns if c.kind in NUMBERS] + list(self.months)
        places = [p for p in numbers if p is not None] or [p for p in cells if p != besides] or [besides]
        return any(not is_blank(cells.get(p)) for p in places)

    def _rows_of(self, number: int, cells: dict[int, Raw | None]) -> Iterator[Row]:
        names = self._names_of(number, cells)
        if names is None:
            return
        common = {**self.constants, **names}
        for column in self.columns:
            if is_name(column):
                continue
            place = self.mapping.column_of(column.field)
            assert place is not None
            try:
                raw = cells.get(place)
                if column.field == "maned" and self.year is not None:
                    year = cells.get(self.year)
                    if raw is not None and year is not None and not is_blank(raw) and not is_blank(year):
                        raw = month_and_year(raw, year)
                common[column.field] = self._value(column, raw, (number, place))
            except Unreadable as error:
                self._refuse(error, column, (number, place))
                return
            except LeftOut:
                return
        if not self.mapping.wide:
            yield Row(common, (address(number, self._place_of_value()),))
            return
        assert self.sheet.wide is not None
        column = self.sheet.column(self.sheet.wide)
        for place, month in self.months.items():
            if is_blank(cells.get(place)):
                continue
            try:
                value = self._value(column, cells[place], (number, place))
            except Unreadable as error:
                self._refuse(error, column, (number, place))
                continue
            except LeftOut:
                continue
            yield Row({**common, "maned": month, column.field: value}, (address(number, place),))

    def _place_of_value(self) -> int:
        """Column that findings about a row point at: its first number, else its first field."""
        numbers = [c for c in self.columns if c.kind in NUMBERS] or self.columns
        place = self.mapping.column_of(numbers[0].field) if numbers else self.area.left
        return place if place is not None else self.area.left

    def _names_of(self, number: int, cells: dict[int, Raw | None]) -> dict[str, object] | None:
        """The plan's names in a row; None where the row is not to be read."""
        values: dict[str, object] = {}
        for column in self.sheet.columns:
            if not is_name(column):
                continue
            place = self.mapping.column_of(column.field)
            raw = cells.get(place) if place is not None else self.constants.get(column.field)
            if raw is None or is_blank(raw):
                if column.required and place is not None:
                    if self._holds_anything(cells, place):
                        self.nameless.append(number)
                    return None
                values[column.field] = column.blank
                continue
            name = self.names.get(column.field, {}).get(text_key(shown(raw)))
            if name is None:
                return None
            if not name.decided:
                self.undecided.setdefault(column.field, (number, place or self.area.left))
                return None
            if name.choice is None:
                self.left_out[name.text] = self.left_out.get(name.text, 0) + 1
                return None
            values[column.field] = name.choice
        return values

    # Values

    def _value(self, column: Column, raw: Raw | None, place: tuple[int, int]) -> object:
        if raw is None or is_blank(raw):
            if column.kind in NUMBERS and column.required:
                # An empty cell of a table someone else keeps is no number at all, not a zero.
                raise LeftOut
            if column.required and column.kind is not Kind.TEXT:
                raise Unreadable("mangler_verdi", None)
            return column.blank
        if column.kind in NUMBERS:
            return self.numbers.read(column, raw, place)
        return convert(column, raw, self.grid.dates_from_1904)

    # Findings

    def _summarise(self) -> None:
        for name, place in self.undecided.items():
            waiting = [n for n in self.names[name].values() if not n.decided]
            self._say(codes.NAMES_UNDECIDED, place, self.sheet.column(name).header, None, antall=len(waiting),
                      navn=tuple(n.text for n in waiting))
        for text, place in self.numbers.undecided.items():
            self._say(codes.MARK_UNDECIDED, place, None, text, antall=self.numbers.marks[text])
        for name, (place, example) in self.numbers.unanswered_shares().items():
            self._say(codes.PERCENT_UNDECIDED, place, self.sheet.column(name).header, example)
        if self.unread > MAX_CELL_FINDINGS:
            self._say(codes.MORE_CELLS, None, antall=self.unread - MAX_CELL_FINDINGS)
        if self.left_out:
            self._say(codes.NAMES_LEFT_OUT, None, navn=tuple(self.left_out), antall=sum(self.left_out.values()))
        for text, places in self.numbers.left_out.items():
            self._say(codes.MARKS_LEFT_OUT, places[0], None, text, antall=len(places))
        if self.nameless:
            self._say(codes.ROWS_WITHOUT_NAME, (self.nameless[0], self.area.left), antall=len(self.nameless))
        if self.hidden:
            code = codes.HIDDEN_READ if self.mapping.hidden else codes.HIDDEN_LEFT_OUT
            self._say(code, (self.hidden[0], self.area.left), antall=len(self.hidden))
        if self.grid.is_hidden:
            self._say(codes.HIDDEN_SHEET, None)
        for _, column in self.mapping.columns:
            if self.grid.is_hidden_column(column):
                self._say(codes.HIDDEN_COLUMN, (self.area.header, column), self.grid.heading(self.area, column))

    def _refuse(self, error: Unreadable, column: Column, place: tuple[int, int]) -> None:
        self.unread += 1
        if self.unread > MAX_CELL_FINDINGS:
            return
        details: dict[str, object] = {"lovlige": column.choices} if error.code == UNKNOWN_CHOICE else {}
        self.findings.append(Finding(
            error.code, CELL_CODES[error.code], self.area.sheet, None, column.header, error.text, details, address(*place),
        ))

    def _say(self, code: str, place: tuple[int, int] | None = None, column: str | None = None,
             value: object = None, **details: object) -> None:
        cell = address(*place) if place is not None else None
        self.findings.append(Finding(code, codes.KODER[code], self.area.sheet, None, column, value, details, cell))

    def _added_up(self, rows: list[Row]) -> tuple[list[Row], int]:
        """Rows about the same thing as one, their counts added; and how many went into others."""
        counts = COUNTS.get(self.mapping.target, ())
        if not counts:
            return rows, 0
        key_fields = [name for name, _ in KEYS[self.mapping.target]]
        joined: dict[tuple[object, ...], Row] = {}
        for row in rows:
            key = tuple(row.values.get(name) for name in key_fields)
            other = joined.get(key)
            joined[key] = row if other is None else Row(_sum(other.values, row.values, counts), other.cells + row.cells)
        return list(joined.values()), len(rows) - len(joined)


def _sum(first: dict[str, object], second: dict[str, object], counts: tuple[str, ...]) -> dict[str, object]:
    result = dict(first)
    for name in counts:
        a, b = first.get(name), second.get(name)
        if isinstance(b, (int, float)):
            result[name] = a + b if isinstance(a, (int, float)) else b
    return result
