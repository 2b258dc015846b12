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
        self._frames: dict[int, int] = {}
        self._numbers: dict[tuple[Any, ...], int] = {}

    def get(self, make: Callable[[Plan], T], plan: Plan, *tables: str) -> T:
        """``make(plan)``, or what it gave for a plan with the same frame, unit names and ``tables``."""
        key = (make, self._frame(plan), *(id(getattr(plan, table)) for table in tables))
        if key not in self._known:
            self._known[key] = make(plan)
        found: T = self._known[key]
        return found

    def _frame(self, plan: Plan) -> int:
        """The same number for plans with the same months, steps, hours, ytelser and names of units."""
        number = self._frames.get(id(plan))
        if number is None:
            frame = (
                plan.start, plan.horisont_maneder, plan.steg_per_maned, plan.timer_per_arsverk, id(plan.ytelser),
                tuple(e.enhet for e in plan.kontor), tuple(e.enhet for e in plan.forvaltningsenheter),
            )
            number = self._frames[id(plan)] = self._numbers.setdefault(frame, len(self._numbers))
        return number


class LastTable:
    """What was found in a table, for as long as the very same table is asked about.

    A plan is validated after every key press, and a key press changes one table. Like :class:`Memo` it goes by
    identity, and it holds the table, so that no other takes its place in memory.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, tuple[object, ...], Any]] = {}

    def get(self, name: str, rows: tuple[Any, ...], make: Callable[[], T], *given: object) -> T:
        """``make()``, or what it gave when ``name`` was last asked about these rows and ``given`` values."""
        last = self._known.get(name)
        if last is not None and last[0] is rows and last[1] == given:
            found: T = last[2]
            return found
        found = make()
        self._known[name] = rows, given, found
        return found
