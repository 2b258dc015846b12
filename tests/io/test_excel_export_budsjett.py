"""The sheet Budsjett, the names of key figures, the notes, and what stands in headers and properties."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.export_budsjett_texts import ORD_BUDSJETT
from app.export_texts import tekster
from models.io.excel_export import RESULTATARK, Meta, resultat_bytes
from models.io.excel_schema import RESULT_SHEETS
from planning_core.parameters import PARAMETERS
from planning_core.plan import Eier, Flytting, Forutsetning, Kilde, Kostnad
from planning_core.projection import framskriv_par
from tests.core.builders import START, fe, kontor, small_plan
from tests.helpers.recorded_texts import recorded_texts

META = Meta("Prøveplan", "0.0.1", datetime(2026, 1, 5, 12, 0))
SHEET = "Budsjett"
PRICE = (Forutsetning("kroner_per_årsverk", 1_000_000.0, grad="S", kilde="Lønnstabellen"), Forutsetning("prisår", 2025.0))


def a_plan(**changes):
    """Twelve months from July: two calendar years of six months; one årsverk moves in October."""
    base = small_plan(k=kontor(arsverk_stat=6.0, arsverk_kommune=2.0), f=fe(arsverk_stat=4.0))
    move = Flytting("K", "F", Eier.STAT, 1.0, START + 9)
    return replace(base, start=START + 6, flyttinger=(move,), **changes)


def written(plan, words=None, meta=META):
    return resultat_bytes(framskriv_par(plan), [], words or tekster(), meta)


@cache
def opened(data):
    """The workbook with its formulas, and with its values; to be read, for many tests share it."""
    return tuple(openpyxl.load_workbook(BytesIO(data), data_only=values) for values in (False, True))


@pytest.fixture(scope="module")
def data():
    return written(a_plan(forutsetninger=(*small_plan().forutsetninger, *PRICE),
                          kostnader=(Kostnad("IKT", None, START + 6, START + 11, 0.0, 600_000.0),)))


def rows(sheet):
    """Every row of numbers as (year, months, level, unit, owner) -> the rest."""
    return {tuple(r[:5]): r[5:11] for r in sheet.iter_rows(values_only=True) if isinstance(r[0], int) and r[1] is not None}


def test_every_sheet_of_the_product_is_there_in_its_order(data):
    book = openpyxl.load_workbook(BytesIO(data))
    assert tuple(book.sheetnames[: len(RESULTATARK)]) == RESULTATARK
    assert set(RESULTATARK) == set(RESULT_SHEETS) - {"Les meg"}


def test_mean_arsverk_of_a_year_and_what_they_cost(data):
    """Six months of each year. The kontor has 6 state årsverk until October 2026, then 5: (3*6 + 3*5)/6 = 5.5."""
    _, values = opened(data)
    found = rows(values[SHEET])
    assert found[2026, 6, "NAV-kontor", "K", "stat"][:3] == pytest.approx((5.5, 6.0, -0.5))
    assert found[2026, 6, "Forvaltningsenhet", "F", "stat"][:3] == pytest.approx((4.5, 4.0, 0.5))
    assert found[2027, 6, "NAV-kontor", "K", "stat"][:3] == pytest.approx((5.0, 6.0, -1.0))
    assert found[2026, 6, "NAV-kontor", "K", "kommune"][:3] == pytest.approx((2.0, 2.0, 0.0))
    # Half a year of 5.5 årsverk at a million.
    assert found[2026, 6, "NAV-kontor", "K", "stat"][3:] == pytest.approx((2.75e6, 3e6, -0.25e6))
    # Stated kroner belong to no owner and are spread over their months.
    assert found[2026, 6, "Fylket", "IKT", "kostnader"][3:] == pytest.approx((6e5, 6e5, 0))
    # (5.5 + 4.5 + 2) / 2 million, and the cost; moves do not change the whole.
    assert found[2026, 6, "Fylket", "Fylket", "i alt"] == pytest.approx((12.0, 12.0, 0.0, 6.6e6, 6.6e6, 0.0))
    assert found[2026, 6, "NAV-kontor", "Alle NAV-kontor", "stat"][:3] == pytest.approx((5.5, 6.0, -0.5))


def test_it_is_formulas_all_the_way_to_the_months(data):
    formulas, _ = opened(data)
    found = rows(formulas[SHEET])
    own = found[2026, 6, "NAV-kontor", "K", "stat"]
    assert re.fullmatch(r"=AVERAGE\('Årsverk'!\$D\$\d+:\$D\$\d+\)", own[0])
    assert re.fullmatch(r"=F(\d+)\*\$B\1/12\*\$F\$3", own[3])
    assert found[2026, 6, "NAV-kontor", "Alle NAV-kontor", "stat"][0].startswith("=SUMIFS(")
    assert found[2026, 6, "Fylket", "Fylket", "i alt"][0].startswith("=SUM(F")
    # The price is that of the plan's own sheet: a new one there is used at once.
    price = formulas[SHEET]["F3"].value
    assert re.fullmatch(r"='Forutsetninger'!\$B\$\d+", price)
    assert formulas["Forutsetninger"][price.rpartition("!")[2].replace("$", "")].value == 1_000_000


def test_kroner_are_hidden_without_a_price_year():
    plan = a_plan(forutsetninger=(*small_plan().forutsetninger, PRICE[0]))
    _, values = opened(written(plan))
    assert ORD_BUDSJETT["budsjett.uten_kroner"] in [c.value for c in values[SHEET]["A"]]
    assert all(not any(r[3:]) for r in rows(values[SHEET]).values())


def test_kontroll_reads_budsjett(data):
    _, values = opened(data)
    lines = [r for r in values["Kontroll"].iter_rows(min_row=7, values_only=True) if r[0] == SHEET]
    # Two years, planen and uten flyttinger: five sums of årsverk and six of kroner, costs being one of them.
    assert len(lines) == 2 * 2 * (5 + 6)
    assert all(r[4] == pytest.approx(r[5]) and r[6] == 0 for r in lines)


def cell_of(book, name):
    ((sheet, place),) = book.defined_names[name].destinations
    return book[sheet][place].value


def test_key_figures_have_names_that_hold_them(data):
    plan = a_plan(forutsetninger=(*small_plan().forutsetninger, *PRICE))
    _, values = opened(data)
    pair = framskriv_par(plan)
    for variant, expected in zip(("planen", "uten_flyttinger", "forskjell"), pair.par("restanser"), strict=True):
        assert cell_of(values, f"Restanser_ved_slutt_{variant}") == pytest.approx(expected[-1])
    assert cell_of(values, "Budsjett_årsverk_2026_planen") == pytest.approx(12.0)
    assert cell_of(values, "Budsjett_årsverk_stat_forvaltningsenhet_2027_forskjell") == pytest.approx(1.0)
    assert cell_of(values, "Budsjett_kroner_2026_uten_flyttinger") == pytest.approx(6.6e6)
    assert cell_of(values, "Kontroll_største_avvik") == 0
    listed = " ".join(str(c.value) for row in values["Om"].iter_rows() for c in row if c.value)
    assert all(name in listed for name in values.defined_names)


def test_the_price_has_a_note_with_grade_and_source(data):
    formulas, _ = opened(data)
    for sheet, place in ((SHEET, "F3"), ("Gevinstregnskap", "B4")):
        note = formulas[sheet][place].comment.text
        assert ORD_BUDSJETT["notat.grad.S"] in note
        assert "Lønnstabellen" in note


def test_assumptions_and_columns_have_their_grade_and_source():
    """The plan's own grade and source; where it has none, those that the value is declared with."""
    plan = a_plan(
        forutsetninger=(Forutsetning("laeretid_mnd", 12.0, grad="D", kilde="=Egen måling"), Forutsetning("turnover_ar", 0.1)),
        kilder=(Kilde("Enheter", "", "A", True, "Laget"), Kilde("Enheter", "innbyggere", "S", False, "SSB")),
    )
    formulas, _ = opened(written(plan))
    own, default = (formulas["Forutsetninger"][place].comment.text for place in ("B2", "B3"))
    assert ORD_BUDSJETT["notat.grad.D"] in own
    assert "Kilde: =Egen måling" in own
    assert ORD_BUDSJETT["notat.grad.A"] in default
    assert PARAMETERS["turnover_ar"].source in default
    notes = {c.value: c.comment.text for c in formulas["Enheter"][1] if c.comment}
    assert ORD_BUDSJETT["notat.grad.S"] in notes["innbyggere"]
    assert "syntetiske" not in notes["innbyggere"]
    assert "syntetiske" in notes["mottak"]
    # Shares that a unit may leave out have a default, and a grade, of their own.
    bare, _ = opened(written(a_plan()))
    assert PARAMETERS["fravær"].source in next(c.comment.text for c in bare["Enheter"][1] if c.value == "fravær")


