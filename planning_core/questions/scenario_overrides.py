"""Overrides of a plan: applied row by row, made from an edited plan, and kept at their rows.

A row is named by its key, the parts joined by `` / `` (``Nav Skien / dagpenger``, an empty part as
``–``); rows without a key (flyttinger, costs, teams, events) by ``rad 3``, counted in the baseline
from 1. ``ny 1`` is a row that the scenario adds, and the column ``rad`` with the value ``fjern`` takes
a row away. The sheets ``Plan`` and ``Forutsetninger`` name the key, column ``verdi``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from difflib import SequenceMatcher
from typing import Any

from planning_core.finding_codes import KODER
from planning_core.findings import Finding
from planning_core.parameters import PARAMETERS
from planning_core.plan import TABELLER, Forutsetning, Plan, ScenarioVerdi
from planning_core.questions.override_values import (
    DoesNotFit,
    as_text,
    attribute_of,
    field_types,
    parsed,
    parsed_parameter,
)
from planning_core.validate.duplicates import KEYS

PLAN_FELT = {
    "fylke": "fylke",
    "start": "start",
    "horisont_måneder": "horisont_maneder",
    "steg_per_måned": "steg_per_maned",
    "timer_per_årsverk": "timer_per_arsverk",
}
"""Key of the sheet ``Plan`` -> attribute of the plan."""

VALUE_COLUMN = "verdi"
ROW_COLUMN, REMOVE = "rad", "fjern"
EMPTY = "–"
_NEW = re.compile(r"^ny (\d+)$")
_GONE = "rad {} (slettet)"
_COLUMN_OF_FAULT = {
    "ukjent_arknavn": "ark", "scenario_ukjent_felt": "felt", "scenario_ugyldig_verdi": "verdi",
}
"""Code of a fault -> the column of ``Scenarier`` where it stands; others stand at the key."""


@dataclass(frozen=True, slots=True)
class Endring:
    """All overrides of one row: the unit in which a scenario is explained."""

    ark: str
    nokkel: str
    verdier: tuple[ScenarioVerdi, ...]

    @property
    def er_ny(self) -> bool:
        """Whether the row is one that the scenario adds."""
        return _NEW.match(self.nokkel) is not None

    @property
    def fjerner(self) -> bool:
        """Whether the scenario takes the row away."""
        return any(v.felt == ROW_COLUMN and v.verdi == REMOVE for v in self.verdier)


@dataclass(frozen=True)
class Brukt:
    """A plan with overrides.

    Attributes
    ----------
    plan : Plan
    findings : list of Finding
        What fits no row, column or value, at its row of ``Scenarier``.
    opphav : mapping of (sheet, row) to Endring
        The change that made each row of the changed plan.
    """

    plan: Plan
    findings: list[Finding]
    opphav: Mapping[tuple[str, int], Endring]


@dataclass
class _Table:
    """A table while overrides are applied: rows (None is taken away), who made them, and where each key is."""

    rows: list[object | None]
    made_by: dict[int, Endring]
    places: dict[str, int]


def legg_paa(plan: Plan, changes: Sequence[Endring], rows: Sequence[ScenarioVerdi] = ()) -> Brukt:
    """Apply changes to a plan, without validating what it gives.

    Parameters
    ----------
    rows : sequence of ScenarioVerdi
        The whole sheet ``Scenarier``, so that a finding has its row.
    """
    findings: list[Finding] = []
    tables: dict[str, _Table] = {}
    for change in changes:
        try:
            if change.ark == "Plan":
                plan = _with_plan_value(plan, change)
            elif change.ark in TABELLER and change.ark != "Scenarier":
                baseline = getattr(plan, TABELLER[change.ark][0])
                table = tables.setdefault(change.ark, _table(change.ark, baseline))
                _apply_row(table, change)
            else:
                raise DoesNotFit("ukjent_arknavn", forslag=None, felt=change.verdier[0].felt)
        except DoesNotFit as fault:
            findings.append(_finding(fault, change, rows))
    made: dict[tuple[str, int], Endring] = {}
    for ark, table in tables.items():
        kept = [(i, row) for i, row in enumerate(table.rows) if row is not None]
        made |= {(ark, new): table.made_by[old] for new, (old, _) in enumerate(kept) if old in table.made_by}
        values: dict[str, Any] = {TABELLER[ark][0]: tuple(row for _, row in kept)}
        plan = replace(plan, **values)
    return Brukt(plan, findings, made)


def rader(plan: Plan, changes: Sequence[Endring]) -> list[tuple[Endring, Any, Any]]:
    """Each change with its row in the baseline and in the changed plan; None for a row that is not there.

    The sheet ``Plan`` has no rows: there both are the plan itself.
    """
    applied = legg_paa(plan, changes)
    after = {change: getattr(applied.plan, TABELLER[ark][0])[i] for (ark, i), change in applied.opphav.items()}
    tables: dict[str, _Table] = {}
    found: list[tuple[Endring, Any, Any]] = []
    for change in changes:
        if change.ark not in TABELLER:
            found.append((change, plan, applied.plan) if change.ark == "Plan" else (change, None, None))
            continue
        baseline = getattr(plan, TABELLER[change.ark][0])
        position = tables.setdefault(change.ark, _table(change.ark, baseline)).places.get(change.nokkel)
        found.append((change, None if position is None else baseline[position], after.get(change)))
    return found


def ved_overstyring(finding: Finding, applied: Brukt, changes: Sequence[Endring],
                    rows: Sequence[ScenarioVerdi]) -> Finding:
    """A finding about the changed plan, moved to the override in ``Scenarier`` that it comes from.

    Where no change made the row, the first change of the sheet is named, else the first of all.
    """
    change = applied.opphav.get((finding.table, -1 if finding.row is None else finding.row))
    if change is None and finding.table == "Plan":
        change = next((c for c in changes if c.ark == "Plan" and c.nokkel == finding.column), None)
    if change is None:
        change = next((c for c in changes if c.ark == finding.table), changes[0])
    wanted = attribute_of(finding.column or "")
    value = next((v for v in change.verdier if attribute_of(v.felt) == wanted), change.verdier[0])
    details = {**finding.details, "ark": finding.table, "kolonne": finding.column or "", "scenario": value.scenario}
    row = rows.index(value) if value in rows else None
    return replace(finding, table="Scenarier", row=row, column=VALUE_COLUMN, details=details, cell=None)


def som_overstyringer(
    plan: Plan, endret: Plan, scenario: str, header: Callable[[str, str], str] = lambda ark, attribute: attribute
) -> tuple[ScenarioVerdi, ...]:
    """The overrides that make ``endret`` of ``plan``: how an edited plan is kept as a scenario.

    Rows with a key are compared by it, others by what they hold; scenarios themselves are left out.
    Rows may come back in another order, new ones last.

    Parameters
    ----------
    header : callable
        Column header of a sheet's attribute, so that the rows read like the sheets.
    """
    rows: list[ScenarioVerdi] = []
    for key, attribute in PLAN_FELT.items():
        if getattr(plan, attribute) != getattr(endret, attribute):
            text = as_text(attribute, getattr(endret, attribute))
            rows.append(ScenarioVerdi(scenario, "Plan", key, VALUE_COLUMN, text))
    for ark, (attribute, _) in TABELLER.items():
        before, after = getattr(plan, attribute), getattr(endret, attribute)
        if ark != "Scenarier" and before != after:
            rows += _by_key(scenario, ark, before, after) if ark in KEYS else _by_content(scenario, ark, before, after)
    return tuple(row if row.felt == ROW_COLUMN else replace(row, felt=header(row.ark, row.felt)) for row in rows)


def folg_rader(before: Plan, after: Plan) -> tuple[ScenarioVerdi, ...]:
    """The overrides of ``after`` when the baseline went from ``before`` to ``after``: they follow their rows.

    A row that got another name, a gevinst for instance, takes its overrides along. An override of a row that is gone
    names it as such (``rad 3 (slettet)``), fits no row any more, and never hits the row that took its place.
    """
    moved: dict[tuple[str, str], str] = {}
    for ark in {row.ark for row in after.scenarier if row.ark in KEYS}:
        moved |= _renamed(ark, *(getattr(plan, TABELLER[ark][0]) for plan in (before, after)))
    for ark in {row.ark for row in after.scenarier if row.ark in TABELLER and row.ark not in KEYS}:
        old, new = (getattr(plan, TABELLER[ark][0]) for plan in (before, after))
        if old is not new and old != new:
            moved |= {
                (ark, f"rad {i + 1}"): _GONE.format(i + 1) if j is None else f"rad {j + 1}"
                for i, j in _alignment(old, new) if i is not None and i != j
            }
    if not moved:
        return after.scenarier
    return tuple(
        replace(row, nokkel=moved[row.ark, row.nokkel]) if (row.ark, row.nokkel) in moved else row
        for row in after.scenarier
    )


def _renamed(ark: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> dict[tuple[str, str], str]:
    """Rows of a sheet with keys that stand where they stood under another key: the only one that changed, or alike but
    for the key, so that rows put in place of others are not taken for them."""
    if old is new or len(old) != len(new):
        return {}
    changed = [i for i in range(len(old)) if old[i] != new[i]]
    before, after = ([row_key(ark, row, i) for i, row in enumerate(rows)] for rows in (old, new))

    def is_same(i: int) -> bool:
        key = {attribute: getattr(new[i], attribute) for attribute, _ in KEYS[ark]}
        return len(changed) == 1 or replace(old[i], **key) == new[i]

    return {(ark, before[i]): after[i] for i in changed
            if before[i] not in after and after[i] not in before and is_same(i)}


def row_key(ark: str, row: object, position: int) -> str:
    """How the sheet ``Scenarier`` names a row of the baseline.

    Examples
    --------
    >>> from planning_core.plan import Normtid
    >>> row_key("Normtid", Normtid("dagpenger", "HP3", 30.0), 0)
    'dagpenger / HP3'
    """
    if ark not in KEYS:
        return f"rad {position + 1}"
    return " / ".join(as_text(attribute, getattr(row, attribute)) or EMPTY for attribute, _ in KEYS[ark])


def _table(ark: str, baseline: tuple[object, ...]) -> _Table:
    places: dict[str, int] = {}
    for i, row in enumerate(baseline):
        places.setdefault(row_key(ark, row, i), i)
    return _Table(list(baseline), {}, places)


def _finding(fault: DoesNotFit, change: Endring, rows: Sequence[ScenarioVerdi]) -> Finding:
    at = next((v for v in change.verdier if v.felt == fault.details.get("felt")), change.verdier[0])
    row = rows.index(at) if at in rows else None
    column = _COLUMN_OF_FAULT.get(fault.code, "nøkkel")
    value = {"ark": at.ark, "felt": at.felt, "verdi": at.verdi}.get(column, at.nokkel)
    details = {"ark": change.ark, "nokkel": change.nokkel, "scenario": at.scenario, **fault.details}
    return Finding(fault.code, KODER[fault.code], "Scenarier", row, column, value, details)


def _with_plan_value(plan: Plan, change: Endring) -> Plan:
    if change.nokkel not in PLAN_FELT:
        raise DoesNotFit("scenario_finner_ikke_rad")
    value = change.verdier[-1]
    if value.felt != VALUE_COLUMN:
        raise DoesNotFit("scenario_ukjent_felt", felt=value.felt)
    attribute = PLAN_FELT[change.nokkel]
    new: dict[str, Any] = {attribute: parsed(Plan, attribute, value)}
    return replace(plan, **new)


def _apply_row(table: _Table, change: Endring) -> None:
    position = table.places.get(change.nokkel)
    if position is None:
        table.rows.append(_new_row(change))
        table.made_by[len(table.rows) - 1] = change
        return
    if change.fjerner:
        table.rows[position] = None
        return
    row: Any = table.rows[position]
    for value in change.verdier:
        row = replace(row, **{attribute_of(value.felt): _parsed(change, value)})
    table.rows[position] = row
    table.made_by[position] = change


def _new_row(change: Endring) -> object:
    """The row that a change adds: ``ny 1``, or an assumption that the baseline has no row for."""
    if change.ark == "Forutsetninger" and change.nokkel in PARAMETERS:
        values: dict[str, Any] = {attribute_of(v.felt): _parsed(change, v) for v in change.verdier}
        return replace(Forutsetning(change.nokkel, PARAMETERS[change.nokkel].default), **values)
    if not change.er_ny:
        raise DoesNotFit("scenario_finner_ikke_rad")
    row_class = TABELLER[change.ark][1]
    given = {attribute_of(v.felt): _parsed(change, v) for v in change.verdier}
    needed = [f.name for f in fields(row_class) if f.default is MISSING and f.name not in given]
    # An empty text is not written as an override, so a text that is not given is empty.
    empty = {name: "" if field_types(row_class)[name] == (str,) else None for name in needed}
    missing = [name for name in needed if empty[name] is None and type(None) not in field_types(row_class)[name]]
    if missing:
        raise DoesNotFit("scenario_mangler_felt", mangler=missing)
    return row_class(**empty, **given)


def _parsed(change: Endring, value: ScenarioVerdi) -> object:
    attribute = attribute_of(value.felt)
    if value.felt == ROW_COLUMN:
        raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi)
    if change.ark == "Forutsetninger" and attribute == VALUE_COLUMN:
        return parsed_parameter(change.nokkel, value)
    return parsed(TABELLER[change.ark][1], attribute, value)


def _by_key(scenario: str, ark: str, before: tuple[object, ...], after: tuple[object, ...]) -> list[ScenarioVerdi]:
    old = {row_key(ark, row, i): row for i, row in enumerate(before)}
    new = {row_key(ark, row, i): row for i, row in enumerate(after)}
    rows: list[ScenarioVerdi] = []
    for key, row in old.items():
        if key not in new:
            rows.append(ScenarioVerdi(scenario, ark, key, ROW_COLUMN, REMOVE))
        elif row != new[key]:
            rows += _changed_fields(scenario, ark, key, row, new[key])
    added = [row for key, row in new.items() if key not in old]
    for number, row in enumerate(added, start=1):
        rows += _new_fields(scenario, ark, number, row)
    return rows


def _by_content(scenario: str, ark: str, before: tuple[object, ...], after: tuple[object, ...]) -> list[ScenarioVerdi]:
    """Rows without a key: those that are the same stay, those in the same place are changed."""
    rows: list[ScenarioVerdi] = []
    added: list[object] = []
    for i, j in _alignment(before, after):
        if j is None and i is not None:
            rows.append(ScenarioVerdi(scenario, ark, row_key(ark, before[i], i), ROW_COLUMN, REMOVE))
        elif i is None and j is not None:
            added.append(after[j])
        elif i is not None and j is not None:
            rows += _changed_fields(scenario, ark, row_key(ark, before[i], i), before[i], after[j])
    for number, row in enumerate(added, start=1):
        rows += _new_fields(scenario, ark, number, row)
    return rows


def _alignment(before: tuple[object, ...], after: tuple[object, ...]) -> Iterator[tuple[int | None, int | None]]:
    """Which row became which: (old, new), with None for one that is gone or new."""
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        shared = min(i2 - i1, j2 - j1) if kind in ("equal", "replace") else 0
        yield from ((i1 + k, j1 + k) for k in range(shared))
        yield from ((i, None) for i in range(i1 + shared, i2))
        yield from ((None, j) for j in range(j1 + shared, j2))


def _changed_fields(scenario: str, ark: str, key: str, before: Any, after: Any) -> list[ScenarioVerdi]:
    return [
        ScenarioVerdi(scenario, ark, key, f.name, as_text(f.name, getattr(after, f.name)))
        for f in fields(before)
        if getattr(before, f.name) != getattr(after, f.name)
    ]


def _new_fields(scenario: str, ark: str, number: int, row: Any) -> list[ScenarioVerdi]:
    values = [(f.name, as_text(f.name, getattr(row, f.name))) for f in fields(row)]
    if isinstance(row, Forutsetning):
        return [
            ScenarioVerdi(scenario, ark, row.nokkel, name, text)
            for name, text in values if name == VALUE_COLUMN or (text and name != "nokkel")
        ]
    return [ScenarioVerdi(scenario, ark, f"ny {number}", name, text) for name, text in values if text]
