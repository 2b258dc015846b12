"""Kapasitet: the factor on the hours of every unit by month; 1 where nothing is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.grids.by_month import Given, MonthGrid
from models.grids.grid import GridCell, Origin


@dataclass(frozen=True)
class KapasitetGrid(MonthGrid):
    """Units by "every month" and the months of the plan."""

    sheet = "Kapasitet"
    header = "faktor"

    @cached_property
    def units(self) -> tuple[str, ...]:
        return tuple(e.enhet for e in self.plan.enheter)

    def key(self, name: str, month: int | None) -> tuple[object, ...]:
        return name, month

    def follows(self, given: Given, month: int) -> GridCell:
        """A month without a row is a common month, whatever the months before are."""
        return GridCell(1.0, Origin.DEFAULT)
