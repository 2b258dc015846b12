"""The workbook the program writes: the empty template, and a plan that comes back the same."""

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.template_texts import template_texts
from models.io.excel_codes import KODER
from models.io.excel_columns import sheet_names
from models.io.excel_import import les_plan, plan_from_cells
from models.io.excel_schema import READ_ME, SHEETS, rows_of
from models.io.excel_template import skriv_mal, skriv_plan
from models.io.excel_worker import read_cells
from models.io.samples import NAVN, eksempel
from planning_core.months import month
from planning_core.parameters import NOKLER
from planning_core.plan import Enhet, EnhetType, Forutsetning, Kilde, Plan, Ytelse, fingerprint
from tests.helpers.plans import REPRODUCIBLE, plans

WANTED = frozenset(name for sheet in SHEETS.values() for name in sheet_names(sheet))
TEXTS = template_texts()


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("mal") / "mal.xlsx"
    skriv_mal(path, TEXTS)
    return path


def test_the_template_has_every_sheet_and_header(template):
    book = openpyxl.load_workbook(template)
    assert book.sheetnames == [READ_ME, *SHEETS]
    for name, sheet in SHEETS.items():
        assert tuple(cell.value for cell in book[name][1]) == sheet.headers
        assert all(cell.comment is not None and cell.comment.text for cell in book[name][1]), name
        assert book[name].freeze_panes == "A2"


def test_every_sheet_has_one_example_that_is_not_read(template):
    book = openpyxl.load_workbook(template)
    assert all(str(book[name]["A2"].value).startswith("Eksempel:") for name in SHEETS)
    found = les_plan(template)
    assert [(f.code, f.table) for f in found.errors] == [
        ("mangler_planverdi", "Plan"), ("tomt_ark", "Enheter"), ("tomt_ark", "Ytelser"),
    ]


def test_an_example_that_somebody_has_written_in_is_said(tmp_path, template):
    """It is still not read; but no number is left out in silence. The template's own row says nothing."""
    book = openpyxl.load_workbook(template)
    book["Enheter"]["F2"] = 61.5  # typed over the example, whose mark still stands
    book["Ytelser"]["A2"] = "Eksempel:"  # only emptied
    book["Normtid"].delete_cols(4)  # a column that may be taken away
    book.save(tmp_path / "bok.xlsx")
    found = les_plan(tmp_path / "bok.xlsx")
    assert [(f.table, f.cell) for f in found.findings if f.code == "eksempelrad_endret"] == [("Enheter", "A2")]
    assert not [f for f in les_plan(template).findings if f.code == "eksempelrad_endret"]


@pytest.mark.parametrize("name", NAVN)
def test_a_filled_template_is_the_plan(tmp_path, template, name):
    """Every sheet filled below its example, as somebody would who never takes the examples away."""
    plan = eksempel(name)
    book = openpyxl.load_workbook(template)
    for sheet in SHEETS:
        rows = rows_of(plan, sheet)
        if sheet == "Plan":
            keys = {cell.value: cell.row for cell in book[sheet]["A"]}
            for key, value in rows:
                book[sheet].cell(keys[key], 2, value)
            continue
        for r, row in enumerate(rows, start=3):
            for c, value in enumerate(row, start=1):
                cell = book[sheet].cell(r, c)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    book.save(tmp_path / "fylt.xlsx")
    found = les_plan(tmp_path / "fylt.xlsx")
    assert found.errors == ()
    assert found.plan == plan
    assert fingerprint(found.plan) == fingerprint(plan)


def test_references_are_lists_of_the_sheet_they_name(template):
    """Units, ytelser and gevinster are chosen from the rows of their own sheets."""
    book = openpyxl.load_workbook(template)
    named = {(name, c.header): c.reference for name, sheet in SHEETS.items() for c in sheet.columns if c.reference}
    assert set(named.values()) == {"Enheter", "Ytelser", "Gevinster"}
    for (name, header), reference in named.items():
        column = next(cell.column_letter for cell in book[name][1] if cell.value == header)
        (rule,) = [r for r in book[name].data_validations.dataValidation if str(r.sqref).startswith(f"{column}3:")]
        assert rule.formula1 == f"'{reference}'!$A$2:$A$2000"


