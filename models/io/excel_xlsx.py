"""The first reader: the cells of an .xlsx or .xlsm package, straight from its parts.

Only the parts that hold cells are opened. Drawings, comments, macros, links to other files and
defined names are not, so nothing in them can do harm, however many they are.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any

from models.io.excel_cells import Collector
from models.io.excel_columns import folded
from models.io.excel_formats import Formats, read_formats
from models.io.excel_limits import MAX_PART, MAX_SHEETS, MAX_TEXT, CellCount, TooLarge
from models.io.excel_sheet import read_sheet, unescaped
from models.io.excel_xml import MAIN, PACKAGE, RELATIONS, Broken, find, names, walk

_IDS = tuple(f"{space} id" for space in RELATIONS)


@dataclass(slots=True)
class _Book:
    """What ``workbook.xml`` says: (name, hidden, part) of each worksheet."""

    sheets: list[tuple[str, bool, str]] = field(default_factory=list)
    from_1904: bool = False


def read_xlsx(path: str, wanted: frozenset[str] | None, sink: Collector) -> dict[str, Any]:
    """Tell the sink every sheet, with the cells of the wanted ones; what else is known of the workbook.

    Raises
    ------
    TooLarge, MemoryError
    models.io.excel_xml.Forbidden
        For parts that are made to harm.
    models.io.excel_xml.Broken, LookupError, ValueError
        If the package is damaged inside.
    models.io.excel_xml.NotXml, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError
        If it is damaged as a file.
    """
    with zipfile.ZipFile(path) as package:
        parts = _Parts(package)
        book, strings, styles = _workbook(parts)
        formats = Formats({}, book.from_1904)
        if styles is not None:
            with parts.open(styles) as stream:
                formats = read_formats(stream, book.from_1904)
        texts: list[str] = []
        if strings is not None:
            with parts.open(strings) as stream:
                texts = _shared_strings(stream)
        chosen = [wanted is None or folded(name) in wanted for name, _, _ in book.sheets]
        sizes = [parts.size(part) for (_, _, part), read in zip(book.sheets, chosen, strict=True) if read]
        tell, count = _teller(sink, sum(sizes)), CellCount(sink.rows)
        for (name, hidden, part), read in zip(book.sheets, chosen, strict=True):
            sink.start(name, hidden)
            if read:
                with parts.open(part) as stream:
                    sink.end(*read_sheet(stream, texts, formats, count.rows, tell))
            else:
                sink.end()
        return {
            "dates_from_1904": book.from_1904,
            "macros": parts.has("xl/vbaproject.bin") or parts.has_under("xl/macrosheets/"),
            "other_files": parts.has_under("xl/externallinks/"),
        }


def _teller(sink: Collector, total: int) -> Callable[[int], None]:
    done = 0

    def read(count: int) -> None:
        nonlocal done
        done += count
        sink.progress(min(done / total, 1.0) if total else 1.0)

    return read


class _Parts:
    """The parts of a package by name, whatever their case and slashes."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._parts = {_plain(part.filename): part for part in package.infolist()}

    def has(self, name: str) -> bool:
        return _plain(name) in self._parts

    def has_under(self, folder: str) -> bool:
        return any(name.startswith(folder) for name in self._parts)

    def size(self, name: str) -> int:
        return self._parts[_plain(name)].file_size if self.has(name) else 0

    def open(self, name: str) -> IO[bytes]:
        """A stream of the part.

        Raises
        ------
        Broken
            If there is no such part.
        TooLarge
        """
        if not self.has(name):
            raise Broken(f"no part {name}")
        if self.size(name) > MAX_PART:
            raise TooLarge("part")
        return self._package.open(self._parts[_plain(name)])

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Id -> (kind, part) of what a part names; files outside the package are left out."""
        folder, file = posixpath.split(name)
        found: dict[str, tuple[str, str]] = {}

        def relation(_name: str, attributes: dict[str, str]) -> None:
            if attributes.get("TargetMode") != "External":
                part = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, part.lstrip("/"))

        with self.open(posixpath.join(folder, "_rels", f"{file}.rels")) as stream:
            find(stream, names("Relationship", among=(PACKAGE,)), relation)
        return found


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _workbook(parts: _Parts) -> tuple[_Book, str | None, str | None]:
    """The workbook, and the parts of its shared strings and styles."""
    at = "xl/workbook.xml"
    if parts.has("_rels/.rels"):
        at = next((part for kind, part in parts.relations("").values() if kind == "officeDocument"), at)
    related = parts.relations(at)
    book = _Book()

    def found(name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            book.from_1904 = attributes.get("date1904") in ("1", "true")
            return
        identity = next((attributes[i] for i in _IDS if i in attributes), "")
        kind, part = related.get(identity, ("", ""))
        if not part:
            raise Broken(f"no part for sheet {attributes.get('name')}")
        if kind == "worksheet":
            book.sheets.append((attributes.get("name", ""), attributes.get("state", "visible") != "visible", part))
        if len(book.sheets) > MAX_SHEETS:
            raise TooLarge("sheets")

    with parts.open(at) as stream:
        find(stream, names("workbookPr", "sheet"), found)
    if not book.sheets:
        raise Broken("no sheets")
    by_kind = dict(related.values())
    return book, by_kind.get("sharedStrings"), by_kind.get("styles")


def _shared_strings(stream: IO[bytes]) -> list[str]:
    """The texts that cells name by number; the reading aids of Japanese are left out."""
    texts: list[str] = []
    pieces: list[str] = []
    kinds = names("si", "t", "rPh", among=MAIN)
    collecting = aids = False

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal collecting, aids
        kind = kinds.get(name)
        if kind == "t":
            collecting = not aids
        elif kind == "rPh":
            aids = True

    def end(name: str) -> None:
        nonlocal collecting, aids
        kind = kinds.get(name)
        if kind == "t":
            collecting = False
        elif kind == "rPh":
            aids = False
        elif kind == "si":
            text = unescaped("".join(pieces))
            if len(text) > MAX_TEXT:
                raise TooLarge("text")
            texts.append(text)
            pieces.clear()

    def text(piece: str) -> None:
        if collecting:
            pieces.append(piece)

    walk(stream, start, end, text)
    return texts
