"""The theme in force: light or dark, and the text size."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.theme import fonts
from app.theme.palette import DARK, LIGHT, Palette
from app.theme.style_sheet import style_sheet


class Mode(StrEnum):
    """What the reader chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours and text size; ``changed`` follows every change of either."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode = Mode.SYSTEM
        self._app: QApplication | None = None
        # Kept, for every cell that is painted asks for it.
        self._palette = LIGHT
        self._pictures = QTemporaryDir()

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def dark(self) -> bool:
        if self._mode is Mode.SYSTEM:
            hints = self._app.styleHints() if self._app else None
            return hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark
        return self._mode is Mode.DARK

    @property
    def palette(self) -> Palette:
        return self._palette

    @property
    def scale(self) -> float:
        """Text size, 1.0-2.0."""
        return fonts.scale()

    def apply(self, app: QApplication) -> None:
        """Dress the application: style, palette, fonts, style sheet; follow the system from now on.

        Once is enough: every change of mode or text size dresses it anew, which takes every widget there is with it.
        """
        if self._app is app:
            return
        fonts.load()
        self._app = app
        app.setStyle(QStyleFactory.create("Fusion"))
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._dress()

    def set_mode(self, mode: Mode) -> None:
        """Light, dark, or as the system."""
        if mode is not self._mode:
            self._mode = mode
            self._dress()

    def set_scale(self, factor: float) -> None:
        """Text size, 1.0-2.0."""
        if factor != fonts.scale():
            fonts.set_scale(factor)
            self._dress()

    def _on_system_scheme_changed(self) -> None:
        if self._mode is Mode.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        self._palette = DARK if self.dark else LIGHT
        if self._app is not None:
            self._app.setFont(fonts.font("body"))
            self._app.setPalette(_qt_palette(self.palette))
            self._app.setStyleSheet(style_sheet(self.palette, Path(self._pictures.path())))
        self.changed.emit()


def _qt_palette(p: Palette) -> QPalette:
    roles = QPalette.ColorRole
    colours = {
        roles.Window: p.window,
        roles.WindowText: p.text,
        roles.Base: p.panel,
        roles.AlternateBase: p.header,
        roles.Text: p.text,
        roles.Button: p.panel,
        roles.ButtonText: p.text,
        roles.BrightText: p.error,
        roles.ToolTipBase: p.panel,
        roles.ToolTipText: p.text,
        roles.PlaceholderText: p.secondary,
        roles.Highlight: p.selected_fill,
        roles.HighlightedText: p.selected_text,
        roles.Link: p.link,
        roles.LinkVisited: p.link,
        roles.Light: p.panel,
        roles.Midlight: p.row_line,
        roles.Mid: p.border,
        roles.Dark: p.input_border,
        roles.Shadow: p.border,
        roles.Accent: p.primary,
    }
    result = QPalette()
    for role, colour in colours.items():
        result.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(p.disabled))
    return result
