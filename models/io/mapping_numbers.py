"""Numbers of an unknown table: marks that stand for numbers, points, per cent and units, as the user answered."""

from __future__ import annotations

from models.io.excel_cells import Raw
from models.io.excel_columns import Column, Kind
from models.io.excel_shares import unmarked
from models.io.excel_values import convert
from models.io.mapping import Grid, Mapping, Point
from models.io.numbers import AMBIGUOUS_NUMBER, NOT_A_NUMBER, Unreadable, clean

Place = tuple[int, int]
"""Row and column of a cell."""


class LeftOut(Exception):
    """A value that is not read, and about which enough is said elsewhere."""


class Numbers:
    """Reads numbers by a mapping, and collects what must be asked.

    Attributes
    ----------
    marks : dict of str to int
        Every text that stands for a number, and how often.
    undecided : dict of str to Place
        Those without an answer, with the first cell of each.
    left_out : dict of str to list of Place
        Those the user leaves out, with their cells.
    ambiguous : int
        Texts such as ``1.234`` that can be read in two ways.
    """

    def __init__(self, mapping: Mapping, grid: Grid) -> None:
        self.marks: dict[str, int] = {}
        self.undecided: dict[str, Place] = {}
        self.left_out: dict[str, list[Place]] = {}
        self.ambiguous = 0
        self._shares: dict[str, tuple[Place, float]] = {}
        self._point = mapping.point
        self._answered = {m.text: m.value for m in mapping.marks}
        self._factors = dict(mapping.factors)
        self._percent = dict(mapping.percent)
        self._dates_from_1904 = grid.dates_from_1904

    @property
    def shares(self) -> tuple[str, ...]:
        """Share fields that hold plain numbers, not text with a per cent sign."""
        return tuple(self._shares)

    def unanswered_shares(self) -> dict[str, tuple[Place, float]]:
        """Share fields nobody has said are per cent or not: the cell and number of each that is the most in doubt."""
        return {name: found for name, found in self._shares.items() if name not in self._percent}

    def read(self, column: Column, raw: Raw, place: Place) -> float | int:
        """The number a cell holds, in the plan's unit.

        Raises
        ------
        Unreadable
        LeftOut
            For a mark that is left out, or not decided.
        """
        raw = self._without_doubt(raw)
        try:
            value = convert(column, raw, self._dates_from_1904)
        except Unreadable as error:
            if error.code == AMBIGUOUS_NUMBER:
                self.ambiguous += 1
            if error.code != NOT_A_NUMBER or not isinstance(raw, str) or any(ch.isalnum() for ch in clean(raw)):
                raise
            return self._marked(clean(raw), place)
        assert isinstance(value, (int, float))
        if column.kind is Kind.SHARE and unmarked(raw) is not None:
            known = self._shares.get(column.field)
            if known is None or _doubt(value) > _doubt(known[1]):
                self._shares[column.field] = (place, value)
            if self._percent.get(column.field):
                value = value / 100.0
        factor = self._factors.get(column.field, 1.0)
        return value if factor == 1.0 else value * factor

    def _without_doubt(self, raw: Raw) -> Raw:
        """Text such as ``1.234`` as the user said it is to be read."""
        if self._point is Point.ASK or not isinstance(raw, str):
            return raw
        body = clean(raw)
        if self._point is Point.THOUSANDS:
            return body.replace(".", "")
        return body.replace(",", "") if "." in body and "," in body else body.replace(".", ",")

    def _marked(self, text: str, place: Place) -> float:
        self.marks[text] = self.marks.get(text, 0) + 1
        if text not in self._answered:
            self.undecided.setdefault(text, place)
            raise LeftOut
        value = self._answered[text]
        if value is None:
            self.left_out.setdefault(text, []).append(place)
            raise LeftOut
        return value


def _doubt(value: float) -> int:
    """How much in doubt a number of a share column is: 0,4 may be two things, 40 can only be per cent, 0 is 0."""
    return 0 if value == 0.0 else 2 if abs(value) <= 1.0 else 1
