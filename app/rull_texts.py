"""What a new start month changes in a plan, in sentences: for the preview in the window and for the command line."""

from __future__ import annotations

from collections.abc import Sequence

from app import format as fmt
from app.texts import liste
from planning_core.plan import ScenarioVerdi
from planning_core.questions.historikk import Part
from planning_core.questions.rull import Rullet


def kildetekst(rullet_fra: int, fra_historikk: bool) -> str:
    """Where the new restanser come from, for the sheet Kilder."""
    start = fmt.maned_lang(rullet_fra)
    if fra_historikk:
        return f"Faktiske restanser fra Historikk, der de finnes, ellers framskrevet fra planen med start i {start}"
    return f"Framskrevet fra planen med start i {start}"


def bemanningstekst(rullet_til: int) -> str:
    """What has been done to the årsverk of units with another base, for the sheet Kilder."""
    return f"Justert for flyttinger som var på plass ved utgangen av {fmt.maned_lang(rullet_til - 1)}"


def overskrift(found: Rullet) -> str:
    """From when to when."""
    plan = found.plan
    last = fmt.maned_lang(plan.maneder[-1])
    text = f"Planen går fra {fmt.maned_lang(plan.start)} i stedet for {fmt.maned_lang(found.for_.start)}"
    if found.forlenget:
        return (f"{text}. En plan er minst 12 måneder, så slutten flyttes {_antall(found.forlenget, 'måned', 'måneder')} "
                f"til {last}.")
    return f"{text}, og slutter som før i {last}."


def endringer(found: Rullet) -> list[str]:
    """What becomes of flyttinger, restanser and rows, one sentence each."""
    staff = found.bemanning
    said = []
    if staff.i_grunnlag:
        said.append(f"{_antall(len(staff.i_grunnlag), 'flytting', 'flyttinger')} er på plass og blir grunnbemanning.")
    if staff.under_innfasing:
        count = _antall(len(staff.under_innfasing), "flytting", "flyttinger")
        said.append(f"{count} er under innfasing: det som er på plass, blir grunnbemanning, og resten fases inn som planlagt.")
    if staff.midlertidige:
        count = _antall(len(staff.midlertidige), "midlertidig flytting", "midlertidige flyttinger")
        said.append(f"{count} gjelder fortsatt og går tilbake når planen sier.")
    if staff.tilbakefort:
        count = _antall(len(staff.tilbakefort), "midlertidig flytting", "midlertidige flyttinger")
        said.append(f"{count} er alt gått tilbake og faller ut.")
    if staff.laerer:
        learners = fmt.arsverk(sum(f.arsverk for f in staff.laerer))
        said.append(f"De som fortsatt er under opplæring, svarer til {learners} årsverk uten erfaring. De står som egne "
                    "flyttinger fra ny start, så læringen ikke blir borte.")
    coming = sum(1 for f in found.for_.flyttinger if f.fra_maned >= found.plan.start)
    if coming:
        said.append(f"{_antall(coming, 'flytting', 'flyttinger')} som begynner senere, er uendret.")
    said.append("Årsverk måned for måned er de samme som i den gamle planen.")
    said.append(_restanser(found))
    said += [f"{_antall(count, 'rad', 'rader')} i {sheet} er slutt før ny start og faller ut."
             for sheet, count in found.fjernet.items()]
    return said


def advarsler(found: Rullet) -> list[str]:
    """What is not carried on, and what to look at, one sentence each."""
    said = []
    if found.mangler:
        said.append(f"Historikken har ikke restanser ved utgangen av {fmt.maned_lang(found.plan.start - 1)} for "
                    f"{_parts(found.mangler)}. Der brukes de framskrevne.")
    if found.uten_aldre:
        said.append(f"Restansene for {_parts(found.uten_aldre)} får ingen aldre, for planen har ingen kø der å fordele etter.")
    if found.venter_dok >= 0.5:
        said.append(f"{fmt.saker(found.venter_dok)} saker som venter på dokumentasjon, regnes som klare fra ny start. "
                    "De første månedene kan derfor få flere vedtak enn i den gamle planen.")
    if found.kompetanse:
        names = {e.enhet: e.navn or e.enhet for e in found.plan.enheter}
        lost = [f"{names[k]} ({fmt.prosent(1.0 - c)})" for k, c in found.kompetanse.items()]
        said.append(f"Kompetanse kontorene har mistet, føres ikke videre: {liste(lost)}.")
    if found.omstilling:
        changes = [f"{ytelse} ({fmt.maned_kort(maned)})" for ytelse, maned in found.omstilling]
        said.append(f"Omstillingstap etter endret grensesnitt føres ikke videre: {liste(changes)}.")
    if found.bemanning.ikke_viderefort >= 0.005:
        said.append(f"Et læringsunderskudd på {fmt.tall(found.bemanning.ikke_viderefort, 2)} årsverk er for lite til en egen "
                    "flytting og føres ikke videre.")
    if found.berorte:
        said.append(f"Endringer i scenariene som ikke lenger betyr det samme, er beholdt. "
                    f"Se over dem: {_overrides(found.berorte)}.")
    said.append("Den gamle framskrivingen lagres ikke i den nye planen. Lagre den gamle planen først, om de skal sammenliknes.")
    return said


def _restanser(found: Rullet) -> str:
    if found.fra_historikk:
        return (f"Restanser ved start: {fmt.saker(found.restanser)}, med faktiske tall for "
                f"{_antall(found.fra_historikk, 'enhet og ytelse', 'enheter og ytelser')}. Framskrevet var det "
                f"{fmt.saker(found.framskrevet)}.")
    return f"Restanser ved start: {fmt.saker(found.restanser)}, slik den gamle planen framskriver dem."


def _antall(number: int, one: str, many: str) -> str:
    return f"{fmt.tall(number)} {one if number == 1 else many}"


def _parts(parts: Sequence[Part]) -> str:
    by_unit: dict[str, int] = {}
    for unit, _ in parts:
        by_unit[unit] = by_unit.get(unit, 0) + 1
    return liste([f"{unit} ({_antall(count, 'ytelse', 'ytelser')})" for unit, count in by_unit.items()])


def _overrides(rows: Sequence[ScenarioVerdi]) -> str:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.scenario] = counts.get(row.scenario, 0) + 1
    return liste([f"«{name}» ({_antall(count, 'endring', 'endringer')})" for name, count in counts.items()])
