"""Oppfølging: hours, need, gap, caseload and contact (docs/metode.md section 5), worked by hand.

An årsverk is 100 hours a month and a kontor has no cases, unless said otherwise.
"""

from __future__ import annotations

import numpy as np
import pytest

from planning_core.oppfolging import (
    brukere_per_arsverk,
    brukere_per_veileder,
    dekning,
    dekning_fylket,
    kontakt,
    per_month,
)
from planning_core.plan import (
    Brukere,
    Eier,
    Flytting,
    Gevinst,
    GevinstType,
    Kapasitet,
    Oppfolgingsnorm,
    Plan,
)
from tests.core.builders import START, exactly, fe, kontor, network, small_plan


def plan_of(*units, brukere: tuple[Brukere, ...] = (), normer: tuple[Oppfolgingsnorm, ...] = (), **tables) -> Plan:
    return network(*units, fe(), minutter={}, inn={}, brukere=brukere, oppfolgingsnorm=normer, **tables)


def test_steps_add_to_months():
    assert per_month(np.arange(8.0).reshape(1, 8), 4).tolist() == [[6.0, 22.0]]
    assert per_month(np.zeros((0, 8)), 4).shape == (0, 2)


# -- hours ------------------------------------------------------------------------------------


def test_municipal_hours_are_a_share_net_of_absence_and_by_capacity(project):
    # h = 1 200 / 12 * 0.9 * 0.98 = 88.2. State 5 * 88.2 = 441 less 1 fixed post; municipal 2 * 0.3 * 88.2 = 52.92.
    plan = plan_of(
        kontor(arsverk_stat=5.0, arsverk_kommune=2.0, ledelse=1.0, fravaer=0.1, opplaering=0.02),
        parametre={"kommunal_andel": 0.3}, kapasitet=(Kapasitet("K", START + 6, 0.5),), n=4,
    )
    result = project(plan)
    assert result.serie("oppfolging_timer", "K")[5:7] == exactly([352.8 + 52.92, (352.8 + 52.92) / 2])
    assert result.data["kommunale_timer"][0, 0] == exactly(52.92)


def test_municipal_hours_follow_the_municipal_arsverk(project):
    plan = plan_of(
        kontor(arsverk_kommune=2.0), parametre={"kommunal_andel": 0.5},
        flyttinger=(Flytting("K", None, Eier.KOMMUNE, 1.0, START + 1),),
    )
    assert project(plan).serie("oppfolging_timer")[:2] == exactly([100.0, 50.0])


def test_a_kontor_that_does_not_exist_yet_has_no_hours_at_all(project):
    plan = plan_of(kontor(arsverk_stat=1.0, arsverk_kommune=2.0, etablert=START + 1), parametre={"kommunal_andel": 0.5})
    result = project(plan)
    assert result.serie("oppfolging_timer", "K")[:2] == exactly([0.0, 200.0])
    assert result.serie("arsverk", "K")[0] == 1.0


# -- need -------------------------------------------------------------------------------------


def test_need_is_users_times_hours_by_group(project):
    # 100 * 1.5 + 40 users with 45 minutes every third month (0.25 h) + 5 arbeidsevnevurderinger a month at 4 h.
    plan = plan_of(
        kontor(),
        normer=(Oppfolgingsnorm("G", 1.5), Oppfolgingsnorm("H", None, 3.0, 45.0), Oppfolgingsnorm("AEV", 4.0)),
        brukere=(
            Brukere("K", "G", None, 100.0), Brukere("K", "H", START, 40.0), Brukere("K", "AEV", None, 5.0),
            Brukere("K", "H", START + 2, 80.0),
        ),
    )
    result = project(plan)
    assert result.serie("oppfolging_behov_timer", "K")[:3] == exactly([180.0, 180.0, 190.0])
    assert result.data["behov_gruppe"][0, :, 0] == exactly([150.0, 10.0, 20.0])


