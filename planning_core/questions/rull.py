"""Rull: the same plan from a later month, with the stock and staff it has then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from planning_core import monthly
from planning_core.arrays import OLDEST_MONTHS, inndata
from planning_core.case_flow import CaseFlow
from planning_core.gevinst import MIN_CHANGE
from planning_core.plan import TABELLER, Kilde, Plan, Restanse, ScenarioVerdi
from planning_core.questions.historikk import Part, Rader, rader_etter_del
from planning_core.questions.rull_bemanning import Bemanningsrull, rull_bemanning
from planning_core.questions.scenario_overrides import folg_rader
from planning_core.results import Resultat

Array = NDArray[np.float64]

STAT_COLUMN = "årsverk_stat"
"""Column of the sheet Enheter that the roll changes, as the sheet Kilder names it."""
SHORTEST = 12
"""Months of the shortest plan."""
_DIGITS = 6
_CRUMB = 1e-6
_NOTICED = 0.01
"""A fading share below this is not worth telling."""


class Restansekilde(Enum):
    """Where the restanser of the new start come from."""

    FRAMSKRIVING = "framskriving"
    HISTORIKK = "historikk"


class Aldre(Enum):
    """Ages of restanser that come from the history, which has none."""

    PROFIL = "profil"
    """Spread over ages as the projection's own are in the same unit and ytelse."""
    UTEN = "uten"
    """Without ages: the model spreads them over the months of saksinngang they make up."""


@dataclass(frozen=True)
class Rullet:
    """The new plan, and everything that is not as it was.

    Attributes
    ----------
    plan : Plan
    for_ : Plan
        The plan it was made of.
    bemanning : Bemanningsrull
    framskrevet, restanser : float
        Restanser at the new start in the old projection, and in the new plan.
    fra_historikk : int
        Units and ytelser whose restanser are actual numbers.
    mangler : tuple of (unit, ytelse)
        Those that have none, and got the projection's.
    uten_aldre : tuple of (unit, ytelse)
        Actual restanser that the projection has no ages for.
    venter_dok : float
        Cases that waited for documents and count as ready in the new plan.
    kompetanse : mapping of kontor to float
        Competence (0-1) at the new start in the old plan; the new plan begins at 1.
    omstilling : tuple of (ytelse, month)
        Changes of grensesnitt whose learning is not over, and is not carried on.
    fjernet : mapping of sheet to int
        Rows without effect because they end before the new start.
    forlenget : int
        Months that the plan's end was moved, to be as long as a plan must be.
    berorte : tuple of ScenarioVerdi
        Overrides that no longer mean what they did: kept, and to be looked at.
    """

    plan: Plan
    for_: Plan
    bemanning: Bemanningsrull
    framskrevet: float
    restanser: float
    fra_historikk: int
    mangler: tuple[Part, ...]
    uten_aldre: tuple[Part, ...]
    venter_dok: float
    kompetanse: Mapping[str, float]
    omstilling: tuple[tuple[str, int], ...]
    fjernet: Mapping[str, int]
    forlenget: int
    berorte: tuple[ScenarioVerdi, ...]


def mulige_starter(plan: Plan) -> tuple[int, ...]:
    """Months that a plan can be rolled to: every one after its first."""
    return plan.maneder[1:]


