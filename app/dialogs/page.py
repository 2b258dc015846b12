"""A page of text in a dialog: about the program, keys, tables that are edited in Excel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from app.theme import fonts, theme
from app.theme.style_sheet import set_look


class PageDialog(QDialog):
    """Reads, scrolls and copies; closes with Escape or Enter."""

    def __init__(self, title: str, html: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.page = QTextBrowser(self)
        self.page.setAccessibleName(title)
        self.page.setOpenExternalLinks(False)
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(12)
        self.page.document().setDefaultStyleSheet(_style())
        self.page.setHtml(html)
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
        layout.addWidget(self.page, 1)
        layout.addLayout(buttons)
        room = parent.size() if parent is not None else self.sizeHint()
        self.resize(min(fonts.pixels(720), max(room.width() - 40, 480)),
                    min(fonts.pixels(560), max(room.height() - 40, 360)))
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _style() -> str:
    palette = theme().palette
    return (
        f"body {{ color: {palette.text}; }} a {{ color: {palette.link}; }}"
        "b { font-weight: 600; }"
        f"h2 {{ font-size: {fonts.pixels(20)}px; font-weight: 600; }}"
        f"h3 {{ font-size: {fonts.pixels(15)}px; font-weight: 600; margin-top: 12px; }}"
        f"th {{ text-align: left; color: {palette.secondary}; font-weight: 600; padding: 4px 12px 4px 0; }}"
        f"td {{ padding: 4px 12px 4px 0; }}"
    )
