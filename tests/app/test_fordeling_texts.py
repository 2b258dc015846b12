"""The words of Fordeling: sentences built from results, warnings, and the axis of the time line."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator

from app.assumption_tips import assumption_tip
from app.dialogs.flytting_preview import Preview, preview
from app.fordeling_sentence import effect_sentence, follow_up_sentence, preview_sentence
from app.fordeling_texts import move_sentence, points, refusal, short_name, signed
from app.texts import setning
from app.varsler import sortert, varsel_ord
from app.widgets.arsverk_editor import ArsverkEditor, step_size
from app.widgets.timeline_axis import Axis, bar, ticks
from models.moves import Avslag
from models.unit_findings import er_varsel, month_findings
from models.unit_rows import unit_rows
from planning_core.findings import Finding, Severity
from planning_core.plan import Eier, Forutsetning
from planning_core.projection import framskriv_par
from tests.helpers.fordeling_plan import END, FE, START, plan, varig

MONTHS = tuple(range(START, START + 6))


@pytest.mark.parametrize(("change", "expected"), [
    ((0, 0.2, -0.3, 0, 0, 0), "Oppfølgingen endres ikke."),
    ((-9, -9, -9, -9, -9, -9), "Oppfølgingen er lavere enn uten flyttinger."),
    ((-9, -9, 0, 5, 5, 5), "Oppfølgingen er lavere til februar 2026, deretter høyere."),
    ((3, -9, -9, -9, -9, -9), "Oppfølgingen er høyere til januar 2026, deretter lavere."),
    ((3, -9, 3, -9, 3, 3), "Oppfølgingen veksler, og er høyere i juni 2026."),
])
def test_how_follow_up_goes(change, expected):
    assert follow_up_sentence(change, MONTHS, 5) == expected


def test_only_the_months_up_to_the_one_shown_count():
    assert follow_up_sentence((-9, -9, -9, 9, 9, 9), MONTHS, 2) == "Oppfølgingen er lavere enn uten flyttinger."


def test_the_effect_names_cause_amount_and_month():
    moved = plan(varig())
    projeksjon = framskriv_par(moved)
    change = projeksjon.par("restanser")[2][-1]
    text = effect_sentence(moved, projeksjon, END)
    assert "5 årsverk til Nav forvaltningsenhet</span> gir " in text
    assert ("færre restanser i desember 2028" in text) == (change < 0)
    also = plan(varig(), varig("siljan", None, 0.5), varig("bamble", "skien", 1.0, eier=Eier.KOMMUNE),
                varig("bamble", None, 1.0, fra_maned=END, innfasing_mnd=0.0))
    assert "5 årsverk til Nav forvaltningsenhet og 3 andre flyttinger</span>" in effect_sentence(also, framskriv_par(also), END)
    assert "og 2 andre flyttinger</span>" in effect_sentence(also, framskriv_par(also), END - 1)
    one = plan(varig(), varig("siljan", None, 0.5))
    assert "Nav forvaltningsenhet og én annen flytting</span>" in effect_sentence(one, framskriv_par(one), END)
    back = plan(varig(FE, "skien", 1.5))
    assert "1,5 årsverk fra Nav forvaltningsenhet" in effect_sentence(back, framskriv_par(back), END)
    assert effect_sentence(plan(), None, END) == "Ingen flyttinger ennå. Planen er lik uten flyttinger."
    assert effect_sentence(moved, None, END) == "Beregner hva flyttingene gjør …"


def test_a_preview_is_the_difference_of_two_projections_in_words():
    found = preview(plan(varig()), plan())
    med, uten = framskriv_par(plan(varig())).plan, framskriv_par(plan()).plan
    assert found.restanser == med.serie("restanser")[-1]
    assert found.oppfolging_uten == uten.serie("oppfolging_timer")[-1]
    text = preview_sentence(Preview(END, 5260.0, 5410.0, 9480.0, 9480.2))
    assert text == ("I desember 2028 gir flyttingen 150 færre restanser (5\u00a0260 mot 5\u00a0410 uten den) og "
                    "like mange timer oppfølging i måneden (9\u00a0480 mot 9\u00a0480).")


def test_a_flytting_in_a_sentence():
    p = plan()
    assert move_sentence(p, varig(None, "siljan", 1.0)) == (
        "1,0 statlige årsverk for nye midler til Nav Siljan, fra januar 2026, alt på én gang, "
        "0\u00a0% erfarne ved start, varig.")
    assert move_sentence(p, varig("skien", None, 2.0, eier=Eier.KOMMUNE, innfasing_mnd=1.0, til_maned=END)) == (
        "Kutt av 2,0 kommunale årsverk i Nav Skien, fra januar 2026, innfasing 1 måned, "
        "0\u00a0% erfarne ved start, tilbake etter desember 2028.")
    assert short_name(p, "skien") == "Skien"


def test_signs_and_points():
    assert [signed(x) for x in (-3.5, 0.0, 15.0, 0.01)] == ["−3,5", "0,0", "+15,0", "0,0"]
    assert [points(a, b) for a, b in ((0.85, 0.83), (0.5, 0.5), (0.605, 0.6), (0.4, 0.52))] == ["+2", "0", "+0,5", "−12"]


@pytest.mark.parametrize("kode", [
    "ukjent_enhet", "bare_kontor", "ingen_forvaltningsenhet", "flere_forvaltningsenheter", "flere_flyttinger",
    "ikke_startet", "andre_flyttinger", "samme_enhet", "ingen_arsverk",
])
def test_every_refusal_is_a_whole_sentence(kode):
    details = {"enhet": "skien", "annen": FE, "antall": 2, "arsverk": -2.0, "maned": START, "fra_maned": START + 3}
    text = refusal(plan(), Avslag(kode, details))
    assert text.endswith(".")
    assert "{" not in text
    assert "skien" not in text


def test_warnings_have_few_words_and_a_whole_sentence():
    document_plan = plan(varig(arsverk=9.0))
    projeksjon = framskriv_par(document_plan)
    row = unit_rows(document_plan, projeksjon, END)[0]
    found = {f.code: f for f in month_findings(row, projeksjon, END)}
    assert "over_referanse_brukere" in found
    for finding in (*found.values(), Finding("faerre_enn_tre_statsansatte", Severity.WARNING, "Enheter", 2, details={
            "enhet": "Nav Siljan", "ansatte": 2.0, "maned": START, "minst": 3})):
        assert 0 < len(varsel_ord(finding).split()) <= 3
        assert setning(finding).endswith(".")
        assert "{" not in setning(finding)


def test_learning_is_information_and_ends_when_it_is_learnt():
    p = plan(varig(arsverk=20.0))
    projeksjon = framskriv_par(p)
    fe = next(r for r in unit_rows(p, projeksjon, START + 1) if r.enhet == FE)
    (learning,) = (f for f in month_findings(fe, projeksjon, START + 1) if f.code == "laerer")
    assert not er_varsel(learning)
    last = learning.details["siste"]
    more = projeksjon.plan.data["laeringsunderskudd"][3] - projeksjon.uten.data["laeringsunderskudd"][3]
    share = more / projeksjon.plan.data["arsverk"][3]
    assert share[last - START] > 0.02 >= share[last - START + 1]
    assert not [f for f in month_findings(fe, projeksjon, last + 1) if f.code == "laerer"]


def test_what_was_so_before_comes_after_what_the_flyttinger_cause():
    over = Finding("over_referanse_brukere", Severity.WARNING, details={"var_over": True})
    newly = Finding("over_referanse_brukere", Severity.WARNING, details={"var_over": False})
    lower = Finding("lavere_dekning", Severity.WARNING)
    assert sortert((over, lower)) == (lower, over)
    assert sortert((lower, newly)) == (newly, lower)


def test_an_assumption_shows_the_value_in_force_and_the_plans_own_source():
    text = assumption_tip(plan(), "startproduktivitet")
    assert text.startswith("Produktivitet ved start: 50\u00a0% av full produksjon\n")
    assert "Grad A (antatt). Kilde: " in text
    own = plan()
    own = type(own)(**{n: getattr(own, n) for n in own.__dataclass_fields__} | {
        "forutsetninger": (Forutsetning("startproduktivitet", 0.6, grad="D", kilde="Egen måling"),)})
    text = assumption_tip(own, "startproduktivitet")
    assert "60\u00a0%" in text
    assert "Grad D (utledet av kilder). Kilde: Egen måling" in text


def width(text):
    return 8.0 * len(text)


def test_a_bar_by_hand():
    # 36 months on 720 px: 20 px a month. From March, ramp 6, last month next April: 40 to 160 to 320.
    axis = Axis(START, 36, 100.0, 820.0)
    place = bar(axis, varig(fra_maned=START + 2, innfasing_mnd=6.0, til_maned=START + 15))
    assert (place.left, place.full, place.right, place.ends) == (140.0, 260.0, 420.0, True)
    place = bar(axis, varig(fra_maned=START + 34, innfasing_mnd=6.0))
    assert (place.left, place.full, place.right, place.ends) == (780.0, 820.0, 820.0, False)
    # A last month after the plan does not end within it.
    assert not bar(axis, varig(til_maned=END + 1)).ends
    assert axis.nearest(140.0 + 9.0) == START + 2
    assert axis.nearest(9999.0) == START + 36


@given(st.integers(0, 11), st.integers(12, 120), st.floats(60.0, 3000.0))
def test_labels_never_collide_and_years_stay(offset, months, wide):
    axis = Axis(START + offset, months, 0.0, wide)
    found = ticks(axis, width)
    for one, next_one in pairwise(found):
        assert one.x + width(one.text) <= next_one.x
    if wide > months / 12 * 80:
        januaries = [m for m in range(START + offset, START + offset + months) if m % 12 == 0]
        assert {t.text for t in found if t.year} >= {str(m // 12) for m in januaries}


@pytest.mark.parametrize(("typed", "state", "value"), [
    ("-5", QValidator.State.Acceptable, -5.0), ("−5,5", QValidator.State.Acceptable, -5.5),
    ("+2.5", QValidator.State.Acceptable, 2.5), ("1\u00a0200,0", QValidator.State.Acceptable, 1200.0),
    ("-", QValidator.State.Intermediate, 0.0), ("", QValidator.State.Intermediate, 0.0),
    ("5,55", QValidator.State.Invalid, None), ("fem", QValidator.State.Invalid, None),
])
def test_årsverk_are_read_as_norwegians_write_them(qtbot, typed, state, value):
    editor = ArsverkEditor(signed=True)
    qtbot.addWidget(editor)
    assert editor.validate(typed, 0)[0] is state
    if value is not None:
        assert editor.valueFromText(typed) == value


def test_a_field_without_sign_refuses_minus_and_shift_and_ctrl_change_the_step(qtbot):
    editor = ArsverkEditor()
    qtbot.addWidget(editor)
    assert editor.validate("-5", 0)[0] is QValidator.State.Invalid
    modifiers = Qt.KeyboardModifier
    steps = [step_size(m) for m in (modifiers.NoModifier, modifiers.ShiftModifier, modifiers.ControlModifier)]
    assert np.allclose(steps, [1.0, 5.0, 0.1])
