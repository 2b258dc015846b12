"""Open, save, import and export: read aside and swap, write beside and swap, say what went wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.failure_texts import failure_text
from app.finding_origin import Origin
from app.jobs.waiting import Cancelled, Progress, StoppedByUser, Waiting
from app.messages import Messages, Unsaved
from app.plan_names import document_name, ending, file_name
from app.settings import Settings
from models.commands import ReplacePlan
from models.document import Document
from models.io.errors import FileError

if TYPE_CHECKING:
    from models.io.imported import Import
    from planning_core.plan import Plan
    from planning_core.results import Projeksjon

_log = logging.getLogger(__name__)

PLAN_SUFFIX = ".bplan"
WORKBOOK_SUFFIX = ".xlsx"
WORKBOOK_SUFFIXES = (WORKBOOK_SUFFIX, ".xlsm", ".xls", ".xlsb", ".ods")


def is_plan_file(path: Path) -> bool:
    """Whether the program can try to open a file, by its name."""
    return path.suffix.lower() in (PLAN_SUFFIX, *WORKBOOK_SUFFIXES)


def read_plan(path: Path, cancelled: Cancelled, progress: Progress) -> Import:
    """Read a plan from a project file or a workbook. Runs in a worker thread.

    Raises
    ------
    FileError
        If the file is not one that can be read.
    """
    from models.io.plan_file import les

    return les(path, cancelled, progress.tell)


def read_sample(name: str) -> Plan:
    """One of the plans shipped with the program."""
    from models.io.samples import eksempel

    return eksempel(name)


def write_unless_stopped(path: Path, make: Callable[[Path], None], cancelled: Cancelled) -> None:
    """Write a file; a stop before the end leaves an old one as it was. Runs in a worker thread.

    Raises
    ------
    StoppedByUser, FileError
    """
    from models.io.atomic import replace_file

    try:
        with replace_file(path) as beside:
            make(beside)
            if cancelled():
                raise StoppedByUser
    except FileError as error:
        # The user knows the file by its own name, not by that of the one written beside it.
        error.path = path
        raise


def _export(path: Path, plan: Plan, fresh: Projeksjon | None, name: str, cancelled: Cancelled) -> None:
    """Write the result workbook. Runs in a worker thread."""
    from app.export import eksporter
    from planning_core.projection import framskriv_par
    from planning_core.validate import validate

    par = fresh or framskriv_par(plan)
    write_unless_stopped(path, lambda beside: eksporter(beside, par, validate(plan), plan_navn=name), cancelled)


def patterns(suffixes: Iterable[str]) -> str:
    """``*.xlsx *.xls``, as a file dialog wants it."""
    return " ".join(f"*{suffix}" for suffix in suffixes)


class PlanFiles(QObject):
    """What the file menu does, on one document. Every method that opens says whether it did."""

    opened = Signal()
    """Another plan is open."""
    recent_changed = Signal()
    unknown_workbook = Signal(object)
    """A workbook that does not follow the contract is to be imported by the wizard: its path."""

    def __init__(
        self,
        document: Document,
        messages: Messages,
        settings: Settings,
        waiting: Waiting,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self._settings = settings
        self._waiting = waiting

    def may_close(self) -> bool:
        """Whether the open plan may be let go: it is saved, or the user says so."""
        if self._document.is_clean:
            return True
        answer = self._messages.ask_unsaved(document_name(self._document))
        if answer is Unsaved.SAVE:
            return self.save()
        return answer is Unsaved.DISCARD

    def choose_and_open(self) -> bool:
        """Ask for a plan or a workbook and open it."""
        filters = ";;".join((
            self.tr("Planer og arbeidsbøker ({endelser})").format(endelser=patterns((PLAN_SUFFIX, *WORKBOOK_SUFFIXES))),
            self.tr("Planer (*.bplan)"),
            self._workbook_filter(),
        ))
        path = self._messages.open_file(self.tr("Åpne"), filters, self.folder())
        return path is not None and self.open(path)

    def open(self, path: Path) -> bool:
        """Open a file in place of the plan, which stays as it is if the file cannot be used."""
        if not self.may_close():
            return False
        failed = self.tr("Filen kan ikke åpnes")
        found = self._read_file(path, self.tr("Åpner {navn} …"), failed)
        if found is None or self._goes_to_wizard(found, path):
            return False
        if found.plan is None:
            self._messages.findings(failed, self._errors_intro(path), found.findings, Origin(path, found.sheets))
            return False
        is_project = path.suffix.lower() == PLAN_SUFFIX
        self._document.load(found.plan, path if is_project else None)
        self._remember(path)
        self.opened.emit()
        if found.findings and not is_project:
            self._show_warnings(path, found)
        return True

    def open_sample(self, name: str) -> bool:
        """Open a sample in place of the plan."""
        if not self.may_close():
            return False
        self._document.load(read_sample(name), None)
        self.opened.emit()
        return True

    def choose_and_import(self) -> bool:
        """Ask for a workbook and import it."""
        path = self._messages.open_file(self.tr("Importer fra Excel"), self._workbook_filter(), self.folder())
        return path is not None and self.import_workbook(path)

    def _workbook_filter(self) -> str:
        return self.tr("Arbeidsbøker ({endelser})").format(endelser=patterns(WORKBOOK_SUFFIXES))

    def import_workbook(self, path: Path) -> bool:
        """Take the plan of a workbook into the open document, as one step that can be undone."""
        found = self._read_file(path, self.tr("Importerer {navn} …"), self.tr("Arbeidsboken kan ikke importeres"))
        return found is not None and not self._goes_to_wizard(found, path) and self.import_plan(found, path)

    def import_plan(self, found: Import, source: Path) -> bool:
        """Show what was read of a workbook, and take its plan as one step that can be undone if the user says so."""
        if not self._messages.import_preview(self._document.grunnplan, found, source) or found.plan is None:
            return False
        self._document.finish_edit()
        scenario = self._document.aktivt_scenario
        text = self.tr("Importer {navn}").format(navn=source.name)
        errors = self._document.push(ReplacePlan(self._document, found.plan, text))
        if errors:
            self._messages.findings(self.tr("Arbeidsboken kan ikke importeres"), self._errors_intro(source), errors)
            return False
        said = self.tr("Importerte {navn}").format(navn=source.name)
        if scenario is not None:
            said = self.tr("{importert}. Scenarioet «{scenario}» er lukket.").format(importert=said, scenario=scenario)
        self._messages.notice(said)
        return True

    def _goes_to_wizard(self, found: Import, path: Path) -> bool:
        """Whether a workbook that follows no contract is handed on to the wizard, as the user wants it."""
        if not found.is_unknown:
            return False
        wanted = self._messages.confirm(
            self.tr("Arbeidsboken følger ikke importmalen"),
            self.tr("{navn} mangler arkene programmet trenger for en hel plan. Du kan i stedet hente én tabell fra den: "
                    "programmet foreslår hva kolonnene er, og du retter det som er feil.").format(navn=path.name),
            self.tr("Hent en tabell"), self.tr("Se hva som mangler"),
        )
        if wanted:
            self.unknown_workbook.emit(path)
        return wanted

    def save(self) -> bool:
        """Save where the plan was saved last; True when it is on disk."""
        path = self._document.path
        return self.save_as() if path is None else self._save(path)

    def save_as(self) -> bool:
        """Ask where, and save; True when it is on disk."""
        path = self.ask_path(self.tr("Lagre planen"), document_name(self._document), self.tr("Planer (*.bplan)"), PLAN_SUFFIX)
        return path is not None and self._save(path)

    def choose_and_export(self) -> bool:
        """Ask where, and write the result workbook; True when it is on disk."""
        name = self.tr("{plan} – resultat").format(plan=document_name(self._document))
        path = self._ask_workbook(self.tr("Eksporter til Excel"), name)
        if path is None:
            return False
        document = self._document
        plan, projeksjon = document.grunnplan, document.projeksjon
        # While a scenario is open the projection is of that, and the workbook is of the baseline.
        fresh = projeksjon if not document.is_stale and document.aktivt_scenario is None else None
        name = document_name(self._document)

        def write(cancelled: Cancelled) -> None:
            _export(path, plan, fresh, name, cancelled)

        return self.write(path, self.tr("Eksporterer {navn} …"), write)

    def choose_and_save_template(self) -> bool:
        """Ask where, and write the empty import template; True when it is on disk."""
        path = self._ask_workbook(self.tr("Lagre tom mal"), self.tr("Importmal"))
        if path is None:
            return False

        def write(cancelled: Cancelled) -> None:
            from app.template_texts import template_texts
            from models.io.excel_template import skriv_mal

            write_unless_stopped(path, lambda beside: skriv_mal(beside, template_texts()), cancelled)

        return self.write(path, self.tr("Lager {navn} …"), write)

    def _save(self, path: Path) -> bool:
        from models.io.project_file import skriv

        try:
            skriv(path, self._document.grunnplan)
        except FileError as error:
            self._say_failed(self.tr("Planen er ikke lagret"), error)
            return False
        self._document.mark_saved(path)
        self._remember(path)
        self._messages.notice(self.tr("Lagret {navn}").format(navn=path.name))
        return True

    def _read_file(self, path: Path, busy: str, failed: str) -> Import | None:
        """What reading a file gives; None when it cannot be read, and the user then knows why."""
        progress = Progress()
        try:
            return self._waiting.run(
                busy.format(navn=path.name), lambda cancelled: read_plan(path, cancelled, progress), progress
            )
        except StoppedByUser:
            return None
        except FileError as error:
            if error.reason == "filen_finnes_ikke":
                self._settings.forget_recent_file(path)
                self.recent_changed.emit()
            self._say_failed(failed, error)
            return None

    def write(self, path: Path, busy: str, write: Callable[[Cancelled], None]) -> bool:
        """Write a file in a worker thread while the user waits; True when it is on disk, else the user knows why."""
        try:
            self._waiting.run(busy.format(navn=path.name), write)
        except StoppedByUser:
            return False
        except FileError as error:
            self._say_failed(self.tr("Filen er ikke skrevet"), error)
            return False
        self._settings.set_text("filer/mappe", str(path.parent))
        self._messages.notice(self.tr("Skrev {navn}").format(navn=path.name))
        return True

    def _ask_workbook(self, title: str, name: str) -> Path | None:
        return self.ask_path(title, name, self.tr("Excel-arbeidsbøker (*.xlsx)"), WORKBOOK_SUFFIX)

    def ask_path(self, title: str, name: str, filters: str, suffix: str) -> Path | None:
        """Ask where to write a file called ``name``; it ends with ``suffix`` whatever the user types."""
        suggested = (self.folder() or Path.home()) / (file_name(name) + suffix)
        path = self._messages.save_file(title, filters, suggested, suffix)
        return None if path is None else ending(path, suffix)

    def _errors_intro(self, path: Path) -> str:
        return self.tr(
            "{navn} har feil som må rettes først. Planen du har åpen, er som før. Rett filen, og prøv igjen."
        ).format(navn=path.name)

    def _show_warnings(self, path: Path, found: Import) -> None:
        intro = self.tr("{navn} er lest inn. Se over disse advarslene.").format(navn=path.name)
        self._messages.findings(self.tr("Planen har advarsler"), intro, found.findings, Origin(path, found.sheets))

    def _say_failed(self, title: str, error: FileError) -> None:
        _log.info("%s", error)
        self._messages.error(title, failure_text(error))

    def _remember(self, path: Path) -> None:
        self._settings.add_recent_file(path)
        self._settings.set_text("filer/mappe", str(path.absolute().parent))
        self.recent_changed.emit()

    def folder(self) -> Path | None:
        """Where the user was last."""
        if self._document.path is not None:
            return self._document.path.parent
        remembered = self._settings.text("filer/mappe")
        return Path(remembered) if remembered and Path(remembered).is_dir() else None
