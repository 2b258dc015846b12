"""The plan: every input of a projection as frozen values.

One dataclass per input table (a sheet of the import workbook), one row per object, in the
order the planner gave them. Months are indices of :mod:`planning_core.months`; ``None`` in a
field that may be empty means what the import workbook says an empty cell means. Shares are
0-1, times are in the unit their name carries.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import cached_property

from planning_core.errors import InvalidPlan
from planning_core.parameters import default
from planning_core.rows import (
    HOVEDPROSESSER,
    KOSTNADSKATEGORIER,
    KUN_REGNSKAP,
    SAKSPROSESSER,
    Bruk,
    Brukere,
    Eier,
    Enhet,
    EnhetType,
    Flytting,
    Forutsetning,
    Gevinst,
    Gevinstoppfolging,
    GevinstType,
    Grensesnitt,
    Hendelse,
    Historikk,
    Innfasing,
    Kapasitet,
    Kilde,
    Kostnad,
    Normtid,
    Oppfolgingsnorm,
    Ressurskartlegging,
    Restanse,
    Restanseteam,
    Rute,
    Saksinngang,
    ScenarioVerdi,
    Sted,
    Ytelse,
)

__all__ = [
    "Bruk",
    "Brukere",
    "Eier",
    "Enhet",
    "EnhetType",
    "Flytting",
    "Forutsetning",
    "Gevinst",
    "GevinstType",
    "Gevinstoppfolging",
    "Grensesnitt",
    "HOVEDPROSESSER",
    "Hendelse",
    "Historikk",
    "Innfasing",
    "KOSTNADSKATEGORIER",
    "KUN_REGNSKAP",
    "Kapasitet",
    "Kilde",
    "Kostnad",
    "Normtid",
    "Oppfolgingsnorm",
    "Plan",
    "Ressurskartlegging",
    "Restanse",
    "Restanseteam",
    "Rute",
    "SAKSPROSESSER",
    "Saksinngang",
    "ScenarioVerdi",
    "Sted",
    "TABELLER",
    "Ytelse",
    "fingerprint",
    "uten_flyttinger",
]


@dataclass(frozen=True)
class Plan:
    """All inputs. ``start`` is the first month, ``steg_per_maned`` the steps a month is cut in."""

    fylke: str
    start: int
    horisont_maneder: int = 36
    steg_per_maned: int = 4
    timer_per_arsverk: float = default("timer_per_årsverk")
    enheter: tuple[Enhet, ...] = ()
    ytelser: tuple[Ytelse, ...] = ()
    normtid: tuple[Normtid, ...] = ()
    ressurskartlegging: tuple[Ressurskartlegging, ...] = ()
    grensesnitt: tuple[Grensesnitt, ...] = ()
    ruter: tuple[Rute, ...] = ()
    saksinngang: tuple[Saksinngang, ...] = ()
    restanser: tuple[Restanse, ...] = ()
    brukere: tuple[Brukere, ...] = ()
    oppfolgingsnorm: tuple[Oppfolgingsnorm, ...] = ()
    flyttinger: tuple[Flytting, ...] = ()
    gevinster: tuple[Gevinst, ...] = ()
    kapasitet: tuple[Kapasitet, ...] = ()
    innfasing: tuple[Innfasing, ...] = ()
    gevinstoppfolging: tuple[Gevinstoppfolging, ...] = ()
    kostnader: tuple[Kostnad, ...] = ()
    restanseteam: tuple[Restanseteam, ...] = ()
    hendelser: tuple[Hendelse, ...] = ()
    forutsetninger: tuple[Forutsetning, ...] = ()
    scenarier: tuple[ScenarioVerdi, ...] = ()
    historikk: tuple[Historikk, ...] = ()
    kilder: tuple[Kilde, ...] = ()

    @cached_property
    def kontor(self) -> tuple[Enhet, ...]:
        return tuple(e for e in self.enheter if e.er_kontor)

    @cached_property
    def forvaltningsenheter(self) -> tuple[Enhet, ...]:
        return tuple(e for e in self.enheter if not e.er_kontor)

    @property
    def maneder(self) -> tuple[int, ...]:
        return tuple(range(self.start, self.start + self.horisont_maneder))

    def forutsetning(self, nokkel: str) -> float | str | bool | None:
        """Value in force of a parameter: the plan's own row (the first, if there are several), else the declared default."""
        return self._egne[nokkel] if nokkel in self._egne else default(nokkel)

    @cached_property
    def _egne(self) -> dict[str, float | str | bool | None]:
        return {rad.nokkel: rad.verdi for rad in reversed(self.forutsetninger)}

    def tall(self, nokkel: str) -> float:
        """Value in force of a numeric parameter.

        Raises
        ------
        InvalidPlan
            If the plan holds something else than a number for it.
        """
        verdi = self.forutsetning(nokkel)
        if isinstance(verdi, (int, float)):
            return float(verdi)
        raise InvalidPlan(f"{nokkel} is not a number: {verdi!r}")


TABELLER: dict[str, tuple[str, type]] = {
    "Enheter": ("enheter", Enhet),
    "Ytelser": ("ytelser", Ytelse),
    "Normtid": ("normtid", Normtid),
    "Ressurskartlegging": ("ressurskartlegging", Ressurskartlegging),
    "Grensesnitt": ("grensesnitt", Grensesnitt),
    "Ruter": ("ruter", Rute),
    "Saksinngang": ("saksinngang", Saksinngang),
    "Restanser": ("restanser", Restanse),
    "Brukere": ("brukere", Brukere),
    "Oppfølgingsnorm": ("oppfolgingsnorm", Oppfolgingsnorm),
    "Flyttinger": ("flyttinger", Flytting),
    "Gevinster": ("gevinster", Gevinst),
    "Kapasitet": ("kapasitet", Kapasitet),
    "Innfasing": ("innfasing", Innfasing),
    "Gevinstoppfølging": ("gevinstoppfolging", Gevinstoppfolging),
    "Kostnader": ("kostnader", Kostnad),
    "Restanseteam": ("restanseteam", Restanseteam),
    "Hendelser": ("hendelser", Hendelse),
    "Forutsetninger": ("forutsetninger", Forutsetning),
    "Scenarier": ("scenarier", ScenarioVerdi),
    "Historikk": ("historikk", Historikk),
    "Kilder": ("kilder", Kilde),
}
"""Sheet name -> (attribute of :class:`Plan`, row type), in workbook order (``Plan`` itself is first)."""


def uten_flyttinger(plan: Plan) -> Plan:
    """The same plan with no flyttinger: what every projection is shown beside."""
    return replace(plan, flyttinger=())


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value


def fingerprint(plan: Plan) -> str:
    """SHA-256 (hex) of everything in the plan; equal plans have equal fingerprints.

    Whole floats and integers count as the same number, so that a value survives Excel.
    """
    def normal(value: object) -> object:
        if isinstance(value, bool) or value is None or isinstance(value, str):
            return value
        if isinstance(value, (int, float)):
            return repr(float(value))
        if isinstance(value, list):
            return [normal(v) for v in value]
        assert isinstance(value, dict)
        return {k: normal(v) for k, v in value.items()}

    text = json.dumps(normal(_plain(plan)), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
