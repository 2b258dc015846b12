"""Undo commands: the only way the open plan changes.

A command is built from plain values on the plan of the moment, keeps the exact old and new values
(never a whole plan, but for :class:`ReplacePlan`), and maps a plan to the plan after it. Undo puts
the old objects back, so an undone plan is equal to the earlier one to the last bit.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QUndoCommand

from models.plan_state import PlanState
from planning_core.plan import TABELLER, Forutsetning, Plan, ScenarioVerdi

if TYPE_CHECKING:
    from models.document import Document

_EDIT_CELL, _SET_FORUTSETNING, _SET_PLAN_FIELD = range(1, 4)


def _table(plan: Plan, table: str) -> tuple[Any, ...]:
    rows: tuple[Any, ...] = getattr(plan, TABELLER[table][0])
    return rows


def _with_table(plan: Plan, table: str, rows: tuple[Any, ...]) -> Plan:
    return replace(plan, **{TABELLER[table][0]: rows})  # type: ignore[arg-type]  # the attribute is chosen by name


def _checked_row(table: str, row: object) -> object:
    if type(row) is not TABELLER[table][1]:
        raise TypeError(f"{table} holds {TABELLER[table][1].__name__}, not {type(row).__name__}")
    return row


class PlanCommand(QUndoCommand):
    """One change of the plan. ``text`` is what the undo button says, chosen by the caller.

    It is a change of the plan that is shown; what it means for the baseline and its scenarios is
    worked out by :class:`PlanState`, and the rows of ``Scenarier`` before it are put back by undo.
    """

    def __init__(self, document: Document, text: str) -> None:
        super().__init__(text)
        self._document = document
        self._session = document.edit_session
        self._scenarier: tuple[ScenarioVerdi, ...] = document.grunnplan.scenarier

    def forward(self, plan: Plan) -> Plan:
        """The plan after the command."""
        raise NotImplementedError

    def backward(self, plan: Plan) -> Plan:
        """The plan before the command, from the plan after it."""
        raise NotImplementedError

    def result(self, state: PlanState) -> PlanState:
        """The state after the command."""
        return state.with_plan(self.forward(state.plan))

    def origin(self, state: PlanState) -> PlanState:
        """The state before the command, from the state after it."""
        return state.back_to(self.backward(state.plan), self._scenarier)

    def redo(self) -> None:
        self._document.adopt(self.result(self._document.state))

    def undo(self) -> None:
        self._document.adopt(self.origin(self._document.state))

    def take_in(self, other: PlanCommand, *, back: bool) -> None:
        """After a merge: say what the other says, and be gone if the plan is back where it began."""
        self.setText(other.text())
        if self._scenarier:
            # Scenarios follow the step as a whole, not what stood there in the middle of it.
            self._document.adopt(self.result(self.origin(self._document.state)))
        # An empty step would make the undo button look dead.
        self.setObsolete(back)


class _ValueCommand(PlanCommand):
    """A command that sets one value at one place, and merges while that place is being edited."""

    def __init__(self, document: Document, place: tuple[Any, ...], old: Any, new: Any, text: str) -> None:
        super().__init__(document, text)
        self._place = place
        self._old = old
        self._new = new

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _ValueCommand) or other.id() != self.id():
            return False
        if other._place != self._place or other._session != self._session:
            return False
        self._new = other._new
        self.take_in(other, back=type(self._new) is type(self._old) and self._new == self._old)
        return True


class EditCell(_ValueCommand):
    """Set one field of one row.

    Raises
    ------
    IndexError, AttributeError, KeyError
        If there is no such row, field or table.
    """

    def __init__(self, document: Document, table: str, row: int, field: str, value: object, text: str) -> None:
        if row < 0:
            raise IndexError(row)
        old = getattr(_table(document.plan, table)[row], field)
        super().__init__(document, (table, row, field), old, value, text)

    def id(self) -> int:
        return _EDIT_CELL

    def forward(self, plan: Plan) -> Plan:
        return self._set(plan, self._new)

    def backward(self, plan: Plan) -> Plan:
        return self._set(plan, self._old)

    def _set(self, plan: Plan, value: object) -> Plan:
        table, row, field = self._place
        rows = _table(plan, table)
        return _with_table(plan, table, (*rows[:row], replace(rows[row], **{field: value}), *rows[row + 1 :]))


class SetForutsetning(_ValueCommand):
    """Set the value of an assumption: in its row of ``Forutsetninger``, or in a new row at the end."""

    def __init__(self, document: Document, nokkel: str, verdi: float | str | bool | None, text: str) -> None:
        rows = document.plan.forutsetninger
        row = next((i for i, r in enumerate(rows) if r.nokkel == nokkel), None)
        old = None if row is None else rows[row]
        new = Forutsetning(nokkel, verdi) if old is None else replace(old, verdi=verdi)
        super().__init__(document, (nokkel,), old, new, text)

    def id(self) -> int:
        return _SET_FORUTSETNING

    def forward(self, plan: Plan) -> Plan:
        return self._set(plan, self._new)

    def backward(self, plan: Plan) -> Plan:
        return self._set(plan, self._old)

    def _set(self, plan: Plan, wanted: Forutsetning | None) -> Plan:
        rows = plan.forutsetninger
        row = next((i for i, r in enumerate(rows) if r.nokkel == self._place[0]), len(rows))
        middle = () if wanted is None else (wanted,)
        return replace(plan, forutsetninger=(*rows[:row], *middle, *rows[row + 1 :]))


class SetPlanField(_ValueCommand):
    """Set a field of the plan itself (``fylke``, ``start``, ``horisont_maneder`` …), not a table."""

    def __init__(self, document: Document, field: str, value: object, text: str) -> None:
        tables = {attribute for attribute, _ in TABELLER.values()}
        if field in tables or field not in {f.name for f in fields(Plan)}:
            raise AttributeError(field)
        super().__init__(document, (field,), getattr(document.plan, field), value, text)

    def id(self) -> int:
        return _SET_PLAN_FIELD

    def forward(self, plan: Plan) -> Plan:
        return replace(plan, **{self._place[0]: self._new})

    def backward(self, plan: Plan) -> Plan:
        return replace(plan, **{self._place[0]: self._old})


class InsertRow(PlanCommand):
    """Put a row before position ``index`` (the length of the table means last)."""

    def __init__(self, document: Document, table: str, index: int, row: object, text: str) -> None:
        super().__init__(document, text)
        if not 0 <= index <= len(_table(document.plan, table)):
            raise IndexError(index)
        self._table = table
        self._index = index
        self._row = _checked_row(table, row)

    def forward(self, plan: Plan) -> Plan:
        rows = _table(plan, self._table)
        return _with_table(plan, self._table, (*rows[: self._index], self._row, *rows[self._index :]))

    def backward(self, plan: Plan) -> Plan:
        rows = _table(plan, self._table)
        return _with_table(plan, self._table, (*rows[: self._index], *rows[self._index + 1 :]))


class RemoveRow(PlanCommand):
    """Take away the row at position ``index``."""

    def __init__(self, document: Document, table: str, index: int, text: str) -> None:
        super().__init__(document, text)
        if index < 0:
            raise IndexError(index)
        self._table = table
        self._index = index
        self._row = _table(document.plan, table)[index]

    def forward(self, plan: Plan) -> Plan:
        rows = _table(plan, self._table)
        return _with_table(plan, self._table, (*rows[: self._index], *rows[self._index + 1 :]))

    def backward(self, plan: Plan) -> Plan:
        rows = _table(plan, self._table)
        return _with_table(plan, self._table, (*rows[: self._index], self._row, *rows[self._index :]))


class ReplaceRow(PlanCommand):
    """Put another row at position ``index`` (what a dialog on a whole row does)."""

    def __init__(self, document: Document, table: str, index: int, row: object, text: str) -> None:
        super().__init__(document, text)
        if index < 0:
            raise IndexError(index)
        self._table = table
        self._index = index
        self._old = _table(document.plan, table)[index]
        self._new = _checked_row(table, row)

    def forward(self, plan: Plan) -> Plan:
        return self._set(plan, self._new)

    def backward(self, plan: Plan) -> Plan:
        return self._set(plan, self._old)

    def _set(self, plan: Plan, row: object) -> Plan:
        rows = _table(plan, self._table)
        return _with_table(plan, self._table, (*rows[: self._index], row, *rows[self._index + 1 :]))


class ReplacePlan(PlanCommand):
    """Another baseline with its scenarios in place of this one, as one step (an import from Excel)."""

    def __init__(self, document: Document, plan: Plan, text: str) -> None:
        super().__init__(document, text)
        self._old = document.state
        self._new = PlanState.of(plan)

    def result(self, state: PlanState) -> PlanState:
        return self._new

    def origin(self, state: PlanState) -> PlanState:
        return self._old
