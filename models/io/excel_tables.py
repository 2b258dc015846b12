"""Find a table in a sheet, and read its rows: values, findings, and where each value stood."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.io.excel_cells import Raw, SheetCells
from models.io.excel_codes import KODER
from models.io.excel_columns import Column, Kind, Sheet, folded, header_keys, names_of
from models.io.excel_values import UNKNOWN_CHOICE, assumption, convert, is_blank, month_of
from models.io.numbers import Unreadable
from planning_core.findings import Finding
from planning_core.parameters import NIVAER, PARAMETERS, default
from planning_core.plan import TABELLER

EXAMPLE = "Eksempel:"
"""A row whose first cell begins with this is an example of the template, not data."""
COMMENT = "#"
MAX_ROWS = 200_000
"""Rows of one table; a large fylke fills a third of it in ten years."""
MAX_FINDINGS = 1000
"""Findings in one sheet after which the rest of it is not read."""
_SEARCHED_ROWS = 60
_EVERY_MONTH = frozenset({"hver_maned", "alle_maneder", "hver_mnd"})
_ALIKE = 0.84

Cells = tuple[tuple[int, Raw], ...]


def address(row: int, column: int) -> str:
    """``C7`` of row 7, column 3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


@dataclass(frozen=True, slots=True)
class Header:
    """The header row: where each field stands, and in a wide table where each month stands (None: every month)."""

    row: int
    columns: dict[str, int]
    months: dict[int, int | None]
    doubled: tuple[tuple[Column, int], ...]
    unknown: tuple[tuple[int, str], ...]

    @property
    def wide(self) -> bool:
        return bool(self.months)


