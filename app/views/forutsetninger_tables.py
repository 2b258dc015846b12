"""The table of the room Forutsetninger that is typed in: how its cells look, and why they refuse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import forutsetninger_texts as words
from app.parameter_texts import LABELS
from app.widgets.cells_table import AnyIndex, Cell, Column
from app.widgets.typed_table import TypedDelegate, TypedTable
from models.forutsetninger_model import Col, Entry, EntryRole, ForutsetningerModel
from planning_core.parameters import Parameter

translate = QCoreApplication.translate

_WIDEST = {Col.NAVN: 250, Col.ENHET: 150, Col.KILDE: 280}


def assumptions_table(model: ForutsetningerModel, parent: QWidget, *, least: int) -> TypedTable:
    """The table of every assumption."""
    def delegate(table: QWidget) -> TypedDelegate:
        return TypedDelegate(_parameter_cell, _parameter_column, _typed_parameter, _is_heading, table)

    table = TypedTable(model, delegate, _why_parameter, _reset_parameter, parent, stretch=Col.KILDE, least=least)
    table.setAccessibleName(translate("Forutsetninger", "Forutsetninger"))
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return table


def _is_heading(index: AnyIndex) -> bool:
    entry: Entry = index.data(EntryRole)
    return entry.row is None


def _parameter_column(column: int) -> Column:
    return Column("", words=True, widest=_WIDEST.get(Col(column)))


def _parameter_cell(index: AnyIndex) -> Cell:
    entry: Entry = index.data(EntryRole)
    row, column, text = entry.row, index.column(), str(index.data() or "")
    if row is None:
        return Cell(text, strong=True)
    if column == Col.VERDI:
        return Cell(text, "secondary" if row.per_row else "text", strong=row.changed and not row.per_row)
    if column == Col.MERKNAD and text:
        return Cell(text, "warning_text", icon="warning") if row.outside else Cell(text, "secondary", icon="pencil")
    return Cell(text, "text" if column == Col.NAVN else "secondary")


def _typed_parameter(index: AnyIndex, value: object) -> str:
    entry: Entry = index.data(EntryRole)
    assert entry.row is not None
    return words.typed_text(entry.row.parameter, value)


def _why_parameter(index: AnyIndex, problem: object) -> str:
    entry: Entry = index.data(EntryRole)
    assert entry.row is not None
    assert isinstance(problem, Sequence)
    return words.refusal(LABELS[entry.row.key], problem)


def _reset_parameter(index: AnyIndex) -> str:
    """The words for going back to the default; empty where the plan is silent already."""
    entry: Entry = index.data(EntryRole)
    row = entry.row
    if row is None or row.per_row or not (row.rad is not None or row.changed):
        return ""
    return _back_to(row.parameter)


def _back_to(parameter: Parameter) -> str:
    value = words.value_text(parameter, parameter.default)
    return translate("Forutsetninger", "Bruk standardverdien, {verdi}").format(verdi=value)
