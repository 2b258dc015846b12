"""What a list of findings is about, so that it can be named, saved beside, and gone to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.io.excel_cells import SheetCells
from planning_core.findings import Finding


@dataclass(frozen=True, slots=True)
class Origin:
    """Where findings come from.

    Parameters
    ----------
    path : Path or None
        The file that was read; it is never written to.
    sheets : mapping of str to SheetCells
        Cells that were read, by the name a finding gives the sheet.
    room_of : callable
        Name of the room where a finding about the open plan is mended; empty where there is none.
    go_to : callable or None
        Goes to a finding about the open plan.
    """

    path: Path | None = None
    sheets: Mapping[str, SheetCells] = field(default_factory=dict)
    room_of: Callable[[Finding], str] = lambda _: ""
    go_to: Callable[[Finding], None] | None = None
