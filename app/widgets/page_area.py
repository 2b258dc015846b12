"""A page that shrinks to what it must have before it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class PageArea(QScrollArea):
    """Scrolls up and down only, and only when the page's least height does not fit.

    Qt's own resizable scroll area gives a page with wrapped text its preferred height at once, and
    so scrolls although tables inside could have shrunk.
    """

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = page.layout()
        self._edge = layout.contentsMargins().right() if layout is not None else 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _keep_edge(self, layout: QLayout) -> None:
        """Let the scroll bar stand in the page's right margin, so that nothing moves when it comes."""
        margins = layout.contentsMargins()
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.isVisible() else 0
        margins.setRight(max(0, self._edge - taken))
        if margins != layout.contentsMargins():
            layout.setContentsMargins(margins)

    def _fit(self) -> None:
        page = self.widget()
        layout = page.layout() if page is not None else None
        if layout is None:
            return
        width = self.viewport().width()
        least = layout.minimumHeightForWidth(width) if layout.hasHeightForWidth() else layout.minimumSize().height()
        self._keep_edge(layout)
        page.resize(width, max(self.viewport().height(), least))
