"""The room Oversikt: the fylke on one page, in planen and uten flyttinger; nothing is edited here."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import format as fmt
from app import oversikt_texts as words
from app.charts import oversikt_series as series
from app.context import AppContext
from app.fordeling_texts import unit_name
from app.framskriving_texts import synthetic_note
from app.plan_warnings import plan_warnings
from app.theme import icons, theme
from app.theme.style_sheet import set_look
from app.views.cut_warning import CutWarning
from app.views.fordeling_panel import EffectSentence, PairLegend
from app.views.in_sight import in_sight
from app.views.oversikt_tables import OPPFOLGING_GROUPS, RESTANSER_GROUP, figures_table, units_table
from app.views.oversikt_warnings import OversiktWarnings
from app.widgets.card_grid import CardGrid
from app.widgets.cells_panel import CellsPanel
from app.widgets.empty_state import EmptyState
from app.widgets.flow_row import FlowRow
from app.widgets.info_box import InfoBox
from app.widgets.key_figure import KeyFigureCard
from app.widgets.labelled_field import LabelledField
from app.widgets.month_choice import MonthChoice
from app.widgets.scroll_page import fill_with
from app.widgets.segmented import Option, Segmented
from app.widgets.sorted_table import SortedTable
from app.widgets.wrap_host import WrapHost
from models.document import Document
from models.unit_rows import unit_rows
from planning_core.plan import Plan
from planning_core.results import Projeksjon

SHOWS_SETTING = "oversikt/visning"
CARDS, TABLE = "kort", "tabell"
FORDELING, FRAMSKRIVING, OPPFOLGING = "fordeling", "framskriving", "oppfolging"


class OversiktView(QWidget):
    """A sentence, the key figures, every unit, and the warnings."""

    icon = "home"

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        document = in_sight(document, self)
        self.title = self.tr("Oversikt")
        self._document = document
        self._context = context
        self._sentence_text = ""
        self._build()
        self.months.changed.connect(self._refresh)
        document.plan_changed.connect(self._on_document_changed)
        document.projeksjon_changed.connect(self._on_document_changed)
        document.stale_changed.connect(self._on_document_changed)
        theme().changed.connect(self._on_theme_changed)
        self._told = self._state()
        self._show_top()
        # Making the room takes its time: the page is painted before the tables are filled.
        QTimer.singleShot(0, self, self._show_tables)

    @property
    def sentence(self) -> str:
        """The sentences on top, as plain text."""
        return self._sentence_text

    # Building

    def _build(self) -> None:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        # Before it holds anything: what changes its parent is dressed anew.
        fill_with(self, page)
        layout.addWidget(WrapHost(self._build_header(page), page))
        actions = self._context.actions
        self.empty = EmptyState(actions["rom.enheter"], actions["fil.importer"], page, icon="units")
        self.empty.button.setText(self.tr("Gå til Enheter og bemanning"))
        self.account = EmptyState(actions["rom.gevinst"], actions["fil.importer"], page, icon="benefits")
        self.account.button.setText(self.tr("Gå til Gevinst"))
        self.no_moves = EmptyState(actions["rom.fordeling"], actions["fil.start"], page, icon="move")
        self.no_moves.button.setText(self.tr("Gå til Fordeling"))
        self._sentence = EffectSentence(page)
        self._sentence_host = WrapHost(self._sentence, page)
        for part in (self.empty, self.account, self._sentence_host, self.no_moves):
            layout.addWidget(part)
        self.cards = {f.key: self._make_card(f) for f in series.FIGURES}
        self._grid = CardGrid(tuple(self.cards.values()), page)
        layout.addWidget(self._grid)
        self.figures = CellsPanel(self._document, self._context.messages, page)
        layout.addWidget(self.figures)
        self.units = CellsPanel(self._document, self._context.messages, page, kind=SortedTable)
        self.units.table.setAccessibleName(self.tr("Enhetene"))
        layout.addWidget(self.units)
        layout.addWidget(WrapHost(self._build_ways(page), page))
        self.early = CutWarning(self._document, self._context, page)
        layout.addWidget(self.early)
        self.warnings = OversiktWarnings(self._document, self._context, page)
        layout.addWidget(self.warnings)
        self._synthetic = InfoBox(parent=page)
        layout.addWidget(self._synthetic)
        layout.addStretch(1)

    def _build_header(self, page: QWidget) -> QWidget:
        title = QLabel(self.title, page)
        set_look(title, role="title")
        self.scenario = QLabel(page)
        set_look(self.scenario, role="secondary")
        self.months = MonthChoice(page)
        self._month_field = LabelledField(self.tr("Tall for"), self.months, parent=page)
        self.shows = Segmented(
            (Option(CARDS, self.tr("Kort")), Option(TABLE, self.tr("Tabell"), "table")), self.tr("Nøkkeltallene som"), page)
        self.shows.choose(self._context.settings.text(SHOWS_SETTING, CARDS))
        self.shows.chosen.connect(self._on_shows_chosen)
        self._right = QWidget(page)
        beside = QHBoxLayout(self._right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(PairLegend(self._right))
        beside.addWidget(self.shows)
        return FlowRow(title, self.scenario, self._month_field, self._right, spacing=16, last_right=True, parent=page)

    def _make_card(self, figure: series.Figure) -> KeyFigureCard:
        names = words.figure_words(figure.key)
        return KeyFigureCard(names.name, names.unit, quantity=figure.quantity, better=figure.better, less=names.less,
                             more=names.more, parent=self)

    def _build_ways(self, page: QWidget) -> QWidget:
        """The ways from a unit to the rooms that say more of it; the table's own keys take the one of the column."""
        table = self.units.table
        assert isinstance(table, SortedTable)
        self.ways: dict[str, QPushButton] = {}
        for room, icon, text in ((FORDELING, "move", self.tr("Vis i Fordeling")),
                                 (FRAMSKRIVING, "projection", self.tr("Vis i Framskriving")),
                                 (OPPFOLGING, "follow-up", self.tr("Vis i Oppfølging"))):
            button = QPushButton(text, page)
            icons.follow(button, icon)
            button.clicked.connect(lambda _=False, room=room: self._go(table.currentIndex().row(), room))
            self.ways[room] = button
        table.row_opened.connect(lambda row: self._go(row, _room_of_column(table.currentIndex().column())))
        table.selectionModel().currentRowChanged.connect(lambda *_: self._show_ways())
        self._ways = FlowRow(*self.ways.values(), parent=page)
        return self._ways

    # What the reader does

    def _on_shows_chosen(self, key: str) -> None:
        self._context.settings.set_text(SHOWS_SETTING, key)
        self._show_parts()
        self._show_figures()

    def _go(self, row: int, room: str) -> None:
        """Show a unit, or for a sum the whole fylke, in another room."""
        rows = self.units.table.cells.rows
        if not 0 <= row < len(rows):
            return
        key, plan = rows[row].key, self._document.plan
        if room == OPPFOLGING and key in {e.enhet for e in plan.forvaltningsenheter}:
            room = FORDELING  # it gives no oppfølging to show
        known = key if key in {e.enhet for e in plan.enheter} else ""
        self._context.actions.lead(f"rom.{room}", known, self.months.month)

    # Showing

    def _shown_plan(self) -> Plan:
        """The plan that the numbers on show are of; a newer one is on its way."""
        projeksjon = self._document.projeksjon
        return projeksjon.plan.plan if projeksjon is not None else self._document.plan

    def _state(self) -> tuple[Plan, Projeksjon | None, bool]:
        return self._document.plan, self._document.projeksjon, self._document.is_stale

    def _on_document_changed(self) -> None:
        """Show each state once: an edit is announced by the plan and by the age of its projection."""
        told, now = self._told, self._state()
        self._told = now
        self.scenario.setText(words.scenario_text(self._document.aktivt_scenario))
        if now[1] is not None and now[1] is told[1] and bool(self._document.plan.flyttinger) == self.no_moves.isHidden():
            # An edit alone changes nothing here but the age of the numbers; its projection is on its way.
            if now[2] is not told[2]:
                self._show_age()
        elif not all(new is old for new, old in zip(now, told)):
            self._refresh()

    def _on_theme_changed(self) -> None:
        self._show_sentence()

    def _refresh(self) -> None:
        """Show the latest projection in the chosen month."""
        self._show_top()
        self._show_tables()

    def _show_top(self) -> None:
        self.months.set_months(self._shown_plan().maneder)
        self.scenario.setText(words.scenario_text(self._document.aktivt_scenario))
        self._show_parts()
        if self._document.plan.enheter:
            self._show_sentence()
            self._show_figures()

    def _show_tables(self) -> None:
        document = self._document
        self.warnings.show_findings(plan_warnings(document.plan, document.projeksjon, document.findings))
        self.warnings.setVisible(bool(document.plan.enheter or self.warnings.findings))
        if document.plan.enheter:
            self._show_units()
        self._set_tab_order()

    def _show_parts(self) -> None:
        """A plan without units shows how to get them, and nothing that needs them."""
        plan, text = self._document.plan, words.empty_text(self._document.plan)
        has = bool(plan.enheter)
        bare = self.account if plan.ressurskartlegging else self.empty
        for state in (self.empty, self.account):
            state.set_text(text)
            state.setVisible(not has and state is bare)
        self.no_moves.set_text(words.nothing_to_compare())
        self.no_moves.setVisible(has and not plan.flyttinger)
        as_cards = self.shows.key == CARDS
        self._grid.setVisible(has and as_cards)
        self.figures.setVisible(has and not as_cards)
        for part in (self._sentence, self._month_field, self._right, self.units, self._ways):
            part.setVisible(has)
        self._synthetic.set_text(synthetic_note(self._shown_plan()) if has else "")

    def _show_age(self) -> None:
        """Grey the numbers, or not; nothing moves."""
        stale = self._document.is_stale
        for part in (*self.cards.values(), self.figures.table, self.units.table):
            part.set_stale(stale)
        self._show_sentence()

    @property
    def _t(self) -> int:
        """Position of the month that is shown."""
        months = self._shown_plan().maneder
        return months.index(self.months.month) if self.months.month in months else len(months) - 1

    def _show_sentence(self) -> None:
        document, plan, projeksjon = self._document, self._shown_plan(), self._document.projeksjon
        if projeksjon is None or not plan.enheter:
            said: tuple[str, ...] = (self.tr("Framskrivingen beregnes."),)
            rich = said
        else:
            said = words.sentences(plan, projeksjon, self._t)
            rich = words.sentences(plan, projeksjon, self._t, words.coloured(theme().palette, stale=document.is_stale))
        self._sentence_text = " ".join(said)
        self._sentence.show_text("<br>".join(rich), document.is_stale)
        self._sentence.setAccessibleName(self._sentence_text)

    def _show_figures(self) -> None:
        """The key figures as the reader wants them."""
        if self.shows.key == CARDS:
            self._show_cards()
            return
        projeksjon, t = self._document.projeksjon, self._t
        columns, rows = figures_table(projeksjon, t) if projeksjon is not None else ((), ())
        self.figures.set_title(self.tr("Nøkkeltall"))
        self.figures.table.show_cells(
            self._table_name(self.tr("nøkkeltall")), columns, rows, stale=self._document.is_stale)
        self.figures.exports.setEnabled(projeksjon is not None)

    def _show_cards(self) -> None:
        document, projeksjon, t = self._document, self._document.projeksjon, self._t
        for figure in series.FIGURES:
            card = self.cards[figure.key]
            card.set_stale(document.is_stale)
            if projeksjon is None:
                card.set_values(math.nan, math.nan, reason=self.tr("Framskrivingen beregnes."))
                continue
            pair = figure.pair(projeksjon)
            planen, uten = float(pair.planen[t]), float(pair.uten[t])
            undefined = math.isnan(planen) or math.isnan(uten)
            card.set_values(planen, uten, list(pair.planen), list(pair.uten), at=t,
                            reason=words.reason(figure.key) if undefined else "")

    def _show_units(self) -> None:
        document, projeksjon, plan = self._document, self._document.projeksjon, self._shown_plan()
        month = plan.maneder[self._t]
        listed = unit_rows(plan, projeksjon, month, document.findings if plan is document.plan else ())
        columns, rows = units_table(projeksjon, listed, self._t)
        self.units.set_title(self.tr("Enhetene"), self.tr("{maned}. Klikk en overskrift for å sortere.").format(
            maned=self._month_name()))
        self.units.table.show_cells(self._table_name(self.tr("enhetene")), columns, rows, stale=document.is_stale)
        self.units.exports.setEnabled(projeksjon is not None)
        self._show_ways()

    def _show_ways(self) -> None:
        """A way is open where the marked row has something to show there."""
        row, plan = self.units.table.currentIndex().row(), self._document.plan
        key = self.units.table.cells.rows[row].key if row >= 0 else ""
        missing = "" if row >= 0 else self.tr("Marker en enhet i tabellen.")
        no_follow_up = self.tr("En forvaltningsenhet har ikke brukere til oppfølging.")
        for room, button in self.ways.items():
            fe = room == OPPFOLGING and key in {e.enhet for e in plan.forvaltningsenheter}
            reason = missing or (no_follow_up if fe else "")
            button.setEnabled(not reason)
            button.setToolTip(reason or self.tr("{rom}: {enhet}").format(
                rom=button.text(), enhet=unit_name(plan, key) if key in {e.enhet for e in plan.enheter} else plan.fylke))
            button.setAccessibleDescription(reason)

    def _month_name(self) -> str:
        return fmt.maned_lang(self._shown_plan().maneder[self._t])

    def _table_name(self, name: str) -> str:
        return self.tr("Tabell, {navn}, {maned}").format(navn=name, maned=self._month_name())

    def _set_tab_order(self) -> None:
        order = [
            *self.months.kinds.buttons(), self.months.months, *self.shows.buttons(), self.no_moves.button,
            self.no_moves.other_button, *self.cards.values(), *self.figures.exports.buttons(), self.figures.table,
            *self.units.exports.buttons(), self.units.table, *self.ways.values(), *self.warnings.stops(),
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)


def _room_of_column(column: int) -> str:
    """The room that says more of what a column of the units holds."""
    return OPPFOLGING if column in OPPFOLGING_GROUPS else FRAMSKRIVING if column in RESTANSER_GROUP else FORDELING
