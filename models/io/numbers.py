"""Numbers, months and yes/no as people type them in Norwegian workbooks.

Nothing is guessed: what can be read in two ways is refused with a code that says which, so that
the user is asked. ``QLocale`` is not used: it refuses U+202F, ``1.234,5`` and ``7,5 %``, and this
room has no Qt.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from planning_core.months import month

NOT_A_NUMBER = "tekst_i_tallfelt"
AMBIGUOUS_NUMBER = "tvetydig_tall"
UNEXPECTED_PERCENT = "prosent_uventet"
NOT_A_MONTH = "ikke_maned"
NOT_YES_NO = "ikke_ja_nei"

SPACES = "\t \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""Every space that is used as a thousands separator or before a per cent sign."""

_INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff"
_MINUS_SIGNS = "-\u2212\u2012\u2013\ufe63\uff0d"


class Mark(Enum):
    """What stands in statistics where a number cannot or need not be given."""

    SUPPRESSED = "skjermet"
    """``*`` or ``:``: there is a number, too small to be shown."""
    MISSING = "mangler"
    """``..`` or ``.``: the source has no number."""
    NONE = "ingen"
    """``-``: there are none."""


_MARKS = {
    **dict.fromkeys(("*", "**", ":"), Mark.SUPPRESSED),
    **dict.fromkeys((".", "..", "...", "\u2026"), Mark.MISSING),
    **dict.fromkeys((*_MINUS_SIGNS, "\u2014", "--"), Mark.NONE),
}


def mark_of(raw: object) -> Mark | None:
    """The mark that a cell holds in place of a number, if that is all it holds.

    Examples
    --------
    >>> mark_of(" * "), mark_of("\u2013"), mark_of("-3"), mark_of(0)
    (<Mark.SUPPRESSED: 'skjermet'>, <Mark.NONE: 'ingen'>, None, None)
    """
    return _MARKS.get(clean(raw)) if isinstance(raw, str) and len(raw) < 20 else None


class Unreadable(ValueError):
    """Text that is not what its column asks for; ``code`` is the finding's code."""

    def __init__(self, code: str, text: object) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code
        self.text = text


_SPACE_RUN = re.compile(f"[{SPACES}\r\n]+")
_STRIPPED = str.maketrans("", "", _INVISIBLE)
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]{1,3})?|[.,][0-9]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_DOT_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)|[0-9]{1,3}(?:,[0-9]{3}){2,}")


BLANKS = SPACES + "\r\n" + _INVISIBLE
"""Everything that leaves a cell looking empty."""


def clean(text: str) -> str:
    """The text with every kind of space as one ordinary space, and none at the ends."""
    return _SPACE_RUN.sub(" ", text.translate(_STRIPPED)).strip()


def parse_number(text: str, percent: bool = False) -> float:
    """The number a text means.

    Parameters
    ----------
    text : str
        Such as ``1 234,5`` (any kind of space), ``1.234,5``, ``12.5``, ``−3``, ``7,5 %``.
    percent : bool
        Whether a per cent sign makes sense here; ``7,5 %`` is then 0.075.

    Returns
    -------
    float

    Raises
    ------
    Unreadable
        ``tekst_i_tallfelt`` for anything else; ``tvetydig_tall`` for text such as ``1.234``, which is 1,234 to
        one program and 1 234 to another; ``prosent_uventet`` for a per cent sign where none belongs.

    Examples
    --------
    >>> parse_number("1 234,5")
    1234.5
    >>> parse_number("7,5 %", percent=True)
    0.075
    """
    body = clean(text)
    scale = 1.0
    if body.endswith("%"):
        if not percent:
            raise Unreadable(UNEXPECTED_PERCENT, text)
        body, scale = body[:-1].rstrip(), 100.0
    sign = 1.0
    if body[:1] and body[0] in _MINUS_SIGNS + "+":
        sign = 1.0 if body[0] == "+" else -1.0
        body = body[1:].lstrip()
    if _AMBIGUOUS.fullmatch(body):
        raise Unreadable(AMBIGUOUS_NUMBER, text)
    if _PLAIN.fullmatch(body):
        digits = body.replace(",", ".")
    elif _GROUPED.fullmatch(body):
        digits = body.replace(" ", "").replace(",", ".")
    elif _DOT_GROUPED.fullmatch(body):
        digits = body.replace(".", "").replace(",", ".")
    else:
        raise Unreadable(NOT_A_NUMBER, text)
    value = float(digits)
    if value == float("inf"):
        raise Unreadable(NOT_A_NUMBER, text)
    return sign * value / scale


_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan"), ("februar", "feb", "febr"), ("mars", "mar"), ("april", "apr"), ("mai",), ("juni", "jun"),
            ("juli", "jul"), ("august", "aug"), ("september", "sep", "sept"), ("oktober", "okt"), ("november", "nov"),
            ("desember", "des"),
        ),
        start=1,
    )
    for name in names
}
_NAMED = re.compile(r"([a-zæøå]+)\.?[ \-]?([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:[-/.m]| ?- ?)?([0-9]{2})(?:-[0-9]{2}(?:[t ].*)?)?|([0-9]{4})[-/.m]([0-9])")
_MONTH_FIRST = re.compile(r"(?:[0-9]{1,2}\.)?([0-9]{1,2})[./\-]([0-9]{4})")


@lru_cache(maxsize=4096)  # a long table names the same months over and over
def parse_month(text: str) -> int:
    """The month index of ``2026-01``, ``202601``, ``01.2026``, ``15.01.2026``, ``jan. 2026`` or ``januar 2026``.

    Raises
    ------
    Unreadable
        ``ikke_maned`` for anything else, two-digit years included.
    """
    body = unicodedata.normalize("NFC", clean(text)).lower()
    if match := _NAMED.fullmatch(body):
        number = _MONTH_NAMES.get(match.group(1), 0)
        year = int(match.group(2))
    elif match := _YEAR_FIRST.fullmatch(body):
        year, number = int(match.group(1) or match.group(3)), int(match.group(2) or match.group(4))
    elif match := _MONTH_FIRST.fullmatch(body):
        number, year = int(match.group(1)), int(match.group(2))
    else:
        raise Unreadable(NOT_A_MONTH, text)
    try:
        return month(year, number)
    except ValueError as error:
        raise Unreadable(NOT_A_MONTH, text) from error


_YES = frozenset({"ja", "j", "1", "sann", "true", "x"})
_NO = frozenset({"nei", "n", "0", "usann", "false"})


def parse_yes_no(text: str) -> bool:
    """True for ja, False for nei (also 1 and 0, and what Excel shows for its own true and false).

    Raises
    ------
    Unreadable
        ``ikke_ja_nei`` for anything else.
    """
    body = clean(text).lower()
    if body in _YES:
        return True
    if body in _NO:
        return False
    raise Unreadable(NOT_YES_NO, text)


def number_text(value: float) -> str:
    """A number as Excel shows it in a text cell: whole numbers without decimals, decimal comma.

    Examples
    --------
    >>> number_text(806.0)
    '806'
    >>> number_text(0.5)
    '0,5'
    """
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(float(value)).replace(".", ",")
