"""The table of units: typing, dragging årsverk between rows, and a name column that stays in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QFrame,
    QSizePolicy,
    QTableView,
    QToolTip,
    QWidget,
)

from app import format as fmt
from app.table_csv import TableContent
from app.theme import fonts, theme
from app.widgets.arsverk_editor import step_size
from app.widgets.cell_message import CellMessage
from app.widgets.unit_drag import Judge, UnitDrag
from app.widgets.units_content import units_content
from app.widgets.units_delegate import UnitsDelegate, column_width, name_tip, names_width, share_out
from app.widgets.units_header import UnitsHeader, handle_width
from models.unit_rows import UnitRow
from models.units_model import Col, RowRole, UnitsModel

_ALL_ROWS = 16
"""As many rows as stand without a scroll bar of the table's own, where the page has room or can scroll."""
_LEAST_ROWS = 8


class UnitsTable(QTableView):
    """A view of :class:`UnitsModel`.

    Signals
    -------
    moved(str, str, float)
        Årsverk were dropped: from, to, amount.
    """

    moved = Signal(str, str, float)

    def __init__(self, model: UnitsModel, judge: Judge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drag = UnitDrag(judge, self)
        self._units = model
        self.unit = self.tr("årsverk")
        self._by_pointer = False
        self._pressed: tuple[QPoint, str] | None = None
        self._point = QPoint()
        self._shown_columns: list[int] = []
        self._needed: list[int] = []
        self._fitted: tuple[object, ...] = ()
        self._overflows = False
        self.setModel(model)
        self._dress_view(self)
        self.setAccessibleName(self.tr("Enheter"))
        delegate = UnitsDelegate(self.drag, self)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.AnyKeyPressed | triggers.DoubleClicked)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._frozen = self._make_frozen()
        self.message = CellMessage(self.viewport())
        self._label = CellMessage(self.viewport())
        self._connect(delegate)
        self.fit()

    def fit(self) -> None:
        """Rows, columns and the height wanted at the text size in force."""
        self.setFont(fonts.font("body"))
        self.verticalHeader().setDefaultSectionSize(fonts.row_height())
        self._frozen.verticalHeader().setDefaultSectionSize(fonts.row_height())
        self._fit_columns()
        self.updateGeometry()

    @property
    def sum_rows(self) -> tuple[int, ...]:
        """The rows that are sums of others."""
        return tuple(i for i, row in enumerate(self._units.rows) if row.kind.is_sum)

    def own_content(self) -> TableContent:
        """The table as a file holds it."""
        return units_content(self, self._units.rows)

    def sizeHint(self) -> QSize:
        return QSize(600, self._height_of(self._units.rowCount()))

    def minimumSizeHint(self) -> QSize:
        rows = self._units.rowCount()
        return QSize(fonts.pixels(280), self._height_of(rows if rows <= _ALL_ROWS else _LEAST_ROWS))

    def select_unit(self, enhet: str, column: int = Col.FLYTTES) -> None:
        """Make a cell of a unit the current one."""
        row = self._units.row_of(enhet)
        if row is not None:
            self.setCurrentIndex(self._units.index(row, column))

    # What is typed

    def _on_refused(self, index: QPersistentModelIndex, text: str) -> None:
        self.message.say(text, self.visualRect(self._units.index(index.row(), index.column())))
        editor = self.indexWidget(self._units.index(index.row(), index.column()))
        if isinstance(editor, QAbstractSpinBox):
            editor.setAccessibleDescription(text)

    def show_refusal(self, index: QPersistentModelIndex, text: str) -> None:
        """Say by the cell why an edit was not done."""
        if index.isValid():
            self._on_refused(index, text)

    def _on_editor_closed(self, editor: QWidget, _hint: object) -> None:
        if not editor.property("refused"):
            self.message.hide()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEditable and not self.drag.active:
            self.edit(index)

    # Moving årsverk

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self.message.hide()
        if event.button() == Qt.MouseButton.LeftButton:
            row = self._row_at(point)
            if row is not None and row.enhet is not None and self._in_names(point):
                if point.x() < self._names_left() + handle_width():
                    self._pressed = (point, row.enhet)
                self.select_unit(row.enhet, Col.ENHET)
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._pressed is not None and not self.drag.active:
            if (point - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance():
                self._by_pointer = True
                self.drag.begin(self._pressed[1], step_size(event.modifiers()))
        if self.drag.active and self._by_pointer:
            self._aim_at(point, event.modifiers())
            return
        over_handle = self._in_names(point) and point.x() < self._names_left() + handle_width()
        row = self._row_at(point)
        grab = over_handle and row is not None and row.enhet is not None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if grab else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        started = self._pressed is not None
        self._pressed = None
        if self.drag.active and self._by_pointer:
            self._aim_at(event.position().toPoint(), event.modifiers())
            self.drag.drop()
            return
        if not started:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.drag.active:
            self._drag_key(event)
            return
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and index.isValid():
            row: UnitRow = index.data(RowRole)
            if row.enhet is not None:
                self._by_pointer = False
                self.drag.begin(row.enhet, step_size(Qt.KeyboardModifier.NoModifier))
                self.drag.aim(row.enhet)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
            return
        self.message.hide()
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self.drag.active and self._by_pointer:
            self.drag.aim(self.drag.target, step_size(event.modifiers()))
            return
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QEvent) -> None:
        if self.drag.active and not self._by_pointer:
            self.drag.cancel()
        super().focusOutEvent(event)

    def _drag_key(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._pressed = None
            self.drag.cancel()
        elif self._by_pointer:
            self.drag.aim(self.drag.target, step_size(QGuiApplication.queryKeyboardModifiers()))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._aim_next(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal):
            way = -1 if key == Qt.Key.Key_Minus else 1
            shift_is_typed = key == Qt.Key.Key_Plus
            modifiers = event.modifiers()
            if shift_is_typed:
                # On many keyboards plus is itself typed with Shift.
                modifiers &= ~Qt.KeyboardModifier.ShiftModifier
            self.drag.aim(self.drag.target, self.drag.amount + way * step_size(modifiers))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            verdict = self.drag.verdict
            if verdict is not None and not verdict.allowed:
                return
            self.drag.drop()
        event.accept()

    def _aim_next(self, way: int) -> None:
        units = [row.enhet for row in self._units.rows if row.enhet is not None]
        here = units.index(self.drag.target) if self.drag.target in units else units.index(str(self.drag.source))
        self.drag.aim(units[(here + way) % len(units)])

    def _aim_at(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        row = self._row_at(point)
        self._point = point
        self.drag.aim(row.enhet if row is not None else None, step_size(modifiers))
        self._say_drag(point)

    def _on_drag_changed(self) -> None:
        self.viewport().update()
        self._frozen.viewport().update()
        if not self.drag.active:
            self._label.hide()
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
            return
        if self._by_pointer:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._say_drag(self._point)
            return
        target = self._units.row_of(self.drag.target or "")
        if target is not None:
            index = self._units.index(target, Col.ENHET)
            self.scrollTo(index)
            cell = self.visualRect(index)
            self._label.say(self.drag_text(), QRect(cell.left(), cell.top(), fonts.pixels(360), cell.height()),
                            self._drag_kind())
            QAccessible.updateAccessibility(QAccessibleEvent(self._label, QAccessible.Event.Alert))

    def _say_drag(self, point: QPoint) -> None:
        if self.drag.active:
            self._label.follow(self.drag_text(), point, self._drag_kind())

    def _drag_kind(self) -> str:
        verdict = self.drag.verdict
        return "error" if verdict is not None and not verdict.allowed else "plain"

    def drag_text(self) -> str:
        """What is held, where it would go, and why it cannot land there."""
        source = self._name(self.drag.source)
        held = self.tr("{arsverk} årsverk fra {fra}").format(arsverk=fmt.arsverk(self.drag.amount), fra=source)
        verdict = self.drag.verdict
        if verdict is None:
            if self._by_pointer:
                return held
            how = self.tr("{hva}. Piltaster velger enhet, + og − mengde, Enter slipper, Esc avbryter.")
            return how.format(hva=held)
        if not verdict.allowed:
            return f"{held}. {verdict.text}"
        return self.tr("{hva} til {til}").format(hva=held, til=self._name(self.drag.target))

    def _name(self, enhet: str | None) -> str:
        row = self._units.row_of(enhet or "")
        return "" if row is None else self._units.rows[row].navn

    # Looks and geometry

    def viewportEvent(self, event: QEvent) -> bool:
        # Under the frozen column another one may be scrolled: its tooltip would be a lie.
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            row = self.rowAt(event.pos().y())
            if self._in_names(event.pos()) and row >= 0:
                QToolTip.showText(event.globalPos(), name_tip(self._units, row), self.viewport())
                return True
        return bool(super().viewportEvent(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        index = super().moveCursor(action, modifiers)
        if index.column() > 0 and self._frozen.isVisible():
            left = self.visualRect(index).left()
            if left < self._frozen.width():
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() + left - self._frozen.width())
        return index

    def _height_of(self, rows: int) -> int:
        extra = self.horizontalScrollBar().sizeHint().height() if self._overflows else 0
        return self.horizontalHeader().sizeHint().height() + rows * fonts.row_height() + extra + 2 * self.frameWidth()

    def _fit_columns(self) -> None:
        header = self.horizontalHeader()
        assert isinstance(header, UnitsHeader)
        fitted = (self._units.rows, fonts.scale())
        if fitted != self._fitted:
            self._fitted = fitted
            self._needed = [max(column_width(self._units, c), header.label_width(c) + 16) for c in Col]
        widths = list(self._needed)
        spare = self.viewport().width() - sum(widths)
        if spare > 0:
            widths = share_out(widths, spare, names_width(self._units))
        if widths != self._shown_columns:
            self._shown_columns = widths
            for column, width in enumerate(widths):
                self.setColumnWidth(column, width)
            self._frozen.setColumnWidth(Col.ENHET, widths[Col.ENHET])
        self._place_frozen()

    def _place_frozen(self) -> None:
        overflows = sum(self._shown_columns) > self.viewport().width()
        self._frozen.setVisible(overflows)
        if overflows != self._overflows:
            self._overflows = overflows
            self.updateGeometry()  # the bar takes room of its own, and gives it back
        frame = self.frameWidth()
        height = self.horizontalHeader().height() + self.viewport().height()
        self._frozen.setGeometry(frame, frame, self._shown_columns[Col.ENHET], height)

    def _make_frozen(self) -> QTableView:
        view = QTableView(self)
        view.setModel(self._units)
        view.setSelectionModel(self.selectionModel())
        # A delegate of its own: a shared one would hand this view the other's editors.
        view.setItemDelegate(UnitsDelegate(self.drag, view))
        self._dress_view(view)
        # Only a picture: pointer and keys belong to the table below it.
        view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setObjectName("frozen")
        for column in Col:
            view.setColumnHidden(column, column is not Col.ENHET)
        self.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        view.hide()
        return view

    def _dress_view(self, view: QTableView) -> None:
        view.setHorizontalHeader(UnitsHeader(view))
        view.verticalHeader().hide()
        view.verticalHeader().setMinimumSectionSize(10)
        view.setShowGrid(False)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setStyleSheet("QTableView { border: none; }")
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setCornerButtonEnabled(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _connect(self, delegate: UnitsDelegate) -> None:
        self.clicked.connect(self._on_clicked)
        self.drag.changed.connect(self._on_drag_changed)
        self.drag.dropped.connect(self.moved)
        delegate.closeEditor.connect(self._on_editor_closed)
        self._units.accepted.connect(lambda _index: self.message.hide())
        self._units.modelReset.connect(self._on_model_reset)
        self._units.dataChanged.connect(lambda *_: self._fit_columns())
        theme().changed.connect(self.fit)

    def _on_model_reset(self) -> None:
        self.drag.cancel()
        self.message.hide()
        self.fit()

    def _row_at(self, point: QPoint) -> UnitRow | None:
        row = self.rowAt(point.y())
        return self._units.rows[row] if row >= 0 else None

    def _names_left(self) -> int:
        return 0 if self._frozen.isVisible() else self.columnViewportPosition(Col.ENHET)

    def _in_names(self, point: QPoint) -> bool:
        left = self._names_left()
        return left <= point.x() < left + self.columnWidth(Col.ENHET)
