"""How the rows of the table of units are drawn and edited."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app import format as fmt
from app.difference import DOWN, UP
from app.fordeling_texts import points, row_name, signed
from app.theme import fonts, icons, theme
from app.varsler import sortert, varsel_ord
from app.widgets.arsverk_editor import CellArsverkEditor, paint_arrows
from app.widgets.unit_drag import UnitDrag
from app.widgets.units_header import PAD, handle_width
from models.unit_findings import er_varsel
from models.unit_rows import RowKind, UnitRow
from models.units_model import Col, RowRole, StaleRole, UnitsModel

Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

NAMES = 204
"""A longer name (px at 100 % text) is cut in the middle, so that the numbers stay in sight."""
FULL_BAR = 1.2
"""Coverage at which the bar fills its track; the tick stands at 1."""


class UnitsDelegate(QStyledItemDelegate):
    """Paints every column, and opens the field for årsverk.

    Signals
    -------
    opened(QPersistentModelIndex, QWidget)
        An editor is open.
    """

    opened = Signal(QPersistentModelIndex, QWidget)

    def __init__(self, drag: UnitDrag, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drag = drag
        self._index = QPersistentModelIndex()

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row: UnitRow = index.data(RowRole)
        editor = CellArsverkEditor(parent, signed=index.column() == Col.FLYTTES)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        editor.setToolTip(row_name(row))
        self._index = QPersistentModelIndex(index)
        self._model(index).begin_edit()
        editor.setValue(float(index.data(Qt.ItemDataRole.EditRole)))
        editor.valueChanged.connect(lambda _value: self.commitData.emit(editor))
        self.opened.emit(self._index, editor)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # The field holds what the planner types; the plan follows it, never the other way.
        return

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        assert isinstance(editor, CellArsverkEditor)
        accepted = self._model(index).setData(index, editor.value())
        editor.setProperty("refused", not accepted)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if index.isValid():
            if editor.property("refused"):
                # Left on a number that cannot be: what was typed on the way to it must not stay behind.
                self._model(index).revert_edit(index)
            self._model(index).end_edit()
        super().destroyEditor(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, 0, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, CellArsverkEditor) and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return self._finish(watched, event)
            if event.key() == Qt.Key.Key_Escape:
                if self._index.isValid():
                    self._model(self._index).revert_edit(self._index)
                watched.setProperty("refused", False)
                self.closeEditor.emit(watched, self.EndEditHint.RevertModelCache)
                return True
        return super().eventFilter(watched, event)

    def _finish(self, editor: CellArsverkEditor, event: QKeyEvent) -> bool:
        """The planner is done with the number; one that was refused stays in its field, to be mended."""
        editor.interpretText()
        self.commitData.emit(editor)
        if not editor.property("refused"):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.closeEditor.emit(editor, self.EndEditHint.NoHint)
                return True
            return super().eventFilter(editor, event)
        if self._index.isValid() and self._model(self._index).ask_choice(self._index, editor.value()):
            editor.setProperty("refused", False)
            self.closeEditor.emit(editor, self.EndEditHint.RevertModelCache)
        return True

    def _model(self, index: Index) -> UnitsModel:
        model = index.model()
        assert isinstance(model, UnitsModel)
        return model

    # Drawing

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(column_width(self._model(index), index.column()), fonts.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Rows and words straight from the model: through the index each would cross into Qt and back.
        model, at = self._model(index), index.row()
        row, column = model.rows[at], Col(index.column())
        painter.save()
        painter.setClipRect(option.rect)
        self._paint_ground(painter, option, model.rows, at)
        match column:
            case Col.ENHET:
                self._paint_name(painter, option, row)
            case Col.BRUKERE:
                self._paint_users(painter, option.rect, index, row)
            case Col.OPPFOLGING:
                self._paint_coverage(painter, option.rect, index, row)
            case Col.VARSEL:
                self._paint_warning(painter, option.rect, row)
            case _:
                self._paint_number(painter, option, index, row, column)
        self._paint_target(painter, option.rect, row, column)
        if option.state & QStyle.StateFlag.State_HasFocus and not self._drag.active:
            _frame(painter, option.rect.adjusted(0, 0, 0, -1), theme().palette.focus)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, rows: Sequence[UnitRow], at: int,
    ) -> None:
        p, row, rect = theme().palette, rows[at], option.rect
        held = self._drag.active and row.enhet == self._drag.source
        if row.kind.is_sum:
            colour = p.header
        elif held or option.state & QStyle.StateFlag.State_Selected:
            colour = p.active_row
        else:
            colour = p.panel
        painter.fillRect(rect, QColor(colour))
        if at > 0 and _starts_section(row, rows[at - 1]):
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), QColor(p.input_border))
        if at + 1 < len(rows) and not _starts_section(rows[at + 1], row):
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(p.row_line))

    def _paint_name(self, painter: QPainter, option: QStyleOptionViewItem, row: UnitRow) -> None:
        p, rect = theme().palette, option.rect
        if row.enhet is not None:
            side = fonts.pixels(16)
            lit = option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver)
            dots = icons.pixmap("drag-handle", side, "plan_line" if lit else "grey_line")
            painter.drawPixmap(rect.left() + PAD + fonts.pixels(2), rect.center().y() - side // 2 + 1, dots)
        painter.setFont(_font(row, strong=row.kind in (RowKind.FE,)))
        painter.setPen(QColor(p.text))
        inner = rect.adjusted(handle_width(), 0, -PAD, 0)
        name = painter.fontMetrics().elidedText(row_name(row), Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner, _LEFT, name)

    def _paint_number(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: UnitRow, column: Col,
    ) -> None:
        p, text = theme().palette, self._model(index).text(row, column)
        if column is Col.FLYTTES:
            text = self._dragged(row) or text
        if option.state & QStyle.StateFlag.State_MouseOver and index.flags() & Qt.ItemFlag.ItemIsEditable:
            painter.fillRect(option.rect.adjusted(2, 2, -2, -3), QColor(p.panel))
            _frame(painter, option.rect.adjusted(0, 0, 0, -1), p.input_border)
            paint_arrows(painter, option.rect)
        colour, strong = p.text, column is Col.ETTER
        if column is Col.KOMMUNE or text in (fmt.arsverk(0.0), fmt.UNDEFINED):
            colour = p.secondary
        elif column is Col.FLYTTES and text.startswith("+"):
            colour, strong = p.plan_line, True
        if column is Col.KOMMUNE and moves_municipal(row):
            self._paint_change(painter, option.rect, row, text, fmt.arsverk(row.kommune_etter), grey=True)
            return
        painter.setFont(_font(row, strong=strong))
        painter.setPen(QColor(colour))
        painter.drawText(option.rect.adjusted(PAD, 0, -PAD, 0), _RIGHT, text)

    def _dragged(self, row: UnitRow) -> str:
        """What Flyttes would be after the drop."""
        verdict = self._drag.verdict
        if verdict is None or not verdict.allowed or row.enhet not in (self._drag.source, self._drag.target):
            return ""
        assert row.enhet is not None
        return signed(verdict.flyttes.get(row.enhet, row.flyttes))

    def _paint_users(self, painter: QPainter, rect: QRect, index: Index, row: UnitRow) -> None:
        after = fmt.tall(row.brukere_etter, 1)
        grey = bool(self._model(index).data(index, StaleRole)) or after == fmt.UNDEFINED
        self._paint_change(painter, rect, row, fmt.tall(row.brukere_for, 1), after, grey)

    def _paint_change(self, painter: QPainter, rect: QRect, row: UnitRow, before: str, after: str, grey: bool) -> None:
        """What it becomes, and before an arrow what it was, where that is another."""
        p = theme().palette
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        painter.setFont(_font(row))
        painter.setPen(QColor(p.secondary if grey else p.text))
        painter.drawText(inner, _RIGHT, after)
        if before != after and fmt.UNDEFINED not in (before, after):
            # Room for four digits after the arrow, so that the arrows stand under each other.
            room = painter.fontMetrics().horizontalAdvance("000,0") + fonts.pixels(4)
            painter.setFont(_font(row, plain=True))
            painter.setPen(QColor(p.secondary))
            painter.drawText(inner.adjusted(0, 0, -room, 0), _RIGHT, f"{before} →")

    def _paint_coverage(self, painter: QPainter, rect: QRect, index: Index, row: UnitRow) -> None:
        p, inner = theme().palette, rect.adjusted(PAD, 0, -PAD, 0)
        stale = bool(self._model(index).data(index, StaleRole))
        if math.isnan(row.dekning):
            painter.setPen(QColor(p.secondary))
            painter.setFont(_font(row, plain=True))
            painter.drawText(inner, _LEFT, fmt.UNDEFINED)
            return
        track = fonts.pixels(60)
        thick = fonts.pixels(6)
        top = inner.center().y() - thick // 2 + 1
        painter.fillRect(QRect(inner.left(), top, track, thick), QColor(p.row_line))
        filled = round(track * min(max(row.dekning, 0.0), FULL_BAR) / FULL_BAR)
        painter.fillRect(QRect(inner.left(), top, filled, thick), QColor(p.grey_line if stale else p.plan_fill))
        tick = inner.left() + round(track / FULL_BAR)
        painter.fillRect(QRect(tick, top - fonts.pixels(4), 1, thick + 2 * fonts.pixels(4)), QColor(p.history))
        painter.setFont(_font(row))
        painter.setPen(QColor(p.secondary if stale else p.text))
        share_right = inner.left() + track + fonts.pixels(8) + painter.fontMetrics().horizontalAdvance("000\u00a0%")
        painter.drawText(QRect(inner.left(), rect.top(), share_right - inner.left(), rect.height()), _RIGHT,
                         self._model(index).text(row, Col.OPPFOLGING))
        self._paint_points(painter, inner, row, stale)

    def _paint_points(self, painter: QPainter, inner: QRect, row: UnitRow, stale: bool) -> None:
        p = theme().palette
        change = points(row.dekning, row.dekning_uten)
        if change in ("0", fmt.UNDEFINED):
            text, colour = change, p.secondary
        else:
            rises = change.startswith("+")
            text, colour = f"{UP if rises else DOWN} {change}", p.favourable if rises else p.unfavourable
        painter.setFont(fonts.font("dense", semibold=change not in ("0", fmt.UNDEFINED)))
        painter.setPen(QColor(p.secondary if stale else colour))
        painter.drawText(inner, _RIGHT, text)

    def _paint_warning(self, painter: QPainter, rect: QRect, row: UnitRow) -> None:
        if not row.findings:
            return
        p, inner = theme().palette, rect.adjusted(PAD, 0, -PAD, 0)
        first = sortert(row.findings)[0]
        warns = er_varsel(first)
        side = fonts.pixels(16)
        name, role = ("warning", "warning_text") if warns else ("information-square", "secondary")
        painter.drawPixmap(inner.left(), inner.center().y() - side // 2 + 1, icons.pixmap(name, side, role))
        painter.setFont(fonts.font("dense"))
        painter.setPen(QColor(getattr(p, role)))
        words = inner.adjusted(side + 6, 0, 0, 0)
        text = painter.fontMetrics().elidedText(warning_text(row), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _LEFT, text)

    def _paint_target(self, painter: QPainter, rect: QRect, row: UnitRow, column: Col) -> None:
        """The blue frame round the row that may receive."""
        verdict = self._drag.verdict
        if verdict is None or row.enhet is None or row.enhet != self._drag.target:
            return
        p = theme().palette
        colour = QColor(p.plan_line if verdict.allowed else p.error)
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), colour)
        painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), colour)
        if column is Col.ENHET:
            painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), colour)
        if column is Col.VARSEL:
            painter.fillRect(QRect(rect.right() - 1, rect.top(), 2, rect.height()), colour)


def moves_municipal(row: UnitRow) -> bool:
    """Whether municipal årsverk come or go, so that the number after the flyttinger is another."""
    return row.flyttes_kommune != 0.0 and fmt.arsverk(row.kommune) != fmt.arsverk(row.kommune_etter)


def warning_text(row: UnitRow) -> str:
    """The words in the row, with how many more there are."""
    found = sortert(row.findings)
    if not found:
        return ""
    more = sum(er_varsel(f) for f in found[1:])
    return varsel_ord(found[0]) + (f" +{more}" if more else "")


def name_tip(model: UnitsModel, row: int) -> str:
    """What is said over a name: the whole of it where it may be cut, and the unit's warnings."""
    name = model.text(model.rows[row], Col.ENHET)
    tip = model.index(row, Col.ENHET).data(Qt.ItemDataRole.ToolTipRole)
    return "\n".join(part for part in (name if _strong(name) > fonts.pixels(NAMES) else "", tip) if part)


