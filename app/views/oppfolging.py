"""The room Oppfølging: what oppfølging needs, what it gets, and the gap, in planen and uten flyttinger."""

from __future__ import annotations

import html
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import oppfolging_texts as words
from app.charts import oppfolging_series as series
from app.charts.pair_chart import PairChart
from app.context import AppContext
from app.framskriving_texts import synthetic_note
from app.kritisk_texts import INGENTING_A_DELE
from app.oppfolging_texts import KRITISK, NEEDS_USERS, NIVA, OF_PLACE, REFERANSER, SAMTALER, TIMEBRUK
from app.plan_names import document_name
from app.theme import fonts, theme
from app.theme.style_sheet import set_look
from app.views.in_sight import in_sight
from app.views.kritisk_niva import KritiskNivaTab
from app.views.oppfolging_by_kontor import KontorReferences
from app.views.oppfolging_choice import OppfolgingControls
from app.views.oppfolging_panels import panels, table
from app.views.oppfolging_readings import ReadingsPanel
from app.views.oppfolging_sentences import explanation, tab_sentence
from app.widgets.cells_panel import CellsPanel
from app.widgets.cells_table import CellsTable
from app.widgets.chart_export import ChartExportButton, Exported
from app.widgets.empty_state import EmptyState
from app.widgets.flow_row import FlowRow, Labelled
from app.widgets.info_box import InfoBox
from app.widgets.labelled_field import LabelledField
from app.widgets.panel import framed
from app.widgets.scroll_page import fill_with
from app.widgets.view_mode import BOTH, CHART, TABLE, ViewMode
from models.document import Document
from planning_core.plan import Plan
from planning_core.questions.levels import can_ask
from planning_core.results import Projeksjon

MODE_SETTING = "oppfolging/visning"
CHART_WIDTH = 520
"""The chart stands beside the table when it can be at least this wide (at 100 % text), else above or below it."""
CHART_HEIGHT = 300
ASSUMPTIONS_LINK = "forutsetninger"


