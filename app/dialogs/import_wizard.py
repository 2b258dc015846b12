"""Import a table from a workbook of any shape: what the program takes it for, corrected by the user, seen live."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import chain, count

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.dialogs.wizard_fields import FieldList
from app.dialogs.wizard_names import NamesPage
from app.dialogs.wizard_place import PlaceRow
from app.dialogs.wizard_result import WizardResult
from app.dialogs.wizard_rules import RulesPanel
from app.dialogs.wizard_sheet import SheetView
from app.jobs.newest import Newest
from app.texts import setning
from app.theme import fonts
from app.theme.style_sheet import set_look
from app.widgets.flow_row import FlowRow
from app.widgets.labelled_field import LabelledField
from app.widgets.page_area import PageArea
from app.widgets.segmented import Option, Segmented
from app.widgets.wrap_host import WrapHost
from app.wizard_texts import state_words
from models.io.imported import Import
from models.io.mapping import TARGETS, Answer, Area, Grid, Mapping, text_key
from models.io.mapping_guess import guess_area
from models.io.mapping_merge import merge
from models.io.mapping_read import Reading, read, with_proposals
from models.io.mapping_source import Source
from models.io.numbers import AMBIGUOUS_NUMBER
from planning_core.findings import Finding
from planning_core.plan import Plan

_TABLE, _NAMES = "tabell", "navn"
_GUESSED = ""
_FORM, _NAME = 300, 140
"""Width of the form, and of the mapping's name, in pixels at 100 % text."""
_ROOMY = 800
"""Width from which the place of the table stands over the sheet, in pixels at 100 % text."""
_DIGITS = re.compile(r"[\W_]*[0-9][0-9\W_]*")


def _readings(mapping: Mapping, grid: Grid, plan: Plan) -> tuple[Reading, Reading]:
    """What a mapping gives, and what it would give with every proposal about names taken. Runs in a worker thread."""
    reading = read(mapping, grid, plan)
    if not any(n.how is not None for n in reading.undecided):
        return reading, reading
    return reading, read(with_proposals(reading), grid, plan)


