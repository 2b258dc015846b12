"""The tab Referanser: a kontor's own numbers beside those of NAV-kontor in the country, and the targets."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from app import oppfolging_texts as words
from app.charts import oppfolging_series as series
from app.charts.panel import Panel, Reference
from app.charts.series import FYLKE, move_dots, unit_place
from app.difference import difference
from app.framskriving_texts import dots_caption
from app.reference_texts import SHARES, better_of, quantity_of, reference_text, reference_words, whole
from app.views.oppfolging_cells import Choice, Table, at, pair_cells, pair_columns
from app.widgets.cells_table import Cell, CellRow, Column
from planning_core import referanser as ref
from planning_core.plan import Plan
from planning_core.results import Projeksjon

translate = QCoreApplication.translate


def reference_panels(plan: Plan, projeksjon: Projeksjon, choice: Choice, place: str) -> tuple[Panel, ...]:
    """The chosen figure over time, with what it is held against."""
    nokkel = choice.referanse
    found, pair = ref.REFERANSER[nokkel], series.reference(projeksjon, nokkel, choice.enhet)
    names = reference_words(nokkel)
    against = translate("Oppfolging", "landet {ar}").format(ar=ref.AR) if found.mal is None else translate("Oppfolging", "mål")
    where = FYLKE if choice.enhet is None else unit_place(choice.enhet)
    return (Panel(
        names.title, translate("Oppfolging", "ved månedens slutt, {sted}").format(sted=place), names.name, pair,
        quantity_of(nokkel), better_of(nokkel), dots=move_dots(plan, where), dots_caption=dots_caption(plan, where),
        top=1.0 if nokkel in SHARES else None, empty_text=names.missing,
        reference=None if pair.is_empty else Reference(against, np.full(len(pair.maneder), found.verdi)),
    ),)


def reference_table(plan: Plan, projeksjon: Projeksjon, choice: Choice, t: int) -> Table:
    """A row a figure: target, country and best practice, the place's own pair, and how far it is from the reference."""
    reference = translate("Oppfolging", "Referanse")
    columns = (
        Column(translate("Oppfolging", "Tall"), words=True, widest=300),
        Column(translate("Oppfolging", "Mål"), reference, tip=translate("Oppfolging", "Det tallet minst skal være")),
        Column(translate("Oppfolging", "Landet"), reference,
               tip=translate("Oppfolging", "Alle NAV-kontor i {ar}").format(ar=ref.AR)),
        Column(translate("Oppfolging", "Beste"), reference,
               tip=translate("Oppfolging", "De 20 kontorene som ble kalt beste praksis i {ar}").format(ar=ref.AR)),
        *pair_columns(words.place_name(plan, choice.enhet)), _apart_column(),
        Column(translate("Oppfolging", "Kilde"), words=True, widest=330),
    )
    return columns, tuple(_row(projeksjon, choice, nokkel, t) for nokkel in ref.OPPFOLGING)


def kontor_references(plan: Plan, projeksjon: Projeksjon, choice: Choice, t: int) -> Table:
    """The chosen figure at every kontor, and how far each is from the reference; the whole fylke last."""
    columns = (Column(translate("Oppfolging", "Kontor"), words=True, widest=220), *pair_columns(""), _apart_column())
    units: list[str | None] = [*projeksjon.plan.kontor, None]
    return columns, tuple(
        CellRow((Cell(words.place_name(plan, unit), strong=unit is None), *_own_cells(projeksjon, choice.referanse, unit, t)),
                unit or "", unit is None) for unit in units)


def _apart_column() -> Column:
    return Column(translate("Oppfolging", "Planen mot\nreferansen"),
                  tip=translate("Oppfolging", "Planen minus målet, eller minus landet der det ikke er noe mål"))


def _row(projeksjon: Projeksjon, choice: Choice, nokkel: str, t: int) -> CellRow:
    found, names = ref.REFERANSER[nokkel], reference_words(nokkel)
    return CellRow((
        Cell(names.title, tip=names.explained),
        *(_reference(nokkel, value) for value in (found.mal, found.landet, found.beste)),
        *_own_cells(projeksjon, nokkel, choice.enhet, t), Cell(names.source, "secondary", tip=names.source),
    ), nokkel)


def _own_cells(projeksjon: Projeksjon, nokkel: str, enhet: str | None, t: int) -> tuple[Cell, Cell, Cell, Cell]:
    """The pair of a place, and planen against the reference."""
    quantity, better, missing = quantity_of(nokkel), better_of(nokkel), reference_words(nokkel).missing
    planen, uten = at(series.reference(projeksjon, nokkel, enhet), t)
    apart = difference(planen - ref.REFERANSER[nokkel].verdi, quantity, better)
    return (*pair_cells(planen, uten, quantity, better, reason=missing),
            Cell(apart.text, apart.role, strong=True, plain=quantity.plain(planen - ref.REFERANSER[nokkel].verdi),
                 tip="" if np.isfinite(planen) else missing))


def _reference(nokkel: str, value: float | None) -> Cell:
    if value is None:
        return Cell("", plain="")
    return Cell(reference_text(nokkel, value), plain=whole(nokkel, value).plain(value))
