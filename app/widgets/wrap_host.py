"""Holds a row that wraps, and asks its own layout for exactly the height the row needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class WrapHost(QWidget):
    """A wrapping child as one of plain height.

    A box layout that holds anything whose height follows its width gives every neighbour its
    preferred height, also those that could shrink. Held here, the child is of fixed height at the
    width it has, and tables beside it may shrink before the page scrolls. It is hidden with its child.
    """

    def __init__(self, child: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._child = child
        child.setParent(self)
        child.installEventFilter(self)
        self.setVisible(not child.isHidden())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        edge = self.contentsMargins()
        return QSize(self._child.minimumSizeHint().width() + edge.left() + edge.right(), self._height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._child.setGeometry(self.contentsRect())
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._child:
            if event.type() == QEvent.Type.LayoutRequest:
                self.updateGeometry()
            elif event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
                self.setVisible(not self._child.isHidden())
        return super().eventFilter(watched, event)

    def _height(self) -> int:
        child, layout, room = self._child, self._child.layout(), self.contentsRect()
        edge = self.height() - room.height()
        if layout is not None and layout.hasHeightForWidth():
            return edge + layout.totalHeightForWidth(room.width())
        if layout is None and child.hasHeightForWidth():
            return edge + child.heightForWidth(room.width())
        return edge + child.sizeHint().height()