@dataclass(slots=True)
class Table:
    """What one sheet gave.

    Attributes
    ----------
    values : list of dict
        Field -> value, one per row; a field that could not be read is in ``unreadable`` instead.
    unreadable : list of frozenset of str
        Fields of each row without a usable value.
    places : list of (int, int or None)
        Sheet row of each row, and in a wide table the column of its value.
    complete : bool
        False when a required column is missing, so that there are no rows to speak of.
    """

    name: str
    header: Header | None = None
    values: list[dict[str, object]] = field(default_factory=list)
    unreadable: list[frozenset[str]] = field(default_factory=list)
    places: list[tuple[int, int | None]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True

    def cell(self, row: int | None, column: Column | None, wide_field: str | None) -> str | None:
        """Address of a value; of its row's first column where the column is not in the sheet."""
        if self.header is None:
            return None
        place = self.header.columns.get(column.field) if column is not None else None
        if row is None:
            return address(self.header.row, place) if place is not None else None
        sheet_row, value_column = self.places[row]
        if value_column is not None and column is not None and column.field in (wide_field, "maned"):
            place = value_column
        return address(sheet_row, place if place is not None else min(self.header.columns.values()))


def read_table(cells: SheetCells, sheet: Sheet, dates_from_1904: bool | None) -> Table:
    """The table of a sheet; an empty sheet is an empty table."""
    reader = _TableReader(cells, sheet, dates_from_1904)
    return reader.read()


def find_header(cells: SheetCells, sheet: Sheet, dates_from_1904: bool | None = False) -> Header | None:
    """The row that names most of the sheet's columns, the uppermost of them; None if no row names any."""
    best: Header | None = None
    best_score = 0
    for row, row_cells in cells.rows[:_SEARCHED_ROWS]:
        header = _match(row, row_cells, sheet, dates_from_1904)
        score = len(header.columns) + bool(header.months)
        if score > best_score:
            best, best_score = header, score
    return best


def _match(row: int, cells: Cells, sheet: Sheet, dates_from_1904: bool | None) -> Header:
    columns: dict[str, int] = {}
    doubled: list[tuple[Column, int]] = []
    rest: list[tuple[int, tuple[str, ...], Raw]] = []
    own = {name: c for c in sheet.columns for name in (folded(c.header), folded(c.field))}
    also = {name: c for c in sheet.columns for name in names_of(c)}
    for place, raw in cells:
        keys = header_keys(raw) if isinstance(raw, str) else ()
        column = next((own[k] for k in keys if k in own), None)
        if column is None:
            rest.append((place, keys, raw))
        elif column.field in columns:
            doubled.append((column, place))
        else:
            columns[column.field] = place
    unknown: list[tuple[int, Raw]] = []
    for place, keys, raw in rest:
        column = next((also[k] for k in keys if k in also), None)
        if column is not None and column.field not in columns:
            columns[column.field] = place
        elif column is None:
            unknown.append((place, raw))
    months = _months(unknown, dates_from_1904) if sheet.wide is not None else {}
    texts = tuple((place, raw) for place, raw in unknown if isinstance(raw, str) and place not in months)
    return Header(row, columns, months, tuple(doubled), texts)


def _months(cells: list[tuple[int, Raw]], dates_from_1904: bool | None) -> dict[int, int | None]:
    months: dict[int, int | None] = {}
    for place, raw in cells:
        if isinstance(raw, str) and folded(raw) in _EVERY_MONTH:
            months[place] = None
            continue
        try:
            months[place] = month_of(raw, dates_from_1904)
        except Unreadable:
            continue
    return months


class _TableReader:
    def __init__(self, cells: SheetCells, sheet: Sheet, dates_from_1904: bool | None) -> None:
        self.cells = cells
        self.sheet = sheet
        self.dates_from_1904 = dates_from_1904
        self.table = Table(sheet.name)

    def read(self) -> Table:
        header = find_header(self.cells, self.sheet, self.dates_from_1904)
        if header is None:
            if any(True for _ in self._data_rows(0)):
                self.table.complete = False
                self._say("mangler_overskrift", mangler=self._required_headers())
            return self.table
        self.table.header = header
        self._check_header(header)
        self._warn_of_hidden()
        if self.table.complete:
            columns = [c for c in self.sheet.columns if c.field in header.columns]
            for row, cells in self._data_rows(header.row):
                if self._is_hopeless(row):
                    break
                self._read_row(row, cells, columns, header)
        return self.table

    def _is_hopeless(self, row: int) -> bool:
        """Whether so much is wrong that the rest of the sheet is better read when it has been mended."""
        if len(self.table.values) >= MAX_ROWS:
            self._say("for_mange_rader", (row, 1), antall=MAX_ROWS)
        elif len(self.table.findings) >= MAX_FINDINGS:
            self._say("flere_funn", (row, 1), antall=MAX_FINDINGS)
        else:
            return False
        self.table.complete = False
        return True

    def _required_headers(self) -> tuple[str, ...]:
        return tuple(c.header for c in self.sheet.columns if c.required)

    def _check_header(self, header: Header) -> None:
        sheet, found = self.sheet, header.columns
        wide = header.wide and sheet.wide not in found
        for column in sheet.columns:
            if column.required and column.field not in found and not (wide and column.field == sheet.wide):
                self._missing(column.header, header)
        if sheet.one_of and not any(f in found for f in sheet.one_of):
            self._missing(" eller ".join(sheet.column(f).header for f in sheet.one_of), header)
        for column, place in header.doubled:
            self.table.complete = False
            self._say("dobbel_kolonne", place=(header.row, place), column=column.header,
                      forste=address(header.row, found[column.field]))
        if header.wide:
            self._check_months(header)
        for place, text in header.unknown:
            if near := _nearest(text, [c.header for c in sheet.columns if c.field not in found]):
                self._say("ukjent_kolonne", (header.row, place), column=text, forslag=near)

    def _check_months(self, header: Header) -> None:
        first_place = min(header.months)
        if self.sheet.wide in header.columns:
            self._say("lang_og_bred", (header.row, first_place))
            header.months.clear()
            return
        seen: dict[int | None, int] = {}
        for place, month in header.months.items():
            if month in seen:
                self.table.complete = False
                self._say("dobbel_maned", place=(header.row, place), maned=month,
                          forste=address(header.row, seen[month]))
            seen.setdefault(month, place)

    def _missing(self, what: str, header: Header) -> None:
        self.table.complete = False
        near = next((text for _, text in header.unknown if _nearest(text, [what])), None)
        place = (header.row, min(header.columns.values())) if header.columns else None
        self._say("mangler_kolonne", place=place, column=what, lignende=near)

    def _warn_of_hidden(self) -> None:
        filled = {row for row, _ in self.cells.rows}
        rows = tuple(row for row in self.cells.hidden_rows if row in filled)
        if self.cells.hidden:
            self._say("skjult_ark")
        if rows:
            self._say("skjulte_rader", (rows[0], 1), rader=rows, antall=len(rows))
        used = set(self.table.header.columns.values()) if self.table.header else set()
        columns = [c for c in sorted(used) if any(low <= c <= high for low, high in self.cells.hidden_columns)]
        for place in columns:
            assert self.table.header is not None
            self._say("skjult_kolonne", (self.table.header.row, place))

    def _data_rows(self, after: int) -> Iterator[tuple[int, Cells]]:
        """Rows that hold data: not empty, not an example of the template, not a comment."""
        comments = []
        for row, cells in self.cells.rows:
            if row <= after:
                continue
            first = next((raw for _, raw in cells if not is_blank(raw)), None)
            if first is None or (isinstance(first, str) and first.lstrip().startswith(EXAMPLE)):
                continue
            if isinstance(first, str) and first.lstrip().startswith(COMMENT):
                comments.append(row)
                continue
            yield row, cells
        if comments and after:
            self._say("kommentarrader", (comments[0], 1), rader=tuple(comments), antall=len(comments))

    def _read_row(self, row: int, cells: Cells, columns: list[Column], header: Header) -> None:
        raws = dict(cells)
        if header.wide:
            self._read_wide_row(row, raws, columns, header)
        elif any(not is_blank(raws.get(header.columns[c.field])) for c in columns):
            values, unreadable = self._values(row, raws, columns, header)
            self._add(values, unreadable, (row, None))

    def _read_wide_row(self, row: int, raws: dict[int, Raw], columns: list[Column], header: Header) -> None:
        filled = [(place, month) for place, month in header.months.items() if not is_blank(raws.get(place))]
        if not filled:
            return
        assert self.sheet.wide is not None
        column = self.sheet.column(self.sheet.wide)
        common, unreadable = self._values(row, raws, [c for c in columns if c.field != "maned"], header)
        for place, month in filled:
            values: dict[str, object] = {**common, "maned": month}
            try:
                raw = raws[place]
                values[column.field] = raw if type(raw) is float else convert(column, raw, self.dates_from_1904)
                self._add(values, unreadable, (row, place))
            except Unreadable as error:
                self._refuse(error, column, (row, place))
                self._add(values, unreadable | {column.field}, (row, place))

    def _values(
        self, row: int, raws: dict[int, Raw], columns: list[Column], header: Header
    ) -> tuple[dict[str, object], frozenset[str]]:
        values: dict[str, object] = {}
        unreadable = set()
        for column in columns:
            place = header.columns[column.field]
            raw = raws.get(place)
            try:
                if raw is None or (is_blank(raw) and column.kind is not Kind.TEXT):
                    values[column.field] = self._blank(column, (row, place))
                elif column.kind is Kind.VALUE:
                    values[column.field] = raw
                else:
                    values[column.field] = convert(column, raw, self.dates_from_1904)
            except Unreadable as error:
                self._refuse(error, column, (row, place))
                unreadable.add(column.field)
        return values, frozenset(unreadable)

    def _blank(self, column: Column, place: tuple[int, int]) -> object:
        if column.zero_if_blank:
            self._say("tom_lest_som_null", place, column=column.header)
            return 0.0
        if column.required and column.kind is not Kind.VALUE:
            raise Unreadable("mangler_verdi", None)
        return column.blank

    def _add(self, values: dict[str, object], unreadable: frozenset[str], place: tuple[int, int | None]) -> None:
        self.table.values.append(values)
        self.table.unreadable.append(unreadable)
        self.table.places.append(place)

    def _refuse(self, error: Unreadable, column: Column, place: tuple[int, int]) -> None:
        if error.code == UNKNOWN_CHOICE:
            self._say(error.code, place=place, column=column.header, value=error.text, lovlige=column.choices)
        else:
            self._say(error.code, place=place, column=column.header, value=error.text)

    def _say(self, code: str, place: tuple[int, int] | None = None, column: str | None = None,
             value: object = None, **details: object) -> None:
        cell = address(*place) if place is not None else None
        self.table.findings.append(Finding(code, KODER[code], self.sheet.name, None, column, value, details, cell))


def read_assumptions(table: Table, sheet: Sheet) -> None:
    """Give the rows of ``Forutsetninger`` their values, which depend on the key."""
    column = sheet.column("verdi")
    for index, values in enumerate(table.values):
        key, raw = values.get("nokkel"), values.get("verdi")
        if not isinstance(key, str):
            continue
        try:
            if raw is None or is_blank(raw):
                values["verdi"] = default(key) if key in PARAMETERS else None
            else:
                values["verdi"] = assumption(key, raw)
        except Unreadable as error:
            values["verdi"] = None
            table.unreadable[index] |= {"verdi"}
            lovlige: dict[str, object] = {"lovlige": NIVAER} if error.code == UNKNOWN_CHOICE else {}
            table.findings.append(Finding(
                error.code, KODER[error.code], table.name, None, column.header, error.text, lovlige,
                table.cell(index, column, None),
            ))


def build_rows(table: Table) -> tuple[object, ...]:
    """The rows as the plan's dataclasses, defaults filled in.

    A field without a value and without a default (an optional column that is not there) is None.
    """
    _attribute, row_class = TABELLER[table.name]
    missing = {f.name: None for f in dataclasses.fields(row_class) if f.default is dataclasses.MISSING}
    return tuple(row_class(**{**missing, **values}) for values in table.values)


def _nearest(text: str, headers: list[str]) -> str | None:
    keys = {folded(h): h for h in headers}
    near = difflib.get_close_matches(folded(text), list(keys), 1, _ALIKE)
    return keys[near[0]] if near else None
