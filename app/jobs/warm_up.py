"""Read what the other rooms need while the planner looks at the first one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QThreadPool

from app.jobs.background import Job
from models.document import Document

_log = logging.getLogger(__name__)


def _import_all(modules: Sequence[str], is_closed: Callable[[], bool]) -> None:
    for module in modules:
        if not is_closed():
            import_module(module)


class WarmUp(QObject):
    """Imports modules in a thread of its own, once the first numbers are on screen.

    A room with charts takes half a second to read the first time. No module makes Qt objects when it is imported, so it
    does not matter in which thread that happens; a room entered meanwhile waits for its module as it would have anyway.
    """

    def __init__(self, document: Document, modules: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._modules = tuple(modules)
        self._closed = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._job: Job | None = None
        document.projeksjon_changed.connect(self._on_projeksjon_changed)

    @property
    def is_done(self) -> bool:
        """Whether every module has been read."""
        return self._job is not None and self._job.done

    def close(self) -> None:
        """Begin on no more modules, and wait for the one that is being read."""
        self._closed = True
        self._pool.waitForDone()

    def _on_projeksjon_changed(self) -> None:
        self._document.projeksjon_changed.disconnect(self._on_projeksjon_changed)
        if self._closed:
            return
        self._job = Job(lambda: _import_all(self._modules, lambda: self._closed), self)
        self._job.finished.connect(self._on_job_finished)
        self._job.start(self._pool)

    def _on_job_finished(self) -> None:
        if self._job is not None and self._job.error is not None:
            # Whoever enters the room meets the same failure, and is told.
            _log.error("a room could not be read ahead", exc_info=self._job.error)