@pytest.mark.parametrize(
    ("norm", "hours"),
    [
        (Oppfolgingsnorm("G", 2.0, 3.0, 45.0), 2.0),  # typed hours win
        (Oppfolgingsnorm("G", 0.0, 3.0, 45.0), 0.0),
        (Oppfolgingsnorm("G", None, 2.0, 90.0), 0.75),
        (Oppfolgingsnorm("G", None, 2.0, None), 0.0),
        (Oppfolgingsnorm("G", None, None, 90.0), 0.0),
    ],
)
def test_hours_of_a_norm(norm, hours):
    assert norm.timer == hours


def test_a_gevinst_on_hp5_lowers_the_need_by_the_months_mean(project):
    # 20 % over 2 months, n = 4: phases 1/8 … 4/8 (mean 0.3125), then 5/8 … 8/8 (0.8125), then 1.
    plan = plan_of(
        kontor(), normer=(Oppfolgingsnorm("G", 1.0),), brukere=(Brukere("K", "G", None, 100.0),), n=4,
        gevinster=(Gevinst("g", GevinstType.ANDRE, hovedprosess="HP5", moderat=0.2, fra_maned=START, innfasing_mnd=2.0),),
    )
    assert project(plan).serie("oppfolging_behov_timer")[:3] == exactly([93.75, 83.75, 80.0])


# -- gap and coverage -------------------------------------------------------------------------


def two_kontor(project, **tables):
    """K needs 190 of its 100 hours at 90 h an årsverk; L needs 50 of its 200."""
    return project(plan_of(
        kontor("K", arsverk_stat=1.0 / 0.9, fravaer=0.1), kontor("L", arsverk_stat=2.0),
        normer=(Oppfolgingsnorm("G", 1.0),), brukere=(Brukere("K", "G", None, 190.0), Brukere("L", "G", None, 50.0)),
        **tables,
    ))


def test_gap_is_in_arsverk_of_the_kontors_own_hours_and_a_surplus_fills_nobody_elses(project):
    result = two_kontor(project, n=2)
    assert result.serie("oppfolging_gap_arsverk", "K")[0] == exactly(90.0 / 90.0)
    assert result.serie("oppfolging_gap_arsverk", "L")[0] == 0.0
    assert result.serie("oppfolging_gap_arsverk")[0] == exactly(1.0)
    assert result.serie("oppfolging_timer")[0] == exactly(300.0)
    assert result.serie("oppfolging_behov_timer")[0] == exactly(240.0)


def test_a_gap_counts_the_hours_of_its_month(project):
    # Half the capacity in month 6: 50 hours and a gap of 140 at 45 h an årsverk.
    result = two_kontor(project, kapasitet=(Kapasitet("K", START + 6, 0.5),))
    assert result.serie("oppfolging_gap_arsverk", "K")[6] == exactly(140.0 / 45.0)


def test_a_gap_in_a_month_without_hours_has_no_size(project):
    result = two_kontor(project, kapasitet=(Kapasitet("K", START + 6, 0.0), Kapasitet("L", START + 6, 0.0)))
    assert np.isnan(result.serie("oppfolging_gap_arsverk", "K")[6])
    without_need = project(plan_of(kontor(), kapasitet=(Kapasitet("K", None, 0.0),)))
    assert without_need.serie("oppfolging_gap_arsverk", "K").tolist() == [0.0] * 12


def test_coverage_by_kontor_and_of_the_fylke(project):
    result = two_kontor(project)
    assert dekning(result)[:, 0] == exactly([100.0 / 190.0, 4.0])
    assert dekning_fylket(result)[0] == exactly(300.0 / 240.0)


def test_coverage_of_no_need_is_undefined(project):
    result = project(plan_of(kontor(arsverk_stat=1.0)))
    assert np.isnan(dekning(result)).all()
    assert np.isnan(dekning_fylket(result)).all()


# -- caseload ---------------------------------------------------------------------------------


