"""Workbooks written by hand: what is read, and what is found at which cell."""

import datetime

import pytest

from models.io.excel_cells import WorkbookCells
from models.io.excel_columns import sheet_names
from models.io.excel_import import plan_from_cells
from models.io.excel_schema import SHEETS
from models.io.excel_worker import read_cells
from planning_core.months import month
from planning_core.plan import Brukere, Eier, EnhetType, Flytting, Forutsetning, Saksinngang
from tests.helpers.workbooks import book, sheets, write

WANTED = frozenset(name for sheet in SHEETS.values() for name in sheet_names(sheet))
JAN = month(2026, 1)


@pytest.fixture
def importer(tmp_path):
    """Import sheets (or an openpyxl workbook) without a process of its own."""
    def run(content):
        cells = read_cells(str(write(tmp_path / "bok.xlsx", content)), WANTED)
        assert isinstance(cells, WorkbookCells)
        return plan_from_cells(cells)
    return run


def places(found):
    """(code, sheet!cell) of every finding, in order."""
    return [(f.code, f"{f.table}!{f.cell}" if f.cell else f.table) for f in found.findings]


def errors(found):
    assert found.plan is None
    return [(code, place) for (code, place), f in zip(places(found), found.findings, strict=True) if f.is_error]


def test_the_minimal_workbook_is_a_plan_without_findings(importer):
    found = importer(sheets())
    assert places(found) == []
    plan = found.plan
    assert (plan.fylke, plan.start, plan.horisont_maneder, plan.steg_per_maned) == ("Testfylke", JAN, 12, 4)
    kontor, fe = plan.enheter
    assert (kontor.navn, kontor.type, kontor.kommune, kontor.arsverk_stat) == ("A", EnhetType.NAV_KONTOR, ("By",), 10.0)
    assert (fe.arsverk_kommune, fe.fravaer, fe.innbyggere) == (0.0, 0.06, None)
    assert plan.saksinngang == (Saksinngang("A", "dagpenger", None, 400.0),)


# ---- where tables stand -------------------------------------------------------------------------

def test_headers_lower_down_in_another_order_with_other_words(importer):
    content = sheets(Enheter=[
        ["Enheter i fylket"], [],
        [None, "Merknad", "Årsverk (stat)", " TYPE ", "Kommunale årsverk", "Enhet", "Folketall"],
        [None, "x", 10, "kontor", 4, "A", 5000],
        [],
        [None, None, 20, "FE", None, "F", None],
    ])
    found = importer(content)
    assert found.plan is not None
    assert [(e.enhet, e.arsverk_stat, e.arsverk_kommune) for e in found.plan.enheter] == [("A", 10, 4), ("F", 20, 0)]


def test_sheet_names_may_differ_in_case_and_letters(importer):
    content = sheets()
    content["oppfolgingsnorm "] = content.pop("Oppfølgingsnorm")
    content["ENHETER"] = content.pop("Enheter")
    assert importer(content).plan is not None


def test_unknown_sheets_and_columns_are_left_alone(importer):
    content = sheets(Notater=[["hva", "som"], ["helst", 1]])
    content["Ytelser"][0].append("egen kolonne")
    assert places(importer(content)) == []


def test_a_misspelt_sheet_or_column_is_said(importer):
    content = sheets(Flytinger=[["fra"]])
    content["Enheter"][0][2] = "komune"
    found = importer(content)
    assert places(found) == [("ukjent_ark", "Flytinger"), ("ukjent_kolonne", "Enheter!C1")]
    assert [f.details["forslag"] for f in found.findings] == ["Flyttinger", "kommune"]


def test_result_sheets_are_not_taken_for_misspelt_ones(importer):
    assert places(importer(sheets(Oppfølging=[["x"]], Årsverk=[["x"]], **{"Les meg": [["x"]]}))) == []


def test_missing_sheets_and_columns_are_named(importer):
    content = sheets(Ytelser=None, Plan=None, Ytelsr=[["ytelse"]])
    content["Enheter"][0][1] = "slag"
    found = importer(content)
    assert errors(found) == [
        ("mangler_ark", "Plan"), ("mangler_kolonne", "Enheter!A1"), ("mangler_ark", "Ytelser"),
    ]
    assert found.errors[1].column == "type"
    assert found.errors[2].details["lignende"] == "Ytelsr"


