"""``Sammendrag``: the answer on one A4 page, every figure a reference to the sheet it comes from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.cells import merge_text, write_month, write_text
from models.io.export.charts import pair_chart
from models.io.export.formats import Formats, Slag, axis_format, change_format, number_format, smallest_shown
from models.io.export.labels import Meta, Tekster
from models.io.export.names import Names
from models.io.export.pair_cells import DECIMALS, FORSKJELL, PLAN, UTEN
from models.io.export.pair_table import Placement
from models.io.export.printing import page
from models.io.export.series_tables import OPPFOLGING, RESTANSER, TID, SeriesTable
from planning_core.findings import Finding
from planning_core.plan import Flytting, Plan

SHEET = "Sammendrag"
LAST = 9
"""Last column: one of words and three groups of three numbers."""
MAX_FLYTTINGER = 12
MAX_FUNN = 6
CHART_ROWS = 17
_WIDTH = 125
"""Characters on a line across the page, at the size of the text."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One line of the table: where its series stands, and whether less is better (None: neither)."""

    sheet: str
    measure: str
    slag: Slag
    less_is_better: bool | None


KEY_FIGURES = (
    KeyFigure(RESTANSER, "restanser", Slag.SAKER, True),
    KeyFigure(RESTANSER, "over_grense", Slag.SAKER, True),
    KeyFigure(TID, "saksbehandlingstid_mnd", Slag.MND, True),
    KeyFigure(TID, "forventet_tid_mnd", Slag.MND, True),
    KeyFigure(OPPFOLGING, "oppfolging_timer", Slag.TIMER, False),
    KeyFigure(OPPFOLGING, "dekning", Slag.ANDEL, False),
    KeyFigure(OPPFOLGING, "oppfolging_gap_arsverk", Slag.ARSVERK, True),
)


