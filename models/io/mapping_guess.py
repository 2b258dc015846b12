"""Guess what the tables of an unknown workbook mean for a plan. The user sees the guess and corrects it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice

from models.io.excel_cells import Raw, SheetCells, WorkbookCells
from models.io.excel_columns import NUMBERS, Column, Kind, folded, names_of, sheet_names
from models.io.excel_schema import SHEETS
from models.io.excel_shares import unmarked
from models.io.excel_values import is_blank, is_month, shown
from models.io.mapping import TARGETS, YEAR, Area, Grid, Mapping, is_name, text_key
from models.io.mapping_areas import areas
from models.io.mapping_names import Names
from models.io.mapping_twice import MOST_VALUES, whole_of
from models.io.numbers import AMBIGUOUS_NUMBER, Unreadable, clean, parse_month, parse_number
from planning_core.months import month_text
from planning_core.plan import Plan

_SAMPLE = 400
"""Different texts of a column that are looked at."""

_ONLY_INN = 1.0
"""What speaks against Historikk where cases received are all it would get: that is a table of Saksinngang."""

_NAMES = 150
"""Different texts of a column that are looked up among the plan's names."""

_ALSO: dict[str, tuple[str, ...]] = {
    "enhet": (
        "enhet", "kontor", "nav_kontor", "kommune", "fylke", "region", "geografisk_enhet", "kostnadssted", "enhetsnummer",
        "enhetsnr", "kommunenummer", "kommune_nr_navn", "fylke_nr_navn", "navn",
    ),
    "antall": ("antall", "sum"),
    "Brukere.antall": (
        "antall", "beh_personer", "personer", "antall_personer", "brukere", "beholdning", "sum", "antall_sokere", "saker",
    ),
    "Saksinngang.antall": (
        "antall", "antall_saker", "saker", "sum", "inn", "inngang", "saksinngang", "tilgang", "innkomne", "mottatte",
        "saker_inn", "nye_saker", "innkomne_saker", "mottatte_saker", "soknader",
    ),
    "Restanser.antall": ("antall", "antall_saker", "saker", "sum", "restanser", "restanse", "beholdning"),
    "maned": ("maned", "ar_maned", "mnd", "dato", "periode", "ar_mnd", "tid"),
    "brukergruppe": ("brukergruppe", "gruppe", "arbeidsmarkedsstatus", "hovedgruppe", "innsatsgruppe", "status"),
    "ytelse": ("ytelse", "stonad", "stonadsomrade", "sakstype", "tema", "ordning", "fagomrade"),
    "inn": ("inn", "inngang", "innkomne", "mottatte", "tilgang", "nye_saker", "sokander", "soknader"),
    "vedtak": ("vedtak", "behandlede", "avgjorte", "ferdigbehandlede", "avgang"),
    "restanser": ("restanser", "restanse", "beholdning", "ubehandlede", "til_behandling"),
    "over_grense": ("over_grense", "over_frist", "eldre_enn_grensen"),
    "arsverk_stat": ("arsverk_stat", "statlige_arsverk", "arsverk", "stat"),
    "arsverk_kommune": ("arsverk_kommune", "kommunale_arsverk", "kommune_arsverk"),
    "innbyggere": ("innbyggere", "folketall", "befolkning", "folkemengde"),
    "statsansatte": ("statsansatte", "ansatte"),
    "minutter": ("minutter", "minutter_per_sak", "normtid"),
    "hovedprosess": ("hovedprosess", "prosess", "hp"),
}
"""Field, or target and field -> words that headings of real workbooks use for it, folded."""

_HINTS: dict[str, tuple[str, ...]] = {
    "Brukere": ("bruker", "ledig", "arbeidssok", "arbeidsevne", "nedsatt", "personer", "innsatsgruppe", "tiltak"),
    "Saksinngang": ("saksinngang", "inngang", "innkom", "mottatt", "tilgang", "soknad", "nye_saker"),
    "Restanser": ("restans", "beholdning", "ubehandlet", "ubehandlede"),
    "Enheter": ("bemanning", "arsverk", "ansatte", "enheter", "innbygger", "folketall"),
    "Historikk": ("historikk", "behandlet", "vedtak", "avgang"),
    "Normtid": ("normtid", "minutter"),
    "Ressurskartlegging": ("ressurs", "kartlegging", "tidsbruk"),
    "Grensesnitt": ("grensesnitt", "andel_fe"),
    "Kapasitet": ("kapasitet", "ferie"),
    "Flyttinger": ("flytting",),
    "Gevinster": ("gevinst",),
    "Kostnader": ("kostnad",),
    "Hendelser": ("hendelse",),
    "Restanseteam": ("restanseteam",),
    "Ruter": ("rute",),
    "Oppfølgingsnorm": ("norm", "intervall"),
}
"""Target -> pieces of words (folded) in headings, sheet names and texts that speak for it."""

