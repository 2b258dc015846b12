"""The JSON of a project file, made from the plan's own dataclasses.

Every field of every row is written under its attribute's name; months are written as
``2026-01``. Reading is strict: a key too many or too few, text where a number belongs, or a
value that is not a choice is a finding at its row and column, all of them at once. Nothing is
left out silently, in either direction.
"""

from __future__ import annotations

import math
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from enum import Enum
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, create_model

from models.io.excel_columns import NUMBERS
from models.io.excel_schema import PLAN_KEYS, SHEETS, Kind
from models.io.numbers import NOT_A_MONTH, NOT_A_NUMBER, NOT_YES_NO
from planning_core.findings import Finding, Severity
from planning_core.months import month_text, parse_month
from planning_core.plan import TABELLER, Plan

MISSING = "mangler_felt"
UNKNOWN = "ukjent_felt"
NOT_A_CHOICE = "ugyldig_valg"
UNREADABLE = "ugyldig_verdi"

Document = dict[str, Any]
"""Parsed JSON of a whole plan."""

_STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, frozen=True)
_LARGEST_SHOWN = 10**15
_LONGEST_SHOWN = 80
_SHEET_OF = {attribute: sheet for sheet, (attribute, _) in TABELLER.items()}


def _month_from_text(value: object) -> object:
    """Month 0, "always", and other months without a text form are written as whole numbers."""
    return parse_month(value) if isinstance(value, str) else value


def _month_as_text(value: int) -> str | int:
    try:
        text = month_text(value)
        return text if parse_month(text) == value else value
    except ValueError:
        return value


_Month = Annotated[int, BeforeValidator(_month_from_text)]


