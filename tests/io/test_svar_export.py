"""Any answer as a workbook and as JSON, read back with another library than the one that wrote it."""

import json
import re
import zipfile
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from app.svar.answer import Diagram, DiagramSlag, Format, Kolonne, Svar, Tabell
from app.svar.export import arbeidsbok
from models.io.svar_export import json_bytes
from planning_core.findings import Finding, Severity
from tests.helpers.large_plan import START, large_plan

TIME = datetime(2026, 1, 5, 9, 30)
LEVELS = Tabell(
    "Nivåer",
    (Kolonne("FE-årsverk", "årsverk", Format.ARSVERK), Kolonne("Oppfølging", "timer", Format.TIMER),
     Kolonne("etter 12 måneder", "timer", Format.TIMER), Kolonne("Forskjell", "timer", Format.TIMER, True),
     Kolonne("Måned", "", Format.MANED), Kolonne("Merke")),
    ((10.0, 500.0, 620.0, -3.5, START, "=1+1"), (11.5, 510.25, None, 4.0, START + 5, "i dag")),
    Diagram(DiagramSlag.LINJE, "Oppfølging (timer)", 0, (1, 2), "årsverk i FE"),
    "Ett nivå på hver rad.",
)
ACCOUNT = Tabell(
    "Regnskap",
    (Kolonne("Post"), Kolonne("Bunn", "årsverk", Format.ARSVERK), Kolonne("Del", "årsverk", Format.ARSVERK)),
    (("Brutto", 0.0, 54.0), ("Netto", 24.0, 30.0)),
    Diagram(DiagramSlag.STABLET, "Gevinst (årsverk)", 0, (1, 2), usynlige=frozenset({1})),
)
SVAR = Svar("prove", "En prøve", ("Den første setningen.", "=Den andre."), (LEVELS, ACCOUNT),
            {"niva": 1.5, "ikke_tall": float("nan"), "rader": [{"verdier": (1.0, float("inf"))}]})


@pytest.fixture(scope="module")
def plan():
    return large_plan(kontor=2, ytelser=1, months=12, flyttinger=1)


@pytest.fixture(scope="module")
def data(plan):
    findings = [Finding("ingen_saksinngang", Severity.WARNING)]
    return arbeidsbok(SVAR, plan, findings, plan_navn="Plan & mer", tid=TIME)


@pytest.fixture(scope="module")
def book(data):
    return openpyxl.load_workbook(BytesIO(data))


def test_sentences_tables_and_provenance_stand_in_that_order(book):
    assert book.sheetnames == ["Svar", "Nivåer", "Regnskap", "Om"]
    words = [c.value for row in book["Svar"].iter_rows() for c in row if c.value]
    assert words[0] == "En prøve"
    assert words.index("Den første setningen.") < words.index("=Den andre.") < words.index("Nivåer")
    assert "Ett nivå på hver rad." in words
    about = [c.value for row in book["Om"].iter_rows() for c in row if c.value]
    assert "Plan & mer" in about
    assert "Svaret i ord" in about
    assert any("saksinngang" in str(text) for text in about)


def test_cells_are_numbers_months_and_text_that_never_is_a_formula(book):
    header, first, second = (list(row) for row in book["Nivåer"].iter_rows(min_row=25, max_row=27, max_col=6))
    assert [c.value for c in header] == [
        "FE-årsverk\n(årsverk)", "Oppfølging\n(timer)", "etter 12 måneder\n(timer)", "Forskjell\n(timer)", "Måned", "Merke"]
    assert [c.value for c in first[:4]] == [10.0, 500.0, 620.0, -3.5]
    assert first[4].value == datetime(2026, 1, 1)
    assert (first[5].value, first[5].data_type) == ("=1+1", "s")
    assert second[2].value is None
    assert "\u2212" in first[3].number_format
    assert first[0].number_format == "#,##0.0"


