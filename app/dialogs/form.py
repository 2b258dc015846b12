"""A dialog of fields about one row of the plan, with what is wrong beside each field as one types."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.dialogs.frame import lay_out
from app.table_texts import refusal
from app.theme import fonts
from app.theme.style_sheet import set_look
from app.widgets.scroll_page import scrolling
from planning_core.findings import Finding


class FormDialog(QDialog):
    """Takes what is typed only while nothing is wrong with it.

    A dialog makes its fields, adds a row for each, and then lays out.

    Parameters
    ----------
    rad : int or None
        The row that is edited; None for a new one.

    Signals
    -------
    submitted(object, object)
        Row (or None) and the draft; the plan it gives has no errors.
    """

    submitted = Signal(object, object)
    number_width = 112
    """Pixels of a field of numbers, at 100 % text."""

    def __init__(self, rad: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rad = rad
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._errors: dict[str, QLabel] = {}
        self._form = QGridLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        self._form.setColumnStretch(1, 1)

    def draft(self) -> object:
        """The row as the fields say it."""
        raise NotImplementedError

    def error_of(self, field: str) -> str:
        """What is said to be wrong beside a field; empty when nothing is."""
        return self._errors[field].text()

    def accept(self) -> None:
        if not self.ok.isEnabled():
            return
        self.submitted.emit(self._rad, self.draft())
        super().accept()

    def _add_row(self, key: str, name: str, widget: QWidget, field: QWidget, tip: str) -> None:
        """A field with its name before it, inside ``widget``, and room for what is wrong under it."""
        label = QLabel(name, self)
        label.setBuddy(field)
        for target in (label, widget, field):
            target.setToolTip(tip)
        field.setAccessibleName(name.replace("&", ""))
        field.setAccessibleDescription(tip)
        error = QLabel(self)
        error.setWordWrap(True)
        set_look(error, role="error")
        error.hide()
        self._errors[key] = error
        row = self._form.rowCount()
        self._form.addWidget(label, row, 0)
        self._form.addWidget(widget, row, 1)
        self._form.addWidget(error, row + 1, 1)

    def _with_unit(self, field: QWidget, unit: str, before: str = "") -> QWidget:
        """A field of numbers with grey words beside it."""
        box = QWidget(self)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        field.setFixedWidth(fonts.pixels(self.number_width))
        if before:
            line.addWidget(self._grey(before, box))
        line.addWidget(field)
        line.addWidget(self._grey(unit, box))
        line.addStretch(1)
        return box

    def _grey(self, text: str, parent: QWidget) -> QLabel:
        label = QLabel(text, parent)
        set_look(label, role="secondary")
        return label

    def _lay_out(self, save: str, *under: QWidget, below: tuple[QWidget, ...] = ()) -> QWidget:
        """Put the rows, and ``under`` them more, where they scroll; returns what scrolls."""
        self.reason = QLabel(self)
        self.reason.setWordWrap(True)
        set_look(self.reason, role="error")
        self.ok = QPushButton(save, self)
        set_look(self.ok, primary=True)
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.accept)
        self.cancel = QPushButton(self.tr("Avbryt"), self)
        self.cancel.clicked.connect(self.reject)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addLayout(self._form)
        for widget in under:
            column.addWidget(widget)
        column.addStretch(1)
        lay_out(self, scrolling(inside, self), (self.cancel, self.ok), below=below, words=self.reason)
        return inside

    def _show_errors(self, found: Iterable[tuple[str, Finding]]) -> None:
        """Say what is wrong: beside its field, or on the line of the buttons what belongs to none (``""``)."""
        said: dict[str, list[Finding]] = {}
        for field, finding in found:
            said.setdefault(field, []).append(finding)
        for field, label in self._errors.items():
            text = refusal(said[field]) if field in said else ""
            label.setText(text)
            label.setAccessibleName(text)
            label.setVisible(bool(text))
        elsewhere = refusal(said[""]) if "" in said else ""
        self.reason.setText(self.tr("Rett feltene som er merket.") if any(said.get(f) for f in self._errors) else elsewhere)
        self.ok.setEnabled(not said)
        self.ok.setAccessibleDescription(self.reason.text())
        self.ok.setToolTip(self.reason.text())
