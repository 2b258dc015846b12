"""Cell formats of the result workbook: number formats by kind of quantity, and the light palette."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

# The light palette of the program (print and export always use light).
TEXT = "#202733"
SECONDARY = "#49515e"
HEADER_FILL = "#f5f6f7"
ROW_LINE = "#e1e3e7"
PANEL_BORDER = "#cfd3d8"
STRONG_RULE = "#6f7785"
PLAN_LINE = "#0063c1"
PLAN_FILL = "#428ae3"
UTEN = "#6f7785"
FAVOURABLE = "#006c1f"
UNFAVOURABLE = "#98185d"
SENTENCE_FILL = "#f1f7ff"
INFO_FILL = "#eef6fc"
INFO_BORDER = "#c0d6e4"
ERROR = "#bc002a"
WARNING_TEXT = "#a03e00"
WARNING_FILL = "#fff5e4"
CATEGORIES = ("#428ae3", "#98185d", "#ec526e", "#878f00", "#360072", "#481700")

FONT = "Calibri"
SIZE = 10

MONTH_FORMAT = "[$-414]mmm yyyy"
"""Month names are Norwegian whatever language the spreadsheet program has."""


class Slag(Enum):
    """Kinds of quantity."""

    SAKER = "saker"
    TIMER = "timer"
    ARSVERK = "årsverk"
    MND = "måneder"
    ANDEL = "andel"


_NUMBER = {
    Slag.SAKER: "#,##0",
    Slag.TIMER: "#,##0",
    Slag.ARSVERK: "#,##0.0",
    Slag.MND: "#,##0.0",
    Slag.ANDEL: "0\u00a0%",
}


def number_format(slag: Slag) -> str:
    """Number format of a quantity; the separators follow the reader's own language."""
    return _NUMBER[slag]


_HALF = {Slag.SAKER: "0.5", Slag.TIMER: "0.5", Slag.ARSVERK: "0.05", Slag.MND: "0.05", Slag.ANDEL: "0.005"}
"""What rounds up to the smallest number shown."""


def axis_format(slag: Slag) -> str:
    """Number format of a value axis: as many decimals as its own steps need."""
    return "General" if slag in (Slag.ARSVERK, Slag.MND) else _NUMBER[slag]


def smallest_shown(slag: Slag) -> float:
    """A difference below this is shown as zero."""
    return float(_HALF[slag])


def change_format(slag: Slag) -> str:
    """Number format of a difference: signed, minus as U+2212; what rounds to zero is a zero."""
    plain, half = _NUMBER[slag], _HALF[slag]
    zero = plain.rsplit("#", 1)[-1]
    return f'[>={half}]+{plain};[<=-{half}]"\u2212"{plain};{zero}'


@dataclass
class Formats:
    """Makes each format once per workbook."""

    book: Workbook
    _made: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def __call__(self, **properties: Any) -> Format:
        """The format with these XlsxWriter properties on top of the workbook's own font."""
        if "indent" in properties:
            # Without an alignment to the side, an indent of a cell that is aligned to top or bottom goes upwards.
            properties.setdefault("align", "left")
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": FONT, "font_size": SIZE, "font_color": TEXT, "valign": "vcenter"}
            self._made[key] = self.book.add_format({**base, **properties})
        return self._made[key]

    @property
    def title(self) -> Format:
        return self(bold=True, font_size=16)

    @property
    def subtitle(self) -> Format:
        return self(font_color=SECONDARY)

    @property
    def section(self) -> Format:
        return self(bold=True, font_size=12)

    @property
    def text(self) -> Format:
        return self()

    @property
    def wrapped(self) -> Format:
        return self(text_wrap=True, valign="top")

    @property
    def month(self) -> Format:
        return self(num_format=MONTH_FORMAT, align="left")

    def header(self, **properties: Any) -> Format:
        """A column header: words of two lines on the header grey."""
        base = {
            "bold": True, "font_color": SECONDARY, "bg_color": HEADER_FILL, "text_wrap": True,
            "bottom": 1, "bottom_color": STRONG_RULE, "valign": "bottom",
        }
        return self(**{**base, **properties})

    def number(self, slag: Slag, **properties: Any) -> Format:
        return self(**{"num_format": number_format(slag), **properties})

    def change(self, slag: Slag, **properties: Any) -> Format:
        return self(**{"num_format": change_format(slag), **properties})
