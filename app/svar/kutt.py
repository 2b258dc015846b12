"""Ikke kutt for tidlig: work against people, and whether gevinst pays for the flyttinger that rest on it."""

from __future__ import annotations

from typing import Any

from app import format as fmt
from app import gevinst_texts as words
from app.svar.answer import Diagram, DiagramSlag, Format, Kolonne, Svar, Tabell, Verdi
from app.texts import setning
from planning_core.months import month_text
from planning_core.plan import Plan
from planning_core.questions.account import FE, NK
from planning_core.questions.early_cut import FORSINKELSER, IkkeKuttForTidlig, Kutt, Uttak, ikke_kutt_for_tidlig
from planning_core.questions.work_and_people import ArbeidOgFolk

NAVN, TITTEL = "kutt", "Ikke kutt for tidlig"


def besvar(plan: Plan) -> Svar:
    """Work and people moved by month and unit, and every flytting that a gevinst pays for."""
    answer = ikke_kutt_for_tidlig(plan)
    moved = answer.arbeid_og_folk
    sentences = (
        *words.kutt_sentences(answer), *words.uttak_sentences(answer), words.moved_sentence(moved),
        *(setning(f) for f in answer.findings if f.table == "Gevinster" or (f.table == "Enheter" and f.row is None)),
    )
    tables = [_by_month(moved)]
    if moved.enheter:
        tables.append(_by_unit(answer))
    if answer.kutt:
        tables += [_cuts(answer), _balances(answer)]
    if any(one.vendepunkt is not None for one in answer.uttak):
        tables.append(_pulls(answer))
    return Svar(NAVN, TITTEL, sentences, tuple(tables), as_json(answer))


def _by_month(moved: ArbeidOgFolk) -> Tabell:
    columns = [Kolonne("Måned", "", Format.MANED)]
    for place in ("NAV-kontor", "FE"):
        columns += [Kolonne(f"{name}, {place}", "årsverk", Format.ARSVERK, True)
                    for name in ("Arbeid", "herav grensesnitt", "herav gevinst", "Folk", "Folk minus arbeid")]
    people, gap = moved.folk_sted, moved.forskjell_sted
    made = tuple(
        (month, *(float(v) for sted in (NK, FE) for v in (
            moved.arbeid_sted[sted, t], moved.grensesnitt[sted, t], moved.gevinst[sted, t], people[sted, t], gap[sted, t])))
        for t, month in enumerate(moved.plan.maneder)
    )
    chart = Diagram(DiagramSlag.LINJE, "Arbeid og folk ved NAV-kontorene (endring fra start, årsverk)", 0, (1, 4), fra_null=False)
    return Tabell("Arbeid mot folk", tuple(columns), made, chart,
                  "Endring fra planens start. Negativ forskjell ved NAV-kontor: folkene har gått foran arbeidet.")


def _by_unit(answer: IkkeKuttForTidlig) -> Tabell:
    moved = answer.arbeid_og_folk
    plan = moved.plan
    said = {f.row: setning(f) for f in reversed(moved.findings()) if f.row is not None}
    rows = {e.enhet: i for i, e in enumerate(plan.enheter)}
    end = fmt.maned_kort(plan.maneder[-1])
    columns = (
        Kolonne("Enhet"), *(Kolonne(f"{name}, {end}", "årsverk", Format.ARSVERK, True)
                            for name in ("Arbeid", "Folk", "Folk minus arbeid")),
        Kolonne("Lengst foran arbeidet", "årsverk", Format.ARSVERK), Kolonne("Måned", "", Format.MANED), Kolonne("Merknad"),
    )
    made: list[tuple[Verdi, ...]] = []
    for u, enhet in enumerate(moved.enheter):
        gap = moved.forskjell[u]
        at = int(gap.argmin())
        ahead = float(-gap[at]) if gap[at] < -1e-9 else 0.0
        made.append((words.unit_name(plan, enhet), float(moved.arbeid[u, -1]), float(moved.folk[u, -1]), float(gap[-1]),
                     ahead, plan.maneder[at] if ahead else None, said.get(rows[enhet], "")))
    return Tabell("Enheter", columns, tuple(made), None, "Hver enhet ved planens slutt, og når folkene er lengst foran arbeidet.")


def _cuts(answer: IkkeKuttForTidlig) -> Tabell:
    plan = answer.plan
    columns = [Kolonne("Flytting"), Kolonne("Betales av"), Kolonne("Måles i"),
               Kolonne("Mest i minus", "timer eller saker", Format.TIMER), Kolonne("Balanse")]
    for slip in FORSINKELSER:
        columns += [
            Kolonne(f"{slip} mnd. forsinkelse, oppfølging", "timer i alt", Format.TIMER, True),
            Kolonne(f"{slip} mnd. forsinkelse, restanser", "saker ved slutten", Format.SAKER, True),
            Kolonne(f"{slip} mnd. forsinkelse, balanse"),
        ]
    columns += [Kolonne("Tryggeste tempo"), Kolonne("Tempoet gir", "timer eller saker", Format.TIMER, True)]
    made = []
    for one in answer.kutt:
        slips: list[Verdi] = []
        for s in one.slipp:
            slips += [s.oppfolging, s.restanser, words.balanse_av(plan, s.balanse)]
        made.append((
            words.kutt_navn(plan, one), words.gevinst_navn(plan, one),
            "timer oppfølging ved kontoret" if one.kontor else "saker i restanser i enheten", one.balanse.verst,
            words.balanse_ord(plan, one), *slips, words.tempo_ord(plan, one), one.tempo.gevinst,
        ))
    return Tabell("Flyttinger gevinst betaler", tuple(columns), tuple(made), None,
                  "Planen mot den samme planen uten både flyttingen og gevinsten, og med gevinsten forsinket.")


