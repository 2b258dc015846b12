"""The chart of how kontor spread: boxes of planen and uten flyttinger, and a point a kontor."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.charts.box_layout import BoxLayout, arrange_boxes, least_box_height
from app.charts.box_paint import paint_boxes, paint_kontor
from app.charts.boxes import BoxPicture, kontor_sentence
from app.charts.ink import Ink
from app.charts.pointed import PointedChart


class BoxChart(PointedChart):
    """Draws a :class:`BoxPicture`; its positions are kontor."""

    def _count(self, picture: BoxPicture) -> int:
        return len(picture.names)

    def _arrange(self, picture: BoxPicture) -> BoxLayout:
        return arrange_boxes(picture, float(self.width()), float(self.height()), self._ink())

    def _paint(self, painter: QPainter, layout: BoxLayout, bounds: QRectF) -> None:
        paint_boxes(painter, layout, self._ink(), bounds)

    def _paint_cursor(self, painter: QPainter, layout: BoxLayout, position: int) -> None:
        paint_kontor(painter, layout, self._ink(), position, QRectF(self.rect()))

    def _position_at(self, layout: BoxLayout, where: QPointF) -> int | None:
        return layout.position_at(where)

    def _said(self, picture: BoxPicture, position: int) -> str:
        return kontor_sentence(picture, position)

    def _least_height(self, picture: BoxPicture | None, ink: Ink) -> float:
        return least_box_height(1 if picture is None else len(picture.strips), ink)
