"""A list of findings as a workbook of its own."""

import math
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.findings_export import arbeidsbok
from app.texts import setning
from models.io.findings_export import FIRST_ROW, HEADER_ROW, read_value
from planning_core.findings import Finding, Severity
from planning_core.months import month
from planning_core.plan import Eier

TIME = datetime(2026, 1, 2, 3, 4, 5)
ERROR = Finding("tekst_i_tallfelt", Severity.ERROR, "Enheter", 3, "årsverk_stat", "mange", cell="F5")
WARNING = Finding("negativt_tall", Severity.WARNING, "Saksinngang", 1, "antall", -3.5, cell="D3")


def book(findings, name="tall.xlsx"):
    return openpyxl.load_workbook(BytesIO(arbeidsbok(name, findings, TIME)))


def rows(sheet):
    return [[c.value for c in row] for row in sheet.iter_rows(min_row=FIRST_ROW + 1)]


def test_a_row_holds_place_severity_code_sentence_and_value():
    sheet = book([ERROR, WARNING])["Funn"]
    assert sheet["A1"].value == "Funn i tall.xlsx"
    assert sheet["A2"].value.startswith("Feil: 1. Advarsler: 1.")
    assert [c.value for c in sheet[HEADER_ROW + 1]] == [
        "Ark", "Celle", "Alvor", "Kode", "Hva er galt, og hva kan du gjøre", "Verdi som ble lest"]
    assert rows(sheet) == [
        ["Enheter", "F5", "Feil", "tekst_i_tallfelt", setning(ERROR), "mange"],
        ["Saksinngang", "D3", "Advarsel", "negativt_tall", setning(WARNING), -3.5],
    ]


def test_the_sheet_is_ready_to_filter_and_print():
    sheet = book([ERROR, WARNING])["Funn"]
    assert sheet.freeze_panes == f"A{FIRST_ROW + 1}"
    assert sheet.auto_filter.ref == f"A{HEADER_ROW + 1}:F{FIRST_ROW + 2}"
    assert sheet.print_title_rows == f"${HEADER_ROW + 1}:${HEADER_ROW + 1}"
    # One page wide (the width is 1 unless said otherwise), as many high as it takes.
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (
        "landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["E"].width > 60


def test_the_same_list_gives_the_same_bytes():
    assert arbeidsbok("a.xlsx", [ERROR], TIME) == arbeidsbok("a.xlsx", [ERROR], TIME)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["=1+1", "+1", "-1", "@a", "{=1}", "http://x.no"]))
def test_text_never_becomes_a_formula_or_a_link(name, value, start):
    found = Finding("ukjent_ark", Severity.WARNING, start + name, None, None, start + value)
    sheet = book([found], start + name)["Funn"]
    cells = [c for row in sheet.iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in cells} <= {"s", "inlineStr"}
    assert all(c.hyperlink is None for c in cells)


@pytest.mark.parametrize(("table", "column", "value", "read"), [
    ("Flyttinger", "fra_måned", month(2026, 3), "2026-03"),
    ("Plan", "start", month(2026, 3), "2026-03"),
    ("Plan", "horisont_måneder", 12, 12),
    ("Flyttinger", "eier", Eier.STAT, "stat"),
    ("Enheter", "kommune", ("0301", "4003"), "0301; 4003"),
    ("Enheter", "årsverk_stat", math.nan, None),
    ("Enheter", "kommunale_kan_flyttes", True, True),
    ("Notater", None, None, None),
    ("Saksinngang", "antall", 2.5, 2.5),
])
def test_values_are_written_as_the_workbook_has_them(table, column, value, read):
    found = read_value(Finding("x", Severity.ERROR, table, 0, column, value))
    assert found == read
    assert type(found) is type(read)


def test_a_whole_and_empty_list_can_be_written():
    assert rows(book([])["Funn"]) == []
