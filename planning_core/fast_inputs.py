"""Inputs of a batch of plans for the fast case flow: time first, the draw innermost.

What is the same in every plan has one draw and is broadcast; what does not depend on the queues is
computed here for all steps at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import Inndata
from planning_core.bemanning import Bemanning
from planning_core.queues import spend
from planning_core.staffing import shared

Array = NDArray[np.float64]

_BLOCK = 2**15
"""Numbers worked on at a time where all steps are prepared; more would not stay in the processor's cache."""


def stack(inputs: Sequence[Inndata], value: Callable[[Inndata], Array], part: slice = slice(None)) -> Array:
    """One array of all plans with the draw last; a single draw where all plans have the same values.

    Parameters
    ----------
    part : slice, optional
        What to take of the values' first axis.
    """
    values = [value(inn) for inn in inputs]
    first = values[0]
    if all(v is first for v in values):
        return first[part, ..., None]
    arrays = np.array([v[part] for v in values])
    return np.moveaxis(arrays[:1] if (arrays == arrays[:1]).all() else arrays, 0, -1)


def steps_first(array: Array) -> Array:
    """(..., s, d) -> (s, ..., d), contiguous."""
    return np.ascontiguousarray(np.moveaxis(array, -2, 0))


def running_sum(array: Array) -> Array:
    """Sum along the first axis up to each row, in place: ``cumsum`` takes one number at a time, this a row.

    Examples
    --------
    >>> running_sum(np.array([[1.0, 2.0], [3.0, 4.0]])).tolist()
    [[1.0, 2.0], [4.0, 6.0]]
    """
    for before, here in pairwise(array):
        here += before
    return array


@dataclass(frozen=True)
class Free:
    """What kontor without a queue do: in every step they hand over just what arrives in it.

    Attributes
    ----------
    work, saved : float arrays, shape (s, k, d)
        Hours on cases, and hours that this work has become less since the opening.
    served : float array, shape (s, y, d)
        Cases of all kontor.
    received, lacking : float arrays, shape (s, f, y, d)
        Cases that FE receive, and those of them without all documents.
    """

    work: Array
    saved: Array
    served: Array
    received: Array
    lacking: Array


