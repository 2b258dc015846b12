"""Numbers that are not numbers, negative, outside 0-1 or missing, in every table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import Enum
from operator import attrgetter

from planning_core.parameters import PARAMETERS
from planning_core.plan import TABELLER
from planning_core.validate.report import Report, is_number

LARGEST = 1e9
"""No count, årsverk or time of a fylke comes near this; kroner do."""
LARGEST_KRONER = 1e13


class Rule(Enum):
    """What a number must be."""

    NON_NEGATIVE = "negativt_tall"
    POSITIVE = "maa_vaere_over_null"
    SHARE = "andel_utenfor_0_1"
    BELOW_ONE = "andel_maa_vaere_under_1"
    ANY = "for_stort_tall"


@dataclass(frozen=True, slots=True)
class Number:
    """One number column: row attribute, header of the sheet and rule."""

    field: str
    header: str
    rule: Rule


NUMBERS: dict[str, tuple[Number, ...]] = {
    "Enheter": (
        Number("innbyggere", "innbyggere", Rule.NON_NEGATIVE),
        Number("arsverk_stat", "årsverk_stat", Rule.NON_NEGATIVE),
        Number("arsverk_kommune", "årsverk_kommune", Rule.NON_NEGATIVE),
        Number("statsansatte", "statsansatte", Rule.NON_NEGATIVE),
        Number("ledelse", "ledelse", Rule.NON_NEGATIVE),
        Number("mottak", "mottak", Rule.NON_NEGATIVE),
        Number("fravaer", "fravær", Rule.BELOW_ONE),
        Number("opplaering", "opplæring", Rule.BELOW_ONE),
        Number("skjermet", "skjermet", Rule.SHARE),
    ),
    "Ytelser": (
        Number("ytre_grense_dager", "ytre_grense_dager", Rule.NON_NEGATIVE),
        Number("andel_komplett", "andel_komplett", Rule.SHARE),
        Number("ekstern_ventetid_mnd", "ekstern_ventetid_mnd", Rule.NON_NEGATIVE),
    ),
    "Normtid": (
        Number("minutter", "minutter", Rule.NON_NEGATIVE),
        Number("saker_per_ukeverk", "saker_per_ukeverk", Rule.POSITIVE),
    ),
    "Ressurskartlegging": (
        Number("arsverk", "årsverk", Rule.NON_NEGATIVE),
        Number("saker_per_ar", "saker_per_år", Rule.NON_NEGATIVE),
    ),
    "Grensesnitt": (Number("andel_fe", "andel_fe", Rule.SHARE),),
    "Saksinngang": (Number("antall", "antall", Rule.NON_NEGATIVE),),
    "Restanser": (
        Number("antall", "antall", Rule.NON_NEGATIVE),
        Number("alder_fra_mnd", "alder_fra_mnd", Rule.NON_NEGATIVE),
        Number("alder_til_mnd", "alder_til_mnd", Rule.NON_NEGATIVE),
    ),
    "Brukere": (Number("antall", "antall", Rule.NON_NEGATIVE),),
    "Oppfølgingsnorm": (
        Number("timer_per_bruker_mnd", "timer_per_bruker_mnd", Rule.NON_NEGATIVE),
        Number("intervall_mnd", "intervall_mnd", Rule.POSITIVE),
        Number("minutter_per_samtale", "minutter_per_samtale", Rule.NON_NEGATIVE),
    ),
    "Flyttinger": (
        Number("arsverk", "årsverk", Rule.POSITIVE),
        Number("innfasing_mnd", "innfasing_mnd", Rule.NON_NEGATIVE),
        Number("erfaren", "erfaren", Rule.SHARE),
    ),
    "Gevinster": (
        Number("konservativt", "konservativt", Rule.SHARE),
        Number("moderat", "moderat", Rule.SHARE),
        Number("optimistisk", "optimistisk", Rule.SHARE),
        Number("innfasing_mnd", "innfasing_mnd", Rule.NON_NEGATIVE),
        Number("forsinkelse_mnd", "forsinkelse_mnd", Rule.NON_NEGATIVE),
        Number("realisering", "realisering", Rule.SHARE),
    ),
    "Kapasitet": (Number("faktor", "faktor", Rule.NON_NEGATIVE),),
    "Innfasing": (Number("andel", "andel", Rule.SHARE),),
    "Gevinstoppfølging": (Number("plan", "plan", Rule.ANY), Number("faktisk", "faktisk", Rule.ANY)),
    "Kostnader": (
        Number("arsverk", "årsverk", Rule.NON_NEGATIVE),
        Number("kroner", "kroner", Rule.ANY),
    ),
    "Restanseteam": (
        Number("saker_per_mnd", "saker_per_mnd", Rule.NON_NEGATIVE),
        Number("klargjoring_timer", "klargjøring_timer", Rule.NON_NEGATIVE),
    ),
    "Hendelser": (Number("faktor", "faktor", Rule.NON_NEGATIVE),),
    "Historikk": (
        Number("inn", "inn", Rule.NON_NEGATIVE),
        Number("vedtak", "vedtak", Rule.NON_NEGATIVE),
        Number("restanser", "restanser", Rule.NON_NEGATIVE),
        Number("over_grense", "over_grense", Rule.NON_NEGATIVE),
        Number("arsverk", "årsverk", Rule.NON_NEGATIVE),
    ),
}
"""Sheet -> its number columns. ``Plan`` and ``Forutsetninger`` follow the declared parameters instead."""

_RANGED = {
    "Enheter": ("fravær", "opplæring", "skjermet"),
    "Ytelser": ("andel_komplett",),
}
"""Columns that are declared parameters with a plausible range."""


def check(report: Report) -> None:
    """Findings on every number column."""
    for table, columns in NUMBERS.items():
        attribute, row_type = TABELLER[table]
        rows = getattr(report.plan, attribute)
        if rows:
            optional = {f.name for f in fields(row_type) if "None" in str(f.type)}
            for column in columns:
                _check_column(report, table, rows, column, column.field in optional)
                if column.header in _RANGED.get(table, ()):
                    _check_range(report, table, rows, column)


def _bounds(column: Number) -> tuple[float, float]:
    """What the quick look accepts; all else is looked at one by one."""
    if column.rule in (Rule.SHARE, Rule.BELOW_ONE):
        return 0.0, 1.0 if column.rule is Rule.SHARE else math.nextafter(1.0, 0.0)
    largest = LARGEST_KRONER if column.header == "kroner" else LARGEST
    if column.rule is Rule.ANY:
        return -largest, largest
    return (math.ulp(0.0) if column.rule is Rule.POSITIVE else 0.0), largest


def _check_column(report: Report, table: str, rows: Sequence[object], column: Number, optional: bool) -> None:
    lower, upper = _bounds(column)
    values = list(map(attrgetter(column.field), rows))
    for row in _suspects(values, lower, upper):
        value = values[row]
        code = _judge(value, column, lower, upper, optional)
        if code is not None:
            report.add(code, table, row, column.header, value, hoyest=upper)


def _suspects(values: list[object], lower: float, upper: float) -> list[int]:
    """Rows that need a closer look; kept quick, for tables can hold tens of thousands of rows."""
    try:
        return [i for i, v in enumerate(values) if v is None or not lower <= v <= upper]  # type: ignore[operator]  # text raises TypeError, caught here
    except TypeError:
        return list(range(len(values)))


def _judge(value: object, column: Number, lower: float, upper: float, optional: bool) -> str | None:
    if value is None:
        return None if optional else "mangler_verdi"
    if not is_number(value) or not math.isfinite(value):  # type: ignore[arg-type]  # is_number says so
        return "ugyldig_tall"
    if lower <= value <= upper:  # type: ignore[operator]  # a number by now
        return None
    if column.rule in (Rule.SHARE, Rule.BELOW_ONE):
        return column.rule.value
    if value > upper or column.rule is Rule.ANY:  # type: ignore[operator]
        return "for_stort_tall"
    return "negativt_tall" if value < 0 else "maa_vaere_over_null"  # type: ignore[operator]


def _check_range(report: Report, table: str, rows: Sequence[object], column: Number) -> None:
    parameter = PARAMETERS[column.header]
    lower, upper = _bounds(column)
    for row, value in enumerate(map(attrgetter(column.field), rows)):
        if is_number(value) and lower <= value <= upper and not parameter.low <= value <= parameter.high:
            report.add(
                "utenfor_vanlig_omraade", table, row, column.header, value,
                navn=column.header, lav=parameter.low, hoy=parameter.high, enhet=parameter.unit,
            )
