"""What the room Scenarier shows of a comparison: tables, charts and the steps of a split."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app import scenario_texts as words
from app.charts.panel import Panel
from app.charts.series import Pair
from app.charts.waterfall import Step
from app.difference import difference
from app.widgets.cells_table import Cell, CellRow, Column
from planning_core.plan import Plan
from planning_core.questions.scenario_bidrag import Oppdeling
from planning_core.questions.scenarios import Sammenligning, Scenario, grunnplan, verdi

translate = QCoreApplication.translate

BASELINE = ""
"""Key of the baseline's row."""
DRAWN = (words.RESTANSER, words.OPPFOLGING)


def state_words(scenario: Scenario, opened: str | None) -> tuple[str, str, str]:
    """How a scenario stands: words, palette role, icon."""
    if scenario.resultat is None:
        return translate("Scenarier", "Kan ikke brukes"), "warning_text", "warning"
    if scenario.navn == opened:
        return translate("Scenarier", "Åpent"), "link", "pencil"
    return (translate("Scenarier", "Låst"), "secondary", "lock") if scenario.laast else ("", "secondary", "")


def comparison_table(
    result: Sammenligning, month: int, opened: str | None
) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """The baseline first and every scenario with its difference, in one month."""
    columns = [Column(translate("Scenarier", "Scenario"), words=True, widest=220),
               Column(translate("Scenarier", "Tilstand"), words=True)]
    for key in words.NOKKELTALL:
        # In two lines, so that the name is no wider than its two columns.
        group = f"{words.navn_paa(key)},\n{words.enhet_paa(key)}"
        columns += [Column(translate("Scenarier", "Verdi"), group), Column(translate("Scenarier", "Forskjell"), group)]
    print_ = words.kort_fingeravtrykk(result.grunnplan.fingerprint)
    untouched = translate("Scenarier", "Urørt, {avtrykk}").format(avtrykk=print_)
    tip = translate("Scenarier", "Fingeravtrykk av grunnplanen: {avtrykk}").format(avtrykk=result.grunnplan.fingerprint)
    rows = [CellRow((Cell(_baseline_name(), strong=True), Cell(untouched, "secondary", tip=tip),
                     *(cell for key in words.NOKKELTALL for cell in _baseline_cells(result, key, month))), BASELINE)]
    for scenario in result.scenarier:
        text, role, icon = state_words(scenario, opened)
        rows.append(CellRow((
            Cell(scenario.navn, strong=True, tip=scenario.beskrivelse), Cell(text, role, icon=icon),
            *(cell for key in words.NOKKELTALL for cell in _cells(result, scenario, key, month))), scenario.navn))
    return tuple(columns), tuple(rows)


def _baseline_name() -> str:
    return translate("Scenarier", "Grunnplan")


def _baseline_cells(result: Sammenligning, key: str, month: int) -> tuple[Cell, Cell]:
    value, quantity = verdi(result.grunnplan, key, month), words.mengde(key)
    return Cell(quantity.text(value), plain=quantity.plain(value)), Cell("", plain="")


def _cells(result: Sammenligning, scenario: Scenario, key: str, month: int) -> tuple[Cell, Cell]:
    quantity, base = words.mengde(key), verdi(result.grunnplan, key, month)
    value = math.nan if scenario.resultat is None else verdi(scenario.resultat, key, month)
    shown = difference(value - base, quantity, words.bedre(key))
    tip = "" if math.isfinite(value) else translate("Scenarier", "«–» betyr at tallet ikke finnes i måneden.")
    return (Cell(quantity.text(value), strong=True, plain=quantity.plain(value), tip=tip),
            Cell(shown.text, shown.role, strong=True, plain=quantity.plain(value - base), tip=tip))


