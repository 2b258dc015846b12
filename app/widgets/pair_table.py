"""The table twin of a chart: month by month planen, uten flyttinger and the difference, and what happened."""

from __future__ import annotations

from math import isfinite

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app import format as fmt
from app.charts.series import EMPTY_PAIR, History, Pair, with_history
from app.difference import CASES, Better, Difference, Quantity, difference
from app.theme import fonts, theme
from app.widgets.copying import claims_copy

MONTH, PLANEN, UTEN, FORSKJELL, FAKTISK, AVVIK = range(6)
Index = QModelIndex | QPersistentModelIndex
STRONG = (PLANEN, FORSKJELL, FAKTISK)
NO_PARENT = QModelIndex()
PADDING = 8
DIFFERENCE_ROLE = Qt.ItemDataRole.UserRole


class PairModel(QAbstractTableModel):
    """The pair as rows of months; holds the series it was given and nothing else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pair = EMPTY_PAIR
        self._quantity = CASES
        self._better = Better.LOWER
        self._reason = ""
        self._actual: History | None = None
        self._columns = FORSKJELL + 1

    @property
    def pair(self) -> Pair:
        return self._pair

    def set_pair(self, pair: Pair, quantity: Quantity, better: Better, reason: str = "",
                 actual: History | None = None) -> bool:
        """Show a pair; ``reason`` is the tooltip of an undefined value. The same months keep their rows.

        With ``actual`` there is a column more: what happened; and where a month has both that and planen, one more:
        how far they are apart. Returns whether the rows or columns are others than before.
        """
        columns = _columns(pair, actual)
        same = pair.maneder == self._pair.maneder and columns == self._columns
        if not same:
            self.beginResetModel()
        self._pair, self._quantity, self._better, self._reason = pair, quantity, better, reason
        self._actual, self._columns = actual, columns
        if not same:
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        return not same

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._pair.maneder)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else self._columns

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Måned"), self.tr("Planen"), self.tr("Uten"), self.tr("Forskjell"), self.tr("Faktisk"),
                    self.tr("Avvik"))[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == UTEN:
            return self.tr("Den samme planen uten flyttinger")
        if role == Qt.ItemDataRole.ToolTipRole and section == FAKTISK:
            return self.tr("Fylkets egne tall, fra tabellen Historikk")
        if role == Qt.ItemDataRole.ToolTipRole and section == AVVIK:
            return self.tr("Faktisk minus planen")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == MONTH else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(index.row(), index.column())
        if role == DIFFERENCE_ROLE and index.column() in (FORSKJELL, AVVIK):
            return difference(self._value(index.row(), index.column()), self._quantity, self._better)
        if role == Qt.ItemDataRole.ToolTipRole and self.text(index.row(), index.column()) == fmt.UNDEFINED:
            return self._reason or None
        return None

    def plain_text(self, index: Index) -> str:
        """The cell as a spreadsheet takes it."""
        if index.column() == MONTH:
            return fmt.maned_kort(self._pair.maneder[index.row()])
        return self._quantity.plain(self._value(index.row(), index.column()))

    def tab_separated(self, rows: list[int]) -> str:
        """Rows with a header, as a spreadsheet takes them."""
        header = [self.tr("Måned"), self.tr("Planen"), self.tr("Uten flyttinger"), self.tr("Forskjell"),
                  self.tr("Faktisk"), self.tr("Avvik")][:self.columnCount()]
        lines = ["\t".join(header)]
        for row in rows:
            lines.append("\t".join(self.plain_text(self.index(row, c)) for c in range(self.columnCount())))
        return "\n".join(lines) + "\n"

    def text(self, row: int, column: int) -> str:
        """A cell as it is shown."""
        if column == MONTH:
            return fmt.maned_kort(self._pair.maneder[row])
        value = self._value(row, column)
        if column in (FORSKJELL, AVVIK):
            return difference(value, self._quantity, self._better).text
        return self._quantity.text(value)

    def _value(self, row: int, column: int) -> float:
        pair = self._pair
        actual = self._actual.at(pair.maneder[row]) if self._actual is not None else float("nan")
        planen, uten = float(pair.planen[row]), float(pair.uten[row])
        return {PLANEN: planen, UTEN: uten, FORSKJELL: planen - uten, FAKTISK: actual, AVVIK: actual - planen}[column]


def _columns(pair: Pair, actual: History | None) -> int:
    """How many columns have anything to say."""
    if actual is None:
        return FORSKJELL + 1
    both = any(isfinite(planen) and isfinite(actual.at(month)) for month, planen in zip(pair.maneder, pair.planen, strict=True))
    return AVVIK + 1 if both else FAKTISK + 1


class _PairDelegate(QStyledItemDelegate):
    """Horizontal lines only; planen semibold, the difference in its colour."""

    stale = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        assert isinstance(view, PairTable)
        colours = theme().palette
        marked = index.row() == view.currentIndex().row()
        rect = option.rect
        painter.save()
        selected = view.selectionModel().isRowSelected(index.row(), QModelIndex())
        painter.fillRect(rect, QColor(colours.selected_fill if marked or selected else colours.panel))
        painter.setPen(QColor(colours.row_line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(fonts.font("dense", semibold=index.column() in STRONG))
        painter.setPen(QColor(getattr(colours, self._role(index))))
        side = Qt.AlignmentFlag.AlignLeft if index.column() == MONTH else Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(PADDING, 0, -PADDING, 0), side | Qt.AlignmentFlag.AlignVCenter,
                         str(index.data()))
        if marked and view.hasFocus():
            self._focus(painter, rect, index.column())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(fonts.font("dense", semibold=index.column() in STRONG))
        return QSize(metrics.horizontalAdvance(str(index.data())) + 2 * PADDING, fonts.row_height("dense"))

    def _role(self, index: Index) -> str:
        if self.stale:
            return "secondary"
        if index.column() in (FORSKJELL, AVVIK):
            shown = index.data(DIFFERENCE_ROLE)
            return shown.role if isinstance(shown, Difference) else "text"
        return "secondary" if index.data() == fmt.UNDEFINED else "text"

    def _focus(self, painter: QPainter, rect: QRect, column: int) -> None:
        """Two pixels round the row, drawn cell by cell."""
        painter.setPen(QPen(QColor(theme().palette.focus), 2))
        inside = rect.adjusted(1, 1, 0, -1)
        painter.drawLine(inside.topLeft(), inside.topRight())
        painter.drawLine(inside.bottomLeft(), inside.bottomRight())
        if column == MONTH:
            painter.drawLine(inside.topLeft(), inside.bottomLeft())
        elif column == self.parent().model().columnCount() - 1:
            painter.drawLine(rect.adjusted(0, 1, 0, 0).topRight(), rect.adjusted(0, 0, 0, -1).bottomRight())


class PairTable(QTableView):
    """``month_changed`` carries the month the reader chose, by mouse or keyboard."""

    month_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PairModel(self)
        self._delegate = _PairDelegate(self)
        self._silent = False
        self._widths: list[int] = []
        self.unit = ""
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setStyleSheet("PairTable { border: none; }")  # it stands in a panel; the focus is drawn on the row
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.selectionModel().currentRowChanged.connect(self._on_selection_current_row_changed)
        theme().changed.connect(self._fit)
        self._fit()

    @property
    def month(self) -> int | None:
        """The marked month."""
        row = self.currentIndex().row()
        return self._model.pair.maneder[row] if 0 <= row < self._model.rowCount() else None

    def set_pair(self, pair: Pair, quantity: Quantity, better: Better, name: str, reason: str = "",
                 unit: str = "", actual: History | None = None) -> None:
        """Show a pair; ``name`` says what, for the screen reader, ``unit`` what is counted. The marked month stays.

        ``actual`` is what happened; its months before the plan stand first, and the plan's start is brought in sight.
        """
        maned = self.month
        self.unit = unit
        moved = self._model.set_pair(with_history(pair, actual), quantity, better, reason, actual)
        self.setAccessibleName(name)
        self.set_month(maned)
        self._fit()
        if moved and maned is None and pair.maneder:
            start = self._model.index(self._model.pair.maneder.index(pair.maneder[0]), MONTH)
            self.scrollTo(start, QAbstractItemView.ScrollHint.PositionAtTop)

    def set_month(self, maned: int | None) -> None:
        """Mark a month and bring it into view; not announced."""
        self._silent = True
        months = self._model.pair.maneder
        if maned in months:
            index = self._model.index(months.index(maned), MONTH)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        else:
            self.selectionModel().clear()
        self._silent = False
        self.viewport().update()

    def set_stale(self, stale: bool) -> None:
        """Grey the numbers while a new projection is on its way."""
        self._delegate.stale = stale
        self.viewport().update()

    def copy_to_clipboard(self) -> None:
        """Copy the selected rows, or all where at most one is selected, for a spreadsheet."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        self._copy(rows if len(rows) > 1 else list(range(self._model.rowCount())))

    def copy_all(self) -> None:
        """Copy every row."""
        self._copy(list(range(self._model.rowCount())))

    def preferred_width(self) -> int:
        """Width in which no column is cut."""
        return sum(self._widths) + self.verticalScrollBar().sizeHint().width() + 2

    def sizeHint(self) -> QSize:
        return QSize(self.preferred_width(), fonts.row_height("dense") * 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.pixels(160), fonts.row_height("dense") * 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread_columns()

    def event(self, event: QEvent) -> bool:
        if claims_copy(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_to_clipboard()
            event.accept()
            return
        super().keyPressEvent(event)

    def _copy(self, rows: list[int]) -> None:
        QGuiApplication.clipboard().setText(self._model.tab_separated(rows))

    def _on_selection_current_row_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.viewport().update()
        if not self._silent and current.isValid():
            self.month_changed.emit(self._model.pair.maneder[current.row()])

    def _column_width(self, column: int) -> int:
        """Widest text of the column, header included, with its padding."""
        semibold = QFontMetrics(fonts.font("dense", semibold=True))
        cells = semibold if column in STRONG else QFontMetrics(fonts.font("dense"))
        widest = semibold.horizontalAdvance(str(self._model.headerData(column, Qt.Orientation.Horizontal))) + 2
        for row in range(self._model.rowCount()):
            widest = max(widest, cells.horizontalAdvance(self._model.text(row, column)))
        return max(widest, fonts.pixels(48)) + 2 * PADDING

    def _fit(self) -> None:
        """Columns take the width of the panel, in proportion to what stands in them."""
        self._widths = [self._column_width(column) for column in range(self._model.columnCount())]
        header = self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(fonts.row_height("dense"))
        self.verticalHeader().setMinimumSectionSize(1)
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumWidth(min(self.preferred_width(), fonts.pixels(360)))
        self._spread_columns()

    def _spread_columns(self) -> None:
        """Columns share what room there is beyond their own."""
        spare = max(self.viewport().width() - sum(self._widths), 0)
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, width + spare // len(self._widths))
        left = spare % len(self._widths)
        self.setColumnWidth(len(self._widths) - 1, self._widths[-1] + spare // len(self._widths) + left)
