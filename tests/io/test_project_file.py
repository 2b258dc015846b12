"""The project file: what is saved comes back, and every kind of bad file has a name."""

from __future__ import annotations

import dataclasses
import errno
import io
import json
import os
import socket
import tomllib
import zipfile
from pathlib import Path

import pytest
from hypothesis import given

from models.io import atomic, file_lock, migrations, project_file
from models.io.errors import (
    CannotWrite,
    DamagedFile,
    FileLocked,
    FileMissing,
    NewerFormat,
    ProtectedFile,
    UnknownFormat,
)
from models.io.file_lock import lock_path, locked
from models.io.migrations import FORMAT, migrate
from models.io.project_file import MANIFEST, PLAN, les, les_bytes, skriv, skriv_bytes
from models.io.project_schema import document_of, plan_of
from planning_core.months import month
from planning_core.plan import (
    Enhet,
    EnhetType,
    Forutsetning,
    Gevinst,
    GevinstType,
    Plan,
    Saksinngang,
    Ytelse,
    fingerprint,
)
from planning_core.version import VERSION
from tests.helpers.plans import REPRODUCIBLE, plans

START = month(2026, 1)
FILES = Path(__file__).parents[1] / "files"


def _plan(arsverk=10.0, **changes):
    plan = Plan(
        fylke="Telemark æøå",
        start=START,
        enheter=(
            Enhet("Skien", "Nav Skien", EnhetType.NAV_KONTOR, ("4003",), 50000.0, arsverk),
            Enhet("FE", "Nav forvaltning", EnhetType.FORVALTNINGSENHET, arsverk_stat=20.0),
        ),
        ytelser=(Ytelse("dagpenger", ytre_grense_dager=21.0),),
        saksinngang=(Saksinngang("Skien", "dagpenger", None, 100.0),),
    )
    return dataclasses.replace(plan, **changes)


