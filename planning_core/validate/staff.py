"""Units and flyttinger: who may move where, and whether the årsverk are there to be moved."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from planning_core.plan import Eier, Enhet, Flytting, Plan
from planning_core.staffing import arsverk_paths, flytting_share
from planning_core.validate.number_rules import LARGEST
from planning_core.validate.parameter_rules import STEG
from planning_core.validate.report import Report, is_number, is_whole

MIN_STATSANSATTE = 3
"""State employees a NAV-kontor must have [heads]; docs/kilder.md."""

_ROUNDING = 1e-9

Array = NDArray[np.float64]


def check(report: Report) -> None:
    """Findings on units, flyttinger and the årsverk paths they give."""
    _check_units(report)
    for row, flytting in enumerate(report.plan.flyttinger):
        _check_flytting(report, row, flytting)
    _check_paths(report)


def _check_units(report: Report) -> None:
    for row, enhet in enumerate(report.plan.enheter):
        if not enhet.er_kontor and is_number(enhet.arsverk_kommune) and enhet.arsverk_kommune > 0:
            report.add(
                "kommunale_i_forvaltningsenhet", "Enheter", row, "årsverk_kommune", enhet.arsverk_kommune,
                enhet=report.unit_name(enhet.enhet), arsverk=enhet.arsverk_kommune,
            )
        if enhet.er_kontor and not enhet.innbyggere:
            report.add(
                "mangler_innbyggere", "Enheter", row, "innbyggere", enhet.innbyggere,
                enhet=report.unit_name(enhet.enhet),
            )


def _check_flytting(report: Report, row: int, flytting: Flytting) -> None:
    if flytting.fra is None and flytting.til is None:
        report.add("flytting_uten_ender", "Flyttinger", row, "fra")
    elif flytting.fra == flytting.til:
        report.add(
            "flytting_til_samme_enhet", "Flyttinger", row, "til", flytting.til,
            enhet=report.unit_name(str(flytting.til)),
        )
    if report.dated and flytting.fra_maned < report.plan.start:
        report.add(
            "flytting_foer_start", "Flyttinger", row, "fra_måned", flytting.fra_maned,
            maned=flytting.fra_maned, start=report.plan.start,
        )
    if flytting.eier is Eier.KOMMUNE:
        _check_municipal(report, row, flytting)


def _check_municipal(report: Report, row: int, flytting: Flytting) -> None:
    giver = report.units.get(flytting.fra or "")
    receiver = report.units.get(flytting.til or "")
    if receiver is not None and not receiver.er_kontor:
        report.add(
            "kommunale_i_forvaltningsenhet", "Flyttinger", row, "til", flytting.til,
            enhet=report.unit_name(receiver.enhet), arsverk=flytting.arsverk,
        )
    elif giver is not None and receiver is not None and giver is not receiver:
        if crosses_border(giver, receiver) and not giver.kommunale_kan_flyttes:
            report.add(
                "krysser_kommunegrense", "Flyttinger", row, "eier", flytting.eier,
                enhet=report.unit_name(giver.enhet), mottaker=report.unit_name(receiver.enhet),
                kommuner=giver.kommune, mottaker_kommuner=receiver.kommune,
            )


def crosses_border(giver: Enhet, receiver: Enhet) -> bool:
    """Whether the two units have no kommune in common."""
    names = {k.strip().casefold() for k in giver.kommune}
    return names.isdisjoint(k.strip().casefold() for k in receiver.kommune)


def _is_computable(report: Report, flytting: Flytting) -> bool:
    """Whether a flytting has a path; what is wrong with the others is found cell by cell."""
    return (
        (flytting.fra is None or flytting.fra in report.units)
        and (flytting.til is None or flytting.til in report.units)
        and flytting.fra != flytting.til
        and is_number(flytting.arsverk) and 0 < flytting.arsverk <= LARGEST
        and is_number(flytting.innfasing_mnd) and 0 <= flytting.innfasing_mnd <= LARGEST
        and is_number(flytting.erfaren) and math.isfinite(flytting.erfaren)
        and is_whole(flytting.fra_maned) and (flytting.til_maned is None or is_whole(flytting.til_maned))
    )


def _has_base(enhet: Enhet) -> bool:
    return all(is_number(v) and 0 <= v <= LARGEST for v in (enhet.arsverk_stat, enhet.arsverk_kommune))


def _check_paths(report: Report) -> None:
    """Årsverk month by month with all flyttinger together, as far as the plan can be computed."""
    plan = report.plan
    if not report.dated or plan.steg_per_maned not in STEG or not plan.enheter:
        return
    rows = [row for row, f in enumerate(plan.flyttinger) if _is_computable(report, f)]
    units = tuple(e for e in report.units.values() if _has_base(e))
    names = {e.enhet for e in units}
    rows = [row for row in rows if {plan.flyttinger[row].fra, plan.flyttinger[row].til} <= names | {None}]
    part = replace(plan, enheter=units, flyttinger=tuple(plan.flyttinger[row] for row in rows))
    stat, kommune = arsverk_paths(part)
    for u, enhet in enumerate(part.kontor + part.forvaltningsenheter):
        _check_taken(report, part, rows, enhet, Eier.STAT, stat[u])
        _check_taken(report, part, rows, enhet, Eier.KOMMUNE, kommune[u])
        _check_levels(report, enhet, stat[u], kommune[u])


def _month(plan: Plan, step: int) -> int:
    return plan.start + step // plan.steg_per_maned


def _check_taken(report: Report, part: Plan, rows: list[int], enhet: Enhet, eier: Eier, path: Array) -> None:
    """One finding at every flytting that takes from a unit with too little, in the worst step."""
    if not path.size or path.min() >= -_ROUNDING:
        return
    step = int(np.argmax(path <= path.min() + _ROUNDING))
    takers: list[tuple[int, float]] = []
    for row, flytting in zip(rows, part.flyttinger, strict=True):
        if flytting.eier is not eier or enhet.enhet not in (flytting.fra, flytting.til):
            continue
        share = float(flytting_share(part, flytting)[step])
        if flytting.fra == enhet.enhet and share > 0:
            takers.append((row, flytting.arsverk * share))
    taken = sum(moved for _, moved in takers)
    details = {
        "enhet": report.unit_name(enhet.enhet), "eier": eier, "maned": _month(part, step),
        "foerste": _month(part, int(np.argmax(path < -_ROUNDING))), "mangler": float(-path[step]),
        "har": max(0.0, float(path[step]) + taken), "tatt": taken, "rader": tuple(row for row, _ in takers),
    }
    for row, moved in takers:
        report.add(
            "tar_mer_enn_enheten_har", "Flyttinger", row, "årsverk", report.plan.flyttinger[row].arsverk,
            flyttet=moved, **details,
        )


def _check_levels(report: Report, enhet: Enhet, stat: Array, kommune: Array) -> None:
    row = report.unit_rows[enhet.enhet]
    name = report.unit_name(enhet.enhet)
    if max(stat.max(initial=0.0), kommune.max(initial=0.0)) <= _ROUNDING:
        report.add("enhet_uten_arsverk", "Enheter", row, "årsverk_stat", enhet.arsverk_stat, enhet=name)
        return
    fixed = enhet.ledelse + enhet.mottak if is_number(enhet.ledelse) and is_number(enhet.mottak) else math.nan
    below = stat < fixed - _ROUNDING
    if below.any():
        report.add(
            "under_faste_poster", "Enheter", row, "årsverk_stat", enhet.arsverk_stat,
            enhet=name, faste=fixed, arsverk=float(stat.min()), maned=_month(report.plan, int(np.argmax(below))),
        )
    if enhet.er_kontor and is_number(enhet.statsansatte):
        heads = float(enhet.statsansatte or 0.0) + stat - enhet.arsverk_stat
        few = heads < MIN_STATSANSATTE - _ROUNDING
        if few.any():
            report.add(
                "faerre_enn_tre_statsansatte", "Enheter", row, "statsansatte", enhet.statsansatte,
                enhet=name, ansatte=float(heads.min()), maned=_month(report.plan, int(np.argmax(few))),
                minst=MIN_STATSANSATTE,
            )
