"""Words of the room Framskriving: measures, places, the sentence on top, and what a measure means."""

from __future__ import annotations

import html
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.charts.series import (
    FE,
    FORVENTET_TID,
    FYLKE,
    INN,
    INNEN_GRENSE,
    NK,
    OVER_GRENSE,
    PER_1000,
    RESTANSER,
    SAKSBEHANDLINGSTID,
    STATLIGE,
    VEDTAK,
    VENTER,
    Measure,
    Pair,
    Place,
    PlaceKind,
)
from app.difference import CASES, difference
from app.series_texts import SERIE_TEKSTER
from app.theme import Palette
from planning_core.plan import Plan

_CONTEXT = "Framskriving"


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """Words of a measure.

    ``tab`` in the tabs and as panel title, ``unit`` after it, ``name`` in the read-out, ``subject`` and
    ``pronoun`` in the sentence, ``of_value`` after its numbers, ``less`` and ``more`` after the difference,
    ``short_unit`` over the table.
    """

    tab: str
    unit: str
    name: str
    subject: str
    pronoun: str
    of_value: str
    less: str
    more: str
    short_unit: str


def measure_words(measure: Measure) -> MeasureWords:
    """The words of a measure."""
    tr = QCoreApplication.translate
    if measure.per_1000:
        counted = next(of for of, per in PER_1000.items() if per is measure)
        words = measure_words(counted)
        per = tr("Framskriving", "per 1 000 innbyggere")
        return replace(
            words, unit=tr("Framskriving", "saker per 1 000 innbyggere ved månedens slutt"), name=f"{words.name} {per}",
            subject=f"{words.subject} {per}", less=f"{words.less} {per}", more=f"{words.more} {per}",
            short_unit=per)
    if measure is RESTANSER:
        return MeasureWords(
            tr("Framskriving", "Restanser"), tr("Framskriving", "saker ved månedens slutt"),
            tr("Framskriving", "restanser"), tr("Framskriving", "restansene"), tr("Framskriving", "de"), "",
            tr("Framskriving", "færre saker"), tr("Framskriving", "flere saker"), tr("Framskriving", "saker"))
    if measure is OVER_GRENSE:
        return MeasureWords(
            tr("Framskriving", "Over ytre grense"), tr("Framskriving", "saker eldre enn ytelsens grense"),
            tr("Framskriving", "over ytre grense"), tr("Framskriving", "sakene over ytre grense"),
            tr("Framskriving", "de"), "",
            tr("Framskriving", "færre saker"), tr("Framskriving", "flere saker"), tr("Framskriving", "saker"))
    if measure is SAKSBEHANDLINGSTID:
        return MeasureWords(
            tr("Framskriving", "Saksbehandlingstid"), tr("Framskriving", "måneder, for månedens vedtak"),
            tr("Framskriving", "saksbehandlingstid"), tr("Framskriving", "saksbehandlingstiden"),
            tr("Framskriving", "den"), tr("Framskriving", "måneder"),
            tr("Framskriving", "måneder kortere"), tr("Framskriving", "måneder lengre"), tr("Framskriving", "måneder"))
    if measure is FORVENTET_TID:
        return MeasureWords(
            tr("Framskriving", "Forventet tid"), tr("Framskriving", "måneder, for en sak som kommer inn nå"),
            tr("Framskriving", "forventet tid"), tr("Framskriving", "forventet tid for nye saker"),
            tr("Framskriving", "den"), tr("Framskriving", "måneder"),
            tr("Framskriving", "måneder kortere"), tr("Framskriving", "måneder lengre"), tr("Framskriving", "måneder"))
    if measure is VEDTAK:
        return MeasureWords(
            tr("Framskriving", "Vedtak"), tr("Framskriving", "saker per måned"),
            tr("Framskriving", "vedtak"), tr("Framskriving", "vedtakene per måned"), tr("Framskriving", "de"), "",
            tr("Framskriving", "færre vedtak"), tr("Framskriving", "flere vedtak"),
            tr("Framskriving", "saker per måned"))
    if measure is INN:
        return MeasureWords(
            tr("Framskriving", "Saker inn"), tr("Framskriving", "saker per måned"),
            tr("Framskriving", "saker inn"), tr("Framskriving", "sakene inn per måned"), tr("Framskriving", "de"), "",
            tr("Framskriving", "færre saker"), tr("Framskriving", "flere saker"),
            tr("Framskriving", "saker per måned"))
    if measure is STATLIGE:
        return MeasureWords(
            tr("Framskriving", "Årsverk"), tr("Framskriving", "statlige årsverk ved månedens slutt"),
            tr("Framskriving", "statlige årsverk"), tr("Framskriving", "de statlige årsverkene"),
            tr("Framskriving", "de"), "",
            tr("Framskriving", "færre årsverk"), tr("Framskriving", "flere årsverk"), tr("Framskriving", "årsverk"))
    return MeasureWords(
        tr("Framskriving", "Innen grense"), tr("Framskriving", "andel av månedens vedtak innen ytre grense"),
        tr("Framskriving", "innen grense"), tr("Framskriving", "andelen vedtak innen ytre grense"),
        tr("Framskriving", "den"), "",
        tr("Framskriving", "prosentpoeng lavere"), tr("Framskriving", "prosentpoeng høyere"),
        tr("Framskriving", "av vedtakene"))