class OppfolgingView(QWidget):
    """Sentence, table and chart of one tab, for a kontor or the whole fylke, in one month."""

    icon = "follow-up"
    assumptions_wanted = Signal()
    """The reader asked for the assumptions behind the numbers."""

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        document = in_sight(document, self)
        self.title = self.tr("Oppfølging")
        self._document = document
        self._context = context
        self._dirty = True
        self._shown: Projeksjon | None = None
        self._sentence_text = ""
        self.choice = OppfolgingControls(self)
        self._build()
        self.choice.changed.connect(self._refresh)
        document.plan_changed.connect(self._on_document_changed)
        document.projeksjon_changed.connect(self._on_document_changed)
        document.stale_changed.connect(self._on_document_stale_changed)
        theme().changed.connect(self._on_theme_changed)

    @property
    def sentence(self) -> str:
        """The sentence on top, as plain text."""
        return self._sentence_text

    # Building

    @property
    def page_name(self) -> str:
        """The words of the page that is shown."""
        return words.tab_name(self.choice.tabs.key)

    def _build(self) -> None:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._build_header(page))
        self._groups = Labelled(self.tr("Gruppe"), self.choice.groups)
        self._kontor_field = LabelledField(self.tr("Kontor"), self.choice.kontor)
        self.kritisk = KritiskNivaTab(self._document, self._context, page)
        layout.addWidget(FlowRow(
            self._kontor_field, LabelledField(self.tr("Tall for"), self.choice.months), self._groups,
            self.kritisk.giver_field, spacing=20, parent=page,
        ))
        self._sentence = QLabel(page)
        set_look(self._sentence, role="sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.RichText)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._sentence)
        actions = self._context.actions
        self.empty = EmptyState(actions["fil.importer"], actions["hjelp.excel"], page)
        layout.addWidget(self.empty)
        self._content = self._build_content(page)
        layout.addWidget(self._content, 1)
        self.readings = ReadingsPanel(self._document, self._context.messages, page)
        layout.addWidget(self.readings)
        self.by_kontor = KontorReferences(self._document, self._context.messages, page)
        self.by_kontor.table.row_chosen.connect(lambda key: self.choice.choose_kontor(key or None))
        layout.addWidget(self.by_kontor)
        self.kritisk.hide()
        self.kritisk.changed.connect(self._show_kritisk)
        self.kritisk.link_activated.connect(self._on_link_activated)
        layout.addWidget(self.kritisk, 1)
        self.explanation = InfoBox(parent=page)
        self.explanation.link_activated.connect(self._on_link_activated)
        self._synthetic = InfoBox(parent=page)
        layout.addWidget(self.explanation)
        layout.addWidget(self._synthetic)
        layout.addStretch(0)
        fill_with(self, page)

    def _build_header(self, page: QWidget) -> QWidget:
        title = QLabel(self.title, page)
        set_look(title, role="title")
        self.mode = ViewMode(self._context.settings, MODE_SETTING)
        self.mode.chosen.connect(self._on_mode_chosen)
        self.export_button = ChartExportButton(
            self._document, self._context.messages, self._exported, self._table, page
        )
        right = FlowRow(self.mode, self.export_button, parent=page)
        return FlowRow(title, self.choice.tabs, right, spacing=16, last_right=True, parent=page)

    def _build_content(self, page: QWidget) -> QWidget:
        content = QWidget(page)
        content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.chart = PairChart(content)
        self._chart_frame = framed(self.chart, parent=content)
        self._table_frame = CellsPanel(self._document, self._context.messages, content)
        self.exports, self.table = self._table_frame.exports, self._table_frame.table
        self._arrangement = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._arrangement.setContentsMargins(0, 0, 0, 0)
        self._arrangement.setSpacing(12)
        self._arrangement.addWidget(self._chart_frame)
        self._arrangement.addWidget(self._table_frame)
        self._arrangement.addStretch(0)  # a table alone keeps its width, and stands at the left
        self.chart.month_changed.connect(self._on_chart_month_changed)
        self.table.row_chosen.connect(self._on_table_row_chosen)
        return content

    # What the reader does

    def _table(self) -> CellsTable:
        """The table of the tab that is shown."""
        return self.kritisk.table if self._is_kritisk else self.table

    def show_assumptions(self) -> None:
        """Go to the assumptions the numbers rest on."""
        self.assumptions_wanted.emit()
        if "rom.forutsetninger" in self._context.actions:
            self._context.actions["rom.forutsetninger"].trigger()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        actions, name = self._context.actions, "rom.oppfolging"
        if wanted := actions.wanted(name):
            self.choice.choose_gap_of(wanted, actions.wanted_month(name), self._shown_plan(), self._document.projeksjon)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._dirty or wanted:
            self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_document_changed(self) -> None:
        projeksjon = self._document.projeksjon
        if not self._dirty and projeksjon is not None and projeksjon is self._shown and not self._is_kritisk:
            return  # an edit alone changes nothing here; its projection is on its way
        self._dirty = True
        if self.isVisible():
            self._refresh()

    def _on_document_stale_changed(self, stale: bool) -> None:
        self.chart.set_stale(stale)
        self.table.set_stale(stale)
        self.by_kontor.table.set_stale(stale)
        if not self._dirty and not self._is_kritisk:
            self._show_sentence()

    def _on_theme_changed(self) -> None:
        if not self._dirty:
            self._refresh()

    def _on_mode_chosen(self, key: str) -> None:
        self.kritisk.set_mode(key)
        self._arrange()

    def _on_link_activated(self, link: str) -> None:
        if link == ASSUMPTIONS_LINK:
            self.show_assumptions()

    def _on_chart_month_changed(self, _maned: int | None) -> None:
        """A month that is clicked or reached by arrow keys is the month of the numbers too."""
        if self.chart.pinned is not None:
            self.choice.choose_month(self.chart.pinned)

    def _on_table_row_chosen(self, key: str) -> None:
        """The chart is of the kontor whose row is marked; the sum is the whole fylke."""
        if self.choice.tabs.key == REFERANSER:
            self.choice.choose_reference(key)
        elif self.choice.tabs.key not in OF_PLACE:
            self.choice.choose_kontor(key or None)

    # Showing

    def _shown_plan(self) -> Plan:
        """The plan that the numbers on show are of; a newer one is on its way."""
        projeksjon = self._document.projeksjon
        return projeksjon.plan.plan if projeksjon is not None else self._document.plan

    def _refresh(self) -> None:
        """Show the choice of the latest projection."""
        self._dirty = False
        projeksjon, plan = self._document.projeksjon, self._shown_plan()
        self._shown = projeksjon
        self.choice.set_plan(plan, projeksjon)
        self._kontor_field.setHidden(self._is_kritisk)
        for part in (self.kritisk, self.kritisk.giver_field):
            part.setVisible(self._is_kritisk and can_ask(self._document.plan))
        self._synthetic.set_text(synthetic_note(plan))
        if self._is_kritisk:
            self._show_kritisk()
            self._set_tab_order()
            return
        self._show_content()
        self._show_sentence()
        self.readings.setVisible(self.choice.tabs.key == NIVA)
        self.readings.show_plan(plan)
        self.by_kontor.show_choice(plan, projeksjon, self.choice.choice, stale=self._document.is_stale)
        self._show_explanation(plan, projeksjon)
        self.export_button.setEnabled(projeksjon is not None and self.empty.isHidden())
        self.exports.setEnabled(projeksjon is not None)
        self._arrange()
        self._set_tab_order()

    def _show_explanation(self, plan: Plan, projeksjon: Projeksjon | None) -> None:
        """What the numbers are, and the assumptions they rest on."""
        said = explanation(self.choice.tabs.key)
        if projeksjon is None or not plan.kontor:
            self.explanation.set_text("")
            return
        said = html.escape(said) if said else words.lost_text(plan, projeksjon)
        self.explanation.set_text(f"{said} {words.rests_on(plan, ASSUMPTIONS_LINK, theme().palette.link)}")

    @property
    def _is_kritisk(self) -> bool:
        return self.choice.tabs.key == KRITISK

    def _show_kritisk(self) -> None:
        """The tab of the critical level has its own content; sentence, month and export are the room's."""
        if not self._is_kritisk:
            return
        asks, months, chosen = can_ask(self._document.plan), self._document.plan.maneder, self.choice.months.month
        for part in (self._groups, self._content, self.readings, self.by_kontor, self.explanation):
            part.hide()
        self.empty.set_text("" if asks else INGENTING_A_DELE)
        self.empty.setHidden(asks)
        self.kritisk.set_month(months.index(chosen) if chosen in months else -1)
        self.kritisk.set_mode(self.mode.key)
        self._say(self.kritisk.sentence if asks else "", self.kritisk.rich_sentence() if asks else "")
        self.export_button.setEnabled(asks and self.kritisk.exported() is not None)

    def _show_content(self) -> None:
        projeksjon, plan, chosen = self._document.projeksjon, self._shown_plan(), self.choice.choice
        self._groups.setVisible(self.choice.shows_groups)
        empty = self._empty_text()
        self.empty.set_text(empty)
        self.empty.setVisible(bool(empty))
        self._content.setVisible(not empty)
        if empty:
            return
        stale = self._document.is_stale
        self.chart.set_stale(stale)
        drawn = panels(plan, projeksjon, chosen)
        self.chart.set_panels(drawn, self._name())
        columns, rows = table(plan, projeksjon, chosen)
        self.table.show_cells(self.tr("Tabell, {name}").format(name=self._table_name()), columns, rows, stale=stale,
                              unit=self.tr("timer") if chosen.tab == TIMEBRUK else "")
        if chosen.tab == REFERANSER:
            self.table.choose(chosen.referanse)
        elif chosen.tab not in OF_PLACE:
            self.table.choose(chosen.enhet or "")
        self._table_frame.set_title(words.tab_name(chosen.tab), self._table_note())

    def _empty_text(self) -> str:
        """Why the tab has nothing to show; hours by use need no users."""
        projeksjon, plan, tab = self._document.projeksjon, self._shown_plan(), self.choice.tabs.key
        if projeksjon is None and plan.kontor:
            return ""
        if not plan.kontor or (tab in NEEDS_USERS and words.missing(plan)):
            return words.empty_text(plan, tab)
        if tab == SAMTALER and projeksjon is not None and not series.groups(projeksjon):
            return words.empty_text(plan, tab)
        return ""

    def _table_note(self) -> str:
        """Unit, place and month over the table."""
        chosen = self.choice.choice
        return words.table_note(self._shown_plan(), chosen.tab, chosen.enhet, chosen.maned, chosen.gruppe)

    def _table_name(self) -> str:
        return f"{words.tab_name(self.choice.tabs.key)}, {self._table_note()}"

    def _show_sentence(self) -> None:
        projeksjon, plan, chosen = self._document.projeksjon, self._shown_plan(), self.choice.choice
        stale = self._document.is_stale
        if projeksjon is None or not plan.kontor or chosen.maned not in projeksjon.plan.maneder:
            text = self.tr("Framskrivingen beregnes.") if plan.kontor else ""
            self._say(text, text)
        else:
            t = projeksjon.plan.maneder.index(chosen.maned)
            own = tab_sentence(plan, projeksjon, chosen, t)
            if own:
                colour = theme().palette.secondary if stale else theme().palette.text
                self._say(own, f'<span style="color:{colour}">{html.escape(own)}</span>')
                return
            gap = series.series(projeksjon, "oppfolging_gap_arsverk", chosen.enhet)
            text = words.sentence(plan, projeksjon, chosen.enhet, t)
            self._say(text, words.rich_sentence(
                text, float(gap.planen[t]), float(gap.forskjell[t]), theme().palette, stale=stale))

    def _say(self, text: str, rich: str) -> None:
        """Put the sentence on top; none takes no room."""
        self._sentence_text = text
        self._sentence.setText(rich)
        self._sentence.setVisible(bool(self._sentence_text))
        self._sentence.setAccessibleName(self._sentence_text)

    def _arrange(self) -> None:
        """Chart and table as chosen: hours by use side by side where they fit, a table of kontor above its chart."""
        shown = self.mode.wanted
        self.mode.choose(shown)
        self._chart_frame.setVisible(shown != TABLE)
        self._table_frame.setVisible(shown != CHART)
        self.chart.setMinimumHeight(max(fonts.pixels(CHART_HEIGHT), self.chart.minimumSizeHint().height()))
        self._table_frame.setMinimumWidth(0)
        self._table_frame.setMaximumWidth(16_777_215)
        room = self.width() - 40 - 12
        direction = QBoxLayout.Direction
        if self.choice.tabs.key == TIMEBRUK:
            beside = room >= fonts.pixels(CHART_WIDTH) + self.table.wanted_width()
            self._arrangement.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
            if beside and shown == BOTH:
                self._table_frame.setFixedWidth(self.table.wanted_width() + fonts.pixels(24))
            else:
                self._table_frame.setMaximumWidth(fonts.pixels(720))
        else:
            self._arrangement.setDirection(direction.BottomToTop)
        stretch = (1, 0) if shown != TABLE else (0, 1)
        self._arrangement.setStretchFactor(self._chart_frame, stretch[0])
        self._arrangement.setStretchFactor(self._table_frame, stretch[1])

    def _set_tab_order(self) -> None:
        """The keyboard goes as one reads."""
        parts: list[QWidget] = [*self.exports.buttons(), self.table, self.chart]
        if self.choice.tabs.key == TIMEBRUK:
            parts = [self.chart, *self.exports.buttons(), self.table]
        parts = self.kritisk.focus_order() if self._is_kritisk else [
            *parts, *self.readings.focus_order(), *self.by_kontor.exports.buttons(), self.by_kontor.table]
        order = [
            *self.choice.tabs.buttons(), *self.mode.buttons(), self.export_button, self.choice.kontor,
            self.choice.months, *self.choice.groups.buttons(), self.empty.button, self.empty.other_button, *parts,
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    # Export

    def _name(self) -> str:
        """The chart in one line."""
        chosen = self.choice.choice
        return f"{words.tab_name(chosen.tab)}, {words.place_note(self._shown_plan(), chosen.enhet)}"

    def _exported(self) -> Exported:
        levels = self.kritisk.exported() if self._is_kritisk else None
        parts = (f"{document_name(self._document)}.", self._sentence_text, synthetic_note(self._shown_plan()))
        name = words.tab_name(self.choice.tabs.key).lower()
        return levels or Exported(self.chart.panels, self._name(), name, " ".join(filter(None, parts)))
