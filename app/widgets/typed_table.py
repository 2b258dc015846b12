"""A table that is typed in: one click or Enter opens a cell, a refused value says why beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QMenu,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from app.theme import theme
from app.widgets.cell_message import CellMessage
from app.widgets.cells_table import AnyIndex, Cell, CellsDelegate, Column
from app.widgets.frozen_table import FrozenTable

Look = Callable[[AnyIndex], Cell]
"""How a cell of the model is drawn."""


class TypedDelegate(CellsDelegate):
    """Draws cells as told, and opens a field or a list on those that can be edited.

    The model is a :class:`models.typed_cells.TypedModel`; ``is_heading`` says which rows head others.
    """

    def __init__(self, look: Look, columns: Callable[[int], Column], say: Callable[[AnyIndex, object], str],
                 is_heading: Callable[[AnyIndex], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._columns = columns
        self._say = say
        self._heading = is_heading
        self._index = QPersistentModelIndex()

    def cell(self, index: AnyIndex) -> Cell:
        return self._look(index)

    def column(self, index: AnyIndex) -> Column:
        return self._columns(index.column())

    def is_sum(self, index: AnyIndex) -> bool:
        return self._heading(index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        model = index.model()
        self._index = QPersistentModelIndex(index)
        model.begin_edit()
        name = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        choices = model.choices(index)
        editor: QWidget
        if choices:
            box = QComboBox(parent)
            for value in choices:
                box.addItem(self._say(index, value), value)
            box.setCurrentIndex(max(box.findData(index.data(Qt.ItemDataRole.EditRole)), 0))
            box.activated.connect(lambda _: self._choose(box))
            editor = box
        else:
            line = QLineEdit(parent)
            value = index.data(Qt.ItemDataRole.EditRole)
            line.setText("" if value is None else self._say(index, value))
            line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.selectAll()
            line.textEdited.connect(lambda text: self._type(line, text, final=False))
            editor = line
        editor.setAccessibleName(name)
        return editor

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        # The field holds what the planner types; the plan follows it, never the other way.
        return

    def setModelData(self, editor: QWidget, model: object, index: AnyIndex) -> None:
        if isinstance(editor, QLineEdit) and editor.isModified():
            self._type(editor, editor.text(), final=True)

    def destroyEditor(self, editor: QWidget, index: AnyIndex) -> None:
        if self._index.isValid():
            model = self._index.model()
            if editor.property("refused"):
                model.revert_edit(self._index)
            model.end_edit()
        self._index = QPersistentModelIndex()
        super().destroyEditor(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        rect = option.rect.adjusted(0, 0, 0, -1)
        # A list needs more room than its number; to the left it would lie under the frozen column.
        rect.setWidth(max(rect.width(), editor.minimumSizeHint().width()))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QLineEdit):
                self.commitData.emit(watched)
                # A value that was refused stays in its field, so that it can be mended.
                if not watched.property("refused"):
                    self.closeEditor.emit(watched, self.EndEditHint.NoHint)
                return True
            if event.key() == Qt.Key.Key_Escape:
                if self._index.isValid():
                    self._index.model().revert_edit(self._index)
                watched.setProperty("refused", False)
                if isinstance(watched, QLineEdit):
                    watched.setModified(False)
                self.closeEditor.emit(watched, self.EndEditHint.RevertModelCache)
                return True
        return super().eventFilter(watched, event)

    def _type(self, editor: QLineEdit, text: str, *, final: bool) -> None:
        if self._index.isValid():
            accepted = self._index.model().type_in(self._index, text, final)
            editor.setProperty("refused", not accepted)

    def _choose(self, box: QComboBox) -> None:
        if self._index.isValid():
            self._index.model().choose(self._index, box.currentData())
        self.closeEditor.emit(box, self.EndEditHint.NoHint)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super()._ground(painter, option, index)
        over = option.state & QStyle.StateFlag.State_MouseOver
        if over and index.flags() & Qt.ItemFlag.ItemIsEditable:
            painter.setPen(QColor(theme().palette.input_border))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -2, -3), 3, 3)


class TypedTable(FrozenTable):
    """Click or Enter edits, Delete goes back to the default; both stand in the menu of the row too.

    ``why`` turns what stopped an edit into words, ``reset_text`` names the way back to the default of a cell
    (empty where there is none).
    """

    row_chosen = Signal(int)

    def __init__(self, model, delegate_of: Callable[[QWidget], TypedDelegate],
                 why: Callable[[AnyIndex, object], str], reset_text: Callable[[AnyIndex], str],
                 parent: QWidget | None = None, *, stretch: int = -1, least: int = 0) -> None:
        super().__init__(parent, stretch=stretch, least=least)
        self._typed = model
        self._delegate_of = delegate_of
        self._why = why
        self._reset_text = reset_text
        self.setModel(model)
        self.setItemDelegate(delegate_of(self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.start()
        self.message = CellMessage(self)  # over the frozen column too
        model.refused.connect(self._on_model_refused)
        model.accepted.connect(lambda _: self.message.hide())
        model.modelReset.connect(self.message.hide)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self.message.hide)

    def frozen_delegate(self) -> TypedDelegate:
        return self._delegate_of(self)

    def tab_separated(self, rows: list[int]) -> str:
        model, columns = self.model(), range(self.model().columnCount())
        header = [str(model.headerData(c, Qt.Orientation.Horizontal) or "").replace("\n", " ") for c in columns]
        lines = [header, *([str(model.index(r, c).data() or "").replace("\n", " ") for c in columns] for r in rows)]
        return "\n".join("\t".join(line) for line in lines) + "\n"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state() != QAbstractItemView.State.EditingState:
                self._edit_row(index)
            return
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._reset(index)
            return
        self.message.hide()
        super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if hint is QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.message.hide()
        super().closeEditor(editor, hint)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.message.hide()
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.row_menu(self.indexAt(event.pos()))
        if menu is not None:
            menu.exec(event.globalPos())
            menu.deleteLater()

    def row_menu(self, index: QModelIndex) -> QMenu | None:
        """What can be done with a row; None where nothing can."""
        editable = self._editable(index)
        if not editable.isValid():
            return None
        menu = QMenu(self)
        edit = QAction(self.tr("Endre"), menu)
        edit.triggered.connect(lambda: self._edit_row(index))
        menu.addAction(edit)
        words = self._reset_text(editable)
        back = QAction(words or self.tr("Bruk standardverdien"), menu)
        back.setEnabled(bool(words))
        back.triggered.connect(lambda: self._reset(index))
        menu.addAction(back)
        return menu

    def _editable(self, index: QModelIndex) -> QModelIndex:
        """The cell of the row that an action is about: the marked one, else the row's first that can be edited."""
        if not index.isValid() or index.flags() & Qt.ItemFlag.ItemIsEditable:
            return index
        cells = (index.siblingAtColumn(c) for c in range(self.model().columnCount()))
        return next((cell for cell in cells if cell.flags() & Qt.ItemFlag.ItemIsEditable), QModelIndex())

    def _edit_row(self, index: QModelIndex) -> None:
        cell = self._editable(index)
        if cell.isValid():
            self.setCurrentIndex(cell)
            self.edit(cell)

    def _reset(self, index: QModelIndex) -> None:
        cell = self._editable(index)
        if cell.isValid() and self._reset_text(cell):
            self._typed.reset(cell)

    def _on_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.message.hide()
        self.row_chosen.emit(current.row())

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _on_model_refused(self, index: QPersistentModelIndex, problem: object) -> None:
        if index.isValid():
            place = self.model().index(index.row(), index.column())
            text = self._why(place, problem)
            cell = self.visualRect(place).translated(self.viewport().pos())
            self.message.say(text, cell)
            editor = self.indexWidget(place)
            if editor is not None:
                editor.setAccessibleDescription(text)
