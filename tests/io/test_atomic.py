"""A file is replaced in one step or not at all: every test looks at what lies on disk afterwards."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.io import atomic
from models.io.atomic import replace_file, write_bytes
from models.io.errors import CannotRead, CannotWrite, FileLocked, FileMissing, read_error, write_error
from models.io.resources import resource_path


def _files(folder):
    return sorted(p.name for p in folder.iterdir())


def test_new_file_is_written(tmp_path):
    write_bytes(tmp_path / "plan.bplan", b"new")
    assert (tmp_path / "plan.bplan").read_bytes() == b"new"
    assert _files(tmp_path) == ["plan.bplan"]


def test_old_file_is_there_until_the_block_ends(tmp_path):
    path = tmp_path / "plan.bplan"
    path.write_bytes(b"old")
    with replace_file(path) as beside:
        assert beside.parent == tmp_path
        assert beside.suffix == ".bplan"
        beside.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert _files(tmp_path) == ["plan.bplan"]


def test_an_exception_of_the_block_leaves_the_old_file_and_no_other(tmp_path):
    path = tmp_path / "plan.bplan"
    path.write_bytes(b"old")

    def fail_half_way():
        with replace_file(path) as beside:
            beside.write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert path.read_bytes() == b"old"
    assert _files(tmp_path) == ["plan.bplan"]


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_full_disk_at_any_step_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, step):
    path = tmp_path / "plan.bplan"
    path.write_bytes(b"old")

    def full(*args):
        raise OSError(errno.ENOSPC, "no space left")

    if step == "fsync":
        monkeypatch.setattr(atomic.os, "fsync", full)
    if step == "replace":
        monkeypatch.setattr(atomic.os, "replace", full)

    def save():
        with replace_file(path) as beside:
            beside.write_bytes(b"half")
            if step == "write":
                full()

    with pytest.raises(CannotWrite) as caught:
        save()
    assert caught.value.reason == "full_disk"
    assert caught.value.path == path
    assert path.read_bytes() == b"old"
    assert _files(tmp_path) == ["plan.bplan"]


def test_missing_folder_and_folder_in_the_way_are_named(tmp_path):
    with pytest.raises(CannotWrite) as caught:
        write_bytes(tmp_path / "none" / "plan.bplan", b"x")
    assert caught.value.reason == "mappen_finnes_ikke"
    with pytest.raises(CannotWrite) as caught:
        write_bytes(tmp_path, b"x")
    assert caught.value.reason == "er_en_mappe"
    assert _files(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_mode_of_the_old_file_is_kept_and_a_link_stays_a_link(tmp_path):
    path = tmp_path / "plan.bplan"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link = tmp_path / "link.bplan"
    link.symlink_to(path)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


@contextmanager
def _ordinary_user():
    """A read-only folder binds only an ordinary user: root steps down for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_read_only_folder():
    # Not tmp_path: an ordinary user may not even look into the folder pytest made for root.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "plan.bplan"
        path.write_bytes(b"old")
        folder.chmod(0o555)
        with _ordinary_user(), pytest.raises(CannotWrite) as caught:
            write_bytes(path, b"new")
        folder.chmod(0o755)
        assert caught.value.reason == "ingen_tilgang"
        assert path.read_bytes() == b"old"
        assert _files(folder) == ["plan.bplan"]


def test_a_folder_that_refuses_new_files_is_named(tmp_path, monkeypatch):
    path = tmp_path / "plan.bplan"
    path.write_bytes(b"old")

    def refuse(*args, **kwargs):
        raise OSError(errno.EROFS, "read-only file system")

    monkeypatch.setattr(atomic.os, "open", refuse)
    with pytest.raises(CannotWrite) as caught:
        write_bytes(path, b"new")
    monkeypatch.undo()
    assert caught.value.reason == "skrivebeskyttet"
    assert path.read_bytes() == b"old"
    assert _files(tmp_path) == ["plan.bplan"]


def test_system_errors_get_names():
    sharing = OSError(errno.EACCES, "in use")
    sharing.winerror = 32
    assert isinstance(write_error("a", sharing), FileLocked)
    assert isinstance(read_error("a", sharing), FileLocked)
    assert isinstance(read_error("a", FileNotFoundError()), FileMissing)
    assert isinstance(read_error("a", PermissionError(errno.EACCES, "no")), CannotRead)
    assert read_error("a", IsADirectoryError()).reason == "er_en_mappe"
    unnamed = write_error("a", OSError(errno.EIO, "input/output"))
    assert (unnamed.reason, unnamed.details["errno"]) == ("systemfeil", errno.EIO)


def test_resources_are_found_and_stay_inside(tmp_path, monkeypatch):
    assert resource_path("fonts", "OFL.txt").is_file()
    with pytest.raises(ValueError):
        resource_path("..", "pyproject.toml")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("samples") == tmp_path / "resources" / "samples"
