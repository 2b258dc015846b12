"""What every room is handed beside the document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.actions import Actions
from app.messages import Messages
from app.settings import Settings
from planning_core.findings import Finding


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
    room_of : callable
        Name of the room where a finding about the open plan is mended; empty where there is none.
    go_to : callable
        Goes there.
    """

    messages: Messages
    settings: Settings
    actions: Actions
    room_of: Callable[[Finding], str] = lambda _: ""
    go_to: Callable[[Finding], None] = lambda _: None
