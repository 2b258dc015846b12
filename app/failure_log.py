"""What the command line says when the program itself fails: one line, and the details in the log file."""

from __future__ import annotations

import sys
import traceback
from datetime import datetime
from types import TracebackType

from app.paths import log_file
from planning_core.version import VERSION

_LARGEST = 1_000_000
"""Bytes after which the log is begun anew."""


def failure_line(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Log a failure that nobody foresaw; the line for the user."""
    if issubclass(kind, KeyboardInterrupt):
        return "Avbrutt."
    details = "".join(traceback.format_exception(kind, error, trace))
    return f"Programmet feilet ({kind.__name__}). {logged(details)}"


def logged(details: str) -> str:
    """Add to the log; a sentence that says where it is."""
    path = log_file()
    stamp = datetime.now().isoformat(sep=" ", timespec="seconds")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "w" if path.exists() and path.stat().st_size > _LARGEST else "a"
        with path.open(mode, encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{stamp} bemanningsplan {VERSION} {' '.join(sys.argv[1:])}\n{details.rstrip()}\n")
    except OSError:
        return f"Loggen kunne ikke skrives: {path}"
    return f"Detaljer står i {path}"
