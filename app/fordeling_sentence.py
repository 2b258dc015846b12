"""The sentence on what the flyttinger do, built from results."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.fordeling_texts import unit_name
from models.moves import andel_innfaset, netto_flyttet
from planning_core.plan import Eier, Plan

if TYPE_CHECKING:
    from app.dialogs.flytting_preview import Preview
    from planning_core.results import Projeksjon

_CASE, _HOUR = 0.5, 0.5
"""Smaller differences round to nothing."""


def effect_sentence(plan: Plan, projeksjon: Projeksjon | None, maned: int) -> str:
    """What the flyttinger give in a month, as rich text with the cause in semibold."""
    if not plan.flyttinger:
        return QCoreApplication.translate("Fordeling", "Ingen flyttinger ennå. Planen er lik uten flyttinger.")
    if projeksjon is None or maned not in projeksjon.plan.maneder:
        return QCoreApplication.translate("Fordeling", "Beregner hva flyttingene gjør …")
    t = projeksjon.plan.maneder.index(maned)
    restanser = float(projeksjon.par("restanser")[2][t])
    oppfolging = [float(x) for x in projeksjon.par("oppfolging_timer")[2]]
    # Not <b>: it asks for a weight that the bundled font does not have.
    cause = f"<span style='font-weight:600'>{escape(_cause(plan, maned))}</span>"
    first = QCoreApplication.translate("Fordeling", "{arsak} {virkning} i {maned}.").format(
        arsak=cause, virkning=_cases(restanser), maned=fmt.maned_lang(maned))
    return f"{first} {follow_up_sentence(oppfolging, projeksjon.plan.maneder, t)}"


def _cause(plan: Plan, maned: int) -> str:
    netto = netto_flyttet(plan, maned)
    til_fe = sum(netto[e.enhet] for e in plan.forvaltningsenheter)
    amount = QCoreApplication.translate("Fordeling", "{antall} årsverk").format(antall=_short(abs(til_fe)))
    if len(plan.forvaltningsenheter) == 1:
        name = unit_name(plan, plan.forvaltningsenheter[0].enhet)
    else:
        name = QCoreApplication.translate("Fordeling", "forvaltningsenhetene")
    if abs(til_fe) <= 1e-9:
        return QCoreApplication.translate("Fordeling", "Flyttingene")
    if til_fe > 0:
        cause = QCoreApplication.translate("Fordeling", "{mengde} til {navn}").format(mengde=amount, navn=name)
    else:
        cause = QCoreApplication.translate("Fordeling", "{mengde} fra {navn}").format(mengde=amount, navn=name)
    others = _others(plan, maned)
    if others == 1:
        return QCoreApplication.translate("Fordeling", "{flytting} og én annen flytting").format(flytting=cause)
    if others:
        return QCoreApplication.translate("Fordeling", "{flytting} og {antall} andre flyttinger").format(
            flytting=cause, antall=fmt.tall(others))
    return cause


def _others(plan: Plan, maned: int) -> int:
    """Flyttinger in force that are not of state årsverk to or from an FE: cuts, new money, between kontor, municipal."""
    fe = {e.enhet for e in plan.forvaltningsenheter}
    return sum(andel_innfaset(f, maned) > 0 and (f.eier is Eier.KOMMUNE or not fe & {f.fra, f.til}) for f in plan.flyttinger)


def _cases(change: float) -> str:
    if abs(change) < _CASE:
        return QCoreApplication.translate("Fordeling", "endrer ikke restansene")
    number = fmt.saker(abs(change))
    if change < 0:
        return QCoreApplication.translate("Fordeling", "gir {antall} færre restanser").format(antall=number)
    return QCoreApplication.translate("Fordeling", "gir {antall} flere restanser").format(antall=number)


def follow_up_sentence(change: Sequence[float], maneder: Sequence[int], t: int) -> str:
    """How oppfølging goes against uten flyttinger from the start to the month at position ``t``.

    Parameters
    ----------
    change : sequence of float
        Difference in hours of each month.
    maneder : sequence of int
        Month indices.
    t : int
        Position of the month that is shown.
    """
    signs = [0 if abs(x) < _HOUR else (1 if x > 0 else -1) for x in change[: t + 1]]
    runs: list[tuple[int, int]] = []
    for i, sign in enumerate(signs):
        if sign and runs and runs[-1][0] == sign:
            runs[-1] = (sign, i)
        elif sign:
            runs.append((sign, i))
    lower = QCoreApplication.translate("Fordeling", "lavere")
    higher = QCoreApplication.translate("Fordeling", "høyere")
    if not runs:
        return QCoreApplication.translate("Fordeling", "Oppfølgingen endres ikke.")
    words = [higher if sign > 0 else lower for sign, _ in runs]
    if len(runs) == 1:
        text = QCoreApplication.translate("Fordeling", "Oppfølgingen er {hva} enn uten flyttinger.")
        return text.format(hva=words[0])
    if len(runs) == 2:
        return QCoreApplication.translate("Fordeling", "Oppfølgingen er {hva} til {maned}, deretter {etter}.").format(
            hva=words[0], maned=fmt.maned_lang(maneder[runs[0][1]]), etter=words[1])
    return QCoreApplication.translate("Fordeling", "Oppfølgingen veksler, og er {hva} i {maned}.").format(
        hva=words[-1], maned=fmt.maned_lang(maneder[t]))


def _short(arsverk: float) -> str:
    """Årsverk in running text: no decimal where it is zero."""
    text = fmt.arsverk(arsverk)
    return text.removesuffix(",0")


def preview_sentence(found: Preview) -> str:
    """What the flytting does in the plan's last month."""
    text = QCoreApplication.translate(
        "Fordeling", "I {maned} gir flyttingen {saker} ({restanser} mot {restanser_uten} uten den) og {timer} "
        "i måneden ({oppfolging} mot {oppfolging_uten}).")
    return text.format(
        maned=fmt.maned_lang(found.maned), saker=_more_or_fewer_cases(found.restanser - found.restanser_uten),
        timer=_more_or_fewer_hours(found.oppfolging - found.oppfolging_uten),
        restanser=fmt.saker(found.restanser), restanser_uten=fmt.saker(found.restanser_uten),
        oppfolging=fmt.timer(found.oppfolging), oppfolging_uten=fmt.timer(found.oppfolging_uten),
    )


def _more_or_fewer_cases(change: float) -> str:
    if fmt.endring(change) == "0":
        return QCoreApplication.translate("Fordeling", "like mange restanser")
    if change < 0:
        return QCoreApplication.translate("Fordeling", "{antall} færre restanser").format(antall=fmt.saker(-change))
    return QCoreApplication.translate("Fordeling", "{antall} flere restanser").format(antall=fmt.saker(change))


def _more_or_fewer_hours(change: float) -> str:
    if fmt.endring(change) == "0":
        return QCoreApplication.translate("Fordeling", "like mange timer oppfølging")
    if change < 0:
        text = QCoreApplication.translate("Fordeling", "{antall} færre timer oppfølging")
    else:
        text = QCoreApplication.translate("Fordeling", "{antall} flere timer oppfølging")
    return text.format(antall=fmt.timer(abs(change)))
