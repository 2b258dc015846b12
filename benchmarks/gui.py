"""The longest time the window does not answer while somebody types and drags. Prints; never asserts.

    python benchmarks/gui.py             the Telemark sample and a large fylke
    python benchmarks/gui.py --kort      one round of each

The real window runs without a screen, with its worker thread and all its rooms open. A timer in the event loop presses
keys and moves the pointer at the pace of a fast hand, and another one beats every 2 ms. Whatever holds the window up
delays the next beat: the longest time between two beats is the longest that a key press, a paint or a timer waited.
No single event took longer.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import SWITCH_SECONDS, Session, dress, make_application
from app.settings import Settings
from app.views import room_index
from app.views.fordeling import FordelingView
from app.widgets.timeline import Handle
from benchmarks.plans import large, telemark
from benchmarks.reference import kd
from models.units_model import Col
from planning_core.plan import Plan

LIMIT_MS = 100
KEY_MS = 60
"""Between two keys: 16 a second, faster than anybody types numbers."""
MOVE_MS = 16
"""Between two moves of the pointer: one a frame."""
BEAT_MS = 2
ROUNDS = 3

Action = Callable[[], object]


@dataclass
class Beats:
    """Times between beats: by the clock, and what this thread itself worked [ms]; what was asked for in them."""

    wall: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    what: list[str] = field(default_factory=list)

    def longest(self) -> tuple[float, str]:
        return max(zip(self.wall, self.what, strict=True))


class Watch(QObject):
    """Times the beats of the event loop while a script is played."""

    def __init__(self) -> None:
        super().__init__()
        self.beats = Beats()
        self.doing = ""
        self._last = time.perf_counter(), time.thread_time()
        self._pulse = QTimer(self)
        self._pulse.setTimerType(Qt.TimerType.PreciseTimer)
        self._pulse.timeout.connect(self._on_beat)

    def _on_beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self.beats.wall.append(1e3 * (now[0] - self._last[0]))
        self.beats.own.append(1e3 * (now[1] - self._last[1]))
        self.beats.what.append(self.doing)
        self._last = now

    def play(self, actions: Iterator[tuple[str, int, Action]], settled: Callable[[], bool]) -> Beats:
        """Do the actions, each so many milliseconds after the one before, and wait until all has settled."""
        self.beats, self.doing = Beats(), "start"
        loop = QEventLoop()
        timer = QTimer()
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)

        def go_on() -> None:
            following = next(actions, None)
            if following is None:
                if settled():
                    loop.quit()
                else:
                    timer.start(MOVE_MS)
                return
            self.doing, pause, action = following
            action()
            timer.start(pause)

        timer.timeout.connect(go_on)
        timer.start(KEY_MS)
        self._last = time.perf_counter(), time.thread_time()
        self._pulse.start(BEAT_MS)
        loop.exec()
        self._pulse.stop()
        return self.beats


class Window:
    """The program with one plan open in Fordeling, and every room built."""

    def __init__(self, app: QApplication, plan: Plan, folder: Path) -> None:
        self.app = app
        settings = Settings(folder / "innstillinger.ini")
        dress(app, settings)
        self.session = Session(folder, settings)
        self.window = self.session.window
        self.window.resize(1440, 900)
        self.window.show_start_pane(False)
        self.window.show()
        self.session.document.load(plan, None)
        for room in (*range(self.window.stack.count()), room_index("fordeling")):
            self.window.show_room(room)
            self.settle()
        self.view: FordelingView = self.window.room_view(room_index("fordeling"))
        # Without a screen nothing else makes the window the active one, and keys go where the focus is.
        self.window.activateWindow()
        self.settle()

    def settled(self) -> bool:
        return not self.window.projector.is_busy and not self.session.document.is_stale

    def settle(self) -> None:
        self.app.processEvents()
        while not self.settled():
            time.sleep(0.005)
            self.app.processEvents()
        self.app.processEvents()

    def close(self) -> None:
        self.session.document.load(self.session.document.plan, None)
        self.settle()
        self.window.close()
        self.window.deleteLater()
        self.app.processEvents()

    # What a planner does

    def typing(self) -> Iterator[tuple[str, int, Action]]:
        """Type into Flyttes and into the årsverk of some kontor, and take it all back."""
        table, units = self.view.table, self.view.units
        kontor = [row.enhet for row in units.rows if row.enhet is not None][:4]
        for enhet in kontor:
            for column, keys in ((Col.FLYTTES, "-1,3"), (Col.STAT, "41,5")):
                yield "go to cell", KEY_MS, lambda e=enhet, c=column: (table.setFocus(), table.select_unit(e, c))
                yield "open cell", KEY_MS, lambda: QTest.keyClick(table, Qt.Key.Key_F2)
                for key in keys:
                    yield "type a key", KEY_MS, lambda k=key: QTest.keyClicks(self._focus(), k)
                for _ in range(3):
                    yield "arrow up in cell", KEY_MS, lambda: QTest.keyClick(self._focus(), Qt.Key.Key_Up)
                yield "enter", KEY_MS, lambda: QTest.keyClick(self._focus(), Qt.Key.Key_Return)
        for _ in range(2 * len(kontor)):
            yield "undo", KEY_MS, self.session.document.undo_stack.undo

    def dragging(self) -> Iterator[tuple[str, int, Action]]:
        """Drag årsverk from row to row, drop some on the FE, and drag flyttinger along the time line."""
        table = self.view.table
        button, viewport = Qt.MouseButton.LeftButton, table.viewport()
        rows = [row.enhet for row in self.view.units.rows if row.enhet is not None]
        before = self.session.document.undo_stack.index()
        for start in rows[:2]:
            yield "press handle", MOVE_MS, lambda e=start: QTest.mousePress(viewport, button, pos=self._handle(e))
            for enhet in rows:
                for part in range(4):
                    yield "drag over rows", MOVE_MS, lambda e=enhet, p=part: QTest.mouseMove(
                        viewport, self._handle(e) + QPoint(20 + p, 2 * p))
            yield "drop", KEY_MS, lambda: QTest.mouseRelease(viewport, button, pos=self._handle(rows[-1]))
        line = self.view.moves.timeline
        for handle in (Handle.START, Handle.RAMP):
            yield "choose flytting", KEY_MS, lambda: line.choose(0)
            place: list[QPoint] = []
            yield "press time line", MOVE_MS, lambda h=handle, at=place: (
                at.append(line.handle_point(0, h)), QTest.mousePress(line.viewport(), button, pos=at[0]))
            for x in (*range(0, 200, 5), *range(200, 40, -5)):
                yield "drag time line", MOVE_MS, lambda x=x, at=place: QTest.mouseMove(
                    line.viewport(), at[0] + QPoint(x, 0))
            yield "let go", KEY_MS, lambda: QTest.mouseRelease(line.viewport(), button)
        for _ in range(4):
            yield "undo", KEY_MS, lambda: self._undo_to(before)

    def rooms(self) -> Iterator[tuple[str, int, Action]]:
        """Go from room to room."""
        fordeling = room_index("fordeling")
        for room in (*(r for r in range(self.window.stack.count()) if r != fordeling), fordeling):
            yield f"to room {room + 1}", 4 * KEY_MS, lambda r=room: self.window.show_room(r)

    def _undo_to(self, index: int) -> None:
        stack = self.session.document.undo_stack
        if stack.index() > index:
            stack.undo()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.view.table

    def _handle(self, enhet: str) -> QPoint:
        index = self.view.units.index(self.view.units.row_of(enhet), Col.ENHET)
        rect = self.view.table.visualRect(index)
        return QPoint(rect.left() + 16, rect.center().y())


def report(name: str, played: list[tuple[float, Beats]]) -> None:
    rounds = [beats for _, beats in played]
    longest = [beats.longest() for beats in rounds]
    wall = [ms for ms, _ in longest]
    own = [max(beats.own) for beats in rounds]
    over = sum(ms > LIMIT_MS for beats in rounds for ms in beats.wall)
    worst, what = max(longest)
    ratio = statistics.median(max(beats.own) / yardstick for yardstick, beats in played)
    print(f"{name:<30}{statistics.median(wall):>8.0f}{worst:>8.0f}{statistics.median(own):>8.0f}{max(own):>8.0f}"
          f"{ratio:>8.1f}{over:>8}   {what}")


def main() -> None:
    rounds = 1 if "--kort" in sys.argv[1:] else ROUNDS
    # As the program itself does when it starts.
    sys.setswitchinterval(SWITCH_SECONDS)
    app = make_application(["bemanningsplan"])
    print(f"Longest time the window did not answer [ms], median and worst of {rounds} rounds; the limit is {LIMIT_MS}.\n"
          "own: work of the window's own thread, without what other threads and programs took from it.\n"
          "KD: own in units of the reference kernel, measured right before each round.\n")
    print(f"{'':<30}{'median':>8}{'worst':>8}{'own':>8}{'worst':>8}{'KD':>8}{'over':>8}   worst was")
    # One forvaltningsenhet: with two, a number in Flyttes opens a dialog.
    for name, plan in (("Telemark", telemark()), ("Large fylke, 1 FE", large(fe=1))):
        with tempfile.TemporaryDirectory(prefix="bemanningsplan-benchmark-") as folder:
            window = Window(app, plan, Path(folder))
            watch = Watch()
            for what, script in (
                ("typing", window.typing), ("dragging", window.dragging), ("changing rooms", window.rooms)
            ):
                played = [(kd(), watch.play(script(), window.settled)) for _ in range(rounds)]
                report(f"{name}, {what}", played)
            watch.deleteLater()
            window.close()


if __name__ == "__main__":
    main()
