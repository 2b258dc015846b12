"""The commands' reading of a plan: what is wrong is said on stderr, and what else can be done. Nothing here imports Qt."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli_arguments import UsageError

if TYPE_CHECKING:
    from models.io.errors import FileError
    from models.io.imported import Import
    from planning_core.findings import Finding
    from planning_core.plan import Plan

ALL_SCENARIOS = "alle"
"""What ``--scenario`` says for all of them."""


def read_plan(name: str) -> tuple[Plan | None, tuple[Finding, ...]]:
    """The plan of a file, None after its errors have been said; warnings are said too.

    Raises
    ------
    UsageError
        If the file cannot be read at all.
    """
    found = _import(name)
    say_findings(found.findings)
    advise(name, found)
    return found.plan, found.findings


def read_scenario(name: str, scenario: str) -> tuple[Plan | None, tuple[Finding, ...], str]:
    """As :func:`read_plan`, with a scenario's overrides and its name; what stops it is said at its own cell.

    All scenarios are the plan as it is, without a name, unless one of them is called that.

    Raises
    ------
    UsageError
        If the plan has no such scenario, too.
    """
    found = _import(name)
    if found.plan is None:
        say_findings(found.findings)
        advise(name, found)
        return None, found.findings, scenario
    from planning_core.findings import has_errors
    from planning_core.questions.scenarios import bruk, navn

    names = navn(found.plan)
    if scenario == ALL_SCENARIOS and scenario not in names:
        say_findings(found.findings)
        return found.plan, found.findings, ""
    if scenario not in names:
        known = f"Planen har {', '.join(f'«{n}»' for n in names)}." if names else "Planen har ingen scenarier."
        raise UsageError(f"Scenarioet «{scenario}» finnes ikke. {known}")
    plan, problems = bruk(found.plan, scenario)
    # Warnings about other scenarios are not about what is projected, and those about this one follow as they are.
    findings = (*(f for f in found.findings if f.table != "Scenarier"), *map(found.at_cell, problems))
    say_findings(findings)
    return (None if has_errors(findings) else plan), findings, scenario


def _import(name: str) -> Import:
    from models.io.errors import FileError
    from models.io.plan_file import les

    try:
        return les(name)
    except FileError as error:
        raise UsageError(failed_line(error)) from error


def failed_line(error: FileError) -> str:
    """A file failure as a line of the command line: the file, the reason's code, and what to do."""
    from app.failure_texts import failure_text

    return f"{error.path.name}: feil {error.reason}: {failure_text(error)}"


def advise(name: str, found: Import) -> None:
    """Say what else can be done with a workbook that was not made for the program."""
    if found.is_unknown:
        from app.failure_texts import UNKNOWN_WORKBOOK

        print(UNKNOWN_WORKBOOK.format(navn=Path(name).name))


def say_findings(findings: Iterable[Finding]) -> None:
    """Every finding on a line of its own, as an error is said."""
    from app.texts import melding

    for finding in findings:
        print(melding(finding), file=sys.stderr)
