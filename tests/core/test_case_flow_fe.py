"""Documents, forvaltningsenhet, ages and overdue (docs/metode.md section 4.4-4.8), worked by hand.

An årsverk is 100 hours a month, a month is one step and a case takes an hour in FE, unless said otherwise.
"""

from __future__ import annotations

import numpy as np
import pytest

from planning_core.plan import (
    Grensesnitt,
    Hendelse,
    Kostnad,
    Restanse,
    Restanseteam,
    Rute,
    Saksinngang,
    Ytelse,
)
from tests.core.builders import START, exactly, fe, kontor, months_of, network, small_plan

HP3 = (0.0, 0.0, 60.0, 0.0)
HOUR_EACH = (60.0, 0.0, 60.0, 0.0)
DAYS = 30.4375
"""Days of a month."""


def fe_plan(arsverk: float, komplett: float = 1.0, limit: float | None = None, ekstern: float = 0.0, **values):
    """One FE of some årsverk; ``komplett`` share complete, ``limit`` in months."""
    days = None if limit is None else limit * DAYS
    return small_plan(
        f=fe(arsverk_stat=arsverk),
        ytelse=Ytelse("A", ytre_grense_dager=days, andel_komplett=komplett, ekstern_ventetid_mnd=ekstern), **values,
    )


def case_hours(result) -> np.ndarray:
    return result.timebruk_fe["saksarbeid"][0]


# -- documents --------------------------------------------------------------------------------


def test_cases_that_lack_documents_wait_before_they_can_be_worked(project):
    # 20 of 100 lack; F has no people. A month's wait: workable 80, then 80 + 80 + 20 returned.
    result = project(fe_plan(0.0, 0.8))
    assert result.serie("restanser_fe")[:3] == exactly([80.0, 180.0, 280.0])
    assert result.serie("venter_dok")[:3] == exactly([20.0, 20.0, 20.0])
    assert result.serie("restanser")[:3] == exactly([100.0, 200.0, 300.0])


@pytest.mark.parametrize(
    ("n", "months", "waiting"),
    [
        (1, 2.0, [20.0, 40.0, 40.0]),
        (4, 1.0, [20.0, 20.0, 20.0]),  # 4 steps of 5
        (4, 0.375, [10.0, 10.0, 10.0]),  # floor(1.5 + 0.5) = 2 steps
        (4, 0.0, [5.0, 5.0, 5.0]),  # never less than a step
        (1, 0.4, [20.0, 20.0, 20.0]),
    ],
)
def test_the_wait_is_whole_steps(project, n, months, waiting):
    result = project(fe_plan(0.0, 0.8, n=n, parametre={"ventetid_dok_mnd": months}))
    assert result.serie("venter_dok")[:3] == exactly(waiting)


def test_a_check_at_reception_asks_at_once_and_costs_extra_at_the_decision(project):
    # Month 0: 80 h. Month 1: 80 + 20 * 1.3 h; the 20 are a month old.
    result = project(fe_plan(9.0, 0.8, parametre={"ekstra_handtering": 0.3}))
    assert case_hours(result)[:3] == exactly([80.0, 106.0, 106.0])
    assert result.serie("vedtak")[:3] == exactly([80.0, 100.0, 100.0])
    assert result.serie("saksbehandlingstid_mnd")[:2] == exactly([0.5, (80 * 0.5 + 20 * 1.0) / 100])


def test_without_a_check_the_first_touch_finds_what_is_missing(project):
    # Month 0: 80 h + 20 * 0.3 h, then they wait. Month 1: 80 + 6 + 20 at the ordinary price.
    result = project(fe_plan(9.0, 0.8, parametre={"ekstra_handtering": 0.3, "sjekk_ved_mottak": False}))
    assert case_hours(result)[:3] == exactly([86.0, 106.0, 106.0])
    assert result.serie("vedtak")[:3] == exactly([80.0, 100.0, 100.0])
    assert result.serie("venter_dok")[:3] == exactly([20.0, 20.0, 20.0])
    assert result.serie("restanser_fe")[:3] == exactly([0.0, 0.0, 0.0])
    assert result.serie("saksbehandlingstid_mnd")[1] == exactly(0.6)