def _archive(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in parts.items():
            archive.writestr(name, value if isinstance(value, (str, bytes)) else json.dumps(value))
    return buffer.getvalue()


def _manifest(**changes):
    return {"kind": "bemanningsplan", "format": FORMAT, "program": VERSION, **changes}


def _changed(change):
    """The file of a plan whose JSON was changed by hand."""
    document = document_of(_plan())
    change(document)
    return _archive({MANIFEST: _manifest(), PLAN: document})


def _files(folder):
    return sorted(p.name for p in folder.iterdir())


# --- what is saved comes back


@REPRODUCIBLE
@given(plans())
def test_random_plans_come_back_equal_and_are_written_alike(plan):
    data = skriv_bytes(plan)
    read = les_bytes(data)
    assert [f for f in read.findings if f.is_error] == []
    assert read.plan == plan
    assert fingerprint(read.plan) == fingerprint(plan)
    assert skriv_bytes(read.plan) == data


def test_file_comes_back_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "plan.bplan"
    skriv(path, _plan())
    assert les(path).plan == _plan()
    assert _files(tmp_path) == ["plan.bplan"]


def test_same_plan_gives_same_bytes_whatever_the_clock_and_the_number_type():
    # 10 and 10.0 are equal, so the plans are equal, so the files must be.
    assert _plan(arsverk=10) == _plan(arsverk=10.0)
    assert skriv_bytes(_plan(arsverk=10)) == skriv_bytes(_plan(arsverk=10.0))
    assert skriv_bytes(_plan(arsverk=10.5)) != skriv_bytes(_plan())
    with zipfile.ZipFile(io.BytesIO(skriv_bytes(_plan()))) as archive:
        assert [(i.filename, i.date_time) for i in archive.infolist()] == [
            ("bplan.json", (1980, 1, 1, 0, 0, 0)),
            ("plan.json", (1980, 1, 1, 0, 0, 0)),
        ]


def test_months_are_text_and_always_is_zero():
    gevinst = Gevinst("g", GevinstType.ANDRE, fra_maned=0)
    document = document_of(_plan(gevinster=(gevinst,)))
    assert document["start"] == "2026-01"
    assert document["gevinster"][0]["fra_maned"] == 0
    plan, findings = plan_of(document)
    assert findings == []
    assert plan.gevinster == (gevinst,)


@pytest.mark.parametrize("value", [True, False, 5.0, 0.0, 1.0, "moderat", "5", None])
def test_an_assumption_keeps_the_type_of_its_value(value):
    plan, _ = plan_of(json.loads(json.dumps(document_of(_plan(forutsetninger=(Forutsetning("x", value),))))))
    read = plan.forutsetninger[0].verdi
    assert (type(read), read) == (type(value), value)


def test_a_number_that_is_not_finite_is_never_written(tmp_path):
    path = tmp_path / "plan.bplan"
    path.write_bytes(b"old")
    with pytest.raises(ValueError):
        skriv(path, _plan(arsverk=float("nan")))
    assert path.read_bytes() == b"old"
    assert _files(tmp_path) == ["plan.bplan"]


def test_version_is_that_of_the_package():
    with open(Path(__file__).parents[2] / "pyproject.toml", "rb") as file:
        assert tomllib.load(file)["project"]["version"] == VERSION


# --- released formats open for ever


def test_format_1_opens_forever():
    # Written by version 0.1.0 and never written again: regenerating it would hide a broken format.
    read = les(FILES / "format-1.bplan")
    assert read.plan is not None
    assert fingerprint(read.plan) == (FILES / "format-1.txt").read_text(encoding="ascii").strip()


def test_every_older_format_has_a_step():
    assert set(migrations.STEPS) == set(range(1, FORMAT))
    assert {p.name for p in FILES.glob("format-*.bplan")} == {f"format-{n}.bplan" for n in range(1, FORMAT + 1)}


def test_steps_are_taken_in_order():
    steps = {1: lambda d: {**d, "a": 1}, 2: lambda d: {**d, "b": d["a"] + 1}}
    assert migrate({}, 1, steps, 3) == {"a": 1, "b": 2}
    assert migrate({"a": 5}, 2, steps, 3) == {"a": 5, "b": 6}
    with pytest.raises(KeyError):
        migrate({}, 1, {}, 2)


# --- bad files


def test_truncated_at_any_length_is_named():
    data = skriv_bytes(_plan())
    for length in range(0, len(data), 97):
        with pytest.raises((DamagedFile, UnknownFormat)) as caught:
            les_bytes(data[:length])
        if length > 4:
            assert isinstance(caught.value, DamagedFile)


def test_any_changed_byte_gives_the_plan_or_a_named_failure():
    data = bytearray(skriv_bytes(_plan()))
    for at in range(0, len(data), 31):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        try:
            read = les_bytes(bytes(broken))
        except (DamagedFile, UnknownFormat, ProtectedFile, NewerFormat):
            continue
        assert read.plan == _plan()


def test_a_changed_byte_of_the_plan_is_a_bad_checksum():
    data = bytearray(_archive({MANIFEST: _manifest(), PLAN: document_of(_plan())}))
    with zipfile.ZipFile(io.BytesIO(bytes(data)), "r") as archive:
        at = archive.getinfo(PLAN).CRC.to_bytes(4, "little")
    index = bytes(data).rfind(at)
    data[index] ^= 0x01
    with pytest.raises(DamagedFile) as caught:
        les_bytes(bytes(data))
    assert caught.value.reason == "feil_kontrollsum"


@pytest.mark.parametrize(("data", "kind", "reason"), [
    (b"", UnknownFormat, "tom_fil"),
    (b"not a zip at all", UnknownFormat, "ukjent_filtype"),
    (_archive({"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}), UnknownFormat, "fremmed_zip"),
    (_archive({MANIFEST: {"kind": "something else", "format": 1}, PLAN: {}}), UnknownFormat, "fremmed_zip"),
    (_archive({MANIFEST: _manifest(format="1"), PLAN: {}}), UnknownFormat, "fremmed_zip"),
    (_archive({MANIFEST: _manifest(format=True), PLAN: {}}), UnknownFormat, "fremmed_zip"),
    (_archive({MANIFEST: _manifest(format=0), PLAN: {}}), UnknownFormat, "fremmed_zip"),
    (_archive({MANIFEST: _manifest()}), DamagedFile, "mangler_del"),
    (_archive({MANIFEST: _manifest(), PLAN: "{"}), DamagedFile, "ugyldig_json"),
    (_archive({MANIFEST: _manifest(), PLAN: "[1]"}), DamagedFile, "ugyldig_json"),
    (_archive({MANIFEST: _manifest(), PLAN: b"\xff\xfe"}), DamagedFile, "ugyldig_json"),
    (_archive({MANIFEST: _manifest(), PLAN: '{"a": NaN}'}), DamagedFile, "ugyldig_json"),
    (_archive({MANIFEST: _manifest(), PLAN: '{"a": 1, "a": 2}'}), DamagedFile, "ugyldig_json"),
    (_archive({MANIFEST: _manifest(), PLAN: '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}"}), DamagedFile, "ugyldig_json"),
    (_archive({MANIFEST: _manifest(), PLAN: '{"a": ' + "1" * 5000 + "}"}), DamagedFile, "ugyldig_json"),
    (_archive({MANIFEST: _manifest(), PLAN: {}, "extra.json": {}}), DamagedFile, "ukjent_del"),
])
def test_bad_files_are_named(tmp_path, data, kind, reason):
    path = tmp_path / "plan.bplan"
    path.write_bytes(data)
    with pytest.raises(kind) as caught:
        les(path)
    assert (caught.value.reason, caught.value.path) == (reason, path)
    assert path.read_bytes() == data


def test_newer_format_says_which_whatever_else_has_changed():
    data = _archive({MANIFEST: _manifest(format=FORMAT + 1, program="9.0"), "other.bin": b"\x00"})
    with pytest.raises(NewerFormat) as caught:
        les_bytes(data)
    assert dict(caught.value.details) == {"found": FORMAT + 1, "supported": FORMAT, "program": "9.0"}


def test_encrypted_part_is_protected():
    data = bytearray(_archive({MANIFEST: _manifest(), PLAN: document_of(_plan())}))
    # Bit 0 of the general purpose flags in the central directory: at offset 8 of each entry.
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 0x01
    with pytest.raises(ProtectedFile):
        les_bytes(bytes(data))


def test_a_small_file_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(project_file, "MAX_PART", 1_000_000)
    data = _archive({MANIFEST: _manifest(), PLAN: b" " * 1_000_001})
    assert len(data) < 5000
    with pytest.raises(DamagedFile) as caught:
        les_bytes(data)
    assert caught.value.reason == "for_stor_fil"


def test_a_large_file_is_refused_unread(monkeypatch):
    monkeypatch.setattr(project_file, "MAX_FILE", 100)
    with pytest.raises(DamagedFile) as caught:
        les_bytes(skriv_bytes(_plan()))
    assert caught.value.reason == "for_stor_fil"


def test_a_part_given_twice_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(MANIFEST, json.dumps(_manifest()))
        archive.writestr(PLAN, json.dumps(document_of(_plan())))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(PLAN, json.dumps(document_of(_plan(arsverk=11.0))))
    with pytest.raises(DamagedFile):
        les_bytes(buffer.getvalue())


def test_missing_file_and_folder_are_named(tmp_path):
    with pytest.raises(FileMissing) as caught:
        les(tmp_path / "none.bplan")
    assert caught.value.reason == "filen_finnes_ikke"
    with pytest.raises(FileMissing) as caught:
        les(tmp_path)
    assert caught.value.reason == "er_en_mappe"


# --- what is wrong with the plan in a whole file


def test_errors_of_content_come_all_at_once_with_table_row_and_column():
    def change(document):
        document["start"] = "2026-13"
        document["horisont_maneder"] = "36"
        document["enheter"][1]["arsverk_stat"] = "tjue"
        document["enheter"][0]["type"] = "kontor"
        document["enheter"][0]["kommunale_kan_flyttes"] = "ja"
        document["ytelser"][0]["ytre_grense_dager"] = True
        document["saksinngang"][0]["måned"] = None
        del document["saksinngang"][0]["antall"]
        document["fra_neste_versjon"] = 1
        document["kilder"] = {"not": "a list"}

    read = les_bytes(_changed(change))
    assert read.plan is None
    assert all(f.is_error and f.cell is None for f in read.findings)
    assert {(f.code, f.table, f.row, f.column, f.value) for f in read.findings} == {
        ("ikke_maned", "Plan", None, "start", "2026-13"),
        ("tekst_i_tallfelt", "Plan", None, "horisont_måneder", "36"),
        ("tekst_i_tallfelt", "Enheter", 1, "årsverk_stat", "tjue"),
        ("ugyldig_valg", "Enheter", 0, "type", "kontor"),
        ("ikke_ja_nei", "Enheter", 0, "kommunale_kan_flyttes", "ja"),
        ("tekst_i_tallfelt", "Ytelser", 0, "ytre_grense_dager", True),
        ("ukjent_felt", "Saksinngang", 0, "måned", None),
        ("mangler_felt", "Saksinngang", 0, "antall", None),
        ("ukjent_felt", "Plan", None, "fra_neste_versjon", 1),
        ("ugyldig_verdi", "Kilder", None, None, None),
    }


def test_values_too_long_to_print_are_cut():
    def change(document):
        document["timer_per_arsverk"] = 10**400
        document["start"] = "x" * 10_000

    found = {f.column: f.value for f in les_bytes(_changed(change)).findings}
    assert found["timer_per_årsverk"] == "999999999999999…"
    assert len(found["start"]) < 100


def test_a_readable_plan_is_validated():
    def change(document):
        document["saksinngang"][0]["enhet"] = "Ukjent"
        document["enheter"][0]["arsverk_stat"] = -1.0

    read = les_bytes(_changed(change))
    assert read.plan is None
    assert {("Saksinngang", 0), ("Enheter", 0)} <= {(f.table, f.row) for f in read.errors}


# --- a save that fails


def test_a_full_disk_leaves_the_old_plan(tmp_path, monkeypatch):
    path = tmp_path / "plan.bplan"
    skriv(path, _plan())
    old = path.read_bytes()

    def full(*args):
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(CannotWrite) as caught:
        skriv(path, _plan(arsverk=11.0))
    assert caught.value.reason == "full_disk"
    assert path.read_bytes() == old
    assert _files(tmp_path) == ["plan.bplan"]


def test_a_folder_that_takes_no_files_leaves_the_old_plan(tmp_path, monkeypatch):
    path = tmp_path / "plan.bplan"
    skriv(path, _plan())
    old = path.read_bytes()

    def refuse(*args, **kwargs):
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(file_lock.os, "open", refuse)
    with pytest.raises(CannotWrite) as caught:
        skriv(path, _plan(arsverk=11.0))
    monkeypatch.undo()
    assert caught.value.reason == "ingen_tilgang"
    assert path.read_bytes() == old
    assert _files(tmp_path) == ["plan.bplan"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(CannotWrite) as caught:
        skriv(tmp_path / "none" / "plan.bplan", _plan())
    assert caught.value.reason == "mappen_finnes_ikke"


# --- two programs and one file


def _leave_lock(path, pid, host=None, since=None):
    lock = lock_path(path)
    since = file_lock.time.time() if since is None else since
    data = {"pid": pid, "host": host or socket.gethostname(), "since": since}
    lock.write_text(json.dumps(data), encoding="utf-8")
    return lock


def test_a_live_lock_of_another_program_stops_the_save(tmp_path):
    path = tmp_path / "plan.bplan"
    skriv(path, _plan())
    old = path.read_bytes()
    lock = _leave_lock(path, pid=os.getppid())
    with pytest.raises(FileLocked) as caught:
        skriv(path, _plan(arsverk=11.0))
    assert caught.value.details["pid"] == os.getppid()
    assert path.read_bytes() == old
    assert lock.exists()


def test_a_lock_of_another_machine_is_believed_until_it_is_old(tmp_path):
    path = tmp_path / "plan.bplan"
    lock = _leave_lock(path, pid=1, host="another machine")
    with pytest.raises(FileLocked):
        skriv(path, _plan())
    _leave_lock(path, pid=1, host="another machine", since=file_lock.time.time() - file_lock.STALE_AFTER_S - 1)
    skriv(path, _plan())
    assert les(path).plan == _plan()
    assert not lock.exists()


@pytest.mark.parametrize("pid", ["dead", "our own number, from before"])
def test_a_lock_left_behind_is_taken_over(tmp_path, pid, monkeypatch):
    path = tmp_path / "plan.bplan"
    lock = _leave_lock(path, pid=os.getpid() if pid != "dead" else 999_999_999)
    skriv(path, _plan())
    assert les(path).plan == _plan()
    assert not lock.exists()


def test_an_unreadable_lock_is_believed_until_it_is_old(tmp_path):
    path = tmp_path / "plan.bplan"
    lock = lock_path(path)
    lock.write_bytes(b"")
    with pytest.raises(FileLocked):
        skriv(path, _plan())
    old = file_lock.time.time() - file_lock.STALE_AFTER_S - 1
    os.utime(lock, (old, old))
    skriv(path, _plan())
    assert _files(tmp_path) == ["plan.bplan"]


def test_the_lock_is_held_against_this_program_too_and_let_go_after_a_failure(tmp_path):
    path = tmp_path / "plan.bplan"

    def fail_inside():
        with locked(path):
            with pytest.raises(FileLocked):
                skriv(path, _plan())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_inside()
    assert _files(tmp_path) == []
    skriv(path, _plan())
    assert les(path).plan == _plan()
