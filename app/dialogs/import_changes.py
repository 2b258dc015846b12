"""What an import changes: the sheets with their counts, and the rows of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from app import format as fmt
from app import import_texts as words
from app.table_texts import RowsWords
from app.theme import fonts
from app.theme.style_sheet import set_look
from app.widgets.cells_table import Cell, CellRow, CellsTable, Column
from app.widgets.flow_row import FlowRow
from app.widgets.many_rows import LazyRows, ManyRowsTable
from app.widgets.panel import framed
from app.widgets.segmented import Option, Segmented
from app.widgets.wrap_host import WrapHost
from models.io.excel_columns import NUMBERS
from models.io.excel_schema import SHEETS
from models.plan_diff import PlanDiff, RowChange, SheetDiff
from planning_core.plan import Plan

_ALL, _NEW, _CHANGED, _GONE = "alle", "nye", "endret", "fjernet"
_EMPTY = (None, "", ())
_NARROW, _WIDEST = 190, 260
"""Room that words ask for; the first column, what a row is about, also takes what is left over."""
_BESIDE = 320
"""The rows stand beside the sheets where they get this width, in pixels at 100 % text; else under them."""
_SHEETS_IN_SIGHT = 4


class ImportChanges(QWidget):
    """Sheets to the left, and the rows of the chosen one that are new, changed or gone."""

    def __init__(self, old: Plan, new: Plan, diff: PlanDiff, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._old, self._new = old, new
        # What changes comes first: the rest is there to be seen as untouched.
        shown = sorted((s for s in diff.sheets if s.differs or s.same), key=lambda s: not s.differs)
        self._sheets = {s.sheet: s for s in shown}
        self.sheets = CellsTable(self, stretch=0, least=_SHEETS_IN_SIGHT)
        self.sheets.show_cells(self.tr("Ark i arbeidsboken"), self._columns(), self._rows(diff))
        self.sheets.row_chosen.connect(self.show_sheet)
        self.heading = QLabel(self)
        set_look(self.heading, role="panel")
        self.note = QLabel(self)
        set_look(self.note, role="secondary")
        self.kinds = Segmented([
            Option(_ALL, self.tr("Alle")), Option(_NEW, self.tr("Nye")), Option(_CHANGED, self.tr("Endret")),
            Option(_GONE, self.tr("Fjernet")),
        ], self.tr("Hvilke rader"), self)
        self.kinds.chosen.connect(self._show_rows)
        self.rows = ManyRowsTable(self, stretch=0)
        self._splitter = splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        splitter.setStyleSheet("QSplitter::handle { background: transparent; }")
        splitter.addWidget(framed(self.sheets))
        splitter.addWidget(framed(self.rows, WrapHost(FlowRow(self.heading, self.note, self.kinds, spacing=12))))
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        self.sheets.setMinimumWidth(self.sheets.wanted_width() + self.sheets.verticalScrollBar().sizeHint().width())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        first = next(iter(self._sheets))
        self.sheets.choose(first)
        self.show_sheet(first)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() - self.sheets.minimumWidth() >= fonts.pixels(_BESIDE)
        self._splitter.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [self.sheets, *self.kinds.buttons(), self.rows]

    def show_sheet(self, name: str) -> None:
        """Show the rows of a sheet; the sum has none of its own."""
        sheet = self._sheets.get(name)
        if sheet is None:
            return
        self.heading.setText(name)
        self.note.setText(self._note(sheet))
        self.rows.horizontalHeader().setVisible(bool(sheet.differs))
        self._rows_of = _SheetRows(self._old, self._new, sheet, self.tr)
        counts = {_NEW: len(sheet.added), _CHANGED: len(sheet.changed), _GONE: len(sheet.removed)}
        for kind, count in counts.items():
            self.kinds.set_available(kind, bool(count), self.tr("Ingen slike rader"))
        self.kinds.setVisible(sum(map(bool, counts.values())) > 1)
        self.kinds.choose(_ALL)
        self._show_rows(_ALL)

    def _show_rows(self, kind: str) -> None:
        rows = self._rows_of
        shown = rows.of_kind(kind)
        self.rows.show_many(self.tr("Endringer i {ark}").format(ark=self.heading.text()),
                            rows.columns if shown else (), shown)

    def _note(self, sheet: SheetDiff) -> str:
        if not sheet.differs and sheet.reordered:
            return self.tr("Ingen endringer, men radene står i en annen rekkefølge")
        if not sheet.differs:
            return self.tr("Ingen endringer")
        if not sheet.same:
            return ""
        return self.tr("1 rad er som før") if sheet.same == 1 else self.tr("{like} rader er som før").format(
            like=fmt.tall(sheet.same))

    def _columns(self) -> tuple[Column, ...]:
        return (Column(self.tr("Ark"), words=True), Column(self.tr("Nye")), Column(self.tr("Endret")),
                Column(self.tr("Fjernet")), Column(self.tr("Som før")))

    def _rows(self, diff: PlanDiff) -> list[CellRow]:
        rows = [
            _counts(s.sheet, (len(s.added), len(s.changed), len(s.removed), s.same), changed=bool(s.differs))
            for s in self._sheets.values()
        ]
        sums = (sum(len(s.added) for s in diff.sheets), sum(len(s.changed) for s in diff.sheets),
                sum(len(s.removed) for s in diff.sheets), sum(s.same for s in diff.sheets))
        total = _counts(self.tr("I alt"), sums, changed=True)
        return [*rows, CellRow(total.cells, "", is_sum=True)]


def _counts(name: str, counts: Sequence[int], *, changed: bool) -> CellRow:
    cells = [Cell(name, "text" if changed else "secondary", strong=changed)]
    last = len(counts) - 1
    cells += [Cell(fmt.tall(n), "text" if n and i < last else "secondary", strong=bool(n) and i < last)
              for i, n in enumerate(counts)]
    return CellRow(tuple(cells), name)


class _SheetRows:
    """Rows of one sheet as cells, made one by one."""

    def __init__(self, old: Plan, new: Plan, sheet: SheetDiff, tr) -> None:
        self._old, self._new, self._sheet = old, new, sheet
        self._fields = _fields_of(sheet)
        self._kinds = {
            _NEW: Cell(tr("Ny"), icon="plus"), _CHANGED: Cell(tr("Endret"), icon="pencil"),
            _GONE: Cell(tr("Fjernet"), "secondary", icon="trash"),
        }
        self._rows = {
            _CHANGED: LazyRows(len(sheet.changed), lambda i: self._changed(i, sheet.changed[i])),
            _NEW: LazyRows(len(sheet.added), lambda i: self._whole(new, sheet.added[i], _NEW, "text")),
            _GONE: LazyRows(len(sheet.removed), lambda i: self._whole(old, sheet.removed[i], _GONE, "secondary")),
        }
        header = RowsWords().header
        of_sheet = SHEETS[sheet.sheet]
        values = (of_sheet.column(f) for f in self._fields)
        self.columns = (
            Column(tr("Rad"), words=True, widest=_NARROW), Column(tr("Endring"), words=True),
            *(Column(header(c), words=c.kind not in NUMBERS,
                     widest=_WIDEST) for c in values),
        )

    def of_kind(self, kind: str) -> LazyRows:
        """The rows that are new, changed or gone; or all of them, the changed ones first."""
        return self._rows[kind] if kind in self._rows else LazyRows(self._sheet.differs, self._row)

    def _row(self, position: int) -> CellRow:
        for rows in self._rows.values():
            if position < len(rows):
                return rows[position]
            position -= len(rows)
        raise IndexError(position)

    def _changed(self, position: int, change: RowChange) -> CellRow:
        name = self._sheet.sheet
        about = words.about(self._new, name, change.new)
        if set(change.fields) & set(words.about_fields(name)):
            about = words.ARROW.join((words.about(self._old, name, change.old), about))
        cells = []
        for field in self._fields:
            if field in change.fields:
                text = words.change_words(self._old, self._new, name, change, field)
                cells.append(Cell(text, strong=True, tip=text))
            else:
                column = words.column_of(name, field, change.new)
                cells.append(Cell(words.value_words(self._new, column, getattr(change.new, field)), "secondary"))
        return CellRow((Cell(about, tip=about), self._kinds[_CHANGED], *cells), str(position))

    def _whole(self, plan: Plan, row: object, kind: str, role: str) -> CellRow:
        name = self._sheet.sheet
        about = words.about(plan, name, row)
        text = partial(words.value_words, plan)
        cells = [text(words.column_of(name, f, row), getattr(row, f)) for f in self._fields]
        return CellRow((Cell(about, role, tip=about), self._kinds[kind], *(Cell(t, role, tip=t) for t in cells)))


def _fields_of(sheet: SheetDiff) -> tuple[str, ...]:
    """Fields shown in columns of their own: those with something to see, and not part of what a row is about."""
    shown = {field for change in sheet.changed for field in change.fields}
    about = words.about_fields(sheet.sheet)
    fields = [c.field for c in SHEETS[sheet.sheet].columns if c.field not in about]
    for field in fields:
        if field not in shown and any(getattr(r, field) not in _EMPTY for rows in (sheet.added, sheet.removed)
                                      for r in rows):
            shown.add(field)
    return tuple(f for f in fields if f in shown)
