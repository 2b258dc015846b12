"""A row of widgets that wraps when it is full."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays items out from the left and starts a new row where the next one does not fit.

    An item that is wider than the whole row gets the row, and the height it needs in that width.

    Parameters
    ----------
    spacing : int
        Pixels between items of a row.
    row_spacing : int, optional
        Pixels between rows; as ``spacing`` when omitted.
    last_right : bool
        The last item stands at the right end of the first row; where all do not fit in one row, the
        items between it and the first go below. While it is hidden nothing stands there.
    """

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 8, row_spacing: int | None = None,
        last_right: bool = False,
    ) -> None:
        super().__init__(parent)
        self._row_spacing = spacing if row_spacing is None else row_spacing
        self._last_right = last_right
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self._gap = spacing  # setSpacing would take -1 for the style's own

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """One row, as long as it is."""
        visible = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in visible) + self._gap * max(len(visible) - 1, 0)
        return QSize(width, max((size.height() for size in visible), default=0)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items (or only measure them); return the height taken."""
        shown = [item for item in self._items if not item.isEmpty()]
        margins = self.contentsMargins()
        rect = rect.marginsRemoved(margins)
        y = rect.y()
        for row in self._arranged_rows(shown, rect.width()):
            height = max(size.height() for _, size in row)
            if move:
                self._place(row, rect, y, height, ends=self._ends_right(row[-1][0]))
            y += height + self._row_spacing
        return max(y - self._row_spacing - rect.y(), 0) + margins.top() + margins.bottom()

    def _ends_right(self, item: QLayoutItem) -> bool:
        """Whether it is the item that stands at the right: not what happens to be the last in sight."""
        return self._last_right and len(self._items) > 1 and item is self._items[-1]

    def _arranged_rows(self, shown: list[QLayoutItem], width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows = self._rows(shown, width)
        if len(rows) < 2 or len(shown) < 3 or not self._ends_right(shown[-1]):
            return rows
        head = self._rows([shown[0], shown[-1]], width)
        return head + self._rows(shown[1:-1], width) if len(head) == 1 else rows

    def _rows(self, items: list[QLayoutItem], width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        taken = 0
        for item in items:
            size = item.sizeHint()
            if size.width() > width > 0:
                height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
                size = QSize(width, height)
            if not rows or taken + self._gap + size.width() > width:
                rows.append([])
                taken = -self._gap
            rows[-1].append((item, size))
            taken += self._gap + size.width()
        return rows

    def _place(self, row: list[tuple[QLayoutItem, QSize]], rect: QRect, y: int, height: int, *, ends: bool) -> None:
        x = rect.x()
        for item, size in row:
            if ends and item is row[-1][0]:
                x = max(x, rect.right() + 1 - size.width())
            item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
            x += size.width() + self._gap
