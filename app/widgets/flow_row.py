"""Widgets in a row that wraps, as one widget."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.theme import fonts, theme
from app.theme.style_sheet import set_look
from app.widgets.flow_layout import FlowLayout


class FlowRow(QWidget):
    """Holds widgets side by side while there is room, else under each other."""

    def __init__(self, *widgets: QWidget, spacing: int = 8, last_right: bool = False, parent: QWidget | None = None):
        super().__init__(parent)
        layout = FlowLayout(self, spacing=spacing, row_spacing=8, last_right=last_right)
        for widget in widgets:
            layout.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class Labelled(QWidget):
    """A grey word before a control, such as "Sted" before its chips."""

    def __init__(self, text: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label = QLabel(text, self)
        set_look(label, role="secondary")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(control, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self._align)
        self._align()

    def _align(self) -> None:
        """The word stands on the line of the first row of chips."""
        self._label.setMinimumHeight(fonts.line_height() + 10)