def _balances(answer: IkkeKuttForTidlig) -> Tabell:
    plan = answer.plan
    columns = [Kolonne("Måned", "", Format.MANED)]
    for one in answer.kutt:
        unit = "timer til nå" if one.kontor else "færre saker"
        columns.append(Kolonne(words.kutt_kort(plan, one), unit, Format.TIMER, True))
        columns += [Kolonne(f"{words.kutt_kort(plan, one)}, {s.maneder} mnd. forsinket", unit, Format.TIMER, True)
                    for s in one.slipp]
    made = tuple(
        (month, *(float(b.sum[t]) for one in answer.kutt for b in (one.balanse, *(s.balanse for s in one.slipp))))
        for t, month in enumerate(plan.maneder)
    )
    first = answer.kutt[0]
    title = f"Balanse for {words.kutt_kort(plan, first)} ({'timer oppfølging til nå' if first.kontor else 'færre saker'})"
    chart = Diagram(DiagramSlag.LINJE, title, 0, tuple(range(1, 2 + len(first.slipp))), fra_null=False)
    return Tabell("Balanse", tuple(columns), made, chart,
                  "Sum til nå mot verken flytting eller gevinst. Under null har flyttingen kostet mer enn den har gitt.")


def _pulls(answer: IkkeKuttForTidlig) -> Tabell:
    plan = answer.plan
    known = [(one, one.vendepunkt) for one in answer.uttak if one.vendepunkt is not None]
    columns = [Kolonne("Måned", "", Format.MANED),
               *(Kolonne(words.uttak_kort(plan, one), "timer i måneden", Format.TIMER, True) for one, _ in known)]
    made = tuple((month, *(float(v.endring[t]) for _, v in known)) for t, month in enumerate(plan.maneder))
    chart = Diagram(DiagramSlag.LINJE, "Oppfølging i fylket mot uten uttaket (endring, timer i måneden)", 0,
                    tuple(range(1, len(columns))), fra_null=False)
    return Tabell("Uttak fra FE", tuple(columns), made, chart,
                  "Planen mot den samme planen uten uttaket. Under null koster uttaket mer oppfølging enn det gir.")


def as_json(answer: IkkeKuttForTidlig) -> dict[str, Any]:
    """Work, people and every cut, for a script."""
    moved, months = answer.arbeid_og_folk, answer.plan.maneder
    return {
        "maaneder": [month_text(m) for m in months],
        "enhet": "årsverk",
        "steder": {
            name: {"arbeid": moved.arbeid_sted[i].tolist(), "folk": moved.folk_sted[i].tolist()}
            for i, name in ((NK, "NK"), (FE, "FE"))
        },
        "enheter": {
            enhet: {"arbeid": moved.arbeid[u].tolist(), "folk": moved.folk[u].tolist()} for u, enhet in enumerate(moved.enheter)
        },
        "kutt": [_cut_json(answer.plan, one) for one in answer.kutt],
        "uttak": [_pull_json(answer.plan, one) for one in answer.uttak],
        "funn": [f.code for f in answer.findings],
    }


def _pull_json(plan: Plan, one: Uttak) -> dict[str, Any]:
    turning = one.vendepunkt
    number = None if turning is None else turning.nummer
    return {
        **_flytting_json(plan, one.rad), "vendepunkt": None if number is None else month_text(plan.maneder[number - 1]),
        "endring_timer": None if turning is None else turning.endring.tolist(),
    }


def _flytting_json(plan: Plan, row: int) -> dict[str, Any]:
    flytting = plan.flyttinger[row]
    return {"rad": row + 1, "fra": flytting.fra, "til": flytting.til, "arsverk": flytting.arsverk,
            "fra_maaned": month_text(flytting.fra_maned)}


def _cut_json(plan: Plan, one: Kutt) -> dict[str, Any]:
    def month(number: int | None) -> str | None:
        return None if number is None else month_text(plan.maneder[number - 1])

    return {
        **_flytting_json(plan, one.rad), "gevinster": [plan.gevinster[g].navn for g in one.gevinster],
        "maales_i": "oppfolging_timer" if one.kontor else "restanser", "sum": one.balanse.sum.tolist(),
        "foerste_tap": month(one.balanse.foerste_tap), "balanse": month(one.balanse.balanse), "verst": one.balanse.verst,
        "slipp": [{"maaneder": s.maneder, "oppfolging_timer": s.oppfolging, "restanser": s.restanser,
                   "balanse": month(s.balanse.balanse)} for s in one.slipp],
        "tempo": {"dekket": one.tempo.dekket,
                  "fra_maaned": None if one.tempo.fra_maned is None else month_text(one.tempo.fra_maned),
                  "innfasing_mnd": one.tempo.innfasing_mnd, "gir": one.tempo.gevinst},
    }
