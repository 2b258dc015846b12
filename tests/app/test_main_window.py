"""The window by key and mouse: what the user does, and what the user then sees."""

import re
import time

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from app import format as fmt
from app.actions import MENUS, ROOMS_HERE, SEPARATOR, SPECS, MenuSpec, plain
from app.jobs.newest import Newest
from app.messages import Unsaved
from app.plan_names import document_name
from app.theme import DARK, LIGHT, theme
from app.views import ROOMS, room_index
from models.commands import EditCell
from models.io.project_file import les

pytestmark = pytest.mark.usefixtures("dressed")


def edit(window, value=40.0, text="Endre årsverk"):
    document = window.document
    assert document.push(EditCell(document, "Enheter", 0, "arsverk_stat", value, text)) == []
    document.finish_edit()


def press(qtbot, window, key, modifiers=Qt.KeyboardModifier.ControlModifier):
    qtbot.keyClick(window, key, modifiers)


def fresh(qtbot, window):
    qtbot.waitUntil(lambda: not window.document.is_stale, timeout=20_000)


def test_the_bars_say_how_things_stand(window):
    assert window.top_bar.name.text() == document_name(window.document)
    assert window.top_bar.state.text().startswith("Sist beregnet ")
    assert window.top_bar.unsaved.isHidden()
    assert window.status_bar.message.accessibleName() == "Alle resultater er beregnet av planen slik den står"
    assert window.status_bar.steps.text() == "Steg: ¼ måned"
    months = window.document.plan.maneder
    assert window.status_bar.horizon.text() == f"Horisont: {fmt.maned_kort(months[0])} – {fmt.maned_kort(months[-1])}"
    assert window.status_bar.findings.text().endswith(", 0 feil")


def test_undo_and_redo_by_key_and_button(window, qtbot):
    before = window.document.plan
    assert not window.top_bar.undo.isEnabled()
    edit(window)
    assert window.top_bar.undo.toolTip() == "Angre: Endre årsverk (Ctrl+Z)"
    assert not window.top_bar.unsaved.isHidden()
    press(qtbot, window, Qt.Key.Key_Z)
    assert window.document.plan == before
    assert window.top_bar.unsaved.isHidden()
    press(qtbot, window, Qt.Key.Key_Y)
    assert window.document.plan.enheter[0].arsverk_stat == 40.0
    qtbot.mouseClick(window.top_bar.undo, Qt.MouseButton.LeftButton)
    assert window.document.plan == before
    assert window.top_bar.redo.toolTip() == "Gjør om: Endre årsverk (Ctrl+Y)"
    qtbot.mouseClick(window.top_bar.redo, Qt.MouseButton.LeftButton)
    assert window.document.plan.enheter[0].arsverk_stat == 40.0


def test_the_bar_says_when_numbers_are_old(window, qtbot):
    edit(window)
    assert window.top_bar.state.text() == "Beregner …"
    assert window.status_bar.message.accessibleName() == "Beregner planen slik den står nå"
    fresh(qtbot, window)
    assert window.top_bar.state.text().startswith("Sist beregnet ")


def test_save_and_reopen(window, qtbot, messages, tmp_path):
    edit(window, 41.0)
    target = tmp_path / "Min plan.bplan"
    messages.to_save = [target]
    press(qtbot, window, Qt.Key.Key_S)
    assert les(target).plan == window.document.plan
    assert window.top_bar.name.text() == "Min plan"
    assert window.status_bar.file.text() == "Min plan.bplan"
    assert window.top_bar.unsaved.isHidden()
    edit(window, 42.0)
    press(qtbot, window, Qt.Key.Key_S)
    assert len(messages.of("save")) == 1, "a plan with a file is saved there"
    messages.to_open = [target]
    press(qtbot, window, Qt.Key.Key_O)
    assert window.document.plan.enheter[0].arsverk_stat == 42.0
    assert window.document.path == target
    assert window.settings.recent_files() == [target]


def test_a_save_that_fails_says_so_and_loses_nothing(window, qtbot, messages, tmp_path):
    edit(window)
    messages.to_save = [tmp_path / "finnes ikke" / "plan.bplan"]
    press(qtbot, window, Qt.Key.Key_S)
    [(title, text, _)] = messages.of("error")
    assert title == "Planen er ikke lagret"
    assert "finnes ikke" in text
    assert not window.document.is_clean
    assert window.document.path is None


@pytest.mark.parametrize("answer", list(Unsaved))
def test_unsaved_changes_are_asked_about_before_another_plan(window, messages, tmp_path, answer):
    edit(window)
    edited = window.document.plan
    name = document_name(window.document)
    messages.unsaved_answers = [answer]
    messages.to_save = [tmp_path / "plan.bplan"]
    opened = window.files.open_sample("telemark")
    assert messages.of("unsaved") == [(name,)]
    assert opened is (answer is not Unsaved.CANCEL)
    assert (window.document.plan == edited) is (answer is Unsaved.CANCEL)
    assert (tmp_path / "plan.bplan").exists() is (answer is Unsaved.SAVE)


