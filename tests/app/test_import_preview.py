"""An import is shown before it is done: through the real window, with the dialog itself pressed by key and mouse."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QWidget

from app.dialogs.import_preview import ImportPreview
from app.import_texts import effect
from app.messages import DialogMessages
from models.io.excel_cells import SheetCells
from models.io.imported import Import
from models.io.samples import eksempel
from models.plan_diff import plan_diff
from models.scenario_commands import ChangeState
from planning_core.findings import Finding, Severity
from planning_core.plan import Eier, Flytting, Saksinngang
from tests.helpers.workbooks import sheets, write

pytestmark = pytest.mark.usefixtures("dressed")

WARNING = Finding("ukjent_ark", Severity.WARNING, "Notater")
ERROR = Finding("tekst_i_tallfelt", Severity.ERROR, "Enheter", 3, "årsverk_stat", "mange", cell="F5")


@pytest.fixture
def plan():
    return eksempel("telemark")


@pytest.fixture
def changed(plan):
    """Three new flyttinger, and twelve numbers of saksinngang one higher."""
    fe, kontor = plan.forvaltningsenheter[0].enhet, plan.kontor
    new = tuple(Flytting(k.enhet, fe, Eier.STAT, 1.5, plan.start + 3) for k in kontor[:3])
    rows = tuple(replace(r, antall=r.antall + 1) if i < 12 else r for i, r in enumerate(plan.saksinngang))
    return replace(plan, flyttinger=plan.flyttinger + new, saksinngang=rows)


@pytest.fixture
def show(qtbot, messages, plan):
    def shown(found):
        dialog = ImportPreview(plan, found, Path("tall.xlsx"), messages)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return shown


def table(view):
    model = view.cells
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def test_the_effect_is_one_sentence(plan, changed):
    assert effect(plan_diff(plan, changed)) == "3 nye flyttinger og 12 endrede tall i Saksinngang. Resten er som før."


def test_the_effect_when_nothing_changes(plan):
    assert effect(plan_diff(plan, plan)).startswith("Ingenting endres.")
    turned = replace(plan, flyttinger=plan.flyttinger[::-1])
    assert effect(plan_diff(plan, turned)) == (
        "Alle radene er som før, men noen står i en annen rekkefølge: Flyttinger.")


def test_many_changed_sheets_are_summed_up(plan):
    other = replace(plan, fylke="X", normtid=plan.normtid[1:], kilder=plan.kilder[1:], restanser=plan.restanser[2:],
                    flyttinger=plan.flyttinger[1:], kapasitet=())
    assert effect(plan_diff(plan, other)) == (
        "1 fjernet flytting, 2 fjernede rader i Restanser, 1 endret rad i Plan, 1 fjernet rad i Normtid og endringer "
        "i 2 ark til. Resten er som før.")


def test_sheets_have_their_counts_and_rows_old_and_new(show, changed, plan):
    dialog = show(Import(changed))
    counts = {row[0]: row[1:] for row in table(dialog.changes.sheets)}
    same = len(plan.saksinngang) - 12
    assert counts["Saksinngang"] == ["0", "12", "0", f"{same:,}".replace(",", "\u00a0")]
    assert counts["Flyttinger"] == ["3", "0", "0", str(len(plan.flyttinger))]
    assert counts["I alt"][:3] == ["3", "12", "0"]
    assert dialog.changes.heading.text() == "Saksinngang", "the first sheet with a change is shown"
    rows = table(dialog.changes.rows)
    first = plan.saksinngang[0]
    assert rows[0][1:] == ["Endret", f"{first.antall:.0f} → {first.antall + 1:.0f}"]
    assert len(rows) == 12


def test_a_sheet_is_chosen_with_the_arrow_keys(show, qtbot, changed, plan):
    dialog = show(Import(changed))
    names = [row[0] for row in table(dialog.changes.sheets)]
    assert names[:3] == ["Saksinngang", "Flyttinger", "Plan"], "sheets that change come first"
    for _ in range(names.index("Flyttinger") - names.index("Saksinngang")):
        qtbot.keyClick(dialog.changes.sheets, Qt.Key.Key_Down)
    assert dialog.changes.heading.text() == "Flyttinger"
    rows = table(dialog.changes.rows)
    assert [row[1] for row in rows] == ["Ny"] * 3
    assert rows[0][0] == f"{plan.kontor[0].navn} → {plan.forvaltningsenheter[0].navn}"


def test_rows_of_one_kind_can_be_seen_alone(show, qtbot, changed, plan):
    other = replace(changed, flyttinger=changed.flyttinger[1:], normtid=changed.normtid[1:])
    dialog = show(Import(other))
    dialog.changes.show_sheet("Flyttinger")
    kinds = dialog.changes.kinds
    assert [row[1] for row in table(dialog.changes.rows)] == ["Ny"] * 3 + ["Fjernet"]
    assert not kinds.button("endret").isEnabled()
    qtbot.mouseClick(kinds.button("fjernet"), Qt.MouseButton.LeftButton)
    assert [row[1] for row in table(dialog.changes.rows)] == ["Fjernet"]
    qtbot.mouseClick(kinds.button("nye"), Qt.MouseButton.LeftButton)
    assert [row[1] for row in table(dialog.changes.rows)] == ["Ny"] * 3
    dialog.changes.show_sheet("Normtid")
    assert not kinds.isVisible(), "one kind alone needs no choice"


def test_a_sheet_without_a_change_says_so(show, changed):
    dialog = show(Import(changed))
    dialog.changes.sheets.choose("Normtid")
    dialog.changes.show_sheet("Normtid")
    assert dialog.changes.note.text() == "Ingen endringer"
    assert table(dialog.changes.rows) == []


def test_a_difference_in_the_last_decimals_is_seen(show, plan):
    row = plan.saksinngang[0]
    other = replace(plan, saksinngang=(replace(row, antall=row.antall + 1e-9), *plan.saksinngang[1:]))
    dialog = show(Import(other))
    before, after = table(dialog.changes.rows)[0][2].split(" → ")
    assert before != after


def test_errors_block_the_import_and_say_so(show):
    dialog = show(Import(None, (ERROR, WARNING)))
    assert not dialog.import_button.isEnabled()
    assert dialog.changes is None
    assert "kan ikke importeres" in dialog.warning.text
    assert "Planen du har åpen, er som før" in dialog.sentence.text()
    assert [f.code for f in dialog.panel.findings] == ["ukjent_ark", "tekst_i_tallfelt"]


def test_warnings_do_not_block(show, qtbot, changed):
    dialog = show(Import(changed, (WARNING,)))
    assert "1 advarsel" in dialog.warning.text
    qtbot.mouseClick(dialog.page.button("funn"), Qt.MouseButton.LeftButton)
    assert dialog.panel.isVisible()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_a_small_window_with_large_text(qtbot, messages, dressed, plan, changed, scale):
    dressed.set_scale(scale)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1100, 700)
    sheet = SheetCells("Enheter", rows=tuple((n, ((1, "Nav"), (6, n))) for n in range(1, 40)))
    for found in (Import(changed, (WARNING,)), Import(None, (ERROR, WARNING) * 4, sheets={"Enheter": sheet})):
        dialog = ImportPreview(plan, found, Path("tall.xlsx"), messages, window)
        with qtbot.waitExposed(dialog):
            dialog.show()
        assert dialog.width() <= 1100
        assert dialog.height() <= 700
        for button in (dialog.cancel_button, dialog.import_button):
            assert button.visibleRegion().boundingRect() == button.rect()
        if dialog.changes is not None:
            assert dialog.changes.rows.width() >= 300 * scale, "old and new are seen beside each other"
        # What is out of sight comes in sight when the keyboard goes there.
        dialog.activateWindow()
        last = dialog.changes.rows if dialog.changes is not None else dialog.panel.book_button
        (dialog.changes or dialog.panel).stops()[0].setFocus()
        for _ in range(12):
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
            if dialog.focusWidget() is last:
                break
        assert dialog.focusWidget() is last
        assert not last.visibleRegion().isEmpty()
        dialog.reject()


def test_the_keyboard_goes_as_one_reads(show, qtbot, changed):
    dialog = show(Import(changed, (WARNING,)))
    dialog.activateWindow()
    dialog.page.button("endringer").setFocus()
    stops = [dialog.changes.sheets, dialog.changes.rows, dialog.cancel_button, dialog.import_button]
    seen = []
    for _ in stops:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == stops


def test_nothing_to_change_leaves_nothing_to_press(show, plan):
    dialog = show(Import(plan))
    assert dialog.sentence.text().startswith("Ingenting endres.")
    assert not dialog.import_button.isEnabled()
    assert dialog.cancel_button.text() == "Lukk"


def test_thirty_thousand_changed_rows_are_made_as_they_come_in_sight(show, plan, monkeypatch):
    import app.dialogs.import_changes as module

    rows = tuple(Saksinngang(f"k{i}", "dagpenger", None, float(i)) for i in range(30_000))
    other = replace(plan, saksinngang=rows)
    made = []
    original = module._SheetRows._whole
    monkeypatch.setattr(module._SheetRows, "_whole", lambda self, *row: made.append(row[1]) or original(self, *row))
    dialog = show(Import(other))
    assert dialog.changes.rows.cells.rowCount() == 30_000 + len(plan.saksinngang)
    assert 10 < len(made) < 500
    dialog.changes.rows.scrollToBottom()
    QApplication.processEvents()
    assert plan.saksinngang[-1] in made
    assert len(made) < 1000


def import_by_key(qtbot, window, messages, path):
    messages.to_open = [path]
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def real_preview(window, messages, monkeypatch):
    """The window's own dialog in place of a recorded answer; returns the dialogs that came up."""
    door = DialogMessages(window)
    monkeypatch.setattr(messages, "import_preview", door.import_preview)
    return door


