"""Scenarios: overrides of an untouched baseline and what each of them contributes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning_core.findings import has_errors
from planning_core.plan import (
    TABELLER,
    Eier,
    Flytting,
    Forutsetning,
    Gevinst,
    GevinstType,
    Innfasing,
    Plan,
    ScenarioVerdi,
    fingerprint,
)
from planning_core.projection import framskriv
from planning_core.questions.override_values import as_text
from planning_core.questions.scenario_overrides import folg_rader, legg_paa, rader, som_overstyringer
from planning_core.questions.scenarios import (
    beskrivelse,
    best,
    bruk,
    endringer,
    er_laast,
    grunnplan,
    kontroller,
    med_om,
    navn,
    sammenlign,
    verdi,
)
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


def test_comparison_keeps_what_cannot_be_applied_without_results():
    plan = plan_with(("A", "Enheter", "F", "årsverk_stat", "2"), ("B", "Enheter", "X", "årsverk_stat", "2"),
                     ("C", "Plan", "horisont_måneder", "verdi", "18"))
    result = sammenlign(plan)
    a, b, c = result.scenarier
    changed, _ = bruk(plan, "A")
    assert a.resultat.serie("restanser").tolist() == framskriv(changed).serie("restanser").tolist()
    assert (b.resultat, [f.code for f in b.funn]) == (None, ["scenario_finner_ikke_rad"])
    assert result.grunnplan.fingerprint == fingerprint(grunnplan(plan))
    assert result.maneder == (START + 11,)
    assert len(c.resultat.maneder) == 18
    assert np.isnan(verdi(result.grunnplan, "restanser", START + 12))
    # 20 cases a month more than the FE's 80 hours take.
    assert verdi(result.grunnplan, "restanser", START + 11) == pytest.approx(240.0)
    assert result.scenario("B") is b


def test_changes_come_with_their_rows_before_and_after():
    base = small_plan(flyttinger=MOVES)
    plan = plan_with(*NEW_MOVE, ("A", "Flyttinger", "rad 1", "rad", "fjern"), ("A", "Flyttinger", "rad 3", "årsverk", "1"),
                     ("A", "Plan", "timer_per_årsverk", "verdi", "1600"), base=base)
    new, gone, changed, whole = rader(grunnplan(plan), endringer(plan, "A"))
    assert (new[1], new[2]) == (None, Flytting("K", "F", Eier.STAT, 0.5, START + 2))
    assert (gone[1], gone[2]) == (MOVES[0], None)
    assert (changed[1], changed[2]) == (MOVES[2], replace(MOVES[2], arsverk=1.0))
    assert (whole[1].timer_per_arsverk, whole[2].timer_per_arsverk) == (base.timer_per_arsverk, 1600.0)


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


@settings(max_examples=60, deadline=None)
@given(plans(), plans(), st.data())
def test_any_plan_can_be_kept_as_overrides_of_any_other(plan, other, data):
    base = grunnplan(plan)
    tables = [attribute for ark, (attribute, _) in TABELLER.items() if ark != "Scenarier"]
    chosen = data.draw(st.lists(st.sampled_from(tables), unique=True))
    edited = replace(base, **{attribute: getattr(other, attribute) for attribute in chosen})
    rows = som_overstyringer(base, edited, "A")
    assert all(isinstance(row.verdi, str) for row in rows)
    again = legg_paa(base, endringer(replace(base, scenarier=rows), "A"), rows)
    assert again.findings == []
    for attribute in tables:
        assert sorted(map(repr, getattr(again.plan, attribute))) == sorted(map(repr, getattr(edited, attribute)))


def test_what_is_said_about_a_scenario_changes_nothing():
    plan = plan_with(("B", "Enheter", "F", "årsverk_stat", "1"))
    plan = replace(plan, scenarier=med_om(plan, "A", "beskrivelse", "Det forsiktige"))
    assert navn(plan) == ("B", "A")
    assert beskrivelse(plan, "A") == "Det forsiktige"
    assert endringer(plan, "A") == ()
    assert bruk(plan, "A") == (grunnplan(plan), [])
    assert not er_laast(plan, "A")
    plan = replace(plan, scenarier=med_om(plan, "A", "låst", "ja"))
    assert er_laast(plan, "A")
    assert beskrivelse(plan, "A") == "Det forsiktige"
    plan = replace(plan, scenarier=med_om(plan, "A", "låst", "nei"))
    assert not er_laast(plan, "A")
    assert fingerprint(grunnplan(plan)) == fingerprint(plan_with())


def test_what_is_wrong_in_the_changed_plan_stands_at_its_override():
    plan = plan_with(
        ("A", "Plan", "timer_per_årsverk", "verdi", "1500"),
        ("A", "Enheter", "F", "ledelse", "0.1"),
        ("A", "Enheter", "F", "årsverk_stat", "-1"),
        ("A", "Enheter", "K", "opplæring", "0.3"),
    )
    found = [f for f in bruk(plan, "A")[1] if f.is_error]
    assert [(f.code, f.table, f.row, f.column) for f in found] == [("negativt_tall", "Scenarier", 2, "verdi")]
    assert (found[0].details["ark"], found[0].details["kolonne"]) == ("Enheter", "årsverk_stat")
    assert found[0].details["scenario"] == "A"


def test_a_value_that_does_not_fit_is_named_at_its_own_row():
    plan = plan_with(("A", "Enheter", "F", "ledelse", "0,1"), ("A", "Enheter", "F", "årsverk_stat", "mange"),
                     ("A", "Plan", "horisont_måneder", "verdi", "36,5"))
    found = bruk(plan, "A")[1]
    assert [(f.code, f.row, f.column, f.value) for f in found] == [
        ("scenario_ugyldig_verdi", 1, "verdi", "mange"), ("scenario_ugyldig_verdi", 2, "verdi", "36,5"),
    ]


def test_scenarios_that_cannot_be_applied_are_warnings_of_the_plan():
    plan = plan_with(("A", "Enheter", "F", "årsverk_stat", "2"), ("B", "Enheter", "X", "årsverk_stat", "2"))
    assert [(f.code, f.row, f.is_error) for f in kontroller(plan)] == [("scenario_finner_ikke_rad", 1, False)]
    assert kontroller(grunnplan(plan)) == []


def test_warnings_of_the_baseline_are_not_said_again():
    plan = plan_with(("A", "Plan", "timer_per_årsverk", "verdi", "1600"), base=small_plan(saksinngang=()))
    assert bruk(plan, "A")[1] == []


MOVES = tuple(Flytting("K", "F", Eier.STAT, x, START) for x in (0.1, 0.2, 0.3))


def test_overrides_follow_their_rows_when_the_baseline_changes():
    base = small_plan(flyttinger=MOVES)
    plan = plan_with(("A", "Flyttinger", "rad 1", "årsverk", "0.5"), ("A", "Flyttinger", "rad 3", "årsverk", "0.4"),
                     ("A", "Enheter", "F", "ledelse", "0"), base=base)
    fewer = replace(plan, flyttinger=MOVES[1:])
    assert [r.nokkel for r in folg_rader(plan, fewer)] == ["rad 1 (slettet)", "rad 2", "F"]
    more = replace(plan, flyttinger=(replace(MOVES[0], arsverk=0.9), *MOVES))
    assert [r.nokkel for r in folg_rader(plan, more)] == ["rad 2", "rad 4", "F"]
    edited = replace(plan, flyttinger=(replace(MOVES[0], arsverk=0.15), *MOVES[1:]))
    assert folg_rader(plan, edited) is edited.scenarier
    kept = replace(fewer, scenarier=folg_rader(plan, fewer))
    assert [f.code for f in bruk(kept, "A")[1]] == ["scenario_finner_ikke_rad"]


def test_overrides_follow_a_row_that_gets_another_name():
    first, second = Gevinst("IKT", GevinstType.ANDRE, moderat=0.1), Gevinst("Mottak", GevinstType.ANDRE, moderat=0.2)
    points = (Innfasing("IKT", START, 0.5), Innfasing("IKT", START + 6, 1.0))
    plan = plan_with(("A", "Gevinster", "IKT", "moderat", "0.3"), ("A", "Gevinster", "Mottak", "moderat", "0.3"),
                     ("A", "Innfasing", "IKT / 2026-01", "andel", "0.2"),
                     base=small_plan(gevinster=(first, second), innfasing=points))
    renamed = replace(plan, gevinster=(replace(first, navn="Digital", moderat=0.15), second),
                      innfasing=tuple(replace(r, gevinst="Digital") for r in points))
    followed = folg_rader(plan, renamed)
    assert [r.nokkel for r in followed] == ["Digital", "Mottak", "Digital / 2026-01"]
    shown, found = bruk(replace(renamed, scenarier=followed), "A")
    assert not has_errors(found)
    assert [g.moderat for g in shown.gevinster] == [0.3, 0.3]
    assert [r.andel for r in shown.innfasing] == [0.2, 1.0]
    # Other gevinster in the same places, a change of places, and a taken name are not a new name.
    others = (replace(first, navn="X", moderat=0.9), replace(second, navn="Y", moderat=0.8))
    for gevinster in (others, (second, first), (second,), (first, replace(second, moderat=0.7))):
        kept = replace(plan, gevinster=gevinster)
        assert folg_rader(plan, kept) is kept.scenarier


def test_a_row_that_is_taken_away_or_put_in_between_is_one_override():
    base = small_plan(flyttinger=MOVES)
    gone = som_overstyringer(base, replace(base, flyttinger=MOVES[1:]), "A")
    assert [(r.nokkel, r.felt, r.verdi) for r in gone] == [("rad 1", "rad", "fjern")]
    new = Flytting("F", "K", Eier.STAT, 1.0, START + 4, arsak="Tilbake")
    between = som_overstyringer(base, replace(base, flyttinger=(MOVES[0], new, *MOVES[1:])), "A")
    assert {r.nokkel for r in between} == {"ny 1"}
    longer = som_overstyringer(base, replace(base, flyttinger=(replace(MOVES[0], innfasing_mnd=6.0), *MOVES[1:])), "A")
    assert [(r.nokkel, r.felt, r.verdi) for r in longer] == [("rad 1", "innfasing_mnd", "6")]


def test_an_assumption_keeps_its_range_and_source():
    row = Forutsetning("laeretid_mnd", 9.0, 6.0, 12.0, "A", "Egen erfaring")
    base = small_plan()
    edited = replace(base, forutsetninger=(*base.forutsetninger, row))
    rows = som_overstyringer(base, edited, "A")
    assert bruk(replace(base, scenarier=rows), "A")[0].forutsetninger[-1] == row


def test_an_empty_text_is_an_empty_cell():
    base = small_plan()
    benefit = Gevinst("Selvbetjening", GevinstType.ANDRE, moderat=0.1)
    rows = som_overstyringer(base, replace(base, gevinster=(benefit,)), "A")
    assert "fra_maned" not in [r.felt for r in rows]
    assert bruk(replace(base, scenarier=rows), "A")[0].gevinster == (benefit,)
    plan = plan_with(("A", "Gevinster", "Selvbetjening", "fra_måned", ""), ("A", "Enheter", "F", "innbyggere", ""),
                     ("A", "Enheter", "F", "fravær", ""), base=replace(base, gevinster=(replace(benefit, fra_maned=9),)))
    changed, findings = bruk(plan, "A")
    assert not has_errors(findings)
    assert (changed.gevinster[0].fra_maned, changed.enheter[1].innbyggere) == (0, None)
    assert as_text("fra_maned", 0) == ""


def test_a_date_is_its_month():
    plan = plan_with(*(r if r[3] != "fra_måned" else (*r[:4], "2026-03-01") for r in NEW_MOVE))
    assert bruk(plan, "A")[0].flyttinger[0].fra_maned == START + 2


def test_a_yes_no_assumption_survives_as_text():
    base = small_plan()
    edited = replace(base, forutsetninger=(*base.forutsetninger, Forutsetning("sjekk_ved_mottak", False)))
    rows = som_overstyringer(base, edited, "A")
    assert [(r.nokkel, r.verdi) for r in rows] == [("sjekk_ved_mottak", "nei")]
    assert bruk(replace(base, scenarier=rows), "A")[0].forutsetning("sjekk_ved_mottak") is False


def _with_moves(*moves: tuple[str, str | None, str, str]) -> Plan:
    """An FE that falls behind, and one scenario a move: name, from, to and årsverk."""
    base = small_plan(k=kontor(arsverk_stat=20.0), f=fe(arsverk_stat=1.0), minutter=(10.0, 0.0, 60.0, 0.0), inn=300.0, months=24)
    rows = []
    for name, fra, til, arsverk in moves:
        fields_ = {"fra": fra, "til": til, "eier": "stat", "årsverk": arsverk, "fra_måned": "2026-01", "erfaren": "1"}
        rows += [ScenarioVerdi(name, "Flyttinger", "ny 1", felt, value) for felt, value in fields_.items() if value is not None]
    return replace(base, scenarier=tuple(rows))


def test_the_best_scenario_is_better_at_one_thing_and_worse_at_none():
    # New money in the FE: fewer restanser, and fewer enquiries about late cases, so more oppfølging too.
    result = sammenlign(_with_moves(("litt", None, "F", "0.2"), ("mer", None, "F", "0.5"), ("mindre", "F", None, "0.2")))
    found = best(result)
    assert found is not None
    assert found.scenario.navn == "mer"
    more = result.scenario("mer").resultat
    assert found.restanser == more.serie("restanser")[-1] - result.grunnplan.serie("restanser")[-1] < 0
    assert found.oppfolging == more.serie("oppfolging_timer")[-1] - result.grunnplan.serie("oppfolging_timer")[-1] >= 0
    assert found.underveis == pytest.approx(
        (more.serie("oppfolging_timer") - result.grunnplan.serie("oppfolging_timer")).sum())
    assert found.aar is None


def test_no_scenario_is_best_where_restanser_and_oppfolging_go_each_their_way():
    # In 24 months an årsverk of the kontor gives the FE fewer restanser and takes oppfølging, and the other way round.
    result = sammenlign(_with_moves(("til FE", "K", "F", "1"), ("til kontoret", "F", "K", "0.2")))
    assert best(result) is None
    assert best(sammenlign(_with_moves())) is None
