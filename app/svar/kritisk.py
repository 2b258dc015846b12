"""How low the forvaltningsenhet can go."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from app import format as fmt
from app import kritisk_texts as words
from app.svar.answer import Diagram, DiagramSlag, Format, Kolonne, Svar, Tabell, Verdi
from app.texts import setning
from planning_core.months import month_text
from planning_core.plan import Plan
from planning_core.questions.curve import ToppStatus
from planning_core.questions.levels import KritiskNiva, Vendepunkt, can_ask, kritisk_niva

NAVN, TITTEL = "kritisk", "Kritisk nivå i forvaltningsenheten"
KORT = 12
"""Months of the shorter horizon that is shown beside."""


def besvar(plan: Plan) -> Svar:
    """Oppfølging, restanser and over grense by FE årsverk, the top, the cliff and the break-even month."""
    if not can_ask(plan):
        return Svar(NAVN, TITTEL, (words.INGENTING_A_DELE,), (), {"niva": []})
    result = kritisk_niva(plan)
    sentences = [
        *words.level_sentences(result), *_turning_sentences(result), words.about_levels(result), words.rests_on(plan),
        *(setning(f) for f in result.findings),
    ]
    return Svar(NAVN, TITTEL, tuple(filter(None, sentences)), tuple(_tables(result)), as_json(result))


def _turning_sentences(result: KritiskNiva) -> list[str]:
    cases = [("", result.vendepunkt_planen)]
    if result.plan.flyttinger:
        cases = [("Planen. ", result.vendepunkt_planen), ("Uten flyttinger. ", result.vendepunkt_uten)]
    return [f"{name}{words.turning_title(result, v)}. {words.turning_sentence(result, v)}" for name, v in cases]


def marks(result: KritiskNiva, t: int = -1) -> dict[int, str]:
    """Words for the levels that stand out, by position."""
    found: dict[int, list[str]] = {}
    if result.i_dag is not None:
        found.setdefault(result.i_dag, []).append("i dag")
    top = result.topp(t)
    if top.status is ToppStatus.FUNNET:
        found.setdefault(top.posisjon, []).append("mest oppfølging")
    if result.plan.flyttinger and result.niva.size:
        nearest = int(np.argmin(np.abs(result.niva - result.planen.niva)))
        if abs(result.niva[nearest] - result.planen.niva) < 1e-6:
            found.setdefault(nearest, []).append("planens nivå")
    return {position: ", ".join(texts) for position, texts in found.items()}


def _tables(result: KritiskNiva) -> list[Tabell]:
    tables = [_levels(result)]
    for name, values, unit, kind in (
        ("Oppfølging per måned", result.oppfolging, "timer", Format.TIMER),
        ("Restanser per måned", result.restanser, "saker", Format.SAKER),
        ("Over grense per måned", result.over_grense, "saker", Format.SAKER),
    ):
        tables.append(_by_month(result, name, values, unit, kind))
    turning = _turning_table(result)
    return tables if turning is None else [*tables, turning]


def _levels(result: KritiskNiva) -> Tabell:
    months = result.plan.maneder
    end, short = fmt.maned_kort(months[-1]), len(months) > KORT
    columns = [
        Kolonne("Nivå", "årsverk", Format.ARSVERK),
        Kolonne(f"Oppfølging, {end}", "timer i måneden", Format.TIMER),
        *([Kolonne(f"Oppfølging, {fmt.maned_kort(months[KORT - 1])}", "timer i måneden", Format.TIMER)] if short else []),
        Kolonne(f"Forskjell fra i dag, {end}", "timer i måneden", Format.TIMER, True),
        Kolonne(f"Restanser, {end}", "saker", Format.SAKER),
        Kolonne(f"Over ytre grense, {end}", "saker", Format.SAKER),
        Kolonne("Merke"),
    ]
    named = marks(result)
    rows: list[tuple[Verdi, ...]] = []
    for i, level in enumerate(result.niva.tolist()):
        hours = result.oppfolging[i]
        today = None if result.i_dag is None else float(hours[-1] - result.oppfolging[result.i_dag, -1])
        rows.append((
            level, float(hours[-1]), *((float(hours[KORT - 1]),) if short else ()), today,
            float(result.restanser[i, -1]), float(result.over_grense[i, -1]), named.get(i, ""),
        ))
    shown = (1, 2) if short else (1,)
    start = axis_start([float(v) for row in rows for c in shown if isinstance(v := row[c], float)])
    title = f"Oppfølging i fylket (timer i måneden, {end}; aksen starter på {fmt.timer(start)})"
    chart = Diagram(DiagramSlag.LINJE, title, 0, shown, "statlige årsverk i forvaltningsenheten", y_min=start)
    return Tabell("Nivåer", tuple(columns), tuple(rows), chart, words.about_levels(result))


def axis_start(values: list[float]) -> float:
    """A round number below all values, near enough for the curve to be seen; 0 where that is near.

    Examples
    --------
    >>> axis_start([8_355.0, 18_615.0]), axis_start([900.0, 18_000.0])
    (8000.0, 0.0)
    """
    low, high = min(values), max(values)
    step = 10.0 ** math.floor(math.log10(max(high - low, 2.0) / 2.0) + 1e-9)
    start = math.floor(low / step) * step
    return max(start, 0.0) if start >= 0.2 * high else 0.0


def _by_month(result: KritiskNiva, name: str, values: np.ndarray, unit: str, kind: Format) -> Tabell:
    named = marks(result)
    columns = [Kolonne("Måned", "", Format.MANED), Kolonne("Planen", unit, kind)]
    columns += [
        Kolonne(f"{fmt.arsverk(level)} årsverk" + (f" ({named[i]})" if i in named else ""), unit, kind)
        for i, level in enumerate(result.niva.tolist())
    ]
    own = {"Oppfølging per måned": result.planen.oppfolging, "Restanser per måned": result.planen.restanser,
           "Over grense per måned": result.planen.over_grense}[name]
    rows = tuple((month, float(own[t]), *(float(v) for v in values[:, t])) for t, month in enumerate(result.plan.maneder))
    # Today's staffing is the plan without flyttinger: it comes second, and has the colour of that.
    shown = sorted({*named, 0, len(result.niva) - 1}, key=lambda i: (i != result.i_dag, i))
    chart = Diagram(DiagramSlag.LINJE, f"{name} ({unit})", 0, (1, *(2 + i for i in shown)), fra_null=False)
    return Tabell(name, tuple(columns), rows, chart, "Fylket, måned for måned: planen og hvert nivå.")


def _turning_table(result: KritiskNiva) -> Tabell | None:
    own, today = result.vendepunkt_planen, result.vendepunkt_uten
    known = [(name, v) for name, v in (("Planen", own), ("Uten flyttinger", today)) if v is not None]
    if not known:
        return None
    columns = (Kolonne("Måned", "", Format.MANED),
               *(Kolonne(name, "timer i måneden", Format.TIMER, True) for name, _ in known))
    rows = tuple((month, *(float(v.endring[t]) for _, v in known)) for t, month in enumerate(result.plan.maneder))
    chart = Diagram(DiagramSlag.LINJE, "Oppfølging med ett årsverk mindre (endring, timer i måneden)", 0,
                    tuple(range(1, len(columns))), fra_null=False)
    return Tabell("Vendepunkt", columns, rows, chart,
                  "Endring i fylkets oppfølging når ett årsverk går fra forvaltningsenheten til kontorene i første måned.")


def as_json(result: KritiskNiva) -> dict[str, Any]:
    """Everything the sweep gives, for a script."""
    top, cliff = result.topp(), result.stup()
    return {
        "maaneder": [month_text(m) for m in result.plan.maneder],
        "sum_arsverk": result.sum_arsverk,
        "niva": result.niva.tolist(),
        "i_dag": None if result.i_dag is None else float(result.niva[result.i_dag]),
        "oppfolging_timer": result.oppfolging.tolist(),
        "restanser": result.restanser.tolist(),
        "over_grense": result.over_grense.tolist(),
        "planen": {
            "niva": result.planen.niva, "oppfolging_timer": result.planen.oppfolging.tolist(),
            "restanser": result.planen.restanser.tolist(), "over_grense": result.planen.over_grense.tolist(),
        },
        "topp": {"status": top.status.value,
                 "niva": top.niva if top.status is ToppStatus.FUNNET else None, "timer": top.timer},
        "stup": None if cliff is None else {"under": cliff.niva, "ned_til": cliff.til},
        "stup_timer_per_arsverk": result.stup_timer,
        "vendepunkt": {"planen": _turning_json(result, result.vendepunkt_planen),
                       "uten_flyttinger": _turning_json(result, result.vendepunkt_uten)},
    }


def _turning_json(result: KritiskNiva, turning: Vendepunkt | None) -> dict[str, Any] | None:
    if turning is None:
        return None
    months = result.plan.maneder
    return {
        "arsverk": turning.arsverk, "nummer": turning.nummer,
        "maaned": None if turning.nummer is None else month_text(months[turning.nummer - 1]),
        "nummer_sum": turning.nummer_sum, "endring_timer": turning.endring.tolist(),
    }