def names_width(model: UnitsModel) -> int:
    """Width the names need to be seen whole."""
    widest = max((_strong(model.text(row, Col.ENHET)) for row in model.rows), default=0)
    return handle_width() + PAD + widest + 2


def column_width(model: UnitsModel, column: int) -> int:
    """Width the cells of a column need at the text size in force."""
    if column == Col.BRUKERE or (column == Col.KOMMUNE and any(moves_municipal(row) for row in model.rows)):
        return 2 * PAD + _strong("000,0") + fonts.pixels(4) + fonts.advance("000,0 →")
    if column == Col.OPPFOLGING:
        change = fonts.advance("▲ −00,0", "dense", semibold=True)
        return 2 * PAD + fonts.pixels(60) + fonts.pixels(8) + _strong("000\u00a0%") + fonts.pixels(8) + change
    if column == Col.VARSEL:
        widest = max((fonts.advance(warning_text(row), "dense") for row in model.rows), default=0)
        return 2 * PAD + fonts.pixels(16) + 8 + max(widest, fonts.advance("Lavere dekning", "dense"))
    if column == Col.ENHET:
        return min(names_width(model), handle_width() + PAD + fonts.pixels(NAMES) + 2)
    widest = max((_strong(model.text(row, column)) for row in model.rows), default=0)
    room = fonts.pixels(16) if column == Col.FLYTTES else 0
    return 2 * PAD + room + max(widest, _strong("−00,0"))