def test_without_a_check_nobody_asks_before_a_case_is_touched(project):
    # F has no people: all 100 lie there, workable for what anybody knows.
    result = project(fe_plan(0.0, 0.8, parametre={"ekstra_handtering": 0.3, "sjekk_ved_mottak": False}))
    assert result.serie("restanser_fe")[:2] == exactly([100.0, 200.0])
    assert result.serie("venter_dok").max() == 0.0
    # What waits is 80 * 1 h + 20 * 0.3 h of work.
    assert result.serie("udekket_timer", "F")[0] == exactly(86.0)


def test_the_classes_of_a_cohort_are_worked_by_the_same_fraction(project):
    # 43 of the 86 hours: 40 decided and 10 found wanting; 40 + 10 left.
    result = project(fe_plan(0.43, 0.8, parametre={"ekstra_handtering": 0.3, "sjekk_ved_mottak": False}))
    assert result.serie("vedtak")[0] == exactly(40.0)
    assert result.serie("venter_dok")[0] == exactly(10.0)
    assert result.serie("restanser_fe")[0] == exactly(50.0)


def test_a_first_touch_that_costs_nothing_finds_all_at_once_where_hours_suffice(project):
    # No extra handling: 80 h in month 0; 20 are found and wait.
    result = project(fe_plan(0.8, 0.8, parametre={"sjekk_ved_mottak": False}))
    assert case_hours(result)[0] == exactly(80.0)
    assert result.serie("venter_dok")[0] == exactly(20.0)


@pytest.mark.parametrize(("sjekk", "hours", "decided", "waiting"), [(True, 106.0, 100.0, 0.0), (False, 86.0, 80.0, 20.0)])
def test_the_opening_stock_in_fe_is_complete_by_the_share_and_the_rest_by_the_policy(project, sjekk, hours, decided, waiting):
    # On: documents are in, 80 + 20 * 1.3. Off: not yet discovered, 80 + 20 * 0.3.
    plan = fe_plan(
        9.0, 0.8, inn=0.0, stock=(Restanse("F", "A", 100.0, 1.0, 2.0),),
        parametre={"ekstra_handtering": 0.3, "sjekk_ved_mottak": sjekk},
    )
    result = project(plan)
    assert case_hours(result)[0] == exactly(hours)
    assert result.serie("vedtak")[0] == exactly(decided)
    assert result.serie("venter_dok")[0] == exactly(waiting)


def test_the_opening_stock_at_the_kontor_is_complete_by_the_share_at_hand_over(project):
    plan = fe_plan(0.0, 0.8, inn=0.0, stock=(Restanse("K", "A", 100.0, 1.0, 2.0),))
    assert project(plan).serie("venter_dok")[:2] == exactly([20.0, 0.0])


# -- order of hours ---------------------------------------------------------------------------


def fe_order(arsverk: float):
    """Leadership 1, running costs 1, a tenth for advice, 50 h of telephone, 100 cases of 1 h, 10 of them by the team at 2 h."""
    return small_plan(
        f=fe(arsverk_stat=arsverk, ledelse=0.75, mottak=0.25), kostnader=(Kostnad("IKT", "F", None, None, 1.0),),
        restanseteam=(Restanseteam("A", None, None, 10.0, 2.0),),
        parametre={"radgivning": 0.1, "henv_per_sak": 1.0, "lekkasje": 0.5, "min_per_henvendelse": 60.0},
    )


@pytest.mark.parametrize(
    ("arsverk", "hours", "decided", "uncovered"),
    [
        # fixed, running, advice, telephone, clearing, cases, idle; uncovered = fixed + telephone + cases at month end
        (10.0, [100, 100, 80, 50, 20, 90, 560], 100.0, 0.0),
        (3.5, [100, 100, 15, 50, 20, 65, 0], 75.0, 25.0),
        (2.6, [100, 100, 6, 50, 4, 0, 0], 2.0, 98.0),
        (2.2, [100, 100, 2, 18, 0, 0, 0], 0.0, 32.0 + 100.0),
        (0.8, [80, 0, 0, 0, 0, 0, 0], 0.0, 20.0 + 50.0 + 100.0),
    ],
)
def test_hours_of_an_fe_go_in_order(project, arsverk, hours, decided, uncovered):
    result = project(fe_order(arsverk))
    assert [result.timebruk_fe[use][0, 0] for use in result.timebruk_fe] == exactly(hours)
    assert result.serie("vedtak", "F")[0] == exactly(decided)
    assert result.serie("udekket_timer", "F")[0] == exactly(uncovered)


