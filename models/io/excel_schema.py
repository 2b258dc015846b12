"""The sheets and columns of the import workbook, declared once.

The template, the reader, the input sheets of the result workbook, findings and editors all read
this table; the rows themselves are the dataclasses of :mod:`planning_core.plan`. Words for the
user (help, labels) stand in ``app`` under :attr:`Column.key`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from models.io.excel_columns import FROM_ROW_CLASS, Column, Kind, Sheet
from planning_core import plan as p
from planning_core.months import month_text
from planning_core.parameters import default
from planning_core.plan import HOVEDPROSESSER, TABELLER, Plan

__all__ = [
    "PLAN_KEYS", "READ_ME", "RESULT_SHEETS", "SHEETS", "CellValue", "Column", "Kind", "Sheet", "cell_value", "rows_of",
]


def _name(header: str, field: str | None = None, *, required: bool = True, reference: str = "",
          aliases: tuple[str, ...] = ()) -> Column:
    return Column(header, field or header, Kind.NAME, required=required, reference=reference, aliases=aliases)


def _text(header: str, field: str | None = None, aliases: tuple[str, ...] = (),
          choices: tuple[str, ...] = ()) -> Column:
    return Column(header, field or header, Kind.TEXT, aliases=aliases, choices=choices)


def _number(header: str, field: str | None = None, unit: str = "", *, required: bool = False, zero: bool = False,
            blank: object = FROM_ROW_CLASS, aliases: tuple[str, ...] = ()) -> Column:
    return Column(header, field or header, Kind.NUMBER, unit, required or zero, blank, zero, aliases)


def _share(header: str, field: str | None = None, *, required: bool = False, aliases: tuple[str, ...] = ()) -> Column:
    return Column(header, field or header, Kind.SHARE, "andel 0–1", required, aliases=aliases)


def _month(header: str, field: str, *, required: bool = False, aliases: tuple[str, ...] = ()) -> Column:
    return Column(header, field, Kind.MONTH, required=required, aliases=aliases)


def _choice(header: str, kinds: type[Enum], *, required: bool = False, field: str | None = None,
            also: Mapping[str, str] | None = None) -> Column:
    return Column(header, field or header, Kind.CHOICE, required=required, choices=tuple(k.value for k in kinds),
                  choice_aliases=tuple((also or {}).items()))


def _hovedprosess(required: bool) -> Column:
    return Column("hovedprosess", "hovedprosess", Kind.CHOICE, required=required, choices=HOVEDPROSESSER,
                  aliases=("prosess", "HP"))


def _enhet(header: str = "enhet", field: str | None = None, *, required: bool = True,
           aliases: tuple[str, ...] = ("enhetsnavn", "kontor", "NAV-kontor")) -> Column:
    return _name(header, field, required=required, reference="Enheter", aliases=aliases)


def _ytelse(required: bool = True) -> Column:
    return _name("ytelse", required=required, reference="Ytelser")


def _gevinst() -> Column:
    return _name("gevinst", reference="Gevinster", aliases=("gevinstnavn",))


_GRADES = ("S", "D", "A")
_TYPE_WORDS = {"kontor": "NAV-kontor", "lokalkontor": "NAV-kontor", "NK": "NAV-kontor", "NAV": "NAV-kontor",
               "FE": "forvaltningsenhet", "forvaltning": "forvaltningsenhet"}
_OWNER_WORDS = {"statlig": "stat", "staten": "stat", "kommunal": "kommune", "kommunen": "kommune"}
_PLACE_WORDS = {"NAV-kontor": "NK", "kontor": "NK", "forvaltningsenhet": "FE"}

PLAN_KEYS = (
    Column("fylke", "fylke", Kind.TEXT, blank="", key="Plan.fylke"),
    Column("start", "start", Kind.MONTH, required=True, aliases=("startmåned", "første måned"), key="Plan.start"),
    Column("horisont_måneder", "horisont_maneder", Kind.INTEGER, "måneder", blank=36,
           aliases=("horisont", "horisont_mnd"), key="Plan.horisont_maneder"),
    Column("steg_per_måned", "steg_per_maned", Kind.INTEGER, "steg per måned", blank=4,
           aliases=("steg", "steg_per_mnd"), key="Plan.steg_per_maned"),
    Column("timer_per_årsverk", "timer_per_arsverk", Kind.NUMBER, "timer per år", blank=default("timer_per_årsverk"),
           key="Plan.timer_per_arsverk"),
)
"""The keys of the sheet ``Plan``, which holds one key and value a row."""

_DECLARED = (
    Sheet("Plan", (
        Column("nøkkel", "nokkel", Kind.NAME, required=True, aliases=("key", "felt")),
        Column("verdi", "verdi", Kind.VALUE, required=True, aliases=("value",)),
    )),
    Sheet("Enheter", (
        _name("enhet", aliases=("enhetsnummer", "enhet_id", "enhetsnr")),
        Column("navn", "navn", Kind.TEXT, aliases=("enhetsnavn",)),
        _choice("type", p.EnhetType, required=True, also=_TYPE_WORDS),
        Column("kommune", "kommune", Kind.LIST, aliases=("kommuner", "kommunenummer")),
        _number("innbyggere", unit="innbyggere", aliases=("folketall", "antall_innbyggere")),
        _number("årsverk_stat", "arsverk_stat", "årsverk",
                aliases=("statlige_årsverk", "årsverk_statlige", "årsverk_statlig")),
        _number("årsverk_kommune", "arsverk_kommune", "årsverk",
                aliases=("kommunale_årsverk", "årsverk_kommunale", "årsverk_kommunal")),
        _number("statsansatte", unit="ansatte", aliases=("statlig_ansatte", "statlige_ansatte")),
        _number("ledelse", unit="årsverk"),
        _number("mottak", unit="årsverk"),
        _share("fravær", "fravaer"),
        _share("opplæring", "opplaering"),
        _share("skjermet"),
        _month("etablert", "etablert"),
        Column("kommunale_kan_flyttes", "kommunale_kan_flyttes", Kind.YES_NO),
    ), aliases=("enhet",)),
    Sheet("Ytelser", (
        _name("ytelse"),
        _text("område", "omrade"),
        _number("ytre_grense_dager", unit="dager", aliases=("ytre_grense",)),
        _share("andel_komplett", aliases=("andel_komplette",)),
        _number("ekstern_ventetid_mnd", unit="måneder", aliases=("ekstern_ventetid",)),
    ), aliases=("ytelse",)),
    Sheet("Normtid", (
        _ytelse(), _hovedprosess(True),
        _number("minutter", unit="minutter per sak", aliases=("minutter_per_sak", "min_per_sak")),
        _number("saker_per_ukeverk", unit="saker per ukeverk"),
    ), one_of=("minutter", "saker_per_ukeverk"), aliases=("normtider",)),
    Sheet("Ressurskartlegging", (
        _ytelse(), _hovedprosess(True),
        _number("årsverk", "arsverk", "årsverk", zero=True),
        _number("saker_per_år", "saker_per_ar", "saker per år"),
    )),
    Sheet("Grensesnitt", (
        _ytelse(), _hovedprosess(True),
        _share("andel_fe", required=True),
        _month("gyldig_fra", "gyldig_fra"),
    )),
    Sheet("Ruter", (
        _enhet(), _ytelse(required=False),
        _enhet("forvaltningsenhet", aliases=("FE",)),
    ), aliases=("rute",)),
    Sheet("Saksinngang", (
        _enhet(), _ytelse(), _month("måned", "maned", aliases=("mnd",)),
        _number("antall", unit="saker per måned", zero=True, aliases=("antall_saker", "saker")),
    ), wide="antall"),
    Sheet("Restanser", (
        _enhet(), _ytelse(),
        _number("antall", unit="saker", zero=True, aliases=("antall_saker", "saker", "restanser")),
        _number("alder_fra_mnd", unit="måneder", aliases=("alder_fra",)),
        _number("alder_til_mnd", unit="måneder", aliases=("alder_til",)),
    ), aliases=("restanse",)),
    Sheet("Brukere", (
        _enhet(), _name("brukergruppe", aliases=("gruppe",)), _month("måned", "maned", aliases=("mnd",)),
        _number("antall", unit="brukere", zero=True, aliases=("antall_brukere",)),
    ), wide="antall"),
    Sheet("Oppfølgingsnorm", (
        _name("brukergruppe", aliases=("gruppe",)),
        _number("timer_per_bruker_mnd", unit="timer per bruker og måned", aliases=("timer_per_bruker",)),
        _number("intervall_mnd", unit="måneder", aliases=("intervall",)),
        _number("minutter_per_samtale", unit="minutter per samtale"),
        Column("er_brukere", "er_brukere", Kind.YES_NO),
    ), one_of=("timer_per_bruker_mnd", "intervall_mnd", "minutter_per_samtale"), aliases=("oppfølgingsnormer",)),
    Sheet("Flyttinger", (
        _enhet("fra", required=False, aliases=("fra_enhet",)), _enhet("til", required=False, aliases=("til_enhet",)),
        _choice("eier", p.Eier, required=True, also=_OWNER_WORDS),
        _number("årsverk", "arsverk", "årsverk", required=True),
        _month("fra_måned", "fra_maned", required=True, aliases=("fra_mnd",)),
        _number("innfasing_mnd", unit="måneder", aliases=("innfasing",)),
        _share("erfaren", aliases=("andel_erfaren",)),
        _month("til_måned", "til_maned", aliases=("til_mnd",)),
        _text("årsak", "arsak"),
    ), aliases=("flytting",)),
    Sheet("Gevinster", (
        _name("navn", aliases=("gevinst",)),
        _choice("type", p.GevinstType, required=True),
        _choice("sted", p.Sted, also=_PLACE_WORDS),
        _hovedprosess(False), _ytelse(required=False),
        _share("konservativt"), _share("moderat"), _share("optimistisk"),
        _month("fra_måned", "fra_maned", aliases=("fra_mnd",)),
        _number("innfasing_mnd", unit="måneder", aliases=("innfasing",)),
        _number("forsinkelse_mnd", unit="måneder", aliases=("forsinkelse",)),
        _share("realisering"),
        _choice("bruk", p.Bruk),
        _text("gevinsteier", aliases=("eier",)), _text("nullpunkt"), _text("indikator"),
    ), aliases=("gevinst",)),
    Sheet("Kapasitet", (
        _enhet(), _month("måned", "maned", aliases=("mnd",)),
        _number("faktor", unit="faktor", blank=1.0),
    )),
    Sheet("Innfasing", (
        _gevinst(), _month("måned", "maned", required=True, aliases=("mnd",)), _share("andel", required=True),
    )),
    Sheet("Gevinstoppfølging", (
        _gevinst(), _month("måned", "maned", required=True, aliases=("mnd",)),
        _number("plan", unit="årsverk"), _number("faktisk", unit="årsverk"),
    )),
    Sheet("Kostnader", (
        Column("kategori", "kategori", Kind.CHOICE, required=True, choices=p.KOSTNADSKATEGORIER),
        _enhet(required=False),
        _month("fra_måned", "fra_maned", aliases=("fra_mnd",)), _month("til_måned", "til_maned", aliases=("til_mnd",)),
        _number("årsverk", "arsverk", "årsverk"), _number("kroner", unit="kroner"),
    ), aliases=("kostnad",)),
    Sheet("Restanseteam", (
        _ytelse(),
        _month("fra_måned", "fra_maned", aliases=("fra_mnd",)), _month("til_måned", "til_maned", aliases=("til_mnd",)),
        _number("saker_per_mnd", unit="saker per måned", aliases=("saker_per_måned",)),
        _number("klargjøring_timer", "klargjoring_timer", "timer per sak", aliases=("klargjøring",)),
    )),
    Sheet("Hendelser", (
        _enhet(required=False), _ytelse(required=False),
        _month("fra_måned", "fra_maned", aliases=("fra_mnd",)), _month("til_måned", "til_maned", aliases=("til_mnd",)),
        _number("faktor", unit="faktor", required=True),
        _text("årsak", "arsak"),
    ), aliases=("hendelse",)),
    Sheet("Forutsetninger", (
        Column("nøkkel", "nokkel", Kind.NAME, required=True, aliases=("key",)),
        Column("verdi", "verdi", Kind.VALUE, required=True, aliases=("value",)),
        _number("lav"), _number("høy", "hoy"),
        _text("grad", choices=_GRADES), _text("kilde"),
    ), aliases=("forutsetning",)),
    Sheet("Scenarier", (
        _name("scenario"), _name("ark"), _text("nøkkel", "nokkel"), _text("felt"), _text("verdi"),
    ), aliases=("scenario",)),
    Sheet("Historikk", (
        _enhet(), _ytelse(), _month("måned", "maned", required=True, aliases=("mnd",)),
        _number("inn", unit="saker"), _number("vedtak", unit="saker"), _number("restanser", unit="saker"),
        _number("over_grense", unit="saker"), _number("årsverk", "arsverk", "årsverk"),
    )),
    Sheet("Kilder", (
        _name("ark"), _text("kolonne"), _text("grad", choices=_GRADES),
        Column("syntetisk", "syntetisk", Kind.YES_NO, blank=False), _text("kilde"),
    ), aliases=("kilde",)),
)


def _blank_of(column: Column, row_class: type | None) -> object:
    if column.blank is not FROM_ROW_CLASS:
        return column.blank
    if row_class is not None:
        declared = {f.name: f.default for f in dataclasses.fields(row_class)}[column.field]
        if declared is not dataclasses.MISSING:
            return declared
    return "" if column.kind is Kind.TEXT else None


def _complete(sheet: Sheet) -> Sheet:
    row_class = TABELLER[sheet.name][1] if sheet.name in TABELLER else None
    columns = tuple(
        dataclasses.replace(c, blank=_blank_of(c, row_class), key=f"{sheet.name}.{c.field}") for c in sheet.columns
    )
    return dataclasses.replace(sheet, columns=columns)


SHEETS: Mapping[str, Sheet] = MappingProxyType({s.name: _complete(s) for s in _DECLARED})
"""Every sheet of the import workbook by name, in workbook order."""

READ_ME = "Les meg"
RESULT_SHEETS = (
    READ_ME, "Sammendrag", "Budsjett", "Årsverk", "Restanseutvikling", "Saksbehandlingstid", "Oppfølging",
    "Gevinstregnskap", "Gevinstrealiseringsplan", "Plan mot faktisk", "Scenariosammenligning", "Kontroll", "Om",
)
"""Sheets that the program writes and never reads back."""

CellValue = str | float | int | None


def cell_value(column: Column, value: object) -> CellValue:
    """A field's value as the cell that reads back to it: months as ``2026-01``, yes/no as ja and nei."""
    if value is None or value == "" or value == ():
        return None
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if column.kind is Kind.MONTH:
        # Month 0 stands for "always" (Gevinst.fra_maned), which is an empty cell.
        return month_text(int(str(value))) if value else None
    if isinstance(value, tuple):
        return "; ".join(str(v) for v in value)
    if isinstance(value, (str, int, float)):
        return value
    raise TypeError(f"no cell for {value!r}")


def rows_of(plan: Plan, sheet: str) -> list[list[CellValue]]:
    """The rows of an input sheet, in the order of its headers; they import back to the same plan.

    Text must be written as text, and numbers with 17 significant digits, or they do not come back the same.

    Raises
    ------
    KeyError
        If there is no such sheet.
    """
    if sheet == "Plan":
        return [[c.header, cell_value(c, getattr(plan, c.field))] for c in PLAN_KEYS]
    columns = SHEETS[sheet].columns
    return [
        [cell_value(c, getattr(row, c.field)) for c in columns] for row in getattr(plan, TABELLER[sheet][0])
    ]
