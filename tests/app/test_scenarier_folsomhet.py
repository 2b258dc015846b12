"""The page Følsomhet of Scenarier, through the real window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from app.charts.tornado import Tornado, TornadoPicture, TornadoRow
from app.printing.parts import Picture, parts_of
from app.theme import theme
from app.views import ROOMS
from planning_core.plan import Plan


@pytest.fixture
def page(window, qtbot):
    window.resize(1440, 900)
    window.show_room([room.key for room in ROOMS].index("scenarier"))
    room = window.room_view(window.room)
    QTest.mouseClick(room.pages.button("folsomhet"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not room.sensitivity.is_stale, timeout=60_000)
    return room.sensitivity


def row_of(table, name):
    model = table.model()
    return next(r for r in range(model.rowCount()) if model.index(r, 0).data() == name)


def test_the_page_says_whether_the_sign_is_sure_and_shows_both_ends(page):
    assert page.sentence.startswith("Flyttingene gir +183 timer oppfølging i desember 2029. Fortegnet er ikke sikkert: ")
    assert page.chart.isVisible()
    assert not page.progress.isVisible()
    assert page.chart.picture.rows[0].name == "Andel besvart av kontaktsenter"
    model = page.table.model()
    assert model.rowCount() == len(page.found.utslag) + 1
    row = row_of(page.table, "Andel besvart av kontaktsenter")
    cells = [model.index(row, c).data() for c in range(model.columnCount())]
    first = page.found.utslag[0]
    assert cells[1].replace("\u00a0", " ") == "0 %"
    assert cells[4].startswith("+1")
    assert cells[8].startswith("−614")
    assert cells[2] != cells[3]
    assert round(first.ved_hoy.virkning.oppfolging) == -614


def test_the_marked_row_is_said_in_a_sentence(page, qtbot):
    assert "Andel besvart av kontaktsenter: ved 0" in page._of_row.text()
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.model().index(row_of(page.table, "Læretid"), 0))
    assert page._of_row.text().startswith("Læretid: ved 6 måneder gir flyttingene ")
    assert page._of_row.accessibleName() == page._of_row.text()


def test_a_change_of_the_plan_stops_what_runs_and_begins_anew(page, window, qtbot):
    plan = window.document.plan
    window.document.load(replace(plan, flyttinger=plan.flyttinger[:2]), None)
    assert page.is_stale
    assert page.chart._stale
    again = replace(plan, flyttinger=())
    window.document.load(again, None)
    qtbot.waitUntil(lambda: not page.is_stale, timeout=60_000)
    assert page.found.plan is again
    assert page.sentence.startswith("Planen har ingen flyttinger.")
    assert page.chart.picture.title == "Oppfølging i desember 2029, timer"


def test_a_plan_without_cases_says_so_and_offers_the_way_on(page, window):
    window.document.load(Plan("Tomt", window.document.plan.start), None)
    assert page.sentence == "Planen har ingen saker eller enheter å framskrive ennå."
    assert page.empty.isVisible()
    assert not page.chart.isVisible()


def test_side_om_side_comes_back_and_the_page_is_printed_and_exported(page, window, messages, qtbot, tmp_path):
    room = window.room_view(window.room)
    assert room.page_name == "Følsomhet"
    assert any(isinstance(part, Picture) for part in parts_of(room))
    messages.to_save.append(tmp_path / "f.png")
    page.export_button.export("png")
    assert not QImage(str(tmp_path / "f.png")).isNull()
    QTest.mouseClick(room.pages.button("side"), Qt.MouseButton.LeftButton)
    assert not page.isVisible()
    qtbot.waitUntil(lambda: room.table.isVisible(), timeout=20_000)


def picture(base=100.0):
    rows = (TornadoRow("A", 0.0, 200.0, "lav", "høy", "A i ord."), TornadoRow("B", 100.0, 150.0, "lav", "høy", "B i ord."))
    return TornadoPicture("Prøve", rows, base, "planen 100", "laveste", "høyeste", lambda x: f"{x:.0f}")


def colours_of(chart, y):
    image = chart.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width())}


def test_bars_go_from_the_plans_line_to_both_ends(qtbot, dressed):
    chart = Tornado()
    qtbot.addWidget(chart)
    chart.resize(700, 300)
    chart.set_picture(picture())
    chart.show()
    palette = theme().palette
    height, head = chart._row(), chart._head()
    low, high = (int(head + height * part) for part in (0.32, 0.68))
    assert palette.grey_line in colours_of(chart, low)
    assert palette.plan_fill not in colours_of(chart, low)
    assert palette.plan_fill in colours_of(chart, high)
    # B at its low end is the plan: nothing is drawn of nothing.
    assert palette.grey_line not in colours_of(chart, int(head + height * 1.32))
    assert palette.plan_fill in colours_of(chart, int(head + height * 1.68))
    assert (chart.scale.low, chart.scale.high) == (0.0, 200.0)
    assert chart.accessibleDescription() == "A i ord. B i ord."


def test_an_empty_tornado_draws_nothing(qtbot, dressed):
    chart = Tornado()
    qtbot.addWidget(chart)
    chart.resize(300, 100)
    chart.set_picture(None)
    chart.show()
    assert chart.sizeHint().isValid()
    QTest.mouseMove(chart, QPoint(20, 20))
