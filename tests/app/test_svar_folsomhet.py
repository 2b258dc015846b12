"""Which assumption matters most, as an answer: words, tables, JSON; from the command line too."""

from __future__ import annotations

import json
from dataclasses import replace

import openpyxl
import pytest

from app import cli
from app import folsomhet_texts as words
from app.parameter_texts import LABELS
from app.svar import folsomhet
from models.io.samples import eksempel


@pytest.fixture(scope="module")
def plan():
    return eksempel("telemark")


@pytest.fixture(scope="module")
def answer(plan):
    return folsomhet.besvar(plan)


def test_the_first_sentence_says_whether_the_sign_is_sure(answer):
    first = answer.setninger[0]
    assert first.startswith("Flyttingene gir +183 timer oppfølging i desember 2029. Fortegnet er ikke sikkert: ")
    assert "andel besvart av kontaktsenter" in first
    assert answer.setninger[1].startswith("Andel besvart av kontaktsenter: ved 0\u00a0% gir flyttingene +")
    assert any("ikke hva det gjør med kvaliteten" in s for s in answer.setninger)


def test_the_table_has_both_ends_with_planen_uten_and_forskjell(answer, plan):
    drawn, table = answer.tabeller
    assert len(drawn.rader) == folsomhet.DRAWN
    headers = [k.overskrift for k in table.kolonner]
    of, uten, diff = (headers.index(f"Oppfølging, {x}") for x in ("planen", "uten flyttinger", "forskjell"))
    assert len(table.rader) == 1 + 2 * len(answer.json["utslag"])
    for row in table.rader:
        assert row[diff] == pytest.approx(row[of] - row[uten], abs=1e-9)
    base = table.rader[0][diff]
    first = table.rader[1:3]
    assert [row[diff] - base for row in first] == pytest.approx(list(drawn.rader[0][3:5]), abs=1e-9)
    assert {row[1] for row in table.rader[1:]} <= set(LABELS.values())


def test_a_sure_sign_is_said_too(plan):
    found = folsomhet.folsomhet(plan)
    sure = replace(found, utslag=tuple(u for u in found.utslag if u not in words.turns(found)))
    assert "Ingen av forutsetningene kan alene snu fortegnet" in words.sentences(sure)[0]


def test_without_flyttinger_the_plan_is_measured_and_without_cases_nothing(plan):
    said = folsomhet.besvar(replace(plan, flyttinger=())).setninger
    assert said[0].startswith("Planen har ingen flyttinger.")
    assert " er oppfølgingen " in said[1]
    empty = folsomhet.besvar(replace(plan, saksinngang=(), restanser=()))
    assert empty.tabeller == ()
    assert "ikke noe å virke på" in empty.setninger[0]


def test_from_the_command_line(tmp_path):
    cli.main(["eksempel", "telemark", "-o", str(tmp_path / "t.bplan")])
    code = cli.main(["svar", str(tmp_path / "t.bplan"), "--sporsmal", "folsomhet", "-o", str(tmp_path / "f.xlsx"),
                    "--json", str(tmp_path / "f.json")])
    assert code == 0
    found = json.loads((tmp_path / "f.json").read_text("utf-8"))
    assert found["utslag"][0]["nokkel"] == "ks_andel"
    assert found["planen_som_den_er"]["forskjell"]["oppfolging_timer"] == pytest.approx(182.722768, abs=1e-5)
    assert "ks_andel" in found["snur"]
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    assert {"Svar", "Tornado", "Alle forutsetninger", "Om"} <= set(book.sheetnames)
    assert book["Tornado"]._charts