@pytest.mark.parametrize("name", SHEETS)
def test_the_example_rows_are_right(tmp_path, template, name):
    """Without its mark, an example reads without a finding in its own cells."""
    book = openpyxl.load_workbook(template)
    cell = book[name]["A2"]
    cell.value = str(cell.value).removeprefix("Eksempel:").strip() or None
    book.save(tmp_path / "bok.xlsx")
    found = plan_from_cells(read_cells(str(tmp_path / "bok.xlsx"), WANTED))
    about_other_rows = {"tomt_ark", "mangler_planverdi", "dobbel_nokkel"}
    assert not [f for f in found.errors if f.table == name and f.code in KODER and f.code not in about_other_rows]


def test_choices_are_lists_and_shares_are_bounded(template):
    book = openpyxl.load_workbook(template)
    declared = book["Enheter"].data_validations.dataValidation
    rules = {str(r.sqref).split(":")[0].rstrip("0123456789"): r for r in declared}
    assert rules["C"].formula1 == '"NAV-kontor,forvaltningsenhet"'
    assert rules["O"].formula1 == '"ja,nei"'
    assert (rules["K"].type, rules["K"].formula1, rules["K"].formula2) == ("decimal", "0", "1")
    lists = [str(r.formula1) for r in book["Forutsetninger"].data_validations.dataValidation]
    keys = next(formula for formula in lists if READ_ME in formula)
    first, last = (int(part.rpartition("$")[2]) for part in keys.split("!")[1].split(":"))
    assert [book[READ_ME].cell(r, 1).value for r in range(first, last + 1)] == list(NOKLER)


def test_template_is_the_same_each_time(template, tmp_path):
    skriv_mal(tmp_path / "to.xlsx", TEXTS)
    first, second = (
        {name: book[name]["A1"].value for name in book.sheetnames}
        for book in (openpyxl.load_workbook(p) for p in (template, tmp_path / "to.xlsx"))
    )
    assert first == second


def there_and_back(plan, folder):
    path = folder / "plan.xlsx"
    skriv_plan(path, plan, TEXTS)
    return plan_from_cells(read_cells(str(path), WANTED))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tur-retur")


@settings(parent=REPRODUCIBLE, max_examples=15)
@given(plans())
def test_a_plan_comes_back_the_same(folder, plan):
    found = there_and_back(plan, folder)
    assert found.plan == plan
    assert fingerprint(found.plan) == fingerprint(plan)


def _small_plan(text, number):
    return Plan(
        text, month(2026, 1),
        enheter=(Enhet("F", text or "F", EnhetType.FORVALTNINGSENHET, arsverk_stat=number),),
        ytelser=(Ytelse("y", omrade=text),),
        forutsetninger=(
            Forutsetning("sjekk_ved_mottak", False, kilde=text), Forutsetning("gevinstniva", "optimistisk"),
        ),
        kilder=(Kilde("Enheter", "", "A", True, text),),
    )


TYPEABLE = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40)


@settings(parent=REPRODUCIBLE, max_examples=25)
@given(TYPEABLE, st.floats(0, 1e9))
@example("=1+1", 0.1 + 0.2)
@example("  @SUM(A1) ", 1 / 3)
@example("linje\nskift\ttab \u00a0æøå 👩‍🚀", 5e-324)
@example("'1.234", 123456789.12345679)
@example("http://x", 0.0)
def test_any_text_and_any_number_comes_back(folder, text, number):
    plan = _small_plan(text, number)
    found = there_and_back(plan, folder)
    assert found.plan is not None, found.errors
    assert fingerprint(found.plan) == fingerprint(_small_plan(text, number))
