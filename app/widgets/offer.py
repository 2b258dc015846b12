"""Choices of a list box that follow the plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox


def offer(box: QComboBox, choices: Sequence[tuple[str, str | None]]) -> None:
    """Fill the box with words and keys, unheard; what was chosen stays where it is still offered, else the first is."""
    if [(box.itemText(i), box.itemData(i)) for i in range(box.count())] == list(choices):
        return
    chosen = box.currentData()
    box.blockSignals(True)
    box.clear()
    for text, key in choices:
        box.addItem(text, key)
    box.setCurrentIndex(next((i for i, (_, key) in enumerate(choices) if key == chosen), 0))
    box.blockSignals(False)
