"""Read the cells of a workbook safely: in a process of its own that is killed when it takes too long.

Hostile and damaged workbooks make readers hang, eat memory or crash; here none of it can reach
the program. What is wrong with the file is a :class:`models.io.errors.FileError`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from models.io.errors import DamagedFile
from models.io.excel_cells import Collector, WorkbookCells
from models.io.excel_kind import check_is_workbook

TIME_LIMIT = 18.0
"""Seconds after which a workbook is given up."""
_POLL = 0.05


class ReadingCancelled(Exception):
    """The user stopped the reading."""


def read_workbook(
    path: str | os.PathLike[str],
    wanted: frozenset[str] | None = None,
    cancelled: Callable[[], bool] | None = None,
    time_limit: float = TIME_LIMIT,
    progress: Callable[[float], None] | None = None,
) -> WorkbookCells:
    """The cells of the wanted sheets of a workbook (of all by default), and the names of the others.

    Parameters
    ----------
    path : path-like
        The content decides, not the suffix.
    wanted : frozenset of str, optional
        Folded names (:func:`models.io.excel_columns.folded`) of the sheets to read; every sheet by default.
    cancelled : callable, optional
        Asked at least every 50 ms; True kills the reading.
    time_limit : float
        Seconds.
    progress : callable, optional
        Given the share that has been read [0–1], now and then.

    Raises
    ------
    FileMissing, CannotRead, FileLocked, UnknownFormat, ProtectedFile, DamagedFile
        By name; ``DamagedFile`` also for what is too large (``for_stor_fil``), too slow (``for_sen_lesing``) or made
        to harm (``farlig_innhold``).
    ReadingCancelled
        When ``cancelled`` said so.
    """
    deadline = time.monotonic() + time_limit
    kind = check_is_workbook(path)
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    from models.io.excel_worker import work

    process = context.Process(target=work, args=(sender, os.fspath(path), kind, wanted), daemon=True)
    process.start()
    sender.close()
    collector = Collector()
    try:
        while True:
            what, *rest = _message(path, receiver, process, cancelled, deadline)
            if what == "book":
                return collector.book(**rest[0])
            if what == "failed":
                raise DamagedFile(path, rest[0], cause=rest[1])
            if what == "progress":
                if progress is not None:
                    progress(rest[0])
            else:
                getattr(collector, what)(*rest)
    finally:
        process.kill()
        process.join()
        process.close()
        receiver.close()


def _message(
    path: str | os.PathLike[str], receiver: Connection, process: SpawnProcess, cancelled: Callable[[], bool] | None,
    deadline: float,
) -> tuple[Any, ...]:
    """The next message; between any two the user may stop the reading, and the time may run out."""
    while True:
        if cancelled is not None and cancelled():
            raise ReadingCancelled
        if time.monotonic() > deadline:
            raise DamagedFile(path, "for_sen_lesing")
        if receiver.poll(_POLL):
            break
        if not process.is_alive() and not receiver.poll(0):
            raise _stopped(path, process)
    try:
        message: tuple[Any, ...] = receiver.recv()
    except EOFError:
        raise _stopped(path, process) from None
    return message


def _stopped(path: str | os.PathLike[str], process: SpawnProcess) -> DamagedFile:
    """What it means that the reading process ended without an answer."""
    process.join(1.0)
    # calamine ends its process where memory is refused, and Linux kills one that takes too much.
    out_of_memory = process.exitcode in (-signal.SIGABRT, -9)
    return DamagedFile(path, "for_stor_fil" if out_of_memory else "leseren_stoppet", exitcode=process.exitcode)
