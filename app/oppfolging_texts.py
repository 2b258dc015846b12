"""Words of the room Oppfølging: tabs, uses of hours, the sentence on top, what is lost and what it rests on."""

from __future__ import annotations

import html
import math

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.charts import oppfolging_series as series
from app.difference import ARSVERK, HOURS, Better, difference
from app.parameter_texts import LABELS
from app.theme import Palette
from planning_core.parameters import PARAMETERS
from planning_core.plan import Plan
from planning_core.results import Projeksjon

translate = QCoreApplication.translate

TIMEBRUK, BEHOV, NIVA, SAMTALER, BELASTNING = "timebruk", "behov", "niva", "samtaler", "belastning"
SARBARHET, REFERANSER, KRITISK = "sarbarhet", "referanser", "kritisk"
TABS = (TIMEBRUK, BEHOV, NIVA, SAMTALER, BELASTNING, SARBARHET, REFERANSER, KRITISK)
OF_PLACE = (TIMEBRUK, NIVA, REFERANSER)
"""Tabs whose table is of one place; the others list every kontor."""
NEEDS_USERS = (BEHOV, NIVA, SAMTALER, BELASTNING)

ASSUMPTIONS = ("laeretid_mnd", "startproduktivitet", "gjenoppbygging_mnd", "kompetanse_folsomhet", "absorpsjon",
               "kommunal_andel", "min_per_henvendelse", "henv_per_forsinket_mnd")
"""What the hours of oppfølging hang on; those that are not assumed (grade A) are left out where they are named."""


def tab_name(tab: str) -> str:
    return {
        TIMEBRUK: translate("Oppfolging", "Timebruk"), BEHOV: translate("Oppfolging", "Behov og gap"),
        NIVA: translate("Oppfolging", "Behovsnivå"), SARBARHET: translate("Oppfolging", "Sårbarhet"),
        REFERANSER: translate("Oppfolging", "Referanser"),
        SAMTALER: translate("Oppfolging", "Samtaler"), BELASTNING: translate("Oppfolging", "Belastning"),
        KRITISK: translate("Oppfolging", "Kritisk nivå"),
    }[tab]


def place_name(plan: Plan, enhet: str | None) -> str:
    """The kontor's name, or "Hele fylket"."""
    if enhet is None:
        return translate("Oppfolging", "Hele fylket")
    return next((unit.navn or unit.enhet for unit in plan.enheter if unit.enhet == enhet), enhet)


def place_note(plan: Plan, enhet: str | None) -> str:
    """The place inside a line of words."""
    return translate("Oppfolging", "hele fylket") if enhet is None else place_name(plan, enhet)


def table_note(plan: Plan, tab: str, enhet: str | None, maned: int, gruppe: str) -> str:
    """Unit, place and month over the table of a tab."""
    parts = [fmt.maned_lang(maned)]
    if tab in OF_PLACE:
        parts.insert(0, place_note(plan, enhet))
    if tab == TIMEBRUK:
        parts.insert(0, translate("Oppfolging", "timer"))
    if tab == SAMTALER:
        parts.insert(0, gruppe)
    return ", ".join(parts)


def missing(plan: Plan) -> str:
    """What keeps the need from being known: ``brukere``, ``norm``, or nothing."""
    if not plan.brukere:
        return "brukere"
    normed = {norm.brukergruppe for norm in plan.oppfolgingsnorm if norm.timer > 0}
    return "" if any(row.brukergruppe in normed for row in plan.brukere) else "norm"


