"""Every finding in a table, in workbook order: where, how grave, what to do; can be copied and saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app import format as fmt
from app import texts
from app.dialogs.source_grid import SourcePlace
from app.finding_origin import Origin
from app.plan_names import ending
from app.theme import icons
from app.theme.style_sheet import set_look
from app.widgets.cells_table import Cell, CellRow, Column
from app.widgets.flow_row import FlowRow
from app.widgets.many_rows import MEASURED, LazyRows, ManyRowsTable
from app.widgets.panel import framed
from app.widgets.segmented import Option, Segmented
from app.widgets.wrap_host import WrapHost
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
    """The list with its buttons, and under it the place of the marked finding.

    Errors and warnings can be seen apart where there are both. Enter or a double click goes to the place: the cell
    where a workbook was read, else the room where the plan is mended; then :attr:`left` is emitted.
    """

    left = Signal()

    def __init__(self, title: str, findings: Sequence[Finding], messages: Messages, origin: Origin | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._origin = origin or Origin()
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
        self.place = SourcePlace(self._origin.sheets, self)
        self.place.setVisible(bool(self._origin.sheets))
        self.copy_button = self._button(self.tr("Kopier"), "copy", self.table.copy)
        self.save_button = self._button(self.tr("Lagre som tekst …"), "save", self._on_save_clicked)
        self.book_button = self._button(self.tr("Lagre som arbeidsbok …"), "excel", self._on_book_clicked)
        self.go_button = self._button("", "link", self.go)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_place())
        self.table.row_opened.connect(lambda _: self.go())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(WrapHost(FlowRow(self.counted, self.kinds, spacing=16), self))
        layout.addWidget(framed(self.table, parent=self), 3)
        layout.addWidget(WrapHost(self.rest, self))
        layout.addWidget(self.place, 2)
        buttons = FlowRow(self.go_button, self.copy_button, self.save_button, self.book_button)
        layout.addWidget(WrapHost(buttons, self))
        self._show(_ALL)

    @property
    def findings(self) -> Sequence[Finding]:
        """The findings in the list as it stands, in its order."""
        return self._shown

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*self.kinds.buttons(), self.table, self.place.grid, self.go_button, self.copy_button, self.save_button,
                self.book_button]

    @property
    def current(self) -> Finding | None:
        """The marked finding."""
        row = self.table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def go(self) -> None:
        """Go to the place of the marked finding."""
        finding = self.current
        if finding is None:
            return
        if self.place.grid.isVisible():
            self.place.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._origin.go_to is not None and self._origin.room_of(finding):
            self.left.emit()
            self._origin.go_to(finding)

    def _show_place(self) -> None:
        finding = self.current
        if finding is None:
            return
        if self._origin.sheets:
            self.place.show_finding(finding)
        room = self._origin.room_of(finding)
        self.go_button.setVisible(bool(room))
        self.go_button.setText(self.tr("Vis i {rom}").format(rom=room))

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
        cell = self.tr("Celle") if self._origin.sheets or any(f.cell for f in shown) else self.tr("Rad")
        columns = (
            Column(self.tr("Ark"), words=True, widest=200), Column(cell, words=True, widest=200),
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
        path = self._messages.save_file(
            self.tr("Lagre som tekst"), self.tr("Tekstfiler (*.txt)"), self._suggested(".txt"), ".txt")
        if path is not None:
            self._write(path, as_text(self._title, self._findings).encode("utf-8"))

    def _on_book_clicked(self) -> None:
        path = self._messages.save_file(
            self.tr("Lagre som arbeidsbok"), self.tr("Excel-arbeidsbøker (*.xlsx)"), self._suggested(".xlsx"), ".xlsx")
        if path is None:
            return
        path = ending(path, ".xlsx")
        own = self._origin.path
        if own is not None and own.exists() and path.exists() and path.samefile(own):
            self._messages.error(self.tr("Filen er ikke skrevet"), self.tr(
                "«{navn}» er arbeidsboken funnene gjelder. Gi listen et annet navn.").format(navn=path.name))
            return
        from app.findings_export import arbeidsbok

        self._write(path, arbeidsbok(own.name if own is not None else self._title, self._findings))

    def _suggested(self, suffix: str) -> Path:
        own = self._origin.path
        if own is None:
            return Path.home() / (self.tr("advarsler og feil") + suffix)
        return own.with_name(self.tr("{navn} – funn").format(navn=own.stem) + suffix)

    def _write(self, path: Path, content: bytes) -> None:
        from app.failure_texts import failure_text
        from models.io.atomic import write_bytes
        from models.io.errors import FileError

        try:
            write_bytes(path, content)
        except FileError as error:
            self._messages.error(self.tr("Filen er ikke skrevet"), failure_text(error))
            return
        self._messages.notice(self.tr("Skrev {navn}").format(navn=path.name))


def finding_row(position: int, finding: Finding) -> CellRow:
    """A finding as a row of a table: sheet, cell, severity and the sentence."""
    severity = Cell(finding.severity.value.capitalize(), "error" if finding.is_error else "warning_text",
                    icon="error" if finding.is_error else "warning")
    words = texts.setning(finding)
    return CellRow((Cell(finding.table or fmt.UNDEFINED, tip=finding.table), Cell(place(finding), tip=place(finding)),
                    severity, Cell(words, tip=words)), str(position))
