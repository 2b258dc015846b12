"""What a projection leaves behind: expected time, mean ages, month ends and losses by cause, worked by hand."""

from __future__ import annotations

from math import exp, nan

import numpy as np
import pytest

from planning_core.arrays import inndata
from planning_core.plan import Eier, Flytting, Gevinst, GevinstType, Grensesnitt, Restanse, Sted, Ytelse
from planning_core.record import ages_at_decision, expected_time, share_within, weighted_mean
from tests.core.builders import START, exactly, fe, kontor, months_of, network, small_plan

HP3 = (0.0, 0.0, 60.0, 0.0)
HOUR_EACH = (60.0, 0.0, 60.0, 0.0)


# -- expected time ----------------------------------------------------------------------------


def test_expected_time():
    # n = 2. Month 0 ends after step 1 with 30 left: steps 2 and 3 decide 20 each, so 1.5 steps: 0.75 months.
    # Month 1 ends with nothing left; month 2 with 5 that no step of the horizon decides.
    vedtak = np.array([[10.0, 10.0, 20.0, 20.0, 0.0, 0.0]])
    assert expected_time(vedtak, np.array([[30.0, 0.0, 5.0]]), 2) == exactly(np.array([[0.75, 0.0, nan]]))


def test_expected_time_ends_with_the_step_that_reaches_it_and_waits_through_empty_months():
    # 10 left after month 0 are decided at the end of month 1, though nothing is decided in month 2 either.
    # 15 left are 10 in month 1 and 5 of the 10 of month 3: 2.5 months.
    vedtak = np.array([[5.0, 10.0, 0.0, 10.0]] * 2)
    stock = np.array([[10.0, 9.0, 9.0, 1.0], [15.0, 0.0, 10.0, 0.0]])
    expected = np.array([[1.0, 1.9, 0.9, nan], [2.5, 0.0, 1.0, 0.0]])
    assert expected_time(vedtak, stock, 1) == exactly(expected)


def test_expected_time_of_a_stock_reached_but_for_rounding_is_within_the_horizon():
    thirds = np.full((1, 4), 1.0 / 3.0)
    assert expected_time(thirds, np.array([[1.0, nan, nan, nan]]), 1)[0, 0] == exactly(3.0)


def test_expected_time_for_all_is_weighted_by_inn_and_undefined_where_a_part_is():
    values = np.array([[1.0, 1.0, nan, nan, 1.0], [4.0, nan, 4.0, nan, 4.0]])
    weights = np.array([[300.0, 300.0, 0.0, 0.0, 0.0], [100.0, 100.0, 100.0, 100.0, 0.0]])
    stock = np.ones((2, 5))
    # (300 * 1 + 100 * 4) / 400; a part undefined; a part without inn does not count; undefined; nobody comes.
    assert weighted_mean(values, weights, stock) == exactly([1.75, nan, 4.0, nan, nan])
    assert weighted_mean(values, weights, np.zeros((2, 5))).tolist() == [0.0] * 5


def test_expected_time_counts_all_places_and_the_time_of_others(project):
    # 100 a month, K 100 h and F 50 h: 50 more wait each month in F; the 20 at K at the start stay there (20 older go
    # first). Month end 0: 20 + 50 left, 50 a month decided: 1.4 months + 2 elsewhere.
    plan = small_plan(
        k=kontor(arsverk_stat=1.0), f=fe(arsverk_stat=0.5), minutter=HOUR_EACH,
        ytelse=Ytelse("A", andel_komplett=1.0, ekstern_ventetid_mnd=2.0), stock=(Restanse("K", "A", 20.0, 0.0, 1.0),),
    )
    result = project(plan)
    assert result.serie("restanser")[:2] == exactly([70.0, 120.0])
    assert result.serie("forventet_tid_mnd", None, "A")[:2] == exactly([3.4, 4.4])
    assert np.isnan(result.serie("forventet_tid_mnd")[-1])


def test_expected_time_of_all_ytelser_is_weighted_by_inn(project):
    # 150 and 50 h by own shares. After month 0: A has 150 left, 1 month; B has 150 left, 3 months. (300 + 3 * 100) / 400.
    plan = network(
        kontor(), fe(arsverk_stat=2.0), minutter={"A": HP3, "B": HP3}, inn={("K", "A"): 300.0, ("K", "B"): 100.0},
        restanser=(Restanse("F", "B", 100.0),), parametre={"fleksibilitet": 0.0},
    )
    result = project(plan)
    assert [result.serie("forventet_tid_mnd", None, y)[0] for y in (None, "A", "B")] == exactly([1.5, 1.0, 3.0])


