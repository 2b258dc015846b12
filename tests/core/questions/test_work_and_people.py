"""Work moved against people moved, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planning_core.plan import (
    Bruk,
    Brukere,
    Eier,
    Flytting,
    Grensesnitt,
    Oppfolgingsnorm,
    Plan,
    Ressurskartlegging,
    Saksinngang,
    Sted,
)
from planning_core.questions.gevinst_moves import betalere, forslag, trenger_flytting, uten_flytting
from planning_core.questions.work_and_people import arbeid_og_folk
from tests.core.builders import START, exactly, fe, kontor, small_plan
from tests.core.questions.test_account import ANDRE, gain

T = 12


@pytest.fixture
def plan():
    """60 årsverk of HP1 at two kontor (a third and two thirds of the cases); in April half of it moves to FE."""
    base = small_plan(k=kontor("K1", arsverk_stat=30.0), f=fe(arsverk_stat=10.0))
    return replace(
        base, enheter=(*base.enheter, kontor("K2", arsverk_stat=60.0)),
        saksinngang=(Saksinngang("K1", "A", None, 100.0), Saksinngang("K2", "A", None, 200.0)),
        ressurskartlegging=(Ressurskartlegging("A", "HP1", 60.0), Ressurskartlegging("A", "HP3", 0.0)),
        grensesnitt=(Grensesnitt("A", "HP1", 0.5, START + 3),),
    )


def codes(plan):
    return [(f.code, f.details["enhet"]) for f in arbeid_og_folk(plan).findings()]


def test_grensesnitt_takes_work_by_cases(plan):
    moved = arbeid_og_folk(plan)
    assert moved.enheter == ("K1", "K2", "F")
    assert moved.arbeid[:, 2].tolist() == [0.0, 0.0, 0.0]
    assert moved.arbeid[:, 3] == exactly([-10.0, -20.0, 30.0])
    assert moved.arbeid_sted[:, 3] == exactly([-30.0, 30.0])
    assert not moved.folk.any()
    assert codes(plan) == [
        ("arbeid_uten_folkene", "K1"), ("arbeid_uten_folkene", "K2"), ("fe_arbeid_uten_folk", "F"),
        ("arbeid_uten_folkene", "NAV-kontorene"), ("fe_arbeid_uten_folk", "forvaltningsenhetene"),
    ]


def test_people_who_go_with_the_work_are_no_warning(plan):
    follow = (Flytting("K1", "F", Eier.STAT, 10.0, START + 3), Flytting("K2", "F", Eier.STAT, 20.0, START + 3))
    assert not codes(replace(plan, flyttinger=follow))


def test_people_who_go_before_the_work(plan):
    early = (Flytting("K1", "F", Eier.STAT, 10.0, START + 1), Flytting("K2", "F", Eier.STAT, 20.0, START + 3))
    moved = arbeid_og_folk(replace(plan, flyttinger=early))
    assert moved.forskjell[0].tolist() == exactly([0.0, -10.0, -10.0] + [0.0] * 9)
    kontor_, place = moved.findings()
    assert (kontor_.code, kontor_.row, kontor_.details["fra"], kontor_.details["til"], kontor_.details["forskjell"]) == (
        "folk_foer_arbeidet", 0, START + 1, START + 2, 10.0)
    assert (place.code, place.row) == ("folk_foer_arbeidet", None)


def test_people_who_go_without_the_work(plan):
    still = replace(plan, grensesnitt=(), flyttinger=(Flytting("K2", "F", Eier.STAT, 5.0, START, 5.0),))
    (found, place) = arbeid_og_folk(still).findings()
    # A month's ramp is 1 årsverk: over half of one from the first month.
    assert (found.code, found.details["fra"], found.details["folk"], found.details["arbeid"]) == (
        "folk_uten_arbeidet", START, 5.0, 0.0)
    assert place.details["enhet"] == "NAV-kontorene"


def test_gevinst_takes_work_away_and_municipal_people_do_not_count(plan):
    saved = replace(plan, grensesnitt=(), gevinster=(gain("g", ANDRE, 0.1, sted=Sted.NK),))
    moved = arbeid_og_folk(saved)
    assert moved.arbeid[:, -1] == exactly([-2.0, -4.0, 0.0])
    assert moved.gevinst[:, -1] == exactly([-6.0, 0.0])
    assert not moved.grensesnitt.any()
    with_kommune = replace(
        saved, enheter=(replace(saved.enheter[0], arsverk_kommune=5.0), *saved.enheter[1:]),
        flyttinger=(Flytting("K1", None, Eier.KOMMUNE, 2.0, START),),
    )
    assert not arbeid_og_folk(with_kommune).folk.any()


def test_oppfolging_is_divided_by_need(plan):
    users = replace(
        plan, grensesnitt=(), brukere=(Brukere("K1", "g", None, 30.0), Brukere("K2", "g", None, 10.0)),
        oppfolgingsnorm=(Oppfolgingsnorm("g", 1.0),), ressurskartlegging=(Ressurskartlegging("A", "HP5", 40.0),),
        gevinster=(gain("g", ANDRE, 0.1, hovedprosess="HP5"),), normtid=(),
    )
    assert arbeid_og_folk(users).arbeid[:, -1] == exactly([-3.0, -1.0, 0.0])


def test_without_units_there_is_work_only():
    plan = Plan("X", START, 12, ressurskartlegging=(Ressurskartlegging("y", "HP1", 10.0),),
                grensesnitt=(Grensesnitt("y", "HP1", 0.5, START + 1),))
    moved = arbeid_og_folk(plan)
    assert moved.arbeid_sted[:, -1].tolist() == [-5.0, 5.0]
    assert (moved.arbeid.shape, moved.findings()) == ((0, 12), ())


# -- what a gevinst pays for ------------------------------------------------------------------


CUT = Flytting("K1", None, Eier.STAT, 2.0, START + 2)
TO_FE = Flytting("K1", "F", Eier.STAT, 2.0, START + 2)
BACK = Flytting("F", "K1", Eier.STAT, 2.0, START + 2)


@pytest.mark.parametrize(
    ("flytting", "values", "pays"),
    [
        (CUT, {"bruk": Bruk.KUTT, "sted": Sted.NK}, True),
        (CUT, {"bruk": Bruk.KUTT, "sted": Sted.FE}, False),  # saved in FE, cut at a kontor
        (CUT, {"bruk": Bruk.RESTANSER}, False),
        (CUT, {"bruk": None}, False),
        (CUT, {"bruk": Bruk.KUTT, "realisering": 0.0}, False),  # switched off
        (replace(CUT, eier=Eier.KOMMUNE), {"bruk": Bruk.KUTT}, False),
        (replace(CUT, fra=None, til="K1"), {"bruk": Bruk.KUTT}, False),  # new money
        (TO_FE, {"bruk": Bruk.RESTANSER, "sted": Sted.NK}, True),
        (TO_FE, {"bruk": Bruk.OPPFOLGING}, False),
        (BACK, {"bruk": Bruk.OPPFOLGING, "sted": Sted.FE}, True),
        (BACK, {"bruk": Bruk.OPPFOLGING, "sted": Sted.BEGGE, "hovedprosess": "HP5"}, False),  # no HP5 in FE
        (CUT, {"bruk": Bruk.KUTT, "fra_maned": START + 14}, True),  # 12 months before: still counted as its own
        (CUT, {"bruk": Bruk.KUTT, "fra_maned": START + 15}, False),
    ],
)
def test_a_gevinst_pays_for_what_its_use_place_and_time_fit(plan, flytting, values, pays):
    own = replace(plan, gevinster=(gain("g", ANDRE, 0.1, **values),), flyttinger=(flytting,))
    assert betalere(own, flytting) == ((0,) if pays else ())


@pytest.mark.parametrize(
    ("values", "needs"),
    [
        ({"bruk": Bruk.KUTT}, True), ({"bruk": Bruk.OPPFOLGING, "sted": Sted.NK}, False),
        ({"bruk": Bruk.OPPFOLGING, "sted": Sted.FE}, True), ({"bruk": Bruk.RESTANSER, "sted": Sted.FE}, False),
        ({"bruk": Bruk.RESTANSER, "sted": Sted.NK}, True), ({"bruk": None}, False),
    ],
)
def test_a_use_where_the_time_is_freed_needs_nobody_to_move(plan, values, needs):
    own = replace(plan, gevinster=(gain("g", ANDRE, 0.1, **values),))
    assert trenger_flytting(own, own.gevinster[0]) is needs
    assert [f.code for f in uten_flytting(own)] == (["gevinst_uten_flytting"] if needs else [])
    assert bool(forslag(own, 0)) is needs or values["sted"] is Sted.FE  # the mapping has no work in FE before April


def test_offers_are_what_a_unit_frees(plan):
    own = replace(plan, grensesnitt=(), gevinster=(
        gain("g", ANDRE, 0.1, bruk=Bruk.KUTT, sted=Sted.NK, fra_maned=START + 2, forsinkelse_mnd=1.0, innfasing_mnd=4.0),))
    offered = [f.flytting for f in forslag(own, 0)]
    assert offered == [
        Flytting("K2", None, Eier.STAT, 4.0, START + 3, 4.0, arsak="g"),
        Flytting("K1", None, Eier.STAT, 2.0, START + 3, 4.0, arsak="g"),
    ]
    assert not uten_flytting(replace(own, flyttinger=(offered[0],)))


def test_freed_in_fe_goes_to_the_kontor_with_most_need(plan):
    own = replace(
        plan, gevinster=(gain("g", ANDRE, 0.1, bruk=Bruk.OPPFOLGING, sted=Sted.FE),),
        brukere=(Brukere("K1", "g", None, 30.0),), oppfolgingsnorm=(Oppfolgingsnorm("g", 1.0),),
    )
    # Half of 60 årsverk is in FE in the end; 10 % of it is 3.
    (offer,) = forslag(own, 0)
    assert (offer.flytting.fra, offer.flytting.til, offer.flytting.arsverk) == ("F", "K1", 3.0)