def scenario_panels(result: Sammenligning, scenario: Scenario) -> tuple[Panel, ...]:
    """Restanser and oppfølging over time, the scenario beside the baseline; one axis for all scenarios."""
    months = result.grunnplan.maneder
    found = []
    for i, key in enumerate(DRAWN):
        planen = [verdi(scenario.resultat, key, m) if scenario.resultat is not None else math.nan for m in months]
        pair = Pair(months, np.array(planen, dtype=float), result.grunnplan.serie(key))
        found.append(Panel(
            scenario.navn if i == 0 else words.navn_paa(key),
            f"{words.navn_paa(key).lower()}, {words.enhet_paa(key)}" if i == 0 else words.enhet_paa(key),
            words.navn_paa(key).lower(), pair, words.mengde(key), words.bedre(key),
            names=(translate("Scenarier", "scenario"), translate("Scenarier", "grunnplan")),
            reach=_highest(result, key), from_zero=key != words.OPPFOLGING,
            empty_text=translate("Scenarier", "Scenarioet kan ikke brukes."),
        ))
    return tuple(found)


def _highest(result: Sammenligning, key: str) -> float:
    drawn = [result.grunnplan, *(s.resultat for s in result.scenarier if s.resultat is not None)]
    return max((float(x) for r in drawn for x in r.serie(key) if math.isfinite(x)), default=0.0)


def split_steps(plan: Plan, split: Oppdeling, key: str, t: int) -> tuple[Step, ...]:
    """From the baseline, change by change, to the scenario, in month ``t``."""
    parts, quantity, better = split.bidrag(key), words.mengde(key), words.bedre(key)
    base, whole = (float(r.serie(key)[t]) for r in (split.grunnplan, split.hele))
    steps = [Step(_baseline_name(), 0.0, base, quantity.text(base), "uten", total=True)]
    at = base
    baseline = grunnplan(plan)
    named = [(words.kort_gruppe(baseline, group), float(parts.alene[i][t])) for i, group in enumerate(parts.endringer)]
    if len(named) > 1:
        named.append((words.SAMSPILL, float(parts.samspill[t])))
    for name, change in named:
        shown = difference(change, quantity, better)
        role = shown.role if shown.role in ("favourable", "unfavourable") else "grey_line"
        steps.append(Step(name, at, at + change, shown.text, role, shown.role))
        at += change
    steps.append(Step(split.scenario, 0.0, whole, quantity.text(whole), "plan_fill", total=True))
    return tuple(steps)


def split_table(plan: Plan, split: Oppdeling, t: int) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """What each change does alone to every figure, their interaction, and the whole difference."""
    columns = [Column(translate("Scenarier", "Endring"), words=True, widest=360, wraps=True)]
    columns += [Column(f"{words.navn_paa(key)},\n{words.enhet_paa(key)}") for key in words.BIDRAG]
    parts = {key: split.bidrag(key) for key in words.BIDRAG}

    def cells(values: dict[str, float]) -> tuple[Cell, ...]:
        found = []
        for key, value in values.items():
            shown = difference(value, words.mengde(key), words.bedre(key))
            found.append(Cell(shown.text, shown.role, strong=True, plain=words.mengde(key).plain(value)))
        return tuple(found)

    baseline = grunnplan(plan)
    rows = []
    for i, group in enumerate(split.endringer):
        name = words.gruppe_navn(baseline, group)
        rows.append(CellRow((Cell(name, tip=name), *cells({k: float(p.alene[i][t]) for k, p in parts.items()})), str(i)))
    rows.append(CellRow((Cell(words.SAMSPILL), *cells({k: float(p.samspill[t]) for k, p in parts.items()})), "samspill"))
    rows.append(CellRow((Cell(translate("Scenarier", "Scenario minus grunnplan"), strong=True),
                         *cells({k: float(p.forskjell[t]) for k, p in parts.items()})), "sum", True))
    return tuple(columns), tuple(rows)


def month_name(result: Sammenligning, month: int) -> str:
    """A month of the comparison as its choice is written."""
    number = result.grunnplan.maneder.index(month) + 1
    return translate("Scenarier", "{maned} (måned {nr})").format(maned=fmt.maned_kort(month), nr=number)