def test_om_says_which_scenario_it_is():
    for scenario, shown in (("", "ingen (grunnplanen)"), ("=Flere & færre", "=Flere & færre")):
        _, values = opened(written(a_plan(), meta=replace(META, scenario=scenario)))
        assert {r[0].value: r[1].value for r in values["Om"].iter_rows()}["Scenario"] == shown


NAMES = ["2027", "&G", "&[Picture]", "&&R&9", "=1+1", "\x01\x0b", "linje\nskift", "&" * 300, "👩‍🚀" * 100, " ", "a\ufffe"]


def header_of(data, sheet):
    archive = zipfile.ZipFile(BytesIO(data))
    tree = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    return tree.find(".//{*}oddHeader").text


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_only_a_name_in_headers_and_properties(name):
    """A name is no code: digits are no font size, & begins nothing, and a header of 255 characters is kept."""
    data = written(a_plan(fylke=name), meta=replace(META, plan_navn=name))
    archive = zipfile.ZipFile(BytesIO(data))
    for part in archive.namelist():
        if part.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(archive.read(part))
    header = header_of(data, 1)
    assert len(header.encode("utf-16-le")) <= 2 * 255
    left = re.fullmatch(r'&L&9&"-,Regular"(.*)&R&9&"-,Regular"(Bemanningsplan 0\.0\.1)', header, re.DOTALL)[1]
    assert "&" not in left.replace("&&", "")
    plain = " ".join(re.sub(r"[\x00-\x1f\ufffe]", " ", name).split())
    shown = left.replace("&&", "&").replace("\u2060", "").replace("\ufffd", " ").strip()
    assert plain.startswith(shown)
    assert shown or not plain


