"""The plan: every input of a projection as frozen values.

One dataclass per input table (a sheet of the import workbook), one row per object, in the
order the planner gave them. Months are indices of :mod:`planning_core.months`; ``None`` in a
field that may be empty means what the import workbook says an empty cell means. Shares are
0-1, times are in the unit their name carries.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, replace
from enum import Enum

from planning_core.errors import InvalidPlan
from planning_core.parameters import default


class EnhetType(str, Enum):
    """Kinds of unit."""

    NAV_KONTOR = "NAV-kontor"
    FORVALTNINGSENHET = "forvaltningsenhet"


class Eier(str, Enum):
    """Who pays an årsverk."""

    STAT = "stat"
    KOMMUNE = "kommune"


class Sted(str, Enum):
    """Where a gevinst works."""

    NK = "NK"
    FE = "FE"
    BEGGE = "begge"


class GevinstType(str, Enum):
    """The three kinds of gevinst in Delta."""

    SPESIALISERING = "spesialisering"
    AUTOMATISERING = "automatisering"
    ANDRE = "andre"


class Bruk(str, Enum):
    """What a gevinst is to be used for."""

    OPPFOLGING = "oppfølging"
    RESTANSER = "restanser"
    KUTT = "kutt"


HOVEDPROSESSER = ("HP1", "HP2", "HP3", "HP4", "HP5")
SAKSPROSESSER = HOVEDPROSESSER[:4]
"""The processes worked per case; HP5 is worked per user."""


@dataclass(frozen=True, slots=True)
class Enhet:
    """A NAV-kontor or a forvaltningsenhet."""

    enhet: str
    navn: str
    type: EnhetType
    kommune: tuple[str, ...] = ()
    innbyggere: float | None = None
    arsverk_stat: float = 0.0
    arsverk_kommune: float = 0.0
    statsansatte: float | None = None
    ledelse: float = 0.0
    mottak: float = 0.0
    fravaer: float = default("fravær")
    opplaering: float = default("opplæring")
    skjermet: float = default("skjermet")
    etablert: int | None = None
    kommunale_kan_flyttes: bool = False

    @property
    def er_kontor(self) -> bool:
        return self.type is EnhetType.NAV_KONTOR


@dataclass(frozen=True, slots=True)
class Ytelse:
    ytelse: str
    omrade: str = ""
    ytre_grense_dager: float | None = None
    andel_komplett: float = default("andel_komplett")
    ekstern_ventetid_mnd: float = 0.0


@dataclass(frozen=True, slots=True)
class Normtid:
    """Minutes per case of one hovedprosess, typed or as cases per ukeverk."""

    ytelse: str
    hovedprosess: str
    minutter: float | None = None
    saker_per_ukeverk: float | None = None


@dataclass(frozen=True, slots=True)
class Ressurskartlegging:
    ytelse: str
    hovedprosess: str
    arsverk: float
    saker_per_ar: float | None = None


@dataclass(frozen=True, slots=True)
class Grensesnitt:
    ytelse: str
    hovedprosess: str
    andel_fe: float
    gyldig_fra: int | None = None


@dataclass(frozen=True, slots=True)
class Rute:
    enhet: str
    ytelse: str | None
    forvaltningsenhet: str


@dataclass(frozen=True, slots=True)
class Saksinngang:
    enhet: str
    ytelse: str
    maned: int | None
    antall: float


@dataclass(frozen=True, slots=True)
class Restanse:
    """Opening stock; both ages empty means that the ages are not known."""

    enhet: str
    ytelse: str
    antall: float
    alder_fra_mnd: float | None = None
    alder_til_mnd: float | None = None


@dataclass(frozen=True, slots=True)
class Brukere:
    enhet: str
    brukergruppe: str
    maned: int | None
    antall: float


@dataclass(frozen=True, slots=True)
class Oppfolgingsnorm:
    brukergruppe: str
    timer_per_bruker_mnd: float | None = None
    intervall_mnd: float | None = None
    minutter_per_samtale: float | None = None

    @property
    def timer(self) -> float:
        """Hours per user and month; interval and minutes are used where no hours are typed."""
        if self.timer_per_bruker_mnd is not None:
            return self.timer_per_bruker_mnd
        if self.intervall_mnd and self.minutter_per_samtale is not None:
            return self.minutter_per_samtale / 60.0 / self.intervall_mnd
        return 0.0


@dataclass(frozen=True, slots=True)
class Flytting:
    """Årsverk that change place; no ``fra`` is new money, no ``til`` is a cut."""

    fra: str | None
    til: str | None
    eier: Eier
    arsverk: float
    fra_maned: int
    innfasing_mnd: float = 0.0
    erfaren: float = default("erfaren")
    til_maned: int | None = None
    arsak: str = ""


@dataclass(frozen=True, slots=True)
class Gevinst:
    navn: str
    type: GevinstType
    sted: Sted = Sted.BEGGE
    hovedprosess: str | None = None
    ytelse: str | None = None
    konservativt: float = 0.0
    moderat: float = 0.0
    optimistisk: float = 0.0
    fra_maned: int = 0
    innfasing_mnd: float = 0.0
    forsinkelse_mnd: float = 0.0
    realisering: float = default("realisering")
    bruk: Bruk | None = None
    gevinsteier: str = ""
    nullpunkt: str = ""
    indikator: str = ""


@dataclass(frozen=True, slots=True)
class Kapasitet:
    enhet: str
    maned: int | None
    faktor: float


@dataclass(frozen=True, slots=True)
class Innfasing:
    gevinst: str
    maned: int
    andel: float


@dataclass(frozen=True, slots=True)
class Gevinstoppfolging:
    gevinst: str
    maned: int
    plan: float | None = None
    faktisk: float | None = None


@dataclass(frozen=True, slots=True)
class Kostnad:
    kategori: str
    enhet: str | None = None
    fra_maned: int | None = None
    til_maned: int | None = None
    arsverk: float = 0.0
    kroner: float = 0.0


KOSTNADSKATEGORIER = (
    "IKT",
    "kompetanse",
    "produktivitetstap",
    "tomgangsleie",
    "turnover",
    "rådgivning",
    "transaksjon",
    "dobbeltarbeid",
)
KUN_REGNSKAP = frozenset({"produktivitetstap", "turnover", "rådgivning"})
"""Cost categories that the model computes itself: their årsverk take no hours a second time."""


@dataclass(frozen=True, slots=True)
class Restanseteam:
    ytelse: str
    fra_maned: int | None = None
    til_maned: int | None = None
    saker_per_mnd: float = 0.0
    klargjoring_timer: float = 0.0


@dataclass(frozen=True, slots=True)
class Hendelse:
    """A dated factor on saksinngang; empty unit or ytelse means all."""

    enhet: str | None
    ytelse: str | None
    fra_maned: int | None
    til_maned: int | None
    faktor: float
    arsak: str = ""


@dataclass(frozen=True, slots=True)
class Forutsetning:
    """A parameter set in the plan; ``verdi`` is a number, or the name of a level or yes/no."""

    nokkel: str
    verdi: float | str | bool | None
    lav: float | None = None
    hoy: float | None = None
    grad: str = ""
    kilde: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioVerdi:
    scenario: str
    ark: str
    nokkel: str
    felt: str
    verdi: str


@dataclass(frozen=True, slots=True)
class Historikk:
    enhet: str
    ytelse: str
    maned: int
    inn: float | None = None
    vedtak: float | None = None
    restanser: float | None = None
    over_grense: float | None = None
    arsverk: float | None = None


@dataclass(frozen=True, slots=True)
class Kilde:
    """Where the numbers of a sheet (or one of its columns) come from."""

    ark: str
    kolonne: str
    grad: str
    syntetisk: bool
    kilde: str


@dataclass(frozen=True, slots=True)
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

    @property
    def kontor(self) -> tuple[Enhet, ...]:
        return tuple(e for e in self.enheter if e.er_kontor)

    @property
    def forvaltningsenheter(self) -> tuple[Enhet, ...]:
        return tuple(e for e in self.enheter if not e.er_kontor)

    @property
    def maneder(self) -> tuple[int, ...]:
        return tuple(range(self.start, self.start + self.horisont_maneder))

    def forutsetning(self, nokkel: str) -> float | str | bool | None:
        """Value in force of a parameter: the plan's own row, else the declared default."""
        for rad in self.forutsetninger:
            if rad.nokkel == nokkel:
                return rad.verdi
        return default(nokkel)

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
    if hasattr(value, "__dataclass_fields__"):
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
