"""``Kontroll``: the program's own sums beside the same sums read from the other sheets by formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.blocks import Block
from models.io.export.cells import absolute, quoted, write_text
from models.io.export.formats import Formats, number_format
from models.io.export.labels import Meta, Tekster
from models.io.export.pair_cells import PLAN, UTEN
from models.io.export.pair_table import Placement
from models.io.export.printing import page
from models.io.export.series_tables import SeriesTable

SHEET = "Kontroll"
FIRST = 6
"""First row of the table, after title, explanation, result and header."""
LARGEST = (3, 4)
"""Row and column of the largest difference."""
_DEVIATION = "[=0]0;0.000000"
DECIMALS = 6
"""Differences smaller than this are how a sum is rounded, not a change."""

_VARIANT = {PLAN: "variant.plan", UTEN: "variant.uten"}


@dataclass(frozen=True, slots=True)
class Kontrollinje:
    """Another number to compare: its sheet and what it is in words, the program's value and the formula that reads it."""

    ark: str
    storrelse: str
    omfang: str
    program: float
    formel: str
    variant: int = PLAN
    desimaler: int | None = None
    """Decimals that a difference is rounded to, where the numbers are too large for the usual ones."""


class Kontroll:
    """Writes the sheet: one line for each quantity, variant and group of blocks."""

    def __init__(self, sheet: Worksheet, formats: Formats, tekster: Tekster) -> None:
        self.sheet = sheet
        self.formats = formats
        self.tekster = tekster
        self.row = FIRST

    def write(
        self, tables: Sequence[tuple[SeriesTable, Placement]], meta: Meta, others: Sequence[Kontrollinje] = ()
    ) -> None:
        for column, width in enumerate((20, 44, 15, 36, 17, 17, 12)):
            self.sheet.set_column(column, column, width)
        write_text(self.sheet, 0, 0, self.tekster("kontroll.tittel"), self.formats.title)
        write_text(self.sheet, 1, 0, self.tekster("kontroll.forklaring"), self.formats.subtitle)
        self.sheet.set_row(0, 26)
        headers = ("ark", "storrelse", "variant", "omfang", "program", "ark_sum", "avvik")
        for column, key in enumerate(headers):
            style = self.formats.header(align="right") if column >= 4 else self.formats.header()
            write_text(self.sheet, FIRST - 1, column, self.tekster(f"kontroll.{key}"), style)
        for table, place in tables:
            for measure in table.measures:
                for variant in (PLAN, UTEN):
                    for scope, blocks in _groups(table, self.tekster):
                        self._line(table, place, measure.key, measure.slag, variant, scope, blocks)
        for other in others:
            words = (other.ark, other.storrelse, self.tekster(_VARIANT[other.variant]), other.omfang)
            self._compare(words, number_format(f.Slag.ARSVERK), other.program, other.formel, other.desimaler)
        self._verdict()
        self.sheet.freeze_panes(FIRST, 0)
        self.sheet.autofilter(FIRST - 1, 0, self.row - 1, 6)
        self.sheet.repeat_rows(FIRST - 1)
        page(self.sheet, self.tekster, meta, landscape=True)

    def _line(
        self, table: SeriesTable, place: Placement, key: str, slag: f.Slag, variant: int, scope: str,
        blocks: Sequence[Block],
    ) -> None:
        series = [v for v in (table.values(b, key, variant) for b in blocks) if v is not None]
        if not series:
            return
        # Undefined months are empty cells, which SUM leaves out as well.
        program = float(np.nansum(np.concatenate(series)))
        first, last = place.rows[blocks[0].level, blocks[0].name], place.rows[blocks[-1].level, blocks[-1].name]
        column = place.column(key, variant)
        cells = f"{quoted(place.sheet)}!{absolute(first, column, last + place.months - 1)}"
        words = (table.sheet, self.tekster(key), self.tekster(_VARIANT[variant]), scope)
        self._compare(words, number_format(slag) if slag is not f.Slag.ANDEL else "#,##0.000", program, f"SUM({cells})")

    def _compare(
        self, words: Sequence[str], shown: str, program: float, formula: str, decimals: int | None = None
    ) -> None:
        line = {"bottom": 1, "bottom_color": f.ROW_LINE}
        for c, text in enumerate(words):
            write_text(self.sheet, self.row, c, text.replace("\n", " "), self.formats(**line))
        number = self.formats(num_format=shown, **line)
        self.sheet.write_number(self.row, 4, program, number)
        self.sheet.write_formula(self.row, 5, f"={formula}", number, program)
        n = self.row + 1
        self.sheet.write_formula(self.row, 6, f"=ROUND(F{n}-E{n},{DECIMALS if decimals is None else decimals})",
                                 self.formats(num_format=_DEVIATION, **line), 0)
        self.row += 1

    def _verdict(self) -> None:
        bold = self.formats(bold=True)
        write_text(self.sheet, 3, 0, self.tekster("kontroll.storste"), bold)
        cells = f"G{FIRST + 1}:G{self.row}"
        style = self.formats(bold=True, num_format=_DEVIATION)
        self.sheet.write_formula(*LARGEST, f"=MAX(MAX({cells}),-MIN({cells}))", style, 0)


def _groups(table: SeriesTable, tekster: Tekster) -> Iterator[tuple[str, Sequence[Block]]]:
    """Blocks that stand under each other and belong together: each total, then each level of the list."""
    for total in table.totals:
        yield tekster("kontroll.sum", navn=total.name), (total,)
    for level in dict.fromkeys(b.level for b in table.blocks):
        scope = tekster("kontroll.enkeltvis", navn=tekster(f"alle.{level}"))
        yield scope, tuple(b for b in table.blocks if b.level == level)