def test_a_sheet_without_headers(importer):
    assert errors(importer(sheets(Ytelser=[["dagpenger", 28]]))) == [("mangler_overskrift", "Ytelser")]


def test_an_empty_optional_sheet_is_an_empty_table(importer):
    assert places(importer(sheets(Ruter=[], Flyttinger=[["fra", "til", "eier", "årsverk", "fra_måned"]]))) == []


def test_a_column_given_twice(importer):
    content = sheets(Ytelser=[["ytelse", "Ytelse"], ["dagpenger", "x"]])
    found = importer(content)
    assert errors(found) == [("dobbel_kolonne", "Ytelser!B1")]
    assert found.errors[0].details["forste"] == "A1"


def test_the_same_sheet_twice(importer):
    assert errors(importer(sheets(Ytelse=[["ytelse"], ["x"]]))) == [("dobbelt_ark", "Ytelser")]


def test_examples_and_comments_are_not_data(importer):
    found = importer(sheets(Ytelser_plus=[["Eksempel: aap", 30], ["# uføretrygd", 1], [None, None]]))
    assert [y.ytelse for y in found.plan.ytelser] == ["dagpenger"]
    # Neither is the template's own, so neither is left out in silence.
    assert places(found) == [("eksempelrad_endret", "Ytelser!A3"), ("kommentarrader", "Ytelser!A4")]


def test_hidden_sheets_rows_and_columns_are_read_and_said(importer):
    made = book(sheets())
    made["Brukere"].sheet_state = "hidden"
    made["Normtid"].row_dimensions[3].hidden = True
    made["Enheter"].column_dimensions["D"].hidden = True
    found = importer(made)
    assert len(found.plan.brukere) == 1
    assert len(found.plan.normtid) == 2
    assert places(found) == [
        ("skjult_kolonne", "Enheter!D1"), ("skjulte_rader", "Normtid!A3"), ("skjult_ark", "Brukere"),
    ]


# ---- cells --------------------------------------------------------------------------------------

def test_unit_numbers_are_read_as_shown(importer):
    made = book(sheets(
        Enheter=[["enhet", "type", "innbyggere", "årsverk_stat"], [806, "NAV-kontor", 5000, 10], ["F", "FE", None, 20]],
        Saksinngang=[["enhet", "ytelse", "antall"], ["806", "dagpenger", 400]],
        Brukere=[["enhet", "brukergruppe", "antall"], [" 806 ", "alle", 300]],
    ))
    assert importer(made).plan.enheter[0].enhet == "806"
    made["Enheter"]["A2"].number_format = "0000"
    made["Saksinngang"]["A2"] = "0806"
    found = importer(made)
    assert found.plan.enheter[0].enhet == found.plan.brukere[0].enhet == "0806"
    assert places(found) == [("navn_lest_som", "Brukere!A2")]
    assert found.findings[0].details["som"] == "0806"


def test_numbers_as_text(importer):
    content = sheets(Saksinngang=[["enhet", "ytelse", "antall"], ["A", "dagpenger", "1\u202f234,5"]])
    content["Ytelser"] = [
        ["ytelse", "andel komplett", "ytre grense (dager)"], ["dagpenger", "87,5 %", "\u200328\u00a0"],
    ]
    plan = importer(content).plan
    assert plan.saksinngang[0].antall == 1234.5
    assert (plan.ytelser[0].andel_komplett, plan.ytelser[0].ytre_grense_dager) == (0.875, 28.0)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("ti", "tekst_i_tallfelt"), ("1.234", "tvetydig_tall"), ("5 %", "prosent_uventet"), (True, "tekst_i_tallfelt"),
        (datetime.date(2026, 1, 1), "dato_i_tallfelt"), ("*", "skjermet_tall"), (-1, "negativt_tall"),
        ("\u22121", "negativt_tall"), ("\u20131", "negativt_tall"),
    ],
)
def test_what_is_no_number_is_named_at_its_cell(importer, value, code):
    content = sheets()
    content["Enheter"][1][4] = value
    found = importer(content)
    assert errors(found) == [(code, "Enheter!E2")]
    assert found.errors[0].column == "årsverk_stat"


