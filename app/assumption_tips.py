"""What an assumption behind a field is, with its value in force, grade and source."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.parameter_texts import HELP, LABELS
from app.texts import value_with_unit
from planning_core.parameters import PARAMETERS
from planning_core.plan import Plan


def grade_text(grade: str) -> str:
    """The grade in words."""
    words = {
        "S": QCoreApplication.translate("Forutsetning", "fra kilde"),
        "D": QCoreApplication.translate("Forutsetning", "utledet av kilder"),
        "A": QCoreApplication.translate("Forutsetning", "antatt"),
    }
    return words.get(grade, grade)


def assumption_tip(plan: Plan, key: str) -> str:
    """Label, value in force, help, grade and source of one assumption, in a few lines."""
    parameter = PARAMETERS[key]
    own = next((row for row in plan.forutsetninger if row.nokkel == key), None)
    value = own.verdi if own is not None else parameter.default
    source = own.kilde if own is not None and own.kilde else parameter.source
    grade = own.grad if own is not None and own.grad else parameter.grade
    head = QCoreApplication.translate("Forutsetning", "{navn}: {verdi}").format(
        navn=LABELS[key], verdi=value_with_unit(parameter, value))
    foot = QCoreApplication.translate("Forutsetning", "Grad {grad} ({ord}). Kilde: {kilde}").format(
        grad=grade, ord=grade_text(grade), kilde=source)
    return f"{head}\n{HELP[key]}\n{foot}"