@pytest.fixture
def press(qtbot):
    """Press a button (or Escape) of the dialog when it comes up; what it said is kept."""
    timer = QTimer()
    timer.setInterval(20)

    def start(what):
        seen = []

        def look():
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, ImportPreview) or not dialog.isVisible():
                return
            timer.stop()
            rest = "" if dialog.panel is None else dialog.panel.rest.text()
            seen.append((dialog.sentence.text(), dialog.import_button.isEnabled(), rest))
            if what == "escape":
                qtbot.keyClick(dialog, Qt.Key.Key_Escape)
            else:
                qtbot.mouseClick(getattr(dialog, what), Qt.MouseButton.LeftButton)

        timer.timeout.connect(look)
        timer.start()
        return seen

    yield start
    timer.stop()


def test_importer_is_one_step_through_the_window(window, qtbot, messages, real_preview, press, tmp_path):
    before = window.document.plan
    seen = press("import_button")
    import_by_key(qtbot, window, messages, write(tmp_path / "tall.xlsx"))
    [(sentence, enabled, _)] = seen
    assert enabled
    assert "fjernede" in sentence
    assert window.document.plan.fylke == "Testfylke"
    assert window.document.undo_stack.count() == 1
    qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)
    qtbot.mouseClick(window.top_bar.undo, Qt.MouseButton.LeftButton)
    assert window.document.plan == before


