"""Source Sans 3 in the program's roles, scaled by the reader's text size."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from models.io.resources import resource_path

FAMILY = "Source Sans 3"
FILES = ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf")
SCALES = (1.0, 1.25, 1.5, 2.0)
"""Text sizes the reader can choose."""

Role = Literal["title", "panel", "sentence", "body", "dense", "figure"]

# Role -> (pixels at 100 %, semibold).
_ROLES: dict[str, tuple[int, bool]] = {
    "title": (20, True),
    "panel": (15, True),
    "sentence": (15, False),
    "body": (13, False),
    "dense": (12, False),
    "figure": (20, True),
}
_loaded = False
_scale = 1.0


def load() -> bool:
    """Register the bundled fonts once; False when a font file could not be read."""
    global _loaded
    if not _loaded:
        _loaded = all(
            QFontDatabase.addApplicationFont(str(resource_path("fonts", name))) >= 0 for name in FILES
        )
        for known in (_font, _height, _advance):
            known.cache_clear()
    return _loaded


def scale() -> float:
    """Text size in force, 1.0-2.0."""
    return _scale


def set_scale(factor: float) -> None:
    """Set the text size; :class:`app.theme.appearance.Theme` calls this and announces it."""
    global _scale
    _scale = min(max(factor, 1.0), 2.0)


def pixels(at_100: float) -> int:
    """A length drawn for 100 % text, at the text size in force."""
    return round(at_100 * _scale)


def font(role: Role = "body", semibold: bool | None = None) -> QFont:
    """The font of a role; ``semibold`` overrides the role's own weight."""
    size, heavy = _ROLES[role]
    return QFont(_font(pixels(size), heavy if semibold is None else semibold))


def advance(text: str, role: Role = "body", semibold: bool | None = None) -> int:
    """Width of a text in the font of a role."""
    size, heavy = _ROLES[role]
    return _advance(text, pixels(size), heavy if semibold is None else semibold)


@lru_cache(maxsize=64)
def _font(size: int, semibold: bool) -> QFont:
    result = QFont(FAMILY)
    result.setPixelSize(size)
    if semibold:
        result.setWeight(QFont.Weight.DemiBold)
    return result


@lru_cache(maxsize=64)
def _height(size: int, semibold: bool) -> int:
    return QFontMetrics(_font(size, semibold)).height()


@lru_cache(maxsize=4096)
def _advance(text: str, size: int, semibold: bool) -> int:
    # Remembered: tables measure the same few hundred numbers after every key press.
    return QFontMetrics(_font(size, semibold)).horizontalAdvance(text)


def line_height(role: Role = "body") -> int:
    """Height of a line of text: 18 at 13 px, 16 at 12 px, and in proportion."""
    size, heavy = _ROLES[role]
    return max(pixels(size + 4 + (size > 12)), _height(pixels(size), heavy))


def row_height(role: Role = "body") -> int:
    """Height of a table row: 30 with body text, 26 where rows are dense (100 % text)."""
    return line_height(role) + (12 if role != "dense" else 10)
