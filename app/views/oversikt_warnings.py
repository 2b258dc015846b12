"""The warnings of the plan on the page of the fylke: the gravest of them, each with the way to where it is mended."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app import format as fmt
from app.context import AppContext
from app.theme import icons
from app.theme.style_sheet import set_look
from app.varsler import sortert
from app.views.oversikt_tables import warnings_table
from app.widgets.cells_panel import CellsPanel
from app.widgets.flow_row import FlowRow
from app.widgets.openable_table import OpenableTable
from models.document import Document
from planning_core.findings import Finding

MOST_SHOWN = 6
"""Warnings on the page; the list that the status bar opens has them all."""


class OversiktWarnings(QWidget):
    """Enter or a double click on a warning goes to its room, as the button does."""

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: Sequence[Finding] = ()
        self.panel = CellsPanel(document, context.messages, self, stretch=1, kind=OpenableTable)
        self.table = self.panel.table
        assert isinstance(self.table, OpenableTable)
        self.table.setAccessibleName(self.tr("Advarsler i planen"))
        self.go_button = QPushButton(self)
        icons.follow(self.go_button, "link")
        self.all_button = QPushButton(self)
        set_look(self.all_button, flat=True)
        self.table.row_opened.connect(self.go)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_place())
        self.go_button.clicked.connect(lambda: self.go(self.table.currentIndex().row()))
        self.all_button.clicked.connect(lambda: context.actions["vis.merknader"].trigger())
        self._buttons = FlowRow(self.go_button, self.all_button, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.panel)
        layout.addWidget(self._buttons)
        self.setVisible(False)

    @property
    def findings(self) -> Sequence[Finding]:
        """The warnings on the page, in their order."""
        return self._shown

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*self.panel.exports.buttons(), self.table, self.go_button, self.all_button]

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the warnings of a plan; errors first, then what the flyttinger cause."""
        ordered = [*(f for f in findings if f.is_error), *sortert(f for f in findings if not f.is_error)]
        self._shown = ordered[:MOST_SHOWN]
        count = (self.tr("1 advarsel") if len(ordered) == 1
                 else self.tr("{antall} advarsler").format(antall=fmt.tall(len(ordered))))
        if not ordered:
            count = self.tr("Planen har ingen advarsler.")
        elif len(ordered) > MOST_SHOWN:
            count = self.tr("{vist} av {antall} advarsler").format(vist=MOST_SHOWN, antall=fmt.tall(len(ordered)))
        self.panel.set_title(self.tr("Advarsler i planen"), count)
        columns, rows = warnings_table(self._shown, self._context.room_of)
        self.table.show_cells(self.tr("Tabell, {navn}").format(navn=self.tr("advarsler i planen")), columns, rows)
        if not self.table.currentIndex().isValid():
            self.table.choose("0")  # what the button goes to
        for part in (self.table, self.panel.exports, self._buttons):
            part.setVisible(bool(ordered))
        self.all_button.setVisible(len(ordered) > MOST_SHOWN)
        self.all_button.setText(self.tr("Se alle {antall} …").format(antall=fmt.tall(len(ordered))))
        self._show_place()

    def go(self, row: int) -> None:
        """Go to where a warning is mended."""
        if 0 <= row < len(self._shown) and self._context.room_of(self._shown[row]):
            self._context.go_to(self._shown[row])

    def _show_place(self) -> None:
        row = self.table.currentIndex().row()
        room = self._context.room_of(self._shown[row]) if 0 <= row < len(self._shown) else ""
        self.go_button.setEnabled(bool(room))
        self.go_button.setText(self.tr("Gå til {rom}").format(rom=room) if room else self.tr("Gå til"))
        reason = "" if room else self.tr("Marker en advarsel som rettes i et rom i programmet.")
        self.go_button.setToolTip(reason)
        self.go_button.setAccessibleDescription(reason)
