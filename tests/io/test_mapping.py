"""Unknown workbooks: what is guessed, what is read by a mapping, and what it does to a plan."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.io.excel_cells import SheetCells
from models.io.excel_schema import SHEETS
from models.io.mapping import Answer, Grid, Mapping, Mark, Mode, Point, text_key
from models.io.mapping_areas import areas
from models.io.mapping_guess import guess, guess_area
from models.io.mapping_merge import merge
from models.io.mapping_names import How, Names, name_key, parts
from models.io.mapping_read import MAX_CELL_FINDINGS, read
from models.io.samples import eksempel
from planning_core.months import month
from planning_core.plan import Brukere, Enhet, EnhetType
from planning_core.validate import validate
from tests.helpers.nav_tables import book, cells, fylker, ledighet, nedsatt

JANUARY = month(2025, 1)
GROUPS = tuple(
    Answer("brukergruppe", text_key(name), "arbeidssøkere")
    for name in ("Arbeidssøkere på tiltak", "Delvis ledige", "Helt ledige")
)


@pytest.fixture(scope="module")
def plan():
    return eksempel("telemark")


def best(plan, *sheets):
    return guess(book(*sheets), plan)[0].mapping


def of(reading, unit):
    return [r.values["antall"] for r in reading.rows if r.values["enhet"] == unit]


def codes(reading, errors=True):
    return [f.code for f in reading.findings if f.is_error is errors]


# Areas


def test_tables_side_by_side_are_two(plan):
    left, right = areas(Grid(ledighet()))
    assert (left.header, left.last, left.left, left.right) == (2, 32, 2, 9)
    assert (right.header, right.last, right.left, right.right) == (2, 17, 11, 18)


def test_tables_without_a_gap_are_told_by_headings_that_begin_anew():
    both = cells([["Kontor", "Antall", "Kontor", "Antall"], ["A", 1, "B", 2]])
    assert [(a.left, a.right) for a in areas(Grid(both))] == [(1, 2), (3, 4)]


def test_a_title_above_and_blank_rows_do_not_hide_the_headings():
    sheet = cells([["Restanser per 31.01.2026"], [None], [None, "Kontor", "Ytelse", "Antall"], [None, "A", "x", 4], [None],
                   [None, "B", "x", 5]])
    [area] = areas(Grid(sheet))
    assert (area.header, area.last, area.left) == (3, 6, 2)


# Guessing


def test_the_sheet_whose_names_are_the_plans_is_guessed(plan):
    mapping = best(plan, fylker(), ledighet())
    assert mapping.target == "Brukere"
    assert mapping.area.sheet == "Telemark"
    assert dict(mapping.columns) == {"maned": 12, "enhet": 14, "brukergruppe": 15, "antall": 17}, "the table with fewer stars"


def test_the_group_is_told_by_the_sheets_name(plan):
    mapping = best(plan, nedsatt())
    assert mapping.constant_of("brukergruppe") == "nedsatt arbeidsevne"
    assert dict(mapping.columns) == {"enhet": 4, "antall": 7, "maned": 9}


def test_a_month_above_the_table_is_the_month_of_all_rows(plan):
    sheet = cells([["Helt ledige i januar 2025"], ["NAV-kontor", "Antall personer"], ["Skien", 900], ["NAV Tinn", 100]])
    mapping = best(plan, sheet)
    assert mapping.constant_of("maned") == "2025-01"


def test_years_in_a_name_are_no_month(plan):
    sheet = cells([["Kontor", "Antall personer"], ["Skien", 900], ["NAV Tinn", 100]], "ledige 2010-2024")
    assert best(plan, sheet).constant_of("maned") is None


def test_only_the_whole_is_kept_where_it_stands_beside_its_parts(plan):
    rows = [[unit, sex, count] for unit in ("Skien", "Bamble")
            for sex, count in (("Kvinner", 4), ("Menn", 6), ("Begge kjønn", 10))]
    sheet = cells([["Kontor", "Kjønn", "Antall arbeidssøkere"], *rows], "ledige jan 2025")
    mapping = best(plan, sheet)
    reading = read(mapping, Grid(sheet), plan)
    assert of(reading, "Nav Skien") == [10]
    doubled = read(replace(mapping, keep=()), Grid(sheet), plan)
    assert of(doubled, "Nav Skien") == [20]
    assert "kan_telle_dobbelt" in codes(doubled, errors=False)


@pytest.mark.parametrize("heads", [("jan", "feb"), (1, 2), ("01", "02")])
def test_wide_months_are_found_under_two_rows_of_headings(plan, heads):
    sheet = cells([[None, None, 2026, None], ["Kontor", "Ytelse", *heads],
                   ["Skien", "AAP", 10, 12], ["Bamble", "dagpenger", 5, "-"]], "Mottatte søknader", merged=((1, 3, 1, 4),))
    grid = Grid(sheet)
    area = replace(areas(grid, 2)[0], header_rows=2)
    mapping = guess_area(grid, area, plan, target="Saksinngang").mapping
    assert mapping.wide
    reading = read(mapping.with_marks([Mark("-", 0.0)]), grid, plan)
    assert {(r.values["enhet"], r.values["ytelse"], r.values["maned"], r.values["antall"]) for r in reading.rows} == {
        ("Nav Skien", "arbeidsavklaringspenger", month(2026, 1), 10.0),
        ("Nav Skien", "arbeidsavklaringspenger", month(2026, 2), 12.0),
        ("Nav Bamble", "dagpenger", month(2026, 1), 5.0), ("Nav Bamble", "dagpenger", month(2026, 2), 0.0),
    }


# Names


@pytest.fixture
def units(plan):
    return Names(plan, SHEETS["Brukere"].column("enhet"), "Brukere")


@pytest.mark.parametrize(("text", "unit", "how"), [
    ("Nav Midt-Telemark", "Nav Midt-Telemark", How.SAME),
    ("NAV MIDT TELEMARK ", "Nav Midt-Telemark", How.SAME),
    ("Skien kommune", "Nav Skien", How.SAME),
    ("0821", "Nav Midt-Telemark", How.NUMBER),
    ("821", "Nav Midt-Telemark", How.NUMBER),
    ("0806 Skien", "Nav Skien", How.NUMBER),
    ("Fyresdal", "Nav Vest-Telemark", How.KOMMUNE),
    ("4018 Nome", "Nav Midt-Telemark", How.NUMBER),
    ("Forvaltningsenheten", "Nav forvaltningsenhet Telemark", How.KNOWN_AS),
])
def test_names_beyond_doubt(units, text, unit, how):
    assert units.find(text) == (unit, how, True)


@pytest.mark.parametrize(("text", "unit", "how"), [
    ("NAV Bø", None, None),
    ("Nav Midt Telemrk", "Nav Midt-Telemark", How.ALIKE),
    ("Krageroe", "Nav Kragerø", How.ALIKE),
    ("40 Telemark", None, How.WHOLE),
    ("Landet", None, How.WHOLE),
    ("03 Oslo", None, None),
    ("Troms ", None, None),
])
def test_names_the_user_decides(units, text, unit, how):
    assert units.find(text) == (unit, how, False)


def test_a_kommune_of_two_kontor_is_no_match():
    plan = eksempel("nord-gudbrandsdal")
    names = Names(plan, SHEETS["Brukere"].column("enhet"), "Brukere")
    assert names.find("Lom")[:2] == ("NAV Lom", How.SAME), "the kontor's own name wins"
    without = replace(plan, enheter=tuple(e for e in plan.enheter if e.enhet != "NAV Lom") + (
        Enhet("Kontor Nord", "Kontor Nord", EnhetType.NAV_KONTOR, ("Lom",)),))
    assert Names(without, SHEETS["Brukere"].column("enhet"), "Brukere").find("Lom") == (None, None, False)


def test_numbers_are_the_keys_of_a_plan(plan):
    numbered = replace(plan, enheter=(Enhet("0301", "Nav Frogner", EnhetType.NAV_KONTOR),))
    names = Names(numbered, SHEETS["Brukere"].column("enhet"), "Brukere")
    assert names.find("301 Et annet ord") == ("0301", How.NUMBER, True)
    assert names.find("NAV Frogner") == ("0301", How.SAME, True)


@given(st.text(max_size=40))
def test_any_text_has_a_key_and_parts(text):
    assert isinstance(name_key(text), str)
    number, words = parts(text)
    assert not number.startswith("0") or number == "0"
    assert isinstance(words, str)


# Reading


def test_parts_of_a_unit_and_of_a_group_are_added(plan):
    sheet = ledighet()
    mapping = best(plan, sheet).with_answers(GROUPS).with_marks([Mark("*", None)])
    reading = read(mapping, Grid(sheet), plan)
    # Skien 100 + 101 + 102; Nome 10 + 11 + 12 and Midt-Telemark 30 + 31 + 32; Fyresdal * + 4 + 5
    assert of(reading, "Nav Skien") == [303]
    assert of(reading, "Nav Midt-Telemark") == [126]
    assert of(reading, "Nav Vest-Telemark") == [9]
    assert {r.values["maned"] for r in reading.rows} == {JANUARY}
    assert reading.is_ready
    [star] = [f for f in reading.findings if f.code == "skjulte_tall_utelatt"]
    assert (star.table, star.cell, star.details["antall"]) == ("Telemark", "Q15", 1)


def test_a_star_is_asked_about_and_may_be_a_number(plan):
    sheet = ledighet()
    mapping = best(plan, sheet).with_answers(GROUPS)
    assert codes(read(mapping, Grid(sheet), plan)) == ["tegn_uten_valg"]
    assert of(read(mapping.with_marks([Mark("*", 2.0)]), Grid(sheet), plan), "Nav Vest-Telemark") == [11]


def test_names_that_are_not_decided_stop_the_import(plan):
    sheet = ledighet(extra=[[None] * 9 + [2025, 202501, "x", "NAV Bø", "Helt ledige", "Begge kjønn", 7, 0.1]])
    right = next(g.mapping for g in guess(book(sheet), plan) if g.mapping.area.left == 11)
    mapping = right.with_answers(GROUPS).with_marks([Mark("*", None)])
    reading = read(mapping, Grid(sheet), plan)
    assert [n.text for n in reading.undecided] == ["NAV Bø"]
    assert codes(reading) == ["navn_uten_valg"]
    assert not reading.is_ready
    left_out = read(mapping.with_answers([Answer("enhet", text_key("NAV Bø"), None)]), Grid(sheet), plan)
    assert left_out.is_ready
    assert [f.details["navn"] for f in left_out.findings if f.code == "navn_utelatt"] == [("NAV Bø",)]
    chosen = read(mapping.with_answers([Answer("enhet", text_key("NAV Bø"), "Nav Midt-Telemark")]), Grid(sheet), plan)
    assert of(chosen, "Nav Midt-Telemark") == [133]


def test_an_answer_that_names_a_unit_of_another_plan_is_no_answer(plan):
    sheet = ledighet()
    mapping = best(plan, sheet).with_answers([Answer("enhet", text_key("4003 Skien"), "Nav Hamar")])
    assert of(read(mapping.with_answers(GROUPS), Grid(sheet), plan), "Nav Skien") == [303]


def test_a_new_name_is_only_ever_the_workbooks_own(plan):
    mapping, grid = simple(plan, ["Skien", "Helt ledige", 5])
    other = mapping.with_answers([Answer("brukergruppe", "helt_ledige", "en gruppe i en annen plan")])
    assert [n.text for n in read(other, grid, plan).undecided] == ["Helt ledige"]
    own = mapping.with_answers([Answer("brukergruppe", "helt_ledige", "Helt ledige")])
    assert [r.values["brukergruppe"] for r in read(own, grid, plan).rows] == ["Helt ledige"]


SHARES = [["Ytelse", "Hovedprosess", "Andel FE"], ["dagpenger", "HP1", 0.4], ["dagpenger", "HP3", 0.9]]


@pytest.mark.parametrize("heading", ["Saker inn", "Nye saker", "Innkomne saker", "Inn", "Antall saker"])
@pytest.mark.parametrize("month_column", [True, False])
def test_a_small_table_of_cases_received_is_saksinngang(plan, heading, month_column):
    rows = [["Kontor", "Ytelse", "Måned", heading], ["Skien", "dagpenger", "jan. 2026", 40],
            ["Bamble", "dagpenger", "jan. 2026", 30]]
    sheet = cells(rows if month_column else [[*r[:2], r[3]] for r in rows])
    mapping = best(plan, sheet)
    assert mapping.target == "Saksinngang"
    assert mapping.column_of("antall") == (4 if month_column else 3)


@pytest.mark.parametrize(("headings", "name"), [
    (["Saker inn", "Vedtak"], "Ark1"), (["Saker inn", "Restanser"], "Ark1"), (["Mottatte saker", "Behandlede saker"], "Ark1"),
    (["Saker inn"], "Historikk"),
])
def test_more_than_cases_received_is_history(plan, headings, name):
    sheet = cells([["Kontor", "Ytelse", "Måned", *headings], ["Skien", "dagpenger", "2026-01", *[40] * len(headings)]], name)
    assert best(plan, sheet).target == "Historikk"


def test_whether_a_share_is_per_cent_is_asked(plan):
    sheet = cells(SHARES, "Grensesnitt")
    mapping = best(plan, sheet)
    assert mapping.target == "Grensesnitt"
    reading = read(mapping, Grid(sheet), plan)
    assert codes(reading) == ["prosent_ikke_valgt"]
    assert reading.shares == ("andel_fe",)
    as_shares = read(mapping.with_percent("andel_fe", False), Grid(sheet), plan)
    assert [r.values["andel_fe"] for r in as_shares.rows] == [0.4, 0.9]
    as_percent = read(mapping.with_percent("andel_fe", True), Grid(sheet), plan)
    assert [r.values["andel_fe"] for r in as_percent.rows] == pytest.approx([0.004, 0.009])


@pytest.mark.parametrize("forty", [40, "40", "40,0"])
def test_shares_above_one_can_only_be_per_cent(plan, forty):
    sheet = cells([SHARES[0], ["dagpenger", "HP1", forty], ["dagpenger", "HP3", 0]], "Grensesnitt")
    reading = read(best(plan, sheet), Grid(sheet), plan)
    assert codes(reading) == []
    assert [r.values["andel_fe"] for r in reading.rows] == pytest.approx([0.4, 0.0])


@pytest.mark.parametrize("rows_above", [1, 500])
def test_a_share_below_one_is_asked_about_beside_others_above(plan, rows_above):
    """0,5 beside 40 is 0,5 % to one reader, and 50 % to another who typed one cell in another way."""
    above = [["dagpenger", f"HP{1 + n % 2}", 40] for n in range(rows_above)]
    sheet = cells([SHARES[0], *above, ["dagpenger", "HP3", 0.5]], "Grensesnitt")
    mapping = best(plan, sheet)
    reading = read(mapping, Grid(sheet), plan)
    asked = [(f.code, f.value, f.cell) for f in reading.findings if f.code == "prosent_ikke_valgt"]
    assert asked == [("prosent_ikke_valgt", 0.5, f"C{rows_above + 2}")]
    as_percent = read(mapping.with_percent("andel_fe", True), Grid(sheet), plan)
    assert "prosent_ikke_valgt" not in codes(as_percent)
    assert as_percent.rows[-1].values["andel_fe"] == 0.005


def test_an_answer_about_per_cent_does_not_follow_to_another_column(plan):
    sheet = cells([["Ytelse", "Hovedprosess", "Andel FE", "Ny andel"], ["dagpenger", "HP1", 40, 0.4]], "Grensesnitt")
    mapping = best(plan, sheet)
    assert dict(mapping.percent) == {"andel_fe": True}
    moved = mapping.with_column("andel_fe", 4)
    assert codes(read(moved, Grid(sheet), plan)) == ["prosent_ikke_valgt"]
    assert mapping.with_column("andel_fe", 3).percent == mapping.percent


def test_text_with_a_per_cent_sign_is_not_asked_about(plan):
    sheet = cells([SHARES[0], ["dagpenger", "HP1", "40 %"]], "Grensesnitt")
    reading = read(best(plan, sheet), Grid(sheet), plan)
    assert codes(reading) == []
    assert [r.values["andel_fe"] for r in reading.rows] == [0.4]


@pytest.mark.parametrize(("point", "value"), [(Point.THOUSANDS, 1234.0), (Point.DECIMALS, 1.234)])
def test_what_a_point_means_is_asked(plan, point, value):
    sheet = cells([["Kontor", "Måned", "Gruppe", "Antall"], ["Skien", "2025-01", "arbeidssøkere", "1.234"]])
    mapping = best(plan, sheet)
    reading = read(mapping, Grid(sheet), plan)
    assert codes(reading) == ["tvetydig_tall"]
    assert reading.ambiguous == 1
    assert of(read(replace(mapping, point=point), Grid(sheet), plan), "Nav Skien") == [value]


def test_hidden_rows_are_left_out_until_the_user_wants_them(plan):
    sheet = cells([["Kontor", "Gruppe", "Antall"], ["Skien", "arbeidssøkere", 5], ["Bamble", "arbeidssøkere", 6]],
                  hidden_rows=(3,))
    mapping = best(plan, sheet)
    reading = read(mapping, Grid(sheet), plan)
    assert [r.values["enhet"] for r in reading.rows] == ["Nav Skien"]
    assert codes(reading, errors=False) == ["skjulte_rader_utelatt"]
    assert len(read(replace(mapping, hidden=True), Grid(sheet), plan).rows) == 2


def test_a_name_that_stands_once_goes_for_the_rows_below(plan):
    sheet = cells([["Kontor", "Ytelse", "Beholdning"], ["Skien", "AAP", 5], [None, "dagpenger", 6], [None, "sykepenger", 7]])
    mapping = best(plan, sheet)
    assert mapping.target == "Restanser"
    assert mapping.fill_down
    assert of(read(mapping, Grid(sheet), plan), "Nav Skien") == [5, 6, 7]
    without = read(replace(mapping, fill_down=False), Grid(sheet), plan)
    assert of(without, "Nav Skien") == [5]
    assert "rader_uten_navn" in codes(without, errors=False)


def test_what_is_merged_over_rows_is_a_name_of_them_all_but_one_number(plan):
    sheet = cells([["Kontor", "Ytelse", "Beholdning"], ["Skien", "AAP", 5], [None, "dagpenger", None], ["Bamble", "AAP", 7]],
                  merged=((2, 1, 3, 1), (2, 3, 3, 3)))
    reading = read(best(plan, sheet), Grid(sheet), plan)
    assert [(r.values["enhet"], r.values["ytelse"], r.values["antall"]) for r in reading.rows] == [
        ("Nav Skien", "arbeidsavklaringspenger", 5), ("Nav Bamble", "arbeidsavklaringspenger", 7)]


def test_a_name_in_a_hidden_row_goes_for_the_rows_below_it(plan):
    sheet = cells([["Kontor", "Ytelse", "Beholdning"], ["Skien", "AAP", 5], [None, "dagpenger", 6], ["Bamble", "AAP", 7],
                   [None, "dagpenger", 8]], hidden_rows=(4,))
    reading = read(best(plan, sheet), Grid(sheet), plan)
    assert of(reading, "Nav Skien") == [5, 6]
    assert of(reading, "Nav Bamble") == [8]


def test_a_footnote_is_no_row(plan):
    sheet = cells([["Kontor", "Gruppe", "Antall"], ["Skien", "arbeidssøkere", 5], ["Kilde: Nav"]])
    reading = read(best(plan, sheet), Grid(sheet), plan)
    assert reading.is_ready
    assert reading.undecided == ()


def test_a_cell_that_is_no_number_is_named(plan):
    sheet = cells([["Kontor", "Gruppe", "Antall"], ["Skien", "arbeidssøkere", "mange"]], "Brukere")
    [finding] = [f for f in read(best(plan, sheet), Grid(sheet), plan).findings if f.is_error]
    assert (finding.code, finding.table, finding.cell, finding.value) == ("tekst_i_tallfelt", "Brukere", "C2", "mange")


def test_a_mapping_without_what_the_sheet_needs_says_so(plan):
    sheet = cells([["Kontor", "Gruppe", "Antall"], ["Skien", "arbeidssøkere", 5]])
    reading = read(best(plan, sheet).with_column("enhet", None), Grid(sheet), plan)
    assert [(f.code, f.column) for f in reading.findings if f.is_error] == [("felt_uten_kolonne", "enhet")]


CELL = st.one_of(
    st.none(), st.integers(0, 10**6), st.floats(allow_nan=False), st.booleans(), st.text(max_size=8),
    st.sampled_from(["Skien", "0821", "*", "202501", "1.234", "AAP", "Begge kjønn", "Kontor", "Antall", "jan. 2026"]),
)


@given(st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=8))
def test_no_sheet_makes_guessing_or_reading_fail(rows):
    plan = eksempel("telemark")
    sheet = cells(rows)
    for found in guess(book(sheet), plan):
        reading = read(found.mapping, Grid(sheet), plan)
        assert reading.rows or reading.findings
        merge(reading, plan)


# Merging


def ready(plan, mode=Mode.UPDATE):
    sheet = ledighet()
    mapping = replace(best(plan, sheet).with_answers(GROUPS).with_marks([Mark("*", None)]), mode=mode)
    return read(mapping, Grid(sheet), plan)


def test_rows_about_the_same_thing_are_replaced_and_the_rest_kept(plan):
    found = merge(ready(plan), plan)
    assert found.plan is not None
    new = {(b.enhet, b.brukergruppe, b.maned): b.antall for b in found.plan.brukere}
    old = {(b.enhet, b.brukergruppe, b.maned): b.antall for b in plan.brukere}
    changed = {k for k in new if new[k] != old.get(k)}
    units = ("Nav Skien", "Nav Bamble", "Nav Midt-Telemark", "Nav Vest-Telemark")
    assert changed == {(unit, "arbeidssøkere", JANUARY) for unit in units}
    assert set(new) == set(old)
    assert replace(found.plan, brukere=plan.brukere) == plan


def test_the_whole_table_can_be_replaced(plan):
    found = merge(ready(plan, Mode.REPLACE), plan)
    assert found.plan is not None
    assert {b.enhet for b in found.plan.brukere} == {"Nav Skien", "Nav Bamble", "Nav Midt-Telemark", "Nav Vest-Telemark"}
    missing = [f for f in found.findings if f.code == "kontor_uten_brukere"]
    assert missing, "what validation says about the new plan, and did not say about the old one"


def test_columns_the_workbook_has_not_are_kept(plan):
    sheet = cells([["Kontor", "Årsverk stat"], ["NAV Skien", 61.5]], "Bemanning")
    mapping = guess_area(Grid(sheet), areas(Grid(sheet))[0], plan, target="Enheter").mapping
    found = merge(read(mapping, Grid(sheet), plan), plan)
    assert found.plan is not None
    before = next(e for e in plan.enheter if e.enhet == "Nav Skien")
    assert found.plan.enheter == tuple(
        replace(e, arsverk_stat=61.5) if e is before else e for e in plan.enheter)


def test_what_validation_finds_stands_at_the_workbooks_cell(plan):
    sheet = cells([["Kontor", "Årsverk stat"], ["NAV Skien", -4]], "Bemanning", left=2, top=2)
    mapping = guess_area(Grid(sheet), areas(Grid(sheet))[0], plan, target="Enheter").mapping
    found = merge(read(mapping, Grid(sheet), plan), plan)
    assert found.plan is None
    [error] = [f for f in found.findings if f.is_error]
    assert (error.table, error.cell, error.column) == ("Bemanning", "C3", "årsverk_stat")


def test_a_reading_that_is_not_ready_gives_no_plan(plan):
    sheet = ledighet()
    found = merge(read(best(plan, sheet), Grid(sheet), plan), plan)
    assert found.plan is None
    assert {f.code for f in found.errors} == {"navn_uten_valg"}


def test_importing_twice_is_importing_once(plan):
    once = merge(ready(plan), plan).plan
    assert merge(ready(plan), once).plan == once


@given(st.dictionaries(st.sampled_from([e.enhet for e in eksempel("telemark").kontor]), st.integers(1, 5000), min_size=1))
def test_what_stands_in_the_sheet_is_what_the_plan_gets(counts):
    plan = eksempel("telemark")
    sheet = cells([["Kontor", "Gruppe", "Måned", "Antall"], *([u, "arbeidssøkere", 202512, n] for u, n in counts.items())])
    mapping = Mapping("Brukere", areas(Grid(sheet))[0], (("enhet", 1), ("brukergruppe", 2), ("maned", 3), ("antall", 4)))
    found = merge(read(mapping, Grid(sheet), plan), plan)
    assert found.plan is not None
    when = month(2025, 12)
    held = {b.enhet: b.antall for b in found.plan.brukere if b.maned == when and b.brukergruppe == "arbeidssøkere"}
    assert {u: held[u] for u in counts} == counts
    assert sum(isinstance(b, Brukere) for b in found.plan.brukere) == len(found.plan.brukere)


def test_an_empty_sheet_has_no_tables(plan):
    assert guess(book(SheetCells("Tomt")), plan) == ()


# Headings


def test_a_year_above_the_months_is_found_by_itself(plan):
    sheet = cells([[None, None, 2026, None], ["Kontor", "Ytelse", "jan", "feb"], ["Skien", "AAP", 10, 12]],
                  "Mottatte søknader", merged=((1, 3, 1, 4),))
    mapping = best(plan, sheet)
    assert (mapping.target, mapping.wide, mapping.area.header_rows) == ("Saksinngang", True, 2)
    months = [r.values["maned"] for r in read(mapping, Grid(sheet), plan).rows]
    assert months == [month(2026, 1), month(2026, 2)]


@pytest.mark.parametrize(("year", "when"), [(2025, "Mars"), (2025, "mar."), ("2025", 3), (2025.0, 3.0), (2024, "2025-03")])
def test_year_and_month_in_columns_of_their_own(plan, year, when):
    sheet = cells([["Kontor", "Antall ledige", "År", "Måned"], ["Skien", 900, year, when]], "Brukere")
    mapping = best(plan, sheet)
    if when == "2025-03":
        assert mapping.column_of("ar") is None, "a whole month needs no year"
    else:
        assert (mapping.column_of("maned"), mapping.column_of("ar")) == (4, 3)
    rows = read(mapping.with_constant("brukergruppe", "arbeidssøkere"), Grid(sheet), plan).rows
    assert [r.values["maned"] for r in rows] == [month(2025, 3)]


def test_a_table_without_headings_is_known_by_what_stands_in_it(plan):
    sheet = cells([["Skien", "2025-01", 900], ["Bamble", "2025-01", 200]], "Brukere")
    [area] = areas(Grid(sheet), 0)
    assert (area.header, area.first, area.last) == (0, 1, 2)
    mapping = guess_area(Grid(sheet), area, plan, target="Brukere").mapping
    assert (mapping.column_of("enhet"), mapping.column_of("maned")) == (1, 2)
    mapping = mapping.with_column("antall", 3).with_constant("brukergruppe", "arbeidssøkere")
    assert of(read(mapping, Grid(sheet), plan), "Nav Skien") == [900]


# What else is said


def simple(plan, *rows, **more):
    sheet = cells([["Kontor", "Gruppe", "Antall"], *rows], **more)
    return best(plan, sheet), Grid(sheet)


def test_numbers_in_another_unit_become_the_plans(plan):
    mapping, grid = simple(plan, ["Skien", "arbeidssøkere", 1.2])
    assert of(read(mapping.with_factor("antall", 1000.0), grid, plan), "Nav Skien") == [1200]


def test_what_the_plan_is_warned_about_already_is_not_said_again(plan):
    worse = replace(plan, oppfolgingsnorm=())
    mapping, grid = simple(worse, ["Skien", "arbeidssøkere", 5])
    before = {f.code for f in validate(worse)}
    assert before
    assert {f.code for f in merge(read(mapping, grid, worse), worse).findings} & before == set()


def test_of_two_tables_alike_the_one_with_fewer_stars_is_guessed(plan):
    head = ["Kontor", "Gruppe", "Antall"]
    sheet = cells([[*head, None, *head],
                   ["Skien", "arbeidssøkere", "*", None, "Skien", "arbeidssøkere", 5],
                   ["Bamble", "arbeidssøkere", "*", None, "Bamble", "arbeidssøkere", 6]])
    assert best(plan, sheet).area.left == 5


def test_a_column_that_is_read_divides_nothing(plan):
    rows = [["Skien", "arbeidssøkere", 5], ["Skien", "alle", 6], ["4003 Skien", "alle", 7]]
    mapping, grid = simple(plan, *rows)
    mapping = mapping.with_answers([Answer("brukergruppe", "alle", "alle")])
    found = codes(read(mapping, grid, plan), errors=False)
    assert "kan_telle_dobbelt" not in found
    assert "rader_lagt_sammen" in found


def test_hidden_columns_and_sheets_are_said(plan):
    mapping, grid = simple(plan, ["Skien", "arbeidssøkere", 5], hidden=True, hidden_columns=((2, 3),))
    found = read(mapping, grid, plan).findings
    assert [(f.code, f.cell, f.column) for f in found] == [
        ("skjult_ark_lest", None, None), ("skjult_kolonne_lest", "B1", "Gruppe"), ("skjult_kolonne_lest", "C1", "Antall")]


def test_very_many_bad_cells_are_counted(plan):
    mapping, grid = simple(plan, *[["Skien", "arbeidssøkere", "mange"]] * (MAX_CELL_FINDINGS + 7))
    found = [f for f in read(mapping, grid, plan).findings if f.is_error]
    assert len(found) == MAX_CELL_FINDINGS + 1
    assert found[-1].code == "flere_celler"
    assert found[-1].details == {"antall": 7}


def test_a_wide_table_without_months_says_so(plan):
    mapping, grid = simple(plan, ["Skien", "arbeidssøkere", 5])
    assert "ingen_manedskolonner" in codes(read(replace(mapping, wide=True), grid, plan))


def test_a_fixed_value_that_cannot_be_read_says_so(plan):
    mapping, grid = simple(plan, ["Skien", "arbeidssøkere", 5])
    [finding] = [f for f in read(mapping.with_constant("maned", "en gang"), grid, plan).findings if f.is_error]
    assert (finding.code, finding.column, finding.value) == ("fast_verdi_uleselig", "måned", "en gang")


def test_one_of_several_number_columns_must_be_there(plan):
    sheet = cells([["Ytelse", "Hovedprosess"], ["dagpenger", "HP1"]], "Normtid")
    mapping = guess_area(Grid(sheet), areas(Grid(sheet))[0], plan, target="Normtid").mapping
    [finding] = [f for f in read(mapping, Grid(sheet), plan).findings if f.code == "mangler_tallkolonne"]
    assert finding.details == {"felt": ("minutter", "saker_per_ukeverk")}
