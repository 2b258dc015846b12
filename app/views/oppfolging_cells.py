"""Cells of the tables of the room Oppfølging: columns of planen, uten flyttinger and the difference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app import oppfolging_texts as words
from app.charts.series import Pair
from app.difference import Better, Quantity, difference
from app.oppfolging_texts import TIMEBRUK
from app.widgets.cells_table import Cell, CellRow, Column
from planning_core.plan import Plan
from planning_core.referanser import ARBEIDSSOKERE

translate = QCoreApplication.translate

Table = tuple[tuple[Column, ...], tuple[CellRow, ...]]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the room shows: the tab, the kontor (None is all), the month, the user group and the reference."""

    tab: str = TIMEBRUK
    enhet: str | None = None
    maned: int = 0
    gruppe: str = ""
    referanse: str = ARBEIDSSOKERE


@dataclass(frozen=True, slots=True)
class Group:
    """Three columns: planen, uten, forskjell of one measure; ``target`` is where the tick of the bar stands."""

    title: str
    quantity: Quantity
    better: Better
    values: Callable[[str | None], tuple[float, float]]
    tip: str = ""
    target: float | None = None
    reason: str = ""
    dress: Callable[[str | None, Cell], Cell] | None = None
    """What more is said of planen's cell of a unit."""


def pair_columns(group: str, tip: str = "", *, share: bool = False) -> tuple[Column, Column, Column]:
    """Three columns under one title; shares are apart in percentage points, which no cell says."""
    apart = translate("Oppfolging", "Forskjell, pp") if share else translate("Oppfolging", "Forskjell")
    titles = (translate("Oppfolging", "Planen"), translate("Oppfolging", "Uten"), apart)
    first, second, third = (Column(title, group, tip=tip) for title in titles)
    return first, second, third


def columns_of(groups: Sequence[Group], first: str) -> tuple[Column, ...]:
    """The name, and three columns a group."""
    pairs = (pair_columns(group.title, group.tip, share=group.quantity.share) for group in groups)
    return (Column(first, words=True, widest=220), *(column for pair in pairs for column in pair))


def pair_cells(planen: float, uten: float, quantity: Quantity, better: Better, *, bar: float | None = None,
               reason: str = "") -> tuple[Cell, Cell, Cell]:
    """Planen, uten flyttinger and the difference as three cells."""
    shown = difference(planen - uten, quantity, better)
    undefined = reason if fmt.UNDEFINED in (quantity.text(planen), quantity.text(uten)) else ""
    return (
        Cell(quantity.text(planen), strong=True, bar=bar, plain=quantity.plain(planen), tip=undefined),
        Cell(quantity.text(uten), "secondary", plain=quantity.plain(uten), tip=undefined),
        Cell(shown.text, shown.role, strong=True, plain=quantity.plain(planen - uten), tip=undefined),
    )


def kontor_table(plan: Plan, kontor: Sequence[str], groups: Sequence[Group]) -> Table:
    """A row a kontor and the sum last; nothing without groups."""
    if not groups:
        return (), ()
    units: list[str | None] = [*kontor, None]
    rows = tuple(
        CellRow((Cell(words.place_name(plan, unit), strong=unit is None),
                 *(cell for group in groups for cell in group_cells(group, unit))), unit or "", unit is None)
        for unit in units
    )
    return columns_of(groups, translate("Oppfolging", "Kontor")), rows


def group_cells(group: Group, unit: str | None) -> tuple[Cell, Cell, Cell]:
    """The three cells of a unit."""
    planen, uten = group.values(unit)
    bar = planen / group.target if group.target else None
    first, second, third = pair_cells(planen, uten, group.quantity, group.better, bar=bar, reason=group.reason)
    return first if group.dress is None else group.dress(unit, first), second, third


def at(pair: Pair, t: int) -> tuple[float, float]:
    """Planen and uten at a position."""
    return float(pair.planen[t]), float(pair.uten[t])