def test_every_table_has_its_native_chart(data):
    archive = zipfile.ZipFile(BytesIO(data))
    charts = [archive.read(n).decode() for n in sorted(archive.namelist()) if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]
    assert len(charts) == 2
    levels, account = charts
    # Numbers on the x axis make a scatter chart; its cached values are the table's own.
    assert "<c:scatterChart>" in levels
    assert "<c:v>510.25</c:v>" in levels
    assert "Nivåer!$A$26:$A$27" in levels
    assert '<c:grouping val="stacked"/>' in account
    assert "<a:noFill/>" in account


def _book(plan, *tables):
    answer = Svar("x", "X", ("Svaret.",), tables)
    return openpyxl.load_workbook(BytesIO(arbeidsbok(answer, plan, [], plan_navn="p", tid=TIME)))


def _chart_xml(plan, table):
    answer = Svar("x", "X", ("Svaret.",), (table,))
    archive = zipfile.ZipFile(BytesIO(arbeidsbok(answer, plan, [], plan_navn="p", tid=TIME)))
    return archive.read("xl/charts/chart1.xml").decode()


def test_bars_begin_at_the_top_and_their_names_stand_beside_them_all(plan):
    bars = Tabell("Bidrag", (Kolonne("Endring"), Kolonne("Restanser", "saker", Format.SAKER, True)),
                  (("A", -5.0), ("B", 3.0)), Diagram(DiagramSlag.LIGGENDE, "Bidrag", 0, (1,), fra_null=False))
    xml = _chart_xml(plan, bars)
    names = re.search("<c:catAx>.*</c:catAx>", xml, re.S)[0]
    values = re.search("<c:valAx>.*</c:valAx>", xml, re.S)[0]
    assert ('orientation val="maxMin"' in names, 'orientation val="maxMin"' in values) == (True, False)
    assert 'tickLblPos val="low"' in names


def test_every_bar_has_its_name(plan):
    bars = Tabell("Bidrag", (Kolonne("Endring"), Kolonne("Restanser", "saker", Format.SAKER)),
                  tuple((f"Enhet {i}", float(i)) for i in range(20)), Diagram(DiagramSlag.LIGGENDE, "Bidrag", 0, (1,)))
    assert '<c:tickLblSkip val="1"/>' in _chart_xml(plan, bars)


def test_rows_are_counted_in_whole_numbers_and_no_word_of_a_header_is_cut(plan):
    table = Tabell("A", (Kolonne("Nr.", "", Format.TALL), Kolonne("Tid", "saksbehandlingsmåneder", Format.MND),
                         Kolonne("Saker", "saker", Format.SAKER)), ((1.0, 2.5, 3.0),))
    sheet = _book(plan, table)["A"]
    assert sheet["A5"].number_format == "0"
    widths = [sheet.column_dimensions[c].width for c in "ABC"]
    assert widths[0] < widths[2] < widths[1]


def test_rows_are_as_high_as_their_words(plan):
    words = Tabell("Ord", (Kolonne("Hva"), Kolonne("Antall", "saker", Format.SAKER)),
                   (("kort", 1.0), ("et svar som er så langt at det må stå over flere linjer i cellen " * 2, 2.0)))
    sheet = _book(plan, words)["Ord"]
    assert sheet.row_dimensions[5].height is None
    assert sheet.row_dimensions[6].height > 40


