"""The two readers agree on every workbook both can read; each difference has its reason.

The first reader is openpyxl parser by parser, so it is held to what openpyxl reads as a whole, too.
"""

import datetime

import openpyxl
import pytest
import xlsxwriter

from app.export import eksporter
from app.template_texts import template_texts
from models.io.excel_calamine import read_values
from models.io.excel_cells import Collector, ErrorCell, ShownNumber, Uncalculated
from models.io.excel_formats import format_kind
from models.io.excel_template import skriv_mal
from models.io.excel_worker import read_cells
from models.io.excel_xlsx import read_xlsx
from models.io.samples import NAVN, eksempel
from planning_core.projection import framskriv_par
from planning_core.validate import validate
from tests.helpers.other_workbooks import write_ods, write_xls, write_xlsb
from tests.helpers.raw_workbooks import (
    MAIN,
    package,
    parts,
    sheet_xml,
    strings_xml,
    styles_xml,
    workbook_xml,
    write_raw,
)
from tests.helpers.workbooks import book, sheets, write

ERROR, NO_VALUE, ESCAPE, FAR_DAY = "error", "no value", "escape", "far day"
TOLERATED = {
    ERROR: "calamine gives nothing for an error cell; the first reader names the error",
    NO_VALUE: "calamine gives nothing for a formula never calculated; the first reader says that it is one",
    ESCAPE: "calamine turns every _x0041_ into its letter; the first reader only control characters, as openpyxl neither",
    FAR_DAY: "calamine gives the bare number of a day that no calendar has; the first reader the error Excel shows",
}


def facts(reader, path):
    """Sheet -> {(row, column): value} by one of the readers."""
    collector = Collector()
    read = collector.book(**reader(str(path), None, collector))
    return {s.name: {(row, column): raw for row, cells in s.rows for column, raw in cells} for s in read.sheets}


def plain(raw):
    """A value without what only the first reader can tell: the format of a number."""
    return raw.value if isinstance(raw, ShownNumber) else raw


def difference(first, second):
    """What kind of tolerated difference it is, else both values."""
    if isinstance(first, ErrorCell):
        if first.text == "#####" and isinstance(second, (int, float)):
            return FAR_DAY
        return ERROR if second is None else (first, second)
    if isinstance(first, Uncalculated) and second is None:
        return NO_VALUE
    if isinstance(first, str) and isinstance(second, str) and "_x0041_" in first and first.replace("_x0041_", "A") == second:
        return ESCAPE
    return first, second


def differences(path):
    first, second = facts(read_xlsx, path), facts(read_values, path)
    assert list(first) == list(second)
    found = {}
    for name, cells in first.items():
        for place in cells.keys() | second[name].keys():
            a, b = plain(cells.get(place)), second[name].get(place)
            if a != b or isinstance(a, bool) != isinstance(b, bool):
                found[name, place] = difference(a, b)
    return found


def by_openpyxl(path):
    # By an open file: when openpyxl raises it leaves a file open that it was given by name.
    with open(path, "rb") as file:
        opened = openpyxl.load_workbook(file, data_only=True)
    return {
        sheet.title: {(c.row, c.column): c.value for row in sheet.iter_rows() for c in row if c.value not in (None, "")}
        for sheet in opened.worksheets
    }


def as_openpyxl(raw):
    """The first reader's value as openpyxl gives it."""
    if isinstance(raw, ErrorCell):
        return "#VALUE!" if raw.text == "#####" else raw.text
    return None if isinstance(raw, Uncalculated) else plain(raw)


def agree_with_openpyxl(path):
    first, other = facts(read_xlsx, path), by_openpyxl(path)
    for name, cells in first.items():
        mine = {place: value for place, raw in cells.items() if (value := as_openpyxl(raw)) is not None}
        theirs = {p: str(v) if isinstance(v, datetime.timedelta) else v for p, v in other[name].items()}
        assert mine == theirs


# ---- the workbooks ------------------------------------------------------------------------------

def _everything(path):
    """Every kind of cell that openpyxl can write."""
    made = book(sheets(Celler=[]))
    sheet = made["Celler"]
    values = [
        "tekst", " mellomrom foran og bak ", "linje\nskift", "æøå\u00a0\u202f\u2212", 1, -3, 0, 1.5, 1e-9, 123456789012345,
        0.1 + 0.2, True, False, datetime.date(2026, 1, 1), datetime.datetime(2026, 1, 31, 12, 30, 15), datetime.time(7, 45),
        datetime.timedelta(hours=30), datetime.datetime(1900, 1, 15), "#REF!", "#DIV/0!", "=1+1", "'", "0821", "_x0041_",
        "a" * 32_767,
    ]
    for row, value in enumerate(values, 3):
        sheet.cell(row, 2, value)
    for row, (value, form) in enumerate(
        [(0.075, "0.0 %"), (0.4, "0%"), (821, "0000"), (1234.5, "# ##0.0"), (46023, "mmm. yyyy"), (46023, '"den "0'),
         (46023.5, "dd.mm.yyyy hh:mm"), (0.25, "[h]:mm"), (5_000_000, "yyyy-mm-dd"), (7, "[Red]0;[Blue]-0"),
         (60, "yyyy-mm-dd"), (59, "yyyy-mm-dd"), (1, "yyyy-mm-dd"), (46023, "[$-414]d. mmmm yyyy")], 3,
    ):
        sheet.cell(row, 5, value).number_format = form
    sheet.merge_cells("G3:H4")
    sheet.row_dimensions[4].hidden = True
    made.create_sheet("Tomt ark").sheet_state = "hidden"
    return write(path, made)


