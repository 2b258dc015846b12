"""What one assumption is: help, value, ranges, grade and source, and the way back to the default."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app import forutsetninger_texts as words
from app.parameter_texts import HELP, LABELS, brukes_i
from app.texts import unit_after
from app.theme import icons, theme
from app.theme.style_sheet import set_look
from app.widgets.info_box import InfoBox
from models.parameter_rows import ParameterRow


class AssumptionDetail(QFrame):
    """``reset_wanted`` carries the key of the assumption that is to have its default again."""

    reset_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: ParameterRow | None = None
        set_look(self, panel=True)
        self._title = QLabel(self)
        set_look(self._title, role="panel")
        self._title.setWordWrap(True)
        self._help = QLabel(self)
        self._help.setWordWrap(True)
        self._facts = QLabel(self)
        self._facts.setWordWrap(True)
        self._facts.setTextFormat(Qt.TextFormat.RichText)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.warning = InfoBox("", "warning", self)
        self.reset_button = QPushButton(self)
        icons.follow(self.reset_button, "undo")
        self.reset_button.clicked.connect(self._on_reset_button_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for widget in (self._title, self._help, self.warning, self._facts):
            layout.addWidget(widget)
        layout.addWidget(self.reset_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._excel = QLabel(self.tr("Eget område, grad og kilde redigeres i Excel, i arket Forutsetninger."), self)
        set_look(self._excel, role="dense")
        self._excel.setWordWrap(True)
        layout.addWidget(self._excel)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        theme().changed.connect(self._show)

    @property
    def text(self) -> str:
        """All that is said, for the screen reader."""
        return self.accessibleDescription()

    def set_row(self, row: ParameterRow | None) -> None:
        """Show an assumption; None asks the reader to choose one."""
        if row is None or row != self._row:
            self._row = row
            self._show()

    def _show(self) -> None:
        row = self._row
        for widget in (self._facts, self.reset_button, self._excel):
            widget.setVisible(row is not None)
        if row is None:
            self._title.setText(self.tr("Ingen forutsetning er valgt"))
            self._help.setText(self.tr("Velg en rad for å se hva den betyr, og hvor tallet kommer fra."))
            self.warning.set_text("")
            self.setAccessibleDescription(self._help.text())
            return
        self._title.setText(LABELS[row.key])
        self._help.setText(HELP[row.key])
        self.warning.set_text(words.outside_sentence(row) if row.outside else "")
        facts = self._fact_lines(row)
        secondary = theme().palette.secondary
        self._facts.setText("<br>".join(
            f'<span style="color:{secondary}">{html.escape(name)}:</span> {html.escape(value)}' for name, value in facts))
        default = words.value_text(row.parameter, row.parameter.default)
        self.reset_button.setText(self.tr("Bruk standardverdien, {verdi}").format(verdi=default))
        self.reset_button.setVisible(not row.per_row)
        self._excel.setVisible(row.parameter.sheet == "Forutsetninger")
        self.reset_button.setEnabled(row.rad is not None or (row.parameter.sheet == "Plan" and row.changed))
        self.setAccessibleName(LABELS[row.key])
        spoken = [HELP[row.key], *(f"{name}: {value}." for name, value in facts)]
        self.setAccessibleDescription(" ".join(spoken))

    def _fact_lines(self, row: ParameterRow) -> list[tuple[str, str]]:
        parameter = row.parameter
        facts = [(self.tr("Verdi i planen"), f"{words.value_in_force(row)} {unit_after(parameter)}".rstrip())]
        if row.per_row:
            facts.append((self.tr("Hvor"), words.set_in(parameter)))
        facts.append((self.tr("Standard"), words.value_text(parameter, parameter.default)))
        if parameter.low is not None or parameter.high is not None:
            facts.append((self.tr("Vanlig område"), words.span_text(parameter, parameter.low, parameter.high)))
        if row.lav is not None or row.hoy is not None:
            facts.append((self.tr("Eget område i planen"), words.span_text(parameter, row.lav, row.hoy)))
        if parameter.lower is not None or parameter.upper is not None:
            facts.append((self.tr("Grenser"), words.span_text(parameter, parameter.lower, parameter.upper)))
        grade = f"{row.grad}, {words.grade_word(row.grad).lower()}. {words.grade_help(row.grad)}"
        facts.append((self.tr("Grad"), grade))
        facts.append((self.tr("Kilde"), row.kilde))
        used = self.tr("{tema} (metoden, del {nummer})")
        facts.append((self.tr("Brukes i"), used.format(tema=brukes_i(row.key), nummer=parameter.section)))
        facts.append((self.tr("Nøkkel i Excel"), parameter.key))
        return facts

    def _on_reset_button_clicked(self) -> None:
        if self._row is not None:
            self.reset_wanted.emit(self._row.key)
