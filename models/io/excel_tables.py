"""Find a table in a sheet, and read its rows: values, findings, and where each value stood."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.io.excel_cells import Raw, SheetCells
from models.io.excel_codes import KODER
from models.io.excel_columns import NUMBERS, Column, Kind, Sheet, folded
from models.io.excel_examples import is_comment, is_marked, is_own_example, unquoted
from models.io.excel_headers import Cells, Header, Merged, find_header
from models.io.excel_shares import DOUBTFUL, header_says_percent, looks_like_percent, share, unmarked
from models.io.excel_values import UNKNOWN_CHOICE, assumption, convert, is_blank
from models.io.numbers import Mark, Unreadable, mark_of
from planning_core.findings import Finding
from planning_core.parameters import NIVAER, PARAMETERS, default
from planning_core.plan import TABELLER

MAX_ROWS = 200_000
"""Rows of one table; a large fylke fills a third of it in ten years."""
MAX_FINDINGS = 1000
"""Findings in one sheet after which the rest of it is not read."""
_ALIKE = 0.84
_SPREAD = frozenset({Kind.NAME, Kind.CHOICE, Kind.MONTH})
"""Kinds whose merged cells mean the same in every row they cover; a number would be counted over again."""
_MARK_CODES = {Mark.SUPPRESSED: "skjermet_tall", Mark.MISSING: "tall_mangler_i_kilden"}


def address(row: int, column: int) -> str:
    """``C7`` of row 7, column 3."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


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


