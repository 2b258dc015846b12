"""The table of units: filled and while it changes, what typing does, and what it never does."""

import math

import pytest
from PySide6.QtCore import QModelIndex, Qt

from app.fordeling_texts import UnitWords
from models.commands import EditCell, InsertRow, RemoveRow, ReplacePlan
from models.document import Document
from models.moves import Avslag, Standard
from models.unit_rows import RowKind, ny_ramme, ramme, unit_rows
from models.units_model import Col, RowRole, StaleRole, TagRole, UnitsModel
from planning_core.plan import Eier
from planning_core.projection import framskriv_par
from tests.helpers.fordeling_plan import END, FE, START, plan, varig

pytestmark = pytest.mark.usefixtures("qapp")


def opened(*flyttinger, **options):
    document = Document(plan(*flyttinger, **options))
    return document, UnitsModel(document, UnitWords(document))


def text(model, enhet, column):
    row = len(model.rows) - 1 if enhet is None else model.row_of(enhet)
    return model.index(row, column).data()


def put(model, enhet, column, value):
    return model.setData(model.index(model.row_of(enhet), column), value)


def test_tester_accepts_the_model_filled_and_while_it_changes(qtmodeltester):
    document, model = opened(varig())
    qtmodeltester.check(model)
    document.set_projeksjon(framskriv_par(document.plan))
    document.push(InsertRow(document, "Flyttinger", 0, varig("bamble"), "ny"))
    model.set_month(START + 3)
    document.push(RemoveRow(document, "Flyttinger", 0, "fjern"))
    document.undo_stack.undo()
    document.push(ReplacePlan(document, plan(two_fe=True), "importer"))
    document.undo_stack.undo()
    qtmodeltester.check(model)


def test_rows_are_kontor_their_sum_forvaltningsenhet_and_fylket():
    _, model = opened()
    assert [r.kind for r in model.rows] == [RowKind.KONTOR] * 3 + [RowKind.SUM_KONTOR, RowKind.FE, RowKind.SUM]
    _, model = opened(two_fe=True)
    assert [r.kind for r in model.rows][4:] == [RowKind.FE, RowKind.FE, RowKind.SUM_FE, RowKind.SUM]


def test_numbers_of_a_month_by_hand():
    # Skien gives 5.0 at once and 2.0 for a year; Siljan gets 1.0 of new money over four months.
    _, model = opened(varig(), varig(arsverk=2.0, til_maned=START + 11),
                      varig(None, "siljan", 1.0, innfasing_mnd=4.0))
    model.set_month(START + 1)
    assert text(model, "skien", Col.FLYTTES) == "−7,0"
    assert text(model, "skien", Col.ETTER) == "47,0"
    assert text(model, "siljan", Col.FLYTTES) == "+0,5"
    assert text(model, FE, Col.FLYTTES) == "+7,0"
    assert text(model, None, Col.FLYTTES) == "+0,5"
    model.set_month(END)
    assert text(model, "skien", Col.FLYTTES) == "−5,0"
    # 54,0 + 13,6 + 3,0 + 46,0 = 116,6 and one new.
    assert text(model, None, Col.STAT) == "116,6"
    assert text(model, None, Col.ETTER) == "117,6"
    assert (ramme(model._document.plan), ny_ramme(model._document.plan, END)) == (pytest.approx(116.6), 1.0)


def test_users_and_coverage_come_from_the_projection():
    document, model = opened(varig())
    assert text(model, "skien", Col.BRUKERE) == "–"
    document.set_projeksjon(framskriv_par(document.plan))
    # 3190 users on 54,0 årsverk before and 49,0 after: 59,1 and 65,1.
    row = model.rows[model.row_of("skien")]
    assert (round(row.brukere_for, 1), round(row.brukere_etter, 1)) == (59.1, 65.1)
    assert 0 < row.dekning < 2
    assert math.isnan(model.rows[-1].brukere_etter)
    assert model.rows[3].brukere_for == pytest.approx((3190 + 742 + 118) / 70.6)
    assert text(model, FE, Col.BRUKERE) == "–"


def test_warnings_stand_in_the_row_with_the_sentence_in_the_tooltip():
    document, model = opened(varig())
    document.set_projeksjon(framskriv_par(document.plan))
    index = model.index(model.row_of("skien"), Col.VARSEL)
    assert index.data() == "Over 62"
    assert "65,1 brukere per statlig årsverk" in index.data(Qt.ItemDataRole.ToolTipRole)
    document.push(EditCell(document, "Enheter", 0, "arsverk_stat", 90.0, "mer"))
    document.set_projeksjon(framskriv_par(document.plan))
    assert model.index(model.row_of("skien"), Col.VARSEL).data() != "Over 62"


def test_results_are_marked_stale_until_the_projection_is_of_this_plan():
    document, model = opened()
    document.set_projeksjon(framskriv_par(document.plan))
    index = model.index(0, Col.OPPFOLGING)
    assert not index.data(StaleRole)
    put(model, "skien", Col.STAT, 50.0)
    assert index.data(StaleRole)
    assert not model.index(0, Col.STAT).data(StaleRole)


