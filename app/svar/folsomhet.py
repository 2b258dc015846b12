"""Which assumption matters most: a tornado."""

from __future__ import annotations

from typing import Any

from app import folsomhet_texts as words
from app import format as fmt
from app.parameter_texts import LABELS
from app.svar.answer import Diagram, DiagramSlag, Format, Kolonne, Svar, Tabell, Verdi
from planning_core.months import month_text
from planning_core.plan import Plan
from planning_core.questions.folsomhet import Folsomhet, Par, Utfall, Utslag, can_ask, folsomhet

NAVN, TITTEL = "folsomhet", "Følsomhet"
DRAWN = 12
"""Assumptions in the chart; the table has all."""


def besvar(plan: Plan) -> Svar:
    """Each assumption at both ends of its range, the rest as in the plan."""
    if not can_ask(plan):
        said = "Planen har ingen saker eller enheter å framskrive, så forutsetningene har ikke noe å virke på."
        return Svar(NAVN, TITTEL, (said,), (), {"utslag": []})
    result = folsomhet(plan)
    return Svar(NAVN, TITTEL, words.sentences(result), (_drawn(result), _table(result)), as_json(result))


def _drawn(result: Folsomhet) -> Tabell:
    """The tornado: how far from the plan the two ends are."""
    of = "virkningen av flyttingene på oppfølging" if result.plan.flyttinger else "oppfølgingen"
    columns = (
        Kolonne("Forutsetning"), Kolonne("Lav"), Kolonne("Høy"),
        Kolonne("Ved lav", "timer i måneden", Format.TIMER, True), Kolonne("Ved høy", "timer i måneden", Format.TIMER, True),
    )
    base = result.malt(result.grunn).oppfolging
    rows = tuple(
        (LABELS[u.nokkel], words.value_words(u.nokkel, u.lav), words.value_words(u.nokkel, u.hoy),
         result.malt(u.ved_lav).oppfolging - base, result.malt(u.ved_hoy).oppfolging - base)
        for u in result.utslag[:DRAWN]
    )
    end = fmt.maned_kort(result.plan.maneder[-1])
    return Tabell("Tornado", columns, rows,
                  Diagram(DiagramSlag.LIGGENDE, f"Endring i {of} (timer, {end})", 0, (3, 4)),
                  f"De {len(rows)} som betyr mest: hvor mye {of} endrer seg fra planens tall.")


def _table(result: Folsomhet) -> Tabell:
    pairs = [(name, unit, form) for name, unit, form in (
        ("Oppfølging", "timer i måneden", Format.TIMER), ("Restanser", "saker", Format.SAKER),
        ("Over ytre grense", "saker", Format.SAKER))]
    columns: list[Kolonne] = [Kolonne("Nr.", "", Format.TALL), Kolonne("Forutsetning"), Kolonne("Verdi"), Kolonne("Ende")]
    for of in ("planen", "uten flyttinger", "forskjell"):
        columns += [Kolonne(f"{name}, {of}", unit, form, of == "forskjell") for name, unit, form in pairs]
    rows: list[tuple[Verdi, ...]] = [(None, "Planen som den er", "", "", *_cells(result.grunn))]
    for i, utslag in enumerate(result.utslag, start=1):
        for verdi, par, end in ((utslag.lav, utslag.ved_lav, "lav"), (utslag.hoy, utslag.ved_hoy, "høy")):
            rows.append((float(i), LABELS[utslag.nokkel], words.value_words(utslag.nokkel, verdi), end, *_cells(par)))
    return Tabell("Alle forutsetninger", tuple(columns), tuple(rows), None,
                  f"Fylkets tall i {fmt.maned_lang(result.plan.maneder[-1])} ved lav og høy verdi av én forutsetning om gangen.")


def _cells(par: Par) -> tuple[float, ...]:
    return tuple(x for utfall in (par.planen, par.uten, par.virkning) for x in _numbers(utfall))


def _numbers(utfall: Utfall) -> tuple[float, float, float]:
    return utfall.oppfolging, utfall.restanser, utfall.over_grense


def as_json(result: Folsomhet) -> dict[str, Any]:
    """Every effect, for a script."""
    def numbers(utfall: Utfall) -> dict[str, float]:
        return {"oppfolging_timer": utfall.oppfolging, "restanser": utfall.restanser, "over_grense": utfall.over_grense}

    def both(par: Par) -> dict[str, dict[str, float]]:
        return {"planen": numbers(par.planen), "uten_flyttinger": numbers(par.uten), "forskjell": numbers(par.virkning)}

    def plain(utslag: Utslag) -> dict[str, Any]:
        return {"nokkel": utslag.nokkel, "lav": {"verdi": utslag.lav, **both(utslag.ved_lav)},
                "hoy": {"verdi": utslag.hoy, **both(utslag.ved_hoy)}}

    return {"maaned": month_text(result.plan.maneder[-1]), "planen_som_den_er": both(result.grunn),
            "snur": [u.nokkel for u in words.turns(result)], "utslag": [plain(u) for u in result.utslag]}
