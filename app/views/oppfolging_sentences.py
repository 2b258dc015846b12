"""The sentence on top, and what the numbers rest on, in the tabs of Oppfølging that answer a question of their own."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app import oppfolging_texts as words
from app.charts import oppfolging_series as series
from app.charts.series import Pair
from app.difference import EXACT_SHARE
from app.oppfolging_texts import BELASTNING, NIVA, REFERANSER, SAMTALER, SARBARHET
from app.reference_texts import quantity_of, reference_text, reference_words
from app.texts import liste
from app.views.oppfolging_cells import Choice
from app.views.oppfolging_levels import needed_groups
from planning_core import referanser as ref
from planning_core.plan import Plan
from planning_core.results import Projeksjon

translate = QCoreApplication.translate


def tab_sentence(plan: Plan, projeksjon: Projeksjon, choice: Choice, t: int) -> str:
    """The answer of the tab in month ``t``; empty for the tabs that have the room's own."""
    build = {NIVA: _level, SAMTALER: _talks, BELASTNING: _caseload, SARBARHET: _exposed, REFERANSER: _reference}.get(choice.tab)
    said = build(plan, projeksjon, choice, t) if build is not None else ""
    return said if plan.flyttinger or not said else f"{words.no_moves()} {said}"


def explanation(tab: str) -> str:
    """What the numbers of the tab are, in plain text; empty for the tabs that have the room's own."""
    if tab == NIVA:
        return translate(
            "Oppfolging",
            "Behovet er brukere ganger timer per bruker, etter arkene Brukere og Oppfølgingsnorm. Flyttinger endrer ikke "
            "behovet, bare timene som er til å dekke det.")
    if tab == SARBARHET:
        return translate(
            "Oppfolging",
            "Ett fravær er regnet som 1 minus 1 delt på antall statsansatte. Timene som blir borte, er årsverk per ansatt "
            "ganger timer per årsverk, og de tas av oppfølgingen. Kompetansen er 100 % ved start, faller med andelen som "
            "forlater kontoret, og bygges opp igjen med tiden.")
    if tab == REFERANSER:
        return translate(
            "Oppfolging",
            "Referansene gjelder landet i 2012 og er ikke krav i dag. Tabellen i kilden har også tall for tiltak, jobbmatch, "
            "dialogmøte 2, aktivitetsplan og registrering, som planen ikke har noe å sammenligne med.")
    return ""


def _against(plan: Plan, pair: Pair, t: int, text: Callable[[float], str]) -> str:
    """``, mot 12 uten flyttinger``; nothing where the plan has no flyttinger."""
    if not plan.flyttinger or not np.isfinite(pair.uten[t]):
        return ""
    return translate("Oppfolging", ", mot {uten} uten flyttinger").format(uten=text(float(pair.uten[t])))


def _level(plan: Plan, projeksjon: Projeksjon, choice: Choice, t: int) -> str:
    groups = needed_groups(projeksjon, choice.enhet)
    need = {g: float(series.of_group(projeksjon, "behov", g, choice.enhet).planen[t]) for g in groups}
    total = sum(need.values())
    month, place = fmt.maned_lang(projeksjon.plan.maneder[t]), words.place_note(plan, choice.enhet)
    if not total > 0:
        return translate("Oppfolging", "Ingen brukergrupper i {sted} har behov i {maned}.").format(sted=place, maned=month)
    largest = max(need, key=lambda g: need[g])
    gap = series.of_group(projeksjon, "gap", largest, choice.enhet)
    said = translate(
        "Oppfolging", "I {maned} trenger {sted} {timer} timer oppfølging, og {andel} av det er til {gruppe}.",
    ).format(maned=month, sted=place, timer=fmt.timer(total), andel=fmt.prosent(need[largest] / total), gruppe=largest)
    if not np.isfinite(gap.planen[t]):
        return said
    lacks = translate("Oppfolging", "Den gruppen mangler {gap} årsverk{mot}.")
    return f"{said} {lacks.format(gap=fmt.arsverk(gap.planen[t]), mot=_against(plan, gap, t, fmt.arsverk))}"


