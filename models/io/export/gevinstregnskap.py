"""``Gevinstregnskap``: the Delta account at the end of the plan, every sum a formula over the rows below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.cells import write_month, write_number, write_text
from models.io.export.charts import dress
from models.io.export.formats import Formats, Slag, axis_format
from models.io.export.kontroll import Kontrollinje
from models.io.export.labels import Meta, Tekster
from models.io.export.printing import page
from models.io.export.sammendrag import lines_of
from planning_core.parameters import NIVAER
from planning_core.plan import HOVEDPROSESSER, GevinstType
from planning_core.questions.account import FE, NK, Konto, Regnskap

SHEET = "Gevinstregnskap"
FIRST = 5
"""First line of the account, below title, explanation and header."""
PARTS = ("grunnlag", "andel_fe", "flyttet", "foer_nk", *(f"{t.value}_{s}" for t in GevinstType for s in ("nk", "fe")),
         *(t.value for t in GevinstType), "igjen_nk", "igjen_fe", "brutto")
"""Columns of the detail, after ytelse and hovedprosess."""
_SUMMED = ("grunnlag", "flyttet", "foer_nk", *(t.value for t in GevinstType), "igjen_nk", "igjen_fe", "brutto")
MONTHS = ("flyttet", *(t.value for t in GevinstType), "avrunding", "brutto", "kostnad", "netto", "igjen_nk", "igjen_fe")
CHART_ROWS = 17
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the account: årsverk as a formula, or a typed number; ``typed_kroner`` are taken from it in kroner."""

    key: str
    name: str
    formula: str | None
    value: float
    bold: bool = False
    cost_kroner: float | None = None


