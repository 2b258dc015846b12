"""The projection off the GUI thread: the newest plan wins, one runs, errors are never lost."""

import threading
from types import SimpleNamespace

import pytest

from app.jobs.projector import Projector
from models.commands import EditCell, SetPlanField
from models.document import Document
from tests.helpers import fordeling_plan


class Computation:
    """Stands in for the model: waits until it is let go, and keeps what it was asked."""

    def __init__(self):
        self.asked = []
        self.at_once = threading.Semaphore(0)
        self.running = 0
        self.most = 0
        self.lock = threading.Lock()

    def __call__(self, plan):
        with self.lock:
            self.asked.append(plan)
            self.running += 1
            self.most = max(self.most, self.running)
        assert threading.current_thread() is not threading.main_thread()
        assert self.at_once.acquire(timeout=10)
        with self.lock:
            self.running -= 1
        return SimpleNamespace(plan=SimpleNamespace(plan=plan, findings=()), uten=None)


@pytest.fixture
def document(qapp):
    return Document(fordeling_plan.plan(), validator=lambda plan: [])


@pytest.fixture
def computation():
    return Computation()


@pytest.fixture
def projector(document, computation):
    projector = Projector(document, computation)
    yield projector
    computation.at_once.release(100)
    projector.close()


def edit(document, value):
    document.push(EditCell(document, "Enheter", 0, "ledelse", value, "rediger"))


def test_the_first_plan_is_projected_on_request(qtbot, document, computation, projector):
    computation.at_once.release()
    with qtbot.waitSignal(document.projeksjon_changed):
        projector.request()
    assert document.projeksjon.plan.plan is document.plan
    assert projector.finished_at is not None
    qtbot.waitUntil(lambda: not projector.is_busy)


def test_while_typing_only_the_running_and_the_newest_are_computed(qtbot, document, computation, projector):
    taken = []
    document.projeksjon_changed.connect(lambda: taken.append(document.projeksjon.plan.plan.enheter[0].ledelse))
    for value in (1.0, 2.0, 3.0, 4.0):
        edit(document, value)
    qtbot.waitUntil(lambda: len(computation.asked) == 1)
    computation.at_once.release(10)
    qtbot.waitUntil(lambda: not projector.is_busy)
    assert [plan.enheter[0].ledelse for plan in computation.asked] == [1.0, 4.0]
    assert taken == [4.0], "the result of the plan of 1,0 is dropped: nothing was shown yet"
    assert computation.most == 1
    assert not document.is_stale


@pytest.fixture
def shown(qtbot, document, computation, projector, monkeypatch):
    """The open plan is projected, and results on the way to the next may follow at once; gives what is taken."""
    monkeypatch.setattr("app.jobs.projector.BETWEEN_SECONDS", 0.0)
    computation.at_once.release()
    with qtbot.waitSignal(document.projeksjon_changed):
        projector.request()
    taken = []
    document.projeksjon_changed.connect(
        lambda: document.projeksjon and taken.append(
            (document.projeksjon.plan.plan.enheter[0].ledelse, document.is_stale)))
    return taken


def start(qtbot, document, computation, value):
    """Edit, and wait until that plan is being projected."""
    before = len(computation.asked)
    edit(document, value)
    qtbot.waitUntil(lambda: len(computation.asked) == before + 1)


def test_a_result_on_the_way_is_shown_as_old_until_the_newest_comes(qtbot, document, computation, projector, shown):
    start(qtbot, document, computation, 1.0)
    edit(document, 2.0)
    computation.at_once.release(10)
    qtbot.waitUntil(lambda: not projector.is_busy)
    assert shown == [(1.0, True), (2.0, False)]


def test_results_on_the_way_come_no_oftener_than_they_can_be_seen(qtbot, document, computation, projector, shown, monkeypatch):
    monkeypatch.setattr("app.jobs.projector.BETWEEN_SECONDS", 1e6)
    start(qtbot, document, computation, 1.0)
    edit(document, 2.0)
    computation.at_once.release(10)
    qtbot.waitUntil(lambda: not projector.is_busy)
    assert shown == [(2.0, False)]


