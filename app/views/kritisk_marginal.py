"""The panel Marginalt årsverk: what one årsverk more or less does in each unit, ranked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app import kritisk_texts as words
from app.texts import setning
from app.theme.style_sheet import set_look
from app.views.kritisk_picture import marginal_table
from app.widgets.cells_table import CellsTable
from app.widgets.flow_row import FlowRow
from app.widgets.segmented import Option, Segmented
from planning_core.questions.marginal import Marginalt

MORE, LESS = "mer", "mindre"
MOST = 16
"""Units in sight; the rest are scrolled to, so that the page does not become endless."""


class MarginalPanel(QFrame):
    """``turned`` when the reader asks for one more instead of one less, or the other way round."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Marginalt | None = None
        self._chosen = ""
        set_look(self, panel=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 8, 1, 1)
        inside.setSpacing(4)
        title = QLabel(self.tr("Marginalt årsverk"), self)
        set_look(title, role="panel")
        self._note = QLabel(self)
        set_look(self._note, role="secondary")
        self._note.setWordWrap(True)
        self.sign = Segmented([Option(MORE, self.tr("Ett mer")), Option(LESS, self.tr("Ett mindre"))],
                              self.tr("Ett årsverk mer eller mindre"))
        self.sign.chosen.connect(lambda _: self.turned.emit())
        head = FlowRow(title, self.sign, parent=self)
        for widget in (head, self._note):
            holder = QWidget(self)
            around = QVBoxLayout(holder)
            around.setContentsMargins(12, 0, 12, 0)
            around.addWidget(widget)
            inside.addWidget(holder)
        self.table = CellsTable(self)
        self.table.row_chosen.connect(self._on_table_row_chosen)
        inside.addWidget(self.table)
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.setContentsMargins(12, 4, 12, 8)
        inside.addWidget(self.sentence)

    def show_result(self, found: Marginalt, *, stale: bool) -> None:
        """Show one more, or one less, as chosen."""
        self._found = found
        more = self.sign.key == MORE
        columns, rows = marginal_table(found, more)
        note = (self.tr("Ett nytt, erfarent årsverk fra første måned i én enhet om gangen: endring i fylket i siste måned.")
                if more else
                self.tr("Ett årsverk kuttet fra første måned i én enhet om gangen: endring i fylket i siste måned."))
        notes = [note] if more else [note, *(setning(f) for f in found.findings)]
        self._note.setText(" ".join(notes))
        self.table.show_cells(self.tr("Marginalt årsverk"), columns, rows, stale=stale)
        self._fit_height()
        self.table.choose(self._chosen)
        self._show_sentence()

    def wanted_width(self) -> int:
        """Width in which no column is cut."""
        scrolls = self.table.cells.rowCount() > MOST
        return self.table.wanted_width() + 4 + (self.table.verticalScrollBar().sizeHint().width() if scrolls else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        self.table.setFixedHeight(self.table.wanted_height(min(self.table.cells.rowCount(), MOST)))

    def _on_table_row_chosen(self, key: str) -> None:
        self._chosen = key
        self._show_sentence()

    def _show_sentence(self) -> None:
        """What the marked row says; before one is marked, where one more does most, or one less costs least."""
        found, more = self._found, self.sign.key == MORE
        if found is None:
            return
        effects = found.mer if more else found.mindre
        marked = next((e for e in effects if e.enhet == self._chosen), None)
        if marked is None and more:
            text = " ".join(words.marginal_sentences(found))
        else:
            shown = marked or next(iter(effects), None)
            text = "" if shown is None else words.marginal_sentence(found.plan, shown)
        self.sentence.setText(text)
        self.sentence.setAccessibleName(text)
        self.sentence.setVisible(bool(text))
