"""Series of the contract: which exist for whom, and how they add up."""

from __future__ import annotations

import numpy as np
import pytest

from planning_core.plan import Eier, Flytting, Restanse, Rute, Ytelse, fingerprint
from planning_core.projection import framskriv, framskriv_par
from planning_core.results import SERIER
from tests.core.builders import START, exactly, fe, kontor, network, small_plan

EACH = (60.0, 0.0, 60.0, 0.0)

PLACES = {
    # The contract: name -> (by ytelse for the fylke, for kontor, for FE, those by ytelse too)
    "inn": (True, True, True, True),
    "vedtak": (True, False, True, True),
    "restanser": (True, True, True, True),
    "restanser_nk": (True, True, False, True),
    "restanser_fe": (True, False, True, True),
    "venter_dok": (True, False, True, True),
    "over_grense": (True, True, True, True),
    "saksbehandlingstid_mnd": (True, False, True, True),
    "forventet_tid_mnd": (True, False, False, False),
    "andel_innen_grense": (True, False, True, True),
    "tid_nk_mnd": (False, True, False, False),
    "henvendelser": (True, True, False, True),
    "ks_timer": (False, False, False, False),
    "arsverk": (False, True, True, False),
    "arsverk_kommune": (False, True, True, False),
    "effektive_arsverk": (False, True, True, False),
    "oppfolging_timer": (False, True, False, False),
    "oppfolging_behov_timer": (False, True, False, False),
    "oppfolging_gap_arsverk": (False, True, False, False),
    "udekket_timer": (False, True, True, False),
}
UNITS, YTELSER = ("K", "L", "F", "G"), ("A", "B")


@pytest.fixture(scope="module")
def result():
    """Two kontor that keep some of their cases, two FE that cannot do theirs."""
    plan = network(
        kontor("K", arsverk_stat=1.0), kontor("L", arsverk_stat=9.0), fe("F", arsverk_stat=0.3), fe("G", arsverk_stat=0.2),
        minutter={"A": EACH, "B": EACH},
        inn={("K", "A"): 100.0, ("K", "B"): 50.0, ("L", "A"): 10.0, ("L", "B"): 20.0},
        ytelser=(
            Ytelse("A", ytre_grense_dager=30.0, andel_komplett=0.8), Ytelse("B", ytre_grense_dager=60.0, andel_komplett=0.5),
        ),
        ruter=(Rute("K", None, "F"), Rute("L", None, "G"), Rute("L", "A", "F")),
        restanser=(Restanse("F", "A", 70.0, 3.0, 9.0),),
        parametre={"henv_per_sak": 0.5, "ks_andel": 0.5}, n=2,
    )
    return framskriv(plan)


def exists(navn: str, enhet: str | None, ytelse: str | None) -> bool:
    fylke_ytelse, for_kontor, for_fe, unit_ytelse = PLACES[navn]
    if enhet is None:
        return ytelse is None or fylke_ytelse
    return (for_kontor if enhet in ("K", "L") else for_fe) and (ytelse is None or unit_ytelse)


@pytest.mark.parametrize("navn", PLACES)
def test_a_series_exists_where_the_contract_says_and_nowhere_else(result, navn):
    for enhet in (None, *UNITS):
        for ytelse in (None, *YTELSER):
            if exists(navn, enhet, ytelse):
                assert result.serie(navn, enhet, ytelse).shape == (12,)
            else:
                with pytest.raises(KeyError):
                    result.serie(navn, enhet, ytelse)


def test_all_series_are_written_once_in_the_contracts_order(result):
    written = [(s.storrelse, s.enhet, s.ytelse) for s in result.serier()]
    expected = [
        (navn, enhet, ytelse) for navn in PLACES for enhet, ytelse in (
            (None, None), *((None, y) for y in YTELSER), *((u, y) for u in UNITS for y in (None, *YTELSER)),
        ) if exists(navn, enhet, ytelse)
    ]
    assert written == expected
    assert tuple(d.navn for d in SERIER) == tuple(PLACES)


def test_what_is_written_is_what_is_asked_for(result):
    for serie in result.serier():
        assert serie.verdier.tobytes() == result.serie(serie.storrelse, serie.enhet, serie.ytelse).tobytes()


@pytest.mark.parametrize(("navn", "enhet", "ytelse"), [("inn", "X", None), ("inn", None, "X"), ("ukjent", None, None)])
def test_an_unknown_name_is_refused(result, navn, enhet, ytelse):
    with pytest.raises((KeyError, ValueError)):
        result.serie(navn, enhet, ytelse)


def total(result, navn: str, enheter, ytelse: str | None = None) -> np.ndarray:
    return sum(result.serie(navn, enhet, ytelse) for enhet in enheter)


@pytest.mark.parametrize("ytelse", [None, "A", "B"])
def test_restanser_are_those_of_all_places(result, ytelse):
    parts = sum(result.serie(navn, None, ytelse) for navn in ("restanser_nk", "restanser_fe", "venter_dok"))
    assert result.serie("restanser", None, ytelse) == exactly(parts)
    assert total(result, "restanser", UNITS, ytelse) == exactly(parts)
    for unit in ("F", "G"):
        both = result.serie("restanser_fe", unit, ytelse) + result.serie("venter_dok", unit, ytelse)
        assert result.serie("restanser", unit, ytelse) == exactly(both)
    assert result.serie("restanser", "K", ytelse).tobytes() == result.serie("restanser_nk", "K", ytelse).tobytes()
    assert total(result, "over_grense", UNITS, ytelse) == exactly(result.serie("over_grense", None, ytelse))


