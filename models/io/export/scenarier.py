"""``Scenariosammenligning``: the baseline and every scenario side by side, what is changed, and two charts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.cells import column_pixels, merge_text, write_month, write_number, write_text
from models.io.export.charts import dress
from models.io.export.formats import Formats, Slag, axis_format, smallest_shown
from models.io.export.kontroll import Kontrollinje
from models.io.export.labels import Meta, Tekster
from models.io.export.names import VARIANTS
from models.io.export.pair_cells import DECIMALS, FORSKJELL, PLAN, UTEN
from models.io.export.printing import page
from models.io.export.sammendrag import lines_of
from planning_core.questions.scenarios import Sammenligning, Scenario, verdi
from planning_core.results import Resultat

SHEET = "Scenariosammenligning"
FIGURES = (
    ("restanser", Slag.SAKER, True), ("over_grense", Slag.SAKER, True), ("saksbehandlingstid_mnd", Slag.MND, True),
    ("oppfolging_timer", Slag.TIMER, False), ("oppfolging_gap_arsverk", Slag.ARSVERK, True),
)
"""Series, kind of quantity, and whether less is better."""
CHARTS = (("restanser", Slag.SAKER), ("oppfolging_timer", Slag.TIMER))
VARIANT, VALUES = 1, 2
LAST = VALUES + 2 * len(FIGURES) - 1
"""Last column: a name, planen or uten flyttinger, and a value and a difference of each figure."""
NAME_WIDTH, VARIANT_WIDTH, NUMBER_WIDTH = 34, 14, 12
CHART_ROWS = 17
_LINE: dict[str, object] = {"bottom": 1, "bottom_color": f.ROW_LINE}
_LEFT: dict[str, object] = {"left": 1, "left_color": f.PANEL_BORDER}


@dataclass(frozen=True)
class Scenarioark:
    """What the sheet shows.

    Parameters
    ----------
    sammenligning : Sammenligning
    endringer : mapping of str to tuple of str
        What is changed, in words, by the scenario's name.
    uten : mapping of str to Resultat
        Each scenario without its flyttinger, by name; the baseline's under the empty name.
    setning : str
        The answer in one sentence.
    """

    sammenligning: Sammenligning
    endringer: Mapping[str, tuple[str, ...]]
    uten: Mapping[str, Resultat]
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
    _checks: list[Kontrollinje] = field(default_factory=list)

    def write(self, content: Scenarioark, meta: Meta, note: str) -> list[Kontrollinje]:
        """Write everything; ``note`` says which numbers are made up. Returns what ``Kontroll`` is to compare."""
        self.sheet.set_column(0, 0, NAME_WIDTH)
        self.sheet.set_column(VARIANT, VARIANT, VARIANT_WIDTH)
        self.sheet.set_column(VALUES, LAST, NUMBER_WIDTH)
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
            self._figures(content, month)
        chart_row = self.row
        breaks = [chart_row] if result.scenarier else []
        self.row += CHART_ROWS
        for scenario in result.scenarier:
            self._changes(scenario, content.endringer.get(scenario.navn, ()))
        breaks += self._series(result, chart_row)
        self.sheet.set_h_pagebreaks(breaks)
        self.sheet.freeze_panes(3, 1)
        page(self.sheet, self.tekster, meta, landscape=True)
        return self._checks

    def _paragraph(self, text: str, **look: object) -> None:
        width = NAME_WIDTH + VARIANT_WIDTH + (LAST - VARIANT) * NUMBER_WIDTH
        merge_text(self.sheet, self.row, 0, LAST, text, self.formats(text_wrap=True, valign="top", **look))
        self.sheet.set_row(self.row, 15 * lines_of(text, width) + 3)
        self.row += 1

    def _figures(self, content: Scenarioark, month: int) -> None:
        """Key figures in one month: the baseline first, then each scenario, with and without its flyttinger."""
        result = content.sammenligning
        number = result.grunnplan.maneder.index(month) + 1
        self._header(self.tekster("scenario.nokkeltall", maned=self.tekster.maned(month), nr=number))
        first = self.row
        self._block(self.tekster("scenario.grunnplan"), result.grunnplan, content.uten.get(""), month)
        for scenario in result.scenarier:
            if scenario.resultat is None:
                name = self.tekster("scenario.kan_ikke_brukes", navn=scenario.navn)
                self._row(name, PLAN, [math.nan] * len(FIGURES), first)
            else:
                self._block(scenario.navn, scenario.resultat, content.uten.get(scenario.navn), month, first)
        self._colours(first + 3, self.row - 1)
        self._check_figures(first, self.row - 1, self.tekster.maned(month))
        self.row += 1

    def _block(
        self, name: str, found: Resultat, uten: Resultat | None, month: int, baseline: int | None = None
    ) -> None:
        """Three rows: planen, uten flyttinger, forskjell."""
        plan = [verdi(found, key, month) for key, _, _ in FIGURES]
        self._row(name, PLAN, plan, baseline)
        if uten is None:
            return
        without = [verdi(uten, key, month) for key, _, _ in FIGURES]
        self._row("", UTEN, without, None if baseline is None else baseline + UTEN)
        self._change_row(plan, without)

    def _check_figures(self, first: int, last: int, when: str) -> None:
        for i, (key, _, _) in enumerate(FIGURES):
            column = VALUES + 2 * i
            values = [v for (row, c), v in self._written.items() if c == column and first <= row <= last and math.isfinite(v)]
            span = f"'{SHEET}'!{xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)}"
            self._checks.append(Kontrollinje(SHEET, self.tekster(f"sammendrag.{key}"),
                                             self.tekster("scenario.alle_rader", maned=when), sum(values), f"SUM({span})"))

    def _header(self, title: str) -> None:
        write_text(self.sheet, self.row, 0, title, self.formats.header(font_color=f.TEXT, bottom=0))
        write_text(self.sheet, self.row, VARIANT, "", self.formats.header(bottom=0))
        write_text(self.sheet, self.row + 1, 0, self.tekster("scenario.scenario"), self.formats.header())
        write_text(self.sheet, self.row + 1, VARIANT, self.tekster("kontroll.variant"), self.formats.header())
        for i, (key, _, _) in enumerate(FIGURES):
            border = {"left": 1, "left_color": f.PANEL_BORDER}
            column = VALUES + 2 * i
            merge_text(self.sheet, self.row, column, column + 1, self.tekster(f"sammendrag.{key}"),
                       self.formats.header(bottom=0, font_color=f.TEXT, **border))
            write_text(self.sheet, self.row + 1, column, self.tekster("scenario.verdi"),
                       self.formats.header(align="right", **border))
            write_text(self.sheet, self.row + 1, column + 1, self.tekster("scenario.forskjell"),
                       self.formats.header(align="right"))
        self.sheet.set_row(self.row, 30)
        self.sheet.set_row(self.row + 1, 28)
        self.row += 2

    def _row(self, name: str, variant: int, values: Sequence[float], baseline: int | None = None) -> None:
        self._names(name, variant, bold=variant == PLAN and baseline is None)
        look: dict[str, object] = {"bold": True} if variant == PLAN else {"font_color": f.SECONDARY}
        for i, (value, (_, slag, _)) in enumerate(zip(values, FIGURES, strict=True)):
            column = VALUES + 2 * i
            style = self.formats.number(slag, **{**_LINE, **_LEFT, **look})
            write_number(self.sheet, self.row, column, value, style)
            change = self.formats.change(slag, **_LINE)
            base = None if baseline is None else self._written.get((baseline, column))
            if base is None or not math.isfinite(base) or not math.isfinite(value):
                self.sheet.write_blank(self.row, column + 1, None, change)
            else:
                self._difference(column + 1, (self.row, column), (baseline or 0, column), value - base, change)
            self._written[self.row, column] = value
        self.row += 1

    def _change_row(self, plan: Sequence[float], uten: Sequence[float]) -> None:
        """planen less uten flyttinger, from the two rows above."""
        self._names("", FORSKJELL, bold=False)
        for i, (value, without, (_, slag, _)) in enumerate(zip(plan, uten, FIGURES, strict=True)):
            column = VALUES + 2 * i
            style = self.formats.change(slag, **{**_LINE, **_LEFT})
            if math.isfinite(value - without):
                self._difference(column, (self.row - 2, column), (self.row - 1, column), value - without, style)
                self._written[self.row, column] = round(value - without, DECIMALS)
            else:
                self.sheet.write_blank(self.row, column, None, style)
            self.sheet.write_blank(self.row, column + 1, None, self.formats(**_LINE))
        self.row += 1

    def _names(self, name: str, variant: int, *, bold: bool) -> None:
        write_text(self.sheet, self.row, 0, name, self.formats(bold=bold, text_wrap=True, **_LINE))
        text = self.tekster(f"variant.{VARIANTS[variant]}")
        write_text(self.sheet, self.row, VARIANT, text, self.formats(font_color=f.SECONDARY, **_LINE))

    def _difference(
        self, column: int, here: tuple[int, int], there: tuple[int, int], value: float, style: Format
    ) -> None:
        formula = f"=ROUND({xl_rowcol_to_cell(*here)}-{xl_rowcol_to_cell(*there)},{DECIMALS})"
        self.sheet.write_formula(self.row, column, formula, style, round(value, DECIMALS))

    def _colours(self, first: int, last: int) -> None:
        """Favourable green, unfavourable plum, following the cell when it is recalculated."""
        if last < first:
            return
        good, bad = (self.book.add_format({"font_color": c}) for c in (f.FAVOURABLE, f.UNFAVOURABLE))
        for i, (_, slag, less_is_better) in enumerate(FIGURES):
            column, least = VALUES + 2 * i + 1, smallest_shown(slag)
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

    def _series(self, result: Sammenligning, chart_row: int) -> list[int]:
        """The months behind the charts, last on the sheet, and the charts above them; where each begins a page."""
        breaks = [self.row]
        write_text(self.sheet, self.row, 0, self.tekster("scenario.maneder"), self.formats.section)
        self.row += 1
        shown = [(self.tekster("scenario.grunnplan"), result.grunnplan),
                 *((s.navn, s.resultat) for s in result.scenarier if s.resultat is not None)]
        months = result.grunnplan.maneder
        columns = (NAME_WIDTH, VARIANT_WIDTH, *[NUMBER_WIDTH] * (LAST - VARIANT))
        width = sum(map(column_pixels, columns)) // len(CHARTS)
        for number, (key, slag) in enumerate(CHARTS):
            header = self.row
            write_text(self.sheet, header, 0, self.tekster(f"diagram.{key}"), self.formats.header(font_color=f.TEXT))
            for c, (name, found) in enumerate(shown, start=1):
                write_text(self.sheet, header, c, name, self.formats.header(align="right", left=1, left_color=f.PANEL_BORDER))
                self.sheet.set_row(header, 14 * max(lines_of(n, NUMBER_WIDTH - 2) for n, _ in shown) + 4)
                for t, month in enumerate(months):
                    write_number(self.sheet, header + 1 + t, c, verdi(found, key, month), self.formats.number(slag))
            for t, month in enumerate(months):
                write_month(self.sheet, header + 1 + t, 0, month, self.formats.month)
            self._check_series(header + 1, key, [found for _, found in shown], months)
            chart = self._chart(header, len(months), len(shown), key, slag)
            chart.set_size({"width": width - 6, "height": CHART_ROWS * 20 - 10})
            self.sheet.insert_chart(chart_row, 0, chart, {"x_offset": number * width, "object_position": 2})
            self.row = header + len(months) + 2
            breaks.append(self.row)
        return breaks[:-1]

    def _check_series(self, first: int, key: str, shown: Sequence[Resultat], months: Sequence[int]) -> None:
        values = [v for found in shown for v in (verdi(found, key, m) for m in months) if math.isfinite(v)]
        cells = f"{xl_rowcol_to_cell(first, 1)}:{xl_rowcol_to_cell(first + len(months) - 1, len(shown))}"
        self._checks.append(Kontrollinje(SHEET, self.tekster(f"sammendrag.{key}"), self.tekster("gevinst.alle_maneder"),
                                         sum(values), f"SUM('{SHEET}'!{cells})"))

    def _chart(self, header: int, months: int, count: int, key: str, slag: Slag) -> Chart:
        chart = self.book.add_chart({"type": "line"})
        for i in range(count):
            # Not grey and dashed: that is "uten flyttinger" and nothing else.
            baseline = {"color": f.TEXT, "width": 1.5}
            colours = (f.PLAN_LINE, *f.CATEGORIES[1:])
            chart.add_series({
                "name": [SHEET, header, 1 + i], "categories": [SHEET, header + 1, 0, header + months, 0],
                "values": [SHEET, header + 1, 1 + i, header + months, 1 + i],
                "line": baseline if i == 0 else {"color": colours[(i - 1) % len(colours)], "width": 2.25},
                "marker": {"type": "none"},
            })
        dress(chart, self.tekster(f"diagram.{key}"), axis_format(slag), months)
        return chart
