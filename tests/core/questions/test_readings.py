"""The level of oppfølging by ytelse, and the two readings of "45 %", on a plan's own mapping."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planning_core.plan import Plan, Ressurskartlegging
from planning_core.questions.readings import (
    KILDENS_ANDEL,
    KILDENS_EKSEMPEL,
    Ytelsesniva,
    oppfolging_til_andel,
    oppfolgingsniva,
    under_andel,
)
from tests.core.builders import START

# The three ytelser of the source's example, and one above 45 % (docs/kilder.md).
MAPPED = (("rehabiliteringspenger", 405.0, 85.0), ("sykepenger", 1027.0, 278.0), ("tidsbegrenset uføretrygd", 166.0, 22.0),
          ("dagpenger", 993.0, 550.0))


@pytest.fixture
def plan():
    rows = tuple(row for ytelse, alt, hp5 in MAPPED for row in (
        Ressurskartlegging(ytelse, "HP3", alt - hp5), Ressurskartlegging(ytelse, "HP5", hp5)))
    return Plan("X", START, ressurskartlegging=rows)


def test_the_level_of_every_mapped_ytelse(plan):
    niva = oppfolgingsniva(plan)
    assert [(n.ytelse, n.alt, n.oppfolging) for n in niva] == list(MAPPED)
    assert [round(n.andel, 4) for n in niva] == [0.2099, 0.2707, 0.1325, 0.5539]


def test_what_is_below_the_target_is_what_grows(plan):
    low = under_andel(oppfolgingsniva(plan), KILDENS_ANDEL)
    assert (low.alt, low.oppfolging) == (KILDENS_EKSEMPEL.alt, KILDENS_EKSEMPEL.oppfolging)
    assert [round(r.okning) for r in oppfolging_til_andel(low.alt, low.oppfolging, KILDENS_ANDEL)] == [334, 607]


def test_a_reading_of_the_sum_is_the_sum_of_its_readings(plan):
    niva = [n for n in oppfolgingsniva(plan) if n.andel < KILDENS_ANDEL]
    low = under_andel(niva, KILDENS_ANDEL)
    whole = oppfolging_til_andel(low.alt, low.oppfolging, KILDENS_ANDEL)
    parts = [oppfolging_til_andel(n.alt, n.oppfolging, KILDENS_ANDEL) for n in niva]
    for i, reading in enumerate(whole):
        assert reading.okning == pytest.approx(sum(p[i].okning for p in parts))


def test_a_ytelse_without_oppfolging_or_other_work_mapped_has_no_level(plan):
    rows = (Ressurskartlegging("A", "HP3", 5.0), Ressurskartlegging("B", "HP5", 5.0))
    assert oppfolgingsniva(replace(plan, ressurskartlegging=rows)) == ()
    assert under_andel((), 0.45) == Ytelsesniva("", 0.0, 0.0)
    assert Ytelsesniva("A", 0.0, 0.0).andel == 0.0
