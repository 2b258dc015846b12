"""Every table of the window as CSV, through the window's own buttons and menus."""

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from app import format as fmt
from app.table_csv import table_around, table_content
from app.views import ROOMS
from app.widgets.loss_table import LossTable
from app.widgets.table_export import save_table
from models.commands import EditCell, ReplacePlan
from models.io.excel_schema import SHEETS
from planning_core.plan import Hendelse

ROOM = {room.key: index for index, room in enumerate(ROOMS)}


def read(path):
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def room(window, key):
    window.show_room(ROOM[key])
    return window.room_view(ROOM[key])


@pytest.fixture
def target(tmp_path, messages):
    path = tmp_path / "tabell.csv"
    messages.to_save.append(path)
    return path


def test_the_table_twin_has_plain_numbers_and_its_unit(window, qtbot, target):
    view = room(window, "framskriving")
    qtbot.mouseClick(view.exports.csv_button, Qt.MouseButton.LeftButton)
    rows = read(target)
    assert rows[0][:4] == ["Måned", "Planen (saker)", "Uten (saker)", "Forskjell (saker)"]
    med, uten, forskjell = window.document.projeksjon.par("restanser")
    last = fmt.maned_kort(window.document.plan.maneder[-1])
    assert rows[-1][:4] == [last, *(f"{value:.0f}" for value in (med[-1], uten[-1], forskjell[-1]))]
    assert rows[-1][3].startswith("-")


def test_the_export_menu_saves_the_same_table(window, target):
    view = room(window, "framskriving")
    next(a for a in view.export_button.menu().actions() if a.text() == "Tabellen som CSV …").trigger()
    assert read(target)[0][0] == "Måned"
    assert "tabell.csv" in window.messages.notices[-1]


def test_a_table_that_is_typed_in_gives_every_digit_and_no_formula(window, qtbot, target):
    document = window.document
    rows = (Hendelse("Nav Skien", None, 24315, None, 1.23456789, "=HYPERLINK(1)"),)
    document.push(ReplacePlan(document, replace(document.plan, hendelser=rows), "test"))
    view = room(window, "saksflyt")
    panel = next(p for p in view.findChildren(QTableView) if p.accessibleName().startswith("Hendelser")).parent()
    qtbot.mouseClick(panel.exports.csv_button, Qt.MouseButton.LeftButton)
    assert read(target) == [
        ["Enhet", "Ytelse", "Fra måned", "Til måned", "Faktor", "Årsak"],
        ["Nav Skien", "", "2026-04", "", "1,23456789", "'=HYPERLINK(1)"],
    ]


def test_months_of_the_grid_have_their_year(window):
    view = room(window, "saksflyt")
    grid = next(t for t in view.findChildren(QTableView) if t.accessibleName().startswith("Saksinngang"))
    titles = table_content(table_around(grid)).titles
    assert len(set(titles)) == len(titles)
    assert "2026 jan." in titles


def test_the_table_with_the_keyboard_is_saved_by_the_menu(window, qtbot, target, monkeypatch):
    view = room(window, "fordeling")
    view.table.setFocus()
    monkeypatch.setattr(QApplication, "focusWidget", lambda: view.table)
    window.actions_by_name["fil.csv_tabell"].trigger()
    rows = read(target)
    assert rows[0][0] == "Enhet"
    assert [row[0] for row in rows[1:]] == [unit.navn for unit in window.document.plan.kontor] + [
        row[0] for row in rows[1 + len(window.document.plan.kontor):]]


def test_the_table_of_units_has_uten_flyttinger_and_the_difference_beside_planen(window, qtbot):
    view = room(window, "fordeling")
    qtbot.waitUntil(lambda: not window.document.is_stale and window.document.projeksjon is not None)
    content = table_content(view.table)
    at = content.titles.index("Brukere per statlig årsverk")
    assert content.titles[at:at + 6] == (
        "Brukere per statlig årsverk", "Brukere per statlig årsverk, uten flyttinger",
        "Brukere per statlig årsverk, forskjell", "Oppfølging, dekning (%)", "Oppfølging, dekning uten flyttinger (%)",
        "Oppfølging, dekning, forskjell (prosentpoeng)")
    skien = next(line for line in content.rows if line[0] == "Nav Skien")
    row = next(r for r in view.table.model().rows if r.enhet == "Nav Skien")
    # The same users over 57,2 årsverk without the flyttinger, over fewer with them.
    assert row.stat == 57.2
    assert skien[at + 1] == f"{row.brukere / 57.2:.1f}".replace(".", ",")
    etter, uten, forskjell = (float(cell.replace(",", ".")) for cell in skien[at:at + 3])
    assert etter > uten
    assert forskjell == pytest.approx(etter - uten, abs=0.11)
    dekning, uten, forskjell = (float(cell.replace(",", ".")) for cell in skien[at + 3:at + 6])
    assert forskjell == pytest.approx(dekning - uten, abs=0.6)
    fe = next(line for line in content.rows if line[0] == "Nav forvaltningsenhet Telemark")
    assert fe[at:at + 6] == ("",) * 6