def rull(resultat: Resultat, start: int, *, kilde: Restansekilde = Restansekilde.FRAMSKRIVING, aldre: Aldre = Aldre.PROFIL,
         kildetekst: str = "", bemanningstekst: str = "") -> Rullet:
    """The plan of a projection from another start month on, to the same end.

    Årsverk are those of the old plan month by month, restanser those at the end of the month before. Everything else
    stays: flyttinger to come, gevinster, assumptions, saksinngang, history, scenarios.

    Parameters
    ----------
    resultat : Resultat
        The projection of the plan, a baseline with its scenarios.
    start : int
        The new start month, after the old one and not after the last month.
    kilde : Restansekilde
        Whether restanser are actual numbers of the month before, where there are any, or the projection's.
    aldre : Aldre
        Ages of the actual ones.
    kildetekst : str
        Where the restanser come from, for the sheet Kilder; no row is written when it is empty.
    bemanningstekst : str
        What has been done to the årsverk of units whose base is another, said after their own source.

    Raises
    ------
    ValueError
        If the month is none of :func:`mulige_starter`.

    Notes
    -----
    docs/metode.md section 13. Checked in tests/core/questions/test_rull.py.
    """
    plan = resultat.plan
    if start not in mulige_starter(plan):
        raise ValueError(f"not a month to roll to: {start}")
    staff = rull_bemanning(plan, start)
    inn = inndata(plan)
    steps = (start - plan.start) * inn.n
    flow = CaseFlow(inn)
    for s in range(steps):
        flow.step(s)
    stock = _Stock(resultat, flow, steps - 1)
    rows, missing, without_ages, actual = _restanser(resultat, stock, start, kilde, aldre)
    months = plan.start + plan.horisont_maneder - start
    horizon = max(months, SHORTEST)
    kept, removed = _without_past(plan, start)
    sources = _sources(plan, kildetekst)
    if bemanningstekst and staff.enheter != plan.enheter:
        sources = _staff_sources(sources, bemanningstekst)
    after = replace(kept, start=start, horisont_maneder=horizon, enheter=staff.enheter, restanser=rows, kilder=sources)
    scenarios = _scenarios(plan, replace(after, flyttinger=plan.flyttinger), staff)
    after = replace(after, flyttinger=staff.flyttinger, scenarier=scenarios)
    gone = {f"rad {i + 1}" for i, row in enumerate(staff.radnummer) if row is None}
    competence = inn.bemanning.kompetanse[:, steps]
    return Rullet(
        after, plan, staff, framskrevet=float(stock.total.sum()), restanser=sum(row.antall for row in rows),
        fra_historikk=actual, mangler=missing, uten_aldre=without_ages, venter_dok=stock.waiting,
        kompetanse={k: float(c) for k, c in zip(resultat.kontor, competence, strict=True) if c < 1.0 - _NOTICED},
        omstilling=_relearning(plan, start), fjernet=removed, forlenget=horizon - months,
        berorte=_touched(plan, after, gone),
    )


class _Stock:
    """The queues of the projection at the end of a step, by unit, ytelse and whole months of age."""

    def __init__(self, resultat: Resultat, flow: CaseFlow, s: int) -> None:
        nk, ready, waiting = flow.restanser(s)
        cohorts = np.concatenate([nk, ready + waiting])[..., ::-1]
        n = flow.inn.n
        # The pool of the oldest stands with the last whole month.
        cohorts[..., OLDEST_MONTHS * n - 1] += cohorts[..., OLDEST_MONTHS * n]
        shape = (*cohorts.shape[:2], OLDEST_MONTHS, n)
        self.ages: Array = cohorts[..., : OLDEST_MONTHS * n].reshape(shape).sum(axis=3)
        """Shape (u, y, 36), youngest first."""
        self.total: Array = self.ages.sum(axis=2)
        self.waiting = float(waiting.sum())
        self.units = resultat.enheter

    def rows(self, u: int, unit: str, y: int, ytelse: str, antall: float) -> list[Restanse]:
        """An amount as rows of the sheet, spread over ages as the queue is; neighbours that are alike are one row."""
        share = self.ages[u, y] / self.total[u, y]
        found: list[Restanse] = []
        first = 0
        for month in range(1, OLDEST_MONTHS + 1):
            if month < OLDEST_MONTHS and abs(share[month] - share[first]) < 1e-12:
                continue
            amount = round(float(antall * share[first:month].sum()), _DIGITS)
            if amount > _CRUMB:
                found.append(Restanse(unit, ytelse, amount, float(first), float(month)))
            first = month
        return found


def _restanser(resultat: Resultat, stock: _Stock, start: int, kilde: Restansekilde, aldre: Aldre
               ) -> tuple[tuple[Restanse, ...], tuple[Part, ...], tuple[Part, ...], int]:
    """Rows of the new start, who had no actual number, whose had no ages, and how many were actual."""
    rows: list[Restanse] = []
    missing: list[Part] = []
    bare: list[Part] = []
    count = 0
    known_rows = rader_etter_del(resultat.plan)
    for u, unit in enumerate(resultat.enheter):
        for y, ytelse in enumerate(resultat.ytelser):
            projected = float(stock.total[u, y])
            amount = projected
            known = _actual(known_rows, unit, ytelse, start - 1) if kilde is Restansekilde.HISTORIKK else None
            if known is not None:
                amount, count = known, count + 1
            elif kilde is Restansekilde.HISTORIKK and projected > _CRUMB:
                missing.append((unit, ytelse))
            if amount <= _CRUMB:
                continue
            if known is not None and (aldre is Aldre.UTEN or projected <= _CRUMB):
                rows.append(Restanse(unit, ytelse, amount))
                if aldre is Aldre.PROFIL:
                    bare.append((unit, ytelse))
                continue
            rows += stock.rows(u, unit, y, ytelse, amount)
    return tuple(rows), tuple(missing), tuple(bare), count


