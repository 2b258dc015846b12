"""The assumptions as a table: values in force, filters, typing, refusals, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt

from models.document import Document
from models.forutsetninger_model import CHANGED, Col, EntryRole, ForutsetningerModel
from models.parameter_rows import parameter_rows
from planning_core.parameters import PARAMETERS
from planning_core.plan import Forutsetning
from tests.helpers.fordeling_plan import plan, varig

OWN = Forutsetning("fleksibilitet", 0.1, 0.0, 0.4, "D", "Egen kartlegging")


class Words:
    """Keys instead of words: the model chooses none itself."""

    def header(self, column):
        return Col(column).name

    def header_tip(self, column):
        return ""

    def cell(self, entry, column):
        return entry.section if entry.row is None else f"{entry.row.key} {Col(column).name} {entry.row.verdi}"

    tip = spoken = cell

    def searched(self, row):
        return f"{row.key} {row.parameter.unit}"

    def undo(self, row, reset=False):
        return f"{'reset' if reset else 'set'} {row.key}"


@pytest.fixture
def opened(qapp):
    document = Document(replace(plan(varig(erfaren=0.4), varig(fra="bamble", erfaren=0.2)), forutsetninger=(OWN,)))
    return document, ForutsetningerModel(document, Words())


def type_in(model, key, *texts):
    """Type texts one after the other in one session, as key presses do; the last one with Enter."""
    model.begin_edit()
    answers = [model.type_in(model.index_of(key), text, i == len(texts) - 1) for i, text in enumerate(texts)]
    model.end_edit()
    return answers


def keys(model):
    return [entry.row.key for entry in model.entries if entry.row is not None]


def test_model_is_sound_filled_and_while_changing(opened, qtmodeltester):
    document, model = opened
    qtmodeltester.check(model)
    type_in(model, "laeretid_mnd", "1", "12")
    model.set_filter("", CHANGED)
    document.undo_stack.undo()
    model.set_filter("finnes ikke")
    assert model.rowCount() == 0
    model.set_filter("")
    document.load(plan(), None)
    qtmodeltester.check(model)


def test_every_declared_assumption_is_there_once_under_its_section(opened):
    _, model = opened
    assert sorted(keys(model)) == sorted(PARAMETERS)
    sections = [entry.section for entry in model.entries if entry.row is None]
    assert sections == sorted(set(sections))
    for entry in model.entries:
        assert entry.row is None or entry.row.parameter.section == entry.section


def test_value_in_force_grade_and_source(opened):
    document, _ = opened
    rows = {row.key: row for row in parameter_rows(document.plan)}
    own = rows["fleksibilitet"]
    assert (own.verdi, own.rad, own.grad, own.kilde, own.lav, own.hoy) == (0.1, 0, "D", "Egen kartlegging", 0.0, 0.4)
    assert own.changed
    silent = rows["laeretid_mnd"]
    assert (silent.verdi, silent.rad, silent.grad) == (9.0, None, "A")
    assert silent.kilde == PARAMETERS["laeretid_mnd"].source
    assert not silent.changed
    assert rows["timer_per_årsverk"].verdi == document.plan.timer_per_arsverk


def test_what_each_row_has_of_its_own_is_shown_as_a_span(opened):
    document, _ = opened
    rows = {row.key: row for row in parameter_rows(document.plan)}
    assert rows["erfaren"].spenn == (0.2, 0.4)
    assert rows["erfaren"].changed
    assert rows["fravær"].spenn == (0.06, 0.06)
    assert not rows["fravær"].changed
    assert rows["realisering"].spenn is None  # the plan has no gevinster
    assert rows["timer_per_arbeidsevnevurdering"].per_row


def test_only_assumptions_with_one_value_can_be_edited(opened):
    _, model = opened
    editable = {
        model.entry(r).row.key for r in range(model.rowCount())
        if model.flags(model.index(r, Col.VERDI)) & Qt.ItemFlag.ItemIsEditable
    }
    assert editable == {key for key, p in PARAMETERS.items() if p.sheet in ("Forutsetninger", "Plan")}
    assert not model.flags(model.index_of("laeretid_mnd", Col.NAVN)) & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(model.index_of("fravær"), 0.1)
    assert not model.setData(model.index(0, Col.VERDI), 1.0)
    assert not model.setData(QModelIndex(), 1.0)


def test_typing_follows_into_the_plan_as_one_step(opened):
    document, model = opened
    assert type_in(model, "laeretid_mnd", "1", "12", "12,", "12,5") == [True, True, False, True]
    assert document.plan.forutsetning("laeretid_mnd") == 12.5
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "set laeretid_mnd"
    document.undo_stack.undo()
    assert document.plan.forutsetninger == (OWN,)


def test_typing_back_to_the_default_leaves_no_step_and_no_row(opened):
    document, model = opened
    type_in(model, "laeretid_mnd", "1", "9")
    assert document.plan.forutsetninger == (OWN,)
    assert document.undo_stack.count() == 0


def test_a_row_of_the_plan_keeps_its_range_and_source(opened):
    document, model = opened
    type_in(model, "fleksibilitet", "0,3")
    assert document.plan.forutsetninger == (replace(OWN, verdi=0.3),)


@pytest.mark.parametrize(("key", "text", "value"), [
    ("turnover_ar", "12 %", 0.12), ("turnover_ar", "0,12", 0.12), ("timer_per_årsverk", "1 650,5", 1650.5),
    ("kroner_per_årsverk", "850 000", 850000.0),
])
def test_numbers_as_they_are_written_in_norwegian(opened, key, text, value):
    document, model = opened
    assert type_in(model, key, text) == [True]
    in_force = document.plan.timer_per_arsverk if key == "timer_per_årsverk" else document.plan.forutsetning(key)
    assert in_force == pytest.approx(value)


@pytest.mark.parametrize(("key", "texts", "code"), [
    ("startproduktivitet", ("1", "1,5"), "forutsetning_utenfor_grenser"),
    ("laeretid_mnd", ("-3",), "forutsetning_utenfor_grenser"),
    ("laeretid_mnd", ("ni",), "tekst_i_tallfelt"),
    ("timer_per_årsverk", ("1.650",), "tvetydig_tall"),
    ("laeretid_mnd", ("5 %",), "prosent_uventet"),
    ("timer_per_årsverk", ("20000",), "forutsetning_utenfor_grenser"),
])
def test_a_refused_value_says_why_and_leaves_the_plan_as_it_was(opened, qtbot, key, texts, code):
    document, model = opened
    before = document.plan
    with qtbot.waitSignal(model.refused) as caught:
        assert type_in(model, key, *texts)[-1] is False
    assert caught.args[1][0].code == code
    assert document.plan == before
    assert document.undo_stack.count() == 0


def test_half_typed_numbers_are_not_refused_aloud(opened, qtbot):
    _, model = opened
    model.begin_edit()
    with qtbot.assertNotEmitted(model.refused):
        assert not model.type_in(model.index_of("laeretid_mnd"), "1,", False)
        assert model.type_in(model.index_of("laeretid_mnd"), "", False)
    model.end_edit()


def test_a_value_outside_the_plausible_range_is_taken_and_said(opened):
    document, model = opened
    assert type_in(model, "laeretid_mnd", "30") == [True]
    row = model.index_of("laeretid_mnd").data(EntryRole).row
    assert row.outside
    assert any(f.code == "utenfor_vanlig_omraade" for f in document.findings)


def test_escape_takes_everything_back(opened):
    document, model = opened
    before = document.plan
    model.begin_edit()
    index = model.index_of("laeretid_mnd")
    model.type_in(index, "12", False)
    model.revert_edit(index)
    model.end_edit()
    assert document.plan == before
    assert document.undo_stack.count() == 0


def test_yes_no_and_levels_are_chosen_from_a_list(opened):
    document, model = opened
    assert model.choices(model.index_of("sjekk_ved_mottak")) == (True, False)
    assert model.choices(model.index_of("gevinstniva")) == ("konservativt", "moderat", "optimistisk")
    assert model.choices(model.index_of("laeretid_mnd")) == ()
    assert model.choose(model.index_of("sjekk_ved_mottak"), False)
    assert document.plan.forutsetning("sjekk_ved_mottak") is False
    assert model.choose(model.index_of("gevinstniva"), "optimistisk")
    assert document.plan.forutsetning("gevinstniva") == "optimistisk"


def test_reset_takes_the_row_away_and_undo_puts_it_back(opened):
    document, model = opened
    type_in(model, "laeretid_mnd", "12")
    assert model.reset(model.index_of("fleksibilitet"))
    assert [row.nokkel for row in document.plan.forutsetninger] == ["laeretid_mnd"]
    assert document.undo_stack.undoText() == "reset fleksibilitet"
    document.undo_stack.undo()
    assert document.plan.forutsetninger[0] == OWN
    assert not model.reset(model.index_of("turnover_ar"))
    assert not model.reset(model.index_of("fravær"))


def test_reset_of_hours_per_arsverk(opened):
    document, model = opened
    type_in(model, "timer_per_årsverk", "1600")
    assert model.reset(model.index_of("timer_per_årsverk"))
    assert document.plan.timer_per_arsverk == 1700.0
    document.undo_stack.undo()
    assert document.plan.timer_per_arsverk == 1600.0


def test_an_empty_field_is_the_default(opened):
    document, model = opened
    assert type_in(model, "kroner_per_årsverk", "900000") == [True]
    assert type_in(model, "kroner_per_årsverk", "") == [True]
    assert document.plan.forutsetning("kroner_per_årsverk") is None
    assert type_in(model, "fleksibilitet", "") == [True]
    assert document.plan.forutsetning("fleksibilitet") == PARAMETERS["fleksibilitet"].default


def test_filters(opened):
    _, model = opened
    model.set_filter("MÅNEDER læretid")
    assert keys(model) == []
    model.set_filter("laeretid MÅNEDER")
    assert keys(model) == ["laeretid_mnd"]
    assert [entry.section for entry in model.entries] == ["3", "3"]
    model.set_filter("", "S")
    assert keys(model) == ["timer_per_arbeidsevnevurdering"]
    model.set_filter("", "D")
    assert set(keys(model)) == {"min_per_henvendelse", "fleksibilitet"}
    model.set_filter("", CHANGED)
    assert set(keys(model)) == {"erfaren", "fleksibilitet"}
    assert (model.shown, len(model.rows)) == (2, len(PARAMETERS))


def test_the_line_that_is_typed_in_stays_until_the_typing_is_over(opened):
    _, model = opened
    model.set_filter("", CHANGED)
    model.begin_edit()
    assert model.type_in(model.index_of("fleksibilitet"), "0,5", True)
    assert "fleksibilitet" in keys(model)
    model.end_edit()
    assert "fleksibilitet" not in keys(model)


def test_undo_of_somebody_else_s_change_shows(opened):
    document, model = opened
    type_in(model, "laeretid_mnd", "12")
    assert model.index_of("laeretid_mnd").data(Qt.ItemDataRole.EditRole) == 12.0
    document.undo_stack.undo()
    assert model.index_of("laeretid_mnd").data(Qt.ItemDataRole.EditRole) == 9.0


def test_only_the_line_that_changed_is_announced(opened, qtbot):
    _, model = opened
    model.begin_edit()
    with qtbot.waitSignal(model.dataChanged) as caught:
        model.type_in(model.index_of("laeretid_mnd"), "12", True)
    row = model.index_of("laeretid_mnd").row()
    assert (caught.args[0].row(), caught.args[1].row()) == (row, row)
    model.end_edit()
