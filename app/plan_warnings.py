"""Every warning the user should see about a plan: what the status bar counts and lists, and the workbook's summary says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.unit_findings import er_varsel
from models.unit_rows import unit_rows
from planning_core.findings import Finding
from planning_core.plan import Plan

if TYPE_CHECKING:
    from planning_core.results import Projeksjon


def plan_warnings(plan: Plan, projeksjon: Projeksjon | None, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of the plan, then what is worth a warning about a unit in its last month."""
    rows = () if projeksjon is None else unit_rows(plan, projeksjon, plan.maneder[-1])
    return (*findings, *(f for row in rows for f in row.findings if er_varsel(f)))
