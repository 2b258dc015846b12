"""What each change of a scenario contributes: parts and interaction add up to the difference."""

from __future__ import annotations

import numpy as np
import pytest

from planning_core.questions.scenario_bidrag import SAMLES_OVER, bidrag, del_opp
from tests.core.builders import fe, kontor, small_plan
from tests.core.questions.test_scenarios import NEW_MOVE, plan_with


def test_parts_and_interaction_sum_to_the_difference():
    # FE has 80 hours a month for 100 cases of an hour: 20 more wait each month. 10 more hours take 10 off a
    # month, 20 % fewer cases take 20 off, and together no case waits: -20 a month, so +10 of interaction.
    plan = plan_with(
        ("A", "Enheter", "F", "årsverk_stat", "0.9"),
        ("A", "Saksinngang", "K / A / –", "antall", "80"),
    )
    split = bidrag(plan, "A", "restanser")
    months = np.arange(1, 13)
    assert split.alene[0] == pytest.approx(-10.0 * months)
    assert split.alene[1] == pytest.approx(-20.0 * months)
    assert split.forskjell == pytest.approx(-20.0 * months)
    assert split.samspill == pytest.approx(10.0 * months)


def test_changes_that_only_work_together_are_one_part():
    # K has 1 årsverk, so a move of 2 needs the 3 that another change gives it; the saksinngang stands alone.
    plan = plan_with(
        *(row if row[3] != "årsverk" else ("A", "Flyttinger", "ny 1", "årsverk", "2") for row in NEW_MOVE),
        ("A", "Enheter", "K", "årsverk_stat", "3"),
        ("A", "Saksinngang", "K / A / –", "antall", "80"),
        base=small_plan(k=kontor(arsverk_stat=1.0), f=fe(arsverk_stat=0.8)),
    )
    split = bidrag(plan, "A", "restanser")
    assert [[c.ark for c in group] for group in split.endringer] == [["Saksinngang"], ["Flyttinger", "Enheter"]]
    assert split.alene.sum(axis=0) + split.samspill == pytest.approx(split.forskjell)


def test_a_change_that_stands_alone_is_not_drawn_into_the_group():
    # As above, but the saksinngang stands first: the group needs K's årsverk, not that.
    plan = plan_with(
        ("A", "Saksinngang", "K / A / –", "antall", "80"),
        *(row if row[3] != "årsverk" else ("A", "Flyttinger", "ny 1", "årsverk", "2") for row in NEW_MOVE),
        ("A", "Enheter", "K", "årsverk_stat", "3"),
        base=small_plan(k=kontor(arsverk_stat=1.0), f=fe(arsverk_stat=0.8)),
    )
    split = bidrag(plan, "A", "restanser")
    assert [[c.ark for c in group] for group in split.endringer] == [["Saksinngang"], ["Flyttinger", "Enheter"]]


def test_many_rows_of_a_sheet_are_one_part():
    many = [("A", "Kapasitet", f"ny {i + 1}", felt, verdi) for i in range(SAMLES_OVER)
            for felt, verdi in (("enhet", "F"), ("måned", f"2026-{i + 1:02d}"), ("faktor", "0.9"))]
    one_more = [("A", "Kapasitet", "ny 99", felt, verdi)
                for felt, verdi in (("enhet", "K"), ("måned", "2026-01"), ("faktor", "0.9"))]
    assert len(del_opp(plan_with(*many), "A").alene) == SAMLES_OVER
    split = del_opp(plan_with(*many, *one_more), "A")
    assert len(split.alene) == 1
    whole = split.bidrag("restanser")
    assert whole.samspill == pytest.approx(np.zeros(12))
    assert whole.alene[0] == pytest.approx(whole.forskjell)
    assert whole.forskjell[-1] > 0


def test_other_months_cannot_be_compared():
    with pytest.raises(ValueError, match="'A'"):
        bidrag(plan_with(("A", "Plan", "horisont_måneder", "verdi", "24")), "A", "restanser")


def test_a_scenario_without_changes_has_no_parts():
    split = bidrag(plan_with(("A", "Scenario", "beskrivelse", "verdi", "")), "A", "restanser")
    assert split.endringer == ()
    assert split.forskjell == pytest.approx(np.zeros(12))
    assert split.samspill == pytest.approx(np.zeros(12))
