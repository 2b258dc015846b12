"""The units as rows: sums under them, what is found at a cell, and edits that reach other tables."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.enheter_texts import UnitRowsWords
from models.document import Document
from models.scenario_commands import ChangeState
from models.unit_rows_model import COMMON, UnitRowsModel
from planning_core.plan import EnhetType, Plan, ScenarioVerdi
from tests.helpers.fordeling_plan import START, plan, varig

SKIEN, SILJAN, FE = 0, 2, 3
KONTOR_SUM, FE_SUM, FYLKE = 4, 5, 6


@pytest.fixture
def opened(qapp):
    document = Document(plan(varig()))
    return document, UnitRowsModel(document, UnitRowsWords(document))


def at(model, row, field):
    column = next(i for i, c in enumerate(model.columns) if c.field == field)
    return model.index(row, column)


def test_the_model_is_sound(opened, qtmodeltester):
    document, model = opened
    qtmodeltester.check(model)
    model.start_row({"type": EnhetType.NAV_KONTOR})
    qtmodeltester.check(model)
    model.take(at(model, FE + 1, "enhet"), "Nav Ny")
    model.show_columns(every=True)
    document.load(plan(two_fe=True), None)
    qtmodeltester.check(model)
    document.load(Plan("Tomt", START), None)
    qtmodeltester.check(model)


def test_sums_stand_under_the_units(opened):
    document, model = opened
    assert model.rowCount() == 7
    assert [model.is_sum(r) for r in range(7)] == [False] * 4 + [True] * 3
    # 54,0 + 13,6 + 3,0 at the kontor, 46,0 in the forvaltningsenhet.
    assert [at(model, r, "arsverk_stat").data() for r in (KONTOR_SUM, FE_SUM, FYLKE)] == ["70,6", "46,0", "116,6"]
    assert [at(model, r, "ledelse").data() for r in (KONTOR_SUM, FE_SUM, FYLKE)] == ["1,5", "1,0", "2,5"]
    assert at(model, FYLKE, "fravaer").data() == ""
    assert at(model, FYLKE, "enhet").data() == "Fylket i alt"
    assert not model.flags(at(model, FYLKE, "arsverk_stat")) & Qt.ItemFlag.ItemIsEditable
    units = (replace(document.plan.enheter[0], statsansatte=None), *document.plan.enheter[1:])
    document.load(replace(document.plan, enheter=units), None)
    # 14 + 3 of the two that are known.
    assert at(model, KONTOR_SUM, "statsansatte").data() == "17"
    assert "uten Nav Skien" in at(model, KONTOR_SUM, "statsansatte").data(Qt.ItemDataRole.ToolTipRole)


def test_a_forvaltningsenhet_has_no_people_and_nothing_to_protect(opened):
    _, model = opened
    for field in ("innbyggere", "arsverk_kommune", "skjermet"):
        assert at(model, FE, field).data() == "–"
        assert not model.can_edit(at(model, FE, field))
        assert "bare NAV-kontor" in at(model, FE, field).data(Qt.ItemDataRole.ToolTipRole)
        assert model.can_edit(at(model, SKIEN, field))


def test_findings_stand_at_their_cell(opened):
    document, model = opened
    assert model.findings_at(SILJAN, 3) == ()
    assert model.take(at(model, SILJAN, "statsansatte"), 2.0)
    index = at(model, SILJAN, "statsansatte")
    assert [f.code for f in model.findings_at(SILJAN, index.column())] == ["faerre_enn_tre_statsansatte"]
    assert "Nav Siljan" in index.data(Qt.ItemDataRole.ToolTipRole)
    document.undo_stack.undo()
    assert model.findings_at(SILJAN, index.column()) == ()
    assert model.findings_at(FYLKE, index.column()) == ()


def test_a_new_name_reaches_every_table_and_is_one_step(opened):
    document, model = opened
    before = document.plan
    assert model.type_in(at(model, SKIEN, "enhet"), "Nav Grenland", True)
    assert document.plan.flyttinger[0].fra == "Nav Grenland"
    assert document.plan.saksinngang[0].enhet == "Nav Grenland"
    assert document.plan.enheter[0].navn == "Nav Skien"
    document.undo_stack.undo()
    assert document.plan == before
    # A name that another unit has is refused.
    assert not model.type_in(at(model, SKIEN, "enhet"), "bamble", True)
    assert document.plan == before


def test_a_name_is_not_changed_in_a_scenario(opened):
    document, model = opened
    rows = (ScenarioVerdi("A", "Enheter", "skien", "ledelse", "2"),)
    document.load(replace(document.plan, scenarier=rows), None)
    document.push(ChangeState(document, document.state.opened("A"), "åpne"))
    assert not model.can_edit(at(model, SKIEN, "enhet"))
    assert "grunnplanen" in at(model, SKIEN, "enhet").data(Qt.ItemDataRole.ToolTipRole)
    assert model.take(at(model, SKIEN, "mottak"), 1.5)
    assert ("skien", "mottak", "1.5") in {(v.nokkel, v.felt, v.verdi) for v in document.grunnplan.scenarier}


def test_a_unit_comes_and_goes(opened):
    document, model = opened
    row = model.start_row({"type": EnhetType.NAV_KONTOR})
    assert at(model, row, "enhet").data() == "fyll inn"
    assert model.rowCount() == 8
    assert model.type_in(at(model, row, "enhet"), "Nav Ny", True)
    assert document.plan.enheter[-1].enhet == "Nav Ny"
    assert model.removal([SKIEN, FYLKE]).along == {"Saksinngang": 2, "Brukere": 1, "Flyttinger": 1}
    assert model.remove([SKIEN, FYLKE]) == []
    assert [e.enhet for e in document.plan.enheter] == ["bamble", "siljan", "fe", "Nav Ny"]
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.plan == plan(varig())


def test_what_cannot_go_is_refused_with_its_reason(opened):
    document, model = opened
    findings = model.remove([FE])
    assert "mangler_forvaltningsenhet" in {f.code for f in findings}
    assert document.plan == plan(varig())


def test_a_block_pasted_under_the_units_becomes_units(opened):
    document, model = opened
    block = [["enhet", "navn", "type", "innbyggere", "årsverk_stat"], ["Nav Nome", "", "NAV-kontor", "6 500", "6,1"],
             ["Fylket i alt", "", "", "36 500", "122,7"]]
    assert model.paste(at(model, FYLKE, "enhet"), block) == []
    assert [e.enhet for e in document.plan.enheter] == ["skien", "bamble", "siljan", "fe", "Nav Nome"]
    assert (document.plan.enheter[-1].innbyggere, document.plan.enheter[-1].arsverk_stat) == (6500.0, 6.1)
    assert model.paste(at(model, SKIEN, "arsverk_stat"), [["55,5"], ["14"]]) == []
    assert [e.arsverk_stat for e in document.plan.enheter[:2]] == [55.5, 14.0]


def test_every_column_or_the_common_ones(opened):
    document, model = opened
    shown = (COMMON[0], "navn", *COMMON[1:])
    assert tuple(c.field for c in model.columns) == shown
    model.show_columns(every=True)
    assert {"navn", "kommune", "etablert", "kommunale_kan_flyttes"} <= {c.field for c in model.columns}
    assert at(model, SKIEN, "etablert").data() == "i drift fra før"
    assert model.type_in(at(model, SKIEN, "navn"), "Nav Skien by", True)
    model.show_columns(every=False)
    assert tuple(c.field for c in model.columns) == shown
    # Where every unit is shown by the name the sheets use, it stands once.
    same = tuple(replace(u, navn=u.enhet) for u in document.plan.enheter)
    document.load(replace(document.plan, enheter=same), None)
    assert tuple(c.field for c in model.columns) == COMMON


def looks(model):
    """What every line shows and says."""
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    return [[model.index(r, c).data(role) for c in range(model.columnCount()) for role in roles]
            + [model.findings_at(r, c) for c in range(model.columnCount())] for r in range(model.rowCount())]


def test_what_is_not_announced_looks_as_before(opened):
    _, model = opened
    model.show_columns(every=True)
    announced = set()
    model.dataChanged.connect(lambda top, bottom, *_: announced.update(range(top.row(), bottom.row() + 1)))
    for row, field, value in ((SKIEN, "innbyggere", 12_000.0), (SILJAN, "statsansatte", 2.0), (SILJAN, "enhet", "Nav Nye"),
                              (SKIEN, "arsverk_stat", 6.0), (1, "fravaer", 0.4), (1, "navn", "")):
        before = looks(model)
        announced.clear()
        assert model.take(at(model, row, field), value)
        after = looks(model)
        assert {r for r in range(len(after)) if after[r] != before[r]} <= announced, field
        # One unit and the sums, not the whole table.
        assert announced == {row, KONTOR_SUM, FE_SUM, FYLKE}, field