def test_expected_time_is_zero_without_stock_whatever_others_take(project):
    plan = small_plan(f=fe(arsverk_stat=9.0), ytelse=Ytelse("A", andel_komplett=1.0, ekstern_ventetid_mnd=2.0))
    result = project(plan)
    assert result.serie("forventet_tid_mnd", None, "A").tolist() == [0.0] * 12
    assert result.serie("forventet_tid_mnd").tolist() == [0.0] * 12


# -- ages -------------------------------------------------------------------------------------


def test_ages_at_the_decision_are_half_a_step_or_whole_steps():
    ages = ages_at_decision(4)
    assert ages.shape == (145,)
    assert ages[-3:].tolist() == [0.5, 0.25, 0.125]
    assert ages[0] == 36.0


def test_share_within_is_of_the_cohorts_width():
    # n = 1, limit 1.75: at age 2 a quarter, (1.75 - 2 + 0.5). Half a month elsewhere: at age 1, 1.75 - 1.5 + 0.5.
    plan = network(
        kontor(), fe(), minutter={"A": HP3, "B": HP3, "C": HP3}, inn={},
        ytelser=(
            Ytelse("A", ytre_grense_dager=1.75 * 30.4375),
            Ytelse("B", ytre_grense_dager=1.75 * 30.4375, ekstern_ventetid_mnd=0.5),
            Ytelse("C"),
        ),
    )
    within = share_within(inndata(plan))[:, :-5:-1]
    assert within == exactly(np.array([[1, 1, 0.25, 0], [1, 0.75, 0, 0], [1, 1, 1, 1]]))


def test_mean_age_at_hand_over_is_of_the_kontor_alone(project):
    # Hours for 50 of 100: month 1 serves the 50 that are a month old; nothing of what FE or others take is in it.
    plan = small_plan(
        k=kontor(arsverk_stat=0.5), minutter=HOUR_EACH, saksinngang=months_of({0: 100.0}, 12),
        ytelse=Ytelse("A", andel_komplett=1.0, ekstern_ventetid_mnd=3.0),
    )
    assert project(plan).serie("tid_nk_mnd", "K")[:3] == exactly([0.5, 1.0, nan])


# -- month ends -------------------------------------------------------------------------------


def test_stocks_and_arsverk_are_those_of_the_months_last_step(project):
    # n = 4, a ramp of a month: all 4 have moved in step 3; D = 0.5 a step, each fading from its own.
    plan = small_plan(
        k=kontor(arsverk_stat=10.0, arsverk_kommune=3.0), f=fe(arsverk_stat=1.0), n=4,
        parametre={"startproduktivitet": 0.5}, flyttinger=(Flytting("K", "F", Eier.STAT, 4.0, START, 1.0),),
    )
    result = project(plan)
    deficit = sum(0.5 * exp(-i / 4 / 9) for i in range(4))
    assert result.serie("arsverk", "F")[0] == exactly(5.0)
    assert result.serie("arsverk_kommune", "K")[0] == 3.0
    assert result.serie("effektive_arsverk", "F")[0] == exactly(5.0 - deficit)
    assert result.serie("effektive_arsverk")[0] == exactly(11.0 - deficit)
    assert result.data["laeringsunderskudd"][1, 0] == exactly(deficit)
    # The hours of the month are those of its four steps: 2, 3, 4, 5 less what is missing in each.
    missing = sum(0.5 * exp(-i / 4 / 9) * (4 - i) for i in range(4))
    assert result.data["timer"][1, 0] == exactly((14.0 - missing) * 25.0)


def test_kompetanse_is_that_of_the_months_last_step(project):
    plan = small_plan(n=4, flyttinger=(Flytting("K", None, Eier.STAT, 5.0, START),))
    assert project(plan).data["kompetanse"][0, :2] == exactly([1 - 0.5 * exp(-1 / 24), 1 - 0.5 * exp(-2 / 24)])


def test_results_cannot_be_changed(project):
    result = project(small_plan())
    for array in (*result.data.values(), *result.timebruk_nk.values(), *result.timebruk_fe.values(), *result.tap.values()):
        assert not array.flags.writeable


# -- losses by cause --------------------------------------------------------------------------


def lost(project, plan, t: int = 0) -> dict[str, float]:
    """Hours lost in a month, those that are not zero."""
    return {cause: hours[t] for cause, hours in project(plan).tap.items() if abs(hours[t]) > 1e-12}