def test_closing_asks_and_cancel_keeps_the_window(window, messages):
    edit(window)
    messages.unsaved_answers = [Unsaved.CANCEL]
    assert window.close() is False
    assert window.isVisible()


def test_closing_after_a_failed_save_keeps_the_window(window, messages, tmp_path):
    edit(window)
    messages.unsaved_answers = [Unsaved.SAVE]
    messages.to_save = [tmp_path / "finnes ikke" / "plan.bplan"]
    assert window.close() is False
    assert window.isVisible()


def test_rooms_by_key_and_mouse(window, qtbot):
    for index, room in enumerate(ROOMS):
        press(qtbot, window, Qt.Key(Qt.Key.Key_1 + index))
        assert window.room == index
        assert window.navigation.buttons[index].isChecked()
        assert window.actions_by_name[f"rom.{room.key}"].isChecked()
    qtbot.mouseClick(window.navigation.buttons[0], Qt.MouseButton.LeftButton)
    assert window.room == 0
    window.navigation.buttons[0].setFocus()
    qtbot.keyClick(window.navigation.buttons[0], Qt.Key.Key_Down)
    assert window.room == 1


def test_rooms_say_their_own_name(window):
    for index, room in enumerate(ROOMS):
        view = window.room_view(index)
        assert view.title == room.words
        assert view.icon == room.icon


def test_every_action_stands_in_a_menu_and_does_something(window):
    def entries(menus):
        for menu in menus:
            for entry in menu.entries:
                yield from entries([entry]) if isinstance(entry, MenuSpec) else [entry]

    listed = [e for e in entries(MENUS) if e not in (SEPARATOR, ROOMS_HERE)]
    assert sorted(listed) == sorted(spec.name for spec in SPECS)
    for name in window.actions_by_name:
        assert window.actions_by_name[name].receivers("2triggered(bool)") > 0, name


def test_no_two_actions_share_a_key(window):
    keys = [key.toString() for name in window.actions_by_name for key in window.actions_by_name[name].shortcuts()]
    assert len(keys) == len(set(keys))


def test_theme_by_menu(window):
    window.actions_by_name["vis.mork"].trigger()
    assert theme().palette is DARK
    assert QApplication.palette().window().color().name() == DARK.window
    assert window.settings.text("utseende/tema") == "dark"
    window.actions_by_name["vis.lys"].trigger()
    assert theme().palette is LIGHT


def test_text_size_by_key(window, qtbot):
    body = QApplication.font().pixelSize()
    height = window.top_bar.height()
    press(qtbot, window, Qt.Key.Key_Plus)
    assert theme().scale == 1.25
    for _ in range(4):
        press(qtbot, window, Qt.Key.Key_Plus)
    assert theme().scale == 2.0
    assert QApplication.font().pixelSize() == 2 * body
    assert window.top_bar.height() == 2 * height
    assert not window.actions_by_name["vis.storre"].isEnabled()
    assert window.settings.number("utseende/tekst", 1.0) == 2.0
    press(qtbot, window, Qt.Key.Key_Minus)
    assert theme().scale == 1.5


@pytest.mark.parametrize(("width", "scale", "compact"), [
    (1440, 1.0, False), (1199, 1.0, True), (1440, 1.25, False), (1440, 1.5, True), (1440, 2.0, True),
])
def test_icons_stand_for_words_where_there_is_little_room(window, qtbot, width, scale, compact):
    window.set_text_scale(scale)
    window.resize(width, 800)
    qtbot.waitUntil(lambda: window.width() == width)
    button = window.navigation.buttons[room_index("fordeling")]
    assert bool(button.toolTip()) is compact
    assert button.accessibleName() == "Fordeling"
    qtbot.waitUntil(lambda: (window.navigation.width() < 150) is compact)
    assert bool(window.top_bar.undo.text()) is not compact
    assert window.top_bar.undo.accessibleName() == "Angre"


def test_every_focusable_widget_has_a_name(window, qtbot):
    for index in range(len(ROOMS)):
        window.show_room(index)
        nameless = [
            describe(widget) for widget in window.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not spoken(widget)
        ]
        assert nameless == [], ROOMS[index].key


def spoken(widget):
    """The name a screen reader says; a widget that hands its focus on goes by the one that takes it."""
    while widget.focusProxy() is not None:
        widget = widget.focusProxy()
    parent = widget.parentWidget()
    if widget.objectName().startswith("qt_") and parent is not None:
        # Qt's own inner field of a compound control.
        widget = parent
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface is not None and bool(interface.text(QAccessible.Text.Name))


def describe(widget):
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName()!r} {text!r} in {type(widget.parentWidget()).__name__}"


def test_warnings_are_listed_from_the_status_bar(window, qtbot, messages):
    qtbot.mouseClick(window.status_bar.findings, Qt.MouseButton.LeftButton)
    counted = window.status_bar.findings.text().split()[0]
    [(_, _, findings)] = messages.of("findings")
    assert counted == str(len(findings))


