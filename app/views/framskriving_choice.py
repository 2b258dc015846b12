"""The controls that choose what the room Framskriving shows: measure, place and ytelse."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app import framskriving_texts as words
from app.charts import series
from app.charts.series import FE, FYLKE, MEASURES, NK, PER_1000, RESTANSER, STATLIGE, VENTER, Measure, Place, unit_place
from app.views.framskriving_panels import Choice
from app.widgets.segmented import ChipGroup, Option, Segmented
from planning_core.plan import Plan
from planning_core.results import Projeksjon

ALL = "*"
UNIT = "enhet:"
COUNT, RATE = "antall", "per_1000"
SHOWN_YTELSER = 5
"""Alle, and the first four; the others stand in the menu."""

_PLACES: dict[str, Place] = {"fylke": FYLKE, "nk": NK, "fe": FE, "venter": VENTER}
_MEASURES: dict[str, Measure] = {measure.key: measure for measure in MEASURES}


class ChoiceControls(QObject):
    """Three controls that say together what is shown; ``changed`` when the reader chose something else.

    A place that a measure is not defined for cannot be chosen. A place chosen before gives way to the
    whole fylke while such a measure is shown, and comes back with a measure that has it.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.measures = Segmented(
            [Option(measure.key, words.measure_words(measure).tab) for measure in MEASURES], self.tr("Størrelse")
        )
        self.places = ChipGroup([], self.tr("Sted"), more=self.tr("Velg enhet"))
        self.ytelser = ChipGroup([], self.tr("Ytelse"), more=self.tr("Flere"))
        self.counting = ChipGroup(
            [Option(COUNT, self.tr("Antall")), Option(RATE, self.tr("Per 1 000 innbyggere"))], self.tr("Regnet"))
        self.counting.choose(COUNT)
        self._wanted: Place = FYLKE
        self._plan: Plan | None = None
        self._projeksjon: Projeksjon | None = None
        self._offered: tuple[object, ...] = ()
        self.measures.chosen.connect(self._on_measure_chosen)
        self.places.chosen.connect(self._on_place_chosen)
        self.ytelser.chosen.connect(lambda _: self.changed.emit())
        self.counting.chosen.connect(self._on_measure_chosen)

    @property
    def shows_counting(self) -> bool:
        """Whether the measure can be counted per innbygger too."""
        return _MEASURES[self.measures.key] in PER_1000

    @property
    def choice(self) -> Choice:
        """What is shown."""
        ytelse, measure = self.ytelser.key, self._measure()
        of_all = ytelse in ("", ALL) or measure is STATLIGE
        return Choice(measure, self._place(), None if of_all else ytelse)

    def choose_restanser_of(self, enhet: str) -> None:
        """Choose the restanser of a unit; shown with the next plan that is set."""
        self.measures.choose(RESTANSER.key)
        self._wanted = unit_place(enhet)

    def set_plan(self, plan: Plan, projeksjon: Projeksjon | None) -> None:
        """Offer the units and ytelser of a plan; what was chosen stays while it is there."""
        self._plan, self._projeksjon = plan, projeksjon
        offered = (tuple((unit.enhet, unit.navn) for unit in plan.enheter), tuple(y.ytelse for y in plan.ytelser))
        if offered != self._offered:
            self._offered = offered
            self._offer(plan)
        self._show_available()

    def _offer(self, plan: Plan) -> None:
        ytelse = self.ytelser.key
        names = [y.ytelse for y in plan.ytelser]
        # A menu with one entry takes as much room as the chip it hides.
        shown = len(names) + 1 if len(names) <= SHOWN_YTELSER else SHOWN_YTELSER
        chips = [Option(name, name[:1].upper() + name[1:]) for name in names]
        self.ytelser.set_options([Option(ALL, self.tr("Alle")), *chips], shown)
        if ytelse in names:
            self.ytelser.choose(ytelse)
        places = [Option(key, words.place_name(plan, place)) for key, place in _PLACES.items()]
        units = [Option(UNIT + unit.enhet, unit.navn or unit.enhet) for unit in plan.enheter]
        self.places.set_options(places + units, len(places))
        if self._wanted.enhet is not None and UNIT + self._wanted.enhet not in {unit.key for unit in units}:
            self._wanted = FYLKE

    def _show_available(self) -> None:
        """Disable places that the measure is not defined for, and mark the one in force."""
        if self._projeksjon is not None and self._plan is not None:
            measure = self._measure()
            reason = words.unavailable_reason(measure)
            offered = dict(_PLACES) | {UNIT + unit.enhet: unit_place(unit.enhet) for unit in self._plan.enheter}
            for key, place in offered.items():
                self.places.set_available(key, series.is_available(measure, place, self._projeksjon.plan), reason)
            for ytelse in self._plan.ytelser:
                self.ytelser.set_available(ytelse.ytelse, measure is not STATLIGE, words.of_unit_reason())
        self.places.choose(_key(self._place()))

    def _measure(self) -> Measure:
        measure = _MEASURES[self.measures.key]
        return PER_1000.get(measure, measure) if self.counting.key == RATE else measure

    def _place(self) -> Place:
        measure = self._measure()
        if self._projeksjon is None:
            return self._wanted if measure is RESTANSER else FYLKE
        return self._wanted if series.is_available(measure, self._wanted, self._projeksjon.plan) else FYLKE

    def _on_measure_chosen(self, _key: str) -> None:
        self._show_available()
        self.changed.emit()

    def _on_place_chosen(self, key: str) -> None:
        self._wanted = unit_place(key.removeprefix(UNIT)) if key.startswith(UNIT) else _PLACES[key]
        self.changed.emit()


def _key(place: Place) -> str:
    if place.enhet is not None:
        return UNIT + place.enhet
    return next(key for key, known in _PLACES.items() if known == place)
