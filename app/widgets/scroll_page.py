"""What scrolls up and down when the window is lower than what it shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


def scrolling(page: QWidget, parent: QWidget) -> QScrollArea:
    """An area around ``page`` at which the keyboard never stops."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area


def fill_with(room: QWidget, page: QWidget) -> None:
    """Let ``page`` fill the room, and scroll there."""
    outer = QVBoxLayout(room)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scrolling(page, room))
