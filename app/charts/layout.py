"""Where the parts of a stack of charts stand, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF

from app import format as fmt
from app.charts.ink import Ink
from app.charts.panel import Panel
from app.charts.scale import MonthTick, Scale, month_ticks, value_scale
from app.charts.texts import axis_note, plan_word, uten_short_word, uten_word

MARGIN = 12.0
LABEL_GAP = 8.0
MAIN_SHARE = 3.0
"""Height of the first chart against each of those under it."""
FULL_NAME_SHARE = 0.27
"""The end labels carry the full name while they take at most this share of the width."""


@dataclass(frozen=True)
class PlacedPanel:
    """A panel with its rectangle for the lines, its scale and its curves in pixels."""

    panel: Panel
    title_top: float
    plot: QRectF
    scale: Scale
    note: str

    def y(self, value: float) -> float:
        return self.plot.bottom() - self.scale.fraction(value) * self.plot.height()

    def ys(self, values: np.ndarray) -> np.ndarray:
        return self.plot.bottom() - (values - self.scale.low) / (self.scale.high - self.scale.low) * self.plot.height()

    def tick_text(self, value: float) -> str:
        if self.panel.quantity.share:
            return fmt.prosent(value, max(self.scale.decimals - 2, 0))
        return fmt.tall(value, self.scale.decimals)


@dataclass(frozen=True)
class Layout:
    """All panels over one time axis."""

    panels: tuple[PlacedPanel, ...]
    first: int
    last: int
    ticks: tuple[MonthTick, ...]
    axis_top: float
    uten_name: str

    def x(self, maned: float) -> float:
        plot = self.panels[0].plot
        return plot.left() + plot.width() * (maned - self.first) / max(self.last - self.first, 1)

    def month_at(self, x: float) -> int:
        """The month nearest to a position, inside the axis."""
        plot = self.panels[0].plot
        share = (x - plot.left()) / plot.width() if plot.width() else 0.0
        return min(max(round(self.first + share * (self.last - self.first)), self.first), self.last)


def minimum_height(count: int, ink: Ink) -> float:
    """Least height in which a stack of ``count`` charts can be read."""
    line = ink.line()
    first = 9 * line
    return 2 * MARGIN + count * _title_height(ink) + first + (count - 1) * (4 * line + MARGIN) + _axis_height(ink)


def _title_height(ink: Ink) -> float:
    return ink.line("body") + ink.px(12)


def _axis_height(ink: Ink) -> float:
    return ink.line() + ink.px(8)


def arrange(panels: Sequence[Panel], width: float, height: float, ink: Ink) -> Layout:
    """Divide a rectangle between the panels; they share the time axis and both margins.

    Raises
    ------
    ValueError
        If there is no panel.
    """
    if not panels:
        raise ValueError("a chart has at least one panel")
    first, last = _months(panels)
    heights = _plot_heights(len(panels), height, ink)
    scales = [_scale(panel, plot_height, ink) for panel, plot_height in zip(panels, heights)]
    left = MARGIN + LABEL_GAP + max(_tick_width(panel, scale, ink) for panel, scale in zip(panels, scales))
    uten_name, right = _right_margin(panels, width, ink)
    plot_width = max(width - left - right, 1.0)
    placed = []
    top = MARGIN
    for panel, scale, plot_height in zip(panels, scales, heights):
        plot = QRectF(left, top + _title_height(ink), plot_width, plot_height)
        note = "" if scale.low == 0 else axis_note(_low_text(panel, scale))
        placed.append(PlacedPanel(panel, top, plot, scale, note))
        top = plot.bottom() + MARGIN
    per_month = plot_width / max(last - first, 1)
    ticks = month_ticks(
        first, last, per_month, ink.width("2028", semibold=True) + ink.px(14), ink.width("sept.") + ink.px(14)
    )
    return Layout(tuple(placed), first, last, ticks, placed[-1].plot.bottom(), uten_name)


def _months(panels: Sequence[Panel]) -> tuple[int, int]:
    spans = [span for panel in panels if (span := panel.months) is not None]
    if not spans:
        return 0, 11
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _plot_heights(count: int, height: float, ink: Ink) -> list[float]:
    free = height - 2 * MARGIN - count * _title_height(ink) - (count - 1) * MARGIN - _axis_height(ink)
    shares = [MAIN_SHARE if count > 1 else 1.0] + [1.0] * (count - 1)
    return [max(free * share / sum(shares), 8.0) for share in shares]


def _scale(panel: Panel, plot_height: float, ink: Ink) -> Scale:
    values = [*panel.pair.planen, *panel.pair.uten]
    if panel.history is not None:
        values += list(panel.history.verdier)
    room = plot_height / ink.line()
    intervals = (3, 5) if room >= 8 else (2, 3)
    whole = panel.quantity.decimals == 0 and not panel.quantity.share
    return value_scale(values, from_zero=panel.from_zero, whole=whole, top=panel.top, intervals=intervals)


def _low_text(panel: Panel, scale: Scale) -> str:
    if panel.quantity.share:
        return fmt.prosent(scale.low, max(scale.decimals - 2, 0))
    return fmt.tall(scale.low, scale.decimals)


def _tick_width(panel: Panel, scale: Scale, ink: Ink) -> float:
    placed = PlacedPanel(panel, 0, QRectF(), scale, "")
    return max(ink.width(placed.tick_text(tick)) for tick in scale.ticks)


def _right_margin(panels: Sequence[Panel], width: float, ink: Ink) -> tuple[str, float]:
    """The name that fits at the end of the dashed line, and the room the end labels take."""
    numbers = [0.0]
    for panel in panels:
        last = panel.pair.last_defined()
        if last is not None:
            texts = (panel.quantity.text(panel.pair.planen[last]), panel.quantity.text(panel.pair.uten[last]))
            numbers += [ink.width(text + fmt.NBSP, semibold=True) for text in texts]
    beside = max(numbers) + LABEL_GAP + MARGIN
    plan = ink.width(plan_word())
    name = uten_word()
    if beside + max(plan, ink.width(name)) > FULL_NAME_SHARE * width:
        name = uten_short_word()
    return name, beside + max(plan, ink.width(name))
