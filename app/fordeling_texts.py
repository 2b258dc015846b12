"""Words of the room Fordeling: headers, cells, what a flytting is, and why an edit was refused."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.texts import setning
from app.varsler import sortert, varsel_ord
from models.document import Document
from models.flyttinger_model import MoveCol
from models.moves import Avslag
from models.unit_rows import RowKind, UnitRow
from models.units_model import Col
from planning_core.findings import Finding
from planning_core.plan import Eier, Flytting, Plan

_SOURCES = {
    Col.STAT: (("Enheter", "årsverk_stat"),),
    Col.KOMMUNE: (("Enheter", "årsverk_kommune"),),
    Col.BRUKERE: (("Brukere", "antall"), ("Enheter", "årsverk_stat")),
    Col.OPPFOLGING: (("Brukere", "antall"), ("Enheter", "årsverk_stat"), ("Saksinngang", "antall"),
                     ("Normtid", "minutter"), ("Oppfølgingsnorm", "timer_per_bruker_mnd")),
}
"""What the numbers of a column rest on: sheet and column."""


def unit_name(plan: Plan, enhet: str | None) -> str:
    """The unit's name as shown; its key where it has none."""
    found = next((e for e in plan.enheter if e.enhet == enhet), None)
    return (found.navn or found.enhet) if found is not None else (enhet or "")


def short_name(plan: Plan, enhet: str | None) -> str:
    """The name without the agency's own prefix, for the time line."""
    name = unit_name(plan, enhet)
    return name[4:] if name.lower().startswith("nav ") else name


def giver(plan: Plan, flytting: Flytting, *, short: bool = False) -> str:
    """Who gives the årsverk."""
    if flytting.fra is None:
        return QCoreApplication.translate("Fordeling", "Nye midler")
    return short_name(plan, flytting.fra) if short else unit_name(plan, flytting.fra)


def receiver(plan: Plan, flytting: Flytting, *, short: bool = False) -> str:
    """Who gets the årsverk."""
    if flytting.til is None:
        return QCoreApplication.translate("Fordeling", "Kutt")
    return short_name(plan, flytting.til) if short else unit_name(plan, flytting.til)


def owner(eier: Eier) -> str:
    if eier is Eier.STAT:
        return QCoreApplication.translate("Fordeling", "statlige")
    return QCoreApplication.translate("Fordeling", "kommunale")


def months_text(months: float) -> str:
    """``6 måneder``, ``1 måned``, with a decimal only where there is one."""
    number = fmt.tall(months, 0 if float(months).is_integer() else 1)
    if months == 1:
        return QCoreApplication.translate("Fordeling", "{n} måned").format(n=number)
    return QCoreApplication.translate("Fordeling", "{n} måneder").format(n=number)


