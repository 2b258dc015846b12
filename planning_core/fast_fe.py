"""The queues of forvaltningsenhet, by cohort from the oldest that is not empty to now.

Axes: ``c`` cohort column first, then ``f``, ``y`` and the draw ``d``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import OLDEST_MONTHS
from planning_core.fast_inputs import Batch, running_sum
from planning_core.queues import ALL, KOMPLETT, TILBAKE, UOPPDAGET
from planning_core.results import ALDERSBAND

Array = NDArray[np.float64]

_TINY = 1e-300
"""Instead of a division by zero."""


class FeDone(NamedTuple):
    """What FE did in a step: vedtak by cohort (c, f, y, d), the first of them the window's ``row``; hours."""

    row: int
    vedtak: Array
    saksarbeid_y: Array
    klargjoring: Array


class FeQueues:
    """Workable and waiting cases of every FE and ytelse."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.oldest = OLDEST_MONTHS * batch.n
        shape = (self.oldest + batch.steps, batch.f, batch.y, batch.d)
        classes = 2 if batch.sjekk else 3
        self.parts = np.zeros((classes + batch.vent + 1, *shape))
        self.cls = self.parts[:classes]
        """Workable cases by class, shape (class, c, f, y, d)."""
        self.slots = self.parts[classes:]
        """Cases that wait for documents, by the slot of the step their wait ends in."""
        self.slot_lo: list[int | None] = [None] * len(self.slots)
        self.there = np.zeros(shape)
        """All of them: what :attr:`parts` add up to."""
        self.there[:self.oldest] = batch.opening_fe
        complete = batch.opening_fe * batch.komplett_base
        self.cls[KOMPLETT][:self.oldest] = complete
        self.cls[TILBAKE if batch.sjekk else UOPPDAGET][:self.oldest] = batch.opening_fe - complete
        filled = np.flatnonzero(batch.opening_fe.any(axis=(1, 2, 3)))
        self.lo = int(filled[0]) if filled.size else self.oldest
        """Oldest column that is not empty, or the current one."""
        ages = np.arange(self.oldest, -1, -1, dtype=float)
        self.late = np.clip(ages[:, None] + 1.0 - batch.grense * batch.n, 0.0, 1.0)
        """Share of a window cohort over ytre grense at a step's end, shape (w, y)."""
        self.in_band = np.array([
            (ages >= low * batch.n) & (ages < (np.inf if high is None else high * batch.n)) for low, high in ALDERSBAND
        ], dtype=float)
        """Whether a window cohort is in an age band, shape (band, w)."""
        same = np.flatnonzero((self.late == self.late[0]).all(axis=1))
        gaps = np.flatnonzero(np.diff(same) > 1)
        self.old_columns = int(gaps[0] if gaps.size else same.size - 1) + 1
        """So many of the oldest columns have the share ``late[0]``: they are over every ytre grense."""
        some = np.flatnonzero(self.late.any(axis=1))
        self.late_columns = max(self.old_columns, int(some[-1]) + 1 if some.size else 0)
        self.reach = 1
        """Columns to look at first; those that the last step worked at."""
        self.strict = bool((batch.eldste_forst == 1.0).all() and (batch.ekstra > 0).all())

    def begin(self, s: int) -> None:
        """Pool what is older than 36 months, and let waits that have ended be worked."""
        if self.lo < s:
            for queue in (self.parts, self.there[None]):
                queue[:, s] += queue[:, self.lo:s].sum(axis=1)
                queue[:, self.lo:s] = 0.0
            self.slot_lo = [None if lo is None else max(lo, s) for lo in self.slot_lo]
            self.lo = s

    def receive(self, s: int, column: int, cases: Array, lacking: Array) -> None:
        """Cases that kontor hand over, by cohort from a column on (c, f, y, d), and those without all documents."""
        self.lo = min(self.lo, column)
        columns = slice(column, column + len(cases))
        self.there[columns] += cases
        self.cls[KOMPLETT][columns] += cases - lacking
        if self.batch.sjekk:
            self._wait_from(s, column)[columns] += lacking
        else:
            self.cls[UOPPDAGET][columns] += lacking

    def _wait_from(self, s: int, column: int) -> Array:
        """The slot that waits started in step ``s`` end in, noting its oldest column."""
        slot = (s + self.batch.vent) % len(self.slots)
        known = self.slot_lo[slot]
        self.slot_lo[slot] = column if known is None else min(known, column)
        return self.slots[slot]

    def _documents_in(self, s: int) -> None:
        slot = s % len(self.slots)
        lo = self.slot_lo[slot]
        if lo is not None:
            window = slice(lo, max(lo, s + self.oldest - self.batch.vent) + 1)
            self.lo = min(self.lo, lo)
            self.cls[TILBAKE][window] += self.slots[slot][window]
            self.slots[slot][window] = 0.0
            self.slot_lo[slot] = None

    def work(self, s: int, hours: Array) -> FeDone:
        """Teams and own cases of step ``s`` with the hours left after phone, shape (f, d)."""
        batch = self.batch
        self._documents_in(s)
        clearing = np.zeros(hours.shape)
        team_done = None
        if batch.team:
            team_done, clearing = self._teams(s, hours)
            hours = np.maximum(0.0, hours - clearing)
        lo, hi = self.lo, s + self.oldest + 1
        need = (self.cls[:, lo:hi].sum(axis=1) * batch.kost[s, :, None]).sum(axis=0)
        given = self._given(s, hours, need)
        whole = given >= need * ALL
        if whole.all():
            decided = self._take(s, lo, hi, None)
        else:
            share = self._shares(s, given, whole)
            decided = self._take(s, lo, lo + share.shape[0], share)
        if team_done is not None:
            start, team_cases = team_done
            decided_all = np.zeros((hi - min(start, lo), *decided.shape[1:]))
            decided_all[lo - min(start, lo):][: decided.shape[0]] += decided
            decided_all[start - min(start, lo):][: team_cases.shape[0]] += team_cases
            decided, lo = decided_all, min(start, lo)
        return FeDone(lo - s, decided, np.minimum(need, given), clearing)

    def _take(self, s: int, lo: int, hi: int, share: Array | None) -> Array:
        """Take a share of the columns (None takes all); returns the vedtak by column."""
        queue = self.cls[:, lo:hi]
        taken = queue.copy() if share is None else queue * share
        queue -= taken
        if not self.batch.sjekk:
            self._wait_from(s, lo)[lo:hi] += taken[UOPPDAGET]
        decided = taken[KOMPLETT] + taken[TILBAKE]
        self._add_up(lo, hi)
        return decided

    def _add_up(self, lo: int, hi: int) -> None:
        """Add up anew what is left in these columns: subtracting what left would leave crumbs of rounding."""
        np.add.reduce(self.parts[:, lo:hi], axis=0, out=self.there[lo:hi])

    def _shares(self, s: int, given: Array, whole: Array) -> Array:
        """Share of each column that is worked, oldest first; columns past the last worked are left out."""
        oldest_hours = self.batch.eldste_forst * given
        columns = width = s + self.oldest + 1 - self.lo
        some_whole = whole.any()
        if some_whole:
            oldest_hours[whole] = np.inf
        elif self.strict:
            columns = min(self.reach, width)
        need_w, used_up = self._needs(s, columns)
        while columns < width and (used_up[-1] < oldest_hours).any():
            columns = min(2 * columns, width)
            need_w, used_up = self._needs(s, columns)
        left = np.subtract(oldest_hours, np.subtract(used_up, need_w, out=used_up), out=used_up)
        if self.strict:
            columns = max(1, int(np.count_nonzero((left > 0).any(axis=(1, 2, 3)))))
            self.reach = columns + 1
            left, need_w = left[:columns], need_w[:columns]
        share = np.minimum(np.maximum(left, 0.0), need_w)
        share /= np.maximum(need_w, _TINY)
        if some_whole or not self.strict:
            share[(need_w <= 0) & (left >= 0)] = 1.0  # cases that cost no hours
        if not self.strict:
            still = ((1.0 - share) * need_w).sum(axis=0)
            rest_hours = given - self.batch.eldste_forst * given
            rest = np.divide(rest_hours, still, out=np.zeros_like(still), where=still > 0)
            share += (1.0 - share) * np.clip(rest, 0.0, 1.0)
        return share

    def _needs(self, s: int, columns: int) -> tuple[Array, Array]:
        """Hours that each of the oldest columns needs, and they and all older ones together, shape (c, f, y, d)."""
        first, *others = zip(self.cls[:, self.lo:self.lo + columns], self.batch.kost[s], strict=True)
        need_w = np.multiply(*first)
        for cases, hours in others:
            need_w += cases * hours
        return need_w, np.add.accumulate(need_w, axis=0) if self.batch.d == 1 else running_sum(need_w.copy())

    def _given(self, s: int, hours: Array, need: Array) -> Array:
        """Hours each ytelse may use: its own share and its part of the pool, shape (f, y, d)."""
        batch = self.batch
        own = hours[:, None] * batch.egne_timer[s]
        unserved = np.maximum(0.0, need - own)
        pool = batch.fleksibilitet * hours
        most = np.maximum(np.maximum(pool, unserved.sum(axis=1)), _TINY)
        return own + unserved * (pool / most)[:, None]

    def _teams(self, s: int, hours: Array) -> tuple[tuple[int, Array], Array]:
        """Vedtak of restanseteam as (first column, cases by column), and the hours of klargjøring (f, d)."""
        batch = self.batch
        lo, hi = self.lo, s + self.oldest + 1
        complete = self.cls[KOMPLETT][lo:hi]
        there = complete.sum(axis=0)
        remaining = there.copy()
        takes = []
        clearing = np.zeros(hours.shape)
        for ytelse, rate, per_case in batch.team:
            left = remaining[:, ytelse]
            total = left.sum(axis=0)
            share = np.minimum(1.0, np.divide(rate[s], total, out=np.zeros_like(total), where=total > 0))
            takes.append(share * left)
            remaining[:, ytelse] = left - takes[-1]
            clearing = clearing + takes[-1] * per_case
        factor = np.minimum(1.0, np.divide(hours, clearing, out=np.ones_like(hours), where=clearing > 0))
        taken = np.zeros_like(there)
        for take, (ytelse, _, _) in zip(takes, batch.team, strict=True):
            taken[:, ytelse] += take * factor
        share = np.minimum(1.0, np.divide(taken, there, out=np.zeros_like(there), where=there > 0))
        amount = share * there
        decided = np.clip(amount - (np.cumsum(complete, axis=0) - complete), 0.0, complete)
        decided = np.where(share >= 1.0, complete, decided)
        complete -= decided
        self._add_up(lo, hi)
        return (lo, decided), clearing * factor

    def end(self, s: int) -> None:
        """Forget empty columns."""
        waits = [lo for lo in self.slot_lo if lo is not None]
        stop = min([s + self.oldest, *waits])
        lo = self.lo
        while lo < stop and not self.cls[:, lo].any():
            lo += 1
        self.there[self.lo:lo] = 0.0
        self.lo = lo

    def overdue(self, s: int) -> Array:
        """Cases over ytre grense at the end of step ``s``, waiting ones too, shape (f, y, d)."""
        lo, hi = self.lo, s + self.late_columns
        # Adding up what is over every grense alone pays only where the columns are wide.
        old = lo if self.batch.d == 1 else max(lo, s + self.old_columns)
        overdue = np.einsum("cfyd,cy->fyd", self.there[old:hi], self.late[old - s:hi - s])
        if old > lo:
            overdue += self.there[lo:old].sum(axis=0) * self.late[0][:, None]
        return np.maximum(overdue, 0.0, out=overdue)

    def stocks(self, s: int) -> tuple[Array, Array, Array]:
        """Stocks after step ``s``.

        Returns
        -------
        float arrays, shape (class, f, y, d), (f, y, d) and (band, f, y, d)
            Workable cases, cases that wait for documents, and all of them by age band.
        """
        window = slice(self.lo, s + self.oldest + 1)
        there = self.there[window]
        bands = self.in_band[:, self.lo - s:] @ there.reshape(len(there), there[0].size)
        waiting = self.slots[:, window].sum(axis=(0, 1))
        return self.cls[:, window].sum(axis=1), waiting, bands.reshape(len(bands), *there.shape[1:])
