"""The Delta account and the cuts as answers: words, tables, JSON; from the command line too."""

import json
from dataclasses import replace

import openpyxl
import pytest

from app import cli, gevinst_rows
from app import gevinst_texts as words
from app.gevinst_rows import Slag
from app.svar import SPORSMAL, gevinst, kutt
from app.svar.answer import Farge
from models.io import project_file
from models.io.samples import eksempel
from planning_core.plan import (
    Bruk,
    Eier,
    Flytting,
    Forutsetning,
    GevinstType,
    Grensesnitt,
    Kostnad,
    Plan,
    Ressurskartlegging,
    Sted,
)
from planning_core.questions.account import Regnskap
from tests.core.builders import START
from tests.core.questions.test_account import gain, mapped
from tests.core.questions.test_early_cut import CUT, cut, plan_with
from tests.core.test_known_answers import critical_plan

NBSP = "\u00a0"
MINUS = "\u2212"


@pytest.fixture(scope="module")
def example():
    """Delta's own example, with a cost and a price: 150, of them 50 moved; 54 and 24 left; 72 saved."""
    return replace(
        mapped(Ressurskartlegging("y", "HP3", 150.0), grensesnitt=(Grensesnitt("y", "HP3", 1 / 3),), gevinster=(
            gain("alle", GevinstType.AUTOMATISERING, 0.40), gain("spes NK", GevinstType.SPESIALISERING, 0.06, sted=Sted.NK),
            gain("spes FE", GevinstType.SPESIALISERING, 0.12, sted=Sted.FE, bruk=Bruk.OPPFOLGING, gevinsteier="direktøren"),
        )),
        kostnader=(Kostnad("IKT", None, None, None, 2.0, 12_000_000.0),),
        forutsetninger=(Forutsetning("kroner_per_årsverk", 1_000_000.0), Forutsetning("prisår", 2026.0)),
    )


@pytest.fixture(scope="module")
def answer(example):
    return gevinst.besvar(example)


def table(answer, name):
    return next(t for t in answer.tabeller if t.navn == name)


def column(of, header):
    i = next(i for i, k in enumerate(of.kolonner) if k.overskrift == header)
    return [row[i] for row in of.rader]


def test_the_first_sentence_is_the_account(answer):
    assert answer.setninger[0] == (
        "I desember 2026 er nettogevinsten 70,0 årsverk på moderat nivå: 72,0 brutto "
        f"(48{NBSP}% av 150,0 årsverk), minus 2,0 i kostnader."
    )
    assert any("58,0 millioner i året (2026-kroner)" in s and "12,0 millioner" in s for s in answer.setninger)
    assert "Brutto kommer 12,0 fra spesialisering, 60,0 fra automatisering og 0,0 fra andre." in answer.setninger
    assert not any("None" in s or "nan" in s for s in answer.setninger)


def test_the_account_table_runs_from_base_to_netto(answer):
    own = table(answer, "Regnskap")
    values = dict(zip(column(own, "Linje"), column(own, "Desember 2026"), strict=True))
    assert list(values) == [
        "Grunnlag", "herav flyttet til forvaltningsenhet, brutto", "Spesialisering", "Etter spesialisering", "Automatisering",
        "Etter automatisering", "Andre", "Etter andre", "Igjen i alt", "herav i NAV-kontor", "herav i forvaltningsenhet",
        "Bruttogevinst", "IKT, ført", "Nettogevinst",
    ]
    assert list(values.values()) == pytest.approx([150, 50, 12, 138, 60, 78, 0, 78, 78, 54, 24, 72, -2, 70])
    kroner = {row[0]: row[3] for row in own.rader}
    assert kroner["IKT, ført"] == pytest.approx(-14_000_000.0)
    assert kroner["Nettogevinst"] == pytest.approx(58_000_000.0)


def test_the_steps_of_the_waterfall_meet(example):
    steps = gevinst_rows.trapp(Regnskap(example).konto())
    named = {s.navn: s for s in steps}
    assert (named["Spesialisering"].bunn, named["Automatisering"].topp) == (138.0, 138.0)
    assert named["Igjen i forvaltningsenhet"].bunn == pytest.approx(54.0)
    assert (named["Bruttogevinst"].bunn, named["Bruttogevinst"].topp) == pytest.approx((78.0, 150.0))
    assert (named["Kostnader"].bunn, named["Kostnader"].topp) == pytest.approx((78.0, 80.0))
    assert (named["Nettogevinst"].bunn, named["Nettogevinst"].topp) == pytest.approx((80.0, 150.0))
    assert [s.slag for s in steps if s.slag is Slag.SPART] == [Slag.SPART] * 4


def test_every_step_has_one_drawn_part(answer):
    own = table(answer, "Trapp")
    for row in own.rader:
        assert sum(v is not None for v in row[3:]) == 1
    assert own.diagram.usynlige == {2}


