"""A page that scrolls up and down, with its scroll bar in the page's own margin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class PageArea(QScrollArea):
    """Scrolls up and down only, and only when the page's least height does not fit."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = page.layout()
        self._edge = layout.contentsMargins().right() if layout is not None else 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def set_edge(self, edge: int) -> None:
        """The page's right margin where there is no scroll bar."""
        self._edge = edge
        self._keep_edge()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_edge()

    def _keep_edge(self) -> None:
        """Nothing moves sideways when the scroll bar comes or goes."""
        page = self.widget()
        layout = page.layout() if page is not None else None
        if layout is None:
            return
        margins = layout.contentsMargins()
        taken = self.width() - self.viewport().width()
        margins.setRight(max(0, self._edge - taken))
        if margins != layout.contentsMargins():
            layout.setContentsMargins(margins)
