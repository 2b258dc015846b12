"""Oppfølging: hours, need, coverage, gap, caseload and contact (model section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planning_core.bemanning import Bemanning
from planning_core.plan import Plan
from planning_core.referanser import KONTAKTMAL
from planning_core.results import Resultat

Array = NDArray[np.float64]

UKER_PER_MANED = 52.0 / 12.0


@dataclass(frozen=True)
class Kontakt:
    """Talks of one group whose norm is interval and minutes.

    Attributes
    ----------
    brukergruppe : str
    samtaler_uke : float array, shape (k, t)
        Talks per week that the group's hours give.
    andel : float array, shape (mål, k, t)
        Expected share with contact, for each of :data:`KONTAKTMAL`; NaN without users.
    """

    brukergruppe: str
    samtaler_uke: Array
    andel: Array


def per_month(values: Array, n: int) -> Array:
    """Sum steps to months: (..., s) -> (..., t)."""
    return values.reshape(*values.shape[:-1], values.shape[-1] // n, n).sum(axis=-1)


def municipal_hours(plan: Plan, staff: Bemanning) -> Array:
    """Municipal oppfølging hours by kontor and step, shape (k, s); none before the kontor is established."""
    kontor = len(plan.kontor)
    share = plan.tall("kommunal_andel")
    t = np.arange(staff.timer_per_arsverk.shape[1]) / plan.steg_per_maned
    started = np.ones((kontor, t.size))
    for k, unit in enumerate(plan.kontor):
        if unit.etablert is not None:
            started[k] = t >= unit.etablert - plan.start
    return staff.bevegelser.kommune[:kontor] * share * staff.timer_per_arsverk[:kontor] * started


class Oppfolging:
    """Oppfølging from the kontor's own hours, by kontor and month; nothing is computed before it is read.

    Parameters
    ----------
    statlige : float array, shape (k, s)
        Protected and residual state hours less the lost.
    hp5 : float array, shape (s,)
        Factor on hours per user after gevinster on HP5.
    users : float array, shape (k, group, t)

    Notes
    -----
    docs/metode.md section 5. Checked by hand in tests/core/test_oppfolging.py.
    """

    def __init__(self, plan: Plan, staff: Bemanning, statlige: Array, hp5: Array, users: Array) -> None:
        self.plan, self.staff, self.statlige, self.hp5, self.users = plan, staff, statlige, hp5, users
        self.n = plan.steg_per_maned

    @cached_property
    def _kommunale(self) -> Array:
        return municipal_hours(self.plan, self.staff)

    @cached_property
    def timer(self) -> Array:
        """Hours given, shape (k, t)."""
        return per_month(self.statlige + self._kommunale, self.n)

    @property
    def kommunale(self) -> Array:
        """Municipal hours among them, shape (k, t)."""
        return per_month(self._kommunale, self.n)

    @cached_property
    def behov_gruppe(self) -> Array:
        """Hours that each group needs, shape (k, group, t)."""
        norm = np.array([g.timer for g in self.plan.oppfolgingsnorm], dtype=float)
        return self.users * norm[:, None] * (per_month(self.hp5, self.n) / self.n)

    @cached_property
    def behov(self) -> Array:
        """Hours needed, shape (k, t)."""
        return np.asarray(self.behov_gruppe.sum(axis=1))

    @cached_property
    def timer_per_arsverk(self) -> Array:
        """Hours of one årsverk, shape (k, t)."""
        return per_month(self.staff.timer_per_arsverk[:len(self.plan.kontor)], self.n)

    @property
    def gap(self) -> Array:
        """Årsverk that the hours fall short of the need, shape (k, t)."""
        return arsverk_short(self.behov, self.timer, self.timer_per_arsverk)


def arsverk_short(need: Array, hours: Array, h_month: Array) -> Array:
    """Årsverk that the hours fall short of the need, of shapes that broadcast; NaN where one has no hours in the month."""
    short = np.maximum(0.0, need - hours)
    under = np.broadcast_to(h_month, short.shape)
    return np.divide(short, under, out=np.where(short > 0, np.nan, 0.0), where=under > 0)


def gruppetimer(resultat: Resultat) -> Array:
    """Hours of every group, shape (k, group, t): it has the part of the kontor's hours that its need is of all need."""
    share = ratio(resultat.data["behov_gruppe"], resultat.data["behov"][:, None, :])
    return np.nan_to_num(share, nan=0.0) * resultat.data["oppfolging"][:, None, :]


