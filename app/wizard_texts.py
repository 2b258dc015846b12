"""Words of the import wizard: columns, units, why a name was matched, and what it says of a table."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.fordeling_texts import unit_name
from app.table_texts import column_label
from app.texts import setning
from models.io.excel_columns import Column
from models.io.excel_tables import address
from models.io.mapping import Area, Grid
from models.io.mapping_names import How, Name
from models.io.mapping_read import Reading
from planning_core.plan import Plan

translate = QCoreApplication.translate

_LONGEST = 40


def letters(column: int) -> str:
    """``AB`` of column 28."""
    return address(1, column)[:-1]


def column_words(grid: Grid, area: Area, column: int) -> str:
    """A column of the sheet as a choice: its letter, and its heading or what stands first in it."""
    head = grid.heading(area, column)
    if not head:
        first = next(iter(grid.values(area, column, 50)), "")
        head = translate("Veiviser", "uten overskrift ({eksempel})").format(eksempel=first) if first else translate(
            "Veiviser", "uten overskrift")
    if len(head) > _LONGEST:
        head = f"{head[:_LONGEST]}…"
    return f"{letters(column)}: {head}"


def area_words(area: Area) -> str:
    """``K2:R53, 51 rader``."""
    cells = f"{address(area.header, area.left)}:{address(area.last, area.right)}"
    rows = area.last - area.header
    count = translate("Veiviser", "1 rad") if rows == 1 else translate("Veiviser", "{antall} rader").format(
        antall=fmt.tall(rows))
    return f"{cells}, {count}"


def field_words(column: Column) -> str:
    """A field with its unit."""
    label = column_label(column)
    unit = column.unit
    return f"{label} ({unit})" if unit and unit not in ("faktor", "andel 0–1") else label


def unit_factors(column: Column) -> tuple[tuple[str, float], ...]:
    """Units a sheet may count in, and what makes them the plan's."""
    words = translate("Veiviser", "tallene er {enhet}")
    others: tuple[tuple[str, float], ...] = {
        "saker per måned": (
            (translate("Veiviser", "saker per år"), 1 / 12), (translate("Veiviser", "saker per uke"), 52 / 12)),
        "saker per år": ((translate("Veiviser", "saker per måned"), 12.0),),
        "minutter per sak": ((translate("Veiviser", "timer per sak"), 60.0),),
        "timer per bruker og måned": ((translate("Veiviser", "minutter per bruker og måned"), 1 / 60),),
        "måneder": ((translate("Veiviser", "år"), 12.0), (translate("Veiviser", "uker"), 12 / 52)),
        "dager": ((translate("Veiviser", "uker"), 7.0),),
    }.get(column.unit, ())
    if column.unit in ("brukere", "saker", "saker per år", "innbyggere", "kroner"):
        others = (*others, (translate("Veiviser", "tusen {enhet}").format(enhet=column.unit), 1000.0))
    return tuple((words.format(enhet=unit), factor) for unit, factor in ((column.unit, 1.0), *others))


def how_words(name: Name) -> str:
    """Why a name is what it is, or what is to be done with it."""
    if name.decided:
        return {
            How.CHOSEN: translate("Veiviser", "valgt av deg"),
            How.SAME: translate("Veiviser", "samme navn"),
            How.NUMBER: translate("Veiviser", "kjent nummer"),
            How.KOMMUNE: translate("Veiviser", "kommune i kontoret"),
            How.KNOWN_AS: translate("Veiviser", "kjent navn"),
        }.get(name.how or How.CHOSEN, "")
    return {
        How.ALIKE: translate("Veiviser", "forslag: navnet ligner"),
        How.KNOWN_AS: translate("Veiviser", "forslag: vanlig navn på det samme"),
        How.NEW: translate("Veiviser", "forslag: nytt navn i planen"),
        How.WHOLE: translate("Veiviser", "forslag: sum eller større område"),
    }.get(name.how, translate("Veiviser", "må velges")) if name.how else translate("Veiviser", "må velges")


def choice_words(plan: Plan, field: str, choice: str | None) -> str:
    """What a name becomes."""
    if choice is None:
        return translate("Veiviser", "Hopp over")
    return unit_name(plan, choice) if field not in ("ytelse", "brukergruppe", "gevinst", "navn") else choice


def state_words(reading: Reading) -> str:
    """Where it stands, in one sentence."""
    target, count = reading.mapping.target, len(reading.rows)
    rows = translate("Veiviser", "1 rad") if count == 1 else translate("Veiviser", "{antall} rader").format(
        antall=fmt.tall(count))
    if reading.is_ready:
        return translate("Veiviser", "Tabellen gir {rader} i {tabell} og kan importeres.").format(rader=rows, tabell=target)
    waiting = len(reading.undecided)
    if waiting and sum(f.is_error for f in reading.findings) == len({n.field for n in reading.undecided}):
        names = translate("Veiviser", "1 navn") if waiting == 1 else translate("Veiviser", "{antall} navn").format(
            antall=fmt.tall(waiting))
        return translate("Veiviser", "Tabellen passer til {tabell}. Ta stilling til {navn} før den kan importeres.").format(
            tabell=target, navn=names)
    errors = [f for f in reading.findings if f.is_error]
    first = setning(errors[0]) if errors else ""
    if len(errors) == 1:
        return translate("Veiviser", "Én ting gjenstår før tabellen kan importeres til {tabell}. {hva}").format(
            tabell=target, hva=first)
    return translate("Veiviser", "{antall} ting gjenstår før tabellen kan importeres til {tabell}. Først: {hva}").format(
        antall=fmt.tall(len(errors)), tabell=target, hva=first)
