"""A table put in order by its titles: whole numbers as numbers, words as Norwegians sort them, sums where they stood."""

import pytest
from PySide6.QtCore import QPoint, Qt

from app.widgets.cells_table import Cell, CellRow, Column
from app.widgets.sorted_table import SortedTable

LEFT = Qt.MouseButton.LeftButton
NBSP, MINUS = "\u00a0", "\u2212"
NAMES = ("Ål", "Øyer", "Ærfugl", "Asker")
VALUES = (f"1{NBSP}200", "–", f"{MINUS}3", "90")


def row(name, value, *, is_sum=False):
    return CellRow((Cell(name), Cell(value), *(Cell("0") for _ in range(6))), name, is_sum)


@pytest.fixture
def table(qtbot, dressed):
    table = SortedTable()
    qtbot.addWidget(table)
    columns = (Column("Enhet", words=True), Column("Saker"), *(Column(f"En lang overskrift {i}") for i in range(6)))
    rows = [*map(row, NAMES, VALUES), row("Sum", f"1{NBSP}287", is_sum=True), row("FE", "7"), row("Alt", "9", is_sum=True)]
    table.show_cells("Tabell", columns, rows)
    table.resize(1400, 300)
    with qtbot.waitExposed(table):
        table.show()
    return table


def names(table):
    return [r.cells[0].text for r in table.cells.rows]


def click(qtbot, table, x):
    viewport = table.horizontalHeader().viewport()
    qtbot.mouseClick(viewport, LEFT, pos=QPoint(x, viewport.height() // 2))


def test_numbers_from_the_largest_and_what_is_undefined_last_either_way(table, qtbot):
    across = table.columnViewportPosition(1) + 20
    click(qtbot, table, across)
    assert names(table) == ["Ål", "Asker", "Ærfugl", "Øyer", "Sum", "FE", "Alt"]
    click(qtbot, table, across)
    assert names(table) == ["Ærfugl", "Asker", "Ål", "Øyer", "Sum", "FE", "Alt"]
    click(qtbot, table, across)
    assert names(table) == [*NAMES, "Sum", "FE", "Alt"]


def test_words_in_norwegian_order(table):
    table.sort_by(0)
    assert names(table)[:4] == ["Asker", "Ærfugl", "Øyer", "Ål"]


def test_the_title_says_so_and_has_room_for_it(table):
    header = table.horizontalHeader()
    before = header.title_width(1)
    table.sort_by(1)
    assert header.isSortIndicatorShown()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (1, Qt.SortOrder.DescendingOrder)
    assert header.title_width(1) > before
    table.sort_by(1)
    table.sort_by(1)
    assert not header.isSortIndicatorShown()
    assert header.title_width(1) == before


def test_a_click_over_the_frozen_column_is_on_it_and_not_on_what_it_hides(table, qtbot):
    table.resize(420, 300)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    click(qtbot, table, 20)
    assert table.sorted_by == 0


def test_fewer_columns_undo_an_order_by_one_that_is_gone(table):
    table.sort_by(7)
    table.show_cells("Tabell", (Column("Enhet", words=True), Column("Saker")), [row("B", "1"), row("A", "2")])
    assert table.sorted_by == -1
    assert names(table) == ["B", "A"]
    assert not table.horizontalHeader().isSortIndicatorShown()
