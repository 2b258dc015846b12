"""Everything that is wrong or noteworthy in a plan, found in one pass and returned as data."""

from __future__ import annotations

from planning_core.findings import Finding
from planning_core.plan import TABELLER, Plan
from planning_core.validate import (
    dates,
    duplicates,
    flow,
    gevinst_rules,
    number_rules,
    parameter_rules,
    references,
    staff,
)
from planning_core.validate.report import Report

_SHEET_ORDER = {name: i for i, name in enumerate(("", "Plan", *TABELLER))}

_RULES = (
    parameter_rules.check,
    number_rules.check,
    references.check,
    duplicates.check,
    dates.check,
    flow.check,
    gevinst_rules.check,
    staff.check,
)


def validate(plan: Plan) -> list[Finding]:
    """All findings of a plan at once.

    Parameters
    ----------
    plan : Plan
        Any plan; nothing about its values is taken for granted.

    Returns
    -------
    list of Finding
        Errors and warnings in the order of the workbook's sheets and rows. Codes and severities are
        those of :data:`planning_core.finding_codes.KODER`. A plan without errors can be projected.

    Notes
    -----
    docs/metode.md. Checked in tests/core/test_validate.py and its neighbours, one plan per code.

    Examples
    --------
    >>> from planning_core.plan import Plan
    >>> [f.code for f in validate(Plan(fylke="Telemark", start=24312))]
    ['ingen_saksinngang']
    """
    report = Report(plan)
    for rule in _RULES:
        rule(report)
    return sorted(
        report.findings,
        key=lambda f: (_SHEET_ORDER[f.table], -1 if f.row is None else f.row, f.code),
    )
