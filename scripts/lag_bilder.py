"""Take the pictures of the documents from the real window, without a screen, with the Telemark sample.

    python scripts/lag_bilder.py                 the pictures of SHOWN, in docs/bilder
    python scripts/lag_bilder.py --alle FOLDER   every room there, in light and dark
"""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtWidgets import QApplication

from app.bootstrap import Session, dress, make_application
from app.main_window import MainWindow
from app.settings import Settings
from app.theme import Mode, theme
from app.views import ROOMS

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "bilder"
SHOWN = ("oversikt", "fordeling", "framskriving")
WIDTH, HEIGHT = 1440, 900
_WAIT = 60.0
"""Seconds for the projection."""


def settle(app: QApplication, window: MainWindow) -> None:
    """Let the projection come and everything be painted.

    Raises
    ------
    TimeoutError
        If the projection does not come.
    """
    deadline = time.monotonic() + _WAIT
    while window.document.is_stale or window.projector.is_busy:
        if time.monotonic() > deadline:
            raise TimeoutError("the projection did not come")
        app.processEvents()
        time.sleep(0.01)
    for _ in range(20):
        app.processEvents()
        time.sleep(0.01)


def take(app: QApplication, window: MainWindow, key: str, path: Path) -> None:
    """Save a picture of a room."""
    window.show_room([room.key for room in ROOMS].index(key))
    settle(app, window)
    if window.focusWidget() is not None:
        window.focusWidget().clearFocus()
    settle(app, window)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = window.grab()
    # 0 is the strongest compression of a PNG, without loss.
    if not picture.save(str(path), "PNG", 0):
        raise OSError(f"cannot write {path}")
    print(f"{path}: {picture.width()} x {picture.height()}, {path.stat().st_size // 1000} kB")


def main() -> None:
    words = sys.argv[1:]
    app = make_application(["bemanningsplan"])
    with tempfile.TemporaryDirectory(prefix="bemanningsplan-bilder-") as folder:
        settings = Settings(Path(folder) / "innstillinger.ini")
        dress(app, settings)
        theme().set_mode(Mode.LIGHT)
        session = Session(Path(folder), settings)
        window = session.window
        window.show_start_pane(False)
        window.resize(WIDTH, HEIGHT)
        window.show()
        window.projector.request()
        if words[:1] == ["--alle"]:
            for mode in (Mode.LIGHT, Mode.DARK):
                theme().set_mode(mode)
                for room in ROOMS:
                    take(app, window, room.key, Path(words[1]) / f"{room.key}-{mode.value}.png")
        else:
            for key in SHOWN:
                take(app, window, key, FOLDER / f"{key}.png")
        window.close()


if __name__ == "__main__":
    main()
