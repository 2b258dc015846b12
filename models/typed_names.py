"""Names of units and ytelser that are typed or pasted in another way than the plan declares them."""

from __future__ import annotations

from models.io.excel_columns import Column
from models.io.mapping_names import Names
from planning_core.plan import Plan


class TypedNames:
    """Puts the plan's own name in place of what is beyond doubt another way to write it, as an import does.

    Parameters
    ----------
    plan : Plan
        Declares the names.
    sheet : str
        The sheet they are typed into.

    Notes
    -----
    ``NAV Skien`` for *Nav Skien*, ``0806`` or ``Skien`` for the kontor of that number or kommune, ``Dagpenger`` for
    *dagpenger*. What only looks alike stays as typed; validation names it and asks.
    """

    def __init__(self, plan: Plan, sheet: str) -> None:
        self._plan = plan
        self._sheet = sheet
        self._names: dict[str, Names] = {}
        self._meant: dict[tuple[str, str], str] = {}

    def meant(self, column: Column, value: object) -> object:
        """The declared name a value of a column means; the value itself where it is none, or of no such column."""
        if not column.reference or not isinstance(value, str) or not value:
            return value
        key = (column.field, value)
        if key not in self._meant:
            self._meant[key] = self._find(column, value)
        return self._meant[key]

    def _find(self, column: Column, text: str) -> str:
        names = self._names.setdefault(column.field, Names(self._plan, column, self._sheet))
        if text in names.known:
            return text
        choice, _how, sure = names.find(text)
        return choice if sure and choice is not None else text
