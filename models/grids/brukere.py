"""Brukere of one group: kontor by months, with what each month's number comes from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.grids.by_month import Given, MonthGrid
from models.grids.grid import GridCell, Origin
from planning_core.plan import Brukere

ALLE = "alle"
"""Name of the sum: all kontor."""


@dataclass(frozen=True)
class BrukereGrid(MonthGrid):
    """Kontor by "every month" and the months of the plan, for one group."""

    gruppe: str

    sheet = "Brukere"
    header = "antall"

    @cached_property
    def units(self) -> tuple[str, ...]:
        return tuple(k.enhet for k in self.plan.kontor)

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.units, ALLE) if self.units else ()

    def is_own(self, row: Brukere) -> bool:
        return row.brukergruppe == self.gruppe

    def key(self, name: str, month: int | None) -> tuple[object, ...]:
        return name, self.gruppe, month

    def follows(self, given: Given, month: int) -> GridCell:
        """The last month given before; none counts as no users."""
        earlier = [m for m in given if m is not None and m < month]
        return GridCell(given[max(earlier)], Origin.EARLIER, max(earlier)) if earlier else GridCell(0.0, Origin.DEFAULT)

    def has_same_rules(self, other: BrukereGrid) -> bool:
        return self.gruppe == other.gruppe

    def total(self, row: int, column: int) -> float:
        return self._totals[column - 1]

    @cached_property
    def _totals(self) -> tuple[float, ...]:
        """Users of all kontor by month."""
        return tuple(sum(self.cell(k, column).value or 0.0 for k in range(len(self.units)))
                     for column in range(1, len(self.heads)))
