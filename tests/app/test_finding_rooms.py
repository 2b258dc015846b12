"""From a finding about the open plan to the place where it is mended, through the real window."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app import views
from app.dialogs.findings import FindingsDialog
from app.finding_rooms import _PLACES, FindingRooms
from app.fordeling_texts import unit_name
from app.messages import DialogMessages
from app.plan_warnings import plan_warnings
from app.views import ROOMS
from app.widgets.table_panel import RowsPanel
from planning_core.findings import Finding, Severity
from planning_core.plan import TABELLER, Gevinst, GevinstType, Hendelse, Innfasing, ScenarioVerdi

pytestmark = pytest.mark.usefixtures("dressed")


def warning(table, row=None, column=None):
    return Finding("rad_etter_horisont", Severity.WARNING, table, row, column)


@pytest.fixture
def rooms(window, qtbot):
    """The rooms of a plan that has a row in every sheet that can be gone to."""
    plan = window.document.plan
    gevinster = tuple(Gevinst(name, GevinstType.AUTOMATISERING) for name in ("Første", "Andre"))
    window.document.load(replace(
        plan, gevinster=gevinster, innfasing=(Innfasing("Andre", plan.start, 0.0), Innfasing("Andre", plan.start + 3, 1.0)),
        hendelser=(Hendelse(None, None, plan.start, None, 1.1), Hendelse(None, None, plan.start + 1, None, 1.2)),
        scenarier=(ScenarioVerdi("Flere", "Plan", "fylke", "verdi", "Nytt"),),
    ), None)
    qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)
    return FindingRooms(window)


def room(window):
    return ROOMS[window.stack.currentIndex()].key


def test_places_are_sheets_and_rooms():
    assert set(_PLACES) <= {"Plan", *TABELLER}
    assert {key for key, _ in _PLACES.values()} <= {r.key for r in ROOMS}


def test_every_sheet_that_a_room_lets_be_typed_in_can_be_gone_to():
    source = "".join(p.read_text("utf-8") for p in Path(views.__file__).parent.glob("*.py"))
    typed = set(re.findall(r'RowsPanel\([^"]*?"(\w+)"', source))
    assert {"Hendelser", "Historikk"} <= typed
    assert typed <= set(_PLACES)


def test_every_place_can_be_gone_to(window, rooms):
    for sheet in sorted(_PLACES):
        rows = () if sheet == "Plan" else getattr(window.document.plan, TABELLER[sheet][0])
        finding = warning(sheet, len(rows) - 1 if rows else None)
        elsewhere = next(i for i, r in enumerate(ROOMS) if r.key != _PLACES[sheet][0])
        window.show_room(elsewhere)
        rooms.go_to(finding)
        assert room(window) == _PLACES[sheet][0], sheet
        assert rooms.room_of(finding) == ROOMS[window.stack.currentIndex()].words, sheet


@pytest.mark.parametrize(("sheet", "row", "column"), [
    ("Hendelser", 1, "faktor"), ("Restanser", 30, "antall"), ("Gevinster", 1, "moderat"), ("Innfasing", 1, "andel"),
    ("Ytelser", 2, "andel_komplett"), ("Enheter", 4, "ledelse"), ("Enheter", 2, "etablert"),
    ("Oppfølgingsnorm", 1, "intervall_mnd"),
])
def test_the_row_and_column_are_marked(window, rooms, sheet, row, column):
    rooms.go_to(warning(sheet, row, column))
    view = window.room_view(window.stack.currentIndex())
    panel = next(p for p in view.findChildren(RowsPanel) if p.model.sheet == sheet)
    index = panel.table.currentIndex()
    assert panel.isVisible()
    assert panel.model.positions[index.row()] == row
    assert panel.model.columns[index.column()].header == column


def test_a_flytting_and_an_assumption_are_marked(window, rooms):
    plan = window.document.plan
    rooms.go_to(warning("Flyttinger", 2))
    view = window.room_view(window.stack.currentIndex())
    assert view.moves.row == 2
    rooms.go_to(warning("Forutsetninger", 0))
    view = window.room_view(window.stack.currentIndex())
    assert view.table.currentIndex().row() == view.model.index_of(plan.forutsetninger[0].nokkel).row()


def test_users_and_capacity_are_marked_in_their_grid(window, rooms):
    plan = window.document.plan
    at = next(i for i, b in enumerate(plan.brukere)
              if b.brukergruppe == "nedsatt arbeidsevne" and b.maned is not None and b.maned < plan.start)
    rooms.go_to(warning("Brukere", at, "antall"))
    tab = window.room_view(window.stack.currentIndex()).tab("brukere")
    # A month before the start has no column: the kontor's name is marked.
    assert tab.gruppe == "nedsatt arbeidsevne"
    assert tab.grid.table.currentIndex().data() == unit_name(plan, plan.brukere[at].enhet)
    rooms.go_to(warning("Kapasitet", 6, "faktor"))
    tab = window.room_view(window.stack.currentIndex()).tab("kapasitet")
    row = plan.kapasitet[6]
    assert tab.model.place(tab.grid.table.currentIndex()) == (
        [e.enhet for e in plan.enheter].index(row.enhet), row.maned - plan.start + 1)


def test_a_sheet_edited_in_excel_alone_has_no_room(window, rooms):
    before = window.stack.currentIndex()
    rooms.go_to(warning("Kilder", 0))
    assert rooms.room_of(warning("Kilder", 0)) == ""
    assert window.stack.currentIndex() == before


def test_enter_in_the_list_of_warnings_goes_there(window, qtbot, messages, monkeypatch):
    monkeypatch.setattr(messages, "findings", DialogMessages(window).findings)
    window.show_room(len(ROOMS) - 1)
    seen = []

    def press():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FindingsDialog)
        seen.append((dialog.panel.go_button.text(), dialog.panel.current))
        qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Return)

    QTimer.singleShot(200, press)
    qtbot.mouseClick(window.status_bar.findings, Qt.MouseButton.LeftButton)
    [(text, finding)] = seen
    assert finding in plan_warnings(window.document.plan, window.document.projeksjon, window.document.findings)
    assert finding.table == "Enheter"
    # A kontor over the reference: fewer are moved out, or later, in Fordeling.
    assert text == "Vis i Fordeling"
    assert room(window) == "fordeling"
    view = window.room_view(window.stack.currentIndex())
    assert view.units.rows[view.table.currentIndex().row()].rad == finding.row
