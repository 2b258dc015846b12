"""Restanseteam, ages, overdue and the pool of the oldest (docs/metode.md section 4.5-4.7), worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from planning_core.plan import Eier, Flytting, Restanse, Restanseteam, Rute, Ytelse
from tests.core.builders import START, exactly, fe, kontor, months_of, network, small_plan
from tests.core.test_case_flow_fe import DAYS, HOUR_EACH, HP3, fe_plan

# -- restanseteam -----------------------------------------------------------------------------


def team_plan(*rows: Restanseteam, arsverk: float = 0.0, komplett: float = 1.0, **values):
    return fe_plan(arsverk, komplett, restanseteam=rows, **values)


def test_a_team_decides_this_steps_cases_without_hours_of_the_fe(project):
    result = project(team_plan(Restanseteam("A", START, START + 1, 30.0)))
    assert result.serie("vedtak", "F")[:3] == exactly([30.0, 30.0, 0.0])
    assert result.serie("restanser_fe")[:3] == exactly([70.0, 140.0, 240.0])
    assert result.serie("saksbehandlingstid_mnd")[:2] == exactly([0.5, 1.0])


def test_a_teams_rate_is_a_month_whatever_the_step(project):
    assert project(team_plan(Restanseteam("A", None, None, 30.0), n=4)).serie("vedtak")[0] == exactly(30.0)


def test_a_team_takes_only_cases_complete_at_hand_over(project):
    # Half lack documents: 50 of a rate of 80; next month the 50 that came back are not for the team either.
    result = project(team_plan(Restanseteam("A", None, None, 80.0), komplett=0.5))
    assert result.serie("vedtak")[:2] == exactly([50.0, 50.0])
    assert result.serie("restanser_fe")[:2] == exactly([0.0, 50.0])


@pytest.mark.parametrize("sjekk", [True, False])
def test_a_team_takes_only_the_complete_share_of_the_opening_stock(project, sjekk):
    plan = team_plan(
        Restanseteam("A", None, None, 500.0), komplett=0.8, inn=0.0, stock=(Restanse("F", "A", 100.0, 1.0, 2.0),),
        parametre={"sjekk_ved_mottak": sjekk},
    )
    # The rest waits for people who know more than the team; without a check a first touch is free here and finds them.
    assert project(plan).serie("vedtak")[0] == exactly(80.0)


def test_a_team_takes_the_oldest_first(project):
    # 20 aged 3 at the decision, then 10 of this step's: (20 * 3 + 10 * 0.5) / 30.
    result = project(team_plan(Restanseteam("A", None, None, 30.0), stock=(Restanse("F", "A", 20.0, 2.0, 3.0),)))
    assert result.serie("saksbehandlingstid_mnd")[0] == exactly(65.0 / 30.0)


def test_a_team_is_spread_over_fe_by_complete_cases(project):
    # 60 in F and 20 in G: 30 a month are 22.5 and 7.5.
    plan = network(
        kontor("K"), kontor("L"), fe("F"), fe("G"), minutter={"A": HP3}, inn={("K", "A"): 60.0, ("L", "A"): 20.0},
        ruter=(Rute("K", None, "F"), Rute("L", None, "G")), restanseteam=(Restanseteam("A", None, None, 30.0),),
    )
    result = project(plan)
    assert [result.serie("vedtak", f)[0] for f in ("F", "G")] == exactly([22.5, 7.5])


def test_rows_take_in_order_and_a_later_row_what_is_left(project):
    # 100 cases: 70 at 1 h of clearing, then 30 of a rate of 50 at 0.5 h: 85 h. F has them and no more to do.
    result = project(
        team_plan(Restanseteam("A", None, None, 70.0, 1.0), Restanseteam("A", None, None, 50.0, 0.5), arsverk=1.0)
    )
    assert result.serie("vedtak")[0] == exactly(100.0)
    assert result.timebruk_fe["klargjoring"][0, 0] == exactly(85.0)
    assert result.timebruk_fe["ledig"][0, 0] == exactly(15.0)


def test_too_few_hours_of_clearing_cut_all_rows_of_that_fe_by_one_factor(project):
    # F: rows want 10 and 30 cases at 1 h with 20 h: half of both. G has enough and is not cut.
    plan = network(
        kontor("K"), kontor("L"), fe("F", arsverk_stat=0.2), fe("G", arsverk_stat=0.3), minutter={"A": HP3, "B": HP3},
        inn={("K", "A"): 100.0, ("K", "B"): 100.0, ("L", "A"): 50.0, ("L", "B"): 50.0},
        ruter=(Rute("K", None, "F"), Rute("L", None, "G")),
        restanseteam=(Restanseteam("A", None, None, 15.0, 1.0), Restanseteam("B", None, None, 45.0, 1.0)),
    )
    result = project(plan)
    # Spread 2 : 1 over F and G: 10 + 30 and 5 + 15 cases; G has 10 h left for 10 of the 130 others (A 45, B 35 h).
    assert [result.serie("vedtak", "F", y)[0] for y in ("A", "B")] == exactly([5.0, 15.0])
    assert result.timebruk_fe["klargjoring"][:, 0] == exactly([20.0, 20.0])
    assert result.timebruk_fe["saksarbeid"][:, 0] == exactly([0.0, 10.0])
    assert [result.serie("vedtak", "G", y)[0] for y in ("A", "B")] == exactly([5 + 10 * 45 / 80, 15 + 10 * 35 / 80])


def test_a_team_with_nothing_to_take_does_nothing(project):
    result = project(team_plan(Restanseteam("A", None, None, 30.0, 1.0), arsverk=1.0, inn=0.0))
    assert result.timebruk_fe["klargjoring"].max() == 0.0
    assert result.serie("vedtak").max() == 0.0


# -- age at the decision ----------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 4])
def test_age_is_half_a_step_in_the_step_of_arrival_and_steps_after_it(project, n):
    # 100 in month 0 and hours from month 3: cohorts n*3 … steps old, each of its own step.
    plan = fe_plan(
        0.0, ekstern=2.0, n=n, saksinngang=months_of({0: 100.0}, 12),
        flyttinger=(Flytting(None, "F", Eier.STAT, 100.0, START + 3, 0.0, 1.0),),
    )
    # Step 3n: cohorts 0 … n-1 are 3n … 2n+1 steps old: on average 2.5 months + half a step; ekstern 2 beside.
    assert project(plan).serie("saksbehandlingstid_mnd")[3] == exactly(2.5 + 0.5 / n + 2.0)
    at_once = fe_plan(9.0, n=n, ekstern=2.0)
    assert project(at_once).serie("saksbehandlingstid_mnd")[0] == exactly(0.5 / n + 2.0)


@pytest.mark.parametrize(
    ("limit", "ekstern", "expected"),
    [
        (None, 9.0, 1.0),  # no limit counts as within
        (0.75, 0.0, 0.75),  # 0.75 - 0.5 + 0.5
        (0.75, 0.25, 0.5),  # another unit's time counts too
        (1.0, 0.0, 1.0),
        (0.0, 0.0, 0.0),
        (5.0, 5.0, 0.0),
    ],
)
def test_share_decided_within_the_limit(project, limit, ekstern, expected):
    result = project(fe_plan(9.0, limit=limit, ekstern=ekstern))
    assert result.serie("andel_innen_grense")[0] == exactly(expected)
    assert result.serie("andel_innen_grense", "F", "A")[0] == exactly(expected)


def test_share_within_is_of_cohorts_of_a_weeks_width(project):
    # n = 4, limit 0.25: decided at 0.125; (0.25 - 0.125 + 0.125) / 0.25 = 1. Limit 0.125: a half.
    assert project(fe_plan(9.0, limit=0.25, n=4)).serie("andel_innen_grense")[0] == exactly(1.0)
    assert project(fe_plan(9.0, limit=0.125, n=4)).serie("andel_innen_grense")[0] == exactly(0.5)


def test_share_within_counts_what_the_kontor_decides(project):
    # Decided at the kontor at age 0.5 with limit 0.75.
    plan = small_plan(minutter=(60.0, 0.0, 0.0, 0.0), ytelse=Ytelse("A", ytre_grense_dager=0.75 * DAYS))
    assert project(plan).serie("andel_innen_grense")[0] == exactly(0.75)


# -- overdue ----------------------------------------------------------------------------------


def test_a_cohort_becomes_overdue_little_by_little(project):
    # 100 in month 0, limit 1.5 months: none of them after 1 month, half after 2, all after 3.
    result = project(fe_plan(0.0, limit=1.5, saksinngang=months_of({0: 100.0}, 12)))
    assert result.serie("over_grense")[:4] == exactly([0.0, 50.0, 100.0, 100.0])


def test_overdue_counts_each_place_and_a_kontor_its_own_only(project):
    # Limit 1 month. K serves 50 of 100 in month 0; F none, a fifth of it waiting for documents.
    plan = small_plan(
        k=kontor(arsverk_stat=0.5), f=fe(arsverk_stat=0.0), minutter=HOUR_EACH,
        ytelse=Ytelse("A", ytre_grense_dager=DAYS, andel_komplett=0.8), saksinngang=months_of({0: 100.0}, 12),
        parametre={"ventetid_dok_mnd": 12.0}, flyttinger=(Flytting("K", None, Eier.STAT, 0.5, START + 1),),
    )
    result = project(plan)
    assert result.serie("over_grense", "K")[:3] == exactly([0.0, 50.0, 50.0])
    assert result.serie("over_grense", "F")[:3] == exactly([0.0, 50.0, 50.0])
    assert result.serie("over_grense")[1] == exactly(100.0)


@pytest.mark.parametrize(("limit", "expected"), [(None, 0.0), (0.0, 100.0), (0.25, 75.0)])
def test_no_limit_is_never_overdue_and_a_limit_of_nothing_at_once(project, limit, expected):
    assert project(fe_plan(0.0, limit=limit)).serie("over_grense")[0] == exactly(expected)


def test_overdue_of_the_opening_stock_ages_from_the_start(project):
    # 120 of ages 0-3, limit 3: a month later the 40 of ages 2-3, then 80; in weeks the same.
    for n in (1, 2, 4):
        plan = fe_plan(0.0, limit=3.0, n=n, inn=0.0, stock=(Restanse("F", "A", 120.0, 0.0, 3.0),))
        assert project(plan).serie("over_grense")[:4] == exactly([40.0, 80.0, 120.0, 120.0])


# -- bands and the pool of the oldest ---------------------------------------------------------


def test_age_bands_of_both_places(project):
    # F: 1 200 of ages 0-12 at the start, a month later 1-13: 0, 200, 300, 600, 100.
    result = project(fe_plan(0.0, inn=0.0, n=4, stock=(Restanse("F", "A", 1200.0, 0.0, 12.0),)))
    assert result.data["aldersband"][1, 0, :, 0] == exactly([0.0, 200.0, 300.0, 600.0, 100.0])
    assert result.data["aldersband"][0].sum() == 0.0


@pytest.mark.parametrize("n", [1, 4])
@pytest.mark.parametrize("komplett", [1.0, 0.5])
def test_what_is_older_than_36_months_is_pooled_and_decided_at_36(project, n, komplett):
    # 100 of ages 30-35, hours from month 8, when all are older than 36: none is lost, all count 36 months.
    plan = fe_plan(
        0.0, komplett, n=n, inn=0.0, limit=36.0, stock=(Restanse("F", "A", 100.0, 30.0, 35.0),),
        flyttinger=(Flytting(None, "F", Eier.STAT, 50.0, START + 8, 0.0, 1.0),),
    )
    result = project(plan)
    assert result.serie("restanser")[:9] == exactly([100.0] * 8 + [0.0])
    assert result.serie("saksbehandlingstid_mnd")[8] == exactly(36.0)
    # Over 36 months: ages 30-35 pass it between months 1 and 6.
    assert result.serie("over_grense")[:7] == exactly([0.0, 20.0, 40.0, 60.0, 80.0, 100.0, 100.0])


def test_the_oldest_are_pooled_at_the_kontor_and_while_they_wait_for_documents(project):
    # 100 of ages 35-36 at the kontor, hours there from month 2 (36 months and more by then); all lack documents for
    # 3 months, and F decides them in month 5, still counted as 36.
    plan = fe_plan(
        9.0, 0.0, inn=0.0, minutter=HOUR_EACH, k=kontor(arsverk_stat=0.0), stock=(Restanse("K", "A", 100.0, 35.0, 36.0),),
        flyttinger=(Flytting(None, "K", Eier.STAT, 50.0, START + 2, 0.0, 1.0),), parametre={"ventetid_dok_mnd": 3.0},
    )
    result = project(plan)
    assert result.serie("restanser", "K")[:3] == exactly([100.0, 100.0, 0.0])
    assert result.serie("tid_nk_mnd")[2] == exactly(36.0)
    assert result.serie("venter_dok")[:6] == exactly([0.0, 0.0, 100.0, 100.0, 100.0, 0.0])
    assert result.serie("saksbehandlingstid_mnd")[5] == exactly(36.0)


def test_a_plan_without_cases_or_units_is_projected_too(project):
    plan = network(minutter={"A": HP3}, inn={})
    result = project(plan)
    assert result.serie("restanser").tolist() == [0.0] * 12
    assert np.isnan(result.serie("saksbehandlingstid_mnd")).all()
