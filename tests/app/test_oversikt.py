"""The room Oversikt through the real window: read, sort, go on to other rooms; nothing is edited."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from app import format as fmt
from app.charts import oversikt_series as series
from app.charts.series import RESTANSER, unit_place
from app.oppfolging_texts import BEHOV
from app.texts import setning
from app.varsler import sortert
from app.views import FIRST_ROOM, ROOMS, room_index
from app.views.oversikt import CARDS, SHOWS_SETTING, TABLE
from app.views.oversikt_tables import VARSEL
from app.views.oversikt_warnings import MOST_SHOWN
from app.widgets.units_delegate import warning_text
from models.commands import EditCell, SetPlanField
from models.io.samples import eksempel
from planning_core.plan import Plan
from tests.helpers.fordeling_plan import plan

KEYS = Qt.Key
LEFT = Qt.MouseButton.LeftButton
RESTANSER_PLANEN, DEKNING_PLANEN, GAP_PLANEN = 4, 7, 10


@pytest.fixture
def room(window, qtbot):
    window.resize(1440, 900)
    window.show_start_pane(False)
    window.show_room(room_index("oversikt"))
    window.activateWindow()
    room = window.room_view(window.room)
    qtbot.waitUntil(lambda: bool(room.units.table.cells.rows))
    return room


def settle(window, qtbot):
    qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)


def load(window, qtbot, what):
    window.document.load(what if isinstance(what, Plan) else eksempel(what), None)
    settle(window, qtbot)


def shown(window):
    return ROOMS[window.room].key


def column(table, at):
    return [row.cells[at].text for row in table.cells.rows]


def point(table, row, at):
    return table.visualRect(table.cells.index(row, at)).center()


def title(table, at):
    header = table.horizontalHeader()
    return header.viewport(), QPoint(header.sectionViewportPosition(at) + header.sectionSize(at) // 2, header.height() - 8)


def click_title(qtbot, table, at):
    viewport, place = title(table, at)
    qtbot.mouseClick(viewport, LEFT, pos=place)


def stand_in(table, key, at):
    row = next(i for i, r in enumerate(table.cells.rows) if r.key == key)
    table.setFocus()
    table.setCurrentIndex(table.cells.index(row, at))
    return row


def test_it_is_the_first_room_but_a_first_start_opens_fordeling(window):
    assert ROOMS[0].key == "oversikt"
    assert shown(window) == FIRST_ROOM == "fordeling"


def test_what_the_plan_does_stands_on_top_and_in_the_cards(window, room):
    projeksjon, last = window.document.projeksjon, window.document.plan.maneder[-1]
    hours = projeksjon.par("oppfolging_timer")
    assert fmt.maned_lang(last) in room.sentence
    assert f"mot {fmt.timer(hours[1][-1])} uten flyttinger" in room.sentence
    assert f"{fmt.endring(hours[2].sum())}\u00a0timer." in room.sentence
    for figure in series.FIGURES:
        assert room.cards[figure.key].isVisible()
    restanser = projeksjon.par("restanser")
    assert room.cards[RESTANSER.key].sentence().startswith(
        f"Restanser: {fmt.saker(restanser[0][-1])} saker i planen, {fmt.saker(restanser[1][-1])} uten flyttinger, forskjell ")
    assert room.scenario.text() == "Grunnplanen"


def test_the_month_by_mouse_and_key(window, room, qtbot):
    months = window.document.plan.maneder
    first, last, other = room.months.kinds.buttons()
    assert last.isChecked()
    qtbot.mouseClick(first, LEFT)
    assert room.months.month == months[0]
    assert "det samme som uten flyttinger" in room.sentence
    assert fmt.maned_lang(months[0]) in room.units.table.accessibleName()
    qtbot.mouseClick(other, LEFT)
    assert room.months.months.hasFocus()
    qtbot.keyClick(room.months.months, KEYS.Key_Down)
    assert room.months.month == months[1]
    assert other.isChecked()
    assert fmt.maned_lang(months[1]) in room.sentence
    qtbot.keyClick(room.months.months, KEYS.Key_End)
    assert last.isChecked()
    assert room.months.month == months[-1]


def test_the_last_month_follows_the_horizon_and_another_stays(window, room, qtbot):
    document = window.document
    document.push(SetPlanField(document, "horisont_maneder", 36, "endre"))
    settle(window, qtbot)
    assert room.months.month == document.plan.start + 35
    qtbot.mouseClick(room.months.kinds.buttons()[2], LEFT)
    room.months.months.setCurrentIndex(5)
    document.undo_stack.undo()
    settle(window, qtbot)
    assert room.months.month == document.plan.start + 5
    assert room.months.kinds.buttons()[2].isChecked()


def test_the_figures_as_a_table_hold_now_and_then_and_are_remembered(window, room, qtbot, settings):
    assert room.figures.isHidden()
    qtbot.mouseClick(room.shows.buttons()[1], LEFT)
    assert settings.text(SHOWS_SETTING) == TABLE
    assert room.figures.table.isVisible()
    assert not room.cards[RESTANSER.key].isVisible()
    months = window.document.plan.maneder
    heads = [c.group for c in room.figures.table.cells.columns]
    assert heads[2] == heads[4] == fmt.maned_lang(months[0])
    assert heads[5] == heads[7] == fmt.maned_lang(months[-1])
    med, uten, change = (values[-1] for values in window.document.projeksjon.par("restanser"))
    row = next(r for r in room.figures.table.cells.rows if r.key == RESTANSER.key)
    assert [c.plain for c in row.cells[5:]] == [str(round(x)) for x in (med, uten, change)]
    qtbot.mouseClick(room.figures.exports.copy_button, LEFT)
    assert QGuiApplication.clipboard().text().count("\n") == len(series.FIGURES) + 1
    qtbot.mouseClick(room.months.kinds.buttons()[0], LEFT)
    assert len(room.figures.table.cells.columns) == 5
    qtbot.keyClick(room.shows.buttons()[1], KEYS.Key_Left)
    assert settings.text(SHOWS_SETTING) == CARDS
    assert room.cards[RESTANSER.key].isVisible()


def test_units_are_put_in_order_by_a_click_and_by_space(window, room, qtbot):
    table = room.units.table
    given = column(table, 0)
    kontor = len(window.document.plan.kontor)
    click_title(qtbot, table, GAP_PLANEN)
    gaps = [float(text.replace(",", ".")) for text in column(table, GAP_PLANEN)[:kontor]]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > gaps[-1]
    assert column(table, 0)[kontor:] == given[kontor:], "sums and forvaltningsenhet keep their place"
    click_title(qtbot, table, GAP_PLANEN)
    turned = [float(text.replace(",", ".")) for text in column(table, GAP_PLANEN)[:kontor]]
    assert turned == sorted(gaps)
    click_title(qtbot, table, GAP_PLANEN)
    assert column(table, 0) == given
    assert table.sorted_by == -1
    key = window.document.plan.kontor[3].enhet
    stand_in(table, key, 0)
    qtbot.keyClick(table, KEYS.Key_Space)
    assert column(table, 0)[:kontor] == sorted(given[:kontor])
    assert table.cells.rows[table.currentIndex().row()].key == key, "the mark follows its unit"


def test_the_order_stays_when_the_month_changes_and_copies_as_it_stands(window, room, qtbot):
    table = room.units.table
    click_title(qtbot, table, 1)
    qtbot.mouseClick(room.months.kinds.buttons()[0], LEFT)
    shares = [float(text.replace(",", ".")) for text in column(table, 1)[:len(window.document.plan.kontor)]]
    assert shares == sorted(shares, reverse=True)
    qtbot.mouseClick(room.units.exports.copy_button, LEFT)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines[-len(table.cells.rows):]] == column(table, 0)


@pytest.mark.parametrize(("at", "key"), [(1, "fordeling"), (RESTANSER_PLANEN, "framskriving"), (GAP_PLANEN, "oppfolging"),
                                         (VARSEL, "fordeling")])
def test_enter_goes_to_the_unit_in_the_room_of_the_column(window, room, qtbot, at, key):
    enhet, month = window.document.plan.kontor[3].enhet, window.document.plan.start + 12
    room.months.months.setCurrentIndex(12)
    stand_in(room.units.table, enhet, at)
    qtbot.keyClick(room.units.table, KEYS.Key_Return)
    assert shown(window) == key
    view = window.room_view(window.room)
    assert view.table.hasFocus()
    if key == "fordeling":
        assert view.month == month
        assert view.units.rows[view.table.currentIndex().row()].enhet == enhet
    elif key == "framskriving":
        assert (view.choice.choice.measure, view.choice.choice.place) == (RESTANSER, unit_place(enhet))
        assert view.chart.month == month
    else:
        assert (view.choice.choice.tab, view.choice.choice.enhet, view.choice.choice.maned) == (BEHOV, enhet, month)
        assert view.table.currentIndex().row() == 3


def test_a_double_click_goes_too_and_the_room_is_not_led_again(window, room, qtbot):
    first, other = (window.document.plan.kontor[i].enhet for i in (0, 2))
    table = room.units.table
    place = point(table, 2, DEKNING_PLANEN)
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(table.viewport(), LEFT, pos=place)
    view = window.room_view(window.room)
    assert (shown(window), view.choice.choice.enhet) == ("oppfolging", other)
    view.choice.choose_kontor(first)
    window.show_room(0)
    window.show_room(room_index("oppfolging"))
    assert view.choice.choice.enhet == first


def test_the_ways_by_button(window, room, qtbot):
    fe = window.document.plan.forvaltningsenheter[0].enhet
    assert not any(button.isEnabled() for button in room.ways.values()), "no unit is marked"
    row = stand_in(room.units.table, fe, 0)
    assert not room.ways["oppfolging"].isEnabled()
    assert "ikke brukere" in room.ways["oppfolging"].toolTip()
    room.units.table.setCurrentIndex(room.units.table.cells.index(row, GAP_PLANEN))
    qtbot.keyClick(room.units.table, KEYS.Key_Enter)
    assert shown(window) == "fordeling", "a forvaltningsenhet gives no oppfølging to show"
    window.show_room(0)
    qtbot.mouseClick(room.ways["framskriving"], LEFT)
    assert window.room_view(window.room).choice.choice.place == unit_place(fe)
    window.show_room(0)
    stand_in(room.units.table, "sum", 0)
    qtbot.mouseClick(room.ways["oppfolging"], LEFT)
    assert shown(window) == "oppfolging"


def test_warnings_are_those_of_the_status_bar_and_lead_to_their_room(window, room, qtbot, messages):
    window.show_findings()
    [(_, _, listed)] = messages.of("findings")
    assert len(room.warnings.findings) == min(len(listed), MOST_SHOWN) == MOST_SHOWN
    assert all(any(f == g for g in listed) for f in room.warnings.findings)
    qtbot.mouseClick(room.warnings.all_button, LEFT)
    assert len(messages.of("findings")) == 2
    assert room.warnings.go_button.isEnabled()
    table = room.warnings.table
    table.setFocus()
    table.setCurrentIndex(table.cells.index(1, 1))
    finding, name = room.warnings.findings[1], room.warnings.go_button.text().removeprefix("Gå til ")
    assert name in [r.words for r in ROOMS]
    qtbot.keyClick(table, KEYS.Key_Return)
    assert ROOMS[window.room].words == name
    view = window.room_view(window.room)
    assert view.units.rows[view.table.currentIndex().row()].rad == finding.row
    window.show_room(0)
    qtbot.mouseClick(room.warnings.go_button, LEFT)
    assert ROOMS[window.room].words == name


def test_a_plan_with_nothing_to_warn_of_says_so(window, room, qtbot):
    # Ten users a kontor: nobody is over the reference, and nothing moves.
    calm = replace(plan(synthetic=False), brukere=tuple(replace(row, antall=10.0) for row in plan().brukere),
                   enheter=tuple(replace(e, statsansatte=10.0) for e in plan().enheter))
    load(window, qtbot, calm)
    assert room.warnings.findings == []
    assert "ingen advarsler" in room.warnings.panel.title.text()
    assert not room.warnings.table.isVisible()


def test_without_flyttinger_it_says_so_and_offers_fordeling(window, room, qtbot):
    load(window, qtbot, replace(eksempel("telemark"), flyttinger=()))
    assert room.no_moves.isVisible()
    assert "ingenting å sammenligne" in room.no_moves.text
    assert "mot" not in room.sentence.split()
    assert room.cards[RESTANSER.key].isVisible()
    qtbot.mouseClick(room.no_moves.button, LEFT)
    assert shown(window) == "fordeling"


def test_a_plan_with_only_ressurskartlegging_leads_to_the_account(window, room, qtbot):
    load(window, qtbot, "delta-2007")
    assert room.account.isVisible()
    assert "Ressurskartlegging" in room.account.text
    for part in (room.units, room.cards[RESTANSER.key], room.months, room.empty, room.no_moves):
        assert not part.isVisible()
    assert room.warnings.isVisible() is bool(window.document.findings)
    qtbot.mouseClick(room.account.button, LEFT)
    assert shown(window) == "gevinst"


def test_an_empty_plan_says_what_belongs_here(window, room, qtbot):
    load(window, qtbot, Plan("Nytt fylke", 2026 * 12, 12, 1))
    assert room.empty.isVisible()
    assert "rommet Enheter og bemanning" in room.empty.text
    assert not room.units.isVisible()
    assert room.warnings.isVisible() is bool(window.document.findings)
    load(window, qtbot, "nord-gudbrandsdal")
    assert not room.empty.isVisible()
    assert column(room.units.table, 0)[0] == "NAV Dovre"
    load(window, qtbot, Plan("Nytt fylke", 2026 * 12, 12, 1))
    qtbot.mouseClick(room.empty.button, LEFT)
    assert shown(window) == "enheter"


def test_it_says_which_scenario_is_shown(window, room, qtbot):
    name = window.document.scenarier[0]
    window.scenarios.open(name)
    settle(window, qtbot)
    assert room.scenario.text() == f"Scenario: {name}"
    window.scenarios.open(None)
    assert room.scenario.text() == "Grunnplanen"


def test_old_numbers_are_grey_and_new_ones_come(window, room, qtbot):
    before = room.sentence
    document = window.document
    document.push(EditCell(document, "Enheter", 0, "arsverk_stat", 60.0, "endre"))
    assert document.is_stale
    assert room.units.table.cells.stale
    assert room.sentence == before
    settle(window, qtbot)
    assert not room.units.table.cells.stale
    assert room.sentence != before
    assert column(room.units.table, 2)[0] == "60,0"


def test_out_of_sight_it_does_no_work(window, room, qtbot, monkeypatch):
    window.show_room(room_index("fordeling"))
    work = []
    monkeypatch.setattr(type(room), "_refresh", lambda self: work.append(1))
    document = window.document
    document.push(EditCell(document, "Enheter", 0, "arsverk_stat", 60.0, "endre"))
    settle(window, qtbot)
    assert work == []
    window.show_room(room_index("oversikt"))
    assert work


def test_nothing_is_edited(window, room, qtbot):
    before = window.document.plan
    for table in (room.units.table, room.warnings.table, room.figures.table):
        table.setFocus()
        table.setCurrentIndex(table.cells.index(0, 1))
        for key in (KEYS.Key_1, KEYS.Key_Delete, KEYS.Key_F2, KEYS.Key_Minus):
            qtbot.keyClick(table, key)
    assert window.document.plan is before
    assert window.document.undo_stack.count() == 0


@pytest.mark.parametrize(("size", "scale", "columns"), [((1440, 900), 1.0, 4), ((1100, 700), 1.0, 4), ((1100, 700), 2.0, 2)])
def test_nothing_is_cut_in_a_small_window_or_with_large_text(window, room, qtbot, size, scale, columns):
    window.set_text_scale(scale)
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0])
    cards = list(room.cards.values())
    qtbot.waitUntil(lambda: len({card.x() for card in cards}) == columns
                    and all(card.width() >= card.minimumSizeHint().width() for card in cards))
    page = room.units.parentWidget()
    for part in (*cards, room.units, room.warnings, *room.ways.values()):
        assert part.mapTo(page, QPoint(0, 0)).x() + part.width() <= page.width() - 20, part


def test_the_warning_of_a_row_says_what_fordeling_says_of_the_unit(window, room):
    fordeling = window.room_view(room_index("fordeling"))
    of_unit = {row.enhet: row for row in fordeling.units.rows if row.enhet}
    said = {row.key: row.cells[VARSEL] for row in room.units.table.cells.rows}
    assert any(said[enhet].icon == "warning" for enhet in of_unit)
    for enhet, row in of_unit.items():
        assert said[enhet].text == warning_text(row)
        assert said[enhet].tip == "\n".join(setning(f) for f in sortert(row.findings))