def empty_text(plan: Plan, tab: str) -> str:
    """What belongs in a tab that has nothing to show, and where it is edited."""
    if not plan.kontor:
        return translate(
            "Oppfolging",
            "Her vises hva NAV-kontorene har av timer til oppfølging. Planen har ingen NAV-kontor. Legg dem inn i "
            "rommet Enheter og bemanning, eller importer en arbeidsbok.",
        )
    if missing(plan) == "brukere":
        return translate(
            "Oppfolging",
            "Her vises hva oppfølgingen trenger og får. Planen har ingen brukere. Legg dem inn i rommet "
            "Enheter og bemanning, siden Brukere, eller importer en arbeidsbok.",
        )
    if missing(plan) == "norm":
        return translate(
            "Oppfolging",
            "Her vises hva oppfølgingen trenger og får. Ingen av brukergruppene i planen har en norm. Legg den inn i "
            "rommet Enheter og bemanning, siden Brukere, eller importer en arbeidsbok.",
        )
    if tab == SAMTALER:
        return translate(
            "Oppfolging",
            "Her vises hvor mange samtaler timene gir. Det krever en brukergruppe der normen er gitt som intervall "
            "og minutter per samtale. Legg den inn i rommet Enheter og bemanning, siden Brukere, eller importer en "
            "arbeidsbok.",
        )
    return ""


def no_moves() -> str:
    return translate("Oppfolging", "Ingen flyttinger ennå. Planen er lik uten flyttinger.")


def sentence(plan: Plan, projeksjon: Projeksjon, enhet: str | None, t: int) -> str:
    """What oppfølging needs, what it gets and the gap in month ``t``, in plain text."""
    parts = [] if plan.flyttinger else [no_moves()]
    parts.append(_hours_sentence(plan, projeksjon, enhet, t))
    if series.series(projeksjon, "oppfolging_behov_timer", enhet).planen[t] > 0:
        parts.append(_gap_sentence(plan, projeksjon, enhet, t))
        largest = series.largest_gap(projeksjon, t) if enhet is None else None
        if largest is not None:
            text = translate("Oppfolging", "Mest mangler {kontor}: {gap} årsverk.")
            gap = series.series(projeksjon, "oppfolging_gap_arsverk", largest).planen[t]
            parts.append(text.format(kontor=place_name(plan, largest), gap=fmt.arsverk(gap)))
    return " ".join(parts)


def _hours_sentence(plan: Plan, projeksjon: Projeksjon, enhet: str | None, t: int) -> str:
    hours = series.series(projeksjon, "oppfolging_timer", enhet)
    need = series.series(projeksjon, "oppfolging_behov_timer", enhet).planen[t]
    subject = translate("Oppfolging", "oppfølgingen") if enhet is None else place_name(plan, enhet)
    values = {
        "maned": fmt.maned_lang(projeksjon.plan.maneder[t]), "hvem": subject, "behov": fmt.timer(need),
        "timer": fmt.timer(hours.planen[t]), "uten": fmt.timer(hours.uten[t]),
    }
    if not need > 0:
        alone = translate("Oppfolging", "I {maned} får {hvem} {timer} timer. Behovet er ikke kjent.")
        pair = translate(
            "Oppfolging",
            "I {maned} får {hvem} {timer} timer i planen, mot {uten} uten flyttinger. Behovet er ikke kjent.",
        )
    else:
        alone = translate("Oppfolging", "I {maned} trenger {hvem} {behov} timer og får {timer}.")
        pair = translate(
            "Oppfolging",
            "I {maned} trenger {hvem} {behov} timer og får {timer} i planen, mot {uten} uten flyttinger.",
        )
    return (pair if plan.flyttinger else alone).format(**values)


