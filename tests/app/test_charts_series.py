"""The series a chart draws, against numbers worked by hand."""

from dataclasses import replace

import numpy as np
import pytest

from app.charts import series
from app.charts.series import (
    FE,
    FORVENTET_TID,
    FYLKE,
    INN,
    INNEN_GRENSE,
    NK,
    OVER_GRENSE,
    RESTANSER,
    SAKSBEHANDLINGSTID,
    STATLIGE,
    VEDTAK,
    VENTER,
    MoveDot,
    unit_place,
)
from planning_core.months import month
from planning_core.plan import Eier, Flytting, Historikk
from tests.helpers import framskrevet as sample


@pytest.fixture(scope="module")
def projeksjon():
    return sample.small_projeksjon()


def test_places_of_restanser_add_up_to_the_fylke(projeksjon):
    parts = [series.pair(projeksjon, RESTANSER, place) for place in (NK, FE, VENTER)]
    whole = series.pair(projeksjon, RESTANSER, FYLKE)
    np.testing.assert_allclose(sum(part.planen for part in parts), whole.planen)
    # 6 ytelser x (1 000 - 10 * 35) in FE and 2 kontor x 6 x 50 in the kontor.
    assert whole.planen[-1] == pytest.approx(6 * 650 + 600)
    assert whole.uten[-1] == pytest.approx(6 * 1700 + 600)
    assert whole.forskjell[-1] == pytest.approx(-6300)
    assert parts[2].planen[0] == pytest.approx(6 * 200)


def test_one_ytelse_and_one_unit(projeksjon):
    of_kontor = series.pair(projeksjon, RESTANSER, unit_place("Nav Skien"), "AAP")
    assert of_kontor.planen[0] == 50
    of_fe = series.pair(projeksjon, RESTANSER, unit_place(sample.FE[0]), "AAP")
    assert of_fe.at(sample.START + 10) == pytest.approx((900, 1200, -300))
    assert of_fe.at(sample.START - 1) is None


def test_over_grense_by_place(projeksjon):
    assert series.pair(projeksjon, OVER_GRENSE, NK).planen[0] == 60  # 2 kontor x 6 ytelser x 5
    assert series.pair(projeksjon, OVER_GRENSE, FE).planen[0] == pytest.approx(6 * 300)


def test_saksbehandlingstid_of_several_fe_is_weighted_by_vedtak():
    # FE A: 300 vedtak of 2 months, FE B: 100 vedtak of 6 months: (600 + 600) / 400 = 3.
    parts = [np.array([2.0, np.nan]), np.array([6.0, np.nan])]
    weights = [np.array([300.0, 0.0]), np.array([100.0, 0.0])]
    mean = series._weighted(parts, weights, 2)
    assert mean[0] == 3.0
    assert np.isnan(mean[1])


def test_forventet_tid_is_undefined_at_the_end(projeksjon):
    found = series.pair(projeksjon, FORVENTET_TID)
    assert np.isnan(found.planen[-1])
    assert found.last_defined() == sample.MONTHS - 7


@pytest.mark.parametrize(("measure", "place", "expected"), [
    (RESTANSER, VENTER, True), (OVER_GRENSE, VENTER, False), (SAKSBEHANDLINGSTID, NK, False),
    (SAKSBEHANDLINGSTID, unit_place("Nav Skien"), False), (SAKSBEHANDLINGSTID, unit_place(sample.FE[0]), True),
    (FORVENTET_TID, FE, False), (VEDTAK, FE, True), (INNEN_GRENSE, FE, True),
    (RESTANSER, unit_place("Nav Skien"), True),
    (RESTANSER, unit_place("Nav Borte"), False),
])
def test_where_a_measure_is_defined(projeksjon, measure, place, expected):
    assert series.is_available(measure, place, projeksjon.plan) is expected
    if expected:
        assert series.pair(projeksjon, measure, place, "AAP").planen.shape == (sample.MONTHS,)
    else:
        with pytest.raises(KeyError):
            series.pair(projeksjon, measure, place)


def test_flyttinger_to_fe_with_return():
    # 5,0 from April 2026; 2,0 from October 2026 to September 2027 goes back in October 2027.
    assert series.move_dots(sample.small_plan()) == (
        MoveDot(month(2026, 4), 5.0), MoveDot(month(2026, 10), 2.0), MoveDot(month(2027, 10), -2.0),
    )


