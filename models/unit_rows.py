"""The rows of the distribution table: one per unit with sums, as numbers of one month.

Pure functions on the plan and its projection; what stands in a cell is written in ``app``.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from models.moves import netto_flyttet
from models.unit_findings import month_findings
from planning_core.findings import Finding
from planning_core.plan import Eier, Enhet, Plan

if TYPE_CHECKING:
    from planning_core.results import Projeksjon

NAN = math.nan

_months: deque[tuple[Projeksjon, int, dict[str, dict[str, float]]]] = deque(maxlen=3)
"""Results by kontor, of the months shown last."""


class RowKind(Enum):
    """What a row stands for."""

    KONTOR = "kontor"
    SUM_KONTOR = "sum_kontor"
    FE = "fe"
    SUM_FE = "sum_fe"
    SUM = "sum"

    @property
    def is_sum(self) -> bool:
        return self in (RowKind.SUM_KONTOR, RowKind.SUM_FE, RowKind.SUM)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row: a unit, or the sum of several.

    Attributes
    ----------
    kind : RowKind
    enhet : str or None
        Name in the sheets; None for a sum.
    navn : str
        Name as shown; the fylke's name for the last sum, empty for the other sums.
    rad : int or None
        Row in the plan's table of units; None for a sum.
    stat, kommune : float
        Base årsverk of the two owners.
    flyttes, flyttes_kommune : float
        Net årsverk moved in the month.
    brukere : float
        Users in the month; NaN where there are none to count (a forvaltningsenhet) or no result yet.
    timer, behov, timer_uten, behov_uten : float
        Hours of oppfølging and hours needed in the month, in the plan and without flyttinger.
    findings : tuple of Finding
        Warnings about this unit.
    """

    kind: RowKind
    enhet: str | None
    navn: str
    rad: int | None
    stat: float
    kommune: float
    flyttes: float
    flyttes_kommune: float
    brukere: float = NAN
    timer: float = NAN
    behov: float = NAN
    timer_uten: float = NAN
    behov_uten: float = NAN
    findings: tuple[Finding, ...] = ()

    @property
    def etter(self) -> float:
        """State årsverk after the flyttinger."""
        return self.stat + self.flyttes

    @property
    def kommune_etter(self) -> float:
        """Municipal årsverk after the flyttinger."""
        return self.kommune + self.flyttes_kommune

    @property
    def brukere_for(self) -> float:
        """Users per state årsverk before the flyttinger; NaN where undefined."""
        return _ratio(self.brukere, self.stat)

    @property
    def brukere_etter(self) -> float:
        """Users per state årsverk after the flyttinger; NaN where undefined."""
        return _ratio(self.brukere, self.etter)

    @property
    def dekning(self) -> float:
        """Share of needed oppfølging that is given; NaN where undefined."""
        return _ratio(self.timer, self.behov)

    @property
    def dekning_uten(self) -> float:
        """The same share without flyttinger."""
        return _ratio(self.timer_uten, self.behov_uten)


def _ratio(over: float, under: float) -> float:
    if math.isnan(over) or math.isnan(under) or under <= 1e-9:
        return NAN
    return over / under