def test_where_source_shares_do_not_add_up_the_rest_has_its_own_line():
    plan = replace(
        mapped(Ressurskartlegging("alle", "HP3", 7255.0), gevinster=tuple(
            gain(t.value, t, share * 3143 / 7255, optimistisk=0.3, konservativt=0.0)
            for t, share in zip(GevinstType, (0.19, 0.74, 0.08), strict=True))),
        forutsetninger=(Forutsetning("oppgitt_gevinst", 3143.0),),
    )
    answer = gevinst.besvar(plan)
    values = {row[0]: row[1] for row in table(answer, "Regnskap").rader}
    assert values["Avrunding i kilden"] == pytest.approx(-31.43)
    assert values["Igjen i alt"] == pytest.approx(4112.0)
    assert any(f"101,0{NBSP}%" in s and "ingenting er skalert" in s for s in answer.setninger)
    assert any(f"Avrunding i kilden er {MINUS}31,4" in s for s in answer.setninger)
    levels = table(answer, "Tre nivåer")
    row = next(r for r in levels.rader if r[0] == "Avrunding i kilden")
    assert row[1:] == (0.0, pytest.approx(-31.43), 0.0)


def test_processes_show_that_a_falling_hp5_can_be_a_rising_share():
    plan = mapped(Ressurskartlegging("a", "HP5", 1988.0), Ressurskartlegging("a", "HP3", 5267.0), gevinster=(
        gain("HP1-4", rate=2667 / 5267), gain("HP5", rate=476 / 1988, hovedprosess="HP5")))
    row = table(gevinst.besvar(plan), "Hovedprosess").rader[4]
    assert row[0] == "HP5 Bistå og følge opp"
    assert [row[1], row[7], round(row[9], 3), round(row[10], 3)] == pytest.approx([1988, 1512, 0.274, 0.368])


def test_json_says_the_same(answer):
    data = answer.json
    assert data["konto"]["bruttogevinst"] == pytest.approx(72.0)
    assert data["konto"]["igjen_nk"] == pytest.approx(54.0)
    assert data["hovedprosesser"]["HP3"]["flyttet"] == pytest.approx(50.0)
    assert len(data["serier"]["nettogevinst"]) == len(data["maaneder"]) == 12
    assert set(data["nivaer"]) == {"konservativt", "moderat", "optimistisk"}


def test_a_plan_without_gevinster_or_base_is_answered_plainly():
    nothing = gevinst.besvar(Plan("X", START))
    assert (nothing.setninger, tuple(nothing.tabeller)) == ((words.UTEN_GRUNNLAG,), ())
    base_only = gevinst.besvar(mapped(Ressurskartlegging("y", "HP3", 10.0)))
    assert base_only.setninger[:2] == (words.UTEN_GEVINSTER, "10,0 av 10,0 årsverk gjøres i forvaltningsenheten.")


def test_the_waterfall_stands_on_zero_and_has_the_colours_of_the_window(example):
    diagram = table(gevinst.besvar(example), "Trapp").diagram
    assert (diagram.fra_null, diagram.y_min) == (True, None)
    assert len(diagram.farger) == len(diagram.y) - len(diagram.usynlige)
    assert diagram.farger[1] is Farge.GEVINST


# -- kutt -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def early():
    return kutt.besvar(plan_with(cut(), CUT))


def test_a_cut_before_its_gevinst_is_said_with_break_even_and_slip(early):
    assert early.setninger[0] == "Flyttingen som en gevinst skal betale, går før gevinsten er hentet ut."
    assert early.setninger[1].startswith(
        "1,0 årsverk fra K, kutt, jan. 2026 (betales av IKT): opptil 600 timer oppfølging i minus, balanse desember 2026.")
    assert f"6 måneders forsinkelse endrer oppfølgingen der med {MINUS}1{NBSP}200 timer" in early.setninger[1]
    assert not any("None" in s or "nan" in s for s in early.setninger)


def test_the_tables_of_cuts(early):
    own = table(early, "Flyttinger gevinst betaler")
    assert column(own, "Balanse") == ["desember 2026"]
    assert column(own, "12 mnd. forsinkelse, balanse") == ["ikke innen planperioden"]
    balance = table(early, "Balanse")
    assert balance.rader[5][1] == pytest.approx(-600.0)
    assert balance.diagram.y == (1, 2, 3)
    assert column(table(early, "Enheter"), "Enhet") == ["K", "F"]
    assert early.json["kutt"][0]["balanse"] == "2026-12"


def test_without_paid_cuts_the_answer_is_plain():
    answer = kutt.besvar(plan_with(gain("g", rate=0.0)))
    assert answer.setninger[0] == words.INGEN_KUTT
    assert [t.navn for t in answer.tabeller] == ["Arbeid mot folk", "Enheter"]
    empty = kutt.besvar(mapped(Ressurskartlegging("y", "HP3", 10.0)))
    assert [t.navn for t in empty.tabeller] == ["Arbeid mot folk"]
    assert "verken enheter eller arbeid" in empty.setninger[1]


