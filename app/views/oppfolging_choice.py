"""The controls that choose what the room Oppfølging shows: tab, kontor, month and user group."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app import oppfolging_texts as words
from app.charts import oppfolging_series as series
from app.oppfolging_texts import BEHOV, SAMTALER, TABS
from app.views.oppfolging_cells import Choice
from app.widgets.month_box import MonthBox
from app.widgets.names_box import NamesBox
from app.widgets.offer import offer
from app.widgets.segmented import ChipGroup, Option, Segmented
from planning_core.plan import Plan
from planning_core.referanser import ARBEIDSSOKERE
from planning_core.results import Projeksjon

SHOWN_GROUPS = 4


class OppfolgingControls(QObject):
    """``changed`` when the reader chose something else. What was chosen stays while the plan has it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tabs = Segmented([Option(tab, words.tab_name(tab)) for tab in TABS], self.tr("Vis"))
        self.kontor = NamesBox(self.tr("Kontor"))
        self.months = MonthBox(self.tr("Tall for"))
        self.groups = ChipGroup([], self.tr("Brukergruppe"), more=self.tr("Flere"))
        self._reference = ARBEIDSSOKERE
        self._offered_groups: tuple[str, ...] = ()
        self.tabs.chosen.connect(lambda _: self.changed.emit())
        self.kontor.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.months.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.groups.chosen.connect(lambda _: self.changed.emit())

    @property
    def choice(self) -> Choice:
        """What is shown."""
        return Choice(self.tabs.key, self.kontor.currentData(), self.months.month or 0, self.groups.key,
                      self._reference)

    @property
    def shows_groups(self) -> bool:
        """Whether there is a user group to choose."""
        return self.tabs.key == SAMTALER and bool(self._offered_groups)

    def set_plan(self, plan: Plan, projeksjon: Projeksjon | None) -> None:
        """Offer the kontor, months and groups of a plan."""
        self._offer_kontor(plan)
        months = plan.maneder
        chosen = self.months.month
        self.months.set_months(months)
        if chosen not in months:
            self.months.choose(months[-1])
        offered = series.groups(projeksjon) if projeksjon is not None else ()
        if offered != self._offered_groups:
            key = self.groups.key
            self._offered_groups = offered
            self.groups.set_options([Option(name, name) for name in offered], SHOWN_GROUPS)
            if key in offered:
                self.groups.choose(key)

    def choose_kontor(self, enhet: str | None) -> None:
        """Choose a kontor (None is the whole fylke), as the reader would."""
        at = next((i for i in range(self.kontor.count()) if self.kontor.itemData(i) == enhet), -1)
        if at >= 0:
            self.kontor.setCurrentIndex(at)

    def choose_gap_of(self, enhet: str, maned: int | None, plan: Plan, projeksjon: Projeksjon | None) -> None:
        """Choose need and gap of a kontor of a plan, in a month or the one there is, without announcing it."""
        self.set_plan(plan, projeksjon)
        if maned in plan.maneder:
            self.months.choose(maned)
        self.tabs.choose(BEHOV)
        self.kontor.blockSignals(True)
        self.choose_kontor(enhet)
        self.kontor.blockSignals(False)

    def choose_month(self, maned: int) -> None:
        """Choose a month, as the reader would."""
        if maned != self.months.month and self.months.findData(maned) >= 0:
            self.months.choose(maned)
            self.changed.emit()

    def choose_reference(self, nokkel: str) -> None:
        """Choose the figure that is drawn beside its reference."""
        if nokkel != self._reference:
            self._reference = nokkel
            self.changed.emit()

    def _offer_kontor(self, plan: Plan) -> None:
        wanted = [(words.place_name(plan, None), None), *((k.navn or k.enhet, k.enhet) for k in plan.kontor)]
        offer(self.kontor, wanted)
