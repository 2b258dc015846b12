"""How kontor spread as data: a strip a measure, planen over uten flyttinger, and what a kontor has in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from app.charts.texts import difference_word, plan_word, uten_word
from app.difference import Better, Difference, Quantity, difference
from planning_core.sammenligning import Spredning, spredning

Array = NDArray[np.float64]

translate = QCoreApplication.translate


@dataclass(frozen=True)
class BoxStrip:
    """One measure over all kontor, in planen and uten flyttinger.

    ``reference`` is a value that kontor are held against, and ``reference_name`` what is written at it; ``missing``
    says why a kontor has no number.
    """

    title: str
    subtitle: str
    planen: Array
    uten: Array
    quantity: Quantity
    better: Better
    reference: float | None = None
    reference_name: str = ""
    missing: str = ""

    @property
    def boxes(self) -> tuple[Spredning | None, Spredning | None]:
        """The box of planen and that of uten flyttinger."""
        return spredning(self.planen), spredning(self.uten)


@dataclass(frozen=True)
class BoxPicture:
    """Strips over the same kontor; positions are kontor, in the order of ``names``."""

    names: tuple[str, ...]
    strips: tuple[BoxStrip, ...]
    summary: str = ""
    """The picture in words, for the screen reader."""


@dataclass(frozen=True)
class Told:
    """What a strip says of one kontor."""

    planen: str
    uten: str
    change: Difference


def told(strip: BoxStrip, position: int) -> Told:
    """The pair of a kontor as it is written."""
    planen, uten = float(strip.planen[position]), float(strip.uten[position])
    return Told(strip.quantity.text(planen), strip.quantity.text(uten),
                difference(planen - uten, strip.quantity, strip.better))


def kontor_sentence(picture: BoxPicture, position: int) -> str:
    """Every measure of a kontor as a sentence."""
    parts = []
    for strip in picture.strips:
        said = told(strip, position)
        parts.append(f"{strip.title}: {plan_word()} {said.planen}, {uten_word()} {said.uten}, "
                     f"{difference_word()} {said.change.number}")
    return f"{picture.names[position]}. {'; '.join(parts)}."


def strips_sentence(strips: tuple[BoxStrip, ...]) -> str:
    """The median and the middle half of every measure, and its reference."""
    parts = []
    for strip in strips:
        planen, uten = strip.boxes
        if planen is None or uten is None:
            continue
        show = strip.quantity.text
        text = translate("BoxChart", "{title}: median {planen} i planen og {uten} uten flyttinger, halvparten av kontorene "
                                     "mellom {nedre} og {ovre}")
        said = text.format(title=strip.title, planen=show(planen.median), uten=show(uten.median), nedre=show(planen.nedre),
                           ovre=show(planen.ovre))
        parts.append(f"{said}, {strip.reference_name}" if strip.reference_name else said)
    return f"{'. '.join(parts)}." if parts else ""
