"""The line under the table: is the ramme shared out, or are there new årsverk, or fewer."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app import format as fmt
from app.theme import fonts, icons, theme
from app.theme.style_sheet import set_look
from app.widgets.flow_layout import FlowLayout
from app.widgets.units_header import handle_width

_ZERO = 0.05
"""What rounds to 0,0 årsverk is balance."""


class _RammeBar(QWidget):
    """Årsverk after the flyttinger against the ramme, whose end is a tick."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.pixels(200), fonts.line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, p = QPainter(self), theme().palette
        thick = fonts.pixels(6)
        top = (self.height() - thick) // 2
        scale = (self.width() - 2) / max(1.0, self._share, 1.02)
        painter.fillRect(QRect(0, top, self.width(), thick), QColor(p.row_line))
        painter.fillRect(QRect(0, top, round(scale * self._share), thick), QColor(p.plan_fill))
        painter.fillRect(QRect(round(scale), top - fonts.pixels(3), 2, thick + 2 * fonts.pixels(3)), QColor(p.history))


class BalanceLine(QWidget):
    """Ramme, what is shared out, and whether the two are equal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ramme, self._ny = 0.0, 0.0
        self._text = QLabel(self)
        self._bar = _RammeBar(self)
        self._verdict = QWidget(self)
        self._icon = QLabel(self._verdict)
        self._words = QLabel(self._verdict)
        beside = QHBoxLayout(self._verdict)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(6)
        beside.addWidget(self._icon)
        beside.addWidget(self._words)
        self._hint = QLabel(self.tr("Dra ⠿ til en annen enhet, eller skriv i Flyttes"), self)
        set_look(self._hint, role="dense")
        self._flow = FlowLayout(self, spacing=12)
        for widget in (self._text, self._bar, self._verdict, self._hint):
            self._flow.addWidget(widget)
        theme().changed.connect(self._show)
        self._show()

    @property
    def text(self) -> str:
        """The whole line as a sentence."""
        return f"{self._plain()}: {self._words.text()}"

    def set_values(self, ramme: float, ny: float) -> None:
        """Base state årsverk, and net new (or, negative, cut) årsverk in the month."""
        self._ramme, self._ny = ramme, ny
        self._show()

    def _plain(self) -> str:
        return self.tr("Ramme {arsverk} statlige årsverk").format(arsverk=fmt.arsverk(self._ramme))

    def _show(self) -> None:
        self._flow.setContentsMargins(handle_width(), 8, 8, 8)
        p = theme().palette
        self._text.setText(
            self.tr("Ramme: {arsverk} statlige årsverk").format(
                arsverk=f"<span style='font-weight:600'>{fmt.arsverk(self._ramme)}</span>"))
        self._bar.set_share((self._ramme + self._ny) / self._ramme if self._ramme > 0 else 1.0)
        if abs(self._ny) < _ZERO:
            name, role, words = "check-circle", "favourable", self.tr("Balanse {null}").format(null=fmt.arsverk(0.0))
        elif self._ny > 0:
            name, role = "information-square", "info_icon"
            words = self.tr("+{arsverk} nye årsverk").format(arsverk=fmt.arsverk(self._ny))
        else:
            name, role = "information-square", "info_icon"
            words = self.tr("{arsverk} årsverk kuttet").format(arsverk=fmt.arsverk(self._ny))
        self._icon.setPixmap(icons.pixmap(name, fonts.pixels(icons.ICON_SIZE), role))
        self._words.setText(words)
        self._words.setStyleSheet(f"color: {p.favourable if role == 'favourable' else p.text}; font-weight: 600;")
        self.setAccessibleName(self.text)
        for label in (self._text, self._words, self._hint):
            label.setFixedHeight(fonts.line_height() + 2)
