"""The tab Kritisk nivå through its own widgets: what the reader sees is what the questions answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage

from app import format as fmt
from app.actions import Actions, ActionSpec
from app.charts.export import pdf_bytes, png_bytes, svg_bytes
from app.charts.level_layout import as_array, best_place
from app.context import AppContext
from app.jobs.newest import Newest
from app.kritisk_texts import marginal_sentence, marginal_sentences, short_sentences
from app.oppfolging_texts import KRITISK, TIMEBRUK
from app.views.kritisk_picture import marginal_table, picture, twin
from app.views.oppfolging import OppfolgingView
from app.widgets.view_mode import CHART, TABLE
from models.commands import RemoveRow, SetForutsetning
from models.document import Document
from planning_core.plan import Eier, Flytting
from planning_core.projection import framskriv_par
from planning_core.questions.levels import kritisk_niva
from planning_core.questions.marginal import Marginal, Marginalt, Utslag, marginalt
from tests.core.builders import START
from tests.core.test_known_answers import critical_plan

MOVED = Flytting("K", "F", Eier.STAT, 3.0, START + 6, 0.0, 1.0)


def critical(*flyttinger, per_forsinket=0.6):
    return replace(critical_plan(10.0, per_forsinket), flyttinger=flyttinger)


def open_tab(qtbot, messages, settings, a_plan, *, answered=True):
    document = Document(a_plan)
    document.set_projeksjon(framskriv_par(a_plan))
    actions = Actions(document)
    actions.add(ActionSpec("rom.forutsetninger", "Forutsetninger"))
    actions.add(ActionSpec("fil.importer", "Importer"))
    actions.add(ActionSpec("hjelp.excel", "Hjelp"))
    view = OppfolgingView(document, AppContext(messages, settings, actions))
    qtbot.addWidget(view)
    view.resize(1256, 900)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.mouseClick(view.choice.tabs.button(KRITISK), Qt.MouseButton.LeftButton)
    if answered:
        qtbot.waitUntil(lambda: not view.kritisk.is_stale, timeout=20_000)
    return document, view


@pytest.fixture
def tab(qtbot, dressed, messages, settings):
    return open_tab(qtbot, messages, settings, critical(MOVED))


def said(view):
    return view.sentence.replace(fmt.NBSP, " ")


# ---- what is shown ------------------------------------------------------------------------------

def test_the_sentence_says_top_today_plan_and_cliff(tab):
    _, view = tab
    text = said(view)
    assert text.startswith("Fylket får mest oppfølging i desember 2028 med 13,8 årsverk i forvaltningsenheten: ")
    assert "I dag er det 10,0 årsverk" in text
    assert "Planen ender på 13,0 årsverk" in text
    assert "Stupet er under " in text
    assert view.kritisk.chart.accessibleDescription().replace(fmt.NBSP, " ") == text


def test_the_picture_marks_today_top_and_plan_by_shape(tab):
    document, view = tab
    drawn, result = view.kritisk.chart.picture, view.kritisk.result
    marks = {m.kind: m for m in drawn.marks}
    assert {k: round(m.level, 6) for k, m in marks.items()} == {"top": 13.8, "today": 10.0, "plan": 13.0}
    projected = document.projeksjon.plan
    # Planen in the picture is planen of every other room.
    assert marks["plan"].values == (projected.serie("oppfolging_timer")[-1], projected.serie("restanser")[-1])
    assert marks["today"].values[0] == document.projeksjon.uten.serie("oppfolging_timer")[-1]
    assert drawn.cliff.high == result.stup().niva
    assert drawn.panels[0].other_label == "etter 12 måneder: ingen topp"
    assert drawn.move == "planen flytter 3,0"


def test_the_table_twin_holds_every_level_and_the_plan_itself(tab):
    _, view = tab
    result, model = view.kritisk.result, view.kritisk.table.cells
    assert model.rowCount() == result.niva.size + 1
    rows = {row.key: [c.text.replace(fmt.NBSP, " ") for c in row.cells] for row in model.rows}
    today = rows[str(result.i_dag)]
    assert today[0] == "10,0"
    assert today[1] == fmt.timer(result.oppfolging[result.i_dag, -1]).replace(fmt.NBSP, " ")
    assert (today[3], today[-1]) == ("0", "i dag")
    assert rows["planen"][0] == "13,0"
    assert rows["planen"][-1] == "planen slik den er lagt"
    assert model.rows[0].cells[0].text == "5,0"


def test_the_turning_card_shows_planen_beside_uten_flyttinger(tab):
    _, view = tab
    cards = view.kritisk.turning.parts
    assert [card.name.text() for card in cards] == ["planen", "uten flyttinger"]
    assert cards[1].title.text() == "Vendepunkt: måned 16, april 2027"
    assert cards[1].bar.isVisible()
    assert "april 2027" in cards[1].bar.accessibleName()


def test_the_assumed_values_are_named_with_a_link(tab, qtbot):
    _, view = tab
    assert "henvendelser per forsinket sak 0,6 i måneden" in view.kritisk.rests_on.text
    with qtbot.waitSignal(view.assumptions_wanted):
        view.kritisk.rests_on.link_activated.emit("forutsetninger")


def test_marginal_arsverk_is_ranked_and_can_be_turned(tab, qtbot):
    _, view = tab
    model = view.kritisk.marginal_panel.table.cells
    expected = marginalt(view.kritisk.result.plan)
    assert [r.key for r in model.rows] == [e.enhet for e in expected.mer]
    assert model.rows[0].cells[0].tip.startswith("Ett årsverk mer i ")
    qtbot.mouseClick(view.kritisk.marginal_panel.sign.button("mindre"), Qt.MouseButton.LeftButton)
    assert [r.key for r in model.rows] == [e.enhet for e in expected.mindre]
    assert model.rows[0].cells[0].tip.startswith("Ett årsverk mindre i ")


def test_marginal_arsverk_is_said_in_a_sentence_and_so_is_the_unit_that_is_marked(tab, qtbot):
    _, view = tab
    panel, found = view.kritisk.marginal_panel, view.kritisk.marginal
    assert panel.sentence.text() == " ".join(marginal_sentences(found))
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    [effect] = [e for e in found.mer if e.enhet == panel.table.cells.rows[panel.table.currentIndex().row()].key]
    assert panel.sentence.text() == marginal_sentence(found.plan, effect)
    qtbot.mouseClick(panel.sign.button("mindre"), Qt.MouseButton.LeftButton)
    [less] = [e for e in found.mindre if e.enhet == effect.enhet]
    assert panel.sentence.text() == marginal_sentence(found.plan, less)
    assert panel.sentence.text().startswith("Ett årsverk mindre i ")


def test_a_sweep_that_would_empty_the_kontor_says_so_with_its_place_and_half_applies_nothing(
    qtbot, dressed, messages, settings,
):
    # The kontor K gives to an FE of 10; L has 2 and would be empty at 12.
    base = critical()
    small = replace(next(e for e in base.enheter if e.enhet == "K"), enhet="L", navn="Lite kontor", arsverk_stat=2.0)
    a_plan = replace(base, enheter=(*base.enheter, small))
    document, view = open_tab(qtbot, messages, settings, a_plan)
    kritisk = view.kritisk
    assert not kritisk.left_out.isVisible()
    kritisk.giver.setFocus()
    qtbot.keyClick(kritisk.giver, Qt.Key.Key_End)
    assert kritisk.giver.currentText() == "Lite kontor"
    qtbot.waitUntil(lambda: not kritisk.is_stale, timeout=20_000)
    assert kritisk.left_out.isVisible()
    place = f"Enheter, rad {len(base.enheter) + 1}: Nivåer fra 12,0 årsverk"
    assert fmt.NBSP not in place
    said_there = kritisk.left_out.text.replace(fmt.NBSP, " ")
    assert said_there.startswith(place)
    assert "alle årsverkene Lite kontor har" in said_there
    # Nothing of such a level is shown, and nothing is made of it.
    assert kritisk.result.niva.max() < 12.0
    assert document.plan is a_plan
    assert not document.undo_stack.canUndo()
    qtbot.keyClick(kritisk.giver, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: not kritisk.is_stale, timeout=20_000)
    assert not kritisk.left_out.isVisible()


def test_one_level_alone_is_not_compared_with_others():
    base = critical()
    small = replace(next(e for e in base.enheter if e.enhet == "K"), enhet="L", navn="Lite kontor", arsverk_stat=0.3)
    empty = tuple(replace(e, arsverk_stat=0.0) if e.enhet == "F" else e for e in base.enheter)
    result = kritisk_niva(replace(base, enheter=(*empty, small)), fra="L")
    assert result.niva.tolist() == [0.0]
    assert "bare 0,0 årsverk i forvaltningsenheten kan regnes når Lite kontor gir og får." in short_sentences(result)[0]


def test_today_and_the_highest_level_are_one_mark_where_they_are_one_level():
    result = kritisk_niva(critical_plan(13.8, 0.6))
    assert result.topp(-1).posisjon == result.i_dag
    marks = picture(result, -1).marks
    assert [(m.kind, m.title.replace(fmt.NBSP, " ")) for m in marks] == [("today", "I dag og høyest 13,8")]


def test_nothing_is_promised_where_nothing_is_visible(qtbot, dressed, messages, settings):
    _, view = open_tab(qtbot, messages, settings, critical(per_forsinket=0.2))
    assert "ikke synlig i planperioden" in said(view)
    assert "ikke at det ikke finnes en grense" in said(view)
    cards = view.kritisk.turning.parts
    assert cards[0].title.text() == "Vendepunkt: ikke synlig i planperioden"
    assert not cards[1].title.isVisible()  # without flyttinger there is one case
    kinds = {m.kind for m in view.kritisk.chart.picture.marks}
    assert kinds == {"today"}


def test_a_plan_with_nothing_to_share_says_what_belongs_here(qtbot, dressed, messages, settings):
    bare = replace(critical(), saksinngang=(), restanser=())
    _, view = open_tab(qtbot, messages, settings, bare, answered=False)
    assert "krever NAV-kontor og forvaltningsenhet" in view.empty.text
    assert not view.kritisk.isVisible()
    assert not view.export_button.isEnabled()


# ---- when it is computed ------------------------------------------------------------------------

def test_a_change_makes_it_stale_and_is_answered(tab, qtbot):
    document, view = tab
    before = view.kritisk.result
    assert not document.push(RemoveRow(document, "Flyttinger", 0, "Slett"))
    assert view.kritisk.is_stale
    assert view.kritisk.result is before  # the old numbers stay, greyed
    assert view.kritisk.table.cells.stale
    qtbot.waitUntil(lambda: not view.kritisk.is_stale, timeout=20_000)
    assert not view.kritisk.table.cells.stale
    assert view.kritisk.result.plan is document.plan
    assert "Planen har ingen flyttinger" in said(view)


def test_nothing_is_computed_while_the_tab_is_away(tab, qtbot):
    document, view = tab
    qtbot.mouseClick(view.choice.tabs.button(TIMEBRUK), Qt.MouseButton.LeftButton)
    assert not view.kritisk.isVisible()
    assert view.chart.isVisible()
    assert view._kontor_field.isVisible()
    asked = []
    view.kritisk._jobs.ask = lambda question: asked.append(question)
    assert not document.push(SetForutsetning(document, "henv_per_forsinket_mnd", 0.5, "Endre"))
    qtbot.wait(20)
    assert not asked
    qtbot.mouseClick(view.choice.tabs.button(KRITISK), Qt.MouseButton.LeftButton)
    assert len(asked) == 1


def test_one_kontor_may_give(qtbot, dressed, messages, settings):
    _, view = open_tab(qtbot, messages, settings, critical())
    marginal = view.kritisk.marginal
    view.kritisk.giver.setCurrentIndex(view.kritisk.giver.findData("K"))
    qtbot.waitUntil(lambda: not view.kritisk.is_stale, timeout=20_000)
    assert view.kritisk.result.fra == "K"
    assert view.kritisk.marginal is marginal  # not asked twice of one plan


def test_another_month_is_read_from_the_same_answer(tab):
    _, view = tab
    result = view.kritisk.result
    view.choice.choose_month(START + 11)
    assert view.kritisk.result is result
    assert "desember 2026" in said(view)
    assert "ikke synlig så tidlig" in said(view)
    assert view.kritisk.chart.picture.panels[0].other is None


def test_a_failure_is_said(tab, qtbot, monkeypatch):
    _, view = tab
    view.kritisk._jobs.failed.emit(ValueError("x"))
    assert "kunne ikke regnes ut" in said(view)


def test_the_newest_question_wins(qtbot):
    import threading

    jobs, heard, gate = Newest(), [], threading.Event()
    jobs.answered.connect(heard.append)
    jobs.ask(lambda: gate.wait(5) and "first")
    jobs.ask(lambda: "second")
    jobs.ask(lambda: "third")
    gate.set()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert heard == ["third"]
    jobs.ask(lambda: "fourth")
    jobs.drop()
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert heard == ["third"]


@pytest.mark.allows_log("could not be answered", reason="the failure is written to the log")
def test_a_question_that_raises_is_heard(qtbot):
    jobs = Newest()
    with qtbot.waitSignal(jobs.failed) as heard:
        jobs.ask(lambda: 1 / 0)
    assert isinstance(heard.args[0], ZeroDivisionError)
    qtbot.waitUntil(lambda: not jobs.is_busy)


# ---- keys, mouse, export ------------------------------------------------------------------------

def test_arrow_keys_walk_the_levels_and_mark_the_table(tab, qtbot):
    _, view = tab
    chart, result = view.kritisk.chart, view.kritisk.result
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.position == 0
    assert chart.accessibleDescription().startswith("5,0 årsverk. oppfølging, timer: ")
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_PageDown)
    assert chart.position == 6
    assert view.kritisk.table.cells.rows[view.kritisk.table.currentIndex().row()].key == "6"
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.position == result.niva.size - 1
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.position is None
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.position == result.i_dag  # one begins where the fylke is
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert chart.position == result.i_dag - 1


def test_pointing_at_a_level_reads_it(tab, qtbot):
    _, view = tab
    chart, result = view.kritisk.chart, view.kritisk.result
    layout = chart.chart_layout()
    x = layout.x(float(result.niva[result.i_dag]))
    qtbot.mouseMove(chart, QPoint(round(x), round(layout.panels[0].plot.center().y())))
    assert chart.position == result.i_dag
    assert "10,0 årsverk (i dag)" in chart.accessibleDescription()


def test_a_marked_row_puts_the_cursor_on_its_level(tab):
    _, view = tab
    view.kritisk.table.row_chosen.emit("4")
    assert view.kritisk.chart.position == 4
    view.kritisk.table.row_chosen.emit("planen")
    assert view.kritisk.chart.position is None


def test_chart_table_or_both(tab, qtbot):
    _, view = tab
    qtbot.mouseClick(view.mode.button(CHART), Qt.MouseButton.LeftButton)
    assert view.kritisk.chart.isVisible()
    assert not view.kritisk.table.isVisible()
    qtbot.mouseClick(view.mode.button(TABLE), Qt.MouseButton.LeftButton)
    assert not view.kritisk.chart.isVisible()
    assert view.kritisk.table.isVisible()


def test_the_picture_is_no_taller_than_a_window_where_it_stands_alone(tab, qtbot):
    _, view = tab
    qtbot.mouseClick(view.mode.button(CHART), Qt.MouseButton.LeftButton)
    kritisk = view.kritisk
    # The marginal årsverk beside it is taller than the picture and what stands under it.
    kritisk.marginal_panel.setMinimumHeight(1400)
    qtbot.waitUntil(lambda: kritisk._left.height() > 1400)
    assert kritisk._chart_frame.height() == 542
    assert kritisk._chart_frame.y() == 0


def test_the_picture_and_the_table_go_to_the_clipboard(tab, messages):
    _, view = tab
    view.export_button.copy_chart()
    assert not QGuiApplication.clipboard().image().isNull()
    next(a for a in view.export_button.menu().actions() if a.text() == "Kopier tabellen").trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[1] == "Oppfølging timer"
    assert lines[1].split("\t")[0] == "5,0"


def test_the_picture_is_a_file(qapp):
    drawn = picture(kritisk_niva(critical(MOVED)), 35)
    image = QImage.fromData(png_bytes(drawn, "Tittel", "Merknad"), "PNG")
    assert (image.width(), image.height()) == (2240, 1280)
    assert b"H\xc3\xb8yest" in svg_bytes(drawn, "Tittel") or b"<path" in svg_bytes(drawn, "Tittel")
    assert pdf_bytes(drawn, "Tittel").startswith(b"%PDF")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_words_of_the_picture_stand_inside_it(tab, scale):
    from app.theme import theme

    _, view = tab
    theme().set_scale(scale)
    chart = view.kritisk.chart
    layout = chart.chart_layout()
    assert layout.panels[-1].plot.bottom() < chart.height()
    assert layout.panels[0].plot.right() < chart.width()
    assert chart.height() >= chart.minimumSizeHint().height()


def test_bars_of_the_marginal_arsverk_are_of_those_that_do_what_one_expects():
    def effect(enhet, hours, arsverk):
        end = Utslag(0.0, 0.0, 0.0, hours)
        return Marginal(enhet, arsverk, end, end)

    found = Marginalt(critical(), (effect("F", 120.0, 1.0), effect("K", -60.0, 1.0)),
                      (effect("K", 30.0, -1.0), effect("F", -90.0, -1.0)))
    bars = {more: [row.cells[1].bar for row in marginal_table(found, more)[1]] for more in (True, False)}
    assert bars == {True: [1.0, 0.0], False: [0.0, 1.0]}


def test_many_units_are_scrolled_to(tab, qtbot):
    _, view = tab
    panel, found = view.kritisk.marginal_panel, view.kritisk.marginal
    few, narrow = panel.table.height(), panel.wanted_width()
    view.kritisk._marginal = replace(found, mer=tuple(replace(found.mer[0], enhet=f"K{i}") for i in range(40)))
    view.kritisk._show_marginal()
    assert panel.table.cells.rowCount() == 40
    assert panel.wanted_width() > narrow  # room for the bar beside the last column
    qtbot.waitUntil(lambda: few < panel.table.height() == panel.table.wanted_height(16))
    assert panel.table.horizontalScrollBar().maximum() == 0
    view.kritisk._marginal = found
    view.kritisk._show_marginal()
    qtbot.waitUntil(lambda: panel.table.height() == few)


def test_twin_and_marginal_tables_have_a_cell_a_column():
    result = kritisk_niva(critical(MOVED))
    for t in (11, 35):
        columns, rows = twin(result, t)
        assert all(len(r.cells) == len(columns) for r in rows)
    for more in (True, False):
        columns, rows = marginal_table(marginalt(critical(MOVED)), more)
        assert all(len(r.cells) == len(columns) for r in rows)


def test_words_of_two_marks_keep_room_between_them():
    """The second has a free place that only touches the first; it takes one with room between them."""
    inside, gap = QRectF(0, 0, 400, 300), 8.0
    first = QRectF(100, 100, 60, 30)
    # Over the point the words would begin exactly where the first end.
    second = best_place((60.0, 30.0), [QPointF(190, 138)], inside, [first], as_array([]), gap)
    assert not second.adjusted(-gap, 0, gap, 0).intersects(first)


def test_words_under_others_keep_room_between_them():
    inside, gap = QRectF(0, 0, 400, 300), 8.0
    first = QRectF(100, 100, 60, 30)
    # Under the point the words would begin exactly where the first end.
    below = best_place((60.0, 30.0), [QPointF(130, 122)], inside, [first], as_array([]), gap)
    assert not below.adjusted(0, -gap / 2, 0, gap / 2).intersects(first)
