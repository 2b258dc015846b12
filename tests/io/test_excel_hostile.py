"""Workbooks made to harm, or beyond all measure: each is read rightly or refused by name, and the program goes on.

``outcome`` holds every one to the limits of the program: 20 seconds and 1 GB for the process that reads.
"""

import os
import random
import resource
import socket
import string
import threading
import time
import zipfile

import openpyxl
import pytest

from models.io.errors import CannotRead, DamagedFile, FileError, FileMissing, UnknownFormat
from models.io.excel_cells import Uncalculated
from models.io.excel_import import les_plan
from models.io.excel_limits import Broken
from models.io.excel_reader import ReadingCancelled, read_workbook
from models.io.excel_worker import read_cells
from tests.helpers.other_workbooks import write_ods, write_xls, write_xlsb
from tests.helpers.raw_workbooks import (
    HEADER,
    MAIN,
    lying_size,
    overlapping_bomb,
    package,
    parts,
    sheet_xml,
    strings_xml,
    styles_xml,
    workbook_xml,
    write_raw,
)
from tests.helpers.workbooks import book, sheets, write

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
IS_ONE = ((1, ((1, 1),)),)


def outcome(path):
    """(class, reason) of the refusal, or the cells of the first sheet; within 20 s and 1 GB."""
    before = time.monotonic()
    try:
        result = read_workbook(path).sheets[0].rows
    except FileError as error:
        result = type(error), error.reason
    assert time.monotonic() - before < 20
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_000_000  # kilobytes, of the largest so far
    return result


TOO_LARGE = (DamagedFile, "for_stor_fil")
HARMFUL = (DamagedFile, "farlig_innhold")
DAMAGED = (DamagedFile, "ikke_hel_fil")


# ---- packages -----------------------------------------------------------------------------------

def test_a_zip_bomb_of_parts_that_overlap(tmp_path):
    bomb = overlapping_bomb(tmp_path / "bok.xlsx", 500, 90_000_000)
    assert bomb.stat().st_size < 500_000
    assert outcome(bomb) == TOO_LARGE


@pytest.mark.parametrize("said", [10, 4_000_000_000])
def test_a_part_that_is_larger_or_smaller_than_its_package_says(tmp_path, said):
    content = parts({"Ark": sheet_xml(ONE + " " * 1_000_000)})
    path = lying_size(tmp_path / "bok.xlsx", content, "xl/worksheets/sheet1.xml", said)
    assert outcome(path) == (DAMAGED if said == 10 else TOO_LARGE)


def test_a_package_within_a_package_is_never_opened(tmp_path):
    inner = package(tmp_path / "indre.zip", {"a": bytes(50_000_000)}).read_bytes()
    path = write_raw(tmp_path / "bok.xlsx", ONE, more={"xl/embeddings/oleObject1.bin": inner})
    assert outcome(path) == IS_ONE


def test_a_package_with_a_list_of_parts_that_never_ends(tmp_path):
    path = package(tmp_path / "bok.xlsx", parts({"Ark": sheet_xml(ONE)}) | {f"x/{i:0200}": b"" for i in range(20_000)})
    assert outcome(path) == TOO_LARGE


def test_a_mimetype_that_unpacks_to_a_gigabyte_is_not_unpacked(tmp_path):
    path = package(tmp_path / "bok.ods", {"mimetype": bytes(200_000_000)})
    before = time.monotonic()
    assert outcome(path) == (UnknownFormat, "fremmed_zip")
    assert time.monotonic() - before < 2


# ---- XML ----------------------------------------------------------------------------------------

def _bombs():
    laughs = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    yield f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{laughs}]>', "&a11;"
    yield f'<!DOCTYPE x [<!ENTITY a0 "{"a" * 100_000}">]>', "&a0;" * 100_000
    yield '<!DOCTYPE x [<!ENTITY a0 SYSTEM "file:///etc/passwd">]>', "&a0;"
    yield '<!DOCTYPE x SYSTEM "file:///etc/passwd">', ""
    yield '<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>', ""


@pytest.mark.parametrize("part", ["worksheets/sheet1.xml", "sharedStrings.xml", "styles.xml", "workbook.xml"])
@pytest.mark.parametrize("bomb", list(_bombs()), ids=["laughs", "long", "file", "outside", "parameter"])
def test_document_types_are_refused_in_every_part(tmp_path, part, bomb):
    declared, used = bomb
    content = parts({"Ark": sheet_xml(ONE)}, styles=styles_xml(), strings=strings_xml(["x"]))
    xml = content[f"xl/{part}"].replace(HEADER, "<?xml version='1.0'?><!-- en kommentar først -->" + declared)
    content[f"xl/{part}"] = xml.replace("</", f"{used}</", 1)
    assert outcome(package(tmp_path / "bok.xlsx", content)) == HARMFUL


