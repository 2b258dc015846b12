"""Copy a table or save it as CSV: the two flat buttons over every table, and the one way a table becomes a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QPushButton, QWidget

from app.failure_texts import failure_text
from app.messages import Messages
from app.plan_names import document_name, ending, file_name
from app.table_csv import table_content, table_name
from app.widgets.flat_button import flat_button
from models.document import Document
from models.io.atomic import write_bytes
from models.io.errors import FileError

CSV_SUFFIX = ".csv"
_LONGEST_NAME = 80
translate = QCoreApplication.translate


def copy_table(view: QWidget, messages: Messages) -> None:
    """Put the whole table on the clipboard, with titles."""
    copy_all = getattr(view, "copy_all", None)
    if callable(copy_all):
        copy_all()
    else:
        QGuiApplication.clipboard().setText(table_content(view).tab_separated())
    messages.notice(translate("TableExport", "Tabellen er kopiert."))


def save_table(view: QWidget, document: Document, messages: Messages) -> bool:
    """Ask where, and write the table as CSV; True when it is on disk."""
    name = file_name(f"{document_name(document)} {table_name(view)}"[:_LONGEST_NAME])
    folder = document.path.parent if document.path is not None else Path.home()
    path = messages.save_file(translate("TableExport", "Lagre tabellen som CSV"),
                              translate("TableExport", "CSV-fil (*.csv)"), folder / f"{name}{CSV_SUFFIX}", CSV_SUFFIX)
    if path is None:
        return False
    path = ending(path, CSV_SUFFIX)
    try:
        write_bytes(path, table_content(view).csv())
    except FileError as error:
        messages.error(translate("TableExport", "Tabellen er ikke lagret"), failure_text(error))
        return False
    messages.notice(translate("TableExport", "Tabellen er lagret i «{name}».").format(name=path.name))
    return True


class TableButtons(QWidget):
    """``Kopier`` and ``CSV …`` for a table.

    Parameters
    ----------
    table : callable
        The table the buttons are of, asked for when one is pressed.
    """

    def __init__(self, table: Callable[[], QAbstractItemView], document: Document, messages: Messages,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.copy_button = flat_button(self.tr("Kopier"), "copy", self.tr("Kopier hele tabellen til et regneark"), self)
        self.copy_button.clicked.connect(lambda: copy_table(table(), messages))
        self.csv_button = flat_button(self.tr("CSV …"), "export", self.tr("Lagre hele tabellen som en CSV-fil"), self)
        self.csv_button.setAccessibleName(self.tr("Lagre tabellen som CSV"))
        self.csv_button.clicked.connect(lambda: save_table(table(), document, messages))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for button in self.buttons():
            layout.addWidget(button)

    def buttons(self) -> list[QPushButton]:
        """The two, in order."""
        return [self.copy_button, self.csv_button]
