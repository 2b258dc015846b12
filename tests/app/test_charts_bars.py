"""Bars behind the pair, and the line that is the same in both: scale, labels, read-out."""

from __future__ import annotations

import numpy as np
import pytest

from app.charts.bars import BarPart, heights, label_middles
from app.charts.ink import Ink
from app.charts.layout import arrange
from app.charts.pair_chart import PairChart
from app.charts.panel import Panel, Reference, month_sentence
from app.charts.readout import rows
from app.charts.series import Pair
from app.difference import HOURS, SHARE
from planning_core.months import month

NBSP = "\u00a0"
START = month(2026, 1)
MONTHS = tuple(range(START, START + 12))

pytestmark = pytest.mark.usefixtures("qapp")  # fonts can only be measured with an application


def pair(planen, uten):
    return Pair(MONTHS, np.full(12, float(planen)), np.full(12, float(uten)))


@pytest.fixture
def panel():
    parts = (BarPart("Statlig oppfølging", pair(2500, 2700), blue=True), BarPart("Saksarbeid", pair(1500, 1600)))
    return Panel("Timebruk", "timer", "oppfølging", pair(2500, 2700), HOURS, bars=parts, line_name="oppfølging",
                 reference=Reference("behov", np.full(12, 5200.0)))


def test_the_axis_holds_bars_and_reference(panel):
    layout = arrange([panel], 1000, 500, Ink.of_paper())
    assert layout.panels[0].scale.high >= 5200
    assert heights(panel.bars).tolist() == [4000.0] * 12
    assert label_middles(panel.bars) == [1250.0, 3250.0]


def test_bars_have_half_a_month_of_air_at_both_ends(panel):
    layout = arrange([panel], 1000, 500, Ink.of_paper())
    plot = layout.panels[0].plot
    assert layout.x(MONTHS[0]) == pytest.approx(plot.left() + layout.month_width / 2)
    assert layout.x(MONTHS[-1]) == pytest.approx(plot.right() - layout.month_width / 2)
    assert [layout.month_at(layout.x(m)) for m in MONTHS] == list(MONTHS)
    assert layout.month_at(plot.left()) == MONTHS[0]


def test_parts_are_named_at_the_end_where_there_is_room_else_in_a_legend(panel):
    wide = arrange([panel], 1100, 500, Ink.of_paper())
    narrow = arrange([panel], 420, 500, Ink.of_paper())
    assert (wide.parts_at_end, narrow.parts_at_end) == (True, False)
    assert narrow.panels[0].plot.top() > wide.panels[0].plot.top()


def test_readout_says_the_reference_and_each_part_as_a_pair(panel):
    layout = arrange([panel], 1000, 500, Ink.of_paper())
    found = {row.label: row.value for row in rows(layout, START + 3)}
    assert found["behov"] == f"5{NBSP}200"
    assert found["Saksarbeid"] == f"1{NBSP}500 mot 1{NBSP}600"
    assert month_sentence(panel, START).endswith(
        f"behov: 5{NBSP}200; Saksarbeid: 1{NBSP}500 mot 1{NBSP}600; Statlig oppfølging: 2{NBSP}500 mot 2{NBSP}700.")


def test_bars_and_reference_are_drawn(qtbot, panel):
    chart = PairChart(ink=Ink.of_paper())
    qtbot.addWidget(chart)
    chart.resize(1000, 500)
    chart.set_panels([panel])
    placed = chart.chart_layout.panels[0]
    picture = chart.grab().toImage()
    x = round(chart.chart_layout.x(START + 5))
    blue = picture.pixelColor(x, round(placed.y(1000)))
    grey = picture.pixelColor(x, round(placed.y(3500)))
    assert blue.name() == Ink.of_paper().palette.plan_fill
    assert grey.name() == Ink.of_paper().palette.uten
    assert chart._curves[3].getData()[1][0] == pytest.approx(placed.y(5200))


def test_a_month_without_value_has_no_bar(qtbot):
    values = Pair(MONTHS, np.array([np.nan, 0.0, *[50.0] * 10]), np.full(12, 0.5))
    panel = Panel("Andel", "", "andel", values, SHARE, bars=(BarPart("del", values),))
    chart = PairChart(ink=Ink.of_paper())
    qtbot.addWidget(chart)
    chart.resize(600, 400)
    chart.set_panels([panel])
    assert not chart.grab().isNull()
