"""How much of a workbook is read, and why a reader gives up."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.io.excel_cells import Row

MAX_UNPACKED = 400_000_000
"""Bytes of all parts unpacked; a workbook of a million cells holds about 60 million."""
MAX_PART = 120_000_000
"""Bytes of one part that is read, unpacked."""
MAX_ELEMENTS = 400_000
"""Elements of one part about the workbook (styles, names): openpyxl takes 20 to 50 µs for each, and Excel has 65 490 styles."""
MAX_TEXT_ELEMENTS = 1_000_000
"""Elements of the shared texts, two for a plain text: openpyxl takes 10 µs for each."""
MAX_DEPTH = 200
"""Elements inside one another in a part; workbooks need ten."""
MAX_CELLS = 1_000_000
MAX_SHEETS = 2_000
MAX_TEXT = 100_000
"""Letters of one cell; Excel itself stops at 32 767."""
MAX_MERGED = 20_000
"""Merged ranges of a sheet that are handed on: the first ones; they only help to read headers and names."""
MAX_PARTS = 20_000
"""Files inside the package."""
MAX_MEMORY = 1_000_000_000
"""Bytes of address space of the reading process, where the system lets us say so."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
AT_ONCE = 20_000
"""Cells handed on at once."""


class TooLarge(Exception):
    """More than the program reads; the argument is what was counted."""


class Forbidden(Exception):
    """A part declares a document type, or is nested beyond all use: made to harm, not to be read."""


class Broken(Exception):
    """A part is not what a workbook should hold there."""


class CellCount:
    """Counts the cells of a workbook as they are told, and stops at :data:`MAX_CELLS`."""

    def __init__(self, tell: Callable[[list[Row]], None]) -> None:
        self._tell = tell
        self._room = MAX_CELLS

    def rows(self, rows: Iterable[Row]) -> None:
        """Hand on the rows that hold something, about :data:`AT_ONCE` cells at a time.

        Raises
        ------
        TooLarge
        """
        waiting: list[Row] = []
        cells = 0
        for row in rows:
            if row[1]:
                waiting.append(row)
                cells += len(row[1])
            if cells >= AT_ONCE:
                self._hand_on(waiting, cells)
                waiting, cells = [], 0
        if waiting:
            self._hand_on(waiting, cells)

    def _hand_on(self, rows: list[Row], cells: int) -> None:
        self._room -= cells
        if self._room < 0:
            raise TooLarge("cells")
        self._tell(rows)