class ImportWizard(QDialog):
    """One table of one workbook.

    Parameters
    ----------
    source : Source
        With at least one guess.
    plan : Plan
        The plan the table goes into.
    remembered : tuple of Answer
        What the user has decided about names before.
    taken : collection of str
        Names of mappings that are remembered already; none of them is proposed for a new one.
    take : callable
        Gets the :class:`Import`; True when the user went on and the plan has it.

    Signals
    -------
    forgotten(str)
        The mapping of this name is not to be remembered any more.
    """

    forgotten = Signal(str)

    def __init__(self, source: Source, plan: Plan, remembered: tuple[Answer, ...], taken: Collection[str],
                 take: Callable[[Import], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Importer tabell fra {navn}").format(navn=source.path.name))
        self._source, self._plan, self._remembered, self._take = source, plan, remembered, take
        self._taken = taken
        self._mapping = self._with_remembered(source.best)
        self._reading: Reading | None = None
        self._answers: dict[tuple[str, str], Answer] = {}
        self._reader = Newest(self)
        self._reader.answered.connect(self._on_reader_answered)
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._show_mapping()
        self._ask(self._mapping)
        self.sheet.setFocus()

    @property
    def mapping(self) -> Mapping:
        return self._mapping

    @property
    def reading(self) -> Reading | None:
        """What the mapping gives; None until it has been read."""
        return self._reading if self._reading is not None and self._reading.mapping == self._mapping else None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What the user decided about names here, where it is to be remembered."""
        return tuple(self._answers.values()) if self.names.remember.isChecked() else ()

    @property
    def keep_as(self) -> str:
        """The name the mapping is to be remembered under; empty for not at all."""
        return self.name.text().strip() if self.keep.isChecked() else ""

    @property
    def grid(self) -> Grid:
        return self._source.grids[self._mapping.area.sheet]

    def done(self, result: int) -> None:
        self._reader.close()
        super().done(result)

    # Widgets

    def _make_widgets(self) -> None:
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        set_look(self.sentence, role="sentence")
        self.steps = Segmented((Option(_TABLE, self.tr("1 Tabell og kolonner")), Option(_NAMES, self.tr("2 Navn"))),
                               self.tr("Trinn"), self)
        self.kept = QComboBox(self)
        self.kept.setAccessibleName(self.tr("Oppsett"))
        for name, _ in self._source.kept:
            self.kept.addItem(name, name)
        self.kept.addItem(self.tr("Programmets forslag"), _GUESSED)
        self.forget = QPushButton(self.tr("Glem oppsettet"), self)
        set_look(self.forget, flat=True)
        self.forget.setVisible(bool(self._source.kept))
        self.kept_row = LabelledField(self.tr("Oppsett"), self.kept, parent=self)
        self.kept_row.setVisible(bool(self._source.kept))
        self.place = PlaceRow(self._source.grids, self)
        self.sheet = SheetView(self)
        self.result = WizardResult(self._plan, self)
        self.target = QComboBox(self)
        self.target.setAccessibleName(self.tr("Tabell i planen"))
        self.target.setMaxVisibleItems(20)
        for name in TARGETS:
            self.target.addItem(name, name)
        self.fields = FieldList(self._plan, self)
        self.rules = RulesPanel(self)
        self.names = NamesPage(self._plan, self)
        self.keep = QCheckBox(self.tr("Husk oppsettet som"), self)
        self.keep.setChecked(True)
        self.name = QLineEdit(self._suggested_name(), self)
        self.name.setMaxLength(60)
        self.name.setCursorPosition(0)
        self.name.setAccessibleName(self.tr("Navn på oppsettet"))
        self.cancel = QPushButton(self.tr("Avbryt"), self)
        self.back = QPushButton(self.tr("Tilbake"), self)
        self.next = QPushButton(self)
        set_look(self.next, primary=True)
        self.next.setDefault(True)

    def _lay_out(self) -> None:
        form = QWidget(self)
        self._form_column = column = QVBoxLayout(form)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        heading = QLabel(self.tr("Tabell i planen"), form)
        heading.setBuddy(self.target)
        set_look(heading, role="strong")
        for widget in (heading, self.target, self.fields, self.rules):
            column.addWidget(widget)
        column.addStretch(1)
        self._form = QFrame(self)
        set_look(self._form, panel=True)
        inside = QVBoxLayout(self._form)
        inside.setContentsMargins(1, 1, 1, 1)
        self._form_area = PageArea(form, self._form)
        inside.addWidget(self._form_area)
        left = QSplitter(Qt.Orientation.Vertical, self)
        left.setChildrenCollapsible(False)
        left.setHandleWidth(12)
        left.setStyleSheet("QSplitter::handle { background: transparent; }")
        left.addWidget(self.sheet)
        left.addWidget(self.result)
        left.setSizes([600, 400])
        table = QWidget(self)
        beside = QHBoxLayout(table)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        page = QWidget(self)
        self._over = over = QVBoxLayout(page)
        over.setContentsMargins(0, 0, 0, 0)
        over.setSpacing(8)
        self._place_host = WrapHost(self.place, page)
        over.addWidget(self._place_host)
        over.addWidget(left, 1)
        # Scrolls only where the window is too low for the sheet and what comes of it.
        beside.addWidget(PageArea(page, self), 1)
        beside.addWidget(self._form)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(table)
        self.pages.addWidget(self.names)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(FlowRow(self.keep, self.name, parent=self), 1)
        for button in (self.cancel, self.back, self.next):
            buttons.addWidget(button)
        self.name.setMinimumWidth(fonts.pixels(_NAME))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.sentence)
        layout.addWidget(FlowRow(self.steps, self.kept_row, self.forget, spacing=16, parent=self))
        layout.addWidget(self.pages, 1)
        layout.addLayout(buttons)
        parent = self.parentWidget()
        room = parent.size() if parent is not None else self.sizeHint()
        self.resize(max(room.width() - 40, 600), max(room.height() - 40, 420))

    def _connect(self) -> None:
        self.steps.chosen.connect(self._show_step)
        self.kept.activated.connect(self._on_kept_activated)
        self.forget.clicked.connect(self._on_forget_clicked)
        self.place.moved.connect(self._on_place_moved)
        self.place.resized.connect(lambda area: self._take_mapping(replace(self._mapping, area=area)))
        self.target.activated.connect(lambda: self._guess(self._mapping.area, self.target.currentData()))
        self.fields.edited.connect(lambda edit: self._take_mapping(edit(self._mapping)))
        self.rules.edited.connect(lambda edit: self._take_mapping(edit(self._mapping, self.grid)))
        self.result.cell_wanted.connect(self.sheet.mark_cell)
        self.result.finding_chosen.connect(self._reveal)
        self.names.answered.connect(self._on_names_answered)
        self.keep.toggled.connect(self.name.setEnabled)
        self.cancel.clicked.connect(self.reject)
        self.back.clicked.connect(lambda: self._go_to(_TABLE))
        self.next.clicked.connect(self._on_next_clicked)

    # The mapping

    def _take_mapping(self, mapping: Mapping) -> None:
        if mapping != self._mapping:
            self._mapping = mapping
            self._show_mapping()
            self._ask(mapping)

    def _ask(self, mapping: Mapping) -> None:
        grid, plan = self._source.grids[mapping.area.sheet], self._plan
        self._reader.ask(lambda: _readings(mapping, grid, plan))
        self._show_buttons()

    def _guess(self, area: Area, target: str | None) -> None:
        """Guess anew for another table or another target; what was decided stays."""
        grid, old = self._source.grids[area.sheet], self._mapping
        new = guess_area(grid, area, self._plan, self._source.path.name, target).mapping
        new = new.with_answers(old.answers).with_marks(old.marks)
        self._take_mapping(replace(self._with_remembered(new), point=old.point, mode=old.mode))

    def _with_remembered(self, mapping: Mapping) -> Mapping:
        """What was decided before goes where this mapping says nothing."""
        own = {(a.field, a.text) for a in mapping.answers}
        return mapping.with_answers(a for a in self._remembered if (a.field, a.text) not in own)

    def _on_place_moved(self, area: Area) -> None:
        self._guess(area, None)

    def _on_kept_activated(self) -> None:
        kept = dict(self._source.kept)
        name = self.kept.currentData()
        self._take_mapping(self._with_remembered(kept[name] if name in kept else self._source.guesses[0].mapping))
        self.forget.setEnabled(bool(name))
        if name:
            self.name.setText(name)

    def _on_forget_clicked(self) -> None:
        """The mapping is not offered again; what it says stays in the form."""
        name = self.kept.currentData()
        self.kept.removeItem(self.kept.currentIndex())
        self.kept.setCurrentIndex(self.kept.findData(_GUESSED))
        self.forget.setEnabled(False)
        self.keep.setChecked(False)
        self.forgotten.emit(name)

    def _on_names_answered(self, answers: tuple[Answer, ...]) -> None:
        self._answers |= {(a.field, a.text): a for a in answers}
        self._take_mapping(self._mapping.with_answers(answers))

    def _on_reader_answered(self, readings: tuple[Reading, Reading]) -> None:
        reading, proposed = readings
        if reading.mapping != self._mapping:
            return
        self._reading = reading
        self.fields.show_state(self._mapping, self.grid, reading)
        self.rules.show_state(self._mapping, self.grid, reading)
        self.result.show_reading(reading, proposed, self._source.notes)
        self.names.show_names(self._mapping.target, reading.names)
        self.sentence.setText(state_words(reading))
        self._show_buttons()

    def _show_mapping(self) -> None:
        mapping, grid = self._mapping, self.grid
        self.target.setCurrentIndex(self.target.findData(mapping.target))
        self.place.show_state(mapping)
        self.sheet.show_sheet(grid, mapping)
        self.fields.show_state(mapping, grid, self.reading)
        self.rules.show_state(mapping, grid, self.reading)

    # Steps

    def _go_to(self, step: str) -> None:
        self.steps.choose(step)
        self._show_step(step)

    def _show_step(self, step: str) -> None:
        self.pages.setCurrentIndex(0 if step == _TABLE else 1)
        if step == _NAMES:
            self.names.table.setFocus()
        self._show_buttons()

    def _show_buttons(self) -> None:
        reading, step = self.reading, self.steps.key
        names_wait = reading is not None and bool(reading.undecided)
        to_names = step == _TABLE and names_wait
        to_rest = step == _NAMES and reading is not None and not names_wait and not reading.is_ready
        words = self.tr("Neste: navn") if to_names else self.tr("Neste: det som gjenstår") if to_rest else ""
        self.next.setText(words or self.tr("Se hva som endres …"))
        self.back.setVisible(step == _NAMES)
        self.next.setEnabled(bool(words) or (reading is not None and reading.is_ready))
        first = next((f for f in reading.findings if f.is_error), None) if reading is not None else None
        why = setning(first) if first is not None and not self.next.isEnabled() else ""
        self.next.setToolTip(why)
        self.next.setAccessibleDescription(why)

    def _on_next_clicked(self) -> None:
        reading = self.reading
        if reading is None:
            return
        if self.steps.key == _TABLE and reading.undecided:
            self._go_to(_NAMES)
        elif not reading.is_ready:
            self._go_to(_TABLE)
            widget = self._reveal(next(f for f in reading.findings if f.is_error))
            if widget is not None:
                widget.setFocus()
        elif reading.is_ready and self._take(merge(reading, self._plan)):
            self.accept()

    def _reveal(self, finding: Finding) -> QWidget | None:
        """Bring the control that settles a finding in sight."""
        widget = self.fields.widget_of(finding) or self.rules.widget_of(finding)
        if finding.code == AMBIGUOUS_NUMBER:
            widget = self.rules.point
        if widget is not None:
            self._form_area.ensureWidgetVisible(widget)
        return widget

    def _suggested_name(self) -> str:
        if self._source.kept:
            return self._source.kept[0][0]
        words = _DIGITS.sub(" ", self._source.path.stem).replace("_", " ").strip()
        name = f"{words} {self._source.best.target}".strip()
        others = (f"{name} {number}" for number in count(2))
        return next(n for n in chain([name], others) if n not in self._taken)

    def mapping_to_keep(self) -> Mapping:
        """The mapping with the decisions about names that stand in this workbook, and no others."""
        reading = self.reading
        present = {(n.field, text_key(n.text)) for n in reading.names} if reading is not None else set()
        return replace(self._mapping, answers=tuple(a for a in self._mapping.answers if (a.field, a.text) in present))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._form.setFixedWidth(min(fonts.pixels(_FORM), round(0.42 * self.width())))
        # In a small window with large text the sheet gets the whole height of the page.
        (self._over if self.width() >= fonts.pixels(_ROOMY) else self._form_column).insertWidget(0, self._place_host)
