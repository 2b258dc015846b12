"""Copying gives cells that Excel takes: headers, tabs and lines, as shown."""

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app.clipboard import copy_from


@pytest.fixture
def table(qtbot):
    table = QTableWidget(2, 2)
    qtbot.addWidget(table)
    table.setHorizontalHeaderLabels(["Enhet", "Årsverk"])
    for row, cells in enumerate((("Nav Skien", "54,0"), ("Nav Siljan", "3,0\nanslått"))):
        for column, words in enumerate(cells):
            table.setItem(row, column, QTableWidgetItem(words))
    return table


def copied():
    return QApplication.clipboard().text()


def test_a_whole_table_has_its_headers(table):
    table.selectAll()
    assert copy_from(table.viewport())
    assert copied() == "Enhet\tÅrsverk\nNav Skien\t54,0\nNav Siljan\t3,0 anslått"


def test_one_cell_is_its_text_alone(table):
    table.setCurrentCell(0, 1)
    assert copy_from(table)
    assert copied() == "54,0"


def test_nothing_marked_leaves_the_clipboard(table):
    QApplication.clipboard().setText("før")
    table.clearSelection()
    table.setCurrentCell(-1, -1)
    assert copy_from(table) is False
    assert copied() == "før"


def test_text_fields_copy_their_own_selection(qtbot):
    field = QLineEdit("årsverk")
    qtbot.addWidget(field)
    field.selectAll()
    assert copy_from(field)
    assert copied() == "årsverk"


def test_a_widget_may_offer_itself(qtbot):
    class Card(QWidget):
        def copy_to_clipboard(self):
            QApplication.clipboard().setText("Restanser 5 260 saker")

    card = Card()
    qtbot.addWidget(card)
    inner = QWidget()
    QVBoxLayout(card).addWidget(inner)
    assert copy_from(inner)
    assert copied() == "Restanser 5 260 saker"
    assert copy_from(None) is False