def test_an_open_scenario_is_closed_and_open_again_after_undo(window, qtbot, messages, tmp_path):
    document = window.document
    name = document.scenarier[0]
    assert document.push(ChangeState(document, document.state.opened(name), "Åpne")) == []
    messages.import_answers = [True]
    import_by_key(qtbot, window, messages, write(tmp_path / "tall.xlsx"))
    [(before, _, _)] = messages.of("import")
    assert before is not document.grunnplan
    assert before.scenarier, "the whole plan is replaced, so the whole plan is compared"
    assert document.aktivt_scenario is None
    assert messages.notices == [f"Importerte tall.xlsx. Scenarioet «{name}» er lukket."]
    qtbot.mouseClick(window.top_bar.undo, Qt.MouseButton.LeftButton)
    assert document.aktivt_scenario == name
    assert document.grunnplan is before


@pytest.mark.parametrize("way", ["cancel_button", "escape"])
def test_avbryt_leaves_everything(window, qtbot, messages, real_preview, press, tmp_path, way):
    before = window.document.plan
    seen = press(way)
    import_by_key(qtbot, window, messages, write(tmp_path / "tall.xlsx"))
    assert len(seen) == 1
    assert window.document.plan is before
    assert window.document.undo_stack.count() == 0
    assert window.document.is_clean
    assert messages.notices == []


