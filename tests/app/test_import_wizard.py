"""A table from a workbook of any shape, through the real window by key and mouse."""

import os
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.jobs.waiting import StoppedByUser, Waiting
from app.paths import MAPPINGS
from models.io.mapping_store import MappingStore
from planning_core.months import month
from tests.helpers.nav_tables import cells, fylker, ledighet, nedsatt, write
from tests.helpers.workbooks import write as write_contract

JANUARY = month(2025, 1)
REAL = Path(os.environ.get("NAV_ARBEIDSBOKER") or Path(__file__).parents[3] / "shared" / "data" / "xlsx_ekte_nav")
"""Workbooks Nav has sent, where they lie beside the repository; they are not in it."""


@pytest.fixture
def start(window, qtbot, messages):
    """Open the wizard on a workbook by the key, and wait until it has read."""

    def open_on(path):
        messages.to_open = [path]
        qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        wizard = window.table_import.wizard
        assert wizard is not None, messages.said
        settled(qtbot, wizard)
        return wizard

    yield open_on
    if window.table_import.wizard is not None:
        window.table_import.wizard.reject()
    gone(qtbot, window)


def gone(qtbot, window):
    """Wait until the wizard is gone and the window takes keys again."""
    qtbot.waitUntil(lambda: window.table_import.wizard is None and QApplication.activeWindow() is window)


def settled(qtbot, wizard):
    qtbot.waitUntil(lambda: wizard.reading is not None and not wizard._reader.is_busy, timeout=20_000)


def press(qtbot, wizard, button):
    assert button.isEnabled(), button.accessibleDescription()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    if wizard.isVisible():
        settled(qtbot, wizard)


def choose(qtbot, wizard, box, words):
    """Choose in a drop-down by keyboard, as words begin."""
    at = next(i for i in range(box.count()) if box.itemText(i).startswith(words))
    box.setFocus()
    while box.currentIndex() != at:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down if before < at else Qt.Key.Key_Up)
        assert box.currentIndex() != before
    settled(qtbot, wizard)


