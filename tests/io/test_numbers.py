"""Numbers, months and yes/no as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.io.numbers import SPACES, Unreadable, number_text, parse_month, parse_number, parse_yes_no
from planning_core.months import month, month_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1.0), ("12,5", 12.5), ("12.5", 12.5), ("1 234,5", 1234.5), ("1.234,5", 1234.5), ("1.234.567", 1234567.0),
        ("12 345 678", 12345678.0), ("1 234.5", 1234.5), ("-3", -3.0), ("\u22123,5", -3.5), ("\u20133", -3.0),
        ("- 3", -3.0), ("+4", 4.0), ("0,4", 0.4), ("0.123", 0.123), (",5", 0.5), ("1e3", 1000.0), ("2,5E-2", 0.025),
        ("1234,567", 1234.567), ("1,234", 1.234), ("1234.567", 1234.567), ("  7 ", 7.0), ("\u200b7", 7.0),
    ],
)
def test_numbers_that_mean_one_thing(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize("space", list(SPACES))
def test_every_space_is_a_thousands_separator(space):
    assert parse_number(f"{space}1{space}234,5{space}") == 1234.5


@pytest.mark.parametrize("text", ["1.234", "12.500", "123.456", "1,234,567", "1,234.5", "-1.234"])
def test_what_can_be_read_in_two_ways_is_asked_about(text):
    with pytest.raises(Unreadable) as caught:
        parse_number(text)
    assert caught.value.code == "tvetydig_tall"


@pytest.mark.parametrize(
    "text",
    ["ti", "1 23", "12 34", "1 2345", "1,2,3", "1..2", "*", "..", "-", "5 kr", "inf", "nan", "1e999", "٣", "", "0x10"],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Unreadable) as caught:
        parse_number(text)
    assert caught.value.code == "tekst_i_tallfelt"


def test_per_cent_only_where_it_makes_sense():
    assert parse_number("7,5 %", percent=True) == 0.075
    assert parse_number("7,5\u202f%", percent=True) == 0.075
    assert parse_number("0.4%", percent=True) == pytest.approx(0.004)
    with pytest.raises(Unreadable) as caught:
        parse_number("7,5 %")
    assert caught.value.code == "prosent_uventet"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_float_as_excel_shows_it_comes_back(value):
    assert parse_number(number_text(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        "2026-01", "2026-1", "202601", "01.2026", "1.2026", "15.01.2026", "2026-01-15", "2026-01-15 00:00:00",
        "2026/01", "01/2026", "2026M01", "jan. 2026", "Januar 2026", "JAN 2026", "jan-2026", "jan2026",
        "\u00a0januar\u202f2026 ",
    ],
)
def test_every_way_to_write_january_2026(text):
    assert parse_month(text) == month(2026, 1)


def test_month_names_are_norwegian():
    names = ["jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "des."]
    assert [parse_month(f"{name} 2026") for name in names] == list(range(month(2026, 1), month(2027, 1)))


@pytest.mark.parametrize("text", ["2026", "13.2026", "2026-13", "jan. 26", "january 2026", "hver måned", "1/1/26", ""])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(Unreadable) as caught:
        parse_month(text)
    assert caught.value.code == "ikke_maned"


@given(st.integers(month(1900, 1), month(2200, 12)))
def test_every_month_comes_back(index):
    assert parse_month(month_text(index)) == index


def test_yes_and_no():
    assert [parse_yes_no(t) for t in ("ja", " JA ", "1", "SANN")] == [True] * 4
    assert [parse_yes_no(t) for t in ("nei", "Nei", "0", "usann")] == [False] * 4
    with pytest.raises(Unreadable):
        parse_yes_no("kanskje")
