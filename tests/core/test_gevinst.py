"""Minutes per case after grensesnitt, gevinst and re-learning (docs/metode.md sections 2 and 6), worked by hand."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import numpy as np
import pytest

from planning_core.gevinst import base_minutes, gevinst_phase, hp5_factor, minutter, reductions
from planning_core.plan import (
    Forutsetning,
    Gevinst,
    GevinstType,
    Grensesnitt,
    Innfasing,
    Normtid,
    Ressurskartlegging,
    Sted,
    Ytelse,
)
from tests.core.builders import START, exactly, fe, kontor, network, small_plan

NK, FE = 0, 1
MINUTES = (10.0, 20.0, 100.0, 30.0)


def gain(navn: str = "g", rate: float = 0.2, **values) -> Gevinst:
    """A gevinst of the same rate at all levels, in from the start unless said otherwise."""
    levels = {"konservativt": rate, "moderat": rate, "optimistisk": rate, "fra_maned": START, **values}
    return Gevinst(navn, levels.pop("type", GevinstType.ANDRE), **levels)


# -- phase-in ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"fra_maned": START + 1}, [0, 1, 1, 1]),
        ({"fra_maned": START + 1, "innfasing_mnd": 2.0}, [0, 0.5, 1, 1]),
        ({"fra_maned": START, "innfasing_mnd": 2.0, "forsinkelse_mnd": 1.0}, [0, 0.5, 1, 1]),
        ({"fra_maned": START - 2, "innfasing_mnd": 4.0}, [0.75, 1, 1, 1]),  # (0 + 2 + 1) / 4
        ({"fra_maned": START - 6, "innfasing_mnd": 4.0, "forsinkelse_mnd": 4.0}, [0.75, 1, 1, 1]),
    ],
)
def test_linear_phase_starts_after_the_slip(values, expected):
    assert gevinst_phase(small_plan(), gain(**values))[:4].tolist() == expected


def test_a_slip_of_half_a_month_is_half_a_month():
    # n = 2: start step 2 * 1.5 = 3; a month's ramp: steps 3 and 4 are 1/2 and 1.
    phase = gevinst_phase(small_plan(n=2), gain(fra_maned=START, innfasing_mnd=1.0, forsinkelse_mnd=1.5))
    assert phase[:6].tolist() == [0, 0, 0, 0.5, 1, 1]


def test_points_and_slip():
    # 0.2 at month 1, 0.8 at month 3, flat outside; n = 2: half a month is half way. A slip of 2 moves all of it.
    points = (Innfasing("g", START + 1, 0.2), Innfasing("g", START + 3, 0.8), Innfasing("another", START, 1.0))
    plan = small_plan(n=2, innfasing=points)
    by_points = [0.2, 0.2, 0.2, 0.35, 0.5, 0.65, 0.8, 0.8, 0.8]
    assert gevinst_phase(plan, gain(fra_maned=START + 9, innfasing_mnd=9.0))[:9] == exactly(by_points)
    assert gevinst_phase(plan, gain(forsinkelse_mnd=2.0))[:13] == exactly([0.2] * 4 + by_points)


def test_points_may_fall_and_stand_in_any_order():
    plan = small_plan(innfasing=(Innfasing("g", START + 2, 0.4), Innfasing("g", START, 1.0)))
    assert gevinst_phase(plan, gain())[:4] == exactly([1.0, 0.7, 0.4, 0.4])


# -- base minutes -----------------------------------------------------------------------------


def test_base_minutes():
    # HP1 typed; HP2 75 cases in a ukeverk of 37.5 h: 30 min; HP3 from 10 årsverk of 1 200 h net of 6 and 2 % over
    # 1 000 cases: 10 * 1 200 * 60 * 0.94 * 0.98 / 1 000 = 663.264; HP4 typed wins over the kartlegging.
    plan = small_plan(
        normtid=(Normtid("A", "HP1", 12.0), Normtid("A", "HP2", None, 75.0), Normtid("A", "HP4", 5.0)),
        ressurskartlegging=(
            Ressurskartlegging("A", "HP3", 10.0, 1000.0), Ressurskartlegging("A", "HP4", 10.0, 1000.0),
            Ressurskartlegging("A", "HP5", 10.0, 1000.0), Ressurskartlegging("ukjent", "HP1", 10.0, 1000.0),
            Ressurskartlegging("A", "HP1", 10.0, None),
        ),
    )
    assert base_minutes(plan)[0] == exactly([12.0, 30.0, 663.264, 5.0])


def test_a_missing_row_is_no_minutes_and_so_is_an_empty_one():
    plan = small_plan(
        normtid=(Normtid("A", "HP1", 12.0), Normtid("A", "HP2")),
        ressurskartlegging=(Ressurskartlegging("A", "HP2", 10.0, 1000.0), Ressurskartlegging("A", "HP3", 10.0, None)),
    )
    assert base_minutes(plan)[0].tolist() == [12.0, 0.0, 0.0, 0.0]


def test_a_longer_week_gives_more_minutes_per_case():
    plan = small_plan(normtid=(Normtid("A", "HP1", None, 80.0),), forutsetninger=(Forutsetning("timer_per_ukeverk", 40.0),))
    assert base_minutes(plan)[0, 0] == 30.0


# -- gevinst ----------------------------------------------------------------------------------


def test_rates_add_and_are_not_compounded():
    # 0.2 + 0.3 * 0.5 = 0.35 of HP1-HP4: 100 -> 65; compounded would be 68.
    plan = small_plan(minutter=MINUTES, gevinster=(gain(), gain("h", 0.3, realisering=0.5)))
    minutes = minutter(plan)
    assert minutes.fe[0] == exactly(np.full(12, 0.65 * 130.0))
    assert minutes.nk[0] == exactly(np.full(12, 0.65 * 30.0))


def test_a_gevinst_follows_its_phase():
    # n = 1, half in in month 1: 130 * (1 - 0.2 * 0.5) = 117.
    plan = small_plan(minutter=MINUTES, gevinster=(gain(fra_maned=START + 1, innfasing_mnd=2.0),))
    assert minutter(plan).fe[0, :4] == exactly([130.0, 117.0, 104.0, 104.0])


@pytest.mark.parametrize(
    ("niva", "left"), [("konservativt", 0.9), ("moderat", 0.8), ("optimistisk", 0.7)]
)
def test_the_level_chooses_the_rate(niva, left):
    plan = small_plan(
        minutter=MINUTES, parametre={"gevinstniva": niva},
        gevinster=(gain(konservativt=0.1, moderat=0.2, optimistisk=0.3),),
    )
    assert minutter(plan).fe[0, 0] == exactly(130.0 * left)


@pytest.mark.parametrize(("sted", "nk", "at_fe"), [(Sted.NK, 24.0, 130.0), (Sted.FE, 30.0, 104.0), (Sted.BEGGE, 24.0, 104.0)])
def test_a_gevinst_works_at_its_place(sted, nk, at_fe):
    minutes = minutter(small_plan(minutter=MINUTES, gevinster=(gain(sted=sted),)))
    assert (minutes.nk[0, 0], minutes.fe[0, 0]) == exactly((nk, at_fe))


def test_a_gevinst_at_both_places_saves_the_same_minutes_whatever_the_split():
    # 160 minutes less a fifth are 128, wherever they are worked.
    for share in (0.0, 0.3, 1.0):
        plan = small_plan(
            minutter=MINUTES, gevinster=(gain(type=GevinstType.AUTOMATISERING),),
            grensesnitt=(Grensesnitt("A", "HP3", share, None),),
        )
        minutes = minutter(plan)
        assert minutes.nk[0, 0] + minutes.fe[0, 0] == exactly(128.0)


def test_a_gevinst_of_one_ytelse_and_hovedprosess_touches_no_other():
    plan = network(
        kontor(), fe(), minutter={"A": MINUTES, "B": MINUTES}, inn={},
        gevinster=(gain(ytelse="B", hovedprosess="HP3"),),
    )
    total = reductions(plan)[:, :, :, 0]
    assert total[NK, 1, 2] == total[FE, 1, 2] == 0.2
    assert total.sum() == exactly(0.4)


def test_a_gevinst_on_hp5_lowers_the_need_and_no_minutes_and_the_others_never_touch_hp5():
    # 0.2 in from the start, 0.3 * 0.5 in from month 2, at FE nothing; a gevinst on all of HP1-HP4 is not on HP5.
    plan = small_plan(
        minutter=MINUTES,
        gevinster=(
            gain(hovedprosess="HP5"), gain("h", 0.3, hovedprosess="HP5", sted=Sted.NK, realisering=0.5, fra_maned=START + 2),
            gain("i", 0.4, hovedprosess="HP5", sted=Sted.FE),
        ),
    )
    assert hp5_factor(plan)[:4] == exactly([0.8, 0.8, 0.65, 0.65])
    assert minutter(plan).fe[0, 0] == 130.0
    assert (hp5_factor(replace(plan, gevinster=(gain(),))) == 1.0).all()


# -- grensesnitt ------------------------------------------------------------------------------


def test_minutes_are_split_by_grensesnitt_and_restarbeid_is_added_at_the_kontor():
    # HP3 70 % in FE: NK 10 + 20 + 30 = 60, FE 70 + 30 = 100; papers still gathered locally cost 6 minutes.
    plan = small_plan(
        minutter=MINUTES, grensesnitt=(Grensesnitt("A", "HP3", 0.7, None),), parametre={"restarbeid_min": 6.0}
    )
    minutes = minutter(plan)
    assert (minutes.nk[0, 0], minutes.fe[0, 0], minutes.nk_apning[0]) == exactly((66.0, 100.0, 66.0))
    assert minutes.restarbeid[0, 0] == 6.0


def test_no_restarbeid_for_cases_that_fe_does_not_work_on():
    plan = small_plan(
        minutter=MINUTES, parametre={"restarbeid_min": 6.0},
        grensesnitt=(
            Grensesnitt("A", "HP3", 0.0, None), Grensesnitt("A", "HP4", 0.0, None), Grensesnitt("A", "HP4", 1.0, START + 2),
        ),
    )
    minutes = minutter(plan)
    # 160 at the kontor; from month 2 HP4 is in FE: 130 + 6.
    assert minutes.nk[0, :3] == exactly([160.0, 160.0, 136.0])
    assert minutes.nk_apning[0] == 160.0


def test_gevinst_and_learning_leave_restarbeid_as_it_is():
    # (30 * 0.8) * 1.1 + 6 in the month of the change.
    plan = small_plan(
        minutter=MINUTES, parametre={"restarbeid_min": 6.0, "omstillingstap": 0.1},
        gevinster=(gain(),), grensesnitt=(Grensesnitt("A", "HP4", 0.5, START + 2),),
    )
    assert minutter(plan).nk[0, 2] == exactly((30.0 + 15.0) * 0.8 * 1.1 + 6.0)


def test_opening_minutes_are_of_the_first_months_grensesnitt_and_no_gevinst():
    plan = small_plan(
        minutter=MINUTES, gevinster=(gain(),),
        grensesnitt=(
            Grensesnitt("A", "HP3", 0.7, START - 5), Grensesnitt("A", "HP3", 0.9, START + 3), Grensesnitt("A", "HP2", 0.5, START),
        ),
    )
    assert minutter(plan).nk_apning[0] == exactly(10.0 + 10.0 + 30.0)


# -- re-learning ------------------------------------------------------------------------------


def dearer(*rows: Grensesnitt, n: int = 1, tau: float = 6.0, ytelser: int = 1) -> np.ndarray:
    navn = "AB"[:ytelser]
    plan = network(
        kontor(), fe(), minutter=dict.fromkeys(navn, MINUTES), inn={}, n=n,
        ytelser=tuple(Ytelse(y, andel_komplett=1.0) for y in navn),
        parametre={"omstillingstap": 0.1, "oppstart_tau_mnd": tau}, grensesnitt=rows,
    )
    return minutter(plan).omstilling


def test_relearning():
    # HP3 from 1 to 0.7 in month 2: 10 % dearer then, and exp(-t/6) of it t months later. The other ytelse is not.
    factor = dearer(Grensesnitt("A", "HP3", 0.7, START + 2), ytelser=2)
    assert factor[0, :5] == exactly([1.0, 1.0, 1.1, 1 + 0.1 * exp(-1 / 6), 1 + 0.1 * exp(-2 / 6)])
    assert (factor[1] == 1.0).all()


def test_relearning_makes_both_places_dearer():
    plan = small_plan(minutter=MINUTES, parametre={"omstillingstap": 0.1}, grensesnitt=(Grensesnitt("A", "HP3", 0.7, START + 2),))
    minutes = minutter(plan)
    assert (minutes.nk[0, 1], minutes.fe[0, 1]) == exactly((30.0, 130.0))
    assert (minutes.nk[0, 2], minutes.fe[0, 2]) == exactly((60.0 * 1.1, 100.0 * 1.1))


def test_a_second_change_adds_to_what_is_left_of_the_first():
    factor = dearer(Grensesnitt("A", "HP3", 0.7, START + 2), Grensesnitt("A", "HP4", 0.5, START + 4))
    assert factor[0, 4] == exactly(1 + 0.1 * exp(-2 / 6) + 0.1)


def test_two_processes_that_change_in_the_same_month_are_one_change():
    assert dearer(Grensesnitt("A", "HP3", 0.7, START + 2), Grensesnitt("A", "HP4", 0.5, START + 2))[0, 2] == exactly(1.1)


@pytest.mark.parametrize(("andel", "expected"), [(0.9, 1.1), (0.91, 1.0), (0.95, 1.0)])
def test_a_change_under_a_tenth_costs_nothing(andel, expected):
    # 1 - 0.9 is 0.09999999999999998 in binary and still a tenth.
    assert dearer(Grensesnitt("A", "HP3", andel, START + 2))[0, 2] == exactly(expected)


def test_two_small_changes_are_not_a_large_one():
    assert (dearer(Grensesnitt("A", "HP3", 0.95, START + 2), Grensesnitt("A", "HP3", 0.89, START + 3)) == 1.0).all()


@pytest.mark.parametrize("gyldig_fra", [None, START - 1, START])
def test_what_holds_in_the_first_month_is_learnt_already(gyldig_fra):
    assert (dearer(Grensesnitt("A", "HP3", 0.5, gyldig_fra)) == 1.0).all()


def test_weeks_follow_the_start_of_the_step():
    # n = 4: t - t_change is 0, 1/4, 1/2 …
    factor = dearer(Grensesnitt("A", "HP3", 0.7, START + 1), n=4)
    assert factor[0, 3:7] == exactly([1.0] + [1 + 0.1 * exp(-i / 4 / 6) for i in range(3)])


def test_what_is_learnt_at_once_costs_nothing():
    assert (dearer(Grensesnitt("A", "HP3", 0.5, START + 2), tau=0.0) == 1.0).all()