def shown(table):
    model = table.cells
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def test_a_nav_workbook_is_imported_as_one_step(window, qtbot, messages, start, tmp_path):
    before = window.document.plan
    wizard = start(write(tmp_path / "ledighet 2025-02.xlsx", fylker(), ledighet()))
    assert wizard.place.sheet.currentText() == "Telemark"
    assert wizard.place.table.currentText() == "K2:R17, 15 rader"
    assert wizard.target.currentText() == "Brukere"
    assert "Ta stilling til 3 navn" in wizard.sentence.text()
    assert wizard.result.rows_title.text() == "Slik blir det i Brukere når forslagene om navn godtas: 4 rader"
    assert ["Nav Skien", "arbeidssøkere", "jan. 2025", "303", "Q3, Q4, Q5"] in shown(wizard.result.rows)
    press(qtbot, wizard, wizard.next)
    assert wizard.pages.currentWidget() is wizard.names
    assert [row[0] for row in shown(wizard.names.table)][:3] == ["Arbeidssøkere på tiltak", "Delvis ledige", "Helt ledige"]
    press(qtbot, wizard, wizard.names.accept_all)
    assert wizard.next.text() == "Neste: det som gjenstår"
    assert "«*» står i stedet for tall ett sted" in wizard.sentence.text()
    press(qtbot, wizard, wizard.next)
    assert wizard.focusWidget() is wizard.rules.marks["*"]
    assert wizard._form_area.viewport().rect().contains(
        wizard.rules.marks["*"].mapTo(wizard._form_area.viewport(), wizard.rules.marks["*"].rect().center()))
    assert not wizard.next.isEnabled()
    choose(qtbot, wizard, wizard.rules.marks["*"], "regnes ikke med")
    assert wizard.sentence.text() == "Tabellen gir 4 rader i Brukere og kan importeres."
    messages.import_answers = [True]
    press(qtbot, wizard, wizard.next)
    new = {(b.enhet, b.brukergruppe, b.maned): b.antall for b in window.document.plan.brukere}
    assert new[("Nav Skien", "arbeidssøkere", JANUARY)] == 303
    assert new[("Nav Midt-Telemark", "arbeidssøkere", JANUARY)] == 126
    assert window.document.undo_stack.count() == 1
    assert window.document.undo_stack.undoText() == "Importer ledighet 2025-02.xlsx"
    gone(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.document.plan == before


def finish(qtbot, messages, wizard, agree=True):
    messages.import_answers = [agree]
    press(qtbot, wizard, wizard.next)


def test_next_month_goes_by_itself(window, qtbot, messages, start, tmp_path):
    wizard = start(write(tmp_path / "januar.xlsx", ledighet()))
    wizard.name.clear()
    qtbot.keyClicks(wizard.name, "Navs ledighet")
    press(qtbot, wizard, wizard.next)
    press(qtbot, wizard, wizard.names.accept_all)
    press(qtbot, wizard, wizard.back)
    choose(qtbot, wizard, wizard.rules.marks["*"], "regnes som 2")
    finish(qtbot, messages, wizard)
    assert messages.of("error") == []
    gone(qtbot, window)
    wizard = start(write(tmp_path / "februar.xlsx", fylker(202502), ledighet(202502)))
    assert wizard.kept.currentText() == "Navs ledighet"
    assert wizard.reading.is_ready
    finish(qtbot, messages, wizard)
    new = {(b.enhet, b.brukergruppe, b.maned): b.antall for b in window.document.plan.brukere}
    assert new[("Nav Vest-Telemark", "arbeidssøkere", month(2025, 2))] == 11
    assert window.document.undo_stack.count() == 2


def test_saying_no_in_the_preview_leaves_the_wizard_and_the_plan(window, qtbot, messages, start, tmp_path):
    before = window.document.plan
    wizard = start(write(tmp_path / "n.xlsx", nedsatt()))
    assert wizard.reading.is_ready
    finish(qtbot, messages, wizard, agree=False)
    assert wizard.isVisible()
    assert window.document.plan is before
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    gone(qtbot, window)
    assert window.document.plan is before
    assert not (window.settings.folder / MAPPINGS).exists(), "nothing is remembered of what was not imported"


def test_a_name_that_is_not_known_is_decided_and_remembered(window, qtbot, messages, start, tmp_path):
    sheet = cells([["Kontor", "Gruppe", "Måned", "Antall"], ["NAV Bø", "arbeidssøkere", "2025-01", 40],
                   ["03 Oslo", "arbeidssøkere", "2025-01", 900], ["Skien", "arbeidssøkere", "2025-01", 300]])
    wizard = start(write(tmp_path / "a.xlsx", sheet))
    press(qtbot, wizard, wizard.next)
    assert {row[0]: row[-1] for row in shown(wizard.names.table)} == {
        "NAV Bø": "må velges", "03 Oslo": "må velges", "Skien": "samme navn", "arbeidssøkere": "samme navn"}
    wizard.names.table.mark_row([n.text for n in wizard.names.names].index("NAV Bø"))
    choose(qtbot, wizard, wizard.names.choice, "Nav Midt-Telemark")
    press(qtbot, wizard, wizard.names.use)
    press(qtbot, wizard, wizard.names.skip_rest)
    finish(qtbot, messages, wizard)
    new = {(b.enhet, b.maned): b.antall for b in window.document.plan.brukere if b.brukergruppe == "arbeidssøkere"}
    assert new[("Nav Midt-Telemark", JANUARY)] == 40
    answers = {a.text: a.choice for a in MappingStore(window.settings.folder / MAPPINGS).answers()}
    assert answers == {"nav_bo": "Nav Midt-Telemark", "03_oslo": None}


def test_several_names_are_decided_at_once(window, qtbot, start, tmp_path):
    wizard = start(write(tmp_path / "a.xlsx", fylker()))
    press(qtbot, wizard, wizard.next)
    rows = [i for i, n in enumerate(wizard.names.names) if n.field == "enhet"]
    selection = wizard.names.table.selectionModel()
    selection.clearSelection()
    for row in rows:
        selection.select(wizard.names.table.cells.index(row, 0),
                         QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows)
    choose(qtbot, wizard, wizard.names.choice, "Hopp over")
    press(qtbot, wizard, wizard.names.use)
    assert {n.choice for n in wizard.names.names if n.field == "enhet"} == {None}
    assert "Ingen rader" in wizard.sentence.text() or "navn" in wizard.sentence.text()


def test_a_share_is_asked_about(window, qtbot, messages, start, tmp_path):
    sheet = cells([["Ytelse", "Hovedprosess", "Andel FE"], ["dagpenger", "HP1", 0.4]], "Grensesnitt")
    wizard = start(write(tmp_path / "g.xlsx", sheet))
    unit = wizard.fields.rows["andel_fe"].unit
    assert unit.currentText() == "Velg hva tallene er"
    assert not wizard.next.isEnabled()
    assert "Velg om det er en andel fra 0 til 1 eller prosent" in wizard.next.accessibleDescription()
    choose(qtbot, wizard, unit, "prosent")
    assert shown(wizard.result.rows)[0][2] == "0,4\u00a0%"
    choose(qtbot, wizard, unit, "andeler")
    assert shown(wizard.result.rows)[0][2] == "40\u00a0%"
    assert wizard.next.isEnabled()


def test_columns_are_corrected_and_seen_at_once(window, qtbot, start, tmp_path):
    wizard = start(write(tmp_path / "n.xlsx", nedsatt()))
    model = wizard.sheet.cells
    assert model.headerData(6, Qt.Orientation.Horizontal) == "G\nAntall"
    choose(qtbot, wizard, wizard.fields.rows["antall"].source, "A: Månednummer")
    assert model.headerData(0, Qt.Orientation.Horizontal) == "A\nAntall"
    assert {row[3] for row in shown(wizard.result.rows)} <= {"2", "4"}
    fixed = wizard.fields.rows["maned"]
    choose(qtbot, wizard, fixed.source, "Fast verdi")
    assert fixed.fixed.isVisible()
    fixed.fixed.setFocus()
    qtbot.keyClicks(fixed.fixed, "2025-03")
    qtbot.keyClick(fixed.fixed, Qt.Key.Key_Tab)
    settled(qtbot, wizard)
    assert {row[2] for row in shown(wizard.result.rows)} == {"mars 2025"}


def test_another_table_or_heading_row_is_guessed_anew(window, qtbot, start, tmp_path):
    wizard = start(write(tmp_path / "l.xlsx", ledighet()))
    choose(qtbot, wizard, wizard.place.table, "B2:I32")
    assert wizard.mapping.column_of("antall") == 8
    choose(qtbot, wizard, wizard.target, "Saksinngang")
    assert wizard.mapping.target == "Saksinngang"
    assert "ytelse" in wizard.sentence.text()
    wizard.place.last.setFocus()
    wizard.place.last.selectAll()
    qtbot.keyClicks(wizard.place.last, "8")
    qtbot.keyClick(wizard.place.last, Qt.Key.Key_Tab)
    settled(qtbot, wizard)
    assert wizard.mapping.area.last == 8


def test_rows_are_chosen_by_a_column(window, qtbot, start, tmp_path):
    wizard = start(write(tmp_path / "n.xlsx", nedsatt()))
    [all_rows] = [k for k in wizard.rules.keeps if not k.isHidden()]
    choose(qtbot, wizard, all_rows.column, "E: Kjønn")
    first = wizard.rules.keeps[0]
    assert first.values.text() == "2 av 2 valgt"
    menn = next(a for a in first.menu.actions() if a.text() == "Menn")
    menn.trigger()
    settled(qtbot, wizard)
    assert first.values.text() == "Kvinner"
    assert "rader_lagt_sammen" in {f.code for f in wizard.reading.findings}, "two kommuner are still one kontor"
    assert ["Nav Bamble", "nedsatt arbeidsevne", "jan. 2025", "60", "G4"] in shown(wizard.result.rows)


def test_hidden_rows_are_marked_and_asked_about(window, qtbot, start, tmp_path):
    sheet = cells([["Kontor", "Gruppe", "Antall"], ["Skien", "arbeidssøkere", 5], ["Bamble", "arbeidssøkere", 6]],
                  hidden_rows=(3,))
    wizard = start(write(tmp_path / "h.xlsx", sheet))
    assert wizard.sheet.cells.headerData(2, Qt.Orientation.Vertical) == "3 skjult"
    assert len(wizard.reading.rows) == 1
    press(qtbot, wizard, wizard.rules.hidden)
    assert len(wizard.reading.rows) == 2


def test_a_finding_or_row_shows_its_cell(window, qtbot, start, tmp_path):
    wizard = start(write(tmp_path / "n.xlsx", nedsatt()))
    table = wizard.result.rows
    place = table.visualRect(table.cells.index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    current = wizard.sheet.currentIndex()
    assert f"{'ABCDEFGH'[current.column()]}{current.row() + 1}" == shown(table)[1][-1].split(", ")[0]


@pytest.mark.parametrize("by", ["importer", "åpne"])
def test_a_workbook_that_follows_no_contract_is_offered_the_wizard(window, qtbot, messages, tmp_path, by):
    path = write(tmp_path / "l.xlsx", ledighet())
    messages.to_open, messages.confirmations = [path], [True]
    if by == "importer":
        qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    else:
        window.files.open(path)
    qtbot.waitUntil(lambda: window.table_import.wizard is not None)
    settled(qtbot, window.table_import.wizard)
    window.table_import.wizard.reject()
    gone(qtbot, window)
    messages.to_open, messages.confirmations, messages.import_answers = [path], [False], [False]
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert window.table_import.wizard is None
    assert "mangler_ark" in {f.code for f in messages.of("import")[-1][1].findings}


def test_a_workbook_of_the_contract_is_not_offered_the_wizard(window, qtbot, messages, tmp_path):
    messages.to_open, messages.import_answers = [write_contract(tmp_path / "k.xlsx")], [False]
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert messages.of("confirm") == []


@pytest.mark.parametrize("name", ["ledige.csv", "ledige.xls"])
def test_a_csv_file_is_read_too_also_under_a_workbooks_name(window, qtbot, messages, start, tmp_path, name):
    path = tmp_path / name
    path.write_text("Kontor;Gruppe;Måned;Antall\nNAV Skien;arbeidssøkere;202501;1 234\n", encoding="cp1252")
    wizard = start(path)
    finish(qtbot, messages, wizard)
    assert next(b.antall for b in window.document.plan.brukere
                if (b.enhet, b.brukergruppe, b.maned) == ("Nav Skien", "arbeidssøkere", JANUARY)) == 1234


def test_what_is_said_of_the_file_is_said_in_the_wizard_and_the_preview(window, qtbot, messages, start, tmp_path):
    path = write(tmp_path / "n.xlsx", nedsatt())
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"makroer")
    wizard = start(path)
    assert any("De er ikke kjørt" in row[1] for row in shown(wizard.result.findings))
    finish(qtbot, messages, wizard)
    [(_, found, _)] = messages.of("import")
    assert "makroer_ikke_kjort" in {f.code for f in found.findings}


@pytest.mark.parametrize(("name", "content", "title"), [
    ("tom.csv", b"", "Filen kan ikke leses"), ("rar.xlsx", b"hei", "Filen kan ikke leses"),
    ("bare.csv", b"en;to\n", "Fant ingen tabell"),
])
def test_what_cannot_be_read_is_said(window, messages, tmp_path, name, content, title):
    path = tmp_path / name
    path.write_bytes(content)
    assert window.table_import.open(path) is False
    assert [entry[0] for entry in messages.of("error")] == [title]
    assert window.table_import.wizard is None


def test_what_is_remembered_in_a_damaged_file_does_not_stop_an_import(window, qtbot, messages, start, tmp_path):
    (window.settings.folder / MAPPINGS).write_text("{", encoding="utf-8")
    before = window.document.plan
    wizard = start(write(tmp_path / "n.xlsx", nedsatt()))
    finish(qtbot, messages, wizard)
    assert window.document.plan != before
    [(title, text, _)] = messages.of("error")
    assert title == "Oppsettet er ikke husket"
    assert MAPPINGS in text
    assert (window.settings.folder / MAPPINGS).read_text(encoding="utf-8") == "{"


def test_every_control_has_a_name_for_the_screen_reader(window, start, tmp_path):
    from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QTableView

    wizard = start(write(tmp_path / "l.xlsx", ledighet()))
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QTableView)
    controls = [w for kind in kinds for w in wizard.findChildren(kind)]
    nameless = [w.objectName() or w for w in controls if w.focusPolicy() and not (w.accessibleName() or getattr(w, "text", str)())
                and not isinstance(w.parent(), (QComboBox, QTableView))]
    assert nameless == []
    assert wizard.findChildren(QLineEdit)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_stands_outside_the_dialog(window, qtbot, start, dressed, tmp_path, scale):
    dressed.set_scale(scale)
    window.resize(1100, 700)
    wizard = start(write(tmp_path / "l.xlsx", ledighet()))
    QApplication.processEvents()
    assert wizard.width() <= window.width()
    assert wizard.height() <= window.height()
    for widget in (wizard.sentence, wizard.steps, wizard.cancel, wizard.back, wizard.next, wizard.name):
        assert wizard.rect().contains(widget.mapTo(wizard, widget.rect().bottomRight())), widget
    form = wizard._form_area
    assert form.widget().minimumSizeHint().width() <= form.viewport().width()
    in_sight = wizard.sheet.viewport().visibleRegion().boundingRect().height()
    assert in_sight >= 6 * wizard.sheet.rowHeight(0), "of the sheet, not of what scrolls out of sight"
    assert len(wizard.findChildren(QPushButton)) > 5


