"""The sample Delta 2007: the national account of the Delta projects, and the figures that stand beside it.

Two tables of the sources do not fit each other and are never merged: *Delta sum* (shares of all årsverk and of all
gevinst) is the plan, *HP5-serien* (oppfølging in three years) is a scenario of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.io.excel_schema import SHEETS
from models.io.sample_tables import as_typed, kilder, read_table, reference, yes
from planning_core.months import month
from planning_core.plan import (
    SAKSPROSESSER,
    Forutsetning,
    Gevinst,
    GevinstType,
    Innfasing,
    Plan,
    Ressurskartlegging,
    ScenarioVerdi,
    Sted,
)
from planning_core.questions.readings import Andeler, del_opp
from planning_core.questions.scenario_overrides import som_overstyringer
from planning_core.questions.scenarios import BESKRIVELSE, OM_ARK

NAVN = "delta-2007"
FYLKE = "Landet (Delta 2007)"
START = month(2007, 1)
YTELSE = "alle 28 ytelser og tjenester"
HP5_SERIEN = "HP5-serien"
DELTA_SUM = "Delta sum"
_HP5_BESKRIVELSE = (
    "Oppfølging slik kilden følger den over tid: 1 988, 1 832 og 1 512 årsverk. Satsene er utledet av serien. Den passer ikke "
    "med andelene i Delta sum (26 % av 7 255 er 1 886), så de to holdes atskilt. Serien er ikke delt på gevinsttyper, og står "
    "under «andre»."
)


@dataclass(frozen=True, slots=True)
class OppfolgingIYtelse:
    """One of six ytelser whose oppfølging is known, in årsverk; ``trykt`` is the share that is printed."""

    ytelse: str
    etat: str
    arsverk: float
    oppfolging: float
    trykt: float
    i_eksempelet: bool


@dataclass(frozen=True)
class DeltaTall:
    """The figures of the sources, as they stand: ``tall`` by key, with where each is found in ``steder``."""

    tall: Mapping[str, float]
    steder: Mapping[str, str]
    hovedprosesser: Mapping[str, float]
    gevinsttyper: Mapping[GevinstType, float]
    oppfolging: tuple[OppfolgingIYtelse, ...]

    @property
    def kartlagt(self) -> Andeler:
        """Mapped årsverk by process; the shares sum to 99 %."""
        return del_opp(self.tall["arsverk_kartlagt"], tuple(self.hovedprosesser.values()))

    @property
    def gevinst(self) -> Andeler:
        """All gevinst by type; the shares sum to 101 %."""
        return del_opp(self.tall["gevinst_alle"], tuple(self.gevinsttyper.values()))


def delta_tall() -> DeltaTall:
    """The figures that stand in the sample's tables."""
    shares = read_table(NAVN, "andeler")
    return DeltaTall(
        tall=reference(NAVN, "tall"),
        steder={row["nokkel"]: row["kilde"] for row in read_table(NAVN, "tall")},
        hovedprosesser={row["navn"]: float(row["andel"]) for row in shares if row["slag"] == "hovedprosess"},
        gevinsttyper={GevinstType(row["navn"]): float(row["andel"]) for row in shares if row["slag"] == "gevinst"},
        oppfolging=tuple(
            OppfolgingIYtelse(row["ytelse"], row["etat"], float(row["årsverk"]), float(row["oppfølging"]),
                              float(row["trykt"]), yes(row["i_eksempelet"]))
            for row in read_table(NAVN, "oppfolging")
        ),
    )


def delta_2007() -> Plan:
    """The national account: a mapping and gevinster, without units or cases."""
    known = delta_tall()
    base = _delta_sum(known)
    return replace(base, scenarier=(
        ScenarioVerdi(HP5_SERIEN, OM_ARK, BESKRIVELSE, "verdi", _HP5_BESKRIVELSE),
        *som_overstyringer(base, _hp5_series(base, known), HP5_SERIEN, _header),
    ))


