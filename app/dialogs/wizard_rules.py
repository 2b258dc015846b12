"""Which rows of the table are read, and what its marks, points and empty names mean."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from app import format as fmt
from app.dialogs.wizard_fields import make_narrow
from app.theme.style_sheet import set_look
from app.widgets.segmented import Option, Segmented
from app.wizard_texts import column_words
from models.io.mapping import Grid, Keep, Mapping, Mark, Mode, Point, is_name, text_key
from models.io.mapping_codes import MARK_UNDECIDED
from models.io.mapping_read import Reading
from models.io.mapping_twice import MOST_VALUES
from models.io.numbers import AMBIGUOUS_NUMBER
from planning_core.findings import Finding

_ALL = -1
_UNDECIDED, _LEFT_OUT = "velg", "utelat"
_MARK_VALUES = (0.0, 1.0, 2.0, 3.0)


class KeepRow(QWidget):
    """Rows are kept where one column shows one of some texts. ``edited`` as in :class:`FieldRow`."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep: Keep | None = None
        self.column = QComboBox(self)
        make_narrow(self.column)
        self.column.setAccessibleName(self.tr("Kolonne som avgjør hvilke rader som er med"))
        self.values = QPushButton(self.tr("Velg verdier"), self)
        self.menu = QMenu(self.values)
        self.values.setMenu(self.menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.column)
        layout.addWidget(self.values)
        self.column.activated.connect(self._on_column_activated)

    def show_state(self, mapping: Mapping, grid: Grid, keep: Keep | None) -> None:
        """Show one choice of rows, or that all are read."""
        self._keep = keep
        options = [(self.tr("Alle rader") if not mapping.keep else self.tr("Enda et krav til radene"), _ALL)]
        for column in range(mapping.area.left, mapping.area.right + 1):
            count = len(grid.values(mapping.area, column))
            if 2 <= count <= MOST_VALUES or (keep is not None and column == keep.column):
                options.append((column_words(grid, mapping.area, column), column))
        if [(self.column.itemText(i), self.column.itemData(i)) for i in range(self.column.count())] != options:
            self.column.clear()
            for words, value in options:
                self.column.addItem(words, value)
        self.column.setCurrentIndex(max(self.column.findData(keep.column if keep else _ALL), 0))
        self.values.setVisible(keep is not None)
        self.menu.clear()
        if keep is None:
            return
        texts = list(grid.values(mapping.area, keep.column))[: 3 * MOST_VALUES]
        kept = [t for t in texts if text_key(t) in keep.values]
        for text in texts:
            action = QAction(text.replace("&", "&&"), self.menu)
            action.setCheckable(True)
            action.setChecked(text_key(text) in keep.values)
            action.triggered.connect(lambda checked, t=text: self._on_value_triggered(t, checked))
            self.menu.addAction(action)
        words = kept[0] if len(kept) == 1 else self.tr("{valgt} av {alle} valgt").format(
            valgt=fmt.tall(len(kept)), alle=fmt.tall(len(texts)))
        self.values.setText(words)
        self.values.setAccessibleName(self.tr("Verdier som er med: {verdier}").format(verdier=", ".join(kept) or words))

    def _on_column_activated(self) -> None:
        column, old = self.column.currentData(), self._keep

        def edit(mapping: Mapping, grid: Grid) -> Mapping:
            if old is not None and old.column != column:
                mapping = mapping.with_keep(old.column, None)
            if column == _ALL:
                return mapping
            texts = grid.values(mapping.area, column)
            return mapping.with_keep(column, tuple(text_key(t) for t in texts))

        self.edited.emit(edit)

    def _on_value_triggered(self, text: str, checked: bool) -> None:
        keep = self._keep
        assert keep is not None
        rest = tuple(v for v in keep.values if v != text_key(text))
        values = (*rest, text_key(text)) if checked else rest
        self.edited.emit(lambda mapping, grid: mapping.with_keep(keep.column, values))


class _Above(QWidget):
    """A word over a drop-down, which may be narrow."""

    def __init__(self, words: str, box: QComboBox, parent: QWidget) -> None:
        super().__init__(parent)
        label = QLabel(words, self)
        label.setWordWrap(True)
        label.setBuddy(box)
        make_narrow(box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label)
        layout.addWidget(box)


