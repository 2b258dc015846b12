"""Names of the workbook and what they are in the plan: what was matched, and what the user decides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from app import format as fmt
from app.table_texts import column_label
from app.widgets.cells_table import Cell, CellRow, Column
from app.widgets.flow_row import FlowRow
from app.widgets.labelled_field import LabelledField
from app.widgets.many_rows import LazyRows, ManyRowsTable
from app.widgets.panel import framed
from app.wizard_texts import choice_words, how_words
from models.io.excel_schema import SHEETS
from models.io.mapping import Answer, text_key
from models.io.mapping_names import How, Name
from planning_core.plan import Plan

_SKIP, _NEW = "hopp", "ny"


class NamesPage(QWidget):
    """``answered`` carries decisions as a tuple of :class:`Answer`."""

    answered = Signal(object)

    def __init__(self, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._target = ""
        self._names: tuple[Name, ...] = ()
        self.intro = QLabel(self)
        self.intro.setWordWrap(True)
        self.table = ManyRowsTable(self, stretch=3)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.choice = QComboBox(self)
        self.choice.setMinimumContentsLength(24)
        self.choice.setMaxVisibleItems(18)
        self.choice.setAccessibleName(self.tr("De merkede navnene er"))
        self.use = QPushButton(self.tr("Bruk på de merkede"), self)
        self.accept_all = QPushButton(self.tr("Godta forslagene"), self)
        self.skip_rest = QPushButton(self.tr("Hopp over resten"), self)
        self.remember = QCheckBox(self.tr("Husk valgene til neste gang"), self)
        self.remember.setChecked(True)
        self.use.clicked.connect(self._on_use_clicked)
        self.accept_all.clicked.connect(self._on_accept_all_clicked)
        self.skip_rest.clicked.connect(self._on_skip_rest_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.intro)
        layout.addWidget(FlowRow(self.accept_all, self.skip_rest, parent=self))
        layout.addWidget(framed(self.table, parent=self), 1)
        layout.addWidget(FlowRow(LabelledField(self.tr("De merkede er"), self.choice, parent=self), self.use, self.remember,
                                 parent=self))

    @property
    def names(self) -> Sequence[Name]:
        """The names in the order of the table: those to be decided first."""
        return self._names

    def show_names(self, target: str, names: Sequence[Name]) -> None:
        """Show the names of a reading; what is marked stays marked where it can."""
        marked = {(self._names[i].field, text_key(self._names[i].text)) for i in self._marked()}
        order = sorted(names, key=lambda n: (n.decided, n.how is None, n.field))
        self._target, self._names = target, tuple(order)
        self.intro.setText(self._sentence())
        several = len({n.field for n in names}) > 1
        columns = (
            Column(self.tr("I arbeidsboken"), words=True, widest=320), Column(self.tr("Rader")),
            *((Column(self.tr("Gjelder"), words=True),) if several else ()),
            Column(self.tr("I planen"), words=True, widest=320), Column(self.tr("Hvorfor"), words=True, widest=320),
        )
        self.table.show_many(self.tr("Navn i arbeidsboken"), columns,
                             LazyRows(len(order), lambda i: self._row(i, several)))
        rows = [i for i, n in enumerate(self._names) if (n.field, text_key(n.text)) in marked]
        self.table.mark_row(rows[0] if rows and not self._names[rows[0]].decided else 0)
        proposals = [n for n in self._names if not n.decided and n.how is not None]
        waiting = [n for n in self._names if not n.decided]
        self.accept_all.setText(self.tr("Godta forslagene ({antall})").format(antall=fmt.tall(len(proposals)))
                                if proposals else self.tr("Godta forslagene"))
        self.accept_all.setEnabled(bool(proposals))
        self.skip_rest.setText(self.tr("Hopp over resten ({antall})").format(antall=fmt.tall(len(waiting)))
                               if waiting else self.tr("Hopp over resten"))
        self.skip_rest.setEnabled(bool(waiting))
        self._on_selection_changed()

    def _sentence(self) -> str:
        waiting = sum(not n.decided for n in self._names)
        if not self._names:
            return self.tr("Tabellen har ingen navn som skal kobles til planen.")
        if not waiting:
            return self.tr("Alle navn er koblet til planen eller hoppes over. Merk et navn for å endre det.")
        return self.tr("Programmet er ikke sikker på {antall} av {alle} navn. Merk ett eller flere, og velg hva de er.").format(
            antall=fmt.tall(waiting), alle=fmt.tall(len(self._names)))

    def _row(self, position: int, several: bool) -> CellRow:
        name = self._names[position]
        field = (Cell(column_label(SHEETS[self._target].column(name.field)), "secondary"),) if several else ()
        words = choice_words(self._plan, name.field, name.choice) if name.decided or name.how is not None else fmt.UNDEFINED
        role = "secondary" if name.decided and name.choice is None else "text"
        why = how_words(name)
        return CellRow((
            Cell(name.text, role, tip=name.text), Cell(fmt.tall(name.rows), "secondary"), *field,
            Cell(words, role if name.decided else "secondary", strong=name.decided and name.choice is not None, tip=words),
            Cell(why, "secondary" if name.decided else "warning_text", icon="" if name.decided else "question"),
        ), f"{name.field}\t{name.text}")

    def _marked(self) -> list[int]:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        if not rows and self.table.currentIndex().isValid():
            rows = {self.table.currentIndex().row()}
        return sorted(r for r in rows if r < len(self._names))

    def _on_selection_changed(self) -> None:
        marked = [self._names[i] for i in self._marked()]
        fields = {n.field for n in marked}
        self.choice.clear()
        if len(fields) == 1:
            first = marked[0]
            self.choice.addItem(self.tr("Hopp over"), _SKIP)
            if not SHEETS[self._target].column(first.field).reference:
                self.choice.addItem(self.tr("Nytt navn i planen, som det står"), _NEW)
            for option in first.options:
                self.choice.addItem(choice_words(self._plan, first.field, option), f"={option}")
            self._propose(first)
        else:
            self.choice.addItem(self.tr("Merk navn av samme slag"), "")
        self.choice.setEnabled(len(fields) == 1)
        self.use.setEnabled(len(fields) == 1)

    def _propose(self, name: Name) -> None:
        """Begin with what the name is, or is taken to be."""
        if name.how is How.NEW:
            wanted = _NEW
        elif name.choice is None:
            wanted = _SKIP
        else:
            wanted = f"={name.choice}"
        self.choice.setCurrentIndex(max(self.choice.findData(wanted), 0))

    def _on_use_clicked(self) -> None:
        chosen = str(self.choice.currentData())
        marked = [self._names[i] for i in self._marked()]
        self.answered.emit(tuple(
            Answer(n.field, text_key(n.text), None if chosen == _SKIP else n.text if chosen == _NEW else chosen[1:])
            for n in marked
        ))

    def _on_accept_all_clicked(self) -> None:
        self.answered.emit(tuple(
            Answer(n.field, text_key(n.text), n.choice) for n in self._names if not n.decided and n.how is not None))

    def _on_skip_rest_clicked(self) -> None:
        self.answered.emit(tuple(Answer(n.field, text_key(n.text), None) for n in self._names if not n.decided))
