"""What a flytting that is not yet made would do, computed off the GUI thread."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from app.jobs.background import Job
from planning_core.plan import Plan

_log = logging.getLogger(__name__)
_REST_MS = 200
"""Pause in typing before a projection is started [ms]."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Restanser [cases] and oppfølging [hours a month] in the plan's last month, with and without the flytting."""

    maned: int
    restanser: float
    restanser_uten: float
    oppfolging: float
    oppfolging_uten: float


def preview(med: Plan, uten: Plan) -> Preview:
    """Project a plan with and without one flytting."""
    # Imported in the worker thread: the window does not wait for numpy.
    from planning_core.projection import framskriv

    with_it, without = framskriv(med), framskriv(uten)
    return Preview(
        med.maneder[-1],
        float(with_it.serie("restanser")[-1]), float(without.serie("restanser")[-1]),
        float(with_it.serie("oppfolging_timer")[-1]), float(without.serie("oppfolging_timer")[-1]),
    )


class PreviewRunner(QObject):
    """Computes previews one at a time; the newest question wins.

    Signals
    -------
    ready(object)
        A :class:`Preview` of the latest plans asked about.
    failed()
        It could not be computed; the log says why.
    """

    ready = Signal(object)
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_REST_MS)
        self._pause.timeout.connect(self._start)
        self._asked: tuple[Plan, Plan] | None = None
        self._running: tuple[tuple[Plan, Plan], Job] | None = None

    def ask(self, med: Plan, uten: Plan) -> None:
        """Ask what the difference between two plans does."""
        self._asked = (med, uten)
        self._pause.start()

    def forget(self) -> None:
        """The latest question has no answer any more."""
        self._asked = None
        self._pause.stop()

    def close(self) -> None:
        """Drop everything and wait until the thread has ended."""
        self.forget()
        self._pool.waitForDone()

    def _start(self) -> None:
        if self._asked is None or self._running is not None:
            return
        question = self._asked
        job = Job(lambda: preview(*question), self)
        job.finished.connect(self._on_job_finished)
        self._running = (question, job)
        job.start(self._pool)

    def _on_job_finished(self) -> None:
        if self._running is None:
            return
        question, job = self._running
        self._running = None
        if self._asked is not None and question is not self._asked:
            self._start()
        elif self._asked is not None:
            self._asked = None
            if job.error is not None:
                _log.error("the preview failed", exc_info=job.error)
                self.failed.emit()
            else:
                self.ready.emit(job.result)
        job.deleteLater()
