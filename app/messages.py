"""The one door to the user: questions, failures and files go through it, so tests can hold it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from app.theme import fonts, icons

if TYPE_CHECKING:
    from PySide6.QtGui import QPageLayout
    from PySide6.QtPrintSupport import QPrinter

    from app.finding_origin import Origin
    from models.io.imported import Import
    from planning_core.findings import Finding
    from planning_core.plan import Plan

_ICON = 32


class Unsaved(Enum):
    """What to do with changes that are not saved."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Messages(QObject):
    """What the program may say and ask. ``notice_given`` carries a short line for the status bar."""

    notice_given = Signal(str)

    def notice(self, text: str) -> None:
        """Something went well: one line that goes away by itself."""
        self.notice_given.emit(text)

    def error(self, title: str, text: str, details: str = "") -> None:
        """Something could not be done: what, why, what to do. ``details`` can be unfolded and copied."""
        raise NotImplementedError

    def inform(self, title: str, text: str) -> None:
        """A page to read, as rich text."""
        raise NotImplementedError

    def confirm(self, title: str, text: str, yes: str, no: str = "") -> bool:
        """Ask before something is done; ``yes`` is the verb on the button.

        The other button cancels; where ``no`` is a verb of its own, one of the two must be pressed.
        """
        raise NotImplementedError

    def ask_unsaved(self, name: str) -> Unsaved:
        """What to do with unsaved changes in the plan called ``name``."""
        raise NotImplementedError

    def findings(self, title: str, intro: str, findings: Sequence[Finding], origin: Origin | None = None) -> None:
        """Every finding in a table that can be copied and saved; ``origin`` is what they are about."""
        raise NotImplementedError

    def import_preview(self, before: Plan, found: Import, source: Path) -> bool:
        """What taking the plan of a workbook in place of ``before`` would do, with every finding; True to do it.

        Never True where a finding is an error.
        """
        raise NotImplementedError

    def open_file(self, title: str, filters: str, folder: Path | None = None) -> Path | None:
        """A file to open, or None."""
        raise NotImplementedError

    def save_file(self, title: str, filters: str, suggested: Path, suffix: str) -> Path | None:
        """A file to write, with ``suffix`` where the user typed none, or None."""
        raise NotImplementedError


    def choose_printer(self, layout: QPageLayout) -> QPrinter | None:
        """Ask for a printer, with ``layout`` suggested; None if the user thinks better of it."""
        raise NotImplementedError


class DialogMessages(Messages):
    """The door as dialogs over a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def error(self, title: str, text: str, details: str = "") -> None:
        box = self._box("warning", "warning_text", title, text)
        if details:
            box.setDetailedText(details)
        box.exec()
        box.deleteLater()

    def inform(self, title: str, text: str) -> None:
        from app.dialogs.page import PageDialog

        dialog = PageDialog(title, text, self._window)
        dialog.exec()
        dialog.deleteLater()

    def confirm(self, title: str, text: str, yes: str, no: str = "") -> bool:
        box = self._box("question-circle", "info_icon", title, text)
        button = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        if no:
            box.addButton(no, QMessageBox.ButtonRole.DestructiveRole)
        else:
            box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(button)
        box.exec()
        box.deleteLater()
        return box.clickedButton() is button

    def ask_unsaved(self, name: str) -> Unsaved:
        title = self.tr("Endringene er ikke lagret")
        text = self.tr("Vil du lagre endringene i «{name}» før planen lukkes?").format(name=name)
        box = self._box("question-circle", "info_icon", title, text)
        buttons = QMessageBox.StandardButton
        save = box.addButton(self.tr("Lagre"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(self.tr("Ikke lagre"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(buttons.Cancel)
        box.setDefaultButton(save)
        box.exec()
        box.deleteLater()
        clicked = box.clickedButton()
        if clicked is save:
            return Unsaved.SAVE
        return Unsaved.DISCARD if clicked is discard else Unsaved.CANCEL

    def findings(self, title: str, intro: str, findings: Sequence[Finding], origin: Origin | None = None) -> None:
        from app.dialogs.findings import FindingsDialog

        dialog = FindingsDialog(title, intro, findings, self, origin, self._window)
        dialog.exec()
        dialog.deleteLater()

    def import_preview(self, before: Plan, found: Import, source: Path) -> bool:
        from app.dialogs.import_preview import ImportPreview

        # Over the import wizard where that is open.
        dialog = ImportPreview(before, found, source, self, QApplication.activeModalWidget() or self._window)
        accepted = dialog.exec() == ImportPreview.DialogCode.Accepted
        dialog.deleteLater()
        return accepted

    def open_file(self, title: str, filters: str, folder: Path | None = None) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(folder or ""), filters)
        return Path(name) if name else None

    def save_file(self, title: str, filters: str, suggested: Path, suffix: str) -> Path | None:
        dialog = QFileDialog(self._window, title, str(suggested.parent), filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.lstrip("."))
        dialog.selectFile(suggested.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def choose_printer(self, layout: QPageLayout) -> QPrinter | None:
        # Imported at need: few print, and it loads what the system has of printers.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(layout)
        dialog = QPrintDialog(printer, self._window)
        accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
        dialog.deleteLater()
        return printer if accepted else None

    def _box(self, icon: str, role: str, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setIconPixmap(icons.pixmap(icon, fonts.pixels(_ICON), role))
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(text)
        return box

