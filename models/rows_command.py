"""The undo commands behind pasting, filling and removing many rows: other rows in place of a sheet's, or of several."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.commands import PlanCommand
from models.document import Document
from planning_core.plan import TABELLER, Plan


def in_order(sheet: str, rows: tuple[Any, ...]) -> tuple[Any, ...]:
    """Phase-in points stand by month within each gevinst, wherever they are typed; rows of other sheets as they are."""
    if sheet != "Innfasing":
        return rows
    points: dict[str, list[Any]] = {}
    for row in sorted(rows, key=lambda r: r.maned):
        points.setdefault(row.gevinst, []).append(row)
    return tuple(points[row.gevinst].pop(0) for row in rows)


class SetRows(PlanCommand):
    """Put other rows in place of all rows of a sheet, as one step.

    Parameters
    ----------
    document : Document
    sheet : str
    rows : tuple
        Rows that stay are the plan's own objects, so a step costs little to keep.
    text : str
        What the undo button says.

    Raises
    ------
    TypeError
        If a row is of another sheet.
    """

    def __init__(self, document: Document, sheet: str, rows: tuple[Any, ...], text: str) -> None:
        super().__init__(document, text)
        self._attribute, row_class = TABELLER[sheet]
        if any(type(row) is not row_class for row in rows):
            raise TypeError(f"{sheet} holds {row_class.__name__}")
        self._old = getattr(document.plan, self._attribute)
        self._new = rows

    def forward(self, plan: Plan) -> Plan:
        return self._with(plan, self._new)

    def backward(self, plan: Plan) -> Plan:
        return self._with(plan, self._old)

    def _with(self, plan: Plan, rows: tuple[Any, ...]) -> Plan:
        return replace(plan, **{self._attribute: rows})  # type: ignore[arg-type]  # the attribute is chosen by name


class SetTables(PlanCommand):
    """Put tables of another plan in place of these, as one step: those that are not the plan's own objects.

    Parameters
    ----------
    document : Document
    wanted : Plan
        The plan as it is to be; what is no table is not read.
    text : str
        What the undo button says.
    """

    def __init__(self, document: Document, wanted: Plan, text: str) -> None:
        super().__init__(document, text)
        old = document.plan
        names = [name for name, _ in TABELLER.values() if getattr(old, name) is not getattr(wanted, name)]
        self._old = {name: getattr(old, name) for name in names}
        self._new = {name: getattr(wanted, name) for name in names}

    def forward(self, plan: Plan) -> Plan:
        return replace(plan, **self._new)

    def backward(self, plan: Plan) -> Plan:
        return replace(plan, **self._old)
