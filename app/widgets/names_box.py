"""A list of names to choose from, as wide as the longest of them up to a limit."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QWidget

from app.theme import fonts

WIDEST = 280
"""Pixels at 100 % text: a name of 85 letters must not push the page out of the window."""


class NamesBox(QComboBox):
    """A longer name is cut where it is shown, and whole in the list and over the box."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentTextChanged.connect(self.setToolTip)

    def sizeHint(self) -> QSize:
        return super().sizeHint().boundedTo(QSize(fonts.pixels(WIDEST), 10_000))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().boundedTo(QSize(fonts.pixels(WIDEST), 10_000))

    def showPopup(self) -> None:
        room = self.window().width() - self.mapTo(self.window(), self.rect().topLeft()).x()
        self.view().setMinimumWidth(min(super().sizeHint().width(), room))
        super().showPopup()
