"""Every code, assumption and series has its words, and no sentence is left with a hole in it."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

from app import format as fmt
from app.parameter_texts import GRADES, HELP, LABELS, SECTIONS, brukes_i
from app.series_texts import SERIE_TEKSTER
from app.texts import TEKSTER, maneder, melding, plassholdere, setning
from app.texts_file import TEKSTER_FIL
from app.texts_mapping import TEKSTER_KARTLEGGING
from app.texts_plan import TEKSTER_PLAN
from app.texts_project import TEKSTER_PROSJEKT
from app.use_texts import BRUK_TEKSTER
from models.io import excel_codes, project_schema
from planning_core.finding_codes import KODER
from planning_core.findings import Finding, Severity
from planning_core.months import month
from planning_core.parameters import PARAMETERS
from planning_core.results import SERIER, TIMEBRUK_NK
from planning_core.validate import validate
from tests.core.validate_cases import CASES, START, flytting, more, row, sound_plan

ROOT = Path(__file__).parents[2]
CASE_IDS = [f"{c.code}-{c.table}-{c.column}" for c in CASES]


def codes_written_in_source() -> set[str]:
    """First arguments of ``Finding(...)`` that are plain text, in everything below ``app``."""
    codes = set()
    for path in [*(ROOT / "planning_core").rglob("*.py"), *(ROOT / "models").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding" and node.args:
                if isinstance(node.args[0], ast.Constant):
                    codes.add(node.args[0].value)
    return codes


def codes_of_files() -> set[str]:
    """Codes that reading workbooks and project files gives."""
    constants = {project_schema.MISSING, project_schema.UNKNOWN, project_schema.NOT_A_CHOICE,
                 project_schema.UNREADABLE, project_schema.NOT_A_MONTH, project_schema.NOT_A_NUMBER,
                 project_schema.NOT_YES_NO}
    return constants | set(excel_codes.KODER)


def test_every_code_has_a_sentence():
    assert (set(KODER) | codes_of_files() | codes_written_in_source()) - set(TEKSTER) == set()


def test_no_code_has_two_severities_or_two_sentences():
    shared = set(KODER) & set(excel_codes.KODER)
    assert {code for code in shared if KODER[code] is not excel_codes.KODER[code]} == set()
    parts = (TEKSTER_FIL, TEKSTER_KARTLEGGING, TEKSTER_PROSJEKT, TEKSTER_PLAN)
    assert len(TEKSTER) == sum(map(len, parts))


@pytest.mark.parametrize("code", sorted(TEKSTER))
def test_every_placeholder_is_written_in_a_known_way(code):
    """A finding with no details at all still becomes a sentence."""
    text = setning(Finding(code, Severity.ERROR, "Enheter", 0, "enhet", "x"))
    assert "{" not in text
    assert text.endswith(".")


@pytest.mark.parametrize("case", CASES, ids=CASE_IDS)
def test_sentence_of_every_finding_is_whole(case):
    for finding in validate(case.change(sound_plan())):
        assert plassholdere(finding.code) <= set(finding.details), finding.code
        text = setning(finding)
        assert "{" not in text
        assert "}" not in text
        assert not re.search(r"\bNone\b|\bnan\b|\bTrue\b|\bFalse\b|Eier\.|Sted\.", text), text
        assert not re.search(rf"(^|[\s«(]){fmt.UNDEFINED}", text), text
        assert text[0] == text[0].upper()
        assert text.endswith(".")
        assert "  " not in text


def find(plan, code):
    return next(f for f in validate(plan) if f.code == code)


def test_flytting_that_takes_too_much():
    plan = more("flyttinger", flytting(fra="Nav Siljan", arsverk=6.0, fra_maned=START + 2))(sound_plan())
    assert setning(find(plan, "tar_mer_enn_enheten_har")) == (
        "Flyttingen tar 6,0 statlige årsverk fra Nav Siljan, men enheten har bare 5,4 i mars 2026, så det mangler 0,6. "
        "Sett ned årsverkene eller flytt startmåneden."
    )


def test_two_flyttinger_that_take_too_much():
    moves = (flytting(fra="Nav Siljan", arsverk=3.0), flytting(fra="Nav Siljan", arsverk=3.0, fra_maned=START + 2))
    text = setning(find(more("flyttinger", *moves)(sound_plan()), "tar_mer_enn_enheten_har"))
    assert text.startswith("2 flyttinger tar til sammen 6,0 statlige årsverk fra Nav Siljan")


def test_misspelt_unit_gets_a_suggestion():
    text = setning(find(row("saksinngang", 2, enhet="nav skein")(sound_plan()), "ukjent_enhet"))
    assert text == "«nav skein» står ikke i arket Enheter. Mente du «Nav Skien»? Rett navnet, eller legg til enheten."
    text = setning(find(row("saksinngang", 2, enhet="Q")(sound_plan()), "ukjent_enhet"))
    assert text == "«Q» står ikke i arket Enheter. Rett navnet, eller legg til enheten."


def test_missing_months_are_written_as_spans():
    assert maneder((START, START + 1, START + 2, START + 5)) == "januar 2026\u2013mars 2026 og juni 2026"
    plan = sound_plan()
    plan = replace(plan, saksinngang=tuple(r for r in plan.saksinngang if r.maned != START - 1))
    assert "mangler desember 2026 og desember 2027" in setning(find(plan, "mangler_maaneder"))


def test_numbers_are_written_in_norwegian():
    text = setning(find(row("ytelser", 1, andel_komplett=-1234.5)(sound_plan()), "andel_utenfor_0_1"))
    assert "\u22121\u00a0234,5" in text
    assert "25\u00a0%" in text


def test_duplicate_names_what_stands_twice():
    plan = sound_plan()
    plan = more("saksinngang", plan.saksinngang[0], plan.saksinngang[12])(plan)
    texts = [setning(f) for f in validate(plan) if f.code == "dobbel_rad"]
    assert "Nav Skien, dagpenger, januar 2025." in texts[0]
    assert "Nav Skien, AAP, hver måned." in texts[1]


def test_line_of_the_command_line():
    finding = Finding("negativt_tall", Severity.ERROR, "Enheter", 2, "årsverk_stat", -1.0)
    text = "«årsverk_stat» er \u22121, men kan ikke være negativ. Skriv 0 eller et tall over 0."
    assert melding(replace(finding, cell="F7")) == f"Enheter!F7: feil negativt_tall: {text}"
    assert melding(finding) == f"Enheter!3.årsverk_stat: feil negativt_tall: {text}"
    assert melding(Finding("ingen_saksinngang", Severity.WARNING, "Saksinngang")).startswith(
        "Saksinngang: advarsel ingen_saksinngang: Planen har ingen saksinngang")
    assert melding(Finding("ugyldig_steg", Severity.ERROR, "Plan", None, "steg_per_måned", 3)).startswith(
        "Plan!steg_per_måned: feil ugyldig_steg: ")


def test_an_unknown_code_still_says_something():
    assert "noe_nytt" in setning(Finding("noe_nytt", Severity.ERROR, "Enheter"))


def test_every_assumption_has_label_and_help():
    assert set(LABELS) == set(HELP) == set(PARAMETERS)
    assert len(set(LABELS.values())) == len(LABELS)
    for key, parameter in PARAMETERS.items():
        assert LABELS[key][0].isupper()
        assert HELP[key].endswith(".")
        assert len(HELP[key]) > len(LABELS[key]) + 20
        assert brukes_i(key) == SECTIONS[parameter.section]
        assert parameter.grade in GRADES


def test_every_series_has_its_words():
    assert set(SERIE_TEKSTER) == {d.navn for d in SERIER}
    assert len({t.navn for t in SERIE_TEKSTER.values()}) == len(SERIER)
    for definition in SERIER:
        text = SERIE_TEKSTER[definition.navn]
        assert definition.enhet.split()[0] in text.enhet
        assert text.forklaring.endswith(".")
        assert text.gunstig in (-1, 0, 1)


def test_every_use_of_a_kontors_hours_has_its_words():
    assert set(BRUK_TEKSTER) == {*TIMEBRUK_NK, "kommunale_timer"}
    assert len({t.navn for t in BRUK_TEKSTER.values()}) == len(BRUK_TEKSTER)
    assert all(t.forklaring.endswith(".") for t in BRUK_TEKSTER.values())


def test_the_two_waiting_times_are_told_apart():
    taken, ahead = SERIE_TEKSTER["saksbehandlingstid_mnd"], SERIE_TEKSTER["forventet_tid_mnd"]
    assert "vedtak" in taken.navn
    assert "har tatt" in taken.forklaring
    assert "nye saker" in ahead.navn
    assert "kommer til å ta" in ahead.forklaring


@pytest.mark.parametrize(("code", "people", "work", "words"), [
    ("folk_uten_arbeidet", 0.5, 0.0, "har avgitt 0,5 årsverk i januar 2026, men ikke noe arbeid er borte."),
    ("folk_uten_arbeidet", 5.0, 1.2, "har avgitt 5,0 årsverk i januar 2026, men bare 1,2 årsverk arbeid er borte."),
    ("arbeid_uten_folkene", 0.0, 1.7, "er borte fra NAV-kontorene i januar 2026, men ingen følger etter."),
    ("arbeid_uten_folkene", 1.0, 1.7, "er borte fra NAV-kontorene i januar 2026, men bare 1,0 årsverk følger etter."),
])
def test_nothing_is_not_said_to_be_only_nought(code, people, work, words):
    details = {"enhet": "NAV-kontorene", "folk": people, "arbeid": work, "maned": month(2026, 1), "forskjell": 0.5}
    assert words in setning(Finding(code, Severity.WARNING, "Flyttinger", details=details))
