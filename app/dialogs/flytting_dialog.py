"""Make or change a flytting: who gives, who gets, how much, when; errors and consequences as one types."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from app.assumption_tips import assumption_tip
from app.dialogs.flytting_preview import Preview, PreviewRunner
from app.dialogs.form import FormDialog
from app.dialogs.frame import fit_over
from app.fordeling_sentence import preview_sentence
from app.fordeling_texts import move_sentence
from app.texts import setning
from app.theme import fonts
from app.widgets.arsverk_editor import ArsverkEditor
from app.widgets.info_box import InfoBox
from app.widgets.month_box import MonthBox
from models import moves
from planning_core.findings import Finding
from planning_core.plan import Eier, Flytting, Plan
from planning_core.validate import validate

_COLUMNS = {"fra": "fra", "til": "til", "eier": "eier", "årsverk": "arsverk", "fra_måned": "fra_maned",
            "innfasing_mnd": "innfasing", "erfaren": "erfaren", "til_måned": "til_maned"}
"""Column of a finding -> field of the dialog."""


class FlyttingDialog(FormDialog):
    """One flytting.

    Parameters
    ----------
    plan : Plan
        The open plan.
    rad : int or None
        The flytting that is edited; None for a new one.
    draft : Flytting
        What the fields show first.
    """

    def __init__(self, plan: Plan, rad: int | None, draft: Flytting, parent: QWidget | None = None) -> None:
        super().__init__(rad, parent)
        self._plan = plan
        self._without = plan if rad is None else replace(plan, flyttinger=moves.fjern(plan, rad).flyttinger)
        self._known = {_about(f) for f in validate(self._without)}
        self.setWindowTitle(self.tr("Ny flytting") if rad is None else self.tr("Endre flytting"))
        self._loading = True
        self._runner = PreviewRunner(self)
        self._runner.ready.connect(self._on_preview_ready)
        self._runner.failed.connect(lambda: self.consequence.set_text(self.tr("Virkningen kunne ikke beregnes.")))
        self._make_fields()
        self._build()
        self._load(draft)
        self._loading = False
        self._connect()
        self._on_changed()
        self.arsverk.setFocus(Qt.FocusReason.OtherFocusReason)
        self.arsverk.selectAll()

    def draft(self) -> Flytting:
        """The flytting as the fields say it."""
        month = self.fra_maned.month
        return Flytting(
            fra=self.fra.currentData(), til=self.til.currentData(), eier=Eier(self.eier.currentData()),
            arsverk=round(self.arsverk.value(), 6), fra_maned=self._plan.start if month is None else month,
            innfasing_mnd=self.innfasing.value(), erfaren=round(self.erfaren.value() / 100, 6),
            til_maned=self.til_maned.month if self.midlertidig.isChecked() else None,
            arsak=self.arsak.text(),
        )

    def done(self, result: int) -> None:
        self._runner.close()
        super().done(result)

    # Fields

    def _make_fields(self) -> None:
        self.fra = self._unit_box(self.tr("Fra enhet"), self.tr("Nye midler (ingen enhet gir)"))
        self.til = self._unit_box(self.tr("Til enhet"), self.tr("Kutt (ingen enhet får)"))
        self.eier = QComboBox(self)
        self.eier.addItem(self.tr("Stat"), Eier.STAT.value)
        self.eier.addItem(self.tr("Kommune"), Eier.KOMMUNE.value)
        self.arsverk = ArsverkEditor(self)
        self.fra_maned = MonthBox("", self)
        self.fra_maned.set_months(self._plan.maneder)
        self.innfasing = ArsverkEditor(self, decimals=0)
        self.innfasing.setRange(0.0, 120.0)
        self.erfaren = ArsverkEditor(self, decimals=0)
        self.erfaren.setRange(0.0, 1000.0)  # above 100 is refused in words, not cut in silence
        self.midlertidig = QCheckBox(self.tr("Midlertidig, siste måned er"), self)
        self.til_maned = MonthBox(self.tr("Siste måned"), self)
        self.til_maned.set_months(self._plan.maneder)
        self.arsak = QLineEdit(self)
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self.caution = InfoBox("", "warning", self)
        self.consequence = InfoBox("", "info", self)

    def _unit_box(self, name: str, nobody: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        for enhet in self._plan.enheter:
            box.addItem(enhet.navn or enhet.enhet, enhet.enhet)
        box.insertSeparator(box.count())
        box.addItem(nobody, None)
        box.setMaxVisibleItems(16)
        return box

    def _build(self) -> None:
        amount = self._with_unit(self.arsverk, self.tr("årsverk"))
        ramp = self._with_unit(self.innfasing, self.tr("måneder"))
        skilled = self._with_unit(self.erfaren, "%")
        last = QWidget(self)
        line = QHBoxLayout(last)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.midlertidig)
        line.addWidget(self.til_maned, 1)
        for key, name, widget, field in (
            ("fra", self.tr("&Fra enhet"), self.fra, self.fra),
            ("til", self.tr("&Til enhet"), self.til, self.til),
            ("eier", self.tr("&Eier"), self.eier, self.eier),
            ("arsverk", self.tr("Års&verk"), amount, self.arsverk),
            ("fra_maned", self.tr("Fra &måned"), self.fra_maned, self.fra_maned),
            ("innfasing", self.tr("&Innfasing"), ramp, self.innfasing),
            ("erfaren", self.tr("Erfarne ved &start"), skilled, self.erfaren),
            ("til_maned", self.tr("&Varighet"), last, self.midlertidig),
            ("arsak", self.tr("Års&ak"), self.arsak, self.arsak),
        ):
            self._add_row(key, name, widget, field, self._tip(key))
        inside = self._lay_out(self.tr("Lagre flytting"), self.sentence, self.caution, self.consequence)
        fit_over(self, fonts.pixels(520), inside.sizeHint().height() + fonts.pixels(270))

    def _tip(self, key: str) -> str:
        texts = {
            "fra": self.tr("Enheten som gir årsverk. Erfarne som går, tar kompetanse med seg."),
            "til": self.tr("Enheten som får årsverk. Nye i enheten trenger tid på å lære."),
            "eier": self.tr("Hvem som betaler årsverkene. Kommunale årsverk kan ikke ligge i en forvaltningsenhet, og "
                            "krysser en kommunegrense bare når giveren tillater det."),
            "arsverk": self.tr("Hvor mye som flyttes når hele flyttingen er gjennomført."),
            "fra_maned": self.tr("Den første måneden flyttingen virker, fra månedens start."),
            "innfasing": self.tr("Måneder før alt er flyttet; like mye hver måned. 0 flytter alt på én gang. "
                                 "Valgt av planleggeren; ingen kilde gir et tall."),
            "erfaren": "",
            "til_maned": self.tr("Uten kryss varer flyttingen ut planen. Etter siste måned går alt tilbake på én gang, "
                                 "og de som kommer tilbake kan arbeidet."),
            "arsak": self.tr("Hvorfor det flyttes. Teksten følger planen til Excel."),
        }
        behind = {
            "fra": ("gjenoppbygging_mnd", "kompetanse_folsomhet"), "til": ("laeretid_mnd", "startproduktivitet"),
            "erfaren": ("erfaren", "startproduktivitet"),
        }
        parts = [texts[key], *(assumption_tip(self._plan, name) for name in behind.get(key, ()))]
        return "\n\n".join(part for part in parts if part)

    def _load(self, f: Flytting) -> None:
        for box, value in ((self.fra, f.fra), (self.til, f.til), (self.eier, f.eier.value)):
            box.setCurrentIndex(max(0, box.findData(value) if value is not None else box.count() - 1))
        if f.innfasing_mnd != int(f.innfasing_mnd):
            self.innfasing.setDecimals(2)
        if round(f.erfaren * 100, 6) != int(round(f.erfaren * 100, 6)):
            self.erfaren.setDecimals(2)
        if round(f.arsverk, 1) != f.arsverk:
            self.arsverk.setDecimals(6)
        self.arsverk.setValue(f.arsverk)
        self.fra_maned.choose(f.fra_maned)
        self.innfasing.setValue(f.innfasing_mnd)
        self.erfaren.setValue(f.erfaren * 100)
        self.midlertidig.setChecked(f.til_maned is not None)
        self.til_maned.choose(f.til_maned if f.til_maned is not None else self._plan.maneder[-1])
        self.arsak.setText(f.arsak)

    def _connect(self) -> None:
        for box in (self.fra, self.til, self.eier, self.fra_maned, self.til_maned):
            box.currentIndexChanged.connect(self._on_changed)
        for field in (self.arsverk, self.innfasing, self.erfaren):
            field.valueChanged.connect(self._on_changed)
        self.midlertidig.toggled.connect(self._on_changed)

    # Following what is typed

    def _on_changed(self) -> None:
        if self._loading:
            return
        self.til_maned.setEnabled(self.midlertidig.isChecked())
        draft = self.draft()
        after = moves.bytt(self._plan, self._rad, draft)
        candidate = replace(self._plan, flyttinger=after.flyttinger)
        found = validate(candidate)
        errors = [f for f in found if f.is_error]
        self._show_errors((_field_of(f, after.rad), f) for f in errors)
        doubts = [f for f in found if not f.is_error and _about(f) not in self._known]
        self.caution.set_text("" if errors else " ".join(setning(f) for f in doubts))
        self.sentence.setText(move_sentence(self._plan, draft) if not errors else "")
        if errors:
            self._runner.forget()
            self.consequence.set_text("")
            return
        self.consequence.set_text(self.tr("Beregner virkningen …"))
        self._runner.ask(candidate, self._without)

    def _on_preview_ready(self, found: Preview) -> None:
        self.consequence.set_text(preview_sentence(found))


def _about(finding: Finding) -> tuple[object, ...]:
    """What tells one warning from another: a flytting causes those the plan does not have without it."""
    return finding.code, finding.table, finding.row, finding.column


def _field_of(finding: Finding, rad: int | None) -> str:
    """The field a finding is said beside; empty where it is not about this flytting."""
    own = finding.table == "Flyttinger" and finding.row == rad
    return _COLUMNS.get(finding.column or "", "fra") if own else ""