def test_error_cells_and_formulas_without_value(importer):
    made = book(sheets())
    made["Enheter"]["E2"] = "#REF!"
    made["Enheter"]["E3"] = "=1+19"
    assert errors(importer(made)) == [("feilverdi_i_celle", "Enheter!E2"), ("formel_uten_verdi", "Enheter!E3")]


def test_text_is_kept_as_typed_and_names_are_trimmed(importer):
    found = importer(sheets(
        Flyttinger=[["fra", "til", "eier", "årsverk", "fra_måned", "årsak"],
                    [" A", "F\u00a0", "Statlig", 1, "jan. 2026", "  =cmd|' /C calc'!A0\n "]],
    ))
    assert found.plan.flyttinger == (
        Flytting("A", "F", Eier.STAT, 1.0, JAN, arsak="  =cmd|' /C calc'!A0\n "),
    )


@pytest.mark.parametrize(
    "value",
    ["2026-01", datetime.date(2026, 1, 1), datetime.datetime(2026, 1, 31, 12), "jan. 2026", "januar 2026", 202601,
     "202601", "01.2026", 46023],
)
def test_every_kind_of_month(importer, value):
    content = sheets()
    content["Plan"][2][1] = value
    assert importer(content).plan.start == JAN


def test_days_counted_from_1904(importer):
    made = book(sheets(Brukere_plus=[["A", "alle", datetime.date(2026, 2, 1), 310], ["A", "alle", 46023 - 1462, 305]]))
    made.epoch = datetime.datetime(1904, 1, 1)
    assert [b.maned for b in importer(made).plan.brukere] == [None, JAN + 1, JAN]


def test_lists_yes_no_and_choices(importer):
    content = sheets()
    content["Enheter"] = [
        ["enhet", "type", "kommune", "innbyggere", "årsverk_stat", "kommunale_kan_flyttes"],
        ["A", "nav-kontor", "By, Bygd;Grend", 1, 10, "JA"], ["B", "NK", 3813, 1, 10, True],
        ["C", "NAV kontor", "x", 1, 10, 0], ["F", "Forvaltningsenhet", None, None, 20, "nei"],
    ]
    content["Normtid"][1][1], content["Normtid"][2][1] = "hp 1", "HP3 Behandle sak"
    enheter = importer(content).plan.enheter
    assert [e.kommune for e in enheter] == [("By", "Bygd", "Grend"), ("3813",), ("x",), ()]
    assert [e.kommunale_kan_flyttes for e in enheter] == [True, True, False, False]


def test_a_choice_that_is_none_of_them(importer):
    content = sheets()
    content["Enheter"][1][1] = "kontoret"
    found = importer(content)
    assert errors(found) == [("ukjent_valg", "Enheter!B2")]
    assert found.errors[0].details["lovlige"] == ("NAV-kontor", "forvaltningsenhet")


def test_two_numbers_that_excel_made_into_one(importer):
    content = sheets()
    content["Enheter"][1][2] = 3813.3814
    assert errors(importer(content)) == [("tall_i_liste", "Enheter!C2")]


def test_an_empty_count_is_zero_and_said(importer):
    found = importer(sheets(Saksinngang_plus=[["A", "dagpenger", "2026-02", None]]))
    assert found.plan.saksinngang[1].antall == 0.0
    assert places(found) == [("tom_lest_som_null", "Saksinngang!D3")]


def test_an_empty_cell_that_must_be_filled(importer):
    assert errors(importer(sheets(Saksinngang_plus=[[None, "dagpenger", "2026-02", 5]]))) == [
        ("mangler_verdi", "Saksinngang!A3"),
    ]


# ---- wide tables --------------------------------------------------------------------------------

def test_one_column_a_month(importer):
    found = importer(sheets(
        Brukere=[["Brukere per måned"], ["enhet", "brukergruppe", "Sum", "Hver måned", "2026-01", "feb. 2026",
                                         datetime.date(2026, 3, 1), 202604],
                 ["A", "alle", 999, 300, 310, None, "1 320", 330]],
    ))
    assert found.plan.brukere == tuple(
        Brukere("A", "alle", m, n) for m, n in ((None, 300), (JAN, 310), (JAN + 2, 1320), (JAN + 3, 330))
    )
    assert places(found) == []


