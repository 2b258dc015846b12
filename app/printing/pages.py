"""Pages of a room: title, parts and the line at the foot of every page."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPainter,
    QPalette,
    QTextDocument,
    QTextFormat,
)

from app.printing.parts import CHART_WIDTH, Part, Picture, Sentence, Table
from app.theme import LIGHT, fonts

translate = QCoreApplication.translate

_BODY, _DENSE, _TITLE = 9.0, 8.0, 15.0
"""Sizes of type [points]."""
_GAP, _PADDING = 8, 3
"""Between drawings beside each other, and around the words of a cell [pixels of 1/96 inch]."""
_INCH = 96.0
_MOST_STACKS, _LEAST_ROWS, _APART = 3, 12, 24
"""Of a long and narrow table: stacks beside each other, rows of each at the least, and the room between them [pixels]."""
_GUTTER = f"<td class='none' width='{_APART}'></td>"
_WIDEST_WORDS = 46
"""Signs after which the words of a cell are broken."""
_FOOT_LINES = 2.0


@dataclass(frozen=True)
class Heading:
    """What the pages are of: the room, and a line that says plan, scenario, date and fingerprint."""

    title: str
    origin: str


def paint_pages(device: QPagedPaintDevice, heading: Heading, parts: Sequence[Part]) -> int:
    """Paint the pages on a printer or into a PDF; returns how many.

    A table that is wider than the page goes on below in as many pieces as it needs, each with the first column;
    its titles stand again on every page.
    """
    painter = QPainter(device)
    page = QRectF(0, 0, device.width(), device.height())
    document = _document(device, heading, parts, page.width())
    foot = QFontMetricsF(_font(_DENSE), device).height() * _FOOT_LINES
    body = QRectF(0, 0, page.width(), page.height() - foot)
    document.setPageSize(QSizeF(body.size()))
    _keep_together(document)
    count = document.pageCount()
    for number in range(count):
        if number:
            device.newPage()
        painter.save()
        painter.translate(0, -number * body.height())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = body.translated(0, number * body.height())
        context.palette = _ink(context.palette)
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
        _paint_foot(painter, QRectF(0, body.height(), page.width(), foot), heading, number + 1, count)
    painter.end()
    return count


def _document(device: QPagedPaintDevice, heading: Heading, parts: Sequence[Part], width: float) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(device)
    document.setDefaultFont(_font(_BODY))
    document.setDefaultStyleSheet(_style())
    across = width / device.logicalDpiX() * _INCH
    blocks = [f"<h1>{html.escape(heading.title)}</h1><p class='origin'>{html.escape(heading.origin)}</p>"]
    for group in _groups(parts):
        if isinstance(group[0], Picture):
            blocks.append(_pictures(document, [part for part in group if isinstance(part, Picture)], across))
        for part in group:
            if isinstance(part, Sentence):
                blocks.append(f"<p>{html.escape(part.text)}</p>")
            elif isinstance(part, Table):
                blocks.extend(_table(part, device, across))
    document.setHtml("".join(blocks))
    return document


def _keep_together(document: QTextDocument) -> None:
    """Let a table that one page holds begin on a new page where it would be cut in two."""
    page = document.pageSize().height()
    for frame in document.rootFrame().childFrames():
        place = document.documentLayout().frameBoundingRect(frame)
        if place.height() <= page and place.top() // page != (place.bottom() - 1) // page:
            form = frame.frameFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            frame.setFrameFormat(form)


def _groups(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Drawings that follow each other and are narrower than the page together, everything else alone."""
    group: list[Part] = []
    for part in parts:
        beside = isinstance(part, Picture) and part.width < CHART_WIDTH
        if group and not (beside and isinstance(group[-1], Picture) and group[-1].width < CHART_WIDTH):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _pictures(document: QTextDocument, pictures: Sequence[Picture], across: float) -> str:
    """Drawings beside each other, no larger than on a screen at 100 %."""
    share = min(1.0, (across - _GAP * (len(pictures) - 1)) / sum(picture.width for picture in pictures))
    images = []
    for picture in pictures:
        name = f"bilde:{id(picture)}"
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), picture.image)
        width = int(picture.width * share)
        images.append(f"<img src='{name}' width='{width}' height='{_height(picture.image, width)}'>")
    return f"<p>{'&nbsp;'.join(images)}</p>"


def _height(image: QImage, width: int) -> int:
    return round(width * image.height() / max(image.width(), 1))


