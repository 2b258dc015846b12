"""The undo command behind typing, dragging and the time line."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QUndoCommand

from models.commands import PlanCommand
from models.document import Document
from planning_core.plan import Flytting, Plan

_SET_FLYTTINGER = 20


class SetFlyttinger(PlanCommand):
    """Put other flyttinger in place of the plan's.

    Typing one number may make, change and remove a flytting before it is finished; as long as the
    same place is edited in one session that is one step.

    Parameters
    ----------
    document : Document
    place : str
        What is being edited, such as the unit whose row is typed in.
    flyttinger : tuple of Flytting
    text : str
        What the undo button says.
    """

    def __init__(self, document: Document, place: str, flyttinger: tuple[Flytting, ...], text: str) -> None:
        super().__init__(document, text)
        self._place = place
        self._old = document.plan.flyttinger
        self._new = flyttinger

    def id(self) -> int:
        return _SET_FLYTTINGER

    def forward(self, plan: Plan) -> Plan:
        return replace(plan, flyttinger=self._new)

    def backward(self, plan: Plan) -> Plan:
        return replace(plan, flyttinger=self._old)

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, SetFlyttinger) or (other._place, other._session) != (self._place, self._session):
            return False
        self._new = other._new
        self.take_in(other, back=self._new == self._old)
        return True
