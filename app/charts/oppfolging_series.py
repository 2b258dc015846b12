"""What the room Oppfølging shows, computed from results: hours by use, need, gap, talks and caseload.

Plain functions on frozen values. A kontor is its name in the sheets; None is all kontor together.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from app.charts.series import Pair
from planning_core import oppfolging as core
from planning_core import referanser as ref
from planning_core.oppfolging import i_kontor as _of
from planning_core.referanser import KONTAKTMAL
from planning_core.results import TAP_FORBIGAENDE, TAP_VARIG, Projeksjon, Resultat
from planning_core.sammenligning import MAAL, maal
from planning_core.sarbarhet import ett_fravaer, kompetanse_fylket

Array = NDArray[np.float64]

KOMMUNAL = "kommunale_timer"
"""Municipal hours of oppfølging: they stand beside the state hours of ``timebruk_nk``."""

OPPFOLGING = ("oppfolging_rest", "skjermet_oppfolging", KOMMUNAL)
"""Uses that are oppfølging; together they are ``oppfolging_timer``."""

USES = (*OPPFOLGING, "saksarbeid", "henvendelser", "driftskostnader", "faste_poster", "absorbert")
"""Every use of a kontor's hours, municipal oppfølging included, in the order they are stacked."""

MAL = KONTAKTMAL
"""Weeks, and the share that is to have had contact within them."""


def _pair(projeksjon: Projeksjon, values: Callable[[Resultat], Array]) -> Pair:
    return Pair(projeksjon.plan.maneder, values(projeksjon.plan), values(projeksjon.uten))


def use(projeksjon: Projeksjon, name: str, enhet: str | None = None) -> Pair:
    """Hours of one use in :data:`USES`.

    Raises
    ------
    KeyError
        If there is no such use.
    """
    def hours(resultat: Resultat) -> Array:
        array = resultat.data["kommunale_timer"] if name == KOMMUNAL else resultat.timebruk_nk[name]
        return _of(resultat, array, enhet)

    return _pair(projeksjon, hours)


def series(projeksjon: Projeksjon, storrelse: str, enhet: str | None = None) -> Pair:
    """A series of the contract as a pair."""
    return _pair(projeksjon, lambda resultat: resultat.serie(storrelse, enhet))


def coverage(projeksjon: Projeksjon, enhet: str | None = None) -> Pair:
    """Share of the need that is met; NaN where there is no need."""
    def share(resultat: Resultat) -> Array:
        return core.dekning_fylket(resultat) if enhet is None else _of(resultat, core.dekning(resultat), enhet)

    return _pair(projeksjon, share)


def groups(projeksjon: Projeksjon) -> tuple[str, ...]:
    """User groups whose norm is interval and minutes: those that have talks to count."""
    return tuple(kontakt.brukergruppe for kontakt in core.kontakt(projeksjon.plan))


def talks(projeksjon: Projeksjon, gruppe: str, enhet: str | None = None) -> Pair:
    """Talks per week of one group; NaN where a kontor has no users of it.

    Raises
    ------
    KeyError
        If the group has no talks to count.
    """
    def per_week(resultat: Resultat) -> Array:
        users = _of(resultat, _users(resultat, gruppe), enhet)
        return np.where(users > 0, _of(resultat, _kontakt(resultat, gruppe).samtaler_uke, enhet), np.nan)

    return _pair(projeksjon, per_week)


def reached(projeksjon: Projeksjon, gruppe: str, mal: int, enhet: str | None = None) -> Pair:
    """Expected share of a group with contact within the weeks of ``MAL[mal]``.

    For all kontor it is the expected share of the fylke's users: each kontor counts by its users.

    Raises
    ------
    KeyError
        If the group has no talks to count.
    """
    def share(resultat: Resultat) -> Array:
        by_kontor = _kontakt(resultat, gruppe).andel[mal]
        if enhet is not None:
            return _of(resultat, by_kontor, enhet)
        users = _users(resultat, gruppe)
        return core.ratio(np.nansum(by_kontor * users, axis=0), users.sum(axis=0))

    return _pair(projeksjon, share)


def users_per_arsverk(projeksjon: Projeksjon, enhet: str | None = None) -> Pair:
    """Users per state årsverk at month end; NaN without users or årsverk."""
    return _pair(projeksjon, lambda r: core.brukere_per_arsverk(r, enhet))


def users_per_veileder(projeksjon: Projeksjon, enhet: str | None = None) -> Pair:
    """Users per årsverk that the hours of oppfølging make up; NaN without users or hours."""
    return _pair(projeksjon, lambda r: core.brukere_per_veileder(r, enhet))


def absence(projeksjon: Projeksjon, name: str, enhet: str | None) -> Pair:
    """What one absence costs a kontor: ``ansatte``, ``igjen`` or ``timer`` of :class:`Fravaer`; NaN for all together."""
    def values(resultat: Resultat) -> Array:
        if enhet is None:
            return np.full(len(resultat.maneder), np.nan)
        return _of(resultat, getattr(ett_fravaer(resultat), name), enhet)

    return _pair(projeksjon, values)


def heads_derived(projeksjon: Projeksjon, enhet: str, t: int) -> bool:
    """Whether planen's heads of a kontor in month ``t`` are derived from årsverk."""
    return bool(ett_fravaer(projeksjon.plan).anslatt[projeksjon.plan.kontor.index(enhet), t])


