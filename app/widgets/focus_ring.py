"""The ring that shows where the keyboard is, on widgets that paint themselves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.theme import theme

WIDTH = 2


def paint_focus_ring(widget: QWidget) -> None:
    """Draw the ring just inside the widget; call it last in ``paintEvent``."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme().palette.focus), WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = WIDTH / 2
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
