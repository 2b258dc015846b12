"""Moving årsverk from one unit to another by pointer or keys: what is held, where it is, may it land."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Verdict:
    """What dropping here would do.

    Parameters
    ----------
    text : str
        Why it cannot be dropped; empty when it can.
    flyttes : dict of str to float
        Net årsverk moved per unit after the drop.
    """

    text: str
    flyttes: dict[str, float]

    @property
    def allowed(self) -> bool:
        return not self.text


Judge = Callable[[str, str, float], Verdict]


class UnitDrag(QObject):
    """One move on its way.

    Signals
    -------
    changed()
        Source, target, amount or verdict changed, or the move ended.
    dropped(str, str, float)
        From, to, årsverk.
    """

    changed = Signal()
    dropped = Signal(str, str, float)

    def __init__(self, judge: Judge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._judge = judge
        self._source: str | None = None
        self._target: str | None = None
        self._amount = 0.0
        self._verdict: Verdict | None = None

    @property
    def active(self) -> bool:
        return self._source is not None

    @property
    def source(self) -> str | None:
        return self._source

    @property
    def target(self) -> str | None:
        """The unit under the pointer; None over nothing that can receive."""
        return self._target

    @property
    def amount(self) -> float:
        return self._amount

    @property
    def verdict(self) -> Verdict | None:
        """Of the present target; None without one."""
        return self._verdict

    def begin(self, source: str, amount: float) -> None:
        """Pick årsverk up."""
        self._source, self._target, self._amount, self._verdict = source, None, amount, None
        self.changed.emit()

    def aim(self, target: str | None, amount: float | None = None) -> None:
        """Point at a unit, or change how much is held."""
        amount = self._amount if amount is None else max(0.1, round(amount, 1))
        if self._source is None or (target, amount) == (self._target, self._amount):
            return
        self._target, self._amount = target, amount
        # Back over its own row nothing is wrong: the move is only not on its way yet.
        aimed = target is not None and target != self._source
        self._verdict = self._judge(self._source, target, amount) if aimed and target is not None else None
        self.changed.emit()

    def drop(self) -> bool:
        """Let go; True when something was moved."""
        source, target, amount, verdict = self._source, self._target, self._amount, self._verdict
        self.cancel()
        if source is None or target is None or verdict is None or not verdict.allowed:
            return False
        self.dropped.emit(source, target, amount)
        return True

    def cancel(self) -> None:
        """Forget the move."""
        if self._source is not None:
            self._source = self._target = self._verdict = None
            self.changed.emit()
