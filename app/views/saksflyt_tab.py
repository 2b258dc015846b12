"""What the tabs of the room Saksflyt have in common: they follow the plan while they are in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.views.in_sight import in_sight
from models.document import Document


class SaksflytTab(QWidget):
    """A subclass makes its tables of :attr:`_document`, and calls :meth:`follow` last."""

    sheets: tuple[str, ...] = ()
    """Sheets whose numbers it shows."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = in_sight(document, self)

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        raise NotImplementedError

    def follow(self) -> None:
        """Show the plan, now and when it changes; after the tables, so that they know a new plan first."""
        self.show_plan()
        self._document.plan_changed.connect(self.show_plan)