def test_cases_without_documents_are_no_uncovered_hours(project):
    # 100 lacking cases wait: nothing anybody could have worked on. Next month they can be, at 1.3 h.
    result = project(fe_plan(0.0, 0.0, saksinngang=months_of({0: 100.0}, 12), parametre={"ekstra_handtering": 0.3}))
    assert result.serie("udekket_timer", "F")[:2] == exactly([0.0, 130.0])


def test_hours_a_hair_short_of_the_need_serve_all_of_it(project):
    # Within 1e-12 of the need is all of it, to the last bit: no crumbs stay behind.
    result = project(fe_plan(1.0 - 5e-13))
    assert (result.serie("restanser_fe") == 0.0).all()
    assert project(fe_plan(1.0 - 5e-9)).serie("restanser_fe")[0] == pytest.approx(5e-7, rel=1e-3)


def test_cases_that_take_no_more_time_in_fe_are_decided_there_at_once(project):
    # All of HP3 goes back to the kontor in month 1: the 100 that wait in F, without people, cost nothing.
    plan = fe_plan(0.0, grensesnitt=(Grensesnitt("A", "HP3", 0.0, START + 1),))
    result = project(plan)
    assert result.serie("vedtak", "F")[:2] == exactly([0.0, 100.0])
    assert result.serie("restanser_fe")[:2] == exactly([100.0, 0.0])


# -- own shares and pool ----------------------------------------------------------------------


def two_ytelser(hours: float, fleksibilitet: float, minutes_b: float = 60.0, inn_b: float = 100.0, **tables):
    """A 300 and B 100 a month; B has 500 waiting in F."""
    tables.setdefault("restanser", (Restanse("F", "B", 500.0, 0.0, 1.0),))
    return network(
        kontor(), fe(arsverk_stat=hours / 100.0), minutter={"A": HP3, "B": (0.0, 0.0, minutes_b, 0.0)},
        inn={("K", "A"): 300.0, ("K", "B"): inn_b}, parametre={"fleksibilitet": fleksibilitet}, **tables,
    )


def decided(result, t: int = 0) -> list[float]:
    return [result.serie("vedtak", "F", y)[t] for y in ("A", "B")]


@pytest.mark.parametrize(
    ("fleksibilitet", "expected"),
    [
        (0.0, [150.0, 50.0]),  # 200 h by 300 : 100
        (1.0, [200 / 3, 400 / 3]),  # all in the pool, by what waits: 300 : 600
        # Own 75 and 25; waits 225 and 575, of which the pool of 100 covers an eighth.
        (0.5, [75 + 225 / 8, 25 + 575 / 8]),
    ],
)
def test_hours_go_by_own_shares_and_what_is_flexible_by_what_waits(project, fleksibilitet, expected):
    assert decided(project(two_ytelser(200.0, fleksibilitet))) == exactly(expected)


def test_idle_hours_of_a_ytelse_are_never_lent_beyond_the_pool(project):
    # A has half as many cases as its share was made for: 150 of its own 300 h are idle while B waits.
    fewer = (Hendelse(None, "A", None, None, 0.5),)
    rigid = project(two_ytelser(400.0, 0.0, hendelser=fewer))
    assert decided(rigid) == exactly([150.0, 100.0])
    assert rigid.timebruk_fe["ledig"][0, 0] == exactly(150.0)
    # Half flexible: own 150 and 50; the pool of 200 is all for B, who has 550 left.
    half = project(two_ytelser(400.0, 0.5, hendelser=fewer))
    assert decided(half) == exactly([150.0, 250.0])
    assert half.timebruk_fe["ledig"][0, 0] == exactly(0.0)


def test_a_pool_larger_than_what_waits_stays_idle(project):
    # 1 000 h, half flexible: own 375 and 125 with needs 300 and 600; the pool gives B the last 475 of its 500.
    result = project(two_ytelser(1000.0, 0.5))
    assert decided(result) == exactly([300.0, 600.0])
    assert result.timebruk_fe["ledig"][0, 0] == exactly(100.0)


def test_own_shares_weigh_cases_by_minutes(project):
    # 300 * 60 against 100 * 180 minutes: half each; B decides 100 / 3 of them.
    assert decided(project(two_ytelser(200.0, 0.0, minutes_b=180.0))) == exactly([100.0, 100.0 / 3.0])


