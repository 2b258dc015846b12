"""Grensesnitt: the share of each hovedprosess that is done in the forvaltningsenhet, at a chosen date."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.grids.grid import Changes, GridCell, Origin, Rows, changed_rows
from models.io.excel_columns import Column
from models.io.excel_schema import SHEETS
from planning_core.plan import SAKSPROSESSER, Grensesnitt, Plan

DEFAULT_SHARE = {"HP1": 0.0, "HP2": 0.0, "HP3": 1.0, "HP4": 1.0}
"""Share in the forvaltningsenhet where nothing is given."""


@dataclass(frozen=True)
class GrensesnittGrid:
    """Ytelser by HP1-HP4 in force in a month; typed shares hold from that month.

    ``maned`` None shows and writes what holds always, before any dated row.
    """

    plan: Plan
    maned: int | None = None

    sheet = "Grensesnitt"
    sums = 0

    @property
    def column(self) -> Column:
        return SHEETS[self.sheet].column("andel_fe")

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(y.ytelse for y in self.plan.ytelser)

    @property
    def heads(self) -> tuple[str, ...]:
        return SAKSPROSESSER

    def changed_since(self, other: object) -> None:
        """Any row may follow from any."""

    def editable(self, row: int, column: int) -> bool:
        return True

    def cell(self, row: int, column: int) -> GridCell:
        dated = self._rows.get((self.names[row], self.heads[column]), {})
        if self.maned in dated:
            return GridCell(dated[self.maned], Origin.OWN)
        earlier = [m for m in dated if m is not None and self.maned is not None and m <= self.maned]
        if earlier:
            return GridCell(dated[max(earlier)], Origin.EARLIER, max(earlier))
        if None in dated:
            return GridCell(dated[None], Origin.EVERY)
        return GridCell(DEFAULT_SHARE[self.heads[column]], Origin.DEFAULT)

    def put(self, changes: Changes) -> Rows:
        wanted = {}
        for (row, column), value in changes.items():
            key = self.names[row], self.heads[column], self.maned
            wanted[key] = None if value is None else Grensesnitt(key[0], key[1], value, self.maned)
        return changed_rows(self.plan.grensesnitt, wanted, lambda r: (r.ytelse, r.hovedprosess, r.gyldig_fra))

    @cached_property
    def _rows(self) -> dict[tuple[str, str], dict[int | None, float]]:
        found: dict[tuple[str, str], dict[int | None, float]] = {}
        for r in self.plan.grensesnitt:
            found.setdefault((r.ytelse, r.hovedprosess), {})[r.gyldig_fra] = r.andel_fe
        return found
