"""The start pane over the rooms: samples, recent files and one's own numbers. It can be dismissed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.theme import fonts, icons, theme
from app.theme.style_sheet import set_look
from app.widgets.flow_layout import FlowLayout

RECENT_SHOWN = 3
_NAME_WIDTH = 260


class StartPane(QFrame):
    """Signals say what was chosen; the window does it."""

    sample_chosen = Signal(str)
    file_chosen = Signal(Path)
    open_chosen = Signal()
    import_chosen = Signal()
    template_chosen = Signal()
    dismissed = Signal()

    def __init__(self, samples: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPane")
        self.setAccessibleName(self.tr("Kom i gang"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        title = QLabel(self.tr("Kom i gang"), self)
        set_look(title, role="panel")
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self.close_button = QPushButton(self.tr("Lukk"), self)
        set_look(self.close_button, flat=True)
        icons.follow(self.close_button, "close")
        self.close_button.setToolTip(self.tr("Lukk. Du finner den igjen under Fil, Startside."))
        self.close_button.clicked.connect(self.dismissed)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(self.sentence, 1)
        head.addStretch(0)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._row = FlowLayout()
        self._recent: list[QPushButton] = []
        self._add_heading(self.tr("Eksempler"))
        for name, words in samples:
            self._add_button(words, "file").clicked.connect(lambda _=False, n=name: self.sample_chosen.emit(n))
        self._add_heading(self.tr("Egne tall"))
        self._add_button(self.tr("Importer fra Excel …"), "import").clicked.connect(self.import_chosen)
        self._add_button(self.tr("Lagre tom mal …"), "excel").clicked.connect(self.template_chosen)
        self._add_heading(self.tr("Siste filer"))
        self._add_button(self.tr("Åpne …"), "open").clicked.connect(self.open_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(self._row)
        theme().changed.connect(self.update)

    def show_sentence(self, text: str) -> None:
        """What the reader sees now, and where the numbers come from."""
        self.sentence.setText(text)
        self.sentence.setAccessibleName(text)

    def show_recent(self, files: Sequence[Path]) -> None:
        """The files last used, after the button that opens one."""
        for button in self._recent:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._recent = [self._recent_button(path) for path in files[:RECENT_SHOWN]]

    def _recent_button(self, path: Path) -> QPushButton:
        metrics = QFontMetrics(fonts.font("body"))
        words = metrics.elidedText(path.name, Qt.TextElideMode.ElideMiddle, fonts.pixels(_NAME_WIDTH))
        button = self._add_button(words.replace("&", "&&"), "file-text")
        button.setToolTip(str(path))
        button.setAccessibleName(path.name)
        button.clicked.connect(lambda: self.file_chosen.emit(path))
        return button

    def _add_heading(self, words: str) -> None:
        label = QLabel(words, self)
        set_look(label, role="heading")
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(label)

    def _add_button(self, words: str, icon: str) -> QPushButton:
        button = QPushButton(words, self)
        set_look(button, chip=True)
        icons.follow(button, icon, "secondary")
        self._row.addWidget(button)
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.active_row))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(palette.info_border))
        painter.end()