def test_own_shares_weigh_by_the_minutes_in_force(project):
    # From month 1 half of B is worked at the kontor: 300 * 60 : 100 * 30 = 6 : 1 of 140 h; 30 minutes a case.
    plan = two_ytelser(
        140.0, 0.0, grensesnitt=(Grensesnitt("B", "HP3", 0.5, START + 1),),
        restanser=(Restanse("F", "A", 900.0, 0.0, 1.0), Restanse("F", "B", 900.0, 0.0, 1.0)),
    )
    result = project(plan)
    assert decided(result, 0) == exactly([105.0, 35.0])
    assert decided(result, 1) == exactly([120.0, 40.0])


def test_own_shares_are_equal_where_no_cases_come(project):
    plan = network(
        kontor(), fe(arsverk_stat=1.0), minutter={"A": HP3, "B": HP3}, inn={}, parametre={"fleksibilitet": 0.0},
        restanser=(Restanse("F", "A", 500.0), Restanse("F", "B", 900.0)),
    )
    assert decided(project(plan)) == exactly([50.0, 50.0])


def test_own_shares_follow_the_last_twelve_months_after_the_first_year(project):
    # First year 300 : 100 before Hendelser, which double B in month 11 only; then 100 : 300. Both have enough waiting.
    # Months 0-11 (also month 5): 3/4. Month 12 looks at months 0-11: 3 600 : 1 300. Month 13 at months 1-12:
    # 3 400 : 1 500. Month 24 at months 12-23: 1/4.
    rows = tuple(
        Saksinngang("K", y, START + t, a if t < 12 else b) for y, a, b in (("A", 300.0, 100.0), ("B", 100.0, 300.0))
        for t in range(25)
    )
    plan = network(
        kontor(), fe(arsverk_stat=1.0), minutter={"A": HP3, "B": HP3}, inn={}, months=25, saksinngang=rows,
        restanser=(Restanse("F", "A", 9000.0), Restanse("F", "B", 9000.0)), parametre={"fleksibilitet": 0.0},
        hendelser=(Hendelse(None, "B", START + 11, START + 11, 2.0),),
    )
    share = project(plan).serie("vedtak", "F", "A") / 100.0
    assert share[[0, 5, 11, 12, 13, 24]] == exactly([0.75, 0.75, 0.75, 3600 / 4900, 3400 / 4900, 0.25])


def test_own_shares_count_the_kontor_routed_to_the_fe(project):
    # F: A 30 from K, B 10 from L; G: B 90 from K, A 70 from L. Both have 100 h and enough waiting.
    plan = network(
        kontor("K"), kontor("L"), fe("F", arsverk_stat=1.0), fe("G", arsverk_stat=1.0), minutter={"A": HP3, "B": HP3},
        inn={("K", "A"): 30.0, ("K", "B"): 90.0, ("L", "A"): 70.0, ("L", "B"): 10.0},
        ruter=(Rute("K", None, "F"), Rute("K", "B", "G"), Rute("L", None, "G"), Rute("L", "B", "F")),
        restanser=tuple(Restanse(f, y, 500.0) for f in ("F", "G") for y in ("A", "B")), parametre={"fleksibilitet": 0.0},
    )
    assert project(plan).data["vedtak_fe"][:, :, 0] == exactly(np.array([[75.0, 25.0], [43.75, 56.25]]))


# -- oldest first -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("eldste_forst", "old", "young"),
    [
        (1.0, 100.0, 0.0),
        (0.0, 50.0, 50.0),
        # 50 h take half of the oldest; the other 50 take a third of the 50 + 100 left.
        (0.5, 50 + 50 / 3, 100 / 3),
    ],
)
def test_some_hours_go_to_the_oldest_and_the_rest_to_everything_left(project, eldste_forst, old, young):
    plan = fe_plan(
        1.0, inn=0.0, stock=(Restanse("F", "A", 200.0, 0.0, 2.0),), parametre={"eldste_forst": eldste_forst},
    )
    result = project(plan)
    # Decided at ages 2 and 1 months.
    assert result.serie("saksbehandlingstid_mnd")[0] == exactly((old * 2 + young) / 100)
    assert result.data["aldersband"][1, 0, :2, 0] == exactly([0.0, 100.0 + 100.0 - old - young])


def test_hours_left_over_from_the_oldest_reach_the_young(project):
    # 150 h, half oldest first: 75 of the old; the other 75 take 75/125 of the 25 + 100 left.
    plan = fe_plan(1.5, inn=0.0, stock=(Restanse("F", "A", 200.0, 0.0, 2.0),), parametre={"eldste_forst": 0.5})
    result = project(plan)
    assert result.serie("saksbehandlingstid_mnd")[0] == exactly(((75 + 15) * 2 + 60) / 150)
