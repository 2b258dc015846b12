"""Numbers and months as the user reads them: decimal comma, no-break space, a real minus sign.

The functions give the number alone; the unit stands beside it (in the header, the panel title or the
sentence), except for per cent. What is not defined (None, NaN, infinite) is an en dash, never zero.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from planning_core.months import month_of_year, year_of

NBSP = "\u00a0"
MINUS = "\u2212"
UNDEFINED = "\u2013"

_MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober",
           "november", "desember")
_MONTHS_SHORT = ("jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "des.")


def _is_defined(x: float | None) -> bool:
    return x is not None and math.isfinite(x)


def _rounded(x: float, desimaler: int) -> Decimal:
    """Half away from zero, as spreadsheets show it, on the shortest decimal form of the number."""
    return Decimal(repr(float(x))).quantize(Decimal(1).scaleb(-desimaler), ROUND_HALF_UP)


def tall(x: float | None, desimaler: int = 0) -> str:
    """A number: ``tall(-1234.5, 1)`` is ``−1 234,5``; a number that rounds to zero has no sign."""
    if not _is_defined(x):
        return UNDEFINED
    rounded = _rounded(x, desimaler)
    text = f"{abs(rounded):,.{desimaler}f}".replace(",", NBSP).replace(".", ",")
    return MINUS + text if rounded < 0 else text


def arsverk(x: float | None) -> str:
    """Årsverk, one decimal."""
    return tall(x, 1)


def saker(x: float | None) -> str:
    """Cases, whole."""
    return tall(x)


def timer(x: float | None) -> str:
    """Hours, whole."""
    return tall(x)


def prosent(share: float | None, desimaler: int = 0) -> str:
    """A share 0-1 as per cent: ``prosent(0.435)`` is ``44 %``."""
    if not _is_defined(share):
        return UNDEFINED
    return tall(share * 100, desimaler) + NBSP + "%"


def andel(share: float | None) -> str:
    """A share as per cent with the decimals it has, at most four: ``andel(0.075)`` is ``7,5 %``."""
    if not _is_defined(share):
        return UNDEFINED
    return _trimmed(tall(share * 100, 4)) + NBSP + "%"


def andel_spenn(low: float, high: float) -> str:
    """A range of shares: ``4–15 %``."""
    return f"{andel(low).removesuffix(NBSP + '%')}–{andel(high)}"


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(",") if "," in number else number


def endring(x: float | None, desimaler: int = 0) -> str:
    """A change with its sign: ``+2``, ``−4 050``; what rounds to zero is a plain ``0``."""
    if not _is_defined(x):
        return UNDEFINED
    rounded = _rounded(x, desimaler)
    if rounded == 0:
        return "0"
    return ("+" if rounded > 0 else "") + tall(x, desimaler)


def maned_kort(index: int) -> str:
    """``jan. 2026``."""
    return f"{_MONTHS_SHORT[month_of_year(index) - 1]} {year_of(index)}"


def maned_lang(index: int) -> str:
    """``januar 2026``."""
    return f"{_MONTHS[month_of_year(index) - 1]} {year_of(index)}"


def maned_navn(index: int) -> str:
    """``januar``, without the year."""
    return _MONTHS[month_of_year(index) - 1]