class _TableReader:
    def __init__(self, cells: SheetCells, sheet: Sheet, dates_from_1904: bool | None) -> None:
        self.cells = cells
        self.sheet = sheet
        self.dates_from_1904 = dates_from_1904
        self.table = Table(sheet.name)
        self.merged = Merged(cells)
        self.percent: dict[str, str] = {}
        self.spread: list[int] = []
        self.filled: list[tuple[int, int]] = []

    def read(self) -> Table:
        header = find_header(self.cells, self.sheet, self.dates_from_1904, self.merged)
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
            self._look_at_columns(columns, header)
            for row, cells in self._data_rows(header.row):
                if self._is_hopeless(row):
                    break
                self._read_row(row, cells, columns, header)
            if self.filled:
                self._say("flettede_celler_lest", self.filled[0], antall=len(self.filled))
        return self.table

    def _look_at_columns(self, columns: list[Column], header: Header) -> None:
        """Which share columns may hold per cent, and which columns have cells merged down over rows."""
        for column in columns:
            place = header.columns[column.field]
            text = header.texts.get(place, "")
            if column.kind is Kind.SHARE:
                below = (raw for row, cells in self.cells.rows if row > header.row for at, raw in cells if at == place)
                if looks_like_percent(text, below):
                    self.percent[column.field] = text
            if column.kind in _SPREAD and place in self.merged.columns_down():
                self.spread.append(place)

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
            if first is None:
                continue
            if is_marked(first):
                filled = (raw for _, raw in cells if not is_blank(raw))
                if after and not is_own_example(self.sheet.name, filled):
                    self._say("eksempelrad_endret", (row, cells[0][0]))
            elif is_comment(first):
                comments.append(row)
            else:
                yield row, cells
        if comments and after:
            self._say("kommentarrader", (comments[0], 1), rader=tuple(comments), antall=len(comments))

    def _read_row(self, row: int, cells: Cells, columns: list[Column], header: Header) -> None:
        raws = dict(cells)
        if header.wide:
            # A large wide table is nearly all numbers: they are told apart first.
            filled = [(place, month) for place, month in header.months.items()
                      if type(raw := raws.get(place)) is float or not is_blank(raw)]
            if filled:
                self._spread_down(row, raws, header)
                self._read_wide_row(row, raws, filled, columns, header)
        elif any(not is_blank(raws.get(header.columns[c.field])) for c in columns):
            self._spread_down(row, raws, header)
            values, unreadable = self._values(row, raws, columns, header)
            self._add(values, unreadable, (row, None))

    def _spread_down(self, row: int, raws: dict[int, Raw], header: Header) -> None:
        """Give a row the names that are merged down over it."""
        for place in self.spread:
            found = self.merged.down(row, place) if is_blank(raws.get(place)) else None
            if found is not None and found[0] > header.row:
                raws[place] = found[1]
                self.filled.append((row, place))

    def _read_wide_row(
        self, row: int, raws: dict[int, Raw], filled: list[tuple[int, int | None]], columns: list[Column], header: Header
    ) -> None:
        assert self.sheet.wide is not None
        column = self.sheet.column(self.sheet.wide)
        common, unreadable = self._values(row, raws, [c for c in columns if c.field != "maned"], header)
        name = column.field
        if all(type(raws[place]) is float for place, _ in filled):
            self.table.values += [{**common, "maned": month, name: raws[place]} for place, month in filled]
            self.table.unreadable += [unreadable] * len(filled)
            self.table.places += [(row, place) for place, _ in filled]
            return
        for place, month in filled:
            raw = raws[place]
            values: dict[str, object] = {**common, "maned": month}
            try:
                values[name] = raw if type(raw) is float else self._value(column, raw, (row, place))
                self._add(values, unreadable, (row, place))
            except Unreadable as error:
                self._refuse(error, column, (row, place))
                self._add(values, unreadable | {name}, (row, place))

    def _values(
        self, row: int, raws: dict[int, Raw], columns: list[Column], header: Header
    ) -> tuple[dict[str, object], frozenset[str]]:
        values: dict[str, object] = {}
        unreadable = set()
        for column in columns:
            place = (row, header.columns[column.field])
            try:
                values[column.field] = self._value(column, raws.get(place[1]), place)
            except Unreadable as error:
                self._refuse(error, column, place)
                unreadable.add(column.field)
        return values, frozenset(unreadable)

    def _value(self, column: Column, raw: Raw | None, place: tuple[int, int]) -> object:
        if raw is None or (is_blank(raw) and column.kind is not Kind.TEXT):
            return self._blank(column, place)
        if isinstance(raw, str):
            raw = unquoted(raw)
        if column.kind is Kind.VALUE:
            return raw
        if column.kind in NUMBERS:
            if (mark := mark_of(raw)) is not None:
                return self._marked(mark, column, raw, place)
            if column.field in self.percent and unmarked(raw) is not None:
                return share(raw, self.percent[column.field])
        return convert(column, raw, self.dates_from_1904)

    def _marked(self, mark: Mark, column: Column, raw: Raw, place: tuple[int, int]) -> object:
        """A mark in place of a number: none is 0 where a number must stand, and said; the others are not read."""
        if mark is not Mark.NONE:
            raise Unreadable(_MARK_CODES[mark], raw)
        self._say("strek_lest_som_null" if column.required else "strek_lest_som_tom", place, column.header, raw)
        return 0.0 if column.required else column.blank

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
        details: dict[str, object] = {}
        if error.code == UNKNOWN_CHOICE:
            details = {"lovlige": column.choices}
        elif error.code == DOUBTFUL and isinstance(error.text, float):
            # A number above 1 elsewhere in the column may be what casts the doubt on a share.
            others = error.text <= 1.0 and not header_says_percent(self.percent[column.field])
            details = {"som_prosent": error.text / 100.0, "som_andel": error.text, "andre_over_1": others}
        self._say(error.code, place, column.header, error.text, **details)

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
    fields = dataclasses.fields(row_class)
    missing = {f.name: None for f in fields if f.default is dataclasses.MISSING}
    return tuple(
        row_class(**values) if len(values) == len(fields) else row_class(**{**missing, **values}) for values in table.values
    )


def _nearest(text: str, headers: list[str]) -> str | None:
    keys = {folded(h): h for h in headers}
    near = difflib.get_close_matches(folded(text), list(keys), 1, _ALIKE)
    return keys[near[0]] if near else None
