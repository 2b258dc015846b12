"""The Delta account worked by hand: the known answers of the sources, base, types, levels, kroner."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning_core.months import month
from planning_core.plan import (
    Brukere,
    Forutsetning,
    Gevinst,
    GevinstType,
    Grensesnitt,
    Innfasing,
    Kostnad,
    Oppfolgingsnorm,
    Plan,
    Ressurskartlegging,
    Sted,
)
from planning_core.projection import framskriv
from planning_core.questions.account import FE, NK, Regnskap, tre_nivaer
from planning_core.questions.readings import Lesning, del_opp, oppfolging_til_andel
from planning_core.validate import validate
from tests.core.builders import START, exactly, small_plan

SPES, AUTO, ANDRE = GevinstType


def gain(navn, type_=ANDRE, rate=0.1, **values) -> Gevinst:
    levels = {"konservativt": rate, "moderat": rate, "optimistisk": rate, "fra_maned": START, **values}
    return Gevinst(navn, type_, **levels)


def mapped(*rows: Ressurskartlegging, **tables) -> Plan:
    return Plan("Prøvefylke", START, 12, 1, 1700.0, ressurskartlegging=rows, **tables)


@pytest.fixture
def example():
    """Delta's own example: 150 årsverk, 50 moved; 46 % saved of the 100 that stay, 52 % of the 50."""
    return mapped(
        Ressurskartlegging("y", "HP3", 150.0),
        grensesnitt=(Grensesnitt("y", "HP3", 1 / 3),),
        gevinster=(
            gain("alle", AUTO, 0.40), gain("spes NK", SPES, 0.06, sted=Sted.NK), gain("spes FE", SPES, 0.12, sted=Sted.FE),
        ),
    )


def test_the_worked_example(example):
    assert not [f for f in validate(example) if f.is_error]
    konto = Regnskap(example).konto()
    assert konto.sum_base == exactly(150.0)
    assert konto.flyttet.sum() == exactly(50.0)
    assert konto.for_gevinst.sum(axis=(1, 2)) == exactly([100.0, 50.0])
    assert konto.igjen.sum(axis=(1, 2)) == exactly([54.0, 24.0])
    assert konto.bruttogevinst == exactly(72.0)
    # After specialisation 150 - 6 - 6; after automation 0.4 * 150 = 60 less; andre nothing.
    assert [konto.etter(t) for t in (SPES, AUTO, ANDRE)] == exactly([138.0, 78.0, 78.0])


def test_automation_saves_the_same_whatever_the_split(example):
    for share in (0.0, 0.2, 1.0):
        moved = replace(example, grensesnitt=(Grensesnitt("y", "HP3", share),))
        assert Regnskap(moved).konto().av_type(AUTO) == exactly(60.0)


def test_the_national_sum():
    """7 255 -> 5 730 (48.5 % in) -> 4 112; 19/74/8 % of 3 143 add to 3 174, and the source's own total stands."""
    rates = dict(zip(GevinstType, (0.19, 0.74, 0.08), strict=True))
    plan = replace(
        mapped(Ressurskartlegging("alle", "HP3", 7255.0)),
        start=month(2007, 1), horisont_maneder=84,
        gevinster=tuple(gain(t.value, t, r * 3143 / 7255) for t, r in rates.items()),
        innfasing=tuple(
            Innfasing(t.value, month(year, 12), share)
            for t in GevinstType for year, share in ((2007, 0.0), (2009, 1525 / 3143), (2013, 1.0))
        ),
        forutsetninger=(Forutsetning("oppgitt_gevinst", 3143.0),),
    )
    account = Regnskap(plan)
    by_year = {y: account.konto(month(y, 12)) for y in (2007, 2009, 2013)}
    assert [round(k.sum_igjen) for k in by_year.values()] == [7255, 5730, 4112]
    end = by_year[2013]
    assert [round(end.av_type(t)) for t in GevinstType] == [597, 2326, 251]
    assert round(end.brutto.sum()) == 3174
    assert round(end.avrunding_gevinst) == -31
    assert end.bruttogevinst == exactly(3143.0)
    (found,) = [f for f in account.findings() if f.code == "kilden_summerer_ikke_gevinst"]
    assert found.details["andel"] == exactly(1.01)
    # Only the moderate level has a stated total; one with other rates has none.
    assert Regnskap(plan, "optimistisk").konto().avrunding_gevinst == exactly(end.avrunding_gevinst)
    other = replace(plan, gevinster=tuple(replace(g, optimistisk=0.3) for g in plan.gevinster))
    assert Regnskap(other, "optimistisk").konto().avrunding_gevinst == 0.0


