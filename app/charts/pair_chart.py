"""The chart: planen beside uten flyttinger, one or more stacked over one time axis and one cursor."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from app.charts.ink import Ink
from app.charts.layers import BackLayer, FrontLayer
from app.charts.layout import Layout, PlacedPanel, arrange, minimum_height
from app.charts.panel import Panel, month_sentence, panel_sentence
from app.theme import fonts, theme
from app.widgets.focus_ring import paint_focus_ring

CURVES = 4
"""Lines of a panel: history, uten flyttinger, planen, and the reference."""


class PairChart(pg.GraphicsView):
    """Draws panels; knows nothing of plans or results.

    ``month_changed`` carries the month the reader points at (by mouse or arrow keys), or None.
    """

    month_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None, ink: Ink | None = None) -> None:
        super().__init__(parent, background=None)
        self._fixed_ink = ink
        self._stale = False
        self._panels: tuple[Panel, ...] = ()
        self._layout: Layout | None = None
        self._pinned: int | None = None
        self._hovered: int | None = None
        self._back, self._front = BackLayer(), FrontLayer()
        self._back.setZValue(-1)
        self._front.setZValue(10)
        self._curves: list[pg.PlotCurveItem] = []
        self.scene().addItem(self._back)
        self.scene().addItem(self._front)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the chart itself takes the keys
        self.setMouseTracking(True)
        if ink is None:
            theme().changed.connect(self._on_theme_changed)

    @property
    def panels(self) -> tuple[Panel, ...]:
        return self._panels

    @property
    def month(self) -> int | None:
        """The month the cursor stands on."""
        return self._hovered if self._hovered is not None else self._pinned

    @property
    def pinned(self) -> int | None:
        """The month the reader chose by click or arrow keys; it stays when the mouse leaves."""
        return self._pinned

    @property
    def chart_layout(self) -> Layout | None:
        """Where everything stands; None before there is a panel."""
        return self._layout

    def set_panels(self, panels: Sequence[Panel], name: str = "") -> None:
        """Draw these panels, the first the largest; ``name`` is the chart's name for the screen reader."""
        self._panels = tuple(panels)
        self.setAccessibleName(name or (panels[0].title if panels else ""))
        self.updateGeometry()
        self._redraw()
        self._describe()

    def set_month(self, maned: int | None) -> None:
        """Put the cursor on a month; what the mouse points at gives way. Not announced."""
        self._hovered, self._pinned = None, maned
        self._front.set_month(self.month)
        self._describe()

    def set_stale(self, stale: bool) -> None:
        """Grey planen while a new projection is on its way."""
        if stale != self._stale:
            self._stale = stale
            self._redraw()

    def readout_text(self) -> str:
        """What the read-out says, as sentences; empty without a cursor."""
        if self.month is None:
            return ""
        return " ".join(filter(None, (month_sentence(panel, self.month) for panel in self._panels)))

    def draw_on(self, painter: QPainter) -> None:
        """Draw the chart without widget or focus, as on paper."""
        area = QRectF(0, 0, self.width(), self.height())
        self.scene().render(painter, area, area)

    def close(self) -> bool:
        """Close like any widget: pyqtgraph's own takes the viewport away, and Qt then paints into nothing."""
        return QWidget.close(self)

    def minimumSizeHint(self) -> QSize:
        ink = self._ink()
        return QSize(round(ink.px(320)), round(minimum_height(max(len(self._panels), 1), ink)))

    def sizeHint(self) -> QSize:
        return QSize(fonts.pixels(640), self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_front"):  # pyqtgraph calls this from its own constructor
            self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            paint_focus_ring(self.viewport())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._point_at(event)
        self._pinned = self._hovered
        self._announce()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def wheelEvent(self, event) -> None:
        event.ignore()  # the room scrolls; a chart does not zoom

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self._announce()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        span = self._months()
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -12, Qt.Key.Key_PageDown: 12}
        if span is None:
            event.ignore()
            return
        first, last = span
        here = self.month
        if event.key() in moves:
            start = (first - 1 if moves[Qt.Key(event.key())] > 0 else last + 1) if here is None else here
            self._pin(min(max(start + moves[Qt.Key(event.key())], first), last))
        elif event.key() == Qt.Key.Key_Home:
            self._pin(first)
        elif event.key() == Qt.Key.Key_End:
            self._pin(last)
        elif event.key() == Qt.Key.Key_Escape and here is not None:
            self._pin(None)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _months(self) -> tuple[int, int] | None:
        """The months the cursor can stand on."""
        if self._layout is None or all(panel.months is None for panel in self._panels):
            return None
        return self._layout.first, self._layout.last

    def _point_at(self, event: QMouseEvent) -> None:
        if self._months() is None or self._layout is None:
            return
        plot = self._layout.panels[0].plot
        inside = plot.left() - 8 <= event.position().x() <= plot.right() + 8
        maned = self._layout.month_at(event.position().x()) if inside else None
        if maned != self._hovered:
            self._hovered = maned
            self._announce()

    def _pin(self, maned: int | None) -> None:
        self._hovered, self._pinned = None, maned
        self._announce()

    def _announce(self) -> None:
        self._front.set_month(self.month)
        self._describe()
        self.month_changed.emit(self.month)

    def _describe(self) -> None:
        """The screen reader gets the month under the cursor first, then the whole."""
        parts = [self.readout_text(), *(panel_sentence(panel) for panel in self._panels)]
        self.setAccessibleDescription(" ".join(filter(None, parts)))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _ink(self) -> Ink:
        return self._fixed_ink or Ink.of_theme(stale=self._stale)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self._redraw()

    def _redraw(self) -> None:
        if not self._panels:
            return
        ink = self._ink()
        width, height = float(self.width()), float(self.height())
        bounds = QRectF(0, 0, width, height)
        self._layout = arrange(self._panels, width, height, ink)
        self._back.set_drawing(self._layout, ink, bounds)
        self._front.set_drawing(self._layout, ink, bounds)
        self._front.set_month(self.month)
        self._draw_curves(self._layout, ink)

    def _draw_curves(self, layout: Layout, ink: Ink) -> None:
        wanted = CURVES * len(layout.panels)
        while len(self._curves) < wanted:
            curve = pg.PlotCurveItem(antialias=True, connect="finite")
            curve.setSegmentedLineMode("off")
            self.scene().addItem(curve)
            self._curves.append(curve)
        for curve in self._curves[wanted:]:
            curve.setData([], [])
        for i, placed in enumerate(layout.panels):
            past, uten, planen, beside = self._curves[CURVES * i: CURVES * (i + 1)]
            self._draw_pair(layout, placed, uten, planen, ink)
            history = placed.panel.history
            months = history.maneder if history is not None else ()
            values = history.verdier if history is not None else np.empty(0)
            past.setData(*_points(layout, placed, months, values), pen=ink.history_pen())
            reference = placed.panel.reference
            months = placed.panel.pair.maneder if reference is not None else ()
            values = reference.verdier if reference is not None else np.empty(0)
            beside.setData(*_points(layout, placed, months, values), pen=ink.history_pen())

    def _draw_pair(self, layout: Layout, placed: PlacedPanel, uten: pg.PlotCurveItem, planen: pg.PlotCurveItem,
                   ink: Ink) -> None:
        panel = placed.panel
        months = panel.pair.maneder
        lines = {uten: (panel.pair.uten, ink.second_pen(panel.against_uten)), planen: (panel.pair.planen, ink.plan_pen())}
        last = panel.actual_at(months[0] - 1) if months else None
        for curve, (values, pen) in lines.items():
            if last is not None:
                shown = np.concatenate([[last], values])
                curve.setData(*_points(layout, placed, (months[0] - 1, *months), shown), pen=pen)
            else:
                curve.setData(*_points(layout, placed, months, values), pen=pen)


def _points(layout: Layout, placed: PlacedPanel, months: Sequence[int], values: np.ndarray
            ) -> tuple[np.ndarray, np.ndarray]:
    return np.array([layout.x(maned) for maned in months], dtype=float), placed.ys(np.asarray(values, dtype=float))
