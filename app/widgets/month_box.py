"""A list of months to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QWidget

from app import format as fmt


class MonthBox(QComboBox):
    """Months by name; the value is a month index."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMaxVisibleItems(12)

    @property
    def month(self) -> int | None:
        """The chosen month; None when there is none to choose."""
        return self.currentData()

    def set_months(self, months: Iterable[int]) -> None:
        """Offer other months; the chosen one stays chosen when it is among them, but the last one stays the last."""
        offered, chosen = list(months), self.month
        at_end = self.currentIndex() == self.count() - 1
        if [self.itemData(i) for i in range(self.count())] == offered:
            return
        self.blockSignals(True)
        self.clear()
        for month in offered:
            self.addItem(fmt.maned_lang(month), month)
        self.blockSignals(False)
        if offered:
            self.choose(offered[-1] if at_end or chosen not in offered else chosen)

    def choose(self, month: int) -> None:
        """Choose a month without announcing it; one that is not offered is added at its place."""
        self.blockSignals(True)
        at = self.findData(month)
        if at < 0:
            at = sum(1 for i in range(self.count()) if self.itemData(i) < month)
            self.insertItem(at, fmt.maned_lang(month), month)
        self.setCurrentIndex(at)
        self.blockSignals(False)
