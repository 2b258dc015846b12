"""Identities that hold in every run (docs/metode.md section 5), on random plans."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planning_core.plan import Eier, Flytting, Grensesnitt, Plan, uten_flyttinger
from planning_core.projection import framskriv, framskriv_par
from planning_core.results import Resultat
from tests.core.builders import NO_EFFECTS, forutsetninger
from tests.helpers.plans import plans

EXAMPLES = settings(max_examples=40, deadline=None)


def close(left, right) -> bool:
    return np.allclose(left, right, rtol=1e-9, atol=1e-7)


def opening(plan: Plan) -> np.ndarray:
    return np.array([sum(r.antall for r in plan.restanser if r.ytelse == y.ytelse) for y in plan.ytelser])


def stock(result: Resultat) -> np.ndarray:
    """Cases in all places, shape (y, t)."""
    data = result.data
    return data["restanser_nk"].sum(axis=0) + (data["restanser_fe"] + data["venter_dok"]).sum(axis=0)


@EXAMPLES
@given(plans())
def test_every_case_is_in_a_queue_or_decided(plan):
    result = framskriv(plan)
    inn = result.data["inn_nk"].sum(axis=0)
    vedtak = result.data["vedtak_nk"].sum(axis=0) + result.data["vedtak_fe"].sum(axis=0)
    assert close(opening(plan)[:, None] + np.cumsum(inn - vedtak, axis=1), stock(result))
    for y, ytelse in enumerate(result.ytelser):
        assert close(result.serie("restanser", None, ytelse), stock(result)[y])


@EXAMPLES
@given(plans())
def test_the_kontor_queue_and_the_fe_queue_each_balance(plan):
    result = framskriv(plan)
    data = result.data
    kontor = len(result.kontor)
    for u, enhet in enumerate(result.enheter):
        for y, ytelse in enumerate(result.ytelser):
            start = sum(r.antall for r in plan.restanser if (r.enhet, r.ytelse) == (enhet, ytelse))
            if u < kontor:
                change = data["inn_nk"][u, y] - data["servert_nk"][u, y]
                end = data["restanser_nk"][u, y]
            else:
                change = data["inn_fe"][u - kontor, y] - data["vedtak_fe"][u - kontor, y]
                end = data["restanser_fe"][u - kontor, y] + data["venter_dok"][u - kontor, y]
            assert close(start + np.cumsum(change), end)


@EXAMPLES
@given(plans())
def test_hours_used_are_hours_available(plan):
    result = framskriv(plan)
    kontor = len(result.kontor)
    assert close(sum(result.timebruk_nk.values()), result.data["timer"][:kontor])
    assert close(sum(result.timebruk_fe.values()), result.data["timer"][kontor:])
    state = result.timebruk_nk["skjermet_oppfolging"] + result.timebruk_nk["oppfolging_rest"]
    assert close(state + result.data["kommunale_timer"], result.data["oppfolging"])


@EXAMPLES
@given(plans())
def test_arsverk_of_the_fylke_are_the_base_and_net_new_money(plan):
    result = framskriv(plan)
    for eier, name in ((Eier.STAT, "arsverk"), (Eier.KOMMUNE, "arsverk_kommune")):
        outside = replace(
            plan, flyttinger=tuple(f for f in plan.flyttinger if f.eier is eier and (f.fra is None or f.til is None))
        )
        assert close(framskriv(outside).serie(name), result.serie(name))


@EXAMPLES
@given(plans())
def test_nothing_is_negative_and_shares_are_shares(plan):
    result = framskriv(plan)
    for name, array in result.data.items():
        assert np.nanmin(array, initial=0.0) >= -1e-9, name
    for hours in (*result.timebruk_nk.values(), *result.timebruk_fe.values()):
        assert np.min(hours, initial=0.0) >= 0.0
    for enhet in (None, *result.fe):
        within = result.serie("andel_innen_grense", enhet)
        assert np.nanmax(within, initial=0.0) <= 1.0 + 1e-9
    assert (result.serie("over_grense") <= result.serie("restanser") + 1e-6).all()
    assert close(result.data["aldersband"].sum(axis=(0, 2)), stock(result))


@EXAMPLES
@given(plans())
def test_what_leaves_a_queue_never_exceeds_what_was_there(plan):
    result = framskriv(plan)
    data = result.data
    before = np.concatenate([np.zeros((*data["restanser_nk"].shape[:2], 1)), data["restanser_nk"][:, :, :-1]], axis=2)
    for k, enhet in enumerate(result.kontor):
        for y, ytelse in enumerate(result.ytelser):
            before[k, y, 0] = sum(r.antall for r in plan.restanser if (r.enhet, r.ytelse) == (enhet, ytelse))
    assert (data["servert_nk"] <= before + data["inn_nk"] + 1e-7).all()


@EXAMPLES
@given(plans())
def test_same_inputs_give_the_same_bits(plan):
    first, second = framskriv(plan), framskriv(plan)
    for name, array in first.data.items():
        assert array.tobytes() == second.data[name].tobytes(), name


@EXAMPLES
@given(plans())
def test_without_effects_the_learning_competence_and_losses_are_zero(plan):
    # henv_* and the like are not effects of a move; what fades or costs extra is what is turned off here.
    result = framskriv(replace(plan, forutsetninger=forutsetninger(), enheter=tuple(
        replace(e, etablert=None) for e in plan.enheter
    )))
    assert NO_EFFECTS["startproduktivitet"] == 1.0
    for name, hours in result.tap.items():
        assert np.abs(hours).max(initial=0.0) < 1e-9, name
    assert close(result.data["effektive_arsverk"], result.data["arsverk"])


@EXAMPLES
@given(plans(), st.integers(1, 11))
def test_a_dated_change_leaves_earlier_months_bit_identical(plan, month):
    ytelse = plan.ytelser[0].ytelse
    later = replace(
        plan,
        grensesnitt=(
            *(
                g for g in plan.grensesnitt
                if (g.ytelse, g.hovedprosess, g.gyldig_fra) != (ytelse, "HP3", plan.start + month)
            ),
            Grensesnitt(ytelse, "HP3", 0.25, plan.start + month),
        ),
    )
    before, after = framskriv(plan), framskriv(later)
    for name, array in before.data.items():
        if not name.startswith("forventet"):
            assert array[..., :month].tobytes() == after.data[name][..., :month].tobytes(), name


@EXAMPLES
@given(plans())
def test_without_flyttinger_the_pair_is_equal(plan):
    pair = framskriv_par(uten_flyttinger(plan))
    for serie in pair.plan.serier():
        med, uten, difference = pair.par(serie.storrelse, serie.enhet, serie.ytelse)
        assert med.tobytes() == uten.tobytes()
        assert np.nanmax(np.abs(difference), initial=0.0) == 0.0


@EXAMPLES
@given(plans())
def test_a_move_of_nothing_changes_nothing(plan):
    if not plan.kontor or not plan.forvaltningsenheter:
        return
    nothing = Flytting(plan.kontor[0].enhet, plan.forvaltningsenheter[0].enhet, Eier.STAT, 0.0, plan.start)
    with_nothing = replace(plan, flyttinger=(*plan.flyttinger, nothing))
    for name, array in framskriv(plan).data.items():
        assert np.allclose(array, framskriv(with_nothing).data[name], rtol=1e-12, atol=0.0, equal_nan=True), name
