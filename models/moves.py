"""A plan and one edit of the distribution -> the plan's new flyttinger.

Pure functions on frozen values. They never change the plan: the caller turns the answer into an
undo command, and the document validates it. Amounts are in årsverk, months are indices of
:mod:`planning_core.months`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from planning_core.plan import Eier, Flytting, Plan

_DESIMALER = 6
_NULL = 1e-9


@dataclass(frozen=True, slots=True)
class Standard:
    """What a flytting made by typing or dragging starts with; the planner sees and changes it afterwards.

    Parameters
    ----------
    innfasing_mnd : float
        Ramp [months], >= 0.
    erfaren : float
        Share already proficient at the destination, 0-1.
    """

    innfasing_mnd: float = 6.0
    erfaren: float = 0.0


@dataclass(frozen=True, slots=True)
class Avslag:
    """Why an edit cannot be done: ``kode`` is the key of a sentence in ``app``, ``detaljer`` its values."""

    kode: str
    detaljer: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NyeFlyttinger:
    """The plan's flyttinger after the edit; ``rad`` is the row made or changed, None when it was removed."""

    flyttinger: tuple[Flytting, ...]
    rad: int | None


def andel_innfaset(flytting: Flytting, maned: int) -> float:
    """Share of a flytting that is in force at the end of a month.

    Parameters
    ----------
    flytting : Flytting
    maned : int
        Month index.

    Returns
    -------
    float, 0-1

    Notes
    -----
    docs/metode.md section 3, at the month's last step. The steps per month cancel:
    ``clip((m - fra + 1) / ramp, 0, 1)``, 0 after the last month.
    Checked by hand in tests/models/test_moves.py::test_phase_by_hand.
    """
    if maned < flytting.fra_maned or (flytting.til_maned is not None and maned > flytting.til_maned):
        return 0.0
    if flytting.innfasing_mnd <= 0:
        return 1.0
    return min(1.0, (maned - flytting.fra_maned + 1) / flytting.innfasing_mnd)


def netto_flyttet(plan: Plan, maned: int, eier: Eier = Eier.STAT) -> dict[str, float]:
    """Net årsverk moved to each unit at the end of a month; negative where the unit gives.

    Parameters
    ----------
    plan : Plan
    maned : int
        Month index.
    eier : Eier
        Whose årsverk.

    Returns
    -------
    dict of str to float
        Every unit of the plan, in plan order [årsverk].
    """
    netto = {e.enhet: 0.0 for e in plan.enheter}
    for flytting in plan.flyttinger:
        if flytting.eier is not eier:
            continue
        flyttet = flytting.arsverk * andel_innfaset(flytting, maned)
        if flytting.fra in netto:
            netto[flytting.fra] -= flyttet
        if flytting.til in netto:
            netto[flytting.til] += flyttet
    return {enhet: (0.0 if abs(x) < _NULL else x) for enhet, x in netto.items()}


def vanlige_flyttinger(plan: Plan, en: str, annen: str) -> tuple[int, ...]:
    """Rows of the lasting flyttinger of state årsverk between two units, either way.

    Temporary flyttinger, municipal ones and those with other units are never among them.
    """
    return tuple(
        rad for rad, f in enumerate(plan.flyttinger)
        if f.eier is Eier.STAT and f.til_maned is None and {f.fra, f.til} == {en, annen} and en != annen
    )


def egen_flytting(plan: Plan, en: str, annen: str) -> int | Avslag | None:
    """The one flytting that typing on a unit's row may change.

    Returns
    -------
    int, None or Avslag
        The row; None when there is none yet; a refusal when several could be meant. Where several
        exist, the only one without a cause is the row's own: a cause says that it was made for a purpose.
    """
    rader = vanlige_flyttinger(plan, en, annen)
    if len(rader) > 1:
        uten_arsak = tuple(rad for rad in rader if not plan.flyttinger[rad].arsak.strip())
        if len(uten_arsak) != 1:
            return Avslag("flere_flyttinger", {"enhet": en, "annen": annen, "antall": len(rader)})
        rader = uten_arsak
    return rader[0] if rader else None