def _gap_sentence(plan: Plan, projeksjon: Projeksjon, enhet: str | None, t: int) -> str:
    gap = series.series(projeksjon, "oppfolging_gap_arsverk", enhet)
    planen, uten = float(gap.planen[t]), float(gap.uten[t])
    if math.isnan(planen) or math.isnan(uten):
        return translate("Oppfolging", "Gapet kan ikke regnes ut, for et kontor med brukere har ingen timer i måneden.")
    values = {"gap": fmt.arsverk(planen), "uten": fmt.arsverk(uten), "forskjell": gap_difference(planen - uten)}
    nothing = fmt.arsverk(0.0)
    if values["gap"] == values["uten"] == nothing:
        return translate("Oppfolging", "Behovet er dekket.")
    if not plan.flyttinger:
        return translate("Oppfolging", "Det mangler {gap} årsverk.").format(**values)
    if values["gap"] == values["uten"]:
        return translate("Oppfolging", "Det mangler {gap} årsverk, det samme som uten flyttinger.").format(**values)
    if values["gap"] == nothing:
        text = translate("Oppfolging", "Behovet er dekket. Uten flyttinger mangler det {uten} årsverk ({forskjell}).")
        return text.format(**values)
    return translate(
        "Oppfolging",
        "Det mangler {gap} årsverk, mot {uten} uten flyttinger ({forskjell}).",
    ).format(**values)


def gap_difference(x: float) -> str:
    """The difference of a gap with its triangle."""
    return difference(x, ARSVERK, Better.LOWER).text


def rich_sentence(plain: str, gap: float, change: float, colours: Palette, *, stale: bool) -> str:
    """The sentence with the gap semibold and the difference in its colour."""
    text = html.escape(plain)
    shown = difference(change, ARSVERK, Better.LOWER)
    if shown.triangle:
        role = "secondary" if stale else shown.role
        coloured = f'<span style="color:{getattr(colours, role)};font-weight:600">{html.escape(shown.text)}</span>'
        text = text.replace(f"({html.escape(shown.text)})", coloured, 1)
    number = html.escape(fmt.arsverk(gap))
    marker = translate("Oppfolging", "mangler {gap} årsverk").format(gap=number)
    text = text.replace(marker, marker.replace(number, f'<span style="font-weight:600">{number}</span>'), 1)
    return f'<span style="color:{colours.secondary if stale else colours.text}">{text}</span>'


def lost_text(plan: Plan, projeksjon: Projeksjon) -> str:
    """Hours lost in the whole fylke over the whole plan, apart by whether the loss fades."""
    lost = series.lost(projeksjon)
    values = {}
    for kind, (planen, uten) in lost.items():
        values |= {kind: fmt.timer(planen), f"{kind}_uten": fmt.timer(uten),
                   f"{kind}_endring": HOURS.change(planen - uten)}
    if not plan.flyttinger:
        text = translate(
            "Oppfolging",
            "Tapt i hele fylket og hele planperioden: {forbigaende} timer forbigående (læring, oppstart, omstilling, "
            "tapt kompetanse) og {varig} timer varig (ekstra håndtering, rådgivning, telefon, restarbeid, frigjort "
            "tid som blir borte).",
        )
        return text.format(**values)
    text = translate(
        "Oppfolging",
        "Tapt i hele fylket og hele planperioden: {forbigaende} timer forbigående (læring, oppstart, omstilling, "
        "tapt kompetanse), mot {forbigaende_uten} uten flyttinger ({forbigaende_endring}), og {varig} timer varig "
        "(ekstra håndtering, rådgivning, telefon, restarbeid, frigjort tid som blir borte), mot {varig_uten} uten "
        "flyttinger ({varig_endring}).",
    )
    return text.format(**values)


def assumed(plan: Plan) -> list[str]:
    """Labels of the assumptions of grade A that the hours rest on."""
    own = {row.nokkel: row.grad for row in plan.forutsetninger if row.grad}
    return [LABELS[key] for key in ASSUMPTIONS if own.get(key, PARAMETERS[key].grade) == "A"]


def rests_on(plan: Plan, link: str, colour: str) -> str:
    """The sentence on assumptions, as rich text with a link."""
    names = [label[:1].lower() + label[1:] for label in assumed(plan)]
    text = translate("Oppfolging", "Timene bygger på antatte verdier: {navn}.")
    words = translate("Oppfolging", "Se Forutsetninger")
    return f'{html.escape(text.format(navn=", ".join(names)))} <a href="{link}" style="color:{colour}">{html.escape(words)}</a>'