def place_name(plan: Plan, place: Place) -> str:
    """The place as the chips call it."""
    if place.kind is PlaceKind.ENHET:
        return next((unit.navn or unit.enhet for unit in plan.enheter if unit.enhet == place.enhet), place.enhet or "")
    names = {
        FYLKE: QCoreApplication.translate("Framskriving", "Hele fylket"),
        NK: QCoreApplication.translate("Framskriving", "NAV-kontor"),
        FE: QCoreApplication.translate("Framskriving", "Forvaltningsenhet"),
        VENTER: QCoreApplication.translate("Framskriving", "Venter på dokumentasjon"),
    }
    return names[place]


def place_note(plan: Plan, place: Place, measure: Measure) -> str:
    """The place as the chart's title says it."""
    if place == FE and measure is RESTANSER:
        return QCoreApplication.translate("Framskriving", "klare til behandling i forvaltningsenheten")
    if place == VENTER:
        return QCoreApplication.translate("Framskriving", "som venter på dokumentasjon i forvaltningsenheten")
    name = place_name(plan, place)
    return name if place.kind is PlaceKind.ENHET else name[:1].lower() + name[1:] if place != NK else name


def subtitle(plan: Plan, measure: Measure, place: Place, ytelse: str | None) -> str:
    """Unit, place and ytelse after the chart's title."""
    parts = [measure_words(measure).unit, place_note(plan, place, measure)]
    if measure is not STATLIGE:
        parts.append(ytelse or QCoreApplication.translate("Framskriving", "alle ytelser"))
    return ", ".join(parts)


def unavailable_reason(measure: Measure) -> str:
    """Why a place cannot be chosen with a measure."""
    if measure is FORVENTET_TID:
        return QCoreApplication.translate("Framskriving", "Forventet tid regnes for hele fylket.")
    if measure.per_1000:
        return QCoreApplication.translate("Framskriving", "Regnes for hele fylket og for hvert NAV-kontor.")
    if measure is OVER_GRENSE:
        return QCoreApplication.translate(
            "Framskriving", "Saker som venter på dokumentasjon, regnes med i forvaltningsenheten."
        )
    return QCoreApplication.translate("Framskriving", "Regnes for hele fylket og for forvaltningsenhetene.")


def of_unit_reason() -> str:
    """Why no ytelse can be chosen for årsverk."""
    return QCoreApplication.translate("Framskriving", "Årsverkene er enhetens og ikke fordelt på ytelser.")


def explanation(measure: Measure, pair: Pair) -> str:
    """What a measure of time or share means, and why some months have no value; counts speak for themselves."""
    if measure.per_1000:
        return undefined_reason(measure) if pair.maneder and pair.is_empty else QCoreApplication.translate(
            "Framskriving",
            "Saker delt på innbyggerne i arket Enheter. For et NAV-kontor regnes bare sakene i kontorets egen kø, for "
            "fylket også sakene i forvaltningsenheten.")
    if measure.quantity == CASES:
        return ""
    text = SERIE_TEKSTER[measure.key].forklaring
    undefined = not (np.isfinite(pair.planen).all() and np.isfinite(pair.uten).all())
    return f"{text} {undefined_reason(measure)}" if undefined and pair.maneder else text


