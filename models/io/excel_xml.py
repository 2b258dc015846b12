"""Walk through an XML part of a workbook, element by element, without ever holding it whole.

Workbooks declare no document types. One that does is refused before a single entity is expanded,
and nothing outside the part is ever fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Any
from xml.parsers import expat

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of Excel's own files, and of its "strict" ones."""
RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

MAX_DEPTH = 200
"""Elements inside one another; a worksheet has ten."""
_PIECE = 1 << 16


class Forbidden(Exception):
    """The part declares a document type, or is nested beyond all use: made to harm, not to be read."""


class Broken(Exception):
    """The part is not what a workbook should hold there."""


class NotXml(Exception):
    """The part is cut off or overwritten: whoever goes on reading it reads less than there was."""


def names(*local: str, among: tuple[str, ...] = MAIN) -> dict[str, str]:
    """Expat's name of an element -> the local name, for the given ones."""
    return {f"{space} {name}": name for space in among for name in local}


def walk(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], Any],
    end: Callable[[str], Any],
    text: Callable[[str], Any] | None = None,
    read: Callable[[int], Any] | None = None,
) -> None:
    """Call the handlers for every element of the part.

    Parameters
    ----------
    stream : binary stream
    start, end : callable
        Given expat's name, ``namespace local``; ``start`` also the attributes.
    text : callable, optional
    read : callable, optional
        Given the number of bytes read, now and then.

    Raises
    ------
    Forbidden
        For a document type declaration.
    NotXml
        If the part is not well-formed.
    MemoryError
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        while piece := stream.read(_PIECE):
            parser.Parse(piece)
            if read is not None:
                read(len(piece))
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
            raise MemoryError from error
        raise NotXml(str(error)) from error


def _refuse(*_declaration: object) -> None:
    raise Forbidden("doctype")


def find(stream: IO[bytes], wanted: Mapping[str, str], found: Callable[[str, dict[str, str]], Any]) -> None:
    """Call ``found`` with local name and attributes of every wanted element, wherever it stands."""
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise Forbidden("depth")
        if (local := wanted.get(name)) is not None:
            found(local, attributes)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    walk(stream, start, end)
