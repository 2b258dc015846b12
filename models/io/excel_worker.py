"""What runs in the reading process: opens one workbook and returns its cells as plain values.

The process may be killed at any time. It imports neither Qt nor the rest of the program, and
reads only the parts of the package that hold cells: drawings, comments, macros, links and
defined names are never opened.
"""

from __future__ import annotations

import datetime
import gc
import re
import sys
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any
from xml.etree.ElementTree import ParseError

from models.io.excel_cells import ErrorCell, Raw, SheetCells, ShownNumber, Uncalculated, WorkbookCells
from models.io.excel_columns import folded

MAX_UNPACKED = 400_000_000
"""Bytes of all parts unpacked; a workbook of a million cells holds about 60 million."""
MAX_SHEET = 120_000_000
"""Bytes of one sheet unpacked: it is held in memory while it is read."""
MAX_CELLS = 1_000_000
MAX_MERGED = 20_000
"""Merged ranges of a sheet that are handed on: the first ones; they only help to read headers and names."""
MAX_MEMORY = 1_500_000_000
"""Bytes of address space of the process, where the system lets us say so."""

_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, EOFError, OSError, ValueError, TypeError, AttributeError, LookupError,
    ArithmeticError, AssertionError, NotImplementedError, RuntimeError,
)
"""What openpyxl raises on damaged packages: it has no exception of its own for most of them."""

_ZEROS_FORMAT = re.compile(r"0{2,}")
_ESCAPED = re.compile(r"_x00([0-9A-Fa-f]{2})_")


class TooLarge(Exception):
    """More cells than the program reads; the argument is what was counted."""


def work(connection: Connection, path: str, wanted: frozenset[str] | None) -> None:
    """Read the workbook and send ``("cells", WorkbookCells)`` or ``("failed", reason, text)``."""
    _limit_memory()
    # openpyxl imports numpy if it is there, only to recognise numpy's numbers when it writes.
    if "numpy" not in sys.modules:
        sys.modules["numpy"] = None  # type: ignore[assignment]  # the documented way to block an import
    warnings.simplefilter("ignore")
    # The process ends when it has read: looking for garbage among a million cells only costs time.
    gc.disable()
    try:
        answer: tuple[Any, ...] = ("cells", read_cells(path, wanted))
    except TooLarge as error:
        answer = ("failed", "for_stor_fil", str(error))
    except MemoryError:
        answer = ("failed", "for_stor_fil", "memory")
    except _BROKEN as error:
        answer = ("failed", "ikke_hel_fil", f"{type(error).__name__}: {error}"[:500])
    connection.send(answer)
    connection.close()


def read_cells(path: str, wanted: frozenset[str] | None = None) -> WorkbookCells:
    """The cells of every sheet whose folded name is wanted (None: of all); the other sheets by name alone.

    Raises
    ------
    TooLarge
        If the workbook holds more than :data:`MAX_CELLS` or :data:`MAX_UNPACKED`.
    """
    from openpyxl import load_workbook  # costs 0.1 s, and only this process needs it
    from openpyxl.utils.datetime import MAC_EPOCH

    with zipfile.ZipFile(path) as package:
        parts = package.infolist()
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise TooLarge("unpacked")
        if any(part.file_size > MAX_SHEET for part in parts if part.filename.startswith("xl/worksheets/")):
            raise TooLarge("sheet")
    # By an open file: given a name, openpyxl judges it by its suffix.
    with open(path, "rb") as file:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheets, count = [], 0
        for sheet in book.worksheets:
            hidden = sheet.sheet_state != "visible"
            if wanted is not None and folded(sheet.title) not in wanted:
                sheets.append(SheetCells(sheet.title, hidden))
                continue
            cells = _sheet_cells(sheet, hidden, MAX_CELLS - count)
            count += sum(len(row) for _, row in cells.rows)
            sheets.append(cells)
        return WorkbookCells(tuple(sheets), book.epoch == MAC_EPOCH)


def _sheet_cells(sheet: Any, hidden: bool, room: int) -> SheetCells:
    parser_class = _parser_class()
    book = sheet.parent
    formats = _Formats(book)
    rows = []
    with sheet._get_source() as source:
        parser = parser_class(
            source, sheet._shared_strings, data_only=True, epoch=book.epoch,
            date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
        )
        for number, row in parser.cell_rows():
            cells = tuple(_filled_cells(row, formats))
            room -= len(cells)
            if room < 0:
                raise TooLarge("cells")
            if cells:
                rows.append((number, cells))
    return SheetCells(
        sheet.title, hidden,
        tuple(int(r) for r, a in parser.row_dimensions.items() if _is_true(a.get("hidden"))),
        tuple((int(a["min"]), int(a["max"])) for a in parser.column_dimensions.values() if _is_true(a.get("hidden"))),
        tuple(rows), tuple(parser.merged_ranges),
    )


