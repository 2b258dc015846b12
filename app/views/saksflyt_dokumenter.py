"""Documents and enquiries: what each ytelse has of its own, and the assumptions they rest on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import forutsetninger_texts as words
from app.assumption_tips import assumption_tip
from app.context import AppContext
from app.parameter_texts import LABELS
from app.saksflyt_texts import tagged, uten_ytelser
from app.theme import fonts, theme
from app.views.saksflyt_tab import SaksflytTab
from app.widgets.cells_panel import CellsPanel
from app.widgets.cells_table import Cell, CellRow, Column
from app.widgets.info_box import InfoBox
from app.widgets.table_panel import RowsPanel
from models.document import Document
from models.parameter_rows import ParameterRow, parameter_rows

WIDTH = 900
ASSUMPTIONS_LINK = "forutsetninger"
DOCUMENTS = ("sjekk_ved_mottak", "ventetid_dok_mnd", "ekstra_handtering", "kompetanse_folsomhet")
ENQUIRIES = ("henv_per_sak", "henv_per_forsinket_mnd", "ks_andel", "lekkasje", "min_per_henvendelse")


class DokumenterTab(SaksflytTab):
    """``assumptions_wanted`` when the reader asks for the room where the assumptions are changed."""

    assumptions_wanted = Signal()
    sheets = ("Ytelser", "Forutsetninger")

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        document = self._document
        self.ytelser = RowsPanel(
            document, context.messages, "Ytelser", self, locked=frozenset({"ytelse"}), grows=False,
            fields=("ytelse", "andel_komplett", "ytre_grense_dager", "ekstern_ventetid_mnd"),
            empty=uten_ytelser())
        self.common = CellsPanel(document, context.messages, self, stretch=0)
        self.common.set_title(self.tr("Felles for alle ytelser"))
        self.parameters = self.common.table
        self.note = InfoBox(parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (self.ytelser, self.common, self.note):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.note.link_activated.connect(lambda _: self.assumptions_wanted.emit())
        theme().changed.connect(self._fit)
        self._fit()
        self.follow()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*self.ytelser.stops(), *self.common.exports.buttons(), self.parameters, self.note.stop]

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        by_key = {row.key: row for row in parameter_rows(self._document.plan)}
        note = tagged(self.tr("det som er eget for hver ytelse"), self._document.plan, "Ytelser")
        self.ytelser.set_heading(self.tr("Ytelser"), note)
        columns = [Column(self.tr("Forutsetning"), words=True), Column(self.tr("Verdi")),
                   Column(self.tr("Enhet"), words=True), Column(self.tr("Grad"), words=True)]
        rows: list[CellRow] = []
        for name, keys in ((self.tr("Dokumenter"), DOCUMENTS), (self.tr("Henvendelser"), ENQUIRIES)):
            rows.append(CellRow((Cell(name, strong=True), Cell(""), Cell(""), Cell("")), key=name, is_sum=True))
            rows += [self._row(by_key[key]) for key in keys]
        self.parameters.show_cells(self.tr("Forutsetninger om dokumenter og henvendelser"), columns, rows)
        link = f'<a href="{ASSUMPTIONS_LINK}" style="color:{theme().palette.link}">{self.tr("Forutsetninger")}</a>'
        self.note.set_text(self.tr(
            "Modellen kjenner virkningen på timer, ikke på kvalitet. Verdiene som er felles, endres i {lenke}.",
        ).format(lenke=link))

    def _row(self, row: ParameterRow) -> CellRow:
        tip = assumption_tip(self._document.plan, row.key)
        grade = f"{row.grad} {words.grade_word(row.grad).lower()}"
        return CellRow((
            Cell(LABELS[row.key], tip=tip), Cell(words.value_in_force(row), strong=row.changed, tip=tip),
            Cell(row.parameter.unit, "secondary", tip=tip), Cell(grade, "secondary", tip=tip),
        ), key=row.key)

    def _fit(self) -> None:
        for panel in (self.ytelser, self.common):
            panel.setMaximumWidth(fonts.pixels(WIDTH))
