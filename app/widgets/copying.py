"""Ctrl+C belongs to the widget with the focus before it is the window's shortcut."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def claims_copy(event: QEvent) -> bool:
    """Whether the event asks if the copy keys are the widget's own; the caller accepts and returns True."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Copy)
    )
