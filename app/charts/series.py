"""What the charts draw, computed from results: the pair by measure, place and ytelse.

Plain functions on frozen values; nothing here knows about drawing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from app.difference import ARSVERK, CASES, MONTHS, SHARE, Better, Quantity
from planning_core.plan import Flytting, Plan
from planning_core.questions.historikk import Faktisk, faktisk
from planning_core.results import Projeksjon, Resultat

Array = NDArray[np.float64]


class PlaceKind(Enum):
    """Where in the flow of cases one looks."""

    FYLKE = "fylke"
    NK = "nk"
    FE = "fe"
    VENTER = "venter"
    ENHET = "enhet"


@dataclass(frozen=True, slots=True)
class Place:
    """A place; ``enhet`` is set for one unit alone."""

    kind: PlaceKind = PlaceKind.FYLKE
    enhet: str | None = None


FYLKE = Place()
NK = Place(PlaceKind.NK)
FE = Place(PlaceKind.FE)
VENTER = Place(PlaceKind.VENTER)


def unit_place(enhet: str) -> Place:
    """One NAV-kontor or forvaltningsenhet."""
    return Place(PlaceKind.ENHET, enhet)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the room; ``stock`` is at month end, else it is of the whole month.

    ``per_1000`` is a series of the contract per 1 000 innbyggere, and ``key`` its name all the same.
    """

    key: str
    quantity: Quantity
    better: Better
    stock: bool = False
    history: str | None = None
    per_1000: bool = False


RESTANSER = Measure("restanser", CASES, Better.LOWER, stock=True, history="restanser")
OVER_GRENSE = Measure("over_grense", CASES, Better.LOWER, stock=True, history="over_grense")
SAKSBEHANDLINGSTID = Measure("saksbehandlingstid_mnd", MONTHS, Better.LOWER)
FORVENTET_TID = Measure("forventet_tid_mnd", MONTHS, Better.LOWER, stock=True)
VEDTAK = Measure("vedtak", CASES, Better.HIGHER, history="vedtak")
INNEN_GRENSE = Measure("andel_innen_grense", SHARE, Better.HIGHER)
INN = Measure("inn", CASES, Better.NEITHER, history="inn")
STATLIGE = Measure("arsverk", ARSVERK, Better.NEITHER, stock=True, history="arsverk")
"""State årsverk: of a unit as a whole, whatever ytelse is looked at."""
PER_1000 = {
    measure: replace(measure, quantity=Quantity(decimals=1), per_1000=True, history=None)
    for measure in (RESTANSER, OVER_GRENSE)
}
"""The measures that are also counted per 1 000 innbyggere."""
MEASURES = (RESTANSER, OVER_GRENSE, SAKSBEHANDLINGSTID, FORVENTET_TID, VEDTAK, INNEN_GRENSE, INN, STATLIGE)

_BY_FE = (SAKSBEHANDLINGSTID, INNEN_GRENSE)
"""Means over a month's vedtak: several FE are put together by their number of vedtak."""


@dataclass(frozen=True)
class Pair:
    """Planen and uten flyttinger, month by month; NaN where undefined. Shapes (t,)."""

    maneder: tuple[int, ...]
    planen: Array
    uten: Array

    @property
    def forskjell(self) -> Array:
        return self.planen - self.uten

    @property
    def is_empty(self) -> bool:
        """Whether no month of either is defined."""
        return not (np.isfinite(self.planen).any() or np.isfinite(self.uten).any())

    def at(self, maned: int) -> tuple[float, float, float] | None:
        """Planen, uten and difference of a month; None outside the projection."""
        if maned not in self.maneder:
            return None
        i = self.maneder.index(maned)
        return float(self.planen[i]), float(self.uten[i]), float(self.forskjell[i])

    def last_defined(self) -> int | None:
        """Position of the last month in which both are defined."""
        both = np.flatnonzero(np.isfinite(self.planen) & np.isfinite(self.uten))
        return int(both[-1]) if both.size else None


EMPTY_PAIR = Pair((), np.empty(0), np.empty(0))


@dataclass(frozen=True)
class History:
    """What happened, from the plan's own history: months without a gap, NaN where a month is not whole.

    Months before the plan's start are history; those from the start on stand beside the plan.
    """

    maneder: tuple[int, ...]
    verdier: Array

    def at(self, maned: int) -> float:
        """The value of a month; NaN where there is none."""
        return float(self.verdier[self.maneder.index(maned)]) if maned in self.maneder else float("nan")


def with_history(pair: Pair, past: History | None) -> Pair:
    """The pair with the months of the history before it, in which neither line is defined."""
    before = tuple(m for m in (past.maneder if past is not None else ()) if pair.maneder and m < pair.maneder[0])
    empty = np.full(len(before), np.nan)
    return Pair(before + pair.maneder, np.concatenate([empty, pair.planen]), np.concatenate([empty, pair.uten]))


