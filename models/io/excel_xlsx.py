"""The first reader: openpyxl, for .xlsx and .xlsm.

Only the parts that hold cells are opened. Drawings, comments, macros and links to other files are
not, so nothing in them can do harm, however many they are.
"""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from typing import IO, TYPE_CHECKING, Any

from models.io.excel_cells import Collector, ErrorCell, Raw, Row, Uncalculated
from models.io.excel_columns import folded
from models.io.excel_formats import Shown, format_kind, shown_number
from models.io.excel_limits import LAST_COLUMN, LAST_ROW, MAX_SHEETS, MAX_TEXT, Broken, CellCount, TooLarge
from models.io.excel_package import CheckedPackage

if TYPE_CHECKING:
    from models.io.excel_openpyxl import Book, SheetParser

_ESCAPED = re.compile(r"_x00([0-9A-Fa-f]{2})_")
_PIECE = 1 << 16


def read_xlsx(path: str, wanted: frozenset[str] | None, sink: Collector) -> dict[str, Any]:
    """Tell the sink every sheet, with the cells of the wanted ones; what else is known of the workbook.

    Raises
    ------
    models.io.excel_limits.TooLarge, MemoryError
    models.io.excel_limits.Forbidden
        For parts that are made to harm.
    models.io.excel_limits.Broken
        If the package is damaged inside, or not as openpyxl expects.
    xml.parsers.expat.ExpatError, xml.etree.ElementTree.ParseError
    zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError
        If it is damaged as a file.
    """
    from models.io.excel_openpyxl import Book  # openpyxl takes 0.1 s to import, and only the reading process needs it

    # openpyxl warns of what it leaves out, and prints what it does not find.
    with warnings.catch_warnings(), redirect_stdout(None), CheckedPackage(path) as package:
        warnings.simplefilter("ignore")
        book = Book(package)
        if len(book.sheets) > MAX_SHEETS:
            raise TooLarge("sheets")
        if any(len(text) > MAX_TEXT for text in book.texts):
            raise TooLarge("text")
        shown = [format_kind(code) for code in book.number_formats]
        chosen = [sheet for sheet in book.sheets if wanted is None or folded(sheet.name) in wanted]
        tell, count = _teller(sink, sum(sheet.size for sheet in chosen)), CellCount(sink.rows)
        for sheet in book.sheets:
            sink.start(sheet.name, sheet.hidden)
            if sheet in chosen:
                with package.open_sheet(sheet.part) as stream:
                    parser = book.parser(_Watched(stream, tell))
                    count.rows(_rows(parser, book, shown))
                sink.end(tuple(parser.hidden_rows), tuple(parser.hidden_columns), tuple(parser.merged))
            else:
                sink.end()
        return {
            "dates_from_1904": book.from_1904,
            "macros": package.has_under("xl/vbaproject.bin", "xl/macrosheets/"),
            "other_files": package.has_under("xl/externallinks/"),
        }


def _teller(sink: Collector, total: int) -> Callable[[int], None]:
    done = 0

    def read(count: int) -> None:
        nonlocal done
        done += count
        sink.progress(min(done / total, 1.0) if total else 1.0)

    return read


class _Watched:
    """A stream that tells how much is read of it."""

    def __init__(self, stream: IO[bytes], tell: Callable[[int], None]) -> None:
        self._stream = stream
        self._tell = tell

    def read(self, _size: int = -1) -> bytes:
        """The next piece, larger than what xml.etree asks for: there is something to tell for each."""
        piece = self._stream.read(_PIECE)
        if piece:
            self._tell(len(piece))
        return piece


def _rows(parser: SheetParser, book: Book, shown: list[Shown | None]) -> Iterator[Row]:
    """The rows of a sheet as they stream by.

    Raises
    ------
    TooLarge, Broken
    """
    last = 0
    for number, cells in parser.rows():
        if not last < number <= LAST_ROW:
            raise Broken(f"row {number} after row {last}")
        last = number
        yield number, _filled(cells, shown, book.first_day)


def _filled(
    cells: list[dict[str, Any]], shown: list[Shown | None], first_day: datetime.datetime
) -> tuple[tuple[int, Raw], ...]:
    """(column, value) of the cells of a row that hold something."""
    filled: list[tuple[int, Raw]] = []
    last = 0
    for cell in cells:
        column = cell["column"]
        if not last < column <= LAST_COLUMN:
            raise Broken(f"column {column} after column {last}")
        last = column
        value, kind = cell["value"], cell["data_type"]
        if kind == "n" and value is not None:
            as_shown = shown[cell["style_id"]]
            filled.append((column, value if as_shown is None else shown_number(value, as_shown)))
        elif (raw := _raw(value, kind, first_day)) is not None:
            filled.append((column, raw))
    return tuple(filled)


def _raw(value: Any, kind: str, first_day: datetime.datetime) -> Raw | None:
    """The value of a cell that is no plain number; None when it shows nothing."""
    if kind == "f":
        return Uncalculated()
    if value is None or value == "":
        return None
    if kind == "e":
        return ErrorCell(value)
    if isinstance(value, str):
        if kind != "s":
            raise Broken(f"cell type {kind[:20]}")
        if len(value) > MAX_TEXT:
            raise TooLarge("text")
        return unescaped(value)
    return _moment(value, first_day) if kind == "d" else value


def _moment(value: Any, first_day: datetime.datetime) -> Raw:
    """A date, with its time; a duration as text."""
    if isinstance(value, datetime.timedelta):
        return str(value)
    if type(value) is datetime.date:
        value = datetime.datetime(value.year, value.month, value.day)
    if isinstance(value, datetime.datetime) and value < first_day:
        from models.io.excel_openpyxl import NO_SUCH_DAY

        return ErrorCell(NO_SUCH_DAY)
    moment: Raw = value
    return moment


def unescaped(text: str) -> str:
    """Text with the control characters that XML cannot hold, which workbooks write as ``_x000A_``."""
    return _ESCAPED.sub(_control_character, text) if "_x" in text else text


def _control_character(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return chr(code) if code < 32 else match.group(0)
