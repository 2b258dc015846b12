"""Small, valid random plans: what the identities and the round trips are tested on.

``plans()`` draws everything the model knows at least now and then: one or two FE with routes,
both document policies, restanseteam, kontor with too few people for their cases, dated
grensesnitt, temporary and ramped flyttinger, new money and cuts, gevinster with points and
slip, events, capacity, costs, opening stock with and without ages, users and norms. No drawn
plan has a validation error; warnings are wanted.

Use :data:`REPRODUCIBLE` as decorator, so that a failure is the same on every machine and
prints the blob that replays it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from planning_core.months import month
from planning_core.parameters import PARAMETERS
from planning_core.plan import (
    KOSTNADSKATEGORIER,
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
    Plan,
    Ressurskartlegging,
    Restanse,
    Restanseteam,
    Rute,
    Saksinngang,
    Sted,
    Ytelse,
)

REPRODUCIBLE = settings(
    derandomize=True,
    print_blob=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
"""Same examples on every machine. Override with ``@settings(REPRODUCIBLE, max_examples=...)``."""

GRUPPER = ("arbeidssøkere", "nedsatt arbeidsevne")


def _number(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers in steps of a thousandth of the range, both ends included and often drawn; one cheap draw each."""
    return st.integers(-50, 1050).map(lambda i: round(low + (high - low) * min(max(i, 0), 1000) / 1000, 4))


