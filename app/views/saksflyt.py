"""The room Saksflyt: what comes in, how long it takes, who does it, and what waits, as tables that are typed in."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app import saksflyt_texts as words
from app.context import AppContext
from app.saksflyt_texts import DOKUMENTER, GRENSESNITT, HISTORIKK, INNGANG, NORMTID, RESTANSER
from app.theme.style_sheet import set_look
from app.views.in_sight import in_sight
from app.views.saksflyt_dokumenter import DokumenterTab
from app.views.saksflyt_grensesnitt import GrensesnittTab
from app.views.saksflyt_historikk import HistorikkTab
from app.views.saksflyt_inngang import InngangTab
from app.views.saksflyt_normtid import NormtidTab
from app.views.saksflyt_restanser import RestanserTab
from app.views.saksflyt_tab import SaksflytTab
from app.widgets.flow_row import FlowRow
from app.widgets.info_box import InfoBox
from app.widgets.segmented import Option, Segmented
from models.document import Document

TAB_SETTING = "saksflyt/fane"


class SaksflytView(QWidget):
    """A sentence on the whole, and the tab that was chosen; a tab is made when it is first entered."""

    icon = "case-flow"
    assumptions_wanted = Signal()
    """The reader asked for the assumptions behind the numbers."""

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = self.tr("Saksflyt")
        self._document = in_sight(document, self)
        self._context = context
        self._made: dict[str, SaksflytTab] = {}
        self._build()
        self.tabs.chosen.connect(self._on_tab_chosen)
        self._document.plan_changed.connect(self._refresh)
        remembered = context.settings.text(TAB_SETTING, INNGANG)
        self.show_tab(remembered if remembered in self._makers() else INNGANG)

    @property
    def sentence(self) -> str:
        """The sentence on top."""
        return self._sentence.text()

    def tab(self, key: str) -> SaksflytTab:
        """A tab, made when it is first asked for."""
        if key not in self._made:
            made = self._makers()[key](self._document, self._context, self._page)
            self._made[key] = made
            if isinstance(made, DokumenterTab):
                made.assumptions_wanted.connect(self.show_assumptions)
            made.hide()
            self._place.addWidget(made, 1)
        return self._made[key]

    def show_tab(self, key: str) -> None:
        """Go to a tab."""
        shown = self.tab(key)
        self.tabs.choose(key)
        for other in self._made.values():
            other.setVisible(other is shown)
        self._refresh()
        self._set_tab_order()

    def show_assumptions(self) -> None:
        """Go to the assumptions the numbers rest on."""
        self.assumptions_wanted.emit()
        if "rom.forutsetninger" in self._context.actions:
            self._context.actions["rom.forutsetninger"].trigger()

    def _makers(self) -> dict[str, Callable[[Document, AppContext, QWidget], SaksflytTab]]:
        return {INNGANG: InngangTab, NORMTID: NormtidTab, GRENSESNITT: GrensesnittTab, RESTANSER: RestanserTab,
                DOKUMENTER: DokumenterTab, HISTORIKK: HistorikkTab}

    def _build(self) -> None:
        self._page = QWidget(self)
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        title = QLabel(self.title, self._page)
        set_look(title, role="title")
        self.tabs = Segmented([Option(tab, words.tab_name(tab)) for tab in self._makers()], self.tr("Vis"))
        layout.addWidget(FlowRow(title, self.tabs, spacing=16, parent=self._page))
        self._sentence = QLabel(self._page)
        set_look(self._sentence, role="sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._sentence)
        self._place = QVBoxLayout()
        layout.addLayout(self._place, 1)
        self._synthetic = InfoBox(parent=self._page)
        layout.addWidget(self._synthetic)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _on_tab_chosen(self, key: str) -> None:
        self._context.settings.set_text(TAB_SETTING, key)
        self.show_tab(key)

    def _refresh(self) -> None:
        from planning_core.questions.case_work import case_work

        plan = self._document.plan
        found = case_work(plan)
        self._sentence.setText(words.sentence(plan, found.inn, found.andel_fe, found.restanser))
        self._sentence.setAccessibleName(self._sentence.text())
        self._synthetic.set_text(words.synthetic_note(plan, self._made[self.tabs.key].sheets))

    def _set_tab_order(self) -> None:
        """The keyboard goes as one reads."""
        order = [*self.tabs.buttons(), *self._made[self.tabs.key].stops()]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
