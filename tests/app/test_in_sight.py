"""A room that nobody sees does nothing, and is up to date when it is entered."""

import pytest
from PySide6.QtWidgets import QWidget

from app.enheter_texts import ENHETER
from app.views import ROOMS, room_index
from app.views.in_sight import in_sight
from models.commands import EditCell, SetPlanField
from models.document import Document
from models.units_model import Col
from tests.helpers import fordeling_plan


@pytest.fixture
def document(qapp):
    return Document(fordeling_plan.plan(), validator=lambda plan: [])


@pytest.fixture
def room(qtbot):
    room = QWidget()
    qtbot.addWidget(room)
    return room


@pytest.fixture
def heard(document, room):
    seen, heard = in_sight(document, room), []
    seen.plan_changed.connect(lambda: heard.append("plan"))
    seen.projeksjon_changed.connect(lambda: heard.append("projeksjon"))
    seen.stale_changed.connect(lambda stale: heard.append(stale))
    return heard


def edit(document, value):
    document.push(EditCell(document, "Enheter", 0, "arsverk_stat", value, "endre"))


def test_a_hidden_room_hears_once_and_only_when_it_is_shown(qtbot, document, room, heard):
    edit(document, 7.0)
    edit(document, 8.0)
    assert heard == []
    with qtbot.waitExposed(room):
        room.show()
    assert heard == ["plan"]
    edit(document, 9.0)
    assert heard == ["plan", "plan"]
    room.hide()
    room.show()
    assert heard == ["plan", "plan"], "nothing changed meanwhile"


def test_a_room_in_sight_hears_the_projection_and_its_age(qtbot, document, room, heard):
    from planning_core.projection import framskriv_par

    with qtbot.waitExposed(room):
        room.show()
    document.set_projeksjon(framskriv_par(document.plan))
    assert heard == ["projeksjon", False]
    edit(document, 7.0)
    assert heard == ["projeksjon", False, "plan", True]


def test_a_hidden_room_hears_of_another_plan_at_once(document, room, heard):
    document.push(SetPlanField(document, "horisont_maneder", document.plan.horisont_maneder + 12, "endre"))
    assert heard == ["plan"]


def test_a_room_edits_and_reads_the_document_itself(document, room):
    seen = in_sight(document, room)
    edit(seen, 7.0)
    assert seen.plan is document.plan
    assert document.plan.enheter[0].arsverk_stat == 7.0


def test_rooms_out_of_sight_do_no_work_and_are_right_when_entered(qtbot, window, monkeypatch):
    for index in range(window.stack.count()):
        window.show_room(index)
        qtbot.waitUntil(lambda: not window.document.is_stale)
    keys = [room.key for room in ROOMS]
    framskriving = window.room_view(keys.index("framskriving"))
    oppfolging = window.room_view(keys.index("oppfolging"))
    enheter = window.room_view(keys.index("enheter")).tab(ENHETER)
    fordeling = window.room_view(keys.index("fordeling"))
    window.show_room(keys.index("fordeling"))
    before = framskriving.sentence
    work = []
    for thing in (framskriving.chart, framskriving.table, oppfolging.chart, oppfolging.table):
        monkeypatch.setattr(thing, "set_stale", lambda stale, thing=thing: work.append(thing))
    enheter.rows.model.dataChanged.connect(lambda *_: work.append("units"))
    kontor = fordeling.units.rows[0].enhet
    assert fordeling.units.setData(fordeling.units.index(fordeling.units.row_of(kontor), Col.FLYTTES), -9.0)
    qtbot.waitUntil(lambda: not window.document.is_stale)
    assert work == []
    assert framskriving.sentence == before
    monkeypatch.undo()
    window.show_room(keys.index("framskriving"))
    assert framskriving.sentence != before
    shown = framskriving.chart.panels[0].pair.planen
    assert shown == pytest.approx(window.document.projeksjon.plan.serie("restanser"))


def test_another_plan_meets_hidden_rooms_and_a_new_look(qtbot, window, dressed):
    from models.io.samples import eksempel

    for index in range(window.stack.count()):
        window.show_room(index)
    window.document.load(eksempel("etablering-2008"), None)
    dressed.set_scale(1.5)
    for index in range(window.stack.count()):
        window.show_room(index)
    qtbot.waitUntil(lambda: not window.document.is_stale)
    fordeling = window.room_view(room_index("fordeling"))
    assert {row.enhet for row in fordeling.units.rows if row.enhet} == {e.enhet for e in window.document.plan.enheter}