def test_with_several_tables_and_no_keyboard_it_asks_which(window, messages, monkeypatch):
    room(window, "gevinst")
    monkeypatch.setattr(QApplication, "focusWidget", lambda: None)
    window.actions_by_name["fil.csv_tabell"].trigger()
    assert messages.of("error")[0][0] == "Hvilken tabell?"


def test_a_table_without_buttons_has_a_menu(window, target, monkeypatch):
    view = room(window, "fordeling")
    asked = []
    monkeypatch.setattr(window, "popup_table_menu", lambda table, at: asked.append(table))
    at = view.table.viewport().mapTo(window, QPoint(20, 60))
    QApplication.sendEvent(window, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, window.mapToGlobal(at)))
    assert asked == [view.table]
    menu = window.table_menu(view.table)
    copy, save = menu.actions()
    assert (copy.text(), save.text()) == ("Kopier tabellen", "Lagre tabellen som CSV …")
    copy.trigger()
    assert QGuiApplication.clipboard().text().startswith("Enhet\t")
    save.trigger()
    menu.deleteLater()
    assert read(target)[0][0] == "Enhet"


def test_every_table_of_every_room_can_be_saved(window, qtbot, tmp_path, messages):
    saved = 0
    for key in ROOM:
        view = room(window, key)
        for table in {table_around(t) for t in view.findChildren(QTableView)}:
            path = tmp_path / f"{key}-{saved}.csv"
            messages.to_save.append(path)
            assert save_table(table, window.document, messages)
            rows = read(path)
            assert len({len(row) for row in rows}) == 1
            assert len(rows) == table.model().rowCount() + 1
            for row in rows:
                assert not any(mark in cell for cell in row for mark in "\u2212\u00a0▲▼"), row
            saved += 1
    assert saved > 15


def test_a_failure_is_said_and_leaves_nothing(window, qtbot, tmp_path, messages):
    messages.to_save.append(tmp_path / "finnes ikke" / "t.csv")
    view = room(window, "framskriving")
    qtbot.mouseClick(view.exports.csv_button, Qt.MouseButton.LeftButton)
    assert messages.of("error")[0][0] == "Tabellen er ikke lagret"
    assert list(tmp_path.glob("*.csv")) == []


def test_all_series_are_saved_from_the_menu(window, target):
    window.actions_by_name["fil.csv_serier"].trigger()
    rows = read(target)
    assert rows[0] == ["scenario", "nivå", "storrelse", "enhet", "ytelse", "måned", "benevning", "planen",
                       "uten flyttinger", "forskjell"]
    assert rows[1][:6] == ["grunnplanen", "fylke", "inn", "hele fylket", "alle ytelser", "2026-01"]
    assert {row[0] for row in rows[1:]} == {"grunnplanen"}


def test_the_scenarios_are_saved_from_the_menu_too(window, target, messages):
    names = window.document.scenarier
    window.actions_by_name["fil.csv_scenarier"].trigger()
    assert [*dict.fromkeys(row[0] for row in read(target)[1:])] == ["grunnplanen", *names]
    window.scenarios.open(names[0])
    messages.to_save.append(target)
    window.actions_by_name["fil.csv_serier"].trigger()
    assert [*dict.fromkeys(row[0] for row in read(target)[1:])] == ["grunnplanen", names[0]]


def test_the_tables_of_the_plan_are_one_zip(window, tmp_path, messages):
    document = window.document
    document.push(EditCell(document, "Enheter", 0, "innbyggere", 37193.5, "test"))
    messages.to_save.append(tmp_path / "plan.zip")
    window.actions_by_name["fil.csv_plan"].trigger()
    with zipfile.ZipFile(tmp_path / "plan.zip") as archive:
        assert archive.namelist() == [f"{sheet}.csv" for sheet in SHEETS]
        lines = archive.read("Enheter.csv").decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("enhet;navn;type;kommune;innbyggere;årsverk_stat;")
    assert lines[1].startswith("Nav Porsgrunn;Nav Porsgrunn;NAV-kontor;Porsgrunn;37193,5;")


def test_a_table_of_labels_is_one_too(window, target, monkeypatch):
    view = room(window, "fordeling")
    table = next(iter(view.findChildren(LossTable)))
    label = next(iter(table.findChildren(QLabel)))
    assert table_around(label) is table
    window.table_menu(table).actions()[1].trigger()
    rows = read(target)
    assert rows[0] == ["Tap", "Planen (timer)", "Uten flyttinger (timer)", "Forskjell (timer)"]
    assert [row[0] for row in rows[1:]] == ["Forbigående", "Varig"]
    assert all(float(cell) == round(float(cell)) for row in rows[1:] for cell in row[1:])
    window.table_menu(table).actions()[0].trigger()
    assert QGuiApplication.clipboard().text().startswith("Tap\tPlanen (timer)\t")
