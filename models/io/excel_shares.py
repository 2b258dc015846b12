"""Shares that may be meant as per cent: 0,4 in a column of per cent is 0,4 % to one reader and 40 % to another.

What the cell or the column leaves no doubt about is read; the rest is asked, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.io.excel_cells import Raw, ShownNumber
from models.io.excel_columns import folded
from models.io.excel_values import number
from models.io.numbers import Unreadable, clean

DOUBTFUL = "prosent_eller_andel"
"""The finding's code: details ``som_prosent`` and ``som_andel`` are the two readings, both as shares; ``andre_over_1``
says whether it is other numbers of the column, above 1, that cast the doubt."""
_WORDS = frozenset({"prosent", "pst", "prosentandel"})
_LARGEST = 100.0


def header_says_percent(header: str) -> bool:
    """Whether a header names per cent as its unit."""
    return "%" in header or not _WORDS.isdisjoint(folded(header).split("_"))


def unmarked(raw: Raw | None) -> float | None:
    """The number of a cell that neither shows nor is written with a per cent sign; None for other cells."""
    if raw is None or (isinstance(raw, ShownNumber) and raw.is_percent) or (isinstance(raw, str) and "%" in clean(raw)):
        return None
    try:
        return number(raw)
    except Unreadable:
        return None


def looks_like_percent(header: str, raws: Iterable[Raw | None]) -> bool:
    """Whether the unmarked numbers of a share column may be per cent: the header says so, or one is above 1."""
    return header_says_percent(header) or any(1.0 < (unmarked(raw) or 0.0) <= _LARGEST for raw in raws)


def share(raw: Raw, header: str, answer: bool | None = None) -> float:
    """The share that an unmarked number means in a column that may hold per cent.

    Parameters
    ----------
    raw : cell
        An unmarked number, see :func:`unmarked`.
    header : str
    answer : bool, optional
        What the user has answered: whether the column's numbers are per cent.

    Returns
    -------
    float
        0–1 for what is a share.

    Raises
    ------
    Unreadable
        ``prosent_eller_andel`` when nobody has said, and both readings are possible.

    Examples
    --------
    >>> share(7.5, "fravær (%)"), share(0.4, "fravær", answer=True), share(0.4, "fravær", answer=False)
    (0.075, 0.004, 0.4)
    """
    value = number(raw)
    if answer is None:
        if value == 0.0:
            return 0.0
        if value <= 1.0 or not header_says_percent(header):
            raise Unreadable(DOUBTFUL, value)
        answer = True
    return value / 100.0 if answer else value