def test_ytelser_add_to_all(result):
    for navn in ("inn", "vedtak", "restanser", "restanser_nk", "restanser_fe", "venter_dok", "over_grense", "henvendelser"):
        assert result.serie(navn, None, "A") + result.serie(navn, None, "B") == exactly(result.serie(navn))


def test_inn_of_an_fe_is_what_it_receives_and_of_the_fylke_what_comes(result):
    # L has people enough: all 20 of B reach G in the month; A of L goes to F. The fylke has 180 in each month.
    assert result.serie("inn", "G")[0] == exactly(20.0)
    assert result.serie("inn")[0] == exactly(180.0)
    # K answers 150 * 0.5 * 0.5 enquiries of 10 minutes and has 93.75 h for 150 h of cases, two thirds of them A;
    # L sends 10 of A.
    assert result.serie("inn", "F", "A")[0] == exactly(93.75 * 2 / 3 + 10)


def test_mean_ages_are_weighted_by_vedtak():
    # 60 decided at the kontor in their step (0.5 months), 40 in FE of which 20 were 2 months old at the start:
    # (60 * 0.5 + 20 * 0.5 + 20 * 2) / 100.
    plan = network(
        kontor(arsverk_stat=9.0), fe(arsverk_stat=0.4), minutter={"A": (60.0, 0.0, 0.0, 0.0), "B": (0.0, 0.0, 60.0, 0.0)},
        inn={("K", "A"): 60.0, ("K", "B"): 20.0}, restanser=(Restanse("F", "B", 20.0, 1.0, 2.0),),
    )
    result = framskriv(plan)
    assert result.serie("vedtak")[0] == exactly(100.0)
    assert result.serie("saksbehandlingstid_mnd")[0] == exactly(0.8)
    assert result.serie("saksbehandlingstid_mnd", "F")[0] == exactly(1.25)
    assert result.serie("saksbehandlingstid_mnd", None, "A")[0] == exactly(0.5)


def test_a_mean_of_no_vedtak_is_undefined():
    result = framskriv(small_plan(f=fe(arsverk_stat=0.0)))
    for navn in ("saksbehandlingstid_mnd", "andel_innen_grense"):
        assert np.isnan(result.serie(navn)).all()
    assert result.serie("vedtak").tolist() == [0.0] * 12


def test_labels_follow_the_plan(result):
    assert result.enheter == UNITS
    assert result.ytelser == YTELSER
    assert result.maneder == tuple(range(START, START + 12))
    assert result.fingerprint == fingerprint(result.plan)


def test_the_pair_and_its_difference():
    # One årsverk from K to F: 100 hours less oppfølging there.
    plan = small_plan(flyttinger=(Flytting("K", "F", Eier.STAT, 1.0, START + 1),))
    pair = framskriv_par(plan)
    med, uten, difference = pair.par("oppfolging_timer", "K")
    assert (med[:2], uten[:2], difference[:2]) == (
        exactly([1000.0, 900.0]), exactly([1000.0, 1000.0]), exactly([0.0, -100.0])
    )
    assert pair.uten.plan.flyttinger == ()


def test_a_plan_without_flyttinger_is_its_own_pair():
    pair = framskriv_par(small_plan())
    assert pair.plan is pair.uten


def test_restanser_per_1000_innbyggere():
    # 100 of 100 stay at K, which has 5 000 people: 20 after a month, 40 after two; L has 15 000 people and no cases.
    plan = network(
        kontor("K", innbyggere=5000.0), kontor("L", innbyggere=15000.0), fe(), minutter={"A": EACH}, inn={("K", "A"): 100.0},
        ytelser=(Ytelse("A", ytre_grense_dager=30.4375),),
    )
    result = framskriv(plan)
    assert result.per_1000_innbyggere("restanser", "K")[:2] == exactly([20.0, 40.0])
    assert result.per_1000_innbyggere("restanser", "L")[:2] == exactly([0.0, 0.0])
    assert result.per_1000_innbyggere("restanser", "K", "A")[:2] == exactly([20.0, 40.0])
    assert result.per_1000_innbyggere("restanser")[:2] == exactly([5.0, 10.0])
    # Over a month: what came in month 0, at the end of month 1.
    assert result.per_1000_innbyggere("over_grense")[:2] == exactly([0.0, 5.0])


@pytest.mark.parametrize("missing", [None, 0.0])
def test_no_population_is_no_rate(missing):
    plan = network(
        kontor("K", innbyggere=5000.0), kontor("L", innbyggere=missing), fe(), minutter={"A": EACH}, inn={("K", "A"): 100.0},
    )
    result = framskriv(plan)
    assert result.per_1000_innbyggere("restanser", "K")[0] == exactly(20.0)
    assert np.isnan(result.per_1000_innbyggere("restanser", "L")).all()
    assert np.isnan(result.per_1000_innbyggere("restanser")).all()
    assert np.isnan(framskriv(network(fe(), minutter={}, inn={})).per_1000_innbyggere("restanser")).all()
    with pytest.raises(KeyError):
        result.per_1000_innbyggere("restanser", "F")
