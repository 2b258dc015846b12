"""Do long work off the GUI thread while the user waits, sees that it goes on, and may stop it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QThreadPool, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from app.jobs.background import Job

T = TypeVar("T")
Cancelled = Callable[[], bool]
"""Asked by the work now and then: True once the user has pressed Cancel."""

SHOW_AFTER_MS = 400
_STEPS = 100
_LOOK_EVERY_MS = 100


class StoppedByUser(Exception):
    """The user pressed Cancel; what the work gave is thrown away."""


class Progress:
    """How far the work has come, told from its thread and shown by the dialog."""

    def __init__(self) -> None:
        self.share: float | None = None
        """0–1; None until something is told."""

    def tell(self, share: float) -> None:
        """The share that has been done [0–1]."""
        self.share = share


class Waiting(QObject):
    """Runs one function at a time in a thread of its own."""

    def __init__(self, window: QWidget | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def run(self, text: str, function: Callable[[Cancelled], T], progress: Progress | None = None) -> T:
        """Run ``function`` and give its result; a dialog with ``text`` shows when it takes a while.

        With ``progress``, which the function tells, the dialog shows how far it has come.

        Raises
        ------
        StoppedByUser
            If the user stopped it.
        Exception
            Whatever the function raised.
        """
        stopped = False

        def is_stopped() -> bool:
            return stopped

        job = Job(lambda: function(is_stopped))
        # Short work shows nothing, but keys and clicks wait: the plan must not change under it.
        loop = QEventLoop()
        job.finished.connect(loop.quit)
        QTimer.singleShot(SHOW_AFTER_MS, loop, loop.quit)
        job.start(self._pool)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if not job.done:
            dialog = self._dialog(text)
            if progress is not None:
                self._follow(dialog, progress)

            def stop() -> None:
                nonlocal stopped
                stopped = True
                dialog.setLabelText(self.tr("Stopper …"))

            dialog.canceled.connect(stop)
            dialog.show()
            job.wait()
            dialog.canceled.disconnect(stop)
            dialog.close()
            dialog.deleteLater()
            if self._window is not None:
                # Some window systems leave no window active when a dialog goes.
                self._window.activateWindow()
        self._pool.waitForDone()
        if stopped:
            raise StoppedByUser
        result: T = job.outcome()
        return result

    def close(self) -> None:
        """Wait until the thread has ended."""
        self._pool.waitForDone()

    def _follow(self, dialog: QProgressDialog, progress: Progress) -> None:
        """Show the share that is done; a bar without end before anything is told, and after all of it is."""

        def show() -> None:
            known = progress.share is not None and progress.share < 1.0
            dialog.setRange(0, _STEPS if known else 0)
            if known:
                dialog.setValue(round(_STEPS * (progress.share or 0.0)))

        timer = QTimer(dialog)
        timer.timeout.connect(show)
        timer.start(_LOOK_EVERY_MS)

    def _dialog(self, text: str) -> QProgressDialog:
        dialog = QProgressDialog(text, self.tr("Avbryt"), 0, 0, self._window)
        dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.setMinimumDuration(0)
        return dialog