def _float_from_number(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        try:
            return float(value)
        except OverflowError:
            # A ValueError is what the schema collects; the code follows from the column.
            raise ValueError("too large") from None
    return value


_Number = Annotated[float, BeforeValidator(_float_from_number)]


def _kinds(row_class: type) -> dict[str, Kind]:
    """What each attribute holds, from the one declaration of the sheets."""
    if row_class is Plan:
        return {c.field: c.kind for c in PLAN_KEYS}
    sheet = next(name for name, (_, cls) in TABELLER.items() if cls is row_class)
    return {c.field: c.kind for c in SHEETS[sheet].columns}


def _schema_type(annotation: Any, is_month: bool) -> Any:
    """The strict type of a field: JSON has no enums, no tuples and no months of its own."""
    members = typing.get_args(annotation)
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        # Numbers before text, so that 5 is a number; strict members never take each other's values.
        parts = [_schema_type(m, is_month) for m in members]
        return typing.Union[tuple(parts)]  # noqa: UP007  # built at run time
    if annotation is int and is_month:
        return _Month
    if annotation is float:
        return _Number
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return Annotated[annotation, Field(strict=False)]
    if typing.get_origin(annotation) is tuple:
        return Annotated[tuple[str, ...], Field(strict=False)]
    return annotation


@cache
def _row_model(row_class: type) -> type[BaseModel]:
    annotations = typing.get_type_hints(row_class)
    kinds = _kinds(row_class)
    made: dict[str, Any] = {
        f.name: (_schema_type(annotations[f.name], kinds.get(f.name) is Kind.MONTH), ...) for f in fields(row_class)
    }
    return create_model(f"{row_class.__name__}Rad", __config__=_STRICT, **made)


@cache
def _plan_model() -> type[BaseModel]:
    annotations = typing.get_type_hints(Plan)
    kinds = _kinds(Plan)
    made: dict[str, Any] = {}
    for f in fields(Plan):
        if f.name in _SHEET_OF:
            row = _row_model(TABELLER[_SHEET_OF[f.name]][1])
            made[f.name] = (Annotated[tuple[row, ...], Field(strict=False)], ...)  # type: ignore[valid-type]  # built at run time
        else:
            made[f.name] = (_schema_type(annotations[f.name], kinds.get(f.name) is Kind.MONTH), ...)
    return create_model("PlanFil", __config__=_STRICT, **made)


def plan_of(document: object) -> tuple[Plan | None, list[Finding]]:
    """The plan of a parsed document, or every error in it.

    Parameters
    ----------
    document : object
        What the JSON holds, in the current format.

    Returns
    -------
    plan : Plan or None
        None when there is any finding. It is not yet validated as a plan.
    findings : list of Finding
        Errors with table, row and column; ``cell`` is None.
    """
    try:
        read = _plan_model().model_validate(document)
    except ValidationError as error:
        return None, _findings(error)
    values = dict(_values(read))
    for attribute, sheet in _SHEET_OF.items():
        row_class = TABELLER[sheet][1]
        values[attribute] = tuple(row_class(**dict(_values(row))) for row in values[attribute])
    return Plan(**values), []


def _values(model: BaseModel) -> Iterator[tuple[str, Any]]:
    return ((name, getattr(model, name)) for name in type(model).model_fields)


def _findings(error: ValidationError) -> list[Finding]:
    """One finding a place: a choice between types gives one error a type, for the same place."""
    found: dict[tuple[object, ...], Finding] = {}
    for detail in error.errors(include_url=False, include_context=True):
        finding = _finding(detail)
        found.setdefault((finding.table, finding.row, finding.column, finding.code == UNKNOWN), finding)
    return list(found.values())


def _finding(detail: Mapping[str, Any]) -> Finding:
    table, row, name = _place(detail["loc"])
    code = _code(detail, table, name)
    value = None if code == MISSING else detail["input"]
    details: dict[str, object] = {}
    if code == NOT_A_CHOICE:
        details["valg"] = _choices(table, name)
    return Finding(code, Severity.ERROR, table, row, _header(table, name), _printable(value), details)


def _printable(value: object) -> object:
    """The value as a report can show it: a whole row or table is none, and a long one is cut."""
    if isinstance(value, (Mapping, list, tuple)):
        return None
    if isinstance(value, int) and abs(value) > _LARGEST_SHOWN:
        return "999999999999999…"
    if isinstance(value, str) and len(value) > _LONGEST_SHOWN:
        return value[:_LONGEST_SHOWN] + "…"
    return value


def _place(loc: tuple[int | str, ...]) -> tuple[str, int | None, str | None]:
    """Sheet, row and attribute of an error; what lies deeper is a detail of the same cell."""
    if not loc:
        return "Plan", None, None
    first = str(loc[0])
    if first not in _SHEET_OF:
        return "Plan", None, first
    row = loc[1] if len(loc) > 1 and isinstance(loc[1], int) else None
    name = str(loc[2]) if len(loc) > 2 else None
    return _SHEET_OF[first], row, name


def _header(table: str, name: str | None) -> str | None:
    if name is None:
        return None
    columns = PLAN_KEYS if table == "Plan" else SHEETS[table].columns
    return next((c.header for c in columns if c.field == name), name)


def _choices(table: str, name: str | None) -> tuple[str, ...]:
    if name is None or table not in SHEETS:
        return ()
    return SHEETS[table].column(name).choices


def _code(detail: Mapping[str, Any], table: str, name: str | None) -> str:
    kind = detail["type"]
    if kind == "missing":
        return MISSING
    if kind == "extra_forbidden":
        return UNKNOWN
    if kind == "enum":
        return NOT_A_CHOICE
    declared = _declared_kind(table, name)
    if declared is Kind.MONTH:
        return NOT_A_MONTH
    if declared in NUMBERS:
        return NOT_A_NUMBER
    if declared is Kind.YES_NO:
        return NOT_YES_NO
    return UNREADABLE


def _declared_kind(table: str, name: str | None) -> Kind | None:
    columns = PLAN_KEYS if table == "Plan" else SHEETS[table].columns
    return next((c.kind for c in columns if c.field == name), None)


def document_of(plan: Plan) -> Document:
    """The plan as JSON values, in declared order; equal plans give equal documents.

    Raises
    ------
    ValueError
        If a number is not finite: such a plan has no file.
    """
    written = _written(Plan, plan)
    for attribute, sheet in _SHEET_OF.items():
        row_class = TABELLER[sheet][1]
        written[attribute] = [_written(row_class, row) for row in getattr(plan, attribute)]
    return written


def _written(row_class: type, row: object) -> Document:
    return {name: write(getattr(row, name)) for name, write in _writers(row_class).items()}


@cache
def _writers(row_class: type) -> dict[str, Callable[[Any], object]]:
    kinds = _kinds(row_class)
    annotations = typing.get_type_hints(row_class)
    writers: dict[str, Callable[[Any], object]] = {}
    for f in fields(row_class):
        if f.name in _SHEET_OF and row_class is Plan:
            continue
        if kinds.get(f.name) is Kind.MONTH:
            writers[f.name] = lambda value: None if value is None else _month_as_text(int(value))
        elif annotations[f.name] is int:
            writers[f.name] = int
        else:
            writers[f.name] = _plain
    return writers


def _plain(value: Any) -> object:
    """JSON's own types; 10 and 10.0 are one number and are written one way."""
    if value is None or (isinstance(value, (bool, str)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"not a finite number: {value!r}")
    return number
