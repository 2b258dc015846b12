"""A small plan with a hand-made projection, for the widgets: round numbers that a test can name."""

from __future__ import annotations

import numpy as np

from planning_core.months import month
from planning_core.plan import Eier, Enhet, EnhetType, Flytting, Kilde, Plan, Restanse, Ytelse, uten_flyttinger
from planning_core.results import TIMEBRUK_FE, TIMEBRUK_NK, Projeksjon, Resultat

START = month(2026, 1)
MONTHS = 36
KONTOR = ("Nav Skien", "Nav Porsgrunn")
FE = ("Nav forvaltningsenhet Telemark",)
YTELSER = ("Dagpenger", "Sykepenger", "AAP", "Uføretrygd", "Alderspensjon", "Barnetrygd")


def small_plan(*, flyttinger: bool = True, syntetisk: bool = False) -> Plan:
    moves = (
        Flytting(KONTOR[0], FE[0], Eier.STAT, 5.0, month(2026, 4), 6.0),
        Flytting(KONTOR[1], FE[0], Eier.STAT, 2.0, month(2026, 10), til_maned=month(2027, 9)),
    )
    kilder = (Kilde("Saksinngang", "antall", "A", True, "laget for eksempelet"),) if syntetisk else ()
    return Plan(
        fylke="Telemark",
        start=START,
        horisont_maneder=MONTHS,
        enheter=(
            Enhet(KONTOR[0], KONTOR[0], EnhetType.NAV_KONTOR, ("Skien",), arsverk_stat=54.0, ledelse=2.0, mottak=4.0),
            Enhet(KONTOR[1], KONTOR[1], EnhetType.NAV_KONTOR, ("Porsgrunn",), arsverk_stat=35.5, mottak=2.0),
            Enhet(FE[0], FE[0], EnhetType.FORVALTNINGSENHET, arsverk_stat=46.0, ledelse=2.0),
        ),
        ytelser=tuple(Ytelse(name, ytre_grense_dager=42.0) for name in YTELSER),
        restanser=tuple(Restanse(FE[0], name, 1000.0) for name in YTELSER),
        flyttinger=moves if flyttinger else (),
        kilder=kilder,
    )


def hand_made(plan: Plan, growth: float) -> Resultat:
    """Restanser of every FE ytelse go straight from 1 000 by ``growth`` a month; the rest is in proportion."""
    months, k, f, y = len(plan.maneder), len(KONTOR), len(FE), len(YTELSER)
    t = np.arange(months, dtype=float)
    line = 1000.0 + growth * t
    of_fe = np.broadcast_to(line, (f, y, months)).copy()
    zeros_nk = np.zeros((k, y, months))
    forventet = np.broadcast_to(line / 500.0, (y, months)).copy()
    forventet[:, -6:] = np.nan
    units = np.broadcast_to(np.array([54.0, 35.5, 46.0])[:, None], (k + f, months)).copy()
    data = {
        "inn_nk": np.full((k, y, months), 250.0), "vedtak_nk": zeros_nk, "servert_nk": np.full((k, y, months), 250.0),
        "restanser_nk": np.full((k, y, months), 50.0), "over_grense_nk": np.full((k, y, months), 5.0),
        "alder_nk": zeros_nk, "innen_nk": zeros_nk, "tid_nk": np.full((k, y, months), 25.0),
        "henvendelser": np.full((k, y, months), 30.0),
        "inn_fe": np.full((f, y, months), 500.0), "vedtak_fe": np.full((f, y, months), 500.0 - growth),
        "restanser_fe": of_fe * 0.8, "venter_dok": of_fe * 0.2, "over_grense_fe": of_fe * 0.3,
        "alder_fe": of_fe * 2.0, "innen_fe": np.full((f, y, months), 400.0),
        "forventet": forventet, "forventet_alle": forventet.mean(axis=0), "ks_timer": np.full(months, 100.0),
        "arsverk": units, "arsverk_kommune": np.zeros((k + f, months)), "effektive_arsverk": units * 0.97,
        "udekket": np.zeros((k + f, months)), "timer": units * 130.0, "laeringsunderskudd": units * 0.03,
        "kompetanse": np.ones((k, months)), "oppfolging": np.full((k, months), 4000.0 + growth),
        "behov": np.full((k, months), 5000.0), "gap": np.full((k, months), 8.0),
        "kommunale_timer": np.zeros((k, months)), "timer_per_arsverk_mnd": np.full((k, months), 130.0),
        "aldersband": np.zeros((k + f, y, 5, months)), "brukere": np.zeros((k, 0, months)),
        "behov_gruppe": np.zeros((k, 0, months)),
    }
    return Resultat(
        plan=plan, maneder=plan.maneder, kontor=KONTOR, fe=FE, ytelser=YTELSER,
        brukergrupper=(), data=data,
        timebruk_nk={name: np.full((k, months), 500.0) for name in TIMEBRUK_NK},
        timebruk_fe={name: np.full((f, months), 500.0) for name in TIMEBRUK_FE},
        tap={},
    )


def small_projeksjon(plan: Plan | None = None) -> Projeksjon:
    """Planen falls by 10 a month and ytelse, uten flyttinger grows by 20; without flyttinger they are equal."""
    plan = small_plan() if plan is None else plan
    uten = uten_flyttinger(plan)
    return Projeksjon(hand_made(plan, -10.0 if plan.flyttinger else 20.0), hand_made(uten, 20.0))
