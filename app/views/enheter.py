"""The room Enheter og bemanning: the units, their users and capacity, and how the kontor compare."""

from __future__ import annotations

from app import enheter_texts as words
from app.enheter_texts import BRUKERE, ENHETER, KAPASITET
from app.views.enheter_brukere import BrukereTab
from app.views.enheter_kapasitet import KapasitetTab
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
        return {ENHETER: EnheterTab, BRUKERE: BrukereTab, KAPASITET: KapasitetTab}

    def _tab_name(self, key: str) -> str:
        return words.tab_name(key)

    def _refresh(self) -> None:
        self._say(words.sentence(self._document.plan))
        self._show_synthetic()
