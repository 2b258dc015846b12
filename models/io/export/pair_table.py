"""The one table of the result sheets: months down, each quantity as planen, uten flyttinger, forskjell.

Rows 1-4 are title, note and two header rows (frozen). Below come a band for charts, the totals
as live formulas, and, under a header of its own with filters, the list that the totals add up.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.blocks import Array, Block, Measure
from models.io.export.cells import absolute, month_serial, quoted, text_literal, write_text
from models.io.export.formats import Formats
from models.io.export.labels import Tekster
from models.io.export.pair_cells import DECIMALS, FORSKJELL, PLAN, UTEN, write_group, write_variants

KEYS = 3
"""Columns before the first quantity: month, level, what it is about."""
GROUP_ROW, HEADER_ROW = 2, 3
MONTH_COLUMN, LEVEL_COLUMN = 0, 1
WIDTHS = (10, 16, 27)


@dataclass(frozen=True)
class Placement:
    """Where a pair table stands, so that other sheets can refer to its cells."""

    sheet: str
    measures: tuple[str, ...]
    months: int
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    """First row (from 0) of each (level, name)."""
    list_rows: tuple[int, int] = (0, 0)
    """First and last row of the list under the totals; the last is before the first when it is empty."""

    @property
    def last_row(self) -> int:
        """Last row of the table."""
        return max(self.rows.values()) + self.months - 1

    @property
    def last_total(self) -> int:
        """Last row of the totals; where there is no list they are the whole table."""
        start, last = self.list_rows
        # Between the totals and the list stand an empty row and the header of the list.
        return start - 3 if last >= start else self.last_row

    def column(self, measure: str, variant: int) -> int:
        return KEYS + 3 * self.measures.index(measure) + variant

    def cell(self, block: Block, measure: str, variant: int, month: int) -> str:
        """Reference to one month's value, for a formula."""
        row = self.rows[block.level, block.name] + month
        return f"{quoted(self.sheet)}!{absolute(row, self.column(measure, variant))}"

    def cells(self, block: Block, measure: str, variant: int) -> str:
        """Reference to all months of a block, for a formula."""
        first = self.rows[block.level, block.name]
        return f"{quoted(self.sheet)}!{absolute(first, self.column(measure, variant), first + self.months - 1)}"

    def span(self, block: Block, measure: str, variant: int, first: int, last: int) -> str:
        """Reference to the months ``first`` to ``last`` (from 0, both with) of a block, for a formula."""
        row = self.rows[block.level, block.name]
        return f"{quoted(self.sheet)}!{absolute(row + first, self.column(measure, variant), row + last)}"

    def chart_range(self, block: Block, measure: str, variant: int) -> list[str | int]:
        """The months of a block, for a chart series."""
        first, column = self.rows[block.level, block.name], self.column(measure, variant)
        return [self.sheet, first, column, first + self.months - 1, column]

    def month_range(self, block: Block) -> list[str | int]:
        """The months themselves, for a chart's category axis."""
        first = self.rows[block.level, block.name]
        return [self.sheet, first, MONTH_COLUMN, first + self.months - 1, MONTH_COLUMN]


