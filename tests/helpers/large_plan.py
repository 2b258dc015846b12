"""Plans of a chosen size that hold something in every result sheet: moves, synthetic marks, users, ages."""

from __future__ import annotations

import numpy as np

from planning_core.months import month
from planning_core.plan import (
    Brukere,
    Eier,
    Enhet,
    EnhetType,
    Flytting,
    Forutsetning,
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
_NAMES = ("Skien", "Porsgrunn", "Bamble", "Midt-Telemark", "Notodden", "Kragerø", "Tinn", "Vest-Telemark")
_YTELSER = ("dagpenger", "sykepenger", "AAP", "uføretrygd", "foreldrepenger", "pleiepenger", "hjelpestønad",
            "grunnstønad", "barnetrygd", "kontantstøtte", "overgangsstønad", "gravferdsstønad")


def large_plan(kontor: int = 5, fe: int = 1, ytelser: int = 4, months: int = 24, flyttinger: int = 3) -> Plan:
    """A plan whose numbers come from a fixed seed; no validation error."""
    rng = np.random.default_rng(20260101)
    offices = [f"Nav {_NAMES[k]}" if k < len(_NAMES) else f"Nav kontor {k + 1}" for k in range(kontor)]
    centres = [f"Nav forvaltning {'ABCDEFGH'[f]}" for f in range(fe)]
    names = [_YTELSER[y] if y < len(_YTELSER) else f"ytelse {y + 1}" for y in range(ytelser)]
    units = [
        Enhet(n, n, EnhetType.NAV_KONTOR, (f"{4000 + k}",), float(rng.integers(3000, 40000)),
              round(float(rng.uniform(9, 30)), 1), round(float(rng.uniform(2, 10)), 1), 20.0, 1.0, 1.5)
        for k, n in enumerate(offices)
    ]
    units += [
        Enhet(n, n, EnhetType.FORVALTNINGSENHET, arsverk_stat=round(0.28 * ytelser * kontor / fe, 1), ledelse=1.0)
        for n in centres
    ]
    inflow = tuple(
        Saksinngang(k, y, START + m, round(float(rng.uniform(25, 60)) * (1.3 if m in (0, 1, 8) else 1.0), 3))
        for k in offices for y in names for m in range(12)
    )
    stock = tuple(
        Restanse(centres[i % fe], y, 30.0 * kontor * share, fra, til)
        for i, y in enumerate(names) for fra, til, share in ((0.0, 1.0, 1.0), (1.0, 3.0, 0.8), (3.0, 6.0, 0.4))
    )
    moves = tuple(
        Flytting(offices[i % kontor], centres[i % fe], Eier.STAT, 1.5 + i % 2, START + 2 + i, 3.0,
                 til_maned=START + 14 if i == 1 else None, arsak="Samle inntektssikring" if i == 0 else "")
        for i in range(flyttinger)
    )
    return Plan(
        fylke="Telemark", start=START, horisont_maneder=months, enheter=tuple(units),
        ytelser=tuple(Ytelse(y, "helse" if i % 2 else "arbeid", 60.0 + 10 * i) for i, y in enumerate(names)),
        normtid=tuple(Normtid(y, hp, minutes) for y in names for hp, minutes in
                      (("HP1", 8.0), ("HP2", 6.0), ("HP3", 75.0), ("HP4", 6.0))),
        ruter=tuple(Rute(k, None, centres[i % fe]) for i, k in enumerate(offices)) if fe > 1 else (),
        saksinngang=inflow, restanser=stock,
        brukere=tuple(Brukere(k, g, None, float(rng.integers(300, 900))) for k in offices
                      for g in ("arbeidssøkere", "nedsatt arbeidsevne")),
        oppfolgingsnorm=(Oppfolgingsnorm("arbeidssøkere", 0.9), Oppfolgingsnorm("nedsatt arbeidsevne", 1.1)),
        flyttinger=moves,
        forutsetninger=(Forutsetning("laeretid_mnd", 12.0, 6.0, 18.0, "A", "Egen vurdering"),),
        kilder=(
            Kilde("Saksinngang", "", "A", True, "Konstruert for prøven"),
            Kilde("Enheter", "årsverk_stat", "A", True, "Konstruert for prøven"),
            Kilde("Enheter", "innbyggere", "S", False, "Folketall etter kommune"),
        ),
    )