@dataclass
class Sammendrag:
    """Writes the sheet from the top down; ``row`` is the next free row."""

    book: Workbook
    sheet: Worksheet
    formats: Formats
    tekster: Tekster
    names: Names
    tables: dict[str, SeriesTable]
    places: dict[str, Placement]
    row: int = 0

    def write(self, plan: Plan, findings: Sequence[Finding], meta: Meta, synthetic: str) -> None:
        self.sheet.set_column(0, 0, 37)
        self.sheet.set_column(1, LAST, 10)
        self._heading(plan, meta)
        self._key_figures(plan.maneder)
        self._charts()
        self._flyttinger(plan)
        self._warnings([x for x in findings if not x.is_error])
        if synthetic:
            style = self.formats(text_wrap=True, bg_color=f.INFO_FILL, border=1, border_color=f.INFO_BORDER)
            self._paragraph(synthetic, style)
        page(self.sheet, self.tekster, meta, landscape=False)
        self.sheet.print_area(0, 0, self.row - 1, LAST)
        self.sheet.fit_to_pages(1, 1)
        self.sheet.center_horizontally()

    def _paragraph(self, text: str, style: Format, gap: int = 1) -> None:
        """A paragraph across the page, its row as high as its text needs."""
        merge_text(self.sheet, self.row, 0, LAST, text, style)
        self.sheet.set_row(self.row, 15 * lines_of(text, _WIDTH) + 3)
        self.row += 1
        if gap:
            self.row += gap

    def _heading(self, plan: Plan, meta: Meta) -> None:
        first, last = plan.maneder[0], plan.maneder[-1]
        write_text(self.sheet, 0, 0, self.tekster("sammendrag.tittel", fylke=plan.fylke), self.formats.title)
        period = self.tekster("sammendrag.periode", plan=meta.plan_navn, fra=self.tekster.maned(first),
                              til=self.tekster.maned(last), antall=len(plan.maneder))
        write_text(self.sheet, 1, 0, period, self.formats.subtitle)
        self.sheet.set_row(0, 26)
        self.row = 3
        if meta.setning:
            style = self.formats(text_wrap=True, font_size=11, bg_color=f.SENTENCE_FILL, border=1,
                                 border_color=f.ROW_LINE)
            self._paragraph(meta.setning, style)
            self.sheet.set_row(self.row - 2, 17 * lines_of(meta.setning, _WIDTH * 10 // 11) + 6)

    def _key_figures(self, months: tuple[int, ...]) -> None:
        points = sorted({min(6, len(months)) - 1, min(12, len(months)) - 1, len(months) - 1})
        self._key_figure_header(months, points)
        for figure in KEY_FIGURES:
            label = self.tekster(f"sammendrag.{figure.measure}")
            line = {"bottom": 1, "bottom_color": f.ROW_LINE}
            write_text(self.sheet, self.row, 0, label, self.formats(**line))
            for i, t in enumerate(points):
                self._key_figure(figure, t, 1 + 3 * i)
            self.names.add_pair(figure.measure, SHEET, self.row, 3 * len(points) - 2)
            self.row += 1
        last = 3 * len(points)
        self._colour_differences(self.row - len(KEY_FIGURES), last)
        style = self.formats(font_size=9, font_color=f.SECONDARY, text_wrap=True, valign="top")
        self._paragraph(self.tekster("sammendrag.tom_celle"), style, gap=0)

    def _key_figure_header(self, months: tuple[int, ...], points: list[int]) -> None:
        corner = self.formats.header(bottom=0, font_color=f.TEXT)
        write_text(self.sheet, self.row, 0, self.tekster("sammendrag.nokkeltall"), corner)
        write_text(self.sheet, self.row + 1, 0, "", self.formats.header())
        for i, t in enumerate(points):
            column = 1 + 3 * i
            border = {"left": 1, "left_color": f.PANEL_BORDER}
            text = self.tekster("sammendrag.maned_nr", maned=self.tekster.maned(months[t]), nr=t + 1)
            merge_text(self.sheet, self.row, column, column + 2, text,
                       self.formats.header(bottom=0, align="center", font_color=f.TEXT, **border))
            plan = self.formats.header(align="right", font_color=f.PLAN_LINE, **border)
            write_text(self.sheet, self.row + 1, column, self.tekster("variant.plan"), plan)
            write_text(self.sheet, self.row + 1, column + 1, self.tekster("variant.uten"),
                       self.formats.header(align="right", font_color=f.UTEN))
            write_text(self.sheet, self.row + 1, column + 2, self.tekster("variant.forskjell"),
                       self.formats.header(align="right"))
        self.sheet.set_row(self.row + 1, 28)
        self.row += 2

    def _key_figure(self, figure: KeyFigure, t: int, column: int) -> None:
        table, place = self.tables[figure.sheet], self.places[figure.sheet]
        key = f"storrelse.{figure.measure}"
        line = {"bottom": 1, "bottom_color": f.ROW_LINE}
        values = []
        for variant in (PLAN, UTEN):
            series = table.values(table.fylke, key, variant)
            value = math.nan if series is None else float(series[t])
            values.append(value)
            look = _PLAN_LOOK if variant == PLAN else _UTEN_LOOK
            style = self.formats(num_format=number_format(figure.slag), **look, **line)
            if math.isfinite(value):
                formula = "=" + place.cell(table.fylke, key, variant, t)
                self.sheet.write_formula(self.row, column + variant, formula, style, value)
            else:
                self.sheet.write_blank(self.row, column + variant, None, style)
        style = self.formats(num_format=change_format(figure.slag), **line)
        difference = round(values[PLAN] - values[UTEN], DECIMALS)
        if math.isfinite(difference):
            formula = "=" + place.cell(table.fylke, key, FORSKJELL, t)
            self.sheet.write_formula(self.row, column + 2, formula, style, difference)
        else:
            self.sheet.write_blank(self.row, column + 2, None, style)

    def _colour_differences(self, first: int, last: int) -> None:
        """Favourable green, unfavourable plum, following the cell when it is recalculated."""
        good, bad = (self.book.add_format({"font_color": c}) for c in (f.FAVOURABLE, f.UNFAVOURABLE))
        for i, figure in enumerate(KEY_FIGURES):
            if figure.less_is_better is None:
                continue
            least = smallest_shown(figure.slag)
            below, above = (good, bad) if figure.less_is_better else (bad, good)
            for column in range(3, last + 1, 3):
                for criteria, value, style in (("<=", -least, below), (">=", least, above)):
                    rule = {"type": "cell", "criteria": criteria, "value": value, "format": style}
                    self.sheet.conditional_format(first + i, column, first + i, column, rule)

    def _charts(self) -> None:
        wanted = ((RESTANSER, "restanser", Slag.SAKER, ()),
                  (OPPFOLGING, "oppfolging_timer", Slag.TIMER, ("oppfolging_behov_timer",)))
        width = (37 * 7 + 5 + LAST * 75) // 2
        for i, (name, measure, slag, extra) in enumerate(wanted):
            table, place = self.tables[name], self.places[name]
            chart = pair_chart(
                self.book, self.tekster, place, self.tekster(f"diagram.{measure}"),
                [(table.fylke, f"storrelse.{measure}", "")], axis_format(slag),
                [(table.fylke, f"storrelse.{key}", self.tekster("kort.behov")) for key in extra],
            )
            chart.set_size({"width": width - 4, "height": CHART_ROWS * 20 - 8})
            self.sheet.insert_chart(self.row, 0, chart, {"x_offset": i * width, "y_offset": 4, "object_position": 2})
        self.row += CHART_ROWS

    def _section(self, text: str) -> None:
        write_text(self.sheet, self.row, 0, text, self.formats.section)
        self.sheet.set_row(self.row, 20)
        self.row += 1

    def _flyttinger(self, plan: Plan) -> None:
        rows = sorted(plan.flyttinger, key=lambda x: x.fra_maned)
        self._section(self.tekster("sammendrag.flyttinger"))
        if not rows:
            self._paragraph(self.tekster("sammendrag.ingen_flyttinger"), self.formats.wrapped)
            return
        headers = ("fra", "til", "eier", "arsverk", "fra_maned", "til_maned", "arsak")
        for (first, last), key in zip(_FLYTTING_COLUMNS, headers):
            look = _FLYTTING_LOOKS.get(key, {})
            merge_text(self.sheet, self.row, first, last, self.tekster(f"flytting.{key}"), self.formats.header(**look))
        self.row += 1
        names = {e.enhet: e.navn or e.enhet for e in plan.enheter}
        for flytting in rows[:MAX_FLYTTINGER]:
            self._flytting(flytting, names)
        if len(rows) > MAX_FLYTTINGER:
            self._paragraph(self.tekster("sammendrag.flere_flyttinger", antall=len(rows) - MAX_FLYTTINGER),
                            self.formats.wrapped)
        else:
            self.row += 1

    def _flytting(self, x: Flytting, names: dict[str, str]) -> None:
        style = self.formats(bottom=1, bottom_color=f.ROW_LINE, text_wrap=True)
        fra = names.get(x.fra, x.fra) if x.fra else self.tekster("flytting.nye_midler")
        til = names.get(x.til, x.til) if x.til else self.tekster("flytting.kutt")
        for (first, last), text in zip(_FLYTTING_COLUMNS, (fra, til, x.eier.value)):
            merge_text(self.sheet, self.row, first, last, text, style)
        number = self.formats(bottom=1, bottom_color=f.ROW_LINE, num_format=number_format(Slag.ARSVERK))
        self.sheet.write_number(self.row, 5, x.arsverk, number)
        write_month(self.sheet, self.row, 6, x.fra_maned, self.formats(indent=1, **_MONTH_LOOK))
        if x.til_maned is None:
            write_text(self.sheet, self.row, 7, self.tekster("flytting.varig"), self.formats(indent=1, **_MONTH_LOOK))
        else:
            write_month(self.sheet, self.row, 7, x.til_maned, self.formats(indent=1, **_MONTH_LOOK))
        merge_text(self.sheet, self.row, 8, LAST, x.arsak, style)
        self.sheet.set_row(self.row, 15 * max(lines_of(x.arsak, 25), lines_of(fra, 37), lines_of(til, 30)))
        self.row += 1

    def _warnings(self, findings: Sequence[Finding]) -> None:
        self._section(self.tekster("sammendrag.advarsler"))
        if not findings:
            self._paragraph(self.tekster("sammendrag.ingen_advarsler"), self.formats.wrapped)
            return
        style = self.formats(text_wrap=True, valign="top", font_color=f.WARNING_TEXT)
        for finding in findings[:MAX_FUNN]:
            self._paragraph(self.tekster.funn(finding), style, gap=0)
        if len(findings) > MAX_FUNN:
            self._paragraph(self.tekster("sammendrag.flere_advarsler", antall=len(findings) - MAX_FUNN),
                            self.formats.wrapped, gap=0)
        self.row += 1


_PLAN_LOOK = {"bold": True, "left": 1, "left_color": f.PANEL_BORDER}
_UTEN_LOOK = {"font_color": f.SECONDARY}
_MONTH_LOOK = {"bottom": 1, "bottom_color": f.ROW_LINE, "num_format": f.MONTH_FORMAT, "align": "left"}
_FLYTTING_LOOKS: dict[str, dict[str, object]] = {
    "arsverk": {"align": "right"}, "fra_maned": {"indent": 1}, "til_maned": {"indent": 1},
}
_FLYTTING_COLUMNS = ((0, 0), (1, 3), (4, 4), (5, 5), (6, 6), (7, 7), (8, LAST))


def lines_of(text: str, width: int) -> int:
    """Lines that a text takes in a cell of so many characters: words are not cut."""
    lines = 0
    for paragraph in text.split("\n"):
        used, lines = 0, lines + 1
        for word in paragraph.split(" "):
            if used and used + 1 + len(word) > width:
                lines, used = lines + 1, 0
            used += len(word) + (1 if used else 0)
            lines += max(0, (used - 1) // width)
            used = used % width if used > width else used
    return lines
