"""How a quantity and the difference between the pair are shown: triangle, sign, colour role."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from app import format as fmt

UP = "▲"
DOWN = "▼"


class Better(Enum):
    """Which way a quantity should go; ``NEITHER`` is not judged."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Quantity:
    """How the values of a series are written.

    ``decimals`` is that of the text; a ``share`` (0-1) is written as per cent and its changes as percentage points.
    """

    decimals: int = 0
    share: bool = False

    def text(self, x: float | None) -> str:
        """The value, with the per cent sign for a share."""
        return fmt.prosent(x, self.decimals) if self.share else fmt.tall(x, self.decimals)

    def number(self, x: float | None) -> str:
        """The value as :meth:`text`, without the per cent sign."""
        return fmt.tall(self._scaled(x), self.decimals)

    def change(self, x: float | None) -> str:
        """A change with its sign; of a share in percentage points, without unit."""
        return fmt.endring(self._scaled(x), self.decimals)

    def plain(self, x: float | None) -> str:
        """The value as a spreadsheet takes it: decimal comma, no grouping, plain minus; empty if undefined."""
        if x is None or not math.isfinite(x):
            return ""
        return fmt.tall(self._scaled(x), self.decimals).replace(fmt.NBSP, "").replace(fmt.MINUS, "-")

    def _scaled(self, x: float | None) -> float | None:
        return x * 100.0 if self.share and x is not None else x


CASES = Quantity()
HOURS = Quantity()
MONTHS = Quantity(decimals=1)
ARSVERK = Quantity(decimals=1)
SHARE = Quantity(share=True)
EXACT_SHARE = Quantity(decimals=1, share=True)


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference ready to show: ``role`` is the palette role of its colour."""

    triangle: str
    number: str
    role: str

    @property
    def text(self) -> str:
        """Triangle and number; the number alone when there is no direction."""
        return f"{self.triangle}{fmt.NBSP}{self.number}" if self.triangle else self.number


def difference(x: float | None, quantity: Quantity, better: Better) -> Difference:
    """Show a difference (planen minus uten flyttinger) in its unit.

    What rounds to zero is a grey ``0`` without triangle, what is undefined a grey dash.
    """
    number = quantity.change(x)
    if number in ("0", fmt.UNDEFINED):
        return Difference("", number, "secondary")
    rises = not number.startswith(fmt.MINUS)
    triangle = UP if rises else DOWN
    if better is Better.NEITHER:
        return Difference(triangle, number, "text")
    return Difference(triangle, number, "favourable" if rises == (better is Better.HIGHER) else "unfavourable")


def relative(planen: float | None, uten: float | None) -> float:
    """The difference as a share of uten flyttinger; NaN where that is not defined."""
    if planen is None or uten is None or not (math.isfinite(planen) and math.isfinite(uten)) or uten == 0:
        return math.nan
    return (planen - uten) / abs(uten)
