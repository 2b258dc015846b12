"""From the plan to dense arrays: routes, ages of the opening stock, teams (docs/metode.md sections 2 and 4)."""

from __future__ import annotations

import numpy as np
import pytest

from planning_core import monthly
from planning_core.arrays import OLDEST_MONTHS, inndata, opening_ages, opening_stock, routes, teams
from planning_core.errors import InvalidPlan
from planning_core.plan import Eier, Flytting, Hendelse, Restanse, Restanseteam, Rute, Saksinngang, Ytelse
from tests.core.builders import START, exactly, fe, kontor, months_of, network, small_plan

HP3 = (0.0, 0.0, 60.0, 0.0)
K, F = 0, 1


def two_fe(*ruter: Rute, **tables):
    return network(
        kontor("K"), kontor("L"), fe("F"), fe("G"), minutter={"A": HP3, "B": HP3},
        inn={("K", "A"): 30.0, ("L", "A"): 70.0}, ruter=ruter, **tables,
    )


# -- routes -----------------------------------------------------------------------------------


def test_the_only_fe_needs_no_routes():
    assert routes(small_plan()).tolist() == [[0]]


def test_a_named_ytelse_wins_whatever_the_order_of_rows():
    plan = two_fe(Rute("K", "B", "G"), Rute("K", None, "F"), Rute("L", None, "G"), Rute("L", "A", "F"))
    assert routes(plan).tolist() == [[0, 1], [0, 1]]


def test_no_route_is_minus_one():
    assert routes(two_fe(Rute("K", "A", "G"))).tolist() == [[1, -1], [-1, -1]]


# -- opening stock ----------------------------------------------------------------------------


def stock_of(plan, enhet: int) -> np.ndarray:
    """Opening stock of A in a unit, youngest bin first."""
    return inndata_stock(plan)[enhet, 0]


def inndata_stock(plan) -> np.ndarray:
    return opening_stock(plan, monthly.saksinngang(plan)[:, :, :12].mean(axis=2), routes(plan))


def test_ages_that_cut_through_a_step_are_shared_by_time():
    # 60 of ages 0.5-2.0: 40 a month; the first month has half of one, the second a whole.
    ages = opening_ages(1, np.array(60.0), np.array(0.5), np.array(2.0))
    assert ages[:3] == exactly([20.0, 40.0, 0.0])
    weeks = opening_ages(4, np.array(60.0), np.array(0.5), np.array(2.0))
    assert weeks[:9] == exactly([0, 0, 10, 10, 10, 10, 10, 10, 0])


def test_what_is_older_than_36_months_is_in_the_last_bin():
    # Ages 34-40, 10 a month: one in month 34, and 35-40 pooled.
    ages = opening_ages(1, np.array(60.0), np.array(34.0), np.array(40.0))
    assert ages.shape == (OLDEST_MONTHS,)
    assert ages[33:] == exactly([0.0, 10.0, 50.0])


def test_opening_without_ages():
    # 250 cases at 100 a month are 2.5 months of saksinngang: 100, 100, 50.
    plan = small_plan(inn=100.0, stock=(Restanse("K", "A", 250.0),))
    assert stock_of(plan, K)[:4] == exactly([100.0, 100.0, 50.0, 0.0])


def test_opening_without_ages_never_reaches_further_than_36_months():
    # 7 200 cases are 72 months of saksinngang: spread over 36, 200 in each.
    plan = small_plan(inn=100.0, stock=(Restanse("K", "A", 7200.0),))
    assert stock_of(plan, K) == exactly(np.full(36, 200.0))


def test_opening_without_ages_and_without_saksinngang_is_spread_over_36_months():
    plan = small_plan(inn=0.0, stock=(Restanse("K", "A", 72.0), Restanse("F", "A", 36.0)))
    assert stock_of(plan, K) == exactly(np.full(36, 2.0))
    assert stock_of(plan, F) == exactly(np.full(36, 1.0))


def test_the_saksinngang_of_an_fe_is_that_of_the_kontor_routed_to_it():
    # K (30) and L (70) to F: 250 in F are 2.5 months; G gets A from nobody.
    plan = two_fe(
        Rute("K", None, "F"), Rute("L", None, "F"),
        restanser=(Restanse("F", "A", 250.0), Restanse("G", "A", 36.0)),
    )
    assert stock_of(plan, 2)[:4] == exactly([100.0, 100.0, 50.0, 0.0])
    assert stock_of(plan, 3) == exactly(np.ones(36))


def test_opening_with_ages_one_end_empty_and_several_rows():
    # [0, 2) by an empty lower end: 10 a month; [34, 36) by an empty upper end: 5 a month.
    plan = small_plan(stock=(Restanse("K", "A", 20.0, None, 2.0), Restanse("K", "A", 10.0, 34.0, None)))
    assert stock_of(plan, K)[[0, 1, 2, 33, 34, 35]] == exactly([10.0, 10.0, 0.0, 0.0, 5.0, 5.0])


def test_no_cases_are_no_stock():
    assert inndata_stock(small_plan(stock=(Restanse("K", "A", 0.0),))).sum() == 0.0


