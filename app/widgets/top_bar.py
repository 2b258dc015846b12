"""The bar over the rooms: which plan, against what, undo and redo, and how fresh the numbers are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.actions import plain
from app.theme import fonts, icons, theme
from app.theme.style_sheet import set_look

HEIGHT = 48
SCENARIO_WIDTH = 260
_LARGE_TEXT = 1.5


class ElidedLabel(QLabel):
    """A name that gives up its middle when there is no room, and then has the whole as tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def set_whole(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def sizeHint(self):
        hint = super().sizeHint()
        hint.setWidth(QFontMetrics(self.font()).horizontalAdvance(self._whole) + 2)
        return hint

    def minimumSizeHint(self):
        hint = super().minimumSizeHint()
        hint.setWidth(min(self.sizeHint().width(), fonts.pixels(80)))
        return hint

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideMiddle, self.width())
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class UndoButton(QPushButton):
    """Undo or redo; the tooltip says what."""

    def __init__(self, action: QAction, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._action = action
        self._words = plain(action.text())
        self._command = ""
        set_look(self, flat=True)
        icons.follow(self, icon)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())
        self.clicked.connect(lambda: action.trigger())
        self.set_command("")
        self.set_compact(False)

    def set_command(self, text: str) -> None:
        """The text of the command that would be undone or redone; empty when there is none."""
        self._command = text
        keys = self._action.shortcut().toString()
        words = f"{self._words}: {text}" if text else self._words
        self.setToolTip(f"{words} ({keys})")
        self.setAccessibleName(words)

    def set_compact(self, compact: bool) -> None:
        self.setText("" if compact else self._words)


class ScenarioBox(QComboBox):
    """Chooses a scenario by click or key; the wheel over it opens nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


@dataclass(frozen=True, slots=True)
class _State:
    """How new the numbers are: an icon, its palette role, the words, and what stands for them where room is scarce."""

    icon: str
    role: str
    text: str
    short: str = ""


class TopBar(QFrame):
    """48 high at 100 % text.

    ``scenario_chosen`` carries the name of a scenario to open, or None for the baseline.
    """

    scenario_chosen = Signal(object)

    def __init__(self, undo: QAction, redo: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.name = ElidedLabel(self)
        self.unsaved = QLabel(self.tr("• ulagret"), self)
        self.against = QLabel(self.tr('mot <span style="font-weight:600">uten flyttinger</span>'), self)
        self.scenario = ScenarioBox(self)
        self.scenario.setAccessibleName(self.tr("Scenario som er åpent"))
        self.scenario.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.scenario.setMaximumWidth(fonts.pixels(SCENARIO_WIDTH))
        self.scenario.activated.connect(lambda _index: self.scenario_chosen.emit(self.scenario.currentData()))
        self.scenario.hide()
        self.undo = UndoButton(undo, "undo", self)
        self.redo = UndoButton(redo, "redo", self)
        self.state_icon = QLabel(self)
        self.state = QLabel(self)
        self._state = _State("clock", "secondary", "")
        self._compact = False
        set_look(self.name, role="panel")
        set_look(self.unsaved, role="secondary")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(8)
        layout.addWidget(self.name)
        layout.addWidget(self.unsaved)
        layout.addSpacing(4)
        layout.addWidget(_Rule(self))
        layout.addSpacing(4)
        layout.addWidget(self.scenario)
        layout.addWidget(self.against)
        layout.addSpacing(4)
        layout.addWidget(_Rule(self))
        layout.addWidget(self.undo)
        layout.addWidget(self.redo)
        layout.addStretch(1)
        layout.addWidget(self.state_icon)
        layout.addWidget(self.state)
        theme().changed.connect(self._dress)
        self._dress()

    def show_plan(self, name: str, clean: bool) -> None:
        """Name of the plan, and whether it is saved."""
        self.name.set_whole(name)
        self.unsaved.setVisible(not clean)

    def show_scenarios(self, names: tuple[str, ...], chosen: str | None) -> None:
        """The scenarios that can be opened, and the one that is; nothing where the plan has none."""
        shown = [self.scenario.itemData(i) for i in range(self.scenario.count())]
        if shown != [None, *names]:
            self.scenario.clear()
            self.scenario.addItem(self.tr("Grunnplan"), None)
            for name in names:
                self.scenario.addItem(self.tr("Scenario: {navn}").format(navn=name), name)
        self.scenario.setCurrentIndex(0 if chosen is None else 1 + names.index(chosen))
        self.scenario.setVisible(bool(names))
        self.scenario.setToolTip(
            self.tr("Du ser og endrer grunnplanen. Velg et scenario for å se og endre det.") if chosen is None else
            self.tr("Endringene du gjør nå, hører til scenarioet «{navn}». Grunnplanen er urørt.").format(navn=chosen))

    def show_busy(self) -> None:
        """The numbers on screen are not of this plan yet."""
        self._show_state(_State("clock", "secondary", self.tr("Beregner …")))

    def show_computed(self, at: datetime) -> None:
        """The numbers are of this plan."""
        text = self.tr("Sist beregnet {klokken}").format(klokken=f"{at:%H.%M}")
        self._show_state(_State("check-circle", "favourable", text, f"{at:%H.%M}"))

    def show_failed(self) -> None:
        """The numbers could not be computed; the ones shown are old."""
        self._show_state(_State("warning", "warning_text", self.tr("Beregningen stoppet")))

    def set_compact(self, compact: bool) -> None:
        """Leave out words that icons can stand for."""
        self.undo.set_compact(compact)
        self.redo.set_compact(compact)
        self._compact = compact
        self._dress()

    def _show_state(self, state: _State) -> None:
        self._state = state
        self.state.setAccessibleName(state.text)
        self._dress()

    def _dress(self) -> None:
        self.setFixedHeight(fonts.pixels(HEIGHT))
        self.scenario.setMaximumWidth(fonts.pixels(SCENARIO_WIDTH))
        state = self._state
        self.state_icon.setPixmap(icons.pixmap(state.icon, fonts.pixels(icons.ICON_SIZE), state.role))
        is_short = self._compact and fonts.scale() >= _LARGE_TEXT and bool(state.short)
        self.state.setText(state.short if is_short else state.text)
        self.state.setToolTip(state.text if is_short else "")
        self.name.set_whole(self.name.accessibleName())

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.panel))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(palette.border))
        painter.end()


class _Rule(QWidget):
    """A short upright line between groups."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(1, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme().palette.border))
        painter.end()
