"""Each assumption alone at both ends of its range (docs/metode.md section 14)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from planning_core.parameters import PARAMETERS
from planning_core.plan import Eier, Flytting, Forutsetning, Gevinst, GevinstType, Sted
from planning_core.projection import framskriv, framskriv_enkelt
from planning_core.questions.folsomhet import Stopped, folsomhet, with_value
from tests.core.builders import START, exactly, fe, kontor, small_plan
from tests.helpers.plans import plans


def plan_with(**values):
    """K gives one of its ten årsverk to F in the first month; nobody asks, learns or leaves unless ``parametre`` says so."""
    parametre = {"turnover_ar": 0.0, "startproduktivitet": 1.0, "absorpsjon": 0.0, "kompetanse_folsomhet": 0.0,
                 **values.pop("parametre", {})}
    return small_plan(k=kontor(arsverk_stat=10.0, arsverk_kommune=4.0), f=fe(arsverk_stat=5.0), parametre=parametre,
                      flyttinger=(Flytting("K", "F", Eier.STAT, 1.0, START),), **values)


def of(result, nokkel):
    return next(u for u in result.utslag if u.nokkel == nokkel)


def test_municipal_share_by_hand():
    # Four municipal årsverk at 0 and 70 % in oppfølging: 2.8 årsverk apart, in the plan and without flyttinger alike.
    plan = plan_with()
    found = folsomhet(plan)
    utslag = of(found, "kommunal_andel")
    assert (utslag.lav, utslag.hoy) == (0.0, 0.7)
    result = framskriv(plan)
    hour = result.data["timer_per_arsverk_mnd"][0, -1]
    assert utslag.ved_hoy.planen.oppfolging - utslag.ved_lav.planen.oppfolging == exactly(2.8 * hour)
    assert utslag.ved_lav.virkning.oppfolging == exactly(utslag.ved_hoy.virkning.oppfolging)
    assert found.grunn.planen.oppfolging == exactly(result.serie("oppfolging_timer")[-1])
    assert found.grunn.virkning.oppfolging == exactly(-hour)


def test_the_planners_own_range_goes_before_the_usual_one():
    own = (Forutsetning("kommunal_andel", 0.3, 0.2, 0.4), Forutsetning("ks_andel", 0.5, None, 0.6))
    plan = plan_with()
    found = folsomhet(replace(plan, forutsetninger=(*own, *plan.forutsetninger)))
    assert (of(found, "kommunal_andel").lav, of(found, "kommunal_andel").hoy) == (0.2, 0.4)
    assert (of(found, "ks_andel").lav, of(found, "ks_andel").hoy) == (PARAMETERS["ks_andel"].low, 0.6)


def test_what_has_no_range_or_no_rows_is_left_out():
    keys = {u.nokkel for u in folsomhet(plan_with()).utslag}
    assert not keys & {"kroner_per_årsverk", "prisår", "oppgitt_årsverk", "oppgitt_gevinst", "timer_per_arbeidsevnevurdering"}
    assert "realisering" not in keys
    gevinst = Gevinst("g", GevinstType.SPESIALISERING, Sted.FE, "HP3", "A", 0.05, 0.1, 0.2, START)
    with_gain = {u.nokkel for u in folsomhet(plan_with(gevinster=(gevinst,))).utslag}
    assert with_gain - keys == {"realisering"}
    assert {"erfaren", "fravær", "andel_komplett", "timer_per_årsverk", "sjekk_ved_mottak", "gevinstniva"} <= keys


def test_a_value_that_rows_have_is_set_in_all_of_them():
    plan = plan_with()
    changed = with_value(plan, "fravær", 0.15)
    assert [e.fravaer for e in changed.enheter] == [0.15] * len(plan.enheter)
    assert with_value(plan, "timer_per_årsverk", 1600.0).timer_per_arsverk == 1600.0
    assert with_value(plan, "sjekk_ved_mottak", False).forutsetning("sjekk_ved_mottak") is False


def test_the_widest_stands_first_and_ties_keep_the_declared_order():
    found = folsomhet(plan_with())
    widths = [round(high - low, 6) for low, high in map(found.spenn, found.utslag)]
    assert widths == sorted(widths, reverse=True)
    declared = list(PARAMETERS)
    for before, after in zip(found.utslag, found.utslag[1:], strict=False):
        if round(found.spenn(before)[1] - found.spenn(before)[0], 6) == round(found.spenn(after)[1] - found.spenn(after)[0], 6):
            assert declared.index(before.nokkel) < declared.index(after.nokkel)


def test_progress_rises_and_can_stop():
    told = []
    folsomhet(plan_with(), lambda part: told.append(part) is None)
    assert told[0] == 0.0
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] < 1.0
    with pytest.raises(Stopped):
        folsomhet(plan_with(), lambda part: part == 0.0)


def test_without_flyttinger_the_plan_itself_is_measured():
    found = folsomhet(replace(plan_with(), flyttinger=()))
    assert found.malt(found.grunn) == found.grunn.planen
    low, high = found.spenn(of(found, "kommunal_andel"))
    assert high > low


@settings(max_examples=5, deadline=None)
@given(plans())
def test_every_end_is_the_projection_of_that_plan(plan):
    found = folsomhet(plan)
    for utslag in found.utslag[:2]:
        alone = framskriv_enkelt(with_value(plan, utslag.nokkel, utslag.hoy))
        assert utslag.ved_hoy.planen.restanser == pytest.approx(alone.serie("restanser")[-1], rel=1e-9, abs=1e-7)
        assert utslag.ved_hoy.planen.oppfolging == pytest.approx(alone.serie("oppfolging_timer")[-1], rel=1e-9, abs=1e-7)
