"""How a month finds its value in a table (the import workbook's contract)."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning_core import monthly
from planning_core.plan import Brukere, Grensesnitt, Hendelse, Kapasitet, Oppfolgingsnorm, Saksinngang
from tests.core.builders import START, exactly, fe, kontor, network, small_plan

A_YEAR_AGO, TWO_YEARS_AGO = START - 12, START - 24


def test_saksinngang_takes_own_row_then_every_month_then_the_latest_earlier_year():
    rows = {None: 7.0, START: 5.0, A_YEAR_AGO + 1: 9.0}
    assert monthly.seasonal_value(rows, START) == 5.0
    assert monthly.seasonal_value(rows, START + 1) == 7.0
    season = {TWO_YEARS_AGO: 1.0, A_YEAR_AGO: 2.0, START + 12: 3.0}
    assert monthly.seasonal_value(season, START) == 2.0
    assert monthly.seasonal_value(season, START + 24) == 3.0


def test_saksinngang_is_never_taken_from_another_month_of_the_year_or_a_later_year():
    assert isnan(monthly.seasonal_value({START - 1: 4.0, START + 12: 4.0}, START))
    assert isnan(monthly.seasonal_value({}, START))


def test_brukere_take_own_row_then_every_month_then_the_last_given():
    assert monthly.latest_value({START - 3: 4.0, START - 1: 6.0, START + 2: 8.0}, START) == 6.0
    assert monthly.latest_value({START - 3: 4.0, None: 6.0}, START) == 6.0
    assert monthly.latest_value({START: 4.0, None: 6.0}, START) == 4.0
    assert isnan(monthly.latest_value({START + 1: 4.0}, START))


@pytest.mark.parametrize("value", [monthly.seasonal_value, monthly.latest_value])
@pytest.mark.parametrize(
    "rows",
    [{}, {None: 3.0}, {None: 3.0, START + 1: 0.0}, {START - 11: 2.0, START + 1: 4.0}, {START: 1.0, None: 0.0}],
)
def test_all_months_at_once_are_the_months_one_by_one(rows, value):
    maneder = range(START, START + 15)
    assert monthly.month_values(rows, maneder, value) == exactly([value(rows, m) for m in maneder])


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2), st.none() | st.integers(START - 40, START + 30),
                       st.floats(0.0, 9.0)), max_size=12),
    st.sampled_from([(12, monthly.seasonal_value), (1, monthly.latest_value)]),
)
def test_all_things_at_once_are_the_things_one_by_one(rows, rule):
    period, value = rule
    plan = small_plan(months=24)
    k, y, maned, antall = ([row[column] for row in rows] for column in range(4))
    values = monthly.filled(plan, (k, y), maned, antall, (2, 3), period)
    for thing in np.ndindex(2, 3):
        own = {row[2]: row[3] for row in rows if row[:2] == thing}
        expected = [value(own, m) for m in plan.maneder] if own else [0.0] * 24
        np.testing.assert_array_equal(values[thing], expected)


def test_saksinngang_by_kontor_and_ytelse():
    # K has every month 10 and March 30; B of K has January of last year only, so February is missing; L has no rows.
    plan = network(
        kontor("K"), kontor("L"), fe(),
        minutter={"A": (0.0, 0.0, 60.0, 0.0), "B": (0.0, 0.0, 60.0, 0.0)}, inn={},
        saksinngang=(
            Saksinngang("K", "A", None, 10.0), Saksinngang("K", "A", START + 2, 30.0), Saksinngang("K", "B", A_YEAR_AGO, 4.0),
        ),
    )
    values = monthly.saksinngang(plan)
    assert values.shape == (2, 2, 12)
    assert values[0, 0].tolist() == [10.0, 10.0, 30.0] + [10.0] * 9
    assert values[0, 1, 0] == 4.0
    assert np.isnan(values[0, 1, 1:]).all()
    assert (values[1] == 0.0).all()


def test_hendelser_multiply_where_they_overlap_and_stop_after_their_last_month():
    # All units 2 from month 1 on; K 3 in months 1-2, last month included; A of K 0.5 in month 2.
    plan = network(
        kontor("K"), kontor("L"), fe(),
        minutter={"A": (0.0, 0.0, 60.0, 0.0), "B": (0.0, 0.0, 60.0, 0.0)}, inn={},
        hendelser=(
            Hendelse(None, None, START + 1, None, 2.0), Hendelse("K", None, START + 1, START + 2, 3.0),
            Hendelse("K", "A", START + 2, START + 2, 0.5), Hendelse("L", "B", None, START, 7.0),
        ),
    )
    factor = monthly.hendelsesfaktor(plan)
    assert factor[0, 0, :4].tolist() == [1.0, 6.0, 3.0, 2.0]
    assert factor[0, 1, :4].tolist() == [1.0, 6.0, 6.0, 2.0]
    assert factor[1, 0, :4].tolist() == [1.0, 2.0, 2.0, 2.0]
    assert factor[1, 1, :4].tolist() == [7.0, 2.0, 2.0, 2.0]


@pytest.mark.parametrize(
    ("fra", "til", "expected"),
    [(None, None, list(range(12))), (START + 10, None, [10, 11]), (None, START + 1, [0, 1]),
     (START - 5, START, [0]), (START + 12, None, []), (START + 3, START + 3, [3])],
)
def test_a_period_holds_both_its_ends_and_open_ends_are_open(fra, til, expected):
    assert monthly.months_in(small_plan(), fra, til) == expected


def test_kapasitet_of_kontor_and_fe_in_the_order_of_the_units_axis():
    # The FE stands first in the sheet; the axis has kontor first.
    plan = network(
        fe(), kontor("K"), minutter={}, inn={},
        kapasitet=(Kapasitet("F", None, 0.9), Kapasitet("F", START + 6, 0.5), Kapasitet("K", START + 1, 0.0)),
    )
    values = monthly.kapasitet(plan)
    assert values[0, :3].tolist() == [1.0, 0.0, 1.0]
    assert values[1, 5:8].tolist() == [0.9, 0.5, 0.9]


def test_users_by_kontor_and_group_with_none_before_the_first_month_given():
    plan = small_plan(
        oppfolgingsnorm=(Oppfolgingsnorm("G", 1.0), Oppfolgingsnorm("H", 1.0), Oppfolgingsnorm("I", 1.0)),
        brukere=(Brukere("K", "H", START + 2, 40.0), Brukere("K", "H", START + 5, 50.0), Brukere("K", "G", START - 2, 9.0)),
    )
    users = monthly.brukere(plan)
    assert users[0, 0].tolist() == [9.0] * 12
    assert users[0, 1].tolist() == [0.0] * 2 + [40.0] * 3 + [50.0] * 7
    assert users[0, 2].tolist() == [0.0] * 12


def test_grensesnitt_defaults_to_hp1_and_hp2_at_the_kontor_and_hp3_and_hp4_in_fe():
    assert monthly.andel_fe(small_plan())[0, :, 0].tolist() == [0.0, 0.0, 1.0, 1.0]


def test_the_latest_grensesnitt_up_to_the_month_holds_whatever_the_order_of_rows():
    plan = small_plan(
        grensesnitt=(
            Grensesnitt("A", "HP3", 0.5, START + 4), Grensesnitt("A", "HP3", 0.7, None), Grensesnitt("A", "HP3", 0.6, START + 2),
            Grensesnitt("A", "HP4", 0.2, START + 3), Grensesnitt("A", "HP1", 0.3, START - 7),
            Grensesnitt("A", "HP2", 0.9, START + 12), Grensesnitt("A", "HP5", 0.0, None),
        ),
    )
    share = monthly.andel_fe(plan)[0]
    assert share[2].tolist() == [0.7] * 2 + [0.6] * 2 + [0.5] * 8
    # Before the first dated row the default holds; one from before the start holds all the time; one after the end never.
    assert share[3].tolist() == [1.0] * 3 + [0.2] * 9
    assert share[0].tolist() == [0.3] * 12
    assert share[1].tolist() == [0.0] * 12