def _table(table: Table, device: QPagedPaintDevice, across: float) -> list[str]:
    """The table in pieces that fit the page; the second and later ones say what they go on with."""
    if not table.rows:
        return []
    widths = _widths(table, device)
    pieces = []
    for columns in _pieces(widths, across):
        name = table.name if not pieces else translate("Printing", "{navn}, fortsatt").format(navn=table.name)
        pieces.append(_piece(table, name, columns, widths, across))
    return pieces


def _piece(table: Table, name: str, columns: Sequence[int], widths: Sequence[float], across: float) -> str:
    """Some columns of a table; a long and narrow one stands in several stacks beside each other."""
    width = sum(widths[c] for c in columns)
    stacks = min(_MOST_STACKS, int((across + _APART) // (width + _APART)), len(table.rows) // _LEAST_ROWS) or 1
    height = -(-len(table.rows) // stacks)
    head = _GUTTER.join("".join(_cell("th", table.titles[c], table.right[c], widths[c]) for c in columns)
                        for _ in range(stacks))
    lines = (_GUTTER.join(_line(table, columns, stack * height + at) for stack in range(stacks)) for at in range(height))
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    # The name is a row of the head: it is never left alone at the foot of a page, and stands again on the next.
    over = stacks * len(columns) + stacks - 1
    return (f"<table cellspacing='0' cellpadding='{_PADDING}'><thead><tr><td class='name' colspan='{over}'>"
            f"{html.escape(name)}</td></tr><tr>{head}</tr></thead><tbody>{body}</tbody></table><p></p>")


def _line(table: Table, columns: Sequence[int], row: int) -> str:
    if row >= len(table.rows):
        return f"<td class='none' colspan='{len(columns)}'></td>"
    tag = "th" if row in table.sums else "td"
    return "".join(_cell(tag, table.rows[row][c], table.right[c]) for c in columns)


def _pieces(widths: Sequence[float], across: float) -> list[list[int]]:
    """Columns of each piece; the first column stands in all of them."""
    pieces, used = [[0]], widths[0]
    for column, width in enumerate(widths[1:], start=1):
        if used + width > across and len(pieces[-1]) > 1:
            pieces.append([0])
            used = widths[0]
        pieces[-1].append(column)
        used += width
    return pieces


def _widths(table: Table, device: QPagedPaintDevice) -> list[float]:
    """Width of each column [pixels of 1/96 inch]: of its longest cell, and of the longest word of its title."""
    font = _font(_DENSE)
    font.setWeight(QFont.Weight.DemiBold)
    metrics, to_pixels = QFontMetricsF(font, device), _INCH / device.logicalDpiX()
    result = []
    for column, title in enumerate(table.titles):
        words = [line[column][:_WIDEST_WORDS] for line in table.rows] + title.split()
        longest = max((metrics.horizontalAdvance(text) for text in words), default=0.0)
        result.append(longest * to_pixels + 2 * _PADDING + 4)
    return result


def _cell(tag: str, text: str, right: bool, width: float = 0.0) -> str:
    wide = f" width='{width:.0f}'" if width else ""
    return f"<{tag} align='{'right' if right else 'left'}'{wide}>{html.escape(text)}</{tag}>"


def _style() -> str:
    return (
        f"h1 {{font-size: {_TITLE}pt; font-weight: 600; margin-bottom: 2px}}"
        f"p {{margin-top: 2px; margin-bottom: 4px}} p.origin {{color: {LIGHT.secondary}; font-size: {_DENSE}pt}}"
        "table {border-collapse: collapse; border-style: none}"
        f"td, th {{font-size: {_DENSE}pt; border-bottom: 1px solid {LIGHT.border}}}"
        "th {vertical-align: bottom} td.none {border-bottom-style: none}"
        f"th {{font-weight: 600}} td.name {{font-size: {_BODY}pt; font-weight: 600; border-bottom-style: none}}"
    )


def _ink(palette: QPalette) -> QPalette:
    palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
    return palette


def _font(points: float) -> QFont:
    font = fonts.font("body")
    font.setPointSizeF(points)
    return font


def _paint_foot(painter: QPainter, room: QRectF, heading: Heading, number: int, count: int) -> None:
    painter.setFont(_font(_DENSE))
    painter.setPen(QColor(LIGHT.secondary))
    page = translate("Printing", "Side {nr} av {alle}").format(nr=number, alle=count)
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | bottom, page)
    metrics = painter.fontMetrics()
    left = f"{heading.title} · {heading.origin}"
    space = int(room.width() - metrics.horizontalAdvance(page) * 1.5)
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | bottom, metrics.elidedText(left, Qt.TextElideMode.ElideRight, space))
