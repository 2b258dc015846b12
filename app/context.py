"""What every room is handed beside the document."""

from __future__ import annotations

from dataclasses import dataclass

from app.actions import Actions
from app.messages import Messages
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class AppContext:
    """The doors out of a room.

    Parameters
    ----------
    messages : Messages
        The one door to the user.
    settings : Settings
        What is remembered between sessions.
    actions : Actions
        Every action of the program by name, such as ``actions["fil.eksporter"]``.
    """

    messages: Messages
    settings: Settings
    actions: Actions
