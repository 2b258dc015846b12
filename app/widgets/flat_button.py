"""The flat button over a table: an icon in the colour of links, words, and a tip."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from app.theme import icons
from app.theme.style_sheet import set_look


def flat_button(text: str, icon: str, tip: str, parent: QWidget) -> QPushButton:
    """A button that does not take the eye from what it stands over."""
    button = QPushButton(text, parent)
    set_look(button, flat=True)
    icons.follow(button, icon, "link")
    button.setToolTip(tip)
    return button
