"""A read-only table whose cells say how they are drawn: words, numbers, differences, bars."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app import format as fmt
from app.theme import fonts, icons, theme
from app.widgets.frozen_table import FrozenTable
from app.widgets.grouped_header import GroupedHeader, GroupRole

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
CellRole = int(Qt.ItemDataRole.UserRole)
"""The :class:`Cell` of an index."""
SumRole = CellRole + 1
"""Whether the row is a sum."""

BAR = 52
BAR_GAP = 8
ICON = 16
ICON_GAP = 6
_PAD = 8
_WRAP_PAD = 5
FULL_BAR = 1.2
"""Share at which a bar fills its track; the tick stands at 1."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell.

    ``role`` is a palette role, ``bar`` a share drawn before the text with a tick at 1 (``ranked``: without a tick,
    and 1 fills it), ``plain`` the text for a spreadsheet (the shown text when None), ``tip`` the tooltip, ``icon``
    the name of an icon before the text.
    """

    text: str
    role: str = "text"
    strong: bool = False
    bar: float | None = None
    plain: str | None = None
    tip: str = ""
    icon: str = ""
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title (lines by \\n), the group it stands in, and whether it holds words."""

    title: str
    group: str = ""
    words: bool = False
    tip: str = ""
    widest: int | None = None
    """Words are cut with dots beyond so many pixels at 100 % text."""
    wraps: bool = False
    """Words go on in the next line instead, and the row grows."""


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row; ``key`` is what the reader chooses by marking it, ``is_sum`` draws it on the header grey."""

    cells: tuple[Cell, ...]
    key: str = ""
    is_sum: bool = False


class CellsModel(QAbstractTableModel):
    """Holds the rows it was given and nothing else."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._rows: Sequence[CellRow] = ()
        self.stale = False

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    @property
    def rows(self) -> Sequence[CellRow]:
        return self._rows

    def set_content(self, columns: Sequence[Column], rows: Sequence[CellRow]) -> bool:
        """Show other cells, and say whether they begin anew; the same columns and row keys keep what is marked."""
        same = tuple(columns) == self._columns and [r.key for r in rows] == [r.key for r in self._rows]
        if same:
            self._rows = tuple(rows)
            self.announce()
        else:
            self.reset_content(columns, tuple(rows))
        return not same

    def reset_content(self, columns: Sequence[Column], rows: Sequence[CellRow]) -> None:
        """Show other cells from the top; ``rows`` is kept as it is and may make each row when it is asked for."""
        self.beginResetModel()
        self._columns, self._rows = tuple(columns), rows
        self.endResetModel()

    def announce(self) -> None:
        """Every cell may look different now."""
        if self._rows and self._columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == GroupRole:
            return column.group
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(column))
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        cell = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == CellRole:
            stale = self.stale and not column.words
            return replace(cell, role="secondary") if stale else cell
        if role == SumRole:
            return row.is_sum
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column())
        return None

    def plain_text(self, index: AnyIndex) -> str:
        """The cell as a spreadsheet takes it."""
        cell = self._rows[index.row()].cells[index.column()]
        return cell.text if cell.plain is None else cell.plain

    def tab_separated(self, rows: list[int]) -> str:
        """Rows with a header, as a spreadsheet takes them."""
        header = [_one_line(" ".join(filter(None, (c.group, c.title)))) for c in self._columns]
        lines = [header]
        lines += [[_one_line(self.plain_text(self.index(r, c))) for c in range(len(self._columns))] for r in rows]
        return "\n".join("\t".join(line) for line in lines) + "\n"

    def _spoken(self, row: CellRow, at: int) -> str:
        """A cell for the screen reader: whose, which column, and what."""
        column, cell = self._columns[at], row.cells[at]
        if at == 0:
            return cell.text
        title = _one_line(" ".join(filter(None, (column.group, column.title))))
        return f"{row.cells[0].text}, {title}: {cell.text}"


def _one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ").strip()


def _side(column: Column) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignLeft if column.words else Qt.AlignmentFlag.AlignRight
    return across | Qt.AlignmentFlag.AlignVCenter


