"""The words of the result workbook, remembering which of them were asked for."""

from __future__ import annotations

from app.export_texts import tekster
from models.io.excel_export import Tekster


class Recording(dict):
    """Remembers which keys were asked for."""

    def __init__(self, words):
        super().__init__(words)
        self.used = set()

    def __getitem__(self, key):
        self.used.add(key)
        return super().__getitem__(key)


def recorded_texts() -> tuple[Tekster, set[str]]:
    """The texts, and the set of keys that grows as they are used."""
    own = tekster()
    words = Recording(own.ord)
    return Tekster(words, own.parameter, own.funn, own.maned, own.lister), words.used
