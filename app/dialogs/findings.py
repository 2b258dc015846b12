"""The dialog of findings: what was done or not, and the list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from app.dialogs.findings_panel import FindingsPanel
from app.dialogs.frame import fit_over, lay_out
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
        lay_out(self, self.panel, [self.close_button], above=[self.intro], scrolls=True)
        for before, after in pairwise([*self.panel.stops(), self.close_button]):
            QWidget.setTabOrder(before, after)
        fit_over(self, fonts.pixels(880), fonts.pixels(560))
        self.panel.table.setFocus()
