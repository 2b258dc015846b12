"""The findings collected so far, and the look-ups every rule needs."""

from __future__ import annotations

from functools import cached_property

from planning_core.finding_codes import KODER
from planning_core.findings import Finding
from planning_core.months import month
from planning_core.plan import Enhet, Plan

_LONGEST_HORIZON = 1200
"""A horizon longer than this is not walked month by month; its error is found elsewhere."""


class Report:
    """Collects findings; ``add`` looks the severity up, so that a code has only one."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.findings: list[Finding] = []

    def add(
        self, code: str, table: str, row: int | None = None, column: str | None = None,
        value: object = None, **details: object,
    ) -> None:
        """Add a finding; ``details`` are the values its sentence needs.

        Raises
        ------
        KeyError
            If the code is not declared.
        """
        self.findings.append(Finding(code, KODER[code], table, row, column, value, details))

    @cached_property
    def units(self) -> dict[str, Enhet]:
        """Units by key; the first of duplicates."""
        return {e.enhet: e for e in reversed(self.plan.enheter)}

    @cached_property
    def unit_rows(self) -> dict[str, int]:
        """Row of each unit in ``Enheter``; the first of duplicates."""
        return {e.enhet: i for i, e in reversed(list(enumerate(self.plan.enheter)))}

    @cached_property
    def kontor(self) -> frozenset[str]:
        return frozenset(e.enhet for e in self.units.values() if e.er_kontor)

    @cached_property
    def forvaltningsenheter(self) -> frozenset[str]:
        return frozenset(e.enhet for e in self.units.values() if not e.er_kontor)

    @cached_property
    def ytelser(self) -> frozenset[str]:
        """Known ytelser; a plan that only has ``Ressurskartlegging``, and no cases, declares them there."""
        plan = self.plan
        if plan.ytelser or plan.saksinngang or plan.restanser or plan.ruter or plan.restanseteam:
            return frozenset(y.ytelse for y in plan.ytelser)
        return frozenset(r.ytelse for r in plan.ressurskartlegging)

    @cached_property
    def dated(self) -> bool:
        """Whether start and horizon are whole numbers that can be walked month by month."""
        plan = self.plan
        return (
            is_whole(plan.start) and month(1900, 1) <= plan.start <= month(2200, 12)
            and is_whole(plan.horisont_maneder) and 1 <= plan.horisont_maneder <= _LONGEST_HORIZON
        )

    @property
    def last_month(self) -> int:
        return self.plan.start + self.plan.horisont_maneder - 1

    def unit_name(self, enhet: str) -> str:
        """The unit's name as the user knows it."""
        unit = self.units.get(enhet)
        return unit.navn if unit is not None and unit.navn else enhet


def is_number(value: object) -> bool:
    """A real number, not yes/no and not text."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
