"""The list of flyttinger: time line or table, what is chosen, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.fordeling_texts import MoveWords, move_sentence, unit_name
from app.theme import fonts, icons, theme
from app.theme.style_sheet import set_look
from app.widgets.flow_row import FlowRow
from app.widgets.panel import framed
from app.widgets.segmented import Option, Segmented
from app.widgets.timeline import Timeline
from app.widgets.timeline_legend import TimelineLegend
from app.widgets.wrap_host import WrapHost
from models.document import Document
from models.flyttinger_model import FlyttingerModel, MoveCol

Index = QModelIndex | QPersistentModelIndex
_LINE, _TABLE, _EMPTY = range(3)
_MIN_ROWS = 16
"""As many rows of the table as stand without a scroll bar of its own: the page scrolls."""


class _Rows(QStyledItemDelegate):
    """A row with a line below it and nothing between the columns."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        rect = option.rect
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme().palette.row_line))


class _MoveTable(QTableView):
    """The table form; Enter edits, as a double click does."""

    edit_wanted = Signal(int)

    def __init__(self, model: FlyttingerModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Rows(self))
        self.setAccessibleName(self.tr("Flyttinger"))
        self.verticalHeader().hide()
        # Measured by fit(), when the table is in sight; Qt would measure every cell at each layout of a hidden one too.
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(MoveCol.ARSAK, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: none; } QTableView::item { padding: 0 8px; }")
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self.edit_wanted.emit(index.row()))
        theme().changed.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Rows and columns at the text size in force."""
        self.verticalHeader().setMinimumSectionSize(10)
        self.verticalHeader().setDefaultSectionSize(fonts.row_height("dense"))
        self.setFont(fonts.font("dense"))
        for column in MoveCol:
            if column is not MoveCol.ARSAK:
                self.resizeColumnToContents(column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit_wanted.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class FlyttingerList(QWidget):
    """Flyttinger of the plan.

    Signals
    -------
    new_wanted(), sample_wanted()
        The buttons of the empty state.
    edit_wanted(int), remove_wanted(int), duplicate_wanted(int)
        Row of the plan's flyttinger.
    changed(int, object)
        A row should become this :class:`planning_core.plan.Flytting`.
    finished()
        What was being dragged was let go.
    """

    new_wanted = Signal()
    sample_wanted = Signal()
    edit_wanted = Signal(int)
    remove_wanted = Signal(int)
    duplicate_wanted = Signal(int)
    changed = Signal(int, object)
    finished = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.model = FlyttingerModel(document, MoveWords(document), self)
        self.timeline = Timeline(document, self.model, self)
        self.table = _MoveTable(self.model, self)
        self.form = Segmented(
            (Option("tidslinje", self.tr("Tidslinje"), "calendar"), Option("tabell", self.tr("Tabell"), "table")),
            self.tr("Vis flyttingene som"), self)
        self._build()
        self._add_actions()
        self._connect()
        self._show()

    @property
    def row(self) -> int:
        """The chosen row; −1 for none."""
        return self.timeline.row

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*self.form.buttons(), self.timeline, self.table, self.sample_button, self.empty_button, self.edit_button,
                self.duplicate_button, self.remove_button]

    def choose(self, row: int) -> None:
        """Choose a row in both forms."""
        self.timeline.choose(row)
        if row >= 0 and self.table.currentIndex().row() != row:
            self.table.selectRow(row)
        self._show_choice()

    def set_month(self, month: int) -> None:
        self.timeline.set_month(month)

    def say(self, text: str) -> None:
        """Say by the chosen flytting why a change was not done."""
        self.timeline.say(text)

    def _build(self) -> None:
        self.title = QLabel(self)
        set_look(self.title, role="panel")
        self.legend = TimelineLegend(self)
        beside_title = FlowRow(self.legend, self.form, spacing=12, parent=self)
        head = FlowRow(self.title, beside_title, spacing=12, last_right=True, parent=self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.timeline)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._make_empty())
        self.caption = QLabel(self)
        self.caption.setWordWrap(True)
        set_look(self.caption, role="dense")
        self._buttons = QWidget(self)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.edit_button = self._button(self.tr("Rediger"), "pencil", row)
        self.duplicate_button = self._button(self.tr("Dupliser"), "copy", row)
        self.remove_button = self._button(self.tr("Slett"), "trash", row)
        self._buttons.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        foot = QWidget(self)
        beside = QHBoxLayout(foot)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(self.caption, 1)
        beside.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(WrapHost(head, self))
        column.addWidget(framed(self._stack, parent=self), 1)
        column.addWidget(WrapHost(foot, self))

    def _button(self, text: str, icon: str, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(text, self._buttons)
        set_look(button, flat=True)
        icons.follow(button, icon)
        row.addWidget(button)
        return button

    def _make_empty(self) -> QWidget:
        page = QWidget(self)
        self.empty_text = QLabel(self.tr("Ingen flyttinger ennå. Planen er lik uten flyttinger."), page)
        self.empty_text.setWordWrap(True)
        self.empty_button = QPushButton(self.tr("Ny flytting"), page)
        icons.follow(self.empty_button, "plus")
        self.empty_button.clicked.connect(self.new_wanted)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(12, 16, 12, 16)
        layout.setSpacing(16)
        self.sample_button = QPushButton(self.tr("Åpne et eksempel"), page)
        set_look(self.sample_button, flat=True)
        self.sample_button.clicked.connect(self.sample_wanted)
        layout.addWidget(self.empty_text, 1)
        layout.addWidget(self.sample_button)
        layout.addWidget(self.empty_button)
        return page

    def _add_actions(self) -> None:
        for keys, text, signal in (
            ((QKeySequence(Qt.Key.Key_Delete),), self.tr("Slett flytting"), self.remove_wanted),
            ((QKeySequence("Ctrl+D"),), self.tr("Dupliser flytting"), self.duplicate_wanted),
        ):
            action = QAction(text, self)
            action.setShortcuts(list(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, signal=signal: self._emit(signal))
            self.addAction(action)

    def _connect(self) -> None:
        self.timeline.chosen.connect(self.choose)
        self.timeline.edit_wanted.connect(self.edit_wanted)
        self.timeline.changed.connect(self.changed)
        self.timeline.finished.connect(self.finished)
        self.table.edit_wanted.connect(self.edit_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._on_table_row_changed)
        self.model.rowsInserted.connect(lambda _parent, first, _last: self.choose(first))
        for signal in (self.model.rowsRemoved, self.model.modelReset, self.model.dataChanged):
            signal.connect(self._show)
        self.model.rowsInserted.connect(self._show)
        self.form.chosen.connect(self._show)
        self.edit_button.clicked.connect(lambda: self._emit(self.edit_wanted))
        self.duplicate_button.clicked.connect(lambda: self._emit(self.duplicate_wanted))
        self.remove_button.clicked.connect(lambda: self._emit(self.remove_wanted))
        theme().changed.connect(self._show)

    def _emit(self, signal: object) -> None:
        if 0 <= self.row < len(self.model.rows):
            signal.emit(self.row)  # type: ignore[attr-defined]  # a bound Qt signal

    def _on_table_row_changed(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() != self.timeline.row:
            self.choose(index.row())

    def _show(self) -> None:
        rows = self.model.rows
        page = _EMPTY if not rows else (_TABLE if self.form.key == "tabell" else _LINE)
        self._stack.setCurrentIndex(page)
        self.form.setVisible(bool(rows))
        self.legend.setVisible(page == _LINE and fonts.scale() < 1.5)
        if rows and self.timeline.one_receiver():
            to = unit_name(self._document.plan, rows[0].til)
            self.title.setText(self.tr("Flyttinger til {enhet}").format(enhet=to))
        else:
            self.title.setText(self.tr("Flyttinger"))
        if page == _TABLE:
            self.table.fit()
        self._set_height(page)
        self._show_choice()

    def paper_table(self) -> QTableView:
        """On paper the flyttinger are a table, also where the window has the time line."""
        return self.table

    def _set_height(self, page: int) -> None:
        """The stack asks for what its present page needs, not for the largest."""
        rows = len(self.model.rows)
        if page == _LINE:
            wanted, least = self.timeline.sizeHint().height(), self.timeline.minimumSizeHint().height()
        elif page == _TABLE:
            header = self.table.horizontalHeader().sizeHint().height()
            wanted = header + rows * fonts.row_height("dense") + 14
            least = header + min(rows, _MIN_ROWS) * fonts.row_height("dense") + 14
        else:
            wanted = least = self._stack.widget(_EMPTY).sizeHint().height()
        self._stack.setMinimumHeight(least)
        self._stack.setMaximumHeight(wanted)

    def _show_choice(self) -> None:
        rows, row = self.model.rows, self.row
        is_chosen = 0 <= row < len(rows)
        self._buttons.setVisible(bool(rows))
        for button in (self.edit_button, self.duplicate_button, self.remove_button):
            button.setEnabled(is_chosen)
        if is_chosen:
            chosen = move_sentence(self._document.plan, rows[row])
            hint = self.tr("Dra i håndtakene for å endre dato og innfasing.") if self.form.key == "tidslinje" else ""
            self.caption.setText(self.tr("Valgt: {flytting} {hint}").format(flytting=chosen, hint=hint).rstrip())
        else:
            self.caption.setText(self.tr("Velg en flytting for å endre den.") if rows else "")
