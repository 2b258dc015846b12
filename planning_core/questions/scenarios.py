"""Scenarios: named lists of overrides of an untouched baseline, and what each change contributes.

An override names a sheet, a row, a column and a value, all as text, the way the sheet ``Scenarier``
holds them. A row is named by its key, the parts joined by `` / `` (``Nav Skien / dagpenger``, an empty
part as ``–``); rows without a key (flyttinger, costs, teams, events) by ``rad 3``, counted in the
baseline from 1. ``ny 1`` is a row that the scenario adds, and the column ``rad`` with the value
``fjern`` takes a row away. Sheet ``Plan`` and ``Forutsetninger`` name the key, column ``verdi``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planning_core.finding_codes import KODER
from planning_core.findings import Finding, has_errors
from planning_core.parameters import PARAMETERS
from planning_core.plan import TABELLER, Forutsetning, Plan, ScenarioVerdi
from planning_core.projection import framskriv_mange
from planning_core.questions.override_values import (
    DoesNotFit,
    as_text,
    attribute_of,
    field_types,
    parsed,
    parsed_parameter,
)
from planning_core.results import Resultat
from planning_core.validate import validate
from planning_core.validate.duplicates import KEYS

Array = NDArray[np.float64]

PLAN_FELT = {
    "fylke": "fylke",
    "start": "start",
    "horisont_måneder": "horisont_maneder",
    "steg_per_måned": "steg_per_maned",
    "timer_per_årsverk": "timer_per_arsverk",
}
"""Key of the sheet ``Plan`` -> attribute of the plan."""

ROW_COLUMN, REMOVE = "rad", "fjern"
EMPTY = "–"
_POSITION = re.compile(r"^rad (\d+)$")
_NEW = re.compile(r"^ny (\d+)$")


@dataclass(frozen=True, slots=True)
class Endring:
    """All overrides of one row: the unit in which a scenario is explained."""

    ark: str
    nokkel: str
    verdier: tuple[ScenarioVerdi, ...]


@dataclass(frozen=True)
class Bidrag:
    """What the changes of a scenario do to one figure.

    Attributes
    ----------
    endringer : tuple of tuple of Endring
        Changes that stand alone, and at most one group that only works together.
    alene : float array, shape (changes, t)
        Figure with only that change less the baseline.
    samspill : float array, shape (t,)
        What is left of the whole difference: the changes' effect on each other.
    forskjell : float array, shape (t,)
        Scenario less baseline; equals the sum of ``alene`` plus ``samspill``.
    """

    endringer: tuple[tuple[Endring, ...], ...]
    alene: Array
    samspill: Array
    forskjell: Array


def navn(plan: Plan) -> tuple[str, ...]:
    """Names of the plan's scenarios, in the order they first stand."""
    return tuple(dict.fromkeys(row.scenario for row in plan.scenarier))


def endringer(plan: Plan, scenario: str) -> tuple[Endring, ...]:
    """The changes of a scenario, one a row, in order."""
    rows: dict[tuple[str, str], list[ScenarioVerdi]] = {}
    for row in plan.scenarier:
        if row.scenario == scenario:
            rows.setdefault((row.ark, row.nokkel), []).append(row)
    return tuple(Endring(ark, nokkel, tuple(values)) for (ark, nokkel), values in rows.items())


def bruk(plan: Plan, scenario: str) -> tuple[Plan, list[Finding]]:
    """The baseline with a scenario's overrides.

    Returns
    -------
    Plan, list of Finding
        The changed plan without its scenarios, and what does not fit (at the row of ``Scenarier``) or
        is wrong in the plan it gives. With errors the baseline itself is returned: nothing is half-applied.
    """
    baseline = replace(plan, scenarier=())
    changed, findings = _apply(baseline, endringer(plan, scenario), plan.scenarier)
    if not has_errors(findings):
        findings += [f for f in validate(changed) if f not in validate(baseline)]
    return (baseline if has_errors(findings) else changed), findings


def sammenlign(plan: Plan, scenarier: Sequence[str]) -> dict[str | None, Resultat]:
    """Results of the baseline (key None) and of those scenarios that can be applied."""
    plans: dict[str | None, Plan] = {None: replace(plan, scenarier=())}
    for scenario in scenarier:
        changed, findings = bruk(plan, scenario)
        if not has_errors(findings):
            plans[scenario] = changed
    return dict(zip(plans, framskriv_mange(list(plans.values())), strict=True))


