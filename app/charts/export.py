"""A chart as a file: PNG, SVG or PDF; always light, with text at 100 %."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator, QSvgRenderer

from app.charts.box_chart import BoxChart
from app.charts.boxes import BoxPicture
from app.charts.ink import Ink
from app.charts.layout import MARGIN
from app.charts.level_chart import LevelChart
from app.charts.levels import LevelPicture
from app.charts.pair_chart import PairChart
from app.charts.panel import Panel
from app.charts.pointed import PointedChart
from app.charts.tornado import Tornado, TornadoPicture
from app.charts.waterfall import Waterfall, WaterfallPicture
from models.io.atomic import write_bytes

SIZE = QSize(1120, 640)
"""Of the picture, in the pixels of a screen at 100 %."""
PNG_FACTOR = 2
_POINTS_PER_INCH = 72.0

FORMATS = ("png", "svg", "pdf")

Content = Sequence[Panel] | LevelPicture | WaterfallPicture | TornadoPicture | BoxPicture
"""What can be a file: panels over months, curves over levels, a waterfall, a tornado, or boxes."""

Drawn = PairChart | PointedChart | Waterfall | Tornado


def export_chart(panels: Content, path: str | os.PathLike[str], title: str, note: str = "") -> None:
    """Write the chart beside and swap; the suffix of the path says the format.

    ``title`` goes into the file's description, ``note`` is a line under the chart (plan, date, provenance).

    Raises
    ------
    ValueError
        If the suffix is none of :data:`FORMATS`.
    CannotWrite, FileLocked
        The old file, if any, is then untouched.
    """
    kind = Path(path).suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise ValueError(f"not a chart format: {kind!r}")
    drawing = {"png": png_bytes, "svg": svg_bytes, "pdf": pdf_bytes}[kind](panels, title, note)
    write_bytes(path, drawing)


def svg_bytes(panels: Content, title: str, note: str = "", size: QSize = SIZE) -> bytes:
    """The chart as SVG."""
    chart = _paper_chart(panels, _chart_size(size, note))
    data, buffer = _buffer()
    generator = QSvgGenerator()
    # Qt writes the size in millimetres of this resolution; the screen's own makes a pixel a pixel.
    generator.setResolution(chart.logicalDpiX())
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(title)
    generator.setDescription(chart.accessibleDescription())
    painter = QPainter(generator)
    _render(chart, painter, size, note)
    painter.end()
    buffer.close()
    chart.deleteLater()
    return bytes(data.data())


def png_bytes(panels: Content, title: str, note: str = "", size: QSize = SIZE) -> bytes:
    """The chart as PNG at twice the size."""
    image = picture(panels, size, title, note)
    data, buffer = _buffer()
    image.save(buffer, "PNG")
    buffer.close()
    return bytes(data.data())


def picture(panels: Content, size: QSize = SIZE, title: str = "", note: str = "") -> QImage:
    """The chart at twice the size: drawn from the SVG, so that lines and text grow alike."""
    image = QImage(size * PNG_FACTOR, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.setText("Title", title)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg_bytes(panels, title, note, size))).render(painter)
    painter.end()
    return image


def pdf_bytes(panels: Content, title: str, note: str = "", size: QSize = SIZE) -> bytes:
    """The chart as a PDF page of its own size."""
    chart = _paper_chart(panels, _chart_size(size, note))
    data, buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    dpi = chart.logicalDpiX()
    writer.setResolution(dpi)
    points = QSizeF(size) * (_POINTS_PER_INCH / dpi)
    writer.setPageLayout(QPageLayout(
        QPageSize(points, QPageSize.Unit.Point, title), QPageLayout.Orientation.Portrait, QMarginsF()
    ))
    painter = QPainter(writer)
    _render(chart, painter, size, note)
    painter.end()
    buffer.close()
    chart.deleteLater()
    return bytes(data.data())


def _paper_chart(panels: Content, size: QSize) -> Drawn:
    if isinstance(panels, TornadoPicture):
        tornado = Tornado(ink=Ink.of_paper())
        tornado.resize(size)
        tornado.set_picture(panels)
        return tornado
    if isinstance(panels, WaterfallPicture):
        waterfall = Waterfall(ink=Ink.of_paper())
        waterfall.resize(size)
        waterfall.set_picture(panels)
        return waterfall
    if isinstance(panels, LevelPicture | BoxPicture):
        pointed = LevelChart(ink=Ink.of_paper()) if isinstance(panels, LevelPicture) else BoxChart(ink=Ink.of_paper())
        pointed.resize(size)
        pointed.set_picture(panels)
        return pointed
    chart = PairChart(ink=Ink.of_paper())
    chart.resize(size)
    chart.set_panels(panels)
    return chart


def _chart_size(size: QSize, note: str) -> QSize:
    """The page without the line of the note."""
    return QSize(size.width(), size.height() - (round(2 * Ink.of_paper().line()) if note else 0))


def _render(chart: Drawn, painter: QPainter, size: QSize, note: str) -> None:
    ink = Ink.of_paper()
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), ink.colour("panel"))
    chart.draw_on(painter)
    if note:
        below = QRectF(MARGIN, chart.height(), size.width() - 2 * MARGIN, size.height() - chart.height())
        painter.setFont(ink.font())
        painter.setPen(ink.colour("secondary"))
        words = ink.metrics().elidedText(note, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, words)


def _buffer() -> tuple[QByteArray, QBuffer]:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return data, buffer
