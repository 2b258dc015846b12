"""Print set-up: paper, header and footer, and the areas that fit one page in width."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.export.cells import absolute, clean_text, quoted
from models.io.export.labels import Meta, Tekster
from models.io.export.pair_table import GROUP_ROW, HEADER_ROW, KEYS, Placement

A4 = 9
_SMALL = '&9&"-,Regular"'
"""Size, then font: digits right after a size would be read as part of it, and a plan may be called 2027."""
_MAX_HEADER = 90
"""Characters of a text in a header, with its codes; even as pairs of UTF-16 units two of them fit."""


def page(sheet: Worksheet, tekster: Tekster, meta: Meta, *, landscape: bool) -> None:
    """A4 with narrow margins, the plan's name above, sheet and page number below; one page wide."""
    sheet.set_paper(A4)
    if landscape:
        sheet.set_landscape()
    else:
        sheet.set_portrait()
    sheet.set_margins(left=0.4, right=0.4, top=0.65, bottom=0.6)
    version = _escaped(tekster("utskrift.versjon", versjon=meta.versjon))
    sheet.set_header(f"&L{_SMALL}{_escaped(meta.plan_navn)}&R{_SMALL}{version}", {"margin": 0.3})
    sheet.set_footer(f"&L{_SMALL}&A&R{_SMALL}{tekster('utskrift.side')}", {"margin": 0.3})
    sheet.fit_to_pages(1, 0)


def _escaped(text: str) -> str:
    """Text in a header, where & begins a code; a header holds 255 characters in all, so a long text is cut."""
    plain = " ".join(clean_text(text).split())
    while len(coded := _coded(plain)) > _MAX_HEADER:
        plain = plain[:-1]
    return coded


def _coded(text: str) -> str:
    # A word joiner between & and G, or XlsxWriter takes it for the place of a picture.
    return re.sub(r"&&(?=G|\[Picture\])", "&&\u2060", text.replace("&", "&&"))


def pair_pages(book: Workbook, sheet: Worksheet, place: Placement, groups: Sequence[int]) -> None:
    """Print the charts and totals of a pair table as areas side by side, each with months and names at its left.

    The list below is for filters and formulas: on paper it would be a hundred pages.

    Parameters
    ----------
    groups : sequence of int
        How many quantities stand in each area, from the left.
    """
    sheet.repeat_rows(GROUP_ROW, HEADER_ROW)
    sheet.repeat_columns(0, KEYS - 1)
    last_row = place.last_total
    areas: list[str] = []
    column = 0
    for count in groups:
        width = 3 * count + (KEYS if column == 0 else 0)
        last = absolute(last_row, column + width - 1)
        # Title and note are printed once, with the first area.
        top = absolute(GROUP_ROW if areas else 0, column)
        areas.append(f"{quoted(place.sheet)}!{top}:{last}")
        column += width
    # XlsxWriter's own print_area() takes one area only.
    book.define_name(f"{place.sheet}!_xlnm.Print_Area", "=" + ",".join(areas))
