"""Small plans for tests: one kontor, one FE and one ytelse, every effect off unless asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from planning_core.months import month
from planning_core.plan import (
    Enhet,
    EnhetType,
    Forutsetning,
    Normtid,
    Plan,
    Restanse,
    Saksinngang,
    Ytelse,
)

START = month(2026, 1)

NO_EFFECTS = {
    "startproduktivitet": 1.0,
    "turnover_ar": 0.0,
    "oppstartstap": 0.0,
    "kompetanse_folsomhet": 0.0,
    "omstillingstap": 0.0,
    "henv_per_sak": 0.0,
    "henv_per_forsinket_mnd": 0.0,
    "ks_andel": 0.0,
    "lekkasje": 0.0,
    "absorpsjon": 0.0,
    "kommunal_andel": 0.0,
    "ekstra_handtering": 0.0,
    "fleksibilitet": 1.0,
    "radgivning": 0.0,
}


def forutsetninger(**values: float | bool | str) -> tuple[Forutsetning, ...]:
    """Parameters with every effect off, except those given."""
    return tuple(Forutsetning(k, v) for k, v in {**NO_EFFECTS, **values}.items())


def kontor(enhet: str = "K", **values) -> Enhet:
    return Enhet(enhet, enhet, EnhetType.NAV_KONTOR, **{"fravaer": 0.0, "opplaering": 0.0, **values})


def fe(enhet: str = "F", **values) -> Enhet:
    return Enhet(enhet, enhet, EnhetType.FORVALTNINGSENHET, **{"fravaer": 0.0, "opplaering": 0.0, **values})


def small_plan(
    *,
    k: Enhet | None = None,
    f: Enhet | None = None,
    minutter: tuple[float, float, float, float] = (0.0, 0.0, 60.0, 0.0),
    inn: float = 100.0,
    stock: tuple[Restanse, ...] = (),
    ytelse: Ytelse | None = None,
    months: int = 12,
    n: int = 1,
    timer: float = 1200.0,
    parametre: dict[str, float | bool | str] | None = None,
    **tables,
) -> Plan:
    """One kontor K, one FE F, one ytelse A; 1 200 hours a year make 100 hours a month and årsverk."""
    plan = Plan(
        "Prøvefylke",
        START,
        months,
        n,
        timer,
        enheter=(k or kontor(arsverk_stat=10.0), f or fe(arsverk_stat=1.0)),
        ytelser=(ytelse or Ytelse("A", andel_komplett=1.0),),
        normtid=tuple(
            Normtid("A", hp, m) for hp, m in zip(("HP1", "HP2", "HP3", "HP4"), minutter, strict=True)
        ),
        saksinngang=(Saksinngang("K", "A", None, inn),),
        restanser=stock,
        forutsetninger=forutsetninger(**(parametre or {})),
    )
    return replace(plan, **tables)


def network(
    *enheter: Enhet,
    minutter: Mapping[str, tuple[float, float, float, float]],
    inn: Mapping[tuple[str, str], float],
    ytelser: tuple[Ytelse, ...] = (),
    months: int = 12,
    n: int = 1,
    parametre: dict[str, float | bool | str] | None = None,
    **tables,
) -> Plan:
    """Several units and ytelser; ``minutter`` by ytelse (HP1-HP4), ``inn`` cases a month by (kontor, ytelse).

    The ytelser of ``minutter`` have complete cases and no limit unless given.
    """
    plan = Plan(
        "Prøvefylke",
        START,
        months,
        n,
        1200.0,
        enheter=enheter,
        ytelser=ytelser or tuple(Ytelse(y, andel_komplett=1.0) for y in minutter),
        normtid=tuple(
            Normtid(y, hp, m)
            for y, each in minutter.items()
            for hp, m in zip(("HP1", "HP2", "HP3", "HP4"), each, strict=True)
        ),
        saksinngang=tuple(Saksinngang(k, y, None, antall) for (k, y), antall in inn.items()),
        forutsetninger=forutsetninger(**(parametre or {})),
    )
    return replace(plan, **tables)


def months_of(antall: Mapping[int, float], months: int, enhet: str = "K", ytelse: str = "A") -> tuple[Saksinngang, ...]:
    """One row a month: ``antall`` by month of the horizon (0 is the first), 0 in the others."""
    return tuple(Saksinngang(enhet, ytelse, START + t, antall.get(t, 0.0)) for t in range(months))


def exactly(value):
    """Equal but for rounding of the last digits."""
    return pytest.approx(value, rel=1e-9, abs=1e-9, nan_ok=True)