def test_a_file_with_errors_lists_them_and_keeps_the_plan(window, qtbot, messages, real_preview, press, tmp_path):
    before = window.document.plan
    seen = press("cancel_button")
    content = sheets(Enheter_plus=[["B", "NAV-kontor", "By", "mange", -3, 0]])
    import_by_key(qtbot, window, messages, write(tmp_path / "feil.xlsx", content))
    assert seen[0][1] is False
    assert "feil.xlsx har feil" in seen[0][0]
    assert window.document.plan is before


def test_more_findings_than_anyone_reads_are_capped_with_how_many_more(
        window, qtbot, messages, real_preview, press, tmp_path):
    before = window.document.plan
    rows = [[f"U{i}", "dagpenger", None, 5] for i in range(10_300)]
    seen = press("cancel_button")
    import_by_key(qtbot, window, messages, write(tmp_path / "feil.xlsx", sheets(Saksinngang_plus=rows)))
    [(_, enabled, rest)] = seen
    assert not enabled
    assert rest.startswith("Listen viser de første 10\u00a0000. 300 til er ikke vist.")
    assert window.document.plan is before


# ---- files that cannot be read -------------------------------------------------------------------

def test_a_missing_file_is_said_and_nothing_is_shown(window, qtbot, messages, tmp_path):
    before = window.document.plan
    import_by_key(qtbot, window, messages, tmp_path / "borte.xlsx")
    [(title, text, _)] = messages.of("error")
    assert title == "Arbeidsboken kan ikke importeres"
    assert "borte.xlsx" in text
    assert messages.of("import") == []
    assert window.document.plan is before


def test_a_file_held_by_another_program_is_said(window, qtbot, messages, tmp_path, monkeypatch):
    """As Windows refuses to hand over a file that Excel holds."""
    path = write(tmp_path / "tall.xlsx")
    before = window.document.plan
    held = PermissionError(13, "in use")
    held.winerror = 32
    original = Path.open

    def refuse(self, *args, **kwargs):
        if self == path:
            raise held
        return original(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    import_by_key(qtbot, window, messages, path)
    [(title, text, _)] = messages.of("error")
    assert title == "Arbeidsboken kan ikke importeres"
    assert "åpen i et annet program" in text
    assert messages.of("import") == []
    assert window.document.plan is before


def test_cancelled_while_reading_leaves_everything(window, qtbot, messages, tmp_path, monkeypatch):
    """The reading is slow enough for the user to press Avbryt; the reader then stops as it does for a real file."""
    import app.files as files
    from models.io.excel_reader import ReadingCancelled

    before = window.document.plan
    stopped = []

    def slow(path, cancelled, progress):
        end = time.monotonic() + 30
        while not cancelled() and time.monotonic() < end:
            time.sleep(0.01)
        stopped.append(cancelled())
        raise ReadingCancelled

    def press_cancel():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QProgressDialog):
            timer.stop()
            qtbot.mouseClick(dialog.findChild(QPushButton), Qt.MouseButton.LeftButton)

    monkeypatch.setattr(files, "read_plan", slow)
    timer = QTimer()
    timer.timeout.connect(press_cancel)
    timer.start(20)
    import_by_key(qtbot, window, messages, write(tmp_path / "tall.xlsx"))
    assert stopped == [True]
    assert messages.said == [("open", "Importer fra Excel", None)]
    assert window.document.plan is before
    assert window.document.is_clean