def _optional(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | strategy


_share = _number(0.0, 1.0)
_word = st.text(alphabet="abcæøåÆØÅ éČ=+-'\"1,;<&", min_size=0, max_size=12)


@dataclass(frozen=True)
class _Frame:
    """Names and dates that the tables of one plan share."""

    start: int
    horisont: int
    kontor: tuple[str, ...]
    fe: tuple[str, ...]
    ytelser: tuple[str, ...]

    @property
    def months(self) -> st.SearchStrategy[int]:
        return st.integers(self.start, self.start + self.horisont - 1)


@st.composite
def _enheter(draw: st.DrawFn, frame: _Frame) -> tuple[Enhet, ...]:
    rows = []
    for index, navn in enumerate(frame.kontor):
        # From starving (enquiries and cases take all) to well staffed.
        rows.append(Enhet(
            enhet=navn, navn=f"Nav {navn}", type=EnhetType.NAV_KONTOR,
            kommune=draw(st.sampled_from([(f"{4000 + index}",), (f"{4000 + index}", "4099"), ()])),
            innbyggere=draw(_optional(_number(500, 60000))),
            arsverk_stat=draw(_number(0.4, 25.0)), arsverk_kommune=draw(_number(0.0, 12.0)),
            statsansatte=draw(_optional(_number(1, 40))),
            ledelse=draw(_number(0.0, 0.35)), mottak=draw(_number(0.0, 0.5)),
            fravaer=draw(_number(0.0, 0.3)), opplaering=draw(_number(0.0, 0.2)), skjermet=draw(_number(0.0, 0.6)),
            kommunale_kan_flyttes=draw(st.booleans()),
        ))
    for navn in frame.fe:
        rows.append(Enhet(
            enhet=navn, navn=f"Nav {navn}", type=EnhetType.FORVALTNINGSENHET,
            arsverk_stat=draw(_number(0.5, 40.0)), ledelse=draw(_number(0.0, 1.5)), mottak=0.0,
            fravaer=draw(_number(0.0, 0.3)), opplaering=draw(_number(0.0, 0.2)),
            etablert=draw(_optional(st.integers(frame.start - 6, frame.start + 6))),
        ))
    return tuple(rows)


@st.composite
def _ytelser(draw: st.DrawFn, frame: _Frame) -> tuple[Ytelse, ...]:
    return tuple(
        Ytelse(navn, draw(st.sampled_from(["", "arbeid", "helse"])), draw(_optional(_number(7.0, 200.0))),
               draw(_number(0.3, 1.0)), draw(_number(0.0, 4.0)))
        for navn in frame.ytelser
    )


@st.composite
def _normtid(draw: st.DrawFn, frame: _Frame) -> tuple[Normtid, ...]:
    rows = []
    for ytelse in frame.ytelser:
        for hp in SAKSPROSESSER:
            form = draw(st.sampled_from(["minutter", "minutter", "minutter", "ukeverk", "ingen"]))
            if form == "minutter":
                rows.append(Normtid(ytelse, hp, minutter=draw(_number(0.0, 240.0))))
            elif form == "ukeverk":
                rows.append(Normtid(ytelse, hp, saker_per_ukeverk=draw(_number(5.0, 400.0))))
    return tuple(rows)


@st.composite
def _grensesnitt(draw: st.DrawFn, frame: _Frame) -> tuple[Grensesnitt, ...]:
    dates = st.none() | st.integers(frame.start - 3, frame.start + frame.horisont - 1)
    keys = st.tuples(st.sampled_from(frame.ytelser), st.sampled_from(SAKSPROSESSER), dates)
    return tuple(Grensesnitt(y, hp, draw(_share), fra) for y, hp, fra in draw(st.lists(keys, max_size=5, unique=True)))


@st.composite
def _ruter(draw: st.DrawFn, frame: _Frame) -> tuple[Rute, ...]:
    if len(frame.fe) == 1:
        return ()
    rows = [Rute(kontor, None, draw(st.sampled_from(frame.fe))) for kontor in frame.kontor]
    named = st.tuples(st.sampled_from(frame.kontor), st.sampled_from(frame.ytelser))
    rows += [Rute(k, y, draw(st.sampled_from(frame.fe))) for k, y in draw(st.lists(named, max_size=3, unique=True))]
    return tuple(rows)


@st.composite
def _saksinngang(draw: st.DrawFn, frame: _Frame) -> tuple[Saksinngang, ...]:
    rows: list[Saksinngang] = []
    for kontor in frame.kontor:
        for ytelse in frame.ytelser:
            level = draw(_number(0.0, 120.0))
            form = draw(st.sampled_from(["every", "every", "year", "own", "none"]))
            if form == "every":
                rows.append(Saksinngang(kontor, ytelse, None, level))
                if draw(st.booleans()):
                    rows.append(Saksinngang(kontor, ytelse, draw(frame.months), draw(_number(0.0, 300.0))))
            elif form == "year":
                # Last year's twelve months stand for every later year.
                season = draw(st.permutations((0.0, 0.3, 0.6, 0.9, 1.0, 1.0, 1.0, 1.0, 1.1, 1.2, 1.6, 2.3)))
                rows += [Saksinngang(kontor, ytelse, frame.start - 12 + i, level * s) for i, s in enumerate(season)]
            elif form == "own":
                rows += [Saksinngang(kontor, ytelse, frame.start + i, level + i) for i in range(frame.horisont)]
    return tuple(rows)


_AGES: tuple[tuple[tuple[float | None, float | None], ...], ...] = (
    ((None, None),),
    ((0.0, 1.0), (1.0, 3.0), (3.0, 6.0), (6.0, None)),
    ((None, 2.0),),
    ((0.0, 2.5), (12.0, 40.0)),
    ((0.25, 0.75),),
)


@st.composite
def _restanser(draw: st.DrawFn, frame: _Frame) -> tuple[Restanse, ...]:
    pairs = [(e, y) for e in frame.kontor + frame.fe for y in frame.ytelser]
    rows = []
    for enhet, ytelse in draw(st.lists(st.sampled_from(pairs), max_size=5, unique=True)):
        for fra, til in draw(st.sampled_from(_AGES)):
            rows.append(Restanse(enhet, ytelse, draw(_number(0.0, 900.0)), fra, til))
    return tuple(rows)


@st.composite
def _brukere(draw: st.DrawFn, frame: _Frame) -> tuple[tuple[Brukere, ...], tuple[Oppfolgingsnorm, ...]]:
    grupper = draw(st.sampled_from([(), GRUPPER[:1], GRUPPER]))
    rows = []
    for kontor in frame.kontor:
        for gruppe in grupper:
            if draw(st.booleans()):
                rows.append(Brukere(kontor, gruppe, None, draw(_number(0.0, 900.0))))
            else:
                rows += [Brukere(kontor, gruppe, frame.start + i, draw(_number(0.0, 900.0))) for i in (-2, 0, 5)]
    norms = []
    for gruppe in grupper:
        if draw(st.booleans()):
            norms.append(Oppfolgingsnorm(gruppe, draw(_number(0.0, 3.0)), er_brukere=draw(st.booleans())))
        else:
            interval, minutes = draw(_number(0.5, 6.0)), draw(_number(10.0, 90.0))
            norms.append(Oppfolgingsnorm(gruppe, intervall_mnd=interval, minutter_per_samtale=minutes))
    return tuple(rows), tuple(norms)


@st.composite
def _flyttinger(draw: st.DrawFn, frame: _Frame, enheter: Sequence[Enhet]) -> tuple[Flytting, ...]:
    """Moves that never take more than the base årsverk of the giver, whatever comes back when."""
    left = {(e.enhet, Eier.STAT): e.arsverk_stat for e in enheter}
    left |= {(e.enhet, Eier.KOMMUNE): e.arsverk_kommune for e in enheter}
    by_name = {e.enhet: e for e in enheter}
    rows = []
    for _ in range(draw(st.integers(0, 5))):
        eier = draw(st.sampled_from([Eier.STAT, Eier.STAT, Eier.STAT, Eier.KOMMUNE]))
        places = [e.enhet for e in enheter if eier is Eier.STAT or e.er_kontor]
        kind = draw(st.sampled_from(["move", "move", "move", "new", "cut"]))
        fra = None if kind == "new" else draw(st.sampled_from(places))
        til = None if kind == "cut" else draw(st.sampled_from(places))
        if fra is not None and til is not None and (fra == til or not _may_cross(by_name[fra], by_name[til], eier)):
            continue
        amount = draw(_number(0.1, 6.0)) if fra is None else round(left[fra, eier] * draw(_number(0.1, 0.9)), 3)
        if amount <= 0 or (fra is not None and amount > left[fra, eier]):
            continue
        if fra is not None:
            left[fra, eier] -= amount
        first = draw(frame.months)
        last = draw(_optional(st.integers(first, frame.start + frame.horisont - 1)))
        rows.append(Flytting(
            fra, til, eier, amount, first, innfasing_mnd=draw(st.sampled_from([0.0, 0.0, 0.5, 1.0, 3.0, 7.0])),
            erfaren=draw(_share), til_maned=last, arsak=draw(_word),
        ))
    return tuple(rows)


def _may_cross(fra: Enhet, til: Enhet, eier: Eier) -> bool:
    if eier is Eier.STAT or fra.kommunale_kan_flyttes:
        return True
    return bool(set(fra.kommune) & set(til.kommune))


@st.composite
def _gevinster(
    draw: st.DrawFn, frame: _Frame
) -> tuple[tuple[Gevinst, ...], tuple[Innfasing, ...], tuple[Gevinstoppfolging, ...]]:
    rows, points, followed = [], [], []
    for index in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(list(GevinstType)))
        hp = draw(st.sampled_from([None, *SAKSPROSESSER, "HP5"]))
        sted = Sted.BEGGE if kind is GevinstType.AUTOMATISERING or hp == "HP5" else draw(st.sampled_from(list(Sted)))
        # Four rates of at most 0.24 can never add to more than 1.
        levels = sorted(draw(st.lists(_number(0.0, 0.24), min_size=3, max_size=3)))
        navn = f"gevinst {index + 1}"
        rows.append(Gevinst(
            navn, kind, sted, hp, None if hp == "HP5" else draw(st.none() | st.sampled_from(frame.ytelser)),
            *levels, fra_maned=draw(st.integers(frame.start - 6, frame.start + frame.horisont - 1)),
            innfasing_mnd=draw(st.sampled_from([0.0, 1.0, 6.0, 12.0])),
            forsinkelse_mnd=draw(st.sampled_from([0.0, 3.0])),
            realisering=draw(_share), bruk=draw(_optional(st.sampled_from(list(Bruk)))), gevinsteier=draw(_word),
        ))
        if draw(st.integers(0, 3)) == 0:
            points += [Innfasing(navn, frame.start + at, draw(_share)) for at in (0, 4, 9)]
            followed.append(Gevinstoppfolging(navn, frame.start, plan=draw(_number(0.0, 9.0)), faktisk=None))
    return tuple(rows), tuple(points), tuple(followed)


