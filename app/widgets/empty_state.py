"""What belongs here, and the one way to put it there: shown where a room has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.actions import plain
from app.theme import fonts, icons, theme
from app.theme.style_sheet import set_look
from app.widgets.flow_row import FlowRow


class EmptyState(QFrame):
    """A sentence, a primary button, and a quieter one beside it.

    Parameters
    ----------
    action, other : QAction
        What the buttons do; they take the actions' words.
    icon : str
        Of the primary button.
    """

    def __init__(self, action: QAction, other: QAction, parent: QWidget | None = None, *, icon: str = "import") -> None:
        super().__init__(parent)
        set_look(self, panel=True)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self.button = QPushButton(_words(action), self)
        set_look(self.button, primary=True)
        icons.follow(self.button, icon, "primary_text")
        self.button.clicked.connect(lambda: action.trigger())
        self.other_button = QPushButton(_words(other), self)
        set_look(self.other_button, flat=True)
        self.other_button.clicked.connect(lambda: other.trigger())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        # The words keep a readable width, and the row beside them takes the rest.
        line = QHBoxLayout()
        line.addWidget(self._text, 1)
        line.addStretch(0)
        layout.addLayout(line)
        layout.addWidget(FlowRow(self.button, self.other_button, parent=self))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme().changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        return self._text.text()

    def set_text(self, text: str) -> None:
        """Say what belongs here."""
        self._text.setText(text)
        self._text.setAccessibleName(text)

    def _fit(self) -> None:
        self._text.setMaximumWidth(fonts.pixels(640))
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def _words(action: QAction) -> str:
    words = plain(action.text())
    return f"{words} …" if action.text().rstrip().endswith("…") else words
