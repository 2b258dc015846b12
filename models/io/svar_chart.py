"""The native chart of an answer's table: it reads the table's own cells."""

from __future__ import annotations

import math
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from models.io.export import formats as f
from models.io.export.formats import Slag
from models.io.svar import Diagram, DiagramSlag, Farge, Format, Tabell

WIDTH = 720
"""Pixels."""
_HEIGHT, _LEAST_HEIGHT, _BAR_HEIGHT, _BESIDE_BARS = 380, 280, 34, 90

SLAG = {
    Format.SAKER: Slag.SAKER, Format.TIMER: Slag.TIMER, Format.ARSVERK: Slag.ARSVERK, Format.MND: Slag.MND,
    Format.DAGER: Slag.SAKER, Format.ANDEL: Slag.ANDEL, Format.KRONER: Slag.SAKER,
}
"""How the numbers of a column are written; the rest are words, months and counts."""
_FARGER = {
    Farge.HELE: f.UTEN, Farge.DEL: f.PANEL_BORDER, Farge.GEVINST: f.PLAN_FILL, Farge.TAP: f.UNFAVOURABLE,
    Farge.SUM: f.PLAN_LINE,
}
_FONT = {"name": f.FONT, "size": 9, "color": f.SECONDARY}
_COLOURS = (f.PLAN_FILL, f.UTEN, *f.CATEGORIES[1:])


def has_shape(table: Tabell, diagram: Diagram) -> bool:
    """Whether any number to be drawn is more than zero: an empty chart says nothing."""
    least = {c: f.smallest_shown(SLAG.get(table.kolonner[c].format, Slag.ARSVERK)) for c in diagram.y}
    return any(abs(float(row[c] or 0.0)) >= limit for row in table.rader for c, limit in least.items())


def height(table: Tabell, diagram: Diagram | None) -> int:
    """Pixels; bars need room for each name."""
    bars = diagram is not None and diagram.slag is DiagramSlag.LIGGENDE
    return max(_LEAST_HEIGHT, _BAR_HEIGHT * len(table.rader) + _BESIDE_BARS) if bars else _HEIGHT


class TableChart:
    """A chart of the rows of a table that stand from ``first_row`` on its sheet."""

    def __init__(self, table: Tabell, diagram: Diagram, first_row: int) -> None:
        self.table, self.diagram, self.first_row = table, diagram, first_row

    def add_to(self, book: Workbook) -> Chart:
        """The chart, to be put on a sheet."""
        diagram = self.diagram
        kinds = {
            DiagramSlag.SOYLE: {"type": "column"}, DiagramSlag.STABLET: {"type": "column", "subtype": "stacked"},
            DiagramSlag.LIGGENDE: {"type": "bar"},
        }
        x_format = self.table.kolonner[diagram.x].format
        numeric = diagram.slag is DiagramSlag.LINJE and x_format not in (Format.TEKST, Format.MANED)
        line = {"type": "scatter", "subtype": "straight"} if numeric else {"type": "line"}
        chart = book.add_chart(kinds.get(diagram.slag, line))
        for c in diagram.y:
            chart.add_series(self._series(c))
        self._dress(chart, numeric)
        return chart

    def _series(self, c: int) -> dict[str, Any]:
        diagram = self.diagram
        colour = None if c in diagram.usynlige else self._colour(c)
        series: dict[str, Any] = {
            "name": self.table.kolonner[c].overskrift,
            "categories": self._range(diagram.x), "values": self._range(c),
        }
        if diagram.slag is DiagramSlag.LINJE:
            dash = {"dash_type": "dash"} if colour == f.UTEN else {}
            return {**series, "line": {"color": colour, "width": 1.75 if dash else 2.25, **dash}, "marker": {"type": "none"}}
        fill = {"none": True} if colour is None else {"color": colour}
        return {**series, "fill": fill, "border": {"none": True}, "gap": 40}

    def _colour(self, c: int) -> str:
        diagram = self.diagram
        at = [y for y in diagram.y if y not in diagram.usynlige].index(c)
        return _FARGER[diagram.farger[at]] if diagram.farger else _COLOURS[at % len(_COLOURS)]

    def _range(self, c: int) -> list[str | int]:
        return [self.table.navn, self.first_row, c, self.first_row + len(self.table.rader) - 1, c]

    def _dress(self, chart: Chart, numeric: bool) -> None:
        diagram = self.diagram
        chart.set_title({"name": diagram.tittel, "overlay": False, "layout": {"x": 0.02, "y": 0.03},
                         "name_font": {"name": f.FONT, "size": 10.5, "bold": True, "color": f.TEXT}})
        # XlsxWriter's x axis is the one that lies down, which in a bar chart is that of the values.
        axes = self._categories(numeric), self._values()
        lying, upright = axes[::-1] if diagram.slag is DiagramSlag.LIGGENDE else axes
        chart.set_x_axis(lying)
        chart.set_y_axis(upright)
        hidden = [i for i, c in enumerate(diagram.y) if c in diagram.usynlige]
        if len(diagram.y) - len(hidden) > 1:
            chart.set_legend({"position": "bottom", "font": _FONT, "delete_series": hidden})
        else:
            chart.set_legend({"none": True})
        chart.set_chartarea({"border": {"color": f.PANEL_BORDER}, "fill": {"color": "#ffffff"}})
        chart.show_blanks_as("gap")
        chart.set_size({"width": WIDTH, "height": height(self.table, diagram)})

    def _categories(self, numeric: bool) -> dict[str, Any]:
        diagram = self.diagram
        axis: dict[str, Any] = {"num_font": _FONT, "name_font": {**_FONT, "bold": False}, "label_position": "low",
                                "line": {"color": f.STRONG_RULE}, "major_gridlines": {"visible": False}}
        if diagram.x_tittel:
            axis["name"] = diagram.x_tittel
        if self.table.kolonner[diagram.x].format is Format.MANED:
            axis |= {"date_axis": True, "num_format": f.MONTH_FORMAT}
        if numeric:
            values = [float(row[diagram.x] or 0.0) for row in self.table.rader]
            axis |= {"min": math.floor(min(values)), "max": math.ceil(max(values)), "num_format": "General"}
        if diagram.slag is DiagramSlag.LIGGENDE:
            # Every bar has its name, however close they stand.
            axis |= {"reverse": True, "interval_unit": 1}
        return axis

    def _values(self) -> dict[str, Any]:
        diagram = self.diagram
        slag = SLAG.get(self.table.kolonner[diagram.y[0]].format)
        axis: dict[str, Any] = {"num_format": "General" if slag is None else f.axis_format(slag), "num_font": _FONT,
                                "line": {"none": True},
                                "major_gridlines": {"visible": True, "line": {"color": f.ROW_LINE, "width": 0.75}}}
        lowest = min((float(row[c] or 0.0) for row in self.table.rader for c in diagram.y), default=0.0)
        if diagram.fra_null and lowest >= 0:
            axis["min"] = 0
        if diagram.y_min is not None:
            axis["min"] = diagram.y_min
        return axis
