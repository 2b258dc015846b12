"""Read the cells of a workbook safely: in a process of its own that is killed when it takes too long.

Hostile and damaged workbooks make readers hang, eat memory or crash; here none of it can reach
the program. What is wrong with the file is a :class:`models.io.errors.FileError`.
"""

from __future__ import annotations

import multiprocessing
import os
import time
import zipfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from models.io.errors import DamagedFile, FileError, ProtectedFile, UnknownFormat, read_error
from models.io.excel_cells import WorkbookCells

MAX_BYTES = 50_000_000
"""Size on disk of the largest workbook that is read."""
TIME_LIMIT = 18.0
"""Seconds after which a workbook is given up."""
_POLL = 0.05

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"


class ReadingCancelled(Exception):
    """The user stopped the reading."""


def read_workbook(
    path: str | os.PathLike[str],
    wanted: frozenset[str] | None = None,
    cancelled: Callable[[], bool] | None = None,
    time_limit: float = TIME_LIMIT,
) -> WorkbookCells:
    """The cells of the wanted sheets of a workbook (of all by default), and the names of the others.

    Parameters
    ----------
    path : path-like
        The content decides, not the suffix.
    wanted : frozenset of str, optional
        Folded names (:func:`models.io.excel_columns.folded`) of the sheets to read; every sheet by default.
    cancelled : callable, optional
        Asked about every 50 ms; True kills the reading.
    time_limit : float
        Seconds.

    Raises
    ------
    FileMissing, CannotRead, FileLocked, UnknownFormat, ProtectedFile, DamagedFile
        By name; ``DamagedFile`` also for what is too large (``for_stor_fil``) or too slow (``for_sen_lesing``).
    ReadingCancelled
        When ``cancelled`` said so.
    """
    check_is_workbook(path)
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    from models.io.excel_worker import work

    process = context.Process(target=work, args=(sender, os.fspath(path), wanted), daemon=True)
    process.start()
    sender.close()
    try:
        answer = _answer(path, receiver, process, cancelled, time.monotonic() + time_limit)
    finally:
        process.kill()
        process.join()
        process.close()
        receiver.close()
    if answer[0] == "cells":
        cells = answer[1]
        assert isinstance(cells, WorkbookCells)
        return cells
    raise DamagedFile(path, answer[1], cause=answer[2])


def _answer(
    path: str | os.PathLike[str], receiver: Connection, process: SpawnProcess, cancelled: Callable[[], bool] | None,
    deadline: float,
) -> tuple[Any, ...]:
    while not receiver.poll(_POLL):
        if cancelled is not None and cancelled():
            raise ReadingCancelled
        if time.monotonic() > deadline:
            raise DamagedFile(path, "for_sen_lesing")
        if not process.is_alive() and not receiver.poll(0):
            raise DamagedFile(path, "leseren_stoppet")
    try:
        answer: tuple[Any, ...] = receiver.recv()
    except EOFError:
        raise DamagedFile(path, "leseren_stoppet") from None
    return answer


def check_is_workbook(path: str | os.PathLike[str]) -> None:
    """Raise the named failure unless the file looks like an Excel workbook of today.

    Raises
    ------
    FileMissing, CannotRead, FileLocked, UnknownFormat, ProtectedFile, DamagedFile
    """
    kind = file_kind(path)
    if kind != "workbook":
        raise UnknownFormat(path, "fremmed_zip" if kind == "zip" else kind)


def file_kind(path: str | os.PathLike[str]) -> str:
    """What a file is by its content: ``workbook``, ``zip`` (some other package), or a reason to refuse it.

    Reasons: ``tom_fil``, ``ukjent_filtype``, ``gammelt_excel`` (.xls), ``binaert_excel`` (.xlsb), ``opendocument`` (.ods).

    Raises
    ------
    FileMissing, CannotRead, FileLocked, ProtectedFile, DamagedFile
    """
    file = Path(path)
    try:
        with file.open("rb") as stream:
            start = stream.read(8)
            size = file.stat().st_size
            if start == _OLE:
                return _ole_kind(path, stream.read(MAX_BYTES))
    except OSError as error:
        raise read_error(path, error) from error
    if not start:
        return "tom_fil"
    if start[:4] == _EMPTY_ZIP:
        return "zip"
    if start[:4] != _ZIP:
        return "ukjent_filtype"
    if size > MAX_BYTES:
        raise DamagedFile(path, "for_stor_fil")
    return _zip_kind(path)


def _ole_kind(path: str | os.PathLike[str], content: bytes) -> str:
    """Old Office files, and what Office makes of a file with a password, are the same container."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise ProtectedFile(path, "passordbeskyttet")
    return "gammelt_excel" if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")) else "ukjent_filtype"


def _zip_kind(path: str | os.PathLike[str]) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise ProtectedFile(path, "passordbeskyttet")
            names = {part.filename for part in parts}
            if "mimetype" in names and b"opendocument.spreadsheet" in package.read("mimetype")[:100]:
                return "opendocument"
    except FileError:
        raise
    except OSError as error:
        raise read_error(path, error) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise DamagedFile(path, "ikke_hel_fil") from error
    if "xl/workbook.bin" in names:
        return "binaert_excel"
    return "workbook" if "[Content_Types].xml" in names and any(n.startswith("xl/") for n in names) else "zip"
