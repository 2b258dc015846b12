"""Enheter: every unit as a line that is typed in, with the sums of the fylke under them, and the routes between units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import enheter_texts as words
from app import format as fmt
from app.context import AppContext
from app.saksflyt_texts import tagged
from app.theme import fonts, theme
from app.views.saksflyt_tab import SaksflytTab
from app.widgets.cells_table import AnyIndex, Cell
from app.widgets.flat_button import flat_button
from app.widgets.info_box import InfoBox
from app.widgets.table_panel import RowsPanel
from models.document import Document
from models.editable_model import SpecRole
from models.rows_model import RowCell, RowsModel
from models.unit_findings import er_varsel
from models.unit_rows_model import SUMMED, UnitRowsModel
from planning_core.plan import EnhetType

ROWS = 26
"""Lines in sight; a fylke with more scrolls in its table, under the titles."""
ROUTES_WIDTH = 760


class UnitsPanel(RowsPanel):
    """The sheet ``Enheter``, with the columns most plans need, or all."""

    model: UnitRowsModel

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        self.columns_button = flat_button("", "table", "", parent)
        self.columns_button.setCheckable(True)
        super().__init__(
            document, context.messages, "Enheter", parent, most=ROWS, suggest=self._next_unit, more=(self.columns_button,),
            empty=self.tr("Ingen enheter. Velg Ny enhet, eller lim inn fra et regneark: enhet, type, innbyggere, årsverk …"))
        self.add_button.setText(self.tr("Ny enhet"))
        self.add_button.setToolTip(self.tr("Legg til et NAV-kontor eller en forvaltningsenhet nederst (Insert)"))
        self.remove_button.setText(self.tr("Slett enhet"))
        self.remove_button.setToolTip(self.tr("Slett de merkede enhetene (Ctrl+Delete)"))
        self.columns_button.toggled.connect(self._on_columns_button_toggled)
        self._show_columns_button()

    def mark_row(self, position: int, header: str | None = None) -> None:
        if header is not None and all(c.header != header for c in self.model.columns):
            self.columns_button.setChecked(True)
        super().mark_row(position, header)

    def remove_rows(self) -> None:
        """Ask, saying what goes along, and remove the units of the marked cells."""
        marked = self.table.selectionModel().selectedIndexes() or [self.table.currentIndex()]
        rows = sorted({index.row() for index in marked if index.isValid()})
        names = [u.navn or u.enhet for row in rows if (u := self.model.unit(row)) is not None]
        if names:
            title, text = words.removal(names, self.model.removal(rows).along)
            if not self._messages.confirm(title, text, self.tr("Slett")):
                return
        super().remove_rows()

    def _make_model(self, document: Document, sheet: str, fields: tuple[str, ...], locked: frozenset[str],
                    grows: bool) -> RowsModel:
        return UnitRowsModel(document, words.UnitRowsWords(document), self)

    def _next_unit(self) -> Mapping[str, Any]:
        return {"type": EnhetType.NAV_KONTOR}

    def _on_columns_button_toggled(self, every: bool) -> None:
        self.model.show_columns(every=every)
        self._show_columns_button()

    def _show_columns_button(self) -> None:
        every = self.columns_button.isChecked()
        self.columns_button.setText(self.tr("Færre kolonner") if every else self.tr("Alle kolonner"))
        self.columns_button.setToolTip(
            self.tr("Vis bare kolonnene de fleste planer trenger") if every
            else self.tr("Vis også navn, kommune, etablert og om kommunale årsverk kan flyttes"))

    def _show_empty(self, *_: object) -> None:
        self._empty.setVisible(not self.model.positions and not self.model.drafting)

    def _show_buttons(self, *_: object) -> None:
        index = self.table.currentIndex()
        self.remove_button.setEnabled(index.isValid() and not self.model.is_sum(index.row()))

    def _look(self, index: AnyIndex) -> Cell:
        cell: RowCell = index.data(SpecRole)
        text = str(index.data() or "")
        if self.model.is_sum(index.row()):
            left_out = cell.column.field in SUMMED and self.model.missing_in(index.row(), index.column())
            return Cell(text, "text", strong=True, icon="information-square" if left_out else "")
        findings = self.model.findings_at(index.row(), index.column())
        if any(er_varsel(f) for f in findings):
            return Cell(text, "warning_text", strong=True, icon="warning")
        shown = super()._look(index)
        parameter = words.parameter_of(cell.column)
        own = parameter is not None and cell.value != parameter.default and text != fmt.UNDEFINED
        role = "text" if index.column() == 0 and not cell.missing else shown.role
        return Cell(text, role, strong=own, icon="information-square" if findings else "")


class EnheterTab(SaksflytTab):
    """All units, and where a kontor sends its cases when there are several forvaltningsenheter."""

    sheets: Sequence[str] = ("Enheter", "Ruter")

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.rows = UnitsPanel(self._document, context, self)
        self.routes = RowsPanel(self._document, context.messages, "Ruter", self, most=10, empty=self.tr(
            "Ingen ruter. Med flere forvaltningsenheter må hvert kontor med saker ha en."))
        self.note = InfoBox(parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (self.rows, self.routes, self.note):
            layout.addWidget(widget)
        layout.addStretch(1)
        theme().changed.connect(self._fit)
        self._fit()
        self.follow()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*self.rows.stops(), *self.routes.stops()]

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        plan = self._document.plan
        self.rows.set_heading(self.tr("Enheter"), tagged(self.tr("ved start i {maned}").format(
            maned=fmt.maned_lang(plan.start)), plan, "Enheter"))
        self.routes.set_heading(self.tr("Ruter"), tagged(self.tr("hvem som avgjør sakene til hvert kontor"), plan, "Ruter"))
        self.routes.setVisible(len(plan.forvaltningsenheter) > 1 or bool(plan.ruter))
        self.note.set_text(self.tr(
            "Tallene er før flyttingene. Årsverk som skal flyttes, legges inn i Fordeling. Et nytt navn på en enhet følger "
            "med i alle tabeller. Tomt felt for fravær, opplæring og skjermet gir standardverdien."))

    def _fit(self) -> None:
        self.routes.setMaximumWidth(fonts.pixels(ROUTES_WIDTH))