def undefined_reason(measure: Measure) -> str:
    """Why a month shows a dash."""
    if measure.per_1000:
        return QCoreApplication.translate(
            "Framskriving",
            "Mangler innbyggertall. Fyll inn innbyggere for NAV-kontorene i arket Enheter, så regnes saker per 1 000 "
            "innbyggere ut.")
    if measure is FORVENTET_TID:
        return QCoreApplication.translate(
            "Framskriving", "«–» betyr at vedtaket kommer etter planens siste måned, så tiden kan ikke regnes ut."
        )
    if measure in (SAKSBEHANDLINGSTID, INNEN_GRENSE):
        return QCoreApplication.translate("Framskriving", "«–» betyr at det ikke er noen vedtak i måneden.")
    return QCoreApplication.translate("Framskriving", "«–» betyr at måneden ikke har noen verdi.")


def dots_caption(plan: Plan, place: Place) -> str:
    """What the dots on the zero line are."""
    if place.kind is PlaceKind.ENHET:
        text = QCoreApplication.translate("Framskriving", "årsverk flyttet til og fra {unit}")
        return text.format(unit=place_name(plan, place))
    return QCoreApplication.translate("Framskriving", "årsverk flyttet til forvaltningsenheten")


def synthetic_note(plan: Plan) -> str:
    """Which sheets hold numbers that are made up; empty when none does."""
    sheets = list(dict.fromkeys(kilde.ark for kilde in plan.kilder if kilde.syntetisk))
    if not sheets:
        return ""
    text = QCoreApplication.translate(
        "Framskriving",
        "Framskrivingen bygger på syntetiske tall, laget for eksempelet og ikke hentet fra Nav: {sheets}.",
    )
    return text.format(sheets=", ".join(sheets))


def no_moves() -> str:
    return QCoreApplication.translate("Framskriving", "Ingen flyttinger ennå. Planen er lik uten flyttinger.")


def _of_ytelse(ytelse: str | None) -> str:
    return QCoreApplication.translate("Framskriving", " for {ytelse}").format(ytelse=ytelse) if ytelse else ""


def _at_place(plan: Plan, place: Place, measure: Measure) -> str:
    if place == FYLKE:
        return ""
    if place == NK:
        return QCoreApplication.translate("Framskriving", " ved NAV-kontorene")
    if place == VENTER:
        return QCoreApplication.translate("Framskriving", " som venter på dokumentasjon")
    if place == FE and measure is RESTANSER:
        return QCoreApplication.translate("Framskriving", " klare til behandling i forvaltningsenheten")
    if place == FE:
        return QCoreApplication.translate("Framskriving", " i forvaltningsenheten")
    return QCoreApplication.translate("Framskriving", " ved {unit}").format(unit=place_name(plan, place))


@dataclass(frozen=True, slots=True)
class _Facts:
    """The numbers of the sentence, already in words."""

    subject: str
    pronoun: str
    start: str
    first: str
    planen: str
    uten: str
    last: str
    unit: str


def empty_text(plan: Plan, measure: Measure) -> str:
    """Why there is nothing to show; empty where there is."""
    if measure is STATLIGE:
        return "" if plan.enheter else QCoreApplication.translate(
            "Framskriving",
            "Her vises årsverkene måned for måned. Planen har ingen enheter. Legg dem inn i rommet Enheter og "
            "bemanning, eller importer en arbeidsbok.",
        )
    if plan.saksinngang or plan.restanser:
        return ""
    text = QCoreApplication.translate(
        "Framskriving",
        "Her vises hva som skjer med sakene måned for måned. Planen har ingen saksinngang og ingen restanser. Legg dem inn i "
        "rommet Saksflyt, eller i arkene Saksinngang og Restanser i Excel, og importer arbeidsboken.",
    )
    if not plan.ressurskartlegging:
        return text
    account = QCoreApplication.translate(
        "Framskriving", "Regnskapet over årsverk etter Ressurskartlegging står i rommet Gevinst.")
    return f"{text} {account}"


