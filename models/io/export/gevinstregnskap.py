"""``Gevinstregnskap``: the Delta account at the end of the plan, every sum a formula over the rows below it.

Flyttinger move people, not work: the work is the same without them, and the costs are not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.cells import column_pixels, write_text
from models.io.export.formats import Formats, Slag
from models.io.export.gevinst_charts import COST, GAIN, NET, NET_UTEN, Step, month_chart, waterfall, write_steps
from models.io.export.gevinst_detail import (
    BRUTTO,
    NETTO,
    PARTS,
    TYPES,
    rows_with_work,
    write_detail,
    write_formula,
    write_months,
)
from models.io.export.kontroll import Kontrollinje
from models.io.export.labels import Meta, Tekster
from models.io.export.names import Names
from models.io.export.notes import write_price
from models.io.export.pair_cells import PLAN, UTEN, Pair, write_group, write_pair, write_variants
from models.io.export.printing import page
from planning_core.parameters import NIVAER
from planning_core.plan import KOSTNADSKATEGORIER, GevinstType
from planning_core.questions.account import FE, NK, Konto, Regnskap, Serie

SHEET = "Gevinstregnskap"
PRICE_ROW, GROUP_ROW, HEADER_ROW, FIRST = 3, 4, 5, 6
"""The first line of the account stands below title, explanation, price and header."""
ARSVERK, KRONER, STATED = 1, 4, 7
"""Columns: årsverk and kroner as planen, uten flyttinger, forskjell; then kroner that the plan states itself."""
CHART_ROWS, NAME_WIDTH, ARSVERK_WIDTH, MONEY_WIDTH, PART_WIDTH = 17, 36, 10.5, 12.5, 10
_NOTHING = 1e-9
_MONTHS_BELOW = 24
"""Months that there is room for under the steps on one page."""
_PAIRS: dict[str, object] = {"bottom": 1, "bottom_color": f.ROW_LINE}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the account: a formula with ``{c}`` for the column, or typed numbers; ``stated`` are kroner."""

    key: str
    name: str
    formula: str | None
    values: Pair
    bold: bool = False
    stated: float | None = None


