"""The result workbook: what stands in its cells, and that nothing in it can surprise a reader."""

import dataclasses
import re
import zipfile
from datetime import datetime
from io import BytesIO

import numpy as np
import openpyxl
import pytest

from app.export import eksporter, sammendrag_setning
from app.export_budsjett_texts import ORD_BUDSJETT
from app.export_gevinst_texts import ORD_GEVINST
from app.export_historikk_texts import ORD_HISTORIKK
from app.export_texts import ORD, tekster
from models.io.errors import CannotWrite
from models.io.excel_export import RESULTATARK, Meta, resultat_bytes, skriv_resultat, synthetic_note
from models.io.excel_schema import RESULT_SHEETS, SHEETS
from models.io.export.scenarier import SHEET as SCENARIOARK
from models.io.export.sheets import ResultSheet
from planning_core.findings import Finding, Severity
from planning_core.months import month
from planning_core.plan import Enhet, EnhetType, Forutsetning, Plan, Ressurskartlegging, Ytelse
from planning_core.projection import framskriv_par
from planning_core.validate import validate
from tests.helpers.large_plan import START, large_plan
from tests.helpers.recorded_texts import recorded_texts

META = Meta("Telemark 2026", "9.9.9", datetime(2026, 1, 5, 9, 30), "Svaret.")
WARNING = Finding("ingen_saksinngang", Severity.WARNING)
FUNCTIONS = {"SUM", "SUMIFS", "AVERAGE", "ROUND", "IF", "MAX", "MIN"}
"""Known to every spreadsheet program of the last fifteen years, and none of them volatile."""


@pytest.fixture(scope="module")
def projeksjon():
    plan = large_plan(kontor=3, fe=2, ytelser=3, months=14)
    assert not [f for f in validate(plan) if f.is_error]
    return framskriv_par(plan)


@pytest.fixture(scope="module")
def data(projeksjon):
    return resultat_bytes(projeksjon, [WARNING], tekster(), META)


@pytest.fixture(scope="module")
def formulas(data):
    return openpyxl.load_workbook(BytesIO(data))


@pytest.fixture(scope="module")
def values(data):
    return openpyxl.load_workbook(BytesIO(data), data_only=True)


def rows_of_block(sheet, gjelder, niva):
    """Rows of one block, whatever stands above it."""
    return [row for row in sheet.iter_rows(min_row=5) if row[1].value == niva and row[2].value == gjelder]


def column(sheet, measure, variant):
    """Index of a column: 0 planen, 1 uten flyttinger, 2 forskjell."""
    for cell in sheet[3]:
        if cell.value == ORD[f"storrelse.{measure}"]:
            return cell.column - 1 + variant
    raise AssertionError(measure)


def test_result_sheets_come_first_and_the_plan_itself_last(formulas):
    assert formulas.sheetnames == [*RESULTATARK, *SHEETS]
    assert set(RESULTATARK) <= set(RESULT_SHEETS)  # an import passes them by


