"""Qt's own buttons, menus and dialogs speak bokmål when our translation is installed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QKeySequence, QUndoStack
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QFileSystemModel,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
)

I18N = Path(__file__).resolve().parents[2] / "resources" / "i18n"


@pytest.fixture
def bokmal(qapp):
    """Our translation of Qt, installed for one test."""
    translator = QTranslator()
    assert translator.load(str(I18N / "qtbase_nb.qm"))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def plain(text):
    return re.sub(r"&(?=\S)", "", text).partition("\t")[0]


BUTTONS = {
    "Ok": "OK", "Save": "Lagre", "SaveAll": "Lagre alt", "Open": "Åpne", "Yes": "Ja", "YesToAll": "Ja til alt",
    "No": "Nei", "NoToAll": "Nei til alt", "Abort": "Avbryt", "Retry": "Prøv igjen", "Ignore": "Ignorer",
    "Close": "Lukk", "Cancel": "Avbryt", "Discard": "Forkast", "Help": "Hjelp", "Apply": "Bruk",
    "Reset": "Nullstill", "RestoreDefaults": "Gjenopprett standardverdier",
}  # fmt: skip


@pytest.mark.parametrize("name", BUTTONS)
def test_every_standard_button_is_bokmal(qtbot, bokmal, name):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton[name])
    qtbot.addWidget(box)
    assert plain(box.buttons()[0].text()) == BUTTONS[name]


def test_the_list_of_standard_buttons_is_complete():
    bounds = {"NoButton", "FirstButton", "LastButton"}
    assert set(QDialogButtonBox.StandardButton.__members__) - bounds == set(BUTTONS)


def test_message_box_details_button(qtbot, bokmal):
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setDetailedText("mer")
    assert "Vis detaljer …" in [plain(button.text()) for button in box.buttons()]


@pytest.mark.parametrize("widget_type", [QLineEdit, QPlainTextEdit])
def test_context_menu_of_a_text_field(qtbot, bokmal, widget_type):
    widget = widget_type()
    qtbot.addWidget(widget)
    menu = widget.createStandardContextMenu()
    words = [plain(action.text()) for action in menu.actions() if not action.isSeparator() and action.isVisible()]
    menu.deleteLater()
    assert words[:7] == ["Angre", "Gjør om", "Klipp ut", "Kopier", "Lim inn", "Slett", "Merk alt"]


def test_spin_box_steps(bokmal, qapp):
    words = [qapp.translate("QAbstractSpinBox", source) for source in ("&Step up", "Step &down", "&Select All")]
    assert words == ["Steg &opp", "Steg &ned", "&Merk alt"]


def test_file_dialog_shows_no_english(qtbot, bokmal, tmp_path):
    dialog = QFileDialog(directory=str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    buttons = dialog.findChildren(QAbstractButton)
    shown = {plain(w.text()) for w in [*buttons, *dialog.findChildren(QLabel)]} | {w.toolTip() for w in buttons}
    assert {"Lagre", "Avbryt", "Filnavn:", "Filtype:", "Let i:"} <= shown
    english = re.compile(r"\b(the|file|folder|back|view|name|look|cancel|save|delete)\b", re.IGNORECASE)
    assert not [text for text in shown if english.search(text)]
    model = dialog.findChild(QFileSystemModel)
    headers = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert headers == ["Navn", "Størrelse", "Type", "Sist endret"]


def test_undo_texts_and_keys(bokmal):
    stack = QUndoStack()
    undo = stack.createUndoAction(stack)
    assert undo.text() == "Angre"
    assert QKeySequence("Ctrl+Shift+Up").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+Shift+Pil opp"


def test_compiled_translation_matches_its_source(tmp_path):
    compiled = tmp_path / "qtbase_nb.qm"
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, I18N / "qtbase_nb.ts", "-qm", compiled], check=True, capture_output=True)
    assert compiled.read_bytes() == (I18N / "qtbase_nb.qm").read_bytes(), "see resources/i18n/README.md"
