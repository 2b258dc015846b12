"""Colours, type and icons of the program, and the one object that says which are in force."""

from __future__ import annotations

from app.theme.appearance import Mode, Theme
from app.theme.palette import DARK, LIGHT, Palette

_theme: Theme | None = None


def theme() -> Theme:
    """The application's theme; the same object every time."""
    global _theme
    if _theme is None:
        _theme = Theme()
    return _theme


__all__ = ["DARK", "LIGHT", "Mode", "Palette", "Theme", "theme"]
