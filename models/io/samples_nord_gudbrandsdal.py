"""The sample Nord-Gudbrandsdal: six small offices, of which only Dovre has real staffing."""

from __future__ import annotations

from models.io.sample_tables import Row, flyttinger, kilder, number, read_table, reference, yes
from planning_core.months import month
from planning_core.plan import (
    SAKSPROSESSER,
    Brukere,
    Enhet,
    EnhetType,
    Grensesnitt,
    Normtid,
    Oppfolgingsnorm,
    Plan,
    Restanse,
    Saksinngang,
    Ytelse,
)

NAVN = "nord-gudbrandsdal"
FE = "Forvaltningsenheten"
ARBEIDSSOKERE, NEDSATT = "arbeidssøkere", "nedsatt arbeidsevne"


def nord_gudbrandsdal() -> Plan:
    """Small offices in pairs, municipal årsverk that stay at home, and the cut of one post at Dovre."""
    known = reference(NAVN, "tall")
    kontor, ytelser = read_table(NAVN, "kontor"), read_table(NAVN, "ytelser")
    minutes = known["minutter_per_samtale"]
    return Plan(
        fylke="Nord-Gudbrandsdal",
        start=month(2013, 3),
        horisont_maneder=24,
        steg_per_maned=4,
        enheter=(
            *(_kontor(row) for row in kontor),
            Enhet(FE, "Forvaltningsenheten (oppdiktet)", EnhetType.FORVALTNINGSENHET,
                  arsverk_stat=known["arsverk_fe"], ledelse=known["ledelse_fe"]),
        ),
        ytelser=tuple(
            Ytelse(row["ytelse"], row["område"], number(row["ytre_grense_dager"]), float(row["andel_komplett"]))
            for row in ytelser
        ),
        normtid=tuple(Normtid(row["ytelse"], hp, float(row[hp.lower()])) for row in ytelser for hp in SAKSPROSESSER),
        grensesnitt=tuple(Grensesnitt(row["ytelse"], "HP3", float(row["andel_fe_hp3"])) for row in ytelser),
        saksinngang=tuple(
            Saksinngang(row["enhet"], y["ytelse"], None, round(_monthly(row, y), 2)) for row in kontor for y in ytelser
        ),
        restanser=tuple(
            Restanse(FE, y["ytelse"], round(known["restanser_mnd"] * sum(_monthly(row, y) for row in kontor)), 0.0,
                     2.0 * known["restanser_mnd"])
            for y in ytelser
        ),
        brukere=tuple(
            Brukere(row["enhet"], group, None, round(known[per] * float(row["årsverk_stat"])))
            for row in kontor
            for group, per in ((ARBEIDSSOKERE, "arbeidssokere_per_arsverk"), (NEDSATT, "nedsatt_per_arsverk"))
        ),
        oppfolgingsnorm=(
            Oppfolgingsnorm(ARBEIDSSOKERE, None, known["intervall_arbeidssokere_mnd"], minutes),
            Oppfolgingsnorm(NEDSATT, None, known["intervall_nedsatt_mnd"], minutes),
        ),
        flyttinger=flyttinger(NAVN),
        kilder=kilder(NAVN),
    )


def _kontor(row: Row) -> Enhet:
    return Enhet(
        enhet=row["enhet"], navn=row["navn"], type=EnhetType.NAV_KONTOR, kommune=tuple(row["kommuner"].split(",")),
        innbyggere=float(row["innbyggere"]), arsverk_stat=float(row["årsverk_stat"]),
        arsverk_kommune=float(row["årsverk_kommune"]), ledelse=float(row["ledelse"]), mottak=float(row["mottak"]),
        kommunale_kan_flyttes=yes(row["kommunale_kan_flyttes"]),
    )


def _monthly(kontor: Row, ytelse: Row) -> float:
    """Cases a month at a kontor."""
    return float(kontor["innbyggere"]) / 1000.0 * float(ytelse["per_1000"])
