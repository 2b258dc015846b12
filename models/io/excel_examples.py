"""One plausible row a sheet of the import workbook: written in the template, and never read as data.

The reader knows them by their mark, :data:`EXAMPLE`. A row that has the mark and is no longer the template's own is
one that somebody has written in: it is not read either, and the reader says so. A row that begins with
:data:`COMMENT` is not read, and said.

A plan may hold names that begin so all the same. The program writes an apostrophe before them, as one does in a
spreadsheet for text that is to stand as it is, and takes it away when it reads: what it wrote comes back exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from models.io.excel_schema import CellValue
from models.io.excel_values import is_blank

EXAMPLE = "Eksempel:"
"""What the first cell of an example row begins with."""

COMMENT = "#"
"""What the first cell of a row of comments begins with."""

_QUOTED = re.compile(rf"\s*'[\s']*(?:{COMMENT}|{EXAMPLE})")

_ROWS: dict[str, tuple[CellValue, ...]] = {
    "Plan": ("start", "2026-01"),
    "Enheter": ("Nav Skien", "Nav Skien", "NAV-kontor", "Skien", 56000, 60.5, 45, 66, 2, 4, 0.06, 0.02, 0.1, None,
                "nei"),
    "Ytelser": ("dagpenger", "arbeid", 28, 0.85, None),
    "Normtid": ("dagpenger", "HP3", 75, None),
    "Ressurskartlegging": ("dagpenger", "HP3", 12.5, 9000),
    "Grensesnitt": ("dagpenger", "HP3", 0.7, "2026-07"),
    "Ruter": ("Nav Skien", None, "NFE Telemark"),
    "Saksinngang": ("Nav Skien", "dagpenger", "2026-01", 240),
    "Restanser": ("NFE Telemark", "dagpenger", 820, 0, 1),
    "Brukere": ("Nav Skien", "nedsatt arbeidsevne", "2026-01", 1450),
    "Oppfølgingsnorm": ("nedsatt arbeidsevne", None, 2, 45, "ja"),
    "Flyttinger": ("Nav Skien", "NFE Telemark", "stat", 5, "2026-03", 3, 0.2, None, "Samle dagpenger"),
    "Gevinster": ("Selvbetjening", "automatisering", "begge", "HP1", "dagpenger", 0.05, 0.1, 0.15, "2026-09", 6, 0, 0.8,
                  "restanser", "Fylkesdirektør", "Minutter per sak i 2025", "Andel digitale søknader"),
    "Kapasitet": ("Nav Skien", "2026-07", 0.5),
    "Innfasing": ("Selvbetjening", "2026-12", 0.5),
    "Gevinstoppfølging": ("Selvbetjening", "2026-12", 1.5, 1.2),
    "Kostnader": ("kompetanse", "NFE Telemark", "2026-03", "2026-08", 0.5, 400000),
    "Restanseteam": ("dagpenger", "2026-03", "2026-08", 120, 0.25),
    "Hendelser": (None, "dagpenger", "2026-05", "2026-09", 1.2, "Permitteringer i industrien"),
    "Forutsetninger": ("laeretid_mnd", 9, 6, 12, "A", "Anslag fra fylket"),
    "Scenarier": ("Sen gevinst", "Gevinster", "Selvbetjening", "forsinkelse_mnd", "12"),
    "Historikk": ("Nav Skien", "dagpenger", "2025-12", 250, 240, 310, 45, 60.5),
    "Kilder": ("Saksinngang", "antall", "S", "nei", "Fylkets statistikk, desember 2025"),
}

EXAMPLES: Mapping[str, tuple[CellValue, ...]] = MappingProxyType({
    name: (f"{EXAMPLE} {row[0]}" if row[0] is not None else EXAMPLE, *row[1:]) for name, row in _ROWS.items()
})
"""The example row of each sheet as it stands in the template, mark and all."""


def is_marked(first: object) -> bool:
    """Whether a row whose first filled cell is this says that it is an example."""
    return isinstance(first, str) and first.lstrip().startswith(EXAMPLE)


def is_own_example(sheet: str, cells: Iterable[object]) -> bool:
    """Whether the filled cells of a marked row are all of the template's example; columns may have been taken away."""
    own = {value for value in EXAMPLES[sheet] if value is not None} | {EXAMPLE}
    return all(cell in own for cell in cells)


def is_comment(first: object) -> bool:
    """Whether a row whose first filled cell is this is one of comments."""
    return isinstance(first, str) and first.lstrip().startswith(COMMENT)


def _is_data_with_mark(value: CellValue, is_first: bool) -> bool:
    """Whether the text would be read as something else than it is: as no data, or without an apostrophe it has."""
    return isinstance(value, str) and (
        _QUOTED.match(value) is not None or (is_first and (is_marked(value) or is_comment(value))))


def quoted(row: Sequence[CellValue]) -> list[CellValue]:
    """A row of a plan as it is written, so that it is read as data and as it was.

    Examples
    --------
    >>> quoted(["# Bø", "# Bø", 3.0]), quoted([None, "Eksempel: dagpenger"]), quoted(["Bø", "'# 2"])
    (["'# Bø", '# Bø', 3.0], [None, "'Eksempel: dagpenger"], ['Bø', "''# 2"])
    """
    first = next((c for c, value in enumerate(row) if not is_blank(value)), None)
    return [f"'{value}" if _is_data_with_mark(value, c == first) else value for c, value in enumerate(row)]


def unquoted(text: str) -> str:
    """A text of a cell without the apostrophe of :func:`quoted`.

    Examples
    --------
    >>> unquoted("'# Bø"), unquoted("''# 2"), unquoted("'s-Hertogenbosch")
    ('# Bø', "'# 2", "'s-Hertogenbosch")
    """
    return text.replace("'", "", 1) if _QUOTED.match(text) else text
