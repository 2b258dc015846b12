"""The question ``bidrag``: parts that add up, scenarios that cannot be used, and plans without any."""

from dataclasses import replace

import openpyxl
import pytest

from app.scenario_texts import hva_er_endret, oversikt_setning
from app.svar.bidrag import besvar
from app.svar.export import arbeidsbok
from models.io.samples import eksempel
from planning_core.plan import Eier, Flytting, Gevinst, GevinstType, ScenarioVerdi, Sted
from planning_core.questions.account import Regnskap
from planning_core.questions.scenarios import bruk, endringer, grunnplan, sammenlign
from planning_core.validate import validate
from tests.core.builders import START, fe, kontor, small_plan

ROWS = (
    ("A", "Scenario", "beskrivelse", "verdi", "Flere folk og færre saker"),
    ("A", "Enheter", "F", "årsverk_stat", "0.9"),
    ("A", "Saksinngang", "K / A / –", "antall", "80"),
    ("B", "Enheter", "X", "årsverk_stat", "2"),
    ("C", "Plan", "horisont_måneder", "verdi", "24"),
    ("D", "Scenario", "beskrivelse", "verdi", ""),
)


def plan_with(*rows, **changes):
    base = small_plan(f=fe(arsverk_stat=0.8), k=kontor(arsverk_stat=3.0), **changes)
    return replace(base, scenarier=tuple(ScenarioVerdi(*row) for row in rows))


def test_parts_and_interaction_add_up_for_every_figure():
    answer = besvar(plan_with(*ROWS))
    a, b, c, d = answer.json["scenarier"]
    for parts in a["bidrag"].values():
        total = [sum(column) for column in zip(*parts["alene"], parts["samspill"], strict=True)]
        assert total == pytest.approx(parts["forskjell"], nan_ok=True)
    # 20 more wait each month in the baseline; alone 10 and 20 fewer, together 20: the rest is interaction.
    assert a["bidrag"]["restanser"]["samspill"][-1] == pytest.approx(120.0)
    assert a["nokkeltall"]["restanser"] == pytest.approx([0.0], abs=1e-6)
    assert len(a["bidrag"]["restanser"]["forskjell"]) == len(answer.json["maaneder"])
    assert len(a["nokkeltall"]["restanser"]) == len(answer.json["nokkelmaaneder"]) == len(answer.json["nokkeltall"]["restanser"])
    assert "nettogevinst_arsverk" not in a["bidrag"]
    assert (b["kan_brukes"], b["nokkeltall"], b["bidrag"]) == (False, None, {})
    assert (c["kan_brukes"], c["bidrag"]) == (True, {})
    assert d["endringer"] == []
    text = " ".join(answer.setninger)
    assert "«B» kan ikke brukes" in text
    assert "«C» har andre måneder enn grunnplanen" in text
    assert "«D» endrer ingenting ennå." in text
    assert "Samspillet mellom endringene er +120 saker." in text


def test_where_none_is_best_it_says_which_gives_what():
    # An årsverk to the FE takes cases off the pile and hours from the kontor; one back does the opposite.
    result = sammenlign(plan_with(
        ("Til FE", "Enheter", "F", "årsverk_stat", "0.9"), ("Til FE", "Enheter", "K", "årsverk_stat", "2.9"),
        ("Tilbake", "Enheter", "F", "årsverk_stat", "0.7"), ("Tilbake", "Enheter", "K", "årsverk_stat", "3.1"),
    ))
    text = oversikt_setning(result).replace("\u00a0", " ")
    base, to_fe, back = (r.serie("restanser")[-1] for r in (
        result.grunnplan, *(s.resultat for s in result.scenarier)))
    hours = [r.serie("oppfolging_timer")[-1] for r in (result.grunnplan, result.scenarier[1].resultat)]
    assert to_fe < base < back
    assert text.startswith("Ingen av scenariene er bedre enn grunnplanen på både restanser og oppfølging i ")
    assert f"«Til FE» gir færrest restanser ({to_fe:.0f} saker, mot {base:.0f} i grunnplanen)" in text
    assert f"«Tilbake» gir mest oppfølging ({hours[1]:.0f} timer i måneden, mot {hours[0]:.0f} i grunnplanen)" in text


def test_a_plan_without_scenarios_is_answered_plainly():
    answer = besvar(small_plan())
    assert answer.setninger == ("Planen har ingen scenarier.",)
    assert answer.tabeller == ()


