"""The chart with keys and mouse: cursor, read-out, sentences, empty axes, theme, export."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QImage

from app.charts.export import export_chart, svg_bytes
from app.charts.ink import Ink
from app.charts.layout import arrange
from app.charts.pair_chart import PairChart
from app.charts.panel import Panel, panel_sentence
from app.charts.readout import rows
from app.charts.series import FORVENTET_TID, OVER_GRENSE, RESTANSER, History, MoveDot, Pair, move_dots, pair
from app.difference import MONTHS, SHARE
from app.theme import DARK, LIGHT, Mode, theme
from models.io.errors import CannotWrite
from tests.helpers import framskrevet as sample

NBSP = "\u00a0"
MINUS = "\u2212"
START = sample.START


@pytest.fixture(scope="module")
def projeksjon():
    return sample.small_projeksjon()


@pytest.fixture
def panels(projeksjon):
    return (
        Panel("Restanser", "saker", "restanser", pair(projeksjon, RESTANSER), dots=move_dots(sample.small_plan()),
              dots_caption="årsverk flyttet til forvaltningsenheten"),
        Panel("Over ytre grense", "saker", "over ytre grense", pair(projeksjon, OVER_GRENSE)),
    )


@pytest.fixture
def chart(qtbot, panels):
    widget = PairChart()
    qtbot.addWidget(widget)
    widget.resize(800, 560)
    widget.set_panels(panels, "Restanser, hele fylket")
    with qtbot.waitExposed(widget):
        widget.show()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    return widget


def test_arrow_keys_move_the_cursor_and_the_readout(chart, qtbot):
    with qtbot.waitSignal(chart.month_changed) as caught:
        qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert caught.args == [START]
    qtbot.keyClick(chart, Qt.Key.Key_PageDown)
    assert chart.month == START + 12
    # 6 x (1 000 - 10 x 12) + 600 = 5 880 against 6 x (1 000 + 20 x 12) + 600 = 8 040.
    assert chart.readout_text().startswith(
        f"januar 2027, restanser: planen 5{NBSP}880, uten flyttinger 8{NBSP}040, forskjell {MINUS}2{NBSP}160."
    )
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.month == START + 35
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.month == START + 35
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.month == START
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.month is None
    assert chart.readout_text() == ""


def test_mouse_points_at_the_nearest_month_and_lets_go_when_it_leaves(chart, qtbot):
    layout = chart.chart_layout
    x = round(layout.x(START + 20))
    with qtbot.waitSignal(chart.month_changed) as caught:
        qtbot.mouseMove(chart.viewport(), QPoint(x, 200))
    assert caught.args == [START + 20]
    chart.leaveEvent(None)
    assert chart.month is None


def test_a_click_keeps_the_month(chart, qtbot):
    x = round(chart.chart_layout.x(START + 5))
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 200))
    chart.leaveEvent(None)
    assert chart.month == START + 5


def test_cursor_set_from_outside_is_not_announced(chart, qtbot):
    with qtbot.assertNotEmitted(chart.month_changed):
        chart.set_month(START + 3)
    assert chart.month == START + 3


def test_readout_shows_the_pair_the_difference_the_second_chart_and_the_flytting(chart):
    found = {row.label: row for row in rows(chart.chart_layout, START + 3)}  # April 2026: 5,0 årsverk move
    assert found["planen"].value == f"6{NBSP}420"
    assert found["uten flyttinger"].value == f"6{NBSP}960"
    assert (found["forskjell"].triangle, found["forskjell"].value) == ("▼", f"{MINUS}540")
    assert found["forskjell"].role == "favourable"
    assert found["over ytre grense"].value == f"1{NBSP}806 mot 1{NBSP}968"  # 0,3 of 6 x 970 and 6 x 1 060, and 60
    assert found["flyttes, årsverk"].value == "+5,0"


def test_screen_reader_gets_name_and_sentences(chart):
    interface = QAccessible.queryAccessibleInterface(chart)
    assert interface.text(QAccessible.Text.Name) == "Restanser, hele fylket"
    said = interface.text(QAccessible.Text.Description)
    assert f"I desember 2028 er planen 4{NBSP}500 og uten flyttinger 10{NBSP}800." in said
    chart.set_month(START)
    assert interface.text(QAccessible.Text.Description).startswith("januar 2026, restanser: planen")


def test_stacked_charts_share_the_time_axis(chart):
    main, second = chart.chart_layout.panels
    assert main.plot.left() == second.plot.left()
    assert main.plot.width() == second.plot.width()
    assert main.plot.height() > 2 * second.plot.height()


def test_curves_stand_where_the_axis_says(chart, panels):
    layout = chart.chart_layout
    _, uten, planen = chart._curves[:3]
    x, y = planen.getData()
    assert x[0] == pytest.approx(layout.panels[0].plot.left())
    assert x[-1] == pytest.approx(layout.panels[0].plot.right())
    # 4 500 of an axis that ends at 12 500.
    top, height = layout.panels[0].plot.top(), layout.panels[0].plot.height()
    assert layout.panels[0].scale.high == 12500
    assert y[-1] == pytest.approx(top + height * (1 - 4500 / 12500))
    assert uten.getData()[1][-1] == pytest.approx(top + height * (1 - 10800 / 12500))


def test_undefined_months_leave_a_gap_and_say_dash(chart, projeksjon):
    chart.set_panels([Panel("Forventet tid", "måneder", "forventet tid", pair(projeksjon, FORVENTET_TID), MONTHS)])
    assert np.isnan(chart._curves[2].getData()[1][-1])
    chart.set_month(START + 35)
    assert "planen –, uten flyttinger –, forskjell –." in chart.readout_text()
    assert "I juni 2028 er planen" in panel_sentence(chart.panels[0])


def test_chart_without_data_keeps_its_axes_and_says_why(chart, qtbot):
    empty = Panel(
        "Restanser", "saker", "restanser", first=START, last=START + 11, empty_text="Framskrivingen beregnes."
    )
    chart.set_panels([empty])
    layout = chart.chart_layout
    assert len(layout.panels[0].scale.ticks) >= 4
    assert [tick.maned for tick in layout.ticks if tick.is_year] == [START]
    assert panel_sentence(empty) == "Framskrivingen beregnes."
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.grab().toImage().size() == chart.size()


def test_history_joins_the_lines(projeksjon, chart):
    past = History((START - 2, START - 1), np.array([6000.0, 6300.0]))
    chart.set_panels([Panel("Restanser", "saker", "restanser", pair(projeksjon, RESTANSER), history=past)])
    assert chart.chart_layout.first == START - 2
    history, _, planen = chart._curves[:3]
    assert len(planen.getData()[0]) == 37
    assert planen.getData()[1][0] == pytest.approx(history.getData()[1][-1])
    assert rows(chart.chart_layout, START - 2)[0].value == f"6{NBSP}000"


def test_axis_that_leaves_zero_says_so():
    values = Pair((START, START + 1), np.array([0.91, 0.93]), np.array([0.88, 0.9]))
    layout = arrange([Panel("Innen grense", "", "", values, SHARE, from_zero=False, top=1.0)], 600, 400, Ink.of_paper())
    assert layout.panels[0].note.startswith("aksen starter på 88")
    assert arrange([Panel("Restanser", "", "", values)], 600, 400, Ink.of_paper()).panels[0].note == ""


def test_end_labels_shorten_in_a_narrow_chart(panels):
    assert arrange(panels, 900, 500, Ink.of_paper()).uten_name == "uten flyttinger"
    assert arrange(panels, 400, 500, Ink.of_paper()).uten_name == "uten"


@pytest.fixture
def light_again():
    yield
    theme().set_mode(Mode.SYSTEM)
    theme().set_scale(1.0)


def test_theme_and_text_size_redraw_the_chart(chart, light_again):
    theme().set_mode(Mode.LIGHT)
    assert chart.grab().toImage().pixelColor(4, 300) == QColor(LIGHT.panel)
    before = chart.minimumSizeHint().height()
    theme().set_mode(Mode.DARK)
    assert chart.grab().toImage().pixelColor(4, 300) == QColor(DARK.panel)
    theme().set_scale(2.0)
    assert chart.minimumSizeHint().height() > 1.5 * before


def test_stale_lines_turn_grey_and_stay(chart):
    where = [curve.getData()[1] for curve in chart._curves[:3]]
    chart.set_stale(True)
    assert chart._curves[2].opts["pen"].color() == QColor(theme().palette.grey_line)
    for before, curve in zip(where, chart._curves[:3]):
        np.testing.assert_array_equal(before, curve.getData()[1])


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_export_is_always_light(qtbot, panels, tmp_path, suffix, light_again):
    theme().set_mode(Mode.DARK)
    theme().set_scale(2.0)
    target = tmp_path / f"diagram.{suffix}"
    export_chart(panels, target, "Restanser", "Telemark.")
    data = target.read_bytes()
    if suffix == "png":
        image = QImage.fromData(data, "PNG")
        assert image.size() == QSize(2240, 1280)
        assert image.pixelColor(4, 4) == QColor(LIGHT.panel)
    elif suffix == "svg":
        said = data.decode("utf-8")
        assert "uten flyttinger" in said
        assert LIGHT.plan_line in said
        assert DARK.panel not in said
        assert ">Telemark.<" in said
        assert 'font-size="12"' in said
    else:
        assert data.startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_export_that_fails_leaves_the_old_file(qtbot, panels, tmp_path):
    with pytest.raises(CannotWrite):
        export_chart(panels, tmp_path / "borte" / "diagram.png", "Restanser")
    with pytest.raises(ValueError, match="not a chart format"):
        export_chart(panels, tmp_path / "diagram.bmp", "Restanser")
    assert list(tmp_path.iterdir()) == []


def test_svg_holds_the_norwegian_axis(qtbot, panels):
    said = svg_bytes(panels, "Restanser").decode("utf-8")
    for words in ("2026", "2027", "2028", "april", "juli", "okt.", f"12{NBSP}500", f"10{NBSP}800"):
        assert words in said


def test_dots_far_from_the_projection_do_not_disturb():
    values = Pair((START, START + 1), np.array([1.0, 2.0]), np.array([1.0, 2.0]))
    panel = Panel("Restanser", "", "", values, dots=(MoveDot(START + 500, 1.0),))
    assert svg_bytes([panel], "Restanser")


def test_only_uten_flyttinger_is_dashed(panels, qapp):
    """What is drawn against something else (arbeid, grunnplan) is a thin grey line, in the window and in the files."""
    other = tuple(replace(panel, names=("folk", "arbeid"), dots=()) for panel in panels)
    for drawn, dashed in ((panels, True), (other, False)):
        drawing = svg_bytes(drawn, "Endring").decode()
        assert ("stroke-dasharray" in drawing) is dashed
        assert [row.mark for row in rows(arrange(drawn, 800, 560, Ink.of_paper()), START)][:2] == [
            "plan", "uten" if dashed else "other"]
    assert Ink.of_paper().other_pen().color().name() == LIGHT.grey_line
