"""What the grids of things by month have in common: an "every month" column, then the months of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from models.grids.grid import Changes, GridCell, Origin, Rows, changed_rows
from models.io.excel_columns import Column
from models.io.excel_schema import SHEETS
from planning_core.plan import TABELLER, Plan

Given = dict[int | None, float]
"""Month (None = every month) -> the number of its own row."""


@dataclass(frozen=True)
class MonthGrid:
    """Units by "every month" and the months of the plan; a subclass says which rows are its own, and what follows."""

    plan: Plan

    sheet: ClassVar[str]
    header: ClassVar[str]
    """Header of the column that holds the numbers."""

    # What a subclass says

    @property
    def units(self) -> tuple[str, ...]:
        """The units that numbers are typed for."""
        raise NotImplementedError

    def is_own(self, row: Any) -> bool:
        """Whether a row of the sheet is shown here."""
        return True

    def key(self, name: str, month: int | None) -> tuple[object, ...]:
        """What no two rows may share; the first and last fields are unit and month."""
        raise NotImplementedError

    def follows(self, given: Given, month: int) -> GridCell:
        """The number of a month with no row, where no row holds every month either."""
        raise NotImplementedError

    def total(self, row: int, column: int) -> float | None:
        """The number of a sum."""
        raise NotImplementedError

    # What follows

    @property
    def column(self) -> Column:
        return SHEETS[self.sheet].column(self.header)

    @property
    def names(self) -> tuple[str, ...]:
        return self.units

    @cached_property
    def heads(self) -> tuple[int | None, ...]:
        return (None, *self.plan.maneder)

    @property
    def sums(self) -> int:
        return len(self.names) - len(self.units)

    def changed_since(self, other: Any) -> tuple[int, ...] | None:
        if type(other) is not type(self) or other.plan.enheter is not self.plan.enheter or not self.has_same_rules(other):
            return None
        changed = [row for row, name in enumerate(self.units) if self.given.get(name) != other.given.get(name)]
        return (*changed, *range(len(self.units), len(self.names)))

    def has_same_rules(self, other: Any) -> bool:
        """Whether another grid of the same kind shows the same thing, but for the rows of its sheet."""
        return True

    def editable(self, row: int, column: int) -> bool:
        return row < len(self.units)

    def cell(self, row: int, column: int) -> GridCell:
        month = self.heads[column]
        if not self.editable(row, column):
            return GridCell(None if month is None else self.total(row, column), Origin.SUM)
        given = self.given.get(self.names[row], {})
        if month in given:
            return GridCell(given[month], Origin.OWN)
        if month is None:
            return GridCell(None, Origin.DEFAULT)
        return GridCell(given[None], Origin.EVERY) if None in given else self.follows(given, month)

    def put(self, changes: Changes) -> Rows:
        wanted = {}
        for (row, column), value in changes.items():
            key = self.key(self.names[row], self.heads[column])
            wanted[key] = None if value is None else self.row(key, value)
        return self.changed(self.rows, wanted)

    @property
    def rows(self) -> Rows:
        """Every row of the sheet."""
        found: Rows = getattr(self.plan, TABELLER[self.sheet][0])
        return found

    def row(self, key: tuple[object, ...], value: float) -> Any:
        """A row of the sheet."""
        return TABELLER[self.sheet][1](*key, value)

    def changed(self, rows: Rows, wanted: dict[Any, Any]) -> Rows:
        """Rows with those of ``wanted`` in their places."""
        fields = [c.field for c in SHEETS[self.sheet].columns if c.header != self.header]
        return changed_rows(rows, wanted, lambda r: tuple(getattr(r, f) for f in fields))

    @cached_property
    def given(self) -> dict[str, Given]:
        """The numbers with rows of their own, by unit."""
        found: dict[str, Given] = {}
        for row in self.rows:
            if self.is_own(row):
                found.setdefault(row.enhet, {})[row.maned] = float(getattr(row, self.column.field))
        return found
