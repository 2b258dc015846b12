"""The rows of a plan's tables, one dataclass per sheet of the import workbook.

Months are indices of :mod:`planning_core.months`; ``None`` in a field that may be empty means what
the import workbook says an empty cell means. Shares are 0-1, times are in the unit their name
carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

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
    """What follow-up of a group takes; a group counted in events is no users, and says so."""

    brukergruppe: str
    timer_per_bruker_mnd: float | None = None
    intervall_mnd: float | None = None
    minutter_per_samtale: float | None = None
    er_brukere: bool = True

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
