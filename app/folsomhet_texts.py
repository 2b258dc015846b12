"""What is said of which assumption matters most; no Qt."""

from __future__ import annotations

from app import format as fmt
from app.parameter_texts import LABELS
from planning_core.parameters import PARAMETERS
from planning_core.questions.folsomhet import Folsomhet, Utslag, Verdi

MOST = 3
"""Assumptions with a sentence of their own."""
_CHOICES = {False: "nei", True: "ja"}
_ONLY_HOURS = ("ks_andel", "sjekk_ved_mottak", "radgivning")
"""The model knows what they do to hours, and nothing of what they do to quality."""


def value_words(nokkel: str, verdi: Verdi) -> str:
    """A value with its unit where that is short: ``85 %``, ``9 måneder``, ``ja``."""
    parameter = PARAMETERS[nokkel]
    if isinstance(verdi, bool):
        return _CHOICES[verdi]
    if isinstance(verdi, str):
        return verdi
    if parameter.unit.startswith("andel"):
        return fmt.prosent(verdi)
    return f"{fmt.tall(verdi, 0 if verdi == round(verdi) else 1)} {parameter.unit}"


def short_words(nokkel: str, verdi: Verdi) -> str:
    """The same beside a bar: a unit of several words is left out, the name of the assumption says it."""
    return value_words(nokkel, verdi).removesuffix(PARAMETERS[nokkel].unit if " " in PARAMETERS[nokkel].unit else "").rstrip()


def sentences(result: Folsomhet) -> tuple[str, ...]:
    """The answer, one sentence at a time: how sure the sign is, what matters most, how it is worked out."""
    return (_certain(result, fmt.maned_lang(result.plan.maneder[-1])), *described(result), *conditions(result))


def described(result: Folsomhet) -> tuple[str, ...]:
    """What those that matter most do."""
    return tuple(effect_sentence(result, utslag) for utslag in result.utslag[:MOST] if _width(result, utslag))


def conditions(result: Folsomhet) -> tuple[str, ...]:
    """How the numbers are made, and what they do not say."""
    said = [
        "Én forutsetning om gangen settes lavest og høyest i området den har i planen, eller i det vanlige området. De andre "
        "står som i planen. Verdier som settes rad for rad, blir like i alle rader. To forutsetninger kan virke sammen, og det "
        "viser tabellen ikke."
    ]
    named = [LABELS[u.nokkel] for u in result.utslag if u.nokkel in _ONLY_HOURS and _width(result, u)]
    if named:
        said.append(
            f"Modellen vet hva {_listed(named)} gjør med timene, ikke hva det gjør med kvaliteten for brukerne. Velg ikke "
            "verdien etter tabellen.")
    return tuple(said)


def effect_sentence(result: Folsomhet, utslag: Utslag) -> str:
    """One assumption in words."""
    at_low, at_high = (result.malt(par).oppfolging for par in (utslag.ved_lav, utslag.ved_hoy))
    low, high = (value_words(utslag.nokkel, verdi) for verdi in (utslag.lav, utslag.hoy))
    label = LABELS[utslag.nokkel]
    if result.plan.flyttinger:
        return (f"{label}: ved {low} gir flyttingene {fmt.endring(at_low)} timer oppfølging i måneden, ved {high} "
                f"{fmt.endring(at_high)}.")
    return f"{label}: ved {low} er oppfølgingen {fmt.timer(at_low)} timer i måneden, ved {high} {fmt.timer(at_high)}."


def turns(result: Folsomhet) -> tuple[Utslag, ...]:
    """The assumptions that alone can turn more oppfølging into less, or the other way round."""
    if not result.plan.flyttinger:
        return ()
    return tuple(u for u in result.utslag if _sign(result.spenn(u)[0]) * _sign(result.spenn(u)[1]) < 0)


def _certain(result: Folsomhet, month: str) -> str:
    if not result.plan.flyttinger:
        return (f"Planen har ingen flyttinger. Tabellen viser hva hver forutsetning gjør med oppfølgingen i {month}, som er "
                f"{fmt.timer(result.grunn.planen.oppfolging)} timer.")
    now = result.grunn.virkning.oppfolging
    start = f"Flyttingene gir {fmt.endring(now)} timer oppfølging i {month}."
    turning = turns(result)
    if not turning:
        return f"{start} Ingen av forutsetningene kan alene snu fortegnet innenfor området sitt."
    names = _listed([LABELS[u.nokkel] for u in turning[:MOST]])
    more = len(turning) - MOST
    rest = "" if more <= 0 else f", og {more} {'annen' if more == 1 else 'andre'}"
    return f"{start} Fortegnet er ikke sikkert: {names}{rest} kan alene snu det."


def _sign(x: float) -> int:
    return 0 if fmt.timer(x).lstrip("−") == "0" else (1 if x > 0 else -1)


def _width(result: Folsomhet, utslag: Utslag) -> float:
    low, high = result.spenn(utslag)
    return round(high - low, 6)


def _listed(names: list[str]) -> str:
    words = [name[:1].lower() + name[1:] for name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}"
