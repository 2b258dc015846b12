"""The page Følsomhet of Scenarier: which assumption matters most, and whether one of them alone can turn the answer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from app import folsomhet_texts as words
from app import format as fmt
from app.charts.tornado import Tornado, TornadoPicture, TornadoRow
from app.context import AppContext
from app.jobs.newest import Newest
from app.parameter_texts import LABELS
from app.plan_names import document_name
from app.theme.style_sheet import set_look
from app.widgets.cells_table import Cell, CellRow, CellsTable, Column
from app.widgets.chart_export import ChartExportButton, Exported
from app.widgets.empty_state import EmptyState
from app.widgets.info_box import InfoBox
from app.widgets.panel import TitledPanel
from app.widgets.table_export import TableButtons
from models.document import Document
from planning_core.plan import Plan
from planning_core.questions.folsomhet import Folsomhet, Par, Stopped, Utslag, can_ask, folsomhet

translate = QCoreApplication.translate

DRAWN = 12
"""Assumptions in the drawing; the table has all."""


class SensitivityPage(QWidget):
    """Computed while it is in sight; a change of the plan stops what runs and begins anew."""

    told = Signal(float)
    """How much is done, 0-1; comes from the worker's thread."""

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._context = context
        self._found: Folsomhet | None = None
        self._asked: Plan | None = None
        self._failed = False
        self._jobs = Newest(self)
        self._jobs.answered.connect(self._on_jobs_answered)
        self._jobs.failed.connect(self._on_jobs_failed)
        self._jobs.busy_changed.connect(self._show)
        self._build()
        self.told.connect(self._on_told)
        document.plan_changed.connect(self._on_plan_changed)
        self._show()

    @property
    def found(self) -> Folsomhet | None:
        """What is shown."""
        return self._found

    @property
    def is_stale(self) -> bool:
        """Whether what is shown is not of the plan as it is."""
        return self._found is None or self._found.plan is not self._document.plan

    @property
    def sentence(self) -> str:
        """The answer in one sentence."""
        if self._failed:
            return self.tr("Følsomheten kunne ikke regnes ut. Feilen er skrevet i loggen.")
        if not can_ask(self._document.plan):
            return self.tr("Planen har ingen saker eller enheter å framskrive ennå.")
        if self._found is None:
            return self.tr("Hver forutsetning prøves lavt og høyt. Det tar noen sekunder.")
        return words.sentences(self._found)[0]

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [self.export_button, self.chart, *self.exports.buttons(), self.table]

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._sentence = QLabel(self)
        set_look(self._sentence, role="sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 100)
        self.progress.setAccessibleName(self.tr("Hvor langt beregningen er kommet"))
        actions = self._context.actions
        self.empty = EmptyState(actions["fil.importer"], actions["hjelp.excel"], self)
        self.chart = Tornado(self)
        self.export_button = ChartExportButton(self._document, self._context.messages, self._exported,
                                               lambda: self.table, self)
        self._chart_panel = TitledPanel(self.chart, self.export_button, inset=True, parent=self)
        self.table = CellsTable(self)
        self.table.row_chosen.connect(self._on_table_row_chosen)
        self.exports = TableButtons(lambda: self.table, self._document, self._context.messages, self)
        self._table_panel = TitledPanel(self.table, self.exports, title=self.tr("Alle forutsetninger"), parent=self)
        self._of_row = QLabel(self)
        self._of_row.setWordWrap(True)
        self.note = InfoBox(parent=self)
        for widget in (self._sentence, self.progress, self.empty, self._chart_panel, self._table_panel, self._of_row, self.note):
            layout.addWidget(widget)
        layout.addStretch(1)

    # Computing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()
        self._show()

    def _on_plan_changed(self) -> None:
        if self.isVisible():
            self._ask()
            self._show()

    def _ask(self) -> None:
        plan = self._document.plan
        if not self.isVisible() or not can_ask(plan):
            self._asked = None
            self._jobs.drop()
            return
        if not self.is_stale or self._asked is plan:
            return
        self._asked = plan
        self._jobs.ask(lambda: self._compute(plan))

    def _compute(self, plan: Plan) -> Folsomhet | None:
        """In the worker's thread; None when the plan has changed meanwhile."""
        def progress(part: float) -> bool:
            self.told.emit(part)
            return self._asked is plan

        try:
            return folsomhet(plan, progress)
        except Stopped:
            return None

    def _on_told(self, part: float) -> None:
        self.progress.setValue(round(100 * part))

    def _on_jobs_answered(self, found: Folsomhet | None) -> None:
        if found is not None:
            self._failed, self._found = False, found
        self._show()

    def _on_jobs_failed(self, _error: Exception) -> None:
        self._failed = True
        self._show()

    # Showing

    def _show(self) -> None:
        can, found = can_ask(self._document.plan), self._found
        self._sentence.setText(self.sentence)
        self._sentence.setAccessibleName(self.sentence)
        self.empty.setVisible(not can)
        self.progress.setVisible(can and self.is_stale and self._jobs.is_busy)
        has = can and found is not None and not self._failed
        for widget in (self._chart_panel, self._table_panel, self._of_row, self.note):
            widget.setVisible(has)
        if not has or found is None:
            return
        shown = picture(found)
        self._chart_panel.title.setText(shown.title)
        self.chart.set_picture(shown, stale=self.is_stale)
        columns, rows = content(found)
        self.table.show_cells(self.tr("Følsomhet, {maned}").format(maned=fmt.maned_lang(found.plan.maneder[-1])),
                              columns, rows, stale=self.is_stale)
        self.note.set_text(" ".join(words.conditions(found)))
        self._on_table_row_chosen("")

    def _on_table_row_chosen(self, key: str) -> None:
        found = self._found
        chosen = None if found is None else next((u for u in found.utslag if u.nokkel == key), None)
        if found is not None and chosen is not None:
            text = words.effect_sentence(found, chosen)
        else:
            text = "" if found is None else " ".join(words.described(found))
        self._of_row.setText(text)
        self._of_row.setAccessibleName(text)

    def _exported(self) -> Exported:
        assert self._found is not None
        shown = picture(self._found)
        note = f"{document_name(self._document)}. {self.sentence}"
        return Exported(shown, shown.title, self.tr("følsomhet"), note)


def picture(found: Folsomhet) -> TornadoPicture:
    """The drawing: oppfølging in the last month, of what the flyttinger do or of the plan."""
    moves = bool(found.plan.flyttinger)
    month = fmt.maned_lang(found.plan.maneder[-1])
    title = (translate("Folsomhet", "Det flyttingene gjør med oppfølgingen i {maned}, timer") if moves
             else translate("Folsomhet", "Oppfølging i {maned}, timer")).format(maned=month)
    number = fmt.endring if moves else fmt.timer
    rows = tuple(
        TornadoRow(LABELS[u.nokkel], found.malt(u.ved_lav).oppfolging, found.malt(u.ved_hoy).oppfolging,
                   words.short_words(u.nokkel, u.lav), words.short_words(u.nokkel, u.hoy), words.effect_sentence(found, u))
        for u in found.utslag[:DRAWN]
    )
    base = found.malt(found.grunn).oppfolging
    return TornadoPicture(title, rows, base, translate("Folsomhet", "planen {tall}").format(tall=number(base)),
                          translate("Folsomhet", "laveste verdi"), translate("Folsomhet", "høyeste verdi"), number)


def content(found: Folsomhet) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """The table: both ends of every assumption, planen, uten flyttinger and forskjell."""
    pair = (translate("Folsomhet", "Planen"), translate("Folsomhet", "Uten flyttinger"), translate("Folsomhet", "Forskjell"))
    columns = [Column(translate("Folsomhet", "Forutsetning"), words=True)]
    for group in (translate("Folsomhet", "Lavest: oppfølging, timer"), translate("Folsomhet", "Høyest: oppfølging, timer")):
        columns += [Column(translate("Folsomhet", "Verdi"), group, words=True), *(Column(name, group) for name in pair)]
    base = _cells(found.grunn)
    name = Cell(translate("Folsomhet", "Planen som den er"), strong=True)
    first = CellRow((name, Cell(""), *base, Cell(""), *base), is_sum=True)
    return tuple(columns), (first, *(_row(found, utslag) for utslag in found.utslag))


def _row(found: Folsomhet, utslag: Utslag) -> CellRow:
    cells = [Cell(LABELS[utslag.nokkel], tip=words.effect_sentence(found, utslag))]
    for verdi, par in ((utslag.lav, utslag.ved_lav), (utslag.hoy, utslag.ved_hoy)):
        cells += [Cell(words.value_words(utslag.nokkel, verdi)), *_cells(par)]
    return CellRow(tuple(cells), key=utslag.nokkel)


def _cells(par: Par) -> tuple[Cell, ...]:
    change = fmt.endring(par.virkning.oppfolging)
    return (Cell(fmt.timer(par.planen.oppfolging)), Cell(fmt.timer(par.uten.oppfolging), role="secondary"),
            Cell(change, strong=True))
