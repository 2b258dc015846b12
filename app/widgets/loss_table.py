"""Hours lost along the way, apart by whether the loss fades or stays: planen, uten, difference."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app import format as fmt
from app.difference import HOURS, Better, difference
from app.table_csv import TableContent
from app.theme import theme
from app.theme.style_sheet import set_look
from models.io.csv_text import Number

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class LossTable(QWidget):
    """Two rows, forbigående and varig, each with the pair and the difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: dict[str, tuple[float, float]] = {}
        self._stale = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._numbers: dict[str, tuple[QLabel, QLabel, QLabel]] = {}
        self.setAccessibleName(self.tr("Tap underveis, timer"))
        self._build()
        theme().changed.connect(self._show)

    def set_values(self, forbigaende: tuple[float, float], varig: tuple[float, float], stale: bool = False) -> None:
        """Hours over the whole plan, planen and uten flyttinger; grey while they are ``stale``."""
        values = {"forbigaende": forbigaende, "varig": varig}
        if (values, stale) != (self._values, self._stale):
            self._values, self._stale = values, stale
            self._show()

    def own_content(self) -> TableContent:
        """The rows as a file holds them."""
        unit = self.tr("timer")
        titles = (self.tr("Tap"), *(f"{title} ({unit})" for title in
                                    (self.tr("Planen"), self.tr("Uten flyttinger"), self.tr("Forskjell"))))
        rows = []
        for key in self._numbers:
            planen, uten = self._values.get(key, (float("nan"), float("nan")))
            rows.append((self._name(key), *(Number(HOURS.plain(value)) for value in (planen, uten, planen - uten))))
        return TableContent(titles, tuple(rows))

    def sentence(self, key: str) -> str:
        """One row in words, for the screen reader."""
        planen, uten = self._values.get(key, (float("nan"), float("nan")))
        return self.tr("{navn}: {planen} timer i planen, {uten} uten flyttinger, forskjell {forskjell}").format(
            navn=self._name(key), planen=fmt.timer(planen), uten=fmt.timer(uten),
            forskjell=fmt.endring(planen - uten))

    def _build(self) -> None:
        headings = (self.tr("planen"), self.tr("uten"), self.tr("forskjell"))
        for column, text in enumerate(headings, start=1):
            label = QLabel(text, self)
            set_look(label, role="dense")
            self._grid.addWidget(label, 0, column, _RIGHT)
        causes = {
            "forbigaende": self.tr("læring, oppstart, omstilling, tapt kompetanse"),
            "varig": self.tr("ekstra håndtering, rådgivning, telefon, restarbeid, frigjort tid som blir borte"),
        }
        for at, key in enumerate(("forbigaende", "varig")):
            name = QLabel(self._name(key), self)
            labels = (QLabel(self), QLabel(self), QLabel(self))
            for column, label in enumerate(labels, start=1):
                self._grid.addWidget(label, 1 + at, column, _RIGHT)
            for label in (name, *labels):
                label.setToolTip(causes[key])
            name.setAccessibleDescription(causes[key])
            self._grid.addWidget(name, 1 + at, 0)
            self._numbers[key] = labels

    def _name(self, key: str) -> str:
        return self.tr("Forbigående") if key == "forbigaende" else self.tr("Varig")

    def _show(self) -> None:
        p = theme().palette
        for key, labels in self._numbers.items():
            planen, uten = self._values.get(key, (float("nan"), float("nan")))
            shown = difference(planen - uten, HOURS, Better.LOWER)
            colour = p.secondary if self._stale else getattr(p, shown.role)
            labels[0].setText(fmt.timer(planen))
            labels[1].setText(fmt.timer(uten))
            labels[2].setText(shown.text)
            labels[0].setStyleSheet(f"color: {p.secondary if self._stale else p.text}; font-weight: 600;")
            labels[1].setStyleSheet(f"color: {p.secondary};")
            labels[2].setStyleSheet(f"color: {colour}; font-weight: 600;")
            labels[0].setAccessibleName(self.sentence(key))
