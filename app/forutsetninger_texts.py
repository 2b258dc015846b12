"""Words of the room Forutsetninger: the tables, the sentence on top, why a value is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.parameter_texts import HELP, LABELS, SECTIONS, brukes_i
from app.table_texts import share_editing
from app.texts import is_share, setning, unit_after, value_text, verdi_tekst
from models.forutsetninger_model import Col, Entry
from models.parameter_rows import ParameterRow
from planning_core.findings import Finding
from planning_core.parameters import Parameter
from planning_core.plan import Plan

translate = QCoreApplication.translate

GRADES = ("S", "D", "A")


def grade_word(grade: str) -> str:
    """The grade in one word."""
    words = {
        "S": translate("Forutsetninger", "Kilde"), "D": translate("Forutsetninger", "Utledet"),
        "A": translate("Forutsetninger", "Antatt"),
    }
    return words.get(grade, grade)


def grade_help(grade: str) -> str:
    """What a grade means for the planner."""
    words = {
        "S": translate("Forutsetninger", "En kilde oppgir tallet."),
        "D": translate("Forutsetninger", "Tallet er regnet ut fra tall i en kilde."),
        "A": translate("Forutsetninger", "Ingen kilde gir tallet. Det er et anslag du bør vurdere og kan endre."),
    }
    return words.get(grade, "")


def set_in(parameter: Parameter) -> str:
    """Where an assumption that has no single value is set."""
    places = {
        "Enheter": translate("Forutsetninger", "Settes per enhet, i rommet Enheter og bemanning."),
        "Ytelser": translate("Forutsetninger", "Settes per ytelse, i rommet Saksflyt, siden Dokumenter og henvendelser."),
        "Flyttinger": translate("Forutsetninger", "Settes i hver flytting, i rommet Fordeling."),
        "Gevinster": translate("Forutsetninger", "Settes i hver gevinst, i rommet Gevinst, siden Register."),
        "Oppfølgingsnorm": translate("Forutsetninger", "Settes per brukergruppe, i rommet Enheter og bemanning, siden Brukere."),
    }
    return places.get(parameter.sheet, "")


def typed_text(parameter: Parameter, value: object) -> str:
    """A value as it is typed, or as it stands in its list."""
    return share_editing(value) if is_share(parameter, value) else value_text(parameter, value)


def span_text(parameter: Parameter, low: float | None, high: float | None) -> str:
    """A range: ``6–18``, ``4–15 %``, ``minst 0``, ``høyst 1``; a dash where there is none."""
    if low is None and high is None:
        return fmt.UNDEFINED
    if high is None:
        return translate("Forutsetninger", "minst {tall}").format(tall=value_text(parameter, low))
    if low is None:
        return translate("Forutsetninger", "høyst {tall}").format(tall=value_text(parameter, high))
    if is_share(parameter, low) and is_share(parameter, high):
        return fmt.andel_spenn(low, high)
    return f"{verdi_tekst(low)}–{verdi_tekst(high)}"


def value_in_force(row: ParameterRow) -> str:
    """The value of an assumption; the lowest and highest where each row has its own."""
    if not row.per_row:
        return value_text(row.parameter, row.verdi)
    if row.spenn is None:
        return fmt.UNDEFINED
    low, high = row.spenn
    return value_text(row.parameter, low) if low == high else span_text(row.parameter, low, high)


def remark(row: ParameterRow) -> str:
    """What is worth saying of a value, in two or three words."""
    if row.outside:
        return translate("Forutsetninger", "Utenfor vanlig område")
    if row.changed:
        return translate("Forutsetninger", "Endret")
    return ""


def outside_sentence(row: ParameterRow) -> str:
    """That a value lies outside the plausible range, and what to do."""
    text = translate(
        "Forutsetninger",
        "{verdi} er utenfor det vanlige området, {omrade}. Verdien brukes. Sjekk at den er ment slik.",
    )
    return text.format(verdi=value_in_force(row), omrade=span_text(row.parameter, row.parameter.low, row.parameter.high))


class ParameterWords:
    """Words of the table; see :class:`models.forutsetninger_model.ParameterTexts`."""

    def header(self, column: int) -> str:
        headers = {
            Col.NAVN: translate("Forutsetninger", "Forutsetning"), Col.VERDI: translate("Forutsetninger", "Verdi"),
            Col.ENHET: translate("Forutsetninger", "Enhet"), Col.STANDARD: translate("Forutsetninger", "Standard"),
            Col.VANLIG: translate("Forutsetninger", "Vanlig område"), Col.GRAD: translate("Forutsetninger", "Grad"),
            Col.MERKNAD: translate("Forutsetninger", "Merknad"), Col.GRENSER: translate("Forutsetninger", "Grenser"),
            Col.KILDE: translate("Forutsetninger", "Kilde"),
        }
        return headers[Col(column)]

    def header_tip(self, column: int) -> str:
        tips = {
            Col.VERDI: translate("Forutsetninger", "Verdien planen bruker"),
            Col.STANDARD: translate("Forutsetninger", "Verdien som brukes når planen ikke sier noe annet"),
            Col.VANLIG: translate("Forutsetninger", "En verdi utenfor kan brukes, men blir merket"),
            Col.GRENSER: translate("Forutsetninger", "En verdi utenfor kan ikke brukes"),
            Col.GRAD: translate("Forutsetninger", "Om tallet kommer fra en kilde, er utledet eller er antatt"),
        }
        return tips.get(Col(column), "")

    def cell(self, entry: Entry, column: int) -> str:
        row = entry.row
        if row is None:
            return SECTIONS[entry.section] if column == Col.NAVN else ""
        parameter = row.parameter
        match column:
            case Col.NAVN:
                return LABELS[row.key]
            case Col.VERDI:
                return value_in_force(row)
            case Col.ENHET:
                return parameter.unit
            case Col.STANDARD:
                return value_text(parameter, parameter.default)
            case Col.VANLIG:
                return span_text(parameter, parameter.low, parameter.high)
            case Col.GRENSER:
                return span_text(parameter, parameter.lower, parameter.upper)
            case Col.GRAD:
                return f"{row.grad} {grade_word(row.grad).lower()}"
            case Col.MERKNAD:
                return remark(row)
            case _:
                return row.kilde

    def tip(self, entry: Entry, column: int) -> str:
        row = entry.row
        if row is None:
            return ""
        match column:
            case Col.NAVN:
                return HELP[row.key]
            case Col.VERDI:
                return set_in(row.parameter)
            case Col.GRAD:
                return grade_help(row.grad)
            case Col.MERKNAD:
                return outside_sentence(row) if row.outside else ""
            case _:
                return self.cell(entry, column)

    def spoken(self, entry: Entry, column: int) -> str:
        if entry.row is None or column == Col.NAVN:
            return self.cell(entry, Col.NAVN)
        text = f"{LABELS[entry.row.key]}, {self.header(column)}: {self.cell(entry, column) or fmt.UNDEFINED}"
        return f"{text} {unit_after(entry.row.parameter)}".rstrip() if column == Col.VERDI else text

    def searched(self, row: ParameterRow) -> str:
        parts = (LABELS[row.key], row.key, HELP[row.key], row.kilde, brukes_i(row.key), row.parameter.unit,
                 row.parameter.sheet)
        return " ".join(parts)

    def undo(self, row: ParameterRow, reset: bool = False) -> str:
        text = (translate("Forutsetninger", "bruke standardverdi for {navn}") if reset
                else translate("Forutsetninger", "endre {navn}"))
        return text.format(navn=_inside(LABELS[row.key]))


def refusal(label: str, problem: Sequence[Finding]) -> str:
    """Why a value was not taken, and what to do."""
    finding = problem[0]
    if finding.code == "tvetydig_tall":
        text = translate(
            "Forutsetninger",
            "«{verdi}» kan leses på to måter: punktum og komma kan være desimaltegn eller tusenskille. Skriv tallet "
            "med desimalkomma og uten tusenskille.",
        )
        return text.format(verdi=finding.value)
    # In the window the value stands in a row with a name; the sheet's column would say less.
    named = replace(finding, column=label) if finding.column == "verdi" else finding
    return setning(named)


def summary(plan: Plan, rows: Sequence[ParameterRow]) -> str:
    """How many assumptions there are by grade, and which differ from their defaults."""
    count = {grade: sum(row.grad == grade for row in rows) for grade in GRADES}
    text = translate(
        "Forutsetninger",
        "Planen hviler på {alle} forutsetninger: {antatt} er antatt, {utledet} er utledet av kilder og {kilde} er "
        "oppgitt av en kilde.",
    )
    parts = [text.format(alle=len(rows), antatt=count["A"], utledet=count["D"], kilde=count["S"])]
    changed = [_inside(LABELS[row.key]) for row in rows if row.changed]
    if not changed:
        parts.append(translate("Forutsetninger", "Alle har standardverdi."))
    else:
        shown = ", ".join(changed[:4])
        more = len(changed) - 4
        if more > 0:
            shown = translate("Forutsetninger", "{navn} og {antall} til").format(navn=shown, antall=more)
        parts.append(translate("Forutsetninger", "Endret fra standardverdien: {navn}.").format(navn=shown))
    outside = [_inside(LABELS[row.key]) for row in rows if row.outside]
    if outside:
        text = translate("Forutsetninger", "Utenfor det vanlige området: {navn}.")
        parts.append(text.format(navn=", ".join(outside)))
    return " ".join(parts)


def shown_text(shown: int, total: int) -> str:
    """How many of the assumptions the filter lets through."""
    if shown == 0:
        return translate("Forutsetninger", "Ingen forutsetninger passer til søket.")
    return translate("Forutsetninger", "Viser {antall} av {alle}").format(antall=shown, alle=total)


def _inside(label: str) -> str:
    """A label inside a sentence."""
    return label[:1].lower() + label[1:]
