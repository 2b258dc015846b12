"""Cells of the tables of the room Oversikt: the key figures, the units, and the warnings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app import oversikt_texts as words
from app.charts import oversikt_series as series
from app.charts.series import Pair
from app.difference import ARSVERK, CASES, SHARE, Better
from app.fordeling_texts import row_name
from app.texts import setning
from app.varsler import sortert
from app.views.oppfolging_cells import Table, at, pair_cells, pair_columns
from app.widgets.cells_table import Cell, CellRow, Column
from app.widgets.units_delegate import warning_text
from models.unit_findings import er_varsel
from models.unit_rows import UnitRow
from planning_core.findings import Finding
from planning_core.results import Projeksjon

translate = QCoreApplication.translate

RESTANSER_GROUP, OPPFOLGING_GROUPS, VARSEL = range(4, 7), range(7, 13), 13
"""Columns of the table of units, by what they are about; name and årsverk stand before them."""


def figures_table(projeksjon: Projeksjon, t: int) -> Table:
    """Every key figure, in the first month and in month ``t``."""
    months = projeksjon.plan.maneder
    shown = (t,) if t == 0 else (0, t)
    rows = []
    for figure in series.FIGURES:
        names, pair = words.figure_words(figure.key), figure.pair(projeksjon)
        cells = [cell for i in shown for cell in pair_cells(*at(pair, i), figure.quantity, figure.better,
                                                            reason=words.reason(figure.key))]
        unit = f"{names.unit}, {words.points_apart()}" if figure.quantity.share else names.unit
        rows.append(CellRow((Cell(names.name, strong=True), Cell(unit, "secondary"), *cells), figure.key))
    heads = [column for i in shown for column in pair_columns(fmt.maned_lang(months[i]))]
    first = (Column(translate("Oversikt", "Nøkkeltall"), words=True), Column(translate("Oversikt", "Enhet"), words=True))
    return (*first, *heads), tuple(rows)


def units_table(projeksjon: Projeksjon | None, rows: Sequence[UnitRow], t: int) -> Table:
    """Every unit and the sums: årsverk, cases, oppfølging and the warnings, in month ``t``; dashes without a projection."""
    columns = (
        Column(translate("Oversikt", "Enhet"), words=True, widest=220),
        *pair_columns(translate("Oversikt", "Statlige årsverk"), translate(
            "Oversikt", "Ved månedens slutt. Uten flyttinger er årsverkene som i dag")),
        *pair_columns(translate("Oversikt", "Restanser, saker"), translate(
            "Oversikt", "Saker som ikke er avgjort ved månedens slutt, der de ligger")),
        *pair_columns(translate("Oversikt", "Oppfølging, dekning"), translate(
            "Oversikt", "Timer til oppfølging i forhold til behovet. Streken er 100 %, forskjellen er i prosentpoeng"),
            share=True),
        *pair_columns(translate("Oversikt", "Gap, årsverk"), translate(
            "Oversikt", "Årsverk som mangler for å dekke behovet for oppfølging")),
        Column(translate("Oversikt", "Varsel"), words=True, widest=150),
    )
    return columns, tuple(_unit_row(projeksjon, row, t) for row in rows)


def _unit_row(projeksjon: Projeksjon | None, row: UnitRow, t: int) -> CellRow:
    name, key = row_name(row), row.enhet or row.kind.value
    if projeksjon is None:
        unknown = Cell(fmt.UNDEFINED, "secondary", plain="", tip=translate("Oversikt", "Framskrivingen beregnes."))
        return CellRow((Cell(name), *[unknown] * (VARSEL - 1), _warning_cell(row)), key, row.kind.is_sum)
    found = series.unit_figures(projeksjon, row)
    coverage = at(found.dekning, t)
    cells = (
        *_moved(found.arsverk, t),
        *pair_cells(*at(found.restanser, t), CASES, Better.LOWER),
        *pair_cells(*coverage, SHARE, Better.HIGHER, bar=coverage[0], reason=words.reason(series.DEKNING)),
        *pair_cells(*at(found.gap, t), ARSVERK, Better.LOWER, reason=words.reason(series.GAP)),
    )
    return CellRow((Cell(name, strong=row.kind.is_sum), *cells, _warning_cell(row)), key, row.kind.is_sum)


def _moved(pair: Pair, t: int) -> tuple[Cell, Cell, Cell]:
    """Årsverk with and without the flyttinger; what is moved is no judgement: blue into a unit, text colour out of one."""
    planen, uten = at(pair, t)
    change = fmt.endring(planen - uten, 1)
    role = "secondary" if change == "0" else "plan_line" if planen > uten else "text"
    first, second, third = pair_cells(planen, uten, ARSVERK, Better.NEITHER)
    return first, second, Cell(change, role, strong=True, plain=third.plain)


def _warning_cell(row: UnitRow) -> Cell:
    """The gravest warning about a unit in two or three words, and every sentence in the tooltip."""
    found = sortert(row.findings)
    if not found:
        return Cell("")
    warns = er_varsel(found[0])
    return Cell(warning_text(row), "warning_text" if warns else "secondary",
                icon="warning" if warns else "information-square", tip="\n".join(setning(f) for f in found))


def warnings_table(findings: Sequence[Finding], room_of: Callable[[Finding], str]) -> Table:
    """Findings as rows: the sentence with what to do, and the room where it is done."""
    columns = (
        Column(translate("Oversikt", "Alvor"), words=True),
        Column(translate("Oversikt", "Hva du bør se på"), words=True, widest=340, wraps=True),
        Column(translate("Oversikt", "Hvor"), words=True),
    )
    return columns, tuple(CellRow((severity_cell(f), Cell(setning(f), tip=setning(f)), Cell(room_of(f), "secondary")), str(i))
                          for i, f in enumerate(findings))


def severity_cell(finding: Finding) -> Cell:
    """Error, warning or information as icon and word."""
    if finding.is_error:
        return Cell(translate("Oversikt", "Feil"), "error", icon="error")
    if er_varsel(finding):
        return Cell(translate("Oversikt", "Advarsel"), "warning_text", icon="warning")
    return Cell(translate("Oversikt", "Til opplysning"), "secondary", icon="information-square")