class RulesPanel(QWidget):
    """The rest of a mapping. ``edited`` carries a function of mapping and grid."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wide = QCheckBox(self.tr("Én kolonne per måned"), self)
        self.fill_down = QCheckBox(self.tr("Tomt navn: som i raden over"), self)
        self.hidden = QCheckBox(self.tr("Ta med skjulte rader"), self)
        self.point = QComboBox(self)
        self.point.addItem(self.tr("Velg hva punktum er"), Point.ASK.value)
        self.point.addItem(self.tr("tusenskille: 1.234 er 1 234"), Point.THOUSANDS.value)
        self.point.addItem(self.tr("desimaltegn: 1.234 er 1,234"), Point.DECIMALS.value)
        self.point.setAccessibleName(self.tr("Punktum i tall"))
        self.point_row = _Above(self.tr("Punktum i tall"), self.point, self)
        self.mode = Segmented((
            Option(Mode.UPDATE.value, self.tr("Bytt ut og legg til")),
            Option(Mode.REPLACE.value, self.tr("Erstatt hele tabellen")),
        ), self.tr("Det planen har fra før"), self)
        self.mode_note = QLabel(self)
        self.mode_note.setWordWrap(True)
        set_look(self.mode_note, role="secondary")
        self.keeps: list[KeepRow] = []
        self.marks: dict[str, QComboBox] = {}
        self._mark_rows: dict[str, QWidget] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._keep_layout, self._mark_layout = QVBoxLayout(), QVBoxLayout()
        for inner in (self._keep_layout, self._mark_layout):
            inner.setSpacing(8)
        layout.addWidget(self._heading(self.tr("Rader som tas med")))
        layout.addLayout(self._keep_layout)
        for box in (self.wide, self.fill_down, self.hidden):
            layout.addWidget(box)
        layout.addLayout(self._mark_layout)
        layout.addWidget(self.point_row)
        layout.addWidget(self._heading(self.tr("Det planen har fra før")))
        layout.addWidget(self.mode)
        layout.addWidget(self.mode_note)
        self.wide.clicked.connect(lambda on: self._emit(lambda m: replace(m, wide=on)))
        self.fill_down.clicked.connect(lambda on: self._emit(lambda m: replace(m, fill_down=on)))
        self.hidden.clicked.connect(lambda on: self._emit(lambda m: replace(m, hidden=on)))
        self.point.activated.connect(lambda: self._emit(lambda m: replace(m, point=Point(self.point.currentData()))))
        self.mode.chosen.connect(lambda key: self._emit(lambda m: replace(m, mode=Mode(key))))

    def show_state(self, mapping: Mapping, grid: Grid, reading: Reading | None) -> None:
        """Show what the mapping says."""
        self.wide.setVisible(mapping.sheet.wide is not None)
        self.wide.setChecked(mapping.wide)
        self.fill_down.setVisible(any(is_name(c) for c in mapping.sheet.columns))
        self.fill_down.setChecked(mapping.fill_down)
        self.hidden.setVisible(any(mapping.area.first <= r <= mapping.area.last for r in grid.hidden_rows))
        self.hidden.setChecked(mapping.hidden)
        self.point_row.setVisible(mapping.point is not Point.ASK or bool(reading and reading.ambiguous))
        self.point.setCurrentIndex(max(self.point.findData(mapping.point.value), 0))
        self.mode.choose(mapping.mode.value)
        self.mode_note.setText(
            self.tr("Rader om det samme byttes ut. Alt annet i tabellen er som før.") if mapping.mode is Mode.UPDATE
            else self.tr("Rader som ikke står i arket, blir borte fra tabellen."))
        self._show_keeps(mapping, grid)
        self._show_marks(mapping, reading)

    def widget_of(self, finding: Finding) -> QWidget | None:
        """The control that settles a finding; None where it is about something else."""
        if finding.code == MARK_UNDECIDED:
            return self.marks.get(str(finding.value))
        if finding.code == AMBIGUOUS_NUMBER:
            return self.point
        return None

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text, self)
        set_look(label, role="strong")
        return label

    def _show_keeps(self, mapping: Mapping, grid: Grid) -> None:
        wanted: list[Keep | None] = [*mapping.keep, None]
        while len(self.keeps) < len(wanted):
            row = KeepRow(self)
            row.edited.connect(self.edited)
            self._keep_layout.addWidget(row)
            self.keeps.append(row)
        for i, row in enumerate(self.keeps):
            row.setVisible(i < len(wanted))
            if i < len(wanted):
                row.show_state(mapping, grid, wanted[i])

    def _show_marks(self, mapping: Mapping, reading: Reading | None) -> None:
        answered = {m.text: m.value for m in mapping.marks}
        counts = reading.marks if reading is not None else {}
        for text in counts:
            if text not in self.marks:
                self._add_mark(text)
        for text, box in self.marks.items():
            self._mark_rows[text].setVisible(text in counts)
            if text in answered and box.findData(answered[text]) < 0 and answered[text] is not None:
                box.addItem(self.tr("regnes som {tall}").format(tall=fmt.tall(answered[text], 1)), answered[text])
            wanted = _UNDECIDED if text not in answered else _LEFT_OUT if answered[text] is None else answered[text]
            box.setCurrentIndex(max(box.findData(wanted), 0))

    def _add_mark(self, text: str) -> None:
        box = QComboBox(self)
        box.addItem(self.tr("Velg hva tegnet betyr"), _UNDECIDED)
        box.addItem(self.tr("regnes ikke med"), _LEFT_OUT)
        for value in _MARK_VALUES:
            box.addItem(self.tr("regnes som {tall}").format(tall=fmt.tall(value)), value)
        words = self.tr("«{tegn}» i stedet for tall").format(tegn=text)
        box.setAccessibleName(words)
        box.activated.connect(lambda _i, t=text, b=box: self._on_mark_activated(t, b))
        row = _Above(words, box, self)
        self._mark_layout.addWidget(row)
        self.marks[text], self._mark_rows[text] = box, row

    def _on_mark_activated(self, text: str, box: QComboBox) -> None:
        chosen = box.currentData()
        if chosen == _UNDECIDED:
            self._emit(lambda m: replace(m, marks=tuple(k for k in m.marks if k.text != text)))
        else:
            mark = Mark(text, None if chosen == _LEFT_OUT else float(chosen))
            self._emit(lambda m: m.with_marks([mark]))

    def _emit(self, edit) -> None:
        self.edited.emit(lambda mapping, grid: edit(mapping))
