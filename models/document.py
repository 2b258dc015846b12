"""The open plan: what it is, where it is saved, what can be undone, and how fresh its projection is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoStack

from models.plan_state import PlanState
from planning_core.findings import Finding, has_errors
from planning_core.plan import Plan

if TYPE_CHECKING:
    from models.commands import PlanCommand
    from planning_core.results import Projeksjon

Validator = Callable[[Plan], list[Finding]]


def _validate(plan: Plan) -> list[Finding]:
    # Imported at first use: the program paints its first window before it needs numpy.
    from planning_core.validate import validate

    return validate(plan)


def _axes(plan: Plan) -> tuple[object, ...]:
    """What decides the shape of a projection: its months, units and ytelser."""
    units = tuple((e.enhet, e.type) for e in plan.enheter)
    return plan.start, plan.horisont_maneder, units, tuple(y.ytelse for y in plan.ytelser)


class Document(QObject):
    """The open plan.

    Only commands change it (:meth:`push`, then undo and redo), and only to plans without errors.
    The projection is derived: it is handed in when it is ready and is never part of undo.
    While a scenario is open :attr:`plan` is the baseline with its overrides; see :class:`PlanState`.

    Parameters
    ----------
    plan : Plan
        The first plan; it must be free of errors.
    path : Path or None
        Where it is saved.
    validator : callable
        Gives every finding of a plan; the core's own unless a test needs another.
    """

    plan_changed = Signal()
    projeksjon_changed = Signal()
    stale_changed = Signal(bool)
    file_changed = Signal()
    """The path, or whether the plan is saved, changed."""

    def __init__(
        self,
        plan: Plan,
        path: Path | None = None,
        validator: Validator = _validate,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._validator = validator
        self._state = PlanState.of(plan)
        self._saved: Plan | None = plan
        self._path = path
        self._projeksjon: Projeksjon | None = None
        self._checked: tuple[Plan, tuple[Finding, ...]] | None = None
        self._stale = True
        self._session = 0
        self._stack = QUndoStack(self)
        self._announced_clean = True
        self._stack.cleanChanged.connect(self._announce_clean)
        self._stack.indexChanged.connect(self._announce_clean)

    @property
    def plan(self) -> Plan:
        """The plan that is shown and edited."""
        return self._state.plan

    @property
    def grunnplan(self) -> Plan:
        """The baseline with the rows of its scenarios: what is saved and exported."""
        return self._state.grunnplan

    @property
    def aktivt_scenario(self) -> str | None:
        """The scenario that is open for editing; None for the baseline."""
        return self._state.scenario

    @property
    def scenarier(self) -> tuple[str, ...]:
        """Names of all scenarios, in order."""
        return tuple(dict.fromkeys(row.scenario for row in self.grunnplan.scenarier))

    @property
    def state(self) -> PlanState:
        """Baseline, scenario and plan shown, as one frozen value."""
        return self._state

    @property
    def path(self) -> Path | None:
        return self._path

    @property
    def undo_stack(self) -> QUndoStack:
        return self._stack

    @property
    def is_clean(self) -> bool:
        """Whether nothing would be lost if the plan were closed now; a scenario that is only opened is no change."""
        return self._stack.isClean() or self._state.grunnplan is self._saved

    @property
    def projeksjon(self) -> Projeksjon | None:
        """The latest projection with the plan's months, units and ytelser.

        None until there is one; see :attr:`is_stale` for whether it is of this very plan.
        """
        return self._projeksjon

    @property
    def is_stale(self) -> bool:
        return self._stale

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Warnings of the plan, followed by those that only its projection can give."""
        if self._checked is None:
            self._checked = (self.plan, tuple(self._validator(self.plan)))
        found = self._checked[1]
        if self._projeksjon is None or self._stale:
            return found
        return found + self._projeksjon.plan.findings

    @property
    def edit_session(self) -> int:
        """Commands on the same value merge only within one session; see :meth:`finish_edit`."""
        return self._session

    @Slot()
    def finish_edit(self) -> None:
        """An editor was left or a slider let go: the next change is an undo step of its own."""
        self._session += 1

    def load(self, plan: Plan, path: Path | None, *, clean: bool = True) -> None:
        """Take another plan, free of errors, in place of everything; nothing can be undone after it.

        ``clean=False`` says that it is not saved anywhere (a recovered plan).
        """
        # All state first: the stack announces itself, and whoever listens must see one whole.
        self._path = path
        self._state = PlanState.of(plan)
        self._saved = plan if clean else None
        self._checked = None
        self._drop_projeksjon()
        self.finish_edit()
        self._stack.clear()
        if not clean:
            self._stack.resetClean()
        self._announced_clean = self.is_clean
        self.plan_changed.emit()
        self.file_changed.emit()

    def mark_saved(self, path: Path) -> None:
        """The plan as it stands is on disk at ``path``."""
        self._path = path
        self._saved = self.grunnplan
        self.finish_edit()
        self._announced_clean = True
        self._stack.setClean()
        self.file_changed.emit()

    def push(self, command: PlanCommand) -> list[Finding]:
        """Do a command, unless the plan would then have errors.

        Returns
        -------
        list of Finding
            The errors that stopped it (nothing has changed), or an empty list.
        """
        after = command.result(self._state)
        if after == self._state:
            return []
        findings = self._state.refusal(after) or self._validator(after.plan)
        if has_errors(findings):
            return [f for f in findings if f.is_error]
        self._checked = (after.plan, tuple(findings))
        self._stack.push(command)
        return []

    def adopt(self, state: PlanState) -> None:
        """Take the state a command gives. Called by commands alone: everyone else pushes one."""
        self._state = state
        plan = state.plan
        if self._checked is not None and self._checked[0] != plan:
            self._checked = None
        if self._projeksjon is not None and _axes(self._projeksjon.plan.plan) != _axes(plan):
            self._drop_projeksjon()
        self._update_stale()
        self.plan_changed.emit()

    def set_projeksjon(self, projeksjon: Projeksjon) -> None:
        """Take a projection that has been computed. Called by the job that computed it."""
        self._projeksjon = projeksjon
        self._update_stale()
        self.projeksjon_changed.emit()

    def _drop_projeksjon(self) -> None:
        """Forget a projection of other units or months, so that no view mixes it with this plan."""
        if self._projeksjon is not None:
            self._projeksjon = None
            self._update_stale()
            self.projeksjon_changed.emit()

    def _update_stale(self) -> None:
        # Equality instead of fingerprints: rows are shared between a plan and its successor, so this
        # costs microseconds where hashing a large plan costs a tenth of a second per key press.
        stale = self._projeksjon is None or self._projeksjon.plan.plan != self.plan
        if stale != self._stale:
            self._stale = stale
            self.stale_changed.emit(stale)

    # Slots are declared: one that Qt finds by name only may be gone when something still speaks during a take-down.
    @Slot()
    def _announce_clean(self) -> None:
        if "_stack" not in self.__dict__:
            return  # The stack speaks a last time while the document is taken down.
        if self.is_clean != self._announced_clean:
            self._announced_clean = self.is_clean
            self.file_changed.emit()