def share_out(widths: list[int], spare: int, names_whole: int) -> list[int]:
    """Give spare room to the names first, at least until they are whole, the rest evenly to the numbers."""
    result = list(widths)
    names = min(spare, max(fonts.pixels(24), names_whole - widths[Col.ENHET]))
    result[Col.ENHET] += names
    share, left = divmod(spare - names, len(result) - 1)
    for column in range(1, len(result)):
        result[column] += share
    result[Col.VARSEL] += left
    return result


def _strong(text: str) -> int:
    return fonts.advance(text, semibold=True)


def _starts_section(row: UnitRow, above: UnitRow) -> bool:
    """Whether a strong rule stands between two rows."""
    return row.kind is not above.kind


def _font(row: UnitRow, *, strong: bool = False, plain: bool = False) -> QFont:
    return fonts.font("body", semibold=(strong or row.kind.is_sum) and not plain)


def _frame(painter: QPainter, rect: QRect, colour: str) -> None:
    """A ring of 2 px just inside a cell."""
    ink = QColor(colour)
    painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), ink)
    painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), ink)
    painter.fillRect(QRect(rect.left(), rect.top(), 2, rect.height()), ink)
    painter.fillRect(QRect(rect.right() - 1, rect.top(), 2, rect.height()), ink)
