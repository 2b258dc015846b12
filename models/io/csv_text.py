"""Tables as CSV that a Norwegian Excel opens as it stands: semicolon, decimal comma, UTF-8 with BOM, CRLF."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence

from models.io.numbers import BLANKS, number_text


class Number(str):
    """A number already written as it is to stand, such as one that is rounded; never guarded."""

    __slots__ = ()


CsvCell = str | float | int | None
"""Text, a number, or nothing."""

BOM = "\ufeff".encode()
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the beginning of a formula, the wide forms of East Asian keyboards among them."""
GUARD = "'"
"""Stands before such a text: a spreadsheet then shows it as text, and runs nothing."""

_SHOWN = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>[0-9]{1,3}(?: ?[0-9]{3})*|[0-9]+)(?P<part>,[0-9]+)?(?P<power>e[+-]?[0-9]+)? ?%?")
TRIANGLES = "▲▼"
UNDEFINED = "\u2013"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before one that begins like it.

    Examples
    --------
    >>> harmless("=1+1"), harmless("Nav Skien")
    ("'=1+1", 'Nav Skien')
    """
    return GUARD + text if text.startswith(_FORMULA) else text


def plain_number(text: str) -> str | None:
    """A number as the window shows it, for a spreadsheet; empty for a dash, None for what is no number.

    Triangle, plus sign, thousands spaces and per cent sign go, and the minus is the one of the keyboard.

    Examples
    --------
    >>> plain_number("▼ \u22124 050"), plain_number("44 %"), plain_number("+2,5"), plain_number("\u2013")
    ('-4050', '44', '2,5', '')
    """
    bare = text.strip(BLANKS + TRIANGLES).replace("\u2212", "-")
    if bare in ("", UNDEFINED):
        return ""
    for space in BLANKS:
        bare = bare.replace(space, " ")
    match = _SHOWN.fullmatch(bare)
    if match is None:
        return None
    sign = "-" if match["sign"] == "-" else ""
    return sign + match["whole"].replace(" ", "") + (match["part"] or "") + (match["power"] or "")


def csv_text(rows: Iterable[Sequence[CsvCell]]) -> str:
    """Rows as CSV without BOM.

    A number is written with all its digits and a decimal comma, one that is not finite as nothing. A text is
    made :func:`harmless`; one that holds a semicolon, a quote or a line end is quoted.
    """
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return target.getvalue()


def csv_bytes(rows: Iterable[Sequence[CsvCell]]) -> bytes:
    """Rows as the bytes of a CSV file: see :func:`csv_text`."""
    # A half surrogate cannot be written in UTF-8.
    return BOM + csv_text(rows).encode("utf-8", "replace")


def _cell(value: CsvCell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value) if isinstance(value, Number) else harmless(value)
    return number_text(value) if math.isfinite(value) else ""
