"""Which flyttinger a gevinst pays for, which it still lacks, and what they could be.

Nothing is ever moved here: what is offered becomes a flytting only when the planner makes one.

A gevinst for *kutt* pays for cuts where it works. One for *restanser* at the kontor pays for årsverk that go to an
FE, one for *oppfølging* in FE for årsverk that go back to a kontor. Freed time that stays where it is needs nobody
to move.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning_core.findings import Finding, Severity
from planning_core.plan import Bruk, Eier, Flytting, Gevinst, Plan, Sted
from planning_core.questions.account import FE, NK, Regnskap
from planning_core.questions.account_base import HP5
from planning_core.questions.work_and_people import kontor_andel, oppfolging_andel

Array = NDArray[np.float64]

FOER = 12
"""Months that a flytting may start before its gevinst and still be paid for by it."""

MINST = 0.1
"""Årsverk; less than this is not offered as a flytting."""


@dataclass(frozen=True, slots=True)
class Forslag:
    """A flytting that would put a gevinst to its use in one unit; ``gevinst`` is its row."""

    gevinst: int
    flytting: Flytting


def betaler_for(plan: Plan, gevinst: Gevinst, flytting: Flytting) -> bool:
    """Whether a gevinst pays for a flytting: its use, its place, its time; state årsverk only."""
    units = {e.enhet: e for e in plan.enheter}
    giver = units.get(flytting.fra) if flytting.fra is not None else None
    if giver is None or flytting.eier is not Eier.STAT or gevinst.bruk is None or not _virker(plan, gevinst):
        return False
    if flytting.fra_maned < gevinst.fra_maned - FOER or not _works_at(gevinst, giver.er_kontor):
        return False
    receiver = units.get(flytting.til) if flytting.til is not None else None
    if gevinst.bruk is Bruk.KUTT:
        return receiver is None
    if receiver is None:
        return False
    if gevinst.bruk is Bruk.RESTANSER:
        return giver.er_kontor and not receiver.er_kontor
    return not giver.er_kontor and receiver.er_kontor


def _virker(plan: Plan, gevinst: Gevinst) -> bool:
    return float(getattr(gevinst, str(plan.forutsetning("gevinstniva")))) * gevinst.realisering > 0


def _works_at(gevinst: Gevinst, kontor: bool) -> bool:
    if gevinst.hovedprosess == "HP5" and not kontor:
        return False
    return gevinst.sted in (Sted.BEGGE, Sted.NK if kontor else Sted.FE)


def trenger_flytting(plan: Plan, gevinst: Gevinst) -> bool:
    """Whether its use needs somebody to move: what is freed is not where it is to be used."""
    if gevinst.bruk is None or not _virker(plan, gevinst):
        return False
    if gevinst.bruk is Bruk.KUTT:
        return True
    return _works_at(gevinst, gevinst.bruk is Bruk.RESTANSER)


def betalere(plan: Plan, flytting: Flytting) -> tuple[int, ...]:
    """Rows of the gevinster that pay for a flytting."""
    return tuple(i for i, g in enumerate(plan.gevinster) if betaler_for(plan, g, flytting))


def uten_flytting(plan: Plan) -> tuple[Finding, ...]:
    """Gevinster whose use needs a flytting while none matches."""
    return tuple(
        Finding("gevinst_uten_flytting", Severity.WARNING, "Gevinster", row, "bruk", gevinst.bruk.value if gevinst.bruk else None,
                {"navn": gevinst.navn, "bruk": gevinst.bruk.value if gevinst.bruk else None})
        for row, gevinst in enumerate(plan.gevinster)
        if trenger_flytting(plan, gevinst) and not any(betaler_for(plan, gevinst, f) for f in plan.flyttinger)
    )


def forslag(plan: Plan, rad: int, regnskap: Regnskap | None = None) -> tuple[Forslag, ...]:
    """Flyttinger that would put a gevinst to its use, one a unit, the largest first.

    Each is what the gevinst frees in the unit when all of it is in, starts when the gevinst does (slip included) and
    is phased in as it is; to a kontor go those who are freed in FE, to the one with the largest need.

    Parameters
    ----------
    rad : int
        Row of the gevinst.

    Returns
    -------
    tuple of Forslag
        Empty where nobody needs to move, or a unit frees less than :data:`MINST`.
    """
    gevinst = plan.gevinster[rad]
    if not trenger_flytting(plan, gevinst):
        return ()
    account = Regnskap(plan) if regnskap is None else regnskap
    freed = _freed(plan, account, rad)
    fe = next((e.enhet for e in plan.forvaltningsenheter), None)
    kontor = plan.kontor[int(np.argmax(oppfolging_andel(plan)))].enhet if plan.kontor else None
    receiver = {Bruk.KUTT: None, Bruk.RESTANSER: fe, Bruk.OPPFOLGING: kontor}[gevinst.bruk or Bruk.KUTT]
    if gevinst.bruk is not Bruk.KUTT and receiver is None:
        return ()
    last = plan.maneder[-1]
    start = int(min(max(plan.start, gevinst.fra_maned + round(gevinst.forsinkelse_mnd)), last))
    made = []
    for unit, amount in zip(plan.kontor + plan.forvaltningsenheter, freed.tolist(), strict=True):
        right_place = gevinst.bruk is Bruk.KUTT or unit.er_kontor is (gevinst.bruk is Bruk.RESTANSER)
        amount = float(np.floor(min(amount, unit.arsverk_stat) * 10.0 + 1e-9) / 10.0)
        if right_place and amount >= MINST:
            made.append(Forslag(rad, Flytting(
                unit.enhet, receiver, Eier.STAT, amount, start, gevinst.innfasing_mnd, arsak=gevinst.navn)))
    return tuple(sorted(made, key=lambda f: -f.flytting.arsverk))


def _freed(plan: Plan, account: Regnskap, rad: int) -> Array:
    """Årsverk that a gevinst frees in every unit when all of it is in, kontor first, shape (u,)."""
    saved = account.av_gevinst_prosess(rad)
    share = kontor_andel(plan, saved.shape[1])
    follow_up = saved[NK, :, HP5].sum()
    cases = saved[:, :, :HP5].sum(axis=2)
    in_kontor = share @ cases[NK] + oppfolging_andel(plan) * follow_up
    staff = np.array([e.arsverk_stat for e in plan.forvaltningsenheter], dtype=float)
    total = float(staff.sum())
    in_fe = cases[FE].sum() * (staff / total if total > 0 else np.full(staff.size, 1.0 / max(1, staff.size)))
    return np.concatenate([in_kontor, in_fe])
