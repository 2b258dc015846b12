"""What is worth saying of a workbook as a file, whatever it is read for."""

from __future__ import annotations

from models.io.excel_cells import WorkbookCells
from models.io.excel_codes import KODER
from planning_core.findings import Finding


def file_notes(cells: WorkbookCells) -> tuple[Finding, ...]:
    """Findings about the file: read by the second reader, bare values, macros, links to other files."""
    said: list[tuple[str, dict[str, object]]] = []
    if cells.second_reader:
        said.append(("lest_av_andre_leser", {}))
    elif cells.only_values:
        said.append(("bare_verdier_lest", {"format": f".{cells.kind}"}))
    if cells.macros:
        said.append(("makroer_ikke_kjort", {}))
    if cells.other_files:
        said.append(("andre_filer_ikke_hentet", {}))
    return tuple(Finding(code, KODER[code], "", details=details) for code, details in said)
