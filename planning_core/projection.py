"""The projection: sets the order of staffing, gevinst, case flow and oppfølging."""

from __future__ import annotations

from planning_core.plan import Plan, uten_flyttinger
from planning_core.results import Projeksjon, Resultat


def framskriv_par(plan: Plan) -> Projeksjon:
    """The plan and the same plan without flyttinger, projected side by side."""
    return Projeksjon(framskriv(plan), framskriv(uten_flyttinger(plan)))
