"""What the number format of a cell shows besides its number: per cent, leading zeros. Dates are openpyxl's."""

from __future__ import annotations

import re
from functools import lru_cache

from models.io.excel_cells import ShownNumber

Shown = tuple[str, int]
"""``percent`` with its decimals, or ``zeros`` with their number."""
_ZEROS, _PERCENT = "zeros", "percent"

_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""Quoted words, escaped letters, room and fill, colours and locales."""
_ONLY_ZEROS = re.compile(r"0{2,}")
_PERCENT_FORMAT = re.compile(r"[#0,]*0(?:\.(0+))? *%")


@lru_cache
def format_kind(code: str) -> Shown | None:
    """What a format shows; None when it shows the number alone, or a date.

    Examples
    --------
    >>> format_kind("0.0 %"), format_kind("0000"), format_kind("#,##0"), format_kind("yyyy")
    (('percent', 1), ('zeros', 4), None, None)
    """
    first = code.split(";")[0]
    if _ONLY_ZEROS.fullmatch(first):
        return _ZEROS, len(first)
    if match := _PERCENT_FORMAT.fullmatch(_NOT_SHOWN.sub("", first).strip()):
        return _PERCENT, len(match.group(1) or "")
    return None


def shown_number(value: float, shown: Shown) -> ShownNumber:
    """A number with what its format makes of it."""
    kind, digits = shown
    if kind == _PERCENT:
        return ShownNumber(value, f"{100 * value:.{digits}f} %".replace(".", ","))
    return ShownNumber(value, f"{value:0{digits}.0f}")
