"""Small .xls, .xlsb and .ods files written byte by byte, for want of a program that writes them everywhere.

Cells are (row, column) from 0 -> text, number, or True and False; a ``datetime.date`` is a number with a format.
"""

from __future__ import annotations

import datetime
import struct
import zipfile
from xml.sax.saxutils import escape

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_DAY_0 = datetime.date(1899, 12, 30)


def write_xls(path, sheets, hidden=()):
    """Write name -> cells as Excel 97 does; the path."""
    path.write_bytes(_compound_file("Workbook", _biff(sheets, hidden)))
    return path


def _biff(sheets, hidden):
    start = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0005, 0, 0, 0, 0))
    # two cell formats: an ordinary one, and number format 14, a date
    start += b"".join(_record(0x00E0, struct.pack("<HH", 0, form) + bytes(16)) for form in (0, 14))
    names = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name in sheets]
    bodies = [_biff_sheet(cells) for cells in sheets.values()]
    place = len(start) + sum(4 + 6 + len(name) for name in names) + 4
    bounds = b""
    for title, name, body in zip(sheets, names, bodies, strict=True):
        bounds += _record(0x0085, struct.pack("<LBB", place, title in hidden, 0) + name)
        place += len(body)
    return start + bounds + _record(0x000A, b"") + b"".join(bodies)


def _biff_sheet(cells):
    body = _record(0x0809, struct.pack("<HHHHLL", 0x0600, 0x0010, 0, 0, 0, 0))
    for (row, column), value in sorted(cells.items()):
        if isinstance(value, str):
            text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
            body += _record(0x0204, struct.pack("<HHH", row, column, 0) + text)
        elif isinstance(value, bool):
            body += _record(0x0205, struct.pack("<HHHBB", row, column, 0, value, 0))
        elif isinstance(value, datetime.date):
            body += _record(0x0203, struct.pack("<HHHd", row, column, 1, (value - _DAY_0).days))
        else:
            body += _record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    return body + _record(0x000A, b"")


def _record(kind, data):
    return struct.pack("<HH", kind, len(data)) + data


def _compound_file(name, stream):
    """A compound file of one stream, large enough to stand in sectors of its own."""
    stream = stream.ljust(8 * _SECTOR, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    stream = stream.ljust(sectors * _SECTOR, b"\0")
    fat = [*range(1, sectors), _END, _END, _FAT]  # the stream, the directory, this table
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack(
        "<HHHHH6xLLLLLLLLL", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, sectors, 0, 4096, _END, 0, _END, 0
    ) + struct.pack("<109L", sectors + 1, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, _END, 0, child=1) + _entry(name, 2, 0, len(stream))
    table = struct.pack(f"<{len(fat)}L", *fat).ljust(_SECTOR, b"\xff")
    return header + stream + directory.ljust(_SECTOR, b"\0") + table


def _entry(name, kind, start, size, child=_FREE):
    text = name.encode("utf-16-le") + b"\0\0"
    return text.ljust(64, b"\0") + struct.pack(
        "<HBBLLL16xL8x8xLQ", len(text), kind, 1, _FREE, _FREE, child, 0, start, size
    )


def write_ods(path, sheets, hidden=(), rows=""):
    """Write name -> cells as an OpenDocument spreadsheet, or the first sheet's rows given as XML; the path."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}" table:style-name="{"skjult" if name in hidden else "synlig"}">'
        f"{rows or _ods_rows(cells)}</table:table>" for name, cells in sheets.items()
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
    )
    styles = (
        '<office:automatic-styles><style:style style:name="skjult" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>{styles}<office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        target.writestr("META-INF/manifest.xml", "<manifest/>")
        target.writestr("content.xml", content)
    return path


def _ods_rows(cells):
    rows = max((row for row, _ in cells), default=-1) + 1
    columns = max((column for _, column in cells), default=-1) + 1
    return "".join(
        "<table:table-row>" + "".join(_ods_cell(cells.get((row, column))) for column in range(columns)) + "</table:table-row>"
        for row in range(rows)
    )


def _ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, datetime.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"/>'


def write_xlsb(path, sheets):
    """Write name -> cells as Excel's binary package; the path."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{relations}/worksheet" Target="worksheets/sheet{i}.bin"/>'
        for i in range(1, len(sheets) + 1)
    )
    bundle = b"".join(
        _binary(156, struct.pack("<LL", 0, i) + _wide(f"rId{i}") + _wide(name)) for i, name in enumerate(sheets, 1)
    )
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("[Content_Types].xml", "<Types/>")
        target.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
        )
        start = _binary(131) + _binary(153, bytes(8)) + _binary(143)
        target.writestr("xl/workbook.bin", start + bundle + _binary(144) + _binary(132))
        for i, cells in enumerate(sheets.values(), 1):
            target.writestr(f"xl/worksheets/sheet{i}.bin", _binary_sheet(cells))
    return path


def _binary_sheet(cells):
    last_row, last_column = (max(numbers) for numbers in zip(*cells, strict=True))
    body = _binary(129) + _binary(148, struct.pack("<LLLL", 0, last_row, 0, last_column)) + _binary(145)
    for row in range(last_row + 1):
        body += _binary(0, struct.pack("<L", row) + bytes(13))
        for (_, column), value in sorted((place, value) for place, value in cells.items() if place[0] == row):
            start = struct.pack("<LL", column, 0)
            if isinstance(value, str):
                body += _binary(6, start + _wide(value))
            elif isinstance(value, bool):
                body += _binary(4, start + struct.pack("<B", value))
            else:
                body += _binary(5, start + struct.pack("<d", value))
    return body + _binary(146) + _binary(130)


def _binary(kind, data=b""):
    """A record: its kind and its length in seven bits a byte."""
    return _sevens(kind, two=kind > 127) + _sevens(len(data)) + data


def _sevens(number, two=False):
    if two:
        return bytes((number & 0x7F | 0x80, number >> 7))
    result = b""
    while True:
        number, low = number >> 7, number & 0x7F
        result += bytes((low | (0x80 if number else 0),))
        if not number:
            return result


def _wide(text):
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")
