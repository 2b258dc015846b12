"""From a finding to its cell in the workbook that was read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.dialogs.findings import FindingsDialog
from app.dialogs.source_grid import SourcePlace, SourceTable, cell_words
from app.finding_origin import Origin
from models.io.excel_cells import ErrorCell, SheetCells, ShownNumber, Uncalculated
from models.io.plan_file import les
from planning_core.findings import Finding, Severity
from tests.helpers.workbooks import sheets, write

pytestmark = pytest.mark.usefixtures("dressed")

BROKEN = sheets(
    Enheter_plus=[["B", "NAV-kontor", "By", "mange", -3, 0]], Flytinger=[["x"]],
    Saksinngang_plus=[["A", "dagpenger", f"2026-{m:02d}", 100 + m] for m in range(1, 12)] + [["X", "dagpenger", None, 5]],
)


@pytest.fixture
def dialog(qtbot, messages, tmp_path):
    path = write(tmp_path / "feil.xlsx", BROKEN)
    found = les(path)
    dialog = FindingsDialog("Kan ikke importeres", "Rett dette:", found.findings, messages, Origin(path, found.sheets))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def mark(dialog, code):
    panel = dialog.panel
    panel.table.mark_row(next(i for i, f in enumerate(panel.findings) if f.code == code))


def grid_row(grid, row):
    return [grid.cells.index(row, c).data() for c in range(grid.cells.columnCount())]


def test_the_cell_is_shown_among_its_neighbours(dialog):
    mark(dialog, "tekst_i_tallfelt")
    place = dialog.panel.place
    assert place.heading.text().startswith("Enheter D4: «innbyggere» skal være et tall")
    grid = place.grid
    assert [c.title for c in grid.cells.columns] == ["", "A", "B", "C", "D", "E", "F"]
    assert grid_row(grid, 0)[:3] == ["1", "enhet", "type"]
    row, column = grid.marked
    assert grid.cells.index(row, column).data() == "mange"
    assert grid_row(grid, row)[0] == "4"


def test_the_place_follows_the_arrow_keys(dialog, qtbot):
    mark(dialog, "tekst_i_tallfelt")
    at = dialog.panel.table.currentIndex().row()
    qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Down)
    following = dialog.panel.findings[at + 1]
    assert dialog.panel.place.heading.text().startswith(f"{following.table} {following.cell}: ")


def test_enter_goes_to_the_cell(dialog, qtbot):
    mark(dialog, "tekst_i_tallfelt")
    qtbot.keyClick(dialog.panel.table, Qt.Key.Key_Return)
    grid = dialog.panel.place.grid
    assert dialog.isVisible(), "Enter in the list does not press the dialog's button"
    assert grid.hasFocus()
    assert grid.currentIndex().data() == "mange"


def test_the_keyboard_goes_from_the_list_to_the_cells_and_the_buttons(dialog, qtbot):
    panel = dialog.panel
    mark(dialog, "tekst_i_tallfelt")
    dialog.activateWindow()
    panel.table.setFocus()
    seen = []
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [panel.place.grid, panel.copy_button, panel.save_button, panel.book_button, dialog.close_button]


def test_a_double_click_goes_to_the_cell(dialog, qtbot):
    table = dialog.panel.table
    row = next(i for i, f in enumerate(dialog.panel.findings) if f.code == "negativt_tall")
    place = table.visualRect(table.cells.index(row, 3)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.panel.place.grid.currentIndex().data() == "-3"


def test_a_sheet_that_was_not_read_has_no_cells(dialog):
    mark(dialog, "ukjent_ark")
    assert not dialog.panel.place.grid.isVisible()
    assert dialog.panel.place.heading.text().startswith("Flytinger: ")


def test_a_cell_far_down_is_in_sight_with_its_row_number(qtbot):
    rows = tuple((r, ((1, f"navn {r}"), (30, float(r)))) for r in range(1, 50_000))
    grid = SourceTable()
    qtbot.addWidget(grid)
    grid.resize(600, 200)
    with qtbot.waitExposed(grid):
        grid.show()
    grid.show_cells_around(SheetCells("Saksinngang", rows=rows), 40_000, 30)
    row, column = grid.marked
    assert grid_row(grid, row)[0] == "40000"
    assert grid.cells.index(row, column).data() == "40000"
    assert grid.cells.columns[column].title == "AD"
    assert grid.viewport().rect().intersects(grid.visualRect(grid.cells.index(row, column)))
    assert grid.cells.rowCount() < 100


def test_an_empty_cell_outside_everything_can_be_shown(qtbot):
    grid = SourceTable()
    qtbot.addWidget(grid)
    grid.show_cells_around(SheetCells("Plan", rows=((1, ((1, "nøkkel"),)),)), 9, 4)
    assert grid.cells.index(*grid.marked).data() == ""


@pytest.mark.parametrize(("raw", "words"), [
    (None, ""), (806.0, "806"), (0.5, "0,5"), (ErrorCell("#REF!"), "#REF!"), (Uncalculated(), "formel uten verdi"),
    (ShownNumber(806.0, "0806"), "0806"), (True, "ja"), ("a\nb  c", "a b c"),
])
def test_what_a_cell_shows(raw, words):
    assert cell_words(raw) == words


def test_the_list_is_saved_as_a_workbook_and_never_over_the_users_own(dialog, qtbot, messages, tmp_path):
    own = tmp_path / "feil.xlsx"
    before = own.read_bytes()
    messages.to_save = [own, tmp_path / "liste"]
    qtbot.mouseClick(dialog.panel.book_button, Qt.MouseButton.LeftButton)
    [(title, text, _)] = messages.of("error")
    assert title == "Filen er ikke skrevet"
    assert "feil.xlsx" in text
    assert own.read_bytes() == before
    qtbot.mouseClick(dialog.panel.book_button, Qt.MouseButton.LeftButton)
    assert [s.name for _, s in messages.of("save")] == ["feil – funn.xlsx"] * 2
    assert (tmp_path / "liste.xlsx").stat().st_size > 4000
    assert messages.notices == ["Skrev liste.xlsx"]
    assert own.read_bytes() == before


def test_findings_of_a_plan_show_sheet_and_row_and_no_cells(qtbot, messages):
    found = [Finding("negativt_tall", Severity.ERROR, "Kilder", 3, "grad", -1.0)]
    dialog = FindingsDialog("Feil", "Rett dette:", found, messages)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.panel.place.isVisible()
    assert not dialog.panel.go_button.isVisible()
    assert dialog.panel.table.cells.index(0, 1).data() == "rad 4, grad"


def test_findings_of_a_table_from_another_workbook_have_their_cells_too(window, qtbot, messages, tmp_path):
    rows = [["Oversikt fra kontorene"], [], ["Kontor", "Gruppe", "Antall"], ["Skien", "arbeidssøkere", 5],
            ["Bamble", "arbeidssøkere", -6]]
    path = write(tmp_path / "kontor.xlsx", {"Tall": rows})
    messages.to_open = [path]
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    wizard = window.table_import.wizard
    qtbot.waitUntil(lambda: wizard.reading is not None and not wizard._reader.is_busy, timeout=20_000)
    qtbot.mouseClick(wizard.next, Qt.MouseButton.LeftButton)
    [(_, found, source)] = messages.of("import")
    [finding] = [f for f in found.findings if f.code == "negativt_tall"]
    assert (source, found.plan, finding.table, finding.cell) == (path, None, "Tall", "C5")
    place = SourcePlace(found.sheets)
    qtbot.addWidget(place)
    place.show_finding(finding)
    assert place.grid.cells.index(*place.grid.marked).data() == "-6"
    assert grid_row(place.grid, 0)[:2] == ["1", "Oversikt fra kontorene"]
    wizard.reject()
    qtbot.waitUntil(lambda: window.table_import.wizard is None)
