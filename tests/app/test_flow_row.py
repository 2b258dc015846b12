"""Widgets in a row that wraps: where the last one stands."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.widgets.flow_row import FlowRow

pytestmark = pytest.mark.usefixtures("dressed")


def row(qtbot, width=600):
    title, middle, last = (QLabel(text) for text in ("Tittel", "Valg", "Eksporter"))
    flow = FlowRow(title, middle, last, last_right=True)
    qtbot.addWidget(flow)
    flow.resize(width, 40)
    return flow, title, middle, last


def lefts(flow, *widgets):
    flow.layout().activate()
    return [widget.x() for widget in widgets]


def test_the_last_stands_at_the_right_end(qtbot):
    flow, title, middle, last = row(qtbot)
    assert lefts(flow, title, middle) == [0, title.width() + 8]
    assert last.x() + last.width() == 600


def test_a_title_alone_stands_at_the_left(qtbot):
    flow, title, middle, last = row(qtbot)
    middle.hide()
    last.hide()
    assert lefts(flow, title) == [0]


def test_what_is_last_in_sight_does_not_take_the_place_of_the_last(qtbot):
    flow, title, middle, last = row(qtbot)
    last.hide()
    assert lefts(flow, title, middle) == [0, title.width() + 8]
