"""An import before it happens: what it does to the open plan, every finding, and whether to go on."""

from __future__ import annotations

from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from app import format as fmt
from app.dialogs.findings_panel import FindingsPanel
from app.dialogs.frame import fit_over, lay_out
from app.dialogs.import_changes import ImportChanges
from app.finding_origin import Origin
from app.import_texts import effect
from app.theme import fonts
from app.theme.style_sheet import set_look
from app.widgets.info_box import InfoBox
from app.widgets.segmented import Option, Segmented
from models.io.imported import Import
from models.plan_diff import plan_diff
from planning_core.plan import Plan

if TYPE_CHECKING:
    from app.messages import Messages

_CHANGES, _FINDINGS = "endringer", "funn"


class ImportPreview(QDialog):
    """Accepted by «Importer», which is there to be pressed only when nothing is wrong and something changes.

    Parameters
    ----------
    before : Plan
        The plan that would be replaced, with its scenarios.
    found : Import
        What was read; without a plan where it has errors.
    source : Path
        The workbook.
    """

    def __init__(self, before: Plan, found: Import, source: Path, messages: Messages,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Importer {navn}").format(navn=source.name))
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        set_look(self.sentence, role="sentence")
        self.warning = InfoBox("", "warning", self)
        # Not a stack: that would take the height of the page that is not shown.
        self._pages = QWidget(self)
        pages = QVBoxLayout(self._pages)
        pages.setContentsMargins(0, 0, 0, 0)
        self.changes: ImportChanges | None = None
        self.panel: FindingsPanel | None = None
        self.import_button = QPushButton(self.tr("Importer"), self)
        self.cancel_button = QPushButton(self.tr("Avbryt"), self)
        self.import_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        options = []
        if found.plan is not None:
            diff = plan_diff(before, found.plan)
            self.changes = ImportChanges(before, found.plan, diff, self)
            pages.addWidget(self.changes)
            self.sentence.setText(effect(diff))
            options.append(Option(_CHANGES, self.tr("Endringer ({antall})").format(antall=fmt.tall(diff.differs))))
            self._allow(bool(diff.differs or diff.reordered))
        else:
            self.sentence.setText(self.tr(
                "{navn} har feil som må rettes først. Planen du har åpen, er som før. Rett filen, og prøv igjen."
            ).format(navn=source.name))
            self._allow(False)
        if found.findings:
            self.panel = FindingsPanel(self.windowTitle(), found.findings, messages, Origin(source, found.sheets),
                                       self)
            self.panel.setHidden(self.changes is not None)
            pages.addWidget(self.panel)
            options.append(Option(_FINDINGS, self.tr("Funn ({antall})").format(antall=fmt.tall(len(found.findings)))))
        self._warn(found)
        self.page = Segmented(options, self.tr("Vis"), self)
        self.page.setVisible(len(options) > 1)
        self.page.chosen.connect(self._on_page_chosen)
        self._lay_out()
        fit_over(self, fonts.pixels(1080), fonts.pixels(680))

    def _allow(self, allowed: bool) -> None:
        """Let the import be done, or leave closing as the one thing to do."""
        self.import_button.setEnabled(allowed)
        set_look(self.import_button, primary=allowed)
        self.import_button.setDefault(allowed)
        self.cancel_button.setText(self.tr("Avbryt") if allowed else self.tr("Lukk"))
        self.cancel_button.setDefault(not allowed)

    def _warn(self, found: Import) -> None:
        if found.errors:
            self.warning.set_text(self.tr("Arbeidsboken kan ikke importeres før feilene er rettet."))
        elif found.warnings:
            count = len(found.warnings)
            self.warning.set_text(
                self.tr("Arbeidsboken har 1 advarsel. Se over den under Funn. Du kan importere likevel.") if count == 1
                else self.tr("Arbeidsboken har {antall} advarsler. Se over dem under Funn. Du kan importere likevel.")
                .format(antall=fmt.tall(count)))

    def _lay_out(self) -> None:
        lay_out(self, self._pages, (self.cancel_button, self.import_button), above=(self.sentence, self.warning, self.page),
                scrolls=True)
        parts = [part.stops() for part in (self.changes, self.panel) if part is not None]
        stops = [*self.page.buttons(), *chain.from_iterable(parts), self.cancel_button, self.import_button]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        if self.import_button.isEnabled():
            self.import_button.setFocus()

    def _on_page_chosen(self, key: str) -> None:
        for page, own in ((self.changes, _CHANGES), (self.panel, _FINDINGS)):
            if page is not None:
                page.setVisible(key == own)
