"""The projection: sets the order of staffing, gevinst, case flow and oppfølging."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planning_core.arrays import Inndata, inndata
from planning_core.case_flow import CaseFlow, FeSteg, NkSteg, Overlevering
from planning_core.oppfolging import oppfolging, per_month
from planning_core.plan import Plan, fingerprint, uten_flyttinger
from planning_core.results import (
    ALDERSBAND,
    MIN_VEDTAK,
    TAP_FORBIGAENDE,
    TAP_VARIG,
    TIMEBRUK_FE,
    TIMEBRUK_NK,
    Projeksjon,
    Resultat,
)

Array = NDArray[np.float64]

_NK_FLOWS = ("inn_nk", "vedtak_nk", "servert_nk", "alder_nk", "innen_nk", "tid_nk", "henvendelser")
_FE_FLOWS = ("inn_fe", "vedtak_fe", "alder_fe", "innen_fe")
_NK_STOCKS = ("restanser_nk", "over_grense_nk")
_FE_STOCKS = ("restanser_fe", "venter_dok", "over_grense_fe")


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
    inn = inndata(plan)
    record = _Record(inn)
    flow = CaseFlow(inn)
    for s in range(inn.steps):
        record.add(s, flow, *flow.step(s))
    return record.result()


def framskriv_par(plan: Plan) -> Projeksjon:
    """The plan and the same plan without flyttinger, projected side by side."""
    med = framskriv(plan)
    return Projeksjon(med, framskriv(uten_flyttinger(plan)) if plan.flyttinger else med)


class _Record:
    """Collects the steps of a case flow into monthly results."""

    def __init__(self, inn: Inndata) -> None:
        self.inn = inn
        months = inn.plan.horisont_maneder
        nk, fe = (inn.kontor, inn.ytelser, months), (inn.fe, inn.ytelser, months)
        self.data: dict[str, Array] = {key: np.zeros(nk) for key in (*_NK_FLOWS, *_NK_STOCKS)}
        self.data.update({key: np.zeros(fe) for key in (*_FE_FLOWS, *_FE_STOCKS)})
        units = inn.kontor + inn.fe
        self.data["udekket"] = np.zeros((units, months))
        self.data["aldersband"] = np.zeros((units, inn.ytelser, len(ALDERSBAND), months))
        self.timebruk_nk = {key: np.zeros((inn.kontor, months)) for key in TIMEBRUK_NK}
        self.timebruk_fe = {key: np.zeros((inn.fe, months)) for key in TIMEBRUK_FE}
        self.tap = {key: np.zeros(months) for key in (*TAP_FORBIGAENDE, *TAP_VARIG)}
        self.statlig_oppfolging = np.zeros((inn.kontor, inn.steps))
        self.vedtak_steg = np.zeros((inn.ytelser, inn.steps))
        self.ekstra = inn.plan.tall("ekstra_handtering")
        oldest = np.arange(36 * inn.n, -1, -1, dtype=float)
        self.alder = np.maximum(oldest, 0.5) * inn.dt
        """Age at decision of the window's cohorts [months], without ekstern ventetid."""
        late = self.alder + inn.ekstern[:, None]
        with np.errstate(invalid="ignore"):
            self.innen = np.clip((inn.grense[:, None] - late + inn.dt / 2.0) / inn.dt, 0.0, 1.0)
        self.band = [
            (oldest >= low * inn.n) & (oldest < (np.inf if high is None else high * inn.n)) for low, high in ALDERSBAND
        ]

    def add(self, s: int, flow: CaseFlow, nk: NkSteg, over: Overlevering, fe: FeSteg) -> None:
        """Add the flows of step ``s``, and the stocks where it ends a month."""
        inn, data, t = self.inn, self.data, s // self.inn.n
        data["inn_nk"][:, :, t] += inn.saksinngang[:, :, t] / inn.n
        served = nk.servert.sum(axis=2)
        data["servert_nk"][:, :, t] += served
        data["tid_nk"][:, :, t] += nk.servert @ self.alder
        data["henvendelser"][:, :, t] += nk.henvendelser
        data["inn_fe"][:, :, t] += over.mottatt
        self._decided("nk", t, over.vedtak_nk)
        self._decided("fe", t, fe.vedtak)
        self.vedtak_steg[:, s] = over.vedtak_nk.sum(axis=(0, 2)) + fe.vedtak.sum(axis=(0, 2))
        for key, hours in nk.timer.items():
            self.timebruk_nk[key][:, t] += hours
        for key, hours in fe.timer.items():
            self.timebruk_fe[key][:, t] += hours
        self.statlig_oppfolging[:, s] = nk.timer["skjermet_oppfolging"] + nk.timer["oppfolging_rest"]
        data["udekket"][: inn.kontor, t] += nk.udekket
        data["udekket"][inn.kontor:, t] += fe.udekket
        self._losses(s, t, nk, over, fe, served)
        if (s + 1) % inn.n == 0:
            self._stocks(s, t, flow)

    def _decided(self, place: str, t: int, cases: Array) -> None:
        self.data[f"vedtak_{place}"][:, :, t] += cases.sum(axis=2)
        self.data[f"alder_{place}"][:, :, t] += cases @ self.alder + cases.sum(axis=2) * self.inn.ekstern
        self.data[f"innen_{place}"][:, :, t] += np.einsum("uyw,yw->uy", cases, self.innen)

    def _losses(self, s: int, t: int, nk: NkSteg, over: Overlevering, fe: FeSteg, served: Array) -> None:
        """Hours lost, apart by cause (metode.md section 7)."""
        inn, tap, minutes = self.inn, self.tap, self.inn.minutter
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
        data, inn = self.data, self.inn
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

    def result(self) -> Resultat:
        """The finished results."""
        inn, plan, n, data = self.inn, self.inn.plan, self.inn.n, self.data
        staff = inn.bemanning
        data["arsverk"] = staff.bevegelser.stat[:, n - 1::n]
        data["arsverk_kommune"] = staff.bevegelser.kommune[:, n - 1::n]
        data["effektive_arsverk"] = staff.effektive[:, n - 1::n]
        data["laeringsunderskudd"] = staff.underskudd[:, n - 1::n]
        data["kompetanse"] = staff.kompetanse[:, n - 1::n]
        data["timer"] = per_month(staff.effektive * staff.timer_per_arsverk, n)
        data["ks_timer"] = (
            data["henvendelser"].sum(axis=(0, 1)) * plan.tall("ks_andel") * plan.tall("min_per_henvendelse") / 60.0
        )
        follow = oppfolging(plan, staff, self.statlig_oppfolging, inn.minutter.hp5)
        data["oppfolging"] = follow.timer
        data["behov"] = follow.behov
        data["gap"] = follow.gap
        data["kommunale_timer"] = follow.kommunale
        data["timer_per_arsverk_mnd"] = follow.timer_per_arsverk
        data["brukere"] = follow.brukere
        data["behov_gruppe"] = follow.behov_gruppe
        stock = data["restanser_nk"].sum(axis=0) + (data["restanser_fe"] + data["venter_dok"]).sum(axis=0)
        data["forventet"] = expected_time(self.vedtak_steg, stock, n) + np.where(stock > MIN_VEDTAK, inn.ekstern[:, None], 0.0)
        data["forventet_alle"] = weighted_mean(data["forventet"], data["inn_nk"].sum(axis=0), stock)
        for array in (*data.values(), *self.timebruk_nk.values(), *self.timebruk_fe.values(), *self.tap.values()):
            array.setflags(write=False)
        return Resultat(
            plan=plan,
            fingerprint=fingerprint(plan),
            maneder=plan.maneder,
            kontor=tuple(e.enhet for e in plan.kontor),
            fe=tuple(e.enhet for e in plan.forvaltningsenheter),
            ytelser=tuple(y.ytelse for y in plan.ytelser),
            brukergrupper=tuple(g.brukergruppe for g in plan.oppfolgingsnorm),
            data=data,
            timebruk_nk=self.timebruk_nk,
            timebruk_fe=self.timebruk_fe,
            tap=self.tap,
        )