_MONTH_WORDS = re.compile(
    r"(?<![0-9])(?:[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}[-./ ]?[0-9]{2}(?:-[0-9]{2})?(?![0-9])|[0-9]{1,2}[./-][0-9]{4}"
    r"|[A-Za-zæøåÆØÅ]{3,9}\.? ?[0-9]{4})(?![0-9])"
)
_PROSESS = re.compile(r"hp_?[1-5](?![0-9])")


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping and how well it fits: the higher the better; below 1 hardly anything fits."""

    mapping: Mapping
    score: float


def guess(
    book: WorkbookCells, plan: Plan, file_name: str = "", step: Callable[[float], None] | None = None,
) -> tuple[Guess, ...]:
    """The likeliest meaning of every table of the workbook, the best first; ``step`` is told the share done."""
    tables = [(grid, area) for grid in grids(book).values() for area in areas(grid)]
    found = []
    for done, (grid, area) in enumerate(tables):
        if step is not None:
            step(done / len(tables))
        found.append(guess_area(grid, _whole_heading(grid, area), plan, file_name))
    # Of two tables as good, the shorter has fewer parts to add up.
    return tuple(sorted(found, key=lambda g: (-round(g.score, 2), g.mapping.area.last - g.mapping.area.header)))


def _whole_heading(grid: Grid, area: Area) -> Area:
    """The area with two rows of headings where it takes both to name months: a year above, and months under it."""
    if area.header < 2:
        return area
    both = replace(area, header_rows=2)
    columns = range(area.left, area.right + 1)
    one, two = (sum(grid.heading_month(a, c) is not None for c in columns) for a in (area, both))
    return both if two > one else area


def guess_area(grid: Grid, area: Area, plan: Plan, file_name: str = "", target: str | None = None) -> Guess:
    """The likeliest meaning of one table, as one target or as the best of all."""
    looks = _Looks(grid, area, plan)
    tried = [_as_target(looks, name, file_name) for name in ([target] if target else TARGETS)]
    return max(tried, key=lambda g: g.score)


class _Looks:
    """What the columns of a table look like, measured once for all targets."""

    def __init__(self, grid: Grid, area: Area, plan: Plan) -> None:
        self.grid, self.area, self.plan = grid, area, plan
        self.columns = range(area.left, area.right + 1)
        self.heads = {c: grid.heading(area, c) for c in self.columns}
        self.values = {c: dict(list(grid.values(area, c).items())[:_SAMPLE]) for c in self.columns}
        self.months = {c: m for c in self.columns if (m := grid.heading_month(area, c)) is not None}
        self._names: dict[tuple[object, ...], Names] = {}
        self._sampled: dict[int, list[Raw]] = {}
        self._shares: dict[tuple[object, ...], float] = {}
        texts = [grid.name, *self.heads.values()]
        texts += [v for c in self.columns for v in list(self.values[c])[:MOST_VALUES]]
        self.words = folded(" ".join(texts))

    def share(self, column: int, wanted: Column, target: str) -> float:
        """The share of a column's cells that can be what the field asks for."""
        own = (wanted.field, not wanted.reference and target) if is_name(wanted) else ()
        key = (column, wanted.kind, wanted.reference, wanted.choices, own)
        if key not in self._shares:
            self._shares[key] = self._measure(column, wanted, target)
        return self._shares[key]

    def _measure(self, column: int, wanted: Column, target: str) -> float:
        values = self.values[column]
        if not values:
            return 0.0
        if is_name(wanted):
            if len(self.months) > 1 and column in self.months:
                return 0.0  # numbers of a wide table
            names, texts = self.names(wanted, target), list(values)[:_NAMES]
            return sum(map(names.is_sure, texts)) / len(texts)
        elif wanted.kind is Kind.MONTH:
            cells = self.cells(column)
            return sum(is_month(raw, self.grid.dates_from_1904) for raw in cells) / max(len(cells), 1)
        elif wanted.kind in NUMBERS:
            cells = self.cells(column)
            return sum(_is_number(raw) for raw in cells) / max(len(cells), 1)
        elif wanted.choices:
            allowed = {folded(c) for c in (*wanted.choices, *(a for a, _ in wanted.choice_aliases))}
            good = [v for v in values if folded(v) in allowed or _PROSESS.match(folded(v))]
        else:
            return 0.5
        return len(good) / len(values)

    def names(self, wanted: Column, target: str) -> Names:
        """The plan's names of one kind, made once."""
        key = (wanted.field, wanted.reference, not wanted.reference and target)
        if key not in self._names:
            self._names[key] = Names(self.plan, wanted, target)
        return self._names[key]

    def cells(self, column: int) -> list[Raw]:
        """The first cells of a column that hold anything."""
        if column not in self._sampled:
            found = (self.grid.cell(row, column) for row, _ in self.grid.data_rows(self.area))
            self._sampled[column] = list(islice((raw for raw in found if raw is not None and not is_blank(raw)), _SAMPLE))
        return self._sampled[column]


