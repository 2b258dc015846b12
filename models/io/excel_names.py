"""Names of units and ytelser that are written in another way than where they are declared.

``03 Oslo`` for *Oslo*, 806 for ``0806`` (the zero was lost in Excel), ``Dagpenger`` for *dagpenger*: what is beyond
doubt is read, and said. What only looks alike is left to validation, which names it and asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from models.io.excel_codes import KODER
from models.io.excel_columns import Column
from models.io.excel_schema import SHEETS
from models.io.excel_tables import Table
from models.io.mapping_names import Names
from planning_core.findings import Finding
from planning_core.plan import Enhet, EnhetType, Plan, Ytelse

CODE = "navn_lest_som"
_DECLARED = {"Enheter": "enhet", "Ytelser": "ytelse"}


def match_names(tables: Mapping[str, Table]) -> list[Finding]:
    """Put the declared names in place of what is beyond doubt another way to write them.

    Returns
    -------
    list of Finding
        One for each spelling in a column, at its first cell.
    """
    declared = {
        sheet: {str(row[field]) for row in tables[sheet].values if isinstance(row.get(field), str)}
        for sheet, field in _DECLARED.items() if sheet in tables and tables[sheet].complete
    }
    plan = _plan_of_names(tables, declared)
    found: list[Finding] = []
    for table in tables.values():
        for column in SHEETS[table.name].columns:
            if declared.get(column.reference):
                found += _match_column(table, column, declared[column.reference], plan)
    return found


def _plan_of_names(tables: Mapping[str, Table], declared: Mapping[str, set[str]]) -> Plan:
    """A plan that holds nothing but its names."""
    units = tuple(
        Enhet(str(row["enhet"]), str(row.get("navn") or row["enhet"]), type_, _kommuner(row.get("kommune")))
        for row in (tables["Enheter"].values if "Enheter" in declared else ())
        if isinstance(row.get("enhet"), str) and isinstance(type_ := row.get("type"), EnhetType)
    )
    return Plan("", 0, enheter=units, ytelser=tuple(Ytelse(name) for name in sorted(declared.get("Ytelser", ()))))


def _kommuner(value: object) -> tuple[str, ...]:
    return cast("tuple[str, ...]", value) if isinstance(value, tuple) else ()


def _match_column(table: Table, column: Column, declared: set[str], plan: Plan) -> list[Finding]:
    # Nearly every table writes every name as it is declared, and may have a hundred thousand rows.
    if {row.get(column.field) for row in table.values} <= declared | {None, ""}:
        return []
    names = Names(plan, column, table.name)
    meant: dict[str, str | None] = {}
    found = []
    for index, row in enumerate(table.values):
        text = row.get(column.field)
        if not isinstance(text, str) or not text or text in declared:
            continue
        if text not in meant:
            choice, _how, sure = names.find(text)
            meant[text] = choice if sure and choice in declared else None
            if meant[text] is not None:
                cell = table.cell(index, column, None)
                found.append(Finding(CODE, KODER[CODE], table.name, None, column.header, text, {"som": choice}, cell))
        if meant[text] is not None:
            row[column.field] = meant[text]
    return found
