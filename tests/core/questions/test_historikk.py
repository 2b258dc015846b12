"""Actual numbers beside the plan, by hand: two kontor, one forvaltningsenhet, two ytelser."""

from dataclasses import replace

import numpy as np
import pytest

from planning_core.plan import Historikk
from planning_core.questions.historikk import Faktisk, faktisk, plan_mot_faktisk
from tests.helpers.framskrevet import FE, KONTOR, START, YTELSER, small_plan, small_projeksjon

A, B = KONTOR
F, = FE


def projeksjon(*rows):
    """The hand-made projection: every unit has cases of every ytelse, only FE decides any."""
    plan = replace(small_plan(), historikk=rows)
    return small_projeksjon(plan)


def everybody(maned, **values):
    return [Historikk(unit, y, maned, **values) for unit in (A, B, F) for y in YTELSER]


def test_a_month_that_everybody_reported_is_summed():
    found = faktisk(projeksjon(*everybody(START, restanser=10.0)).plan, "restanser")
    assert found.maneder == (START,)
    assert found.at(START) == 10.0 * 3 * len(YTELSER)
    assert not found.mangler


def test_a_month_where_one_is_missing_is_not_summed_and_says_who():
    rows = [*everybody(START, restanser=10.0), *everybody(START + 2, restanser=20.0)]
    rows.remove(Historikk(B, "AAP", START + 2, restanser=20.0))
    found = faktisk(projeksjon(*rows).plan, "restanser")
    assert found.maneder == (START, START + 1, START + 2)
    np.testing.assert_array_equal(found.verdier, [180.0, np.nan, np.nan])
    # Nobody reported the month between: that is no partial sum, and nobody is named.
    assert found.mangler == {START + 2: ((B, "AAP"),)}
    assert faktisk(projeksjon(*rows).plan, "restanser", ytelse="Dagpenger").at(START + 2) == 60.0
    assert faktisk(projeksjon(*rows).plan, "restanser", A).at(START + 2) == 120.0


def test_who_never_reports_is_missing_all_the_same():
    rows = [row for row in everybody(START, restanser=10.0) if row.enhet != B]
    found = faktisk(projeksjon(*rows).plan, "restanser")
    assert found.is_empty
    assert found.mangler == {START: tuple(sorted((B, y) for y in YTELSER))}


def test_only_those_who_decide_are_asked_for_vedtak_and_only_kontor_for_inn():
    rows = [Historikk(F, y, START, vedtak=100.0, inn=90.0) for y in YTELSER]
    rows += [Historikk(unit, y, START, inn=30.0) for unit in (A, B) for y in YTELSER]
    resultat = projeksjon(*rows).plan
    assert faktisk(resultat, "vedtak").at(START) == 600.0
    assert faktisk(resultat, "inn").at(START) == 2 * 6 * 30.0
    assert faktisk(resultat, "inn", F).at(START) == 6 * 90.0


def test_arsverk_is_of_the_unit_and_clashes_are_not_guessed():
    rows = [Historikk(A, y, START, arsverk=54.0) for y in YTELSER]
    rows += [Historikk(B, "AAP", START, arsverk=35.0), Historikk(F, "AAP", START, arsverk=46.0),
             Historikk(F, "Dagpenger", START, arsverk=45.0)]
    resultat = projeksjon(*rows).plan
    assert faktisk(resultat, "arsverk", A).at(START) == 54.0
    whole = faktisk(resultat, "arsverk")
    assert whole.is_empty
    assert whole.motstrid == ((START, F),)
    assert whole.mangler == {START: ((F, ""),)}


def test_avvik_is_actual_minus_planen_and_uten_stands_beside():
    par = projeksjon(*everybody(START - 1, restanser=9.0), *everybody(START + 1, restanser=400.0))
    found = plan_mot_faktisk(par.plan, par.uten, "restanser")
    assert found.maneder == (START + 1,)
    # By hand: 2 kontor x 6 x 50, and FE 6 x 990 in planen, 6 x 1 020 uten; actual 18 x 400.
    assert found.planen == pytest.approx([600.0 + 5940.0])
    assert found.uten == pytest.approx([600.0 + 6120.0])
    assert found.avvik == pytest.approx([7200.0 - 6540.0])
    assert found.faktisk.at(START - 1) == 162.0


def test_rows_after_the_horizon_and_a_plan_without_history():
    found = faktisk(projeksjon(*everybody(START + 36, inn=1.0)).plan, "inn")
    assert (found.maneder, found.is_empty) == ((), True)
    assert isinstance(found, Faktisk)
    assert np.isnan(found.at(START))
    with pytest.raises(KeyError):
        faktisk(projeksjon().plan, "oppfolging_timer")
    with pytest.raises(KeyError):
        faktisk(projeksjon().plan, "inn", "Nav Bortevekk")
