"""The room Scenarier: an untouched baseline and named scenarios side by side, and what each change does."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import scenario_texts as words
from app.charts.pair_chart import PairChart
from app.context import AppContext
from app.framskriving_texts import synthetic_note
from app.jobs.newest import Newest
from app.plan_names import document_name
from app.scenario_actions import ScenarioActions
from app.theme import fonts, icons, theme
from app.theme.style_sheet import set_look
from app.views.scenarier_detail import ScenarioDetail
from app.views.scenarier_folsomhet import SensitivityPage
from app.views.scenarier_picture import BASELINE, comparison_table, month_name, scenario_panels
from app.widgets.cells_table import CellsTable
from app.widgets.chart_export import ChartExportButton, Exported
from app.widgets.flow_row import FlowRow, Labelled
from app.widgets.info_box import InfoBox
from app.widgets.page_area import PageArea
from app.widgets.segmented import ChipGroup, Option, Segmented
from app.widgets.table_export import TableButtons
from models.document import Document
from planning_core.plan import Plan
from planning_core.questions.scenario_bidrag import Oppdeling, del_opp, samme_maneder
from planning_core.questions.scenarios import Sammenligning, Scenario, grunnplan, sammenlign

CHART_WIDTH = 380
"""Least width of one of the small charts at 100 % text."""
CHART_HEIGHT = 330
MAX_CHARTS = 6
LINK = "forutsetninger"
SIDE, SENSITIVITY = "side", "folsomhet"


def _answer(plan: Plan, name: str, known: Sammenligning | None) -> tuple[Sammenligning, Oppdeling | None]:
    """The comparison of a plan's scenarios, and the split of one; a comparison of the same plan is not made again."""
    result = known if known is not None and known.plan is plan else sammenlign(plan)
    scenario = result.scenario(name)
    if scenario is None or scenario.resultat is None or not samme_maneder(scenario.resultat.plan, grunnplan(plan)):
        return result, None
    return result, del_opp(plan, name)


