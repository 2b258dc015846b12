"""Rows that hold a whole and its parts: adding them up counts everyone twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from models.io.excel_values import is_blank, shown
from models.io.mapping import Grid, Mapping, text_key
from models.io.numbers import clean

_WHOLES = frozenset({
    "begge_kjonn", "begge", "alle", "alle_aldre", "alle_aldersgrupper", "alle_kjonn", "i_alt", "ialt", "sum", "total", "totalt",
    "kvinner_og_menn", "menn_og_kvinner",
})
_SPAN = re.compile(r"([0-9]{1,3})\s*[-–]\s*([0-9]{1,3})(?:\s*år)?")
MOST_VALUES = 12
"""A column with more different texts than this divides nothing."""


def whole_of(values: Sequence[str]) -> str | None:
    """The text that stands for all the others together, if one does.

    Examples
    --------
    >>> whole_of(["Kvinner", "Menn", "Begge kjønn"])
    'Begge kjønn'
    >>> whole_of(["18 - 29 år", "18 - 66 år"])
    '18 - 66 år'
    """
    if not 2 <= len(values) <= MOST_VALUES:
        return None
    named = [v for v in values if text_key(v) in _WHOLES]
    if len(named) == 1:
        return named[0]
    spans = [(v, m) for v in values if (m := _SPAN.fullmatch(clean(v))) is not None]
    if len(spans) != len(values):
        return None
    low, high = min(int(m.group(1)) for _, m in spans), max(int(m.group(2)) for _, m in spans)
    around = [v for v, m in spans if (int(m.group(1)), int(m.group(2))) == (low, high)]
    return around[0] if len(around) == 1 else None


def counted_twice(mapping: Mapping, grid: Grid, rows: Iterable[int]) -> tuple[int, tuple[str, ...], str] | None:
    """A column of the table that holds a whole beside its parts among the rows read: (column, texts, the whole)."""
    used = {column for _, column in mapping.columns}
    numbers = list(rows)
    for column in range(mapping.area.left, mapping.area.right + 1):
        if column in used:
            continue
        texts: dict[str, None] = {}
        for number in numbers:
            raw = grid.cell(number, column)
            if isinstance(raw, str) and not is_blank(raw):
                texts[clean(shown(raw))] = None
                if len(texts) > MOST_VALUES:
                    break
        values = tuple(texts)
        if (whole := whole_of(values)) is not None:
            return column, values, whole
    return None
