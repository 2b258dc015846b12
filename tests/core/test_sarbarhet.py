"""One absence and the competence left, worked by hand. An årsverk is 100 hours a month and there are no cases."""

from __future__ import annotations

import numpy as np
import pytest

from planning_core.plan import Eier, Flytting
from planning_core.sarbarhet import ett_fravaer, kompetanse_fylket
from tests.core.builders import START, exactly, fe, kontor, network

NAN = float("nan")


def plan_of(*units, **tables):
    return network(*units, fe(), minutter={}, inn={}, **tables)


@pytest.mark.parametrize(
    ("heads", "change", "left"),
    [(10.0, 0.0, 0.9), (5.0, -1.0, 0.75), (5.0, 3.0, 0.875), (None, 0.0, NAN), (1.0, 0.0, 0.0), (0.5, 0.0, 0.0),
     (2.0, -2.0, NAN)],
)
def test_capacity_with_one_away(project, heads, change, left):
    # 1 - 1/heads; heads follow the change in state årsverk, and are then derived.
    flyttinger = {
        0.0: (), -1.0: (Flytting("K", None, Eier.STAT, 1.0, START + 1),), 3.0: (Flytting(None, "K", Eier.STAT, 3.0, START),),
        -2.0: (Flytting("K", None, Eier.STAT, 2.0, START),),
    }[change]
    found = ett_fravaer(project(plan_of(kontor(arsverk_stat=5.0, statsansatte=heads), flyttinger=flyttinger)))
    assert found.igjen[0, -1] == exactly(left)
    assert found.anslatt[0, -1] == (change != 0.0 and not np.isnan(left))


def test_heads_are_those_of_the_sheet_until_somebody_moves(project):
    plan = plan_of(kontor(arsverk_stat=5.0, statsansatte=6.0),
                   flyttinger=(Flytting("K", None, Eier.STAT, 1.0, START + 2),))
    found = ett_fravaer(project(plan))
    assert found.ansatte[0, :3] == exactly([6.0, 6.0, 5.0])
    assert found.anslatt[0, :3].tolist() == [False, False, True]


def test_hours_of_one_employee_come_from_state_oppfolging(project):
    # K: 4 årsverk in 5 heads is 80 hours each. L: 2 of 2 årsverk but 0.5 are fixed posts; one is 100 hours, and 50 are left.
    # M: municipal hours are no state employee's.
    result = project(plan_of(
        kontor("K", arsverk_stat=4.0, statsansatte=5.0), kontor("L", arsverk_stat=2.0, statsansatte=2.0, ledelse=1.5),
        kontor("M", arsverk_stat=1.0, statsansatte=1.0, ledelse=1.0, arsverk_kommune=3.0),
        parametre={"kommunal_andel": 1.0},
    ))
    assert result.data["oppfolging"][2, 0] == exactly(300.0)
    assert ett_fravaer(result).timer[:, 0] == exactly([80.0, 50.0, 0.0])


def test_competence_of_the_fylke_is_by_arsverk(project):
    # K loses 1 of 4: C = 0.75 at once. L keeps 1. With 3 and 6 årsverk: (0.75 * 3 + 6) / 9.
    result = project(plan_of(
        kontor("K", arsverk_stat=4.0), kontor("L", arsverk_stat=6.0), parametre={"gjenoppbygging_mnd": 1e9},
        flyttinger=(Flytting("K", None, Eier.STAT, 1.0, START),),
    ))
    assert kompetanse_fylket(result)[0] == pytest.approx((0.75 * 3 + 6) / 9)
    assert np.isnan(kompetanse_fylket(project(plan_of(kontor())))).all()
