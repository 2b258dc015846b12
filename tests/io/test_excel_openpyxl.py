"""What the reading relies on in openpyxl that openpyxl does not promise; an update that breaks it is seen here."""

import inspect
import io

import pytest
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import COL_TAG, FORMULA_TAG, MERGE_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser

from models.io.excel_limits import MAX_ELEMENTS, Broken, Forbidden, TooLarge
from models.io.excel_openpyxl import NO_SUCH_DAY, Book, SheetParser
from models.io.excel_package import CheckedPackage
from tests.helpers.raw_workbooks import HEADER, MAIN, package, parts, sheet_xml, strings_xml, styles_xml, write_raw


def parsed(rows, before="", after="", **styles):
    """The parser after it has read those rows, and the rows."""
    source = io.BytesIO(sheet_xml(rows, before, after).encode())
    parser = SheetParser(source, ["delt"], data_only=True, **styles)
    return parser, list(parser.rows())


def opened(path):
    with CheckedPackage(str(path)) as checked, pytest.warns(UserWarning, match="Workbook contains no default style"):
        return Book(checked)


def cell(xml, **styles):
    _, [(_, [found])] = parsed(f'<row r="3">{xml}</row>', **styles)
    return found["column"], found["value"], found["data_type"]


def test_the_names_of_elements():
    names = ("v", "f", "row", "col", "mergeCells")
    assert [f"{{{MAIN}}}{name}" for name in names] == [VALUE_TAG, FORMULA_TAG, ROW_TAG, COL_TAG, MERGE_TAG]


def test_the_parser_is_made_of_these():
    taken = inspect.signature(WorkSheetParser).parameters
    assert list(taken)[:2] == ["src", "shared_strings"]
    assert {"data_only", "epoch", "date_formats", "timedelta_formats"} <= set(taken)


@pytest.mark.parametrize(("xml", "found"), [
    ('<c r="B3"><v>7</v></c>', (2, 7, "n")),
    ('<c r="B3" t="s"><v>0</v></c>', (2, "delt", "s")),
    ('<c r="B3" t="inlineStr"><is><t>inne</t></is></c>', (2, "inne", "s")),
    ('<c r="B3" t="b"><v>1</v></c>', (2, True, "b")),
    ('<c r="B3" t="e"><v>#N/A</v></c>', (2, "#N/A", "e")),
    ('<c r="B3"><f>1+1</f><v>2</v></c>', (2, 2, "n")),
    ('<c r="B3"><f>1+1</f></c>', (2, None, "f")),
    ('<c r="B3"><f>1+1</f><v></v></c>', (2, None, "f")),
    ('<c r="B3" t="str"><f>""</f></c>', (2, None, "f")),
    ('<c r="B3" t="str"><f>""</f><v></v></c>', (2, None, "str")),
    ('<c r="B3" s="1"/>', (2, None, "n")),
    ("<c><v>7</v></c>", (1, 7, "n")),
])
def test_a_cell(xml, found):
    assert cell(xml) == found


@pytest.mark.filterwarnings("ignore:Cell B3 is marked as a date but the serial value:UserWarning")
def test_a_cell_by_its_style():
    day = {"date_formats": {5}}
    assert cell('<c r="B3" s="5"><v>46023</v></c>', **day)[1].isoformat() == "2026-01-01T00:00:00"
    assert cell('<c r="B3" s="5"><v>46023</v></c>', **day)[2] == "d"
    assert cell('<c r="B3" s="5"><v>5000000</v></c>', **day)[1:] == (NO_SUCH_DAY, "e")
    spent = cell('<c r="B3" s="5"><v>1.25</v></c>', **day, timedelta_formats={5})[1]
    assert spent.total_seconds() == 30 * 3600


