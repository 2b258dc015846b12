"""What each change of each scenario contributes, beside the baseline."""

from __future__ import annotations

import math
from functools import cached_property
from typing import Any

from app import format as fmt
from app import scenario_texts as words
from app.svar.answer import Diagram, DiagramSlag, Format, Kolonne, Svar, Tabell, Verdi
from app.texts import setning
from planning_core.months import month_text
from planning_core.plan import Plan
from planning_core.questions.account import Regnskap
from planning_core.questions.scenario_bidrag import Bidrag, Oppdeling, del_opp, samme_maneder
from planning_core.questions.scenarios import Sammenligning, Scenario, grunnplan, sammenlign, verdi
from planning_core.results import Resultat

NAVN, TITTEL = "bidrag", "Hva hver endring i scenariene bidrar med"
NETTO = "nettogevinst_arsverk"
"""The figure of the account, beside those of the projection."""
_FORMATS = {
    words.RESTANSER: Format.SAKER, words.OVER_GRENSE: Format.SAKER, words.TID: Format.MND,
    words.OPPFOLGING: Format.TIMER, words.GAP: Format.ARSVERK, NETTO: Format.ARSVERK,
}


class _Figures:
    """The figures of an answer: those of the projection where there are cases, and the account where there is gevinst."""

    def __init__(self, result: Sammenligning) -> None:
        self.result = result
        plans = [result.grunnplan.plan, *(s.resultat.plan for s in result.scenarier if s.resultat is not None)]
        account = (NETTO,) if any(p.gevinster for p in plans) else ()
        empty = bool(account) and words.uten_saker(result)
        self.nokkeltall = (*(() if empty else words.NOKKELTALL), *account)
        self.bidrag = (*(() if empty else words.BIDRAG), *account)

    @cached_property
    def _netto(self) -> dict[int, dict[int, float]]:
        """Nettogevinst by month, by the projection it belongs to."""
        results = (self.result.grunnplan, *(s.resultat for s in self.result.scenarier if s.resultat is not None))
        series = ((r, Regnskap(r.plan).serie()) for r in results)
        return {id(r): dict(zip(s.maneder, s.netto.tolist(), strict=True)) for r, s in series}

    def value(self, resultat: Resultat, key: str, month: int) -> float:
        """NaN in a month that the projection does not have."""
        return self._netto[id(resultat)].get(month, math.nan) if key == NETTO else verdi(resultat, key, month)

    @staticmethod
    def parts(split: Oppdeling, key: str) -> Bidrag:
        return split.nettogevinst() if key == NETTO else split.bidrag(key)

    def column(self, key: str, month: int, *, said: str = "", change: bool = False) -> Kolonne:
        name, unit = ("Nettogevinst", "årsverk") if key == NETTO else (words.navn_paa(key), words.enhet_paa(key))
        return Kolonne(f"{name}, {fmt.maned_kort(month)}{said}", unit, _FORMATS[key], change)


def besvar(plan: Plan) -> Svar:
    """Key figures of every scenario, and for each its difference from the baseline split over its changes."""
    result = sammenlign(plan)
    figures = _Figures(result)
    content: dict[str, Any] = {
        "grunnplan": result.grunnplan.fingerprint,
        "maaneder": [month_text(m) for m in result.grunnplan.maneder],
        "nokkelmaaneder": [month_text(m) for m in result.maneder],
        "nokkeltall": _key_json(figures, result.grunnplan), "scenarier": [],
    }
    if not result.scenarier:
        return Svar(NAVN, TITTEL, (words.INGEN_SCENARIER,), (), content)
    sentences, tables = [words.oversikt_setning(result)], [_overview(figures)]
    for number, scenario in enumerate(result.scenarier, start=1):
        split = _split(plan, scenario)
        if scenario.resultat is None or not scenario.endringer or (
                len(result.scenarier) > 1 and words.RESTANSER in figures.nokkeltall):
            sentences.append(words.scenario_setning(result, scenario))
        sentences += [setning(f) for f in scenario.funn]
        if scenario.resultat is not None and scenario.endringer and split is None:
            sentences.append(
                f"«{scenario.navn}» har andre måneder enn grunnplanen, så forskjellen kan ikke deles på endringene.")
        parts = {} if split is None else {key: figures.parts(split, key) for key in figures.bidrag}
        if split is not None and split.endringer:
            sentences += _account_sentences(figures, scenario)
            if len(split.endringer) > 1 and words.RESTANSER in parts:
                sentences.append(_largest(plan, split, parts[words.RESTANSER]))
            tables.append(_parts(figures, split, parts, number))
        content["scenarier"].append(_as_json(plan, figures, scenario, split, parts))
    return Svar(NAVN, TITTEL, tuple(sentences), tuple(tables), content)


def _split(plan: Plan, scenario: Scenario) -> Oppdeling | None:
    """None for what cannot be applied, or runs over other months."""
    if scenario.resultat is None or not samme_maneder(scenario.resultat.plan, grunnplan(plan)):
        return None
    return del_opp(plan, scenario.navn)


