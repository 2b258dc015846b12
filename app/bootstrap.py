"""Put the program together and run it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import i18n, paths
from app.crash import CrashHook, start_log
from app.files import read_sample
from app.jobs.warm_up import WarmUp
from app.main_window import MainWindow
from app.recovery import Autosave, Recovered, discard, find_recovered
from app.settings import Settings
from app.theme import Mode, theme
from app.theme.fonts import SCALES
from app.views import ROOMS
from models.document import Document
from planning_core.version import VERSION

_log = logging.getLogger(__name__)

FIRST_SAMPLE = "telemark"

SWITCH_SECONDS = 0.0005
"""How long a working thread keeps Python when the window wants it. Every cell that is painted may have to ask anew,
so Python's own 5 ms add up to half a second while a projection runs."""


def make_application(argv: Sequence[str]) -> QApplication:
    """The one QApplication, in Norwegian and dressed."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(list(argv) or [paths.PROGRAM])
    app.setApplicationName(paths.PROGRAM)
    app.setApplicationDisplayName(paths.PROGRAM)
    app.setApplicationVersion(VERSION)
    i18n.install(app)
    return app


def dress(app: QApplication, settings: Settings) -> None:
    """The look and text size last chosen."""
    remembered = settings.text("utseende/tema", Mode.SYSTEM)
    theme().set_mode(Mode(remembered) if remembered in list(Mode) else Mode.SYSTEM)
    scale = settings.number("utseende/tekst", 1.0)
    theme().set_scale(min(SCALES, key=lambda s: abs(s - scale)))
    theme().apply(app)


class Session:
    """A window with its autosave and crash hook, from the first plan to the orderly end."""

    def __init__(self, state: Path, settings: Settings) -> None:
        self.state = state
        self.settings = settings
        self.document = Document(read_sample(FIRST_SAMPLE))
        self.window = MainWindow(self.document, self.settings)
        self.autosave = Autosave(self.document, state / paths.RECOVERY)
        self.crash = CrashHook(self.window.messages, state / paths.LOG)
        self.window.closed.connect(self.autosave.close)

    def open_first(self, argument: Path | None) -> None:
        """Open what the command line names, else what a crash left, else the last plan; else the sample stays."""
        files = self.window.files
        if argument is not None:
            files.open(argument)
            return
        if self._offer_recovered():
            return
        recent = self.settings.recent_files()
        if recent and self.settings.flag("start/siste_plan", True) and recent[0].exists():
            files.open(recent[0])

    def _offer_recovered(self) -> bool:
        """Offer each plan that another session left unsaved, newest first, until one is taken."""
        return any(self._offer(recovered) for recovered in find_recovered(self.state / paths.RECOVERY))

    def _offer(self, recovered: Recovered) -> bool:
        from models.io.errors import FileError
        from models.io.project_file import les

        try:
            found = les(recovered.file)
        except FileError:
            _log.warning("an autosaved plan cannot be read: %s", recovered.file, exc_info=True)
            found = None
        if found is None or found.plan is None:
            discard(recovered)
            return False
        window = self.window
        name = recovered.original.name if recovered.original else found.plan.fylke
        taken = window.messages.confirm(
            window.tr("Gjenopprette planen?"),
            window.tr("Programmet ble avsluttet uten at endringene i «{navn}» ble lagret. Det finnes en kopi fra "
                      "{dag} klokken {klokken}. Vil du åpne den?").format(
                navn=name, dag=f"{recovered.saved_at:%d.%m.%Y}", klokken=f"{recovered.saved_at:%H.%M}"),
            window.tr("Gjenopprett"),
            window.tr("Slett kopien"),
        )
        if taken:
            self.document.load(found.plan, recovered.original, clean=False)
            self.autosave.save_now()
            self.autosave.wait()
        discard(recovered)
        return taken


def run(argv: Sequence[str]) -> int:
    """Open the window and stay until it closes; ``argv`` may name a plan.

    Returns
    -------
    int
        Exit code, 0 when the program ended in order.
    """
    arguments = [a for a in argv if not a.startswith("-")]
    sys.setswitchinterval(SWITCH_SECONDS)
    app = make_application(sys.argv[:1])
    state = paths.state_folder()
    start_log(state / paths.LOG)
    settings = Settings(state / paths.SETTINGS)
    dress(app, settings)
    session = Session(state, settings)
    session.crash.install()
    # Before the window shows, so that nobody sees one plan flash by and another take its place.
    session.open_first(Path(arguments[0]) if arguments else None)
    session.window.show()
    ahead = WarmUp(session.document, [room.module for room in ROOMS], session.window)
    session.window.closed.connect(ahead.close)
    QTimer.singleShot(0, session.window, session.window.projector.request)
    code = app.exec()
    session.crash.remove()
    return code
