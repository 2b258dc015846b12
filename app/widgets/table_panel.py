"""A table that is typed in, in its panel: title, unit, buttons, and what is said of a block that was not taken."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app import format as fmt
from app import table_texts as words
from app.messages import Messages
from app.theme import theme
from app.theme.style_sheet import set_look
from app.widgets.cells_table import AnyIndex, Cell, Column
from app.widgets.edit_table import EditTable
from app.widgets.flat_button import flat_button
from app.widgets.flow_row import FlowRow
from app.widgets.table_export import TableButtons
from models.document import Document
from models.editable_model import EditableModel, SpecRole
from models.grid_model import GridModel, spec
from models.io.excel_columns import NUMBERS
from models.rows_model import RowCell, RowsModel
from planning_core.findings import Finding

translate = QCoreApplication.translate


class TablePanel(QFrame):
    """Title and buttons over an :class:`EditTable`; ``table`` is given by the subclass."""

    table: EditTable

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, panel=True)
        self._messages = messages
        self._heading = QLabel(self)
        self._heading.setTextFormat(Qt.TextFormat.RichText)
        self._heading.setContentsMargins(8, 0, 16, 0)
        self._titles = ("", "")
        self._buttons: Sequence[QPushButton] = ()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*self._buttons, *self.exports.buttons(), self.table]

    def set_heading(self, title: str, note: str) -> None:
        """Name the table; ``note`` is its unit and place."""
        self._titles = (title, note)
        self.table.setAccessibleName(f"{title}, {note}" if note else title)
        self._show_heading()

    def _lay_out(self, table: EditTable, document: Document, buttons: Sequence[QPushButton], empty: str) -> None:
        self.table, self._buttons = table, buttons
        self.exports = TableButtons(lambda: table, document, self._messages, self)
        table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        table.paste_refused.connect(self._on_paste_refused)
        table.changed_by_paste.connect(self._on_changed_by_paste)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 4, 1, 1)
        layout.setSpacing(4)
        layout.addWidget(FlowRow(self._heading, *buttons, self.exports, spacing=4, parent=self))
        layout.addWidget(table)
        self._empty = QLabel(empty, self)
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(8, 8, 8, 12)
        set_look(self._empty, role="secondary")
        layout.addWidget(self._empty)
        model = table.model()
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._show_empty)
        self._show_empty()
        theme().changed.connect(self._show_heading)

    def _show_empty(self, *_: object) -> None:
        self._empty.setVisible(not self.table.model().rowCount() and bool(self._empty.text()))

    def _show_heading(self) -> None:
        title, note = (html.escape(text) for text in self._titles)
        self._heading.setText(f'<span style="font-weight:600">{title}</span> '
                              f'<span style="color:{theme().palette.secondary}">{note}</span>')

    def _on_paste_refused(self, findings: Sequence[Finding]) -> None:
        intro = self.tr("Ingenting er limt inn. Rett dette, og lim inn på nytt:")
        self._messages.findings(self.tr("Teksten kunne ikke limes inn"), intro,
                                [words.shared_words(f) for f in findings])

    def _on_changed_by_paste(self, cells: int) -> None:
        self._messages.notice(self.tr("1 celle er limt inn.") if cells == 1
                              else self.tr("{antall} celler er limt inn.").format(antall=fmt.tall(cells)))


class GridPanel(TablePanel):
    """A grid of numbers: own numbers in text colour, those that follow from something else in grey."""

    def __init__(self, model: GridModel, messages: Messages, parent: QWidget | None = None, *,
                 buttons: Sequence[QPushButton] = (), stretch: int = 0, empty: str = "",
                 editing: Callable[[object], str] = words.number_editing) -> None:
        super().__init__(messages, parent)
        self.model = model
        table = EditTable(
            model, _grid_look, lambda column: Column("", words=column == 0, widest=260 if column == 0 else None),
            lambda _, value: editing(value), lambda _, problem: _why(problem), _grid_reset, self,
            stretch=stretch)
        for button in buttons:
            button.setParent(self)
        self._lay_out(table, model.document, buttons, empty)

    def mark(self, name: str, head: object) -> None:
        """Mark the cell of a row and a column by what they are of; the first column where the head is not shown."""
        grid = self.model.grid
        if name in grid.names:
            column = grid.heads.index(head) + 1 if head in grid.heads else 0
            index = self.model.index(grid.names.index(name), column)
            self.table.mark(index)
            self.table.scrollTo(index)


class RowsPanel(TablePanel):
    """The rows of one sheet. A new table of the window is one line: ``RowsPanel(document, messages, "Hendelser")``.

    Parameters
    ----------
    sheet : str
    fields, locked, grows
        As :class:`RowsModel` takes them.
    empty : str
        What belongs in the table, said where it has no rows.
    suggest : callable
        What a new row begins with.
    most : int
        Rows in sight at most; the rest scroll. 0 shows all.
    more : sequence of QPushButton
        Buttons beside those that add and remove.
    """

    def __init__(self, document: Document, messages: Messages, sheet: str, parent: QWidget | None = None, *,
                 fields: tuple[str, ...] = (), locked: frozenset[str] = frozenset(), grows: bool = True,
                 empty: str = "", most: int = 0, suggest: Callable[[], Mapping[str, Any]] = dict,
                 more: Sequence[QPushButton] = ()) -> None:
        super().__init__(messages, parent)
        self._document = document
        self._suggest = suggest
        self.model = self._make_model(document, sheet, fields, locked, grows)
        table = EditTable(self.model, self._look, self._column, self._say, lambda _, problem: _why(problem),
                          _rows_reset, self, most=most)
        buttons = []
        if grows:
            self.add_button = flat_button(self.tr("Ny rad"), "plus", self.tr("Legg til en rad nederst (Insert)"), self)
            self.remove_button = flat_button(self.tr("Slett rad"), "trash",
                                             self.tr("Slett de merkede radene (Ctrl+Delete)"), self)
            self.add_button.clicked.connect(self.add_row)
            self.remove_button.clicked.connect(self.remove_rows)
            buttons = [self.add_button, self.remove_button]
        for button in more:
            button.setParent(self)
        self._lay_out(table, document, [*buttons, *more], empty)
        for changed in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            changed.connect(self._show_buttons)
        if grows:
            self._shortcut("Insert", self.add_row)
            self._shortcut("Ctrl+Delete", self.remove_rows)
            table.selectionModel().selectionChanged.connect(self._show_buttons)
        self._show_buttons()
        self.set_heading(sheet, "")

    def _make_model(self, document: Document, sheet: str, fields: tuple[str, ...], locked: frozenset[str],
                    grows: bool) -> RowsModel:
        return RowsModel(document, sheet, words.RowsWords(), fields=fields, locked=locked, grows=grows, parent=self)

    def add_row(self) -> None:
        """Begin a row, and go to its first cell that must be filled in."""
        row = self.model.start_row(self._suggest())
        missing = next((c for c in range(self.model.columnCount()) if self.model.cell(row, c).missing), 0)
        index = self.model.index(row, missing)
        self.table.mark(index)
        self.table.scrollTo(index)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_row(self, position: int, header: str | None = None) -> None:
        """Mark the row at a position of the sheet, in the column of a header; one that is filtered away is left."""
        if position not in self.model.positions:
            return
        column = next((i for i, c in enumerate(self.model.columns) if c.header == header), 0)
        index = self.model.index(self.model.positions.index(position), column)
        self.table.mark(index)
        self.table.scrollTo(index)

    def remove_rows(self) -> None:
        """Remove the rows of the marked cells."""
        marked = self.table.selectionModel().selectedIndexes() or [self.table.currentIndex()]
        rows = sorted({index.row() for index in marked if index.isValid()})
        if not rows:
            return
        findings = self.model.remove(rows)
        if findings:
            self.table.message.say(words.refusal(findings), self.table.visualRect(self.table.currentIndex()))

    def _shortcut(self, keys: str, do: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(do)

    def _show_buttons(self, *_: object) -> None:
        if self.model.grows:
            self.remove_button.setEnabled(self.table.currentIndex().isValid())

    def _look(self, index: AnyIndex) -> Cell:
        cell: RowCell = index.data(SpecRole)
        empty = cell.value is None or cell.value == ""
        role = "warning_text" if cell.missing else "secondary" if empty or not self.model.can_edit(index) else "text"
        return Cell(str(index.data() or ""), role)

    def _column(self, column: int) -> Column:
        declared = self.model.columns[column]
        numeric = declared.kind in NUMBERS
        return Column("", words=not numeric, widest=None if numeric else 300)

    def _say(self, index: AnyIndex, value: object) -> str:
        column = self.model.columns[index.column()] if index.isValid() else self.model.columns[0]
        return words.editing(column, value)


def _why(problem: object) -> str:
    assert isinstance(problem, Sequence)
    return words.refusal(problem)


def _grid_look(index: AnyIndex) -> Cell:
    cell = spec(index)
    text = str(index.data() or "")
    if cell is None or _is_sum(index):
        return Cell(text)
    editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
    return Cell(text, "text" if cell.own or not editable else "secondary", strong=not editable)


def _is_sum(index: AnyIndex) -> bool:
    model = index.model()
    return isinstance(model, EditableModel) and model.is_sum(index.row())


def _grid_reset(index: AnyIndex) -> str:
    model = index.model()
    assert isinstance(model, EditableModel)
    return translate("Tabeller", "Fjern eget tall") if model.can_clear(index) else ""


def _rows_reset(index: AnyIndex) -> str:
    model = index.model()
    assert isinstance(model, EditableModel)
    return translate("Tabeller", "Tøm feltet") if model.can_clear(index) else ""