def test_nothing_is_lost_where_no_effect_is_on(project):
    plan = small_plan(minutter=HOUR_EACH, flyttinger=(Flytting("K", "F", Eier.STAT, 4.0, START),))
    assert lost(project, plan) == {}


def test_what_learning_costs(project):
    # 4 årsverk at half their output: 200 h.
    plan = small_plan(parametre={"startproduktivitet": 0.5}, flyttinger=(Flytting("K", "F", Eier.STAT, 4.0, START),))
    assert lost(project, plan) == {"laering": exactly(200.0)}


def test_what_a_new_unit_costs(project):
    # A quarter of 8 årsverk; what they miss for learning (2 of the 8 are new: 1 årsverk) is not lost twice.
    plan = small_plan(
        f=fe(arsverk_stat=6.0, etablert=START), parametre={"oppstartstap": 0.25, "startproduktivitet": 0.5},
        flyttinger=(Flytting("K", "F", Eier.STAT, 2.0, START),),
    )
    assert lost(project, plan) == {"laering": exactly(100.0), "oppstart": exactly(700.0 / 4)}


def test_what_relearning_costs_at_both_places(project):
    # HP3 half back at the kontor in month 1: 90 and 30 minutes, dearer by 10 %: 9 and 3 minutes of 100 cases.
    plan = small_plan(
        f=fe(arsverk_stat=9.0), minutter=HOUR_EACH, parametre={"omstillingstap": 0.1},
        grensesnitt=(Grensesnitt("A", "HP3", 0.5, START + 1),),
    )
    assert lost(project, plan) == {}
    assert lost(project, plan, 1) == {"omstilling": exactly(20.0)}


def test_what_lacking_documents_cost_apart_by_lost_competence(project):
    # 20 of 100 lack as usual: 20 * 0.3 h. Half the kontor gone in month 1: complete = 0.8 * (1 - 0.3 * 0.5 e).
    plan = small_plan(
        f=fe(arsverk_stat=9.0), ytelse=Ytelse("A", andel_komplett=0.8),
        parametre={"ekstra_handtering": 0.3, "kompetanse_folsomhet": 0.3},
        flyttinger=(Flytting("K", None, Eier.STAT, 5.0, START + 1),),
    )
    assert lost(project, plan) == {"ekstra_handtering": exactly(6.0)}
    more = 80.0 * 0.3 * 0.5 * exp(-1 / 24)
    assert lost(project, plan, 1) == {"ekstra_handtering": exactly(6.0), "tapt_kompetanse": exactly(more * 0.3)}


def test_cases_that_fe_does_not_work_on_cost_no_extra_handling(project):
    plan = small_plan(
        minutter=(60.0, 0.0, 0.0, 0.0), ytelse=Ytelse("A", andel_komplett=0.8), parametre={"ekstra_handtering": 0.3},
    )
    assert lost(project, plan) == {}


def test_what_advice_telephone_left_over_work_and_absorbed_time_cost(project):
    # F: a tenth of 900 h; 100 * 0.5 enquiries, a fifth leaked, 12 minutes: 2 h. K: 6 minutes of 100 cases: 10 h, and
    # a gevinst that halves its hour frees 50 h, of which 30 %.
    plan = small_plan(
        f=fe(arsverk_stat=9.0), minutter=HOUR_EACH,
        parametre={
            "radgivning": 0.1, "henv_per_sak": 0.5, "lekkasje": 0.2, "min_per_henvendelse": 12.0, "restarbeid_min": 6.0,
            "absorpsjon": 0.3,
        },
        gevinster=(Gevinst("g", GevinstType.ANDRE, Sted.NK, moderat=0.5, fra_maned=START),),
    )
    assert lost(project, plan) == {
        "radgivning": exactly(90.0), "telefon_fe": exactly(2.0), "restarbeid": exactly(10.0), "absorpsjon": exactly(15.0),
    }


@pytest.mark.parametrize("n", [1, 4])
def test_enquiries_and_hours_of_kontaktsenteret_are_sums_of_the_month(project, n):
    # 60 enquiries, a quarter of them 12 minutes at kontaktsenteret.
    plan = small_plan(n=n, parametre={"henv_per_sak": 0.6, "ks_andel": 0.25, "min_per_henvendelse": 12.0})
    result = project(plan)
    assert result.serie("henvendelser")[0] == exactly(60.0)
    assert result.serie("ks_timer")[0] == exactly(3.0)
