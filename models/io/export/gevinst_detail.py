"""What the account of ``Gevinstregnskap`` is made of: a row for every ytelse and hovedprosess, and the months."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.cells import write_month, write_number, write_text
from models.io.export.formats import Formats, Slag
from models.io.export.labels import Tekster
from models.io.export.pair_cells import PLAN, UTEN, write_pair
from models.io.export.sammendrag import lines_of
from planning_core.plan import HOVEDPROSESSER, GevinstType
from planning_core.questions.account import FE, NK, Konto, Regnskap, Serie

TYPES = tuple(t.value for t in GevinstType)
_RATES = tuple(f"{t}_{s}" for t in TYPES for s in ("nk", "fe"))
PARTS = ("grunnlag", "andel_fe", "flyttet", "foer_nk", *_RATES, *TYPES, "igjen_nk", "igjen_fe", "brutto")
"""Columns of the detail, after ytelse and hovedprosess."""
SUMMED = ("grunnlag", "flyttet", "foer_nk", *TYPES, "igjen_nk", "igjen_fe", "brutto")
MONTHS = ("flyttet", *TYPES, "avrunding", "brutto", "igjen_nk", "igjen_fe", "kostnad", "netto")
"""Quantities of the months, after the month; the last two take three columns each."""
KOSTNAD, NETTO = 1 + MONTHS.index("kostnad"), 1 + MONTHS.index("kostnad") + 3
BRUTTO = 1 + MONTHS.index("brutto")
_LINE: dict[str, object] = {"bottom": 1, "bottom_color": f.ROW_LINE}


def rows_with_work(konto: Konto) -> list[tuple[int, int]]:
    """Ytelse and hovedprosess that somebody works with."""
    return [(y, hp) for y in range(len(konto.ytelser)) for hp in range(len(HOVEDPROSESSER)) if konto.base[y, hp] > 0]


def write_detail(
    sheet: Worksheet, formats: Formats, tekster: Tekster, row: int, account: Regnskap, konto: Konto
) -> dict[str, str]:
    """Write the rows from ``row``, their header above and their sums below; returns the cell of each sum."""
    cells = rows_with_work(konto)
    heads = [tekster("gevinst.ytelse"), tekster("gevinst.hovedprosess"),
             *(tekster(f"gevinst.kolonne.{key}") for key in PARTS)]
    _header(sheet, formats, row, tekster("gevinst.detalj"), heads, words=2)
    rates = account.satser(konto.maned)
    share = formats(num_format="0.0\u00a0%", **_LINE)
    for i, (y, hp) in enumerate(cells):
        r = row + i
        write_text(sheet, r, 0, konto.ytelser[y] or tekster("gevinst.alle_brukere"), formats(**_LINE))
        write_text(sheet, r, 1, HOVEDPROSESSER[hp], formats(**_LINE))
        values, formulas = _row_of(konto, rates, y, hp), _formulas(r)
        for c, key in enumerate(PARTS, start=2):
            style = share if key in _RATES or key == "andel_fe" else formats.number(Slag.ARSVERK, **_LINE)
            write_formula(sheet, r, c, formulas.get(key), values[key], style)
    total = row + len(cells)
    look: dict[str, object] = {"bold": True, "top": 1, "top_color": f.STRONG_RULE, "bg_color": f.HEADER_FILL}
    for c in range(2 + len(PARTS)):
        write_text(sheet, total, c, tekster("niva.sum") if c == 0 else "", formats(**look))
    sums = {key: cell(total, 2 + PARTS.index(key)) for key in SUMMED}
    for key in SUMMED:
        c = 2 + PARTS.index(key)
        value = float(sum(_row_of(konto, rates, y, hp)[key] for y, hp in cells))
        span = f"SUM({cell(row, c)}:{cell(total - 1, c)})" if cells else None
        write_formula(sheet, total, c, span, value, formats.number(Slag.ARSVERK, **look))
    return sums


def write_months(
    sheet: Worksheet, formats: Formats, tekster: Tekster, row: int, series: Serie, uten: Serie
) -> None:
    """Write the months from ``row``, their header above; costs and netto beside those without flyttinger."""
    heads = [tekster("kolonne.maned")]
    for key in MONTHS:
        name = tekster(f"gevinst.kolonne.{key}")
        pair = key in ("kostnad", "netto")
        heads += [f"{name}\n{tekster(f'variant.{v}')}" for v in ("plan", "uten", "forskjell")] if pair else [name]
    _header(sheet, formats, row, tekster("gevinst.maneder"), heads)
    types = series.brutto.sum(axis=1)
    number = formats.number(Slag.ARSVERK, **_LINE)
    month_look = formats(num_format=f.MONTH_FORMAT, align="left", **_LINE)
    for t, month in enumerate(series.maneder):
        r = row + t
        write_month(sheet, r, 0, month, month_look)
        values = (series.flyttet[t], *types[:, t], series.bruttogevinst[t] - types[:, t].sum(),
                  series.bruttogevinst[t], series.igjen[NK, t], series.igjen[FE, t])
        for c, (key, value) in enumerate(zip(MONTHS, values), start=1):
            formula = f"SUM({cell(r, 2)}:{cell(r, BRUTTO - 1)})" if key == "brutto" else None
            write_formula(sheet, r, c, formula, float(value), number)
        write_pair(sheet, formats, r, KOSTNAD, Slag.ARSVERK, (float(series.kostnad[t]), float(uten.kostnad[t])), None, _LINE)
        left = tuple(f"{cell(r, BRUTTO)}-{cell(r, KOSTNAD + v)}" for v in (PLAN, UTEN))
        netto = float(series.netto[t]), float(series.bruttogevinst[t] - uten.kostnad[t])
        write_pair(sheet, formats, r, NETTO, Slag.ARSVERK, netto, (left[PLAN], left[UTEN]), _LINE)


def write_formula(sheet: Worksheet, row: int, column: int, formula: str | None, value: float, style: Format) -> None:
    """A formula with its value, or a number of its own."""
    if formula is None:
        write_number(sheet, row, column, value, style)
    else:
        sheet.write_formula(row, column, f"={formula}", style, float(value))


def _header(sheet: Worksheet, formats: Formats, row: int, title: str, heads: Sequence[str], words: int = 1) -> None:
    write_text(sheet, row - 2, 0, title, formats.section)
    for c, text in enumerate(heads):
        write_text(sheet, row - 1, c, text, formats.header(align="right") if c >= words else formats.header())
    sheet.set_row(row - 1, 14 * max(lines_of(t, 9) for t in heads) + 4)


def _row_of(konto: Konto, rates: np.ndarray, y: int, hp: int) -> dict[str, float]:
    base, moved = float(konto.base[y, hp]), float(konto.flyttet[y, hp])
    saved = {t.value: float(konto.brutto[i][:, y, hp].sum()) for i, t in enumerate(GevinstType)}
    return {
        "grunnlag": base, "andel_fe": moved / base, "flyttet": moved, "foer_nk": base - moved,
        **{f"{t.value}_{name}": float(rates[i, place, y, hp])
           for i, t in enumerate(GevinstType) for place, name in ((NK, "nk"), (FE, "fe"))},
        **saved, "igjen_nk": float(konto.igjen[NK][y, hp]), "igjen_fe": float(konto.igjen[FE][y, hp]),
        "brutto": sum(saved.values()),
    }


def _formulas(row: int) -> dict[str, str]:
    at = {key: cell(row, 2 + i) for i, key in enumerate(PARTS)}
    return {
        "flyttet": f"{at['grunnlag']}*{at['andel_fe']}", "foer_nk": f"{at['grunnlag']}-{at['flyttet']}",
        **{t: f"{at['foer_nk']}*{at[t + '_nk']}+{at['flyttet']}*{at[t + '_fe']}" for t in TYPES},
        "igjen_nk": f"{at['foer_nk']}*(1-{'-'.join(at[t + '_nk'] for t in TYPES)})",
        "igjen_fe": f"{at['flyttet']}*(1-{'-'.join(at[t + '_fe'] for t in TYPES)})",
        "brutto": "+".join(at[t] for t in TYPES),
    }
