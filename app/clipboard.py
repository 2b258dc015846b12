"""Copy what is marked: a table as tab-separated text, which Excel takes as cells."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget


def table_text(view: QAbstractItemView) -> str:
    """The marked cells of a table with their headers, rows by line and cells by tab, as shown."""
    model = view.model()
    selection = view.selectionModel()
    marked = selection.selectedIndexes() if selection is not None else []
    if model is None or not marked:
        return ""
    rows = sorted({index.row() for index in marked})
    columns = sorted({index.column() for index in marked})
    if isinstance(view, QTableView):
        columns = [c for c in columns if not view.isColumnHidden(c)]
    lines = []
    if len(rows) > 1 or len(columns) > 1:
        headers = [model.headerData(c, Qt.Orientation.Horizontal) for c in columns]
        lines.append("\t".join(_one_line(header) for header in headers))
    chosen = {(index.row(), index.column()): index for index in marked}
    for row in rows:
        cells = (chosen.get((row, column)) for column in columns)
        lines.append("\t".join("" if index is None else _one_line(index.data()) for index in cells))
    return "\n".join(lines)


def copy_selection(view: QAbstractItemView) -> bool:
    """Put the marked cells on the clipboard; False where nothing is marked."""
    text = table_text(view)
    if text:
        QGuiApplication.clipboard().setText(text)
    return bool(text)


def copy_from(widget: QWidget | None) -> bool:
    """Copy from the focused widget or the nearest one around it that has something to copy.

    A widget offers itself by a method ``copy_to_clipboard()`` that says whether it copied.
    """
    while widget is not None:
        offer = getattr(widget, "copy_to_clipboard", None)
        if callable(offer):
            return offer() is not False
        if isinstance(widget, QAbstractItemView):
            return copy_selection(widget)
        text = getattr(widget, "copy", None)
        if callable(text):
            text()
            return True
        widget = widget.parentWidget()
    return False


def _one_line(value: object) -> str:
    return "" if value is None else str(value).replace("\t", " ").replace("\n", " ")