def test_a_result_on_the_way_never_replaces_the_right_one(qtbot, document, computation, projector, shown):
    right = document.projeksjon
    start(qtbot, document, computation, 1.0)
    document.undo_stack.undo()
    assert not document.is_stale
    computation.at_once.release()
    qtbot.waitUntil(lambda: len(computation.asked) == 3)
    assert document.projeksjon is right
    computation.at_once.release(10)
    qtbot.waitUntil(lambda: not projector.is_busy)
    assert [stale for _, stale in shown] == [False]


def test_a_result_of_a_plan_with_other_months_or_of_another_file_is_dropped(qtbot, document, computation, projector, shown):
    start(qtbot, document, computation, 1.0)
    document.push(SetPlanField(document, "horisont_maneder", document.plan.horisont_maneder + 12, "endre"))
    computation.at_once.release()
    qtbot.waitUntil(lambda: len(computation.asked) == 3)
    document.load(fordeling_plan.plan(), None)
    computation.at_once.release()
    qtbot.waitUntil(lambda: len(computation.asked) == 4)
    assert document.projeksjon is None
    computation.at_once.release(10)
    qtbot.waitUntil(lambda: not projector.is_busy)
    assert document.projeksjon.plan.plan is document.plan


def test_busy_is_said_once_at_each_end(qtbot, document, computation, projector):
    heard = []
    projector.busy_changed.connect(heard.append)
    edit(document, 1.0)
    edit(document, 2.0)
    computation.at_once.release(10)
    qtbot.waitUntil(lambda: not projector.is_busy)
    assert heard == [True, False]


@pytest.mark.allows_log("the projection failed", reason="the test makes it fail")
def test_an_error_is_announced_and_the_old_numbers_stay(qtbot, document):
    def compute(plan):
        if plan.enheter[0].ledelse == 2.0:
            raise ArithmeticError("nei")
        return SimpleNamespace(plan=SimpleNamespace(plan=plan, findings=()), uten=None)

    projector = Projector(document, compute)
    with qtbot.waitSignal(document.projeksjon_changed):
        projector.request()
    old = document.projeksjon
    with qtbot.waitSignal(projector.failed) as failed:
        edit(document, 2.0)
    assert isinstance(failed.args[0], ArithmeticError)
    assert document.projeksjon is old
    assert document.is_stale
    document.finish_edit()
    with qtbot.waitSignal(document.projeksjon_changed):
        edit(document, 3.0)
    assert not document.is_stale, "the next plan is projected as if nothing had happened"
    projector.close()


@pytest.mark.allows_log("the projection failed", reason="the test makes it fail")
def test_an_error_of_a_plan_that_is_no_longer_open_is_nobodys_business(qtbot, document, computation):
    def compute(plan):
        computation(plan)
        if plan.enheter[0].ledelse == 2.0:
            raise ArithmeticError("nei")
        return SimpleNamespace(plan=SimpleNamespace(plan=plan, findings=()), uten=None)

    projector = Projector(document, compute)
    failed = []
    projector.failed.connect(failed.append)
    edit(document, 2.0)
    edit(document, 3.0)
    computation.at_once.release(10)
    qtbot.waitUntil(lambda: not document.is_stale)
    assert failed == []
    projector.close()


def test_closing_waits_for_the_thread_and_takes_no_more(qtbot, document, computation):
    projector = Projector(document, computation)
    edit(document, 1.0)
    edit(document, 2.0)
    qtbot.waitUntil(lambda: len(computation.asked) == 1)
    computation.at_once.release(10)
    projector.close()
    edit(document, 3.0)
    qtbot.wait(20)
    assert len(computation.asked) == 1
    assert document.projeksjon is None
