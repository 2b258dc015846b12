"""What the room Framskriving says of the plan's own history: how far the plan holds, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.charts.series import FE, STATLIGE, Measure, Pair, Place
from planning_core.plan import Plan
from planning_core.questions.historikk import Faktisk, Part

translate = QCoreApplication.translate
NAMED = 3
"""So many of those who have not reported are named; the rest are counted."""


def history_note(plan: Plan, measure: Measure, place: Place, pair: Pair, found: Faktisk | None) -> str:
    """Plan against actual in the last month that has both, and the months that could not be summed.

    Empty where the plan has no history of the measure.
    """
    if measure.history is None or not any(getattr(row, measure.history) is not None for row in plan.historikk):
        return ""
    if found is None:
        return _not_told_apart(plan, place)
    return " ".join(filter(None, (_last(measure, pair, found), _clashes(found), _missing(found, measure))))


def _not_told_apart(plan: Plan, place: Place) -> str:
    text = translate("Historikk", "Historikken skiller ikke saker som er klare, fra saker som venter på dokumentasjon.")
    units = [unit.navn or unit.enhet for unit in plan.forvaltningsenheter]
    if place != FE or not units:
        return text
    choose = translate("Historikk", "Velg {enhet} under «Velg enhet» for å se den.")
    return f"{text} {choose.format(enhet=units[0])}"


def _last(measure: Measure, pair: Pair, found: Faktisk) -> str:
    months = [m for m in found.maneder if np.isfinite(found.at(m)) and pair.at(m) is not None]
    if not months:
        return ""
    last, show = months[-1], measure.quantity
    planned = pair.at(last)
    assert planned is not None
    text = translate("Historikk", "Faktiske tall til og med {maned}: {faktisk} mot {planen} i planen, avvik {avvik}.")
    return text.format(maned=fmt.maned_lang(last), faktisk=show.text(found.at(last)), planen=show.text(planned[0]),
                       avvik=show.change(found.at(last) - planned[0]))


def _clashes(found: Faktisk) -> str:
    if not found.motstrid:
        return ""
    maned, unit = found.motstrid[0]
    text = translate("Historikk", "Radene for {enhet} i {maned} har ulike årsverk. Skriv samme tall på alle, eller på én.")
    return text.format(enhet=unit, maned=fmt.maned_lang(maned))


def _missing(found: Faktisk, measure: Measure) -> str:
    """Which month is left out and for whom; the last one, which is the one to mend, is told in full."""
    if not found.mangler:
        return ""
    last = max(found.mangler)
    parts = _names(found.mangler[last], whole=measure is STATLIGE)
    if len(found.mangler) == 1:
        text = translate("Historikk", "{maned} er ikke med i historikken: tall mangler for {hvem}.")
    else:
        text = translate("Historikk", "{antall} måneder er ikke med i historikken, sist {maned}: tall mangler for {hvem}.")
    said = text.format(antall=len(found.mangler), maned=fmt.maned_lang(last), hvem=parts)
    return said[:1].upper() + said[1:]


def _names(parts: Sequence[Part], *, whole: bool) -> str:
    by_unit: dict[str, list[str]] = {}
    for unit, ytelse in parts:
        by_unit.setdefault(unit, []).append(ytelse)
    names = [unit if whole else _with_ytelser(unit, ytelser) for unit, ytelser in by_unit.items()]
    shown = ", ".join(names[:NAMED])
    rest = len(names) - NAMED
    return translate("Historikk", "{navn} og {antall} enheter til").format(navn=shown, antall=rest) if rest > 0 else shown


def _with_ytelser(unit: str, ytelser: Sequence[str]) -> str:
    if len(ytelser) == 1:
        return f"{unit} ({ytelser[0]})"
    return translate("Historikk", "{enhet} ({antall} ytelser)").format(enhet=unit, antall=len(ytelser))


def history_tab_note() -> str:
    """What belongs in the table, over it."""
    return translate("Historikk", "egne tall, én rad per enhet, ytelse og måned")


def history_tab_help() -> str:
    """How the table is read."""
    return translate(
        "Historikk",
        "Tall før planens start vises som historikk i Framskriving. Tall fra og med start vises ved siden av planen, med "
        "avvik. En sum vises bare for måneder der alle enheter har tall. Restanser og saker over grensen er ved månedens "
        "slutt. Årsverk er enhetens statlige årsverk ved månedens slutt, det samme på alle enhetens rader i måneden. "
        "Kopier rader fra et regneark og lim dem inn med Ctrl+V.")


def history_tab_empty() -> str:
    """Said where the table has no rows."""
    return translate(
        "Historikk", "Ingen egne tall ennå. Legg til en rad, eller lim inn fra et regneark, for å se planen mot faktiske tall.")


def summary(plan: Plan) -> str:
    """How much there is: rows, and from when to when."""
    months = sorted({row.maned for row in plan.historikk})
    if not months:
        return ""
    rows = len(plan.historikk)
    text = translate("Historikk", "{rader} fra {fra} til {til}")
    count = translate("Historikk", "1 rad") if rows == 1 else translate("Historikk", "{antall} rader").format(
        antall=fmt.tall(rows))
    return text.format(rader=count, fra=fmt.maned_kort(months[0]), til=fmt.maned_kort(months[-1]))

