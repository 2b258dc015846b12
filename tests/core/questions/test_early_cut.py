"""Break-even, slip and pace of a cut that a gevinst pays for, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planning_core.plan import Bruk, Eier, Flytting, Sted
from planning_core.questions.early_cut import at_pace, ikke_kutt_for_tidlig
from planning_core.questions.levels import kritisk_niva
from planning_core.validate import validate
from tests.core.builders import START, exactly, fe, kontor, small_plan
from tests.core.questions.test_account import ANDRE, gain
from tests.core.test_known_answers import critical_plan

CUT = Flytting("K", None, Eier.STAT, 1.0, START)


def plan_with(gevinst, *flyttinger, months=24):
    """500 cases a month take 60 minutes at K (10 årsverk, 1 000 hours a month): 500 hours; FE has a minute a case."""
    return small_plan(
        k=kontor(arsverk_stat=10.0), f=fe(arsverk_stat=1.0), minutter=(60.0, 0.0, 1.0, 0.0), inn=500.0, months=months,
        gevinster=(gevinst,), flyttinger=flyttinger,
    )


def cut(rate=0.4, start=START + 6, **values):
    return gain("IKT", ANDRE, rate, sted=Sted.NK, hovedprosess="HP1", bruk=Bruk.KUTT, fra_maned=start, **values)


def test_break_even_by_hand():
    """The cut takes 100 hours a month from the start; from month 7 the gevinst gives 200: even after 6 * 100 / 100 more."""
    answer = ikke_kutt_for_tidlig(plan_with(cut(), CUT))
    (one,) = answer.kutt
    assert (one.rad, one.gevinster, one.kontor) == (0, (0,), True)
    assert one.balanse.sum[:8] == exactly([-100, -200, -300, -400, -500, -600, -500, -400])
    assert one.balanse.foerste_tap == 1
    # -600 after month 6, +100 a month: 0 after month 12.
    assert one.balanse.balanse == 12
    assert one.balanse.verst == exactly(600.0)
    (found,) = [f for f in answer.findings if f.table == "Flyttinger"]
    assert (found.code, found.row, found.details["balanse"], found.details["gevinster"]) == (
        "kutt_foer_gevinst", 0, START + 11, ("IKT",))


def test_cost_of_a_slip_by_hand():
    """200 hours a month in each month of slip; a 6 month slip moves break-even from month 12 to 24, 12 months out of sight."""
    (one,) = ikke_kutt_for_tidlig(plan_with(cut(), CUT)).kutt
    six, twelve = one.slipp
    assert (six.maneder, six.oppfolging, twelve.oppfolging) == (6, exactly(-1200.0), exactly(-2400.0))
    assert (six.balanse.balanse, twelve.balanse.balanse) == (24, None)
    assert six.restanser == exactly(0.0)


def test_a_slip_adds_to_the_one_planned():
    (one,) = ikke_kutt_for_tidlig(plan_with(cut(start=START, forsinkelse_mnd=6.0), CUT)).kutt
    assert one.balanse.balanse == 12
    assert one.slipp[0].balanse.balanse == 24


def test_a_cut_that_is_never_paid_for():
    answer = ikke_kutt_for_tidlig(plan_with(cut(rate=0.1), CUT))
    (one,) = answer.kutt
    assert one.balanse.balanse is None
    # 0.1 of 500 hours is 50 a month: half an årsverk at most, of 94.12 net hours with the declared absence.
    assert one.tempo.fra_maned is None
    assert one.tempo.dekket == exactly(0.1 * 500.0 / (100 * 0.94 * 0.98))
    assert "kutt_betales_ikke" in [f.code for f in answer.findings]


def test_a_cut_after_the_gevinst_is_no_warning():
    answer = ikke_kutt_for_tidlig(plan_with(cut(), replace(CUT, fra_maned=START + 6)))
    (one,) = answer.kutt
    assert (one.balanse.foerste_tap, one.balanse.balanse, one.balanse.verst) == (None, 1, 0.0)
    assert not [f for f in answer.findings if f.table == "Flyttinger"]


def test_the_safe_pace_follows_the_work():
    """1 årsverk of work is gone half way through a ramp of 12 months that frees 2.17: people may all go then."""
    plan = plan_with(cut(innfasing_mnd=12.0), CUT)
    (one,) = ikke_kutt_for_tidlig(plan).kutt
    # 200 / 92.12 = 2.17 årsverk in 12 months: 0.181 a month. With 0.05 to spare 1 - 0.05 is there at the end of month 6 of 12.
    assert (one.tempo.fra_maned, one.tempo.dekket) == (START + 6, 1.0)
    assert one.tempo.innfasing_mnd == 6.0
    after = at_pace(plan, 0, one.tempo)
    assert not [f for f in validate(after) if f.is_error]
    (better,) = ikke_kutt_for_tidlig(after).kutt
    assert better.balanse.foerste_tap is None
    # 100 hours for 6 months before, and what the ramp spares: 100 * (5/6 + 4/6 + 3/6 + 2/6 + 1/6).
    assert one.tempo.gevinst == exactly(600.0 + 250.0)


def test_a_pace_never_begins_before_the_flytting():
    (one,) = ikke_kutt_for_tidlig(plan_with(cut(start=START), replace(CUT, fra_maned=START + 4))).kutt
    assert (one.tempo.fra_maned, one.tempo.innfasing_mnd, one.tempo.gevinst) == (START + 4, 0.0, exactly(0.0))


def test_an_fe_is_judged_by_its_restanser():
    """FE keeps pace with 100 cases a month; without 1 of 2 årsverk (100 hours) it piles up 50 a month until the gevinst."""
    plan = small_plan(
        f=fe(arsverk_stat=2.0), minutter=(0.0, 0.0, 90.0, 0.0), inn=100.0, months=24,
        gevinster=(gain("IKT", ANDRE, 0.5, sted=Sted.FE, bruk=Bruk.KUTT, fra_maned=START + 6),),
        flyttinger=(Flytting("F", None, Eier.STAT, 1.0, START),),
    )
    answer = ikke_kutt_for_tidlig(plan)
    (one,) = answer.kutt
    assert not one.kontor
    # 100 hours decide 66.7 cases: 33.3 more a month in six months; then 133.3 a month: the pile of 200 is gone in month 12.
    assert one.balanse.sum[5] == pytest.approx(-200.0)
    assert one.balanse.balanse == 12
    assert [f.code for f in answer.findings if f.table == "Flyttinger"] == ["uttak_fe_foer_gevinst"]
    # A slip of six months: 200 cases more, worked off by 33.3 a month in months 13 to 24.
    assert one.slipp[0].restanser == pytest.approx(0.0, abs=1e-6)


def test_a_plan_without_paid_cuts_says_nothing_of_them():
    answer = ikke_kutt_for_tidlig(plan_with(gain("g", ANDRE, 0.0), CUT))
    assert answer.kutt == ()
    assert [(f.code, f.row) for f in answer.findings] == [("folk_uten_arbeidet", 0), ("folk_uten_arbeidet", None)]


def test_people_whom_others_have_taken_leave_no_room_but_only_while_they_are_gone():
    """Another 2 årsverk are lent out for nine months; the 2.17 of work that is gone from month 7 is free from month 10."""
    lent = Flytting("K", "F", Eier.STAT, 2.0, START, til_maned=START + 8)
    (one,) = ikke_kutt_for_tidlig(plan_with(cut(), CUT, lent)).kutt
    assert (one.tempo.fra_maned, one.tempo.innfasing_mnd) == (START + 9, 0.0)


def test_a_loan_is_given_a_pace_within_its_own_time():
    (one,) = ikke_kutt_for_tidlig(plan_with(cut(), replace(CUT, til_maned=START + 4))).kutt
    assert (one.tempo.fra_maned, one.tempo.dekket) == (None, 0.0)


# ---- what lowers an FE ---------------------------------------------------------------------------

PULL = Flytting("F", "K", Eier.STAT, 1.0, START, erfaren=1.0)


def pulled(*flyttinger, today=10.0, months=36):
    return replace(critical_plan(today, 0.6), flyttinger=flyttinger, horisont_maneder=months)


def test_a_pull_has_the_break_even_of_a_level_one_lower():
    """Proficient people from the first month do what base staffing of one less does: section 9, month 16 of check 5."""
    (one,) = ikke_kutt_for_tidlig(pulled(PULL)).uttak
    level = kritisk_niva(pulled(), [10.0]).vendepunkt_uten
    assert (one.rad, one.vendepunkt.nummer) == (0, level.nummer)
    assert one.vendepunkt.endring == pytest.approx(level.endring, abs=1e-6)
    assert one.vendepunkt.endring[0] == pytest.approx(1600 / 12)


def test_a_later_pull_turns_later_and_a_short_plan_shows_nothing():
    (late,) = ikke_kutt_for_tidlig(pulled(replace(PULL, fra_maned=START + 6))).uttak
    (now,) = ikke_kutt_for_tidlig(pulled(PULL)).uttak
    assert late.vendepunkt.nummer > now.vendepunkt.nummer + 4
    assert not late.vendepunkt.endring[:6].any()
    (short,) = ikke_kutt_for_tidlig(pulled(PULL, months=12)).uttak
    assert short.vendepunkt.nummer is None


def test_a_cut_in_the_fe_gives_nothing_first():
    (one,) = ikke_kutt_for_tidlig(pulled(replace(PULL, til=None))).uttak
    assert one.vendepunkt.endring.max() == pytest.approx(0.0, abs=1e-6)
    assert one.vendepunkt.nummer < 6


def test_only_what_lowers_the_fe_is_a_pull():
    to_fe = Flytting("K", "F", Eier.STAT, 1.0, START)
    assert ikke_kutt_for_tidlig(pulled(to_fe)).uttak == ()
    no_cases = replace(pulled(PULL), saksinngang=(), restanser=())
    assert ikke_kutt_for_tidlig(no_cases).uttak == ()


def test_a_pull_that_another_flytting_rests_on_has_no_run_without_it():
    """K has 1 årsverk and gets 5 from the FE, and 5 are cut later: without the first K would have less than nobody."""
    plan = pulled(replace(PULL, arsverk=5.0), Flytting("K", None, Eier.STAT, 5.0, START + 2), today=39.0)
    (one,) = ikke_kutt_for_tidlig(plan).uttak
    assert one.vendepunkt is None
