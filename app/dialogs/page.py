"""A page of text in a dialog: about the program, keys, tables that are edited in Excel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser, QWidget

from app.dialogs.frame import fit_over, lay_out
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
        lay_out(self, self.page, [self.close_button])
        fit_over(self, fonts.pixels(720), fonts.pixels(560))
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
