"""Data of the whole plan as CSV: every series of the projection, and the tables the planner filled in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from app.files import PlanFiles, write_unless_stopped
from app.jobs.waiting import Cancelled
from app.plan_names import document_name
from app.widgets.table_export import CSV_SUFFIX
from models.document import Document

ZIP_SUFFIX = ".zip"


class DataExport(QObject):
    """What stands in the menu ``Eksporter data (CSV)`` for the plan as a whole. Each says whether a file was written."""

    def __init__(self, document: Document, files: PlanFiles) -> None:
        super().__init__(files)
        self._document = document
        self._files = files

    def save_series(self) -> bool:
        """Ask where, and write every series of the plan, and of the scenario that is open."""
        open_one = self._document.aktivt_scenario
        return self._save_series(() if open_one is None else (open_one,))

    def save_scenarios(self) -> bool:
        """Ask where, and write every series of the plan and all its scenarios."""
        return self._save_series(None)

    def _save_series(self, scenarier: tuple[str, ...] | None) -> bool:
        document = self._document
        name = self.tr("{plan} – framskriving").format(plan=document_name(document))
        path = self._files.ask_path(self.tr("Eksporter framskrivingen"), name, self.tr("CSV-fil (*.csv)"), CSV_SUFFIX)
        if path is None:
            return False
        plan = document.grunnplan
        fresh = document.projeksjon if not document.is_stale and document.aktivt_scenario is None else None

        def write(cancelled: Cancelled) -> None:
            from app.series_export import plan_projections, series_csv

            def series(beside: Path) -> None:
                beside.write_bytes(series_csv(plan_projections(plan, fresh, scenarier)))

            write_unless_stopped(path, series, cancelled)

        return self._files.write(path, self.tr("Eksporterer {navn} …"), write)

    def save_tables(self) -> bool:
        """Ask where, and write every input table of the plan in one zip file."""
        name = self.tr("{plan} – tabeller").format(plan=document_name(self._document))
        path = self._files.ask_path(self.tr("Eksporter planens tabeller"), name, self.tr("Zip-fil (*.zip)"), ZIP_SUFFIX)
        if path is None:
            return False
        plan = self._document.grunnplan

        def write(cancelled: Cancelled) -> None:
            from models.io.plan_csv import skriv_tabeller

            write_unless_stopped(path, lambda beside: skriv_tabeller(beside, plan), cancelled)

        return self._files.write(path, self.tr("Eksporterer {navn} …"), write)
