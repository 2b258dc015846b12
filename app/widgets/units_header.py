"""Header of the table of units: labels of up to two lines, and a tag over numbers that are synthetic."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from app.theme import fonts, theme
from models.units_model import Col, TagRole

PAD = 8


def handle_width() -> int:
    """Room for the drag handle before a unit's name."""
    return fonts.pixels(20) + 2 * PAD


class UnitsHeader(QHeaderView):
    """Paints itself: a style sheet can neither break lines nor draw the tag."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme().changed.connect(self.viewport().update)

    def label_width(self, section: int) -> int:
        """Width the label needs, without padding."""
        metrics = QFontMetrics(fonts.font("dense", semibold=True))
        widths = [metrics.horizontalAdvance(line) for line in self._lines(section)]
        tag = self._tag(section)
        if tag:
            widths.append(QFontMetrics(fonts.font("dense")).horizontalAdvance(tag) + 8)
        return max(widths)

    def sizeHint(self) -> QSize:
        lines = max((len(self._lines(s)) + bool(self._tag(s)) for s in range(self.count())), default=1)
        return QSize(super().sizeHint().width(), max(2, lines) * fonts.line_height("dense") + 12)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        p = theme().palette
        painter.save()
        painter.fillRect(rect, QColor(p.header))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(p.border))
        left = handle_width() if logicalIndex == Col.ENHET else PAD
        inner = rect.adjusted(left, 6, -PAD, -6)
        alignment = Qt.AlignmentFlag(self.model().headerData(
            logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole))
        across = alignment & Qt.AlignmentFlag.AlignHorizontal_Mask
        if logicalIndex == Col.OPPFOLGING:
            across = Qt.AlignmentFlag.AlignLeft
        self._paint_lines(painter, inner, logicalIndex, across)
        painter.restore()

    def _paint_lines(self, painter: QPainter, inner: QRect, section: int, across: Qt.AlignmentFlag) -> None:
        p, height = theme().palette, fonts.line_height("dense")
        lines = self._lines(section)
        painter.setPen(QColor(p.secondary))
        for i, line in enumerate(reversed(lines)):
            # The second line of oppfølging explains the first; it is not a heading.
            explains = section == Col.OPPFOLGING and i == 0
            painter.setFont(fonts.font("dense", semibold=not explains))
            box = QRect(inner.left(), inner.bottom() + 1 - (i + 1) * height, inner.width(), height)
            painter.drawText(box, across | Qt.AlignmentFlag.AlignVCenter, line)
        tag = self._tag(section)
        if tag:
            top = inner.bottom() + 1 - (len(lines) + 1) * height
            self._paint_tag(painter, QRect(inner.left(), top, inner.width(), height), tag, across)

    def _paint_tag(self, painter: QPainter, box: QRect, tag: str, across: Qt.AlignmentFlag) -> None:
        p = theme().palette
        painter.setFont(fonts.font("dense"))
        width = min(box.width(), painter.fontMetrics().horizontalAdvance(tag) + 8)
        left = box.right() + 1 - width if across & Qt.AlignmentFlag.AlignRight else box.left()
        chip = QRectF(left + 0.5, box.top() + 0.5, width - 1, box.height() - 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(p.border), 1))
        painter.setBrush(QColor(p.panel))
        painter.drawRoundedRect(chip, 4, 4)
        painter.setPen(QColor(p.secondary))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, tag)

    def _lines(self, section: int) -> list[str]:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal)).split("\n")

    def _tag(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal, TagRole) or "")
