"""Workbooks written part by part: what no program for spreadsheets would write, and people still receive."""

from __future__ import annotations

import struct
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def sheet_xml(rows, before="", after=""):
    """A worksheet of those ``<row>`` elements."""
    return f'{HEADER}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def workbook_xml(names=("Ark",), inside="", properties=""):
    sheets = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(names, 1))
    return f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}<sheets>{sheets}</sheets>{inside}</workbook>'


def relations_xml(targets):
    """Relations of (kind, target) pairs, rId1 and on."""
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for i, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def parts(sheets, styles=None, strings=None, workbook=None, more=None):
    """Name -> content of a package with those worksheets (name -> XML)."""
    targets = [("worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1)]
    targets += [("styles", "styles.xml")] if styles is not None else []
    targets += [("sharedStrings", "sharedStrings.xml")] if strings is not None else []
    overrides = "".join(
        f'<Override PartName="/xl/{target}" ContentType="application/vnd.openxmlformats-officedocument.'
        f'spreadsheetml.{kind}+xml"/>' for kind, target in [("sheet.main", "workbook.xml"), *targets]
    )
    result = {
        "[Content_Types].xml": (
            f'{HEADER}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
            f'vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f"{overrides}</Types>"
        ),
        "_rels/.rels": relations_xml([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": workbook if workbook is not None else workbook_xml(tuple(sheets)),
        "xl/_rels/workbook.xml.rels": relations_xml(targets),
        **{f"xl/worksheets/sheet{i}.xml": xml for i, xml in enumerate(sheets.values(), 1)},
    }
    result |= {"xl/styles.xml": styles} if styles is not None else {}
    result |= {"xl/sharedStrings.xml": strings} if strings is not None else {}
    return result | (more or {})


def package(path, content):
    """Write the parts as one compressed package; the path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name, data in content.items():
            target.writestr(name, data)
    return path


def write_raw(path, rows="", before="", after="", **more):
    """Write a workbook of one sheet ``Ark`` with those rows; the path."""
    return package(path, parts({"Ark": sheet_xml(rows, before, after)}, **more))


def strings_xml(texts):
    return f'{HEADER}<sst xmlns="{MAIN}">{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>'


def styles_xml(formats="", cells='<xf numFmtId="0"/>'):
    return (
        f'{HEADER}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/></fonts>'
        '<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders>'
        f'<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>{cells}</cellXfs></styleSheet>'
    )


def overlapping_bomb(path, copies, size):
    """A package of ``copies`` parts that are one and the same piece of packed zeros, ``size`` bytes unpacked."""
    name = b"[Content_Types].xml"
    package(path, {name.decode(): bytes(size)})
    content = path.read_bytes()
    place = content.index(b"PK\x01\x02")
    data, entry = content[:place], content[place : content.index(b"PK\x05\x06")]
    others = (f"xl/{i}".encode().ljust(len(name), b"x") for i in range(1, copies))
    entries = entry + b"".join(entry.replace(name, other) for other in others)
    path.write_bytes(data + entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies, copies, len(entries), len(data), 0))
    return path


def lying_size(path, content, name, said):
    """A package whose list says that a part holds ``said`` bytes."""
    package(path, content)
    whole = bytearray(path.read_bytes())
    place = whole.rindex(name.encode())  # the name in the list, which stands after the parts
    struct.pack_into("<L", whole, place - 46 + 24, said)
    path.write_bytes(whole)
    return path
