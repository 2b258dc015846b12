"""Calendar months as whole numbers.

A month is the integer ``12 * year + (month - 1)``, so that differences are months and
January 2026 is ``24312``. The text form is ``2026-01``.
"""

from __future__ import annotations

import re

_TEXT = re.compile(r"^(\d{4})-(\d{2})$")


def month(year: int, number: int) -> int:
    """Month index of a year and a month number.

    Parameters
    ----------
    year : int, 1900-2200
    number : int, 1-12

    Raises
    ------
    ValueError
        If the month number is outside 1-12 or the year outside 1900-2200.

    Examples
    --------
    >>> month(2026, 1)
    24312
    """
    if not 1 <= number <= 12 or not 1900 <= year <= 2200:
        raise ValueError(f"not a month: {year}-{number}")
    return 12 * year + number - 1


def parse_month(text: str) -> int:
    """Month index of ``2026-01``.

    Raises
    ------
    ValueError
        If the text has another form.

    Examples
    --------
    >>> parse_month("2026-02") - parse_month("2025-12")
    2
    """
    match = _TEXT.match(text.strip())
    if match is None:
        raise ValueError(f"not a month: {text!r}")
    return month(int(match.group(1)), int(match.group(2)))


def month_text(index: int) -> str:
    """The text form ``2026-01`` of a month index.

    Examples
    --------
    >>> month_text(month(2026, 12))
    '2026-12'
    """
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def year_of(index: int) -> int:
    """Calendar year of a month index."""
    return index // 12


def month_of_year(index: int) -> int:
    """Month number 1-12 of a month index."""
    return index % 12 + 1
