"""Oppfølging as series: uses add up to the hours, shares are weighted by users, undefined stays undefined."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.charts import oppfolging_series as series
from planning_core.plan import Brukere, Oppfolgingsnorm
from planning_core.projection import framskriv_par
from tests.helpers.fordeling_plan import START, plan, varig

GRUPPE = "arbeidssøkere"


def with_talks():
    """Every kontor but Siljan has job seekers with a talk of an hour every second month."""
    base = plan(varig())
    users = (Brukere("skien", GRUPPE, None, 1000.0), Brukere("bamble", GRUPPE, None, 200.0))
    return replace(base, brukere=base.brukere + users,
                   oppfolgingsnorm=(*base.oppfolgingsnorm, Oppfolgingsnorm(GRUPPE, None, 2.0, 60.0)))


@pytest.fixture(scope="module")
def projeksjon():
    return framskriv_par(with_talks())


@pytest.mark.parametrize("enhet", [None, "skien", "siljan"])
def test_uses_of_oppfolging_add_up_to_the_series(projeksjon, enhet):
    total = sum(series.use(projeksjon, name, enhet).planen for name in series.OPPFOLGING)
    np.testing.assert_allclose(total, projeksjon.plan.serie("oppfolging_timer", enhet), rtol=1e-12)
    everything = sum(series.use(projeksjon, name, enhet).uten for name in series.USES)
    hours = projeksjon.uten.data["timer"][:3] + projeksjon.uten.data["kommunale_timer"]
    k = slice(None) if enhet is None else slice(("skien", "bamble", "siljan").index(enhet), None)
    expected = hours.sum(axis=0) if enhet is None else hours[k][0]
    np.testing.assert_allclose(everything, expected, rtol=1e-9)


def test_only_groups_with_interval_and_minutes_have_talks(projeksjon):
    assert series.groups(projeksjon) == (GRUPPE,)
    with pytest.raises(KeyError):
        series.talks(projeksjon, "nedsatt arbeidsevne")


def test_talks_follow_the_group_s_share_of_the_need(projeksjon):
    # Skien needs 3 190 x 2,1 + 1 000 x 0,5 = 7 199 hours; the job seekers' part is 500 of them.
    timer = projeksjon.plan.serie("oppfolging_timer", "skien")
    expected = timer * 500.0 / 7199.0 / 1.0 / (52 / 12)
    np.testing.assert_allclose(series.talks(projeksjon, GRUPPE, "skien").planen, expected, rtol=1e-12)
    share = np.minimum(1.0, expected * 13 / 1000.0)
    np.testing.assert_allclose(series.reached(projeksjon, GRUPPE, 0, "skien").planen, share, rtol=1e-12)


def test_the_fylke_s_share_counts_each_kontor_by_its_users(projeksjon):
    a, b = (series.reached(projeksjon, GRUPPE, 0, k).planen for k in ("skien", "bamble"))
    np.testing.assert_allclose(
        series.reached(projeksjon, GRUPPE, 0).planen, (1000 * a + 200 * b) / 1200, rtol=1e-12)


def test_a_kontor_without_the_group_has_no_talks_to_show(projeksjon):
    assert np.isnan(series.talks(projeksjon, GRUPPE, "siljan").planen).all()
    assert np.isnan(series.reached(projeksjon, GRUPPE, 1, "siljan").uten).all()


def test_caseload(projeksjon):
    # 54,0 - 5,0 årsverk left in Skien for 4 190 users; 54,0 without the flytting.
    pair = series.users_per_arsverk(projeksjon, "skien")
    assert (pair.planen[-1], pair.uten[-1]) == pytest.approx((4190 / 49, 4190 / 54))
    all_of_it = series.users_per_arsverk(projeksjon)
    assert all_of_it.planen[0] == pytest.approx((4190 + 942 + 118) / (49 + 13.6 + 3))
    veileder = series.users_per_veileder(projeksjon, "bamble")
    hours = projeksjon.plan.data["oppfolging"][1, 3]
    assert veileder.planen[3] == pytest.approx(942 / (hours / projeksjon.plan.data["timer_per_arsverk_mnd"][1, 3]))


def test_one_away(projeksjon):
    # 54 heads; 5,0 of 54,0 årsverk leave.
    assert series.one_away(projeksjon, "skien") == pytest.approx((1 - 1 / 49, 1 - 1 / 54))


def test_lost_hours_are_those_of_the_results(projeksjon):
    lost = series.lost(projeksjon)
    assert lost["forbigaende"][0] == pytest.approx(sum(
        projeksjon.plan.tap[n].sum() for n in ("laering", "oppstart", "omstilling", "tapt_kompetanse")))
    assert lost["forbigaende"][0] > lost["forbigaende"][1]


def test_largest_gap(projeksjon):
    gap = projeksjon.plan.data["gap"][:, -1]
    assert series.largest_gap(projeksjon, -1) == ("skien", "bamble", "siljan")[int(gap.argmax())]
    content = framskriv_par(replace(plan(), brukere=(Brukere("skien", GRUPPE, None, 1.0),)))
    assert series.largest_gap(content, 0) is None


def test_months_are_the_plan_s(projeksjon):
    assert series.series(projeksjon, "oppfolging_gap_arsverk").maneder[0] == START
