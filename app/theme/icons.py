"""Icons: bundled SVG drawn in a colour of the theme."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from app.theme import fonts
from models.io.resources import resource_path

ICON_SIZE = 18
"""Side of an icon beside 13 px text; it grows with the text."""


@lru_cache(maxsize=256)
def coloured(name: str, colour: str) -> bytes:
    """The icon's SVG with its ink in ``colour``."""
    text = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace("currentColor", colour).encode("utf-8")


def _colour(role: str) -> str:
    # Imported here because the theme itself draws icons for its style sheet.
    from app.theme import theme

    return str(getattr(theme().palette, role))


@lru_cache(maxsize=512)
def _drawn(name: str, side: int, colour: str, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(coloured(name, colour)))
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, size: int = ICON_SIZE, role: str = "text") -> QPixmap:
    """The icon as a square picture of ``size`` logical pixels in the palette's colour of ``role``.

    Raises
    ------
    FileNotFoundError
        If no icon has that name.
    """
    screen = QGuiApplication.primaryScreen()
    return _drawn(name, size, _colour(role), screen.devicePixelRatio() if screen else 1.0)


def icon(name: str, role: str = "text") -> QIcon:
    """The icon in the palette's present colour of ``role``; see :func:`follow` for one that changes with it.

    Raises
    ------
    FileNotFoundError
        If no icon has that name.
    """
    side = fonts.pixels(ICON_SIZE)
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen else 1.0
    result = QIcon(_drawn(name, side, _colour(role), ratio))
    result.addPixmap(_drawn(name, side, _colour("disabled"), ratio), QIcon.Mode.Disabled)
    return result


def follow(target: QAbstractButton | QAction, name: str, role: str = "text") -> None:
    """Give a button or action an icon that follows the theme for as long as the target lives."""
    from app.theme import theme

    def dress() -> None:
        target.setIcon(icon(name, role))
        if isinstance(target, QAbstractButton):
            side = fonts.pixels(ICON_SIZE)
            target.setIconSize(QSize(side, side))

    dress()
    theme().changed.connect(_Follower(target, dress).on_theme_changed)


class _Follower(QObject):
    """Ends with its target, so that a dead button is never dressed."""

    def __init__(self, target: QObject, dress: Callable[[], None]) -> None:
        super().__init__(target)
        self._dress = dress

    def on_theme_changed(self) -> None:
        self._dress()
