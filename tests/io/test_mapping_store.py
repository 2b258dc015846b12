"""Named mappings on disk, and next month's workbook recognised by its headings."""

import json
from dataclasses import replace

import pytest

from models.io.errors import DamagedFile, FileError, NewerFormat
from models.io.mapping import Answer, Grid, Mark, Mode, text_key
from models.io.mapping_areas import areas
from models.io.mapping_guess import guess, guess_area
from models.io.mapping_read import read
from models.io.mapping_store import FORMAT, MappingStore
from models.io.samples import eksempel
from planning_core.months import month
from tests.helpers.nav_tables import book, cells, ledighet

ANSWERS = tuple(Answer("brukergruppe", text_key(t), "arbeidssøkere")
                for t in ("Arbeidssøkere på tiltak", "Delvis ledige", "Helt ledige"))


@pytest.fixture(scope="module")
def plan():
    return eksempel("telemark")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kartlegginger.json"


def mapping_of(plan, sheet):
    return replace(guess(book(sheet), plan)[0].mapping.with_answers(ANSWERS).with_marks([Mark("*", None)]), mode=Mode.REPLACE)


def test_next_months_workbook_is_read_as_this_months(plan, path):
    january = ledighet()
    MappingStore(path).save("Navs ledighet", mapping_of(plan, january), Grid(january))
    february = ledighet(202502)
    [(name, mapping)] = MappingStore(path).recognise([Grid(february)])
    assert name == "Navs ledighet"
    assert mapping == mapping_of(plan, february)
    reading = read(mapping, Grid(february), plan)
    assert reading.is_ready
    assert {r.values["maned"] for r in reading.rows} == {month(2025, 2)}


def test_columns_and_rows_may_have_moved(plan, path):
    january = ledighet()
    MappingStore(path).save("x", mapping_of(plan, january), Grid(january))
    moved = cells([["Ledige i februar"], [], *[[None, None, *[dict(row).get(c) for c in range(1, 19)]]
                                              for _, row in ledighet(202502).rows]], "Telemark")
    [(_, mapping)] = MappingStore(path).recognise([Grid(moved)])
    assert mapping.area.header == 3
    assert mapping.column_of("antall") == mapping_of(plan, january).column_of("antall") + 2
    assert read(mapping, Grid(moved), plan).is_ready


def test_the_sheet_of_the_same_name_is_better(plan, path):
    MappingStore(path).save("x", mapping_of(plan, ledighet()), Grid(ledighet()))
    sheets = [Grid(ledighet(name="Fylker")), Grid(ledighet(name="Telemark"))]
    [(_, mapping)] = MappingStore(path).recognise(sheets)
    assert mapping.area.sheet == "Telemark"


def test_another_workbook_is_not_recognised(plan, path):
    MappingStore(path).save("x", mapping_of(plan, ledighet()), Grid(ledighet()))
    other = cells([["Kontor", "Antall"], ["Skien", 1]])
    assert MappingStore(path).recognise([Grid(other)]) == ()


def test_a_month_typed_for_one_workbook_is_not_kept(plan, path):
    sheet = cells([["Kontor", "Gruppe", "Antall"], ["Skien", "arbeidssøkere", 5]])
    mapping = guess(book(sheet), plan)[0].mapping.with_constant("maned", "2025-01")
    MappingStore(path).save("x", mapping, Grid(sheet))
    [(_, kept)] = MappingStore(path).recognise([Grid(sheet)])
    assert kept.constant_of("maned") is None


def test_wide_months_are_read_from_the_new_headings(plan, path):
    def sheet(*months):
        return cells([["Kontor", "Gruppe", *months], ["Skien", "arbeidssøkere", *range(len(months))]])

    old = sheet("2025-01", "2025-02")
    mapping = guess(book(old), plan)[0].mapping
    assert mapping.wide
    MappingStore(path).save("x", mapping, Grid(old))
    new = sheet("2025-03", "2025-04", "2025-05")
    [(_, kept)] = MappingStore(path).recognise([Grid(new)])
    months = [r.values["maned"] for r in read(kept, Grid(new), plan).rows]
    assert months == [month(2025, 3), month(2025, 4), month(2025, 5)]


def test_decisions_about_names_are_remembered_by_themselves(path):
    MappingStore(path).remember([Answer("enhet", "nav_bo", "Nav Midt-Telemark"), Answer("enhet", "landet", None)])
    assert set(MappingStore(path).answers()) == {
        Answer("enhet", "nav_bo", "Nav Midt-Telemark"), Answer("enhet", "landet", None)}


def test_a_mapping_is_forgotten(plan, path):
    store = MappingStore(path)
    store.save("x", mapping_of(plan, ledighet()), Grid(ledighet()))
    store.forget("x")
    assert MappingStore(path).names == ()


@pytest.mark.parametrize(("content", "kind"), [
    (b"{", DamagedFile), (b"[]", DamagedFile), (b'{"format": 1}', DamagedFile), (b"\xff\xfe\x00", DamagedFile),
    (b"[" * 100_000, DamagedFile), (json.dumps({"format": FORMAT + 1}).encode(), NewerFormat),
])
def test_a_file_that_cannot_be_read_is_left_alone(plan, path, content, kind):
    path.write_bytes(content)
    store = MappingStore(path)
    assert isinstance(store.problem, kind)
    assert store.names == ()
    with pytest.raises(FileError):
        store.save("x", mapping_of(plan, ledighet()), Grid(ledighet()))
    assert store.names == ()
    assert path.read_bytes() == content


def test_what_could_not_be_written_is_not_said_to_be_kept(plan, tmp_path):
    store = MappingStore(tmp_path / "finnes ikke" / "kartlegginger.json")
    with pytest.raises(FileError):
        store.remember([Answer("enhet", "x", None)])
    assert store.answers() == ()


def test_a_mapping_of_fields_that_are_no_more_is_not_offered(plan, path):
    MappingStore(path).save("x", mapping_of(plan, ledighet()), Grid(ledighet()))
    content = json.loads(path.read_text(encoding="utf-8"))
    content["kartlegginger"][0]["kolonner"]["et_gammelt_felt"] = {"overskrift": "kjonn", "nummer": 1}
    path.write_text(json.dumps(content), encoding="utf-8")
    store = MappingStore(path)
    assert store.problem is None
    assert store.names == ()


def test_a_table_without_headings_is_recognised_by_its_columns(plan, path):
    def sheet(when):
        return cells([["Skien", when, 900], ["Bamble", when, 200]], "Brukere")

    grid = Grid(sheet("2025-01"))
    mapping = guess_area(grid, areas(grid, 0)[0], plan, target="Brukere").mapping
    mapping = mapping.with_column("antall", 3).with_constant("brukergruppe", "arbeidssøkere")
    MappingStore(path).save("x", mapping, grid)
    [(_, kept)] = MappingStore(path).recognise([Grid(sheet("2025-02"))])
    assert kept == mapping
