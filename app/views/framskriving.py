"""The room Framskriving: what happens to the cases, month by month, in planen and uten flyttinger."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import framskriving_texts as words
from app.charts import series
from app.charts.pair_chart import PairChart
from app.charts.series import EMPTY_PAIR, Pair
from app.context import AppContext
from app.history_texts import history_note
from app.plan_names import document_name
from app.theme import fonts, theme
from app.theme.style_sheet import set_look
from app.views.framskriving_choice import ChoiceControls
from app.views.framskriving_panels import Choice, panels
from app.views.in_sight import in_sight
from app.widgets.chart_export import ChartExportButton, Exported
from app.widgets.empty_state import EmptyState
from app.widgets.flow_row import FlowRow, Labelled
from app.widgets.info_box import InfoBox
from app.widgets.pair_table import PairTable
from app.widgets.panel import framed
from app.widgets.scroll_page import fill_with
from app.widgets.table_export import TableButtons
from app.widgets.view_mode import BOTH, CHART, TABLE, ViewMode
from models.document import Document
from planning_core.plan import Plan
from planning_core.results import Projeksjon

MODE_SETTING = "framskriving/visning"
CHART_WIDTH = 420
"""A chart beside a table is at least this wide (at 100 % text); with less room one of them is shown."""


class FramskrivingView(QWidget):
    """One measure at a time, for a place and a ytelse, as sentence, chart and table."""

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        document = in_sight(document, self)
        self.title = self.tr("Framskriving")
        self.icon = "projection"
        self._document = document
        self._context = context
        self._dirty = True
        self._shown: Projeksjon | None = None
        self._sentence_text = ""
        self.choice = ChoiceControls(self)
        self._build()
        self.choice.changed.connect(self._refresh)
        document.plan_changed.connect(self._on_document_changed)
        document.projeksjon_changed.connect(self._on_document_changed)
        document.stale_changed.connect(self._on_document_stale_changed)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def sentence(self) -> str:
        """The sentence on top, as plain text."""
        return self._sentence_text

    def _build(self) -> None:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._build_header(page))
        self._counting = Labelled(self.tr("Regnet"), self.choice.counting)
        layout.addWidget(FlowRow(
            Labelled(self.tr("Sted"), self.choice.places), Labelled(self.tr("Ytelse"), self.choice.ytelser),
            self._counting, spacing=20, parent=page,
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
        self._history = InfoBox(parent=page)
        self._explanation = InfoBox(parent=page)
        layout.addWidget(self._history)
        self._synthetic = InfoBox(parent=page)
        layout.addWidget(self._explanation)
        layout.addWidget(self._synthetic)
        layout.addStretch(0)
        fill_with(self, page)

    def _build_header(self, page: QWidget) -> QWidget:
        title = QLabel(self.title, page)
        set_look(title, role="title")
        self.mode = ViewMode(self._context.settings, MODE_SETTING)
        self.mode.chosen.connect(self._on_mode_chosen)
        self.export_button = ChartExportButton(
            self._document, self._context.messages, self._exported, lambda: self.table, page
        )
        right = QWidget(page)
        beside = QHBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.mode)
        beside.addWidget(self.export_button)
        return FlowRow(title, self.choice.measures, right, spacing=16, last_right=True, parent=page)

    def _build_content(self, page: QWidget) -> QWidget:
        content = QWidget(page)
        content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.chart = PairChart(content)
        self._chart_frame = framed(self.chart, parent=content)
        self._table_frame = QFrame(content)
        set_look(self._table_frame, panel=True)
        grid = QGridLayout(self._table_frame)
        grid.setContentsMargins(1, 4, 1, 1)
        grid.setSpacing(4)
        self._table_title = QLabel(self._table_frame)
        self._table_title.setContentsMargins(8, 0, 0, 0)
        self._table_title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._table_title.setWordWrap(True)
        self.exports = TableButtons(lambda: self.table, self._document, self._context.messages, self._table_frame)
        self.table = PairTable(self._table_frame)
        grid.addWidget(self._table_title, 0, 0)
        grid.addWidget(self.exports, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.table, 1, 0, 1, 2)
        layout = QHBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._chart_frame, 1)
        layout.addWidget(self._table_frame, 1)
        layout.addStretch(0)
        self.chart.month_changed.connect(self.table.set_month)
        self.table.month_changed.connect(self.chart.set_month)
        return content

    def copy_to_clipboard(self) -> bool:
        """What the copy keys do outside the table: with the focus on the chart they take it as a picture."""
        if self.chart.hasFocus() and self._document.projeksjon is not None:
            self.export_button.copy_chart()
            return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        wanted = self._context.actions.wanted("rom.framskriving")
        if wanted:
            self.choice.choose_restanser_of(wanted)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._dirty or wanted:
            self._refresh()
        month = self._context.actions.wanted_month("rom.framskriving")
        if month is not None:
            self.chart.set_month(month)
            self.table.set_month(month)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_mode()

    def _on_document_changed(self) -> None:
        projeksjon = self._document.projeksjon
        if not self._dirty and projeksjon is not None and projeksjon is self._shown:
            return  # an edit alone changes nothing here; its projection is on its way
        self._dirty = True
        if self.isVisible():
            self._refresh()

    def _on_document_stale_changed(self, stale: bool) -> None:
        self.chart.set_stale(stale)
        self.table.set_stale(stale)
        if not self._dirty:
            self._show_sentence()

    def _on_theme_changed(self) -> None:
        self._show_mode()
        if not self._dirty:
            self._show_sentence()
            self._show_table_title(self.choice.choice)

    def _on_mode_chosen(self) -> None:
        self._show_mode()

    def _refresh(self) -> None:
        """Show the choice of the latest projection."""
        self._dirty = False
        self._shown = projeksjon = self._document.projeksjon
        plan = self._shown_plan()
        self.choice.set_plan(plan, projeksjon)
        self._counting.setVisible(self.choice.shows_counting)
        chosen = self.choice.choice
        drawn = panels(plan, projeksjon, chosen)
        self.chart.set_stale(self._document.is_stale)
        self.chart.set_panels(drawn, self._chart_name())
        reason = words.undefined_reason(chosen.measure)
        self.table.set_stale(self._document.is_stale)
        self.table.set_pair(drawn[0].pair, chosen.measure.quantity, chosen.measure.better,
                            self.tr("Tabell, {name}").format(name=self._chart_name()), reason,
                            unit=words.measure_words(chosen.measure).short_unit, actual=drawn[0].history)
        self._history.set_text(self._history_text(plan, drawn[0].pair))
        self.table.set_month(self.chart.month)
        empty = words.empty_text(plan, chosen.measure)
        self.empty.set_text(empty)
        self.empty.setVisible(bool(empty))
        self._content.setVisible(not empty)
        self.export_button.setEnabled(projeksjon is not None and not empty)
        self.exports.setEnabled(projeksjon is not None)
        self._explanation.set_text("" if empty else words.explanation(chosen.measure, drawn[0].pair))
        self._synthetic.set_text(words.synthetic_note(plan))
        self._show_table_title(chosen)
        self._show_sentence()
        self._show_mode()
        self._set_tab_order()

    def _history_text(self, plan: Plan, pair: Pair) -> str:
        """How the plan's own history stands to the plan, for the choice."""
        if self._shown is None:
            return ""
        chosen = self.choice.choice
        found = series.actual(self._shown.plan, chosen.measure, chosen.place, chosen.ytelse)
        return history_note(plan, chosen.measure, chosen.place, pair, found)

    def _set_tab_order(self) -> None:
        """The keyboard goes as one reads; chips are made anew with the plan and would come last."""
        order = [
            *self.choice.measures.buttons(), *self.mode.buttons(), self.export_button,
            *self.choice.places.buttons(), *self.choice.ytelser.buttons(), *self.choice.counting.buttons(),
            self.empty.button, self.empty.other_button, self.chart, *self.exports.buttons(), self.table,
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _shown_plan(self) -> Plan:
        """The plan that the numbers on show are of; a newer one is on its way."""
        projeksjon = self._document.projeksjon
        return projeksjon.plan.plan if projeksjon is not None else self._document.plan

    def _show_sentence(self) -> None:
        pair = self.chart.panels[0].pair if self.chart.panels else EMPTY_PAIR
        chosen = self.choice.choice
        self._sentence.setVisible(self.empty.isHidden())
        if self._document.projeksjon is None:
            self._sentence_text = self.tr("Framskrivingen beregnes.")
        else:
            self._sentence_text = words.sentence(
                self._shown_plan(), chosen.measure, chosen.place, chosen.ytelse, pair
            )
        self._sentence.setText(words.rich_sentence(
            self._sentence_text, chosen.measure, pair, theme().palette, stale=self._document.is_stale
        ))
        self._sentence.setAccessibleName(self._sentence_text)

    def _show_table_title(self, chosen: Choice) -> None:
        names = words.measure_words(chosen.measure)
        secondary = theme().palette.secondary
        self._table_title.setText(
            f'<span style="font-weight:600">{names.tab}</span> '
            f'<span style="color:{secondary}">{names.short_unit}</span>'
        )
        self._table_title.setToolTip(words.subtitle(self._shown_plan(), chosen.measure, chosen.place, chosen.ytelse))

    def _show_mode(self) -> None:
        """Chart, table or both; both only where there is room for them."""
        room = self.width() - 40 - 12
        heading = self._table_title.minimumSizeHint().width() + self.exports.sizeHint().width() + 8
        table_width = max(self.table.preferred_width(), fonts.pixels(240), heading)
        fits = room >= fonts.pixels(CHART_WIDTH) + table_width + 4
        self.mode.set_available(BOTH, fits, self.tr("Vinduet er for smalt til å vise begge."))
        wanted = self.mode.wanted
        shown = CHART if wanted == BOTH and not fits else wanted
        self.mode.choose(shown)
        self._chart_frame.setVisible(shown != TABLE)
        self._table_frame.setVisible(shown != CHART)
        if shown == BOTH:
            self._table_frame.setFixedWidth(table_width + 4)
        else:
            self._table_frame.setMinimumWidth(0)
            self._table_frame.setMaximumWidth(fonts.pixels(720))
        self._table_frame.setMinimumHeight(fonts.row_height("dense") * 8)

    def _chart_name(self) -> str:
        chosen = self.choice.choice
        title = words.measure_words(chosen.measure).tab
        return f"{title}, {words.subtitle(self._shown_plan(), chosen.measure, chosen.place, chosen.ytelse)}"

    def _exported(self) -> Exported:
        """The chart, and the line under it: which plan, what it says, and what the numbers are."""
        says = self._sentence_text.removesuffix(".")
        parts = (f"{document_name(self._document)}.", f"{says}.", words.synthetic_note(self._shown_plan()))
        name = words.measure_words(self.choice.choice.measure).name
        return Exported(self.chart.panels, self._chart_name(), name, " ".join(filter(None, parts)))
