"""What one årsverk more or less does in each unit."""

from __future__ import annotations

from typing import Any

from app import format as fmt
from app import kritisk_texts as words
from app.svar.answer import Diagram, DiagramSlag, Format, Kolonne, Svar, Tabell
from app.texts import setning
from planning_core.months import month_text
from planning_core.plan import Plan
from planning_core.questions.marginal import Marginal, Marginalt, Utslag, marginalt

NAVN, TITTEL = "marginalt", "Marginalt årsverk"


def besvar(plan: Plan) -> Svar:
    """One state årsverk more, and one less, in each unit from the first month, against the plan."""
    if not plan.enheter:
        return Svar(NAVN, TITTEL, ("Planen har ingen enheter å gi et årsverk til.",), (), {"mer": [], "mindre": []})
    result = marginalt(plan)
    about = (
        "Årsverket er nye midler fra første måned, med erfarne folk, én enhet om gangen. Ett mindre er et kutt fra "
        "første måned, der erfaringen går tapt. Endringen er mot planen."
    )
    sentences = (*words.marginal_sentences(result), about, *(setning(f) for f in result.findings))
    tables = [_table(result, "Ett årsverk mer", result.mer)]
    if result.mindre:
        tables.append(_table(result, "Ett årsverk mindre", result.mindre))
    return Svar(NAVN, TITTEL, sentences, tuple(tables), as_json(result))


def _table(result: Marginalt, name: str, effects: tuple[Marginal, ...]) -> Tabell:
    plan = result.plan
    end = fmt.maned_kort(plan.maneder[-1])
    columns: list[Kolonne] = [Kolonne("Nr.", "", Format.TALL), Kolonne("Enhet")]
    for when in (end, "snitt siste 12 måneder"):
        columns += [
            Kolonne(f"Oppfølging, {when}", "timer i måneden", Format.TIMER, True),
            Kolonne(f"Restanser, {when}", "saker", Format.SAKER, True),
            Kolonne(f"Saksbehandlingstid, {when}", "dager", Format.DAGER, True),
            Kolonne(f"Over ytre grense, {when}", "saker", Format.SAKER, True),
        ]
    columns.append(Kolonne("I ord"))
    rows = tuple(
        (float(i), words.unit_name(plan, e.enhet), *_values(e.slutt), *_values(e.siste_ar),
         words.marginal_sentence(plan, e))
        for i, e in enumerate(effects, start=1)
    )
    chart = Diagram(DiagramSlag.LIGGENDE, f"{name}: oppfølging i fylket (endring i timer, {end})", 1, (2,))
    return Tabell(name, tuple(columns), rows, chart,
                  f"Endring i fylkets tall av {name.lower()} i enheten, den med mest oppfølging først.")


def _values(effect: Utslag) -> tuple[float, float, float, float]:
    return effect.oppfolging, effect.restanser, effect.dager, effect.over_grense


def as_json(result: Marginalt) -> dict[str, Any]:
    """Every effect, for a script."""
    def plain(effect: Marginal) -> dict[str, Any]:
        return {
            "enhet": effect.enhet,
            **{when: {"oppfolging_timer": v.oppfolging, "restanser": v.restanser, "saksbehandlingstid_dager": v.dager,
                      "over_grense": v.over_grense}
               for when, v in (("slutt", effect.slutt), ("siste_12", effect.siste_ar))},
        }

    return {"maaned": month_text(result.plan.maneder[-1]),
            "mer": [plain(e) for e in result.mer], "mindre": [plain(e) for e in result.mindre]}
