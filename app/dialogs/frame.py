"""What every dialog has: its margin, what scrolls in it, its row of buttons, and a size that fits over the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

_EDGE = 24
"""Pixels of the window that are left to be seen around a dialog."""
_LEAST = (360, 320)


def lay_out(dialog: QDialog, main: QWidget, buttons: Sequence[QPushButton], *, above: Sequence[QWidget] = (),
            below: Sequence[QWidget] = (), words: QWidget | None = None) -> None:
    """Fill a dialog: ``main`` takes what room there is, and ``words`` stand on the line of the buttons."""
    line = QHBoxLayout()
    if words is not None:
        line.addWidget(words, 1)
    else:
        line.addStretch(1)
    for button in buttons:
        line.addWidget(button)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(16, 16, 16, 16)
    layout.setSpacing(12)
    for widget in above:
        layout.addWidget(widget)
    layout.addWidget(main, 1)
    for widget in below:
        layout.addWidget(widget)
    layout.addLayout(line)


def fit_over(dialog: QDialog, width: int, height: int) -> None:
    """The size wanted [pixels], within the window the dialog stands over."""
    parent = dialog.parentWidget()
    if parent is not None:
        room = parent.window().size()
        width, height = min(width, room.width() - _EDGE), min(height, room.height() - _EDGE)
    dialog.resize(max(width, _LEAST[0]), max(height, _LEAST[1]))
