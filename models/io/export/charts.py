"""Native charts: the plan solid in blue, without flyttinger dashed in grey, months below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from models.io.export import formats as f
from models.io.export.blocks import Block
from models.io.export.labels import Tekster
from models.io.export.pair_cells import PLAN, UTEN
from models.io.export.pair_table import Placement

_FONT = {"name": f.FONT, "size": 9, "color": f.SECONDARY}
_GRID = {"visible": True, "line": {"color": f.ROW_LINE, "width": 0.75}}

AGE_COLOURS = ("#cfe2f8", "#84aee6", "#428ae3", "#004ea3", "#98185d")
"""Restanser by age: darker is older, and the oldest stand out."""
USE_COLOURS = ("#6f7785", "#cfd3d8", "#98185d", "#84aee6", "#004ea3", "#428ae3", "#ec526e", "#cfe2f8")
"""Use of hours: oppfølging blue, enquiries and lost time plum and pink, the rest grey."""


def _frame(chart: Chart, title: str) -> None:
    """Title, legend and areas, the same on every chart."""
    chart.set_title({
        "name": title, "overlay": False, "layout": {"x": 0.02, "y": 0.03},
        "name_font": {"name": f.FONT, "size": 10.5, "bold": True, "color": f.TEXT},
    })
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_chartarea({"border": {"color": f.PANEL_BORDER}, "fill": {"color": "#ffffff"}})
    chart.set_plotarea({"fill": {"none": True}})


def _value_axis(number_format: str, **more: Any) -> dict[str, Any]:
    return {
        "num_format": number_format, "num_font": _FONT, "major_gridlines": _GRID, "line": {"none": True},
        "major_tick_mark": "none", "minor_tick_mark": "none", **more,
    }


def dress(chart: Chart, title: str, number_format: str, months: int, top: float | None = None) -> None:
    """Title, legend, month axis and value axis of a chart over time."""
    _frame(chart, title)
    chart.set_x_axis({
        "date_axis": True, "num_format": f.MONTH_FORMAT if months <= 36 else "yyyy",
        "num_font": {**_FONT, "rotation": 0},
        "major_unit": 3 if months <= 15 else 6 if months <= 36 else 12, "major_unit_type": "months",
        "line": {"color": f.STRONG_RULE}, "major_tick_mark": "outside", "minor_tick_mark": "none",
        "label_position": "low",
    })
    chart.set_y_axis(_value_axis(number_format, min=0, max=top))
    # A month without a value is a gap in the line, never a zero.
    chart.show_blanks_as("gap")


def dress_categories(
    chart: Chart, title: str, number_format: str, *, horizontal: bool = False, bottom: float | None = None
) -> None:
    """Title and axes of columns or of bars, whose names stand clear of bars below zero; no legend for one series."""
    _frame(chart, title)
    names = {
        "num_font": _FONT, "line": {"color": f.STRONG_RULE}, "major_tick_mark": "none", "minor_tick_mark": "none",
        "label_position": "low", "major_gridlines": {"visible": False},
    }
    values = _value_axis(number_format, min=bottom)
    if horizontal:
        # Bars are drawn from below; reversed, the first name is at the top and the values stay under the last.
        chart.set_y_axis({**names, "reverse": True, "crossing": "max"})
        chart.set_x_axis(values)
    else:
        chart.set_x_axis(names)
        chart.set_y_axis(values)
    if len(chart.series) == 1:
        chart.set_legend({"none": True})


def _series(
    place: Placement, block: Block, measure: str, variant: int, name: str, line: dict[str, Any]
) -> dict[str, Any]:
    return {
        "name": name, "categories": place.month_range(block), "values": place.chart_range(block, measure, variant),
        "line": line, "marker": {"type": "none"},
    }


def pair_chart(
    book: Workbook, tekster: Tekster, place: Placement, title: str,
    pairs: Sequence[tuple[Block, str, str]], number_format: str, extra: Sequence[tuple[Block, str, str]] = (),
    top: float | None = None,
) -> Chart:
    """Lines of the plan and of the same plan without flyttinger.

    Parameters
    ----------
    pairs : sequence of (block, measure, name)
        The first is blue; a second and third take category colours. An empty name leaves only
        the words "planen" and "uten flyttinger" in the legend.
    extra : sequence of (block, measure, name)
        Thin lines of the plan alone, for a level such as the need.
    top : float or None
        Where the value axis ends; None lets the spreadsheet program choose.
    """
    chart = book.add_chart({"type": "line"})
    colours = (f.PLAN_LINE, f.CATEGORIES[1], f.CATEGORIES[3])
    # Grey is the colour of "uten flyttinger"; where several pairs are drawn, the dash alone says it.
    dashed = (f.UTEN,) if len(pairs) == 1 else colours
    for (block, measure, name), colour, uten in zip(pairs, colours, dashed):
        for variant, key, line in (
            (PLAN, "variant.plan", {"color": colour, "width": 2.25}),
            (UTEN, "variant.uten", {"color": uten, "width": 1.75, "dash_type": "dash"}),
        ):
            label = f"{name}, {tekster(key)}" if name else tekster(key)
            chart.add_series(_series(place, block, measure, variant, label, line))
    for block, measure, name in extra:
        chart.add_series(_series(place, block, measure, PLAN, name, {"color": f.TEXT, "width": 1.25}))
    dress(chart, title, number_format, place.months, top)
    return chart


def nice_ceiling(value: float) -> float:
    """The next of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten, so that an axis ends at a whole step.

    Examples
    --------
    >>> nice_ceiling(11_223.0), nice_ceiling(0.0)
    (15000.0, 1.0)
    """
    if not value > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * power >= value)


def stacked_chart(
    book: Workbook, place: Placement, title: str, block: Block, parts: Sequence[tuple[str, str]], variant: int,
    number_format: str, colours: Sequence[str], top: float,
) -> Chart:
    """Columns that add up, one colour a part; for one variant, beside its twin with the same axis up to ``top``."""
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    for (measure, name), colour in zip(parts, colours):
        chart.add_series({
            "name": name, "categories": place.month_range(block),
            "values": place.chart_range(block, measure, variant),
            "fill": {"color": colour}, "border": {"none": True}, "gap": 20,
        })
    dress(chart, title, number_format, place.months, top)
    return chart
