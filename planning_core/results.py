"""Results of a projection: monthly arrays with named axes, and the series of the contract.

Axes are ``k`` NAV-kontor, ``f`` forvaltningsenhet, ``u`` all units (kontor first, then FE, each
in plan order), ``y`` ytelse, ``t`` month. Stocks and årsverk are at month end, flows are sums
over the month, NaN means "not defined".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planning_core.findings import Finding
from planning_core.lazy import LazyArrays
from planning_core.plan import Plan, fingerprint

Array = NDArray[np.float64]

ALDERSBAND = ((0, 1), (1, 3), (3, 6), (6, 12), (12, None))
"""Age bands of restanser [months]."""

TIMEBRUK_NK = (
    "faste_poster", "driftskostnader", "henvendelser", "saksarbeid", "skjermet_oppfolging",
    "oppfolging_rest", "absorbert",
)
"""Use of a kontor's state hours, together all of them; ``oppfolging_rest`` is what is left after the lost."""

TIMEBRUK_FE = ("faste_poster", "driftskostnader", "radgivning", "telefon", "klargjoring", "saksarbeid", "ledig")
"""Use of an FE's hours; together they are all its hours."""

TAP_FORBIGAENDE = ("laering", "oppstart", "omstilling", "tapt_kompetanse")
TAP_VARIG = ("ekstra_handtering", "radgivning", "telefon_fe", "restarbeid", "absorpsjon")
"""Hours lost in a month, apart by whether the loss fades (metode.md section 7)."""

MIN_VEDTAK = 1e-9
"""Fewer cases than this have no mean age."""


@dataclass(frozen=True, slots=True)
class SerieDef:
    """One series of the contract: its name, unit and the places it is written for."""

    navn: str
    enhet: str
    kontor: bool
    fe: bool
    per_ytelse: bool
    enhet_per_ytelse: bool


SERIER = (
    SerieDef("inn", "saker", True, True, True, True),
    SerieDef("vedtak", "saker", False, True, True, True),
    SerieDef("restanser", "saker", True, True, True, True),
    SerieDef("restanser_nk", "saker", True, False, True, True),
    SerieDef("restanser_fe", "saker", False, True, True, True),
    SerieDef("venter_dok", "saker", False, True, True, True),
    SerieDef("over_grense", "saker", True, True, True, True),
    SerieDef("saksbehandlingstid_mnd", "måneder", False, True, True, True),
    SerieDef("forventet_tid_mnd", "måneder", False, False, True, False),
    SerieDef("andel_innen_grense", "andel", False, True, True, True),
    SerieDef("tid_nk_mnd", "måneder", True, False, False, False),
    SerieDef("henvendelser", "henvendelser", True, False, True, True),
    SerieDef("ks_timer", "timer", False, False, False, False),
    SerieDef("arsverk", "årsverk", True, True, False, False),
    SerieDef("arsverk_kommune", "årsverk", True, True, False, False),
    SerieDef("effektive_arsverk", "årsverk", True, True, False, False),
    SerieDef("oppfolging_timer", "timer", True, False, False, False),
    SerieDef("oppfolging_behov_timer", "timer", True, False, False, False),
    SerieDef("oppfolging_gap_arsverk", "årsverk", True, False, False, False),
    SerieDef("udekket_timer", "timer", True, True, False, False),
)
"""Every series written to JSON and Excel, in order."""

_BY_NAME = {d.navn: d for d in SERIER}


_OPPFOLGING = {"oppfolging_timer": "oppfolging", "oppfolging_behov_timer": "behov", "oppfolging_gap_arsverk": "gap"}


@dataclass(frozen=True)
class Serie:
    """One series: ``enhet`` None is the whole fylke, ``ytelse`` None is all ytelser; values shape (t,)."""

    storrelse: str
    enhet: str | None
    ytelse: str | None
    verdier: Array


def _ratio(over: Array, under: Array) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(under >= MIN_VEDTAK, over / under, np.nan)


