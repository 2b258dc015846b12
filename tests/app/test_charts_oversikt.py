"""Figures of the fylke and of every unit: sums are those of the parts, and what nobody knows is undefined."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from app import oversikt_texts as words
from app.charts import oversikt_series as series
from app.charts.series import OVER_GRENSE
from app.theme.palette import LIGHT
from models.unit_rows import RowKind, unit_rows
from planning_core.plan import EnhetType
from planning_core.projection import framskriv_par
from tests.helpers.fordeling_plan import END, FE, START, plan, varig

NBSP, MINUS = "\u00a0", "\u2212"


@pytest.fixture(scope="module", params=[False, True], ids=["one FE", "two FE"])
def projeksjon(request):
    return framskriv_par(plan(varig(), two_fe=request.param))


def figure(key):
    return next(f for f in series.FIGURES if f.key == key)


def test_hours_so_far_add_up_month_by_month(projeksjon):
    hours, so_far = figure(series.OPPFOLGING).pair(projeksjon), figure(series.I_ALT).pair(projeksjon)
    assert so_far.planen[0] == hours.planen[0]
    assert so_far.uten[2] == pytest.approx(hours.uten[0] + hours.uten[1] + hours.uten[2])
    np.testing.assert_allclose(np.diff(so_far.planen), hours.planen[1:])


def test_arsverk_of_the_forvaltningsenheter(projeksjon):
    # 46,0 and 10,0 where there are two; 5,0 move from Skien in the first month.
    base = 46.0 if len(projeksjon.plan.fe) == 1 else 56.0
    found = figure(series.ARSVERK_FE).pair(projeksjon)
    assert found.uten[-1] == pytest.approx(base)
    assert found.planen[-1] == pytest.approx(base + 5.0)


def test_rows_add_up_to_the_fylke(projeksjon):
    rows = unit_rows(projeksjon.plan.plan, projeksjon, END)
    found = {row.enhet or row.kind: series.unit_figures(projeksjon, row) for row in rows}
    kontor, fe = projeksjon.plan.kontor, projeksjon.plan.fe
    of_fe = RowKind.SUM_FE if len(fe) > 1 else fe[0]
    for name in ("restanser", "arsverk"):
        whole = getattr(found[RowKind.SUM], name)
        parts = getattr(found[RowKind.SUM_KONTOR], name), getattr(found[of_fe], name)
        for way in ("planen", "uten"):
            np.testing.assert_allclose(getattr(whole, way), sum(getattr(part, way) for part in parts))
            np.testing.assert_allclose(getattr(parts[0], way), sum(getattr(getattr(found[k], name), way) for k in kontor))
    np.testing.assert_allclose(found[RowKind.SUM].restanser.planen, projeksjon.plan.serie("restanser"))
    np.testing.assert_allclose(found[RowKind.SUM].dekning.planen, found[RowKind.SUM_KONTOR].dekning.planen)
    assert found["skien"].arsverk.planen[-1] == pytest.approx(49.0)
    assert np.isnan(found[FE].dekning.planen).all()
    assert np.isnan(found[FE].gap.uten).all()


def test_the_cases_of_a_forvaltningsenhet_hold_those_that_wait(projeksjon):
    row = next(row for row in unit_rows(projeksjon.plan.plan, projeksjon, END) if row.enhet == FE)
    ready, waiting = (projeksjon.plan.serie(name, FE) for name in ("restanser_fe", "venter_dok"))
    np.testing.assert_allclose(series.unit_figures(projeksjon, row).restanser.planen, ready + waiting)


def test_a_gap_is_unknown_where_nobody_is_known_to_need_anything():
    known = plan(varig())
    without = framskriv_par(replace(known, brukere=(), oppfolgingsnorm=()))
    assert np.isnan(figure(series.GAP).pair(without).planen).all()
    assert np.isnan(figure(series.DEKNING).pair(without).uten).all()
    assert np.isfinite(figure(series.GAP).pair(framskriv_par(known)).planen).all()


def test_every_figure_has_its_words():
    for found in series.FIGURES:
        names = words.figure_words(found.key)
        assert all((names.name, names.unit, names.less, names.more))
        assert words.reason(found.key).startswith("«–»")
    assert len({f.key for f in series.FIGURES}) == len(series.FIGURES) == 8
    assert OVER_GRENSE.key in {f.key for f in series.FIGURES}


# The sentences, on numbers made by hand


def result(restanser, kontor, timer):
    values = {"restanser": restanser, "restanser_nk": kontor, "oppfolging_timer": timer}
    return SimpleNamespace(
        maneder=(START, START + 1, START + 2), kontor=("skien", "bamble", "siljan"), fe=(FE,), enheter=("skien", FE),
        serie=lambda name, enhet=None, ytelse=None: np.array(values[name], dtype=float))


def pair(uten_kontor=(10, 20, 30), uten_timer=(100, 110, 120)):
    return SimpleNamespace(plan=result((1000, 900, 400), (10, 5, 0), (100, 90, 130)),
                           uten=result((1000, 1100, 1400), uten_kontor, uten_timer))


def test_what_the_plan_does_on_both_sides():
    cases, hours = words.sentences(plan(varig()), pair(), 2)
    # 400 − 1 400 = −1 000; the kontor 0 − 30, so the forvaltningsenhet 400 − 1 370.
    assert cases == (
        f"Restansene går fra 1{NBSP}000 saker i januar 2026 til 400 i mars 2026, mot 1{NBSP}400 uten flyttinger: "
        f"▼{NBSP}{MINUS}1{NBSP}000{NBSP}saker. NAV-kontorene har 0 mot 30 (▼{NBSP}{MINUS}30), og forvaltningsenheten 400 "
        f"mot 1{NBSP}370 (▼{NBSP}{MINUS}970).")
    # 130 − 120 = +10 in the last month, but 320 − 330 = −10 all in all: 20 fewer in February.
    assert hours == (
        f"Oppfølgingen går fra 100 timer i måneden i januar 2026 til 130 i mars 2026, mot 120 uten flyttinger: "
        f"▲{NBSP}+10{NBSP}timer i måneden. Oppfølgingen er lavere til februar 2026, deretter høyere. Til sammen fra "
        f"januar 2026 gir planen 320 timer, mot 330 uten flyttinger: ▼{NBSP}{MINUS}10{NBSP}timer.")


def test_the_first_month_has_no_way_to_it_and_no_difference_is_said_in_words():
    cases, hours = words.sentences(plan(varig()), pair(), 0)
    assert cases.startswith(f"Restansene er 1{NBSP}000 saker i januar 2026, det samme som uten flyttinger. NAV-kontorene har ")
    assert "10 mot 10 (0)" in cases
    assert hours == "Oppfølgingen er 100 timer i måneden i januar 2026, det samme som uten flyttinger."


def test_a_plan_without_flyttinger_is_not_compared():
    cases, hours = words.sentences(plan(), SimpleNamespace(plan=pair().plan, uten=pair().plan), 2)
    assert cases == f"Restansene går fra 1{NBSP}000 saker i januar 2026 til 400 i mars 2026. Alle er i forvaltningsenheten."
    assert hours == "Oppfølgingen går fra 100 timer i måneden i januar 2026 til 130 i mars 2026."


def test_where_no_kontor_has_a_queue_all_lie_in_the_forvaltningsenhet():
    cases, _ = words.sentences(plan(varig()), pair(uten_kontor=(0, 0, 0)), 2)
    assert cases.endswith("Alle er i forvaltningsenheten.")
    kontor_alone = plan(varig(til=None))
    kontor_alone = replace(kontor_alone, enheter=tuple(
        e for e in kontor_alone.enheter if e.type is EnhetType.NAV_KONTOR))
    cases, _ = words.sentences(kontor_alone, pair(), 2)
    assert cases.endswith(f"{MINUS}1{NBSP}000{NBSP}saker.")


def test_differences_are_in_the_colour_of_their_judgement_and_grey_when_old():
    _, hours = words.sentences(plan(varig()), pair(), 2, words.coloured(LIGHT, stale=False))
    assert f'color:{LIGHT.favourable};font-weight:600">▲' in hours
    assert f'color:{LIGHT.unfavourable};font-weight:600">▼' in hours
    assert '<span style="font-weight:600">130</span>' in hours
    _, old = words.sentences(plan(varig()), pair(), 2, words.coloured(LIGHT, stale=True))
    assert LIGHT.favourable not in old
    assert f'color:{LIGHT.secondary};font-weight:600">▲' in old