def test_a_mapping_can_be_forgotten(window, qtbot, messages, start, tmp_path):
    path = write(tmp_path / "n.xlsx", nedsatt())
    wizard = start(path)
    finish(qtbot, messages, wizard)
    gone(qtbot, window)
    wizard = start(path)
    assert wizard.kept.currentText() == "n Brukere"
    press(qtbot, wizard, wizard.forget)
    assert wizard.kept.currentText() == "Programmets forslag"
    assert wizard.keep_as == ""
    assert MappingStore(window.settings.folder / MAPPINGS).names == ()


def test_years_in_a_column_of_their_own_have_a_field(window, qtbot, start, tmp_path):
    sheet = cells([["Kontor", "Gruppe", "År", "Måned", "Antall"], ["Skien", "arbeidssøkere", 2025, "Mars", 900]])
    wizard = start(write(tmp_path / "aar.xlsx", sheet))
    year = wizard.fields.rows["ar"]
    assert year.source.currentText() == "C: År"
    assert wizard.sheet.cells.headerData(2, Qt.Orientation.Horizontal) == "C\nÅr"
    assert shown(wizard.result.rows)[0][2] == "mars 2025"
    choose(qtbot, wizard, year.source, "Ikke i arket")
    assert "måned" in wizard.sentence.text()
    assert year.isVisible(), "months without years ask for one"
    choose(qtbot, wizard, wizard.fields.rows["maned"].source, "Ikke i arket")
    assert not year.isVisible()


