"""openpyxl's parts for reading, used one by one. What is not public in openpyxl is used in this module alone.

``load_workbook`` does not do: read-only, it fills every gap up to the far corner with empty cells, and tells neither
hidden rows, merged ranges nor formulas without a stored value; otherwise, it holds whole workbooks,
and fails on validations, links and conditional formats of real ones.
``tests/io/test_excel_openpyxl.py`` says what is relied on.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any
from xml.etree.ElementTree import iterparse

from defusedxml.common import DefusedXmlException
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet._reader import COL_TAG, FORMULA_TAG, MERGE_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import ARC_STYLE, STYLES_TYPE

from models.io.excel_cells import Bounds
from models.io.excel_limits import LAST_COLUMN, MAX_DEPTH, MAX_MERGED, Broken, Forbidden
from models.io.excel_package import CheckedPackage

_MERGED_TAG = MERGE_TAG.removesuffix("s")  # the list's name less its plural is one range's
_TRUE = frozenset({"1", "true"})
_GAVE_UP = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError, OSError)
"""What openpyxl raises where a workbook is not as it expects: it has no exception of its own for most of it."""

NO_SUCH_DAY = "#####"
"""What Excel shows of a day that no calendar has."""


@contextmanager
def _naming_damage() -> Iterator[None]:
    try:
        yield
    except DefusedXmlException as error:
        raise Forbidden(type(error).__name__) from error
    except _GAVE_UP as error:
        raise Broken(f"{type(error).__name__}: {error}"[:500]) from error


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet that is not read yet: its name, and the name and size [bytes] of its part."""

    name: str
    hidden: bool
    part: str
    size: int


class Book:
    """A workbook opened by openpyxl: its sheets by name, its shared texts and its styles. No sheet is read yet.

    Attributes
    ----------
    sheets : list of Sheet
    first_day : datetime
        Day number 0.
    from_1904 : bool
    number_formats : list of str
        The format code of every cell style.

    Raises
    ------
    models.io.excel_limits.Forbidden, models.io.excel_limits.TooLarge
    models.io.excel_limits.Broken
        Where openpyxl gives up.
    xml.parsers.expat.ExpatError
    """

    def __init__(self, package: CheckedPackage) -> None:
        with _naming_damage():
            reader = ExcelReader(package.fp, read_only=True, data_only=True, keep_links=False)
            reader.archive = package
            reader.read_manifest()
            reader.read_strings()
            reader.read_workbook()
            _apply_styles(reader, package)
            self.texts: list[str] = reader.shared_strings
            self.sheets = _worksheets(reader, package)
            self._book = reader.wb
            self.first_day: datetime.datetime = reader.wb.epoch
            self.from_1904 = self.first_day == MAC_EPOCH
            self.number_formats = _number_formats(reader.wb)

    def parser(self, source: Any) -> SheetParser:
        """Reads the sheet that streams from ``source``."""
        return SheetParser(
            source, self.texts, data_only=True, epoch=self.first_day,
            date_formats=self._book._date_formats, timedelta_formats=self._book._timedelta_formats,
        )


def _worksheets(reader: Any, package: CheckedPackage) -> list[Sheet]:
    """openpyxl leaves out sheets whose part it does not find; here that is damage."""
    sheets = []
    for sheet in reader.parser.sheets:
        related = reader.parser.rels[sheet.id]
        if not related.Type.endswith("/worksheet"):
            continue
        size = package.size(related.target)
        if size is None:
            raise Broken(f"no part for sheet {sheet.name[:100]}")
        sheets.append(Sheet(sheet.name, sheet.state in ("hidden", "veryHidden"), related.target, size))
    if not sheets:
        raise Broken("no sheets")
    return sheets


def _apply_styles(reader: Any, package: CheckedPackage) -> None:
    """openpyxl looks for styles in one place only, and without them a date would be its day number."""
    styles = reader.package.find(STYLES_TYPE)
    if styles is not None:
        package.alias(ARC_STYLE, styles.PartName)
    apply_stylesheet(package, reader.wb)


def _number_formats(book: Any) -> list[str]:
    codes = BUILTIN_FORMATS | dict(enumerate(book._number_formats, start=BUILTIN_FORMATS_MAX_SIZE))
    return [codes.get(style.numFmtId, "General") for style in book._cell_styles]


class SheetParser(WorkSheetParser):
    """openpyxl's own parser of a sheet, kept to its cells, and what is hidden and merged among them."""

    def __init__(self, source: IO[bytes], *more: Any, **named: Any) -> None:
        super().__init__(source, *more, **named)
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[Bounds] = []

    def rows(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """(number, cells) of every row, as they come; a cell has column, value, data_type and style_id.

        ``data_type`` is openpyxl's: ``n``, ``s``, ``b``, ``d``, ``e``, and ``f`` for a formula without a stored value.

        Raises
        ------
        models.io.excel_limits.Broken, models.io.excel_limits.Forbidden
        xml.etree.ElementTree.ParseError
        """
        with _naming_damage():
            # Elements stay in the tree when they have been met, but empty: a million rows take 60 MB.
            depth = 0
            for event, element in iterparse(self.source, ("start", "end")):
                if event == "start":
                    depth += 1
                    if depth > MAX_DEPTH:
                        raise Forbidden("depth")
                    continue
                depth -= 1
                tag = element.tag
                if tag == ROW_TAG:
                    row = self.parse_row(element)
                    self._note_hidden(row[0])
                    element.clear()
                    yield row
                elif tag == _MERGED_TAG:
                    if len(self.merged) < MAX_MERGED:
                        self.merged.append(_bounds(element.attrib["ref"]))
                    element.clear()
                elif tag == COL_TAG:
                    hidden = element.get("hidden") in _TRUE or element.get("width") == "0"
                    if hidden and len(self.hidden_columns) < LAST_COLUMN:
                        self.hidden_columns.append((int(element.attrib["min"]), int(element.attrib["max"])))
                    element.clear()

    def _note_hidden(self, row: int) -> None:
        about = self.row_dimensions.pop(str(row), {})
        if about.get("hidden") in _TRUE or about.get("ht") == "0":
            self.hidden_rows.append(row)

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """openpyxl's cell, with what it cannot tell: formulas never calculated, and days that do not exist."""
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None:
            kind = element.get("t")
            # A formula that gives an empty text stores an empty text; one never calculated stores nothing.
            if element.find(FORMULA_TAG) is not None and (kind != "str" or element.find(VALUE_TAG) is None):
                cell["data_type"] = "f"
        elif cell["data_type"] == "e" and element.get("t", "n") == "n":
            cell["value"] = NO_SUCH_DAY
        return cell


def _bounds(reference: str) -> Bounds:
    """(top, left, bottom, right) of a range such as ``B2:D3``."""
    left, top, right, bottom = range_boundaries(reference)
    return top, left, bottom, right