def expected_time(vedtak: Array, stock: Array, n: int) -> Array:
    """Time from each month's end until the vedtak after it reach the stock it left.

    Parameters
    ----------
    vedtak : float array, shape (y, s)
        Vedtak of each step.
    stock : float array, shape (y, t)
        Stock at each month's end.
    n : int
        Steps per month.

    Returns
    -------
    float array, shape (y, t)
        Months, linear within a step; 0 for no stock, NaN beyond the horizon.

    Notes
    -----
    docs/metode.md section 5. Checked by hand in tests/core/test_projection.py::test_expected_time.
    """
    result = np.full(stock.shape, np.nan)
    for y in range(stock.shape[0]):
        cumulative = np.concatenate([[0.0], np.cumsum(vedtak[y])])
        for t in range(stock.shape[1]):
            if stock[y, t] <= MIN_VEDTAK:
                result[y, t] = 0.0
                continue
            end = (t + 1) * n
            after = cumulative[end:] - cumulative[end]
            reached = np.searchsorted(after, stock[y, t] * (1.0 - 1e-12), side="left")
            if reached < after.size:
                part = (stock[y, t] - after[reached - 1]) / (after[reached] - after[reached - 1])
                result[y, t] = (reached - 1 + min(1.0, part)) / n
    return result


def weighted_mean(values: Array, weights: Array, stock: Array) -> Array:
    """Mean over ytelser weighted by inn, shape (y, t) -> (t,).

    0 where nobody waits for anything; NaN where a ytelse with inn is undefined, or without inn.
    """
    total = weights.sum(axis=0)
    weighted = np.where(weights > 0, values * weights, 0.0).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(total > 0, weighted / total, np.nan)
    return np.where(stock.sum(axis=0) <= MIN_VEDTAK, 0.0, mean)