def test_shares_that_sum_to_99_are_not_rescaled():
    """16/24/30/3/26 % of 6 172: 62 årsverk that the source did not give to any process."""
    shares = (0.16, 0.24, 0.30, 0.03, 0.26)
    parts = del_opp(6172.0, shares)
    assert [round(p) for p in parts.deler] == [988, 1481, 1852, 185, 1605]
    assert (round(parts.avrunding), round(parts.sum_andel, 2)) == (62, 0.99)
    plan = mapped(
        *(Ressurskartlegging("alle", f"HP{i}", p) for i, p in enumerate(parts.deler, 1)),
        forutsetninger=(Forutsetning("oppgitt_årsverk", 6172.0),),
    )
    account = Regnskap(plan)
    konto = account.konto()
    assert konto.base.sum() == exactly(0.99 * 6172)
    assert konto.avrunding_base == exactly(0.01 * 6172)
    assert konto.sum_igjen == exactly(6172.0)
    assert konto.ikke_fordelt == exactly(0.01 * 6172)
    (found,) = [f for f in account.findings() if f.code == "kilden_summerer_ikke_grunnlag"]
    assert (found.table, round(found.details["andel"], 2)) == ("Ressurskartlegging", 0.99)


def test_the_hp5_series():
    """HP5 1 988 -> 1 832 -> 1 512, a share of 27.4 -> 32.0 -> 36.8 %: it falls, and its share rises."""
    points = ((2007, 0.0, 0.0), (2009, 1369 / 2667, 156 / 476), (2013, 1.0, 1.0))
    plan = replace(
        mapped(Ressurskartlegging("alle", "HP5", 1988.0), Ressurskartlegging("alle", "HP3", 5267.0)),
        start=month(2007, 1), horisont_maneder=84,
        gevinster=(gain("HP1-4", rate=2667 / 5267), gain("HP5", rate=476 / 1988, hovedprosess="HP5")),
        innfasing=tuple(
            Innfasing(navn, month(p[0], 12), p[i]) for i, navn in ((1, "HP1-4"), (2, "HP5")) for p in points
        ),
    )
    series = [Regnskap(plan).konto(month(y, 12)) for y in (2007, 2009, 2013)]
    hp5 = [k.igjen[:, :, 4].sum() for k in series]
    assert hp5 == exactly([1988.0, 1832.0, 1512.0])
    assert [k.sum_igjen for k in series] == exactly([7255.0, 5730.0, 4112.0])
    assert [round(100 * a / k.sum_igjen, 1) for a, k in zip(hp5, series, strict=True)] == [27.4, 32.0, 36.8]
    assert series[-1].igjen[FE, :, 4].sum() == 0.0
    # The rates that give it: 23.9 % of HP5, 50.6 % of HP1-4.
    assert (round(100 * 476 / 1988, 1), round(100 * 2667 / 5267, 1)) == (23.9, 50.6)