def test_synthetic_columns_carry_a_tag_and_their_source():
    _, model = opened()
    across = Qt.Orientation.Horizontal
    assert model.headerData(Col.STAT, across, TagRole) == "syntetisk"
    assert model.headerData(Col.KOMMUNE, across, TagRole) == ""
    assert "62 brukere" in model.headerData(Col.STAT, across, Qt.ItemDataRole.ToolTipRole)
    assert opened(synthetic=False)[1].headerData(Col.STAT, across, TagRole) == ""


def test_typing_in_flyttes_makes_a_flytting_that_undo_takes_away():
    document, model = opened()
    model.set_standard(Standard(3.0, 0.2))
    assert put(model, "skien", Col.FLYTTES, -5.0)
    (made,) = document.plan.flyttinger
    assert (made.fra, made.til, made.arsverk, made.fra_maned) == ("skien", FE, 5.0, START)
    assert (made.innfasing_mnd, made.erfaren, made.til_maned, made.eier) == (3.0, 0.2, None, Eier.STAT)
    assert text(model, "skien", Col.ETTER) == "49,0"
    assert text(model, FE, Col.FLYTTES) == "+5,0"
    assert text(model, None, Col.FLYTTES) == "0,0"
    document.undo_stack.undo()
    assert document.plan.flyttinger == ()
    assert text(model, "skien", Col.FLYTTES) == "0,0"


def test_what_is_typed_in_one_go_is_one_step():
    document, model = opened()
    for value in (-1.0, -12.0, -12.5):
        assert put(model, "skien", Col.FLYTTES, value)
    assert document.undo_stack.count() == 1
    document.finish_edit()
    assert put(model, "skien", Col.FLYTTES, -3.0)
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    assert text(model, "skien", Col.FLYTTES) == "−12,5"


def test_typing_back_to_the_start_leaves_no_step():
    document, model = opened()
    put(model, "skien", Col.FLYTTES, -1.0)
    put(model, "skien", Col.FLYTTES, 0.0)
    assert document.undo_stack.count() == 0


def test_base_årsverk_are_edited_in_place():
    document, model = opened()
    assert put(model, "bamble", Col.STAT, 14.5)
    assert put(model, "bamble", Col.KOMMUNE, 8.0)
    assert (document.plan.enheter[1].arsverk_stat, document.plan.enheter[1].arsverk_kommune) == (14.5, 8.0)
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.plan == plan()


@pytest.mark.parametrize(("enhet", "column", "value"), [
    ("siljan", Col.FLYTTES, -9.0), ("siljan", Col.STAT, -1.0),
])
def test_a_value_that_would_give_an_error_changes_nothing(qtbot, enhet, column, value):
    document, model = opened()
    with qtbot.waitSignal(model.refused) as caught:
        assert not put(model, enhet, column, value)
    assert caught.args[1][0].is_error
    assert document.plan == plan()
    assert document.undo_stack.count() == 0


def test_a_value_that_cannot_be_reached_says_why(qtbot):
    document, model = opened(varig(fra_maned=START + 24))
    model.set_month(START + 5)
    with qtbot.waitSignal(model.refused) as caught:
        assert not put(model, "skien", Col.FLYTTES, -2.0)
    assert isinstance(caught.args[1], Avslag)
    assert document.undo_stack.count() == 0


def test_several_forvaltningsenheter_ask_which(qtbot):
    _, model = opened(two_fe=True)
    with qtbot.waitSignal(model.refused) as refused:
        assert not put(model, "skien", Col.FLYTTES, -2.0)
    assert refused.args[1].kode == "flere_forvaltningsenheter"
    with qtbot.waitSignal(model.choice_wanted) as caught:
        assert model.ask_choice(model.index(0, Col.FLYTTES), -2.0)
    assert caught.args == ["skien", -2.0]
    assert not opened()[1].ask_choice(model.index(0, Col.FLYTTES), -2.0)


def test_only_base_numbers_and_flyttes_of_a_kontor_can_be_edited():
    _, model = opened()
    def editable(row, column):
        return bool(model.flags(model.index(row, column)) & Qt.ItemFlag.ItemIsEditable)
    kontor, fe, total = 0, model.row_of(FE), len(model.rows) - 1
    assert [c for c in Col if editable(kontor, c)] == [Col.STAT, Col.KOMMUNE, Col.FLYTTES]
    assert [c for c in Col if editable(fe, c)] == [Col.STAT]
    assert not any(editable(total, c) for c in Col)
    assert not model.setData(model.index(total, Col.STAT), 1.0)
    assert not model.setData(QModelIndex(), 1.0)


def test_a_month_outside_a_shorter_plan_moves_to_the_last(qtbot):
    document, model = opened()
    shorter = plan()
    shorter = type(shorter)(**{n: getattr(shorter, n) for n in shorter.__dataclass_fields__} | {"horisont_maneder": 12})
    document.load(shorter, None)
    assert model.month == START + 11


def test_rows_speak_a_whole_sentence():
    document, model = opened(varig())
    document.set_projeksjon(framskriv_par(document.plan))
    spoken = model.index(0, Col.OPPFOLGING).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Nav Skien, oppfølging, dekning: ")
    assert "uten flyttinger" in spoken


def test_rows_are_the_same_as_of_the_plan():
    document, model = opened(varig())
    rows = unit_rows(document.plan, None, END, document.findings)
    assert rows == model.rows or str(rows) == str(model.rows)  # NaN differs from itself
    assert model.index(0, 0).data(RowRole).enhet == "skien"
