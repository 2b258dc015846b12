"""What an answer to a question is made of: sentences, tables and a chart for each, ready to be written.

The words and the numbers are chosen in ``app.svar``; :mod:`models.io.svar_export` writes any of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

Verdi = str | float | None
"""What a cell holds: text, a number (a month as its index) or nothing."""

MAX_SHEET_NAME = 31
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


class Format(str, Enum):
    """How the values of a column are written."""

    TEKST = "tekst"
    MANED = "måned"
    SAKER = "saker"
    TIMER = "timer"
    ARSVERK = "årsverk"
    MND = "måneder"
    DAGER = "dager"
    ANDEL = "andel"
    KRONER = "kroner"
    TALL = "tall"
    """Whole numbers that count rows."""


class DiagramSlag(str, Enum):
    """The native charts an answer can have."""

    LINJE = "linje"
    """Lines over numbers or months."""
    SOYLE = "søyle"
    """Columns side by side."""
    STABLET = "stablet"
    """Columns on top of each other; a column without fill carries a waterfall."""
    LIGGENDE = "liggende"
    """Bars, the first row at the top."""


class Farge(str, Enum):
    """What a drawn column is, where its colour says so."""

    HELE = "hele"
    """What a part is taken of."""
    DEL = "del"
    GEVINST = "gevinst"
    TAP = "tap"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Kolonne:
    """A column: its header, its unit (empty for words) and how its values are written.

    ``endring`` writes numbers with their sign.
    """

    overskrift: str
    enhet: str = ""
    format: Format = Format.TEKST
    endring: bool = False


@dataclass(frozen=True, slots=True)
class Diagram:
    """A chart of the table it belongs to.

    Parameters
    ----------
    slag : DiagramSlag
    tittel : str
        With the unit of the values.
    x : int
        Position of the column on the category axis.
    y : tuple of int
        Positions of the columns drawn; an axis is shared, so they have one unit.
    x_tittel : str
        Below the axis; empty for months and names.
    fra_null : bool
        Whether the value axis starts at 0.
    y_min : float or None
        Where the value axis starts instead; the title then says so.
    usynlige : frozenset of int
        Columns of ``y`` that carry the others and are not drawn (the base of a waterfall).
    farger : tuple of Farge
        Of the drawn columns of ``y``, in order; left out, one after the other from the palette.
    """

    slag: DiagramSlag
    tittel: str
    x: int
    y: tuple[int, ...]
    x_tittel: str = ""
    fra_null: bool = True
    y_min: float | None = None
    usynlige: frozenset[int] = frozenset()
    farger: tuple[Farge, ...] = ()


@dataclass(frozen=True, slots=True)
class Tabell:
    """One table, on a sheet of its own.

    Parameters
    ----------
    navn : str
        Name of the sheet.
    kolonner : tuple of Kolonne
    rader : tuple of rows
        As many values as columns.
    diagram : Diagram or None
    forklaring : str
        One sentence under the title: what the rows are.

    Raises
    ------
    ValueError
        If the name cannot be a sheet's, or a row does not fit the columns.
    """

    navn: str
    kolonner: tuple[Kolonne, ...]
    rader: tuple[tuple[Verdi, ...], ...]
    diagram: Diagram | None = None
    forklaring: str = ""

    def __post_init__(self) -> None:
        if not 0 < len(self.navn) <= MAX_SHEET_NAME or _NOT_IN_SHEET_NAME.search(self.navn):
            raise ValueError(f"not the name of a sheet: {self.navn!r}")
        if any(len(row) != len(self.kolonner) for row in self.rader):
            raise ValueError(f"rows of {self.navn!r} do not fit its {len(self.kolonner)} columns")


@dataclass(frozen=True, slots=True)
class Svar:
    """An answer: what is said, the tables it rests on, and the same for a script.

    Parameters
    ----------
    navn : str
        The question's name on the command line.
    tittel : str
    setninger : tuple of str
        The answer in plain words; the first stands alone.
    tabeller : tuple of Tabell
        None where the question has no meaning for the plan; a sentence then says so.
    json : dict
        Plain values; a number that is not defined may be NaN, and is written as null.
    """

    navn: str
    tittel: str
    setninger: tuple[str, ...]
    tabeller: Sequence[Tabell] = ()
    json: dict[str, Any] = field(default_factory=dict)
