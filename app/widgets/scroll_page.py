"""A room's page that scrolls up and down when the window is lower than what it shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


def fill_with(room: QWidget, page: QWidget) -> None:
    """Let ``page`` fill the room; the keyboard never stops at the area around it."""
    area = QScrollArea(room)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    outer = QVBoxLayout(room)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(area)
