"""What every dialog has: its margin, what scrolls in it, its row of buttons, and a size that fits over the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.widgets.page_area import PageArea
from app.widgets.wrap_host import WrapHost

_MARGIN, _SPACING = 16, 12
_EDGE = 24
"""Pixels of the window that are left to be seen around a dialog."""
_LEAST = (360, 320)


def lay_out(dialog: QDialog, main: QWidget, buttons: Sequence[QPushButton], *, above: Sequence[QWidget] = (),
            below: Sequence[QWidget] = (), words: QWidget | None = None, scrolls: bool = False) -> None:
    """Fill a dialog: ``main`` takes what room there is, and ``words`` stand on the line of the buttons.

    With ``scrolls`` all but that line scrolls where the dialog is too low for it; without, ``main`` does so itself.
    """
    line = QHBoxLayout()
    if words is not None:
        line.addWidget(words, 1)
    else:
        line.addStretch(1)
    for button in buttons:
        line.addWidget(button)
    layout = QVBoxLayout(dialog)
    layout.setSpacing(_SPACING)
    if scrolls:
        page = QWidget(dialog)
        # Held so that the tables of the page give way before it scrolls.
        _stack(QVBoxLayout(page), main, [WrapHost(w) for w in above], [WrapHost(w) for w in below])
        layout.setContentsMargins(0, 0, 0, _MARGIN)
        layout.addWidget(PageArea(page, dialog), 1)
        line.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
    else:
        _stack(layout, main, above, below)
    layout.addLayout(line)


def _stack(layout: QVBoxLayout, main: QWidget, above: Sequence[QWidget], below: Sequence[QWidget]) -> None:
    layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    layout.setSpacing(_SPACING)
    for widget in above:
        layout.addWidget(widget)
    layout.addWidget(main, 1)
    for widget in below:
        layout.addWidget(widget)


def fit_over(dialog: QDialog, width: int, height: int) -> None:
    """The size wanted [pixels], within the window the dialog stands over."""
    parent = dialog.parentWidget()
    if parent is not None:
        room = parent.window().size()
        width, height = min(width, room.width() - _EDGE), min(height, room.height() - _EDGE)
    dialog.resize(max(width, _LEAST[0]), max(height, _LEAST[1]))
