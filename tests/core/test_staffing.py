"""Årsverk, learning, competence and hours (docs/metode.md section 3), worked by hand."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import numpy as np
import pytest

from planning_core.bemanning import bemanning, hours_per_arsverk, running_costs, startup_factor
from planning_core.learning import competence, learning_deficit
from planning_core.plan import Eier, Flytting, Kapasitet, Kostnad
from planning_core.staffing import arsverk_paths, bevegelser, flytting_share, phased_share
from tests.core.builders import START, exactly, fe, kontor, small_plan

K, F = 0, 1


def move(arsverk: float, fra: str | None = "K", til: str | None = "F", maned: int = 0, **values) -> Flytting:
    return Flytting(fra, til, values.pop("eier", Eier.STAT), arsverk, START + maned, **values)


def deficit_of(plan) -> np.ndarray:
    return learning_deficit(plan, bevegelser(plan))


# -- phase-in ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "ramp", "n", "expected"),
    [
        (1, 0.0, 1, [0, 1, 1, 1]),  # ramp 0: all at once
        (1, 2.0, 1, [0, 0.5, 1, 1]),  # (s - 1 + 1) / 2
        (0, 1.0, 4, [0.25, 0.5, 0.75, 1.0]),  # a month of four steps
        (0, 0.25, 2, [1, 1, 1, 1]),  # a ramp shorter than a step is at once
        (-2, 4.0, 1, [0.75, 1, 1, 1]),  # began before the horizon: (0 + 2 + 1) / 4
        (1.5, 2.0, 1, [0, 0, 0.75, 1]),  # starts within a step: (2 - 1.5 + 1) / 2
        (9, 2.0, 1, [0, 0, 0, 0]),
    ],
)
def test_phased_in_share(start, ramp, n, expected):
    assert phased_share(start, ramp, n, 4).tolist() == expected


def test_a_flytting_ends_in_the_first_step_after_its_last_month():
    # n = 2, from month 1 over 2 months: steps 2-5 are 1/4 … 4/4; the last month is 3, so step 8 is 0.
    plan = small_plan(n=2)
    share = flytting_share(plan, move(1.0, maned=1, innfasing_mnd=2.0, til_maned=START + 3))
    assert share[:10].tolist() == [0, 0, 0.25, 0.5, 0.75, 1, 1, 1, 0, 0]


# -- årsverk paths ----------------------------------------------------------------------------


def test_ramp_and_return():
    # 4 of K's 10 go to F in month 1 over 2 months (n = 2: one årsverk a step), a quarter proficient; all 4 are
    # back in step 8, the first after month 3, and are proficient there.
    plan = small_plan(
        k=kontor(arsverk_stat=10.0), f=fe(arsverk_stat=1.0), n=2,
        flyttinger=(move(4.0, maned=1, innfasing_mnd=2.0, erfaren=0.25, til_maned=START + 3),),
    )
    paths = bevegelser(plan)
    assert paths.stat[K, :10].tolist() == [10, 10, 9, 8, 7, 6, 6, 6, 10, 10]
    assert paths.stat[F, :10].tolist() == [1, 1, 2, 3, 4, 5, 5, 5, 1, 1]
    assert paths.ut[K, :10].tolist() == [0, 0, 1, 1, 1, 1, 0, 0, 0, 0]
    assert paths.inn[F, :10].tolist() == [0, 0, 1, 1, 1, 1, 0, 0, 0, 0]
    assert paths.inn_uerfaren[F, :10].tolist() == [0, 0, 0.75, 0.75, 0.75, 0.75, 0, 0, 0, 0]
    assert paths.ut[F, 8] == 4.0
    assert paths.inn[K, 8] == 4.0
    assert paths.inn_uerfaren[K].max() == 0.0


def test_what_has_not_moved_yet_does_not_come_back():
    # A year's ramp cut off after 3 months: 12 * 3/12 = 3 have moved and 3 come back.
    plan = small_plan(k=kontor(arsverk_stat=20.0), flyttinger=(move(12.0, innfasing_mnd=12.0, til_maned=START + 2),))
    paths = bevegelser(plan)
    assert paths.stat[K, :4].tolist() == [19, 18, 17, 20]
    assert paths.inn[K, 3] == 3.0


def test_new_money_comes_from_nowhere_and_a_cut_goes_nowhere():
    plan = small_plan(
        k=kontor(arsverk_stat=10.0), f=fe(arsverk_stat=1.0),
        flyttinger=(move(2.0, None, "F", 1, til_maned=START + 1), move(3.0, "K", None, 2, til_maned=START + 2)),
    )
    paths = bevegelser(plan)
    assert paths.stat[F, :4].tolist() == [1, 3, 1, 1]
    assert paths.stat[K, :5].tolist() == [10, 10, 7, 10, 10]
    assert paths.ut[F, 2] == 2.0
    assert paths.inn[K, 3] == 3.0
    assert paths.inn_uerfaren[K, 3] == 0.0


def test_a_flytting_with_both_ends_conserves_the_fylke_and_several_add_up():
    plan = small_plan(
        k=kontor(arsverk_stat=10.0), f=fe(arsverk_stat=5.0), n=4,
        flyttinger=(move(2.0, innfasing_mnd=3.0), move(1.5, maned=2), move(1.0, "F", "K", 5, til_maned=START + 7)),
    )
    stat, _ = arsverk_paths(plan)
    assert stat.sum(axis=0) == exactly(np.full(48, 15.0))
    # After all: 10 - 2 - 1.5 + 1, and the last 1 goes back after month 7.
    assert stat[K, 7 * 4] == exactly(7.5)
    assert stat[K, 8 * 4] == exactly(6.5)


def test_municipal_arsverk_move_beside_the_state_ones():
    plan = small_plan(
        k=kontor(arsverk_stat=10.0, arsverk_kommune=4.0), flyttinger=(move(1.0, "K", None, 3, eier=Eier.KOMMUNE),)
    )
    paths = bevegelser(plan)
    assert paths.kommune[K, 2:4].tolist() == [4.0, 3.0]
    assert (paths.stat[K] == 10.0).all()
    assert paths.ut.max() == paths.inn.max() == 0.0


def test_taking_all_leaves_nothing_and_no_crumbs():
    # 0.1 + 0.2 is not 0.3 in binary: what is left is zero all the same.
    plan = small_plan(k=kontor(arsverk_stat=0.3), flyttinger=(move(0.1), move(0.2)))
    assert (bevegelser(plan).stat[K] == 0.0).all()


# -- learning ---------------------------------------------------------------------------------

LEARN = {"startproduktivitet": 0.5, "laeretid_mnd": 9.0}


def test_deficit_of_one_move():
    # 8 enter F, a quarter proficient: 6 miss half their output, 3 årsverk, and learn with time constant 9 months.
    plan = small_plan(parametre=LEARN, flyttinger=(move(8.0, maned=2, erfaren=0.25),))
    deficit = deficit_of(plan)
    assert deficit[F, :5] == exactly([0.0, 0.0, 3.0, 3.0 * exp(-1 / 9), 3.0 * exp(-2 / 9)])
    assert deficit[K].max() == 0.0


def test_steps_of_a_week_learn_in_the_same_time():
    # After 2 months, whatever the step: 4 * exp(-2/9).
    for n in (1, 2, 4):
        plan = small_plan(n=n, parametre=LEARN, flyttinger=(move(8.0),))
        assert deficit_of(plan)[F, 2 * n] == exactly(4.0 * exp(-2 / 9))


@pytest.mark.parametrize("n", [1, 4])
def test_turnover_alone_keeps_the_deficit_it_starts_with(n):
    # 12 % a year of 100 is 1 a month; half of it missing: 0.5 dt a step = D (1 - exp(-dt/9)).
    plan = small_plan(k=kontor(arsverk_stat=100.0), n=n, parametre={**LEARN, "turnover_ar": 0.12})
    deficit = deficit_of(plan)
    assert deficit[K] == exactly(np.full(12 * n, 0.5 / n / (1 - exp(-1 / n / 9))))
    if n == 1:
        assert deficit[K, 0] == pytest.approx(4.7546, abs=5e-5)  # 0.5 / (1 - 0.894839)


def test_those_who_leave_take_their_share_of_the_deficit_before_others_enter():
    # D0 = 0.5/(1-e) of 100. Step 1: 30 of 100 leave and 10 enter: D = D0 * 0.7 * e + 0.5 * (10 + 0.01 * 80).
    plan = small_plan(
        k=kontor(arsverk_stat=100.0), parametre={**LEARN, "turnover_ar": 0.12},
        flyttinger=(move(30.0, "K", None, 1), move(10.0, None, "K", 1)),
    )
    keep = exp(-1 / 9)
    start = 0.5 / (1 - keep)
    assert deficit_of(plan)[K, :2] == exactly([start, start * 0.7 * keep + 0.5 * (10.0 + 0.01 * 80.0)])


def test_a_share_left_counts_from_the_arsverk_at_the_end_of_the_last_step():
    # 8 enter in step 0 (D = 4), 4 of 9 leave in step 1: 4 * 5/9 * exp(-1/9).
    plan = small_plan(
        f=fe(arsverk_stat=1.0), parametre=LEARN, flyttinger=(move(8.0), move(4.0, "F", None, 1)),
    )
    assert deficit_of(plan)[F, 1] == exactly(4.0 * 5 / 9 * exp(-1 / 9))


def test_those_who_come_back_have_nothing_to_learn_and_leave_no_deficit_behind():
    plan = small_plan(f=fe(arsverk_stat=0.0), parametre=LEARN, flyttinger=(move(8.0, til_maned=START + 2),))
    deficit = deficit_of(plan)
    assert deficit[F, 2] == exactly(4.0 * exp(-2 / 9))
    assert deficit[F, 3] == 0.0
    assert deficit[K].max() == 0.0


def test_an_empty_unit_has_no_deficit_until_somebody_enters():
    plan = small_plan(
        f=fe(arsverk_stat=0.0), parametre={**LEARN, "turnover_ar": 0.12}, flyttinger=(move(8.0, maned=1),)
    )
    # Step 1: entrants 8, and turnover 0.01 of them: 0.5 * 8.08.
    assert deficit_of(plan)[F, :2] == exactly([0.0, 4.04])


def test_no_learning_time_is_no_deficit():
    plan = small_plan(parametre={**LEARN, "laeretid_mnd": 0.0, "turnover_ar": 0.12}, flyttinger=(move(8.0),))
    assert deficit_of(plan).max() == 0.0


# -- effective årsverk ------------------------------------------------------------------------


def test_effective_arsverk_are_paid_less_deficit_less_vacancy():
    # 12 % a year and 3 months empty: 1 - 0.01 * 3 = 0.97 of what is not missing. Missing of 1 + 8: what turnover of
    # the one has left, and half of the 8 and of the step's turnover 0.01 * 9.
    plan = small_plan(
        f=fe(arsverk_stat=1.0), parametre={**LEARN, "turnover_ar": 0.12, "vakanse_mnd": 3.0}, flyttinger=(move(8.0),)
    )
    keep = exp(-1 / 9)
    deficit = 0.005 / (1 - keep) * keep + 0.5 * 8.09
    assert bemanning(plan).effektive[F, 0] == exactly((9.0 - deficit) * 0.97)


def test_more_missing_than_there_is_leaves_zero_not_less():
    # Turnover 100 % a year, a learning time of 10 years and no output at the start: D = 10 S.
    plan = small_plan(parametre={"startproduktivitet": 0.0, "turnover_ar": 1.0, "laeretid_mnd": 120.0})
    staff = bemanning(plan)
    assert (staff.underskudd[K] > 10.0).all()
    assert (staff.effektive == 0.0).all()
    # All hours are then lost to learning, no more: 10 årsverk of 100 hours.
    assert staff.tap_laering[K] == exactly(np.full(12, 1000.0))


@pytest.mark.parametrize(
    ("etablert", "expected"),
    [
        (2, [0.0, 0.0, 0.75, 1 - 0.25 * exp(-1 / 6)]),  # no hours before it exists
        (0, [0.75, 1 - 0.25 * exp(-1 / 6), 1 - 0.25 * exp(-2 / 6), 1 - 0.25 * exp(-3 / 6)]),
        (-6, [1 - 0.25 * exp(-1), 1 - 0.25 * exp(-7 / 6), 1 - 0.25 * exp(-8 / 6), 1 - 0.25 * exp(-9 / 6)]),
    ],
)
def test_a_new_unit_starts_with_a_loss_that_fades(etablert, expected):
    plan = small_plan(
        f=fe(arsverk_stat=8.0, etablert=START + etablert), parametre={"oppstartstap": 0.25, "oppstart_tau_mnd": 6.0}
    )
    assert startup_factor(plan)[F, :4] == exactly(expected)
    assert startup_factor(plan)[K].tolist() == [1.0] * 12
    staff = bemanning(plan)
    assert staff.effektive[F, :4] == exactly([8.0 * e for e in expected])
    assert (staff.bevegelser.stat[F] == 8.0).all()


def test_the_loss_of_the_start_is_counted_from_when_the_unit_exists():
    # 8 årsverk * 0.25 * 100 hours in its first month; nothing is lost of hours that are not there.
    plan = small_plan(f=fe(arsverk_stat=8.0, etablert=START + 1), parametre={"oppstartstap": 0.25})
    assert bemanning(plan).tap_oppstart[F, :2] == exactly([0.0, 200.0])


def test_no_time_constant_is_no_loss_at_the_start():
    plan = small_plan(f=fe(arsverk_stat=8.0, etablert=START + 1), parametre={"oppstartstap": 0.25, "oppstart_tau_mnd": 0.0})
    assert startup_factor(plan)[F, :3].tolist() == [0.0, 1.0, 1.0]


# -- competence -------------------------------------------------------------------------------


def test_competence():
    # 10 less 1 + 1 in fixed posts: 2 of 8 leave in month 1, C = 0.75 and closes the gap with exp(-1/24) a month.
    plan = small_plan(k=kontor(arsverk_stat=10.0, ledelse=1.0, mottak=1.0), flyttinger=(move(2.0, maned=1),))
    c = competence(plan, bevegelser(plan))
    assert c.shape == (1, 12)
    assert c[K, :4] == exactly([1.0, 1 - 0.25 * exp(-1 / 24), 1 - 0.25 * exp(-2 / 24), 1 - 0.25 * exp(-3 / 24)])


def test_a_second_departure_counts_from_those_still_there():
    # 8 free, 2 leave: 0.75. Then 3 of the 6 left leave: C = (1 - 0.25 e) / 2 before it is rebuilt.
    plan = small_plan(
        k=kontor(arsverk_stat=10.0, ledelse=1.0, mottak=1.0), flyttinger=(move(2.0), move(3.0, maned=1)),
    )
    keep = exp(-1 / 24)
    assert competence(plan, bevegelser(plan))[K, 1] == exactly(1 - (1 - (1 - 0.25 * keep) / 2) * keep)


def test_returns_do_not_raise_competence():
    plan = small_plan(k=kontor(arsverk_stat=8.0), flyttinger=(move(2.0, til_maned=START),))
    # One month away, and rebuilt at the same pace as if they had stayed away.
    assert competence(plan, bevegelser(plan))[K, :3] == exactly([1 - 0.25 * exp(-(i + 1) / 24) for i in range(3)])


@pytest.mark.parametrize(("arsverk", "leave"), [(2.0, 1.0), (1.5, 0.5), (3.0, 2.0)])
def test_a_kontor_that_gives_more_than_is_free_has_no_competence_left(arsverk, leave):
    # Fixed posts of 2: nothing free (0 or less), or fewer free (1) than leave (2).
    plan = small_plan(k=kontor(arsverk_stat=arsverk, ledelse=1.0, mottak=1.0), flyttinger=(move(leave),))
    assert competence(plan, bevegelser(plan))[K, 0] == exactly(1 - exp(-1 / 24))


def test_competence_that_is_rebuilt_at_once_is_never_lost():
    plan = small_plan(parametre={"gjenoppbygging_mnd": 0.0}, flyttinger=(move(5.0),))
    assert (competence(plan, bevegelser(plan)) == 1.0).all()


# -- hours ------------------------------------------------------------------------------------


def test_hours_of_an_arsverk_net_of_absence_and_training_and_by_capacity():
    # 1 700 / 12 / 4 * 0.94 * 0.98 = 32.625833… a step; half of it in a month of holidays.
    plan = small_plan(
        k=kontor(arsverk_stat=1.0, fravaer=0.06, opplaering=0.02), n=4, timer=1700.0,
        kapasitet=(Kapasitet("K", START + 6, 0.5),),
    )
    hours = hours_per_arsverk(plan)
    assert hours[K, :24] == exactly(np.full(24, 1700 / 48 * 0.94 * 0.98))
    assert hours[K, 24:28] == exactly(np.full(4, 1700 / 48 * 0.94 * 0.98 / 2))
    assert hours[F] == exactly(np.full(48, 1700 / 48))


def test_running_costs_take_arsverk_where_they_have_a_unit_and_the_model_does_not_compute_them():
    rows = (
        Kostnad("IKT", "K", START + 1, START + 2, arsverk=0.5),
        Kostnad("dobbeltarbeid", "K", None, None, arsverk=0.25),
        Kostnad("kompetanse", "F", START + 3, None, arsverk=1.0),
        Kostnad("IKT", None, None, None, arsverk=9.0),
        Kostnad("produktivitetstap", "K", None, None, arsverk=9.0),
        Kostnad("turnover", "K", None, None, arsverk=9.0),
        Kostnad("rådgivning", "F", None, None, arsverk=9.0),
    )
    cost = running_costs(small_plan(n=2, kostnader=rows))
    assert cost[K, :8].tolist() == [0.25, 0.25, 0.75, 0.75, 0.75, 0.75, 0.25, 0.25]
    assert cost[F, :8].tolist() == [0, 0, 0, 0, 0, 0, 1, 1]


def test_flyttinger_leave_the_base_plan_untouched():
    plan = small_plan()
    moved = replace(plan, flyttinger=(move(1.0),))
    bevegelser(moved)
    assert bevegelser(plan).stat[K].tolist() == [10.0] * 12