def _actual(rows: Rader, unit: str, ytelse: str, maned: int) -> float | None:
    return next((row.restanser for row in rows.get((unit, ytelse), ()) if row.maned == maned), None)


def _without_past(plan: Plan, start: int) -> tuple[Plan, dict[str, int]]:
    """The plan without rows that could have no effect from the new start on."""
    removed: dict[str, int] = {}
    tables: dict[str, tuple[object, ...]] = {}
    for sheet, month in (("Kapasitet", "maned"), ("Kostnader", "til_maned"), ("Restanseteam", "til_maned"),
                         ("Hendelser", "til_maned")):
        attribute = TABELLER[sheet][0]
        rows = getattr(plan, attribute)
        kept = tuple(r for r in rows if getattr(r, month) is None or getattr(r, month) >= start)
        if len(kept) != len(rows):
            removed[sheet] = len(rows) - len(kept)
            tables[attribute] = kept
    return replace(plan, **tables), removed  # type: ignore[arg-type]  # the attribute is chosen by name


def _sources(plan: Plan, text: str) -> tuple[Kilde, ...]:
    """The sources with a row for the new restanser in place of the old ones; made-up numbers stay marked as such."""
    if not text:
        return plan.kilder
    old = [k for k in plan.kilder if k.ark == "Restanser"]
    made_up = any(k.syntetisk for k in plan.kilder if k.ark in ("Restanser", "Saksinngang", "Normtid", "Enheter"))
    new = Kilde("Restanser", "", "D", made_up, text)
    if not old:
        return (*plan.kilder, new)
    at = plan.kilder.index(old[0])
    return tuple(new if i == at else k for i, k in enumerate(plan.kilder) if i == at or k.ark != "Restanser")


def _staff_sources(sources: tuple[Kilde, ...], text: str) -> tuple[Kilde, ...]:
    """The sources with one for state årsverk that says they are no longer the source's own numbers."""
    own = next((k for k in sources if (k.ark, k.kolonne) == ("Enheter", STAT_COLUMN)), None)
    old = own or next((k for k in sources if k.ark == "Enheter" and not k.kolonne), None)
    said = ". ".join(filter(None, (old.kilde.rstrip(".") if old is not None else "", text)))
    grade = old.grad if old is not None and old.grad != "S" else "D"
    new = Kilde("Enheter", STAT_COLUMN, grade, old is not None and old.syntetisk, said)
    return (*sources, new) if own is None else tuple(new if k is own else k for k in sources)


def _scenarios(before: Plan, after: Plan, staff: Bemanningsrull) -> tuple[ScenarioVerdi, ...]:
    """The overrides at their rows; those of a flytting that is changed or gone name it as such."""
    rows = folg_rader(before, after)
    names = {f"rad {i + 1}": f"rad {i + 1} (slettet)" if row is None else f"rad {row + 1}"
             for i, row in enumerate(staff.radnummer)}
    return tuple(
        replace(row, nokkel=names[row.nokkel]) if row.ark == "Flyttinger" and row.nokkel in names else row
        for row in rows
    )


def _touched(before: Plan, after: Plan, gone: set[str]) -> tuple[ScenarioVerdi, ...]:
    """Overrides of what the roll has changed: the start, restanser, årsverk of some units, flyttinger under way."""
    changed = {a.enhet for a, b in zip(before.enheter, after.enheter, strict=True) if a != b}

    def is_touched(row: ScenarioVerdi) -> bool:
        if row.ark == "Enheter":
            return row.nokkel in changed and row.felt in (STAT_COLUMN, "årsverk_kommune", "statsansatte")
        return (row.ark == "Restanser" or (row.ark == "Plan" and row.nokkel in ("start", "horisont_måneder"))
                or (row.ark == "Flyttinger" and row.nokkel in gone))

    return tuple(row for row in before.scenarier if is_touched(row))


def _relearning(plan: Plan, start: int) -> tuple[tuple[str, int], ...]:
    """Changes of grensesnitt up to the new start that make a ytelse dearer for a while yet."""
    loss, tau = plan.tall("omstillingstap"), plan.tall("oppstart_tau_mnd")
    share = monthly.andel_fe(plan)
    found = []
    for y, ytelse in enumerate(plan.ytelser):
        for t in range(1, start - plan.start + 1):
            if t >= share.shape[2] or np.abs(share[y, :, t] - share[y, :, t - 1]).max() < MIN_CHANGE - _CRUMB:
                continue
            fade = np.exp(-(start - plan.start - t) / tau) if tau > 0 else float(t == start - plan.start)
            if loss * fade > _NOTICED:
                found.append((ytelse.ytelse, plan.start + t))
    return tuple(found)