@dataclass
class PairTable:
    """Writes one pair table.

    Parameters
    ----------
    sheet, book_formats, tekster
        Where and with which words.
    measures : tuple of Measure
    months : tuple of int
        Month indices.
    band : int
        Rows left free for charts under the header.
    width : float
        Width of a number column [characters].
    """

    sheet: Worksheet
    book_formats: Formats
    tekster: Tekster
    measures: tuple[Measure, ...]
    months: tuple[int, ...]
    band: int = 0
    width: float = 9.5

    def write(self, title: str, note: str, totals: list[Block], blocks: list[Block]) -> Placement:
        """Write everything; returns where it stands."""
        keys = tuple(m.key for m in self.measures)
        first = HEADER_ROW + 1 + self.band
        rows = {(b.level, b.name): first + i * len(self.months) for i, b in enumerate(totals)}
        list_header = first + len(totals) * len(self.months) + 1
        start = list_header + 1
        rows |= {(b.level, b.name): start + i * len(self.months) for i, b in enumerate(blocks)}
        last = start + len(blocks) * len(self.months) - 1
        placement = Placement(self.sheet.get_name(), keys, len(self.months), rows, (start, last))

        self._write_heading(title, note)
        if blocks:
            self._write_header(list_header)
            self.sheet.autofilter(list_header, 0, last, KEYS + 3 * len(self.measures) - 1)
        for block in (*totals, *blocks):
            self._write_block(block, placement)
        self.sheet.freeze_panes(HEADER_ROW + 1, KEYS)
        return placement

    def _write_heading(self, title: str, note: str) -> None:
        write_text(self.sheet, 0, 0, title, self.book_formats.title)
        write_text(self.sheet, 1, 0, note, self.book_formats.subtitle)
        self.sheet.set_row(0, 24)
        group = self.book_formats.header(bottom=0)
        for column in range(KEYS):
            write_text(self.sheet, GROUP_ROW, column, "", group)
        for i, measure in enumerate(self.measures):
            write_group(self.sheet, self.book_formats, GROUP_ROW, KEYS + 3 * i, self.tekster(measure.key))
        self.sheet.set_row(GROUP_ROW, 28)
        self._write_header(HEADER_ROW)
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)
        self.sheet.set_column(KEYS, KEYS + 3 * len(self.measures) - 1, self.width)

    def _write_header(self, row: int) -> None:
        left = self.book_formats.header()
        for column, key in enumerate(("kolonne.maned", "kolonne.niva", "kolonne.gjelder")):
            write_text(self.sheet, row, column, self.tekster(key), left)
        for i, measure in enumerate(self.measures):
            write_variants(self.sheet, self.book_formats, self.tekster, row, KEYS + 3 * i, measure.slag)
        self.sheet.set_row(row, 28)

    def _write_block(self, block: Block, placement: Placement) -> None:
        first = placement.rows[block.level, block.name]
        level = self.tekster(f"niva.{block.level}")
        for t, month in enumerate(self.months):
            rule = self._rule(t)
            row = first + t
            self.sheet.write_number(row, 0, month_serial(month),
                                    self.book_formats(num_format=f.MONTH_FORMAT, align="left", **rule))
            write_text(self.sheet, row, 1, level, self.book_formats(font_color=f.SECONDARY, **rule))
            write_text(self.sheet, row, 2, block.name, self.book_formats(bold=bool(block.sums), **rule))
        for i, measure in enumerate(self.measures):
            plan, uten = block.plan[i], block.uten[i]
            if plan is not None and uten is not None:
                for variant, values in ((PLAN, plan), (UTEN, uten)):
                    self._write_values(block, measure, variant, values, placement)
                self._write_difference(block, measure, plan - uten, placement)

    def _rule(self, t: int) -> dict[str, object]:
        """A stronger line above the first month of a block."""
        rule: dict[str, object] = {"bottom": 1, "bottom_color": f.ROW_LINE}
        if t == 0:
            rule |= {"top": 1, "top_color": f.STRONG_RULE}
        return rule

    def _style(self, variant: int, slag: f.Slag, t: int) -> Format:
        properties = self._rule(t)
        properties["num_format"] = f.change_format(slag) if variant == FORSKJELL else f.number_format(slag)
        if variant == PLAN:
            properties |= {"left": 1, "left_color": f.PANEL_BORDER}
        if variant == UTEN:
            properties["font_color"] = f.SECONDARY
        return self.book_formats(**properties)

    def _write_values(
        self, block: Block, measure: Measure, variant: int, values: Array, placement: Placement
    ) -> None:
        row, column = placement.rows[block.level, block.name], placement.column(measure.key, variant)
        formula = self._formula(block, measure, placement, variant)
        style = self._style(variant, measure.slag, 0)
        for t, value in enumerate(values.tolist()):
            if not math.isfinite(value):
                self.sheet.write_blank(row + t, column, None, style)
            elif formula:
                self.sheet.write_formula(row + t, column, formula.format(n=row + t + 1), style, value)
            else:
                self.sheet.write_number(row + t, column, value, style)
            if t == 0:
                style = self._style(variant, measure.slag, 1)

    def _write_difference(self, block: Block, measure: Measure, difference: Array, placement: Placement) -> None:
        row, column = placement.rows[block.level, block.name], placement.column(measure.key, FORSKJELL)
        plan, uten = (xl_col_to_name(column - FORSKJELL + v) for v in (PLAN, UTEN))
        style = self._style(FORSKJELL, measure.slag, 0)
        for t, value in enumerate(difference.round(DECIMALS).tolist()):
            if math.isfinite(value):
                n = row + t + 1
                self.sheet.write_formula(row + t, column, f"=ROUND({plan}{n}-{uten}{n},{DECIMALS})", style, value)
            else:
                self.sheet.write_blank(row + t, column, None, style)
            if t == 0:
                style = self._style(FORSKJELL, measure.slag, 1)

    def _formula(self, block: Block, measure: Measure, placement: Placement, variant: int) -> str:
        """The live formula of a total, a sum or a ratio, with ``{n}`` for the row; empty for a value of its own."""
        def here(key: str) -> str:
            return xl_col_to_name(placement.column(key, variant)) + "{n}"

        if measure.parts:
            present = [k for k in measure.parts if block.plan[placement.measures.index(k)] is not None]
            return f"=SUM({','.join(here(k) for k in present)})"
        if measure.ratio is not None:
            over, under = (here(k) for k in measure.ratio)
            return f'=IF({under}=0,"",{over}/{under})'
        start, last = placement.list_rows
        if not block.sums or not measure.additive or last < start:
            return ""
        column = placement.column(measure.key, variant)
        words = {level: text_literal(self.tekster(f"niva.{level}")) for level in block.sums}
        return "=" + "+".join(
            f"SUMIFS({absolute(start, column, last)},{absolute(start, MONTH_COLUMN, last)},$A{{n}},"
            f"{absolute(start, LEVEL_COLUMN, last)},{words[level]})"
            for level in block.sums
        )