def test_nothing_is_fetched(tmp_path):
    """Every way a workbook can name an address: an entity, a link, a picture, an external workbook, a query."""
    asked = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)
    done = threading.Event()

    def listen():
        while not done.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            asked.append(1)
            connection.close()

    thread = threading.Thread(target=listen)
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        link = (
            f'{HEADER}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            f'Id="rId1" Type="x/externalLinkPath" Target="{url}" TargetMode="External"/></Relationships>'
        )
        read = outcome(write_raw(
            tmp_path / "bok.xlsx", f'<row r="1"><c r="A1"><f>WEBSERVICE("{url}")</f><v>1</v></c></row>',
            more={"xl/externalLinks/externalLink1.xml": "<x/>", "xl/externalLinks/_rels/externalLink1.xml.rels": link,
                  "xl/worksheets/_rels/sheet1.xml.rels": link, "xl/connections.xml": f"<x url='{url}'/>"},
        ))
        assert read == IS_ONE
        entity = parts({"Ark": sheet_xml(ONE).replace(HEADER, f'<!DOCTYPE x [<!ENTITY a SYSTEM "{url}">]>')})
        assert outcome(package(tmp_path / "entitet.xlsx", entity)) == HARMFUL
    finally:
        done.set()
        thread.join()
        server.close()
    assert asked == []


def test_deep_nesting(tmp_path):
    deep = "<x>" * 1_000_000 + "</x>" * 1_000_000
    assert outcome(write_raw(tmp_path / "a.xlsx", ONE, after=deep)) == HARMFUL
    assert outcome(write_raw(tmp_path / "b.xlsx", ONE, workbook=workbook_xml(inside=deep))) == HARMFUL
    texts = strings_xml(["<r>" * 100_000 + "</r>" * 100_000])
    assert outcome(write_raw(tmp_path / "c.xlsx", ONE, strings=texts)) == HARMFUL


# ---- far too much of what a workbook may hold ---------------------------------------------------

def test_a_million_merged_cells(tmp_path):
    merged = "".join(f'<mergeCell ref="C{row}:D{row}"/>' for row in range(1, 1_000_001))
    assert outcome(write_raw(tmp_path / "bok.xlsx", ONE, after=f"<mergeCells>{merged}</mergeCells>")) == IS_ONE


def test_every_column_there_is_and_one_more(tmp_path):
    book_ = openpyxl.Workbook(write_only=True)
    book_.create_sheet().append(list(range(16_384)))
    book_.save(tmp_path / "bok.xlsx")
    ((row, cells),) = outcome(tmp_path / "bok.xlsx")
    assert (row, len(cells), cells[-1]) == (1, 16_384, (16_384, 16_383))
    assert outcome(write_raw(tmp_path / "XFE.xlsx", '<row r="1"><c r="XFE1"><v>1</v></c></row>')) == DAMAGED
    without_places = "<row>" + "<c><v>1</v></c>" * 16_385 + "</row>"
    assert outcome(write_raw(tmp_path / "uten.xlsx", without_places)) == DAMAGED


def test_a_lone_cell_in_the_far_corner(tmp_path):
    rows = ONE + '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    before = time.monotonic()
    assert outcome(write_raw(tmp_path / "bok.xlsx", rows)) == (*IS_ONE, (1_048_576, ((16_384, 2),)))
    assert time.monotonic() - before < 3


def test_more_styles_and_formats_than_excel_has(tmp_path):
    rows = '<row r="1"><c r="A1" s="65488"><v>1</v></c><c r="B1" s="65489"><v>46023</v></c></row>'
    styles = styles_xml("", '<xf numFmtId="164"><protection locked="0"/></xf>' * 65_489 + '<xf numFmtId="14"/>')
    ((_, cells),) = outcome(write_raw(tmp_path / "alle.xlsx", rows, styles=styles))
    assert [str(value) for _, value in cells] == ["1", "2026-01-01 00:00:00"]
    formats = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="0.0&quot;{i}&quot;"/>' for i in range(200_000))
    too_many = styles_xml(formats, '<xf numFmtId="164"/>' * 1_000_000)
    assert outcome(write_raw(tmp_path / "flere.xlsx", rows, styles=too_many)) == TOO_LARGE


