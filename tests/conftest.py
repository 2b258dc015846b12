"""Set-up that every test shares: Qt without a screen, noise that fails, repeatable random examples.

Noise fails (a warning, an unexpected Qt message, an unexpected log record, a window or a thread left behind), because
noise is how most faults announce themselves. What is tolerated stands in a list below, each with its reason:

* warnings: ``filterwarnings`` in pyproject.toml
* Qt messages: ``qt_log_ignore`` in pyproject.toml; for one test ``@pytest.mark.qt_log_ignore(pattern)``
* log records: ``@pytest.mark.allows_log(pattern, reason=...)`` on the test that expects them
"""

import logging
import os
import re
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before any Qt import: Qt aborts the interpreter when it finds no screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Settings, caches and recovery files of the person who runs the tests stay untouched.
_HOME = tempfile.TemporaryDirectory(prefix="bemanningsplan-tests-")
for _name in ("CONFIG", "DATA", "STATE", "CACHE"):
    _folder = Path(_HOME.name) / _name.lower()
    _folder.mkdir()
    os.environ[f"XDG_{_name}_HOME"] = str(_folder)
os.environ["XDG_RUNTIME_DIR"] = _HOME.name
os.chmod(_HOME.name, 0o700)

WITHOUT_QT = os.environ.get("BEMANNINGSPLAN_TEST_WITHOUT_QT") == "1"
QT_PACKAGES = ("PySide6", "shiboken6", "pyqtgraph")

# The same examples in every run, so that a failure belongs to the change and not to luck; no deadline, because the
# machine may be slow. Search with new examples by HYPOTHESIS_PROFILE=search.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("search", deadline=None, max_examples=500, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


class _QtBlocker:
    """Makes Qt look as if it were not installed, so that tests/core and tests/io prove they need none."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in QT_PACKAGES:
            message = f"No module named {name!r} (blocked: the tests run without Qt)"
            raise ModuleNotFoundError(message, name=name)


if WITHOUT_QT:
    _loaded = [name for name in sys.modules if name.partition(".")[0] in QT_PACKAGES]
    if _loaded:
        raise RuntimeError(f"Qt was imported before the tests could block it: {', '.join(_loaded[:3])}")
    sys.meta_path.insert(0, _QtBlocker())


def pytest_addoption(parser):
    if WITHOUT_QT:  # pytest-qt is switched off then, and its settings in pyproject.toml would be unknown
        for name in ("qt_api", "qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "unused without Qt")


def pytest_collection_modifyitems(items):
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return
    for item in items:
        if item.get_closest_marker("needs_screen"):
            item.add_marker(pytest.mark.skip(reason="needs a display, a real one or Xvfb"))


class _Collector(logging.Handler):
    """Keeps every record of WARNING or above."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.records = []

    def emit(self, record):
        self.records.append(record)


@pytest.fixture(autouse=True)
def _no_unexpected_log(request):
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    yield
    root.removeHandler(collector)
    allowed = [re.compile(marker.args[0]) for marker in request.node.iter_markers("allows_log")]
    unexpected = [
        f"{record.name} {record.levelname}: {record.getMessage()}"
        for record in collector.records
        if not any(pattern.search(record.getMessage()) for pattern in allowed)
    ]
    if unexpected:
        pytest.fail("unexpected log records:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture(autouse=True)
def _no_thread_left():
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 5
    while (left := _running_threads(before)) and time.monotonic() < deadline:
        time.sleep(0.01)
    if left:
        pytest.fail(f"threads still running: {left}", pytrace=False)


def _running_threads(before):
    # A Qt thread that once ran Python code leaves a _DummyThread behind for good; the Qt pool is asked below.
    ours = [t.name for t in threading.enumerate() if t not in before and not isinstance(t, threading._DummyThread)]
    qt_core = sys.modules.get("PySide6.QtCore")
    if qt_core is not None and qt_core.QThreadPool.globalInstance().activeThreadCount():
        ours.append("QThreadPool.globalInstance()")
    return ours


@pytest.fixture(autouse=True)
def _no_window_left():
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    left = [w for w in widgets.QApplication.topLevelWidgets() if w.isVisible()]
    for window in left:
        window.close()
        window.deleteLater()
    # What a test let go of is gone before the next one begins; else Qt lays it out and dresses it on and on.
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    if left:
        pytest.fail(f"windows left open: {[f'{type(w).__name__} {w.windowTitle()!r}' for w in left]}", pytrace=False)
