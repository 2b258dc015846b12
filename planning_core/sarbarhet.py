"""How thinly a kontor is staffed: what one absence costs, and the competence that is left (model sections 3 and 5)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning_core.oppfolging import ratio
from planning_core.results import Resultat

Array = NDArray[np.float64]

_MOVED = 1e-9


@dataclass(frozen=True)
class Fravaer:
    """What one absence costs every kontor; all of shape (k, t), NaN where the heads are not known.

    Attributes
    ----------
    ansatte : float array
        State employees at month end: those of ``Enheter`` and the change in state årsverk since.
    anslatt : bool array
        Whether the heads are derived, for årsverk have moved.
    igjen : float array
        Share of capacity left when one is away, ``1 - 1/heads``.
    timer : float array
        Hours of oppfølging that are gone in a month in which one is away [hours].
    """

    ansatte: Array
    anslatt: NDArray[np.bool_]
    igjen: Array
    timer: Array


def ett_fravaer(resultat: Resultat) -> Fravaer:
    """What one absence costs every kontor, month by month.

    An employee gives as many hours as the kontor's state årsverk divided by its heads. The hours are taken
    from state oppfølging, for income security goes first, and cannot be more than there are.

    Notes
    -----
    docs/metode.md section 5. Checked by hand in tests/core/test_sarbarhet.py.
    """
    kontor = resultat.plan.kontor
    given = np.array([np.nan if e.statsansatte is None else e.statsansatte for e in kontor], dtype=float)
    base = np.array([e.arsverk_stat for e in kontor], dtype=float)
    arsverk = resultat.data["arsverk"][: len(kontor)]
    change = arsverk - base[:, None]
    heads = given[:, None] + change
    heads = np.where(heads > _MOVED, heads, np.nan)
    hours = arsverk / heads * resultat.data["timer_per_arsverk_mnd"]
    state = resultat.data["oppfolging"] - resultat.data["kommunale_timer"]
    return Fravaer(heads, np.isfinite(heads) & (np.abs(change) > _MOVED), np.maximum(0.0, 1.0 - 1.0 / heads),
                   np.minimum(hours, state))


def kompetanse_fylket(resultat: Resultat) -> Array:
    """Competence left in the kontor together, by their state årsverk, shape (t,); NaN without årsverk."""
    arsverk = resultat.data["arsverk"][: len(resultat.kontor)]
    return ratio((resultat.data["kompetanse"] * arsverk).sum(axis=0), arsverk.sum(axis=0))
