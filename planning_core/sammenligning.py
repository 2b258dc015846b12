"""The kontor held against each other and against the references: one number a kontor and month, and how they spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning_core.oppfolging import belastning, brukere, ratio
from planning_core.referanser import ANSATTE, BRUKERE, FASTE, INNBYGGERE, STORRELSE
from planning_core.results import Resultat
from planning_core.sarbarhet import ett_fravaer

Array = NDArray[np.float64]

MAAL = (BRUKERE, INNBYGGERE, ANSATTE, FASTE, STORRELSE)
"""What kontor are compared by, in the order it is shown."""

_ROUNDING = 1e-9
STREK = 1.5
"""Whiskers reach the kontor farthest out within so many box lengths of the box."""


@dataclass(frozen=True, slots=True)
class Spredning:
    """How a number spreads over the kontor that have it.

    Attributes
    ----------
    antall : int
        Kontor that have the number.
    minst, nedre, median, ovre, storst : float
        Smallest, quartiles and largest, in the number's unit.
    strek_fra, strek_til : float
        Ends of the whiskers: the kontor farthest out within 1.5 box lengths of the box.
    """

    antall: int
    minst: float
    nedre: float
    median: float
    ovre: float
    storst: float
    strek_fra: float
    strek_til: float


def maal(resultat: Resultat, nokkel: str) -> Array:
    """What every kontor has of a measure at month end.

    Parameters
    ----------
    resultat : Resultat
    nokkel : str
        One of :data:`MAAL`.

    Returns
    -------
    float array, shape (k, t)
        Users or innbyggere per state årsverk, state årsverk, state employees, or ledelse and mottak as a share of
        state årsverk; NaN where the plan does not know it.

    Raises
    ------
    KeyError
        If there is no such measure.

    Notes
    -----
    docs/metode.md section 5. Checked by hand in tests/core/test_sammenligning.py.
    """
    kontor = resultat.plan.kontor
    arsverk = resultat.data["arsverk"][: len(kontor)]
    if nokkel == BRUKERE:
        return belastning(brukere(resultat), arsverk)
    if nokkel == STORRELSE:
        return np.asarray(arsverk, dtype=float)
    if nokkel == ANSATTE:
        return ett_fravaer(resultat).ansatte
    over = {INNBYGGERE: [e.innbyggere or np.nan for e in kontor], FASTE: [e.ledelse + e.mottak for e in kontor]}[nokkel]
    return ratio(np.array(over, dtype=float)[:, None], arsverk)


def spredning(verdier: Array) -> Spredning | None:
    """Quartiles and whiskers of numbers, NaN left out; None where there are none.

    Notes
    -----
    Quartiles by linear interpolation between the two nearest (numpy's default, ``KVARTIL.INK`` in Excel).

    Examples
    --------
    >>> s = spredning(np.array([1.0, 2.0, 3.0, 10.0]))
    >>> (s.nedre, s.median, s.ovre, s.strek_fra, s.strek_til)
    (1.75, 2.5, 4.75, 1.0, 3.0)
    """
    known = np.sort(verdier[np.isfinite(verdier)])
    if not known.size:
        return None
    nedre, median, ovre = (float(q) for q in np.quantile(known, (0.25, 0.5, 0.75)))
    reach = STREK * (ovre - nedre)
    inside = known[(known >= nedre - reach) & (known <= ovre + reach)]
    return Spredning(int(known.size), float(known[0]), nedre, median, ovre, float(known[-1]), float(inside[0]), float(inside[-1]))


def utenfor(verdier: NDArray[np.float64], nokkel: str, grense: float | None) -> NDArray[np.bool_]:
    """Which numbers are on the wrong side of a reference: too few employees, too many users or innbyggere; same shape.

    The size of a kontor and the fixed posts are not judged, and what is not known is not outside.
    """
    if grense is None or nokkel in (STORRELSE, FASTE):
        return np.zeros(verdier.shape, dtype=bool)
    # An årsverk or a person short by rounding is not short.
    return verdier < grense - _ROUNDING if nokkel == ANSATTE else verdier > grense + _ROUNDING