@settings(max_examples=25)
@given(st.text(max_size=200))
@example("&G")
def test_headers_hold_any_text(name):
    from models.io.export.printing import _escaped

    coded = _escaped(name)
    assert len(coded) <= 90
    assert "&" not in coded.replace("&&", "")
    assert "&G" not in coded
    assert "&[Picture]" not in coded


def test_every_word_is_used(data):
    known, used = recorded_texts()
    every_grade = tuple(Forutsetning(key, 1.0, grad=grade, kilde="k") for key, grade in
                        (("laeretid_mnd", "S"), ("turnover_ar", "D"), ("vakanse_mnd", "A")))
    rich = a_plan(forutsetninger=(*every_grade, *PRICE), kostnader=(Kostnad("IKT", None, None, None, 0.0, 1.0),))
    written(rich, known)
    written(a_plan(), known)
    # A plan with no FE shows the årsverk of all.
    written(replace(small_plan(), enheter=(kontor(),), saksinngang=(), restanser=(), ytelser=(), normtid=(), ruter=()), known)
    assert set(ORD_BUDSJETT) - used == set()


def test_paper_holds_charts_and_totals_and_not_the_list(data):
    """The list of a large fylke would be a hundred pages; it is there for filters and formulas."""
    book = openpyxl.load_workbook(BytesIO(data))
    for name in ("Årsverk", "Restanseutvikling", "Saksbehandlingstid", "Oppfølging"):
        sheet = book[name]
        first_of_list = int(re.search(r"\d+", sheet.auto_filter.ref)[0])
        last_printed = {int(number) for number in re.findall(r":\$[A-Z]+\$(\d+)", sheet.print_area)}
        assert last_printed == {first_of_list - 2}
        assert sheet.cell(first_of_list - 2, 2).value in ("Fylket", "Sum")
        assert sheet.print_title_rows == "$3:$4"


def test_input_sheets_have_the_lists_of_the_template(data):
    """Whoever edits an exported plan chooses units and types from lists, as in the template."""
    book = openpyxl.load_workbook(BytesIO(data))
    rules = {str(r.sqref).split(":")[0]: r for r in book["Flyttinger"].data_validations.dataValidation}
    assert rules["A2"].formula1 == "'Enheter'!$A$2:$A$2000"
    assert rules["C2"].formula1 == '"stat,kommune"'
    assert (rules["G2"].type, rules["G2"].formula2) == ("decimal", "1")
