"""The workbook of an answer: the sentences, a sheet per table with its native chart, and where it comes from."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format as CellFormat
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.excel_export import synthetic_note
from models.io.export import formats as f
from models.io.export.cells import merge_text, write_month, write_number, write_text
from models.io.export.formats import Formats, Slag
from models.io.export.labels import Meta, Tekster
from models.io.export.om import Om
from models.io.export.printing import page
from models.io.export.sammendrag import lines_of
from models.io.export.sheets import add_sheet
from models.io.svar import Diagram, DiagramSlag, Format, Kolonne, Svar, Tabell, Verdi
from planning_core.findings import Finding
from planning_core.plan import Plan, fingerprint

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
WIDTH = 110
LINE = 128
"""Width of the sheet of sentences, and the characters that a line across it holds."""
NUMBER_WIDTH, WORD_WIDTH, MAX_WORD_WIDTH = 13, 12, 44

_SLAG = {
    Format.SAKER: Slag.SAKER, Format.TIMER: Slag.TIMER, Format.ARSVERK: Slag.ARSVERK, Format.MND: Slag.MND,
    Format.DAGER: Slag.SAKER, Format.ANDEL: Slag.ANDEL, Format.KRONER: Slag.SAKER,
}
_FONT = {"name": f.FONT, "size": 9, "color": f.SECONDARY}
_COLOURS = (f.PLAN_FILL, f.UTEN, *f.CATEGORIES[1:])


def svar_bytes(svar: Svar, plan: Plan, findings: Sequence[Finding], tekster: Tekster, meta: Meta) -> bytes:
    """The workbook of an answer as bytes; the same input gives the same bytes.

    Parameters
    ----------
    plan : Plan
        The plan that was asked about.
    findings : sequence of Finding
        What is to be said about the plan; errors are not shown.
    tekster : Tekster
        Words of the result workbook, with the keys ``svar.*``.
    meta : Meta
        Name of the plan, version and time.
    """
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": svar.tittel, "subject": meta.plan_navn, "author": "",
                         "comments": tekster("om.program_navn", versjon=meta.versjon), "created": meta.tid})
    answer_name, about_name = tekster("svar.ark"), tekster("svar.om_ark")
    answer = add_sheet(book, answer_name)
    sheets = [add_sheet(book, table.navn) for table in svar.tabeller]
    about = add_sheet(book, about_name)
    formats = Formats(book)
    _write_answer(answer, formats, tekster, meta, svar, plan)
    for sheet, table in zip(sheets, svar.tabeller, strict=True):
        _TableSheet(book, sheet, formats, table).write(tekster, meta)
    contents = [(answer_name, tekster("svar.ark_hjelp")), *((t.navn, t.forklaring) for t in svar.tabeller)]
    _About(about, formats, tekster, contents).write(
        plan, fingerprint(plan), [x for x in findings if not x.is_error], meta, [])
    answer.activate()
    book.close()
    return buffer.getvalue()


def json_bytes(svar: Svar) -> bytes:
    """The answer as UTF-8 JSON; what is not defined is null.

    ``sporsmal`` and ``setninger`` come first, then what the question itself gives.
    """
    content = {"sporsmal": svar.navn, "setninger": list(svar.setninger), **svar.json}
    return (json.dumps(_defined(content), ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _defined(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _defined(v) for key, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_defined(v) for v in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value


class _About(Om):
    """``Om`` of an answer: the plan's own sheets do not follow."""

    def __init__(
        self, sheet: Worksheet, formats: Formats, tekster: Tekster, contents: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(sheet, formats, tekster)
        self.contents = contents

    def _contents(self, sheets: Sequence[str]) -> None:
        self._section("om.innhold")
        for name, text in self.contents:
            write_text(self.sheet, self.row, 0, name, self.formats(bold=True))
            write_text(self.sheet, self.row, 1, text, self.formats.text)
            self.row += 1


def _write_answer(
    sheet: Worksheet, formats: Formats, tekster: Tekster, meta: Meta, svar: Svar, plan: Plan
) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, WIDTH - 34)
    write_text(sheet, 0, 0, svar.tittel, formats.title)
    sheet.set_row(0, 26)
    period = tekster("sammendrag.periode", plan=meta.plan_navn, fra=tekster.maned(plan.maneder[0]),
                     til=tekster.maned(plan.maneder[-1]), antall=len(plan.maneder))
    write_text(sheet, 1, 0, period, formats.subtitle)
    row = 3
    boxed = formats(text_wrap=True, valign="top", bg_color=f.SENTENCE_FILL, font_size=12)
    for i, sentence in enumerate(svar.setninger):
        merge_text(sheet, row, 0, 1, sentence, formats.wrapped if i else boxed)
        sheet.set_row(row, (15 if i else 18) * lines_of(sentence, LINE if i else LINE - 20) + 4)
        row += 1
    row += 1
    if svar.tabeller:
        write_text(sheet, row, 0, tekster("svar.tabeller"), formats.section)
        row += 1
    for table in svar.tabeller:
        link = formats(font_color=f.PLAN_LINE, underline=1, valign="top")
        sheet.write_url(row, 0, f"internal:'{table.navn.replace(chr(39), chr(39) * 2)}'!A1", link, table.navn)
        write_text(sheet, row, 1, table.forklaring, formats.wrapped)
        sheet.set_row(row, 15 * lines_of(table.forklaring, LINE - 40) + 2)
        row += 1
    synthetic = synthetic_note(plan, tekster)
    if synthetic:
        row += 1
        style = formats(text_wrap=True, bg_color=f.INFO_FILL, border=1, border_color=f.INFO_BORDER)
        merge_text(sheet, row, 0, 1, synthetic, style)
        sheet.set_row(row, 15 * lines_of(synthetic, LINE) + 3)
        row += 1
    page(sheet, tekster, meta, landscape=True)
    sheet.print_area(0, 0, row, 1)