def sentence(plan: Plan, measure: Measure, place: Place, ytelse: str | None, pair: Pair) -> str:
    """What happens to the measure, in plain text: built from the first and the last month with values."""
    last = pair.last_defined()
    if last is None and measure.per_1000:
        return QCoreApplication.translate("Framskriving", "Mangler innbyggertall.")
    if last is None:
        return QCoreApplication.translate("Framskriving", "Det er ingen verdier å vise for dette valget.")
    facts = _facts(plan, measure, place, ytelse, pair, last)
    if not plan.flyttinger:
        text = QCoreApplication.translate("Framskriving", "{Subject} går fra {start} i {first} til {planen} i {last}.")
        return f"{no_moves()} {_fill(text, facts)}"
    shown = difference(float(pair.forskjell[last]), measure.quantity, measure.better)
    if not shown.triangle:
        text = QCoreApplication.translate(
            "Framskriving",
            "Med flyttingene går {subject} fra {start} i {first} til {planen} i {last}, "
            "det samme som uten flyttinger.",
        )
        return _fill(text, facts)
    text = QCoreApplication.translate(
        "Framskriving",
        "Med flyttingene går {subject} fra {start} i {first} til {planen} i {last}. "
        "Uten flyttinger går {pronoun} til {uten}.",
    )
    words = measure_words(measure)
    word = words.less if pair.forskjell[last] < 0 else words.more
    return f"{_fill(text, facts)} {shown.text} {word}"


def rich_sentence(plain: str, measure: Measure, pair: Pair, colours: Palette, *, stale: bool) -> str:
    """The sentence with planen's value semibold and the difference in its colour."""
    text = html.escape(plain)
    last = pair.last_defined()
    if last is None:
        return text
    role = "secondary" if stale else "text"
    shown = difference(float(pair.forskjell[last]), measure.quantity, measure.better)
    if shown.triangle and shown.text in plain:
        head, _, tail = plain.rpartition(shown.text)
        colour = getattr(colours, "secondary" if stale else shown.role)
        text = (f'{html.escape(head)}<span style="color:{colour};font-weight:600">'
                f"{html.escape(shown.text + tail)}</span>")
    value = html.escape(measure.quantity.text(float(pair.planen[last])))
    marker = QCoreApplication.translate("Framskriving", " til {value}").format(value=value)
    strong = f'<span style="font-weight:600">{value}</span>'
    text = text.replace(marker, marker.replace(value, strong), 1)
    return f'<span style="color:{getattr(colours, role)}">{text}</span>'


def _facts(plan: Plan, measure: Measure, place: Place, ytelse: str | None, pair: Pair, last: int) -> _Facts:
    words = measure_words(measure)
    first = int(np.flatnonzero(np.isfinite(pair.planen) & np.isfinite(pair.uten))[0])
    until = fmt.maned_lang(pair.maneder[last])
    if last != len(pair.maneder) - 1:
        until += QCoreApplication.translate("Framskriving", ", den siste måneden den kan regnes ut")
    show = measure.quantity.text
    return _Facts(
        subject=words.subject + _at_place(plan, place, measure) + _of_ytelse(ytelse),
        pronoun=words.pronoun,
        start=show(float(pair.planen[first])),
        first=fmt.maned_lang(pair.maneder[first]),
        planen=" ".join(filter(None, (show(float(pair.planen[last])), words.of_value))),
        uten=" ".join(filter(None, (show(float(pair.uten[last])), words.of_value))),
        last=until,
        unit=words.of_value,
    )


def _fill(text: str, facts: _Facts) -> str:
    return text.format(
        subject=facts.subject, Subject=facts.subject[:1].upper() + facts.subject[1:], pronoun=facts.pronoun,
        start=facts.start, first=facts.first, planen=facts.planen, uten=facts.uten, last=facts.last,
    )