def test_the_two_readings_of_45_per_cent():
    same, grown = oppfolging_til_andel(405.0 + 1027.0 + 166.0, 85.0 + 278.0 + 22.0, 0.45)
    assert (same.lesning, round(same.oppfolging), round(same.okning)) == (Lesning.UENDRET_SUM, 719, 334)
    assert (grown.lesning, round(grown.oppfolging), round(grown.okning)) == (Lesning.RESTEN_BEHOLDES, 992, 607)
    # 1 213 other årsverk stay: 992 of 2 205 is 45 %.
    assert grown.sum_etter == exactly(1213.0 / 0.55)
    with pytest.raises(ValueError, match="below 1"):
        oppfolging_til_andel(10.0, 5.0, 1.0)


def test_the_plan_for_fe_and_what_it_became():
    """1 100 + 330 + 120 = 1 550; 2 478 is 928 or 60 % more."""
    assert 1100 + 330 + 120 == 1550
    assert (2478 - 1550, round(100 * (2478 / 1550 - 1))) == (928, 60)


# -- base -------------------------------------------------------------------------------------


def test_base_from_minutes_and_cases():
    # 100 cases a month, 60 minutes: 1 200 hours a year, of 1 200 * 0.94 * 0.98 net hours an årsverk.
    konto = Regnskap(small_plan(months=24)).konto(START)
    assert konto.base[0, 2] == exactly(1200.0 / (1200.0 * 0.94 * 0.98))
    assert konto.base.sum() == exactly(konto.base[0, 2])
    # HP3 is done in FE unless something else is said.
    assert konto.flyttet[0, 2] == konto.base[0, 2]


def test_a_mapping_goes_before_minutes_one_process_at_a_time():
    plan = small_plan(minutter=(30.0, 0.0, 60.0, 0.0), ressurskartlegging=(Ressurskartlegging("A", "HP3", 7.0),))
    base = Regnskap(plan).konto().base
    assert base[0, 2] == 7.0
    assert base[0, 0] == exactly(600.0 / (1200.0 * 0.94 * 0.98))


def test_oppfolging_without_a_mapping_is_what_users_need():
    plan = small_plan(
        brukere=(Brukere("K", "g", None, 50.0),), oppfolgingsnorm=(Oppfolgingsnorm("g", 2.0),),
        gevinster=(gain("oppf", rate=0.25, hovedprosess="HP5"),),
    )
    konto = Regnskap(plan).konto()
    assert konto.ytelser == ("A", "")
    assert konto.base[1, 4] == exactly(50.0 * 2.0 * 12 / (1200.0 * 0.94 * 0.98))
    assert konto.brutto[2, NK, 1, 4] == exactly(0.25 * konto.base[1, 4])


def test_a_plan_with_only_a_mapping_is_projected_and_has_an_account(example):
    codes = [f.code for f in validate(example)]
    assert codes == ["ingen_saksinngang"]
    result = framskriv(example)
    assert all(not s.verdier.any() or np.isnan(s.verdier).all() for s in result.serier())
    assert Regnskap(example).konto(START).bruttogevinst == exactly(72.0)


# -- dates, levels, findings ------------------------------------------------------------------


def test_a_date_is_the_end_of_its_month_and_phases_can_be_given():
    plan = mapped(Ressurskartlegging("y", "HP3", 100.0), gevinster=(gain("g", rate=0.2, innfasing_mnd=4.0),))
    plan = replace(plan, steg_per_maned=4)
    account = Regnskap(plan)
    assert [account.konto(START + t).bruttogevinst for t in range(5)] == exactly([5.0, 10.0, 15.0, 20.0, 20.0])
    assert account.konto(START, {"g": 0.5}).bruttogevinst == exactly(10.0)
    assert account.konto(faser={"g": 0.0}).bruttogevinst == 0.0
    with pytest.raises(ValueError, match="outside the plan"):
        account.konto(START + 12)


