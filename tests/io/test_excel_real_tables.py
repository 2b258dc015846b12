"""Workbooks as people have them: each trap is a small fixture, and reads rightly or is named at its cell."""

import datetime
import zipfile

import pytest

from models.io.excel_cells import ShownNumber
from models.io.excel_columns import Column, Kind
from models.io.excel_headers import Merged, find_header
from models.io.excel_import import les_plan, plan_from_cells
from models.io.excel_schema import SHEETS
from models.io.excel_shares import share
from models.io.excel_values import convert
from models.io.excel_worker import read_cells
from models.io.numbers import SPACES, Mark, Unreadable, mark_of, parse_number
from planning_core.months import month
from planning_core.plan import Brukere
from tests.helpers.other_workbooks import write_ods, write_xls, write_xlsb
from tests.helpers.raw_workbooks import package, write_raw
from tests.helpers.workbooks import MINIMAL, book, sheets, write

JAN = month(2026, 1)


@pytest.fixture
def importer(tmp_path):
    """Import sheets (or an openpyxl workbook) without a process of its own."""
    def run(content):
        return plan_from_cells(read_cells(str(write(tmp_path / "bok.xlsx", content))))
    return run


def places(found):
    return [(f.code, f"{f.table}!{f.cell}" if f.cell else f.table) for f in found.findings]


def shifted(rows, down, right):
    """The rows moved down and to the right, as people leave room for a heading."""
    return [[] for _ in range(down)] + [[None] * right + row for row in rows]


# ---- where tables stand -------------------------------------------------------------------------

@pytest.mark.parametrize(("down", "right"), [(0, 0), (1, 1), (2, 0), (7, 3)], ids=["A1", "B2", "A3", "D8"])
def test_a_table_may_begin_anywhere(importer, down, right):
    found = importer({name: shifted(rows, down, right) for name, rows in sheets().items()})
    assert places(found) == []
    assert found.plan == importer(sheets()).plan


def test_a_title_a_date_and_blank_rows_above_and_within(importer):
    rows = [["Brukere i fylket"], ["Oppdatert", datetime.date(2026, 1, 5)], [], MINIMAL["Brukere"][0], [], [" "],
            ["A", "alle", None, 300], [], ["A", "alle", "2026-02", 310], [None, "\u00a0"]]
    found = importer(sheets(Brukere=rows))
    assert places(found) == []
    assert found.plan.brukere == (Brukere("A", "alle", None, 300.0), Brukere("A", "alle", JAN + 1, 310.0))


def test_a_header_merged_over_two_rows_beside_months_under_their_year(importer):
    """enhet and brukergruppe reach over both rows; 2026 and 2027 stand merged over their months."""
    made = book(sheets(Brukere=[
        ["enhet", "brukergruppe", 2026, None, None, "2027", None], [None, None, "jan", "feb.", 3, "jan", "februar"],
        ["A", "alle", 300, 310, 320, 330, 340],
    ], Plan=[["nøkkel", "verdi"], ["start", "2026-01"], ["horisont_måneder", 24]]))
    for reference in ("A1:A2", "B1:B2", "C1:E1", "F1:G1"):
        made["Brukere"].merge_cells(reference)
    found = importer(made)
    assert places(found) == []
    assert [(b.maned - JAN, b.antall) for b in found.plan.brukere] == [(0, 300), (1, 310), (2, 320), (12, 330), (13, 340)]


def test_a_group_merged_over_its_columns_is_read_with_each(importer):
    made = book(sheets())
    sheet = made["Enheter"]
    sheet.insert_rows(1)
    for place, text in {"A1": "Enhetene", "E1": "Årsverk", "E2": "stat", "F2": "kommune"}.items():
        sheet[place] = text
    sheet.merge_cells("E1:F1")
    sheet.merge_cells("A1:D1")
    found = importer(made)
    assert places(found) == []
    assert [(e.arsverk_stat, e.arsverk_kommune) for e in found.plan.enheter] == [(10, 4), (20, 0)]


