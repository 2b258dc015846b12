"""The fast case flow against the plain one, its oracle: they agree to 1e-9."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from planning_core import projection
from planning_core.fast_flow import run
from planning_core.plan import EnhetType, Forutsetning, Plan, Restanse, Ytelse
from planning_core.projection import framskriv, framskriv_enkelt, framskriv_mange, framskriv_par
from planning_core.results import Resultat
from tests.core.builders import START, fe, kontor, small_plan
from tests.helpers.plans import plans

EXAMPLES = settings(max_examples=40, deadline=None)


def assert_equal(fast: Resultat, plain: Resultat) -> None:
    for name, expected in plain.data.items():
        np.testing.assert_allclose(fast.data[name], expected, rtol=1e-9, atol=1e-8, err_msg=name)
    for group in ("timebruk_nk", "timebruk_fe", "tap"):
        for name, expected in getattr(plain, group).items():
            np.testing.assert_allclose(getattr(fast, group)[name], expected, rtol=1e-9, atol=1e-8, err_msg=name)
    for name, total in fast.summer.items():
        np.testing.assert_allclose(total, plain.data[name].sum(axis=0), rtol=1e-9, atol=1e-8, err_msg=name)


@EXAMPLES
@given(plans())
def test_random_plans_agree(plan):
    assert_equal(framskriv(plan), framskriv_enkelt(plan))


@EXAMPLES
@given(plans())
def test_a_batch_gives_what_each_plan_gives_alone(plan):
    pair = framskriv_par(plan)
    assert_equal(pair.plan, framskriv_enkelt(plan))
    assert_equal(pair.uten, framskriv_enkelt(replace(plan, flyttinger=())))


VARIANTS = (
    lambda plan: {"flyttinger": ()},
    lambda plan: {"enheter": tuple(replace(e, arsverk_stat=e.arsverk_stat * 0.7, fravaer=0.2) for e in plan.enheter)},
    lambda plan: {"enheter": tuple(replace(e, etablert=None if e.er_kontor else plan.start + 2) for e in plan.enheter)},
    lambda plan: {"enheter": tuple(reversed(plan.enheter))},
    lambda plan: {"saksinngang": tuple(replace(row, antall=row.antall * 1.3) for row in plan.saksinngang)},
    lambda plan: {"kapasitet": (), "kostnader": ()},
    lambda plan: {"ytelser": tuple(replace(y, andel_komplett=y.andel_komplett * 0.5) for y in plan.ytelser)},
    *(lambda plan, key=key, value=value: {"forutsetninger": (Forutsetning(key, value), *plan.forutsetninger)}
      for key, value in (("kompetanse_folsomhet", 0.9), ("laeretid_mnd", 0.0), ("turnover_ar", 0.4),
                         ("gjenoppbygging_mnd", 3.0))),
)
"""What the plans of a batch may have apart, each beside all that they have in common."""


@settings(max_examples=15, deadline=None)
@given(plans())
def test_variants_in_one_batch_give_what_each_gives_alone(plan):
    variants = [plan, *(replace(plan, **variant(plan)) for variant in VARIANTS)]
    for variant, result in zip(variants, framskriv_mange(variants), strict=True):
        assert_equal(result, framskriv_enkelt(variant))


@settings(max_examples=15, deadline=None)
@given(plans(), plans())
def test_plans_of_different_shape_keep_their_order(first, second):
    for plan, result in zip((first, second, first), framskriv_mange([first, second, first]), strict=True):
        assert result.plan is plan
        assert_equal(result, framskriv_enkelt(plan))


def starving(limit: float | None, months: int = 60, n: int = 4) -> Plan:
    """Queues that grow for years in both places, so that the oldest pass 36 months."""
    return small_plan(
        k=kontor(arsverk_stat=1.2),
        f=fe(arsverk_stat=0.3),
        minutter=(20.0, 50.0, 60.0, 0.0),
        months=months,
        n=n,
        ytelse=Ytelse("A", ytre_grense_dager=limit, andel_komplett=0.8),
        stock=(Restanse("K", "A", 300.0, 30.0, None), Restanse("F", "A", 500.0, 20.0, 50.0)),
        parametre={"henv_per_sak": 0.2, "henv_per_forsinket_mnd": 0.02, "ekstra_handtering": 0.3},
    )


@pytest.mark.parametrize("limit", [None, 0.0, 42.0, 91.3125, 365.25, 36 * 30.4375, 36.2 * 30.4375, 1500.0])
@pytest.mark.parametrize("n", [1, 4])
def test_queues_older_than_36_months_agree_at_any_limit(limit, n):
    plan = starving(limit, n=n)
    assert_equal(framskriv(plan), framskriv_enkelt(plan))


@pytest.mark.parametrize("eldste_forst", [0.0, 0.6])
@pytest.mark.parametrize("ekstra", [0.0, 0.3])
def test_discovery_at_first_touch_agrees(eldste_forst, ekstra):
    plan = starving(42.0, months=24)
    changed = {"sjekk_ved_mottak": False, "eldste_forst": eldste_forst, "ekstra_handtering": ekstra}
    kept = tuple(f for f in plan.forutsetninger if f.nokkel not in changed)
    plan = replace(plan, forutsetninger=kept + tuple(Forutsetning(k, v) for k, v in changed.items()))
    assert_equal(framskriv(plan), framskriv_enkelt(plan))


def test_a_plan_without_units_gives_series_of_zeros():
    plan = Plan("Prøvefylke", START, 12, 4, ytelser=(Ytelse("A"),))
    assert_equal(framskriv(plan), framskriv_enkelt(plan))
    assert framskriv(plan).serie("restanser").tolist() == [0.0] * 12


def levels_of(base: Plan, levels: tuple[float, ...]) -> list[Plan]:
    return [
        replace(base, enheter=tuple(
            replace(e, arsverk_stat=level) if e.type is EnhetType.FORVALTNINGSENHET else e for e in base.enheter
        ))
        for level in levels
    ]


def test_a_batch_of_many_levels_agrees():
    levels = levels_of(starving(42.0, months=24), (0.0, 0.5, 1.0, 3.0))
    for plan, result in zip(levels, framskriv_mange(levels), strict=True):
        assert_equal(result, framskriv_enkelt(plan))


def test_a_large_batch_runs_in_parts_and_keeps_its_order(monkeypatch):
    # One FE and one ytelse at 4 steps hold 36 * 4 = 144 cohorts a plan: two plans at a time.
    monkeypatch.setattr(projection, "_CACHE", 300)
    sizes = []
    monkeypatch.setattr(projection, "run", lambda inputs: sizes.append(len(inputs)) or run(inputs))
    levels = levels_of(starving(42.0, months=24), (0.0, 3.0, 0.5, 2.0, 1.0))
    for plan, result in zip(levels, framskriv_mange(levels), strict=True):
        assert result.plan is plan
        assert_equal(result, framskriv_enkelt(plan))
    assert sizes == [2, 2, 1]


@pytest.mark.parametrize("make", [framskriv, framskriv_enkelt])
def test_a_result_nobody_holds_frees_its_arrays_at_once(make):
    # Garbage that refers to itself waits for the collector, and a batch of sixty plans holds hundreds of MB.
    result = make(starving(42.0, months=12, n=1))
    assert result.serie("restanser").all()
    held = weakref.ref(result.data)
    gc.disable()
    try:
        del result
        assert held() is None
    finally:
        gc.enable()