class Batch:
    """Plans of the same shape: units, ytelser, routes, months, steps and document policy.

    Attributes
    ----------
    n, steps, k, f, y, d : int
        Steps per month, steps, and sizes of the axes.
    nk_left, fe_left : float arrays, shape (s, k, d) and (s, f, d)
        Hours after fixed posts and running costs, in FE also after advice.
    phone_nk, phone_fe : float arrays, shape (t, k, d) and (t, f, d)
        Hours a step that enquiries about the cases that arrive need.
    per_late_nk, per_late_fe : float arrays, shape (d,)
        Hours a step that enquiries about one case over ytre grense need.
    """

    def __init__(self, inputs: Sequence[Inndata]) -> None:
        first = inputs[0]
        self.inputs = tuple(inputs)
        self.n, self.steps, self.d = first.n, first.steps, len(inputs)
        self.k, self.f, self.y = first.kontor, first.fe, first.ytelser
        self.months = first.plan.horisont_maneder
        self.grense, self.ekstern = first.grense, first.ekstern
        self.sjekk = bool(first.plan.forutsetning("sjekk_ved_mottak"))
        self.vent = first.vent
        self.rute = first.saker.rute
        self.rutet = first.rutet.astype(float)
        self.one_route = self.y > 0 and bool((first.saker.rute == first.saker.rute[:, :1]).all())
        """Whether every kontor sends all its ytelser to one FE."""
        of_fe = np.maximum(self.rute, 0) * self.y + np.arange(self.y)
        self.place_at_fe = of_fe[:, :, None] * self.d + np.arange(self.d)
        """Where a kontor's cases of a ytelse belong among those of FE (f, y, d), shape (k, y, d); 0 without a route."""
        self._parameters()
        self._cases()
        self._hours()
        self._enquiries()
        self.free = self._free()
        self.team = [self._team(row) for row in range(len(first.team))]

    def by_fe(self, cases: Array, kontor: NDArray[np.intp] | None = None) -> Array:
        """Sum over the kontor routed to each FE, (..., k, y, d) -> (..., f, y, d); k are all, or ``kontor``."""
        *lead, k, y, d = cases.shape
        if not self.f:
            return np.zeros((*lead, 0, y, d))
        rutet = self.rutet if kontor is None else self.rutet[:, kontor]
        if self.one_route:
            return (rutet[:, :, 0] @ cases.reshape(*lead, k, y * d)).reshape(*lead, self.f, y, d)
        routed = [(cases * mask[:, :, None]).sum(axis=-3) for mask in rutet]
        return np.stack(routed, axis=-3)

    def by_fe_and_column(self, cases: Array, kontor: NDArray[np.intp], column: NDArray[np.intp], columns: int) -> Array:
        """Sum over kontor routed to each FE of cases that each belong to a column, (m, r, y, d) -> (c, f, y, d)."""
        size = self.f * self.y * self.d
        if not size:
            return np.zeros((columns, self.f, self.y, self.d))
        place = column * size + self.place_at_fe[kontor]
        summed = np.asarray(np.bincount(place.ravel(), cases.ravel(), columns * size), dtype=float)
        return summed.reshape(columns, self.f, self.y, self.d)

    def lacking_by_fe(self, cases: Array, received: Array, s: slice | int) -> Array:
        """Those of all kontor's ``cases`` (..., k, y, d) in step ``s`` that lack documents, of what FE ``received`` of them.

        Returns
        -------
        float array, shape (..., f, y, d)
        """
        kept = self.kept[s]
        if cases.shape[-1] == 1 < kept.shape[-1]:
            # Cases that all plans share and competence that they do not: no array has both kontor, ytelse and plan.
            spread = np.swapaxes(self.rutet * cases[..., None, :, :, 0], -1, -2)
            summed = spread.reshape(*spread.shape[:-3], self.f * self.y, self.k) @ kept[..., 0, :]
            return self.lacking(received, summed.reshape(*summed.shape[:-2], self.f, self.y, self.d))
        return self.lacking(received, self.by_fe(cases * kept))

    def lacking(self, received: Array, kept: Array) -> Array:
        """Cases that FE ``received`` without all documents, (..., f, y, d).

        Parameters
        ----------
        kept : float array, shape (..., f, y, d)
            The same cases, each times what lost competence leaves of its kontor's share complete.
        """
        # Never below zero: the two sums are not always rounded alike.
        return received - np.minimum(self.komplett_base * kept, received)

    def late_at_fe(self, t: int, overdue: Array) -> tuple[Array, Array]:
        """Cases over ytre grense in FE (f, y, d), all ytelser, by the kontor and by the FE that are asked about them.

        Returns
        -------
        float arrays, shape (k, d) and (f, d)
        """
        if self.andel_ved_fe is not None:
            asked = self.andel_ved_fe[t] @ overdue.reshape(self.f * self.y, self.d)
            return asked[:self.k], asked[self.k:]
        at_fe = overdue[np.maximum(self.rute, 0), np.arange(self.y)]
        return (at_fe * self.andel_av_rutet[t]).sum(axis=1), (overdue * self.andel_per_fe[t]).sum(axis=1)

    def _parameters(self) -> None:
        def tall(key: str) -> Array:
            return shared([inn.plan.tall(key) for inn in self.inputs])

        self.henv_per_sak = tall("henv_per_sak")
        self.henv_per_forsinket = tall("henv_per_forsinket_mnd") / self.n
        self.ikke_ks = 1.0 - tall("ks_andel")
        self.lekkasje = tall("lekkasje")
        self.timer_per_henv = tall("min_per_henvendelse") / 60.0
        self.absorpsjon = tall("absorpsjon")
        self.radgivning = tall("radgivning")
        self.fleksibilitet = tall("fleksibilitet")
        self.eldste_forst = tall("eldste_forst")
        self.ekstra = tall("ekstra_handtering")
        self.folsomhet = tall("kompetanse_folsomhet")
        self.skjermet = stack(self.inputs, lambda inn: inn.bemanning.enheter.skjermet, slice(self.k))
        self.komplett_base = stack(self.inputs, lambda inn: inn.komplett_base)

    def _team(self, row: int) -> tuple[int, Array, Array]:
        """Ytelse, cases per step (s, d) and FE hours per case (d,) of a row of Restanseteam."""
        rate = steps_first(stack(self.inputs, lambda inn: inn.team[row].rate))
        return self.inputs[0].team[row].ytelse, rate, shared([inn.team[row].klargjoring for inn in self.inputs])

    def _minutes(self, name: str) -> Array:
        """An array of :class:`~planning_core.gevinst.Minutter`, shape (s, y, d)."""
        return steps_first(stack(self.inputs, lambda inn: getattr(inn.minutter, name)))

    def _cases(self) -> None:
        inputs = self.inputs
        self.saksinngang = steps_first(stack(inputs, lambda inn: inn.saker.saksinngang))
        self.inn_steg = self.saksinngang / self.n
        opening = stack(inputs, lambda inn: inn.saker.apning)
        self.opening_nk = steps_first(opening[: self.k])
        self.opening_fe = steps_first(opening[self.k:])
        self.nk_timer = self._minutes("nk") / 60.0
        self.fe_timer = self._minutes("fe") / 60.0
        self.restarbeid_timer = self._minutes("restarbeid") / 60.0
        self.dyrere = 1.0 - 1.0 / self._minutes("omstilling")
        self.all_to_fe: list[bool] = np.all(self.fe_timer > 0, axis=(1, 2)).tolist()
        """Whether FE has work with every ytelse, by step."""
        self.kost = self._costs()
        self.spart = stack(inputs, lambda inn: inn.minutter.nk_apning)[None] / 60.0 - self.nk_timer
        self.kept = 1.0 - self.folsomhet * (1.0 - self._staff(lambda staff: staff.kompetanse)[:, :, None])
        """What lost competence leaves of the share complete, 0-1 like all it is made of, shape (s, k, 1, d)."""
        self.egne_timer = (1.0 - self.fleksibilitet) * self._own_share()
        """Part of an FE's hours that each ytelse has for itself, shape (s, f, y, d)."""

    def _costs(self) -> Array:
        """FE hours per case of each workable class, shape (s, class, y, d)."""
        hours, extra = np.broadcast_arrays(self.fe_timer, self.fe_timer * self.ekstra)
        returned = hours + extra if self.sjekk else hours
        return np.stack([hours, returned] if self.sjekk else [hours, returned, extra], axis=1)

    def _own_share(self) -> Array:
        """Share of an FE's own hours that each ytelse has, shape (s, f, y, d)."""
        opening = self.by_fe(stack(self.inputs, lambda inn: inn.saker.tilgang0))
        routed = self.by_fe(self.saksinngang)
        mean = np.empty((self.months, *routed.shape[1:3], max(routed.shape[3], opening.shape[2])))
        mean[:12] = opening
        total = np.cumsum(np.concatenate([np.zeros_like(routed[:1]), routed]), axis=0)
        mean[12:] = (total[12:-1] - total[:-13]) / 12.0
        weight = np.repeat(mean, self.n, axis=0) * self.fe_timer[:, None]
        sums = weight.sum(axis=2, keepdims=True)
        equal = np.full_like(weight, 1.0 / max(1, self.y))
        return np.divide(weight, sums, out=equal, where=sums > 0)

    def _hours(self) -> None:
        """Hours of the kontor, and of FE: apart, since variants often change the staff of one only."""
        nk, fe = slice(0, self.k), slice(self.k, None)
        self.faste_nk, self.drift_nk, self.udekket_nk, self.nk_left = self._left(nk)
        self.faste_fe, self.drift_fe, self.udekket_fe, left = self._left(fe)
        self.rad = self.radgivning * left
        self.fe_left = left - self.rad
        opening = stack(self.inputs, lambda inn: inn.bemanning.enheter.stat, nk)
        state = self._staff(lambda staff: staff.bevegelser.stat, nk)
        self.folk_frigjort = np.maximum(0.0, opening - state) * self._staff(lambda staff: staff.timer_per_arsverk, nk)

    def _staff(self, value: Callable[[Bemanning], Array], units: slice = slice(None)) -> Array:
        """An array of :class:`~planning_core.bemanning.Bemanning`, shape (s, u, d)."""
        return steps_first(stack(self.inputs, lambda inn: value(inn.bemanning), units))

    def _left(self, units: slice) -> tuple[Array, Array, Array, Array]:
        """Hours of fixed posts, of running costs, what fixed posts lack, and the hours left, shape (s, u, d)."""
        h = self._staff(lambda staff: staff.timer_per_arsverk, units)
        hours = self._staff(lambda staff: staff.effektive, units) * h
        need = stack(self.inputs, lambda inn: inn.bemanning.enheter.faste, units) * h
        fixed, left, uncovered = spend(*np.broadcast_arrays(hours, need))
        running, left, _ = spend(*np.broadcast_arrays(left, self._staff(lambda staff: staff.drift, units) * h))
        return fixed, running, uncovered, left

    def _enquiries(self) -> None:
        per_enquiry = self.ikke_ks * self.timer_per_henv
        at_nk, at_fe = per_enquiry * (1.0 - self.lekkasje), per_enquiry * self.lekkasje
        self.phone_nk = at_nk * self.henv_per_sak * self.inn_steg.sum(axis=2)
        self.phone_fe = at_fe * self.henv_per_sak * self.by_fe(self.inn_steg).sum(axis=2)
        self.per_late_nk, self.per_late_fe = at_nk * self.henv_per_forsinket, at_fe * self.henv_per_forsinket
        self.andel_av_rutet = steps_first(stack(self.inputs, lambda inn: inn.saker.andel_av_rutet))
        self.andel_per_fe = self.by_fe(self.andel_av_rutet)
        self.andel_ved_fe = None
        """Both shares as a matrix for each month, shape (t, k + f, f y), where all plans have them alike."""
        if self.andel_av_rutet.shape[3] == 1:
            spread = np.zeros((self.months, self.k + self.f, self.f, self.y))
            np.multiply(self.andel_av_rutet[:, :, None, :, 0], self.rutet.swapaxes(0, 1), out=spread[:, :self.k])
            f = np.arange(self.f)
            spread[:, self.k + f, f] = self.andel_per_fe[..., 0]
            self.andel_ved_fe = spread.reshape(self.months, self.k + self.f, self.f * self.y)

    def _free(self) -> Free:
        parts = []
        months = max(1, _BLOCK // max(1, self.inn_steg[0].size * self.n))
        for t in range(0, self.months, months):
            cases = np.repeat(self.inn_steg[t:t + months], self.n, axis=0)
            steps = slice(t * self.n, t * self.n + len(cases))
            handed = cases * (self.fe_timer[steps] > 0)[:, None]
            received = self.by_fe(handed)
            parts.append((
                (cases * self.nk_timer[steps, None]).sum(axis=2),
                (cases * self.spart[steps, None]).sum(axis=2),
                cases.sum(axis=1),
                received,
                self.lacking_by_fe(handed, received, steps),
            ))
        return Free(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def shape_key(inn: Inndata) -> tuple:
    """Plans with equal keys can run in one batch."""
    return (
        tuple(e.enhet for e in inn.plan.kontor),
        tuple(e.enhet for e in inn.plan.forvaltningsenheter),
        tuple(y.ytelse for y in inn.plan.ytelser),
        inn.plan.start, inn.plan.horisont_maneder, inn.n,
        bool(inn.plan.forutsetning("sjekk_ved_mottak")),
        inn.vent,
        inn.saker.rute.tobytes(), inn.grense.tobytes(), inn.ekstern.tobytes(),
        tuple(t.ytelse for t in inn.team),
    )
