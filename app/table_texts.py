"""Words of the tables that are typed in row by row: titles, cells, tips and undo, for any sheet of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.column_texts import help_of
from app.fordeling_texts import unit_name
from app.texts import setning, verdi_tekst
from models.cell_text import exact_text
from models.io.excel_columns import NUMBERS, Column, Kind
from models.io.numbers import number_text, parse_number
from models.rows_model import RowCell
from planning_core.findings import Finding
from planning_core.plan import Plan

translate = QCoreApplication.translate

_UNITLESS = frozenset({"faktor", "andel 0–1"})


def column_label(column: Column) -> str:
    """What a column is called in the window."""
    known = {
        "ytre_grense_dager": translate("Tabeller", "Ytre grense"),
        "andel_komplett": translate("Tabeller", "Andel komplette"),
        "ekstern_ventetid_mnd": translate("Tabeller", "Ekstern ventetid"),
        "andel_fe": translate("Tabeller", "Andel i FE"),
        "gyldig_fra": translate("Tabeller", "Gyldig fra"),
        "saker_per_år": translate("Tabeller", "Saker per år"),
        "saker_per_ukeverk": translate("Tabeller", "Saker per ukeverk"),
        "saker_per_mnd": translate("Tabeller", "Saker per måned"),
        "klargjøring_timer": translate("Tabeller", "Klargjøring"),
        "alder_fra_mnd": translate("Tabeller", "Alder fra"),
        "alder_til_mnd": translate("Tabeller", "Alder til"),
        "innfasing_mnd": translate("Tabeller", "Innfasing"),
        "forsinkelse_mnd": translate("Tabeller", "Forsinkelse"),
        "årsverk_stat": translate("Tabeller", "Statlige årsverk"),
        "årsverk_kommune": translate("Tabeller", "Kommunale årsverk"),
        "brukergruppe": translate("Tabeller", "Brukergruppe"),
        "timer_per_bruker_mnd": translate("Tabeller", "Oppfølging"),
        "intervall_mnd": translate("Tabeller", "Intervall"),
        "minutter_per_samtale": translate("Tabeller", "Lengde"),
        "fra_måned": translate("Tabeller", "Fra måned"),
        "til_måned": translate("Tabeller", "Til måned"),
    }
    return known.get(column.header) or column.header.replace("_", " ").capitalize()


def _share_of(column: Column) -> str:
    """What a share is a share of."""
    if column.key in ("Gevinster.konservativt", "Gevinster.moderat", "Gevinster.optimistisk"):
        return translate("Tabeller", "spart tid")
    if column.key == "Gevinster.realisering":
        return translate("Tabeller", "av spart tid")
    if column.key in ("Enheter.fravaer", "Enheter.opplaering"):
        return translate("Tabeller", "av timene")
    if column.key == "Enheter.skjermet":
        return translate("Tabeller", "av det som er igjen")
    return translate("Tabeller", "av full virkning") if column.key == "Innfasing.andel" else ""


def empty_word(column: Column) -> str:
    """What an empty cell means, in a word or two."""
    if column.kind is Kind.MONTH:
        if column.field == "fra_maned":
            return translate("Tabeller", "fra start")
        if column.field == "til_maned":
            return translate("Tabeller", "ut perioden")
        if column.field == "etablert":
            return translate("Tabeller", "i drift fra før")
        return translate("Tabeller", "alltid") if column.field == "gyldig_fra" else translate("Tabeller", "hver måned")
    if column.reference == "Enheter" and not column.required:
        return translate("Tabeller", "alle kontor")
    if column.field == "hovedprosess" and not column.required:
        return translate("Tabeller", "HP1–HP4")
    if column.reference == "Ytelser" and not column.required:
        return translate("Tabeller", "alle ytelser")
    return fmt.UNDEFINED if column.kind in NUMBERS else ""


class RowsWords:
    """Words of a table of rows; see :class:`models.rows_model.RowsTexts`."""

    def header(self, column: Column) -> str:
        unit = _share_of(column) or ("" if column.unit in _UNITLESS else column.unit)
        label = column_label(column)
        if unit and label.endswith(unit):
            # "Statlige årsverk" names its unit, and so does "Statsansatte".
            return "\n".join(label.rsplit(" ", 1)) if label.endswith(f" {unit}") else label
        return f"{label}\n{unit}" if unit and unit.casefold() != label.casefold() else label

    def header_tip(self, column: Column) -> str:
        return help_of(column.key)

    def cell(self, plan: Plan, cell: RowCell) -> str:
        value, column = cell.value, cell.column
        if cell.missing:
            return translate("Tabeller", "fyll inn")
        if value is None or value == "":
            return empty_word(column)
        if column.reference == "Enheter":
            return unit_name(plan, str(value))
        if column.kind is Kind.MONTH and isinstance(value, int):
            return fmt.maned_kort(value)
        if column.kind is Kind.SHARE and isinstance(value, (int, float)):
            return fmt.andel(value)
        return verdi_tekst(value)

    def tip(self, plan: Plan, cell: RowCell) -> str:
        if cell.missing:
            return translate("Tabeller", "Raden blir med i planen når alt som må fylles inn, er fylt inn.")
        return ""

    def undo_edit(self, sheet: str, column: Column) -> str:
        return translate("Tabeller", "endre {kolonne} i {ark}").format(
            kolonne=column_label(column).lower(), ark=sheet)

    def undo_add(self, sheet: str) -> str:
        return translate("Tabeller", "legge til en rad i {ark}").format(ark=sheet)

    def undo_remove(self, sheet: str, count: int) -> str:
        if count == 1:
            return translate("Tabeller", "slette en rad i {ark}").format(ark=sheet)
        return translate("Tabeller", "slette {antall} rader i {ark}").format(antall=count, ark=sheet)

    def undo_paste(self, sheet: str) -> str:
        return translate("Tabeller", "lime inn i {ark}").format(ark=sheet)


def editing(column: Column, value: object) -> str:
    """A value as it stands in the field of a cell, or in its list: exact, and empty where there is none."""
    if value is None:
        return empty_word(column) if column.reference or column.kind is Kind.CHOICE else ""
    if column.kind is Kind.MONTH and isinstance(value, int):
        return fmt.maned_kort(value)
    if column.kind is Kind.SHARE and isinstance(value, (int, float)):
        return share_editing(value)
    return exact_text(column, value)


def share_editing(value: object) -> str:
    """A share as it stands in the field of a cell: as per cent, like the cell, where that reads back to the same."""
    if not isinstance(value, (int, float)):
        return ""
    text = fmt.andel(value)
    return text if parse_number(text, percent=True) == value else number_text(value)


def number_editing(value: object) -> str:
    """A number as it stands in the field of a cell."""
    return number_text(value) if isinstance(value, (int, float)) else ""


def refusal(problem: Sequence[Finding]) -> str:
    """Why a value was not taken, and what to do."""
    finding = problem[0]
    if finding.code == "tvetydig_tall":
        return translate(
            "Tabeller",
            "«{verdi}» kan leses på to måter: punktum og komma kan være desimaltegn eller tusenskille. Skriv tallet "
            "med desimalkomma og uten tusenskille.",
        ).format(verdi=finding.value)
    text = _share_refusal(finding) or setning(named(finding))
    if len(problem) > 1:
        text += " " + translate("Tabeller", "({antall} feil til)").format(antall=len(problem) - 1)
    return text


def _share_refusal(finding: Finding) -> str:
    """Why a share was not taken, as per cent, which is how the window shows it; empty for what is no share."""
    texts = {
        "andel_utenfor_0_1": translate("Tabeller", "«{kolonne}» må være fra 0 til 100\u00a0%. Skriv for eksempel 25\u00a0%."),
        "andel_maa_vaere_under_1": translate(
            "Tabeller", "«{kolonne}» må være fra 0 til under 100\u00a0%. Skriv for eksempel 6\u00a0%."),
    }
    return texts.get(finding.code, "").format(kolonne=named(finding).column)


def named(finding: Finding) -> Finding:
    """The finding with its column called what it is called in the window."""
    from models.io.excel_schema import SHEETS

    sheet = SHEETS.get(finding.table)
    column = next((c for c in sheet.columns if c.header == finding.column), None) if sheet is not None else None
    return replace(finding, column=column_label(column)) if column is not None else finding


def shared_words(finding: Finding) -> Finding:
    """The finding as it stands in a list of findings: the cell it is about goes before its column."""
    where = finding.details.get("celle")
    return replace(finding, column=str(where)) if where else named(finding)
