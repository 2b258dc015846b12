"""A small fylke with known numbers: three kontor and one forvaltningsenhet, or two."""

from __future__ import annotations

from planning_core.months import month
from planning_core.plan import (
    Brukere,
    Eier,
    Enhet,
    EnhetType,
    Flytting,
    Kilde,
    Normtid,
    Oppfolgingsnorm,
    Plan,
    Restanse,
    Rute,
    Saksinngang,
    Ytelse,
)

START = month(2026, 1)
END = START + 35
KONTOR = (("skien", "Nav Skien", 54.0, 38.5, 3190.0), ("bamble", "Nav Bamble", 13.6, 9.0, 742.0),
          ("siljan", "Nav Siljan", 3.0, 2.5, 118.0))
FE = "fe"


def plan(*flyttinger: Flytting, two_fe: bool = False, synthetic: bool = True) -> Plan:
    """36 months from January 2026; Skien 54,0 + Bamble 13,6 + Siljan 3,0 + FE 46,0 = 116,6 state årsverk."""
    enheter = tuple(
        Enhet(key, navn, EnhetType.NAV_KONTOR, (navn[4:],), 10_000.0, stat, kommune, round(stat), 0.5, 0.5)
        for key, navn, stat, kommune, _ in KONTOR)
    enheter += (Enhet(FE, "Nav forvaltningsenhet", EnhetType.FORVALTNINGSENHET, arsverk_stat=46.0, ledelse=1.0),)
    ruter: tuple[Rute, ...] = ()
    if two_fe:
        enheter += (Enhet("fe2", "Nav forvaltningsenhet Sør", EnhetType.FORVALTNINGSENHET, arsverk_stat=10.0),)
        ruter = tuple(Rute(key, None, FE) for key, *_ in KONTOR)
    return Plan(
        "Telemark", START, 36, 1,
        enheter=enheter,
        ytelser=(Ytelse("dagpenger", "arbeid", 42.0), Ytelse("sykepenger", "helse", 30.0)),
        normtid=tuple(Normtid(y, hp, m) for y in ("dagpenger", "sykepenger")
                      for hp, m in (("HP1", 20.0), ("HP2", 15.0), ("HP3", 110.0), ("HP4", 10.0))),
        ruter=ruter,
        saksinngang=tuple(Saksinngang(key, y, None, users * share) for key, *_, users in KONTOR
                          for y, share in (("dagpenger", 0.42), ("sykepenger", 0.38))),
        restanser=(Restanse(FE, "dagpenger", 1400.0, 0.0, 4.0), Restanse(FE, "sykepenger", 900.0, 0.0, 3.0)),
        brukere=tuple(Brukere(key, "nedsatt arbeidsevne", None, users) for key, *_, users in KONTOR),
        oppfolgingsnorm=(Oppfolgingsnorm("nedsatt arbeidsevne", 2.1),),
        flyttinger=flyttinger,
        kilder=(Kilde("Enheter", "årsverk_stat", "A", True, "Antatt etter 62 brukere per årsverk"),) if synthetic else (),
    )


def varig(fra: str | None = "skien", til: str | None = FE, arsverk: float = 5.0, **felt: object) -> Flytting:
    """A lasting flytting of state årsverk from the first month, at once unless told otherwise."""
    values: dict[str, object] = {"fra_maned": START, "innfasing_mnd": 0.0, "eier": Eier.STAT, **felt}
    return Flytting(fra=fra, til=til, arsverk=arsverk, **values)  # type: ignore[arg-type]  # fields by name
