"""One cell to one value of the plan, or the finding's code that says why not."""

from __future__ import annotations

import datetime
import math
import re
from enum import Enum

from models.io.excel_cells import ErrorCell, Raw, ShownNumber, Uncalculated
from models.io.excel_columns import Column, Kind, folded
from models.io.numbers import (
    BLANKS,
    NOT_A_MONTH,
    NOT_A_NUMBER,
    NOT_YES_NO,
    UNEXPECTED_PERCENT,
    Unreadable,
    clean,
    number_text,
    parse_month,
    parse_number,
    parse_yes_no,
)
from planning_core.months import month
from planning_core.parameters import NIVAER, PARAMETERS
from planning_core.plan import Bruk, Eier, EnhetType, GevinstType, Sted

ERROR_CELL = "feilverdi_i_celle"
UNCALCULATED = "formel_uten_verdi"
DATE_AS_NUMBER = "dato_i_tallfelt"
NOT_WHOLE = "ikke_heltall"
UNKNOWN_CHOICE = "ukjent_valg"
NUMBER_IN_LIST = "tall_i_liste"

_ENUMS: dict[str, type[Enum]] = {
    "Enheter.type": EnhetType, "Flyttinger.eier": Eier, "Gevinster.type": GevinstType, "Gevinster.sted": Sted,
    "Gevinster.bruk": Bruk,
}
_LIST_SEPARATORS = re.compile(r"[,;\n]")
_PROSESS = re.compile(r"hp_?([1-5])(?![0-9]).*", re.DOTALL)

_EPOCHS = {False: datetime.date(1899, 12, 30).toordinal(), True: datetime.date(1904, 1, 1).toordinal()}
_FIRST_SERIAL_YEAR, _LAST_SERIAL_YEAR = 1990, 2100
"""A plain number is taken for a day number only within these years."""


def is_blank(raw: object) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return raw is None or (isinstance(raw, str) and not raw.strip(BLANKS))


def convert(column: Column, raw: object, dates_from_1904: bool | None = False) -> object:
    """The value of a non-empty cell.

    Raises
    ------
    Unreadable
        With the finding's code.
    """
    if isinstance(raw, ErrorCell):
        raise Unreadable(ERROR_CELL, raw.text)
    if isinstance(raw, Uncalculated):
        raise Unreadable(UNCALCULATED, None)
    kind = column.kind
    if kind is Kind.NAME:
        return shown(raw).strip()
    if kind is Kind.NUMBER or kind is Kind.SHARE:
        return number(raw, percent=kind is Kind.SHARE or column.unit == "faktor")
    if kind is Kind.MONTH:
        return month_of(raw, dates_from_1904)
    if kind is Kind.CHOICE:
        return choice(column, raw)
    if kind is Kind.YES_NO:
        return yes_no(raw)
    if kind is Kind.LIST:
        return names(raw)
    if kind is Kind.INTEGER:
        return whole_number(raw)
    return shown(raw)