# -- restanseteam -----------------------------------------------------------------------------


def test_teams_have_their_rate_between_their_months_and_keep_the_order_of_rows():
    plan = network(
        kontor(), fe(), minutter={"A": HP3, "B": HP3}, inn={}, n=2,
        restanseteam=(Restanseteam("B", START + 1, START + 2, 30.0, 0.5), Restanseteam("A", None, None, 10.0)),
    )
    first, second = teams(plan)
    assert (first.ytelse, first.klargjoring) == (1, 0.5)
    assert first.rate[:8].tolist() == [0, 0, 15, 15, 15, 15, 0, 0]
    assert (second.ytelse, second.klargjoring) == (0, 0.0)
    assert second.rate.tolist() == [5.0] * 24


# -- all ---------------------------------------------------------------------------------------


def test_tilgang0_is_the_mean_of_the_first_year_before_hendelser(project):
    # 12 months of 0 … 11 are 5.5; what comes after the first year and the Hendelse do not count. 55 cases without
    # ages are then 10 months of saksinngang, and over a limit of 5 months at the end of month 0 are ages 4-10 of them.
    plan = small_plan(
        f=fe(arsverk_stat=0.0), months=24, stock=(Restanse("F", "A", 55.0),),
        ytelse=Ytelse("A", ytre_grense_dager=5 * 30.4375, andel_komplett=1.0),
        saksinngang=months_of({t: float(t) if t < 12 else 500.0 for t in range(24)}, 24),
        hendelser=(Hendelse("K", "A", START, None, 3.0),),
    )
    result = project(plan)
    assert result.serie("over_grense")[0] == exactly(33.0)
    assert result.serie("inn")[[0, 1, 11, 12]] == exactly([0.0, 3.0, 33.0, 1500.0])


@pytest.mark.parametrize(
    ("months", "n", "steps"),
    [(1.0, 4, 4), (1.0, 1, 1), (0.0, 4, 1), (0.1, 4, 1), (0.375, 4, 2), (0.374, 4, 1), (0.5, 1, 1), (1.5, 1, 2),
     (1.49, 1, 1), (0.5, 2, 1), (0.75, 2, 2)],
)
def test_a_wait_for_documents_is_whole_steps_and_at_least_one(months, n, steps):
    # floor(months * n + 0.5), never under 1.
    assert inndata(small_plan(n=n, parametre={"ventetid_dok_mnd": months})).vent == steps


def test_limits_are_months_of_30_4375_days_and_none_is_never():
    plan = network(
        kontor(), fe(), minutter={"A": HP3, "B": HP3}, inn={},
        ytelser=(Ytelse("A", ytre_grense_dager=91.3125, ekstern_ventetid_mnd=2.0), Ytelse("B")),
    )
    inn = inndata(plan)
    assert inn.grense.tolist() == [3.0, np.inf]
    assert inn.ekstern.tolist() == [2.0, 0.0]


def test_complete_share_falls_with_lost_competence():
    # All free årsverk but half leave: C = 1 - 0.5 exp(-1/24); complete = 0.8 * (1 - 0.3 * (1 - C)).
    plan = small_plan(
        ytelse=Ytelse("A", andel_komplett=0.8), parametre={"kompetanse_folsomhet": 0.3},
        flyttinger=(Flytting("K", "F", Eier.STAT, 5.0, START + 1),),
    )
    inn = inndata(plan)
    lost = 0.5 * np.exp(-1 / 24)
    assert inn.komplett[0, 0, :2] == exactly([0.8, 0.8 * (1 - 0.3 * lost)])
    assert inn.komplett_base.tolist() == [0.8]


def test_fixed_posts_are_leadership_and_reception_of_every_unit():
    plan = small_plan(k=kontor(ledelse=0.35, mottak=1.0, skjermet=0.4), f=fe(ledelse=2.0))
    units = inndata(plan).bemanning.enheter
    assert units.faste.tolist() == [1.35, 2.0]
    assert units.skjermet[0] == 0.4


def test_missing_months_cannot_be_projected():
    with pytest.raises(InvalidPlan, match="saksinngang"):
        inndata(small_plan(saksinngang=(Saksinngang("K", "A", START, 5.0),)))


def test_cases_with_nowhere_to_go_cannot_be_projected():
    with pytest.raises(InvalidPlan, match="forvaltningsenhet"):
        inndata(two_fe(Rute("K", None, "F")))


@pytest.mark.parametrize(
    "tables",
    [
        {"saksinngang": (Saksinngang("K", "A", None, 0.0), Saksinngang("K", "A", START + 12, 50.0))},
        {"saksinngang": (), "restanser": (Restanse("K", "A", 50.0),)},
    ],
    ids=["cases after the first year", "opening stock only"],
)
def test_cases_that_come_later_or_wait_already_need_a_route_too(tables):
    plan = network(kontor(), fe("F"), fe("G"), minutter={"A": HP3}, inn={}, months=24, **tables)
    with pytest.raises(InvalidPlan, match="forvaltningsenhet"):
        inndata(plan)