def competence(projeksjon: Projeksjon, enhet: str | None = None) -> Pair:
    """Competence left, 0-1; of all kontor by their state årsverk."""
    return _pair(projeksjon, lambda resultat: kompetanse_fylket(resultat) if enhet is None
                 else _of(resultat, resultat.data["kompetanse"], enhet))


def of_group(projeksjon: Projeksjon, name: str, gruppe: str, enhet: str | None = None) -> Pair:
    """One group's ``brukere``, ``behov`` and ``timer`` [hours] or ``gap`` [årsverk].

    Raises
    ------
    KeyError
        If there is no such figure.
    """
    arrays: dict[str, Callable[[Resultat], Array]] = {
        "brukere": lambda r: r.data["brukere"], "behov": lambda r: r.data["behov_gruppe"],
        "timer": core.gruppetimer, "gap": core.gruppegap,
    }
    of_all = arrays[name]
    return _pair(projeksjon, lambda r: _of(r, of_all(r)[:, r.brukergrupper.index(gruppe)], enhet))


def reference(projeksjon: Projeksjon, nokkel: str, enhet: str | None = None) -> Pair:
    """What a kontor has of a reference or a measure kontor are compared by; NaN where the plan does not know it.

    Of all kontor it is the mean, but of heads the fewest at any of them.

    Raises
    ------
    KeyError
        If there is no such figure.
    """
    if nokkel in MAAL and enhet is not None:
        return _pair(projeksjon, lambda r: _of(r, maal(r, nokkel), enhet))
    if nokkel == ref.BRUKERE:
        return users_per_arsverk(projeksjon)
    if nokkel == ref.ANSATTE:
        return _pair(projeksjon, _fewest)
    if nokkel in (ref.KONTAKT_ARBEIDSSOKERE, ref.KONTAKT_NEDSATT):
        mal = 0 if nokkel == ref.KONTAKT_ARBEIDSSOKERE else 1
        gruppe = ref.gruppe(groups(projeksjon), ref.ARBEIDSSOKERE if mal == 0 else ref.NEDSATT)
        return undefined(projeksjon) if gruppe is None else reached(projeksjon, gruppe, mal, enhet)
    counted = {ref.INNBYGGERE: _people, ref.STORRELSE: _arsverk, ref.FASTE: _fixed}.get(nokkel)
    if counted is not None:
        under = _count if nokkel == ref.STORRELSE else _arsverk
        return _pair(projeksjon, lambda r: core.ratio(_of(r, counted(r), None), _of(r, under(r), None)))
    gruppe = ref.gruppe(projeksjon.plan.brukergrupper, nokkel)
    if gruppe is None:
        return undefined(projeksjon)
    return _pair(projeksjon, lambda r: core.belastning(_of(r, _users(r, gruppe), enhet), _of(r, _arsverk(r), enhet)))


def undefined(projeksjon: Projeksjon) -> Pair:
    """A pair without a value in any month."""
    return _pair(projeksjon, lambda r: np.full(len(r.maneder), np.nan))


def lost(projeksjon: Projeksjon) -> dict[str, tuple[float, float]]:
    """Hours lost over all months, ``forbigaende`` and ``varig``: planen and uten flyttinger."""
    kinds = {"forbigaende": TAP_FORBIGAENDE, "varig": TAP_VARIG}
    return {kind: (_total(projeksjon.plan, names), _total(projeksjon.uten, names)) for kind, names in kinds.items()}


def _total(resultat: Resultat, names: tuple[str, ...]) -> float:
    if not all(name in resultat.tap for name in names):
        return float("nan")
    return float(sum(resultat.tap[name].sum() for name in names))


def largest_gap(projeksjon: Projeksjon, t: int) -> str | None:
    """The kontor with the largest gap in planen in month ``t``; None where no kontor lacks anything."""
    gap = projeksjon.plan.data["gap"][:, t]
    if not np.isfinite(gap).any() or not np.nanmax(gap) > 0:
        return None
    return projeksjon.plan.kontor[int(np.nanargmax(gap))]


def _users(resultat: Resultat, gruppe: str) -> Array:
    return resultat.data["brukere"][:, resultat.brukergrupper.index(gruppe)]


def _arsverk(resultat: Resultat) -> Array:
    """State årsverk of the kontor at month end, shape (k, t)."""
    return resultat.data["arsverk"][: len(resultat.kontor)]


def _fewest(resultat: Resultat) -> Array:
    """Heads of the kontor that has the fewest, shape (t,)."""
    heads = ett_fravaer(resultat).ansatte
    return np.fmin.reduce(heads, axis=0, initial=np.nan)


def _count(resultat: Resultat) -> Array:
    """One for every kontor, shape (k, t)."""
    return np.ones((len(resultat.kontor), len(resultat.maneder)))


def _fixed(resultat: Resultat) -> Array:
    """Ledelse and mottak of the kontor [årsverk], shape (k, t)."""
    posts = np.array([e.ledelse + e.mottak for e in resultat.plan.kontor], dtype=float)
    return np.repeat(posts[:, None], len(resultat.maneder), axis=1)


def _people(resultat: Resultat) -> Array:
    """Innbyggere of the kontor, shape (k, t); NaN where the plan does not say."""
    people = np.array([e.innbyggere or np.nan for e in resultat.plan.kontor], dtype=float)
    return np.repeat(people[:, None], len(resultat.maneder), axis=1)


def _kontakt(resultat: Resultat, gruppe: str) -> core.Kontakt:
    found = next((k for k in core.kontakt(resultat) if k.brukergruppe == gruppe), None)
    if found is None:
        raise KeyError(gruppe)
    return found