def _header(ark: str, attribute: str) -> str:
    return next(c.header for c in SHEETS[ark].columns if c.field == attribute)


def _delta_sum(known: DeltaTall) -> Plan:
    """Shares of all årsverk and of all gevinst, at the same rate in every process: nothing is rescaled."""
    total, saved = known.tall["arsverk_grunnlag"], known.tall["gevinst_alle"]
    mapped = {hp: share * total for hp, share in known.hovedprosesser.items()}
    rates = {t: share * saved / sum(mapped.values()) for t, share in known.gevinsttyper.items()}
    gevinster = tuple(
        gevinst for type_, rate in rates.items()
        for gevinst in (_gevinst(f"{type_.value.capitalize()}, HP1–HP4", type_, rate, None),
                        _gevinst(f"{type_.value.capitalize()}, HP5", type_, rate, "HP5"))
    )
    return Plan(
        fylke=FYLKE, start=START, horisont_maneder=12 * (int(known.tall["ar_alle"]) - 2007 + 1), steg_per_maned=1,
        ressurskartlegging=tuple(Ressurskartlegging(YTELSE, hp, as_typed(arsverk)) for hp, arsverk in mapped.items()),
        gevinster=gevinster,
        innfasing=tuple(p for g in gevinster for p in _points(g.navn, known.tall["gevinst_2009"] / saved, known)),
        forutsetninger=(
            Forutsetning("oppgitt_årsverk", total, grad="S", kilde=known.steder["arsverk_grunnlag"]),
            Forutsetning("oppgitt_gevinst", saved, grad="S", kilde=known.steder["gevinst_alle"]),
        ),
        kilder=kilder(NAVN),
    )


def _hp5_series(base: Plan, known: DeltaTall) -> Plan:
    """The same totals, with oppfølging as the series has it; rates and phase-in are derived from the series."""
    numbers = known.tall
    total, saved, early = numbers["arsverk_grunnlag"], numbers["gevinst_alle"], numbers["gevinst_2009"]
    hp5, hp5_saved = numbers["hp5_2007"], numbers["hp5_2007"] - numbers["hp5_alle"]
    rest, rest_saved = total - hp5, saved - hp5_saved
    hp5_early = numbers["hp5_2007"] - numbers["hp5_2009"]
    cases = {hp: share for hp, share in known.hovedprosesser.items() if hp in SAKSPROSESSER}
    arsverk = {hp: rest * share / sum(cases.values()) for hp, share in cases.items()} | {"HP5": hp5}
    rows = (
        (_gevinst("Alle typer, HP1–HP4", GevinstType.ANDRE, rest_saved / rest, None), (early - hp5_early) / rest_saved),
        (_gevinst("Alle typer, HP5", GevinstType.ANDRE, hp5_saved / hp5, "HP5"), hp5_early / hp5_saved),
    )
    return replace(
        base,
        ressurskartlegging=tuple(replace(row, arsverk=as_typed(arsverk[row.hovedprosess])) for row in base.ressurskartlegging),
        gevinster=tuple(g for g, _ in rows), innfasing=tuple(p for g, share in rows for p in _points(g.navn, share, known)),
    )


def _gevinst(navn: str, type_: GevinstType, rate: float, hovedprosess: str | None) -> Gevinst:
    rate = as_typed(rate)
    return Gevinst(
        navn, type_, Sted.BEGGE, hovedprosess, None, rate, rate, rate, START, gevinsteier="",
        nullpunkt="Kartleggingen i 2007", indikator="Årsverk",
    )


def _points(navn: str, share_2009: float, known: DeltaTall) -> tuple[Innfasing, ...]:
    return (
        Innfasing(navn, START, 0.0), Innfasing(navn, month(2009, 12), as_typed(share_2009)),
        Innfasing(navn, month(int(known.tall["ar_alle"]), 12), 1.0),
    )
