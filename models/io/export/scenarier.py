"""``Scenariosammenligning``: the baseline and every scenario side by side, what is changed, and two charts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter.chart import Chart
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.cells import merge_text, write_month, write_number, write_text
from models.io.export.charts import dress
from models.io.export.formats import Formats, Slag, axis_format, smallest_shown
from models.io.export.labels import Meta, Tekster
from models.io.export.pair_table import DECIMALS
from models.io.export.printing import page
from models.io.export.sammendrag import lines_of
from planning_core.questions.scenarios import Sammenligning, Scenario, verdi

SHEET = "Scenariosammenligning"
FIGURES = (
    ("restanser", Slag.SAKER, True), ("over_grense", Slag.SAKER, True), ("saksbehandlingstid_mnd", Slag.MND, True),
    ("oppfolging_timer", Slag.TIMER, False), ("oppfolging_gap_arsverk", Slag.ARSVERK, True),
)
"""Series, kind of quantity, and whether less is better."""
CHARTS = (("restanser", Slag.SAKER), ("oppfolging_timer", Slag.TIMER))
LAST = 2 * len(FIGURES)
"""Last column: a name, and a value and a difference of each figure."""
NAME_WIDTH, NUMBER_WIDTH = 34, 11
CHART_ROWS = 17


@dataclass(frozen=True)
class Scenarioark:
    """What the sheet shows.

    Parameters
    ----------
    sammenligning : Sammenligning
    endringer : mapping of str to tuple of str
        What is changed, in words, by the scenario's name.
    setning : str
        The answer in one sentence.
    """

    sammenligning: Sammenligning
    endringer: Mapping[str, tuple[str, ...]]
    setning: str = ""


@dataclass
class Scenariosammenligning:
    """Writes the sheet from the top down; ``row`` is the next free row."""

    book: Workbook
    sheet: Worksheet
    formats: Formats
    tekster: Tekster
    row: int = 0
    _written: dict[tuple[int, int], float] = field(default_factory=dict)
    """Value of each cell that a difference may rest on."""

    def write(self, content: Scenarioark, meta: Meta, note: str) -> None:
        """Write everything; ``note`` says which numbers are made up."""
        self.sheet.set_column(0, 0, NAME_WIDTH)
        self.sheet.set_column(1, LAST, NUMBER_WIDTH)
        result = content.sammenligning
        write_text(self.sheet, 0, 0, self.tekster("scenario.tittel"), self.formats.title)
        self.sheet.set_row(0, 26)
        baseline = self.tekster("scenario.grunnplan_urort", fingeravtrykk=result.grunnplan.fingerprint)
        write_text(self.sheet, 1, 0, " ".join(filter(None, (baseline, note))), self.formats.subtitle)
        self.row = 3
        sentence = content.setning or ("" if result.scenarier else self.tekster("scenario.ingen"))
        if sentence:
            self._paragraph(sentence, bg_color=f.SENTENCE_FILL, border=1, border_color=f.ROW_LINE)
            self.row += 1
        for month in result.maneder:
            self._figures(result, month)
        chart_row = self.row
        self.row += CHART_ROWS
        for scenario in result.scenarier:
            self._changes(scenario, content.endringer.get(scenario.navn, ()))
        self._series(result, chart_row)
        self.sheet.freeze_panes(3, 1)
        page(self.sheet, self.tekster, meta, landscape=True)

    def _paragraph(self, text: str, **look: object) -> None:
        width = NAME_WIDTH + LAST * NUMBER_WIDTH
        merge_text(self.sheet, self.row, 0, LAST, text, self.formats(text_wrap=True, valign="top", **look))
        self.sheet.set_row(self.row, 15 * lines_of(text, width) + 3)
        self.row += 1

    def _figures(self, result: Sammenligning, month: int) -> None:
        """Key figures in one month: the baseline first, then each scenario with its difference as a formula."""
        number = result.grunnplan.maneder.index(month) + 1
        title = self.tekster("scenario.nokkeltall", maned=self.tekster.maned(month), nr=number)
        self._header(title)
        first = self.row
        self._row(self.tekster("scenario.grunnplan"), [verdi(result.grunnplan, key, month) for key, _, _ in FIGURES])
        for scenario in result.scenarier:
            found = scenario.resultat
            values = [math.nan if found is None else verdi(found, key, month) for key, _, _ in FIGURES]
            name = scenario.navn if found is not None else self.tekster("scenario.kan_ikke_brukes", navn=scenario.navn)
            self._row(name, values, first)
        self._colours(first + 1, self.row - 1)
        self.row += 1

    def _header(self, title: str) -> None:
        write_text(self.sheet, self.row, 0, title, self.formats.header(font_color=f.TEXT, bottom=0))
        write_text(self.sheet, self.row + 1, 0, self.tekster("scenario.scenario"), self.formats.header())
        for i, (key, _, _) in enumerate(FIGURES):
            border = {"left": 1, "left_color": f.PANEL_BORDER}
            merge_text(self.sheet, self.row, 1 + 2 * i, 2 + 2 * i, self.tekster(f"sammendrag.{key}"),
                       self.formats.header(bottom=0, font_color=f.TEXT, **border))
            write_text(self.sheet, self.row + 1, 1 + 2 * i, self.tekster("scenario.verdi"),
                       self.formats.header(align="right", **border))
            write_text(self.sheet, self.row + 1, 2 + 2 * i, self.tekster("scenario.forskjell"),
                       self.formats.header(align="right"))
        self.sheet.set_row(self.row, 30)
        self.sheet.set_row(self.row + 1, 28)
        self.row += 2

    def _row(self, name: str, values: Sequence[float], baseline: int | None = None) -> None:
        line = {"bottom": 1, "bottom_color": f.ROW_LINE}
        write_text(self.sheet, self.row, 0, name, self.formats(bold=baseline is None, text_wrap=True, **line))
        for i, (value, (_, slag, _)) in enumerate(zip(values, FIGURES, strict=True)):
            column = 1 + 2 * i
            style = self.formats.number(slag, bold=True, left=1, left_color=f.PANEL_BORDER, **line)
            write_number(self.sheet, self.row, column, value, style)
            change = self.formats.change(slag, **line)
            base = None if baseline is None else self._written.get((baseline, column))
            if base is None or not math.isfinite(base) or not math.isfinite(value):
                self.sheet.write_blank(self.row, column + 1, None, change)
            else:
                here, there = (xl_rowcol_to_cell(r, column) for r in (self.row, baseline or 0))
                self.sheet.write_formula(self.row, column + 1, f"=ROUND({here}-{there},{DECIMALS})", change,
                                         round(value - base, DECIMALS))
            self._written[self.row, column] = value
        self.row += 1

    def _colours(self, first: int, last: int) -> None:
        """Favourable green, unfavourable plum, following the cell when it is recalculated."""
        if last < first:
            return
        good, bad = (self.book.add_format({"font_color": c}) for c in (f.FAVOURABLE, f.UNFAVOURABLE))
        for i, (_, slag, less_is_better) in enumerate(FIGURES):
            column, least = 2 + 2 * i, smallest_shown(slag)
            below, above = (good, bad) if less_is_better else (bad, good)
            for criteria, value, style in (("<=", -least, below), (">=", least, above)):
                self.sheet.conditional_format(first, column, last, column,
                                              {"type": "cell", "criteria": criteria, "value": value, "format": style})

    def _changes(self, scenario: Scenario, lines: Sequence[str]) -> None:
        """What one scenario changes, in words; why it cannot be used."""
        name = self.tekster("scenario.laast", navn=scenario.navn) if scenario.laast else scenario.navn
        write_text(self.sheet, self.row, 0, name, self.formats.section)
        self.sheet.set_row(self.row, 20)
        self.row += 1
        if scenario.beskrivelse:
            self._paragraph(scenario.beskrivelse, font_color=f.SECONDARY)
        if scenario.resultat is None:
            self._paragraph(self.tekster("scenario.brukes_ikke"), font_color=f.WARNING_TEXT)
        for finding in scenario.funn:
            self._paragraph(self.tekster.funn(finding), font_color=f.WARNING_TEXT)
        for text in lines or (self.tekster("scenario.ingen_endringer"),):
            self._paragraph(text, indent=1)
        self.row += 1

    def _series(self, result: Sammenligning, chart_row: int) -> None:
        """The months behind the charts, last on the sheet, and the charts above them."""
        write_text(self.sheet, self.row, 0, self.tekster("scenario.maneder"), self.formats.section)
        self.row += 1
        shown = [(self.tekster("scenario.grunnplan"), result.grunnplan),
                 *((s.navn, s.resultat) for s in result.scenarier if s.resultat is not None)]
        months = result.grunnplan.maneder
        width = (NAME_WIDTH * 7 + 5 + LAST * (NUMBER_WIDTH * 7 + 5)) // len(CHARTS)
        for number, (key, slag) in enumerate(CHARTS):
            header = self.row
            write_text(self.sheet, header, 0, self.tekster(f"diagram.{key}"), self.formats.header(font_color=f.TEXT))
            for c, (name, found) in enumerate(shown, start=1):
                write_text(self.sheet, header, c, name, self.formats.header(align="right"))
                for t, month in enumerate(months):
                    write_number(self.sheet, header + 1 + t, c, verdi(found, key, month), self.formats.number(slag))
            for t, month in enumerate(months):
                write_month(self.sheet, header + 1 + t, 0, month, self.formats.month)
            chart = self._chart(header, len(months), len(shown), key, slag)
            chart.set_size({"width": width - 6, "height": CHART_ROWS * 20 - 10})
            self.sheet.insert_chart(chart_row, 0, chart, {"x_offset": number * width, "object_position": 2})
            self.row = header + len(months) + 2

    def _chart(self, header: int, months: int, count: int, key: str, slag: Slag) -> Chart:
        chart = self.book.add_chart({"type": "line"})
        for i in range(count):
            dashed = {"color": f.UTEN, "width": 1.75, "dash_type": "dash"}
            colours = (f.PLAN_LINE, *f.CATEGORIES[1:])
            chart.add_series({
                "name": [SHEET, header, 1 + i], "categories": [SHEET, header + 1, 0, header + months, 0],
                "values": [SHEET, header + 1, 1 + i, header + months, 1 + i],
                "line": dashed if i == 0 else {"color": colours[(i - 1) % len(colours)], "width": 2.25},
                "marker": {"type": "none"},
            })
        dress(chart, self.tekster(f"diagram.{key}"), axis_format(slag), months)
        return chart