def gruppegap(resultat: Resultat) -> Array:
    """Årsverk that every group lacks, shape (k, group, t); together they are the kontor's gap."""
    h_month = resultat.data["timer_per_arsverk_mnd"][:, None, :]
    return arsverk_short(resultat.data["behov_gruppe"], gruppetimer(resultat), h_month)


def dekning(resultat: Resultat) -> Array:
    """Share of the need that is met, shape (k, t); NaN where there is no need."""
    return ratio(resultat.data["oppfolging"], resultat.data["behov"])


def dekning_fylket(resultat: Resultat) -> Array:
    """Share of the fylke's need that its hours make up, shape (t,); NaN where there is no need."""
    return ratio(resultat.data["oppfolging"].sum(axis=0), resultat.data["behov"].sum(axis=0))


def brukere(resultat: Resultat) -> Array:
    """Users of each kontor, shape (k, t); groups that are counted in events are no users."""
    counted = np.array([norm.er_brukere for norm in resultat.plan.oppfolgingsnorm], dtype=bool)
    return resultat.data["brukere"][:, counted].sum(axis=1)


def i_kontor(resultat: Resultat, by_kontor: Array, enhet: str | None) -> Array:
    """A kontor's row of an array (k, t), or the sum of all where ``enhet`` is None."""
    return by_kontor.sum(axis=0) if enhet is None else by_kontor[resultat.kontor.index(enhet)]


def belastning(users: Array, under: Array) -> Array:
    """Users per what they share; NaN where there are no users or nothing to share."""
    return np.where(users > 0, ratio(users, under), np.nan)


def brukere_per_arsverk(resultat: Resultat, enhet: str | None = None) -> Array:
    """Users per state årsverk at month end in a kontor or in all of them, shape (t,); NaN without users or årsverk."""
    users, stat = brukere(resultat), resultat.data["arsverk"][: len(resultat.kontor)]
    return belastning(i_kontor(resultat, users, enhet), i_kontor(resultat, stat, enhet))


def brukere_per_veileder(resultat: Resultat, enhet: str | None = None) -> Array:
    """Users per årsverk that the hours of oppfølging make up in the month, shape (t,); NaN without users or hours."""
    veiledere = np.nan_to_num(ratio(resultat.data["oppfolging"], resultat.data["timer_per_arsverk_mnd"]))
    return belastning(i_kontor(resultat, brukere(resultat), enhet), i_kontor(resultat, veiledere, enhet))


def kontakt(resultat: Resultat) -> tuple[Kontakt, ...]:
    """Talks per week and expected share with contact, for groups whose norm is interval and minutes.

    A group has the part of the kontor's hours that its need is of all need.

    Notes
    -----
    docs/metode.md section 5. Checked by hand in tests/core/test_oppfolging.py::test_caseload_of_targets.
    """
    given = gruppetimer(resultat)
    groups = []
    for g, norm in enumerate(resultat.plan.oppfolgingsnorm):
        if norm.timer_per_bruker_mnd is None and norm.minutter_per_samtale:
            talks = given[:, g] / (norm.minutter_per_samtale / 60.0) / UKER_PER_MANED
            users = resultat.data["brukere"][:, g]
            reached = np.stack([np.minimum(1.0, ratio(talks * weeks, users)) for weeks, _ in KONTAKTMAL])
            groups.append(Kontakt(norm.brukergruppe, talks, reached))
    return tuple(groups)


def ratio(over: Array, under: Array) -> Array:
    """``over / under``, of shapes that broadcast; NaN where ``under`` is not above 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(under > 0, over / under, np.nan)