class _TableSheet:
    """One table with its chart to the right."""

    def __init__(self, book: Workbook, sheet: Worksheet, formats: Formats, table: Tabell) -> None:
        self.book, self.sheet, self.formats, self.table = book, sheet, formats, table

    def write(self, tekster: Tekster, meta: Meta) -> None:
        sheet, table = self.sheet, self.table
        write_text(sheet, 0, 0, table.navn, self.formats.title)
        sheet.set_row(0, 24)
        write_text(sheet, 1, 0, table.forklaring, self.formats.subtitle)
        lines = 1
        for c, column in enumerate(table.kolonner):
            words = column.format is Format.TEKST
            align = {"indent": 1} if words else {} if column.format is Format.MANED else {"align": "right"}
            header = f"{column.overskrift}\n({column.enhet})" if column.enhet else column.overskrift
            width = self._width(c)
            sheet.set_column(c, c, width)
            write_text(sheet, HEADER_ROW, c, header, self.formats.header(**align))
            lines = max(lines, sum(lines_of(part, int(width) - 1) for part in header.split("\n")))
            style = self._style(column)
            for r, row in enumerate(table.rader):
                self._cell(FIRST_ROW + r, c, column, row[c], style)
        sheet.set_row(HEADER_ROW, 14 * lines + 4)
        sheet.freeze_panes(FIRST_ROW, 1)
        if table.rader:
            sheet.autofilter(HEADER_ROW, 0, FIRST_ROW + len(table.rader) - 1, len(table.kolonner) - 1)
            if table.diagram is not None:
                sheet.insert_chart(HEADER_ROW, len(table.kolonner) + 1, self._chart(table.diagram))
        page(sheet, tekster, meta, landscape=True)

    def _width(self, c: int) -> float:
        if self.table.kolonner[c].format is not Format.TEKST:
            return NUMBER_WIDTH
        longest = max((len(str(row[c] or "")) for row in self.table.rader), default=0)
        return min(max(longest + 2, WORD_WIDTH), MAX_WORD_WIDTH)

    def _style(self, column: Kolonne) -> CellFormat:
        line = {"bottom": 1, "bottom_color": f.ROW_LINE, "valign": "top"}
        if column.format is Format.TEKST:
            # Indented, so that words do not touch the number to their left.
            return self.formats(text_wrap=True, indent=1, **line)
        if column.format is Format.MANED:
            return self.formats(num_format=f.MONTH_FORMAT, align="left", **line)
        slag = _SLAG.get(column.format)
        if slag is None:
            return self.formats(num_format="#,##0.0##", **line)
        return self.formats.change(slag, **line) if column.endring else self.formats.number(slag, **line)

    def _cell(self, row: int, c: int, column: Kolonne, value: Verdi, style: CellFormat) -> None:
        if isinstance(value, str):
            write_text(self.sheet, row, c, value, style)
        elif column.format is Format.MANED:
            write_month(self.sheet, row, c, None if value is None else int(value), style)
        else:
            write_number(self.sheet, row, c, value, style)

    def _chart(self, diagram: Diagram) -> Chart:
        kinds = {
            DiagramSlag.SOYLE: {"type": "column"}, DiagramSlag.STABLET: {"type": "column", "subtype": "stacked"},
            DiagramSlag.LIGGENDE: {"type": "bar"},
        }
        x_format = self.table.kolonner[diagram.x].format
        numeric = diagram.slag is DiagramSlag.LINJE and x_format not in (Format.TEKST, Format.MANED)
        line = {"type": "scatter", "subtype": "straight"} if numeric else {"type": "line"}
        chart = self.book.add_chart(kinds.get(diagram.slag, line))
        for c in diagram.y:
            chart.add_series(self._series(diagram, c))
        self._dress(chart, diagram, numeric)
        return chart

    def _series(self, diagram: Diagram, c: int) -> dict[str, Any]:
        colour = _COLOURS[[y for y in diagram.y if y not in diagram.usynlige].index(c) % len(_COLOURS)] \
            if c not in diagram.usynlige else None
        series: dict[str, Any] = {
            "name": self.table.kolonner[c].overskrift,
            "categories": self._range(diagram.x), "values": self._range(c),
        }
        if diagram.slag is DiagramSlag.LINJE:
            dash = {"dash_type": "dash"} if colour == f.UTEN else {}
            return {**series, "line": {"color": colour, "width": 1.75 if dash else 2.25, **dash}, "marker": {"type": "none"}}
        fill = {"none": True} if colour is None else {"color": colour}
        return {**series, "fill": fill, "border": {"none": True}, "gap": 40}

    def _range(self, c: int) -> list[str | int]:
        return [self.table.navn, FIRST_ROW, c, FIRST_ROW + len(self.table.rader) - 1, c]

    def _dress(self, chart: Chart, diagram: Diagram, numeric: bool) -> None:
        rows, columns = self.table.rader, self.table.kolonner
        chart.set_title({"name": diagram.tittel, "overlay": False, "layout": {"x": 0.02, "y": 0.03},
                         "name_font": {"name": f.FONT, "size": 10.5, "bold": True, "color": f.TEXT}})
        x_axis: dict[str, Any] = {"num_font": _FONT, "name_font": {**_FONT, "bold": False}, "label_position": "low",
                                  "line": {"color": f.STRONG_RULE}, "major_gridlines": {"visible": False}}
        if diagram.x_tittel:
            x_axis["name"] = diagram.x_tittel
        if columns[diagram.x].format is Format.MANED:
            x_axis |= {"date_axis": True, "num_format": f.MONTH_FORMAT}
        if numeric:
            values = [float(row[diagram.x] or 0.0) for row in rows]
            x_axis |= {"min": math.floor(min(values)), "max": math.ceil(max(values)), "num_format": "General"}
        if diagram.slag is DiagramSlag.LIGGENDE:
            x_axis["reverse"] = True
        slag = _SLAG.get(columns[diagram.y[0]].format)
        number = "General" if slag is None else f.axis_format(slag)
        y_axis: dict[str, Any] = {"num_format": number, "num_font": _FONT, "line": {"none": True},
                                  "major_gridlines": {"visible": True, "line": {"color": f.ROW_LINE, "width": 0.75}}}
        lowest = min((float(row[c] or 0.0) for row in rows for c in diagram.y), default=0.0)
        if diagram.fra_null and lowest >= 0:
            y_axis["min"] = 0
        if diagram.y_min is not None:
            y_axis["min"] = diagram.y_min
        chart.set_x_axis(x_axis)
        chart.set_y_axis(y_axis)
        hidden = [i for i, c in enumerate(diagram.y) if c in diagram.usynlige]
        if len(diagram.y) - len(hidden) > 1:
            chart.set_legend({"position": "bottom", "font": _FONT, "delete_series": hidden})
        else:
            chart.set_legend({"none": True})
        chart.set_chartarea({"border": {"color": f.PANEL_BORDER}, "fill": {"color": "#ffffff"}})
        chart.show_blanks_as("gap")
        height = 380 if diagram.slag is not DiagramSlag.LIGGENDE else max(280, 26 * len(rows) + 90)
        chart.set_size({"width": 720, "height": height})
