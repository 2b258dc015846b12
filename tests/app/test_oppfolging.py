"""The room Oppfølging through its own widgets: what the reader sees is what the results hold."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableView, QWidget

from app import format as fmt
from app.actions import Actions, ActionSpec
from app.charts import oppfolging_series as series
from app.context import AppContext
from app.oppfolging_texts import BEHOV, BELASTNING, SAMTALER, TIMEBRUK
from app.views.oppfolging import OppfolgingView
from app.widgets.cells_table import CellRole
from app.widgets.view_mode import BOTH, CHART, TABLE
from models.commands import RemoveRow
from models.document import Document
from planning_core.oppfolging import dekning
from planning_core.plan import Brukere, Oppfolgingsnorm
from planning_core.projection import framskriv_par
from tests.helpers.fordeling_plan import END, START, plan, varig

NBSP = "\u00a0"
GRUPPE = "arbeidssøkere"


@lru_cache(maxsize=8)
def projected(a_plan):
    return framskriv_par(a_plan)


def with_talks(*flyttinger):
    base = plan(*flyttinger)
    users = (Brukere("skien", GRUPPE, None, 3000.0), Brukere("bamble", GRUPPE, None, 600.0))
    return replace(base, brukere=base.brukere + users,
                   oppfolgingsnorm=(*base.oppfolgingsnorm, Oppfolgingsnorm(GRUPPE, None, 2.0, 60.0)))


def open_room(qtbot, dressed, messages, settings, a_plan, *, with_results=True):
    document = Document(a_plan)
    if with_results:
        document.set_projeksjon(projected(a_plan))
    actions = Actions(document)
    actions.add(ActionSpec("rom.forutsetninger", "Forutsetninger"))
    view = OppfolgingView(document, AppContext(messages, settings, actions))
    qtbot.addWidget(view)
    view.resize(1256, 800)
    with qtbot.waitExposed(view):
        view.show()
    return document, view


@pytest.fixture
def room(qtbot, dressed, messages, settings):
    return open_room(qtbot, dressed, messages, settings, with_talks(varig()))


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def show_tab(qtbot, view, tab):
    click(qtbot, view.choice.tabs.button(tab))


def cells(view, name):
    """The cells of the row that begins with a name."""
    model = view.table.cells
    for row in range(model.rowCount()):
        texts = [str(model.index(row, c).data()) for c in range(model.columnCount())]
        if texts[0] == name:
            return texts[1:]
    raise AssertionError(name)


def test_sentence_is_built_from_the_results(room):
    document, view = room
    med, uten = document.projeksjon.plan, document.projeksjon.uten
    gap = med.data["gap"][:, -1]
    expected = [
        f"I desember 2028 trenger oppfølgingen {fmt.timer(med.serie('oppfolging_behov_timer')[-1])} timer "
        f"og får {fmt.timer(med.serie('oppfolging_timer')[-1])} i planen, "
        f"mot {fmt.timer(uten.serie('oppfolging_timer')[-1])} uten flyttinger.",
        f"Det mangler {fmt.arsverk(gap.sum())} årsverk, "
        f"mot {fmt.arsverk(uten.data['gap'][:, -1].sum())} uten flyttinger",
        f"Mest mangler {('Nav Skien', 'Nav Bamble', 'Nav Siljan')[int(gap.argmax())]}: {fmt.arsverk(gap.max())} årsverk.",
    ]
    for part in expected:
        assert part in view.sentence
    label = next(w for w in view.findChildren(QLabel) if w.accessibleName() == view.sentence)
    assert label.isVisible()


def test_uses_in_the_table_are_those_of_the_results(room):
    document, view = room
    assert view.choice.tabs.key == TIMEBRUK
    med, uten = document.projeksjon.plan, document.projeksjon.uten
    work = med.timebruk_nk["saksarbeid"][:, -1].sum(), uten.timebruk_nk["saksarbeid"][:, -1].sum()
    assert cells(view, "Saksarbeid")[:2] == [fmt.timer(x) for x in work]
    municipal = fmt.timer(med.data["kommunale_timer"][:, -1].sum())
    assert cells(view, "Kommunal oppfølging") == [municipal, municipal, "0"]
    planen, without, change = cells(view, "Oppfølging i alt")
    assert planen == fmt.timer(med.serie("oppfolging_timer")[-1])
    assert without == fmt.timer(uten.serie("oppfolging_timer")[-1])
    difference = med.serie("oppfolging_timer")[-1] - uten.serie("oppfolging_timer")[-1]
    assert change == f"{'▲' if difference > 0 else '▼'}{NBSP}{fmt.endring(difference)}"
    total = med.data["timer"][:3, -1].sum() + med.data["kommunale_timer"][:, -1].sum()
    assert cells(view, "Alle timer")[0] == fmt.timer(total)


def test_the_name_over_the_table_is_whole_beside_the_chart(room, qtbot):
    _, view = room
    title = view._table_frame.title
    assert view.chart.isVisible()
    assert title.width() < title.fontMetrics().horizontalAdvance("Timebruk timer, hele fylket, desember 2027")
    qtbot.waitUntil(lambda: title.width() >= title.minimumSizeHint().width()
                    and title.height() >= title.heightForWidth(title.width()))


def test_bars_are_the_uses_and_the_lines_are_the_pair(room):
    document, view = room
    panel, = view.chart.panels
    np.testing.assert_array_equal(panel.pair.uten, document.projeksjon.uten.serie("oppfolging_timer"))
    names = [part.name for part in panel.bars]
    assert names[:1] == ["Statlig oppfølging"]
    assert "Løpende kostnader" not in names  # the plan has none, and a bar of nothing is not drawn
    stacked = sum(part.pair.planen for part in panel.bars if part.blue)
    np.testing.assert_allclose(stacked, panel.pair.planen)


def test_need_and_gap_by_kontor(room, qtbot):
    document, view = room
    show_tab(qtbot, view, BEHOV)
    med, uten = document.projeksjon.plan, document.projeksjon.uten
    for k, name in enumerate(("Nav Skien", "Nav Bamble", "Nav Siljan")):
        row = cells(view, name)
        assert row[0] == fmt.timer(med.data["behov"][k, -1])
        assert row[3:5] == [fmt.timer(r.data["oppfolging"][k, -1]) for r in (med, uten)]
        assert row[6:8] == [fmt.prosent(dekning(r)[k, -1]) for r in (med, uten)]
        assert row[9:11] == [fmt.arsverk(r.data["gap"][k, -1]) for r in (med, uten)]
    assert cells(view, "Hele fylket")[9] == fmt.arsverk(med.data["gap"][:, -1].sum())
    bar = view.table.cells.index(0, 7).data(CellRole).bar
    assert bar == pytest.approx(dekning(med)[0, -1])
    hours, gap = view.chart.panels
    np.testing.assert_array_equal(hours.reference.verdier, med.serie("oppfolging_behov_timer"))
    np.testing.assert_array_equal(gap.pair.planen, med.serie("oppfolging_gap_arsverk"))


def test_talks_against_the_targets(room, qtbot):
    document, view = room
    show_tab(qtbot, view, SAMTALER)
    projeksjon = document.projeksjon
    assert view.choice.groups.key == GRUPPE
    row = cells(view, "Nav Skien")
    assert row[:2] == [fmt.tall(x[-1], 1) for x in (series.talks(projeksjon, GRUPPE, "skien").planen,
                                                    series.talks(projeksjon, GRUPPE, "skien").uten)]
    titles = [(c.group, c.title) for c in view.table.cells.columns]
    assert titles[3] == ("Samtaler per uke", "Forskjell")
    assert titles[6][1] == "Forskjell, pp"  # no cell says that shares are apart in percentage points
    reached = series.reached(projeksjon, GRUPPE, 0, "skien")
    assert row[3:5] == [fmt.prosent(reached.planen[-1]), fmt.prosent(reached.uten[-1])]
    assert view.table.cells.index(0, 4).data(CellRole).bar == pytest.approx(reached.planen[-1] / 0.8)
    assert cells(view, "Nav Siljan")[:3] == ["–", "–", "–"]
    assert "ikke har brukere" in view.table.cells.index(2, 1).data(Qt.ItemDataRole.ToolTipRole)
    first, second = view.chart.panels
    assert set(first.reference.verdier) == {0.8}
    assert set(second.reference.verdier) == {0.75}


def test_the_sentence_is_about_the_talks_and_the_caseload_where_they_are_shown(room, qtbot):
    document, view = room
    projeksjon = document.projeksjon
    show_tab(qtbot, view, SAMTALER)
    pairs = [series.reached(projeksjon, GRUPPE, mal) for mal in (0, 1)]
    first, second = (fmt.prosent(p.planen[-1]) for p in pairs)
    assert view.sentence.startswith(
        f"I desember 2028 får {first} av gruppen {GRUPPE} i hele fylket en samtale innen 13 uker (mål 80{fmt.NBSP}%) og "
        f"{second} innen 26 uker (mål 75{fmt.NBSP}%), mot {fmt.prosent(pairs[0].uten[-1])} og "
        f"{fmt.prosent(pairs[1].uten[-1])} uten flyttinger.")
    shares = {k: series.reached(projeksjon, GRUPPE, 0, k).planen[-1] for k in projeksjon.plan.kontor}
    below = sorted((x, k) for k, x in shares.items() if x < 0.8)
    assert (f"{len(below)} kontor er under målet på 13 uker" in view.sentence) is bool(below)
    show_tab(qtbot, view, BELASTNING)
    users = series.users_per_arsverk(projeksjon)
    assert view.sentence.startswith(
        f"I desember 2028 er det {fmt.tall(users.planen[-1], 1)} brukere per statlig årsverk i hele fylket, mot "
        f"{fmt.tall(users.uten[-1], 1)} uten flyttinger. I landet var det 62 i 2012.")
    assert view.sentence.endswith(f"mest Nav Skien med {fmt.tall((3190 + 3000) / 49, 1)}.")


def test_caseload(room, qtbot):
    _, view = room
    show_tab(qtbot, view, BELASTNING)
    row = cells(view, "Nav Skien")
    users = 3190 + 3000
    assert row[:2] == [fmt.tall(users / 49, 1), fmt.tall(users / 54, 1)]
    assert row[3:5] == [fmt.tall(10_000 / 49), fmt.tall(10_000 / 54)]


def test_month_is_chosen_by_keyboard_and_numbers_follow(room, qtbot):
    document, view = room
    box = view.choice.months
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClick(box, Qt.Key.Key_Home)
    assert box.month == START
    hours = document.projeksjon.plan.serie("oppfolging_timer")[0]
    assert cells(view, "Oppfølging i alt")[0] == fmt.timer(hours)
    assert "I januar 2026" in view.sentence


def test_a_month_clicked_in_the_chart_is_the_month_of_the_numbers(room, qtbot):
    _, view = room
    x = round(view.chart.chart_layout.x(START + 7))
    qtbot.mouseClick(view.chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 200))
    assert view.choice.months.month == START + 7
    assert "I august 2026" in view.sentence
    qtbot.keyClick(view.chart, Qt.Key.Key_Right)
    assert view.choice.months.month == START + 8
    # Pointing alone reads out, and changes nothing else.
    qtbot.mouseMove(view.chart.viewport(), QPoint(round(view.chart.chart_layout.x(START + 20)), 180))
    assert view.choice.months.month == START + 8


def test_kontor_is_chosen_in_the_list_or_in_the_table(room, qtbot):
    document, view = room
    view.choice.kontor.setFocus()
    qtbot.keyClick(view.choice.kontor, Qt.Key.Key_Down)
    qtbot.keyClick(view.choice.kontor, Qt.Key.Key_Down)
    assert view.choice.choice.enhet == "bamble"
    expected = document.projeksjon.plan.serie("oppfolging_timer", "bamble")
    np.testing.assert_array_equal(view.chart.panels[0].pair.planen, expected)
    assert "trenger Nav Bamble" in view.sentence
    show_tab(qtbot, view, BEHOV)
    assert view.table.currentIndex().row() == 1
    where = view.table.visualRect(view.table.cells.index(2, 3)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert view.choice.choice.enhet == "siljan"
    qtbot.keyClick(view.table, Qt.Key.Key_Down)  # the sum
    assert view.choice.choice.enhet is None
    assert "Mest mangler" in view.sentence


def test_tabs_by_arrow_keys(room, qtbot):
    _, view = room
    button = view.choice.tabs.button(TIMEBRUK)
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Right)
    assert view.choice.tabs.key == BEHOV
    assert view.table.accessibleName() == "Tabell, Behov og gap, desember 2028"


def test_a_narrow_table_alone_stands_at_the_left(room, qtbot):
    _, view = room
    click(qtbot, view.mode.button(TABLE))
    qtbot.waitUntil(lambda: not view.chart.isVisible() and view._table_frame.width() < view._content.width())
    qtbot.waitUntil(lambda: view._table_frame.x() == 0)


def test_chart_table_or_both_is_remembered(room, qtbot, settings):
    _, view = room
    click(qtbot, view.mode.button(TABLE))
    assert not view.chart.isVisible()
    assert view.table.isVisible()
    click(qtbot, view.mode.button(CHART))
    assert view.chart.isVisible()
    assert not view.table.isVisible()
    assert settings.text("oppfolging/visning") == CHART
    click(qtbot, view.mode.button(BOTH))
    assert view.chart.isVisible()
    assert view.table.isVisible()


def test_table_is_copied_for_a_spreadsheet(room, qtbot, messages):
    document, view = room
    show_tab(qtbot, view, BEHOV)
    click(qtbot, view.exports.copy_button)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:4] == ["Kontor", "Behov, timer Planen", "Behov, timer Uten", "Behov, timer Forskjell"]
    skien = lines[1].split("\t")
    assert skien[4] == str(round(document.projeksjon.plan.data["oppfolging"][0, -1]))
    assert messages.notices == ["Tabellen er kopiert."]
    view.table.setFocus()
    view.table.selectRow(1)
    qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 5


def test_chart_is_exported(room, qtbot, messages, tmp_path):
    _, view = room
    messages.to_save.append(tmp_path / "timebruk.svg")
    view.export_button.export("svg")
    said = (tmp_path / "timebruk.svg").read_text("utf-8")
    assert "Statlig oppfølging" in said
    assert "uten flyttinger" in said
    assert messages.notices == ["Diagrammet er lagret i «timebruk.svg»."]


def test_a_chart_that_cannot_be_written_says_so(room, messages, tmp_path):
    _, view = room
    messages.to_save.append(tmp_path / "borte" / "a.png")
    view.export_button.export("png")
    assert messages.of("error")


def test_lost_hours_and_what_they_rest_on(room, qtbot, messages):
    document, view = room
    lost = series.lost(document.projeksjon)
    text = view.explanation.text
    for kind in ("forbigaende", "varig"):
        planen, uten = lost[kind]
        assert f"{fmt.timer(planen)} timer" in text
        assert f"mot {fmt.timer(uten)} uten flyttinger ({fmt.endring(planen - uten)})" in text
    assert "læretid" in text
    label = next(w for w in view.explanation.findChildren(QLabel) if "Se Forutsetninger" in w.text())
    assert label.focusPolicy() & Qt.FocusPolicy.TabFocus
    triggered = []
    view._context.actions["rom.forutsetninger"].triggered.connect(lambda: triggered.append(True))
    label.setFocus()
    with qtbot.waitSignal(view.assumptions_wanted):
        qtbot.keyClick(label, Qt.Key.Key_Tab)
        qtbot.keyClick(label, Qt.Key.Key_Return)
    assert triggered


def test_synthetic_numbers_are_marked(room):
    _, view = room
    assert "syntetiske tall" in view._synthetic.text
    assert "Enheter" in view._synthetic.text


def test_stale_numbers_turn_grey_and_stay(room, qtbot):
    document, view = room
    before = cells(view, "Oppfølging i alt")
    document.push(RemoveRow(document, "Flyttinger", 0, "slett"))
    assert document.is_stale
    assert cells(view, "Oppfølging i alt") == before
    model = view.table.cells
    assert {model.index(r, c).data(CellRole).role for r in range(model.rowCount()) for c in (1, 2, 3)} == {"secondary"}
    document.set_projeksjon(projected(document.plan))
    assert cells(view, "Oppfølging i alt")[2] == "0"
    assert view.sentence.startswith("Ingen flyttinger ennå. Planen er lik uten flyttinger. I desember 2028 trenger")
    assert view.table.cells.index(0, 1).data(CellRole).role == "text"


@pytest.mark.parametrize(("change", "words"), [
    ({"brukere": ()}, "Planen har ingen brukere. Legg dem inn i rommet Enheter og bemanning"),
    ({"oppfolgingsnorm": ()}, "Ingen av brukergruppene i planen har en norm. Legg den inn i rommet Enheter og bemanning"),
])
def test_without_users_or_norms_the_room_says_what_belongs_here(
    qtbot, dressed, messages, settings, change, words,
):
    _, view = open_room(qtbot, dressed, messages, settings, replace(with_talks(varig()), **change))
    assert view.table.isVisible()  # hours by use need neither
    assert "Behovet er ikke kjent" in view.sentence
    show_tab(qtbot, view, BEHOV)
    assert view.empty.isVisible()
    assert words in view.empty.text
    assert "importer en arbeidsbok" in view.empty.text
    assert not view.table.isVisible()
    imported = []
    view._context.actions["fil.importer"].triggered.connect(lambda: imported.append(True))
    click(qtbot, view.empty.button)
    assert imported


def test_talks_without_an_interval_norm(qtbot, dressed, messages, settings):
    _, view = open_room(qtbot, dressed, messages, settings, plan(varig()))
    show_tab(qtbot, view, SAMTALER)
    assert "intervall og minutter per samtale" in view.empty.text
    show_tab(qtbot, view, BEHOV)
    assert not view.empty.isVisible()


def test_before_the_first_projection(qtbot, dressed, messages, settings):
    document, view = open_room(qtbot, dressed, messages, settings, with_talks(varig()), with_results=False)
    assert view.sentence == "Framskrivingen beregnes."
    assert view.chart.panels[0].empty_text == "Framskrivingen beregnes."
    assert not view.export_button.isEnabled()
    document.set_projeksjon(projected(document.plan))
    assert "I desember 2028" in view.sentence
    assert view.choice.months.month == END


def test_another_plan_takes_its_place(room):
    document, view = room
    smaller = replace(with_talks(), horisont_maneder=12)
    document.load(smaller, None)
    document.set_projeksjon(projected(smaller))
    assert view.choice.months.month == START + 11
    assert "Ingen flyttinger ennå" in view.sentence


def test_every_stop_of_the_keyboard_has_a_name(room, qtbot):
    _, view = room
    for tab in (TIMEBRUK, BEHOV, SAMTALER, BELASTNING):
        show_tab(qtbot, view, tab)
        for widget in view.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                interface = QAccessible.queryAccessibleInterface(widget)
                assert interface.text(QAccessible.Text.Name), widget


def test_cells_are_spoken_with_kontor_and_column(room, qtbot):
    _, view = room
    show_tab(qtbot, view, BEHOV)
    spoken = view.table.cells.index(0, 10).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Nav Skien, Gap, årsverk Planen: ")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_large_text_and_narrow_windows_cut_nothing(room, dressed, qtbot, scale):
    _, view = room
    dressed.set_scale(scale)
    view.resize(1000, 640)
    qtbot.wait(1)
    for tab in (TIMEBRUK, BEHOV, SAMTALER, BELASTNING):
        show_tab(qtbot, view, tab)
        for widget in [*view.findChildren(QPushButton), *view.findChildren(QComboBox)]:
            if widget.isVisible():
                assert widget.width() >= widget.minimumSizeHint().width(), widget.accessibleName()
        table = view.table
        needed = sum(table.columnWidth(c) for c in range(table.cells.columnCount()))
        frozen = table.findChild(QTableView)
        assert frozen.isVisible() == (needed > table.viewport().width())


def test_the_name_column_stays_when_the_table_is_scrolled(room, dressed, qtbot):
    _, view = room
    dressed.set_scale(2.0)
    view.resize(1000, 700)
    show_tab(qtbot, view, BEHOV)
    table = view.table
    table.setFocus()
    table.setCurrentIndex(table.cells.index(0, 0))
    for _ in range(11):
        qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.horizontalScrollBar().value() > 0
    frozen = table.findChild(QTableView)
    assert frozen.isVisible()
    assert frozen.width() >= table.columnWidth(0)
    for _ in range(11):
        qtbot.keyClick(table, Qt.Key.Key_Left)
    assert table.visualRect(table.cells.index(0, 1)).left() >= 0
