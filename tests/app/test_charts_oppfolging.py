"""Oppfølging as series: uses add up to the hours, shares are weighted by users, undefined stays undefined."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.charts import oppfolging_series as series
from planning_core import referanser
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
    # 54 heads; 5,0 of 54,0 årsverk leave, and the heads are then derived.
    pair = series.absence(projeksjon, "igjen", "skien")
    assert (pair.planen[-1], pair.uten[-1]) == pytest.approx((1 - 1 / 49, 1 - 1 / 54))
    assert series.heads_derived(projeksjon, "skien", -1)
    assert not series.heads_derived(projeksjon, "bamble", -1)
    assert np.isnan(series.absence(projeksjon, "timer", None).planen).all()


def test_competence_falls_where_people_left(projeksjon):
    skien, all_of_it = series.competence(projeksjon, "skien"), series.competence(projeksjon)
    assert (skien.uten == 1.0).all()
    assert skien.planen.min() < all_of_it.planen.min() < 1.0
    assert (series.competence(projeksjon, "bamble").planen == 1.0).all()


def test_groups_add_to_the_kontor(projeksjon):
    result = projeksjon.plan
    for name, key in (("behov", "behov"), ("timer", "oppfolging"), ("gap", "gap")):
        parts = [series.of_group(projeksjon, name, g, "skien").planen for g in result.brukergrupper]
        np.testing.assert_allclose(sum(parts), result.data[key][0], rtol=1e-12, atol=1e-12)
    with pytest.raises(KeyError):
        series.of_group(projeksjon, "borte", result.brukergrupper[0])


def test_own_numbers_beside_the_references(projeksjon):
    # Skien keeps 49,0 of 54,0 state årsverk; Bamble has 13,6 and Siljan 3,0.
    size = series.reference(projeksjon, referanser.STORRELSE)
    assert (size.planen[-1], size.uten[-1]) == pytest.approx(((49 + 13.6 + 3) / 3, (54 + 13.6 + 3) / 3))
    of_skien = series.reference(projeksjon, referanser.ARBEIDSSOKERE, "skien")
    assert of_skien.planen[-1] == pytest.approx(1000 / 49)
    np.testing.assert_array_equal(series.reference(projeksjon, referanser.BRUKERE, "skien").uten,
                                  series.users_per_arsverk(projeksjon, "skien").uten)
    np.testing.assert_array_equal(series.reference(projeksjon, referanser.KONTAKT_ARBEIDSSOKERE).planen,
                                  series.reached(projeksjon, GRUPPE, 0).planen)
    fewest = series.reference(projeksjon, referanser.ANSATTE)
    heads = [series.absence(projeksjon, "ansatte", k).planen[-1] for k in ("skien", "bamble", "siljan")]
    assert fewest.planen[-1] == np.nanmin(heads)


def test_what_the_plan_does_not_know_is_undefined(projeksjon):
    assert series.reference(projeksjon, referanser.ARBEIDSSOKERE, "siljan").is_empty
    assert series.reference(projeksjon, referanser.KONTAKT_NEDSATT, "skien").is_empty
    units = tuple(replace(e, innbyggere=None) for e in projeksjon.plan.plan.enheter)
    nobody = framskriv_par(replace(projeksjon.plan.plan, enheter=units))
    assert series.reference(nobody, referanser.INNBYGGERE).is_empty


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
