"""The room Fordeling: who has which årsverk, who gives to whom, and what it does."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QT_TRANSLATE_NOOP, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app import format as fmt
from app.actions import ActionSpec
from app.context import AppContext
from app.fordeling_sentence import effect_sentence
from app.fordeling_texts import UnitWords, move_sentence, refusal, unit_name
from app.theme import fonts, icons, theme
from app.theme.style_sheet import set_look
from app.views.cut_warning import CutWarning
from app.views.flyttinger_list import FlyttingerList
from app.views.fordeling_panel import WIDTH, EffectSentence, FordelingPanel
from app.views.in_sight import in_sight
from app.widgets.balance_line import BalanceLine
from app.widgets.empty_state import EmptyState
from app.widgets.month_box import MonthBox
from app.widgets.page_area import PageArea
from app.widgets.segmented import Option, Segmented
from app.widgets.unit_drag import Verdict
from app.widgets.units_table import UnitsTable
from app.widgets.wrap_host import WrapHost
from models import moves
from models.commands import InsertRow, RemoveRow, ReplaceRow
from models.document import Document
from models.flyttinger_command import SetFlyttinger
from models.unit_rows import ny_ramme, ramme
from models.units_model import UnitsModel
from planning_core.findings import Finding
from planning_core.plan import Eier, Flytting, Plan

NARROW = 1200
"""Below this width of the window (at 100 % text) the panel is a page of its own, as the navigation is icons."""
LARGE_TEXT = 1.5

_NEW = ActionSpec("flytting.ny", QT_TRANSLATE_NOOP("Actions", "Ny flytting (i Fordeling)"), ("Ctrl+N",), "plus")


class FordelingView(QWidget):
    """The table of units, the list of flyttinger, and the panel with what they do."""

    icon = "move"

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        document = in_sight(document, self)
        self.title = self.tr("Fordeling")
        self._document = document
        self._context = context
        self._narrow: bool | None = None
        self.units = UnitsModel(document, UnitWords(document), self)
        self.units.set_standard(self._remembered())
        self.table = UnitsTable(self.units, self._judge, self)
        self.balance = BalanceLine(self)
        self.moves = FlyttingerList(document, self)
        self.panel = FordelingPanel(document, self)
        self._build()
        for before, after in pairwise(self._stops()):
            QWidget.setTabOrder(before, after)
        self._connect()
        self._on_plan_changed()
        self._arrange()

    @property
    def month(self) -> int:
        """The month whose numbers are shown."""
        return self.units.month

    def new_flytting(self) -> None:
        """Open the dialog for a new flytting, from the unit that is chosen in the table."""
        plan = self._document.plan
        index = self.table.currentIndex()
        chosen = self.units.rows[index.row()].enhet if index.isValid() else None
        units = [e.enhet for e in plan.enheter]
        fra = chosen or next((e.enhet for e in plan.kontor), units[0] if units else None)
        til = next((e.enhet for e in plan.forvaltningsenheter if e.enhet != fra), None)
        til = til or next((e for e in units if e != fra), None)
        self._open_dialog(None, self._draft(fra, til, 1.0))

    def edit_flytting(self, row: int) -> None:
        """Open the dialog on a flytting."""
        self._open_dialog(row, self._document.plan.flyttinger[row])

    def sizeHint(self) -> QSize:
        return QSize(1256, 800)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        wanted = self._context.actions.wanted("rom.fordeling")
        if wanted:
            self.month_box.choose(self._context.actions.wanted_month("rom.fordeling") or self.month)
            self._on_month_chosen()
            self.table.select_unit(wanted)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [self.month_box, self.new_button, *self.pages.buttons(), self.empty.button, self.empty.other_button, self.table,
                self.early.box.stop, *self.moves.stops(), *self.panel.cards.values()]

    # Building

    def _build(self) -> None:
        self.new_button = QPushButton(self.tr("Ny flytting"), self)
        set_look(self.new_button, primary=True)
        icons.follow(self.new_button, "plus", "primary_text")
        self.new_button.setToolTip(self.tr("Ny flytting (Ctrl+N)"))
        self.month_box = MonthBox(self.tr("Tall for"), self)
        self.sentence = EffectSentence(self)
        self.pages = Segmented(
            (Option("fordeling", self.tr("Enheter og flyttinger")),
             Option("virkning", self.tr("Hva flyttingene gjør"))), self.tr("Vis"), self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._make_page())
        self._beside = QFrame(self)
        self._beside.setObjectName("beside")
        beside = QHBoxLayout(self._beside)
        beside.setContentsMargins(1, 0, 0, 0)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 8)
        head.setSpacing(8)
        head.addLayout(self._make_head())
        head.addWidget(self.sentence)
        head.addWidget(self.pages)
        left.addLayout(head)
        left.addWidget(self._stack, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(left, 1)
        across.addWidget(self._beside)

    def _make_head(self) -> QHBoxLayout:
        title = QLabel(self.title, self)
        set_look(title, role="title")
        self._month_label = label = QLabel(self.tr("Tall for"), self)
        set_look(label, role="secondary")
        label.setBuddy(self.month_box)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(title)
        line.addSpacing(8)
        line.addWidget(label)
        line.addWidget(self.month_box)
        line.addStretch(1)
        line.addWidget(self.new_button)
        return line

    def _make_page(self) -> QWidget:
        units = QAction(self.tr("Enheter og bemanning"), self)
        units.triggered.connect(lambda: self._context.actions["rom.enheter"].trigger())
        self.empty = EmptyState(units, self._context.actions["fil.importer"], self, icon="units")
        self.empty.set_text(self.tr(
            "Planen har ingen enheter å fordele årsverk mellom. Legg inn NAV-kontor og forvaltningsenhet i Enheter og "
            "bemanning, eller hent dem fra Excel."))
        self._units_frame = frame = QFrame(self)
        set_look(frame, panel=True)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.table)
        self._rule = QFrame(frame)
        self._rule.setFixedHeight(1)
        inside.addWidget(self._rule)
        inside.addWidget(WrapHost(self.balance, frame))
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 4, 20, 12)
        column.setSpacing(16)
        column.addWidget(self.empty)
        column.addWidget(frame)
        self.early = CutWarning(self._document, self._context, content)
        column.addWidget(self.early)
        column.addWidget(self.moves)
        column.addStretch(1)
        return PageArea(content, self)

    def _connect(self) -> None:
        document = self._document
        document.plan_changed.connect(self._on_plan_changed)
        document.projeksjon_changed.connect(self._show_sentence)
        document.stale_changed.connect(self._show_sentence)
        theme().changed.connect(self._arrange)
        self.units.refused.connect(self._on_refused)
        self.units.choice_wanted.connect(self._on_choice_wanted)
        self.table.moved.connect(self._on_moved)
        self.month_box.currentIndexChanged.connect(self._on_month_chosen)
        self.pages.chosen.connect(lambda key: self._stack.setCurrentIndex(1 if key == "virkning" else 0))
        self.new_button.clicked.connect(self.new_flytting)
        self.moves.new_wanted.connect(self.new_flytting)
        actions = self._context.actions
        self.moves.sample_button.setVisible("fil.start" in actions)
        if "fil.start" in actions:
            self.moves.sample_wanted.connect(actions["fil.start"].trigger)
        self.moves.edit_wanted.connect(self.edit_flytting)
        self.moves.remove_wanted.connect(self._on_remove_wanted)
        self.moves.duplicate_wanted.connect(self._on_duplicate_wanted)
        self.moves.changed.connect(self._on_flytting_changed)
        self.moves.finished.connect(document.finish_edit)
        self._new_action = action = actions.add(_NEW)
        action.setShortcut(QKeySequence(_NEW.keys[0]))
        action.triggered.connect(self.new_flytting)
        # On the room, not on the window: the key works where the room is in sight.
        self.addAction(action)

    def _arrange(self) -> None:
        """The panel beside the table, or in a narrow window or with large text a page under the sentence."""
        narrow = fonts.scale() >= LARGE_TEXT or self.window().width() < fonts.pixels(NARROW)
        p = theme().palette
        self._rule.setStyleSheet(f"background: {p.row_line};")
        self._beside.setStyleSheet(f"QFrame#beside {{ background: {p.panel}; border-left: 1px solid {p.border}; }}")
        self._beside.setFixedWidth(fonts.pixels(WIDTH))
        self._show_sentence()
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._stack.addWidget(self.panel)
            self._stack.setCurrentIndex(0)
        else:
            self._stack.setCurrentIndex(0)
            self.pages.choose("fordeling")
            self._stack.removeWidget(self.panel)
            beside = self._beside.layout()
            assert beside is not None
            beside.addWidget(self.panel)
            self.panel.show()
        self.panel.set_wide(narrow)
        self._show_parts()

    def _show_parts(self) -> None:
        """A plan without units shows how to get them, and nothing that needs them."""
        has, narrow = bool(self._document.plan.enheter), bool(self._narrow)
        self.empty.setVisible(not has)
        for part in (self._units_frame, self.moves, self.new_button, self._month_label, self.month_box):
            part.setVisible(has)
        self._new_action.setEnabled(has)
        self._beside.setVisible(has and not narrow)
        for part in (self.pages, self.sentence):
            part.setVisible(has and narrow)
        if not has:
            self._stack.setCurrentIndex(0)
            self.pages.choose("fordeling")

    # Following the plan

    def _on_plan_changed(self) -> None:
        self.month_box.set_months(self._document.plan.maneder)
        self.month_box.choose(self.units.month)
        self._show_parts()
        self._show_month()

    def _on_month_chosen(self) -> None:
        if self.month_box.month is not None:
            self.units.set_month(self.month_box.month)
            self._show_month()

    def _show_month(self) -> None:
        plan = self._document.plan
        self.balance.set_values(ramme(plan), ny_ramme(plan, self.month))
        self.moves.set_month(self.month)
        self.panel.set_month(self.month)
        self._show_sentence()

    def _show_sentence(self) -> None:
        document = self._document
        text = effect_sentence(document.plan, document.projeksjon, self.month)
        self.sentence.show_text(text, document.is_stale)

    # Editing

    def _remembered(self) -> moves.Standard:
        settings, usual = self._context.settings, moves.Standard()
        return moves.Standard(
            max(0.0, settings.number("fordeling/innfasing_mnd", usual.innfasing_mnd)),
            min(1.0, max(0.0, settings.number("fordeling/erfaren", usual.erfaren))))

    def _remember(self, f: Flytting) -> None:
        self._context.settings.set_number("fordeling/innfasing_mnd", f.innfasing_mnd)
        self._context.settings.set_number("fordeling/erfaren", f.erfaren)
        self.units.set_standard(moves.Standard(f.innfasing_mnd, f.erfaren))

    def _draft(self, fra: str | None, til: str | None, arsverk: float) -> Flytting:
        start, usual = self._document.plan.start, self.units.standard
        return Flytting(fra, til, Eier.STAT, arsverk, start, usual.innfasing_mnd, usual.erfaren)

    def _open_dialog(self, row: int | None, draft: Flytting) -> None:
        # Imported when it is needed: the window is painted before the rules of validation are read.
        from app.dialogs.flytting_dialog import FlyttingDialog

        dialog = FlyttingDialog(self._document.plan, row, draft, self)
        dialog.submitted.connect(self._on_submitted)
        dialog.open()

    def _on_submitted(self, row: int | None, f: Flytting) -> None:
        document = self._document
        if row is None:
            at = len(document.plan.flyttinger)
            errors = document.push(InsertRow(document, "Flyttinger", at, f, self.tr("ny flytting")))
        else:
            at = row
            errors = document.push(ReplaceRow(document, "Flyttinger", row, f, self.tr("endre flytting")))
        if not errors:
            self._remember(f)
            self.moves.choose(at)
        self._say_errors(errors)

    def _on_refused(self, index: QPersistentModelIndex, problem: object) -> None:
        self.table.show_refusal(index, refusal(self._document.plan, problem))  # type: ignore[arg-type]  # per the signal

    def _on_choice_wanted(self, kontor: str, verdi: float) -> None:
        fe = next(e.enhet for e in self._document.plan.forvaltningsenheter)
        fra, til = (kontor, fe) if verdi < 0 else (fe, kontor)
        self._open_dialog(None, self._draft(fra, til, abs(verdi)))

    def _on_moved(self, fra: str, til: str, arsverk: float) -> None:
        document = self._document
        document.finish_edit()
        answer = moves.flytt(document.plan, fra, til, arsverk, self.units.standard)
        assert isinstance(answer, moves.NyeFlyttinger), answer
        text = self.tr("flytte {arsverk} årsverk fra {fra} til {til}").format(
            arsverk=fmt.arsverk(arsverk), fra=unit_name(document.plan, fra), til=unit_name(document.plan, til))
        errors = document.push(SetFlyttinger(document, "drag", answer.flyttinger, text))
        document.finish_edit()
        self.table.select_unit(til)
        if answer.rad is not None and not errors:
            self.moves.choose(answer.rad)
        self._say_errors(errors)

    def _judge(self, fra: str, til: str, arsverk: float) -> Verdict:
        """What dropping would do, or why it cannot be done."""
        from planning_core.validate import validate

        plan = self._document.plan
        answer = moves.flytt(plan, fra, til, arsverk, self.units.standard)
        if isinstance(answer, moves.Avslag):
            return Verdict(refusal(plan, answer), {})
        candidate: Plan = replace(plan, flyttinger=answer.flyttinger)
        errors = [f for f in validate(candidate) if f.is_error]
        if errors:
            return Verdict(refusal(candidate, errors[:1]), {})
        return Verdict("", moves.netto_flyttet(candidate, self.month))

    def _on_remove_wanted(self, row: int) -> None:
        document = self._document
        text = self.tr("slett flytting")
        gone = move_sentence(document.plan, document.plan.flyttinger[row])
        errors = document.push(RemoveRow(document, "Flyttinger", row, text))
        if errors:
            self.moves.say(refusal(document.plan, errors))
        else:
            self._context.messages.notice(self.tr("Slettet: {flytting} Angre med Ctrl+Z.").format(flytting=gone))

    def _on_duplicate_wanted(self, row: int) -> None:
        document = self._document
        f = document.plan.flyttinger[row]
        errors = document.push(InsertRow(document, "Flyttinger", row + 1, f, self.tr("dupliser flytting")))
        if errors:
            self.moves.say(refusal(document.plan, errors))

    def _on_flytting_changed(self, row: int, f: Flytting) -> None:
        document = self._document
        new = moves.bytt(document.plan, row, f)
        text = self.tr("endre tid for flytting")
        errors = document.push(SetFlyttinger(document, f"flytting {row}", new.flyttinger, text))
        if errors:
            self.moves.say(refusal(document.plan, errors))

    def _say_errors(self, errors: list[Finding]) -> None:
        if errors:
            self._context.messages.notice(refusal(self._document.plan, errors))