def test_a_dated_grensesnitt_moves_work_at_its_date():
    plan = mapped(
        Ressurskartlegging("y", "HP1", 100.0),
        grensesnitt=(Grensesnitt("y", "HP1", 0.25, START + 3),),
        gevinster=(gain("fe", SPES, 0.5, sted=Sted.FE),),
    )
    account = Regnskap(plan)
    assert account.konto(START + 2).flyttet.sum() == 0.0
    assert account.konto(START + 3).flyttet.sum() == exactly(25.0)
    assert account.konto(START + 3).bruttogevinst == exactly(12.5)
    assert account.serie().flyttet[:4].tolist() == [0.0, 0.0, 0.0, 25.0]


def test_three_levels_and_realisation():
    plan = mapped(
        Ressurskartlegging("y", "HP3", 100.0),
        gevinster=(Gevinst("g", ANDRE, Sted.BEGGE, None, None, 0.1, 0.2, 0.4, START, realisering=0.5),),
    )
    levels = tre_nivaer(plan)
    assert [k.bruttogevinst for k in levels.values()] == exactly([5.0, 10.0, 20.0])
    assert list(levels) == ["konservativt", "moderat", "optimistisk"]
    with pytest.raises(ValueError, match="no such level"):
        Regnskap(plan, "høyt")


def test_a_gevinst_with_no_work_is_said():
    plan = mapped(Ressurskartlegging("y", "HP3", 100.0), gevinster=(gain("g", hovedprosess="HP4"), gain("h")))
    (found,) = Regnskap(plan).findings()
    assert (found.code, found.row, found.details["navn"]) == ("gevinst_uten_arbeid", 0, "g")
    off = replace(plan, gevinster=(replace(plan.gevinster[0], realisering=0.0), plan.gevinster[1]))
    assert not Regnskap(off).findings()


def test_an_empty_plan_has_an_account_of_nothing():
    account = Regnskap(Plan("Prøvefylke", START))
    assert account.konto().sum_igjen == 0.0
    assert [f.code for f in account.findings()] == ["regnskap_uten_grunnlag"]
    assert account.serie().netto.shape == (36,)


def test_each_gevinst_is_worth_its_own(example):
    account = Regnskap(example)
    assert account.av_gevinst() == exactly(np.array([[40.0, 20.0], [6.0, 0.0], [0.0, 6.0]]))
    assert account.av_gevinst(START).sum() == exactly(72.0)


# -- kroner -----------------------------------------------------------------------------------


def test_kroner_need_both_a_price_and_its_year(example):
    plan = replace(example, kostnader=(Kostnad("IKT", None, START, START + 3, 2.0, 4_000_000.0),))
    assert Regnskap(plan).konto().nettogevinst_kroner is None
    priced = replace(plan, forutsetninger=(Forutsetning("kroner_per_årsverk", 800_000.0),))
    assert Regnskap(priced).konto().nettogevinst_kroner is None
    priced = replace(plan, forutsetninger=(*priced.forutsetninger, Forutsetning("prisår", 2026.0)))
    account = Regnskap(priced)
    # In February: 72 - 2 årsverk, and one million kroner in each of two months.
    konto = account.konto(START + 1)
    assert konto.nettogevinst == exactly(70.0)
    assert konto.nettogevinst_kroner == exactly(70.0 * 800_000 - 2_000_000.0)
    series = account.serie()
    assert series.akkumulert[1] == exactly(2 * 70.0 / 12)
    assert series.akkumulert_kroner[1] == exactly(2 * 70.0 / 12 * 800_000 - 2_000_000)


def test_cases_need_ytelser_of_their_own():
    """A mapping declares ytelser for the account only; cases of a ytelse that is not declared are an error, not a crash."""
    plan = replace(small_plan(), ytelser=(), normtid=(), ressurskartlegging=(Ressurskartlegging("A", "HP3", 5.0, 100.0),))
    assert {f.code for f in validate(plan) if f.is_error} == {"ukjent_ytelse"}
    assert not [f for f in validate(replace(plan, saksinngang=())) if f.is_error]
    framskriv(replace(plan, saksinngang=()))
