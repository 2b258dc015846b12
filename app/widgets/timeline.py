"""Time line of the flyttinger: a rising wedge while it is phased in, a bar while it is in force."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QToolTip, QWidget

from app import format as fmt
from app.fordeling_texts import giver, move_sentence, receiver
from app.theme import fonts, theme
from app.widgets.cell_message import CellMessage
from app.widgets.focus_ring import paint_focus_ring
from app.widgets.timeline_axis import Axis, bar, ticks
from app.widgets.timeline_bars import paint_bar, paint_end, paint_grid, paint_handles, paint_marker
from models import moves
from models.document import Document
from models.flyttinger_model import FlyttingerModel
from planning_core.plan import Eier, Flytting

PAD = 12
_GRAB = 7
_MIN_ROWS = 4


class Handle(Enum):
    """What the pointer holds of the chosen flytting."""

    START = "start"
    RAMP = "ramp"
    END = "end"


class Timeline(QAbstractScrollArea):
    """The flyttinger as bars; handles on the chosen one change its dates.

    Signals
    -------
    chosen(int)
        Row that was chosen.
    changed(int, object)
        A row should become this :class:`Flytting`; many while a handle is dragged.
    finished()
        The handle was let go, or a key was released: the next change is a step of its own.
    edit_wanted(int)
        The row was double-clicked, or Enter was pressed on it.
    """

    chosen = Signal(int)
    changed = Signal(int, object)
    finished = Signal()
    edit_wanted = Signal(int)

    def __init__(self, document: Document, model: FlyttingerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._model = model
        self._row = -1
        self._month = document.plan.maneder[-1]
        self._held: Handle | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Tidslinje over flyttinger"))
        self.message = CellMessage(self.viewport())
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
            signal.connect(self._on_model_changed)
        theme().changed.connect(self._on_theme_changed)

    @property
    def row(self) -> int:
        """The chosen row; −1 for none."""
        return self._row

    def choose(self, row: int) -> None:
        """Choose a row without announcing it."""
        if row != self._row:
            self._row = row
            self.message.hide()
            self._show_row()
            self._speak()
            self.viewport().update()

    def set_month(self, month: int) -> None:
        """The month whose numbers the room shows."""
        self._month = month
        self.viewport().update()

    def say(self, text: str) -> None:
        """Say by the chosen row why a change was not done."""
        self.message.say(text, self._row_rect(max(self._row, 0)))

    def sizeHint(self) -> QSize:
        return QSize(600, self._height_of(len(self._model.rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.pixels(280), self._height_of(min(len(self._model.rows), _MIN_ROWS)))

    # Geometry

    def _row_height(self) -> int:
        return fonts.line_height("dense") + fonts.pixels(6)

    def _header_height(self) -> int:
        return fonts.line_height("dense") + fonts.pixels(14)

    def _height_of(self, rows: int) -> int:
        return self._header_height() + rows * self._row_height() + fonts.pixels(6)

    def _row_rect(self, row: int) -> QRect:
        top = self._header_height() + row * self._row_height() - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._row_height())

    def _labels(self) -> list[str]:
        plan, rows, one = self._document.plan, self._model.rows, self.one_receiver()
        names = [giver(plan, f, short=True) + ("" if one else f" → {receiver(plan, f, short=True)}") for f in rows]
        return [", ".join((name, *self._marks(f))) for f, name in zip(rows, names, strict=True)]

    def _marks(self, f: Flytting) -> list[str]:
        """What sets a flytting apart from the usual one, which is of state årsverk and lasts."""
        marks = [self.tr("kommunalt")] if f.eier is Eier.KOMMUNE else []
        return marks if f.til_maned is None else [*marks, self.tr("midlertidig")]

    def one_receiver(self) -> bool:
        """Whether all go to one and the same unit, so that its name stands in the title alone."""
        return len({f.til for f in self._model.rows}) == 1 and self._model.rows[0].til is not None

    def _label_width(self) -> int:
        metrics = QFontMetrics(fonts.font("body", semibold=True))
        widest = max((metrics.horizontalAdvance(text) for text in self._labels()), default=0)
        return min(widest + PAD, round(self.viewport().width() * 0.34))

    def _amount_width(self) -> int:
        return QFontMetrics(fonts.font("dense", semibold=True)).horizontalAdvance(self.tr("Årsverk")) + PAD

    def axis(self) -> Axis:
        """The months across the viewport."""
        plan = self._document.plan
        left = PAD + self._label_width() + self._amount_width() + PAD
        return Axis(plan.start, plan.horisont_maneder, left, max(left + 60, self.viewport().width() - PAD - 2))

    def _handles(self, f: Flytting, axis: Axis) -> dict[Handle, float]:
        place = bar(axis, f)
        found = {Handle.START: place.left, Handle.RAMP: max(place.full, place.left + fonts.pixels(12))}
        if place.ends:
            found[Handle.END] = max(place.right, found[Handle.RAMP] + fonts.pixels(12))
        return found

    def handle_point(self, row: int, handle: Handle) -> QPoint:
        """Where a handle stands in the viewport."""
        x = self._handles(self._model.rows[row], self.axis())[handle]
        return QPoint(round(x), self._row_rect(row).center().y())

    def _row_at(self, point: QPoint) -> int:
        if point.y() < self._header_height():
            return -1
        row = (point.y() - self._header_height() + self.verticalScrollBar().value()) // self._row_height()
        return row if row < len(self._model.rows) else -1

    def _handle_at(self, point: QPoint) -> Handle | None:
        if self._row < 0 or self._row_at(point) != self._row:
            return None
        near = {h: abs(x - point.x()) for h, x in self._handles(self._model.rows[self._row], self.axis()).items()}
        best = min(near, key=lambda h: near[h])
        return best if near[best] <= fonts.pixels(_GRAB) else None

    # Pointer and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self.message.hide()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = self._handle_at(point)
        if self._held is None and (row := self._row_at(point)) >= 0:
            self.choose(row)
            self.chosen.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._held is not None:
            self._drag_to(point.x())
            return
        over = self._handle_at(point) is not None
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._held = None
            self.finished.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row >= 0:
            self.edit_wanted.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, rows = event.key(), self._model.rows
        if not rows:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            row = min(max(self._row + step, 0), len(rows) - 1)
            self.choose(row)
            self.chosen.emit(row)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._row >= 0:
            self._nudge(1 if key == Qt.Key.Key_Right else -1, event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._row >= 0:
            self.edit_wanted.emit(self._row)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.isAutoRepeat():
            self.finished.emit()
        super().keyReleaseEvent(event)

    def _nudge(self, months: int, modifiers: Qt.KeyboardModifier) -> None:
        """One month: the start, with Shift the ramp, with Ctrl the last month."""
        plan, f = self._document.plan, self._model.rows[self._row]
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            new = moves.endre_innfasing(plan, f, months)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            new = moves.flytt_slutt(plan, f, months)
        else:
            new = moves.flytt_start(plan, f, months)
        self._ask_for(new)

    def _drag_to(self, x: float) -> None:
        plan, f, month = self._document.plan, self._model.rows[self._row], self.axis().nearest(x)
        match self._held:
            case Handle.START:
                new = moves.flytt_start(plan, f, month - f.fra_maned)
            case Handle.RAMP:
                new = moves.endre_innfasing(plan, f, round(month - f.fra_maned - f.innfasing_mnd))
            case _:
                new = moves.flytt_slutt(plan, f, month - 1 - (f.til_maned or 0))
        self._ask_for(new)

    def _ask_for(self, new: Flytting) -> None:
        if new != self._model.rows[self._row]:
            self.message.hide()
            self.changed.emit(self._row, new)

    # Following the model

    def _on_model_changed(self, *_: object) -> None:
        if self._row >= len(self._model.rows):
            self._row = len(self._model.rows) - 1
            self.chosen.emit(self._row)
        self.updateGeometry()
        self._fit_scroll_bar()
        self._speak()
        self.viewport().update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self._fit_scroll_bar()
        self.viewport().update()

    def _speak(self) -> None:
        """The chosen flytting as a sentence for the screen reader."""
        rows = self._model.rows
        chosen = move_sentence(self._document.plan, rows[self._row]) if 0 <= self._row < len(rows) else ""
        how = self.tr("Pil opp og ned velger. Venstre og høyre endrer første måned, med Shift innfasingen, "
                      "med Ctrl siste måned. Enter redigerer.")
        text = f"{chosen} {how}".strip()
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _show_row(self) -> None:
        if self._row < 0:
            return
        scroll, rect = self.verticalScrollBar(), self._row_rect(self._row)
        if rect.top() < self._header_height():
            scroll.setValue(scroll.value() + rect.top() - self._header_height())
        elif rect.bottom() > self.viewport().height():
            scroll.setValue(scroll.value() + rect.bottom() - self.viewport().height())

    def _fit_scroll_bar(self) -> None:
        bar_ = self.verticalScrollBar()
        bar_.setPageStep(self.viewport().height())
        bar_.setSingleStep(self._row_height())
        bar_.setRange(0, max(0, self._height_of(len(self._model.rows)) - self.viewport().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_scroll_bar()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            row = self._row_at(event.pos())
            text = str(self._model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)) if row >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return bool(super().viewportEvent(event))

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        p, axis = theme().palette, self.axis()
        painter.fillRect(self.viewport().rect(), QColor(p.panel))
        painter.save()
        painter.setClipRect(0, self._header_height(), self.viewport().width(), self.viewport().height())
        if 0 <= self._row < len(self._model.rows):
            painter.fillRect(self._row_rect(self._row), QColor(p.active_row))
        width_of = QFontMetrics(fonts.font("dense", semibold=True)).horizontalAdvance
        paint_grid(painter, ticks(axis, width_of), self._header_height(), self.viewport().height())
        for row, (f, label) in enumerate(zip(self._model.rows, self._labels())):
            self._paint_row(painter, row, f, label, axis)
        painter.restore()
        self._paint_header(painter, axis)
        self._paint_month(painter, axis)
        painter.end()
        if self.hasFocus():
            paint_focus_ring(self.viewport())

    def _paint_header(self, painter: QPainter, axis: Axis) -> None:
        p, height = theme().palette, self._header_height()
        painter.setPen(QColor(p.secondary))
        painter.setFont(fonts.font("dense", semibold=True))
        line = QRect(PAD, 0, self._label_width(), height)
        name = self.tr("Fra") if self.one_receiver() or not self._model.rows else self.tr("Fra → til")
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        amount = QRect(PAD + self._label_width(), 0, self._amount_width(), height)
        painter.drawText(amount, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.tr("Årsverk"))
        year = QFontMetrics(fonts.font("dense", semibold=True))
        marker = self._month_label_rect(axis)
        for tick in ticks(axis, year.horizontalAdvance):
            place = QRectF(tick.x + 6, 0, year.horizontalAdvance(tick.text) + 4, height)
            painter.fillRect(QRectF(tick.x, height * 0.25, 1, height * 0.75), QColor(p.row_line))
            if place.intersects(QRectF(marker)):
                continue
            painter.setFont(fonts.font("dense", semibold=tick.year))
            painter.setPen(QColor(p.text if tick.year else p.secondary))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, tick.text)

    def _month_label_rect(self, axis: Axis) -> QRect:
        text = fmt.maned_kort(self._month)
        width = QFontMetrics(fonts.font("dense", semibold=True)).horizontalAdvance(text)
        x = axis.x(self._month + 1)
        left = x - width - 8 if x - width - 8 >= axis.left else x + 8
        return QRect(round(left), 0, width + 2, self._header_height())

    def _paint_month(self, painter: QPainter, axis: Axis) -> None:
        """The month that the room's numbers are for."""
        p, x = theme().palette, axis.x(self._month + 1)
        painter.setFont(fonts.font("dense", semibold=True))
        painter.setPen(QColor(p.text))
        place = self._month_label_rect(axis)
        painter.fillRect(place, QColor(p.panel))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, fmt.maned_kort(self._month))
        paint_marker(painter, x, self.viewport().height())

    def _paint_row(self, painter: QPainter, row: int, f: Flytting, label: str, axis: Axis) -> None:
        p, rect, is_chosen = theme().palette, self._row_rect(row), row == self._row
        if rect.bottom() < self._header_height() or rect.top() > self.viewport().height():
            return
        painter.setFont(fonts.font("body", semibold=is_chosen))
        painter.setPen(QColor(p.text))
        box = QRect(PAD, rect.top(), self._label_width() - 4, rect.height())
        text = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        amount = QRect(PAD + self._label_width(), rect.top(), self._amount_width(), rect.height())
        painter.drawText(amount, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, fmt.arsverk(f.arsverk))
        place = bar(axis, f)
        if not place.empty:
            paint_bar(painter, rect, place, QColor(p.plan_line if is_chosen else p.plan_fill))
        if place.ends:
            assert f.til_maned is not None
            names = float(PAD + self._label_width() + self._amount_width())
            text = self.tr("tilbake {maned}").format(maned=fmt.maned_kort(f.til_maned + 1))
            paint_end(painter, rect, place, text, names, float(self.viewport().width()))
        if is_chosen:
            paint_handles(painter, rect, self._handles(f, axis).values())
