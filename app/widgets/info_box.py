"""A box with an icon and a sentence or two: information, or a warning."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.theme import fonts, icons, theme
from app.theme.style_sheet import set_look

Kind = Literal["info", "warning"]
_ICONS = {"info": ("information-square", "info_icon"), "warning": ("warning", "warning_text")}


class InfoBox(QFrame):
    """``link_activated`` carries the target of a link in the text."""

    link_activated = Signal(str)

    def __init__(self, text: str = "", kind: Kind = "info", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        set_look(self, box=kind)
        self._icon = QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text.linkActivated.connect(self.link_activated)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        # Not "Minimum": that would ask for the height the words need in a narrow column, also in a wide one.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme().changed.connect(self._show_icon)
        self._show_icon()
        self.set_text(text)

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def stop(self) -> QWidget:
        """The words, where the keyboard stops while they hold a link."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show the text; an empty one hides the box."""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        # A link must be reached by the keyboard; plain words are not a stop.
        linked = "<a " in text
        self._text.setFocusPolicy(Qt.FocusPolicy.StrongFocus if linked else Qt.FocusPolicy.NoFocus)
        self.setVisible(bool(text))

    def _show_icon(self) -> None:
        name, role = _ICONS[self._kind]
        self._icon.setPixmap(icons.pixmap(name, fonts.pixels(icons.ICON_SIZE), role))
