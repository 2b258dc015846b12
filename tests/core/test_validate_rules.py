"""The rules that need more than one cell, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planning_core import plan as p
from planning_core.plan import Eier, Sted
from planning_core.validate import validate
from planning_core.validate.flow import missing_months
from tests.core.validate_cases import END, SECOND_FE, START, flytting, kommunal, more, row, sound_plan


def found(plan, code):
    return [f for f in validate(plan) if f.code == code]


# Saksinngang by month

def test_missing_months_are_named():
    """Rows Jan 2025-Nov 2025: December has no row in any year, so Dec 2026 and Dec 2027 are missing."""
    plan = sound_plan()
    plan = replace(plan, saksinngang=tuple(r for r in plan.saksinngang if r.maned != START - 1))
    (finding,) = found(plan, "mangler_maaneder")
    assert finding.details["maneder"] == (START + 11, START + 23)
    assert finding.details["enhet"] == "Nav Skien"
    assert finding.details["ytelse"] == "dagpenger"


def test_a_month_given_later_does_not_fill_an_earlier_one():
    assert missing_months([START + 12], START, 24) == tuple(START + m for m in range(24) if m != 12)


def test_an_every_month_row_fills_all():
    plan = more("saksinngang", p.Saksinngang("Nav Siljan", "dagpenger", None, 1.0),
                p.Saksinngang("Nav Siljan", "dagpenger", START + 3, 9.0))(sound_plan())
    assert not found(plan, "mangler_maaneder")


def test_a_kontor_without_rows_for_a_ytelse_is_fine():
    assert not validate(sound_plan())  # Nav Siljan has no dagpenger


# Routes

def test_routes_are_asked_for_per_kontor_with_the_ytelser_that_lack_one():
    plan = more("enheter", SECOND_FE)(sound_plan())
    plan = replace(plan, ruter=(p.Rute("Nav Skien", "AAP", "NFP Grenland"), p.Rute("Nav Siljan", None, "NFP Telemark")))
    (finding,) = found(plan, "mangler_rute")
    assert finding.value == "Nav Skien"
    assert finding.details["ytelser"] == ("dagpenger",)


def test_restanser_alone_need_a_route():
    plan = more("enheter", SECOND_FE)(sound_plan())
    plan = replace(plan, saksinngang=(), ruter=(p.Rute("Nav Skien", "AAP", "NFP Grenland"),))
    (finding,) = found(plan, "mangler_rute")
    assert finding.details["ytelser"] == ("dagpenger",)


# Årsverk paths

def test_two_flyttinger_take_too_much_together():
    """Nav Siljan has 5.4; 3 from February and 3 from April leave -0.6 from April on."""
    plan = more("flyttinger", flytting(fra="Nav Siljan", arsverk=3.0),
                flytting(fra="Nav Siljan", arsverk=3.0, fra_maned=START + 3))(sound_plan())
    findings = found(plan, "tar_mer_enn_enheten_har")
    assert [f.row for f in findings] == [1, 2]
    for finding in findings:
        assert finding.details["maned"] == START + 3
        assert finding.details["mangler"] == pytest.approx(0.6)
        assert finding.details["har"] == pytest.approx(5.4)
        assert finding.details["tatt"] == pytest.approx(6.0)


def test_a_ramp_takes_too_much_only_when_it_is_in():
    """8 årsverk over 8 months from February take 1 a month: 5.4 is passed in the 6th month, worst (-2.6) in the 8th."""
    plan = more("flyttinger", flytting(fra="Nav Siljan", arsverk=8.0, innfasing_mnd=8.0))(sound_plan())
    (finding,) = found(plan, "tar_mer_enn_enheten_har")
    assert finding.details["foerste"] == START + 1 + 5
    assert finding.details["maned"] == START + 1 + 7
    assert finding.details["mangler"] == pytest.approx(2.6)


def test_what_comes_first_may_be_passed_on():
    """3 årsverk come to Siljan in February, 8 of its 8.4 leave in March."""
    moves = (flytting(til="Nav Siljan", arsverk=3.0), flytting(fra="Nav Siljan", arsverk=8.0, fra_maned=START + 2))
    assert not found(more("flyttinger", *moves)(sound_plan()), "tar_mer_enn_enheten_har")


def test_a_return_that_leaves_too_little_is_found_at_the_one_who_took():
    """As above, but what came goes back after April: 8.4 - 8 - 3 = -2.6 in May."""
    moves = (flytting(til="Nav Siljan", arsverk=3.0, til_maned=START + 3),
             flytting(fra="Nav Siljan", arsverk=8.0, fra_maned=START + 2))
    (finding,) = found(more("flyttinger", *moves)(sound_plan()), "tar_mer_enn_enheten_har")
    assert finding.row == 2
    assert finding.details["maned"] == START + 4
    assert finding.details["mangler"] == pytest.approx(2.6)
    assert finding.details["har"] == pytest.approx(5.4)


def test_taking_exactly_all_is_allowed():
    """0.1 + 0.2 + ... of decimals must not be called a lack."""
    moves = tuple(flytting(fra="Nav Siljan", arsverk=0.54, arsak=str(i)) for i in range(10))
    assert not found(more("flyttinger", *moves)(sound_plan()), "tar_mer_enn_enheten_har")


def test_owners_are_apart():
    """Nav Siljan has 3.0 municipal årsverk: a cut of 3.1 is too much although it has 5.4 state."""
    (finding,) = found(more("flyttinger", kommunal(fra="Nav Siljan", til=None, arsverk=3.1))(sound_plan()),
                       "tar_mer_enn_enheten_har")
    assert finding.details["eier"] is Eier.KOMMUNE
    assert finding.details["mangler"] == pytest.approx(0.1)


def test_other_faulty_flyttinger_do_not_hide_a_lack():
    plan = more("flyttinger", flytting(fra="ukjent"), flytting(arsverk=-4.0),
                flytting(fra="Nav Siljan", arsverk=7.0))(sound_plan())
    assert [f.row for f in found(plan, "tar_mer_enn_enheten_har")] == [3]


# Municipal årsverk and kommuner

def test_shared_kommune_is_no_border():
    plan = more("flyttinger", kommunal())(row("enheter", 1, kommune=("Siljan", "skien "))(sound_plan()))
    assert not found(plan, "krysser_kommunegrense")


def test_giver_may_allow_crossing():
    plan = more("flyttinger", kommunal())(row("enheter", 0, kommunale_kan_flyttes=True)(sound_plan()))
    assert not found(plan, "krysser_kommunegrense")
    plan = more("flyttinger", kommunal())(row("enheter", 1, kommunale_kan_flyttes=True)(sound_plan()))
    assert found(plan, "krysser_kommunegrense")


def test_municipal_cut_and_new_money_cross_nothing():
    plan = more("flyttinger", kommunal(til=None), kommunal(fra=None))(sound_plan())
    assert not found(plan, "krysser_kommunegrense")


# Heads and fixed posts

def test_heads_follow_the_change_in_state_arsverk():
    """6 heads and a move of 3.2 årsverk: 2.8 heads (anslått) from the month of the move."""
    plan = more("flyttinger", flytting(fra="Nav Siljan", arsverk=3.2))(sound_plan())
    (finding,) = found(plan, "faerre_enn_tre_statsansatte")
    assert finding.details["ansatte"] == pytest.approx(2.8)
    assert finding.details["maned"] == START + 1
    assert not finding.is_error


def test_without_a_head_count_nothing_is_said_of_heads():
    plan = row("enheter", 1, statsansatte=None)(sound_plan())
    plan = more("flyttinger", flytting(fra="Nav Siljan", arsverk=3.2))(plan)
    assert not found(plan, "faerre_enn_tre_statsansatte")


# Gevinst

def test_gevinster_may_add_to_exactly_one():
    """0.3 (automatisering, optimistisk) + 0.7 = 1."""
    assert not found(row("gevinster", 1, optimistisk=0.7)(sound_plan()), "gevinst_over_1")


def test_rounding_of_decimals_is_not_over_one():
    """0.24 + 0.32 + 0.02 + 0.31 + 0.03 + 0.08 is 1, and 1.0000000000000002 in binary."""
    parts = tuple(
        p.Gevinst(f"del {i}", p.GevinstType.ANDRE, Sted.NK, "HP1", "AAP", 0.0, 0.0, rate)
        for i, rate in enumerate((0.24, 0.32, 0.02, 0.31, 0.03, 0.08))
    )
    assert not found(replace(sound_plan(), gevinster=parts, innfasing=(), gevinstoppfolging=()), "gevinst_over_1")


def test_sum_over_one_names_gevinster_place_process_and_level():
    (finding,) = found(row("gevinster", 1, optimistisk=0.9)(sound_plan()), "gevinst_over_1")
    assert finding.details["gevinster"] == ("ny løsning", "samling")
    assert finding.details["sum"] == pytest.approx(1.2)
    assert finding.details["niva"] == ("optimistisk",)
    assert finding.details["sted"] == ("FE",)
    assert finding.details["hovedprosess"] == ("HP3",)
    assert finding.details["ytelser"] == ("dagpenger",)


def test_realisation_counts_in_the_sum():
    plan = row("gevinster", 1, optimistisk=0.9, realisering=0.7)(sound_plan())
    assert not found(plan, "gevinst_over_1")


def test_places_are_summed_apart():
    plan = row("gevinster", 0, type=p.GevinstType.ANDRE, sted=Sted.NK, optimistisk=0.9)(sound_plan())
    assert not found(row("gevinster", 1, optimistisk=0.9)(plan), "gevinst_over_1")


def test_hp5_is_summed_apart():
    extra = p.Gevinst("mer metode", p.GevinstType.ANDRE, Sted.NK, "HP5", None, 0.5, 0.5, 0.8)
    (finding,) = found(more("gevinster", extra)(sound_plan()), "gevinst_over_1")
    assert finding.details["gevinster"] == ("metode", "mer metode")
    assert finding.details["hovedprosess"] == ("HP5",)


# Rows after the horizon

def test_many_rows_after_the_horizon_are_one_warning():
    late = tuple(p.Saksinngang("Nav Siljan", "AAP", START + 24 + m, 1.0) for m in range(30))
    (finding,) = found(more("saksinngang", *late)(sound_plan()), "rad_etter_horisont")
    assert finding.details["antall"] == 30
    assert not finding.is_error


def test_the_last_month_of_the_horizon_is_inside():
    assert not validate(more("saksinngang", p.Saksinngang("Nav Siljan", "AAP", END, 1.0))(sound_plan()))


def test_a_flytting_that_ends_after_the_horizon_is_fine():
    assert not validate(row("flyttinger", 0, til_maned=START + 100)(sound_plan()))


def test_months_before_the_start_are_allowed_where_the_contract_says_so():
    plan = more("grensesnitt", p.Grensesnitt("AAP", "HP3", 0.7, START - 30))(sound_plan())
    plan = row("enheter", 2, etablert=START - 30)(plan)
    plan = more("brukere", p.Brukere("Nav Siljan", "spesielt", START - 5, 50.0))(plan)
    assert not validate(row("gevinster", 0, fra_maned=START - 30)(plan))
