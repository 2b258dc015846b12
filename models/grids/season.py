"""A year's cases spread over its months, and grown from year to year: a way to fill Saksinngang."""

from __future__ import annotations

from collections.abc import Sequence

EVEN = (1.0,) * 12


def season_of(values: Sequence[float], start: int) -> tuple[float, ...]:
    """Weight of each calendar month in the first twelve months of a series, 12 in all; even where there is nothing.

    Parameters
    ----------
    values : sequence of float
        Cases a month from month index ``start``; at least 12 are needed for another answer than even.

    Examples
    --------
    >>> season_of([1.0] * 6 + [3.0] * 6, 24312)[5:7]
    (0.5, 1.5)
    """
    year = list(values[:12])
    total = sum(year)
    if len(year) < 12 or not total > 0:  # NaN is not above 0
        return EVEN
    weights = [0.0] * 12
    for i, x in enumerate(year):
        weights[(start + i) % 12] = 12.0 * x / total
    return tuple(weights)


def spread(total: float, weights: Sequence[float], growth: float, start: int, months: int) -> tuple[float, ...]:
    """Cases a month.

    Parameters
    ----------
    total : float
        Cases in the first twelve months.
    weights : sequence of 12 floats
        Weight of January to December; only their proportions matter.
    growth : float
        Growth a year, as a share: 0.02 is 2 %. Every twelve months from the start are one step up.
    start, months : int
        First month index, and how many months.

    Raises
    ------
    ValueError
        If all weights are 0.

    Examples
    --------
    >>> spread(120.0, (1.0,) * 12, 0.1, 24312, 13)[-2:]
    (10.0, 11.0)
    """
    whole = sum(weights)
    if not whole > 0:
        raise ValueError("no weights")
    return tuple(
        total * weights[(start + t) % 12] / whole * (1.0 + growth) ** (t // 12) for t in range(months)
    )
