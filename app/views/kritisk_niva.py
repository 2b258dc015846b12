"""The tab Kritisk nivå: how low the forvaltningsenhet can go, and where one more årsverk does most."""

from __future__ import annotations

import html
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app import kritisk_texts as words
from app.charts.level_chart import LevelChart
from app.context import AppContext
from app.framskriving_texts import synthetic_note
from app.jobs.newest import Newest
from app.plan_names import document_name
from app.theme import fonts, theme
from app.theme.style_sheet import set_look
from app.views.kritisk_marginal import MarginalPanel
from app.views.kritisk_picture import picture, twin
from app.views.kritisk_scenario import LevelScenario
from app.views.kritisk_turning import TurningCard
from app.widgets.cells_panel import CellsPanel
from app.widgets.chart_export import Exported
from app.widgets.info_box import InfoBox
from app.widgets.labelled_field import LabelledField
from app.widgets.names_box import NamesBox
from app.widgets.offer import offer
from app.widgets.panel import framed
from app.widgets.view_mode import BOTH, CHART, TABLE
from models.document import Document
from planning_core.plan import Plan
from planning_core.questions.levels import KritiskNiva, can_ask, kritisk_niva
from planning_core.questions.marginal import Marginalt, marginalt

SIDE = 380
"""Width of the right column at 100 % text."""
CHART_WIDTH = 520
CHART_HEIGHT = 430
TALLEST = 540
"""A taller chart would push its lower half out of sight."""
ROWS = 14
"""Levels of the table in sight; the rest are scrolled to, so that the page does not become endless."""
LINK = "forutsetninger"


def _answer(plan: Plan, fra: str | None, known: Marginalt | None) -> tuple[KritiskNiva, Marginalt]:
    """Both questions of a plan; what is known of the same plan is not asked again."""
    return kritisk_niva(plan, fra=fra), known if known is not None and _same_case(known.plan, plan) else marginalt(plan)


def _same_case(one: Plan, other: Plan) -> bool:
    """Whether plans differ in nothing but the scenarios that are kept with them."""
    return one is other or replace(one, scenarier=()) == replace(other, scenarier=())


