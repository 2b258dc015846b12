"""Make or change a gevinst: what it is, where it works, how much, when, and who answers for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QWidget,
)

from app import format as fmt
from app import gevinst_texts as words
from app.column_texts import help_of
from app.dialogs.form import FormDialog
from app.dialogs.frame import fit_over
from app.texts import setning
from app.theme import fonts
from app.widgets.arsverk_editor import ArsverkEditor
from app.widgets.flow_row import FlowRow
from app.widgets.info_box import InfoBox
from models import gevinst_edits as edits
from planning_core.findings import Finding
from planning_core.parameters import NIVAER
from planning_core.plan import HOVEDPROSESSER, Bruk, Gevinst, GevinstType, Plan, Sted
from planning_core.questions.account import Regnskap
from planning_core.validate import validate

MONTHS_BEFORE = 36
"""Months before the plan's start in which a gevinst may have begun."""
_COLUMNS = {
    "navn": "navn", "type": "type", "sted": "sted", "hovedprosess": "hovedprosess", "ytelse": "ytelse",
    "konservativt": "moderat", "moderat": "moderat", "optimistisk": "moderat", "fra_måned": "fra_maned",
    "innfasing_mnd": "innfasing", "forsinkelse_mnd": "forsinkelse", "realisering": "realisering", "bruk": "bruk",
}
"""Column of a finding -> field of the dialog."""


