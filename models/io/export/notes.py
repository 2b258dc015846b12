"""Notes on cells: the grade and the source of an assumption, beside the number it is about."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from models.io.excel_schema import SHEETS
from models.io.export.cells import absolute, clean_text, quoted, write_number
from models.io.export.formats import Formats, Slag
from models.io.export.labels import Tekster
from planning_core.parameters import PARAMETERS, Parameter
from planning_core.plan import Forutsetning, Plan

PRICE = "kroner_per_årsverk"
_SHEET = "Forutsetninger"
_LOOK = {"author": "", "font_size": 9, "x_scale": 2.4}
_MAX = 1000
"""Characters of a note; the whole source stands in ``Om`` and in ``Kilder``."""


def write_note(sheet: Worksheet, row: int, column: int, lines: list[str]) -> None:
    """A note, high enough for its text; none where there is nothing to say."""
    text = clean_text("\n".join(line for line in lines if line))
    if not text:
        return
    if len(text) > _MAX:
        text = text[: _MAX - 1] + "…"
    height = sum(-(-len(line) // 46) or 1 for line in text.split("\n"))
    sheet.write_comment(row, column, text, {**_LOOK, "y_scale": max(0.7, 0.25 * height + 0.2)})


def grade_lines(tekster: Tekster, grade: str, source: str) -> list[str]:
    """What the grade means and where the number is from; silent about what is not known."""
    return [tekster(f"notat.grad.{grade}") if grade in ("S", "D", "A") else "",
            tekster("notat.kilde", kilde=source) if source else ""]


def assumption_lines(tekster: Tekster, parameter: Parameter, own: Forutsetning | None) -> list[str]:
    """Grade and source of an assumption: the plan's own, or those of the value it has by default."""
    grade = own.grad if own and own.grad else parameter.grade
    source = own.kilde if own and own.kilde else parameter.source
    return [tekster.parameter[parameter.key], *grade_lines(tekster, grade, source)]


def own_assumption(plan: Plan, key: str) -> tuple[int, Forutsetning] | None:
    """Position and row of an assumption that the plan sets itself."""
    return next(((i, row) for i, row in enumerate(plan.forutsetninger) if row.nokkel == key), None)


def write_price(
    sheet: Worksheet, row: int, column: int, plan: Plan, value: float, formats: Formats, tekster: Tekster
) -> None:
    """Kroner per årsverk, read from the plan's own sheet so that a new price there is used everywhere."""
    style = formats.number(Slag.SAKER)
    own = own_assumption(plan, PRICE)
    if own is None:
        write_number(sheet, row, column, value, style)
    else:
        declared = SHEETS[_SHEET]
        place = absolute(1 + own[0], declared.columns.index(declared.column("verdi")))
        sheet.write_formula(row, column, f"={quoted(_SHEET)}!{place}", style, value)
    write_note(sheet, row, column, assumption_lines(tekster, PARAMETERS[PRICE], own[1] if own else None))
