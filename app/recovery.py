"""Autosave of unsaved changes to the program's own folder, and finding them again after a crash."""

from __future__ import annotations

import json
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, QThreadPool, QTimer

from app.jobs.background import Job
from models.document import Document
from planning_core.plan import Plan

_log = logging.getLogger(__name__)

INTERVAL_MS = 20_000
"""At most this much work is lost."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """A plan that another session left unsaved.

    Parameters
    ----------
    file : Path
        The autosaved plan.
    original : Path or None
        Where the plan was saved before.
    saved_at : datetime
        When it was autosaved.
    """

    file: Path
    original: Path | None
    saved_at: datetime


def _write(file: Path, plan: Plan, original: Path | None) -> None:
    """Autosave; runs in a worker thread."""
    from models.io.atomic import write_bytes
    from models.io.project_file import skriv_bytes

    note = {"original": str(original) if original else None}
    write_bytes(file.with_suffix(".json"), json.dumps(note, ensure_ascii=False).encode("utf-8"))
    write_bytes(file, skriv_bytes(plan))


class Autosave(QObject):
    """Keeps a copy of unsaved changes while the program runs; a clean plan has no copy.

    A lock file tells other sessions that this one lives.
    """

    def __init__(self, document: Document, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{datetime.now():%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"
        self.file = folder / f"{name}.bplan"
        self._document = document
        self._lock = QLockFile(str(folder / f"{name}.lock"))
        # Zero: this lock never grows stale by age while the program lives.
        self._lock.setStaleLockTime(0)
        self._lock.tryLock(0)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._job: Job | None = None
        self._saved: Plan | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.save_now)
        document.plan_changed.connect(self._on_document_changed)
        document.file_changed.connect(self._on_document_changed)

    def save_now(self) -> None:
        """Copy unsaved changes, in a worker thread."""
        document = self._document
        if document.is_clean or document.grunnplan is self._saved:
            return
        if self._job is not None:
            self._timer.start()
            return
        plan, original, file = document.grunnplan, document.path, self.file
        self._job = Job(lambda: _write(file, plan, original), self)
        self._job.finished.connect(self._on_job_finished)
        self._saved = plan
        self._job.start(self._pool)

    def wait(self) -> None:
        """Wait until a copy under way is on disk."""
        while self._job is not None:
            self._job.wait()
            # Its end is heard through the event queue.
            QCoreApplication.processEvents()

    def close(self) -> None:
        """An orderly end: no copy stays behind."""
        self._timer.stop()
        self._pool.waitForDone()
        self._remove()
        self._lock.unlock()

    def _on_document_changed(self) -> None:
        if self._document.is_clean:
            self._timer.stop()
            if self._job is None:
                self._remove()
        elif not self._timer.isActive():
            self._timer.start()

    def _on_job_finished(self) -> None:
        assert self._job is not None
        if self._job.error is not None:
            # The plan itself is unharmed; a full disk must not become a dialog every twenty seconds.
            _log.error("autosave failed", exc_info=self._job.error)
            self._saved = None
        self._job.deleteLater()
        self._job = None
        if self._document.is_clean:
            self._remove()

    def _remove(self) -> None:
        self._saved = None
        _remove_copy(self.file)


def _remove_copy(file: Path) -> None:
    for path in (file, file.with_suffix(".json")):
        try:
            path.unlink(missing_ok=True)
        except OSError:
            _log.warning("could not remove %s", path, exc_info=True)


def find_recovered(folder: Path) -> list[Recovered]:
    """Plans that sessions which no longer live left behind, newest first."""
    found = []
    for file in folder.glob("*.bplan"):
        lock = QLockFile(str(file.with_suffix(".lock")))
        lock.setStaleLockTime(0)
        # A lock of a process that died is stale and can be taken.
        if not lock.tryLock(0):
            continue
        lock.unlock()
        found.append(Recovered(file, _original(file), datetime.fromtimestamp(file.stat().st_mtime)))
    return sorted(found, key=lambda r: r.saved_at, reverse=True)


def discard(recovered: Recovered) -> None:
    """Remove a recovered copy that is loaded or unwanted."""
    _remove_copy(recovered.file)


def _original(file: Path) -> Path | None:
    try:
        note = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    value = note.get("original") if isinstance(note, dict) else None
    return Path(value) if isinstance(value, str) else None