def bidrag(plan: Plan, scenario: str, storrelse: str, enhet: str | None = None, ytelse: str | None = None) -> Bidrag:
    """Split scenario less baseline over the scenario's changes, with the interaction as a term of its own.

    Each change is projected alone on the baseline; changes that are not a valid plan alone go together in
    one group.

    Raises
    ------
    ValueError
        If the scenario cannot be applied, or changes the plan's months, so that nothing can be compared.

    Notes
    -----
    docs/metode.md section 9. Checked by hand in
    tests/core/questions/test_scenarios.py::test_parts_and_interaction_sum_to_the_difference.
    """
    whole, findings = bruk(plan, scenario)
    baseline = replace(plan, scenarier=())
    if has_errors(findings) or (whole.start, whole.horisont_maneder) != (plan.start, plan.horisont_maneder):
        raise ValueError(f"{scenario!r} cannot be compared with the baseline")
    groups = _groups(baseline, endringer(plan, scenario))
    plans = [baseline, whole, *(_apply(baseline, group, plan.scenarier)[0] for group in groups)]
    base, total, *alone = (r.serie(storrelse, enhet, ytelse) for r in framskriv_mange(plans))
    parts = np.array([series - base for series in alone]).reshape(len(groups), base.size)
    return Bidrag(groups, parts, (total - base) - parts.sum(axis=0), total - base)


def som_overstyringer(
    plan: Plan, endret: Plan, scenario: str, header: Callable[[str, str], str] = lambda ark, attribute: attribute
) -> tuple[ScenarioVerdi, ...]:
    """The overrides that make ``endret`` of ``plan``: how an edited plan is kept as a scenario.

    Rows with a key are compared by it, others by position; scenarios themselves are left out.

    Parameters
    ----------
    header : callable
        Column header of a sheet's attribute, so that the rows read like the sheets.
    """
    rows: list[ScenarioVerdi] = []
    for key, attribute in PLAN_FELT.items():
        if getattr(plan, attribute) != getattr(endret, attribute):
            rows.append(ScenarioVerdi(scenario, "Plan", key, "verdi", as_text(attribute, getattr(endret, attribute))))
    for ark, (attribute, _) in TABELLER.items():
        if ark != "Scenarier":
            rows += _table_overrides(scenario, ark, getattr(plan, attribute), getattr(endret, attribute))
    return tuple(row if row.felt == ROW_COLUMN else replace(row, felt=header(row.ark, row.felt)) for row in rows)


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


def _groups(baseline: Plan, changes: tuple[Endring, ...]) -> tuple[tuple[Endring, ...], ...]:
    """Changes that are a plan alone, each for itself, then one group of the others and what they need."""
    together = [change for change in changes if not _is_valid(baseline, (change,))]
    alone = [change for change in changes if change not in together]
    while together and alone and not _is_valid(baseline, together):
        together.append(alone.pop(0))
    return (*((change,) for change in alone), *((tuple(together),) if together else ()))


def _is_valid(baseline: Plan, changes: Sequence[Endring]) -> bool:
    plan, findings = _apply(baseline, changes, ())
    return not has_errors(findings) and not has_errors(validate(plan))


def _apply(plan: Plan, changes: Sequence[Endring], all_rows: Sequence[ScenarioVerdi]) -> tuple[Plan, list[Finding]]:
    findings: list[Finding] = []
    tables: dict[str, list[object | None]] = {}
    for change in changes:
        try:
            if change.ark == "Plan":
                plan = _apply_plan(plan, change)
            elif change.ark in TABELLER and change.ark != "Scenarier":
                attribute = TABELLER[change.ark][0]
                table = tables.setdefault(change.ark, list(getattr(plan, attribute)))
                _apply_row(table, getattr(plan, attribute), change)
            else:
                raise DoesNotFit("ukjent_arknavn")
        except DoesNotFit as fault:
            findings.append(_finding(fault, change, all_rows))
    for ark, rows in tables.items():
        kept: dict[str, Any] = {TABELLER[ark][0]: tuple(row for row in rows if row is not None)}
        plan = replace(plan, **kept)
    return plan, findings


def _finding(fault: DoesNotFit, change: Endring, all_rows: Sequence[ScenarioVerdi]) -> Finding:
    row = next((i for i, r in enumerate(all_rows) if r == change.verdier[0]), None)
    details = {"ark": change.ark, "nokkel": change.nokkel, "scenario": change.verdier[0].scenario, **fault.details}
    return Finding(fault.code, KODER[fault.code], "Scenarier", row, "nøkkel", change.nokkel, details)


