"""The rooms of the program, in the order of the navigation."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Room:
    """One room. Its module is imported when the room is first entered, so the window opens at once.

    Parameters
    ----------
    key : str
        What is remembered between sessions.
    module, view : str
        Where the room's widget is: ``view(document, context, parent)``.
    title : str
        Norwegian, as in the navigation.
    icon : str
        Icon name.
    """

    key: str
    module: str
    view: str
    title: str
    icon: str

    @property
    def words(self) -> str:
        """The title in the reader's language."""
        return QCoreApplication.translate("Rooms", self.title)

    def view_class(self) -> type[QWidget]:
        """The class of the room's widget."""
        found: type[QWidget] = getattr(import_module(self.module), self.view)
        return found


ROOMS = (
    Room("oversikt", "app.views.oversikt", "OversiktView",
         QT_TRANSLATE_NOOP("Rooms", "Oversikt"), "home"),
    Room("enheter", "app.views.enheter", "EnheterView",
         QT_TRANSLATE_NOOP("Rooms", "Enheter og bemanning"), "units"),
    Room("fordeling", "app.views.fordeling", "FordelingView",
         QT_TRANSLATE_NOOP("Rooms", "Fordeling"), "move"),
    Room("gevinst", "app.views.gevinst", "GevinstView",
         QT_TRANSLATE_NOOP("Rooms", "Gevinst"), "benefits"),
    Room("saksflyt", "app.views.saksflyt", "SaksflytView",
         QT_TRANSLATE_NOOP("Rooms", "Saksflyt"), "case-flow"),
    Room("framskriving", "app.views.framskriving", "FramskrivingView",
         QT_TRANSLATE_NOOP("Rooms", "Framskriving"), "projection"),
    Room("oppfolging", "app.views.oppfolging", "OppfolgingView",
         QT_TRANSLATE_NOOP("Rooms", "Oppfølging"), "follow-up"),
    Room("scenarier", "app.views.scenarier", "ScenarierView",
         QT_TRANSLATE_NOOP("Rooms", "Scenarier"), "scenarios"),
    Room("forutsetninger", "app.views.forutsetninger", "ForutsetningerView",
         QT_TRANSLATE_NOOP("Rooms", "Forutsetninger"), "assumptions"),
)
FIRST_ROOM = "fordeling"
"""Shown where no room is remembered."""


def room_index(key: str) -> int:
    """Where a room stands in the navigation.

    Raises
    ------
    StopIteration
        If there is no such room.
    """
    return next(i for i, room in enumerate(ROOMS) if room.key == key)
