"""The fylke's own numbers of past months, typed in or pasted: history before the plan, plan against actual in it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import history_texts as words
from app.context import AppContext
from app.saksflyt_texts import tagged
from app.theme import fonts, theme
from app.views.saksflyt_tab import SaksflytTab
from app.widgets.info_box import InfoBox
from app.widgets.table_panel import RowsPanel
from models.document import Document

WIDTH = 900
ROWS_IN_SIGHT = 14


class HistorikkTab(SaksflytTab):
    """The sheet Historikk as a table."""

    sheets = ("Historikk",)

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.rows = RowsPanel(self._document, context.messages, "Historikk", self, most=ROWS_IN_SIGHT,
                              empty=words.history_tab_empty(), suggest=self._next_row)
        self.note = InfoBox(words.history_tab_help(), parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.rows)
        layout.addWidget(self.note)
        layout.addStretch(1)
        theme().changed.connect(self._fit)
        self._fit()
        self.follow()

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return self.rows.stops()

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        plan = self._document.plan
        note = words.summary(plan) or words.history_tab_note()
        self.rows.set_heading(self.tr("Historikk"), tagged(note, plan, "Historikk"))

    def _next_row(self) -> dict[str, object]:
        """The month after the last row, for the same unit and ytelse."""
        rows = self._document.plan.historikk
        if not rows:
            return {"maned": self._document.plan.start}
        return {"enhet": rows[-1].enhet, "ytelse": rows[-1].ytelse, "maned": rows[-1].maned + 1}

    def _fit(self) -> None:
        self.rows.setMaximumWidth(fonts.pixels(WIDTH))
