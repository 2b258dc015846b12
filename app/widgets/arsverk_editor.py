"""A field for årsverk: decimal comma, a real minus sign, steps of 1,0 (Shift 5,0, Ctrl 0,1)."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from app import format as fmt
from app.theme import fonts, icons, theme

LARGEST = 99_999.0
STEP, LARGE_STEP, SMALL_STEP = 1.0, 5.0, 0.1

_WHOLE = re.compile(r"^[+\-−]?\d{1,5}([,.]\d?)?$")
_STARTED = re.compile(r"^[+\-−]?(\d{0,5}([,.]\d?)?)?$")


def step_size(modifiers: Qt.KeyboardModifier) -> float:
    """How much one step moves: 1,0; 5,0 with Shift; 0,1 with Ctrl."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return LARGE_STEP
    return SMALL_STEP if modifiers & Qt.KeyboardModifier.ControlModifier else STEP


class ArsverkEditor(QDoubleSpinBox):
    """One number of årsverk with one decimal (or months, or per cent, without).

    Parameters
    ----------
    signed : bool
        Negative numbers are allowed and a positive one is written with its sign.
    decimals : int
        Decimals that are written.
    """

    def __init__(self, parent: QWidget | None = None, *, signed: bool = False, decimals: int = 1) -> None:
        super().__init__(parent)
        self._signed = signed
        self.setDecimals(decimals)
        self.setSingleStep(STEP)
        self.setRange(-LARGEST if signed else 0.0, LARGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setCorrectionMode(QDoubleSpinBox.CorrectionMode.CorrectToPreviousValue)
        self.setKeyboardTracking(True)
        # The style sheet's padding is for the text alone: leave room for the arrows.
        self._make_room()
        theme().changed.connect(self._make_room)

    def _make_room(self) -> None:
        self.setStyleSheet(f"QAbstractSpinBox {{ padding-right: {fonts.pixels(16) + 6}px; }}")

    def textFromValue(self, value: float) -> str:
        text = fmt.tall(value, self.decimals())
        return f"+{text}" if self._signed and value > 0 and text != fmt.tall(0.0, self.decimals()) else text

    def valueFromText(self, text: str) -> float:
        plain = self._plain(text)
        return float(plain) if re.search(r"\d", plain) else self.value()

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        bare = text.replace(fmt.NBSP, "").replace(" ", "")
        if not self._signed and bare[:1] in ("-", fmt.MINUS):
            return QValidator.State.Invalid, text, pos
        if _WHOLE.match(bare):
            return QValidator.State.Acceptable, text, pos
        state = QValidator.State.Intermediate if _STARTED.match(bare) else QValidator.State.Invalid
        return state, text, pos

    def stepBy(self, steps: int) -> None:
        # Qt itself multiplies by ten with Ctrl; here Ctrl is the fine step, as when dragging.
        single = steps // abs(steps) if steps else 0
        self.setValue(round(self.value() + single * step_size(QGuiApplication.keyboardModifiers()), 1))
        self.selectAll()

    def _plain(self, text: str) -> str:
        bare = text.replace(fmt.NBSP, "").replace(" ", "").replace(fmt.MINUS, "-").replace(",", ".")
        return bare.rstrip(".")


class CellArsverkEditor(ArsverkEditor):
    """The same in a table cell: small arrows to the left, so that the number stays where it stood."""

    def __init__(self, parent: QWidget | None = None, *, signed: bool = False) -> None:
        super().__init__(parent, signed=signed)
        self.setFrame(True)

    def _make_room(self) -> None:
        left = fonts.pixels(16)
        self.setStyleSheet(
            f"QAbstractSpinBox {{ padding: 0 6px 0 {left}px; }}"
            "QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top left; }"
            "QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom left; }"
        )


def paint_arrows(painter: QPainter, rect: QRect, role: str = "secondary") -> None:
    """The two small arrows at the left of a cell that can be edited."""
    side = min(fonts.pixels(12), rect.height() // 2)
    left = rect.left() + 4
    middle = rect.center().y() + 1
    painter.drawPixmap(QPoint(left, middle - side), icons.pixmap("chevron-up", side, role))
    painter.drawPixmap(QPoint(left, middle), icons.pixmap("chevron-down", side, role))
