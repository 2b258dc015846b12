"""What the user can choose about the program itself. Every choice takes effect at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout

from app import format as fmt
from app.theme import Mode, theme
from app.theme.fonts import SCALES
from app.theme.style_sheet import set_look

if TYPE_CHECKING:
    from app.main_window import MainWindow


class SettingsDialog(QDialog):
    """Look, text size, and what the program opens with."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle(self.tr("Innstillinger"))
        self.mode = QComboBox(self)
        for mode, words in (
            (Mode.SYSTEM, self.tr("Følg systemet")), (Mode.LIGHT, self.tr("Lys")), (Mode.DARK, self.tr("Mørk")),
        ):
            self.mode.addItem(words, mode)
        self.mode.setCurrentIndex(self.mode.findData(theme().mode))
        self.scale = QComboBox(self)
        for scale in SCALES:
            self.scale.addItem(fmt.prosent(scale), scale)
        self.scale.setCurrentIndex(self.scale.findData(theme().scale))
        self.reopen = QCheckBox(self.tr("Åpne den siste planen når programmet starter"), self)
        self.reopen.setChecked(window.settings.flag("start/siste_plan", True))
        self.start_pane = QCheckBox(self.tr("Vis «Kom i gang» øverst i vinduet"), self)
        self.start_pane.setChecked(not window.start_pane.isHidden())
        form = QFormLayout()
        form.setSpacing(12)
        for words, box in ((self.tr("Utseende"), self.mode), (self.tr("Tekststørrelse"), self.scale)):
            box.setAccessibleName(words)
            form.addRow(words, box)
        close = QPushButton(self.tr("Lukk"), self)
        set_look(close, primary=True)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(self.reopen)
        layout.addWidget(self.start_pane)
        layout.addLayout(buttons)
        # Qt hands the choice back as plain text.
        self.mode.activated.connect(lambda _: window.set_mode(Mode(self.mode.currentData())))
        self.scale.activated.connect(self._on_scale_activated)
        self.reopen.toggled.connect(lambda on: window.settings.set_flag("start/siste_plan", on))
        self.start_pane.toggled.connect(window.show_start_pane)

    def _on_scale_activated(self) -> None:
        self._window.set_text_scale(self.scale.currentData())
        self.adjustSize()
