"""Rull til ny startmåned in the window: asked and shown in a dialog, done as one step that can be undone."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app import format as fmt
from app.messages import Messages
from models.commands import ReplacePlan
from models.document import Document
from planning_core.questions.rull import Rullet


class Rolling(QObject):
    """Rolls the baseline of a document; a scenario that is open is closed by it, as by an import."""

    def __init__(self, document: Document, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._messages = messages
        self._window = window

    def ask(self) -> QWidget:
        """Show what a new start month would change."""
        from app.dialogs.rull_dialog import RullDialog

        document = self._document
        fresh = document.projeksjon if not document.is_stale and document.aktivt_scenario is None else None
        dialog = RullDialog(document.grunnplan, fresh.plan if fresh is not None else None, self._window)
        dialog.submitted.connect(self.do)
        dialog.open()
        return dialog

    def do(self, found: Rullet) -> bool:
        """Take the new plan as one step; False, and the user knows why, where it has errors."""
        document = self._document
        document.finish_edit()
        month = fmt.maned_lang(found.plan.start)
        command = ReplacePlan(document, found.plan, self.tr("Rull til {maned}").format(maned=month))
        errors = document.push(command)
        if errors:
            intro = self.tr("Planen er som før. Rett dette, og prøv igjen:")
            self._messages.findings(self.tr("Planen kan ikke rulles"), intro, errors)
            return False
        self._messages.notice(self.tr("Planen er rullet til {maned}. Angre tar den tilbake.").format(maned=month))
        return True
