"""Export of a projection to the result workbook, for the command line and the window alike; no Qt."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app import format as fmt
from app.export_meta import stamped
from app.export_texts import tekster
from app.plan_warnings import plan_warnings
from app.scenario_texts import hva_er_endret, oversikt_setning
from models.io.excel_export import Scenarioark, skriv_resultat
from planning_core.findings import Finding
from planning_core.plan import uten_flyttinger
from planning_core.projection import framskriv_mange
from planning_core.questions.scenarios import grunnplan, sammenlign
from planning_core.results import Projeksjon

_UTEN_FLYTTINGER = "Planen har ingen flyttinger. Restansene går fra {start} ved start til {slutt} i {maned}."
_MED_FLYTTINGER = (
    "Med flyttingene går restansene fra {start} ved start til {slutt} i {maned}. Uten flyttinger går de til {uten}. "
    "Oppfølgingen i {maned} er {timer} timer, mot {timer_uten} uten flyttinger ({endring})."
)


def eksporter(
    path: str | os.PathLike[str], projeksjon: Projeksjon, findings: Iterable[Finding],
    *, plan_navn: str = "", tid: datetime | None = None, scenario: str = "",
) -> None:
    """Write the result workbook.

    Parameters
    ----------
    findings : iterable of Finding
        What validation found; what the projection and the units' last month warn of is added, nothing is said twice.
    plan_navn : str
        Name of the plan; the name of the workbook's file when empty.
    scenario : str
        Name of the scenario that was projected; empty for the plan itself.
    tid : datetime
        Time to stamp it with; now when left out.

    Raises
    ------
    models.io.errors.FileError
        The file could not be written; an old file is as it was.
    """
    meta = stamped(plan_navn or Path(path).stem, tid, sammendrag_setning(projeksjon), scenario)
    said = _once(plan_warnings(projeksjon.plan.plan, projeksjon, [*findings, *projeksjon.plan.findings]))
    skriv_resultat(path, projeksjon, said, tekster(), meta, _scenarioark(projeksjon))


def _scenarioark(projeksjon: Projeksjon) -> Scenarioark | None:
    """The plan's scenarios, projected with and without their flyttinger and put into words."""
    plan = projeksjon.plan.plan
    if not plan.scenarier:
        return None
    result = sammenlign(plan)
    words = {s.navn: hva_er_endret(grunnplan(plan), s.endringer) for s in result.scenarier}
    usable = {s.navn: s.resultat for s in result.scenarier if s.resultat is not None}
    without = framskriv_mange([uten_flyttinger(found.plan) for found in usable.values()])
    uten = {"": projeksjon.uten, **dict(zip(usable, without, strict=True))}
    return Scenarioark(result, words, uten, oversikt_setning(result))


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in order, each one once (a finding holds a dict, so it cannot be a key)."""
    kept: list[Finding] = []
    for finding in findings:
        if finding not in kept:
            kept.append(finding)
    return kept


def sammendrag_setning(projeksjon: Projeksjon) -> str:
    """The answer in one sentence: where restanser and oppfølging end, with and without flyttinger."""
    plan = projeksjon.plan.plan
    restanser, restanser_uten, _ = projeksjon.par("restanser")
    timer, timer_uten, forskjell = projeksjon.par("oppfolging_timer")
    values = {
        "start": fmt.saker(sum(r.antall for r in plan.restanser)),
        "slutt": fmt.saker(restanser[-1]),
        "uten": fmt.saker(restanser_uten[-1]),
        "maned": fmt.maned_lang(plan.maneder[-1]),
        "timer": fmt.timer(timer[-1]),
        "timer_uten": fmt.timer(timer_uten[-1]),
        "endring": fmt.endring(forskjell[-1]),
    }
    return (_MED_FLYTTINGER if plan.flyttinger else _UTEN_FLYTTINGER).format(**values)
