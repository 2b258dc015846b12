"""``Budsjett``: mean årsverk per year, owner and unit, and what they cost, every figure a formula.

The list at the bottom reads the months of ``Årsverk``; the sums on top read the list. Kroner are those of the
price year and are left out where the plan has no price.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from xlsxwriter.chart import Chart
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.blocks import FE, FYLKE, Array, Block
from models.io.export.cells import absolute, column_pixels, merge_text, write_text
from models.io.export.charts import dress_categories
from models.io.export.formats import Formats, Slag, axis_format
from models.io.export.kontroll import Kontrollinje
from models.io.export.labels import Meta, Tekster
from models.io.export.names import Names
from models.io.export.notes import write_price
from models.io.export.pair_cells import PLAN, UTEN, Pair, summed, write_group, write_pair, write_variants
from models.io.export.pair_table import Placement
from models.io.export.printing import page
from models.io.export.sammendrag import lines_of
from models.io.export.series_tables import SeriesTable
from planning_core.months import year_of
from planning_core.plan import Plan
from planning_core.questions.account import Regnskap

SHEET = "Budsjett"
PRICE_ROW = 2
GROUP_ROW, HEADER_ROW = 3, 4
YEAR, MONTHS, LEVEL, UNIT, OWNER, FIRST = range(6)
"""Columns: the keys, then årsverk and kroner as planen, uten flyttinger, forskjell."""
WIDTHS = (7, 9, 17, 30, 11)
NUMBER_WIDTH, MONEY_WIDTH = 12, 14
STAT, KOMMUNE, KOSTNADER, ALT = "stat", "kommune", "kostnader", "alt"
_SERIES = {STAT: "storrelse.arsverk", KOMMUNE: "storrelse.arsverk_kommune"}
BAND = 17
"""Rows left for charts; more where there are many units."""
ROW_PIXELS = 20
KRONER_DECIMALS = 2
"""Kroner are so large that their last bits reach the sixth decimal."""

_Group = tuple[str, str]
"""Level and owner of a sum."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the list: a unit's årsverk of one owner, or kroner that the plan states."""

    year: int
    months: int
    level: str
    name: str
    owner: str
    arsverk: Pair | None
    sources: tuple[str, str] | None
    """What the årsverk are the mean of, as references."""
    kroner: Pair


