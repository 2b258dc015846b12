"""Where the parts of a stack of charts stand, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF

from app import format as fmt
from app.charts.bars import SWATCH, SWATCH_GAP, heights, legend_height
from app.charts.ink import Ink
from app.charts.panel import Panel
from app.charts.scale import MonthTick, Scale, month_ticks, value_scale
from app.charts.texts import axis_note, uten_short_word

MARGIN = 12.0
LABEL_GAP = 8.0
MAIN_SHARE = 3.0
"""Height of the first chart against each of those under it."""
FULL_NAME_SHARE = 0.27
"""The end labels carry the full name while they take at most this share of the width."""
PART_NAMES_SHARE = 0.34
"""The parts of the bars are named at the end while the labels take at most this share; else in a legend."""


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
    inset: float = 0.0
    """Months of air at both ends of the axis: half a bar's room where there are bars."""
    parts_at_end: bool = True
    """Whether the parts of the bars are named at the end of the last one."""

    @property
    def month_width(self) -> float:
        """Pixels between two months."""
        return self.panels[0].plot.width() / max(self.last - self.first + 2 * self.inset, 1)

    def x(self, maned: float) -> float:
        return self.panels[0].plot.left() + self.month_width * (maned - self.first + self.inset)

    def month_at(self, x: float) -> int:
        """The month nearest to a position, inside the axis."""
        plot = self.panels[0].plot
        months = (x - plot.left()) / self.month_width if plot.width() else 0.0
        return min(max(round(self.first - self.inset + months), self.first), self.last)


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
    uten_name, parts_at_end, right = _right_margin(panels, width, ink)
    titles = [_title_height(ink) + _legend_height(panel, width, ink, parts_at_end) for panel in panels]
    plot_heights = _plot_heights(titles, height, ink)
    scales = [_scale(panel, plot_height, ink) for panel, plot_height in zip(panels, plot_heights)]
    left = MARGIN + LABEL_GAP + max(_tick_width(panel, scale, ink) for panel, scale in zip(panels, scales))
    plot_width = max(width - left - right, 1.0)
    placed = []
    top = MARGIN
    for panel, scale, plot_height, title in zip(panels, scales, plot_heights, titles):
        plot = QRectF(left, top + title, plot_width, plot_height)
        note = "" if scale.low == 0 else axis_note(_low_text(panel, scale))
        placed.append(PlacedPanel(panel, top, plot, scale, note))
        top = plot.bottom() + MARGIN
    inset = 0.5 if any(panel.bars for panel in panels) else 0.0
    per_month = plot_width / max(last - first + 2 * inset, 1)
    ticks = month_ticks(
        first, last, per_month, ink.width("2028", semibold=True) + ink.px(14), ink.width("sept.") + ink.px(14)
    )
    return Layout(tuple(placed), first, last, ticks, placed[-1].plot.bottom(), uten_name, inset, parts_at_end)


def _months(panels: Sequence[Panel]) -> tuple[int, int]:
    spans = [span for panel in panels if (span := panel.months) is not None]
    if not spans:
        return 0, 11
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _plot_heights(titles: Sequence[float], height: float, ink: Ink) -> list[float]:
    count = len(titles)
    free = height - 2 * MARGIN - sum(titles) - (count - 1) * MARGIN - _axis_height(ink)
    shares = [MAIN_SHARE if count > 1 else 1.0] + [1.0] * (count - 1)
    return [max(free * share / sum(shares), 8.0) for share in shares]


def _scale(panel: Panel, plot_height: float, ink: Ink) -> Scale:
    values = [*panel.pair.planen, *panel.pair.uten]
    if panel.history is not None:
        values += list(panel.history.verdier)
    if panel.reference is not None:
        values += list(panel.reference.verdier)
    if panel.bars:
        values += list(heights(panel.bars))
    if panel.reach is not None:
        values.append(panel.reach)
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


def _legend_height(panel: Panel, width: float, ink: Ink, parts_at_end: bool) -> float:
    return 0.0 if parts_at_end else legend_height(panel.bars, width - 2 * MARGIN, ink)


def line_label(panel: Panel, name: str) -> str:
    """What stands at the end of a line, after its value."""
    return f"{panel.line_name}, {name}" if panel.line_name else name


def _right_margin(panels: Sequence[Panel], width: float, ink: Ink) -> tuple[str, bool, float]:
    """Name of the second line that fits at its end, whether the bars' parts do too, and the room they all take."""
    around = LABEL_GAP + MARGIN
    name = panels[0].uten_name
    if panels[0].names is None and _lines_width(panels, name, ink) + around > FULL_NAME_SHARE * width:
        name = uten_short_word()
    lines, parts = _lines_width(panels, name, ink), _parts_width(panels, ink)
    at_end = parts + around <= PART_NAMES_SHARE * width
    return name, at_end, around + max(lines, parts if at_end else 0.0)


def _lines_width(panels: Sequence[Panel], uten_name: str, ink: Ink) -> float:
    """Widest number and widest name at the ends of the lines, side by side."""
    numbers, names = [0.0], [0.0]
    for panel in panels:
        names += [ink.width(line_label(panel, word)) for word in (panel.plan_name, uten_name)]
        show = panel.quantity.text
        last = panel.pair.last_defined()
        values = [] if last is None else [panel.pair.planen[last], panel.pair.uten[last]]
        if panel.reference is not None:
            names.append(ink.width(panel.reference.name))
            values += list(panel.reference.verdier[-1:])
        numbers += [ink.width(show(float(value)) + fmt.NBSP, semibold=True) for value in values]
    return max(numbers) + max(names)


def _parts_width(panels: Sequence[Panel], ink: Ink) -> float:
    """Widest swatch, number and name of the bars' parts."""
    widths = [0.0]
    for panel in panels:
        for part in panel.bars:
            number = panel.quantity.text(float(part.pair.planen[-1])) + fmt.NBSP
            widths.append(ink.px(SWATCH + SWATCH_GAP) + ink.width(number, semibold=True) + ink.width(part.name))
    return max(widths)