def test_findings_in_a_wide_table_stand_at_the_month(importer):
    found = importer(sheets(
        Saksinngang=[["enhet", "ytelse", "2026-01", "2026-02", "hver måned"], ["A", "dagpenger", "ti", -1, 5],
                     ["B", "dagpenger", 1, None, None]],
    ))
    assert errors(found) == [
        ("tekst_i_tallfelt", "Saksinngang!C2"), ("negativt_tall", "Saksinngang!D2"), ("ukjent_enhet", "Saksinngang!A3"),
    ]


def test_the_same_month_twice_in_a_wide_table(importer):
    found = importer(sheets(Brukere=[["enhet", "brukergruppe", "2026-01", "jan. 2026"], ["A", "alle", 1, 2]]))
    assert errors(found) == [("dobbel_maned", "Brukere!D1")]


def test_long_and_wide_at_once_reads_the_long_part(importer):
    found = importer(sheets(
        Brukere=[["enhet", "brukergruppe", "måned", "antall", "2026-05"], ["A", "alle", None, 300, 7]],
    ))
    assert found.plan.brukere == (Brukere("A", "alle", None, 300.0),)
    assert places(found) == [("lang_og_bred", "Brukere!E1")]


# ---- Plan and Forutsetninger --------------------------------------------------------------------

def test_keys_of_the_plan(importer):
    found = importer(sheets(Plan=[
        ["nøkkel", "verdi"], ["Start", "2026-01"], ["horisont_måneder", 36.5], ["Steg per måned", None], ["eier", "x"],
        ["start", "2026-02"], ["timer_per_årsverk", "mange"],
    ]))
    assert places(found) == [
        ("ikke_heltall", "Plan!B3"), ("ukjent_nokkel", "Plan!A5"), ("dobbel_nokkel", "Plan!B6"),
        ("tekst_i_tallfelt", "Plan!B7"),
    ]


def test_a_plan_without_start(importer):
    content = sheets(Plan=[["nøkkel", "verdi"], ["fylke", "X"]])
    assert errors(importer(content)) == [("mangler_nokkel", "Plan")]
    content["Plan"].append(["start", None])
    assert errors(importer(content)) == [("mangler_planverdi", "Plan!B3")]


def test_validation_of_the_plan_sheet_stands_at_its_cell(importer):
    content = sheets()
    content["Plan"] = [[], [None, "verdi", "nøkkel"], [None, 7, "horisont_måneder"], [None, "2026-01", "start"]]
    assert errors(importer(content)) == [("horisont_utenfor_grenser", "Plan!B3")]


def test_assumptions_are_read_by_their_key(importer):
    found = importer(sheets(Forutsetninger=[
        ["nøkkel", "verdi", "lav", "høy"], ["laeretid_mnd", 12, 6, "15"], ["sjekk_ved_mottak", "nei"],
        ["gevinstniva", "Moderat"], ["turnover_ar", "5 %"], ["absorpsjon", None],
        ["kroner_per_årsverk", None],
    ]))
    assert found.plan.forutsetninger == (
        Forutsetning("laeretid_mnd", 12.0, 6.0, 15.0), Forutsetning("sjekk_ved_mottak", False),
        Forutsetning("gevinstniva", "moderat"), Forutsetning("turnover_ar", 0.05), Forutsetning("absorpsjon", 0.3),
        Forutsetning("kroner_per_årsverk", None),
    )


def test_wrong_assumptions_are_named(importer):
    found = importer(sheets(Forutsetninger=[
        ["nøkkel", "verdi"], ["laeretid_mnd", "lang"], ["sjekk_ved_mottak", "kanskje"], ["gevinstniva", "høyt"],
        ["læretid", 5],
    ]))
    assert errors(found) == [
        ("tekst_i_tallfelt", "Forutsetninger!B2"), ("ikke_ja_nei", "Forutsetninger!B3"),
        ("ukjent_valg", "Forutsetninger!B4"), ("ukjent_forutsetning", "Forutsetninger!A5"),
    ]


# ---- all findings at once -----------------------------------------------------------------------