def _from_1904(path):
    made = book({"Ark": [[datetime.date(2026, 2, 1), datetime.datetime(2026, 2, 1, 6)]]})
    made.epoch = datetime.datetime(1904, 1, 1)
    return write(path, made)


def _raw_cells(path):
    """What other programs write: no places, texts in the cells, rich text, reading aids, strict dates."""
    rows = (
        '<row><c><v>1</v></c><c t="inlineStr"><is><t>inne i cellen</t></is></c><c/><c t="b"><v>1</v></c></row>'
        '<row r="5" spans="1:9"><c r="C5" t="s"><v>0</v></c><c r="D5" t="s"><v>1</v></c><c r="E5" t="s"><v>2</v></c>'
        '<c r="F5" t="str"><f>A1&amp;""</f><v>av formel</v></c><c r="G5" t="e"><v>#N/A</v></c>'
        '<c r="H5" t="str"><f>""</f><v></v></c><c r="I5"><f>1+1</f></c><c r="AA5"><v>1E3</v></c>'
        '<c r="AB5" t="n"><f t="shared" si="0"/><v>2.50</v></c></row>'
    )
    texts = strings_xml(["enkel"]).replace(
        "</sst>", '<si><r><t xml:space="preserve">to </t></r><r><t>deler</t></r></si>'
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si></sst>"
    )
    return write_raw(path, rows, strings=texts, styles=styles_xml())


def _strict(path):
    """Excel's "strict" variant has namespaces of its own."""
    content = parts({"Ark": sheet_xml('<row r="2"><c r="B2"><v>5</v></c></row>')}, styles=styles_xml())
    strict = {
        name: text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ) for name, text in content.items()
    }
    return package(path, strict)


def _odd_names(path):
    """Parts with other capitals and backslashes, as some .NET programs write them."""
    content = parts({"Ark": sheet_xml('<row r="1"><c r="A1"><v>5</v></c></row>')})
    return package(path, {name.replace("xl/worksheets/sheet1", "xl\\worksheets\\Sheet1"): text for name, text in content.items()})


def _with_a_chart_sheet(path):
    made = xlsxwriter.Workbook(path)
    made.add_worksheet("Tall").write_column("A1", [1, 2])
    chart = made.add_chart({"type": "line"})
    chart.add_series({"values": "=Tall!$A$1:$A$2"})
    made.add_chartsheet("Figur").set_chart(chart)
    made.add_worksheet("Mer").write("B2", 3)
    made.close()
    return path


def _sample(path):
    plan = eksempel(NAVN[0])
    eksporter(path, framskriv_par(plan), validate(plan), plan_navn="Prøve", tid=datetime.datetime(2026, 1, 5, 9, 30))
    return path


def _template(path):
    skriv_mal(path, template_texts())
    return path


WORKBOOKS = {
    "contract": lambda path: write(path),
    "everything": _everything,
    "1904": _from_1904,
    "raw cells": _raw_cells,
    "odd names": _odd_names,
    "chart sheet": _with_a_chart_sheet,
    "wide": lambda path: write(path, {"Ark": [list(range(400))] * 3}),
    "long": lambda path: write(path, {"Ark": [[i, f"t{i % 7}", i / 8] for i in range(3000)]}),
    "result": _sample,
    "template": _template,
    "empty": lambda path: write_raw(path),
}

