"""Findings as a workbook of their own, and as JSON: where, how grave, what to do, and what was read."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from enum import Enum
from io import BytesIO

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.excel_columns import Kind
from models.io.excel_schema import PLAN_KEYS, SHEETS
from models.io.export import formats as f
from models.io.export.cells import write_number, write_text
from models.io.export.formats import Formats
from models.io.export.labels import Meta, Tekster
from models.io.export.printing import page
from models.io.export.sammendrag import lines_of
from models.io.export.sheets import add_sheet
from models.io.finding_order import cell_position
from planning_core.findings import Finding
from planning_core.months import month_text

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
_WORDS_WIDTH = 72
_COLUMNS = (
    ("funn.ark", 18), ("funn.celle", 9), ("funn.alvor", 10), ("funn.kode", 24), ("funn.melding", _WORDS_WIDTH),
    ("funn.verdi", 22),
)
"""Key of each column's header, and its width."""
_ROOM = 1.3
"""Characters of running text in a column, per unit of its width."""

Value = str | float | bool | None


def read_value(finding: Finding) -> Value:
    """What was read, as a plain value: months as ``2026-01``, lists as text, nothing where it is no number."""
    value = finding.value
    columns = PLAN_KEYS if finding.table == "Plan" else SHEETS[finding.table].columns if finding.table in SHEETS else ()
    column = next((c for c in columns if c.header == finding.column), None)
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int) and column is not None and column.kind is Kind.MONTH:
        return month_text(value)
    if isinstance(value, (int, float)):
        return value if math.isfinite(value) else None
    if isinstance(value, (tuple, list)):
        return "; ".join(str(v) for v in value)
    return str(value)


def findings_json(name: str, findings: Sequence[Finding], tekst: Callable[[Finding], str]) -> bytes:
    """The findings as UTF-8 JSON, in their order.

    Parameters
    ----------
    name : str
        The file that was read.
    tekst : callable
        The sentence of a finding.
    """
    errors = sum(x.is_error for x in findings)
    content = {
        "fil": name, "feil": errors, "advarsler": len(findings) - errors,
        "funn": [
            {
                "ark": x.table or None, "celle": x.cell, "alvor": x.severity.value, "kode": x.code, "melding": tekst(x),
                "verdi": read_value(x), "kolonne": x.column, "rad": _sheet_row(x),
            }
            for x in findings
        ],
    }
    return (json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _sheet_row(finding: Finding) -> int | None:
    """Row of the sheet where a workbook was read, else of the table; both count from 1."""
    place = cell_position(finding.cell)
    if place is not None:
        return place[0]
    return None if finding.row is None else finding.row + 1


def findings_bytes(name: str, findings: Sequence[Finding], tekster: Tekster, meta: Meta) -> bytes:
    """The findings as a workbook; the same input gives the same bytes.

    Parameters
    ----------
    name : str
        What they are about, such as the name of the file that was read.
    tekster : Tekster
        Words of the result workbook, with the keys ``funn.*``.
    """
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = tekster("funn.tittel", navn=name)
    book.set_properties({"title": title, "author": "", "created": meta.tid,
                         "comments": tekster("om.program_navn", versjon=meta.versjon)})
    formats = Formats(book)
    sheet = add_sheet(book, tekster("funn.arknavn"))
    write_text(sheet, 0, 0, title, formats.title)
    sheet.set_row(0, 26)
    errors = sum(x.is_error for x in findings)
    write_text(sheet, 1, 0, tekster("funn.antall", feil=errors, advarsler=len(findings) - errors), formats.subtitle)
    for c, (key, width) in enumerate(_COLUMNS):
        sheet.set_column(c, c, width)
        write_text(sheet, HEADER_ROW, c, tekster(key), formats.header())
    for r, finding in enumerate(findings, start=FIRST_ROW):
        _write(sheet, formats, tekster, r, finding)
    sheet.freeze_panes(FIRST_ROW, 0)
    sheet.autofilter(HEADER_ROW, 0, max(FIRST_ROW, HEADER_ROW + len(findings)), len(_COLUMNS) - 1)
    sheet.repeat_rows(HEADER_ROW)
    page(sheet, tekster, meta, landscape=True)
    book.close()
    return buffer.getvalue()


def _write(sheet: Worksheet, formats: Formats, tekster: Tekster, r: int, finding: Finding) -> None:
    line = {"bottom": 1, "bottom_color": f.ROW_LINE, "valign": "top"}
    plain, wrapped = formats(**line), formats(text_wrap=True, **line)
    severity = tekster("funn.feil" if finding.is_error else "funn.advarsel")
    colour = f.ERROR if finding.is_error else f.WARNING_TEXT
    sentence = tekster.funn(finding)
    write_text(sheet, r, 0, finding.table, wrapped)
    write_text(sheet, r, 1, finding.cell or "", plain)
    write_text(sheet, r, 2, severity, formats(bold=True, font_color=colour, **line))
    write_text(sheet, r, 3, finding.code, formats(font_color=f.SECONDARY, **line))
    write_text(sheet, r, 4, sentence, wrapped)
    value = read_value(finding)
    if isinstance(value, bool):
        value = tekster("funn.ja" if value else "funn.nei")
    if isinstance(value, (int, float)):
        write_number(sheet, r, 5, value, formats(align="left", **line))
    else:
        write_text(sheet, r, 5, value or "", wrapped)
    longest = max(lines_of(sentence, int(_WORDS_WIDTH * _ROOM)), lines_of(str(value or ""), 26), 1)
    sheet.set_row(r, 14 * min(longest, 20) + 3)
