"""From rows with months to a value for every month of the horizon.

How a month finds its value is part of the contract of the import workbook; these functions are
the one place it is coded. Missing values are NaN, so that nothing is filled in silently.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from planning_core.plan import Plan

Array = NDArray[np.float64]
Rows = Mapping[int | None, float]
"""Month (None = every month) -> value, of one thing."""
Thing = tuple[str, str]
"""What a value is given for, such as (kontor, ytelse)."""


def seasonal_value(rows: Rows, maned: int) -> float:
    """Own row, else the every-month row, else the same calendar month of the latest earlier year; NaN if none.

    Examples
    --------
    >>> seasonal_value({24300: 5.0}, 24312)
    5.0
    """
    if maned in rows:
        return rows[maned]
    if None in rows:
        return rows[None]
    earlier = [m for m in rows if m is not None and m < maned and (maned - m) % 12 == 0]
    return rows[max(earlier)] if earlier else float("nan")


def latest_value(rows: Rows, maned: int) -> float:
    """Own row, else the every-month row, else the last given month before; NaN if none.

    Examples
    --------
    >>> latest_value({24300: 5.0, 24301: 7.0}, 24312)
    7.0
    """
    if maned in rows:
        return rows[maned]
    if None in rows:
        return rows[None]
    earlier = [m for m in rows if m is not None and m < maned]
    return rows[max(earlier)] if earlier else float("nan")


def month_values(rows: Rows, maneder: Sequence[int], value: Callable[[Rows, int], float]) -> list[float]:
    """Values of all months; ``value`` is asked only where neither the month nor every month has a row."""
    every = rows.get(None)
    if every is not None and len(rows) == 1:
        return [every] * len(maneder)
    own = [rows.get(m, every) for m in maneder]
    return [value(rows, m) if v is None else v for v, m in zip(own, maneder, strict=True)]


def rows_by(rader: Iterable[tuple[Thing, int | None, float]]) -> dict[Thing, dict[int | None, float]]:
    """Group rows of (thing, month, value) by thing."""
    grouped: dict[Thing, dict[int | None, float]] = {}
    for thing, maned, value in rader:
        grouped.setdefault(thing, {})[maned] = value
    return grouped


def filled(
    plan: Plan, at: tuple[list[int], list[int]], maned: list[int | None], verdi: list[float], shape: tuple[int, int],
    period: int,
) -> Array:
    """Values of all months of things on two axes, as :func:`month_values` gives them one by one.

    Parameters
    ----------
    at : pair of lists of int
        Position of each row's thing on the two axes.
    maned, verdi : lists, as long
        Month (None = every month) and value of each row; the last of two rows for one month holds.
    shape : pair of int
        Sizes of the two axes.
    period : int
        A month with neither its own row nor one for every month has the value so many months before:
        12 is :func:`seasonal_value`, 1 is :func:`latest_value`.

    Returns
    -------
    float array, shape (*shape, t)
        0 for a thing without rows, NaN for a missing month.
    """
    since = np.array(maned, dtype=float) - plan.start  # NaN for every month
    value = np.array(verdi, dtype=float)
    i, j = (np.fromiter(positions, np.intp, len(positions)) for positions in at)
    if (since < 0).any():
        # Of the rows before the horizon the latest is to hold.
        order = np.argsort(since, kind="stable")
        i, j, since, value = i[order], j[order], since[order], value[order]
        # Before the horizon stands one period.
        since = np.where(since < 0, since % period - period, since)
    every = np.full(shape, np.nan)
    every_month = np.isnan(since)
    every[i[every_month], j[every_month]] = value[every_month]
    grid = np.full((*shape, period + plan.horisont_maneder), np.nan)
    dated = since < plan.horisont_maneder
    grid[i[dated], j[dated], since[dated].astype(np.intp) + period] = value[dated]
    if every_month.any():
        np.copyto(grid, every[:, :, None], where=np.isnan(grid))
    for t in range(period, grid.shape[2] if dated.any() else 0, period):
        months = grid[:, :, t:t + period]
        np.copyto(months, grid[:, :, t - period:t - period + months.shape[2]], where=np.isnan(months))
    result = grid[:, :, period:].copy()
    without = np.ones(shape, dtype=bool)
    without[i, j] = False
    result[without] = 0.0
    return result


def saksinngang(plan: Plan) -> Array:
    """Saksinngang before Hendelser.

    Returns
    -------
    float array, shape (k, y, t)
        Cases per month; 0 for a kontor and ytelse without rows, NaN for a missing month.
    """
    kontor = {e.enhet: k for k, e in enumerate(plan.kontor)}
    ytelser = {v.ytelse: y for y, v in enumerate(plan.ytelser)}
    rows = plan.saksinngang
    at = [kontor[row.enhet] for row in rows], [ytelser[row.ytelse] for row in rows]
    maned, antall = [row.maned for row in rows], [row.antall for row in rows]
    return filled(plan, at, maned, antall, (len(kontor), len(ytelser)), period=12)


def hendelsesfaktor(plan: Plan) -> Array:
    """Product of the Hendelser in force.

    Returns
    -------
    float array, shape (k, y, t)
    """
    factor = np.ones((len(plan.kontor), len(plan.ytelser), plan.horisont_maneder))
    for hendelse in plan.hendelser:
        k = [i for i, e in enumerate(plan.kontor) if hendelse.enhet in (None, e.enhet)]
        y = [i for i, v in enumerate(plan.ytelser) if hendelse.ytelse in (None, v.ytelse)]
        t = months_in(plan, hendelse.fra_maned, hendelse.til_maned)
        factor[np.ix_(k, y, t)] *= hendelse.faktor
    return factor


def months_in(plan: Plan, fra: int | None, til: int | None) -> list[int]:
    """Positions on the horizon from ``fra`` to ``til``, both included; empty ends are open."""
    return [
        t for t, m in enumerate(plan.maneder)
        if (fra is None or m >= fra) and (til is None or m <= til)
    ]


def kapasitet(plan: Plan) -> Array:
    """Factor on the hours of every unit (holidays).

    Returns
    -------
    float array, shape (u, t)
        Kontor first, then FE; 1 where nothing is given.
    """
    grouped = rows_by(((r.enhet, ""), r.maned, r.faktor) for r in plan.kapasitet)
    maneder = plan.maneder
    units = plan.kontor + plan.forvaltningsenheter
    result = np.ones((len(units), len(maneder)))
    for u, enhet in enumerate(units):
        rows = grouped.get((enhet.enhet, ""))
        if rows is not None:
            result[u] = month_values(rows, maneder, lambda _, __: 1.0)
    return result


def brukere(plan: Plan) -> Array:
    """Users per kontor and group.

    Returns
    -------
    float array, shape (k, group, t)
        Groups in the order of ``Oppfølgingsnorm``. Months before the first one given count 0 users,
        which validation says.
    """
    kontor = {e.enhet: k for k, e in enumerate(plan.kontor)}
    grupper = {norm.brukergruppe: g for g, norm in enumerate(plan.oppfolgingsnorm)}
    rows = [row for row in plan.brukere if row.brukergruppe in grupper]
    at = [kontor[row.enhet] for row in rows], [grupper[row.brukergruppe] for row in rows]
    maned, antall = [row.maned for row in rows], [row.antall for row in rows]
    return np.nan_to_num(filled(plan, at, maned, antall, (len(kontor), len(grupper)), period=1), nan=0.0)


def andel_fe(plan: Plan) -> Array:
    """Grensesnitt in force: share of each hovedprosess' work done in FE.

    Returns
    -------
    float array, shape (y, hp, t)
        HP1-HP4. HP1 and HP2 default to 0, HP3 and HP4 to 1; the row with the latest ``gyldig_fra``
        up to the month holds, and an empty date holds always.
    """
    prosesser = ("HP1", "HP2", "HP3", "HP4")
    result = np.zeros((len(plan.ytelser), len(prosesser), plan.horisont_maneder))
    result[:, 2:] = 1.0
    first = {y.ytelse: i for i, y in enumerate(plan.ytelser)}
    rows = sorted(plan.grensesnitt, key=lambda r: -1 if r.gyldig_fra is None else r.gyldig_fra)
    for row in rows:
        # A plan of Ressurskartlegging alone names ytelser that have no cases, and so no axis here.
        if row.hovedprosess in prosesser and row.ytelse in first:
            t = 0 if row.gyldig_fra is None else max(0, row.gyldig_fra - plan.start)
            result[first[row.ytelse], prosesser.index(row.hovedprosess), t:] = row.andel_fe
    return result
