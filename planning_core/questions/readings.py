"""Small sums that sources leave open: shares that do not add to one, a share of a total read in two ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from planning_core.plan import Plan


@dataclass(frozen=True, slots=True)
class Andeler:
    """A total divided by stated shares.

    Parameters
    ----------
    total : float
    deler : tuple of float
        Share x total, as stated.
    sum_andel : float
        Sum of the shares; 1 where they add up.
    avrunding : float
        The total less its parts ("avrunding i kilden").
    """

    total: float
    deler: tuple[float, ...]
    sum_andel: float
    avrunding: float


def del_opp(total: float, andeler: Sequence[float]) -> Andeler:
    """Divide a total by shares, and never rescale them.

    Examples
    --------
    >>> gevinst = del_opp(3143.0, (0.19, 0.74, 0.08))
    >>> [round(x) for x in gevinst.deler], round(sum(gevinst.deler)), round(gevinst.avrunding)
    ([597, 2326, 251], 3174, -31)
    """
    deler = tuple(total * share for share in andeler)
    return Andeler(total, deler, float(sum(andeler)), total - sum(deler))


@dataclass(frozen=True, slots=True)
class Ytelsesniva:
    """How much of the work on a ytelse is oppfølging; both in årsverk."""

    ytelse: str
    alt: float
    oppfolging: float

    @property
    def andel(self) -> float:
        """Oppfølging as a share of all work; 0 where there is none."""
        return self.oppfolging / self.alt if self.alt > 0 else 0.0


KILDENS_EKSEMPEL = Ytelsesniva("", 1598.0, 385.0)
"""Sykepenger, rehabiliteringspenger and tidsbegrenset uføre together (docs/kilder.md): 334 or 607 to 45 %."""
KILDENS_ANDEL = 0.45


def oppfolgingsniva(plan: Plan) -> tuple[Ytelsesniva, ...]:
    """The ytelser whose oppfølging (HP5) is in ``Ressurskartlegging`` beside their other work, in its order."""
    rows: dict[str, dict[str, float]] = {}
    for row in plan.ressurskartlegging:
        rows.setdefault(row.ytelse, {})[row.hovedprosess] = row.arsverk
    return tuple(
        Ytelsesniva(ytelse, sum(by.values()), by["HP5"]) for ytelse, by in rows.items() if "HP5" in by and len(by) > 1
    )


def under_andel(niva: Sequence[Ytelsesniva], andel: float) -> Ytelsesniva:
    """The ytelser with a smaller share of oppfølging, added together."""
    low = [n for n in niva if n.andel < andel]
    return Ytelsesniva("", sum(n.alt for n in low), sum(n.oppfolging for n in low))


class Lesning(str, Enum):
    """What "oppfølging is to be so large a share" can mean."""

    UENDRET_SUM = "uendret_sum"
    """The total stays; oppfølging takes from the other work."""
    RESTEN_BEHOLDES = "resten_beholdes"
    """The other work stays; the total grows until oppfølging is the share."""


@dataclass(frozen=True, slots=True)
class Oppfolgingsandel:
    """Oppfølging at a share of the work, under one reading; all in årsverk.

    ``okning`` is what oppfølging grows by, ``sum_etter`` all work afterwards.
    """

    lesning: Lesning
    oppfolging: float
    okning: float
    sum_etter: float


def oppfolging_til_andel(alt: float, oppfolging: float, andel: float) -> tuple[Oppfolgingsandel, ...]:
    """Årsverk that oppfølging grows by to be a share of the work, in both readings.

    Parameters
    ----------
    alt : float
        Årsverk in all, oppfølging included.
    oppfolging : float
        Of them oppfølging.
    andel : float
        The share it is to be, 0 <= andel < 1.

    Raises
    ------
    ValueError
        If the share is not below 1.

    Examples
    --------
    >>> [round(r.okning) for r in oppfolging_til_andel(1598.0, 385.0, 0.45)]
    [334, 607]
    """
    if not 0.0 <= andel < 1.0:
        raise ValueError(f"not a share below 1: {andel}")
    same = andel * alt
    rest = alt - oppfolging
    grown = rest * andel / (1.0 - andel)
    return (
        Oppfolgingsandel(Lesning.UENDRET_SUM, same, same - oppfolging, alt),
        Oppfolgingsandel(Lesning.RESTEN_BEHOLDES, grown, grown - oppfolging, rest + grown),
    )
