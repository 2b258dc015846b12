"""The sheets Gevinstregnskap and Gevinstrealiseringsplan: values, live formulas, and when they are there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from app.export_gevinst_texts import ORD_GEVINST
from app.export_texts import tekster
from models.io.excel_export import RESULTATARK, Meta, resultat_bytes
from models.io.excel_import import les_plan
from models.io.excel_schema import RESULT_SHEETS
from models.io.samples import eksempel
from planning_core.plan import (
    KOSTNADSKATEGORIER,
    Bruk,
    Brukere,
    Eier,
    Flytting,
    Forutsetning,
    Gevinst,
    Gevinstoppfolging,
    GevinstType,
    Kostnad,
    Oppfolgingsnorm,
    Sted,
)
from planning_core.projection import framskriv_par
from planning_core.questions.account import Regnskap
from tests.core.builders import START, small_plan
from tests.helpers.recorded_texts import recorded_texts

META = Meta("Prøveplan", "0.0.1", datetime(2026, 1, 5, 12, 0))
ACCOUNT, REALISATION = "Gevinstregnskap", "Gevinstrealiseringsplan"


@pytest.fixture(scope="module")
def plan():
    return small_plan(
        minutter=(60.0, 30.0, 120.0, 10.0), months=24,
        gevinster=(
            Gevinst("IKT", GevinstType.AUTOMATISERING, Sted.BEGGE, None, None, 0.1, 0.2, 0.3, START + 3, 6.0, 1.0,
                    bruk=Bruk.KUTT, gevinsteier="=direktøren", nullpunkt="2025", indikator="Minutter"),
            Gevinst("Fagmiljø", GevinstType.SPESIALISERING, Sted.FE, "HP3", None, 0.0, 0.05, 0.1, START, realisering=0.5),
        ),
        kostnader=(Kostnad("IKT", None, None, None, 0.5, 2_400_000.0),),
        gevinstoppfolging=(Gevinstoppfolging("IKT", START + 8, 2.0, 1.5),),
        forutsetninger=(*small_plan().forutsetninger, Forutsetning("kroner_per_årsverk", 900_000.0),
                        Forutsetning("prisår", 2026.0)),
    )


@pytest.fixture(scope="module")
def data(plan):
    return resultat_bytes(framskriv_par(plan), [], tekster(), META)


@pytest.fixture(scope="module")
def formulas(data):
    return openpyxl.load_workbook(BytesIO(data))


@pytest.fixture(scope="module")
def values(data):
    return openpyxl.load_workbook(BytesIO(data), data_only=True)


def lines(sheet):
    """Row number of each line of the account, by its words; the first where words stand twice."""
    found = {}
    for row in sheet.iter_rows(min_col=1, max_col=1):
        found.setdefault(row[0].value, row[0].row)
    return found


def word(key):
    return ORD_GEVINST[f"gevinst.linje.{key}"]


def test_a_plan_without_gevinst_has_the_account_of_its_work_alone():
    plan = small_plan()
    book = openpyxl.load_workbook(BytesIO(resultat_bytes(framskriv_par(plan), [], tekster(), META)), data_only=True)
    assert [n for n in book.sheetnames if n in RESULT_SHEETS] == list(RESULTATARK)
    at = lines(book[ACCOUNT])
    konto = Regnskap(plan).konto(plan.maneder[-1])
    assert book[ACCOUNT].cell(at[word("grunnlag")], 2).value == pytest.approx(konto.sum_base)
    assert book[ACCOUNT].cell(at[word("brutto")], 2).value == 0
    assert book[REALISATION]["A5"].value == ORD_GEVINST["realisering.ingen"]


def test_the_account_is_that_of_the_program(plan, values):
    sheet, konto = values[ACCOUNT], Regnskap(plan).konto(plan.maneder[-1])
    at = lines(sheet)
    for key, expected in {
        "grunnlag": konto.sum_base, "flyttet": konto.flyttet.sum(), "spesialisering": konto.av_type(GevinstType.SPESIALISERING),
        "automatisering": konto.av_type(GevinstType.AUTOMATISERING), "brutto": konto.bruttogevinst, "igjen": konto.sum_igjen,
        "igjen_nk": konto.igjen[0].sum(), "igjen_fe": konto.igjen[1].sum(), "kostnad": konto.kostnad_arsverk,
        "netto": konto.nettogevinst,
    }.items():
        assert sheet.cell(at[word(key)], 2).value == pytest.approx(expected), key
    assert sheet.cell(at[word("netto")], 5).value == pytest.approx(konto.nettogevinst_kroner)
    assert sheet.cell(at[word("kostnad")], 8).value == pytest.approx(1_200_000.0)  # half of it in the last twelve months


def test_costs_stand_beside_those_without_flyttinger():
    """A move costs learning: the same work, another netto; both, and the difference, in årsverk and kroner."""
    plan = replace(
        small_plan(minutter=(60.0, 30.0, 120.0, 10.0)),
        flyttinger=(Flytting("K", "F", Eier.STAT, 1.0, START + 6),),
        forutsetninger=(Forutsetning("kroner_per_årsverk", 1e6), Forutsetning("prisår", 2026.0)),
    )
    pair = framskriv_par(plan)
    book = openpyxl.load_workbook(BytesIO(resultat_bytes(pair, [], tekster(), META)), data_only=True)
    sheet, last = book[ACCOUNT], plan.maneder[-1]
    at = lines(sheet)
    netto, uten = (Regnskap(p).konto(last).nettogevinst for p in (plan, pair.uten.plan))
    assert netto < uten
    row = at[word("netto")]
    assert [sheet.cell(row, c).value for c in (2, 3, 4)] == pytest.approx([netto, uten, netto - uten])
    assert [sheet.cell(row, c).value for c in (5, 6, 7)] == pytest.approx([netto * 1e6, uten * 1e6, (netto - uten) * 1e6])
    igjen = [sheet.cell(at[word("igjen")], c).value for c in (2, 3, 4)]
    assert igjen == pytest.approx([igjen[0], igjen[0], 0.0])


def test_the_waterfall_stands_on_the_account(plan, formulas, values):
    """Bars run between cells of the account: the types up to brutto, the costs down to netto."""
    sheet, live = values[ACCOUNT], formulas[ACCOUNT]
    at = lines(sheet)
    first = next(r for r, text in ((c.row, c.value) for c in sheet["A"]) if text == ORD_GEVINST["gevinst.trapp.trinn"]) + 1
    names = [sheet.cell(r, 1).value for r in range(first, first + 4)]
    assert names == [word("spesialisering"), word("automatisering"), word("andre"), word("brutto")]
    konto = Regnskap(plan).konto(plan.maneder[-1])
    assert sheet.cell(first + 1, 2).value == pytest.approx(konto.av_type(GevinstType.SPESIALISERING))
    assert sheet.cell(first + 1, 3).value == pytest.approx(konto.av_type(GevinstType.AUTOMATISERING))
    assert f"B{at[word('brutto')]}" in live.cell(first + 3, 3).value
    ends = {sheet.cell(r, 1).value: [sheet.cell(r, c).value for c in range(2, 8)] for r in range(first, first + 12)}
    assert ends[f"{word('netto')}, planen"][4] == pytest.approx(konto.nettogevinst)
    assert ends[f"{word('netto')}, uten flyttinger"][5] == pytest.approx(konto.nettogevinst)


def test_a_chart_and_the_table_beside_it_begin_a_page(formulas):
    sheet = formulas["Gevinstregnskap"]
    first = [sheet.cell(brk.id + 1, 1).value for brk in sheet.row_breaks.brk]
    assert first == ["Trappen i diagrammet (årsverk)"], "few months stand under it"


def test_a_cost_larger_than_the_gevinst_goes_below_zero():
    plan = replace(small_plan(minutter=(60.0, 30.0, 120.0, 10.0)), kostnader=(Kostnad("IKT", None, None, None, 3.0),),
                   gevinster=(Gevinst("g", GevinstType.ANDRE, moderat=0.5),))
    book = openpyxl.load_workbook(BytesIO(resultat_bytes(framskriv_par(plan), [], tekster(), META)), data_only=True)
    konto = Regnskap(plan).konto(plan.maneder[-1])
    assert 0 < konto.bruttogevinst < 3.0
    (row,) = [[c.value for c in r[1:5]] for r in book[ACCOUNT].iter_rows() if r[0].value == "IKT, ført"][-1:]
    # From brutto down to netto: one part above zero, the rest below, and nothing carries it.
    assert row == pytest.approx([0.0, None, konto.bruttogevinst, konto.bruttogevinst - 3.0])


def test_every_sum_is_a_formula(formulas):
    sheet = formulas[ACCOUNT]
    at = lines(sheet)
    for key in ("grunnlag", "flyttet", "spesialisering", "automatisering", "andre", "brutto", "igjen", "kostnad", "netto"):
        assert str(sheet.cell(at[word(key)], 2).value).startswith("="), key
    netto = sheet.cell(at[word("netto")], 2).value
    assert netto == f"=B{at[word('brutto')]}-B{at[word('kostnad')]}"


def test_formulas_give_the_values_that_stand_in_the_cells(formulas, values):
    """A small reader of sums and products: what a spreadsheet program would show."""
    for name in (ACCOUNT, REALISATION):
        sheet, cached = formulas[name], values[name]
        checked = 0
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "f":
                    assert evaluate(cell.value[1:], sheet) == pytest.approx(cached[cell.coordinate].value, abs=1e-9), cell
                    checked += 1
        assert checked > 0


def evaluate(formula, sheet):
    def number(ref, of=sheet):
        value = of[ref.replace("$", "")].value
        return evaluate(value[1:], of) if isinstance(value, str) and value.startswith("=") else float(value or 0.0)

    def total(match):
        return repr(sum(number(c.coordinate) for row in sheet[match[1]] for c in row))

    plain = re.sub(r"SUM\(([A-Z]+\d+:[A-Z]+\d+)\)", total, formula)
    plain = re.sub(r"'(\w+)'!(\$[A-Z]+\$\d+)", lambda m: f"({number(m[2], sheet.parent[m[1]])!r})", plain)
    plain = re.sub(r"\$?\b[A-Z]+\$?\d+", lambda m: f"({number(m[0])!r})", plain)
    assert re.fullmatch(r"([-+*/(),.0-9e]|MIN|MAX|ROUND)+", plain), formula
    return eval(plain, {"MIN": min, "MAX": max, "ROUND": round})  # digits, operators and three functions, checked above


def test_kontroll_compares_the_account(values):
    rows = [r for r in values["Kontroll"].iter_rows(min_row=7, values_only=True) if r[0] == ACCOUNT]
    assert {(r[1], r[2]) for r in rows} >= {(word(k), v) for k in ("brutto", "igjen_nk", "kostnad", "netto")
                                            for v in ("planen", "uten flyttinger")}
    assert all(r[4] == pytest.approx(r[5]) and r[6] == 0 for r in rows)


def test_the_realisation_plan_has_one_row_a_gevinst(values, formulas):
    sheet = values[REALISATION]
    header = [c.value for c in sheet[4]]
    rows = [dict(zip(header, (c.value for c in row))) for row in sheet.iter_rows(min_row=5, max_row=6)]
    ikt, unit = rows
    assert (ikt["Gevinst"], ikt["Type"], ikt["Virker på"]) == ("IKT", "Automatisering", "HP1–HP4, alle ytelser, begge steder")
    assert (ikt["Starter"], ikt["Alt tatt ut"]) == (datetime(2026, 5, 1), datetime(2026, 10, 1))
    assert (ikt["Status"], ikt["Avvik\n(årsverk)"]) == ("Bak planen", -0.5)
    assert ikt["Risiko"] == "krever IKT som må komme i tide; forsinket 1 mnd.; ingen flytting tar den i bruk"
    assert unit["Status"] == "Tatt ut"
    assert formulas[REALISATION].cell(5, header.index("Avvik\n(årsverk)") + 1).value.startswith("=")
    # Text that looks like a formula is text.
    owner = formulas[REALISATION].cell(5, header.index("Gevinsteier") + 1)
    assert (owner.value, owner.data_type) == ("=direktøren", "s")


def test_the_workbook_imports_back_to_the_same_plan(plan, data, tmp_path):
    path = tmp_path / "ut.xlsx"
    path.write_bytes(data)
    assert les_plan(path).plan == plan


def test_a_mapping_alone_gives_the_account_and_zeros(tmp_path):
    plan = eksempel("delta-2007")
    book = openpyxl.load_workbook(BytesIO(resultat_bytes(framskriv_par(plan), [], tekster(), META)), data_only=True)
    sheet = book[ACCOUNT]
    at = lines(sheet)
    assert sheet.cell(at["Igjen i alt"], 2).value == pytest.approx(4112.0)
    assert sheet.cell(at["Avrunding i kilden"], 2).value == pytest.approx(72.55)  # of the mapping: 1 % that it did not divide
    rounding = [r[1].value for r in sheet.iter_rows(max_row=40) if r[0].value == "Avrunding i kilden"]
    assert rounding[1] == pytest.approx(-31.43)
    assert replace(plan, scenarier=()).gevinster


def test_an_account_of_a_plan_with_no_work_at_all():
    plan = replace(small_plan(), normtid=(), gevinster=(Gevinst("g", GevinstType.ANDRE, moderat=0.1),))
    book = openpyxl.load_workbook(BytesIO(resultat_bytes(framskriv_par(plan), [], tekster(), META)), data_only=True)
    assert not [c for s in (ACCOUNT, REALISATION) for r in book[s].iter_rows() for c in r if c.data_type == "e"]


def test_every_word_is_used():
    """A plan with every type, place, use, status, risk and category, one of a mapping alone, and one of nothing but a mapping."""
    base = small_plan(
        minutter=(60.0, 30.0, 120.0, 10.0), n=1, brukere=(Brukere("K", "g", None, 50.0),),
        oppfolgingsnorm=(Oppfolgingsnorm("g", 2.0),),
    )
    bruk = (*Bruk, None)
    gains = tuple(
        Gevinst(f"{type_.value} {i}", type_, sted, None, None, 0.01, 0.01, 0.01, START + start, 2.0 if start else 0.0, 0.0,
                1.0 if i % 2 else 0.5, bruk[i])
        for type_ in GevinstType
        for i, (sted, start) in enumerate(((Sted.BEGGE, 0), (Sted.BEGGE, 2), (Sted.BEGGE, -1), (Sted.BEGGE, 4)))
    )
    places = (Sted.FE, Sted.NK)
    gains = tuple(replace(g, sted=places[i % 2]) if g.type is GevinstType.ANDRE else g for i, g in enumerate(gains))
    gains = (*gains, replace(gains[0], navn="av", realisering=0.0), replace(gains[0], navn="ramp", innfasing_mnd=9.0),
             replace(gains[0], navn="sen", forsinkelse_mnd=3.0),
             replace(gains[0], navn="ingenting", konservativt=0.0, moderat=0.0, optimistisk=0.0))
    rich = replace(
        base, gevinster=gains, kostnader=tuple(Kostnad(k, None, None, None, 1.0, 1.0) for k in KOSTNADSKATEGORIER),
        gevinstoppfolging=(Gevinstoppfolging(gains[0].navn, START, 1.0, 2.0), Gevinstoppfolging(gains[1].navn, START, 2.0, 1.0)),
        enheter=(base.enheter[0], replace(base.enheter[1], etablert=START)),
        forutsetninger=(
            *(r for r in base.forutsetninger if r.nokkel not in ("radgivning", "oppstartstap")),
            Forutsetning("kroner_per_årsverk", 9e5), Forutsetning("prisår", 2026.0), Forutsetning("oppgitt_årsverk", 99.0),
            Forutsetning("oppgitt_gevinst", 9.0),
        ),
    )
    known, used = recorded_texts()
    levels = [replace(rich, forutsetninger=(*rich.forutsetninger, Forutsetning("gevinstniva", n))) for n in ("konservativt",)]
    mapping = replace(eksempel("delta-2007"), gevinster=(), innfasing=(), scenarier=())
    for plan in (rich, *levels, mapping):
        resultat_bytes(framskriv_par(plan), [], known, META)
    assert set(ORD_GEVINST) - used == set()
