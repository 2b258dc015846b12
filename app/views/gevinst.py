"""The room Gevinst: how much of a promised gevinst is real, when, net of what it costs, and whether people leave first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.context import AppContext
from app.theme.style_sheet import set_look
from app.views.gevinst_account import AccountTab
from app.views.gevinst_cuts import CutsTab
from app.views.gevinst_register import RegisterTab
from app.views.in_sight import in_sight
from app.widgets.flow_row import FlowRow
from app.widgets.page_area import PageArea
from app.widgets.segmented import Option, Segmented
from models.document import Document

ACCOUNT, REGISTER, CUTS = "regnskap", "register", "folk"
TAB_SETTING = "gevinst/fane"


class GevinstView(QWidget):
    """A sentence on the whole, and one of three pages; a page is made when it is first entered."""

    icon = "benefits"
    assumptions_wanted = Signal()
    """The reader asked for the assumptions behind the numbers."""

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = self.tr("Gevinst")
        self._document = in_sight(document, self)
        self._context = context
        self._made: dict[str, AccountTab | RegisterTab | CutsTab] = {}
        self._build()
        self.tabs.chosen.connect(self._on_tab_chosen)
        self._document.plan_changed.connect(self._refresh)
        remembered = context.settings.text(TAB_SETTING, ACCOUNT)
        self.show_tab(remembered if remembered in self._makers() else ACCOUNT)

    @property
    def sentence(self) -> str:
        """The sentence on top."""
        return self._sentence.text()

    def tab(self, key: str) -> AccountTab | RegisterTab | CutsTab:
        """A page, made when it is first asked for."""
        if key not in self._made:
            made = self._makers()[key](self._document, self._context, self._page)
            self._made[key] = made
            if isinstance(made, AccountTab):
                made.assumptions_wanted.connect(self.show_assumptions)
                made.gevinst_wanted.connect(self._on_account_gevinst_wanted)
            if isinstance(made, CutsTab):
                made.answered.connect(self._show_sentence)
            made.hide()
            self._place.addWidget(made, 1)
        return self._made[key]

    def show_tab(self, key: str) -> None:
        """Go to a page."""
        shown = self.tab(key)
        self.tabs.choose(key)
        shown.show_plan()
        for other in self._made.values():
            other.setVisible(other is shown)
        self._show_sentence()
        for before, after in pairwise([*self.tabs.buttons(), *shown.stops()]):
            QWidget.setTabOrder(before, after)

    def show_assumptions(self) -> None:
        """Go to the assumptions the account rests on."""
        self.assumptions_wanted.emit()
        if "rom.forutsetninger" in self._context.actions:
            self._context.actions["rom.forutsetninger"].trigger()

    def _makers(self) -> dict[str, Callable[[Document, AppContext, QWidget], AccountTab | RegisterTab | CutsTab]]:
        return {ACCOUNT: AccountTab, REGISTER: RegisterTab, CUTS: CutsTab}

    def _build(self) -> None:
        self._page = QWidget(self)
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        title = QLabel(self.title, self._page)
        set_look(title, role="title")
        self.tabs = Segmented([
            Option(ACCOUNT, self.tr("Regnskap")), Option(REGISTER, self.tr("Register")),
            Option(CUTS, self.tr("Arbeid og folk")),
        ], self.tr("Vis"), self._page)
        layout.addWidget(FlowRow(title, self.tabs, spacing=16, parent=self._page))
        self._sentence = QLabel(self._page)
        set_look(self._sentence, role="sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._sentence)
        self._place = QVBoxLayout()
        layout.addLayout(self._place, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(PageArea(self._page, self))

    def _on_tab_chosen(self, key: str) -> None:
        self._context.settings.set_text(TAB_SETTING, key)
        self.show_tab(key)

    def _on_account_gevinst_wanted(self, new: bool) -> None:
        self.show_tab(REGISTER)
        register = self.tab(REGISTER)
        if new and isinstance(register, RegisterTab):
            register.new_gevinst()

    def _refresh(self) -> None:
        self._made[self.tabs.key].show_plan()
        self._show_sentence()

    def _show_sentence(self) -> None:
        """The page's own answer; the register leads with that of the account."""
        key = self.tabs.key if self.tabs.key != REGISTER else ACCOUNT
        shown = self.tab(key)
        if key != self.tabs.key:
            shown.show_plan()
        sentences = shown.sentences if isinstance(shown, (AccountTab, CutsTab)) else ()
        self._sentence.setText(" ".join(sentences[:2]))
        self._sentence.setAccessibleName(self._sentence.text())
