"""Work moved against people moved: who leaves a unit before, or without, the work.

Work is counted from the first month's grensesnitt with no gevinst, people from the plan's base staffing; both are
state årsverk at the end of the month.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning_core import monthly
from planning_core.arrays import routes, sends_to
from planning_core.findings import Finding, Severity
from planning_core.plan import SAKSPROSESSER, Plan
from planning_core.questions.account import FE, NK, Regnskap
from planning_core.questions.account_base import HP5, med_ytelser
from planning_core.staffing import arsverk_paths

Array = NDArray[np.float64]

GRENSE = 0.5
"""Årsverk by which people and work may differ before it is said."""


@dataclass(frozen=True)
class ArbeidOgFolk:
    """Work and people by unit (kontor first, then FE) and month.

    Attributes
    ----------
    plan : Plan
    enheter : tuple of str
    arbeid : float array, shape (u, t)
        Årsverk of work beyond the start: negative where it has left.
    folk : float array, shape (u, t)
        State årsverk beyond the start: negative where people have left.
    arbeid_sted : float array, shape (sted, t)
        The work at all kontor and at all FE; known without units too.
    grensesnitt, gevinst : float arrays, shape (sted, t)
        The parts of ``arbeid_sted``: what grensesnitt has moved, and what gevinst has taken away (<= 0).
    """

    plan: Plan
    enheter: tuple[str, ...]
    arbeid: Array
    folk: Array
    arbeid_sted: Array
    grensesnitt: Array
    gevinst: Array

    @property
    def folk_sted(self) -> Array:
        """State årsverk moved at all kontor and at all FE, shape (sted, t)."""
        kontor = len(self.plan.kontor)
        return np.stack([self.folk[:kontor].sum(axis=0), self.folk[kontor:].sum(axis=0)])

    @property
    def forskjell(self) -> Array:
        """People less work, shape (u, t): negative where more people than work have left, or fewer have come."""
        return self.folk - self.arbeid

    @property
    def forskjell_sted(self) -> Array:
        return self.folk_sted - self.arbeid_sted

    def findings(self) -> tuple[Finding, ...]:
        """Units, and the kontor and FE as a whole, whose people and work do not follow each other."""
        found = []
        rows = {e.enhet: row for row, e in enumerate(self.plan.enheter)}
        names = {e.enhet: e.navn or e.enhet for e in self.plan.enheter}
        kontor = len(self.plan.kontor)
        for u, enhet in enumerate(self.enheter):
            found += _judge(self.plan, self.arbeid[u], self.folk[u], u < kontor, names[enhet], rows[enhet])
        if self.enheter:
            for sted, name in ((NK, "NAV-kontorene"), (FE, "forvaltningsenhetene")):
                found += _judge(self.plan, self.arbeid_sted[sted], self.folk_sted[sted], sted == NK, name, None)
        return tuple(found)


def arbeid_og_folk(plan: Plan, regnskap: Regnskap | None = None) -> ArbeidOgFolk:
    """Work and people moved in a plan.

    A kontor's part of the work on cases is its part of the saksinngang (of the state årsverk where a ytelse has no
    cases), of oppfølging its part of the need; an FE gets the work of the kontor that send to it.

    Parameters
    ----------
    regnskap : Regnskap, optional
        The plan's account, where it is made already.

    Notes
    -----
    docs/metode.md section 6. Checked by hand in tests/core/questions/test_work_and_people.py.
    """
    account = Regnskap(plan) if regnskap is None else regnskap
    start, now = account.arbeid_ved_start, account.arbeid
    change = now - start[..., None]
    # What grensesnitt alone has moved: before gevinst nothing but the place changes.
    moved = np.stack([account.for_gevinst(t)[FE] - start[FE] for t in range(plan.horisont_maneder)], axis=2)
    by_border = np.stack([-moved.sum(axis=(0, 1)), moved.sum(axis=(0, 1))])
    total = change.sum(axis=(1, 2))
    stat = arsverk_paths(plan)[0][:, plan.steg_per_maned - 1:: plan.steg_per_maned]
    base = np.array([e.arsverk_stat for e in plan.kontor + plan.forvaltningsenheter], dtype=float)
    return ArbeidOgFolk(
        plan, tuple(e.enhet for e in plan.kontor + plan.forvaltningsenheter),
        _by_unit(plan, change), stat - base.reshape(-1, 1), total, by_border, total - by_border,
    )


def _by_unit(plan: Plan, change: Array) -> Array:
    """Change of work (sted, y, hp, t) -> (u, t)."""
    cases = change[:, :, : len(SAKSPROSESSER)].sum(axis=2)
    follow_up = change[NK, :, HP5].sum(axis=0)
    share = kontor_andel(plan, change.shape[1])
    in_fe = np.einsum("fky,ky->fy", _routed(plan, change.shape[1]), share)
    kontor = share @ cases[NK] + oppfolging_andel(plan)[:, None] * follow_up
    return np.vstack([kontor, in_fe @ cases[FE]])


def kontor_andel(plan: Plan, ytelser: int) -> Array:
    """Every kontor's part of the work on cases of a ytelse, shape (k, y); columns sum to 1."""
    staff = _of_staff(plan)
    share = np.repeat(staff[:, None], ytelser, axis=1)
    if plan.kontor and plan.saksinngang:
        cases = np.nan_to_num(monthly.saksinngang(plan)[:, :, :12]).mean(axis=2)
        total = cases.sum(axis=0)
        share[:, : cases.shape[1]] = np.divide(cases, total, out=share[:, : cases.shape[1]].copy(), where=total > 0)
    return share


