"""Every code is found at its cell, nothing is found in a sound plan, and all is found at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planning_core import plan as p
from planning_core.finding_codes import KODER
from planning_core.findings import has_errors
from planning_core.plan import TABELLER, Plan
from planning_core.projection import framskriv
from planning_core.validate import validate
from tests.core.validate_cases import CASES, START, sound_plan


def test_a_sound_plan_has_no_findings():
    assert validate(sound_plan()) == []


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.code}-{c.table}-{c.column}")
def test_code_is_found_at_its_cell(case):
    places = [
        (f.table, f.row, f.column) for f in validate(case.change(sound_plan())) if f.code == case.code
    ]
    assert places == [(case.table, case.row, case.column)]


def test_every_code_has_a_case():
    # What scenarios find is tested with them (tests/core/questions/test_scenarios.py).
    assert {case.code for case in CASES} == {code for code in KODER if not code.startswith("scenario_")}


def test_severity_is_the_declared_one():
    for case in CASES:
        for finding in validate(case.change(sound_plan())):
            assert finding.severity is KODER[finding.code]


def test_a_plan_with_only_warnings_can_be_projected():
    projected = 0
    for case in CASES:
        plan = case.change(sound_plan())
        if not has_errors(validate(plan)):
            framskriv(plan)
            projected += 1
    assert projected > 20


def test_all_findings_come_at_once_in_the_order_of_the_sheets():
    plan = sound_plan()
    for code in ("gevinst_over_1", "ugyldig_steg", "negativt_tall", "mangler_maaneder"):
        plan = next(c for c in CASES if c.code == code).change(plan)
    found = validate(plan)
    assert [f.code for f in found] == ["ugyldig_steg", "negativt_tall", "mangler_maaneder", "gevinst_over_1"]


def test_only_ressurskartlegging_is_a_valid_plan():
    plan = Plan("Delta", START, ressurskartlegging=(
        p.Ressurskartlegging("dagpenger", "HP1", 100.0), p.Ressurskartlegging("dagpenger", "HP5", 20.0, 0.0),
    ))
    found = validate(plan)
    assert [f.code for f in found] == ["ingen_saksinngang"]
    assert not has_errors(found)


def test_an_empty_plan_is_valid():
    assert [f.code for f in validate(Plan("Tomt", START))] == ["ingen_saksinngang"]


def test_every_table_survives_rows_of_nonsense():
    """A row whose names point nowhere and whose numbers are text gives findings, never an exception."""
    nonsense = {
        "enheter": (p.Enhet("", "", p.EnhetType.NAV_KONTOR, arsverk_stat="x", statsansatte="x", innbyggere="x"),),
        "flyttinger": (p.Flytting("x", None, p.Eier.STAT, "x", START),
                       p.Flytting(None, None, p.Eier.STAT, 1e308, START)),
        "restanser": (p.Restanse("x", "x", "x", "x", "x"), p.Restanse("x", "x", 1.0, float("nan"), 2.0)),
        "gevinster": (p.Gevinst("", p.GevinstType.ANDRE, moderat="x"),),
        "forutsetninger": (p.Forutsetning("", None, "x", "y"), p.Forutsetning("laeretid_mnd", [], "x")),
    }
    for table, rows in nonsense.items():
        assert has_errors(validate(Plan("x", START, **{table: rows}))), table


def test_tables_and_headers_are_those_of_the_workbook():
    schema = pytest.importorskip("models.io.excel_schema")
    headers = {name: {c.header for c in sheet.columns} for name, sheet in schema.SHEETS.items()}
    keys = {c.header for c in schema.PLAN_KEYS}
    for case in CASES:
        if case.column is not None:
            assert case.column in (keys if case.table == "Plan" else headers[case.table])
    assert set(TABELLER) <= set(headers)


def test_what_was_found_in_a_table_is_found_anew_when_the_table_or_the_months_change():
    sound = sound_plan()
    assert validate(sound) == []
    later = replace(sound, start=sound.start - 120)
    assert "mangler_maaneder" in {f.code for f in validate(later)}, "the same rows, ten years earlier"
    assert validate(sound) == []
    twice = replace(sound, saksinngang=(*sound.saksinngang, sound.saksinngang[0]))
    assert "dobbel_rad" in {f.code for f in validate(twice)}
    assert validate(sound) == []