class CellsDelegate(QStyledItemDelegate):
    """Horizontal lines only; a sum stands on the header grey under a strong rule."""

    def cell(self, index: AnyIndex) -> Cell:
        """How a cell is drawn."""
        cell: Cell = index.data(CellRole)
        return cell

    def is_sum(self, index: AnyIndex) -> bool:
        """Whether the cell stands on the header grey under a rule."""
        return bool(index.data(SumRole))

    def column(self, index: AnyIndex) -> Column:
        """How the column is laid out."""
        model = index.model()
        assert isinstance(model, CellsModel)
        return model.columns[index.column()]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        p, rect, cell = theme().palette, option.rect, self.cell(index)
        painter.save()
        painter.setClipRect(rect)
        self._ground(painter, option, index)
        inner = self._inner(option, index)
        if cell.bar is not None and math.isfinite(cell.bar):
            self._bar(painter, inner, cell)
            inner = inner.adjusted(fonts.pixels(BAR + BAR_GAP), 0, 0, 0)
        if cell.icon:
            side = fonts.pixels(ICON)
            painter.drawPixmap(inner.left(), inner.center().y() - side // 2 + 1,
                               icons.pixmap(cell.icon, side, cell.role))
            inner = inner.adjusted(side + fonts.pixels(ICON_GAP), 0, 0, 0)
        painter.setFont(_font(cell, is_sum=self.is_sum(index)))
        painter.setPen(QColor(getattr(p, cell.role)))
        side_of = Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        if self.column(index).wraps:
            room = inner.adjusted(0, _WRAP_PAD, 0, -_WRAP_PAD)
            painter.drawText(room, int(side_of | Qt.AlignmentFlag.AlignVCenter) | Qt.TextFlag.TextWordWrap, cell.text)
        else:
            mode = Qt.TextElideMode.ElideMiddle if index.column() == 0 else Qt.TextElideMode.ElideRight
            painter.drawText(inner, side_of, painter.fontMetrics().elidedText(cell.text, mode, inner.width()))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_cell_focus(painter, rect)
        painter.restore()

    def row_height(self, index: AnyIndex, width: int) -> int:
        """Height the words of a cell need in a column of that width."""
        metrics = QFontMetrics(_font(self.cell(index), is_sum=self.is_sum(index)))
        room = QRect(0, 0, max(width - 2 * _PAD, 1), 10_000)
        box = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.cell(index).text)
        return max(box.height() + 2 * _WRAP_PAD + 1, fonts.row_height("dense"))

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        cell = self.cell(index)
        width = _advance(cell.text, _is_heavy(cell, is_sum=self.is_sum(index)), fonts.scale())
        widest = self.column(index).widest
        width = min(width, fonts.pixels(widest)) if widest else width
        if cell.icon:
            width += fonts.pixels(ICON + ICON_GAP)
        if cell.bar is not None:
            width += fonts.pixels(BAR + BAR_GAP)
        view = option.widget or self.parent()
        header = view.horizontalHeader() if isinstance(view, FrozenTable) else None
        padding = sum(header.padding(index.column())) if isinstance(header, GroupedHeader) else 16
        return QSize(width + padding, fonts.row_height("dense"))

    def _inner(self, option: QStyleOptionViewItem, index: AnyIndex) -> QRect:
        view = self.parent()
        assert isinstance(view, FrozenTable)
        header = view.horizontalHeader()
        assert isinstance(header, GroupedHeader)
        left, right = header.padding(index.column())
        return option.rect.adjusted(left, 0, -right, 0)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        below = index.sibling(index.row() + 1, index.column())
        is_sum = self.is_sum(index)
        paint_ground(painter, option, is_sum=is_sum, ruled=below.isValid() and not self.is_sum(below),
                     headed=is_sum and index.row() > 0)

    def _bar(self, painter: QPainter, inner: QRect, cell: Cell) -> None:
        p = theme().palette
        assert cell.bar is not None
        track, thick, over = fonts.pixels(BAR), fonts.pixels(6), fonts.pixels(4)
        top = inner.center().y() - thick // 2 + 1
        painter.fillRect(QRect(inner.left(), top, track, thick), QColor(p.row_line))
        full = 1.0 if cell.ranked else FULL_BAR
        filled = round(track * min(max(cell.bar, 0.0), full) / full)
        painter.fillRect(QRect(inner.left(), top, filled, thick),
                         QColor(p.grey_line if cell.role == "secondary" else p.plan_fill))
        if cell.ranked:
            return
        tick = inner.left() + round(track / FULL_BAR)
        painter.fillRect(QRect(tick, top - over, 1, thick + 2 * over), QColor(p.history))


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, is_sum: bool, ruled: bool, headed: bool) -> None:
    """Fill of a cell, the strong rule over it (``headed``) and the line under it (``ruled``)."""
    p, rect = theme().palette, option.rect
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.fillRect(rect, QColor(p.header if is_sum else p.active_row if chosen else p.panel))
    if headed:
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), QColor(p.input_border))
    if ruled:
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(p.row_line))