def test_flyttinger_of_a_unit_are_seen_from_it():
    assert series.move_dots(sample.small_plan(), unit_place("Nav Skien")) == (MoveDot(month(2026, 4), -5.0),)


def test_flyttinger_that_even_out_are_left_out():
    plan = sample.small_plan()
    a, b = sample.KONTOR
    moves = (
        Flytting(a, sample.FE[0], Eier.STAT, 1.0, month(2026, 5)),
        Flytting(sample.FE[0], b, Eier.STAT, 1.0, month(2026, 5)),
        Flytting(a, b, Eier.STAT, 3.0, month(2026, 6)),
    )
    assert series.move_dots(replace(plan, flyttinger=moves)) == ()


def test_history_counts_only_months_everybody_reported():
    plan = sample.small_plan()
    a, b = sample.KONTOR
    rows = (
        Historikk(a, "AAP", month(2025, 11), restanser=100.0),
        Historikk(b, "AAP", month(2025, 11), restanser=40.0),
        Historikk(sample.FE[0], "AAP", month(2025, 11), restanser=60.0),
        Historikk(a, "AAP", month(2025, 12), restanser=110.0),
        Historikk(a, "AAP", month(2026, 2), restanser=999.0),
    )
    resultat = sample.small_projeksjon(replace(plan, historikk=rows)).plan
    found = series.history(resultat, RESTANSER, ytelse="AAP")
    assert found is not None
    assert found.maneder == (month(2025, 11),)
    assert found.verdier.tolist() == [200.0]
    # All ytelser: five of six have no history, so there is no sum.
    assert series.history(resultat, RESTANSER) is None
    of_kontor = series.history(resultat, RESTANSER, NK, "AAP")
    assert of_kontor is not None
    assert of_kontor.verdier.tolist() == [140.0]
    of_unit = series.history(resultat, RESTANSER, unit_place(a), "AAP")
    assert of_unit is not None
    assert of_unit.maneder == tuple(range(month(2025, 11), month(2026, 2) + 1))
    assert of_unit.at(month(2025, 12)) == 110.0
    assert np.isnan(of_unit.at(month(2026, 1)))
    assert of_unit.at(month(2026, 2)) == 999.0


def test_a_queue_of_ready_cases_has_no_history_for_waiting_ones_are_counted_too():
    rows = tuple(Historikk(sample.FE[0], y, month(2025, 12), restanser=9.0, vedtak=5.0) for y in sample.YTELSER)
    resultat = sample.small_projeksjon(replace(sample.small_plan(), historikk=rows)).plan
    assert series.history(resultat, RESTANSER, FE) is None
    assert series.history(resultat, RESTANSER, VENTER) is None
    assert series.history(resultat, RESTANSER, unit_place(sample.FE[0])).at(month(2025, 12)) == 54.0
    assert series.history(resultat, VEDTAK, FE).at(month(2025, 12)) == 30.0


def test_arsverk_are_of_the_unit_whatever_ytelse():
    projeksjon = sample.small_projeksjon()
    assert series.pair(projeksjon, STATLIGE, unit_place(sample.KONTOR[0]), "AAP").planen[0] == 54.0
    assert series.pair(projeksjon, STATLIGE, FE).planen[0] == 46.0
    assert series.pair(projeksjon, INN, NK).planen[0] == 2 * 6 * 250.0


def test_the_pair_with_its_history_has_no_lines_before_the_plan():
    projeksjon = sample.small_projeksjon()
    pair = series.pair(projeksjon, RESTANSER)
    past = series.History((sample.START - 2, sample.START - 1, sample.START), np.array([1.0, np.nan, 3.0]))
    longer = series.with_history(pair, past)
    assert longer.maneder == (sample.START - 2, sample.START - 1, *pair.maneder)
    assert np.isnan(longer.planen[:2]).all()
    assert longer.planen[2:].tolist() == pair.planen.tolist()
    assert series.with_history(pair, None).maneder == pair.maneder


def test_no_history_where_the_plan_has_none():
    resultat = sample.small_projeksjon().plan
    assert series.history(resultat, RESTANSER) is None
    assert series.history(resultat, FORVENTET_TID) is None
