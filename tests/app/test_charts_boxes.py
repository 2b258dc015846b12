"""The boxes of kontor: where they stand, how they are pointed at, and what they say."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from app.charts.box_chart import BoxChart
from app.charts.boxes import BoxPicture, BoxStrip, kontor_sentence, strips_sentence
from app.charts.export import svg_bytes
from app.difference import Better, Quantity

NAN = float("nan")
NAMES = ("Nav A", "Nav B", "Nav C", "Nav D", "Nav E")


def strip(planen=(10.0, 20.0, 30.0, 40.0, 50.0), uten=(12.0, 18.0, 30.0, 36.0, 60.0), **more):
    return BoxStrip("Brukere", "i mai", np.array(planen), np.array(uten), Quantity(decimals=1), Better.LOWER, **more)


@pytest.fixture
def chart(qtbot, dressed):
    made = BoxChart()
    qtbot.addWidget(made)
    made.resize(800, 400)
    second = strip(planen=(1.0, NAN, 3.0, 4.0, 5.0), uten=(1.0, NAN, 3.0, 4.0, 5.0))
    made.set_picture(BoxPicture(NAMES, (strip(reference=35.0, reference_name="landet: 35"), second), "Sagt."), "Prøve")
    with qtbot.waitExposed(made):
        made.show()
    return made


def at(point):
    return QPoint(round(point.x()), round(point.y()))


def test_points_stand_on_the_axis_by_value(chart):
    layout = chart.chart_layout()
    placed = layout.strips[0]
    for row, values in zip(placed.points, (placed.strip.planen, placed.strip.uten), strict=True):
        assert [p.x() for p in row] == pytest.approx([placed.x(v) for v in values])
    assert (placed.x(placed.scale.low), placed.x(placed.scale.high)) == pytest.approx((placed.plot.left(), placed.plot.right()))
    assert placed.plot.left() <= placed.x(10.0) < placed.x(35.0) < placed.x(60.0) <= placed.plot.right()
    # A kontor without the number has no point, and the axis of each strip is its own.
    assert layout.strips[1].points[0][1] is None
    assert layout.strips[1].scale.high < placed.scale.high


def test_alike_kontor_do_not_cover_each_other(qtbot, dressed):
    made = BoxChart()
    qtbot.addWidget(made)
    made.resize(800, 300)
    made.set_picture(BoxPicture(NAMES, (strip(planen=(20.0,) * 5),)))
    points = made.chart_layout().strips[0].points[0]
    assert len({p.y() for p in points}) == 5


def test_pointer_and_keys_find_a_kontor(chart, qtbot):
    heard = []
    chart.position_changed.connect(heard.append)
    placed = chart.chart_layout().strips[0]
    qtbot.mouseMove(chart, at(placed.points[1][4]))
    assert heard[-1] == 4
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at(placed.points[0][2]))
    assert chart.pinned == 2
    assert chart.accessibleDescription() == (
        "Nav C. Brukere: planen 30,0, uten flyttinger 30,0, forskjell 0; Brukere: planen 3,0, uten flyttinger 3,0, "
        "forskjell 0. Sagt.")
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert (chart.pinned, heard[-1]) == (3, 3)
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.position is None
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.pinned == 0
    # Far from every point there is nobody.
    assert chart.chart_layout().position_at(placed.plot.topRight()) is None


def test_the_picture_in_words():
    # planen: 20 to 40 with 30 in the middle; uten: 18, 30 and 36.
    said = strips_sentence((strip(reference=35.0, reference_name="landet: 35"),))
    assert said == ("Brukere: median 30,0 i planen og 30,0 uten flyttinger, halvparten av kontorene mellom 20,0 og 40,0, "
                    "landet: 35.")
    assert strips_sentence((strip(planen=(NAN,) * 5, uten=(NAN,) * 5),)) == ""
    picture = BoxPicture(NAMES, (strip(),))
    assert kontor_sentence(picture, 4) == "Nav E. Brukere: planen 50,0, uten flyttinger 60,0, forskjell \u221210,0."


def test_on_paper_every_strip_has_its_reference_and_room(dressed):
    picture = BoxPicture(NAMES, (strip(reference=35.0, reference_name="landet: 35"), *[strip()] * 4))
    drawn = svg_bytes(picture, "Prøve", "En linje under.").decode("utf-8")
    assert "landet: 35" in drawn
    assert "En linje under." in drawn


@pytest.mark.parametrize("height", [540, 600])
def test_strips_fit_in_a_low_picture(qtbot, dressed, height):
    made = BoxChart()
    qtbot.addWidget(made)
    made.resize(900, height)
    made.set_picture(BoxPicture(NAMES, (strip(),) * 5))
    assert made.minimumSizeHint().height() > height
    strips = made.chart_layout().strips
    assert strips[-1].plot.bottom() + 16 < height
    assert all(a.plot.bottom() < b.title_top for a, b in pairwise(strips))


def test_without_numbers_it_says_why(qtbot, dressed):
    made = BoxChart()
    qtbot.addWidget(made)
    made.resize(600, 200)
    made.set_picture(BoxPicture(NAMES, (strip(planen=(NAN,) * 5, uten=(NAN,) * 5, missing="Mangler."),)))
    assert not made.grab().isNull()
    made.set_picture(None)
    assert made.picture is None
    assert not made.grab().isNull()
