"""The four series sheets: which quantities, and the blocks of values read from a projection."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.io.export.blocks import FE, FYLKE, KONTOR, SUM, YTELSE, Array, Block, Measure, Values, block, display_names
from models.io.export.formats import Slag
from models.io.export.labels import Tekster
from planning_core.oppfolging import ratio
from planning_core.results import ALDERSBAND, TIMEBRUK_NK, Projeksjon, Resultat

ARSVERK, RESTANSER, TID, OPPFOLGING = "Årsverk", "Restanseutvikling", "Saksbehandlingstid", "Oppfølging"

BAND_KEYS = tuple(f"alder_{fra}_{'' if til is None else til}" for fra, til in ALDERSBAND)


@dataclass(frozen=True)
class SeriesTable:
    """What one series sheet holds."""

    sheet: str
    measures: tuple[Measure, ...]
    totals: tuple[Block, ...]
    blocks: tuple[Block, ...]

    @property
    def fylke(self) -> Block:
        return self.totals[0]

    def values(self, block: Block, measure: str, variant: int) -> Array | None:
        """The program's own values of a quantity: variant 0 is the plan, 1 without flyttinger."""
        index = [m.key for m in self.measures].index(measure)
        return (block.plan, block.uten)[variant][index]


def arsverk_table(projeksjon: Projeksjon, tekster: Tekster) -> SeriesTable:
    """Paid and effective årsverk per unit; the fylke and both kinds of unit are totals."""
    keys = ("arsverk", "arsverk_kommune", "effektive_arsverk")
    resultat, names = projeksjon.plan, display_names(projeksjon.plan)

    def summed(units: tuple[str, ...]) -> Values:
        return lambda r: tuple(
            np.sum([r.serie(k, u) for u in units], axis=0) if units else np.zeros(len(r.maneder)) for k in keys
        )

    totals = [block(projeksjon, FYLKE, resultat.plan.fylke, summed(resultat.enheter), (KONTOR, FE))]
    for level, units in ((KONTOR, resultat.kontor), (FE, resultat.fe)):
        if units:
            totals.append(block(projeksjon, SUM, tekster(f"alle.{level}"), summed(units), (level,)))
    blocks = [
        block(projeksjon, KONTOR if u in resultat.kontor else FE, names[u], summed((u,))) for u in resultat.enheter
    ]
    measures = tuple(Measure(f"storrelse.{k}", Slag.ARSVERK) for k in keys)
    return SeriesTable(ARSVERK, measures, tuple(totals), tuple(blocks))


def restanser_table(projeksjon: Projeksjon) -> SeriesTable:
    """Stocks by place, over ytre grense, flows and age bands: fylke (the sum over ytelser), ytelser, units."""
    resultat, names = projeksjon.plan, display_names(projeksjon.plan)
    parts = ("restanser_nk", "restanser_fe", "venter_dok")
    keys = (*parts, "over_grense", "inn", "vedtak")
    measures = (
        Measure("storrelse.restanser", Slag.SAKER, parts=tuple(f"storrelse.{k}" for k in parts)),
        *(Measure(f"storrelse.{k}", Slag.SAKER) for k in keys),
        *(Measure(f"storrelse.{k}", Slag.SAKER) for k in BAND_KEYS),
    )

    def values(unit: str | None, ytelse: str | None, exists: tuple[str, ...]) -> Values:
        def pick(r: Resultat) -> tuple[Array | None, ...]:
            series = tuple(r.serie(k, unit, ytelse) if k in exists else None for k in ("restanser", *keys))
            return series + _age_bands(r, unit, ytelse)
        return pick

    everything = ("restanser", *keys)
    totals = (block(projeksjon, FYLKE, resultat.plan.fylke, values(None, None, everything), (YTELSE,)),)
    blocks = [block(projeksjon, YTELSE, y, values(None, y, everything)) for y in resultat.ytelser]
    own = ("restanser", "restanser_nk", "over_grense", "inn")
    blocks += [block(projeksjon, KONTOR, names[u], values(u, None, own)) for u in resultat.kontor]
    at_fe = ("restanser", "restanser_fe", "venter_dok", "over_grense", "inn", "vedtak")
    blocks += [block(projeksjon, FE, names[u], values(u, None, at_fe)) for u in resultat.fe]
    return SeriesTable(RESTANSER, measures, totals, tuple(blocks))


