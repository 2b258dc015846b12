"""The sample Etablering 2008: a made-up fylke that shows the shape of what happened when FE were set up."""

from __future__ import annotations

from models.io.sample_tables import Row, flyttinger, forutsetninger, kilder, read_table, reference
from planning_core.months import month
from planning_core.plan import (
    SAKSPROSESSER,
    Brukere,
    Enhet,
    EnhetType,
    Normtid,
    Oppfolgingsnorm,
    Plan,
    Restanse,
    Restanseteam,
    Saksinngang,
    Ytelse,
)

NAVN = "etablering-2008"
START = month(2008, 1)
FE = "NAV Forvaltning"
YTELSE = "inntektssikring ved sykdom"
GRUPPE = "brukere med oppfølging"


def etablering_2008() -> Plan:
    """A rise in cases while the FE starts, and temporary capacity that brings restanser down again."""
    known = reference(NAVN, "tall")
    kontor = read_table(NAVN, "kontor")
    return Plan(
        fylke="Eksempelfylket",
        start=START,
        horisont_maneder=36,
        steg_per_maned=4,
        enheter=(
            *(_kontor(row) for row in kontor),
            Enhet(FE, FE, EnhetType.FORVALTNINGSENHET, arsverk_stat=known["arsverk_fe"], ledelse=known["ledelse_fe"],
                  etablert=START),
        ),
        ytelser=(Ytelse(YTELSE, "helse", known["ytre_grense_dager"], known["andel_komplett"]),),
        normtid=tuple(Normtid(YTELSE, hp, known[f"minutter_{hp.lower()}"]) for hp in SAKSPROSESSER),
        saksinngang=_saksinngang(kontor, known["saksinngang_uro"], known["saksinngang_vanlig"]),
        restanser=(Restanse(FE, YTELSE, known["restanser_start"], 0.0, known["restanser_alder_mnd"]),),
        brukere=tuple(Brukere(row["enhet"], GRUPPE, None, float(row["brukere"])) for row in kontor),
        oppfolgingsnorm=(Oppfolgingsnorm(GRUPPE, known["timer_per_bruker_mnd"]),),
        flyttinger=flyttinger(NAVN),
        restanseteam=(
            Restanseteam(YTELSE, month(2009, 1), month(2009, 12), known["team_saker_per_mnd"],
                         known["team_klargjoring_timer"]),
        ),
        forutsetninger=forutsetninger(NAVN),
        kilder=kilder(NAVN),
    )


def _kontor(row: Row) -> Enhet:
    return Enhet(
        enhet=row["enhet"], navn=row["enhet"], type=EnhetType.NAV_KONTOR, kommune=tuple(row["kommuner"].split(",")),
        innbyggere=float(row["innbyggere"]), arsverk_stat=float(row["årsverk_stat"]),
        arsverk_kommune=float(row["årsverk_kommune"]), ledelse=float(row["ledelse"]), mottak=float(row["mottak"]),
    )


def _saksinngang(kontor: list[Row], unrest: float, normal: float) -> tuple[Saksinngang, ...]:
    """Twelve months of many cases, then the level of every other month, by inhabitants."""
    people = sum(float(row["innbyggere"]) for row in kontor)
    rows = []
    for row in kontor:
        share = float(row["innbyggere"]) / people
        rows.append(Saksinngang(row["enhet"], YTELSE, None, round(normal * share, 2)))
        rows += [Saksinngang(row["enhet"], YTELSE, START + i, round(unrest * share, 2)) for i in range(12)]
    return tuple(rows)
