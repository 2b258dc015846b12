"""The undo command behind the gevinst register: gevinster, their points and their follow-up as one step."""

from __future__ import annotations

from dataclasses import replace

from models.commands import PlanCommand
from models.document import Document
from planning_core.plan import Plan


class SetGevinster(PlanCommand):
    """Put another plan's gevinster, with ``Innfasing`` and ``Gevinstoppfølging``, in place of these.

    Parameters
    ----------
    document : Document
    wanted : Plan
        Only those three tables are read.
    text : str
        What the undo button says.
    """

    def __init__(self, document: Document, wanted: Plan, text: str) -> None:
        super().__init__(document, text)
        self._old = _tables(document.plan)
        self._new = _tables(wanted)

    def forward(self, plan: Plan) -> Plan:
        return _with(plan, self._new)

    def backward(self, plan: Plan) -> Plan:
        return _with(plan, self._old)


def _tables(plan: Plan) -> tuple[tuple, tuple, tuple]:
    return plan.gevinster, plan.innfasing, plan.gevinstoppfolging


def _with(plan: Plan, tables: tuple[tuple, tuple, tuple]) -> Plan:
    gevinster, innfasing, oppfolging = tables
    return replace(plan, gevinster=gevinster, innfasing=innfasing, gevinstoppfolging=oppfolging)
