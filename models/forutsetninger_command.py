"""The undo command that puts an assumption back as it stood before it was typed in."""

from __future__ import annotations

from dataclasses import replace

from models.commands import SetForutsetning
from models.document import Document
from planning_core.plan import Forutsetning, Plan


class RestoreForutsetning(SetForutsetning):
    """Put a whole row of ``Forutsetninger`` in place, or take it away.

    In one session it merges with what was typed, so that a change that was taken back leaves no step.

    Parameters
    ----------
    document : Document
    nokkel : str
    row : Forutsetning or None
        The row as it was; None where the plan had none.
    text : str
        What the undo button says.
    """

    def __init__(self, document: Document, nokkel: str, row: Forutsetning | None, text: str) -> None:
        super().__init__(document, nokkel, None, text)
        rows = document.plan.forutsetninger
        self._index = next((i for i, r in enumerate(rows) if r.nokkel == nokkel), len(rows))
        self._new = row

    def backward(self, plan: Plan) -> Plan:
        if self._old is None or self._new is not None:
            return super().backward(plan)
        # The row was taken away: it goes back to its own place, not to the end.
        rows = plan.forutsetninger
        return replace(plan, forutsetninger=(*rows[: self._index], self._old, *rows[self._index :]))
