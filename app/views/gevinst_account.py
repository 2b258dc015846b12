"""The Delta account of the room Gevinst: the waterfall, its table twin, and the work by hovedprosess."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import gevinst_texts as words
from app.charts.waterfall import Waterfall, WaterfallPicture
from app.context import AppContext
from app.plan_names import document_name
from app.texts import setning
from app.theme import theme
from app.theme.style_sheet import set_look
from app.views import gevinst_picture as picture
from app.widgets.cells_table import CellsTable
from app.widgets.chart_export import ChartExportButton, Exported
from app.widgets.empty_state import EmptyState
from app.widgets.flow_row import FlowRow, Labelled
from app.widgets.info_box import InfoBox
from app.widgets.month_box import MonthBox
from app.widgets.panel import TitledPanel
from app.widgets.segmented import ChipGroup, Option, Segmented
from app.widgets.table_export import TableButtons
from app.widgets.view_mode import BOTH, CHART, TABLE, ViewMode
from models.commands import SetForutsetning
from models.document import Document
from planning_core.parameters import NIVAER
from planning_core.plan import uten_flyttinger
from planning_core.questions.account import Konto, Regnskap

MODE_SETTING = "gevinst/visning"
MONTH, ALL_IN = "maned", "alt"
HP, YTELSE = "hovedprosess", "ytelse"
LINK = "forutsetninger"


class AccountTab(QWidget):
    """From grunnlag to netto at a date, planen beside uten flyttinger and the three levels."""

    answered = Signal()
    """The sentences are of another date now."""
    assumptions_wanted = Signal()
    gevinst_wanted = Signal(bool)
    """The reader asked for the register; True to make a gevinst there at once."""

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._context = document, context
        self.sentences: tuple[str, ...] = ()
        self._konto: Konto | None = None
        self._has, self._saves = False, False
        self._build()
        self.when.chosen.connect(self._on_date_chosen)
        self.month.currentIndexChanged.connect(self._on_date_chosen)
        self.level.chosen.connect(self._on_level_chosen)
        self.mode.chosen.connect(self._show_mode)
        self.parts.chosen.connect(self._show_parts)
        theme().changed.connect(self._show_note)

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [*self.when.buttons(), self.month, *self.level.buttons(), *self.mode.buttons(),
                self.nothing.button, self.nothing.other_button, self.empty.button, self.empty.other_button,
                self.export_button, self.waterfall,
                *self.exports.buttons(), self.table, self.note.stop,
                *self.parts.buttons(), *self.process_exports.buttons(), self.processes]

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.when = ChipGroup([Option(MONTH, self.tr("Ved utgangen av")), Option(ALL_IN, self.tr("Alt tatt ut"))],
                              self.tr("Tidspunkt"), parent=self)
        self.month = MonthBox(self.tr("Måned"), self)
        self.level = ChipGroup([Option(niva, words.NIVA[niva]) for niva in NIVAER], self.tr("Nivå"), parent=self)
        self.mode = ViewMode(self._context.settings, MODE_SETTING, self)
        self._level_choice = Labelled(self.tr("Nivå"), self.level)
        self.export_button = ChartExportButton(self._document, self._context.messages, self._exported, lambda: self.table, self)
        set_look(self.export_button, flat=True)
        self._choices = FlowRow(self.when, self.month, self._level_choice, self.mode, spacing=16, last_right=True, parent=self)
        actions = self._context.actions
        self.nothing = EmptyState(actions["fil.importer"], actions["hjelp.excel"], self)
        self.nothing.set_text(self.tr(
            "Regnskapet trenger arbeid å regne på: årsverk i arket Ressurskartlegging, eller normtid og saksinngang."))
        new, register = QAction(self.tr("Ny gevinst"), self), QAction(self.tr("Se registeret"), self)
        new.triggered.connect(lambda: self.gevinst_wanted.emit(True))
        register.triggered.connect(lambda: self.gevinst_wanted.emit(False))
        self.empty = EmptyState(new, register, self, icon="plus")
        self.empty.set_text(self.tr(
            "Ingen gevinster ennå. En gevinst sier hvor mye tid som spares, hvor og fra når. Her vises den så fra grunnlag til "
            "netto."))
        self.waterfall = Waterfall(self)
        self._chart_panel = TitledPanel(self.waterfall, self.export_button, inset=True, parent=self)
        self.table = CellsTable(self)
        self.exports = self._exports(self.table)
        self._table_panel = TitledPanel(self.table, self.exports, title=self.tr("Regnskapet, linje for linje"), parent=self)
        self.note = InfoBox(parent=self)
        self.note.link_activated.connect(lambda _: self.assumptions_wanted.emit())
        self.warning = InfoBox(kind="warning", parent=self)
        self.processes = CellsTable(self)
        self.process_exports = self._exports(self.processes)
        self.parts = Segmented([Option(HP, self.tr("Hovedprosess")), Option(YTELSE, self.tr("Ytelse"))],
                               self.tr("Fordelt på"), self)
        self._process_panel = TitledPanel(self.processes, self.parts, self.process_exports, parent=self)
        for widget in (self._choices, self.nothing, self.empty, self._chart_panel, self._table_panel, self.warning, self.note,
                       self._process_panel):
            layout.addWidget(widget)
        layout.addStretch(1)

    def _exported(self) -> Exported:
        title = self._chart_panel.title.text()
        note = f"{document_name(self._document)}. {self.sentences[0]}"
        return Exported(WaterfallPicture(title, self.waterfall.steps), title, self.tr("gevinstregnskap"), note)

    def _exports(self, table: CellsTable) -> TableButtons:
        return TableButtons(lambda: table, self._document, self._context.messages, self)

    def _on_level_chosen(self, niva: str) -> None:
        text = self.tr("velge {niva} nivå").format(niva=niva)
        self._document.push(SetForutsetning(self._document, "gevinstniva", niva, text))
        self._document.finish_edit()

    def _on_date_chosen(self, *_: object) -> None:
        self.show_plan()
        self.answered.emit()

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        plan = self._document.plan
        self.month.set_months(plan.maneder)
        self.month.setEnabled(self.when.key == MONTH)
        month = self.month.month if self.when.key == MONTH else None
        account = Regnskap(plan)
        self.level.choose(account.niva)
        konto, uten = account.konto(month), Regnskap(uten_flyttinger(plan)).konto(month)
        levels = {n: konto if n == account.niva else Regnskap(plan, n).konto(month) for n in NIVAER}
        self.sentences = words.gevinst_sentences(account, konto, uten, levels)
        self._konto, self._has, self._saves = konto, bool(konto.base.any()), bool(plan.gevinster)
        self._chart_panel.title.setText(self.tr("Fra grunnlag til netto, årsverk, {dato}").format(dato=words.dato(konto)))
        self.waterfall.show_steps(picture.steps(konto, uten), self._chart_panel.title.text(), "")
        self.table.show_cells(self.tr("Gevinstregnskapet"), *picture.account_table(konto, uten, levels))
        self._show_parts()
        self.warning.set_text(" ".join(setning(f) for f in account.findings()) if self._has else "")
        self._show_note()
        self._show_mode()

    def _show_parts(self, *_: object) -> None:
        """The work by hovedprosess or by ytelse."""
        if self._konto is None:
            return
        by_process = self.parts.key != YTELSE
        title = self.tr("Etter hovedprosess, {dato}") if by_process else self.tr("Etter ytelse, {dato}")
        self._process_panel.title.setText(title.format(dato=words.dato(self._konto)))
        table = picture.process_table if by_process else picture.ytelse_table
        self.processes.show_cells(self._process_panel.title.text(), *table(self._konto))

    def _show_note(self) -> None:
        plan, colour = self._document.plan, theme().palette.link
        mapped = bool(plan.ressurskartlegging)
        source = (self.tr("Grunnlaget er fra Ressurskartlegging, ellers fra normtid og saksinngang.") if mapped
                  else self.tr("Grunnlaget er regnet fra normtid, saksinngang og behov for oppfølging."))
        own = self.tr("Gevinstene er like med og uten flyttinger. Det som skiller, er kostnadene. Tallene er avrundet hver "
                      "for seg.")
        link = self.tr('Satser, realisering og nivå er antatt (grad A) når ikke noe annet er oppgitt. '
                       '<a style="color:{farge}" href="{lenke}">Se forutsetningene</a>').format(farge=colour, lenke=LINK)
        self.note.set_text(" ".join((source, own, words.BRUTTO_NOTE, link)))

    def _show_mode(self, *_: object) -> None:
        """What there is to show: nothing without work, the work alone without gevinster, else as chosen."""
        key, has, saves = self.mode.key, self._has, self._has and self._saves
        self._choices.setVisible(has)
        for choice in (self._level_choice, self.mode):
            choice.setVisible(saves)
        self.nothing.setVisible(not has)
        self.empty.setVisible(has and not saves)
        self._chart_panel.setVisible(saves and key in (CHART, BOTH))
        self._table_panel.setVisible(has and (not saves or key in (TABLE, BOTH)))
        self._process_panel.setVisible(has)
        self.note.setVisible(has)