@dataclass(frozen=True)
class Resultat:
    """A projection, month by month.

    Attributes
    ----------
    plan : Plan
        What was projected.
    maneder : tuple of int
        Month indices, length t.
    kontor, fe, ytelser : tuple of str
        Axis labels (the sheets' own names).
    data : mapping of arrays, each made when it is first read
        ``inn_nk, vedtak_nk, servert_nk, restanser_nk, over_grense_nk, alder_nk (sum of ages of the
        kontor's own vedtak), innen_nk, tid_nk (sum of ages at hand-over), henvendelser`` (k, y, t);
        ``inn_fe, vedtak_fe, restanser_fe, venter_dok, over_grense_fe, alder_fe, innen_fe`` (f, y, t);
        ``forventet`` (y, t) and ``forventet_alle`` (t,); ``ks_timer`` (t,);
        ``arsverk, arsverk_kommune, effektive_arsverk, udekket, timer, laeringsunderskudd`` (u, t);
        ``kompetanse`` (k, t); ``oppfolging, behov, gap, kommunale_timer, timer_per_arsverk_mnd`` (k, t);
        ``aldersband`` (u, y, band, t); ``brukere`` (k, group, t) users at month level;
        ``behov_gruppe`` (k, group, t) hours needed.
    timebruk_nk, timebruk_fe : mappings of arrays (k, t) / (f, t)
        Hours by use, keys :data:`TIMEBRUK_NK` and :data:`TIMEBRUK_FE`.
    tap : mapping of arrays (t,)
        Hours lost in the fylke, keys :data:`TAP_FORBIGAENDE` and :data:`TAP_VARIG`.
    findings : tuple of Finding
        Warnings that only a projection can give.
    summer : mapping of arrays (y, t)
        Sums over the units of some of ``data``, where they are known without it.
    """

    plan: Plan
    maneder: tuple[int, ...]
    kontor: tuple[str, ...]
    fe: tuple[str, ...]
    ytelser: tuple[str, ...]
    brukergrupper: tuple[str, ...]
    data: Mapping[str, Array]
    timebruk_nk: Mapping[str, Array]
    timebruk_fe: Mapping[str, Array]
    tap: Mapping[str, Array]
    findings: tuple[Finding, ...] = field(default=())
    summer: Mapping[str, Array] = field(default_factory=dict)

    @cached_property
    def fingerprint(self) -> str:
        """Fingerprint of the plan that was projected."""
        return fingerprint(self.plan)

    def make_all(self) -> None:
        """Make every array now, so that no reader waits for one and nothing of a batch is held."""
        for arrays in (self.data, self.timebruk_nk, self.timebruk_fe, self.tap, self.summer):
            if isinstance(arrays, LazyArrays):
                arrays.make_all()

    @property
    def enheter(self) -> tuple[str, ...]:
        """All units, kontor first."""
        return self.kontor + self.fe

    def serie(self, storrelse: str, enhet: str | None = None, ytelse: str | None = None) -> Array:
        """Monthly values of one series.

        Parameters
        ----------
        storrelse : str
            Name in :data:`SERIER`.
        enhet : str or None
            A unit, or None for the whole fylke.
        ytelse : str or None
            A ytelse, or None for all.

        Returns
        -------
        float array, shape (t,)
            In the unit of the series; NaN where undefined.

        Raises
        ------
        KeyError
            If the series is not defined for that place and ytelse.
        """
        definition = _BY_NAME[storrelse]
        if enhet is not None:
            is_kontor = enhet in self.kontor
            if not is_kontor and enhet not in self.fe:
                raise KeyError(enhet)
            if not (definition.kontor if is_kontor else definition.fe):
                raise KeyError((storrelse, enhet))
        if ytelse is not None and not (definition.per_ytelse if enhet is None else definition.enhet_per_ytelse):
            raise KeyError((storrelse, enhet, ytelse))
        return self._compute(storrelse, enhet, ytelse)

    def per_1000_innbyggere(self, storrelse: str, enhet: str | None = None, ytelse: str | None = None) -> Array:
        """Restanser or over grense per 1 000 innbyggere of a kontor's kommuner, or of the whole fylke.

        Parameters
        ----------
        storrelse : str
            ``restanser`` or ``over_grense``; a kontor has its own queue only.
        enhet : str or None
            A kontor, or None for the whole fylke.
        ytelse : str or None
            A ytelse, or None for all.

        Returns
        -------
        float array, shape (t,)
            Cases per 1 000 innbyggere; NaN where a population is missing.

        Raises
        ------
        KeyError
            If the unit is no kontor of the plan.

        Notes
        -----
        docs/metode.md section 5. Checked by hand in
        tests/core/test_results.py::test_restanser_per_1000_innbyggere.
        """
        population = {k.enhet: k.innbyggere or np.nan for k in self.plan.kontor}
        people = sum(population.values()) if enhet is None else population[enhet]
        return self.serie(storrelse, enhet, ytelse) / (people / 1000.0 if people else np.nan)

    def serier(self) -> Iterator[Serie]:
        """Every series of the contract, in its order: fylke, fylke x ytelse, unit, unit x ytelse."""
        for definition in SERIER:
            units: tuple[str, ...] = (self.kontor if definition.kontor else ()) + (self.fe if definition.fe else ())
            yield self._serie(definition.navn, None, None)
            if definition.per_ytelse:
                for ytelse in self.ytelser:
                    yield self._serie(definition.navn, None, ytelse)
            for unit in units:
                yield self._serie(definition.navn, unit, None)
                if definition.enhet_per_ytelse:
                    for ytelse in self.ytelser:
                        yield self._serie(definition.navn, unit, ytelse)

    def _serie(self, navn: str, enhet: str | None, ytelse: str | None) -> Serie:
        return Serie(navn, enhet, ytelse, self._compute(navn, enhet, ytelse))

    def _compute(self, navn: str, enhet: str | None, ytelse: str | None) -> Array:
        if navn == "forventet_tid_mnd":
            return self.data["forventet_alle"] if ytelse is None else self.data["forventet"][self.ytelser.index(ytelse)]
        if navn == "ks_timer":
            return self.data["ks_timer"]
        if navn in ("arsverk", "arsverk_kommune", "effektive_arsverk"):
            return self._units(navn, enhet)
        if navn == "udekket_timer":
            return self._units("udekket", enhet)
        if navn.startswith("oppfolging_"):
            key = _OPPFOLGING[navn]
            return self.data[key].sum(axis=0) if enhet is None else self.data[key][self.kontor.index(enhet)]
        if navn == "saksbehandlingstid_mnd":
            return _ratio(self._flow("alder", enhet, ytelse), self._flow("vedtak", enhet, ytelse))
        if navn == "andel_innen_grense":
            return _ratio(self._flow("innen", enhet, ytelse), self._flow("vedtak", enhet, ytelse))
        if navn == "tid_nk_mnd":
            return _ratio(self._nk("tid_nk", enhet, ytelse), self._nk("servert_nk", enhet, ytelse))
        if navn == "vedtak":
            return self._flow("vedtak", enhet, ytelse)
        if navn == "inn":
            return self._fe("inn_fe", enhet, ytelse) if enhet in self.fe else self._nk("inn_nk", enhet, ytelse)
        if navn in ("restanser_nk", "henvendelser"):
            return self._nk(navn, enhet, ytelse)
        if navn in ("restanser_fe", "venter_dok"):
            return self._fe(navn, enhet, ytelse)
        if navn == "over_grense":
            return self._flow("over_grense", enhet, ytelse)
        if navn == "restanser":
            total = np.zeros(len(self.maneder))
            if enhet is None or enhet in self.kontor:
                total = total + self._nk("restanser_nk", enhet, ytelse)
            if enhet is None or enhet in self.fe:
                total = total + self._fe("restanser_fe", enhet, ytelse) + self._fe("venter_dok", enhet, ytelse)
            return total
        raise KeyError(navn)

    def _units(self, key: str, enhet: str | None) -> Array:
        array = self.data[key]
        return array.sum(axis=0) if enhet is None else array[self.enheter.index(enhet)]

    def _flow(self, stem: str, enhet: str | None, ytelse: str | None) -> Array:
        """A quantity that both places have, as ``<stem>_nk`` and ``<stem>_fe``."""
        if enhet is None:
            return self._nk(f"{stem}_nk", None, ytelse) + self._fe(f"{stem}_fe", None, ytelse)
        return self._nk(f"{stem}_nk", enhet, ytelse) if enhet in self.kontor else self._fe(f"{stem}_fe", enhet, ytelse)

    def _nk(self, key: str, enhet: str | None, ytelse: str | None) -> Array:
        return self._pick(key, self.kontor, enhet, ytelse)

    def _fe(self, key: str, enhet: str | None, ytelse: str | None) -> Array:
        return self._pick(key, self.fe, enhet, ytelse)

    def _pick(self, key: str, labels: tuple[str, ...], enhet: str | None, ytelse: str | None) -> Array:
        if enhet is not None:
            part = self.data[key][labels.index(enhet)]
        else:
            part = self.summer[key] if key in self.summer else self.data[key].sum(axis=0)
        return part.sum(axis=0) if ytelse is None else part[self.ytelser.index(ytelse)]


@dataclass(frozen=True)
class Projeksjon:
    """The plan beside the same plan without flyttinger: they are never shown apart."""

    plan: Resultat
    uten: Resultat

    def par(self, storrelse: str, enhet: str | None = None, ytelse: str | None = None) -> tuple[Array, Array, Array]:
        """The series in the plan, without flyttinger, and the difference, each shape (t,)."""
        med = self.plan.serie(storrelse, enhet, ytelse)
        uten = self.uten.serie(storrelse, enhet, ytelse)
        return med, uten, med - uten