def paint_cell_focus(painter: QPainter, rect: QRect, role: str = "focus") -> None:
    """A ring of 2 px just inside a cell, in the colour of a role."""
    ink = QColor(getattr(theme().palette, role))
    rect = rect.adjusted(0, 0, 0, -1)
    left, top, width, height = rect.left(), rect.top(), rect.width(), rect.height()
    for side in (QRect(left, top, width, 2), QRect(left, rect.bottom() - 1, width, 2),
                 QRect(left, top, 2, height), QRect(rect.right() - 1, top, 2, height)):
        painter.fillRect(side, ink)


def _is_heavy(cell: Cell, *, is_sum: bool) -> bool:
    return (cell.strong or is_sum) and cell.text not in ("0", fmt.UNDEFINED)


def _font(cell: Cell, *, is_sum: bool) -> QFont:
    return fonts.font("dense", semibold=_is_heavy(cell, is_sum=is_sum))


@lru_cache(maxsize=4096)
def _advance(text: str, heavy: bool, scale: float) -> int:
    """Width of a text; measured once, for a table is measured anew at every key press."""
    return QFontMetrics(fonts.font("dense", semibold=heavy)).horizontalAdvance(text) + 2


class CellsTable(FrozenTable):
    """``row_chosen`` carries the key of the row the reader marked, by mouse or keyboard."""

    row_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, stretch: int = -1, least: int = 0) -> None:
        super().__init__(parent, stretch=stretch, least=least)
        self.cells = CellsModel(self)
        self._silent = False
        self.unit = ""
        self.setModel(self.cells)
        self.setItemDelegate(CellsDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.start()
        self.selectionModel().currentRowChanged.connect(self._on_selection_current_row_changed)

    def show_cells(self, name: str, columns: Sequence[Column], rows: Sequence[CellRow], *, stale: bool = False,
                   unit: str = "") -> None:
        """Show a table called ``name``; ``unit`` is that of all its numbers, where the titles do not say it."""
        self.setAccessibleName(name)
        self.unit = unit
        self.cells.stale = stale
        self._silent = True
        anew = self.cells.set_content(columns, rows)
        self._silent = False
        if not anew:  # else it was fitted as the model began anew
            self.fit()

    def set_stale(self, stale: bool) -> None:
        """Grey the numbers while a new projection is on its way."""
        if stale != self.cells.stale:
            self.cells.stale = stale
            self.cells.announce()

    def frozen_delegate(self) -> CellsDelegate:
        return CellsDelegate(self)

    def shrinking_columns(self) -> Sequence[int]:
        return [c for c, column in enumerate(self.cells.columns) if column.wraps]

    def row_height_of(self, row: int) -> int:
        delegate = self.itemDelegate()
        assert isinstance(delegate, CellsDelegate)
        wrapping = self.shrinking_columns()
        heights = [delegate.row_height(self.cells.index(row, c), self.columnWidth(c)) for c in wrapping]
        return max([super().row_height_of(row), *heights])

    def choose(self, key: str, column: int | None = None) -> None:
        """Mark the row of a key, in the column marked or another; not announced."""
        row = next((i for i, r in enumerate(self.cells.rows) if r.key == key), None)
        if row is None or row == self.currentIndex().row():
            return
        self._silent = True
        self.setCurrentIndex(self.cells.index(row, max(self.currentIndex().column(), 0) if column is None else column))
        self._silent = False

    def tab_separated(self, rows: list[int]) -> str:
        return self.cells.tab_separated(rows)

    def _on_selection_current_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._silent and current.isValid():
            self.row_chosen.emit(self.cells.rows[current.row()].key)