def _talks(plan: Plan, projeksjon: Projeksjon, choice: Choice, t: int) -> str:
    """The share of the group that gets a talk in time, against the targets, and the kontor furthest below one."""
    if choice.gruppe not in series.groups(projeksjon):
        return ""
    pairs = [series.reached(projeksjon, choice.gruppe, mal, choice.enhet) for mal in range(len(series.MAL))]
    if not all(np.isfinite(pair.planen[t]) for pair in pairs):
        return ""
    shares = [fmt.prosent(pair.planen[t]) for pair in pairs]
    limit = translate("Oppfolging", "innen {uker} uker (mål {mal})")
    limits = [limit.format(uker=weeks, mal=fmt.prosent(target)) for weeks, target in series.MAL]
    parts = [limits[0], *(f"{share} {text}" for share, text in zip(shares[1:], limits[1:], strict=True))]
    without = ""
    if plan.flyttinger and all(np.isfinite(pair.uten[t]) for pair in pairs):
        without = translate("Oppfolging", ", mot {uten} uten flyttinger").format(
            uten=liste([fmt.prosent(pair.uten[t]) for pair in pairs]))
    said = translate("Oppfolging", "I {maned} får {andel} av gruppen {gruppe} i {sted} en samtale {deler}{mot}.").format(
        maned=fmt.maned_lang(projeksjon.plan.maneder[t]), andel=shares[0], gruppe=choice.gruppe,
        sted=words.place_note(plan, choice.enhet), deler=liste(parts), mot=without)
    return f"{said} {_below_target(plan, projeksjon, choice, t)}".rstrip() if choice.enhet is None else said


def _below_target(plan: Plan, projeksjon: Projeksjon, choice: Choice, t: int) -> str:
    for mal, (weeks, target) in enumerate(series.MAL):
        shares = {k: float(series.reached(projeksjon, choice.gruppe, mal, k).planen[t]) for k in projeksjon.plan.kontor}
        below = {k: x for k, x in shares.items() if x < target}
        if below:
            worst = min(below, key=lambda k: below[k])
            text = translate("Oppfolging", "{antall} kontor er under målet på {uker} uker, lavest {kontor} med {andel}.")
            return text.format(antall=fmt.tall(len(below)), uker=weeks, kontor=words.place_name(plan, worst),
                               andel=fmt.prosent(below[worst]))
    return ""


def _caseload(plan: Plan, projeksjon: Projeksjon, choice: Choice, t: int) -> str:
    """Users per state årsverk against the country, and the kontor with most."""
    pair = series.users_per_arsverk(projeksjon, choice.enhet)
    if not np.isfinite(pair.planen[t]):
        return ""
    country = ref.REFERANSER[ref.BRUKERE].verdi
    said = translate("Oppfolging", "I {maned} er det {planen} brukere per statlig årsverk i {sted}{mot}. I landet var det {land} "
                                   "i {ar}.").format(
        maned=fmt.maned_lang(projeksjon.plan.maneder[t]), planen=fmt.tall(pair.planen[t], 1),
        sted=words.place_note(plan, choice.enhet), mot=_against(plan, pair, t, lambda x: fmt.tall(x, 1)),
        land=fmt.tall(country), ar=str(ref.AR))
    loads = {k: float(series.users_per_arsverk(projeksjon, k).planen[t]) for k in projeksjon.plan.kontor}
    over = {k: x for k, x in loads.items() if x > country}
    if choice.enhet is not None or not over:
        return said
    most = max(over, key=lambda k: over[k])
    above = translate("Oppfolging", "{antall} kontor har flere, mest {kontor} med {tall}.")
    return f"{said} " + above.format(
        antall=fmt.tall(len(over)), kontor=words.place_name(plan, most), tall=fmt.tall(over[most], 1))


def _exposed(plan: Plan, projeksjon: Projeksjon, choice: Choice, t: int) -> str:
    competence = series.competence(projeksjon, choice.enhet)
    absence = _worst(plan, projeksjon, t) if choice.enhet is None else _one_kontor(plan, projeksjon, choice.enhet, t)
    if not np.isfinite(competence.planen[t]):
        return absence
    left = translate("Oppfolging", "Kompetansen som er igjen, er {andel}{mot}.")
    said = left.format(andel=EXACT_SHARE.text(float(competence.planen[t])),
                       mot=_against(plan, competence, t, EXACT_SHARE.text))
    return f"{absence} {said}"


