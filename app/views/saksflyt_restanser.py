"""Restanser: what waits at the start, by unit, ytelse and age, and all of it by age."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app import format as fmt
from app.context import AppContext
from app.fordeling_texts import unit_name
from app.saksflyt_texts import tagged
from app.theme import fonts, theme
from app.views.saksflyt_tab import SaksflytTab
from app.widgets.cells_panel import CellsPanel
from app.widgets.cells_table import Cell, CellRow, Column
from app.widgets.flow_row import FlowRow
from app.widgets.info_box import InfoBox
from app.widgets.labelled_field import LabelledField
from app.widgets.names_box import NamesBox
from app.widgets.table_panel import RowsPanel
from models.document import Document
from planning_core.plan import Restanse
from planning_core.questions.case_work import opening_bands
from planning_core.results import ALDERSBAND

WIDTH = 900
ROWS = 14


class RestanserTab(SaksflytTab):
    """Rows of the chosen unit and ytelse, under the whole fylke by age."""

    sheets = ("Restanser",)

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        document = self._document
        self.enhet, self.ytelse = NamesBox(self.tr("Enhet"), self), NamesBox(self.tr("Ytelse"), self)
        self.rows = RowsPanel(document, context.messages, "Restanser", self, most=ROWS, suggest=self._next_row,
                              empty=self.tr("Ingen restanser ved start. Velg Ny rad, eller lim inn fra et regneark."))
        self.summary_panel = CellsPanel(document, context.messages, self, stretch=0)
        self.summary = self.summary_panel.table
        self.note = InfoBox(parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.summary_panel)
        layout.addWidget(FlowRow(LabelledField(self.tr("Enhet"), self.enhet),
                                 LabelledField(self.tr("Ytelse"), self.ytelse), spacing=20, parent=self))
        layout.addWidget(self.rows)
        layout.addWidget(self.note)
        layout.addStretch(1)
        self.enhet.currentIndexChanged.connect(self._filter)
        self.ytelse.currentIndexChanged.connect(self._filter)
        theme().changed.connect(self._fit)
        self._fit()
        self.follow()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*self.summary_panel.exports.buttons(), self.summary, self.enhet, self.ytelse, *self.rows.stops()]

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        plan = self._document.plan
        self._offer(self.enhet, self.tr("Alle enheter"), [(unit_name(plan, e.enhet), e.enhet) for e in plan.enheter])
        self._offer(self.ytelse, self.tr("Alle ytelser"), [(y.ytelse, y.ytelse) for y in plan.ytelser])
        shown = [plan.restanser[i] for i in self.rows.model.positions]
        text = self.tr("{antall} saker i én rad") if len(shown) == 1 else self.tr("{antall} saker i {rader} rader")
        note = text.format(antall=fmt.saker(sum(r.antall for r in shown)), rader=fmt.tall(len(shown)))
        self.rows.set_heading(self.tr("Restanser ved start"), tagged(note, plan, "Restanser"))
        self.note.set_text(self.tr(
            "En rad er saker mellom to aldre, i måneder. Uten alder fordeles sakene jevnt over så mange måneder som "
            "saksinngangen bruker på å gi dem. Gi alle radene for en enhet og ytelse alder, eller ingen av dem."))
        self._show_summary()

    def _next_row(self) -> Mapping[str, Any]:
        """A new row goes on where the marked one's unit and ytelse end."""
        rows, positions = self._document.plan.restanser, self.rows.model.positions
        at = self.rows.table.currentIndex().row()
        before: Restanse | None = rows[positions[at]] if 0 <= at < len(positions) else None
        if before is None:
            return {"enhet": self.enhet.currentData(), "ytelse": self.ytelse.currentData()}
        same = [r for r in rows if (r.enhet, r.ytelse) == (before.enhet, before.ytelse)]
        ends = [r.alder_til_mnd for r in same if r.alder_til_mnd is not None]
        ages = {"alder_fra_mnd": max(ends), "alder_til_mnd": max(ends) + 1.0} if ends else {}
        return {"enhet": before.enhet, "ytelse": before.ytelse, **ages}

    def _show_summary(self) -> None:
        plan = self._document.plan
        bands = opening_bands(plan)
        total = {y: sum(r.antall for r in plan.restanser if r.ytelse == y) for y in bands}
        columns = [Column(self.tr("Ytelse"), words=True), Column(self.tr("I alt\nsaker"))]
        columns += [Column(self._band_name(fra, til), group=self.tr("Alder i måneder")) for fra, til in ALDERSBAND]
        rows = [self._row(y, total[y], values) for y, values in bands.items() if total[y] > 0]
        sums = tuple(sum(values[b] for values in bands.values()) for b in range(len(ALDERSBAND)))
        rows.append(self._row(self.tr("I alt"), sum(total.values()), sums, is_sum=True))
        note = tagged(self.tr("saker ved start"), plan, "Restanser")
        self.summary_panel.set_title(self.tr("Alle enheter etter alder"), note)
        self.summary.show_cells(self.tr("Restanser etter alder, saker ved start"), columns, rows, unit=self.tr("saker"))

    def _row(self, name: str, total: float, bands: tuple[float, ...], *, is_sum: bool = False) -> CellRow:
        numbers = [Cell(fmt.saker(x), "secondary" if round(x) == 0 else "text") for x in bands]
        return CellRow((Cell(name), Cell(fmt.saker(total), strong=True), *numbers), key=name, is_sum=is_sum)

    def _band_name(self, fra: int, til: int | None) -> str:
        return self.tr("over {fra}").format(fra=fra) if til is None else f"{fra}–{til}"

    def _offer(self, box: QComboBox, everything: str, entries: list[tuple[str, str]]) -> None:
        wanted = [(everything, None), *entries]
        if [(box.itemText(i), box.itemData(i)) for i in range(box.count())] == wanted:
            return
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        for text, key in wanted:
            box.addItem(text, key)
        box.setCurrentIndex(max(box.findData(chosen), 0) if chosen is not None else 0)
        box.blockSignals(False)

    def _filter(self, *_: object) -> None:
        enhet, ytelse = self.enhet.currentData(), self.ytelse.currentData()
        if enhet is None and ytelse is None:
            self.rows.model.set_filter(None)
        else:
            self.rows.model.set_filter(lambda r: enhet in (None, r.enhet) and ytelse in (None, r.ytelse))
        self.show_plan()

    def _fit(self) -> None:
        for panel in (self.rows, self.summary_panel):
            panel.setMaximumWidth(fonts.pixels(WIDTH))
