"""How each gevinst stands: its goal, when it starts and is all in, what was measured last, and what it risks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from planning_core.plan import Gevinst, Gevinstoppfolging, GevinstType, Plan
from planning_core.questions.account import Regnskap
from planning_core.questions.gevinst_moves import betaler_for, trenger_flytting

_NOTHING = 1e-9
"""Årsverk; so little is rounding."""


class Status(str, Enum):
    """Where a gevinst is at the plan's start, or at its latest measurement."""

    AV = "av"
    """Switched off: nothing of it is realised."""
    PLANLAGT = "planlagt"
    I_GANG = "i_gang"
    TATT_UT = "tatt_ut"
    I_RUTE = "i_rute"
    """Measured, and at least what was planned."""
    BAK_PLAN = "bak_plan"
    """Measured, and less than was planned."""


class Risiko(str, Enum):
    """What may keep a gevinst from being realised."""

    UTEN_VIRKNING = "uten_virkning"
    """It saves nothing: its rate at the level in force is 0, or it meets no work in the plan."""
    IKT = "ikt"
    """Automation hangs on IKT that must come."""
    ORGANISERING = "organisering"
    """Specialisation hangs on units that are large enough."""
    FORSINKET = "forsinket"
    DELVIS = "delvis"
    """Less than all of it is expected."""
    UTEN_FLYTTING = "uten_flytting"
    """Its use needs somebody to move, and nobody does."""
    UTEN_EIER = "uten_eier"
    UTEN_NULLPUNKT = "uten_nullpunkt"
    UTEN_BRUK = "uten_bruk"


@dataclass(frozen=True, slots=True)
class Gevinststatus:
    """One gevinst.

    Parameters
    ----------
    rad : int
        Row of ``Gevinster``.
    mal, ved_slutt : float
        Årsverk when all is in, and at the end of the plan.
    starter, ferdig : int or None
        First month of effect, slip included, and the month at whose end all is in; None where the plan does not say
        (always, or never within the plan).
    siste : Gevinstoppfolging or None
        Latest row with a measurement.
    """

    rad: int
    status: Status
    mal: float
    ved_slutt: float
    starter: int | None
    ferdig: int | None
    siste: Gevinstoppfolging | None
    risiko: tuple[Risiko, ...]


def gevinststatus(plan: Plan, regnskap: Regnskap | None = None) -> tuple[Gevinststatus, ...]:
    """The status of every gevinst, in the order of the sheet.

    Notes
    -----
    docs/metode.md section 6. Checked by hand in tests/core/questions/test_gevinst_status.py.
    """
    account = Regnskap(plan) if regnskap is None else regnskap
    full, end = account.av_gevinst(), account.av_gevinst(plan.maneder[-1])
    return tuple(
        _status(plan, account, row, float(full[row].sum()), float(end[row].sum())) for row in range(len(plan.gevinster))
    )


def _status(plan: Plan, account: Regnskap, row: int, full: float, end: float) -> Gevinststatus:
    gevinst, phase = plan.gevinster[row], account.faser[row]
    measured = [r for r in plan.gevinstoppfolging if r.gevinst == gevinst.navn and r.faktisk is not None]
    latest = max(measured, key=lambda r: r.maned, default=None)
    points = sorted(p.maned for p in plan.innfasing if p.gevinst == gevinst.navn)
    begins = points[0] if points else gevinst.fra_maned
    done = np.flatnonzero(phase >= 1.0 - 1e-9)
    return Gevinststatus(
        row, _where(gevinst, phase, latest), full, end,
        begins + round(gevinst.forsinkelse_mnd) if begins else None,
        plan.maneder[int(done[0])] if done.size else None, latest, _risks(plan, gevinst, full),
    )


def _where(gevinst: Gevinst, phase: np.ndarray, latest: Gevinstoppfolging | None) -> Status:
    if gevinst.realisering == 0:
        return Status.AV
    if latest is not None and latest.faktisk is not None and latest.plan is not None:
        return Status.I_RUTE if latest.faktisk >= latest.plan else Status.BAK_PLAN
    if phase[0] >= 1.0 - 1e-9:
        return Status.TATT_UT
    return Status.I_GANG if phase[0] > 0 else Status.PLANLAGT


def _risks(plan: Plan, gevinst: Gevinst, full: float) -> tuple[Risiko, ...]:
    if gevinst.realisering == 0:
        return ()
    lacks_move = trenger_flytting(plan, gevinst) and not any(betaler_for(plan, gevinst, f) for f in plan.flyttinger)
    checks = (
        (full <= _NOTHING, Risiko.UTEN_VIRKNING),
        (gevinst.type is GevinstType.AUTOMATISERING, Risiko.IKT),
        (gevinst.type is GevinstType.SPESIALISERING, Risiko.ORGANISERING),
        (gevinst.forsinkelse_mnd > 0, Risiko.FORSINKET),
        (gevinst.realisering < 1, Risiko.DELVIS),
        (lacks_move, Risiko.UTEN_FLYTTING),
        (not gevinst.gevinsteier.strip(), Risiko.UTEN_EIER),
        (not gevinst.nullpunkt.strip(), Risiko.UTEN_NULLPUNKT),
        (gevinst.bruk is None, Risiko.UTEN_BRUK),
    )
    return tuple(risk for applies, risk in checks if applies)
