"""Keep the projection of the open plan fresh, off the GUI thread."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from app.jobs.background import Job
from models.document import Document
from models.plan_axes import akser
from planning_core.plan import Plan

if TYPE_CHECKING:
    from planning_core.results import Projeksjon

_log = logging.getLogger(__name__)

BETWEEN_SECONDS = 0.2
"""While the planner types on, results of older plans are shown at most this often: each costs the window a redraw."""


def _framskriv_par(plan: Plan) -> Projeksjon:
    # Imported in the worker thread: the first window does not wait for numpy.
    from planning_core.projection import framskriv_par

    return framskriv_par(plan)


class Projector(QObject):
    """Projects every plan the document takes; the newest one wins.

    At most one projection runs, and at most one waits: the newest. A result that is no longer of the very plan is shown
    on the way to the newest one, still marked as old, if what is shown is older yet and has the same months, units and
    ytelser; else it is dropped. Results come in the order of their plans.

    Parameters
    ----------
    document : Document
    compute : callable
        A pure function of the plan.
    """

    busy_changed = Signal(bool)
    failed = Signal(Exception)
    """A projection raised; the log has the whole of it, and the numbers shown stay marked as old."""

    def __init__(
        self,
        document: Document,
        compute: Callable[[Plan], Projeksjon] = _framskriv_par,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._compute = compute
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # An idle worker thread is kept, so that a key press does not pay for a new one.
        self._pool.setExpiryTimeout(-1)
        self._newest = 0
        self._running: tuple[int, Plan, Job] | None = None
        self._waiting: tuple[int, Plan] | None = None
        self._closed = False
        self._shown_at = 0.0
        self.finished_at: datetime | None = None
        """When the projection shown was computed."""
        document.plan_changed.connect(self.request)

    @property
    def is_busy(self) -> bool:
        return self._running is not None

    def request(self) -> None:
        """Project the document's plan as it stands."""
        if self._closed:
            return
        self._newest += 1
        self._waiting = (self._newest, self._document.plan)
        if self._running is None:
            self._start_next()
            self.busy_changed.emit(True)

    def close(self) -> None:
        """Take no more plans, drop what runs, and wait until its thread has ended."""
        self._closed = True
        self._waiting = None
        self._pool.waitForDone()

    def _start_next(self) -> None:
        assert self._waiting is not None
        token, plan = self._waiting
        self._waiting = None
        compute = self._compute
        job = Job(lambda: compute(plan), self)
        job.finished.connect(self._on_job_finished)
        self._running = (token, plan, job)
        job.start(self._pool)

    def _on_job_finished(self) -> None:
        assert self._running is not None
        token, plan, job = self._running
        self._running = None
        if self._waiting is not None:
            self._start_next()
        if not self._closed and (token == self._newest or self._is_on_the_way(plan, job)):
            self._take(job)
        job.deleteLater()
        if self._running is None:
            self.busy_changed.emit(False)

    def _is_on_the_way(self, plan: Plan, job: Job) -> bool:
        """Whether a result of an older plan is better to look at than what is shown."""
        document = self._document
        if job.error is not None or time.monotonic() - self._shown_at < BETWEEN_SECONDS:
            return False
        # Without a projection another plan was opened; one that is not stale is right (the edit was undone).
        return document.projeksjon is not None and document.is_stale and akser(plan) == akser(document.plan)

    def _take(self, job: Job) -> None:
        if job.error is not None:
            _log.error("the projection failed", exc_info=job.error)
            self.failed.emit(job.error)
            return
        self.finished_at, self._shown_at = datetime.now(), time.monotonic()
        self._document.set_projeksjon(job.result)
