"""The Telemark sample: real offices, population and users; everything else made from reference figures."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from models.io import sample_tables
from models.io.sample_tables import Row, number, read_table, reference, yes
from planning_core.months import month, month_of_year, parse_month
from planning_core.plan import (
    SAKSPROSESSER,
    Brukere,
    Enhet,
    EnhetType,
    Grensesnitt,
    Historikk,
    Kapasitet,
    Normtid,
    Oppfolgingsnorm,
    Plan,
    Restanse,
    Saksinngang,
    Ytelse,
)

NAVN = "telemark"
START = month(2026, 1)
HORISONT = 48
"""Months: long enough for the critical FE level to show, which takes about three years at these minutes."""
FE = "Nav forvaltningsenhet Telemark"
ARBEIDSSOKERE = "arbeidssøkere"
NEDSATT = "nedsatt arbeidsevne"
VURDERINGER = "arbeidsevnevurderinger"
INNBYGGERE = "innbyggere"

_MANEDER = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")

Shares = Mapping[str, Mapping[str, float]]
"""Key of distribution -> kontor -> its share of the fylke."""


def telemark() -> Plan:
    """The plan the program opens with."""
    kontor = _table("kontor")
    ytelser = _table("ytelser")
    known = reference(NAVN, "referansetall")
    brukere = _brukere(known)
    means = _mean_users(brukere)
    shares = _shares(kontor, means)
    saksinngang, restanser = _saksinngang(ytelser, shares), _restanser(ytelser, shares)
    return Plan(
        fylke="Telemark",
        start=START,
        horisont_maneder=HORISONT,
        steg_per_maned=4,
        enheter=_enheter(kontor, means, known),
        ytelser=tuple(_ytelse(row) for row in ytelser),
        normtid=tuple(n for row in ytelser for n in _normtid(row, known)),
        grensesnitt=tuple(
            Grensesnitt(row["ytelse"], "HP3", known["andel_fe_delte_ytelser"]) for row in ytelser if yes(row["delt"])
        ),
        saksinngang=saksinngang,
        restanser=restanser,
        brukere=brukere,
        oppfolgingsnorm=tuple(
            Oppfolgingsnorm(row["brukergruppe"], number(row["timer_per_bruker_mnd"]), number(row["intervall_mnd"]),
                            number(row["minutter_per_samtale"]), yes(row["er_brukere"]))
            for row in _table("oppfolgingsnorm")
        ),
        flyttinger=sample_tables.flyttinger(NAVN),
        gevinster=sample_tables.gevinster(NAVN),
        kapasitet=_kapasitet(),
        innfasing=sample_tables.innfasing(NAVN),
        gevinstoppfolging=sample_tables.gevinstoppfolging(NAVN),
        kostnader=sample_tables.kostnader(NAVN),
        hendelser=sample_tables.hendelser(NAVN),
        forutsetninger=sample_tables.forutsetninger(NAVN),
        scenarier=sample_tables.scenarier(NAVN),
        historikk=_historikk(saksinngang, restanser),
        kilder=sample_tables.kilder(NAVN),
    )


def _table(name: str) -> list[Row]:
    return read_table(NAVN, name)


def _brukere(known: Mapping[str, float]) -> tuple[Brukere, ...]:
    """Published users by month, and assessments of arbeidsevne as a share of those with nedsatt arbeidsevne."""
    rows = []
    last: dict[str, float] = {}
    for row in _table("brukere"):
        for header, cell in row.items():
            if header in ("enhet", "brukergruppe") or not cell:
                continue
            rows.append(Brukere(row["enhet"], row["brukergruppe"], parse_month(header), float(cell)))
            if row["brukergruppe"] == NEDSATT:
                last[row["enhet"]] = float(cell)
    share = known["vurderinger_per_nedsatt_mnd"]
    rows += [Brukere(enhet, VURDERINGER, None, round(share * count, 1)) for enhet, count in last.items()]
    return tuple(rows)


def _mean_users(brukere: tuple[Brukere, ...]) -> dict[str, dict[str, float]]:
    """Group -> kontor -> mean of the published months."""
    counts: dict[str, dict[str, list[float]]] = {ARBEIDSSOKERE: {}, NEDSATT: {}}
    for row in brukere:
        if row.brukergruppe in counts:
            counts[row.brukergruppe].setdefault(row.enhet, []).append(row.antall)
    return {group: {k: sum(v) / len(v) for k, v in of.items()} for group, of in counts.items()}


def _shares(kontor: list[Row], means: Mapping[str, Mapping[str, float]]) -> Shares:
    sizes = {**means, INNBYGGERE: {row["enhet"]: float(row["innbyggere"]) for row in kontor}}
    return {key: {k: v / sum(of.values()) for k, v in of.items()} for key, of in sizes.items()}


def _enheter(
    kontor: list[Row], means: Mapping[str, Mapping[str, float]], known: Mapping[str, float]
) -> tuple[Enhet, ...]:
    units = []
    for row in kontor:
        navn = row["enhet"]
        users = means[ARBEIDSSOKERE][navn] + means[NEDSATT][navn]
        by_users = users / known["brukere_per_statlig_arsverk"]
        by_people = float(row["innbyggere"]) / known["innbyggere_per_statlig_arsverk"]
        level = (by_users + by_people) / 2
        stat = round(max(known["minst_statlige_arsverk"], level + float(row["avvik_arsverk"])), 1)
        units.append(Enhet(
            enhet=navn, navn=navn, type=EnhetType.NAV_KONTOR, kommune=tuple(row["kommuner"].split(",")),
            innbyggere=float(row["innbyggere"]), arsverk_stat=stat,
            arsverk_kommune=round(level * known["kommunale_per_statlig_arsverk"], 1),
            statsansatte=_heads(stat, known), ledelse=float(row["ledelse"]), mottak=float(row["mottak"]),
        ))
    in_fe = round(sum(u.arsverk_stat for u in units) * known["arsverk_fe_per_arsverk_kontor"], 0)
    units.append(Enhet(
        enhet=FE, navn=FE, type=EnhetType.FORVALTNINGSENHET, arsverk_stat=in_fe, ledelse=known["ledelse_fe"],
        statsansatte=_heads(in_fe, known),
    ))
    return tuple(units)


def _heads(arsverk: float, known: Mapping[str, float]) -> float:
    return max(known["minst_statlige_arsverk"], round(arsverk / known["arsverk_per_ansatt"], 0))


def _ytelse(row: Row) -> Ytelse:
    return Ytelse(row["ytelse"], row["område"], number(row["ytre_grense_dager"]), float(row["andel_komplett"]),
                  float(row["ekstern_ventetid_mnd"]))


def _normtid(row: Row, known: Mapping[str, float]) -> list[Normtid]:
    """Minutes of HP3, and the others in Delta's proportions; only what is left in the NAV-kontor of HP1 and HP2."""
    left = {"HP1": known["hp1_igjen_i_kontor"], "HP2": known["hp2_igjen_i_kontor"]}
    unit = float(row["minutter_hp3"]) / known["andel_hp3"]
    return [
        Normtid(row["ytelse"], hp, minutter=round(unit * known[f"andel_{hp.lower()}"] * left.get(hp, 1.0), 1))
        for hp in SAKSPROSESSER
    ]


