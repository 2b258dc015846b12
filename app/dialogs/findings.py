"""The dialog of findings: what was done or not, and the list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.dialogs.findings_panel import FindingsPanel
from app.finding_origin import Origin
from app.theme import fonts
from app.theme.style_sheet import set_look
from planning_core.findings import Finding

if TYPE_CHECKING:
    from app.messages import Messages


class FindingsDialog(QDialog):
    """Closes with Escape or Enter."""

    def __init__(self, title: str, intro: str, findings: Sequence[Finding], messages: Messages,
                 origin: Origin | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.intro = QLabel(intro, self)
        self.intro.setWordWrap(True)
        set_look(self.intro, role="sentence")
        self.panel = FindingsPanel(title, findings, messages, origin, self)
        self.panel.left.connect(self.accept)
        self.close_button = QPushButton(self.tr("Lukk"), self)
        set_look(self.close_button, primary=True)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.intro)
        layout.addWidget(self.panel, 1)
        layout.addLayout(buttons)
        for before, after in pairwise([*self.panel.stops(), self.close_button]):
            QWidget.setTabOrder(before, after)
        fit_over(self, parent, 880, 560)
        self.panel.table.setFocus()


def fit_over(dialog: QDialog, parent: QWidget | None, width: int, height: int) -> None:
    """The size wanted at 100 % text, within the window the dialog stands over."""
    room = parent.size() if parent is not None else dialog.sizeHint()
    dialog.resize(min(fonts.pixels(width), max(room.width() - 40, 480)),
                  min(fonts.pixels(height), max(room.height() - 40, 360)))
