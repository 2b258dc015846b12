"""The last net: what nobody caught is logged and said once, and the program goes on if it can."""

from __future__ import annotations

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from app.messages import Messages

_log = logging.getLogger("app.crash")
_qt_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def start_log(path: Path) -> logging.Handler:
    """Write the log to a file that is cut before it grows large; what Qt says goes there too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    qInstallMessageHandler(_on_qt_message)
    return handler


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    _qt_log.log(_LEVELS.get(kind, logging.WARNING), text)


class CrashHook(QObject):
    """Takes the place of ``sys.excepthook`` and ``threading.excepthook``.

    One message at a time: a fault that repeats at every repaint must not bury the user in dialogs.
    """

    _caught = Signal(str)

    def __init__(self, messages: Messages, log_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._log_file = log_file
        self._speaking = False
        self._before = (sys.excepthook, threading.excepthook)
        # Queued: said from the event loop of the GUI thread, not from within the fault.
        self._caught.connect(self._say, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from whoever had the hooks."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.on_exception
        threading.excepthook = self._on_thread_exception

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log it, and say it unless something is being said already."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        _log.critical("unhandled exception", exc_info=(kind, error, trace))
        self._caught.emit(f"{kind.__name__}: {error}")

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _say(self, what: str) -> None:
        if self._speaking:
            return
        self._speaking = True
        try:
            self._messages.error(
                self.tr("Noe gikk galt"),
                self.tr("Programmet fikk en feil det ikke kjenner. Planen din er som før. Lagre den, og start "
                        "programmet på nytt. Det som skjedde, står i loggen:\n{fil}").format(fil=self._log_file),
                what,
            )
        finally:
            self._speaking = False