class Gevinstregnskap:
    """Writes the sheet: the account and two charts, the three levels, the rows it is made of, and the months."""

    def __init__(self, book: Workbook, sheet: Worksheet, formats: Formats, tekster: Tekster, names: Names) -> None:
        self.book, self.sheet, self.formats, self.tekster, self.names = book, sheet, formats, tekster, names
        self.at: dict[str, int] = {}
        """Row of each line of the account."""

    def write(self, account: Regnskap, without: Regnskap, meta: Meta, note: str) -> list[Kontrollinje]:
        """Write it all; returns what ``Kontroll`` is to compare.

        Parameters
        ----------
        account, without : Regnskap
            The account of the plan, and of the same plan without flyttinger.
        """
        last = account.plan.maneder[-1]
        konto, uten = account.konto(last), without.konto(last)
        self.sheet.set_column(0, 0, NAME_WIDTH)
        for first, last, width in ((ARSVERK, ARSVERK + 2, ARSVERK_WIDTH), (KRONER, STATED, MONEY_WIDTH),
                                   (STATED + 1, 1 + len(PARTS), PART_WIDTH)):
            self.sheet.set_column(first, last, width)
        self._heading(account, konto, note)
        costs = _costs(konto, uten)
        order = self._order(konto, costs)
        self.at = {key: FIRST + i for i, key in enumerate(order)}
        levels = FIRST + max(len(order), CHART_ROWS - 1) + 2
        detail = levels + 8
        steps = detail + len(rows_with_work(konto)) + 5
        bars = self._steps(costs, konto, uten)
        months = steps + max(len(bars), CHART_ROWS - 2) + 3
        totals = write_detail(self.sheet, self.formats, self.tekster, detail, account, konto)
        for line in self._lines(account, konto, uten, costs, totals, order):
            self._line(line, konto)
        self._levels(levels, account, without, konto, uten)
        write_steps(self.sheet, self.formats, self.tekster, steps, bars)
        series, series_uten = account.serie(), without.serie()
        write_months(self.sheet, self.formats, self.tekster, months, series, series_uten)
        self._charts(steps, len(bars), months, series)
        page(self.sheet, self.tekster, meta, landscape=True)
        # How much a page holds differs between programs: what must not be cut in two begins a page.
        self.sheet.set_h_pagebreaks([steps - 2, *([months - 2] if len(series.maneder) > _MONTHS_BELOW else [])])
        self.sheet.freeze_panes(FIRST, 1)
        return self._checks(konto, uten, series, series_uten, months)

    def _heading(self, account: Regnskap, konto: Konto, note: str) -> None:
        write_text(self.sheet, 0, 0, self.tekster("gevinst.tittel"), self.formats.title)
        self.sheet.set_row(0, 26)
        when = self.tekster.maned(account.plan.maneder[-1])
        under = self.tekster("gevinst.undertittel", maned=when, niva=self.tekster(f"gevinst.niva.{konto.niva}"))
        write_text(self.sheet, 1, 0, f"{under} {note}".strip(), self.formats.subtitle)
        write_text(self.sheet, 2, 0, self.tekster("gevinst.brutto_netto"), self.formats.subtitle)
        write_text(self.sheet, GROUP_ROW, 0, "", self.formats.header(bottom=0))
        write_text(self.sheet, HEADER_ROW, 0, self.tekster("gevinst.linje"), self.formats.header())
        groups = [(ARSVERK, "gevinst.arsverk")]
        if konto.har_kroner:
            text = self.tekster("gevinst.kroner_per_arsverk", ar=f"{konto.prisar:.0f}")
            write_text(self.sheet, PRICE_ROW, 0, text, self.formats.text)
            write_price(self.sheet, PRICE_ROW, 1, account.plan, konto.kroner_per_arsverk or 0.0, self.formats, self.tekster)
            groups.append((KRONER, "gevinst.kroner"))
            write_text(self.sheet, GROUP_ROW, STATED, "", self.formats.header(bottom=0))
            write_text(self.sheet, HEADER_ROW, STATED, self.tekster("gevinst.kroner_foert"), self.formats.header(align="right"))
        for column, key in groups:
            write_group(self.sheet, self.formats, GROUP_ROW, column, self.tekster(key))
            write_variants(self.sheet, self.formats, self.tekster, HEADER_ROW, column)
        self.sheet.set_row(HEADER_ROW, 62 if konto.har_kroner else 28)

    def _order(self, konto: Konto, costs: list[tuple[str, bool]]) -> list[str]:
        """Keys of the lines; those of rounding only where there is any."""
        base_rounds, rounds = abs(konto.avrunding_base) > _NOTHING, abs(konto.avrunding_gevinst) > _NOTHING
        return [
            "sum_rader", *(["avrunding_grunnlag"] if base_rounds else []), "grunnlag", "flyttet", *TYPES,
            *(["full_avrunding", "full_sum", "avrunding"] if rounds else []), "brutto", "igjen", "igjen_nk", "igjen_fe",
            *(["igjen_rest"] if abs(konto.ikke_fordelt) > _NOTHING else []),
            *(f"kostnad{i}" for i in range(len(costs))), "kostnad", "netto",
        ]

    def _lines(
        self, account: Regnskap, konto: Konto, uten: Konto, costs: list[tuple[str, bool]], totals: dict[str, str],
        order: list[str],
    ) -> list[_Line]:
        def ref(key: str) -> str:
            return f"{{c}}{self.at[key] + 1}"

        def line(key: str, formula: str | None, value: float, bold: bool = False, name: str = "") -> _Line:
            return _Line(key, self.tekster(f"gevinst.linje.{name or key}"), formula, (value, value), bold)

        full = account.konto()
        base = "+".join(ref(k) for k in order[: order.index("grunnlag")])
        saved = "+".join(ref(t) for t in TYPES)
        rounds = "avrunding" in order
        made = [
            line("sum_rader", totals["grunnlag"], float(konto.base.sum())),
            line("avrunding_grunnlag", None, konto.avrunding_base, name="avrunding"),
            line("grunnlag", base, konto.sum_base, True),
            line("flyttet", totals["flyttet"], float(konto.flyttet.sum())),
            *(line(t.value, totals[t.value], konto.av_type(t)) for t in GevinstType),
            line("full_avrunding", None, full.avrunding_gevinst), line("full_sum", None, float(full.brutto.sum())),
            line("brutto", saved + (f"+{ref('avrunding')}" if rounds else ""), konto.bruttogevinst, True),
            line("igjen", f"{ref('grunnlag')}-{ref('brutto')}", konto.sum_igjen, True),
            line("igjen_nk", totals["igjen_nk"], float(konto.igjen[NK].sum())),
            line("igjen_fe", totals["igjen_fe"], float(konto.igjen[FE].sum())),
        ]
        if rounds:
            of_all = f"{ref('full_avrunding')}*({saved})/{ref('full_sum')}"
            made.append(line("avrunding", of_all, konto.avrunding_gevinst))
        if "igjen_rest" in order:
            rest = f"{ref('igjen')}-{ref('igjen_nk')}-{ref('igjen_fe')}"
            made.append(line("igjen_rest", rest, konto.ikke_fordelt))
        for i, cost in enumerate(costs):
            arsverk, stated = _cost(konto, cost)
            pair = (arsverk, _cost(uten, cost)[0])
            made.append(_Line(f"kostnad{i}", self._cost_name(cost), None, pair, stated=stated))
        span = f"SUM({ref('kostnad0')}:{ref(f'kostnad{len(costs) - 1}')})" if costs else None
        made.append(_Line("kostnad", self.tekster("gevinst.linje.kostnad"), span,
                          (konto.kostnad_arsverk, uten.kostnad_arsverk), True, konto.kostnad_kroner))
        made.append(_Line("netto", self.tekster("gevinst.linje.netto"), f"{ref('brutto')}-{ref('kostnad')}",
                          (konto.nettogevinst, uten.nettogevinst), True))
        return [x for x in made if x.key in order]

    def _cost_name(self, cost: tuple[str, bool]) -> str:
        kind = self.tekster("gevinst.beregnet" if cost[1] else "gevinst.foert")
        return self.tekster("gevinst.kostnad", kategori=self.tekster(f"gevinst.kategori.{cost[0]}"), slag=kind)

    def _line(self, line: _Line, konto: Konto) -> None:
        row = self.at[line.key]
        look: dict[str, object] = {
            "bold": line.bold, "bottom": 1, "bottom_color": f.STRONG_RULE if line.bold else f.ROW_LINE,
        }
        write_text(self.sheet, row, 0, line.name, self.formats(**look))
        write_pair(self.sheet, self.formats, row, ARSVERK, Slag.ARSVERK, line.values, _both(line.formula, ARSVERK), look)
        if line.key in ("brutto", "netto"):
            self.names.add_pair(line.key, SHEET, row, ARSVERK)
        if not konto.har_kroner or line.key in ("full_avrunding", "full_sum"):
            return
        price = cell(PRICE_ROW, 1, row_abs=True, col_abs=True)
        formulas = tuple(f"{cell(row, ARSVERK + v)}*{price}" for v in (PLAN, UTEN))
        values = [konto.i_kroner(v) or 0.0 for v in line.values]
        if line.stated is not None:
            is_sum = line.key == "kostnad" and "kostnad0" in self.at
            typed = f"SUM({cell(self.at['kostnad0'], STATED)}:{cell(row - 1, STATED)})" if is_sum else None
            write_formula(self.sheet, row, STATED, typed, line.stated, self.formats.number(Slag.SAKER, **look))
            formulas = tuple(f"{x}+{cell(row, STATED)}" for x in formulas)
            values = [v + line.stated for v in values]
        if line.key == "netto":
            at = self.at["brutto"], self.at["kostnad"]
            formulas = tuple(f"{cell(at[0], KRONER + v)}-{cell(at[1], KRONER + v)}" for v in (PLAN, UTEN))
            values = [v - konto.kostnad_kroner for v in values]
            self.names.add_pair("netto_kroner", SHEET, row, KRONER)
        write_pair(self.sheet, self.formats, row, KRONER, Slag.SAKER, (values[PLAN], values[UTEN]),
                   (formulas[PLAN], formulas[UTEN]), look)

    def _levels(self, row: int, account: Regnskap, without: Regnskap, konto: Konto, uten: Konto) -> None:
        write_text(self.sheet, row - 1, 0, self.tekster("gevinst.tre_nivaer"), self.formats.section)
        write_text(self.sheet, row, 0, "", self.formats.header(bottom=0))
        write_text(self.sheet, row + 1, 0, "", self.formats.header())
        for n, niva in enumerate(NIVAER):
            column = 1 + 3 * n
            write_group(self.sheet, self.formats, row, column, self.tekster(f"gevinst.niva.{niva}"))
            write_variants(self.sheet, self.formats, self.tekster, row + 1, column)
            own = (konto, uten) if niva == konto.niva else tuple(
                Regnskap(r.plan, niva).konto(konto.maned) for r in (account, without))
            for i, key in enumerate(("brutto", "kostnad", "netto"), start=2):
                write_text(self.sheet, row + i, 0, self.tekster(f"gevinst.linje.{key}"), self.formats(**_PAIRS))
                plan, other = (
                    {"brutto": k.bruttogevinst, "kostnad": k.kostnad_arsverk, "netto": k.nettogevinst}[key] for k in own)
                letters = [xl_col_to_name(column + v) for v in (PLAN, UTEN)]
                net = (f"{letters[PLAN]}{row + 3}-{letters[PLAN]}{row + 4}", f"{letters[UTEN]}{row + 3}-{letters[UTEN]}{row + 4}")
                write_pair(self.sheet, self.formats, row + i, column, Slag.ARSVERK, (plan, other),
                           net if key == "netto" else None, _PAIRS)
        self.sheet.set_row(row + 1, 28)

    def _steps(self, costs: list[tuple[str, bool]], konto: Konto, uten: Konto) -> list[Step]:
        """Each type on top of the one before it, brutto, each cost down from it, and netto."""
        def name(key: str) -> str:
            return self.tekster(f"gevinst.linje.{key}")

        def ref(key: str) -> str:
            return cell(self.at[key], ARSVERK)

        saved = [(t.value, konto.av_type(t)) for t in GevinstType]
        if "avrunding" in self.at:
            saved.append(("avrunding", konto.avrunding_gevinst))
        made, level, reached = [], 0.0, "0"
        for key, value in saved:
            up = f"{reached}+{ref(key)}"
            made.append(Step(name(key), GAIN, (reached, up), (level, level + value)))
            level, reached = level + value, up
        made.append(Step(name("brutto"), GAIN, ("0", ref("brutto")), (0.0, konto.bruttogevinst)))
        level, reached = konto.bruttogevinst, ref("brutto")
        for i, cost in enumerate(costs):
            value, down = _cost(konto, cost)[0], f"{reached}-{ref(f'kostnad{i}')}"
            if value:
                made.append(Step(self._cost_name(cost), COST, (reached, down), (level, level - value)))
            level, reached = level - value, down
        made.append(Step(f"{name('netto')}, {self.tekster('variant.plan')}", NET, ("0", ref("netto")), (0.0, konto.nettogevinst)))
        other = cell(self.at["netto"], ARSVERK + UTEN)
        made.append(Step(f"{name('netto')}, {self.tekster('variant.uten')}", NET_UTEN, ("0", other), (0.0, uten.nettogevinst)))
        return made

    def _charts(self, steps: int, bars: int, months: int, series: Serie) -> None:
        """The waterfall beside the account, and the months beside the steps."""
        below = bool(min(series.netto.min(initial=0.0), series.kostnad.min(initial=0.0)) < 0)
        right = STATED + 1
        width = (2 + len(PARTS) - right) * column_pixels(PART_WIDTH) - 16
        bridge = waterfall(self.book, self.tekster, SHEET, steps, bars)
        lines = month_chart(self.book, self.tekster, SHEET, months, len(series.maneder), below_zero=below)
        for chart, row in ((bridge, GROUP_ROW), (lines, steps - 2)):
            chart.set_size({"width": width, "height": CHART_ROWS * 20})
            self.sheet.insert_chart(row, right, chart, {"x_offset": 12, "y_offset": 4, "object_position": 2})

    def _checks(
        self, konto: Konto, uten: Konto, series: Serie, series_uten: Serie, months: int
    ) -> list[Kontrollinje]:
        scope = self.tekster("gevinst.kontroll", maned=self.tekster.maned(series.maneder[-1]))
        accounts = {
            "flyttet": [float(k.flyttet.sum()) for k in (konto, uten)],
            **{t.value: [k.av_type(t) for k in (konto, uten)] for t in GevinstType},
            "brutto": [konto.bruttogevinst, uten.bruttogevinst], "igjen": [konto.sum_igjen, uten.sum_igjen],
            "igjen_nk": [float(k.igjen[NK].sum()) for k in (konto, uten)],
            "igjen_fe": [float(k.igjen[FE].sum()) for k in (konto, uten)],
            "kostnad": [konto.kostnad_arsverk, uten.kostnad_arsverk], "netto": [konto.nettogevinst, uten.nettogevinst],
        }
        checks = [
            Kontrollinje(SHEET, self.tekster(f"gevinst.linje.{key}"), scope, values[variant],
                         f"'{SHEET}'!{cell(self.at[key], ARSVERK + variant)}", variant)
            for key, values in accounts.items() for variant in (PLAN, UTEN)
        ]
        all_months = self.tekster("gevinst.alle_maneder")
        netto_uten = series.bruttogevinst - series_uten.kostnad
        for key, column, values, variant in (("brutto", BRUTTO, series.bruttogevinst, PLAN),
                                             ("netto", NETTO, series.netto, PLAN), ("netto", NETTO + 1, netto_uten, UTEN)):
            span = f"'{SHEET}'!{cell(months, column)}:{cell(months + len(values) - 1, column)}"
            checks.append(Kontrollinje(SHEET, self.tekster(f"gevinst.linje.{key}"), all_months,
                                       float(np.sum(values)), f"SUM({span})", variant))
        return checks


def _both(formula: str | None, column: int) -> tuple[str, str] | None:
    """A formula for the plan's column and for that without flyttinger."""
    if formula is None:
        return None
    return formula.format(c=xl_col_to_name(column + PLAN)), formula.format(c=xl_col_to_name(column + UTEN))


def _costs(konto: Konto, uten: Konto) -> list[tuple[str, bool]]:
    """Category and whether it is computed, of every cost in the plan or without flyttinger."""
    found = {(line.kategori, line.beregnet) for k in (konto, uten) for line in k.kostnader}
    return sorted(found, key=lambda x: (KOSTNADSKATEGORIER.index(x[0]), x[1]))


def _cost(konto: Konto, cost: tuple[str, bool]) -> tuple[float, float]:
    """Årsverk and kroner of a cost; nothing where the account does not have it."""
    line = next((x for x in konto.kostnader if (x.kategori, x.beregnet) == cost), None)
    return (0.0, 0.0) if line is None else (line.arsverk, line.kroner)
