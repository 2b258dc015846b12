"""The critical FE level: known answers, and what must hold for any sweep."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning_core.errors import InvalidPlan
from planning_core.plan import Eier, Flytting, Rute, uten_flyttinger
from planning_core.projection import framskriv
from planning_core.questions.curve import ToppStatus, stup, topp
from planning_core.questions.levels import alle_niva, at_level, kritisk_niva, standard_niva, timer_av_et_arsverk
from tests.core.builders import START, fe, kontor, network
from tests.core.test_known_answers import critical_plan

LEVELS = range(8, 21)


def state(plan):
    return sum(e.arsverk_stat for e in plan.enheter)


# ---- the known answer of section 8.5 ------------------------------------------------------------

@pytest.fixture(scope="module")
def critical():
    """40 state årsverk, 10 of them in the FE today."""
    return kritisk_niva(critical_plan(10.0, 0.6), LEVELS)


def test_the_maximum_is_at_14_of_40_after_36_months(critical):
    found = critical.topp()
    assert (found.status, found.niva) == (ToppStatus.FUNNET, 14.0)
    assert critical.niva[critical.i_dag] == 10.0
    assert critical.sum_arsverk == 40.0


def test_after_12_months_there_is_none_to_see(critical):
    assert critical.topp(11).status is ToppStatus.IKKE_SYNLIG
    assert (np.diff(critical.oppfolging[:, 11]) < 0).all()


@pytest.mark.parametrize("per_forsinket", [0.0, 0.2])
def test_with_few_enquiries_there_is_none_to_see(per_forsinket):
    result = kritisk_niva(critical_plan(10.0, per_forsinket), LEVELS)
    assert result.topp().status is ToppStatus.IKKE_SYNLIG
    assert result.stup() is None
    assert result.vendepunkt_uten.nummer is None


def test_the_default_levels_find_it_too():
    result = kritisk_niva(critical_plan(10.0, 0.6))
    assert result.topp().status is ToppStatus.FUNNET
    assert result.topp().niva == pytest.approx(14.0, abs=0.25)
    # A quarter above today's 10 is 12.5, where oppfølging still grows: the sweep went further.
    assert result.niva[-1] > 14.0
    assert result.niva.size <= 61


@pytest.mark.parametrize("today", [0.0, 1.0, 5.0, 30.0, 34.0])
def test_the_default_levels_find_a_top_that_is_far_from_today(today):
    """With 30 årsverk the usual levels end at 15, with 5 at 10: the top at 14 lies outside both."""
    result = kritisk_niva(critical_plan(today, 0.6))
    assert (result.topp().status, result.topp().niva) == (ToppStatus.FUNNET, 14.0)
    assert result.niva[result.i_dag] == today
    assert result.niva.size <= 63
    assert not result.findings


@pytest.mark.parametrize(("per_forsinket", "months"), [(0.6, 12), (0.2, 36), (0.0, 36)])
def test_the_usual_levels_are_kept_where_no_level_shows_a_top(per_forsinket, months):
    plan = replace(critical_plan(10.0, per_forsinket), horisont_maneder=months)
    result = kritisk_niva(plan)
    assert result.topp().status is ToppStatus.IKKE_SYNLIG
    assert result.niva.tolist() == standard_niva(plan).tolist()


def test_all_levels_stop_where_the_kontor_that_gives_has_its_fixed_posts_left(plan):
    levels = alle_niva(plan, "C")
    assert levels[-1] <= 4.0 + 4.0
    assert {4.0, levels[0]} <= set(levels.tolist())


# ---- break-even ---------------------------------------------------------------------------------

def test_break_even_is_as_long_as_the_formula_says():
    # FE_min 105 / (0.6 enquiries * 12 minutes) = 14.6 months before the enquiries of the cases an årsverk would
    # have decided take as much as it gave; overdue comes L = 42 / 30.4375 = 1.4 months later.
    result = kritisk_niva(critical_plan(10.0, 0.6), [10.0])
    assert result.vendepunkt_uten.nummer == pytest.approx(15, abs=2)
    change = result.vendepunkt_uten.endring
    assert change[0] == pytest.approx(1600 / 12)  # all of the first month's hours are gained
    assert (change[: result.vendepunkt_uten.nummer - 1] >= 0).all()
    assert change[result.vendepunkt_uten.nummer - 1] < 0
    # The hours gained first are only used up after as many months again.
    assert result.vendepunkt_uten.nummer_sum > 1.5 * result.vendepunkt_uten.nummer


def test_break_even_with_the_default_enquiries():
    # 105 / (1.0 * (1 - 0.5) * (1 - 0.1) * 10) = 23.3 months, and 1.4 more.
    plan = critical_plan(10.0, 1.0)
    rows = {"ks_andel": 0.5, "lekkasje": 0.1, "min_per_henvendelse": 10.0}
    changed = tuple(replace(r, verdi=rows.get(r.nokkel, r.verdi)) for r in plan.forutsetninger)
    result = kritisk_niva(replace(plan, forutsetninger=changed), [10.0])
    assert result.vendepunkt_uten.nummer == pytest.approx(24, abs=2)


def test_break_even_is_not_visible_in_12_months():
    result = kritisk_niva(replace(critical_plan(10.0, 0.6), horisont_maneder=12), [10.0])
    assert result.vendepunkt_uten.nummer is None
    assert result.vendepunkt_uten.nummer_sum is None


def test_an_idle_fe_has_no_break_even():
    """30 årsverk decide far more than comes in: one less is missed by nobody."""
    plan = critical_plan(30.0, 0.6)
    plan = replace(plan, horisont_maneder=36)
    assert kritisk_niva(plan, [30.0]).vendepunkt_uten.nummer is None


def test_the_plan_has_a_break_even_of_its_own():
    moved = Flytting("K", "F", Eier.STAT, 10.0, START, 0.0, 1.0)
    result = kritisk_niva(replace(critical_plan(10.0, 0.6), flyttinger=(moved,)), [10.0])
    assert result.vendepunkt_uten.nummer is not None
    assert result.vendepunkt_planen.nummer is None  # with 20 årsverk there are no overdue cases to wait for
    assert (result.vendepunkt_uten.arsverk, result.vendepunkt_planen.arsverk) == (10.0, 20.0)


def test_less_than_one_arsverk_gives_none_to_take():
    result = kritisk_niva(critical_plan(0.5, 0.6), [0.5, 5.0])
    assert result.vendepunkt_uten is None


# ---- any sweep ----------------------------------------------------------------------------------

@pytest.fixture
def plan():
    """Three kontor, two FE, and a plan that moves people about."""
    return network(
        kontor("A", arsverk_stat=10.0), kontor("B", arsverk_stat=6.0, arsverk_kommune=2.0), kontor("C", arsverk_stat=4.0),
        fe("F", arsverk_stat=3.0), fe("G", arsverk_stat=1.0),
        minutter={"A": (10.0, 0.0, 100.0, 0.0)},
        inn={("A", "A"): 200.0, ("B", "A"): 150.0, ("C", "A"): 80.0},
        parametre={"henv_per_sak": 0.3, "min_per_henvendelse": 12.0, "henv_per_forsinket_mnd": 0.6},
        ruter=(), flyttinger=(Flytting("A", "F", Eier.STAT, 2.0, START + 3, 2.0, 0.5),),
        months=18, n=2,
    )


@pytest.fixture
def routed(plan):
    return replace(plan, ruter=(Rute("A", None, "F"), Rute("B", None, "F"), Rute("C", None, "G")))


@pytest.mark.parametrize("fra", [None, "A"])
@pytest.mark.parametrize("niva", [1.0, 4.0, 5.5, 9.0])
def test_the_fylke_keeps_its_arsverk(routed, niva, fra):
    changed = at_level(uten_flyttinger(routed), niva, fra)
    assert state(changed) == pytest.approx(state(routed), rel=1e-12)
    f, g = (e.arsverk_stat for e in changed.forvaltningsenheter)
    assert f + g == pytest.approx(niva)
    assert f == pytest.approx(3.0 * g)  # the FE share as today
    if fra is None:
        a, b, c = (e.arsverk_stat for e in changed.kontor)
        assert (a / b, a / c) == (pytest.approx(10 / 6), pytest.approx(10 / 4))
    else:
        assert [e.arsverk_stat for e in changed.kontor[1:]] == [6.0, 4.0]
    assert [e.arsverk_kommune for e in changed.kontor] == [0.0, 2.0, 0.0]


@pytest.mark.parametrize("fra", [None, "B"])
def test_the_sweep_is_the_single_runs(routed, fra):
    result = kritisk_niva(routed, [2.0, 4.0, 6.0], fra)
    base = uten_flyttinger(routed)
    for i, niva in enumerate((2.0, 4.0, 6.0)):
        alone = framskriv(at_level(base, niva, fra))
        np.testing.assert_allclose(result.oppfolging[i], alone.serie("oppfolging_timer"), rtol=1e-12, atol=1e-9)
        np.testing.assert_allclose(result.restanser[i], alone.serie("restanser"), rtol=1e-12, atol=1e-9)
        np.testing.assert_allclose(result.over_grense[i], alone.serie("over_grense"), rtol=1e-12, atol=1e-9)


def test_todays_level_is_the_plan_without_flyttinger_and_the_plan_stands_beside(routed):
    result = kritisk_niva(routed)
    assert {4.0, 6.0} <= set(result.niva.tolist())
    uten, med = framskriv(uten_flyttinger(routed)), framskriv(routed)
    np.testing.assert_array_equal(result.oppfolging[result.i_dag], uten.serie("oppfolging_timer"))
    np.testing.assert_array_equal(result.planen.oppfolging, med.serie("oppfolging_timer"))
    np.testing.assert_array_equal(result.planen.restanser, med.serie("restanser"))
    assert result.planen.niva == pytest.approx(6.0)


def test_levels_that_would_empty_units_are_not_run_and_are_said(routed):
    result = kritisk_niva(routed, [-1.0, 0.0, 4.0, 23.0, 24.0, 30.0])
    assert result.niva.tolist() == [4.0, 23.0]
    low, high = result.findings
    assert (low.code, low.details["antall"]) == ("niva_uten_forvaltningsenhet", 2)
    assert (high.code, high.details["antall"], high.details["niva"]) == ("niva_tommer_kontorene", 2, 24.0)
    assert {f.table for f in result.findings} == {"Enheter"}


def test_one_giver_is_emptied_sooner(routed):
    # C has 4 årsverk: 7.9 in the FE leaves it 0.1, and 8 nothing.
    result = kritisk_niva(routed, [4.0, 7.9, 8.0, 12.0], "C")
    assert result.niva.tolist() == [4.0, 7.9]
    assert [(f.code, f.row, f.details["enhet"], f.details["antall"]) for f in result.findings] == [
        ("niva_tommer_kontoret", 2, "C", 2)]


def test_default_levels_are_round_few_and_rising(routed):
    levels = standard_niva(routed)
    assert (np.diff(levels) > 0).all()
    assert levels.size <= 61
    assert levels[0] >= 0.5 * 4.0
    assert levels[-1] <= 1.25 * 6.0
    assert {4.0, 6.0} <= set(levels.tolist())


def test_default_levels_leave_every_kontor_its_fixed_posts():
    plan = critical_plan(10.0, 0.6)  # ledelse and mottak take 3 of 30 in the kontor, ledelse 1 in the FE
    tight = replace(plan, enheter=(replace(plan.enheter[0], mottak=27.0), plan.enheter[1]))
    assert standard_niva(tight)[-1] <= 10.0 + 30.0 * (1 - 28 / 30) + 1e-9
    assert not kritisk_niva(tight).findings


def test_a_plan_that_builds_the_fe_from_nothing():
    moved = Flytting("K", "F", Eier.STAT, 12.0, START + 2, 0.0, 1.0)
    result = kritisk_niva(replace(critical_plan(0.0, 0.6), flyttinger=(moved,)))
    assert result.niva[result.i_dag] == 0.0
    assert result.planen.niva == 12.0
    assert 12.0 in result.niva
    assert result.vendepunkt_uten is None


@pytest.mark.parametrize("broken", [
    lambda p: replace(p, enheter=p.enheter[:1]), lambda p: replace(p, enheter=p.enheter[1:]),
    lambda p: replace(p, saksinngang=(), restanser=()),
])
def test_with_nothing_to_share_it_cannot_be_asked(broken):
    with pytest.raises(InvalidPlan):
        kritisk_niva(broken(critical_plan(10.0, 0.6)))


def test_the_giver_must_be_a_kontor():
    with pytest.raises(ValueError, match="'F' is not a kontor"):
        kritisk_niva(critical_plan(10.0, 0.6), [10.0], "F")


# ---- reading the curve --------------------------------------------------------------------------

def test_the_top_by_hand():
    levels = np.array([1.0, 2.0, 3.0])
    assert topp(levels, np.array([5.0, 9.0, 7.0])).status is ToppStatus.FUNNET
    assert topp(levels, np.array([9.0, 8.0, 7.0])).status is ToppStatus.IKKE_SYNLIG
    assert topp(levels, np.array([0.0, 0.0, 0.0])).status is ToppStatus.IKKE_SYNLIG
    assert topp(levels, np.array([5.0, 6.0, 7.0])).status is ToppStatus.OVER_NIVAENE


def test_the_cliff_by_hand():
    levels = np.array([1.0, 2.0, 4.0, 5.0, 6.0])
    # Per årsverk: 0 (nothing left to lose), 40, 35, -10.
    hours = np.array([0.0, 0.0, 80.0, 115.0, 105.0])
    assert stup(levels, hours, 35.0) == stup(levels, hours, 30.0)
    assert (stup(levels, hours, 35.0).niva, stup(levels, hours, 35.0).til) == (5.0, 2.0)
    assert (stup(levels, hours, 36.0).niva, stup(levels, hours, 36.0).til) == (4.0, 2.0)
    assert stup(levels, hours, 41.0) is None


def test_the_cliff_of_the_known_answer(critical):
    # One årsverk is 1 600 / 12 = 133.3 hours a month, and the measure a quarter of it.
    assert timer_av_et_arsverk(critical.plan) == pytest.approx(1600 / 12)
    assert critical.stup_timer == pytest.approx(1600 / 48)
    found = critical.stup()
    hours = critical.oppfolging[:, -1]
    below = critical.niva <= found.niva
    assert (np.diff(hours[below]) >= critical.stup_timer).all()
    assert found.niva <= 14.0