def _is_number(raw: object) -> bool:
    if isinstance(raw, str):
        body = clean(raw)
        if not any(ch.isalnum() for ch in body):
            return True  # a mark that stands for a number
        try:
            parse_number(body, percent=True)
        except Unreadable as error:
            return error.code == AMBIGUOUS_NUMBER
        return True
    return hasattr(raw, "shown") or (isinstance(raw, (int, float)) and not isinstance(raw, bool))


def _head_score(head: str, wanted: Column, target: str) -> float:
    """How well a heading names a field: 1 as the contract writes it, 0 not at all."""
    key = folded(re.sub(r"[(\[][^)\]]*[)\]]", " ", head)) or folded(head)
    if not key:
        return 0.0
    if key in names_of(wanted) or folded(head) in names_of(wanted):
        return 1.0
    padded = f"_{key}_"
    best = 0.0
    also = _ALSO.get(f"{target}.{wanted.field}") or _ALSO.get(wanted.field, ())
    for word in (*also, *names_of(wanted)):
        if key == word:
            best = max(best, 0.9)
        elif f"_{word}_" in padded:
            best = max(best, 0.6 + 0.2 * len(word) / len(key))
    return 0.0 if best and wanted.kind is not Kind.SHARE and ("%" in head or "prosent" in key or "andel" in key) else best


def _fits(looks: _Looks, column: int, wanted: Column, target: str) -> float:
    """How well a column feeds a field, from its heading and from what stands in it; 0 when it cannot."""
    head = _head_score(looks.heads[column], wanted, target)
    share = looks.share(column, wanted, target)
    if is_name(wanted):
        if not wanted.reference and wanted.field != "brukergruppe":
            return head if head >= 0.6 else 0.8 * share
        return max(share, 0.0) + head if head or share >= 0.3 else 0.0
    if wanted.kind in (Kind.TEXT, Kind.LIST, Kind.YES_NO):
        return head if head >= 0.9 else 0.0
    if share < 0.6:
        # A heading that says it plainly is believed; its cells are then named one by one.
        return 0.4 * head if head >= 0.9 and wanted.kind in NUMBERS else 0.0
    if wanted.kind is Kind.MONTH:
        return share + head if head or share == 1.0 else 0.0
    if wanted.choices:
        return share + head
    return head + 0.1 * share if head else 0.0


def _as_target(looks: _Looks, target: str, file_name: str) -> Guess:
    sheet = SHEETS[target]
    wide = bool(looks.months) and sheet.wide is not None and len(looks.months) >= 2
    free = [c for c in looks.columns if not (wide and c in looks.months)]
    wanted = [c for c in sheet.columns if not (wide and c.field in (sheet.wide, "maned"))]
    tried = sorted(
        ((_fits(looks, place, column, target), -i, place, column) for i, column in enumerate(wanted) for place in free),
        key=lambda t: t[:3], reverse=True,
    )
    fields: dict[str, int] = {}
    score = 0.0
    for fit, _, place, column in tried:
        if fit > 0.0 and column.field not in fields and place not in fields.values():
            fields[column.field] = place
            score += fit * (1.0 if column.required else 0.5)
    mapping = Mapping(target, looks.area, tuple(fields.items()), wide)
    mapping = _with_constants(_with_year(mapping, looks), looks, file_name)
    mapping = _with_percent(_with_rows(mapping, looks), looks)
    missing = [c for c in sheet.columns if c.required and c.field not in fields and not mapping.is_wide_field(c.field)
               and mapping.constant_of(c.field) is None]
    hints = sum(word in looks.words for word in _HINTS.get(target, ()))
    score += 0.4 * min(hints, 3) + (1.5 if folded(looks.grid.name) in sheet_names(sheet) else 0.0)
    score += (1.0 if wide else 0.0) - 1.5 * len(missing) - 0.5 * looks.grid.is_hidden
    if sheet.one_of and not any(f in fields for f in sheet.one_of):
        score -= 1.5
    numbers = [c.field for c in sheet.columns if c.kind in NUMBERS]
    if numbers and not wide and not any(f in fields for f in numbers):
        score -= 2.0
    if target == "Historikk" and [f for f in numbers if f in fields] == ["inn"]:
        score -= _ONLY_INN
    return Guess(mapping, score - _unread(mapping, looks))


