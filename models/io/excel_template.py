"""The import workbook as the program writes it: empty with examples, or filled with a plan.

Sheets, headers, units and lists come from :mod:`models.io.excel_schema`, the declaration the
reader uses; every word is handed down in :class:`TemplateTexts`.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.atomic import replace_file
from models.io.excel_columns import NUMBERS
from models.io.excel_examples import EXAMPLES, quoted
from models.io.excel_schema import PLAN_KEYS, READ_ME, SHEETS, CellValue, Column, Kind, Sheet, rows_of
from models.io.export import formats as f
from models.io.export.cells import Exact, merge_text, write_text
from models.io.export.formats import Formats
from models.io.export.lists import ListTexts, add_lists
from planning_core.plan import Plan

_AS_TEXT = (Kind.NAME, Kind.TEXT, Kind.MONTH, Kind.LIST, Kind.CHOICE, Kind.YES_NO)
_NARROWEST, _WIDEST = 12, 40
_READ_ME_WIDTHS = (26, 46, 14, 28, 80)
_LINE_HEIGHT = 13.5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sheet ``Les meg``; ``style`` is title, heading, header or text."""

    cells: tuple[str, ...]
    style: str = "text"


@dataclass(frozen=True)
class TemplateTexts:
    """Every word of the template.

    Parameters
    ----------
    read_me : sequence of Line
        The sheet ``Les meg`` of the empty template.
    plan_read_me : sequence of Line
        The same sheet of a workbook that holds a plan.
    help : mapping
        :attr:`Column.key` -> what the column holds, in sentences.
    unit, choices, required, optional, month : str
        Lines of a note; ``{enhet}`` and ``{valg}`` are filled in.
    key_range : (str, str)
        Text of the first and last parameter key in ``read_me``, for the list in ``Forutsetninger``.
    lists : ListTexts
        What the spreadsheet says about a value that does not fit.
    """

    read_me: Sequence[Line]
    plan_read_me: Sequence[Line]
    help: Mapping[str, str]
    unit: str
    choices: str
    required: str
    optional: str
    month: str
    key_range: tuple[str, str]
    lists: ListTexts


def skriv_mal(path: str | os.PathLike[str], texts: TemplateTexts) -> None:
    """Write the empty template: instructions, headers with notes and lists, one marked example row a sheet.

    Raises
    ------
    CannotWrite, FileLocked
        An old file is then as it was.
    """
    _write(path, texts, None)


def skriv_plan(path: str | os.PathLike[str], plan: Plan, texts: TemplateTexts) -> None:
    """Write a plan as an import workbook; it imports back to the same plan.

    Raises
    ------
    CannotWrite, FileLocked
        An old file is then as it was.
    """
    _write(path, texts, plan)


def _write(path: str | os.PathLike[str], texts: TemplateTexts, plan: Plan | None) -> None:
    with replace_file(path) as beside:
        book = Workbook(os.fspath(beside), {"strings_to_formulas": False, "strings_to_urls": False})
        try:
            writer = _Writer(book, texts)
            writer.read_me(texts.read_me if plan is None else texts.plan_read_me)
            for sheet in SHEETS.values():
                writer.sheet(sheet, plan)
        finally:
            book.close()


