"""Import a workbook: its rows as a plan, and everything that is wrong with it at its cell, all at once."""

from __future__ import annotations

import dataclasses
import difflib
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from models.io.excel_cells import SheetCells, WorkbookCells
from models.io.excel_codes import KODER
from models.io.excel_columns import Column, folded, names_of, sheet_names
from models.io.excel_names import match_names
from models.io.excel_partial import credible, fill_unreadable
from models.io.excel_reader import TIME_LIMIT, read_workbook
from models.io.excel_schema import PLAN_KEYS, RESULT_SHEETS, SHEETS
from models.io.excel_tables import Table, build_rows, read_assumptions, read_table
from models.io.excel_values import convert, is_blank
from models.io.file_notes import file_notes
from models.io.finding_order import in_workbook_order
from models.io.imported import Import
from models.io.numbers import Unreadable
from planning_core.findings import Finding, has_errors
from planning_core.months import month
from planning_core.plan import TABELLER, Plan

_BY_NAME = {name: sheet.name for sheet in SHEETS.values() for name in sheet_names(sheet)}
_WANTED = frozenset(_BY_NAME)
_NOT_INPUT = frozenset(folded(name) for name in RESULT_SHEETS)
_ALIKE = 0.75

_NEED_UNITS = (
    "Enheter", "Ruter", "Saksinngang", "Restanser", "Brukere", "Flyttinger", "Kapasitet", "Restanseteam", "Hendelser",
    "Historikk",
)
"""With rows in any of these, units and ytelser must be there; without, the workbook is an account only."""

_ASSUMED_START = month(2026, 1)
"""Start of a workbook that only holds ``Ressurskartlegging``: nothing in its account depends on it."""


def les_plan(
    path: str | os.PathLike[str], cancelled: Callable[[], bool] | None = None, time_limit: float = TIME_LIMIT,
    progress: Callable[[float], None] | None = None,
) -> Import:
    """Read a workbook written from the import contract.

    Parameters
    ----------
    path : path-like
    cancelled : callable, optional
        Asked now and then; True stops the reading.
    time_limit : float
        Seconds for opening the workbook.
    progress : callable, optional
        Given the share that has been read [0–1], now and then.

    Returns
    -------
    Import
        The plan when nothing is wrong, and every finding with sheet and cell.

    Raises
    ------
    FileError
        If the file cannot be read as a workbook at all.
    models.io.excel_reader.ReadingCancelled
    """
    return plan_from_cells(read_workbook(path, _WANTED, cancelled, time_limit, progress))


def plan_from_cells(cells: WorkbookCells) -> Import:
    """The plan in the cells of a workbook, with all findings."""
    with _no_collection():
        return _Importer(cells).run()


