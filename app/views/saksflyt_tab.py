"""What the tabs of the room Saksflyt have in common: they follow the plan while they are in sight."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from models.document import Document


class SaksflytTab(QWidget):
    """A subclass makes its tables, and calls :meth:`follow` last."""

    sheets: tuple[str, ...] = ()
    """Sheets whose numbers it shows."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._dirty = True

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        raise NotImplementedError

    def follow(self) -> None:
        """Show the plan, now and when it changes; after the tables, so that they know a new plan first."""
        self.show_plan()
        self._dirty = False
        self._document.plan_changed.connect(self._on_plan_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._dirty:
            self._dirty = False
            self.show_plan()

    def _on_plan_changed(self) -> None:
        self._dirty = not self.isVisible()
        if not self._dirty:
            self.show_plan()
