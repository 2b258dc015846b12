"""Which column of the sheet feeds which field: a drop-down for each, a fixed value instead, and the unit."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from app.column_texts import help_of
from app.theme.style_sheet import set_look
from app.wizard_texts import column_words, field_words, unit_factors
from models.io.excel_columns import NUMBERS, Column, Kind
from models.io.mapping import YEAR, Grid, Mapping, is_name
from models.io.mapping_codes import PERCENT_UNDECIDED
from models.io.mapping_names import Names
from models.io.mapping_read import Reading
from models.io.numbers import NOT_A_MONTH
from planning_core.findings import Finding
from planning_core.plan import Plan

_NOTHING, _FIXED = -1, -2
_YEAR_COLUMN = Column(YEAR, YEAR, Kind.TEXT)
"""A drop-down for the years where months are named without one."""


def make_narrow(box: QComboBox) -> None:
    """Let a drop-down be narrower than its longest words, in a form beside a sheet."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setMaxVisibleItems(18)


class FieldRow(QWidget):
    """One field. ``edited`` carries a function from a mapping to the mapping the user asks for."""

    edited = Signal(object)

    def __init__(self, target: str, column: Column, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = column
        self._loading = False
        words, tip = field_words(column), help_of(column.key) if column.key else ""
        if column is _YEAR_COLUMN:
            words, tip = self.tr("År"), self.tr("Kolonnen med året, når måneden står uten år.")
        label = QLabel(words, self)
        label.setWordWrap(True)
        if column.required:
            set_look(label, role="strong")
        self.source = QComboBox(self)
        self.fixed = QComboBox(self)
        self.fixed.setEditable(True)
        self.fixed.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        known = Names(plan, column, target).known if is_name(column) else column.choices
        self.fixed.addItems(["", *known])
        self.unit = QComboBox(self)
        for box, name in ((self.source, words), (self.fixed, self.tr("{felt}, fast verdi").format(felt=words)),
                          (self.unit, self.tr("{felt}, enhet for tallene").format(felt=words))):
            make_narrow(box)
            box.setAccessibleName(name)
            box.setAccessibleDescription(tip)
            box.setToolTip(tip)
        label.setBuddy(self.source)
        label.setToolTip(tip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (label, self.source, self.fixed, self.unit):
            layout.addWidget(widget)
        self.source.activated.connect(self._on_source_activated)
        self.fixed.activated.connect(self._on_fixed_edited)
        editor = self.fixed.lineEdit()
        assert editor is not None
        editor.editingFinished.connect(self._on_fixed_edited)
        self.unit.activated.connect(self._on_unit_activated)
        if column.kind is Kind.SHARE:
            self.unit.addItem(self.tr("Velg hva tallene er"), None)
            self.unit.addItem(self.tr("andeler: 0,4 er 40 %"), False)
            self.unit.addItem(self.tr("prosent: 0,4 er 0,4 %"), True)
        else:
            for unit, factor in unit_factors(column):
                self.unit.addItem(unit, factor)

    def show_state(self, mapping: Mapping, grid: Grid, reading: Reading | None) -> None:
        """Show what the mapping says of the field."""
        self._loading = True
        field = self.column.field
        place, constant = mapping.column_of(field), mapping.constant_of(field)
        empty = self.tr("Velg kolonne") if self.column.required else self.tr("Ikke i arket")
        options = [(empty, _NOTHING)]
        if self.column is not _YEAR_COLUMN:
            options.append((self.tr("Fast verdi"), _FIXED))
        options += [(column_words(grid, mapping.area, c), c) for c in range(mapping.area.left, mapping.area.right + 1)]
        if [(self.source.itemText(i), self.source.itemData(i)) for i in range(self.source.count())] != options:
            self.source.clear()
            for words, value in options:
                self.source.addItem(words, value)
        wanted = place if place is not None else _FIXED if constant is not None else _NOTHING
        self.source.setCurrentIndex(max(self.source.findData(wanted), 0))
        self.fixed.setVisible(place is None and constant is not None)
        if constant is not None and self.fixed.currentText() != constant:
            self.fixed.setEditText(constant)
        self._show_unit(mapping, place, reading)
        beside = self.column is not _YEAR_COLUMN or place is not None or _months_lack_years(mapping, reading)
        number = self.column.kind in NUMBERS and self.unit.isVisibleTo(self)
        self.setVisible(beside and (not mapping.is_wide_field(field) or number))
        self.source.setVisible(not mapping.is_wide_field(field))
        self._loading = False

    def _show_unit(self, mapping: Mapping, place: int | None, reading: Reading | None) -> None:
        fed = place is not None or mapping.is_wide_field(self.column.field)
        if self.column.kind is Kind.SHARE:
            answer = dict(mapping.percent).get(self.column.field)
            asked = reading is not None and self.column.field in reading.shares
            self.unit.setCurrentIndex(max(self.unit.findData(answer), 0) if answer is not None else 0)
            self.unit.setVisible(fed and (asked or answer is not None))
            return
        factor = dict(mapping.factors).get(self.column.field, 1.0)
        at = next((i for i in range(self.unit.count()) if self.unit.itemData(i) == factor), -1)
        if at < 0:
            self.unit.addItem(self.tr("ganget med {tall}").format(tall=factor), factor)
            at = self.unit.count() - 1
        self.unit.setCurrentIndex(at)
        self.unit.setVisible(fed and self.column.kind in NUMBERS and self.unit.count() > 1)

    def _on_source_activated(self) -> None:
        value, field = self.source.currentData(), self.column.field
        if value == _FIXED:
            self.edited.emit(lambda m: m.with_constant(field, m.constant_of(field) or ""))
            self.fixed.setFocus()
        else:
            self.edited.emit(lambda m: m.with_column(field, None if value == _NOTHING else value))

    def _on_fixed_edited(self) -> None:
        text, field = self.fixed.currentText(), self.column.field
        if not self._loading and self.fixed.isVisibleTo(self):
            self.edited.emit(lambda m: m if m.constant_of(field) in (None, text) else m.with_constant(field, text))

    def _on_unit_activated(self) -> None:
        value, field = self.unit.currentData(), self.column.field
        if self.column.kind is Kind.SHARE:
            self.edited.emit(lambda m: m.with_percent(field, value))
        else:
            self.edited.emit(lambda m: m.with_factor(field, value))


def _months_lack_years(mapping: Mapping, reading: Reading | None) -> bool:
    """Whether the column of months holds something that is no whole month, as ``Mars``."""
    if reading is None or mapping.column_of("maned") is None:
        return False
    header = mapping.sheet.column("maned").header
    return any(f.code == NOT_A_MONTH and f.column == header for f in reading.findings)


class FieldList(QWidget):
    """The fields of the target, made anew when it changes."""

    edited = Signal(object)

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._target = ""
        self.rows: dict[str, FieldRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)

    def show_state(self, mapping: Mapping, grid: Grid, reading: Reading | None) -> None:
        """Show a mapping."""
        if mapping.target != self._target:
            self._make(mapping)
        for row in self.rows.values():
            row.show_state(mapping, grid, reading)

    def widget_of(self, finding: Finding) -> QWidget | None:
        """The control that settles a finding about a field; None where it is about something else."""
        row = next((r for r in self.rows.values() if r.column.header == finding.column), None)
        if row is None:
            return None
        return row.unit if finding.code == PERCENT_UNDECIDED else row.source

    def _make(self, mapping: Mapping) -> None:
        for old in self.rows.values():
            old.hide()
            self._layout.removeWidget(old)
            old.deleteLater()
        self._target = mapping.target
        columns = [c for column in mapping.sheet.columns
                   for c in ((column, _YEAR_COLUMN) if column.field == "maned" else (column,))]
        self.rows = {c.field: FieldRow(mapping.target, c, self._plan, self) for c in columns}
        for row in self.rows.values():
            row.edited.connect(self.edited)
            self._layout.addWidget(row)
