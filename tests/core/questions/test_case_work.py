"""What comes in, where the work is done and what waits: by hand."""

from dataclasses import replace

import pytest

from planning_core.months import month
from planning_core.plan import Enhet, EnhetType, Grensesnitt, Hendelse, Normtid, Plan, Restanse, Saksinngang, Ytelse
from planning_core.questions.case_work import case_work, opening_bands

START = month(2026, 1)


def plan(**felt):
    return Plan(
        "Prøve", START, 24, 2,
        enheter=(Enhet("nk", "", EnhetType.NAV_KONTOR, arsverk_stat=5.0),
                 Enhet("fe", "", EnhetType.FORVALTNINGSENHET, arsverk_stat=5.0)),
        ytelser=(Ytelse("a"), Ytelse("b")),
        normtid=(Normtid("a", "HP1", 30.0), Normtid("a", "HP3", 90.0), Normtid("b", "HP3", 10.0)),
        saksinngang=(Saksinngang("nk", "a", None, 100.0), Saksinngang("nk", "b", None, 300.0)),
        restanser=(Restanse("fe", "a", 60.0, 0.0, 6.0), Restanse("nk", "b", 150.0)),
        **felt,
    )


def test_share_of_the_work_in_fe():
    # a: 100 × (30 NK + 90 FE), b: 300 × 10 FE → FE 9 000 + 3 000 of 15 000
    found = case_work(plan())
    assert found.inn == 400.0
    assert found.andel_fe == pytest.approx(12_000 / 15_000)
    assert found.restanser == 210.0


def test_hendelser_and_grensesnitt_count():
    found = case_work(plan(hendelser=(Hendelse(None, "b", START, START + 5, 2.0),),
                           grensesnitt=(Grensesnitt("a", "HP3", 0.5), Grensesnitt("a", "HP3", 0.0, START + 1))))
    assert found.inn == 100 + 300 * 1.5
    # b 450 × 10 = 4 500 in FE; a: 100 × 90 × 0.5 = 4 500 in FE of 12 000
    assert found.andel_fe == pytest.approx(9_000 / 16_500)


def test_cases_that_take_no_time_have_no_share():
    assert case_work(replace(plan(), normtid=())).andel_fe is None
    assert case_work(Plan("", START, 12)).andel_fe is None


def test_opening_stock_by_age_band():
    bands = opening_bands(plan())
    # 60 cases evenly over 0–6 months: 10 a month
    assert bands["a"] == pytest.approx((10.0, 20.0, 30.0, 0.0, 0.0))
    # 150 without ages at 300 a month: ages 0–½ month
    assert bands["b"] == pytest.approx((150.0, 0.0, 0.0, 0.0, 0.0))
