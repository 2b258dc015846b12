"""The menu bar: builds the menus from their declaration and says what each action does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from app.actions import MENUS, ROOMS_HERE, SEPARATOR, ActionSpec, MenuSpec, words
from app.clipboard import copy_from
from app.sample_texts import samples
from app.theme import Mode, theme
from app.theme.fonts import SCALES
from app.views import ROOMS

if TYPE_CHECKING:
    from app.main_window import MainWindow

_MODES = {"vis.system": Mode.SYSTEM, "vis.lys": Mode.LIGHT, "vis.mork": Mode.DARK}


class Menus(QObject):
    """The menus of one window."""

    def __init__(self, window: MainWindow) -> None:
        # A child of the window: what it listens to must not call it when the window is gone.
        super().__init__(window)
        self._window = window
        self._actions = window.actions_by_name
        self._named: dict[str, QMenu] = {}
        for index, room in enumerate(ROOMS):
            spec = ActionSpec(f"rom.{room.key}", room.words, (f"Ctrl+{index + 1}",), room.icon, "rom")
            self._actions.add(spec)
        self._fill(window.menuBar())
        self._fill_samples()
        self._connect()
        self._show_look()
        theme().changed.connect(self._show_look)

    def show_room(self, index: int) -> None:
        """Mark the room that is shown."""
        self._actions[f"rom.{ROOMS[index].key}"].setChecked(True)

    def show_recent(self, files: Sequence[Path]) -> None:
        """Fill the menu of recent files."""
        menu = self._named["siste"]
        menu.clear()
        menu.setEnabled(bool(files))
        for number, path in enumerate(files, start=1):
            action = menu.addAction(f"&{number} {path.name.replace('&', '&&')}")
            action.setToolTip(str(path))
            action.setStatusTip(str(path))
            action.triggered.connect(lambda _=False, p=path: self._window.files.open(p))
        menu.setToolTipsVisible(True)

    def _fill(self, bar) -> None:
        for spec in MENUS:
            self._fill_menu(bar.addMenu(words(spec.text)), spec)

    def _fill_menu(self, menu: QMenu, spec: MenuSpec) -> None:
        if spec.name:
            self._named[spec.name] = menu
        for entry in spec.entries:
            if isinstance(entry, MenuSpec):
                self._fill_menu(menu.addMenu(words(entry.text)), entry)
            elif entry == SEPARATOR:
                menu.addSeparator()
            elif entry == ROOMS_HERE:
                menu.addActions([self._actions[f"rom.{room.key}"] for room in ROOMS])
            else:
                menu.addAction(self._actions[entry])

    def _fill_samples(self) -> None:
        for name, text in samples():
            action = QAction(text, self._window)
            action.triggered.connect(lambda _=False, n=name: self._window.files.open_sample(n))
            self._named["eksempler"].addAction(action)

    def _connect(self) -> None:
        window, files, stack = self._window, self._window.files, self._window.document.undo_stack
        does: dict[str, Callable[[], object]] = {
            "fil.apne": files.choose_and_open,
            "fil.lagre": files.save,
            "fil.lagre_som": files.save_as,
            "fil.importer": files.choose_and_import,
            "fil.importer_tabell": window.table_import.choose_and_open,
            "fil.eksporter": files.choose_and_export,
            "fil.csv_tabell": window.save_table,
            "fil.csv_serier": window.data_export.save_series,
            "fil.csv_scenarier": window.data_export.save_scenarios,
            "fil.csv_plan": window.data_export.save_tables,
            "fil.skriv_ut": self._print_room,
            "fil.pdf": self._save_room,
            "fil.mal": files.choose_and_save_template,
            "fil.start": lambda: window.show_start_pane(window.start_pane.isHidden()),
            "fil.avslutt": window.close,
            "rediger.angre": stack.undo,
            "rediger.gjor_om": stack.redo,
            "rediger.kopier": lambda: copy_from(QApplication.focusWidget()),
            "rediger.rull": window.rolling.ask,
            "vis.storre": lambda: self._step_text(1),
            "vis.mindre": lambda: self._step_text(-1),
            "vis.merknader": window.show_findings,
            "vis.innstillinger": window.show_settings,
            "hjelp.excel": window.show_excel_tables,
            "hjelp.taster": window.show_shortcuts,
            "hjelp.om": window.show_about,
        }
        does |= {name: lambda m=mode: window.set_mode(m) for name, mode in _MODES.items()}
        does |= {f"vis.tekst_{round(100 * s)}": lambda f=s: window.set_text_scale(f) for s in SCALES}
        does |= {f"rom.{room.key}": lambda i=i: window.show_room(i) for i, room in enumerate(ROOMS)}
        for name, act in does.items():
            self._actions[name].triggered.connect(lambda _=False, act=act: act())
        undo, redo = self._actions["rediger.angre"], self._actions["rediger.gjor_om"]
        self._plain = {action: action.text() for action in (undo, redo)}
        undo.setEnabled(stack.canUndo())
        redo.setEnabled(stack.canRedo())
        stack.canUndoChanged.connect(undo.setEnabled)
        stack.canRedoChanged.connect(redo.setEnabled)
        stack.undoTextChanged.connect(self._on_undo_text_changed)
        stack.redoTextChanged.connect(self._on_redo_text_changed)

    def _print_room(self) -> None:
        # Imported at need, as is all that draws charts.
        from app.printing.room_printing import print_room

        print_room(self._window)

    def _save_room(self) -> None:
        from app.printing.room_printing import save_pdf

        save_pdf(self._window)

    def _on_undo_text_changed(self, text: str) -> None:
        self._say_command(self._actions["rediger.angre"], text)

    def _on_redo_text_changed(self, text: str) -> None:
        self._say_command(self._actions["rediger.gjor_om"], text)

    def _say_command(self, action: QAction, text: str) -> None:
        """Undo and redo say what they would do."""
        plain = self._plain[action]
        action.setText(f"{plain}: {text.replace('&', '&&')}" if text else plain)

    def _step_text(self, step: int) -> None:
        nearest = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - theme().scale))
        self._window.set_text_scale(SCALES[min(max(nearest + step, 0), len(SCALES) - 1)])

    def _show_look(self) -> None:
        """Mark the look and text size in force."""
        mode = next(name for name, mode in _MODES.items() if mode is theme().mode)
        self._actions[mode].setChecked(True)
        name = f"vis.tekst_{round(100 * theme().scale)}"
        if name in self._actions:
            self._actions[name].setChecked(True)
        self._actions["vis.storre"].setEnabled(theme().scale < SCALES[-1])
        self._actions["vis.mindre"].setEnabled(theme().scale > SCALES[0])

