"""Roll the plan to a later start month: when, which restanser, and what that changes, before it is done."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app import format as fmt
from app import rull_texts as words
from app.dialogs.frame import fit_over, lay_out
from app.jobs.newest import Newest
from app.theme import fonts
from app.theme.style_sheet import set_look
from app.widgets.cells_table import Cell, CellRow, CellsTable, Column
from app.widgets.flow_row import FlowRow, Labelled
from app.widgets.info_box import InfoBox
from app.widgets.labelled_field import LabelledField
from app.widgets.month_box import MonthBox
from app.widgets.scroll_page import scrolling
from app.widgets.segmented import Option, Segmented
from planning_core.plan import Plan
from planning_core.questions.rull import Aldre, Restansekilde, Rullet, mulige_starter, rull
from planning_core.results import Resultat


def _answer(plan: Plan, known: Resultat | None, start: int, kilde: Restansekilde, aldre: Aldre, kildetekst: str,
            bemanningstekst: str) -> tuple[Resultat, Rullet]:
    """The roll, and the projection it is made of; one that is known is not made again."""
    from planning_core.projection import framskriv

    resultat = framskriv(plan) if known is None else known
    return resultat, rull(resultat, start, kilde=kilde, aldre=aldre, kildetekst=kildetekst, bemanningstekst=bemanningstekst)


class RullDialog(QDialog):
    """Shows the roll that is chosen, computed off the GUI thread; until it is there, it cannot be taken.

    Parameters
    ----------
    plan : Plan
        A baseline.
    resultat : Resultat, optional
        Its projection, where there is one.

    Signals
    -------
    submitted(object)
        The :class:`Rullet` that the reader wants.
    """

    submitted = Signal(object)

    def __init__(self, plan: Plan, resultat: Resultat | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._resultat = resultat
        self.rullet: Rullet | None = None
        self._jobs = Newest(self)
        self._jobs.answered.connect(self._on_jobs_answered)
        self._jobs.failed.connect(self._on_jobs_failed)
        self.setWindowTitle(self.tr("Rull til ny startmåned"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self.month.set_months(mulige_starter(plan))
        self.month.choose(_first_choice(plan))
        self.month.currentIndexChanged.connect(self._ask)
        self.source.chosen.connect(self._ask)
        self.ages.chosen.connect(self._ask)
        self._heading.setText(self.tr("Det nye grunnlaget beregnes."))
        self._ask()
        self.month.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        intro = QLabel(self.tr(
            "Planen går videre fra en senere måned, med restansene og bemanningen den har da. Flyttinger som gjenstår, "
            "gevinster, scenarier og forutsetninger beholdes."), self)
        intro.setWordWrap(True)
        self.month = MonthBox(self.tr("Ny startmåned"), self)
        self.source = Segmented([
            Option(Restansekilde.FRAMSKRIVING.value, self.tr("Framskrevet")),
            Option(Restansekilde.HISTORIKK.value, self.tr("Faktiske, fra Historikk")),
        ], self.tr("Restanser ved ny start"))
        self.ages = Segmented([
            Option(Aldre.PROFIL.value, self.tr("Som framskrivingens kø")), Option(Aldre.UTEN.value, self.tr("Uten aldre")),
        ], self.tr("Aldre på restansene"))
        self._ages_row = Labelled(self.tr("Aldre"), self.ages)
        self._heading = QLabel(self)
        set_look(self._heading, role="sentence")
        self._changes = QLabel(self)
        self._changes.setTextFormat(Qt.TextFormat.RichText)
        for label in (self._heading, self._changes):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.warning = InfoBox(kind="warning", parent=self)
        self.table = CellsTable(self, stretch=0)
        preview = QWidget(self)
        inside = QVBoxLayout(preview)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(12)
        for widget in (self._heading, self._changes, self.table, self.warning):
            inside.addWidget(widget)
        inside.addStretch(1)
        scroll = scrolling(preview, self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        # The keyboard stops here only where there is something to scroll to.
        scroll.verticalScrollBar().rangeChanged.connect(lambda _low, high: scroll.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if high > 0 else Qt.FocusPolicy.NoFocus))
        above = (
            intro, FlowRow(LabelledField(self.tr("Ny startmåned"), self.month), spacing=16, parent=self),
            FlowRow(Labelled(self.tr("Restanser"), self.source), self._ages_row, spacing=16, parent=self),
        )
        lay_out(self, scroll, self._build_buttons(), above=above)
        fit_over(self, fonts.pixels(720), fonts.pixels(640))

    def _build_buttons(self) -> tuple[QPushButton, QPushButton]:
        self.cancel_button = QPushButton(self.tr("Avbryt"), self)
        self.cancel_button.clicked.connect(self.reject)
        self.roll_button = QPushButton(self.tr("Rull planen"), self)
        set_look(self.roll_button, primary=True)
        self.roll_button.setDefault(True)
        self.roll_button.clicked.connect(self._on_roll_button_clicked)
        return self.cancel_button, self.roll_button

    def done(self, result: int) -> None:
        self._jobs.close()
        super().done(result)

    def _ask(self, *_: object) -> None:
        """Work out the roll as chosen; what is shown is of an older choice until then."""
        plan, start = self._plan, self.month.month
        assert start is not None
        known = any(row.maned == start - 1 and row.restanser is not None for row in plan.historikk)
        reason = self.tr("Historikken har ingen restanser ved utgangen av {maned}.").format(maned=fmt.maned_lang(start - 1))
        self.source.set_available(Restansekilde.HISTORIKK.value, known, reason)
        source = Restansekilde(self.source.key) if known else Restansekilde.FRAMSKRIVING
        self.source.choose(source.value)
        self._ages_row.setVisible(source is Restansekilde.HISTORIKK)
        text = words.kildetekst(plan.start, source is Restansekilde.HISTORIKK)
        resultat, ages, staff = self._resultat, Aldre(self.ages.key), words.bemanningstekst(start)
        self._set_rullet(None)
        self._jobs.ask(lambda: _answer(plan, resultat, start, source, ages, text, staff))

    def _on_jobs_answered(self, answer: tuple[Resultat, Rullet]) -> None:
        self._resultat, found = answer
        self._heading.setText(words.overskrift(found))
        self._changes.setText(_bulleted(words.endringer(found)))
        self.warning.set_text(" ".join(words.advarsler(found)))
        self._show_units(found)
        self._set_rullet(found)

    def _on_jobs_failed(self, _error: Exception) -> None:
        self._heading.setText(self.tr("Det nye grunnlaget kunne ikke beregnes. Feilen er skrevet i loggen."))
        self._changes.setText("")
        self.warning.set_text("")
        self.table.hide()

    def _set_rullet(self, found: Rullet | None) -> None:
        """The roll that the button takes; none while it is computed, and what is on show turns grey."""
        self.rullet = found
        self.roll_button.setEnabled(found is not None)
        self.table.set_stale(found is None)
        for label in (self._heading, self._changes):
            label.setEnabled(found is not None)

    def _show_units(self, found: Rullet) -> None:
        """Units whose base is another: before, after, and how much."""
        columns = [Column(self.tr("Grunnbemanning, statlige årsverk"), words=True),
                   Column(self.tr("Før")), Column(self.tr("Etter")), Column(self.tr("Endring"))]
        rows = []
        for old, new in zip(found.for_.enheter, found.plan.enheter, strict=True):
            change = new.arsverk_stat - old.arsverk_stat
            if abs(change) > 1e-9:
                rows.append(CellRow((
                    Cell(old.navn or old.enhet), Cell(fmt.arsverk(old.arsverk_stat), "secondary"),
                    Cell(fmt.arsverk(new.arsverk_stat), strong=True), Cell(fmt.endring(change, 1))), key=old.enhet))
        self.table.show_cells(self.tr("Ny grunnbemanning"), columns, rows, unit=self.tr("årsverk"))
        self.table.setVisible(bool(rows))

    def _on_roll_button_clicked(self) -> None:
        self.submitted.emit(self.rullet)
        self.accept()


def _first_choice(plan: Plan) -> int:
    """The month after the last one with actual restanser in the plan; else the one after the first."""
    months = mulige_starter(plan)
    known = [row.maned + 1 for row in plan.historikk if row.restanser is not None and row.maned + 1 in months]
    return max(known, default=months[0])


def _bulleted(sentences: list[str]) -> str:
    items = "".join(f"<li>{html.escape(text)}</li>" for text in sentences)
    return f'<ul style="margin-left: 0; -qt-list-indent: 1;">{items}</ul>'
