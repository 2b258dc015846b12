"""What each change of each scenario contributes, beside the baseline."""

from __future__ import annotations

from typing import Any

from app import format as fmt
from app import scenario_texts as words
from app.svar.answer import Diagram, DiagramSlag, Format, Kolonne, Svar, Tabell, Verdi
from app.texts import setning
from planning_core.months import month_text
from planning_core.plan import Plan
from planning_core.questions.scenario_bidrag import Bidrag, Oppdeling, del_opp, samme_maneder
from planning_core.questions.scenarios import Sammenligning, Scenario, grunnplan, sammenlign, verdi

NAVN, TITTEL = "bidrag", "Hva hver endring i scenariene bidrar med"
_FORMATS = {
    words.RESTANSER: Format.SAKER, words.OVER_GRENSE: Format.SAKER, words.TID: Format.MND,
    words.OPPFOLGING: Format.TIMER, words.GAP: Format.ARSVERK,
}


def besvar(plan: Plan) -> Svar:
    """Key figures of every scenario, and for each its difference from the baseline split over its changes."""
    result = sammenlign(plan)
    content: dict[str, Any] = {
        "grunnplan": result.grunnplan.fingerprint, "maaneder": [month_text(m) for m in result.maneder],
        "scenarier": [],
    }
    if not result.scenarier:
        return Svar(NAVN, TITTEL, (words.INGEN_SCENARIER,), (), content)
    sentences, tables = [words.oversikt_setning(result)], [_overview(result)]
    for number, scenario in enumerate(result.scenarier, start=1):
        split = _split(plan, scenario)
        if scenario.resultat is None or len(result.scenarier) > 1 or not scenario.endringer:
            sentences.append(words.scenario_setning(result, scenario))
        sentences += [setning(f) for f in scenario.funn]
        if scenario.resultat is not None and scenario.endringer and split is None:
            sentences.append(
                f"«{scenario.navn}» har andre måneder enn grunnplanen, så forskjellen kan ikke deles på endringene.")
        if split is not None and split.endringer:
            if len(split.endringer) > 1:
                sentences.append(_largest(plan, split))
            tables.append(_parts(plan, result, scenario, split, number))
        content["scenarier"].append(_as_json(plan, result, scenario, split))
    return Svar(NAVN, TITTEL, tuple(sentences), tuple(tables), content)


def _split(plan: Plan, scenario: Scenario) -> Oppdeling | None:
    """None for what cannot be applied, or runs over other months."""
    if scenario.resultat is None or not samme_maneder(scenario.resultat.plan, grunnplan(plan)):
        return None
    return del_opp(plan, scenario.navn)


def _largest(plan: Plan, split: Oppdeling) -> str:
    """The change that does most to restanser, and the interaction."""
    parts = split.bidrag(words.RESTANSER)
    last = parts.alene[:, -1]
    i = int(abs(last).argmax())
    name = words.gruppe_navn(plan, parts.endringer[i])
    return (
        f"Av endringene i «{split.scenario}» betyr «{name}» mest for restansene: {fmt.endring(last[i])} saker alene. "
        f"Samspillet mellom endringene er {fmt.endring(parts.samspill[-1])} saker."
    )


def _overview(result: Sammenligning) -> Tabell:
    columns = [Kolonne("Scenario")]
    for month in result.maneder:
        for key in words.NOKKELTALL:
            title = f"{words.navn_paa(key)}, {fmt.maned_kort(month)}"
            columns += [Kolonne(title, words.enhet_paa(key), _FORMATS[key]),
                        Kolonne(f"{title}: forskjell fra grunnplanen", words.enhet_paa(key), _FORMATS[key], True)]
    rows: list[tuple[Verdi, ...]] = []
    for name, found in ((words.GRUNNPLAN, result.grunnplan), *((s.navn, s.resultat) for s in result.scenarier)):
        row: list[Verdi] = [name]
        for month in result.maneder:
            for key in words.NOKKELTALL:
                value = None if found is None else verdi(found, key, month)
                row += [value, None if value is None else value - verdi(result.grunnplan, key, month)]
        rows.append(tuple(row))
    end = 1 + 2 * len(words.NOKKELTALL) * (len(result.maneder) - 1)
    title = f"Restanser (saker, {fmt.maned_kort(result.maneder[-1])})"
    return Tabell("Scenarier", tuple(columns), tuple(rows), Diagram(DiagramSlag.LIGGENDE, title, 0, (end,)),
                  "Grunnplanen og hvert scenario, med forskjellen fra grunnplanen. En tom rad er et scenario som "
                  "ikke kan brukes.")


def _parts(plan: Plan, result: Sammenligning, scenario: Scenario, split: Oppdeling, number: int) -> Tabell:
    parts = {key: split.bidrag(key) for key in words.BIDRAG}
    at = [result.grunnplan.maneder.index(month) for month in result.maneder]
    columns = [Kolonne("Endring")]
    for month in result.maneder:
        columns += [Kolonne(f"{words.navn_paa(key)}, {fmt.maned_kort(month)}", words.enhet_paa(key), _FORMATS[key], True)
                    for key in words.BIDRAG]

    columns.append(Kolonne("Hva er endret"))

    def row(name: str, said: str, pick: Any) -> tuple[Verdi, ...]:
        return (name, *(float(pick(parts[key])[t]) for t in at for key in words.BIDRAG), said)

    # The short names stand in the chart; the whole of each change is said last.
    rows = [row(words.kort_gruppe(plan, group), words.gruppe_navn(plan, group), lambda b, i=i: b.alene[i])
            for i, group in enumerate(split.endringer)]
    rows.append(row(words.SAMSPILL, "", lambda b: b.samspill))
    rows.append(row("Forskjell fra grunnplanen i alt", "", lambda b: b.forskjell))
    end = 1 + len(words.BIDRAG) * (len(at) - 1)
    title = f"«{scenario.navn}»: bidrag til restanser (endring i saker, {fmt.maned_kort(result.maneder[-1])})"
    return Tabell(f"Bidrag {number}", tuple(columns), tuple(rows),
                  Diagram(DiagramSlag.LIGGENDE, title, 0, (end,), fra_null=False),
                  f"«{scenario.navn}»: hver endring alene mot grunnplanen, og samspillet mellom dem.")


def _as_json(plan: Plan, result: Sammenligning, scenario: Scenario, split: Oppdeling | None) -> dict[str, Any]:
    figures = {} if split is None else {key: _figure_json(split.bidrag(key)) for key in words.BIDRAG}
    return {
        "navn": scenario.navn, "beskrivelse": scenario.beskrivelse, "kan_brukes": scenario.resultat is not None,
        "funn": [setning(f) for f in scenario.funn],
        "nokkeltall": None if scenario.resultat is None else {
            key: [verdi(scenario.resultat, key, month) for month in result.maneder] for key in words.NOKKELTALL},
        "endringer": [] if split is None else [words.gruppe_navn(plan, group) for group in split.endringer],
        "bidrag": figures,
    }


def _figure_json(parts: Bidrag) -> dict[str, Any]:
    return {"alene": parts.alene.tolist(), "samspill": parts.samspill.tolist(), "forskjell": parts.forskjell.tolist()}