def _period(frame: _Frame) -> st.SearchStrategy[tuple[int | None, int | None]]:
    both = st.tuples(frame.months, frame.months).map(lambda pair: (min(pair), max(pair)))
    return st.just((None, None)) | both | frame.months.map(lambda first: (first, None))


@st.composite
def _disturbances(draw: st.DrawFn, frame: _Frame) -> dict[str, tuple]:
    """Capacity, costs, events and restanseteam."""
    alle = frame.kontor + frame.fe
    kapasitet = []
    for enhet in draw(st.lists(st.sampled_from(alle), max_size=2, unique=True)):
        kapasitet += [Kapasitet(enhet, None, draw(_number(0.5, 1.2)))] if draw(st.booleans()) else []
        kapasitet += [Kapasitet(enhet, draw(frame.months), draw(_number(0.0, 1.0)))]
    kostnader = [
        Kostnad(draw(st.sampled_from(KOSTNADSKATEGORIER)), draw(_optional(st.sampled_from(alle))),
                *draw(_period(frame)), arsverk=draw(_number(0.0, 2.0)), kroner=draw(_number(0.0, 1e6)))
        for _ in range(draw(st.integers(0, 2)))
    ]
    hendelser = [
        Hendelse(draw(_optional(st.sampled_from(frame.kontor))), draw(_optional(st.sampled_from(frame.ytelser))),
                 *draw(_period(frame)), faktor=draw(_number(0.0, 3.0)), arsak=draw(_word))
        for _ in range(draw(st.integers(0, 2)))
    ]
    team = [
        Restanseteam(ytelse, *draw(_period(frame)), saker_per_mnd=draw(_number(0.0, 120.0)),
                     klargjoring_timer=draw(_number(0.0, 2.0)))
        for ytelse in draw(st.lists(st.sampled_from(frame.ytelser), max_size=2, unique=True))
    ]
    return {
        "kapasitet": tuple(kapasitet),
        "kostnader": tuple(kostnader),
        "hendelser": tuple(hendelser),
        "restanseteam": tuple(team),
    }


