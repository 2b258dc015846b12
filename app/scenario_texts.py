"""Words about scenarios: what is changed, what it does, and why one cannot be used. No Qt."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from app import format as fmt
from app.difference import ARSVERK, CASES, HOURS, MONTHS, Better, Quantity
from app.parameter_texts import LABELS
from app.series_texts import SERIE_TEKSTER
from app.texts import liste, unit_after, value_text, verdi_tekst
from models.io.excel_columns import Column, Kind
from models.io.excel_schema import PLAN_KEYS, SHEETS
from planning_core.months import month_of_year, year_of
from planning_core.parameters import PARAMETERS
from planning_core.plan import Enhet, Flytting, Gevinst, Plan
from planning_core.questions.scenario_bidrag import Gruppe
from planning_core.questions.scenario_overrides import PLAN_FELT, Endring, rader
from planning_core.questions.scenarios import Bedre, Sammenligning, Scenario, best, verdi

RESTANSER, OVER_GRENSE, TID = "restanser", "over_grense", "saksbehandlingstid_mnd"
OPPFOLGING, GAP = "oppfolging_timer", "oppfolging_gap_arsverk"
NOKKELTALL = (RESTANSER, OVER_GRENSE, TID, OPPFOLGING, GAP)
"""Figures that scenarios are compared by, in order."""
BIDRAG = (RESTANSER, OVER_GRENSE, TID, OPPFOLGING)
"""Figures that are split over the changes of a scenario."""

GRUNNPLAN = "Grunnplan"
SAMSPILL = "Samspill mellom endringene"
INGEN_SCENARIER = "Planen har ingen scenarier."

_QUANTITIES = {RESTANSER: CASES, OVER_GRENSE: CASES, TID: MONTHS, OPPFOLGING: HOURS, GAP: ARSVERK}
_NAMES = {TID: "Saksbehandlingstid", GAP: "Mangler til oppfølging", OPPFOLGING: "Oppfølging"}
_UNITS = {OPPFOLGING: "timer i måneden"}
_COLUMNS = {
    "arsverk_stat": "statlige årsverk", "arsverk_kommune": "kommunale årsverk", "maned": "måned",
    "fra_maned": "fra måned", "til_maned": "til måned", "innfasing_mnd": "innfasing",
    "forsinkelse_mnd": "forsinkelse", "andel_fe": "andel i forvaltningsenheten", "arsak": "årsak",
    "klargjoring_timer": "klargjøring", "saker_per_mnd": "saker per måned", "konservativt": "konservativ andel",
    "moderat": "moderat andel", "optimistisk": "optimistisk andel", "hoy": "høy",
}
"""Columns whose header is not how one says it."""
_ONE_ROW = {
    "Flyttinger": "flytting", "Gevinster": "gevinst", "Kostnader": "kostnad", "Restanseteam": "restanseteam",
    "Hendelser": "hendelse", "Enheter": "enhet", "Ytelser": "ytelse",
}


_SAID_ONE_BY_ONE = 4
"""Changes that only work together and are more than this are counted, not told."""


def mengde(storrelse: str) -> Quantity:
    """How a figure is written."""
    return _QUANTITIES[storrelse]


def bedre(storrelse: str) -> Better:
    """Which way a figure should go."""
    return {1: Better.HIGHER, -1: Better.LOWER, 0: Better.NEITHER}[SERIE_TEKSTER[storrelse].gunstig]


def navn_paa(storrelse: str) -> str:
    """Name of a figure."""
    return _NAMES.get(storrelse, SERIE_TEKSTER[storrelse].navn)


def enhet_paa(storrelse: str) -> str:
    """Unit of a figure."""
    return _UNITS.get(storrelse, SERIE_TEKSTER[storrelse].enhet)


def hva_er_endret(plan: Plan, endringer: Sequence[Endring]) -> tuple[str, ...]:
    """One line per changed row: old and new value with unit.

    Parameters
    ----------
    plan : Plan
        The baseline.
    """
    return tuple(_change(plan, change, before, after) for change, before, after in rader(plan, endringer))


def gruppe_navn(plan: Plan, gruppe: Gruppe) -> str:
    """A part of a split: the change itself, or what a group holds."""
    if len(gruppe) == 1:
        return hva_er_endret(plan, gruppe)[0]
    sheets = list(dict.fromkeys(change.ark for change in gruppe))
    if len(sheets) == 1 or len(gruppe) > _SAID_ONE_BY_ONE:
        return f"{liste(sheets)}, {fmt.tall(len(gruppe))} rader"
    return " sammen med ".join(hva_er_endret(plan, gruppe))


def kort_gruppe(plan: Plan, gruppe: Gruppe) -> str:
    """The group without its values, for a chart's axis."""
    if len(gruppe) > 1:
        sheets = dict.fromkeys(change.ark for change in gruppe)
        return f"{', '.join(sheets)} ({fmt.tall(len(gruppe))})"
    [(change, _, after)] = rader(plan, gruppe)
    if change.er_ny and isinstance(after, Flytting):
        return f"Ny flytting ({_from_to(plan, after)})"
    return hva_er_endret(plan, gruppe)[0].partition(": ")[0]