@pytest.mark.parametrize(
    ("ark", "storrelse", "niva", "enhet", "ytelse"),
    [
        ("Årsverk", "arsverk", "Fylket", None, None),
        ("Årsverk", "effektive_arsverk", "NAV-kontor", "Nav Skien", None),
        ("Årsverk", "arsverk_kommune", "Forvaltningsenhet", "Nav forvaltning B", None),
        ("Restanseutvikling", "restanser", "Fylket", None, None),
        ("Restanseutvikling", "venter_dok", "Fylket", None, None),
        ("Restanseutvikling", "restanser", "Ytelse", None, "sykepenger"),
        ("Restanseutvikling", "restanser", "NAV-kontor", "Nav Bamble", None),
        ("Restanseutvikling", "inn", "Forvaltningsenhet", "Nav forvaltning A", None),
        ("Restanseutvikling", "vedtak", "Fylket", None, None),
        ("Saksbehandlingstid", "saksbehandlingstid_mnd", "Fylket", None, None),
        ("Saksbehandlingstid", "forventet_tid_mnd", "Ytelse", None, "AAP"),
        ("Saksbehandlingstid", "andel_innen_grense", "Forvaltningsenhet", "Nav forvaltning A", None),
        ("Saksbehandlingstid", "tid_nk_mnd", "NAV-kontor", "Nav Skien", None),
        ("Oppfølging", "oppfolging_timer", "Fylket", None, None),
        ("Oppfølging", "oppfolging_gap_arsverk", "NAV-kontor", "Nav Porsgrunn", None),
    ],
)
def test_series_stand_as_planen_uten_and_forskjell(projeksjon, values, ark, storrelse, niva, enhet, ytelse):
    sheet = values[ark]
    rows = rows_of_block(sheet, ytelse or enhet or "Telemark", niva)
    assert [row[0].value for row in rows] == [datetime(2026 + m // 12, m % 12 + 1, 1) for m in range(14)]
    for variant, expected in enumerate(projeksjon.par(storrelse, enhet, ytelse)):
        read = [row[column(sheet, storrelse, variant)].value for row in rows]
        # An empty cell is what is not defined, never a zero.
        found = np.array([np.nan if v is None else v for v in read], dtype=float)
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-8)


def test_an_undefined_value_is_an_empty_cell(projeksjon, values):
    """A case that arrives in the last month is never decided within the horizon."""
    assert np.isnan(projeksjon.plan.serie("forventet_tid_mnd")[-1])
    sheet = values["Saksbehandlingstid"]
    last = rows_of_block(sheet, "Telemark", "Fylket")[-1]
    assert [last[column(sheet, "forventet_tid_mnd", v)].value for v in range(3)] == [None] * 3
    summary = {row[0].value: row for row in values["Sammendrag"].iter_rows()}
    assert summary[ORD["sammendrag.forventet_tid_mnd"]][7].value is None


def test_age_bands_add_up_to_restanser(values):
    sheet = values["Restanseutvikling"]
    bands = [k.removeprefix("storrelse.") for k in ORD if k.startswith("storrelse.alder_")]
    assert len(bands) == 5
    for row in rows_of_block(sheet, "Telemark", "Fylket"):
        total = sum(row[column(sheet, band, 0)].value for band in bands)
        assert total == pytest.approx(row[column(sheet, "restanser", 0)].value)


def test_totals_ratios_and_differences_are_live(formulas):
    arsverk = formulas["Årsverk"]
    first = rows_of_block(arsverk, "Telemark", "Fylket")[0]
    assert first[column(arsverk, "arsverk", 0)].value.startswith("=SUMIFS(")
    assert re.fullmatch(r"=ROUND\(D\d+-E\d+,9\)", first[column(arsverk, "arsverk", 2)].value)
    restanser = formulas["Restanseutvikling"]
    first = rows_of_block(restanser, "Telemark", "Fylket")[0]
    assert re.fullmatch(r"=SUM\(G\d+,J\d+,M\d+\)", first[column(restanser, "restanser", 0)].value)
    oppfolging = formulas["Oppfølging"]
    first = rows_of_block(oppfolging, "Telemark", "Fylket")[0]
    assert re.fullmatch(r'=IF\(G(\d+)=0,"",D\1/G\1\)', first[column(oppfolging, "dekning", 0)].value)


def test_sammendrag_refers_to_the_sheets_and_shows_their_values(projeksjon, formulas, values):
    label = ORD["sammendrag.restanser"]
    (row,) = [r[0].row for r in formulas["Sammendrag"].iter_rows() if r[0].value == label]
    # Months 6 and 12 and the last one, each as planen, uten flyttinger, forskjell.
    for i, month_number in enumerate((6, 12, 14)):
        for variant, expected in enumerate(projeksjon.par("restanser")):
            cell = formulas["Sammendrag"].cell(row, 2 + 3 * i + variant)
            assert re.fullmatch(r"='Restanseutvikling'!\$[D-F]\$\d+", cell.value)
            shown = values["Sammendrag"].cell(row, 2 + 3 * i + variant).value
            assert shown == pytest.approx(expected[month_number - 1], abs=1e-8)


def test_sammendrag_lists_moves_warnings_and_what_is_synthetic(values):
    texts = [str(c.value) for row in values["Sammendrag"].iter_rows() for c in row if c.value is not None]
    assert "Svaret." in texts
    assert "Samle inntektssikring" in texts
    assert texts.count("varig") == 2  # the second move ends in month 15
    assert tekster().funn(WARNING) in texts
    assert any("konstruerte tall" in t and "Saksinngang; Enheter (årsverk_stat)" in t for t in texts)


def test_sammendrag_is_one_a4_page(formulas):
    sheet = formulas["Sammendrag"]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # A number that is not written is 1.
    assert [sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight] == [9, None, None]


def test_om_holds_provenance_and_every_assumption_in_force(projeksjon, values):
    rows = {row[0].value: row for row in values["Om"].iter_rows() if row[0].value}
    assert rows[ORD["om.fingeravtrykk"]][1].value == projeksjon.plan.fingerprint
    assert rows[ORD["om.tid"]][1].value == META.tid
    by_key = {row[1].value: row for row in values["Om"].iter_rows()}
    own = by_key["laeretid_mnd"]
    assert [own[i].value for i in (2, 4, 5, 6, 8)] == [12, 6, 18, "A", "Egen vurdering"]
    assert by_key["sjekk_ved_mottak"][2].value == "ja"
    assert by_key["timer_per_årsverk"][2].value == 1700


def test_kontroll_compares_every_quantity_with_the_sheets(formulas, values):
    lines = list(values["Kontroll"].iter_rows(min_row=7, values_only=True))
    assert {line[0] for line in lines} == {
        "Årsverk", "Restanseutvikling", "Saksbehandlingstid", "Oppfølging", "Budsjett", "Gevinstregnskap",
        "Scenariosammenligning",
    }
    assert all(line[4] == pytest.approx(line[5]) and line[6] == 0 for line in lines)
    assert formulas["Kontroll"]["F7"].value.startswith("=SUM('Årsverk'!$D$")


def all_formulas(workbook):
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, cell.value


def test_no_volatile_or_new_functions_and_no_links(formulas, data):
    for sheet, place, formula in all_formulas(formulas):
        assert set(re.findall(r"([A-Z][A-Z.]+)\(", formula)) <= FUNCTIONS, (sheet, place)
        assert "[" not in formula, (sheet, place)
    names = zipfile.ZipFile(BytesIO(data)).namelist()
    assert not [n for n in names if "externalLink" in n or "vbaProject" in n]


def test_every_formula_has_its_value_and_no_cell_is_an_error(formulas, values):
    for sheet, place, _ in all_formulas(formulas):
        assert isinstance(values[sheet][place].value, (int, float)), (sheet, place)
    errors = [c.coordinate for sheet in values for row in sheet.iter_rows() for c in row if c.data_type == "e"]
    assert not errors


def test_charts_are_native_and_start_from_written_months(data):
    archive = zipfile.ZipFile(BytesIO(data))
    charts = [archive.read(n).decode() for n in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]
    # Sammendrag 2, Budsjett 2, Årsverk 2, Restanseutvikling 6, Saksbehandlingstid 3, Oppfølging 4, Gevinstregnskap 2,
    # Scenariosammenligning 2.
    assert len(charts) == 23
    first_month = "46023"  # 1 January 2026 as a spreadsheet's day number
    over_time = [chart for chart in charts if "<c:dateAx>" in chart]
    assert len(over_time) == 20
    assert all(f"<c:v>{first_month}</c:v>" in chart for chart in over_time)
    # Lines are pairs, but for those of scenarios beside their baseline.
    paired = [chart for chart in over_time if "<c:lineChart>" in chart and "Scenariosammenligning" not in chart]
    assert len(paired) == 14
    assert all("uten flyttinger" in chart for chart in paired)


def test_the_same_input_gives_the_same_bytes(projeksjon, data):
    assert resultat_bytes(projeksjon, [WARNING], tekster(), META) == data


def test_cells_are_written_as_xlsxwriter_writes_them(projeksjon, data, monkeypatch):
    """The short way to write a cell gives the very bytes of the long one."""
    monkeypatch.delattr(ResultSheet, "_write_cell")
    assert resultat_bytes(projeksjon, [WARNING], tekster(), META) == data


@pytest.mark.parametrize("word", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "{=1}", "https://nav.no"])
def test_text_that_looks_like_a_formula_stays_text(word):
    plan = large_plan(kontor=2, ytelser=1, months=12, flyttinger=1)
    named = dataclasses.replace(plan.enheter[0], navn=word)
    plan = dataclasses.replace(plan, enheter=(named, *plan.enheter[1:]))
    book = openpyxl.load_workbook(BytesIO(resultat_bytes(framskriv_par(plan), [], tekster(), META)))
    for sheet, place in (("Enheter", "B2"), ("Årsverk", "C60")):
        cell = book[sheet][place]
        assert (cell.value, cell.data_type, cell.hyperlink) == (word, "s", None)