@dataclass
class Budsjett:
    """Writes the sheet: sums by owner and year, two charts, and the list."""

    book: Workbook
    sheet: Worksheet
    formats: Formats
    tekster: Tekster
    names: Names

    def write(
        self, account: Regnskap, table: SeriesTable, place: Placement, meta: Meta, note: str
    ) -> list[Kontrollinje]:
        """Write it all; returns what ``Kontroll`` is to compare."""
        plan = account.plan
        konto = account.konto(plan.maneder[-1])
        self.price = konto.kroner_per_arsverk if konto.har_kroner else None
        lines = list(_lines(account, table, place, self.price))
        years = sorted({year_of(m) for m in plan.maneder})
        groups = _groups(lines)
        charts = HEADER_ROW + 1
        totals = charts + (max(BAND, -(-(len(table.blocks) * 20 + 100) // ROW_PIXELS)) + 1 if lines else 0)
        header = totals + len(groups) * len(years) + 1
        span = (header + 1, header + len(lines))
        self._heading(plan, note, konto.prisar)
        self._header(GROUP_ROW, konto.prisar, group=True)
        for row in (HEADER_ROW, header) if lines else (HEADER_ROW,):
            self._header(row, konto.prisar, group=False)
        for i, line in enumerate(lines):
            self._line(span[0] + i, line)
        rows = {key: totals + i for i, key in enumerate((group, year) for group in groups for year in years)}
        for group, year in rows:
            self._total(rows, group, year, lines, span)
        if lines:
            self.sheet.autofilter(header, 0, span[1], self._last_column)
            self._charts(charts, totals - charts - 1, years, rows, lines, span[0])
        self.sheet.freeze_panes(HEADER_ROW + 1, FIRST)
        self.sheet.repeat_rows(GROUP_ROW, HEADER_ROW)
        page(self.sheet, self.tekster, meta, landscape=self.price is not None)
        self.sheet.print_area(0, 0, max(header, span[1]), self._last_column)
        return [check for (group, year), row in rows.items() for check in self._checks(row, group, year, lines)]

    @property
    def _last_column(self) -> int:
        return FIRST + (5 if self.price is not None else 2)

    def _heading(self, plan: Plan, note: str, price_year: float | None) -> None:
        write_text(self.sheet, 0, 0, self.tekster("budsjett.tittel"), self.formats.title)
        self.sheet.set_row(0, 26)
        text = f"{self.tekster('budsjett.undertittel')} {note}".strip()
        merge_text(self.sheet, 1, 0, self._last_column, text, self.formats(font_color=f.SECONDARY, text_wrap=True))
        self.sheet.set_row(1, 15 * lines_of(text, sum(WIDTHS) + (self._last_column - FIRST) * NUMBER_WIDTH))
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)
        self.sheet.set_column(FIRST, FIRST + 2, NUMBER_WIDTH)
        self.sheet.set_column(FIRST + 3, FIRST + 5, MONEY_WIDTH)
        if self.price is None:
            write_text(self.sheet, PRICE_ROW, 0, self.tekster("budsjett.uten_kroner"), self.formats.subtitle)
            return
        text = self.tekster("gevinst.kroner_per_arsverk", ar=f"{price_year:.0f}")
        write_text(self.sheet, PRICE_ROW, 0, text, self.formats.text)
        write_price(self.sheet, PRICE_ROW, FIRST, plan, self.price, self.formats, self.tekster)
        self.names.add("kroner_per_arsverk", SHEET, PRICE_ROW, FIRST)

    def _header(self, row: int, price_year: float | None, *, group: bool) -> None:
        groups = [self.tekster("budsjett.arsverk")]
        if self.price is not None:
            groups.append(self.tekster("budsjett.kroner", ar=f"{price_year:.0f}"))
        keys = ("ar", "maneder", "niva", "enhet", "eier")
        for column, key in enumerate(keys):
            look = self.formats.header(bottom=0) if group else self.formats.header()
            write_text(self.sheet, row, column, "" if group else self.tekster(f"budsjett.{key}"), look)
        for i, text in enumerate(groups):
            if group:
                write_group(self.sheet, self.formats, row, FIRST + 3 * i, text)
            else:
                write_variants(self.sheet, self.formats, self.tekster, row, FIRST + 3 * i)
        self.sheet.set_row(row, 28)

    def _keys(
        self, row: int, year: int, months: int, level: str, name: str, owner: str, look: dict[str, object]
    ) -> None:
        whole = self.formats(num_format="0", align="left", **look)
        self.sheet.write_number(row, YEAR, year, whole)
        self.sheet.write_number(row, MONTHS, months, whole)
        grey = self.formats(**{**look, "font_color": f.SECONDARY})
        write_text(self.sheet, row, LEVEL, self.tekster(f"niva.{level}"), grey)
        write_text(self.sheet, row, UNIT, name, self.formats(**look))
        write_text(self.sheet, row, OWNER, self.tekster(f"budsjett.eier.{owner}"), self.formats(**look))

    def _pair(
        self, row: int, column: int, slag: Slag, values: Pair | None, formulas: tuple[str, str] | None,
        look: dict[str, object],
    ) -> None:
        write_pair(self.sheet, self.formats, row, column, slag, values, formulas, look)

    def _line(self, row: int, line: _Line) -> None:
        look: dict[str, object] = {"bottom": 1, "bottom_color": f.ROW_LINE}
        name = self.tekster(f"gevinst.kategori.{line.name}") if line.owner == KOSTNADER else line.name
        self._keys(row, line.year, line.months, line.level, name, line.owner, look)
        means = None if line.sources is None else (f"AVERAGE({line.sources[PLAN]})", f"AVERAGE({line.sources[UTEN]})")
        self._pair(row, FIRST, Slag.ARSVERK, line.arsverk, means, look)
        if self.price is None:
            return
        formulas = None
        if line.arsverk is not None:
            price, months = absolute(PRICE_ROW, FIRST), f"${xl_col_to_name(MONTHS)}{row + 1}"
            of_plan, of_uten = (f"{xl_col_to_name(FIRST + v)}{row + 1}*{months}/12*{price}" for v in (PLAN, UTEN))
            formulas = of_plan, of_uten
        self._pair(row, FIRST + 3, Slag.SAKER, line.kroner, formulas, look)

    def _total(
        self, rows: dict[tuple[_Group, int], int], group: _Group, year: int, lines: Sequence[_Line],
        span: tuple[int, int],
    ) -> None:
        row, (level, owner) = rows[group, year], group
        look: dict[str, object] = {"bottom": 1, "bottom_color": f.ROW_LINE, "bold": level == FYLKE}
        own = _of_group(lines, group, year)
        months = next((x.months for x in lines if x.year == year), 12)
        name = self.tekster("budsjett.fylket" if level == FYLKE else f"alle.{level}")
        self._keys(row, year, months, level, name, owner, look)
        parts = [rows[g, year] for g in ((FYLKE, STAT), (FYLKE, KOMMUNE), (FYLKE, KOSTNADER)) if (g, year) in rows]

        def formula(column: int) -> str:
            letter = xl_col_to_name(column)
            if owner == ALT:
                return "SUM(" + ",".join(f"{letter}{r + 1}" for r in parts) + ")"
            keys = [(YEAR, f"$A{row + 1}"), (OWNER, f"${xl_col_to_name(OWNER)}{row + 1}")]
            if level != FYLKE:
                keys.append((LEVEL, f"${xl_col_to_name(LEVEL)}{row + 1}"))
            tests = ",".join(f"{absolute(span[0], c, span[1])},{cell}" for c, cell in keys)
            return f"SUMIFS({letter}${span[0] + 1}:{letter}${span[1] + 1},{tests})"

        def formulas(column: int) -> tuple[str, str] | None:
            return (formula(column + PLAN), formula(column + UTEN)) if lines else None

        if owner == KOSTNADER:
            self._pair(row, FIRST, Slag.ARSVERK, None, None, look)
        else:
            arsverk = summed([x.arsverk for x in own if x.arsverk is not None])
            self._pair(row, FIRST, Slag.ARSVERK, arsverk, formulas(FIRST), look)
            self.names.add_pair(f"budsjett_arsverk.{level}.{owner}", SHEET, row, FIRST, ar=year)
        if self.price is not None:
            self._pair(row, FIRST + 3, Slag.SAKER, summed([x.kroner for x in own]), formulas(FIRST + 3), look)
            if owner == ALT:
                self.names.add_pair("budsjett_kroner", SHEET, row, FIRST + 3, ar=year)

    def _charts(
        self, row: int, band: int, years: Sequence[int], rows: dict[tuple[_Group, int], int], lines: Sequence[_Line],
        start: int,
    ) -> None:
        """What each unit gives and gets in the last year, and the årsverk in FE (or in all) year by year."""
        state = [i for i, x in enumerate(lines) if x.year == years[-1] and x.owner == STAT]
        moved = self._moved(years[-1], start + state[0], start + state[-1])
        group = next(g for g in ((FE, STAT), (FYLKE, ALT)) if (g, years[0]) in rows)
        first, last = rows[group, years[0]], rows[group, years[-1]]
        yearly = self.book.add_chart({"type": "column"})
        for variant, key, colour in ((PLAN, "variant.plan", f.PLAN_FILL), (UTEN, "variant.uten", f.UTEN)):
            yearly.add_series({
                "name": self.tekster(key), "categories": [SHEET, first, YEAR, last, YEAR],
                "values": [SHEET, first, FIRST + variant, last, FIRST + variant],
                "fill": {"color": colour}, "border": {"none": True}, "gap": 60, "overlap": -5,
            })
        dress_categories(yearly, self.tekster(f"diagram.budsjett.{group[0]}"), axis_format(Slag.ARSVERK), bottom=0)
        whole = sum(column_pixels(w) for w in WIDTHS) + 3 * column_pixels(NUMBER_WIDTH)
        whole += 3 * column_pixels(MONEY_WIDTH) if self.price is not None else 0
        for i, (chart, share) in enumerate(((moved, 0.56), (yearly, 0.44))):
            chart.set_size({"width": int(whole * share) - 8, "height": band * ROW_PIXELS - 8})
            place = {"x_offset": i * int(whole * 0.56) + 4, "y_offset": 6, "object_position": 2}
            self.sheet.insert_chart(row, 0, chart, place)

    def _moved(self, year: int, first: int, last: int) -> Chart:
        chart = self.book.add_chart({"type": "bar"})
        chart.add_series({
            "name": self.tekster("variant.forskjell"), "categories": [SHEET, first, UNIT, last, UNIT],
            "values": [SHEET, first, FIRST + 2, last, FIRST + 2],
            "fill": {"color": f.PLAN_FILL}, "border": {"none": True}, "gap": 40,
        })
        dress_categories(chart, self.tekster("diagram.budsjett.flyttet", ar=year), axis_format(Slag.ARSVERK),
                         horizontal=True)
        return chart

    def _checks(self, row: int, group: _Group, year: int, lines: Sequence[_Line]) -> Iterator[Kontrollinje]:
        own = _of_group(lines, group, year)
        level, owner = group
        name = self.tekster("budsjett.fylket" if level == FYLKE else f"alle.{level}")
        scope = f"{year}, {name}, {self.tekster(f'budsjett.eier.{owner}')}"
        arsverk = summed([x.arsverk for x in own if x.arsverk is not None])
        groups: list[tuple[int, str, Pair, int | None]] = []
        if owner != KOSTNADER:
            groups.append((FIRST, self.tekster("budsjett.arsverk"), arsverk, None))
        if self.price is not None:
            kroner = summed([x.kroner for x in own])
            groups.append((FIRST + 3, self.tekster("budsjett.kroner_i_alt"), kroner, KRONER_DECIMALS))
        for column, text, values, decimals in groups:
            for variant in (PLAN, UTEN):
                cell = f"'{SHEET}'!{absolute(row, column + variant)}"
                yield Kontrollinje(SHEET, text, scope, values[variant], cell, variant, decimals)


def _of_group(lines: Sequence[_Line], group: _Group, year: int) -> list[_Line]:
    """The lines that a sum is made of."""
    level, owner = group
    return [x for x in lines if x.year == year and owner in (x.owner, ALT) and level in (x.level, FYLKE)]


def _groups(lines: Sequence[_Line]) -> list[_Group]:
    """The sums on top, those that add up to the whole last but one."""
    levels = dict.fromkeys(x.level for x in lines if x.owner == STAT)
    found: list[_Group] = [(level, STAT) for level in levels]
    found += [(FYLKE, STAT), (FYLKE, KOMMUNE)]
    if any(x.owner == KOSTNADER for x in lines):
        found.append((FYLKE, KOSTNADER))
    return [*found, (FYLKE, ALT)]


def _lines(account: Regnskap, table: SeriesTable, place: Placement, price: float | None) -> Iterator[_Line]:
    """Year by year: state, municipal, and kroner that the plan states by category."""
    months = account.plan.maneder
    for year in sorted({year_of(m) for m in months}):
        inside = [t for t, m in enumerate(months) if year_of(m) == year]
        first, last, count = inside[0], inside[-1], len(inside)
        for owner, key in _SERIES.items():
            for block in table.blocks:
                plan, uten = (v[first:last + 1] for v in _both(table, block, key))
                # An FE has no municipal årsverk, and a row of zeros says nothing.
                if owner == KOMMUNE and block.level == FE and not (plan.any() or uten.any()):
                    continue
                means = float(plan.mean()), float(uten.mean())
                sources = (place.span(block, key, PLAN, first, last), place.span(block, key, UTEN, first, last))
                per = (price or 0.0) * count / 12.0
                kroner = (means[PLAN] * per, means[UTEN] * per)
                yield _Line(year, count, block.level, block.name, owner, means, sources, kroner)
        if price is None:
            continue
        for category, monthly in account.kostnader.kroner.items():
            stated = float(np.sum(monthly[first:last + 1]))
            if stated:
                yield _Line(year, count, FYLKE, category, KOSTNADER, None, None, (stated, stated))


def _both(table: SeriesTable, block: Block, key: str) -> tuple[Array, Array]:
    plan, uten = table.values(block, key, PLAN), table.values(block, key, UTEN)
    assert plan is not None  # every unit has årsverk
    assert uten is not None
    return plan, uten