def _account_sentences(figures: _Figures, scenario: Scenario) -> list[str]:
    """What the scenario does to the account at the end; nothing where it leaves it as it is."""
    result = figures.result
    if NETTO not in figures.nokkeltall or scenario.resultat is None:
        return []
    month = result.maneder[-1]
    now, base = (figures.value(r, NETTO, month) for r in (scenario.resultat, result.grunnplan))
    change = fmt.endring(now - base, 1)
    same = abs(now - base) < 0.05
    if same and words.RESTANSER in figures.nokkeltall:
        return []
    said = "ingen forskjell" if same else f"{change} årsverk"
    return [f"Nettogevinsten i {fmt.maned_lang(month)} er {fmt.arsverk(now)} årsverk i «{scenario.navn}», mot "
            f"{fmt.arsverk(base)} i grunnplanen ({said})."]


def _largest(plan: Plan, split: Oppdeling, parts: Bidrag) -> str:
    """The change that does most to restanser, and the interaction."""
    last = parts.alene[:, -1]
    i = int(abs(last).argmax())
    name = words.gruppe_navn(plan, parts.endringer[i])
    return (
        f"Av endringene i «{split.scenario}» betyr «{name}» mest for restansene: {fmt.endring(last[i])} saker alene. "
        f"Samspillet mellom endringene er {fmt.endring(parts.samspill[-1])} saker."
    )


def _overview(figures: _Figures) -> Tabell:
    result = figures.result
    columns = [Kolonne("Scenario")]
    for month in result.maneder:
        for key in figures.nokkeltall:
            columns += [figures.column(key, month),
                        figures.column(key, month, said=": forskjell fra grunnplanen", change=True)]
    rows: list[tuple[Verdi, ...]] = []
    for name, found in ((words.GRUNNPLAN, result.grunnplan), *((s.navn, s.resultat) for s in result.scenarier)):
        row: list[Verdi] = [name]
        for month in result.maneder:
            for key in figures.nokkeltall:
                value = None if found is None else figures.value(found, key, month)
                row += [value, None if value is None else value - figures.value(result.grunnplan, key, month)]
        rows.append(tuple(row))
    end = 1 + 2 * len(figures.nokkeltall) * (len(result.maneder) - 1)
    chart = Diagram(DiagramSlag.LIGGENDE, _title(columns[end]), 0, (end,))
    return Tabell("Scenarier", tuple(columns), tuple(rows), chart,
                  "Grunnplanen og hvert scenario, med forskjellen fra grunnplanen. En tom rad er et scenario som "
                  "ikke kan brukes.")


def _title(column: Kolonne) -> str:
    name, _, month = column.overskrift.partition(", ")
    return f"{name} ({column.enhet}, {month})"


def _parts(figures: _Figures, split: Oppdeling, parts: dict[str, Bidrag], number: int) -> Tabell:
    result = figures.result
    plan, months = result.plan, result.maneder
    at = [result.grunnplan.maneder.index(month) for month in months]
    columns = [Kolonne("Endring"),
               *(figures.column(key, month, change=True) for month in months for key in figures.bidrag),
               Kolonne("Hva er endret")]

    def row(name: str, said: str, pick: Any) -> tuple[Verdi, ...]:
        return (name, *(float(pick(parts[key])[t]) for t in at for key in figures.bidrag), said)

    # The short names stand in the chart; the whole of each change is said last.
    rows = [row(words.kort_gruppe(plan, group), words.gruppe_navn(plan, group), lambda b, i=i: b.alene[i])
            for i, group in enumerate(split.endringer)]
    rows.append(row(words.SAMSPILL, "", lambda b: b.samspill))
    rows.append(row("Forskjell fra grunnplanen i alt", "", lambda b: b.forskjell))
    end = 1 + len(figures.bidrag) * (len(at) - 1)
    name, _, month = columns[end].overskrift.partition(", ")
    title = f"«{split.scenario}»: bidrag til {name.lower()} (endring i {columns[end].enhet}, {month})"
    return Tabell(f"Bidrag {number}", tuple(columns), tuple(rows),
                  Diagram(DiagramSlag.LIGGENDE, title, 0, (end,), fra_null=False),
                  f"«{split.scenario}»: hver endring alene mot grunnplanen, og samspillet mellom dem.")


def _key_json(figures: _Figures, resultat: Resultat) -> dict[str, list[float]]:
    months = figures.result.maneder
    return {key: [figures.value(resultat, key, month) for month in months] for key in figures.nokkeltall}


def _as_json(
    plan: Plan, figures: _Figures, scenario: Scenario, split: Oppdeling | None, parts: dict[str, Bidrag]
) -> dict[str, Any]:
    return {
        "navn": scenario.navn, "beskrivelse": scenario.beskrivelse, "kan_brukes": scenario.resultat is not None,
        "funn": [setning(f) for f in scenario.funn],
        "nokkeltall": None if scenario.resultat is None else _key_json(figures, scenario.resultat),
        "endringer": [] if split is None else [words.gruppe_navn(plan, group) for group in split.endringer],
        "bidrag": {key: _figure_json(part) for key, part in parts.items()},
    }


def _figure_json(parts: Bidrag) -> dict[str, Any]:
    return {"alene": parts.alene.tolist(), "samspill": parts.samspill.tolist(), "forskjell": parts.forskjell.tolist()}
