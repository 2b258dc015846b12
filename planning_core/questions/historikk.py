"""What happened, beside what was planned: the plan's own history, summed only where nobody is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planning_core.plan import Historikk, Plan
from planning_core.results import Resultat

Array = NDArray[np.float64]
Part = tuple[str, str]
"""A unit and a ytelse; an empty ytelse for what is of the unit as a whole."""

STORRELSER = ("inn", "vedtak", "restanser", "over_grense", "arsverk")
"""Series that the sheet ``Historikk`` has actual numbers of, by the names of the contract."""
_OF_UNIT = frozenset({"arsverk"})


@dataclass(frozen=True)
class Faktisk:
    """Actual numbers of one series at one place.

    Attributes
    ----------
    storrelse : str
    maneder : tuple of int
        Every month from the first to the last that anybody has reported, none after the horizon.
    verdier : float array, shape (len(maneder),)
        NaN where the month is not whole.
    mangler : mapping of month to parts
        Who has no number in a month that others have reported.
    motstrid : tuple of (month, unit)
        Where the rows of one unit give different årsverk in one month; which one holds is not guessed.
    """

    storrelse: str
    maneder: tuple[int, ...]
    verdier: Array
    mangler: Mapping[int, tuple[Part, ...]] = field(default_factory=dict)
    motstrid: tuple[tuple[int, str], ...] = ()

    def at(self, maned: int) -> float:
        """The actual number of a month; NaN where there is none."""
        return float(self.verdier[maned - self.maneder[0]]) if maned in self.maneder else float("nan")

    @property
    def is_empty(self) -> bool:
        """Whether no month is whole."""
        return not np.isfinite(self.verdier).any()


@dataclass(frozen=True)
class PlanMotFaktisk:
    """One series at one place from the start on, where there is an actual number.

    Attributes
    ----------
    planen, uten, faktisk : float arrays, shape (len(maneder),)
    """

    faktisk: Faktisk
    maneder: tuple[int, ...]
    planen: Array
    uten: Array

    @property
    def verdier(self) -> Array:
        """Actual numbers, shape (len(maneder),)."""
        return np.array([self.faktisk.at(m) for m in self.maneder])

    @property
    def avvik(self) -> Array:
        """Actual minus planen, shape (len(maneder),)."""
        return self.verdier - self.planen


Rader = Mapping[Part, list[Historikk]]
"""The rows of the history by unit and ytelse."""


def rader_etter_del(plan: Plan) -> Rader:
    """The history in order, for those who ask for many places of a long one."""
    found: dict[Part, list[Historikk]] = {}
    for row in plan.historikk:
        found.setdefault((row.enhet, row.ytelse), []).append(row)
    return found


def faktisk(resultat: Resultat, storrelse: str, enhet: str | None = None, ytelse: str | None = None,
            enheter: tuple[str, ...] | None = None, *, rader: Rader | None = None) -> Faktisk:
    """The plan's own history of a series at a place.

    A sum counts a month only when every unit and ytelse that the plan has cases for, or that has ever reported,
    has a number in it: a sum of some of them would look like a fall.

    Parameters
    ----------
    resultat : Resultat
        The projection; it says which units and ytelser the sum is over.
    storrelse : str
        One of :data:`STORRELSER`. ``inn`` of the whole fylke is that of the kontor, as in the projection.
        ``arsverk`` is of the unit as a whole: the number stands in any of its rows, the same in all of them.
    enhet : str, optional
        One unit; None is the whole fylke, or ``enheter``.
    ytelse : str, optional
        One ytelse; None is all. Not asked of ``arsverk``.
    enheter : tuple of str, optional
        A sum over some units.
    rader : mapping, optional
        :func:`rader_etter_del` of the plan, where it is known already.

    Raises
    ------
    KeyError
        If there is no history of the series, or no such unit.
    """
    if storrelse not in STORRELSER:
        raise KeyError(storrelse)
    units = _units(resultat, storrelse, enhet, enheter)
    whole = storrelse in _OF_UNIT
    wanted = set() if whole else _expected(resultat, storrelse, units, ytelse)
    numbers: dict[int, dict[Part, float]] = {}
    clashes: list[tuple[int, str]] = []
    for row in _rows(rader_etter_del(resultat.plan) if rader is None else rader, units, None if whole else ytelse):
        value = getattr(row, storrelse)
        if value is None or row.maned > resultat.maneder[-1]:
            continue
        part = (row.enhet, "" if whole else row.ytelse)
        wanted.add(part)
        here = numbers.setdefault(row.maned, {})
        if abs(here.get(part, value) - value) > 1e-9:
            clashes.append((row.maned, row.enhet))
        here[part] = float(value)
    if whole:
        wanted |= {(unit, "") for unit in units}
    for maned, unit in clashes:
        numbers[maned].pop((unit, ""), None)
    return _summed(storrelse, numbers, wanted, tuple(dict.fromkeys(clashes)))


def _rows(rader: Rader, units: tuple[str, ...], ytelse: str | None) -> Iterator[Historikk]:
    if ytelse is not None:
        for unit in units:
            yield from rader.get((unit, ytelse), ())
        return
    among = set(units)
    for (unit, _), rows in rader.items():
        if unit in among:
            yield from rows


def plan_mot_faktisk(planen: Resultat, uten: Resultat, storrelse: str, enhet: str | None = None,
                     ytelse: str | None = None, *, rader: Rader | None = None) -> PlanMotFaktisk:
    """The projection beside the actual numbers, in the months of the plan that have one.

    Notes
    -----
    docs/metode.md section 12. Checked by hand in tests/core/questions/test_historikk.py.
    """
    of = None if storrelse in _OF_UNIT else ytelse
    found = faktisk(planen, storrelse, enhet, of, rader=rader)
    months = tuple(m for m in planen.maneder if np.isfinite(found.at(m)))
    at = [planen.maneder.index(m) for m in months]
    return PlanMotFaktisk(found, months, planen.serie(storrelse, enhet, of)[at], uten.serie(storrelse, enhet, of)[at])


def _units(resultat: Resultat, storrelse: str, enhet: str | None, enheter: tuple[str, ...] | None) -> tuple[str, ...]:
    units = (enhet,) if enhet is not None else enheter
    if units is None:
        return resultat.kontor if storrelse == "inn" else resultat.enheter
    unknown = [unit for unit in units if unit not in resultat.enheter]
    if unknown:
        raise KeyError(unknown[0])
    return units


def _expected(resultat: Resultat, storrelse: str, units: tuple[str, ...], ytelse: str | None) -> set[Part]:
    """The parts that have cases in the plan."""
    ytelser = [y for y in resultat.ytelser if ytelse in (None, y)]
    return {(unit, y) for unit in units for y in ytelser if _planned(resultat, storrelse, unit, y).any()}


def _planned(resultat: Resultat, storrelse: str, unit: str, ytelse: str) -> Array:
    """What the plan has of it, shape (t,); a stock that may be old counts for what is over the limit."""
    if storrelse == "vedtak" and unit in resultat.kontor:
        return resultat.data["vedtak_nk"][resultat.kontor.index(unit), resultat.ytelser.index(ytelse)]
    return resultat.serie("restanser" if storrelse == "over_grense" else storrelse, unit, ytelse)


def _summed(storrelse: str, numbers: Mapping[int, Mapping[Part, float]], wanted: set[Part],
            motstrid: tuple[tuple[int, str], ...]) -> Faktisk:
    if not numbers:
        return Faktisk(storrelse, (), np.empty(0), {}, motstrid)
    months = tuple(range(min(numbers), max(numbers) + 1))
    values = np.full(len(months), np.nan)
    missing = {}
    for i, maned in enumerate(months):
        here = numbers.get(maned, {})
        lacking = tuple(sorted(wanted - set(here)))
        if here and not lacking:
            values[i] = sum(here.values())
        elif maned in numbers:
            missing[maned] = lacking
    return Faktisk(storrelse, months, values, missing, motstrid)
