"""Sammenlignet: every kontor beside the references in one month, and how the kontor spread."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import enheter_compared as content
from app.charts.box_chart import BoxChart
from app.context import AppContext
from app.enheter_texts import SAMMENLIGNET, tab_name
from app.plan_names import document_name
from app.saksflyt_texts import synthetic_note
from app.theme import theme
from app.views.saksflyt_tab import SaksflytTab
from app.widgets.cells_panel import CellsPanel
from app.widgets.chart_export import ChartExportButton, Exported
from app.widgets.flow_row import FlowRow
from app.widgets.info_box import InfoBox
from app.widgets.labelled_field import LabelledField
from app.widgets.month_box import MonthBox
from app.widgets.panel import framed
from app.widgets.view_mode import CHART, TABLE, ViewMode
from models.document import Document

MODE_SETTING = "enheter/visning"


class SammenlignetTab(SaksflytTab):
    """A table of kontor, the boxes, and the numbers of the boxes. ``said`` when the sentence is another."""

    said = Signal()
    sheets = ("Enheter", "Brukere")

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        document, messages = self._document, context.messages
        self.sentence = ""
        self.months = MonthBox(self.tr("Tall for"), self)
        self.mode = ViewMode(context.settings, MODE_SETTING, self)
        self.kontor = CellsPanel(document, messages, self)
        self.chart = BoxChart(self)
        self.spread = CellsPanel(document, messages, self)
        self.export_button = ChartExportButton(document, messages, self._exported, lambda: self.spread.table, self)
        self._chart_frame = framed(self.chart, parent=self)
        self.note = InfoBox(content.method(), parent=self)
        self.empty = InfoBox(parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(FlowRow(LabelledField(self.tr("Tall for"), self.months), FlowRow(self.mode, self.export_button),
                                 spacing=20, last_right=True, parent=self))
        for widget in (self.empty, self.kontor, self._chart_frame, self.spread, self.note):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.months.currentIndexChanged.connect(lambda _: self.show_plan())
        self.mode.chosen.connect(lambda _: self._arrange())
        self.chart.position_changed.connect(self._on_chart_position_changed)
        self.kontor.table.row_chosen.connect(self._on_kontor_row_chosen)
        document.projeksjon_changed.connect(self.show_plan)
        document.stale_changed.connect(self._on_document_stale_changed)
        theme().changed.connect(self._arrange)
        self.follow()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [self.months, *self.mode.buttons(), self.export_button, *self.kontor.exports.buttons(), self.kontor.table,
                self.chart, *self.spread.exports.buttons(), self.spread.table]

    def show_plan(self) -> None:
        """Show the latest projection in the chosen month."""
        projeksjon = self._document.projeksjon
        months = self._document.plan.maneder if projeksjon is None else projeksjon.plan.maneder
        self.months.set_months(months)
        chosen = self.months.month
        if projeksjon is None or chosen is None or not projeksjon.plan.kontor:
            self._show_nothing()
            return
        data = content.compared(projeksjon, months.index(chosen))
        stale = self._document.is_stale
        note = self.tr("ved utgangen av {maned}").format(maned=data.month)
        self.kontor.set_title(self.tr("Kontorene mot referansene"), note)
        self.kontor.table.show_cells(self.tr("Kontorene mot referansene, {note}").format(note=note),
                                     *content.kontor_cells(data), stale=stale)
        self.spread.set_title(self.tr("Spredning mellom kontorene"), note)
        self.spread.table.show_cells(self.tr("Spredning mellom kontorene, {note}").format(note=note),
                                     *content.spread_cells(data), stale=stale)
        self.chart.set_stale(stale)
        self.chart.set_picture(content.picture(data), self.tr("Spredning mellom kontorene, {note}").format(note=note))
        self.empty.set_text("")
        self._speak(content.sentence(data))
        self._arrange()

    def _show_nothing(self) -> None:
        has_kontor = bool(self._document.plan.kontor)
        self.empty.set_text("" if has_kontor else self.tr("Planen har ingen NAV-kontor. Legg dem inn på siden Enheter."))
        self.chart.set_picture(None)
        for part in (self.kontor, self._chart_frame, self.spread, self.note):
            part.hide()
        self.export_button.setEnabled(False)
        self._speak(self.tr("Framskrivingen beregnes.") if has_kontor else "")

    def _speak(self, sentence: str) -> None:
        self.sentence = sentence
        self.said.emit()

    def _arrange(self) -> None:
        """Table of kontor, boxes and their numbers as chosen."""
        if self.chart.picture is None:
            return
        shown = self.mode.wanted
        self.export_button.setEnabled(True)
        self.kontor.setVisible(shown != CHART)
        self.spread.setVisible(shown != CHART)
        self._chart_frame.setVisible(shown != TABLE)
        self.note.setVisible(True)
        self.chart.setMinimumHeight(self.chart.minimumSizeHint().height())

    def _on_document_stale_changed(self, stale: bool) -> None:
        for table in (self.kontor.table, self.spread.table):
            table.set_stale(stale)
        self.chart.set_stale(stale)

    def _on_chart_position_changed(self, _: int | None) -> None:
        """A kontor that is clicked or reached by arrow keys is marked in the table too."""
        projeksjon = self._document.projeksjon
        if self.chart.pinned is not None and projeksjon is not None:
            self.kontor.table.choose(projeksjon.plan.kontor[self.chart.pinned])

    def _on_kontor_row_chosen(self, key: str) -> None:
        projeksjon = self._document.projeksjon
        if projeksjon is not None:
            self.chart.set_position(projeksjon.plan.kontor.index(key) if key else None)

    def _exported(self) -> Exported:
        note = " ".join(filter(None, (f"{document_name(self._document)}.", self.sentence,
                                      synthetic_note(self._document.plan, self.sheets))))
        return Exported(self.chart.picture, self.chart.accessibleName(), tab_name(SAMMENLIGNET).lower(), note)
