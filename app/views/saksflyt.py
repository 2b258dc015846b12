"""The room Saksflyt: what comes in, how long it takes, who does it, and what waits, as tables that are typed in."""

from __future__ import annotations

from typing import Any

from app import saksflyt_texts as words
from app.saksflyt_texts import DOKUMENTER, GRENSESNITT, HISTORIKK, INNGANG, NORMTID, RESTANSER
from app.views.saksflyt_dokumenter import DokumenterTab
from app.views.saksflyt_grensesnitt import GrensesnittTab
from app.views.saksflyt_historikk import HistorikkTab
from app.views.saksflyt_inngang import InngangTab
from app.views.saksflyt_normtid import NormtidTab
from app.views.saksflyt_restanser import RestanserTab
from app.views.sheets_room import SheetsRoom
from app.views.tabbed_room import Maker


class SaksflytView(SheetsRoom):
    """The tables of the case flow, and what is synthetic of the one that is shown."""

    icon = "case-flow"
    tab_setting = "saksflyt/fane"

    def _name(self) -> str:
        return self.tr("Saksflyt")

    def _pages(self) -> dict[str, Maker]:
        return {INNGANG: InngangTab, NORMTID: NormtidTab, GRENSESNITT: GrensesnittTab, RESTANSER: RestanserTab,
                DOKUMENTER: DokumenterTab, HISTORIKK: HistorikkTab}

    def _tab_name(self, key: str) -> str:
        return words.tab_name(key)

    def _welcome(self, page: Any) -> None:
        if isinstance(page, DokumenterTab):
            page.assumptions_wanted.connect(self.show_assumptions)

    def _refresh(self) -> None:
        # Imported when it is needed: the room is painted first.
        from planning_core.questions.case_work import case_work

        plan = self._document.plan
        found = case_work(plan)
        self._say(words.sentence(plan, found.inn, found.andel_fe, found.restanser))
        self._show_synthetic()
