"""The month that numbers are shown for: the first one, the last one, or any other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.widgets.flow_row import FlowRow
from app.widgets.month_box import MonthBox
from app.widgets.segmented import Option, Segmented

FIRST, LAST, OTHER = "forste", "siste", "valgt"


class MonthChoice(QWidget):
    """``changed`` when the reader chose another month. The last month is chosen first, and follows the plan's horizon."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = Segmented(
            (Option(FIRST, self.tr("Første måned")), Option(LAST, self.tr("Siste måned")), Option(OTHER, self.tr("Velg måned"))),
            self.tr("Tall for"))
        self.kinds.choose(LAST)
        self.months = MonthBox(self.tr("Tall for"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(FlowRow(self.kinds, self.months))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.kinds.chosen.connect(self._on_kind_chosen)
        self.months.currentIndexChanged.connect(self._on_month_chosen)

    @property
    def month(self) -> int:
        """The chosen month."""
        return self.months.month or 0

    def set_months(self, months: Sequence[int]) -> None:
        """Offer the months of a plan; not announced."""
        chosen = self.months.month
        self.months.blockSignals(True)
        self.months.set_months(months)
        if self.kinds.key == OTHER and chosen not in months:
            self.kinds.choose(LAST)
        self.months.choose({FIRST: months[0], LAST: months[-1]}.get(self.kinds.key, chosen))
        self.months.blockSignals(False)

    def _on_kind_chosen(self, kind: str) -> None:
        if kind == OTHER:
            self.months.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        # Announced by the list of months, where it is another one.
        self.months.setCurrentIndex(0 if kind == FIRST else self.months.count() - 1)
        self.kinds.choose(kind)

    def _on_month_chosen(self, at: int) -> None:
        self.kinds.choose(FIRST if at == 0 else LAST if at == self.months.count() - 1 else OTHER)
        self.changed.emit()