def sett_flyttes(
    plan: Plan, kontor: str, verdi: float, maned: int, standard: Standard, fe: str | None = None,
) -> NyeFlyttinger | Avslag:
    """Make the net state årsverk moved to a kontor in a month equal to what was typed.

    The kontor's own lasting flytting with the forvaltningsenhet is changed, made or removed; no
    other flytting is touched.

    Parameters
    ----------
    plan : Plan
    kontor : str
        The kontor whose row was typed in.
    verdi : float
        Net årsverk in the month, negative when the kontor gives.
    maned : int
        The month that is shown.
    standard : Standard
        Ramp and experience of a new flytting; it starts in the plan's first month.
    fe : str or None
        The forvaltningsenhet at the other end; None for the plan's only one, or the only one that
        the kontor has lasting flyttinger with.

    Returns
    -------
    NyeFlyttinger or Avslag
        A refusal says which code: ``ukjent_enhet``, ``bare_kontor``, ``ingen_forvaltningsenhet``,
        ``flere_forvaltningsenheter``, ``flere_flyttinger``, ``ikke_startet``, ``andre_flyttinger``.
    """
    motpart = _motpart(plan, kontor, fe)
    if isinstance(motpart, Avslag):
        return motpart
    egen = egen_flytting(plan, kontor, motpart)
    if isinstance(egen, Avslag):
        return egen
    flyttet = netto_flyttet(plan, maned)[kontor]
    if egen is not None:
        flyttet -= _bidrag(plan.flyttinger[egen], kontor, maned)
    eget = round(verdi - flyttet, _DESIMALER)
    if abs(eget) > _NULL and eget * verdi <= 0:
        # Only a flytting in the opposite direction would do, and nobody asked for one.
        return Avslag("andre_flyttinger", {"enhet": kontor, "arsverk": round(flyttet, _DESIMALER), "maned": maned})
    if egen is None:
        ny = Flytting(kontor, motpart, Eier.STAT, 0.0, plan.start, standard.innfasing_mnd, standard.erfaren)
    else:
        ny = plan.flyttinger[egen]
    andel = andel_innfaset(ny, maned)
    if andel <= 0 and abs(eget) > _NULL:
        return Avslag("ikke_startet", {"enhet": kontor, "maned": maned, "fra_maned": ny.fra_maned})
    fra, til = (kontor, motpart) if eget < 0 else (motpart, kontor)
    ny = replace(ny, fra=fra, til=til, arsverk=round(abs(eget) / andel, _DESIMALER) if andel > 0 else 0.0)
    return _sett_inn(plan, egen, ny)


def flytt(plan: Plan, fra: str, til: str, arsverk: float, standard: Standard) -> NyeFlyttinger | Avslag:
    """Move state årsverk from one unit to another, as dragging does.

    Adds to the one lasting flytting between the two units, or makes a new one from the plan's first
    month. Where several could be meant a new one is made, so that none is changed by surprise.

    Returns
    -------
    NyeFlyttinger or Avslag
        Refusals: ``ukjent_enhet``, ``samme_enhet``, ``ingen_arsverk``.
    """
    enheter = {e.enhet for e in plan.enheter}
    for enhet in (fra, til):
        if enhet not in enheter:
            return Avslag("ukjent_enhet", {"enhet": enhet})
    if fra == til:
        return Avslag("samme_enhet", {"enhet": fra})
    if arsverk <= _NULL:
        return Avslag("ingen_arsverk", {"enhet": fra})
    egen = egen_flytting(plan, fra, til)
    if egen is None or isinstance(egen, Avslag):
        ny = Flytting(fra, til, Eier.STAT, arsverk, plan.start, standard.innfasing_mnd, standard.erfaren)
        return _sett_inn(plan, None, ny)
    gammel = plan.flyttinger[egen]
    sum_til = round((gammel.arsverk if gammel.til == til else -gammel.arsverk) + arsverk, _DESIMALER)
    retning = (fra, til) if sum_til >= 0 else (til, fra)
    return _sett_inn(plan, egen, replace(gammel, fra=retning[0], til=retning[1], arsverk=abs(sum_til)))


