"""Cards of one width in rows: as many beside each other as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.theme import fonts, theme

LEAST = 232
"""A card is at least so wide, in pixels at 100 % text."""
_GAP = 8
_COLUMNS = (4, 2, 1)
"""Rows are full in each of these."""


class CardGrid(QWidget):
    """Lays out cards four, two or one beside each other."""

    def __init__(self, cards: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = tuple(cards)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._arrange)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        # As narrow as one card: the columns follow the width, not the other way.
        least = max((card.minimumSizeHint().width() for card in self._cards), default=0)
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        least = fonts.pixels(LEAST)
        columns = next((n for n in _COLUMNS if self.width() >= n * least + (n - 1) * _GAP), 1)
        if columns == self._columns:
            return
        self._columns = columns
        for card in self._cards:
            self._grid.removeWidget(card)
        for i, card in enumerate(self._cards):
            self._grid.addWidget(card, i // columns, i % columns)
        for column in range(_COLUMNS[0]):
            self._grid.setColumnStretch(column, int(column < columns))
