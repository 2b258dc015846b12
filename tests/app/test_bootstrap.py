"""From start to end: which plan comes first, what a crash left, and Norwegian buttons."""

import logging
import sys
import threading

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox

from app import bootstrap
from app.crash import CrashHook
from app.recovery import Autosave
from app.settings import Settings
from app.theme import Mode, theme
from models.commands import EditCell
from models.document import Document
from models.io.project_file import skriv
from models.io.samples import eksempel
from tests.helpers.recorded_messages import RecordedMessages

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def start(qtbot, tmp_path, monkeypatch):
    """Starts sessions as the program does, with the door to the user held."""
    sessions = []
    monkeypatch.setattr("app.main_window.DialogMessages", RecordedMessages)

    def begin(argument=None, answers=()):
        settings = Settings(tmp_path / "innstillinger.ini")
        session = bootstrap.Session(tmp_path, settings)
        session.window.messages.confirmations = list(answers)
        session.open_first(argument)
        sessions.append(session)
        return session

    yield begin
    for session in sessions:
        session.document.undo_stack.setClean()
        session.window.close()
        session.window.deleteLater()


def changed(plan):
    document = Document(plan)
    document.push(EditCell(document, "Enheter", 0, "ledelse", 0.9, "rediger"))
    return document


def test_the_first_start_opens_telemark_with_the_start_pane(start):
    session = start()
    assert session.document.plan == eksempel("telemark")
    assert session.document.path is None
    assert session.window.start_pane.isHidden() is False
    assert "syntetiske tall" in session.window.start_pane.sentence.text()


def test_a_plan_on_the_command_line_is_opened(start, tmp_path):
    path = tmp_path / "min.bplan"
    skriv(path, changed(eksempel("telemark")).plan)
    session = start(path)
    assert session.document.path == path
    assert session.document.plan.enheter[0].ledelse == 0.9


def test_a_damaged_plan_on_the_command_line_is_said_and_the_sample_opens(start, tmp_path):
    path = tmp_path / "min.bplan"
    path.write_bytes(b"PK\x03\x04 avkortet")
    session = start(path)
    [(title, text, _)] = session.window.messages.of("error")
    assert title == "Filen kan ikke åpnes"
    assert "min.bplan" in text
    assert session.document.plan.fylke == "Telemark"


def test_the_last_plan_is_opened_again_unless_it_is_gone_or_unwanted(start, tmp_path):
    path = tmp_path / "min.bplan"
    skriv(path, changed(eksempel("telemark")).plan)
    Settings(tmp_path / "innstillinger.ini").add_recent_file(path)
    assert start().document.path == path
    Settings(tmp_path / "innstillinger.ini").set_flag("start/siste_plan", False)
    assert start().document.path is None
    Settings(tmp_path / "innstillinger.ini").set_flag("start/siste_plan", True)
    path.unlink()
    session = start()
    assert session.document.path is None
    assert session.window.messages.said == []


def crash_with(document, folder):
    """What a program that dies leaves in its folder."""
    autosave = Autosave(document, folder)
    autosave.save_now()
    autosave.wait()
    autosave._lock.unlock()


def test_a_crash_is_offered_and_recovered_as_unsaved(start, tmp_path):
    document = changed(eksempel("telemark"))
    crash_with(document, tmp_path / "gjenoppretting")
    session = start(answers=[True])
    [(title, text, _)] = session.window.messages.of("confirm")
    assert title == "Gjenopprette planen?"
    assert "«Telemark»" in text
    assert session.document.plan == document.plan
    assert not session.document.is_clean
    assert session.window.top_bar.unsaved.isHidden() is False
    assert session.autosave.file.exists(), "a second crash loses nothing either"
    assert len(list((tmp_path / "gjenoppretting").glob("*.bplan"))) == 1


def test_a_recovered_plan_that_is_refused_is_not_offered_again(start, tmp_path):
    crash_with(changed(eksempel("telemark")), tmp_path / "gjenoppretting")
    session = start(answers=[False])
    assert session.document.is_clean
    assert start().window.messages.of("confirm") == []


