"""What a pair table holds, before it is written: columns of quantities, blocks of months."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.io.export.formats import Slag
from planning_core.results import Projeksjon, Resultat

Array = NDArray[np.float64]

FYLKE, SUM, YTELSE, KONTOR, FE = "fylke", "sum", "ytelse", "kontor", "fe"
"""Levels of a block: the fylke, a subtotal, a ytelse of the fylke, a NAV-kontor, a forvaltningsenhet."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One quantity of a pair table; it takes three columns: planen, uten flyttinger, forskjell.

    Parameters
    ----------
    key : str
        Key of its header.
    slag : Slag
        Kind of quantity.
    parts : tuple of str
        Keys of the quantities in the same row that it is the sum of; empty for a value of its own.
    ratio : (str, str) or None
        Keys of numerator and denominator in the same row.
    additive : bool
        Whether a total is the sum over the blocks below it.
    """

    key: str
    slag: Slag
    parts: tuple[str, ...] = ()
    ratio: tuple[str, str] | None = None
    additive: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """The months of one place or ytelse.

    Parameters
    ----------
    level : str
        FYLKE, SUM, YTELSE, KONTOR or FE.
    name : str
        What it is about, as shown.
    plan, uten : tuple of (array of shape (t,), or None)
        One per measure; None where the quantity does not exist here.
    sums : tuple of str
        Levels whose additive quantities this block is the total of; empty for a block of values.
    """

    level: str
    name: str
    plan: tuple[Array | None, ...]
    uten: tuple[Array | None, ...]
    sums: tuple[str, ...] = ()


Values = Callable[[Resultat], tuple[Array | None, ...]]


def block(projeksjon: Projeksjon, level: str, name: str, values: Values, sums: tuple[str, ...] = ()) -> Block:
    """A block whose values in the plan and without flyttinger are picked in the same way."""
    return Block(level, name, values(projeksjon.plan), values(projeksjon.uten), sums)


def display_names(resultat: Resultat) -> dict[str, str]:
    """Unit -> the name to show: its ``navn``; the units' own keys where two share a name."""
    names = {e.enhet: e.navn or e.enhet for e in resultat.plan.enheter}
    return names if len(set(names.values())) == len(names) else {unit: unit for unit in names}
