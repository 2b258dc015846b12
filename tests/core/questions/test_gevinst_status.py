"""Goal, time, status and risk of each gevinst."""

from __future__ import annotations

from dataclasses import replace

from planning_core.plan import Bruk, Gevinstoppfolging, GevinstType, Innfasing, Ressurskartlegging, Sted
from planning_core.questions.gevinst_status import Risiko, Status, gevinststatus
from tests.core.builders import START, exactly
from tests.core.questions.test_account import ANDRE, gain, mapped

BASE = Ressurskartlegging("y", "HP1", 100.0)
KNOWN = {"gevinsteier": "direktøren", "nullpunkt": "2025", "bruk": Bruk.OPPFOLGING, "sted": Sted.NK}


def one(**values):
    (status,) = gevinststatus(mapped(BASE, gevinster=(gain("g", values.pop("type", ANDRE), 0.2, **{**KNOWN, **values}),)))
    return status


def test_a_gevinst_that_is_in_from_the_start():
    status = one()
    assert (status.status, status.mal, status.ved_slutt) == (Status.TATT_UT, exactly(20.0), exactly(20.0))
    assert (status.starter, status.ferdig, status.risiko) == (START, START, ())


def test_time_and_goal_follow_slip_and_ramp():
    status = one(fra_maned=START + 4, innfasing_mnd=6.0, forsinkelse_mnd=2.0)
    assert (status.status, status.starter, status.ferdig) == (Status.PLANLAGT, START + 6, START + 11)
    late = one(fra_maned=START + 10, innfasing_mnd=4.0)
    assert (late.ferdig, late.mal, late.ved_slutt) == (None, exactly(20.0), exactly(10.0))
    assert one(innfasing_mnd=4.0).status is Status.I_GANG
    assert one(fra_maned=0).starter is None


def test_points_give_the_start():
    plan = mapped(BASE, gevinster=(gain("g", ANDRE, 0.2, **KNOWN),),
                  innfasing=(Innfasing("g", START + 3, 0.0), Innfasing("g", START + 5, 1.0)))
    (status,) = gevinststatus(plan)
    assert (status.starter, status.ferdig) == (START + 3, START + 5)


def test_the_latest_measurement_decides():
    plan = mapped(BASE, gevinster=(gain("g", ANDRE, 0.2, **KNOWN),), gevinstoppfolging=(
        Gevinstoppfolging("g", START + 1, 5.0, 4.0), Gevinstoppfolging("g", START, 2.0, 2.0),
        Gevinstoppfolging("g", START + 2, 8.0, None)))
    (status,) = gevinststatus(plan)
    assert (status.status, status.siste.maned) == (Status.BAK_PLAN, START + 1)
    (status,) = gevinststatus(replace(plan, gevinstoppfolging=plan.gevinstoppfolging[1:]))
    assert status.status is Status.I_RUTE


def test_risks_are_named_and_a_gevinst_that_is_off_has_none():
    assert one(type=GevinstType.AUTOMATISERING, sted=Sted.BEGGE, bruk=Bruk.KUTT).risiko == (
        Risiko.IKT, Risiko.UTEN_FLYTTING)
    assert one(type=GevinstType.SPESIALISERING, forsinkelse_mnd=1.0, realisering=0.5, gevinsteier=" ", nullpunkt="",
               bruk=None).risiko == (
        Risiko.ORGANISERING, Risiko.FORSINKET, Risiko.DELVIS, Risiko.UTEN_EIER, Risiko.UTEN_NULLPUNKT, Risiko.UTEN_BRUK)
    assert one(hovedprosess="HP2").risiko == (Risiko.UTEN_VIRKNING,)  # all of the plan's work is HP1
    off = one(realisering=0.0, nullpunkt="")
    assert (off.status, off.risiko, off.mal) == (Status.AV, (), 0.0)
