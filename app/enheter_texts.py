"""Words of the room Enheter og bemanning: its tabs, the sentence on top, the table of units, its two grids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.column_texts import help_of
from app.forutsetninger_texts import span_text
from app.saksflyt_texts import MonthWords
from app.table_texts import RowsWords, named
from app.texts import liste, setning, value_text, verdi_tekst
from models.document import Document
from models.grids.brukere import ALLE
from models.io.excel_columns import Column
from models.rows_model import RowCell
from models.unit_edits import SCENARIER
from planning_core.findings import Finding
from planning_core.parameters import PARAMETERS, Parameter
from planning_core.plan import EnhetType, Plan
from planning_core.referanser import INNBYGGERE, REFERANSER

translate = QCoreApplication.translate

_EXACT = 1e-9

ENHETER, BRUKERE, KAPASITET, SAMMENLIGNET = "enheter", "brukere", "kapasitet", "sammenlignet"

def tab_name(tab: str) -> str:
    return {
        ENHETER: translate("Enheter", "Enheter"), BRUKERE: translate("Enheter", "Brukere"),
        KAPASITET: translate("Enheter", "Kapasitet"), SAMMENLIGNET: translate("Enheter", "Sammenlignet"),
    }[tab]


def sentence(plan: Plan) -> str:
    """How many units there are, what they have of årsverk, and innbyggere per state årsverk at the kontor."""
    if not plan.enheter:
        return translate("Enheter", "Planen har ingen enheter ennå. Velg Ny enhet, lim inn fra et regneark, eller hent dem "
                                    "fra Excel.")
    kontor, fe = len(plan.kontor), len(plan.forvaltningsenheter)
    text = translate("Enheter", "{fylke} har {kontor} NAV-kontor med {stat} statlige og {kommune} kommunale årsverk ved "
                                "start, og {fe} med {stat_fe} statlige.")
    units = (translate("Enheter", "én forvaltningsenhet") if fe == 1
             else translate("Enheter", "{antall} forvaltningsenheter").format(antall=fmt.tall(fe)))
    if not fe:
        text = translate("Enheter", "{fylke} har {kontor} NAV-kontor med {stat} statlige og {kommune} kommunale årsverk ved "
                                    "start, og ingen forvaltningsenhet.")
    stat = sum(e.arsverk_stat for e in plan.kontor)
    said = text.format(
        fylke=plan.fylke or translate("Enheter", "Fylket"), kontor=fmt.tall(kontor), fe=units, stat=fmt.arsverk(stat),
        kommune=fmt.arsverk(sum(e.arsverk_kommune for e in plan.kontor)),
        stat_fe=fmt.arsverk(sum(e.arsverk_stat for e in plan.forvaltningsenheter)))
    people = [e.innbyggere for e in plan.kontor]
    if stat <= 0 or not people or not all(people):
        return said
    more = translate("Enheter", "Kontorene har {innbyggere} innbyggere per statlig årsverk. I landet var det {landet} i 2012.")
    return f"{said} " + more.format(
        innbyggere=fmt.tall(sum(x or 0.0 for x in people) / stat), landet=fmt.tall(REFERANSER[INNBYGGERE].verdi))


def parameter_of(column: Column) -> Parameter | None:
    """The declared assumption that a column is of; None where there is none."""
    found = PARAMETERS.get(column.header)
    return found if found is not None and found.sheet == "Enheter" else None


class UnitRowsWords(RowsWords):
    """See :class:`models.unit_rows_model.UnitTexts`."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def header_tip(self, column: Column) -> str:
        """What the column holds, and where its numbers come from."""
        sources = [k for k in self._document.plan.kilder if k.ark == "Enheter" and k.kolonne in ("", column.header)]
        made_up, real = translate("Enheter", "Syntetiske tall (grad {grad}): {kilde}"), translate(
            "Enheter", "Kilde (grad {grad}): {kilde}")
        lines = [(made_up if k.syntetisk else real).format(grad=k.grad, kilde=k.kilde) for k in sources if k.kilde]
        return "\n\n".join([super().header_tip(column), *lines])

    def cell(self, plan: Plan, cell: RowCell) -> str:
        if cell.column.unit == "årsverk" and isinstance(cell.value, (int, float)):
            # One decimal also where it is 0, so that the column lines up; more where there are more.
            shown = fmt.arsverk(cell.value)
            return shown if abs(round(cell.value, 1) - cell.value) < _EXACT else verdi_tekst(cell.value)
        return super().cell(plan, cell)

    def sum_name(self, kind: EnhetType | None) -> str:
        if kind is None:
            return translate("Enheter", "Fylket i alt")
        return (translate("Enheter", "NAV-kontor i alt") if kind is EnhetType.NAV_KONTOR
                else translate("Enheter", "Forvaltningsenheter i alt"))

    def sum_tip(self, missing: Sequence[str]) -> str:
        return translate("Enheter", "Summen er uten {enheter}, der tallet mangler.").format(enheter=liste(missing))

    def not_of_fe(self) -> str:
        return translate("Enheter", "Gjelder bare NAV-kontor.")

    def locked_name(self) -> str:
        return translate("Enheter", "Navnet endres i grunnplanen, ikke i et scenario.")

    def cell_tip(self, column: Column, findings: Sequence[Finding]) -> str:
        if findings:
            return "\n\n".join(setning(named(f)) for f in findings)
        parameter = parameter_of(column)
        if parameter is None:
            return ""
        text = translate("Enheter", "{hjelp} Standard {standard}, vanlig område {omrade}.")
        return text.format(hjelp=help_of(column.key), standard=value_text(parameter, parameter.default),
                           omrade=span_text(parameter, parameter.low, parameter.high))

    def undo_add(self, sheet: str) -> str:
        return translate("Enheter", "legge til en enhet")

    def undo_remove(self, sheet: str, count: int) -> str:
        if count == 1:
            return translate("Enheter", "slette en enhet")
        return translate("Enheter", "slette {antall} enheter").format(antall=count)


