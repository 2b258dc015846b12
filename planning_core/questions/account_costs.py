"""What gevinst costs: the rows of ``Kostnader``, and the categories the model knows itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planning_core import monthly
from planning_core.bemanning import Bemanning, bemanning, startup_factor
from planning_core.gevinst import relearning_factor
from planning_core.learning import learning_deficit
from planning_core.plan import KOSTNADSKATEGORIER, Plan, uten_flyttinger
from planning_core.questions.account_base import med_ytelser
from planning_core.queues import spend

Array = NDArray[np.float64]

AR = 12
"""Months that kroner of a date cover: those up to and including it."""


@dataclass(frozen=True, slots=True)
class Kostnadslinje:
    """One line of cost at a date.

    Parameters
    ----------
    kategori : str
        In ``KOSTNADSKATEGORIER``.
    beregnet : bool
        Whether the model gave it; else it is typed in ``Kostnader``.
    arsverk : float
        Årsverk at the end of the month.
    kroner : float
        Kroner of the twelve months up to the date.
    """

    kategori: str
    beregnet: bool
    arsverk: float
    kroner: float = 0.0


@dataclass(frozen=True)
class Kostnader:
    """Costs of every month: årsverk at its end, and kroner in it, by category; shape (t,).

    ``beregnet`` are the categories of the model: the learning of those who have moved, the start of a new
    unit and a changed grensesnitt (``produktivitetstap``), the turnover beyond that of the plan without
    flyttinger, and ``rådgivning``.
    """

    arsverk: dict[str, Array]
    kroner: dict[str, Array]
    beregnet: dict[str, Array]

    def linjer(self, t: int) -> tuple[Kostnadslinje, ...]:
        """The lines of month ``t`` that are not zero, in the order of the categories."""
        year = slice(max(0, t - AR + 1), t + 1)
        lines = []
        for kategori in KOSTNADSKATEGORIER:
            typed = float(self.arsverk[kategori][t]), float(self.kroner[kategori][year].sum())
            if any(typed):
                lines.append(Kostnadslinje(kategori, False, *typed))
            if kategori in self.beregnet and abs(self.beregnet[kategori][t]) > 1e-9:
                lines.append(Kostnadslinje(kategori, True, float(self.beregnet[kategori][t])))
        return tuple(lines)


def kostnader(plan: Plan, arbeid: Array) -> Kostnader:
    """Typed and computed costs of a plan.

    Kroner of a row are its whole amount, spread evenly over its months (to the end of the plan where it has none).

    Parameters
    ----------
    arbeid : float array, shape (y, t)
        Årsverk of work on cases after gevinst, which a changed grensesnitt makes dearer.

    Notes
    -----
    docs/metode.md section 6. Checked by hand in tests/core/questions/test_account_costs.py.
    """
    arsverk = {k: np.zeros(plan.horisont_maneder) for k in KOSTNADSKATEGORIER}
    kroner = {k: np.zeros(plan.horisont_maneder) for k in KOSTNADSKATEGORIER}
    for row in plan.kostnader:
        months = monthly.months_in(plan, row.fra_maned, row.til_maned)
        arsverk[row.kategori][months] += row.arsverk
        first = plan.start if row.fra_maned is None else row.fra_maned
        last = plan.maneder[-1] if row.til_maned is None else row.til_maned
        kroner[row.kategori][months] += row.kroner / max(1, last - first + 1)
    return Kostnader(arsverk, kroner, _beregnet(plan, arbeid))


def _beregnet(plan: Plan, arbeid: Array) -> dict[str, Array]:
    last = slice(plan.steg_per_maned - 1, None, plan.steg_per_maned)
    relearning = (_relearning(plan) * arbeid).sum(axis=0) if arbeid.size else np.zeros(plan.horisont_maneder)
    if not plan.enheter:
        return {"produktivitetstap": relearning}
    staff = bemanning(plan)
    without = bemanning(uten_flyttinger(plan))
    of_turnover = _of_turnover(plan, staff)
    learning = np.maximum(0.0, _missing(staff, staff.underskudd) - _missing(staff, of_turnover))
    produced = np.maximum(0.0, staff.bevegelser.stat - staff.underskudd)
    factor = startup_factor(plan)
    startup = np.where(factor > 0, produced * (1.0 - factor), 0.0)
    vacancy = plan.tall("turnover_ar") / 12.0 * plan.tall("vakanse_mnd")

    def turnover(of: Bemanning, deficit: Array) -> Array:
        return (_missing(of, deficit) + np.maximum(0.0, of.bevegelser.stat - of.underskudd) * vacancy).sum(axis=0)

    return {
        "produktivitetstap": (learning + startup).sum(axis=0)[last] + relearning,
        "turnover": (turnover(staff, of_turnover) - turnover(without, without.underskudd))[last],
        "rådgivning": _advice(plan, staff)[last],
    }


def _missing(staff: Bemanning, deficit: Array) -> Array:
    """Årsverk that do not produce; nobody misses more than the unit has."""
    return np.minimum(staff.bevegelser.stat, deficit)


def _of_turnover(plan: Plan, staff: Bemanning) -> Array:
    """The deficit had everybody who moved been proficient: what turnover alone sustains, shape (u, s)."""
    paths = staff.bevegelser
    return learning_deficit(plan, paths._replace(inn_uerfaren=np.zeros_like(paths.inn_uerfaren)))


def _advice(plan: Plan, staff: Bemanning) -> Array:
    """Årsverk that FE use on advice, shape (s,): the share of what fixed posts and running costs leave."""
    fe = slice(len(plan.kontor), None)
    units = plan.forvaltningsenheter
    fixed = np.array([e.ledelse + e.mottak for e in units], dtype=float)[:, None]
    _, left, _ = spend(staff.effektive[fe], np.broadcast_to(fixed, staff.effektive[fe].shape))
    _, left, _ = spend(left, staff.drift[fe])
    return (plan.tall("radgivning") * left).sum(axis=0)


def _relearning(plan: Plan) -> Array:
    """Share of work that a changed grensesnitt adds, at the end of every month, shape (y, t)."""
    plan = med_ytelser(plan)
    factor = relearning_factor(plan, monthly.andel_fe(plan)) - 1.0
    return factor[:, plan.steg_per_maned - 1:: plan.steg_per_maned]