def test_a_million_defined_names(tmp_path):
    def with_names(count):
        names = "".join(f'<definedName name="n{i}">Ark!$A$1</definedName>' for i in range(count))
        return workbook_xml(inside=f"<definedNames>{names}</definedNames>")

    assert outcome(write_raw(tmp_path / "mange.xlsx", ONE, workbook=with_names(50_000))) == IS_ONE
    assert outcome(write_raw(tmp_path / "flere.xlsx", ONE, workbook=with_names(1_000_000))) == TOO_LARGE


def test_a_million_sheets(tmp_path):
    workbook = workbook_xml(("Ark",) * 100_000).replace('r:id="rId', 'r:id="rId1" x="')
    assert outcome(write_raw(tmp_path / "bok.xlsx", ONE, workbook=workbook)) == TOO_LARGE


def test_shared_texts_beyond_all_measure(tmp_path):
    cell = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    assert outcome(write_raw(tmp_path / "en.xlsx", cell, strings=strings_xml(["a" * 60_000_000]))) == TOO_LARGE
    assert outcome(write_raw(tmp_path / "del.xlsx", cell, strings=strings_xml(["a" * 121_000_000]))) == TOO_LARGE
    assert outcome(write_raw(tmp_path / "flere.xlsx", cell, strings=strings_xml(["a"] * 500_000))) == TOO_LARGE
    many = strings_xml(["a" * 30_000] * 3_000)
    ((_, ((_, text),)),) = outcome(write_raw(tmp_path / "mange.xlsx", cell, strings=many))
    assert len(text) == 30_000


def test_more_cells_than_are_read(tmp_path):
    row = "<row>" + "<c><v>1</v></c>" * 10_000 + "</row>"
    assert outcome(write_raw(tmp_path / "bok.xlsx", row * 101)) == TOO_LARGE


def test_elements_that_hold_nothing_and_never_end(tmp_path):
    assert outcome(write_raw(tmp_path / "rader.xlsx", ONE + '<row/>' * 1_048_575)) == IS_ONE
    assert outcome(write_raw(tmp_path / "annet.xlsx", ONE, after="<x/>" * 2_000_000)) == IS_ONE
    assert outcome(write_raw(tmp_path / "celler.xlsx", "<row>" + "<c>" * 1_000_000)) == HARMFUL  # inside one another


# ---- what a workbook may do ---------------------------------------------------------------------

def test_formulas_that_start_programs_are_values_and_nothing_else(tmp_path):
    formula = "cmd|'/C calc'!A0"
    rows = (f'<row r="1"><c r="A1"><f>{formula}</f><v>1</v></c><c r="B1"><f>{formula}</f></c>'
            f'<c r="C1" t="str"><f>HYPERLINK("x")</f><v>={formula}</v></c><c r="D1" t="str"><f>""</f><v></v></c></row>')
    ((_, cells),) = outcome(write_raw(tmp_path / "bok.xlsx", rows))
    assert cells == ((1, 1), (2, Uncalculated()), (3, f"={formula}"))


def test_macros_and_links_are_said_and_never_run(tmp_path):
    whole = write(tmp_path / "hel.xlsx")
    with zipfile.ZipFile(whole) as source:
        content = {name: source.read(name) for name in source.namelist()}
    content |= {"xl/vbaProject.bin": b"Auto_Open", "xl/externalLinks/externalLink1.xml": "<x/>"}
    found = les_plan(package(tmp_path / "bok.xlsm", content))
    assert found.plan is not None
    assert [f.code for f in found.findings] == ["andre_filer_ikke_hentet", "makroer_ikke_kjort"]


# ---- files --------------------------------------------------------------------------------------

def test_links_and_pipes(tmp_path):
    whole = write_raw(tmp_path / "hel.xlsx", ONE)
    (tmp_path / "lenke.xlsx").symlink_to(whole)
    (tmp_path / "borte.xlsx").symlink_to(tmp_path / "finnes ikke.xlsx")
    (tmp_path / "ring.xlsx").symlink_to(tmp_path / "ring.xlsx")
    os.mkfifo(tmp_path / "ror.xlsx")
    assert outcome(tmp_path / "lenke.xlsx") == IS_ONE
    assert outcome(tmp_path / "borte.xlsx") == (FileMissing, "filen_finnes_ikke")
    assert outcome(tmp_path / "ring.xlsx") == (CannotRead, "systemfeil")
    assert outcome(tmp_path / "ror.xlsx") == (UnknownFormat, "ikke_vanlig_fil")
    assert outcome("/dev/zero") == (UnknownFormat, "ikke_vanlig_fil")


def test_damage_at_random_is_a_named_refusal_or_a_reading(tmp_path):
    whole = write(tmp_path / "hel.xlsx", book(sheets())).read_bytes()
    chance = random.Random(4)
    path = tmp_path / "bok.xlsx"
    for _ in range(12):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 40)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        outcome(path)