def test_the_workbook_has_the_parts_and_their_sum(tmp_path):
    plan = plan_with(*ROWS)
    path = tmp_path / "ut.xlsx"
    path.write_bytes(arbeidsbok(besvar(plan), plan, validate(plan), plan_navn="Prøve"))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Svar", "Scenarier", "Bidrag 1", "Om"]
    lines = list(book["Bidrag 1"].iter_rows(values_only=True))
    sheet = lines[next(i for i, line in enumerate(lines) if line[0] == "Endring") + 1:]
    rows = [row[:2] for row in sheet]
    assert [name for name, _ in rows] == [
        "F", "Saksinngang, K / A / –", "Samspill mellom endringene", "Forskjell fra grunnplanen i alt"]
    assert [row[-1] or "" for row in sheet] == [
        "F: statlige årsverk 0,8 → 0,9", "Saksinngang, K / A / –: antall 100 → 80 saker per måned", "", ""]
    assert sum(value for _, value in rows[:3]) == pytest.approx(rows[3][1])


def test_the_account_is_split_too_where_there_is_gevinst():
    gevinst = Gevinst("G", GevinstType.ANDRE, Sted.BEGGE, "HP3", None, 0.1, 0.2, 0.3, START)
    rows = (("A", "Gevinster", "G", "realisering", "0.5"), ("A", "Gevinster", "G", "hovedprosess", ""))
    plan = replace(plan_with(*rows), gevinster=(gevinst,))
    answer = besvar(plan)
    [scenario] = answer.json["scenarier"]
    parts = scenario["bidrag"]["nettogevinst_arsverk"]
    base, whole = Regnskap(grunnplan(plan)).serie().netto, Regnskap(bruk(plan, "A")[0]).serie().netto
    assert parts["forskjell"] == pytest.approx(whole - base)
    assert parts["forskjell"][-1] < 0
    assert answer.json["nokkeltall"]["nettogevinst_arsverk"][-1] == pytest.approx(base[-1])
    assert scenario["nokkeltall"]["nettogevinst_arsverk"][-1] == pytest.approx(whole[-1])


def test_a_plan_without_cases_is_compared_in_the_account():
    answer = besvar(eksempel("delta-2007"))
    assert answer.setninger == (
        "Planen har ingen saker, så «HP5-serien» kan bare sammenlignes i gevinstregnskapet.",
        "Nettogevinsten i desember 2013 er 3\u00a0143,0 årsverk i «HP5-serien», mot 3\u00a0143,0 i grunnplanen "
        "(ingen forskjell).",
    )
    assert set(answer.json["nokkeltall"]) == {"nettogevinst_arsverk"}
    [scenario] = answer.json["scenarier"]
    assert scenario["endringer"][-1] == "Gevinster og Innfasing, 32 rader"
    parts = scenario["bidrag"]["nettogevinst_arsverk"]
    assert sum(p[-1] for p in parts["alene"]) + parts["samspill"][-1] == pytest.approx(parts["forskjell"][-1], abs=1e-9)


MOVE = Flytting("K", "F", Eier.STAT, 0.1, START)


@pytest.mark.parametrize(("row", "text"), [
    (("Enheter", "F", "årsverk_stat", "0.9"), "statlige årsverk 0,8 → 0,9"),
    (("Plan", "timer_per_årsverk", "verdi", "1500"), "Timer per årsverk: 1\u00a0200 → 1\u00a0500"),
    (("Forutsetninger", "laeretid_mnd", "verdi", "12"), "Læretid: "),
    (("Flyttinger", "rad 1", "rad", "fjern"), "Flytting 1 (K → F): tas bort"),
    (("Flyttinger", "rad 1", "fra_måned", "2026-05"), "Flytting 1 (K → F): fra måned januar 2026 → mai 2026"),
    (("Saksinngang", "K / A / –", "antall", "80"), "Saksinngang, K / A / –: antall 100 → 80 saker per måned"),
    (("Saksinngang", "Y / A / –", "antall", "80"), "Saksinngang, Y / A / –: antall = 80"),
])
def test_what_is_changed_is_said_with_old_and_new_value(row, text):
    plan = plan_with(("A", *row), flyttinger=(MOVE,))
    assert text in hva_er_endret(grunnplan(plan), endringer(plan, "A"))[0]


def test_a_new_move_is_said_whole():
    plan = plan_with(*(("A", "Flyttinger", "ny 1", felt, verdi) for felt, verdi in (
        ("til", "F"), ("eier", "stat"), ("årsverk", "1,5"), ("fra_måned", "2026-03"), ("innfasing_mnd", "6"))))
    assert hva_er_endret(grunnplan(plan), endringer(plan, "A")) == (
        "Ny flytting: 1,5 statlige årsverk i nye midler til F, fra mars 2026, innfasing over 6 måneder",)
