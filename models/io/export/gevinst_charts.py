"""Charts of ``Gevinstregnskap``: the waterfall from gevinst to netto, and the months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.cells import write_text
from models.io.export.charts import dress, dress_categories
from models.io.export.formats import Formats, Slag, axis_format
from models.io.export.gevinst_detail import BRUTTO, NETTO, write_formula
from models.io.export.labels import Tekster
from models.io.export.pair_cells import PLAN, UTEN

BASE, GAIN, COST, COST_BELOW, NET, NET_UTEN = range(1, 7)
"""Columns of the steps: what carries the bar, and one for each colour; a cost that ends below zero has two."""
_FILL = {GAIN: f.PLAN_FILL, COST: f.UNFAVOURABLE, COST_BELOW: f.UNFAVOURABLE, NET: f.PLAN_LINE, NET_UTEN: f.UTEN}
_HEADS = ("under", "spart", "kostnad", "kostnad_under", "netto", "netto_uten")


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: its name, its column, the cells it runs between and their values."""

    name: str
    column: int
    ends: tuple[str, str]
    values: tuple[float, float]


def write_steps(
    sheet: Worksheet, formats: Formats, tekster: Tekster, row: int, steps: Sequence[Step]
) -> None:
    """Write the numbers that the waterfall stands on, from ``row``; the header is above."""
    write_text(sheet, row - 2, 0, tekster("gevinst.trapp"), formats.section)
    for c, key in enumerate(("trinn", *_HEADS)):
        style = formats.header(align="right") if c else formats.header()
        write_text(sheet, row - 1, c, tekster(f"gevinst.trapp.{key}"), style)
    sheet.set_row(row - 1, 46)
    line: dict[str, object] = {"bottom": 1, "bottom_color": f.ROW_LINE}
    number = formats.number(Slag.ARSVERK, **line)
    for r, step in enumerate(steps, start=row):
        write_text(sheet, r, 0, step.name, formats(**line))
        for c in range(BASE, NET_UTEN + 1):
            sheet.write_blank(r, c, None, number)
        for column, formula, value in _bars(step):
            write_formula(sheet, r, column, formula, value, number)


def _bars(step: Step) -> list[tuple[int, str, float]]:
    """The base and the bar as formulas; netto stands on zero, on whichever side it is."""
    (a, b), (x, y) = step.ends, step.values
    low, high = min(x, y), max(x, y)
    if step.column in (NET, NET_UTEN):
        return [(step.column, b, y)]
    lowest, highest = f"MIN({a},{b})", f"MAX({a},{b})"
    made = [
        (BASE, f"MAX(0,{lowest})+MIN(0,{highest})", max(0.0, low) + min(0.0, high)),
        (step.column, f"MAX(0,{highest})-MAX(0,{lowest})", max(0.0, high) - max(0.0, low)),
    ]
    if step.column == COST:
        made.append((COST_BELOW, f"MIN(0,{lowest})-MIN(0,{highest})", min(0.0, low) - min(0.0, high)))
    return made


def waterfall(book: Workbook, tekster: Tekster, name: str, row: int, steps: int) -> Chart:
    """Stacked columns on a base that is not drawn."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    last = row + steps - 1
    for column, key in enumerate(_HEADS, start=BASE):
        fill = {"none": True} if column == BASE else {"color": _FILL[column]}
        chart.add_series({
            "name": tekster(f"gevinst.trapp.{key}").replace("\n", " "), "categories": [name, row, 0, last, 0],
            "values": [name, row, column, last, column], "fill": fill, "border": {"none": True}, "gap": 35,
        })
    dress_categories(chart, tekster("gevinst.trapp_diagram"), axis_format(Slag.ARSVERK))
    # The colours are named by the steps themselves.
    chart.set_legend({"none": True})
    return chart


def month_chart(book: Workbook, tekster: Tekster, name: str, row: int, months: int, *, below_zero: bool) -> Chart:
    """Brutto as a thin line, and netto in the plan and without flyttinger."""
    chart = book.add_chart({"type": "line"})
    last = row + months - 1
    for text, column, line in (
        (tekster("gevinst.linje.netto") + ", " + tekster("variant.plan"), NETTO + PLAN, {"color": f.PLAN_LINE, "width": 2.25}),
        (tekster("gevinst.linje.netto") + ", " + tekster("variant.uten"), NETTO + UTEN,
         {"color": f.UTEN, "width": 1.75, "dash_type": "dash"}),
        (tekster("gevinst.linje.brutto"), BRUTTO, {"color": f.TEXT, "width": 1.25}),
    ):
        chart.add_series({
            "name": text, "categories": [name, row, 0, last, 0], "values": [name, row, column, last, column],
            "marker": {"type": "none"}, "line": line,
        })
    dress(chart, tekster("gevinst.diagram"), axis_format(Slag.ARSVERK), months)
    if below_zero:
        chart.y_axis["min"] = None
    return chart