class GevinstDialog(FormDialog):
    """One gevinst.

    Parameters
    ----------
    plan : Plan
    rad : int or None
        The gevinst that is edited; None for a new one.
    draft : Gevinst
        What the fields show first.
    """

    number_width = 92

    def __init__(self, plan: Plan, rad: int | None, draft: Gevinst, parent: QWidget | None = None) -> None:
        super().__init__(rad, parent)
        self._plan, self._draft = plan, draft
        self.setWindowTitle(self.tr("Ny gevinst") if rad is None else self.tr("Endre gevinst"))
        self._loading = True
        self._make_fields()
        self._build()
        self._load(draft)
        self._loading = False
        self._connect()
        self._on_changed()
        self.navn.setFocus(Qt.FocusReason.OtherFocusReason)
        self.navn.selectAll()

    def draft(self) -> Gevinst:
        """The gevinst as the fields say it."""
        return Gevinst(
            self.navn.text().strip(), GevinstType(self.type.currentData()), Sted(self.sted.currentData()),
            self.hovedprosess.currentData(), self.ytelse.currentData(), self._share(self.konservativt),
            self._share(self.moderat), self._share(self.optimistisk), int(self.fra_maned.currentData()),
            self.innfasing.value(), self.forsinkelse.value(), self._share(self.realisering),
            Bruk(self.bruk.currentData()) if self.bruk.currentData() else None, self.gevinsteier.text(),
            self.nullpunkt.text(), self.indikator.text(),
        )

    # Fields

    def _make_fields(self) -> None:
        self.navn = QLineEdit(self)
        self.navn.setMaxLength(120)
        self.type = self._box([(words.TYPE[t], t.value) for t in GevinstType])
        self.sted = self._box([(words.STED[s], s.value) for s in Sted])
        self.hovedprosess = self._box([(self.tr("HP1–HP4"), None), *((words.HP[hp], hp) for hp in HOVEDPROSESSER)])
        known = [y.ytelse for y in self._plan.ytelser] or list(dict.fromkeys(r.ytelse for r in self._plan.ressurskartlegging))
        self.ytelse = self._box([(self.tr("Alle ytelser"), None), *((y, y) for y in known)])
        self.konservativt, self.moderat, self.optimistisk = (self._percent() for _ in range(3))
        months = range(self._plan.start - MONTHS_BEFORE, self._plan.maneder[-1] + 1)
        self.fra_maned = self._box([(self.tr("Har alltid virket"), 0), *((fmt.maned_lang(m), m) for m in months)])
        self.innfasing, self.forsinkelse = ArsverkEditor(self, decimals=0), ArsverkEditor(self, decimals=0)
        for field in (self.innfasing, self.forsinkelse):
            field.setRange(0.0, 240.0)
        self.realisering = self._percent()
        self.bruk = self._box([(words.BRUK[None], ""), *((words.BRUK[b], b.value) for b in Bruk)])
        self.gevinsteier, self.nullpunkt, self.indikator = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.caution = InfoBox("", "warning", self)
        self.worth = InfoBox("", "info", self)

    def _box(self, options: list[tuple[str, object]]) -> QComboBox:
        box = QComboBox(self)
        for text, value in options:
            box.addItem(text, value)
        box.setMaxVisibleItems(16)
        return box

    def _percent(self) -> ArsverkEditor:
        field = ArsverkEditor(self, decimals=1)
        field.setRange(0.0, 1000.0)  # above 100 is refused in words, not cut in silence
        return field

    @staticmethod
    def _share(field: ArsverkEditor) -> float:
        return round(field.value() / 100.0, 8)

    def _build(self) -> None:
        months = self.tr("måneder")
        rates = FlowRow(*(
            self._with_unit(field, "%", words.NIVA[niva].lower())
            for niva, field in zip(NIVAER, (self.konservativt, self.moderat, self.optimistisk), strict=True)
        ), spacing=16, parent=self)
        by_points = any(p.gevinst == self._draft.navn for p in self._plan.innfasing)
        self.innfasing.setEnabled(not by_points)
        ramp = self.tr("styres av punktene i registeret") if by_points else months
        rows: tuple[tuple[str, str, QWidget, QWidget, str], ...] = (
            ("navn", self.tr("&Navn"), self.navn, self.navn, "navn"),
            ("type", self.tr("&Type"), self.type, self.type, "type"),
            ("sted", self.tr("&Sted"), self.sted, self.sted, "sted"),
            ("hovedprosess", self.tr("&Hovedprosess"), self.hovedprosess, self.hovedprosess, "hovedprosess"),
            ("ytelse", self.tr("&Ytelse"), self.ytelse, self.ytelse, "ytelse"),
            ("moderat", self.tr("S&part tid"), rates, self.konservativt, "moderat"),
            ("fra_maned", self.tr("&Fra måned"), self.fra_maned, self.fra_maned, "fra_maned"),
            ("innfasing", self.tr("&Innfasing"), self._with_unit(self.innfasing, ramp), self.innfasing, "innfasing_mnd"),
            ("forsinkelse", self.tr("F&orsinkelse"), self._with_unit(self.forsinkelse, months), self.forsinkelse,
             "forsinkelse_mnd"),
            ("realisering", self.tr("&Realisering"), self._with_unit(self.realisering, "%"), self.realisering, "realisering"),
            ("bruk", self.tr("&Bruk"), self.bruk, self.bruk, "bruk"),
            ("gevinsteier", self.tr("Gevinst&eier"), self.gevinsteier, self.gevinsteier, "gevinsteier"),
            ("nullpunkt", self.tr("N&ullpunkt"), self.nullpunkt, self.nullpunkt, "nullpunkt"),
            ("indikator", self.tr("In&dikator"), self.indikator, self.indikator, "indikator"),
        )
        for key, name, widget, field, column in rows:
            self._add_row(key, name, widget, field, help_of(f"Gevinster.{column}"))
        self.konservativt.setAccessibleName(self.tr("Spart tid, konservativt"))
        self.moderat.setAccessibleName(self.tr("Spart tid, moderat"))
        self.optimistisk.setAccessibleName(self.tr("Spart tid, optimistisk"))
        inside = self._lay_out(self.tr("Lagre gevinst"), below=(self.caution, self.worth))
        fit_over(self, max(fonts.pixels(640), inside.sizeHint().width() + 64), inside.sizeHint().height() + fonts.pixels(160))

    def _load(self, g: Gevinst) -> None:
        self.navn.setText(g.navn)
        for box, value in ((self.type, g.type.value), (self.sted, g.sted.value), (self.hovedprosess, g.hovedprosess),
                           (self.ytelse, g.ytelse), (self.bruk, g.bruk.value if g.bruk else "")):
            box.setCurrentIndex(max(0, next((i for i in range(box.count()) if box.itemData(i) == value), 0)))
        if self.fra_maned.findData(g.fra_maned) < 0:
            self.fra_maned.insertItem(1, fmt.maned_lang(g.fra_maned), g.fra_maned)
        self.fra_maned.setCurrentIndex(self.fra_maned.findData(g.fra_maned))
        for field, number in ((self.konservativt, g.konservativt * 100), (self.moderat, g.moderat * 100),
                              (self.optimistisk, g.optimistisk * 100), (self.innfasing, g.innfasing_mnd),
                              (self.forsinkelse, g.forsinkelse_mnd), (self.realisering, g.realisering * 100)):
            # A number with more decimals than are usual is shown whole, so that it is kept.
            if round(number, field.decimals()) != round(number, 6):
                field.setDecimals(6)
            field.setValue(number)
        for text, value in ((self.gevinsteier, g.gevinsteier), (self.nullpunkt, g.nullpunkt), (self.indikator, g.indikator)):
            text.setText(value)

    def _connect(self) -> None:
        for box in (self.sted, self.hovedprosess, self.ytelse, self.fra_maned, self.bruk):
            box.currentIndexChanged.connect(self._on_changed)
        self.type.currentIndexChanged.connect(self._on_type_changed)
        for field in (self.konservativt, self.moderat, self.optimistisk, self.innfasing, self.forsinkelse, self.realisering):
            field.valueChanged.connect(self._on_changed)
        self.navn.textChanged.connect(self._on_changed)

    # Following what is typed

    def _on_type_changed(self) -> None:
        """Automation works at both places, whatever the split."""
        if self.type.currentData() == GevinstType.AUTOMATISERING.value:
            self.sted.setCurrentIndex(self.sted.findData(Sted.BEGGE.value))
        self._on_changed()

    def _on_changed(self) -> None:
        if self._loading:
            return
        self.sted.setEnabled(self.type.currentData() != GevinstType.AUTOMATISERING.value
                             or self.sted.currentData() != Sted.BEGGE.value)
        self.ytelse.setEnabled(self.hovedprosess.currentData() != "HP5" or self.ytelse.currentData() is not None)
        candidate = edits.bytt(self._plan, self._rad, self.draft())
        found = validate(candidate)
        # The sum that is the furthest from possible is the one that is said.
        errors = sorted((f for f in found if f.is_error), key=lambda f: -float(f.details.get("sum", 0.0)))  # type: ignore[arg-type]  # a number
        row = len(candidate.gevinster) - 1 if self._rad is None else self._rad
        self._show_errors((_field_of(f, row), f) for f in errors)
        doubts = [f for f in found if not f.is_error and (f.table, f.row) == ("Gevinster", row)]
        self.caution.set_text(" ".join(setning(f) for f in doubts))
        self.worth.set_text("" if errors else self._worth(candidate, row))

    def _worth(self, candidate: Plan, row: int) -> str:
        account = Regnskap(candidate)
        full = account.av_gevinst()[row]
        text = self.tr("Verd {alt} årsverk når alt er tatt ut på {niva} nivå: {nk} i NAV-kontor og {fe} i forvaltningsenhet.")
        text = text.format(alt=fmt.arsverk(full.sum()), niva=account.niva, nk=fmt.arsverk(full[0]), fe=fmt.arsverk(full[1]))
        if full.sum() == 0:
            text += " " + self.tr("Den er slått av, eller treffer ikke noe arbeid i planen.")
        return text


def _field_of(finding: Finding, row: int) -> str:
    """The field a finding is said beside; empty where it is not about this gevinst."""
    own = finding.table == "Gevinster" and (
        finding.row == row or row in finding.details.get("rader", ()))  # type: ignore[operator]  # rows of a sum
    return _COLUMNS.get(finding.column or "", "navn") if own else ""
