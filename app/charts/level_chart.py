"""The chart of curves over FE årsverk: one axis of levels, one cursor."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.charts.ink import Ink
from app.charts.level_layout import LevelLayout, arrange_levels, least_height
from app.charts.level_paint import paint_level_cursor, paint_levels
from app.charts.levels import LevelPicture, level_sentence
from app.charts.pointed import PointedChart


class LevelChart(PointedChart):
    """Draws a :class:`LevelPicture`; its positions are levels."""

    def _count(self, picture: LevelPicture) -> int:
        return int(picture.levels.size)

    def _arrange(self, picture: LevelPicture) -> LevelLayout:
        return arrange_levels(picture, float(self.width()), float(self.height()), self._ink())

    def _paint(self, painter: QPainter, layout: LevelLayout, bounds: QRectF) -> None:
        paint_levels(painter, layout, self._ink(), bounds)

    def _paint_cursor(self, painter: QPainter, layout: LevelLayout, position: int) -> None:
        paint_level_cursor(painter, layout, self._ink(), position)

    def _position_at(self, layout: LevelLayout, where: QPointF) -> int | None:
        plot, x = layout.panels[0].plot, where.x()
        return layout.position_at(x) if plot.left() - 8 <= x <= plot.right() + 8 else None

    def _first(self, picture: LevelPicture) -> int | None:
        return picture.today  # one begins where the fylke is

    def _said(self, picture: LevelPicture, position: int) -> str:
        return level_sentence(picture, position)

    def _least_height(self, picture: LevelPicture | None, ink: Ink) -> float:
        return least_height(2 if picture is None else len(picture.panels), ink)
