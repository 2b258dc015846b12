"""What is closed, or was replaced, is gone: windows, plans, results and what the jobs carried."""

import gc
import weakref

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from app.jobs.newest import Newest
from app.views import ROOMS
from models.commands import EditCell
from models.document import Document
from tests.helpers import fordeling_plan

KEPT = 3
"""Projections that models/unit_rows.py remembers on purpose, so that no row is worked out twice."""


class Answer:
    """Something that a weak reference can watch."""


def settle(qtbot, window):
    """Wait until nothing runs, and let Qt and Python throw away what they may."""
    jobs = window.findChildren(Newest)
    qtbot.waitUntil(lambda: not window.projector.is_busy and not any(j.is_busy for j in jobs), timeout=20_000)
    throw_away()


def throw_away():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def alive(references):
    return sum(reference() is not None for reference in references)


def wrappers():
    """How many Qt objects Python knows of."""
    return sum(isinstance(wrapper, QObject) for wrapper in shiboken6.getAllValidWrappers())


def test_a_job_and_what_it_carried_are_gone_when_it_has_ended(qtbot):
    jobs, answers = Newest(), []
    jobs.answered.connect(lambda answer: answers.append(weakref.ref(answer)))
    throw_away()
    before = wrappers()
    for count in range(1, 5):
        jobs.ask(Answer)
        qtbot.waitUntil(lambda count=count: len(answers) == count and not jobs.is_busy)
    throw_away()
    assert alive(answers) == 0
    # Fewer is no leak: a timer and an event loop that pytest-qt waited with in another test may go meanwhile.
    assert wrappers() <= before
    jobs.close()


def test_a_window_that_is_closed_is_gone_and_so_is_its_document(qtbot, dressed, settings, messages):
    from app.main_window import MainWindow

    parts, counts = [], []
    for _ in range(3):
        window = MainWindow(Document(fordeling_plan.plan()), settings, messages)
        with qtbot.waitExposed(window):
            window.show()
        window.projector.request()
        qtbot.waitUntil(lambda window=window: not window.document.is_stale, timeout=20_000)
        parts += [weakref.ref(part) for part in (window, window.document, window.top_bar, window.room_view(window.room))]
        window.close()
        window.deleteLater()
        del window
        throw_away()
        counts.append(wrappers())
    assert alive(parts) == 0
    assert counts[1] == counts[2], "the first window makes what the program keeps, such as its theme"


def test_plan_after_plan_in_one_window_leaves_none_behind(qtbot, window):
    def edit():
        document = window.document
        assert document.push(EditCell(document, "Enheter", 0, "arsverk_stat", 40.0, "Endre årsverk")) == []
        document.finish_edit()

    def open_sample():
        window.document.undo_stack.setClean()
        window.files.open_sample("telemark")

    for index in range(len(ROOMS)):
        window.show_room(index)
        settle(qtbot, window)
    projections, counts = [], []
    for change in [open_sample, edit] * KEPT:
        change()
        qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)
        settle(qtbot, window)
        projections.append(weakref.ref(window.document.projeksjon))
        counts.append(wrappers())
    assert alive(projections) <= KEPT + 1, "those that unit_rows remembers, and the one shown"
    assert counts[-2:] == counts[2:4]
