"""What reading a file gives: a plan, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from models.io.excel_cells import SheetCells
from planning_core.findings import Finding, has_errors
from planning_core.plan import Plan


def _as_it_is(finding: Finding) -> Finding:
    return finding


@dataclass(frozen=True, slots=True)
class Import:
    """The outcome of reading a plan.

    Parameters
    ----------
    plan : Plan or None
        None when any finding is an error.
    findings : tuple of Finding
        Everything worth saying, errors and warnings, all at once.
    at_cell : callable
        Gives a later finding about the plan its cell in the workbook that was read.
    sheets : mapping of str to SheetCells
        The cells that were read, by the name a finding gives the sheet; empty where no workbook was read.
    """

    plan: Plan | None
    findings: tuple[Finding, ...] = ()
    at_cell: Callable[[Finding], Finding] = field(default=_as_it_is, compare=False, repr=False)
    sheets: Mapping[str, SheetCells] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        if (self.plan is None) != has_errors(self.findings):
            raise ValueError("a plan is there exactly when no finding is an error")

    @property
    def is_unknown(self) -> bool:
        """Whether the workbook lacks the sheets every plan has, as one that was not made for the program does."""
        return {"Plan", "Enheter"} <= {f.table for f in self.findings if f.code == "mangler_ark"}

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.is_error)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if not f.is_error)
