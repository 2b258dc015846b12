"""What is worth saying about a unit in one month, beside what validation and the projection say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from planning_core.findings import Finding, Severity
from planning_core.referanser import BRUKERE, REFERANSER

if TYPE_CHECKING:
    from models.unit_rows import UnitRow
    from planning_core.results import Projeksjon, Resultat

BRUKERE_PER_ARSVERK = REFERANSER[BRUKERE].verdi
"""Reference: users per state årsverk of a NAV-kontor, mean of the country; see docs/kilder.md."""

_LOWER = 0.005
"""A drop in coverage smaller than half a percentage point is not a warning."""
_LEARNING = 0.02
"""Share of a unit's årsverk that flyttinger must hold in learning for it to be said."""
_GAP = 0.05
"""A gap that shows as at least 0,1 årsverk."""


_INFORMATION = frozenset({
    "gap_oppfolging", "laerer", "mangler_innbyggere", "kontor_uten_brukere", "brukere_starter_sent",
    "mangler_maaneder", "rad_etter_horisont",
})
"""Codes that tell, without a need to act."""


def er_varsel(finding: Finding) -> bool:
    """Whether a finding is a warning (triangle, colour), else it is information (square, grey)."""
    return finding.code not in _INFORMATION


def month_findings(row: UnitRow, projeksjon: Projeksjon | None, maned: int) -> tuple[Finding, ...]:
    """Findings of one unit in one month, the gravest first.

    Codes: ``over_referanse_brukere`` (grense, brukere, var_over: so before the flyttinger too),
    ``lavere_dekning`` (dekning, uten), ``gap_oppfolging`` (arsverk), ``laerer`` (siste). All have
    ``enhet`` and ``maned``. They are warnings to the planner, never errors; ``gap_oppfolging`` and
    ``laerer`` are for information.
    """
    found: list[Finding] = []

    def add(code: str, **details: object) -> None:
        found.append(Finding(code, Severity.WARNING, "Enheter", row.rad, None, None,
                             {"enhet": row.navn, "maned": maned, **details}))

    if row.brukere_etter > BRUKERE_PER_ARSVERK:
        add("over_referanse_brukere", grense=BRUKERE_PER_ARSVERK, brukere=row.brukere_etter,
            var_over=row.brukere_for > BRUKERE_PER_ARSVERK)
    if row.dekning < row.dekning_uten - _LOWER:
        add("lavere_dekning", dekning=row.dekning, uten=row.dekning_uten)
    if projeksjon is None or row.enhet not in projeksjon.plan.enheter or maned not in projeksjon.plan.maneder:
        return tuple(found)
    gap = _gap(projeksjon.plan, row, maned)
    if gap >= _GAP:
        add("gap_oppfolging", arsverk=gap)
    siste = _last_month_of_learning(projeksjon, row)
    if siste is not None and siste >= maned:
        add("laerer", siste=siste)
    return tuple(found)


def _gap(resultat: Resultat, row: UnitRow, maned: int) -> float:
    if row.enhet not in resultat.kontor:
        return 0.0
    gap = float(resultat.serie("oppfolging_gap_arsverk", row.enhet)[resultat.maneder.index(maned)])
    return 0.0 if math.isnan(gap) else gap


def _last_month_of_learning(projeksjon: Projeksjon, row: UnitRow) -> int | None:
    """Last month in which the flyttinger keep a noticeable part of a receiving unit learning."""
    if row.enhet is None or row.enhet not in projeksjon.uten.enheter:
        return None
    med, uten = projeksjon.plan, projeksjon.uten
    u = med.enheter.index(row.enhet)
    more = med.data["laeringsunderskudd"][u] - uten.data["laeringsunderskudd"][u]
    noticeable = (more > _LEARNING * med.data["arsverk"][u]).nonzero()[0]
    return med.maneder[int(noticeable[-1])] if noticeable.size else None
