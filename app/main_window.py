"""The window: bars, navigation and rooms around one document."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QDragEnterEvent, QDropEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.actions import Actions
from app.context import AppContext
from app.data_export import DataExport
from app.dialogs import pages
from app.dialogs.settings import SettingsDialog
from app.files import PlanFiles, is_plan_file
from app.jobs.newest import Newest
from app.jobs.projector import Projector
from app.jobs.waiting import Waiting
from app.menus import Menus
from app.messages import DialogMessages, Messages
from app.plan_names import document_name
from app.plan_warnings import plan_warnings
from app.rolling import Rolling
from app.sample_texts import sample_sentence, samples
from app.scenario_actions import ScenarioActions
from app.settings import Settings
from app.table_csv import table_around
from app.table_import import TableImport
from app.theme import Mode, fonts, theme
from app.views import FIRST_ROOM, ROOMS, room_index
from app.widgets.navigation import Navigation
from app.widgets.start_pane import StartPane
from app.widgets.status_bar import StatusBar
from app.widgets.table_export import copy_table, save_table
from app.widgets.top_bar import TopBar
from models.document import Document
from models.io.resources import resource_path
from planning_core.findings import Finding

NARROW = 1200
"""Under this width, or from :data:`LARGE_TEXT`, icons stand for words in the navigation."""
LARGE_TEXT = 1.5
LOW = 450
"""Under this height (at 100 % text) the start pane has its buttons only."""
DEFAULT_SIZE = QSize(1440, 900)
FRAME = QSize(16, 40)
"""Kept free for the frame around the window, which nobody can measure before it is shown."""
MINIMUM_SIZE = QSize(720, 480)


class MainWindow(QMainWindow):
    """One document, its rooms, and the bars that say how things stand.

    Parameters
    ----------
    document : Document
    settings : Settings
    messages : Messages, optional
        The door to the user; dialogs over this window unless a test gives another.
    """

    closed = Signal()

    def __init__(self, document: Document, settings: Settings, messages: Messages | None = None) -> None:
        super().__init__()
        self.document = document
        self.settings = settings
        self.messages = messages or DialogMessages(self)
        self.actions_by_name = Actions(self)
        self.context = AppContext(
            self.messages, settings, self.actions_by_name, lambda f: self._finding_rooms().room_of(f),
            lambda f: self._finding_rooms().go_to(f))
        self.projector = Projector(document, parent=self)
        self.waiting = Waiting(self, self)
        self.files = PlanFiles(document, self.messages, settings, self.waiting, self)
        self.rolling = Rolling(document, self.messages, self)
        self.data_export = DataExport(document, self.files)
        self.table_import = TableImport(document, self.messages, settings, self.waiting, self.files, self)
        self.scenarios = ScenarioActions(document, self.messages, self)
        self._projection_failed = False
        self._rooms: dict[int, QWidget] = {}
        self._build()
        self.menus = Menus(self)
        self._connect()
        self.setAcceptDrops(True)
        self.setWindowIcon(QIcon(str(resource_path("icons", "app.svg"))))
        self.setMinimumSize(MINIMUM_SIZE)
        self._restore()
        self._on_plan_changed()
        self._on_file_changed()
        self._on_stale_changed()

    @property
    def room(self) -> int:
        """Index of the room shown."""
        return self.stack.currentIndex()

    def room_view(self, index: int) -> QWidget:
        """The room's widget, made when it is first asked for."""
        if index not in self._rooms:
            # A child of its page from the start: all that changes its parent is dressed anew.
            page = self.stack.widget(index)
            view = ROOMS[index].view_class()(self.document, self.context, page)
            view.setAccessibleName(ROOMS[index].words)
            self._rooms[index] = view
            page.layout().addWidget(view)
        return self._rooms[index]

    def show_room(self, index: int) -> None:
        """Go to a room."""
        self.room_view(index)
        self.stack.setCurrentIndex(index)
        self.navigation.set_current(index)
        self.menus.show_room(index)
        self.settings.set_text("vindu/rom", ROOMS[index].key)

    def save_table(self) -> None:
        """Save the table the keyboard stands in as CSV, or the only one in sight."""
        view = table_around(QApplication.focusWidget())
        in_sight = [] if view is not None else self._tables_in_sight()
        if view is None and len(in_sight) == 1:
            view = in_sight[0]
        if view is not None:
            save_table(view, self.document, self.messages)
            return
        text = self.tr("Klikk i den tabellen du vil lagre, og velg på nytt.") if in_sight else self.tr(
            "Rommet viser ingen tabell nå. Gå til et rom med en tabell, klikk i den, og velg på nytt.")
        self.messages.error(self.tr("Hvilken tabell?"), text)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with any table that has no menu of its own."""
        view = table_around(self.childAt(event.pos()))
        if view is not None:
            self.popup_table_menu(view, event.globalPos())

    def popup_table_menu(self, view: QWidget, at: QPoint) -> None:
        """Offer what can be done with a table."""
        menu = self.table_menu(view)
        menu.exec(at)
        menu.deleteLater()

    def table_menu(self, view: QWidget) -> QMenu:
        """Copy a table, or save it."""
        menu = QMenu(self)
        menu.addAction(self.tr("Kopier tabellen"), lambda: copy_table(view, self.messages))
        menu.addAction(self.tr("Lagre tabellen som CSV …"), lambda: save_table(view, self.document, self.messages))
        return menu

    def _tables_in_sight(self) -> list[QWidget]:
        """The tables of the room shown that have something in them."""
        found = (table_around(view) for view in self.room_view(self.room).findChildren(QTableView) if view.isVisible())
        return [view for view in dict.fromkeys(found) if isinstance(view, QTableView) and view.model().rowCount()]

    def show_findings(self) -> None:
        """List the warnings of the plan."""
        findings = self._warnings()
        if not findings:
            self.messages.inform(self.tr("Advarsler i planen"), self.tr("Planen har ingen advarsler."))
            return
        intro = self.tr("Planen kan brukes som den er. Se over dette:")
        # Imported at need: the window opens before the rooms are known.
        from app.finding_origin import Origin

        self.messages.findings(self.tr("Advarsler i planen"), intro, findings,
                               Origin(room_of=self.context.room_of, go_to=self.context.go_to))

    def show_start_pane(self, shown: bool) -> None:
        """Show or dismiss the start pane, and remember it."""
        held_keyboard = self.start_pane.isAncestorOf(QApplication.focusWidget())
        self.start_pane.setVisible(shown)
        self.settings.set_flag("start/vis", shown)
        if shown:
            self.start_pane.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif held_keyboard:
            # Qt would hand it to the next in line, which is at the far end of the status bar.
            self.navigation.focus_current()

    def set_mode(self, mode: Mode) -> None:
        """Light, dark or as the system, remembered."""
        theme().set_mode(mode)
        self.settings.set_text("utseende/tema", mode.value)

    def set_text_scale(self, scale: float) -> None:
        """Text size, remembered."""
        theme().set_scale(scale)
        self.settings.set_number("utseende/tekst", scale)

    def show_settings(self) -> None:
        """The settings dialog."""
        dialog = SettingsDialog(self)
        dialog.exec()
        dialog.deleteLater()

    def show_excel_tables(self) -> None:
        """Which tables are edited in Excel, and how."""
        self.messages.inform(self.tr("Tabeller som redigeres i Excel"), pages.excel_tables())

    def show_shortcuts(self) -> None:
        """Every key."""
        self.messages.inform(self.tr("Hurtigtaster"), pages.shortcuts(self.actions_by_name))

    def show_about(self) -> None:
        """About the program."""
        self.messages.inform(self.tr("Om programmet"), pages.about())

    def _build(self) -> None:
        actions = self.actions_by_name
        self.top_bar = TopBar(actions["rediger.angre"], actions["rediger.gjor_om"], self)
        self.navigation = Navigation(ROOMS, self)
        self.start_pane = StartPane(samples(), self)
        self.stack = QStackedWidget(self)
        for _ in ROOMS:
            page = QWidget(self.stack)
            QVBoxLayout(page).setContentsMargins(0, 0, 0, 0)
            self.stack.addWidget(page)
        self.status_bar = StatusBar(self)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.start_pane)
        right.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addLayout(right, 1)
        frame = QWidget(self)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status_bar)
        self.setCentralWidget(frame)

    def _connect(self) -> None:
        document, stack = self.document, self.document.undo_stack
        document.plan_changed.connect(self._on_plan_changed)
        document.file_changed.connect(self._on_file_changed)
        document.stale_changed.connect(self._on_stale_changed)
        document.projeksjon_changed.connect(self._on_projeksjon_changed)
        stack.undoTextChanged.connect(self.top_bar.undo.set_command)
        stack.redoTextChanged.connect(self.top_bar.redo.set_command)
        self.projector.failed.connect(self._on_projector_failed)
        self.projector.busy_changed.connect(self._on_stale_changed)
        self.messages.notice_given.connect(self.status_bar.show_notice)
        self.navigation.room_chosen.connect(self.show_room)
        self.top_bar.scenario_chosen.connect(self._on_scenario_chosen)
        self.status_bar.findings_clicked.connect(self.show_findings)
        self.files.recent_changed.connect(self._on_recent_changed)
        self.files.opened.connect(self._on_files_opened)
        # Once the question is gone, and at start once the window is there.
        self.files.unknown_workbook.connect(self.table_import.open, Qt.ConnectionType.QueuedConnection)
        theme().changed.connect(self._fit)
        pane = self.start_pane
        pane.sample_chosen.connect(self.files.open_sample)
        pane.file_chosen.connect(self.files.open)
        pane.open_chosen.connect(self.files.choose_and_open)
        pane.import_chosen.connect(self.files.choose_and_import)
        pane.template_chosen.connect(self.files.choose_and_save_template)
        pane.dismissed.connect(lambda: self.show_start_pane(False))

    def _restore(self) -> None:
        geometry = self.settings.blob("vindu/geometri")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            screen = self.screen().availableSize()
            self.resize(DEFAULT_SIZE.boundedTo(screen - FRAME))
        keys = [room.key for room in ROOMS]
        remembered = self.settings.text("vindu/rom")
        self.start_pane.setVisible(self.settings.flag("start/vis", True))
        self._on_recent_changed()
        self.show_room(room_index(remembered if remembered in keys else FIRST_ROOM))
        self.navigation.focus_current()
        self._fit()

    def _fit(self) -> None:
        """Words where there is room for them, icons where there is not."""
        compact = self.width() < NARROW or theme().scale >= LARGE_TEXT
        self.navigation.set_compact(compact)
        self.top_bar.set_compact(compact)
        # In a low window its buttons leave no room for more: the rooms say the same.
        self.start_pane.sentence.setHidden(self.height() < fonts.pixels(LOW))

    def _on_plan_changed(self) -> None:
        self._projection_failed = False
        self.status_bar.show_plan(self.document.plan)
        self.top_bar.show_scenarios(self.document.scenarier, self.document.aktivt_scenario)
        self._show_findings_count()
        self._show_name()
        self.start_pane.show_sentence(sample_sentence(self.document.plan))

    def _on_scenario_chosen(self, name: str | None) -> None:
        self.scenarios.open(name)
        # What could not be opened is not what the bar shows.
        self.top_bar.show_scenarios(self.document.scenarier, self.document.aktivt_scenario)

    def _on_file_changed(self) -> None:
        path = self.document.path
        self.status_bar.show_file(path.name if path else self.tr("ikke lagret i en fil"))
        self._show_name()

    def _on_stale_changed(self, _changed: bool = False) -> None:
        stale = self.document.is_stale
        self.status_bar.show_stale(stale, self._projection_failed)
        if self._projection_failed:
            self.top_bar.show_failed()
        elif stale:
            self.top_bar.show_busy()
        elif self.projector.finished_at is not None:
            self.top_bar.show_computed(self.projector.finished_at)

    def _on_projeksjon_changed(self) -> None:
        self._projection_failed = False
        self._on_stale_changed()
        self._show_findings_count()

    def _on_projector_failed(self, error: Exception) -> None:
        self._projection_failed = True
        self._on_stale_changed()
        self.messages.error(
            self.tr("Planen kunne ikke beregnes"),
            self.tr("Programmet stoppet under beregningen. Tallene du ser, er av en tidligere utgave av planen. "
                    "Angre den siste endringen, og meld fra om feilen."),
            f"{type(error).__name__}: {error}",
        )

    def _on_recent_changed(self) -> None:
        recent = self.settings.recent_files()
        self.menus.show_recent(recent)
        self.start_pane.show_recent(recent)

    def _on_files_opened(self) -> None:
        self.messages.notice(self.tr("Åpnet {navn}").format(navn=document_name(self.document)))

    def _finding_rooms(self):
        from app.finding_rooms import FindingRooms

        return FindingRooms(self)

    def _warnings(self) -> tuple[Finding, ...]:
        document = self.document
        return plan_warnings(document.plan, document.projeksjon, document.findings)

    def _show_findings_count(self) -> None:
        findings = self._warnings()
        errors = sum(f.is_error for f in findings)
        self.status_bar.show_findings(len(findings) - errors, errors)

    def _show_name(self) -> None:
        name = document_name(self.document)
        self.top_bar.show_plan(name, self.document.is_clean)
        self.setWindowModified(not self.document.is_clean)
        self.setWindowTitle(f"{name}[*] – {QApplication.applicationDisplayName()}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            # After the drop is over: a question must not keep the other program waiting.
            QTimer.singleShot(0, self, lambda: self.files.open(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_close():
            event.ignore()
            return
        self.settings.set_blob("vindu/geometri", self.saveGeometry())
        self.settings.sync()
        self.projector.close()
        self.waiting.close()
        for jobs in self.findChildren(Newest):
            jobs.close()
        event.accept()
        self.closed.emit()


def _dropped_file(event: QDropEvent) -> Path | None:
    """The one local plan or workbook that is dragged, if that is what it is."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if is_plan_file(path) else None
