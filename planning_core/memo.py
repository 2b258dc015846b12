"""What plans of a batch share: arrays made from the same tables are made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from planning_core.plan import Plan

T = TypeVar("T")


class Memo:
    """Results of functions of a plan, keyed by the tables they read.

    Plans are frozen, and a plan made from another by ``replace`` holds the very same tables but for
    those that changed, so the identity of the tables is enough. Keep the plans alive while the memo is.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Any] = {}

    def get(self, make: Callable[[Plan], T], plan: Plan, *tables: str) -> T:
        """``make(plan)``, or what it gave for a plan with the same frame, unit names and ``tables``."""
        key = (
            make, plan.start, plan.horisont_maneder, plan.steg_per_maned, plan.timer_per_arsverk,
            tuple((e.enhet, e.type) for e in plan.enheter), id(plan.ytelser),
            *(id(getattr(plan, table)) for table in tables),
        )
        if key not in self._known:
            self._known[key] = make(plan)
        return self._known[key]
