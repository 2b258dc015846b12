"""Scenarios: overrides of an untouched baseline and what each of them contributes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning_core.findings import has_errors
from planning_core.plan import Eier, Flytting, Forutsetning, Plan, ScenarioVerdi, fingerprint
from planning_core.projection import framskriv
from planning_core.questions.scenarios import bidrag, bruk, endringer, navn, sammenlign, som_overstyringer
from tests.core.builders import START, fe, kontor, small_plan
from tests.helpers.plans import plans


def plan_with(*rows: tuple[str, ...], base: Plan | None = None) -> Plan:
    """A plan whose FE is short of hours, with overrides (scenario, ark, nøkkel, felt, verdi)."""
    base = base or small_plan(f=fe(arsverk_stat=0.8), k=kontor(arsverk_stat=3.0))
    return replace(base, scenarier=tuple(ScenarioVerdi(*row) for row in rows))


NEW_MOVE = (
    ("A", "Flyttinger", "ny 1", "fra", "K"),
    ("A", "Flyttinger", "ny 1", "til", "F"),
    ("A", "Flyttinger", "ny 1", "eier", "stat"),
    ("A", "Flyttinger", "ny 1", "årsverk", "0,5"),
    ("A", "Flyttinger", "ny 1", "fra_måned", "2026-03"),
)


def test_a_scenario_changes_what_it_names_and_nothing_else():
    plan = plan_with(
        ("A", "Enheter", "F", "årsverk_stat", "1.5"),
        ("A", "Forutsetninger", "laeretid_mnd", "verdi", "12"),
        ("A", "Plan", "timer_per_årsverk", "verdi", "1500"),
    )
    changed, findings = bruk(plan, "A")
    assert not has_errors(findings)
    assert [e.arsverk_stat for e in changed.enheter] == [3.0, 1.5]
    assert changed.forutsetning("laeretid_mnd") == 12.0
    assert changed.timer_per_arsverk == 1500.0
    assert changed.saksinngang is plan.saksinngang
    assert plan.enheter[1].arsverk_stat == 0.8
    assert navn(plan) == ("A",)
    assert [(e.ark, e.nokkel) for e in endringer(plan, "A")] == [
        ("Enheter", "F"), ("Forutsetninger", "laeretid_mnd"), ("Plan", "timer_per_årsverk"),
    ]


def test_a_scenario_adds_and_removes_rows():
    base = small_plan(flyttinger=(Flytting("K", "F", Eier.STAT, 1.0, START),))
    plan = plan_with(*NEW_MOVE, ("A", "Flyttinger", "rad 1", "rad", "fjern"), base=base)
    changed, findings = bruk(plan, "A")
    assert not has_errors(findings)
    assert changed.flyttinger == (Flytting("K", "F", Eier.STAT, 0.5, START + 2),)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("A", "Enheter", "Nav Bortevekk", "årsverk_stat", "1"), "scenario_finner_ikke_rad"),
        (("A", "Flyttinger", "rad 7", "årsverk", "1"), "scenario_finner_ikke_rad"),
        (("A", "Enheter", "F", "farge", "1"), "scenario_ukjent_felt"),
        (("A", "Enheter", "F", "årsverk_stat", "mange"), "scenario_ugyldig_verdi"),
        (("A", "Enheter", "F", "etablert", "i fjor"), "scenario_ugyldig_verdi"),
        (("A", "Flyttinger", "ny 1", "fra", "K"), "scenario_mangler_felt"),
        (("A", "Ark 3", "F", "årsverk_stat", "1"), "ukjent_arknavn"),
        (("A", "Enheter", "F", "årsverk_stat", "-1"), "negativt_tall"),
    ],
)
def test_an_override_that_does_not_fit_is_named_and_nothing_is_applied(row, code):
    plan = plan_with(("A", "Forutsetninger", "laeretid_mnd", "verdi", "12"), row)
    changed, findings = bruk(plan, "A")
    assert code in [f.code for f in findings]
    assert fingerprint(changed) == fingerprint(replace(plan, scenarier=()))
    if code.startswith("scenario_"):
        assert [(f.table, f.row) for f in findings if f.code == code] == [("Scenarier", 1)]


def test_parts_and_interaction_sum_to_the_difference():
    # FE has 80 hours a month for 100 cases of an hour: 20 more wait each month. 10 more hours take 10 off a
    # month, 20 % fewer cases take 20 off, and together no case waits: -20 a month, so +10 of interaction.
    plan = plan_with(
        ("A", "Enheter", "F", "årsverk_stat", "0.9"),
        ("A", "Saksinngang", "K / A / –", "antall", "80"),
    )
    split = bidrag(plan, "A", "restanser")
    months = np.arange(1, 13)
    assert split.alene[0] == pytest.approx(-10.0 * months)
    assert split.alene[1] == pytest.approx(-20.0 * months)
    assert split.forskjell == pytest.approx(-20.0 * months)
    assert split.samspill == pytest.approx(10.0 * months)


def test_changes_that_only_work_together_are_one_part():
    # K has 1 årsverk, so a move of 2 needs the 3 that another change gives it; the saksinngang stands alone.
    plan = plan_with(
        *(row if row[3] != "årsverk" else ("A", "Flyttinger", "ny 1", "årsverk", "2") for row in NEW_MOVE),
        ("A", "Enheter", "K", "årsverk_stat", "3"),
        ("A", "Saksinngang", "K / A / –", "antall", "80"),
        base=small_plan(k=kontor(arsverk_stat=1.0), f=fe(arsverk_stat=0.8)),
    )
    split = bidrag(plan, "A", "restanser")
    assert [[c.ark for c in group] for group in split.endringer] == [["Saksinngang"], ["Flyttinger", "Enheter"]]
    assert split.alene.sum(axis=0) + split.samspill == pytest.approx(split.forskjell)


def test_comparison_leaves_out_what_cannot_be_applied():
    plan = plan_with(("A", "Enheter", "F", "årsverk_stat", "2"), ("B", "Enheter", "X", "årsverk_stat", "2"))
    results = sammenlign(plan, ("A", "B"))
    assert list(results) == [None, "A"]
    changed, _ = bruk(plan, "A")
    assert results["A"].serie("restanser").tolist() == framskriv(changed).serie("restanser").tolist()


@settings(max_examples=40, deadline=None)
@given(plans(), plans(), st.data())
def test_an_edited_plan_kept_as_overrides_comes_back(plan, other, data):
    base = replace(plan, scenarier=())
    edited = replace(
        base,
        forutsetninger=other.forutsetninger,
        flyttinger=tuple(f for f in base.flyttinger if data.draw(st.booleans())),
        enheter=tuple(replace(e, mottak=e.mottak / 2.0, arsverk_stat=e.arsverk_stat + 1.0) for e in base.enheter),
        horisont_maneder=base.horisont_maneder + 1,
    )
    rows = som_overstyringer(base, edited, "A")
    changed, findings = bruk(replace(base, scenarier=rows), "A")
    assert not [f for f in findings if f.code.startswith("scenario_")], findings
    if not has_errors(findings):
        assert sorted(map(repr, changed.flyttinger)) == sorted(map(repr, edited.flyttinger))
        assert changed.enheter == edited.enheter
        assert {f.nokkel: f.verdi for f in changed.forutsetninger} == {f.nokkel: f.verdi for f in edited.forutsetninger}
        assert changed.horisont_maneder == edited.horisont_maneder


def test_a_yes_no_assumption_survives_as_text():
    base = small_plan()
    edited = replace(base, forutsetninger=(*base.forutsetninger, Forutsetning("sjekk_ved_mottak", False)))
    rows = som_overstyringer(base, edited, "A")
    assert [(r.nokkel, r.verdi) for r in rows] == [("sjekk_ved_mottak", "nei")]
    assert bruk(replace(base, scenarier=rows), "A")[0].forutsetning("sjekk_ved_mottak") is False
