"""An unknown workbook, read: its sheets, what they may mean for a plan, and the mappings that fit it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from pathlib import Path

from models.io.csv_cells import read_csv
from models.io.errors import FileError
from models.io.excel_cells import WorkbookCells
from models.io.excel_reader import ReadingCancelled, read_workbook
from models.io.file_notes import file_notes
from models.io.imported import Import
from models.io.mapping import Grid, Mapping
from models.io.mapping_guess import Guess, grids, guess
from models.io.mapping_store import MappingStore
from planning_core.findings import Finding
from planning_core.plan import Plan

CSV_SUFFIXES = (".csv", ".txt")
_READING = 0.5
"""The share of the time that goes to reading; the rest is guessing."""


@dataclass(frozen=True, slots=True)
class Source:
    """A workbook in which a table is to be found.

    ``guesses`` holds the likeliest meaning of every table, the best first; ``kept`` the user's own mappings that fit;
    ``notes`` what is worth saying of the file itself.
    """

    path: Path
    grids: Dict[str, Grid]
    guesses: tuple[Guess, ...]
    kept: tuple[tuple[str, Mapping], ...] = ()
    notes: tuple[Finding, ...] = ()

    @property
    def best(self) -> Mapping:
        """What to begin with: a mapping of the user's, else the best guess.

        Raises
        ------
        IndexError
            If there is no table at all.
        """
        return self.kept[0][1] if self.kept else self.guesses[0].mapping

    def located(self, found: Import) -> Import:
        """What was read of it, with what is said of the file, and the cells of the sheets that its findings are about."""
        named = {f.table for f in found.findings if f.cell is not None} & self.grids.keys()
        sheets = {name: self.grids[name].cells() for name in named}
        return replace(found, findings=(*self.notes, *found.findings), sheets=sheets)


def _read_cells(path: Path, cancelled: Callable[[], bool] | None, progress: Callable[[float], None]) -> WorkbookCells:
    """The cells of a workbook or CSV file; text under a workbook's name, as many systems send it, is read as CSV."""
    if path.suffix.lower() in CSV_SUFFIXES:
        return read_csv(path)
    try:
        return read_workbook(path, None, cancelled, progress=progress)
    except FileError as error:
        if error.reason != "tekst_fil":
            raise
        return read_csv(path)


def read_source(
    path: Path, plan: Plan, store: MappingStore, cancelled: Callable[[], bool] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Source:
    """Read a workbook or CSV file and guess; ``progress`` is told the share done [0–1].

    Raises
    ------
    FileError
    models.io.excel_reader.ReadingCancelled
    """
    tell = progress or (lambda _: None)

    def step(share: float) -> None:
        if cancelled is not None and cancelled():
            raise ReadingCancelled
        tell(_READING + (1.0 - _READING) * share)

    book = _read_cells(path, cancelled, lambda share: tell(_READING * share))
    sheets = grids(book)
    return Source(path, sheets, guess(book, plan, path.name, step), store.recognise(sheets.values()), file_notes(book))
