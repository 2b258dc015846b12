"""The cells of one worksheet part of an .xlsx package."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import IO

from models.io.excel_cells import Bounds, ErrorCell, Raw, Row, Uncalculated
from models.io.excel_formats import Formats
from models.io.excel_limits import AT_ONCE, LAST_COLUMN, LAST_ROW, MAX_MERGED, MAX_TEXT, TooLarge
from models.io.excel_xml import MAX_DEPTH, Broken, Forbidden, names, walk

_KINDS = names("row", "c", "v", "f", "is", "t", "rPh", "col", "mergeCell")
_ESCAPED = re.compile(r"_x00([0-9A-Fa-f]{2})_")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_TRUE = frozenset({"1", "true"})


def read_sheet(
    stream: IO[bytes], texts: list[str], formats: Formats, tell: Callable[[list[Row]], None],
    read: Callable[[int], None] | None = None,
) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...], tuple[Bounds, ...]]:
    """Tell the rows of a sheet, some at a time.

    Parameters
    ----------
    stream : binary stream
    texts : list of str
        The workbook's shared strings.
    formats : Formats
    tell : callable
        Given rows in order.
    read : callable, optional
        Given the number of bytes read, now and then.

    Returns
    -------
    hidden rows, hidden columns (first, last), merged ranges

    Raises
    ------
    TooLarge, models.io.excel_xml.Forbidden, models.io.excel_xml.Broken, ValueError, LookupError
    """
    sheet = _Sheet(texts, formats, tell)
    walk(stream, sheet.start, sheet.end, sheet.text, read)
    sheet.flush()
    return tuple(sheet.hidden_rows), tuple(sheet.hidden_columns), tuple(sheet.merged)


class _Sheet:
    """What expat meets of a sheet, as rows; the methods run once for every element, so they are plain."""

    def __init__(self, texts: list[str], formats: Formats, tell: Callable[[list[Row]], None]) -> None:
        self.texts = texts
        self.formats = formats
        self.tell = tell
        self.rows: list[Row] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[Bounds] = []
        self.waiting = 0
        self.row = self.column = 0
        self.cells: list[tuple[int, Raw]] = []
        self.kind = "n"
        self.style: str | None = None
        self.value: str | None = None
        self.formula = False
        self.collecting = False
        self.aids = False
        self.pieces: list[str] = []
        self.columns: dict[str, int] = {}
        self.depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = _KINDS.get(name)
        if kind == "c":
            self._start_cell(attributes)
        elif kind == "v" or kind == "t":
            if not self.aids:
                self.collecting = True
        elif kind == "row":
            self._start_row(attributes)
        elif kind == "f":
            self.formula = True
        elif kind == "mergeCell":
            if len(self.merged) < MAX_MERGED:
                self.merged.append(bounds(attributes.get("ref", "")))
        elif kind == "col":
            if attributes.get("hidden") in _TRUE or attributes.get("width") == "0":
                self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif kind == "rPh":
            self.aids = True
        elif kind is None:
            self.depth += 1
            if self.depth > MAX_DEPTH:
                raise Forbidden("depth")

    def text(self, piece: str) -> None:
        if self.collecting:
            self.pieces.append(piece)

    def end(self, name: str) -> None:
        kind = _KINDS.get(name)
        if kind == "v":
            self.collecting = False
            self.value = "".join(self.pieces)
            self.pieces.clear()
        elif kind == "c":
            if self.value is not None or self.formula:
                value = self._cell_value()
                if value is not None:
                    self.cells.append((self.column, value))
        elif kind == "row":
            self._end_row()
        elif kind == "t":
            self.collecting = False
        elif kind == "is":
            self.value = "".join(self.pieces)
            self.pieces.clear()
        elif kind == "rPh":
            self.aids = False
        elif kind is None:
            self.depth -= 1

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        row = int(number) if number is not None else self.row + 1
        if not self.row < row <= LAST_ROW:
            raise Broken(f"row {number} after row {self.row}")
        self.row, self.column = row, 0
        if attributes.get("hidden") in _TRUE or attributes.get("ht") == "0":
            self.hidden_rows.append(row)

    def _end_row(self) -> None:
        if not self.cells:
            return
        self.waiting += len(self.cells)
        self.rows.append((self.row, tuple(self.cells)))
        self.cells.clear()
        if self.waiting >= AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Tell what has been read so far."""
        if self.rows:
            self.tell(self.rows)
            self.rows = []
            self.waiting = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self.column += 1
            if self.column > LAST_COLUMN:
                raise Broken(f"more than {LAST_COLUMN} columns")
        else:
            letters = place.rstrip("0123456789")
            column = self.columns.get(letters)
            if column is None:
                column = self.columns[letters] = column_number(letters)
            if column <= self.column:
                raise Broken(f"cell {place} out of order")
            self.column = column
        self.kind = attributes.get("t", "n")
        self.style = attributes.get("s")
        self.value = None
        self.formula = False

    def _cell_value(self) -> Raw | None:
        """The value of the cell that ends; None when it shows nothing."""
        text, kind = self.value, self.kind
        if not text:
            # A formula that gives an empty text stores an empty text; one never calculated stores nothing.
            return Uncalculated() if self.formula and (text is None or kind != "str") else None
        if kind == "n":
            return self._number(text)
        if kind == "s":
            return self.texts[int(text)] or None
        if kind == "str" or kind == "inlineStr":
            if len(text) > MAX_TEXT:
                raise TooLarge("text")
            return unescaped(text)
        if kind == "b":
            return text in _TRUE
        if kind == "e":
            return ErrorCell(text)
        if kind == "d":
            return _iso_moment(text)
        raise Broken(f"cell type {kind}")

    def _number(self, text: str) -> Raw:
        number = float(text) if "." in text or "e" in text or "E" in text else int(text)
        if self.style is None:
            return number
        try:
            return self.formats.value(number, self.style)
        except (OverflowError, ValueError):
            return ErrorCell("#####")  # what Excel shows of a day that no calendar has


def _iso_moment(text: str) -> Raw:
    """A date or a time written out, as a few programs store them; text when it is neither."""
    for kind in (datetime.datetime, datetime.time):
        try:
            return kind.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            continue
    return text


def unescaped(text: str) -> str:
    """Text with the control characters that XML cannot hold, which workbooks write as ``_x000A_``."""
    return _ESCAPED.sub(_control_character, text) if "_x" in text else text


def _control_character(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return chr(code) if code < 32 else match.group(0)


def column_number(letters: str) -> int:
    """3 of ``C``.

    Raises
    ------
    Broken
        If no sheet has such a column.
    """
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise Broken(f"column {letters[:20]}")
        number = 26 * number + ord(letter) - 64
        if number > LAST_COLUMN:
            raise Broken(f"column {letters[:20]}")
    if not number:
        raise Broken("column")
    return number


def bounds(reference: str) -> Bounds:
    """(top, left, bottom, right) of a range such as ``B2:D3``.

    Raises
    ------
    Broken
    """
    match = _RANGE.fullmatch(reference)
    if match is None:
        raise Broken(f"range {reference[:40]}")
    left, top, right, bottom = match.groups()
    return int(top), column_number(left), int(bottom or top), column_number(right or left)
