"""The palette is readable in both themes, and everything follows a change of theme and text size."""

import pytest
from PySide6.QtGui import QAction, QFontInfo
from PySide6.QtWidgets import QApplication, QPushButton

from app.theme import DARK, LIGHT, Mode, fonts, icons, theme
from models.io.export import formats

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])

TEXT = [
    ("text", "window"), ("text", "panel"), ("text", "header"), ("text", "hover"), ("text", "active_row"),
    ("text", "info_fill"), ("text", "warning_fill"), ("text", "error_fill"),
    ("secondary", "panel"), ("secondary", "window"), ("secondary", "header"),
    ("link", "panel"), ("link", "window"), ("selected_text", "selected_fill"),
    ("favourable", "panel"), ("unfavourable", "panel"), ("favourable", "active_row"), ("unfavourable", "active_row"),
    ("warning_text", "panel"), ("warning_text", "warning_fill"), ("error", "panel"), ("error", "error_fill"),
    ("primary_text", "primary"), ("primary_text", "primary_hover"),
]
LINES = [
    ("plan_line", "panel"), ("plan_fill", "panel"), ("uten", "panel"), ("history", "panel"), ("input_border", "panel"),
    ("focus", "panel"), ("focus", "window"), ("grey_line", "panel"), ("warning_rule", "panel"), ("info_icon", "info_fill"),
]


def luminance(colour):
    """Relative luminance of WCAG 2.1."""
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_by_hand():
    # Black on white is 21:1 by definition; #767676 on white is the well-known grey of 4.54:1.
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@BOTH
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_is_readable(palette, ink, ground):
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize(("ink", "ground"), LINES)
def test_lines_can_be_seen(palette, ink, ground):
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= 3.0


@BOTH
def test_categories_can_be_seen(palette):
    assert all(contrast(colour, palette.panel) >= 3.0 for colour in palette.categories)


def test_the_bundled_font_is_used_at_the_chosen_size(dressed):
    assert QFontInfo(fonts.font("body")).family() == "Source Sans 3"
    for scale in fonts.SCALES:
        theme().set_scale(scale)
        assert fonts.font("body").pixelSize() == round(13 * scale)
        assert fonts.font("dense").pixelSize() >= 12
        assert fonts.row_height() > fonts.line_height() >= round(18 * scale)


def test_digits_and_signs_are_one_width(dressed):
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(fonts.font("body"))
    assert len({round(metrics.horizontalAdvance(c), 3) for c in "0123456789+\u2212"}) == 1


def test_the_result_workbook_has_the_colours_of_the_light_theme():
    own_names = {"header": "HEADER_FILL", "border": "PANEL_BORDER", "input_border": "STRONG_RULE", "active_row": "SENTENCE_FILL"}
    same_names = ("text", "secondary", "row_line", "plan_line", "plan_fill", "uten", "favourable", "unfavourable", "info_fill",
                  "info_border", "warning_text", "warning_fill", "categories")
    for role, name in (own_names | {role: role.upper() for role in same_names}).items():
        assert getattr(formats, name) == getattr(LIGHT, role), name


def test_icons_follow_the_theme_and_die_with_their_owner(dressed, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    icons.follow(button, "home")
    light = button.icon().pixmap(18, 18).toImage()
    theme().set_mode(Mode.DARK)
    assert button.icon().pixmap(18, 18).toImage() != light
    action = QAction("x")
    icons.follow(action, "save")
    del action
    theme().set_mode(Mode.LIGHT)


def test_an_unknown_icon_is_a_programmers_mistake(dressed):
    with pytest.raises(FileNotFoundError):
        icons.icon("finnes-ikke")


def test_the_application_wears_the_palette(dressed):
    theme().set_mode(Mode.DARK)
    assert QApplication.palette().text().color().name() == DARK.text
    assert DARK.panel in QApplication.instance().styleSheet()