@contextmanager
def _no_collection() -> Iterator[None]:
    """No looking for garbage while objects are made by the ten thousand and all of them are kept."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(slots=True)
class _PlanSheet:
    """The sheet ``Plan``: values by field, and the cell of each."""

    values: dict[str, object] = field(default_factory=dict)
    cells: dict[str, str | None] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)


class _Importer:
    def __init__(self, cells: WorkbookCells) -> None:
        self.cells = cells
        self.findings: list[Finding] = []
        self.sheets: dict[str, SheetCells] = {}
        self.tables: dict[str, Table] = {}
        self.plan_sheet = _PlanSheet()

    def run(self) -> Import:
        self.findings += file_notes(self.cells)
        self._match_sheets()
        for name in TABELLER:
            if name in self.sheets:
                self._read_table(name)
        self.findings += match_names(self.tables)
        self._read_plan_sheet()
        self._require_sheets()
        plan = self._validated_plan()
        findings = in_workbook_order(self.findings)
        return Import(None if has_errors(findings) else plan, findings, self._at_cell, self.sheets)

    def _say(self, code: str, table: str, column: str | None = None, value: object = None,
             cell: str | None = None, **details: object) -> None:
        self.findings.append(Finding(code, KODER[code], table, None, column, value, details, cell))

    def _match_sheets(self) -> None:
        unknown = []
        for sheet in self.cells.sheets:
            name = _BY_NAME.get(folded(sheet.name))
            if name is None:
                unknown.append(sheet.name)
            elif name in self.sheets:
                self._say("dobbelt_ark", name, annet=sheet.name)
            else:
                self.sheets[name] = sheet
        for title in unknown:
            near = self._missing_sheet_like(title)
            if near is not None:
                self._say("ukjent_ark", title, forslag=near)

    def _missing_sheet_like(self, title: str) -> str | None:
        """The missing sheet that this may be meant to be."""
        if folded(title) in _NOT_INPUT:
            return None
        missing = {folded(name): name for name in SHEETS if name not in self.sheets}
        near = difflib.get_close_matches(folded(title), list(missing), 1, _ALIKE)
        return missing[near[0]] if near else None

    def _read_table(self, name: str) -> None:
        table = read_table(self.sheets[name], SHEETS[name], self.cells.dates_from_1904)
        if name == "Forutsetninger":
            read_assumptions(table, SHEETS[name])
        self.tables[name] = table
        self.findings += table.findings

    def _read_plan_sheet(self) -> None:
        target = self.plan_sheet
        target.values = {c.field: c.blank for c in PLAN_KEYS}
        if "Plan" not in self.sheets:
            return
        table = read_table(self.sheets["Plan"], SHEETS["Plan"], self.cells.dates_from_1904)
        self.findings += table.findings
        by_key = {name: column for column in PLAN_KEYS for name in names_of(column)}
        header = SHEETS["Plan"].column("verdi")
        for index, row in enumerate(table.values):
            key = row.get("nokkel")
            cell = table.cell(index, header, None)
            if not isinstance(key, str):
                continue
            column = by_key.get(folded(key))
            if column is None:
                self._say("ukjent_nokkel", "Plan", key, key, table.cell(index, None, None))
            elif column.field in target.cells:
                self._say("dobbel_nokkel", "Plan", column.header, key, cell,
                          forste=target.cells[column.field])
            else:
                target.cells[column.field] = cell
                self._read_plan_value(column, row.get("verdi"), cell)
        if not table.complete:
            target.unreadable.update(c.field for c in PLAN_KEYS)
        elif "start" not in target.cells:
            target.unreadable.add("start")
            self._say("mangler_nokkel", "Plan", "start")

    def _read_plan_value(self, column: Column, raw: object, cell: str | None) -> None:
        if raw is None or is_blank(raw):
            if column.required:
                self.plan_sheet.unreadable.add(column.field)
                self._say("mangler_planverdi", "Plan", column.header, None, cell)
            return
        try:
            value = convert(column, raw, self.cells.dates_from_1904)
        except Unreadable as error:
            self.plan_sheet.unreadable.add(column.field)
            self._say(error.code, "Plan", column.header, error.text, cell)
            return
        self.plan_sheet.values[column.field] = value

    def _require_sheets(self) -> None:
        account_only = self._is_account_only()
        for name in ("Plan", "Enheter", "Ytelser"):
            if name in self.sheets:
                table = self.tables.get(name)
                if table is not None and table.complete and not table.values and not account_only:
                    self._say("tomt_ark", name)
            elif not account_only:
                self._say("mangler_ark", name, lignende=self._alike(name))
        if "Plan" not in self.sheets:
            if account_only:
                self.plan_sheet.values["start"] = _ASSUMED_START
                self._say("start_antatt", "Plan", maned=_ASSUMED_START)
            else:
                self.plan_sheet.unreadable.add("start")

    def _is_account_only(self) -> bool:
        kart = self.tables.get("Ressurskartlegging")
        return kart is not None and bool(kart.values) and not any(
            name in self.tables and (self.tables[name].values or not self.tables[name].complete) for name in _NEED_UNITS
        )

    def _alike(self, name: str) -> str | None:
        """The sheet of the workbook that may be meant, for the sentence."""
        return next((f.table for f in self.findings if f.code == "ukjent_ark" and f.details["forslag"] == name), None)

    def _validated_plan(self) -> Plan:
        # Imported here: numpy is loaded while the reading process works.
        from planning_core.validate import validate

        damaged = has_errors(self.findings)
        values = dict(self.plan_sheet.values)
        if self.plan_sheet.unreadable & {"start", "horisont_maneder"}:
            # Without them no rule about months can be checked; 0 is no month of the calendar.
            values.update(start=0, horisont_maneder=36)
        for name, table in self.tables.items():
            fill_unreadable(table, int(str(values["start"])))
            values[TABELLER[name][0]] = _named(build_rows(table)) if name == "Enheter" else build_rows(table)
        plan = Plan(**values)  # type: ignore[arg-type]  # the schema's fields are the plan's
        found = validate(plan)
        if damaged:
            missing = {f.table for f in self.findings if f.code in ("mangler_ark", "tomt_ark")}
            tables = {**self.tables, **{name: Table(name, complete=False) for name in missing}}
            found = [
                f for f in credible(found, tables) if not (f.table == "Plan" and self.plan_sheet.unreadable)
            ]
        if not damaged and not has_errors(found) and plan.scenarier:
            from planning_core.questions.scenarios import kontroller

            found += kontroller(plan)
        self.findings += [self._at_cell(f) for f in found]
        return plan

    def _at_cell(self, finding: Finding) -> Finding:
        if finding.table == "Plan":
            fields = {c.header: c.field for c in PLAN_KEYS}
            cell = self.plan_sheet.cells.get(fields.get(finding.column or "", ""))
        elif finding.table in self.tables:
            sheet = SHEETS[finding.table]
            column = next((c for c in sheet.columns if c.header == finding.column), None)
            cell = self.tables[finding.table].cell(finding.row, column, sheet.wide)
            first = finding.details.get("forste_rad")
            if isinstance(first, int):
                first_cell = self.tables[finding.table].cell(first, column, sheet.wide)
                finding = dataclasses.replace(finding, details={**finding.details, "forste_rad": first_cell or first})
        else:
            cell = None
        return dataclasses.replace(finding, cell=cell)


def _named(rows: tuple[object, ...]) -> tuple[object, ...]:
    """Units without a name of their own are shown by their key."""
    return tuple(
        dataclasses.replace(row, navn=row.enhet) if not row.navn else row  # type: ignore[attr-defined,type-var]  # Enhet rows
        for row in rows
    )
