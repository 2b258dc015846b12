"""One chart of a stack as data, and what it says in words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.charts.bars import BarPart
from app.charts.series import EMPTY_PAIR, History, MoveDot, Pair
from app.charts.texts import actual_word, deviation_word, plan_word, uten_word, versus
from app.difference import CASES, Better, Quantity


@dataclass(frozen=True)
class Reference:
    """A line beside the pair that is the same in both: a need, a target. One value a month of the pair."""

    name: str
    verdier: np.ndarray


@dataclass(frozen=True)
class Panel:
    """A chart of the pair.

    ``title`` is semibold, ``subtitle`` says unit and place, ``name`` is the measure in the read-out.
    ``first`` and ``last`` are the months of the axis where there are no values. ``empty_text`` says
    why a panel has nothing to draw. ``top`` is a value that the axis never passes. ``bars`` stand behind the
    lines, and ``line_name`` then says which of them the lines are of. ``names`` are those of the two
    lines where they are not planen and uten flyttinger; the second is then not dashed. ``reach`` is a value that the axis holds
    too, so that charts beside each other have one axis.
    """

    title: str
    subtitle: str
    name: str
    pair: Pair = EMPTY_PAIR
    quantity: Quantity = CASES
    better: Better = Better.LOWER
    history: History | None = None
    dots: tuple[MoveDot, ...] = ()
    dots_caption: str = ""
    from_zero: bool = True
    top: float | None = None
    first: int | None = None
    last: int | None = None
    empty_text: str = ""
    reference: Reference | None = None
    bars: tuple[BarPart, ...] = ()
    line_name: str = ""
    names: tuple[str, str] | None = None
    reach: float | None = None

    @property
    def plan_name(self) -> str:
        """Name of the blue line."""
        return self.names[0] if self.names is not None else plan_word()

    @property
    def uten_name(self) -> str:
        """Name of the line it stands against."""
        return self.names[1] if self.names is not None else uten_word()

    @property
    def against_uten(self) -> bool:
        """Whether the second line is the same plan uten flyttinger, which alone is dashed."""
        return self.names is None

    @property
    def months(self) -> tuple[int, int] | None:
        """First and last month of the axis, history included."""
        shown = [*self.pair.maneder[:1], *self.pair.maneder[-1:]]
        shown += [m for m in (self.first, self.last) if m is not None]
        if self.history is not None:
            shown += [self.history.maneder[0], self.history.maneder[-1]]
        return (min(shown), max(shown)) if shown else None

    def actual_at(self, maned: int) -> float | None:
        """What happened in a month; None where that is not known."""
        value = self.history.at(maned) if self.history is not None else float("nan")
        return value if np.isfinite(value) else None

    def dot_at(self, maned: int) -> MoveDot | None:
        return next((dot for dot in self.dots if dot.maned == maned), None)


def month_sentence(panel: Panel, maned: int) -> str:
    """The pair in a month as a sentence: what the read-out says, for the screen reader."""
    values = panel.pair.at(maned)
    if values is None:
        past = panel.actual_at(maned)
        if past is None:
            return ""
        text = QCoreApplication.translate("PairChart", "{month}, {name}: {value}, historikk.")
        return text.format(month=fmt.maned_lang(maned), name=panel.name, value=panel.quantity.text(past))
    planen, uten, forskjell = values
    text = QCoreApplication.translate(
        "PairChart", "{month}, {name}: {plan_name} {planen}, {uten_name} {uten}, forskjell {change}."
    )
    pair = text.format(
        month=fmt.maned_lang(maned), name=panel.name, plan_name=panel.plan_name, uten_name=panel.uten_name,
        planen=panel.quantity.text(planen),
        uten=panel.quantity.text(uten), change=panel.quantity.change(forskjell),
    )
    more = [f"{name}: {value}" for name, value in beside(panel, maned)]
    return " ".join([pair, *([f"{'; '.join(more)}."] if more else [])])


def beside(panel: Panel, maned: int) -> list[tuple[str, str]]:
    """What stands beside the lines in a month, by name: the reference, and the pair of every part of the bar."""
    show = panel.quantity.text
    found = []
    past, planned = panel.actual_at(maned), panel.pair.at(maned)
    if past is not None and planned is not None:
        found.append((actual_word(), show(past)))
        found.append((deviation_word(), panel.quantity.change(past - planned[0])))
    if panel.reference is not None and maned in panel.pair.maneder:
        found.append((panel.reference.name, show(float(panel.reference.verdier[panel.pair.maneder.index(maned)]))))
    for part in reversed(panel.bars):
        values = part.pair.at(maned)
        if values is not None:
            found.append((part.name, versus(show(values[0]), show(values[1]))))
    return found


def panel_sentence(panel: Panel) -> str:
    """The whole panel as a sentence: where both lines start and end."""
    last = panel.pair.last_defined()
    if last is None:
        return panel.empty_text or QCoreApplication.translate("PairChart", "Ingen verdier å vise.")
    text = QCoreApplication.translate(
        "PairChart",
        "{title} {subtitle}. I {first} er {plan_name} {planen0} og {uten_name} {uten0}. "
        "I {last} er {plan_name} {planen1} og {uten_name} {uten1}.",
    )
    start = next(i for i in range(len(panel.pair.maneder)) if _both_defined(panel.pair, i))
    show = panel.quantity.text
    return text.format(
        title=panel.title, subtitle=panel.subtitle, plan_name=panel.plan_name, uten_name=panel.uten_name,
        first=fmt.maned_lang(panel.pair.maneder[start]), last=fmt.maned_lang(panel.pair.maneder[last]),
        planen0=show(panel.pair.planen[start]), uten0=show(panel.pair.uten[start]),
        planen1=show(panel.pair.planen[last]), uten1=show(panel.pair.uten[last]),
    )


def _both_defined(pair: Pair, i: int) -> bool:
    return bool(pair.planen[i] == pair.planen[i] and pair.uten[i] == pair.uten[i])  # NaN differs from itself
