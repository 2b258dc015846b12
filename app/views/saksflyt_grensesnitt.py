"""Grensesnitt: the share of each hovedprosess done in the forvaltningsenhet, and from when."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app import format as fmt
from app import saksflyt_texts as words
from app.assumption_tips import assumption_tip
from app.context import AppContext
from app.table_texts import share_editing
from app.theme import fonts, theme
from app.views.saksflyt_tab import SaksflytTab
from app.widgets.flow_row import FlowRow
from app.widgets.info_box import InfoBox
from app.widgets.labelled_field import LabelledField
from app.widgets.table_panel import GridPanel, RowsPanel
from models.document import Document
from models.grid_model import GridModel
from models.grids.grensesnitt import GrensesnittGrid
from planning_core.plan import Plan

GRID_WIDTH = 760


class GrensesnittTab(SaksflytTab):
    """The matrix in force at a date, and every dated row."""

    sheets = ("Grensesnitt",)

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        document = self._document
        self._context = context
        self.date = QComboBox(self)
        self.date.setAccessibleName(self.tr("Gjelder fra"))
        self.date.setMaxVisibleItems(14)
        self.date.setToolTip(self.tr("Tabellen viser det som gjelder på datoen. Det du skriver, gjelder fra datoen."))
        self._offer_dates()
        self.model = GridModel(document, self._grid_of, words.GrensesnittWords(), self)
        self.grid = GridPanel(self.model, context.messages, self, editing=share_editing, empty=words.uten_ytelser())
        self.rows = RowsPanel(document, context.messages, "Grensesnitt", self, most=12, empty=self.tr(
            "Ingen rader. Da gjøres HP1 og HP2 ved NAV-kontoret, og HP3 og HP4 i forvaltningsenheten."))
        self.note = InfoBox(parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(FlowRow(LabelledField(self.tr("Gjelder fra"), self.date), parent=self))
        for widget in (self.grid, self.note, self.rows):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.date.currentIndexChanged.connect(self._on_date_chosen)
        theme().changed.connect(self._fit)
        self._fit()
        self.follow()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [self.date, *self.grid.stops(), *self.rows.stops()]

    @property
    def maned(self) -> int | None:
        """The date shown; None is always."""
        found: int | None = self.date.currentData()
        return found

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        plan = self._document.plan
        self._offer_dates()
        when = self.tr("alltid") if self.maned is None else self.tr("fra {maned}").format(
            maned=fmt.maned_lang(self.maned))
        note = self.tr("andel i forvaltningsenheten, {naar}").format(naar=when)
        self.grid.set_heading(self.tr("Grensesnitt"), words.tagged(note, plan, "Grensesnitt"))
        note = self.tr("den siste datoen som er nådd, gjelder")
        self.rows.set_heading(self.tr("Alle rader"), words.tagged(note, plan, "Grensesnitt"))
        self.note.set_text(words.relearning_note(plan))
        self.note.setToolTip("\n\n".join(assumption_tip(plan, key) for key in ("omstillingstap", "oppstart_tau_mnd")))

    def _offer_dates(self) -> None:
        months = [None, *self._document.plan.maneder]
        if [self.date.itemData(i) for i in range(self.date.count())] == months:
            return
        chosen = self.maned
        self.date.blockSignals(True)
        self.date.clear()
        for month in months:
            self.date.addItem(self.tr("Alltid (uten dato)") if month is None else fmt.maned_lang(month), month)
        self.date.setCurrentIndex(max(self.date.findData(chosen), 0) if chosen is not None else 0)
        self.date.blockSignals(False)

    def _on_date_chosen(self, _: int) -> None:
        self.model.set_grid(self._grid_of)
        self.show_plan()

    def _grid_of(self, plan: Plan) -> GrensesnittGrid:
        return GrensesnittGrid(plan, self.maned)

    def _fit(self) -> None:
        for panel in (self.grid, self.rows):
            panel.setMaximumWidth(fonts.pixels(GRID_WIDTH))
