"""Ticks, month labels and labels that move apart."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.charts.scale import month_ticks, spread, value_scale
from planning_core.months import month


@pytest.mark.parametrize(("values", "ticks"), [
    ([9310.0, 5260.0], (0, 2000, 4000, 6000, 8000, 10000)),
    ([3.4], (0, 1, 2, 3, 4)),
    ([0.0, 2.0], (0, 0.5, 1, 1.5, 2)),
    ([], (0, 0.2, 0.4, 0.6, 0.8, 1)),
])
def test_round_ticks_from_zero(values, ticks):
    assert value_scale(values).ticks == pytest.approx(ticks)


def test_counts_have_whole_ticks():
    assert value_scale([0.0, 2.0], whole=True).ticks == (0, 1, 2, 3)
    assert value_scale([], whole=True).ticks == (0, 1, 2, 3)


def test_undefined_values_do_not_count():
    assert value_scale([math.nan, 9.0, math.inf]).high == 10


def test_axis_may_leave_zero_only_when_allowed_and_useful():
    assert value_scale([0.81, 0.93], from_zero=False, top=1.0).low == pytest.approx(0.8)
    assert value_scale([0.81, 0.93], top=1.0).low == 0
    assert value_scale([0.30, 0.93], from_zero=False, top=1.0).low == 0


def test_a_share_never_passes_its_top():
    assert value_scale([0.99], top=1.0).high == pytest.approx(1.0)
    assert value_scale([1.0, 1.0], from_zero=False, top=1.0).high == pytest.approx(1.0)


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=20))
def test_four_to_six_ticks_hold_all_values(values):
    scale = value_scale(values)
    assert 4 <= len(scale.ticks) <= 6
    assert scale.low <= min(values)
    assert max(values) <= scale.high * (1 + 1e-9)


def test_year_stands_at_january_and_months_fill_up_where_there_is_room():
    first, last = month(2026, 1), month(2028, 12)
    wide = month_ticks(first, last, 20.0, 40.0, 45.0)
    assert [t.maned for t in wide if t.is_year] == [month(y, 1) for y in (2026, 2027, 2028)]
    assert wide[1].maned == month(2026, 4)
    narrow = month_ticks(first, last, 5.0, 40.0, 45.0)
    assert all(t.is_year for t in narrow)


def test_first_month_has_a_tick_where_it_is_not_january():
    assert month_ticks(month(2026, 5), month(2027, 12), 20.0, 40.0, 45.0)[0].maned == month(2026, 5)


def test_years_without_room_lose_their_label():
    ticks = month_ticks(month(2026, 1), month(2035, 12), 2.0, 40.0, 45.0)
    assert [t.labelled for t in ticks[:4]] == [True, False, True, False]


def test_labels_move_apart_and_keep_their_order():
    assert spread([100, 104], 16, 0, 200) == [94, 110]
    assert spread([104, 100], 16, 0, 200) == [110, 94]
    assert spread([10, 150], 16, 0, 200) == [10, 150]
    assert spread([0, 0], 16, 0, 200) == [0, 16]
    assert spread([200, 200], 16, 0, 200) == [184, 200]


@given(st.lists(st.floats(0, 500), min_size=1, max_size=8))
def test_labels_are_never_closer_than_the_gap_and_stay_inside(positions):
    placed = np.array(spread(positions, 16, 0, 500))
    assert placed.min() >= -1e-6
    assert placed.max() <= 500 + 1e-6
    assert (np.diff(np.sort(placed)) >= 16 - 1e-6).all()
    assert np.argsort(placed).tolist() == sorted(range(len(positions)), key=lambda i: positions[i])
