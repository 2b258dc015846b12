"""One årsverk more or less in each unit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planning_core.plan import Eier, Flytting, Ytelse
from planning_core.questions.marginal import marginalt
from tests.core.builders import START, fe, kontor, small_plan


def by_unit(effects):
    return {e.enhet: e for e in effects}


@pytest.fixture
def plan():
    """100 cases a month come, 60 minutes each; the FE has 80 hours a month, the kontor 1 000 for oppfølging."""
    return small_plan(k=kontor(arsverk_stat=10.0), f=fe(arsverk_stat=0.8), months=24, n=4)


def test_an_arsverk_in_the_kontor_is_hours_and_in_the_fe_is_cases(plan):
    more = by_unit(marginalt(plan).mer)
    assert more["K"].slutt.oppfolging == pytest.approx(100.0)  # 1 200 hours a year
    assert more["K"].slutt.restanser == pytest.approx(0.0, abs=1e-9)
    # The stock would be 24 * 20 = 480 cases; 1.8 årsverk could take 180 a month, so none are left but the step's own.
    assert more["F"].slutt.restanser == pytest.approx(-480.0)
    assert more["F"].slutt.oppfolging == pytest.approx(0.0, abs=1e-9)
    # The mean of months 13 to 24: 20 * 18.5 cases.
    assert more["F"].siste_ar.restanser == pytest.approx(-20.0 * 18.5)


def test_days_are_of_saksbehandlingstid(plan):
    """A case decided at time u came at 0.8 u: in the last month 0.2 * 23.5 = 4.7 months old, against half a step."""
    more = by_unit(marginalt(plan).mer)
    assert more["F"].slutt.dager == pytest.approx(-(4.7 - 0.125) * 30.4375, abs=4.0)


def test_one_less_is_not_asked_of_a_unit_with_less_than_one(plan):
    found = marginalt(plan)
    assert [e.enhet for e in found.mindre] == ["K"]
    assert found.mindre[0].slutt.oppfolging == pytest.approx(-100.0)
    assert [(f.code, f.row, f.details["enhet"]) for f in found.findings] == [("for_lite_for_marginalt", 1, "F")]


def test_a_flytting_that_empties_a_unit_counts(plan):
    moved = Flytting("K", None, Eier.STAT, 9.5, START + 5, 0.0, 1.0, START + 6)
    found = marginalt(replace(plan, flyttinger=(moved,)))
    assert not found.mindre
    assert len(found.mer) == 2


def test_late_cases_give_the_fe_hours_of_oppfolging(plan):
    late = replace(
        plan, ytelser=(Ytelse("A", ytre_grense_dager=30.4375, andel_komplett=1.0),),
        forutsetninger=tuple(
            replace(r, verdi={"henv_per_forsinket_mnd": 1.0, "min_per_henvendelse": 12.0}.get(r.nokkel, r.verdi))
            for r in plan.forutsetninger
        ) + ((type(plan.forutsetninger[0])("min_per_henvendelse", 12.0)),),
    )
    found = marginalt(late)
    # 380 overdue cases at the start of the last month (480 - 100), 0.2 hours each a month; they are gone with one more.
    assert by_unit(found.mer)["F"].slutt.oppfolging == pytest.approx(0.2 * 380.0, rel=0.05)
    assert [e.enhet for e in found.mer] == ["K", "F"]  # most oppfølging first


def test_equal_units_stand_in_the_plans_order(plan):
    twins = tuple(kontor(name, arsverk_stat=4.0) for name in ("C", "A", "B"))
    found = marginalt(replace(plan, enheter=(*plan.enheter, *twins)))
    assert [e.enhet for e in found.mer][:4] == ["K", "C", "A", "B"]
