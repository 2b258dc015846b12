"""What a crash leaves behind is offered at the next start, and an orderly end leaves nothing."""

from datetime import datetime

import pytest

from app.recovery import Autosave, discard, find_recovered
from models.commands import EditCell
from models.document import Document
from models.io.project_file import les
from tests.helpers import fordeling_plan


@pytest.fixture
def document(qapp):
    return Document(fordeling_plan.plan(fordeling_plan.varig()))


@pytest.fixture
def autosave(document, tmp_path):
    autosave = Autosave(document, tmp_path)
    yield autosave
    autosave.close()


def edit(document, value=50.0):
    assert document.push(EditCell(document, "Enheter", 0, "arsverk_stat", value, "rediger")) == []


def names(folder):
    return sorted(p.suffix for p in folder.iterdir())


def test_unsaved_changes_are_copied_and_the_copy_opens(document, autosave, tmp_path):
    edit(document)
    autosave.save_now()
    autosave.wait()
    assert les(autosave.file).plan == document.plan


def test_a_clean_plan_has_no_copy(document, autosave, tmp_path):
    autosave.save_now()
    autosave.wait()
    assert names(tmp_path) == [".lock"]
    edit(document)
    autosave.save_now()
    autosave.wait()
    assert names(tmp_path) == [".bplan", ".json", ".lock"]
    document.undo_stack.undo()
    assert names(tmp_path) == [".lock"]


def test_a_change_starts_the_clock_and_the_clock_saves(document, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr("app.recovery.INTERVAL_MS", 10)
    autosave = Autosave(document, tmp_path)
    edit(document)
    qtbot.waitUntil(autosave.file.exists)
    autosave.close()
    assert names(tmp_path) == []


def test_a_session_that_lives_is_left_alone(document, autosave, tmp_path):
    edit(document)
    autosave.save_now()
    autosave.wait()
    assert find_recovered(tmp_path) == []


def test_what_a_crash_left_is_found_with_its_file_and_time(document, tmp_path):
    document.mark_saved(tmp_path / "under" / "min plan.bplan")
    autosave = Autosave(document, tmp_path)
    edit(document)
    autosave.save_now()
    autosave.wait()
    # As after a crash: the lock of the process is gone, the copy is not.
    autosave._lock.unlock()
    [found] = find_recovered(tmp_path)
    assert found.original == tmp_path / "under" / "min plan.bplan"
    assert abs((datetime.now() - found.saved_at).total_seconds()) < 60
    assert les(found.file).plan == document.plan
    discard(found)
    assert find_recovered(tmp_path) == []
    autosave.close()


@pytest.mark.allows_log("autosave failed", reason="the folder is gone")
def test_an_autosave_that_fails_is_logged_and_tried_again(document, tmp_path):
    folder = tmp_path / "gjenoppretting"
    autosave = Autosave(document, folder)
    edit(document)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    autosave.save_now()
    autosave.wait()
    assert not autosave.file.exists()
    folder.mkdir()
    autosave.save_now()
    autosave.wait()
    assert autosave.file.exists()
    autosave.close()
