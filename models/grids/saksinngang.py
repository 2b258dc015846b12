"""Saksinngang of one ytelse: kontor by months, with what each month's number comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from models.grids.grid import Changes, GridCell, Origin, Rows, changed_rows
from models.io.excel_columns import Column
from models.io.excel_schema import SHEETS
from planning_core import monthly
from planning_core.plan import Hendelse, Plan, Saksinngang

EVERY = 0
"""The first column: the row without a month, which holds in every month without a row of its own."""
FYLKE, AFTER = "fylke", "etter_hendelser"
"""Names of the sums: all kontor, and all kontor after Hendelser (only where there are any)."""


@dataclass(frozen=True)
class SaksinngangGrid:
    """Kontor by "every month" and the months of the plan, for one ytelse."""

    plan: Plan
    ytelse: str

    sheet = "Saksinngang"

    @property
    def column(self) -> Column:
        return SHEETS[self.sheet].column("antall")

    @cached_property
    def names(self) -> tuple[str, ...]:
        kontor = tuple(k.enhet for k in self.plan.kontor)
        if not kontor:
            return ()
        return (*kontor, FYLKE, AFTER) if self.has_hendelser else (*kontor, FYLKE)

    @cached_property
    def heads(self) -> tuple[int | None, ...]:
        return (None, *self.plan.maneder)

    @property
    def sums(self) -> int:
        return len(self.names) - len(self.plan.kontor)

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

    def editable(self, row: int, column: int) -> bool:
        return row < len(self.plan.kontor)

    def cell(self, row: int, column: int) -> GridCell:
        name, month = self.names[row], self.heads[column]
        if not self.editable(row, column):
            if month is None:
                return GridCell(None, Origin.SUM)
            return GridCell((self.before if name == FYLKE else self.after)[column - 1], Origin.SUM)
        rows = self._rows.get(name, {})
        if month in rows:
            return GridCell(rows[month], Origin.OWN)
        if month is None:
            return GridCell(None, Origin.DEFAULT)
        if None in rows:
            return GridCell(rows[None], Origin.EVERY)
        earlier = [m for m in rows if m is not None and m < month and (month - m) % 12 == 0]
        if earlier:
            return GridCell(rows[max(earlier)], Origin.EARLIER, max(earlier))
        return GridCell(None if rows else 0.0, Origin.DEFAULT)

    def put(self, changes: Changes) -> Rows:
        wanted = {}
        for (row, column), value in changes.items():
            name, month = self.names[row], self.heads[column]
            wanted[name, self.ytelse, month] = None if value is None else Saksinngang(name, self.ytelse, month, value)
        return changed_rows(self.plan.saksinngang, wanted, lambda r: (r.enhet, r.ytelse, r.maned))

    def fill_every(self, values: dict[str, float]) -> Rows:
        """One number for every month of a kontor: its rows from the plan's start on are taken away.

        Earlier months stay; they are history, and the every-month row goes before them.
        """
        kept = tuple(r for r in self.plan.saksinngang if not (
            r.ytelse == self.ytelse and r.enhet in values and r.maned is not None and r.maned >= self.plan.start))
        wanted = {(name, self.ytelse, None): Saksinngang(name, self.ytelse, None, x) for name, x in values.items()}
        return changed_rows(kept, wanted, lambda r: (r.enhet, r.ytelse, r.maned))

    def fill_months(self, values: dict[str, Sequence[float]]) -> Rows:
        """A row for every month of the plan, by kontor; the every-month row is no longer needed and goes."""
        wanted: dict[tuple[str, str, int | None], Saksinngang | None] = {}
        for name, months in values.items():
            wanted[name, self.ytelse, None] = None
            for month, x in zip(self.plan.maneder, months, strict=True):
                wanted[name, self.ytelse, month] = Saksinngang(name, self.ytelse, month, float(x))
        return changed_rows(self.plan.saksinngang, wanted, lambda r: (r.enhet, r.ytelse, r.maned))

    @cached_property
    def _rows(self) -> dict[str, dict[int | None, float]]:
        found: dict[str, dict[int | None, float]] = {}
        for r in self.plan.saksinngang:
            if r.ytelse == self.ytelse:
                found.setdefault(r.enhet, {})[r.maned] = r.antall
        return found

    @cached_property
    def _values(self) -> np.ndarray:
        """Shape (k, t)."""
        months = self.plan.maneder
        result = np.zeros((len(self.plan.kontor), len(months)))
        for k, kontor in enumerate(self.plan.kontor):
            if kontor.enhet in self._rows:
                result[k] = monthly.month_values(self._rows[kontor.enhet], months, monthly.seasonal_value)
        return result


def _factors(plan: Plan, hendelser: tuple[Hendelse, ...]) -> np.ndarray:
    """Factor of Hendelser of one ytelse, shape (k, t)."""
    factor = np.ones((len(plan.kontor), plan.horisont_maneder))
    for h in hendelser:
        k = [i for i, kontor in enumerate(plan.kontor) if h.enhet in (None, kontor.enhet)]
        factor[np.ix_(k, monthly.months_in(plan, h.fra_maned, h.til_maned))] *= h.faktor
    return factor