@pytest.mark.parametrize(("size", "scale", "spoken"), [((1440, 900), 1.0, True), ((1100, 700), 2.0, False)])
def test_the_start_pane_is_whole_in_a_small_window_with_large_text(window, qtbot, size, scale, spoken):
    window.set_text_scale(scale)
    window.resize(*size)
    pane = window.start_pane
    qtbot.waitUntil(lambda: window.width() == size[0] and pane.height() >= pane.heightForWidth(pane.width()))
    assert pane.sentence.isVisible() is spoken
    assert pane.close_button.geometry().right() > pane.width() - 30
    for button in pane.findChildren(QPushButton):
        assert button.visibleRegion().boundingRect() == button.rect()


def test_the_start_pane_is_dismissed_for_good(window, qtbot, settings):
    assert window.start_pane.isVisible()
    qtbot.mouseClick(window.start_pane.close_button, Qt.MouseButton.LeftButton)
    assert not window.start_pane.isVisible()
    assert window.navigation.buttons[window.room].hasFocus()
    assert settings.flag("start/vis", True) is False
    window.actions_by_name["fil.start"].trigger()
    assert window.start_pane.isVisible()


def test_help_pages_are_norwegian_and_whole(window, messages):
    for name in ("hjelp.excel", "hjelp.taster", "hjelp.om"):
        window.actions_by_name[name].trigger()
    excel, keys, about = (text for _, text in messages.of("inform"))
    assert "Saksinngang" in excel
    assert "Importer fra Excel" in excel
    assert "Ctrl+S" in keys
    assert all(plain(window.actions_by_name[n].text()) in keys for n in ("fil.lagre", "fil.importer"))
    assert "Bemanningsplan" in about


def test_a_dropped_plan_is_opened(window, qtbot, messages, tmp_path):
    from models.io.project_file import skriv

    path = tmp_path / "sluppet.bplan"
    skriv(path, window.document.plan)
    drop(window, path)
    qtbot.waitUntil(lambda: window.document.path == path)


def test_another_kind_of_file_is_not_taken(window, tmp_path):
    path = tmp_path / "bilde.png"
    path.write_bytes(b"x")
    assert drop(window, path) is False


def drop(window, path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                            Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    window.dragEnterEvent(enter)
    if not enter.isAccepted():
        return False
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                                Qt.KeyboardModifier.NoModifier))
    return True


def test_the_first_window_leaves_room_for_its_frame(window):
    available = window.screen().availableSize()
    assert window.height() <= available.height() - 40
    assert window.width() <= available.width() - 16


def test_layout_is_remembered(qtbot, dressed, settings, messages, window):
    from app.main_window import MainWindow
    from models.document import Document

    window.show_start_pane(False)
    # Within the screen of a machine without one, which is 800 by 800.
    window.resize(760, 560)
    window.show_room(1)
    plan = window.document.plan
    window.close()
    again = MainWindow(Document(plan), settings, messages)
    qtbot.addWidget(again)
    assert again.room == 1
    assert again.start_pane.isHidden()
    assert again.focusWidget() is again.navigation.buttons[1]
    assert (again.width(), again.height()) == (760, 560)
    again.projector.close()


@pytest.mark.allows_log("the projection failed", reason="the test makes it fail")
def test_a_projection_that_fails_is_said_and_the_numbers_marked(window, qtbot, messages):
    def fail(plan):
        raise ArithmeticError("nei")

    window.projector._compute = fail
    edit(window)
    qtbot.waitUntil(lambda: bool(messages.of("error")))
    [(title, text, details)] = messages.of("error")
    assert title == "Planen kunne ikke beregnes"
    assert "Angre" in text
    assert "nei" in details
    assert window.top_bar.state.text() == "Beregningen stoppet"
    assert window.document.is_stale


def test_closing_waits_for_questions_that_are_being_answered(window, qtbot):
    ended = []

    def slow():
        time.sleep(0.2)
        ended.append(True)

    jobs = window.findChildren(Newest)
    assert jobs
    jobs[0].close()
    # What it was asked when the window opened has ended, but is not heard of before events are handled.
    qtbot.waitUntil(lambda: not jobs[0].is_busy)
    jobs[0].ask(slow)
    assert not jobs[0].is_busy
    other = Newest(window)
    other.ask(slow)
    window.close()
    # Deleting the window while the thread works would hang: Qt waits holding Python, which the thread needs.
    assert ended == [True]


def test_at_large_text_the_bar_keeps_the_clock_and_gives_up_the_words(window, qtbot):
    edit(window)
    fresh(qtbot, window)
    window.resize(1100, 700)
    theme().set_scale(2.0)
    bar = window.top_bar
    qtbot.waitUntil(lambda: re.fullmatch(r"\d\d\.\d\d", bar.state.text()) is not None)
    assert bar.state.toolTip() == bar.state.accessibleName() == f"Sist beregnet {bar.state.text()}"
    labels = (bar.against, bar.state, bar.unsaved)
    qtbot.waitUntil(lambda: all(label.width() >= label.sizeHint().width() for label in labels))
    theme().set_scale(1.0)
    assert bar.state.text().startswith("Sist beregnet ")
