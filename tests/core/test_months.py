"""Months as whole numbers."""

from __future__ import annotations

import pytest

from planning_core.months import month, month_of_year, month_text, parse_month, year_of


def test_a_month_is_twelve_times_the_year_plus_its_place():
    # 12 * 2026 = 24 312; January is place 0, December place 11.
    assert month(2026, 1) == 24312
    assert month(2026, 12) == 24323
    assert month(2027, 1) - month(2026, 12) == 1


@pytest.mark.parametrize(("year", "number"), [(2026, 0), (2026, 13), (1899, 12), (2201, 1)])
def test_what_is_no_month_is_refused(year, number):
    with pytest.raises(ValueError, match="not a month"):
        month(year, number)


def test_the_first_and_last_year_are_allowed():
    assert month_text(month(1900, 1)) == "1900-01"
    assert month_text(month(2200, 12)) == "2200-12"


@pytest.mark.parametrize("index", [24311, 24312, 24323, 22800])
def test_text_form_and_back(index):
    assert parse_month(month_text(index)) == index
    assert month(year_of(index), month_of_year(index)) == index


def test_space_around_the_text_is_no_fault():
    assert parse_month(" 2026-03 ") == 24314


@pytest.mark.parametrize("text", ["", "2026", "2026-1", "2026-001", "2026/01", "26-01", "2026-13", "2026-00", "jan. 2026"])
def test_other_forms_are_refused(text):
    with pytest.raises(ValueError, match="not a month"):
        parse_month(text)


def test_parts_of_a_month():
    # 24 323 = 12 * 2026 + 11.
    assert (year_of(24323), month_of_year(24323)) == (2026, 12)
    assert (year_of(24324), month_of_year(24324)) == (2027, 1)