def scenario_setning(result: Sammenligning, scenario: Scenario) -> str:
    """Where restanser and oppfølging end in a scenario, against the baseline."""
    if scenario.resultat is None:
        return f"«{scenario.navn}» kan ikke brukes på grunnplanen slik den er nå."
    if not scenario.endringer:
        return f"«{scenario.navn}» endrer ingenting ennå."
    if uten_saker(result):
        return f"Planen har ingen saker, så «{scenario.navn}» kan bare sammenlignes i gevinstregnskapet."
    month = result.maneder[-1]
    if month not in scenario.resultat.maneder:
        return f"«{scenario.navn}» slutter før grunnplanen og kan ikke sammenlignes i {fmt.maned_lang(month)}."
    restanser, base = (verdi(r, RESTANSER, month) for r in (scenario.resultat, result.grunnplan))
    hours, base_hours = (verdi(r, OPPFOLGING, month) for r in (scenario.resultat, result.grunnplan))
    return (
        f"I {fmt.maned_lang(month)} har «{scenario.navn}» {fmt.saker(restanser)} restanser, mot {fmt.saker(base)} i "
        f"grunnplanen ({_changed(restanser - base, 'saker')}), og {fmt.timer(hours)} timer oppfølging i måneden, mot "
        f"{fmt.timer(base_hours)} ({_changed(hours - base_hours, 'timer')})."
    )


def uten_saker(result: Sammenligning) -> bool:
    """Whether there is nothing to project, in the baseline or in any scenario: only the account can differ."""
    results = (result.grunnplan, *(s.resultat for s in result.scenarier if s.resultat is not None))
    return not any(r.plan.saksinngang or r.plan.restanser for r in results)


def oversikt_setning(result: Sammenligning) -> str:
    """Which scenario is best at the end and why, or what there is to choose between."""
    usable = [s for s in result.scenarier if s.resultat is not None and s.endringer]
    if not result.scenarier:
        return INGEN_SCENARIER
    if not usable:
        return "Ingen av scenariene kan sammenlignes med grunnplanen ennå."
    if len(usable) == 1:
        return scenario_setning(result, usable[0])
    if uten_saker(result):
        return "Planen har ingen saker, så scenariene kan bare sammenlignes i gevinstregnskapet."
    found = best(result)
    month = fmt.maned_lang(result.maneder[-1])
    if found is None:
        return (
            f"Ingen av scenariene er bedre enn grunnplanen på både restanser og oppfølging i {month}: "
            f"{_best(result, usable, RESTANSER)}, og {_best(result, usable, OPPFOLGING)}."
        )
    return f"«{found.scenario.navn}» er best i {month}: {_why(found)}{_on_the_way(found)}."


def _why(found: Bedre) -> str:
    cases, hours = fmt.saker(abs(found.restanser)), fmt.timer(abs(found.oppfolging))
    fewer = f"{cases} færre restanser enn grunnplanen" if cases != "0" else "like mange restanser som grunnplanen"
    more = f"{hours} timer mer oppfølging i måneden" if hours != "0" else "like mye oppfølging"
    return f"{fewer} og {more}"


def _on_the_way(found: Bedre) -> str:
    """What the better end costs or gives in oppfølging through the plan."""
    hours = fmt.timer(abs(found.underveis))
    if hours == "0":
        return ""
    if found.underveis > 0:
        return f", og {hours} timer mer oppfølging underveis"
    when = ""
    if found.aar is not None:
        january = month_of_year(found.aar) == 1
        when = f", mest i {year_of(found.aar) if january else 'tolvmånedersperioden fra ' + fmt.maned_lang(found.aar)}"
    return f", men {hours} færre timer oppfølging underveis{when}"


