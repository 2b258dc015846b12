"""The button that exports what a room shows: the chart as picture, drawing or PDF, or either to the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractItemView, QMenu, QPushButton, QWidget

from app.charts.export import Content, export_chart, png_bytes
from app.failure_texts import failure_text
from app.messages import Messages
from app.plan_names import document_name, ending, file_name
from app.theme import icons
from app.widgets.table_export import copy_table, save_table
from models.document import Document
from models.io.errors import FileError


@dataclass(frozen=True)
class Exported:
    """What is exported now: the chart, its title, a short name for the file, and the line under it."""

    panels: Content
    title: str
    name: str
    note: str


class ChartExportButton(QPushButton):
    """Asks ``shown`` what the room shows, and ``table`` which table stands beside it, when it is used."""

    def __init__(self, document: Document, messages: Messages, shown: Callable[[], Exported],
                 table: Callable[[], QAbstractItemView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self._shown = shown
        self.setText(self.tr("Eksporter"))
        icons.follow(self, "export")
        menu = QMenu(self)
        menu.addAction(self.tr("Diagrammet som PNG-bilde …"), lambda: self.export("png"))
        menu.addAction(self.tr("Diagrammet som SVG-tegning …"), lambda: self.export("svg"))
        menu.addAction(self.tr("Diagrammet som PDF …"), lambda: self.export("pdf"))
        menu.addAction(self.tr("Tabellen som CSV …"), lambda: save_table(table(), document, messages))
        menu.addSeparator()
        menu.addAction(self.tr("Kopier diagrammet"), self.copy_chart)
        menu.addAction(self.tr("Kopier tabellen"), lambda: copy_table(table(), messages))
        self.setMenu(menu)

    def copy_chart(self) -> None:
        """Put the chart on the clipboard as a picture."""
        shown = self._shown()
        image = QImage.fromData(png_bytes(shown.panels, shown.title, shown.note), "PNG")
        QGuiApplication.clipboard().setImage(image)
        self._messages.notice(self.tr("Diagrammet er kopiert."))

    def export(self, suffix: str) -> None:
        """Ask where, and write the chart there."""
        filters = {
            "png": self.tr("PNG-bilde (*.png)"), "svg": self.tr("SVG-tegning (*.svg)"), "pdf": self.tr("PDF (*.pdf)"),
        }
        shown = self._shown()
        name = file_name(f"{document_name(self._document)} {shown.name}")
        folder = self._document.path.parent if self._document.path is not None else Path.home()
        path = self._messages.save_file(
            self.tr("Eksporter diagrammet"), filters[suffix], folder / f"{name}.{suffix}", f".{suffix}"
        )
        if path is None:
            return
        path = ending(path, f".{suffix}")
        try:
            export_chart(shown.panels, path, shown.title, shown.note)
        except FileError as error:
            self._messages.error(self.tr("Diagrammet er ikke lagret"), failure_text(error))
            return
        self._messages.notice(self.tr("Diagrammet er lagret i «{name}».").format(name=path.name))
