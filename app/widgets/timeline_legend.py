"""What the shapes of the time line mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import fonts, theme

_GAP = 6


class TimelineLegend(QWidget):
    """innfasing, varer ut planen, slutt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Tegnforklaring: stigende kile er innfasing, spiss ende varer ut planen, "
                                       "loddrett strek er slutt."))
        theme().changed.connect(self.updateGeometry)

    def _words(self) -> tuple[str, str, str]:
        return self.tr("innfasing"), self.tr("varer ut planen"), self.tr("slutt")

    def _shape(self) -> float:
        return float(fonts.pixels(22))

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(fonts.font("dense"))
        words = sum(metrics.horizontalAdvance(word) for word in self._words())
        width = words + 2 * self._shape() + 4 + 3 * _GAP + 2 * fonts.pixels(16) + 8
        return QSize(round(width), fonts.line_height("dense") + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, p = QPainter(self), theme().palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(fonts.font("dense"))
        wide, thick = self._shape(), float(fonts.pixels(11))
        top = (self.height() - thick) / 2
        fill = QColor(p.plan_fill)
        x = 0.0
        for kind, word in enumerate(self._words()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            if kind == 0:
                painter.fillRect(QRectF(x, top, wide, thick), QColor(p.selected_fill))
                painter.drawPolygon(QPolygonF([
                    QPointF(x, top + thick), QPointF(x + wide, top), QPointF(x + wide, top + thick)]))
                x += wide
            elif kind == 1:
                painter.drawPolygon(QPolygonF([
                    QPointF(x, top), QPointF(x + wide - 5, top), QPointF(x + wide, top + thick / 2),
                    QPointF(x + wide - 5, top + thick), QPointF(x, top + thick)]))
                x += wide
            else:
                painter.fillRect(QRectF(x + 1, top - 2, 2, thick + 4), QColor(p.history))
                x += 4
            painter.setPen(QColor(p.secondary))
            width = painter.fontMetrics().horizontalAdvance(word) + 4
            place = QRectF(x + _GAP, 0, width, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)
            x += _GAP + width + fonts.pixels(16) - 4
