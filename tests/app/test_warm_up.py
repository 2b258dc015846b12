"""The other rooms are read in the background, after the first numbers."""

import sys
import threading
from types import SimpleNamespace

import pytest

from app.jobs.warm_up import WarmUp
from models.document import Document
from tests.helpers import fordeling_plan


@pytest.fixture
def document(qapp):
    return Document(fordeling_plan.plan(), validator=lambda plan: [])


@pytest.fixture
def make(tmp_path, monkeypatch):
    """Makes a module that notes the thread it was read in, and gives its name."""
    monkeypatch.syspath_prepend(str(tmp_path))
    made = []

    def make(name, text="import threading\nTHREAD = threading.current_thread()\n"):
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        made.append(name)
        return name

    yield make
    for name in made:
        sys.modules.pop(name, None)


def projected(document):
    document.set_projeksjon(SimpleNamespace(plan=SimpleNamespace(plan=document.plan, findings=()), uten=None))


def test_modules_are_read_once_in_another_thread_after_the_first_numbers(qtbot, document, make):
    name = make("room_read_ahead")
    ahead = WarmUp(document, [name])
    qtbot.wait(20)
    assert name not in sys.modules
    projected(document)
    qtbot.waitUntil(lambda: ahead.is_done)
    assert sys.modules[name].THREAD is not threading.main_thread()
    projected(document)
    ahead.close()


def test_a_window_that_is_closed_reads_no_more(qtbot, document, make):
    name = make("room_never_read")
    ahead = WarmUp(document, [name])
    ahead.close()
    projected(document)
    qtbot.wait(20)
    assert name not in sys.modules


@pytest.mark.allows_log("could not be read ahead", reason="the test makes it fail")
def test_a_module_that_cannot_be_read_is_left_to_who_enters_the_room(qtbot, document, make):
    ahead = WarmUp(document, [make("room_broken", "raise ImportError('nei')\n")])
    projected(document)
    qtbot.waitUntil(lambda: ahead.is_done)
    qtbot.wait(20)
    ahead.close()