def unit_rows(
    plan: Plan, projeksjon: Projeksjon | None, maned: int, findings: Iterable[Finding] = (),
) -> tuple[UnitRow, ...]:
    """Kontor, their sum, forvaltningsenheter, their sum where they are several, and the fylke.

    Parameters
    ----------
    plan : Plan
    projeksjon : Projeksjon or None
        Results, possibly of an older plan; None before the first one.
    maned : int
        Month index; results are NaN where the projection does not hold it.
    findings : iterable of Finding
        Warnings to be shared out to the units they are about.
    """
    statlig = netto_flyttet(plan, maned, Eier.STAT)
    kommunal = netto_flyttet(plan, maned, Eier.KOMMUNE)
    varsler = findings_by_unit(plan, findings)

    def row(rad: int, enhet: Enhet) -> UnitRow:
        base = UnitRow(
            RowKind.KONTOR if enhet.er_kontor else RowKind.FE, enhet.enhet, enhet.navn or enhet.enhet, rad,
            enhet.arsverk_stat, enhet.arsverk_kommune, statlig[enhet.enhet], kommunal[enhet.enhet],
            findings=varsler.get(enhet.enhet, ()))
        if enhet.er_kontor and projeksjon is not None:
            base = replace(base, **_month_of(projeksjon, maned).get(enhet.enhet, {}))  # type: ignore[arg-type]  # its keys are fields that hold numbers
        return replace(base, findings=base.findings + month_findings(base, projeksjon, maned))

    rows = [row(rad, enhet) for rad, enhet in enumerate(plan.enheter)]
    kontor = [r for r in rows if r.kind is RowKind.KONTOR]
    fe = [r for r in rows if r.kind is RowKind.FE]
    result = list(kontor)
    if kontor:
        result.append(_sum(RowKind.SUM_KONTOR, "", kontor))
    result += fe
    if len(fe) > 1:
        result.append(_sum(RowKind.SUM_FE, "", fe))
    if rows:
        # Users are compared with the kontor's årsverk alone, so the fylke has no such ratio of its own.
        result.append(replace(_sum(RowKind.SUM, plan.fylke, rows), brukere=NAN))
    return tuple(result)


def findings_by_unit(plan: Plan, findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """Findings by the unit they are about: a row of ``Enheter``, or a unit named in the details."""
    by_name = {name: e.enhet for e in reversed(plan.enheter) for name in (e.navn, e.enhet) if name}
    shared: dict[str, tuple[Finding, ...]] = {}
    for finding in findings:
        named = finding.details.get("enhet")
        enhet = by_name.get(named) if isinstance(named, str) else None
        if finding.table == "Enheter" and finding.row is not None and finding.row < len(plan.enheter):
            enhet = plan.enheter[finding.row].enhet
        if enhet is not None:
            shared[enhet] = shared.get(enhet, ()) + (finding,)
    return shared


def ramme(plan: Plan) -> float:
    """Base state årsverk of the fylke: what the flyttinger share out."""
    return sum(e.arsverk_stat for e in plan.enheter)


def ny_ramme(plan: Plan, maned: int) -> float:
    """Net new state årsverk in a month: new money less cuts; 0 where all moves are between units."""
    return sum(netto_flyttet(plan, maned, Eier.STAT).values())


def _month_of(projeksjon: Projeksjon, maned: int) -> dict[str, dict[str, float]]:
    """Results of each kontor in a month, by field of :class:`UnitRow`; empty where the projection lacks the month.

    Remembered for the projections shown last: a key press changes the plan, not yet the projection.
    """
    for known in _months:
        if known[0] is projeksjon and known[1] == maned:
            return known[2]
    # Imported when there are results: the first window does not wait for numpy.
    from planning_core.oppfolging import brukere

    med, uten, result = projeksjon.plan, projeksjon.uten, {}
    if maned in med.maneder:
        t = med.maneder.index(maned)
        users = brukere(med)[:, t]
        for k, enhet in enumerate(med.kontor):
            result[enhet] = {
                "brukere": float(users[k]),
                "timer": float(med.serie("oppfolging_timer", enhet)[t]),
                "behov": float(med.serie("oppfolging_behov_timer", enhet)[t]),
                "timer_uten": float(uten.serie("oppfolging_timer", enhet)[t]),
                "behov_uten": float(uten.serie("oppfolging_behov_timer", enhet)[t]),
            }
    _months.appendleft((projeksjon, maned, result))
    return result


def _sum(kind: RowKind, navn: str, rows: Sequence[UnitRow]) -> UnitRow:
    def total(name: str) -> float:
        values = [getattr(r, name) for r in rows]
        known = [v for v in values if not math.isnan(v)]
        return sum(known) if known else NAN

    flyttes = total("flyttes")
    return UnitRow(
        kind, None, navn, None, total("stat"), total("kommune"), 0.0 if abs(flyttes) < 1e-9 else flyttes,
        total("flyttes_kommune"), total("brukere"), total("timer"), total("behov"), total("timer_uten"),
        total("behov_uten"))
