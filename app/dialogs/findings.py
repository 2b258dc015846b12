"""Every finding in a table: where, how grave, what to do; can be copied and saved as text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import texts
from app.clipboard import copy_selection
from app.theme import fonts, icons, theme
from app.theme.style_sheet import set_look
from planning_core.findings import Finding

if TYPE_CHECKING:
    from app.messages import Messages


def place(finding: Finding) -> str:
    """Cell, or row and column of the sheet where no workbook was read; rows count from 1."""
    if finding.cell is not None:
        return finding.cell
    words = QCoreApplication.translate("FindingsDialog", "rad {nummer}")
    row = "" if finding.row is None else words.format(nummer=finding.row + 1)
    return ", ".join(part for part in (row, finding.column) if part) or "–"


def as_text(title: str, findings: Sequence[Finding]) -> str:
    """The list as plain text, one finding a line."""
    return "\n".join([title, "", *(texts.melding(f) for f in findings), ""])


class FindingsDialog(QDialog):
    """Errors first; the widths follow the text size."""

    def __init__(
        self,
        title: str,
        intro: str,
        findings: Sequence[Finding],
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._title = title
        self._findings = sorted(findings, key=lambda f: not f.is_error)
        self._messages = messages
        self.intro = QLabel(intro, self)
        self.intro.setWordWrap(True)
        set_look(self.intro, role="sentence")
        self.counted = QLabel(self._count(), self)
        set_look(self.counted, role="secondary")
        self.table = self._table()
        self.copy_button = QPushButton(self.tr("Kopier"), self)
        self.save_button = QPushButton(self.tr("Lagre som tekst …"), self)
        self.close_button = QPushButton(self.tr("Lukk"), self)
        icons.follow(self.copy_button, "copy")
        icons.follow(self.save_button, "save")
        set_look(self.close_button, primary=True)
        self.close_button.setDefault(True)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.close_button.clicked.connect(self.accept)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self._on_copy_clicked)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addWidget(self.save_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.intro)
        layout.addWidget(self.counted)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)
        wanted = parent.size() if parent is not None else self.sizeHint()
        self.resize(min(fonts.pixels(880), max(wanted.width() - 40, 480)),
                    min(fonts.pixels(520), max(wanted.height() - 40, 360)))

    def _count(self) -> str:
        errors = sum(f.is_error for f in self._findings)
        warnings = len(self._findings) - errors
        words = self.tr("1 advarsel") if warnings == 1 else self.tr("{antall} advarsler").format(antall=warnings)
        return self.tr("{feil} feil, {advarsler}").format(feil=errors, advarsler=words)

    def _table(self) -> QTableWidget:
        headers = [self.tr("Ark"), self.tr("Celle"), self.tr("Alvor"), self.tr("Hva er galt, og hva kan du gjøre")]
        table = QTableWidget(len(self._findings), len(headers), self)
        table.setAccessibleName(self._title)
        table.setHorizontalHeaderLabels(headers)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        set_look(table, lines=True)
        side = fonts.pixels(icons.ICON_SIZE)
        table.setIconSize(QSize(side, side))
        table.setWordWrap(True)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        palette = theme().palette
        for row, finding in enumerate(self._findings):
            cells = (finding.table or "–", place(finding), finding.severity.value.capitalize(), texts.setning(finding))
            for column, words in enumerate(cells):
                table.setItem(row, column, QTableWidgetItem(words))
            colour = palette.error if finding.is_error else palette.warning_text
            severity = table.item(row, 2)
            severity.setForeground(QColor(colour))
            severity.setIcon(icons.icon("error" if finding.is_error else "warning",
                                        "error" if finding.is_error else "warning_text"))
        for column in range(3):
            table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().setMinimumSectionSize(fonts.row_height())
        if self._findings:
            table.setCurrentCell(0, 3)
        return table

    def _on_copy_clicked(self) -> None:
        """The marked rows, or all of them where only the first cell is current."""
        if len(self.table.selectionModel().selectedRows()) <= 1:
            self.table.selectAll()
        copy_selection(self.table)

    def _on_save_clicked(self) -> None:
        from app.failure_texts import failure_text
        from models.io.atomic import write_bytes
        from models.io.errors import FileError

        suggested = Path.home() / self.tr("advarsler og feil.txt")
        path = self._messages.save_file(
            self.tr("Lagre som tekst"), self.tr("Tekstfiler (*.txt)"), suggested, ".txt"
        )
        if path is None:
            return
        try:
            write_bytes(path, as_text(self._title, self._findings).encode("utf-8"))
        except FileError as error:
            self._messages.error(self.tr("Filen er ikke skrevet"), failure_text(error))
