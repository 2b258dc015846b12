"""Colours, fonts and pens of a chart: those of the theme, or those of paper."""

from __future__ import annotations

from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen

from app.theme import LIGHT, Palette, fonts, theme

PLAN_WIDTH = 2.25
UTEN_WIDTH = 1.75
HISTORY_WIDTH = 1.75
OTHER_WIDTH = 1.25
DASH = (6.0, 4.0)
"""Length of a dash and of the gap after it, in pixels."""


@dataclass(frozen=True)
class Ink:
    """What one drawing of a chart is made with."""

    palette: Palette
    scale: float
    stale: bool = False

    @classmethod
    def of_theme(cls, *, stale: bool = False) -> Ink:
        """The theme in force."""
        return cls(theme().palette, fonts.scale(), stale)

    @classmethod
    def of_paper(cls) -> Ink:
        """Print and export are always light, with text at 100 %."""
        return cls(LIGHT, 1.0)

    def colour(self, role: str) -> QColor:
        return QColor(getattr(self.palette, role))

    def font(self, role: fonts.Role = "dense", *, semibold: bool = False) -> QFont:
        font = fonts.font(role, semibold=semibold)
        font.setPixelSize(round(font.pixelSize() / fonts.scale() * self.scale))
        return font

    def metrics(self, role: fonts.Role = "dense", *, semibold: bool = False) -> QFontMetricsF:
        return QFontMetricsF(self.font(role, semibold=semibold))

    def width(self, text: str, role: fonts.Role = "dense", *, semibold: bool = False) -> float:
        return self.metrics(role, semibold=semibold).horizontalAdvance(text)

    def line(self, role: fonts.Role = "dense") -> float:
        """Height of a line of text."""
        return self.metrics(role).height()

    def px(self, at_100: float) -> float:
        """A length that grows with the text."""
        return at_100 * self.scale

    @property
    def number_role(self) -> str:
        """Palette role of numbers: grey while they are stale."""
        return "secondary" if self.stale else "text"

    @property
    def plan_role(self) -> str:
        return "grey_line" if self.stale else "plan_line"

    def plan_pen(self) -> QPen:
        return pg.mkPen(self.colour(self.plan_role), width=self._heavier(PLAN_WIDTH), cosmetic=False)

    def uten_pen(self) -> QPen:
        pen = pg.mkPen(self.colour("uten"), width=self._heavier(UTEN_WIDTH), cosmetic=False)
        # Qt counts a dash pattern in pen widths.
        pen.setDashPattern([length / UTEN_WIDTH for length in DASH])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def other_pen(self) -> QPen:
        """What planen stands against that is not uten flyttinger: never dashed, for the dash means that alone."""
        return pg.mkPen(self.colour("grey_line"), width=self._heavier(OTHER_WIDTH), cosmetic=False)

    def second_pen(self, against_uten: bool) -> QPen:
        """The second line of a pair."""
        return self.uten_pen() if against_uten else self.other_pen()

    def history_pen(self) -> QPen:
        return pg.mkPen(self.colour("history"), width=self._heavier(HISTORY_WIDTH), cosmetic=False)

    def _heavier(self, width: float) -> float:
        """Lines grow with the text, but not as much."""
        return width * min(self.scale, 1.5)

    def hairline(self, role: str) -> QPen:
        return pg.mkPen(self.colour(role), width=1, cosmetic=False)