def synthetic_sources(plan: Plan, places: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Sources of the synthetic numbers among some sheets and columns, each once."""
    wanted = {*places, *((ark, "") for ark, _ in places)}
    return tuple(dict.fromkeys(k.kilde for k in plan.kilder if k.syntetisk and (k.ark, k.kolonne) in wanted))


class UnitWords:
    """Words of the table of units; see :class:`models.units_model.UnitTexts`."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def header(self, column: int) -> str:
        match Col(column):
            case Col.ENHET:
                return QCoreApplication.translate("Fordeling", "Enhet")
            case Col.STAT:
                return QCoreApplication.translate("Fordeling", "Stat")
            case Col.KOMMUNE:
                return QCoreApplication.translate("Fordeling", "Kommune")
            case Col.FLYTTES:
                return QCoreApplication.translate("Fordeling", "Flyttes")
            case Col.ETTER:
                return QCoreApplication.translate("Fordeling", "Etter")
            case Col.BRUKERE:
                return QCoreApplication.translate("Fordeling", "Brukere per\nstatlig årsverk")
            case Col.OPPFOLGING:
                return QCoreApplication.translate("Fordeling", "Oppfølging, dekning\n▲▼ prosentpoeng mot uten")
            case Col.VARSEL:
                return QCoreApplication.translate("Fordeling", "Varsel")

    def header_tip(self, column: int) -> str:
        tips = {
            Col.ENHET: QCoreApplication.translate(
                "Fordeling", "Dra de seks prikkene til en annen enhet, eller trykk mellomrom og velg med piltastene."),
            Col.STAT: QCoreApplication.translate(
                "Fordeling", "Statlige årsverk før flyttingene. Kan endres her."),
            Col.KOMMUNE: QCoreApplication.translate(
                "Fordeling", "Kommunale årsverk før flyttingene, og etter dem der noen flyttes. Kan endres her; de flyttes med "
                "Ny flytting."),
            Col.FLYTTES: QCoreApplication.translate(
                "Fordeling", "Statlige årsverk flyttet netto ved slutten av måneden. Skriv −5 for å flytte fem "
                "årsverk til forvaltningsenheten."),
            Col.ETTER: QCoreApplication.translate("Fordeling", "Statlige årsverk når flyttingene er regnet med."),
            Col.BRUKERE: QCoreApplication.translate(
                "Fordeling", "Brukere delt på statlige årsverk, før og etter flyttingene."),
            Col.OPPFOLGING: QCoreApplication.translate(
                "Fordeling", "Timer til oppfølging som andel av behovet. Streken er 100 %. Trekanten er endringen "
                "mot samme plan uten flyttinger."),
            Col.VARSEL: QCoreApplication.translate("Fordeling", "Hold pekeren over et varsel for hele setningen."),
        }
        tip = tips[Col(column)]
        sources = synthetic_sources(self._document.plan, _SOURCES.get(Col(column), ()))
        if not sources:
            return tip
        mark = QCoreApplication.translate("Fordeling", "Syntetiske tall: {kilder}").format(kilder=" · ".join(sources))
        return f"{tip}\n{mark}"

    def header_tag(self, column: int) -> str:
        if synthetic_sources(self._document.plan, _SOURCES.get(Col(column), ())):
            return QCoreApplication.translate("Fordeling", "syntetisk")
        return ""

    def cell(self, row: UnitRow, column: int) -> str:
        match Col(column):
            case Col.ENHET:
                return row_name(row)
            case Col.STAT:
                return fmt.arsverk(row.stat)
            case Col.KOMMUNE:
                return fmt.UNDEFINED if row.kind in (RowKind.FE, RowKind.SUM_FE) else fmt.arsverk(row.kommune)
            case Col.FLYTTES:
                return signed(row.flyttes)
            case Col.ETTER:
                return fmt.arsverk(row.etter)
            case Col.BRUKERE:
                return fmt.tall(row.brukere_etter, 1)
            case Col.OPPFOLGING:
                return fmt.prosent(row.dekning)
            case Col.VARSEL:
                return varsel_ord(sortert(row.findings)[0]) if row.findings else ""

    def tip(self, row: UnitRow, column: int) -> str:
        if column == Col.VARSEL or (column == Col.ENHET and row.findings):
            return "\n".join(setning(f) for f in sortert(row.findings))
        if column == Col.KOMMUNE and row.flyttes_kommune:
            text = QCoreApplication.translate("Fordeling", "Flyttes {flyttes}; {etter} kommunale årsverk etter det.")
            return text.format(flyttes=signed(row.flyttes_kommune), etter=fmt.arsverk(row.kommune_etter))
        if column == Col.FLYTTES and row.kind is RowKind.FE:
            return QCoreApplication.translate(
                "Fordeling", "Skriv på kontoret som gir eller får, eller bruk Ny flytting.")
        if column in (Col.BRUKERE, Col.OPPFOLGING) and self.cell(row, column) == fmt.UNDEFINED:
            return self._why_undefined(row, column)
        if column in (Col.BRUKERE, Col.OPPFOLGING):
            return self.spoken(row, column)
        return ""

    def spoken(self, row: UnitRow, column: int) -> str:
        name, header = row_name(row), self.header(column).split("\n")[0].lower()
        match Col(column):
            case Col.BRUKERE:
                value = QCoreApplication.translate("Fordeling", "{for_} før og {etter} etter flyttingene").format(
                    for_=fmt.tall(row.brukere_for, 1), etter=fmt.tall(row.brukere_etter, 1))
                header = QCoreApplication.translate("Fordeling", "brukere per statlig årsverk")
            case Col.OPPFOLGING:
                value = QCoreApplication.translate(
                    "Fordeling", "{dekning} av behovet, {uten} uten flyttinger, endring {endring} prosentpoeng").format(
                    dekning=fmt.prosent(row.dekning), uten=fmt.prosent(row.dekning_uten),
                    endring=points(row.dekning, row.dekning_uten))
            case Col.VARSEL:
                value = " ".join(setning(f) for f in sortert(row.findings))
                value = value or QCoreApplication.translate("Fordeling", "ingen")
            case Col.ENHET:
                return name
            case _:
                value = self.cell(row, column)
                if column == Col.KOMMUNE and row.flyttes_kommune:
                    value = f"{value}. {self.tip(row, column)}"
        return f"{name}, {header}: {value}"

    def undo(self, row: UnitRow, column: int) -> str:
        texts = {
            Col.STAT: QCoreApplication.translate("Fordeling", "endre statlige årsverk, {enhet}"),
            Col.KOMMUNE: QCoreApplication.translate("Fordeling", "endre kommunale årsverk, {enhet}"),
            Col.FLYTTES: QCoreApplication.translate("Fordeling", "flytte årsverk, {enhet}"),
        }
        return texts[Col(column)].format(enhet=row_name(row))

    def _why_undefined(self, row: UnitRow, column: int) -> str:
        if row.kind in (RowKind.FE, RowKind.SUM_FE):
            return QCoreApplication.translate("Fordeling", "En forvaltningsenhet har ikke brukere til oppfølging.")
        if self._document.projeksjon is None:
            return QCoreApplication.translate("Fordeling", "Framskrivingen beregnes.")
        if row.kind is RowKind.SUM:
            return QCoreApplication.translate("Fordeling", "Brukere regnes mot kontorenes årsverk; se sum NAV-kontor.")
        if column == Col.BRUKERE and row.brukere > 0:
            return QCoreApplication.translate("Fordeling", "Enheten har ingen statlige årsverk å dele på.")
        return QCoreApplication.translate(
            "Fordeling", "Planen har ingen brukere med norm for dette kontoret (arkene Brukere og Oppfølgingsnorm).")


def row_name(row: UnitRow) -> str:
    """First cell of a row."""
    if row.kind is RowKind.SUM_KONTOR:
        return QCoreApplication.translate("Fordeling", "Sum NAV-kontor")
    if row.kind is RowKind.SUM_FE:
        return QCoreApplication.translate("Fordeling", "Sum forvaltningsenheter")
    if row.kind is RowKind.SUM:
        return QCoreApplication.translate("Fordeling", "Sum {fylke}").format(fylke=row.navn)
    return row.navn


def signed(x: float) -> str:
    """Årsverk moved: ``−5,0``, ``+15,0``, ``0,0``."""
    text = fmt.arsverk(x)
    return f"+{text}" if x > 0 and text != fmt.arsverk(0.0) else text


def points(share: float, before: float) -> str:
    """Percentage points between two shares: one decimal under one point, else whole."""
    change = (share - before) * 100
    return fmt.endring(change, 1 if abs(change) < 0.95 else 0)


class MoveWords:
    """Words of the list of flyttinger; see :class:`models.flyttinger_model.MoveTexts`."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def header(self, column: int) -> str:
        headers = {
            MoveCol.FRA: QCoreApplication.translate("Fordeling", "Fra"),
            MoveCol.TIL: QCoreApplication.translate("Fordeling", "Til"),
            MoveCol.EIER: QCoreApplication.translate("Fordeling", "Eier"),
            MoveCol.ARSVERK: QCoreApplication.translate("Fordeling", "Årsverk"),
            MoveCol.FRA_MANED: QCoreApplication.translate("Fordeling", "Fra måned"),
            MoveCol.INNFASING: QCoreApplication.translate("Fordeling", "Innfasing,\nmåneder"),
            MoveCol.ERFAREN: QCoreApplication.translate("Fordeling", "Erfarne\nved start"),
            MoveCol.TIL_MANED: QCoreApplication.translate("Fordeling", "Siste måned"),
            MoveCol.ARSAK: QCoreApplication.translate("Fordeling", "Årsak"),
        }
        return headers[MoveCol(column)]

    def header_tip(self, column: int) -> str:
        return ""

    def cell(self, flytting: Flytting, column: int) -> str:
        match MoveCol(column):
            case MoveCol.FRA:
                return giver(self._document.plan, flytting)
            case MoveCol.TIL:
                return receiver(self._document.plan, flytting)
            case MoveCol.EIER:
                return flytting.eier.value
            case MoveCol.ARSVERK:
                return fmt.arsverk(flytting.arsverk)
            case MoveCol.FRA_MANED:
                return fmt.maned_kort(flytting.fra_maned)
            case MoveCol.INNFASING:
                return fmt.tall(flytting.innfasing_mnd, 0 if float(flytting.innfasing_mnd).is_integer() else 1)
            case MoveCol.ERFAREN:
                return fmt.prosent(flytting.erfaren)
            case MoveCol.TIL_MANED:
                if flytting.til_maned is None:
                    return QCoreApplication.translate("Fordeling", "varig")
                return fmt.maned_kort(flytting.til_maned)
            case MoveCol.ARSAK:
                return flytting.arsak

    def sentence(self, flytting: Flytting) -> str:
        return move_sentence(self._document.plan, flytting)


def move_sentence(plan: Plan, f: Flytting) -> str:
    """A flytting in one sentence, without its cause."""
    amount = QCoreApplication.translate("Fordeling", "{antall} {eier} årsverk").format(
        antall=fmt.arsverk(f.arsverk), eier=owner(f.eier))
    if f.fra is None:
        what = QCoreApplication.translate("Fordeling", "{mengde} for nye midler til {til}")
    elif f.til is None:
        what = QCoreApplication.translate("Fordeling", "Kutt av {mengde} i {fra}")
    else:
        what = QCoreApplication.translate("Fordeling", "{mengde} fra {fra} til {til}")
    parts = [what.format(mengde=amount, fra=giver(plan, f), til=receiver(plan, f)),
             QCoreApplication.translate("Fordeling", "fra {maned}").format(maned=fmt.maned_lang(f.fra_maned))]
    if f.innfasing_mnd > 0:
        ramp = QCoreApplication.translate("Fordeling", "innfasing {tid}")
        parts.append(ramp.format(tid=months_text(f.innfasing_mnd)))
    else:
        parts.append(QCoreApplication.translate("Fordeling", "alt på én gang"))
    skilled = QCoreApplication.translate("Fordeling", "{andel} erfarne ved start")
    parts.append(skilled.format(andel=fmt.prosent(f.erfaren)))
    if f.til_maned is None:
        parts.append(QCoreApplication.translate("Fordeling", "varig"))
    else:
        parts.append(QCoreApplication.translate("Fordeling", "tilbake etter {maned}").format(
            maned=fmt.maned_lang(f.til_maned)))
    return ", ".join(parts) + "."


def refusal(plan: Plan, problem: Avslag | Sequence[Finding]) -> str:
    """Why an edit was not done, and what to do."""
    if not isinstance(problem, Avslag):
        return " ".join(dict.fromkeys(setning(f) for f in problem))
    d = problem.detaljer
    texts = {
        "ukjent_enhet": QCoreApplication.translate("Fordeling", "{enhet} står ikke i planen."),
        "bare_kontor": QCoreApplication.translate(
            "Fordeling", "Skriv på kontoret som gir eller får, eller bruk Ny flytting."),
        "ingen_forvaltningsenhet": QCoreApplication.translate(
            "Fordeling", "Planen har ingen forvaltningsenhet å flytte til. Velg en annen enhet i Ny flytting."),
        "flere_forvaltningsenheter": QCoreApplication.translate(
            "Fordeling", "Planen har flere forvaltningsenheter. Trykk Enter og velg hvilken."),
        "flere_flyttinger": QCoreApplication.translate(
            "Fordeling", "{enhet} har {antall} varige flyttinger med {annen}. Endre den du mener i listen under."),
        "ikke_startet": QCoreApplication.translate(
            "Fordeling", "Flyttingen for {enhet} starter først i {fra_maned}, så den kan ikke gi et tall for {maned}. "
            "Velg en senere måned i «Tall for», eller endre datoen i listen under."),
        "andre_flyttinger": QCoreApplication.translate(
            "Fordeling", "Andre flyttinger gir alt {arsverk} for {enhet} i {maned}. De endres i listen under, "
            "ikke her."),
        "samme_enhet": QCoreApplication.translate("Fordeling", "Årsverkene er alt i {enhet}. Velg en annen enhet."),
        "ingen_arsverk": QCoreApplication.translate("Fordeling", "Det må flyttes mer enn 0 årsverk."),
    }
    values = {
        "enhet": unit_name(plan, _text(d.get("enhet"))), "annen": unit_name(plan, _text(d.get("annen"))),
        "antall": fmt.tall(_number(d.get("antall"))), "arsverk": signed(_number(d.get("arsverk"))),
        "maned": _month(d.get("maned")), "fra_maned": _month(d.get("fra_maned")),
    }
    return texts[problem.kode].format(**values)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _month(value: object) -> str:
    return fmt.maned_lang(value) if isinstance(value, int) else fmt.UNDEFINED
