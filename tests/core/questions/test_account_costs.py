"""Costs of the account by hand: typed rows, and what the model knows itself."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import pytest

from planning_core.plan import Eier, Flytting, Grensesnitt, Kostnad
from planning_core.projection import framskriv
from planning_core.questions.account import Regnskap
from tests.core.builders import START, exactly, fe, kontor, small_plan


def lines(plan, maned=START):
    return {(line.kategori, line.beregnet): line for line in Regnskap(plan).konto(maned).kostnader}


def test_typed_rows_hold_in_their_months_and_kroner_are_the_whole_amount():
    plan = small_plan(kostnader=(
        Kostnad("IKT", None, START + 1, START + 2, 3.0, 600.0), Kostnad("IKT", "K", None, None, 1.0),
        Kostnad("tomgangsleie", None, None, None, 0.0, 1200.0),
    ))
    assert lines(plan)["IKT", False].arsverk == 1.0
    march = lines(plan, START + 2)
    assert (march["IKT", False].arsverk, march["IKT", False].kroner) == (4.0, 600.0)
    assert march["tomgangsleie", False].kroner == exactly(300.0)


def test_kroner_of_a_date_are_those_of_the_last_twelve_months():
    plan = small_plan(months=24, kostnader=(Kostnad("IKT", None, START, START, 0.0, 500.0),))
    assert lines(plan, START + 11)["IKT", False].kroner == 500.0
    assert ("IKT", False) not in lines(plan, START + 12)


def test_learning_of_those_who_moved():
    # 2 årsverk move, no turnover: half their output is missing at first, e^(-1/9) of it a month later.
    moved = Flytting("K", "F", Eier.STAT, 2.0, START + 1, 0.0, 0.0)
    plan = small_plan(parametre={"startproduktivitet": 0.5}, flyttinger=(moved,))
    assert not lines(plan)
    assert lines(plan, START + 1)["produktivitetstap", True].arsverk == exactly(1.0)
    assert lines(plan, START + 2)["produktivitetstap", True].arsverk == exactly(exp(-1 / 9))


def test_turnover_counts_only_beyond_uten_flyttinger():
    plan = small_plan(parametre={"startproduktivitet": 0.5, "turnover_ar": 0.12})
    assert not lines(plan)
    # A cut of 5 of 10 in the kontor: those who left took their share of the deficit along; 0.5 * 0.01 * 5 / (1 - e^(-1/9)).
    cut = replace(plan, flyttinger=(Flytting("K", None, Eier.STAT, 5.0, START),))
    assert lines(cut)["turnover", True].arsverk == exactly(-0.5 * 0.01 * 5.0 / (1 - exp(-1 / 9)))
    assert ("produktivitetstap", True) not in lines(cut)


def test_a_new_unit_and_a_changed_grensesnitt_cost():
    new = small_plan(f=fe(arsverk_stat=4.0, etablert=START), parametre={"oppstartstap": 0.25})
    assert lines(new)["produktivitetstap", True].arsverk == exactly(1.0)
    changed = small_plan(
        parametre={"omstillingstap": 0.1},
        grensesnitt=(Grensesnitt("A", "HP3", 1.0), Grensesnitt("A", "HP3", 0.5, START + 1)),
    )
    work = 1.0 / (0.94 * 0.98)
    assert lines(changed, START + 1)["produktivitetstap", True].arsverk == exactly(0.1 * work)


def test_advice_is_what_the_projection_takes():
    plan = small_plan(
        f=fe(arsverk_stat=5.0, ledelse=1.0), parametre={"radgivning": 0.05, "startproduktivitet": 0.5, "turnover_ar": 0.1},
        kostnader=(Kostnad("dobbeltarbeid", "F", None, None, 0.5),), n=4,
    )
    hours = framskriv(plan).timebruk_fe["radgivning"][0, 0]
    # 100 hours a month and årsverk; staff is steady, so the month is its last step.
    assert lines(plan)["rådgivning", True].arsverk == exactly(hours / 100.0)


def test_what_is_typed_and_computed_is_counted_twice_and_said():
    moved = Flytting("K", "F", Eier.STAT, 5.0, START, 0.0, 0.0)
    plan = small_plan(
        k=kontor(arsverk_stat=10.0), parametre={"startproduktivitet": 0.5}, flyttinger=(moved,),
        kostnader=(Kostnad("produktivitetstap", None, None, None, 2.0),),
    )
    konto = Regnskap(plan).konto(START)
    assert konto.kostnad_arsverk == exactly(4.5)
    assert konto.nettogevinst == exactly(-4.5)
    assert "kostnad_baade_foert_og_beregnet" in [f.code for f in Regnskap(plan).findings()]


@pytest.mark.parametrize("category", ["IKT", "transaksjon"])
def test_other_categories_are_typed_only(category):
    plan = small_plan(kostnader=(Kostnad(category, None, None, None, 2.0),))
    assert set(lines(plan)) == {(category, False)}
    assert "kostnad_baade_foert_og_beregnet" not in [f.code for f in Regnskap(plan).findings()]
