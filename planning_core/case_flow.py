"""One step of the queues of NAV-kontor and forvaltningsenhet (model section 4).

This is the plain version: every case is held by the cohort it arrived in, and every rule is
written as the model states it. It is the oracle of any faster one.

Cohort ``j`` holds the applications of step ``j``; negative cohorts are the opening stock, cohort
``-i`` with ages ``[(i - 1) dt, i dt)`` at the start. Arrays have one column a cohort, column
``j + A`` with ``A = 36 n``. In step ``s`` the *window* is columns ``s .. s + A``, oldest first: its
first column pools what is older than 36 months, its last is the cohort of the step.

Axes: ``k`` kontor, ``f`` forvaltningsenhet, ``y`` ytelse, ``w`` cohorts of the window.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import OLDEST_MONTHS, Inndata
from planning_core.queues import ALL, KOMPLETT, TILBAKE, UOPPDAGET, oldest_first, spend

Array = NDArray[np.float64]


@dataclass
class Koer:
    """The queues, changed in place step by step.

    Attributes
    ----------
    nk : float array, shape (k, y, c)
        Cases waiting at kontor.
    fe : float array, shape (class, f, y, c)
        Workable cases in FE.
    venter : float array, shape (slot, f, y, c)
        Cases waiting for documents; slot ``s mod slots`` becomes workable in step ``s``.
    """

    nk: Array
    fe: Array
    venter: Array


@dataclass(frozen=True)
class NkSteg:
    """What a kontor did in a step; hours in the shape (k,), cases (k, y) or (k, y, w)."""

    henvendelser: Array
    servert: Array
    telefon_fe: Array
    """Enquiries passed to each FE, shape (f,)."""
    timer: dict[str, Array]
    udekket: Array


@dataclass(frozen=True)
class FeSteg:
    """What an FE did in a step; hours in the shape (f,), cases (f, y, w)."""

    vedtak: Array
    timer: dict[str, Array]
    saksarbeid_y: Array
    """Case hours by ytelse, shape (f, y)."""
    udekket: Array


@dataclass(frozen=True)
class Overlevering:
    """Cases that left the kontor in a step."""

    mottatt: Array
    """Received by FE, shape (f, y)."""
    vedtak_nk: Array
    """Decided at once, shape (k, y, w)."""
    ufullstendige: Array
    """Handed over without all documents, shape (k, y)."""


class CaseFlow:
    """The queues of a plan, one step at a time.

    Call :meth:`step` for ``s = 0, 1, …`` in order.
    """

    def __init__(self, inn: Inndata) -> None:
        self.inn = inn
        self.ages = np.arange(OLDEST_MONTHS * inn.n, -1, -1, dtype=float)
        """Age of the window's cohorts [steps], oldest first."""
        plan = inn.plan
        self.sjekk = bool(plan.forutsetning("sjekk_ved_mottak"))
        self.ekstra = plan.tall("ekstra_handtering")
        self.vent = inn.vent
        self.minutter_henv = plan.tall("min_per_henvendelse")
        self.henv_per_sak = plan.tall("henv_per_sak")
        self.henv_per_forsinket = plan.tall("henv_per_forsinket_mnd")
        self.ks_andel = plan.tall("ks_andel")
        self.lekkasje = plan.tall("lekkasje")
        self.absorpsjon = plan.tall("absorpsjon")
        self.radgivning = plan.tall("radgivning")
        self.fleksibilitet = plan.tall("fleksibilitet")
        self.eldste_forst = plan.tall("eldste_forst")
        self.rutet = inn.rutet
        self.andel_av_rutet = inn.saker.andel_av_rutet
        self.koer = self._opening()
        self.overdue_nk, self.overdue_fe = self._overdue(slice(0, OLDEST_MONTHS * inn.n), self.ages[1:])

    def step(self, s: int) -> tuple[NkSteg, Overlevering, FeSteg]:
        """Run step ``s``: arrivals, enquiries, kontor, hand-over, FE, overdue."""
        inn = self.inn
        window = slice(s, s + self.ages.size)
        if s > 0:
            for queue in (self.koer.nk, self.koer.fe, self.koer.venter):
                queue[..., s] += queue[..., s - 1]
                queue[..., s - 1] = 0.0
        arrivals = inn.saker.saksinngang[:, :, s // inn.n] / inn.n
        self.koer.nk[:, :, window.stop - 1] += arrivals
        nk = self._nav_kontor(s, window, arrivals)
        over = self._hand_over(s, window, nk.servert)
        fe = self._forvaltningsenhet(s, window, nk.telefon_fe)
        self.overdue_nk, self.overdue_fe = self._overdue(window, self.ages)
        return nk, over, fe

    def restanser(self, s: int) -> tuple[Array, Array, Array]:
        """Queues after step ``s`` by window cohort: kontor (k, y, w), FE workable and waiting (f, y, w)."""
        window = slice(s, s + self.ages.size)
        return (
            self.koer.nk[:, :, window],
            self.koer.fe[:, :, :, window].sum(axis=0),
            self.koer.venter[:, :, :, window].sum(axis=0),
        )

    def waiting_hours(self, s: int) -> tuple[Array, Array]:
        """Hours of case work still waiting after step ``s``: kontor (k,), FE (f,)."""
        nk, _, _ = self.restanser(s)
        nk_hours = (nk.sum(axis=2) * self.inn.minutter.nk[:, s]).sum(axis=1) / 60.0
        window = slice(s, s + self.ages.size)
        fe_hours = (self.koer.fe[:, :, :, window].sum(axis=3) * self._cost(s)[:, None]).sum(axis=(0, 2))
        return nk_hours, fe_hours

    # -- opening ------------------------------------------------------------------------------

    def _opening(self) -> Koer:
        inn = self.inn
        oldest = OLDEST_MONTHS * inn.n
        columns = oldest + inn.steps
        koer = Koer(
            nk=np.zeros((inn.kontor, inn.ytelser, columns)),
            fe=np.zeros((3, inn.fe, inn.ytelser, columns)),
            venter=np.zeros((self.vent + 1, inn.fe, inn.ytelser, columns)),
        )
        stock = inn.saker.apning
        koer.nk[:, :, :oldest] = stock[:inn.kontor]
        complete = stock[inn.kontor:] * inn.komplett_base[:, None]
        koer.fe[KOMPLETT, :, :, :oldest] = complete
        koer.fe[TILBAKE if self.sjekk else UOPPDAGET, :, :, :oldest] = stock[inn.kontor:] - complete
        return koer

    # -- kontor -------------------------------------------------------------------------------

    def _enquiries(self, s: int, arrivals: Array) -> Array:
        """Enquiries of the step by kontor and ytelse, before they are split, shape (k, y)."""
        inn = self.inn
        from_fe = np.einsum("fky,fy->ky", self.rutet, self.overdue_fe) * self.andel_av_rutet[:, :, s // inn.n]
        return self.henv_per_sak * arrivals + self.henv_per_forsinket * (self.overdue_nk + from_fe) * inn.dt

    def _nav_kontor(self, s: int, window: slice, arrivals: Array) -> NkSteg:
        inn, staff = self.inn, self.inn.bemanning
        kontor = slice(0, inn.kontor)
        h = staff.timer_per_arsverk[kontor, s]
        enquiries = self._enquiries(s, arrivals)
        ours = enquiries * (1.0 - self.ks_andel)
        hours = staff.effektive[kontor, s] * h
        fixed, left, uncovered = spend(hours, staff.enheter.faste[kontor] * h)
        running, left, _ = spend(left, staff.drift[kontor, s] * h)
        phone_need = (ours * (1.0 - self.lekkasje)).sum(axis=1) * self.minutter_henv / 60.0
        phone, left, unanswered = spend(left, phone_need)
        protected = staff.enheter.skjermet[kontor] * left
        left = left - protected

        queue = self.koer.nk[:, :, window]
        waiting = queue.sum(axis=2)
        work = (waiting * inn.minutter.nk[:, s]).sum(axis=1) / 60.0
        enough = left >= work
        share = np.where(enough, 1.0, np.divide(left, work, out=np.ones_like(work), where=work > 0))
        served_share = np.where(inn.minutter.nk[:, s] > 0, share[:, None], 1.0)
        served = oldest_first(queue, served_share)
        queue -= served
        case_hours = np.where(enough, work, left)
        residual = np.where(enough, left - work, 0.0)

        saved = (served.sum(axis=2) * (inn.minutter.nk_apning - inn.minutter.nk[:, s])).sum(axis=1) / 60.0
        people_left = np.maximum(0.0, staff.enheter.stat[kontor] - staff.bevegelser.stat[kontor, s]) * h
        lost = np.minimum(residual, self.absorpsjon * np.maximum(0.0, saved - people_left))
        return NkSteg(
            henvendelser=enquiries,
            servert=served,
            telefon_fe=np.einsum("fky,ky->f", self.rutet, ours * self.lekkasje),
            timer={
                "faste_poster": fixed,
                "driftskostnader": running,
                "henvendelser": phone,
                "saksarbeid": case_hours,
                "skjermet_oppfolging": protected,
                "oppfolging_rest": residual - lost,
                "absorbert": lost,
            },
            udekket=uncovered + unanswered,
        )

    def _hand_over(self, s: int, window: slice, served: Array) -> Overlevering:
        inn = self.inn
        to_fe = inn.minutter.fe[:, s] > 0
        handed = served * to_fe[:, None]
        lacking_share = 1.0 - inn.komplett[:, :, s]
        lacking = handed * lacking_share[:, :, None]
        by_fe = np.einsum("fky,kyw->fyw", self.rutet, handed)
        lacking_by_fe = np.einsum("fky,kyw->fyw", self.rutet, lacking)
        self.koer.fe[KOMPLETT, :, :, window] += by_fe - lacking_by_fe
        if self.sjekk:
            self._wait(s, window, lacking_by_fe)
        else:
            self.koer.fe[UOPPDAGET, :, :, window] += lacking_by_fe
        return Overlevering(by_fe.sum(axis=2), served - handed, lacking.sum(axis=2))

    def _wait(self, s: int, window: slice, cases: Array) -> None:
        slots = self.koer.venter.shape[0]
        self.koer.venter[(s + self.vent) % slots, :, :, window] += cases

    # -- forvaltningsenhet --------------------------------------------------------------------

    def _cost(self, s: int) -> Array:
        """Hours per case of each workable class, shape (class, y)."""
        minutes = self.inn.minutter.fe[:, s]
        returned = minutes * (1.0 + self.ekstra) if self.sjekk else minutes
        return np.stack([minutes, returned, minutes * self.ekstra]) / 60.0

    def _forvaltningsenhet(self, s: int, window: slice, enquiries: Array) -> FeSteg:
        inn, staff = self.inn, self.inn.bemanning
        fe = slice(inn.kontor, inn.kontor + inn.fe)
        self._documents_in(s)
        h = staff.timer_per_arsverk[fe, s]
        hours = staff.effektive[fe, s] * h
        fixed, left, uncovered = spend(hours, staff.enheter.faste[fe] * h)
        running, left, _ = spend(left, staff.drift[fe, s] * h)
        advice = self.radgivning * left
        phone, left, unanswered = spend(left - advice, enquiries * self.minutter_henv / 60.0)
        team_decided, clearing = self._restanseteam(s, window, left)
        left = np.maximum(0.0, left - clearing)

        queue = self.koer.fe[:, :, :, window]
        need_w = np.einsum("cfyw,cy->fyw", queue, self._cost(s))
        need = need_w.sum(axis=2)
        given = self._hours_by_ytelse(s, left, need)
        done = queue * self._share_of_cohorts(need_w, need, given)
        queue -= done
        if not self.sjekk:
            self._wait(s, window, done[UOPPDAGET])
        used = np.minimum(need, given)
        return FeSteg(
            vedtak=team_decided + done[KOMPLETT] + done[TILBAKE],
            timer={
                "faste_poster": fixed,
                "driftskostnader": running,
                "radgivning": advice,
                "telefon": phone,
                "klargjoring": clearing,
                "saksarbeid": used.sum(axis=1),
                "ledig": np.maximum(0.0, left - used.sum(axis=1)),
            },
            saksarbeid_y=used,
            udekket=uncovered + unanswered,
        )

    def _documents_in(self, s: int) -> None:
        slot = s % self.koer.venter.shape[0]
        self.koer.fe[TILBAKE] += self.koer.venter[slot]
        self.koer.venter[slot] = 0.0

    def _restanseteam(self, s: int, window: slice, hours: Array) -> tuple[Array, Array]:
        """Let the teams decide; returns their vedtak (f, y, w) and the hours of klargjøring (f,)."""
        complete = self.koer.fe[KOMPLETT, :, :, window]
        remaining = complete.sum(axis=2)
        takes = []
        for team in self.inn.team:
            there = remaining[:, team.ytelse]
            total = there.sum()
            share = min(1.0, team.rate[s] / total) if total > 0 else 0.0
            takes.append(share * there)
            remaining[:, team.ytelse] = there - takes[-1]
        clearing = np.zeros_like(hours)
        for take, team in zip(takes, self.inn.team, strict=True):
            clearing += take * team.klargjoring
        factor = np.minimum(1.0, np.divide(hours, clearing, out=np.ones_like(hours), where=clearing > 0))
        taken = np.zeros(remaining.shape)
        for take, team in zip(takes, self.inn.team, strict=True):
            taken[:, team.ytelse] += take * factor
        there = complete.sum(axis=2)
        share_y = np.divide(taken, there, out=np.zeros_like(taken), where=there > 0)
        decided = oldest_first(complete, np.minimum(share_y, 1.0))
        complete -= decided
        return decided, clearing * factor

    def _hours_by_ytelse(self, s: int, hours: Array, need: Array) -> Array:
        """Hours each ytelse may use: its own share and its part of the pool, shape (f, y)."""
        weight = self._mean_tilgang(s) * self.inn.minutter.fe[:, s]
        total = weight.sum(axis=1, keepdims=True)
        equal = np.full_like(weight, 1.0 / max(1, weight.shape[1]))
        own_share = np.divide(weight, total, out=equal, where=total > 0)
        own = (1.0 - self.fleksibilitet) * hours[:, None] * own_share
        unserved = np.maximum(0.0, need - own)
        lacking = unserved.sum(axis=1)
        pool = self.fleksibilitet * hours
        part = np.minimum(1.0, np.divide(pool, lacking, out=np.ones_like(pool), where=lacking > 0))
        return own + unserved * part[:, None]

    def _mean_tilgang(self, s: int) -> Array:
        """Mean monthly saksinngang of the last 12 months routed to each FE, shape (f, y)."""
        t = s // self.inn.n
        mean = self.inn.saker.tilgang0 if t < 12 else self.inn.saker.saksinngang[:, :, t - 12:t].mean(axis=2)
        return np.einsum("fky,ky->fy", self.rutet, mean)

    def _share_of_cohorts(self, need_w: Array, need: Array, given: Array) -> Array:
        """Share of each cohort's workable cases that is worked, shape (f, y, w)."""
        all_served = given >= need * ALL
        if all_served.all():
            return np.ones_like(need_w)
        oldest_hours = self.eldste_forst * given
        left_for_cohort = oldest_hours[:, :, None] - (np.cumsum(need_w, axis=2) - need_w)
        by_age = np.divide(left_for_cohort, need_w, out=(left_for_cohort >= 0).astype(float), where=need_w > 0)
        by_age = np.clip(by_age, 0.0, 1.0)
        still = (need_w * (1.0 - by_age)).sum(axis=2)
        rest = np.divide(given - oldest_hours, still, out=np.zeros_like(still), where=still > 0)
        share = by_age + (1.0 - by_age) * np.clip(rest, 0.0, 1.0)[:, :, None]
        return np.where(all_served[:, :, None], 1.0, share)

    # -- overdue ------------------------------------------------------------------------------

    def overdue_share(self, ages: Array) -> Array:
        """Share of cohorts of these ages [steps] that is over ytre grense at the step's end, shape (y, w)."""
        limit = self.inn.grense * self.inn.n
        return np.clip(ages + 1.0 - limit[:, None], 0.0, 1.0)

    def _overdue(self, window: slice, ages: Array) -> tuple[Array, Array]:
        share = self.overdue_share(ages)
        nk = np.einsum("kyw,yw->ky", self.koer.nk[:, :, window], share)
        in_fe = self.koer.fe[:, :, :, window].sum(axis=0) + self.koer.venter[:, :, :, window].sum(axis=0)
        return nk, np.einsum("fyw,yw->fy", in_fe, share)