_NUMBERS = (
    "laeretid_mnd", "startproduktivitet", "turnover_ar", "vakanse_mnd", "omstillingstap", "oppstartstap",
    "oppstart_tau_mnd", "gjenoppbygging_mnd", "kompetanse_folsomhet",
    "henv_per_sak", "henv_per_forsinket_mnd", "ks_andel", "lekkasje",
    "min_per_henvendelse", "absorpsjon", "kommunal_andel", "ventetid_dok_mnd", "ekstra_handtering", "fleksibilitet",
    "eldste_forst", "radgivning", "restarbeid_min",
)
_WIDEST = {"vakanse_mnd": 6.0, "min_per_henvendelse": 30.0, "henv_per_sak": 2.0, "henv_per_forsinket_mnd": 2.0,
           "ventetid_dok_mnd": 4.0, "ekstra_handtering": 1.0, "restarbeid_min": 30.0, "laeretid_mnd": 18.0,
           "oppstart_tau_mnd": 18.0, "gjenoppbygging_mnd": 36.0}


@st.composite
def _forutsetninger(draw: st.DrawFn) -> tuple[Forutsetning, ...]:
    rows = [Forutsetning("sjekk_ved_mottak", draw(st.booleans()))]
    for key in draw(st.lists(st.sampled_from(_NUMBERS), max_size=10, unique=True)):
        declared = PARAMETERS[key]
        low = declared.lower if declared.lower is not None else 0.0
        high = _WIDEST.get(key, declared.upper if declared.upper is not None else 1.0)
        rows.append(Forutsetning(key, draw(_number(low, high)), grad="A", kilde=draw(_word)))
    if draw(st.booleans()):
        rows.append(Forutsetning("gevinstniva", draw(st.sampled_from(["konservativt", "moderat", "optimistisk"]))))
    return tuple(rows)


@st.composite
def plans(draw: st.DrawFn, max_kontor: int = 4, max_ytelser: int = 3, horisont: tuple[int, int] = (12, 18)) -> Plan:
    """A small valid plan.

    Parameters
    ----------
    max_kontor : int, 1-4
    max_ytelser : int, 1-3
    horisont : pair of int
        Fewest and most months.
    """
    frame = _Frame(
        start=draw(st.sampled_from([month(2026, 1), month(2025, 9)])),
        horisont=draw(st.integers(*horisont)),
        kontor=("Ås", "Bø", "Čahcce", "Dal = 1")[: draw(st.integers(1, max_kontor))],
        fe=("FE Sør", "FE Nord")[: draw(st.integers(1, 2))],
        ytelser=("dagpenger", "uføretrygd", "hjelpemidler")[: draw(st.integers(1, max_ytelser))],
    )
    enheter = draw(_enheter(frame))
    brukere, normer = draw(_brukere(frame))
    gevinster, punkter, oppfolgt = draw(_gevinster(frame))
    return Plan(
        fylke="Prøvefylke", start=frame.start, horisont_maneder=frame.horisont,
        steg_per_maned=draw(st.sampled_from([1, 2, 4])), timer_per_arsverk=draw(_number(1500.0, 1760.0)),
        enheter=enheter, ytelser=draw(_ytelser(frame)), normtid=draw(_normtid(frame)),
        grensesnitt=draw(_grensesnitt(frame)), ruter=draw(_ruter(frame)),
        saksinngang=draw(_saksinngang(frame)), restanser=draw(_restanser(frame)),
        brukere=brukere, oppfolgingsnorm=normer, flyttinger=draw(_flyttinger(frame, enheter)),
        gevinster=gevinster, innfasing=punkter, gevinstoppfolging=oppfolgt, forutsetninger=draw(_forutsetninger()),
        **draw(_disturbances(frame)), **_silent_tables(frame, draw(st.booleans())),
    )


def _silent_tables(frame: _Frame, filled: bool) -> dict[str, tuple]:
    """Tables that a projection does not read, so that files are tested with them."""
    if not filled:
        return {}
    ytelse = frame.ytelser[0]
    return {
        "ressurskartlegging": (
            Ressurskartlegging(ytelse, "HP5", 12.5),
            Ressurskartlegging(ytelse, "HP3", 30.0, 4000.0),
        ),
        "historikk": (Historikk(frame.fe[0], ytelse, frame.start - 1, inn=10.0, vedtak=None, restanser=1234.5),),
        "kilder": (
            Kilde("Enheter", "", "A", True, "Laget for prøving"),
            Kilde("Enheter", "innbyggere", "S", False, "SSB"),
        ),
    }
