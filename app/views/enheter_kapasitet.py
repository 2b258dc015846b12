"""Kapasitet: the factor on the hours of every unit, month by month."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import enheter_texts as words
from app.context import AppContext
from app.saksflyt_texts import tagged
from app.views.saksflyt_tab import SaksflytTab
from app.widgets.info_box import InfoBox
from app.widgets.table_panel import GridPanel
from models.document import Document
from models.grid_model import GridModel
from models.grids.kapasitet import KapasitetGrid
from planning_core.plan import Kapasitet


class KapasitetTab(SaksflytTab):
    """One grid of all units."""

    sheets = ("Kapasitet",)

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.model = GridModel(self._document, KapasitetGrid, words.KapasitetWords(), self)
        self.grid = GridPanel(self.model, context.messages, self, empty=self.tr(
            "Planen har ingen enheter. Legg dem inn på siden Enheter."))
        self.note = InfoBox(self.tr(
            "Timene i måneden i forhold til en vanlig måned: 0,5 er halvparten, for eksempel i ferien. Grå tall er 1, eller "
            "følger av kolonnen Hver måned."), parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.grid)
        layout.addWidget(self.note)
        layout.addStretch(1)
        self.follow()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return self.grid.stops()

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        note = tagged(self.tr("faktor på timene i måneden"), self._document.plan, "Kapasitet")
        self.grid.set_heading(self.tr("Kapasitet"), note)

    def show_row(self, row: Kapasitet) -> QWidget:
        """Mark the cell of a row of the sheet; the table it is in."""
        self.grid.mark(row.enhet, row.maned)
        return self.grid.table