def test_readable_cells_are_validated_beside_unreadable_ones(importer):
    content = sheets(
        Saksinngang_plus=[["A", "dagpengr", None, 5], ["A", "dagpenger", "2026-02", "1.234"]],
        Flyttinger=[["fra", "til", "eier", "årsverk", "fra_måned"], ["A", "F", "stat", 99, "2026-03"],
                    ["A", "F", "fylke", 1, "2025-03"]],
        Gevinster=[["navn", "type", "moderat", "optimistisk"], ["g", "andre", 0.6, 0.7], ["h", "andre", 0.6, "0,7 kr"]],
    )
    content["Enheter"][2][3] = "mange"
    assert errors(importer(content)) == [
        ("tekst_i_tallfelt", "Enheter!D3"),
        ("ukjent_ytelse", "Saksinngang!B3"), ("tvetydig_tall", "Saksinngang!D4"),
        ("tar_mer_enn_enheten_har", "Flyttinger!D2"), ("ukjent_valg", "Flyttinger!C3"),
        ("flytting_foer_start", "Flyttinger!E3"),
        ("tekst_i_tallfelt", "Gevinster!D3"),
    ]


def test_nothing_is_found_that_only_an_unreadable_cell_could_cause(importer):
    content = sheets(
        Flyttinger=[["fra", "til", "eier", "årsverk", "fra_måned"], ["F", "A", "stat", "mange", "2026-01"],
                    ["A", "F", "stat", 12, "2026-03"]],
    )
    content["Saksinngang"][1][2] = "hver"
    content["Enheter"][1][1] = "kontoret"
    assert errors(importer(content)) == [
        ("ukjent_valg", "Enheter!B2"), ("ikke_maned", "Saksinngang!C2"), ("tekst_i_tallfelt", "Flyttinger!D2"),
    ]


def test_a_missing_sheet_does_not_make_every_name_unknown(importer):
    assert errors(importer(sheets(Enheter=None))) == [("mangler_ark", "Enheter")]


def test_a_wrong_start_does_not_hide_other_findings(importer):
    content = sheets(Saksinngang_plus=[["B", "dagpenger", None, 5]])
    content["Plan"][2][1] = "snart"
    assert errors(importer(content)) == [("ikke_maned", "Plan!B3"), ("ukjent_enhet", "Saksinngang!A3")]


# ---- the account alone --------------------------------------------------------------------------

KART = [["ytelse", "hovedprosess", "årsverk"], ["dagpenger", "HP3", 100], ["dagpenger", "HP5", 30]]


def test_only_ressurskartlegging_needs_no_units(importer):
    found = importer({"Plan": [["nøkkel", "verdi"], ["start", "2026-01"]], "Ressurskartlegging": KART})
    assert found.plan is not None
    assert [r.arsverk for r in found.plan.ressurskartlegging] == [100, 30]
    assert ("ingen_saksinngang", "Saksinngang") in places(found)


def test_only_ressurskartlegging_and_no_plan_sheet_says_which_start(importer):
    found = importer({"Ressurskartlegging": KART})
    assert found.plan.start == JAN
    assert ("start_antatt", "Plan") in places(found)


def test_with_cases_units_are_needed(importer):
    assert errors(importer(sheets(Enheter=None, Ressurskartlegging=KART))) == [("mangler_ark", "Enheter")]


# ---- far too much -------------------------------------------------------------------------------

def test_a_sheet_full_of_faults_is_given_up(importer, monkeypatch):
    monkeypatch.setattr("models.io.excel_tables.MAX_FINDINGS", 3)
    found = importer(sheets(Normtid_plus=[["dagpenger", "HP2", "x"]] * 9))
    assert errors(found) == [("tekst_i_tallfelt", f"Normtid!C{row}") for row in (4, 5, 6)] + [("flere_funn", "Normtid!A7")]


def test_a_table_that_never_ends_is_given_up(importer, monkeypatch):
    monkeypatch.setattr("models.io.excel_tables.MAX_ROWS", 3)
    content = sheets(Normtid_plus=[["dagpenger", "HP2", 1], ["dagpenger", "HP4", 1]])
    assert errors(importer(content)) == [("for_mange_rader", "Normtid!A5")]
