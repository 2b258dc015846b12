"""The line under the rooms: whether the results are of the plan, its months, its findings, its file."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app import format as fmt
from app.theme import fonts, theme
from app.theme.style_sheet import set_look
from app.widgets.top_bar import ElidedLabel
from planning_core.plan import Plan

HEIGHT = 26
NOTICE_MS = 6000
_FRACTIONS = {1: "1", 2: "½", 3: "⅓", 4: "¼", 5: "⅕", 6: "⅙", 8: "⅛"}


class StatusBar(QFrame):
    """``findings_clicked`` asks for the list of warnings."""

    findings_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.message = ElidedLabel(self)
        self.steps = QLabel(self)
        self.horizon = QLabel(self)
        self.findings = QPushButton(self)
        self.file = ElidedLabel(self)
        for label in (self.message, self.steps, self.horizon, self.file):
            set_look(label, role="dense")
        set_look(self.findings, status=True)
        self.findings.clicked.connect(self.findings_clicked)
        self._resting = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NOTICE_MS)
        self._timer.timeout.connect(self._show_resting)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 1, 16, 0)
        layout.setSpacing(24)
        for widget in (self.message, self.steps, self.horizon):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.findings)
        layout.addWidget(self.file)
        theme().changed.connect(self._dress)
        self._dress()

    def show_stale(self, stale: bool, failed: bool) -> None:
        """Whether every result on screen is of the plan as it stands."""
        if failed:
            self._resting = self.tr("Tallene viser en tidligere utgave av planen")
        elif stale:
            self._resting = self.tr("Beregner planen slik den står nå")
        else:
            self._resting = self.tr("Alle resultater er beregnet av planen slik den står")
        if not self._timer.isActive():
            self._show_resting()

    def show_notice(self, text: str) -> None:
        """A line that gives way to the usual one after some seconds."""
        self.message.set_whole(text)
        self._timer.start()

    def show_plan(self, plan: Plan) -> None:
        """Step length and months of the plan."""
        steps = plan.steg_per_maned
        length = _FRACTIONS.get(steps, f"1/{steps}")
        self.steps.setText(self.tr("Steg: {lengde} måned").format(lengde=length))
        last = plan.start + plan.horisont_maneder - 1
        self.horizon.setText(
            self.tr("Horisont: {fra} – {til}").format(fra=fmt.maned_kort(plan.start), til=fmt.maned_kort(last))
        )

    def show_findings(self, warnings: int, errors: int) -> None:
        """How many findings there are; a click lists them."""
        if warnings == 1:
            counted = self.tr("1 advarsel")
        else:
            counted = self.tr("{antall} advarsler").format(antall=fmt.tall(warnings))
        text = self.tr("{advarsler}, {feil} feil").format(advarsler=counted, feil=fmt.tall(errors))
        self.findings.setText(text)
        self.findings.setAccessibleName(text)
        self.findings.setToolTip(self.tr("Vis alle advarslene, med råd"))

    def show_file(self, text: str) -> None:
        """Name of the file, or that there is none."""
        self.file.set_whole(text)

    def _show_resting(self) -> None:
        self.message.set_whole(self._resting)

    def _dress(self) -> None:
        self.setFixedHeight(fonts.pixels(HEIGHT))
        for label in (self.message, self.file):
            label.set_whole(label.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.panel))
        painter.fillRect(0, 0, self.width(), 1, QColor(palette.border))
        painter.end()
