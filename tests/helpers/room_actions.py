"""The actions a room asks the window for, where a test shows the room alone."""

from __future__ import annotations

from app.actions import Actions, ActionSpec
from models.document import Document


def room_actions(document: Document) -> Actions:
    """What an empty plan is offered: import, and the tables that are edited in Excel."""
    actions = Actions(document)
    for key, text in (("fil.importer", "Importer"), ("hjelp.excel", "Excel")):
        actions.add(ActionSpec(key, text))
    return actions
