"""The start pane over the rooms: samples, recent files and one's own numbers. It can be dismissed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

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
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
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
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._samples = _Group(self.tr("Eksempler"), self)
        for name, words in samples:
            self._samples.add(words, "file").clicked.connect(lambda _=False, n=name: self.sample_chosen.emit(n))
        self._recent = _Group(self.tr("Siste filer"), self)
        own = _Group(self.tr("Egne tall"), self)
        own.add(self.tr("Importer fra Excel …"), "import").clicked.connect(self.import_chosen)
        own.add(self.tr("Lagre tom mal …"), "excel").clicked.connect(self.template_chosen)
        self._groups = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._groups.setSpacing(24)
        self._all = (self._samples, self._recent, own)
        for group in self._all:
            self._groups.addWidget(group)
        self._groups.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(self._groups)
        theme().changed.connect(self.update)

    def show_sentence(self, text: str) -> None:
        """What the reader sees now, and where the numbers come from."""
        self.sentence.setText(text)

    def show_recent(self, files: Sequence[Path]) -> None:
        """The files last used; without any, a button that opens one."""
        self._recent.clear()
        metrics = QFontMetrics(fonts.font("body"))
        for path in files[:RECENT_SHOWN]:
            words = metrics.elidedText(path.name, Qt.TextElideMode.ElideMiddle, fonts.pixels(_NAME_WIDTH))
            button = self._recent.add(words, "file-text")
            button.setToolTip(str(path))
            button.setAccessibleName(path.name)
            button.clicked.connect(lambda _=False, p=path: self.file_chosen.emit(p))
        self._recent.add(self.tr("Åpne …"), "open").clicked.connect(self.open_chosen)

    def set_narrow(self, narrow: bool) -> None:
        """Groups one under the other where they do not fit side by side."""
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._groups.setDirection(direction)
        for group in self._all:
            group.set_wrapping(narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.active_row))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(palette.info_border))
        painter.end()


class _Group(QWidget):
    """A heading with buttons after it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        heading = QLabel(title, self)
        set_look(heading, role="secondary")
        self._buttons: list[QPushButton] = []
        self._box = QWidget(self)
        self._row = FlowLayout(self._box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(heading)
        layout.addWidget(self._box)
        self.set_wrapping(False)

    def add(self, words: str, icon: str) -> QPushButton:
        button = QPushButton(words, self._box)
        set_look(button, chip=True)
        icons.follow(button, icon, "secondary")
        self._row.addWidget(button)
        self._buttons.append(button)
        button.show()
        self.set_wrapping(self._wrapping)
        return button

    def clear(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()

    def set_wrapping(self, wrapping: bool) -> None:
        """On one line, as wide as that takes, or wrapping in what there is."""
        self._wrapping = wrapping
        self._box.setMinimumWidth(0 if wrapping else self._row.sizeHint().width())
