"""Rull til ny startmåned: the dialog through the window, and the command line."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from app import cli, rull_texts
from app.dialogs import rull_dialog
from app.dialogs.rull_dialog import RullDialog
from app.views import ROOMS
from models.io import project_file
from models.io.samples import eksempel
from planning_core.months import month
from planning_core.plan import Eier, Flytting, Historikk, fingerprint
from planning_core.projection import framskriv
from planning_core.questions.rull import Aldre, Restansekilde, rull
from tests.core.builders import START, fe, kontor, small_plan


def plan(*historikk, **values):
    """FE of 80 hours for 100 cases of an hour: 20 more wait each month; one årsverk moves from month 2 over 8."""
    return small_plan(
        f=fe(arsverk_stat=0.8), k=kontor(arsverk_stat=3.0), months=24, n=1, historikk=historikk,
        flyttinger=(Flytting("K", "F", Eier.STAT, 0.2, START + 2, 8.0, 1.0), Flytting("K", "F", Eier.STAT, 0.2, START + 12)),
        **values)


@pytest.fixture
def open_plan(window, qtbot):
    def take(wanted):
        window.document.load(wanted, None)
        window.projector.request()
        qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)
        return window
    return take


@pytest.fixture
def dialog(open_plan, qtbot):
    """Opens the dialog by the menu."""
    def ask(wanted):
        window = open_plan(wanted)
        window.actions_by_name["rediger.rull"].trigger()
        shown = window.findChild(RullDialog)
        qtbot.waitUntil(lambda: shown.isVisible() and shown.rullet is not None, timeout=20_000)
        return window, shown

    return ask


@pytest.fixture
def choose(qtbot):
    """Choose a new start, and wait for what it gives."""
    def take(shown, maned):
        shown.month.setCurrentIndex(shown.month.findData(maned))
        answered(qtbot, shown)
    return take


def answered(qtbot, shown):
    qtbot.waitUntil(lambda: shown.rullet is not None, timeout=20_000)


def test_the_preview_says_what_changes_and_one_step_does_it(dialog, choose, qtbot, messages):
    before = plan()
    window, shown = dialog(before)
    assert shown.month.month == START + 1
    choose(shown, START + 6)
    assert shown._heading.text() == "Planen går fra juli 2026 i stedet for januar 2026, og slutter som før i desember 2027."
    # Half of the årsverk under way is in; the other flytting is still to come.
    assert [[cell.text for cell in row.cells] for row in shown.table.cells.rows] == [
        ["K", "3,0", "2,9", "\u22120,1"], ["F", "0,8", "0,9", "+0,1"]]
    assert "1 flytting er under innfasing" in shown._changes.text()
    assert "1 flytting som begynner senere, er uendret." in shown._changes.text()
    assert "Den gamle framskrivingen lagres ikke" in shown.warning.text
    assert not shown._ages_row.isVisible()
    assert not shown.source.button("historikk").isEnabled()
    expected = shown.rullet.plan
    qtbot.mouseClick(shown.roll_button, Qt.MouseButton.LeftButton)
    assert window.document.plan == expected
    assert (window.document.plan.start, window.document.plan.horisont_maneder) == (START + 6, 18)
    assert messages.notices[-1] == "Planen er rullet til juli 2026. Angre tar den tilbake."
    assert window.document.undo_stack.undoText() == "Rull til juli 2026"
    window.document.undo_stack.undo()
    assert window.document.plan == before
    qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)


def test_nothing_is_computed_in_the_windows_thread_and_nothing_old_can_be_taken(window, qtbot, monkeypatch):
    window.document.load(plan(), None)
    assert window.document.is_stale  # its projection is not there either
    windows, threads, go = threading.get_ident(), [], threading.Event()

    def slow(*values, **named):
        threads.append(threading.get_ident())
        assert go.wait(20)
        return rull(*values, **named)

    monkeypatch.setattr(rull_dialog, "rull", slow)
    window.actions_by_name["rediger.rull"].trigger()
    shown = window.findChild(RullDialog)
    qtbot.waitUntil(lambda: shown.isVisible() and bool(threads), timeout=20_000)
    assert not shown.roll_button.isEnabled()
    assert shown._heading.text() == "Det nye grunnlaget beregnes."
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert shown.isVisible()
    shown.month.setCurrentIndex(shown.month.findData(START + 6))
    go.set()
    answered(qtbot, shown)
    assert shown.roll_button.isEnabled()
    assert shown.rullet.plan.start == START + 6  # the newest choice, not the one that was under way
    assert windows not in threads
    qtbot.mouseClick(shown.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)


@pytest.mark.allows_log("could not be answered", reason="the failure is written to the log")
def test_a_roll_that_cannot_be_computed_is_said_and_cannot_be_taken(open_plan, qtbot, monkeypatch):
    def broken(*_values, **_named):
        raise RuntimeError("made to fail")

    monkeypatch.setattr(rull_dialog, "rull", broken)
    window = open_plan(plan())
    window.actions_by_name["rediger.rull"].trigger()
    shown = window.findChild(RullDialog)
    qtbot.waitUntil(lambda: "kunne ikke beregnes" in shown._heading.text(), timeout=20_000)
    assert not shown.roll_button.isEnabled()
    qtbot.mouseClick(shown.cancel_button, Qt.MouseButton.LeftButton)


def test_the_keyboard_stops_at_the_preview_only_where_it_scrolls(dialog, qtbot):
    _, shown = dialog(plan())
    area = shown.findChild(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
    assert not area.focusPolicy() & Qt.FocusPolicy.TabFocus
    shown.resize(shown.width(), shown.minimumSizeHint().height())
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert area.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.mouseClick(shown.cancel_button, Qt.MouseButton.LeftButton)


def test_actual_restanser_are_offered_where_the_month_before_has_some(dialog, choose, qtbot):
    _, shown = dialog(plan(Historikk("F", "A", START + 3, restanser=60.0)))
    # The month after the last actual one is suggested.
    assert shown.month.month == START + 4
    assert shown.source.button("historikk").isEnabled()
    qtbot.mouseClick(shown.source.button("historikk"), Qt.MouseButton.LeftButton)
    answered(qtbot, shown)
    assert shown._ages_row.isVisible()
    assert "Restanser ved start: 60, med faktiske tall for 1 enhet og ytelse" in shown._changes.text()
    qtbot.mouseClick(shown.ages.button("uten"), Qt.MouseButton.LeftButton)
    answered(qtbot, shown)
    assert [(r.antall, r.alder_fra_mnd) for r in shown.rullet.plan.restanser] == [(60.0, None)]
    choose(shown, START + 8)
    assert not shown.source.button("historikk").isEnabled()
    assert "slik den gamle planen framskriver dem" in shown._changes.text()
    qtbot.mouseClick(shown.cancel_button, Qt.MouseButton.LeftButton)


def test_plan_against_actual_goes_on_after_the_roll(dialog, choose, qtbot):
    everyone = [Historikk(u, "A", START + t, restanser=50.0 + t) for u in ("K", "F") for t in range(6)]
    window, shown = dialog(plan(*everyone))
    choose(shown, START + 4)
    qtbot.mouseClick(shown.roll_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)
    index = [room.key for room in ROOMS].index("framskriving")
    window.show_room(index)
    panel = window.room_view(index).chart.panels[0]
    # Months before the new start are history, the two after it stand against the plan.
    assert panel.months[0] == START
    assert panel.actual_at(START + 3) == 106.0
    assert panel.pair.at(START + 3) is None
    assert panel.actual_at(START + 5) == 110.0
    assert panel.pair.at(START + 5) is not None


def test_a_scenario_that_is_open_is_closed_by_the_roll_and_kept(dialog, choose, qtbot):
    base = eksempel("telemark")
    window, shown = dialog(base)
    names = window.document.scenarier
    assert names
    choose(shown, base.start + 6)
    assert "endring" in shown.warning.text
    qtbot.mouseClick(shown.roll_button, Qt.MouseButton.LeftButton)
    assert window.document.scenarier == names
    assert window.document.aktivt_scenario is None
    qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)


def test_a_plan_that_would_have_errors_is_not_taken(open_plan, messages):
    window = open_plan(plan())
    found = rull(framskriv(window.document.plan), START + 6)
    broken = replace(found, plan=replace(found.plan, horisont_maneder=3))
    assert not window.rolling.do(broken)
    assert messages.of("findings")[0][0] == "Planen kan ikke rulles"
    assert window.document.plan.start == START


# ---- words --------------------------------------------------------------------------------------

def test_every_loss_and_doubt_is_said():
    wanted = plan(Historikk("K", "A", START + 5, restanser=7.0))
    found = rull(framskriv(wanted), START + 6, kilde=Restansekilde.HISTORIKK, aldre=Aldre.PROFIL)
    said = " ".join(rull_texts.advarsler(found))
    assert "Historikken har ikke restanser ved utgangen av juni 2026 for F (1 ytelse)." in said
    assert "Restansene for K (1 ytelse) får ingen aldre" in said
    late = rull(framskriv(wanted), START + 20)
    assert "så slutten flyttes 8 måneder til august 2028" in rull_texts.overskrift(late)
    assert rull_texts.kildetekst(START, False) == "Framskrevet fra planen med start i januar 2026"


# ---- the command line ---------------------------------------------------------------------------

@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    import sys

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.chdir(tmp_path)
    project_file.skriv("plan.bplan", plan(Historikk("F", "A", START + 5, restanser=60.0)))

    def command(*words):
        code = cli.main(list(words))
        out = capsys.readouterr()
        return code, out.out.splitlines(), out.err.splitlines()
    return command


def test_a_plan_is_rolled_without_a_window(run, tmp_path):
    code, out, err = run("rull", "plan.bplan", "--start", "2026-07", "-o", "ny.bplan")
    assert code == 0
    assert out[0] == "Skrev ny.bplan"
    assert out[1].startswith("Planen går fra juli 2026")
    assert "Den gamle framskrivingen lagres ikke i den nye planen." in err[-1]
    made = project_file.les("ny.bplan").plan
    expected = rull(framskriv(project_file.les("plan.bplan").plan), month(2026, 7),
                    kildetekst=rull_texts.kildetekst(START, False),
                    bemanningstekst=rull_texts.bemanningstekst(START + 6)).plan
    assert fingerprint(made) == fingerprint(expected)
    run("rull", "plan.bplan", "--start", "2026-07", "-o", "faktisk.bplan", "--restanser", "historikk", "--aldre", "uten")
    assert [(r.antall, r.alder_til_mnd) for r in project_file.les("faktisk.bplan").plan.restanser] == [(60.0, None)]


@pytest.mark.parametrize(("words", "text"), [
    (("--start", "juli"), "«juli» er ikke en måned. Skriv for eksempel 2026-07."),
    (("--start", "2026-01"), "Ny start må være fra februar 2026 til desember 2027"),
    (("--start", "2028-01"), "Ny start må være fra februar 2026 til desember 2027"),
    (("--start", "2026-07", "--restanser", "gjett"), "«gjett» er ikke et valg for --restanser."),
    (("--start", "2026-07", "--aldre", "gjett"), "Velg profil eller uten."),
])
def test_what_cannot_be_rolled_leaves_no_file(run, tmp_path, words, text):
    code, out, err = run("rull", "plan.bplan", *words, "-o", "ny.bplan")
    assert (code, out) == (2, [])
    assert text in err[-1]
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix == ".bplan") == ["plan.bplan"]
