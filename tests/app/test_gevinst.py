"""The room Gevinst through its own widgets: what the reader sees is what the account holds, and every edit can be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog

from app import gevinst_texts as words
from app.actions import ActionSpec
from app.context import AppContext
from app.dialogs.flytting_dialog import FlyttingDialog
from app.dialogs.gevinst_dialog import GevinstDialog
from app.theme import LIGHT, Mode, theme
from app.views.gevinst import ACCOUNT, CUTS, REGISTER, GevinstView
from app.views.gevinst_register import FIELDS
from app.widgets.view_mode import CHART, TABLE
from models.document import Document
from models.io.samples import eksempel
from planning_core.findings import has_errors
from planning_core.parameters import NIVAER
from planning_core.plan import (
    Bruk,
    Eier,
    Flytting,
    Forutsetning,
    Gevinst,
    Gevinstoppfolging,
    GevinstType,
    Innfasing,
    Kostnad,
    Ressurskartlegging,
    ScenarioVerdi,
    Sted,
    uten_flyttinger,
)
from planning_core.questions.account import Regnskap
from planning_core.questions.scenarios import bruk
from tests.core.builders import START, fe, kontor, small_plan
from tests.core.test_known_answers import critical_plan
from tests.helpers.room_actions import room_actions

NBSP, MINUS = "\u00a0", "\u2212"
IKT = Gevinst("IKT", GevinstType.AUTOMATISERING, Sted.BEGGE, None, None, 0.1, 0.4, 0.5, START + 6, bruk=Bruk.KUTT,
              gevinsteier="direktøren", nullpunkt="2025")
FAG = Gevinst("Fagmiljø", GevinstType.SPESIALISERING, Sted.FE, "HP3", None, 0.0, 0.05, 0.1, START, bruk=Bruk.OPPFOLGING)


@pytest.fixture
def plan():
    return small_plan(
        k=replace(kontor(arsverk_stat=10.0, kommune=("A",)), navn="Kontoret"), f=replace(fe(arsverk_stat=2.0), navn="Enheten"),
        minutter=(60.0, 0.0, 12.0, 0.0), inn=500.0, months=24, gevinster=(IKT, FAG),
        flyttinger=(Flytting("K", None, Eier.STAT, 1.0, START),),
        kostnader=(Kostnad("IKT", None, None, None, 0.5),),
    )


@pytest.fixture
def open_room(qtbot, dressed, messages, settings):
    def make(a_plan, tab=ACCOUNT):
        document = Document(a_plan)
        actions = room_actions(document)
        actions.add(ActionSpec("rom.forutsetninger", "Forutsetninger"))
        view = GevinstView(document, AppContext(messages, settings, actions))
        qtbot.addWidget(view)
        view.resize(1256, 852)
        with qtbot.waitExposed(view):
            view.show()
        click(qtbot, view.tabs.button(tab))
        return document, view, view.tab(tab)

    return make


def click(qtbot, button):
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def cells(table, row, column=0):
    return [c.text for c in next(r for r in table.cells.rows if r.cells[column].text == row).cells]


def dialog(view, kind):
    return next(d for d in view.findChildren(QDialog) if isinstance(d, kind) and d.isVisible())


# -- the account ------------------------------------------------------------------------------


def test_the_sentence_and_the_table_are_the_account(plan, open_room):
    _, view, tab = open_room(plan)
    konto = Regnskap(plan).konto(plan.maneder[-1])
    assert view.sentence.startswith(f"I desember 2027 er nettogevinsten {konto.nettogevinst:.1f}".replace(".", ","))
    assert cells(tab.table, "Bruttogevinst")[1] == f"{konto.bruttogevinst:.1f}".replace(".", ",")
    assert cells(tab.table, "IKT, ført")[1:4] == [f"{MINUS}0,5", f"{MINUS}0,5", "0"]
    three = cells(tab.table, "Bruttogevinst")[4:7]
    assert three == [f"{Regnskap(plan, n).konto(plan.maneder[-1]).bruttogevinst:.1f}".replace(".", ",")
                     for n in ("konservativt", "moderat", "optimistisk")]
    assert [s.name for s in tab.waterfall.steps] == [
        "Grunnlag", "Spesialisering", "Automatisering", "Andre", "Igjen i NAV-kontor", "Igjen i forvaltningsenhet",
        "Bruttogevinst", "Kostnader", "Nettogevinst"]
    assert tab.waterfall.scale.low == 0
    assert "Nettogevinst" in tab.waterfall.accessibleDescription()
    assert cells(tab.processes, "HP1 Motta bestilling")[6] == "83,3 %".replace(" ", NBSP)


def test_flyttinger_change_the_costs_only(plan, open_room):
    learning = replace(
        plan, flyttinger=(Flytting("K", "F", Eier.STAT, 2.0, START),),
        forutsetninger=tuple(replace(r, verdi=0.5) if r.nokkel == "startproduktivitet" else r for r in plan.forutsetninger))
    _, view, tab = open_room(learning)
    tab.month.setCurrentIndex(0)
    netto = cells(tab.table, "Nettogevinst")
    assert f"Uten flyttinger er den {netto[2]}, forskjellen er {MINUS}1,0." in view.sentence
    steps = {step.name: step for step in tab.waterfall.steps}
    assert steps["Nettogevinst"].beside == f"uten flyttinger {netto[2]}, forskjell {MINUS}1,0"
    assert steps["Kostnader"].beside == f"uten flyttinger {MINUS}0,5, forskjell {MINUS}1,0"
    assert steps["Bruttogevinst"].beside == ""
    assert steps["Nettogevinst"].beside in tab.waterfall.accessibleDescription()
    row = cells(tab.table, "Produktivitetstap, beregnet")
    assert row[1:4] == [f"{MINUS}1,0", "0,0", f"▼{NBSP}{MINUS}1,0"]
    netto = cells(tab.table, "Nettogevinst")
    assert netto[3] == f"▼{NBSP}{MINUS}1,0"
    assert cells(tab.table, "Bruttogevinst")[3] == "0"


def test_date_level_and_view_follow_the_choices(plan, open_room, qtbot, settings):
    document, view, tab = open_room(plan)
    tab.month.setCurrentIndex(0)
    assert view.sentence.startswith("I januar 2026 er nettogevinsten")
    assert cells(tab.table, "Automatisering")[1] == "0,0"
    click(qtbot, tab.when.button("alt"))
    assert view.sentence.startswith("Når alt er tatt ut,")
    assert not tab.month.isEnabled()
    click(qtbot, tab.level.button("optimistisk"))
    assert document.plan.forutsetning("gevinstniva") == "optimistisk"
    assert "på optimistisk nivå" in view.sentence
    document.undo_stack.undo()
    assert document.plan.forutsetning("gevinstniva") == "moderat"
    assert tab.level.key == "moderat"
    click(qtbot, tab.mode.button(TABLE))
    assert tab.waterfall.isHidden() or not tab.waterfall.isVisible()
    assert tab.table.isVisible()
    click(qtbot, tab.mode.button(CHART))
    assert not tab.table.isVisible()


def test_kroner_are_shown_when_price_and_year_are_known(plan, open_room):
    priced = replace(plan, forutsetninger=(*plan.forutsetninger, Forutsetning("kroner_per_årsverk", 1e6),
                                           Forutsetning("prisår", 2026.0)))
    _, _, tab = open_room(priced)
    konto = Regnskap(priced).konto(priced.maneder[-1])
    uten = Regnskap(uten_flyttinger(priced)).konto(priced.maneder[-1])
    pair = [f"{k.nettogevinst_kroner / 1e6:.1f}".replace(".", ",") for k in (konto, uten)]
    assert cells(tab.table, "Nettogevinst")[-3:] == [*pair, "0"]
    assert all("2026-kroner" in column.group for column in tab.table.cells.columns[-3:])
    assert cells(tab.table, "IKT, ført")[-3:] == [f"{MINUS}0,5", f"{MINUS}0,5", "0"]


def test_delta_shows_the_rounding_of_its_source_and_warns(open_room):
    _, _, tab = open_room(eksempel("delta-2007"))
    assert cells(tab.table, "Avrunding i kilden")[1] == f"{MINUS}31,4"
    assert cells(tab.table, "herav avrunding i kilden")[1] == "72,6"
    assert cells(tab.table, "herav ikke fordelt i kilden")[1] == "104,0"
    assert "101,0" in tab.warning.text
    assert "99,0" in tab.warning.text
    steps = {s.name: s for s in tab.waterfall.steps}
    assert steps["Ikke fordelt i kilden"].end == pytest.approx(4112.0)


@pytest.mark.parametrize("dark", [False, True])
def test_the_waterfall_is_a_picture_on_white_paper(plan, open_room, dressed, messages, tmp_path, dark):
    dressed.set_mode(Mode.DARK if dark else Mode.LIGHT)
    dressed.set_scale(2.0 if dark else 1.0)
    _, _, tab = open_room(plan)
    files = [tmp_path / f"regnskap.{kind}" for kind in ("png", "svg", "pdf")]
    messages.to_save += files
    for action in tab.export_button.menu().actions()[:3]:
        action.trigger()
    image = QImage(str(files[0]))
    assert (image.width(), image.height()) == (2240, 1280)
    assert image.pixelColor(2, 2) == QColor("white")
    # The bar of the whole grunnlag starts at the axis, in the paper's grey whatever the window looks like.
    bar = QColor(LIGHT.uten).rgb()
    columns = [x for x in range(image.width()) if image.pixel(x, 112) == bar]
    assert columns
    assert max(columns) - min(columns) > 1500
    assert "Nettogevinst" in files[1].read_text(encoding="utf-8")  # the description, for those who do not see it
    assert files[2].read_bytes().startswith(b"%PDF")
    tab.export_button.copy_chart()
    assert not QGuiApplication.clipboard().image().isNull()


def test_a_small_gevinst_is_drawn_from_zero_and_nothing_is_not_drawn(open_room):
    small = small_plan(ressurskartlegging=(Ressurskartlegging("A", "HP1", 400.0),),
                       gevinster=(replace(FAG, sted=Sted.NK, hovedprosess="HP1", moderat=0.01),))
    _, _, tab = open_room(small)
    assert tab.waterfall.scale.low == 0
    steps = {s.name: s for s in tab.waterfall.steps}
    assert (steps["Spesialisering"].start - steps["Spesialisering"].end) == pytest.approx(4.0)
    assert steps["Automatisering"].start == steps["Automatisering"].end
    # A bar of one per cent is there, and the row of what is nothing has no bar.
    image = tab.waterfall.grab().toImage()
    names = [s.name for s in tab.waterfall.steps]
    fill = QColor(theme().palette.plan_fill).rgb()

    def is_drawn(name):
        y = int(tab.waterfall.height() / len(names) * (names.index(name) + 0.5))
        return any(image.pixelColor(x, y).rgb() == fill for x in range(image.width()))

    assert (is_drawn("Spesialisering"), is_drawn("Automatisering")) == (True, False)


def test_a_netto_below_zero_is_drawn_as_a_loss(plan, open_room):
    dear = replace(plan, kostnader=(Kostnad("IKT", None, None, None, 9.0),))
    _, _, tab = open_room(dear)
    netto, brutto = (next(s for s in tab.waterfall.steps if s.name == n) for n in ("Nettogevinst", "Bruttogevinst"))
    base = tab.waterfall.steps[0].end
    assert Regnskap(dear).konto(dear.maneder[-1]).nettogevinst < 0
    # Beyond the grunnlag: more årsverk are used than before, and the number says so.
    assert min(netto.start, netto.end) == pytest.approx(base)
    assert netto.text.startswith(MINUS)
    assert (netto.role, brutto.role) == ("unfavourable", "plan_fill")


def test_a_plan_with_nothing_to_account_for_says_so(open_room):
    empty = replace(small_plan(), normtid=(), saksinngang=())
    _, view, tab = open_room(empty)
    assert view.sentence == words.UTEN_GRUNNLAG
    assert tab.nothing.isVisible()
    for widget in (tab.waterfall, tab.table, tab.processes, tab.month, tab.note, tab.empty):
        assert not widget.isVisible()


def test_a_plan_without_gevinster_offers_the_first(open_room, qtbot):
    document, view, tab = open_room(replace(eksempel("telemark"), gevinster=(), innfasing=(), gevinstoppfolging=()))
    assert view.sentence.startswith(words.UTEN_GEVINSTER)
    assert (tab.empty.isVisible(), tab.waterfall.isVisible(), tab.processes.isVisible()) == (True, False, True)
    click(qtbot, tab.empty.button)
    asked = dialog(view, GevinstDialog)
    assert view.tabs.key == REGISTER
    asked.moderat.setValue(10.0)
    click(qtbot, asked.ok)
    assert [g.moderat for g in document.plan.gevinster] == [0.1]
    click(qtbot, view.tabs.button(ACCOUNT))
    assert (tab.empty.isVisible(), tab.waterfall.isVisible()) == (False, True)


def test_the_work_is_shown_by_hovedprosess_or_by_ytelse(plan, open_room, qtbot):
    _, _, tab = open_room(plan)
    by_process = cells(tab.processes, "Sum av det som er fordelt")
    click(qtbot, tab.parts.button("ytelse"))
    assert tab.processes.cells.columns[0].title == "Ytelse"
    assert cells(tab.processes, "Sum av det som er fordelt") == by_process
    assert tab.processes.cells.rows[0].cells[0].text == "A"


def test_another_plan_is_shown_at_its_own_end(plan, open_room):
    document, view, tab = open_room(plan)
    tab.month.setCurrentIndex(3)
    document.load(eksempel("delta-2007"), None)
    assert tab.month.month == document.plan.maneder[-1]
    assert view.sentence.startswith("I desember 2013 ")


# -- the register -----------------------------------------------------------------------------


def test_the_register_is_typed_in_and_undone(plan, open_room, qtbot):
    document, _, tab = open_room(plan, REGISTER)
    index = tab.rows.model.index(0, [c.field for c in tab.rows.model.columns].index("moderat"))
    assert tab.rows.model.setData(index, tab.rows.model.read(index, "0,3"))
    assert document.plan.gevinster[0].moderat == 0.3
    document.undo_stack.undo()
    assert document.plan == plan


def type_over(qtbot, table, row, column, text):
    """Mark a cell, type over it, Enter."""
    table.setFocus()
    table.mark(table.model().index(row, column))
    qtbot.keyClicks(table, text[0])
    qtbot.keyClicks(QApplication.focusWidget(), text[1:])
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_a_warning_in_the_register_names_its_gevinst(plan, open_room, qtbot):
    document, _, tab = open_room(plan, REGISTER)
    type_over(qtbot, tab.rows.table, 1, FIELDS.index("fra_maned"), "jan. 2040")
    assert document.plan.gevinster[1].fra_maned == START + 14 * 12
    assert "«Fagmiljø»: Januar 2040 kommer etter planperioden" in tab.warning.text


def test_a_name_typed_in_the_register_takes_its_points_along(plan, open_room, qtbot):
    named = replace(plan, innfasing=(Innfasing("IKT", START + 6, 0.5), Innfasing("IKT", START + 12, 1.0)),
                    gevinstoppfolging=(Gevinstoppfolging("IKT", START, 1.0, 0.5),))
    document, _, tab = open_room(named, REGISTER)
    type_over(qtbot, tab.rows.table, 0, 0, "Ny IKT")
    assert document.plan.gevinster[0].navn == "Ny IKT"
    assert {r.gevinst for r in (*document.plan.innfasing, *document.plan.gevinstoppfolging)} == {"Ny IKT"}
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.plan == named


def test_names_pasted_in_the_register_take_theirs_along(plan, open_room, qtbot):
    points = (Innfasing("IKT", START + 6, 1.0), Innfasing("Fagmiljø", START, 1.0))
    named = replace(plan, innfasing=points)
    document, _, tab = open_room(named, REGISTER)
    tab.rows.table.setFocus()
    tab.rows.table.mark(tab.rows.model.index(0, 0))
    QGuiApplication.clipboard().setText("Fagmiljø\nIKT")  # they change names
    qtbot.keySequence(tab.rows.table, QKeySequence(QKeySequence.StandardKey.Paste))
    assert [g.navn for g in document.plan.gevinster] == ["Fagmiljø", "IKT"]
    assert [r.gevinst for r in document.plan.innfasing] == ["Fagmiljø", "IKT"]
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.plan == named


def test_scenarios_follow_a_new_name_and_a_deletion_says_which_rest_on_it(plan, open_room, qtbot, messages):
    rows = (ScenarioVerdi("Uten IKT", "Gevinster", "IKT", "realisering", "0"),)
    before = replace(plan, scenarier=rows)
    document, _, tab = open_room(before, REGISTER)
    type_over(qtbot, tab.rows.table, 0, 0, "Ny IKT")
    assert document.plan.scenarier == (replace(rows[0], nokkel="Ny IKT"),)
    assert not has_errors(bruk(document.plan, "Uten IKT")[1])
    tab.choose(0)
    click(qtbot, tab.remove_button)
    assert "«Ny IKT» er slettet. Scenarioer som endrer den, kan ikke brukes nå: «Uten IKT»." in messages.notices[-1]
    assert [f.code for f in bruk(document.plan, "Uten IKT")[1]] == ["scenario_finner_ikke_rad"]
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.plan == before


def test_points_stand_by_month_wherever_they_are_typed(plan, open_room, qtbot):
    other = Innfasing("Fagmiljø", START, 1.0)
    points = (Innfasing("IKT", START + 6, 0.0), other, Innfasing("IKT", START + 12, 1.0))
    before = replace(plan, innfasing=points)
    document, _, tab = open_room(before, REGISTER)
    table = tab.points.table
    click(qtbot, tab.points.add_button)  # for the marked gevinst, IKT
    type_over(qtbot, table, 3, 1, "sept. 2026")
    type_over(qtbot, table, 3, 2, "40 %")
    middle = Innfasing("IKT", START + 8, 0.4)
    assert document.plan.innfasing == (points[0], other, middle, points[2])
    assert document.undo_stack.count() == 1
    type_over(qtbot, table, 0, 1, "des. 2026")
    assert document.plan.innfasing == (middle, other, replace(points[0], maned=START + 11), points[2])
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.plan == before


def test_a_share_beyond_all_is_refused_as_per_cent(plan, open_room, qtbot):
    document, _, tab = open_room(plan, REGISTER)
    table, said = tab.rows.table, f"«Moderat» må være fra 0 til 100{NBSP}%. Skriv for eksempel 25{NBSP}%."
    for typed in ("30", "120 %", "-5 %"):
        type_over(qtbot, table, 0, FIELDS.index("moderat"), typed)
        assert table.message.text() == said
        assert document.plan == plan
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    click(qtbot, tab.edit_button)
    d = dialog(tab, GevinstDialog)
    qtbot.keyClick(d.moderat, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(d.moderat, "140")
    assert d.error_of("moderat").startswith(said)
    assert not d.ok.isEnabled()
    qtbot.keyClick(d.moderat, Qt.Key.Key_Return)
    assert d.isVisible()
    qtbot.keyClick(d, Qt.Key.Key_Escape)
    assert document.plan == plan


def test_a_sum_beyond_all_says_the_worst_and_how_many_more(plan, open_room, qtbot):
    document, _, tab = open_room(plan, REGISTER)
    click(qtbot, tab.new_button)
    d = dialog(tab, GevinstDialog)
    qtbot.keyClicks(d.navn, "Mer")
    qtbot.keyClick(d.optimistisk, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(d.optimistisk, "99")
    # IKT 50 + Fagmiljø 10 + 99 in HP3 of the FE; IKT 50 + 99 = 149 everywhere else.
    said = d.error_of("moderat")
    assert said.startswith(f"Gevinstene «IKT», «Fagmiljø» og «Mer» tar til sammen 159,0{NBSP}% av arbeidet i HP3 (FE)")
    assert said.endswith("(1 feil til)")
    assert not d.ok.isEnabled()
    d.reject()
    assert document.plan == plan


def test_buttons_order_copy_switch_and_remove(plan, open_room, qtbot, messages):
    points = replace(plan, innfasing=(Innfasing("IKT", START + 6, 1.0),))
    document, _, tab = open_room(points, REGISTER)
    assert tab.chosen == 0
    assert not tab.up_button.isEnabled()
    click(qtbot, tab.down_button)
    assert [g.navn for g in document.plan.gevinster] == ["Fagmiljø", "IKT"]
    assert tab.chosen == 1
    click(qtbot, tab.copy_button)
    assert [(g.navn, g.realisering) for g in document.plan.gevinster] == [("Fagmiljø", 1.0), ("IKT", 1.0), ("IKT 2", 0.0)]
    assert "Kopien er slått av" in messages.notices[-1]
    tab.choose(1)
    click(qtbot, tab.off_button)
    assert document.plan.gevinster[1].realisering == 0.0
    assert cells(tab.status, "IKT")[1] == "Slått av"
    assert tab.off_button.text() == "Slå på"
    click(qtbot, tab.off_button)
    assert document.plan.gevinster[1].realisering == 1.0
    type_over(qtbot, tab.rows.table, 1, FIELDS.index("realisering"), "60 %")
    tab.choose(1)
    for expected in (0.0, 0.6):  # on again it is what it was
        click(qtbot, tab.off_button)
        assert document.plan.gevinster[1].realisering == expected
    assert messages.notices[-1] == f"«IKT» er slått på, med 60{NBSP}% av den sparte tiden realisert."
    click(qtbot, tab.remove_button)
    assert [g.navn for g in document.plan.gevinster] == ["Fagmiljø", "IKT 2"]
    assert [r.gevinst for r in document.plan.innfasing] == ["IKT 2"]
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert document.plan == points


def test_a_new_gevinst_in_the_dialog(plan, open_room, qtbot):
    document, view, tab = open_room(plan, REGISTER)
    click(qtbot, tab.new_button)
    shown = dialog(view, GevinstDialog)
    shown.navn.setText("Ny løsning")
    shown.hovedprosess.setCurrentIndex(shown.hovedprosess.findData("HP1"))
    shown.moderat.setValue(10.0)
    shown.bruk.setCurrentIndex(shown.bruk.findData("kutt"))
    # 10 % of 500 hours a month in 92.1 net hours a month and årsverk.
    assert "Verd 0,5 årsverk" in shown.worth.text
    click(qtbot, shown.ok)
    made = document.plan.gevinster[-1]
    assert (made.navn, made.moderat, made.hovedprosess, made.bruk, made.fra_maned) == ("Ny løsning", 0.1, "HP1", Bruk.KUTT, START)
    assert tab.chosen == 2
    document.undo_stack.undo()
    assert document.plan == plan


def test_the_dialog_says_what_is_wrong_and_where(plan, open_room, qtbot):
    document, view, tab = open_room(plan, REGISTER)
    tab.choose(1)
    click(qtbot, tab.edit_button)
    shown = dialog(view, GevinstDialog)
    shown.navn.setText("IKT")
    assert "tidligere rad" in shown.error_of("navn")
    assert not shown.ok.isEnabled()
    shown.navn.setText("Fagmiljø")
    shown.moderat.setValue(70.0)
    assert "til sammen" in shown.error_of("moderat")
    shown.moderat.setValue(5.0)
    shown.type.setCurrentIndex(shown.type.findData("automatisering"))
    assert shown.sted.currentData() == "begge"
    assert not shown.sted.isEnabled()
    assert shown.ok.isEnabled()
    click(qtbot, shown.cancel)
    assert document.plan == plan


def test_levels_out_of_order_are_doubted_but_taken(plan, open_room, qtbot):
    document, _, tab = open_room(plan, REGISTER)
    assert "nivå" not in tab.warning.text
    tab.choose(1)
    click(qtbot, tab.edit_button)
    d = dialog(tab, GevinstDialog)
    assert not d.caution.isVisible()
    qtbot.keyClick(d.moderat, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(d.moderat, "12,5")
    said = (f"Gevinsten «Fagmiljø» sparer 12,5{NBSP}% på moderat nivå, men 10{NBSP}% på optimistisk. Konservativt skal være "
            "lavest og optimistisk høyest. Rett satsene.")
    assert d.caution.isVisible()
    assert d.caution.text == said
    assert d.ok.isEnabled()
    click(qtbot, d.ok)
    assert document.plan.gevinster[1].moderat == 0.125
    assert said in tab.warning.text
    document.undo_stack.undo()
    assert said not in tab.warning.text
    # Typed in the table it is the same: below konservativt, and never refused.
    index = tab.rows.model.index(0, FIELDS.index("moderat"))
    assert tab.rows.model.setData(index, tab.rows.model.read(index, "5 %"))
    assert f"«IKT» sparer 10{NBSP}% på konservativt nivå, men 5{NBSP}% på moderat." in tab.warning.text


def test_a_new_name_keeps_its_follow_up(plan, open_room, qtbot):
    followed = replace(plan, gevinstoppfolging=(Gevinstoppfolging("IKT", START + 8, 2.0, 1.5),))
    document, view, tab = open_room(followed, REGISTER)
    assert cells(tab.status, "IKT")[6:10] == ["sept. 2026", "2,0", "1,5", f"▼{NBSP}{MINUS}0,5"]
    assert cells(tab.status, "IKT")[1] == "Bak planen"
    click(qtbot, tab.edit_button)
    shown = dialog(view, GevinstDialog)
    assert shown.draft() == IKT
    shown.navn.setText("Ny IKT")
    click(qtbot, shown.ok)
    assert document.plan.gevinstoppfolging[0].gevinst == "Ny IKT"


def test_the_preset_shows_its_reasons_before_it_switches_off(plan, open_room, qtbot, messages):
    andre = replace(FAG, navn="Forenkling", type=GevinstType.ANDRE)
    document, _, tab = open_room(replace(plan, gevinster=(*plan.gevinster, andre)), REGISTER)
    messages.confirmations.append(True)
    click(qtbot, tab.preset_button)
    ((title, text, _yes),) = messages.of("confirm")
    assert title == words.UTEN_IKT
    assert all(reason in text for reason in words.UTEN_IKT_GRUNN)
    assert "Dette slås av: IKT og Fagmiljø." in text
    assert [g.realisering for g in document.plan.gevinster] == [0.0, 0.0, 1.0]
    document.undo_stack.undo()
    assert [g.realisering for g in document.plan.gevinster] == [1.0, 1.0, 1.0]


def test_a_use_without_a_flytting_is_warned_of_and_offered(plan, open_room, qtbot):
    document, view, tab = open_room(plan, REGISTER)
    assert "«Fagmiljø» skal brukes til oppfølging" in tab.warning.text
    assert "«IKT»" not in tab.warning.text  # the cut in the plan matches
    tab.choose(0)
    assert "«IKT» i bruk til kutt" in tab._offer_panel.title.text()
    first = tab.offers.cells.rows[0].cells
    assert (first[0].text, first[1].text) == ("Kontoret", "kutt")
    click(qtbot, tab.offer_button)
    shown = dialog(view, FlyttingDialog)
    offered = shown.draft()
    assert (offered.fra, offered.til, offered.fra_maned, offered.arsak) == ("K", None, START + 6, "IKT")
    assert document.plan == plan  # nothing moves until the planner says so
    shown.ok.click()
    assert document.plan.flyttinger[-1] == offered


# -- work and people --------------------------------------------------------------------------


def test_work_people_and_cuts_are_shown(plan, open_room, qtbot):
    _, view, tab = open_room(plan, CUTS)
    qtbot.waitUntil(lambda: not tab.is_stale, timeout=20_000)
    assert view.sentence.startswith("Flyttingen som en gevinst skal betale, går før gevinsten er hentet ut.")
    row = tab.cuts.cells.rows[0].cells
    assert row[1].text == "IKT"
    assert row[3].text == "desember 2026"
    assert row[4].text == f"{MINUS}1{NBSP}200"
    assert "NAV-kontorene avgir folk før arbeidet" in tab.warning.text
    assert cells(tab.table, "Kontoret")[2] == f"{MINUS}1,0"
    assert cells(tab.table, "Kontoret")[-1].startswith("Folk før arbeidet")
    panel = tab.chart.panels[0]
    assert (panel.plan_name, panel.uten_name) == ("folk", "arbeid")
    assert [p.name for p in tab.chart.panels] == ["NAV-kontorene", "Forvaltningsenheten"]  # what the read-out calls them
    tab.table.copy_all()
    assert "Folk minus arbeid" in QGuiApplication.clipboard().text()


def test_the_safe_pace_opens_the_flytting(plan, open_room, qtbot):
    document, view, tab = open_room(plan, CUTS)
    qtbot.waitUntil(lambda: not tab.is_stale, timeout=20_000)
    click(qtbot, tab.pace_button)
    shown = dialog(view, FlyttingDialog)
    assert shown.draft().fra_maned == START + 6
    shown.ok.click()
    assert document.plan.flyttinger[0].fra_maned == START + 6
    qtbot.waitUntil(lambda: not tab.is_stale, timeout=20_000)
    assert tab.answer.kutt[0].balanse.foerste_tap is None
    assert view.sentence.startswith("Ingen flytting går før gevinsten")


def test_a_plan_without_paid_cuts_says_what_to_do(open_room, qtbot):
    unpaid = tuple(replace(g, bruk=None) for g in eksempel("telemark").gevinster)
    _, _, tab = open_room(replace(eksempel("telemark"), gevinster=unpaid), CUTS)
    qtbot.waitUntil(lambda: not tab.is_stale, timeout=20_000)
    assert tab.about.text == words.INGEN_KUTT
    assert not tab.cuts.isVisible()


def test_a_plan_without_units_shows_the_work_alone(open_room, qtbot):
    _, view, tab = open_room(eksempel("delta-2007"), CUTS)
    assert "ingen enheter" in view.sentence
    assert not tab.table.isVisible()


def test_the_room_stands_after_fordeling():
    from app.views import ROOMS

    keys = [room.key for room in ROOMS]
    assert keys.index("gevinst") == keys.index("fordeling") + 1


# -- the warning in Fordeling -----------------------------------------------------------------


def test_fordeling_warns_of_a_cut_before_its_gevinst(plan, qtbot, dressed, messages, settings):
    from app.views.fordeling import FordelingView
    from models.commands import EditCell

    document = Document(plan)
    actions = room_actions(document)
    went = []
    actions.add(ActionSpec("rom.gevinst", "Gevinst")).triggered.connect(lambda: went.append(True))
    view = FordelingView(document, AppContext(messages, settings, actions))
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: bool(view.early.text), timeout=20_000)
    assert view.early.text.startswith("1,0 årsverk går fra Kontoret i januar 2026 før gevinsten («IKT») er hentet ut.")
    assert view.early.isVisible()
    view.early.box.link_activated.emit("gevinst")
    assert went
    document.push(EditCell(document, "Flyttinger", 0, "fra_maned", START + 6, "senere"))
    qtbot.waitUntil(lambda: not view.early.text, timeout=20_000)
    assert not view.early.isVisible()
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: bool(view.early.text), timeout=20_000)
    document.push(EditCell(document, "Gevinster", 0, "bruk", None, "uten bruk"))
    document.push(EditCell(document, "Gevinster", 1, "bruk", None, "uten bruk"))
    qtbot.waitUntil(lambda: not view.early.text, timeout=20_000)


def test_fordeling_says_when_a_pull_from_the_fe_comes_to_cost_more_than_it_gives(qtbot, dressed, messages, settings):
    from app.views.fordeling import FordelingView
    from models.commands import EditCell

    pull = Flytting("F", "K", Eier.STAT, 1.0, START, erfaren=1.0)
    document = Document(replace(critical_plan(10.0, 0.6), flyttinger=(pull,)))
    actions = room_actions(document)
    went = []
    actions.add(ActionSpec("rom.oppfolging", "Oppfølging")).triggered.connect(lambda: went.append(True))
    view = FordelingView(document, AppContext(messages, settings, actions))
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: bool(view.early.text), timeout=20_000)
    assert view.early.text.startswith("1,0 årsverk fra F, til K, jan. 2026. Vendepunkt: april 2027.")
    view.early.box.link_activated.emit("oppfolging")
    assert went
    document.push(EditCell(document, "Flyttinger", 0, "fra_maned", START + 35, "sist"))
    qtbot.waitUntil(lambda: "Vendepunkt: ikke synlig i planperioden" in view.early.text, timeout=20_000)


def test_points_take_the_place_of_the_ramp_in_the_dialog(open_room, qtbot):
    _, view, tab = open_room(eksempel("telemark"), REGISTER)
    names = [g.navn for g in eksempel("telemark").gevinster]
    for name, by_points in (("Automatisk beregning", True), ("Digital søknad", False)):
        tab.choose(names.index(name))
        click(qtbot, tab.edit_button)
        asked = dialog(view, GevinstDialog)
        assert asked.innfasing.isEnabled() is not by_points
        asked.reject()
        qtbot.waitUntil(lambda asked=asked: not shiboken6.isValid(asked) or not asked.isVisible())


def test_three_levels_that_are_one_are_said_once():
    """Delta gives one rate for each gevinst, so its three levels are the same; Telemark's are not."""
    for name, same in (("delta-2007", True), ("telemark", False)):
        the_plan = eksempel(name)
        at = the_plan.maneder[-1]
        account = Regnskap(the_plan)
        levels = {niva: Regnskap(the_plan, niva).konto(at) for niva in NIVAER}
        said = " ".join(words.gevinst_sentences(account, account.konto(at), account.konto(at), levels))
        assert ("Netto er det samme på de tre nivåene." in said) is same
        assert ("Netto på de tre nivåene: konservativt" in said) is not same