def _bounds(reference: str) -> tuple[int, int, int, int]:
    """(top, left, bottom, right) of a range such as ``B2:D3``."""
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    return top, left, bottom, right


def _is_true(attribute: str | None) -> bool:
    return attribute in ("1", "true")


def _filled_cells(row: list[dict[str, Any]], formats: _Formats) -> Iterator[tuple[int, Raw]]:
    for cell in row:
        value = cell["value"]
        kind = cell["data_type"]
        if kind == "e":
            yield cell["column"], ErrorCell(str(value))
        elif kind == "f":
            yield cell["column"], Uncalculated()
        elif value is None or value == "":
            continue
        elif isinstance(value, datetime.timedelta):
            yield cell["column"], str(value)
        elif isinstance(value, str):
            yield cell["column"], _ESCAPED.sub(_control_character, value) if "_x" in value else value
        elif kind == "n" and (digits := formats.zeros(cell["style_id"])):
            yield cell["column"], ShownNumber(value, f"{value:0{digits}.0f}")
        else:
            yield cell["column"], value


def _control_character(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return chr(code) if code < 32 else match.group(0)


class _Formats:
    """How many leading zeros a cell's number format shows, by style."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._zeros: dict[int, int] = {}

    def zeros(self, style: int) -> int:
        if style not in self._zeros:
            self._zeros[style] = self._count(style)
        return self._zeros[style]

    def _count(self, style: int) -> int:
        from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE

        number = self._book._cell_styles[style].numFmtId
        if number < BUILTIN_FORMATS_MAX_SIZE:
            code = BUILTIN_FORMATS.get(number, "")
        else:
            code = self._book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE]
        return len(code) if _ZEROS_FORMAT.fullmatch(code) else 0


def _parser_class() -> type[Any]:
    """openpyxl's own parser of a sheet, kept to its cells.

    Its ``parse`` also builds validations, links and conditional formats, on which real
    workbooks fail; and it cannot tell an empty cell from a formula without a stored value.
    """
    from openpyxl.worksheet._reader import COL_TAG, DATA_TAG, FORMULA_TAG, MERGE_TAG, ROW_TAG, WorkSheetParser

    merge_tag = MERGE_TAG.removesuffix("s")  # the list's name less its plural is one range's

    class CellParser(WorkSheetParser):
        def cell_rows(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
            root = _safe_root(self.source)
            self.merged_ranges = [_bounds(m.attrib["ref"]) for m in islice(root.iter(merge_tag), MAX_MERGED)]
            self.column_dimensions = {c.attrib["min"]: dict(c.attrib) for c in root.iter(COL_TAG)}
            for data in root.iter(DATA_TAG):
                for row in data.iter(ROW_TAG):
                    yield self.parse_row(row)

        def parse_cell(self, element: Any) -> dict[str, Any]:
            cell: dict[str, Any] = super().parse_cell(element)
            if cell["value"] is None and element.find(FORMULA_TAG) is not None:
                cell["data_type"] = "f"
            return cell

    return CellParser


_PLAIN_PROLOG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*"
    rb"(?:<\?xml\s+version=[\"']1\.0[\"'](?:\s+encoding=[\"']utf-8[\"'])?(?:\s+standalone=[\"'](?:yes|no)[\"'])?\s*\?>\s*)?"
    rb"<[a-z]", re.IGNORECASE,
)
"""The beginning of an XML file that declares nothing: a root element comes before anything else can."""


def _safe_root(source: Any) -> Any:
    """The root of an XML file that declares no entities.

    defusedxml refuses the others, but is written in Python and five times as slow. Declarations may
    only stand before the root element, so a file that begins with its root needs no watching.
    """
    from xml.etree import ElementTree

    from defusedxml import ElementTree as Defused

    plain = _PLAIN_PROLOG.match(source.read(1024)) is not None
    source.seek(0)
    return (ElementTree if plain else Defused).parse(source).getroot()


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MAX_MEMORY if hard == resource.RLIM_INFINITY else min(MAX_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
