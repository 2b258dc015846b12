"""The package of an .xlsx: what openpyxl cannot stand is refused before openpyxl opens it.

openpyxl makes objects of everything that stands in the parts about the workbook, at up to 50 µs each,
so their elements are counted first. The sheets it reads one row at a time, and their cells are
counted as they come.
"""

from __future__ import annotations

import zipfile
from typing import IO, Literal
from xml.parsers import expat

from models.io.excel_limits import MAX_DEPTH, MAX_ELEMENTS, MAX_PART, MAX_TEXT_ELEMENTS, Forbidden, TooLarge

_PIECE = 1 << 16


class CheckedPackage(zipfile.ZipFile):
    """A package of XML parts, each of which is checked as it is opened, whoever opens it.

    Parts are found whatever the case and slashes of their names, which some programs get wrong.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._parts = {_plain(part.filename): part for part in self.infolist()}

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        """A part that is made objects of as a whole: styles, names, relations.

        Raises
        ------
        Forbidden, TooLarge
        KeyError
            If there is no such part.
        xml.parsers.expat.ExpatError
        """
        with self._checked(name, MAX_ELEMENTS) as part:
            return part.read()

    def open(
        self, name: str | zipfile.ZipInfo, mode: Literal["r", "w"] = "r", pwd: bytes | None = None, *,
        force_zip64: bool = False,
    ) -> IO[bytes]:
        """A stream of the shared texts.

        Raises
        ------
        Forbidden, TooLarge, KeyError, xml.parsers.expat.ExpatError
        """
        return self._checked(name, MAX_TEXT_ELEMENTS)

    def open_sheet(self, name: str) -> IO[bytes]:
        """A stream of a worksheet, which may hold any number of elements.

        Raises
        ------
        Forbidden, TooLarge, KeyError, xml.parsers.expat.ExpatError
        """
        return self._checked(name, None)

    def _checked(self, name: str | zipfile.ZipInfo, most: int | None) -> IO[bytes]:
        part = self._parts[_plain(name if isinstance(name, str) else name.filename)]
        if part.file_size > MAX_PART:
            raise TooLarge("part")
        with super().open(part) as stream:
            _check(stream, most)
        return super().open(part)

    def alias(self, name: str, part: str) -> None:
        """Let a part be found by another name.

        Raises
        ------
        KeyError
            If there is no such part.
        """
        self._parts[_plain(name)] = self._parts[_plain(part)]

    def size(self, name: str) -> int | None:
        """Bytes of a part unpacked; None if there is no such part."""
        part = self._parts.get(_plain(name))
        return None if part is None else part.file_size

    def has_under(self, *starts: str) -> bool:
        """Whether the name of a part starts so; ``starts`` are in lower case."""
        return any(name.startswith(starts) for name in self._parts)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check(part: IO[bytes], most: int | None) -> None:
    """Refuse a part that declares a document type; counted, also one of too many elements, or too deep.

    A document type can only stand before the first element, so a part that is not counted is not read further.
    """
    depth = count = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if most is None:
            parser.StartElementHandler = parser.EndElementHandler = None
        elif depth > MAX_DEPTH:
            raise Forbidden("depth")
        elif count > most:
            raise TooLarge("elements")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    while (most is not None or count == 0) and (piece := part.read(_PIECE)):
        parser.Parse(piece)


def _refuse(*_declaration: object) -> None:
    raise Forbidden("doctype")