def _saksinngang(ytelser: list[Row], shares: Shares) -> tuple[Saksinngang, ...]:
    """The twelve months before the start, in whole cases; each later year takes the same calendar month."""
    season = {row["sesong"]: [float(row[m]) for m in _MANEDER] for row in _table("sesong")}
    return tuple(
        Saksinngang(kontor, row["ytelse"], START - 12 + i, float(round(monthly * share * factor)))
        for row in ytelser
        for monthly in (float(row["saker_per_aar"]) / 12,)
        for kontor, share in shares[row["fordeling"]].items()
        for i, factor in enumerate(season[row["sesong"]])
    )


def _restanser(ytelser: list[Row], shares: Shares) -> tuple[Restanse, ...]:
    by_name = {row["ytelse"]: row for row in ytelser}
    rows = []
    for row in _table("restanser"):
        ytelse = by_name[row["ytelse"]]
        cases = float(row["måneder"]) * float(ytelse["saker_per_aar"]) / 12
        ages = number(row["alder_fra_mnd"]), number(row["alder_til_mnd"])
        if row["sted"] == "FE":
            rows.append(Restanse(FE, row["ytelse"], float(round(cases)), *ages))
            continue
        for kontor, share in shares[ytelse["fordeling"]].items():
            rows.append(Restanse(kontor, row["ytelse"], float(round(cases * share)), *ages))
    return tuple(rows)


def _historikk(saksinngang: tuple[Saksinngang, ...], restanser: tuple[Restanse, ...]) -> tuple[Historikk, ...]:
    """The year before the start, so that opening + inn = vedtak + closing holds for each ytelse in every month."""
    shares = [(parse_month(row["måned"]), float(row["andel"])) for row in _table("historikk")]
    inn = {(row.enhet, row.ytelse, row.maned): row.antall for row in saksinngang}
    opening: dict[tuple[str, str], float] = {}
    for stock in restanser:
        opening[stock.enhet, stock.ytelse] = opening.get((stock.enhet, stock.ytelse), 0.0) + stock.antall
    ytelser = list(dict.fromkeys(row.ytelse for row in saksinngang))
    kontor = list(dict.fromkeys(row.enhet for row in saksinngang))

    def closing(enhet: str, ytelse: str, share: float) -> float:
        return float(round(opening.get((enhet, ytelse), 0.0) * share))

    rows = []
    for (_, before), (maned, share) in pairwise(shares):
        for ytelse in ytelser:
            arrived = sum(inn[k, ytelse, maned] for k in kontor)
            grown = sum(closing(u, ytelse, share) - closing(u, ytelse, before) for u in (*kontor, FE))
            rows += [
                Historikk(k, ytelse, maned, inn=inn[k, ytelse, maned], restanser=closing(k, ytelse, share)) for k in kontor
            ]
            rows.append(Historikk(FE, ytelse, maned, vedtak=arrived - grown, restanser=closing(FE, ytelse, share)))
    return tuple(rows)


def _kapasitet() -> tuple[Kapasitet, ...]:
    factors = {int(row["måned"]): float(row["faktor"]) for row in _table("kapasitet")}
    return tuple(Kapasitet(FE, m, factors[month_of_year(m)]) for m in range(START, START + HORISONT))