EXPECTED = {
    "everything": {
        ("Celler", (21, 2)): ERROR, ("Celler", (22, 2)): ERROR, ("Celler", (23, 2)): NO_VALUE, ("Celler", (26, 2)): ESCAPE,
        ("Celler", (11, 5)): FAR_DAY,
    },
    "raw cells": {("Ark", (5, 7)): ERROR, ("Ark", (5, 9)): NO_VALUE},
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_two_readers_agree(name, tmp_path):
    path = WORKBOOKS[name](tmp_path / "bok.xlsx")
    assert differences(path) == EXPECTED.get(name, {})


@pytest.mark.filterwarnings("ignore:Cell .* is marked as a date but the serial value:UserWarning")
@pytest.mark.filterwarnings("ignore:Workbook contains no default style:UserWarning")
@pytest.mark.parametrize("name", [n for n in WORKBOOKS if n not in ("odd names", "empty")])
def test_openpyxl_agrees(name, tmp_path):
    agree_with_openpyxl(WORKBOOKS[name](tmp_path / "bok.xlsx"))


def test_every_tolerated_difference_is_met():
    assert {kind for found in EXPECTED.values() for kind in found.values()} == set(TOLERATED)


CELLS = {(2, 1): "æøå ", (2, 2): 1.5, (2, 3): True, (3, 1): 7, (3, 3): False, (4, 2): -0.25}


@pytest.mark.parametrize(
    ("kind", "writer"), [("xls", write_xls), ("ods", write_ods), ("xlsb", write_xlsb), ("xlsx", None)],
)
def test_the_same_cells_in_every_kind_of_file(kind, writer, tmp_path):
    path = tmp_path / "bok"
    if writer is None:
        made = openpyxl.Workbook()
        made.active.title = "Ark"
        for (row, column), value in CELLS.items():
            made.active.cell(row + 1, column + 1, value)
        write(path, made)
    else:
        writer(path, {"Ark": CELLS})
    (sheet,) = read_cells(str(path), None, kind).sheets
    assert {(row - 1, column - 1): raw for row, cells in sheet.rows for column, raw in cells} == CELLS
    assert [isinstance(raw, bool) for _, cells in sheet.rows for _, raw in cells] == [False, False, True, False, True, False]


@pytest.mark.parametrize(("code", "shown"), [
    ("0%", ("percent", 0)), ("0.00 %", ("percent", 2)), ("#,##0.0%;[Red]-0.0%", ("percent", 1)), ('0" %"', None),
    ("0000", ("zeros", 4)), ("00;-00", ("zeros", 2)), ("0", None), ("General", None), ("# ##0.00", None), ("@", None),
    ("yyyy", None), ("[h]:mm", None), ('"000"0', None),
])
def test_what_a_format_shows_besides_the_number(code, shown):
    assert format_kind(code) == shown


def test_a_day_before_the_first_is_an_error_cell_as_excel_shows_it(tmp_path):
    rows = '<row r="1"><c r="A1" s="0"><v>-5</v></c><c r="B1" s="0"><v>1</v></c></row>'
    path = write_raw(tmp_path / "bok.xlsx", rows, styles=styles_xml(cells='<xf numFmtId="14"/>'))
    assert facts(read_xlsx, path)["Ark"] == {(1, 1): ErrorCell("#####"), (1, 2): datetime.datetime(1900, 1, 1)}


def test_a_damaged_workbook_is_read_by_the_second_reader(tmp_path):
    """Rows out of order: the first reader gives up, calamine sorts them."""
    rows = '<row r="3"><c r="A3"><v>3</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    read = read_cells(str(write_raw(tmp_path / "bok.xlsx", rows)))
    assert read.second_reader
    assert read.only_values
    assert read.dates_from_1904 is None
    assert [s.rows for s in read.sheets] == [((2, ((1, 2),)), (3, ((1, 3),)))]


def test_a_strict_workbook_is_read_by_the_second_reader(tmp_path):
    """openpyxl knows other namespaces only."""
    read = read_cells(str(_strict(tmp_path / "bok.xlsx")))
    assert read.second_reader
    assert [(s.name, s.rows) for s in read.sheets] == [("Ark", ((2, ((2, 5),)),))]


def test_styles_where_openpyxl_does_not_look_are_not_left_out(tmp_path):
    """Without them, a date would be its day number, as it is to calamine."""
    styles = styles_xml(cells='<xf numFmtId="14"/>')
    content = parts({"Ark": sheet_xml('<row r="1"><c r="A1" s="0"><v>46023</v></c></row>')}, styles=styles)
    moved = {name.replace("xl/styles", "xl/stil"): text.replace("styles.xml", "stil.xml") for name, text in content.items()}
    path = package(tmp_path / "bok.xlsx", moved)
    assert facts(read_xlsx, path)["Ark"] == {(1, 1): datetime.datetime(2026, 1, 1)}


def test_sheets_that_were_begun_before_the_damage_come_once(tmp_path):
    content = parts({
        "Hel": sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'),
        "Skadet": sheet_xml('<row r="2"><c r="A2"><v>2</v></c></row><row r="1"/>'),
    }, workbook=workbook_xml(("Hel", "Skadet")))
    read = read_cells(str(package(tmp_path / "bok.xlsx", content)))
    assert [(s.name, s.rows) for s in read.sheets] == [("Hel", ((1, ((1, 1),)),)), ("Skadet", ((2, ((1, 2),)),))]
