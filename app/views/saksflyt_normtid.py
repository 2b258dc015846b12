"""Normtid: minutes per case, or cases per ukeverk, typed or derived from Ressurskartlegging."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app import format as fmt
from app import saksflyt_texts as words
from app.context import AppContext
from app.theme import fonts, icons, theme
from app.theme.style_sheet import set_look
from app.views.saksflyt_tab import SaksflytTab
from app.widgets.flow_row import Labelled
from app.widgets.info_box import InfoBox
from app.widgets.segmented import Option, Segmented
from app.widgets.table_panel import GridPanel, RowsPanel
from models.document import Document
from models.grid_model import GridModel
from models.grids.normtid import MINUTES, PER_WEEK, NormtidGrid
from planning_core.plan import Plan

GRID_WIDTH = 760
"""Numbers too far from their names are hard to follow."""


class NormtidTab(SaksflytTab):
    """Grid of ytelse by hovedprosess, and the Ressurskartlegging some of it may follow from."""

    sheets = ("Normtid", "Ressurskartlegging")

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        document = self._document
        self._context = context
        self.unit = Segmented([
            Option(MINUTES, self.tr("Minutter per sak")), Option(PER_WEEK, self.tr("Saker per ukeverk")),
        ], self.tr("Enhet"), self)
        self.model = GridModel(document, self._grid_of, words.NormtidWords(), self)
        self.type_button = QPushButton(self.tr("Skriv inn som minutter"), self)
        set_look(self.type_button, flat=True)
        icons.follow(self.type_button, "pencil", "link")
        self.type_button.setToolTip(self.tr(
            "Gjør tallene fra Ressurskartlegging til egne minutter i Normtid, så de ikke lenger følger kartleggingen"))
        self.grid = GridPanel(self.model, context.messages, self, buttons=(self.type_button,), empty=words.uten_ytelser())
        self.kart = RowsPanel(document, context.messages, "Ressurskartlegging", self, most=10, empty=self.tr(
            "Ingen rader. Årsverk og saker per år gir normtiden for det som ikke er skrevet inn over. Velg Ny rad."))
        self.note = InfoBox(parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (Labelled(self.tr("Skriv som"), self.unit), self.grid, self.note, self.kart):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.unit.chosen.connect(self._on_unit_chosen)
        self.type_button.clicked.connect(self.type_derived)
        theme().changed.connect(self._fit)
        self._fit()
        self.follow()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*self.unit.buttons(), *self.grid.stops(), *self.kart.stops()]

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        plan = self._document.plan
        in_minutes = self.unit.key == MINUTES
        note = self.tr("minutter per sak") if in_minutes else self.tr("saker per ukeverk")
        self.grid.set_heading(self.tr("Normtid"), words.tagged(note, plan, "Normtid"))
        note = self.tr("gir normtiden der den ikke er skrevet inn")
        self.kart.set_heading(self.tr("Ressurskartlegging"), words.tagged(note, plan, "Ressurskartlegging"))
        self.type_button.setEnabled(bool(self._minutes_grid().derived_places()))
        self.note.set_text(self.tr(
            "Grå tall er regnet om eller følger av Ressurskartlegging. De andre er skrevet inn i denne enheten. "
            "Hold pekeren over et tall for å se hvordan. Et ukeverk er {timer} timer.",
        ).format(timer=fmt.tall(plan.tall("timer_per_ukeverk"), 1)))

    def type_derived(self) -> None:
        """Make what follows from Ressurskartlegging minutes of its own: the marked cells, or all where none is."""
        grid = self._minutes_grid()
        derived = grid.derived_places()
        marked = {self.model.place(i) for i in self.grid.table.selectionModel().selectedIndexes()}
        chosen = [place for place in derived if place in marked] or list(derived)
        if not chosen:
            return
        changes = {place: round(grid.minutes(*place), 6) for place in chosen}
        text = self.tr("skrive inn normtid som minutter")
        errors = self.model.put_rows(grid.put(changes), text)
        if errors:
            self.model.refused.emit(self.grid.table.currentIndex(), errors)

    def _on_unit_chosen(self, _: str) -> None:
        self.model.set_grid(self._grid_of)
        self.show_plan()

    def _grid_of(self, plan: Plan) -> NormtidGrid:
        return NormtidGrid(plan, self.unit.key)

    def _minutes_grid(self) -> NormtidGrid:
        return NormtidGrid(self._document.plan, MINUTES)

    def _fit(self) -> None:
        for panel in (self.grid, self.kart):
            panel.setMaximumWidth(fonts.pixels(GRID_WIDTH))
