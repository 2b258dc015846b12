"""The plan's frame: fylke, first month, length, and steps a month."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from app import format as fmt
from app.texts import setning
from app.theme import fonts, theme
from app.theme.style_sheet import set_look
from app.widgets.flow_row import FlowRow
from app.widgets.labelled_field import LabelledField
from app.widgets.month_edit import MonthEdit
from models.commands import SetPlanField
from models.document import Document
from planning_core.findings import Finding, Severity

SHORTEST, LONGEST = 12, 120
STEPS = (1, 2, 4)


class PlanFrame(QFrame):
    """Every field is an undo step of its own; what cannot be done is said under the fields."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        set_look(self, panel=True)
        self.fylke = QLineEdit(self)
        self.fylke.setAccessibleName(self.tr("Fylke"))
        self.start = MonthEdit(self.tr("Første måned"), self)
        self.months = QSpinBox(self)
        self.months.setRange(SHORTEST, LONGEST)
        self.months.setSingleStep(12)
        self.months.setAccessibleName(self.tr("Planperiode, måneder"))
        self.months.lineEdit().setAccessibleName(self.months.accessibleName())
        self.months.setKeyboardTracking(False)
        self.months.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.steps = QComboBox(self)
        self.steps.setAccessibleName(self.tr("Steg per måned"))
        for count in STEPS:
            self.steps.addItem(str(count), count)
        self.steps.setToolTip(self.tr("Hvor fint måneden deles i beregningen. Flere steg er mer nøyaktig."))
        for field in (self.months, self.steps):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._until = QLabel(self)
        set_look(self._until, role="secondary")
        self._error = QLabel(self)
        set_look(self._error, role="error")
        self._error.setWordWrap(True)
        self._error.hide()
        self._build()
        self.fylke.textEdited.connect(lambda text: self._set("fylke", text, self.tr("endre navnet på fylket")))
        self.fylke.editingFinished.connect(self._on_field_left)
        self.start.month_chosen.connect(lambda month: self._set("start", month, self.tr("endre første måned")))
        self.start.editingFinished.connect(document.finish_edit)
        self.start.unreadable.connect(self._on_month_unreadable)
        self.months.valueChanged.connect(
            lambda n: self._set("horisont_maneder", n, self.tr("endre planperioden")))
        self.months.editingFinished.connect(document.finish_edit)
        self.steps.activated.connect(lambda _: self._on_steps_chosen())
        document.plan_changed.connect(self._show)
        theme().changed.connect(self._fit)
        self._fit()
        self._show()

    @property
    def error(self) -> str:
        """What is said under the fields; empty when all is well."""
        return "" if self._error.isHidden() else self._error.text()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        title = QLabel(self.tr("Planen"), self)
        set_look(title, role="strong")
        layout.addWidget(FlowRow(
            title, LabelledField(self.tr("Fylke"), self.fylke), LabelledField(self.tr("Første måned"), self.start),
            LabelledField(self.tr("Planperiode"), self.months, self.tr("måneder")), self._until,
            LabelledField(self.tr("Steg per måned"), self.steps), spacing=16, parent=self,
        ))
        layout.addWidget(self._error)

    def _show(self) -> None:
        plan = self._document.plan
        if self.fylke.text() != plan.fylke:
            self.fylke.setText(plan.fylke)
        if not self.start.isModified():
            self.start.set_month(plan.start)
        self.months.blockSignals(True)
        self.months.setValue(plan.horisont_maneder)
        self.months.blockSignals(False)
        self.steps.setCurrentIndex(max(self.steps.findData(plan.steg_per_maned), 0))
        self._until.setText(self.tr("til {maned}").format(maned=fmt.maned_lang(plan.maneder[-1])))
        self._say("")

    def _set(self, field: str, value: object, text: str) -> None:
        errors = self._document.push(SetPlanField(self._document, field, value, text))
        if errors:
            self.start.setModified(False)
            self._show()
            self._say(setning(errors[0]))
        else:
            self._say("")

    def _on_steps_chosen(self) -> None:
        self._set("steg_per_maned", self.steps.currentData(), self.tr("endre steg per måned"))
        self._document.finish_edit()

    def _on_field_left(self) -> None:
        """A name that was refused is not left standing as if it had been taken."""
        self._document.finish_edit()
        if self.fylke.text() != self._document.plan.fylke:
            self.fylke.setText(self._document.plan.fylke)

    def _on_month_unreadable(self, text: str) -> None:
        self._say(setning(Finding("ugyldig_start", Severity.ERROR, "Plan", None, "start", text)))

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setAccessibleName(text)
        self._error.setVisible(bool(text))

    def _fit(self) -> None:
        self.fylke.setFixedWidth(fonts.pixels(130))
        self.start.setFixedWidth(fonts.pixels(130))
        self.months.setFixedWidth(fonts.pixels(84))
        # Room for the arrows: the number stands before them, not under them.
        self.months.setStyleSheet(f"QSpinBox {{ padding-right: {fonts.pixels(20)}px; }}")
