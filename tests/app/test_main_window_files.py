"""Files through the real window: workbooks in and out, broken ones, and what is left on disk."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton

from app.files import write_unless_stopped
from app.jobs.waiting import Progress, StoppedByUser, Waiting
from app.plan_names import plan_name
from models.io.plan_file import les
from models.io.samples import NAVN
from tests.helpers.workbooks import sheets, write

pytestmark = pytest.mark.usefixtures("dressed")

BROKEN = sheets(Enheter_plus=[["B", "NAV-kontor", "By", "mange", -3, 0]], Saksinngang_plus=[["X", "dagpenger", None, 5]])


def import_by_key(qtbot, window, messages, path, answer=True):
    messages.to_open = [path]
    messages.import_answers = [answer]
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)


def test_a_workbook_is_imported_as_one_step(window, qtbot, messages, tmp_path):
    path = write(tmp_path / "tall.xlsx")
    before = window.document.plan
    import_by_key(qtbot, window, messages, path)
    assert window.document.plan.fylke == "Testfylke"
    assert window.document.undo_stack.count() == 1
    assert window.top_bar.undo.toolTip() == "Angre: Importer tall.xlsx (Ctrl+Z)"
    assert messages.notices == ["Importerte tall.xlsx"]
    qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.document.plan == before


def test_a_broken_workbook_shows_every_finding_and_changes_nothing(window, qtbot, messages, tmp_path):
    path = write(tmp_path / "feil.xlsx", BROKEN)
    before = window.document.plan
    import_by_key(qtbot, window, messages, path)
    [(_, found, source)] = messages.of("import")
    assert source == path
    places = {(f.table, f.cell) for f in found.findings if f.is_error}
    assert {("Enheter", "D4"), ("Enheter", "E4"), ("Saksinngang", "A3")} <= places
    assert window.document.plan is before
    assert window.document.is_clean
    assert not window.top_bar.undo.isEnabled()


def test_a_broken_workbook_is_not_opened_either(window, messages, tmp_path):
    before, path = window.document.plan, window.document.path
    assert window.files.open(write(tmp_path / "feil.xlsx", BROKEN)) is False
    assert window.document.plan is before
    assert window.document.path == path
    assert window.settings.recent_files() == []


@pytest.mark.parametrize(("name", "content", "words"), [
    ("tom.xlsx", b"", "tom"),
    ("tekst.bplan", b"hei", "ikke en plan"),
    ("avkortet.xlsx", None, "skadet"),
    ("borte.bplan", ..., "finnes ikke"),
])
def test_a_file_that_cannot_be_read_is_said_by_name(window, messages, tmp_path, name, content, words):
    path = tmp_path / name
    if content is None:
        path.write_bytes(write(tmp_path / "hel.xlsx").read_bytes()[:3000])
    elif content is not ...:
        path.write_bytes(content)
    before = window.document.plan
    assert window.files.open(path) is False
    [(title, text, _)] = messages.of("error")
    assert title == "Filen kan ikke åpnes"
    assert name in text
    assert words in text
    assert window.document.plan is before


def test_a_workbook_is_opened_as_a_plan_without_a_file(window, messages, tmp_path):
    path = write(tmp_path / "tall.xlsx")
    assert window.files.open(path)
    assert window.document.plan.fylke == "Testfylke"
    assert window.document.path is None, "saving must not put a project file in place of the workbook"
    assert window.settings.recent_files() == [path]


def test_export_writes_a_workbook_that_imports_back(window, qtbot, messages, tmp_path):
    path = tmp_path / "resultat.xlsx"
    messages.to_save = [path]
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert messages.of("error") == []
    assert messages.notices == ["Skrev resultat.xlsx"]
    assert les(path).plan == window.document.plan
    assert [p.name for p in tmp_path.glob("*.xlsx")] == ["resultat.xlsx"]


def test_export_that_fails_leaves_the_old_file(window, qtbot, messages, tmp_path):
    folder = tmp_path / "finnes ikke"
    messages.to_save = [folder / "resultat.xlsx"]
    assert window.files.choose_and_export() is False
    [(title, text, _)] = messages.of("error")
    assert title == "Filen er ikke skrevet"
    assert "finnes ikke" in text


def test_the_empty_template_is_saved(window, messages, tmp_path):
    path = tmp_path / "mal.xlsx"
    messages.to_save = [path]
    assert window.files.choose_and_save_template()
    assert path.stat().st_size > 5000


def test_a_stopped_export_leaves_the_old_file(window, messages, tmp_path, monkeypatch):
    path = tmp_path / "resultat.xlsx"
    path.write_bytes(b"gammel")
    messages.to_save = [path]

    def stopped_at_once(self, text, function):
        function(lambda: True)

    monkeypatch.setattr(Waiting, "run", stopped_at_once)
    assert window.files.choose_and_export() is False
    assert path.read_bytes() == b"gammel"
    assert list(tmp_path.glob(".*")) == []


@pytest.mark.parametrize("name", NAVN)
def test_every_sample_is_in_the_menu_and_opens(window, qtbot, name):
    from app.sample_texts import samples

    assert [key for key, _ in samples()] == list(NAVN)
    assert window.files.open_sample(name)
    qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)
    assert window.document.is_clean


def test_recent_files_stand_in_menu_and_start_pane(window, messages, tmp_path):
    for number in range(10):
        path = tmp_path / f"plan {number}.bplan"
        messages.to_save = [path]
        assert window.files.save_as()
    shown = [action.text() for action in window.menus._named["siste"].actions()]
    assert shown[0] == "&1 plan 9.bplan"
    assert len(shown) == 8
    assert [b.accessibleName() for b in window.start_pane._recent] == [
        "plan 9.bplan", "plan 8.bplan", "plan 7.bplan"]


def test_a_recent_file_that_is_gone_leaves_the_list(window, messages, tmp_path):
    path = tmp_path / "borte.bplan"
    window.settings.add_recent_file(path)
    assert window.files.open(path) is False
    assert window.settings.recent_files() == []


def test_long_work_shows_that_it_goes_on_and_can_be_stopped(window, qtbot):
    waiting = window.waiting
    seen = []

    def press_cancel():
        dialog = QApplication.activeModalWidget()
        [button] = dialog.findChildren(QPushButton)
        seen.append((type(dialog), dialog.labelText(), button.text()))
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def work(cancelled):
        end = time.monotonic() + 20
        while not cancelled() and time.monotonic() < end:
            time.sleep(0.01)

    QTimer.singleShot(900, press_cancel)
    with pytest.raises(StoppedByUser):
        waiting.run("Leser …", work)
    assert seen == [(QProgressDialog, "Leser …", "Avbryt")]


def test_long_work_shows_how_far_it_has_come(window, qtbot):
    """No end is shown before anything is told, then the share, and again none while the rest is done."""
    seen = []
    progress = Progress()

    def look():
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            seen.append((dialog.maximum(), dialog.value()))

    def shows(maximum, value):
        end = time.monotonic() + 20
        while (not seen or seen[-1] != (maximum, value)) and time.monotonic() < end:
            time.sleep(0.01)

    def work(_cancelled):
        shows(0, -1)
        progress.tell(0.42)
        shows(100, 42)
        progress.tell(1.0)
        shows(0, -1)
        return "ferdig"

    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(20)
    assert window.waiting.run("Leser …", work, progress) == "ferdig"
    timer.stop()
    assert list(dict.fromkeys(seen)) == [(0, -1), (100, 42)]
    assert seen[-1] == (0, -1)


def test_what_work_raises_reaches_the_caller(window):
    with pytest.raises(ZeroDivisionError):
        window.waiting.run("Deler …", lambda cancelled: 1 / 0)


def test_the_suggested_name_is_one_that_every_system_takes(window, messages):
    window.document.load(replace(window.document.plan, fylke='Møre/Romsdal: "nord"'), None)
    messages.to_save = [None]
    assert window.files.save_as() is False
    [(_, suggested)] = messages.of("save")
    years = plan_name(window.document.plan).rpartition(" ")[2]
    assert suggested.name == f"Møre-Romsdal- -nord- {years}.bplan"


def test_a_stop_while_a_file_is_made_leaves_the_old_one(tmp_path):
    path = tmp_path / "gammel.csv"
    path.write_text("som før")
    with pytest.raises(StoppedByUser):
        write_unless_stopped(path, lambda beside: beside.write_text("ny"), lambda: True)
    assert path.read_text() == "som før"
    assert list(tmp_path.iterdir()) == [path]
    write_unless_stopped(path, lambda beside: beside.write_text("ny"), lambda: False)
    assert path.read_text() == "ny"
