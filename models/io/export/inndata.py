"""The plan's own sheets, last in the result workbook, so that the file imports back to the same plan."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.excel_schema import SHEETS, CellValue, Column, Kind, Sheet, rows_of
from models.io.export import formats as f
from models.io.export.cells import Exact, write_text
from models.io.export.formats import Formats
from models.io.export.labels import Meta, Tekster
from models.io.export.printing import page
from planning_core.plan import Plan

_NUMBERS = (Kind.NUMBER, Kind.INTEGER, Kind.SHARE)
_NARROWEST, _WIDEST = 9, 46


def write_inputs(book: Workbook, formats: Formats, tekster: Tekster, meta: Meta, plan: Plan) -> None:
    """Write every input sheet, under its own name and with the template's headers in row 1."""
    for declared in SHEETS.values():
        sheet = book.add_worksheet(declared.name)
        sheet.set_tab_color(f.ROW_LINE)
        rows = rows_of(plan, declared.name)
        marks = _synthetic(plan, declared)
        for c, column in enumerate(declared.columns):
            _write_header(sheet, formats, tekster, c, column, marks.get(column.header))
            sheet.set_column(c, c, _width(column, [row[c] for row in rows]))
        styles: list[dict[type, Format]] = [
            {kind: _style(formats, column, kind, column.header in marks) for kind in (str, float)}
            for column in declared.columns
        ]
        for r, row in enumerate(rows, start=1):
            for c, value in enumerate(row):
                _write_value(sheet, r, c, value, styles[c])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(rows)), len(declared.columns) - 1)
        sheet.repeat_rows(0)
        page(sheet, tekster, meta, landscape=len(declared.columns) > 6)


def _synthetic(plan: Plan, declared: Sheet) -> dict[str, str]:
    """Column header -> source, of the columns whose numbers are made up."""
    marks: dict[str, str] = {}
    for kilde in plan.kilder:
        if kilde.syntetisk and kilde.ark == declared.name:
            headers = (kilde.kolonne,) if kilde.kolonne else declared.headers
            marks |= dict.fromkeys(headers, kilde.kilde)
    return marks


def _write_header(
    sheet: Worksheet, formats: Formats, tekster: Tekster, c: int, column: Column, source: str | None
) -> None:
    look: dict[str, object] = {"align": "right"} if column.kind in _NUMBERS else {}
    if source is not None:
        look |= {"bg_color": f.WARNING_FILL, "font_color": f.WARNING_TEXT}
    write_text(sheet, 0, c, column.header, formats.header(**look))
    notes = [tekster("inndata.enhet", enhet=column.unit)] if column.unit else []
    if source is not None:
        notes.append(tekster("inndata.syntetisk", kilde=source))
    if notes:
        sheet.write_comment(0, c, "\n".join(notes), {"author": "", "x_scale": 2, "font_size": 9})


def _style(formats: Formats, column: Column, kind: type, synthetic: bool) -> Format:
    if kind is str:
        return formats()
    look: dict[str, object] = {"font_color": f.WARNING_TEXT} if synthetic else {}
    return formats(num_format="0" if column.kind is Kind.INTEGER else "General", **look)


def _width(column: Column, values: list[CellValue]) -> float:
    longest = max((len(str(v)) for v in values if v is not None), default=0)
    return min(_WIDEST, max(_NARROWEST, len(column.header) + 4, longest + 1))


def _write_value(sheet: Worksheet, r: int, c: int, value: CellValue, styles: dict[type, Format]) -> None:
    if value is None:
        return
    if isinstance(value, str):
        write_text(sheet, r, c, value, styles[str])
    else:
        sheet.write_number(r, c, Exact(value), styles[float])
