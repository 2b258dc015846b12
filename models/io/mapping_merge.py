"""Rows read by a mapping into a plan: a new plan, with the findings it has and the old one had not."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

from models.io.imported import Import
from models.io.mapping import Mode
from models.io.mapping_read import Reading, Row, used_fields
from planning_core.findings import Finding, has_errors
from planning_core.plan import TABELLER, Plan
from planning_core.validate import validate
from planning_core.validate.duplicates import KEYS


def merge(reading: Reading, plan: Plan) -> Import:
    """The plan with the rows of a reading in it.

    Fields the mapping says nothing about keep what the plan's row holds. Rows of a table without a key
    (flyttinger, hendelser …) are added, or replace the table.

    Returns
    -------
    Import
        Its findings are those of the reading, and those that validation has about the new plan and did not
        have about the old one, at the workbook's cells where they concern its rows.
    """
    if not reading.is_ready:
        return Import(None, reading.findings)
    target = reading.mapping.target
    attribute, row_class = TABELLER[target]
    old: tuple[Any, ...] = getattr(plan, attribute)
    fields = used_fields(reading.mapping)
    rows, cells = _Merge(target, row_class, fields, reading.mapping.mode).run(old, reading.rows)
    new = dataclasses.replace(plan, **{attribute: rows})  # type: ignore[arg-type]  # the attribute is chosen by name
    at_cell = _at_cell(target, reading.mapping.area.sheet, cells)
    known = {_about(f) for f in validate(plan)}
    found = (*reading.findings, *(at_cell(f) for f in validate(new) if _about(f) not in known))
    return Import(None if has_errors(found) else new, found, at_cell)


class _Merge:
    def __init__(self, target: str, row_class: type, fields: tuple[str, ...], mode: Mode) -> None:
        self.row_class = row_class
        self.fields = fields
        self.mode = mode
        self.key_fields = tuple(name for name, _ in KEYS.get(target, ()))

    def run(self, old: Sequence[Any], read: Sequence[Row]) -> tuple[tuple[Any, ...], dict[int, str]]:
        """The table, and the workbook's cell of each of its rows that was read."""
        by_key = {self._key(row): i for i, row in enumerate(old)} if self.key_fields else {}
        fresh: list[tuple[int | None, Any, str]] = []
        for row in read:
            made = self._made(row, None)
            place = by_key.get(self._key(made)) if self.key_fields else None
            fresh.append((place, made if place is None else self._made(row, old[place]), row.cells[0]))
        if self.mode is Mode.REPLACE:
            return tuple(made for _, made, _ in fresh), {i: cell for i, (_, _, cell) in enumerate(fresh)}
        table, cells = list(old), {}
        taken: set[int] = set()
        for place, made, cell in fresh:
            if place is None or place in taken:
                # A second row about the same thing stays, so that validation names it.
                place = len(table)
                table.append(made)
            else:
                table[place] = made
                taken.add(place)
            cells[place] = cell
        return tuple(table), cells

    def _made(self, row: Row, base: Any) -> Any:
        values = {name: row.values[name] for name in self.fields if name in row.values}
        if base is not None:
            return dataclasses.replace(base, **values)
        missing = {f.name: None for f in dataclasses.fields(self.row_class) if f.default is dataclasses.MISSING}
        made = self.row_class(**{**missing, **values})
        # Units without a name of their own are shown by their key, as the contract's import does.
        return dataclasses.replace(made, navn=made.enhet) if getattr(made, "navn", "x") == "" and hasattr(made, "enhet") else made

    def _key(self, row: Any) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in self.key_fields)


def _at_cell(target: str, sheet: str, cells: dict[int, str]) -> Callable[[Finding], Finding]:
    """Findings about the target's rows at the sheet and cell they were read from."""

    def placed(finding: Finding) -> Finding:
        if finding.table != target or finding.row is None or finding.row not in cells:
            return finding
        details = dict(finding.details)
        first = details.get("forste_rad")
        if isinstance(first, int) and first in cells:
            details["forste_rad"] = cells[first]
        return dataclasses.replace(finding, table=sheet, cell=cells[finding.row], details=details)

    return placed


def _about(finding: Finding) -> tuple[object, ...]:
    """What a finding says, wherever its row stands now."""
    return finding.code, finding.table, finding.column, repr(finding.value), repr(sorted(
        (k, v) for k, v in finding.details.items() if k not in ("rader", "forste_rad")))
