"""The real window on the Telemark sample, with the door to the user held by the test."""

import pytest

from tests.helpers.recorded_messages import RecordedMessages


@pytest.fixture
def messages(qapp):
    return RecordedMessages()


@pytest.fixture
def dressed(qapp):
    """The application in Norwegian and in light colours at 100 %; as it was afterwards."""
    from app import i18n
    from app.theme import Mode, theme

    i18n.install(qapp)
    theme().apply(qapp)
    theme().set_mode(Mode.LIGHT)
    theme().set_scale(1.0)
    yield theme()
    theme().set_mode(Mode.LIGHT)
    theme().set_scale(1.0)


@pytest.fixture
def settings(tmp_path):
    from app.settings import Settings

    return Settings(tmp_path / "tilstand" / "innstillinger.ini")


@pytest.fixture(scope="session")
def telemark():
    """The sample, made once: a plan is frozen."""
    from models.io.samples import eksempel

    return eksempel("telemark")


@pytest.fixture
def window(qtbot, dressed, settings, messages, telemark):
    """The main window, exposed, with its first projection on screen."""
    from app.main_window import MainWindow
    from models.document import Document

    window = MainWindow(Document(telemark), settings, messages)
    with qtbot.waitExposed(window):
        window.show()
    window.projector.request()
    qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)
    yield window
    # An orderly end, whatever the test left unsaved.
    window.document.undo_stack.setClean()
    window.close()
    window.deleteLater()
