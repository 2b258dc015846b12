"""Identities that hold in every run (docs/metode.md section 5), on random plans.

Those of a single projection share it: :func:`test_identities_of_one_projection` asks them all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning_core.plan import Eier, Flytting, Grensesnitt, Plan, uten_flyttinger
from planning_core.projection import framskriv, framskriv_par
from planning_core.results import Resultat
from planning_core.staffing import arsverk_paths
from tests.core.builders import forutsetninger
from tests.helpers.plans import plans

EXAMPLES = settings(max_examples=40, deadline=None)
FEWER = settings(max_examples=20, deadline=None)


def close(left, right) -> bool:
    return np.allclose(left, right, rtol=1e-9, atol=1e-7)


def opening(plan: Plan, enhet: str | None, ytelse: str) -> float:
    return sum(r.antall for r in plan.restanser if r.ytelse == ytelse and enhet in (None, r.enhet))


def stock(result: Resultat) -> np.ndarray:
    """Cases in all places, shape (y, t)."""
    data = result.data
    return data["restanser_nk"].sum(axis=0) + (data["restanser_fe"] + data["venter_dok"]).sum(axis=0)


# -- of one projection ------------------------------------------------------------------------


def every_case_is_in_a_queue_or_decided(plan: Plan, result: Resultat) -> None:
    inn = result.data["inn_nk"].sum(axis=0)
    vedtak = result.data["vedtak_nk"].sum(axis=0) + result.data["vedtak_fe"].sum(axis=0)
    start = np.array([opening(plan, None, y) for y in result.ytelser])
    assert close(start[:, None] + np.cumsum(inn - vedtak, axis=1), stock(result))
    for y, ytelse in enumerate(result.ytelser):
        assert close(result.serie("restanser", None, ytelse), stock(result)[y])


def each_queue_balances_and_never_gives_more_than_it_has(plan: Plan, result: Resultat) -> None:
    data = result.data
    kontor = len(result.kontor)
    for u, enhet in enumerate(result.enheter):
        for y, ytelse in enumerate(result.ytelser):
            if u < kontor:
                came, left, end = data["inn_nk"][u, y], data["servert_nk"][u, y], data["restanser_nk"][u, y]
            else:
                f = u - kontor
                came, left = data["inn_fe"][f, y], data["vedtak_fe"][f, y]
                end = data["restanser_fe"][f, y] + data["venter_dok"][f, y]
            start = opening(plan, enhet, ytelse)
            assert close(start + np.cumsum(came - left), end)
            before = np.concatenate([[start], end[:-1]])
            assert (left <= before + came + 1e-7).all()


def what_the_kontor_serve_is_received_or_decided_there(_: Plan, result: Resultat) -> None:
    data = result.data
    served = data["servert_nk"].sum(axis=0)
    assert close(served, data["vedtak_nk"].sum(axis=0) + data["inn_fe"].sum(axis=0))


def hours_used_are_hours_available(_: Plan, result: Resultat) -> None:
    kontor = len(result.kontor)
    assert close(sum(result.timebruk_nk.values()), result.data["timer"][:kontor])
    assert close(sum(result.timebruk_fe.values()), result.data["timer"][kontor:])
    state = result.timebruk_nk["skjermet_oppfolging"] + result.timebruk_nk["oppfolging_rest"]
    assert close(state + result.data["kommunale_timer"], result.data["oppfolging"])


def arsverk_of_the_fylke_are_the_base_and_net_new_money(plan: Plan, result: Resultat) -> None:
    outside = replace(plan, flyttinger=tuple(f for f in plan.flyttinger if f.fra is None or f.til is None))
    month_ends = slice(plan.steg_per_maned - 1, None, plan.steg_per_maned)
    for path, name in zip(arsverk_paths(outside), ("arsverk", "arsverk_kommune"), strict=True):
        assert close(path.sum(axis=0)[month_ends], result.serie(name))


def nothing_is_negative_and_shares_are_shares(_: Plan, result: Resultat) -> None:
    for name, array in result.data.items():
        assert np.nanmin(array, initial=0.0) >= -1e-9, name
    for hours in (*result.timebruk_nk.values(), *result.timebruk_fe.values()):
        assert np.min(hours, initial=0.0) >= 0.0
    for enhet in (None, *result.fe):
        assert np.nanmax(result.serie("andel_innen_grense", enhet), initial=0.0) <= 1.0 + 1e-9
    assert np.max(result.data["kompetanse"], initial=0.0) <= 1.0 + 1e-12


def overdue_and_age_bands_are_parts_of_the_stock(_: Plan, result: Resultat) -> None:
    for enhet in (None, *result.enheter):
        assert (result.serie("over_grense", enhet) <= result.serie("restanser", enhet) + 1e-6).all()
    assert close(result.data["aldersband"].sum(axis=(0, 2)), stock(result))


def a_gap_is_there_only_where_need_is_above_hours(_: Plan, result: Resultat) -> None:
    data = result.data
    short = data["behov"] - data["oppfolging"]
    gap_hours = np.nan_to_num(data["gap"]) * data["timer_per_arsverk_mnd"]
    assert close(gap_hours, np.where(data["timer_per_arsverk_mnd"] > 0, np.maximum(0.0, short), 0.0))


CHECKS: tuple[Callable[[Plan, Resultat], None], ...] = (
    every_case_is_in_a_queue_or_decided,
    each_queue_balances_and_never_gives_more_than_it_has,
    what_the_kontor_serve_is_received_or_decided_there,
    hours_used_are_hours_available,
    arsverk_of_the_fylke_are_the_base_and_net_new_money,
    nothing_is_negative_and_shares_are_shares,
    overdue_and_age_bands_are_parts_of_the_stock,
    a_gap_is_there_only_where_need_is_above_hours,
)


@EXAMPLES
@given(plans())
def test_identities_of_one_projection(plan):
    result = framskriv(plan)
    for check in CHECKS:
        check(plan, result)


# -- of two projections -----------------------------------------------------------------------


@FEWER
@given(plans())
def test_same_inputs_give_the_same_bits_and_a_move_of_nothing_changes_nothing(plan):
    first = framskriv(plan)
    again = framskriv(replace(plan))
    nothing = Flytting(plan.kontor[0].enhet, plan.forvaltningsenheter[0].enhet, Eier.STAT, 0.0, plan.start)
    with_nothing = framskriv(replace(plan, flyttinger=(*plan.flyttinger, nothing)))
    for name, array in first.data.items():
        assert array.tobytes() == again.data[name].tobytes(), name
        assert np.allclose(array, with_nothing.data[name], rtol=1e-12, atol=0.0, equal_nan=True), name


@FEWER
@given(plans())
def test_without_flyttinger_the_pair_is_equal(plan):
    pair = framskriv_par(uten_flyttinger(plan))
    for serie in pair.plan.serier():
        med, uten, difference = pair.par(serie.storrelse, serie.enhet, serie.ytelse)
        assert med.tobytes() == uten.tobytes()
        assert np.nanmax(np.abs(difference), initial=0.0) == 0.0


@FEWER
@given(plans())
def test_without_effects_the_learning_competence_and_losses_are_zero(plan):
    # henv_* and the like are not effects of a move; what fades or costs extra is what is turned off here.
    plain = tuple(replace(e, etablert=None) for e in plan.enheter)
    result = framskriv(replace(plan, forutsetninger=forutsetninger(), enheter=plain))
    for name, hours in result.tap.items():
        assert np.abs(hours).max(initial=0.0) < 1e-9, name
    assert close(result.data["effektive_arsverk"], result.data["arsverk"])


@FEWER
@given(plans(), st.integers(1, 11))
def test_a_dated_change_leaves_earlier_months_bit_identical(plan, month):
    change = Grensesnitt(plan.ytelser[0].ytelse, "HP3", 0.25, plan.start + month)
    others = (g for g in plan.grensesnitt if replace(g, andel_fe=0.25) != change)
    before, after = framskriv(plan), framskriv(replace(plan, grensesnitt=(*others, change)))
    for name, array in before.data.items():
        if not name.startswith("forventet"):
            assert array[..., :month].tobytes() == after.data[name][..., :month].tobytes(), name
    for group in ("timebruk_nk", "timebruk_fe", "tap"):
        for name, array in getattr(before, group).items():
            assert array[..., :month].tobytes() == getattr(after, group)[name][..., :month].tobytes(), name


# -- what is drawn ----------------------------------------------------------------------------

FEATURES: dict[str, Callable[[Plan], bool]] = {
    "two FE": lambda p: len(p.forvaltningsenheter) == 2,
    "a check at reception": lambda p: bool(p.forutsetning("sjekk_ved_mottak")),
    "no check at reception": lambda p: not p.forutsetning("sjekk_ved_mottak"),
    "a restanseteam": lambda p: any(t.saker_per_mnd > 0 for t in p.restanseteam),
    "a queue at a kontor": lambda p: any(r.antall > 0 and r.enhet in {k.enhet for k in p.kontor} for r in p.restanser),
    "a dated grensesnitt": lambda p: any(g.gyldig_fra is not None and g.gyldig_fra > p.start for g in p.grensesnitt),
    "a temporary move": lambda p: any(f.til_maned is not None for f in p.flyttinger),
    "new money": lambda p: any(f.fra is None for f in p.flyttinger),
    "a cut": lambda p: any(f.til is None for f in p.flyttinger),
    "a municipal move": lambda p: any(f.eier is Eier.KOMMUNE for f in p.flyttinger),
    "a gevinst": lambda p: any(g.moderat > 0 for g in p.gevinster),
    "four steps a month": lambda p: p.steg_per_maned == 4,
    "a new unit": lambda p: any(e.etablert is not None and e.etablert > p.start for e in p.enheter),
}


@pytest.fixture(scope="module")
def drawn() -> list[Plan]:
    """As many plans as the identities are asked of."""
    seen: list[Plan] = []

    @EXAMPLES
    @given(plans())
    def collect(plan: Plan) -> None:
        seen.append(plan)

    collect()
    return seen


@pytest.mark.parametrize("feature", FEATURES)
def test_random_plans_hold_what_the_model_knows(drawn, feature):
    assert any(FEATURES[feature](plan) for plan in drawn)
