"""Files that are not workbooks, or are made to harm: each a named refusal, and the program goes on."""

import time
import zipfile

import openpyxl
import pytest

from models.io import plan_file, project_file
from models.io.errors import DamagedFile, FileMissing, ProtectedFile, UnknownFormat
from models.io.excel_import import les_plan
from models.io.excel_limits import MAX_CELLS, TooLarge
from models.io.excel_reader import ReadingCancelled, read_workbook
from models.io.excel_worker import read_cells
from tests.helpers.workbooks import book, sheets, write

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(path):
    with pytest.raises((DamagedFile, FileMissing, ProtectedFile, UnknownFormat)) as caught:
        les_plan(path)
    return type(caught.value), caught.value.reason


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (b"", UnknownFormat, "tom_fil"),
        (b"enhet;type\nA;NAV-kontor\n", UnknownFormat, "tekst_fil"),
        ("\ufeffenhet\ttype\n".encode("utf-16"), UnknownFormat, "tekst_fil"),
        (b"\xef\xbb\xbfenhet,type\n", UnknownFormat, "tekst_fil"),
        (b"sep=;\n1;2\n", UnknownFormat, "tekst_fil"),
        (b"%PDF-1.7\n", UnknownFormat, "ukjent_filtype"),
        (b"\0\1\2;" * 50, UnknownFormat, "ukjent_filtype"),
        (b"\n <html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>1", UnknownFormat, "html_fil"),
        (b"<?xml version='1.0'?><div><TABLE>", UnknownFormat, "html_fil"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", UnknownFormat, "xml_fil"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", UnknownFormat, "for_gammelt_excel"),
        (b"PK\x05\x06" + 18 * b"\0", UnknownFormat, "fremmed_zip"),
        (OLE + b"x" * 600, UnknownFormat, "ukjent_filtype"),
        (OLE + b"x" * 600 + "Workbook".encode("utf-16-le"), DamagedFile, "ikke_hel_fil"),
        (OLE + b"x" * 600 + "EncryptedPackage".encode("utf-16-le"), ProtectedFile, "passordbeskyttet"),
    ],
)
def test_files_that_are_no_workbooks(tmp_path, content, kind, reason):
    path = tmp_path / "bok.xlsx"
    path.write_bytes(content)
    assert refusal(path) == (kind, reason)


def test_a_missing_file_and_a_folder(tmp_path):
    assert refusal(tmp_path / "bok.xlsx") == (FileMissing, "filen_finnes_ikke")
    assert refusal(tmp_path)[0] is FileMissing


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_truncated_workbook(tmp_path, part):
    path = write(tmp_path / "bok.xlsx")
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    assert refusal(path) == (DamagedFile, "ikke_hel_fil")


@pytest.mark.parametrize(
    "name", ["xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"],
)
def test_a_workbook_with_a_damaged_part(tmp_path, name):
    whole = write(tmp_path / "hel.xlsx")
    path = tmp_path / "bok.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            data = source.read(part)
            target.writestr(part, data[: len(data) // 2] if part == name else data)
    assert refusal(path) == (DamagedFile, "ikke_hel_fil")


def test_other_packages(tmp_path):
    path = tmp_path / "bok.xlsx"
    ods = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
    for entries, outcome in (
        ({**ods, "META-INF/manifest.xml": "<x/>"}, (DamagedFile, "ikke_hel_fil")),
        ({**ods, "META-INF/manifest.xml": "<encryption-data/>"}, (ProtectedFile, "passordbeskyttet")),
        ({"[Content_Types].xml": "<x/>", "xl/workbook.bin": "x"}, (DamagedFile, "ikke_hel_fil")),
        ({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}, (UnknownFormat, "fremmed_zip")),
    ):
        with zipfile.ZipFile(path, "w") as target:
            for name, text in entries.items():
                target.writestr(name, text)
        assert refusal(path) == outcome


def test_an_xml_bomb_is_refused(tmp_path):
    whole = write(tmp_path / "hel.xlsx")
    path = tmp_path / "bok.xlsx"
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{entities}]><x>&a11;</x>'
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            target.writestr(part, bomb if part == "xl/worksheets/sheet2.xml" else source.read(part))
    assert refusal(path) == (DamagedFile, "farlig_innhold")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    whole = write(tmp_path / "hel.xlsx")
    path = tmp_path / "bok.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, source.read(part))
        for i in range(5):
            target.writestr(f"xl/media/{i}", bytes(90_000_000))
    assert refusal(path) == (DamagedFile, "for_stor_fil")


def test_too_many_cells_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("models.io.excel_limits.MAX_CELLS", 20)
    with pytest.raises(TooLarge):
        read_cells(str(write(tmp_path / "bok.xlsx")), frozenset({"enheter", "saksinngang"}))
    assert MAX_CELLS >= 1_000_000


def test_a_lone_cell_at_the_far_corner_costs_nothing(tmp_path):
    made = openpyxl.Workbook()
    made.active.title = "Ytelser"
    made.active["XFD1048576"] = 1
    cells = read_cells(str(write(tmp_path / "bok.xlsx", made)), frozenset({"ytelser"}))
    assert cells.sheets[0].rows == ((1048576, ((16384, 1),)),)


def test_reading_that_takes_too_long_is_given_up(tmp_path):
    with pytest.raises(DamagedFile) as caught:
        read_workbook(write(tmp_path / "bok.xlsx"), frozenset(), time_limit=0.0)
    assert caught.value.reason == "for_sen_lesing"


def test_reading_can_be_stopped(tmp_path):
    before = time.monotonic()
    with pytest.raises(ReadingCancelled):
        read_workbook(write(tmp_path / "bok.xlsx"), frozenset(), cancelled=lambda: True)
    assert time.monotonic() - before < 5


def test_the_content_decides_and_not_the_suffix(tmp_path):
    workbook = write(tmp_path / "plan.bplan")
    found = plan_file.les(workbook)
    assert found.plan is not None
    project_file.skriv(tmp_path / "plan.xlsx", found.plan)
    assert plan_file.les(tmp_path / "plan.xlsx").plan == found.plan


def test_sheets_that_are_not_asked_for_are_not_opened(tmp_path):
    path = write(tmp_path / "bok.xlsx", sheets(Notater=[["x"] * 50] * 50))
    cells = read_cells(str(path), frozenset({"ytelser"}))
    assert {s.name: bool(s.rows) for s in cells.sheets}["Notater"] is False
    assert {s.name: bool(s.rows) for s in cells.sheets}["Ytelser"] is True


def test_every_sheet_is_read_when_none_is_named(tmp_path):
    cells = read_workbook(write(tmp_path / "bok.xlsx", sheets(Notater=[["x"]])))
    assert all(s.rows for s in cells.sheets)
    assert cells.sheets[-1].rows == ((1, ((1, "x"),)),)


def test_merged_ranges_are_told(tmp_path):
    made = book(sheets(Notater=[["tittel", None, None], ["enhet", 2026, None]]))
    made["Notater"].merge_cells("A1:C1")
    made["Notater"].merge_cells("B2:C2")
    cells = read_cells(str(write(tmp_path / "bok.xlsx", made)))
    assert cells.sheets[0].merged == ()
    assert sorted(cells.sheets[-1].merged) == [(1, 1, 1, 3), (2, 2, 2, 3)]