def test_every_text_is_used_and_none_is_missing(projeksjon):
    recording, used = recorded_texts()
    many = large_plan(kontor=3, ytelser=2, months=12, flyttinger=13)
    gone = dataclasses.replace(many.flyttinger[0], til=None)
    new = dataclasses.replace(many.flyttinger[1], fra=None)
    unchecked = Forutsetning("sjekk_ved_mottak", False)
    many = dataclasses.replace(many, flyttinger=(gone, new, *many.flyttinger[2:]), forutsetninger=(unchecked,))
    resultat_bytes(framskriv_par(many), [WARNING] * 9, recording, META)
    bare = dataclasses.replace(projeksjon.plan.plan, flyttinger=(), kilder=())
    resultat_bytes(framskriv_par(bare), [], recording, META)
    words_of_scenarios = {key for key in ORD if key.startswith("scenario.")} | {f"om.ark.{SCENARIOARK}"}
    series_without_sheet = {"henvendelser", "ks_timer"}
    idle = {k for k in set(ORD) - used if not any(k.endswith(f".{s}") for s in series_without_sheet)}
    # Labels and chart titles are made for every series, whether or not a sheet shows it.
    # Those of scenarios, gevinst, Budsjett and Plan mot faktisk are under test in the files of those sheets.
    elsewhere = words_of_scenarios | set(ORD_GEVINST) | set(ORD_BUDSJETT) | set(ORD_HISTORIKK)
    assert {k for k in idle if not k.startswith("diagram.")} - elsewhere == set()


