"""Where the table stands: sheet, table, heading rows and last row, over the sheet itself."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from app.widgets.flow_row import FlowRow
from app.widgets.labelled_field import LabelledField
from app.wizard_texts import area_words
from models.io.mapping import Area, Grid, Mapping
from models.io.mapping_areas import areas


class PlaceRow(FlowRow):
    """``moved`` carries the :class:`Area` the user asks for; ``resized`` one whose columns are the same."""

    moved = Signal(object)
    resized = Signal(object)

    def __init__(self, grids: Dict[str, Grid], parent: QWidget | None = None) -> None:
        self.sheet, self.table = QComboBox(), QComboBox()
        self.header, self.last = QSpinBox(), QSpinBox()
        self.two_rows = QCheckBox()
        super().__init__(spacing=12, parent=parent)
        self._grids = grids
        self._mapping: Mapping | None = None
        self._tables: tuple[Area, ...] = ()
        self.two_rows.setText(self.tr("Overskrifter i to rader"))
        for box, name in ((self.sheet, self.tr("Ark")), (self.table, self.tr("Tabell"))):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
        for name, field in ((self.tr("Ark"), self.sheet), (self.tr("Tabell"), self.table),
                            (self.tr("Overskrifter i rad"), self.header), (self.tr("Siste rad"), self.last)):
            field.setAccessibleName(name)
            self._add(LabelledField(name, field))
        self._add(self.two_rows)
        for name, grid in grids.items():
            self.sheet.addItem(self.tr("{ark} (skjult)").format(ark=name) if grid.is_hidden else name, name)
        for spin in (self.header, self.last):
            spin.setKeyboardTracking(False)
            spin.setMinimum(0)
        self.header.setSpecialValueText(self.tr("ingen"))
        self.sheet.activated.connect(self._on_sheet_activated)
        self.table.activated.connect(lambda i: self.moved.emit(self._tables[i]))
        self.header.valueChanged.connect(self._on_header_changed)
        self.two_rows.clicked.connect(self._on_header_changed)
        self.last.valueChanged.connect(self._on_last_changed)

    def show_state(self, mapping: Mapping) -> None:
        """Show where the mapping's table stands."""
        area, grid = mapping.area, self._grids[mapping.area.sheet]
        self._mapping = mapping
        widgets = (self.sheet, self.table, self.header, self.last, self.two_rows)
        for widget in widgets:
            widget.blockSignals(True)
        self.sheet.setCurrentIndex(self.sheet.findData(area.sheet))
        found = areas(grid, area.header, area.header_rows)
        own = [replace(a, last=area.last) if (a.left, a.right) == (area.left, area.right) else a for a in found]
        self._tables = tuple(own) if area in own else (area, *own)
        self.table.clear()
        self.table.addItems([area_words(a) for a in self._tables])
        self.table.setCurrentIndex(self._tables.index(area))
        self.table.setEnabled(len(self._tables) > 1)
        self.header.setMaximum(max(grid.last_row - 1, 0))
        self.header.setValue(area.header)
        self.last.setRange(area.header + 1, max(grid.last_row, area.header + 1))
        self.last.setValue(area.last)
        self.two_rows.setChecked(area.header_rows > 1)
        self.two_rows.setEnabled(area.header > 1)
        for widget in widgets:
            widget.blockSignals(False)

    def _add(self, widget: QWidget) -> None:
        layout = self.layout()
        assert layout is not None
        layout.addWidget(widget)

    def _on_sheet_activated(self) -> None:
        found = areas(self._grids[self.sheet.currentData()])
        if found:
            self.moved.emit(found[0])
        else:
            grid = self._grids[self.sheet.currentData()]
            self.moved.emit(Area(grid.name, 1, max(grid.last_row, 2), 1, max(grid.last_column, 1)))

    def _on_header_changed(self) -> None:
        assert self._mapping is not None
        old, grid = self._mapping.area, self._grids[self._mapping.area.sheet]
        rows = 2 if self.two_rows.isChecked() and self.header.value() > 1 else 1
        found = areas(grid, self.header.value(), rows)
        same = next((a for a in found if a.left == old.left), found[0] if found else None)
        if same is None:
            same = replace(old, header=self.header.value(), header_rows=rows, last=max(old.last, self.header.value() + 1))
        self.moved.emit(same)

    def _on_last_changed(self, last: int) -> None:
        assert self._mapping is not None
        self.resized.emit(replace(self._mapping.area, last=last))