def _with_year(mapping: Mapping, looks: _Looks) -> Mapping:
    """Where no column holds whole months: one with months of the year, and one with years, named so."""
    if not mapping.has_month or mapping.wide or mapping.column_of("maned") is not None:
        return mapping
    named = {folded(head): column for column, head in looks.heads.items() if head}
    month = next((named[w] for w in ("maned", "mnd", "manednummer") if w in named), None)
    year = next((named[w] for w in ("ar", "arstall") if w in named), None)
    if month is None or year is None or {month, year} & {c for _, c in mapping.columns}:
        return mapping
    return mapping.with_column("maned", month).with_column(YEAR, year)


def _unread(mapping: Mapping, looks: _Looks) -> float:
    """Up to 0.5 for numbers that are not shown: of two tables alike, the one with fewer of them is better."""
    places = [mapping.column_of(c.field) for c in mapping.sheet.columns if c.kind is Kind.NUMBER]
    counts = [looks.values[p] for p in places if p is not None]
    marks = sum(n for values in counts for v, n in values.items() if not any(ch.isalnum() for ch in v))
    return 0.5 * marks / max(sum(n for values in counts for n in values.values()), 1)


def _with_constants(mapping: Mapping, looks: _Looks, file_name: str) -> Mapping:
    """A brukergruppe or ytelse that the sheet's name tells, and a month that stands above the table or in a name."""
    for column in mapping.sheet.columns:
        if mapping.column_of(column.field) is not None or mapping.is_wide_field(column.field):
            continue
        if column.field in ("brukergruppe", "ytelse"):
            told = _told(looks, column, mapping.target)
            if told is not None:
                mapping = mapping.with_constant(column.field, told)
        elif column.field == "maned":
            month = _month_above(looks, file_name)
            if month is not None:
                mapping = mapping.with_constant("maned", month_text(month))
    return mapping


def _told(looks: _Looks, column: Column, target: str) -> str | None:
    """The one name of the plan that the sheet's name holds words of."""
    names = looks.names(column, target)
    choice, how, sure = names.find(looks.grid.name)
    if choice in names.known and (sure or how is not None):
        return choice
    key = folded(looks.grid.name)
    held = [n for n in names.known if text_key(n) in key]
    return held[0] if len(held) == 1 else None


def _month_above(looks: _Looks, file_name: str) -> int | None:
    """A month in the sheet's name, or above the table."""
    texts = [looks.grid.name]
    for number in (n for n in looks.grid.numbers if n < looks.area.header):
        texts += [shown(raw) for raw in looks.grid.rows[number].values()]
    for text in [*texts, file_name]:
        for match in _MONTH_WORDS.finditer(text):
            try:
                return parse_month(match.group(0))
            except Unreadable:
                continue
    return None


def _with_rows(mapping: Mapping, looks: _Looks) -> Mapping:
    """Keep the rows of the whole where a column holds a whole and its parts; fill names down where they stand once."""
    used = {column for _, column in mapping.columns}
    for column in looks.columns:
        if column in used:
            continue
        whole = whole_of(tuple(looks.values[column]))
        if whole is not None:
            mapping = mapping.with_keep(column, (text_key(whole),))
    return replace(mapping, fill_down=_stands_once(mapping, looks))


def _with_percent(mapping: Mapping, looks: _Looks) -> Mapping:
    """Shares that are all above 1 can only be per cent; one below, also beside those above, is asked about."""
    for column in mapping.sheet.columns:
        place = mapping.column_of(column.field)
        if column.kind is Kind.SHARE and place is not None:
            cells = (looks.grid.cell(row, place) for row, _ in looks.grid.data_rows(looks.area))
            plain = [value for raw in cells if (value := unmarked(raw))]
            if plain and min(plain) > 1.0:
                mapping = mapping.with_percent(column.field, True)
    return mapping


def _stands_once(mapping: Mapping, looks: _Looks) -> bool:
    """Whether the unit stands in the first of its rows only."""
    column = next((c for c in mapping.sheet.columns if is_name(c) and mapping.column_of(c.field) is not None), None)
    place = mapping.column_of(column.field) if column is not None else None
    if place is None:
        return False
    rows = [number for number, _ in looks.grid.data_rows(looks.area)][:_SAMPLE]
    empty = [number for number in rows if is_blank(looks.grid.cell(number, place))]
    return bool(rows) and rows[0] not in empty and len(empty) > 0.3 * len(rows)


def grids(book: WorkbookCells) -> dict[str, Grid]:
    """Every sheet of the workbook that holds anything, by name."""
    return {cells.name: Grid(cells, book.dates_from_1904) for cells in book.sheets if _holds(cells)}


def _holds(cells: SheetCells) -> bool:
    return bool(cells.rows)