def _apply_plan(plan: Plan, change: Endring) -> Plan:
    if change.nokkel not in PLAN_FELT:
        raise DoesNotFit("scenario_finner_ikke_rad")
    attribute = PLAN_FELT[change.nokkel]
    value: dict[str, Any] = {attribute: parsed(Plan, attribute, change.verdier[-1])}
    return replace(plan, **value)


def _apply_row(table: list[object | None], baseline: tuple[object, ...], change: Endring) -> None:
    ark, row_class = change.ark, TABELLER[change.ark][1]
    if _NEW.match(change.nokkel) and ark != "Forutsetninger":
        table.append(_made(row_class, change.verdier))
        return
    position = _position(ark, baseline, change.nokkel)
    if position is None:
        if ark != "Forutsetninger" or change.nokkel not in PARAMETERS:
            raise DoesNotFit("scenario_finner_ikke_rad")
        table.append(Forutsetning(change.nokkel, parsed_parameter(change.nokkel, change.verdier[-1])))
        return
    row: Any = baseline[position]
    for value in change.verdier:
        if value.felt == ROW_COLUMN:
            if value.verdi != REMOVE:
                raise DoesNotFit("scenario_ugyldig_verdi", felt=value.felt, verdi=value.verdi)
            table[position] = None
            return
        attribute = attribute_of(value.felt)
        if ark == "Forutsetninger" and attribute == "verdi":
            new: object = parsed_parameter(change.nokkel, value)
        else:
            new = parsed(row_class, attribute, value)
        row = replace(row, **{attribute: new})
    table[position] = row


def _position(ark: str, rows: tuple[object, ...], nokkel: str) -> int | None:
    match = _POSITION.match(nokkel)
    if match and ark not in KEYS:
        position = int(match.group(1)) - 1
        return position if 0 <= position < len(rows) else None
    return next((i for i, row in enumerate(rows) if row_key(ark, row, i) == nokkel), None)


def _made(row_class: type, values: Sequence[ScenarioVerdi]) -> object:
    given = {attribute_of(v.felt): parsed(row_class, attribute_of(v.felt), v) for v in values}
    needed = [f.name for f in fields(row_class) if f.default is MISSING and f.name not in given]
    missing = [name for name in needed if type(None) not in field_types(row_class)[name]]
    if missing:
        raise DoesNotFit("scenario_mangler_felt", felt=missing)
    return row_class(**dict.fromkeys(needed), **given)


def _table_overrides(
    scenario: str, ark: str, before: tuple[object, ...], after: tuple[object, ...]
) -> list[ScenarioVerdi]:
    if before == after:
        return []
    old = {row_key(ark, row, i): row for i, row in enumerate(before)}
    new = {row_key(ark, row, i): row for i, row in enumerate(after)}
    if ark not in KEYS and len(after) < len(before):
        return _by_content(scenario, ark, before, after)
    rows = []
    for key, row in old.items():
        if key not in new:
            rows.append(ScenarioVerdi(scenario, ark, key, ROW_COLUMN, REMOVE))
        elif row != new[key]:
            rows += _changed_fields(scenario, ark, key, row, new[key])
    added = [row for key, row in new.items() if key not in old]
    for number, row in enumerate(added, start=1):
        rows += _new_row(scenario, ark, number, row)
    return rows


def _by_content(scenario: str, ark: str, before: tuple[object, ...], after: tuple[object, ...]) -> list[ScenarioVerdi]:
    """Rows without a key, some taken away: those that are still there stay, the rest goes or comes."""
    left = list(after)
    rows = []
    for position, row in enumerate(before):
        if row in left:
            left.remove(row)
        else:
            rows.append(ScenarioVerdi(scenario, ark, row_key(ark, row, position), ROW_COLUMN, REMOVE))
    for number, row in enumerate(left, start=1):
        rows += _new_row(scenario, ark, number, row)
    return rows


def _changed_fields(scenario: str, ark: str, key: str, before: Any, after: Any) -> list[ScenarioVerdi]:
    return [
        ScenarioVerdi(scenario, ark, key, f.name, as_text(f.name, getattr(after, f.name)))
        for f in fields(before)
        if getattr(before, f.name) != getattr(after, f.name)
    ]


def _new_row(scenario: str, ark: str, number: int, row: Any) -> list[ScenarioVerdi]:
    if isinstance(row, Forutsetning):
        return [ScenarioVerdi(scenario, ark, row.nokkel, "verdi", as_text("verdi", row.verdi))]
    values = [(f.name, as_text(f.name, getattr(row, f.name))) for f in fields(row)]
    return [ScenarioVerdi(scenario, ark, f"ny {number}", name, text) for name, text in values if text]
