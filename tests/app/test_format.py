"""Numbers and months as the user reads them."""

import math

import pytest

from app import format as fmt
from app.table_texts import share_editing
from models.io.numbers import parse_number
from planning_core.months import month


@pytest.mark.parametrize(("value", "decimals", "text"), [
    (9310, 0, "9\u00a0310"),
    (1234567.0, 0, "1\u00a0234\u00a0567"),
    (999, 0, "999"),
    (0, 0, "0"),
    (-4050, 0, "\u22124\u00a0050"),
    (-0.4, 0, "0"),
    (2.5, 0, "3"),
    (0.5, 0, "1"),
    (-2.5, 0, "\u22123"),
    (1.005, 2, "1,01"),
    (1234.56, 1, "1\u00a0234,6"),
    (0, 1, "0,0"),
])
def test_number(value, decimals, text):
    assert fmt.tall(value, decimals) == text


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf])
def test_undefined_is_a_dash_and_never_zero(value):
    for function in (fmt.tall, fmt.arsverk, fmt.saker, fmt.timer, fmt.prosent, fmt.endring):
        assert function(value) == "\u2013"


def test_decimals_by_quantity():
    assert fmt.arsverk(15) == "15,0"
    assert fmt.saker(7419.6) == "7\u00a0420"
    assert fmt.timer(1699.5) == "1\u00a0700"


def test_per_cent_has_a_no_break_space():
    assert fmt.prosent(0.435) == "44\u00a0%"
    assert fmt.prosent(-0.0456, 1) == "\u22124,6\u00a0%"


@pytest.mark.parametrize(("value", "decimals", "text"), [
    (2, 0, "+2"), (-4050, 0, "\u22124\u00a0050"), (0, 0, "0"), (0.04, 1, "0"), (-0.04, 1, "0"), (0.05, 1, "+0,1"),
    (-5, 1, "\u22125,0"),
])
def test_change_has_a_sign(value, decimals, text):
    assert fmt.endring(value, decimals) == text


def test_months():
    assert fmt.maned_kort(month(2026, 1)) == "jan. 2026"
    assert fmt.maned_kort(month(2026, 3)) == "mars 2026"
    assert fmt.maned_kort(month(2026, 9)) == "sept. 2026"
    assert fmt.maned_lang(month(2028, 12)) == "desember 2028"
    assert fmt.maned_navn(month(2028, 5)) == "mai"


@pytest.mark.parametrize(("share", "text"), [
    (0.0, "0\u00a0%"), (0.07, "7\u00a0%"), (0.85, "85\u00a0%"), (0.075, "7,5\u00a0%"), (1.0, "100\u00a0%"),
    (0.1234567, "12,3457\u00a0%"), (None, "–"),
])
def test_a_share_has_the_decimals_it_has(share, text):
    assert fmt.andel(share) == text
    assert fmt.andel_spenn(0.04, 0.15) == "4–15\u00a0%"


def test_a_share_in_a_field_reads_back_to_itself():
    """As per cent where that is exact, else as the number it is."""
    assert share_editing(0.07) == "7\u00a0%"
    assert share_editing(0.123456789) == "0,123456789"
    for i in range(1001):
        assert parse_number(share_editing(i / 1000), percent=True) == i / 1000
