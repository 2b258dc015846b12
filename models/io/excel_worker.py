"""What runs in the reading process: opens one workbook and tells its cells as plain values.

The process may be killed at any time. It imports neither Qt nor the rest of the program.
"""

from __future__ import annotations

import gc
import sys
import zipfile
import zlib
from multiprocessing.connection import Connection
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError, errors

from models.io.excel_calamine import read_values
from models.io.excel_cells import Bounds, Collector, Row, WorkbookCells
from models.io.excel_limits import MAX_MEMORY, MAX_PARTS, MAX_UNPACKED, Broken, Forbidden, TooLarge
from models.io.excel_xlsx import read_xlsx

_NOT_XML = (ExpatError, ParseError)
"""A part is cut off or overwritten: whoever goes on reading it reads less than there was."""
_DAMAGED_FILE = (*_NOT_XML, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)
_NO_MEMORY = errors.codes[errors.XML_ERROR_NO_MEMORY]


class _Pipe(Collector):
    """Sends on what a reader tells, as messages named by the methods of :class:`Collector`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def start(self, name: str, hidden: bool) -> None:
        self._connection.send(("start", name, hidden))

    def rows(self, rows: list[Row]) -> None:
        self._connection.send(("rows", rows))

    def end(
        self, hidden_rows: tuple[int, ...] = (), hidden_columns: tuple[tuple[int, int], ...] = (),
        merged: tuple[Bounds, ...] = (),
    ) -> None:
        self._connection.send(("end", hidden_rows, hidden_columns, merged))

    def restart(self) -> None:
        self._connection.send(("restart",))

    def progress(self, share: float) -> None:
        self._connection.send(("progress", share))


def work(connection: Connection, path: str, kind: str, wanted: frozenset[str] | None) -> None:
    """Read the workbook and send what :class:`_Pipe` sends, then ``("book", facts)`` or ``("failed", reason, text)``."""
    _limit_memory()
    # openpyxl imports numpy if it is there, only to recognise numpy's numbers when it writes.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]  # the documented way to block an import
    # The process ends when it has read: looking for garbage among a million cells only costs time.
    gc.disable()
    answer: tuple[Any, ...]
    try:
        answer = ("book", read_into(_Pipe(connection), path, kind, wanted))
    except TooLarge as error:
        answer = ("failed", "for_stor_fil", str(error))
    except MemoryError:
        answer = ("failed", "for_stor_fil", "memory")
    except Forbidden as error:
        answer = ("failed", "farlig_innhold", str(error))
    except (Broken, *_DAMAGED_FILE) as error:
        answer = ("failed", "ikke_hel_fil", f"{type(error).__name__}: {error}"[:500])
    connection.send(answer)
    connection.close()


def read_cells(path: str, wanted: frozenset[str] | None = None, kind: str = "xlsx") -> WorkbookCells:
    """The cells of every sheet whose folded name is wanted (None: of all); the other sheets by name alone.

    Raises
    ------
    models.io.excel_limits.TooLarge, MemoryError, models.io.excel_limits.Forbidden
    models.io.excel_limits.Broken, xml.parsers.expat.ExpatError, xml.etree.ElementTree.ParseError
    zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError
        If the file is damaged.
    """
    collector = Collector()
    return collector.book(**read_into(collector, path, kind, wanted))


def read_into(sink: Collector, path: str, kind: str, wanted: frozenset[str] | None) -> dict[str, Any]:
    """Tell the sink the cells of a workbook; what else is known of it, as :class:`WorkbookCells` names it."""
    if kind != "xls":
        _check_size(path)
    if kind != "xlsx":
        return {"kind": kind, **read_values(path, wanted, sink)}
    try:
        return read_xlsx(path, wanted, sink)
    except _NOT_XML as error:
        if error.code == _NO_MEMORY:
            raise MemoryError from error
        raise
    except Broken as error:
        sink.restart()
        try:
            return {"second_reader": True, **read_values(path, wanted, sink)}
        except Broken:
            raise error from None


def _check_size(path: str) -> None:
    """Refuse a package before anything in it is unpacked; no part gives more bytes than it says here."""
    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise TooLarge("unpacked")


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
