"""Rull: the same årsverk month by month, the same queue, and everything that changes is told."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning_core.findings import has_errors
from planning_core.plan import (
    Eier,
    Flytting,
    Grensesnitt,
    Hendelse,
    Historikk,
    Kapasitet,
    Kilde,
    Restanse,
    ScenarioVerdi,
)
from planning_core.projection import framskriv
from planning_core.questions.rull import Aldre, Restansekilde, mulige_starter, rull
from planning_core.questions.rull_bemanning import rull_bemanning
from planning_core.questions.scenarios import bruk
from planning_core.staffing import arsverk_paths
from planning_core.validate import validate
from tests.core.builders import START, fe, kontor, small_plan
from tests.helpers.plans import plans

M = 6
"""Months that the plans of the known answers are rolled."""


def flytting(x=3.0, fra="K", til="F", *, maned=2, ramp=0.0, slutt=None, erfaren=1.0, eier=Eier.STAT):
    return Flytting(fra, til, eier, x, START + maned, ramp, erfaren, None if slutt is None else START + slutt, "Derfor")


def plan_with(*flyttinger, n=4, months=24, **values):
    return small_plan(f=fe(arsverk_stat=1.0), k=kontor(arsverk_stat=10.0), months=months, n=n,
                      flyttinger=flyttinger, **values)


def rolled(plan, months=M, **choices):
    return rull(framskriv(plan), plan.start + months, **choices)


def assert_same_arsverk(before, after):
    since = (after.start - before.start) * before.steg_per_maned
    for old, new in zip(arsverk_paths(before), arsverk_paths(after), strict=True):
        steps = min(old.shape[1] - since, new.shape[1])
        np.testing.assert_allclose(new[:, :steps], old[:, since:since + steps], atol=1e-9)


# ---- flyttinger ---------------------------------------------------------------------------------

def test_what_has_moved_becomes_base():
    found = rolled(plan_with(flytting(3.0)))
    units = {e.enhet: e.arsverk_stat for e in found.plan.enheter}
    assert units == {"K": 7.0, "F": 4.0}
    assert found.plan.flyttinger == ()
    assert found.bemanning.i_grunnlag == (flytting(3.0),)
    assert found.plan.start == START + M
    assert found.plan.horisont_maneder == 24 - M


def test_a_phase_in_under_way_is_split():
    # From month 2 over 8 months: half is in when month 6 begins, and 4 months remain.
    found = rolled(plan_with(flytting(3.0, ramp=8.0)))
    assert {e.enhet: e.arsverk_stat for e in found.plan.enheter} == {"K": 8.5, "F": 2.5}
    assert found.plan.flyttinger == (flytting(1.5, maned=M, ramp=4.0),)
    assert_same_arsverk(found.for_, found.plan)


def test_a_temporary_one_still_goes_back_when_it_was_to():
    plan = plan_with(flytting(3.0, ramp=2.0, slutt=12))
    found = rolled(plan)
    assert found.plan.flyttinger == (flytting(3.0, maned=M, slutt=12),)
    assert found.plan.enheter == plan.enheter
    assert_same_arsverk(plan, found.plan)
    # One that is gone back is only history.
    gone = rolled(plan_with(flytting(3.0, slutt=M - 1)))
    assert (gone.plan.flyttinger, gone.bemanning.tilbakefort) == ((), (flytting(3.0, slutt=M - 1),))


def test_new_money_cuts_and_municipal_arsverk():
    plan = plan_with(flytting(2.0, fra=None), flytting(1.0, til=None), flytting(0.5, til=None, eier=Eier.KOMMUNE))
    plan = replace(plan, enheter=(replace(plan.enheter[0], arsverk_kommune=2.0), plan.enheter[1]))
    found = rolled(plan)
    assert [(e.arsverk_stat, e.arsverk_kommune) for e in found.plan.enheter] == [(9.0, 1.5), (3.0, 0.0)]
    assert found.plan.flyttinger == ()
    assert_same_arsverk(plan, found.plan)


def test_those_still_learning_stand_as_beginners():
    # laeretid 6 months, from month 2: after 4 months exp(-4/6) of the 3 are as beginners.
    plan = plan_with(flytting(3.0, erfaren=0.5), parametre={"laeretid_mnd": 6.0, "startproduktivitet": 0.5})
    found = rolled(plan)
    beginners = 0.5 * 3.0 * np.exp(-4 / 6)
    assert found.plan.flyttinger == (flytting(pytest.approx(beginners, abs=1e-9), maned=M, erfaren=0.0),)
    assert found.bemanning.laerer == found.plan.flyttinger
    assert_same_arsverk(plan, found.plan)
    # No turnover: the learning deficit is the same in every month after.
    old, new = framskriv(plan), framskriv(found.plan)
    np.testing.assert_allclose(new.serie("effektive_arsverk", "F"), old.serie("effektive_arsverk", "F")[M:], atol=1e-8)


def test_learning_of_a_temporary_one_and_of_a_ramp_goes_on():
    plan = plan_with(flytting(3.0, erfaren=0.2, ramp=5.0, slutt=20), flytting(2.0, erfaren=0.2, ramp=9.0),
                     parametre={"laeretid_mnd": 9.0, "startproduktivitet": 0.5})
    found = rolled(plan)
    assert_same_arsverk(plan, found.plan)
    old, new = framskriv(plan), framskriv(found.plan)
    np.testing.assert_allclose(new.serie("effektive_arsverk", "F"), old.serie("effektive_arsverk", "F")[M:], atol=1e-8)


def test_a_unit_that_lives_on_borrowed_people_keeps_its_flyttinger():
    # K has 1, borrows 3 from F, and has given 2 for good: base alone would be -1.
    plan = small_plan(k=kontor(arsverk_stat=1.0), f=fe(arsverk_stat=5.0), months=24, n=4, flyttinger=(
        flytting(3.0, fra="F", til="K", maned=1, slutt=23), flytting(2.0, fra="K", til=None, maned=3)))
    found = rolled(plan)
    assert min(e.arsverk_stat for e in found.plan.enheter) >= 0
    assert_same_arsverk(plan, found.plan)
    assert not has_errors(validate(found.plan))


def test_heads_follow_state_arsverk():
    plan = plan_with(flytting(3.0))
    plan = replace(plan, enheter=tuple(replace(e, statsansatte=11.0) for e in plan.enheter))
    assert [e.statsansatte for e in rolled(plan).plan.enheter] == [8.0, 14.0]


@settings(max_examples=30)
@given(plans(), st.integers(1, 40))
def test_arsverk_are_the_same_in_every_step_of_any_plan(plan, months):
    start = plan.start + 1 + months % (plan.horisont_maneder - 1)
    found = rull_bemanning(plan, start)
    after = replace(plan, start=start, horisont_maneder=plan.start + plan.horisont_maneder - start,
                    enheter=found.enheter, flyttinger=found.flyttinger)
    assert_same_arsverk(plan, after)
    assert all(e.arsverk_stat >= 0 and e.arsverk_kommune >= 0 for e in found.enheter)


# ---- restanser ----------------------------------------------------------------------------------

def queue(**values):
    """FE of 80 hours for 100 cases of an hour: 20 more wait each month."""
    return small_plan(f=fe(arsverk_stat=0.8), k=kontor(arsverk_stat=3.0), months=24, n=1, **values)


def test_restanser_are_the_projections_own_with_their_ages():
    plan = queue()
    found = rolled(plan)
    # After 6 months 120 wait, oldest first decided: 100 of the last month and 20 of the one before.
    assert found.plan.restanser == (Restanse("F", "A", 100.0, 0.0, 1.0), Restanse("F", "A", 20.0, 1.0, 2.0))
    assert (found.framskrevet, found.restanser) == (120.0, 120.0)
    old, new = framskriv(plan), framskriv(found.plan)
    for name in ("restanser", "over_grense", "vedtak", "saksbehandlingstid_mnd", "oppfolging_timer"):
        np.testing.assert_allclose(new.serie(name), old.serie(name)[M:], atol=1e-6)


@settings(max_examples=15)
@given(plans())
def test_the_stock_is_that_of_the_month_before_in_any_plan(plan):
    resultat = framskriv(plan)
    start = plan.start + plan.horisont_maneder // 2
    found = rull(resultat, start)
    t = start - plan.start - 1
    for unit in resultat.enheter:
        for y in resultat.ytelser:
            got = sum(r.antall for r in found.plan.restanser if (r.enhet, r.ytelse) == (unit, y))
            assert got == pytest.approx(float(resultat.serie("restanser", unit, y)[t]), abs=1e-4)
    assert not has_errors([f for f in validate(found.plan) if f not in validate(plan)])


def test_actual_restanser_get_the_profile_or_no_ages():
    rows = (Historikk("F", "A", START + M - 1, restanser=60.0), Historikk("F", "A", START + M, restanser=999.0))
    plan = queue(historikk=rows)
    found = rolled(plan, kilde=Restansekilde.HISTORIKK)
    assert found.plan.restanser == (Restanse("F", "A", 50.0, 0.0, 1.0), Restanse("F", "A", 10.0, 1.0, 2.0))
    assert (found.fra_historikk, found.mangler, found.restanser, found.framskrevet) == (1, (), 60.0, 120.0)
    bare = rolled(plan, kilde=Restansekilde.HISTORIKK, aldre=Aldre.UTEN)
    assert bare.plan.restanser == (Restanse("F", "A", 60.0),)
    assert found.plan.historikk == rows


def test_who_has_no_actual_number_gets_the_projections_and_is_named():
    found = rolled(queue(), kilde=Restansekilde.HISTORIKK)
    assert found.mangler == (("F", "A"),)
    assert found.restanser == 120.0
    # K has no queue in the plan: an actual one has no profile to be spread by.
    plan = queue(historikk=(Historikk("K", "A", START + M - 1, restanser=7.0),))
    found = rolled(plan, kilde=Restansekilde.HISTORIKK)
    assert Restanse("K", "A", 7.0) in found.plan.restanser
    assert found.uten_aldre == (("K", "A"),)


# ---- everything else ----------------------------------------------------------------------------

def test_the_rest_of_the_plan_stays():
    plan = queue(
        flyttinger=(flytting(1.0, maned=10),),
        hendelser=(Hendelse(None, None, START, START + 2, 1.1, "Før"), Hendelse(None, None, START, None, 1.2, "Nå")),
        kapasitet=(Kapasitet("F", START + 1, 0.5), Kapasitet("F", START + 9, 0.5), Kapasitet("F", None, 1.0)),
        kilder=(Kilde("Normtid", "", "A", True, "Laget"), Kilde("Restanser", "", "S", False, "Gammel")),
    )
    found = rolled(plan, kildetekst="Framskrevet")
    after = found.plan
    assert after.flyttinger == plan.flyttinger
    assert after.hendelser == plan.hendelser[1:]
    assert after.kapasitet == plan.kapasitet[1:]
    assert found.fjernet == {"Hendelser": 1, "Kapasitet": 1}
    assert after.kilder == (plan.kilder[0], Kilde("Restanser", "", "D", True, "Framskrevet"))
    same = ("saksinngang", "normtid", "gevinster", "forutsetninger", "grensesnitt", "ytelser", "brukere", "historikk")
    assert all(getattr(after, name) == getattr(plan, name) for name in same)
    assert not has_errors(validate(after))


def test_arsverk_that_are_no_longer_the_sources_own_say_so():
    sources = (Kilde("Enheter", "", "S", False, "Nav."), Kilde("Ytelser", "", "S", False, "x"))
    plan = replace(plan_with(flytting(3.0)), kilder=sources)
    made = rolled(plan, bemanningstekst="Justert").plan.kilder
    assert made == (*plan.kilder, Kilde("Enheter", "årsverk_stat", "D", False, "Nav. Justert"))
    own = replace(plan, kilder=(Kilde("Enheter", "årsverk_stat", "A", True, "Laget"),))
    assert rolled(own, bemanningstekst="Justert").plan.kilder == (
        Kilde("Enheter", "årsverk_stat", "A", True, "Laget. Justert"),)
    still = plan_with(flytting(3.0, maned=10))
    assert rolled(still, bemanningstekst="Justert").plan.kilder == ()


def test_a_plan_is_never_shorter_than_a_year():
    found = rolled(queue(), months=20)
    assert (found.plan.horisont_maneder, found.forlenget) == (12, 8)
    with pytest.raises(ValueError, match="not a month"):
        rolled(queue(), months=24)
    with pytest.raises(ValueError, match="not a month"):
        rolled(queue(), months=0)
    assert mulige_starter(queue())[0] == START + 1


def test_what_is_not_carried_on_is_told():
    plan = plan_with(flytting(3.0, maned=4), parametre={"omstillingstap": 0.2, "kompetanse_folsomhet": 0.3})
    plan = replace(plan, grensesnitt=(Grensesnitt("A", "HP3", 0.5, START + 5),))
    found = rolled(plan)
    assert found.omstilling == (("A", START + 5),)
    assert 0.6 < found.kompetanse["K"] < 0.8
    assert rolled(plan, months=3).omstilling == ()


def test_scenarios_follow_their_rows_and_those_that_do_not_fit_are_kept_and_named():
    def row(scenario, ark, nokkel, felt, verdi):
        return ScenarioVerdi(scenario, ark, nokkel, felt, verdi)

    rows = (row("Mer", "Flyttinger", "rad 2", "årsverk", "2"), row("Gammel", "Flyttinger", "rad 1", "årsverk", "4"),
            row("Folk", "Enheter", "F", "årsverk_stat", "5"))
    plan = plan_with(flytting(3.0), flytting(1.0, maned=10), scenarier=rows)
    found = rolled(plan)
    assert found.plan.scenarier == (replace(rows[0], nokkel="rad 1"), replace(rows[1], nokkel="rad 1 (slettet)"), rows[2])
    assert found.berorte == (rows[1], rows[2])
    changed, findings = bruk(found.plan, "Mer")
    assert (changed.flyttinger[0].arsverk, has_errors(findings)) == (2.0, False)
    assert has_errors(bruk(found.plan, "Gammel")[1])
