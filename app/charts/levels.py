"""Curves over FE årsverk as data: what is drawn, what stands out, and what it says in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.difference import CASES, Better, Quantity, difference

Array = NDArray[np.float64]
MarkKind = Literal["today", "top", "plan"]

translate = QCoreApplication.translate


@dataclass(frozen=True)
class LevelMark:
    """A level that stands out: its shape, and what is written beside it in the first panel (two lines)."""

    kind: MarkKind
    level: float
    title: str
    detail: str
    values: tuple[float, ...]
    """One value a panel."""


@dataclass(frozen=True)
class LevelPanel:
    """One curve over the levels; ``other`` is the same after fewer months, drawn thin and grey."""

    title: str
    subtitle: str
    name: str
    values: Array
    other: Array | None = None
    other_label: str = ""
    other_name: str = ""
    quantity: Quantity = CASES
    better: Better = Better.LOWER
    from_zero: bool = True


@dataclass(frozen=True)
class Cliff:
    """The zone between two levels, and the words in it."""

    low: float
    high: float
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class LevelPicture:
    """Stacked curves over one axis of FE årsverk.

    ``today`` is the position of the level that differences are against; None where it is not among them.
    ``move`` is drawn as an arrow between the levels of ``move_ends``.
    """

    levels: Array
    panels: tuple[LevelPanel, ...]
    caption: str
    today: int | None = None
    marks: tuple[LevelMark, ...] = ()
    cliff: Cliff | None = None
    move: str = ""
    move_ends: tuple[float, float] = (0.0, 0.0)
    summary: str = ""
    """The answer in one sentence, for the screen reader."""


@dataclass(frozen=True)
class LevelLine:
    """A line of the read-out."""

    label: str
    value: str
    role: str = "text"
    strong: bool = False
    rule: bool = False
    mark: Literal["", "line", "other"] = ""


def level_title(picture: LevelPicture, position: int) -> str:
    """``46,0 årsverk``, with the names of the marks that stand on it."""
    level = float(picture.levels[position])
    names = [mark.title.rsplit(" ", 1)[0].lower() for mark in picture.marks if abs(mark.level - level) < 1e-6]
    text = translate("LevelChart", "{level} årsverk").format(level=fmt.arsverk(level))
    return f"{text} ({', '.join(names)})" if names else text


def level_lines(picture: LevelPicture, position: int) -> list[LevelLine]:
    """What the read-out says of a level: the first panel against today, then the others."""
    main = picture.panels[0]
    value = float(main.values[position])
    found = [LevelLine(main.name, main.quantity.text(value), strong=True, mark="line")]
    if main.other is not None:
        found.append(LevelLine(main.other_name, main.quantity.text(float(main.other[position])), mark="other"))
    for i, panel in enumerate(picture.panels):
        if i:
            found.append(LevelLine(panel.name, panel.quantity.text(float(panel.values[position])), rule=True))
        if picture.today is not None:
            change = difference(float(panel.values[position] - panel.values[picture.today]), panel.quantity, panel.better)
            found.append(LevelLine(translate("LevelChart", "mot i dag"), change.text, change.role, strong=True))
    return found


def level_sentence(picture: LevelPicture, position: int) -> str:
    """The read-out as a sentence."""
    parts = [f"{line.label}: {line.value}" for line in level_lines(picture, position)]
    return f"{level_title(picture, position)}. {'; '.join(parts)}."
