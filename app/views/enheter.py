"""The room Enheter og bemanning: the units, their users and capacity, and how the kontor compare."""

from __future__ import annotations

from typing import Any

from app import enheter_texts as words
from app.enheter_texts import BRUKERE, ENHETER, KAPASITET, SAMMENLIGNET
from app.views.enheter_brukere import BrukereTab
from app.views.enheter_kapasitet import KapasitetTab
from app.views.enheter_sammenlignet import SammenlignetTab
from app.views.enheter_table import EnheterTab
from app.views.sheets_room import SheetsRoom
from app.views.tabbed_room import Maker


class EnheterView(SheetsRoom):
    """The tables of the units, and the kontor held against each other."""

    icon = "units"
    tab_setting = "enheter/fane"

    def _name(self) -> str:
        return self.tr("Enheter og bemanning")

    def _pages(self) -> dict[str, Maker]:
        return {ENHETER: EnheterTab, BRUKERE: BrukereTab, KAPASITET: KapasitetTab,
                SAMMENLIGNET: SammenlignetTab}

    def _tab_name(self, key: str) -> str:
        return words.tab_name(key)

    def _welcome(self, page: Any) -> None:
        if isinstance(page, SammenlignetTab):
            page.said.connect(self._refresh)

    def _refresh(self) -> None:
        page = self.tab(self.tabs.key)
        own = page.sentence if isinstance(page, SammenlignetTab) else ""
        self._say(own or words.sentence(self._document.plan))
        self._show_synthetic()
