"""Normtid: minutes per case, or cases per ukeverk, of every ytelse and hovedprosess."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from models.grids.grid import Changes, GridCell, Origin, Place, Rows, changed_rows
from models.io.excel_columns import Column
from models.io.excel_schema import SHEETS
from planning_core.parameters import default
from planning_core.plan import SAKSPROSESSER, Normtid, Plan, Ressurskartlegging

MINUTES, PER_WEEK = "minutter", "saker_per_ukeverk"
SUM = "sum"


@dataclass(frozen=True)
class NormtidGrid:
    """Ytelser by HP1-HP4 and, in minutes, their sum. ``unit`` is what is shown and typed."""

    plan: Plan
    unit: str = MINUTES

    sheet = "Normtid"
    sums = 0

    @property
    def column(self) -> Column:
        return SHEETS[self.sheet].column(self.unit)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(y.ytelse for y in self.plan.ytelser)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        return (*SAKSPROSESSER, SUM) if self.unit == MINUTES else SAKSPROSESSER

    @property
    def ukeverk_minutes(self) -> float:
        """Minutes of a ukeverk."""
        return self.plan.tall("timer_per_ukeverk") * 60.0

    def changed_since(self, other: object) -> None:
        """Any row may follow from any."""

    def editable(self, row: int, column: int) -> bool:
        return self.heads[column] != SUM

    def cell(self, row: int, column: int) -> GridCell:
        if not self.editable(row, column):
            return GridCell(sum(self.minutes(row, c) for c in range(len(SAKSPROSESSER))), Origin.SUM)
        key = self.names[row], self.heads[column]
        norm, kart = self._norms.get(key), self._kart.get(key)
        if norm is not None:
            own = getattr(norm, self.unit)
            if own is not None:
                return GridCell(own, Origin.OWN)
            return GridCell(self._in_unit(self.minutes(row, column)), Origin.CONVERTED, norm)
        if kart is not None:
            return GridCell(self._in_unit(self.minutes(row, column)), Origin.DERIVED, kart)
        return GridCell(0.0 if self.unit == MINUTES else None, Origin.DEFAULT)

    def minutes(self, row: int, column: int) -> float:
        """Minutes per case in force, as :func:`planning_core.gevinst.base_minutes` has them."""
        key = self.names[row], self.heads[column]
        norm, kart = self._norms.get(key), self._kart.get(key)
        if norm is not None and norm.minutter is not None:
            return norm.minutter
        if norm is not None:
            return self.ukeverk_minutes / norm.saker_per_ukeverk if norm.saker_per_ukeverk else 0.0
        return derived_minutes(self.plan, kart) if kart is not None else 0.0

    def derived_places(self) -> tuple[Place, ...]:
        """Where the number is computed from Ressurskartlegging."""
        return tuple((row, column) for row in range(len(self.names)) for column in range(len(SAKSPROSESSER))
                     if self.cell(row, column).origin is Origin.DERIVED)

    def put(self, changes: Changes) -> Rows:
        wanted = {}
        for (row, column), value in changes.items():
            key = self.names[row], self.heads[column]
            in_minutes = self.unit == MINUTES
            wanted[key] = None if value is None else Normtid(*key, value) if in_minutes else Normtid(*key, None, value)
        return changed_rows(self.plan.normtid, wanted, lambda r: (r.ytelse, r.hovedprosess))

    def _in_unit(self, minutes: float) -> float | None:
        if self.unit == MINUTES:
            return minutes
        return self.ukeverk_minutes / minutes if minutes else None

    @cached_property
    def _norms(self) -> dict[tuple[str, str], Normtid]:
        return {(r.ytelse, r.hovedprosess): r for r in self.plan.normtid}

    @cached_property
    def _kart(self) -> dict[tuple[str, str], Ressurskartlegging]:
        return {(r.ytelse, r.hovedprosess): r for r in self.plan.ressurskartlegging if r.saker_per_ar}


def derived_minutes(plan: Plan, kart: Ressurskartlegging) -> float:
    """Minutes per case that a row of Ressurskartlegging gives; 0 without cases."""
    if not kart.saker_per_ar:
        return 0.0
    net = (1.0 - default("fravær")) * (1.0 - default("opplæring"))
    return kart.arsverk * plan.timer_per_arsverk * 60.0 * net / kart.saker_per_ar
