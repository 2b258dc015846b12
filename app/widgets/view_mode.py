"""Chart, table or both: the choice of a room, remembered for the next time."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.settings import Settings
from app.widgets.segmented import Option, Segmented

CHART, TABLE, BOTH = "diagram", "tabell", "begge"

translate = QCoreApplication.translate


class ViewMode(Segmented):
    """Shows the choice kept under ``setting``, and keeps a new one before ``chosen`` is heard by others."""

    def __init__(self, settings: Settings, setting: str, parent: QWidget | None = None) -> None:
        super().__init__([
            Option(CHART, translate("ViewMode", "Diagram"), "projection"),
            Option(TABLE, translate("ViewMode", "Tabell"), "table"),
            Option(BOTH, translate("ViewMode", "Begge")),
        ], translate("ViewMode", "Visning"), parent)
        self._settings, self._setting = settings, setting
        self.choose(self.wanted)
        self.chosen.connect(self._on_chosen)

    @property
    def wanted(self) -> str:
        """What the reader chose last; a room that is too narrow for both may show less."""
        return self._settings.text(self._setting, BOTH)

    def _on_chosen(self, key: str) -> None:
        self._settings.set_text(self._setting, key)
