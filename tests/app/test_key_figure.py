"""The key-figure card says the pair as numbers, as a picture and as one sentence."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QLabel

from app.difference import CASES, MONTHS, SHARE, Better, difference, relative
from app.theme import theme
from app.widgets.key_figure import KeyFigureCard
from app.widgets.sparkline import Sparkline

NBSP = "\u00a0"
MINUS = "\u2212"


def texts(card):
    return [label.text() for label in card.findChildren(QLabel)]


@pytest.fixture
def card(qtbot):
    widget = KeyFigureCard("Restanser", "saker", less="færre saker", more="flere saker")
    qtbot.addWidget(widget)
    widget.set_values(5260, 9310, [7420, 6000, 5260], [7420, 8000, 9310])
    return widget


def test_shows_planen_uten_difference_and_per_cent(card):
    shown = texts(card)
    assert f"5{NBSP}260" in shown
    assert f"uten 9{NBSP}310" in shown
    # (5260 - 9310) / 9310 = -0.435
    assert f"{MINUS}44{NBSP}%" in shown
    assert any(f"▼{NBSP}{MINUS}4{NBSP}050" in text and "færre saker" in text for text in shown)


def test_one_sentence_for_clipboard_and_screen_reader(card, qtbot):
    expected = (
        f"Restanser: 5{NBSP}260 saker i planen, 9{NBSP}310 uten flyttinger, "
        f"forskjell {MINUS}4{NBSP}050 færre saker ({MINUS}44{NBSP}%)."
    )
    assert card.sentence() == expected
    assert card.accessibleDescription() == expected
    with qtbot.waitExposed(card):
        card.show()
    card.setFocus()
    qtbot.waitUntil(card.hasFocus)
    qtbot.keyClick(card, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == expected


def test_no_difference_is_grey_without_triangle_or_per_cent(card):
    card.set_values(9310, 9310)
    assert card.sentence().endswith("ingen forskjell.")
    assert not any("▼" in text or "▲" in text for text in texts(card))


def test_undefined_says_why(card):
    card.set_values(math.nan, 4.0, reason="Ingen vedtak i måneden.")
    assert "–" in texts(card)
    assert card.sentence().endswith("Ingen vedtak i måneden.")
    assert card.toolTip() == "Ingen vedtak i måneden."


def test_stale_numbers_stay_and_turn_grey(card):
    before = texts(card)
    card.set_stale(True)
    assert f"5{NBSP}260" in texts(card)
    assert theme().palette.favourable not in "".join(texts(card))
    card.set_stale(False)
    assert texts(card) == before


@pytest.mark.parametrize(("x", "quantity", "better", "expected"), [
    (-4050, CASES, Better.LOWER, ("▼", f"{MINUS}4{NBSP}050", "favourable")),
    (40, CASES, Better.LOWER, ("▲", "+40", "unfavourable")),
    (40, CASES, Better.HIGHER, ("▲", "+40", "favourable")),
    (-40, CASES, Better.NEITHER, ("▼", f"{MINUS}40", "text")),
    (0.2, CASES, Better.LOWER, ("", "0", "secondary")),
    (math.nan, MONTHS, Better.LOWER, ("", "–", "secondary")),
    (0.22, SHARE, Better.HIGHER, ("▲", "+22", "favourable")),
])
def test_difference_is_triangle_sign_and_colour(x, quantity, better, expected):
    shown = difference(x, quantity, better)
    assert (shown.triangle, shown.number, shown.role) == expected


def test_relative_difference():
    assert relative(3, 4) == -0.25
    assert math.isnan(relative(3, 0))
    assert math.isnan(relative(math.nan, 1))


def test_pasted_number_has_no_grouping():
    assert CASES.plain(-12345.4) == "-12345"
    assert MONTHS.plain(2.34) == "2,3"
    assert SHARE.plain(0.5) == "50"
    assert CASES.plain(math.nan) == ""


@pytest.mark.parametrize(("at", "side"), [(None, "right"), (2, "right"), (0, "left"), (1, None)])
def test_the_point_stands_where_the_value_is(card, qtbot, at, side):
    """A flat line at 5 of 5, 7 with a gap between: what is painted more than a line's width high is the point."""
    card.set_values(5, 5, [5, math.nan, 5], [5, 5, 5], at=at)
    line = card.findChild(Sparkline)
    with qtbot.waitExposed(card):
        card.show()
    image, blue = line.grab().toImage(), QColor(theme().palette.plan_line)
    across = [x for x in range(image.width())
              if sum(image.pixelColor(x, y) == blue for y in range(image.height())) >= 4]
    found = None if not across else "left" if across[-1] < image.width() / 2 else "right"
    assert found == side