def is_available(measure: Measure, place: Place, resultat: Resultat) -> bool:
    """Whether the measure is defined for the place."""
    if place.kind is PlaceKind.FYLKE:
        return True
    if measure.per_1000:
        return place.enhet in resultat.kontor
    if measure is FORVENTET_TID:
        return False
    if place.kind is PlaceKind.VENTER:
        return measure is RESTANSER
    of_kontor = place.kind is PlaceKind.NK or place.enhet in resultat.kontor
    if place.kind is PlaceKind.ENHET and place.enhet not in resultat.enheter:
        return False
    return not of_kontor or measure in (RESTANSER, OVER_GRENSE, INN, STATLIGE)


def pair(projeksjon: Projeksjon, measure: Measure, place: Place = FYLKE, ytelse: str | None = None) -> Pair:
    """The measure in planen and uten flyttinger.

    Raises
    ------
    KeyError
        If the measure is not defined for the place (:func:`is_available`).
    """
    if not is_available(measure, place, projeksjon.plan):
        raise KeyError((measure.key, place))
    return Pair(
        projeksjon.plan.maneder,
        _values(projeksjon.plan, measure, place, ytelse),
        _values(projeksjon.uten, measure, place, ytelse),
    )


def _values(resultat: Resultat, measure: Measure, place: Place, ytelse: str | None) -> Array:
    if measure is STATLIGE:
        ytelse = None
    if measure.per_1000:
        return resultat.per_1000_innbyggere(measure.key, place.enhet, ytelse)
    if place.kind in (PlaceKind.FYLKE, PlaceKind.ENHET):
        return resultat.serie(measure.key, place.enhet, ytelse)
    if measure is RESTANSER:
        names = {PlaceKind.NK: "restanser_nk", PlaceKind.FE: "restanser_fe", PlaceKind.VENTER: "venter_dok"}
        return resultat.serie(names[place.kind], None, ytelse)
    units = resultat.kontor if place.kind is PlaceKind.NK else resultat.fe
    parts = [resultat.serie(measure.key, unit, ytelse) for unit in units]
    if measure in _BY_FE:
        return _weighted(parts, [resultat.serie("vedtak", unit, ytelse) for unit in units], len(resultat.maneder))
    return np.sum(parts, axis=0) if parts else np.zeros(len(resultat.maneder))


def _weighted(parts: list[Array], weights: list[Array], months: int) -> Array:
    """Mean of the parts by weight; a part that is undefined has no weight; NaN where nothing is left."""
    total, weight = np.zeros(months), np.zeros(months)
    for values, by in zip(parts, weights):
        defined = np.isfinite(values)
        total += np.where(defined, values * by, 0.0)
        weight += np.where(defined, by, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(weight > 0, total / weight, np.nan)


def actual(resultat: Resultat, measure: Measure, place: Place = FYLKE, ytelse: str | None = None) -> Faktisk | None:
    """Actual numbers of a measure at a place; None where the history knows none of that kind.

    The history does not tell cases that are ready from those that wait for documents.
    """
    if not has_history(measure, place):
        return None
    units = {PlaceKind.NK: resultat.kontor, PlaceKind.FE: resultat.fe}.get(place.kind)
    return faktisk(resultat, measure.history or "", place.enhet, ytelse, units)


def has_history(measure: Measure, place: Place) -> bool:
    """Whether the sheet Historikk can hold the measure at the place."""
    ready_only = place.kind is PlaceKind.VENTER or (place.kind is PlaceKind.FE and measure is RESTANSER)
    return measure.history is not None and not ready_only


def history(resultat: Resultat, measure: Measure, place: Place = FYLKE, ytelse: str | None = None) -> History | None:
    """The line of what happened; None where no month is whole."""
    found = actual(resultat, measure, place, ytelse)
    if found is None or found.is_empty:
        return None
    whole = np.flatnonzero(np.isfinite(found.verdier))
    shown = slice(int(whole[0]), int(whole[-1]) + 1)
    return History(found.maneder[shown], found.verdier[shown])


@dataclass(frozen=True, slots=True)
class MoveDot:
    """Årsverk that come into a place (or leave it, negative) in a month."""

    maned: int
    arsverk: float


def move_dots(plan: Plan, place: Place = FYLKE) -> tuple[MoveDot, ...]:
    """When årsverk come and go: of the unit looked at, else of the forvaltningsenheter together.

    A temporary flytting goes back in the month after its last; months in which the sum is 0 are left out.
    """
    if place.kind is PlaceKind.ENHET:
        def belongs(enhet: str | None) -> bool:
            return enhet == place.enhet
    else:
        fe = {unit.enhet for unit in plan.forvaltningsenheter}

        def belongs(enhet: str | None) -> bool:
            return enhet in fe
    net: dict[int, float] = {}
    for flytting in plan.flyttinger:
        amount = _net(flytting, belongs)
        net[flytting.fra_maned] = net.get(flytting.fra_maned, 0.0) + amount
        if flytting.til_maned is not None:
            back = flytting.til_maned + 1
            net[back] = net.get(back, 0.0) - amount
    last = plan.start + plan.horisont_maneder - 1
    return tuple(MoveDot(maned, x) for maned, x in sorted(net.items()) if abs(x) > 1e-9 and maned <= last)


def _net(flytting: Flytting, belongs: Callable[[str | None], bool]) -> float:
    return flytting.arsverk * (int(belongs(flytting.til)) - int(belongs(flytting.fra)))
