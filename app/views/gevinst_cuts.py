"""Work against people, and whether a gevinst pays for the flyttinger that rest on it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app import gevinst_texts as words
from app.charts.pair_chart import PairChart
from app.context import AppContext
from app.jobs.newest import Newest
from app.plan_names import document_name
from app.texts import setning
from app.theme import fonts, theme
from app.views import gevinst_picture as picture
from app.views.gevinst_moves import open_flytting
from app.widgets.cells_table import CellsTable
from app.widgets.chart_export import ChartExportButton, Exported
from app.widgets.flow_row import FlowRow, Labelled
from app.widgets.info_box import InfoBox
from app.widgets.month_box import MonthBox
from app.widgets.panel import TitledPanel, framed
from app.widgets.table_export import TableButtons
from app.widgets.view_mode import BOTH, CHART, TABLE, ViewMode
from models.document import Document
from planning_core.plan import Plan
from planning_core.questions.early_cut import IkkeKuttForTidlig, Kutt, ikke_kutt_for_tidlig
from planning_core.questions.work_and_people import ArbeidOgFolk, arbeid_og_folk

MODE_SETTING = "gevinst/arbeid"
CHART_HEIGHT = 420


class CutsTab(QWidget):
    """The chart and table of work and people at once; the cuts when they have been computed.

    ``answered`` says that the sentences may be others now.
    """

    answered = Signal()

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._context = document, context
        self._moved: ArbeidOgFolk | None = None
        self._answer: IkkeKuttForTidlig | None = None
        self._failed = False
        self._jobs = Newest(self)
        self._jobs.answered.connect(self._on_jobs_answered)
        self._jobs.failed.connect(self._on_jobs_failed)
        self._build()
        self.month.currentIndexChanged.connect(self._show_table)
        self.mode.chosen.connect(self._show_mode)
        self.cuts.row_chosen.connect(lambda _: self._show_pace_button())
        theme().changed.connect(self._arrange)

    @property
    def answer(self) -> IkkeKuttForTidlig | None:
        """The latest answer on cuts; of the plan as it is when :attr:`is_stale` is False."""
        return self._answer

    @property
    def is_stale(self) -> bool:
        return self._answer is None or self._answer.plan is not self._document.plan

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the page answers."""
        if self._moved is None:
            return ()
        first = words.moved_sentence(self._moved)
        if self._answer is not None and not self.is_stale and self._answer.kutt:
            return (words.kutt_sentences(self._answer)[0], first)
        return (first,)

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [self.month, *self.mode.buttons(), self.export_button, self.chart, *self.exports.buttons(), self.table,
                self.pace_button, *self.cuts_exports.buttons(), self.cuts]

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.month = MonthBox(self.tr("Måned i tabellen"), self)
        self.mode = ViewMode(self._context.settings, MODE_SETTING, self)
        self.export_button = ChartExportButton(self._document, self._context.messages, self._exported, lambda: self.table, self)
        self._choices = FlowRow(Labelled(self.tr("Tabell for"), self.month), self.mode, self.export_button, spacing=16,
                                last_right=True, parent=self)
        layout.addWidget(self._choices)
        self.warning = InfoBox(kind="warning", parent=self)
        layout.addWidget(self.warning)
        self.chart = PairChart(self)
        self._chart_frame = framed(self.chart, parent=self)
        layout.addWidget(self._chart_frame)
        self.table = CellsTable(self)
        self.exports = self._exports(self.table)
        self._table_panel = TitledPanel(self.table, self.exports, title=self.tr("Arbeid mot folk, enhet for enhet"), parent=self)
        layout.addWidget(self._table_panel)
        self.cuts = CellsTable(self)
        self.pace_button = QPushButton(self.tr("Bruk tryggeste tempo …"), self)
        self.pace_button.clicked.connect(self.use_pace)
        self.cuts_exports = self._exports(self.cuts)
        self._cuts_panel = TitledPanel(self.cuts, self.pace_button, self.cuts_exports, title=self.tr("Ikke kutt for tidlig"),
                                       parent=self)
        layout.addWidget(self._cuts_panel)
        self.about = InfoBox(parent=self)
        layout.addWidget(self.about)
        layout.addStretch(1)

    def _exports(self, table: CellsTable) -> TableButtons:
        return TableButtons(lambda: table, self._document, self._context.messages, self)

    # Computing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._jobs.drop()

    def _ask(self) -> None:
        """Compute the cuts, where they are not of the plan as it is."""
        plan = self._document.plan
        if not self.isVisible() or not self.is_stale:
            return
        self._jobs.ask(lambda: ikke_kutt_for_tidlig(plan))

    def _on_jobs_answered(self, answer: IkkeKuttForTidlig) -> None:
        self._failed, self._answer = False, answer
        self._show_cuts()
        self.answered.emit()

    def _on_jobs_failed(self, _error: Exception) -> None:
        self._failed = True
        self._show_cuts()

    # What the reader does

    def use_pace(self) -> None:
        """Open the marked flytting at the pace that never takes people ahead of the work."""
        one = self._marked()
        if one is None or one.tempo.fra_maned is None:
            return
        flytting = self._document.plan.flyttinger[one.rad]
        draft = replace(flytting, fra_maned=one.tempo.fra_maned, innfasing_mnd=one.tempo.innfasing_mnd)
        open_flytting(self._document, self._context.messages, one.rad, draft, self)

    def _marked(self) -> Kutt | None:
        if self._answer is None or self.is_stale or not self._answer.kutt:
            return None
        at = self.cuts.currentIndex().row()
        return self._answer.kutt[at] if 0 <= at < len(self._answer.kutt) else None

    # Showing

    def show_plan(self) -> None:
        """Show the plan as it is now; the cuts follow."""
        plan = self._document.plan
        self._moved = arbeid_og_folk(plan)
        self.month.set_months(plan.maneder)
        places = [f for f in self._moved.findings() if f.row is None]
        self.warning.set_text(" ".join(setning(f) for f in places))
        panels = picture.work_panels(self._moved)
        self.chart.set_panels(panels, self.tr("Arbeid mot folk"))
        self._show_table()
        self._show_cuts()
        self._show_mode()
        self._arrange()
        self._ask()

    def _show_table(self, *_: object) -> None:
        if self._moved is None or self.month.month is None:
            return
        columns, rows = picture.work_table(self._moved, self.month.month)
        self.table.show_cells(self._table_panel.title.text(), columns, rows)

    def _show_cuts(self) -> None:
        answer = self._answer
        has = answer is not None and bool(answer.kutt)
        stale = self.is_stale
        if answer is not None and has and not self._moved_rows(answer, self._document.plan):
            columns, rows = picture.cut_table(answer)
            self.cuts.show_cells(self._cuts_panel.title.text(), columns, rows, stale=stale)
            if not self.cuts.currentIndex().isValid():
                self.cuts.choose(rows[0].key)
        self._cuts_panel.setVisible(has)
        about = self.tr(
            "Planen mot den samme planen uten både flyttingen og gevinsten. Et kontor måles i sin egen oppfølging til og med "
            "måneden, en forvaltningsenhet i sine restanser. Arbeid og folk er endring fra planens start.")
        if self._failed:
            about = self.tr("Flyttingene kunne ikke beregnes. Loggen sier hvorfor.")
        elif stale and has:
            about = self.tr("Beregner flyttingene …")
        elif not stale and not has:
            about = words.INGEN_KUTT if self._document.plan.enheter else ""
        self.about.set_text(about)
        self._show_pace_button()

    def _moved_rows(self, answer: IkkeKuttForTidlig, plan: Plan) -> bool:
        """Whether the answer is of flyttinger or gevinster that are not there any more."""
        return self.is_stale and (answer.plan.flyttinger != plan.flyttinger or answer.plan.gevinster != plan.gevinster)

    def _show_pace_button(self) -> None:
        one = self._marked()
        usable = one is not None and one.tempo.fra_maned is not None
        self.pace_button.setEnabled(usable)
        self.pace_button.setToolTip("" if usable else self.tr("Marker en flytting som har et trygt tempo."))

    def _show_mode(self, *_: object) -> None:
        key, moved = self.mode.key, self._moved
        anything = moved is not None and (bool(moved.enheter) or bool(moved.arbeid_sted.any()))
        self._choices.setVisible(anything)
        self._chart_frame.setVisible(anything and key in (CHART, BOTH))
        self._table_panel.setVisible(key in (TABLE, BOTH) and bool(self._moved and self._moved.enheter))

    def _arrange(self) -> None:
        self.chart.setMinimumHeight(max(fonts.pixels(CHART_HEIGHT), self.chart.minimumSizeHint().height()))

    def _exported(self) -> Exported:
        note = f"{document_name(self._document)}. {' '.join(self.sentences)}"
        return Exported(self.chart.panels, self.tr("Arbeid mot folk"), self.tr("arbeid mot folk"), note)