def _best(result: Sammenligning, usable: Sequence[Scenario], storrelse: str) -> str:
    """Which scenario beats the baseline most, or that none does."""
    month, sign = result.maneder[-1], 1.0 if bedre(storrelse) is Better.HIGHER else -1.0
    base = verdi(result.grunnplan, storrelse, month)
    top = max(usable, key=lambda s: _sortable(sign * _figure(s, storrelse, month)))
    value = _figure(top, storrelse, month)
    unit = "saker" if storrelse == RESTANSER else "timer i måneden"
    more, most = ("færre restanser", "færrest restanser") if storrelse == RESTANSER else (
        "mer oppfølging", "mest oppfølging")
    if not sign * (value - base) > 0 or fmt.endring(value - base) == "0":
        return f"ingen av scenariene gir {more} enn grunnplanen ({fmt.tall(base)} {unit})"
    return f"«{top.navn}» gir {most} ({fmt.tall(value)} {unit}, mot {fmt.tall(base)} i grunnplanen)"


def hviler_paa(plan: Plan, lenke: str, farge: str) -> str:
    """The assumptions (grade A) that every number here rests on, as rich text with a link."""
    own = {row.nokkel: row.grad for row in plan.forutsetninger if row.grad}
    keys = ("laeretid_mnd", "startproduktivitet", "henv_per_forsinket_mnd", "min_per_henvendelse", "absorpsjon")
    names = [LABELS[key][:1].lower() + LABELS[key][1:] for key in keys
             if own.get(key, PARAMETERS[key].grade) == "A"]
    if not names:
        return ""
    text = f"Tallene bygger på antatte verdier, blant annet {', '.join(names)}."
    return f'{html.escape(text)} <a href="{lenke}" style="color:{farge}">Se Forutsetninger</a>'


def kort_fingeravtrykk(fingerprint: str) -> str:
    """The beginning of a fingerprint, enough to tell two plans apart."""
    return fingerprint[:8]


def _figure(scenario: Scenario, storrelse: str, month: int) -> float:
    return math.nan if scenario.resultat is None else verdi(scenario.resultat, storrelse, month)


def _sortable(x: float) -> float:
    return -math.inf if math.isnan(x) else x


def _changed(x: float, unit: str) -> str:
    text = fmt.endring(x)
    return "ingen forskjell" if text == "0" else f"{text} {unit}"


def _change(plan: Plan, change: Endring, before: Any, after: Any) -> str:
    if change.ark == "Plan":
        return _plan_change(plan, change, after)
    if change.ark == "Forutsetninger":
        return _assumption_change(plan, change, before, after)
    name = _row_name(plan, change, before if before is not None else after)
    if change.fjerner:
        return f"{name}: tas bort"
    if after is None or not is_dataclass(after):
        return f"{name}: " + "; ".join(f"{v.felt} = {v.verdi or 'tom'}" for v in change.verdier)
    if before is None:
        return f"{name}: {_new_row_words(plan, change, after)}"
    changed = [f.name for f in fields(after) if getattr(before, f.name) != getattr(after, f.name)]
    if not changed:
        return f"{name}: som i grunnplanen"
    return f"{name}: " + "; ".join(_values(change.ark, n, getattr(before, n), getattr(after, n)) for n in changed)


def _plan_change(plan: Plan, change: Endring, after: Plan | None) -> str:
    attribute = PLAN_FELT.get(change.nokkel)
    column = next((c for c in PLAN_KEYS if c.header == change.nokkel), None)
    name = {"horisont_maneder": "Planperiode", "steg_per_maned": "Steg per måned", "start": "Første måned",
            "timer_per_arsverk": "Timer per årsverk", "fylke": "Fylke"}.get(attribute or "", change.nokkel)
    if attribute is None or after is None:
        return f"{name}: {change.verdier[-1].verdi}"
    old, new = (verdi_tekst(getattr(p, attribute), change.nokkel) for p in (plan, after))
    return _arrow(name, old, new, column.unit if column is not None else "")


