"""What a grid is: numbers in force with where each comes from, and how typed numbers become rows of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from models.io.excel_columns import Column

Place = tuple[int, int]
"""Row and column of the grid."""
Changes = Mapping[Place, float | None]
"""Numbers to write, by place; None takes the place's own row away."""
Rows = tuple[Any, ...]


class Origin(Enum):
    """Where a number in force comes from."""

    OWN = "own"
    """A row of its own."""
    EVERY = "every"
    """A row that holds always: no month, or no date."""
    EARLIER = "earlier"
    """An earlier month, which ``GridCell.note`` names."""
    CONVERTED = "converted"
    """Its own row, given in another unit."""
    DERIVED = "derived"
    """Computed from another sheet."""
    DEFAULT = "default"
    """No row; the declared default."""
    SUM = "sum"
    """Added up; cannot be typed in."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A number in force; ``value`` None where there is none, ``note`` what more is known of its origin."""

    value: float | None
    origin: Origin
    note: object = None

    @property
    def own(self) -> bool:
        """Whether the plan has a row for this very place."""
        return self.origin in (Origin.OWN, Origin.CONVERTED)


class Grid(Protocol):
    """A table of numbers of one sheet in one plan."""

    @property
    def sheet(self) -> str:
        """The sheet that typed numbers are rows of."""

    @property
    def column(self) -> Column:
        """The column of the sheet that holds them."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the rows are of; sums last."""

    @property
    def heads(self) -> tuple[object, ...]:
        """What the columns are of: months, hovedprosesser."""

    @property
    def sums(self) -> int:
        """How many of the last rows are sums."""

    def changed_since(self, other: Any) -> tuple[int, ...] | None:
        """Rows that may look otherwise than in another grid of the same names and heads; None where any may."""

    def editable(self, row: int, column: int) -> bool:
        """Whether a number can be typed there."""

    def cell(self, row: int, column: int) -> GridCell:
        """The number in force."""

    def put(self, changes: Changes) -> Rows:
        """The sheet's rows with other numbers: rows stay at their places, new ones come last."""


def changed_rows(rows: Rows, wanted: dict[Any, Any], key_of: Any) -> Rows:
    """Rows with those of ``wanted`` (key -> row, None takes it away) in their places, new ones last."""
    left = dict(wanted)
    kept = []
    for row in rows:
        key = key_of(row)
        if key not in left:
            kept.append(row)
        elif left[key] is not None:
            kept.append(left.pop(key))
        else:
            left.pop(key)
    return (*kept, *(row for row in left.values() if row is not None))
