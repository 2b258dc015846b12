"""Values of overrides as the text that the sheet ``Scenarier`` holds, and back."""

from __future__ import annotations

import math
import re
import types
import typing
from dataclasses import MISSING, fields
from enum import Enum
from functools import cache

from planning_core.months import month_text, parse_month
from planning_core.parameters import PARAMETERS
from planning_core.plan import ScenarioVerdi

MONTHS = frozenset({"maned", "fra_maned", "til_maned", "gyldig_fra", "etablert", "start"})
"""Attributes that hold a month index."""

_DATE = re.compile(r"^\d{4}-\d{2}-01$")
_LIST_SEPARATORS = re.compile(r"[;,]")


class DoesNotFit(Exception):
    """An override that fits no row, column or value: a finding's code and details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def as_text(attribute: str, value: object) -> str:
    """A value as the sheet ``Scenarier`` holds it: ``2026-01``, ``0.5``, ``ja``; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return "; ".join(str(v) for v in value)
    if attribute in MONTHS and isinstance(value, (int, float)):
        # Month 0 stands for "always", which is an empty cell.
        return month_text(int(value)) if value else ""
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def attribute_of(header: str) -> str:
    """Attribute of a row class for a column header.

    Examples
    --------
    >>> attribute_of("årsverk_stat")
    'arsverk_stat'
    """
    return header.replace("å", "a").replace("ø", "o").replace("æ", "ae")


def parsed_parameter(key: str, value: ScenarioVerdi) -> float | bool | str | None:
    """Value of an assumption.

    Raises
    ------
    DoesNotFit
    """
    kind = PARAMETERS[key].kind if key in PARAMETERS else "tall"
    if kind == "nivå":
        return value.verdi
    if not value.verdi:
        return None
    return _yes_no(value) if kind == "ja_nei" else _number(value)


def parsed(row_class: type, attribute: str, value: ScenarioVerdi) -> object:
    """Value of an attribute of a row class.

    Raises
    ------
    DoesNotFit
    """
    allowed = field_types(row_class).get(attribute)
    if allowed is None:
        raise DoesNotFit("scenario_ukjent_felt", felt=value.felt)
    text = value.verdi.strip()
    kind = next(t for t in allowed if t is not type(None))
    if not text and kind is not str:
        return _empty(row_class, attribute, value, may_be_none=type(None) in allowed)
    if kind is bool:
        return _yes_no(value)
    if attribute in MONTHS:
        return _month(value)
    if kind in (int, float):
        number = _number(value)
        if kind is int and not number.is_integer():
            raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi)
        return int(number) if kind is int else number
    if isinstance(kind, type) and issubclass(kind, Enum):
        if text not in [member.value for member in kind]:
            raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi)
        return kind(text)
    if typing.get_origin(kind) is tuple:
        return tuple(part.strip() for part in _LIST_SEPARATORS.split(text) if part.strip())
    return None if not text and type(None) in allowed else value.verdi


@cache
def field_types(row_class: type) -> dict[str, tuple[object, ...]]:
    """Attribute -> the types it may hold."""
    hints = typing.get_type_hints(row_class)
    return {
        f.name: typing.get_args(hints[f.name]) if isinstance(hints[f.name], types.UnionType) else (hints[f.name],)
        for f in fields(row_class)
    }


def _empty(row_class: type, attribute: str, value: ScenarioVerdi, *, may_be_none: bool) -> object:
    """What an empty text means: nothing, or what the row class takes where nothing is given."""
    if may_be_none:
        return None
    default = next(f.default for f in fields(row_class) if f.name == attribute)
    if default is MISSING:
        raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi)
    return default


def _month(value: ScenarioVerdi) -> int:
    """``2026-03``, or the date a spreadsheet makes of it."""
    text = value.verdi.strip()
    try:
        return parse_month(text.removesuffix("-01") if _DATE.match(text) else text)
    except ValueError:
        raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi) from None


def _number(value: ScenarioVerdi) -> float:
    try:
        number = float(value.verdi.replace("\u2212", "-").replace(",", "."))
    except ValueError:
        raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi) from None
    if not math.isfinite(number):
        raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi)
    return number


def _yes_no(value: ScenarioVerdi) -> bool:
    answers = {"ja": True, "1": True, "nei": False, "0": False}
    if value.verdi.strip().lower() not in answers:
        raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi)
    return answers[value.verdi.strip().lower()]