class _Writer:
    def __init__(self, book: Workbook, texts: TemplateTexts) -> None:
        self.book = book
        self.texts = texts
        self.formats = Formats(book)
        self.keys: str | None = None

    def read_me(self, lines: Sequence[Line]) -> None:
        sheet = self.book.add_worksheet(READ_ME)
        sheet.hide_gridlines(2)
        for c, width in enumerate(_READ_ME_WIDTHS):
            sheet.set_column(c, c, width)
        styles = {
            "title": self.formats(bold=True, font_size=16),
            "heading": self.formats(bold=True, font_size=12),
            "header": self.formats(bold=True, bg_color=f.HEADER_FILL),
            "text": self.formats(text_wrap=True, valign="top"),
        }
        rows: dict[str, int] = {}
        for r, line in enumerate(lines):
            for c, text in enumerate(line.cells):
                write_text(sheet, r, c, text, styles[line.style])
            if line.style in ("text", "header") and 0 < len(line.cells) < len(_READ_ME_WIDTHS):
                # The last text of a short line has the rest of the width.
                last = len(line.cells) - 1
                merge_text(sheet, r, last, len(_READ_ME_WIDTHS) - 1, line.cells[last], styles[line.style])
            if line.cells:
                rows.setdefault(line.cells[0], r)
            if line.style == "text" and len(line.cells) == len(_READ_ME_WIDTHS):
                sheet.set_row(r, _LINE_HEIGHT * _text_lines(line.cells))
        top, bottom = (rows.get(key) for key in self.texts.key_range)
        if top is not None and bottom is not None:
            self.keys = f"='{READ_ME}'!$A${top + 1}:$A${bottom + 1}"
        _page(sheet, landscape=True)

    def sheet(self, declared: Sheet, plan: Plan | None) -> None:
        sheet = self.book.add_worksheet(declared.name)
        rows = _template_rows(declared) if plan is None else rows_of(plan, declared.name)
        example = EXAMPLES[declared.name] if plan is None else None
        for c, column in enumerate(declared.columns):
            values = [row[c] for row in rows] + ([example[c]] if example else [])
            sheet.set_column(c, c, _width(column, values), self._column_style(column))
            align = {"align": "right"} if column.kind in NUMBERS else {}
            write_text(sheet, 0, c, column.header, self.formats.header(**align))
            sheet.write_comment(0, c, self._note(column), {"author": "", "x_scale": 2.2, "font_size": 9})
        first = 1
        if example is not None:
            self._write_row(sheet, 1, declared, example, self.formats(italic=True, font_color=f.SECONDARY))
            first = 2
        for r, row in enumerate(rows, start=first):
            self._write_row(sheet, r, declared, quoted(row), None)
        add_lists(sheet, declared, self.texts.lists, first, len(rows), self.keys)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        _page(sheet, landscape=len(declared.columns) > 6)

    def _column_style(self, column: Column) -> Format:
        # As text, a spreadsheet leaves 2026-01 and 0806 as they are typed.
        return self.formats(num_format="@") if column.kind in _AS_TEXT else self.formats()

    def _write_row(
        self, sheet: Worksheet, r: int, declared: Sheet, row: Sequence[CellValue], style: Format | None
    ) -> None:
        for c, (column, value) in enumerate(zip(declared.columns, row, strict=True)):
            if value is None:
                continue
            if isinstance(value, str):
                write_text(sheet, r, c, value, style or self._column_style(column))
            else:
                sheet.write_number(r, c, Exact(value), style or self.formats())

    def _note(self, column: Column) -> str:
        texts = self.texts
        lines = [texts.help[column.key]]
        if column.unit:
            lines.append(texts.unit.format(enhet=column.unit))
        if column.kind is Kind.MONTH:
            lines.append(texts.month)
        if column.choices:
            lines.append(texts.choices.format(valg=", ".join(column.choices)))
        lines.append(texts.required if column.required else texts.optional)
        return "\n".join(lines)


def _template_rows(declared: Sheet) -> list[list[CellValue]]:
    """The empty template holds the keys of ``Plan``, with the values that have a default."""
    if declared.name != "Plan":
        return []
    return [[c.header, c.blank if isinstance(c.blank, (int, float)) else None] for c in PLAN_KEYS]


def _width(column: Column, values: Sequence[CellValue]) -> float:
    longest = max((len(str(v)) for v in values if v is not None), default=0)
    return min(_WIDEST, max(_NARROWEST, len(column.header) + 3, longest + 2))


def _text_lines(cells: Sequence[str]) -> int:
    """Lines that the fullest cell wraps to: no spreadsheet sets the height of a row by itself when it opens one."""
    return max(math.ceil(len(text) / width) for text, width in zip(cells, _READ_ME_WIDTHS))


def _page(sheet: Worksheet, landscape: bool = False) -> None:
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")
