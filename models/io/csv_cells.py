"""A CSV file as the cells of one sheet, for the import wizard: semicolon, comma or tab; UTF-8 or Windows' own letters."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

from models.io.errors import DamagedFile, UnknownFormat, read_error
from models.io.excel_cells import Raw, SheetCells, WorkbookCells

MAX_BYTES = 50_000_000
MAX_CELLS = 1_000_000
_SEPARATORS = ";\t,"


def read_csv(path: str | os.PathLike[str]) -> WorkbookCells:
    """The non-empty cells of a CSV file, all of them text, as a sheet with the file's name.

    Raises
    ------
    FileError
        If it cannot be read, is empty, is not text, or holds more than :data:`MAX_CELLS` cells.
    """
    try:
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise read_error(path, error) from error
    if not content.strip():
        raise UnknownFormat(path, "tom_fil")
    if len(content) > MAX_BYTES:
        raise DamagedFile(path, "for_stor_fil")
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnknownFormat(path, "ukjent_filtype")
    text = _decoded(content)
    rows: list[tuple[int, tuple[tuple[int, Raw], ...]]] = []
    count = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)), start=1):
            cells: tuple[tuple[int, Raw], ...] = tuple((i, cell) for i, cell in enumerate(row, start=1) if cell.strip())
            count += len(cells)
            if count > MAX_CELLS:
                raise DamagedFile(path, "for_stor_fil")
            if cells:
                rows.append((number, cells))
    except csv.Error as error:
        raise DamagedFile(path, "ikke_hel_fil", cause=str(error)) from error
    return WorkbookCells((SheetCells(Path(path).stem[:31], rows=tuple(rows)),))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """The separator that cuts the first lines into most cells of equal number."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    return max(_SEPARATORS, key=lambda s: (min((line.count(s) for line in lines), default=0), -_SEPARATORS.index(s)))
