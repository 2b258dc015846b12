"""The room Framskriving through its own widgets: choose, read, point, copy, export."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from app import format as fmt
from app.actions import Actions
from app.charts.series import FYLKE, RESTANSER, unit_place
from app.clipboard import copy_from
from app.context import AppContext
from app.messages import Messages
from app.settings import Settings
from app.theme import Mode, theme
from app.views.framskriving import FramskrivingView
from app.views.framskriving_choice import UNIT
from app.widgets.info_box import InfoBox
from app.widgets.view_mode import BOTH, CHART, TABLE
from models.commands import SetPlanField
from models.document import Document
from planning_core.plan import Historikk, Kilde
from planning_core.projection import framskriv_par
from planning_core.results import Projeksjon
from tests.helpers import framskrevet as sample

NBSP = "\u00a0"
MINUS = "\u2212"
START = sample.START


class Recorder(Messages):
    """Holds what was said, and answers the file dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self.target: Path | None = None
        self.suggested: Path | None = None

    def notice(self, text: str) -> None:
        self.said.append(("notice", text))

    def error(self, title: str, text: str, details: str = "") -> None:
        self.said.append(("error", text))

    def save_file(self, title, filters, suggested, suffix):
        self.suggested = suggested
        return self.target


@pytest.fixture
def document(qtbot):
    plan = sample.small_plan()
    found = Document(plan, validator=lambda _: [])
    found.set_projeksjon(sample.small_projeksjon(plan))
    return found


@pytest.fixture
def messages():
    return Recorder()


