"""What a new start month makes of the flyttinger: what has moved becomes base, what is under way goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planning_core.learning import decay
from planning_core.plan import Eier, Enhet, Flytting, Plan
from planning_core.staffing import ROUNDING, phased_share

SMALLEST = 0.05
"""Årsverk: fewer people than this who are still learning are not kept as a flytting of their own."""
_DIGITS = 9


@dataclass(frozen=True)
class Bemanningsrull:
    """Units and flyttinger from the new start on.

    Attributes
    ----------
    enheter : tuple of Enhet
        With the årsverk that lasting flyttinger have brought or taken until then.
    flyttinger : tuple of Flytting
    radnummer : tuple of (int or None)
        Where each old flytting stands now when it is exactly as it was; None for one that is changed or gone.
    i_grunnlag, under_innfasing, midlertidige, tilbakefort : tuples of Flytting
        Old flyttinger: all of it base now; partly base, the rest goes on; still to go back; gone back already.
    laerer : tuple of Flytting
        New ones, of people who are still learning at the new start.
    ikke_viderefort : float
        Årsverk of missing output of people still learning that is not carried on, being too small.
    """

    enheter: tuple[Enhet, ...]
    flyttinger: tuple[Flytting, ...]
    radnummer: tuple[int | None, ...]
    i_grunnlag: tuple[Flytting, ...] = ()
    under_innfasing: tuple[Flytting, ...] = ()
    midlertidige: tuple[Flytting, ...] = ()
    tilbakefort: tuple[Flytting, ...] = ()
    laerer: tuple[Flytting, ...] = ()
    ikke_viderefort: float = 0.0


def rull_bemanning(plan: Plan, start: int) -> Bemanningsrull:
    """Årsverk of every unit and owner are those of the old plan in every step from ``start`` on.

    A lasting flytting that is all in becomes base; of one under way the part that is in becomes base and the rest
    goes on over the months that remain. A temporary one that is in force begins again at the new start, all at once,
    and ends when it was to end. People who are still learning then stand as a flytting at the new start without
    experience, as many as their missing output makes beginners, so that the learning deficit is the same.

    Notes
    -----
    docs/metode.md section 13. Checked in tests/core/questions/test_rull.py.
    """
    kept_whole: set[int] = set()
    while True:
        found = _rolled(plan, start, kept_whole)
        short = {e.enhet for e in found.enheter if e.arsverk_stat < 0 or e.arsverk_kommune < 0}
        more = {i for i, f in enumerate(plan.flyttinger) if f.fra in short and f.fra_maned < start} - kept_whole
        if not more:
            return found
        # A temporary flytting fills what a lasting one took: neither can become base alone.
        kept_whole |= more


def _rolled(plan: Plan, start: int, kept_whole: set[int]) -> Bemanningsrull:
    base = {(e.enhet, eier): getattr(e, field) for e in plan.enheter for eier, field in _FIELDS.items()}
    after: list[Flytting] = []
    rows: list[int | None] = []
    groups: dict[str, list[Flytting]] = {"base": [], "rest": [], "temporary": [], "back": []}
    learners: list[Flytting] = []
    lost = 0.0
    for i, flytting in enumerate(plan.flyttinger):
        if flytting.fra_maned >= start:
            rows.append(len(after))
            after.append(flytting)
            continue
        rows.append(None)
        if flytting.til_maned is not None and flytting.til_maned < start:
            groups["back"].append(flytting)
            continue
        moved, learning = _in_so_far(plan, flytting, start)
        rest = _rest(flytting, moved, start)
        if flytting.til_maned is not None or i in kept_whole:
            groups["temporary" if flytting.til_maned is not None else "rest"].append(flytting)
            if moved > ROUNDING:
                experienced = 1.0 - min((1.0 - flytting.erfaren) * learning / moved, 1.0)
                after.append(replace(flytting, arsverk=moved, fra_maned=start, innfasing_mnd=0.0, erfaren=experienced))
            after += rest
            continue
        groups["rest" if rest else "base"].append(flytting)
        beginners = _beginners(flytting, learning)
        if beginners:
            learners.append(replace(flytting, arsverk=beginners, fra_maned=start, innfasing_mnd=0.0, erfaren=0.0))
            after.append(learners[-1])
        elif flytting.til is not None and flytting.eier is Eier.STAT:
            lost += (1.0 - plan.tall("startproduktivitet")) * (1.0 - flytting.erfaren) * learning
        after += rest
        _move(base, flytting, moved - beginners)
    return Bemanningsrull(
        _with_base(plan.enheter, base), tuple(after), tuple(rows), tuple(groups["base"]), tuple(groups["rest"]),
        tuple(groups["temporary"]), tuple(groups["back"]), tuple(learners), lost,
    )


_FIELDS = {Eier.STAT: "arsverk_stat", Eier.KOMMUNE: "arsverk_kommune"}


def _in_so_far(plan: Plan, flytting: Flytting, start: int) -> tuple[float, float]:
    """Årsverk that are in when the new plan begins, and how many of them would be beginners, had they all been so."""
    n = plan.steg_per_maned
    steps = (start - flytting.fra_maned) * n
    moved = flytting.arsverk * phased_share(0, flytting.innfasing_mnd, n, steps)
    entered = np.diff(moved, prepend=0.0)
    age = np.arange(steps, 0, -1)
    fading = decay(1.0 / n, plan.tall("laeretid_mnd")) ** age
    return float(moved[-1]), float((entered * fading).sum())


def _rest(flytting: Flytting, moved: float, start: int) -> list[Flytting]:
    """What is still to come in, over the months that remain."""
    left = flytting.innfasing_mnd - (start - flytting.fra_maned)
    if left <= 0:
        return []
    return [replace(flytting, arsverk=flytting.arsverk - moved, fra_maned=start, innfasing_mnd=left)]


def _beginners(flytting: Flytting, learning: float) -> float:
    """How many beginners miss as much output as those who are still learning; 0 where that is next to nothing."""
    if flytting.til is None or flytting.eier is not Eier.STAT:
        return 0.0
    beginners = round((1.0 - flytting.erfaren) * learning, _DIGITS)
    return beginners if beginners >= SMALLEST else 0.0


def _move(base: dict[tuple[str, Eier], float], flytting: Flytting, arsverk: float) -> None:
    if flytting.fra is not None:
        base[flytting.fra, flytting.eier] -= arsverk
    if flytting.til is not None:
        base[flytting.til, flytting.eier] += arsverk


def _with_base(enheter: Sequence[Enhet], base: dict[tuple[str, Eier], float]) -> tuple[Enhet, ...]:
    """Units with new årsverk; heads follow the state årsverk, for the rule about three employees."""
    found = []
    for enhet in enheter:
        stat, kommune = (round(base[enhet.enhet, eier], _DIGITS) for eier in (Eier.STAT, Eier.KOMMUNE))
        change = stat - enhet.arsverk_stat
        if abs(change) < ROUNDING and abs(kommune - enhet.arsverk_kommune) < ROUNDING:
            found.append(enhet)
            continue
        heads = enhet.statsansatte
        heads = None if heads is None else max(round(heads + change, _DIGITS), 0.0)
        found.append(replace(enhet, arsverk_stat=stat, arsverk_kommune=kommune, statsansatte=heads))
    return tuple(found)
