"""What is wrong or noteworthy in a plan, as data: the sentence is written in ``app``."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Severity(str, Enum):
    """An error stops the plan from being used, a warning does not."""

    ERROR = "feil"
    WARNING = "advarsel"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding at one place.

    Parameters
    ----------
    code : str
        Stable key of the sentence, such as ``ukjent_enhet``.
    severity : Severity
    table : str
        Sheet name, such as ``Enheter``; empty where the whole file is meant.
    row : int or None
        Position of the row in the plan's table, from 0; None where the whole table is meant.
    column : str or None
        Column header of the sheet, such as ``årsverk_stat``.
    value : object
        What was read.
    details : dict
        Values the sentence needs, such as the unit's name or a limit.
    cell : str or None
        Cell address in the workbook it was read from, such as ``C7``.
    """

    code: str
    severity: Severity
    table: str = ""
    row: int | None = None
    column: str | None = None
    value: object = None
    details: dict[str, object] = field(default_factory=dict)
    cell: str | None = None

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def has_errors(findings: list[Finding] | tuple[Finding, ...]) -> bool:
    """Whether any finding is an error."""
    return any(f.is_error for f in findings)
