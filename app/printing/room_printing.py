"""Print the room that is shown, or save it as PDF: tables whole, and always light."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QDate, QIODevice, QLocale, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QWidget

from app.failure_texts import failure_text
from app.plan_names import document_name
from app.printing.pages import Heading, paint_pages
from app.printing.parts import parts_of
from app.scenario_texts import kort_fingeravtrykk
from models.io.atomic import write_bytes
from models.io.errors import FileError
from planning_core.plan import fingerprint
from planning_core.version import VERSION

if TYPE_CHECKING:
    from app.main_window import MainWindow

translate = QCoreApplication.translate

PDF_SUFFIX = ".pdf"
_RESOLUTION = 600
_MARGIN = QMarginsF(12.0, 12.0, 12.0, 12.0)
A4_ACROSS = QPageLayout(
    QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, _MARGIN, QPageLayout.Unit.Millimeter)


def print_room(window: MainWindow) -> bool:
    """Ask for a printer, and print; True when pages went to it."""
    if not _is_fresh(window):
        return False
    printer = window.messages.choose_printer(A4_ACROSS)
    if printer is None:
        return False
    heading = _heading(window)
    if paint_pages(printer, heading, parts_of(_room(window))):
        window.messages.notice(translate("Printing", "{rom} er sendt til skriveren.").format(rom=heading.title))
        return True
    window.messages.error(translate("Printing", "Rommet er ikke skrevet ut"),
                          translate("Printing", "Skriveren tar ikke imot. Se om den er på, eller lagre rommet som PDF."))
    return False


def save_pdf(window: MainWindow) -> bool:
    """Ask where, and write the pages there; True when they are on disk."""
    if not _is_fresh(window):
        return False
    heading, messages = _heading(window), window.messages
    path = window.files.ask_path(translate("Printing", "Lagre rommet som PDF"),
                                 f"{document_name(window.document)} – {heading.title}",
                                 translate("Printing", "PDF (*.pdf)"), PDF_SUFFIX)
    if path is None:
        return False
    try:
        write_bytes(path, pdf_of(_room(window), heading))
    except FileError as error:
        messages.error(translate("Printing", "Rommet er ikke lagret"), failure_text(error))
        return False
    messages.notice(translate("Printing", "{rom} er lagret i «{navn}».").format(rom=heading.title, navn=path.name))
    return True


def pdf_of(room: QWidget, heading: Heading) -> bytes:
    """The pages of a room as the bytes of a PDF file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(A4_ACROSS)
    writer.setTitle(heading.title)
    paint_pages(writer, heading, parts_of(room))
    buffer.close()
    return bytes(data.data())


def _heading(window: MainWindow) -> Heading:
    """Room, plan, scenario, day, and what the numbers rest on."""
    document, room = window.document, _room(window)
    scenario = document.aktivt_scenario
    shown = translate("Printing", "grunnplanen") if scenario is None else translate(
        "Printing", "scenario «{navn}»").format(navn=scenario)
    print_ = kort_fingeravtrykk(fingerprint(document.plan))
    origin = " · ".join((
        document_name(document), shown, QLocale().toString(QDate.currentDate(), "d. MMMM yyyy"),
        translate("Printing", "fingeravtrykk {avtrykk}").format(avtrykk=print_), f"Bemanningsplan {VERSION}"))
    page = getattr(room, "page_name", "")
    return Heading(f"{room.accessibleName()} – {page}" if page else room.accessibleName(), origin)


def _room(window: MainWindow) -> QWidget:
    return window.room_view(window.room)


def _is_fresh(window: MainWindow) -> bool:
    """Whether the numbers in the window are of the plan; says so if not."""
    stale = window.document.is_stale
    if stale:
        window.messages.notice(translate("Printing", "Planen beregnes. Prøv igjen når tallene er klare."))
    return not stale
