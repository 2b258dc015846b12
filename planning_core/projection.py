"""The projection: what every room, sheet and question starts from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import OLDEST_MONTHS, Inndata, inndata, inndata_mange
from planning_core.case_flow import CaseFlow, FeSteg, NkSteg, Overlevering
from planning_core.fast_flow import run
from planning_core.fast_inputs import shape_key
from planning_core.plan import Plan, uten_flyttinger
from planning_core.record import Record, ages_at_decision, share_within
from planning_core.results import ALDERSBAND, Projeksjon, Resultat

Array = NDArray[np.float64]

_CACHE = 2**17
"""Numbers of a working array that stay in the cache (1 MB); twice as many took four times as long."""


def framskriv(plan: Plan) -> Resultat:
    """Project a plan month by month.

    Parameters
    ----------
    plan : Plan
        A plan without validation errors.

    Returns
    -------
    Resultat

    Raises
    ------
    InvalidPlan
        If the plan has errors that make it impossible to project.

    Notes
    -----
    docs/metode.md. Known answers in tests/core/test_known_answers.py, identities in
    tests/core/test_identities.py. Same inputs give the same bits.
    """
    return framskriv_mange([plan])[0]


def framskriv_par(plan: Plan) -> Projeksjon:
    """The plan and the same plan without flyttinger, projected side by side; all of it is made here and now."""
    results = framskriv_mange([plan, uten_flyttinger(plan)] if plan.flyttinger else [plan])
    for result in results:
        result.make_all()
    return Projeksjon(results[0], results[-1])


def framskriv_mange(plans: Sequence[Plan]) -> list[Resultat]:
    """Project many plans; those of the same shape run together, which costs little more than one.

    Parameters
    ----------
    plans : sequence of Plan
        Plans without validation errors.

    Returns
    -------
    list of Resultat
        One a plan, in order.
    """
    inputs = inndata_mange(plans)
    batches: dict[tuple, list[int]] = {}
    for position, inn in enumerate(inputs):
        batches.setdefault(shape_key(inn), []).append(position)
    results: dict[int, Resultat] = {}
    for together in batches.values():
        count = -(-len(together) // most_together(inputs[together[0]]))
        for part in np.array_split(np.array(together), count):
            results.update(zip(part.tolist(), run([inputs[position] for position in part]), strict=True))
    return [results[position] for position in range(len(plans))]


def most_together(inn: Inndata) -> int:
    """Plans of this shape that are best run together: as many as have their FE cohorts in the processor's cache."""
    return max(1, _CACHE // max(1, OLDEST_MONTHS * inn.n * inn.fe * inn.ytelser))


def framskriv_enkelt(plan: Plan) -> Resultat:
    """The plain projection, every case in its cohort: the oracle of the fast one."""
    inn = inndata(plan)
    observer = _Observer(inn)
    flow = CaseFlow(inn)
    for s in range(inn.steps):
        observer.add(s, flow, *flow.step(s))
    return observer.record.result()


class _Observer:
    """Adds the steps of the plain case flow to a record."""

    def __init__(self, inn: Inndata) -> None:
        self.inn = inn
        self.record = Record.empty(inn)
        self.ekstra = inn.plan.tall("ekstra_handtering")
        self.alder = ages_at_decision(inn.n)
        self.innen = share_within(inn)
        oldest = np.arange(self.alder.size - 1, -1, -1)
        self.band = [
            (oldest >= low * inn.n) & (oldest < (np.inf if high is None else high * inn.n)) for low, high in ALDERSBAND
        ]

    def add(self, s: int, flow: CaseFlow, nk: NkSteg, over: Overlevering, fe: FeSteg) -> None:
        """Add the flows of step ``s``, and the stocks where it ends a month."""
        inn, record, t = self.inn, self.record, s // self.inn.n
        data = record.data
        data["inn_nk"][:, :, t] += inn.saker.saksinngang[:, :, t] / inn.n
        served = nk.servert.sum(axis=2)
        data["servert_nk"][:, :, t] += served
        data["tid_nk"][:, :, t] += nk.servert @ self.alder
        data["henvendelser"][:, :, t] += nk.henvendelser
        data["inn_fe"][:, :, t] += over.mottatt
        self._decided("nk", t, over.vedtak_nk)
        self._decided("fe", t, fe.vedtak)
        record.vedtak_steg[:, s] = over.vedtak_nk.sum(axis=(0, 2)) + fe.vedtak.sum(axis=(0, 2))
        for key, hours in nk.timer.items():
            record.timebruk_nk[key][:, t] += hours
        for key, hours in fe.timer.items():
            record.timebruk_fe[key][:, t] += hours
        record.statlig_oppfolging[:, s] = nk.timer["skjermet_oppfolging"] + nk.timer["oppfolging_rest"]
        data["udekket"][: inn.kontor, t] += nk.udekket
        data["udekket"][inn.kontor:, t] += fe.udekket
        self._losses(s, t, nk, over, fe, served)
        if (s + 1) % inn.n == 0:
            self._stocks(s, t, flow)

    def _decided(self, place: str, t: int, cases: Array) -> None:
        data = self.record.data
        data[f"vedtak_{place}"][:, :, t] += cases.sum(axis=2)
        data[f"alder_{place}"][:, :, t] += cases @ self.alder + cases.sum(axis=2) * self.inn.ekstern
        data[f"innen_{place}"][:, :, t] += np.einsum("uyw,yw->uy", cases, self.innen)

    def _losses(self, s: int, t: int, nk: NkSteg, over: Overlevering, fe: FeSteg, served: Array) -> None:
        """Hours lost, apart by cause (metode.md section 7)."""
        inn, tap, minutes = self.inn, self.record.tap, self.inn.minutter
        tap["laering"][t] += inn.bemanning.tap_laering[:, s].sum()
        tap["oppstart"][t] += inn.bemanning.tap_oppstart[:, s].sum()
        dearer = 1.0 - 1.0 / minutes.omstilling[:, s]
        work = served * (minutes.nk[:, s] - minutes.restarbeid[:, s]) / 60.0
        tap["omstilling"][t] += (work * dearer).sum() + (fe.saksarbeid_y * dearer).sum()
        lacking = over.ufullstendige.sum(axis=0)
        to_fe = served * (minutes.fe[:, s] > 0)
        usual = (to_fe * (1.0 - inn.komplett_base)).sum(axis=0)
        extra_hours = self.ekstra * minutes.fe[:, s] / 60.0
        tap["ekstra_handtering"][t] += (usual * extra_hours).sum()
        tap["tapt_kompetanse"][t] += ((lacking - usual) * extra_hours).sum()
        tap["radgivning"][t] += fe.timer["radgivning"].sum()
        tap["telefon_fe"][t] += fe.timer["telefon"].sum()
        tap["restarbeid"][t] += (served * minutes.restarbeid[:, s]).sum() / 60.0
        tap["absorpsjon"][t] += nk.timer["absorbert"].sum()

    def _stocks(self, s: int, t: int, flow: CaseFlow) -> None:
        data, inn = self.record.data, self.inn
        nk, workable, waiting = flow.restanser(s)
        data["restanser_nk"][:, :, t] = nk.sum(axis=2)
        data["restanser_fe"][:, :, t] = workable.sum(axis=2)
        data["venter_dok"][:, :, t] = waiting.sum(axis=2)
        data["over_grense_nk"][:, :, t] = flow.overdue_nk
        data["over_grense_fe"][:, :, t] = flow.overdue_fe
        for b, mask in enumerate(self.band):
            data["aldersband"][: inn.kontor, :, b, t] = nk[:, :, mask].sum(axis=2)
            data["aldersband"][inn.kontor:, :, b, t] = (workable + waiting)[:, :, mask].sum(axis=2)
        nk_hours, fe_hours = flow.waiting_hours(s)
        data["udekket"][: inn.kontor, t] += nk_hours
        data["udekket"][inn.kontor:, t] += fe_hours
