"""The room Gevinst: how much of a promised gevinst is real, when, net of what it costs, and whether people leave first."""

from __future__ import annotations

from typing import Any

from app.views.gevinst_account import AccountTab
from app.views.gevinst_cuts import CutsTab
from app.views.gevinst_register import RegisterTab
from app.views.tabbed_room import Maker, TabbedRoom

ACCOUNT, REGISTER, CUTS = "regnskap", "register", "folk"


class GevinstView(TabbedRoom):
    """The account, the register, and work against people."""

    icon = "benefits"
    tab_setting = "gevinst/fane"

    def _name(self) -> str:
        return self.tr("Gevinst")

    def _pages(self) -> dict[str, Maker]:
        return {ACCOUNT: AccountTab, REGISTER: RegisterTab, CUTS: CutsTab}

    def _tab_name(self, key: str) -> str:
        return {ACCOUNT: self.tr("Regnskap"), REGISTER: self.tr("Register"), CUTS: self.tr("Arbeid og folk")}[key]

    def _welcome(self, page: Any) -> None:
        if isinstance(page, AccountTab):
            page.assumptions_wanted.connect(self.show_assumptions)
            page.gevinst_wanted.connect(self._on_account_gevinst_wanted)
            page.answered.connect(self._on_account_answered)
        if isinstance(page, CutsTab):
            page.answered.connect(self._show_sentence)

    def _on_account_gevinst_wanted(self, new: bool) -> None:
        self.show_tab(REGISTER)
        if new:
            self.tab(REGISTER).new_gevinst()

    def _on_account_answered(self) -> None:
        if self.tabs.key == ACCOUNT:
            self._show_sentence()

    def _refresh(self) -> None:
        self.tab(self.tabs.key).show_plan()
        self._show_sentence()

    def _show_sentence(self) -> None:
        """The page's own answer; the register leads with that of the account, whose pair is a sentence of its own."""
        key = self.tabs.key
        if key == REGISTER:
            key = ACCOUNT
            self.tab(key).show_plan()
        self._say(" ".join(self.tab(key).sentences[:3 if key == ACCOUNT else 2]))