@pytest.mark.allows_log("an autosaved plan cannot be read", reason="the test damages it")
def test_a_damaged_copy_never_stops_the_start(start, tmp_path):
    folder = tmp_path / "gjenoppretting"
    folder.mkdir()
    (folder / "x.bplan").write_bytes(b"PK\x03\x04")
    assert start().document.plan.fylke == "Telemark"
    assert not (folder / "x.bplan").exists()


def test_an_orderly_end_leaves_no_copy(start, tmp_path, qtbot):
    session = start()
    document = session.document
    document.push(EditCell(document, "Enheter", 0, "ledelse", 0.9, "rediger"))
    session.autosave.save_now()
    session.autosave.wait()
    document.undo_stack.setClean()
    session.window.close()
    assert list((tmp_path / "gjenoppretting").iterdir()) == []


def test_the_look_is_remembered_and_a_damaged_setting_is_no_harm(qapp, tmp_path):
    settings = Settings(tmp_path / "i.ini")
    settings.set_text("utseende/tema", "dark")
    settings.set_number("utseende/tekst", 1.5)
    bootstrap.dress(qapp, settings)
    assert theme().mode is Mode.DARK
    assert theme().scale == 1.5
    settings.set_text("utseende/tema", "rosa")
    settings.set_text("utseende/tekst", "stor")
    bootstrap.dress(qapp, settings)
    assert theme().mode is Mode.SYSTEM
    assert theme().scale == 1.0


def test_qts_own_buttons_are_norwegian(qtbot):
    buttons = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(buttons.Ok | buttons.Cancel | buttons.Save | buttons.Discard | buttons.Close | buttons.Yes)
    qtbot.addWidget(box)
    words = {box.button(b).text().replace("&", "") for b in (buttons.Cancel, buttons.Save, buttons.Close, buttons.Yes)}
    assert words == {"Avbryt", "Lagre", "Lukk", "Ja"}
    message = QMessageBox()
    qtbot.addWidget(message)
    message.setStandardButtons(QMessageBox.StandardButton.Abort | QMessageBox.StandardButton.Retry)
    assert {b.text().replace("&", "") for b in message.buttons()} == {"Avbryt", "Prøv igjen"}


@pytest.mark.allows_log("unhandled exception", reason="the test lets one through")
def test_an_unforeseen_failure_is_logged_and_said_once(qtbot, messages, tmp_path, caplog):
    hook = CrashHook(messages, tmp_path / "logg.txt")
    before = sys.excepthook, threading.excepthook
    hook.install()
    try:
        for _ in range(3):
            try:
                raise KeyError("borte")
            except KeyError:
                sys.excepthook(*sys.exc_info())
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
    finally:
        hook.remove()
    assert (sys.excepthook, threading.excepthook) == before
    qtbot.waitUntil(lambda: len(messages.of("error")) == 4)
    title, text, details = messages.of("error")[0]
    assert title == "Noe gikk galt"
    assert str(tmp_path / "logg.txt") in text
    assert "borte" in details
    assert [r.levelno for r in caplog.records if r.name == "app.crash"] == [logging.CRITICAL] * 4


@pytest.mark.allows_log("unhandled exception", reason="the test lets them through")
def test_a_failure_at_every_repaint_gives_one_dialog(qtbot, messages, tmp_path, monkeypatch):
    hook = CrashHook(messages, tmp_path / "logg.txt")
    said = []

    def error(title, text, details=""):
        said.append(title)
        # More of them while the dialog is up.
        for _ in range(3):
            hook.on_exception(ValueError, ValueError("igjen"), None)
        qtbot.wait(20)

    monkeypatch.setattr(messages, "error", error)
    hook.on_exception(ValueError, ValueError("først"), None)
    qtbot.waitUntil(lambda: bool(said))
    qtbot.wait(50)
    assert said == ["Noe gikk galt"]
