"""Where the program keeps its own files: settings, log, recovered plans. Never the user's folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PROGRAM = "Bemanningsplan"
SETTINGS, LOG, RECOVERY, MAPPINGS = "innstillinger.ini", "logg.txt", "gjenoppretting", "kartlegginger.json"
"""What lies in the program's folder: three files and a folder."""


def state_folder() -> Path:
    """The program's folder for this user, by the custom of the system; it need not exist."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / PROGRAM
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / PROGRAM
    return Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state") / PROGRAM.lower()


def log_file() -> Path:
    return state_folder() / LOG
