"""What a mapping gives, live: the rows as they will be imported, and what is left to do or worth knowing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QWidget

from app import format as fmt
from app.dialogs.findings_panel import finding_row
from app.import_texts import value_words
from app.table_texts import RowsWords
from app.widgets.cells_table import Cell, CellRow, Column
from app.widgets.many_rows import LazyRows, ManyRowsTable
from app.widgets.panel import framed
from models.io.excel_columns import NUMBERS, Kind
from models.io.finding_order import cell_position
from models.io.mapping_read import Reading, Row, used_fields
from planning_core.findings import Finding
from planning_core.plan import Plan

_WIDEST, _NARROWEST = 220, 140


class WizardResult(QSplitter):
    """``cell_wanted`` carries row and column (from 1) of a cell of the sheet to show, ``finding_chosen`` a finding."""

    cell_wanted = Signal(int, int)
    finding_chosen = Signal(object)

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._plan = plan
        self._rows: Sequence[Row] = ()
        self._findings: Sequence[Finding] = ()
        self.rows_title, self.findings_title = QLabel(self), QLabel(self)
        self.rows, self.findings = ManyRowsTable(self, least=2), ManyRowsTable(self, stretch=1, least=2)
        self.rows.row_chosen.connect(lambda key: self._show_cell(self._rows[int(key)].cells[0] if key else ""))
        self.findings.row_chosen.connect(self._on_findings_row_chosen)
        for table in (self.rows, self.findings):
            table.setMinimumWidth(_NARROWEST)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(12)
        self.setStyleSheet("QSplitter::handle { background: transparent; }")
        self.addWidget(framed(self.rows, self.rows_title))
        self.addWidget(framed(self.findings, self.findings_title))
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)

    def show_reading(self, reading: Reading, proposed: Reading, notes: Sequence[Finding]) -> None:
        """Show what a mapping gave, the rows there would be with every proposal about names taken, and notes on the file."""
        self._rows, self._findings = proposed.rows, (*reading.findings, *notes)
        count = len(self._rows)
        words = self.tr("1 rad") if count == 1 else self.tr("{antall} rader").format(antall=fmt.tall(count))
        title = (self.tr("Slik blir det i {tabell}: {rader}") if proposed is reading
                 else self.tr("Slik blir det i {tabell} når forslagene om navn godtas: {rader}"))
        self.rows_title.setText(title.format(tabell=reading.mapping.target, rader=words))
        self.rows_title.setWordWrap(True)
        fields = [reading.mapping.sheet.column(f) for f in used_fields(reading.mapping)]
        header = RowsWords().header
        columns = (
            *(Column(header(c), words=c.kind not in NUMBERS and c.kind is not Kind.MONTH, widest=_WIDEST) for c in fields),
            Column(self.tr("Fra celle"), words=True, widest=_WIDEST),
        )
        rows = self._rows

        def make(position: int) -> CellRow:
            row = rows[position]
            cells = [Cell(value_words(self._plan, c, row.values.get(c.field))) for c in fields]
            places = ", ".join(row.cells)
            return CellRow((*cells, Cell(places, "secondary", tip=places)), str(position))

        self.rows.show_many(self.tr("Rader som importeres"), columns, LazyRows(count, make))
        self._show_findings()

    def _show_findings(self) -> None:
        findings = self._findings
        errors = sum(f.is_error for f in findings)
        self.findings_title.setText(
            self.tr("Gjenstår: {antall}").format(antall=fmt.tall(errors)) if errors
            else self.tr("Verdt å vite: {antall}").format(antall=fmt.tall(len(findings))))
        columns = (Column(self.tr("Alvor"), words=True),
                   Column(self.tr("Hva er det, og hva kan du gjøre"), words=True, widest=200, wraps=True))

        def make(position: int) -> CellRow:
            finding = findings[position]
            severity, sentence = finding_row(position, finding).cells[2:]
            words = f"{finding.cell}: {sentence.text}" if finding.cell is not None else sentence.text
            return CellRow((severity, replace(sentence, text=words, tip=words)), str(position))

        self.findings.show_many(self.tr("Merknader til tabellen"), columns, LazyRows(len(findings), make))

    def _on_findings_row_chosen(self, key: str) -> None:
        if key:
            finding = self._findings[int(key)]
            self._show_cell(finding.cell or "")
            self.finding_chosen.emit(finding)

    def _show_cell(self, cell: str) -> None:
        place = cell_position(cell)
        if place is not None:
            self.cell_wanted.emit(*place)
