"""Which assumption matters: each alone at the low and the high end of its range, the rest as in the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planning_core.parameters import NIVAER, PARAMETERS, Parameter
from planning_core.plan import Forutsetning, Plan, uten_flyttinger
from planning_core.projection import framskriv_mange
from planning_core.results import Resultat

Verdi = float | bool | str

_PER_ROW = {
    "fravær": ("enheter", "fravaer"), "opplæring": ("enheter", "opplaering"), "skjermet": ("enheter", "skjermet"),
    "andel_komplett": ("ytelser", "andel_komplett"), "erfaren": ("flyttinger", "erfaren"),
    "realisering": ("gevinster", "realisering"),
}
"""Assumptions that every row of a table has its own value of: table and field of :class:`Plan`. All rows get the end."""


_TOGETHER = 16
"""Plans, each with and without flyttinger, that are projected together."""


@dataclass(frozen=True, slots=True)
class Utfall:
    """Numbers of the fylke in the last month.

    ``oppfolging`` in hours a month, ``restanser`` and ``over_grense`` in cases.
    """

    oppfolging: float
    restanser: float
    over_grense: float

    def __sub__(self, other: Utfall) -> Utfall:
        return Utfall(self.oppfolging - other.oppfolging, self.restanser - other.restanser,
                      self.over_grense - other.over_grense)


@dataclass(frozen=True, slots=True)
class Par:
    """The plan beside the same plan without flyttinger; ``virkning`` is what the flyttinger do."""

    planen: Utfall
    uten: Utfall

    @property
    def virkning(self) -> Utfall:
        return self.planen - self.uten


@dataclass(frozen=True, slots=True)
class Utslag:
    """One assumption at both ends of its range.

    Attributes
    ----------
    nokkel : str
        Key of :data:`planning_core.parameters.PARAMETERS`.
    lav, hoy : float, bool or str
        The ends: the planner's own range where there is one, else the declared plausible range.
    ved_lav, ved_hoy : Par
        What they give.
    """

    nokkel: str
    lav: Verdi
    hoy: Verdi
    ved_lav: Par
    ved_hoy: Par


@dataclass(frozen=True)
class Folsomhet:
    """The effects, the one that moves the answer most first.

    Attributes
    ----------
    plan : Plan
    grunn : Par
        As the plan stands.
    utslag : tuple of Utslag
        By how far apart oppfølging is at the two ends and in the plan: of what the flyttinger do, or of the plan
        itself where it has none.
    """

    plan: Plan
    grunn: Par
    utslag: tuple[Utslag, ...]

    def spenn(self, utslag: Utslag) -> tuple[float, float]:
        """Lowest and highest oppfølging [hours a month] over the two ends and the plan, of what is ranked by."""
        values = [self.malt(par).oppfolging for par in (utslag.ved_lav, self.grunn, utslag.ved_hoy)]
        return min(values), max(values)

    def malt(self, par: Par) -> Utfall:
        """What is ranked by: what the flyttinger do, or the plan itself where it has none."""
        return par.virkning if self.plan.flyttinger else par.planen


def can_ask(plan: Plan) -> bool:
    """Whether there are units, and cases for the assumptions to work on."""
    return bool(plan.enheter) and bool(plan.saksinngang or plan.restanser)


class Stopped(Exception):
    """Somebody asked for the question to be dropped."""


def folsomhet(plan: Plan, progress: Callable[[float], bool] | None = None) -> Folsomhet:
    """Each assumption at the low and the high end of its range, one at a time, with and without flyttinger.

    Parameters
    ----------
    plan : Plan
        A plan without validation errors.
    progress : function, optional
        Told now and then which part is done, 0-1; False stops.

    Returns
    -------
    Folsomhet
        Assumptions without a range, and those that no row of the plan uses, are left out.

    Raises
    ------
    Stopped
        If ``progress`` said so.

    Notes
    -----
    docs/metode.md section 14. Checked by hand in tests/core/questions/test_folsomhet.py.
    """
    ends = list(_ends(plan))
    variants = [with_value(plan, key, value) for key, *pair in ends for value in pair]
    plans = [plan, *variants]
    pairs: list[Par] = []
    while len(pairs) < len(plans):
        if progress is not None and not progress(len(pairs) / len(plans)):
            raise Stopped
        # Some at a time: a batch of all of them would hold hundreds of MB of a large fylke.
        pairs += _pairs(plans[len(pairs):len(pairs) + _TOGETHER])
    base, *pairs = pairs
    effects = (
        Utslag(key, low, high, at_low, at_high)
        for (key, low, high), at_low, at_high in zip(ends, pairs[::2], pairs[1::2], strict=True)
    )
    found = Folsomhet(plan, base, ())
    return replace(found, utslag=tuple(sorted(effects, key=lambda e: _rank(found, e))))


def _pairs(plans: Sequence[Plan]) -> list[Par]:
    results = framskriv_mange([p for plan in plans for p in (plan, uten_flyttinger(plan))])
    return [Par(_utfall(med), _utfall(uten)) for med, uten in zip(results[::2], results[1::2], strict=True)]


def _rank(found: Folsomhet, utslag: Utslag) -> float:
    """Farthest apart first; what rounding alone tells apart is the same, and keeps the declared order."""
    low, high = found.spenn(utslag)
    return -round(high - low, 6)


def _ends(plan: Plan) -> Iterator[tuple[str, Verdi, Verdi]]:
    own = {row.nokkel: row for row in reversed(plan.forutsetninger)}
    for key, parameter in PARAMETERS.items():
        if key in _PER_ROW:
            if not getattr(plan, _PER_ROW[key][0]):
                continue
        elif parameter.sheet not in ("Forutsetninger", "Plan"):
            continue
        ends = _range(parameter, own.get(key))
        if ends is not None:
            yield key, *ends


def _range(parameter: Parameter, own: Forutsetning | None) -> tuple[Verdi, Verdi] | None:
    """The low and the high end; None without a range."""
    if parameter.kind == "ja_nei":
        return False, True
    if parameter.kind == "nivå":
        return NIVAER[0], NIVAER[-1]
    low = own.lav if own is not None and own.lav is not None else parameter.low
    high = own.hoy if own is not None and own.hoy is not None else parameter.high
    return None if low is None or high is None else (low, high)


def with_value(plan: Plan, nokkel: str, verdi: Verdi) -> Plan:
    """The plan with another value of one assumption; one that is set row by row gets it in all rows.

    Examples
    --------
    >>> from planning_core.plan import Plan
    >>> with_value(Plan("X", 24312), "laeretid_mnd", 6.0).tall("laeretid_mnd")
    6.0
    """
    if nokkel == "timer_per_årsverk":
        return replace(plan, timer_per_arsverk=float(verdi))
    if nokkel in _PER_ROW:
        table, field = _PER_ROW[nokkel]
        changed: dict[str, Any] = {table: tuple(replace(row, **{field: verdi}) for row in getattr(plan, table))}
        return replace(plan, **changed)
    rest = tuple(row for row in plan.forutsetninger if row.nokkel != nokkel)
    return replace(plan, forutsetninger=(*rest, Forutsetning(nokkel, verdi)))


def _utfall(result: Resultat) -> Utfall:
    oppfolging, restanser, over = (
        float(result.serie(name)[-1]) for name in ("oppfolging_timer", "restanser", "over_grense"))
    return Utfall(oppfolging, restanser, over)