class KritiskNivaTab(QWidget):
    """Chart and table of the levels, the break-even, the marginal årsverk, and what they rest on.

    ``giver_field`` is placed by the room, among its other choices.
    Answers are computed while the tab is visible. ``changed`` when there is a new answer, or it went stale.
    """

    changed = Signal()
    link_activated = Signal(str)

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._context = context
        self._result: KritiskNiva | None = None
        self._marginal: Marginalt | None = None
        self._t = -1
        self._mode = BOTH
        self._failed = False
        self._jobs = Newest(self)
        self._jobs.answered.connect(self._on_jobs_answered)
        self._jobs.failed.connect(self._on_jobs_failed)
        self._build()
        document.plan_changed.connect(self._on_document_plan_changed)
        theme().changed.connect(self._show)

    # What the room asks

    @property
    def result(self) -> KritiskNiva | None:
        """The answer on show."""
        return self._result

    @property
    def marginal(self) -> Marginalt | None:
        """The marginal årsverk on show."""
        return self._marginal

    @property
    def is_stale(self) -> bool:
        """Whether what is shown is not of the plan and the giver as they are."""
        result = self._result
        return result is None or not _same_case(result.plan, self._document.plan) or result.fra != self.giver.currentData()

    @property
    def sentence(self) -> str:
        """The answer in a few sentences, as plain text."""
        if self._failed:
            return self.tr("Det kritiske nivået kunne ikke regnes ut. Feilen er skrevet i loggen.")
        if self._result is None:
            return self.tr("Det kritiske nivået beregnes.")
        return " ".join(words.short_sentences(self._result, self._shown_month()))

    def rich_sentence(self) -> str:
        """The sentences, grey while they are stale."""
        colours = theme().palette
        return f'<span style="color:{colours.secondary if self.is_stale else colours.text}">{html.escape(self.sentence)}</span>'

    def set_month(self, t: int) -> None:
        """Show the levels in month ``t`` of the horizon."""
        if t != self._t:
            self._t = t
            self._show()

    def set_mode(self, mode: str) -> None:
        """Chart, table or both."""
        self._mode = mode
        self._arrange()

    def exported(self) -> Exported | None:
        """What is exported now; None while there is no answer."""
        drawn = self.chart.picture
        if drawn is None or self._result is None:
            return None
        says = (f"{document_name(self._document)}.", words.level_sentences(self._result, self._shown_month())[0],
                synthetic_note(self._result.plan))
        title = self.tr("Kritisk nivå i forvaltningsenheten")
        return Exported(drawn, title, self.tr("kritisk nivå"), " ".join(filter(None, says)))

    def focus_order(self) -> list[QWidget]:
        """The controls as one reads."""
        return [self.giver, self.chart, *self.scenario.controls(), *self.exports.buttons(), self.table,
                *self.marginal_panel.sign.buttons(), self.marginal_panel.table]

    # Building

    def _build(self) -> None:
        self.giver = NamesBox(self.tr("Årsverkene tas fra og gis til"), self)
        self.giver.currentIndexChanged.connect(self._on_giver_current_index_changed)
        self.giver_field = LabelledField(self.tr("Årsverkene tas fra og gis til"), self.giver)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._columns.addWidget(self._build_levels(), 1)
        self._columns.addWidget(self._build_side())
        layout.addLayout(self._columns, 1)

    def _build_levels(self) -> QWidget:
        self._left = QWidget(self)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.chart = LevelChart(self._left)
        self.chart.position_changed.connect(self._on_chart_level_changed)
        self._chart_frame = framed(self.chart, parent=self._left)
        column.addWidget(self._chart_frame, 1)
        self.left_out = InfoBox(kind="warning", parent=self._left)
        column.addWidget(self.left_out)
        self.scenario = LevelScenario(self._document, self._context, self._left)
        self.scenario.level_wanted.connect(self._on_scenario_level_wanted)
        column.addWidget(self.scenario)
        self._about = QLabel(self._left)
        set_look(self._about, role="secondary")
        self._about.setWordWrap(True)
        column.addWidget(self._about)
        self._table_frame = CellsPanel(self._document, self._context.messages, self._left, least=ROWS)
        self._table_frame.set_title(self.tr("Nivåene i tall"))
        self.exports, self.table = self._table_frame.exports, self._table_frame.table
        self.table.row_chosen.connect(self._on_table_row_chosen)
        column.addWidget(self._table_frame)
        column.addStretch(0)
        return self._left

    def _build_side(self) -> QWidget:
        self._side = QWidget(self)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.turning = TurningCard(self._side)
        column.addWidget(self.turning)
        self.marginal_panel = MarginalPanel(self._side)
        self.marginal_panel.turned.connect(self._show_marginal)
        column.addWidget(self.marginal_panel)
        self.rests_on = InfoBox(parent=self._side)
        self.rests_on.link_activated.connect(self.link_activated)
        column.addWidget(self.rests_on)
        column.addStretch(1)
        return self._side

    # What happens

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._jobs.drop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_document_plan_changed(self) -> None:
        self._show_stale()
        if self.isVisible():
            self._ask()

    def _on_giver_current_index_changed(self, _index: int) -> None:
        self._show_stale()
        self._ask()

    def _on_jobs_answered(self, answer: tuple[KritiskNiva, Marginalt]) -> None:
        self._failed = False
        chosen = self._chosen_level()
        self._result, self._marginal = answer
        self._show()
        self._choose_level(chosen)
        self._scroll_to_today()
        self.changed.emit()

    def _scroll_to_today(self) -> None:
        """The table opens where the fylke is."""
        today = None if self._result is None else str(self._result.i_dag)
        row = next((i for i, r in enumerate(self.table.cells.rows) if r.key == today), None)
        if row is not None:
            # A whole row at the top, and so a whole one at the bottom.
            above = range(max(row - ROWS // 2, 0))
            self.table.verticalScrollBar().setValue(sum(self.table.rowHeight(i) for i in above))

    def _on_jobs_failed(self, _error: Exception) -> None:
        self._failed = True
        self.changed.emit()

    def _chosen_level(self) -> float | None:
        """The level that is to become a scenario."""
        at = self.chart.pinned
        return None if self._result is None or at is None else float(self._result.niva[at])

    def _choose_level(self, level: float | None) -> None:
        """Choose the same level of a new answer, where it has it."""
        levels = [] if self._result is None else self._result.niva.tolist()
        self.chart.set_position(levels.index(level) if level in levels else None)
        self._show_scenario()

    def _on_chart_level_changed(self, position: int | None) -> None:
        if position is not None:
            self.table.choose(str(position))
        self._show_scenario()

    def _on_table_row_chosen(self, key: str) -> None:
        self.chart.set_position(int(key) if key.isdigit() else None)
        self._show_scenario()

    def _on_scenario_level_wanted(self, position: int) -> None:
        self.chart.set_position(position)
        self.table.choose(str(position))
        self._show_scenario()

    def _ask(self) -> None:
        """Ask both questions of the plan as it stands, unless their answers are on show."""
        plan = self._document.plan
        self._offer_givers(plan)
        if not can_ask(plan) or not self.is_stale:
            return
        fra, known = self.giver.currentData(), self._marginal
        self._jobs.ask(lambda: _answer(plan, fra, known))

    def _offer_givers(self, plan: Plan) -> None:
        givers: list[tuple[str, str | None]] = [(self.tr("alle kontorene, etter årsverk"), None)]
        givers += [(e.navn or e.enhet, e.enhet) for e in plan.kontor if e.arsverk_stat > 0]
        offer(self.giver, givers)

    # Showing

    def _shown_month(self) -> int:
        """The month of the answer on show: the one chosen where its plan has it, else its last."""
        months = 0 if self._result is None else len(self._result.plan.maneder)
        return self._t if 0 <= self._t < months else -1

    def _show_scenario(self) -> None:
        self.scenario.show_level(self._result, self._shown_month(), self.chart.pinned, stale=self.is_stale)

    def _show_stale(self) -> None:
        stale = self.is_stale
        self.chart.set_stale(stale)
        self.table.set_stale(stale)
        self.marginal_panel.table.set_stale(stale)
        if self._result is not None:
            self.turning.show_result(self._result, stale=stale)
        self._show_scenario()
        self.changed.emit()

    def _show(self) -> None:
        result = self._result
        if result is None:
            self._arrange()
            return
        t = self._shown_month()
        stale = self.is_stale
        self.chart.set_stale(stale)
        name = self.tr("Kritisk nivå, oppfølging og restanser etter årsverk i forvaltningsenheten")
        if result.niva.size:
            self.chart.set_picture(picture(result, t), name)
        columns, rows = twin(result, t)
        self.table.show_cells(self.tr("Tabell, kritisk nivå"), columns, rows, stale=stale)
        self.left_out.set_text("<br>".join(html.escape(words.finding_words(f)) for f in result.findings))
        notes = [words.about_levels(result)]
        if result.stup(t) is None:
            notes.insert(0, words.cliff_sentence(result, t))
        self._about.setText(" ".join(notes))
        self.turning.show_result(result, stale=stale)
        self._show_marginal()
        self._show_scenario()
        link = self.tr("Se Forutsetninger")
        self.rests_on.set_text(
            f'{html.escape(words.rests_on(result.plan))} '
            f'<a href="{LINK}" style="color:{theme().palette.link}">{html.escape(link)}</a>')
        self._arrange()

    def _show_marginal(self) -> None:
        if self._marginal is not None:
            self.marginal_panel.show_result(self._marginal, stale=self.is_stale)
            self._arrange()

    def _arrange(self) -> None:
        """Two columns where they fit, else the right one below."""
        self._chart_frame.setVisible(self._mode != TABLE)
        self._table_frame.setVisible(self._mode != CHART)
        ready = self._result is not None
        for part in (self._left, self._side):
            part.setVisible(ready)
        least = max(fonts.pixels(CHART_HEIGHT), self.chart.minimumSizeHint().height())
        self.chart.setMinimumHeight(least)
        self._chart_frame.setMaximumHeight(max(fonts.pixels(TALLEST), least) + 2)
        self.table.setFixedHeight(self.table.wanted_height(min(ROWS, max(self.table.cells.rowCount(), 1))))
        side = max(fonts.pixels(SIDE), self.marginal_panel.wanted_width())
        beside = self.width() >= fonts.pixels(CHART_WIDTH) + side + 16
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._side.setMinimumWidth(side if beside else 0)
        self._side.setMaximumWidth(side if beside else 16_777_215)
        self._columns.setAlignment(self._side, Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0))
