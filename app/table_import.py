"""Importing a table from a workbook of any shape: read it, open the wizard, remember what the user decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.failure_texts import failure_text
from app.files import WORKBOOK_SUFFIXES, patterns
from app.jobs.waiting import Cancelled, Progress, StoppedByUser, Waiting
from app.messages import Messages
from app.paths import MAPPINGS
from app.settings import Settings
from models.document import Document
from models.io.errors import FileError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.dialogs.import_wizard import ImportWizard
    from app.files import PlanFiles
    from models.io.mapping_source import Source
    from models.io.mapping_store import MappingStore
    from planning_core.plan import Plan

SUFFIXES = (*WORKBOOK_SUFFIXES, ".csv", ".txt")


def _read(path: Path, plan: Plan, store: MappingStore, cancelled: Cancelled, progress: Progress) -> Source:
    """Read the workbook and guess. Runs in a worker thread."""
    from models.io.mapping_source import read_source

    return read_source(path, plan, store, cancelled, progress.tell)


class TableImport(QObject):
    """The wizard of one window."""

    def __init__(self, document: Document, messages: Messages, settings: Settings, waiting: Waiting, files: PlanFiles,
                 window: QWidget) -> None:
        super().__init__(window)
        self._document = document
        self._messages = messages
        self._settings = settings
        self._waiting = waiting
        self._files = files
        self._window = window
        self.wizard: ImportWizard | None = None

    def choose_and_open(self) -> bool:
        """Ask for a workbook, and open the wizard on it; False when there is no wizard."""
        filters = self.tr("Arbeidsbøker og CSV-filer ({endelser})").format(endelser=patterns(SUFFIXES))
        path = self._messages.open_file(self.tr("Importer tabell fra annen arbeidsbok"), filters, self._files.folder())
        return path is not None and self.open(path)

    def open(self, path: Path) -> bool:
        """Read a workbook and open the wizard on it; the user knows why when there is none."""
        store = self._store()
        busy = self.tr("Leser {navn} …").format(navn=path.name)
        plan = self._document.grunnplan
        progress = Progress()
        try:
            source = self._waiting.run(busy, lambda cancelled: _read(path, plan, store, cancelled, progress), progress)
        except StoppedByUser:
            return False
        except FileError as error:
            self._messages.error(self.tr("Filen kan ikke leses"), failure_text(error))
            return False
        if not source.guesses:
            self._messages.error(
                self.tr("Fant ingen tabell"),
                self.tr("{navn} har ingen tabell med overskrifter og rader under. Planen er som før.").format(navn=path.name))
            return False
        self._settings.set_text("filer/mappe", str(path.absolute().parent))
        self._show(source, store)
        return True

    def _show(self, source: Source, store: MappingStore) -> None:
        from app.dialogs.import_wizard import ImportWizard

        wizard = ImportWizard(source, self._document.grunnplan, store.answers(), store.names,
                              lambda found: self._files.import_plan(source.located(found), source.path), self._window)
        wizard.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wizard.accepted.connect(lambda: self._remember(wizard, store))
        wizard.finished.connect(self._on_wizard_finished)
        wizard.forgotten.connect(lambda name: self._forget(name, store))
        self.wizard = wizard
        wizard.open()

    def _on_wizard_finished(self) -> None:
        self.wizard = None
        # Some window systems leave no window active when a dialog goes.
        self._window.activateWindow()

    def _remember(self, wizard: ImportWizard, store: MappingStore) -> None:
        """Keep the mapping and the decisions; the import stands whether or not they can be kept."""
        try:
            if wizard.answers:
                store.remember(wizard.answers)
            if wizard.keep_as:
                store.save(wizard.keep_as, wizard.mapping_to_keep(), wizard.grid)
        except FileError as error:
            self._messages.error(self.tr("Oppsettet er ikke husket"), failure_text(error))

    def _forget(self, name: str, store: MappingStore) -> None:
        try:
            store.forget(name)
        except FileError as error:
            self._messages.error(self.tr("Oppsettet er ikke glemt"), failure_text(error))

    def _store(self) -> MappingStore:
        from models.io.mapping_store import MappingStore

        return MappingStore(self._settings.folder / MAPPINGS)
