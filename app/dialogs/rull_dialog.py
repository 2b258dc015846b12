"""Roll the plan to a later start month: when, which restanser, and what that changes, before it is done."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import format as fmt
from app import rull_texts as words
from app.dialogs.frame import fit_over, lay_out
from app.theme import fonts
from app.theme.style_sheet import set_look
from app.widgets.cells_table import Cell, CellRow, CellsTable, Column
from app.widgets.flow_row import FlowRow, Labelled
from app.widgets.info_box import InfoBox
from app.widgets.labelled_field import LabelledField
from app.widgets.month_box import MonthBox
from app.widgets.segmented import Option, Segmented
from planning_core.plan import Plan
from planning_core.questions.rull import Aldre, Restansekilde, Rullet, mulige_starter, rull
from planning_core.results import Resultat


class RullDialog(QDialog):
    """Shows the roll that is chosen.

    Parameters
    ----------
    resultat : Resultat
        The projection of the plan, a baseline.

    Signals
    -------
    submitted(object)
        The :class:`Rullet` that the reader wants.
    """

    submitted = Signal(object)

    def __init__(self, resultat: Resultat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._resultat = resultat
        self.rullet: Rullet | None = None
        self.setWindowTitle(self.tr("Rull til ny startmåned"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build()
        self.month.set_months(mulige_starter(resultat.plan))
        self.month.choose(_first_choice(resultat.plan))
        self.month.currentIndexChanged.connect(self._show)
        self.source.chosen.connect(self._show)
        self.ages.chosen.connect(self._show)
        self._show()
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
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(preview)
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

    def _show(self, *_: object) -> None:
        """The roll as chosen, in words and numbers."""
        plan, start = self._resultat.plan, self.month.month
        assert start is not None
        known = any(row.maned == start - 1 and row.restanser is not None for row in plan.historikk)
        reason = self.tr("Historikken har ingen restanser ved utgangen av {maned}.").format(maned=fmt.maned_lang(start - 1))
        self.source.set_available(Restansekilde.HISTORIKK.value, known, reason)
        source = Restansekilde(self.source.key) if known else Restansekilde.FRAMSKRIVING
        self.source.choose(source.value)
        self._ages_row.setVisible(source is Restansekilde.HISTORIKK)
        text = words.kildetekst(plan.start, source is Restansekilde.HISTORIKK)
        self.rullet = found = rull(self._resultat, start, kilde=source, aldre=Aldre(self.ages.key), kildetekst=text,
                                   bemanningstekst=words.bemanningstekst(start))
        self._heading.setText(words.overskrift(found))
        self._changes.setText(_bulleted(words.endringer(found)))
        self.warning.set_text(" ".join(words.advarsler(found)))
        self._show_units(found)

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
