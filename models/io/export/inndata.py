"""The plan's own sheets, last in the result workbook, so that the file imports back to the same plan."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.excel_columns import NUMBERS
from models.io.excel_examples import quoted
from models.io.excel_schema import SHEETS, CellValue, Column, Kind, Sheet, rows_of
from models.io.export import formats as f
from models.io.export.cells import Exact, write_text
from models.io.export.formats import Formats
from models.io.export.labels import Meta, Tekster
from models.io.export.lists import add_lists
from models.io.export.notes import assumption_lines, grade_lines, write_note
from models.io.export.printing import page
from models.io.export.sheets import add_sheet
from planning_core.parameters import PARAMETERS
from planning_core.plan import Kilde, Plan

_NARROWEST, _WIDEST = 9, 46


def write_inputs(book: Workbook, formats: Formats, tekster: Tekster, meta: Meta, plan: Plan) -> None:
    """Write every input sheet, under its own name and with the template's headers in row 1."""
    for declared in SHEETS.values():
        sheet = add_sheet(book, declared.name, grid=True)
        sheet.set_tab_color(f.ROW_LINE)
        rows = rows_of(plan, declared.name)
        sources = _sources(plan, declared)
        for c, column in enumerate(declared.columns):
            _write_header(sheet, formats, tekster, c, column, sources.get(column.header))
            sheet.set_column(c, c, _width(column, [row[c] for row in rows]))
        marked = {header for header, kilde in sources.items() if kilde.syntetisk}
        styles: list[dict[type, Format]] = [
            {kind: _style(formats, column, kind, column.header in marked) for kind in (str, float)}
            for column in declared.columns
        ]
        for r, row in enumerate(rows, start=1):
            for c, value in enumerate(quoted(row)):
                _write_value(sheet, r, c, value, styles[c])
        if declared.name == "Forutsetninger":
            _assumption_notes(sheet, tekster, declared, plan)
        add_lists(sheet, declared, tekster.lister, 1, len(rows))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(rows)), len(declared.columns) - 1)
        sheet.repeat_rows(0)
        page(sheet, tekster, meta, landscape=len(declared.columns) > 6)


def _sources(plan: Plan, declared: Sheet) -> dict[str, Kilde]:
    """Column header -> where its numbers are from; what is said of a column goes before what is said of the sheet."""
    own = sorted((k for k in plan.kilder if k.ark == declared.name), key=lambda k: k.kolonne != "")
    found: dict[str, Kilde] = {}
    for kilde in own:
        found |= dict.fromkeys((kilde.kolonne,) if kilde.kolonne else declared.headers, kilde)
    return found


def _write_header(
    sheet: Worksheet, formats: Formats, tekster: Tekster, c: int, column: Column, kilde: Kilde | None
) -> None:
    look: dict[str, object] = {"align": "right"} if column.kind in NUMBERS else {}
    synthetic = kilde is not None and kilde.syntetisk
    if synthetic:
        look |= {"bg_color": f.WARNING_FILL, "font_color": f.WARNING_TEXT}
    write_text(sheet, 0, c, column.header, formats.header(**look))
    notes = [tekster("inndata.enhet", enhet=column.unit)] if column.unit else []
    if synthetic:
        notes.append(tekster("inndata.syntetisk"))
    if kilde is not None:
        notes += grade_lines(tekster, kilde.grad, kilde.kilde)
    elif column.header in PARAMETERS and PARAMETERS[column.header].sheet != "Forutsetninger":
        notes += assumption_lines(tekster, PARAMETERS[column.header], None)
    write_note(sheet, 0, c, notes)


def _assumption_notes(sheet: Worksheet, tekster: Tekster, declared: Sheet, plan: Plan) -> None:
    """Grade and source on the value of every assumption that the plan sets itself."""
    value = declared.columns.index(declared.column("verdi"))
    for r, row in enumerate(plan.forutsetninger, start=1):
        if row.nokkel in PARAMETERS:
            write_note(sheet, r, value, assumption_lines(tekster, PARAMETERS[row.nokkel], row))


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
