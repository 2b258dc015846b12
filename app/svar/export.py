"""An answer as a workbook and as JSON, for the command line; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.export_meta import stamped
from app.export_texts import tekster
from models.io.svar import Svar
from models.io.svar_export import json_bytes, svar_bytes
from planning_core.findings import Finding
from planning_core.plan import Plan

__all__ = ["arbeidsbok", "json_bytes"]

_ORD = {
    "svar.ark": "Svar",
    "svar.om_ark": "Om",
    "svar.ark_hjelp": "Svaret i ord",
    "svar.tabeller": "Tabellene svaret bygger på",
}


def arbeidsbok(
    svar: Svar, plan: Plan, findings: Sequence[Finding], *, plan_navn: str, tid: datetime | None = None
) -> bytes:
    """The workbook of an answer.

    Parameters
    ----------
    findings : sequence of Finding
        What validation said about the plan.
    plan_navn : str
        Name of the plan.
    tid : datetime
        Time to stamp it with; now when left out.
    """
    return svar_bytes(svar, plan, findings, tekster(_ORD), stamped(plan_navn, tid))
