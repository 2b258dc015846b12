"""What the critical FE level and the marginal årsverk say in words; no Qt, so that a script hears the same."""

from __future__ import annotations

import math

from app import format as fmt
from app.parameter_texts import LABELS
from app.texts import liste, setning
from planning_core.findings import Finding
from planning_core.parameters import PARAMETERS
from planning_core.plan import Plan
from planning_core.questions.curve import ToppStatus
from planning_core.questions.levels import KritiskNiva, Vendepunkt
from planning_core.questions.marginal import Marginal, Marginalt, Utslag

ASSUMPTIONS = ("henv_per_forsinket_mnd", "ks_andel", "lekkasje", "min_per_henvendelse")
"""What the level hangs on: how many ask about late cases, who answers, and how long it takes."""

SAME_HOURS = 0.5
"""Hours a month that are no difference when they are written whole."""

IKKE_SYNLIG = "ikke synlig i planperioden"

INGENTING_A_DELE = (
    "Kritisk nivå krever NAV-kontor og forvaltningsenhet med statlige årsverk, og saker å behandle. "
    "Planen mangler noe av dette."
)
FORUTSETNING = (
    "Hvert nivå er regnet som fast bemanning fra første måned, med like mange årsverk i fylket: det forvaltningsenheten "
    "får, tas fra {giver}. Planen er regnet med sine egne flyttinger, så den kan ligge utenfor kurven."
)


def fe_word(plan: Plan) -> str:
    """The FE, or all of them together."""
    return "forvaltningsenhetene" if len(plan.forvaltningsenheter) > 1 else "forvaltningsenheten"


def unit_name(plan: Plan, enhet: str) -> str:
    """A unit's name as the user wrote it."""
    return next((e.navn or e.enhet for e in plan.enheter if e.enhet == enhet), enhet)


def giver_words(result: KritiskNiva) -> str:
    """Who gives and takes."""
    if result.fra is not None:
        return unit_name(result.plan, result.fra)
    return "kontorene etter hvor mange statlige årsverk de har"


def about_levels(result: KritiskNiva) -> str:
    """How the levels are made."""
    return FORUTSETNING.format(giver=giver_words(result))


def finding_words(finding: Finding) -> str:
    """What was left out of the levels, and the place it is about."""
    place = finding.table if finding.row is None else f"{finding.table}, rad {finding.row + 1}"
    return f"{place}: {setning(finding)}"


def level_sentences(result: KritiskNiva, t: int = -1) -> tuple[str, ...]:
    """The answer in month ``t``, one sentence at a time: the top and its price, today, the plan, the cliff."""
    return tuple(filter(None, (
        _top(result, t), _backlog_at_top(result, t), _today(result, t), _planned(result, t), cliff_sentence(result, t),
    )))


def short_sentences(result: KritiskNiva, t: int = -1) -> tuple[str, ...]:
    """The same, but for a cliff that is not there."""
    return level_sentences(result, t)[: None if result.stup(t) is not None else -1]


def _month(result: KritiskNiva, t: int) -> str:
    return fmt.maned_lang(result.plan.maneder[t])


def _top(result: KritiskNiva, t: int) -> str:
    found = result.topp(t)
    values = {"fe": fe_word(result.plan), "maned": _month(result, t), "niva": fmt.arsverk(found.niva),
              "timer": fmt.timer(found.timer), "lav": fmt.arsverk(result.niva[0]), "hoy": fmt.arsverk(result.niva[-1]),
              "giver": giver_words(result)}
    if found.status is ToppStatus.FUNNET:
        return "Fylket får mest oppfølging i {maned} med {niva} årsverk i {fe}: {timer} timer.".format(**values)
    if found.status is ToppStatus.OVER_NIVAENE:
        return (
            "Oppfølgingen i {maned} øker helt opp til {hoy} årsverk i {fe}, det høyeste nivået som er regnet."
        ).format(**values)
    last = t in (-1, len(result.plan.maneder) - 1)
    seen = f"er {IKKE_SYNLIG}" if last else "er ikke synlig så tidlig"
    text = f"Et kritisk nivå {{seen}}: {_not_visible(result, t)} Det betyr ikke at det ikke finnes en grense."
    return text.format(seen=seen, **values)


