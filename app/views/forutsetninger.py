"""The room Forutsetninger: every value the projection rests on, what it means, and where it comes from."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import forutsetninger_texts as words
from app.context import AppContext
from app.theme import fonts, theme
from app.theme.style_sheet import set_look
from app.views import forutsetninger_lists as lists
from app.views.assumption_detail import AssumptionDetail
from app.views.forutsetninger_tables import assumptions_table
from app.views.in_sight import in_sight
from app.views.plan_frame import PlanFrame
from app.widgets.cells_table import CellsTable
from app.widgets.empty_state import EmptyState
from app.widgets.flow_row import FlowRow
from app.widgets.info_box import InfoBox
from app.widgets.panel import framed
from app.widgets.scroll_page import fill_with
from app.widgets.segmented import ChipGroup, Option, Segmented
from models.document import Document
from models.forutsetninger_model import CHANGED, ForutsetningerModel

ASSUMPTIONS, SOURCES, GEVINSTER = "forutsetninger", "kilder", "gevinster"
ALL = "*"
DETAIL_WIDTH = 328
NARROW = 1080
"""Below this width (at 100 % text) the help stands under the table."""
ROWS = 10
"""Rows of the long table that are always in sight."""


class ForutsetningerView(QWidget):
    """Three pages: the assumptions, the sources, and the gevinster."""

    icon = "assumptions"

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        document = in_sight(document, self)
        self.title = self.tr("Forutsetninger")
        self._document = document
        self._context = context
        self.model = ForutsetningerModel(document, words.ParameterWords(), self)
        # What the lists show: they are made anew only when the plan's own have changed.
        self._shown_sources: object = None
        self._shown_gevinster: object = None
        self._build()
        self._connect()
        self._show_plan()
        self._choose_first()
        self._arrange()

    @property
    def sentence(self) -> str:
        """The sentence on top."""
        return self._sentence.text()

    def show_parameter(self, key: str) -> None:
        """Go to one assumption, whatever was searched for before."""
        self.pages.choose(ASSUMPTIONS)
        self._show_page(ASSUMPTIONS)
        self.search.clear()
        self.grades.choose(ALL)
        self._filter()
        index = self.model.index_of(key)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Building

    def _build(self) -> None:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        title = QLabel(self.title, page)
        set_look(title, role="title")
        self.pages = Segmented([
            Option(ASSUMPTIONS, self.tr("Verdier")),
            Option(SOURCES, self.tr("Kilder")), Option(GEVINSTER, self.tr("Gevinster")),
        ], self.tr("Vis"))
        layout.addWidget(FlowRow(title, self.pages, spacing=16, parent=page))
        self._sentence = QLabel(page)
        set_look(self._sentence, role="sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._sentence)
        self._pages = {ASSUMPTIONS: self._build_assumptions()}
        self.sources, self.sources_empty, self._sources_note = self._build_list(SOURCES, stretch=4)
        self.gevinster, self.gevinster_empty, self._gevinster_note = self._build_list(GEVINSTER)
        for key, content in self._pages.items():
            layout.addWidget(content, 1)
            content.setVisible(key == ASSUMPTIONS)
        fill_with(self, page)

    def _build_assumptions(self) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.frame = PlanFrame(self._document, page)
        layout.addWidget(self.frame)
        self.search = QLineEdit(page)
        self.search.setPlaceholderText(self.tr("Søk i forutsetninger"))
        self.search.setAccessibleName(self.tr("Søk i forutsetninger"))
        self.search.setToolTip(self.tr("Søk i navn, hjelp og kilde (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        grades = [Option(grade, f"{grade} {words.grade_word(grade).lower()}") for grade in words.GRADES]
        self.grades = ChipGroup([Option(ALL, self.tr("Alle")), *grades, Option(CHANGED, self.tr("Endret"))],
                                self.tr("Grad"), parent=page)
        self._shown = QLabel(page)
        set_look(self._shown, role="secondary")
        layout.addWidget(FlowRow(self.search, self.grades, self._shown, spacing=12, parent=page))
        content = QWidget(page)
        self._arrangement = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._arrangement.setContentsMargins(0, 0, 0, 0)
        self._arrangement.setSpacing(12)
        self.table = assumptions_table(self.model, page, least=ROWS)
        self._arrangement.addWidget(framed(self.table), 1)
        self.detail = AssumptionDetail(content)
        self._arrangement.addWidget(self.detail)
        layout.addWidget(content, 1)
        return page

    def _build_list(self, key: str, stretch: int = -1) -> tuple[CellsTable, EmptyState, InfoBox]:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        actions = self._context.actions
        empty = EmptyState(actions["fil.importer"], actions["hjelp.excel"], page)
        table = CellsTable(page, stretch=stretch)
        table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        note = InfoBox(parent=page)
        for widget in (empty, framed(table), note):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._pages[key] = page
        return table, empty, note

    def _connect(self) -> None:
        self.pages.chosen.connect(self._show_page)
        self.search.textChanged.connect(self._filter)
        self.grades.chosen.connect(self._filter)
        self.table.row_chosen.connect(self._show_detail)
        self.model.modelReset.connect(self._show_detail)
        self.model.dataChanged.connect(self._show_detail)
        self.detail.reset_wanted.connect(lambda key: self.model.reset(self.model.index_of(key)))
        self._document.plan_changed.connect(self._show_plan)
        theme().changed.connect(self._arrange)
        shortcut = QShortcut(QKeySequence.StandardKey.Find, self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_find)
        order = [*self.pages.buttons(), self.frame.fylke, self.frame.start, self.frame.months, self.frame.steps,
                 self.search, *self.grades.buttons(), self.table, self.detail.reset_button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    # Showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_find(self) -> None:
        self._show_page(ASSUMPTIONS)
        self.pages.choose(ASSUMPTIONS)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _show_page(self, key: str) -> None:
        for name, content in self._pages.items():
            content.setVisible(name == key)

    def _filter(self) -> None:
        key = self.grades.key
        self.model.set_filter(self.search.text(), "" if key == ALL else key)
        self._show_count()
        if not self.table.currentIndex().isValid():
            self._choose_first()

    def _choose_first(self) -> None:
        first = next((i for i, entry in enumerate(self.model.entries) if entry.row is not None), None)
        if first is not None:
            self.table.setCurrentIndex(self.model.index(first, 1))
        self._show_detail()

    def _show_detail(self, *_: object) -> None:
        index = self.table.currentIndex()
        self.detail.set_row(self.model.entry(index.row()).row if index.isValid() else None)

    def _show_count(self) -> None:
        self._shown.setText(words.shown_text(self.model.shown, len(self.model.rows)))

    def _show_plan(self) -> None:
        plan = self._document.plan
        self._sentence.setText(words.summary(plan, self.model.rows))
        self._sentence.setAccessibleName(self._sentence.text())
        self._show_count()
        self._show_detail()
        self._show_sources()
        self._show_gevinster()

    def _show_sources(self) -> None:
        plan = self._document.plan
        if plan.kilder is self._shown_sources:
            return
        self._shown_sources = plan.kilder
        self._show_list(self.sources, self.sources_empty, self._sources_note, bool(plan.kilder),
                        lists.sources_empty(), lists.sources_note(plan))
        self.sources.show_cells(self.tr("Kilder"), lists.source_columns(), lists.source_rows(plan))

    def _show_gevinster(self) -> None:
        plan = self._document.plan
        now = (plan.gevinster, plan.forutsetning("gevinstniva"))
        if now == self._shown_gevinster:
            return
        self._shown_gevinster = now
        self._show_list(self.gevinster, self.gevinster_empty, self._gevinster_note, bool(plan.gevinster),
                        lists.gevinster_empty(), lists.gevinster_note())
        self.gevinster.show_cells(self.tr("Gevinster"), lists.gevinst_columns(plan), lists.gevinst_rows(plan))

    def _show_list(self, table: CellsTable, empty: EmptyState, note: InfoBox, filled: bool, why: str,
                   about: str) -> None:
        empty.set_text(why)
        empty.setVisible(not filled)
        table.parentWidget().setVisible(filled)
        note.set_text(about if filled else "")

    def _arrange(self) -> None:
        """The help beside the table, or under it where there is no room."""
        beside = self.width() >= fonts.pixels(NARROW)
        direction = QBoxLayout.Direction
        self._arrangement.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self.detail.setMaximumWidth(fonts.pixels(DETAIL_WIDTH) if beside else 16_777_215)
        self.detail.setMinimumWidth(fonts.pixels(DETAIL_WIDTH) if beside else 0)
        self.search.setFixedWidth(fonts.pixels(240))


