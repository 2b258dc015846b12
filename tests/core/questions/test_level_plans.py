"""A level as a plan: the sweep's own numbers, or the flyttinger that lead there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning_core.plan import Eier, Flytting, Rute
from planning_core.projection import framskriv_mange
from planning_core.questions.level_plans import med_flyttinger, som_kurven
from planning_core.questions.levels import kritisk_niva
from planning_core.staffing import arsverk_paths
from tests.core.builders import START, fe, kontor, network
from tests.core.test_known_answers import critical_plan

LEVELS = (8.0, 10.0, 11.3, 14.0)


@pytest.fixture(scope="module")
def critical():
    moved = Flytting("K", "F", Eier.STAT, 3.0, START + 6, 0.0, 1.0)
    return kritisk_niva(replace(critical_plan(10.0, 0.6), flyttinger=(moved,)), LEVELS)


def two_and_two(fra=None):
    """30 state årsverk in one kontor, 10 in another; 6 and 2 in two FE."""
    plan = network(kontor("K", arsverk_stat=30.0), kontor("L", arsverk_stat=10.0), fe("F", arsverk_stat=6.0),
                   fe("G", arsverk_stat=2.0), minutter={"A": (0.0, 0.0, 60.0, 0.0)},
                   inn={("K", "A"): 100.0, ("L", "A"): 50.0}, ruter=(Rute("K", "A", "F"), Rute("L", "A", "G")))
    return kritisk_niva(plan, (4.0, 8.0, 12.0), fra)


@pytest.mark.parametrize("posisjon", range(len(LEVELS)))
def test_a_level_as_the_curve_gives_the_numbers_of_the_curve(critical, posisjon):
    plan = som_kurven(critical, posisjon)
    assert not plan.flyttinger
    found, = framskriv_mange([plan])
    for name, swept in (("oppfolging_timer", critical.oppfolging), ("restanser", critical.restanser),
                        ("over_grense", critical.over_grense)):
        # A batch of one and a batch of many add in another order: the last bit may differ.
        np.testing.assert_allclose(found.serie(name), swept[posisjon], rtol=1e-13)


def test_flyttinger_end_with_the_staffing_of_the_curve(critical):
    for posisjon, level in enumerate(LEVELS):
        plan = med_flyttinger(critical, posisjon, "kritisk nivå")
        state = arsverk_paths(plan)[0]
        assert state[:, 0] == pytest.approx([40.0 - level, level])
        assert state[:, -1] == pytest.approx([40.0 - level, level])
        # The plan's own three årsverk in month 6 are not on top of it.
        assert all(f.fra_maned == START and f.arsak == "kritisk nivå" for f in plan.flyttinger)


def test_flyttinger_go_pro_rata_and_by_the_shares_of_the_fe():
    # 8 -> 12: four årsverk, three of them from the kontor with 30 of 40, three of them to the FE with 6 of 8.
    moves = {(f.fra, f.til): f.arsverk for f in med_flyttinger(two_and_two(), 2).flyttinger}
    assert moves == pytest.approx({("K", "F"): 2.25, ("K", "G"): 0.75, ("L", "F"): 0.75, ("L", "G"): 0.25})
    back = {(f.fra, f.til): f.arsverk for f in med_flyttinger(two_and_two("L"), 0).flyttinger}
    assert back == pytest.approx({("F", "L"): 3.0, ("G", "L"): 1.0})
    assert med_flyttinger(two_and_two(), 1).flyttinger == ()


def test_moving_there_costs_more_than_being_there(critical):
    curve, moved = som_kurven(critical, 3), med_flyttinger(critical, 3)
    rows = tuple(replace(r, verdi=0.5) if r.nokkel == "startproduktivitet" else r for r in curve.forutsetninger)
    there, on_the_way = framskriv_mange([replace(plan, forutsetninger=rows) for plan in (curve, moved)])
    # Four årsverk learn in the FE and decide fewer cases for some months.
    assert on_the_way.serie("restanser")[11] > there.serie("restanser")[11] + 1.0
    assert on_the_way.serie("arsverk", "F")[-1] == pytest.approx(there.serie("arsverk", "F")[-1])
