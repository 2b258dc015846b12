"""A grey word before a field, on the field's own line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.theme.style_sheet import set_look


class LabelledField(QWidget):
    """The word is the field's label for the keyboard and the screen reader too."""

    def __init__(self, text: str, field: QWidget, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        label = QLabel(text, self)
        set_look(label, role="secondary")
        label.setBuddy(field)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label)
        layout.addWidget(field)
        if unit:
            after = QLabel(unit, self)
            set_look(after, role="secondary")
            layout.addWidget(after)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
