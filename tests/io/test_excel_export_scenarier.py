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


def block(rows, name, count=3):
    """The rows of one scenario: planen, uten flyttinger, forskjell."""
    first = next(i for i, row in enumerate(rows) if row[0] == name)
    return rows[first:first + count]


def test_the_baseline_stands_first_and_each_scenario_with_its_difference(path):
    rows = rows_of(path, values=True)
    names = [row[0] for row in rows]
    assert names.index("Grunnplan") < names.index("=A & B") < names.index("Gammelt (kan ikke brukes)")
    # FE has 80 hours for 100 cases of an hour: 240 wait after a year; with 90 hours half of that.
    baseline, changed = block(rows, "Grunnplan"), block(rows, "=A & B")
    assert [row[1] for row in baseline] == ["planen", "uten flyttinger", "forskjell"]
    assert [row[2] for row in baseline] == pytest.approx([240.0, 240.0, 0.0])
    assert not any(row[3] for row in baseline)
    assert changed[0][2:4] == pytest.approx((120.0, -120.0))
    assert changed[1][2:4] == pytest.approx((120.0, -120.0))
    assert not any(block(rows, "Gammelt (kan ikke brukes)", 1)[0][2:])
    first = names.index("Grunnplan")
    formulas = rows_of(path, values=False)
    assert formulas[first + 3][3] == f"=ROUND(C{first + 4}-C{first + 1},9)"
    assert formulas[first + 5][2] == f"=ROUND(C{first + 4}-C{first + 5},9)"


def test_a_scenario_that_moves_people_stands_beside_itself_without_the_move(tmp_path):
    """Half an årsverk to FE from July; without it the queue is that of the baseline, 240."""
    base = small_plan(f=fe(arsverk_stat=0.8), k=kontor(arsverk_stat=3.0))
    move = {"til": "F", "eier": "stat", "årsverk": "0.5", "fra_måned": "2026-07"}
    plan = replace(base, scenarier=tuple(ScenarioVerdi("Flytt", "Flyttinger", "ny 1", k, v) for k, v in move.items()))
    eksporter(tmp_path / "ut.xlsx", framskriv_par(plan), validate(plan), tid=datetime(2026, 1, 5))
    rows = rows_of(tmp_path / "ut.xlsx", values=True)
    with_move, without, difference = (row[2] for row in block(rows, "Flytt"))
    assert without == pytest.approx(240.0)
    assert with_move < without
    assert difference == pytest.approx(with_move - without)


def test_kontroll_reads_the_sheet(path):
    book = openpyxl.load_workbook(path, data_only=True)
    lines = [r for r in book["Kontroll"].iter_rows(min_row=7, values_only=True) if r[0] == SHEET]
    assert len(lines) == 5 + 2  # figures of the only month that is compared, and the series of two charts
    assert all(r[4] == pytest.approx(r[5]) and r[6] == 0 for r in lines)
    assert any(r[4] for r in lines)


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


def test_each_table_of_months_begins_a_page(path):
    """Its titles stand over it; the break comes before the row it names (openpyxl counts rows above)."""
    sheet = openpyxl.load_workbook(path)["Scenariosammenligning"]
    first = [next(c.value for c in sheet[brk.id + 1]) for brk in sheet.row_breaks.brk]
    assert first[1:] == ["Tallene i diagrammene, måned for måned", "Timer til oppfølging (timer per måned)"]


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
    assert rows[first][2] == pytest.approx(240.0)
    assert not any(rows[first + 3])
