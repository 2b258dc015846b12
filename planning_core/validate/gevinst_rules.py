"""Gevinster: rates that add to more than all the work, and what the types allow."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from planning_core.parameters import NIVAER
from planning_core.plan import HOVEDPROSESSER, SAKSPROSESSER, Gevinst, GevinstType, Sted
from planning_core.validate.report import Report, is_number

HP5 = HOVEDPROSESSER[4]
_PLACES = (Sted.NK, Sted.FE)
_ROUNDING = 1e-9
"""Rates typed as decimals may miss 1 by this much."""


def check(report: Report) -> None:
    """Findings on gevinster and their phase-in points."""
    for row, gevinst in enumerate(report.plan.gevinster):
        if gevinst.type is GevinstType.AUTOMATISERING and gevinst.sted is not Sted.BEGGE:
            report.add(
                "automatisering_maa_vaere_begge", "Gevinster", row, "sted", gevinst.sted, navn=gevinst.navn,
            )
        if gevinst.hovedprosess == HP5 and gevinst.ytelse is not None:
            report.add("hp5_med_ytelse", "Gevinster", row, "ytelse", gevinst.ytelse, navn=gevinst.navn)
        _check_order(report, row, gevinst)
    _check_sums(report)
    _check_points(report)


def _check_order(report: Report, row: int, gevinst: Gevinst) -> None:
    """Konservativt is to be the lowest and optimistisk the highest; the first that is below the one before is named."""
    if not all(is_number(getattr(gevinst, niva)) for niva in NIVAER):
        return
    for before, niva in pairwise(NIVAER):
        lower, upper = getattr(gevinst, before), getattr(gevinst, niva)
        if lower > upper:
            report.add(
                "nivaa_feil_rekkefoelge", "Gevinster", row, niva, upper, navn=gevinst.navn, lavere=before, andel=lower,
                hoeyere=niva, hoeyere_andel=upper,
            )
            return


def _is_summable(report: Report, gevinst: Gevinst) -> bool:
    """Whether its own cells are in order, so that a sum too large is the fault of several rows."""
    shares = (*(getattr(gevinst, niva) for niva in NIVAER), gevinst.realisering)
    return (
        all(is_number(s) and 0 <= s <= 1 for s in shares)
        and gevinst.hovedprosess in (None, *HOVEDPROSESSER)
        and (gevinst.ytelse is None or gevinst.ytelse in report.ytelser)
        and not (gevinst.hovedprosess == HP5 and gevinst.ytelse is not None)
    )


def _check_sums(report: Report) -> None:
    """Sum of rate x realisering per level, place, ytelse and hovedprosess; one finding per set of gevinster."""
    rows = [(row, g) for row, g in enumerate(report.plan.gevinster) if _is_summable(report, g)]
    ytelser = sorted(report.ytelser) or [""]
    touched = np.zeros((len(rows), len(_PLACES), len(ytelser), len(HOVEDPROSESSER)), dtype=bool)
    rates = np.zeros((len(rows), len(NIVAER)))
    for i, (_, gevinst) in enumerate(rows):
        places = [p for p, sted in enumerate(_PLACES) if gevinst.sted in (sted, Sted.BEGGE)]
        ys = [y for y, navn in enumerate(ytelser) if gevinst.ytelse in (None, navn)]
        hps = [h for h, hp in enumerate(HOVEDPROSESSER) if gevinst.hovedprosess == hp or (
            gevinst.hovedprosess is None and hp in SAKSPROSESSER)]
        touched[np.ix_([i], places, ys, hps)] = True
        rates[i] = [getattr(gevinst, niva) * gevinst.realisering for niva in NIVAER]
    total = np.einsum("gl,gpyh->lpyh", rates, touched.astype(float))
    over: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for level, place, y, h in np.argwhere(total > 1.0 + _ROUNDING).tolist():
        adding = np.flatnonzero(touched[:, place, y, h] & (rates[:, level] > 0))
        over.setdefault(tuple(adding.tolist()), []).append((level, place, y, h))
    for members, cells in over.items():
        _add_sum(report, [rows[m] for m in members], cells, total, ytelser)


def _add_sum(
    report: Report, members: list[tuple[int, Gevinst]], cells: list[tuple[int, ...]], total: np.ndarray,
    ytelser: list[str],
) -> None:
    worst = max(cells, key=lambda cell: total[cell])
    found = [sorted({cell[axis] for cell in cells}) for axis in range(4)]
    every_ytelse = len(found[2]) == len(ytelser)
    report.add(
        "gevinst_over_1", "Gevinster", members[-1][0], NIVAER[worst[0]],
        getattr(members[-1][1], NIVAER[worst[0]]),
        gevinster=tuple(g.navn for _, g in members), rader=tuple(row for row, _ in members),
        sum=float(total[worst]), niva=tuple(NIVAER[level] for level in found[0]),
        sted=tuple(_PLACES[p].value for p in found[1]),
        ytelser=() if every_ytelse else tuple(ytelser[y] for y in found[2]),
        hovedprosess=tuple(HOVEDPROSESSER[h] for h in found[3]),
    )


def _check_points(report: Report) -> None:
    latest: dict[str, int] = {}
    for row, point in enumerate(report.plan.innfasing):
        before = latest.get(point.gevinst)
        if before is not None and point.maned < before:
            report.add(
                "innfasing_feil_rekkefoelge", "Innfasing", row, "måned", point.maned,
                gevinst=point.gevinst, forrige=before, maned=point.maned,
            )
        latest[point.gevinst] = point.maned if before is None else max(before, point.maned)
