"""Saksinngang: cases a month of every kontor for one ytelse, its Hendelser, and what comes in all in all."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import saksflyt_texts as words
from app.charts.pair_chart import PairChart
from app.charts.panel import Panel, Reference
from app.charts.series import Pair
from app.context import AppContext
from app.dialogs.season_dialog import SeasonDialog
from app.difference import CASES
from app.plan_names import document_name
from app.theme import fonts
from app.theme.style_sheet import set_look
from app.views.saksflyt_tab import SaksflytTab
from app.widgets.chart_export import ChartExportButton, Exported
from app.widgets.empty_state import EmptyState
from app.widgets.flat_button import flat_button
from app.widgets.flow_row import Labelled
from app.widgets.info_box import InfoBox
from app.widgets.panel import framed
from app.widgets.segmented import ChipGroup, Option
from app.widgets.table_panel import GridPanel, RowsPanel
from models.document import Document
from models.grid_model import GridModel
from models.grids.saksinngang import SaksinngangGrid
from planning_core.plan import Plan

SHOWN_CHIPS = 6
CHART_HEIGHT = 220


class InngangTab(SaksflytTab):
    """Grid, chart and Hendelser of the chosen ytelse."""

    sheets = ("Saksinngang", "Hendelser")

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        document = self._document
        self._context = context
        self._offered: tuple[str, ...] = ()
        self.chips = ChipGroup([], self.tr("Ytelse"), more=self.tr("Flere"), parent=self)
        self.model = GridModel(document, self._grid_of, words.SaksinngangWords(), self)
        self.fill_button = flat_button(self.tr("Fyll alle måneder"), "table", self.tr(
            "Bruk tallet i den merkede cellen i alle planens måneder for kontoret"), self)
        self.season_button = flat_button(self.tr("Årstall og sesong …"), "calendar", self.tr(
            "Fyll månedene ut fra saker per år, fordeling på måneder og vekst"), self)
        self.export_button = ChartExportButton(document, context.messages, self._exported, lambda: self.grid.table, self)
        set_look(self.export_button, flat=True)
        self.grid = GridPanel(self.model, context.messages, self,
                              buttons=(self.fill_button, self.season_button, self.export_button))
        self.chart = PairChart(self)
        self.chart_frame = framed(self.chart, parent=self)
        self.hendelser = RowsPanel(document, context.messages, "Hendelser", self, most=10, suggest=self._next_event,
                                   empty=self.tr(
            "Ingen hendelser. En hendelse gir flere eller færre saker i en periode, for eksempel faktor 1,2 for "
            "20\u00a0% flere. Velg Ny rad."))
        self.note = InfoBox(self.tr(
            "Grå tall følger av kolonnen Hver måned eller av samme måned i et tidligere år. De andre har egen rad. "
            "Hendelser som overlapper, ganges med hverandre. Flyttinger endrer ikke saksinngangen."), parent=self)
        self.empty = EmptyState(context.actions["fil.importer"], context.actions["hjelp.excel"], self)
        self.empty.set_text(self.tr(
            "Planen mangler NAV-kontor eller ytelser. NAV-kontor kan legges inn i Enheter og bemanning, ytelser i arket Ytelser "
            "i Excel."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._choice = Labelled(self.tr("Ytelse"), self.chips)
        for widget in (self._choice, self.empty, self.grid, self.chart_frame, self.hendelser, self.note):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.chips.chosen.connect(self._on_chosen)
        self.fill_button.clicked.connect(self.fill_every)
        self.season_button.clicked.connect(self.open_season)
        self.chart.month_changed.connect(self._on_chart_month_changed)
        self.follow()

    @property
    def ytelse(self) -> str:
        """The ytelse shown."""
        return self.chips.key

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*self.chips.buttons(), self.empty.button, self.empty.other_button, *self.grid.stops(), self.chart,
                *self.hendelser.stops()]

    def choose(self, ytelse: str) -> None:
        """Show a ytelse."""
        self.chips.choose(ytelse)
        self._on_chosen()

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        plan = self._document.plan
        offered = tuple(y.ytelse for y in plan.ytelser)
        if offered != self._offered:
            chosen = self.ytelse
            self._offered = offered
            self.chips.set_options([Option(y, y) for y in offered], SHOWN_CHIPS)
            if chosen in offered:
                self.chips.choose(chosen)
            self.model.set_grid(self._grid_of)
        note = (self.tr("saker per måned, {ytelse}, før hendelser").format(ytelse=self.ytelse) if offered
                else self.tr("saker per måned, før hendelser"))
        self.grid.set_heading(self.tr("Saksinngang"), words.tagged(note, plan, "Saksinngang"))
        note = self.tr("saksinngangen ganges med faktoren")
        self.hendelser.set_heading(self.tr("Hendelser"), words.tagged(note, plan, "Hendelser"))
        whole = bool(plan.kontor and plan.ytelser)
        self._choice.setVisible(bool(offered))
        self.empty.setVisible(not whole)
        for part in (self.grid, self.chart_frame, self.hendelser, self.note):
            part.setVisible(whole)
        self._show_chart()

    def fill_every(self) -> None:
        """The number in the marked cell in every month of its kontor, as one step."""
        grid, index = self._grid(), self.grid.table.currentIndex()
        if not index.isValid() or not self.model.can_edit(index):
            self._context.messages.notice(self.tr("Merk en celle med tallet som skal gjelde alle måneder."))
            return
        row, column = self.model.place(index)
        value = grid.cell(row, column).value
        if value is None:
            self._context.messages.notice(self.tr("Cellen er tom. Skriv et tall først."))
            return
        text = self.tr("fylle alle måneder for {kontor}").format(kontor=self.model.index(row, 0).data())
        errors = self.model.put_rows(grid.fill_every({grid.names[row]: value}), text)
        self.grid.table.mark(self.model.index(row, column + 1))
        if errors:
            self.model.refused.emit(index, errors)

    def open_season(self) -> None:
        """Ask for a year's cases, the season and the growth, and fill the months."""
        grid, index = self._grid(), self.grid.table.currentIndex()
        kontor = grid.names[index.row()] if index.isValid() and not self.model.is_sum(index.row()) else None
        dialog = SeasonDialog(self._document.plan, self.ytelse, kontor, self.window())
        dialog.submitted.connect(self._on_season_submitted)
        dialog.open()

    def _on_season_submitted(self, months: dict[str, tuple[float, ...]]) -> None:
        text = self.tr("fylle saksinngang for {ytelse}").format(ytelse=self.ytelse)
        self.model.put_rows(self._grid().fill_months(months), text)

    def _on_chosen(self, *_: object) -> None:
        self.model.set_grid(self._grid_of)
        self.show_plan()

    def _on_chart_month_changed(self, _: object) -> None:
        """A month that is clicked in the chart is marked in the table."""
        month = self.chart.pinned
        if month is not None and month in self._document.plan.maneder and self.model.rowCount():
            row = max(self.grid.table.currentIndex().row(), 0)
            self.grid.table.mark(self.model.index(row, self._grid().heads.index(month) + 1))

    def _grid_of(self, plan: Plan) -> SaksinngangGrid:
        return SaksinngangGrid(plan, self.ytelse)

    def _grid(self) -> SaksinngangGrid:
        grid = self.model.grid
        assert isinstance(grid, SaksinngangGrid)
        return grid

    def _show_chart(self) -> None:
        grid, plan = self._grid(), self._document.plan
        after, before = np.array(grid.after), np.array(grid.before)
        reference = Reference(self.tr("før hendelser"), before) if grid.has_hendelser else None
        self.chart.set_panels([Panel(
            title=self.tr("Saksinngang"), subtitle=self.tr("saker per måned, {ytelse}, alle kontor").format(
                ytelse=self.ytelse),
            name=self.tr("saksinngang"), pair=Pair(plan.maneder, after, after), quantity=CASES, reference=reference,
            first=plan.maneder[0], last=plan.maneder[-1],
        )], self.tr("Saksinngang, {ytelse}").format(ytelse=self.ytelse))
        self.chart.setMinimumHeight(max(fonts.pixels(CHART_HEIGHT), self.chart.minimumSizeHint().height()))

    def _next_event(self) -> dict[str, object]:
        return {"ytelse": self.ytelse or None}

    def _exported(self) -> Exported:
        name = self.tr("Saksinngang, {ytelse}").format(ytelse=self.ytelse)
        note = " ".join(filter(None, (f"{document_name(self._document)}.",
                                      words.synthetic_note(self._document.plan, self.sheets))))
        return Exported(self.chart.panels, name, self.tr("saksinngang"), note)
