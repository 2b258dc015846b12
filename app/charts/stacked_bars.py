"""Bars in parts, such as hours by use: for each group planen and, thinner under it, uten flyttinger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QBrush,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app import format as fmt
from app.charts.ink import Ink
from app.charts.layers import text
from app.charts.layout import LABEL_GAP, MARGIN
from app.charts.scale import Scale, value_scale
from app.charts.texts import plan_word, uten_word, versus
from app.difference import HOURS, Better, Quantity, difference
from app.theme import theme
from app.widgets.focus_ring import paint_focus_ring

COLOURED = 6
"""Over six parts are not told apart by colour; the rest are grey."""
PLAN_HEIGHT = 14.0
UTEN_HEIGHT = 8.0


@dataclass(frozen=True, slots=True)
class BarGroup:
    """One row: its name, and the size of each part in planen and uten flyttinger."""

    label: str
    planen: tuple[float, ...]
    uten: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BarsData:
    """What the bars show; ``parts`` names the parts in the order they are stacked."""

    title: str
    subtitle: str
    parts: tuple[str, ...]
    groups: tuple[BarGroup, ...]
    quantity: Quantity = HOURS
    unit: str = ""


def axis(data: BarsData) -> Scale:
    """The scale that holds the longest bar of either."""
    return value_scale([sum(values) for group in data.groups for values in (group.planen, group.uten)])


def group_sentence(data: BarsData, index: int) -> str:
    """A row as a sentence: the totals, then each part of the pair."""
    group, show = data.groups[index], data.quantity.text
    total = f"{plan_word()} {show(sum(group.planen))}, {uten_word()} {show(sum(group.uten))} {data.unit}".rstrip()
    parts = [f"{name}: {versus(show(a), show(b))}" for name, a, b in zip(data.parts, group.planen, group.uten)]
    return f"{group.label}: {total}. {'; '.join(parts)}."


class StackedBars(QWidget):
    """``group_changed`` carries the position of the row the reader marked, by mouse or arrow keys."""

    group_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = BarsData("", "", (), ())
        self._marked: int | None = None
        self._stale = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme().changed.connect(self._on_theme_changed)

    @property
    def data(self) -> BarsData:
        return self._data

    @property
    def marked(self) -> int | None:
        """The marked row."""
        return self._marked

    def set_data(self, data: BarsData) -> None:
        """Draw these bars; the marked row stays while there is one at its place."""
        self._data = data
        if self._marked is not None and self._marked >= len(data.groups):
            self._marked = None
        self.setAccessibleName(f"{data.title}, {data.subtitle}" if data.subtitle else data.title)
        self._describe()
        self.updateGeometry()
        self.update()

    def set_group(self, index: int | None) -> None:
        """Mark a row; not announced."""
        self._marked = index
        self._describe()
        self.update()

    def set_stale(self, stale: bool) -> None:
        self._stale = stale
        self.update()

    def sizeHint(self) -> QSize:
        ink = self._ink()
        return QSize(round(ink.px(560)), self.heightForWidth(round(ink.px(560))))

    def minimumSizeHint(self) -> QSize:
        ink = self._ink()
        return QSize(round(ink.px(300)), self.heightForWidth(max(self.width(), round(ink.px(300)))))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        ink = self._ink()
        top = self._legend_bottom(ink, float(width))
        return round(top + len(self._data.groups) * self._row(ink) + ink.line() + ink.px(8) + MARGIN)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = self._ink()
        painter.fillRect(self.rect(), ink.colour("panel"))
        self._title(painter, ink)
        top = self._legend(painter, ink, float(self.width()))
        if self._data.groups:
            self._bars(painter, ink, top)
        if self.hasFocus():
            painter.end()
            paint_focus_ring(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        count = len(self._data.groups)
        if not count or event.key() not in (*steps, Qt.Key.Key_Home, Qt.Key.Key_End):
            event.ignore()
            return
        here = -1 if self._marked is None else self._marked
        at = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1}.get(Qt.Key(event.key()))
        self._mark(min(max(here + steps[Qt.Key(event.key())], 0), count - 1) if at is None else at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().y())
        if row is not None:
            self._mark(row)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._row_at(event.pos().y())
            QToolTip.showText(event.globalPos(), "" if row is None else group_sentence(self._data, row), self)
            return True
        return super().event(event)

    def _mark(self, index: int) -> None:
        self.set_group(index)
        self.group_changed.emit(index)

    def _describe(self) -> None:
        rows: Sequence[int] = range(len(self._data.groups)) if self._marked is None else [self._marked]
        self.setAccessibleDescription(" ".join(group_sentence(self._data, row) for row in rows))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _ink(self) -> Ink:
        return Ink.of_theme(stale=self._stale)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _row(self, ink: Ink) -> float:
        return max(ink.px(PLAN_HEIGHT + UTEN_HEIGHT + 14), 2 * ink.line() + 6)

    def _row_at(self, y: float) -> int | None:
        ink = self._ink()
        row = int((y - self._legend_bottom(ink, float(self.width()))) // self._row(ink))
        return row if 0 <= row < len(self._data.groups) else None

    def _colour(self, part: int, ink: Ink) -> QColor:
        if self._stale or part >= COLOURED:
            return ink.colour("grey_line")
        return QColor(ink.palette.categories[part])

    def _title(self, painter: QPainter, ink: Ink) -> None:
        y = MARGIN + ink.line("body") / 2
        width = text(painter, ink, QPointF(MARGIN, y), self._data.title, "text", semibold=True, font="body")
        left = MARGIN + width + ink.px(5)
        rest = ink.metrics("body").elidedText(
            self._data.subtitle, Qt.TextElideMode.ElideRight, self.width() - left - MARGIN
        )
        text(painter, ink, QPointF(left, y), rest, font="body")

    def _legend_places(self, ink: Ink, width: float) -> list[QPointF]:
        """Where each part's swatch and name stand; they wrap."""
        x, y = MARGIN, MARGIN + ink.line("body") + ink.px(8)
        places = []
        for name in self._data.parts:
            needed = ink.px(16) + ink.width(name) + ink.px(16)
            if x > MARGIN and x + needed - ink.px(16) > width - MARGIN:
                x, y = MARGIN, y + ink.line() + ink.px(4)
            places.append(QPointF(x, y))
            x += needed
        return places

    def _legend_bottom(self, ink: Ink, width: float) -> float:
        places = self._legend_places(ink, width)
        last = places[-1].y() if places else MARGIN + ink.line("body")
        return last + ink.line() + ink.px(10)

    def _legend(self, painter: QPainter, ink: Ink, width: float) -> float:
        for part, (name, place) in enumerate(zip(self._data.parts, self._legend_places(ink, width))):
            side = ink.px(10)
            middle = place.y() + ink.line() / 2
            painter.fillRect(QRectF(place.x(), middle - side / 2, side, side), self._colour(part, ink))
            text(painter, ink, QPointF(place.x() + ink.px(16), middle), name)
        return self._legend_bottom(ink, width)

    def _bars(self, painter: QPainter, ink: Ink, top: float) -> None:
        data, scale, row = self._data, axis(self._data), self._row(ink)
        left = MARGIN + self._label_width(ink) + LABEL_GAP
        room = max(ink.width(self._end_text(group), semibold=True) for group in data.groups)
        right = self.width() - MARGIN - LABEL_GAP - room
        plot = QRectF(left, top, max(right - left, 1.0), row * len(data.groups))
        self._axis(painter, ink, plot, scale)
        for index, group in enumerate(data.groups):
            y = top + index * row
            if index == self._marked:
                marked = QRectF(1, y + 1, self.width() - 2, row - 2)
                painter.fillRect(marked, ink.colour("active_row"))
            self._group(painter, ink, plot, scale, y, group)

    def _difference(self, group: BarGroup) -> str:
        """The difference of the totals; how hours are used is not judged here."""
        return difference(sum(group.planen) - sum(group.uten), self._data.quantity, Better.NEITHER).text

    def _end_text(self, group: BarGroup) -> str:
        """What stands at the end of the lower bar, the longest of the row."""
        return f"{self._data.quantity.text(sum(group.uten))} {uten_word()}  {self._difference(group)}"

    def _label_width(self, ink: Ink) -> float:
        widest = max(ink.width(group.label, "body") for group in self._data.groups)
        return min(widest, 0.3 * self.width())

    def _axis(self, painter: QPainter, ink: Ink, plot: QRectF, scale: Scale) -> None:
        for tick in scale.ticks:
            x = round(plot.left() + scale.fraction(tick) * plot.width())
            painter.setPen(ink.hairline("input_border" if tick == scale.low else "row_line"))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            words = fmt.prosent(tick) if self._data.quantity.share else fmt.tall(tick, scale.decimals)
            text(painter, ink, QPointF(x, plot.bottom() + ink.px(4) + ink.line() / 2), words,
                 align=Qt.AlignmentFlag.AlignHCenter)

    def _group(self, painter: QPainter, ink: Ink, plot: QRectF, scale: Scale, top: float, group: BarGroup) -> None:
        line = ink.line()
        upper, lower = top + self._row(ink) / 2 - line / 2, top + self._row(ink) / 2 + line / 2
        label = ink.metrics("body").elidedText(group.label, Qt.TextElideMode.ElideMiddle, self._label_width(ink))
        text(painter, ink, QPointF(MARGIN, (upper + lower) / 2), label, "text", font="body")
        show = self._data.quantity.text
        for values, middle, height, uten in (
            (group.planen, upper, ink.px(PLAN_HEIGHT), False), (group.uten, lower, ink.px(UTEN_HEIGHT), True),
        ):
            end = self._stack(painter, ink, plot, scale, QRectF(0, middle - height / 2, 0, height), values, uten)
            where = QPointF(end + LABEL_GAP, middle)
            number = show(sum(values)) + fmt.NBSP
            role = "secondary" if uten else (ink.number_role if ink.stale else "plan_line")
            width = text(painter, ink, where, number, role, semibold=True)
            width += text(painter, ink, QPointF(where.x() + width, middle), uten_word() if uten else plan_word(), role)
            if uten:
                text(painter, ink, QPointF(where.x() + width + LABEL_GAP, middle), self._difference(group),
                     ink.number_role, semibold=True)

    def _stack(self, painter: QPainter, ink: Ink, plot: QRectF, scale: Scale, band: QRectF, values: Sequence[float],
               uten: bool) -> float:
        """Draw one bar; return where it ends. Uten flyttinger is hatched, so that the two never look alike."""
        x = plot.left()
        for part, value in enumerate(values):
            width = max(value, 0.0) / (scale.high - scale.low) * plot.width()
            if width <= 0:
                continue
            segment = QRectF(x, band.top(), max(width - 1, 0.5), band.height())  # a pixel of air between parts
            colour = self._colour(part, ink)
            if uten:
                soft = QColor(colour)
                soft.setAlphaF(0.35)
                painter.fillRect(segment, soft)
                painter.fillRect(segment, QBrush(colour, Qt.BrushStyle.BDiagPattern))
            else:
                painter.fillRect(segment, colour)
            x += width
        return x
