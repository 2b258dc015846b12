"""From the command to the first paint of the window, and to the first numbers in it. Prints; never asserts.

    python benchmarks/start.py           seven starts
    python benchmarks/start.py --kort    three starts

Each start is a process of its own, without a screen, with settings of its own (as on a new machine).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT_S = 2.0


def one_start() -> tuple[float, float, float, float]:
    """Seconds to the first paint and to the first numbers: by the clock, and of processor time."""
    with tempfile.TemporaryDirectory(prefix="bemanningsplan-benchmark-") as folder:
        homes = {f"XDG_{name}_HOME": folder for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        environment = {**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": folder}
        command = [sys.executable, str(Path(__file__).resolve()), "--start", repr(time.time())]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    painted, numbers, own_painted, own_numbers = map(float, done.stdout.split()[-4:])
    return painted, numbers, own_painted, own_numbers


def start(began: float) -> None:
    """Be the program until its numbers are there, as ``main.py`` without arguments is."""
    sys.path.insert(0, str(ROOT))
    import app.cli  # noqa: F401 - what main.py imports first
    from app.bootstrap import make_application, run

    application = make_application(["bemanningsplan"])
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QMainWindow

    class Watch(QObject):
        """Notes when the window has been painted, and ends the program when its first projection is shown."""

        painted = own = 0.0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
                application.removeEventFilter(self)
                # The window paints before what is in it; the next turn of the loop comes after all of it.
                QTimer.singleShot(0, self, lambda: self.on_painted(watched))
            return False

        def on_painted(self, window: QMainWindow) -> None:
            self.painted, self.own = time.time() - began, time.process_time()
            self.window = window
            timer = QTimer(self)
            timer.timeout.connect(self.look)
            timer.start(5)

        def look(self) -> None:
            if not self.window.document.is_stale:
                print(self.painted, time.time() - began, self.own, time.process_time())
                application.quit()

    watch = Watch()
    application.installEventFilter(watch)
    run([])


def main() -> None:
    words = sys.argv[1:]
    if words[:1] == ["--start"]:
        start(float(words[1]))
        return
    one_start()
    starts = [one_start() for _ in range(3 if "--kort" in words else 7)]
    print(f"{'':<28}{'median s':>10}{'best s':>10}{'worst s':>10}   limit {LIMIT_S:.0f} s")
    names = ("to the first paint", "to the first numbers", "processor, first paint", "processor, first numbers")
    for name, times in zip(names, zip(*starts, strict=True), strict=True):
        print(f"{name:<28}{statistics.median(times):>10.2f}{min(times):>10.2f}{max(times):>10.2f}")


if __name__ == "__main__":
    main()
