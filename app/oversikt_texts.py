"""Words of the room Oversikt: key figures, the sentences on top, and what stands there when there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.charts import oppfolging_series
from app.charts import oversikt_series as series
from app.charts.series import NK, OVER_GRENSE, RESTANSER, SAKSBEHANDLINGSTID, Pair, pair
from app.difference import CASES, HOURS, Better, Quantity, difference
from app.fordeling_sentence import follow_up_sentence
from app.framskriving_texts import undefined_reason
from app.theme import Palette
from planning_core.plan import Plan
from planning_core.results import Projeksjon

translate = QCoreApplication.translate

Ink = Callable[[str, str], str]
"""Dresses a number of a sentence: its text and a palette role, or :data:`STRONG`."""
STRONG = "strong"


def plain(text: str, _role: str) -> str:
    """No dress: for the screen reader."""
    return text


def coloured(colours: Palette, *, stale: bool) -> Ink:
    """Rich text: planen's number semibold, a difference in its colour, all grey while it is old."""
    def dress(text: str, role: str) -> str:
        colour = "" if role == STRONG else f"color:{getattr(colours, 'secondary' if stale else role)};"
        return f'<span style="{colour}font-weight:600">{text}</span>'

    return dress


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Name and unit of a key figure, and the words after a negative and a positive difference."""

    name: str
    unit: str
    less: str
    more: str


def figure_words(key: str) -> FigureWords:
    """The words of a figure in :data:`app.charts.oversikt_series.FIGURES`."""
    fewer, more = translate("Oversikt", "færre saker"), translate("Oversikt", "flere saker")
    return {
        series.ARSVERK_FE: FigureWords(
            translate("Oversikt", "Forvaltningsenhet"), translate("Oversikt", "statlige årsverk"),
            translate("Oversikt", "færre årsverk"), translate("Oversikt", "flere årsverk")),
        RESTANSER.key: FigureWords(
            translate("Oversikt", "Restanser"), translate("Oversikt", "saker"), fewer, more),
        OVER_GRENSE.key: FigureWords(
            translate("Oversikt", "Over ytre grense"), translate("Oversikt", "saker"), fewer, more),
        SAKSBEHANDLINGSTID.key: FigureWords(
            translate("Oversikt", "Saksbehandlingstid"), translate("Oversikt", "måneder"),
            translate("Oversikt", "kortere"), translate("Oversikt", "lengre")),
        series.OPPFOLGING: FigureWords(
            translate("Oversikt", "Oppfølging"), translate("Oversikt", "timer per måned"),
            translate("Oversikt", "færre timer"), translate("Oversikt", "flere timer")),
        series.I_ALT: FigureWords(
            translate("Oversikt", "Oppfølging i alt"), translate("Oversikt", "timer fra start"),
            translate("Oversikt", "færre timer"), translate("Oversikt", "flere timer")),
        series.DEKNING: FigureWords(
            translate("Oversikt", "Dekning"), translate("Oversikt", "av behovet"),
            translate("Oversikt", "prosentpoeng lavere"), translate("Oversikt", "prosentpoeng høyere")),
        series.GAP: FigureWords(
            translate("Oversikt", "Gap i oppfølging"), translate("Oversikt", "årsverk"),
            translate("Oversikt", "mindre gap"), translate("Oversikt", "større gap")),
    }[key]


def points_apart() -> str:
    """Said of a share whose difference stands under a title without unit."""
    return translate("Oversikt", "forskjell i prosentpoeng")


def reason(key: str) -> str:
    """Why a key figure has no value in a month."""
    if key == SAKSBEHANDLINGSTID.key:
        return undefined_reason(SAKSBEHANDLINGSTID)
    return translate("Oversikt", "«–» betyr at behovet ikke er kjent, eller at et kontor med behov ikke har timer i måneden.")


def scenario_text(name: str | None) -> str:
    """Which plan the numbers are of."""
    return translate("Oversikt", "Scenario: {navn}").format(navn=name) if name else translate("Oversikt", "Grunnplanen")


def empty_text(plan: Plan) -> str:
    """Why a plan has nothing to show, and what to do; empty where it has units."""
    if plan.enheter:
        return ""
    if plan.ressurskartlegging:
        return translate(
            "Oversikt",
            "Planen har bare Ressurskartlegging, så det finnes ingen enheter, saker eller oppfølging å vise. Regnskapet over "
            "årsverk og gevinster står i rommet Gevinst.")
    return translate(
        "Oversikt",
        "Her står fylket på én side: årsverk, restanser og oppfølging, før og etter flyttingene. Planen har ingen enheter. "
        "Legg inn NAV-kontor og forvaltningsenhet i rommet Enheter og bemanning, eller importer en arbeidsbok.")


def nothing_to_compare() -> str:
    """What a plan without flyttinger is told."""
    return translate(
        "Oversikt", "Ingen flyttinger ennå. Planen er lik uten flyttinger, så det er ingenting å sammenligne. Legg inn "
        "flyttinger i rommet Fordeling, så viser denne siden hva de gjør.")


def sentences(plan: Plan, projeksjon: Projeksjon, t: int, ink: Ink = plain) -> tuple[str, str]:
    """What the plan does to the cases, and to the oppfølging, from the first month to month ``t``."""
    return _cases(plan, projeksjon, t, ink), _follow_up(plan, projeksjon, t, ink)


def _cases(plan: Plan, projeksjon: Projeksjon, t: int, ink: Ink) -> str:
    of_all, kontor = pair(projeksjon, RESTANSER), pair(projeksjon, RESTANSER, NK)
    text = _course(
        translate("Oversikt", "Restansene"), translate("Oversikt", "saker"), of_all, t, CASES, Better.LOWER, plan, ink)
    if not (plan.kontor and plan.forvaltningsenheter):
        return text
    several = len(plan.forvaltningsenheter) > 1
    if not _shown(kontor, t):
        where = (translate("Oversikt", "Alle er i forvaltningsenhetene.") if several
                 else translate("Oversikt", "Alle er i forvaltningsenheten."))
        return f"{text} {where}" if _shown(of_all, t) else text
    of_fe = Pair(of_all.maneder, of_all.planen - kontor.planen, of_all.uten - kontor.uten)
    where = (translate("Oversikt", "NAV-kontorene har {kontor}, og forvaltningsenhetene {fe}.") if several
             else translate("Oversikt", "NAV-kontorene har {kontor}, og forvaltningsenheten {fe}."))
    return f"{text} {where.format(kontor=_part(kontor, t, plan, ink), fe=_part(of_fe, t, plan, ink))}"


def _shown(found: Pair, t: int) -> bool:
    """Whether there is a case to show in either."""
    return any(fmt.saker(values[t]) != "0" for values in (found.planen, found.uten))


def _part(found: Pair, t: int, plan: Plan, ink: Ink) -> str:
    """The cases that lie in one kind of units."""
    said = fmt.saker(found.planen[t])
    if not plan.flyttinger:
        return said
    return translate("Oversikt", "{planen} mot {uten} ({forskjell})").format(
        planen=said, uten=fmt.saker(found.uten[t]), forskjell=_difference(found, t, CASES, Better.LOWER, "", ink) or "0")


def _follow_up(plan: Plan, projeksjon: Projeksjon, t: int, ink: Ink) -> str:
    hours, so_far = oppfolging_series.series(projeksjon, series.OPPFOLGING), series.hours_so_far(projeksjon)
    text = _course(translate("Oversikt", "Oppfølgingen"), translate("Oversikt", "timer i måneden"), hours, t, HOURS,
                   Better.HIGHER, plan, ink)
    change = _difference(so_far, t, HOURS, Better.HIGHER, translate("Oversikt", "timer"), ink)
    if not plan.flyttinger or not change:
        return text
    total = translate(
        "Oversikt", "Til sammen fra {start} gir planen {planen} timer, mot {uten} uten flyttinger: {forskjell}.").format(
        start=fmt.maned_lang(hours.maneder[0]), planen=ink(fmt.timer(so_far.planen[t]), STRONG),
        uten=fmt.timer(so_far.uten[t]), forskjell=change)
    return f"{text} {follow_up_sentence([float(x) for x in hours.forskjell], hours.maneder, t)} {total}"


def _course(subject: str, unit: str, found: Pair, t: int, quantity: Quantity, better: Better, plan: Plan, ink: Ink) -> str:
    """From the first month to month ``t``, beside uten flyttinger where there are any."""
    text = (translate("Oversikt", "{hva} går fra {start} {enhet} i {forste} til {planen} i {maned}") if t
            else translate("Oversikt", "{hva} er {planen} {enhet} i {maned}"))
    change = _difference(found, t, quantity, better, unit, ink)
    if change:
        beside = translate("Oversikt", ", mot {uten} uten flyttinger: {forskjell}.")
    else:
        beside = translate("Oversikt", ", det samme som uten flyttinger.") if plan.flyttinger else "."
    return (text + beside).format(
        hva=subject, enhet=unit, start=quantity.text(float(found.planen[0])), forste=fmt.maned_lang(found.maneder[0]),
        planen=ink(quantity.text(float(found.planen[t])), STRONG), maned=fmt.maned_lang(found.maneder[t]),
        uten=quantity.text(float(found.uten[t])), forskjell=change)


def _difference(found: Pair, t: int, quantity: Quantity, better: Better, unit: str, ink: Ink) -> str:
    """``▼ −22 106 saker``; empty where there is none."""
    shown = difference(float(found.forskjell[t]), quantity, better)
    return ink(f"{shown.text}{fmt.NBSP}{unit}".rstrip(fmt.NBSP), shown.role) if shown.triangle else ""