def test_a_narrow_table_prints_beside_its_chart_and_a_wide_one_below(plan):
    def table(name, columns):
        heads = (Kolonne("Måned", "", Format.MANED), *(Kolonne(f"Nivå {i}", "saker", Format.SAKER) for i in range(columns)))
        rows = tuple((START + r, *(float(i) for i in range(columns))) for r in range(20))
        return Tabell(name, heads, rows, Diagram(DiagramSlag.LINJE, name, 0, (1, 2)))

    narrow, wide = table("Smal", 3), table("Bred", 30)
    book = _book(plan, narrow, wide)
    assert (book["Smal"].freeze_panes, book["Bred"].freeze_panes) == ("B5", "B1")
    assert book["Smal"]["A4"].value == "Måned"
    # The chart of 20 rows stands first; every page of columns ends before it is too wide to read.
    assert book["Bred"]["A4"].value is None
    assert book["Bred"]["A25"].value == "Måned"
    assert str(book["Smal"].print_area) == "'Smal'!$A$1:$D$24,'Smal'!$F$4:$R$22"
    areas = str(book["Bred"].print_area).split(",")
    assert areas == ["'Bred'!$A$1:$P$45", "'Bred'!$Q$25:$AE$45"]
    assert book["Bred"].print_title_cols == "$A:$A"


def test_a_chart_beside_high_rows_is_printed_with_as_many_as_it_covers(plan):
    table = Tabell("A", (Kolonne("Hva"), Kolonne("Saker", "saker", Format.SAKER)),
                   tuple(("et svar som er så langt at det må stå over flere linjer i cellen " * 3, float(i)) for i in range(13)),
                   Diagram(DiagramSlag.LIGGENDE, "A", 0, (1,)))
    sheet = _book(plan, table)["A"]
    last = int(str(sheet.print_area).split(",")[1].rsplit("$", 1)[1])
    pixels = [(sheet.row_dimensions[row].height or 15.0) * 96 / 72 for row in range(4, last + 1)]
    chart = 34 * 13 + 90 + 20
    assert chart <= sum(pixels) < chart + pixels[-1]


def test_a_short_table_stands_under_its_chart_on_one_page(plan):
    few = Tabell("A", (Kolonne("Hva"), Kolonne("Saker", "saker", Format.SAKER)), (("a", 1.0), ("b", 2.0)),
                 Diagram(DiagramSlag.LIGGENDE, "A", 0, (1,)))
    sheet = _book(plan, few)["A"]
    assert sheet["A4"].value is None
    # 720 pixels of chart: columns of 12 and 13 characters, and nine of 64 pixels.
    assert str(sheet.print_area) == f"'A'!$A$1:$K${sheet.max_row}"


def test_a_chart_of_nothing_is_not_drawn(plan):
    flat, shape = (
        Tabell("A", (Kolonne("Hva"), Kolonne("Saker", "saker", Format.SAKER)), (("a", 0.0), ("b", value)),
               Diagram(DiagramSlag.LIGGENDE, "A", 0, (1,))) for value in (0.2, 2.0))
    assert not _book(plan, flat)["A"]._charts
    assert _book(plan, shape)["A"]._charts


def test_the_same_answer_gives_the_same_bytes(plan, data):
    findings = [Finding("ingen_saksinngang", Severity.WARNING)]
    assert arbeidsbok(SVAR, plan, findings, plan_navn="Plan & mer", tid=TIME) == data


def test_json_holds_sentences_and_null_for_what_is_not_defined():
    assert json.loads(json_bytes(SVAR)) == {
        "sporsmal": "prove", "setninger": ["Den første setningen.", "=Den andre."], "niva": 1.5, "ikke_tall": None,
        "rader": [{"verdier": [1.0, None]}],
    }


def test_an_answer_of_one_sentence_is_a_workbook_too(plan):
    book = openpyxl.load_workbook(BytesIO(arbeidsbok(Svar("x", "X", ("Ingenting.",)), plan, [], plan_navn="p", tid=TIME)))
    assert book.sheetnames == ["Svar", "Om"]


@pytest.mark.parametrize("name", ["", "a" * 32, "a/b", "a:b"])
def test_a_name_that_no_sheet_can_have_is_refused(name):
    with pytest.raises(ValueError, match="sheet"):
        Tabell(name, (), ())


def test_a_row_must_fit_its_columns():
    with pytest.raises(ValueError, match="columns"):
        Tabell("A", (Kolonne("a"),), ((1.0, 2.0),))