def test_a_name_merged_over_its_rows_is_read_in_each_and_said(importer):
    made = book(sheets(Brukere=[
        ["enhet", "brukergruppe", "måned", "antall"], ["A", "alle", "2026-01", 1], [None, "alle", "2026-02", 2],
        [None, "alle", "2026-03", 3],
    ]))
    made["Brukere"].merge_cells("A2:A4")
    found = importer(made)
    assert [(b.enhet, b.antall) for b in found.plan.brukere] == [("A", 1), ("A", 2), ("A", 3)]
    assert places(found) == [("flettede_celler_lest", "Brukere!A3")]
    assert found.findings[0].details["antall"] == 2


def test_a_number_merged_over_rows_is_not_counted_over_again(importer):
    made = book(sheets(Brukere=[
        ["enhet", "brukergruppe", "måned", "antall"], ["A", "alle", "2026-01", 10], ["A", "alle", "2026-02", None],
    ]))
    made["Brukere"].merge_cells("D2:D3")
    found = importer(made)
    assert [b.antall for b in found.plan.brukere] == [10, 0]
    assert places(found) == [("tom_lest_som_null", "Brukere!D3")]


def test_ranges_that_overlap_or_reach_far_cost_nothing(tmp_path):
    made = book(sheets())
    for _ in range(3):
        made["Brukere"].merged_cells.add("A2:A1048576")
    (cells,) = [s for s in read_cells(str(write(tmp_path / "bok.xlsx", made))).sheets if s.name == "Brukere"]
    merged = Merged(cells)
    assert merged.down(1_000_000, 1) == (2, "A")
    assert merged.down(2, 1) is None
    assert find_header(cells, SHEETS["Brukere"], merged=merged).row == 1


# ---- names --------------------------------------------------------------------------------------

@pytest.mark.parametrize(
    ("declared", "written", "said"),
    [
        (["0821", "Nav Midt-Telemark"], "0821", False), (["0821", "Nav Midt-Telemark"], " 0821\u00a0", False),
        (["0821", "Nav Midt-Telemark"], 821, True), (["0821", "Nav Midt-Telemark"], "821", True),
        (["0821", "Nav Midt-Telemark"], "0821 Nav Midt-Telemark", True),
        (["0821", "Nav Midt-Telemark"], "NAV Midt-Telemark", True),
        (["Oslo", None], "03 Oslo", True), (["NAV Bø", None], "Nav Bø", True), (["NAV Bø", None], "NAV  Bø ", True),
    ],
)
def test_a_unit_is_known_by_its_number_or_its_name(importer, declared, written, said):
    key, name = declared
    content = sheets(Brukere=[["enhet", "brukergruppe", "antall"], [written, "alle", 300]],
                     Saksinngang=[["enhet", "ytelse", "antall"], [key, "dagpenger", 400]])
    content["Enheter"] = [["enhet", "navn", "type", "innbyggere", "årsverk_stat"], [key, name, "NAV-kontor", 5000, 10],
                          ["F", None, "FE", None, 20]]
    found = importer(content)
    assert found.plan.brukere[0].enhet == key
    assert places(found) == ([("navn_lest_som", "Brukere!A2")] if said else [])


def test_a_name_that_could_be_two_units_or_only_looks_alike_is_asked_about(importer):
    content = sheets()
    content["Enheter"] = [["enhet", "navn", "type", "innbyggere", "årsverk_stat"], ["1", "Nav Bø", "NAV-kontor", 5000, 10],
                          ["2", "Bø kontor", "NAV-kontor", 500, 10], ["F", None, "FE", None, 20]]
    content["Saksinngang"] = [["enhet", "ytelse", "antall"], ["1", "dagpenger", 4], ["2", "dagpenger", 4], ["Bø", "dagpenger", 4]]
    content["Brukere"] = [["enhet", "brukergruppe", "antall"], ["1", "alle", 3], ["2", "alle", 3], ["NAV Bøø", "alle", 3]]
    assert [p for p in places(importer(content)) if p[0] == "ukjent_enhet"] == [
        ("ukjent_enhet", "Saksinngang!A4"), ("ukjent_enhet", "Brukere!A4"),
    ]