def _age_bands(r: Resultat, unit: str | None, ytelse: str | None) -> tuple[Array, ...]:
    bands = r.data["aldersband"]  # (u, y, band, t)
    at = bands.sum(axis=0) if unit is None else bands[r.enheter.index(unit)]
    of = at.sum(axis=0) if ytelse is None else at[r.ytelser.index(ytelse)]
    return tuple(of)


def tid_table(projeksjon: Projeksjon) -> SeriesTable:
    """Both waiting times, the share within ytre grense, and the time before hand-over."""
    resultat, names = projeksjon.plan, display_names(projeksjon.plan)
    keys = ("saksbehandlingstid_mnd", "forventet_tid_mnd", "andel_innen_grense", "tid_nk_mnd")
    slag = (Slag.MND, Slag.MND, Slag.ANDEL, Slag.MND)
    measures = tuple(Measure(f"storrelse.{k}", s, additive=False) for k, s in zip(keys, slag))

    def values(unit: str | None, ytelse: str | None, exists: tuple[str, ...]) -> Values:
        return lambda r: tuple(r.serie(k, unit, ytelse) if k in exists else None for k in keys)

    totals = (block(projeksjon, FYLKE, resultat.plan.fylke, values(None, None, keys)),)
    blocks = [block(projeksjon, YTELSE, y, values(None, y, keys[:3])) for y in resultat.ytelser]
    blocks += [
        block(projeksjon, FE, names[u], values(u, None, ("saksbehandlingstid_mnd", "andel_innen_grense")))
        for u in resultat.fe
    ]
    blocks += [block(projeksjon, KONTOR, names[u], values(u, None, ("tid_nk_mnd",))) for u in resultat.kontor]
    return SeriesTable(TID, measures, totals, tuple(blocks))


def oppfolging_table(projeksjon: Projeksjon) -> SeriesTable:
    """Oppfølging against need, and every use of the hours, per kontor and for the fylke (their sum)."""
    resultat, names = projeksjon.plan, display_names(projeksjon.plan)
    hours = ("skjermet_oppfolging", "oppfolging_rest", "kommunale_timer")
    measures = (
        Measure("storrelse.oppfolging_timer", Slag.TIMER, parts=tuple(f"storrelse.{k}" for k in hours)),
        Measure("storrelse.oppfolging_behov_timer", Slag.TIMER),
        Measure("storrelse.dekning", Slag.ANDEL, additive=False,
                ratio=("storrelse.oppfolging_timer", "storrelse.oppfolging_behov_timer")),
        Measure("storrelse.oppfolging_gap_arsverk", Slag.ARSVERK),
        *(Measure(f"storrelse.{k}", Slag.TIMER) for k in (*TIMEBRUK_NK, "kommunale_timer", "udekket_timer")),
    )

    def values(k: int | None) -> Values:
        def pick(r: Resultat) -> tuple[Array | None, ...]:
            unit = None if k is None else r.kontor[k]
            timer, behov = r.serie("oppfolging_timer", unit), r.serie("oppfolging_behov_timer", unit)
            use = [r.timebruk_nk[name] for name in TIMEBRUK_NK]
            rest = [*use, r.data["kommunale_timer"], r.data["udekket"][: len(r.kontor)]]
            by_use = tuple(a.sum(axis=0) if k is None else a[k] for a in rest)
            return (timer, behov, ratio(timer, behov), r.serie("oppfolging_gap_arsverk", unit), *by_use)
        return pick

    totals = (block(projeksjon, FYLKE, resultat.plan.fylke, values(None), (KONTOR,)),)
    blocks = tuple(block(projeksjon, KONTOR, names[u], values(k)) for k, u in enumerate(resultat.kontor))
    return SeriesTable(OPPFOLGING, measures, totals, blocks)
