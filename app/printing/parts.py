"""What of a room goes on paper, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QImage, QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QTableView, QWidget

from app import format as fmt
from app.charts.export import Content, Drawn, picture
from app.charts.pair_chart import PairChart
from app.charts.waterfall import Waterfall, WaterfallPicture
from app.table_csv import TableContent, is_right, shown_titles, table_name
from app.theme import fonts
from app.widgets.cells_table import SumRole
from app.widgets.info_box import InfoBox
from app.widgets.key_figure import KeyFigureCard
from models.io.csv_text import CsvCell, Number

translate = QCoreApplication.translate

CHART_WIDTH, CHART_HEIGHT, SMALL_HEIGHT = 1120, 560, 300
"""Pixels at 100 % of a chart across the page, and the least and greatest height of any chart."""
_LINE = 24
"""Widgets whose tops differ by less stand beside each other [pixels at 100 %]."""


_LINK = re.compile(r"<a\b.*?</a>", re.DOTALL)


@dataclass(frozen=True)
class Sentence:
    """Plain words."""

    text: str


@dataclass(frozen=True)
class Picture:
    """A drawing, and how wide it is on a screen at 100 % [pixels]."""

    image: QImage
    width: int


@dataclass(frozen=True)
class Table:
    """A whole table: its name, titles, and rows of words as they are shown; sums are set apart."""

    name: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    sums: tuple[int, ...] = ()


Part = Sentence | Picture | Table


def parts_of(room: QWidget) -> list[Part]:
    """The parts of what the room shows now, also of what is scrolled out of sight."""
    found: list[tuple[int, int, Part]] = []
    _collect(room, room, found)
    return [part for _, _, part in sorted(found, key=lambda entry: entry[:2])]


def _collect(room: QWidget, widget: QWidget, found: list[tuple[int, int, Part]]) -> None:
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isVisibleTo(room):
            continue
        part = _part(child)
        if part is None:
            _collect(room, child, found)
            continue
        at = child.mapTo(room, QPoint())
        found.append((at.y() // fonts.pixels(_LINE), at.x(), part))


def _part(widget: QWidget) -> Part | None:
    """What the widget is on paper; None if its children are asked instead."""
    if isinstance(widget, InfoBox):
        return Sentence(_plain(widget.text))
    if isinstance(widget, KeyFigureCard):
        return Sentence(widget.sentence())
    if isinstance(widget, QLabel):
        return Sentence(_plain(widget.text())) if widget.property("role") == "sentence" and widget.text() else None
    if isinstance(widget, Drawn):
        content = _content(widget)
        return _chart(widget, content) if content else None
    paper_table = getattr(widget, "paper_table", None)
    if callable(paper_table):
        return shown_table(paper_table())
    if hasattr(widget, "own_content"):
        return own_table(widget)
    return shown_table(widget) if isinstance(widget, QTableView) else None


def _plain(text: str) -> str:
    """Words without the colours of the window, and without links: paper leads nowhere."""
    return QTextDocumentFragment.fromHtml(_LINK.sub("", text)).toPlainText().strip() if "<" in text else text


def _content(chart: Drawn) -> Content | None:
    if isinstance(chart, Waterfall):
        return WaterfallPicture(chart.accessibleName(), chart.steps) if chart.steps else None
    return chart.panels if isinstance(chart, PairChart) else chart.picture


def _chart(chart: QWidget, content: Content) -> Picture:
    """The chart drawn anew for paper, as wide beside its neighbours as in the window."""
    room = chart.window().width() or chart.width()
    width = CHART_WIDTH if chart.width() > room * 0.55 else max(CHART_WIDTH // 2, round(chart.width() / fonts.scale()))
    height = min(max(round(width * chart.height() / max(chart.width(), 1)), SMALL_HEIGHT), CHART_HEIGHT)
    return Picture(picture(content, QSize(width, height)), width)


def own_table(widget: QWidget) -> Table:
    """A table that says itself what it holds (``own_content``)."""
    content: TableContent = widget.own_content()  # type: ignore[attr-defined]
    rows = tuple(tuple(_cell(cell) for cell in line) for line in content.rows)
    right = tuple(any(isinstance(line[at], Number) for line in content.rows) for at in range(len(content.titles)))
    return Table(_name(widget), content.titles, rows, right, getattr(widget, "sum_rows", ()))


def _cell(cell: CsvCell) -> str:
    """A cell of a file as the window writes it."""
    if not isinstance(cell, Number):
        return "" if cell is None else str(cell)
    whole, _, part = cell.partition(",")
    return fmt.tall(float(f"{whole}.{part or 0}"), len(part)) if whole.lstrip("-").isdecimal() else str(cell)


def shown_table(view: QTableView) -> Table:
    """A view of a model, with all its rows, as the window writes them."""
    model = view.model()
    columns = [c for c in range(model.columnCount()) if not view.isColumnHidden(c)]
    rows = tuple(tuple(_words(model.index(row, c)) for c in columns) for row in range(model.rowCount()))
    sums = tuple(row for row in range(model.rowCount()) if columns and model.index(row, columns[0]).data(SumRole))
    return Table(_name(view), shown_titles(view, columns), rows, tuple(is_right(model, c) for c in columns), sums)


def _name(table: QWidget) -> str:
    return table_name(table) or translate("Printing", "Tabell")


def _words(index: QModelIndex) -> str:
    return " ".join(str(index.data() or "").split("\n"))
