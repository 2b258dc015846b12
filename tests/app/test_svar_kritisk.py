"""The critical level and the marginal årsverk as answers: words, tables, JSON; from the command line too."""

import json
from dataclasses import replace

import numpy as np
import openpyxl
import pytest

from app import cli
from app import kritisk_texts as words
from app.svar import SPORSMAL, kritisk, marginalt
from app.svar.answer import Format
from models.io import project_file
from models.io.samples import eksempel
from planning_core.plan import Eier, Flytting
from planning_core.questions import marginal
from planning_core.questions.curve import ToppStatus
from planning_core.questions.levels import kritisk_niva
from tests.core.builders import START
from tests.core.test_known_answers import critical_plan

NBSP = "\u00a0"


@pytest.fixture(scope="module")
def critical():
    """Section 8.5 with 10 of 40 årsverk in the FE, and a plan that moves three there from month 7."""
    moved = Flytting("K", "F", Eier.STAT, 3.0, START + 6, 0.0, 1.0)
    return replace(critical_plan(10.0, 0.6), flyttinger=(moved,))


@pytest.fixture(scope="module")
def answer(critical):
    return kritisk.besvar(critical)


def column(table, header):
    i = [k.overskrift for k in table.kolonner].index(header)
    return [row[i] for row in table.rader]


def test_the_first_sentence_names_the_top(answer):
    assert answer.setninger[0].startswith("Fylket får mest oppfølging i desember 2028 med 13,8 årsverk i forvaltningsenheten: ")
    assert any(s.startswith("I dag er det 10,0 årsverk og ") for s in answer.setninger)
    assert any(s.startswith("Planen ender på 13,0 årsverk og gir ") and "uten flyttinger" in s for s in answer.setninger)
    assert any(s.startswith("Stupet er under ") for s in answer.setninger)
    turning = [s for s in answer.setninger if "Vendepunkt: måned " in s]
    assert len(turning) == 2
    assert "Vendepunkt: måned 16, april 2027. Ett årsverk ut av forvaltningsenheten på 10,0 gir mer oppfølging i 15 måneder." in (
        turning[1])
    assert not any("None" in s or "nan" in s for s in answer.setninger)


def test_assumed_values_are_named_with_their_values(answer):
    (rests,) = [s for s in answer.setninger if "antatte verdier" in s]
    assert f"henvendelser per forsinket sak 0,6 i måneden, andel besvart av kontaktsenter 0{NBSP}%" in rests
    # Time per enquiry is derived from a source, and not called assumed.
    assert rests.index("antatte verdier") < rests.index("Det bygger også på tid per henvendelse 12 minutter")


def test_an_own_grade_is_believed(critical):
    rows = tuple(replace(r, grad="S") if r.nokkel == "henv_per_forsinket_mnd" else r for r in critical.forutsetninger)
    plan = replace(critical, forutsetninger=rows)
    assert not any("forsinket" in value for value in words.assumed_values(plan))
    assert any("forsinket" in value for value in words.derived_values(plan))


def test_the_levels_table_marks_what_stands_out(answer):
    levels = answer.tabeller[0]
    niva = column(levels, "Nivå")
    marks = dict(zip(niva, column(levels, "Merke")))
    # Steps of 0.2 see the top of section 8.5 (14 in steps of 1) a little lower.
    assert (marks[10.0], marks[13.0], marks[13.8]) == ("i dag", "planens nivå", "mest oppfølging")
    hours = column(levels, "Oppfølging, des. 2028")
    assert max(hours) == hours[niva.index(13.8)]
    assert column(levels, "Forskjell fra i dag, des. 2028")[niva.index(10.0)] == 0.0
    assert levels.diagram.y == (1, 2)


def test_every_level_has_its_months(answer, critical):
    by_month = {t.navn: t for t in answer.tabeller}
    table = by_month["Restanser per måned"]
    assert len(table.rader) == 36
    assert table.kolonner[0].format is Format.MANED
    result = kritisk_niva(critical)
    headers = [k.overskrift for k in table.kolonner]
    assert table.rader[-1][headers.index("10,0 årsverk (i dag)")] == pytest.approx(result.restanser[result.i_dag, -1])
    assert table.rader[-1][1] == pytest.approx(result.planen.restanser[-1])


def test_today_is_drawn_next_to_the_plan(answer):
    months = answer.tabeller[1]
    assert months.diagram.y[0] == 1
    assert "i dag" in months.kolonner[months.diagram.y[1]].overskrift
    assert len(set(months.diagram.y)) == len(months.diagram.y)


def test_json_holds_the_whole_sweep(answer):
    data = answer.json
    assert data["topp"]["status"] == "funnet"
    assert data["topp"]["niva"] == 13.8
    assert len(data["oppfolging_timer"]) == len(data["niva"])
    assert len(data["oppfolging_timer"][0]) == len(data["maaneder"]) == 36
    assert data["vendepunkt"]["uten_flyttinger"]["maaned"] == "2027-04"
    assert data["planen"]["niva"] == 13.0
    assert data["i_dag"] == 10.0


