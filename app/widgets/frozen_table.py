"""A table in the program's look: grouped header, first column in sight, columns as wide as what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QTableView, QWidget

from app.theme import fonts, theme
from app.widgets.copying import claims_copy
from app.widgets.grouped_header import GroupedHeader

FEW_ROWS = 4
"""A change of so few rows is measured row by row."""
_NARROWEST_WORDS = 170
"""A column of words that go on in the next line gives up width down to so many pixels at 100 % text."""


class FrozenTable(QTableView):
    """Base of the tables of a room. A subclass gives model and delegate, and calls :meth:`start` last.

    Parameters
    ----------
    stretch : int
        The column that takes what room is left; −1 shares it between all.
    least : int
        Rows that are always in sight; the rest may need scrolling. 0 shows every row.
    """

    def __init__(self, parent: QWidget | None = None, *, stretch: int = -1, least: int = 0) -> None:
        super().__init__(parent)
        self._stretch = stretch
        self._least = least
        self._frozen: QTableView | None = None
        self._widths: list[int] = []
        self._least_widths: list[int] | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._fit_columns)

    def start(self) -> None:
        """Dress the view, once it has its model and delegate."""
        _dress(self)
        self._frozen = self._make_frozen()
        model = self.model()
        model.modelReset.connect(self.fit)
        model.dataChanged.connect(self._on_data_changed)
        theme().changed.connect(self.fit)
        self.fit()

    def headers(self) -> list[GroupedHeader]:
        """The header, and the one of the frozen column."""
        views = [self, *([self._frozen] if self._frozen is not None else [])]
        return [header for view in views if isinstance(header := view.horizontalHeader(), GroupedHeader)]

    def column_at(self, x: int) -> int:
        """The column in sight at a place across, the frozen one included; −1 beside them."""
        frozen = self._frozen is not None and self._frozen.isVisible() and x < self._frozen.width()
        return 0 if frozen else self.columnAt(x)

    def column_width(self, column: int) -> int:
        """Width a column needs; the delegate's size hints and the title decide."""
        return self.width_of(column, self.measured_rows())

    def width_of(self, column: int, rows: Iterable[int]) -> int:
        """Width that the title and some rows of a column need."""
        model, delegate, option = self.model(), self.itemDelegate(), self._option()
        header = self.horizontalHeader()
        assert isinstance(header, GroupedHeader)
        widths = [delegate.sizeHint(option, model.index(row, column)).width() for row in rows]
        return max([header.title_width(column), *widths])

    def fit(self) -> None:
        """Rows, columns and the wanted height at the text size in force."""
        if self._frozen is None:
            return
        self._later.stop()
        self._least_widths = None
        for view in (self, self._frozen):
            view.setFont(fonts.font("dense"))
            view.verticalHeader().setDefaultSectionSize(fonts.row_height("dense"))
            view.horizontalHeader().updateGeometry()
        self._fit_columns()
        self.updateGeometry()

    def frozen_delegate(self) -> QAbstractItemDelegate:
        """What draws the first column once more; one of its own, for an editor belongs to one view alone."""
        raise NotImplementedError

    def measured_rows(self) -> range:
        """Rows that columns and heights are fitted to; a subclass of very many rows gives the first of them."""
        return range(self.model().rowCount())

    def row_height_of(self, row: int) -> int:
        """Height of a row; a subclass whose words wrap says more."""
        return fonts.row_height("dense")

    def wanted_height(self, rows: int) -> int:
        """Height in which so many rows are in sight."""
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if sum(self._widths) > self.viewport().width() else 0
        count = self.model().rowCount()
        height = sum(self.row_height_of(row) for row in range(min(rows, count)))
        height += max(rows - count, 0) * fonts.row_height("dense")
        return self.horizontalHeader().sizeHint().height() + height + extra + 2

    def wanted_width(self) -> int:
        """Width in which no column is cut."""
        return sum(self._needed()) + 2

    def sizeHint(self) -> QSize:
        return QSize(fonts.pixels(320), self.wanted_height(self._least or self.model().rowCount()))

    def minimumSizeHint(self) -> QSize:
        rows = self.model().rowCount()
        return QSize(fonts.pixels(200), self.wanted_height(min(rows, self._least) if self._least else rows))

    def tab_separated(self, rows: list[int]) -> str:
        """Rows with a header, as a spreadsheet takes them."""
        raise NotImplementedError

    def copy(self) -> None:
        """Copy the marked rows, or all where at most one is marked."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        self._copy(rows if len(rows) > 1 else list(range(self.model().rowCount())))

    def copy_all(self) -> None:
        """Copy every row."""
        self._copy(list(range(self.model().rowCount())))

    def event(self, event: QEvent) -> bool:
        if claims_copy(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._frozen is not None:
            self._fit_columns()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._least_widths is None:
            self._fit_columns()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        index = super().moveCursor(action, modifiers)
        if index.column() > 0 and self._frozen is not None and self._frozen.isVisible():
            hidden = self._frozen.width() - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)
        return index

    def _copy(self, rows: list[int]) -> None:
        QGuiApplication.clipboard().setText(self.tab_separated(rows))

    def _on_data_changed(self, top: QModelIndex, bottom: QModelIndex) -> None:
        """Columns follow when the event is over; after a change of a few rows they only grow."""
        rows = range(top.row(), bottom.row() + 1)
        if self._least_widths is None or len(rows) > FEW_ROWS:
            self._least_widths = None
            # Thousands of cells to measure: out of sight it waits for showEvent.
            if self.isVisible():
                self._later.start(0)
            return
        option = self._option()
        for row in rows:
            for column, least in enumerate(self._least_widths):
                width = self.itemDelegate().sizeHint(option, self.model().index(row, column)).width()
                if least and width > least:
                    self._least_widths[column] = width
                    self._later.start(0)

    def _needed(self) -> list[int]:
        """Least width of every column; a group's columns share what its name needs more."""
        if self._least_widths is not None:
            return list(self._least_widths)
        header = self.horizontalHeader()
        assert isinstance(header, GroupedHeader)
        widths = [0 if self.isColumnHidden(c) else self.column_width(c) for c in range(self.model().columnCount())]
        for name, sections in header.group_spans():
            missing = header.group_width(name, sections[0]) - sum(widths[s] for s in sections)
            for s in sections:
                widths[s] += max(0, -(-missing // len(sections)))
        self._least_widths = list(widths)
        return widths

    def shrinking_columns(self) -> Sequence[int]:
        """Columns that give up width before the table scrolls sideways."""
        return ()

    def _fit_columns(self) -> None:
        if self._frozen is None:
            return
        widths = self._needed()
        spare = self.viewport().width() - sum(widths)
        shown = [c for c, width in enumerate(widths) if width]
        if spare > 0 and shown:
            takers = [self._stretch % len(widths)] if self._stretch >= 0 else shown
            for i, column in enumerate(takers):
                widths[column] += spare // len(takers) + (1 if i < spare % len(takers) else 0)
        for column in self.shrinking_columns() if spare < 0 else ():
            less = min(-spare, max(widths[column] - fonts.pixels(_NARROWEST_WORDS), 0))
            widths[column] -= less
            spare += less
        if widths != self._widths:
            self._widths = widths
            for column, width in enumerate(widths):
                if width:
                    self.setColumnWidth(column, width)
                    self._frozen.setColumnWidth(column, width)
            self.updateGeometry()
        for row in self.measured_rows():
            height = self.row_height_of(row)
            if height != self.rowHeight(row):
                self.setRowHeight(row, height)
                self._frozen.setRowHeight(row, height)
        self._place_frozen()

    def _place_frozen(self) -> None:
        assert self._frozen is not None
        self._frozen.setVisible(bool(self._widths) and sum(self._widths) > self.viewport().width())
        frame = self.frameWidth()
        height = self.horizontalHeader().height() + self.viewport().height()
        self._frozen.setGeometry(frame, frame, (self._widths or [0])[0], height)
        for column in range(1, self.model().columnCount()):
            self._frozen.setColumnHidden(column, True)

    def _make_frozen(self) -> QTableView:
        view = QTableView(self)
        view.setModel(self.model())
        view.setSelectionModel(self.selectionModel())
        view.setItemDelegate(self.frozen_delegate())
        _dress(view)
        # Only a picture: pointer and keys belong to the table below it.
        view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        view.hide()
        return view

    def _option(self):
        from PySide6.QtWidgets import QStyleOptionViewItem

        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return option


def _dress(view: QTableView) -> None:
    view.setHorizontalHeader(GroupedHeader(view))
    view.verticalHeader().hide()
    view.verticalHeader().setMinimumSectionSize(1)
    view.setShowGrid(False)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    # It stands in a panel; the focus is drawn in the cell.
    view.setStyleSheet("QTableView { border: none; } QAbstractScrollArea::corner { background: transparent; border: "
                       "none; }")