def test_a_missing_text_stops_the_export_and_the_old_file_stays(tmp_path, projeksjon):
    target = tmp_path / "ut.xlsx"
    target.write_bytes(b"gammel")
    holed = {k: v for k, v in ORD.items() if k != "om.tittel"}
    with pytest.raises(KeyError, match=r"om\.tittel"):
        skriv_resultat(target, projeksjon, [], dataclasses.replace(tekster(), ord=holed), META)
    assert target.read_bytes() == b"gammel"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_named(tmp_path, projeksjon):
    with pytest.raises(CannotWrite) as caught:
        eksporter(tmp_path / "ingen" / "ut.xlsx", projeksjon, [])
    assert caught.value.reason == "mappen_finnes_ikke"
    assert not (tmp_path / "ingen").exists()


@pytest.mark.parametrize(
    "plan",
    [
        Plan("Tom", START, 12),
        Plan("Bare regnskap", START, 12, ytelser=(Ytelse("a"),),
             ressurskartlegging=(Ressurskartlegging("a", "HP1", 3.0, 100.0),)),
        Plan("Ett kontor", START, 12, enheter=(Enhet("k", "k", EnhetType.NAV_KONTOR, arsverk_stat=3.0),)),
    ],
    ids=lambda plan: plan.fylke,
)
def test_a_plan_with_next_to_nothing_is_exported(plan):
    written = resultat_bytes(framskriv_par(plan), validate(plan), tekster(), META)
    book = openpyxl.load_workbook(BytesIO(written), data_only=True)
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "e"]


def test_two_units_of_one_name_are_told_apart(projeksjon):
    plan = projeksjon.plan.plan
    twins = tuple(dataclasses.replace(e, navn="Nav Like") for e in plan.enheter[:2])
    plan = dataclasses.replace(plan, enheter=(*twins, *plan.enheter[2:]))
    written = resultat_bytes(framskriv_par(plan), [], tekster(), META)
    sheet = openpyxl.load_workbook(BytesIO(written), data_only=True)["Årsverk"]
    assert len(rows_of_block(sheet, "Nav Skien", "NAV-kontor")) == 14
    assert len(rows_of_block(sheet, "Nav Porsgrunn", "NAV-kontor")) == 14


def test_synthetic_note_is_silent_where_all_is_real(projeksjon):
    plan = dataclasses.replace(projeksjon.plan.plan, kilder=())
    assert synthetic_note(plan, tekster()) == ""


def test_the_sentence_states_both_ends():
    plan = large_plan(kontor=2, ytelser=1, months=12, flyttinger=1)
    sentence = sammendrag_setning(framskriv_par(plan))
    assert "desember 2026" in sentence
    assert "uten flyttinger" in sentence.lower()
    assert month(2026, 12) == plan.maneder[-1]