class Gevinstregnskap:
    """Writes the sheet: the account, the three levels, the rows it is made of, and the months."""

    def __init__(self, book: Workbook, sheet: Worksheet, formats: Formats, tekster: Tekster) -> None:
        self.book, self.sheet, self.formats, self.tekster = book, sheet, formats, tekster
        self.at: dict[str, int] = {}
        """Row of each line of the account."""

    def write(self, account: Regnskap, meta: Meta, note: str) -> list[Kontrollinje]:
        """Write it all; returns what ``Kontroll`` is to compare."""
        konto = account.konto(account.plan.maneder[-1])
        self.sheet.set_column(0, 0, 36)
        self.sheet.set_column(1, 1 + len(PARTS), 13)
        self._heading(account, konto, note)
        rows = [(y, hp) for y in range(len(konto.ytelser)) for hp in range(len(HOVEDPROSESSER)) if konto.base[y, hp] > 0]
        lines = self._count(konto)
        levels = FIRST + lines + 2
        detail = levels + 7
        months = detail + len(rows) + 5
        totals = {key: cell(detail + len(rows), 2 + PARTS.index(key)) for key in _SUMMED}
        self._account(account, konto, totals)
        self._levels(levels, account, konto)
        self._detail(detail, account, konto, rows)
        self._months(months, account)
        self.sheet.insert_chart(FIRST - 1, 5, self._chart(months, account))
        page(self.sheet, self.tekster, meta, landscape=True)
        self.sheet.freeze_panes(FIRST, 1)
        return self._checks(konto, account, months)

    def _heading(self, account: Regnskap, konto: Konto, note: str) -> None:
        write_text(self.sheet, 0, 0, self.tekster("gevinst.tittel"), self.formats.title)
        self.sheet.set_row(0, 26)
        when = self.tekster.maned(account.plan.maneder[-1])
        under = self.tekster("gevinst.undertittel", maned=when, niva=self.tekster(f"gevinst.niva.{konto.niva}"))
        write_text(self.sheet, 1, 0, f"{under} {note}".strip(), self.formats.subtitle)
        write_text(self.sheet, 2, 0, self.tekster("gevinst.brutto_netto"), self.formats.subtitle)
        if konto.har_kroner:
            write_text(self.sheet, 3, 0, self.tekster("gevinst.kroner_per_arsverk", ar=f"{konto.prisar:.0f}"), self.formats.text)
            self.sheet.write_number(3, 1, float(konto.kroner_per_arsverk or 0.0), self.formats.number(Slag.SAKER))
        headers = ["gevinst.linje", "gevinst.arsverk"]
        headers += ["gevinst.kroner", "gevinst.kroner_foert"] if konto.har_kroner else []
        for c, key in enumerate(headers):
            style = self.formats.header(align="right") if c else self.formats.header()
            write_text(self.sheet, FIRST - 1, c, self.tekster(key), style)
        self.sheet.set_row(FIRST - 1, 62 if konto.har_kroner else 18)

    def _count(self, konto: Konto) -> int:
        """Lines of the account."""
        rounded = (konto.avrunding_base, konto.ikke_fordelt, *(konto.avrunding_gevinst,) * 3)
        return 12 + len(konto.kostnader) + sum(abs(value) > _NOTHING for value in rounded)

    def _account(self, account: Regnskap, konto: Konto, totals: dict[str, str]) -> None:
        for line in self._lines(account, konto, totals):
            self._line(line, konto)

    def _lines(self, account: Regnskap, konto: Konto, totals: dict[str, str]) -> list[_Line]:
        def ref(key: str) -> str:
            return cell(rows[key], 1)

        def name(key: str) -> str:
            return self.tekster(f"gevinst.linje.{key}")

        types = [t.value for t in GevinstType]
        base_rounds, rounds = abs(konto.avrunding_base) > _NOTHING, abs(konto.avrunding_gevinst) > _NOTHING
        costs = [f"kostnad{i}" for i in range(len(konto.kostnader))]
        order = [
            "sum_rader", *(["avrunding_grunnlag"] if base_rounds else []), "grunnlag", "flyttet", *types,
            *(["full_avrunding", "full_sum", "avrunding"] if rounds else []), "brutto", "igjen", "igjen_nk", "igjen_fe",
            *(["igjen_rest"] if abs(konto.ikke_fordelt) > _NOTHING else []), *costs, "kostnad", "netto",
        ]
        rows = {key: FIRST + i for i, key in enumerate(order)}
        self.at = rows
        full = account.konto()
        typed = float(konto.base.sum())
        made = {
            "sum_rader": _Line("sum_rader", name("sum_rader"), totals["grunnlag"], typed),
            "avrunding_grunnlag": _Line("avrunding_grunnlag", name("avrunding"), None, konto.avrunding_base),
            "grunnlag": _Line("grunnlag", name("grunnlag"),
                              "+".join(ref(k) for k in order[: order.index("grunnlag")]), konto.sum_base, True),
            "flyttet": _Line("flyttet", name("flyttet"), totals["flyttet"], float(konto.flyttet.sum())),
            **{t.value: _Line(t.value, name(t.value), totals[t.value], konto.av_type(t)) for t in GevinstType},
            "full_avrunding": _Line("full_avrunding", name("full_avrunding"), None, full.avrunding_gevinst),
            "full_sum": _Line("full_sum", name("full_sum"), None, float(full.brutto.sum())),
            "igjen_nk": _Line("igjen_nk", name("igjen_nk"), totals["igjen_nk"], float(konto.igjen[NK].sum())),
            "igjen_fe": _Line("igjen_fe", name("igjen_fe"), totals["igjen_fe"], float(konto.igjen[FE].sum())),
            **{key: _Line(key, self._cost_name(i, konto), None, konto.kostnader[i].arsverk,
                          cost_kroner=konto.kostnader[i].kroner) for i, key in enumerate(costs)},
        }
        saved = "+".join(ref(t) for t in types)
        if rounds:
            made["avrunding"] = _Line("avrunding", name("avrunding"), f"{ref('full_avrunding')}*({saved})/{ref('full_sum')}",
                                      konto.avrunding_gevinst)
        made["brutto"] = _Line("brutto", name("brutto"), saved + (f"+{ref('avrunding')}" if rounds else ""),
                               konto.bruttogevinst, True)
        made["igjen"] = _Line("igjen", name("igjen"), f"{ref('grunnlag')}-{ref('brutto')}", konto.sum_igjen, True)
        if "igjen_rest" in rows:
            rest = f"{ref('igjen')}-{ref('igjen_nk')}-{ref('igjen_fe')}"
            made["igjen_rest"] = _Line("igjen_rest", name("igjen_rest"), rest, konto.ikke_fordelt)
        summed = f"SUM({ref(costs[0])}:{ref(costs[-1])})" if costs else None
        made["kostnad"] = _Line("kostnad", name("kostnad"), summed, konto.kostnad_arsverk, True, konto.kostnad_kroner)
        made["netto"] = _Line("netto", name("netto"), f"{ref('brutto')}-{ref('kostnad')}", konto.nettogevinst, True)
        return [made[key] for key in order]

    def _cost_name(self, i: int, konto: Konto) -> str:
        cost = konto.kostnader[i]
        kind = self.tekster("gevinst.beregnet" if cost.beregnet else "gevinst.foert")
        return self.tekster("gevinst.kostnad", kategori=self.tekster(f"gevinst.kategori.{cost.kategori}"), slag=kind)

    def _line(self, line: _Line, konto: Konto) -> None:
        row = self.at[line.key]
        look = {"bold": line.bold, "bottom": 1, "bottom_color": f.STRONG_RULE if line.bold else f.ROW_LINE}
        write_text(self.sheet, row, 0, line.name, self.formats(**look))
        number = self.formats.number(Slag.ARSVERK, **look)
        self._formula(row, 1, line.formula, line.value, number)
        if not konto.har_kroner or line.key in ("full_avrunding", "full_sum"):
            return
        money = self.formats.number(Slag.SAKER, **look)
        price = cell(3, 1, row_abs=True, col_abs=True)
        own = line.cost_kroner
        if own is not None:
            is_sum = line.key == "kostnad" and bool(konto.kostnader)
            typed = f"SUM({cell(self.at['kostnad0'], 3)}:{cell(row - 1, 3)})" if is_sum else None
            self._formula(row, 3, typed, own, money)
        formula, value = f"{cell(row, 1)}*{price}", konto.i_kroner(line.value) or 0.0
        if own is not None:
            formula, value = f"{formula}+{cell(row, 3)}", value + own
        if line.key == "netto":
            formula = f"{cell(self.at['brutto'], 2)}-{cell(self.at['kostnad'], 2)}"
            value = konto.nettogevinst_kroner or 0.0
        self._formula(row, 2, formula, value, money)

    def _formula(self, row: int, column: int, formula: str | None, value: float, style: Format) -> None:
        if formula is None:
            write_number(self.sheet, row, column, value, style)
        else:
            self.sheet.write_formula(row, column, f"={formula}", style, float(value))

    def _levels(self, row: int, account: Regnskap, konto: Konto) -> None:
        write_text(self.sheet, row - 1, 0, self.tekster("gevinst.tre_nivaer"), self.formats.section)
        for c, text in enumerate(["", *(self.tekster(f"gevinst.niva.{n}") for n in NIVAER)]):
            write_text(self.sheet, row, c, text, self.formats.header(align="right") if c else self.formats.header())
        levels = [konto if n == konto.niva else Regnskap(account.plan, n).konto(konto.maned) for n in NIVAER]
        line = {"bottom": 1, "bottom_color": f.ROW_LINE}
        for i, key in enumerate(("brutto", "kostnad", "netto"), start=1):
            write_text(self.sheet, row + i, 0, self.tekster(f"gevinst.linje.{key}"), self.formats(**line))
            for c, own in enumerate(levels, start=1):
                value = {"brutto": own.bruttogevinst, "kostnad": own.kostnad_arsverk, "netto": own.nettogevinst}[key]
                formula = f"{cell(row + 1, c)}-{cell(row + 2, c)}" if key == "netto" else None
                self._formula(row + i, c, formula, value, self.formats.number(Slag.ARSVERK, **line))

    def _detail(self, row: int, account: Regnskap, konto: Konto, cells: Sequence[tuple[int, int]]) -> None:
        write_text(self.sheet, row - 2, 0, self.tekster("gevinst.detalj"), self.formats.section)
        heads = [self.tekster("gevinst.ytelse"), self.tekster("gevinst.hovedprosess"),
                 *(self.tekster(f"gevinst.kolonne.{key}") for key in PARTS)]
        for c, text in enumerate(heads):
            write_text(self.sheet, row - 1, c, text, self.formats.header(align="right") if c > 1 else self.formats.header())
        self.sheet.set_row(row - 1, 14 * max(lines_of(t, 12) for t in heads) + 4)
        rates = account.satser(konto.maned)
        line = {"bottom": 1, "bottom_color": f.ROW_LINE}
        shares = {"andel_fe", *(f"{t.value}_{s}" for t in GevinstType for s in ("nk", "fe"))}
        for i, (y, hp) in enumerate(cells):
            r = row + i
            name = konto.ytelser[y] or self.tekster("gevinst.alle_brukere")
            write_text(self.sheet, r, 0, name, self.formats(**line))
            write_text(self.sheet, r, 1, HOVEDPROSESSER[hp], self.formats(**line))
            values, formulas = _row_of(konto, rates, y, hp), _formulas(r)
            for key in PARTS:
                slag = Slag.ANDEL if key in shares else Slag.ARSVERK
                style = self.formats(num_format="0.0\u00a0%", **line) if slag is Slag.ANDEL else self.formats.number(slag, **line)
                self._formula(r, 2 + PARTS.index(key), formulas.get(key), values[key], style)
        total = row + len(cells)
        look = {"bold": True, "top": 1, "top_color": f.STRONG_RULE, "bg_color": f.HEADER_FILL}
        for c in range(2 + len(PARTS)):
            write_text(self.sheet, total, c, self.tekster("niva.sum") if c == 0 else "", self.formats(**look))
        for key in _SUMMED:
            c = 2 + PARTS.index(key)
            value = float(sum(_row_of(konto, rates, y, hp)[key] for y, hp in cells))
            span = f"SUM({cell(row, c)}:{cell(total - 1, c)})" if cells else None
            self._formula(total, c, span, value, self.formats.number(Slag.ARSVERK, **look))

    def _months(self, row: int, account: Regnskap) -> None:
        series = account.serie()
        write_text(self.sheet, row - 2, 0, self.tekster("gevinst.maneder"), self.formats.section)
        heads = [self.tekster("kolonne.maned"), *(self.tekster(f"gevinst.kolonne.{key}") for key in MONTHS)]
        for c, text in enumerate(heads):
            write_text(self.sheet, row - 1, c, text, self.formats.header(align="right") if c else self.formats.header())
        self.sheet.set_row(row - 1, 14 * max(lines_of(t, 12) for t in heads) + 4)
        types = series.brutto.sum(axis=1)
        line = {"bottom": 1, "bottom_color": f.ROW_LINE}
        number = self.formats.number(Slag.ARSVERK, **line)
        for t, month in enumerate(series.maneder):
            r = row + t
            write_month(self.sheet, r, 0, month, self.formats(num_format=f.MONTH_FORMAT, align="left", **line))
            values = dict(zip(MONTHS, (
                series.flyttet[t], *types[:, t], series.bruttogevinst[t] - types[:, t].sum(), series.bruttogevinst[t],
                series.kostnad[t], series.netto[t], series.igjen[NK, t], series.igjen[FE, t]), strict=True))
            formulas = {
                "brutto": f"SUM({cell(r, 2)}:{cell(r, 5)})",
                "netto": f"{cell(r, 1 + MONTHS.index('brutto'))}-{cell(r, 1 + MONTHS.index('kostnad'))}",
            }
            for c, key in enumerate(MONTHS, start=1):
                self._formula(r, c, formulas.get(key), float(values[key]), number)

    def _chart(self, row: int, account: Regnskap) -> Chart:
        last = row + account.plan.horisont_maneder - 1
        chart = self.book.add_chart({"type": "line"})
        for key, colour, dash in (("brutto", f.UTEN, {"dash_type": "dash"}), ("netto", f.PLAN_LINE, {})):
            c = 1 + MONTHS.index(key)
            chart.add_series({
                "name": self.tekster(f"gevinst.linje.{key}"), "categories": [SHEET, row, 0, last, 0],
                "values": [SHEET, row, c, last, c], "marker": {"type": "none"},
                "line": {"color": colour, "width": 2.25 if key == "netto" else 1.75, **dash},
            })
        dress(chart, self.tekster("gevinst.diagram"), axis_format(Slag.ARSVERK), account.plan.horisont_maneder)
        lowest = float(min(0.0, account.serie().netto.min(initial=0.0)))
        if lowest < 0:
            chart.y_axis["min"] = None
        chart.set_size({"width": 620, "height": 20 * CHART_ROWS})
        return chart

    def _checks(self, konto: Konto, account: Regnskap, months: int) -> list[Kontrollinje]:
        series = account.serie()
        scope = self.tekster("gevinst.kontroll", maned=self.tekster.maned(account.plan.maneder[-1]))
        checks = [
            Kontrollinje(SHEET, self.tekster(f"gevinst.linje.{key}"), scope, value, f"'{SHEET}'!{cell(self.at[key], 1)}")
            for key, value in (("brutto", konto.bruttogevinst), ("igjen", konto.sum_igjen), ("netto", konto.nettogevinst))
        ]
        for key, values in (("brutto", series.bruttogevinst), ("netto", series.netto)):
            c = 1 + MONTHS.index(key)
            span = f"'{SHEET}'!{cell(months, c)}:{cell(months + len(values) - 1, c)}"
            checks.append(Kontrollinje(SHEET, self.tekster(f"gevinst.linje.{key}"), self.tekster("gevinst.alle_maneder"),
                                       float(np.sum(values)), f"SUM({span})"))
        return checks


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
    types = [t.value for t in GevinstType]
    return {
        "flyttet": f"{at['grunnlag']}*{at['andel_fe']}", "foer_nk": f"{at['grunnlag']}-{at['flyttet']}",
        **{t: f"{at['foer_nk']}*{at[t + '_nk']}+{at['flyttet']}*{at[t + '_fe']}" for t in types},
        "igjen_nk": f"{at['foer_nk']}*(1-{'-'.join(at[t + '_nk'] for t in types)})",
        "igjen_fe": f"{at['flyttet']}*(1-{'-'.join(at[t + '_fe'] for t in types)})",
        "brutto": "+".join(at[t] for t in types),
    }
