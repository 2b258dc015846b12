"""``Scenariosammenligning`` in the result workbook: baseline first, differences that recalculate, words."""

from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from app.export import eksporter
from app.export_texts import ORD
from models.io.excel_import import les_plan
from models.io.export.scenarier import SHEET
from planning_core.plan import ScenarioVerdi, fingerprint
from planning_core.projection import framskriv_par
from planning_core.questions.scenarios import grunnplan
from planning_core.validate import validate
from tests.core.builders import fe, kontor, small_plan

ROWS = (
    ("=A & B", "Scenario", "beskrivelse", "verdi", "Flere folk"),
    ("=A & B", "Scenario", "låst", "verdi", "ja"),
    ("=A & B", "Enheter", "F", "årsverk_stat", "0.9"),
    ("Gammelt", "Enheter", "X", "årsverk_stat", "2"),
)


@pytest.fixture(scope="module")
def plan():
    base = small_plan(f=fe(arsverk_stat=0.8), k=kontor(arsverk_stat=3.0))
    return replace(base, scenarier=tuple(ScenarioVerdi(*row) for row in ROWS))


@pytest.fixture(scope="module")
def path(plan, tmp_path_factory):
    target = tmp_path_factory.mktemp("scenarier") / "ut.xlsx"
    eksporter(target, framskriv_par(plan), validate(plan), plan_navn="Prøve", tid=datetime(2026, 1, 5))
    return target


def rows_of(path, *, values):
    return list(openpyxl.load_workbook(path, data_only=values)[SHEET].iter_rows(values_only=True))


def test_the_baseline_stands_first_and_each_scenario_with_its_difference(path):
    rows = rows_of(path, values=True)
    first = next(i for i, row in enumerate(rows) if row[0] == "Grunnplan")
    # FE has 80 hours for 100 cases of an hour: 240 wait after a year; with 90 hours half of that.
    assert rows[first][1] == pytest.approx(240.0)
    assert rows[first][2] is None
    assert rows[first + 1][0] == "=A & B"
    assert rows[first + 1][1:3] == pytest.approx((120.0, -120.0))
    assert rows[first + 2][0] == "Gammelt (kan ikke brukes)"
    assert not any(rows[first + 2][1:])
    formulas = rows_of(path, values=False)
    assert formulas[first + 1][2] == f"=ROUND(B{first + 2}-B{first + 1},9)"


def test_what_is_changed_stands_in_words(path, plan):
    texts = [row[0] for row in rows_of(path, values=True)]
    assert "=A & B (låst)" in texts
    assert "Flere folk" in texts
    assert "F: statlige årsverk 0,8 → 0,9" in texts
    assert any("har ingen slik rad" in str(text) or "men planen har ingen" in str(text) for text in texts)
    assert fingerprint(grunnplan(plan)) in openpyxl.load_workbook(path)[SHEET]["A2"].value


def test_it_has_two_charts_and_is_named_in_om(path):
    book = openpyxl.load_workbook(path)
    assert len(book[SHEET]._charts) == 2
    assert SHEET in [row[0].value for row in book["Om"].iter_rows()]
    assert book.sheetnames.index(SHEET) == book.sheetnames.index("Kontroll") - 1  # as in RESULTATARK


def test_the_plan_comes_back_with_its_scenarios(path, plan):
    found = les_plan(path)
    assert found.plan == plan
    assert [f.cell for f in found.findings if f.table == "Scenarier"] == ["C5"]


def test_a_plan_without_scenarios_shows_its_baseline_and_says_so(plan, tmp_path):
    base = grunnplan(plan)
    eksporter(tmp_path / "ut.xlsx", framskriv_par(base), validate(base))
    rows = rows_of(tmp_path / "ut.xlsx", values=True)
    assert ORD["scenario.ingen"] in [row[0] for row in rows]
    first = next(i for i, row in enumerate(rows) if row[0] == "Grunnplan")
    assert rows[first][1] == pytest.approx(240.0)
    assert not any(rows[first + 1])
