"""The lists of the room Forutsetninger that are only read here: sources and gevinster."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.forutsetninger_texts import grade_help, grade_word
from app.texts import verdi_tekst
from app.widgets.cells_table import Cell, CellRow, Column
from planning_core.months import month
from planning_core.plan import Gevinst, GevinstType, Plan, Sted

translate = QCoreApplication.translate

ALWAYS_BEFORE = month(1900, 1)
"""A gevinst that begins before this has always worked."""


def source_columns() -> tuple[Column, ...]:
    return (
        Column(translate("Forutsetninger", "Ark"), words=True), Column(translate("Forutsetninger", "Kolonne"), words=True),
        Column(translate("Forutsetninger", "Grad"), words=True), Column(translate("Forutsetninger", "Syntetisk"), words=True),
        Column(translate("Forutsetninger", "Kilde"), words=True, widest=150, wraps=True),
    )


def source_rows(plan: Plan) -> tuple[CellRow, ...]:
    """One row for each line of the sheet ``Kilder``."""
    whole = translate("Forutsetninger", "hele arket")
    made_up = translate("Forutsetninger", "syntetisk")
    real = translate("Forutsetninger", "nei")
    rows = []
    for i, row in enumerate(plan.kilder):
        grade = f"{row.grad} {grade_word(row.grad).lower()}".strip() if row.grad else fmt.UNDEFINED
        rows.append(CellRow((
            Cell(row.ark, strong=True), Cell(row.kolonne or whole, "text" if row.kolonne else "secondary"),
            Cell(grade, tip=grade_help(row.grad)),
            Cell(made_up, strong=True, icon="information-square") if row.syntetisk else Cell(real, "secondary"),
            Cell(row.kilde, tip=row.kilde),
        ), str(i)))
    return tuple(rows)


def sources_note(plan: Plan) -> str:
    """How much of the plan is made up, and where the list is edited."""
    made_up = list(dict.fromkeys(row.ark for row in plan.kilder if row.syntetisk))
    edited = translate("Forutsetninger", "Listen redigeres i Excel, i arket Kilder.")
    if not made_up:
        return edited
    text = translate(
        "Forutsetninger",
        "Tall merket syntetisk er laget for eksempelet og ikke hentet fra Nav. Det gjelder {ark}.",
    )
    return f"{text.format(ark=', '.join(made_up))} {edited}"


def gevinst_columns(plan: Plan) -> tuple[Column, ...]:
    level = str(plan.forutsetning("gevinstniva") or "")
    group = translate("Forutsetninger", "Andel av tiden, brukt nivå: {niva}").format(niva=level)
    when = translate("Forutsetninger", "Når")
    return (
        Column(translate("Forutsetninger", "Gevinst"), words=True, widest=190),
        Column(translate("Forutsetninger", "Type"), words=True), Column(translate("Forutsetninger", "Sted"), words=True),
        Column(translate("Forutsetninger", "Prosess"), words=True), Column(translate("Forutsetninger", "Ytelse"), words=True),
        Column(translate("Forutsetninger", "Konservativt"), group), Column(translate("Forutsetninger", "Moderat"), group),
        Column(translate("Forutsetninger", "Optimistisk"), group),
        Column(translate("Forutsetninger", "Fra"), when),
        Column(translate("Forutsetninger", "Innfasing,\nmåneder"), when),
        Column(translate("Forutsetninger", "Forsinkelse,\nmåneder"), when),
        Column(translate("Forutsetninger", "Realisering")), Column(translate("Forutsetninger", "Bruk"), words=True),
        Column(translate("Forutsetninger", "Gevinsteier"), words=True, widest=120),
    )


def gevinst_rows(plan: Plan) -> tuple[CellRow, ...]:
    """One row for each gevinst; the level in force is semibold."""
    level = plan.forutsetning("gevinstniva")
    return tuple(CellRow(_gevinst_cells(row, level), str(i)) for i, row in enumerate(plan.gevinster))


def _gevinst_cells(row: Gevinst, level: object) -> tuple[Cell, ...]:
    every = translate("Forutsetninger", "alle")
    always = translate("Forutsetninger", "alltid")
    levels = (("konservativt", row.konservativt), ("moderat", row.moderat), ("optimistisk", row.optimistisk))
    return (
        Cell(row.navn, strong=True, tip=row.navn), Cell(_type(row.type)), Cell(_place(row.sted)),
        Cell(row.hovedprosess or "HP1–HP4"), Cell(row.ytelse or every),
        *(Cell(fmt.prosent(rate, 1), "text" if name == level else "secondary", strong=name == level)
          for name, rate in levels),
        Cell(fmt.maned_kort(row.fra_maned) if row.fra_maned >= ALWAYS_BEFORE else always),
        Cell(verdi_tekst(row.innfasing_mnd)), Cell(verdi_tekst(row.forsinkelse_mnd)), Cell(fmt.prosent(row.realisering)),
        Cell(row.bruk.value if row.bruk is not None else fmt.UNDEFINED), Cell(row.gevinsteier or fmt.UNDEFINED),
    )


def _type(kind: GevinstType) -> str:
    return kind.value


def _place(place: Sted) -> str:
    return {
        Sted.NK: translate("Forutsetninger", "NAV-kontor"), Sted.FE: translate("Forutsetninger", "forvaltningsenhet"),
        Sted.BEGGE: translate("Forutsetninger", "begge"),
    }[place]


def gevinster_note() -> str:
    return translate(
        "Forutsetninger",
        "Gevinstene redigeres i rommet Gevinst, siden Register. Nivået som brukes, velges under Verdier.",
    )


def sources_empty() -> str:
    return translate(
        "Forutsetninger",
        "Her står det hvor tallene i planen kommer fra. Planen sier ingenting om det. Fyll inn arket Kilder i Excel, "
        "og importer arbeidsboken.",
    )


def gevinster_empty() -> str:
    return translate(
        "Forutsetninger",
        "Her står gevinstene planen regner med, med nivå og innfasing. Planen har ingen gevinster. Legg dem inn i rommet "
        "Gevinst, siden Register, eller fyll inn arket Gevinster i Excel, og importer arbeidsboken.",
    )
