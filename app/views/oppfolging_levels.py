"""The tab Behovsnivå: what every user group needs and gets."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app import oppfolging_texts as words
from app.charts import oppfolging_series as series
from app.charts.bars import BarPart
from app.charts.panel import Panel
from app.difference import ARSVERK, CASES, HOURS, SHARE, Better, Quantity
from app.views.oppfolging_cells import Choice, Table, at, pair_cells, pair_columns
from app.widgets.cells_table import Cell, CellRow, Column
from planning_core.oppfolging import arsverk_short
from planning_core.plan import Plan
from planning_core.results import Projeksjon

NORM = Quantity(decimals=2)
_STRONGEST, _WEAKEST = 0.9, 0.25
translate = QCoreApplication.translate


def needed_groups(projeksjon: Projeksjon, enhet: str | None) -> tuple[str, ...]:
    """The groups that need something in the place, in the plan's order."""
    return tuple(g for g in projeksjon.plan.brukergrupper
                 if (series.of_group(projeksjon, "behov", g, enhet).planen > 0).any())


def level_panels(plan: Plan, projeksjon: Projeksjon, choice: Choice, place: str) -> tuple[Panel, ...]:
    """What every group needs as bars, under the hours there are."""
    groups = needed_groups(projeksjon, choice.enhet)
    strengths = np.linspace(_STRONGEST, _WEAKEST, max(len(groups), 1))
    parts = tuple(
        BarPart(group, series.of_group(projeksjon, "behov", group, choice.enhet), strength=float(strength))
        for group, strength in zip(groups, strengths, strict=False)
    )
    return (Panel(
        words.tab_name(choice.tab), translate("Oppfolging", "timer per måned, stolpene er behovet, {sted}").format(sted=place),
        translate("Oppfolging", "oppfølging i alt"), series.series(projeksjon, "oppfolging_timer", choice.enhet),
        HOURS, Better.HIGHER, bars=parts, line_name=translate("Oppfolging", "oppfølging"),
    ),)


def level_table(projeksjon: Projeksjon, choice: Choice, t: int) -> Table:
    """A row a group: its users and norm, what it needs, gets and lacks; the sum last."""
    groups = needed_groups(projeksjon, choice.enhet)
    total = series.series(projeksjon, "oppfolging_behov_timer", choice.enhet).planen[t]
    rows = [_group_row(projeksjon, choice, group, total, t) for group in groups]
    columns = (
        Column(translate("Oppfolging", "Brukergruppe"), words=True, widest=220), *_need_columns(),
        *pair_columns(translate("Oppfolging", "Får, timer"), translate(
            "Oppfolging", "Timene deles mellom gruppene etter hvor stor del av behovet de har")),
        *pair_columns(translate("Oppfolging", "Gap, årsverk"), translate(
            "Oppfolging", "Årsverk som mangler for å dekke behovet")),
    )
    return columns, (*rows, _sum_row(projeksjon, choice, float(total), t))


def _need_columns() -> tuple[Column, ...]:
    titles = (
        (translate("Oppfolging", "Antall"), translate(
            "Oppfolging", "Brukere i måneden, eller hendelser der gruppen telles slik")),
        (translate("Oppfolging", "Timer per"), translate(
            "Oppfolging", "Timer per bruker og måned, etter gevinster på oppfølging")),
        (translate("Oppfolging", "Timer"), ""), (translate("Oppfolging", "Årsverk"), ""),
        (translate("Oppfolging", "Andel"), translate("Oppfolging", "Av hele behovet")),
    )
    group = translate("Oppfolging", "Behov, likt uten flyttinger")
    return tuple(Column(title, group, tip=tip) for title, tip in titles)


def _group_row(projeksjon: Projeksjon, choice: Choice, group: str, total: float, t: int) -> CellRow:
    of = {name: series.of_group(projeksjon, name, group, choice.enhet) for name in ("brukere", "behov", "timer", "gap")}
    users, need = float(of["brukere"].planen[t]), float(of["behov"].planen[t])
    per_user = need / users if users > 0 else float("nan")
    share = need / total if total > 0 else float("nan")
    return CellRow((
        Cell(group), _number(users, CASES), _number(per_user, NORM), _number(need, HOURS),
        _number(_in_arsverk(projeksjon, choice.enhet, group, t), ARSVERK), _number(share, SHARE),
        *pair_cells(*at(of["timer"], t), HOURS, Better.HIGHER), *pair_cells(*at(of["gap"], t), ARSVERK, Better.LOWER),
    ), group)


def _sum_row(projeksjon: Projeksjon, choice: Choice, total: float, t: int) -> CellRow:
    hours = series.series(projeksjon, "oppfolging_timer", choice.enhet)
    gap = series.series(projeksjon, "oppfolging_gap_arsverk", choice.enhet)
    mixed = translate("Oppfolging", "Gruppene telles ulikt og legges ikke sammen.")
    return CellRow((
        Cell(translate("Oppfolging", "I alt"), strong=True), Cell(fmt.UNDEFINED, "secondary", plain="", tip=mixed),
        Cell(fmt.UNDEFINED, "secondary", plain="", tip=mixed), _number(total, HOURS),
        _number(_in_arsverk(projeksjon, choice.enhet, None, t), ARSVERK), _number(1.0 if total > 0 else float("nan"), SHARE),
        *pair_cells(*at(hours, t), HOURS, Better.HIGHER), *pair_cells(*at(gap, t), ARSVERK, Better.LOWER),
    ), "", True)


def _in_arsverk(projeksjon: Projeksjon, enhet: str | None, group: str | None, t: int) -> float:
    """A group's need (None is all of it) in årsverk of each kontor's own hours."""
    result = projeksjon.plan
    need = result.data["behov"] if group is None else result.data["behov_gruppe"][:, result.brukergrupper.index(group)]
    arsverk = arsverk_short(need, np.zeros_like(need), result.data["timer_per_arsverk_mnd"])[:, t]
    return float(arsverk.sum() if enhet is None else arsverk[result.kontor.index(enhet)])


def _number(value: float, quantity: Quantity) -> Cell:
    return Cell(quantity.text(value), plain=quantity.plain(value))