def _not_visible(result: KritiskNiva, t: int) -> str:
    """What the levels do where none of them is a top: no more than is so."""
    hours = result.oppfolging[:, t]
    if hours.size == 1:
        return "bare {lav} årsverk i {fe} kan regnes når {giver} gir og får."
    if hours.max() - hours.min() < SAME_HOURS:
        return "alle nivåer fra {lav} til {hoy} årsverk i {fe} gir like mye oppfølging i {maned}, {timer} timer."
    if (hours[1:] - hours[:-1] < SAME_HOURS).all():
        return "fra {lav} til {hoy} årsverk i {fe} gir færre årsverk mer oppfølging i {maned}."
    return "det laveste nivået som er regnet, {lav} årsverk i {fe}, gir mest oppfølging i {maned}."


def _today(result: KritiskNiva, t: int) -> str:
    if result.i_dag is None:
        return ""
    found, hours = result.topp(t), result.oppfolging[result.i_dag, t]
    text = f"I dag er det {fmt.arsverk(result.niva[result.i_dag])} årsverk og {fmt.timer(hours)} timer"
    less = found.timer - hours
    if found.status is not ToppStatus.FUNNET or fmt.timer(less) == "0":
        return text + "."
    return f"{text}, {fmt.timer(less)} færre."


def _planned(result: KritiskNiva, t: int) -> str:
    if not result.plan.flyttinger:
        return "Planen har ingen flyttinger og er lik i dag."
    own = result.planen
    text = (
        f"Planen ender på {fmt.arsverk(own.niva)} årsverk og gir {fmt.timer(own.oppfolging[t])} timer og "
        f"{fmt.saker(own.restanser[t])} restanser"
    )
    if result.i_dag is None:
        return text + "."
    change = own.oppfolging[t] - result.oppfolging[result.i_dag, t]
    return (
        f"{text}, mot {fmt.saker(result.restanser[result.i_dag, t])} restanser uten flyttinger "
        f"(oppfølging {fmt.endring(change)} timer)."
    )


def _backlog_at_top(result: KritiskNiva, t: int) -> str:
    """The price of the top: most oppfølging may mean many more cases waiting."""
    found = result.topp(t)
    if found.status is not ToppStatus.FUNNET or result.i_dag is None or found.posisjon == result.i_dag:
        return ""
    return (
        f"Da er restansene {fmt.saker(result.restanser[found.posisjon, t])}, mot "
        f"{fmt.saker(result.restanser[result.i_dag, t])} med dagens bemanning."
    )


def cliff_sentence(result: KritiskNiva, t: int) -> str:
    """Where the curve falls steeply, or that it does not."""
    found, hours = result.stup(t), fmt.timer(result.stup_timer)
    if found is None:
        return f"Ingen av nivåene er et stup, der hvert årsverk ut koster minst {hours} timer oppfølging i måneden."
    below = "" if found.til <= result.niva[0] else f" ned til {fmt.arsverk(found.til)}"
    return (
        f"Stupet er under {fmt.arsverk(found.niva)} årsverk{below}: der koster hvert årsverk ut minst {hours} timer "
        "oppfølging i måneden."
    )


def turning_title(result: KritiskNiva, turning: Vendepunkt | None) -> str:
    """``Vendepunkt: måned 17, mai 2027``."""
    if turning is None:
        return "Vendepunkt: kan ikke regnes ut"
    if turning.nummer is None:
        return f"Vendepunkt: {IKKE_SYNLIG}"
    return f"Vendepunkt: måned {turning.nummer}, {fmt.maned_lang(result.plan.maneder[turning.nummer - 1])}"


def turning_sentence(result: KritiskNiva, turning: Vendepunkt | None) -> str:
    """What one årsverk less in the FE does to oppfølging, month by month, in one or two sentences."""
    fe, months = fe_word(result.plan), len(result.plan.maneder)
    if turning is None:
        return f"{fe.capitalize()} har mindre enn ett årsverk å ta fra, så vendepunktet kan ikke regnes ut."
    start = f"Ett årsverk ut av {fe} på {fmt.arsverk(turning.arsverk)}"
    if turning.nummer is None:
        return (
            f"{start} gir ikke mindre oppfølging i noen av planens {months} måneder. En lengre planperiode kan vise et "
            "vendepunkt."
        )
    if turning.nummer == 1:
        return f"{start} gir mindre oppfølging fra første måned: henvendelser om forsinkede saker tar mer enn det ga."
    span = "1 måned" if turning.nummer == 2 else f"{turning.nummer - 1} måneder"
    return f"{start} gir mer oppfølging i {span}. Så tar henvendelser om forsinkede saker mer enn det ga."