def test_a_ytelse_in_another_case(importer):
    found = importer(sheets(Saksinngang=[["enhet", "ytelse", "antall"], ["A", " Dagpenger", 400]]))
    assert found.plan.saksinngang[0].ytelse == "dagpenger"
    assert places(found) == [("navn_lest_som", "Saksinngang!B2")]


# ---- numbers ------------------------------------------------------------------------------------

@pytest.mark.parametrize("space", SPACES)
def test_every_kind_of_space_may_part_thousands(space):
    assert parse_number(f"1{space}234,5{space}") == 1234.5


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234,5", 1234.5), ("1.234.567", 1234567.0), ("\u22127,5", -7.5), ("\u20133", -3.0), ("0821", 821.0),
     ("1\u202f234", 1234.0)],
)
def test_numbers_as_text(text, value):
    assert parse_number(text) == value


def shares(importer, cells, header="andel_fe", formats=None):
    """Import the column andel_fe of Grensesnitt."""
    rows = [["ytelse", "hovedprosess", header]] + [["dagpenger", f"HP{i}", cell] for i, cell in enumerate(cells, 1)]
    made = book(sheets(Grensesnitt=rows))
    for row, form in enumerate(formats or (), 2):
        made["Grensesnitt"].cell(row, 3).number_format = form
    return importer(made)


def test_shares_without_doubt(importer):
    found = shares(importer, [0.075, "7,5 %", "0,075", 0.4], formats=["General", "General", "General", "0 %"])
    assert [g.andel_fe for g in found.plan.grensesnitt] == [0.075, 0.075, 0.075, 0.4]
    assert places(found) == []


def test_a_header_of_per_cent_makes_numbers_above_one_per_cent(importer):
    found = shares(importer, ["7,5", 0, "7,5 %", 0.25], header="andel_fe (%)", formats=["General"] * 3 + ["0.0%"])
    assert [g.andel_fe for g in found.plan.grensesnitt] == [0.075, 0.0, 0.075, 0.25]
    assert places(found) == []


@pytest.mark.parametrize(("header", "cells"), [("andel_fe (prosent)", [0.4, 40]), ("andel_fe", [0.4, 40])])
def test_a_share_that_may_be_per_cent_is_asked_about(importer, header, cells):
    found = shares(importer, cells, header=header)
    doubtful = [f for f in found.errors if f.code == "prosent_eller_andel"]
    readings = [(f.cell, f.details["som_prosent"], f.details["som_andel"]) for f in doubtful]
    assert readings == [("C2", 0.004, 0.4), ("C3", 0.4, 40.0)][: 1 if "prosent" in header else 2]
    # Beside 40 it is the 40 that needs mending; under a header of per cent the number itself.
    assert doubtful[0].details["andre_over_1"] is ("prosent" not in header)
    assert not any(f.details["andre_over_1"] for f in doubtful[1:])


def test_the_answer_decides():
    assert share(0.4, "andel", answer=True) == 0.004
    assert share(0.4, "andel", answer=False) == 0.4
    assert share("40", "andel", answer=True) == 0.4
    with pytest.raises(Unreadable, match="prosent_eller_andel"):
        share(0.4, "andel (%)")


def test_a_number_shown_as_per_cent_where_none_belongs(importer):
    made = book(sheets())
    made["Enheter"]["E2"].number_format = "0%"
    assert ("prosent_uventet", "Enheter!E2") in places(importer(made))


@pytest.mark.parametrize("mark", ["*", " * ", ":", "..", ".", "\u2026"])
def test_suppressed_and_missing_numbers_are_named_and_never_zero(importer, mark):
    found = importer(sheets(Brukere_plus=[["A", "alle", "2026-02", mark]]))
    code = "skjermet_tall" if mark.strip() in ("*", ":") else "tall_mangler_i_kilden"
    assert found.plan is None
    assert places(found) == [(code, "Brukere!D3")]


