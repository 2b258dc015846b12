"""The table of units as a file holds it: beside planen, what it is uten flyttinger and the difference."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTableView

from app import format as fmt
from app.table_csv import TableContent, shown_content
from models.io.csv_text import CsvCell, Number, plain_number
from models.unit_rows import UnitRow
from models.units_model import Col

translate = QCoreApplication.translate


def units_content(view: QTableView, rows: Sequence[UnitRow]) -> TableContent:
    """What the table shows, with a column of its own for each number that the window only draws beside planen's."""
    content = shown_content(view)
    columns = [c for c in range(view.model().columnCount()) if not view.isColumnHidden(c)]
    titles, lines = list(content.titles), [list(line) for line in content.rows]
    for column, (beside, make) in reversed(_beside().items()):
        if column not in columns:
            continue
        at = columns.index(column) + 1
        titles[at:at] = beside
        for line, row in zip(lines, rows, strict=True):
            line[at:at] = [_number(value) for value in make(row)]
    return TableContent(tuple(titles), tuple(map(tuple, lines)))


def _beside() -> dict[Col, tuple[tuple[str, str], Callable[[UnitRow], tuple[float, float]]]]:
    """Column -> titles of uten and forskjell, and their numbers in a row; in the order of the table."""
    return {
        Col.KOMMUNE: (
            (translate("Fordeling", "Kommune, flyttes (årsverk)"), translate("Fordeling", "Kommune, etter (årsverk)")),
            lambda row: (row.flyttes_kommune, row.kommune_etter)),
        Col.BRUKERE: (
            (translate("Fordeling", "Brukere per statlig årsverk, uten flyttinger"),
             translate("Fordeling", "Brukere per statlig årsverk, forskjell")),
            lambda row: (row.brukere_for, row.brukere_etter - row.brukere_for)),
        Col.OPPFOLGING: (
            (translate("Fordeling", "Oppfølging, dekning uten flyttinger (%)"),
             translate("Fordeling", "Oppfølging, dekning, forskjell (prosentpoeng)")),
            lambda row: (100 * row.dekning_uten, 100 * (row.dekning - row.dekning_uten))),
    }


def _number(value: float) -> CsvCell:
    return Number(plain_number(fmt.tall(value, 1)) or "")
