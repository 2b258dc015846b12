"""A table of the window as CSV: what it shows, with plain numbers and the units in the titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from models.grid_model import GroupRole
from models.io.csv_text import TRIANGLES, CsvCell, Number, csv_bytes, plain_number


@dataclass(frozen=True)
class TableContent:
    """What a table shows: titles with units, and rows of words and numbers."""

    titles: tuple[str, ...]
    rows: tuple[tuple[CsvCell, ...], ...]

    def csv(self) -> bytes:
        """The table as the bytes of a CSV file."""
        return csv_bytes([self.titles, *self.rows])

    def tab_separated(self) -> str:
        """The table as a spreadsheet takes it from the clipboard."""
        return "\n".join("\t".join(str(cell or "").replace("\t", " ") for cell in line)
                         for line in (self.titles, *self.rows)) + "\n"


def table_around(widget: QWidget | None) -> QWidget | None:
    """The table a widget is, or stands in; a picture of a frozen column counts as the table under it."""
    found = None
    while widget is not None:
        if isinstance(widget, QTableView) or hasattr(widget, "own_content"):
            found = widget
        widget = widget.parentWidget()
    return found


def table_name(view: QWidget) -> str:
    """What the table is of."""
    return view.accessibleName().removeprefix(QCoreApplication.translate("TableExport", "Tabell, "))


def table_content(view: QWidget) -> TableContent:
    """Everything a table holds, in the order of its rows and visible columns.

    A widget that is a table without a model says what it holds in ``own_content()``.

    A model that knows a cell better than it shows it says so in ``plain_text(index)``. A view whose numbers all have
    one unit that stands outside the table says it in ``unit``; it goes into the titles.
    """
    own = getattr(view, "own_content", None)
    if callable(own):
        content: TableContent = own()
        return content
    assert isinstance(view, QAbstractItemView)
    return shown_content(view)


def shown_content(view: QAbstractItemView) -> TableContent:
    """The cells of a view of a model, as :func:`table_content` says."""
    model = view.model()
    columns = [c for c in range(model.columnCount()) if not (isinstance(view, QTableView) and view.isColumnHidden(c))]
    rows = range(model.rowCount())
    numeric = {c for c in columns if is_right(model, c)}
    cells = [[_cell(model, model.index(row, c), c in numeric) for c in columns] for row in rows]
    percent = {c for c in numeric if _is_percent(model, c)}
    titles = [_title(view, c, is_number=c in numeric, is_percent=c in percent) for c in columns]
    return TableContent(tuple(titles), tuple(tuple(line) for line in cells))


def shown_titles(view: QAbstractItemView, columns: Sequence[int]) -> tuple[str, ...]:
    """Titles of a view's columns on one line each, with the unit of its numbers where the view has one for all."""
    model = view.model()
    return tuple(_title(view, c, is_number=is_right(model, c), is_percent=False) for c in columns)


def is_right(model: QAbstractItemModel, column: int) -> bool:
    """Whether a column stands to the right, as numbers do."""
    side = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    return bool(int(side or 0) & int(Qt.AlignmentFlag.AlignRight))


def _is_percent(model: QAbstractItemModel, column: int) -> bool:
    return any(str(model.index(row, column).data() or "").endswith("%") for row in range(model.rowCount()))


def _cell(model: QAbstractItemModel, index: QModelIndex, is_number: bool) -> CsvCell:
    plain = getattr(model, "plain_text", None)
    text = plain(index) if callable(plain) else str(index.data() or "")
    if is_number:
        number = plain_number(text)
        if number is not None:
            return Number(number)
    # A no-break space is there for the look of the window only.
    return text.replace("\u00a0", " ").replace("\n", " ")


def _title(view: QAbstractItemView, column: int, *, is_number: bool, is_percent: bool) -> str:
    header, across = view.model().headerData, Qt.Orientation.Horizontal
    parts = [header(column, across, role) for role in (GroupRole, Qt.ItemDataRole.DisplayRole)]
    # A line that begins with a triangle is about the difference that is drawn beside the number.
    lines = (line for part in parts for line in str(part or "").split("\n") if not line.startswith(tuple(TRIANGLES)))
    title = " ".join(" ".join(lines).split())
    unit = "%" if is_percent else str(getattr(view, "unit", "")) if is_number else ""
    return f"{title} ({unit})" if unit and unit not in title else title