def oppfolging_andel(plan: Plan) -> Array:
    """Every kontor's part of the need for oppfølging, shape (k,); of the state årsverk where no users are known."""
    hours = np.array([norm.timer for norm in plan.oppfolgingsnorm])
    need = monthly.brukere(plan)[:, :, :12].mean(axis=2) @ hours
    total = float(need.sum())
    return need / total if total > 0 else _of_staff(plan)


def _of_staff(plan: Plan) -> Array:
    staff = np.array([e.arsverk_stat for e in plan.kontor], dtype=float)
    total = float(staff.sum())
    return staff / total if total > 0 else np.full(staff.size, 1.0 / max(1, staff.size))


def _routed(plan: Plan, ytelser: int) -> Array:
    """Which kontor send a ytelse to which FE, shape (f, k, y); what is on no axis goes to the first."""
    known = med_ytelser(plan)
    rute = np.zeros((len(plan.kontor), ytelser), dtype=np.int64)
    rute[:, : len(known.ytelser)] = routes(known)
    return sends_to(rute, len(plan.forvaltningsenheter)).astype(float)


_PEOPLE_FIRST = ("folk_foer_arbeidet", "folk_uten_arbeidet")
_WORK_FIRST = ("arbeid_foer_folkene", "arbeid_uten_folkene")
_FE_WORK_FIRST = ("fe_arbeid_foer_folk", "fe_arbeid_uten_folk")
"""Codes while it lasts, and when it still is so in the last month."""


def _judge(
    plan: Plan, work: Array, people: Array, is_kontor: bool, name: str, row: int | None
) -> list[Finding]:
    """One finding a direction, where people and work differ by :data:`GRENSE` or more."""
    gap = people - work
    # In a kontor the gap is negative when people have left ahead of the work, in an FE when work has come ahead of people.
    directions = ((-gap, _PEOPLE_FIRST), (gap, _WORK_FIRST)) if is_kontor else ((-gap, _FE_WORK_FIRST),)
    found = []
    for ahead, codes in directions:
        over = np.flatnonzero(ahead >= GRENSE)
        if over.size:
            t = int(np.argmax(ahead))
            found.append(Finding(
                codes[int(over[-1]) == ahead.size - 1], Severity.WARNING, "Enheter", row, "årsverk_stat", float(people[t]), {
                    "enhet": name, "fra": plan.maneder[over[0]], "til": plan.maneder[over[-1]], "maned": plan.maneder[t],
                    "folk": abs(float(people[t])), "arbeid": abs(float(work[t])), "forskjell": float(ahead[t]),
                },
            ))
    return found
