"""The account as lines and steps, ready for a table or a waterfall: the window and the workbook read the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app import gevinst_texts as words
from planning_core.plan import GevinstType
from planning_core.questions.account import FE, NK, Konto

_NOTHING = 1e-9


class Slag(Enum):
    """What a step of the waterfall is."""

    SUM = "sum"
    NK = "nk"
    FE = "fe"
    SPART = "spart"
    KOSTNAD = "kostnad"
    NETTO = "netto"


@dataclass(frozen=True, slots=True)
class Trinn:
    """One bar of the waterfall: from ``bunn`` to ``topp`` årsverk; ``verdi`` is what the label says.

    ``endrer`` where the bar takes from the one before, and the label says by how much.
    """

    navn: str
    slag: Slag
    bunn: float
    topp: float
    verdi: float
    endrer: bool = False


def trapp(konto: Konto) -> tuple[Trinn, ...]:
    """The account as steps: all årsverk, less each type, what is left at each place; then brutto, costs and netto.

    Brutto hangs from all årsverk down to what is left; costs eat it from below, and netto is what remains.
    """
    top = konto.sum_base
    steps = [Trinn("Grunnlag", Slag.SUM, 0.0, top, top)]
    level = top
    for type_ in GevinstType:
        saved = konto.av_type(type_)
        steps.append(Trinn(words.TYPE[type_], Slag.SPART, level - saved, level, -saved, True))
        level -= saved
    if abs(konto.avrunding_gevinst) > _NOTHING:
        ends = level, level - konto.avrunding_gevinst
        steps.append(Trinn(words.AVRUNDING, Slag.SPART, min(ends), max(ends), -konto.avrunding_gevinst, True))
        level -= konto.avrunding_gevinst
    left = float(konto.igjen[NK].sum())
    in_fe = float(konto.igjen[FE].sum())
    steps.append(Trinn("Igjen i NAV-kontor", Slag.NK, 0.0, left, left))
    steps.append(Trinn("Igjen i forvaltningsenhet", Slag.FE, left, left + in_fe, in_fe))
    if abs(konto.ikke_fordelt) > _NOTHING:
        steps.append(Trinn(words.IKKE_FORDELT, Slag.FE, left + in_fe, left + in_fe + konto.ikke_fordelt, konto.ikke_fordelt))
    steps.append(Trinn("Bruttogevinst", Slag.SPART, level, top, konto.bruttogevinst))
    cost = konto.kostnad_arsverk
    ends = level, level + cost
    steps.append(Trinn("Kostnader", Slag.KOSTNAD, min(ends), max(ends), -cost, True))
    ends = level + cost, top
    steps.append(Trinn("Nettogevinst", Slag.NETTO, min(ends), max(ends), konto.nettogevinst))
    return tuple(steps)


class LinjeSlag(Enum):
    """How a line of the account is shown."""

    VANLIG = "vanlig"
    SUM = "sum"
    DEL = "del"


@dataclass(frozen=True, slots=True)
class Linje:
    """One line of the account; ``kroner`` is None where none can be said."""

    nokkel: str
    navn: str
    slag: LinjeSlag
    arsverk: float | None
    kroner: float | None = None


def linjer(konto: Konto) -> tuple[Linje, ...]:
    """The account from base to netto, in årsverk and, where they are shown, kroner a year.

    Gevinst is positive and costs negative; rounding in the source has its own sign.
    """
    kr = konto.i_kroner
    lines = [Linje("grunnlag", "Grunnlag", LinjeSlag.SUM, konto.sum_base, kr(konto.sum_base))]
    if abs(konto.avrunding_base) > _NOTHING:
        lines.append(Linje("avrunding_grunnlag", f"herav {words.AVRUNDING.lower()}", LinjeSlag.DEL, konto.avrunding_base,
                           kr(konto.avrunding_base)))
    moved = float(konto.flyttet.sum())
    lines.append(Linje("flyttet", "herav flyttet til forvaltningsenhet, brutto", LinjeSlag.DEL, moved, kr(moved)))
    level = konto.sum_base
    for type_ in GevinstType:
        saved = konto.av_type(type_)
        level -= saved
        lines.append(Linje(type_.value, words.TYPE[type_], LinjeSlag.VANLIG, saved, kr(saved)))
        lines.append(Linje(f"etter_{type_.value}", f"Etter {words.TYPE[type_].lower()}", LinjeSlag.DEL, level, kr(level)))
    if abs(konto.avrunding_gevinst) > _NOTHING:
        lines.append(Linje("avrunding", words.AVRUNDING, LinjeSlag.VANLIG, konto.avrunding_gevinst,
                           kr(konto.avrunding_gevinst)))
    lines.append(Linje("igjen", "Igjen i alt", LinjeSlag.SUM, konto.sum_igjen, kr(konto.sum_igjen)))
    for nokkel, name, place in (("igjen_nk", "herav i NAV-kontor", NK), ("igjen_fe", "herav i forvaltningsenhet", FE)):
        left = float(konto.igjen[place].sum())
        lines.append(Linje(nokkel, name, LinjeSlag.DEL, left, kr(left)))
    if abs(konto.ikke_fordelt) > _NOTHING:
        lines.append(Linje("igjen_rest", f"herav {words.IKKE_FORDELT.lower()}", LinjeSlag.DEL,
                           konto.ikke_fordelt, kr(konto.ikke_fordelt)))
    lines.append(Linje("brutto", "Bruttogevinst", LinjeSlag.SUM, konto.bruttogevinst, kr(konto.bruttogevinst)))
    for cost in konto.kostnader:
        price = kr(cost.arsverk)
        lines.append(Linje(
            f"kostnad_{cost.kategori}{'_beregnet' if cost.beregnet else ''}", words.kostnad_navn(cost), LinjeSlag.VANLIG,
            -cost.arsverk, None if price is None else -price - cost.kroner,
        ))
    lines.append(Linje("netto", "Nettogevinst", LinjeSlag.SUM, konto.nettogevinst, konto.nettogevinst_kroner))
    return tuple(lines)


def side_om_side(kontoer: dict[str, Konto]) -> tuple[tuple[Linje, tuple[float | None, ...]], ...]:
    """The lines of several accounts beside each other; a line that one of them lacks is 0 there."""
    own = {niva: {line.nokkel: line for line in linjer(konto)} for niva, konto in kontoer.items()}
    order: dict[str, Linje] = {}
    for lines in own.values():
        known = list(order)
        for i, (key, line) in enumerate(lines.items()):
            if key not in order:
                before = [k for k in list(lines)[:i] if k in known]
                at = known.index(before[-1]) + 1 if before else 0
                known.insert(at, key)
                order = {k: order.get(k, line) for k in known}
    return tuple(
        (line, tuple(lines[key].arsverk if key in lines else 0.0 for lines in own.values())) for key, line in order.items()
    )