def test_users_per_arsverk_and_per_veileder(project):
    # L: 50 users on 2 årsverk; 1 of them is a fixed post, so 100 hours are one veileder.
    result = project(plan_of(
        kontor("L", arsverk_stat=2.0, ledelse=1.0), kontor("M"), normer=(Oppfolgingsnorm("G", 1.0),),
        brukere=(Brukere("L", "G", None, 50.0), Brukere("M", "G", None, 5.0)),
    ))
    assert [brukere_per_arsverk(result, k)[0] for k in "LM"] == exactly([25.0, float("nan")])
    assert [brukere_per_veileder(result, k)[0] for k in "LM"] == exactly([50.0, float("nan")])
    # All together: 55 users on the same 2 årsverk, and the one veileder.
    assert (brukere_per_arsverk(result)[0], brukere_per_veileder(result)[0]) == exactly((27.5, 55.0))


# -- contact ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("talks", "six_months", "three_months"), [(2, 69.3, 32.5), (4, 138.7, 65.0), (6, 208.0, 97.5), (10, 346.7, 162.5)]
)
def test_caseload_of_targets(project, talks, six_months, three_months):
    # talks * 26 / 0.75 users have had a talk in six months, talks * 13 / 0.8 in three.
    for users, target in ((six_months, 1), (three_months, 0)):
        plan = plan_of(
            kontor(arsverk_stat=talks * 52 / 12 / 100), normer=(Oppfolgingsnorm("G", None, 6.0, 60.0),),
            brukere=(Brukere("K", "G", None, users),),
        )
        group = kontakt(project(plan))[0]
        assert group.samtaler_uke[0, 0] == exactly(talks)
        assert group.andel[target, 0, 0] == pytest.approx((0.80, 0.75)[target], abs=5e-4)


def test_a_group_has_its_part_of_the_hours_by_need(project):
    # G: 120 users * 1/6 h = 20 of 80 hours needed, so 25 of the 100 there are: 25 talks of an hour a month.
    # In 3 months 75 of 120 have had one; in 6 all, never more than all. H has typed hours and no talks.
    plan = plan_of(
        kontor("K", arsverk_stat=1.0), kontor("L", arsverk_stat=1.0),
        normer=(Oppfolgingsnorm("H", 1.0), Oppfolgingsnorm("G", None, 6.0, 60.0)),
        brukere=(Brukere("K", "G", None, 120.0), Brukere("K", "H", None, 60.0)),
    )
    groups = kontakt(project(plan))
    assert [g.brukergruppe for g in groups] == ["G"]
    assert groups[0].samtaler_uke[:, 0] == exactly([25 * 12 / 52, 0.0])
    assert groups[0].andel[:, 0, 0] == exactly([0.625, 1.0])
    # L has no users of the group.
    assert np.isnan(groups[0].andel[:, 1]).all()


def test_shorter_talks_are_more_talks(project):
    plan = plan_of(
        kontor(arsverk_stat=1.0), normer=(Oppfolgingsnorm("G", None, 6.0, 30.0),), brukere=(Brukere("K", "G", None, 10.0),),
    )
    assert kontakt(project(plan))[0].samtaler_uke[0, 0] == exactly(200 * 12 / 52)


def test_state_hours_of_oppfolging_are_what_the_cases_leave(project):
    # 1 000 h less 100 cases of 1 h.
    plan = small_plan(minutter=(60.0, 0.0, 60.0, 0.0))
    assert project(plan).serie("oppfolging_timer")[0] == exactly(900.0)


def test_events_are_work_but_no_users(project):
    # 50 users at 1 hour and 10 assessments at 4 hours: 90 hours of need, 50 users on 10 årsverk.
    result = project(small_plan(
        k=kontor(arsverk_stat=10.0),
        inn=0.0,
        oppfolgingsnorm=(Oppfolgingsnorm("G", 1.0), Oppfolgingsnorm("vurderinger", 4.0, er_brukere=False)),
        brukere=(Brukere("K", "G", None, 50.0), Brukere("K", "vurderinger", None, 10.0)),
    ))
    assert result.serie("oppfolging_behov_timer", "K")[0] == 90.0
    assert brukere_per_arsverk(result)[0] == 5.0