def test_text_of_every_letter_in_place_of_a_part(tmp_path):
    content = parts({"Ark": sheet_xml(ONE)})
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels", "xl/worksheets/sheet1.xml"):
        garbage = outcome(package(tmp_path / "bok.xlsx", content | {name: string.printable}))
        assert garbage == (IS_ONE if name == "_rels/.rels" else DAMAGED)  # openpyxl asks the list of content types instead
        foreign = outcome(package(tmp_path / "bok.xlsx", content | {name: f'<x xmlns="{MAIN}"/>'}))
        assert foreign == (() if "sheet1" in name else IS_ONE if name == "_rels/.rels" else DAMAGED)


# ---- .xls, .xlsb and .ods -------------------------------------------------------------------------

def test_an_opendocument_that_repeats_a_cell_without_end(tmp_path):
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    assert outcome(write_ods(tmp_path / "bok.ods", {"Ark": {}}, rows=rows)) in (TOO_LARGE, DAMAGED)


def test_entities_and_bombs_in_an_opendocument(tmp_path):
    path = write_ods(tmp_path / "bok.ods", {"Ark": {(0, 0): "x"}})
    with zipfile.ZipFile(path) as source:
        content = {name: source.read(name) for name in source.namelist()}
    declared = b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    bomb = content["content.xml"].replace(b"?>", declared, 1).replace(b">x<", b">&a;<")
    assert "root:" not in str(outcome(package(path, content | {"content.xml": bomb})))
    assert outcome(package(path, content | {"Pictures/0": bytes(450_000_000)})) == TOO_LARGE


def test_far_corners_of_the_old_excel(tmp_path):
    path = write_xls(tmp_path / "bok.xls", {"Ark": {(65_535, 255): 2}})
    assert outcome(path) == ((65_536, ((256, 2),)),)
    path = write_xls(tmp_path / "to.xls", {"Ark": {(0, 0): 1, (65_535, 255): 2}})
    assert outcome(path) in (TOO_LARGE, (*IS_ONE, (65_536, ((256, 2),))))


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
def test_damaged_files_of_other_kinds_never_reach_the_program(tmp_path, kind):
    cells = {(row, column): f"tekst {row}" for row in range(40) for column in range(4)}
    whole = {"xls": write_xls, "xlsb": write_xlsb, "ods": write_ods}[kind](tmp_path / "hel", {"Ark": cells}).read_bytes()
    chance = random.Random(7)
    path = tmp_path / "bok"
    for cut in (0.1, 0.5, 0.9):
        path.write_bytes(whole[: int(len(whole) * cut)])
        outcome(path)
    for _ in range(10):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 60)):
            content[chance.randrange(8, len(content))] = chance.randrange(256)
        path.write_bytes(content)
        outcome(path)


def test_a_panic_of_the_second_reader_is_a_named_refusal(tmp_path, monkeypatch):
    """PyO3 raises PanicException, which is no Exception, where the Rust within panics."""
    panic = type("PanicException", (BaseException,), {})

    class Panics:
        @staticmethod
        def from_path(_path):
            raise panic("index out of bounds")

    monkeypatch.setattr("python_calamine.CalamineWorkbook", Panics)
    with pytest.raises(Broken, match="PanicException: index out of bounds"):
        read_cells(str(write_xls(tmp_path / "bok.xls", {"Ark": {(0, 0): 1}})), None, "xls")


# ---- the process --------------------------------------------------------------------------------

def _slow(tmp_path):
    """A workbook that takes some seconds to read."""
    row = "<row>" + "<c><v>1</v></c>" * 10_000 + "</row>"
    return write_raw(tmp_path / "bok.xlsx", row * 99)


def test_a_stopped_reading_ends_at_once_whatever_it_was_doing(tmp_path):
    path = _slow(tmp_path)
    for after in (0.0, 0.3, 0.8):
        said, began = [], time.monotonic()

        def stop(began=began, after=after, said=said):
            if time.monotonic() - began < after:
                return False
            said.append(time.monotonic())
            return True

        with pytest.raises(ReadingCancelled):
            read_workbook(path, cancelled=stop)
        assert time.monotonic() - said[0] < 0.2


def test_progress_is_told_and_never_goes_back(tmp_path):
    told = []
    cells = read_workbook(_slow(tmp_path), progress=told.append, time_limit=60.0)
    assert len(cells.sheets[0].rows) == 99
    assert told == sorted(told)
    assert len(told) > 20
    assert 0 < told[0] < 0.1
    assert told[-1] == 1.0
