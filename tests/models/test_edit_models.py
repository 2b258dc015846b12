"""The models behind the tables that are typed in: sound, and every edit whole or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt

from models.cell_text import cells_of, exact_text, read_cell
from models.document import Document
from models.grid_model import GridModel
from models.grids.normtid import NormtidGrid
from models.grids.saksinngang import SaksinngangGrid
from models.io.excel_schema import SHEETS
from models.rows_model import RowsModel
from models.scenario_commands import ChangeState
from planning_core.findings import Finding
from planning_core.plan import TABELLER, GevinstType, Grensesnitt, Hendelse, Restanse, ScenarioVerdi
from tests.helpers.fordeling_plan import START, plan


class GridWords:
    def header(self, grid, column):
        return "navn" if column < 0 else str(grid.heads[column])

    def group(self, grid, column):
        return ""

    def name(self, grid, row):
        return grid.names[row]

    def cell(self, grid, row, column):
        return str(grid.cell(row, column).value)

    def tip(self, grid, row, column):
        return ""

    def spoken(self, grid, row, column):
        return f"{self.name(grid, row)} {self.header(grid, column)}"

    def undo(self, grid, places):
        return f"{grid.sheet} {len(places)}"


class RowWords:
    def header(self, column):
        return column.header

    def header_tip(self, column):
        return ""

    def cell(self, plan, cell):
        return str(cell.value)

    def tip(self, plan, cell):
        return ""

    def undo_edit(self, sheet, column):
        return f"edit {column.header}"

    def undo_add(self, sheet):
        return "add"

    def undo_remove(self, sheet, count):
        return f"remove {count}"

    def undo_paste(self, sheet):
        return "paste"


@pytest.fixture
def document(qapp):
    return Document(replace(plan(), hendelser=(Hendelse(None, "dagpenger", START, None, 1.2, "krise"),),
                            grensesnitt=(Grensesnitt("dagpenger", "HP3", 0.7),)))


@pytest.fixture
def grid(document):
    return GridModel(document, lambda p: SaksinngangGrid(p, "dagpenger"), GridWords())


def rows_model(document, sheet, **options):
    return RowsModel(document, sheet, RowWords(), **options)


class Refusals:
    def __init__(self, model):
        self.codes = []
        model.refused.connect(lambda _, found: self.codes.extend(f.code for f in found))


def test_grid_is_sound_filled_empty_and_while_changing(document, grid, qtmodeltester):
    qtmodeltester.check(grid)
    grid.type_in(grid.index(0, 2), "17", True)
    document.undo_stack.undo()
    grid.set_grid(NormtidGrid)
    document.load(replace(plan(), enheter=(), saksinngang=(), restanser=(), brukere=(), ytelser=(), normtid=()), None)
    assert grid.rowCount() == 0
    grid.set_grid(lambda p: SaksinngangGrid(p, "dagpenger"))
    document.load(plan(), None)
    qtmodeltester.check(grid)


@pytest.mark.parametrize("sheet", [name for name in TABELLER if name not in ("Forutsetninger", "Scenarier")])
def test_rows_of_any_sheet_are_sound(document, sheet, qtmodeltester):
    model = rows_model(document, sheet)
    qtmodeltester.check(model)
    model.start_row({})
    qtmodeltester.check(model)
    model.drop_draft()
    qtmodeltester.check(model)


def test_a_long_table_is_measured_by_rows_that_hold_every_text_once(qapp):
    unit = plan().kontor[0].enhet
    events = [Hendelse(unit, None, START + i % 3, None, 1.0 + i % 5 / 10, "Lik") for i in range(60)]
    document = Document(replace(plan(), hendelser=tuple(events)), validator=lambda _: [])
    model = rows_model(document, "Hendelser")
    for column in range(model.columnCount()):
        texts = [str(model.index(row, column).data()) for row in range(model.rowCount())]
        measured = model.distinct_rows(column)
        assert {texts[row] for row in measured} == set(texts)
        assert len(measured) == len(set(texts)) <= 5
    model.start_row({})
    assert 60 in model.distinct_rows(0)


def test_typing_writes_a_row_and_undo_takes_it_away(document, grid):
    before = document.plan
    index = grid.index(0, 2)
    assert grid.type_in(index, "17", False)
    assert document.plan is before  # nothing happens until the typing is over
    assert grid.type_in(index, "17,5", True)
    assert document.plan.saksinngang[-1].antall == 17.5
    assert document.undo_stack.undoText() == "Saksinngang 1"
    document.undo_stack.undo()
    assert document.plan == before
    assert document.undo_stack.count() == 1


@pytest.mark.parametrize(("text", "code"), [
    ("mange", "tekst_i_tallfelt"), ("1.234", "tvetydig_tall"), ("5 %", "prosent_uventet"), ("-3", "negativt_tall"),
])
def test_a_refused_number_changes_nothing(document, grid, text, code):
    before, refused = document.plan, Refusals(grid)
    assert not grid.type_in(grid.index(0, 2), text, True)
    assert refused.codes == [code]
    assert document.plan is before
    assert document.undo_stack.count() == 0


def test_taking_away_what_the_rest_follows_from_is_refused(document, grid):
    refused = Refusals(grid)
    grid.type_in(grid.index(0, 2), "17", True)
    assert not grid.type_in(grid.index(0, 1), "", True)  # January alone cannot stand for 36 months
    assert refused.codes == ["mangler_maaneder"]
    assert grid.clear([grid.index(0, 2)]) == []
    assert document.plan.saksinngang == plan().saksinngang


def test_block_is_one_step(document, grid):
    assert grid.paste(grid.index(0, 2), [["1", "2,5"], ["1 000", ""]]) == []
    assert [grid.index(0, c).data() for c in (2, 3)] == ["1.0", "2.5"]
    assert grid.index(1, 2).data() == "1000.0"
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.plan.saksinngang == plan().saksinngang


def test_every_finding_of_a_block_at_once_and_nothing_half_applied(document, grid):
    before = document.plan
    found = grid.paste(grid.index(1, 36), [["1", "x", "7"], ["y", "2"]])
    assert [f.code for f in found] == ["tekst_i_tallfelt", "utenfor_tabellen", "tekst_i_tallfelt"]
    assert document.plan is before
    found = grid.paste(grid.index(0, 2), [["-1", "2"], ["3", "-4"]])
    assert [f.code for f in found] == ["negativt_tall", "negativt_tall"]
    assert document.plan is before


def test_a_copied_table_can_be_pasted_back_with_its_titles(document, grid):
    titles = [grid.headerData(c, Qt.Orientation.Horizontal) for c in range(3)]
    lines = [[grid.copied(grid.index(r, c)) for c in range(3)] for r in range(4)]
    lines[0][2] = "3"
    assert grid.paste(grid.index(0, 0), [titles, *lines]) == []
    assert grid.index(0, 2).data() == "3.0"
    assert grid.grid.cell(3, 1).value == pytest.approx(3.0 + 0.42 * (742 + 118))


def test_copied_number_is_the_very_number(document, grid):
    third = replace(document.plan.saksinngang[0], antall=1 / 3)
    document.load(replace(document.plan, saksinngang=(third, *document.plan.saksinngang[1:])), None)
    assert float(grid.copied(grid.index(0, 1)).replace(",", ".")) == 1 / 3


def test_typing_in_an_open_scenario_leaves_the_baseline(document, grid):
    baseline = replace(document.plan, scenarier=(ScenarioVerdi("lav", "Forutsetninger", "laeretid_mnd", "verdi", "12"),))
    document.load(baseline, None)
    document.push(ChangeState(document, document.state.opened("lav"), "open"))
    assert grid.type_in(grid.index(0, 2), "17", True)
    assert grid.index(0, 2).data() == "17.0"
    assert document.grunnplan.saksinngang == baseline.saksinngang
    assert any(row.ark == "Saksinngang" for row in document.grunnplan.scenarier)
    document.undo_stack.undo()
    assert document.grunnplan == baseline


# Rows


def test_editing_a_field(document):
    model = rows_model(document, "Hendelser")
    refused = Refusals(model)
    factor = model.index(0, 4)
    assert model.type_in(factor, "150 %", True)
    assert document.plan.hendelser[0].faktor == 1.5
    assert not model.type_in(factor, "", True)
    assert not model.type_in(model.index(0, 3), "i fjor", True)
    assert not model.type_in(model.index(0, 3), "2025-01", True)  # ends before it begins
    assert refused.codes == ["mangler_verdi", "ikke_maned", "til_foer_fra"]
    assert document.undo_stack.count() == 1


def test_choices_follow_the_plan(document):
    model = rows_model(document, "Hendelser")
    assert list(model.choices(model.index(0, 0))) == [None, "skien", "bamble", "siljan"]
    assert list(model.choices(model.index(0, 1))) == [None, "dagpenger", "sykepenger"]
    assert model.choose(model.index(0, 0), "skien")
    assert model.choose(model.index(0, 1), None)
    assert document.plan.hendelser[0] == Hendelse("skien", None, START, None, 1.2, "krise")
    gevinster = rows_model(document, "Gevinster")
    gevinster.start_row({"navn": "IKT"})
    assert gevinster.choose(gevinster.index(0, 1), "automatisering")
    assert document.plan.gevinster[0].type is GevinstType.AUTOMATISERING
    assert not gevinster.choose(gevinster.index(0, 2), "FE")


def test_a_row_joins_the_plan_when_it_is_whole(document):
    model = rows_model(document, "Hendelser")
    line = model.start_row({"enhet": "skien"})
    assert model.drafting
    assert model.cell(line, 4).missing
    assert model.type_in(model.index(line, 5), "streik", True)
    assert len(document.plan.hendelser) == 1
    assert model.type_in(model.index(line, 4), "0,5", True)
    assert document.plan.hendelser[1] == Hendelse("skien", None, None, None, 0.5, "streik")
    assert not model.drafting
    assert model.rowCount() == 2
    document.undo_stack.undo()
    assert model.rowCount() == 1
    document.undo_stack.redo()
    assert model.rowCount() == 2


def test_a_whole_row_with_errors_stays_to_be_mended(document):
    model = rows_model(document, "Grensesnitt")
    refused = Refusals(model)
    line = model.start_row({"ytelse": "dagpenger", "hovedprosess": "HP3"})
    assert model.type_in(model.index(line, 2), "0,4", True)
    assert refused.codes == ["dobbel_rad"]
    assert model.drafting
    assert model.type_in(model.index(line, 3), "2026-05", True)
    assert document.plan.grensesnitt[1] == Grensesnitt("dagpenger", "HP3", 0.4, START + 4)
    assert not model.drafting


def test_removing_rows_is_one_step_and_keeps_the_rest(document):
    model = rows_model(document, "Restanser")
    document.load(replace(document.plan, restanser=tuple(
        Restanse("fe", "dagpenger", 10.0, float(m), m + 1.0) for m in range(4))), None)
    assert model.remove([0, 2]) == []
    assert [r.alder_fra_mnd for r in document.plan.restanser] == [1.0, 3.0]
    assert document.undo_stack.undoText() == "remove 2"
    document.undo_stack.undo()
    assert len(document.plan.restanser) == 4


def test_removing_what_the_plan_needs_is_refused(document):
    model = rows_model(document, "Ytelser")
    before = document.plan
    assert {f.code for f in model.remove([0])} == {"ukjent_ytelse"}
    assert document.plan is before


def test_filter_shows_some_and_edits_the_right_row(document):
    model = rows_model(document, "Restanser")
    model.set_filter(lambda r: r.ytelse == "sykepenger")
    assert model.rowCount() == 1
    assert model.type_in(model.index(0, 2), "901", True)
    assert [r.antall for r in document.plan.restanser] == [1400.0, 901.0]


def test_pasted_rows_replace_and_add_as_one_step(document):
    model = rows_model(document, "Restanser")
    cells = cells_of("fe\tdagpenger\t1 000\t0\t4\r\nfe\tsykepenger\t800\t0\t3\r\nskien\tdagpenger\t12,5\t0\t1\r\n")
    assert model.paste(model.index(0, 0), cells) == []
    assert document.plan.restanser == (
        Restanse("fe", "dagpenger", 1000.0, 0.0, 4.0), Restanse("fe", "sykepenger", 800.0, 0.0, 3.0),
        Restanse("skien", "dagpenger", 12.5, 0.0, 1.0))
    assert document.undo_stack.count() == 1


def test_pasted_rows_with_faults_leave_the_plan(document):
    model = rows_model(document, "Restanser")
    before = document.plan
    found = model.paste(model.index(1, 0), cells_of("fe\tsykepenger\tmange\nfe\t\t5\nfe\tdagpenger"))
    assert [(f.code, f.row) for f in found] == [
        ("tekst_i_tallfelt", 1), ("mangler_verdi", 2), ("mangler_verdi", 3)]
    found = model.paste(QModelIndex(), cells_of("oslo\tdagpenger\t5\t0\t1"))
    assert [(f.code, f.row) for f in found] == [("ukjent_enhet", 2)]
    assert document.plan is before


def test_names_typed_or_pasted_in_another_way_become_the_plans_own(document):
    model = rows_model(document, "Restanser")
    assert model.paste(QModelIndex(), cells_of("NAV Skien \tDagpenger\t12\t0\t1")) == []
    assert document.plan.restanser[-1] == Restanse("skien", "dagpenger", 12.0, 0.0, 1.0)
    assert model.type_in(model.index(len(document.plan.restanser) - 1, 1), "SYKEPENGER", True)
    assert document.plan.restanser[-1].ytelse == "sykepenger"
    # What only looks alike is asked about, never guessed.
    assert [f.code for f in model.paste(QModelIndex(), cells_of("NAV Skjen\tdagpenger\t12\t1\t2"))] == ["ukjent_enhet"]


def test_locked_columns_and_tables_that_do_not_grow(document):
    model = rows_model(document, "Ytelser", fields=("ytelse", "andel_komplett"), locked=frozenset({"ytelse"}), grows=False)
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert model.paste(model.index(0, 0), [["noe annet", "0,9"], ["sykepenger", "80 %"]]) == []
    assert [(y.ytelse, y.andel_komplett) for y in document.plan.ytelser] == [("dagpenger", 0.9), ("sykepenger", 0.8)]
    assert [f.code for f in model.paste(model.index(1, 1), [["0,1"], ["0,2"]])] == ["utenfor_tabellen"]


def test_clearing_gives_the_empty_value_of_the_column(document):
    model = rows_model(document, "Ytelser")
    model.type_in(model.index(0, 3), "0,5", True)
    assert model.clear([model.index(0, 3), model.index(0, 2), model.index(0, 0)]) == []
    first = document.plan.ytelser[0]
    assert (first.ytelse, first.andel_komplett, first.ytre_grense_dager) == ("dagpenger", 0.85, None)


@pytest.mark.parametrize("sheet", sorted(TABELLER))
def test_every_value_of_a_sheet_is_copied_and_read_back(sheet):
    from models.io.samples import eksempel

    whole = eksempel("telemark")
    for row in getattr(whole, TABELLER[sheet][0])[:40]:
        for column in SHEETS[sheet].columns:
            value = getattr(row, column.field)
            text = exact_text(column, value)
            read = read_cell(sheet, column, text, 0)
            if column.kind.value == "value" and not isinstance(value, str):
                continue  # what a value means hangs on its key
            assert not isinstance(read, Finding)
            assert read == value or (text == "" and read == column.blank)
