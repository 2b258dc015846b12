"""Reading the curve of oppfølging over FE årsverk: its top, and where it falls steeply."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class ToppStatus(Enum):
    """Where the level with most oppfølging lies."""

    FUNNET = "funnet"
    """Both fewer and more årsverk in the FE give less."""
    IKKE_SYNLIG = "ikke_synlig"
    """The fewer in the FE, the more oppfølging: the model shows no limit by this month."""
    OVER_NIVAENE = "over_nivaene"
    """Oppfølging grows up to the highest level that was run."""


@dataclass(frozen=True, slots=True)
class Topp:
    """The level with most oppfølging in a month; ``posisjon`` is its place among the levels."""

    status: ToppStatus
    posisjon: int
    niva: float
    timer: float


@dataclass(frozen=True, slots=True)
class Stup:
    """Where the curve falls steeply towards fewer årsverk in the FE.

    From ``niva`` down to ``til``, each årsverk out costs at least the declared hours of oppfølging.
    """

    niva: float
    til: float


def topp(niva: Array, timer: Array) -> Topp:
    """The level with most hours.

    Parameters
    ----------
    niva : float array, shape (l,)
        Rising.
    timer : float array, shape (l,)
        Oppfølging hours of a month.

    Examples
    --------
    >>> topp(np.array([8.0, 9.0, 10.0]), np.array([5.0, 7.0, 6.0])).niva
    9.0
    """
    place = int(np.argmax(timer))
    highest = float(timer[place])
    least = 1e-9 * max(1.0, abs(highest))
    status = ToppStatus.FUNNET
    if highest - timer[0] <= least:
        status = ToppStatus.IKKE_SYNLIG
    elif place == timer.size - 1:
        status = ToppStatus.OVER_NIVAENE
    return Topp(status, place, float(niva[place]), highest)


def stup(niva: Array, timer: Array, stup_timer: float) -> Stup | None:
    """The highest stretch of levels below the top on which each årsverk out costs at least ``stup_timer`` hours.

    Examples
    --------
    >>> stup(np.array([8.0, 9.0, 10.0, 11.0]), np.array([0.0, 300.0, 600.0, 610.0]), 130.0)
    Stup(niva=10.0, til=8.0)
    """
    steep = np.diff(timer) >= stup_timer * np.diff(niva) * (1.0 - 1e-12)
    if not steep.any():
        return None
    upper = int(np.flatnonzero(steep)[-1])
    lower = upper
    while lower > 0 and steep[lower - 1]:
        lower -= 1
    return Stup(float(niva[upper + 1]), float(niva[lower]))
