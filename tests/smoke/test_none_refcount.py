"""Qt calls must not eat references to None.

PySide6 6.12.0 on Python 3.11 loses one with each call that returns None and aborts the interpreter after some thousand
calls, far beyond what a small test suite makes. (From Python 3.12 on None is immortal and its count says nothing.)
"""

import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QWidget

CALLS = 2_000
ROOT = Path(__file__).resolve().parents[2]


def call_qt(widget, model):
    """Calls that return None, take None, or hand None to an overridden method: ten an iteration."""
    widget.setObjectName("enhet")
    widget.move(QPoint(1, 1))
    widget.update()
    widget.setProperty("egenskap", None)
    widget.property("finnes_ikke")
    widget.setParent(None)
    widget.parentWidget()
    widget.childAt(QPoint(-1, -1))
    model.setItem(0, 0, None)
    model.item(0, 0)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_two_thousand_qt_calls_leave_the_count_of_none_alone(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    model = QStandardItemModel(1, 1)
    call_qt(widget, model)  # what is made once is made here
    before = sys.getrefcount(None)
    for _ in range(CALLS // 10):
        call_qt(widget, model)
    lost = before - sys.getrefcount(None)
    assert abs(lost) < CALLS // 100, f"{lost} references to None lost in {CALLS} Qt calls"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_overridden_methods_that_return_none(qtbot):
    class Listener(QObject):
        def event(self, event):
            super().event(event)
            return True

        def customEvent(self, event):
            return None

    class Painted(QWidget):
        def paintEvent(self, event):
            return None

    listener, painted = Listener(), Painted()
    qtbot.addWidget(painted)
    painted.grab()
    before = sys.getrefcount(None)
    for _ in range(CALLS // 4):
        listener.setParent(None)
        painted.grab()
        painted.repaint()
        listener.blockSignals(False)
    lost = before - sys.getrefcount(None)
    assert abs(lost) < CALLS // 100, f"{lost} references to None lost"


def test_pyside_is_held_below_the_faulty_version():
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    (pyside,) = [line for line in dependencies if line.startswith("PySide6")]
    assert pyside == "PySide6-Essentials>=6.11.3,<6.12"
    installed = tuple(int(part) for part in metadata.version("PySide6-Essentials").split(".")[:2])
    assert installed < (6, 12)
