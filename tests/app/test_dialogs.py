"""The shell's own dialogs: what they show, that they can be copied and saved, and their words."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget

from app.dialogs import pages
from app.dialogs.findings import FindingsDialog
from app.dialogs.settings import SettingsDialog
from app.messages import DialogMessages, Unsaved
from app.theme import Mode, fonts, theme
from planning_core.findings import Finding, Severity
from planning_core.plan import TABELLER

pytestmark = pytest.mark.usefixtures("dressed")

WARNING = Finding("ukjent_ark", Severity.WARNING, "Notater")
ERROR = Finding("tekst_i_tallfelt", Severity.ERROR, "Enheter", 3, "årsverk_stat", "mange", cell="F5")
ERROR_WITHOUT_CELL = Finding("tekst_i_tallfelt", Severity.ERROR, "Enheter", 3, "årsverk_stat", "mange")


@pytest.fixture
def dialog(qtbot, messages):
    dialog = FindingsDialog("Kan ikke importeres", "Rett dette:", [WARNING, ERROR, ERROR_WITHOUT_CELL], messages)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def cells(dialog, row):
    return [dialog.panel.table.cells.index(row, column).data() for column in range(4)]


def test_findings_say_sheet_cell_severity_and_what_to_do_in_workbook_order(dialog):
    panel = dialog.panel
    assert panel.counted.text() == "2 feil, 1 advarsel"
    assert cells(dialog, 0)[:3] == ["Notater", "–", "Advarsel"]
    assert cells(dialog, 1)[1] == "rad 4, årsverk_stat"
    sheet, cell, severity, words = cells(dialog, 2)
    assert (sheet, cell, severity) == ("Enheter", "F5", "Feil")
    assert "mange" in words


def test_the_sentence_wraps_within_the_list_before_it_scrolls_sideways(dialog):
    table = dialog.panel.table
    dialog.resize(560, 420)
    widths = [table.columnWidth(c) for c in range(4)]
    assert sum(widths) <= table.viewport().width()
    assert widths[3] < 340
    assert table.rowHeight(2) > fonts.row_height("dense")


def test_errors_can_be_seen_alone(dialog, qtbot):
    qtbot.mouseClick(dialog.panel.kinds.button("feil"), Qt.MouseButton.LeftButton)
    assert [f.code for f in dialog.panel.findings] == ["tekst_i_tallfelt"] * 2
    qtbot.mouseClick(dialog.panel.kinds.button("advarsler"), Qt.MouseButton.LeftButton)
    assert [f.code for f in dialog.panel.findings] == ["ukjent_ark"]


def test_findings_are_copied_with_headers(dialog, qtbot):
    qtbot.keyClick(dialog.panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().rstrip("\n").split("\n")
    assert len(lines) == 4
    assert lines[0].split("\t")[:3] == ["Ark", "Celle", "Alvor"]
    assert lines[3].split("\t")[:3] == ["Enheter", "F5", "Feil"]


def test_findings_are_saved_as_text(dialog, qtbot, messages, tmp_path):
    path = tmp_path / "feil.txt"
    messages.to_save = [path]
    qtbot.mouseClick(dialog.panel.save_button, Qt.MouseButton.LeftButton)
    text = path.read_text(encoding="utf-8")
    assert "Enheter!F5: feil tekst_i_tallfelt: " in text
    assert len(text.strip().splitlines()) == 5


def test_findings_that_cannot_be_saved_are_said(dialog, qtbot, messages, tmp_path):
    messages.to_save = [tmp_path / "finnes ikke" / "feil.txt"]
    qtbot.mouseClick(dialog.panel.save_button, Qt.MouseButton.LeftButton)
    assert messages.of("error")[0][0] == "Filen er ikke skrevet"


def test_very_many_findings_are_capped_and_said(qtbot, messages, tmp_path):
    findings = [Finding("tekst_i_tallfelt", Severity.ERROR, "Saksinngang", i, "antall", "x", cell=f"D{i + 2}")
                for i in range(12_345)]
    dialog = FindingsDialog("Kan ikke importeres", "Rett dette:", findings, messages)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    panel = dialog.panel
    assert panel.counted.text() == "12\u00a0345 feil, 0 advarsler"
    assert panel.table.cells.rowCount() == 10_000
    assert panel.rest.text().startswith("Listen viser de første 10\u00a0000. 2\u00a0345 til er ikke vist.")
    path = tmp_path / "feil.txt"
    messages.to_save = [path]
    qtbot.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)
    assert "Saksinngang!D12346: " in path.read_text(encoding="utf-8")


def answer(button_text=None, key=None):
    """Press a button, or a key, of the dialog that comes up; the words on its buttons are kept."""
    words = []

    def press():
        box = QApplication.activeModalWidget()
        buttons = {b.text().replace("&", ""): b for b in box.findChildren(QPushButton) if b.isVisible()}
        words.extend(buttons)
        if key is not None:
            from PySide6.QtTest import QTest

            QTest.keyClick(box, key)
        else:
            buttons[button_text].click()

    QTimer.singleShot(50, press)
    return words


@pytest.fixture
def door(qtbot):
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    return DialogMessages(over)


@pytest.mark.parametrize(("button", "result"), [
    ("Lagre", Unsaved.SAVE), ("Ikke lagre", Unsaved.DISCARD), ("Avbryt", Unsaved.CANCEL),
])
def test_the_unsaved_question_in_norwegian(door, button, result):
    words = answer(button)
    assert door.ask_unsaved("Telemark") is result
    assert set(words) == {"Lagre", "Ikke lagre", "Avbryt"}


def test_no_button_of_a_question_carries_qts_own_icon():
    # Without a desktop there are no such icons to look for, so the rule itself is asked for.
    assert "dialogbuttonbox-buttons-have-icons: 0" in QApplication.instance().styleSheet()


def test_escape_never_discards(door):
    answer(key=Qt.Key.Key_Escape)
    assert door.ask_unsaved("Telemark") is Unsaved.CANCEL


def test_confirm_by_verb(door):
    words = answer("Fjern")
    assert door.confirm("Fjerne?", "Vil du fjerne flyttingen?", "Fjern") is True
    assert set(words) == {"Fjern", "Avbryt"}
    answer(key=Qt.Key.Key_Escape)
    assert door.confirm("Fjerne?", "Vil du fjerne flyttingen?", "Fjern") is False


def test_an_error_has_one_norwegian_button_and_details_to_unfold(door):
    words = answer("OK")
    door.error("Noe gikk galt", "Tallene er gamle.", "KeyError: x")
    assert set(words) == {"OK", "Vis detaljer …"} or {w.replace("...", "…") for w in words} == {"OK", "Vis detaljer …"}


def test_pages_and_findings_come_up_and_close(door):
    answer("Lukk")
    door.inform("Om programmet", pages.about())
    answer("Lukk")
    door.findings("Advarsler", "Se over dette:", [WARNING])
    assert QApplication.activeModalWidget() is None


def test_no_dialog_is_left_behind(door):
    answer("OK")
    door.error("Noe gikk galt", "Tekst")
    QApplication.processEvents()
    assert [w for w in door.parent().findChildren(QDialog) if w.isVisible()] == []
    assert not any(isinstance(w, QMessageBox) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_every_sheet_is_explained():
    assert set(pages.HOLDS) == set(TABELLER)
    assert set(pages.EDITED_HERE) <= set(TABELLER)


def test_the_list_of_sheets_knows_every_table_of_the_rooms():
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(pages.__file__).parents[1].rglob("*.py"))
    edited = set(re.findall(r'RowsPanel\([^()]*?"(\w+)"', code))
    assert {"Gevinstoppfølging", "Historikk", "Hendelser"} <= edited
    assert edited <= set(pages.EDITED_HERE)


def test_settings_take_effect_at_once(window, qtbot):
    dialog = SettingsDialog(window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.mode, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.mode, Qt.Key.Key_Down)
    assert theme().mode is Mode.DARK
    qtbot.keyClick(dialog.scale, Qt.Key.Key_Down)
    assert theme().scale == 1.25
    qtbot.mouseClick(dialog.start_pane, Qt.MouseButton.LeftButton, pos=dialog.start_pane.rect().center())
    dialog.start_pane.setChecked(False)
    assert window.start_pane.isHidden()
    dialog.reopen.click()
    assert window.settings.flag("start/siste_plan", True) is False