def test_what_lowers_the_fe_is_said_with_its_break_even():
    pull = Flytting("F", "K", Eier.STAT, 1.0, START, erfaren=1.0)
    answer = kutt.besvar(replace(critical_plan(10.0, 0.6), flyttinger=(pull,)))
    assert answer.setninger[1] == (
        "1,0 årsverk fra F, til K, jan. 2026. Vendepunkt: april 2027. Fra da gir uttaket mindre oppfølging i fylket enn om "
        "årsverkene ble i forvaltningsenheten.")
    assert answer.json["uttak"][0]["vendepunkt"] == "2027-04"
    pulls = table(answer, "Uttak fra FE")
    assert [row[1] for row in pulls.rader] == answer.json["uttak"][0]["endring_timer"]
    short = kutt.besvar(replace(critical_plan(10.0, 0.6), flyttinger=(pull,), horisont_maneder=12))
    assert "Vendepunkt: ikke synlig i planperioden." in short.setninger[1]
    assert short.json["uttak"][0]["vendepunkt"] is None


@pytest.mark.parametrize("question", ["gevinst", "kutt"])
def test_from_the_command_line(question, tmp_path, capsys):
    path = tmp_path / "plan.bplan"
    project_file.skriv(path, eksempel("telemark"))
    book, series = tmp_path / "ut.xlsx", tmp_path / "ut.json"
    assert cli.main(["svar", str(path), "--sporsmal", question, "-o", str(book), "--json", str(series)]) == 0
    said = capsys.readouterr().out.splitlines()
    data = json.loads(series.read_text("utf-8"))
    assert said[2:] == data["setninger"]
    sheets = openpyxl.load_workbook(book, data_only=True)
    assert not [c for sheet in sheets for row in sheet.iter_rows() for c in row if c.data_type == "e"]
    assert question in SPORSMAL


# -- Delta 2007 -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def delta():
    return gevinst.besvar(eksempel("delta-2007"))


def test_delta_sum_and_the_hp5_series_stand_apart(delta):
    total, series = table(delta, "Delta sum"), table(delta, "HP5-serien")
    for own in (total, series):
        assert [round(v) for v in column(own, "Igjen i alt")] == [7255, 5730, 4112]
    assert column(series, "HP5") == pytest.approx([1988.0, 1832.0, 1512.0])
    assert [round(100 * v, 1) for v in column(series, "HP5 av alt")] == [27.4, 32.0, 36.8]
    assert round(column(total, "HP5")[0]) == 1886
    assert any("aldri slått sammen" in s for s in delta.setninger)
    scenarios = table(delta, "Scenarier")
    assert [k.overskrift for k in scenarios.kolonner] == ["Linje", "Planen", "HP5-serien"]
    netto = next(r for r in scenarios.rader if r[0] == "Bruttogevinst")
    assert netto[1:] == (pytest.approx(3143.0), pytest.approx(3143.0))


def test_the_figures_of_the_sources(delta):
    shares = table(delta, "Andeler i kilden")
    rounding = [r for r in shares.rader if r[0] == "Avrunding i kilden"]
    assert [round(rounding[0][2]), round(rounding[1][3])] == [62, -31]
    example = {row[0]: row[1:] for row in table(delta, "Deltas eksempel").rader}
    assert example["Brutto flyttet"] == (100.0, 50.0, 150.0)
    assert (example["Etter alle gevinster"][:2], example["Bruttogevinst"][2]) == ((54.0, 24.0), 72.0)
    readings = {(row[0], row[1][0]): row[4] for row in table(delta, "45 prosent, to lesninger").rader}
    assert (round(readings["De tre samlet", "A"]), round(readings["De tre samlet", "B"])) == (334, 607)
    staff = dict(table(delta, "FE plan og faktisk").rader)
    assert (staff["Plan i alt"], staff["Faktisk, mars 2010"], staff["Faktisk minus plan"]) == (1550.0, 2478.0, 928.0)
    assert sum(v for k, v in staff.items() if k.startswith("Plan: ")) == 1550.0
    printed = table(delta, "Oppfølging i seks ytelser")
    assert [round(100 * v) for v in column(printed, "Regnet")] == [40, 55, 45, 21, 27, 13]
    assert [round(100 * v) for v in column(printed, "Trykt i kilden")] == [40, 55, 44, 21, 27, 13]


def test_delta_warns_of_99_and_101(delta):
    assert any(f"99,0{NBSP}% av de 7{NBSP}255" in s for s in delta.setninger)
    assert any(f"101,0{NBSP}% av de 3{NBSP}143" in s for s in delta.setninger)
    assert [row[1:] for row in table(delta, "Tre nivåer").rader if row[0] == "Bruttogevinst"] == [
        tuple(pytest.approx(3143.0) for _ in range(3))]


def test_another_plan_does_not_show_the_figures_of_delta(answer):
    assert "Delta sum" not in [t.navn for t in answer.tabeller]