class ScenarierView(QWidget):
    """Sentence, table, small charts, and the scenario that is chosen. Computed while the room is in sight."""

    icon = "scenarios"

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = self.tr("Scenarier")
        self._document = document
        self._context = context
        self.does = ScenarioActions(document, context.messages, self)
        self._result: Sammenligning | None = None
        self._split: Oppdeling | None = None
        self._chosen = BASELINE
        self._failed = False
        self._charts: list[tuple[str, PairChart, QFrame]] = []
        self._jobs = Newest(self)
        self._jobs.answered.connect(self._on_jobs_answered)
        self._jobs.failed.connect(self._on_jobs_failed)
        self._build()
        document.plan_changed.connect(self._on_document_plan_changed)
        theme().changed.connect(self._on_theme_changed)
        self._show()

    @property
    def sentence(self) -> str:
        """The answer in one sentence, as plain text."""
        if self._failed:
            return self.tr("Scenariene kunne ikke regnes ut. Feilen er skrevet i loggen.")
        if not self._document.scenarier:
            return self.tr("Planen har ingen scenarier ennå. Et scenario er en navngitt liste av endringer som "
                           "sammenlignes med planen, uten at planen selv blir endret.")
        if self._result is None:
            return self.tr("Scenariene beregnes.")
        return words.oversikt_setning(self._result)

    @property
    def result(self) -> Sammenligning | None:
        """The comparison on show."""
        return self._result

    @property
    def chosen(self) -> str:
        """Name of the scenario that is shown below the table; empty for the baseline."""
        return self._chosen

    @property
    def is_stale(self) -> bool:
        """Whether what is shown is not of the baseline and scenarios as they are."""
        return self._result is None or self._result.plan is not self._document.grunnplan

    # Building

    def _build(self) -> None:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._build_header(page))
        self.sensitivity = SensitivityPage(self._document, self._context, page)
        self.sensitivity.hide()
        layout.addWidget(self.sensitivity, 1)
        self._comparison = QWidget(page)
        layout.addWidget(self._comparison)
        layout = QVBoxLayout(self._comparison)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._sentence = QLabel(page)
        set_look(self._sentence, role="sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._sentence)
        layout.addWidget(self._build_buttons(page))
        self._table_frame = self._build_table(page)
        layout.addWidget(self._table_frame)
        # Under the table it is chosen in: what one chooses is in sight at once.
        self.detail = ScenarioDetail(self.does, self._document, self._context.messages, page)
        self.detail.renamed.connect(self._on_detail_renamed)
        layout.addWidget(self.detail)
        self._multiples = QWidget(page)
        self._grid = QGridLayout(self._multiples)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        layout.addWidget(self._multiples)
        self.rests = InfoBox(parent=page)
        self.rests.link_activated.connect(self._on_link_activated)
        layout.addWidget(self.rests)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(PageArea(page, self))

    def _build_header(self, page: QWidget) -> QWidget:
        title = QLabel(self.title, page)
        set_look(title, role="title")
        self.months = ChipGroup([], self.tr("Måned"), parent=page)
        self.months.chosen.connect(self._show)
        self.export_button = ChartExportButton(
            self._document, self._context.messages, self._exported, lambda: self.table, page)
        self._month_choice = Labelled(self.tr("Tall for"), self.months)
        self.pages = Segmented([Option(SIDE, self.tr("Side om side")), Option(SENSITIVITY, self.tr("Følsomhet"))],
                               self.tr("Vis"))
        self.pages.chosen.connect(self.show_page)
        return FlowRow(title, self.pages, self._month_choice, self.export_button, spacing=20,
                       last_right=True, parent=page)

    @property
    def page_name(self) -> str:
        """The words of the page that is shown."""
        return self.pages.button(self.pages.key).text()

    def show_page(self, key: str) -> None:
        """Scenarios side by side, or what each assumption does."""
        self.pages.choose(key)
        self._comparison.setVisible(key == SIDE)
        self.sensitivity.setVisible(key == SENSITIVITY)
        self._show()

    def _build_buttons(self, page: QWidget) -> QWidget:
        self.new_button = self._button(self.tr("Nytt scenario"), "plus", self._on_new_button_clicked, page)
        set_look(self.new_button, primary=True)
        icons.follow(self.new_button, "plus", "primary_text")
        self.open_button = self._button("", "pencil", self._on_open_button_clicked, page)
        self.copy_scenario_button = self._button(self.tr("Dupliser"), "copy", self._on_copy_scenario_button_clicked, page)
        self.lock_button = self._button("", "lock", self._on_lock_button_clicked, page)
        self.remove_button = self._button(self.tr("Slett"), "trash", self._on_remove_button_clicked, page)
        return FlowRow(self.new_button, self.open_button, self.copy_scenario_button, self.lock_button,
                       self.remove_button, parent=page)

    def _button(self, text: str, icon: str, act, parent: QWidget) -> QPushButton:
        button = QPushButton(text, parent)
        icons.follow(button, icon)
        button.clicked.connect(act)
        return button

    def _build_table(self, page: QWidget) -> QFrame:
        frame = QFrame(page)
        set_look(frame, panel=True)
        grid = QGridLayout(frame)
        grid.setContentsMargins(1, 4, 1, 1)
        title = QLabel(self.tr("Side om side"), frame)
        title.setContentsMargins(8, 0, 0, 0)
        set_look(title, role="strong")
        self.exports = TableButtons(lambda: self.table, self._document, self._context.messages, frame)
        self.table = CellsTable(frame)
        self.table.row_chosen.connect(self.choose)
        grid.addWidget(title, 0, 0)
        grid.addWidget(self.exports, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.table, 1, 0, 1, 2)
        return frame

    # What the reader does

    def choose(self, name: str) -> None:
        """Show a scenario below the table; an empty name is the baseline."""
        if name != self._chosen:
            self._chosen = name
            self._split = None
            self._ask()
            self._show()

    def _on_new_button_clicked(self) -> None:
        self._chosen = self.does.new()
        self._ask()
        self._show()

    def _on_open_button_clicked(self) -> None:
        opened = self._document.aktivt_scenario
        self.does.open(None if opened == (self._chosen or None) else self._chosen or None)

    def _on_copy_scenario_button_clicked(self) -> None:
        self._chosen = self.does.duplicate(self._chosen)
        self._ask()
        self._show()

    def _on_lock_button_clicked(self) -> None:
        scenario = self._scenario()
        if scenario is not None:
            self.does.lock(scenario.navn, not scenario.laast)

    def _on_remove_button_clicked(self) -> None:
        self.does.remove(self._chosen)

    def _on_detail_renamed(self, _old: str, new: str) -> None:
        self._chosen = new
        self._ask()

    def _on_link_activated(self, link: str) -> None:
        if link == LINK and "rom.forutsetninger" in self._context.actions:
            self._context.actions["rom.forutsetninger"].trigger()

    # Computing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        wanted = self._context.actions.wanted("rom.scenarier")
        if wanted in self._document.scenarier:
            self._chosen = wanted
        self._ask()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_document_plan_changed(self) -> None:
        if self._chosen and self._chosen not in self._document.scenarier:
            self._chosen = BASELINE
        if self.isVisible():
            self._ask()
            self._show()

    def _on_theme_changed(self) -> None:
        self._arrange()
        if self.isVisible():
            self._show()

    def _ask(self) -> None:
        """Compute what is not of the plan as it is."""
        if not self.isVisible() or not self._document.scenarier:
            self._jobs.drop()
            return
        if not self.is_stale and (not self._chosen or self._split is not None):
            return
        plan, name, known = self._document.grunnplan, self._chosen, self._result
        self._jobs.ask(lambda: _answer(plan, name, known))

    def _on_jobs_answered(self, answer: tuple[Sammenligning, Oppdeling | None]) -> None:
        self._failed = False
        self._result, self._split = answer
        self._show()

    def _on_jobs_failed(self, _error: Exception) -> None:
        self._failed = True
        self._show()

    # Showing

    def _scenario(self) -> Scenario | None:
        return None if self._result is None else self._result.scenario(self._chosen)

    def _month(self, result: Sammenligning) -> int:
        return int(self.months.key) if self.months.key else result.maneder[-1]

    def _show(self) -> None:
        has = bool(self._document.scenarier)
        result = self._result if has else None
        self._sentence.setText(self.sentence)
        self._sentence.setAccessibleName(self.sentence)
        for widget in (self._table_frame, self._multiples, self.detail):
            widget.setVisible(result is not None)
        for widget in (self.export_button, self._month_choice):
            widget.setVisible(result is not None and self.pages.key == SIDE)
        for button in (self.open_button, self.copy_scenario_button, self.lock_button, self.remove_button):
            button.setVisible(has)
        self._show_buttons()
        if result is None:
            self.rests.set_text("")
            return
        self._show_months(result)
        month = self._month(result)
        columns, rows = comparison_table(result, month, self._document.aktivt_scenario)
        self.table.show_cells(self.tr("Scenarier side om side"), columns, rows, stale=self.is_stale)
        self.table.choose(self._chosen)
        self._show_charts(result)
        split = self._split if self._split is not None and self._split.scenario == self._chosen else None
        self.detail.show_scenario(result, self._scenario(), split, month)
        self.rests.set_text(" ".join(filter(None, (
            words.hviler_paa(result.plan, LINK, theme().palette.link), synthetic_note(result.plan)))))
        self._set_tab_order()

    def _show_months(self, result: Sammenligning) -> None:
        options = [Option(str(month), month_name(result, month)) for month in result.maneder]
        if [button.text() for button in self.months.buttons()] != [option.text for option in options]:
            self.months.set_options(options)
            self.months.choose(options[-1].key)

    def _show_buttons(self) -> None:
        scenario, opened = self._scenario(), self._document.aktivt_scenario
        named = self._chosen in self._document.scenarier
        for button in (self.copy_scenario_button, self.lock_button, self.remove_button):
            button.setEnabled(named)
        is_open = (self._chosen or None) == opened
        self.open_button.setText(
            self.tr("Åpne grunnplanen") if not named or is_open else self.tr("Åpne for redigering"))
        self.open_button.setEnabled(opened is not None if not named else True)
        locked = scenario is not None and scenario.laast
        self.lock_button.setText(self.tr("Lås opp") if locked else self.tr("Lås"))
        self.remove_button.setEnabled(named and not locked)
        self.remove_button.setToolTip(
            self.tr("Scenarioet er låst. Lås det opp for å slette det.") if locked else "")

    def _show_charts(self, result: Sammenligning) -> None:
        drawn = [s for s in result.scenarier if s.resultat is not None and s.endringer and not words.uten_saker(result)]
        drawn = drawn[:MAX_CHARTS]
        while len(self._charts) < len(drawn):
            frame = QFrame(self._multiples)
            set_look(frame, panel=True)
            around = QVBoxLayout(frame)
            around.setContentsMargins(1, 1, 1, 1)
            chart = PairChart(frame)
            around.addWidget(chart)
            self._charts.append(("", chart, frame))
        for _, _, frame in self._charts[len(drawn):]:
            frame.setParent(None)
            frame.deleteLater()
        self._charts = [(s.navn, chart, frame) for s, (_, chart, frame) in zip(drawn, self._charts, strict=False)]
        for scenario, (_, chart, _) in zip(drawn, self._charts, strict=True):
            name = self.tr("«{navn}» mot grunnplanen").format(navn=scenario.navn)
            chart.set_stale(self.is_stale)
            chart.set_panels(scenario_panels(result, scenario), name)
        self._multiples.setVisible(bool(drawn))
        self.export_button.setEnabled(bool(drawn))
        self.export_button.setToolTip("" if drawn else self.tr("Ingen scenarier har et diagram ennå."))
        self._arrange()

    def _arrange(self) -> None:
        """As many charts beside each other as there is room for."""
        room = max(self.width() - 40, 1)
        across = max(1, min(3, len(self._charts), room // (fonts.pixels(CHART_WIDTH) + 12)))
        for i, (_, chart, frame) in enumerate(self._charts):
            chart.setMinimumHeight(max(fonts.pixels(CHART_HEIGHT), chart.minimumSizeHint().height()))
            chart.setMinimumWidth(0)
            self._grid.addWidget(frame, i // across, i % across)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _set_tab_order(self) -> None:
        order = [
            *self.pages.buttons(), *self.months.buttons(), self.export_button, *self.sensitivity.stops(), self.new_button,
            self.open_button, self.copy_scenario_button, self.lock_button, self.remove_button, *self.exports.buttons(),
            self.table, self.detail.name, self.detail.description, self.detail.mend_button, *self.detail.figures.buttons(),
            *self.detail.exports.buttons(), self.detail.waterfall, self.detail.table, *(c for _, c, _ in self._charts),
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.pixels(320), fonts.pixels(240))

    def _exported(self) -> Exported:
        """The chart of the chosen scenario, or of the first."""
        name, chart, _ = next((c for c in self._charts if c[0] == self._chosen), self._charts[0])
        title = self.tr("«{navn}» mot grunnplanen").format(navn=name)
        note = f"{document_name(self._document)}. {self.sentence}"
        return Exported(chart.panels, title, self.tr("scenario {navn}").format(navn=name), note)
