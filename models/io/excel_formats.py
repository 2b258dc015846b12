"""What the number format of a cell says about its value: a day, a duration, per cent, leading zeros."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import IO

from models.io.excel_cells import Raw, ShownNumber
from models.io.excel_xml import find, names

_DAYS, _DURATION, _ZEROS, _PERCENT = "days", "duration", "zeros", "percent"

_BUILT_IN: dict[int, tuple[str, int]] = {
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), (_DAYS, 0)),
    46: (_DURATION, 0), 9: (_PERCENT, 0), 10: (_PERCENT, 2),
}
"""Formats that a workbook names by number alone, as Excel has them."""

_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]', re.IGNORECASE)
"""Quoted words, escaped letters, room and fill, colours and locales: letters that stand for no part of a date."""
_SPENT_TIME = re.compile(r"\[(hh?|mm?|ss?)\]", re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[dmhys]", re.IGNORECASE)
_ONLY_ZEROS = re.compile(r"0{2,}")
_PERCENT_FORMAT = re.compile(r"[#0,]*0(?:\.(0+))? *%")

_EPOCHS = {False: datetime.datetime(1899, 12, 30), True: datetime.datetime(1904, 1, 1)}
_MS_OF_DAY = 86_400_000


def format_kind(code: str) -> tuple[str, int] | None:
    """``days``, ``duration``, ``percent`` with its decimals, ``zeros`` with their number; None for other numbers.

    Examples
    --------
    >>> format_kind("[$-414]mmm. yyyy"), format_kind("0.0 %"), format_kind("0000"), format_kind("#,##0")
    (('days', 0), ('percent', 1), ('zeros', 4), None)
    """
    first = code.split(";")[0]
    if _ONLY_ZEROS.fullmatch(first):
        return _ZEROS, len(first)
    shown = _NOT_SHOWN.sub("", first)
    if match := _PERCENT_FORMAT.fullmatch(shown.strip()):
        return _PERCENT, len(match.group(1) or "")
    if _SPENT_TIME.search(shown):
        return _DURATION, 0
    return (_DAYS, 0) if _DATE_LETTERS.search(shown) else None


@dataclass(slots=True)
class Formats:
    """The number formats of a workbook's styles; ``by_style`` holds only the styles that matter."""

    by_style: dict[str, tuple[str, int]]
    from_1904: bool

    def value(self, number: float, style: str | None) -> Raw:
        """A stored number as the cell's format has it.

        Raises
        ------
        OverflowError, ValueError
            For a day that no calendar has.
        """
        kind = self.by_style.get(style) if style is not None else None
        if kind is None:
            return number
        name, digits = kind
        if name == _DAYS:
            return moment(number, self.from_1904)
        if name == _DURATION:
            return str(datetime.timedelta(milliseconds=round(number * _MS_OF_DAY)))
        if name == _PERCENT:
            return ShownNumber(number, f"{100 * number:.{digits}f} %".replace(".", ","))
        return ShownNumber(number, f"{number:0{digits}.0f}")


def read_formats(stream: IO[bytes], from_1904: bool) -> Formats:
    """The formats in the part ``styles.xml``."""
    codes: dict[str, tuple[str, int] | None] = {}
    by_style: dict[str, tuple[str, int]] = {}
    styles = 0
    inside = False

    def found(name: str, attributes: dict[str, str]) -> None:
        nonlocal styles, inside
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = format_kind(attributes.get("formatCode", ""))
        elif name == "xf":
            if inside:
                number = attributes.get("numFmtId", "0")
                kind = codes[number] if number in codes else _BUILT_IN.get(int(number))
                if kind is not None:
                    by_style[str(styles)] = kind
                styles += 1
        else:
            # Formats stand in several lists, of which cells name this one; the next list ends it.
            inside = name == "cellXfs"

    find(stream, names("numFmt", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs", "xf"), found)
    return Formats(by_style, from_1904)


def moment(serial: float, from_1904: bool) -> Raw:
    """The date and time of a day number; a time alone below the first day.

    Raises
    ------
    OverflowError, ValueError
        For a day that no calendar has.
    """
    if serial < 0:
        raise ValueError("before the first day")
    day, fraction = divmod(serial, 1)
    milliseconds = round(fraction * _MS_OF_DAY)
    if 0 <= serial < 1 and milliseconds < _MS_OF_DAY:
        return (datetime.datetime.min + datetime.timedelta(milliseconds=milliseconds)).time()
    if 0 < serial < 60 and not from_1904:
        day += 1  # Excel has a 29 February 1900, which is day 60
    return _EPOCHS[from_1904] + datetime.timedelta(days=day, milliseconds=milliseconds)
