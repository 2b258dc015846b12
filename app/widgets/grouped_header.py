"""A table header of two levels: columns, and over some of them the name of their group."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.theme import fonts, icons, theme

PAD = 8
ARROW = 14
"""Room for the arrow of the column that the rows are in order by, in pixels at 100 % text."""
GROUP_GAP = 12
"""Air before the first column of a group, in pixels at 100 % text."""

GroupRole = int(Qt.ItemDataRole.UserRole) + 10
"""Of a header: the name of the group the column belongs to, or empty."""


class GroupedHeader(QHeaderView):
    """Paints titles on their column's side, wrapped at line breaks; groups stand over their first column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(10)

    def sizeHint(self) -> QSize:
        lines = self._title_lines() + self._group_lines()
        rule = fonts.pixels(4) if self._has_groups() else 0
        return QSize(super().sizeHint().width(), lines * fonts.line_height("dense") + 12 + rule)

    def starts_group(self, section: int) -> bool:
        """Whether air stands before the column."""
        group = self._group(section)
        return section > 0 and bool(group or self._group(section - 1)) and group != self._group(section - 1)

    def padding(self, section: int) -> tuple[int, int]:
        """Room left and right of what stands in a column."""
        return PAD + (fonts.pixels(GROUP_GAP) if self.starts_group(section) else 0), PAD

    def title_width(self, section: int) -> int:
        """Width the column's own title needs, with its padding."""
        metrics = QFontMetrics(fonts.font("dense", semibold=True))
        widest = max((metrics.horizontalAdvance(line) for line in self._title(section).split("\n")), default=0)
        return widest + sum(self.padding(section)) + 2 + (fonts.pixels(ARROW) if self._arrow(section) else 0)

    def group_spans(self) -> list[tuple[str, list[int]]]:
        """Groups with a name, and their columns."""
        sections = [s for s in range(self.count()) if not self.isSectionHidden(s)]
        return [(name, list(of)) for name, of in groupby(sections, key=self._group) if name]

    def group_width(self, name: str, first: int) -> int:
        """Width a group's name needs, with the padding of its first column."""
        metrics = QFontMetrics(fonts.font("dense", semibold=True))
        widest = max(metrics.horizontalAdvance(line) for line in name.split("\n"))
        return widest + sum(self.padding(first)) + 2

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        p = theme().palette
        painter.save()
        painter.fillRect(rect, QColor(p.header))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(p.border))
        left, right = self.padding(logicalIndex)
        inner = rect.adjusted(left, 0, -right, -6)
        height = fonts.line_height("dense")
        painter.setFont(fonts.font("dense", semibold=True))
        painter.setPen(QColor(p.secondary))
        across = self._side(logicalIndex)
        if self._arrow(logicalIndex):
            inner = self._paint_arrow(painter, inner, logicalIndex)
        for i, line in enumerate(reversed(self._title(logicalIndex).split("\n"))):
            box = QRect(inner.left(), inner.bottom() + 1 - (i + 1) * height, inner.width(), height)
            painter.drawText(box, across | Qt.AlignmentFlag.AlignVCenter, line)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        p = theme().palette
        painter.setFont(fonts.font("dense", semibold=True))
        for name, sections in self.group_spans():
            left = self.sectionViewportPosition(sections[0]) + self.padding(sections[0])[0]
            right = self.sectionViewportPosition(sections[-1]) + self.sectionSize(sections[-1]) - PAD
            lines, height = name.split("\n"), fonts.line_height("dense")
            painter.setPen(QColor(p.text))
            bottom = 6 + self._group_lines() * height
            for i, line in enumerate(lines):
                box = QRect(left, bottom - (len(lines) - i) * height, right - left, height)
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                                 painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, box.width()))
            painter.fillRect(QRect(left, bottom + 1, right - left, 1), QColor(p.border))
        painter.end()

    def _arrow(self, section: int) -> str:
        """The icon beside the title of the column that the rows are in order by."""
        if not self.isSortIndicatorShown() or section != self.sortIndicatorSection():
            return ""
        return "chevron-down" if self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder else "chevron-up"

    def _paint_arrow(self, painter: QPainter, inner: QRect, section: int) -> QRect:
        """Draw the arrow where the title ends; what is left for the title."""
        side, right = fonts.pixels(ARROW), inner.right()
        if self._side(section) & Qt.AlignmentFlag.AlignLeft:
            words = painter.fontMetrics().horizontalAdvance(self._title(section).rpartition("\n")[2])
            right = inner.left() + words + side
        top = inner.bottom() + 1 - (fonts.line_height("dense") + side) // 2
        painter.drawPixmap(right - side + 1, top, icons.pixmap(self._arrow(section), side, "secondary"))
        return inner if right < inner.right() else inner.adjusted(0, 0, -side, 0)

    def _title(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")

    def _group(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal, GroupRole) or "")

    def _side(self, section: int) -> Qt.AlignmentFlag:
        side = self.model().headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        return Qt.AlignmentFlag(int(side or 0)) & Qt.AlignmentFlag.AlignHorizontal_Mask

    def _sections(self) -> range:
        return range(self.model().columnCount() if self.model() is not None else 0)

    def _has_groups(self) -> bool:
        return any(self._group(section) for section in self._sections())

    def _group_lines(self) -> int:
        return max((self._group(section).count("\n") + 1 for section in self._sections() if self._group(section)), default=0)

    def _title_lines(self) -> int:
        return max((self._title(section).count("\n") + 1 for section in self._sections()), default=1)
