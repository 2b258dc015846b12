"""What stands under and over the lines: grid, axes, titles and end labels; dots and cursor."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app import format as fmt
from app.charts.actual import paint_actual
from app.charts.bars import label_middles, legend_places, paint_bars, paint_swatch
from app.charts.ink import Ink
from app.charts.layout import LABEL_GAP, MARGIN, Layout, PlacedPanel, line_label
from app.charts.readout import paint_readout
from app.charts.scale import spread
from app.charts.series import MoveDot
from app.charts.texts import forecast_word, history_word
from app.theme import fonts

DOT_RADIUS = 4.0
CIRCLE_RADIUS = 4.0


class Layer(QGraphicsItem):
    """Paints a part of a layout; the chart hands it the layout and the ink."""

    def __init__(self) -> None:
        super().__init__()
        self._layout: Layout | None = None
        self._ink = Ink.of_paper()
        self._bounds = QRectF()

    def set_drawing(self, layout: Layout, ink: Ink, bounds: QRectF) -> None:
        self.prepareGeometryChange()
        self._layout, self._ink, self._bounds = layout, ink, bounds
        self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._layout is not None:
            painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
            self.draw(painter, self._layout, self._ink)

    def draw(self, painter: QPainter, layout: Layout, ink: Ink) -> None:
        raise NotImplementedError


def text(painter: QPainter, ink: Ink, where: QPointF, words: str, role: str = "secondary", *,
         semibold: bool = False, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
         font: fonts.Role = "dense") -> float:
    """Draw words with the middle of their line at ``where``; return their width."""
    face = ink.font(font, semibold=semibold)
    width = ink.width(words, font, semibold=semibold)
    metrics = ink.metrics(font, semibold=semibold)
    x = where.x() - (width if align is Qt.AlignmentFlag.AlignRight
                     else width / 2 if align is Qt.AlignmentFlag.AlignHCenter else 0)
    painter.setFont(face)
    painter.setPen(ink.colour(role))
    painter.drawText(QPointF(x, where.y() + (metrics.ascent() - metrics.descent()) / 2), words)
    return width


class BackLayer(Layer):
    """Grid, axes, titles, end labels and dots."""

    def draw(self, painter: QPainter, layout: Layout, ink: Ink) -> None:
        painter.fillRect(self._bounds, ink.colour("panel"))
        for placed in layout.panels:
            self._title(painter, placed, ink)
            self._grid(painter, placed, ink)
            paint_bars(painter, layout, placed, ink)
            self._legend(painter, layout, placed, ink)
            self._start_line(painter, layout, placed, ink)
            self._end_labels(painter, layout, placed, ink)
            if placed.panel.pair.is_empty and placed.panel.empty_text:
                self._empty(painter, placed, ink)
        self._months(painter, layout, ink)

    def _empty(self, painter: QPainter, placed: PlacedPanel, ink: Ink) -> None:
        """Why there is nothing to see, in the middle of the axes."""
        centre, room = placed.plot.center(), placed.plot.width() - 8
        words = ink.metrics().elidedText(placed.panel.empty_text, Qt.TextElideMode.ElideRight, room)
        width = ink.width(words) + ink.px(12)
        area = QRectF(centre.x() - width / 2, centre.y() - ink.line() / 2, width, ink.line())
        painter.fillRect(area, ink.colour("panel"))
        text(painter, ink, centre, words, align=Qt.AlignmentFlag.AlignHCenter)

    def _title(self, painter: QPainter, placed: PlacedPanel, ink: Ink) -> None:
        y = placed.title_top + ink.line("body") / 2
        width = text(painter, ink, QPointF(MARGIN, y), placed.panel.title, "text", semibold=True, font="body")
        rest = ", ".join(part for part in (placed.panel.subtitle, placed.note) if part)
        left = MARGIN + width + ink.px(5)
        room = self._bounds.width() - left - MARGIN
        words = ink.metrics("body").elidedText(rest, Qt.TextElideMode.ElideRight, room)
        text(painter, ink, QPointF(left, y), words, font="body")

    def _grid(self, painter: QPainter, placed: PlacedPanel, ink: Ink) -> None:
        plot = placed.plot
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for tick in placed.scale.ticks:
            y = round(placed.y(tick))
            painter.setPen(ink.hairline("input_border" if tick == placed.scale.low else "row_line"))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            text(painter, ink, QPointF(plot.left() - LABEL_GAP, y), placed.tick_text(tick),
                 align=Qt.AlignmentFlag.AlignRight)

    def _start_line(self, painter: QPainter, layout: Layout, placed: PlacedPanel, ink: Ink) -> None:
        """Between history and projection."""
        panel = placed.panel
        if panel.history is None or not panel.pair.maneder or panel.history.maneder[0] >= panel.pair.maneder[0]:
            return
        x = round(layout.x(panel.pair.maneder[0] - 1))
        painter.setPen(ink.hairline("input_border"))
        painter.drawLine(QPointF(x, placed.plot.top()), QPointF(x, placed.plot.bottom()))
        if placed is layout.panels[0]:
            y = placed.plot.top() + ink.line() / 2
            text(painter, ink, QPointF(x - LABEL_GAP, y), history_word(), align=Qt.AlignmentFlag.AlignRight)
            text(painter, ink, QPointF(x + LABEL_GAP, y), forecast_word())

    def _end_labels(self, painter: QPainter, layout: Layout, placed: PlacedPanel, ink: Ink) -> None:
        pair = placed.panel.pair
        panel = placed.panel
        lines = [(pair.planen, line_label(panel, panel.plan_name), ink.number_role if ink.stale else "plan_line"),
                 (pair.uten, line_label(panel, layout.uten_name), "secondary")]
        reference = panel.reference
        if reference is not None:
            lines.append((reference.verdier, reference.name, "text"))
        found = []
        for values, name, role in lines:
            defined = np.flatnonzero(np.isfinite(values))
            if defined.size:
                last = int(defined[-1])
                found.append((layout.x(pair.maneder[last]), placed.y(values[last]), values[last], name, role, None))
        parts = panel.bars if layout.parts_at_end else ()
        for part, middle in zip(parts, label_middles(parts)):
            last_month = part.pair.maneder[-1]
            found.append((layout.x(last_month), placed.y(middle), part.pair.planen[-1], part.name, "secondary", part))
        half = ink.line() / 2
        at = spread([y for _, y, *_ in found], ink.line(), placed.plot.top() - half, placed.plot.bottom() + half / 2)
        beside = layout.month_width * layout.inset
        for (x, _, value, name, role, part), y in zip(found, at):
            where = QPointF(x + LABEL_GAP + beside, y)
            if part is not None:
                where.setX(where.x() + paint_swatch(painter, ink, where, part))
            number = panel.quantity.text(value) + fmt.NBSP
            width = text(painter, ink, where, number, role, semibold=True)
            text(painter, ink, QPointF(where.x() + width, y), name, role)

    def _legend(self, painter: QPainter, layout: Layout, placed: PlacedPanel, ink: Ink) -> None:
        """The parts of the bars under the title, where they have no room at the end."""
        if layout.parts_at_end:
            return
        parts = placed.panel.bars
        top = placed.title_top + ink.line("body") + ink.px(6)
        for part, place in zip(parts, legend_places(parts, self._bounds.width() - 2 * MARGIN, ink)):
            where = QPointF(MARGIN + place.x(), top + place.y() + ink.line() / 2)
            text(painter, ink, QPointF(where.x() + paint_swatch(painter, ink, where, part), where.y()), part.name)

    def _months(self, painter: QPainter, layout: Layout, ink: Ink) -> None:
        """Year semibold at January, other months in grey; all labels just right of their tick."""
        top = layout.axis_top
        limit = self._bounds.right() - 2
        for tick in layout.ticks:
            x = round(layout.x(tick.maned))
            painter.setPen(ink.hairline("input_border" if tick.is_year else "border"))
            length = ink.line() if tick.is_year else ink.px(6)
            painter.drawLine(QPointF(x, top), QPointF(x, top + length))
            words = str(tick.maned // 12) if tick.is_year else fmt.maned_kort(tick.maned).split()[0]
            if not tick.labelled or x + ink.px(5) + ink.width(words, semibold=tick.is_year) > limit:
                continue
            text(painter, ink, QPointF(x + ink.px(5), top + ink.line() / 2 + ink.px(4)), words,
                 "text" if tick.is_year else "secondary", semibold=tick.is_year)


class FrontLayer(Layer):
    """Flyttinger on the zero line, the cursor and its read-out."""

    def __init__(self) -> None:
        super().__init__()
        self._month: int | None = None

    def set_month(self, maned: int | None) -> None:
        if maned != self._month:
            self._month = maned
            self.update()

    def draw(self, painter: QPainter, layout: Layout, ink: Ink) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for placed in layout.panels:
            paint_actual(painter, layout, placed, ink)
            self._dots(painter, layout, placed, ink)
        if self._month is not None and layout.first <= self._month <= layout.last:
            self._cursor(painter, layout, ink, self._month)

    def _dots(self, painter: QPainter, layout: Layout, placed: PlacedPanel, ink: Ink) -> None:
        dots = [dot for dot in placed.panel.dots if layout.first <= dot.maned <= layout.last]
        if not dots:
            return
        base = placed.plot.bottom()
        y = base - DOT_RADIUS - ink.line() / 2 - 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.colour("text"))
        for dot in dots:
            painter.drawEllipse(QPointF(layout.x(dot.maned), base), DOT_RADIUS, DOT_RADIUS)
        occupied = self._dot_labels(painter, layout, placed, ink, dots, y)
        self._dots_caption(painter, layout, placed, ink, y, occupied)

    def _dot_labels(self, painter: QPainter, layout: Layout, placed: PlacedPanel, ink: Ink, dots: list[MoveDot],
                    y: float) -> float:
        """Write the årsverk over the dots; return where the last one ends.

        Labels of near dots move apart. One that would end up too far from its dot is left out: the
        read-out says its number.
        """
        texts = [fmt.tall(dot.arsverk, 1) for dot in dots]
        widths = [ink.width(words) for words in texts]
        centres = [layout.x(dot.maned) for dot in dots]
        gap = max(widths) + ink.px(5)
        moved = spread(centres, gap, placed.plot.left(), placed.plot.right())
        end = -1e9
        for words, width, centre, x in zip(texts, widths, centres, moved):
            at = x if abs(x - centre) <= ink.px(12) else centre
            if at - width / 2 < end + ink.px(4):
                continue
            self._clear(painter, ink, QRectF(at - width / 2, y - ink.line() / 2, width, ink.line()))
            text(painter, ink, QPointF(at, y), words, align=Qt.AlignmentFlag.AlignHCenter)
            end = at + width / 2
        return end

    def _dots_caption(self, painter: QPainter, layout: Layout, placed: PlacedPanel, ink: Ink, y: float,
                      occupied: float) -> None:
        """What the dots are: beside them where no line passes, else at the end of the title's line."""
        caption = placed.panel.dots_caption
        width = ink.width(caption)
        right = min(layout.x(dot.maned) for dot in placed.panel.dots) - ink.px(24)
        if placed.panel.history is not None and placed.panel.pair.maneder:
            right = min(right, layout.x(placed.panel.pair.maneder[0] - 1) - LABEL_GAP)
        for left in (right - width, occupied + ink.px(10)):
            area = QRectF(left, y - ink.line() / 2, width, ink.line())
            inside = placed.plot.left() + ink.px(6) < left and area.right() < placed.plot.right()
            if inside and not self._lines_pass(layout, placed, area):
                text(painter, ink, QPointF(left, y), caption)
                return
        self._title_caption(painter, placed, ink, caption)

    def _lines_pass(self, layout: Layout, placed: PlacedPanel, area: QRectF) -> bool:
        pair = placed.panel.pair
        x = np.array([layout.x(maned) for maned in pair.maneder])
        near = (x >= area.left() - 8) & (x <= area.right() + 8)
        ys = np.concatenate([placed.ys(pair.planen)[near], placed.ys(pair.uten)[near]])
        return bool(((ys >= area.top() - 2) & (ys <= area.bottom() + 2)).any())

    def _title_caption(self, painter: QPainter, placed: PlacedPanel, ink: Ink, caption: str) -> None:
        """The caption with a dot before it, at the right of the title's line where there is room."""
        right = self._bounds.width() - MARGIN
        left = right - ink.width(caption)
        taken = MARGIN + ink.width(placed.panel.title, "body", semibold=True) + ink.px(5)
        taken += ink.width(", ".join(filter(None, (placed.panel.subtitle, placed.note))), "body")
        if left - ink.px(30) < taken:
            return
        y = placed.title_top + ink.line("body") / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.colour("text"))
        painter.drawEllipse(QPointF(left - ink.px(10), y), DOT_RADIUS, DOT_RADIUS)
        text(painter, ink, QPointF(left, y), caption)

    def _clear(self, painter: QPainter, ink: Ink, area: QRectF) -> None:
        """Dim what lies under words, so that they can be read over a line."""
        under = ink.colour("panel")
        under.setAlphaF(0.8)
        painter.fillRect(area.adjusted(-2, 0, 2, 0), under)

    def _cursor(self, painter: QPainter, layout: Layout, ink: Ink, maned: int) -> None:
        x = round(layout.x(maned)) + 0.5
        painter.setPen(ink.hairline("text"))
        top, bottom = layout.panels[0].plot.top(), layout.panels[-1].plot.bottom()
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        for placed in layout.panels:
            values = placed.panel.pair.at(maned)
            if values is None:
                continue
            for value, role in ((values[1], "uten"), (values[0], ink.plan_role)):
                if np.isfinite(value):
                    pen = ink.hairline(role)
                    pen.setWidthF(2)
                    painter.setPen(pen)
                    painter.setBrush(ink.colour("panel"))
                    painter.drawEllipse(QPointF(x, placed.y(value)), CIRCLE_RADIUS, CIRCLE_RADIUS)
        paint_readout(painter, layout, ink, maned)
