"""What the room Oversikt shows, computed from results: key figures of the fylke, and the figures of every unit.

Plain functions on frozen values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from app.charts import oppfolging_series
from app.charts.oppfolging_series import undefined
from app.charts.series import FE, OVER_GRENSE, RESTANSER, SAKSBEHANDLINGSTID, STATLIGE, Pair, pair
from app.difference import ARSVERK, CASES, HOURS, MONTHS, SHARE, Better, Quantity
from models.unit_rows import RowKind, UnitRow
from planning_core.results import Projeksjon

ARSVERK_FE, OPPFOLGING, I_ALT, DEKNING, GAP = (
    "arsverk_fe", "oppfolging_timer", "oppfolging_i_alt", "dekning", "oppfolging_gap_arsverk")


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure of the whole fylke, and the pair it is read from."""

    key: str
    quantity: Quantity
    better: Better
    pair: Callable[[Projeksjon], Pair]


def hours_so_far(projeksjon: Projeksjon) -> Pair:
    """Hours of oppfølging from the first month through each month.

    A drop on the way costs hours that the last month alone does not show.
    """
    hours = oppfolging_series.series(projeksjon, OPPFOLGING)
    return Pair(hours.maneder, np.cumsum(hours.planen), np.cumsum(hours.uten))


def gap(projeksjon: Projeksjon, enhet: str | None = None) -> Pair:
    """Årsverk that oppfølging lacks, of a kontor or all; undefined (NaN) where the plan knows of no need at all."""
    found, need = (oppfolging_series.series(projeksjon, name, of) for name, of in (
        (GAP, enhet), ("oppfolging_behov_timer", None)))
    return Pair(found.maneder, np.where(need.planen > 0, found.planen, np.nan),
                np.where(need.uten > 0, found.uten, np.nan))


FIGURES = (
    Figure(ARSVERK_FE, ARSVERK, Better.NEITHER, lambda p: pair(p, STATLIGE, FE)),
    Figure(RESTANSER.key, CASES, Better.LOWER, lambda p: pair(p, RESTANSER)),
    Figure(OVER_GRENSE.key, CASES, Better.LOWER, lambda p: pair(p, OVER_GRENSE)),
    Figure(SAKSBEHANDLINGSTID.key, MONTHS, Better.LOWER, lambda p: pair(p, SAKSBEHANDLINGSTID)),
    Figure(OPPFOLGING, HOURS, Better.HIGHER, lambda p: oppfolging_series.series(p, OPPFOLGING)),
    Figure(I_ALT, HOURS, Better.HIGHER, hours_so_far),
    Figure(DEKNING, SHARE, Better.HIGHER, oppfolging_series.coverage),
    Figure(GAP, ARSVERK, Better.LOWER, gap),
)
"""Every key figure, in the order of the room: first the cases, then the oppfølging."""


@dataclass(frozen=True)
class UnitFigures:
    """Pairs of a unit or of several: state årsverk, cases, share of the need that is met, and the gap [årsverk].

    A forvaltningsenhet gives no oppfølging; its last two are undefined (NaN).
    """

    arsverk: Pair
    restanser: Pair
    dekning: Pair
    gap: Pair


def unit_figures(projeksjon: Projeksjon, row: UnitRow) -> UnitFigures:
    """Figures of a row of :func:`models.unit_rows.unit_rows`, whose units the projection must hold."""
    result = projeksjon.plan
    units: Sequence[str] = {
        RowKind.SUM_KONTOR: result.kontor, RowKind.SUM_FE: result.fe, RowKind.SUM: result.kontor + result.fe,
    }.get(row.kind, (row.enhet or "",))
    of_kontor = row.enhet in result.kontor or row.kind in (RowKind.SUM_KONTOR, RowKind.SUM)
    return UnitFigures(
        _total(projeksjon, STATLIGE.key, units),
        _total(projeksjon, RESTANSER.key, units),
        oppfolging_series.coverage(projeksjon, row.enhet) if of_kontor else undefined(projeksjon),
        gap(projeksjon, row.enhet) if of_kontor else undefined(projeksjon),
    )


def _total(projeksjon: Projeksjon, storrelse: str, units: Sequence[str]) -> Pair:
    months = projeksjon.plan.maneder
    planen, uten = (sum((r.serie(storrelse, unit) for unit in units), np.zeros(len(months)))
                    for r in (projeksjon.plan, projeksjon.uten))
    return Pair(months, planen, uten)
