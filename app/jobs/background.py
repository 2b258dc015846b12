"""Run one function in a worker thread and hear how it went."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

_LOOK_SECONDS = 0.01


class Job(QObject):
    """One function, once. ``finished`` is heard in the thread the job was made in.

    After it, :attr:`error` is what the function raised or None, and :attr:`result` what it returned.
    """

    finished = Signal()

    def __init__(self, function: Callable[[], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._function = function
        self.result: Any = None
        self.error: Exception | None = None
        self._ended = Event()

    @property
    def done(self) -> bool:
        """Whether the function has ended."""
        return self._ended.is_set()

    def start(self, pool: QThreadPool) -> None:
        """Queue the function in ``pool``."""
        # Not a QRunnable of ours: the pool would keep it for good, and with it the plan and what came of it.
        pool.start(self.work)

    def work(self) -> None:
        """Run the function here and now; the pool calls this in its thread."""
        try:
            self.result = self._function()
        except Exception as error:  # noqa: BLE001 - the job runner carries every failure to the caller
            self.error = error
        self._ended.set()
        self.finished.emit()

    def wait(self) -> None:
        """Handle events until the function has ended."""
        # Looking again beats a nested loop that ``finished`` ends: an end heard before the loop begins is lost.
        while not self._ended.wait(_LOOK_SECONDS):
            QCoreApplication.processEvents()

    def outcome(self) -> Any:
        """What the function returned.

        Raises
        ------
        Exception
            What the function raised.
        """
        if self.error is not None:
            raise self.error
        return self.result