@pytest.fixture
def view(qtbot, document, messages, tmp_path):
    context = AppContext(messages, Settings(tmp_path / "innstillinger.ini"), Actions(document))
    widget = FramskrivingView(document, context)
    qtbot.addWidget(widget)
    widget.resize(1240, 820)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def click(qtbot, button: QAbstractButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def boxes(view) -> list[str]:
    return [box.text for box in view.findChildren(InfoBox) if box.isVisible()]


def cells(view, row: int) -> list[str]:
    model = view.table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_sentence_is_built_from_the_results(view, document):
    med, uten, forskjell = document.projeksjon.par("restanser")
    assert view.sentence == (
        f"Med flyttingene går restansene fra {fmt.saker(med[0])} i januar 2026 til {fmt.saker(med[-1])} "
        f"i desember 2028. Uten flyttinger går de til {fmt.saker(uten[-1])}. "
        f"▼{NBSP}{fmt.endring(forskjell[-1])} færre saker"
    )
    # By hand: 600 in the kontor and 6 x 1 000 at the start, 6 x 650 and 6 x 1 700 at the end.
    assert f"6{NBSP}600" in view.sentence
    assert f"4{NBSP}500" in view.sentence
    assert f"10{NBSP}800" in view.sentence
    assert f"{MINUS}6{NBSP}300" in view.sentence


def test_measure_is_chosen_with_mouse_and_arrow_keys(view, qtbot):
    click(qtbot, view.choice.measures.button("over_grense"))
    assert view.chart.panels[0].title == "Over ytre grense"
    assert len(view.chart.panels) == 1
    assert "sakene over ytre grense" in view.sentence
    assert cells(view, 35)[1] == f"1{NBSP}230"  # 0,3 x 6 x 650 and 60 in the kontor
    qtbot.keyClick(view.choice.measures.button("over_grense"), Qt.Key.Key_Right)
    assert view.chart.panels[0].title == "Saksbehandlingstid"
    qtbot.keyClick(view.choice.measures.button("saksbehandlingstid_mnd"), Qt.Key.Key_Left)
    assert view.chart.panels[0].title == "Over ytre grense"


def test_restanser_stand_over_those_past_the_limit(view):
    assert [panel.title for panel in view.chart.panels] == ["Restanser", "Over ytre grense"]


def test_the_name_over_the_table_is_whole_whatever_the_measure(view, qtbot):
    for button in view.choice.measures.buttons():
        click(qtbot, button)
        title = view._table_title
        assert title.isVisible()
        qtbot.waitUntil(lambda title=title: title.width() >= title.minimumSizeHint().width()
                        and title.height() >= title.heightForWidth(title.width()))


def test_place_is_chosen(view, qtbot):
    click(qtbot, view.choice.places.button("nk"))
    assert cells(view, 0)[1] == "600"
    assert "restansene ved NAV-kontorene" in view.sentence
    click(qtbot, view.choice.places.button("venter"))
    assert cells(view, 0)[1] == f"1{NBSP}200"
    assert len(view.chart.panels) == 1


def test_one_unit_is_chosen_in_the_menu(view):
    menu = view.choice.places.buttons()[-1].menu()
    next(action for action in menu.actions() if action.text() == "Nav Skien").trigger()
    assert view.choice.choice.place == unit_place("Nav Skien")
    assert view.choice.places.buttons()[-1].text() == "Nav Skien"
    assert cells(view, 0)[1:] == ["300", "300", "0"]
    assert "restansene ved Nav Skien" in view.sentence
    assert [(dot.arsverk) for dot in view.chart.panels[0].dots] == [-5.0]


def test_ytelse_is_chosen(view, qtbot, document):
    click(qtbot, view.choice.ytelser.button("AAP"))
    med, uten, _ = document.projeksjon.par("restanser", None, "AAP")
    assert cells(view, 20)[1:3] == [fmt.saker(med[20]), fmt.saker(uten[20])]
    assert "restansene for AAP" in view.sentence
    menu = view.choice.ytelser.buttons()[-1].menu()
    menu.actions()[-1].trigger()
    assert view.choice.choice.ytelse == "Barnetrygd"
    assert not view.choice.ytelser.button("AAP").isChecked()
    click(qtbot, view.choice.ytelser.buttons()[0])
    assert view.choice.choice.ytelse is None


def peopled(document, population):
    plan = document.plan
    units = tuple(replace(e, innbyggere=population if e.er_kontor else None) for e in plan.enheter)
    document.load(replace(plan, enheter=units), None)
    document.set_projeksjon(sample.small_projeksjon(document.plan))


def test_restanser_per_1000_innbyggere(view, qtbot, document):
    peopled(document, 5000.0)
    click(qtbot, view.choice.counting.button("per_1000"))
    # By hand: 6 600 at the start and 4 500 at the end against 10 800, by 10 000 innbyggere in two kontor.
    assert cells(view, 35)[1:] == ["450,0", f"1{NBSP}080,0", f"▼{NBSP}{MINUS}630,0"]
    assert "restansene per 1 000 innbyggere" in view.sentence
    assert f"{MINUS}630,0 færre saker per 1 000 innbyggere" in view.sentence
    assert [panel.name for panel in view.chart.panels] == [
        "restanser per 1 000 innbyggere", "over ytre grense per 1 000 innbyggere"]
    assert not view.choice.places.button("fe").isEnabled()
    assert "hvert NAV-kontor" in view.choice.places.button("nk").toolTip()
    menu = view.choice.places.buttons()[-1].menu()
    next(action for action in menu.actions() if action.text() == "Nav Skien").trigger()
    assert cells(view, 0)[1:] == ["60,0", "60,0", "0"]
    click(qtbot, view.choice.measures.button("saksbehandlingstid_mnd"))
    assert not view.choice.counting.isVisible()
    assert view.chart.panels[0].title == "Saksbehandlingstid"


def test_a_missing_population_is_said(view, qtbot, document):
    peopled(document, None)
    click(qtbot, view.choice.counting.button("per_1000"))
    assert view.sentence == "Mangler innbyggertall."
    assert view.chart.panels[0].empty_text == "Mangler innbyggertall."
    assert cells(view, 0)[1] == fmt.UNDEFINED
    assert "arket Enheter" in view._explanation.text


def test_arrow_keys_move_the_cursor_and_the_table_follows(view, qtbot):
    view.chart.setFocus()
    qtbot.waitUntil(view.chart.hasFocus)
    for _ in range(3):
        qtbot.keyClick(view.chart, Qt.Key.Key_Right)
    assert view.chart.month == START + 2
    assert view.table.month == START + 2
    assert view.table.currentIndex().row() == 2
    shown = cells(view, 2)
    assert shown == ["mars 2026", f"6{NBSP}480", f"6{NBSP}840", f"▼{NBSP}{MINUS}360"]
    assert f"planen {shown[1]}, uten flyttinger {shown[2]}" in view.chart.readout_text()


def test_the_chart_follows_the_table(view, qtbot):
    view.table.setFocus()
    qtbot.waitUntil(view.table.hasFocus)
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    assert view.chart.month == view.table.month
    assert view.chart.month is not None
    rect = view.table.visualRect(view.table.model().index(7, 0))
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert view.chart.month == START + 7


def test_month_stays_when_the_projection_comes_anew(view, document):
    view.chart.set_month(START + 9)
    view.table.set_month(START + 9)
    document.set_projeksjon(sample.small_projeksjon(document.plan))
    assert view.chart.month == START + 9
    assert view.table.month == START + 9


def test_copy_gives_the_numbers_a_spreadsheet_takes(view, qtbot, messages):
    click(qtbot, view.exports.copy_button)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Måned\tPlanen\tUten flyttinger\tForskjell"
    assert lines[1] == "jan. 2026\t6600\t6600\t0"
    assert lines[36] == "des. 2028\t4500\t10800\t-6300"
    assert len(lines) == 37
    assert messages.said == [("notice", "Tabellen er kopiert.")]


def test_copy_keys_take_the_selected_rows(view, qtbot):
    view.table.setFocus()
    qtbot.waitUntil(view.table.hasFocus)
    view.table.set_month(START)
    qtbot.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert [line.split("\t")[0] for line in QGuiApplication.clipboard().text().splitlines()] == [
        "Måned", "jan. 2026", "feb. 2026",
    ]


def test_two_waiting_times_are_told_apart(view, qtbot):
    click(qtbot, view.choice.measures.button("saksbehandlingstid_mnd"))
    first = boxes(view)
    assert "vedtak" in view.chart.panels[0].subtitle
    click(qtbot, view.choice.measures.button("forventet_tid_mnd"))
    second = boxes(view)
    assert first != second
    assert "kommer inn nå" in view.chart.panels[0].subtitle
    assert "den siste måneden den kan regnes ut" in view.sentence
    assert cells(view, 35)[1:] == ["–", "–", "–"]
    tooltip = view.table.model().index(35, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "etter planens siste måned" in tooltip
    assert any(tooltip in text for text in second)


def test_place_that_a_measure_does_not_have_cannot_be_chosen_and_comes_back(view, qtbot):
    click(qtbot, view.choice.places.button("nk"))
    click(qtbot, view.choice.measures.button("saksbehandlingstid_mnd"))
    assert not view.choice.places.button("nk").isEnabled()
    assert view.choice.places.button("nk").toolTip()
    assert view.choice.choice.place == FYLKE
    assert view.choice.places.button("fylke").isChecked()
    click(qtbot, view.choice.measures.button("restanser"))
    assert view.choice.places.key == "nk"
    click(qtbot, view.choice.measures.button("forventet_tid_mnd"))
    assert not view.choice.places.buttons()[-1].isEnabled()


def test_share_is_in_per_cent_and_percentage_points(view, qtbot):
    click(qtbot, view.choice.measures.button("andel_innen_grense"))
    assert cells(view, 0)[1] == f"78{NBSP}%"  # 400 of 510
    assert "prosentpoeng" in view.sentence


def test_without_flyttinger_it_says_so(view, document):
    plan = sample.small_plan(flyttinger=False)
    document.load(plan, None)
    document.set_projeksjon(sample.small_projeksjon(plan))
    assert view.sentence.startswith("Ingen flyttinger ennå. Planen er lik uten flyttinger.")
    assert "▼" not in view.sentence
    assert view.chart.panels[0].dots == ()


def test_synthetic_numbers_are_marked(view, document):
    assert not any("syntetiske" in text for text in boxes(view))
    plan = replace(sample.small_plan(), kilder=(
        Kilde("Saksinngang", "antall", "A", True, "laget"), Kilde("Brukere", "antall", "S", False, "Nav"),
    ))
    document.load(plan, None)
    document.set_projeksjon(sample.small_projeksjon(plan))
    marked = [text for text in boxes(view) if "syntetiske" in text]
    assert len(marked) == 1
    assert "Saksinngang" in marked[0]
    assert "Brukere" not in marked[0]


def test_history_is_drawn_where_the_plan_has_it(view, document):
    assert view.chart.panels[0].history is None
    show_history(document, range(-6, 0))
    assert view.chart.panels[0].history is not None
    assert view.chart.chart_layout.first == START - 6
    # Months of the history stand in the table too, without a plan; the plan's start is the first row in sight.
    # No month has both a plan and an actual number, so there is no column of how far they are apart.
    assert cells(view, 0) == ["juli 2025", "–", "–", "–", f"1{NBSP}800"]
    assert view.table.rowAt(1) == 6
    # By hand: planen in month 0 is 600 in the kontor and 6 x 1 000; actual 18 x 100.
    show_history(document, range(-6, 1))
    assert cells(view, 6)[4:] == [f"1{NBSP}800", f"▼{NBSP}{MINUS}4{NBSP}800"]


def show_history(document, months, *, without=(), **values):
    """Everybody's history: 100 restanser of each ytelse in each unit."""
    rows = tuple(Historikk(unit, y, START + k, **({"restanser": 100.0} | values)) for k in months
                 for unit in (*sample.KONTOR, *sample.FE) for y in sample.YTELSER if (unit, y, k) not in without)
    plan = replace(sample.small_plan(), historikk=rows)
    document.load(plan, None)
    document.set_projeksjon(sample.small_projeksjon(plan))


def test_plan_stands_against_actual_in_chart_table_and_words(view, document, qtbot):
    show_history(document, range(-2, 3))
    panel = view.chart.panels[0]
    assert panel.actual_at(START + 2) == 1800.0
    # By hand: planen in month 2 is 600 in the kontor and 6 x 980; actual 18 x 100.
    assert cells(view, 4) == ["mars 2026", f"6{NBSP}480", f"6{NBSP}840", f"▼{NBSP}{MINUS}360", f"1{NBSP}800",
                              f"▼{NBSP}{MINUS}4{NBSP}680"]
    assert any(f"mars 2026: 1{NBSP}800 mot 6{NBSP}480 i planen, avvik {MINUS}4{NBSP}680" in box for box in boxes(view))
    view.chart.setFocus()
    view.chart.set_month(START + 2)
    assert f"faktisk: 1{NBSP}800" in view.chart.readout_text()
    assert f"avvik fra planen: {MINUS}4{NBSP}680" in view.chart.readout_text()
    view.chart.set_month(START - 1)
    assert view.chart.readout_text() == f"desember 2025, restanser: 1{NBSP}800, historikk."
    click(qtbot, view.exports.copy_button)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Måned", "Planen", "Uten flyttinger", "Forskjell", "Faktisk", "Avvik"]
    assert lines[5].split("\t") == ["mars 2026", "6480", "6840", "-360", "1800", "-4680"]


def test_a_month_with_somebody_missing_is_left_out_and_says_who(view, document):
    show_history(document, range(-2, 3), without={(sample.KONTOR[1], "AAP", 2), (sample.KONTOR[0], "AAP", 2),
                                                  (sample.KONTOR[0], "Dagpenger", 2)})
    assert cells(view, 4)[4:] == ["–", "–"]
    said = next(box for box in boxes(view) if "historikken" in box)
    assert "Mars 2026 er ikke med i historikken: tall mangler for Nav Porsgrunn (AAP), Nav Skien (2 ytelser)." in said


def test_ready_cases_have_no_history_and_it_says_where_to_look(view, document, qtbot):
    show_history(document, range(-2, 3))
    click(qtbot, view.choice.places.button("fe"))
    assert view.chart.panels[0].history is None
    assert any("skiller ikke saker som er klare" in box for box in boxes(view))


def test_arsverk_and_inn_can_be_followed_too(view, document, qtbot):
    show_history(document, range(2), arsverk=40.0, inn=10.0)
    click(qtbot, view.choice.measures.button("arsverk"))
    assert cells(view, 1)[1:] == ["135,5", "135,5", "0", "120,0", f"▼{NBSP}{MINUS}15,5"]
    assert not view.choice.ytelser.button("AAP").isEnabled()
    click(qtbot, view.choice.measures.button("inn"))
    assert cells(view, 0)[4] == "120"
    assert view.choice.ytelser.button("AAP").isEnabled()


def test_a_plan_without_cases_says_what_belongs_here(view, qtbot, document):
    bare = replace(document.plan, saksinngang=(), restanser=())
    document.load(bare, None)
    document.set_projeksjon(framskriv_par(bare))
    assert view.empty.isVisible()
    assert "Planen har ingen saksinngang og ingen restanser" in view.empty.text
    assert "Gevinst" not in view.empty.text
    assert not view.chart.isVisible()
    assert not view.table.isVisible()
    assert not view._sentence.isVisible()
    assert not view.export_button.isEnabled()
    click(qtbot, view.choice.measures.button("arsverk"))  # there are people all the same
    assert not view.empty.isVisible()
    assert view.chart.isVisible()
    assert "statlige årsverkene" in view.sentence


def test_before_the_first_projection_the_chart_keeps_its_axes(qtbot, messages, tmp_path):
    document = Document(sample.small_plan(), validator=lambda _: [])
    widget = FramskrivingView(document, AppContext(messages, Settings(tmp_path / "i.ini"), Actions(document)))
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    assert widget.sentence == "Framskrivingen beregnes."
    assert widget.chart.chart_layout.first == START
    assert not widget.export_button.isEnabled()
    document.set_projeksjon(sample.small_projeksjon(document.plan))
    assert widget.sentence.startswith("Med flyttingene")
    assert widget.export_button.isEnabled()


def test_stale_numbers_stay_and_turn_grey(view, document):
    where = view.chart.geometry()
    before = [cells(view, row) for row in range(36)]
    document.push(SetPlanField(document, "fylke", "Vestfold", "Endre fylke"))
    assert document.is_stale
    assert [cells(view, row) for row in range(36)] == before
    assert view.chart.geometry() == where
    assert theme().palette.favourable not in view._sentence.text()
    document.undo_stack.undo()
    assert theme().palette.favourable in view._sentence.text()


def test_chart_table_or_both(view, qtbot):
    assert view.mode.key == BOTH
    click(qtbot, view.mode.button(TABLE))
    assert not view.chart.isVisible()
    assert view.table.isVisible()
    click(qtbot, view.mode.button(CHART))
    assert view.chart.isVisible()
    assert not view.table.isVisible()


def test_narrow_window_shows_one_and_gives_both_back(view, qtbot):
    view.resize(500, 700)
    assert not view.mode.button(BOTH).isEnabled()
    assert view.chart.isVisible()
    assert not view.table.isVisible()
    view.resize(1240, 820)
    assert view.mode.key == BOTH
    assert view.table.isVisible()


@pytest.fixture
def normal_text():
    yield
    theme().set_mode(Mode.SYSTEM)
    theme().set_scale(1.0)


@pytest.mark.parametrize("width", [1044, 1256])
def test_nothing_is_wider_than_the_window_with_large_text(view, width, normal_text):
    theme().set_scale(2.0)
    view.resize(width, 620)
    view.grab()
    right = view.width()
    for button in view.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.mapTo(view, button.rect().topRight()).x() < right, button.text()
            assert button.width() >= button.sizeHint().width(), button.text()


def test_export_writes_the_file_that_was_chosen(view, messages, tmp_path):
    messages.target = tmp_path / "figur"
    view.export_button.export("svg")
    written = tmp_path / "figur.svg"
    said = written.read_text(encoding="utf-8")
    assert "Telemark" in said
    assert f"10{NBSP}800" in said
    assert messages.said == [("notice", "Diagrammet er lagret i «figur.svg».")]
    assert messages.suggested.name == "Telemark 2026–2028 restanser.svg"


def test_export_that_fails_is_told(view, messages, tmp_path):
    messages.target = tmp_path / "borte" / "figur.png"
    view.export_button.export("png")
    assert [kind for kind, _ in messages.said] == ["error"]
    messages.target = None
    view.export_button.export("png")
    assert len(messages.said) == 1


def test_copy_action_takes_the_picture_or_the_rows(view, qtbot):
    view.chart.setFocus()
    qtbot.waitUntil(view.chart.hasFocus)
    assert copy_from(view.chart)
    assert QGuiApplication.clipboard().image().width() == 2240
    assert copy_from(view.table)
    assert QGuiApplication.clipboard().text().splitlines()[36] == "des. 2028\t4500\t10800\t-6300"


def test_chart_can_be_copied_as_a_picture(view):
    view.export_button.copy_chart()
    assert QGuiApplication.clipboard().image().width() == 2240


def test_every_control_has_a_name(view):
    for widget in (*view.findChildren(QAbstractButton), view.chart, view.table):
        if widget.isVisible():
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget
    assert view.choice.choice.measure is RESTANSER


def test_units_that_go_take_the_choice_with_them(view, document):
    view.choice.places.choose(UNIT + "Nav Skien")
    view.choice._on_place_chosen(UNIT + "Nav Skien")
    plan = sample.small_plan()
    shorter = replace(plan, enheter=plan.enheter[1:], flyttinger=plan.flyttinger[1:])
    document.load(shorter, None)
    assert view.choice.choice.place == FYLKE
    assert isinstance(document.projeksjon, Projeksjon | None)
