"""One scenario: its name and description, what is changed, and what each change contributes."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app import format as fmt
from app import scenario_texts as words
from app.charts.waterfall import Waterfall
from app.messages import Messages
from app.scenario_actions import ScenarioActions
from app.texts import setning
from app.theme import theme
from app.theme.style_sheet import set_look
from app.views.scenarier_picture import split_steps, split_table
from app.widgets.cells_table import CellsTable
from app.widgets.flow_row import FlowRow, Labelled
from app.widgets.info_box import InfoBox
from app.widgets.segmented import ChipGroup, Option
from app.widgets.table_export import TableButtons
from models.document import Document
from planning_core.questions.scenario_bidrag import Oppdeling, samme_maneder
from planning_core.questions.scenarios import Sammenligning, Scenario, grunnplan

MAX_LINES = 40
"""Changes listed in words; the rest are counted."""


class ScenarioDetail(QFrame):
    """Shows a scenario, or says that the baseline is untouched. ``renamed`` carries the old and the new name."""

    renamed = Signal(str, str)

    def __init__(self, actions: ScenarioActions, document: Document, messages: Messages,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._document = document
        self._result: Sammenligning | None = None
        self._scenario: Scenario | None = None
        self._split: Oppdeling | None = None
        self._month: int | None = None
        set_look(self, panel=True)
        self._build(document, messages)
        theme().changed.connect(self._show_split)

    def show_scenario(self, result: Sammenligning, scenario: Scenario | None, split: Oppdeling | None, month: int) -> None:
        """Show one scenario of a comparison (None is the baseline), and its split where there is one."""
        self._result, self._scenario, self._split, self._month = result, scenario, split, month
        self._show_words()
        self._show_split()

    # Building

    def _build(self, document: Document, messages: Messages) -> None:
        self.heading = QLabel(self)
        self.heading.setWordWrap(True)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.name = QLineEdit(self)
        self.name.setMaxLength(80)
        self.name.editingFinished.connect(self._on_name_editing_finished)
        self.description = QLineEdit(self)
        self.description.setMaxLength(500)
        self.description.setPlaceholderText(self.tr("Hva scenarioet handler om"))
        self.description.editingFinished.connect(self._on_description_editing_finished)
        self._fields = QWidget(self)
        fields = QFormLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(8)
        for text, field in ((self.tr("Navn"), self.name), (self.tr("Beskrivelse"), self.description)):
            label = QLabel(text, self._fields)
            set_look(label, role="secondary")
            fields.addRow(label, field)
        self.fault = InfoBox(kind="warning", parent=self)
        self.mend_button = QPushButton(self.tr("Ta bort endringene som ikke passer"), self)
        self.mend_button.clicked.connect(self._on_mend_button_clicked)
        self._changes_title = self._title(self.tr("Hva er endret"))
        self.changes = QLabel(self)
        self.changes.setWordWrap(True)
        self.changes.setTextFormat(Qt.TextFormat.RichText)
        self.changes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.unsplit = QLabel(self.tr(
            "Scenarioet har andre måneder enn grunnplanen, så forskjellen kan ikke deles på endringene."), self)
        self.unsplit.setWordWrap(True)
        set_look(self.unsplit, role="secondary")
        self._split_box = QWidget(self)
        split = QVBoxLayout(self._split_box)
        split.setContentsMargins(0, 0, 0, 0)
        split.setSpacing(8)
        self.figures = ChipGroup([Option(key, words.navn_paa(key)) for key in words.BIDRAG], self.tr("Størrelse"),
                                 parent=self._split_box)
        self.figures.chosen.connect(self._show_split)
        self.exports = TableButtons(lambda: self.table, document, messages, self._split_box)
        self.waterfall = Waterfall(self._split_box)
        self.table = CellsTable(self._split_box, stretch=0)
        self._split_title = self._title("")
        split.addWidget(FlowRow(self._split_title, Labelled(self.tr("Vis"), self.figures), self.exports,
                                spacing=20, last_right=True, parent=self._split_box))
        split.addWidget(self.waterfall)
        split.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        for widget in (self.heading, self._fields, self.fault):
            layout.addWidget(widget)
        layout.addWidget(self.mend_button, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._changes_title, self.changes, self.unsplit, self._split_box):
            layout.addWidget(widget)

    def _title(self, text: str) -> QLabel:
        label = QLabel(text, self)
        set_look(label, role="strong")
        return label

    # Showing

    def _show_words(self) -> None:
        result, scenario = self._result, self._scenario
        assert result is not None
        for widget in (self._fields, self._changes_title, self.changes):
            widget.setVisible(scenario is not None)
        set_look(self.heading, role="panel" if scenario is not None else "secondary")
        if scenario is None:
            print_ = words.kort_fingeravtrykk(result.grunnplan.fingerprint)
            text = self.tr("Grunnplanen er urørt av scenariene og har fingeravtrykk {avtrykk}. Velg et scenario i "
                           "tabellen for å se hva det endrer.")
            self.heading.setText(text.format(avtrykk=print_))
            self.fault.set_text("")
            self.mend_button.hide()
            return
        self.heading.setText(scenario.navn)
        for field, value in ((self.name, scenario.navn), (self.description, scenario.beskrivelse)):
            if field.text() != value and not (field.hasFocus() and field.isModified()):
                field.setText(value)
                field.setCursorPosition(0)  # a long text is read from its beginning
            field.setReadOnly(scenario.laast)
            field.setToolTip(self.tr("Scenarioet er låst. Lås det opp for å endre det.") if scenario.laast else "")
        self.fault.set_text(self._fault_text(scenario))
        self.mend_button.setVisible(scenario.resultat is None and not scenario.laast)
        self.changes.setText(self._changes_html(result, scenario))
        self.changes.setAccessibleName("; ".join(words.hva_er_endret(grunnplan(result.plan), scenario.endringer)))

    def _fault_text(self, scenario: Scenario) -> str:
        lines = [setning(f) for f in scenario.funn]
        if scenario.resultat is None:
            lines.insert(0, self.tr("Scenarioet kan ikke brukes på grunnplanen slik den er nå. Det er tatt vare på "
                                    "uendret."))
        return "<br>".join(html.escape(line) for line in lines)

    def _changes_html(self, result: Sammenligning, scenario: Scenario) -> str:
        lines = words.hva_er_endret(grunnplan(result.plan), scenario.endringer)
        if not lines and scenario.navn == self._document.aktivt_scenario:
            return html.escape(self.tr("Ingenting ennå. Scenarioet er åpent: gjør endringene i de andre rommene."))
        if not lines:
            return html.escape(self.tr("Ingenting ennå. Åpne scenarioet for redigering, og gjør endringene i de andre rommene."))
        shown = [html.escape(line) for line in lines[:MAX_LINES]]
        if len(lines) > MAX_LINES:
            shown.append(self.tr("og {antall} endringer til").format(antall=fmt.tall(len(lines) - MAX_LINES)))
        return "<br>".join(shown)

    def _show_split(self) -> None:
        result, split, month = self._result, self._split, self._month
        shown = result is not None and split is not None and bool(split.endringer) and self._scenario is not None
        self._split_box.setVisible(shown)
        projected = None if self._scenario is None else self._scenario.resultat
        self.unsplit.setVisible(projected is not None and result is not None
                                and not samme_maneder(projected.plan, result.grunnplan.plan))
        if result is None or split is None or month is None or not shown:
            return
        t = result.grunnplan.maneder.index(month)
        key = self.figures.key
        note = self.tr("Aksen starter på {low}.")
        steps = split_steps(result.plan, split, key, t)
        title = self.tr("Hva hver endring bidrar med i {maned}, {storrelse} ({enhet})").format(
            maned=fmt.maned_lang(month), storrelse=words.navn_paa(key).lower(), enhet=words.enhet_paa(key))
        self._split_title.setText(title)
        self.waterfall.show_steps(steps, title, "")
        self.waterfall.show_steps(steps, title, note.format(low=words.mengde(key).text(self.waterfall.scale.low)))
        columns, rows = split_table(result.plan, split, t)
        self.table.show_cells(self.tr("Hva hver endring bidrar med"), columns, rows)

    # What the reader does

    def _on_name_editing_finished(self) -> None:
        if self._scenario is None or not self.name.isModified():
            return
        self.name.setModified(False)
        old = self._scenario.navn
        new = self._actions.rename(old, self.name.text())
        self.name.setText(new)
        if new != old:
            self.renamed.emit(old, new)

    def _on_description_editing_finished(self) -> None:
        if self._scenario is None or not self.description.isModified():
            return
        self.description.setModified(False)
        self._actions.describe(self._scenario.navn, self.description.text())

    def _on_mend_button_clicked(self) -> None:
        if self._scenario is not None:
            self._actions.mend(self._scenario.navn)
