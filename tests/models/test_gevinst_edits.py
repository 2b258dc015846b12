"""The gevinst register: each edit keeps points and follow-up in step."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models import gevinst_edits as edits
from planning_core.plan import Gevinst, Gevinstoppfolging, GevinstType, Innfasing
from planning_core.validate import validate
from tests.core.builders import START, small_plan


@pytest.fixture
def plan():
    return small_plan(
        gevinster=(Gevinst("A", GevinstType.AUTOMATISERING, moderat=0.1), Gevinst("B", GevinstType.ANDRE, moderat=0.2),
                   Gevinst("C", GevinstType.SPESIALISERING, moderat=0.1)),
        innfasing=(Innfasing("A", START, 0.5), Innfasing("B", START, 1.0)),
        gevinstoppfolging=(Gevinstoppfolging("A", START, 1.0, 2.0),),
    )


def names(plan):
    return [g.navn for g in plan.gevinster]


def test_a_new_name_goes_along(plan):
    after = edits.bytt(plan, 0, replace(plan.gevinster[0], navn="Ny"))
    assert (names(after), after.innfasing[0].gevinst, after.gevinstoppfolging[0].gevinst) == (["Ny", "B", "C"], "Ny", "Ny")
    assert after.innfasing[1] is plan.innfasing[1]
    assert not [f for f in validate(after) if f.is_error]
    assert names(edits.bytt(plan, None, replace(plan.gevinster[0], navn="D"))) == ["A", "B", "C", "D"]


def test_a_gevinst_goes_with_all_that_is_its_own(plan):
    after = edits.fjern(plan, 0)
    assert (names(after), after.innfasing, after.gevinstoppfolging) == (["B", "C"], (plan.innfasing[1],), ())
    assert not [f for f in validate(after) if f.is_error]


def test_a_copy_is_off_has_the_points_and_a_free_name(plan):
    name = edits.ledig_navn(plan, "A")
    after = edits.dupliser(plan, 0, name)
    assert names(after) == ["A", "A 2", "B", "C"]
    assert after.gevinster[1].realisering == 0.0
    assert [r.gevinst for r in after.innfasing] == ["A", "B", "A 2"]
    assert len(after.gevinstoppfolging) == 1
    assert edits.ledig_navn(after, "A") == "A 3"
    assert not [f for f in validate(after) if f.is_error]


def test_the_order_can_be_changed(plan):
    assert names(edits.flytt(plan, 0, 1)) == ["B", "A", "C"]
    assert names(edits.flytt(plan, 2, -1)) == ["A", "C", "B"]
    assert edits.flytt(plan, 0, -1) is plan
    assert edits.flytt(plan, 2, 1) is plan


def test_off_and_on(plan):
    off = edits.slaa(plan, 1, paa=False)
    assert [g.realisering for g in off.gevinster] == [1.0, 0.0, 1.0]
    assert edits.slaa(off, 1, paa=True) == plan


def test_without_new_ikt_only_the_others_are_left(plan):
    assert [g.realisering for g in edits.uten_ny_ikt(plan).gevinster] == [0.0, 1.0, 0.0]
