"""Monthly sums of a batch while it runs, and one record a plan at the end."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planning_core.fast_inputs import Batch
from planning_core.oppfolging import per_month
from planning_core.record import FE_FLOWS, FE_STOCKS, NK_FLOWS, NK_STOCKS, Record
from planning_core.results import ALDERSBAND, TAP_FORBIGAENDE, TAP_VARIG, TIMEBRUK_FE, TIMEBRUK_NK

Array = NDArray[np.float64]

NK_HOURS = ("henvendelser", "saksarbeid", "skjermet_oppfolging", "oppfolging_rest", "absorbert")
FE_HOURS = ("telefon", "klargjoring", "saksarbeid", "ledig")
"""Uses that depend on the queues; the others are known before the first step."""


class BatchRecord:
    """Sums by month (first axis) and hours by step (first axis), the draw last."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        t, s, k, f, y, d = batch.months, batch.steps, batch.k, batch.f, batch.y, batch.d
        self.nk = {key: np.zeros((t, k, y, d)) for key in (*NK_FLOWS, *NK_STOCKS) if key != "inn_nk"}
        self.fe = {key: np.zeros((t, f, y, d)) for key in (*FE_FLOWS, *FE_STOCKS)}
        self.nk_hours = {key: np.zeros((s, k, d)) for key in NK_HOURS}
        self.fe_hours = {key: np.zeros((s, f, d)) for key in FE_HOURS}
        self.short = np.zeros((s, k + f, d))
        self.waiting_hours = np.zeros((t, k + f, d))
        self.bands = np.zeros((t, k + f, y, len(ALDERSBAND), d))
        self.decided = np.zeros((s, y, d))
        self.served = np.zeros((s, y, d))
        self.lacking = np.zeros((s, y, d))
        self.fe_case_hours = np.zeros((s, y, d))

    def losses(self) -> dict[str, Array]:
        """Hours lost by cause and step that depend on the queues, shape (s, d); see metode.md section 7."""
        batch = self.batch
        own_work = self.served * (batch.nk_timer - batch.restarbeid_timer)
        to_fe = self.served * (batch.fe_timer > 0)
        usual = to_fe * (1.0 - batch.komplett_base)
        extra = batch.ekstra * batch.fe_timer
        return {
            "omstilling": ((own_work + self.fe_case_hours) * batch.dyrere).sum(axis=1),
            "tapt_kompetanse": ((self.lacking - usual) * extra).sum(axis=1),
            "ekstra_handtering": (usual * extra).sum(axis=1),
            "restarbeid": (self.served * batch.restarbeid_timer).sum(axis=1),
        }

    def records(self) -> list[Record]:
        """A record for each plan, in order."""
        batch, n, k = self.batch, self.batch.n, self.batch.k
        losses = {key: per_month(_last(value), n) for key, value in self.losses().items()}
        known_nk = {"faste_poster": batch.faste[:, :k], "driftskostnader": batch.drift[:, :k]}
        known_fe = {"faste_poster": batch.faste[:, k:], "driftskostnader": batch.drift[:, k:], "radgivning": batch.rad}
        hours_nk = {key: per_month(_last(value), n) for key, value in {**known_nk, **self.nk_hours}.items()}
        hours_fe = {key: per_month(_last(value), n) for key, value in {**known_fe, **self.fe_hours}.items()}
        uncovered = per_month(_last(self.short + batch.udekket), n)
        return [self._record(d, losses, hours_nk, hours_fe, uncovered) for d in range(batch.d)]

    def _record(
        self, d: int, losses: dict[str, Array], hours_nk: dict[str, Array], hours_fe: dict[str, Array], uncovered: Array
    ) -> Record:
        inn, n = self.batch.inputs[d], self.batch.n
        data = {key: _months_last(array[..., d]) for key, array in (*self.nk.items(), *self.fe.items())}
        data["inn_nk"] = inn.saker.saksinngang.copy()
        data["udekket"] = _draw(uncovered, d) + self.waiting_hours[..., d].T
        data["aldersband"] = _months_last(self.bands[..., d])
        nk = {key: _draw(hours_nk[key], d) for key in TIMEBRUK_NK}
        fe = {key: _draw(hours_fe[key], d) for key in TIMEBRUK_FE}
        tap = {
            "laering": per_month(inn.bemanning.tap_laering.sum(axis=0), n),
            "oppstart": per_month(inn.bemanning.tap_oppstart.sum(axis=0), n),
            "radgivning": fe["radgivning"].sum(axis=0),
            "telefon_fe": fe["telefon"].sum(axis=0),
            "absorpsjon": nk["absorbert"].sum(axis=0),
            **{key: _draw(value, d) for key, value in losses.items()},
        }
        state = self.nk_hours["skjermet_oppfolging"][..., d] + self.nk_hours["oppfolging_rest"][..., d]
        return Record(
            inn,
            data=data,
            timebruk_nk=nk,
            timebruk_fe=fe,
            tap={key: tap[key] for key in (*TAP_FORBIGAENDE, *TAP_VARIG)},
            statlig_oppfolging=state.T,
            vedtak_steg=self.decided[..., d].T,
        )


def _last(array: Array) -> Array:
    """(s, ..., d) -> (d, ..., s)."""
    return np.moveaxis(np.moveaxis(array, 0, -1), -2, 0)


def _months_last(array: Array) -> Array:
    """(t, ...) -> (..., t), contiguous."""
    return np.ascontiguousarray(np.moveaxis(array, 0, -1))


def _draw(array: Array, d: int) -> Array:
    """The plan's own part of (d, ...); the only one where all plans share it."""
    return np.ascontiguousarray(array[min(d, array.shape[0] - 1)])