def shown(raw: object) -> str:
    """The text a cell shows: 806.0 is ``806``, and 806 with the format 0000 is ``0806``."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, ShownNumber):
        return raw.shown
    if isinstance(raw, bool):
        return "ja" if raw else "nei"
    if isinstance(raw, (int, float)):
        return number_text(raw)
    if isinstance(raw, datetime.datetime) and raw.time() == datetime.time():
        return raw.date().isoformat()
    return raw.isoformat() if isinstance(raw, (datetime.date, datetime.time)) else str(raw)


def number(raw: object, percent: bool = False) -> float:
    """A number cell, or text that is a number beyond doubt."""
    if isinstance(raw, str):
        return parse_number(raw, percent)
    if isinstance(raw, ShownNumber):
        if raw.is_percent and not percent:
            raise Unreadable(UNEXPECTED_PERCENT, raw.shown)
        return float(raw.value)
    if isinstance(raw, (datetime.date, datetime.time)):
        raise Unreadable(DATE_AS_NUMBER, shown(raw))
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise Unreadable(NOT_A_NUMBER, raw)
    try:
        value = float(raw)
    except OverflowError as error:
        raise Unreadable(NOT_A_NUMBER, "9" * 20) from error
    if not math.isfinite(value):
        raise Unreadable(NOT_A_NUMBER, str(value))
    return value


def whole_number(raw: object) -> int:
    """A number without decimals."""
    value = number(raw)
    if not value.is_integer():
        raise Unreadable(NOT_WHOLE, value)
    return int(value)


def month_of(raw: object, dates_from_1904: bool | None = False) -> int:
    """A date, ``202601``, the spreadsheet's day number, or text that names a month.

    A day number means nothing where the workbook's first day is not known (None).
    """
    if isinstance(raw, ShownNumber):
        raw = raw.value
    if isinstance(raw, datetime.date):
        if not 1900 <= raw.year <= 2200:
            raise Unreadable(NOT_A_MONTH, shown(raw))
        return month(raw.year, raw.month)
    if isinstance(raw, str):
        return parse_month(raw)
    if isinstance(raw, bool) or not isinstance(raw, (int, float)) or raw != raw // 1:
        raise Unreadable(NOT_A_MONTH, raw if isinstance(raw, (int, float)) else shown(raw))
    whole = int(raw)
    if 190001 <= whole <= 220012 and 1 <= whole % 100 <= 12:
        return month(whole // 100, whole % 100)
    if 0 < whole < 100_000 and dates_from_1904 is not None:
        day = datetime.date.fromordinal(_EPOCHS[dates_from_1904] + whole)
        if _FIRST_SERIAL_YEAR <= day.year <= _LAST_SERIAL_YEAR:
            return month(day.year, day.month)
    raise Unreadable(NOT_A_MONTH, raw)


def is_month(raw: object, dates_from_1904: bool | None = False) -> bool:
    """Whether :func:`month_of` can read a cell."""
    try:
        month_of(raw, dates_from_1904)
    except Unreadable:
        return False
    return True


def month_and_year(named: Raw, year: Raw) -> Raw:
    """The month of two cells: ``Mars`` or ``3``, and 2026; a cell that is no month of a year is left as it is.

    Examples
    --------
    >>> month_and_year("Mars", 2026), month_and_year(3, "2026"), month_and_year("2026-03", 2026)
    ('Mars 2026', '2026-03', '2026-03')
    """
    words = clean(shown(named.value if isinstance(named, ShownNumber) else named))
    if words.isdigit() and 1 <= int(words) <= 12:
        return f"{clean(shown(year))}-{int(words):02d}"
    return f"{words} {clean(shown(year))}" if words.rstrip(".").isalpha() else named


def yes_no(raw: object) -> bool:
    """ja, nei, 1, 0, or Excel's own true and false."""
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, (int, float)):
        if raw not in (0, 1):
            raise Unreadable(NOT_YES_NO, raw)
        return bool(raw)
    return parse_yes_no(shown(raw))


def choice(column: Column, raw: object) -> object:
    """One of the column's choices, whatever its case; ``HP1 Motta bestilling`` is HP1."""
    text = shown(raw)
    wanted = folded(text)
    if column.field == "hovedprosess" and (match := _PROSESS.fullmatch(wanted)):
        return f"HP{match.group(1)}"
    spellings = {folded(c): c for c in column.choices}
    for spelling, meaning in column.choice_aliases:
        spellings.setdefault(folded(spelling), meaning)
    if wanted not in spellings:
        raise Unreadable(UNKNOWN_CHOICE, text)
    kind = _ENUMS.get(column.key)
    return spellings[wanted] if kind is None else kind(spellings[wanted])


def names(raw: object) -> tuple[str, ...]:
    """Names separated by comma or semicolon.

    Raises
    ------
    Unreadable
        ``tall_i_liste`` for 3813.3814: two numbers with a comma between them that Excel made into one.
    """
    if isinstance(raw, float) and not raw.is_integer():
        raise Unreadable(NUMBER_IN_LIST, raw)
    return tuple(name for part in _LIST_SEPARATORS.split(shown(raw)) if (name := part.strip()))


def assumption(key: str, raw: object) -> object:
    """The value of a ``Forutsetninger`` row: a number, yes/no, or the name of a level.

    For a key that is not declared, a number if it looks like one; validation names the key.
    """
    if isinstance(raw, ErrorCell):
        raise Unreadable(ERROR_CELL, raw.text)
    if isinstance(raw, Uncalculated):
        raise Unreadable(UNCALCULATED, None)
    parameter = PARAMETERS.get(key)
    if parameter is None:
        try:
            return number(raw, percent=True)
        except Unreadable:
            return shown(raw)
    if parameter.kind == "ja_nei":
        return yes_no(raw)
    if parameter.kind == "nivå":
        text = clean(shown(raw)).lower()
        if text not in NIVAER:
            raise Unreadable(UNKNOWN_CHOICE, shown(raw))
        return text
    return number(raw, percent=is_share(key))


def is_share(key: str) -> bool:
    """Whether a parameter is a share, for which ``7,5 %`` makes sense."""
    parameter = PARAMETERS.get(key)
    return parameter is not None and parameter.unit.startswith("andel")
