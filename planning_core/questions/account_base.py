"""Where the Delta account begins: årsverk per ytelse and hovedprosess, before anything has moved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from planning_core import monthly
from planning_core.gevinst import base_minutes
from planning_core.parameters import default
from planning_core.plan import HOVEDPROSESSER, SAKSPROSESSER, Plan, Ytelse

Array = NDArray[np.float64]

HP5 = HOVEDPROSESSER.index("HP5")
AV_BRUKERE = ""
"""Name on the axis of ytelser of oppfølging that is known per user, not per ytelse."""


@dataclass(frozen=True)
class Grunnlag:
    """Base årsverk.

    Attributes
    ----------
    ytelser : tuple of str
        Axis ``y``; the last is :data:`AV_BRUKERE` where oppfølging is known from users only.
    arsverk : float array, shape (y, hp)
        HP1-HP5, >= 0.
    kartlagt : bool array, shape (y, hp)
        Read from ``Ressurskartlegging``; elsewhere from minutes and cases, or from users and norm.
    """

    ytelser: tuple[str, ...]
    arsverk: Array
    kartlagt: NDArray[np.bool_]


def med_ytelser(plan: Plan) -> Plan:
    """The plan with its ytelser; one that only has ``Ressurskartlegging`` declares them there."""
    if plan.ytelser:
        return plan
    names = dict.fromkeys(row.ytelse for row in plan.ressurskartlegging)
    return replace(plan, ytelser=tuple(Ytelse(name) for name in names))


def timer_netto(plan: Plan) -> float:
    """Hours a year of one årsverk after absence and training, with the declared defaults of both."""
    return float(plan.timer_per_arsverk * (1.0 - default("fravær")) * (1.0 - default("opplæring")))


def grunnlag(plan: Plan) -> Grunnlag:
    """Base årsverk of every ytelse and hovedprosess.

    ``Ressurskartlegging`` where it has a row; else minutes x cases / hours, with the cases of the first
    twelve months; HP5 without a mapping from users x norm of the same months.

    Notes
    -----
    docs/metode.md section 6. Checked by hand in tests/core/questions/test_account.py::test_base_from_minutes_and_cases.
    """
    plan = med_ytelser(plan)
    names = tuple(y.ytelse for y in plan.ytelser)
    arsverk = np.zeros((len(names), len(HOVEDPROSESSER)))
    kartlagt = np.zeros(arsverk.shape, dtype=bool)
    net = timer_netto(plan)
    if names and plan.kontor:
        monthly_cases = np.nan_to_num(monthly.saksinngang(plan)[:, :, :12]).mean(axis=2).sum(axis=0)
        arsverk[:, : len(SAKSPROSESSER)] = base_minutes(plan) * (monthly_cases * 12.0)[:, None] / 60.0 / net
    for row in plan.ressurskartlegging:
        cell = names.index(row.ytelse), HOVEDPROSESSER.index(row.hovedprosess)
        arsverk[cell], kartlagt[cell] = row.arsverk, True
    if not kartlagt[:, HP5].any() and plan.kontor and plan.oppfolgingsnorm:
        hours = np.array([norm.timer for norm in plan.oppfolgingsnorm])
        users = monthly.brukere(plan)[:, :, :12].mean(axis=2).sum(axis=0)
        own = np.zeros((1, len(HOVEDPROSESSER)))
        own[0, HP5] = users @ hours * 12.0 / net
        names = (*names, AV_BRUKERE)
        arsverk, kartlagt = np.vstack([arsverk, own]), np.vstack([kartlagt, np.zeros_like(own, dtype=bool)])
    return Grunnlag(names, arsverk, kartlagt)
