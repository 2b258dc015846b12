"""Typing and dragging as pure functions: known answers, and what is never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import moves
from planning_core.months import month
from planning_core.plan import Eier, Enhet, EnhetType, Flytting, Plan

START = month(2026, 1)
STANDARD = moves.Standard(innfasing_mnd=6.0, erfaren=0.0)


def plan(*flyttinger, fe=("FE",)):
    kontor = (Enhet("Skien", "Nav Skien", EnhetType.NAV_KONTOR, arsverk_stat=54.0),
              Enhet("Bamble", "Nav Bamble", EnhetType.NAV_KONTOR, arsverk_stat=13.6))
    fes = tuple(Enhet(navn, navn, EnhetType.FORVALTNINGSENHET, arsverk_stat=46.0) for navn in fe)
    return Plan("Telemark", START, 36, enheter=kontor + fes, flyttinger=flyttinger)


def varig(fra="Skien", til="FE", arsverk=5.0, fra_maned=START, innfasing=0.0, **felt):
    return Flytting(fra, til, felt.pop("eier", Eier.STAT), arsverk, fra_maned, innfasing, **felt)


def test_phase_by_hand():
    # Ramp of 4 months from March: at the end of February 0, March 1/4, May 3/4, June and after 1;
    # the last month is October, so November is 0 again.
    f = varig(fra_maned=month(2026, 3), innfasing=4.0, til_maned=month(2026, 10))
    found = [moves.andel_innfaset(f, month(2026, m)) for m in (2, 3, 5, 6, 10, 11)]
    assert found == [0.0, 0.25, 0.75, 1.0, 1.0, 0.0]


def test_net_counts_only_the_owner_and_keeps_the_sum():
    p = plan(varig(arsverk=5.0), varig("Bamble", "Skien", 1.5), varig(arsverk=3.0, eier=Eier.KOMMUNE))
    assert moves.netto_flyttet(p, START) == {"Skien": -3.5, "Bamble": -1.5, "FE": 5.0}


def test_typing_makes_a_lasting_flytting_from_the_first_month():
    new = moves.sett_flyttes(plan(), "Skien", -5.0, START + 35, STANDARD)
    assert new == moves.NyeFlyttinger((varig(innfasing=6.0),), 0)


def test_typing_a_positive_number_takes_from_the_forvaltningsenhet():
    new = moves.sett_flyttes(plan(), "Skien", 2.0, START + 35, STANDARD)
    assert (new.flyttinger[0].fra, new.flyttinger[0].til, new.flyttinger[0].arsverk) == ("FE", "Skien", 2.0)


def test_typing_in_a_month_within_the_ramp_meets_the_typed_value():
    # End of month 3 of a ramp of 6: half is in, so 4 årsverk are needed to show −2.
    new = moves.sett_flyttes(plan(), "Skien", -2.0, START + 2, STANDARD)
    assert new.flyttinger[0].arsverk == 4.0


def test_typing_again_changes_the_same_flytting_and_keeps_its_dates():
    own = varig(arsverk=3.0, fra_maned=START + 3, innfasing=9.0, erfaren=0.4, arsak="Gradvis")
    new = moves.sett_flyttes(plan(own), "Skien", -4.5, START + 35, STANDARD)
    assert new.flyttinger == (varig(arsverk=4.5, fra_maned=START + 3, innfasing=9.0, erfaren=0.4, arsak="Gradvis"),)


def test_typing_zero_removes_the_own_flytting():
    assert moves.sett_flyttes(plan(varig()), "Skien", 0.0, START, STANDARD) == moves.NyeFlyttinger((), None)


def test_typing_never_touches_temporary_municipal_or_other_flyttinger():
    others = (varig(arsverk=2.0, til_maned=START + 35), varig(arsverk=1.0, eier=Eier.KOMMUNE),
              varig("Skien", "Bamble", 1.0), varig("Skien", None, 0.5))
    new = moves.sett_flyttes(plan(*others), "Skien", -6.0, START + 20, moves.Standard(0.0, 0.0))
    # Others take 2 + 1 + 0.5 from Skien in that month: 2.5 are left for the own flytting.
    assert new.flyttinger[:4] == others
    assert new.flyttinger[4] == varig(arsverk=2.5)


def test_a_value_that_only_an_opposite_flytting_would_reach_is_refused():
    temporary = varig(arsverk=2.0, til_maned=START + 35)
    for typed in (0.0, -1.0):
        refusal = moves.sett_flyttes(plan(temporary), "Skien", typed, START + 10, STANDARD)
        assert refusal.kode == "andre_flyttinger"
        assert refusal.detaljer["arsverk"] == -2.0


def test_a_month_before_the_flytting_starts_is_refused():
    refusal = moves.sett_flyttes(plan(varig(fra_maned=START + 12)), "Skien", -3.0, START + 6, STANDARD)
    assert refusal.kode == "ikke_startet"
    assert refusal.detaljer["fra_maned"] == START + 12


def test_two_lasting_flyttinger_with_a_cause_are_not_guessed_between():
    p = plan(varig(arsak="a"), varig(arsak="b"))
    assert moves.sett_flyttes(p, "Skien", -3.0, START, STANDARD).kode == "flere_flyttinger"
    # The only one without a cause is the row's own.
    p = plan(varig(arsak="a"), varig(arsverk=1.0))
    assert moves.sett_flyttes(p, "Skien", -7.0, START, STANDARD).flyttinger == (varig(arsak="a"), varig(arsverk=2.0))


@pytest.mark.parametrize(("fe", "enhet", "kode"), [
    ((), "Skien", "ingen_forvaltningsenhet"),
    (("A", "B"), "Skien", "flere_forvaltningsenheter"),
    (("FE",), "FE", "bare_kontor"),
    (("FE",), "Nesset", "ukjent_enhet"),
])
def test_refusals_name_the_reason(fe, enhet, kode):
    assert moves.sett_flyttes(plan(fe=fe), enhet, -1.0, START, STANDARD).kode == kode


def test_a_named_forvaltningsenhet_settles_which_one():
    new = moves.sett_flyttes(plan(fe=("A", "B")), "Skien", -1.0, START + 35, STANDARD, fe="B")
    assert new.flyttinger[0].til == "B"


def test_among_several_the_one_already_used_is_meant():
    p = plan(varig("Bamble", "A"), varig("Skien", "B", 1.0), fe=("A", "B"))
    assert moves.sett_flyttes(p, "Skien", -2.0, START, STANDARD).flyttinger[1] == varig("Skien", "B", 2.0)
    p = plan(varig("Skien", "A"), varig("Skien", "B"), fe=("A", "B"))
    assert moves.sett_flyttes(p, "Skien", -2.0, START, STANDARD).kode == "flere_forvaltningsenheter"


def test_dragging_adds_to_the_flytting_between_the_two_and_turns_it_round():
    p = plan(varig(arsverk=1.0))
    assert moves.flytt(p, "Skien", "FE", 1.0, STANDARD).flyttinger == (varig(arsverk=2.0),)
    assert moves.flytt(p, "FE", "Skien", 1.0, STANDARD).flyttinger == ()
    assert moves.flytt(p, "FE", "Skien", 5.0, STANDARD).flyttinger == (varig("FE", "Skien", 4.0),)


def test_dragging_where_several_could_be_meant_makes_a_new_one():
    p = plan(varig(arsak="a"), varig(arsak="b"))
    new = moves.flytt(p, "Skien", "FE", 1.0, STANDARD)
    assert new.flyttinger[:2] == p.flyttinger
    assert new.rad == 2


def test_dragging_onto_itself_is_refused():
    assert moves.flytt(plan(), "Skien", "Skien", 1.0, STANDARD).kode == "samme_enhet"


def test_dates_stay_within_the_plan_and_in_order():
    p = plan()
    f = varig(fra_maned=START + 2, til_maned=START + 4, innfasing=1.0)
    assert moves.flytt_start(p, f, -9).fra_maned == START
    assert moves.flytt_start(p, f, 9).fra_maned == START + 4
    assert moves.flytt_slutt(p, f, -9).til_maned == START + 2
    assert moves.endre_innfasing(p, f, -9).innfasing_mnd == 0.0
    assert moves.endre_innfasing(p, f, 99).innfasing_mnd == 36.0
    assert moves.flytt_slutt(p, varig(), 3) == varig()


def test_duplicate_and_remove():
    p = plan(varig(), varig("Bamble"))
    assert moves.dupliser(p, 0) == moves.NyeFlyttinger((varig(), varig(), varig("Bamble")), 1)
    assert moves.fjern(p, 0).flyttinger == (varig("Bamble"),)


amounts = st.integers(-300, 300).map(lambda x: x / 10)
flyttinger = st.builds(
    varig, fra=st.sampled_from(["Skien", "Bamble"]), til=st.just("FE"),
    arsverk=st.integers(1, 50).map(lambda x: x / 10),
    fra_maned=st.integers(START, START + 35), innfasing=st.sampled_from([0.0, 1.0, 6.0, 9.0]),
    til_maned=st.none() | st.integers(START + 35, START + 40), arsak=st.sampled_from(["", "a"]))


@given(st.lists(flyttinger, max_size=4), amounts, st.integers(START, START + 35))
def test_typed_value_is_met_or_refused_and_the_fylke_is_conserved(rows, typed, maned):
    p = plan(*rows)
    new = moves.sett_flyttes(p, "Skien", typed, maned, STANDARD)
    if isinstance(new, moves.Avslag):
        return
    after = moves.netto_flyttet(plan(*new.flyttinger), maned)
    assert after["Skien"] == pytest.approx(typed, abs=1e-5)
    assert sum(after.values()) == pytest.approx(0.0, abs=1e-9)
    # At most one row differs.
    assert len(set(new.flyttinger) ^ set(p.flyttinger)) <= 2
