"""The sheet ``Plan`` and the assumptions: bounds, kinds and plausible ranges as declared."""

from __future__ import annotations

import math

from planning_core.parameters import NIVAER, NOKLER, PARAMETERS, Parameter
from planning_core.plan import Forutsetning
from planning_core.validate.references import suggester
from planning_core.validate.report import Report, is_number, is_whole

SHORTEST, LONGEST = 12, 120
"""Horizon [months]."""
STEG = (1, 2, 4)
"""Steps a month may be cut in."""

_SHEET = "Forutsetninger"


def check(report: Report) -> None:
    """Findings on the plan's own fields and on every assumption set in it."""
    _check_plan(report)
    suggest = suggester(NOKLER)
    for row, forutsetning in enumerate(report.plan.forutsetninger):
        nokkel = forutsetning.nokkel
        if nokkel in NOKLER:
            _check_row(report, row, forutsetning, PARAMETERS[nokkel])
        elif nokkel in PARAMETERS:
            report.add(
                "forutsetning_paa_annet_ark", _SHEET, row, "nøkkel", nokkel, riktig_ark=PARAMETERS[nokkel].sheet,
            )
        elif nokkel:
            report.add("ukjent_forutsetning", _SHEET, row, "nøkkel", nokkel, forslag=suggest(nokkel))


def _check_plan(report: Report) -> None:
    plan = report.plan
    if not is_whole(plan.start) or not 1900 <= plan.start // 12 <= 2200:
        report.add("ugyldig_start", "Plan", None, "start", plan.start)
    horisont = plan.horisont_maneder
    if not is_whole(horisont) or not SHORTEST <= horisont <= LONGEST:
        report.add(
            "horisont_utenfor_grenser", "Plan", None, "horisont_måneder", horisont, lavest=SHORTEST, hoyest=LONGEST,
        )
    if not is_whole(plan.steg_per_maned) or plan.steg_per_maned not in STEG:
        report.add("ugyldig_steg", "Plan", None, "steg_per_måned", plan.steg_per_maned)
    parameter = PARAMETERS["timer_per_årsverk"]
    code = _judge(plan.timer_per_arsverk, parameter)
    if code is not None:
        _add(report, code, "Plan", None, parameter.key, plan.timer_per_arsverk, parameter)
    elif not _in_range(plan.timer_per_arsverk, parameter.low, parameter.high):
        _add(report, "utenfor_vanlig_omraade", "Plan", None, parameter.key, plan.timer_per_arsverk, parameter)


def _check_row(report: Report, row: int, forutsetning: Forutsetning, parameter: Parameter) -> None:
    code = _judge(forutsetning.verdi, parameter)
    if code is not None:
        _add(report, code, _SHEET, row, "verdi", forutsetning.verdi, parameter)
    bounds_ok = parameter.kind == "tall" and _check_own_range(report, row, forutsetning, parameter)
    if code is None and bounds_ok and is_number(forutsetning.verdi):
        verdi = float(forutsetning.verdi)  # type: ignore[arg-type]  # is_number says so
        if not _in_range(verdi, parameter.low, parameter.high):
            _add(report, "utenfor_vanlig_omraade", _SHEET, row, "verdi", verdi, parameter)
        if not _in_range(verdi, forutsetning.lav, forutsetning.hoy):
            report.add(
                "utenfor_eget_omraade", _SHEET, row, "verdi", verdi,
                navn=parameter.key, lav=forutsetning.lav, hoy=forutsetning.hoy,
            )


def _check_own_range(report: Report, row: int, forutsetning: Forutsetning, parameter: Parameter) -> bool:
    """Whether the planner's own low and high can be used; says so where they cannot."""
    usable = True
    for header, value in (("lav", forutsetning.lav), ("høy", forutsetning.hoy)):
        code = None if value is None else _judge(value, parameter)
        if code is not None:
            _add(report, code, _SHEET, row, header, value, parameter)
            usable = False
    if usable and forutsetning.lav is not None and forutsetning.hoy is not None and forutsetning.lav > forutsetning.hoy:
        report.add(
            "lav_over_hoey", _SHEET, row, "lav", forutsetning.lav,
            navn=parameter.key, lav=forutsetning.lav, hoy=forutsetning.hoy,
        )
        return False
    return usable


def _judge(value: object, parameter: Parameter) -> str | None:
    """Code of what is wrong with a value, None if nothing."""
    if value is None or value == "":
        # Where no default is declared, empty is a choice: it hides what rests on the parameter.
        return None if value is None and parameter.default is None else "mangler_verdi"
    if parameter.kind == "ja_nei":
        return None if isinstance(value, bool) else "forutsetning_feil_slag"
    if parameter.kind == "nivå":
        return None if value in NIVAER else "forutsetning_feil_slag"
    if not is_number(value):
        return "forutsetning_feil_slag"
    if not math.isfinite(value):  # type: ignore[arg-type]  # is_number says so
        return "ugyldig_tall"
    return None if _in_range(value, parameter.lower, parameter.upper) else "forutsetning_utenfor_grenser"  # type: ignore[arg-type]


def _in_range(value: float, lower: float | None, upper: float | None) -> bool:
    return (lower is None or value >= lower) and (upper is None or value <= upper)


def _add(
    report: Report, code: str, table: str, row: int | None, column: str, value: object, parameter: Parameter
) -> None:
    vanlig = code == "utenfor_vanlig_omraade"
    report.add(
        code, table, row, column, value,
        navn=parameter.key, enhet=parameter.unit, slag=parameter.kind, omraade=(parameter.lower, parameter.upper),
        lav=parameter.low if vanlig else parameter.lower, hoy=parameter.high if vanlig else parameter.upper,
    )
