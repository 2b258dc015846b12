"""Writes the four series sheets: definitions and charts in the band, then the pair table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.blocks import SUM
from models.io.export.cells import column_pixels, merge_text
from models.io.export.charts import AGE_COLOURS, USE_COLOURS, nice_ceiling, pair_chart, stacked_chart
from models.io.export.formats import Formats, Slag, axis_format
from models.io.export.labels import Meta, Tekster
from models.io.export.pair_cells import PLAN, UTEN
from models.io.export.pair_table import HEADER_ROW, KEYS, PairTable, Placement
from models.io.export.printing import page, pair_pages
from models.io.export.series_tables import ARSVERK, BAND_KEYS, OPPFOLGING, RESTANSER, TID, SeriesTable
from planning_core.results import TIMEBRUK_NK

BAND = 17
"""Rows left for charts."""
ROW_PIXELS = 20
_MARGIN = 6


@dataclass(frozen=True)
class Layout:
    """How one series sheet looks: column width, quantities per printed area, and its charts.

    ``charts`` gives, for each printed area, the charts that stand in the band above it.
    """

    width: float
    areas: tuple[int, ...]
    charts: Callable[[Workbook, Tekster, SeriesTable, Placement], Sequence[Sequence[Chart]]]


def _saker(book: Workbook, tekster: Tekster, table: SeriesTable, place: Placement, key: str) -> Chart:
    return pair_chart(book, tekster, place, tekster(f"diagram.{key}"),
                      [(table.fylke, f"storrelse.{key}", "")], axis_format(Slag.SAKER))


def _arsverk_charts(
    book: Workbook, tekster: Tekster, table: SeriesTable, place: Placement
) -> Sequence[Sequence[Chart]]:
    totals = [(b, tekster(f"niva.{b.sums[0]}")) for b in table.totals if b.level == SUM] or [(table.fylke, "")]

    def chart(key: str) -> Chart:
        pairs = [(block, f"storrelse.{key}", name) for block, name in totals]
        return pair_chart(book, tekster, place, tekster(f"diagram.{key}"), pairs, axis_format(Slag.ARSVERK))
    return [[chart("arsverk"), chart("effektive_arsverk")]]


def _restanser_charts(
    book: Workbook, tekster: Tekster, table: SeriesTable, place: Placement
) -> Sequence[Sequence[Chart]]:
    stocks = ("restanser_nk", "restanser_fe", "venter_dok")
    places = [(table.fylke, f"storrelse.{k}", tekster(f"kort.{k}")) for k in stocks]
    by_place = pair_chart(book, tekster, place, tekster("diagram.restanser_sted"), places, axis_format(Slag.SAKER))
    flows = [(table.fylke, f"storrelse.{k}", tekster(f"kort.{k}")) for k in ("vedtak", "inn")]
    flow = pair_chart(book, tekster, place, tekster("diagram.inn_vedtak"), flows, axis_format(Slag.SAKER))
    bands = [(f"storrelse.{k}", tekster(f"kort.{k}")) for k in BAND_KEYS]
    top = _highest(table, [key for key, _ in bands])
    ages = [
        stacked_chart(book, place, tekster(f"diagram.alder_{name}"), table.fylke, bands, variant,
                      axis_format(Slag.SAKER), AGE_COLOURS, top)
        for variant, name in ((PLAN, "plan"), (UTEN, "uten"))
    ]
    total, late = (_saker(book, tekster, table, place, key) for key in ("restanser", "over_grense"))
    return [[total, by_place, late], [flow], ages]


def _tid_charts(book: Workbook, tekster: Tekster, table: SeriesTable, place: Placement) -> Sequence[Sequence[Chart]]:
    def chart(key: str, slag: Slag) -> Chart:
        return pair_chart(book, tekster, place, tekster(f"diagram.{key}"), [(table.fylke, f"storrelse.{key}", "")],
                          axis_format(slag), top=1.0 if slag is Slag.ANDEL else None)
    return [[
        chart("saksbehandlingstid_mnd", Slag.MND), chart("forventet_tid_mnd", Slag.MND),
        chart("andel_innen_grense", Slag.ANDEL),
    ]]


def _oppfolging_charts(
    book: Workbook, tekster: Tekster, table: SeriesTable, place: Placement
) -> Sequence[Sequence[Chart]]:
    fylke = table.fylke
    need = [(fylke, "storrelse.oppfolging_behov_timer", tekster("kort.behov"))]
    hours = pair_chart(book, tekster, place, tekster("diagram.oppfolging_timer"),
                       [(fylke, "storrelse.oppfolging_timer", "")], axis_format(Slag.TIMER), need)
    gap = pair_chart(book, tekster, place, tekster("diagram.oppfolging_gap_arsverk"),
                     [(fylke, "storrelse.oppfolging_gap_arsverk", "")], axis_format(Slag.ARSVERK))
    uses = [(f"storrelse.{k}", tekster(f"kort.{k}")) for k in (*TIMEBRUK_NK, "kommunale_timer")]
    top = _highest(table, [key for key, _ in uses])
    whole = axis_format(Slag.TIMER)
    stacks = [
        [stacked_chart(book, place, tekster(f"diagram.timebruk_{name}"), fylke, uses, variant, whole, USE_COLOURS, top)]
        for variant, name in ((PLAN, "plan"), (UTEN, "uten"))
    ]
    return [[hours, gap], *stacks]


def _highest(table: SeriesTable, keys: Sequence[str]) -> float:
    """Top of an axis that holds the sum of these quantities, both in the plan and without flyttinger."""
    highest = 0.0
    for variant in (PLAN, UTEN):
        parts = [v for v in (table.values(table.fylke, key, variant) for key in keys) if v is not None]
        highest = max(highest, float(np.sum(parts, axis=0).max()))
    return nice_ceiling(highest)


LAYOUTS = {
    ARSVERK: Layout(12, (3,), _arsverk_charts),
    RESTANSER: Layout(9.5, (5, 2, 5), _restanser_charts),
    TID: Layout(10.5, (4,), _tid_charts),
    OPPFOLGING: Layout(9.5, (4, 4, 5), _oppfolging_charts),
}


def write_series_sheet(
    book: Workbook, sheet: Worksheet, book_formats: Formats, tekster: Tekster, meta: Meta, table: SeriesTable,
    months: tuple[int, ...], note: str,
) -> Placement:
    """Write one series sheet; returns where its cells stand."""
    layout = LAYOUTS[table.sheet]
    writer = PairTable(sheet, book_formats, tekster, table.measures, months, BAND, layout.width)
    place = writer.write(tekster(f"tittel.{table.sheet}"), note, list(table.totals), list(table.blocks))
    style = book_formats(text_wrap=True, valign="top", font_color=f.SECONDARY, font_size=9)
    sheet.set_row_pixels(HEADER_ROW + 1, _MARGIN)
    merge_text(sheet, HEADER_ROW + 2, 0, KEYS - 1, tekster(f"forklaring.{table.sheet}"), style, rows=BAND - 2)
    _insert_charts(sheet, layout, layout.charts(book, tekster, table, place))
    page(sheet, tekster, meta, landscape=True)
    pair_pages(book, sheet, place, layout.areas)
    return place


def _insert_charts(sheet: Worksheet, layout: Layout, areas: Sequence[Sequence[Chart]]) -> None:
    """Spread the charts of an area evenly over its quantities, beside the definitions."""
    each = column_pixels(layout.width)
    column = KEYS
    for count, charts in zip(layout.areas, areas):
        width = 3 * count * each // max(1, len(charts))
        for i, chart in enumerate(charts):
            chart.set_size({"width": width - _MARGIN, "height": (BAND - 2) * ROW_PIXELS})
            sheet.insert_chart(HEADER_ROW + 1, column, chart,
                               {"x_offset": i * width + _MARGIN, "y_offset": _MARGIN, "object_position": 2})
        column += 3 * count