def _worst(plan: Plan, projeksjon: Projeksjon, t: int) -> str:
    """The kontor that one absence costs most, and how many are below the minimum."""
    left = {k: float(series.absence(projeksjon, "igjen", k).planen[t]) for k in projeksjon.plan.kontor}
    known = {k: x for k, x in left.items() if np.isfinite(x)}
    if not known:
        return translate(
            "Oppfolging", "Antall statsansatte er ikke oppgitt for noe kontor. Fyll inn statsansatte i arket Enheter.")
    worst = min(known, key=lambda k: known[k])
    hours = series.absence(projeksjon, "timer", worst).planen[t]
    said = translate(
        "Oppfolging",
        "Når én statsansatt er borte i {maned}, rammes {kontor} mest: {andel} av kapasiteten er igjen, og {timer} timer "
        "oppfølging blir borte i måneden.",
    ).format(maned=fmt.maned_lang(projeksjon.plan.maneder[t]), kontor=words.place_name(plan, worst),
             andel=EXACT_SHARE.text(known[worst]), timer=fmt.timer(hours))
    heads = [series.absence(projeksjon, "ansatte", k).planen[t] for k in known]
    least = ref.REFERANSER[ref.ANSATTE].verdi
    few = sum(h < least for h in heads)
    if not few:
        return said
    below = translate("Oppfolging", "{antall} kontor har færre enn {minst} statsansatte.")
    return f"{said} {below.format(antall=fmt.tall(few), minst=fmt.tall(least))}"


def _one_kontor(plan: Plan, projeksjon: Projeksjon, enhet: str, t: int) -> str:
    heads, left, hours = (series.absence(projeksjon, name, enhet) for name in ("ansatte", "igjen", "timer"))
    name = words.place_name(plan, enhet)
    if not np.isfinite(heads.planen[t]):
        return translate("Oppfolging", "Antall statsansatte ved {kontor} er ikke oppgitt.").format(kontor=name)
    derived = series.heads_derived(projeksjon, enhet, t)
    text = (translate("Oppfolging", "Når én av anslått {ansatte} statsansatte ved {kontor} er borte i {maned}, er {andel} av "
                                    "kapasiteten igjen{mot}, og {timer} timer oppfølging blir borte i måneden.") if derived else
            translate("Oppfolging", "Når én av {ansatte} statsansatte ved {kontor} er borte i {maned}, er {andel} av "
                                    "kapasiteten igjen{mot}, og {timer} timer oppfølging blir borte i måneden."))
    return text.format(
        ansatte=_heads(float(heads.planen[t])), kontor=name, maned=fmt.maned_lang(projeksjon.plan.maneder[t]),
        andel=EXACT_SHARE.text(float(left.planen[t])), mot=_against(plan, left, t, EXACT_SHARE.text),
        timer=fmt.timer(hours.planen[t]))


def _heads(number: float) -> str:
    """People are whole, but where they are derived from årsverk."""
    return fmt.tall(number, 0 if abs(number - round(number)) < 0.05 else 1)


def _reference(plan: Plan, projeksjon: Projeksjon, choice: Choice, t: int) -> str:
    names, found = reference_words(choice.referanse), ref.REFERANSER[choice.referanse]
    quantity, pair = quantity_of(choice.referanse), series.reference(projeksjon, choice.referanse, choice.enhet)
    if not np.isfinite(pair.planen[t]):
        return f"{names.title}: {names.missing}"
    text = (translate("Oppfolging", "{Tall} i {sted} er {planen} i {maned}{mot}. Det skal være minst {referanse}.")
            if found.mal is not None else
            translate("Oppfolging", "{Tall} i {sted} er {planen} i {maned}{mot}. I landet var det {referanse} i {ar}."))
    return text.format(
        Tall=names.name[:1].upper() + names.name[1:], sted=words.place_note(plan, choice.enhet),
        planen=quantity.text(float(pair.planen[t])), maned=fmt.maned_lang(projeksjon.plan.maneder[t]),
        mot=_against(plan, pair, t, quantity.text), referanse=reference_text(choice.referanse, found.verdi), ar=str(ref.AR))