def removal(names: Sequence[str], along: Mapping[str, int]) -> tuple[str, str]:
    """The question before units are removed, and what goes along with them."""
    title = (translate("Enheter", "Slette {enhet}?").format(enhet=names[0]) if len(names) == 1
             else translate("Enheter", "Slette {antall} enheter?").format(antall=fmt.tall(len(names))))
    back = translate("Enheter", "Alt er ett steg, så du kan angre det.")
    if not along:
        return title, f"{translate('Enheter', 'Ingen andre tabeller nevner enheten.')} {back}"
    parts = [_rows_in(sheet, count) for sheet, count in along.items()]
    return title, f"{translate('Enheter', 'Dette slettes også: {rader}.').format(rader=liste(parts))} {back}"


def _rows_in(sheet: str, count: int) -> str:
    if sheet == SCENARIER:
        text = translate("Enheter", "1 verdi i Scenarier") if count == 1 else translate("Enheter", "{antall} verdier i Scenarier")
    else:
        text = translate("Enheter", "1 rad i {ark}") if count == 1 else translate("Enheter", "{antall} rader i {ark}")
    return text.format(antall=fmt.tall(count), ark=sheet)


class BrukereWords(MonthWords):
    """See :class:`models.grid_model.GridTexts`."""

    def __init__(self) -> None:
        self.unit = translate("Enheter", "brukere")
        self.first = translate("Enheter", "NAV-kontor")
        self.sums = {ALLE: translate("Enheter", "Alle kontor")}

    @property
    def earlier(self) -> str:
        return translate("Enheter", "Fra {maned}, den siste måneden med tall. Skriv et tall for å gi måneden sitt eget.")

    @property
    def default(self) -> str:
        return translate("Enheter", "Ingen tall for måneden eller en tidligere måned, så den regnes som 0.")


class KapasitetWords(MonthWords):
    """See :class:`models.grid_model.GridTexts`."""

    decimals = 2

    def __init__(self) -> None:
        self.first = translate("Enheter", "Enhet")

    def number(self, value: float | None) -> str:
        return fmt.tall(value, self.decimals)

    @property
    def default(self) -> str:
        return translate("Enheter", "En vanlig måned, faktor 1. Skriv 0,5 for en måned med halvparten av timene.")
