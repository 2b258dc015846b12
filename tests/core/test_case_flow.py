"""Arrivals, enquiries, NAV-kontor and hand-over (docs/metode.md section 4.1-4.4), worked by hand.

Unless said otherwise an årsverk is 100 hours a month, a month is one step, and every effect is off.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning_core.plan import (
    Eier,
    Flytting,
    Gevinst,
    GevinstType,
    Grensesnitt,
    Hendelse,
    Kapasitet,
    Kostnad,
    Restanse,
    Rute,
    Sted,
    Ytelse,
)
from planning_core.queues import oldest_first, spend
from tests.core.builders import START, exactly, fe, kontor, months_of, network, small_plan

HP3 = (0.0, 0.0, 60.0, 0.0)
HOUR_EACH = (60.0, 0.0, 60.0, 0.0)
"""An hour at the kontor and an hour in FE."""
QUARTER = 91.3125
"""Days of 3 months."""


# -- building stones --------------------------------------------------------------------------


def test_hours_are_spent_no_further_than_they_reach():
    used, left, lacking = spend(np.array([10.0, 10.0, 0.0]), np.array([4.0, 12.0, 3.0]))
    assert used.tolist() == [4.0, 10.0, 0.0]
    assert left.tolist() == [6.0, 0.0, 0.0]
    assert lacking.tolist() == [0.0, 2.0, 3.0]


def test_the_oldest_cohort_goes_first_and_a_share_of_one_takes_all_to_the_last_bit():
    queue = np.array([[0.1, 0.2, 0.3], [5.0, 0.0, 5.0]])
    taken = oldest_first(queue, np.array([1.0, 0.75]))
    assert taken[0].tolist() == queue[0].tolist()
    assert taken[1] == exactly([5.0, 0.0, 2.5])
    assert oldest_first(queue, np.zeros(2)).max() == 0.0


# -- arrivals ---------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [1, 2, 4])
def test_arrivals_are_spread_over_the_month_and_served_in_the_step_they_come(project, n):
    # 100 * 1.5 in month 1; all are decided at half a step's age.
    plan = small_plan(f=fe(arsverk_stat=9.0), n=n, hendelser=(Hendelse("K", "A", START + 1, START + 1, 1.5),))
    result = project(plan)
    assert result.serie("inn")[:3] == exactly([100.0, 150.0, 100.0])
    assert result.serie("vedtak")[:3] == exactly([100.0, 150.0, 100.0])
    assert result.serie("saksbehandlingstid_mnd")[1] == exactly(0.5 / n)
    assert result.serie("restanser").max() == exactly(0.0)


# -- enquiries --------------------------------------------------------------------------------


def test_enquiries_per_case_are_split_between_kontaktsenter_kontor_and_fe(project):
    # 200 * 0.5 = 100: 40 to kontaktsenteret, 6 leak to FE, 54 to the kontor; 12 minutes each.
    plan = small_plan(
        inn=200.0, f=fe(arsverk_stat=9.0), n=4,
        parametre={"henv_per_sak": 0.5, "ks_andel": 0.4, "lekkasje": 0.1, "min_per_henvendelse": 12.0},
    )
    result = project(plan)
    assert result.serie("henvendelser", "K", "A")[0] == exactly(100.0)
    assert result.serie("ks_timer")[0] == exactly(8.0)
    assert result.timebruk_nk["henvendelser"][0, 0] == exactly(10.8)
    assert result.timebruk_fe["telefon"][0, 0] == exactly(1.2)


def enquiries(project, n: int = 4, komplett: float = 1.0, k_arsverk: float = 10.0) -> list[float]:
    """No new cases, 120 of ages 2-4 at the kontor, limit 3 months, 1 enquiry per late case and month; F decides none."""
    plan = small_plan(
        inn=0.0, n=n, k=kontor(arsverk_stat=k_arsverk), f=fe(arsverk_stat=0.0), minutter=HOUR_EACH,
        ytelse=Ytelse("A", ytre_grense_dager=QUARTER, andel_komplett=komplett),
        stock=(Restanse("K", "A", 120.0, 2.0, 4.0),), parametre={"henv_per_forsinket_mnd": 1.0},
    )
    return project(plan).serie("henvendelser")


def test_late_cases_at_the_end_of_the_last_step_ask_in_this_one(project):
    # n = 1: 60 are late at the start; after a month all 120.
    assert enquiries(project, n=1)[:2] == exactly([60.0, 120.0])
    # n = 4: 60 at the start, then 15 more each step: (60 + 75 + 90 + 105) / 4.
    assert enquiries(project)[0] == exactly(82.5)


@pytest.mark.parametrize(("komplett", "k_arsverk"), [(1.0, 10.0), (0.0, 10.0), (0.4, 0.0)])
def test_late_cases_ask_wherever_they_wait(project, komplett, k_arsverk):
    # Handed over and workable, waiting for documents in FE, or still at a kontor without people: the same.
    assert enquiries(project, komplett=komplett, k_arsverk=k_arsverk)[0] == exactly(82.5)


def three_kontor(**tables):
    """K (300) and L (100) are routed to F, M (50) to G; no FE has people; F has 80 late cases, G has 40."""
    tables.setdefault("inn", {("K", "A"): 300.0, ("L", "A"): 100.0, ("M", "A"): 50.0})
    tables.setdefault("parametre", {"henv_per_forsinket_mnd": 1.0})
    return network(
        kontor("K", arsverk_stat=1.0), kontor("L", arsverk_stat=1.0), kontor("M", arsverk_stat=1.0), fe("F"), fe("G"),
        minutter={"A": HP3}, ytelser=(Ytelse("A", ytre_grense_dager=QUARTER, andel_komplett=1.0),),
        restanser=(Restanse("F", "A", 80.0, 10.0, 12.0), Restanse("G", "A", 40.0, 10.0, 12.0)),
        ruter=(Rute("K", None, "F"), Rute("L", None, "F"), Rute("M", None, "G")),
        **tables,
    )


def by_kontor(result, t: int = 0) -> list[float]:
    return [result.serie("henvendelser", k)[t] for k in ("K", "L", "M")]


def test_late_cases_in_fe_ask_the_kontor_by_their_share_of_its_saksinngang(project):
    # 80 * 300/400, 80 * 100/400; all of G's 40 belong to M.
    assert by_kontor(project(three_kontor())) == exactly([60.0, 20.0, 40.0])


def test_late_cases_in_fe_ask_equally_where_no_cases_come(project):
    assert by_kontor(project(three_kontor(inn={}))) == exactly([40.0, 40.0, 40.0])


def test_shares_of_late_cases_follow_the_month(project):
    # K has no cases in month 1: all 80 ask at L. The cases of month 0 are not late yet.
    plan = three_kontor(hendelser=(Hendelse("K", None, START + 1, START + 1, 0.0),))
    assert by_kontor(project(plan), 1) == exactly([0.0, 80.0, 40.0])


def test_leaked_enquiries_reach_the_fe_that_decides(project):
    # 60 + 20 and 40 enquiries of 60 minutes, all leaked: the FE, which have no people, answer 80 and 40 hours too few.
    # Without minutes nothing that waits is counted as hours.
    plan = three_kontor(parametre={"henv_per_forsinket_mnd": 1.0, "lekkasje": 1.0, "min_per_henvendelse": 60.0})
    result = project(replace(plan, normtid=()))
    assert result.serie("udekket_timer", "F")[0] == exactly(80.0)
    assert result.serie("udekket_timer", "G")[0] == exactly(40.0)


# -- the kontor's order -----------------------------------------------------------------------


def busy(arsverk: float, **values):
    """Fixed posts 3 (300 h), running costs 1 (100 h), 60 h of enquiries, 100 cases of 2 h, a quarter protected."""
    return small_plan(
        k=kontor(arsverk_stat=arsverk, arsverk_kommune=2.0, ledelse=1.0, mottak=2.0, skjermet=0.25), f=fe(arsverk_stat=9.0),
        minutter=(120.0, 0.0, 60.0, 0.0), kostnader=(Kostnad("IKT", "K", None, None, 1.0),),
        parametre={"henv_per_sak": 0.6, "min_per_henvendelse": 60.0, "kommunal_andel": 0.3}, **values,
    )


def test_hours_of_a_kontor_with_enough(project):
    # 1 000 - 300 - 100 - 60 = 540: 135 protected, 200 cases, 205 left. Oppfølging 135 + 205 + 2 * 0.3 * 100.
    result = project(busy(10.0))
    assert [result.timebruk_nk[use][0, 0] for use in result.timebruk_nk] == exactly([300, 100, 60, 200, 135, 205, 0])
    assert result.serie("oppfolging_timer", "K")[0] == exactly(400.0)
    assert result.serie("udekket_timer", "K")[0] == exactly(0.0)


@pytest.mark.parametrize(
    ("arsverk", "hours", "served", "uncovered"),
    [
        # fixed, running, enquiries, cases, protected, rest, absorbed; uncovered = fixed + enquiries + cases at month end
        (2.0, [200, 0, 0, 0, 0, 0, 0], 0.0, 100 + 60 + 200),
        (3.5, [300, 50, 0, 0, 0, 0, 0], 0.0, 60 + 200),
        (4.4, [300, 100, 40, 0, 0, 0, 0], 0.0, 20 + 200),
        (5.0, [300, 100, 60, 30, 10, 0, 0], 15.0, 85 * 2),
    ],
)
def test_hours_of_a_kontor_with_too_few_go_in_order(project, arsverk, hours, served, uncovered):
    result = project(busy(arsverk))
    assert [result.timebruk_nk[use][0, 0] for use in result.timebruk_nk] == exactly(hours)
    assert result.data["servert_nk"][0, 0, 0] == exactly(served)
    assert result.serie("udekket_timer", "K")[0] == exactly(uncovered)


def test_what_is_uncovered_is_a_sum_of_posts_and_enquiries_but_the_case_work_of_the_months_end(project):
    # n = 4, no people: fixed 4 * 75, enquiries 4 * 15; cases 100 * 2 h at the end, not in every step.
    result = project(busy(0.0, n=4))
    assert result.serie("udekket_timer", "K")[:2] == exactly([300 + 60 + 200, 300 + 60 + 400])


def test_cases_that_take_all_leave_exactly_nothing(project):
    # Thirds of hours and cases: the residual is 0, not a rounding crumb.
    plan = small_plan(k=kontor(arsverk_stat=1.0 / 3.0), n=4, minutter=HOUR_EACH)
    result = project(plan)
    assert (result.timebruk_nk["oppfolging_rest"] == 0.0).all()
    assert (result.serie("oppfolging_timer", "K") == 0.0).all()


def test_every_ytelse_has_the_same_fraction_served_and_one_without_minutes_passes_whole(project):
    # A 100 * 60 min + B 100 * 30 min = 150 h; 75 h serve half of both; C costs nothing here.
    plan = network(
        kontor(arsverk_stat=0.75), fe(arsverk_stat=9.0),
        minutter={"A": HOUR_EACH, "B": (0.0, 30.0, 60.0, 0.0), "C": HP3},
        inn={("K", "A"): 100.0, ("K", "B"): 100.0, ("K", "C"): 100.0},
    )
    assert project(plan).data["servert_nk"][0, :, 0] == exactly([50.0, 50.0, 100.0])


def test_a_kontor_without_people_passes_on_what_takes_no_time(project):
    plan = small_plan(k=kontor(arsverk_stat=0.0), f=fe(arsverk_stat=9.0))
    result = project(plan)
    assert result.serie("vedtak")[0] == exactly(100.0)
    assert result.serie("restanser", "K").max() == 0.0


def test_the_kontor_serves_the_oldest_first(project):
    # 50 of ages 1-2, 50 of ages 0-1, 40 new; hours for 60: 50 aged 2 and 10 aged 1.
    plan = small_plan(
        k=kontor(arsverk_stat=0.6), f=fe(arsverk_stat=9.0), inn=40.0, minutter=HOUR_EACH,
        stock=(Restanse("K", "A", 100.0, 0.0, 2.0),),
    )
    result = project(plan)
    assert result.serie("tid_nk_mnd", "K")[0] == exactly((50 * 2 + 10 * 1) / 60)
    # Left: 40 of ages 0-1 and 40 of ages 1-3 (bands are 0-1, 1-3, …).
    assert result.data["aldersband"][0, 0, :, 0] == exactly([40, 40, 0, 0, 0])


# -- absorbed time ----------------------------------------------------------------------------


def absorbed(project, k: float = 10.0, absorpsjon: float = 0.3, t: int = 0, **tables) -> tuple[float, float]:
    """Lost and residual hours; a gevinst halves the hour of each of 100 cases, unless other tables say."""
    tables.setdefault("gevinster", (Gevinst("g", GevinstType.ANDRE, Sted.NK, None, None, 0.5, 0.5, 0.5, START),))
    plan = small_plan(
        k=kontor(arsverk_stat=k), f=fe(arsverk_stat=9.0), minutter=HOUR_EACH,
        parametre={"absorpsjon": absorpsjon, "omstillingstap": tables.pop("omstillingstap", 0.0)}, **tables,
    )
    result = project(plan)
    return result.timebruk_nk["absorbert"][0, t], result.timebruk_nk["oppfolging_rest"][0, t]


def move(arsverk: float, fra: str | None = "K", til: str | None = None) -> tuple[Flytting, ...]:
    return (Flytting(fra, til, Eier.STAT, arsverk, START),)


def test_a_share_of_freed_hours_is_lost(project):
    # 100 * 30 min = 50 h freed, 15 lost; 1 000 - 50 = 950 left.
    assert absorbed(project) == exactly((15.0, 935.0))


def test_time_is_not_lost_where_people_have_followed_the_work(project):
    # 0.2 årsverk took 20 of the 50 h along: 30 % of 30. With 0.5 or more nothing is left to lose.
    assert absorbed(project, flyttinger=move(0.2)) == exactly((9.0, 921.0))
    assert absorbed(project, flyttinger=move(0.5)) == exactly((0.0, 900.0))
    assert absorbed(project, flyttinger=move(2.0)) == exactly((0.0, 750.0))


def test_arriving_arsverk_are_not_absorbed(project):
    assert absorbed(project, flyttinger=move(2.0, None, "K")) == exactly((15.0, 1135.0))


def test_season_is_not_absorbed(project):
    # Half the hours: 500 - 50; what is freed is minutes, not capacity.
    assert absorbed(project, kapasitet=(Kapasitet("K", None, 0.5),)) == exactly((15.0, 435.0))
    # People who followed are worth the hours of the month: 0.2 * 50 h.
    seasonal = absorbed(project, kapasitet=(Kapasitet("K", None, 0.5),), flyttinger=move(0.2))
    assert seasonal == exactly((12.0, 490.0 - 50.0 - 12.0))


def test_no_more_is_lost_than_is_left(project):
    # 60 h: 50 of cases, 10 left, and all of the 50 freed would be lost.
    assert absorbed(project, k=0.6, absorpsjon=1.0) == exactly((10.0, 0.0))


def test_only_served_cases_free_time(project):
    # 25 h serve 50 of 100 cases and leave nothing to lose.
    assert absorbed(project, k=0.25) == exactly((0.0, 0.0))


def test_a_dated_grensesnitt_frees_time_and_the_first_months_does_not(project):
    def at(maned: int | None) -> tuple[Grensesnitt, ...]:
        return (Grensesnitt("A", "HP1", 0.5, maned),)

    assert absorbed(project, gevinster=(), grensesnitt=at(None)) == exactly((0.0, 950.0))
    assert absorbed(project, gevinster=(), grensesnitt=at(START)) == exactly((0.0, 950.0))
    assert absorbed(project, gevinster=(), grensesnitt=at(START + 2), t=1) == exactly((0.0, 900.0))
    assert absorbed(project, gevinster=(), grensesnitt=at(START + 2), t=2) == exactly((15.0, 935.0))


def test_work_that_is_dearer_while_it_is_learnt_frees_less(project):
    # 30 minutes * 1.1 = 33: 100 * 27 min = 45 h freed, 13.5 lost.
    lost = absorbed(project, gevinster=(), grensesnitt=(Grensesnitt("A", "HP1", 0.5, START + 2),), omstillingstap=0.1, t=2)
    assert lost == exactly((13.5, 1000.0 - 55.0 - 13.5))


def test_work_that_has_become_dearer_frees_nothing(project):
    # HP3 half back at the kontor: 60 + 30 minutes.
    plan = {"gevinster": (), "grensesnitt": (Grensesnitt("A", "HP3", 0.5, START + 2),)}
    assert absorbed(project, t=2, **plan) == exactly((0.0, 850.0))


# -- hand-over --------------------------------------------------------------------------------


def test_cases_without_minutes_in_fe_are_decided_at_the_kontor_at_once(project):
    # Nothing of the case is worked in FE, complete or not.
    plan = small_plan(minutter=(30.0, 0.0, 0.0, 0.0), n=4, ytelse=Ytelse("A", andel_komplett=0.2, ekstern_ventetid_mnd=2.0))
    result = project(plan)
    assert result.serie("vedtak")[0] == exactly(100.0)
    assert result.serie("vedtak", "F")[0] == result.serie("inn", "F")[0] == 0.0
    assert result.serie("restanser").max() == exactly(0.0)
    assert result.serie("saksbehandlingstid_mnd")[0] == exactly(0.125 + 2.0)
    assert result.serie("tid_nk_mnd")[0] == exactly(0.125)


def test_cases_keep_their_age_through_the_hand_over(project):
    # 100 in month 0; hours for 50 a month: 50 handed over and decided at 0.5, the rest a month old.
    plan = small_plan(
        k=kontor(arsverk_stat=0.5), f=fe(arsverk_stat=9.0), minutter=HOUR_EACH, saksinngang=months_of({0: 100.0}, 12),
    )
    result = project(plan)
    assert result.serie("vedtak")[:3] == exactly([50.0, 50.0, 0.0])
    assert result.serie("saksbehandlingstid_mnd")[:3] == exactly([0.5, 1.0, float("nan")])


def test_each_kontor_hands_over_to_its_fe_by_ytelse(project):
    # K: A to F, B to G; L: all to G.
    plan = network(
        kontor("K"), kontor("L"), fe("F", arsverk_stat=9.0), fe("G", arsverk_stat=9.0), minutter={"A": HP3, "B": HP3},
        inn={("K", "A"): 10.0, ("K", "B"): 20.0, ("L", "A"): 40.0, ("L", "B"): 80.0},
        ruter=(Rute("K", None, "F"), Rute("K", "B", "G"), Rute("L", None, "G")),
    )
    result = project(plan)
    assert result.data["inn_fe"][:, :, 0] == exactly(np.array([[10.0, 0.0], [40.0, 100.0]]))
    assert result.serie("vedtak", "G", "B")[0] == exactly(100.0)


def test_lost_competence_makes_fewer_cases_complete(project):
    # Half of the free årsverk leave in month 1: complete = 0.8 * (1 - 0.3 * 0.5 * exp(-1/24)); F has no people.
    plan = small_plan(
        f=fe(arsverk_stat=0.0), ytelse=Ytelse("A", andel_komplett=0.8), parametre={"kompetanse_folsomhet": 0.3},
        flyttinger=(Flytting("K", None, Eier.STAT, 5.0, START + 1),),
    )
    result = project(plan)
    complete = 0.8 * (1 - 0.3 * 0.5 * np.exp(-1 / 24))
    assert result.serie("venter_dok")[:2] == exactly([20.0, 100.0 * (1 - complete)])
