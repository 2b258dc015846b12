"""Brukere: users of every kontor for one group, month by month, and what follow-up of each group takes."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import enheter_texts as words
from app.context import AppContext
from app.saksflyt_texts import tagged
from app.theme import fonts, theme
from app.views.saksflyt_tab import SaksflytTab
from app.widgets.flow_row import Labelled
from app.widgets.info_box import InfoBox
from app.widgets.segmented import ChipGroup, Option
from app.widgets.table_panel import GridPanel, RowsPanel
from models.document import Document
from models.grid_model import GridModel
from models.grids.brukere import BrukereGrid
from planning_core.plan import Brukere, Plan

SHOWN_CHIPS = 6
WIDTH = 900


class BrukereTab(SaksflytTab):
    """Grid of the chosen group, and the groups with their norms."""

    sheets = ("Brukere", "Oppfølgingsnorm")

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        document = self._document
        self._offered: tuple[str, ...] = ()
        self.chips = ChipGroup([], self.tr("Brukergruppe"), more=self.tr("Flere"), parent=self)
        self._choice = Labelled(self.tr("Brukergruppe"), self.chips)
        self.model = GridModel(document, self._grid_of, words.BrukereWords(), self)
        self.grid = GridPanel(self.model, context.messages, self, empty=self.tr(
            "Planen har ingen NAV-kontor. Legg dem inn på siden Enheter."))
        self.norms = RowsPanel(document, context.messages, "Oppfølgingsnorm", self, empty=self.tr(
            "Ingen brukergrupper. Velg Ny rad, og skriv hva gruppen heter og hvor mye oppfølging den trenger."))
        self.note = InfoBox(self.tr(
            "Grå tall følger av kolonnen Hver måned eller av den siste måneden med tall. Normen er timer per bruker og måned, "
            "eller måneder mellom samtalene og minutter per samtale. Det som telles i hendelser, er ikke brukere."), parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (self._choice, self.grid, self.norms, self.note):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.chips.chosen.connect(self._on_chosen)
        theme().changed.connect(self._fit)
        self._fit()
        self.follow()

    @property
    def gruppe(self) -> str:
        """The group shown."""
        return self.chips.key

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*self.chips.buttons(), *self.grid.stops(), *self.norms.stops()]

    def choose(self, gruppe: str) -> None:
        """Show a group."""
        self.chips.choose(gruppe)
        self._on_chosen()

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        plan = self._document.plan
        names = (*(n.brukergruppe for n in plan.oppfolgingsnorm), *(b.brukergruppe for b in plan.brukere))
        offered = tuple(dict.fromkeys(names))
        if offered != self._offered:
            chosen = self.gruppe
            self._offered = offered
            self.chips.set_options([Option(g, g) for g in offered], SHOWN_CHIPS)
            if chosen in offered:
                self.chips.choose(chosen)
            self.model.set_grid(self._grid_of)
        self._choice.setVisible(bool(offered))
        self.grid.setVisible(bool(offered))
        note = self.tr("{gruppe}, ved månedens slutt").format(gruppe=self.gruppe)
        self.grid.set_heading(self.tr("Brukere"), tagged(note, plan, "Brukere"))
        note = self.tr("brukergruppene, og hva oppfølgingen av dem tar")
        self.norms.set_heading(self.tr("Oppfølgingsnorm"), tagged(note, plan, "Oppfølgingsnorm"))

    def show_row(self, row: Brukere) -> QWidget:
        """Mark the cell of a row of the sheet; the table it is in."""
        self.choose(row.brukergruppe)
        self.grid.mark(row.enhet, row.maned)
        return self.grid.table

    def _on_chosen(self, *_: object) -> None:
        self.model.set_grid(self._grid_of)
        self.show_plan()

    def _grid_of(self, plan: Plan) -> BrukereGrid:
        return BrukereGrid(plan, self.gruppe)

    def _fit(self) -> None:
        self.norms.setMaximumWidth(fonts.pixels(WIDTH))
