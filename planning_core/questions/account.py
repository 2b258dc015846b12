"""The Delta account: what gevinst is worth in årsverk at a date, and what it costs.

Axes: ``type`` as :data:`TYPER`, ``sted`` as :data:`STEDER` (NAV-kontor, forvaltningsenhet), ``y`` ytelse,
``hp`` HP1-HP5, ``g`` gevinst, ``t`` month. The base never changes; what differs between two dates is
grensesnitt and gevinst. A date is the end of its month, as årsverk are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planning_core import monthly
from planning_core.findings import Finding, Severity
from planning_core.gevinst import gevinst_phase
from planning_core.parameters import NIVAER
from planning_core.plan import HOVEDPROSESSER, SAKSPROSESSER, Gevinst, GevinstType, Plan, Sted
from planning_core.questions.account_base import HP5, Grunnlag, grunnlag, med_ytelser
from planning_core.questions.account_costs import Kostnader, Kostnadslinje, kostnader

Array = NDArray[np.float64]

TYPER = tuple(GevinstType)
STEDER = (Sted.NK, Sted.FE)
NK, FE = 0, 1
SUM_AVVIK = 0.5
"""Årsverk that shares of a source may miss its own total by before it is said."""


@dataclass(frozen=True)
class Konto:
    """The account at one date.

    Attributes
    ----------
    maned : int or None
        End of this month; None when everything is phased in.
    niva : str
        Level of the gevinster.
    ytelser : tuple of str
    base : float array, shape (y, hp)
        Årsverk before anything.
    flyttet : float array, shape (y, hp)
        Of them, work done in FE, before gevinst (brutto moved).
    brutto : float array, shape (type, sted, y, hp)
        Årsverk saved.
    avrunding_base, avrunding_gevinst : float
        What the source's own totals have beyond the sum of their parts ("avrunding i kilden"); 0 without them.
    kostnader : tuple of Kostnadslinje
    kroner_per_arsverk, prisar : float or None
        None hides kroner.
    """

    maned: int | None
    niva: str
    ytelser: tuple[str, ...]
    base: Array
    flyttet: Array
    brutto: Array
    avrunding_base: float
    avrunding_gevinst: float
    kostnader: tuple[Kostnadslinje, ...]
    kroner_per_arsverk: float | None
    prisar: float | None

    @cached_property
    def for_gevinst(self) -> Array:
        """Årsverk at each place before gevinst, shape (sted, y, hp)."""
        return np.stack([self.base - self.flyttet, self.flyttet])

    @cached_property
    def igjen(self) -> Array:
        """Årsverk left at each place, shape (sted, y, hp)."""
        return self.for_gevinst - self.brutto.sum(axis=0)

    @property
    def sum_base(self) -> float:
        """All årsverk at the start, with what the source did not divide."""
        return float(self.base.sum()) + self.avrunding_base

    def etter(self, type_: GevinstType) -> float:
        """Årsverk left in all after the gevinster of this type and those before it."""
        return float(self.base.sum() - self.brutto[: TYPER.index(type_) + 1].sum())

    def av_type(self, type_: GevinstType) -> float:
        return float(self.brutto[TYPER.index(type_)].sum())

    @property
    def bruttogevinst(self) -> float:
        """Årsverk saved, in all: the types and what is rounded in the source."""
        return float(self.brutto.sum()) + self.avrunding_gevinst

    @property
    def sum_igjen(self) -> float:
        """Årsverk left in all."""
        return self.sum_base - self.bruttogevinst

    @property
    def ikke_fordelt(self) -> float:
        """Årsverk left that no place has: what the source did not divide, less what it rounded away."""
        return self.sum_igjen - float(self.igjen.sum())

    @property
    def kostnad_arsverk(self) -> float:
        return float(sum(line.arsverk for line in self.kostnader))

    @property
    def kostnad_kroner(self) -> float:
        """Kroner typed in ``Kostnader`` for the twelve months up to the date."""
        return float(sum(line.kroner for line in self.kostnader))

    @property
    def nettogevinst(self) -> float:
        return self.bruttogevinst - self.kostnad_arsverk

    @property
    def har_kroner(self) -> bool:
        """Kroner are shown when both the price of an årsverk and its year are known."""
        return self.kroner_per_arsverk is not None and self.prisar is not None

    def i_kroner(self, arsverk: float) -> float | None:
        """Kroner a year of so many årsverk; None where kroner are hidden."""
        if self.kroner_per_arsverk is None or self.prisar is None:
            return None
        return arsverk * self.kroner_per_arsverk

    @property
    def nettogevinst_kroner(self) -> float | None:
        """Kroner a year: brutto less costs in årsverk, less typed kroner; None where kroner are hidden."""
        value = self.i_kroner(self.nettogevinst)
        return None if value is None else value - self.kostnad_kroner


@dataclass(frozen=True)
class Serie:
    """The account month by month, årsverk, shape (t,) unless said otherwise.

    ``brutto`` by type and place is (type, sted, t); ``igjen`` is (sted, t); ``akkumulert`` is the net gevinst up
    to and including the month, in årsverk-years; ``kroner`` of the month itself, None where kroner are hidden.
    """

    maneder: tuple[int, ...]
    flyttet: Array
    brutto: Array
    igjen: Array
    bruttogevinst: Array
    kostnad: Array
    netto: Array
    kostnad_kroner: Array
    akkumulert: Array
    akkumulert_kroner: Array | None


class Regnskap:
    """The account of a plan at one level, ready for any date.

    Parameters
    ----------
    plan : Plan
        A plan without validation errors; ``Ressurskartlegging`` alone is enough.
    niva : str, optional
        ``konservativt``, ``moderat`` or ``optimistisk``; the plan's own when left out.

    Raises
    ------
    ValueError
        If there is no such level.

    Notes
    -----
    docs/metode.md section 6. Known answers in tests/core/questions/test_account.py.
    """

    def __init__(self, plan: Plan, niva: str | None = None) -> None:
        self.plan = plan
        self.niva = str(plan.forutsetning("gevinstniva")) if niva is None else niva
        if self.niva not in NIVAER:
            raise ValueError(f"no such level: {niva!r}")
        self.grunnlag: Grunnlag = grunnlag(plan)
        known = med_ytelser(plan)
        n = plan.steg_per_maned
        self._fe = np.zeros((len(self.grunnlag.ytelser), len(HOVEDPROSESSER), plan.horisont_maneder))
        self._fe[: len(known.ytelser), : len(SAKSPROSESSER)] = monthly.andel_fe(known)
        self.faser = np.array([gevinst_phase(plan, g)[n - 1:: n] for g in plan.gevinster]).reshape(
            len(plan.gevinster), plan.horisont_maneder)
        """Share of every gevinst that is in at the end of each month, shape (g, t)."""
        self._rates = self._all_rates()
        self._full = self._saved(np.ones(len(plan.gevinster)), plan.horisont_maneder - 1)

    def _all_rates(self) -> Array:
        """Rate x realisering of each gevinst where it works, shape (g, sted, y, hp)."""
        rates = np.zeros((len(self.plan.gevinster), len(STEDER), *self.grunnlag.arsverk.shape))
        for i, gevinst in enumerate(self.plan.gevinster):
            ys = [y for y, navn in enumerate(self.grunnlag.ytelser) if gevinst.ytelse in (None, navn)]
            rates[np.ix_([i], _places(gevinst), ys, _processes(gevinst))] = (
                getattr(gevinst, self.niva) * gevinst.realisering)
        return rates

    def for_gevinst(self, t: int) -> Array:
        """Årsverk at each place before gevinst, shape (sted, y, hp)."""
        in_fe = self.grunnlag.arsverk * self._fe[:, :, t]
        return np.stack([self.grunnlag.arsverk - in_fe, in_fe])

    def _saved(self, phases: Array, t: int) -> Array:
        """Årsverk saved, shape (type, sted, y, hp), with these shares in and the grensesnitt of month ``t``."""
        return self._rates_of_types(phases) * self.for_gevinst(t)

    def _rates_of_types(self, phases: Array) -> Array:
        return np.stack([
            np.einsum("g,gpyh->pyh", phases[own], self._rates[own])
            for own in ([i for i, g in enumerate(self.plan.gevinster) if g.type is type_] for type_ in TYPER)
        ])

    def satser(self, maned: int | None = None) -> Array:
        """Share of the work that each type saves at a date, realised and phased in, shape (type, sted, y, hp)."""
        return self._rates_of_types(self._at(maned, None)[1])

    def av_gevinst(self, maned: int | None = None) -> Array:
        """Årsverk that each gevinst saves at a date, by place, shape (g, sted)."""
        t, phases = self._at(maned, None)
        return np.einsum("g,gpyh,pyh->gp", phases, self._rates, self.for_gevinst(t))

    def av_gevinst_prosess(self, rad: int, maned: int | None = None) -> Array:
        """Årsverk that one gevinst saves at a date, shape (sted, y, hp)."""
        t, phases = self._at(maned, None)
        return phases[rad] * self._rates[rad] * self.for_gevinst(t)

    def _at(self, maned: int | None, faser: Mapping[str, float] | None) -> tuple[int, Array]:
        if maned is None:
            t, phases = self.plan.horisont_maneder - 1, np.ones(len(self.plan.gevinster))
        else:
            t = maned - self.plan.start
            if not 0 <= t < self.plan.horisont_maneder:
                raise ValueError(f"month {maned} is outside the plan")
            phases = self.faser[:, t].copy()
        for i, gevinst in enumerate(self.plan.gevinster):
            phases[i] = (faser or {}).get(gevinst.navn, phases[i])
        return t, phases

    def konto(self, maned: int | None = None, faser: Mapping[str, float] | None = None) -> Konto:
        """The account at a date.

        Parameters
        ----------
        maned : int, optional
            A month of the plan; everything in, with the last month's grensesnitt and costs, when left out.
        faser : mapping of name to share, optional
            Shares 0-1 that are in, instead of those of the date.

        Raises
        ------
        ValueError
            If the month is outside the plan.
        """
        t, phases = self._at(maned, faser)
        saved = self._saved(phases, t)
        return Konto(
            maned, self.niva, self.grunnlag.ytelser, self.grunnlag.arsverk, self.for_gevinst(t)[FE], saved,
            self._base_rounding, self._rounding_of(saved), self.kostnader.linjer(t),
            _number(self.plan, "kroner_per_årsverk"), _number(self.plan, "prisår"),
        )

    @property
    def _base_rounding(self) -> float:
        stated = _number(self.plan, "oppgitt_årsverk")
        return 0.0 if stated is None else stated - float(self.grunnlag.arsverk.sum())

    @property
    def _gevinst_rounding(self) -> float:
        """What the source's total has beyond the sum of the types when all is in.

        It states the moderate level only; another level has it where its rates are the same.
        """
        stated = _number(self.plan, "oppgitt_gevinst")
        known = all(getattr(g, self.niva) == g.moderat for g in self.plan.gevinster)
        return stated - float(self._full.sum()) if stated is not None and known else 0.0

    def _rounding_of(self, saved: Array) -> float:
        """The rounding comes in as the gevinster do."""
        full = float(self._full.sum())
        return self._gevinst_rounding * float(saved.sum()) / full if full > 0 else 0.0

    @cached_property
    def arbeid(self) -> Array:
        """Årsverk of work left at the end of every month, shape (sted, y, hp, t)."""
        months = range(self.plan.horisont_maneder)
        return np.stack([self.for_gevinst(t) - self._saved(self.faser[:, t], t).sum(axis=0) for t in months], axis=3)

    @cached_property
    def arbeid_ved_start(self) -> Array:
        """Årsverk of work with the first month's grensesnitt and no gevinst, shape (sted, y, hp)."""
        return self.for_gevinst(0)

    @cached_property
    def kostnader(self) -> Kostnader:
        """Costs of every month; the same at every level, but for work that a changed grensesnitt makes dearer."""
        cases = self.arbeid[:, : len(med_ytelser(self.plan).ytelser), : len(SAKSPROSESSER)]
        return kostnader(self.plan, cases.sum(axis=(0, 2)))

    def serie(self) -> Serie:
        """The account at the end of every month."""
        months = [self.konto(m) for m in self.plan.maneder]
        brutto = np.array([k.brutto.sum(axis=(2, 3)) for k in months])
        netto = np.array([k.nettogevinst for k in months])
        in_kroner = sum(self.kostnader.kroner.values(), np.zeros(len(months)))
        price = months[0].i_kroner(1.0)
        return Serie(
            maneder=self.plan.maneder,
            flyttet=np.array([k.flyttet.sum() for k in months]),
            brutto=np.moveaxis(brutto, 0, 2),
            igjen=np.array([k.igjen.sum(axis=(1, 2)) for k in months]).T,
            bruttogevinst=np.array([k.bruttogevinst for k in months]),
            kostnad=np.array([k.kostnad_arsverk for k in months]),
            netto=netto, kostnad_kroner=in_kroner, akkumulert=np.cumsum(netto) / 12.0,
            akkumulert_kroner=None if price is None else np.cumsum(netto * price / 12.0 - in_kroner),
        )

    def findings(self) -> tuple[Finding, ...]:
        """What the reader of the account must know, as warnings."""
        found = [*self._sums(), *self._double_costs()]
        if not self.grunnlag.arsverk.any():
            found.append(Finding("regnskap_uten_grunnlag", Severity.WARNING, "Ressurskartlegging"))
            return tuple(found)
        worth = self.av_gevinst().sum(axis=1)
        for row, gevinst in enumerate(self.plan.gevinster):
            if worth[row] == 0 and getattr(gevinst, self.niva) * gevinst.realisering > 0:
                found.append(Finding("gevinst_uten_arbeid", Severity.WARNING, "Gevinster", row, "hovedprosess",
                                     gevinst.hovedprosess, {"navn": gevinst.navn}))
        return tuple(found)

    def _sums(self) -> list[Finding]:
        base, gain = float(self.grunnlag.arsverk.sum()), float(self._full.sum())
        found = []
        for code, table, total, off in (
            ("kilden_summerer_ikke_grunnlag", "Ressurskartlegging", base, self._base_rounding),
            ("kilden_summerer_ikke_gevinst", "Gevinster", gain, self._gevinst_rounding),
        ):
            if abs(off) > SUM_AVVIK:
                found.append(Finding(code, Severity.WARNING, table, None, None, total, {
                    "sum": total, "oppgitt": total + off, "andel": total / (total + off) if total + off else 0.0,
                    "avrunding": off,
                }))
        return found

    def _double_costs(self) -> list[Finding]:
        own = self.kostnader
        return [
            Finding("kostnad_baade_foert_og_beregnet", Severity.WARNING, "Kostnader", row, "kategori", cost.kategori,
                    {"kategori": cost.kategori})
            for row, cost in enumerate(self.plan.kostnader)
            if cost.arsverk > 0 and cost.kategori in own.beregnet and np.abs(own.beregnet[cost.kategori]).max() > SUM_AVVIK
        ]


def tre_nivaer(plan: Plan, maned: int | None = None) -> dict[str, Konto]:
    """The account at the three levels, in order."""
    return {niva: Regnskap(plan, niva).konto(maned) for niva in NIVAER}


def _places(gevinst: Gevinst) -> list[int]:
    return [i for i, sted in enumerate(STEDER) if gevinst.sted in (sted, Sted.BEGGE)]


def _processes(gevinst: Gevinst) -> list[int]:
    """HP1-HP4 where none is named, never HP5."""
    if gevinst.hovedprosess is None:
        return list(range(HP5))
    return [HOVEDPROSESSER.index(gevinst.hovedprosess)]


def _number(plan: Plan, key: str) -> float | None:
    value = plan.forutsetning(key)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