def test_what_is_hidden_and_merged():
    parser, rows = parsed(
        '<row r="2" hidden="1"/><row r="4" ht="0"/><row r="5" ht="15"/><row hidden="true"><c/></row>',
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/><col min="6" max="6" width="9"/></cols>',
        '<mergeCells><mergeCell ref="B2:D3"/><mergeCell ref="F1"/></mergeCells>',
    )
    assert [number for number, _ in rows] == [2, 4, 5, 6]
    assert parser.hidden_rows == [2, 4, 6]
    assert parser.hidden_columns == [(2, 3), (5, 5)]
    assert parser.merged == [(2, 2, 3, 4), (1, 6, 1, 6)]


@pytest.mark.parametrize("xml", [
    '<c r="B3" t="s"><v>1</v></c>', '<c r="B"><v>1</v></c>', '<c r="B3" s="x"><v>1</v></c>', "<c><v>en</v></c>",
])
def test_what_openpyxl_gives_up_is_damage(xml):
    with pytest.raises(Broken):
        cell(xml)


def test_a_row_is_let_go_of_when_it_has_been_told():
    """A sheet is never held whole: what stays of a row is its empty element."""
    source = io.BytesIO(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>' * 2).encode())
    seen = []

    class Remembers(SheetParser):
        def parse_row(self, row):
            seen.append(row)
            return super().parse_row(row)

    assert len(list(Remembers(source, [], data_only=True).rows())) == 2
    assert [len(row) for row in seen] == [0, 0]


# ---- the package --------------------------------------------------------------------------------

def test_openpyxl_opens_every_part_by_way_of_the_checks(tmp_path, monkeypatch):
    """Shared texts as a stream, the others whole; else they would be read unchecked."""
    content = parts({"Ark": sheet_xml("")}, styles=styles_xml(), strings=strings_xml(["x"]))
    whole, streamed = [], []
    read, open_ = CheckedPackage.read, CheckedPackage.open
    monkeypatch.setattr(CheckedPackage, "read", lambda self, name, pwd=None: whole.append(name) or read(self, name))
    monkeypatch.setattr(CheckedPackage, "open", lambda self, name, *_: streamed.append(name) or open_(self, name))
    book = opened(package(tmp_path / "bok.xlsx", content))
    assert book.texts == ["x"]
    assert streamed == ["xl/sharedStrings.xml"]
    assert sorted(whole) == ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml"]


def test_the_reader_has_these_steps():
    """And ``load_workbook`` goes by them, so that nothing that cells need is left out."""
    steps = inspect.getsource(ExcelReader.read)
    for step in ("read_manifest()", "read_strings()", "read_workbook()", "apply_stylesheet(self.archive, self.wb)"):
        assert step in steps


def test_a_part_is_checked_as_it_is_opened(tmp_path):
    path = package(tmp_path / "bok.xlsx", {
        "erklaert": f"{HEADER}<!-- x --><!DOCTYPE x><x/>", "dypt": "<x>" * 300, "mange": f"<x>{'<y/>' * MAX_ELEMENTS}</x>",
        "XL\\Fint.xml": "<x/>",
    })
    with CheckedPackage(str(path)) as checked:
        for opening in (checked.read, checked.open, checked.open_sheet):
            with pytest.raises(Forbidden):
                opening("erklaert")
            with pytest.raises(KeyError):
                opening("borte")
        with pytest.raises(Forbidden):
            checked.read("dypt")
        with pytest.raises(TooLarge):
            checked.read("mange")
        with checked.open("mange") as part:
            assert len(part.read()) > MAX_ELEMENTS
        assert checked.read("xl/fint.xml") == b"<x/>"
        assert (checked.size("xl/fint.xml"), checked.size("borte")) == (4, None)


def test_number_formats_by_style(tmp_path):
    styles = styles_xml(
        '<numFmt numFmtId="170" formatCode="0000"/><numFmt numFmtId="171" formatCode="0.0 %"/>',
        '<xf numFmtId="0"/><xf numFmtId="171"/><xf numFmtId="10"/><xf numFmtId="170"/><xf numFmtId="40000"/>',
    )
    formats = opened(write_raw(tmp_path / "bok.xlsx", styles=styles)).number_formats
    assert formats == ["General", "0.0 %", "0.00%", "0000", "General"]