def assumed_values(plan: Plan) -> list[str]:
    """The assumptions of grade A that the level hangs on, with their values in force."""
    own = {row.nokkel: row.grad for row in plan.forutsetninger if row.grad}
    return [_value(plan, key) for key in ASSUMPTIONS if (own.get(key) or PARAMETERS[key].grade) == "A"]


def derived_values(plan: Plan) -> list[str]:
    """The other values that the level hangs on."""
    own = {row.nokkel: row.grad for row in plan.forutsetninger if row.grad}
    return [_value(plan, key) for key in ASSUMPTIONS if (own.get(key) or PARAMETERS[key].grade) != "A"]


def _value(plan: Plan, key: str) -> str:
    value, label = plan.tall(key), LABELS[key]
    number = fmt.prosent(value) if key in ("ks_andel", "lekkasje") else _short(value)
    unit = " minutter" if key == "min_per_henvendelse" else " i måneden" if key == "henv_per_forsinket_mnd" else ""
    return f"{label[:1].lower()}{label[1:]} {number}{unit}"


def _short(value: float) -> str:
    """With as many decimals as it needs, at most two, at least one under ten."""
    decimals = 2 if round(value, 1) != round(value, 2) else 1 if value < 10 else 0
    return fmt.tall(value, decimals)


def rests_on(plan: Plan) -> str:
    """The sentence on assumptions."""
    assumed, other = assumed_values(plan), derived_values(plan)
    parts = []
    if assumed:
        parts.append(f"Nivået hviler på antatte verdier: {', '.join(assumed)}.")
    if other:
        parts.append(f"Det bygger også på {', '.join(other)}.")
    return " ".join(parts)


def marginal_sentence(plan: Plan, effect: Marginal) -> str:
    """What one årsverk more or less in a unit does, in one sentence."""
    more = "mer" if effect.arsverk > 0 else "mindre"
    end, name = effect.slutt, unit_name(plan, effect.enhet)
    effects = [f"{fmt.endring(end.oppfolging)} timer oppfølging", f"{fmt.endring(end.restanser)} restanser", *_days(end)]
    return f"Ett årsverk {more} i {name} gir {liste(effects)} i {fmt.maned_lang(plan.maneder[-1])}."


def _days(effect: Utslag) -> list[str]:
    """Nothing in a month without vedtak, which has no saksbehandlingstid to change."""
    return [] if math.isnan(effect.dager) else [f"{fmt.endring(effect.dager)} dager saksbehandlingstid"]


def marginal_sentences(result: Marginalt) -> tuple[str, ...]:
    """Where one årsverk more does most for oppfølging, and where for restanser."""
    plan, month = result.plan, fmt.maned_lang(result.plan.maneder[-1])
    if not result.mer:
        return ("Planen har ingen enheter å gi et årsverk til.",)
    best = result.mer[0]
    same = [e for e in result.mer if fmt.timer(e.slutt.oppfolging) == fmt.timer(best.slutt.oppfolging)]
    if len(same) == len(result.mer) and fmt.timer(best.slutt.oppfolging) == "0":
        first = f"Ett nytt årsverk gir ikke mer oppfølging i {month}, uansett enhet."
    elif len(same) > 1:
        first = (
            f"Ett nytt årsverk gir mest oppfølging i {month} i {unit_name(plan, best.enhet)} og {len(same) - 1} andre "
            f"enheter: {fmt.endring(best.slutt.oppfolging)} timer."
        )
    else:
        first = (
            f"Ett nytt årsverk gir mest oppfølging i {month} i {unit_name(plan, best.enhet)}: "
            f"{fmt.endring(best.slutt.oppfolging)} timer."
        )
    fewest = min(result.mer, key=lambda e: e.slutt.restanser)
    if fmt.saker(fewest.slutt.restanser) == "0":
        return first, f"Ingen enhet får færre restanser i {month} av ett årsverk mer."
    return first, (
        f"Restansene går mest ned med ett årsverk mer i {unit_name(plan, fewest.enhet)}: "
        f"{liste([f'{fmt.endring(fewest.slutt.restanser)} saker', *_days(fewest.slutt)])}."
    )
