"""A plan and one edit of its units -> the plan after it, with every table that names the unit in step.

Pure functions on frozen values: the caller makes an undo command of the answer, and the document validates it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from models.io.excel_schema import SHEETS
from planning_core.plan import TABELLER, Enhet, Plan, Rute, ScenarioVerdi
from planning_core.questions.override_values import attribute_of
from planning_core.questions.scenario_overrides import folg_rader
from planning_core.validate.duplicates import KEYS

_NAMES = {
    name: tuple(c.field for c in sheet.columns if c.reference == "Enheter")
    for name, sheet in SHEETS.items() if name in TABELLER
} | {"Enheter": ("enhet",)}
"""Sheet -> fields that hold the name of a unit."""

SCENARIER = "Scenarier"
_BETWEEN = " / "
"""What stands between the parts of an override's key."""
_DELETED = "(slettet)"
"""How an override says that its row is gone."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A plan without some units, and how many rows of each other sheet went along with them."""

    plan: Plan
    along: dict[str, int]


def renamed(plan: Plan, row: int, name: str) -> Plan:
    """Give a unit another name; every row and override that named it goes along.

    The name shown follows where it was the same, and stays where it was another.
    """
    unit = plan.enheter[row]
    old = unit.enhet
    tables: dict[str, Any] = {}
    for sheet, fields in _NAMES.items():
        attribute, _ = TABELLER[sheet]
        rows = getattr(plan, attribute)
        if any(getattr(r, f) == old for r in rows for f in fields):
            tables[attribute] = tuple(
                replace(r, **{f: name for f in fields if getattr(r, f) == old}) if _mentions_row(r, fields, {old}) else r
                for r in rows
            )
    units = list(tables["enheter"])
    if unit.navn == old:
        units[row] = replace(units[row], navn=name)
    after = replace(plan, **(tables | {"enheter": tuple(units)}))
    if not plan.scenarier:
        return after
    followed = folg_rader(plan, after)
    return replace(after, scenarier=tuple(
        replace(v, verdi=name) if v.verdi == old and _holds_unit(v) else v for v in followed))


def added(plan: Plan, unit: Enhet) -> Plan:
    """Put a unit last. With a second forvaltningsenhet every kontor keeps the first one as its route."""
    after = replace(plan, enheter=(*plan.enheter, unit))
    if unit.er_kontor or len(plan.forvaltningsenheter) != 1:
        return after
    first, routed = plan.forvaltningsenheter[0].enhet, {r.enhet for r in plan.ruter if r.ytelse is None}
    routes = tuple(Rute(k.enhet, None, first) for k in plan.kontor if k.enhet not in routed)
    return replace(after, ruter=(*plan.ruter, *routes)) if routes else after


def without(plan: Plan, names: Collection[str]) -> Removed:
    """Take away units, and with them every row that names one of them.

    Overrides of rows that are gone go too: a scenario that still named them could not be opened. One that is left
    with nothing stays, as a scenario without changes.
    """
    tables: dict[str, Any] = {}
    along: dict[str, int] = {}
    for sheet, fields in _NAMES.items():
        attribute, _ = TABELLER[sheet]
        rows = getattr(plan, attribute)
        kept = tuple(r for r in rows if not _mentions_row(r, fields, names))
        if len(kept) < len(rows):
            tables[attribute] = kept
            if sheet != "Enheter":
                along[sheet] = len(rows) - len(kept)
    after = replace(plan, **tables)
    kept = _overrides_left(plan, after, names)
    if len(kept) < len(plan.scenarier):
        along[SCENARIER] = len(plan.scenarier) - len(kept)
        after = replace(after, scenarier=_with_empty(plan.scenarier, kept))
    return Removed(after, along)


def _mentions_row(row: object, fields: tuple[str, ...], names: Collection[str]) -> bool:
    return any(getattr(row, field) in names for field in fields)


def _overrides_left(plan: Plan, after: Plan, names: Collection[str]) -> tuple[ScenarioVerdi, ...]:
    """The overrides whose row is still there, with the positions of rows without a key as they are now."""
    if not plan.scenarier:
        return ()
    followed = folg_rader(plan, after)
    gone = {
        _row_of(new) for old, new in zip(plan.scenarier, followed, strict=True)
        if (new.nokkel != old.nokkel and new.nokkel.endswith(_DELETED)) or _mentions(new, names)
    }
    return tuple(v for v in followed if _row_of(v) not in gone)


def _with_empty(before: tuple[ScenarioVerdi, ...], kept: tuple[ScenarioVerdi, ...]) -> tuple[ScenarioVerdi, ...]:
    """With a row that says nothing for every scenario that has none left."""
    left = {v.scenario for v in kept}
    lost = dict.fromkeys(v.scenario for v in before if v.scenario not in left)
    return (*kept, *(ScenarioVerdi(name, "Scenario", "beskrivelse", "verdi", "") for name in lost))


def _row_of(override: ScenarioVerdi) -> tuple[str, str, str]:
    """What one row of a scenario is known by."""
    return override.scenario, override.ark, override.nokkel


def _mentions(override: ScenarioVerdi, names: Collection[str]) -> bool:
    parts, places = _key_parts(override)
    return any(parts[i] in names for i in places) or (override.verdi in names and _holds_unit(override))


def _holds_unit(override: ScenarioVerdi) -> bool:
    """Whether the value is the name of a unit."""
    return attribute_of(override.felt) in _NAMES.get(override.ark, ())


def _key_parts(override: ScenarioVerdi) -> tuple[list[str], tuple[int, ...]]:
    """The parts of an override's key, and which of them are names of units."""
    key = KEYS.get(override.ark, ())
    parts = override.nokkel.split(_BETWEEN)
    if len(parts) != len(key):
        return parts, ()
    return parts, tuple(i for i, (field, _) in enumerate(key) if field in _NAMES.get(override.ark, ()))
