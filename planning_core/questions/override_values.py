"""Values of overrides as the text that the sheet ``Scenarier`` holds, and back."""

from __future__ import annotations

import types
import typing
from dataclasses import fields
from enum import Enum
from functools import cache

import numpy as np

from planning_core.months import month_text, parse_month
from planning_core.parameters import PARAMETERS
from planning_core.plan import ScenarioVerdi

MONTHS = frozenset({"maned", "fra_maned", "til_maned", "gyldig_fra", "etablert", "start"})
"""Attributes that hold a month index."""


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
        return ", ".join(str(v) for v in value)
    if attribute in MONTHS and isinstance(value, (int, float)):
        return month_text(int(value))
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
    if value.felt != "verdi":
        raise DoesNotFit("scenario_ukjent_felt", felt=value.felt)
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
    if not text and type(None) in allowed:
        return None
    kind = next(t for t in allowed if t is not type(None))
    if kind is bool:
        return _yes_no(value)
    if attribute in MONTHS:
        try:
            return parse_month(text)
        except ValueError:
            raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi) from None
    if kind in (int, float):
        number = _number(value)
        return int(number) if kind is int else number
    if isinstance(kind, type) and issubclass(kind, Enum):
        if text not in [member.value for member in kind]:
            raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi)
        return kind(text)
    if typing.get_origin(kind) is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return value.verdi


@cache
def field_types(row_class: type) -> dict[str, tuple[object, ...]]:
    """Attribute -> the types it may hold."""
    hints = typing.get_type_hints(row_class)
    return {
        f.name: typing.get_args(hints[f.name]) if isinstance(hints[f.name], types.UnionType) else (hints[f.name],)
        for f in fields(row_class)
    }


def _number(value: ScenarioVerdi) -> float:
    try:
        number = float(value.verdi.replace("\u2212", "-").replace(",", "."))
    except ValueError:
        raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi) from None
    if not np.isfinite(number):
        raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi)
    return number


def _yes_no(value: ScenarioVerdi) -> bool:
    answers = {"ja": True, "1": True, "nei": False, "0": False}
    if value.verdi.strip().lower() not in answers:
        raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi)
    return answers[value.verdi.strip().lower()]