def test_a_new_mapping_never_takes_the_name_of_another(window, qtbot, messages, start, tmp_path):
    finish(qtbot, messages, start(write(tmp_path / "tall.xlsx", nedsatt())))
    gone(qtbot, window)
    sheet = cells([["Kontor", "Gruppe", "Antall"], ["Skien", "arbeidssøkere", 5]])
    wizard = start(write(tmp_path / "tall.xlsx", sheet))
    assert wizard.kept_row.isHidden()
    assert wizard.keep_as == "tall Brukere 2"


def test_a_reading_that_is_stopped_opens_nothing(window, messages, monkeypatch, tmp_path):
    def stopped(self, text, function, progress=None):
        raise StoppedByUser

    monkeypatch.setattr(Waiting, "run", stopped)
    assert window.table_import.open(write(tmp_path / "n.xlsx", nedsatt())) is False
    assert messages.said == []
    assert window.table_import.wizard is None


@pytest.mark.skipif(not REAL.is_dir(), reason="the workbooks Nav has sent are not beside the repository")
@pytest.mark.parametrize("path", sorted(REAL.glob("*.xlsx")), ids=lambda p: p.stem)
def test_the_workbooks_nav_has_sent(window, qtbot, messages, start, path):
    """The sample's own numbers are from these months, so importing them changes nothing but what is shown."""
    before = {(b.enhet, b.brukergruppe, b.maned): b.antall for b in window.document.plan.brukere}
    wizard = start(path)
    assert wizard.mapping.target == "Brukere"
    if wizard.reading.undecided:
        press(qtbot, wizard, wizard.next)
        press(qtbot, wizard, wizard.names.accept_all)
        press(qtbot, wizard, wizard.back)
    for box in wizard.rules.marks.values():
        choose(qtbot, wizard, box, "regnes ikke med")
    assert wizard.reading.is_ready, wizard.sentence.text()
    assert len(wizard.reading.rows) == len(window.document.plan.kontor)
    finish(qtbot, messages, wizard)
    [(_, found, _)] = messages.of("import")
    after = {(b.enhet, b.brukergruppe, b.maned): b.antall for b in found.plan.brukere}
    assert after == before