def test_with_few_enquiries_nothing_is_promised():
    answer = kritisk.besvar(critical_plan(10.0, 0.2))
    assert "ikke synlig i planperioden" in answer.setninger[0]
    assert "ikke at det ikke finnes en grense" in answer.setninger[0]
    assert any("Vendepunkt: ikke synlig i planperioden" in s for s in answer.setninger)
    assert answer.json["topp"]["niva"] is None
    assert answer.json["vendepunkt"]["planen"]["maaned"] is None
    assert "mest oppfølging" not in " ".join(column(answer.tabeller[0], "Merke"))


def test_no_more_is_said_of_the_levels_than_is_so():
    result = kritisk_niva(critical_plan(10.0, 0.2), [8.0, 9.0, 10.0])
    assert "fra 8,0 til 10,0 årsverk i forvaltningsenheten gir færre årsverk mer" in words.level_sentences(result)[0]
    for hours, text in (
        ([900.0, 900.0, 899.9], "alle nivåer fra 8,0 til 10,0 årsverk i forvaltningsenheten gir like mye oppfølging"),
        ([900.0, 700.0, 800.0], "det laveste nivået som er regnet, 8,0 årsverk i forvaltningsenheten, gir mest"),
    ):
        bent = replace(result, oppfolging=np.repeat(np.array(hours)[:, None], result.oppfolging.shape[1], axis=1))
        assert bent.topp().status is ToppStatus.IKKE_SYNLIG
        assert text in words.level_sentences(bent)[0]


def test_a_month_before_the_last_says_so(critical):
    result = kritisk_niva(critical)
    assert "er ikke synlig så tidlig" in words.level_sentences(result, 11)[0]
    assert "desember 2026" in words.level_sentences(result, 11)[0]


@pytest.mark.parametrize("module", [kritisk, marginalt])
def test_a_plan_without_units_is_answered_plainly(module):
    answer = module.besvar(replace(critical_plan(10.0, 0.6), enheter=(), saksinngang=(), restanser=()))
    assert len(answer.setninger) == 1
    assert not answer.tabeller


def test_marginalt_ranks_and_says_each_in_a_sentence(critical):
    answer = marginalt.besvar(critical)
    more = answer.tabeller[0]
    hours = column(more, "Oppfølging, des. 2028")
    assert hours == sorted(hours, reverse=True)
    assert [e["enhet"] for e in answer.json["mer"]] == column(more, "Enhet")
    assert all(s.startswith("Ett årsverk mer i ") and "desember 2028" in s for s in column(more, "I ord"))
    assert answer.tabeller[1].navn == "Ett årsverk mindre"
    assert answer.setninger[0].startswith("Ett nytt årsverk gir mest oppfølging i desember 2028 i ")
    fewest = min(answer.json["mer"], key=lambda e: e["slutt"]["restanser"])
    assert fewest["enhet"] == "F"
    assert "ett årsverk mer i F" in answer.setninger[1]


def test_a_month_without_vedtak_has_no_days_to_change():
    starved = critical_plan(1.0, 0.6)
    idle = replace(starved, enheter=tuple(e if e.er_kontor else replace(e, arsverk_stat=0.0) for e in starved.enheter))
    text = " ".join(words.marginal_sentences(marginal.marginalt(idle)))
    text += " ".join(words.marginal_sentence(idle, e) for e in marginal.marginalt(idle).mer)
    assert "dager" not in text
    assert "– " not in text


@pytest.mark.parametrize("question", ["kritisk", "marginalt"])
def test_from_the_command_line(question, tmp_path, capsys):
    path = tmp_path / "plan.bplan"
    project_file.skriv(path, eksempel("etablering-2008"))
    book, series = tmp_path / "ut.xlsx", tmp_path / "ut.json"
    assert cli.main(["svar", str(path), "--sporsmal", question, "-o", str(book), "--json", str(series)]) == 0
    said = capsys.readouterr().out.splitlines()
    data = json.loads(series.read_text("utf-8"))
    assert data["sporsmal"] == question
    assert said[2:] == data["setninger"]
    sheets = openpyxl.load_workbook(book, data_only=True)
    assert (sheets.sheetnames[0], sheets.sheetnames[-1]) == ("Svar", "Om")
    assert not [c for sheet in sheets for row in sheet.iter_rows() for c in row if c.data_type == "e"]


def test_the_help_names_the_questions(capsys):
    assert {"kritisk", "marginalt"} <= set(SPORSMAL)
    cli.main(["--hjelp"])
    told = capsys.readouterr().out
    assert all(name in told for name in SPORSMAL)
