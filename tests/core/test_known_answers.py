"""Known answers of the queue (docs/metode.md section 8), each worked by hand in its comment."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning_core.plan import (
    Brukere,
    Eier,
    Flytting,
    Oppfolgingsnorm,
    Restanse,
    Saksinngang,
    Ytelse,
)
from planning_core.projection import framskriv
from tests.core.builders import START, fe, kontor, small_plan


@pytest.mark.parametrize("n", [1, 2, 4])
def test_stock_of_6000_grows_to_10000_and_temporary_capacity_brings_it_back(n):
    # 6 000 + 24 * (1 000 - 833.33) = 10 000; then 12 * (1 000 - 1 333.33) = -4 000; then +166.67 a month.
    # 60 minutes a case and 100 hours a month make 100 cases a month and årsverk: 8.3333 + 5.
    plan = small_plan(
        f=fe(arsverk_stat=25.0 / 3.0),
        inn=1000.0,
        months=48,
        n=n,
        stock=(Restanse("F", "A", 6000.0),),
        flyttinger=(Flytting(None, "F", Eier.STAT, 5.0, START + 24, 0.0, 1.0, START + 35),),
    )
    restanser = framskriv(plan).serie("restanser")
    assert restanser[23] == pytest.approx(10000.0, rel=1e-9)
    assert restanser[35] == pytest.approx(6000.0, rel=1e-9)
    assert restanser[47] == pytest.approx(6000.0 + 12 * (1000.0 - 2500.0 / 3.0), rel=1e-9)


def test_both_waits_from_the_cumulative_curves():
    # a = 100, c = 80 a month, no opening stock: at month end T the stock is 20 T and takes 20 T / 80 months.
    plan = small_plan(f=fe(arsverk_stat=0.8), inn=100.0, months=48, n=4)
    result = framskriv(plan)
    expected = result.serie("forventet_tid_mnd")
    for t in range(30):
        assert expected[t] == pytest.approx(20.0 * (t + 1) / 80.0, rel=1e-9)
    assert np.isnan(expected[47])


def test_mean_age_converges_as_steps_get_shorter():
    # A case decided at time u arrived at u * 80 / 100: mean age in month m is 0.2 * (m - 0.5).
    exact = 0.2 * (np.arange(1, 25) - 0.5)
    errors = []
    for n in (1, 2, 4):
        plan = small_plan(f=fe(arsverk_stat=0.8), inn=100.0, months=24, n=n)
        errors.append(np.abs(framskriv(plan).serie("saksbehandlingstid_mnd") - exact)[12:].max())
    assert errors[0] > errors[1] > errors[2]
    assert errors[2] < 0.15


def test_one_post_less_takes_a_larger_share_of_oppfolging():
    # 5.4 - 1.0 - 0.35 = 4.05 left for oppfølging, 3.05 with one post less: -24.7 % for a cut of 18.5 %.
    plan = small_plan(k=kontor(arsverk_stat=5.4, mottak=1.0, ledelse=0.35), inn=0.0)
    cut = replace(plan, flyttinger=(Flytting("K", None, Eier.STAT, 1.0, START),))
    before = framskriv(plan).serie("oppfolging_timer")[0]
    after = framskriv(cut).serie("oppfolging_timer")[0]
    assert before == pytest.approx(405.0)
    assert after == pytest.approx(305.0)
    assert after / before - 1.0 == pytest.approx(-1.0 / 4.05)


def test_oppfolging_is_zero_and_the_shortfall_reported_when_enquiries_and_cases_take_all():
    # 1 årsverk = 100 h. 100 cases * 0.5 enquiries * 60 min = 50 h; 100 cases at 60 min = 100 h; 50 h are left
    # for them, so 50 cases wait at the end of the first month: 50 h uncovered, 100 in the second.
    plan = small_plan(
        k=kontor(arsverk_stat=1.0),
        minutter=(60.0, 0.0, 60.0, 0.0),
        parametre={"henv_per_sak": 0.5, "min_per_henvendelse": 60.0},
    )
    result = framskriv(plan)
    assert result.serie("oppfolging_timer", "K").tolist() == [0.0] * 12
    assert result.serie("udekket_timer", "K")[:3] == pytest.approx([50.0, 100.0, 150.0])
    assert result.serie("restanser", "K")[:3] == pytest.approx([50.0, 100.0, 150.0])


def critical_plan(fe_arsverk: float, per_forsinket: float):
    """Section 8.5: 40 state årsverk shared by one kontor and one FE."""
    return small_plan(
        k=kontor(arsverk_stat=40.0 - fe_arsverk, ledelse=1.0, mottak=2.0),
        f=fe(arsverk_stat=fe_arsverk, ledelse=1.0),
        minutter=(10.0, 5.0, 100.0, 5.0),
        inn=1000.0,
        months=36,
        n=4,
        timer=1600.0,
        ytelse=Ytelse("A", ytre_grense_dager=42.0, andel_komplett=1.0),
        stock=(Restanse("F", "A", 500.0),),
        parametre={"henv_per_sak": 0.3, "min_per_henvendelse": 12.0, "henv_per_forsinket_mnd": per_forsinket},
    )


def test_critical_level_has_its_maximum_at_14():
    levels = np.arange(8.0, 21.0)
    month = 36
    late = [framskriv(critical_plan(level, 0.6)).serie("oppfolging_timer")[month - 1] for level in levels]
    assert levels[int(np.argmax(late))] == 14.0


@pytest.mark.parametrize(("month", "per_forsinket"), [(36, 0.0), (12, 0.6), (36, 0.2)])
def test_no_maximum_without_enough_enquiries_or_time(month, per_forsinket):
    levels = np.arange(8.0, 21.0)
    hours = [framskriv(critical_plan(level, per_forsinket)).serie("oppfolging_timer")[month - 1] for level in levels]
    assert (np.diff(hours) < 0).all()


@pytest.mark.parametrize(("talks", "six_months", "three_months"), [(2, 69.3, 32.5), (10, 346.7, 162.5)])
def test_caseload_that_talks_a_week_can_carry(talks, six_months, three_months):
    # 2 talks * 26 weeks / 0.75 = 69.3 users; 2 * 13 / 0.8 = 32.5.
    from planning_core.oppfolging import kontakt

    for users, target in ((six_months, 1), (three_months, 0)):
        # One hour a talk: the hours of the month are talks * 52 / 12, given by state årsverk of 100 h.
        plan = small_plan(
            k=kontor(arsverk_stat=talks * 52.0 / 12.0 / 100.0),
            inn=0.0,
            oppfolgingsnorm=(Oppfolgingsnorm("G", None, 6.0, 60.0),),
            brukere=(Brukere("K", "G", None, users),),
        )
        group = kontakt(framskriv(plan))[0]
        assert group.samtaler_uke[0, 0] == pytest.approx(talks)
        assert group.andel[target, 0, 0] == pytest.approx((0.80, 0.75)[target], abs=5e-4)


def test_over_grense_peaks_exactly_the_limit_after_restanser():
    # 2 000 of ages 0-2 months; +300 a month for 12 months: 5 600; then -100. Over 3 months (91.3125 days) =
    # stock less the last 3 months' arrivals: month 15: 5 300 - 2 700 = 2 600, the highest.
    inn = tuple(Saksinngang("K", "A", START + m, 1300.0 if m < 12 else 900.0) for m in range(36))
    plan = small_plan(
        f=fe(arsverk_stat=10.0),
        months=36,
        n=4,
        ytelse=Ytelse("A", ytre_grense_dager=91.3125, andel_komplett=1.0),
        stock=(Restanse("F", "A", 2000.0, 0.0, 2.0),),
        saksinngang=inn,
    )
    result = framskriv(plan)
    restanser, late = result.serie("restanser"), result.serie("over_grense")
    assert int(np.argmax(restanser)) == 11
    assert restanser.max() == pytest.approx(5600.0)
    assert int(np.argmax(late)) == 14
    assert late.max() == pytest.approx(2600.0)