@pytest.mark.parametrize("mark", ["-", "\u2013", "\u2212", " \u2014"])
def test_a_dash_is_none_and_said(importer, mark):
    kapasitet = [["enhet", "måned", "faktor"], ["A", "2026-01", mark]]
    found = importer(sheets(Brukere_plus=[["A", "alle", "2026-02", mark]], Kapasitet=kapasitet))
    assert found.plan.brukere[1].antall == 0.0
    assert found.plan.kapasitet[0].faktor == 1.0
    assert places(found) == [("strek_lest_som_null", "Brukere!D3"), ("strek_lest_som_tom", "Kapasitet!C2")]


def test_marks_in_a_wide_table(importer):
    found = importer(sheets(Brukere=[["enhet", "brukergruppe", "2026-01", "2026-02", "2026-03"], ["A", "alle", "*", "-", 3]]))
    assert places(found) == [("skjermet_tall", "Brukere!C2"), ("strek_lest_som_null", "Brukere!D2")]


def test_marks():
    assert [mark_of(t) for t in ("*", ":", "..", "-", "- 3", "*3", "", None, 0)] == [
        Mark.SUPPRESSED, Mark.SUPPRESSED, Mark.MISSING, Mark.NONE, None, None, None, None, None,
    ]


# ---- months, dates and files --------------------------------------------------------------------

def test_a_day_number_means_nothing_where_the_first_day_is_not_known():
    column = Column("måned", "maned", Kind.MONTH)
    assert convert(column, 46023) == JAN
    assert convert(column, 46023 - 1462, dates_from_1904=True) == JAN
    assert convert(column, datetime.datetime(2026, 1, 1), None) == JAN
    assert convert(column, 202601, None) == JAN
    assert convert(column, ShownNumber(202601, "202601"), None) == JAN
    with pytest.raises(Unreadable, match="ikke_maned"):
        convert(column, 46023, None)


def by_place(content):
    return {
        name: {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row) if value is not None}
        for name, rows in content.items()
    }


@pytest.mark.parametrize(("suffix", "writer"), [("xls", write_xls), ("ods", write_ods), ("xlsb", write_xlsb)])
def test_the_contract_in_other_kinds_of_file_is_the_same_plan_and_what_cannot_be_seen_is_said(tmp_path, suffix, writer):
    found = les_plan(writer(tmp_path / f"bok.{suffix}", by_place(sheets())))
    assert found.plan == les_plan(write(tmp_path / "bok.xlsx")).plan
    assert places(found) == [("bare_verdier_lest", "")]
    assert found.findings[0].details["format"] == f".{suffix}"


@pytest.mark.parametrize(("suffix", "writer"), [("xls", write_xls), ("ods", write_ods)])
def test_a_hidden_sheet_of_another_kind_of_file_is_said(tmp_path, suffix, writer):
    found = les_plan(writer(tmp_path / f"bok.{suffix}", by_place(sheets()), hidden=("Brukere",)))
    assert ("skjult_ark", "Brukere") in places(found)


def test_a_damaged_workbook_says_that_the_second_reader_read_it(tmp_path):
    with zipfile.ZipFile(write(tmp_path / "hel.xlsx")) as source:
        content = {name: source.read(name) for name in source.namelist()}
    sheet = "xl/worksheets/sheet6.xml"
    content[sheet] = content[sheet].replace(b"</sheetData>", b'<row r="1"></row></sheetData>')
    found = les_plan(package(tmp_path / "bok.xlsx", content))
    assert found.plan == les_plan(tmp_path / "hel.xlsx").plan
    assert places(found) == [("lest_av_andre_leser", "")]


def test_rows_and_columns_of_no_height_are_hidden_too(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" ht="0" customHeight="1"><c r="A2"><v>2</v></c></row>'
    columns = '<cols><col min="2" max="3" width="0" customWidth="1"/><col min="5" max="5" width="9" hidden="1"/></cols>'
    (cells,) = read_cells(str(write_raw(tmp_path / "bok.xlsx", rows, before=columns))).sheets
    assert (cells.hidden_rows, cells.hidden_columns) == ((2,), ((2, 3), (5, 5)))