def _assumption_change(plan: Plan, change: Endring, before: Any, after: Any) -> str:
    key = change.nokkel
    name = LABELS.get(key, key)
    if key not in PARAMETERS:
        return f"{name}: {change.verdier[-1].verdi}"
    in_force = plan.forutsetning(key)
    new = PARAMETERS[key].default if after is None else after.verdi
    parts = []
    if new != in_force:
        parameter = PARAMETERS[key]
        parts.append(_arrow("", value_text(parameter, in_force), value_text(parameter, new), unit_after(parameter)))
    if before is not None and after is not None:
        parts += [_values("Forutsetninger", n, getattr(before, n), getattr(after, n))
                  for n in ("lav", "hoy", "grad", "kilde") if getattr(before, n) != getattr(after, n)]
    return f"{name}: {'; '.join(parts) or 'som i grunnplanen'}"


def _values(ark: str, attribute: str, old: object, new: object) -> str:
    column = next((c for c in SHEETS[ark].columns if c.field == attribute), None)
    header = column.header if column is not None else attribute
    unit = column.unit if column is not None else ""
    # A share's unit says how it is typed, not what is counted.
    unit = "" if unit.startswith("andel") else unit
    return _arrow(kolonne_navn(ark, attribute), _value(column, old, header), _value(column, new, header), unit)


def _value(column: Column | None, value: object, header: str | None) -> str:
    if column is not None and column.kind is Kind.SHARE and isinstance(value, (int, float)):
        return fmt.andel(value)
    return verdi_tekst(value, header)


def kolonne_navn(ark: str, attribute: str) -> str:
    """A column as one says it."""
    column = next((c for c in SHEETS[ark].columns if c.field == attribute), None)
    return _COLUMNS.get(attribute, (column.header if column is not None else attribute).replace("_", " "))


def _arrow(name: str, old: str, new: str, unit: str) -> str:
    text = f"{old} → {new}"
    unit = "" if unit and unit in name.lower() else unit
    if name:
        text = f"{name} {text}" if name[:1].islower() else f"{name}: {text}"
    return f"{text} {unit}".rstrip() if new != "tom" else text


def _row_name(plan: Plan, change: Endring, row: Any) -> str:
    kind = _ONE_ROW.get(change.ark)
    if change.er_ny:
        return f"Ny {kind}" if kind else f"{change.ark}, ny rad"
    number = change.nokkel.removeprefix("rad ")
    if isinstance(row, Flytting):
        return f"Flytting {number} ({_from_to(plan, row)})"
    if isinstance(row, Enhet):
        return row.navn or row.enhet
    if isinstance(row, Gevinst):
        return f"Gevinsten {row.navn}"
    if kind and number != change.nokkel:
        return f"{kind.capitalize()} {number}"
    return f"{change.ark}, {change.nokkel}"


def _new_row_words(plan: Plan, change: Endring, row: Any) -> str:
    if isinstance(row, Flytting):
        return _move_words(plan, row)
    defaults = {f.name: f.default for f in fields(row)}
    given = [f.name for f in fields(row) if getattr(row, f.name) not in (None, "") and
             getattr(row, f.name) != defaults[f.name]]
    parts = []
    for attribute in given:
        column = next((c for c in SHEETS[change.ark].columns if c.field == attribute), None)
        text = _value(column, getattr(row, attribute), column.header if column is not None else None)
        unit = "" if column is None or column.unit.startswith("andel") else column.unit
        parts.append(f"{kolonne_navn(change.ark, attribute)} {text} {unit}".rstrip())
    return ", ".join(parts)


def _move_words(plan: Plan, row: Flytting) -> str:
    names = {e.enhet: e.navn or e.enhet for e in plan.enheter}
    owner = {"stat": "statlige", "kommune": "kommunale"}[row.eier.value]
    fra = f"fra {names.get(row.fra, row.fra)}" if row.fra else "i nye midler"
    til = f"til {names.get(row.til, row.til)}" if row.til else "som kuttes"
    when = f"fra {fmt.maned_lang(row.fra_maned)}"
    if row.til_maned is not None:
        when += f" til {fmt.maned_lang(row.til_maned)}"
    ramp = f", innfasing over {fmt.tall(row.innfasing_mnd)} måneder" if row.innfasing_mnd else ""
    return f"{fmt.arsverk(row.arsverk)} {owner} årsverk {fra} {til}, {when}{ramp}"


def _from_to(plan: Plan, row: Flytting) -> str:
    names = {e.enhet: e.navn or e.enhet for e in plan.enheter}
    fra = names.get(row.fra, row.fra) if row.fra else "nye midler"
    return f"{fra} → {names.get(row.til, row.til)}" if row.til else f"{fra} → kutt"