def fjern(plan: Plan, rad: int) -> NyeFlyttinger:
    """The flyttinger without one of them."""
    return NyeFlyttinger(plan.flyttinger[:rad] + plan.flyttinger[rad + 1:], None)


def dupliser(plan: Plan, rad: int) -> NyeFlyttinger:
    """The flyttinger with a copy right after one of them."""
    ny = plan.flyttinger[:rad + 1] + (plan.flyttinger[rad],) + plan.flyttinger[rad + 1:]
    return NyeFlyttinger(ny, rad + 1)


def bytt(plan: Plan, rad: int | None, ny: Flytting) -> NyeFlyttinger:
    """The flyttinger with one of them replaced, or with a new one at the end when ``rad`` is None."""
    if rad is None:
        return NyeFlyttinger(plan.flyttinger + (ny,), len(plan.flyttinger))
    return NyeFlyttinger(plan.flyttinger[:rad] + (ny,) + plan.flyttinger[rad + 1:], rad)


def flytt_start(plan: Plan, flytting: Flytting, maneder: int) -> Flytting:
    """The flytting begun some months earlier or later, kept within the plan and before its own end."""
    siste = plan.start + plan.horisont_maneder - 1
    if flytting.til_maned is not None:
        siste = min(siste, flytting.til_maned)
    fra = max(plan.start, min(siste, flytting.fra_maned + maneder))
    return replace(flytting, fra_maned=fra)


def endre_innfasing(plan: Plan, flytting: Flytting, maneder: int) -> Flytting:
    """The flytting with a longer or shorter ramp, 0 months to the whole plan."""
    innfasing = max(0, min(plan.horisont_maneder, round(flytting.innfasing_mnd + maneder)))
    return replace(flytting, innfasing_mnd=float(innfasing))


def flytt_slutt(plan: Plan, flytting: Flytting, maneder: int) -> Flytting:
    """A temporary flytting with another last month, not before its first; a lasting one is unchanged."""
    if flytting.til_maned is None:
        return flytting
    siste = plan.start + plan.horisont_maneder - 1
    til = max(flytting.fra_maned, min(max(siste, flytting.til_maned), flytting.til_maned + maneder))
    return replace(flytting, til_maned=til)


def _motpart(plan: Plan, kontor: str, fe: str | None) -> str | Avslag:
    enhet = next((e for e in plan.enheter if e.enhet == kontor), None)
    if enhet is None:
        return Avslag("ukjent_enhet", {"enhet": kontor})
    if not enhet.er_kontor:
        return Avslag("bare_kontor", {"enhet": kontor})
    mulige = [e.enhet for e in plan.forvaltningsenheter]
    if not mulige:
        return Avslag("ingen_forvaltningsenhet", {"enhet": kontor})
    if fe is not None:
        return fe if fe in mulige else Avslag("ukjent_enhet", {"enhet": fe})
    brukte = [f for f in mulige if vanlige_flyttinger(plan, kontor, f)]
    if len(mulige) > 1 and len(brukte) != 1:
        return Avslag("flere_forvaltningsenheter", {"enhet": kontor})
    return mulige[0] if len(mulige) == 1 else brukte[0]


def _bidrag(flytting: Flytting, enhet: str, maned: int) -> float:
    flyttet = flytting.arsverk * andel_innfaset(flytting, maned)
    return flyttet if flytting.til == enhet else -flyttet


def _sett_inn(plan: Plan, rad: int | None, ny: Flytting) -> NyeFlyttinger:
    """Replace, append, or remove when nothing is left to move."""
    if ny.arsverk <= _NULL:
        return NyeFlyttinger(plan.flyttinger, None) if rad is None else fjern(plan, rad)
    return bytt(plan, rad, ny)
