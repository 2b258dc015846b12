"""A room on paper: what goes on it, how tables are cut, and what the user is told."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from app.printing.pages import Heading, _pieces, paint_pages
from app.printing.parts import Picture, Sentence, Table, parts_of
from app.printing.room_printing import A4_ACROSS, pdf_of
from app.theme import LIGHT, Mode
from app.views import ROOMS

HEADING = Heading("Rom", "Plan")


def go_to(window, qtbot, key):
    window.resize(1440, 900)
    window.show_room([room.key for room in ROOMS].index(key))
    qtbot.waitUntil(lambda: not window.document.is_stale)
    return window.room_view(window.room)


def pages(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n")


def tables(room) -> dict[str, Table]:
    return {part.name: part for part in parts_of(room) if isinstance(part, Table)}


def test_framskriving_on_paper_has_its_sentence_chart_and_whole_table(window, qtbot):
    room = go_to(window, qtbot, "framskriving")
    parts = parts_of(room)
    kinds = [type(part) for part in parts]
    assert kinds.index(Picture) < kinds.index(Table)
    assert any(isinstance(part, Sentence) and part.text.startswith("Med flyttingene går restansene") for part in parts)
    table, = (part for part in parts if isinstance(part, Table))
    months = window.document.plan.horisont_maneder
    assert len(table.rows) == months + 12  # a year of history first
    assert table.titles[:4] == ("Måned", "Planen (saker)", "Uten (saker)", "Forskjell (saker)")
    last = [round(series[-1]) for series in window.document.projeksjon.par("restanser")]
    assert [int(cell.translate({0xA0: "", ord("−"): "-", ord("▼"): "", ord("▲"): "", 0x20: ""}))
            for cell in table.rows[-1][1:4]] == [last[0], last[1], round(last[2])]
    assert not table.name.startswith("Tabell")


def test_fordeling_on_paper_writes_the_flyttinger_as_a_table(window, qtbot):
    room = go_to(window, qtbot, "fordeling")
    found = tables(room)
    assert len(found["Flyttinger"].rows) == len(window.document.plan.flyttinger)
    units = found["Enheter"]
    assert "Oppfølging, dekning uten flyttinger (%)" in units.titles
    skien = next(row for row in units.rows if row[0] == "Nav Skien")
    assert "−4,5" in skien  # as the window writes numbers, not as a file does
    assert [units.rows[row][0] for row in units.sums] == ["Sum NAV-kontor", "Sum Telemark"]
    assert any(isinstance(part, Sentence) and part.text.startswith("Restanser: ") for part in parts_of(room))


def test_links_are_left_out_since_paper_leads_nowhere(window, qtbot):
    for key in ("gevinst", "scenarier"):
        said = [part.text for part in parts_of(go_to(window, qtbot, key)) if isinstance(part, Sentence)]
        assert said
        assert not [text for text in said if "Se Forutsetninger" in text or "<" in text]


def test_sums_are_set_apart_and_every_room_has_something_to_print(window, qtbot):
    for room in ROOMS:
        view = go_to(window, qtbot, room.key)
        # Some rooms ask questions of their own, and show the answer when it comes.
        qtbot.waitUntil(lambda v=view: any(isinstance(part, Table) and part.rows for part in parts_of(v)), timeout=20_000)
        assert pages(pdf_of(window.room_view(window.room), HEADING)) >= 1
    account = tables(go_to(window, qtbot, "gevinst"))["Gevinstregnskapet"]
    assert "Nettogevinst" in {account.rows[row][0] for row in account.sums}


def test_paper_is_light_also_when_the_window_is_dark(window, qtbot, dressed):
    dressed.set_mode(Mode.DARK)
    room = go_to(window, qtbot, "gevinst")
    picture = next(part for part in parts_of(room) if isinstance(part, Picture))
    assert picture.image.pixelColor(picture.image.width() - 1, 0).name() == LIGHT.panel
    assert dressed.palette is not LIGHT


def test_columns_are_shared_out_by_hand():
    # 100 + 60 + 60 fill 220; the fourth begins a new piece with the first, and so does the one too wide for any.
    assert _pieces([100, 60, 60, 60, 500, 10], 220) == [[0, 1, 2], [0, 3], [0, 4], [0, 5]]
    assert _pieces([300], 220) == [[0]]


def paper(tmp_path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "skriver.pdf"))
    printer.setPageLayout(A4_ACROSS)
    return printer


def table_of(rows: int, columns: int = 3) -> Table:
    titles = tuple(f"Kolonne {c}" for c in range(columns))
    return Table("Prøve", titles, tuple(tuple(str(r) for _ in titles) for r in range(rows)), (False,) * columns)


def test_a_table_that_one_page_holds_is_not_cut_in_two(tmp_path):
    blank = QImage(1120, 560, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    short = table_of(8, 12)
    assert paint_pages(paper(tmp_path), HEADING, [short]) == 1
    assert paint_pages(paper(tmp_path), HEADING, [Picture(blank, 1120), short]) == 2
    # A long one goes on over as many pages as it needs.
    assert paint_pages(paper(tmp_path), HEADING, [table_of(300, 12)]) > 5


def test_a_long_and_narrow_table_stands_in_stacks(tmp_path):
    assert paint_pages(paper(tmp_path), HEADING, [table_of(72)]) == 1


def test_ctrl_shift_p_saves_the_room_as_pdf(window, qtbot, messages, tmp_path):
    room = go_to(window, qtbot, "framskriving")
    messages.to_save.append(tmp_path / "rommet")
    qtbot.keyClick(room, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    _, suggested = messages.of("save")[0]
    assert suggested.name == "Telemark 2026–2029 – Framskriving.pdf"
    assert (tmp_path / "rommet.pdf").read_bytes().startswith(b"%PDF")
    assert messages.notices[-1] == "Framskriving er lagret i «rommet.pdf»."


def test_a_file_that_cannot_be_written_is_said(window, qtbot, messages, tmp_path):
    go_to(window, qtbot, "framskriving")
    messages.to_save.append(tmp_path / "borte" / "rommet.pdf")
    window.actions_by_name["fil.pdf"].trigger()
    (title, text, _), = messages.of("error")
    assert title == "Rommet er ikke lagret"
    assert "borte" in text


def test_ctrl_p_prints_what_the_room_shows(window, qtbot, messages, tmp_path):
    room = go_to(window, qtbot, "oppfolging")
    messages.printers += [None, paper(tmp_path)]
    for _ in range(2):
        qtbot.keyClick(room, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert [layout for layout, in messages.of("printer")] == [A4_ACROSS] * 2
    assert (tmp_path / "skriver.pdf").read_bytes().startswith(b"%PDF")
    assert messages.notices[-1] == "Oppfølging – Timebruk er sendt til skriveren."


def test_old_numbers_are_not_printed(window, qtbot, messages):
    room = go_to(window, qtbot, "framskriving")
    window.document.load(replace(window.document.plan, flyttinger=()), None)
    assert window.document.is_stale
    window.actions_by_name["fil.pdf"].trigger()
    window.actions_by_name["fil.skriv_ut"].trigger()
    assert messages.of("save") == messages.of("printer") == []
    assert messages.notices[-1] == "Planen beregnes. Prøv igjen når tallene er klare."
    assert room.isVisible()
