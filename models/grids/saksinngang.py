"""Saksinngang of one ytelse: kontor by months, with what each month's number comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from models.grids.by_month import Given, MonthGrid
from models.grids.grid import GridCell, Origin, Rows
from planning_core import monthly
from planning_core.plan import Hendelse, Plan, Saksinngang

EVERY = 0
"""The first column: the row without a month, which holds in every month without a row of its own."""
FYLKE, AFTER = "fylke", "etter_hendelser"
"""Names of the sums: all kontor, and all kontor after Hendelser (only where there are any)."""


@dataclass(frozen=True)
class SaksinngangGrid(MonthGrid):
    """Kontor by "every month" and the months of the plan, for one ytelse."""

    ytelse: str

    sheet = "Saksinngang"
    header = "antall"

    @cached_property
    def units(self) -> tuple[str, ...]:
        return tuple(k.enhet for k in self.plan.kontor)

    @cached_property
    def names(self) -> tuple[str, ...]:
        if not self.units:
            return ()
        return (*self.units, FYLKE, AFTER) if self.has_hendelser else (*self.units, FYLKE)

    def is_own(self, row: Saksinngang) -> bool:
        return row.ytelse == self.ytelse

    def key(self, name: str, month: int | None) -> tuple[object, ...]:
        return name, self.ytelse, month

    def follows(self, given: Given, month: int) -> GridCell:
        """The same calendar month of the latest earlier year."""
        earlier = [m for m in given if m is not None and m < month and (month - m) % 12 == 0]
        if earlier:
            return GridCell(given[max(earlier)], Origin.EARLIER, max(earlier))
        return GridCell(None if given else 0.0, Origin.DEFAULT)

    def has_same_rules(self, other: SaksinngangGrid) -> bool:
        return self.ytelse == other.ytelse

    def total(self, row: int, column: int) -> float:
        return (self.before if self.names[row] == FYLKE else self.after)[column - 1]

    @cached_property
    def has_hendelser(self) -> bool:
        """Whether any Hendelse is of this ytelse."""
        return any(h.ytelse in (None, self.ytelse) for h in self.plan.hendelser)

    @cached_property
    def before(self) -> tuple[float, ...]:
        """Cases a month in all kontor, before Hendelser; NaN where a month is missing."""
        return tuple(float(x) for x in self._values.sum(axis=0))

    @cached_property
    def after(self) -> tuple[float, ...]:
        """Cases a month in all kontor, after Hendelser."""
        mine = tuple(replace(h, ytelse=None) for h in self.plan.hendelser if h.ytelse in (None, self.ytelse))
        return tuple(float(x) for x in (self._values * _factors(self.plan, mine)).sum(axis=0))

    def fill_every(self, values: dict[str, float]) -> Rows:
        """One number for every month of a kontor: its rows from the plan's start on are taken away.

        Earlier months stay; they are history, and the every-month row goes before them.
        """
        kept = tuple(r for r in self.plan.saksinngang if not (
            r.ytelse == self.ytelse and r.enhet in values and r.maned is not None and r.maned >= self.plan.start))
        wanted = {(name, self.ytelse, None): Saksinngang(name, self.ytelse, None, x) for name, x in values.items()}
        return self.changed(kept, wanted)

    def fill_months(self, values: dict[str, Sequence[float]]) -> Rows:
        """A row for every month of the plan, by kontor; the every-month row is no longer needed and goes."""
        wanted: dict[tuple[str, str, int | None], Saksinngang | None] = {}
        for name, months in values.items():
            wanted[name, self.ytelse, None] = None
            for month, x in zip(self.plan.maneder, months, strict=True):
                wanted[name, self.ytelse, month] = Saksinngang(name, self.ytelse, month, float(x))
        return self.changed(self.rows, wanted)

    @cached_property
    def _values(self) -> np.ndarray:
        """Shape (k, t)."""
        months = self.plan.maneder
        result = np.zeros((len(self.plan.kontor), len(months)))
        for k, kontor in enumerate(self.plan.kontor):
            if kontor.enhet in self.given:
                result[k] = monthly.month_values(self.given[kontor.enhet], months, monthly.seasonal_value)
        return result


def _factors(plan: Plan, hendelser: tuple[Hendelse, ...]) -> np.ndarray:
    """Factor of Hendelser of one ytelse, shape (k, t)."""
    factor = np.ones((len(plan.kontor), plan.horisont_maneder))
    for h in hendelser:
        k = [i for i, kontor in enumerate(plan.kontor) if h.enhet in (None, kontor.enhet)]
        factor[np.ix_(k, monthly.months_in(plan, h.fra_maned, h.til_maned))] *= h.faktor
    return factor
