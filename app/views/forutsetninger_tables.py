"""The two tables of the room Forutsetninger that are typed in: how their cells look, and why they refuse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import format as fmt
from app import forutsetninger_texts as words
from app.parameter_texts import LABELS
from app.widgets.cells_table import AnyIndex, Cell, Column
from app.widgets.typed_table import TypedDelegate, TypedTable
from models import unit_shares_model as shares
from models.forutsetninger_model import Col, Entry, EntryRole, ForutsetningerModel
from models.unit_shares_model import UnitRole, UnitSharesModel
from planning_core.parameters import PARAMETERS, Parameter
from planning_core.plan import Enhet

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


def unit_shares_table(model: UnitSharesModel, parent: QWidget) -> TypedTable:
    """The table of what each unit has of its own."""
    def delegate(table: QWidget) -> TypedDelegate:
        return TypedDelegate(_share_cell, _share_column, _typed_share, lambda _: False, table)

    table = TypedTable(model, delegate, _why_share, _reset_share, parent)
    table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return table


def _share_column(column: int) -> Column:
    return Column("", words=column == shares.Col.ENHET, widest=260 if column == shares.Col.ENHET else None)


def _share_cell(index: AnyIndex) -> Cell:
    """Values that differ from the default are semibold; those outside the plausible range carry the warning."""
    unit: Enhet = index.data(UnitRole)
    column, text = index.column(), str(index.data())
    if column == shares.Col.ENHET:
        return Cell(text)
    if text == fmt.UNDEFINED:
        return Cell(text, "secondary")
    parameter = PARAMETERS[shares.KEYS[shares.Col(column)]]
    value = getattr(unit, shares.FIELDS[shares.Col(column)])
    low, high = parameter.low, parameter.high
    if (low is not None and value < low) or (high is not None and value > high):
        return Cell(text, "warning_text", strong=True, icon="warning")
    return Cell(text, strong=value != parameter.default)


def _typed_share(index: AnyIndex, value: object) -> str:
    return words.typed_text(PARAMETERS[shares.KEYS[shares.Col(index.column())]], value)


def _why_share(index: QModelIndex, problem: object) -> str:
    assert isinstance(problem, Sequence)
    return words.refusal(LABELS[shares.KEYS[shares.Col(index.column())]], problem)


def _reset_share(index: AnyIndex) -> str:
    if index.column() == shares.Col.ENHET:
        return ""
    unit: Enhet = index.data(UnitRole)
    parameter = PARAMETERS[shares.KEYS[shares.Col(index.column())]]
    value = getattr(unit, shares.FIELDS[shares.Col(index.column())])
    return "" if value == parameter.default else _back_to(parameter)
