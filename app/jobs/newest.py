"""Answer questions off the GUI thread; the newest question wins."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from app.jobs.background import Job

_log = logging.getLogger(__name__)


class Newest(QObject):
    """At most one question runs and at most one waits: the newest. Answers to older ones are dropped.

    ``answered`` carries what the function returned, ``failed`` what it raised (the log has the whole of it).
    """

    answered = Signal(object)
    failed = Signal(Exception)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: Job | None = None
        self._waiting: Callable[[], Any] | None = None
        self._dropped = False
        self._closed = False

    @property
    def is_busy(self) -> bool:
        return self._running is not None

    def ask(self, question: Callable[[], Any]) -> None:
        """Answer this question instead of any asked before; a pure function of frozen values."""
        if self._closed:
            return
        if self._running is not None:
            self._waiting, self._dropped = question, True
            return
        self._start(question)
        self.busy_changed.emit(True)

    def drop(self) -> None:
        """Forget what was asked; what runs ends unheard."""
        self._waiting, self._dropped = None, True

    def close(self) -> None:
        """Take no more questions, forget what runs, and wait until its thread has ended.

        Without it a window that is deleted while a thread works would wait for it in Qt, holding Python, which the thread
        needs to end.
        """
        self._closed = True
        self.drop()
        self._pool.waitForDone()

    def _start(self, question: Callable[[], Any]) -> None:
        self._dropped = False
        job = Job(question, self)
        job.finished.connect(self._on_job_finished)
        self._running = job
        job.start(self._pool)

    def _on_job_finished(self) -> None:
        job, dropped = self._running, self._dropped
        assert job is not None
        self._running = None
        if self._waiting is not None:
            question, self._waiting = self._waiting, None
            self._start(question)
        if not dropped:
            self._tell(job)
        job.deleteLater()
        if self._running is None:
            self.busy_changed.emit(False)

    def _tell(self, job: Job) -> None:
        if job.error is None:
            self.answered.emit(job.result)
            return
        _log.error("a question could not be answered", exc_info=job.error)
        self.failed.emit(job.error)
