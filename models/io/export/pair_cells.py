"""Three cells that always stand together: planen, uten flyttinger, forskjell; and their header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.cells import merge_text, write_number, write_text
from models.io.export.formats import Formats, Slag
from models.io.export.labels import Tekster
from models.io.export.names import VARIANTS

PLAN, UTEN, FORSKJELL = 0, 1, 2
"""The three columns of a quantity, in the order they always stand."""
DECIMALS = 9
"""A difference is rounded here, so that the last bits of two equal sums do not show as a signed zero."""

Pair = tuple[float, float]
"""A value in the plan, and without flyttinger."""
_LEFT: dict[str, object] = {"left": 1, "left_color": f.PANEL_BORDER}


def summed(pairs: Sequence[Pair]) -> Pair:
    """The sum of each variant."""
    return float(sum(p[PLAN] for p in pairs)), float(sum(p[UTEN] for p in pairs))


def write_pair(
    sheet: Worksheet, formats: Formats, row: int, column: int, slag: Slag, values: Pair | None,
    formulas: tuple[str, str] | None = None, look: Mapping[str, object] | None = None,
) -> None:
    """Write the plan, without flyttinger and their difference as a formula; three empty cells where there is nothing.

    Parameters
    ----------
    formulas : (str, str) or None
        What the values are made of, without ``=``; None for numbers of their own.
    """
    base = dict(look or {})
    for variant, extra in ((PLAN, _LEFT), (UTEN, {"font_color": f.SECONDARY})):
        style = formats.number(slag, **{**base, **extra})
        if values is None:
            sheet.write_blank(row, column + variant, None, style)
        elif formulas is None:
            write_number(sheet, row, column + variant, values[variant], style)
        else:
            sheet.write_formula(row, column + variant, f"={formulas[variant]}", style, values[variant])
    style = formats.change(slag, **base)
    if values is None:
        sheet.write_blank(row, column + 2, None, style)
        return
    plan, uten = (xl_rowcol_to_cell(row, column + v) for v in (PLAN, UTEN))
    sheet.write_formula(row, column + 2, f"=ROUND({plan}-{uten},{DECIMALS})", style,
                        round(values[PLAN] - values[UTEN], DECIMALS))


def write_group(sheet: Worksheet, formats: Formats, row: int, column: int, text: str) -> None:
    """The name of the quantity over its three columns."""
    style = formats.header(bottom=0, font_color=f.TEXT, **_LEFT)
    merge_text(sheet, row, column, column + 2, text, style)


def write_variants(
    sheet: Worksheet, formats: Formats, tekster: Tekster, row: int, column: int, slag: Slag | None = None
) -> None:
    """planen, uten flyttinger, forskjell; the difference of two shares is in percentage points, and says so."""
    looks: list[dict[str, object]] = [{"font_color": f.PLAN_LINE, **_LEFT}, {"font_color": f.UTEN}, {}]
    words = (*VARIANTS[:FORSKJELL], "forskjell_pp" if slag is Slag.ANDEL else VARIANTS[FORSKJELL])
    for i, (variant, look) in enumerate(zip(words, looks, strict=True)):
        write_text(sheet, row, column + i, tekster(f"variant.{variant}"), formats.header(align="right", **look))
