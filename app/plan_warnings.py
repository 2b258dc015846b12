"""Every warning the user should see about the open plan: what the status bar counts and lists."""

from __future__ import annotations

from app.varsler import er_varsel
from models.document import Document
from models.unit_rows import unit_rows
from planning_core.findings import Finding


def plan_warnings(document: Document) -> tuple[Finding, ...]:
    """The document's findings, then what is worth a warning about a unit in the last month of the plan."""
    plan, projeksjon = document.plan, document.projeksjon
    if projeksjon is None:
        return document.findings
    rows = unit_rows(plan, projeksjon, plan.maneder[-1])
    return document.findings + tuple(f for row in rows for f in row.findings if er_varsel(f))
