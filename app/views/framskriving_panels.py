"""The panels of the room Framskriving: a choice of measure, place and ytelse as charts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app import framskriving_texts as words
from app.charts import series
from app.charts.panel import Panel
from app.charts.series import FYLKE, INNEN_GRENSE, OVER_GRENSE, PER_1000, RESTANSER, VENTER, Measure, Place
from planning_core.plan import Plan
from planning_core.results import Projeksjon


@dataclass(frozen=True, slots=True)
class Choice:
    """What the room shows; ``ytelse`` None is all."""

    measure: Measure = RESTANSER
    place: Place = FYLKE
    ytelse: str | None = None


def panels(plan: Plan, projeksjon: Projeksjon | None, choice: Choice) -> tuple[Panel, ...]:
    """The chart of the choice; under restanser also those over ytre grense.

    Without a projection the panels are empty but keep their axes.
    """
    found = [_panel(plan, projeksjon, choice.measure, choice, main=True)]
    below = {RESTANSER: OVER_GRENSE, PER_1000[RESTANSER]: PER_1000[OVER_GRENSE]}.get(choice.measure)
    if below is not None and choice.place != VENTER:
        found.append(_panel(plan, projeksjon, below, choice, main=False))
    return tuple(found)


def _panel(plan: Plan, projeksjon: Projeksjon | None, measure: Measure, choice: Choice, *, main: bool) -> Panel:
    names = words.measure_words(measure)
    months = projeksjon.plan.maneder if projeksjon is not None else plan.maneder
    values = series.EMPTY_PAIR
    if projeksjon is not None:
        values = series.pair(projeksjon, measure, choice.place, choice.ytelse)
    same = QCoreApplication.translate("Framskriving", "{unit}, samme måneder").format(unit=names.unit)
    return Panel(
        title=names.tab,
        subtitle=words.subtitle(plan, measure, choice.place, choice.ytelse) if main else same,
        name=names.name,
        pair=values,
        quantity=measure.quantity,
        better=measure.better,
        history=series.history(projeksjon.plan, measure, choice.place, choice.ytelse) if projeksjon is not None else None,
        dots=series.move_dots(plan, choice.place) if main else (),
        dots_caption=words.dots_caption(plan, choice.place),
        from_zero=measure is not INNEN_GRENSE,
        top=1.0 if measure is INNEN_GRENSE else None,
        first=months[0],
        last=months[-1],
        empty_text=_empty_text(projeksjon, measure),
    )


def _empty_text(projeksjon: Projeksjon | None, measure: Measure) -> str:
    if projeksjon is None:
        return QCoreApplication.translate("Framskriving", "Framskrivingen beregnes.")
    if measure.per_1000:
        return QCoreApplication.translate("Framskriving", "Mangler innbyggertall.")
    return QCoreApplication.translate("Framskriving", "Det er ingen verdier å vise for dette valget.")
