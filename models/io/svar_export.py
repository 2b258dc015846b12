"""The workbook of an answer: the sentences, a sheet per table with its native chart, and where it comes from."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from xlsxwriter.format import Format as CellFormat
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io import svar_chart
from models.io.excel_export import synthetic_note
from models.io.export import formats as f
from models.io.export.cells import absolute, merge_text, quoted, write_month, write_number, write_text
from models.io.export.formats import Formats
from models.io.export.labels import Meta, Tekster
from models.io.export.om import Om
from models.io.export.printing import page
from models.io.export.sammendrag import lines_of
from models.io.export.sheets import add_sheet
from models.io.svar import Format, Kolonne, Svar, Tabell, Verdi
from planning_core.findings import Finding
from planning_core.plan import Plan, fingerprint

HEADER_ROW = 3
WIDTH = 110
LINE = 138
"""Width of the sheet of sentences, and the characters that a line across it holds."""
COUNT_WIDTH, NUMBER_WIDTH, MAX_NUMBER_WIDTH = 6, 13, 22
WORD_WIDTH, MAX_WORD_WIDTH = 12, 44
PAGE_WIDTH, BESIDE_WIDTH = 220, 120
"""Characters of columns on a printed page (about 70 % of full size on A4), and beside a chart that is still in sight."""
ROWS_BELOW = 12
"""Rows that stand on one page, and in one sight, with the chart above them."""
ROW_PIXELS, COLUMN_PIXELS, CHARACTER_PIXELS, PIXELS_PER_POINT = 20, 64, 7, 96 / 72
"""Of rows and columns whose size is not set."""


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
    page(sheet, tekster, meta, landscape=False)
    sheet.print_area(0, 0, row, 1)


def _groups(widths: Sequence[float], most: float) -> list[tuple[int, int]]:
    """First and last column of every page, each as full as it can be without passing ``most``."""
    groups: list[tuple[int, int]] = []
    first, used = 0, 0.0
    for c, width in enumerate(widths):
        if c > first and used + width > most:
            groups.append((first, c - 1))
            first, used = c, widths[0]
        used += width
    return [*groups, (first, len(widths) - 1)]


def _page_groups(widths: Sequence[float]) -> list[tuple[int, int]]:
    """First and last column of every page, as few and as alike as they can be: one size of print on them all.

    A page after the first has the first column beside its own.

    Examples
    --------
    >>> _page_groups([20.0, 80.0, 80.0, 80.0, 80.0])
    [(0, 2), (3, 4)]
    >>> _page_groups([20.0, *[20.0] * 12])
    [(0, 6), (7, 12)]
    """
    fewest = _groups(widths, PAGE_WIDTH)
    narrower = (_groups(widths, most) for most in range(math.ceil(sum(widths) / len(fewest)), PAGE_WIDTH))
    return next((groups for groups in narrower if len(groups) == len(fewest)), fewest)


class _TableSheet:
    """One table with its chart: to the right, or on top of a short table and of one that would push it out of sight."""

    def __init__(self, book: Workbook, sheet: Worksheet, formats: Formats, table: Tabell) -> None:
        self.book, self.sheet, self.formats, self.table = book, sheet, formats, table
        self.widths = [self._width(c) for c in range(len(table.kolonner))]
        self.diagram = table.diagram if table.diagram is not None and svar_chart.has_shape(table, table.diagram) else None
        few = len(table.rader) <= ROWS_BELOW
        self.on_top = self.diagram is not None and (few or sum(self.widths) > BESIDE_WIDTH)
        above = svar_chart.height(table, self.diagram) // ROW_PIXELS + 2 if self.on_top else 0
        self.header_row = HEADER_ROW + above
        self.first_row = self.header_row + 1
        self.last_row = self.header_row + len(table.rader)
        self.heights: dict[int, float] = {}
        """Pixels of the rows that are not as high as the others."""

    def write(self, tekster: Tekster, meta: Meta) -> None:
        sheet, table = self.sheet, self.table
        write_text(sheet, 0, 0, table.navn, self.formats.title)
        sheet.set_row(0, 24)
        self._explain()
        lines = 1
        for c, column in enumerate(table.kolonner):
            words = column.format is Format.TEKST
            align = {"indent": 1} if words else {} if column.format is Format.MANED else {"align": "right"}
            header = f"{column.overskrift}\n({column.enhet})" if column.enhet else column.overskrift
            sheet.set_column(c, c, self.widths[c])
            write_text(sheet, self.header_row, c, header, self.formats.header(**align))
            lines = max(lines, sum(lines_of(part, int(self.widths[c]) - 1) for part in header.split("\n")))
            style = self._style(column)
            for r, row in enumerate(table.rader):
                self._cell(self.first_row + r, c, column, row[c], style)
        self._set_height(self.header_row, 14 * lines + 4)
        self._fit_rows()
        # What stands still on the screen must leave room for the rest: not a chart.
        sheet.freeze_panes(0 if self.on_top else self.first_row, 1)
        if table.rader:
            sheet.autofilter(self.header_row, 0, self.last_row, len(table.kolonner) - 1)
        if self.diagram is not None:
            at = (HEADER_ROW, 0) if self.on_top else (HEADER_ROW, len(table.kolonner) + 1)
            chart = svar_chart.TableChart(table, self.diagram, self.first_row).add_to(self.book)
            sheet.insert_chart(*at, chart, {"object_position": 3})
        page(sheet, tekster, meta, landscape=True)
        self._print_areas()

    def _explain(self) -> None:
        """The sentence under the title, over as many columns as a page has, and as high as it needs."""
        _, last = _page_groups(self.widths)[0]
        style = self.formats(font_color=f.SECONDARY, text_wrap=True, valign="top")
        merge_text(self.sheet, 1, 0, last, self.table.forklaring, style)
        self.sheet.set_row(1, 15 * lines_of(self.table.forklaring, max(1, int(sum(self.widths[: last + 1])))) + 2)

    def _fit_rows(self) -> None:
        """Rows as high as their longest words: Excel does not do it for rows it has not drawn."""
        words = [c for c, column in enumerate(self.table.kolonner) if column.format is Format.TEKST]
        for r, row in enumerate(self.table.rader):
            lines = max((lines_of(str(row[c] or ""), int(self.widths[c]) - 1) for c in words), default=1)
            if lines > 1:
                self._set_height(self.first_row + r, 13.5 * lines + 2)

    def _set_height(self, row: int, points: float) -> None:
        self.sheet.set_row(row, points)
        self.heights[row] = points * PIXELS_PER_POINT

    def _last_chart_column(self) -> int:
        """The column in which a chart above the table ends."""
        column, left = -1, float(svar_chart.WIDTH)
        while left > 0:
            column += 1
            left -= self.widths[column] * CHARACTER_PIXELS if column < len(self.widths) else COLUMN_PIXELS
        return column

    def _last_chart_row(self) -> int:
        """The row in which a chart that begins beside the header ends, with a little air."""
        row, left = HEADER_ROW - 1, float(svar_chart.height(self.table, self.diagram) + ROW_PIXELS)
        while left > 0:
            row += 1
            left -= self.heights.get(row, ROW_PIXELS)
        return row

    def _print_areas(self) -> None:
        """Pages of columns beside each other, each with the names at its left, and a page for a chart to the right."""
        groups = _page_groups(self.widths)
        sheet = self.sheet
        sheet.repeat_rows(self.header_row)
        areas = []
        for first, last in groups:
            top = self.header_row if first else 0
            right = last if first or not self.on_top else max(last, self._last_chart_column())
            areas.append((top, first, max(self.last_row, self.header_row), right))
        if len(groups) > 1:
            sheet.repeat_columns(0, 0)
        if self.diagram is not None and not self.on_top:
            first = len(self.table.kolonner) + 1
            areas.append((HEADER_ROW, first, self._last_chart_row(), first + svar_chart.WIDTH // COLUMN_PIXELS + 1))
        # XlsxWriter's own print_area() takes one area only.
        name = quoted(self.table.navn)
        parts = [f"{name}!{absolute(top, left)}:{absolute(bottom, right)}" for top, left, bottom, right in areas]
        self.book.define_name(f"{name}!_xlnm.Print_Area", "=" + ",".join(parts))

    def _width(self, c: int) -> float:
        column = self.table.kolonner[c]
        if column.format is Format.TALL:
            return COUNT_WIDTH
        if column.format is not Format.TEKST:
            # No word of the header is cut in two.
            word = max(len(w) for w in f"{column.overskrift} ({column.enhet})".split())
            return min(max(word + 2, NUMBER_WIDTH), MAX_NUMBER_WIDTH)
        longest = max((len(str(row[c] or "")) for row in self.table.rader), default=0)
        return min(max(longest + 3, WORD_WIDTH), MAX_WORD_WIDTH)

    def _style(self, column: Kolonne) -> CellFormat:
        line = {"bottom": 1, "bottom_color": f.ROW_LINE, "valign": "top"}
        if column.format is Format.TEKST:
            # Indented, so that words do not touch the number to their left.
            return self.formats(text_wrap=True, indent=1, **line)
        if column.format is Format.MANED:
            return self.formats(num_format=f.MONTH_FORMAT, align="left", **line)
        slag = svar_chart.SLAG.get(column.format)
        if slag is None:
            return self.formats(num_format="0", **line)
        return self.formats.change(slag, **line) if column.endring else self.formats.number(slag, **line)

    def _cell(self, row: int, c: int, column: Kolonne, value: Verdi, style: CellFormat) -> None:
        if isinstance(value, str):
            write_text(self.sheet, row, c, value, style)
        elif column.format is Format.MANED:
            write_month(self.sheet, row, c, None if value is None else int(value), style)
        else:
            write_number(self.sheet, row, c, value, style)
