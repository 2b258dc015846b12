"""Every finding in a table, in workbook order: where, how grave, what to do; can be copied and saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app import format as fmt
from app import texts
from app.theme import icons
from app.theme.style_sheet import set_look
from app.widgets.cells_table import Cell, CellRow, Column
from app.widgets.flow_row import FlowRow
from app.widgets.many_rows import MEASURED, LazyRows, ManyRowsTable
from app.widgets.segmented import Option, Segmented
from models.io.finding_order import in_workbook_order
from planning_core.findings import Finding

if TYPE_CHECKING:
    from app.messages import Messages

MOST_SHOWN = 10_000
"""Findings in the list; what is saved holds them all."""
_ALL, _ERRORS, _WARNINGS = "alle", "feil", "advarsler"

translate = QCoreApplication.translate


def place(finding: Finding) -> str:
    """Cell, or row and column of the sheet where no workbook was read; rows count from 1."""
    if finding.cell is not None:
        return finding.cell
    words = translate("FindingsPanel", "rad {nummer}")
    row = "" if finding.row is None else words.format(nummer=finding.row + 1)
    return ", ".join(part for part in (row, finding.column) if part) or fmt.UNDEFINED


def counted(findings: Sequence[Finding]) -> str:
    """``2 feil, 1 advarsel``."""
    errors = sum(f.is_error for f in findings)
    warnings = len(findings) - errors
    words = (translate("FindingsPanel", "1 advarsel") if warnings == 1
             else translate("FindingsPanel", "{antall} advarsler").format(antall=fmt.tall(warnings)))
    return translate("FindingsPanel", "{feil} feil, {advarsler}").format(feil=fmt.tall(errors), advarsler=words)


def as_text(title: str, findings: Sequence[Finding]) -> str:
    """The list as plain text, one finding a line."""
    return "\n".join([title, "", *(texts.melding(f) for f in findings), ""])


class FindingsPanel(QWidget):
    """The list with its buttons; errors and warnings can be seen apart where there are both."""

    def __init__(self, title: str, findings: Sequence[Finding], messages: Messages,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._findings = in_workbook_order(findings)
        self._shown: Sequence[Finding] = ()
        self._messages = messages
        self.counted = QLabel(counted(self._findings), self)
        set_look(self.counted, role="secondary")
        self.kinds = Segmented(self._kinds(), self.tr("Hvilke funn"), self)
        self.kinds.chosen.connect(self._show)
        errors = sum(f.is_error for f in self._findings)
        self.kinds.setVisible(0 < errors < len(self._findings))
        self.table = ManyRowsTable(self, stretch=3)
        self.rest = QLabel(self)
        self.rest.setWordWrap(True)
        set_look(self.rest, role="secondary")
        self.copy_button = self._button(self.tr("Kopier"), "copy", self.table.copy)
        self.save_button = self._button(self.tr("Lagre som tekst …"), "save", self._on_save_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(FlowRow(self.counted, self.kinds, spacing=16, parent=self))
        frame = QFrame(self)
        set_look(frame, panel=True)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        layout.addWidget(frame, 1)
        layout.addWidget(self.rest)
        layout.addWidget(FlowRow(self.copy_button, self.save_button, parent=self))
        self._show(_ALL)

    @property
    def findings(self) -> Sequence[Finding]:
        """The findings in the list as it stands, in its order."""
        return self._shown

    def _kinds(self) -> list[Option]:
        return [Option(_ALL, self.tr("Alle")), Option(_ERRORS, self.tr("Feil")),
                Option(_WARNINGS, self.tr("Advarsler"))]

    def _button(self, text: str, icon: str, do) -> QPushButton:
        button = QPushButton(text, self)
        icons.follow(button, icon)
        button.clicked.connect(lambda _checked=False: do())
        return button

    def _show(self, kind: str) -> None:
        wanted = [f for f in self._findings if kind == _ALL or f.is_error is (kind == _ERRORS)]
        self._shown = wanted[:MOST_SHOWN]
        shown = self._shown
        columns = (
            Column(self.tr("Ark"), words=True, widest=200), Column(self.tr("Celle"), words=True, widest=200),
            Column(self.tr("Alvor"), words=True),
            Column(self.tr("Hva er galt, og hva kan du gjøre"), words=True, widest=340, wraps=len(shown) <= MEASURED),
        )
        self.table.show_many(self._title, columns, LazyRows(len(shown), lambda i: finding_row(i, shown[i])))
        self.table.mark_row(0)
        more = len(wanted) - len(shown)
        self.rest.setText(self.tr("Listen viser de første {vist}. {flere} til er ikke vist. Lagre listen for å få med "
                                  "alle.").format(vist=fmt.tall(len(shown)), flere=fmt.tall(more)) if more else "")
        self.rest.setVisible(bool(more))

    def _on_save_clicked(self) -> None:
        from app.failure_texts import failure_text
        from models.io.atomic import write_bytes
        from models.io.errors import FileError

        suggested = Path.home() / self.tr("advarsler og feil.txt")
        path = self._messages.save_file(
            self.tr("Lagre som tekst"), self.tr("Tekstfiler (*.txt)"), suggested, ".txt"
        )
        if path is None:
            return
        try:
            write_bytes(path, as_text(self._title, self._findings).encode("utf-8"))
        except FileError as error:
            self._messages.error(self.tr("Filen er ikke skrevet"), failure_text(error))


def finding_row(position: int, finding: Finding) -> CellRow:
    """A finding as a row of a table: sheet, cell, severity and the sentence."""
    severity = Cell(finding.severity.value.capitalize(), "error" if finding.is_error else "warning_text",
                    icon="error" if finding.is_error else "warning")
    words = texts.setning(finding)
    return CellRow((Cell(finding.table or fmt.UNDEFINED, tip=finding.table), Cell(place(finding), tip=place(finding)),
                    severity, Cell(words, tip=words)), str(position))
