"""A table typed in like a spreadsheet: cells are marked, copied and pasted in blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QMenu, QStyle, QStyleOptionViewItem, QWidget

from app.theme import fonts
from app.widgets.cells_table import AnyIndex, Cell, Column, paint_cell_focus
from app.widgets.grouped_header import GroupedHeader
from app.widgets.typed_table import TypedDelegate, TypedTable
from models.cell_text import cells_of
from models.editable_model import EditableModel
from planning_core.findings import Finding

Say = Callable[[AnyIndex, object], str]
"""A value as it stands in the field of a cell."""


class EditDelegate(TypedDelegate):
    """Draws cells as told; a field begins with the exact value, also where the cell shows a rounded one."""

    def __init__(self, look: Callable[[AnyIndex], Cell], columns: Callable[[int], Column], say: Say,
                 parent: QWidget) -> None:
        super().__init__(look, columns, say, _is_sum, parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_cell_focus(painter, option.rect)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QComboBox):
            # Opened at once: an arrow key in a closed list would choose, and be done, at the first step.
            QTimer.singleShot(0, editor, editor.showPopup)
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        table = self.parent()
        if (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit)
                and isinstance(table, EditTable) and event.matches(QKeySequence.StandardKey.Paste)
                and _is_block(QGuiApplication.clipboard().text())):
            # A block does not fit in one field: it goes into the table from the cell that is open.
            watched.setModified(False)
            self.closeEditor.emit(watched, self.EndEditHint.RevertModelCache)
            table.paste()
            return True
        done = super().eventFilter(watched, event)
        if (done and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
                and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
                and isinstance(watched, QLineEdit) and isinstance(table, EditTable) and not watched.property("refused")):
            table.step_down()
        return done


class EditTable(TypedTable):
    """Typing replaces, Enter or a double click opens, Delete takes away; Ctrl+C and Ctrl+V move blocks.

    ``paste_refused`` carries every finding of a block that was not taken, ``changed_by_paste`` how many cells were.
    """

    paste_refused = Signal(object)
    changed_by_paste = Signal(int)

    def __init__(self, model: EditableModel, look: Callable[[AnyIndex], Cell], columns: Callable[[int], Column],
                 say: Say, why: Callable[[AnyIndex, object], str], reset_text: Callable[[AnyIndex], str],
                 parent: QWidget | None = None, *, stretch: int = -1, most: int = 0) -> None:
        self._here = (-1, -1)
        self._most = most
        super().__init__(model, lambda table: EditDelegate(look, columns, say, table), why, reset_text, parent,
                         stretch=stretch)
        for view in (self, self._frozen):
            view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._return)
        for changed in (model.rowsInserted, model.rowsRemoved):
            changed.connect(self.fit)

    def mark(self, index: QModelIndex) -> None:
        """Mark one cell and no other, whatever keys are held."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)

    def step_down(self) -> None:
        """Go to the cell below, where it can be typed in too."""
        here = self.currentIndex()
        below = here.siblingAtRow(here.row() + 1)
        if below.isValid() and below.flags() & Qt.ItemFlag.ItemIsEditable:
            self.mark(below)

    # Blocks

    def copy(self) -> None:
        """Copy the marked block as it can be pasted back, without titles."""
        marked = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        marked = [index for index in marked if index.isValid()]
        if not marked:
            return
        texts = {(i.row(), i.column()): self._typed.copied(i) for i in marked}
        rows, columns = sorted({r for r, _ in texts}), sorted({c for _, c in texts})
        lines = ["\t".join(texts.get((r, c), "") for c in columns) for r in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def copy_to_clipboard(self) -> bool:
        """What the menu's Kopier does here."""
        self.copy()
        return True

    def paste(self) -> None:
        """Put the block on the clipboard into the table, first cell at the first marked one."""
        cells = cells_of(QGuiApplication.clipboard().text())
        if not any(text.strip() for line in cells for text in line):
            return
        marked = [i for i in self.selectionModel().selectedIndexes() if i.isValid()] or [self.currentIndex()]
        first = self.model().index(min(i.row() for i in marked), min(i.column() for i in marked))
        if len(cells) == 1 and len(cells[0]) == 1 and len(marked) > 1:
            # One value into a marked block fills it.
            rows = max(i.row() for i in marked) - first.row() + 1
            columns = max(i.column() for i in marked) - first.column() + 1
            cells = [cells[0] * columns for _ in range(rows)]
        self.message.hide()
        findings: Sequence[Finding] = self._typed.paste(first, cells)
        if findings:
            self.paste_refused.emit(tuple(findings))
        else:
            self.changed_by_paste.emit(sum(len(line) for line in cells))

    def clear_marked(self) -> None:
        """Take away what the plan says in the marked cells, as one step."""
        marked = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        marked = [index for index in marked if index.isValid()]
        where = QPersistentModelIndex(self.currentIndex())
        findings = self._typed.clear(marked)
        if findings:
            self._on_model_refused(where, list(findings))

    # Size: as high as the rows, up to ``most`` of them

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.wanted_height(self._rows_in_sight()))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.wanted_height(self._rows_in_sight()))

    def wanted_height(self, rows: int) -> int:
        bar = self.horizontalScrollBar()
        needs_bar = sum(self._widths) > self.viewport().width()
        return (self.horizontalHeader().sizeHint().height() + rows * fonts.row_height("dense") + 2
                + (bar.sizeHint().height() if needs_bar else 0))

    def column_width(self, column: int) -> int:
        # Digits are of one width: of a column of numbers only the longest is measured, and the longest sum.
        side = self.model().headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        rows = self._typed.distinct_rows(column)
        if not int(side or 0) & int(Qt.AlignmentFlag.AlignRight):
            return self.width_of(column, rows)
        longest: dict[bool, tuple[int, int]] = {}
        for row in rows:
            length, is_sum = len(str(self.model().index(row, column).data() or "")), self._typed.is_sum(row)
            longest[is_sum] = max(longest.get(is_sum, (-1, 0)), (length, row))
        header, option = self.horizontalHeader(), self._option()
        assert isinstance(header, GroupedHeader)
        widths = [self.itemDelegate().sizeHint(option, self.model().index(row, column)).width()
                  for _, row in longest.values()]
        return max([header.title_width(column), *widths])

    def _rows_in_sight(self) -> int:
        rows = self.model().rowCount()
        return min(rows, self._most) if self._most else rows

    # Events

    def event(self, event: QEvent) -> bool:
        if (event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
                and event.matches(QKeySequence.StandardKey.Paste)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            event.accept()
            return
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_marked()
            event.accept()
            return
        super().keyPressEvent(event)

    def row_menu(self, index: QModelIndex) -> QMenu | None:
        menu = super().row_menu(index)
        if menu is None:
            return None
        menu.addSeparator()
        for words, do in ((self.tr("Kopier\tCtrl+C"), self.copy), (self.tr("Lim inn\tCtrl+V"), self.paste)):
            action = QAction(words, menu)
            action.triggered.connect(do)
            menu.addAction(action)
        return menu

    def _on_clicked(self, index: QModelIndex) -> None:
        """A click marks, as in a spreadsheet; typing, Enter or a double click opens."""

    def _remember(self) -> None:
        self._here = (self.currentIndex().row(), self.currentIndex().column())

    def _return(self) -> None:
        row, column = self._here
        if row >= 0 and self.model().rowCount():
            last = self.model().rowCount() - 1, self.model().columnCount() - 1
            self.mark(self.model().index(min(row, last[0]), min(column, last[1])))


def _is_sum(index: AnyIndex) -> bool:
    model = index.model()
    return isinstance(model, EditableModel) and model.is_sum(index.row())


def _is_block(text: str) -> bool:
    cells = cells_of(text)
    return len(cells) > 1 or len(cells[0]) > 1
