"""Opening the dialog of a flytting from another room than Fordeling."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.messages import Messages
from app.texts import setning
from models.commands import InsertRow, PlanCommand, ReplaceRow
from models.document import Document
from planning_core.plan import Flytting


def open_flytting(document: Document, messages: Messages, row: int | None, draft: Flytting, parent: QWidget) -> None:
    """Let the planner see a flytting, change it, and make it (``row`` None) or put it in place of a row."""
    # Imported when it is needed: the room is painted before the rules of validation are read.
    from app.dialogs.flytting_dialog import FlyttingDialog

    def submit(at: int | None, flytting: Flytting) -> None:
        command: PlanCommand
        if at is None:
            text = QCoreApplication.translate("Gevinst", "ny flytting")
            command = InsertRow(document, "Flyttinger", len(document.plan.flyttinger), flytting, text)
        else:
            command = ReplaceRow(document, "Flyttinger", at, flytting, QCoreApplication.translate("Gevinst", "endre flytting"))
        errors = document.push(command)
        messages.notice(setning(errors[0]) if errors else QCoreApplication.translate(
            "Gevinst", "Flyttingen er lagret. Den står i rommet Fordeling."))

    dialog = FlyttingDialog(document.plan, row, draft, parent)
    dialog.submitted.connect(submit)
    dialog.open()
