"""The document as a room sees it: silent while the room is out of sight, up to date when it is entered."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from models.document import Document
from models.plan_axes import akser


def in_sight(document: Document, room: QWidget) -> Document:
    """The document, with signals that wait until somebody can see what they change.

    A room does this first, and hands what it gets on to its models and parts. What the document *is* can be asked at
    any time. What it announces while ``room`` is hidden is announced when it is shown: each signal at most once, however
    often the plan changed. Another plan (other units, months or ytelser) is announced at once, so that nothing in a
    hidden room holds on to a unit that is gone.

    Parameters
    ----------
    document : Document
        The document, or what this function gave a room for one of its pages.
    room : QWidget
        Owns what is returned.
    """
    # Reading, pushing and undoing are the document's own; only the signals stand between.
    return cast(Document, _DocumentInSight(document, room))


class _DocumentInSight(QObject):
    plan_changed = Signal()
    projeksjon_changed = Signal()
    stale_changed = Signal(bool)
    file_changed = Signal()

    def __init__(self, document: Document, room: QWidget) -> None:
        super().__init__(room)
        self._document = document
        self._room = room
        self._told: tuple[object, object, bool] = self._state()
        self._told_axes = akser(document.plan)
        document.plan_changed.connect(self._on_plan_changed)
        document.projeksjon_changed.connect(self._on_other_changed)
        document.stale_changed.connect(self._on_other_changed)
        document.file_changed.connect(self.file_changed)
        room.installEventFilter(self)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._document, name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._tell()
        return False

    def _state(self) -> tuple[object, object, bool]:
        document = self._document
        return document.plan, document.projeksjon, document.is_stale

    def _on_plan_changed(self) -> None:
        if self._room.isVisible() or akser(self._document.plan) != self._told_axes:
            self._tell()

    def _on_other_changed(self) -> None:
        if self._room.isVisible():
            self._tell()

    def _tell(self) -> None:
        """Announce what is new since the last time; what is heard twice is told once."""
        told, now = self._told, self._state()
        self._told = now
        if now[0] is not told[0]:
            self._told_axes = akser(self._document.plan)
            self.plan_changed.emit()
        if now[1] is not told[1]:
            self.projeksjon_changed.emit()
        if now[2] != told[2]:
            self.stale_changed.emit(now[2])
